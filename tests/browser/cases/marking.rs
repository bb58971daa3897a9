//! Marks by mouse, by touch and by keyboard; judging suggestions; taking things back.

use anyhow::{Result, ensure};
use serde_json::Value;
use shirushi_browser_tests::{Stage, until};
use shirushi_site::Fault;

use crate::articles::MARKET;
use crate::hosting::{by_rules, finds};

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await
}

/// The annotations of the project as it would be exported.
async fn annotations(stage: &Stage) -> Result<Vec<Value>> {
    let project: Value = serde_json::from_slice(&stage.exported().await?)?;
    Ok(project.get("annotations").and_then(Value::as_array).cloned().unwrap_or_default())
}

pub(crate) async fn a_claim_by_mouse(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select("従業員2人がけがをした").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["従業員2人がけがをした"]).await?;
    stage.choose("claim-type", 2).await?;
    stage.fill("speaker", "浜崎水産").await?;
    stage.choose("speaker-kind", 2).await?;
    stage.choose("certainty", 1).await?;
    stage.fill("note", "人数は他紙と違う").await?;
    stage.saved().await?;
    let marks = annotations(stage).await?;
    ensure!(marks.len() == 1, "there are {} marks", marks.len());
    let written = serde_json::to_string(&marks)?;
    for expected in ["従業員2人がけがをした", "浜崎水産", "人数は他紙と違う", "reported"]
    {
        ensure!(written.contains(expected), "{expected} is not in {written}");
    }
    Ok(())
}

pub(crate) async fn a_highlight_and_an_entity_by_mouse(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select("原因を調べている").await?;
    let bar = stage.part("action-bar").await?;
    ensure!(bar.is_displayed().await?, "the bar is not shown");
    // 1 a claim, 2–4 entities, then the project's own tags.
    stage.keys(&["5"]).await?;
    stage.shows_as("band", &["原因を調べている"]).await?;
    stage.select("浜崎水産").await?;
    stage.press("mark-ORGANIZATION").await?;
    stage.shows_as("judged", &["浜崎水産"]).await
}

pub(crate) async fn the_bar_never_covers_the_selection(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let script = "const bar = document.querySelector('[data-part=action-bar]').getBoundingClientRect();
      const boxes = [...getSelection().getRangeAt(0).getClientRects()].filter((box) => box.width > 0);
      const covered = boxes.some((box) => box.left < bar.right && bar.left < box.right && box.top < bar.bottom && bar.top < box.bottom);
      return covered || bar.left < 0 || bar.right > innerWidth || bar.top < 0 || bar.bottom > innerHeight;";
    for text in [
        "中央市場で火災",
        "4月1日午前10時ごろ",
        "現場",
        "市場を運営する浜崎水産は",
        "「再開を急ぎたい」と述べた。",
    ] {
        stage.select(text).await?;
        stage.part("action-bar").await?;
        stage.at_rest().await?;
        let covers: bool = stage.browser.run(script, vec![]).await?;
        ensure!(!covers, "the bar covers 「{text}」 or is not all on the screen");
        stage.keys(&["Escape"]).await?;
    }
    Ok(())
}

pub(crate) async fn a_selection_snaps_to_tokens(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    // From the middle of 従業員 to the middle of けが.
    stage.select("業員2人がけ").await?;
    until("the selection is whole tokens", || async {
        let selected = stage.selected_text().await?;
        ensure!(selected == "従業員2人がけが", "{selected:?} is selected");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn marks_nest_and_overlap(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select("佐伯真理子市長は同日、現場を視察し").await?;
    stage.press("mark-claim").await?;
    stage.select("現場を視察し、「再開を急ぎたい」").await?;
    stage.press("mark-claim").await?;
    stage.select("現場").await?;
    stage.press("mark-LOCATION").await?;
    stage.shows_as("claim", &["佐伯真理子市長は同日、現場を視察し、「再開を急ぎたい」"]).await?;
    stage.shows_as("claim-2", &["現場を視察し"]).await?;
    // A click takes the innermost, the next one the mark around it.
    stage.click_text("述べた").await?;
    stage.gone("annotation").await?;
    stage.click_text("現場").await?;
    stage.part("entity-type").await?;
    stage.click_text("現場").await?;
    stage.part("claim-type").await?;
    Ok(())
}

pub(crate) async fn everything_by_keyboard(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    // The text is reached by Tab alone.
    until("the text has the focus", || async {
        let there = "return document.activeElement?.dataset.part === 'text'";
        if stage.browser.run::<bool>(there, vec![]).await? {
            return Ok(Some(()));
        }
        stage.keys(&["Tab"]).await?;
        Ok(None)
    })
    .await?;
    stage.keys(&["Control", "Home"]).await?;
    stage.keys(&["Shift", "Right", "Right"]).await?;
    until("two tokens are selected", || async {
        let selected = stage.selected_text().await?;
        ensure!(selected == "中央市場", "{selected:?} is selected");
        Ok(Some(()))
    })
    .await?;
    stage.keys(&["4"]).await?;
    stage.shows_as("judged", &["中央市場"]).await?;
    stage.keys(&["Control", "z"]).await?;
    stage.shows_as("judged", &[]).await?;
    stage.keys(&["Control", "Shift", "z"]).await?;
    stage.shows_as("judged", &["中央市場"]).await?;
    // Suggestions are walked with `.` and judged with Enter and Backspace.
    stage.keys(&["."]).await?;
    stage.hears("suggestion", "2人").await?;
    stage.keys(&["Enter"]).await?;
    stage.shows_as("judged", &["中央市場", "2人"]).await?;
    until("4月1日 is selected", || async {
        let selected = stage.words("suggestion").await?.contains("4月1日");
        if !selected {
            stage.keys(&["."]).await?;
        }
        Ok(selected.then_some(()))
    })
    .await?;
    stage.keys(&["Backspace"]).await?;
    until("4月1日 is not suggested any more", || async {
        Ok((!stage.drawn_as("suggested").await?.concat().contains("4月1日")).then_some(()))
    })
    .await?;
    stage.keys(&["?"]).await?;
    stage.part("close-panel").await?;
    stage.keys(&["Escape"]).await?;
    stage.gone("close-panel").await?;
    let written = serde_json::to_string(&annotations(stage).await?)?;
    for expected in ["accepted", "rejected"] {
        ensure!(written.contains(expected), "no mark is {expected}: {written}");
    }
    Ok(())
}

pub(crate) async fn a_claim_by_touch(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select_by_touch("浜崎市の中央市場で火災があり").await?;
    stage.part("action-bar").await?;
    stage.tap("mark-claim").await?;
    stage.shows_as("claim", &["浜崎市の中央市場で火災があり"]).await?;
    stage.part("claim-type").await?;
    let script = "return document.documentElement.scrollWidth <= innerWidth";
    ensure!(stage.browser.run::<bool>(script, vec![]).await?, "the page is wider than the screen");
    Ok(())
}

pub(crate) async fn suggestions_are_only_suggestions(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    until("entities are suggested", || async {
        Ok(stage.drawn_as("suggested").await?.contains(&"佐伯真理子".to_owned()).then_some(()))
    })
    .await?;
    ensure!(annotations(stage).await?.is_empty(), "the machine has made a mark by itself");
    stage.click_text("佐伯真理子").await?;
    stage.press("accept").await?;
    stage.shows_as("judged", &["佐伯真理子"]).await?;
    let marks = annotations(stage).await?;
    ensure!(marks.len() == 1, "there are {} marks", marks.len());
    Ok(())
}

pub(crate) async fn edits_and_deletions_are_undone(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.select("再開を急ぎたい").await?;
    stage.press("mark-claim").await?;
    stage.fill("note", "市長の発言").await?;
    stage.press("delete").await?;
    stage.shows_as("claim", &[]).await?;
    stage.press("undo").await?;
    stage.shows_as("claim", &["再開を急ぎたい"]).await?;
    stage.press("undo").await?;
    stage.press("undo").await?;
    stage.shows_as("claim", &[]).await?;
    for _ in 0..2 {
        stage.press("redo").await?;
    }
    stage.shows_as("claim", &["再開を急ぎたい"]).await?;
    let written = serde_json::to_string(&annotations(stage).await?)?;
    ensure!(written.contains("市長の発言"), "the note is not back: {written}");
    Ok(())
}

/// Lets the model come, and waits until the page has what it finds.
async fn analysis_arrives(stage: &Stage) -> Result<()> {
    stage.site.set_fault(".shirushi-model", None);
    let retry = "document.querySelector('[data-part=remedy]').click()";
    let _: Option<()> = stage.browser.run(retry, vec![]).await?;
    let script = "return !!document.querySelector(`[data-entity='グランドベイ倉敷']`)";
    until("the new name is listed", || async {
        Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn an_analysis_in_mid_drag_waits_for_the_release(stage: &Stage) -> Result<()> {
    by_rules(stage, Fault::Missing).await?;
    stage.drag_over("三浦みなみ").await?;
    analysis_arrives(stage).await?;
    let selected = stage.selected_text().await?;
    ensure!(selected == "三浦みなみ", "selected is {selected:?}");
    finds(stage, "倉敷").await?;
    stage.let_go().await?;
    finds(stage, "グランドベイ倉敷").await?;
    stage.part("action-bar").await?;
    let selected = stage.selected_text().await?;
    ensure!(selected == "三浦みなみ", "selected is {selected:?} after the release");
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["三浦みなみ"]).await
}

pub(crate) async fn an_analysis_waits_for_the_handles(stage: &Stage) -> Result<()> {
    by_rules(stage, Fault::Missing).await?;
    stage.select_by_touch("三浦みなみ").await?;
    // A finger that does not rest: one end goes to and fro.
    let restless = "const selection = getSelection();
      const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
      let turn = 0;
      window.restless = setInterval(() => {
        turn = 1 - turn;
        selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset - turn);
      }, 60);";
    let _: Option<()> = stage.browser.run(restless, vec![]).await?;
    analysis_arrives(stage).await?;
    finds(stage, "倉敷").await?;
    let rest = "clearInterval(window.restless)";
    let _: Option<()> = stage.browser.run(rest, vec![]).await?;
    stage.part("action-bar").await?;
    finds(stage, "グランドベイ倉敷").await?;
    let selected = stage.selected_text().await?;
    ensure!(selected.starts_with("三浦みな"), "selected is {selected:?}");
    Ok(())
}
