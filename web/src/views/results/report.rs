//! The report (報告): for whom it is, what is in it, and in which form it leaves.

use super::words::Bilingual;
use shirushi_page::Act;
use shirushi_page::results::{ReportUi, ResultsAct, ResultsUi};
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::Language;
use shirushi_results::report::{Audience, Part, Provenance, ReportOptions, html, markdown, report};
use shirushi_session::Session;
use yew::prelude::*;

const TITLE: Bilingual = Bilingual("報告", "Report");
const LEAD: Bilingual = Bilingual(
    "判定・食い違い・検証を一つのファイルにまとめます。A4に印刷でき、スクリプトは入りません。",
    "Judgements, differences and checks in one file. It prints on A4 and has no script in it.",
);
const FOR: Bilingual = Bilingual("読む人", "For");
const PARTS: Bilingual = Bilingual("入れるもの", "What is in it");
const EMPTY: Bilingual = Bilingual("記事がまだありません。", "There are no articles yet.");

fn audience(audience: Audience) -> Bilingual {
    match audience {
        Audience::Editor => Bilingual("編集者へ", "The editor"),
        Audience::Publication => Bilingual("公開用", "Publication"),
        Audience::Research => Bilingual("研究用", "Research"),
    }
}

fn part(part: Part) -> Bilingual {
    match part {
        Part::Summary => Bilingual("要約", "Summary"),
        Part::Articles => Bilingual("記事と指紋", "Articles with fingerprints"),
        Part::Disagreements => Bilingual("食い違いの一覧", "Disagreements"),
        Part::Quotations => Bilingual("引用", "Quotations"),
        Part::Checks => Bilingual("検証と証拠", "Checks with evidence"),
        Part::Figures => Bilingual("統計", "Figures"),
        Part::Method => Bilingual("方法", "Method"),
        Part::Versions => Bilingual("版", "Versions"),
        Part::Signatures => Bilingual("印の欄", "Boxes for seals"),
    }
}

#[derive(Properties, Clone)]
pub(crate) struct ReportProps {
    pub(crate) words: &'static Words,
    pub(crate) session: Session,
    pub(crate) ui: ResultsUi,
    pub(crate) provenance: Provenance,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for ReportProps {
    fn eq(&self, other: &Self) -> bool {
        // The session is another whenever `ui.made` is.
        self.words == other.words && self.ui == other.ui && self.provenance == other.provenance
    }
}

/// A file that a report becomes.
#[derive(Debug, Clone, Copy)]
enum ReportFile {
    Html,
    Markdown,
}

#[component]
pub(crate) fn ReportForm(props: &ReportProps) -> Html {
    let language = match PageLanguage::of(props.words) {
        PageLanguage::Ja => Language::Japanese,
        PageLanguage::En => Language::English,
    };
    let ui = &props.ui.report;
    let put =
        |ui: ReportUi| props.on.reform(move |_: MouseEvent| Act::Results(ResultsAct::Report(ui.clone())));
    let audiences = Audience::ALL.map(|one| {
        let chosen = ui.audience == one;
        html! {
            <button data-part={format!("report-for-{}", one as u8)} aria-pressed={chosen.to_string()} onclick={put(ReportUi { audience: one, parts: one.parts() })}>{ audience(one).told(language) }</button>
        }
    });
    let parts = Part::ALL.map(|one| {
        let mut chosen = ui.clone();
        let ticked = ui.parts.contains(&one);
        if !chosen.parts.remove(&one) {
            chosen.parts.insert(one);
        }
        html! {
            <button class="layer r-tick" role="checkbox" data-part="report-part" aria-checked={ticked.to_string()} onclick={put(chosen)}>
                <span class="swatch"></span><span>{ part(one).told(language) }</span>
            </button>
        }
    });
    let save = |file: ReportFile| {
        let props = props.clone();
        props.on.clone().reform(move |_: MouseEvent| Act::Results(written(&props, language, file)))
    };
    let empty = props.session.project.articles.is_empty();
    html! {
        <section class="sheet" data-part="report" aria-label={TITLE.told(language)}>
            <h2 class="section-title">{ TITLE.told(language) }</h2>
            <p class="teach">{ LEAD.told(language) }</p>
            <div class="r-segments" role="group" aria-label={FOR.told(language)}>{ for audiences }</div>
            <div class="r-group" role="group" aria-label={PARTS.told(language)}>{ for parts }</div>
            <p class="quiet" hidden={!empty}>{ EMPTY.told(language) }</p>
            <p class="row">
                <button class="button" data-part="report-html" disabled={empty} onclick={save(ReportFile::Html)}>{ "HTML" }</button>
                <button class="button" data-part="report-markdown" disabled={empty} onclick={save(ReportFile::Markdown)}>{ "Markdown" }</button>
            </p>
        </section>
    }
}

/// The report as a file.
fn written(props: &ReportProps, language: Language, file: ReportFile) -> ResultsAct {
    let held = super::held(&props.session, &props.ui);
    let claims = &held.claims;
    let ReportUi { audience, parts } = props.ui.report.clone();
    let options = ReportOptions { audience, language, parts };
    let project = shirushi_exchange::native::fingerprint(&props.session.project);
    let provenance = Provenance { project, ..props.provenance.clone() };
    let document = report(claims, &props.ui.findings, &options, &provenance);
    let (text, ending, media) = match file {
        ReportFile::Html => (html(&document), "html", "text/html"),
        ReportFile::Markdown => (markdown(&document), "md", "text/markdown"),
    };
    let title = &props.session.project.title;
    let name = format!("{title}-{}.{ending}", TITLE.told(language));
    ResultsAct::Save { name, media, bytes: text.into_bytes() }
}
