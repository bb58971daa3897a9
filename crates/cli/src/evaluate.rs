//! `shirushi evaluate --entities`: names found against names marked, exact limits and type.

use crate::corpus::{self, CorpusError, Record};
use crate::entity_model;
use crate::{complain, dictionary};
use shirushi_analysis::{Analyzer, Options, Scores};
use shirushi_model::EntityType;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `evaluate` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Marked texts as JSON Lines, or folders of them
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    entities: Vec<PathBuf>,
    /// Another entity model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    /// List every error: what was missed (-) and what was found and is not marked (+)
    #[arg(long)]
    errors: bool,
    /// Another dictionary pack than the built-in one
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
}

/// What was right, too much and missing, of one type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    right: usize,
    too_much: usize,
    missing: usize,
}

impl Figures {
    fn precision(self) -> f32 {
        ratio(self.right, self.right + self.too_much)
    }

    fn recall(self) -> f32 {
        ratio(self.right, self.right + self.missing)
    }

    fn f1(self) -> f32 {
        ratio(2 * self.right, 2 * self.right + self.too_much + self.missing)
    }
}

fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// The six types of names; dates, times and quantities are not marked in such texts.
const NAMES: [EntityType; 6] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Facility,
    EntityType::Event,
    EntityType::Product,
];

/// What was counted, with the errors.
pub(crate) struct Measured {
    by_type: BTreeMap<EntityType, Figures>,
    errors: Vec<String>,
}

impl Measured {
    fn all(&self) -> Figures {
        self.by_type.values().fold(Figures::default(), |sum, f| Figures {
            right: sum.right + f.right,
            too_much: sum.too_much + f.too_much,
            missing: sum.missing + f.missing,
        })
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, Figures)> {
        let of_types = self.by_type.iter().map(|(kind, figures)| (kind.name(), *figures));
        std::iter::once(("ALL", self.all())).chain(of_types)
    }
}

/// Analyses the texts and counts. What overlaps a marking of no type of ours is not counted.
pub(crate) fn measure(analyzer: &mut Analyzer, records: &[Record]) -> Measured {
    let mut measured = Measured { by_type: BTreeMap::new(), errors: Vec::new() };
    for record in records {
        let analysis = analyzer.analyze(&record.text, &Options::default());
        let mut starts: Vec<usize> = record.text.char_indices().map(|(byte, _)| byte).collect();
        starts.push(record.text.len());
        let character = |byte: u32| starts.partition_point(|&start| start < byte as usize);
        let found: Vec<(usize, usize, EntityType)> = analysis
            .entities
            .iter()
            .filter(|entity| NAMES.contains(&entity.kind))
            .map(|entity| (character(entity.span.start), character(entity.span.end), entity.kind))
            .collect();
        let marked: Vec<(usize, usize, EntityType)> = record
            .entities
            .iter()
            .filter_map(|m| Some((m.start, m.end, corpus::entity_type(m.kind.as_deref()?)?)))
            .collect();
        let is_open = |start: usize, end: usize| {
            record.entities.iter().any(|m| m.kind.is_none() && m.start < end && start < m.end)
        };
        let surface = |start: usize, end: usize| -> String {
            record.text.chars().skip(start).take(end - start).collect()
        };
        for &(start, end, kind) in &found {
            if marked.contains(&(start, end, kind)) {
                measured.by_type.entry(kind).or_default().right += 1;
            } else if !is_open(start, end) {
                measured.by_type.entry(kind).or_default().too_much += 1;
                measured.errors.push(format!("+ {} {}\t{}", kind.name(), surface(start, end), record.text));
            }
        }
        for &(start, end, kind) in marked.iter().filter(|mark| !found.contains(mark)) {
            measured.by_type.entry(kind).or_default().missing += 1;
            measured.errors.push(format!("- {} {}\t{}", kind.name(), surface(start, end), record.text));
        }
    }
    measured
}

/// The figures as a model file keeps them.
pub(crate) fn scores(texts: &str, measured: &Measured) -> Vec<Scores> {
    let row = |(kind, figures): (&str, Figures)| Scores {
        texts: texts.to_owned(),
        kind: kind.to_owned(),
        precision: figures.precision(),
        recall: figures.recall(),
        f1: figures.f1(),
    };
    measured.rows().map(row).collect()
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let dictionary = match dictionary::load(arguments.dictionary.as_deref()) {
        Ok(dictionary) => Arc::new(dictionary),
        Err(reason) => {
            complain(&reason.to_string());
            return ExitCode::FAILURE;
        }
    };
    let mut analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref());
    match print(arguments, &mut analyzer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum Unmeasured {
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
}

fn print(arguments: &Arguments, analyzer: &mut Analyzer) -> Result<(), Unmeasured> {
    let mut output = io::stdout().lock();
    writeln!(output, "entity model: {}", analyzer.versions().entity_model)?;
    for path in &arguments.entities {
        for file in corpus::files(path)? {
            let measured = measure(analyzer, &corpus::read(&file)?);
            writeln!(output, "\n{}", file.display())?;
            writeln!(
                output,
                "{:<14}{:>7}{:>7}{:>7}{:>8}{:>10}{:>9}",
                "", "P", "R", "F1", "right", "too much", "missing"
            )?;
            for (name, f) in measured.rows() {
                writeln!(
                    output,
                    "{name:<14}{:>7.3}{:>7.3}{:>7.3}{:>8}{:>10}{:>9}",
                    f.precision(),
                    f.recall(),
                    f.f1(),
                    f.right,
                    f.too_much,
                    f.missing
                )?;
            }
            if arguments.errors {
                measured.errors.iter().try_for_each(|error| writeln!(output, "{error}"))?;
            }
        }
    }
    Ok(())
}
