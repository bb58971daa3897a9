//! The npm package in other people's pages: as Vite bundles it, and as plain module scripts.

use anyhow::{Result, ensure};
use shirushi_browser_tests::stage::npm_project;
use shirushi_browser_tests::{Stage, until};

/// What `crates/engine/npm/project/seen.js` writes into both pages. Positions are code points, and all three
/// files were told of while they came.
const SEEN: &str = "𠮷野 0, 15日 4, 田中一郎 8, 13 tokens, dictionary entityModel module, same";

pub(crate) async fn the_package_works_in_a_page(stage: &Stage) -> Result<()> {
    stage.site.publish(&npm_project());
    for page in ["dist/index.html", "plain.html"] {
        stage.browser.driver.goto(format!("{}{page}", stage.site.url())).await?;
        let seen = until("the package has found something", || async {
            let text: String =
                stage.browser.run("return document.querySelector('output').textContent", vec![]).await?;
            Ok((!text.is_empty()).then_some(text))
        })
        .await?;
        ensure!(seen == SEEN, "{page} has {seen}");
    }
    Ok(())
}
