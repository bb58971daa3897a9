//! The text as a person wants it set: lines from top to bottom, readings, larger characters; marks are made
//! in all of it.

use anyhow::{Result, ensure};
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, long_text};

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await
}

async fn is_vertical(stage: &Stage, vertical: bool) -> Result<()> {
    until(&format!("whether lines are vertical is {vertical}"), || async {
        let script = "return getComputedStyle(document.querySelector('.chunks')).writingMode";
        let mode: String = stage.browser.run(script, vec![]).await?;
        Ok(((mode == "vertical-rl") == vertical).then_some(()))
    })
    .await
}

pub(crate) async fn set_as_it_is_from_the_first_frame(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let script = "window.seen = []; const look = () => {
        const line = document.querySelector('[data-part=text] .line');
        if (line) {
          const told = [getComputedStyle(line).fontSize, line.getBoundingClientRect().left, line.getBoundingClientRect().top, line.clientWidth].join(' ');
          if (window.seen.at(-1) !== told) window.seen.push(told);
        }
        requestAnimationFrame(look); }; look();";
    let _: Option<()> = stage.browser.run(script, vec![]).await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.at_rest().await?;
    let seen: Vec<String> = stage.browser.run("return window.seen", vec![]).await?;
    ensure!(seen.len() == 1, "the first line was seen in several ways: {seen:?}");
    Ok(())
}

pub(crate) async fn marks_are_made_in_vertical_lines(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.keys(&["g"]).await?;
    is_vertical(stage, true).await?;
    stage.select("従業員2人がけがをした").await?;
    stage.part("action-bar").await?;
    let covered = "const [bar, picked] = [document.querySelector('[data-part=\"action-bar\"]').getBoundingClientRect(), getSelection().getRangeAt(0)];
      return [...picked.getClientRects()].some((box) => box.width > 0 && box.left < bar.right && bar.left < box.right && box.top < bar.bottom && bar.top < box.bottom)";
    ensure!(!stage.browser.run::<bool>(covered, vec![]).await?, "the bar covers what is selected");
    stage.keys(&["5"]).await?;
    stage.shows_as("band", &["従業員2人がけがをした"]).await?;
    // A suggestion is clicked where it stands.
    stage.click_text("佐伯真理子").await?;
    stage.press("accept").await?;
    stage.shows_as("judged", &["佐伯真理子"]).await?;
    stage.keys(&["g"]).await?;
    is_vertical(stage, false).await?;
    stage.shows_as("band", &["従業員2人がけがをした"]).await
}

pub(crate) async fn arrows_follow_vertical_lines(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.keys(&["g"]).await?;
    is_vertical(stage, true).await?;
    stage.click_text("浜崎市の").await?;
    stage.keys(&["Down"]).await?;
    // Shift with the arrow that runs along the line extends by a token.
    stage.keys(&["Shift", "Down"]).await?;
    let along = stage.selected_text().await?;
    ensure!(!along.is_empty() && along.chars().count() < 6, "{along:?} is no token");
    // The arrow to the left goes to the next line, which is about a line of text away.
    stage.keys(&["Shift", "Left"]).await?;
    let further = stage.selected_text().await?;
    ensure!(further.chars().count() > along.chars().count() + 5, "{further:?} is no line");
    Ok(())
}

pub(crate) async fn readings_are_no_text(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let before = stage.article_text().await?;
    stage.keys(&["r"]).await?;
    stage.keys(&["r"]).await?;
    until("readings stand beside the text", || async {
        let script = "return [...document.querySelectorAll('.chunks rt')].map((one) => one.dataset.reading)";
        let readings: Vec<String> = stage.browser.run(script, vec![]).await?;
        Ok(readings.iter().any(|one| one == "しちょう").then_some(()))
    })
    .await?;
    ensure!(stage.article_text().await? == before, "the text has changed");
    stage.select("再開を急ぎたい").await?;
    ensure!(stage.selected_text().await? == "再開を急ぎたい", "{}", stage.selected_text().await?);
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.shows_as("band", &["再開を急ぎたい"]).await?;
    stage.keys(&["r"]).await?;
    until("readings are gone", || async {
        let count: usize =
            stage.browser.run("return document.querySelectorAll('.chunks rt').length", vec![]).await?;
        Ok((count == 0).then_some(()))
    })
    .await
}

pub(crate) async fn what_is_read_stays_when_the_text_is_set_anew(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(&long_text(60_000)).await?;
    stage.analysed().await?;
    let first = "const [text, page] = [document.getElementById('text').getBoundingClientRect(), document.querySelector('.chunks').getBoundingClientRect()];
      const at = (down) => document.elementFromPoint(page.left + 60, text.top + down)?.closest('.line');
      return (at(24) ?? at(40))?.textContent.slice(0, 24) ?? ''";
    stage.browser.driver.execute("document.getElementById('text').scrollTop = 9000", vec![]).await?;
    stage.at_rest().await?;
    let before = until("a line is at the top", || async {
        let line: String = stage.browser.run(first, vec![]).await?;
        Ok((!line.is_empty()).then_some(line))
    })
    .await?;
    for key in ["g", "+", "+", "g"] {
        stage.keys(&[key]).await?;
        stage.at_rest().await?;
    }
    is_vertical(stage, false).await?;
    until("the same line is at the top", || async {
        let after: String = stage.browser.run(first, vec![]).await?;
        Ok((after == before).then_some(()))
    })
    .await
}

/// Every line ends where a phrase does, and selecting still snaps to the article's tokens.
pub(crate) async fn lines_break_between_phrases(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(crate::articles::MARKET).await?;
    stage.analysed().await?;
    let heads = "const out = []; let last = null;
      for (const line of document.querySelectorAll('.chunks .line')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        last = null;
        while (walker.nextNode()) {
          const node = walker.currentNode;
          for (let i = 0; i < node.data.length; i++) {
            const range = document.createRange();
            range.setStart(node, i); range.setEnd(node, i + 1);
            const box = range.getClientRects()[0];
            if (!box || !node.data[i].trim()) continue;
            if (last !== null && box.top > last + 8) out.push(line.textContent.slice(line.textContent.indexOf(node.data) + i).slice(0, 3));
            last = box.top;
          }
        }
      }
      return out;";
    let before: Vec<String> = stage.browser.run(heads, vec![]).await?;
    ensure!(!before.is_empty(), "no line is broken");
    let text = stage.article_text().await?;
    stage.keys(&["s"]).await?;
    stage.press("breaks-phrases").await?;
    stage.keys(&["Escape"]).await?;
    let leaning = ["が", "は", "を", "に", "で", "と", "の", "。", "、", "」", "た", "い", "て"];
    let found = shirushi_browser_tests::until("lines begin with phrases", || async {
        let heads: Vec<String> = stage.browser.run(heads, vec![]).await?;
        let fine = heads.iter().all(|head| !leaning.iter().any(|lean| head.starts_with(lean)));
        ensure!(
            fine && !heads.is_empty() && heads != before,
            "lines begin with {heads:?}, before with {before:?}"
        );
        Ok(Some(heads))
    })
    .await?;
    ensure!(stage.article_text().await? == text, "the text is another with {found:?}");
    stage.select("従業員2人がけがをした").await?;
    stage.part("action-bar").await?;
    ensure!(stage.selected_text().await? == "従業員2人がけがをした", "{}", stage.selected_text().await?);
    Ok(())
}
