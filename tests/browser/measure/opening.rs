//! The portable file is opened from disk by a browser that has never seen it.

use anyhow::Result;
use serde_json::json;
use shirushi_browser_tests::stage::portable;
use shirushi_browser_tests::until;

use crate::figures::Figures;
use crate::figures::Unit::Milliseconds;
use crate::hands::{probed, wait_from, waited};

/// Turns, each in a browser of its own: nothing is left of the one before.
const ROUNDS: usize = 7;
/// Milliseconds that a person waits for a page without wondering.
const ASKED: f64 = 2000.0;

/// Where the first screen is drawn, a text can be pasted, read and marked.
const WATCH: &str = "probe.usable = probe.drawn(() => document.querySelector('[data-part=welcome]'))";

/// The page's own row for every outlet of the sample, made by the analysis.
const COMPARED: &str = "document.querySelectorAll('[data-part=row]').length > 1";

/// From the address to a page that can be used, to an engine that is ready, and the sample compared.
pub(crate) async fn opening(figures: &mut Figures) -> Result<()> {
    let address = format!("file://{}", portable()?.canonicalize()?.display());
    let (mut usable, mut ready, mut compared) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let stage = probed("measure-opening").await?;
        let watch = json!({ "source": WATCH });
        stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", watch).await?;
        stage.open_at(&address).await?;
        usable.push(stage.browser.run_async("return probe.usable", vec![]).await?);
        let answered = until("the engine is ready", || async {
            stage.browser.run::<Option<f64>>("return probe.answered.ready ?? null", vec![]).await
        });
        ready.push(answered.await?);
        wait_from(&stage, "click", COMPARED).await?;
        stage.press("open-sample").await?;
        compared.push(waited(&stage).await?);
        stage.browser.end().await?;
    }
    let name = "shirushi.html opened from disk, never seen before: the page can be used";
    figures.note(name, Milliseconds, ASKED, usable);
    figures.note("the same: the engine is ready with dictionary and model", Milliseconds, ASKED, ready);
    figures.note("the same: the sample, from its button until it is compared", Milliseconds, None, compared);
    Ok(())
}
