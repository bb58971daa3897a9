//! What the late part draws on the first screen: the sample's own table or, for who has been here before, the
//! projects; and below, what it does for whom.

use crate::ports::clock;
use crate::views::kit::chip;
use crate::views::results::Bilingual;
use shirushi_exchange::formats::Format;
use shirushi_page::projects::SlotSummary;
use shirushi_page::sample::{RunOf, SAMPLE_TERMINAL, SampleCell, SampleRow, SampleRun, SampleTable};
use shirushi_page::scene::{Panel, Scene};
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_page::{Act, Page};
use shirushi_results::table::leaves::who;
use shirushi_results::{Language, words as results_words};
use yew::prelude::*;

const SAMPLE: Bilingual = Bilingual("見本", "Sample");
const SAMPLE_IS: Bilingual =
    Bilingual("架空の出来事を伝える三紙の記事", "three Japanese articles about an invented event");
const OPEN_TABLE: Bilingual = Bilingual("この表を開く", "Open this table");
const SILENT: Bilingual = Bilingual("言及なし", "says nothing");
const TOPIC: Bilingual = Bilingual("くい違うこと", "Where they disagree");
const RECENT: Bilingual = Bilingual("最近のプロジェクト", "Recent projects");
const ALL_PROJECTS: Bilingual = Bilingual("すべてのプロジェクト", "All projects");

const REPORTERS: Bilingual = Bilingual("記者、ファクトチェックの方へ", "For reporters and fact-checkers");
const FOR_REPORTERS: [Bilingual; 4] = [
    Bilingual(
        "だれの言葉かと、確かさ（断定、伝聞、可能性、予測、否定）を一つずつ",
        "Whose words each claim is, and how sure: asserted, reported, possible, predicted, denied",
    ),
    Bilingual(
        "時刻、数、名、場所、有無の食い違いを、理由とともに",
        "Where times, numbers, names, places differ, or whether it happened at all, with the reason",
    ),
    Bilingual(
        "ほかの記事の写しは、裏付けと数えない",
        "What one article copied from another is no confirmation",
    ),
    Bilingual(
        "問いと証拠を残し、編集者へA4の報告を渡す",
        "Questions and evidence are kept, and the editor gets a report on A4",
    ),
];
const MAKERS: Bilingual = Bilingual("研究、データ作りの方へ", "For research and makers of data");
const FORMATS: Bilingual = Bilingual("書き出しと読み込み:", "Formats, out and in:");
const FOR_MAKERS: Bilingual = Bilingual(
    "失われるものを先に言い、位置不明のマークも残します。タグには使い方と例、判定は一件に一つのキー。キーボードだけで動きます。",
    "What would be lost is said before, and marks without a place are kept. Tags with guides and examples, one key for each verdict, everything by keyboard.",
);
const COMMANDS: Bilingual = Bilingual("同じ分析を、コマンドで", "The same analysis, on the command line");

/// So many projects are listed.
const LISTED: usize = 6;

/// The language of these words, as the results are told in.
pub(super) fn language(words: &'static Words) -> Language {
    match PageLanguage::of(words) {
        PageLanguage::Ja => Language::Japanese,
        PageLanguage::En => Language::English,
    }
}

/// What stands beside the sentence.
pub(crate) fn beside(app: &Page, on: &Callback<Act>) -> Html {
    let projects = app.other_projects();
    match SampleTable::read() {
        _ if !projects.is_empty() => recent(app.words(), &projects, on),
        Some(table) => sample(app.words(), &table, on),
        None => Html::default(),
    }
}

fn recent(words: &'static Words, projects: &[SlotSummary], on: &Callback<Act>) -> Html {
    let say = |pair: Bilingual| pair.told(language(words));
    let project = |summary: &SlotSummary| {
        let (day, time) = clock::told(summary.modified, PageLanguage::of(words).tag());
        let slot = summary.slot.clone();
        html! {
            <li key={summary.slot.0.clone()}>
                <button class="start-project" data-part="recent" onclick={on.reform(move |_| Act::SwitchTo(slot.clone()))}>
                    <span class="headline" lang="ja">{ summary.title.clone() }</span>
                    <span class="small quiet number">{ format!("{day} {time}") }</span>
                    <span class="small quiet number">{ (words.articles_and_marks)(summary.articles, summary.annotations) }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="start-card" aria-label={say(RECENT)} data-part="recent-projects">
            <div class="start-caption">
                <h2>{ say(RECENT) }</h2>
                <button class="button" data-part="all-projects" onclick={on.reform(|_| Act::Panel(Panel::Projects))}>{ say(ALL_PROJECTS) }</button>
            </div>
            <ul>{ for projects.iter().take(LISTED).map(project) }</ul>
        </section>
    }
}

/// The sample's table. A press anywhere in it opens it; with the keys the button does.
fn sample(words: &'static Words, table: &SampleTable, on: &Callback<Act>) -> Html {
    let say = |pair: Bilingual| pair.told(language(words));
    let open = on.reform(|_: MouseEvent| Act::OpenSample(Scene::Comparing));
    let sentence = |of: &shirushi_page::sample::SampleSentence| {
        html! { <p>{ stamp(table, of.outlet) }<span lang="ja">{ for of.words.iter().map(run) }</span></p> }
    };
    let head = (0..table.outlets.len()).map(|outlet| {
        let name = table.outlets.get(outlet).map(|outlet| outlet.name.clone()).unwrap_or_default();
        html! { <th scope="col">{ stamp(table, outlet) }{ " " }<span class="small" lang="ja">{ name }</span></th> }
    });
    html! {
        <section class="start-card is-sample" aria-label={say(SAMPLE)} data-part="sample-table" onclick={open}>
            <div class="start-caption">
                <h2>{ say(SAMPLE) }</h2>
                <span class="small"><span lang="ja">{ table.title.clone() }</span>{ " ・ " }{ say(SAMPLE_IS) }</span>
                <button class="small" data-part="open-table">{ say(OPEN_TABLE) }</button>
            </div>
            <div class="start-sentences">{ for table.sentences.iter().map(sentence) }</div>
            <table class="start-table">
                <thead><tr><th scope="col"><span class="visually-hidden">{ say(TOPIC) }</span></th>{ for head }</tr></thead>
                <tbody>{ for table.rows.iter().map(|row| line(words, table, row)) }</tbody>
            </table>
        </section>
    }
}

fn stamp(table: &SampleTable, outlet: usize) -> Html {
    let Some(outlet) = table.outlets.get(outlet) else { return Html::default() };
    let name = outlet.name.clone();
    html! { <span class="stamp" lang="ja" role="img" aria-label={name.clone()} title={name}>{ outlet.stamp.clone() }</span> }
}

fn run(run: &SampleRun) -> Html {
    let SampleRun(of, words) = run;
    match of {
        RunOf::Plain => html! { <span>{ words }</span> },
        RunOf::Claim => html! { <span class="r-claim">{ words }</span> },
        RunOf::Differing => html! { <mark class="hit">{ words }</mark> },
    }
}

fn line(words: &'static Words, table: &SampleTable, row: &SampleRow) -> Html {
    let language = language(words);
    let mut badge =
        format!("{} {}", results_words::sign(row.relation), results_words::relation(language, row.relation));
    if let Some(difference) = row.difference {
        badge.push_str(" ・ ");
        badge.push_str(results_words::difference(language, difference));
    }
    let class = match row.relation {
        shirushi_model::Relation::Contradict => "contradict",
        _ => "differ",
    };
    let cell = |outlet: usize| match row.cells.iter().find(|cell| cell.outlet == outlet) {
        Some(cell) => said(words, table, cell),
        None => html! { <td class="silent">{ SILENT.told(language) }{ stamp(table, outlet) }</td> },
    };
    html! {
        <tr>
            <th scope="row"><span class={classes!("r-badge", class)}>{ badge }</span><b lang="ja">{ row.title.join(language.of(" ・ ", ", ")) }</b></th>
            { for (0..table.outlets.len()).map(cell) }
        </tr>
    }
}

fn said(words: &'static Words, table: &SampleTable, cell: &SampleCell) -> Html {
    html! {
        <td>
            <span class="side-letter" lang="ja" hidden={cell.side.is_empty()}>{ cell.side.clone() }</span>
            <span class="start-words" lang="ja">{ for cell.words.iter().map(run) }</span>
            <span class="r-who"><span class="r-name" lang="ja">{ who(&cell.speaker, cell.source, language(words)) }</span>{ chip(words, cell.certainty) }</span>
            { stamp(table, cell.outlet) }
        </td>
    }
}

/// What stands below: for whom it is, and the command line with what it prints.
pub(crate) fn below(app: &Page) -> Html {
    let language = language(app.words());
    let say = |pair: Bilingual| pair.told(language);
    let formats: Vec<&str> =
        Format::ALL.iter().map(|format| language.of(format.name().ja, format.name().en)).collect();
    html! {
        <div class="start-below" data-part="start-below">
            <section>
                <h2>{ say(REPORTERS) }</h2>
                <ul>{ for FOR_REPORTERS.iter().map(|pair| html! { <li>{ say(*pair) }</li> }) }</ul>
            </section>
            <section data-part="for-makers">
                <h2>{ say(MAKERS) }</h2>
                <p>{ say(FORMATS) }{ " " }{ formats.join(language.of("、", ", ")) }{ language.of("。", ".") }</p>
                <p>{ say(FOR_MAKERS) }</p>
            </section>
            <section>
                <h2>{ say(COMMANDS) }</h2>
                <pre class="start-terminal" tabindex="0" aria-label={say(COMMANDS)}><i>{ "$ " }</i>{ "shirushi analyze 1.txt\n" }{ SAMPLE_TERMINAL }<i>{ "$ " }</i>{ "shirushi compare 1.txt 2.txt 3.txt > compared.json\n" }<i>{ "$ " }</i>{ "shirushi convert --to brat project.shirushi.json\n" }<i>{ "$ " }</i>{ "shirushi report project.shirushi.json > report.html" }</pre>
            </section>
        </div>
    }
}
