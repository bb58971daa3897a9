//! A newer version of an article's text, and what becomes of the marks on it.

use anyhow::Result;
use shirushi_browser_tests::Stage;

use crate::articles::{MARKET, MARKET_AGAIN};

/// The article as it was corrected later: one number is another, one remark is gone, and a sentence came in
/// before.
const CORRECTED: &str = "中央市場で火災、3人けが\n\n　この記事は2日に更新した。\n　4月1日午前10時ごろ、浜崎市の中央市場で火災があり、従業員3人がけがをした。市場を運営する浜崎水産は「原因を調べている」と説明した。\n\n　佐伯真理子市長は同日、現場を視察し、片付けを手伝った。";

async fn claim(stage: &Stage, text: &str) -> Result<()> {
    stage.select(text).await?;
    stage.press("mark-claim").await?;
    stage.saved().await?;
    stage.keys(&["Escape"]).await
}

pub(crate) async fn marks_go_along_to_a_newer_text(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    for text in ["従業員2人がけがをした", "原因を調べている", "再開を急ぎたい"] {
        claim(stage, text).await?;
    }
    stage.keys(&["u"]).await?;
    stage.fill("newer-text", MARKET).await?;
    stage.hears("fates", "いまの本文と同じ").await?;
    stage.fill("newer-text", CORRECTED).await?;
    stage.hears("fates", "そのまま 1 ・ 移る 0 ・ 文言が変わる 1 ・ 位置不明 1").await?;
    stage.hears("fate-lost", "再開を急ぎたい").await?;
    stage.hears("fate-changed", "従業員2人がけがをした → 従業員3人がけがをした").await?;
    // Nothing has happened yet. What is done meanwhile is seen at once.
    stage.shows_as("claim", &["従業員2人がけがをした", "原因を調べている", "再開を急ぎたい"]).await?;
    stage.press("undo").await?;
    stage.hears("fates", "位置不明 0").await?;
    stage.press("redo").await?;
    stage.hears("fates", "位置不明 1").await?;
    stage.press("newer-put").await?;
    stage.shows_as("claim", &["従業員3人がけがをした", "原因を調べている"]).await?;
    // It is analysed anew, and what has lost its place is listed.
    stage.analysed().await?;
    stage.hears("unplaced", "再開を急ぎたい").await?;
    // All of it was one change, over a reload too.
    stage.saved().await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.press("undo").await?;
    stage.shows_as("claim", &["従業員2人がけがをした", "原因を調べている", "再開を急ぎたい"]).await?;
    stage.press("redo").await?;
    stage.hears("unplaced", "再開を急ぎたい").await?;
    // By hand it is given another place.
    stage.select("片付けを手伝った").await?;
    stage.press("place-here").await?;
    stage.shows_as("claim", &["従業員3人がけがをした", "原因を調べている", "片付けを手伝った"]).await?;
    stage.gone("unplaced").await
}

pub(crate) async fn both_ends_of_a_relation_can_be_placed_again(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET_AGAIN).await?;
    claim(stage, "消防はけが人を3人と発表した").await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.select("従業員2人がけがをした").await?;
    stage.press("mark-claim").await?;
    stage.press("relate").await?;
    stage.open_article(0).await?;
    stage.click_text("発表した").await?;
    stage.press("relate-contradict").await?;
    stage.saved().await?;
    // The text of the other claim goes.
    stage.keys(&["Escape"]).await?;
    stage.keys(&["u"]).await?;
    stage.fill("newer-text", "市場の火災\n\n　浜崎市の市場で1日に火災が起きた。").await?;
    stage.hears("fates", "位置不明 2").await?;
    stage.press("newer-put").await?;
    stage.hears("unplaced", "矛盾").await?;
    stage.select("1日に火災が起きた").await?;
    stage.press("place-here").await?;
    stage.select("1日に火災が起きた").await?;
    stage.press("place-here").await?;
    stage.gone("unplaced").await
}
