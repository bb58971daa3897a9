//! Files of any known kind as projects: what a file is, is told by what is in it.
//!
//! A file is one project. Texts and marks of brat and Recogito that lie side by side are one, and so are all
//! tables of a call: where tables name their articles none of them stands alone.

use sha2::{Digest as _, Sha256};
use shirushi_exchange::formats::{
    Arrival, FilesRead, Format, FormatError, InputFile, Kind, Options, RecordFinding, UnitFit, recognise,
};
use shirushi_exchange::native::{self, Limits, NamedState, NativeError, Notice, Opened};
use shirushi_model::{Project, ProjectId, Timestamp};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{fs, io};

/// What can come in and go out: our own project file, or a format of other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Project,
    Other(Format),
}

/// The code of our own file.
const PROJECT: &str = "project";

impl FileKind {
    /// By its code, for arguments.
    pub(crate) fn parse(code: &str) -> Result<Self, String> {
        let known = || {
            let codes: Vec<&str> = Format::ALL.into_iter().map(Format::code).collect();
            format!("known are {PROJECT}, {}", codes.join(", "))
        };
        match code {
            PROJECT => Ok(Self::Project),
            code => Format::of_code(code).map(Self::Other).ok_or_else(known),
        }
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Project => PROJECT,
            Self::Other(format) => format.code(),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Project => "Shirushi project",
            Self::Other(format) => format.name().en,
        }
    }
}

/// Why a file is no project.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoProject {
    #[error("{path}: {source}", path = path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Format(#[from] FormatError),
    #[error("{name}: {source}")]
    Native { name: String, source: NativeError },
    #[error("{name}: tags alone; there is no text in it")]
    Tagset { name: String },
}

/// A project and what is to be said of it.
pub(crate) struct Arrived {
    pub(crate) kind: FileKind,
    pub(crate) project: Project,
    /// States of it that were given names, oldest first.
    pub(crate) versions: Vec<NamedState>,
    pub(crate) findings: Vec<RecordFinding>,
    pub(crate) notices: Vec<Notice>,
    /// What positions were taken to count, when the file does not say, and how well each unit fits.
    pub(crate) fits: Vec<UnitFit>,
    pub(crate) unit: Option<shirushi_exchange::formats::OffsetUnit>,
}

/// How files are to be understood.
pub(crate) struct ReadingFiles<'a> {
    /// What they are, instead of what they look like.
    pub(crate) from: Option<FileKind>,
    pub(crate) options: &'a Options,
    /// Whose marks they are when they do not say.
    pub(crate) person: &'a str,
}

/// The arguments that are read together.
pub(crate) struct Batch {
    pub(crate) files: Vec<PathBuf>,
}

/// The arguments, put together where several make one project.
pub(crate) fn batches(paths: &[PathBuf], from: Option<FileKind>) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    let mut tables: Vec<PathBuf> = Vec::new();
    for path in paths {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let pair = |other: &str| path.with_extension(other);
        let is_table = match from {
            Some(kind) => kind == FileKind::Other(Format::Tables),
            None => matches!(ending, "csv" | "tsv"),
        };
        if is_table {
            tables.push(path.clone());
        } else if matches!(ending, "ann" | "json") && pair("txt").is_file() {
            batches.push(Batch { files: vec![pair("txt"), path.clone()] });
        } else if ending == "txt" && ["ann", "json"].into_iter().any(|marks| paths.contains(&pair(marks))) {
            // It comes with its marks.
        } else if path.file_name().is_some_and(|name| name == "TypeSystem.xml")
            && paths.iter().any(|other| other.extension().is_some_and(|ending| ending == "xmi"))
        {
            // The types of the CAS beside it, which says itself what it has.
        } else {
            batches.push(Batch { files: vec![path.clone()] });
        }
    }
    if !tables.is_empty() {
        batches.push(Batch { files: tables });
    }
    batches
}

impl Batch {
    /// What it is called in messages, and after which its results are named.
    pub(crate) fn name(&self) -> &Path {
        self.files.last().map_or(Path::new(""), PathBuf::as_path)
    }

    /// Reads it.
    pub(crate) fn read(&self, reading: &ReadingFiles<'_>) -> Result<Arrived, NoProject> {
        let mut files = Vec::with_capacity(self.files.len());
        let mut changed = Timestamp(0);
        for path in &self.files {
            let unreadable = |source| NoProject::Unreadable { path: path.clone(), source };
            let bytes = fs::read(path).map_err(unreadable)?;
            changed = changed.max(modified(path));
            files.push(InputFile { name: path.display().to_string(), bytes });
        }
        let kind = match reading.from {
            Some(kind) => kind,
            None => match recognise(main(&files)?)? {
                Kind::Project => FileKind::Project,
                Kind::Tagset => return Err(NoProject::Tagset { name: main(&files)?.name.clone() }),
                Kind::Format(format) => FileKind::Other(format),
            },
        };
        // A text beside JSON is that of Recogito's annotations, or has nothing to do with it.
        let has_texts = matches!(kind, FileKind::Other(Format::Brat | Format::Recogito));
        if !has_texts && files.len() > 1 {
            files.retain(|file| !file.name.ends_with(".txt"));
        }
        let first = main(&files)?;
        match kind {
            FileKind::Project => {
                let native = |source| NoProject::Native { name: first.name.clone(), source };
                let opened = native::read(&first.bytes, Limits::default()).map_err(native)?;
                let Opened { project, versions, notices } = opened;
                let findings = Vec::new();
                Ok(Arrived { kind, project, versions, findings, notices, fits: Vec::new(), unit: None })
            }
            FileKind::Other(format) => {
                let arrival =
                    Arrival { id: id(&files), at: changed, person: reading.person.to_owned(), known: &[] };
                let FilesRead { mut project, findings, unit, fits, .. } =
                    format.read(&files, reading.options, &arrival)?;
                if project.title.is_empty() {
                    project.title = title(self.name());
                }
                let (versions, notices) = (Vec::new(), Vec::new());
                Ok(Arrived { kind, project, versions, findings, notices, fits, unit })
            }
        }
    }
}

/// The file that says what all are: not a bare text, when there is another.
fn main(files: &[InputFile]) -> Result<&InputFile, FormatError> {
    let main = files.iter().find(|file| !file.name.ends_with(".txt")).or_else(|| files.first());
    main.ok_or_else(|| FormatError::Empty { file: String::new() })
}

/// The same files are the same project whenever they are read.
fn id(files: &[InputFile]) -> ProjectId {
    let mut digest = Sha256::new();
    for file in files {
        digest.update(&file.bytes);
    }
    let bytes = digest.finalize();
    let bits = bytes.iter().take(16).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    ProjectId::from_random(bits)
}

fn modified(path: &Path) -> Timestamp {
    let time = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let since = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Timestamp(since.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or_default())
}

/// A file's name without what comes behind its first dot: `港まつり.shirushi.json` is 港まつり.
pub(crate) fn title(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.split('.').find(|part| !part.is_empty()).unwrap_or("project").to_owned()
}
