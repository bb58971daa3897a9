//! The engines the site is shown in: what their drivers are called and what a browser is asked to be.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;
use serde_json::json;
use thirtyfour::Capabilities;

use crate::device::{Device, Language};
use crate::places::{DOWNLOADS, NETWORK_LOG, drivers};

/// What draws in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium's, with DevTools: screens, fingers and input methods of other devices, a log of the network.
    Chromium,
    /// That of Firefox, with fingers.
    Firefox,
    /// WebKitGTK, in the small browser that comes with it. It draws on a screen only, for which one is made
    /// in memory.
    WebKit,
}

impl Engine {
    /// Whether its browser and its driver are on this machine.
    pub fn is_there(self) -> bool {
        runs(&self.driver(), "--version")
            && match self {
                // The driver finds its browser or says that it does not.
                Self::Chromium => true,
                Self::Firefox => FIREFOX.iter().any(|name| runs(Path::new(name), "--version")),
                Self::WebKit => runs(Path::new(SCREEN), "-version"),
            }
    }

    /// The program that drives it.
    pub(crate) fn driver(self) -> PathBuf {
        let (variable, name) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITWEBDRIVER", "WebKitWebDriver"),
        };
        let ours = drivers().join(name);
        match std::env::var_os(variable) {
            Some(path) => path.into(),
            None if ours.is_file() => ours,
            None => name.into(),
        }
    }

    /// What a new browser is asked to be, with its profile and its files in `home`.
    pub(crate) fn capabilities(
        self,
        home: &Path,
        device: Device,
        language: Language,
    ) -> Result<Capabilities> {
        let mut capabilities = Capabilities::new();
        match self {
            Self::Chromium => {
                capabilities.set("browserName", "chrome")?;
                capabilities.set("goog:chromeOptions", chromium(home, device, language))?;
                capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
            }
            Self::Firefox => {
                capabilities.set("browserName", "firefox")?;
                capabilities.set("moz:firefoxOptions", firefox(home, language))?;
            }
            Self::WebKit => capabilities.set("browserName", "MiniBrowser")?,
        }
        capabilities.set("timeouts", json!({ "script": 60_000, "pageLoad": 60_000, "implicit": 0 }))?;
        capabilities.set("unhandledPromptBehavior", "ignore")?;
        Ok(capabilities)
    }
}

/// What Firefox is called; the driver looks for one of its own names first.
const FIREFOX: [&str; 2] = ["firefox", "firefox-esr"];
/// A screen in memory.
pub(crate) const SCREEN: &str = "Xvfb";

/// Whether there is such a program. What it ends with is not asked: some call every question wrong usage.
fn runs(program: &Path, question: &str) -> bool {
    Command::new(program).arg(question).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn chromium(home: &Path, device: Device, language: Language) -> serde_json::Value {
    let (Device::Desktop(width, height) | Device::Touch(width, height)) = device;
    let mut arguments = [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--disable-extensions",
        "--no-first-run",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        // Shared memory is small in containers.
        "--disable-dev-shm-usage",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--window-size={width},{height}"));
    arguments.push(format!("--lang={}", language.tag()));
    arguments.push(format!("--user-data-dir={}", home.join("profile").display()));
    arguments.push(format!("--log-net-log={}", home.join(NETWORK_LOG).display()));
    if is_root() {
        // Chromium's sandbox refuses to run for root, as which containers run.
        arguments.push("--no-sandbox".to_owned());
    }
    json!({
        "args": arguments,
        "prefs": {
            "intl.accept_languages": language.tag(),
            "download.default_directory": home.join(DOWNLOADS),
            "download.prompt_for_download": false,
        },
    })
}

fn firefox(home: &Path, language: Language) -> serde_json::Value {
    let mut options = json!({
        "args": ["-headless"],
        "prefs": {
            "intl.accept_languages": language.tag(),
            "browser.download.folderList": 2,
            "browser.download.dir": home.join(DOWNLOADS),
            "browser.download.always_ask_before_handling_new_types": false,
            "browser.download.alwaysOpenPanel": false,
            // A headless desktop has no fingers of its own.
            "dom.w3c_touch_events.enabled": 1,
        },
    });
    // The driver knows Debian's name for it from 0.36 on only.
    if let (Some(path), Some(options)) = (firefox_path(), options.as_object_mut()) {
        options.insert("binary".to_owned(), json!(path));
    }
    options
}

/// Where Firefox is.
fn firefox_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    FIREFOX
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|at| at.is_file())
}

fn is_root() -> bool {
    let whoami = Command::new("id").arg("-u").output();
    whoami.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
