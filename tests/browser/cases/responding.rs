//! The page answers while it works, and can be used before the dictionary has come.

use anyhow::{Result, ensure};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};
use shirushi_site::Fault;

use crate::articles::{MARKET, long_text};

/// A task of the main thread that takes longer has waited for the whole text, in milliseconds. On a quiet
/// machine none takes a tenth of a second; how long they are is printed, not judged, because a busy machine
/// makes any of them longer.
const LONGEST_TASK: f64 = 1_000.0;

pub(crate) async fn while_a_megabyte_is_analysed(stage: &Stage) -> Result<()> {
    stage.open().await?;
    // A first text warms everything up: what is measured is the work, not the start.
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    let script = "window.longTasks = [];
      new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration)))
        .observe({ type: 'longtask' });";
    stage.browser.driver.execute(script, vec![]).await?;
    let text = long_text(1_000_000);
    stage.keys(&["n"]).await?;
    stage.choose_file("choose-files", &GivenFile { name: "long.txt", bytes: text.as_bytes() }).await?;
    stage.has_articles(2).await?;
    stage.analysed().await?;
    stage.saved().await?;
    let tasks: Vec<f64> = stage.browser.run("return window.longTasks.splice(0)", vec![]).await?;
    println!("tasks of the page over 50 ms while it took in and analysed 1 MB: {tasks:.0?}");
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    ensure!(longest < LONGEST_TASK, "a task took {longest:.0} ms");
    Ok(())
}

pub(crate) async fn before_the_dictionary(stage: &Stage) -> Result<()> {
    stage.site.set_fault(".shirushi", Some(Fault::Missing));
    stage.open().await?;
    stage.add_article(MARKET).await?;
    ensure!(stage.article_text().await?.contains("中央市場"), "the text cannot be read");
    stage.select("従業員2人がけがをした").await?;
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.shows_as("band", &["従業員2人がけがをした"]).await
}

pub(crate) async fn tokens_on_demand(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.keys(&["t"]).await?;
    until("token boundaries are drawn", || async {
        let script = "return document.querySelectorAll('[data-part=\"text\"] .token').length";
        Ok((stage.browser.run::<usize>(script, vec![]).await? > 20).then_some(()))
    })
    .await?;
    stage.click_text("視察").await?;
    stage.hears("token", "シサツ").await?;
    stage.hears("token", "名詞").await
}

pub(crate) async fn in_english(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let language: String = stage.browser.run("return document.documentElement.lang", vec![]).await?;
    ensure!(language == "en", "the page is in {language}");
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.press("export").await?;
    stage.press("export-file").await?;
    stage.saved_file().await?;
    Ok(())
}

pub(crate) async fn in_english_on_a_phone(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    for place in ["judge", "compare", "read"] {
        stage.press(place).await?;
        // The project's name gives way, but not all of it, and nothing is cut off.
        let script = "const boxes = [...document.querySelectorAll('.top button')].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
          return [boxes.every((box) => box.left >= 0 && box.right <= innerWidth), document.querySelector('.top .project').clientWidth >= 24];";
        let fits: [bool; 2] = stage.browser.run(script, vec![]).await?;
        ensure!(fits == [true; 2], "the line at the top does not fit at {place}: {fits:?}");
    }
    Ok(())
}

pub(crate) async fn search_finds_other_widths(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.keys(&["/"]).await?;
    stage.fill("search-field", "４月１日").await?;
    until("the hit is drawn", || async { Ok((stage.drawn_as("hit").await? == ["4月1日"]).then_some(())) })
        .await
}
