//! `shirushi analyze`: the analysis of every file, in the order given, as JSON Lines or as a table for
//! people.
//!
//! Canonical forms are shared by all files of one call, so nothing is printed before everything is read.
//! Files are analysed by one worker per thread; what is kept of each until then is its text and what was
//! found, not its tokens, which are many: when they are asked for, they are cut once more while printing,
//! which takes a twentieth of the time of the analysis.

pub(crate) mod read;
mod table;

use crate::{claim_model, complain, dictionary, entity_model, progress};
use read::Unread;
use shirushi_analysis::{Analyzer, Claims, Linked, Options, link, parallel};
use shirushi_contract::{self as contract, Document, TokenList};
use shirushi_model::{Analysis, Date, TextIndex};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use table::TablePage;

/// What `analyze` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// List every token as well
    #[arg(long)]
    tokens: bool,
    /// Look for no claims, which takes less time
    #[arg(long)]
    no_claims: bool,
    /// The day of the articles, for dates like 15日; without it a text tells it by its date line or first
    /// date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// How to print; a table when standard output is a terminal, else JSON Lines
    #[arg(long, value_enum)]
    format: Option<Format>,
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
    /// Articles as UTF-8 text, saved web pages (.mhtml), Word documents (.docx), EPUBs or PDFs; - is
    /// standard input, and so is none when something is piped in
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: what was found, one entity a line
    Table,
    /// For programs: one JSON object a line for each file
    Jsonl,
}

impl Arguments {
    fn format(&self) -> Format {
        match self.format {
            Some(format) => format,
            None if io::stdout().is_terminal() => Format::Table,
            None => Format::Jsonl,
        }
    }
}

pub(crate) fn day(written: &str) -> Result<Date, String> {
    let form_is_right = written.len() == 10;
    written
        .parse()
        .ok()
        .filter(|_| form_is_right)
        .ok_or_else(|| "not a day in the form YYYY-MM-DD".to_owned())
}

/// A file with what was found in it.
struct AnalysedFile {
    name: String,
    text: String,
    /// Without its tokens.
    analysis: Analysis,
    tokens: usize,
}

/// The exit status for wrong usage, the same as clap's.
pub(crate) const WRONG_USAGE: u8 = 2;

/// Runs the command. Reasons go to standard error, nothing but the analyses to standard output.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let Some(inputs) = read::inputs(&arguments.files) else {
        complain("no FILE, and nothing came in on standard input; try shirushi analyze --help");
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
    let threads = arguments.threads.unwrap_or_else(parallel::all_cores).get().min(inputs.len());
    let mut workers: Vec<Analyzer> = (1..threads).map(|_| analyzer.another()).collect();
    workers.push(analyzer);

    let claims = if arguments.no_claims { Claims::LeftOut } else { Claims::Found };
    let options = Options { date: arguments.date, claims, ..Options::default() };
    let bar = progress::bar("analysing", inputs.len());
    let analyze = |analyzer: &mut Analyzer, input: &read::Input| -> Result<AnalysedFile, Unread> {
        let text = input.text()?;
        let options = Options { date: options.date.or(input.day()), ..options };
        let mut analysis = analyzer.analyze(&text, &options);
        let tokens = std::mem::take(&mut analysis.tokens).len();
        Ok(AnalysedFile { name: input.name(), text, analysis, tokens })
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
    match print(arguments, &mut workers, &articles) {
        // Whoever reads the output may stop when it has enough: `| head`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => status,
    }
}

/// So many articles for each worker are made ready before they are written: enough to keep all of them busy,
/// few enough to keep what waits small.
const READY: usize = 32;

fn print(arguments: &Arguments, workers: &mut [Analyzer], articles: &[AnalysedFile]) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    let format = arguments.format();
    let page = TablePage::of_terminal();
    let ready = |analyzer: &mut Analyzer, article: &AnalysedFile| -> io::Result<Vec<u8>> {
        let document = document(arguments, analyzer, article);
        match format {
            Format::Table => Ok(table::render(&document, article.tokens, page).into_bytes()),
            Format::Jsonl => {
                let mut line = serde_json::to_vec(&document)?;
                line.push(b'\n');
                Ok(line)
            }
        }
    };
    let at_once = workers.len().max(1) * READY;
    for (number, chunk) in articles.chunks(at_once).enumerate() {
        for (index, printed) in parallel::map(workers, chunk, ready, || ()).into_iter().enumerate() {
            if format == Format::Table && number + index > 0 {
                output.write_all(b"\n")?;
            }
            output.write_all(&printed?)?;
        }
    }
    output.flush()
}

fn document(arguments: &Arguments, analyzer: &mut Analyzer, article: &AnalysedFile) -> Document {
    let AnalysedFile { name, text, analysis, .. } = article;
    let mut document = contract::document(name, text, analysis, &analyzer.provenance(), TokenList::LeftOut);
    if arguments.tokens {
        let tokens = analyzer.tokenize(text);
        document.tokens = Some(contract::token_list(text, &tokens, &TextIndex::new(text)));
    }
    document
}

/// Whether a path stands for standard input.
fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}
