//! Dependencies point one way: from the edges of the workspace to the vocabulary, never back.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{DependencyKind, Metadata};

/// A crate of the workspace and the crates of the workspace it may depend on, tests aside.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("shirushi-model", &[]),
    ("shirushi-dictionary", &["shirushi-model"]),
    ("shirushi-analysis", &["shirushi-dictionary", "shirushi-model"]),
    ("shirushi-contract", &["shirushi-model"]),
    ("shirushi-session", &["shirushi-model"]),
    ("shirushi-sheet", &[]),
    ("shirushi-exchange", &["shirushi-model", "shirushi-sheet"]),
    ("shirushi-results", &["shirushi-model", "shirushi-session", "shirushi-sheet"]),
    ("shirushi-documents", &["shirushi-exchange", "shirushi-model"]),
    ("shirushi-documents-module", &["shirushi-documents", "shirushi-exchange"]),
    ("shirushi-agreement", &["shirushi-exchange", "shirushi-model", "shirushi-session"]),
    (
        "shirushi-page",
        &[
            "shirushi-agreement",
            "shirushi-exchange",
            "shirushi-model",
            "shirushi-results",
            "shirushi-session",
        ],
    ),
    ("shirushi-engine", &["shirushi-analysis", "shirushi-contract", "shirushi-dictionary", "shirushi-model"]),
    (
        "shirushi-cli",
        &[
            "shirushi-agreement",
            "shirushi-analysis",
            "shirushi-contract",
            "shirushi-dictionary",
            "shirushi-documents",
            "shirushi-exchange",
            "shirushi-model",
            "shirushi-results",
            "shirushi-session",
        ],
    ),
    ("shirushi-python", &["shirushi-analysis", "shirushi-contract", "shirushi-dictionary", "shirushi-model"]),
    (
        "shirushi-web",
        &[
            "shirushi-agreement",
            "shirushi-exchange",
            "shirushi-model",
            "shirushi-page",
            "shirushi-results",
            "shirushi-session",
        ],
    ),
];

/// What is outside the arrows because nothing depends on it: tests and tasks.
const OBSERVERS: &[&str] =
    &["shirushi-tests", "shirushi-interop", "shirushi-browser-tests", "xtask", "shirushi-site"];

/// The browser, by the names of the crates that know it.
const BROWSER: &[&str] =
    &["idb", "js-sys", "serde-wasm-bindgen", "wasm-bindgen", "wasm-bindgen-futures", "web-sys", "yew"];

/// Who may name the browser.
const MAY_NAME_BROWSER: &[&str] = &["shirushi-documents-module", "shirushi-engine", "shirushi-web"];

/// Checks every arrow of the workspace.
pub(super) fn check(metadata: &Metadata) -> Result<()> {
    let mut arrows = Vec::new();
    let members: BTreeSet<&str> =
        metadata.workspace_packages().into_iter().map(|package| package.name.as_str()).collect();
    for package in metadata.workspace_packages() {
        for dependency in &package.dependencies {
            arrows.push(Arrow {
                from: package.name.as_str(),
                to: &dependency.name,
                shipped: dependency.kind == DependencyKind::Normal,
            });
        }
    }
    for member in &members {
        let known = MAY_DEPEND_ON.iter().any(|(name, _)| name == member) || OBSERVERS.contains(member);
        if !known {
            bail!("{member} is not in the table of arrows: decide what it may depend on");
        }
    }
    let wrong: Vec<String> = arrows.iter().filter_map(|arrow| arrow.wrong(&members)).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(anyhow::anyhow!(wrong.join("\n"))).context("an arrow between crates points the wrong way")
}

/// One crate names another.
struct Arrow<'a> {
    from: &'a str,
    to: &'a str,
    /// Whether it holds outside tests and build scripts.
    shipped: bool,
}

impl Arrow<'_> {
    fn wrong(&self, members: &BTreeSet<&str>) -> Option<String> {
        let Self { from, to, shipped } = *self;
        let browser = BROWSER.contains(&to) || to.starts_with("gloo");
        if browser && !MAY_NAME_BROWSER.contains(&from) {
            return Some(format!(
                "{from} names {to}, but only {} may know the browser",
                MAY_NAME_BROWSER.join(" and ")
            ));
        }
        let inside = members.contains(to) && shipped && !OBSERVERS.contains(&from);
        let allowed = MAY_DEPEND_ON.iter().any(|(name, may)| *name == from && may.contains(&to));
        (inside && !allowed).then(|| format!("{from} depends on {to}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(from: &str, to: &str, shipped: bool) -> bool {
        let members = MAY_DEPEND_ON.iter().map(|(name, _)| *name).chain(OBSERVERS.iter().copied()).collect();
        Arrow { from, to, shipped }.wrong(&members).is_some()
    }

    #[test]
    fn arrows_point_to_the_vocabulary() {
        assert!(!wrong("shirushi-web", "shirushi-model", true));
        assert!(wrong("shirushi-model", "shirushi-web", true));
        assert!(wrong("shirushi-web", "shirushi-analysis", true));
        assert!(!wrong("shirushi-exchange", "shirushi-session", false));
        assert!(wrong("shirushi-results", "shirushi-analysis", true));
    }

    #[test]
    fn only_the_page_and_the_engine_know_the_browser() {
        assert!(!wrong("shirushi-web", "web-sys", true));
        assert!(wrong("shirushi-session", "js-sys", true));
        assert!(wrong("shirushi-exchange", "gloo-timers", false));
        assert!(!wrong("shirushi-session", "serde", true));
    }
}
