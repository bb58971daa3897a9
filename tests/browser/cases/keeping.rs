//! The work stays: over a reload, a closed tab, two tabs, and as a file.

use anyhow::{Result, ensure};
use shirushi_browser_tests::Stage;
use shirushi_browser_tests::page::GivenFile;

use crate::articles::{MARKET, MARKET_AGAIN};

async fn mark(stage: &Stage, text: &str) -> Result<()> {
    stage.select(text).await?;
    stage.press("mark-claim").await?;
    stage.saved().await
}

pub(crate) async fn what_is_done_at_once_is_kept(stage: &Stage) -> Result<()> {
    // Before the page has found its storage.
    stage.browser.driver.goto(stage.site.url()).await?;
    stage.part("save-state").await?;
    stage.drop_files(&[GivenFile { name: "1.txt", bytes: MARKET.as_bytes() }]).await?;
    stage.has_articles(1).await?;
    stage.saved().await?;
    stage.has_articles(1).await?;
    stage.reload().await?;
    stage.has_articles(1).await
}

pub(crate) async fn a_reload_keeps_everything(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.add_article(MARKET_AGAIN).await?;
    mark(stage, "消防はけが人を3人と発表した").await?;
    stage.reload().await?;
    stage.has_articles(2).await?;
    stage.open_article(1).await?;
    stage.shows_as("claim", &["消防はけが人を3人と発表した"]).await?;
    // Undo reaches over the reload.
    stage.press("undo").await?;
    stage.shows_as("claim", &[]).await
}

pub(crate) async fn a_closed_tab_is_found_again(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    mark(stage, "従業員2人がけがをした").await?;
    let driver = &stage.browser.driver;
    let old = driver.window().await?;
    let new = driver.new_tab().await?;
    driver.switch_to_window(old).await?;
    driver.close_window().await?;
    driver.switch_to_window(new).await?;
    stage.open().await?;
    stage.has_articles(1).await?;
    stage.shows_as("claim", &["従業員2人がけがをした"]).await
}

pub(crate) async fn a_second_tab_does_no_harm(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    let driver = &stage.browser.driver;
    let first = driver.window().await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    stage.open().await?;
    stage.notice("ほかのタブで開いています").await?;
    stage.has_articles(1).await?;

    // What the first tab does is seen in the second.
    driver.switch_to_window(first.clone()).await?;
    mark(stage, "従業員2人がけがをした").await?;
    driver.switch_to_window(second.clone()).await?;
    stage.shows_as("claim", &["従業員2人がけがをした"]).await?;

    // When the first closes, the second may write.
    driver.switch_to_window(first).await?;
    driver.close_window().await?;
    driver.switch_to_window(second).await?;
    stage.saved().await?;
    mark(stage, "再開を急ぎたい").await?;
    stage.reload().await?;
    stage.shows_as("claim", &["従業員2人がけがをした", "再開を急ぎたい"]).await
}

pub(crate) async fn an_export_opens_byte_for_byte(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    let text = stage.article_text().await?;
    let phrase: String =
        text.lines().find(|line| line.contains('。')).unwrap_or_default().chars().skip(4).take(6).collect();
    mark(stage, &phrase).await?;
    let first = stage.exported().await?;

    // Into an empty project, by dropping the file.
    stage.press("projects").await?;
    stage.press("new-project").await?;
    stage.part("welcome").await?;
    stage.drop_files(&[GivenFile { name: "project.json", bytes: &first }]).await?;
    stage.has_articles(3).await?;
    let second = stage.exported().await?;
    ensure!(first == second, "the file differs after it was opened and exported again");

    // By choosing it, in a browser that has never seen it.
    stage
        .browser
        .run_async::<()>(
            "for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);",
            vec![],
        )
        .await?;
    stage.reload().await?;
    stage.choose_file("open-file", &GivenFile { name: "chosen.json", bytes: &first }).await?;
    stage.has_articles(3).await?;
    let third = stage.exported().await?;
    ensure!(first == third, "the file differs after it was chosen and exported again");
    Ok(())
}

pub(crate) async fn an_export_goes_to_the_clipboard(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.press("export").await?;
    stage.press("export-clipboard").await?;
    stage.hears("copied", "コピーしました").await?;
    let grant = serde_json::json!({ "origin": stage.origin(), "permissions": ["clipboardReadWrite"] });
    stage.browser.devtools("Browser.grantPermissions", grant).await?;
    let copied: String = stage.browser.run_async("return navigator.clipboard.readText()", vec![]).await?;
    ensure!(copied.contains("中央市場で火災、2人けが"), "the clipboard holds {copied:?}");
    Ok(())
}
