//! How texts come in: pasted, dropped, chosen, or opened as a project. What comes in is read once, said what is odd about
//! it, and never changed.

use super::keeping::{From, Keeping};
use super::meeting::other_tool;
use super::projects::{ProjectAct, project_of};
use super::replacing::Replace;
use super::{App, new_session};
use crate::act::{Act, Afterwards, Draft, DraftLines, Incoming, MetaField, Panel, Scene};
use crate::notice::Notice;
use crate::ports::charset::BrowserDecoder;
use crate::ports::clipboard::Pasted;
use crate::ports::clock;
use crate::ports::disk::{self, DiskFile};
use crate::ports::files::{self, Choice, Dropped};
use crate::ports::html::BrowserParser;
use serde::Deserialize;
use shirushi_exchange::intake::{IntakeNotice, Severity};
use shirushi_exchange::native::{self, Limits, NamedState};
use shirushi_exchange::reflow::{Reflowed, reflow};
use shirushi_exchange::{html, intake, metadata, text};
use shirushi_model::limits::{self, Measure};
use shirushi_model::{ArticleMeta, Project};
use shirushi_session::{Edit, Msg, NewArticle, Session, Version, update};
use std::rc::Rc;
use std::sync::Arc;
use yew::Context;

/// No file larger than this is read, in bytes.
const LARGEST_FILE: u64 = limits::LARGEST_FILE as u64;

/// Files that hold texts.
const TEXTS: &str = ".txt,.text,.md,.html,.htm,text/plain,text/html";

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

impl App {
    pub(super) fn set_draft_text(&mut self, text: String) {
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
        self.ui.draft.lines = reflow(&text).map_or(DraftLines::Meant, DraftLines::Cut);
        self.ui.draft.text = text;
        self.meet_articles(before);
        self.keep_drafts_at_once();
    }

    /// Joins the lines of the draft. What it was before is kept until the text changes again.
    pub(super) fn join_lines(&mut self) {
        if let DraftLines::Cut(Reflowed { text, seams }) = std::mem::take(&mut self.ui.draft.lines) {
            let before = std::mem::take(&mut self.ui.draft.text);
            self.set_draft_text(text);
            self.ui.draft.lines = DraftLines::Joined { before, count: seams.len() };
        }
    }

    /// Takes the joining of the lines back.
    pub(super) fn cut_lines(&mut self) {
        if let DraftLines::Joined { before, .. } = std::mem::take(&mut self.ui.draft.lines) {
            self.set_draft_text(before);
        }
    }

    pub(super) fn pasted(&mut self, ctx: &Context<Self>, pasted: &Pasted) {
        if pasted.repaired {
            self.tell(Notice::Surrogates);
        }
        let text = cleaned(pasted);
        if self.is_no_text(pasted, &text) {
            return;
        }
        if text.get(..text.len().min(400)).unwrap_or(&text).contains(native::FORMAT) {
            self.open_file(
                ctx,
                Incoming {
                    name: self.words().clipboard.to_owned(),
                    content: Ok(text.into_bytes()),
                    file: None,
                },
            );
            return;
        }
        if self.ui.panel != Panel::Intake {
            // What was left in a form that is not open is not part of this.
            self.forget_draft();
        }
        self.ui.origin = metadata::together(std::mem::take(&mut self.ui.origin), origin(pasted));
        let text = match self.ui.draft.text.as_str() {
            "" => text,
            before => format!("{before}\n{text}"),
        };
        self.set_draft_text(text);
        self.open_panel(Panel::Intake);
    }

    pub(super) fn dropped(&mut self, ctx: &Context<Self>, dropped: Dropped) {
        match dropped {
            Dropped::Files(files) => {
                ctx.link().send_future(async move { Act::Arrived(read(files).await) });
            }
            Dropped::Passage(pasted) => self.pasted(ctx, &pasted),
            Dropped::Nothing => {}
        }
    }

    pub(super) fn arrived(&mut self, ctx: &Context<Self>, incoming: Vec<Incoming>) {
        let mut articles = Vec::new();
        for file in incoming {
            if is_project(&file) {
                self.open_file(ctx, file);
            } else {
                let name = file.name.clone();
                if let Some(article) = self.read_text(file) {
                    self.say_if_there(&name, &article.text);
                    articles.push(article);
                }
            }
        }
        if !articles.is_empty() {
            self.edit(ctx, Edit::AddArticles(articles));
            // The form from which they were chosen has done its work, unless something was written into it.
            if self.ui.panel == Panel::Intake && self.ui.draft.text.is_empty() {
                self.close_panel();
            }
        }
    }

    pub(super) fn read_text(&mut self, file: Incoming) -> Option<NewArticle> {
        let Incoming { name, content, .. } = file;
        let bytes = match content {
            Ok(bytes) => bytes,
            Err(error) => {
                self.tell(Notice::File { name, error });
                return None;
            }
        };
        let decoded = match text::decode(&bytes, &BrowserDecoder) {
            Ok(decoded) => decoded,
            Err(error) => {
                self.tell(Notice::TextRefused { name, error });
                return None;
            }
        };
        let page = [".html", ".htm"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
        let origin =
            if page { html::origin(&decoded.text, &BrowserParser).meta } else { ArticleMeta::default() };
        let content = if page {
            match html::to_text(&decoded.text, &BrowserParser) {
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
    pub(super) fn read_otherwise(&mut self, ctx: &Context<Self>) {
        let asked = |notice: &Notice| matches!(notice, Notice::Ambiguous { .. });
        let at = self.ui.notices.iter().position(|(_, notice)| asked(notice));
        let notice = at.map(|at| self.ui.notices.remove(at).1);
        if let Some(Notice::Ambiguous { name, charset, text, other, other_text, seq }) = notice {
            if self.session.seq() != seq || !self.writes() {
                return;
            }
            self.change(ctx, Msg::Undo { at: clock::now() });
            let mut meta = metadata::find(&other_text).meta();
            if meta.title.is_empty() {
                name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).clone_into(&mut meta.title);
            }
            self.edit(ctx, Edit::AddArticles(vec![NewArticle { text: other_text.to_string(), meta }]));
            // And back, should that be the wrong one.
            let seq = self.session.seq();
            let (other, other_text, charset, text) = (charset, text, other, other_text);
            self.tell(Notice::Ambiguous { name, charset, text, other, other_text, seq });
        }
    }

    pub(super) fn add_draft(&mut self, ctx: &Context<Self>, afterwards: Afterwards) {
        let odd = intake::inspect(&self.ui.draft.text);
        if refuses(&odd) {
            self.tell(Notice::Odd { name: self.words().intake_text.to_owned(), odd });
            return;
        }
        if !self.writes() {
            self.tell(Notice::ReadOnly);
            return;
        }
        let Draft { text, meta, .. } = std::mem::take(&mut self.ui.draft);
        self.forget_draft();
        self.edit(ctx, Edit::AddArticles(vec![NewArticle { text, meta }]));
        match afterwards {
            Afterwards::Read => {
                self.close_panel();
                super::keyboard::focus_text_later();
            }
            Afterwards::PasteAnother => self.ui.panel = Panel::Intake,
        }
    }

    /// Gives up the article that was about to be added.
    pub(super) fn cancel_draft(&mut self) {
        self.forget_draft();
        self.close_panel();
    }

    /// Says when a project comes near what it may hold: `before` is how much it had of each measure.
    pub(super) fn warn_of_limits(&mut self, before: &Project) {
        let project = &self.session.project;
        let near = |project: &Project, measure: Measure| measure.of(project) > measure.limit() / 10 * 9;
        let crossed = |&measure: &Measure| near(project, measure) && !near(before, measure);
        if let Some(measure) = Measure::ALL.into_iter().find(crossed) {
            self.tell(Notice::NearLimit(measure));
        }
    }

    pub(super) fn forget_draft(&mut self) {
        self.ui.draft = Draft::default();
        self.ui.found = ArticleMeta::default();
        self.ui.origin = ArticleMeta::default();
        self.keep_drafts();
    }

    pub(super) fn open_file(&mut self, ctx: &Context<Self>, file: Incoming) {
        let Incoming { name, content, file } = file;
        let (opened, tool) = match content {
            Ok(bytes) => (native::read(&bytes, Limits::default()), other_tool(&bytes)),
            Err(error) => {
                self.tell(Notice::File { name, error });
                return;
            }
        };
        match opened {
            Ok(opened) => {
                if !opened.notices.is_empty() {
                    self.tell(Notice::Opened { name, notices: opened.notices });
                }
                if opened.project == self.session.project {
                    self.close_panel();
                } else {
                    let from = file.map_or(From::Elsewhere, From::File);
                    let versions = opened.versions.into_iter().map(named).map(Arc::new);
                    self.begin(ctx, Session::open(opened.project).with_versions(versions), from);
                }
            }
            Err(native::NativeError::NotAProject) => self.tell(Notice::OtherFile { name, tool }),
            Err(error) => self.tell(Notice::OpenRefused { name, error: std::rc::Rc::new(error) }),
        }
    }

    /// Opens the sample; the one there is, if it is still that.
    pub(super) fn open_sample(&mut self, ctx: &Context<Self>) {
        if is_sample(&self.session.project) {
            self.turn_scene(Scene::Reading);
            return;
        }
        let found = match &self.keeping {
            Keeping::Opening => None,
            Keeping::Memory { parked } => {
                let one = parked.iter().find(|(_, session)| is_sample(&session.project));
                one.map(|(slot, _)| slot.clone())
            }
            Keeping::Kept(kept) => {
                let (storage, slots) = (kept.storage.clone(), kept.slots.clone());
                ctx.link().send_future(async move {
                    for summary in slots.into_iter().filter(|one| one.articles == SAMPLE_TEXTS.len()) {
                        let stored = storage.load(&summary.slot).await;
                        if stored.is_ok_and(|stored| is_sample(&project_of(stored))) {
                            return Act::Project(ProjectAct::Sample(Some(summary.slot)));
                        }
                    }
                    Act::Project(ProjectAct::Sample(None))
                });
                return;
            }
        };
        self.project(ctx, ProjectAct::Sample(found));
    }

    /// Makes the sample anew.
    pub(super) fn begin_sample(&mut self, ctx: &Context<Self>) {
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
        let at = clock::now();
        let (session, _) =
            update(new_session(self.words()), Msg::Edit { edit: Edit::AddArticles(articles), at });
        let (session, _) = update(session, Msg::Edit { edit: Edit::RenameProject(sample.title), at });
        self.begin(ctx, Session::open(session.project), From::Elsewhere);
    }
}

/// A version as a file holds it. In its slot the project begins a log of its own.
fn named(state: NamedState) -> Version {
    let NamedState { number, name, at, by, project } = state;
    Version { number, name, at, by, seq: 0, project }
}

/// The text of what was pasted. HTML that is too large or has no text in it leaves the plain text beside it.
pub(super) fn cleaned(pasted: &Pasted) -> String {
    let html = pasted.html.as_deref().and_then(|page| html::to_text(page, &BrowserParser).ok());
    html.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| pasted.text.clone())
}

/// What the page says about itself that was copied from.
fn origin(pasted: &Pasted) -> ArticleMeta {
    pasted.html.as_deref().map(|page| html::origin(page, &BrowserParser).meta).unwrap_or_default()
}

/// Whether a project is the sample, whatever was marked in it.
pub(super) fn is_sample(project: &Project) -> bool {
    let is_one = |text: &str| SAMPLE_TEXTS.iter().any(|(_, sample)| *sample == text);
    project.articles.len() == SAMPLE_TEXTS.len()
        && project.articles.iter().all(|article| is_one(&article.text))
}

pub(super) fn refuses(odd: &[IntakeNotice]) -> bool {
    odd.iter().any(|notice| notice.severity() == Severity::Refuse)
}

fn is_project(file: &Incoming) -> bool {
    let named = file.name.to_ascii_lowercase().ends_with(".json");
    let marked = file.content.as_ref().is_ok_and(|bytes| {
        let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
        String::from_utf8_lossy(head).contains(native::FORMAT)
    });
    named || marked
}

/// Lets the person choose texts.
pub(super) fn pick(ctx: &Context<App>) {
    ctx.link().send_future(async {
        Act::Arrived(read(files::pick(&format!("{TEXTS},.json"), Choice::Many).await).await)
    });
}

/// Lets the person choose a newer text.
pub(super) fn pick_newer(ctx: &Context<App>) {
    ctx.link().send_future(async {
        let files = files::pick(TEXTS, Choice::One).await;
        Act::Replace(Replace::Arrived(read(files).await))
    });
}

/// Lets the person choose a project file.
pub(super) fn pick_project(ctx: &Context<App>) {
    ctx.link().send_future_batch(async {
        // Where the browser does not ask for such a file after all, as inside other pages, it is asked for as any other.
        let chosen = if disk::opens() { DiskFile::open().await.ok() } else { None };
        match chosen {
            Some(None) => Vec::new(),
            Some(Some(file)) => {
                let name = file.name();
                let content = match file.content().await {
                    Ok(content) => files::read(&content, LARGEST_FILE).await,
                    Err(error) => Err(error),
                };
                vec![Act::ProjectFile(Incoming { name, content, file: Some(file) })]
            }
            None => {
                let files = files::pick(".json,application/json", Choice::One).await;
                read(files).await.into_iter().map(Act::ProjectFile).collect()
            }
        }
    });
}

pub(super) async fn read(files: Vec<web_sys::File>) -> Vec<Incoming> {
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let content = files::read(&file, LARGEST_FILE).await;
        read.push(Incoming { name: file.name(), content, file: None });
    }
    read
}
