//! Where the texts come from: files, and standard input, which is read once and first.

use super::is_standard_input;
use std::fs;
#[cfg(unix)]
use std::fs::File;
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
}

/// A text to be read.
pub(crate) enum Input {
    File(PathBuf),
    /// What came in, or what the system said. The second time standard input is named, nothing is left in it.
    Standard(Result<Vec<u8>, String>),
}

/// What the arguments stand for. With none it is standard input if something comes in there; `None` if
/// nothing does.
pub(crate) fn inputs(files: &[PathBuf]) -> Option<Vec<Input>> {
    if !files.is_empty() {
        let input = |path: &PathBuf| match is_standard_input(path) {
            true => Input::Standard(standard_input()),
            false => Input::File(path.clone()),
        };
        return Some(files.iter().map(input).collect());
    }
    if !is_piped() {
        return None;
    }
    let read = standard_input();
    (read != Ok(Vec::new())).then(|| vec![Input::Standard(read)])
}

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
    /// What the article is called: the path as given.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard(_) => "-".to_owned(),
        }
    }

    /// The text, a byte order mark removed, nothing else changed.
    pub(crate) fn text(&self) -> Result<String, Unread> {
        match self {
            Self::File(path) => decoded(read_file(path)?),
            Self::Standard(Ok(bytes)) => decoded(bytes.clone()),
            Self::Standard(Err(reason)) => Err(Unread::StandardInput(reason.clone())),
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
