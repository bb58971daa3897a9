//! For those who hear the page, need it larger, stiller or in colours of their own: every screen by the rules
//! of axe-core, the way of a screen reader, and what a person's device prefers.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::stage::axe;
use shirushi_browser_tests::steps::perform;
use shirushi_browser_tests::{Stage, until};

/// Every screen, each by the steps that lead there from the one before.
const SCREENS: &[(&str, &str)] = &[
    ("welcome", "part sample-table"),
    (
        "a form for a new article",
        "key n; paste 試験の見出し\\n\\n町の広場で4月1日、試験が行われた。; part add",
    ),
    ("the text", "press cancel-article; sample"),
    ("a selection", "select 設備に異常はなかった; part action-bar"),
    ("a claim", "key 1; part annotation"),
    ("a highlight", "select 霧沢町; part action-bar; key 5; part annotation"),
    ("a suggestion", "click 3時間20分; part suggestion"),
    ("every occurrence", "click 霧沢町; key a; part every"),
    ("boundaries", "key Escape; click 霧沢町; key b; part boundary-here"),
    ("the page of an entity", "key Escape; click 霧沢消防署; press entity-page; part entity; press tick"),
    (
        "history",
        "key Escape; key h; part close-panel; fill version-name 初校; press name-version; part version",
    ),
    ("two states compared", "press compare-version; part changes"),
    (
        "a newer text",
        "press close-panel; key u; part newer-text; fill newer-text 運行は再開された。設備に異常はなかった。; part fates",
    ),
    (
        "search",
        "press close-panel; key /; part search-field; fill search-field 霧沢; part hit; press within-marks; press filters",
    ),
    ("settings", "key Escape; press settings; part close-panel"),
    (
        "tags",
        "press tags-open; part add-tag; fill tag-guide もとの書かれていない数字; fill add-example-g1 関係者によると3万人",
    ),
    ("keys", "press close-panel; press settings; press keys-open; part keys"),
    ("help", "press close-panel; press help; part close-panel"),
    ("the tour", "press tour; part tour-strip"),
    ("a step of the tour", "press tour-next; click 3時間20分; part accept"),
    ("about", "press tour-end; press about; part close-panel"),
    ("export", "press close-panel; press export; part export-file"),
    ("projects", "press close-panel; press projects; part new-project"),
    ("details", "press close-panel; press edit-details; part remove-article"),
    ("commands", "press close-panel; key Control+k; part palette-field"),
    ("judging", "key Escape; press judge; part judged"),
    ("comparing", "press compare; part row; press row-title; part row-open"),
    ("side by side", "press view-side; part beside-view; press link"),
    ("the time line", "press view-timeline; part event; press event; part event-card"),
    ("sources", "press view-sources; part sources"),
    ("checks", "press checks; part check-entry; press check-entry; press check-begin; part check-verdicts"),
    ("figures", "press figures; part figure-kinds; press face-table"),
    ("formats", "press export; press other-out; press format-doccano; part account-text"),
    (
        "files of another tool",
        "drop kuroda.jsonl {\"text\":\"港で火災。\",\"label\":[[0,1,\"LOCATION\"],[90,92,\"LOCATION\"]]}; part placed-not",
    ),
    (
        "what changed",
        "press read; part text; key u; part newer-text; fill newer-text 14日に運行は再開された。設備に異常はなかった。; press newer-put; analysed; press remedy; part changed-texts",
    ),
];

/// Where lines run is seen in these.
const IN_LINES: &[(&str, &str)] = &[
    ("the text", "sample; key g"),
    ("a selection", "select 設備に異常はなかった; part action-bar"),
    ("a claim", "key 1; part annotation"),
    ("readings", "key r; key r"),
    ("the tour", "key Escape; key o; part tour-strip"),
    ("judging", "press judge; part judged"),
];

const NARROW: &[(&str, &str)] = &[
    ("welcome", "part sample-table"),
    ("the text", "sample"),
    ("the tour", "key o; part tour-strip"),
    ("the list of articles", "press tour-end; press menu; part add-article"),
    ("a claim", "press menu; touch 設備に異常はなかった; part action-bar; key 1; part annotation"),
    ("search", "press close-sheet; press search; part search-field; fill search-field 霧沢; part hit"),
    ("export", "press close-panel; press export; part export-file"),
    ("history", "press close-panel; key h; part version-name"),
    ("a newer text", "press close-panel; key u; part newer-text"),
    ("settings", "press newer-cancel; key s; part tags-open"),
    ("tags", "press tags-open; part add-tag"),
    ("keys", "press close-panel; key s; press keys-open; part keys"),
    ("judging", "press close-panel; press judge; part judged"),
    ("comparing", "press compare; part row; press row-title; part row-open"),
    ("side by side", "press name-skip; press view-side; part beside-view"),
    ("the time line", "press view-timeline; part timeline"),
    ("sources", "press view-sources; part sources"),
    ("checks", "press checks; part checking"),
    ("figures", "press figures; part figure-kinds"),
    ("formats", "press export; press other-out; press format-doccano; part account-text"),
    (
        "files of another tool",
        "drop kuroda.jsonl {\"text\":\"港で火災。\",\"label\":[[0,1,\"LOCATION\"],[90,92,\"LOCATION\"]]}; part placed-not",
    ),
    (
        "what changed",
        "press read; part text; key u; part newer-text; fill newer-text 14日に運行は再開された。設備に異常はなかった。; press newer-put; analysed; press remedy; part changed-texts",
    ),
];

pub(crate) async fn every_screen_by_the_rules(stage: &Stage) -> Result<()> {
    walk(stage, SCREENS).await?;
    // What went wrong is told above everything.
    stage
        .drop_files(&[shirushi_browser_tests::page::GivenFile { name: "picture.txt", bytes: &[0, 1, 2, 0] }])
        .await?;
    stage.part("notice").await?;
    conclude(judged(stage, "a notice").await?)
}

pub(crate) async fn vertical_lines_by_the_rules(stage: &Stage) -> Result<()> {
    walk(stage, IN_LINES).await
}

pub(crate) async fn a_narrow_screen_by_the_rules(stage: &Stage) -> Result<()> {
    walk(stage, NARROW).await
}

/// Goes from screen to screen and checks each in both themes; what is wrong is told of all together.
async fn walk(stage: &Stage, screens: &[(&str, &str)]) -> Result<()> {
    stage.open().await?;
    let rules = std::fs::read_to_string(axe())?;
    stage.browser.driver.execute(rules, vec![]).await?;
    let mut wrong = Vec::new();
    for (name, steps) in screens {
        for step in steps.split(';').map(str::trim).filter(|step| !step.is_empty()) {
            perform(stage, step).await.with_context(|| format!("{name}: `{step}`"))?;
        }
        wrong.extend(judged(stage, name).await?);
    }
    conclude(wrong)
}

fn conclude(wrong: Vec<String>) -> Result<()> {
    ensure!(wrong.is_empty(), "{} times against the rules:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

async fn judged(stage: &Stage, name: &str) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for theme in ["light", "dark"] {
        stage.browser.prefer(&[("prefers-color-scheme", theme)]).await?;
        stage.at_rest().await?;
        let script = "const found = await axe.run(document, { resultTypes: ['violations'] });
          return found.violations.flatMap((rule) => rule.nodes.slice(0, 3).map((node) =>
            `${rule.id}: ${node.html.slice(0, 160)} (${node.any.concat(node.all, node.none).map((one) => one.message).join('; ').slice(0, 220)})`))";
        let found: Vec<String> = stage.browser.run_async(script, vec![]).await?;
        wrong.extend(found.into_iter().map(|found| format!("{name}, {theme}: {found}")));
    }
    Ok(wrong)
}

/// The sample with a claim and a highlight in it.
async fn begin_with_marks(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    for (text, key) in [("設備に異常はなかった", "1"), ("規定の範囲内", "5")] {
        stage.select(text).await?;
        stage.part("action-bar").await?;
        stage.keys(&[key]).await?;
        stage.gone("action-bar").await?;
    }
    Ok(())
}

pub(crate) async fn marks_are_told_in_reading_order(stage: &Stage) -> Result<()> {
    begin_with_marks(stage).await?;
    // What was done is told.
    stage.hears("announcer", ": 規定の範囲内").await?;
    let text = stage.article_text().await?;
    let order = |what: &str| text.find(what).unwrap_or_default();
    let mut expected = vec!["設備に異常はなかった", "規定の範囲内"];
    expected.sort_by_key(|what| order(what));
    until("both marks stand in the tree in reading order, each with its comment", || async {
        let tree = stage.browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
        let nodes = tree.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
        let role = |node: &Value| node.pointer("/role/value").and_then(Value::as_str).map(str::to_owned);
        let marks: Vec<String> = nodes
            .iter()
            .filter(|node| role(node).as_deref() == Some("mark"))
            .map(|node| spoken(&nodes, node))
            .collect();
        let comments = nodes.iter().filter(|node| role(node).as_deref() == Some("comment")).count();
        let documents = nodes.iter().filter(|node| role(node).as_deref() == Some("document")).count();
        let mut joined: Vec<String> = Vec::new();
        for mark in marks {
            match joined.last_mut() {
                // A mark that crosses an entity is told in pieces.
                Some(last) if expected.iter().any(|what| what.starts_with(&format!("{last}{mark}"))) => {
                    last.push_str(&mark);
                }
                _ => joined.push(mark),
            }
        }
        ensure!(joined == expected, "marked are {joined:?}");
        ensure!(comments >= 1 && documents >= 1, "{comments} comments, {documents} documents");
        Ok(Some(()))
    })
    .await
}

/// The text below a node of the accessibility tree.
fn spoken(nodes: &[Value], node: &Value) -> String {
    if node.pointer("/role/value").and_then(Value::as_str) == Some("StaticText") {
        return node.pointer("/name/value").and_then(Value::as_str).unwrap_or_default().to_owned();
    }
    let children = node.get("childIds").and_then(Value::as_array).cloned().unwrap_or_default();
    let child = |id: &Value| nodes.iter().find(|node| node.get("nodeId") == Some(id));
    children.iter().filter_map(child).map(|node| spoken(nodes, node)).collect()
}

pub(crate) async fn nothing_moves_where_that_is_preferred(stage: &Stage) -> Result<()> {
    stage.browser.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.keys(&["/"]).await?;
    stage.part("search-field").await?;
    let script = "const long = (time) => time.split(',').some((one) => parseFloat(one) > 0.001);
      return [...document.querySelectorAll('*')]
        .filter((one) => { const style = getComputedStyle(one); return long(style.transitionDuration) || (style.animationName !== 'none' && long(style.animationDuration)); })
        .map((one) => one.className || one.tagName)";
    let moving: Vec<String> = stage.browser.run(script, vec![]).await?;
    ensure!(moving.is_empty(), "these move: {moving:?}");
    Ok(())
}

pub(crate) async fn nothing_is_cut_at_twice_the_size(stage: &Stage) -> Result<()> {
    stage.open().await?;
    for steps in [
        "",
        "sample",
        "key /",
        "key Escape; press export",
        "press close-panel; press judge; part judged",
        "press compare; part row; press row-title; part row-open",
    ] {
        for step in steps.split(';').map(str::trim).filter(|step| !step.is_empty()) {
            perform(stage, step).await.with_context(|| format!("`{step}`"))?;
        }
        // No part reaches beyond the side of the window, and nothing scrolls sideways.
        let script = "const wide = (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX);
          const beyond = [...document.querySelectorAll('[data-part]')].filter((one) => one.checkVisibility({ visibilityProperty: true }))
            .filter((one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.left < innerWidth && box.right > innerWidth + 1; });
          return [document.documentElement, ...document.querySelectorAll('*')].filter(wide).concat(beyond)
            .map((one) => `${one.tagName} ${one.className} ${one.dataset.part ?? ''}`)";
        let wide: Vec<String> = stage.browser.run(script, vec![]).await?;
        ensure!(wide.is_empty(), "after `{steps}` these are cut or scroll sideways: {wide:?}");
    }
    Ok(())
}

pub(crate) async fn marks_are_told_apart_in_forced_colours(stage: &Stage) -> Result<()> {
    stage.browser.prefer(&[("forced-colors", "active")]).await?;
    begin_with_marks(stage).await?;
    stage.keys(&["Escape"]).await?;
    stage.shows_as("focused", &[]).await?;
    // What is drawn without any colour of ours: lines, their kind, width and place, and outlines.
    let script = "const look = (selector) => {
        const one = document.querySelector(`[data-part=text] ${selector}`);
        if (!one) return null;
        const style = getComputedStyle(one);
        return [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness, style.borderBlockEnd, style.borderBlockStart, style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundImage].join('|');
      };
      const plain = look('.line');
      return ['.claim', '.band', '.e-person', '.e-organization', '.e-location'].map((selector) => [selector, look(selector), plain])";
    let looks: Vec<(String, Option<String>, Option<String>)> = stage.browser.run(script, vec![]).await?;
    let mut seen = std::collections::BTreeMap::new();
    for (selector, look, plain) in looks {
        let look = look.with_context(|| format!("{selector} is not drawn"))?;
        ensure!(Some(&look) != plain.as_ref(), "{selector} looks like plain text: {look}");
        if let Some(other) = seen.insert(look, selector.clone()) {
            anyhow::bail!("{selector} looks like {other}");
        }
    }
    let script = "return [...document.querySelectorAll('[data-part=text] .line *')]
      .filter((one) => getComputedStyle(one).maskImage !== 'none').map((one) => one.textContent)";
    let masked: Vec<String> = stage.browser.run(script, vec![]).await?;
    ensure!(masked.is_empty(), "these cannot be read: {masked:?}");
    stage.keys(&["Tab"]).await?;
    let script = "const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1";
    let focus: bool = stage.browser.run(script, vec![]).await?;
    ensure!(focus, "what has the focus does not show it");
    Ok(())
}
