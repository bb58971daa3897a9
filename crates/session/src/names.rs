//! The one name of an entity in all articles: which mention has which canonical form. It comes from outside,
//! where the mentions of all articles are linked; here it is remembered and given to the suggestions.

use crate::entities::Decisions;
use shirushi_model::{Article, ArticleId, ByteSpan, Entity, EntityType, Named, in_order};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The canonical forms that are known, by article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<ArticleId, Arc<Vec<Named>>>);

impl Names {
    /// Remembers the names of an article instead of those it had. Says whether they are others.
    pub(crate) fn put(&mut self, article: ArticleId, names: Vec<Named>) -> bool {
        let place = |one: &Named| [u64::from(one.span.start), u64::from(one.span.end), one.kind as u64];
        let names = in_order(names, place);
        let others = self.0.get(&article).is_none_or(|had| **had != names);
        if others {
            self.0.insert(article, Arc::new(names));
        }
        others
    }

    /// Forgets an article.
    pub(crate) fn remove(&mut self, article: ArticleId) {
        self.0.remove(&article);
    }

    pub(crate) fn get(&self, article: ArticleId, span: ByteSpan, kind: EntityType) -> Option<&str> {
        let names = self.0.get(&article)?;
        let at = names.binary_search_by(|named| (named.span, named.kind).cmp(&(span, kind))).ok()?;
        names.get(at).map(|named| named.canonical.as_str())
    }

    /// The name of a suggestion, if it is called otherwise so far: the one people decided on, else the one
    /// that came from linking.
    pub(crate) fn called(&self, article: &Article, decisions: &Decisions, entity: &Entity) -> Option<String> {
        let linked = self.get(article.id, entity.span, entity.kind).unwrap_or(&entity.canonical);
        let surface = entity.span.slice(&article.text).unwrap_or_default();
        let decided = decisions.of(entity.kind, surface, linked).map(|decided| decided.name.as_str());
        let name = decided.unwrap_or(linked);
        (entity.canonical != name).then(|| name.to_owned())
    }
}
