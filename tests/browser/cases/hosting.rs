//! The site on a plain static host: a sub-path, no network, a new version, a damaged dictionary.

use anyhow::{Result, ensure};
use shirushi_browser_tests::stage::serve;
use shirushi_browser_tests::{Stage, until};
use shirushi_site::{Encoding, Fault};

use crate::articles::MARKET;

/// Waits until the service worker is in charge and has stored everything.
pub(crate) async fn kept_for_offline(stage: &Stage) -> Result<()> {
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

pub(crate) async fn dictionary_and_model_cross_the_network_once(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    kept_for_offline(stage).await?;
    stage.reload().await?;
    stage.analysed().await?;
    for ending in [".shirushi", ".shirushi-model"] {
        let times = stage.site.requests().iter().filter(|path| path.ends_with(ending)).count();
        ensure!(times == 1, "{ending} was asked for {times} times");
    }
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

/// Rules know 倉敷 and no more of the name; the model knows the whole of it.
pub(crate) const HALL: &str = "歌手の三浦みなみがグランドベイ倉敷で歌った。";

/// The model is at fault in some way: the page says so and goes on with rules; trying again brings the names.
async fn goes_on_with_rules(stage: &Stage, fault: Fault, told: &str) -> Result<()> {
    by_rules(stage, fault).await?;
    stage.notice(told).await?;
    stage.site.set_fault(".shirushi-model", None);
    stage.press("remedy").await?;
    finds(stage, "グランドベイ倉敷").await?;
    stage.gone("notice").await
}

/// Opens the hall's article where the model does not come.
pub(crate) async fn by_rules(stage: &Stage, fault: Fault) -> Result<()> {
    stage.site.set_fault(".shirushi-model", Some(fault));
    stage.open().await?;
    stage.add_article(HALL).await?;
    stage.analysed().await?;
    finds(stage, "倉敷").await
}

pub(crate) async fn finds(stage: &Stage, name: &str) -> Result<()> {
    until(&format!("{name} is found"), || async {
        let found = stage.drawn_as("entity").await?;
        ensure!(found.iter().any(|found| found == name), "found are {found:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn a_missing_model_is_told_and_fetched_again(stage: &Stage) -> Result<()> {
    goes_on_with_rules(stage, Fault::Missing, "モデルが届きませんでした").await
}

pub(crate) async fn a_damaged_model_is_told_and_fetched_anew(stage: &Stage) -> Result<()> {
    goes_on_with_rules(stage, Fault::Damaged(600_000), "モデルが壊れています").await
}

pub(crate) async fn a_truncated_model_is_told(stage: &Stage) -> Result<()> {
    goes_on_with_rules(stage, Fault::CutAfter(100_000), "モデルが壊れています").await
}

pub(crate) async fn a_model_of_another_version_is_told(stage: &Stage) -> Result<()> {
    let newer = [b"SHIRUENT".as_slice(), &99_u32.to_le_bytes(), &[0; 100]].concat();
    goes_on_with_rules(stage, Fault::Replaced(newer), "モデルの版がこのページと合いません").await
}

/// A stored copy that was damaged on the disk is thrown away and fetched anew, without a word.
pub(crate) async fn a_damaged_copy_of_the_model_is_replaced(stage: &Stage) -> Result<()> {
    stage.open().await?;
    kept_for_offline(stage).await?;
    let spoil = "for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          if (request.url.endsWith('.shirushi-model')) await cache.put(request, new Response('nothing'));
        }
      }";
    let _: Option<()> = stage.browser.run_async(spoil, vec![]).await?;
    stage.site.forget_requests();
    stage.reload().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    ensure!(stage.part_now("notice").await?.is_none(), "something is told");
    let asked = stage.site.requests().iter().filter(|path| path.ends_with(".shirushi-model")).count();
    ensure!(asked == 1, "the model was asked for {asked} times");
    Ok(())
}

/// What the page says instead of starting, as far as it is shown.
pub(crate) async fn says_why(stage: &Stage, words: &str) -> Result<()> {
    until(&format!("the page says {words}"), || async {
        let said: String = stage.browser.run("return document.body.innerText", vec![]).await?;
        ensure!(said.contains(words), "it says {said:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn a_host_that_sends_plain_text_is_told_of(stage: &Stage) -> Result<()> {
    // Scripts of a wrong type are refused too, so that nothing but the page's own words is left.
    for ending in [".css", ".js", ".wasm"] {
        stage.site.set_fault(ending, Some(Fault::Typed("text/plain")));
    }
    stage.browser.driver.goto(stage.site.url()).await?;
    says_why(stage, ".css は text/css").await?;
    // Where it is the style sheet alone the page would run, and no mark could be seen.
    stage.site.set_fault(".js", None);
    stage.browser.driver.goto(stage.site.url()).await?;
    says_why(stage, "誤った種類で送っています").await?;
    says_why(stage, "text/plain").await?;
    stage.site.set_fault(".css", None);
    stage.open().await?;
    let hidden = "return getComputedStyle(document.documentElement).fontFamily !== ''
      && [...document.querySelectorAll('.only-unstyled, #not-started')].every((one) => !one.checkVisibility())";
    ensure!(stage.browser.run::<bool>(hidden, vec![]).await?, "what is not so is shown");
    // Modules of a wrong type are read all the same.
    stage.add_article(MARKET).await?;
    stage.analysed().await
}

pub(crate) async fn opened_from_disk_it_says_what_it_needs(stage: &Stage) -> Result<()> {
    let page = shirushi_browser_tests::stage::dist()?.canonicalize()?.join("index.html");
    let disk = stage.beside("disk").await?;
    disk.browser.driver.goto(format!("file://{}", page.display())).await?;
    says_why(&disk, "ウェブサーバーに置いて").await?;
    // The file that it names lies where it says.
    disk.browser.run::<()>("document.querySelector('#not-started a').click()", vec![]).await?;
    disk.part("save-state").await?;
    disk.browser.end().await?;
    Ok(())
}

/// What hosts send that are told to send `.gz` and `.br`: the page starts, works offline, and is nowhere
/// taken for what it is not.
pub(crate) async fn what_lies_compressed_beside_a_file_is_sent(stage: &Stage) -> Result<()> {
    for encoding in [Encoding::Gzip, Encoding::Brotli] {
        stage.site.set_encoding(encoding);
        let fresh = stage.beside("encoded").await?;
        fresh.open().await?;
        fresh.open_sample().await?;
        fresh.analysed().await?;
        kept_for_offline(&fresh).await?;
        fresh.site.set_away(true);
        fresh.reload().await?;
        fresh.analysed().await?;
        fresh.site.set_away(false);
        fresh.browser.end().await?;
    }
    let encoded = stage.site.encoded();
    for ending in [".wasm", ".css", ".js", ".shirushi-model", "index.html"] {
        let times = encoded.iter().filter(|path| path.ends_with(ending)).count();
        ensure!(times >= 2, "{ending} was sent compressed {times} times: {encoded:?}");
    }
    ensure!(!encoded.iter().any(|path| path.ends_with(".shirushi")), "the dictionary was compressed twice");
    Ok(())
}

pub(crate) async fn it_does_not_run_in_a_foreign_frame(stage: &Stage) -> Result<()> {
    let folder = stage.browser.folder().join("framer");
    std::fs::create_dir_all(&folder)?;
    let page = format!("<!doctype html><iframe width=800 height=600 src=\"{}\"></iframe>", stage.site.url());
    std::fs::write(folder.join("index.html"), page)?;
    // Another port is another origin.
    let framer = serve(&folder, "/")?;
    let framed = stage.beside("framed").await?;
    framed.browser.driver.goto(framer.url()).await?;
    framed.browser.driver.enter_frame(0).await?;
    says_why(&framed, "ほかのサイトの枠の中では動きません").await?;
    ensure!(framed.part_now("save-state").await?.is_none(), "the page runs in the frame");
    framed.browser.end().await?;
    Ok(())
}
