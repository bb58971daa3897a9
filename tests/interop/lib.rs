//! Comparisons with other people's tools, each a test of its own beside this file, and what they share:
//! Python, and software of its package index, which is fetched once into folders below the target folder.

use anyhow::{Context as _, Result, ensure};
use shirushi_dictionary::build::default_pack_path;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

/// Packages that are fetched together, and what is imported to see that they are there.
#[derive(Debug, Clone, Copy)]
pub struct Software {
    /// With their versions: `name==1.2.3`.
    pub packages: &'static [&'static str],
    /// As `import` has them.
    pub modules: &'static str,
    /// Whether they are fetched unasked.
    pub weight: Weight,
}

/// Whether software is fetched unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It is.
    Light,
    /// Hundreds of megabytes: only when `SHIRUSHI_INTEROP=all` says so, or when it is there.
    Heavy,
}

/// The folder in which all this is kept.
///
/// # Errors
/// When there is no target folder.
pub fn interop() -> Result<PathBuf> {
    let target = default_pack_path().ancestors().nth(2).map(Path::to_path_buf).context("no target folder")?;
    Ok(target.join("interop"))
}

/// Whether large software is fetched, too.
pub fn all_is_wanted() -> bool {
    env::var_os("SHIRUSHI_INTEROP").is_some_and(|which| which == "all")
}

/// Python, which finds the packages of these folders.
///
/// # Errors
/// When the name of a folder cannot stand in a list of folders.
pub fn python(folders: &[PathBuf]) -> Result<Command> {
    let mut command = Command::new("python3");
    command.env("PYTHONPATH", env::join_paths(folders)?).env("PYTHONIOENCODING", "utf-8");
    Ok(command)
}

impl Software {
    /// The folder with the software, fetched first if need be.
    ///
    /// # Errors
    /// Why it is not there, in a few words.
    pub fn ready(self) -> Result<PathBuf> {
        let folder = interop()?.join(self.packages.join("+").replace("==", "-"));
        let can_import = || {
            let output = python(std::slice::from_ref(&folder)).and_then(|mut python| {
                Ok(python.args(["-c", &format!("import {}", self.modules)]).output()?)
            });
            folder.exists() && output.is_ok_and(|output| output.status.success())
        };
        if !can_import() {
            ensure!(
                self.weight == Weight::Light || all_is_wanted(),
                "large; SHIRUSHI_INTEROP=all fetches it"
            );
            // Beside the name it gets in the end: a test that is ended in between leaves nothing half done.
            let unfinished = folder.with_added_extension(process::id().to_string());
            let output = Command::new("python3")
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"])
                .arg(&unfinished)
                .args(self.packages)
                .output()
                .context("there is no Python")?;
            ensure!(output.status.success(), "pip cannot fetch it");
            if folder.exists() {
                std::fs::remove_dir_all(&folder)?;
            }
            std::fs::rename(&unfinished, &folder)?;
            ensure!(can_import(), "Python cannot import it");
        }
        Ok(folder)
    }
}
