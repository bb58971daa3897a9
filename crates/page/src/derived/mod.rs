//! What the views need that follows from the session: made anew when the session changes, shared with the
//! views.

mod deriving;
mod gathering;
mod known;
pub mod marks;
mod naming;
mod shown;
mod tally;

#[cfg(test)]
mod tests;

pub use known::KnownString;
pub use shown::{ArticleEntry, Counts};
pub use tally::is_lost;

use crate::entities::groups::EntityGroup;
use crate::keys::Meaning;
use crate::reading::claims::Proposed;
use crate::shared::Shared;
use crate::sureness::Trust;
use gathering::{Gathered, Waiting};
use marks::{Marks, Suggestions};
use shirushi_model::{Article, ArticleId, ByteSpan, EntityType, ProjectId};
use shirushi_session::{Analysed, Knowledge, search::Hit};
use std::rc::Rc;
use std::sync::Arc;
use tally::{Followed, Tally};

/// So many names are offered to choose from.
const NAMES: usize = 300;

/// What follows from the session.
#[derive(Debug, Default)]
pub struct Derived {
    /// What the keys mean.
    pub meaning: Rc<Meaning>,
    from: Option<DerivedFrom>,
    followed: Option<Followed>,
    tally: Tally,
    /// The marks of the open article.
    pub annotations: Marks,
    /// The suggestions of the open article that are sure enough to be shown.
    pub suggestions: Suggestions,
    /// How many they are, and how many of them are values.
    suggested: (usize, usize),
    /// The suggested claims of the open article, while they are shown.
    pub proposed: Shared<Vec<Rc<Proposed>>>,
    /// What was rejected elsewhere.
    pub withdrawn: Suggestions,
    /// How many suggestions of all articles are not shown.
    pub hidden: usize,
    pub groups: Shared<Vec<EntityGroup>>,
    pub known: Shared<Vec<KnownString>>,
    pub articles: Shared<Vec<Arc<Article>>>,
    knowledge: Option<Arc<Knowledge>>,
    gathered: Option<Gathered>,
    /// The entities wait for the hands to rest.
    waiting: Option<Waiting>,
    /// The timer for them runs.
    timed: bool,
    found: ClaimsFound,
    claimed: Option<Claimed>,
    pub names: Shared<Vec<String>>,
    pub hits: Shared<Vec<ByteSpan>>,
    pub entries: Vec<ArticleEntry>,
    pub counts: Counts,
}

/// What the suggested claims of the open article and the names on offer follow from.
#[derive(Debug, PartialEq)]
struct Claimed {
    open: Option<ArticleId>,
    analysed: Option<*const Analysed>,
    names_turn: u64,
    claims_turn: u64,
    shown: bool,
}

/// All claims that were found in the open article, and what they follow from.
#[derive(Debug, Default)]
struct ClaimsFound {
    from: Option<(ArticleId, *const Analysed, u64)>,
    all: Vec<Rc<Proposed>>,
    /// Whether long names of speakers were looked at.
    shortened: bool,
}

/// What everything here follows from. Projects are told apart by what was done to them.
#[derive(Debug, PartialEq)]
struct DerivedFrom {
    project: ProjectId,
    seq: u64,
    open: Option<ArticleId>,
    analyses: usize,
    analysed: Option<*const Analysed>,
    entities_turn: u64,
    trust: Trust,
    me: String,
    proposed: bool,
    hits: Shared<Vec<Hit>>,
}

impl Derived {
    /// Makes everything anew the next time.
    pub(crate) fn forget(&mut self) {
        self.from = None;
        self.gathered = None;
        self.followed = None;
        self.claimed = None;
    }
}

fn is_name(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Organization)
}

fn keep<T: PartialEq>(slot: &mut Shared<T>, value: T) {
    if **slot != value {
        *slot = Shared::new(value);
    }
}
