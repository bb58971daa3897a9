//! Asking a worker for what formats need, and taking what it answers.

use super::ForeignFiles;
use super::errands::{Errand, ErrandProgress, Purpose};
use crate::effect::{Effect, FileTask};
use crate::handle::Handle;
use crate::intake::{DocumentEvent, Incoming};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_exchange::formats::remote::{FormatRequest, FormatResponse, RemoteError};
use shirushi_exchange::formats::{FilesRead, Format, FormatError, InputFile, OffsetUnit, OutputFile};
use std::rc::Rc;

impl Page {
    /// How far what was asked last is; none where nothing is under way. Files that come in are told as
    /// documents are, wherever a person is.
    pub fn errand(&self) -> Option<ErrandProgress> {
        let shown = |errand: &&Errand| !matches!(errand.purpose, Purpose::Sort(..));
        self.ui.errands.iter().rfind(shown).map(|errand| errand.progress)
    }

    pub(super) fn ask_formats(&mut self, request: &FormatRequest, purpose: Purpose, out: &mut Outside) {
        self.send_errand(request.to_bytes(), purpose, out);
    }

    /// Hands a request over as the bytes it has.
    pub(super) fn send_errand(
        &mut self,
        bytes: Result<Vec<u8>, RemoteError>,
        purpose: Purpose,
        out: &mut Outside,
    ) {
        // What a project holds is always JSON.
        let Ok(bytes) = bytes else { return };
        self.ui.turn += 1;
        let number = self.ui.turn;
        if let Purpose::Sort(files, _) = &purpose {
            self.tell(Notice::ReadingDocument { name: first_name(files), done: 0, of: 0 });
        }
        self.ui.errands.push(Errand { number, purpose, progress: ErrandProgress::default() });
        out.ask(Effect::DoFile { number, task: FileTask::Formats, bytes: Rc::new(bytes) });
    }

    /// Ends those that a person waits for in the place of formats, or only the readings of what is looked at.
    pub(super) fn end_errands(&mut self, which: impl Fn(&Purpose) -> bool, out: &mut Outside) {
        for errand in self.ui.errands.extract_if(.., |errand| which(&errand.purpose)) {
            out.ask(Effect::EndFile(errand.number));
        }
    }

    /// Takes what is told of one; what is of none is given back.
    pub(crate) fn errand_event(&mut self, event: DocumentEvent, out: &mut Outside) -> Option<DocumentEvent> {
        let number = match &event {
            DocumentEvent::Ended => {
                self.end_errands(|purpose| matches!(purpose, Purpose::Sort(..)), out);
                return Some(event);
            }
            DocumentEvent::Step { number, .. }
            | DocumentEvent::Answered { number, .. }
            | DocumentEvent::Failed { number } => *number,
        };
        let Some(at) = self.ui.errands.iter().position(|errand| errand.number == number) else {
            return Some(event);
        };
        match event {
            DocumentEvent::Step { done, of, .. } => {
                let mut name = None;
                if let Some(errand) = self.ui.errands.get_mut(at) {
                    errand.progress = ErrandProgress { done, of };
                    if let Purpose::Sort(files, _) = &errand.purpose {
                        name = Some(first_name(files));
                    }
                }
                if let Some(name) = name {
                    self.reading_step(&name, done, of);
                }
            }
            DocumentEvent::Answered { answer, .. } => {
                let purpose = self.ui.errands.remove(at).purpose;
                if let Purpose::Sort(files, _) = &purpose {
                    self.reading_done(&first_name(files));
                }
                match FormatResponse::from_bytes(&answer) {
                    Ok(response) => self.take_response(purpose, response, out),
                    Err(_) => self.tell(Notice::DocumentFailed { name: name_of(&purpose) }),
                }
            }
            DocumentEvent::Failed { .. } => {
                let purpose = self.ui.errands.remove(at).purpose;
                let name = name_of(&purpose);
                if matches!(purpose, Purpose::Sort(..)) {
                    self.reading_done(&name);
                }
                self.tell(Notice::DocumentFailed { name });
            }
            DocumentEvent::Ended => {}
        }
        None
    }

    fn take_response(&mut self, purpose: Purpose, response: FormatResponse, out: &mut Outside) {
        match (purpose, response) {
            (Purpose::Sort(files, handles), FormatResponse::Sorted(sorted)) => {
                self.take_sorted(files, handles, sorted, out);
            }
            (Purpose::Again(format, unit), FormatResponse::Read(read)) => {
                self.take_reading(format, unit, read);
            }
            (Purpose::Save(name), FormatResponse::Written(files)) => {
                for OutputFile { part, ending, bytes } in files {
                    let part = if part.is_empty() { part } else { format!("-{part}") };
                    let (name, media) = (format!("{name}{part}.{ending}"), media(&ending));
                    out.ask(Effect::Download { name, media, content: bytes, saved: None });
                }
            }
            (Purpose::Copy, FormatResponse::Written(files)) => {
                if let Ok([file]) = <[OutputFile; 1]>::try_from(files)
                    && let Ok(text) = String::from_utf8(file.bytes)
                {
                    out.ask(Effect::Copy(text));
                }
            }
            // A worker answers what it is asked.
            _ => {}
        }
    }

    fn take_reading(
        &mut self,
        format: Format,
        unit: Option<OffsetUnit>,
        read: Result<FilesRead, FormatError>,
    ) {
        if let Some(first) = self.ui.arrivals.first_mut() {
            let held = ForeignFiles::clone(first);
            *first = Shared::new(ForeignFiles { format: Some(format), unit, read, ..held });
        }
    }
}

fn first_name(files: &[InputFile]) -> String {
    files.first().map(|file| file.name.clone()).unwrap_or_default()
}

/// What a person knows it by.
fn name_of(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Sort(files, _) => first_name(files),
        Purpose::Save(name) => name.clone(),
        Purpose::Again(format, _) => format.code().to_owned(),
        Purpose::Copy => String::new(),
    }
}

/// A file as it came in.
pub(super) fn again(file: InputFile, handle: Option<Handle>) -> Incoming {
    Incoming { name: file.name, content: Ok(file.bytes), file: handle }
}

/// The media type of a file that ends so.
fn media(ending: &str) -> &'static str {
    match ending {
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        "jsonld" => "application/ld+json",
        "zip" => "application/zip",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "html" => "text/html",
        "md" => "text/markdown",
        "xml" => "application/xml",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/plain",
    }
}
