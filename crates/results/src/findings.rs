//! What comparing found, in places instead of numbers: judgements, which name places too, can be set beside
//! it whatever is analysed anew.

use crate::place::{Place, in_line};
use shirushi_model::{
    Analysis, ArticleId, ArticleSpan, ClaimGroup, ClaimPair, Comparison, Difference, PlacedComparison,
    Reason, Relation, SharedValue, SlotDifference,
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
    pub pairs: Vec<FoundPair>,
}

/// Two claims, and how the machine thinks they stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPair {
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

impl FoundPair {
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
        comparison.clone().placed(articles).map(Self::from)
    }
}

impl From<PlacedComparison> for Findings {
    fn from(comparison: PlacedComparison) -> Self {
        let place = |at: ArticleSpan| Place::new(at.article, at.span);
        let sure = comparison.sure;
        let pair = |pair: ClaimPair<ArticleSpan>| FoundPair {
            a: place(pair.a),
            b: place(pair.b),
            relation: pair.relation,
            difference: pair.difference,
            unsure: pair.relation != Relation::Agree && pair.score < sure,
            reason: pair.reason,
            differences: pair.differences,
            shared: pair.shared,
            copied: pair.copied,
        };
        let topic = |group: ClaimGroup<ArticleSpan>| Topic {
            words: group.topic,
            independent: group.independent,
            claims: group.claims.into_iter().map(place).collect(),
            pairs: group.pairs.into_iter().map(pair).collect(),
        };
        let copies = comparison.copies.into_iter().map(|copy| Copied {
            a: place(copy.a),
            b: place(copy.b),
            similarity: copy.similarity,
        });
        Self { copies: copies.collect(), topics: comparison.groups.into_iter().map(topic).collect() }
    }
}
