//! From the bytes of a native file to a project: the outer checks, before anything is built.

use super::named_state::NamedState;
use super::sections::{Limits, Sections};
use super::{Collection, NativeError, Notice, Record, check};
use shirushi_model::Project;

/// A project that was read, and what was repaired or left out on the way.
#[derive(Debug, Clone, PartialEq)]
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
    let (project, mut notices) = check::project(&sections)?;
    let mut versions: Vec<NamedState> = Vec::with_capacity(sections.versions.len());
    for (number, raw) in sections.versions.iter().enumerate() {
        let record = || Record { path: format!("{}[{number}]", Collection::Versions), id: None };
        let (version, found) = check::version(raw, limits, &record())?;
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
