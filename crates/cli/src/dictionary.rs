//! Where the command line finds its dictionary: in itself, unless another is named.

use shirushi_dictionary::{Dictionary, DictionaryError};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The pack the program was built with.
static BUILT_IN: &[u8] = include_bytes!(env!("SHIRUSHI_PACK"));
/// Names another place for it.
const VARIABLE: &str = "SHIRUSHI_DICTIONARY";

/// Why there is no dictionary.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoDictionary {
    /// It is there and cannot be read.
    #[error("the dictionary {} cannot be read: {source}", path.display())]
    Unreadable {
        /// Where it lies.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is there and is none.
    #[error("the dictionary {} cannot be used: {source}", path.display())]
    Unusable {
        /// Where it lies.
        path: PathBuf,
        /// What is wrong with it.
        source: DictionaryError,
    },
}

/// Loads the dictionary: the named one, else that of the environment, else the built-in one.
pub(crate) fn load(named: Option<&Path>) -> Result<Dictionary, NoDictionary> {
    let other = named
        .map(Path::to_path_buf)
        .or_else(|| env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from));
    let (path, bytes) = match other {
        Some(path) => match fs::read(&path) {
            Ok(bytes) => (path, bytes),
            Err(source) => return Err(NoDictionary::Unreadable { path, source }),
        },
        None => (PathBuf::from("built in"), BUILT_IN.to_vec()),
    };
    Dictionary::load(bytes).map_err(|source| NoDictionary::Unusable { path, source })
}
