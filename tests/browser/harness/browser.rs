//! A Chromium with a fresh profile, driven through its WebDriver.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

/// The screen and hands a page is shown to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A window of this size in CSS pixels, with a mouse.
    Desktop(u32, u32),
    /// A screen of this size in CSS pixels, touched.
    Touch(u32, u32),
}

/// What the device prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
    /// Colours of the device's own instead of the page's.
    Forced,
}

/// What the browser says its person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `ja`
    Japanese,
    /// `en`
    English,
}

/// One running browser. Dropping it ends it.
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    _process: Chromedriver,
    folder: PathBuf,
}

/// Something an origin asked the network for, from the browser's own log: pages, workers and service
/// workers alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkRequest {
    /// What was asked for.
    pub url: String,
    /// The origin that asked.
    pub initiator: String,
}

impl Browser {
    /// Starts a browser that keeps everything it writes, its profile and its network log, in `folder`.
    pub async fn start(folder: &Path, device: Device, theme: Theme, language: Language) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder.join("downloads"))?;
        Self::again(folder, device, theme, language).await
    }

    /// Starts a browser on what another one has left in `folder`.
    pub async fn again(folder: &Path, device: Device, theme: Theme, language: Language) -> Result<Self> {
        let process = Chromedriver::start(folder)?;
        let capabilities = capabilities(folder, device, language)?;
        let driver = WebDriver::new(process.address(), capabilities)
            .await
            .context("Chromium could not be started by its driver")?;
        let browser = Self { driver, _process: process, folder: folder.to_owned() };
        browser.show_as(device, theme).await?;
        Ok(browser)
    }

    /// Changes what the device prefers, by the names and values of media features.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// Sends a DevTools command to the page.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        self.driver.cdp().send_raw(method, parameters).await.with_context(|| format!("DevTools {method}"))
    }

    /// Changes screen, hands and preferred theme of the page that is shown.
    pub async fn show_as(&self, device: Device, theme: Theme) -> Result<()> {
        let (width, height, touch) = match device {
            Device::Desktop(width, height) => (width, height, false),
            Device::Touch(width, height) => (width, height, true),
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        let fingers = json!({ "enabled": touch, "maxTouchPoints": 5 });
        self.devtools("Emulation.setTouchEmulationEnabled", fingers).await?;
        let (theme, forced) = match theme {
            Theme::Light => ("light", "none"),
            Theme::Dark => ("dark", "none"),
            Theme::Forced => ("light", "active"),
        };
        self.prefer(&[("prefers-color-scheme", theme), ("forced-colors", forced)]).await
    }

    /// Runs the body of a function in the page. `arguments[0]`, `arguments[1]`, … are the arguments.
    pub async fn run<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T> {
        let value = self.driver.execute(body, arguments).await?;
        value.convert().with_context(|| format!("the page answered {}", value.json()))
    }

    /// Runs the body of an asynchronous function in the page and waits for its promise.
    pub async fn run_async<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T> {
        let script = format!(
            "const done = arguments[arguments.length - 1];\n\
             (async function () {{ {body} }}).apply(null, arguments)\n\
               .then((value) => done({{ value: value ?? null }}), (reason) => done({{ error: String(reason) }}));"
        );
        let mut answer: Value = self.driver.execute_async(script, arguments).await?.convert()?;
        match answer.get("error") {
            Some(error) => bail!("the page threw {error}"),
            None => Ok(serde_json::from_value(answer.get_mut("value").map(Value::take).unwrap_or_default())?),
        }
    }

    /// Kills the browser's process, as a crash or the power would.
    #[cfg(unix)]
    pub fn kill(&self) -> Result<()> {
        // Chromium's lock of a profile names the machine and the process: `host-123`.
        let lock = std::fs::read_link(self.folder.join("profile/SingletonLock"))?;
        let process = lock.to_string_lossy().rsplit('-').next().unwrap_or_default().to_owned();
        let killed = Command::new("kill").args(["-9", &process]).status()?;
        if killed.success() { Ok(()) } else { bail!("the browser {process} could not be killed") }
    }

    /// Cuts the pages of this browser off from every network, or joins them again.
    pub async fn set_offline(&self, offline: bool) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", conditions).await?;
        Ok(())
    }

    /// A folder for files of the test.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where files saved by the page arrive.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// What the page wrote to its console since the last time this was asked, one line each.
    pub async fn console(&self) -> Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        Ok(entries.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect())
    }

    /// A picture of what is shown.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Ends the browser and returns everything that pages, workers and service workers asked the network for.
    pub async fn end(self) -> Result<Vec<NetworkRequest>> {
        let log = self.folder.join("network.json");
        self.driver.clone().quit().await?;
        network_requests(&std::fs::read_to_string(log)?)
    }
}

fn capabilities(folder: &Path, device: Device, language: Language) -> Result<Capabilities> {
    let (Device::Desktop(width, height) | Device::Touch(width, height)) = device;
    let language = match language {
        Language::Japanese => "ja",
        Language::English => "en",
    };
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
    arguments.push(format!("--lang={language}"));
    arguments.push(format!("--user-data-dir={}", folder.join("profile").display()));
    arguments.push(format!("--log-net-log={}", folder.join("network.json").display()));
    if is_root() {
        // Chromium's sandbox refuses to run for root, as which containers run.
        arguments.push("--no-sandbox".to_owned());
    }
    let options = json!({
        "args": arguments,
        "prefs": {
            "intl.accept_languages": language,
            "download.default_directory": folder.join("downloads"),
            "download.prompt_for_download": false,
        },
    });
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("goog:chromeOptions", options)?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    capabilities.set("timeouts", json!({ "script": 60_000, "pageLoad": 60_000, "implicit": 0 }))?;
    capabilities.set("unhandledPromptBehavior", "ignore")?;
    Ok(capabilities)
}

fn is_root() -> bool {
    let whoami = Command::new("id").arg("-u").output();
    whoami.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// A driver process on a port the system chose. Dropping it ends it and the browser it started.
struct Chromedriver {
    child: Mutex<Child>,
    port: u16,
}

/// The driver takes a port the system gives it and then asks for the same one in the older protocol, where a
/// connection under way may have it by chance: so often it may try anew.
const STARTS: usize = 5;

impl Chromedriver {
    fn start(folder: &Path) -> Result<Self> {
        let mut tried = 1;
        loop {
            match Self::start_once(folder) {
                Err(_) if tried < STARTS => tried += 1,
                started => return started,
            }
        }
    }

    fn start_once(folder: &Path) -> Result<Self> {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .arg(format!("--log-path={}", folder.join("driver.log").display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("`{program}` could not be started"))?;
        let output = child.stdout.take().context("the driver has no output")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            // "ChromeDriver was started successfully on port 12345."
            if let Some((_, port)) = line.split_once("successfully on port ") {
                let port = port.trim_end_matches('.').parse().context("the driver's port")?;
                return Ok(Self { child: Mutex::new(child), port });
            }
        }
        bail!("`{program}` ended before it was ready")
    }

    fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Reads Chromium's network log: the addresses asked for by origins, not those the browser asks for
/// itself. A page from disk is an origin of its own kind, and what it starts from a blob is one called
/// `null`.
fn network_requests(log: &str) -> Result<Vec<NetworkRequest>> {
    #[derive(Deserialize)]
    struct Log {
        events: Vec<Event>,
    }
    #[derive(Deserialize)]
    struct Event {
        #[serde(default)]
        params: Value,
    }
    // A browser that was ended leaves the list open.
    let log: Log = serde_json::from_str(log)
        .or_else(|_| serde_json::from_str(&format!("{}]}}", log.trim_end().trim_end_matches(','))))
        .context("the network log")?;
    let mut requests = Vec::new();
    for event in log.events {
        let text = |name: &str| event.params.get(name).and_then(Value::as_str).map(str::to_owned);
        if let (Some(url), Some(initiator)) = (text("url"), text("initiator"))
            && ["http", "file:", "null"].iter().any(|origin| initiator.starts_with(origin))
        {
            requests.push(NetworkRequest { url, initiator });
        }
    }
    Ok(requests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_network_log_left_open() {
        let log = r#"{"constants":{},"events":[
            {"params":{"url":"http://localhost:1/a","initiator":"http://localhost:1"}},
            {"params":{"url":"http://example.com/","initiator":"not an origin"}},
            {"type":3},"#;
        let requests = network_requests(log).unwrap();
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].url, "http://localhost:1/a");
    }
}
