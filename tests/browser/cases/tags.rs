//! The project's tags: renamed, explained, removed without losing a mark.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::page::GivenFile;
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

pub(crate) async fn examples_stand_beside_the_work(stage: &Stage) -> Result<()> {
    let tag = begin(stage).await?;
    let examples = || async {
        let file = file(stage).await?;
        open_tags(stage).await?;
        anyhow::Ok(file.pointer("/tags/0/examples").cloned().unwrap_or_default())
    };
    stage.fill("tag-guide", "もとの書かれていない数字").await?;
    // One is typed; the next is what is selected.
    stage.fill(&format!("add-example-{tag}"), " 関係者によると3万人 ").await?;
    stage.part("remove-example").await?;
    stage.select("浜崎水産は").await?;
    stage.press(&format!("add-selected-{tag}")).await?;
    stage.gone(&format!("add-selected-{tag}")).await?;
    ensure!(examples().await? == json!(["関係者によると3万人", "浜崎水産は"]), "{}", examples().await?);
    stage.press("undo").await?;
    ensure!(examples().await? == json!(["関係者によると3万人"]), "{}", examples().await?);
    // They go along with the tagset.
    stage.press("tags-export").await?;
    let (_, bytes) = stage.saved_file().await?;
    let given: Value = serde_json::from_slice(&bytes)?;
    ensure!(given.pointer("/tags/0/examples") == Some(&json!(["関係者によると3万人"])), "{given}");
    // Beside a mark that has the tag, which can become one itself.
    stage.press("close-panel").await?;
    stage.keys(&["Escape"]).await?;
    stage.gone("action-bar").await?;
    stage.click_text("従業員2人がけがをした").await?;
    stage.hears("guide", "もとの書かれていない数字").await?;
    stage.hears("guide", "関係者によると3万人").await?;
    stage.press("add-this").await?;
    stage.hears("guide", "従業員2人がけがをした").await?;
    stage.gone("add-this").await?;
    // Beside the text while its button is pointed at.
    stage.keys(&["Escape"]).await?;
    stage.gone("guide").await?;
    stage.select("浜崎水産は").await?;
    let button = stage.part(&format!("mark-{tag}")).await?;
    stage.browser.hands().move_to_element_center(&button).perform().await?;
    stage.hears("explained", "もとの書かれていない数字").await?;
    let other = stage.part("mark-claim").await?;
    stage.browser.hands().move_to_element_center(&other).perform().await?;
    until("nothing is explained", || async { Ok(stage.words("explained").await?.is_empty().then_some(())) })
        .await?;
    open_tags(stage).await?;
    stage.press("remove-example").await?;
    ensure!(examples().await? == json!(["従業員2人がけがをした"]), "{}", examples().await?);
    Ok(())
}

pub(crate) async fn types_have_guides_and_examples(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let types = || async {
        let file = file(stage).await?;
        open_tags(stage).await?;
        anyhow::Ok(file.pointer("/types").cloned().unwrap_or_default())
    };
    ensure!(types().await? == Value::Null, "a new project says something about types: {}", types().await?);
    stage.press("type-PERSON").await?;
    stage.fill("type-guide", "個人の名前").await?;
    stage.fill("add-example-PERSON", "山田氏").await?;
    stage.part("remove-example").await?;
    let said = json!([{ "of": { "entity": "PERSON" }, "guide": "個人の名前", "examples": ["山田氏"] }]);
    ensure!(types().await? == said, "{}", types().await?);
    // Beside the text while the button of the type is pointed at.
    stage.keys(&["Escape"]).await?;
    stage.select("浜崎水産は").await?;
    let button = stage.part("mark-PERSON").await?;
    stage.browser.hands().move_to_element_center(&button).perform().await?;
    stage.hears("explained", "個人の名前").await?;
    // Beside a mark of the type, which can become an example itself; a claim too.
    stage.press("mark-PERSON").await?;
    stage.hears("guide", "個人の名前").await?;
    stage.press("add-this").await?;
    stage.hears("guide", "浜崎水産は").await?;
    stage.gone("add-this").await?;
    stage.choose("entity-type", 1).await?;
    stage.gone("guide").await?;
    stage.press("undo").await?;
    stage.hears("guide", "浜崎水産は").await?;
    stage.select("再開を急ぎたい").await?;
    stage.press("mark-claim").await?;
    stage.press("add-this").await?;
    stage.hears("guide", "再開を急ぎたい").await?;
    // They go along with the tagset, and come in with it.
    open_tags(stage).await?;
    stage.press("tags-export").await?;
    let (_, bytes) = stage.saved_file().await?;
    let kept = types().await?;
    let given: Value = serde_json::from_slice(&bytes)?;
    ensure!(
        given.pointer("/types") == Some(&kept) && kept.pointer("/1/of") == Some(&json!({ "claim": "event" })),
        "{given}"
    );
    stage.press("undo").await?;
    stage.press("undo").await?;
    stage.choose_file("tags-import", &GivenFile { name: "t.tags.json", bytes: &bytes }).await?;
    until("all is said again", || async { Ok((types().await? == kept).then_some(())) }).await
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

pub(crate) async fn a_tag_has_a_key_of_its_own(stage: &Stage) -> Result<()> {
    let tag = begin(stage).await?;
    // A command's key is refused, and says whose it is.
    stage.fill(&format!("key-{tag}"), "n").await?;
    stage.notice("記事を貼り付ける").await?;
    stage.fill(&format!("key-{tag}"), "q").await?;
    stage.hears(&format!("tag-{tag}"), "Q").await?;
    stage.keys(&["Escape"]).await?;
    stage.select("浜崎水産は").await?;
    stage.hears(&format!("mark-{tag}"), "Q").await?;
    stage.keys(&["q"]).await?;
    until("two are highlighted", || async {
        let marks = file(stage).await?.pointer("/annotations").and_then(Value::as_array).map_or(0, Vec::len);
        Ok((marks == 2).then_some(()))
    })
    .await
}

pub(crate) async fn a_tagset_goes_to_another_project(stage: &Stage) -> Result<()> {
    let tag = begin(stage).await?;
    stage.fill(&format!("key-{tag}"), "q").await?;
    stage.hears(&format!("tag-{tag}"), "Q").await?;
    stage.press("tags-export").await?;
    let (name, bytes) = stage.saved_file().await?;
    ensure!(name.ends_with(".tags.json"), "it is called {name}");
    let mut given: Value = serde_json::from_slice(&bytes)?;
    ensure!(given.pointer("/tags/0/key") == Some(&json!("q")), "{given}");
    let bad = GivenFile { name: "x.json", bytes: b"{\"format\":\"shirushi-project\"}" };
    stage.choose_file("tags-import", &bad).await?;
    stage.notice("タグのファイルではありません").await?;
    let tags = given.pointer_mut("/tags").and_then(Value::as_array_mut).context("no tags")?;
    tags.push(json!({ "name": "数字", "color": "moss", "guide": "もとを確かめる" }));
    let before = file(stage).await?;
    open_tags(stage).await?;
    let text = given.to_string();
    stage.choose_file("tags-import", &GivenFile { name: "t.tags.json", bytes: text.as_bytes() }).await?;
    stage.hears("tags", "数字").await?;
    let after = file(stage).await?;
    let count = |file: &Value| file.pointer("/tags").and_then(Value::as_array).map_or(0, Vec::len);
    ensure!(count(&after) == count(&before) + 1, "{after}");
    stage.press("undo").await?;
    ensure!(file(stage).await?.pointer("/tags") == before.pointer("/tags"), "the tags are others");
    Ok(())
}
