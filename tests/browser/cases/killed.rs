//! The browser's process is killed while marks are being made.

use anyhow::{Context as _, Result, ensure};
use shirushi_browser_tests::{Stage, until};
use thirtyfour::Key;

use crate::articles::long_text;

/// So many marks the burst would have.
const BURST: usize = 200;
/// The browser is killed once so many are made.
const ENOUGH: usize = 30;

/// The page tells the server of every mark the moment it is on the screen, and waits until it has told: what
/// the server has heard of was made.
const TELL: &str = "let told = 0;
  const tell = () => {
    const made = Number(document.querySelector('[data-part=article] .counts')?.textContent.match(/[0-9]+/)?.[0] ?? 0);
    while (told < made) {
      told += 1;
      const request = new XMLHttpRequest();
      request.open('GET', `made-${told}`, false);
      request.send();
    }
  };
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true, characterData: true });";

/// How many marks the server has heard of.
fn made(stage: &Stage) -> usize {
    let told = stage.site.requests();
    told.iter().filter_map(|line| line.rsplit("made-").next()?.parse().ok()).max().unwrap_or(0)
}

pub(crate) async fn in_a_burst_of_two_hundred_marks(stage: &Stage) -> Result<()> {
    let doomed = stage.beside("doomed").await?;
    doomed.open().await?;
    doomed.add_article(&long_text(6_000)).await?;
    doomed.analysed().await?;
    doomed.saved().await?;
    doomed.click_text("浜崎市の中央市場").await?;
    doomed.keys(&["Escape"]).await?;
    doomed.keys(&["Control", "Home"]).await?;
    let _: Option<()> = doomed.browser.run(TELL, vec![]).await?;

    let mut chain = doomed.browser.hands();
    for _ in 0..BURST {
        let right = char::from(Key::Right);
        chain = chain.key_down(Key::Shift).key_down(right).key_up(right).key_up(Key::Shift);
        chain = chain.key_down('5').key_up('5');
    }
    // The driver comes back with an error, or not at all: its browser is gone.
    let burst = tokio::spawn(async move { chain.perform().await });
    let enough = until("enough marks are made", || async {
        let made = made(&doomed);
        ensure!(made >= ENOUGH, "{made} are made");
        Ok(Some(()))
    });
    enough.await?;
    doomed.browser.kill()?;
    burst.abort();
    let made = made(&doomed);
    ensure!(made < BURST, "all {made} marks were made before the browser was killed");

    let again = doomed.again().await?;

    again.open().await?;
    again.has_articles(1).await?;
    let file: serde_json::Value = serde_json::from_slice(&again.exported().await?)?;
    let found = file.get("annotations").and_then(|list| list.as_array()).context("no annotations")?.len();
    ensure!(found + 1 >= made, "{made} marks were made and {found} are found");
    // The history is there too, mark by mark, and undo goes on.
    again.press("undo").await?;
    again.saved().await?;
    again.reload().await?;
    again.has_articles(1).await?;
    let file: serde_json::Value = serde_json::from_slice(&again.exported().await?)?;
    let left = file.get("annotations").and_then(|list| list.as_array()).context("no annotations")?.len();
    ensure!(left + 1 == found, "{left} marks are left of {found} after an undo");
    again.press("history").await?;
    // Every mark, the article, and the beginning.
    until("the history has every mark", || async {
        let script = "return document.querySelectorAll('[data-part=point]').length";
        let points: usize = again.browser.run(script, vec![]).await?;
        ensure!(points == found + 2, "the history has {points} points for {found} marks");
        Ok(Some(()))
    })
    .await?;
    again.browser.end().await?;
    Ok(())
}
