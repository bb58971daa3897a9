//! The site on a plain static host: a sub-path, no network, a new version, a damaged dictionary.

use anyhow::{Result, ensure};
use shirushi_browser_tests::{Stage, until};
use xtask::site::Fault;

use crate::articles::MARKET;

/// Waits until the service worker is in charge and has stored everything.
async fn kept_for_offline(stage: &Stage) -> Result<()> {
    let script = "const registration = await navigator.serviceWorker.ready;
      return !!navigator.serviceWorker.controller && registration.active.state === 'activated';";
    until("the page is kept for offline use", || async {
        let kept: bool = stage.browser.run_async(script, vec![]).await?;
        Ok(kept.then_some(()))
    })
    .await
}

async fn version(stage: &Stage) -> Result<String> {
    stage
        .browser
        .run("return JSON.parse(document.getElementById('assets').textContent).version", vec![])
        .await
}

pub(crate) async fn opens_under_a_sub_path(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    let script = "return performance.getEntriesByType('resource')
        .filter((entry) => entry.responseStatus >= 400).map((entry) => entry.name)";
    let not_found: Vec<String> = stage.browser.run(script, vec![]).await?;
    ensure!(not_found.is_empty(), "not found: {not_found:?}");
    let console = stage.browser.console().await?;
    let errors: Vec<_> = console.iter().filter(|line| line.starts_with("SEVERE")).collect();
    ensure!(errors.is_empty(), "the console has {errors:?}");
    Ok(())
}

pub(crate) async fn the_second_visit_works_offline(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    stage.site.set_away(true);
    stage.browser.set_offline(true).await?;
    stage.site.forget_requests();
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.analysed().await?;
    ensure!(stage.article_text().await?.contains("佐伯真理子市長"), "the text is not there");
    let asked: Vec<_> =
        stage.site.requests().into_iter().filter(|path| path != "service-worker.js").collect();
    ensure!(asked.is_empty(), "the host was asked for {asked:?}");
    Ok(())
}

pub(crate) async fn the_dictionary_crosses_the_network_once(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    kept_for_offline(stage).await?;
    stage.reload().await?;
    stage.analysed().await?;
    let times = stage.site.requests().iter().filter(|path| path.ends_with(".shirushi")).count();
    ensure!(times == 1, "it was asked for {times} times");
    Ok(())
}

pub(crate) async fn a_new_version_waits_for_the_person(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    kept_for_offline(stage).await?;
    let old = version(stage).await?;

    let new = "0123456789abcdef";
    for path in ["index.html", "service-worker.js"] {
        let text = std::fs::read_to_string(shirushi_browser_tests::stage::dist()?.join(path))?;
        stage.site.serve_instead(path, text.replace(&old, new).into_bytes());
    }
    stage.reload().await?;
    stage.notice("新しい版").await?;
    ensure!(version(stage).await? == old, "the page changed by itself");
    stage.has_articles(1).await?;

    stage.press("remedy").await?;
    until("the page is of the new version", || async {
        let now = version(stage).await?;
        ensure!(now == new, "it is of {now}");
        Ok(Some(()))
    })
    .await?;
    stage.has_articles(1).await?;
    stage.analysed().await?;
    // The old version's files go once no page can want them.
    let script =
        "const names = await caches.keys(); return names.filter((name) => name.includes(arguments[0]));";
    until("the old version is forgotten", || async {
        let old: Vec<String> = stage.browser.run_async(script, vec![old.clone().into()]).await?;
        if !old.is_empty() {
            stage.reload().await?;
        }
        Ok(old.is_empty().then_some(()))
    })
    .await
}

pub(crate) async fn a_damaged_dictionary_is_told_and_fetched_anew(stage: &Stage) -> Result<()> {
    stage.site.set_fault(".shirushi", Some(Fault::Damaged(200_000)));
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.notice("辞書が壊れています").await?;
    // The text can be read and marked all the same.
    stage.select("中央市場で火災").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["中央市場で火災"]).await?;
    stage.site.set_fault(".shirushi", None);
    stage.press("remedy").await?;
    stage.analysed().await
}

pub(crate) async fn a_truncated_dictionary_is_told(stage: &Stage) -> Result<()> {
    stage.site.set_fault(".shirushi", Some(Fault::CutAfter(100_000)));
    stage.open().await?;
    stage.notice("辞書が壊れています").await
}

pub(crate) async fn a_missing_dictionary_is_told_and_fetched_again(stage: &Stage) -> Result<()> {
    stage.site.set_fault(".shirushi", Some(Fault::Missing));
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.notice("辞書が届きませんでした").await?;
    stage.site.set_fault(".shirushi", None);
    stage.press("remedy").await?;
    stage.analysed().await
}
