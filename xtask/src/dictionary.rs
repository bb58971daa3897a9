//! `cargo xtask dictionary`: the IPADIC pack, made from the registry's release when it is not there or out of
//! date.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use shirushi_dictionary::build::{Freshness, ensure};

use crate::workspace::Workspace;

/// Where the pack is kept.
pub(crate) fn path(workspace: &Workspace) -> PathBuf {
    workspace.target.join("dictionary/ipadic.shirushi")
}

/// Makes the pack unless it is up to date, and says how large it is.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let path = path(workspace);
    let freshness = ensure(&path).context("the dictionary could not be made")?;
    let bytes = fs::metadata(&path)?.len();
    let verb = match freshness {
        Freshness::UpToDate => "is up to date",
        Freshness::Made => "made",
    };
    println!("  {} {verb}: {:.2} MB", path.display(), bytes as f64 / 1e6);
    Ok(())
}
