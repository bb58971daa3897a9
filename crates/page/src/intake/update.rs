//! How texts come in: pasted, dropped, chosen, or opened as a project. What comes in is read once, said what
//! is odd about it, and never changed.

use super::{Afterwards, Because, Brought, Draft, DraftLines, Form, Incoming, MetaField, Pasted};
use crate::effect::{Effect, StoreJob};
use crate::exchanging::{ExchangeAct, begins_as_json, foreign};
use crate::focus::FocusTarget;
use crate::late::{Late, LateAct};
use crate::notices::Notice;
use crate::outside::{Outside, Readers};
use crate::projects::{Keeping, NewSlot, ProjectAct, SlotSummary, new_session};
use crate::scene::{Panel, Scene};
use crate::state::Page;
use serde::Deserialize;
use shirushi_exchange::intake::{IntakeNotice, Severity};
use shirushi_exchange::native::{self, NamedState};
use shirushi_exchange::reflow::reflow;
use shirushi_exchange::{document, intake, metadata, text};
use shirushi_model::limits::Measure;
use shirushi_model::{ArticleMeta, Project};
use shirushi_session::{Edit, Msg, NewArticle, Session, Version, update};
use std::rc::Rc;

const SAMPLE: &str = include_str!("../../samples/sample.json");
const SAMPLE_TEXTS: [(&str, &str); 3] = [
    ("1.txt", include_str!("../../samples/1.txt")),
    ("2.txt", include_str!("../../samples/2.txt")),
    ("3.txt", include_str!("../../samples/3.txt")),
];

#[derive(Deserialize)]
struct Sample {
    title: String,
    articles: Vec<SampleArticle>,
}

#[derive(Deserialize)]
struct SampleArticle {
    file: String,
    outlet: String,
    title: String,
    url: String,
    date: String,
    author: String,
}

impl Page {
    pub(crate) fn set_draft_text(&mut self, text: Rc<str>, out: &mut Outside) {
        if text.trim().is_empty() {
            self.ui.origin = ArticleMeta::default();
        }
        let before = self.ui.draft.text.len();
        let found = metadata::together(self.ui.origin.clone(), metadata::find(&text).meta());
        let meta = &mut self.ui.draft.meta;
        // What was read from the former text gives way; what the person wrote stays.
        for field in
            [MetaField::Outlet, MetaField::Title, MetaField::Url, MetaField::Author, MetaField::Published]
        {
            let slot = field.of(meta);
            if slot.is_empty() || slot == field.read(&self.ui.found) {
                field.read(&found).clone_into(slot);
            }
        }
        self.ui.found = found;
        self.ui.draft.lines = reflow(&text).map_or(DraftLines::Meant, |cut| DraftLines::Cut(Rc::new(cut)));
        self.ui.draft.odd = if text.is_empty() { Rc::default() } else { intake::inspect(&text).into() };
        self.ui.draft.text = text;
        self.meet_articles(before);
        self.keep_drafts_at_once(out);
    }

    /// Joins the lines of the draft. What it was before is kept until the text changes again.
    pub(crate) fn join_lines(&mut self, out: &mut Outside) {
        if let DraftLines::Cut(joined) = std::mem::take(&mut self.ui.draft.lines) {
            let before = std::mem::take(&mut self.ui.draft.text);
            self.set_draft_text(joined.text.as_str().into(), out);
            self.ui.draft.lines = DraftLines::Joined { before, count: joined.seams.len() };
        }
    }

    /// Takes the joining of the lines back.
    pub(crate) fn cut_lines(&mut self, out: &mut Outside) {
        if let DraftLines::Joined { before, .. } = std::mem::take(&mut self.ui.draft.lines) {
            self.set_draft_text(before, out);
        }
    }

    pub(crate) fn pasted(&mut self, pasted: Pasted, out: &mut Outside) {
        // Reading a page takes the late part; where that did not come, the plain text beside it is taken.
        if pasted.html.is_some() && !matches!(self.ui.late, Late::Failed { .. }) {
            self.act_late(LateAct::Pasted(pasted), out);
        } else {
            self.take_pasted(&pasted, out);
        }
    }

    pub(crate) fn take_pasted(&mut self, pasted: &Pasted, out: &mut Outside) {
        if pasted.repaired {
            self.tell(Notice::Surrogates);
        }
        let text = cleaned(self.readers, pasted);
        if self.is_no_text(pasted, &text, out) {
            return;
        }
        if text.get(..text.len().min(400)).unwrap_or(&text).contains(native::FORMAT) {
            let name = self.words().clipboard.to_owned();
            let pasted = Incoming { name, content: Ok(text.into_bytes()), file: None };
            self.act_late(LateAct::OpenFile(pasted, Because::Chosen), out);
            return;
        }
        if begins_as_json(&text) {
            let name = self.words().clipboard.to_owned();
            let pasted = Incoming { name, content: Ok(text.into_bytes()), file: None };
            self.act_late(LateAct::Exchange(ExchangeAct::Arrived(vec![pasted])), out);
            return;
        }
        if self.ui.panel != Panel::Intake {
            // What was left in a form that is not open is not part of this.
            self.forget_draft(out);
        }
        self.ui.origin =
            metadata::together(std::mem::take(&mut self.ui.origin), origin(self.readers, pasted));
        let text = match &*self.ui.draft.text {
            "" => text,
            before => format!("{before}\n{text}"),
        };
        self.set_draft_text(text.into(), out);
        self.open_panel(Panel::Intake, out);
    }

    pub(crate) fn arrived(&mut self, incoming: Vec<Incoming>, out: &mut Outside) {
        let form = if incoming.len() == 1 { Form::Filled } else { Form::PassedBy };
        let (documents, others): (Vec<Incoming>, Vec<Incoming>) = incoming.into_iter().partition(is_document);
        for file in documents {
            self.act_late(LateAct::ReadDocument(Brought { file, form }), out);
        }
        // Where files come in, a colleague's project is merged instead of opened.
        let opens = |file: &Incoming| is_project(file) && self.ui.scene != Scene::Exchange;
        let (projects, others): (Vec<Incoming>, Vec<Incoming>) = others.into_iter().partition(opens);
        for file in projects {
            self.act_late(LateAct::OpenFile(file, Because::Chosen), out);
        }
        let (foreign, texts) = foreign(others);
        if !foreign.is_empty() {
            self.act_late(LateAct::Exchange(ExchangeAct::Arrived(foreign)), out);
        }
        if !texts.is_empty() {
            self.act_late(LateAct::Texts(texts), out);
        }
    }

    /// Takes files in that hold a text each.
    pub(crate) fn take_texts(&mut self, files: Vec<Incoming>, out: &mut Outside) {
        let mut articles = Vec::new();
        for file in files {
            let name = file.name.clone();
            if let Some(article) = self.read_text(file) {
                self.say_if_there(&name, &article.text);
                articles.push(article);
            }
        }
        if !articles.is_empty() {
            self.edit(Edit::AddArticles(articles), out);
            // The form from which they were chosen has done its work, unless something was written into it.
            if self.ui.panel == Panel::Intake && self.ui.draft.text.is_empty() {
                self.close_panel(out);
            }
        }
    }

    pub(crate) fn read_text(&mut self, file: Incoming) -> Option<NewArticle> {
        let Incoming { name, content, .. } = file;
        let bytes = match content {
            Ok(bytes) => bytes,
            Err(error) => {
                self.tell(Notice::File { name, error });
                return None;
            }
        };
        // Invariant: files are read by the late part, which brings the readers.
        let readers = self.readers?;
        let decoded = match readers.decode(&bytes) {
            Ok(decoded) => decoded,
            Err(error) => {
                self.tell(Notice::TextRefused { name, error });
                return None;
            }
        };
        let page = [".html", ".htm"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
        let origin = if page { readers.html_origin(&decoded.text) } else { ArticleMeta::default() };
        let content = if page {
            match readers.html_text(&decoded.text) {
                Ok(text) => text,
                Err(error) => {
                    self.tell(Notice::PageRefused { name, error });
                    return None;
                }
            }
        } else {
            decoded.text
        };
        let odd = intake::inspect(&content);
        if refuses(&odd) {
            self.tell(Notice::Odd { name, odd });
            return None;
        }
        if !odd.is_empty() {
            self.tell(Notice::Odd { name: name.clone(), odd });
        }
        if let Some((other, other_text)) = decoded.also {
            // The addition is the next change.
            let (text, seq) = (Rc::from(content.as_str()), self.session.seq() + 1);
            let (name, charset) = (name.clone(), decoded.charset);
            self.tell(Notice::Ambiguous { name, charset, text, other, other_text: other_text.into(), seq });
        } else if decoded.charset != text::Charset::Utf8 {
            self.tell(Notice::Decoded { name: name.clone(), charset: decoded.charset });
        }
        let mut meta = metadata::together(origin, metadata::find(&content).meta());
        if meta.title.is_empty() {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            stem.clone_into(&mut meta.title);
        }
        Some(NewArticle { text: content, meta })
    }

    /// Puts the other reading of a file in the place of the one that was added, while nothing else was done.
    pub(crate) fn read_otherwise(&mut self, out: &mut Outside) {
        let asked = |notice: &Notice| matches!(notice, Notice::Ambiguous { .. });
        let at = self.ui.notices.iter().position(|(_, notice)| asked(notice));
        let notice = at.map(|at| self.ui.notices.remove(at).1);
        if let Some(Notice::Ambiguous { name, charset, text, other, other_text, seq }) = notice {
            if self.session.seq() != seq || !self.writes() {
                return;
            }
            self.change(Msg::Undo { at: out.now }, out);
            let mut meta = metadata::find(&other_text).meta();
            if meta.title.is_empty() {
                name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).clone_into(&mut meta.title);
            }
            self.edit(Edit::AddArticles(vec![NewArticle { text: other_text.to_string(), meta }]), out);
            // And back, should that be the wrong one.
            let seq = self.session.seq();
            let (other, other_text, charset, text) = (charset, text, other, other_text);
            self.tell(Notice::Ambiguous { name, charset, text, other, other_text, seq });
        }
    }

    pub(crate) fn add_draft(&mut self, afterwards: Afterwards, out: &mut Outside) {
        let odd = &self.ui.draft.odd;
        if refuses(odd) {
            let (name, odd) = (self.words().intake_text.to_owned(), odd.to_vec());
            self.tell(Notice::Odd { name, odd });
            return;
        }
        if !self.writes() {
            self.tell(Notice::ReadOnly);
            return;
        }
        let Draft { text, meta, .. } = std::mem::take(&mut self.ui.draft);
        self.forget_draft(out);
        self.edit(Edit::AddArticles(vec![NewArticle { text: text.to_string(), meta }]), out);
        match afterwards {
            Afterwards::Read => {
                self.close_panel(out);
                out.focus(FocusTarget::Text);
            }
            Afterwards::PasteAnother => {
                self.ui.panel = Panel::Intake;
                out.focus(FocusTarget::IntakeText);
            }
        }
    }

    /// Gives up the article that was about to be added.
    pub(crate) fn cancel_draft(&mut self, out: &mut Outside) {
        self.forget_draft(out);
        self.close_panel(out);
    }

    /// Says when a project comes near what it may hold: `before` is how much it had of each measure.
    pub(crate) fn warn_of_limits(&mut self, before: &Project) {
        let project = &self.session.project;
        let near = |project: &Project, measure: Measure| measure.of(project) > measure.limit() / 10 * 9;
        let crossed = |&measure: &Measure| near(project, measure) && !near(before, measure);
        if let Some(measure) = Measure::ALL.into_iter().find(crossed) {
            self.tell(Notice::NearLimit(measure));
        }
    }

    pub(crate) fn forget_draft(&mut self, out: &mut Outside) {
        self.ui.draft = Draft::default();
        self.ui.found = ArticleMeta::default();
        self.ui.origin = ArticleMeta::default();
        self.keep_drafts(out);
    }

    /// Opens the sample at a place; the one there is, if it is still that.
    pub(crate) fn open_sample(&mut self, scene: Scene, out: &mut Outside) {
        if is_sample(&self.session.project) {
            self.turn_scene(scene, out);
            return;
        }
        self.ui.begins_at = scene;
        let found = match &self.keeping {
            Keeping::Opening => None,
            Keeping::Memory { parked } => {
                let one = parked.iter().find(|(_, session)| is_sample(&session.project));
                one.map(|(slot, _)| slot.clone())
            }
            Keeping::Kept(kept) => {
                let as_many = |one: &&SlotSummary| one.articles == SAMPLE_TEXTS.len();
                let slots = kept.slots.iter().filter(as_many).cloned().collect();
                return out.ask(Effect::Store(StoreJob::FindSample(slots)));
            }
        };
        self.project_act(ProjectAct::Sample(found), out);
    }

    /// Makes the sample anew.
    pub(crate) fn begin_sample(&mut self, out: &mut Outside) {
        let Ok(sample) = serde_json::from_str::<Sample>(SAMPLE) else { return };
        let articles = sample
            .articles
            .into_iter()
            .map(|article| {
                let SampleArticle { file, outlet, title, url, date, author } = article;
                let text = SAMPLE_TEXTS.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
                NewArticle {
                    text: text.to_owned(),
                    meta: ArticleMeta { outlet, title, url, author, published: date },
                }
            })
            .collect();
        let at = out.now;
        let (session, _) =
            update(new_session(self.words(), out), Msg::Edit { edit: Edit::AddArticles(articles), at });
        let (session, _) = update(session, Msg::Edit { edit: Edit::RenameProject(sample.title), at });
        self.begin(Session::open(session.project), NewSlot::Elsewhere, out);
    }
}

/// A version as a file holds it. In its slot the project begins a log of its own.
pub(super) fn named(state: NamedState) -> Version {
    let NamedState { number, name, at, by, project } = state;
    Version { number, name, at, by, seq: 0, project }
}

/// The text of what was pasted. HTML that is too large or has no text in it leaves the plain text beside it.
pub(crate) fn cleaned(readers: Option<&dyn Readers>, pasted: &Pasted) -> String {
    let html = pasted.html.as_deref().and_then(|page| readers?.html_text(page).ok());
    html.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| pasted.text.clone())
}

/// What the page says about itself that was copied from.
fn origin(readers: Option<&dyn Readers>, pasted: &Pasted) -> ArticleMeta {
    pasted.html.as_deref().and_then(|page| Some(readers?.html_origin(page))).unwrap_or_default()
}

/// Whether a project is the sample, whatever was marked in it.
pub fn is_sample(project: &Project) -> bool {
    let is_one = |text: &str| SAMPLE_TEXTS.iter().any(|(_, sample)| *sample == text);
    project.articles.len() == SAMPLE_TEXTS.len()
        && project.articles.iter().all(|article| is_one(&article.text))
}

pub fn refuses(odd: &[IntakeNotice]) -> bool {
    odd.iter().any(|notice| notice.severity() == Severity::Refuse)
}

fn is_document(file: &Incoming) -> bool {
    file.content.as_ref().is_ok_and(|bytes| document::may_be(bytes))
}

fn is_project(file: &Incoming) -> bool {
    file.content.as_ref().is_ok_and(|bytes| {
        let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
        String::from_utf8_lossy(head).contains(native::FORMAT)
    })
}
