//! Files of other tools: what a format keeps is told before it is written, and what comes in is seen before
//! it is taken in.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

/// The sample with a highlight in it.
async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.select("設備に異常はなかった").await?;
    stage.part("action-bar").await?;
    stage.keys(&["5"]).await?;
    stage.part("annotation").await?;
    Ok(())
}

/// A text with an emoji and a name behind it, as doccano has it: positions count UTF-16 units.
const DOCCANO: &str = "{\"text\":\"👩‍🚒が浜野港へ。\",\"label\":[[6,9,\"LOCATION\"],[90,92,\"LOCATION\"]]}\n";

pub(crate) async fn what_is_lost_is_told_before_it_is_saved(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("export").await?;
    stage.press("other-out").await?;
    stage.press("format-doccano").await?;
    stage.hears("account-times", "失われる").await?;
    stage.hears("account-tag", "残る").await?;
    stage.press("choose-shape-labels").await?;
    stage.press("exchange-save").await?;
    let (name, bytes) = stage.saved_file().await?;
    ensure!(name.ends_with("-doccano.jsonl"), "saved as {name}");
    let text = String::from_utf8(bytes)?;
    ensure!(text.lines().count() == 3, "one line an article, not {}", text.lines().count());
    let line = text.lines().find(|line| line.contains("[[")).context("no mark was written")?;
    let record: Value = serde_json::from_str(line)?;
    let marked: Vec<char> =
        record.pointer("/text").and_then(Value::as_str).context("no text")?.chars().collect();
    let span = |at: usize| {
        let place = record.pointer(&format!("/label/0/{at}")).and_then(Value::as_u64);
        place.and_then(|at| usize::try_from(at).ok())
    };
    let (start, end) = (span(0).context("no start")?, span(1).context("no end")?);
    let words: String = marked.get(start..end).context("outside the text")?.iter().collect();
    ensure!(words == "設備に異常はなかった", "the mark stands on {words}");
    // The question for a name, which the first mark asks, stands over the last formats.
    stage.press("name-skip").await?;
    // A workbook comes from a worker of its own, as every file does.
    stage.press("format-xlsx").await?;
    stage.press("exchange-save").await?;
    let (name, bytes) = stage.saved_file().await?;
    ensure!(name.ends_with("-xlsx.xlsx") && bytes.starts_with(b"PK"), "saved as {name}");
    stage.press("format-doccano").await?;
    // By keys: on to the next format, and back out to the text.
    stage.keys(&["Escape"]).await?;
    stage.press("export").await?;
    stage.press("other-out").await?;
    stage.keys(&["Down"]).await?;
    until("the next format is looked at", || async {
        let script = "return document.querySelector('.x-format[aria-current]')?.dataset.part ?? ''";
        let part: String = stage.browser.run(script, vec![]).await?;
        Ok((part == "format-label-studio").then_some(()))
    })
    .await?;
    Ok(())
}

pub(crate) async fn marks_of_another_tool_are_seen_then_taken_in(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let before = stage.articles().await?;
    stage.drop_files(&[GivenFile { name: "kuroda.jsonl", bytes: DOCCANO.as_bytes() }]).await?;
    stage.hears("placed-exact", "1").await?;
    stage.hears("placed-not", "1").await?;
    ensure!(stage.articles().await? == before, "it came in before anybody said so");
    stage.fill("exchange-person", "黒田").await?;
    stage.press("exchange-take").await?;
    stage.has_articles(before + 1).await?;
    stage.notice("kuroda.jsonl").await?;
    stage.shows_as("judged", &["浜野港"]).await?;
    // The mark without a place is there as well.
    stage.part("unplaced").await?;
    stage.keys(&["Control", "z"]).await?;
    stage.has_articles(before).await
}

pub(crate) async fn a_file_of_no_known_kind_is_told(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let before = stage.articles().await?;
    stage.drop_files(&[GivenFile { name: "x.json", bytes: b"{\"a\": 1}" }]).await?;
    stage.hears("exchange-refused", "x.json").await?;
    stage.press("exchange-refuse").await?;
    stage.gone("exchange").await?;
    ensure!(stage.articles().await? == before, "the project is another");
    Ok(())
}
