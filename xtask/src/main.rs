//! `cargo xtask`: everything a person does with this workspace beyond `cargo build`.

mod build;
mod dictionary;
mod progress;
mod serve;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::PageProfile;
use crate::serve::Offline;
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
}

fn main() -> Result<()> {
    let task = Arguments::parse().task;
    let workspace = Workspace::find()?;
    match task {
        Task::Build { quick } => build::run(&workspace, profile(quick)),
        Task::Serve { port, base, quick, fresh } => {
            let offline = if fresh { Offline::Never } else { Offline::AsPublished };
            serve::run(&workspace, profile(quick), port, &base, offline)
        }
        Task::Dictionary => dictionary::run(&workspace),
    }
}

fn profile(quick: bool) -> PageProfile {
    if quick { PageProfile::Quick } else { PageProfile::Published }
}
