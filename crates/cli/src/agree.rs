//! `shirushi agree`: how far several people agree in what they marked, from their files, or from one file
//! with the marks of several.

mod json;
mod print;

use crate::analyze::WRONG_USAGE;
use crate::arriving::{FileKind, ReadingFiles, batches, title};
use crate::convert::tell;
use crate::merge::words;
use crate::report::Tongue;
use crate::{complain, dictionary, progress};
use clap::ValueEnum;
use shirushi_agreement::measure::{Agreement, Cut, agreement};
use shirushi_agreement::{Layer, in_frame};
use shirushi_analysis::{Analyzer, Options as AnalysisOptions};
use shirushi_exchange::formats::Options;
use shirushi_model::{ArticleId, Project};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `agree` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How it is printed
    #[arg(long, value_enum, default_value_t = AgreeFormat::Text)]
    format: AgreeFormat,
    /// In which language
    #[arg(long, value_enum, default_value_t = Tongue::Ja)]
    language: Tongue,
    /// One token a character instead of the dictionary's words, one sentence a line
    #[arg(long)]
    characters: bool,
    /// What the files are, instead of what they look like
    #[arg(long, value_name = "FORMAT", value_parser = FileKind::parse)]
    from: Option<FileKind>,
    /// Another dictionary pack than the built-in one; $SHIRUSHI_DICTIONARY names one as well
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
    /// Projects, or files of other tools, one for each person; a single one has the marks of several
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AgreeFormat {
    /// Tables for people
    Text,
    /// One JSON object
    Json,
}

/// Runs the command. Reasons go to standard error, nothing but the figures to standard output.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let language = arguments.language.language();
    let (project, layers) = match layers(arguments) {
        Ok(layers) => layers,
        Err(reason) => {
            complain(&reason);
            return ExitCode::FAILURE;
        }
    };
    if layers.len() < 2 {
        complain(language.of(
            "二人以上のマークがありません。人ごとのファイルか、二人以上のマークがあるファイルを渡してください",
            "there are no marks of two people; name a file for each, or one with the marks of several",
        ));
        return ExitCode::from(WRONG_USAGE);
    }
    let cuts = match cuts(arguments, &project) {
        Ok(cuts) => cuts,
        Err(reason) => {
            complain(&reason);
            return ExitCode::FAILURE;
        }
    };
    let found = agreement(&project, &cuts, &layers);
    if found.articles == 0 {
        complain(language.of("二人が手を入れた記事がありません", "no article has the marks of two people"));
        return ExitCode::FAILURE;
    }
    let printed = printed(arguments, &project, &found);
    match io::stdout().lock().write_all(printed.as_bytes()) {
        // Whoever reads the output may stop when it has enough: `| head`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn printed(arguments: &Arguments, project: &Project, found: &Agreement) -> String {
    match arguments.format {
        AgreeFormat::Text => print::text(project, found, arguments.language.language()),
        AgreeFormat::Json => json::json(project, found),
    }
}

/// The people, each with what they marked in the texts of the first.
fn layers(arguments: &Arguments) -> Result<(Project, Vec<Layer>), String> {
    let options = Options::default();
    let reading = ReadingFiles { from: arguments.from, options: &options, person: "" };
    let batches = batches(&arguments.files, arguments.from);
    let bar = progress::bar("reading", batches.len());
    let mut projects: Vec<(String, Project)> = Vec::new();
    for batch in &batches {
        let arrived = batch.read(&reading).map_err(|reason| reason.to_string())?;
        if !arrived.findings.is_empty() || !arrived.notices.is_empty() {
            tell(batch, &arrived, |line| bar.suspend(|| complain(line)));
        }
        projects.push((title(batch.name()), arrived.project));
        bar.inc(1);
    }
    bar.finish_and_clear();
    if let [(_, project)] = projects.as_slice() {
        return Ok((project.clone(), Layer::by_maker(project)));
    }
    let projects: Vec<(String, &Project)> =
        names(&projects).into_iter().zip(projects.iter().map(|(_, p)| p)).collect();
    let (project, layers, moved) = in_frame(&projects)
        .map_err(|reason| words(arguments.language.language(), &reason.said()).to_owned())?;
    if !moved.is_empty() {
        let count = moved.len();
        complain(&arguments.language.language().of(
            format!("本文が違うため {count} のマークの文字が変わったか、見つかりません"),
            format!("{count} marks stand on other words, or are not found, because the texts differ"),
        ));
    }
    Ok((project, layers))
}

/// Whose file each is: the person who made all marks in it; where several did, or two files are one person's,
/// what the file is called.
fn names(projects: &[(String, Project)]) -> Vec<String> {
    let makers: Vec<Option<String>> = projects
        .iter()
        .map(|(_, project)| {
            let layer = Layer::of_all(String::new(), project);
            let makers: BTreeSet<&str> = layer.makers();
            let only = makers.first().filter(|name| makers.len() == 1 && !name.is_empty());
            only.map(|name| (*name).to_owned())
        })
        .collect();
    let is_one = |name: &String| makers.iter().filter(|other| other.as_ref() == Some(name)).count() == 1;
    let name = |(maker, (file, _)): (&Option<String>, &(String, Project))| {
        maker.clone().filter(is_one).unwrap_or_else(|| file.clone())
    };
    makers.iter().zip(projects).map(name).collect()
}

/// Tokens and sentences of each article; nothing where characters are asked for.
fn cuts(arguments: &Arguments, project: &Project) -> Result<BTreeMap<ArticleId, Cut>, String> {
    if arguments.characters {
        return Ok(BTreeMap::new());
    }
    let dictionary =
        dictionary::load(arguments.dictionary.as_deref()).map_err(|reason| reason.to_string())?;
    let mut analyzer = Analyzer::new(Arc::new(dictionary));
    let bar = progress::bar("analysing", project.articles.len());
    let mut cut = |text: &str| {
        let analysis = analyzer.analyze(text, &AnalysisOptions::default());
        bar.inc(1);
        Cut::of_analysis(&analysis)
    };
    let cuts = project.articles.iter().map(|article| (article.id, cut(&article.text))).collect();
    bar.finish_and_clear();
    Ok(cuts)
}
