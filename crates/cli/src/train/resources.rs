//! What a model is given besides marked texts: a gazetteer and what words are used like, made from packages
//! of the Python registry as they are downloaded (`.whl`). Nothing else is read, nothing is unpacked to disk.

mod clusters;
mod components;
mod names;
mod vectors;
mod wheel;

use shirushi_analysis::{Resources, Tokenizer, Usage};
use shirushi_dictionary::Dictionary;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a package gives no resource.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResourceError {
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{}: not a package (.whl): {source}", path.display())]
    NotAWheel { path: PathBuf, source: zip::result::ZipError },
    #[error("{}: no file in it ends in {wanted}", path.display())]
    Missing { path: PathBuf, wanted: &'static str },
    #[error("{}: {what} in {file} is not in the form expected here", path.display())]
    Form { path: PathBuf, file: &'static str, what: &'static str },
    #[error("{}: more words than a table holds", path.display())]
    TooMany { path: PathBuf },
}

/// Where the resources come from.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Packages {
    /// Names of people and places: the package sudachidict_core 20250825, as a .whl file
    #[arg(long, value_name = "WHL")]
    names: Option<PathBuf>,
    /// Vectors of words, to be made short and gathered in clusters: the package ja-ginza 5.3.0, as a .whl
    /// file
    #[arg(long, value_name = "WHL")]
    vectors: Option<PathBuf>,
}

/// What was made, with what has to be said of where it comes from.
pub(crate) struct Made {
    pub(crate) resources: Resources,
    pub(crate) attributions: Vec<String>,
}

/// Makes the resources. What is not named is left empty. The same packages and dictionary give the same
/// bytes.
pub(crate) fn make(packages: &Packages, dictionary: &Arc<Dictionary>) -> Result<Made, ResourceError> {
    let mut attributions = Vec::new();
    let names = match &packages.names {
        Some(path) => {
            let names = names::read(path)?;
            eprintln!("{}: {} names", path.display(), names.len());
            attributions.push(names::ATTRIBUTION.to_owned());
            names
        }
        None => Vec::new(),
    };
    let (words, usage) = match &packages.vectors {
        Some(path) => {
            let vectors = vectors::read(path, &mut Tokenizer::new(Arc::clone(dictionary)))?;
            let rows = clusters::gather(&vectors).into_iter().zip(components::principal(&vectors));
            let usage: Vec<Usage> = rows.map(|(cluster, components)| Usage { cluster, components }).collect();
            eprintln!("{}: {} words in {} rows", path.display(), vectors.words.len(), usage.len());
            attributions.push(vectors::ATTRIBUTION.to_owned());
            (vectors.words, usage)
        }
        None => (Vec::new(), Vec::new()),
    };
    let path = || packages.names.clone().or_else(|| packages.vectors.clone()).unwrap_or_default();
    let resources =
        Resources::build(&names, &words, &usage).ok_or_else(|| ResourceError::TooMany { path: path() })?;
    Ok(Made { resources, attributions })
}

/// What is said of a package whose content is not as expected.
fn form(path: &Path, file: &'static str, what: &'static str) -> ResourceError {
    ResourceError::Form { path: path.to_path_buf(), file, what }
}
