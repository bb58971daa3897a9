//! The list of all commands, the history, and finding things again.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.add_article(MARKET_AGAIN).await?;
    stage.open_article(0).await?;
    stage.analysed().await
}

/// The part of the page that has the keys.
async fn focused(stage: &Stage) -> Result<String> {
    stage.browser.run("return document.activeElement?.dataset.part ?? ''", vec![]).await
}

async fn has_the_keys(stage: &Stage, part: &str) -> Result<()> {
    until(&format!("{part} has the keys"), || async {
        let now = focused(stage).await?;
        ensure!(now == part, "{now} has them");
        Ok(Some(()))
    })
    .await
}

/// Writes into what has the keys, as an input method does.
async fn write(stage: &Stage, text: &str) -> Result<()> {
    stage.browser.devtools("Input.insertText", json!({ "text": text })).await.map(|_| ())
}

/// The rows of a list as they read.
async fn rows(stage: &Stage, selector: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((row) => row.textContent.trim())";
    stage.browser.run(script, vec![json!(selector)]).await
}

async fn shows_rows(stage: &Stage, selector: &str, count: usize) -> Result<Vec<String>> {
    until(&format!("{count} rows {selector}"), || async {
        let rows = rows(stage, selector).await?;
        ensure!(rows.len() == count, "there are {rows:#?}");
        Ok(Some(rows))
    })
    .await
}

pub(crate) async fn every_command_by_name(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.click_text("現場").await?;
    stage.keys(&["Escape"]).await?;
    has_the_keys(stage, "text").await?;
    stage.keys(&["Control", "k"]).await?;
    has_the_keys(stage, "palette-field").await?;
    let own = "const field = document.querySelector('[data-part=palette-field]');
      const row = document.getElementById(field.getAttribute('aria-activedescendant'));
      return field.getAttribute('role') === 'combobox' && row.getAttribute('role') === 'option' && row.getAttribute('aria-selected') === 'true'
        && row.parentElement.id === field.getAttribute('aria-controls') && row.parentElement.getAttribute('role') === 'listbox'";
    ensure!(stage.browser.run::<bool>(own, vec![]).await?, "the list is no list for those who hear it");
    // Any kana, any width, either language.
    write(stage, "ｄａｒｋ").await?;
    shows_rows(stage, ".palette [role=option]", 1).await?;
    stage.keys(&["Enter"]).await?;
    stage.gone("palette-list").await?;
    has_the_keys(stage, "text").await?;
    let theme: String = stage.browser.run("return document.documentElement.dataset.theme", vec![]).await?;
    ensure!(theme == "dark", "the page is {theme}");
    // Escape gives the keys back, and so does the key that opened it.
    for close in [&["Escape"][..], &["Control", "k"]] {
        stage.keys(&["Control", "k"]).await?;
        has_the_keys(stage, "palette-field").await?;
        stage.keys(close).await?;
        stage.gone("palette-list").await?;
        has_the_keys(stage, "text").await?;
    }
    // A selection is still there afterwards, and is marked by name.
    stage.select("再開を急ぎたい").await?;
    stage.keys(&["Control", "k"]).await?;
    has_the_keys(stage, "palette-field").await?;
    write(stage, "疑問").await?;
    stage.keys(&["Enter"]).await?;
    stage.shows_as("band", &["再開を急ぎたい"]).await?;
    // By mouse, to another article; arrows go round.
    stage.press("palette").await?;
    has_the_keys(stage, "palette-field").await?;
    write(stage, "記事").await?;
    stage.keys(&["Up"]).await?;
    let chosen = shows_rows(stage, ".palette [aria-selected=true]", 1).await?;
    stage.keys(&["Enter"]).await?;
    stage.gone("palette-list").await?;
    until("the second article is open", || async {
        let open = rows(stage, "[data-part=article][aria-current=true] .headline").await?.concat();
        ensure!(chosen.concat().contains(&open), "open is {open}, chosen was {chosen:?}");
        Ok(Some(()))
    })
    .await?;
    // From within a field the keys go back to it.
    stage.keys(&["/"]).await?;
    has_the_keys(stage, "search-field").await?;
    stage.keys(&["Control", "k"]).await?;
    has_the_keys(stage, "palette-field").await?;
    stage.keys(&["Escape"]).await?;
    has_the_keys(stage, "search-field").await
}

pub(crate) async fn back_and_forward_to_any_point(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    for text in ["原因を調べている", "再開を急ぎたい", "現場"] {
        stage.select(text).await?;
        stage.part("action-bar").await?;
        stage.keys(&["5"]).await?;
        stage.gone("action-bar").await?;
    }
    let marked = ["原因を調べている", "現場", "再開を急ぎたい"];
    stage.shows_as("band", &marked).await?;
    stage.keys(&["h"]).await?;
    let rows = shows_rows(stage, "[data-part=point]", 6).await?;
    ensure!(rows.first().is_some_and(|row| row.contains("現場")), "newest first: {rows:#?}");
    // Back to the first mark, then the page is closed and opened again.
    press_point(stage, 3).await?;
    stage.shows_as("band", &["原因を調べている"]).await?;
    shows_rows(stage, ".point.is-undone", 2).await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.shows_as("band", &["原因を調べている"]).await?;
    stage.press("palette").await?;
    has_the_keys(stage, "palette-field").await?;
    write(stage, "履歴").await?;
    stage.keys(&["Enter"]).await?;
    shows_rows(stage, ".point.is-undone", 2).await?;
    press_point(stage, 5).await?;
    stage.shows_as("band", &marked).await?;
    press_point(stage, 0).await?;
    stage.has_articles(0).await?;
    press_point(stage, 5).await?;
    stage.has_articles(2).await?;
    stage.open_article(0).await?;
    stage.shows_as("band", &marked).await
}

async fn press_point(stage: &Stage, seq: u64) -> Result<()> {
    let script = "document.querySelector(`[data-part=point][data-seq='${arguments[0]}']`).dataset.part = 'chosen-point'";
    let _: Option<()> = stage.browser.run(script, vec![json!(seq)]).await?;
    stage.press("chosen-point").await?;
    let script = "const chosen = document.querySelector('[data-part=chosen-point]'); if (chosen) chosen.dataset.part = 'point'";
    let _: Option<()> = stage.browser.run(script, vec![]).await?;
    Ok(())
}

pub(crate) async fn words_marks_and_speakers(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select("再開を急ぎたい").await?;
    stage.press("mark-claim").await?;
    stage.fill("speaker", "佐伯真理子").await?;
    stage.fill("note", "サーバの話ではない").await?;
    stage.saved().await?;
    stage.keys(&["Escape"]).await?;
    has_the_keys(stage, "text").await?;
    stage.keys(&["/"]).await?;
    has_the_keys(stage, "search-field").await?;
    // A word is found in its other forms.
    write(stage, "述べる").await?;
    let found = shows_rows(stage, "[data-part=hit] b", 1).await?;
    ensure!(found == ["述べ"], "{found:?}");
    stage.keys(&["Down"]).await?;
    has_the_keys(stage, "hit").await?;
    stage.keys(&["Enter"]).await?;
    until("it is selected", || async {
        let selected = stage.selected_text().await?;
        ensure!(selected == "述べ", "{selected:?} is selected");
        Ok(Some(()))
    })
    .await?;
    // The list stays, and finds marks by their notes, whatever the kana.
    stage.press("within-marks").await?;
    stage.fill("search-field", "さーばー").await?;
    shows_rows(stage, "[data-part=hit] b", 1).await?;
    stage.press("same-kana").await?;
    shows_rows(stage, "[data-part=hit]", 0).await?;
    stage.press("same-kana").await?;
    stage.press("hit").await?;
    stage.shows_as("focused", &["再開を急ぎたい"]).await?;
    stage.part("search-field").await?;
    // Speakers, and filters.
    stage.press("within-speakers").await?;
    stage.fill("search-field", "佐伯").await?;
    shows_rows(stage, "[data-part=hit]", 1).await?;
    stage.press("filters").await?;
    // The third is rejected.
    stage.choose("filter-stand", 3).await?;
    shows_rows(stage, "[data-part=hit]", 0).await?;
    stage.choose("filter-stand", 1).await?;
    shows_rows(stage, "[data-part=hit]", 1).await?;
    Ok(())
}

/// What a search finds is the next set to judge: here the city, in both articles.
pub(crate) async fn what_is_found_is_judged_next(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.keys(&["/"]).await?;
    has_the_keys(stage, "search-field").await?;
    write(stage, "浜崎市").await?;
    stage.press("judge-found").await?;
    stage.part("judged").await?;
    let shown = "return document.querySelector('[data-part=judged] .focused')?.textContent ?? ''";
    for _ in 0..2 {
        until("the city is shown", || async {
            let now: String = stage.browser.run(shown, vec![]).await?;
            ensure!(now == "浜崎市", "{now} is shown");
            Ok(Some(()))
        })
        .await?;
        let before = stage.part("judged").await?.text().await?;
        stage.keys(&["Enter"]).await?;
        until("it is judged", || async {
            let now = match stage.part_now("judged").await? {
                Some(judged) => judged.text().await?,
                None => String::new(),
            };
            Ok((now != before).then_some(()))
        })
        .await?;
    }
    // Nothing else waits among what was found; without that, the rest does.
    let none = || async { Ok(stage.browser.run::<String>(shown, vec![]).await?.is_empty().then_some(())) };
    until("none is left of them", none).await?;
    stage.press("judge-clear").await?;
    until("others are shown", || async {
        let now: String = stage.browser.run(shown, vec![]).await?;
        Ok((!now.is_empty() && now != "浜崎市").then_some(()))
    })
    .await
}
