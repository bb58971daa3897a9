//! The shape of marks: boundaries by handle and by keys, parts, splitting, merging, the same mark again.

use anyhow::{Result, ensure};
use serde_json::Value;
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await
}

/// What the marks of the project cover, each with its parts.
async fn covered(stage: &Stage) -> Result<Vec<Vec<String>>> {
    let project: Value = serde_json::from_slice(&stage.exported().await?)?;
    let marks = project.get("annotations").and_then(Value::as_array).cloned().unwrap_or_default();
    let exact = |span: &Value| span.get("exact").and_then(Value::as_str).unwrap_or_default().to_owned();
    let parts = |mark: &Value| -> Vec<String> {
        mark.get("spans")
            .and_then(Value::as_array)
            .map(|spans| spans.iter().map(exact).collect())
            .unwrap_or_default()
    };
    Ok(marks.iter().map(parts).collect())
}

/// Waits for the marks to cover this. What is exported is looked at, so the panel is left again.
async fn cover(stage: &Stage, expected: &[&[&str]]) -> Result<()> {
    until(&format!("marks cover {expected:?}"), || async {
        let found = covered(stage).await?;
        ensure!(found == expected, "they cover {found:?}");
        Ok(Some(()))
    })
    .await?;
    stage.keys(&["Escape"]).await
}

/// Drags a handle to the end of a text.
async fn drag(stage: &Stage, handle: &str, to: &str) -> Result<()> {
    let place = stage.place_of(to).await?;
    let script =
        "const box = document.querySelector(`[data-part=${arguments[0]}] i`).getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];";
    let (x, y): (f64, f64) = stage.browser.run(script, vec![handle.into()]).await?;
    // The hand holds the handle beside the line: it goes as far as the boundary does.
    let line = "const box = document.querySelector(`[data-part=${arguments[0]}]`).getBoundingClientRect();
      return [box.left, box.top + box.height / 2];";
    let (left, middle): (f64, f64) = stage.browser.run(line, vec![handle.into()]).await?;
    let (x2, y2) = (place.end.x + x - left, place.end.y + y - middle);
    stage
        .browser
        .hands()
        .move_to(x as i64, y as i64)
        .click_and_hold()
        .move_to(((x + x2) / 2.0) as i64, ((y + y2) / 2.0) as i64)
        .move_to(x2 as i64, y2 as i64)
        .release()
        .perform()
        .await?;
    Ok(())
}

async fn mark_with(stage: &Stage, text: &str, key: &'static str) -> Result<()> {
    stage.select(text).await?;
    stage.part("action-bar").await?;
    stage.keys(&[key]).await?;
    stage.gone("action-bar").await
}

pub(crate) async fn a_handle_draws_a_boundary_elsewhere(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    mark_with(stage, "従業員2人", "5").await?;
    stage.shows_as("band", &["従業員2人"]).await?;
    drag(stage, "handle-end", "従業員2人がけがをした").await?;
    stage.shows_as("band", &["従業員2人がけがをした"]).await?;
    stage.part("annotation").await?;
    drag(stage, "handle-start", "中央市場で火災があり、").await?;
    cover(stage, &[&["従業員2人がけがをした"]]).await?;
    // Undone at once, as one change.
    stage.keys(&["Control", "z"]).await?;
    stage.shows_as("band", &["従業員2人"]).await
}

pub(crate) async fn keys_draw_a_boundary_elsewhere(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    mark_with(stage, "従業員2人", "5").await?;
    stage.keys(&["b"]).await?;
    stage.part("boundary-here").await?;
    stage.keys(&["Right"]).await?;
    stage.keys(&["Enter"]).await?;
    stage.shows_as("band", &["従業員2人が"]).await?;
    // The other end, by characters, and left as it is in the end.
    stage.keys(&["b"]).await?;
    stage.part("boundary-here").await?;
    stage.keys(&["b"]).await?;
    stage.keys(&["Alt", "Right"]).await?;
    until("the start has moved", || async {
        Ok((stage.selected_text().await? == "業員2人が").then_some(()))
    })
    .await?;
    stage.keys(&["Escape"]).await?;
    stage.gone("boundary-here").await?;
    cover(stage, &[&["従業員2人が"]]).await
}

pub(crate) async fn a_suggestion_is_accepted_with_other_boundaries(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.click_text("浜崎水産").await?;
    stage.part("suggestion").await?;
    stage.keys(&["b"]).await?;
    stage.part("boundary-here").await?;
    stage.keys(&["Right"]).await?;
    stage.press("boundary-here").await?;
    stage.shows_as("judged", &["浜崎水産は"]).await?;
    cover(stage, &[&["浜崎水産は"]]).await
}

pub(crate) async fn parts_are_added_split_and_merged(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    mark_with(stage, "従業員2人", "5").await?;
    stage.select("原因を調べている").await?;
    stage.part("action-bar").await?;
    stage.keys(&["l"]).await?;
    cover(stage, &[&["従業員2人", "原因を調べている"]]).await?;
    // Cut where the caret is: inside the second part.
    stage.click_text("原因を").await?;
    stage.part("annotation").await?;
    stage.press("split").await?;
    until("there are two marks", || async { Ok((covered(stage).await?.len() == 2).then_some(())) }).await?;
    stage.keys(&["Escape"]).await?;
    // All that is alike in a selection becomes one again.
    stage.select("従業員2人がけがをした。市場を運営する浜崎水産は「原因を調べている」").await?;
    stage.part("action-bar").await?;
    stage.keys(&["m"]).await?;
    cover(stage, &[&["従業員2人", "原因を調べている"]]).await
}

pub(crate) async fn the_same_mark_again(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    mark_with(stage, "火災があり", "6").await?;
    stage.select("現場を視察").await?;
    stage.part("action-bar").await?;
    stage.keys(&[";"]).await?;
    stage.shows_as("band", &["火災があり", "現場を視察"]).await?;
    // Another tag for the one that is selected.
    stage.keys(&["5"]).await?;
    let project: Value = serde_json::from_slice(&stage.exported().await?)?;
    let tag = |at: usize| project.pointer(&format!("/annotations/{at}/body/tag")).cloned();
    ensure!(tag(0).is_some() && tag(0) != tag(1), "{:?} and {:?}", tag(0), tag(1));
    stage.keys(&["Escape"]).await?;
    // Nothing selected: the word at the caret.
    stage.click_text("現場").await?;
    stage.keys(&["Escape"]).await?;
    stage.keys(&["Control", "Home"]).await?;
    stage.keys(&[";"]).await?;
    until("the first word is marked", || async {
        Ok((covered(stage).await?.last() == Some(&vec!["中央".to_owned()])).then_some(()))
    })
    .await
}

/// A sentence with the keys alone: Shift, Control and an arrow select it, one key marks it.
pub(crate) async fn a_sentence_in_four_keys(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.click_text("中央市場で火災、2人けが").await?;
    stage.keys(&["Escape"]).await?;
    stage.keys(&["Control", "Home"]).await?;
    stage.keys(&["Control", "Down"]).await?;
    stage.keys(&["Control", "Down"]).await?;
    stage.keys(&["Right"]).await?;
    stage.keys(&["Shift", "Control", "Right"]).await?;
    stage.keys(&["1"]).await?;
    let sentence = "4月1日午前10時ごろ、浜崎市の中央市場で火災があり、従業員2人がけがをした。";
    cover(stage, &[&[sentence]]).await
}

pub(crate) async fn layers_of_values_are_hidden_and_shown(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let drawn = || stage.drawn_as("e-date");
    ensure!(drawn().await?.contains(&"4月1日".to_owned()), "no date is drawn");
    let layer = "const l = [...document.querySelectorAll('.layer')].find((l) => l.textContent.includes('日時・数量'));
      const before = l.getAttribute('aria-checked'); l.click(); return before;";
    let before: String = stage.browser.run(layer, vec![]).await?;
    ensure!(before == "true", "the layer was {before}");
    until("dates are hidden", || async { Ok(drawn().await?.is_empty().then_some(())) }).await?;
    ensure!(stage.drawn_as("e-person").await?.contains(&"佐伯真理子".to_owned()), "names are hidden too");
    stage.browser.run::<String>(layer, vec![]).await?;
    until("dates are drawn", || async { Ok((!drawn().await?.is_empty()).then_some(())) }).await
}
