//! How a format looks, before all of it is written: the first article with marks and the first of its marks.

use super::zipped::unpacked;
use super::{Format, InputFile, Options};
use shirushi_model::{ArticleId, Project};

/// The beginning of a file that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The file's part or, inside of a zip, its name; empty when there is one file.
    pub name: String,
    /// Its first characters.
    pub text: String,
    /// Whether the file of a small project goes on behind them.
    pub is_cut: bool,
}

/// So many marks are shown.
const MARKS: usize = 12;
/// So many characters of a file are shown.
const CHARACTERS: usize = 4_000;

pub(super) fn preview(format: Format, project: &Project, options: &Options) -> Vec<Excerpt> {
    // A workbook is packed XML; what is in it is seen in its tables.
    let format = if format == Format::Workbook { Format::Tables } else { format };
    let small = small(project);
    let mut files = Vec::new();
    for file in format.write(&small, options).files {
        let given = InputFile { name: file.part, bytes: file.bytes };
        // What was just written can be unpacked.
        files.extend(unpacked(&[given]).unwrap_or_default());
    }
    files.into_iter().map(excerpt).collect()
}

/// Zero or one article with a few marks and relations among them.
fn small(project: &Project) -> Project {
    let first = project.annotations.values().next().map(|annotation| annotation.article);
    let shown: Option<ArticleId> = first.or_else(|| project.articles.front().map(|article| article.id));
    let mut small = project.clone();
    small.articles.retain(|article| Some(article.id) == shown);
    small.annotations = project
        .annotations
        .iter()
        .filter(|(_, annotation)| annotation.articles().all(|article| Some(article) == shown))
        .take(MARKS)
        .map(|(id, annotation)| (*id, annotation.clone()))
        .collect();
    small
}

fn excerpt(file: InputFile) -> Excerpt {
    let all = String::from_utf8_lossy(&file.bytes);
    let all = all.strip_prefix('\u{FEFF}').unwrap_or(&all);
    let end = all.char_indices().nth(CHARACTERS).map(|(at, _)| at);
    let text = all.get(..end.unwrap_or(all.len())).unwrap_or_default().to_owned();
    Excerpt { name: file.name, text, is_cut: end.is_some() }
}
