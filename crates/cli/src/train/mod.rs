//! `shirushi train`: marked texts in, one model file out, with its figures on the development texts inside.
//! With `--sections` it makes the weights for sections (`sections`).

mod claims;
mod fit;
mod guidelines;
mod pairs;
mod resources;
mod sections;
mod write;

use crate::corpus::{self, CorpusError, CorpusRecord};
use crate::{complain, dictionary, evaluate, progress};
use resources::{Packages, ResourceError};
use shirushi_analysis::training::{self, Settings};
use shirushi_analysis::{Analyzer, EntityModel, parallel};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `train` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where the model goes
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Fit the claim model on events instead: the texts are folders of events, or folders of such folders
    #[arg(long)]
    claims: bool,
    /// An event that nothing is fitted to; its figures are printed by themselves
    #[arg(long, value_name = "NAME", requires = "claims")]
    apart: Vec<String>,
    /// Leave the events out in so many parts rather than one by one
    #[arg(long, value_name = "N", requires = "claims")]
    folds: Option<usize>,
    /// List every miss of the events that were left out
    #[arg(long, requires = "claims")]
    list: bool,
    /// The claim model whose other parts are kept [default: the built-in one]
    #[arg(long, value_name = "PATH", requires = "claims")]
    claims_model: Option<PathBuf>,
    /// Fit the weights for sections instead: the texts are folders of marked pages and of events
    #[arg(long, conflicts_with = "claims")]
    sections: bool,
    /// Texts as JSON Lines that are running text throughout
    #[arg(long, value_name = "FILE", requires = "sections")]
    running: Option<PathBuf>,
    /// Print how well sections are told in pages and events that were left out, in so many parts
    #[arg(long, value_name = "N", requires = "sections")]
    leave_out: Option<usize>,
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
    /// What is taken off the score of being no name: more finds more names, and more wrong ones
    #[arg(long, default_value_t = Settings::default().outside)]
    outside: f32,
    /// Where chance begins; the same seed gives the same bytes
    #[arg(long, default_value_t = Settings::default().seed)]
    seed: u64,
    #[command(flatten)]
    packages: Packages,
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
    Resource(#[from] ResourceError),
    #[error(transparent)]
    Dictionary(#[from] dictionary::NoDictionary),
    #[error("the model cannot be written: {0}")]
    Output(#[from] io::Error),
    #[error("the model that was written cannot be read: {0}")]
    Model(#[from] shirushi_analysis::EntityModelError),
}

/// Runs the command. Nothing is written unless all texts are right.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.claims {
        return claims::run(&claims::Asked {
            output: &arguments.output,
            folders: &arguments.texts,
            apart: &arguments.apart,
            folds: arguments.folds,
            kept: arguments.claims_model.as_deref(),
            dictionary: arguments.dictionary.as_deref(),
            list: arguments.list,
        });
    }
    if arguments.sections {
        return sections::run(&sections::Request {
            folders: &arguments.texts,
            running: arguments.running.as_deref(),
            leave_out: arguments.leave_out,
            seed: arguments.seed,
            output: &arguments.output,
        });
    }
    match train(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

/// The marked texts that paths stand for, file by file.
fn read_all(paths: &[PathBuf]) -> Result<Vec<CorpusRecord>, CorpusError> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(corpus::files(path)?);
    }
    Ok(corpus::read_files(&files)?.into_iter().flatten().collect())
}

fn train(arguments: &Arguments) -> Result<(), Untrained> {
    let records = read_all(&arguments.texts)?;
    // Read before the training, so that what is wrong in them is said at once.
    let dev = evaluate::gold::read_all(&arguments.dev)?;
    let dictionary = Arc::new(dictionary::load(arguments.dictionary.as_deref())?);
    let examples: Vec<_> = records.iter().map(guidelines::example).collect();
    let settings = Settings {
        epochs: arguments.epochs,
        l1: arguments.l1,
        dropout: arguments.dropout,
        prune: arguments.prune,
        outside: arguments.outside,
        seed: arguments.seed,
        ..Settings::default()
    };
    let made = resources::make(&arguments.packages, &dictionary)?;
    let bar = progress::bar_of_few("training", settings.epochs);
    let trained = training::train(Arc::clone(&dictionary), &examples, made.resources, settings, |progress| {
        let done = format!("epoch {} of {}: loss per word {:.4}", progress.epoch, progress.of, progress.loss);
        bar.set_length(progress.of.into());
        progress::step(&bar, &done);
    });
    bar.finish_and_clear();
    let first = trained.to_file(Vec::new(), Vec::new())?;
    let analyzer = Analyzer::with_model(dictionary, EntityModel::load(&first).map(Arc::new));
    let mut workers: Vec<Analyzer> = (1..parallel::all_cores().get()).map(|_| analyzer.another()).collect();
    workers.push(analyzer);
    let mut scores = Vec::new();
    for file in &dev {
        let name = Path::new(&file.name).file_name().unwrap_or_default().to_string_lossy();
        let bar = progress::bar("measuring", file.texts.len());
        scores.extend(evaluate::entities::measure(&mut workers, file, || bar.inc(1)).scores(&name));
        bar.finish_and_clear();
    }
    let mut sources = attributions(&records);
    sources.extend(made.attributions);
    let bytes = trained.to_file(sources, scores)?;
    EntityModel::load(&bytes)?;
    write::whole(&arguments.output, &bytes)?;
    eprintln!("{}: {} bytes", arguments.output.display(), bytes.len());
    Ok(())
}

/// Where the texts come from, without the number of each, and their licences.
fn attributions(records: &[CorpusRecord]) -> Vec<String> {
    let of = |record: &CorpusRecord| {
        let words = record.source.split(' ').take_while(|word| !word.contains('='));
        format!("{} ({})", words.collect::<Vec<_>>().join(" "), record.license)
    };
    records.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
}
