//! Marking every occurrence of a string, in one step.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

async fn listed(stage: &Stage, count: usize) -> Result<()> {
    until(&format!("{count} places are listed"), || async {
        let script = "return document.querySelectorAll('[data-part=every] li').length";
        let found: usize = stage.browser.run(script, vec![]).await?;
        ensure!(found == count, "{found} are listed");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn every_occurrence_in_one_step(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET_AGAIN).await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.select("火災").await?;
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.shows_as("band", &["火災"]).await?;
    stage.keys(&["a"]).await?;
    // 火災 stands once more here and twice in the other article.
    listed(stage, 3).await?;
    stage.press("every-here").await?;
    listed(stage, 1).await?;
    stage.press("every-all").await?;
    listed(stage, 3).await?;
    let tick = "document.querySelector('[data-part=every] li:first-child input').click()";
    stage.browser.driver.execute(tick, vec![]).await?;
    stage.press("mark-every").await?;
    stage.shows_as("band", &["火災", "火災"]).await?;
    let marks = || async {
        let file: Value = serde_json::from_slice(&stage.exported().await?)?;
        anyhow::Ok(file.pointer("/annotations").and_then(Value::as_array).context("no annotations")?.len())
    };
    let count = marks().await?;
    ensure!(count == 3, "{count} marks");
    stage.press("undo").await?;
    let count = marks().await?;
    ensure!(count == 1, "{count} marks after one undo");
    Ok(())
}
