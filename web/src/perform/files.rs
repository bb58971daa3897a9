//! Files: chosen by a person, read, saved as a download or in place.

use crate::ports::clock;
use crate::ports::disk::{self, DiskFile};
use crate::ports::files::{self, HowMany};
use crate::ports::picture;
use shirushi_model::{Timestamp, limits};
use shirushi_page::effect::{FileKind, FileSaved};
use shirushi_page::exchanging::ExchangeAct;
use shirushi_page::intake::{FileError, Incoming};
use shirushi_page::notices::Notice;
use shirushi_page::projects::ProjectAct;
use shirushi_page::replacing::Replace;
use shirushi_page::{Act, Handle};

/// No file larger than this is read, in bytes.
const LARGEST_FILE: u64 = limits::LARGEST_FILE as u64;

/// Files that hold texts.
const TEXTS: &str = ".txt,.text,.md,.html,.htm,text/plain,text/html";
/// Files that hold texts among other things.
const DOCUMENTS: &str = ".mhtml,.mht,.docx,.epub,.pdf";
const JSON: &str = ".json,application/json";

/// Lets a person choose files. To be called while a click or a key is being handled.
pub(super) async fn pick(kind: FileKind) -> Vec<Act> {
    match kind {
        FileKind::Articles => {
            vec![Act::Arrived(
                read(files::pick(&format!("{TEXTS},{DOCUMENTS},.json"), HowMany::Many).await).await,
            )]
        }
        FileKind::NewerText => {
            vec![Act::Replace(Replace::Arrived(read(files::pick(TEXTS, HowMany::One).await).await))]
        }
        FileKind::Tagset => {
            let chosen = read(files::pick(JSON, HowMany::One).await).await;
            chosen.into_iter().map(Act::TagsetFile).collect()
        }
        FileKind::Foreign => {
            let chosen = read(files::pick("", HowMany::Many).await).await;
            vec![Act::Exchange(ExchangeAct::Arrived(chosen))]
        }
        FileKind::Project => pick_project().await.into_iter().map(Act::ProjectFile).collect(),
    }
}

async fn pick_project() -> Vec<Incoming> {
    // Where the browser does not ask for such a file after all, as inside other pages, it is asked for as any
    // other.
    let chosen = if disk::opens() { DiskFile::open().await.ok() } else { None };
    match chosen {
        Some(None) => Vec::new(),
        Some(Some(file)) => {
            let name = file.name();
            let content = match file.content().await {
                Ok(content) => files::read(&content, LARGEST_FILE).await,
                Err(error) => Err(error),
            };
            vec![Incoming { name, content, file: Some(Handle::new(file)) }]
        }
        None => read(files::pick(JSON, HowMany::One).await).await,
    }
}

/// Reads files, each as far as it can be read.
pub(crate) async fn read(files: Vec<web_sys::File>) -> Vec<Incoming> {
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let content = files::read(&file, LARGEST_FILE).await;
        read.push(Incoming { name: file.name(), content, file: None });
    }
    read
}

/// Saves as a download is saved. What is to be told of it, if anything is.
pub(super) fn download(name: String, media: &str, content: &[u8], saved: Option<FileSaved>) -> Option<Act> {
    match files::save(&name, media, content) {
        Ok(()) => saved.map(|saved| told_saved(saved, name, clock::now())),
        Err(error) => Some(Act::Told(Notice::File { name, error })),
    }
}

/// Saves a drawing as a picture. What is to be told of it, if anything is.
pub(super) async fn save_picture(name: String, svg: String) -> Vec<Act> {
    let saved = match picture::png(&svg).await {
        Some(png) => download(name, "image/png", &png, None),
        None => Some(Act::Told(Notice::File { name, error: FileError::Unsaved })),
    };
    saved.into_iter().collect()
}

pub(super) fn told_saved(saved: FileSaved, name: String, at: Timestamp) -> Act {
    Act::Project(ProjectAct::Saved(saved.slot, saved.seq, name, at))
}

/// Writes the file that is known, or one that the person chooses now; `None` when they choose none. What
/// somebody else has written since is not written over: the person says where.
pub(super) async fn write_in_place(
    known: Option<DiskFile>,
    last: Option<Timestamp>,
    name: &str,
    bytes: &[u8],
) -> Result<Option<DiskFile>, Notice> {
    let told = |name: String| move |error: FileError| Notice::File { name, error };
    let known = match known {
        Some(file) if file.is_another(last).await.map_err(told(file.name()))? => None,
        known => known,
    };
    let file = match known {
        Some(file) => Some(file),
        None => DiskFile::choose(name).await.map_err(told(name.to_owned()))?,
    };
    if let Some(file) = &file {
        file.write(bytes).await.map_err(told(file.name()))?;
    }
    Ok(file)
}
