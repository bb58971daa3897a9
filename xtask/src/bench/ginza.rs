//! GiNZA, the usual program for names in Japanese, installed by pip into a folder of its own and measured by
//! `ginza.py`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::workspace::{Workspace, output};

/// What is installed, at which versions: all that takes part in finding names.
const PACKAGES: [(&str, &str); 5] = [
    ("ginza", "5.3.0"),
    ("ja-ginza", "5.3.0"),
    ("spacy", "3.8.18"),
    ("sudachipy", "0.6.11"),
    ("sudachidict-core", "20260723"),
];
/// What it is called in tables.
pub(super) const NAME: &str = "GiNZA 5.3.0";
/// It needs seconds for an article.
const ROUNDS: &str = "3";

/// What `ginza.py` prints.
#[derive(Deserialize)]
pub(super) struct Measured {
    pub(super) seconds: Vec<f64>,
    pub(super) characters: u64,
    pub(super) tokens: u64,
    pub(super) load: f64,
    pub(super) installed: u64,
    pub(super) scores: BTreeMap<String, Score>,
}

#[derive(Deserialize)]
pub(super) struct Score {
    pub(super) f1: f64,
}

/// The folder it is installed in, unless there is no pip here: then why not, in words for a person.
pub(super) fn install(workspace: &Workspace, folder: &Path) -> Result<Result<PathBuf, String>> {
    let site = folder.join("ginza");
    let is_present = |(name, version): &(&str, &str)| {
        site.join(format!("{}-{version}.dist-info", name.replace('-', "_"))).is_dir()
    };
    if PACKAGES.iter().all(is_present) {
        return Ok(Ok(site));
    }
    if let Err(reason) = output(workspace.command("python3").args(["-m", "pip", "--version"])) {
        return Ok(Err(format!("GiNZA is not measured: it needs Python 3 with pip ({reason:#})")));
    }
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    let mut pip = workspace.command("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-warn-conflicts", "--disable-pip-version-check"]);
    pip.arg("--target").arg(&site);
    pip.args(PACKAGES.map(|(name, version)| format!("{name}=={version}")));
    Ok(match output(&mut pip) {
        Ok(_) => Ok(site),
        Err(reason) => Err(format!("GiNZA is not measured: pip could not install it ({reason:#})")),
    })
}

/// Measures it on the articles of a file and on marked texts.
pub(super) fn measure(
    workspace: &Workspace,
    site: &Path,
    articles: &Path,
    marked: &[PathBuf],
) -> Result<Measured> {
    let mut python = workspace.command("python3");
    // Its own packages and no others, and nothing written beside them.
    python.args(["-s", "-B"]).arg(workspace.root.join("xtask/src/bench/ginza.py"));
    python.arg(site).arg(articles).arg(ROUNDS).args(marked);
    serde_json::from_str(&output(&mut python)?)
        .context("ginza.py printed something else than its measurements")
}
