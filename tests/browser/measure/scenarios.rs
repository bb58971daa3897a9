//! What is measured: one long article, many articles, a comparison.

use anyhow::Result;
use shirushi_browser_tests::{Stage, until};

use crate::Texts;
use crate::figures::Figures;
use crate::figures::Unit::{Megabytes, Milliseconds};
use crate::hands::{MARKS, blank, leave, open_project, prepared, press, scroll, take_in, wait_from, waited};
use crate::memory::memory;
use crate::projects::{compared, file};

/// Turns of everything: what is printed is the median.
const ROUNDS: usize = 7;
/// Turns of the wheel per round, each of so many pixels.
const WHEEL: (usize, i32) = (100, 120);

/// One article of 1 MB with 20,000 marks.
pub(crate) async fn long(texts: &Texts, figures: &mut Figures) -> Result<()> {
    let title = "長い記事";
    let short = texts.articles.first().map_or("", String::as_str);
    let project = file(1, title, &[(&texts.long, 20_000), (short, 20)]);
    let stage = prepared("measure-long").await?;
    take_in(&stage, "long", &project, 2).await?;

    let mut turned = Vec::new();
    for _ in 0..ROUNDS {
        stage.open_article(1).await?;
        let script = "return document.querySelector('[data-part=text]').textContent.length < 100000";
        until("the short article is open", || async {
            Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
        })
        .await?;
        let holds = format!("document.querySelectorAll('[data-part=article]')[0].ariaCurrent && {MARKS}");
        wait_from(&stage, "click", &holds).await?;
        stage.open_article(0).await?;
        turned.push(waited(&stage).await?);
    }
    figures.note("1 MB, 20,000 marks: opened from the list of articles", Milliseconds, 1000.0, turned);

    let (mut frames, mut longest) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        all_there(&stage).await?;
        let taken = scroll(&stage, WHEEL.0, WHEEL.1).await?;
        longest.push(taken.iter().copied().fold(0.0, f64::max));
        frames.push(taken.len() as f64);
    }
    eprintln!("  frames per round: {frames:.0?}");
    figures.note("the same: longest frame of a scroll through 12,000 pixels", Milliseconds, 50.0, longest);

    let (mut marked, mut undone) = (Vec::new(), Vec::new());
    let (mut claimed, mut unclaimed) = (Vec::new(), Vec::new());
    click_in_view(&stage).await?;
    for _ in 0..ROUNDS {
        for (key, made, back) in [("5", &mut marked, &mut undone), ("1", &mut claimed, &mut unclaimed)] {
            stage.keys(&["Shift", "Right", "Right", "Right"]).await?;
            stage.part("action-bar").await?;
            // A selection of text is no mark: what was marked is the first thing that is drawn as selected.
            let focused = "document.querySelector('[data-part=text] .focused')";
            let shown = format!("{focused} && !document.querySelector('[data-part=action-bar]')");
            made.push(press(&stage, &[key], &shown).await?);
            back.push(press(&stage, &["Control", "z"], &format!("!{focused}")).await?);
        }
    }
    let mut accepted = Vec::new();
    for _ in 0..ROUNDS {
        stage.keys(&["."]).await?;
        let count = "document.querySelectorAll('[data-part=text] .entity.judged').length";
        let before: usize = stage.browser.run(&format!("return {count}"), vec![]).await?;
        accepted.push(press(&stage, &["Enter"], &format!("{count} > {before}")).await?);
    }
    figures.note("the same: a highlight appears after its key", Milliseconds, 50.0, marked);
    figures.note("the same: it is undone", Milliseconds, 50.0, undone);
    figures.note("the same: a claim appears after its key", Milliseconds, 50.0, claimed);
    figures.note("the same: it is undone", Milliseconds, 50.0, unclaimed);

    figures.note("the same: a suggested name is accepted", Milliseconds, 50.0, accepted);

    let mut opened = Vec::new();
    for _ in 0..ROUNDS {
        leave(&stage).await?;
        opened.push(open_project(&stage, title, MARKS).await?);
        stage.analysed().await?;
        stage.saved().await?;
    }
    figures.note("the same: the project opened from storage, text loaded too", Milliseconds, None, opened);
    stage.browser.end().await?;
    Ok(())
}

/// A hundred articles of 10 kB with 200 marks each.
pub(crate) async fn many(texts: &Texts, figures: &mut Figures) -> Result<()> {
    let (title, project, there) = many_articles(texts);
    let stage = prepared("measure-many").await?;
    take_in(&stage, "many", &project, texts.articles.len()).await?;

    let mut opened = Vec::new();
    for _ in 0..ROUNDS {
        leave(&stage).await?;
        opened.push(open_project(&stage, title, &there).await?);
        stage.analysed().await?;
        stage.saved().await?;
    }
    figures.note("100 articles of 10 kB, 200 marks each: the project opens", Milliseconds, 1500.0, opened);

    let (mut first, mut further) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        stage.keys(&["/"]).await?;
        stage.part("search-field").await?;
        let hits = "[...document.querySelectorAll('[data-part=hit] .hit-text')]";
        let of = |words: &str| {
            format!("{hits}.length > 0 && {hits}.every((one) => one.textContent === '{words}')")
        };
        first.push(press(&stage, &["費"], &of("費")).await?);
        further.push(press(&stage, &["用"], &of("費用")).await?);
        stage.keys(&["Escape"]).await?;
        stage.gone("search-field").await?;
    }
    figures.note("the same: the first search of all texts answers", Milliseconds, 100.0, first);
    figures.note("the same: a further letter", Milliseconds, 100.0, further);

    stage.browser.end().await?;
    Ok(())
}

/// What the process of the page holds with that project, opened once, as a person finds it in the morning,
/// and then again and again.
pub(crate) async fn held(texts: &Texts, figures: &mut Figures) -> Result<()> {
    let (title, project, there) = many_articles(texts);
    let nothing = blank("measure-nothing").await?;
    let bare = memory(&nothing.browser).await? / 1e6;
    nothing.browser.end().await?;

    let stage = prepared("measure-memory").await?;
    take_in(&stage, "many", &project, texts.articles.len()).await?;
    stage.open().await?;
    until("the project is shown", || async {
        Ok(stage.browser.run::<bool>(&format!("return {there}"), vec![]).await?.then_some(()))
    })
    .await?;
    stage.analysed().await?;
    let mut once = Vec::new();
    for _ in 0..3 {
        once.push(memory(&stage.browser).await? / 1e6);
    }
    for _ in 0..ROUNDS {
        leave(&stage).await?;
        open_project(&stage, title, &there).await?;
        stage.analysed().await?;
        stage.saved().await?;
    }
    let often = vec![memory(&stage.browser).await? / 1e6];
    stage.browser.end().await?;
    let added = once.iter().map(|megabytes| megabytes - bare).collect();
    let name = "the same: what page, worker and dictionary add to the memory of a blank page, opened once";
    figures.note(name, Megabytes, 300.0, added);
    figures.note("the same: memory of the whole process, opened once", Megabytes, None, once);
    figures.note("the same: opened eight times in one page", Megabytes, None, often);
    Ok(())
}

/// A project of all articles with 200 marks each: its title, its file, and what is there when it is shown.
fn many_articles(texts: &Texts) -> (&'static str, String, String) {
    let title = "多くの記事";
    let marked: Vec<(&str, usize)> = texts.articles.iter().map(|text| (text.as_str(), 200)).collect();
    let there =
        format!("document.querySelectorAll('[data-part=article]').length === {} && {MARKS}", marked.len());
    (title, file(2, title, &marked), there)
}

/// Twenty articles of 10 kB are compared.
pub(crate) async fn comparing(texts: &Texts, figures: &mut Figures) -> Result<()> {
    let title = "比べる記事";
    let marked: Vec<(&str, usize)> = texts.articles.iter().take(20).map(|text| (text.as_str(), 0)).collect();
    let project = file(3, title, &marked);
    let stage = prepared("measure-comparing").await?;
    take_in(&stage, "comparing", &project, marked.len()).await?;
    let (mut worker, mut drawn) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        leave(&stage).await?;
        stage.browser.driver.execute("probe.asked = {}; probe.answered = {}", vec![]).await?;
        open_project(&stage, title, "document.querySelectorAll('[data-part=article]').length === 20").await?;
        stage.keys(&["v"]).await?;
        // The comparison is what the worker is asked last.
        let script = "const asked = await probe.drawn(() => document.querySelector('[data-part=row]'));
          return [probe.answered.answered - probe.asked.ask, asked - probe.asked.ask]";
        let (answered, shown): (f64, f64) = stage.browser.run_async(script, vec![]).await?;
        worker.push(answered);
        drawn.push(shown);
        stage.keys(&["v"]).await?;
        stage.saved().await?;
    }
    figures.note("20 articles of 10 kB compared: from asking to drawn", Milliseconds, 2000.0, drawn);
    figures.note("the same: the worker alone", Milliseconds, None, worker);
    stage.browser.end().await?;
    Ok(())
}

/// Two hundred articles in which people found two thousand groups of claims.
pub(crate) async fn results(figures: &mut Figures) -> Result<()> {
    const ROWS: &str = "document.querySelectorAll('[data-part=row]').length > 5";
    let project = compared(4, "結果", 200, 2_000);
    let stage = prepared("measure-results").await?;
    take_in(&stage, "results", &project, 200).await?;
    // What compares by itself meanwhile would be measured as well.
    stage.press("compare").await?;
    until("nothing is compared any more", || async {
        let script = "return document.querySelector('[data-part=comparison-state]')?.textContent === ''";
        Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
    })
    .await?;
    let (mut opened, mut filtered, mut frames) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        stage.keys(&["Escape"]).await?;
        stage.gone("comparison").await?;
        opened.push(press(&stage, &["v"], ROWS).await?);
        stage.part("sift-outlet").await?;
        for ticked in ["true", "false"] {
            let holds = format!(
                "document.querySelector('[data-part=sift-outlet]').ariaChecked === '{ticked}' && {ROWS}"
            );
            wait_from(&stage, "click", &holds).await?;
            stage.press("sift-outlet").await?;
            filtered.push(waited(&stage).await?);
        }
        let taken = scroll(&stage, WHEEL.0, WHEEL.1).await?;
        frames.push(taken.iter().copied().fold(0.0, f64::max));
    }
    let mut edited = Vec::new();
    for _ in 0..ROUNDS {
        // An edit makes the results anew.
        stage.keys(&["Escape"]).await?;
        stage.gone("comparison").await?;
        stage.keys(&["."]).await?;
        stage.keys(&["Enter"]).await?;
        edited.push(press(&stage, &["v"], ROWS).await?);
    }
    figures.note("200 articles, 2,000 groups: the table opens", Milliseconds, 500.0, opened);
    figures.note("the same: it opens after a change", Milliseconds, 500.0, edited);
    figures.note("the same: a filter answers", Milliseconds, 100.0, filtered);
    figures.note("the same: longest frame of a scroll through 12,000 pixels", Milliseconds, 50.0, frames);

    stage.press("view-side").await?;
    stage.part("beside-view").await?;
    let mut beside = Vec::new();
    for _ in 0..ROUNDS {
        let mut taken = scroll(&stage, WHEEL.0, WHEEL.1).await?;
        taken.sort_by(f64::total_cmp);
        beside.push(taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN));
    }
    figures.note(
        "the same: side by side, median frame of a scroll",
        Milliseconds,
        1000.0 / 60.0 + 0.5,
        beside,
    );

    let mut reported = Vec::new();
    for _ in 0..3 {
        stage.press("export").await?;
        stage.part("report-html").await?;
        wait_from(&stage, "click", "probe.saved").await?;
        stage.browser.driver.execute("probe.saved = false", vec![]).await?;
        stage.press("report-html").await?;
        reported.push(waited(&stage).await?);
        stage.saved_file().await?;
        stage.keys(&["Escape"]).await?;
    }
    figures.note("the same: the report is made", Milliseconds, 3000.0, reported);
    stage.browser.end().await?;
    Ok(())
}

/// Waits until the whole text is on the page, and goes to its middle.
async fn all_there(stage: &Stage) -> Result<()> {
    let script = "const text = document.querySelector('[data-part=text]').textContent.length;
      const before = window.lastLength; window.lastLength = text;
      const scroller = document.getElementById('text');
      if (text !== before) return false;
      scroller.scrollTop = scroller.scrollHeight / 3;
      await new Promise((next) => setTimeout(next, 300));
      return true;";
    until("the whole text is on the page", || async {
        Ok(stage.browser.run_async::<bool>(script, vec![]).await?.then_some(()))
    })
    .await
}

async fn click_in_view(stage: &Stage) -> Result<()> {
    stage.browser.hands().move_to(500, 400).click().perform().await?;
    Ok(())
}
