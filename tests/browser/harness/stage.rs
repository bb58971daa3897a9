//! What one test has to itself: a server for the built site, and a browser, or a window of one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use shirushi_site::Site;

use crate::browser::Browser;
use crate::device::{Device, Language, Theme};
use crate::network::origin;
pub use crate::places::{axe, dist, npm_project, output_folder, portable};

/// A server and a browser.
pub struct Stage {
    /// The built site under a sub-path.
    pub site: Arc<Site>,
    /// A browser that has not opened anything yet.
    pub browser: Browser,
    pub(crate) name: String,
}

/// Serves a folder under a sub-path, on a port that this program has not had before: another port is another
/// origin, and what a browser keeps for the one is not there for the other.
pub fn serve(root: &Path, base: &str) -> Result<Site> {
    static HAD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    // A port that comes again stays taken until there is one that does not.
    let mut again = Vec::new();
    loop {
        let site = Site::start(root, base, 0)?;
        if HAD.lock().unwrap_or_else(PoisonError::into_inner).insert(origin(&site.url())) {
            return Ok(site);
        }
        again.push(site);
    }
}

/// Serves the built site.
pub(crate) fn serve_site() -> Result<Arc<Site>> {
    Ok(Arc::new(serve(&dist()?, "/somewhere/below/")?))
}

/// Prepares a stage for the test `name`, with a browser and a profile of its own.
pub async fn stage(name: &str, device: Device, theme: Theme, language: Language) -> Result<Stage> {
    let site = serve_site()?;
    let folder = output_folder().join(name);
    let browser = Browser::start(&folder, device, theme, language).await?;
    Ok(Stage { site, browser, name: name.to_owned() })
}

impl Stage {
    /// The name of the test.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The origin of the built site.
    pub fn origin(&self) -> String {
        origin(&self.site.url())
    }

    /// Another browser with a profile of its own, on the same site.
    pub async fn beside(&self, name: &str) -> Result<Self> {
        let name = format!("{}-{name}", self.name);
        let folder = output_folder().join(&name);
        let browser =
            Browser::start(&folder, Device::Desktop(1280, 800), Theme::Light, Language::Japanese).await?;
        Ok(Self { site: self.site.clone(), browser, name })
    }

    /// A new browser on what this one has left behind.
    pub async fn again(&self) -> Result<Self> {
        let folder = self.browser.folder();
        let browser =
            Browser::again(folder, Device::Desktop(1280, 800), Theme::Light, Language::Japanese).await?;
        Ok(Self { site: self.site.clone(), browser, name: self.name.clone() })
    }

    /// Leaves a picture and the console's lines in the output folder, for reading after a failure.
    pub async fn leave_evidence(&self) -> Result<()> {
        let folder = output_folder();
        let picture = self.browser.picture().await.context("no picture could be taken")?;
        std::fs::write(folder.join(format!("{}.png", self.name)), picture)?;
        let mut lines = self.browser.console().await.unwrap_or_default();
        lines.push("requests to the server:".to_owned());
        lines.extend(self.site.requests());
        std::fs::write(folder.join(format!("{}.log", self.name)), lines.join("\n"))?;
        Ok(())
    }
}
