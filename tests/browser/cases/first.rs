//! The first screen: what it shows before anything was done, and what it leads to.

use anyhow::{Context as _, Result, ensure};
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

/// What differs in the table of the first screen, row by row.
async fn values(stage: &Stage) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('[data-part=sample-table] tbody .hit')].map((one) => one.textContent)";
    stage.browser.run(script, vec![]).await
}

/// Waits until the table of the comparison says what the first screen said.
async fn the_very_table(stage: &Stage, said: &[String]) -> Result<()> {
    stage.has_articles(3).await?;
    until("the same is in the table", || async {
        let found = stage.words("table").await?;
        let missing: Vec<_> = said.iter().filter(|one| !found.contains(one.as_str())).collect();
        ensure!(!said.is_empty() && missing.is_empty(), "missing are {missing:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn its_table_is_the_sample_s(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.part("sample-table").await?;
    let said = values(stage).await?;
    ensure!(said.iter().any(|one| one == "38人") && said.iter().any(|one| one == "４１人"), "{said:?}");
    // Enter opens it where nobody turned to anything.
    stage.keys(&["Enter"]).await?;
    stage.analysed().await?;
    the_very_table(stage, &said).await?;
    let first = "return document.querySelector('[data-part=row] [data-part=relation]')?.textContent ?? ''";
    let first: String = stage.browser.run(first, vec![]).await?;
    ensure!(first.contains("矛盾"), "the first row is {first:?}");
    Ok(())
}

pub(crate) async fn a_press_on_the_table_opens_it(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.part("sample-table").await?;
    let said = values(stage).await?;
    stage.press("open-table").await?;
    stage.analysed().await?;
    the_very_table(stage, &said).await
}

pub(crate) async fn nothing_jumps_when_the_table_comes(stage: &Stage) -> Result<()> {
    // Where everything stands, from the first frame on that has it.
    let script = "const seen = window.seenTops = new Set();
      const look = () => {
        const tops = ['open-sample', 'welcome-add'].map((part) => document.querySelector(`[data-part=${part}]:not(.only-narrow)`)?.getBoundingClientRect().top);
        if (tops.every((top) => top !== undefined)) seen.add(tops.join());
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);";
    let source = serde_json::json!({ "source": script });
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", source).await?;
    stage.open().await?;
    stage.part("sample-table").await?;
    stage.part("start-below").await?;
    let seen: Vec<String> = stage.browser.run("return [...window.seenTops]", vec![]).await?;
    ensure!(seen.len() == 1, "buttons stood at {seen:?}");
    Ok(())
}

pub(crate) async fn pasting_works_at_once(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.paste(None, MARKET).await?;
    stage.part("intake-text").await?;
    let typed = "return document.querySelector('[data-part=intake-text]').value";
    let typed: String = stage.browser.run(typed, vec![]).await?;
    ensure!(typed == MARKET, "the form holds {typed:?}");
    stage.keys(&["Escape"]).await?;
    // Any of the three places leads to the form as well.
    stage.press("welcome-add").await?;
    stage.part("intake-text").await.map(|_| ())
}

pub(crate) async fn those_who_come_back_find_their_projects(stage: &Stage) -> Result<()> {
    stage.open().await?;
    for (article, title) in [(MARKET, "一つ目の出来事"), (MARKET_AGAIN, "二つ目の出来事")] {
        stage.add_article(article).await?;
        stage.press("projects").await?;
        stage.fill("project-title", title).await?;
        stage.saved().await?;
        stage.press("new-project").await?;
        stage.part("recent-projects").await?;
        stage.saved().await?;
    }
    let listed =
        "return [...document.querySelectorAll('[data-part=recent] .headline')].map((one) => one.textContent)";
    until("the newest is the first", || async {
        let listed: Vec<String> = stage.browser.run(listed, vec![]).await?;
        ensure!(listed == ["二つ目の出来事", "一つ目の出来事"], "{listed:?}");
        Ok(Some(()))
    })
    .await?;
    // Enter means nothing here: whoever has work of their own did not ask for the sample.
    stage.keys(&["Enter"]).await?;
    stage.part("recent-projects").await?;
    stage.press("recent").await?;
    stage.has_articles(1).await?;
    until("the article is open", || async {
        Ok(stage.article_text().await?.starts_with("市場の火災").then_some(()))
    })
    .await
}

pub(crate) async fn in_english(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.hears("welcome", "which article").await?;
    stage.hears("sample-table", "contradict").await?;
    stage.hears("for-makers", "W3C Web Annotation").await?;
    stage.hears("start-below", "shirushi analyze 1.txt").await?;
    stage.press("open-sample").await?;
    stage.analysed().await?;
    stage.hears("table", "38人").await
}

pub(crate) async fn on_a_phone(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let table = stage.part("sample-table").await?;
    let (width, inside): (f64, f64) =
        stage.browser.run("return [document.documentElement.scrollWidth, innerWidth]", vec![]).await?;
    ensure!(width <= inside, "the page is {width} wide, the screen {inside}");
    let words = table.text().await.context("the cards")?;
    ensure!(words.contains("38人") && words.contains("４１人"), "the cards say {words:?}");
    stage.tap("open-sample").await?;
    stage.analysed().await?;
    stage.hears("table", "38人").await
}
