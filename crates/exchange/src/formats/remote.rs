//! Formats in a worker: what is asked there, what comes back, and how both cross as bytes. What takes long on
//! a large project is read and written beside the page, which goes on meanwhile; a person who stops it ends
//! the worker.
//!
//! A message is JSON with the files' bytes behind it, so that a zip of many megabytes is not spelled out:
//! eight bytes for the length of the JSON, the JSON, the files one after another.

#[cfg(feature = "workbook")]
use super::{Arrival, Options, Telling, UnknownChoice, sorted};
use super::{FilesRead, Format, FormatError, InputFile, OffsetUnit, OutputFile, Sheet, SortedFiles};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shirushi_model::{Article, ArticleId, ByteSpan, Project, ProjectId, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "one crosses at a time")]
pub enum FormatRequest {
    /// Write a project. Answered by [`FormatResponse::Written`].
    Write {
        /// In which format.
        format: Format,
        /// What was chosen for it, by names ([`super::Options::choose`]).
        chosen: Vec<(String, String)>,
        /// The tokens of its articles.
        tokens: HashMap<ArticleId, Vec<ByteSpan>>,
        /// The project.
        project: Project,
    },
    /// Find out what files are and read them. Answered by [`FormatResponse::Sorted`].
    Sort {
        /// The files.
        files: Vec<InputFile>,
        /// What they say nothing about.
        beside: Beside,
    },
    /// Read files of one format. Answered by [`FormatResponse::Read`].
    Read {
        /// Of which.
        format: Format,
        /// What positions count; found out where nobody said it.
        unit: Option<OffsetUnit>,
        /// The files.
        files: Vec<InputFile>,
        /// What they say nothing about.
        beside: Beside,
    },
    /// Write tables as a workbook. Answered by [`FormatResponse::Written`].
    Workbook(Vec<Sheet>),
}

/// What a file says nothing about, as [`super::Arrival`] has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// The id of the project that is made of it.
    pub id: ProjectId,
    /// When it came.
    pub at: Timestamp,
    /// Whose marks they are.
    pub person: String,
    /// Articles that are there already.
    pub known: Vec<Arc<Article>>,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "one crosses at a time")]
pub enum FormatResponse {
    /// Files to go out.
    Written(Vec<OutputFile>),
    /// What files are, and what was read of them.
    Sorted(SortedFiles),
    /// What was read.
    Read(Result<FilesRead, FormatError>),
}

/// Bytes that are no such message: they were not written by this version of the program.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// Cut short.
    #[error("the message is cut short")]
    Short,
    /// Not as it is spelled here.
    #[error(transparent)]
    Malformed(#[from] serde_json::Error),
    /// A choice that no format has.
    #[error(transparent)]
    #[cfg(feature = "workbook")]
    Choice(#[from] UnknownChoice),
    /// The tables do not fit a workbook.
    #[error(transparent)]
    #[cfg(feature = "workbook")]
    Workbook(#[from] shirushi_sheet::SheetError),
}

#[derive(Serialize, Deserialize)]
struct RemoteHead<T> {
    /// How many bytes each file has.
    sizes: Vec<usize>,
    said: T,
}

impl FormatRequest {
    /// As bytes.
    ///
    /// # Errors
    /// Never for what a project holds.
    pub fn to_bytes(&self) -> Result<Vec<u8>, RemoteError> {
        let files: &[InputFile] = match self {
            Self::Sort { files, .. } | Self::Read { files, .. } => files,
            Self::Write { .. } | Self::Workbook(_) => &[],
        };
        framed(self, &files.iter().map(|file| file.bytes.as_slice()).collect::<Vec<_>>())
    }

    /// From bytes.
    ///
    /// # Errors
    /// When they are no request.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RemoteError> {
        let (mut request, blobs): (Self, _) = unframed(bytes)?;
        if let Self::Sort { files, .. } | Self::Read { files, .. } = &mut request {
            for (file, blob) in files.iter_mut().zip(blobs) {
                file.bytes = blob.to_vec();
            }
        }
        Ok(request)
    }
}

impl FormatResponse {
    /// As bytes.
    ///
    /// # Errors
    /// Never for what a project holds.
    pub fn to_bytes(&self) -> Result<Vec<u8>, RemoteError> {
        let files: &[OutputFile] = if let Self::Written(files) = self { files } else { &[] };
        framed(self, &files.iter().map(|file| file.bytes.as_slice()).collect::<Vec<_>>())
    }

    /// From bytes.
    ///
    /// # Errors
    /// When they are no response.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RemoteError> {
        let (mut response, blobs): (Self, _) = unframed(bytes)?;
        if let Self::Written(files) = &mut response {
            for (file, blob) in files.iter_mut().zip(blobs) {
                file.bytes = blob.to_vec();
            }
        }
        Ok(response)
    }
}

fn framed<T: Serialize>(said: &T, blobs: &[&[u8]]) -> Result<Vec<u8>, RemoteError> {
    let head = RemoteHead { sizes: blobs.iter().map(|blob| blob.len()).collect(), said };
    let mut bytes = vec![0; LENGTH];
    serde_json::to_writer(&mut bytes, &head)?;
    let length = (bytes.len() - LENGTH) as u64;
    if let Some(place) = bytes.first_chunk_mut::<LENGTH>() {
        *place = length.to_le_bytes();
    }
    for blob in blobs {
        bytes.extend_from_slice(blob);
    }
    Ok(bytes)
}

/// Bytes for the length of the JSON.
const LENGTH: usize = 8;

fn unframed<T: DeserializeOwned>(bytes: &[u8]) -> Result<(T, Vec<&[u8]>), RemoteError> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH>().ok_or(RemoteError::Short)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| RemoteError::Short)?;
    let (head, mut rest) = rest.split_at_checked(length).ok_or(RemoteError::Short)?;
    let RemoteHead { sizes, said } = serde_json::from_slice(head)?;
    let mut blobs = Vec::with_capacity(sizes.len());
    for size in sizes {
        let (blob, behind) = rest.split_at_checked(size).ok_or(RemoteError::Short)?;
        blobs.push(blob);
        rest = behind;
    }
    Ok((said, blobs))
}

/// Does what is asked. `tell` is told how far it has come.
///
/// # Errors
/// When the bytes are no request. What is wrong with files is in the answer.
#[cfg(feature = "workbook")]
pub fn answer(request: &[u8], tell: Telling<'_>) -> Result<Vec<u8>, RemoteError> {
    let response = match FormatRequest::from_bytes(request)? {
        FormatRequest::Write { format, chosen, tokens, project } => {
            let mut options = Options { tokens, ..Options::default() };
            for (key, value) in &chosen {
                options.choose(key, value)?;
            }
            FormatResponse::Written(format.write_telling(&project, &options, tell).files)
        }
        FormatRequest::Sort { files, beside } => {
            FormatResponse::Sorted(sorted(files, &beside.arrival(), tell))
        }
        FormatRequest::Read { format, unit, files, beside } => {
            let options = Options { unit, ..Options::default() };
            FormatResponse::Read(format.read_telling(&files, &options, &beside.arrival(), tell))
        }
        FormatRequest::Workbook(sheets) => {
            let bytes = shirushi_sheet::workbook(&sheets)?;
            FormatResponse::Written(vec![OutputFile { part: String::new(), ending: "xlsx".into(), bytes }])
        }
    };
    response.to_bytes()
}

#[cfg(feature = "workbook")]
impl Beside {
    fn arrival(&self) -> Arrival<'_> {
        let Self { id, at, person, known } = self;
        Arrival { id: id.clone(), at: *at, person: person.clone(), known }
    }
}
