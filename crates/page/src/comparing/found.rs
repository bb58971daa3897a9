//! What was found by comparing the articles, with what people judged of it. Pure.
//!
//! Claims are named by their places in articles, so that judgements, which name places too, can be set beside
//! them.

use shirushi_model::{
    AnalysisId, Annotation, ArticleId, ArticleSpan, Body, ByteSpan, ClaimGroup, ClaimMark, ClaimPair,
    Difference, Evidence, PlacedComparison, Reason, ReasonCode, Relation, RelationMark, Status,
};
use shirushi_session::{Session, ends};
use std::sync::Arc;

/// Where a claim stands.
pub type Place = (ArticleId, ByteSpan);

/// What comparing found, or, without topics, has not found yet.
#[derive(Debug, Default)]
pub struct ComparedPairs {
    /// The analyses it was made from: when one of them becomes another, it is dropped.
    pub of: Vec<AnalysisId>,
    pub topics: Vec<Topic>,
    /// Sentences shared nearly word for word, and how nearly.
    pub copies: Vec<(Place, Place, f32)>,
}

/// Claims about one thing.
#[derive(Debug)]
pub struct Topic {
    /// Words to recognise it by.
    pub words: Vec<String>,
    /// How many articles do not repeat another one here.
    pub independent: u32,
    pub pairs: Vec<Pair>,
}

/// Two claims, and how they stand to each other.
#[derive(Debug, Clone)]
pub struct Pair {
    pub a: Place,
    pub b: Place,
    pub relation: Relation,
    pub difference: Option<Difference>,
    /// Why the machine thinks so, the gravest first; none when a person set them side by side.
    pub reasons: Vec<Ground>,
    /// Whether the machine found a difference of which it is not sure enough to show it unasked.
    pub unsure: bool,
    /// Whether they stand in sentences that are shared nearly word for word.
    pub copied: bool,
}

/// One reason, with the words of each claim it rests on.
#[derive(Debug, Clone)]
pub struct Ground {
    pub code: ReasonCode,
    pub evidence: [Option<Evidence>; 2],
}

impl From<Reason> for Ground {
    fn from(reason: Reason) -> Self {
        Self { code: reason.code, evidence: [reason.a, reason.b] }
    }
}

impl ComparedPairs {
    /// What the worker found in these analyses.
    pub(crate) fn new(of: Vec<AnalysisId>, comparison: PlacedComparison) -> Self {
        let place = |at: ArticleSpan| (at.article, at.span);
        let sure = comparison.sure;
        let pair = |pair: ClaimPair<ArticleSpan>| Pair {
            a: place(pair.a),
            b: place(pair.b),
            relation: pair.relation,
            difference: pair.difference,
            unsure: pair.relation != Relation::Agree && pair.score < sure,
            reasons: match pair.differences.is_empty() {
                true => vec![pair.reason.into()],
                false => pair.differences.into_iter().map(|found| found.reason.into()).collect(),
            },
            copied: pair.copied,
        };
        let topic = |group: ClaimGroup<ArticleSpan>| Topic {
            words: group.topic,
            independent: group.independent,
            pairs: group.pairs.into_iter().map(pair).collect(),
        };
        let copies = comparison.copies.iter().map(|copy| (place(copy.a), place(copy.b), copy.similarity));
        Self { of, copies: copies.collect(), topics: comparison.groups.into_iter().map(topic).collect() }
    }
}

/// What people said of claims and of how they stand to each other, looked up by place. Lists, because they
/// are short beside what a map for each would cost in code.
pub struct Said<'s> {
    session: &'s Session,
    marks: Vec<(Place, &'s ClaimMark)>,
    rejected: Vec<Place>,
    relations: Vec<((Place, Place), &'s Arc<Annotation>)>,
}

impl<'s> Said<'s> {
    pub fn of(session: &'s Session) -> Self {
        let (marks, rejected, relations) = (Vec::new(), Vec::new(), Vec::new());
        let mut said = Self { session, marks, rejected, relations };
        for annotation in session.project.annotations.values() {
            if let (Body::Claim(mark), Some(span)) = (&annotation.body, annotation.extent()) {
                let place = (annotation.article, span);
                if annotation.status == Status::Rejected {
                    said.rejected.push(place);
                } else {
                    said.marks.push((place, mark));
                }
            }
            if let Some((a, b)) = ends(annotation) {
                said.relations.push((in_line(a, b), annotation));
            }
        }
        said
    }

    /// The relation that was judged between two claims.
    pub fn judged(&self, pair: &Pair) -> Option<&'s Arc<Annotation>> {
        let places = in_line(pair.a, pair.b);
        self.relations.iter().find(|(of, _)| *of == places).map(|(_, annotation)| *annotation)
    }

    /// Whether a pair is worth showing: neither claim was rejected, or people judged the pair all the same.
    pub fn counts(&self, pair: &Pair) -> bool {
        self.judged(pair).is_some() || !(self.rejected.contains(&pair.a) || self.rejected.contains(&pair.b))
    }

    /// How the claims of a pair stand to each other by what is known: people have the last word. `None` when
    /// they are not to be compared.
    pub fn relation(&self, pair: &Pair) -> Option<(Relation, Option<Difference>)> {
        match self.judged(pair) {
            Some(judged) if judged.status == Status::Rejected => None,
            Some(judged) => match &judged.body {
                Body::Relation(mark) => Some((mark.relation, mark.difference)),
                _ => None,
            },
            None => Some((pair.relation, pair.difference)),
        }
    }

    /// What the claim at a place says, as a person marked it or else as it is suggested.
    pub fn claim(&self, place: Place) -> Option<ClaimMark> {
        if let Some((_, mark)) = self.marks.iter().find(|(of, _)| *of == place) {
            return Some(ClaimMark::clone(mark));
        }
        let claims = &self.session.analysed(place.0)?.analysis.claims;
        let first = claims.partition_point(|claim| claim.span.start < place.1.start);
        let claim = claims.get(first..)?.iter().find(|claim| claim.span == place.1)?;
        Some(self.session.claim_mark(place.0, claim))
    }

    /// The relations that people made between claims the machine did not set side by side.
    pub fn by_hand(&self, found: &ComparedPairs) -> Vec<Pair> {
        let machine = || found.topics.iter().flat_map(|topic| &topic.pairs);
        let mut pairs = Vec::new();
        // In the order in which they were made, as annotations are.
        for ((a, b), annotation) in &self.relations {
            if let Body::Relation(RelationMark { relation, difference, .. }) = annotation.body
                && !machine().any(|pair| in_line(pair.a, pair.b) == (*a, *b))
            {
                pairs.push(Pair {
                    a: *a,
                    b: *b,
                    relation,
                    difference,
                    reasons: Vec::new(),
                    unsure: false,
                    copied: false,
                });
            }
        }
        pairs
    }
}

/// Two places, whichever was named first.
fn in_line(a: Place, b: Place) -> (Place, Place) {
    if a <= b { (a, b) } else { (b, a) }
}

/// How grave a relation is: what cannot both be true comes first.
pub fn gravity(relation: Option<Relation>) -> u64 {
    match relation {
        Some(Relation::Contradict) => 0,
        Some(Relation::Differ) => 1,
        Some(Relation::Agree) => 2,
        None => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ArticleMeta, Creator, ProjectId, Timestamp};
    use shirushi_session::{ClaimPair, Edit, Msg, NewArticle, Verdict, update};

    #[test]
    fn people_have_the_last_word() {
        let session = Session::new(ProjectId::from_random(1), String::new(), Timestamp(0));
        let new = |text: &str| NewArticle { text: text.to_owned(), meta: ArticleMeta::default() };
        let edit = |session, edit| update(session, Msg::Edit { edit, at: Timestamp(1) }).0;
        let session = edit(session, Edit::AddArticles(vec![new("甲は三人。"), new("甲は四人。")]));
        let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
        let span = ByteSpan::new(0, 12);
        let (a, b) = ((ids[0], span), (ids[1], span));
        let relation = Relation::Contradict;
        let pair = Pair {
            a,
            b,
            relation,
            difference: Some(Difference::Number),
            reasons: Vec::new(),
            unsure: false,
            copied: false,
        };
        let said = Said::of(&session);
        assert_eq!(said.relation(&pair), Some((relation, Some(Difference::Number))));
        let relate = |a, b, relation, verdict| Edit::Relate {
            pairs: vec![ClaimPair { a, b, relation, difference: None }],
            verdict,
            creator: Creator::Person { name: String::new() },
            by: String::new(),
        };
        let agreed = edit(session.clone(), relate(b, a, Relation::Agree, Verdict::Accept));
        let said = Said::of(&agreed);
        assert_eq!(said.relation(&pair), Some((Relation::Agree, None)));
        let found = ComparedPairs {
            of: Vec::new(),
            topics: vec![Topic { words: Vec::new(), independent: 2, pairs: vec![pair.clone()] }],
            copies: Vec::new(),
        };
        assert_eq!(said.by_hand(&ComparedPairs::default()).len(), 1);
        assert!(said.by_hand(&found).is_empty(), "the machine had set them side by side");
        let apart = edit(session, relate(a, b, Relation::Agree, Verdict::Reject));
        assert_eq!(Said::of(&apart).relation(&pair), None);
    }
}
