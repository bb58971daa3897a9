//! What no tracked file may hold: paths of one machine, hosts of package registries, folders outside the
//! project.

use std::fs;

use anyhow::{Result, bail};

use crate::workspace::{Workspace, output};

/// Each is put together here, so that this file does not hold what it looks for.
const FORBIDDEN: &[(&str, &str)] = &[
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/ho", "me/"), "a path of one machine"),
    (concat!("index.", "crates.io"), "a registry's host"),
    (concat!("static.", "crates.io"), "a registry's host"),
    (concat!("registry.", "npmjs"), "a registry's host"),
    (concat!("files.", "pythonhosted"), "a registry's host"),
    (concat!("deb.", "debian.org"), "a registry's host"),
    (concat!("..", "/shared"), "a folder outside the project"),
];

/// The one file that may look for reference material beside the project.
const MAY_LOOK_OUTSIDE: &str = ".ci/run";

/// Checks every text file git tracks.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let listed = output(workspace.command("git").args(["ls-files", "-z"]))?;
    let mut found = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let Ok(text) = fs::read_to_string(workspace.root.join(path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            for (forbidden, what) in FORBIDDEN {
                let excused = path == MAY_LOOK_OUTSIDE && *what == "a folder outside the project";
                if line.contains(forbidden) && !excused {
                    found.push(format!("{path}:{}: {what}: {forbidden}", number + 1));
                }
            }
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    bail!("{}", found.join("\n"))
}
