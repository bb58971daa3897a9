//! The native project file: versioned JSON that holds a whole project, documented in `docs/FORMAT.md`.
//!
//! Writing is deterministic: a file that was written, read and written again is the same, byte for byte.
//! Reading takes nothing on trust. What the file says about positions is checked against the text and
//! repaired with a [`Notice`] where it can be; what cannot be understood refuses the file with a
//! [`NativeError`] that names the record. Nothing is dropped silently.
//!
//! ```
//! use shirushi_exchange::native::{self, Limits};
//! use shirushi_model::{Project, ProjectId, Timestamp};
//!
//! let project = Project::new(ProjectId::from_random(7), "祭り".to_owned(), Timestamp(0));
//! let file = native::write(&project);
//! let opened = native::read(file.as_bytes(), Limits::default()).unwrap();
//! assert_eq!(opened.project, project);
//! assert!(opened.notices.is_empty());
//! assert_eq!(native::write(&opened.project), file);
//! ```

mod check;
mod check_records;
mod checks;
mod effort;
mod extra;
mod file;
mod json;
mod named_state;
mod notice;
mod read;
#[cfg(any(test, feature = "schema"))]
mod schema;
#[cfg(any(test, feature = "schema"))]
mod schema_terms;
mod sections;
mod span;
mod tagged;
mod write;

pub(crate) use file::TypeRecord;
pub(crate) use json::{Fields, object, problem};
pub use named_state::NamedState;
pub use notice::{Collection, NativeError, Notice, Placement, Record};
pub use read::{Opened, read, read_telling};
#[cfg(any(test, feature = "schema"))]
pub use schema::schema;
pub use sections::Limits;
pub(crate) use span::time as written_time;
pub use write::{WithVersions, fingerprint, write, write_with_versions};

/// What `format` says in every native file.
pub const FORMAT: &str = "shirushi-project";

/// The version this crate writes.
pub const VERSION: u32 = 2;

/// The versions it reads. Version 1 had no checks, no scales of verdicts and no dates put by hand; all else
/// is the same.
const READ: [u32; 2] = [1, VERSION];

#[cfg(test)]
mod tests;
