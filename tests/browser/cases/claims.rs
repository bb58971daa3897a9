//! Claims the machine suggests: walked along, judged, put right, by mouse and by keys.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

/// What the mayor says at the end of the article.
const SAID: &str = "再開を急ぎたい";

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    is_proposed(stage, SAID, true).await
}

async fn is_proposed(stage: &Stage, text: &str, proposed: bool) -> Result<()> {
    until(&format!("whether {text} is a suggested claim is {proposed}"), || async {
        let drawn = stage.drawn_as("proposed").await?;
        ensure!(drawn.iter().any(|one| one.contains(text)) == proposed, "suggested are {drawn:?}");
        Ok(Some(()))
    })
    .await
}

async fn is_marked(stage: &Stage, text: &str, marked: bool) -> Result<()> {
    until(&format!("whether {text} is a claim is {marked}"), || async {
        let drawn = stage.drawn_as("claim").await?;
        ensure!(drawn.iter().any(|one| one.contains(text)) == marked, "claims are {drawn:?}");
        Ok(Some(()))
    })
    .await
}

async fn file(stage: &Stage) -> Result<Value> {
    Ok(serde_json::from_slice(&stage.exported().await?)?)
}

async fn cards(stage: &Stage) -> Result<usize> {
    stage.browser.run("return document.querySelectorAll('.proposed-card').length", vec![]).await
}

pub(crate) async fn a_suggestion_says_why_and_becomes_a_claim(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let before = cards(stage).await?;
    stage.click_text(SAID).await?;
    stage.hears("proposed", SAID).await?;
    stage.hears("rules", "直接引用").await?;
    stage.press("accept").await?;
    is_marked(stage, SAID, true).await?;
    is_proposed(stage, SAID, false).await?;
    let after = cards(stage).await?;
    ensure!(after + 1 == before, "{before} cards became {after}");
    let file = file(stage).await?;
    let mark = file.pointer("/annotations/0").context("no annotation")?;
    let of = |path: &str| mark.pointer(path).cloned().unwrap_or_default();
    ensure!(of("/spans/0/exact") == json!(SAID), "{mark}");
    ensure!(of("/body/speaker") == json!({ "name": "佐伯真理子", "kind": "person" }), "{mark}");
    ensure!(of("/body/quotation") == json!("direct") && of("/body/polarity") == json!("positive"), "{mark}");
    ensure!(of("/creator/type") == json!("model") && of("/status") == json!("accepted"), "{mark}");
    stage.press("undo").await?;
    is_proposed(stage, SAID, true).await?;
    is_marked(stage, SAID, false).await
}

pub(crate) async fn walked_along_and_judged_by_keys(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let first = stage.drawn_as("proposed").await?.first().cloned().context("nothing is suggested")?;
    stage.click_text("中央市場で火災、2人けが").await?;
    stage.keys(&["Escape", "Control", "Home"]).await?;
    stage.keys(&["c"]).await?;
    let shown = || async {
        let said = stage.words("proposed").await?;
        anyhow::Ok(said)
    };
    until("the first is looked at", || async {
        Ok(shown().await?.contains(first.get(..12).unwrap_or(&first)).then_some(()))
    })
    .await?;
    let looked_at = shown().await?;
    // Rejected, and the next one is looked at; accepted, and so on.
    stage.keys(&["Backspace"]).await?;
    until("the next is looked at", || async {
        let now = shown().await?;
        Ok((!now.is_empty() && now != looked_at).then_some(()))
    })
    .await?;
    stage.keys(&["Enter"]).await?;
    until("one is a claim", || async { Ok((!stage.drawn_as("claim").await?.is_empty()).then_some(())) })
        .await?;
    let left = cards(stage).await?;
    // Neither comes back when the text is analysed anew.
    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    until("as many are suggested as before", || async {
        let now = cards(stage).await?;
        ensure!(now == left, "{now} are suggested, {left} were");
        Ok(Some(()))
    })
    .await?;
    stage.keys(&["Control", "z"]).await?;
    stage.keys(&["Control", "z"]).await?;
    until("both are suggested again", || async { Ok((cards(stage).await? == left + 2).then_some(())) }).await
}

pub(crate) async fn arrows_walk_in_either_order(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let quoted = "return document.querySelector('[data-part=proposed] .quoted')?.textContent ?? ''";
    let looked_at = || stage.browser.run::<String>(quoted, vec![]);
    let after = |keys: &'static [&'static str], former: String| async move {
        stage.keys(keys).await?;
        until(&format!("{keys:?} lead on from {former}"), || async {
            let now = looked_at().await?;
            Ok((!now.is_empty() && now != former).then_some(now))
        })
        .await
    };
    let dots = "return document.querySelector('[data-part=worthiness] .dots').getAttribute('aria-label')";
    stage.click_text("中央市場で火災、2人けが").await?;
    stage.keys(&["Escape", "Control", "Home"]).await?;
    let first = after(&["c"], String::new()).await?;
    let second = after(&["Down"], first.clone()).await?;
    ensure!(after(&["Up"], second.clone()).await? == first, "up leads back to where down came from");
    // By worth: none that comes later is worth more, and accepting goes on in that order.
    stage.keys(&["w"]).await?;
    let pressed =
        "return document.querySelector('[data-part=order-worth]')?.getAttribute('aria-pressed') === 'true'";
    until("they are gone through by worth", || async {
        Ok(stage.browser.run::<bool>(pressed, vec![]).await?.then_some(()))
    })
    .await?;
    let mut worth: String = stage.browser.run(dots, vec![]).await?;
    let mut at = looked_at().await?;
    for key in ["Down", "Enter"] {
        at = after(if key == "Enter" { &["Enter"] } else { &["Down"] }, at).await?;
        let now: String = stage.browser.run(dots, vec![]).await?;
        ensure!(now <= worth, "{at} is worth {now} and comes after {worth}");
        worth = now;
    }
    is_marked(stage, "", true).await?;
    // Once the caret is put into the text, the arrows are the caret's.
    stage.click_text("中央市場で火災、2人けが").await?;
    stage.keys(&["Escape"]).await?;
    let caret =
        "const s = getSelection(); return s.rangeCount ? s.getRangeAt(0).startContainer.textContent : ''";
    let before: String = stage.browser.run(caret, vec![]).await?;
    stage.keys(&["Down"]).await?;
    until("the caret has moved down", || async {
        let now: String = stage.browser.run(caret, vec![]).await?;
        Ok((now != before).then_some(()))
    })
    .await
}

pub(crate) async fn putting_right_accepts(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.click_text(SAID).await?;
    stage.part("proposed").await?;
    stage.keys(&["e"]).await?;
    let focused = "return document.activeElement?.dataset.part ?? ''";
    until("the first field has the keys", || async {
        let part: String = stage.browser.run(focused, vec![]).await?;
        Ok((part == "claim-type").then_some(()))
    })
    .await?;
    // Possible comes third.
    stage.choose("certainty", 2).await?;
    is_marked(stage, SAID, true).await?;
    stage.part("annotation").await?;
    let certainty = file(stage).await?.pointer("/annotations/0/body/certainty").cloned();
    ensure!(certainty == Some(json!("possible")), "{certainty:?}");
    Ok(())
}

pub(crate) async fn many_at_once(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let before = cards(stage).await?;
    stage.click_text(SAID).await?;
    stage.press("accept-paragraph").await?;
    is_marked(stage, SAID, true).await?;
    let after = cards(stage).await?;
    let marked = stage.drawn_as("claim").await?;
    ensure!(after < before && marked.iter().all(|one| !one.contains("けがをした")), "{marked:?}");
    stage.press("undo").await?;
    until("all are suggested again", || async { Ok((cards(stage).await? == before).then_some(())) }).await?;
    stage.click_text(SAID).await?;
    stage.press("accept-rule").await?;
    is_marked(stage, "原因を調べている", true).await?;
    is_marked(stage, SAID, true).await
}

pub(crate) async fn shown_or_hidden_and_judged_in_the_margin(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let switch = "document.querySelectorAll('.layer')[1].click()";
    stage.browser.driver.execute(switch, vec![]).await?;
    is_proposed(stage, SAID, false).await?;
    ensure!(cards(stage).await? == 0, "cards are left");
    stage.browser.driver.execute(switch, vec![]).await?;
    is_proposed(stage, SAID, true).await?;
    // What an outlet itself asserts is only marked at its line, until one asks for all.
    let plain = "const plain = [...document.querySelectorAll('.plain-card')];
      return [plain.length, plain.filter((card) => !card.classList.contains('folded')).length];";
    until("what the outlet asserts is folded", || async {
        let [plain, open]: [usize; 2] = stage.browser.run(plain, vec![]).await?;
        ensure!(plain > 0 && open == 0, "{open} of {plain} are open");
        Ok(Some(()))
    })
    .await?;
    let every = "[...document.querySelectorAll('.layer')].at(-1).click()";
    stage.browser.driver.execute(every, vec![]).await?;
    until("all have cards", || async {
        let [plain, _]: [usize; 2] = stage.browser.run(plain, vec![]).await?;
        Ok((plain == 0).then_some(()))
    })
    .await?;
    let before = cards(stage).await?;
    stage.press("card-reject").await?;
    until("one card less", || async { Ok((cards(stage).await? + 1 == before).then_some(())) }).await?;
    stage.press("card-accept").await?;
    until("two cards less", || async { Ok((cards(stage).await? + 2 == before).then_some(())) }).await?;
    let marked = stage.drawn_as("claim").await?;
    ensure!(marked.len() == 1, "claims are {marked:?}");
    Ok(())
}

pub(crate) async fn a_tap_that_reads_brings_no_sheet(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let is_out = "return document.querySelector('.inspector').classList.contains('open')";
    let place = stage.place_of(SAID).await?;
    stage.touch(place.inside.x, place.inside.y).await?;
    until("the claim is focused", || async {
        let focused: usize =
            stage.browser.run("return document.querySelectorAll('.line .focused').length", vec![]).await?;
        Ok((focused > 0).then_some(()))
    })
    .await?;
    ensure!(!stage.browser.run::<bool>(is_out, vec![]).await?, "the sheet covers the text");
    let place = stage.place_of(SAID).await?;
    stage.touch(place.inside.x, place.inside.y).await?;
    stage.hears("proposed", SAID).await
}

pub(crate) async fn cards_stand_at_their_lines_after_another_place(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.keys(&["j"]).await?;
    stage.part("judged").await?;
    stage.keys(&["j"]).await?;
    // The first claim is of the first paragraph, far below the margin's upper end.
    let switch = "[...document.querySelectorAll('.layer')].at(-1).click()";
    stage.browser.driver.execute(switch, vec![]).await?;
    let aside = "const card = document.querySelector('.proposed-card:not(.folded)'), line = document.querySelectorAll('.chunks .line')[2];
      return card && line ? Math.abs(card.getBoundingClientRect().top - line.getBoundingClientRect().top) : 999;";
    until("the first card stands at its line", || async {
        let aside: f64 = stage.browser.run(aside, vec![]).await?;
        ensure!(aside < 40.0, "it is {aside} pixels away");
        Ok(Some(()))
    })
    .await
}
