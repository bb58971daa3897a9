//! Projects as a whole: copies, what is put away, deleting, files, room.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

/// How many projects are listed, besides those put away.
async fn listed(stage: &Stage, count: usize) -> Result<()> {
    let script =
        "return [...document.querySelectorAll('.slot')].filter((slot) => !slot.closest('details')).length";
    until(&format!("{count} projects are listed"), || async {
        let now: usize = stage.browser.run(script, vec![]).await?;
        ensure!(now == count, "there are {now}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn copied_put_away_and_deleted_with_a_way_back(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.select("再開を急ぎたい").await?;
    stage.press("mark-claim").await?;
    stage.saved().await?;
    stage.press("projects").await?;
    stage.fill("project-title", "火災").await?;
    stage.hears("last-file", "まだ保存していません").await?;
    stage.hears("room", "約").await?;
    stage.press("copy-project").await?;
    stage.hears("projects", "火災の複製").await?;
    stage.shows_as("claim", &["再開を急ぎたい"]).await?;
    stage.saved().await?;

    // Put away, the first is listed apart and not opened by itself.
    stage.press("projects").await?;
    listed(stage, 1).await?;
    stage.press("archive-project").await?;
    listed(stage, 0).await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.hears("projects", "火災の複製").await?;
    stage.press("projects").await?;
    stage.hears("archived", "火災").await?;
    listed(stage, 0).await?;
    stage.press("archived").await?;
    stage.press("unarchive-project").await?;
    listed(stage, 1).await?;

    // Deleted, it comes back as it was, with its history.
    stage.press("delete-project").await?;
    stage.notice("「火災」を消しました").await?;
    listed(stage, 0).await?;
    stage.press("remedy").await?;
    until("it is open", || async { Ok((stage.words("projects").await? == "火災").then_some(())) }).await?;
    stage.shows_as("claim", &["再開を急ぎたい"]).await?;
    stage.press("undo").await?;
    stage.press("undo").await?;
    stage.shows_as("claim", &[]).await?;
    stage.press("projects").await?;
    listed(stage, 1).await?;
    // The browser of the test promises nothing, and the page says so.
    stage.hears("storage-promise", "保証されていません").await?;
    stage.press("ask-promise").await?;
    stage.hears("storage-promise", "保証されていません").await
}

/// Lets the page choose a file of the browser's own file system, as a person would choose one on the disk.
async fn offer_a_file(stage: &Stage) -> Result<()> {
    let script = "window.asked = 0; window.showSaveFilePicker = async () => {
      window.asked += 1;
      return (await navigator.storage.getDirectory()).getFileHandle('kept.json', { create: true });
    };";
    stage.browser.run::<Option<()>>(script, vec![]).await.map(|_| ())
}

/// Waits until the chosen file says this.
async fn file_says(stage: &Stage, words: &str) -> Result<()> {
    let script = "const folder = await navigator.storage.getDirectory();
      return (await (await folder.getFileHandle('kept.json')).getFile()).text();";
    until(&format!("the file says {words}"), || async {
        let text: String = stage.browser.run_async(script, vec![]).await?;
        Ok(text.contains(words).then_some(()))
    })
    .await
}

pub(crate) async fn saved_in_place_or_as_a_download(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    offer_a_file(stage).await?;
    stage.keys(&["Control", "s"]).await?;
    file_says(stage, "浜崎水産").await?;
    stage.hears("announcer", "kept.json").await?;
    stage.press("projects").await?;
    stage.hears("last-file", "その後の変更なし").await?;
    stage.fill("project-title", "火災").await?;
    stage.hears("last-file", "その後の変更 1").await?;
    // The same file, from within a field and over a reload: nobody is asked again.
    stage.part("project-title").await?.click().await?;
    stage.keys(&["Control", "s"]).await?;
    file_says(stage, "\"title\": \"火災\"").await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    offer_a_file(stage).await?;
    stage.press("projects").await?;
    stage.hears("last-file", "その後の変更なし").await?;
    stage.fill("project-title", "火災の続報").await?;
    stage.press("save-project").await?;
    file_says(stage, "\"title\": \"火災の続報\"").await?;
    let asked: usize = stage.browser.run("return window.asked", vec![]).await?;
    ensure!(asked == 0, "the page asked for a file again");
    // Where the browser cannot write in place, a download takes its place.
    let _: Option<()> = stage.browser.run("window.showSaveFilePicker = undefined", vec![]).await?;
    stage.press("save-project").await?;
    let (name, bytes) = stage.saved_file().await?;
    ensure!(name == "火災の続報.shirushi.json", "the file is called {name}");
    ensure!(String::from_utf8(bytes)?.contains("浜崎水産"), "the text is not in the file");
    Ok(())
}

pub(crate) async fn a_file_is_written_in_place_after_a_reload(stage: &Stage) -> Result<()> {
    // The file is opened as a person chooses one. What is asked of them is written down, and answered as they
    // would.
    let prepare = "window.asked = 0; window.allowed = []; window.answer ??= 'granted';
      const folder = () => navigator.storage.getDirectory();
      window.showOpenFilePicker = async () => [await (await folder()).getFileHandle('kept.json')];
      window.showSaveFilePicker = async () => { window.asked += 1; return (await folder()).getFileHandle('other.json', { create: true }); };
      FileSystemFileHandle.prototype.requestPermission = async (wish) => {
        window.allowed.push([wish.mode, navigator.userActivation.isActive]); return window.answer; };";
    let write = "const [text] = arguments; const file = await (await navigator.storage.getDirectory()).getFileHandle('kept.json', { create: true });
      const stream = await file.createWritable(); await stream.write(text); await stream.close();";
    let asked = || async {
        let count: usize = stage.browser.run("return window.asked", vec![]).await?;
        anyhow::Ok(count)
    };
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.press("projects").await?;
    stage.fill("project-title", "火災").await?;
    let file = String::from_utf8(stage.exported().await?)?;
    let _: Option<()> = stage.browser.run_async(write, vec![json!(file.replace("火災", "出火"))]).await?;
    let _: Option<()> = stage.browser.run(prepare, vec![]).await?;
    stage.press("projects").await?;
    stage.press("open-file").await?;
    until("it is open", || async { Ok((stage.words("projects").await? == "出火").then_some(())) }).await?;
    stage.press("projects").await?;
    stage.hears("last-file", "その後の変更なし").await?;
    stage.fill("project-title", "出火の続報").await?;
    stage.keys(&["Control", "s"]).await?;
    file_says(stage, "\"title\": \"出火の続報\"").await?;
    ensure!(asked().await? == 0, "the page asked where to save what was opened");

    // After a reload the person is asked once for permission, by what they do, and the same file is written.
    stage.reload().await?;
    stage.has_articles(1).await?;
    let _: Option<()> = stage.browser.run(prepare, vec![]).await?;
    stage.press("projects").await?;
    stage.fill("project-title", "第三報").await?;
    stage.press("save-project").await?;
    file_says(stage, "\"title\": \"第三報\"").await?;
    stage.hears("last-file", "その後の変更なし").await?;
    let allowed: serde_json::Value = stage.browser.run("return window.allowed", vec![]).await?;
    ensure!(allowed == json!([["readwrite", true]]) && asked().await? == 0, "asked was {allowed}");

    // What somebody else has written meanwhile is not written over.
    let _: Option<()> = stage.browser.run_async(write, vec![json!("somebody else's")]).await?;
    stage.fill("project-title", "第四報").await?;
    stage.press("save-project").await?;
    until("the page asks where", || async { Ok((asked().await? == 1).then_some(())) }).await?;
    stage.hears("announcer", "other.json").await?;
    file_says(stage, "somebody else's").await?;

    // Not allowed, it says so; the next time it asks where.
    stage.reload().await?;
    stage.has_articles(1).await?;
    let _: Option<()> = stage.browser.run(&format!("window.answer = 'denied'; {prepare}"), vec![]).await?;
    stage.keys(&["Control", "s"]).await?;
    stage.notice("「other.json」に書き込めませんでした").await?;
    ensure!(asked().await? == 0, "the page asked where at once");
    stage.keys(&["Control", "s"]).await?;
    until("the page asks where", || async { Ok((asked().await? == 1).then_some(())) }).await
}

pub(crate) async fn a_reminder_comes_once_and_goes(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    // Two hundred changes: the article goes and comes.
    let mut keys = vec!["Control"];
    for _ in 0..100 {
        keys.extend(["z", "y"]);
    }
    stage.keys(&keys).await?;
    stage.notice("ファイルに保存していない変更").await?;
    stage.saved().await?;
    // Put away, it stays away over a reload.
    let close = "document.querySelector('[data-part=notice] button[aria-label]').click()";
    let _: Option<()> = stage.browser.run(close, vec![]).await?;
    stage.gone("notice").await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.keys(&["Control", "z", "y"]).await?;
    stage.has_articles(1).await?;
    stage.saved().await?;
    ensure!(stage.part_now("notice").await?.is_none(), "the reminder came again");
    // A day later it does; saving a file ends it.
    let script = "const key = 'shirushi:preferences';
      const chosen = JSON.parse(localStorage.getItem(key)); chosen.reminded -= arguments[0]; localStorage.setItem(key, JSON.stringify(chosen));";
    let _: Option<()> = stage.browser.run(script, vec![json!(25 * 60 * 60 * 1000)]).await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.keys(&["Control", "z", "y"]).await?;
    stage.notice("ファイルに保存していない変更").await?;
    let _: Option<()> = stage.browser.run("window.showSaveFilePicker = undefined", vec![]).await?;
    stage.press("remedy").await?;
    stage.saved_file().await?;
    stage.gone("notice").await
}
