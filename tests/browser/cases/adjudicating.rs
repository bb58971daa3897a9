//! Two people's marks on one article: where they differ is decided by one key each.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

/// The first article of the sample, as the page has it.
const TEXT: &str = include_str!("../../../crates/page/samples/1.txt");

/// Marks of somebody else on it, as doccano has them.
fn file(marks: &[(&str, &str)]) -> String {
    let label = |(words, kind): &(&str, &str)| {
        let start = TEXT.find(words).map_or(0, |at| TEXT[..at].encode_utf16().count());
        json!([start, start + words.encode_utf16().count(), kind])
    };
    json!({ "text": TEXT, "label": marks.iter().map(label).collect::<Vec<_>>() }).to_string()
}

pub(crate) async fn from_a_colleagues_file_to_one_set_of_marks(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    // One's own marks: a name accepted, a passage highlighted.
    stage.click_text("霧沢町").await?;
    stage.press("accept").await?;
    stage.select("規定の範囲内").await?;
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.part("annotation").await?;
    let before = stage.articles().await?;
    let theirs = file(&[("霧沢町", "FACILITY"), ("霧沢消防署", "ORGANIZATION")]);
    stage.drop_files(&[GivenFile { name: "黒田.jsonl", bytes: theirs.as_bytes() }]).await?;
    stage.hears("placed-exact", "2").await?;
    stage.press("exchange-take").await?;
    stage.has_articles(before).await?;
    stage.press("judge").await?;
    stage.press("adjudicate").await?;
    stage.hears("adjudicated", "0 / 3").await?;
    stage.hears("f1-exact", "0.").await?;
    stage.press("hide-names").await?;
    ensure!(!stage.words("version-right").await?.contains("黒田"), "the name is shown");
    // What is decided goes into the guide, and is there beside the next of its type.
    stage.press("write-guide").await?;
    stage.fill("guide-entry", "「霧沢町」: 施設ではなく地名").await?;
    stage.press("guide-save").await?;
    stage.hears("guideline", "施設ではなく地名").await?;
    stage.keys(&["Control", "z"]).await?;
    stage.gone("guiding").await?;
    // New limits by keys: 霧沢町 without its last character; then not so.
    stage.press("redraw").await?;
    stage.hears("redrawn", "霧沢町").await?;
    stage.press("end-back").await?;
    stage.hears("redrawn", "霧沢").await?;
    stage.press("redraw-decide").await?;
    stage.hears("adjudicated", "1 / 3").await?;
    stage.keys(&["Control", "z"]).await?;
    stage.hears("adjudicated", "0 / 3").await?;
    // The first by the mouse, the next by its key; then back out of both.
    stage.press("decide-right").await?;
    stage.hears("adjudicated", "1 / 3").await?;
    stage.keys(&["Backspace"]).await?;
    stage.hears("adjudicated", "2 / 3").await?;
    stage.keys(&["Control", "z"]).await?;
    stage.hears("adjudicated", "1 / 3").await?;
    stage.reload().await?;
    stage.press("judge").await?;
    stage.press("adjudicate").await?;
    until("what was decided is kept", || async {
        Ok(stage.words("adjudicated").await?.contains("1 / 3").then_some(()))
    })
    .await
}
