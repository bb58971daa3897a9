//! The page's state and the only place where it changes.
//!
//! The [`Session`] holds what is worked on; [`Ui`] holds what is open, hovered, typed. An [`Act`] comes in, the
//! state changes, effects go out through the ports, and the views are drawn from the state.

mod announcing;
mod commands;
pub(crate) mod comparing;
mod derived;
mod drafting;
mod engine;
mod entities;
pub(crate) mod judging;
pub(crate) mod keeping;
mod keyboard;
mod linking;
mod listening;
mod marking;
mod meeting;
mod own_keys;
mod places;
pub(crate) mod projects;
pub(crate) mod replacing;
mod shaping;
mod tagsets;
mod taking_in;
pub(crate) mod touring;
pub(crate) mod versions;
mod view;
mod walking;

use crate::act::{Act, Afterwards, Draft, MarkAs, Outcome, Panel, Scene};
use crate::caret::Caret;
use crate::claims::Order;
use crate::notice::Notice;
use crate::palette::{Entry, Run};
use crate::ports::drafts::NewerText;
use crate::ports::engine::EngineClient;
use crate::ports::listener::Listener;
use crate::ports::preferences::{self, Preferences, Theme};
use crate::ports::saver::SaveState;
use crate::ports::storage::Room;
use crate::ports::updates::Updates;
use crate::ports::{assets, clipboard, clock, theme};
use crate::shaping::Reshaping;
use crate::shared::Shared;
use crate::views::everywhere::Everywhere;
use crate::views::history;
use crate::views::reading::ScrollTo;
use crate::words::{Language, Words};
use announcing::{announced, quoted};
use derived::Derived;
use gloo_timers::callback::Timeout;
use keeping::{From, Keeping};
use keyboard::Scroll;
use projects::Promise;
use shirushi_model::{AnnotationId, ArticleId, ArticleMeta, ByteSpan, Creator, ProjectId, TagId};
use shirushi_session::search::{Hit, Index, Query, Sameness, Variants};
use shirushi_session::{Edit, Effect, Focus, Msg, Session, update};
use std::collections::HashMap;
use web_sys::HtmlElement;
use yew::prelude::*;

/// So many milliseconds are spent in one turn on what is only made ready.
const TURN: i64 = 12;

/// The page.
pub(crate) struct App {
    session: Session,
    keeping: Keeping,
    engine: Option<EngineClient>,
    updates: Option<Updates>,
    preferences: Preferences,
    ui: Ui,
    derived: Derived,
    keyboard: own_keys::Keyboard,
    _listeners: Vec<Listener>,
}

/// What is open, hovered, typed: never undone, never stored with the project.
#[derive(Default)]
struct Ui {
    panel: Panel,
    /// How often a panel or another place was opened: what finishes later closes only what was open when it began.
    opened: u32,
    scene: Scene,
    /// The entity that has the page of entities.
    entity: Option<entities::Looked>,
    /// The tag that is about to be removed although highlights have it.
    leaving: Option<TagId>,
    everywhere: Everywhere,
    library_out: bool,
    inspector_out: bool,
    /// Something that could be dropped is over the page.
    dragging: bool,
    caret: Option<Caret>,
    hover: Option<u32>,
    scroll: Option<ScrollTo>,
    /// In which order suggested claims are gone through, while they are.
    walking: Option<Order>,
    /// The tag or type whose guide is shown beside the text.
    explained: Option<MarkAs>,
    tour: Option<touring::Touring>,
    /// A person is asked for their name.
    naming: bool,
    /// The project and the place that were entered into the history last.
    spot: Option<(ProjectId, places::Spot)>,
    /// What had the keys before a panel was opened.
    came_from: Option<HtmlElement>,
    /// How often the project went into a file or to the clipboard.
    kept: usize,
    /// The mark whose boundaries the selection draws anew.
    reshaping: Option<Reshaping>,
    /// The mark that was made or looked at last, and as what something was marked last.
    last_mark: Option<AnnotationId>,
    last_as: Option<MarkAs>,
    turn: u32,
    draft: Draft,
    found: ArticleMeta,
    /// A newer text the page was left with, until its project is open.
    newer_left: Option<NewerText>,
    /// What the page the draft was copied from says about itself.
    origin: ArticleMeta,
    query: Query,
    /// What searching has made of the texts.
    index: Index,
    hits: Shared<Vec<Hit>>,
    copied: Option<Outcome>,
    /// What the list of commands offers, while it is open.
    palette: Option<Shared<Vec<Entry>>>,
    /// What was chosen in it, last first.
    lately: Shared<Vec<Run>>,
    /// A newer text for the open article, before it takes its place.
    replacing: replacing::Replacing,
    /// Which versions are compared.
    compared: versions::Compared,
    /// What the browser said of its storage last, and about how many bytes each project takes.
    room: Room,
    sizes: HashMap<String, f64>,
    /// So many changes are listed beyond the first.
    more_history: usize,
    notices: Vec<(u32, Notice)>,
    announced: String,
    dictionary: Dictionary,
    milliseconds: HashMap<ArticleId, f64>,
    linking: linking::Linking,
    comparing: comparing::Comparing,
    judging: judging::Judging,
    /// That names are found by rules alone was said.
    rules_only: bool,
    save: Option<SaveState>,
    version: String,
}

/// How far the dictionary has come.
#[derive(Debug, Clone, PartialEq, Default)]
enum Dictionary {
    #[default]
    Waiting,
    Coming {
        percent: u32,
    },
    Ready {
        model: Creator,
        about: String,
    },
    Failed,
}

impl Component for App {
    type Message = Act;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let preferences = preferences::load();
        let session = new_session(words_of(&preferences));
        let mut app = Self {
            session,
            keeping: Keeping::Opening,
            engine: None,
            updates: None,
            preferences,
            ui: Ui { query: no_query(), ..Ui::default() },
            derived: Derived::default(),
            keyboard: own_keys::Keyboard::default(),
            _listeners: listening::listeners(ctx),
        };
        app.show_preferences();
        match assets::read() {
            Ok(assets) => {
                app.ui.version = assets.version.clone();
                let link = ctx.link().clone();
                // A large analysis has just been decoded when it is told: what follows is a task of its own.
                let told = Callback::from(move |event| {
                    let link = link.clone();
                    Timeout::new(0, move || link.send_message(Act::Engine(event))).forget();
                });
                app.engine = Some(EngineClient::start(&assets, told));
                app.updates = Updates::register(&assets, ctx.link().callback(Act::Update));
            }
            Err(_) => app.tell(Notice::PageIncomplete),
        }
        app.restore_drafts();
        app.open_storage(ctx);
        app.derive();
        app.follow_keys(&ctx.link().callback(std::convert::identity));
        app
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        match act {
            Act::Edit(edit) => self.edit(ctx, edit),
            Act::JudgedInList(edit) => self.judged_in_list(ctx, edit),
            Act::Amend(id, amendment) => self.amend(ctx, id, amendment),
            Act::JudgeClaim(article, span, verdict) => {
                let (places, by) = (vec![(article, span)], self.preferences.annotator.clone());
                self.edit(ctx, Edit::JudgeClaims { places, verdict, by });
            }
            Act::AmendProposed(article, span, amendment) => {
                self.amend_proposed(ctx, article, span, amendment);
            }
            Act::Describe(id, field, value) => self.describe(ctx, id, field, value),
            Act::Undo => {
                self.change(ctx, Msg::Undo { at: clock::now() });
                self.judge_again();
            }
            Act::Redo => self.change(ctx, Msg::Redo { at: clock::now() }),
            Act::OpenArticle(id) => self.open_article(ctx, id),
            Act::Focus(focus) => self.focus(ctx, focus),
            Act::GoTo(article, span, focus) => {
                // Whoever looks at what was found goes on looking.
                let panel = self.ui.panel;
                self.go_to(ctx, article, span, focus);
                if matches!(panel, Panel::Search | Panel::Entity | Panel::Changes) {
                    self.ui.panel = panel;
                    self.ui.inspector_out = false;
                }
            }
            Act::Caret(caret) => self.move_caret(ctx, caret),
            Act::Click(position) => self.click(ctx, position),
            Act::Walk(direction) => self.walk_claims(ctx, direction),
            Act::Hover(position) => self.ui.hover = position,
            Act::MarkAs(mark) => self.mark_as(ctx, &mark),
            Act::Reshape(what, part, to) => self.reshape(ctx, what, part, to),
            Act::Command(command) => self.command(ctx, command),
            Act::Tour(act) => self.tour(ctx, act),
            Act::Explain(mark) => self.ui.explained = mark,
            Act::MarkKey(key) => self.mark_by_key(ctx, key),
            Act::SetKey(action, chord) => self.set_key(ctx, action, chord),
            Act::ResetKey(action) => self.reset_key(ctx, action),
            Act::TagKey(id, key) => self.set_tag_key(ctx, id, &key),
            Act::ExportTags => self.export_tags(),
            Act::PickTags => Self::pick_tags(ctx),
            Act::TagsetFile(incoming) => self.import_tags(ctx, incoming),
            Act::Stroke(stroke) => self.stroke(ctx, stroke),
            Act::JudgedSpeaker(name) => self.judged_speaker(name),
            Act::JudgedNote(note) => self.judged_note(ctx, note),
            Act::Sift(filter) => self.sift(filter),
            Act::Enter(part) => keyboard::press_later(&part),
            Act::Palette => self.turn_palette(),
            Act::ClosePalette => self.ui.palette = None,
            Act::Run(run) => self.run(ctx, run),
            Act::TravelTo(seq) => self.travel_to(ctx, seq),
            Act::MoreHistory => self.ui.more_history += history::LISTED,
            Act::Scene(scene) => self.turn_scene(scene),
            Act::EntityPage(kind, name) => self.open_entity(kind, name),
            Act::Version(act) => self.version(ctx, act),
            Act::Replace(replace) => self.replace(ctx, replace),
            Act::PlaceHere(id, end) => self.place_here(ctx, id, end),
            Act::Panel(panel) => {
                self.open_panel(panel);
                if panel == Panel::Projects {
                    self.measure(ctx, Promise::NotAsked);
                }
            }
            Act::ClosePanel => self.close_panel(),
            Act::CancelDraft => self.cancel_draft(),
            Act::AddTag(id, name) => self.add_tag(ctx, id, name),
            Act::LeaveTag(tag) => self.ui.leaving = tag,
            Act::Everywhere(here_only) => self.ui.everywhere.here_only = here_only,
            Act::TickEverywhere(place) => self.ui.everywhere.tick(place),
            Act::ToggleLibrary => self.ui.library_out = !self.ui.library_out,
            Act::Search(query) => self.search(query),
            Act::JudgeFound => self.judge_found(ctx),
            Act::Prefer(preferences) => {
                self.preferences = preferences;
                preferences::save(&self.preferences);
                self.show_preferences();
                self.derive();
            }
            Act::Named => {
                self.ui.naming = false;
                keyboard::later(|| keyboard::leave_panel(None));
            }
            Act::Dismiss(number) => self.dismiss(number),
            Act::RetryDictionary => self.retry_dictionary(),
            Act::RetryModel => self.retry_model(),
            Act::ActivateUpdate => {
                if let Some(updates) = &self.updates {
                    updates.activate();
                }
            }

            Act::Leaving => self.keep_drafts(),
            Act::DraftText(text) => self.set_draft_text(text),
            Act::JoinLines => self.join_lines(),
            Act::CutLines => self.cut_lines(),
            Act::ReadOtherwise => self.read_otherwise(ctx),
            Act::DraftAsNewer => self.draft_as_newer(ctx),
            Act::OpenTwin => self.open_twin(ctx),
            Act::Dragging(over) => self.ui.dragging = over,
            Act::DescribeDraft(field, value) => {
                *field.of(&mut self.ui.draft.meta) = value;
                self.keep_drafts_at_once();
            }
            Act::PastedAnywhere(pasted) => self.pasted(ctx, &pasted),
            Act::PickFiles => taking_in::pick(ctx),
            Act::Dropped(dropped) => self.dropped(ctx, dropped),
            Act::Arrived(incoming) => self.arrived(ctx, incoming),
            Act::AddDraft(afterwards) => {
                self.add_draft(ctx, afterwards);
                if afterwards == Afterwards::PasteAnother {
                    keyboard::later(|| keyboard::focus_on("[data-part=\"intake-text\"]", Scroll::Along));
                }
            }
            Act::ExportFile => self.export_file(ctx),
            Act::ExportClipboard => self.export_clipboard(ctx),
            Act::Copied(outcome) => {
                self.ui.copied = Some(outcome);
                self.ui.kept += usize::from(outcome == Outcome::Done);
            }
            Act::PickProject => taking_in::pick_project(ctx),
            Act::ProjectFile(incoming) => self.open_file(ctx, incoming),
            Act::OpenSample => self.open_sample(ctx),
            Act::NewProject => self.begin(ctx, new_session(self.words()), From::Elsewhere),
            Act::Project(act) => self.project(ctx, act),
            Act::SwitchTo(slot) => self.switch_to(ctx, slot),

            Act::OpenStorage => self.open_storage(ctx),
            Act::StorageOpened(opened) => self.storage_opened(ctx, *opened),
            Act::Storage(event) => self.storage_said(event),
            Act::Listed(slots) => self.keeping.set_slots(slots),
            Act::Loaded(loaded) => self.loaded(ctx, *loaded),
            Act::Created(created) => self.created(ctx, *created),
            Act::Told(notice) => self.tell(notice),
            Act::Engine(event) => self.engine_said(ctx, event),
            Act::Link => {
                self.link();
                self.compare();
            }
            Act::Gather => self.gather(),
            Act::PrepareSearch => return self.prepare_search(ctx),
            Act::Relate(places, stand, verdict, maker) => self.relate(ctx, places, stand, verdict, maker),
            Act::Relating(place) => self.ui.comparing.relating = place,
            Act::Compare(shown) => self.ui.comparing.shown = shown,
            Act::LookInto(pair, place) => {
                self.ui.comparing.last = Some(pair);
                self.look_into(ctx, place);
            }
            Act::BringBack(article, span) => self.bring_back(ctx, article, span),
            Act::Save(state) => self.save_said(ctx, state),
            Act::Tab(event) => self.tab_said(ctx, event),
            Act::Scheme => self.show_preferences(),
            Act::Place(place) => self.walk_to_place(ctx, &place),
            Act::Update(event) => self.update_said(event),
        }
        self.follow_tour();
        self.follow_place();
        self.follow_keys(&ctx.link().callback(std::convert::identity));
        self.gather_later(ctx);
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        keyboard::drawn();
        self.tour_drawn();
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        view::page(self, &ctx.link().callback(std::convert::identity))
    }
}

impl App {
    fn words(&self) -> &'static Words {
        words_of(&self.preferences)
    }

    /// Hands a message to the session and does what it asks for.
    fn send(&mut self, ctx: &Context<Self>, msg: Msg) {
        let open = self.session.selection.article;
        self.ui.explained = None;
        // Nothing is found elsewhere because somebody looks at something.
        let stays = matches!(msg, Msg::Focus(_) | Msg::OpenArticle(_));
        let before = self.session.project.clone();
        let (session, effects) = update(self.session.clone(), msg);
        self.session = session;
        if let Focus::Annotation(id) = self.session.selection.focus {
            self.ui.last_mark = Some(id);
        }
        if self.session.selection.article != open {
            self.ui.reshaping = None;
            self.ui.caret = None;
            self.ui.hover = None;
            self.ui.scroll = None;
            self.remember_place();
        }
        let mut marked = String::new();
        if effects.iter().any(|effect| matches!(effect, Effect::Append(_))) {
            self.warn_of_limits(&before);
        }
        for effect in effects {
            match effect {
                Effect::Append(transaction) => {
                    self.told_of_removal(&transaction, &before);
                    if transaction.annotations().next().is_some() {
                        self.ask_name();
                    }
                    marked = quoted(&self.session, &transaction);
                    self.keep(&transaction);
                }
                Effect::StoreVersion(version) => self.keep_version(ctx, &version),
                Effect::ForgetVersion(version) => self.version_forgotten(ctx, version),
                Effect::Analyze(article) => self.analyze(article),
                Effect::Announce(announcement) => {
                    self.ui.announced = announced(self.words(), announcement) + &marked;
                }
                Effect::Refused(refusal) => self.tell(Notice::Refused(refusal)),
            }
        }
        if !stays && self.ui.query != no_query() {
            self.search(self.ui.query.clone());
        }
        if !stays && self.ui.panel == Panel::Replace {
            self.carry_again();
        }
        self.link_later(ctx);
        self.follow_entity();
        self.derive();
    }

    /// Asks for the person's name at their first judgement, once; the tour asks enough by itself.
    fn ask_name(&mut self) {
        if self.preferences.asked_name || self.ui.tour.is_some() {
            return;
        }
        self.preferences.asked_name = true;
        preferences::save(&self.preferences);
        self.ui.naming = self.preferences.annotator.is_empty();
    }

    /// Shows a notice, once: the same one again takes the place of the former.
    fn tell(&mut self, notice: Notice) {
        self.ui.turn += 1;
        self.ui.notices.retain(|(_, shown)| !shown.same_kind(&notice));
        self.ui.notices.push((self.ui.turn, notice));
    }

    fn show_preferences(&self) {
        theme::show_language(language_of(&self.preferences).tag());
        theme::show_scheme(match self.preferences.theme {
            Theme::System => theme::scheme(),
            Theme::Light => theme::Scheme::Light,
            Theme::Dark => theme::Scheme::Dark,
        });
    }

    fn search(&mut self, query: Query) {
        let hits = self.ui.index.find(&self.session, &query);
        self.ui.hits = Shared::new(hits);
        self.ui.query = query;
        self.derive();
    }

    /// Makes texts ready to be searched while the search is open, some in each turn, so that the first letter need not wait for
    /// all of them. Nothing of it is to be seen.
    fn prepare_search(&mut self, ctx: &Context<Self>) -> bool {
        let begun = clock::now();
        while self.ui.panel == Panel::Search {
            if !self.ui.index.prepare(&self.session, self.ui.query.variants) {
                break;
            }
            if clock::now().0 - begun.0 >= TURN {
                let link = ctx.link().clone();
                Timeout::new(0, move || link.send_message(Act::PrepareSearch)).forget();
                break;
            }
        }
        false
    }

    fn open_panel(&mut self, panel: Panel) {
        if self.ui.panel == Panel::Inspector {
            self.ui.came_from = keyboard::held();
        }
        if panel != Panel::Inspector {
            keyboard::later(keyboard::enter_panel);
        }
        self.ui.panel = panel;
        self.ui.opened = self.ui.opened.wrapping_add(1);
        // The form for a new article stands in the place of the text.
        if panel == Panel::Intake {
            self.ui.scene = Scene::Reading;
        }
        self.ui.inspector_out = panel != Panel::Intake;
        self.ui.library_out = false;
        self.ui.copied = None;
    }

    fn close_panel(&mut self) {
        if self.ui.panel == Panel::Search {
            self.search(no_query());
            self.ui.index = Index::default();
        }
        if self.ui.panel != Panel::Inspector {
            let before = self.ui.came_from.take();
            keyboard::later(|| keyboard::leave_panel(before));
        }
        self.ui.panel = Panel::Inspector;
        self.ui.inspector_out = false;
    }

    fn export_clipboard(&self, ctx: &Context<Self>) {
        let json = self.as_json();
        ctx.link().send_future(async move {
            Act::Copied(match clipboard::write(&json).await {
                Ok(()) => Outcome::Done,
                Err(_) => Outcome::Failed,
            })
        });
    }

    /// A scroll to a span, once more even when it is the same as the last.
    fn scroll_to(&mut self, span: ByteSpan) {
        self.ui.turn += 1;
        self.ui.scroll = Some(ScrollTo { span, turn: self.ui.turn });
    }

    fn focus(&mut self, ctx: &Context<Self>, focus: Focus) {
        self.send(ctx, Msg::Focus(focus));
        self.show_selected();
        self.announce_focus();
    }

    /// Lets the inspector show a mark that was turned to, whatever panel was open.
    fn show_selected(&mut self) {
        if matches!(
            self.session.selection.focus,
            Focus::Annotation(_) | Focus::Suggestion(_) | Focus::Claim(_)
        ) {
            if self.ui.panel != Panel::Intake {
                self.ui.panel = Panel::Inspector;
            }
            self.ui.inspector_out = true;
        }
    }
}

/// What is looked for before anything is: nothing, with kana that count as the same.
fn no_query() -> Query {
    Query { variants: Variants { kana: Sameness::Same, ..Variants::default() }, ..Query::default() }
}

/// A title as a file's name: without what file systems refuse.
fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c })
        .take(80)
        .collect();
    if name.trim().is_empty() { "shirushi".to_owned() } else { name }
}

fn language_of(preferences: &Preferences) -> Language {
    preferences
        .language
        .unwrap_or_else(|| Language::of_browser(&theme::browser_language().unwrap_or_default()))
}

fn words_of(preferences: &Preferences) -> &'static Words {
    language_of(preferences).words()
}

/// A project with nothing in it but the tags everybody begins with.
fn new_session(words: &Words) -> Session {
    let id = ProjectId::from_random(clock::random_bits());
    let tags = words.first_tags.iter().map(|(name, color)| ((*name).to_owned(), *color)).collect();
    Session::new(id, words.new_project_title.to_owned(), clock::now()).with_tags(tags)
}
