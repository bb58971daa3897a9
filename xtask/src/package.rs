//! `cargo xtask package`: the engine as an npm package in `target/npm/shirushi-engine/`, for other people's
//! pages and for Node.
//!
//! The hand-written files lie in `crates/engine/npm`; the module is bound as an ES module with its types.
//! What is written is tried at once, in Node, when there is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::build::folder::Folder;
use crate::build::{licences, wasm};
use crate::dictionary;
use crate::progress::step;
use crate::workspace::{Workspace, output};

/// The files that are the same in every package.
const FILES: [&str; 4] = ["README.md", "index.d.ts", "index.js", "node.js"];

/// Where the package lies.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("npm/shirushi-engine")
}

/// Writes the package and tries it.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    step("Rust target for WebAssembly", || wasm::ensure_target(workspace))?;
    step("dictionary", || dictionary::run(workspace))?;
    let compiled = step("engine", || wasm::compile(workspace, &wasm::ENGINE, "engine"))?;
    let folder = folder(workspace);
    step("package", || write(workspace, &compiled, &folder))?;
    if Command::new("node").arg("--version").output().is_err() {
        println!("  there is no Node here: the package was not tried");
        return Ok(());
    }
    step("a try in Node", || {
        let script = workspace.root.join("crates/engine/npm/try.mjs");
        let said = output(workspace.command("node").arg(script).arg(&folder))?;
        ensure!(said.trim() == "ok", "the package does not work: {said}");
        Ok(())
    })
}

fn write(workspace: &Workspace, compiled: &Path, target: &Path) -> Result<()> {
    let sources = workspace.root.join("crates/engine/npm");
    let read = |path: PathBuf| fs::read(&path).with_context(|| format!("{} cannot be read", path.display()));
    let mut files = Folder::default();
    for name in FILES {
        files.place(name, read(sources.join(name))?);
    }
    let manifest = fs::read_to_string(sources.join("package.json"))?;
    files.place("package.json", manifest.replace("{version}", env!("CARGO_PKG_VERSION")));
    files.place("ipadic.shirushi", read(dictionary::path(workspace))?);
    files.place("entities.shirushi-model", read(workspace.entity_model())?);
    licences::place(workspace, &mut files)?;
    files.place("licences/ipadic.txt", read(workspace.root.join("crates/dictionary/NOTICE.ipadic.txt"))?);

    let bound = workspace.notes().join("bound/npm");
    fs::create_dir_all(&bound)?;
    Bindgen::new()
        .input_path(compiled)
        .out_name("engine")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&bound)
        .context("wasm-bindgen could not bind the engine")?;
    for name in ["engine.js", "engine.d.ts", "engine_bg.wasm", "engine_bg.wasm.d.ts"] {
        files.place(name, read(bound.join(name))?);
    }
    fs::create_dir_all(target)?;
    files.lay_down(target)
}
