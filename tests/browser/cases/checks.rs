//! A claim becomes a check, and the check a verdict that two people stand for.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

/// Goes by this name from now on.
async fn called(stage: &Stage, name: &str) -> Result<()> {
    stage.press("settings").await?;
    stage.fill("annotator", name).await?;
    stage.press("close-panel").await?;
    stage.gone("close-panel").await
}

/// Gives the screen the keys, as Tab would.
async fn keys_to_the_screen(stage: &Stage) -> Result<()> {
    let script = "const screen = document.querySelector('[data-part=checking]');
      screen?.focus(); return !!screen && document.activeElement === screen;";
    until("the screen has the keys", || async {
        Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
    })
    .await
}

/// What a field holds.
async fn holds(stage: &Stage, part: &str, wanted: &str) -> Result<()> {
    until(&format!("{part} holds {wanted:?}"), || async {
        let script = "return document.querySelector(`[data-part='${arguments[0]}']`)?.value ?? ''";
        let held: String = stage.browser.run(script, vec![json!(part)]).await?;
        ensure!(held == wanted, "it holds {held:?}");
        Ok(Some(()))
    })
    .await
}

/// Waits until the step that is chosen on the scale is this one, or none.
async fn chosen(stage: &Stage, wanted: Option<&str>) -> Result<()> {
    until(&format!("{wanted:?} is chosen"), || async {
        let script = "return document.querySelector('[data-part=check-verdicts] input:checked')
          ?.closest('label').dataset.part ?? ''";
        let step: String = stage.browser.run(script, vec![]).await?;
        ensure!(step == wanted.unwrap_or_default(), "it is {step:?}");
        Ok(Some(()))
    })
    .await
}

/// Waits until this is the stage.
async fn stands_at(stage: &Stage, name: &str) -> Result<()> {
    until(&format!("the check is at {name}"), || async {
        let script =
            "return document.querySelector('[data-part=check-stages] [aria-current=step]')?.dataset.part ?? ''";
        let part: String = stage.browser.run(script, vec![]).await?;
        ensure!(part == format!("check-stage-{name}"), "it is at {part:?}");
        Ok(Some(()))
    })
    .await
}

/// Whether the seal is solid.
async fn seal_is(stage: &Stage, class: &str) -> Result<()> {
    until(&format!("the seal is {class}"), || async {
        let script = "return document.querySelector('[data-part=check-seal]')?.className ?? ''";
        let classes: String = stage.browser.run(script, vec![]).await?;
        ensure!(classes.split(' ').any(|one| one == class), "it is {classes:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn from_a_claim_to_a_confirmed_verdict(stage: &Stage) -> Result<()> {
    const FINGERPRINT: &str = "a661342ffb60a0965a9dedea6a549437f833fe00e7a40ec5936c4fe0fc7fc1f6";
    const WORDING: &str = "鷹羽山ロープウェイは2025年に止まり、けが人はいなかった。";
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    called(stage, "早瀬").await?;
    stage.press("checks").await?;
    // What is contradicted comes first, and says so.
    stage.hears("check-reasons", "矛盾する記事がある").await?;
    stage.hears("check-entry", "未着手").await?;
    ensure!(stage.part_now("check-ruling").await?.is_none(), "there is a verdict on what is not begun");
    stage.press("check-begin").await?;
    stands_at(stage, "begun").await?;
    stage.hears("check-listed-under-way", "1").await?;
    // It can be put in one's own words.
    stage.fill("check-wording", WORDING).await?;
    stage.hears("check-entry", WORDING).await?;

    keys_to_the_screen(stage).await?;
    stage.keys(&["q"]).await?;
    stage.part("check-new-asked").await?;
    stage.fill("check-new-asked", "けが人はいたか").await?;
    stage.press("check-put-question").await?;
    stage.gone("check-new-question").await?;
    holds(stage, "check-asked", "けが人はいたか").await?;
    stands_at(stage, "gathering").await?;
    stage.fill("check-answer", "いなかった。").await?;

    // Whatever an address is, it is shown; only what can be followed safely is a link.
    keys_to_the_screen(stage).await?;
    stage.keys(&["e"]).await?;
    stage.fill("exhibit-source", "鷹羽市消防本部の発表").await?;
    stage.fill("exhibit-address", "javascript:alert(1)").await?;
    stage.fill("exhibit-published", "きのう").await?;
    stage.press("check-put-exhibit").await?;
    stage.hears("exhibit-fault", "2025-10-05").await?;
    stage.fill("exhibit-published", "2025-11-08").await?;
    // Of a copy only the fingerprint is kept; what is dropped on the form becomes no article.
    let before = stage.articles().await?;
    let form = "[data-part=check-write-exhibit]";
    stage.drop_files_on(form, &[GivenFile { name: "写し.pdf", bytes: "写し".as_bytes() }]).await?;
    holds(stage, "exhibit-fingerprint", FINGERPRINT).await?;
    ensure!(stage.articles().await? == before, "the copy became an article");
    stage.press("check-put-exhibit").await?;
    stage.hears("check-exhibit", "鷹羽市消防本部の発表").await?;
    stage.hears("check-exhibit", "javascript:alert(1)").await?;
    let links = "return document.querySelectorAll('[data-part=check-exhibit] a').length";
    let links: usize = stage.browser.run(links, vec![]).await?;
    ensure!(links == 0, "what is no address became a link");
    holds(stage, "check-answer", "いなかった。").await?;

    // A verdict by its key is a proposal, and whoever made it cannot confirm it.
    keys_to_the_screen(stage).await?;
    stage.keys(&["4"]).await?;
    chosen(stage, Some("verdict-inaccurate")).await?;
    seal_is(stage, "is-proposed").await?;
    stage.hears("check-drafted", "早瀬").await?;
    stage.fill("check-grounds", "消防の発表と合わない。").await?;
    stage.press("check-stage-review").await?;
    stands_at(stage, "review").await?;
    stage.press("check-confirm").await?;
    stage.hears("notices", "自分で確認できません").await?;
    seal_is(stage, "is-proposed").await?;

    called(stage, "黒田").await?;
    stage.press("check-confirm").await?;
    stands_at(stage, "decided").await?;
    seal_is(stage, "is-confirmed").await?;
    stage.hears("check-confirmed", "黒田").await?;
    stage.hears("check-listed-decided", "1").await?;

    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.press("checks").await?;
    holds(stage, "check-wording", WORDING).await?;
    holds(stage, "check-asked", "けが人はいたか").await?;
    holds(stage, "check-grounds", "消防の発表と合わない。").await?;
    stage.hears("check-exhibit", "javascript:alert(1)").await?;
    stands_at(stage, "decided").await?;
    seal_is(stage, "is-confirmed").await?;
    stage.hears("check-history", "黒田").await?;

    stage.press("undo").await?;
    stands_at(stage, "review").await?;
    seal_is(stage, "is-proposed").await?;
    // Another wording is another claim: nobody has confirmed that.
    stage.press("redo").await?;
    stands_at(stage, "decided").await?;
    stage.fill("check-wording", "けが人はいなかった。").await?;
    seal_is(stage, "is-proposed").await?;
    stands_at(stage, "review").await
}

pub(crate) async fn walked_and_begun_by_keys(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.press("checks").await?;
    stage.hears("check-reasons", "矛盾する記事がある").await?;
    let first = stage.words("check-announced").await?;
    keys_to_the_screen(stage).await?;
    stage.keys(&["Down"]).await?;
    until("the next claim is looked at", || async {
        Ok((stage.words("check-announced").await? != first).then_some(()))
    })
    .await?;
    stage.keys(&["Up"]).await?;
    stage.hears("check-announced", &first).await?;
    stage.keys(&["Control", "Enter"]).await?;
    stands_at(stage, "begun").await?;
    keys_to_the_screen(stage).await?;
    stage.keys(&["Control", "Enter"]).await?;
    stands_at(stage, "gathering").await?;
    // A place of it leads to its text.
    stage.press("check-to-text").await?;
    stage.part("text").await?;
    until("the place is looked at", || async {
        Ok((!stage.drawn_as("focused").await?.is_empty()).then_some(()))
    })
    .await
}

/// The verdicts one can choose from, by their names.
async fn verdicts(stage: &Stage, wanted: &[&str]) -> Result<()> {
    until(&format!("the verdicts are {wanted:?}"), || async {
        let script = "return [...document.querySelectorAll('[data-part=check-verdicts] label')].map((one) => one.textContent)";
        let names: Vec<String> = stage.browser.run(script, vec![]).await?;
        let all = names.len() == wanted.len()
            && names.iter().zip(wanted).all(|(name, wanted)| name.contains(wanted));
        ensure!(all, "they are {names:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn decided_on_a_scale_of_ones_own(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    called(stage, "早瀬").await?;
    stage.press("checks").await?;
    stage.press("check-begin").await?;
    stands_at(stage, "begun").await?;
    stage.press("scale-new").await?;
    stage.fill("scale-name", "当社の基準").await?;
    stage.press("scale-put").await?;
    stage.hears("scale-fault", "段階を少なくとも一つ").await?;
    stage.fill("scale-steps", "正しい：大事な点に誤りがない\n一部に誤り\n誤り").await?;
    stage.fill("scale-apart", "判定できない：材料が足りない").await?;
    stage.press("scale-put").await?;
    stage.gone("scale-form").await?;
    verdicts(stage, &["正しい", "一部に誤り", "誤り", "判定できない"]).await?;
    keys_to_the_screen(stage).await?;
    stage.keys(&["2"]).await?;
    seal_is(stage, "is-proposed").await?;
    stage.hears("check-seal", "一部に誤り").await?;
    // A step that somebody judged by stays; another may change.
    stage.press("scale-change").await?;
    stage.fill("scale-steps", "正しい：大事な点に誤りがない\nおおむね正しい\n誤り").await?;
    stage.press("scale-put").await?;
    stage.notice("この段階で判定した検証があります").await?;
    verdicts(stage, &["正しい", "一部に誤り", "誤り", "判定できない"]).await?;
    stage.press("scale-change").await?;
    stage.fill("scale-steps", "おおむね正しい：大事な点に誤りがない\n一部に誤り\n誤り").await?;
    stage.press("scale-put").await?;
    stage.gone("scale-form").await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.press("checks").await?;
    verdicts(stage, &["おおむね正しい", "一部に誤り", "誤り", "判定できない"]).await?;
    stage.hears("check-seal", "一部に誤り").await?;
    // All of it is undone step by step.
    stage.press("undo").await?;
    verdicts(stage, &["正しい", "一部に誤り", "誤り", "判定できない"]).await
}
