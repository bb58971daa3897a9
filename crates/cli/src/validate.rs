//! `shirushi validate`: whether files can be read, and what would have to be looked at.

use crate::analyze::WRONG_USAGE;
use crate::arriving::{FileKind, ReadingFiles, batches};
use crate::convert::tell;
use crate::{complain, progress};
use shirushi_exchange::formats::Options;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `validate` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What the files are, instead of what they look like
    #[arg(long, value_name = "FORMAT", value_parser = FileKind::parse)]
    from: Option<FileKind>,
    /// How a format is read: --set unit=utf-16
    #[arg(long = "set", value_name = "KEY=VALUE")]
    choices: Vec<String>,
    /// Files of other tools, or projects
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command: what each file is, and each thing in it that is not as it should be, one a line. Status
/// 1 when there was any.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let mut options = Options::default();
    for choice in &arguments.choices {
        let (key, value) = choice.split_once('=').unwrap_or((choice, ""));
        if let Err(reason) = options.choose(key, value) {
            complain(&format!("{reason}; shirushi convert --help lists what can"));
            return ExitCode::from(WRONG_USAGE);
        }
    }
    let reading = ReadingFiles { from: arguments.from, options: &options, person: "" };
    let batches = batches(&arguments.files, arguments.from);
    let bar = progress::bar("reading", batches.len());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut is_valid = true;
    let mut closed = false;
    for batch in &batches {
        let mut say = |line: &str| closed |= bar.suspend(|| writeln!(out, "{line}")).is_err();
        match batch.read(&reading) {
            Ok(arrived) => {
                is_valid &= arrived.findings.is_empty() && arrived.notices.is_empty();
                tell(batch, &arrived, say);
            }
            Err(reason) => {
                is_valid = false;
                say(&reason.to_string());
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    // Whoever reads the output may stop when it has enough: `| head`.
    closed |= out.flush().is_err();
    if is_valid && !closed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
