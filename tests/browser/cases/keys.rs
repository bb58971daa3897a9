//! Keys as a person sets them.

use anyhow::Result;
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

/// Waits for a key for a command, and presses it.
async fn set(stage: &Stage, command: &str, key: &str) -> Result<()> {
    let script = "const button = document.querySelector(`[data-command='${arguments[0]}']`); button.focus(); button.click();";
    stage.browser.run::<()>(script, vec![json!(command)]).await?;
    stage.keys(&[key]).await
}

async fn says(stage: &Stage, command: &str, key: &str) -> Result<()> {
    let script = "return document.querySelector(`[data-command='${arguments[0]}']`)?.textContent ?? ''";
    until(&format!("{command} has the key {key}"), || async {
        let said: String = stage.browser.run(script, vec![json!(command)]).await?;
        Ok(said.ends_with(key).then_some(()))
    })
    .await
}

pub(crate) async fn a_command_gets_another_key(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.press("settings").await?;
    stage.press("keys-open").await?;
    // What something else has is refused, and says what has it.
    set(stage, "judge", "v").await?;
    stage.notice("比較").await?;
    says(stage, "judge", "J").await?;
    set(stage, "judge", "q").await?;
    says(stage, "judge", "Q").await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.keys(&["?"]).await?;
    stage.press("keys-open").await?;
    says(stage, "judge", "Q").await?;
    stage.keys(&["Escape"]).await?;
    stage.keys(&["j"]).await?;
    stage.gone("judging").await?;
    stage.keys(&["q"]).await?;
    stage.part("judging").await?;
    stage.press("settings").await?;
    stage.press("keys-open").await?;
    let reset = "document.querySelector(`[data-reset='judge']`).click()";
    stage.browser.run::<()>(reset, vec![]).await?;
    says(stage, "judge", "J").await
}
