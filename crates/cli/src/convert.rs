//! `shirushi convert`: files of other tools into each other and into projects, and projects into them.
//!
//! Files are read, written and forgotten one after the other. What a file is and what will be missing is said
//! before it is written; what could not be placed is said when it was read.

use crate::analyze::WRONG_USAGE;
use crate::arriving::{Arrived, Batch, FileKind, NoProject, ReadingFiles, batches, title};
use crate::{complain, dictionary, progress};
use shirushi_analysis::Analyzer;
use shirushi_exchange::formats::{Carriage, Format, Options, OutputFile};
use shirushi_exchange::native;
use shirushi_model::{ByteSpan, Project};
use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `convert` is asked for.
#[derive(clap::Args)]
#[command(after_help = formats())]
pub(crate) struct Arguments {
    /// What to write
    #[arg(long, value_name = "FORMAT", value_parser = FileKind::parse)]
    to: FileKind,
    /// What the files are, instead of what they look like
    #[arg(long, value_name = "FORMAT", value_parser = FileKind::parse)]
    from: Option<FileKind>,
    /// Chooses how a format is written or read: --set shape=labels
    #[arg(long = "set", value_name = "KEY=VALUE")]
    choices: Vec<String>,
    /// The folder for what is written; without one a single file goes to standard output
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// Whose marks they are when a file does not say
    #[arg(long, value_name = "NAME", default_value = "")]
    person: String,
    /// For conll: one token a character instead of the dictionary's words
    #[arg(long)]
    characters: bool,
    /// Another dictionary pack than the built-in one; $SHIRUSHI_DICTIONARY names one as well
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
    /// Files of other tools, or projects; texts of brat are found beside their .ann
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// All formats with what each can be asked, for the help.
fn formats() -> String {
    let mut lines =
        "Formats and their choices, the usual one first:\n  project          Shirushi project".to_owned();
    for format in Format::ALL {
        lines.push_str(&format!("\n  {:16} {}", format.code(), format.name().en));
        for choice in format.choices() {
            let values = if choice.values.is_empty() { "…".to_owned() } else { choice.values.join("|") };
            lines.push_str(&format!("\n  {:16}   {}={values}", "", choice.key));
        }
    }
    lines
}

/// So many findings are told of one file.
const MOST_TOLD: usize = 20;

/// Runs the command. Reasons go to standard error, nothing but a converted file to standard output.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let mut options = Options::default();
    for choice in &arguments.choices {
        let (key, value) = choice.split_once('=').unwrap_or((choice, ""));
        if let Err(reason) = options.choose(key, value) {
            complain(&format!("{reason}; shirushi convert --help lists what can"));
            return ExitCode::from(WRONG_USAGE);
        }
    }
    let batches = batches(&arguments.files, arguments.from);
    if batches.len() > 1 && arguments.output.is_none() {
        complain("several files need a folder to be written into: --output FOLDER");
        return ExitCode::from(WRONG_USAGE);
    }
    let mut tokenizer = match tokenizer(arguments) {
        Ok(tokenizer) => tokenizer,
        Err(reason) => {
            complain(&reason);
            return ExitCode::FAILURE;
        }
    };
    let reading = ReadingFiles { from: arguments.from, options: &options.clone(), person: &arguments.person };
    let bar = progress::bar("converting", batches.len());
    let mut failed = false;
    let mut taken = HashSet::new();
    for batch in &batches {
        let said = |line: &str| bar.suspend(|| complain(line));
        let result = batch.read(&reading).map_err(NotConverted::from).and_then(|arrived| {
            tell(batch, &arrived, said);
            if let Some(tokenizer) = &mut tokenizer {
                options.tokens = tokens(tokenizer, &arrived.project);
            }
            let files = written(arguments.to, batch, &arrived.project, &options, said);
            put(arguments, batch, files, &mut taken)
        });
        if let Err(reason) = result {
            said(&reason.to_string());
            failed = true;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Why a file was not converted.
#[derive(Debug, thiserror::Error)]
enum NotConverted {
    #[error(transparent)]
    Read(#[from] NoProject),
    #[error("{path}: {source}", path = path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("standard output: {0}")]
    Standard(io::Error),
    #[error("{path}: it is there already; --force replaces it", path = .0.display())]
    There(PathBuf),
    #[error("{path}: another file of this call is written there", path = .0.display())]
    Twice(PathBuf),
    #[error("{name}: {format} is several files; --output FOLDER takes them", name = name.display())]
    Several { name: PathBuf, format: &'static str },
}

/// What is known of tokens when they are asked for.
fn tokenizer(arguments: &Arguments) -> Result<Option<Analyzer>, String> {
    if arguments.to != FileKind::Other(Format::Conll) || arguments.characters {
        return Ok(None);
    }
    let dictionary =
        dictionary::load(arguments.dictionary.as_deref()).map_err(|reason| reason.to_string())?;
    Ok(Some(Analyzer::new(Arc::new(dictionary))))
}

fn tokens(
    tokenizer: &mut Analyzer,
    project: &Project,
) -> std::collections::HashMap<shirushi_model::ArticleId, Vec<ByteSpan>> {
    let of = |text: &str, tokenizer: &mut Analyzer| {
        let tokens = tokenizer.tokenize(text);
        (0..tokens.len()).filter_map(|token| tokens.span(token)).collect()
    };
    project.articles.iter().map(|article| (article.id, of(&article.text, tokenizer))).collect()
}

/// Says what a file is, and what there is to look at.
pub(crate) fn tell(batch: &Batch, arrived: &Arrived, mut say: impl FnMut(&str)) {
    let name = batch.name().display();
    let project = &arrived.project;
    let (articles, marks) = (project.articles.len(), project.annotations.len());
    say(&format!("{name}: {}, {articles} articles, {marks} marks and relations", arrived.kind.name()));
    if let Some(unit) = arrived.unit {
        let fit = arrived.fits.iter().find(|fit| fit.unit == unit);
        let others: Vec<&str> = arrived
            .fits
            .iter()
            .filter(|other| {
                other.unit != unit && fit.is_some_and(|fit| fit.fitting == other.fitting && fit.of > 0)
            })
            .map(|other| other.unit.code())
            .collect();
        let or =
            if others.is_empty() { String::new() } else { format!("; {} fits as well", others.join(", ")) };
        let (fitting, of) = fit.map_or((0, 0), |fit| (fit.fitting, fit.of));
        say(&format!("{name}: positions count {}: {fitting} of {of} fit{or}", unit.code()));
    }
    let findings = arrived.findings.iter().map(|finding| match finding.what.said() {
        Some(said) => format!("{}: {}: {said}", finding.record, finding.what.code()),
        None => format!("{}: {}", finding.record, finding.what.code()),
    });
    let notices = arrived
        .notices
        .iter()
        .map(|notice| format!("{name}: {} {}", notice.record().unwrap_or_default(), notice.code()));
    let all: Vec<String> = findings.chain(notices).collect();
    for line in all.iter().take(MOST_TOLD) {
        say(line);
    }
    if let Some(more) = all.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        say(&format!("{name}: and {more} more like these"));
    }
}

/// The files of a project, once what they lack is said.
fn written(
    to: FileKind,
    batch: &Batch,
    project: &Project,
    options: &Options,
    say: impl Fn(&str),
) -> Vec<OutputFile> {
    let FileKind::Other(format) = to else {
        let bytes = native::write(project).into_bytes();
        return vec![OutputFile { part: String::new(), ending: "shirushi.json".into(), bytes }];
    };
    for lack in format.not_carried(project, options) {
        let how = match lack.carriage {
            Carriage::Lost => "leaves out",
            Carriage::Changed | Carriage::Whole => "changes",
        };
        let (name, code, feature) = (batch.name().display(), format.code(), lack.feature.name().en);
        say(&format!("{name}: {code} {how} {feature} ({})", lack.count));
    }
    format.write(project, options).files
}

/// Puts files where they belong, each whole or not at all.
fn put(
    arguments: &Arguments,
    batch: &Batch,
    files: Vec<OutputFile>,
    taken: &mut HashSet<PathBuf>,
) -> Result<(), NotConverted> {
    let Some(folder) = &arguments.output else {
        let [file] = files.as_slice() else {
            let (name, format) = (batch.name().to_path_buf(), arguments.to.code());
            return Err(NotConverted::Several { name, format });
        };
        return match io::stdout().lock().write_all(&file.bytes) {
            // Whoever reads the output may stop when it has enough: `| head`.
            Err(reason) if reason.kind() != io::ErrorKind::BrokenPipe => Err(NotConverted::Standard(reason)),
            _ => Ok(()),
        };
    };
    let error = |path: &Path| {
        let path = path.to_path_buf();
        move |source| NotConverted::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(error(folder))?;
    let stem = title(batch.name());
    let name = |file: &OutputFile| match file.part.as_str() {
        "" => folder.join(format!("{stem}.{}", file.ending)),
        part => folder.join(format!("{stem}.{part}.{}", file.ending)),
    };
    let paths: Vec<PathBuf> = files.iter().map(name).collect();
    for path in &paths {
        if taken.contains(path) {
            return Err(NotConverted::Twice(path.clone()));
        }
        if path.exists() && !arguments.force {
            return Err(NotConverted::There(path.clone()));
        }
    }
    for (path, file) in paths.into_iter().zip(files) {
        let mut unfinished = path.clone().into_os_string();
        unfinished.push(".part");
        let unfinished = PathBuf::from(unfinished);
        fs::write(&unfinished, &file.bytes).map_err(error(&unfinished))?;
        fs::rename(&unfinished, &path).map_err(error(&path))?;
        taken.insert(path);
    }
    Ok(())
}
