//! What hands do while the page lives: typing in a field, drawing and clicking in the text, opening panels
//! and leaving them, Back and Forward.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await
}

/// Waits until this part has the keys.
async fn has_the_keys(stage: &Stage, part: &str) -> Result<()> {
    let script = "return document.activeElement?.dataset.part ?? document.activeElement?.className ?? ''";
    until(&format!("{part} has the keys"), || async {
        let now: String = stage.browser.run(script, vec![]).await?;
        ensure!(now == part, "{now} has them");
        Ok(Some(()))
    })
    .await
}

async fn holds(stage: &Stage, part: &str, text: &str) -> Result<()> {
    until(&format!("{part} holds {text}"), || async {
        let now = stage.part(part).await?.prop("value").await?.unwrap_or_default();
        ensure!(now == text, "it holds {now:?}");
        Ok(Some(()))
    })
    .await
}

async fn selects(stage: &Stage, text: &str) -> Result<()> {
    until(&format!("{text} is selected"), || async {
        let now = stage.selected_text().await?;
        ensure!(now == text, "selected is {now:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn what_is_typed_stays_in_the_field(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.click_text("現場").await?;
    stage.keys(&["/"]).await?;
    has_the_keys(stage, "search-field").await?;
    // Each key, once what the one before has brought is on the page.
    for (at, key) in ["N", "A", "T", "O"].into_iter().enumerate() {
        stage.keys(&[key]).await?;
        holds(stage, "search-field", "NATO".get(..=at).unwrap_or_default()).await?;
        stage.hears("announcer", "").await?;
        has_the_keys(stage, "search-field").await?;
    }
    stage.keys(&["Backspace"]).await?;
    holds(stage, "search-field", "NAT").await?;
    // Nor does a selection in the text come between the keys, and it is there again afterwards.
    stage.keys(&["Escape"]).await?;
    stage.select("従業員2人がけが").await?;
    // The page has seen it once it offers what can be done with it.
    stage.part("mark-claim").await?;
    stage.keys(&["/"]).await?;
    has_the_keys(stage, "search-field").await?;
    for typed in ["a", "ab"] {
        stage.keys(&[typed.get(typed.len() - 1..).unwrap_or_default()]).await?;
        holds(stage, "search-field", typed).await?;
        has_the_keys(stage, "search-field").await?;
    }
    stage.keys(&["Escape"]).await?;
    has_the_keys(stage, "text").await?;
    selects(stage, "従業員2人がけが").await
}

pub(crate) async fn panels_take_the_keys_and_give_them_back(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.click_text("現場").await?;
    has_the_keys(stage, "text").await?;
    // A form has them in its first field; Enter ends it, and they are where they were.
    stage.press("edit-details").await?;
    has_the_keys(stage, "outlet").await?;
    stage.keys(&["A", "Enter"]).await?;
    stage.gone("details-done").await?;
    has_the_keys(stage, "text").await?;
    stage.hears("article", "A").await?;
    // Every other panel has them itself.
    for key in ["h", "s", "?", "x", "p"] {
        stage.keys(&[key]).await?;
        has_the_keys(stage, "sheet").await?;
        stage.keys(&["Escape"]).await?;
        has_the_keys(stage, "text").await?;
    }
    // One article after another without the mouse.
    stage.keys(&["n"]).await?;
    has_the_keys(stage, "intake-text").await?;
    stage.paste(None, MARKET_AGAIN).await?;
    stage.press("add-another").await?;
    stage.has_articles(2).await?;
    has_the_keys(stage, "intake-text").await?;
    stage.paste(None, "市場は2日に再開した。").await?;
    holds(stage, "intake-text", "市場は2日に再開した。").await?;
    stage.keys(&["Control", "Enter"]).await?;
    stage.gone("intake").await?;
    stage.has_articles(3).await
}

pub(crate) async fn enter_judges_after_a_press(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.press("judge").await?;
    stage.part("judge-accept").await?;
    let mut judged = 0;
    for part in ["judge-telling", "judge-claims", "judge-entities", "trust-likely"] {
        if part != "trust-likely" || stage.part_now(part).await?.is_some() {
            stage.press(part).await?;
        }
        has_the_keys(stage, "judged").await?;
        let count =
            "return document.querySelector('[data-part=judged-tally]').textContent.replace(/[^0-9・]/g, '')";
        let before: String = stage.browser.run(count, vec![]).await?;
        stage.keys(&["Enter"]).await?;
        until("one more was accepted", || async {
            let now: String = stage.browser.run(count, vec![]).await?;
            Ok((now != before).then_some(()))
        })
        .await?;
        judged += 1;
    }
    ensure!(judged == 4, "{judged} were judged");
    Ok(())
}

pub(crate) async fn a_press_inside_a_selection_begins_another(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select("従業員2人がけがをした").await?;
    selects(stage, "従業員2人がけがをした").await?;
    stage.select("2人がけが").await?;
    selects(stage, "2人がけが").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["2人がけが"]).await
}

/// Clicks so often at one place, as fast as a hand does.
async fn click(stage: &Stage, text: &str, times: usize) -> Result<()> {
    let place = stage.place_of(text).await?;
    let (x, y) = (place.inside.x as i64, place.inside.y as i64);
    let mut chain = stage.browser.hands().move_to(x, y);
    for _ in 0..times {
        chain = chain.click();
    }
    chain.perform().await?;
    Ok(())
}

pub(crate) async fn two_clicks_take_the_token_and_three_the_paragraph(stage: &Stage) -> Result<()> {
    const SECOND: &str = "議長の𠮷田さんは全体的に順調だと話し、突然の変更は突然に起きたと述べた。";
    stage.open().await?;
    stage.add_article(&format!("会議は三日続いた。\n{SECOND}\n次の会議は五日に開く。")).await?;
    stage.analysed().await?;
    click(stage, "全体的", 2).await?;
    selects(stage, "全体").await?;
    stage.keys(&["Escape"]).await?;
    click(stage, "𠮷", 2).await?;
    until("more than half a name is not selected", || async {
        let now = stage.selected_text().await?;
        ensure!(now.starts_with('𠮷'), "selected is {now:?}");
        Ok(Some(()))
    })
    .await?;
    stage.keys(&["Escape"]).await?;
    click(stage, "順調", 3).await?;
    selects(stage, SECOND).await?;
    // With readings too.
    stage.keys(&["Escape"]).await?;
    for _ in 0..2 {
        stage.keys(&["r"]).await?;
    }
    until("there are readings", || async {
        Ok(stage.browser.run::<bool>("return !!document.querySelector('ruby')", vec![]).await?.then_some(()))
    })
    .await?;
    click(stage, "突然", 3).await?;
    selects(stage, SECOND).await
}

pub(crate) async fn the_whole_bar_covers_nothing_either(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let script = "const bar = document.querySelector('[data-part=action-bar]').getBoundingClientRect();
      const boxes = [...getSelection().getRangeAt(0).getClientRects()].filter((box) => box.width > 0);
      return boxes.some((box) => box.left < bar.right && bar.left < box.right && box.top < bar.bottom && bar.top < box.bottom)
        || bar.top < 0 || bar.bottom > innerHeight";
    for text in ["4月1日午前10時ごろ", "従業員2人がけがをした", "再開を急ぎたい"] {
        stage.select(text).await?;
        stage.press("more").await?;
        stage.part("merge").await?;
        stage.at_rest().await?;
        until(&format!("the bar leaves 「{text}」 free"), || async {
            Ok((!stage.browser.run::<bool>(script, vec![]).await?).then_some(()))
        })
        .await?;
        stage.keys(&["Escape"]).await?;
    }
    Ok(())
}

pub(crate) async fn the_bar_comes_over_an_open_sheet(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select_by_touch("従業員2人がけが").await?;
    stage.tap("mark-claim").await?;
    // What was marked is told in the sheet.
    stage.part("claim-type").await?;
    stage.select_by_touch("再開を急ぎたい").await?;
    let script = "const bar = document.querySelector('[data-part=mark-claim]')?.getBoundingClientRect();
      const there = bar && document.elementFromPoint(bar.left + bar.width / 2, bar.top + bar.height / 2);
      return there?.closest('[data-part]')?.dataset.part ?? ''";
    until("the bar can be pressed", || async {
        let there: String = stage.browser.run(script, vec![]).await?;
        ensure!(there == "mark-claim", "in its place is {there:?}");
        Ok(Some(()))
    })
    .await?;
    stage.tap("mark-claim").await?;
    stage.shows_as("claim", &["従業員2人がけが", "再開を急ぎたい"]).await
}

pub(crate) async fn back_and_forward_walk_the_places(stage: &Stage) -> Result<()> {
    stage.open().await?;
    for text in [MARKET, MARKET_AGAIN] {
        stage.add_article(text).await?;
    }
    stage.analysed().await?;
    let reads = |begin: &'static str| async move {
        until(&format!("the text that begins {begin} is open"), || async {
            let text = stage.article_text().await?;
            ensure!(text.starts_with(begin), "open is {:?}", text.get(..30));
            Ok(Some(()))
        })
        .await
    };
    stage.open_article(0).await?;
    reads("中央市場").await?;
    stage.press("judge").await?;
    stage.part("judging").await?;
    stage.press("compare").await?;
    stage.part("comparison").await?;
    stage.browser.driver.back().await?;
    stage.part("judging").await?;
    stage.browser.driver.back().await?;
    reads("中央市場").await?;
    stage.browser.driver.back().await?;
    reads("市場の火災").await?;
    stage.browser.driver.forward().await?;
    reads("中央市場").await?;
    // A panel is a place too.
    stage.keys(&["h"]).await?;
    stage.part("close-panel").await?;
    stage.browser.driver.back().await?;
    stage.gone("close-panel").await?;
    stage.browser.driver.forward().await?;
    stage.part("close-panel").await?;
    // What was entered stays over a reload.
    stage.saved().await?;
    stage.reload().await?;
    stage.has_articles(2).await?;
    stage.browser.driver.back().await?;
    stage.browser.driver.back().await?;
    reads("市場の火災").await?;
    let address: String = stage.browser.run("return location.pathname", vec![]).await?;
    ensure!(address == "/somewhere/below/", "the address is {}", json!(address));
    Ok(())
}
