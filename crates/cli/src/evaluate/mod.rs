//! `shirushi evaluate`: what is found against what people have marked.
//!
//! [`gold`] reads what is marked, [`entities`] counts, [`calibration`] asks whether scores are honest,
//! [`print`](mod@print) shows it. [`claims`] measures claims instead, by itself, and [`recognizers`] values.

pub(crate) mod calibration;
mod claims;
pub(crate) mod entities;
pub(crate) mod gold;
mod print;
mod recognizers;

use crate::corpus::CorpusError;
use crate::events::{self, Event, EventError, score::ScoreCounts};
use crate::{claim_model, complain, dictionary, entity_model, progress};
use entities::Measured;
use shirushi_analysis::{Analyzer, parallel};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `evaluate` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Marked texts: JSON Lines, folders of them, or a folder with articles and their entities.json
    #[arg(long, required_unless_present_any = ["claims", "events", "recognizers"], num_args = 1.., value_name = "PATH")]
    entities: Vec<PathBuf>,
    /// A folder of articles with marked claims: claims.json and sentences.json beside the texts
    #[arg(long, value_name = "DIR", conflicts_with = "entities")]
    claims: Option<PathBuf>,
    /// Folders of events told by several outlets, or folders of such folders: claims, pairs and sentences are
    /// counted
    #[arg(long, num_args = 1.., value_name = "DIR", conflicts_with_all = ["entities", "claims"])]
    events: Vec<PathBuf>,
    /// A folder of specifications of Recognizers-Text (…Model.json): values are counted
    #[arg(long, value_name = "DIR", conflicts_with_all = ["entities", "claims", "events"])]
    recognizers: Option<PathBuf>,
    /// Of the events or specifications, list every miss
    #[arg(long)]
    list: bool,
    /// List every error with its reason and its context
    #[arg(long)]
    errors: bool,
    /// Show how often names of each score are right, and the expected calibration error
    #[arg(long)]
    calibration: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = EvaluationFormat::Table)]
    format: EvaluationFormat,
    /// How many texts to work on at once [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Another entity model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    /// Another claim model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    claims_model: Option<PathBuf>,
    /// Another dictionary pack than the built-in one
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum EvaluationFormat {
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
    #[error(transparent)]
    Events(#[from] EventError),
    #[error(transparent)]
    Specs(#[from] recognizers::NoSpecs),
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
    if !arguments.events.is_empty() {
        let events = events::read_all(&arguments.events)?;
        let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
        let analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref())
            .with_claim_model(claim_model::read(arguments.claims_model.as_deref()));
        let threads = arguments.threads.unwrap_or_else(parallel::all_cores).get();
        return Ok(measure_events(analyzer, threads, &events, arguments)?);
    }
    if let Some(folder) = &arguments.recognizers {
        let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
        let mut analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref());
        let mut out = io::BufWriter::new(io::stdout().lock());
        let list = arguments.list.then_some(&mut out as &mut dyn Write);
        let tallies = recognizers::measure(&mut analyzer, folder, list)?;
        writeln!(out, "{:<32} {:>6} {:>6} {:>6}", "type", "wanted", "found", "right")?;
        for (name, tally) in &tallies {
            writeln!(out, "{name:<32} {:>6} {:>6} {:>6}", tally.wanted, tally.found, tally.right)?;
        }
        return Ok(out.flush()?);
    }
    if let Some(folder) = &arguments.claims {
        let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
        let mut analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref())
            .with_claim_model(claim_model::read(arguments.claims_model.as_deref()));
        let figures = claims::measure(&mut analyzer, folder)?;
        return Ok(claims::print(&figures, arguments.format)?);
    }
    let texts = gold::read_all(&arguments.entities)?;
    let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
    let analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref());
    let model = analyzer.provenance().entity_model;
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
        EvaluationFormat::Table => print::table(&model, &measured, shown)?,
        EvaluationFormat::Json => print::json(&model, &measured, shown)?,
    }
    Ok(())
}

fn measure_events(
    analyzer: Analyzer,
    threads: usize,
    events: &[Event],
    arguments: &Arguments,
) -> io::Result<()> {
    let mut workers: Vec<Analyzer> = (1..threads).map(|_| analyzer.another()).collect();
    workers.push(analyzer);
    let bar = progress::bar("measuring", events.len());
    let measured = parallel::map(&mut workers, events, events::found::measure, || bar.inc(1));
    bar.finish_and_clear();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut all = ScoreCounts::default();
    let mut each = Vec::new();
    for (event, (counts, misses)) in events.iter().zip(measured) {
        if arguments.list {
            events::print::misses(&mut out, &event.name, &misses)?;
        }
        all.add(&counts);
        each.push((event.name.clone(), counts));
    }
    match arguments.format {
        EvaluationFormat::Table => events::print::as_table(&mut out, &each, &all)?,
        EvaluationFormat::Json => writeln!(out, "{:#}", events::print::as_json(&each, &all))?,
    }
    out.flush()
}
