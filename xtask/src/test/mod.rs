//! `cargo xtask test`: everything that must hold before a change is taken in, in the order that fails
//! soonest.
//!
//! A step that fails does not stop the others, so that one run tells all. Nothing is skipped without saying
//! so. The last line counts checks and tests together.

mod arrows;
mod axe;
mod beside;
pub(crate) mod browsers;
mod circles;
mod columns;
mod modules;
mod repeated;
mod tally;
mod tracked;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use self::beside::Beside;
use self::tally::Tally;
use crate::build;
use crate::dictionary;
use crate::package::{self, project};
use crate::progress::{seconds, step};
use crate::workspace::{WASM_TARGET, Workspace, run as run_command};

/// What makes models; the ordinary command line is built without it.
const TRAINING: &str = "shirushi-cli/train";

/// Whether the built site is tried in a browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum InBrowser {
    /// Yes; without a browser the run fails.
    Yes,
    /// No; the run says that it was not.
    No,
}

/// Runs every check and test.
pub(crate) fn run(workspace: &Workspace, in_browser: InBrowser) -> Result<ExitCode> {
    let started = Instant::now();
    let mut tally = Tally::default();
    // One of the drivers is compiled, which takes a minute.
    let browsers = (in_browser == InBrowser::Yes).then(|| Beside::begin(workspace, "browsers"));
    tally.check("format", || run_command(workspace.cargo().args(["fmt", "--all", "--check"])));
    tally.check("arrows between crates", || arrows::check(&workspace.metadata(None)?));
    match modules::read_all(&workspace.root) {
        Ok(crates) => {
            tally.check("circles of modules", || circles::check(&crates));
            tally.check("names of types", || repeated::check(&crates));
        }
        Err(error) => tally.fail("modules of the crates", &error),
    }
    tally.check("width of comments", || columns::check(workspace));
    tally.check("tracked files", || tracked::check(workspace));
    tally.check("lints", || {
        let native =
            ["clippy", "--workspace", "--all-targets", "--features", TRAINING, "--", "-D", "warnings"];
        run_command(workspace.cargo().args(native))
    });
    tally.check("lints of the program without training", || {
        // With the whole workspace, what it depends on has the features it has just been checked with.
        run_command(workspace.cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    tally.check("Rust target for WebAssembly", || build::ensure_target(workspace));
    tally.check("lints of what runs in the browser", || {
        let wasm = ["clippy", "--target", WASM_TARGET, "-p", "shirushi-web", "-p", "shirushi-engine"];
        run_command(workspace.cargo().args(wasm).args(["--", "-D", "warnings"]))
    });
    tally.check("dictionary", || dictionary::run(workspace));
    let site = (in_browser == InBrowser::Yes).then(|| Beside::begin(workspace, "build"));
    tally.tests("tests of the tasks", || {
        // By themselves, what they depend on has the features that this very program was built with.
        let mut command = workspace.cargo();
        command.args(["test", "--no-fail-fast", "--package", "xtask"]);
        command
    });
    tally.tests("tests", || {
        let mut command = workspace.cargo();
        command.args(["test", "--no-fail-fast", "--workspace", "--exclude", "xtask"]);
        // The browser tests link what changes the behaviour of shared crates, and have a turn of their own.
        command.args(["--exclude", "shirushi-browser-tests", "--features", TRAINING]);
        command
    });
    match site.zip(browsers) {
        None => {
            tally.skip("npm package");
            tally.skip("tests in a browser");
        }
        Some((site, browsers)) => {
            let ready =
                [tally.check("site", || site?.finish()), tally.check("browsers", || browsers?.finish())];
            // The site's engine is compiled; the package takes the same.
            tally.npm_package(workspace);
            if ready.contains(&false) {
                tally.skip("tests in a browser");
            } else {
                if let Err(error) = step("rules of accessibility", || axe::fetch(workspace)) {
                    println!("{error:#}");
                    tally.skip("screens by the rules of accessibility");
                }
                tally.tests("tests in a browser", || {
                    let mut command = workspace.cargo();
                    command.args(["test", "--no-fail-fast", "--package", "shirushi-browser-tests"]);
                    command.env("SHIRUSHI_BROWSER", "1");
                    command
                });
            }
        }
    }
    println!("\nin {}", seconds(started.elapsed()));
    Ok(tally.conclude())
}

impl Tally {
    fn check(&mut self, what: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let result = step(what, work);
        self.count_check(what, result)
    }

    /// Writes the npm package and tries it in a project, whose pages the browser tests then open.
    fn npm_package(&mut self, workspace: &Workspace) {
        const TRIED: &str = "npm package in a fresh project";
        if !self.check("npm package", || package::write(workspace)) {
            return;
        }
        if !project::has_node() {
            println!("  there is no Node here");
            return self.skip(TRIED);
        }
        match step("a fresh project with the package", || project::install(workspace)) {
            Ok(()) => {
                self.check(TRIED, || project::check(workspace));
            }
            Err(error) => {
                println!("{error:#}");
                self.skip(TRIED);
            }
        }
    }

    fn tests(&mut self, what: &str, command: impl FnOnce() -> std::process::Command) {
        let counted = self.failures();
        if let Err(error) = step(what, || self.run_tests(command())) {
            // Tests that failed have been counted one by one; what kept them from running has not.
            if self.failures() == counted {
                self.fail(what, &error);
            }
        }
    }
}
