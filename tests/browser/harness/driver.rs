//! The process that drives a browser, and the screen it draws on where it needs one.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::device::Language;
use crate::engine::{Engine, SCREEN};
use crate::places::DOWNLOADS;

/// A driver that listens. Dropping it ends it and the browser it started.
pub(crate) struct Driver {
    /// The driver, and what it needs.
    processes: Mutex<Vec<Child>>,
    port: u16,
}

/// A driver takes a port that is free and may find it taken in the moment after: so often it may try anew.
const STARTS: usize = 5;
/// How long a driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);
const INTERVAL: Duration = Duration::from_millis(20);

impl Driver {
    /// Starts the driver of an engine for one browser, whose files are in `home`.
    ///
    /// # Errors
    /// When the program is not there or ends before it listens.
    pub(crate) fn start(engine: Engine, home: &Path, language: Language) -> Result<Self> {
        let mut tried = 1;
        loop {
            let started = match engine {
                Engine::Chromium => chromium(home),
                Engine::Firefox => firefox(home),
                Engine::WebKit => webkit(home, language),
            };
            match started {
                Err(_) if tried < STARTS => tried += 1,
                started => return started,
            }
        }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Ends it and all it needed.
    pub(crate) fn stop(&self) {
        let mut processes = self.processes.lock().unwrap_or_else(PoisonError::into_inner);
        for mut child in processes.drain(..) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
    }
}

fn chromium(home: &Path) -> Result<Driver> {
    let program = Engine::Chromium.driver();
    let mut child = Command::new(&program)
        .arg("--port=0")
        .arg(format!("--log-path={}", home.join("driver.log").display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("`{}` could not be started", program.display()))?;
    let output = child.stdout.take().context("the driver has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        // "ChromeDriver was started successfully on port 12345."
        if let Some((_, port)) = line.split_once("successfully on port ") {
            let port = port.trim_end_matches('.').parse().context("the driver's port")?;
            return Ok(Driver { processes: Mutex::new(vec![child]), port });
        }
    }
    bail!("`{}` ended before it was ready", program.display())
}

fn firefox(home: &Path) -> Result<Driver> {
    let port = free_port()?;
    let mut command = Command::new(Engine::Firefox.driver());
    command.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
    command.args(["--websocket-port", "0"]).arg("--profile-root").arg(home);
    listening(command, home, port, Vec::new())
}

fn webkit(home: &Path, language: Language) -> Result<Driver> {
    let (screen, display) = screen()?;
    let port = free_port()?;
    let mut command = Command::new(Engine::WebKit.driver());
    command.arg(format!("--port={port}"));
    // It keeps everything where a person's home is, and has no settings of its own: it speaks the language of
    // the system, whether the system knows it or not, and saves where the desktop says.
    let config = home.join(".config");
    std::fs::create_dir_all(&config)?;
    let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", home.join(DOWNLOADS).display());
    std::fs::write(config.join("user-dirs.dirs"), downloads)?;
    command.env("HOME", home).env("XDG_CONFIG_HOME", config);
    command.env("XDG_CACHE_HOME", home.join(".cache")).env("XDG_DATA_HOME", home.join(".local/share"));
    command.env("DISPLAY", display).env("NO_AT_BRIDGE", "1");
    let locale = format!("{}.UTF-8", language.locale());
    let made = Command::new("localedef")
        .args(["--inputfile", language.locale(), "--charmap", "UTF-8"])
        .arg(home.join(&locale))
        .output()
        .context("`localedef` could not be started")?;
    // A warning is a status of its own.
    if !home.join(&locale).is_dir() {
        bail!("the language cannot be made: {}", String::from_utf8_lossy(&made.stderr));
    }
    command.env("LOCPATH", home).env("LC_ALL", locale);
    listening(command, home, port, vec![screen])
}

/// A port that is free at this moment.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Starts a driver and waits until it listens.
fn listening(mut command: Command, home: &Path, port: u16, needed: Vec<Child>) -> Result<Driver> {
    let program = command.get_program().to_string_lossy().into_owned();
    let log = std::fs::File::create(home.join("driver.log"))?;
    let child = command
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .with_context(|| format!("`{program}` could not be started"))?;
    // The driver ends first, then what it needed.
    let mut processes = vec![child];
    processes.extend(needed);
    let driver = Driver { processes: Mutex::new(processes), port };
    let started = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if started.elapsed() > PATIENCE {
            bail!("`{program}` does not listen: see driver.log in {}", home.display());
        }
        std::thread::sleep(INTERVAL);
    }
    Ok(driver)
}

/// A screen in memory, and its name.
fn screen() -> Result<(Child, String)> {
    let mut child = Command::new(SCREEN)
        .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("`{SCREEN}` could not be started"))?;
    let output = child.stdout.take().context("the screen has no output")?;
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number)?;
    Ok((child, format!(":{}", number.trim())))
}
