//! A Chromium driven through its WebDriver: with a profile of its own, or one that tests use one after
//! another.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::action_chain::ActionChain;
use thirtyfour::{Capabilities, WebDriver, WindowHandle};

use crate::network::{NetworkLog, NetworkRequest};
use crate::wait::until;

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
    /// Where its profile, its downloads and its logs are.
    home: PathBuf,
    /// Where the files of the test are.
    folder: PathBuf,
    log: NetworkLog,
    /// Of a browser that tests use one after another: what stays open between them.
    keeper: Option<WindowHandle>,
}

impl Browser {
    /// Starts a browser that keeps everything it writes, its profile and its network log, in `folder`.
    pub async fn start(folder: &Path, device: Device, theme: Theme, language: Language) -> Result<Self> {
        clear(folder)?;
        std::fs::create_dir_all(folder.join(DOWNLOADS))?;
        Self::again(folder, device, theme, language).await
    }

    /// Starts a browser on what another one has left in `folder`.
    pub async fn again(folder: &Path, device: Device, theme: Theme, language: Language) -> Result<Self> {
        let process = Chromedriver::start(folder)?;
        let capabilities = capabilities(folder, device, language)?;
        let driver = WebDriver::new(process.address(), capabilities)
            .await
            .context("Chromium could not be started by its driver")?;
        let browser = Self {
            driver,
            _process: process,
            home: folder.to_owned(),
            folder: folder.to_owned(),
            log: NetworkLog::new(folder.join(NETWORK_LOG)),
            keeper: None,
        };
        browser.show_as(device, theme).await?;
        Ok(browser)
    }

    /// Starts a browser that tests use one after another, each between [`Self::arrive`] and [`Self::leave`].
    pub(crate) async fn start_shared(home: &Path, language: Language) -> Result<Self> {
        let mut browser = Self::start(home, Device::Desktop(1280, 800), Theme::Light, language).await?;
        browser.keeper = Some(browser.driver.window().await?);
        Ok(browser)
    }

    /// Opens a window for a test whose files are in `folder`.
    pub(crate) async fn arrive(&mut self, folder: &Path, device: Device, theme: Theme) -> Result<()> {
        clear(folder)?;
        std::fs::create_dir_all(folder)?;
        clear(&self.downloads())?;
        std::fs::create_dir_all(self.downloads())?;
        self.folder = folder.to_owned();
        let window = self.driver.new_window().await?;
        self.driver.switch_to_window(window).await?;
        self.show_as(device, theme).await?;
        self.console().await?;
        Ok(())
    }

    /// Closes every window that a test has left and forgets what its origin kept and was allowed. Afterwards
    /// nothing of it runs. What was asked of the network meanwhile is added to `requests`.
    ///
    /// `home` is the address of the test's own server, which is still there.
    pub(crate) async fn leave(&mut self, home: &str, requests: &mut Vec<NetworkRequest>) -> Result<()> {
        let keeper = self.keeper.clone().context("this browser is used once")?;
        self.driver.switch_to_window(keeper.clone()).await?;
        for window in self.driver.windows().await?.into_iter().filter(|window| *window != keeper) {
            // Unlike the driver's own command this asks nobody, neither the page nor a person.
            self.devtools("Target.closeTarget", json!({ "targetId": window.to_string() })).await?;
        }
        until("the windows of the test are closed", || async {
            let left = self.driver.windows().await?.len();
            ensure!(left == 1, "{left} are open");
            Ok(Some(()))
        })
        .await?;
        let all = json!({ "origin": crate::network::origin(home), "storageTypes": "all" });
        self.devtools("Storage.clearDataForOrigin", all).await?;
        self.devtools("Browser.resetPermissions", json!({})).await?;
        // The log is written in pieces. Once it tells of a request that is made now, it has told of all
        // before; further ones push it out.
        let last = format!("{home}{LAST_REQUEST}");
        let ask = "await fetch(arguments[0], { mode: 'no-cors' }).catch(() => null)";
        for _ in 0..MOST_PUSHES {
            let _: Option<()> = self.run_async(ask, vec![json!(last)]).await?;
            let told = self.log.read_on()?;
            let is_whole = told.iter().any(|request| request.url == last);
            requests.extend(told.into_iter().filter(is_of_a_test));
            if is_whole {
                return Ok(());
            }
        }
        bail!("the network log does not tell of the end of the test")
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

    /// Hands that begin where the last ones ended, and do not linger: without a delay of its own the driver
    /// takes a quarter of a second for every way of the mouse.
    pub fn hands(&self) -> ActionChain {
        self.driver.action_chain_with_delay(None, Some(Duration::ZERO))
    }

    /// Kills the browser's process, as a crash or the power would.
    #[cfg(unix)]
    pub fn kill(&self) -> Result<()> {
        // Chromium's lock of a profile names the machine and the process: `host-123`.
        let lock = std::fs::read_link(self.home.join("profile/SingletonLock"))?;
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
        self.home.join(DOWNLOADS)
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

    /// Ends the browser and returns everything that pages, workers and service workers asked the network for
    /// and that was not told before.
    pub async fn end(mut self) -> Result<Vec<NetworkRequest>> {
        self.driver.clone().quit().await?;
        Ok(self.log.read_on()?.into_iter().filter(is_of_a_test).collect())
    }
}

/// In the folder of a browser: what its pages saved.
const DOWNLOADS: &str = "downloads";
/// In the folder of a browser: its log of the network.
const NETWORK_LOG: &str = "network.json";
/// What a browser asks a test's server for when the test is over.
const LAST_REQUEST: &str = "the-test-is-over";
/// So many of those push the log out at most.
const MOST_PUSHES: usize = 200;

fn is_of_a_test(request: &NetworkRequest) -> bool {
    !request.url.ends_with(LAST_REQUEST)
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    Ok(())
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
    arguments.push(format!("--log-net-log={}", folder.join(NETWORK_LOG).display()));
    if is_root() {
        // Chromium's sandbox refuses to run for root, as which containers run.
        arguments.push("--no-sandbox".to_owned());
    }
    let options = json!({
        "args": arguments,
        "prefs": {
            "intl.accept_languages": language,
            "download.default_directory": folder.join(DOWNLOADS),
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
