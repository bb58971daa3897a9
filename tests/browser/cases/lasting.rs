//! The work outlives what happens to the browser's storage under an open page, a page that opens slowly, and
//! a page that goes.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

async fn mark(stage: &Stage, text: &str) -> Result<()> {
    stage.select(text).await?;
    stage.press("mark-claim").await
}

/// Two articles, and a mark in the first.
async fn some_work(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET_AGAIN).await?;
    stage.add_article(MARKET).await?;
    mark(stage, "従業員2人がけがをした").await?;
    stage.saved().await
}

/// After the storage was emptied: a further mark, and everything is there after a reload, the history too.
async fn goes_on(stage: &Stage) -> Result<()> {
    mark(stage, "再開を急ぎたい").await?;
    stage.notice("履歴ごと書き直しました").await?;
    stage.saved().await?;
    let before = stage.exported().await?;
    stage.reload().await?;
    stage.has_articles(2).await?;
    stage.open_article(1).await?;
    stage.shows_as("claim", &["従業員2人がけがをした", "再開を急ぎたい"]).await?;
    ensure!(before == stage.exported().await?, "the project differs after the reload");
    // What was done before is taken back from the history.
    for left in [&["従業員2人がけがをした"][..], &[]] {
        stage.press("undo").await?;
        stage.shows_as("claim", left).await?;
    }
    stage.press("undo").await?;
    stage.has_articles(1).await
}

async fn delete_database(stage: &Stage) -> Result<()> {
    let script = "await new Promise((done, failed) => {
        const request = indexedDB.deleteDatabase('shirushi');
        request.onsuccess = () => done(); request.onerror = () => failed(request.error);
      });";
    let _: Option<()> = stage.browser.run_async(script, vec![]).await?;
    Ok(())
}

/// Empties these stores from another connection, as another page of the origin could.
async fn empty(stage: &Stage, stores: &[&str]) -> Result<()> {
    let script = "const [stores] = arguments;
      const database = await new Promise((done, failed) => {
        const request = indexedDB.open('shirushi');
        request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error);
      });
      await new Promise((done, failed) => {
        const change = database.transaction(stores, 'readwrite');
        for (const store of stores) change.objectStore(store).clear();
        change.oncomplete = () => done(); change.onabort = () => failed(change.error);
      });
      database.close();";
    let _: Option<()> = stage.browser.run_async(script, vec![json!(stores)]).await?;
    Ok(())
}

async fn is_unsaved(stage: &Stage) -> Result<()> {
    until("the page says that it is not saved", || async {
        let state = stage.part("save-state").await?.attr("data-state").await?;
        ensure!(state.as_deref() == Some("failed"), "the state is {state:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn a_deleted_database_is_written_again(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    delete_database(stage).await?;
    // The page does not go on saying that it is saved, and nobody is told of a new version.
    is_unsaved(stage).await?;
    stage.notice("保存してあったものが消えました").await?;
    goes_on(stage).await
}

pub(crate) async fn a_cleared_origin_is_written_again(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    let all = json!({ "origin": stage.origin(), "storageTypes": "indexeddb" });
    stage.browser.devtools("Storage.clearDataForOrigin", all).await?;
    goes_on(stage).await
}

pub(crate) async fn emptied_stores_are_written_again(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    empty(stage, &["projects", "snapshots", "log", "versions", "shelf", "files"]).await?;
    goes_on(stage).await
}

pub(crate) async fn a_gap_is_written_again(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    empty(stage, &["log"]).await?;
    goes_on(stage).await
}

pub(crate) async fn a_lost_snapshot_is_written_again(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    empty(stage, &["snapshots"]).await?;
    goes_on(stage).await
}

pub(crate) async fn what_is_lost_is_told_as_it_is(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    delete_database(stage).await?;
    is_unsaved(stage).await?;
    stage.reload().await?;
    stage.notice("このブラウザーにもうありません").await?;
    stage.part("welcome").await?;
    let said = stage.words("notices").await?;
    ensure!(!said.contains("ここにはまだ残っています"), "the page says {said:?}");
    // Only the content was lost: the project is listed, and it is said what became of it.
    some_work(stage).await?;
    empty(stage, &["snapshots"]).await?;
    stage.reload().await?;
    stage.notice("中身が、このブラウザーから失われています").await
}

/// What the page asks of the browser to open its project waits until it is let go.
const SLOWLY: &str = "const request = LockManager.prototype.request;
  const waiting = [];
  let slow = true;
  window.letGo = () => { slow = false; for (const go of waiting) go(); };
  LockManager.prototype.request = function (...given) {
    const go = () => request.apply(this, given);
    return slow ? new Promise((let_go) => waiting.push(let_go)).then(go) : go();
  };";

pub(crate) async fn what_is_opened_first_stays(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    let script = json!({ "source": SLOWLY });
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
    stage.browser.driver.goto(stage.site.url()).await?;
    stage.press("welcome-add").await?;
    stage.part("intake-text").await?;
    stage.keys(&["n", "a"]).await?;
    let _: Option<()> = stage.browser.run("window.letGo()", vec![]).await?;
    // The last project is there, and the form is still under the hand.
    stage.has_articles(1).await?;
    stage.keys(&["n", "x"]).await?;
    let typed = "return document.querySelector('[data-part=intake-text]')?.value ?? null";
    until("what is typed is in the form", || async {
        let typed: Option<String> = stage.browser.run(typed, vec![]).await?;
        ensure!(typed.as_deref() == Some("nanx"), "the form holds {typed:?}");
        Ok(Some(()))
    })
    .await?;
    stage.press("cancel-article").await?;
    ensure!(stage.article_text().await?.contains("浜崎水産"), "the last project is not open");
    Ok(())
}

pub(crate) async fn an_article_added_first_is_kept(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    let script = json!({ "source": SLOWLY });
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
    stage.browser.driver.goto(stage.site.url()).await?;
    stage.part("save-state").await?;
    stage.add_article(MARKET_AGAIN).await?;
    let _: Option<()> = stage.browser.run("window.letGo()", vec![]).await?;
    stage.saved().await?;
    ensure!(stage.article_text().await?.contains("消防はけが人を3人"), "what was added is gone");
    stage.press("projects").await?;
    // The one that is open is not listed among them.
    until("the other project is listed", || async {
        let script = "return document.querySelectorAll('.slot').length";
        let listed: usize = stage.browser.run(script, vec![]).await?;
        ensure!(listed == 1, "listed are {listed}");
        Ok(Some(()))
    })
    .await
}

async fn holds(stage: &Stage, part: &str, text: &str) -> Result<()> {
    until(&format!("{part} holds {text}"), || async {
        let held = stage.part(part).await?.prop("value").await?;
        ensure!(held.as_deref() == Some(text), "it holds {held:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn drafts_are_there_after_a_reload(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste(None, "港で火災\n\n　港で火災があった。").await?;
    stage.keys(&["あ", "い"]).await?;
    stage.fill("outlet", "浜崎日報").await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    holds(stage, "outlet", "浜崎日報").await?;
    let typed = stage.part("intake-text").await?.prop("value").await?.unwrap_or_default();
    ensure!(typed.contains("港で火災があった。") && typed.contains("あい"), "the form holds {typed:?}");
    // Added or given up, it does not come again.
    stage.press("cancel-article").await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    ensure!(stage.part_now("intake").await?.is_none(), "the form is open again");
    // A newer text for an article, too.
    stage.keys(&["u"]).await?;
    stage.fill("newer-text", "中央市場で火災、3人けが").await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    holds(stage, "newer-text", "中央市場で火災、3人けが").await
}

/// From now on the browser refuses to store anything as it does on a full disk, while `window.full` says so.
const FULL: &str = "for (const name of ['add', 'put']) {
    const store = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...given) {
      if (window.full) throw new DOMException('no room', 'QuotaExceededError');
      return store.apply(this, given);
    };
  }
  window.full = true;";

pub(crate) async fn a_full_disk_is_told_and_saved_to_once_there_is_room(stage: &Stage) -> Result<()> {
    some_work(stage).await?;
    let _: Option<()> = stage.browser.run(FULL, vec![]).await?;
    mark(stage, "再開を急ぎたい").await?;
    is_unsaved(stage).await?;
    stage.notice("保存する場所がいっぱいです").await?;
    let _: Option<()> = stage.browser.run("window.full = false", vec![]).await?;
    // By itself: nobody touches the page.
    stage.saved().await?;
    stage.gone("notice").await?;
    stage.reload().await?;
    stage.has_articles(2).await?;
    stage.shows_as("claim", &["従業員2人がけがをした", "再開を急ぎたい"]).await
}

/// As a page that is served by http to a local network: the browser has no locks there.
async fn without_locks(stage: &Stage) -> Result<()> {
    let script = json!({ "source": "delete Navigator.prototype.locks;" });
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
    stage.browser.driver.goto(stage.site.url()).await?;
    stage.part("save-state").await.map(|_| ())
}

async fn save_state(stage: &Stage, wanted: &str) -> Result<()> {
    until(&format!("the state is {wanted}"), || async {
        let state = stage.part("save-state").await?.attr("data-state").await?;
        ensure!(state.as_deref() == Some(wanted), "it is {state:?}");
        Ok(Some(()))
    })
    .await
}

/// How many projects there are in store.
async fn slots(stage: &Stage) -> Result<u64> {
    let script = "const open = indexedDB.open('shirushi');
      return new Promise((done, failed) => {
        open.onerror = () => failed(open.error);
        open.onsuccess = () => {
          const count = open.result.transaction('projects').objectStore('projects').count();
          count.onsuccess = () => { open.result.close(); done(count.result); };
        };
      });";
    stage.browser.run_async(script, vec![]).await
}

pub(crate) async fn without_locks_a_second_tab_reads_along(stage: &Stage) -> Result<()> {
    without_locks(stage).await?;
    // At once: the storage may still be making the project's slot.
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    save_state(stage, "saved").await?;
    ensure!(slots(stage).await? == 1, "the project has moved to another slot");
    let driver = &stage.browser.driver;
    let first = driver.window().await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    without_locks(stage).await?;
    stage.notice("ほかのタブで開いています").await?;
    save_state(stage, "reading").await?;
    stage.has_articles(1).await?;
    driver.switch_to_window(first.clone()).await?;
    mark(stage, "従業員2人がけがをした").await?;
    save_state(stage, "saved").await?;
    driver.switch_to_window(second.clone()).await?;
    stage.shows_as("claim", &["従業員2人がけがをした"]).await?;
    // Once the first is gone the second may write.
    driver.switch_to_window(first).await?;
    driver.close_window().await?;
    driver.switch_to_window(second).await?;
    save_state(stage, "saved").await?;
    mark(stage, "再開を急ぎたい").await?;
    stage.shows_as("claim", &["従業員2人がけがをした", "再開を急ぎたい"]).await?;
    save_state(stage, "saved").await
}
