//! The engine in the page and the command line say the same of the same text.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::Stage;
use std::process::{Command, Stdio};

use crate::articles::{MARKET, MARKET_AGAIN, long_text};

/// Texts that are odd in ways that could come between the two: characters outside the BMP, combining marks,
/// line ends of either kind, control characters, nothing at all.
const ODD: &str =
    "👩‍🚒が辻󠄀市へ。\r\nか\u{3099}き ｶﾞｿﾘﾝ１．５㍑𠮷野\u{0}家\u{202E}逆\n\n「『深い』括弧（の）中。";

/// Analyses a text with the engine of the built site.
const IN_THE_PAGE: &str = r#"
  const [text, date] = arguments;
  const assets = JSON.parse(document.getElementById('assets').textContent);
  if (!window.shirushiEngine) {
    await new Promise((loaded, failed) => {
      const script = Object.assign(document.createElement('script'), { src: assets.engineGlue, onload: loaded, onerror: failed });
      document.head.append(script);
    });
    await shirushiEngine({ module_or_path: assets.engineWasm });
    const pack = await fetch(assets.dictionary);
    window.engineInPage = shirushiEngine.Engine.load(new Uint8Array(await pack.arrayBuffer()));
    const model = await fetch(assets.entityModel);
    window.engineInPage.loadEntityModel(new Uint8Array(await model.arrayBuffer()));
  }
  return JSON.stringify(window.engineInPage.analyze(text, { tokens: true, date }));
"#;

pub(crate) async fn with_the_command_line(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let long = long_text(30_000);
    for text in [MARKET, MARKET_AGAIN, ODD, "", &long] {
        let answer: String =
            stage.browser.run_async(IN_THE_PAGE, vec![json!(text), json!("2025-04-02")]).await?;
        let in_the_page: Value = serde_json::from_str(&answer)?;
        let on_the_command_line = analyze(text)?;
        for part in ["text_sha256", "sentences", "tokens", "entities", "problems"] {
            ensure!(
                in_the_page.get(part).is_some() && in_the_page.get(part) == on_the_command_line.get(part),
                "{part} differ for {:?}:\n{:#?}\n{:#?}",
                text.chars().take(40).collect::<String>(),
                in_the_page.get(part),
                on_the_command_line.get(part)
            );
        }
    }
    Ok(())
}

fn analyze(text: &str) -> Result<Value> {
    let file = std::env::temp_dir().join(format!("shirushi-agreeing-{}.txt", std::process::id()));
    std::fs::write(&file, text)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--package",
            "shirushi-cli",
            "--",
            "analyze",
            "--tokens",
            "--date",
            "2025-04-02",
        ])
        .arg(&file)
        .stderr(Stdio::inherit())
        .output()?;
    std::fs::remove_file(&file)?;
    ensure!(output.status.success(), "the command line ended with {}", output.status);
    serde_json::from_slice(&output.stdout).context("the command line printed no JSON")
}
