//! Marked pages and where they are read: files of lines with a letter each, articles of events whose
//! sentences are marked, and running text.

use serde::Deserialize;
use shirushi_analysis::section_training::{MarkedLine, MarkedPage};
use shirushi_model::Section;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the group of each kind of page begins with.
pub(super) const PAGE: &str = "page ";
pub(super) const EVENT: &str = "event ";
pub(super) const RUNNING: &str = "running ";

/// How many texts of running text make a group, and how many are used.
const RUNNING_GROUP: usize = 40;
const RUNNING_TEXTS: usize = 200;

/// Why marked pages cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum PagesError {
    #[error("{path}: {reason}", path = path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{path}: {reason}", path = path.display())]
    NotJson { path: PathBuf, reason: serde_json::Error },
    #[error("{path}, line {line}: it begins with none of the letters T H B P M and a blank", path = path.display())]
    NoLetter { path: PathBuf, line: usize },
    #[error("{path}: “{label}” is no label of a sentence", path = path.display())]
    NoLabel { path: PathBuf, label: String },
    #[error("{path}: there are no marked pages in it", path = path.display())]
    Nothing { path: PathBuf },
}

/// All pages of a folder: its `*.page` files, and its articles when it is an event.
pub(super) fn of_folder(folder: &Path) -> Result<Vec<MarkedPage>, PagesError> {
    let unreadable = |reason| PagesError::Unreadable { path: folder.to_owned(), reason };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.path());
    }
    names.sort();
    let mut pages = Vec::new();
    for path in &names {
        match path.file_name().and_then(|name| name.to_str()) {
            Some("sentences.json") => {
                let PagesFile { files } = json(path)?;
                pages.extend(articles(folder, path, files)?);
            }
            Some("marks.json") => {
                let PageMarks { articles: marked } = json(path)?;
                let files = marked.into_iter().map(|(name, article)| (name, article.sentences)).collect();
                pages.extend(articles(folder, path, files)?);
            }
            Some(name) if name.ends_with(".page") => pages.push(of_page(path, name)?),
            _ => {}
        }
    }
    if pages.is_empty() {
        return Err(PagesError::Nothing { path: folder.to_owned() });
    }
    Ok(pages)
}

/// `T 市は4日、再開した。`: a letter, a blank, the line.
fn of_page(path: &Path, name: &str) -> Result<MarkedPage, PagesError> {
    let mut lines = Vec::new();
    for (number, line) in text(path)?.lines().enumerate() {
        let section = match line.get(..2) {
            None if line.is_empty() => Section::Body,
            Some("T ") => Section::Body,
            Some("H ") => Section::Heading,
            Some("B ") => Section::Bullet,
            Some("P ") => Section::Caption,
            Some("M ") => Section::Metadata,
            _ => return Err(PagesError::NoLetter { path: path.to_owned(), line: number + 1 }),
        };
        lines.push(MarkedLine { text: line.get(2..).unwrap_or_default().to_owned(), section });
    }
    Ok(MarkedPage { group: format!("{PAGE}{name}"), lines })
}

#[derive(Deserialize)]
struct PagesFile {
    files: BTreeMap<String, Vec<PageSentence>>,
}

#[derive(Deserialize)]
struct PageMarks {
    articles: BTreeMap<String, PageArticle>,
}

#[derive(Deserialize)]
struct PageArticle {
    sentences: Vec<PageSentence>,
}

#[derive(Deserialize)]
struct PageSentence {
    text: String,
    label: String,
}

/// The articles of an event: a line is what most of it is.
fn articles(
    folder: &Path,
    marks: &Path,
    files: BTreeMap<String, Vec<PageSentence>>,
) -> Result<Vec<MarkedPage>, PagesError> {
    let event = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut pages = Vec::new();
    for (name, sentences) in files {
        let text = text(&folder.join(&name))?;
        let mut labels = vec![Section::Body; text.len()];
        let mut from = 0;
        for sentence in sentences {
            let section = section(&sentence.label).ok_or_else(|| PagesError::NoLabel {
                path: marks.to_owned(),
                label: sentence.label.clone(),
            })?;
            let Some(at) = text.get(from..).and_then(|rest| rest.find(&sentence.text)) else { continue };
            let (start, end) = (from + at, from + at + sentence.text.len());
            labels.get_mut(start..end).unwrap_or_default().fill(section);
            from = end;
        }
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            let marked = labels.get(start..start + line.len()).unwrap_or_default();
            lines.push(MarkedLine { text: line.trim_end_matches('\r').to_owned(), section: most(marked) });
            start += line.len() + 1;
        }
        pages.push(MarkedPage { group: format!("{EVENT}{event}"), lines });
    }
    Ok(pages)
}

/// What most bytes are.
fn most(marked: &[Section]) -> Section {
    let sections = [Section::Body, Section::Heading, Section::Bullet, Section::Caption, Section::Metadata];
    let share = |section: &Section| marked.iter().filter(|&one| one == section).count();
    sections.into_iter().rev().max_by_key(share).unwrap_or(Section::Body)
}

fn section(label: &str) -> Option<Section> {
    Some(match label {
        "C" | "O" | "F" | "Q" | "N" => Section::Body,
        "H" => Section::Heading,
        "B" => Section::Bullet,
        "P" => Section::Caption,
        "M" => Section::Metadata,
        _ => return None,
    })
}

#[derive(Deserialize)]
struct Running {
    text: String,
}

/// Texts of nothing but sentences, on one line each, as articles with paragraphs of one to three sentences.
pub(super) fn of_running_text(path: &Path) -> Result<Vec<MarkedPage>, PagesError> {
    let mut pages = Vec::new();
    for (number, line) in text(path)?.lines().take(RUNNING_TEXTS).enumerate() {
        let Running { text } = serde_json::from_str(line)
            .map_err(|reason| PagesError::NotJson { path: path.to_owned(), reason })?;
        let mut lines = vec![String::new()];
        let mut sentences = 0;
        for sentence in text.split_inclusive('。') {
            // A closing bracket that follows belongs to what was said.
            let goes_on = sentence.starts_with(['」', '』', '）', ')', 'と']);
            if sentences > (number + lines.len()) % 3 && !goes_on {
                lines.push(String::new());
                sentences = 0;
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(sentence);
            }
            sentences += 1;
        }
        let marked = |text: String| MarkedLine { text, section: Section::Body };
        let group = format!("{RUNNING}{}", number / RUNNING_GROUP);
        pages.push(MarkedPage { group, lines: lines.into_iter().map(marked).collect() });
    }
    Ok(pages)
}

fn text(path: &Path) -> Result<String, PagesError> {
    fs::read_to_string(path).map_err(|reason| PagesError::Unreadable { path: path.to_owned(), reason })
}

fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, PagesError> {
    serde_json::from_str(&text(path)?).map_err(|reason| PagesError::NotJson { path: path.to_owned(), reason })
}
