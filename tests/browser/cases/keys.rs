//! Keys as a person sets them.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

/// Waits for a key for a command, and presses it.
pub(crate) async fn set(stage: &Stage, command: &str, key: &str) -> Result<()> {
    let script = "const button = document.querySelector(`[data-command='${arguments[0]}']`); button.focus(); button.click();";
    stage.browser.run::<()>(script, vec![json!(command)]).await?;
    stage.keys(&[key]).await
}

/// Opens the list of keys.
pub(crate) async fn open_keys(stage: &Stage) -> Result<()> {
    stage.press("settings").await?;
    stage.press("keys-open").await?;
    stage.part("keys").await.map(|_| ())
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

pub(crate) async fn a_key_of_judging_is_another(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    open_keys(stage).await?;
    // What leads on from there keeps its key, and so does another stroke.
    set(stage, "judge-accept", "v").await?;
    stage.notice("比較").await?;
    set(stage, "judge-accept", "z").await?;
    stage.notice("ひとつ戻る").await?;
    says(stage, "judge-accept", "↵ / A").await?;
    // A key of the text only is free there.
    set(stage, "judge-accept", "e").await?;
    says(stage, "judge-accept", "E").await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.keys(&["j"]).await?;
    stage.hears("judge-accept", "E").await?;
    stage.hears("judged-count", "0 / ").await?;
    // The former keys mean nothing now; the new one accepts.
    for key in ["a", "Enter"] {
        stage.keys(&[key]).await?;
    }
    stage.keys(&["e"]).await?;
    stage.hears("judged-count", "1 / ").await?;
    stage.keys(&["z"]).await?;
    stage.hears("judged-count", "0 / ").await?;
    stage.keys(&["?"]).await?;
    let script = "return [...document.querySelectorAll('.keys')].map((one) => one.textContent).join(' ')";
    let help: String = stage.browser.run(script, vec![]).await?;
    ensure!(help.contains("E 候補を採用"), "{help}");
    stage.press("keys-open").await?;
    let reset = "document.querySelector(`[data-reset='judge-accept']`).click()";
    stage.browser.run::<()>(reset, vec![]).await?;
    says(stage, "judge-accept", "↵ / A").await
}
