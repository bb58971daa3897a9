//! Acts on formats.

use super::beside::again;
use super::errands::Purpose;
use super::{Destination, ExchangeAct, FindingsListed, ForeignFiles, Way};
use crate::effect::{Effect, FileKind};
use crate::focus::FocusTarget;
use crate::handle::Handle;
use crate::intake::{Because, Incoming};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::projects::{NewSlot, file_name};
use crate::scene::Scene;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_agreement::pair_articles;
use shirushi_exchange::formats::remote::{Beside, FormatRequest};
use shirushi_exchange::formats::{
    FileGroup, FilesRead, Format, InputFile, Kind, OffsetUnit, SortedFiles, is_ours, whose,
};
use shirushi_exchange::native::Opened;
use shirushi_model::{Annotation, ArticleId, ByteSpan, Project, ProjectId, Target};
use shirushi_session::{Edit, Focus, Session};
use std::collections::HashMap;
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
            ExchangeAct::Save => {
                let title = file_name(&self.session.project.title);
                let name = format!("{title}-{}", self.project.exchange.format.code());
                self.write_foreign(Purpose::Save(name), out);
            }
            ExchangeAct::SaveWorkbook { name, sheets } => {
                self.ask_formats(&FormatRequest::Workbook(sheets), Purpose::Save(name), out);
            }
            ExchangeAct::Copy => self.write_foreign(Purpose::Copy, out),
            ExchangeAct::Stop => self.end_errands(|purpose| !matches!(purpose, Purpose::Sort(..)), out),
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
        let beside = self.beside(String::new(), out);
        let Some(first) = self.ui.arrivals.first_mut() else { return };
        let Some(format) = format.or(first.format) else { return };
        let (files, unit) = (first.files.to_vec(), unit.unwrap_or(first.unit));
        if let Some(person) = person {
            // What is typed stands in its field meanwhile.
            *first = Shared::new(ForeignFiles { person, ..ForeignFiles::clone(first) });
        }
        let beside = Beside { person: first.person.clone(), ..beside };
        self.end_errands(|purpose| matches!(purpose, Purpose::Again(..)), out);
        let request = FormatRequest::Read { format, unit, files, beside };
        self.ask_formats(&request, Purpose::Again(format, unit), out);
    }

    /// What files say nothing about.
    fn beside(&self, person: String, out: &mut Outside) -> Beside {
        let known = self.session.project.articles.iter().cloned().collect();
        Beside { id: ProjectId::from_random(out.bits()), at: out.now, person, known }
    }

    /// Has the project written in the format that is looked at.
    fn write_foreign(&mut self, purpose: Purpose, out: &mut Outside) {
        let ui = &self.project.exchange;
        let format = ui.format;
        let chosen = ui.chosen.iter().filter(|((of, _), _)| *of == format);
        let chosen = chosen.map(|((_, key), value)| ((*key).to_owned(), value.clone())).collect();
        let tokens = if format == Format::Conll { self.tokens() } else { HashMap::new() };
        let project = ui.carried.of(&self.session.project);
        // Twice at once is once.
        self.end_errands(|purpose| matches!(purpose, Purpose::Save(_) | Purpose::Copy), out);
        self.ask_formats(&FormatRequest::Write { format, chosen, tokens, project }, purpose, out);
    }

    /// The dictionary's tokens of the articles that are analysed.
    fn tokens(&self) -> HashMap<ArticleId, Vec<ByteSpan>> {
        let articles = self.session.project.articles.iter();
        articles
            .filter_map(|article| {
                let tokens = &self.session.analysed(article.id)?.analysis.tokens;
                let spans = (0..tokens.len()).filter_map(|token| tokens.span(token)).collect();
                Some((article.id, spans))
            })
            .collect()
    }

    /// Has files found out and read. Ours are known at once and do not wait.
    pub(crate) fn recognise_foreign(&mut self, files: Vec<Incoming>, out: &mut Outside) {
        let (mut given, mut handles) = (Vec::new(), Vec::new());
        let mut ours = SortedFiles::default();
        let mut of_ours = (Vec::new(), Vec::new());
        for Incoming { name, content, file } in files {
            let bytes = match content {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.tell(Notice::File { name, error });
                    continue;
                }
            };
            let kind = is_ours(&bytes);
            let file_given = InputFile { name, bytes };
            match kind {
                Some(Kind::Project) => ours.projects.push(of_ours.0.len()),
                Some(Kind::Tagset) => ours.tagsets.push(of_ours.0.len()),
                Some(Kind::Format(_)) | None => {
                    given.push(file_given);
                    handles.push(file);
                    continue;
                }
            }
            of_ours.0.push(file_given);
            of_ours.1.push(file);
        }
        if !of_ours.0.is_empty() {
            self.take_sorted(of_ours.0, of_ours.1, ours, out);
        }
        if !given.is_empty() {
            let request = FormatRequest::Sort { files: given, beside: self.beside(String::new(), out) };
            let bytes = request.to_bytes();
            if let FormatRequest::Sort { files, .. } = request {
                self.send_errand(bytes, Purpose::Sort(files, handles), out);
            }
        }
    }

    /// Takes what files are, each to where it belongs.
    pub(super) fn take_sorted(
        &mut self,
        files: Vec<InputFile>,
        handles: Vec<Option<Handle>>,
        sorted: SortedFiles,
        out: &mut Outside,
    ) {
        let mut files: Vec<Option<(InputFile, Option<Handle>)>> =
            files.into_iter().zip(handles).map(Some).collect();
        let mut take = |number: usize| files.get_mut(number).and_then(Option::take);
        let SortedFiles { groups, projects, tagsets, texts, refused } = sorted;
        let mut arrived = Vec::new();
        for FileGroup { format, files, person, read } in groups {
            let files = Arc::new(files.into_iter().filter_map(&mut take).map(|(file, _)| file).collect());
            let id = ProjectId::from_random(out.bits());
            let read = read.map(|read| FilesRead { project: Project { id, ..read.project }, ..read });
            arrived.push(ForeignFiles {
                files,
                format: Some(format),
                unit: None,
                person,
                read,
                states: None,
            });
        }
        for (file, handle) in projects.into_iter().filter_map(&mut take) {
            self.open_file(again(file, handle), Because::Recognised, out);
        }
        for (file, handle) in tagsets.into_iter().filter_map(&mut take) {
            self.import_tags(again(file, handle), out);
        }
        for (number, error) in refused {
            let Some((file, _)) = take(number) else { continue };
            arrived.push(ForeignFiles {
                format: None,
                unit: None,
                person: whose(&file.name).to_owned(),
                files: Arc::new(vec![file]),
                read: Err(error),
                states: None,
            });
        }
        let texts: Vec<Incoming> =
            texts.into_iter().filter_map(&mut take).map(|(file, handle)| again(file, handle)).collect();
        if !texts.is_empty() {
            self.take_texts(texts, out);
        }
        if !arrived.is_empty() {
            self.ui.arrivals.extend(arrived.into_iter().map(Shared::new));
            self.project.exchange.findings = FindingsListed::default();
            self.exchange(ExchangeAct::Way(Way::In), out);
        }
    }

    /// Whether a project that was brought to where files come in is another person's work on the same
    /// articles, to be merged with this one.
    pub(crate) fn is_colleagues(&self, project: &Project) -> bool {
        let here = self.ui.scene == Scene::Exchange && *project != self.session.project;
        here && !pair_articles(&self.session.project, project).is_empty()
    }

    /// Shows a colleague's project before it is merged.
    pub(crate) fn show_colleagues(
        &mut self,
        name: String,
        bytes: Vec<u8>,
        opened: Opened,
        out: &mut Outside,
    ) {
        self.ui.arrivals.push(Shared::new(colleague(InputFile { name, bytes }, opened)));
        self.project.exchange.findings = FindingsListed::default();
        self.exchange(ExchangeAct::Way(Way::In), out);
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
                let next = self.session.project.next_number;
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
                if self.ui.arrivals.is_empty() {
                    self.turn_to_unplaced(next, out);
                }
            }
            Destination::NewProject => {
                self.ui.arrivals.remove(0);
                self.begin(Session::open(from), NewSlot::Elsewhere, out);
            }
        }
    }

    /// Turns to the first mark that came in without a place, if there is one: its article is open then, the
    /// mark is selected, and the list beside it has all of that article, each to be put on what is selected.
    fn turn_to_unplaced(&mut self, first_number: u32, out: &mut Outside) {
        let is_new = |mark: &&Arc<Annotation>| mark.id.0 >= first_number;
        let is_lost = |mark: &&Arc<Annotation>| matches!(mark.target, Target::Unplaced(_));
        let marks = self.session.project.annotations.values();
        let lost = marks.filter(is_new).find(is_lost).map(|mark| (mark.article, mark.id));
        if let Some((article, mark)) = lost {
            self.open_article(article, out);
            self.focus(Focus::Annotation(mark), out);
        }
    }

    /// The first of what came in is done with.
    fn next_foreign(&mut self, out: &mut Outside) {
        self.end_errands(|purpose| matches!(purpose, Purpose::Again(..)), out);
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
        files: Arc::new(vec![file]),
        format: None,
        unit: None,
        read: Ok(read),
        states: Some(opened.versions.into_iter().map(|state| state.project).collect()),
    }
}
