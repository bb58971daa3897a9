//! `shirushi train`: marked texts in, one model file out, with its figures on the development texts inside.

use crate::corpus::{self, CorpusError, Record};
use crate::{complain, dictionary, evaluate};
use shirushi_analysis::training::{self, Settings};
use shirushi_analysis::{Analyzer, EntityModel};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

/// What `train` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where the model goes
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Texts to measure it on, not to train on
    #[arg(long = "dev", value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// How often the texts are gone through
    #[arg(long, default_value_t = Settings::default().epochs)]
    epochs: u32,
    /// What keeps weights at nothing
    #[arg(long, default_value_t = Settings::default().l1)]
    l1: f32,
    /// How many of the features are left out at random
    #[arg(long, default_value_t = Settings::default().dropout)]
    dropout: f32,
    /// Weights smaller than this are left out
    #[arg(long, default_value_t = Settings::default().prune)]
    prune: f32,
    /// Where chance begins; the same seed gives the same bytes
    #[arg(long, default_value_t = Settings::default().seed)]
    seed: u64,
    /// Another dictionary pack than the built-in one
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
    /// Marked texts as JSON Lines, or folders of them
    #[arg(required = true, value_name = "FILE")]
    texts: Vec<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
enum Untrained {
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    #[error(transparent)]
    Dictionary(#[from] dictionary::NoDictionary),
    #[error("the model cannot be written: {0}")]
    Output(#[from] io::Error),
    #[error("the model that was written cannot be read: {0}")]
    Model(#[from] shirushi_analysis::EntityModelError),
}

/// Runs the command. Nothing is written unless all texts are right.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match train(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<Record>, CorpusError> {
    let mut records = Vec::new();
    for path in paths {
        for file in corpus::files(path)? {
            records.extend(corpus::read(&file)?);
        }
    }
    Ok(records)
}

fn train(arguments: &Arguments) -> Result<(), Untrained> {
    let records = read_all(&arguments.texts)?;
    let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
    let examples: Vec<_> = records.iter().map(corpus::example).collect();
    let settings = Settings {
        epochs: arguments.epochs,
        l1: arguments.l1,
        dropout: arguments.dropout,
        prune: arguments.prune,
        seed: arguments.seed,
        ..Settings::default()
    };
    let trained = training::train(Arc::clone(&dictionary), &examples, settings, |progress| {
        eprintln!("epoch {} of {}: loss per word {:.4}", progress.epoch, settings.epochs, progress.loss);
    });
    let first = trained.to_file(Vec::new(), Vec::new())?;
    let mut analyzer = Analyzer::with_model(dictionary, EntityModel::load(&first).map(Arc::new));
    let mut scores = Vec::new();
    for path in &arguments.dev {
        for file in corpus::files(path)? {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let figures = evaluate::measure(&mut analyzer, &corpus::read(&file)?);
            scores.extend(evaluate::scores(&name, &figures));
        }
    }
    let bytes = trained.to_file(attributions(&records), scores)?;
    EntityModel::load(&bytes)?;
    fs::write(&arguments.output, &bytes)?;
    eprintln!("{}: {} bytes", arguments.output.display(), bytes.len());
    Ok(())
}

/// Where the texts come from, without the number of each, and their licences.
fn attributions(records: &[Record]) -> Vec<String> {
    let of = |record: &Record| {
        let words = record.source.split(' ').take_while(|word| !word.contains('='));
        format!("{} ({})", words.collect::<Vec<_>>().join(" "), record.license)
    };
    records.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
}
