//! Makes sure there is a Chromium with its driver and a Japanese font to draw with.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::workspace::{Workspace, output, run};

/// Debian's packages.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Installs what is missing where that can be done without asking; says how otherwise.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    if ready() {
        return Ok(());
    }
    let by_hand = format!(
        "install {} (on Debian and Ubuntu: `apt-get install {}`)",
        PACKAGES.join(", "),
        PACKAGES.join(" ")
    );
    let is_root = output(workspace.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !(is_root && answers("apt-get")) {
        bail!("the browser tests need Chromium, its driver and a Japanese font: {by_hand}");
    }
    println!("  installing {}", PACKAGES.join(", "));
    run(apt(workspace).args(["update", "-q"]))?;
    run(apt(workspace).args(["install", "-q", "-y", "--no-install-recommends"]).args(PACKAGES))?;
    if !ready() {
        bail!("the packages are installed and still something is missing: {by_hand}");
    }
    Ok(())
}

fn apt(workspace: &Workspace) -> Command {
    let mut command = workspace.command("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn ready() -> bool {
    let driver = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    // Where fonts cannot be listed they are taken to be there: without them pictures show boxes, and no test
    // fails.
    let fonts = Command::new("fc-list").args([":lang=ja", "family"]).output();
    answers(&driver) && fonts.map_or(true, |fonts| !fonts.stdout.is_empty())
}

fn answers(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}
