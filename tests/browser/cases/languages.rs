//! The results in either language: every place is walked by hand, says what it says in the words of the
//! language, has none of the other's left over, and cuts nothing off.
//!
//! What is Japanese in the English page is what the sample's people wrote, and their names; all else is the
//! page's own and is to be English.

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use shirushi_browser_tests::Stage;
use shirushi_browser_tests::steps::perform;
use shirushi_model::{Certainty, ClaimType, Difference, EntityType, Relation};
use shirushi_page::sample::SAMPLE_TABLE;
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::table::{RowKind, leaves};
use shirushi_results::{Language, words};

/// A place: how one gets there from the place before, and some of what it says.
struct Walked {
    name: &'static str,
    /// A step with an asterisk is one of narrow screens alone.
    steps: &'static str,
    says: fn(&'static Words, Language) -> Vec<&'static str>,
}

const PLACES: &[Walked] = &[
    Walked {
        name: "the first visit",
        steps: "part sample-table",
        says: |page, told| vec![page.open_sample, words::relation(told, Relation::Contradict)],
    },
    Walked {
        name: "the table",
        steps: "sample; press compare; part row; press row-title; part row-open",
        says: |page, told| {
            vec![
                page.compare,
                words::relation(told, Relation::Contradict),
                words::difference(told, Difference::Number),
                (page.certainty)(Certainty::Reported),
                leaves::kind(told, RowKind::Only),
            ]
        },
    },
    Walked {
        name: "side by side",
        steps: "press view-side; part beside-view; part word-by-word",
        says: |_, told| [Relation::Agree, Relation::Differ].map(|one| words::relation(told, one)).to_vec(),
    },
    Walked {
        name: "the time line",
        steps: "press view-timeline; part event; press event; part event-card",
        says: |_, told| {
            [Certainty::Predicted, Certainty::Denied].map(|one| words::certainty(told, one)).to_vec()
        },
    },
    Walked {
        name: "the sources",
        steps: "press view-sources; part sources",
        says: |_, told| vec![words::certainty(told, Certainty::Asserted)],
    },
    Walked {
        name: "the checks",
        steps: "press checks; part checking; * press check-list-out; press check-entry; press check-begin; part check-verdicts",
        says: |page, _| vec![page.checks],
    },
    Walked {
        name: "the figures",
        steps: "press figures; part figure-kinds",
        says: |_, told| {
            vec![words::claim_type(told, ClaimType::Event), words::entity_type(told, EntityType::Person)]
        },
    },
    Walked { name: "the report", steps: "press export; part report", says: |page, _| vec![page.export_lead] },
    Walked {
        name: "what changed",
        steps: "press close-panel; press read; part text; key u; part newer-text; fill newer-text 14日に運行は再開された。設備に異常はなかった。; press newer-put; analysed; press remedy; part changed-texts",
        says: |page, _| vec![page.turn_changed],
    },
];

/// What is the same in both languages: names of things, and of the languages themselves.
const NAMES: &[&str] = &[
    "Shirushi",
    "印",
    "English",
    "日本語",
    "CSV",
    "Excel",
    "HTML",
    "SVG",
    "PNG",
    "Markdown",
    "JSON",
    "brat",
];

/// What people wrote: the sample's articles, their outlets and titles, and the newer text of the first.
const WRITTEN: &[&str] = &[
    include_str!("../../../crates/page/samples/sample.json"),
    include_str!("../../../crates/page/samples/1.txt"),
    include_str!("../../../crates/page/samples/2.txt"),
    include_str!("../../../crates/page/samples/3.txt"),
    SAMPLE_TABLE,
    "14日に運行は再開された。設備に異常はなかった。",
];

/// Everything a person sees or hears: what of it is in the other language, what is cut off, and all of it.
/// Letters of sides (ア, ア日) are the same in both languages.
const LOOK: &str = "const [names, written] = arguments, english = document.documentElement.lang === 'en';
  const runs = (text) => text.match(/[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー]+/gu) ?? [];
  const own = (run) => !names.includes(run) && !written.includes(run) && !written.includes(run.replace(/^[ア-ト]/, ''));
  const words = (text) => text.match(/[A-Za-z]{3,}/g) ?? [];
  const other = (text) => english ? runs(text).some(own)
    : !runs(text).length && words(text).some((word) => !names.includes(word));
  const of = (one) => `${one.tagName.toLowerCase()} ${one.closest('[data-part]')?.dataset.part ?? ''}`;
  const foreign = [], cut = [], said = [];
  const hear = (text, one) => {
    if (!text.trim() || one.closest('kbd, pre')) return;
    said.push(text.trim());
    if (other(text)) foreign.push(`${of(one)}: ${text}`);
  };
  for (const one of document.body.querySelectorAll('*')) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('script, style')) continue;
    for (const name of ['aria-label', 'title', 'placeholder']) hear(one.getAttribute(name) ?? '', one);
    const text = [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(' ');
    hear(text, one);
    // A title of an article may end in dots; a word of the page may not.
    if (!text.trim() || one.clientWidth === 1 || one.closest('.visually-hidden, option') || one.closest('[lang]') !== document.documentElement) continue;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const clips = (way) => /hidden|clip/.test(way);
    if ((clips(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
        || (clips(style.overflowY) && one.scrollHeight > one.clientHeight + 2)) cut.push(`${of(one)}: ${text}`);
    let scrolls = one;
    while (scrolls && !/auto|scroll/.test(getComputedStyle(scrolls).overflowX)) scrolls = scrolls.parentElement;
    if (!scrolls && box.width && (box.right > innerWidth + 1 || box.left < -1)) cut.push(`${of(one)}, outside: ${text}`);
  }
  return { foreign, cut, said };";

#[derive(Deserialize)]
struct Seen {
    foreign: Vec<String>,
    cut: Vec<String>,
    said: Vec<String>,
}

async fn walk(stage: &Stage, page: PageLanguage, told: Language) -> Result<()> {
    let written = WRITTEN.join("\n");
    stage.open().await?;
    let narrow: bool = stage.browser.run("return innerWidth < 900", vec![]).await?;
    let mut wrong = Vec::new();
    for place in PLACES {
        let steps = place.steps.split(';').map(str::trim);
        let steps = steps.filter_map(|step| match step.strip_prefix("* ") {
            Some(step) => narrow.then_some(step),
            None => Some(step),
        });
        for step in steps {
            perform(stage, step).await.with_context(|| format!("{}: `{step}`", place.name))?;
        }
        let wanted = (place.says)(page.words(), told);
        stage.at_rest().await?;
        let seen: Seen = stage.browser.run(LOOK, vec![json!(NAMES), json!(written)]).await?;
        let silent = wanted.iter().filter(|words| !seen.said.iter().any(|said| said.contains(**words)));
        let silent: Vec<String> = silent.map(|words| (*words).to_owned()).collect();
        let told = |what: &str, of: Vec<String>| {
            of.into_iter().map(|one| format!("{}, {what}: {one}", place.name)).collect::<Vec<_>>()
        };
        wrong.extend(told("not said", silent));
        wrong.extend(told("of the other language", seen.foreign));
        wrong.extend(told("cut off", seen.cut));
    }
    ensure!(wrong.is_empty(), "{} times:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

pub(crate) async fn the_results_in_japanese(stage: &Stage) -> Result<()> {
    walk(stage, PageLanguage::Ja, Language::Japanese).await
}

pub(crate) async fn the_results_in_english(stage: &Stage) -> Result<()> {
    walk(stage, PageLanguage::En, Language::English).await
}

pub(crate) async fn on_a_phone_in_japanese(stage: &Stage) -> Result<()> {
    the_results_in_japanese(stage).await
}

pub(crate) async fn on_a_phone_in_english(stage: &Stage) -> Result<()> {
    the_results_in_english(stage).await
}
