//! What a person decides about one name reaches every article; values, confidence, and who is who.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, MARKET_AGAIN};

/// The mayor by her surname alone, and workers again.
const MAYOR: &str = "　佐伯市長は2日、浜崎市の市役所で「従業員は無事だ」と述べた。";

async fn begin(stage: &Stage, texts: &[&str]) -> Result<()> {
    stage.open().await?;
    for text in texts {
        stage.add_article(text).await?;
    }
    stage.analysed().await?;
    stage.open_article(0).await?;
    stage.analysed().await
}

async fn is_suggested(stage: &Stage, text: &str, suggested: bool) -> Result<()> {
    until(&format!("whether {text} is suggested is {suggested}"), || async {
        let drawn = stage.drawn_as("suggested").await?;
        ensure!(drawn.iter().any(|one| one.contains(text)) == suggested, "suggested are {drawn:?}");
        Ok(Some(()))
    })
    .await
}

/// Gives the keys to the entity of this name in the list.
async fn reach(stage: &Stage, entity: &str) -> Result<()> {
    let script = "const group = document.querySelector(`[data-entity='${arguments[0]}'] > summary`);
      group?.focus(); return !!group && document.activeElement === group;";
    until(&format!("{entity} is listed"), || async {
        Ok(stage.browser.run::<bool>(script, vec![json!(entity)]).await?.then_some(()))
    })
    .await
}

/// What the list says of an entity, with everything inside it.
async fn listed(stage: &Stage, entity: &str) -> Result<String> {
    let script = "return document.querySelector(`[data-entity='${arguments[0]}']`)?.textContent ?? ''";
    stage.browser.run(script, vec![json!(entity)]).await
}

async fn lists(stage: &Stage, entity: &str, words: &str) -> Result<()> {
    until(&format!("{entity} is listed with {words}"), || async {
        let said = listed(stage, entity).await?;
        ensure!(said.contains(words), "it says {said:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn a_rejection_counts_in_every_article(stage: &Stage) -> Result<()> {
    begin(stage, &[MARKET, MARKET_AGAIN]).await?;
    is_suggested(stage, "浜崎市", true).await?;
    stage.click_text("浜崎市").await?;
    stage.press("reject").await?;
    is_suggested(stage, "浜崎市", false).await?;
    stage.open_article(1).await?;
    is_suggested(stage, "浜崎市", false).await?;
    // It is still there to be brought back, and says why it is not suggested.
    reach(stage, "浜崎市").await?;
    stage.keys(&["Enter"]).await?;
    lists(stage, "浜崎市", "ほかで1回却下").await?;
    stage.hears("knowledge", "却下1回").await?;
    stage.press("knowledge-open").await?;
    stage.press("forget").await?;
    is_suggested(stage, "浜崎市", true).await?;
    stage.press("undo").await?;
    stage.open_article(1).await?;
    is_suggested(stage, "浜崎市", false).await?;
    stage.press("redo").await?;
    stage.open_article(1).await?;
    is_suggested(stage, "浜崎市", true).await
}

pub(crate) async fn what_the_machine_missed_is_found_elsewhere(stage: &Stage) -> Result<()> {
    begin(stage, &[MARKET, MAYOR]).await?;
    is_suggested(stage, "従業員", false).await?;
    stage.select("従業員").await?;
    stage.press("mark-PERSON").await?;
    stage.shows_as("judged", &["従業員"]).await?;
    stage.open_article(1).await?;
    is_suggested(stage, "従業員", true).await?;
    stage.click_text("従業員").await?;
    stage.hears("influence", "ほかで1回採用").await?;
    // What is known is not stored: it follows from the marks again after a reload.
    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.open_article(1).await?;
    is_suggested(stage, "従業員", true).await
}

pub(crate) async fn values_are_told_and_can_be_put_right(stage: &Stage) -> Result<()> {
    begin(stage, &[MARKET]).await?;
    // On hover, without a click.
    let place = stage.place_of("午前10時ごろ").await?;
    let chain = stage.browser.hands();
    chain.move_to(place.inside.x as i64, place.inside.y as i64).perform().await?;
    stage.hears("tip", "10時").await?;
    stage.part("tip").await?;
    // What cannot be read is said and changes nothing.
    stage.click_text("4月1日").await?;
    stage.part("suggestion").await?;
    stage.fill("value", "きのう").await?;
    stage.hears("value-wrong", "読み取れません").await?;
    is_suggested(stage, "4月1日", true).await?;
    stage.fill("value", "２０２５年４月１日").await?;
    stage.shows_as("judged", &["4月1日"]).await?;
    let value = || async {
        let file: Value = serde_json::from_slice(&stage.exported().await?)?;
        anyhow::Ok(file.pointer("/annotations/0/body/value/value").cloned())
    };
    let read = value().await?;
    ensure!(read == Some(json!("2025-04-01")), "{read:?}");
    // So is the value of a mark, of which the unit can be changed too.
    stage.click_text("2人").await?;
    stage.press("accept").await?;
    stage.click_text("2人").await?;
    stage.part("annotation").await?;
    stage.fill("value", "3").await?;
    stage.fill("unit", "名").await?;
    let file: Value = serde_json::from_slice(&stage.exported().await?)?;
    let quantity = |field| file.pointer(&format!("/annotations/1/body/value/{field}")).cloned();
    let (number, unit) = (quantity("value"), quantity("unit"));
    ensure!(number == Some(json!(3.0)) && unit == Some(json!("名")), "{number:?} {unit:?}");
    for _ in 0..4 {
        stage.press("undo").await?;
    }
    stage.shows_as("judged", &[]).await
}

pub(crate) async fn one_entity_in_all_articles(stage: &Stage) -> Result<()> {
    begin(stage, &[MARKET, MAYOR]).await?;
    lists(stage, "佐伯真理子", "2記事").await?;
    // By keys alone: open the entity, walk to the mention in the other article, go there.
    reach(stage, "佐伯真理子").await?;
    stage.keys(&["Enter"]).await?;
    lists(stage, "佐伯真理子", "表記").await?;
    stage.keys(&["Down", "Down"]).await?;
    let there = "return document.activeElement?.querySelector('b')?.textContent ?? ''";
    let focused: String = stage.browser.run(there, vec![]).await?;
    ensure!(focused == "佐伯", "the keys are on {focused:?}");
    stage.keys(&["Enter"]).await?;
    until("the other article is open", || async {
        Ok(stage.article_text().await?.starts_with("　佐伯市長").then_some(()))
    })
    .await?;
    stage.hears("suggestion", "佐伯").await?;
    // The whole entity at once, in both articles, and back.
    reach(stage, "佐伯真理子").await?;
    stage.keys(&["a"]).await?;
    lists(stage, "佐伯真理子", "✓ 2").await?;
    stage.keys(&["Control", "z"]).await?;
    lists(stage, "佐伯真理子", "2記事").await?;
    until("nothing is accepted any more", || async {
        Ok((!listed(stage, "佐伯真理子").await?.contains('✓')).then_some(()))
    })
    .await
}

pub(crate) async fn the_filter_by_confidence_is_remembered(stage: &Stage) -> Result<()> {
    begin(stage, &[MARKET, MARKET_AGAIN]).await?;
    let all = stage.drawn_as("suggested").await?.len();
    stage.press("trust-sure").await?;
    let checked = || async {
        let chosen = stage.part("trust-sure").await?.attr("aria-checked").await?;
        anyhow::Ok(chosen.context("no aria-checked")? == "true")
    };
    until("the filter is on", || async { Ok(checked().await?.then_some(())) }).await?;
    let sure = stage.drawn_as("suggested").await?.len();
    let unsure = stage.drawn_as("unsure").await?;
    ensure!(sure <= all && unsure.is_empty(), "{sure} of {all} are shown, unsure {unsure:?}");
    stage.reload().await?;
    stage.analysed().await?;
    until("the filter is on", || async { Ok(checked().await?.then_some(())) }).await?;
    stage.press("trust-all").await?;
    until("all are shown again", || async {
        let now = stage.drawn_as("suggested").await?.len();
        ensure!(now == all, "{now} of {all} are shown");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn another_type_goes_everywhere(stage: &Stage) -> Result<()> {
    begin(stage, &[MARKET, MARKET_AGAIN]).await?;
    stage.click_text("浜崎市").await?;
    // Organization comes second.
    stage.choose("suggested-type", 1).await?;
    stage.shows_as("judged", &["浜崎市"]).await?;
    stage.open_article(1).await?;
    until("浜崎市 is an organization here too", || async {
        let drawn = stage.drawn_as("e-organization").await?;
        ensure!(drawn.contains(&"浜崎市".to_owned()), "organizations are {drawn:?}");
        Ok(Some(()))
    })
    .await
}

pub(crate) async fn the_list_takes_the_height_there_is(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    // Rows that can be read, above the word that stands below them.
    let script = "const word = document.querySelector('.this-word').getBoundingClientRect();
      const panel = document.querySelector('.inspector').getBoundingClientRect();
      const end = word.height ? Math.min(word.top, panel.bottom) : panel.bottom;
      const rows = [...document.querySelectorAll('.entity-group > summary')].map((row) => row.getBoundingClientRect());
      return [rows.filter((row) => row.bottom <= end + 1).length, Math.round(word.height)];";
    until("the list is no slit", || async {
        let [rows, word]: [usize; 2] = stage.browser.run(script, vec![]).await?;
        ensure!(rows >= 8 && word <= 60, "{rows} rows are seen, {word} pixels are the word's");
        Ok(Some(()))
    })
    .await?;
    // No name is squeezed.
    let narrow = "return [...document.querySelectorAll('.entity-group .canonical')]
      .filter((name) => name.getBoundingClientRect().width < Math.min(name.scrollWidth, 90)).length";
    let narrow: usize = stage.browser.run(narrow, vec![]).await?;
    ensure!(narrow == 0, "{narrow} names are squeezed");
    Ok(())
}
