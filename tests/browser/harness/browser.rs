//! A browser driven through its WebDriver: with a profile of its own, or one that tests use one after
//! another.
//!
//! What only some engines can is asked of all of them here and refused by the others, with a word.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::action_chain::ActionChain;
use thirtyfour::{WebDriver, WindowHandle};

use crate::device::{Device, Language, Theme};
use crate::driver::Driver;
use crate::engine::Engine;
use crate::network::{NetworkLog, NetworkRequest, origin};
use crate::places::{DOWNLOADS, NETWORK_LOG};
use crate::wait::until;

/// One running browser. Dropping it ends it.
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    /// What draws in it.
    pub engine: Engine,
    process: Driver,
    /// Where its profile, its downloads and its logs are.
    home: PathBuf,
    /// Where the files of the test are.
    folder: PathBuf,
    /// Where the engine keeps one.
    log: Option<NetworkLog>,
    /// Of a browser that tests use one after another: what stays open between them.
    keeper: Option<WindowHandle>,
}

impl Browser {
    /// Starts a Chromium that keeps everything it writes, its profile and its network log, in `folder`.
    pub async fn start(folder: &Path, device: Device, theme: Theme, language: Language) -> Result<Self> {
        clear(folder)?;
        Self::again(folder, device, theme, language).await
    }

    /// Starts a Chromium on what another one has left in `folder`.
    pub async fn again(folder: &Path, device: Device, theme: Theme, language: Language) -> Result<Self> {
        let browser = Self::run_in(folder, Engine::Chromium, device, language).await?;
        browser.show_as(device, theme).await?;
        Ok(browser)
    }

    /// Starts a browser that tests use one after another, each between [`Self::arrive`] and [`Self::leave`].
    pub(crate) async fn start_shared(home: &Path, engine: Engine, language: Language) -> Result<Self> {
        clear(home)?;
        let mut browser = Self::run_in(home, engine, Device::Desktop(1280, 800), language).await?;
        browser.keeper = Some(browser.driver.window().await?);
        Ok(browser)
    }

    async fn run_in(home: &Path, engine: Engine, device: Device, language: Language) -> Result<Self> {
        std::fs::create_dir_all(home.join(DOWNLOADS))?;
        let process = Driver::start(engine, home, language)?;
        let driver = WebDriver::new(process.address(), engine.capabilities(home, device, language)?)
            .await
            .with_context(|| format!("{engine:?} could not be started by its driver"))?;
        let log = (engine == Engine::Chromium).then(|| NetworkLog::new(home.join(NETWORK_LOG)));
        let (home, folder) = (home.to_owned(), home.to_owned());
        Ok(Self { driver, engine, process, home, folder, log, keeper: None })
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
        let driver = &self.driver;
        for window in driver.windows().await?.into_iter().filter(|window| *window != keeper) {
            match self.engine {
                // Unlike the driver's own command this asks nobody, neither the page nor a person.
                Engine::Chromium => {
                    driver.switch_to_window(keeper.clone()).await?;
                    self.devtools("Target.closeTarget", json!({ "targetId": window.to_string() })).await?;
                }
                Engine::Firefox | Engine::WebKit => {
                    driver.switch_to_window(window).await?;
                    driver.close_window().await?;
                }
            }
        }
        driver.switch_to_window(keeper).await?;
        until("the windows of the test are closed", || async {
            let left = driver.windows().await?.len();
            ensure!(left == 1, "{left} are open");
            Ok(Some(()))
        })
        .await?;
        match self.engine {
            Engine::Chromium => {
                let all = json!({ "origin": origin(home), "storageTypes": "all" });
                self.devtools("Storage.clearDataForOrigin", all).await?;
                self.devtools("Browser.resetPermissions", json!({})).await?;
                self.read_log_to_now(home, requests).await
            }
            // No other test has its origin, and a browser has few of them.
            Engine::Firefox | Engine::WebKit => Ok(()),
        }
    }

    /// Reads on in the log of the network up to this moment.
    async fn read_log_to_now(&mut self, home: &str, requests: &mut Vec<NetworkRequest>) -> Result<()> {
        // The log is written in pieces. Once it tells of a request that is made now, it has told of all
        // before; further ones push it out.
        let last = format!("{home}{LAST_REQUEST}");
        for _ in 0..MOST_PUSHES {
            self.driver.goto(&last).await?;
            let told = self.read_log()?;
            let is_whole = told.iter().any(|request| request.url == last);
            requests.extend(told.into_iter().filter(is_of_a_test));
            if is_whole {
                return Ok(());
            }
        }
        bail!("the network log does not tell of the end of the test")
    }

    fn read_log(&mut self) -> Result<Vec<NetworkRequest>> {
        self.log.as_mut().map_or(Ok(Vec::new()), NetworkLog::read_on)
    }

    /// Changes what the device prefers, by the names and values of media features.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// Sends a DevTools command to the page. Only Chromium has them.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        ensure!(self.engine == Engine::Chromium, "{:?} has no {method}", self.engine);
        self.driver.cdp().send_raw(method, parameters).await.with_context(|| format!("DevTools {method}"))
    }

    /// Changes screen, hands and preferred theme of the page that is shown.
    pub async fn show_as(&self, device: Device, theme: Theme) -> Result<()> {
        let (width, height, touch) = match device {
            Device::Desktop(width, height) => (width, height, false),
            Device::Touch(width, height) => (width, height, true),
        };
        if self.engine != Engine::Chromium {
            ensure!(theme == Theme::Light, "{:?} is asked for another theme", self.engine);
            self.driver.set_window_rect(0, 0, width, height).await?;
            return Ok(());
        }
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
        if self.engine != Engine::Chromium {
            return Ok(vec![format!("{:?} does not tell what is written to the console", self.engine)]);
        }
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
        self.process.stop();
        let told = self.read_log()?;
        if self.keeper.is_some() {
            // Nobody comes back to it, and it is large. A process that still ends may write into it; then it
            // stays.
            let _ = clear(&self.home);
        }
        Ok(told.into_iter().filter(is_of_a_test).collect())
    }
}

/// What a browser asks a test's server for when the test is over.
const LAST_REQUEST: &str = "the-test-is-over";
/// So many of those push the log out at most.
const MOST_PUSHES: usize = 50;

/// Whether a page asked.
fn is_of_a_test(request: &NetworkRequest) -> bool {
    request.is_of_an_origin()
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    Ok(())
}
