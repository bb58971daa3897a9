//! The folder of files a site is made of, gathered in memory and then laid down at once.
//!
//! A file is either *named by its content* (it may be cached for ever, because a change changes the
//! name) or *named by its place* (the page, the service worker, the manifest).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// The files of a site by their path, which uses `/` and never starts with it.
#[derive(Default)]
pub(crate) struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Places a file under exactly this path.
    pub(crate) fn place(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    /// Places a file in `assets/` under its name and the digest of its content, and returns the path.
    pub(crate) fn place_hashed(&mut self, name: &str, extension: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let mark: String = digest(&bytes).chars().take(12).collect();
        let path = format!("assets/{name}-{mark}.{extension}");
        self.files.insert(path.clone(), bytes);
        path
    }

    /// Every path with its bytes, in order of path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// One digest for the whole site as gathered so far.
    pub(crate) fn version(&self) -> String {
        let mut hasher = Sha256::new();
        for (path, bytes) in &self.files {
            hasher.update(path.as_bytes());
            hasher.update([0]);
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        hex(&hasher.finalize()).chars().take(16).collect()
    }

    /// The bytes under a path.
    pub(crate) fn file(&self, path: &str) -> Result<&[u8]> {
        self.files.get(path).map(Vec::as_slice).with_context(|| format!("the site has no {path}"))
    }

    /// Makes `root` hold exactly these files. Files that are right already are not touched; the page
    /// itself and what it is compressed are written last, so that it never names a file that is not
    /// there yet.
    pub(crate) fn lay_down(&self, root: &Path) -> Result<()> {
        let (last, first): (Vec<_>, Vec<_>) =
            self.files.iter().partition(|(path, _)| path.starts_with("index.html"));
        for (path, bytes) in first.into_iter().chain(last) {
            let file = root.join(path);
            if fs::read(&file).is_ok_and(|old| old == *bytes) {
                continue;
            }
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
            }
            fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
        }
        let wanted: BTreeSet<PathBuf> = self.files.keys().map(|path| root.join(path)).collect();
        remove_others(root, &wanted)
    }
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if !wanted.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_content_changes_the_name_and_the_version() {
        let mut folder = Folder::default();
        let one = folder.place_hashed("page", "js", "1");
        let before = folder.version();
        let two = folder.place_hashed("page", "js", "2");
        assert_ne!(one, two);
        assert_ne!(before, folder.version());
        assert!(one.starts_with("assets/page-") && one.ends_with(".js"), "{one}");
    }
}
