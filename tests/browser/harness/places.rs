//! Where things are: the built site, what tests need beside it, what they leave.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The workspace's root folder.
fn root() -> PathBuf {
    // Invariant: this package lies in `tests/browser` of the workspace. The folders are counted up rather
    // than written `../..`, because Chromium refuses paths that climb.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// Where pictures, logs and profiles go.
pub fn output_folder() -> PathBuf {
    target().join("browser")
}

/// Where cargo builds.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where the test command puts drivers that no system brings.
pub(crate) fn drivers() -> PathBuf {
    target().join("drivers/bin")
}

/// The rules of accessibility that screens are checked by, where the test command has fetched them.
pub fn axe() -> PathBuf {
    target().join("axe").join("node_modules/axe-core/axe.min.js")
}

/// The project that the npm package was tried in, where the test command could make it.
pub fn npm_project() -> PathBuf {
    target().join("npm").join("project")
}

/// The built site.
pub fn dist() -> Result<PathBuf> {
    let dist = root().join("dist");
    if !dist.join("index.html").is_file() {
        bail!("there is no site in dist/: run `cargo xtask build` first");
    }
    Ok(dist)
}

/// The site in one file, which lies beside `dist/`.
pub fn portable() -> Result<PathBuf> {
    let path = root().join("shirushi.html");
    if !path.is_file() {
        bail!("there is no shirushi.html: run `cargo xtask build` first");
    }
    Ok(path)
}

/// In the folder of a browser: what its pages saved.
pub(crate) const DOWNLOADS: &str = "downloads";
/// In the folder of a browser: its log of the network.
pub(crate) const NETWORK_LOG: &str = "network.json";
