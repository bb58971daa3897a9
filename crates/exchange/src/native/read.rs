//! From the bytes of a native file to a project: the outer checks, before anything is built.

use super::effort::Effort;
use super::named_state::NamedState;
use super::sections::{Limits, Sections};
use super::{Collection, NativeError, Notice, Record, check};
use serde::{Deserialize, Serialize};
use shirushi_model::Project;

/// A project that was read, and what was repaired or left out on the way. It crosses from one worker to
/// another as JSON: it is checked by then, and needs no repair again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// States of it that were given names, oldest first.
    pub versions: Vec<NamedState>,
    /// What a person should know, in the order of the file.
    pub notices: Vec<Notice>,
}

/// Reads a native file. A byte order mark at its start does not count.
///
/// # Errors
/// [`NativeError`] when the file is too large, is not JSON, is of another kind or version, or has a record
/// that cannot be understood. Positions that do not fit their text are no error: they are repaired, with a
/// [`Notice`].
pub fn read(bytes: &[u8], limits: Limits) -> Result<Opened, NativeError> {
    read_telling(bytes, limits, &mut |_, _| {})
}

/// Reads a native file as [`read`] does. `tell` is called now and then with how many of its bytes are read,
/// and of how many; nothing for a small file.
///
/// # Errors
/// As [`read`].
pub fn read_telling(
    bytes: &[u8],
    limits: Limits,
    tell: &mut dyn FnMut(usize, usize),
) -> Result<Opened, NativeError> {
    if bytes.len() > limits.bytes {
        return Err(NativeError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| NativeError::NotUtf8 { at: error.valid_up_to() })?;
    let json = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if depth(json) > limits.nesting {
        return Err(NativeError::TooDeep { limit: limits.nesting });
    }
    let sections = Sections::of(json, limits)?;
    let mut effort = Effort::new(bytes.len(), tell);
    let (project, mut notices) = check::project(&sections, &mut effort)?;
    let mut versions: Vec<NamedState> = Vec::with_capacity(sections.versions.len());
    for (number, raw) in sections.versions.iter().enumerate() {
        let record = || Record { path: format!("{}[{number}]", Collection::Versions), id: None };
        let (version, found) = check::version(raw, limits, &record(), &mut effort)?;
        if versions.iter().any(|other| other.number == version.number) {
            return Err(NativeError::Duplicate { record: record() });
        }
        notices.extend(found);
        versions.push(version);
    }
    Ok(Opened { project, versions, notices })
}

/// How deep brackets stand within brackets.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut inside, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;
    use shirushi_model::{Article, ArticleId, ArticleMeta, ProjectId, Timestamp};
    use std::sync::Arc;

    fn file(articles: u32) -> String {
        let mut project = Project::new(ProjectId("p".to_owned()), "港".to_owned(), Timestamp(0));
        let text = "港で火災があった。".repeat(60);
        project.articles.extend((0..articles).map(|number| {
            Arc::new(Article::new(ArticleId(number), &text, ArticleMeta::default(), Timestamp(0)))
        }));
        project.next_number = articles;
        write(&project)
    }

    #[test]
    fn how_far_it_has_come_is_told_of_a_large_file() {
        let steps = |file: &str| {
            let mut steps = Vec::new();
            let tell = &mut |done, of| steps.push((done, of));
            assert!(read_telling(file.as_bytes(), Limits::default(), tell).is_ok());
            steps
        };
        assert_eq!(steps(&file(1)), []);
        let large = file(400);
        let told = steps(&large);
        assert!((100..=201).contains(&told.len()), "{}", told.len());
        assert!(told.is_sorted() && told.iter().all(|(done, of)| done <= of && *of == large.len()));
        assert!(told.last().is_some_and(|(done, of)| done * 10 > of * 9), "{told:?}");
    }

    #[test]
    fn what_was_read_crosses_as_json() {
        let crossed = |bytes: &[u8]| -> (Result<Opened, NativeError>, Result<Opened, NativeError>) {
            let read = read(bytes, Limits::default());
            let json = serde_json::to_string(&read).unwrap();
            (read, serde_json::from_str(&json).unwrap())
        };
        let (read, there) = crossed(file(3).as_bytes());
        assert_eq!(read.unwrap(), there.unwrap());
        let deep = "[".repeat(100);
        for bad in [&b"{"[..], b"\xff", b"{}", deep.as_bytes(), file(2).replacen("t1", "t0", 1).as_bytes()] {
            let (read, there) = crossed(bad);
            assert_eq!(read.unwrap_err().to_string(), there.unwrap_err().to_string());
        }
    }
}
