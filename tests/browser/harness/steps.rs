//! One step of a scene: a word for what is done, the rest for with what.

use anyhow::{Result, bail};

use crate::page::GivenFile;
use crate::stage::Stage;

/// Does one step.
pub async fn perform(stage: &Stage, step: &str) -> Result<()> {
    let (what, with) = step.split_once(' ').unwrap_or((step, ""));
    match what {
        "sample" => {
            stage.open_sample().await?;
            stage.analysed().await
        }
        "analysed" => stage.analysed().await,
        "saved" => stage.saved().await,
        "part" => stage.part(with).await.map(|_| ()),
        "press" => stage.press(with).await,
        "tap" => stage.tap(with).await,
        "select" => stage.select(with).await,
        "touch" => stage.select_by_touch(with).await,
        "click" => stage.click_text(with).await,
        "key" => stage.keys(&with.split('+').collect::<Vec<_>>()).await,
        "type" => stage.keys(&[with]).await,
        "paste" => stage.paste(None, &with.replace("\\n", "\n")).await,
        "fill" => {
            let (part, text) = with.split_once(' ').unwrap_or((with, ""));
            stage.fill(part, &text.replace("\\n", "\n")).await
        }
        "drop" => {
            let (name, text) = with.split_once(' ').unwrap_or((with, ""));
            stage.drop_files(&[GivenFile { name, bytes: text.as_bytes() }]).await
        }
        "open" => stage.open_article(with.parse()?).await,
        "scroll" => {
            let script = "document.getElementById('text').scrollTop = arguments[0]";
            let pixels: u32 = with.parse()?;
            stage.browser.driver.execute(script, vec![pixels.into()]).await?;
            Ok(())
        }
        _ => bail!("there is no step `{what}`"),
    }
}
