//! The late part of the page: what it draws opens without a network after the first visit, and where it did
//! not come the page says so, goes on, and fetches it when asked again.

use anyhow::{Context as _, Result, ensure};
use shirushi_browser_tests::{Stage, stage};
use shirushi_site::Fault;

use crate::articles::MARKET;
use crate::hosting::kept_for_offline;

/// What the file of the late part is called in this build.
fn file() -> Result<String> {
    let names = std::fs::read_dir(stage::dist()?.join("assets"))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    names
        .into_iter()
        .find(|name| name.starts_with("part-late-") && name.ends_with(".wasm"))
        .context("the site has no late part")
}

pub(crate) async fn it_opens_offline_after_the_first_visit(stage: &Stage) -> Result<()> {
    let file = file()?;
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    stage.site.set_away(true);
    stage.browser.set_offline(true).await?;
    stage.site.forget_requests();
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.press("settings").await?;
    stage.part("annotator").await?;
    stage.press("compare").await?;
    stage.gone("late-coming").await?;
    let asked = stage.site.requests().into_iter().filter(|path| path.ends_with(&file)).count();
    ensure!(asked == 0, "the host was asked for the late part");
    Ok(())
}

pub(crate) async fn where_it_is_missing_the_page_goes_on_and_asks_again(stage: &Stage) -> Result<()> {
    let file = file()?;
    stage.site.set_fault(&file, Some(Fault::Missing));
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.press("settings").await?;
    stage.notice("この画面を出す部品が届きませんでした").await?;
    // What does not need it goes on.
    stage.press("close-panel").await?;
    stage.select("中央市場で火災").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["中央市場で火災"]).await?;
    // Opening something else is asking again.
    stage.press("help").await?;
    stage.notice("この画面を出す部品が届きませんでした").await?;
    stage.site.set_fault(&file, None);
    stage.press("retry-late").await?;
    stage.part("tour").await?;
    stage.gone("notice").await?;
    stage.press("settings").await?;
    stage.part("annotator").await?;
    stage.press("close-panel").await?;
    stage.has_articles(1).await?;
    stage.shows_as("claim", &["中央市場で火災"]).await
}

pub(crate) async fn where_it_is_damaged_it_is_fetched_anew(stage: &Stage) -> Result<()> {
    let file = file()?;
    stage.site.set_fault(&file, Some(Fault::Damaged(0)));
    stage.open().await?;
    stage.press("settings").await?;
    stage.notice("この画面を出す部品が届きませんでした").await?;
    stage.site.set_fault(&file, None);
    stage.press("remedy").await?;
    stage.part("annotator").await?;
    stage.gone("notice").await
}
