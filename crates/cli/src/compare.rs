//! `shirushi compare`: one JSON object with the analyses of all files and what they say of the same things.

use crate::analyze::read::{self, Unread};
use crate::analyze::{WRONG_USAGE, day};
use crate::{claim_model, complain, dictionary, entity_model, progress};
use shirushi_analysis::{Analyzer, Compared, ComparisonSettings, Linked, Options, compare, link, parallel};
use shirushi_contract::{NamedArticle, TokenList, comparison_document};
use shirushi_model::{Analysis, Date, Provenance};
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `compare` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// List every token as well
    #[arg(long)]
    tokens: bool,
    /// The day of the articles, for dates like 15日; without it a text tells it by its date line or first
    /// date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// How many files to work on at once; what is printed does not depend on it [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Another dictionary pack than the built-in one; $SHIRUSHI_DICTIONARY names one as well
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
    /// Another entity model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    /// Another claim model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    claims_model: Option<PathBuf>,
    /// Tell differences that are at least so likely, 0 to 1 [default: those that are mostly right]
    #[arg(long, value_name = "CHANCE")]
    least: Option<f32>,
    /// Articles as UTF-8 text, saved web pages (.mhtml), Word documents (.docx), EPUBs or PDFs; - is
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// A file with what was found in it.
struct ComparedFile {
    name: String,
    text: String,
    analysis: Analysis,
}

/// Runs the command. Reasons go to standard error, nothing but JSON to standard output.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let Some(inputs) = read::inputs(&arguments.files) else {
        complain("no FILE; try shirushi compare --help");
        return ExitCode::from(WRONG_USAGE);
    };
    let dictionary = match dictionary::load(arguments.dictionary.as_deref()) {
        Ok(dictionary) => Arc::new(dictionary),
        Err(reason) => {
            complain(&reason.to_string());
            return ExitCode::FAILURE;
        }
    };
    let analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref())
        .with_claim_model(claim_model::read(arguments.claims_model.as_deref()));
    let provenance = analyzer.provenance();
    let model = analyzer.claim_model().cloned();
    let weights = model.as_ref().and_then(|model| model.pairs.as_ref());
    let settings = ComparisonSettings { weights, least: arguments.least };
    let threads = arguments.threads.unwrap_or_else(parallel::all_cores).get().min(inputs.len());
    let mut workers: Vec<Analyzer> = (1..threads).map(|_| analyzer.another()).collect();
    workers.push(analyzer);

    let options = Options { date: arguments.date, ..Options::default() };
    let bar = progress::bar("analysing", inputs.len());
    let analyze = |analyzer: &mut Analyzer, input: &read::Input| -> Result<ComparedFile, Unread> {
        let text = input.text()?;
        let options = Options { date: options.date.or(input.day()), ..options };
        let analysis = analyzer.analyze(&text, &options);
        Ok(ComparedFile { name: input.name(), text, analysis })
    };
    let results = parallel::map(&mut workers, &inputs, analyze, || bar.inc(1));
    bar.finish_and_clear();

    let mut status = ExitCode::SUCCESS;
    let mut articles = Vec::with_capacity(results.len());
    for (input, result) in inputs.iter().zip(results) {
        match result {
            Ok(article) => articles.push(article),
            Err(reason) => {
                complain(&format!("{}: {reason}", input.name()));
                status = ExitCode::FAILURE;
            }
        }
    }
    let mut linked: Vec<Linked<'_>> = articles
        .iter_mut()
        .map(|article| Linked { text: &article.text, entities: &mut article.analysis.entities })
        .collect();
    link(&mut linked);
    let tokens = if arguments.tokens { TokenList::Included } else { TokenList::LeftOut };
    match print(&articles, &settings, &provenance, tokens) {
        // Whoever reads the output may stop when it has enough: `| head`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => status,
    }
}

fn print(
    articles: &[ComparedFile],
    settings: &ComparisonSettings<'_>,
    provenance: &Provenance,
    tokens: TokenList,
) -> io::Result<()> {
    let named: Vec<NamedArticle<'_>> = articles
        .iter()
        .map(|article| NamedArticle { name: &article.name, text: &article.text, analysis: &article.analysis })
        .collect();
    let compared: Vec<Compared<'_>> =
        named.iter().map(|&NamedArticle { text, analysis, .. }| Compared { text, analysis }).collect();
    let comparison = compare(&compared, settings);
    let mut output = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut output, &comparison_document(&named, &comparison, provenance, tokens))?;
    output.write_all(b"\n")?;
    output.flush()
}
