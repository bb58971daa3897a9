//! What our own page asks the engine that remembers its articles, and what the engine answers. Both cross to
//! the worker and back as postcard; the form changes with the version.
//!
//! A text crosses once. Afterwards its analysis goes by its identity: whoever asks about an analysis that is
//! not remembered (the worker died, the model for names came later) is told so and puts the text again.

use crate::{Analysis, ArticleId, ByteSpan, Entity, EntityType, Normalized, PlacedComparison, in_order};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The identity of an analysis: as long as it is the same, so is what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnalysisId {
    /// The article.
    pub article: ArticleId,
    /// A hash of its text and its day.
    pub hash: u64,
    /// Another one for another project, whose articles have the same numbers, and for another model.
    pub generation: u32,
}

/// What is asked of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum EngineQuestion {
    /// Analyse a text and remember it, in the place of what was remembered of the same article.
    Put {
        /// What the analysis will be known by.
        id: AnalysisId,
        /// The text.
        text: Arc<str>,
        /// The day it was published, `YYYY-MM-DD`; anything else is no day.
        day: String,
    },
    /// These articles are not asked about any more.
    Forget(Vec<ArticleId>),
    /// One name for one entity in all these articles.
    Link(Vec<ArticleMentions>),
    /// What these articles say of the same things.
    Compare(Vec<AnalysisId>),
}

/// What the engine answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum EngineAnswer<'a> {
    /// What was found in a text that was put.
    Analysed(Cow<'a, Analysis>),
    /// Articles were forgotten.
    Forgotten,
    /// The names of all mentions.
    Linked(Vec<(AnalysisId, Vec<Named>)>),
    /// What comparing found.
    Compared {
        /// The analyses it was made from, in the order they were named.
        of: Vec<AnalysisId>,
        /// What was found.
        comparison: PlacedComparison,
    },
    /// These analyses are not remembered: put them first.
    Missing(Vec<AnalysisId>),
}

/// The mentions of an article that are to be linked, told by how they differ from those that its analysis
/// has: what people and the project know takes some away and adds others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleMentions {
    /// The analysis.
    pub of: AnalysisId,
    /// Of the analysis, these are not linked.
    pub without: Vec<(ByteSpan, EntityType)>,
    /// And these are linked besides.
    pub with: Vec<MentionToLink>,
}

/// A mention as linking reads it. What it is called so far does not matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionToLink {
    /// Where it stands in its article.
    pub span: ByteSpan,
    /// As what it is linked.
    pub kind: EntityType,
    /// Its value, if it has one.
    pub normalized: Option<Normalized>,
}

/// The canonical form of one mention.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// Where it stands in its article.
    pub span: ByteSpan,
    /// As what it was linked.
    pub kind: EntityType,
    /// The one name for all mentions of the entity.
    pub canonical: String,
}

impl ArticleMentions {
    /// How these mentions differ from those of the analysis.
    pub fn told(of: AnalysisId, analysis: &Analysis, mentions: &[Entity]) -> Self {
        let key = |entity: &Entity| (entity.span, entity.kind);
        let mut found: BTreeMap<_, _> =
            analysis.entities.iter().map(|entity| (key(entity), &entity.normalized)).collect();
        let mut with = Vec::new();
        let mut without = Vec::new();
        for mention in mentions {
            let as_found = found.remove(&key(mention));
            if as_found != Some(&mention.normalized) {
                without.extend(as_found.map(|_| key(mention)));
                let Entity { span, kind, normalized, .. } = mention.clone();
                with.push(MentionToLink { span, kind, normalized });
            }
        }
        without.extend(found.into_keys());
        Self { of, without, with }
    }

    /// The mentions that are meant, in the order of the text.
    pub fn of_analysis(&self, analysis: &Analysis) -> Vec<Entity> {
        let without: BTreeSet<_> = self.without.iter().collect();
        let found = analysis.entities.iter().filter(|entity| !without.contains(&(entity.span, entity.kind)));
        let with = self.with.iter().cloned().map(|MentionToLink { span, kind, normalized }| Entity {
            span,
            kind,
            canonical: String::new(),
            normalized,
            score: 1.0,
        });
        in_order(found.cloned().chain(with).collect(), |mention| {
            [u64::from(mention.span.start), u64::from(mention.span.end), mention.kind as u64]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(start: usize, kind: EntityType) -> Entity {
        let span = ByteSpan::new(start, start + 3);
        Entity { span, kind, canonical: String::new(), normalized: None, score: 1.0 }
    }

    /// 佐伯 was rejected, 港 is a facility, 町 was marked by a person: what crosses is that alone.
    #[test]
    fn only_what_differs_crosses() {
        let found =
            vec![entity(0, EntityType::Person), entity(3, EntityType::Location), entity(9, EntityType::Date)];
        let analysis = Analysis { entities: found.clone(), ..Analysis::default() };
        let of = AnalysisId { article: ArticleId(1), hash: 2, generation: 3 };
        let same = ArticleMentions::told(of, &analysis, &found);
        assert_eq!((same.without.len(), same.with.len()), (0, 0));
        assert_eq!(same.of_analysis(&analysis), found);
        let mentions = vec![
            entity(3, EntityType::Facility),
            entity(6, EntityType::Location),
            entity(9, EntityType::Date),
        ];
        let told = ArticleMentions::told(of, &analysis, &mentions);
        assert_eq!((told.without.len(), told.with.len()), (2, 2));
        assert_eq!(told.of_analysis(&analysis), mentions);
    }

    /// A value that a person put right crosses although the mention was found.
    #[test]
    fn another_value_is_another_mention() {
        let analysis = Analysis { entities: vec![entity(0, EntityType::Date)], ..Analysis::default() };
        let of = AnalysisId { article: ArticleId(1), hash: 2, generation: 3 };
        let value = Normalized::Calendar(crate::CalendarValue {
            value: "2025-08-15".to_owned(),
            modifier: None,
            anchor: None,
        });
        let mentions = vec![Entity { normalized: Some(value), ..entity(0, EntityType::Date) }];
        let told = ArticleMentions::told(of, &analysis, &mentions);
        assert_eq!(told.of_analysis(&analysis), mentions);
    }
}
