//! What comparing found, in places instead of numbers: judgements, which name places too, can be set beside
//! it whatever is analysed anew.

use crate::place::{Place, in_line};
use shirushi_model::{
    Analysis, ArticleId, ClaimRef, Comparison, Difference, Reason, Relation, SentenceRef, SharedValue,
    SlotDifference,
};

/// What comparing the articles of a project found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// Claims about one thing each, as [`Comparison::groups`] has them.
    pub topics: Vec<Topic>,
    /// Sentences that two articles share nearly word for word.
    pub copies: Vec<Copied>,
}

/// Claims of several articles about one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Words to recognise it by, the most telling first.
    pub words: Vec<String>,
    /// How many articles do not repeat another one here.
    pub independent: u32,
    /// The claims, in the order of the articles and their texts.
    pub claims: Vec<Place>,
    /// The pairs of claims from different articles.
    pub pairs: Vec<Pair>,
}

/// Two claims, and how the machine thinks they stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The claim of the earlier article.
    pub a: Place,
    /// The other.
    pub b: Place,
    /// How they stand to each other.
    pub relation: Relation,
    /// In what they differ most gravely.
    pub difference: Option<Difference>,
    /// Why; that of the gravest of `differences`.
    pub reason: Reason,
    /// Everything in which they differ, the gravest first.
    pub differences: Vec<SlotDifference>,
    /// What both tell and was found equal.
    pub shared: Vec<SharedValue>,
    /// Whether a difference was found of which the machine is not sure enough to show it unasked.
    pub unsure: bool,
    /// Whether they stand in sentences that are shared nearly word for word.
    pub copied: bool,
}

impl Pair {
    /// The two places, the lesser first.
    pub fn places(&self) -> (Place, Place) {
        in_line(self.a, self.b)
    }
}

/// A sentence that two articles share nearly word for word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copied {
    /// The sentence of the earlier article in the list.
    pub a: Place,
    /// The other.
    pub b: Place,
    /// How nearly, 0 to 1.
    pub similarity: f32,
}

impl Findings {
    /// What was found, in places. `articles` are those that were compared, in that order, with the analyses
    /// they were compared with or others of the same texts. `None` when it is about other analyses.
    pub fn of(comparison: &Comparison, articles: &[(ArticleId, &Analysis)]) -> Option<Self> {
        let claim = |of: ClaimRef| -> Option<Place> {
            let (id, analysis) = articles.get(of.article as usize)?;
            Some(Place::new(*id, analysis.claims.get(of.claim as usize)?.span))
        };
        let sentence = |of: SentenceRef| -> Option<Place> {
            let (id, analysis) = articles.get(of.article as usize)?;
            Some(Place::new(*id, analysis.sentences.get(of.sentence as usize)?.span))
        };
        let mut found = Self::default();
        for group in &comparison.groups {
            let pairs = group.pairs.iter().map(|pair| {
                Some(Pair {
                    a: claim(pair.a)?,
                    b: claim(pair.b)?,
                    relation: pair.relation,
                    difference: pair.difference,
                    reason: pair.reason.clone(),
                    differences: pair.differences.clone(),
                    shared: pair.shared.clone(),
                    unsure: pair.relation != Relation::Agree && pair.score < comparison.sure,
                    copied: pair.copied,
                })
            });
            found.topics.push(Topic {
                words: group.topic.clone(),
                independent: group.independent,
                claims: group.claims.iter().map(|one| claim(*one)).collect::<Option<_>>()?,
                pairs: pairs.collect::<Option<_>>()?,
            });
        }
        for copy in &comparison.copies {
            let (a, b) = (sentence(copy.a)?, sentence(copy.b)?);
            found.copies.push(Copied { a, b, similarity: copy.similarity });
        }
        Some(found)
    }
}
