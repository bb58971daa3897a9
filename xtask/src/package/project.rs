//! A fresh project in `target/npm/project/` that has the package from npm's own archive, as others get it:
//! run in Node, its types read by `tsc`, bundled by Vite. Its pages are opened by the browser tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use super::{folder, read, sources};
use crate::build::folder::digest;
use crate::workspace::{Workspace, output, run as run_command};

/// What the package is tried with, at fixed versions.
const TOOLS: [(&str, &str); 3] = [("typescript", "5.9.3"), ("vite", "8.4.0"), ("@types/node", "20.19.0")];

/// Whether Node and npm are here.
pub(crate) fn has_node() -> bool {
    ["node", "npm"].iter().all(|program| Command::new(program).arg("--version").output().is_ok())
}

fn place(workspace: &Workspace) -> PathBuf {
    workspace.target.join("npm/project")
}

/// Packs the package and installs it with the tools. What is installed already stays.
///
/// # Errors
/// Without a network, when the tools were not installed before.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let project = place(workspace);
    fs::create_dir_all(&project)?;
    // What the browser tests open must not be of an earlier package.
    if project.join("dist").exists() {
        fs::remove_dir_all(project.join("dist"))?;
    }
    let npm = || {
        let mut npm = workspace.command("npm");
        npm.current_dir(&project);
        npm
    };
    let archive =
        output(npm().args(["pack", "--silent", "--pack-destination", ".."]).arg(folder(workspace)))?;
    let archive = format!("../{}", archive.trim());
    let stamp = format!("{} {TOOLS:?}", digest(&read(&project.join(&archive))?));
    let stamp_path = project.join("node_modules/stamp");
    if fs::read_to_string(&stamp_path).is_ok_and(|old| old == stamp) {
        return Ok(());
    }
    let manifest = json!({ "private": true, "type": "module" });
    fs::write(project.join("package.json"), serde_json::to_vec_pretty(&manifest)?)?;
    let mut npm = npm();
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--prefer-offline"]);
    npm.args(TOOLS.map(|(name, version)| format!("{name}@{version}"))).arg(archive);
    run_command(&mut npm)?;
    fs::write(stamp_path, stamp)?;
    Ok(())
}

/// Runs the project's program, has its types read and its page bundled, and looks at what came of it.
///
/// # Errors
/// When one of them does not hold.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let project = place(workspace);
    for entry in fs::read_dir(sources(workspace).join("project"))? {
        let path = entry?.path();
        fs::write(project.join(path.file_name().context("a file has a name")?), read(&path)?)?;
    }
    let node = |script: &str| {
        let mut node = workspace.command("node");
        node.current_dir(&project).arg(script);
        node
    };
    let says_ok = |script: &str| -> Result<()> {
        let said = output(&mut node(script))?;
        ensure!(said.trim() == "ok", "{script} says: {said}");
        Ok(())
    };
    says_ok("try.mjs").context("the package does not work in Node")?;
    output(&mut node("node_modules/typescript/bin/tsc")).context("the package's types do not hold")?;
    let mut vite = node("node_modules/vite/bin/vite.js");
    output(vite.args(["build", "--base", "./", "--logLevel", "warn"])).context("Vite cannot bundle it")?;
    says_ok("built.mjs").context("what Vite made is not as it should be")
}
