//! `shirushi evaluate`: what is found against what people have marked.
//!
//! [`gold`] reads what is marked, [`entities`] counts, [`calibration`] asks whether scores are honest, [`print`](mod@print) shows
//! it. [`claims`] measures claims instead, by itself.

pub(crate) mod calibration;
mod claims;
pub(crate) mod entities;
pub(crate) mod gold;
mod print;

use crate::corpus::CorpusError;
use crate::{complain, dictionary, entity_model, parallel, progress};
use entities::Measured;
use shirushi_analysis::Analyzer;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `evaluate` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Marked texts: JSON Lines, folders of them, or a folder with articles and their entities.json
    #[arg(long, required_unless_present = "claims", num_args = 1.., value_name = "PATH")]
    entities: Vec<PathBuf>,
    /// A folder of articles with marked claims: claims.json and sentences.json beside the texts
    #[arg(long, value_name = "DIR", conflicts_with = "entities")]
    claims: Option<PathBuf>,
    /// List every error with its reason and its context
    #[arg(long)]
    errors: bool,
    /// Show how often names of each score are right, and the expected calibration error
    #[arg(long)]
    calibration: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many texts to work on at once [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Another entity model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    /// Another dictionary pack than the built-in one
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs: one JSON object
    Json,
}

#[derive(Debug, thiserror::Error)]
enum Unmeasured {
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    #[error(transparent)]
    Dictionary(#[from] dictionary::NoDictionary),
    #[error(transparent)]
    Claims(#[from] claims::NoClaims),
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
}

/// Runs the command. Nothing is measured unless all texts are right.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match evaluate(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output may stop when it has enough: `| head`.
        Err(Unmeasured::Output(reason)) if reason.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

fn evaluate(arguments: &Arguments) -> Result<(), Unmeasured> {
    if let Some(folder) = &arguments.claims {
        let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
        let mut analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref());
        let figures = claims::measure(&mut analyzer, folder)?;
        return Ok(claims::print(&figures, arguments.format)?);
    }
    let texts = gold::read_all(&arguments.entities)?;
    let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
    let analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref());
    let model = analyzer.versions().entity_model;
    let threads = arguments.threads.unwrap_or_else(parallel::all_cores).get();
    let mut workers: Vec<Analyzer> = (1..threads).map(|_| analyzer.another()).collect();
    workers.push(analyzer);

    let bar = progress::bar("measuring", texts.iter().map(|file| file.texts.len()).sum());
    let measured: Vec<(&str, Measured)> = texts
        .iter()
        .map(|file| (file.name.as_str(), entities::measure(&mut workers, file, || bar.inc(1))))
        .collect();
    bar.finish_and_clear();
    let shown = print::Shown {
        errors: arguments.errors.then_some(print::Listed),
        calibration: arguments.calibration.then_some(print::Listed),
    };
    match arguments.format {
        Format::Table => print::table(&model, &measured, shown)?,
        Format::Json => print::json(&model, &measured, shown)?,
    }
    Ok(())
}
