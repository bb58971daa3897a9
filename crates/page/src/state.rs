//! What the page is: the session, the preferences, and what is open, hovered, typed.

use crate::adjudicating::AdjudicateUi;
use crate::changed::ChangedUi;
use crate::comparing::Comparing;
use crate::derived::Derived;
use crate::engine::{Analyses, Dictionary, Linking};
use crate::entities::LookedAt;
use crate::exchanging::{Errand, ExchangeUi, ForeignFiles};
use crate::intake::{Draft, NewerText, Underway};
use crate::judging::Judging;
use crate::late::{Late, LateAct};
use crate::marking::shaping::Reshaping;
use crate::marking::{Everywhere, MarkAs};
use crate::notices::Notice;
use crate::outside::{Outside, Readers};
use crate::palette::{Entry, Run};
use crate::preferences::Preferences;
use crate::projects::{Keeping, Room, SaveState};
use crate::reading::claims::ClaimOrder;
use crate::reading::{Caret, ScrollTo, Spot};
use crate::replacing::Replacing;
use crate::results::ResultsUi;
use crate::scene::{Outcome, Panel, Scene};
use crate::shared::Shared;
use crate::tour::Touring;
use crate::versions::Compared;
use crate::words::{Language, Words};
use shirushi_model::{AnnotationId, ArticleId, ArticleMeta, ProjectId, TagId};
use shirushi_session::Session;
use shirushi_session::search::{Hit, Index, Query};
use std::collections::HashMap;

/// The whole state of the page.
#[derive(Debug)]
pub struct Page {
    pub session: Session,
    pub keeping: Keeping,
    pub preferences: Preferences,
    pub ui: PageUi,
    /// Invariant: nothing in it is about another project than [`Self::session`]'s.
    pub project: ProjectUi,
    pub derived: Derived,
    /// They come with the late part.
    pub(crate) readers: Option<&'static dyn Readers>,
    pub(crate) late_acts: LateActs,
}

/// What is open, hovered, typed, whatever project is open: never undone, never stored with one.
#[derive(Debug, Default)]
pub struct PageUi {
    pub panel: Panel,
    /// How often a panel or another place was opened: what finishes later closes only what was open when it
    /// began.
    pub opened: u32,
    pub scene: Scene,
    /// Where the project begins that was asked for last.
    pub(crate) begins_at: Scene,
    pub library_out: bool,
    pub inspector_out: bool,
    /// Something that could be dropped is over the page.
    pub dragging: bool,
    pub tour: Option<Touring>,
    /// A person is asked for their name.
    pub naming: bool,
    /// The project and the place that were entered into the history last.
    pub(crate) spot: Option<(ProjectId, Spot)>,
    /// How often a project went into a file or to the clipboard.
    pub(crate) kept: usize,
    /// Numbers notices and requests to scroll.
    pub(crate) turn: u32,
    /// What a person types outlives the project it was begun in: it becomes an article of the one that is
    /// open then.
    pub draft: Draft,
    /// What was read from the draft by itself.
    pub found: ArticleMeta,
    /// What the page the draft was copied from says about itself.
    pub(crate) origin: ArticleMeta,
    /// The documents that are being read, and what a worker does for formats.
    pub(crate) documents: Vec<Underway>,
    pub(crate) errands: Vec<Errand>,
    /// A newer text the page was left with, until its project is open.
    pub(crate) newer_left: Option<NewerText>,
    /// What came in of other tools, first come first; the first is looked at.
    pub arrivals: Vec<Shared<ForeignFiles>>,
    pub query: Query,
    pub copied: Option<Outcome>,
    /// What the list of commands offers, while it is open.
    pub palette: Option<Shared<Vec<Entry>>>,
    /// What was chosen in it, last first.
    pub lately: Shared<Vec<Run>>,
    /// What the browser said of its storage last, and about how many bytes each project takes.
    pub room: Room,
    pub sizes: HashMap<String, f64>,
    pub notices: Vec<(u32, Notice)>,
    pub announced: String,
    pub dictionary: Dictionary,
    /// What names are found by.
    pub entity_model: String,
    /// How often the project or the model for names became another: what is found then is something else,
    /// although the article has the same number and the same text.
    pub(crate) generation: u32,
    pub late: Late,
    /// What waits for the late part.
    pub(crate) waiting: Vec<LateAct>,
    /// That names are found by rules alone was said.
    pub(crate) rules_only: bool,
    pub(crate) save: Option<SaveState>,
    pub version: String,
    /// The language the browser asks for.
    pub(crate) browser: Language,
}

/// What is open, hovered, looked for in one project. It is replaced whole when another project is opened: a
/// number of a mark, a tag or an article means something else there.
#[derive(Debug, Default)]
pub struct ProjectUi {
    /// The entity that has the page of entities.
    pub(crate) entity: Option<LookedAt>,
    /// The tag that is about to be removed although highlights have it.
    pub leaving: Option<TagId>,
    pub everywhere: Everywhere,
    pub caret: Option<Caret>,
    pub hover: Option<u32>,
    pub scroll: Option<ScrollTo>,
    /// In which order suggested claims are gone through, while they are.
    pub walking: Option<ClaimOrder>,
    /// The tag or type whose guide is shown beside the text.
    pub explained: Option<MarkAs>,
    /// The mark whose boundaries the selection draws anew.
    pub reshaping: Option<Reshaping>,
    /// The mark that was made or looked at last, and as what something was marked last.
    pub(crate) last_mark: Option<AnnotationId>,
    pub(crate) last_as: Option<MarkAs>,
    /// What searching has made of the texts.
    pub(crate) index: Index,
    pub hits: Shared<Vec<Hit>>,
    /// A newer text for the open article, before it takes its place.
    pub replacing: Replacing,
    /// Which versions are compared.
    pub compared: Compared,
    pub changed: ChangedUi,
    /// So many changes are listed beyond the first.
    pub(crate) more_history: usize,
    pub(crate) analyses: Analyses,
    pub(crate) milliseconds: HashMap<ArticleId, f64>,
    pub(crate) linking: Linking,
    pub comparing: Comparing,
    pub results: ResultsUi,
    pub exchange: ExchangeUi,
    pub adjudicating: AdjudicateUi,
    pub judging: Judging,
}

/// What does them: [`act`] with the browser's readers or, where the late part is a module of its own, the way
/// there.
pub type LateActs = fn(&mut Page, LateAct, &mut Outside);

impl Page {
    /// The words of the language that is shown.
    pub fn words(&self) -> &'static Words {
        words_of(&self.preferences, self.ui.browser)
    }
}

pub(crate) fn words_of(preferences: &Preferences, browser: Language) -> &'static Words {
    preferences.language.unwrap_or(browser).words()
}
