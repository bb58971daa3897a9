//! What a person does while time is taken: every figure begins with an event of the browser's own and ends
//! when the frame that shows what came of it has been drawn.

use anyhow::Result;
use serde_json::json;
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Device, Language, Stage, Theme, stage, until};

/// What is put into the page before it starts.
const PROBE: &str = include_str!("probe.js");

/// Marks of the open article are to be seen.
pub(crate) const MARKS: &str = "document.querySelectorAll('[data-part=text] mark').length > 5";
/// The page has no article open.
const EMPTY: &str = "return !!document.querySelector('[data-part=welcome]')";

/// A browser that shows nothing yet.
pub(crate) async fn blank(name: &str) -> Result<Stage> {
    stage(name, Device::Desktop(1280, 800), Theme::Light, Language::Japanese).await
}

/// A browser that shows nothing yet and puts the probe into every page.
pub(crate) async fn probed(name: &str) -> Result<Stage> {
    let stage = blank(name).await?;
    let script = json!({ "source": PROBE });
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
    Ok(stage)
}

/// A browser that shows the page with the probe in it.
pub(crate) async fn prepared(name: &str) -> Result<Stage> {
    let stage = probed(name).await?;
    stage.open().await?;
    Ok(stage)
}

/// Takes a project in through the page's own door for files and waits until all of it is analysed and saved.
pub(crate) async fn take_in(stage: &Stage, name: &str, file: &str, articles: usize) -> Result<()> {
    let name = format!("{name}.json");
    stage.press("projects").await?;
    stage.choose_file("open-file", &GivenFile { name: &name, bytes: file.as_bytes() }).await?;
    stage.has_articles(articles).await?;
    stage.analysed().await?;
    stage.saved().await
}

/// Leaves the open project for an empty one.
pub(crate) async fn leave(stage: &Stage) -> Result<()> {
    stage.press("projects").await?;
    stage.press("new-project").await?;
    until("an empty project is open", || async {
        Ok(stage.browser.run::<bool>(EMPTY, vec![]).await?.then_some(()))
    })
    .await?;
    stage.saved().await
}

/// Opens a project by its title in the list of projects; gives the milliseconds from the click until `holds`
/// is drawn.
pub(crate) async fn open_project(stage: &Stage, title: &str, holds: &str) -> Result<f64> {
    stage.press("projects").await?;
    let script = "const slot = [...document.querySelectorAll('[data-part=slot]')].find((one) => one.textContent.includes(arguments[0]));
      if (!slot) return null;
      slot.scrollIntoView({ block: 'center' });
      const box = slot.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];";
    let (x, y) = until(&format!("the project {title} is listed"), || async {
        stage.browser.run::<Option<(f64, f64)>>(script, vec![json!(title)]).await
    })
    .await?;
    stage.at_rest().await?;
    wait_from(stage, "click", holds).await?;
    stage.browser.hands().move_to(x as i64, y as i64).click().perform().await?;
    waited(stage).await
}

/// Presses keys; gives the milliseconds from the first key that is no modifier until `holds` is drawn.
pub(crate) async fn press(stage: &Stage, keys: &[&str], holds: &str) -> Result<f64> {
    wait_from(stage, "keydown", holds).await?;
    stage.keys(keys).await?;
    waited(stage).await
}

pub(crate) async fn wait_from(stage: &Stage, kind: &str, holds: &str) -> Result<()> {
    let script = format!("probe.from(arguments[0], () => {holds})");
    stage.browser.driver.execute(script, vec![json!(kind)]).await?;
    Ok(())
}

pub(crate) async fn waited(stage: &Stage) -> Result<f64> {
    stage.browser.run_async("return probe.waiting", vec![]).await
}

/// Turns the mouse's wheel over the text, `turns` times, and gives how long each frame took.
pub(crate) async fn scroll(stage: &Stage, turns: usize, pixels: i32) -> Result<Vec<f64>> {
    stage.browser.driver.execute("probe.watchFrames()", vec![]).await?;
    for _ in 0..turns {
        let wheel = json!({ "type": "mouseWheel", "x": 500, "y": 400, "deltaX": 0, "deltaY": pixels });
        stage.browser.devtools("Input.dispatchMouseEvent", wheel).await?;
    }
    stage.browser.run("return probe.endFrames()", vec![]).await
}
