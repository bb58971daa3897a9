//! What comes from outside of the page: shares of the system, files that the installed app is to open, and
//! the page that a bookmark takes along.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::stage::serve;
use shirushi_browser_tests::{Stage, until};
use shirushi_site::Site;

use crate::articles::{MARKET, MARKET_AGAIN};
use crate::hosting::kept_for_offline;

/// A page of another origin: what a system sends is no request of the page either.
struct Elsewhere(Site);

impl Elsewhere {
    fn new(stage: &Stage, name: &str, page: &str) -> Result<Self> {
        let folder = stage.browser.folder().join(name);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("index.html"), page)?;
        Ok(Self(serve(&folder, "/")?))
    }
}

/// Sends a form as systems send it to a share target: `fields` by name, and `files` by name and text. A file
/// without a text has fifty million letters.
async fn share(stage: &Stage, fields: Value, files: Value) -> Result<()> {
    let elsewhere = Elsewhere::new(stage, "sharing", "<!doctype html><link rel=icon href=data:,>")?;
    stage.browser.driver.goto(elsewhere.0.url()).await?;
    let script = "const [action, fields, files] = arguments;
      const form = Object.assign(document.createElement('form'), { action, method: 'POST', enctype: 'multipart/form-data' });
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement('input'), { name, value, type: 'hidden' }));
      }
      const transfer = new DataTransfer();
      for (const [name, text] of files) transfer.items.add(new File([text ?? 'あ'.repeat(5e7 / 3)], name, { type: 'text/plain' }));
      form.append(Object.assign(document.createElement('input'), { name: 'files', type: 'file', multiple: true, files: transfer.files }));
      document.body.append(form);
      form.submit();";
    let target = format!("{}share", stage.site.url());
    stage.browser.run::<()>(script, vec![json!(target), fields, files]).await?;
    let home = stage.site.url();
    until("the page takes what is shared", || async {
        let address = stage.browser.driver.current_url().await?;
        Ok((address.as_str() == home).then_some(()))
    })
    .await
}

async fn nothing_is_kept(stage: &Stage) -> Result<()> {
    let script = "const name = (await caches.keys()).find((name) => name.endsWith(' shared'));
      return name ? (await (await caches.open(name)).keys()).length : 0;";
    until("what was shared is taken", || async {
        let kept: usize = stage.browser.run_async(script, vec![]).await?;
        Ok((kept == 0).then_some(()))
    })
    .await
}

/// Answers what is asked before files are taken in.
async fn answer(stage: &Stage, asks: &str, words: &str) -> Result<()> {
    stage.hears("arrivals", asks).await?;
    let script = "[...document.querySelectorAll('[data-part=arrivals] button')]
      .find((button) => button.textContent === arguments[0]).click()";
    stage.browser.run::<()>(script, vec![words.into()]).await
}

async fn field(stage: &Stage, part: &str) -> Result<String> {
    stage.part(part).await?.prop("value").await?.context("the field has no value")
}

pub(crate) async fn what_is_shared_is_taken_in(stage: &Stage) -> Result<()> {
    stage.open().await?;
    kept_for_offline(stage).await?;
    // The page is not of the host's: the service worker answers.
    stage.site.set_away(true);
    let text = "浜崎市の中央市場で1日、火災があった。 https://minato.example/news/1";
    share(stage, json!({ "title": "中央市場で火災", "text": text }), json!([])).await?;
    until("the text is in the form", || async {
        let found = field(stage, "intake-text").await?;
        ensure!(found == "浜崎市の中央市場で1日、火災があった。", "it is {found:?}");
        Ok(Some(()))
    })
    .await?;
    ensure!(field(stage, "url").await? == "https://minato.example/news/1", "the address is not there");
    ensure!(field(stage, "title").await? == "中央市場で火災", "the title is not there");
    nothing_is_kept(stage).await?;
    stage.press("add").await?;
    stage.has_articles(1).await?;
    stage.saved().await?;

    // Of files nothing is taken in without a word; what a person does not want goes.
    let files = json!([["一.txt", MARKET], ["二.txt", MARKET_AGAIN]]);
    share(stage, json!({}), files.clone()).await?;
    answer(stage, "二.txt", "捨てる").await?;
    nothing_is_kept(stage).await?;
    share(stage, json!({}), files).await?;
    answer(stage, "開いているプロジェクトに加えますか", "加える").await?;
    stage.has_articles(3).await?;
    nothing_is_kept(stage).await
}

pub(crate) async fn a_share_of_fifty_megabytes_gets_a_sentence(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    share(stage, json!({}), json!([["大.txt", null]])).await?;
    answer(stage, "大.txt (50.0 MB)", "加える").await?;
    stage.notice("「大.txt」を文章として読めませんでした。").await?;
    stage.notice("大きすぎます").await?;
    stage.has_articles(1).await?;
    // Where the browser keeps nothing it is said, and what to do instead.
    let lost = format!("{}?shared=lost", stage.site.url());
    stage.browser.driver.goto(lost).await?;
    answer(stage, "受け取れませんでした", "わかりました").await?;
    stage.has_articles(1).await
}

pub(crate) async fn it_waits_until_the_project_may_be_written(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    let driver = &stage.browser.driver;
    let first = driver.window().await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    share(stage, json!({}), json!([["二.txt", MARKET_AGAIN]])).await?;
    answer(stage, "二.txt", "加える").await?;
    answer(stage, "別のタブで開かれています", "わかりました").await?;
    driver.switch_to_window(first).await?;
    driver.close_window().await?;
    driver.switch_to_window(second).await?;
    stage.has_articles(2).await?;
    nothing_is_kept(stage).await
}

/// Only an installed app is given a queue with files in it, and nobody installs one here: the files are real
/// ones of the browser, the queue is not.
pub(crate) async fn files_that_it_is_to_open_are_opened(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let queue = "Object.defineProperty(window, 'launchQueue', { value: {
        async setConsumer(take) {
          const folder = await navigator.storage.getDirectory();
          const file = await folder.getFileHandle('市場.txt', { create: true });
          const stream = await file.createWritable();
          await stream.write(`MARKET`);
          await stream.close();
          const gone = await folder.getFileHandle('消.txt', { create: true });
          await folder.removeEntry('消.txt');
          take({ files: [file, gone] });
        } } })";
    let source = queue.replace("MARKET", MARKET);
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    stage.open_at(&format!("{}?opened", stage.site.url())).await?;
    stage.has_articles(1).await?;
    answer(stage, "読めないファイルがありました", "わかりました").await?;
    let address = stage.browser.driver.current_url().await?;
    ensure!(address.query().is_none(), "a reload would be a visit with files again: {address}");
    Ok(())
}

/// What an outlet's page looks like. What its styles hide and what stands around the article is not its text.
const OUTLETS_PAGE: &str = r#"<!doctype html><html lang="ja"><head><meta charset="utf-8"><link rel="icon" href="data:,">
    <title>中央市場で火災、2人けが | 港日報</title>
    <meta property="og:site_name" content="港日報"><link rel="canonical" href="https://minato.example/news/2">
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"中央市場で火災、2人けが",
      "author":{"@type":"Person","name":"佐藤花子"},"datePublished":"2025-04-02T06:00:00+09:00"}</script>
    <style>.paid { display: none }</style></head>
    <body><div>関連記事の一覧</div><article><h1>中央市場で火災、2人けが</h1>
    <p>浜崎市の<ruby>辻<rt>つじ</rt></ruby>港にある中央市場で1日午前10時ごろ、火災があり、従業員2人がけがをした。市場を運営する浜崎水産は「原因を調べている」と説明した。</p>
    <p class="paid">この続きは会員だけが読めます。</p>
    <p>佐伯真理子市長は同日、現場を視察し、「再開を急ぎたい」と述べた。市場は2日から一部の取引を再開する予定で、同社は今後、保管していた魚の状態を確かめる。</p></article>
    <p><a id="bookmark" href="BOOKMARK">しおり</a></p></body></html>"#;

pub(crate) async fn a_bookmark_takes_a_page_along(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.keys(&["?"]).await?;
    let link = stage.part("bookmarklet").await?;
    let bookmark = link.attr("href").await?.context("the bookmark has no address")?;
    ensure!(bookmark.starts_with("javascript:"), "{bookmark}");
    // It can be taken hold of, although nothing else of the page is dragged.
    let drag = "const drag = new DragEvent('dragstart', { bubbles: true, cancelable: true });
      return document.querySelector('[data-part=bookmarklet]').dispatchEvent(drag)";
    ensure!(stage.browser.run::<bool>(drag, vec![]).await?, "the bookmark cannot be dragged");

    let page = OUTLETS_PAGE.replace("BOOKMARK", &bookmark.replace('"', "%22"));
    let outlet = Elsewhere::new(stage, "outlet", &page)?;
    stage.browser.driver.goto(outlet.0.url()).await?;
    stage.browser.driver.find(thirtyfour::By::Id("bookmark")).await?.click().await?;
    until("it says so", || async {
        let said: String = stage.browser.run("return document.documentElement.innerText", vec![]).await?;
        Ok(said.contains("写しました").then_some(()))
    })
    .await?;
    let asked = outlet.0.requests();
    ensure!(asked == ["index.html"], "the page was asked for {asked:?}");

    stage.open().await?;
    stage.keys(&["Control", "v"]).await?;
    until("the text is in the form", || async {
        let found = field(stage, "intake-text").await?;
        ensure!(found.contains("辻港にある") && found.contains("再開を急ぎたい"), "it is {found:?}");
        let stray = ["会員だけ", "関連記事", "しおり", "つじ"];
        ensure!(!stray.iter().any(|words| found.contains(words)), "it is {found:?}");
        Ok(Some(()))
    })
    .await?;
    for (part, wanted) in [
        ("title", "中央市場で火災、2人けが"),
        ("outlet", "港日報"),
        ("author", "佐藤花子"),
        ("published", "2025-04-02"),
        ("url", "https://minato.example/news/2"),
    ] {
        let found = field(stage, part).await?;
        ensure!(found == wanted, "{part} is {found:?}");
    }
    Ok(())
}
