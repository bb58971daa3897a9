//! The site in one file, opened from disk: it works without a host, keeps what is done, and says when it
//! is not whole.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use shirushi_browser_tests::Stage;
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::stage::portable;

use crate::hosting::says_why;

/// Milliseconds until the sample is opened and analysed. Two seconds until it is in use are aimed at; a
/// machine that does other work beside takes a multiple of that, and more than this is not bearable on
/// any.
const BEARABLE: f64 = 10_000.0;

fn address(file: &Path) -> Result<String> {
    Ok(format!("file://{}", file.canonicalize()?.display()))
}

const WORD: &[u8] = include_bytes!("../../../crates/documents/tests/files/word.docx");

/// Words of the sample's first article.
const SAVED: &str = "全員が救助され";

pub(crate) async fn it_opens_from_disk_and_keeps_what_is_done(stage: &Stage) -> Result<()> {
    stage.open_at(&address(&portable()?)?).await?;
    let now = "return performance.now()";
    let shown: f64 = stage.browser.run(now, vec![]).await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    let analysed: f64 = stage.browser.run(now, vec![]).await?;
    println!("shirushi.html: in use after {shown:.0} ms, the sample analysed after {analysed:.0} ms");
    ensure!(analysed < BEARABLE, "the sample was analysed after {analysed} ms");

    stage.select(SAVED).await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &[SAVED]).await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.shows_as("claim", &[SAVED]).await?;
    stage.analysed().await?;
    // What comes late in the site stands in the file too.
    stage.press("compare").await?;
    stage.part("row").await?;
    ensure!(stage.part_now("notice").await?.is_none(), "something is told");
    // So do the readers of documents, in a worker of their own.
    stage.drop_files(&[GivenFile { name: "原稿.docx", bytes: WORD }]).await?;
    stage.notice("Word 文書として読みました").await?;

    let console = stage.browser.console().await?;
    let errors: Vec<_> = console.iter().filter(|line| line.starts_with("SEVERE")).collect();
    ensure!(errors.is_empty(), "the console has {errors:?}");
    ensure!(stage.site.requests().is_empty(), "the host was asked for {:?}", stage.site.requests());
    nothing_is_missed_in_the_log(stage).await
}

/// Every test ends with a look into the browser's log for requests to others. That it would tell of one
/// by a page from disk is shown by one.
async fn nothing_is_missed_in_the_log(stage: &Stage) -> Result<()> {
    let other = stage.beside("asking").await?;
    let page = other.browser.folder().join("asking.html");
    let asked = format!("{}asked.png", stage.site.url());
    std::fs::write(&page, format!("<!doctype html><img src=\"{asked}\">"))?;
    other.browser.driver.goto(address(&page)?).await?;
    let requests = other.browser.end().await?;
    ensure!(requests.iter().any(|request| request.url == asked), "the log tells only of {requests:?}");
    Ok(())
}

pub(crate) async fn a_file_that_is_cut_or_damaged_says_so(stage: &Stage) -> Result<()> {
    let whole = std::fs::read(portable()?)?;
    let copy = stage.browser.folder().join("copy.html");
    let page: Vec<u8> = "id=\"page.wasm\">".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inside = whole.windows(page.len()).position(|part| part == page).context("the file has no page")?;
    let mut damaged = whole.clone();
    damaged.iter_mut().skip(inside + 100_000).step_by(2).take(40).for_each(|byte| *byte ^= 1);
    // An odd number of bytes halves a character.
    let (end, odd, half) = (whole.len() - 1024, whole.len() - 1025, whole.len() / 2);
    let cut = [end, odd, half].map(|length| whole.get(..length).unwrap_or_default());
    for text in cut.into_iter().chain([damaged.as_slice()]) {
        std::fs::write(&copy, text)?;
        stage.browser.driver.goto(address(&copy)?).await?;
        says_why(stage, "このファイルは途中で切れているか、壊れています").await?;
        says_why(stage, "This file is cut off or damaged").await?;
        ensure!(stage.part_now("save-state").await?.is_none(), "the page runs all the same");
    }
    // The same address with the whole file is well.
    std::fs::write(&copy, &whole)?;
    stage.open_at(&address(&copy)?).await
}

pub(crate) async fn its_licences_stand_in_it(stage: &Stage) -> Result<()> {
    let page = format!("{}#licences", address(&portable()?)?);
    stage.browser.driver.goto(&page).await?;
    for words in ["Nara Institute of Science and Technology", "Apache License", "wasm-bindgen"] {
        says_why(stage, words).await?;
    }
    Ok(())
}
