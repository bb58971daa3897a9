//! Where the texts come from: files, and standard input, which is read once and first.
//!
//! A file is text in UTF-8, or a document: what it is, is told by what is in it. A document may have several
//! texts in it, each of which is an article.

use super::is_standard_input;
use crate::complain;
use shirushi_documents::{self as documents, DocumentError, ReadDocument, Watch};
use shirushi_model::Date;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Why a file was not analysed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    StandardInput(String),
    #[error("a folder; name the files in it, for example {}", path.join("*.txt").display())]
    Folder { path: PathBuf },
    #[error("not UTF-8: byte {0} begins no character; convert it first (iconv -f SHIFT_JIS -t UTF-8)")]
    NotUtf8(usize),
    #[error("{0}")]
    Document(#[from] DocumentError),
}

/// A text to be read.
pub(crate) enum Input {
    File(PathBuf),
    /// What came in, or what the system said. The second time standard input is named, nothing is left in it.
    Standard(Result<Vec<u8>, String>),
    /// What was read from a document, or why nothing was.
    Document {
        name: String,
        text: Result<DatedText, DocumentError>,
    },
}

/// A text with its day, where its document says it.
#[derive(Clone)]
pub(crate) struct DatedText {
    text: String,
    day: Option<Date>,
}

/// What the arguments stand for. With none it is standard input if something comes in there; `None` if
/// nothing does.
pub(crate) fn inputs(files: &[PathBuf]) -> Option<Vec<Input>> {
    if !files.is_empty() {
        let of_path = |path: &PathBuf| match is_standard_input(path) {
            true => of_standard_input(standard_input()),
            false => of_file(path),
        };
        return Some(files.iter().flat_map(of_path).collect());
    }
    if !is_piped() {
        return None;
    }
    let read = standard_input();
    (read != Ok(Vec::new())).then(|| of_standard_input(read))
}

fn of_standard_input(read: Result<Vec<u8>, String>) -> Vec<Input> {
    match read {
        Ok(bytes) if documents::may_be(&bytes) => of_document(STANDARD, &bytes),
        read => vec![Input::Standard(read)],
    }
}

/// A text is read when its turn comes; a document is read at once, because it may be several.
fn of_file(path: &Path) -> Vec<Input> {
    let mut beginning = Vec::new();
    let most = documents::BEGINNING as u64;
    let opened = File::open(path).and_then(|file| file.take(most).read_to_end(&mut beginning));
    if opened.is_ok()
        && documents::may_be(&beginning)
        && let Ok(bytes) = fs::read(path)
    {
        return of_document(&path.display().to_string(), &bytes);
    }
    vec![Input::File(path.to_path_buf())]
}

/// Says what a file was taken for and what is not in its texts.
fn of_document(name: &str, bytes: &[u8]) -> Vec<Input> {
    let ReadDocument { kind, texts, left_out, .. } = match documents::read(bytes, &mut Watch::unwatched()) {
        Ok(document) => document,
        Err(error) => {
            let kind = documents::recognise(bytes).map(|kind| kind.name().en);
            if let Some(kind) = kind {
                complain(&format!("{name}: taken for a file of the kind {kind}"));
            }
            return vec![Input::Document { name: name.to_owned(), text: Err(error) }];
        }
    };
    let several = if texts.len() > 1 { format!(", {} articles", texts.len()) } else { String::new() };
    let without = left_out.said().en;
    let without = if without.is_empty() { without } else { format!("; left out: {without}") };
    complain(&format!("{name}: read as {}{several}{without}", kind.name().en));
    let is_one = texts.len() == 1;
    let named = |number: usize| if is_one { name.to_owned() } else { format!("{name}#{}", number + 1) };
    texts
        .into_iter()
        .enumerate()
        .map(|(number, text)| Input::Document {
            name: named(number),
            text: Ok(DatedText { day: text.meta.published.parse().ok(), text: text.text }),
        })
        .collect()
}

/// What standard input is called.
const STANDARD: &str = "-";

fn standard_input() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|reason| reason.to_string())?;
    Ok(bytes)
}

/// Whether a pipe, a socket or a file is at the other end, not a keyboard and not nothing (`/dev/null`, a
/// closed one).
#[cfg(unix)]
fn is_piped() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdin = io::stdin();
    let kind = stdin.as_fd().try_clone_to_owned().and_then(|own| File::from(own).metadata());
    !stdin.is_terminal() && kind.is_ok_and(|kind| !kind.file_type().is_char_device())
}

/// Whether something else than a keyboard is at the other end.
#[cfg(not(unix))]
fn is_piped() -> bool {
    !io::stdin().is_terminal()
}

impl Input {
    /// What the article is called: the path as given, with the number of the text where there are several.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard(_) => STANDARD.to_owned(),
            Self::Document { name, .. } => name.clone(),
        }
    }

    /// The day of the article, where its file says it.
    pub(crate) fn day(&self) -> Option<Date> {
        match self {
            Self::Document { text: Ok(text), .. } => text.day,
            _ => None,
        }
    }

    /// The text, a byte order mark removed, nothing else changed.
    pub(crate) fn text(&self) -> Result<String, Unread> {
        match self {
            Self::File(path) => decoded(read_file(path)?),
            Self::Standard(Ok(bytes)) => decoded(bytes.clone()),
            Self::Standard(Err(reason)) => Err(Unread::StandardInput(reason.clone())),
            Self::Document { text, .. } => Ok(text.clone()?.text),
        }
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unread> {
    if path.is_dir() {
        return Err(Unread::Folder { path: path.to_path_buf() });
    }
    Ok(fs::read(path)?)
}

fn decoded(mut bytes: Vec<u8>) -> Result<String, Unread> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    let removed = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    bytes.drain(..removed);
    String::from_utf8(bytes).map_err(|error| Unread::NotUtf8(removed + error.utf8_error().valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mark_at_the_very_start_is_removed() {
        assert_eq!(decoded("\u{FEFF}白波\u{FEFF}".into()).unwrap(), "白波\u{FEFF}");
        assert!(matches!(decoded(b"\xEF\xBB\xBFa\xFF".to_vec()), Err(Unread::NotUtf8(4))));
    }
}
