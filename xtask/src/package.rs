//! `cargo xtask package`: the engine as an npm package in `target/npm/shirushi-engine/`, for other people's
//! pages and for Node.
//!
//! The hand-written files lie in `crates/engine/npm`; the module is that of the site, bound as a module
//! script. [`project`] tries what is written as others will have it.

pub(crate) mod project;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::build::folder::Folder;
use crate::build::wasm::Glue;
use crate::build::{licences, wasm};
use crate::dictionary;
use crate::progress::step;
use crate::workspace::Workspace;

/// Where the package lies.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("npm/shirushi-engine")
}

/// Where the hand-written files lie.
fn sources(workspace: &Workspace) -> PathBuf {
    workspace.root.join("crates/engine/npm")
}

/// Writes the package and tries it.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    write(workspace)?;
    if !project::has_node() {
        println!("  there is no Node here: the package was not tried");
        return Ok(());
    }
    step("a fresh project with the package", || project::install(workspace))?;
    step("the package in Node, for `tsc` and for Vite", || project::check(workspace))
}

/// Writes the package.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    step("Rust target for WebAssembly", || wasm::ensure_target(workspace))?;
    step("dictionary", || dictionary::run(workspace))?;
    let engine = step("engine", || wasm::build(workspace, &wasm::ENGINE, "engine", Glue::Module))?;
    step("package", || lay_down(workspace, engine))
}

fn lay_down(workspace: &Workspace, engine: wasm::Bound) -> Result<()> {
    let mut files = Folder::default();
    for entry in fs::read_dir(sources(workspace))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_file() {
            files.place(&name, read(&path)?);
        }
    }
    let manifest = String::from_utf8(files.file("package.json")?.to_vec())?;
    files.place("package.json", manifest.replace("{version}", env!("CARGO_PKG_VERSION")));
    files.place("bound.js", engine.glue);
    files.place("engine.wasm", engine.wasm);
    files.place("ipadic.shirushi", read(&dictionary::path(workspace))?);
    files.place("entities.shirushi-model", read(&workspace.entity_model())?);
    licences::place(workspace, &mut files)?;
    let target = folder(workspace);
    fs::create_dir_all(&target)?;
    files.lay_down(&target)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}
