//! axe-core, the rules of accessibility that the screens are checked by: fetched at one version, and only for
//! tests.

use std::fs;

use anyhow::Result;

use crate::workspace::{Workspace, run as run_command};

const VERSION: &str = "4.14.1";

/// Fetches the rules into `target/axe/`, unless they are there.
pub(super) fn fetch(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target.join("axe");
    let manifest = fs::read_to_string(folder.join("node_modules/axe-core/package.json"));
    if manifest.is_ok_and(|manifest| manifest.contains(&format!("\"version\": \"{VERSION}\""))) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
    let mut npm = workspace.command("npm");
    npm.current_dir(&folder).args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"]);
    run_command(npm.arg(format!("axe-core@{VERSION}")))
}
