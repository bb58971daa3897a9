//! The parts of the page by the names the interface gives them (`data-part`): found where they are shown, and
//! pressed.
//!
//! One script answers what would otherwise be asked element by element, and waits in the page, so that what
//! comes is seen in the moment it comes.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::engine::Engine;
use crate::stage::Stage;
use crate::wait::until;

/// What a person can see of the page.
const SHOWN: &str = include_str!("shown.js");

impl Stage {
    /// The first part of this name that is shown.
    pub async fn part(&self, name: &str) -> Result<WebElement> {
        until(&format!("the part {name} is shown"), || async {
            self.element("return within(() => shownPart(arguments[0]))", name).await
        })
        .await
    }

    /// The first part of this name that is shown at this moment.
    pub async fn part_now(&self, name: &str) -> Result<Option<WebElement>> {
        self.element("return shownPart(arguments[0])", name).await
    }

    /// Waits until no part of this name is shown.
    pub async fn gone(&self, name: &str) -> Result<()> {
        until(&format!("the part {name} is gone"), || async {
            let script = format!("{SHOWN} return within(() => !shownPart(arguments[0]))");
            let gone: Option<bool> = self.browser.run_async(&script, vec![json!(name)]).await?;
            Ok(gone.map(|_| ()))
        })
        .await
    }

    /// Presses a part once it can be pressed, with a finger on a touched screen.
    pub async fn press(&self, name: &str) -> Result<()> {
        let bring = match self.browser.engine {
            Engine::Chromium | Engine::Firefox => "",
            // Its driver scrolls to nothing.
            Engine::WebKit => "one?.scrollIntoView({ block: 'nearest' });",
        };
        let script = format!(
            "return within(async () => {{
               const one = shownPart(arguments[0]);
               {bring}
               return one && !one.matches(':disabled') && (await standsStill(one)) ? one : null;
             }})"
        );
        until(&format!("the part {name} can be pressed"), || async {
            let Some(element) = self.element(&script, name).await? else { return Ok(None) };
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Taps a part with a finger.
    pub async fn tap(&self, name: &str) -> Result<()> {
        let element = self.part(name).await?;
        let script = format!(
            "{SHOWN} const [one] = arguments;
             if (!(await within(() => standsStill(one)))) return null;
             const box = one.getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2];"
        );
        let (x, y) = until("it stands still", || async {
            self.browser.run_async::<Option<(f64, f64)>>(&script, vec![element.to_json()?]).await
        })
        .await?;
        self.touch(x, y).await
    }

    /// The element that an asynchronous script finds for a name, if any.
    async fn element(&self, script: &str, name: &str) -> Result<Option<WebElement>> {
        let found: Value = self.browser.run_async(&format!("{SHOWN} {script}"), vec![json!(name)]).await?;
        if found.is_null() {
            return Ok(None);
        }
        ensure!(found.is_object(), "the page gave {found} for an element");
        Ok(Some(WebElement::from_json(found, self.browser.driver.handle().clone())?))
    }
}
