//! `shirushi train --sections`: marked pages in, the weights out by which lines are told to be text,
//! headings, items, captions or none of the article's.

mod pages;

use super::write;
use crate::{complain, progress};
use pages::PagesError;
use shirushi_analysis::section_training::{MarkedPage, Measured, Settings, measure, train};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is asked for.
pub(crate) struct Request<'a> {
    /// Folders of marked pages and of events.
    pub(crate) folders: &'a [PathBuf],
    /// Texts that are running text throughout.
    pub(crate) running: Option<&'a Path>,
    /// In how many parts pages are left out to measure.
    pub(crate) leave_out: Option<usize>,
    /// Where chance begins.
    pub(crate) seed: u64,
    /// Where the weights go.
    pub(crate) output: &'a Path,
}

#[derive(Debug, thiserror::Error)]
enum Untrained {
    #[error(transparent)]
    Pages(#[from] PagesError),
    #[error("the weights cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// Trains. Nothing is written unless all pages are right.
pub(crate) fn run(request: &Request<'_>) -> ExitCode {
    match make(request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

fn make(request: &Request<'_>) -> Result<(), Untrained> {
    let mut pages = Vec::new();
    for folder in request.folders {
        pages.extend(pages::of_folder(folder)?);
    }
    if let Some(path) = request.running {
        pages.extend(pages::of_running_text(path)?);
    }
    let settings = Settings { seed: request.seed, ..Settings::default() };
    if let Some(parts) = request.leave_out {
        leave_out(&pages, settings, parts);
    }
    let trained = train(&pages.iter().collect::<Vec<_>>(), settings);
    let bytes = trained.to_file();
    write::whole(request.output, &bytes)?;
    eprintln!("{}: {} rows, {} bytes", request.output.display(), trained.rows(), bytes.len());
    Ok(())
}

/// Prints figures for pages, events and running text by models that did not see them.
fn leave_out(pages: &[MarkedPage], settings: Settings, parts: usize) {
    let kinds = [("pages", pages::PAGE), ("events", pages::EVENT), ("running text", pages::RUNNING)];
    for (name, prefix) in kinds {
        let is_measured = |page: &MarkedPage| page.group.starts_with(prefix);
        let groups: BTreeSet<&str> =
            pages.iter().filter(|page| is_measured(page)).map(|page| page.group.as_str()).collect();
        if groups.is_empty() {
            continue;
        }
        let parts = parts.min(groups.len());
        let bar = progress::bar(name, parts);
        let measured = measure(pages, settings, parts, is_measured, || bar.inc(1));
        bar.finish_and_clear();
        print(name, &measured);
    }
}

fn print(name: &str, measured: &Measured) {
    println!("{name}, by models that did not see their group:");
    println!("  section   lines      P      R     F1    AUC");
    for counts in &measured.counts {
        let share = |of: usize| counts.right as f64 / of.max(1) as f64;
        println!(
            "  {:<8} {:>6}  {:.3}  {:.3}  {:.3}  {:.3}",
            format!("{:?}", counts.section).to_lowercase(),
            counts.lines,
            share(counts.found),
            share(counts.lines),
            counts.f1(),
            counts.auc
        );
    }
    for miss in &measured.misses {
        println!("  {}: {:?}, taken for {:?}: {}", miss.group, miss.is, miss.taken_for, miss.text);
    }
}
