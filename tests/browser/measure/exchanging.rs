//! Twenty thousand marks leave for other tools and come back from them.

use anyhow::Result;
use shirushi_browser_tests::page::GivenFile;

use crate::Texts;
use crate::figures::Figures;
use crate::figures::Unit::Milliseconds;
use crate::hands::{MARKS, leave, prepared, take_in, wait_from, waited};
use crate::projects::file;

/// Turns of each.
const ROUNDS: usize = 3;
/// How many marks.
const MANY: usize = 20_000;
/// Formats that carry most marks, one of each shape: JSON, JSON Lines, JSON-LD, XML, a zip, a workbook.
const OUT: [&str; 6] = ["label-studio", "doccano", "web-annotation", "cas-xmi", "brat", "xlsx"];
/// Those of them that are read again.
const BACK: [&str; 5] = ["label-studio", "doccano", "web-annotation", "cas-xmi", "brat"];

/// One article of 1 MB with 20,000 marks, out in several formats and in again.
pub(crate) async fn exchanging(texts: &Texts, figures: &mut Figures) -> Result<()> {
    let project = file(5, "持ち出す記事", &[(&texts.long, MANY)]);
    let stage = prepared("measure-exchanging").await?;
    let driver = &stage.browser.driver;
    take_in(&stage, "exchanging", &project, 1).await?;
    let mut files = Vec::new();
    stage.press("export").await?;
    stage.press("other-out").await?;
    for format in OUT {
        stage.press(&format!("format-{format}")).await?;
        let (mut written, mut frames) = (Vec::new(), Vec::new());
        let mut last = None;
        for _ in 0..ROUNDS {
            driver.execute("probe.saved = false; probe.watchFrames()", vec![]).await?;
            wait_from(&stage, "click", "probe.saved").await?;
            stage.press("exchange-save").await?;
            written.push(waited(&stage).await?);
            frames.push(longest(&stage.browser.run::<Vec<f64>>("return probe.endFrames()", vec![]).await?));
            last = Some(stage.saved_file().await?);
        }
        figures.note(&format!("20,000 marks out as {format}"), Milliseconds, 2000.0, written);
        figures.note("the same: longest frame meanwhile", Milliseconds, None, frames);
        files.extend(last.filter(|_| BACK.contains(&format)).map(|(name, bytes)| (format, name, bytes)));
    }
    stage.keys(&["Escape"]).await?;
    for (format, name, bytes) in &files {
        let (mut read, mut taken, mut frames) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            leave(&stage).await?;
            // What puts the file into the page's hands takes its time before.
            let from_the_drop =
                "addEventListener('drop', () => probe.watchFrames(), { capture: true, once: true })";
            driver.execute(from_the_drop, vec![]).await?;
            wait_from(&stage, "drop", "document.querySelector('[data-part=placed-exact]')").await?;
            stage.drop_files(&[GivenFile { name, bytes }]).await?;
            read.push(waited(&stage).await?);
            frames.push(longest(&stage.browser.run::<Vec<f64>>("return probe.endFrames()", vec![]).await?));
            wait_from(&stage, "click", MARKS).await?;
            stage.press("exchange-take").await?;
            taken.push(waited(&stage).await?);
            stage.analysed().await?;
            stage.saved().await?;
        }
        figures.note(&format!("20,000 marks in as {format}: read and shown"), Milliseconds, 2000.0, read);
        figures.note("the same: longest frame meanwhile", Milliseconds, None, frames);
        figures.note("the same: taken in and drawn", Milliseconds, 2000.0, taken);
    }
    stage.browser.end().await?;
    Ok(())
}

fn longest(frames: &[f64]) -> f64 {
    frames.iter().copied().fold(0.0, f64::max)
}
