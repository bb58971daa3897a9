//! Which analyses were asked for and which are at hand, each by its identity: an answer about another text,
//! another day, another project or another model is told from the one that is waited for.

use shirushi_model::{AnalysisId, ArticleId};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// The identity of what is found in an article with this text, published on this day.
pub(crate) fn identity(article: ArticleId, (text, day): (&str, &str), generation: u32) -> AnalysisId {
    AnalysisId { article, hash: xxh3_64_with_seed(text.as_bytes(), xxh3_64(day.as_bytes())), generation }
}

/// The analyses of a project.
#[derive(Debug, Default)]
pub struct Analyses {
    /// Asked for and not answered yet.
    asked: BTreeMap<ArticleId, AnalysisId>,
    /// At hand.
    arrived: BTreeMap<ArticleId, AnalysisId>,
}

impl Analyses {
    /// Whether any is waited for.
    pub(crate) fn are_awaited(&self) -> bool {
        !self.asked.is_empty()
    }

    /// It is waited for, instead of another one of the same article.
    pub(crate) fn ask(&mut self, id: AnalysisId) {
        self.asked.insert(id.article, id);
    }

    /// It came. Says whether it was waited for.
    pub(crate) fn arrive(&mut self, id: AnalysisId) -> bool {
        let awaited = self.answered(id);
        if awaited {
            self.arrived.insert(id.article, id);
        }
        awaited
    }

    /// It cannot be made: the article has none. Says whether it was waited for.
    pub(crate) fn give_up(&mut self, id: AnalysisId) -> bool {
        let awaited = self.answered(id);
        if awaited {
            self.arrived.remove(&id.article);
        }
        awaited
    }

    fn answered(&mut self, id: AnalysisId) -> bool {
        let awaited = self.asked.get(&id.article) == Some(&id);
        if awaited {
            self.asked.remove(&id.article);
        }
        awaited
    }

    /// The analysis of an article that is at hand.
    pub(crate) fn of(&self, article: ArticleId) -> Option<AnalysisId> {
        self.arrived.get(&article).copied()
    }

    /// Forgets the articles that are not there any more, and says which they were.
    pub(crate) fn forget_unless(&mut self, is_there: impl Fn(ArticleId) -> bool) -> Vec<ArticleId> {
        let gone: Vec<ArticleId> =
            self.arrived.keys().copied().filter(|article| !is_there(*article)).collect();
        for article in &gone {
            self.arrived.remove(article);
        }
        gone
    }
}
