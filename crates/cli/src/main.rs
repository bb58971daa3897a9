//! `shirushi`: the analysis on the command line, for files and for standard input.
//!
//! It reads files, prints what `shirushi-analysis` finds, converts what `shirushi-exchange` reads and writes,
//! and knows no rule of its own. Exit status: 0 when every file was analysed, 1 when one could not be read
//! (the others are still printed) or the dictionary cannot be used, 2 for wrong usage.

// With the feature `train` whatever is never used is told as elsewhere.
#![cfg_attr(not(feature = "train"), allow(dead_code, reason = "marked texts say more than measuring needs"))]

mod agree;
mod analyze;
mod arriving;
mod claim_model;
mod compare;
mod convert;
mod corpus;
mod dictionary;
mod entity_model;
mod evaluate;
mod events;
mod merge;
mod progress;
mod report;
#[cfg(feature = "train")]
mod train;
mod validate;

use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// Finds sentences, tokens, entities and their values in Japanese news articles.
#[derive(Parser)]
#[command(name = "shirushi", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Whatever follows the name of a command that is not part of the program.
#[cfg(not(feature = "train"))]
#[derive(clap::Args)]
struct WithoutTraining {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    _rest: Vec<std::ffi::OsString>,
}

#[derive(Subcommand)]
enum Command {
    /// Print the analysis of each file: a table on a terminal, else one line of JSON
    Analyze(analyze::Arguments),
    /// Print what the files say of the same things, and where they differ: one JSON object
    Compare(compare::Arguments),
    /// Print what a project comes to, for an editor, for publication or for research
    Report(report::Arguments),
    /// Tell how far several people agree in what they marked
    Agree(agree::Arguments),
    /// Make one project of those of several people
    Merge(merge::Arguments),
    /// Write files of other tools, and projects, as files of other tools or as projects
    Convert(convert::Arguments),
    /// Tell what files are, and what in them is not as it should be
    Validate(validate::Arguments),
    /// Measure what is found against marked texts
    Evaluate(evaluate::Arguments),
    /// Make an entity model from marked texts, or the weights for sections from marked pages
    #[cfg(feature = "train")]
    Train(train::Arguments),
    /// What this program was built without
    #[cfg(not(feature = "train"))]
    #[command(hide = true, disable_help_flag = true)]
    Train(WithoutTraining),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Agree(arguments) => agree::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        #[cfg(feature = "train")]
        Command::Train(arguments) => train::run(&arguments),
        #[cfg(not(feature = "train"))]
        Command::Train(_) => {
            complain(
                "training is not part of this program; `cargo build -p shirushi-cli --features train` adds it",
            );
            ExitCode::from(analyze::WRONG_USAGE)
        }
    }
}

/// Says on standard error what is wrong.
fn complain(reason: &str) {
    // Nothing is left to do when standard error is closed too.
    let _ = writeln!(io::stderr(), "shirushi: {reason}");
}
