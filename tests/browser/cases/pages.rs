//! The page of an entity: what is known of it, who is who, and that the choice holds for articles that come
//! later.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

/// The mayor by her surname, and the fishery by a short name the machine does not know.
const AGAIN: &str = "　佐伯市長は2日、「ハマスイ」の社員に会った。";
const LATER: &str = "　「ハマスイ」は3日、店を開けた。";

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    for text in [MARKET, AGAIN] {
        stage.add_article(text).await?;
    }
    stage.analysed().await?;
    stage.open_article(0).await?;
    stage.analysed().await
}

async fn entities(stage: &Stage) -> Result<Value> {
    let file: Value = serde_json::from_slice(&stage.exported().await?)?;
    Ok(file.get("entities").cloned().unwrap_or_else(|| json!([])))
}

/// Waits until the page is that of this entity.
async fn page_of(stage: &Stage, name: &str) -> Result<()> {
    until(&format!("the page of {name}"), || async {
        let shown = stage.part("entity").await?.attr("data-name").await?;
        ensure!(shown.as_deref() == Some(name), "it is that of {shown:?}");
        Ok(Some(()))
    })
    .await
}

async fn open_page(stage: &Stage, text: &str, name: &str) -> Result<()> {
    // Out of the panel, and away from the mark: another click on it would go to the one around it.
    for _ in 0..2 {
        stage.keys(&["Escape"]).await?;
    }
    stage.click_text(text).await?;
    stage.hears("entity-decided", name).await?;
    stage.keys(&["i"]).await?;
    page_of(stage, name).await
}

pub(crate) async fn what_is_known_of_an_entity_is_kept(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    open_page(stage, "佐伯真理子", "佐伯真理子").await?;
    stage.hears("entity-count", "2記事").await?;
    stage.fill("entity-external", "Q42").await?;
    stage.hears("external-told", "Wikidata Q42").await?;
    stage.fill("entity-external", "q42").await?;
    stage.hears("external-told", "半角の Q").await?;
    stage.fill("entity-note", "二期目の市長").await?;
    stage.fill("entity-name", "佐伯 真理子").await?;
    page_of(stage, "佐伯 真理子").await?;
    stage.hears("aliases", "佐伯真理子").await?;
    // A mention leads into its text, and the page stays.
    stage
        .browser
        .run::<()>("document.querySelectorAll(`[data-part='mentions'] .mention`)[1].click()", vec![])
        .await?;
    until("the other article is open", || async {
        Ok(stage.article_text().await?.starts_with("　佐伯市長").then_some(()))
    })
    .await?;
    page_of(stage, "佐伯 真理子").await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.open_article(1).await?;
    open_page(stage, "佐伯", "佐伯 真理子").await?;
    let known = entities(stage).await?;
    let said = |field: &str| known.pointer(&format!("/0/{field}")).cloned();
    ensure!(
        said("external_id") == Some(json!("q42")) && said("note") == Some(json!("二期目の市長")),
        "{known}"
    );
    // Each of it is taken back in one step, after the reload too.
    stage.open_article(1).await?;
    stage.press("undo").await?;
    open_page(stage, "佐伯", "佐伯真理子").await
}

pub(crate) async fn two_that_are_one_stay_one(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.open_article(1).await?;
    stage.select("ハマスイ").await?;
    stage.press("mark-ORGANIZATION").await?;
    stage.shows_as("judged", &["ハマスイ"]).await?;
    stage.open_article(0).await?;
    open_page(stage, "浜崎水産", "浜崎水産").await?;
    stage.hears("entity-count", "1記事").await?;
    stage.fill("merge-name", "ハマスイ").await?;
    stage.press("entity-merge").await?;
    stage.hears("entity-count", "2記事").await?;
    stage.hears("aliases", "ハマスイ").await?;
    // An article that comes later follows, and says so.
    stage.add_article(LATER).await?;
    stage.analysed().await?;
    stage.click_text("ハマスイ").await?;
    stage.hears("entity-decided", "浜崎水産").await?;
    stage.hears("entity-decided", "人が決めた").await?;
    stage.press("entity-page").await?;
    stage.hears("entity-count", "3記事").await?;
    // The alias taken back, they are two again; and one again.
    let remove = "document.querySelector(`[data-alias='ハマスイ']`).click()";
    stage.browser.run::<()>(remove, vec![]).await?;
    stage.hears("entity-count", "1記事").await?;
    stage.press("undo").await?;
    stage.hears("entity-count", "3記事").await
}

pub(crate) async fn a_mention_goes_to_another(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    open_page(stage, "佐伯真理子", "佐伯真理子").await?;
    // By keys: down to the first mention, to the second, tick it.
    stage
        .browser
        .run::<()>("document.querySelector(`[data-part='mentions'] .mention`).focus()", vec![])
        .await?;
    stage.keys(&["Down"]).await?;
    stage.keys(&["m"]).await?;
    stage.hears("moving", "1").await?;
    stage.hears("moving", "「佐伯」").await?;
    stage.fill("move-name", "佐伯健").await?;
    stage.press("move").await?;
    stage.hears("entity-count", "1記事").await?;
    let known = entities(stage).await?;
    let moved = known.as_array().context("no entities")?;
    ensure!(
        moved.iter().any(|one| one["name"] == json!("佐伯健") && one["aliases"] == json!(["佐伯"])),
        "{known}"
    );
    stage.open_article(1).await?;
    stage.shows_as("judged", &["佐伯"]).await?;
    // Later articles follow.
    stage.add_article("　佐伯氏は港にいた。").await?;
    stage.analysed().await?;
    open_page(stage, "佐伯", "佐伯健").await?;
    stage.hears("entity-count", "2記事").await?;
    // One step back for each of the two.
    stage.press("undo").await?;
    stage.press("undo").await?;
    stage.open_article(1).await?;
    open_page(stage, "佐伯", "佐伯真理子").await?;
    stage.hears("entity-count", "2記事").await
}

pub(crate) async fn with_a_thumb(stage: &Stage) -> Result<()> {
    stage.open().await?;
    for text in [MARKET, AGAIN] {
        stage.add_article(text).await?;
    }
    stage.analysed().await?;
    let place = stage.place_of("佐伯").await?;
    stage.touch(place.inside.x, place.inside.y).await?;
    stage.press("entity-page").await?;
    page_of(stage, "佐伯真理子").await?;
    stage.press("tick").await?;
    stage.fill("move-name", "市長").await?;
    stage.press("move").await?;
    stage.hears("entity-count", "1記事").await?;
    let wide: bool =
        stage.browser.run("return document.documentElement.scrollWidth > innerWidth", vec![]).await?;
    ensure!(!wide, "the page is wider than the screen");
    Ok(())
}
