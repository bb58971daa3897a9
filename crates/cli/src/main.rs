//! `shirushi`: the analysis on the command line, for files and for standard input.
//!
//! It reads files, prints what `shirushi-analysis` finds and knows no rule of its own. Exit status: 0 when every file was
//! analysed, 1 when one could not be read (the others are still printed) or the dictionary cannot be used, 2 for wrong usage.

mod analyze;
mod claim_model;
mod compare;
mod corpus;
mod dictionary;
mod entity_model;
mod evaluate;
mod events;
mod fit;
mod parallel;
mod progress;
mod resources;
mod sections;
mod train;
mod write;

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

#[derive(Subcommand)]
enum Command {
    /// Print the analysis of each file: a table on a terminal, else one line of JSON
    Analyze(analyze::Arguments),
    /// Print what the files say of the same things, and where they differ: one JSON object
    Compare(compare::Arguments),
    /// Measure what is found against marked texts
    Evaluate(evaluate::Arguments),
    /// Make an entity model from marked texts, or the weights for sections from marked pages
    Train(train::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
    }
}

/// Says on standard error what is wrong.
fn complain(reason: &str) {
    // Nothing is left to do when standard error is closed too.
    let _ = writeln!(io::stderr(), "shirushi: {reason}");
}
