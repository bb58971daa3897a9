//! `shirushi analyze`: one line of JSON per file, in the order given.
//!
//! Canonical forms are shared by all files of one call, so nothing is printed before everything is read.

use crate::{complain, dictionary, entity_model};
use shirushi_analysis::contract::{self, TokenList};
use shirushi_analysis::{Analyzer, Date, Linked, Options, link};
use shirushi_model::Analysis;
use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, str};

/// What `analyze` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// List every token as well
    #[arg(long)]
    tokens: bool,
    /// The day of the articles, for dates like 15日; without it the first full date of each text serves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// Another dictionary pack than the built-in one; $SHIRUSHI_DICTIONARY names one as well
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
    /// Another entity model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    /// Articles as UTF-8 text; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

fn day(written: &str) -> Result<Date, String> {
    let form_is_right = written.len() == 10;
    written
        .parse()
        .ok()
        .filter(|_| form_is_right)
        .ok_or_else(|| "not a day in the form YYYY-MM-DD".to_owned())
}

/// Why a file was not analysed.
#[derive(Debug, thiserror::Error)]
enum Unread {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("not UTF-8: byte {0} begins no character; convert it first (iconv -f SHIFT_JIS -t UTF-8)")]
    NotUtf8(usize),
}

struct Article {
    name: String,
    text: String,
    analysis: Analysis,
}

/// Runs the command. Reasons go to standard error, nothing but JSON to standard output.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let dictionary = match dictionary::load(arguments.dictionary.as_deref()) {
        Ok(dictionary) => Arc::new(dictionary),
        Err(reason) => {
            complain(&reason.to_string());
            return ExitCode::FAILURE;
        }
    };
    let mut analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref());
    let options = Options { date: arguments.date, ..Options::default() };
    let mut status = ExitCode::SUCCESS;
    let mut articles = Vec::with_capacity(arguments.files.len());
    for path in &arguments.files {
        match read(path) {
            Ok(text) => {
                let analysis = analyzer.analyze(&text, &options);
                articles.push(Article { name: path.display().to_string(), text, analysis });
            }
            Err(reason) => {
                complain(&format!("{}: {reason}", path.display()));
                status = ExitCode::FAILURE;
            }
        }
    }
    let mut linked: Vec<Linked<'_>> = articles
        .iter_mut()
        .map(|article| Linked { text: &article.text, entities: &mut article.analysis.entities })
        .collect();
    link(&mut linked);
    match print(arguments, &analyzer, &articles) {
        // Whoever reads the output may stop when it has enough: `| head`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => status,
    }
}

fn print(arguments: &Arguments, analyzer: &Analyzer, articles: &[Article]) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    let tokens = if arguments.tokens { TokenList::Included } else { TokenList::LeftOut };
    let versions = analyzer.versions();
    for Article { name, text, analysis } in articles {
        serde_json::to_writer(&mut output, &contract::document(name, text, analysis, &versions, tokens))?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// The text of a file, a byte order mark removed, nothing else changed.
fn read(path: &PathBuf) -> Result<String, Unread> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        fs::read(path)?
    };
    let body = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
    match str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(Unread::NotUtf8(bytes.len() - body.len() + error.valid_up_to())),
    }
}
