//! How far two people agree, in figures.

use super::{category, words};
use crate::views::results::Bilingual;
use shirushi_agreement::Category;
use shirushi_agreement::measure::{Agreement, Estimate, PairAgreement, agreement};
use shirushi_page::adjudicating::{cuts, layers};
use shirushi_page::results::Made;
use shirushi_page::shared::Shared;
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::Language;
use shirushi_session::Session;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub(super) struct FiguresProps {
    pub(super) words: &'static Words,
    pub(super) session: Session,
    pub(super) made: Shared<Made>,
    pub(super) pair: (String, String),
    pub(super) hidden: bool,
}

impl PartialEq for FiguresProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
            && self.made == other.made
            && self.pair == other.pair
            && self.hidden == other.hidden
    }
}

#[component]
pub(super) fn AgreementFigures(props: &FiguresProps) -> Html {
    let measured = use_memo((props.made.clone(), props.pair.clone()), {
        let session = props.session.clone();
        move |(_, (left, right))| {
            let mut two = layers(&session);
            two.retain(|layer| layer.name == *left || layer.name == *right);
            agreement(&session.project, &cuts(&session), &two)
        }
    });
    let language = match PageLanguage::of(props.words) {
        PageLanguage::Ja => Language::Japanese,
        PageLanguage::En => Language::English,
    };
    let Some(pair) = measured.pairs.first() else { return Html::default() };
    figures(props, language, &measured, pair)
}

fn figures(props: &FiguresProps, language: Language, all: &Agreement, pair: &PairAgreement) -> Html {
    let say = |pair: Bilingual| pair.told(language);
    let project = &props.session.project;
    let name = |of: Category| category(props.words, &project.tagset, Some(of), language);
    let large = |title: Bilingual, of: &Estimate, part: &'static str| {
        html! {
            <div class="x-number" data-part={part}>
                <b>{ told(of.value) }</b><span class="small">{ say(title) }</span>
                <span class="quiet small number">{ of.interval.map(|interval| format!("{:.2}–{:.2}", interval.low, interval.high)).unwrap_or_default() }</span>
            </div>
        }
    };
    let row = |of: &shirushi_agreement::measure::OfCategory| {
        let counts = &of.counts;
        html! {
            <tr><th scope="row" lang="ja">{ name(of.category) }</th><td class="number">{ counts.left }</td><td class="number">{ counts.right }</td><td class="number">{ counts.exact }</td><td class="number"><b>{ told(of.exact.value) }</b></td><td class="number">{ told(of.kappa) }</td></tr>
        }
    };
    let confused = pair.mistaken.iter().take(8).map(|one| {
        html! { <li>{ format!("A {} ・ B {}", name(one.left), name(one.right)) }<span class="x-count">{ one.count }</span></li> }
    });
    let fields = pair.fields.iter().map(|field| {
        html! { <li>{ say(words::field(field.field)) }<span class="x-count">{ told(field.observed) }{ " ・ κ " }{ told(field.kappa) }</span></li> }
    });
    html! {
        <>
            <h2 class="section-title">{ say(words::AGREEMENT) }</h2>
            <p class="quiet small">{ say(words::BEFORE) }</p>
            <div class="x-numbers a-numbers">
                { large(words::EXACT, &pair.exact, "f1-exact") }
                { large(words::OVERLAPPING, &pair.overlapping, "f1-overlapping") }
                { large(words::KAPPA, &pair.kappa, "kappa") }
                { large(words::ALPHA, &all.alpha, "alpha") }
            </div>
            <p class="small number">{ say(words::UNITIZING) }{ " " }{ told(all.unitizing) }</p>
            <table class="x-account">
                <caption class="section-title">{ say(words::BY_TYPE) }</caption>
                <thead><tr class="quiet small"><td></td><th scope="col">{ "A" }</th><th scope="col">{ "B" }</th><th scope="col">{ say(words::COMMON) }</th><th scope="col">{ "F1" }</th><th scope="col">{ "κ" }</th></tr></thead>
                <tbody>{ for pair.categories.iter().map(row) }</tbody>
            </table>
            { list(say(words::MISTAKEN), html! { { for confused } }, pair.mistaken.is_empty()) }
            { list(say(words::FIELDS), html! { { for fields } }, pair.fields.is_empty()) }
        </>
    }
}

fn list(title: &'static str, entries: Html, hidden: bool) -> Html {
    html! { <section {hidden}><h3 class="section-title">{ title }</h3><ul class="plain x-matched a-list">{ entries }</ul></section> }
}

/// Two places, or a dash where a figure is not defined.
fn told(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| format!("{value:.2}"))
}
