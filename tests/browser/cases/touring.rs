//! The tour on the samples: done by doing, by keys alone; its buttons; what is one's own stays as it was.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;
use crate::keys::{open_keys, set};

/// Waits until the tour is at a step.
async fn at(stage: &Stage, step: &str) -> Result<()> {
    let script = "return document.querySelector('[data-part=tour-strip]')?.dataset.step ?? ''";
    until(&format!("the tour is at {step}"), || async {
        let now: String = stage.browser.run(script, vec![]).await?;
        ensure!(now == step, "it is at {now:?}");
        Ok(Some(()))
    })
    .await
}

/// How many things are marked by the tour, with a line around them.
async fn outlined(stage: &Stage, selector: &str) -> Result<usize> {
    let script = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()
        && getComputedStyle(one).outlineStyle === 'dashed').length";
    stage.browser.run(script, vec![json!(selector)]).await
}

/// Goes on with Tab until a part has the keys.
async fn tab_to(stage: &Stage, part: &str) -> Result<()> {
    let script = "return document.activeElement?.dataset.part === arguments[0]";
    until(&format!("{part} has the keys"), || async {
        if stage.browser.run::<bool>(script, vec![json!(part)]).await? {
            return Ok(Some(()));
        }
        stage.keys(&["Tab"]).await?;
        Ok(None)
    })
    .await
}

pub(crate) async fn done_by_doing_with_keys_alone(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.hears("tour", "案内つきで試す").await?;
    stage.keys(&["o"]).await?;
    at(stage, "mark").await?;
    stage.analysed().await?;
    stage.hears("announcer", "文を選んでマークする").await?;
    ensure!(outlined(stage, ".line").await? == 1, "no sentence is shown to begin with");
    // The text has the keys; nothing has to be looked for.
    until("the text has the keys", || async {
        let script = "return document.activeElement?.dataset.part === 'text'";
        Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
    })
    .await?;
    stage.keys(&["Control", "Home"]).await?;
    stage.keys(&["Control", "Shift", "Right"]).await?;
    stage.part("action-bar").await?;
    ensure!(outlined(stage, ".action-bar [data-part^='mark-g']").await? > 0, "no tag is shown");
    stage.keys(&["5"]).await?;
    at(stage, "accept").await?;
    stage.hears("announcer", "候補を採用する").await?;
    stage.keys(&["."]).await?;
    stage.part("suggestion").await?;
    ensure!(outlined(stage, "[data-part=accept]").await? == 1, "the button that accepts is not shown");
    stage.keys(&["Enter"]).await?;
    at(stage, "claim").await?;
    stage.keys(&["c"]).await?;
    stage.part("proposed").await?;
    stage.keys(&["Backspace"]).await?;
    at(stage, "undo").await?;
    ensure!(outlined(stage, "[data-part=undo]").await? == 1, "undo is not shown");
    stage.keys(&["Control", "z"]).await?;
    at(stage, "judge").await?;
    stage.keys(&["j"]).await?;
    stage.part("judged").await?;
    stage.keys(&["Enter"]).await?;
    at(stage, "find").await?;
    stage.keys(&["/"]).await?;
    stage.part("search-field").await?;
    tab_to(stage, "search-field").await?;
    stage.keys(&["ゴ", "ン", "ド", "ラ"]).await?;
    at(stage, "compare").await?;
    stage.keys(&["Escape"]).await?;
    stage.gone("search-field").await?;
    stage.keys(&["v"]).await?;
    at(stage, "keep").await?;
    stage.keys(&["x"]).await?;
    stage.part("export-file").await?;
    tab_to(stage, "export-file").await?;
    stage.keys(&["Enter"]).await?;
    at(stage, "over").await?;
    let (_, bytes) = stage.saved_file().await?;
    let file: Value = serde_json::from_slice(&bytes)?;
    let made = file.pointer("/annotations").and_then(Value::as_array).map_or(0, Vec::len);
    ensure!(made == 3, "{made} marks were made: a highlight and two names");
    // Escape leaves the panel, the place and at last the tour.
    until("the tour is over", || async {
        if stage.part_now("tour-strip").await?.is_none() {
            return Ok(Some(()));
        }
        stage.keys(&["Escape"]).await?;
        Ok(None)
    })
    .await?;
    // It is offered more quietly from then on.
    stage.press("projects").await?;
    stage.press("new-project").await?;
    stage.part("welcome").await?;
    stage.hears("tour", "案内をもう一度").await
}

pub(crate) async fn ones_own_project_stays_as_it_was(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    let before = stage.exported().await?;
    let title = stage.words("projects").await?;
    // Keys are told as they are.
    open_keys(stage).await?;
    set(stage, "accept", "f").await?;
    stage.keys(&["Escape"]).await?;
    stage.keys(&["?"]).await?;
    stage.press("tour").await?;
    at(stage, "mark").await?;
    stage.has_articles(3).await?;
    stage.press("tour-next").await?;
    at(stage, "accept").await?;
    stage.hears("tour-strip", ".F").await?;
    let script = "return document.activeElement?.dataset.part";
    let focus: String = stage.browser.run(script, vec![]).await?;
    ensure!(focus == "tour-next", "the keys went to {focus}");
    stage.press("tour-back").await?;
    at(stage, "mark").await?;
    // By mouse, in the text, while the tour goes on.
    stage.analysed().await?;
    stage.select("霧沢消防署").await?;
    stage.press("mark-claim").await?;
    at(stage, "accept").await?;
    stage.press("tour-end").await?;
    at(stage, "over").await?;
    stage.hears("tour-home", &title).await?;
    stage.press("tour-home").await?;
    stage.gone("tour-strip").await?;
    stage.has_articles(1).await?;
    ensure!(stage.exported().await? == before, "the tour left something in the person's own project");
    Ok(())
}

/// How many other projects the open panel lists.
async fn others(stage: &Stage) -> Result<usize> {
    stage.browser.run("return document.querySelectorAll('.slot').length", vec![]).await
}

pub(crate) async fn it_goes_on_in_the_one_sample(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.keys(&["o"]).await?;
    at(stage, "mark").await?;
    stage.press("tour-next").await?;
    at(stage, "accept").await?;
    // Over a reload: the same step, and what it asks for ends it.
    stage.reload().await?;
    at(stage, "accept").await?;
    stage.has_articles(3).await?;
    stage.analysed().await?;
    stage.keys(&["."]).await?;
    stage.part("suggestion").await?;
    stage.keys(&["Enter"]).await?;
    at(stage, "claim").await?;
    // It rests while another project is open, whichever is open after a reload.
    stage.press("projects").await?;
    ensure!(others(stage).await? == 1, "there are {} other projects", others(stage).await?);
    stage.press("slot").await?;
    stage.has_articles(1).await?;
    stage.gone("tour-strip").await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    ensure!(stage.part_now("tour-strip").await?.is_none(), "the tour is in a project of one's own");
    stage.press("projects").await?;
    stage.press("open-sample").await?;
    stage.has_articles(3).await?;
    at(stage, "claim").await?;
    // Ended, it leads home, and does not come again by itself.
    stage.press("tour-end").await?;
    at(stage, "over").await?;
    stage.press("tour-home").await?;
    stage.has_articles(1).await?;
    stage.press("projects").await?;
    stage.press("open-sample").await?;
    stage.has_articles(3).await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.has_articles(3).await?;
    ensure!(stage.part_now("tour-strip").await?.is_none(), "the tour came again by itself");
    // Asked for again it begins in the same sample: there is no second.
    stage.press("projects").await?;
    stage.press("slot").await?;
    stage.has_articles(1).await?;
    stage.keys(&["o"]).await?;
    at(stage, "mark").await?;
    stage.has_articles(3).await?;
    stage.press("projects").await?;
    ensure!(others(stage).await? == 1, "there are {} other projects", others(stage).await?);
    Ok(())
}

pub(crate) async fn with_a_thumb(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.press("tour").await?;
    at(stage, "mark").await?;
    stage.analysed().await?;
    let script = "const strip = document.querySelector('[data-part=tour-strip]').getBoundingClientRect();
      const text = document.getElementById('text').getBoundingClientRect();
      return [strip.bottom <= text.top + 1, document.documentElement.scrollWidth <= innerWidth, text.height > 300]";
    let fits: Vec<bool> = stage.browser.run(script, vec![]).await?;
    ensure!(fits == [true; 3], "the strip covers the text or is too wide or high: {fits:?}");
    stage.select_by_touch("霧沢消防署").await?;
    stage.part("action-bar").await?;
    stage.tap("mark-claim").await?;
    at(stage, "accept").await?;
    stage.tap("tour-end").await?;
    stage.gone("tour-strip").await
}
