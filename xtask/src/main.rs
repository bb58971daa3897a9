//! `cargo xtask`: everything a person does with this workspace beyond `cargo build`.

mod bench;
mod build;
mod dictionary;
mod package;
mod progress;
mod release;
mod screens;
mod serve;
mod test;
mod wheel;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::PageProfile;
use crate::serve::Offline;
use crate::test::InBrowser;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Builds, serves, tests and measures Shirushi"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site into dist/
    Build {
        /// Compile the interface quickly instead of small
        #[arg(long)]
        quick: bool,
    },
    /// Build the site and serve it on this machine
    Serve {
        /// The port; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Serve under this sub-path
        #[arg(long, default_value = "/")]
        base: String,
        /// Compile the interface quickly instead of small
        #[arg(long)]
        quick: bool,
        /// Keep nothing for offline use, so that each reload shows the last build
        #[arg(long)]
        fresh: bool,
    },
    /// Make the dictionary pack, unless it is up to date
    Dictionary,
    /// Write the engine as an npm package into target/npm/
    Package,
    /// Write the analysis as a Python wheel into target/wheels/
    Wheel,
    /// Make everything that is handed out into target/releases/, with checksums and a bill of materials
    Release {
        /// Build it a second time from a fresh clone and see that every byte is the same
        #[arg(long)]
        check: bool,
    },
    /// Measure the analysis, natively and in WebAssembly, beside its peers, and the page in a browser
    Bench {
        /// How often names are right and how fast they are found, beside GiNZA
        #[arg(long, conflicts_with = "compare")]
        entities: bool,
        /// How long comparing takes, against the number of articles
        #[arg(long)]
        compare: bool,
        /// Only the page in a browser
        #[arg(long, conflicts_with_all = ["entities", "compare"])]
        page: bool,
    },
    /// Check everything and run every test
    Test {
        /// Leave out the tests in a browser, and say so
        #[arg(long)]
        no_browser: bool,
    },
    /// Install the browsers that the tests run in, where that can be done without asking
    Browsers,
    /// Take pictures of the built site into target/screens/
    #[command(disable_help_flag = true)]
    Screens {
        /// Passed on; `--help` tells
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Task::Build { quick } => build::run(&workspace, profile(quick))?,
        Task::Serve { port, base, quick, fresh } => {
            let offline = if fresh { Offline::Never } else { Offline::AsPublished };
            serve::run(&workspace, profile(quick), port, &base, offline)?;
        }
        Task::Dictionary => dictionary::run(&workspace)?,
        Task::Package => package::run(&workspace)?,
        Task::Wheel => drop(wheel::run(&workspace, None)?),
        Task::Release { check } => release::run(&workspace, check)?,
        Task::Bench { entities: true, .. } => bench::entities::run(&workspace)?,
        Task::Bench { compare: true, .. } => bench::compare::run(&workspace)?,
        Task::Bench { page: true, .. } => bench::page::run(&workspace)?,
        Task::Bench { .. } => bench::run(&workspace)?,
        Task::Test { no_browser } => {
            return test::run(&workspace, if no_browser { InBrowser::No } else { InBrowser::Yes });
        }
        Task::Browsers => test::browsers::install(&workspace)?,
        Task::Screens { rest } => screens::run(&workspace, &rest)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn profile(quick: bool) -> PageProfile {
    if quick { PageProfile::Quick } else { PageProfile::Published }
}
