//! What engines may do otherwise and the tests in Chromium ask of DevTools: files that leave and come, a
//! host that is away, the clipboard, an input method, the file from disk. Whatever else is tested in
//! several engines is a test of Chromium's, played there too.

use anyhow::{Result, ensure};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::stage::portable;
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;
use crate::hosting::kept_for_offline;

async fn holds(stage: &Stage, part: &str, wanted: impl Fn(&str) -> bool) -> Result<()> {
    until(&format!("the right text stands in {part}"), || async {
        let now = stage.part(part).await?.prop("value").await?.unwrap_or_default();
        ensure!(wanted(&now), "it holds {now:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn an_export_opens_byte_for_byte(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.select("設備に異常はなかった").await?;
    stage.press("mark-claim").await?;
    stage.saved().await?;
    let first = stage.exported().await?;
    stage.press("projects").await?;
    stage.press("new-project").await?;
    stage.part("welcome").await?;
    stage.drop_files(&[GivenFile { name: "project.json", bytes: &first }]).await?;
    stage.has_articles(3).await?;
    ensure!(first == stage.exported().await?, "the file differs after it was opened and exported again");
    Ok(())
}

pub(crate) async fn it_works_while_the_host_is_away(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    stage.site.set_away(true);
    stage.site.forget_requests();
    stage.open().await?;
    stage.has_articles(1).await?;
    stage.analysed().await?;
    ensure!(stage.article_text().await?.contains("佐伯真理子市長"), "the text is not there");
    let asked: Vec<_> =
        stage.site.requests().into_iter().filter(|path| path != "service-worker.js").collect();
    ensure!(asked.is_empty(), "the host was asked for {asked:?}");
    Ok(())
}

pub(crate) async fn copied_and_pasted(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.press("export").await?;
    stage.press("export-clipboard").await?;
    stage.hears("copied", "コピーしました").await?;
    stage.keys(&["Escape"]).await?;
    // By the keys of the browser itself: what the page put there comes out of the system's clipboard.
    stage.keys(&["/"]).await?;
    stage.part("search-field").await?.click().await?;
    stage.keys(&["Control", "v"]).await?;
    holds(stage, "search-field", |text| text.contains("shirushi-project")).await
}

pub(crate) async fn written_with_an_input_method(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.keys(&["Control", "k"]).await?;
    stage.part("palette-field").await?.click().await?;
    // The Enter that ends a composition runs no command and leaves the list open.
    stage.compose("書き出す").await?;
    holds(stage, "palette-field", |text| text == "書き出す").await?;
    stage.part("palette-field").await?;
    ensure!(stage.part_now("export-file").await?.is_none(), "the command ran by the input method's Enter");
    // The next one is a person's.
    stage.keys(&["Enter"]).await?;
    stage.part("export-file").await.map(|_| ())
}

/// Words of the sample's first article.
const SAVED: &str = "全員が救助され";

pub(crate) async fn it_opens_from_disk(stage: &Stage) -> Result<()> {
    stage.open_at(&format!("file://{}", portable()?.canonicalize()?.display())).await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.select(SAVED).await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &[SAVED]).await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.shows_as("claim", &[SAVED]).await?;
    ensure!(stage.site.requests().is_empty(), "the host was asked for {:?}", stage.site.requests());
    Ok(())
}
