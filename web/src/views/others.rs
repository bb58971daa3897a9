//! Beside a selected claim: what other articles say of it, and the way to relate it to another.

use crate::views::kit::Writable;
use shirushi_model::{Difference, Relation, in_order};
use shirushi_page::Act;
use shirushi_page::comparing::{ComparedPairs, Maker, Pair, Place, Said, gravity};
use shirushi_page::results::ResultsAct;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::shortened;
use shirushi_session::{ClaimPair, Session, Verdict};
use yew::prelude::*;

/// What it is drawn from.
pub(crate) struct Others<'a> {
    pub(crate) words: &'static Words,
    pub(crate) session: &'a Session,
    pub(crate) found: &'a ComparedPairs,
    pub(crate) said: Said<'a>,
    /// The claim for which another is looked for.
    pub(crate) relating: Option<Place>,
    pub(crate) writable: Writable,
    pub(crate) on: &'a Callback<Act>,
}

impl Others<'_> {
    fn words_at(&self, (article, span): Place) -> String {
        let article = self.session.project.article(article);
        article.and_then(|article| span.slice(&article.text)).unwrap_or_default().to_owned()
    }

    fn outlet(&self, place: Place) -> String {
        let Some(article) = self.session.project.article(place.0) else { return String::new() };
        let meta = &article.meta;
        match (meta.outlet.is_empty(), meta.title.is_empty()) {
            (false, _) => meta.outlet.clone(),
            (true, false) => shortened(&meta.title),
            _ => self.words.unknown_outlet.to_owned(),
        }
    }

    fn button(
        &self,
        part: &'static str,
        class: &'static str,
        content: Html,
        act: impl Fn() -> Act + 'static,
    ) -> Html {
        let on = self.on.reform(move |_: MouseEvent| act());
        html! { <button {class} data-part={part} onclick={on}>{ content }</button> }
    }
}

fn relation_badge(words: &Words, relation: Relation, difference: Option<Difference>) -> Html {
    let mut told = (words.relation)(relation).to_owned();
    if let Some(difference) = difference {
        told.push_str(" ・ ");
        told.push_str((words.difference)(difference));
    }
    html! { <span class={classes!("chip", relation_class(relation))} data-part="relation">{ told }</span> }
}

fn relation_class(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "agree",
        Relation::Differ => "differ",
        Relation::Contradict => "contradict",
    }
}

/// Beside a selected claim: what other articles say of it, and the way to relate it to another.
pub(crate) fn others(of: &Others<'_>, place: Place) -> Html {
    let words = of.words;
    let by_hand = of.said.by_hand(of.found);
    let pairs = of.found.topics.iter().flat_map(|topic| &topic.pairs).chain(&by_hand);
    let here = pairs.filter(|pair| (pair.a == place || pair.b == place) && of.said.relation(pair).is_some());
    let here = in_order(here.filter(|pair| of.said.counts(pair)).collect(), |pair: &&Pair| {
        [gravity(of.said.relation(pair).map(|(relation, _)| relation)), 0, 0]
    });
    let offer = |relation: Relation, other: Place| {
        let (part, class) = match relation {
            Relation::Agree => ("relate-agree", "button agree"),
            Relation::Differ => ("relate-differ", "button differ"),
            Relation::Contradict => ("relate-contradict", "button contradict"),
        };
        let pair = ClaimPair { a: other, b: place, relation, difference: None };
        of.button(part, class, html! { (words.relation)(relation) }, move || {
            Act::Relate(vec![pair], Verdict::Accept, Maker::Person)
        })
    };
    let begin = match of.relating {
        None => of.button("relate", "button", html! { words.relate }, move || Act::Relating(Some(place))),
        Some(_) => of.button("relate-cancel", "button", html! { words.cancel }, || Act::Relating(None)),
    };
    let other = of.relating.filter(|other| *other != place);
    html! {
        <section data-part="others" aria-label={words.others}>
            <h2 class="section-title" hidden={here.is_empty()}>{ words.others }</h2>
            { for here.into_iter().map(|pair| {
                let there = if pair.a == place { pair.b } else { pair.a };
                let told = html! {
                    <>
                        <span class="who"><b lang="ja">{ of.outlet(there) }</b>{ for of.said.relation(pair).map(|(is, difference)| relation_badge(words, is, difference)) }</span>
                        <span class="quote" lang="ja">{ shortened(&of.words_at(there)) }</span>
                    </>
                };
                of.button("other", "other", told, move || Act::Results(ResultsAct::LookInto(there.into())))
            }) }
            <fieldset class="row" disabled={of.writable == Writable::No}>
                <span class="sheet" hidden={other.is_none()}>
                    <span class="small">{ words.relate_as }{ " " }<span lang="ja">{ other.map(|other| format!("「{}」", shortened(&of.words_at(other)))).unwrap_or_default() }</span></span>
                    <span class="row">{ for other.into_iter().flat_map(|other| Relation::ALL.map(|one| offer(one, other))) }</span>
                </span>
                { begin }
            </fieldset>
            <p class="small quiet" role="status" hidden={of.relating != Some(place)}>{ words.relate_lead }</p>
        </section>
    }
}
