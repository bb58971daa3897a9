//! Named versions: kept whatever becomes of the history, gone back to, compared.

use anyhow::{Result, ensure};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

async fn highlight(stage: &Stage, text: &str) -> Result<()> {
    stage.select(text).await?;
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.saved().await
}

async fn name(stage: &Stage, name: &str) -> Result<()> {
    stage.press("history").await?;
    stage.part("version-name").await?.send_keys(name).await?;
    stage.press("name-version").await?;
    stage.hears("versions", name).await?;
    stage.saved().await
}

/// The changes that are listed, as they read.
async fn changes(stage: &Stage, wanted: &[&str]) -> Result<()> {
    let script =
        "return [...document.querySelectorAll('[data-part=change]')].map((row) => row.textContent.trim())";
    until("the changes are listed", || async {
        let listed: Vec<String> = stage.browser.run(script, vec![]).await?;
        let right = listed.len() == wanted.len()
            && wanted.iter().all(|wanted| listed.iter().any(|row| row.contains(wanted)));
        ensure!(right, "listed are {listed:#?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn a_version_is_named_gone_back_to_and_kept(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    highlight(stage, "従業員2人がけがをした").await?;
    name(stage, "初稿").await?;
    // The branch it stands on is cut.
    stage.press("undo").await?;
    highlight(stage, "再開を急ぎたい").await?;
    stage.shows_as("band", &["再開を急ぎたい"]).await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.press("history").await?;
    stage.hears("versions", "初稿").await?;
    stage.press("return-to").await?;
    stage.shows_as("band", &["従業員2人がけがをした"]).await?;
    // It was one change.
    stage.press("undo").await?;
    stage.shows_as("band", &["再開を急ぎたい"]).await?;
    // Forgotten, it can be taken back.
    stage.press("forget-version").await?;
    stage.gone("version").await?;
    stage.press("remedy").await?;
    stage.part("version").await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.press("history").await?;
    stage.hears("versions", "初稿").await
}

pub(crate) async fn what_two_versions_differ_in(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    highlight(stage, "従業員2人がけがをした").await?;
    highlight(stage, "再開を急ぎたい").await?;
    name(stage, "一").await?;
    stage.press("compare-version").await?;
    stage.hears("changes", "違いはありません").await?;
    stage.press("undo").await?;
    stage.click_text("従業員2人").await?;
    stage.fill("note", "裏を取る").await?;
    stage.saved().await?;
    name(stage, "二").await?;
    stage.add_article(MARKET_AGAIN).await?;
    // From the first to the present, then between the two.
    stage.press("history").await?;
    let script = "[...document.querySelectorAll('[data-part=compare-version]')].at(-1).click()";
    let _: Option<()> = stage.browser.run(script, vec![]).await?;
    changes(stage, &["市場の火災、けが人は3人", "再開を急ぎたい", "従業員2人がけがをした (メモ)"]).await?;
    stage.hears("changes", "なくなった 要確認 再開を急ぎたい").await?;
    stage.choose("compared-to", 1).await?;
    changes(stage, &["再開を急ぎたい", "従業員2人がけがをした"]).await?;
    // A press leads to the mark, and the list stays.
    let script = "[...document.querySelectorAll('button[data-part=change]')].find((row) => row.textContent.includes('従業員')).click()";
    let _: Option<()> = stage.browser.run(script, vec![]).await?;
    stage.shows_as("focused", &["従業員2人がけがをした"]).await?;
    stage.part("changes").await?;
    Ok(())
}

pub(crate) async fn versions_go_along_in_the_file(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    highlight(stage, "従業員2人がけがをした").await?;
    name(stage, "一巡目").await?;
    let file = stage.exported().await?;
    stage.press("projects").await?;
    stage.press("new-project").await?;
    stage.part("welcome").await?;
    stage.drop_files(&[GivenFile { name: "project.json", bytes: &file }]).await?;
    stage.has_articles(1).await?;
    stage.press("history").await?;
    stage.hears("versions", "一巡目").await?;
    ensure!(file == stage.exported().await?, "the file differs after it was opened and exported again");
    // It is kept in its place too.
    stage.saved().await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.press("history").await?;
    stage.hears("versions", "一巡目").await
}

pub(crate) async fn what_only_moved_is_no_change(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    for text in ["従業員2人がけがをした", "再開を急ぎたい"] {
        highlight(stage, text).await?;
    }
    name(stage, "一").await?;
    // A sentence before all of them, and another number in one.
    stage.keys(&["Escape"]).await?;
    stage.keys(&["u"]).await?;
    let newer = format!("この記事は2日に更新した。\n{}", MARKET.replace("従業員2人", "従業員3人"));
    stage.fill("newer-text", &newer).await?;
    stage.press("newer-put").await?;
    stage.shows_as("band", &["従業員3人がけがをした", "再開を急ぎたい"]).await?;
    stage.press("history").await?;
    stage.press("compare-version").await?;
    changes(stage, &["中央市場で火災", "従業員2人がけがをした → 従業員3人がけがをした"]).await
}
