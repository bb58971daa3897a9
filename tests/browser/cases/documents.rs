//! Documents that are dropped or pasted: a Word document and a PDF become drafts, a locked one says why it
//! does not, and what reads them works without a network after the first visit. Large projects, which the
//! same worker reads: told how far it has come, and ended.

use anyhow::{Result, ensure};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

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
    // Pasted into the form's field, which would hold its name.
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste_files(&[GivenFile { name: "原稿.docx", bytes: WORD }]).await?;
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

/// A project whose marks all stand elsewhere than its file says, so that each is looked for: seconds of work.
fn costly() -> Vec<u8> {
    const TIME: &str = "2025-08-03T01:00:00.000Z";
    let text = "港で火災があった。市は「原因を調べている」と説明した。".repeat(2_000);
    let quote = "港で火事があった。市は「原因を調べている」と説明した。".repeat(30);
    let marks: Vec<serde_json::Value> = (2..60)
        .map(|number| {
            serde_json::json!({
                "id": format!("a{number}"), "article": "t1", "placement": "placed",
                "spans": [{ "start": number, "end": number, "exact": quote, "prefix": "", "suffix": "" }],
                "body": { "type": "entity", "kind": "LOCATION", "canonical": "港" }, "note": "",
                "creator": { "type": "person", "name": "佐藤" }, "judged_by": null, "status": "accepted",
                "created": TIME, "modified": TIME,
            })
        })
        .collect();
    let file = serde_json::json!({
        "format": "shirushi-project", "version": 2, "offsets": "code-points",
        "project": { "id": "p", "title": "測定", "created": TIME, "modified": TIME, "next_number": 9_000 },
        "tags": [],
        "articles": [{ "id": "t1", "outlet": "", "title": "港で火災", "url": "", "author": "", "published": "",
            "added": TIME, "sha256": "", "text": text }],
        "annotations": marks, "relations": [],
    });
    file.to_string().into_bytes()
}

pub(crate) async fn a_large_project_is_read_beside_the_page_and_ended(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.add_article("市場は再開した。").await?;
    stage.saved().await?;
    let file = costly();
    drop(stage, "大.json", &file).await?;
    stage.notice("「大.json」を読んでいます").await?;
    stage.press("remedy").await?;
    until("nothing is said of the file", || async {
        Ok((!stage.words("notices").await?.contains("大.json")).then_some(()))
    })
    .await?;
    stage.has_articles(2).await?;
    drop(stage, "大.json", &file).await?;
    stage.notice("「大.json」を読んでいます").await?;
    // The page goes on meanwhile: what is opened now stays.
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.notice("「大.json」を開きました").await?;
    stage.part("intake-text").await?;
    Ok(())
}
