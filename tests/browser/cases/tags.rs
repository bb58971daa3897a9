//! The project's tags: renamed, explained, removed without losing a mark.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

async fn file(stage: &Stage) -> Result<Value> {
    Ok(serde_json::from_slice(&stage.exported().await?)?)
}

async fn open_tags(stage: &Stage) -> Result<()> {
    stage.press("settings").await?;
    stage.press("tags-open").await
}

/// Marks a passage with the first tag and opens the tags.
async fn begin(stage: &Stage) -> Result<String> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.select("従業員2人がけがをした").await?;
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.shows_as("band", &["従業員2人がけがをした"]).await?;
    let tag =
        file(stage).await?.pointer("/annotations/0/body/tag").and_then(Value::as_str).map(str::to_owned);
    open_tags(stage).await?;
    tag.context("the highlight has no tag")
}

pub(crate) async fn a_tag_is_renamed_and_explained(stage: &Stage) -> Result<()> {
    let tag = begin(stage).await?;
    stage.fill("tag-name", "裏取り").await?;
    stage.fill("tag-guide", "数字のもとが書かれていないとき").await?;
    until("the tag says so in the file", || async {
        let file = file(stage).await?;
        let first = file.pointer("/tags/0").cloned().unwrap_or_default();
        let right = first.get("name") == Some(&json!("裏取り"))
            && first.get("guide") == Some(&json!("数字のもとが書かれていないとき"))
            && first.get("id") == Some(&json!(tag));
        Ok(right.then_some(()))
    })
    .await?;
    // The bar that marks calls it so from then on.
    stage.select("浜崎水産は").await?;
    stage.hears(&format!("mark-{tag}"), "裏取り").await
}

pub(crate) async fn no_mark_goes_with_its_tag(stage: &Stage) -> Result<()> {
    let tag = begin(stage).await?;
    let count = |file: &Value| file.pointer("/tags").and_then(Value::as_array).map_or(0, Vec::len);
    let before = file(stage).await?;
    let other = before.pointer("/tags/1/id").and_then(Value::as_str).context("one tag only")?.to_owned();
    open_tags(stage).await?;
    stage.press(&format!("remove-{tag}")).await?;
    // A tag in use asks which one is to take its place.
    stage.press(&format!("into-{other}")).await?;
    stage.gone(&format!("tag-{tag}")).await?;
    let after = file(stage).await?;
    ensure!(count(&after) + 1 == count(&before), "{} tags became {}", count(&before), count(&after));
    ensure!(after.pointer("/annotations/0/body/tag") == Some(&json!(other)), "{after}");
    stage.shows_as("band", &["従業員2人がけがをした"]).await?;
    // One step takes it back, the mark's tag included.
    open_tags(stage).await?;
    stage.press("undo").await?;
    stage.part(&format!("tag-{tag}")).await?;
    ensure!(
        file(stage).await?.pointer("/annotations/0/body/tag") == Some(&json!(tag)),
        "the mark has another tag"
    );
    Ok(())
}
