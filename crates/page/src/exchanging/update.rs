//! Acts on formats.

use super::{Destination, ExchangeAct, FindingsListed, ForeignFiles, Way};
use crate::effect::{Effect, FileKind};
use crate::focus::FocusTarget;
use crate::handle::Handle;
use crate::intake::Incoming;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::projects::{NewSlot, file_name};
use crate::scene::Scene;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_agreement::pair_articles;
use shirushi_exchange::formats::{
    Arrival, FilesRead, Format, FormatError, InputFile, Kind, OffsetUnit, Options, WrittenFiles, recognise,
};
use shirushi_exchange::native::{self, Limits, Opened};
use shirushi_model::{Article, Project, ProjectId};
use shirushi_session::{Edit, Session};
use std::sync::Arc;

impl Page {
    // Invariant: called by the late part alone; it is what brings the formats' code in.
    pub(crate) fn exchange(&mut self, act: ExchangeAct, out: &mut Outside) {
        let ui = &mut self.project.exchange;
        match act {
            ExchangeAct::Way(way) => {
                ui.way = way;
                self.turn_scene(Scene::Exchange, out);
            }
            ExchangeAct::Format(format) => {
                (ui.way, ui.format) = (Way::Out, format);
                self.turn_scene(Scene::Exchange, out);
            }
            ExchangeAct::Choose(key, value) => {
                ui.chosen.insert((ui.format, key), value);
            }
            ExchangeAct::Carry(carried) => ui.carried = carried,
            ExchangeAct::Save => self.save_foreign(out),
            ExchangeAct::Copy => {
                let written = self.written();
                if let [file] = written.files.as_slice()
                    && let Ok(text) = std::str::from_utf8(&file.bytes)
                {
                    out.ask(Effect::Copy(text.to_owned()));
                }
            }
            ExchangeAct::Pick => out.ask(Effect::Pick(FileKind::Foreign)),
            ExchangeAct::Arrived(files) => self.recognise_foreign(files, out),
            ExchangeAct::ReadAs(format, unit) => self.read_again(Some(format), Some(unit), None, out),
            ExchangeAct::Person(person) => self.read_again(None, None, Some(person), out),
            ExchangeAct::List(findings) => ui.findings = findings,
            ExchangeAct::Take(destination) => self.take_foreign(destination, out),
            ExchangeAct::Refuse => self.next_foreign(out),
        }
    }

    /// Reads what is looked at once more, with what is not given as it was.
    fn read_again(
        &mut self,
        format: Option<Format>,
        unit: Option<Option<OffsetUnit>>,
        person: Option<String>,
        out: &mut Outside,
    ) {
        let Some(held) = self.ui.arrivals.first().cloned() else { return };
        let Some(format) = format.or(held.format) else { return };
        let (unit, person) = (unit.unwrap_or(held.unit), person.unwrap_or_else(|| held.person.clone()));
        let read = self.read_foreign(held.files.clone(), format, unit, person, out);
        if let Some(first) = self.ui.arrivals.first_mut() {
            *first = Shared::new(read);
        }
    }

    fn written(&self) -> WrittenFiles {
        let ui = &self.project.exchange;
        // What is chosen comes from the format's own choices.
        let mut options = ui.options(ui.format).unwrap_or_default();
        if ui.format == Format::Conll {
            options.tokens = self.tokens();
        }
        ui.format.write(&ui.carried.of(&self.session.project), &options)
    }

    /// The dictionary's tokens of the articles that are analysed.
    fn tokens(&self) -> std::collections::HashMap<shirushi_model::ArticleId, Vec<shirushi_model::ByteSpan>> {
        let articles = self.session.project.articles.iter();
        articles
            .filter_map(|article| {
                let tokens = &self.session.analysed(article.id)?.analysis.tokens;
                let spans = (0..tokens.len()).filter_map(|token| tokens.span(token)).collect();
                Some((article.id, spans))
            })
            .collect()
    }

    fn save_foreign(&mut self, out: &mut Outside) {
        let (title, code) = (file_name(&self.session.project.title), self.project.exchange.format.code());
        for file in self.written().files {
            let part = if file.part.is_empty() { String::new() } else { format!("-{}", file.part) };
            let name = format!("{title}-{code}{part}.{}", file.ending);
            out.ask(Effect::Download { name, media: media(file.ending), content: file.bytes, saved: None });
        }
    }

    /// Finds out what files are, and reads those of one format together.
    pub(crate) fn recognise_foreign(&mut self, files: Vec<Incoming>, out: &mut Outside) {
        let mut groups: Vec<(Format, Vec<InputFile>)> = Vec::new();
        let (mut texts, mut refused, mut colleagues) = (Vec::new(), Vec::new(), Vec::new());
        let has_marks = files.iter().any(|file| file.name.to_ascii_lowercase().ends_with(".ann"));
        for Incoming { name, content, file } in files {
            let bytes = match content {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.tell(Notice::File { name, error });
                    continue;
                }
            };
            let given = InputFile { name, bytes };
            let of_brat = has_marks && !given.bytes.starts_with(b"PK") && {
                let name = given.name.to_ascii_lowercase();
                name.ends_with(".ann") || name.ends_with(".txt")
            };
            let kind = if of_brat { Ok(Kind::Format(Format::Brat)) } else { recognise(&given) };
            match kind {
                Ok(Kind::Format(format)) => match groups.iter_mut().find(|(of, _)| *of == format) {
                    Some((_, held)) => held.push(given),
                    None => groups.push((format, vec![given])),
                },
                Ok(Kind::Project) => match native::read(&given.bytes, Limits::default()) {
                    Ok(opened) if self.is_colleagues(&opened.project) => {
                        colleagues.push(colleague(given, opened))
                    }
                    opened => self.open_project(given.name, opened, file, out),
                },
                Ok(Kind::Tagset) => self.import_tags(again(given, file), out),
                // Lines of words that are of no tool are a text.
                Err(FormatError::UnknownKind { looks: "", .. }) => texts.push(again(given, file)),
                Err(error) => refused.push(ForeignFiles {
                    person: whose(&given.name),
                    files: vec![given],
                    format: None,
                    unit: None,
                    read: Err(error),
                    states: None,
                }),
            }
        }
        // Recogito's marks name no text; one of the same name is theirs.
        if let Some((_, marks)) = groups.iter_mut().find(|(format, _)| *format == Format::Recogito) {
            let stem =
                |name: &str| name.rsplit_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
            let stems: Vec<String> = marks.iter().map(|file| stem(&file.name)).collect();
            let (theirs, others): (Vec<Incoming>, Vec<Incoming>) =
                texts.into_iter().partition(|file: &Incoming| stems.contains(&stem(&file.name)));
            texts = others;
            let given = |file: Incoming| Some(InputFile { bytes: file.content.ok()?, name: file.name });
            marks.extend(theirs.into_iter().filter_map(given));
        }
        if !texts.is_empty() {
            self.take_texts(texts, out);
        }
        let before = self.ui.arrivals.len();
        for (format, files) in groups {
            let person = files.first().map(|file| whose(&file.name)).unwrap_or_default();
            let read = self.read_foreign(files, format, None, person, out);
            self.ui.arrivals.push(Shared::new(read));
        }
        self.ui.arrivals.extend(colleagues.into_iter().chain(refused).map(Shared::new));
        if self.ui.arrivals.len() > before {
            self.project.exchange.findings = FindingsListed::default();
            self.exchange(ExchangeAct::Way(Way::In), out);
        }
    }

    /// Whether a project that was brought to where files come in is another person's work on the same
    /// articles, to be merged with this one.
    fn is_colleagues(&self, project: &Project) -> bool {
        let here = self.ui.scene == Scene::Exchange && *project != self.session.project;
        here && !pair_articles(&self.session.project, project).is_empty()
    }

    fn read_foreign(
        &mut self,
        files: Vec<InputFile>,
        format: Format,
        unit: Option<OffsetUnit>,
        person: String,
        out: &mut Outside,
    ) -> ForeignFiles {
        let known: Vec<Arc<Article>> = self.session.project.articles.iter().cloned().collect();
        let (id, at) = (ProjectId::from_random(out.bits()), out.now);
        let arrival = Arrival { id, at, person: person.clone(), known: &known };
        let options = Options { unit, ..Options::default() };
        let read = format.read(&files, &options, &arrival);
        ForeignFiles { files, format: Some(format), unit, person, read, states: None }
    }

    fn take_foreign(&mut self, destination: Destination, out: &mut Outside) {
        let Some(first) = self.ui.arrivals.first().cloned() else { return };
        let Ok(read) = &first.read else { return };
        let from = read.project.clone();
        match destination {
            Destination::Here => {
                if !self.writes() {
                    return self.tell(Notice::ReadOnly);
                }
                let (before, same) = (self.session.seq(), first.same(&self.session.project));
                // Whatever is new would have been a change, unless it was refused.
                let all_there = same.len() == from.articles.len();
                let edit = match first.merged(&self.session) {
                    Some(Ok(merged)) => Edit::MergeProject(Box::new(merged.project)),
                    Some(Err(_)) => return,
                    None => Edit::TakeIn { from: Box::new(from), same },
                };
                self.edit(edit, out);
                let name = first.names().next().unwrap_or_default().to_owned();
                if self.session.seq() > before {
                    self.tell(Notice::TakenIn { name });
                } else if all_there {
                    self.tell(Notice::NothingNew { name });
                } else {
                    return;
                }
                self.next_foreign(out);
            }
            Destination::NewProject => {
                self.ui.arrivals.remove(0);
                self.begin(Session::open(from), NewSlot::Elsewhere, out);
            }
        }
    }

    /// The first of what came in is done with.
    fn next_foreign(&mut self, out: &mut Outside) {
        let arrivals = &mut self.ui.arrivals;
        if !arrivals.is_empty() {
            arrivals.remove(0);
        }
        if arrivals.is_empty() {
            self.turn_scene(Scene::Reading, out);
        } else {
            out.focus(FocusTarget::Result);
        }
    }
}

/// A project file, to be merged.
fn colleague(file: InputFile, opened: Opened) -> ForeignFiles {
    let read = FilesRead { project: opened.project, findings: Vec::new(), unit: None, fits: Vec::new() };
    ForeignFiles {
        person: String::new(),
        files: vec![file],
        format: None,
        unit: None,
        read: Ok(read),
        states: Some(opened.versions.into_iter().map(|state| state.project).collect()),
    }
}

/// A file as it came in.
fn again(file: InputFile, handle: Option<Handle>) -> Incoming {
    Incoming { name: file.name, content: Ok(file.bytes), file: handle }
}

/// Whose marks a file holds when it does not say: what it is called, without its ending.
fn whose(name: &str) -> String {
    name.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default().to_owned()
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
