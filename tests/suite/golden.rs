//! Texts with what is found in them, one sentence a line: its section, then the sentence with its entities
//! marked.
//!
//! `<PERSON モロー → クレール・モロー>` has another canonical form than its surface,
//! `<DATE 22日 = 2024-11-22>` a value.

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Failed, Trial};
use shirushi_analysis::{Analyzer, Options};
use shirushi_dictionary::Dictionary;
use shirushi_model::{Analysis, Entity, Normalized};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/texts");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let mut analyzer = Analyzer::new(Arc::clone(dictionary));
            Trial::test(format!("golden {name}"), move || {
                check(&path, &mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
            })
        })
        .collect()
}

fn check(path: &Path, analyzer: &mut Analyzer) -> Result<()> {
    let text = fs::read_to_string(path).context("the text can be read")?;
    let found = describe(&text, analyzer);
    let expected_path = path.with_extension("found");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return fs::write(expected_path, found).context("what was found can be written");
    }
    let expected = fs::read_to_string(expected_path).unwrap_or_default();
    for (number, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        ensure!(
            expected == found,
            "line {} differs (UPDATE_GOLDEN=1 accepts it)\nexpected: {expected}\nfound:    {found}",
            number + 1
        );
    }
    ensure!(expected == found, "there are more or fewer lines than before (UPDATE_GOLDEN=1 accepts it)");
    Ok(())
}

fn describe(text: &str, analyzer: &mut Analyzer) -> String {
    let analysis = analyzer.analyze(text, &Options::default());
    let mut lines = String::new();
    for sentence in &analysis.sentences {
        let marked = mark(text, sentence.span.start, sentence.span.end, &analysis);
        let _ = writeln!(lines, "{:?}: {}", sentence.section, with_controls_shown(&marked));
    }
    for problem in &analysis.problems {
        let _ = writeln!(lines, "problem: {}", problem.code);
    }
    lines
}

fn mark(text: &str, start: u32, end: u32, analysis: &Analysis) -> String {
    let slice = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("(no such place)");
    let mut marked = String::new();
    let mut position = start;
    for entity in analysis.entities.iter().filter(|e| start <= e.span.start && e.span.end <= end) {
        marked.push_str(slice(position, entity.span.start));
        let surface = slice(entity.span.start, entity.span.end);
        let _ = write!(marked, "<{} {surface}{}>", entity.kind.name(), note(entity, surface));
        position = entity.span.end;
    }
    marked.push_str(slice(position, end));
    marked
}

fn note(entity: &Entity, surface: &str) -> String {
    let modifier =
        |modifier: Option<shirushi_model::Modifier>| modifier.map_or(String::new(), |m| format!(" {m:?}"));
    match &entity.normalized {
        Some(Normalized::Calendar(value)) => format!(" = {}{}", value.value, modifier(value.modifier)),
        Some(Normalized::Quantity(value)) => {
            let number = value.iso.clone().unwrap_or_else(|| value.value.to_string());
            format!(" = {number} {:?}{}", value.kind, modifier(value.modifier))
        }
        None if entity.canonical != surface => format!(" → {}", entity.canonical),
        None => String::new(),
    }
}

/// Control characters shown, everything else as it is.
fn with_controls_shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}
