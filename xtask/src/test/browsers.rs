//! Makes sure there is a Chromium with its driver and a Japanese font to draw with, and, where that can be
//! had, Firefox and WebKitGTK beside it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::workspace::{Workspace, output, run};

/// Debian's packages without which nothing is tested.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];
/// Those for the other engines; WebKitGTK draws on a screen, for which one is made in memory, and speaks the
/// language of the system, for which there are the sources of its names.
const OTHERS: &[&str] = &["firefox-esr", "webkit2gtk-driver", "xvfb", "locales"];
/// Firefox's driver, which is in no distribution but on crates.io.
const FIREFOX_DRIVER: &str = "geckodriver";
const FIREFOX_DRIVER_VERSION: &str = "0.37.1";

/// Installs what is missing where that can be done without asking; says how otherwise. Without the other
/// engines their tests are skipped, and that is said.
///
/// # Errors
/// When Chromium, its driver or a font is missing and cannot be installed.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let packages: Vec<&str> = match (is_ready(), others_are_ready()) {
        (true, true) => Vec::new(),
        (true, false) => OTHERS.to_vec(),
        (false, true) => PACKAGES.to_vec(),
        (false, false) => PACKAGES.iter().chain(OTHERS).copied().collect(),
    };
    if let Err(error) = install_packages(workspace, &packages) {
        println!("{error:#}");
    }
    if let Err(error) = install_firefox_driver(workspace) {
        println!("{error:#}");
    }
    if !others_are_ready() || !has_firefox_driver(workspace) {
        println!(
            "tests in other engines than Chromium are skipped as far as something is missing: {} (on Debian \
             and Ubuntu: `apt-get install {}`; `cargo install {FIREFOX_DRIVER}`)",
            OTHERS.join(", "),
            OTHERS.join(" ")
        );
    }
    ensure(workspace)
}

/// Makes sure of Chromium alone.
///
/// # Errors
/// When it, its driver or a font is missing and cannot be installed.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    if is_ready() {
        return Ok(());
    }
    install_packages(workspace, PACKAGES)
        .context("the browser tests need Chromium, its driver and a Japanese font")?;
    if !is_ready() {
        bail!("the packages {} are installed and still something is missing", PACKAGES.join(", "));
    }
    Ok(())
}

fn install_packages(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let is_root = output(workspace.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !(is_root && answers("apt-get", "--version")) {
        bail!(
            "install {} (on Debian and Ubuntu: `apt-get install {}`)",
            packages.join(", "),
            packages.join(" ")
        );
    }
    println!("  installing {}", packages.join(", "));
    run(apt(workspace).args(["update", "-q"]))?;
    run(apt(workspace).args(["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

fn apt(workspace: &Workspace) -> Command {
    let mut command = workspace.command("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Where the driver of Firefox is put; the tests look for it there.
fn firefox_driver(workspace: &Workspace) -> PathBuf {
    workspace.target.join("drivers/bin").join(FIREFOX_DRIVER)
}

fn has_firefox_driver(workspace: &Workspace) -> bool {
    firefox_driver(workspace).is_file()
        || std::env::var_os("GECKODRIVER").is_some()
        || answers(FIREFOX_DRIVER, "--version")
}

fn install_firefox_driver(workspace: &Workspace) -> Result<()> {
    if has_firefox_driver(workspace) {
        return Ok(());
    }
    let root = workspace.target.join("drivers");
    fs::create_dir_all(&root)?;
    let mut cargo = workspace.cargo();
    // It waits for a browser most of the time: what is compiled quickly is quick enough.
    cargo.args(["install", "--quiet", "--locked", "--debug", "--root"]).arg(&root);
    cargo.arg(format!("{FIREFOX_DRIVER}@{FIREFOX_DRIVER_VERSION}"));
    // In a folder of its own, or it would wait for whatever is being built.
    cargo.env("CARGO_TARGET_DIR", root.join("build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
    let installed = run(&mut cargo);
    if root.join("build").exists() {
        fs::remove_dir_all(root.join("build"))?;
    }
    installed
}

fn is_ready() -> bool {
    let driver = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    // Where fonts cannot be listed they are taken to be there: without them pictures show boxes, and no test
    // fails.
    let fonts = Command::new("fc-list").args([":lang=ja", "family"]).output();
    answers(&driver, "--version") && fonts.map_or(true, |fonts| !fonts.stdout.is_empty())
}

fn others_are_ready() -> bool {
    (answers("firefox", "--version") || answers("firefox-esr", "--version"))
        && answers("WebKitWebDriver", "--version")
        && answers("Xvfb", "-version")
}

/// Whether there is such a program. What it ends with is not asked: some call every question wrong usage.
fn answers(program: &str, question: &str) -> bool {
    Command::new(program).arg(question).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}
