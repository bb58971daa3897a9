//! Where the command line finds its dictionary.

use shirushi_dictionary::{Dictionary, DictionaryError};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The name of the pack, wherever it lies.
const FILE: &str = "ipadic.shirushi";
/// Names another place for it.
const VARIABLE: &str = "SHIRUSHI_DICTIONARY";

/// Why there is no dictionary.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoDictionary {
    /// It is in none of the places.
    #[error(
        "no dictionary: {FILE} is neither beside the program nor in the workspace's target folder; \
         make it with `cargo xtask dictionary`, or name it with --dictionary or {VARIABLE}"
    )]
    Missing,
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

/// Loads the dictionary: the named one, else that of the environment, else the one beside the program, else the
/// workspace's.
pub(crate) fn load(named: Option<&Path>) -> Result<Dictionary, NoDictionary> {
    let path = named
        .map(Path::to_path_buf)
        .or_else(|| env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from))
        .or_else(find)
        .ok_or(NoDictionary::Missing)?;
    match fs::read(&path) {
        Ok(bytes) => Dictionary::load(bytes).map_err(|source| NoDictionary::Unusable { path, source }),
        Err(source) => Err(NoDictionary::Unreadable { path, source }),
    }
}

/// Beside the program, or in `dictionary/` of the target folder the program was built in, or of a workspace the
/// current folder lies in.
fn find() -> Option<PathBuf> {
    let program = env::current_exe().ok();
    let beside = program.iter().filter_map(|p| p.parent()).map(|folder| folder.join(FILE));
    let targets =
        program.iter().flat_map(|p| p.ancestors()).map(|folder| folder.join("dictionary").join(FILE));
    let here = env::current_dir().ok();
    let workspaces =
        here.iter().flat_map(|h| h.ancestors()).map(|folder| folder.join("target/dictionary").join(FILE));
    beside.chain(targets).chain(workspaces).find(|path| path.is_file())
}
