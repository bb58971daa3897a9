//! The site on a plain static host.

use anyhow::{Result, ensure};
use shirushi_browser_tests::{Stage, until};

pub(crate) async fn opens_under_a_sub_path(stage: &Stage) -> Result<()> {
    stage.open().await?;
    until("the interface is drawn", || async {
        let drawn: bool = stage
            .browser
            .run("return !!document.querySelector('#app > :not([role=status])')", vec![])
            .await?;
        Ok(drawn.then_some(()))
    })
    .await?;
    let not_found: Vec<String> = stage
        .browser
        .run("return performance.getEntriesByType('resource').filter((entry) => entry.responseStatus >= 400).map((entry) => entry.name)", vec![])
        .await?;
    ensure!(not_found.is_empty(), "not found: {not_found:?}");
    let console = stage.browser.console().await?;
    let errors: Vec<_> = console.iter().filter(|line| line.starts_with("SEVERE")).collect();
    ensure!(errors.is_empty(), "the console has {errors:?}");
    Ok(())
}
