//! How the page begins.

use crate::derived::Derived;
use crate::effect::{Effect, StoreJob};
use crate::intake::Drafts;
use crate::notices::Notice;
use crate::outside::{Now, Outside};
use crate::preferences::Preferences;
use crate::projects::{Keeping, new_session};
use crate::search::no_query;
use crate::state::{LateActs, Page, PageUi, ProjectUi, words_of};
use crate::words::Language;

/// What the page begins with.
#[derive(Debug)]
pub struct Start {
    pub preferences: Preferences,
    pub drafts: Drafts,
    /// The language the browser asks for.
    pub browser: Language,
    /// The version of the page; `None` where it was put together wrongly.
    pub version: Option<String>,
    pub late_acts: LateActs,
}

impl Page {
    /// The page as it begins, and what is to be done first.
    pub fn new(start: Start, now: Now) -> (Self, Vec<Effect>) {
        let Start { preferences, drafts, browser, version, late_acts } = start;
        let mut out = Outside::new(now);
        let session = new_session(words_of(&preferences, browser), &mut out);
        let mut page = Self {
            session,
            keeping: Keeping::Opening,
            preferences,
            ui: PageUi { query: no_query(), browser, ..PageUi::default() },
            project: ProjectUi::default(),
            derived: Derived::default(),
            readers: None,
            late_acts,
        };
        page.show_preferences(&mut out);
        match version {
            Some(version) => page.ui.version = version,
            None => page.tell(Notice::PageIncomplete),
        }
        page.restore_drafts(drafts, &mut out);
        out.ask(Effect::Store(StoreJob::Open));
        page.derive();
        page.follow_meaning();
        (page, out.into_effects())
    }
}
