//! Documents dropped on the page: a Word document and a PDF become drafts, a locked one says why it does
//! not, and what reads them works without a network after the first visit.

use anyhow::{Result, ensure};
use shirushi_browser_tests::Stage;
use shirushi_browser_tests::page::GivenFile;

use crate::articles::MARKET;
use crate::hosting::kept_for_offline;

const WORD: &[u8] = include_bytes!("../../../crates/documents/tests/files/word.docx");
const PDF: &[u8] = include_bytes!("../../../crates/documents/tests/files/two-columns.pdf");
const LOCKED: &[u8] = include_bytes!("../../../crates/documents/tests/files/locked.pdf");

async fn drop(stage: &Stage, name: &str, bytes: &[u8]) -> Result<()> {
    stage.drop_files(&[GivenFile { name, bytes }]).await
}

/// How often the module of the readers was asked for.
fn readers_asked(stage: &Stage) -> usize {
    let is_module = |path: &String| path.contains("part-documents-") && path.ends_with(".wasm");
    stage.site.requests().iter().filter(|path| is_module(path)).count()
}

pub(crate) async fn they_become_drafts(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    drop(stage, "原稿.docx", WORD).await?;
    stage.notice("Word 文書として読みました").await?;
    stage.notice("本文に含めなかったもの: 画像 1").await?;
    stage.press("add").await?;
    stage.has_articles(2).await?;
    drop(stage, "名前.txt", PDF).await?;
    stage.notice("「名前.txt」をPDFとして読みました").await?;
    stage.press("add").await?;
    stage.has_articles(3).await?;
    drop(stage, "鍵.pdf", LOCKED).await?;
    stage.notice("「鍵.pdf」（PDF）は読めません。パスワードなどで保護されています").await?;
    stage.has_articles(3).await
}

pub(crate) async fn they_are_read_offline_after_the_first_visit(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    stage.site.set_away(true);
    stage.browser.set_offline(true).await?;
    stage.site.forget_requests();
    stage.reload().await?;
    stage.has_articles(1).await?;
    drop(stage, "原稿.docx", WORD).await?;
    stage.notice("Word 文書として読みました").await?;
    ensure!(readers_asked(stage) == 0, "the host was asked for the readers");
    Ok(())
}
