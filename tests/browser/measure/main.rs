//! `cargo xtask bench --page`: how fast the page is in a real browser, figure by figure beside its target.
//!
//! `measure TEXTS.json [NAME]` takes the texts from a file, makes projects of them, opens them through the
//! page's own doors, and measures from an event to the frame that shows what came of it. Nothing here knows
//! how the page does anything.

mod exchanging;
mod figures;
mod hands;
mod memory;
mod opening;
mod projects;
mod scenarios;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use figures::Figures;

/// What is measured with.
#[derive(Deserialize)]
pub(crate) struct Texts {
    /// One text of 1 MB.
    long: String,
    /// A hundred of 10 kB.
    articles: Vec<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("measure TEXTS.json [NAME]")?;
    let texts: Texts = serde_json::from_slice(&std::fs::read(path)?)?;
    let wanted = arguments.next().unwrap_or_default();
    let mut figures = Figures::default();
    if "opening".contains(&wanted) {
        opening::opening(&mut figures).await.context("the portable file")?;
    }
    if "long".contains(&wanted) {
        scenarios::long(&texts, &mut figures).await.context("one long article")?;
    }
    if "many".contains(&wanted) {
        scenarios::many(&texts, &mut figures).await.context("many articles")?;
    }
    if cfg!(not(target_os = "linux")) {
        eprintln!("  memory is not measured: what a process holds is asked of Linux");
    } else if "memory".contains(&wanted) {
        scenarios::held(&texts, &mut figures).await.context("memory")?;
    }
    if "comparing".contains(&wanted) {
        scenarios::comparing(&texts, &mut figures).await.context("comparing")?;
    }
    if "results".contains(&wanted) {
        scenarios::results(&mut figures).await.context("results")?;
    }
    if "exchanging".contains(&wanted) {
        exchanging::exchanging(&texts, &mut figures).await.context("files of other tools")?;
    }
    figures.print();
    Ok(())
}
