//! What articles say of the same things: found in the worker, shown as a table, judged by a person, kept with
//! the project.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

/// The row in which one outlet counts 38 passengers and another 41: a CSS path cannot look for words, so a
/// script does.
const PASSENGERS: &str = "const row = [...document.querySelectorAll('[data-part=row]')]
  .find((one) => one.textContent.includes('38人') && one.textContent.includes('４１人'));
  const behind = row?.nextElementSibling?.dataset.part === 'row-open' ? row.nextElementSibling : null;";

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    turn_to_comparison(stage).await
}

async fn turn_to_comparison(stage: &Stage) -> Result<()> {
    stage.press("compare").await?;
    until("the passengers are compared", || async {
        let script = format!("{PASSENGERS} return !!row");
        Ok(stage.browser.run::<bool>(&script, vec![]).await?.then_some(()))
    })
    .await
}

/// Clicks the middle of something in the row or behind it, as a mouse does.
async fn click_in_row(stage: &Stage, selector: &str) -> Result<()> {
    let script = format!(
        "{PASSENGERS} const found = row?.querySelector(arguments[0]) ?? behind?.querySelector(arguments[0]);
         if (!found || found.hidden || found.disabled) return null;
         found.scrollIntoView({{ block: 'center' }});
         const box = found.getBoundingClientRect();
         return [box.left + box.width / 2, box.top + box.height / 2];"
    );
    let (x, y) = until(&format!("{selector} can be clicked"), || async {
        stage.browser.run::<Option<(f64, f64)>>(&script, vec![json!(selector)]).await
    })
    .await?;
    stage.browser.hands().move_to(x as i64, y as i64).click().perform().await?;
    Ok(())
}

async fn open_row(stage: &Stage) -> Result<()> {
    click_in_row(stage, "[data-part=row-title]").await?;
    until("the row is open", || async {
        let script = format!("{PASSENGERS} return !!behind");
        Ok(stage.browser.run::<bool>(&script, vec![]).await?.then_some(()))
    })
    .await
}

async fn row_says(stage: &Stage, words: &str) -> Result<()> {
    until(&format!("the row says {words}"), || async {
        let script = format!("{PASSENGERS} return (row?.textContent ?? '') + (behind?.textContent ?? '')");
        let said: String = stage.browser.run(&script, vec![]).await?;
        ensure!(said.contains(words), "it says {said:?}");
        Ok(Some(()))
    })
    .await
}

/// Whether a person judged the row: its badge is whole then.
async fn is_judged(stage: &Stage, wanted: bool) -> Result<()> {
    until(&format!("judged: {wanted}"), || async {
        let script = format!(
            "{PASSENGERS} return !!row?.querySelector('[data-part=relation]')?.matches('.is-judged')"
        );
        Ok((stage.browser.run::<bool>(&script, vec![]).await? == wanted).then_some(()))
    })
    .await
}

/// The relations in the exported file.
async fn relations(stage: &Stage) -> Result<Vec<Value>> {
    let file: Value = serde_json::from_slice(&stage.exported().await?)?;
    Ok(file.get("relations").and_then(Value::as_array).cloned().unwrap_or_default())
}

/// How many rows are drawn.
async fn rows(stage: &Stage) -> Result<usize> {
    stage.browser.run("return document.querySelectorAll('[data-part=row]').length", vec![]).await
}

pub(crate) async fn a_discrepancy_says_why_and_leads_to_both_texts(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    row_says(stage, "矛盾 ・ 数").await?;
    open_row(stage).await?;
    row_says(stage, "数が食い違う").await?;
    row_says(stage, "3人の開き").await?;
    // Discrepancies come first, the gravest before the others.
    let first = "return document.querySelector('[data-part=row] [data-part=relation]')?.textContent ?? ''";
    let first: String = stage.browser.run(first, vec![]).await?;
    ensure!(first.contains("矛盾"), "the first is {first:?}");
    click_in_row(stage, "td:nth-of-type(2) [data-part=to-text]").await?;
    until("the second article is open at the claim", || async {
        let text = stage.article_text().await?;
        let focused = stage.drawn_as("focused").await?.join("");
        ensure!(text.starts_with("ロープウェー宙づり"), "another article is open");
        ensure!(focused.contains("４１人"), "looked at is {focused:?}");
        Ok(Some(()))
    })
    .await?;
    // What the others say stands beside it, and leads there.
    stage.hears("others", "矛盾 ・ 数").await?;
    stage.press("other").await?;
    until("the first article is open", || async {
        Ok(stage.article_text().await?.starts_with("鷹羽山ロープウェイ").then_some(()))
    })
    .await?;
    stage.keys(&["v"]).await?;
    let script = format!(
        "{PASSENGERS} return row?.getAttribute('aria-current') === 'true'
           && document.activeElement?.dataset.part === 'table'"
    );
    until("the keys are on the row again", || async {
        Ok(stage.browser.run::<bool>(&script, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn judgements_are_kept_undone_and_exported(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    open_row(stage).await?;
    click_in_row(stage, "[data-part=confirm]").await?;
    is_judged(stage, true).await?;
    let made = relations(stage).await?;
    let only = made.first().context("no relation")?;
    let of = |path: &str| only.pointer(path).cloned().unwrap_or_default();
    ensure!(made.len() == 1 && of("/body/relation") == json!("contradict"), "{made:?}");
    ensure!(of("/body/difference") == json!("number") && of("/creator/type") == json!("model"), "{only}");
    ensure!(of("/status") == json!("accepted"), "{only}");
    // A note of the person's own is kept with it, and one undo takes it away.
    stage.press("compare").await.ok();
    turn_to_table(stage).await?;
    stage.fill("relation-note", "紙面では確認済み").await?;
    let noted = relations(stage).await?;
    ensure!(noted.iter().any(|one| one.get("note") == Some(&json!("紙面では確認済み"))), "{noted:?}");
    stage.press("undo").await?;
    // Changed, set aside, and back.
    turn_to_table(stage).await?;
    click_in_row(stage, "[data-part=say-differ]").await?;
    row_says(stage, "相違 ・ 数").await?;
    click_in_row(stage, "[data-part=dismiss]").await?;
    row_says(stage, "除外").await?;
    stage.saved().await?;
    stage.press("undo").await?;
    row_says(stage, "相違 ・ 数").await?;
    stage.press("undo").await?;
    stage.press("undo").await?;
    row_says(stage, "矛盾 ・ 数").await?;
    is_judged(stage, false).await?;
    ensure!(relations(stage).await?.is_empty(), "a relation is left");
    Ok(())
}

/// Closes whatever panel is open, and stands at the table with the row open.
async fn turn_to_table(stage: &Stage) -> Result<()> {
    let script = format!("{PASSENGERS} return !!behind");
    stage.press("view-table").await?;
    if !stage.browser.run::<bool>(&script, vec![]).await? {
        open_row(stage).await?;
    }
    Ok(())
}

pub(crate) async fn what_was_judged_is_there_after_a_reload(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    open_row(stage).await?;
    click_in_row(stage, "[data-part=say-differ]").await?;
    row_says(stage, "相違 ・ 数").await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    turn_to_comparison(stage).await?;
    row_says(stage, "相違 ・ 数").await?;
    is_judged(stage, true).await
}

pub(crate) async fn by_keys_alone(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    // A verdict leads to the next row, whichever verdict it is.
    let verdicts = [("1", "一致"), ("3", "矛盾"), ("Enter", "矛盾"), ("Backspace", "除外")];
    let here = format!("{PASSENGERS} return row?.getAttribute('aria-current') === 'true'");
    for (key, said) in verdicts {
        stage
            .browser
            .run::<bool>("document.querySelector('[data-part=table]').focus(); return true", vec![])
            .await?;
        stage.keys(&["Home"]).await?;
        until("the row has the keys", || async {
            Ok(stage.browser.run::<bool>(&here, vec![]).await?.then_some(()))
        })
        .await?;
        stage.keys(&[key]).await?;
        row_says(stage, said).await?;
        if key != "Enter" {
            until("the next row has the keys", || async {
                Ok((!stage.browser.run::<bool>(&here, vec![]).await?).then_some(()))
            })
            .await?;
        }
    }
    // Space opens, D makes rows lower, F asks for the filters.
    stage.keys(&["Home", " "]).await?;
    row_says(stage, "理由").await?;
    stage.keys(&["d"]).await?;
    until("rows are dense", || async {
        let dense = "return !!document.querySelector('.r-scroll.is-dense')";
        Ok(stage.browser.run::<bool>(dense, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn a_relation_by_hand(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.open_article(0).await?;
    stage.select("観光への影響は避けられない").await?;
    stage.press("mark-claim").await?;
    stage.press("relate").await?;
    stage.open_article(2).await?;
    stage.analysed().await?;
    stage.click_text("年間およそ12万人").await?;
    // The number is innermost; the claim around it is one click further.
    stage.click_text("年間およそ12万人").await?;
    stage.press("relate-differ").await?;
    stage.hears("others", "相違").await?;
    let made = relations(stage).await?;
    let of = |path: &str| made.first().and_then(|one| one.pointer(path)).cloned().unwrap_or_default();
    ensure!(of("/creator/type") == json!("person") && of("/body/relation") == json!("differ"), "{made:?}");
    ensure!(of("/spans/0/exact") == json!("観光への影響は避けられない"), "{made:?}");
    stage.press("compare").await?;
    stage.hears("comparison", "観光への影響は避けられない").await?;
    // The file opens with it, byte for byte.
    let bytes = stage.exported().await?;
    stage.press("read").await?;
    stage.press("projects").await?;
    stage.choose_file("open-file", &GivenFile { name: "again.shirushi.json", bytes: &bytes }).await?;
    stage.has_articles(3).await?;
    stage.analysed().await?;
    let again = stage.exported().await?;
    ensure!(again == bytes, "the file is another after it was opened");
    Ok(())
}

pub(crate) async fn rows_set_aside_count_no_more_and_filters_sift(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let progress = stage.words("progress").await?;
    let of = progress.rsplit('/').next().unwrap_or_default().trim().parse::<usize>()?;
    open_row(stage).await?;
    click_in_row(stage, "[data-part=dismiss]").await?;
    stage.hears("progress", &format!("0/{}", of - 1)).await?;
    stage.press("undo").await?;
    stage.hears("progress", &format!("0/{of}")).await?;
    // Only contradictions: fewer rows, and all of them are such.
    let all = rows(stage).await?;
    stage.press("sift-kind").await?;
    until("there are fewer", || async { Ok((rows(stage).await? < all).then_some(())) }).await?;
    let signs = "return [...document.querySelectorAll('[data-part=row] [data-part=relation]')].every((one) => one.textContent.includes('矛盾'))";
    ensure!(stage.browser.run::<bool>(signs, vec![]).await?, "other rows are shown");
    stage.press("sift-all").await?;
    until("all are back", || async { Ok((rows(stage).await? == all).then_some(())) }).await
}

/// So many things are told by both of the texts that are read side by side.
async fn joined(stage: &Stage, wanted: usize) -> Result<()> {
    until(&format!("{wanted} things are joined"), || async {
        let script = "return document.querySelectorAll('[data-part=link]').length";
        let there: usize = stage.browser.run(script, vec![]).await?;
        ensure!(there == wanted, "there are {there}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn side_by_side_word_by_word(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    open_row(stage).await?;
    click_in_row(stage, "[data-part=beside]").await?;
    stage.hears("word-by-word", "38人").await?;
    stage.hears("word-by-word", "４１人").await?;
    let marked = "return [...document.querySelectorAll('[data-part=word-by-word] .hit')].map((one) => one.textContent).join()";
    let marked: String = stage.browser.run(marked, vec![]).await?;
    ensure!(marked.contains("38人") && marked.contains("４１人"), "marked are {marked:?}");
    stage.keys(&["]"]).await?;
    until("another pair is looked at", || async {
        Ok((!stage.words("word-by-word").await?.contains("４１人")).then_some(()))
    })
    .await?;
    // What three outlets tell is parted: one of its claims is taken out, as one change.
    stage.press("link").await?;
    joined(stage, 3).await?;
    stage.hears("word-by-word", "午後2時10分").await?;
    stage.press("take-out").await?;
    joined(stage, 2).await?;
    let view = "return document.activeElement?.dataset.part === 'beside-view'";
    ensure!(stage.browser.run::<bool>(view, vec![]).await?, "the keys are with the view");
    stage.keys(&["Control", "z"]).await?;
    joined(stage, 3).await?;
    // Back in the history of the tab leads to the table again.
    stage.browser.run::<bool>("history.back(); return true", vec![]).await?;
    until("the table is back", || async {
        let there = "return !!document.querySelector('[data-part=table]')";
        Ok(stage.browser.run::<bool>(there, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn figures_turn_over_and_leave(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("figures").await?;
    stage.hears("figure-kinds", "主張の種類").await?;
    let drawn = "return document.querySelectorAll('[data-part^=figure-] svg[role=img]').length";
    ensure!(stage.browser.run::<usize>(drawn, vec![]).await? == 6, "six figures are drawn");
    stage.press("save-svg").await?;
    let (name, bytes) = stage.saved_file().await?;
    ensure!(name.ends_with(".svg") && bytes.starts_with(b"<svg"), "{name}");
    stage.press("save-png").await?;
    let (name, bytes) = stage.saved_file().await?;
    ensure!(
        name.ends_with(".png") && bytes.starts_with(b"\x89PNG") && bytes.len() > 5_000,
        "{name}: {}",
        bytes.len()
    );
    stage.press("face-table").await?;
    until("the table is shown", || async {
        let shown = "const face = document.querySelector('[data-part^=figure-] .r-numbers'); return face.getBoundingClientRect().height > 40";
        Ok(stage.browser.run::<bool>(shown, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn the_report_leaves(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("export").await?;
    stage.hears("report", "報告").await?;
    stage.press("report-for-2").await?;
    stage.press("report-html").await?;
    let (name, bytes) = stage.saved_file().await?;
    let report = String::from_utf8(bytes)?;
    ensure!(name.ends_with(".html") && report.starts_with("<!DOCTYPE html>"), "{name}");
    ensure!(report.contains("38人") && report.contains("４１人"), "the disagreement is missing");
    ensure!(!report.contains("<script"), "there is a script in the report");
    Ok(())
}
