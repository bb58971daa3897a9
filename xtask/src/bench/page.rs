//! `cargo xtask bench --page`: how fast the published page is in Chromium.
//!
//! Texts are made here; what is done with them and how time is taken is in `tests/browser/measure`.

use std::fs;

use anyhow::Result;
use serde_json::json;

use super::{MEGABYTE, machine, text};
use crate::build::{self, PageProfile};
use crate::progress::step;
use crate::test::browsers;
use crate::workspace::{Workspace, run as run_command};

/// So many articles of [`text::ARTICLE_BYTES`].
const ARTICLES: usize = 100;

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace, PageProfile::Published)?;
    step("browser", || browsers::ensure(workspace))?;
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let path = folder.join("page.json");
    let mut articles = text::articles(text::ARTICLE_BYTES * (ARTICLES + 10));
    articles.truncate(ARTICLES);
    let long = text::articles(MEGABYTE).join("\n\n");
    fs::write(&path, serde_json::to_vec(&json!({ "long": long, "articles": articles }))?)?;
    println!("\n{}", machine());
    let program = ["run", "--quiet", "--package", "shirushi-browser-tests", "--bin", "measure", "--"];
    run_command(workspace.cargo().args(program).arg(&path))
}
