//! How two claims about one thing stand to each other: by their slots, one kind of difference per file. The
//! gravest finding counts; with none, claims that are alike enough agree, and others are not about one thing.

mod agreement;
mod events;
mod facts;
mod numbers;
mod place;
mod when;
mod who;

use super::book::Book;
use super::frame::{ArticleContext, Frame, FrameName, RESPONSIBILITY};
use super::lexicon::ComparisonLexicon;
use super::likeness::{Likeness, TermWeights, likeness};
use super::reasons::{evidence, reason, understood};
use super::terms::{Space, Term, Terms};
use events::{Meeting, meetings};
use shirushi_model::{
    ByteSpan, ClaimPair, Difference, EntityType, Evidence, Reason, ReasonCode, Relation, SlotDifference,
};
use std::collections::HashMap;

/// What every judgement may look up.
pub(super) struct Bench<'s, 'a> {
    pub(super) articles: &'s [ArticleContext<'a>],
    pub(super) terms: &'s Terms,
    pub(super) weights: &'s TermWeights,
    /// What each article says in all its claims.
    pub(super) books: &'s [Book],
    pub(super) known: KnownTerms,
    pub(super) opposites: Opposites,
}

impl Bench<'_, '_> {
    /// Whether two articles can be about one event.
    pub(super) fn related(&self, one: u32, other: u32) -> bool {
        let book = |article: u32| self.books.get(article as usize);
        book(one).zip(book(other)).is_none_or(|(one, other)| one.is_related(other))
    }
}

/// The terms that exclude each other.
pub(super) struct Opposites {
    pairs: HashMap<(Term, Term), Difference>,
    /// Whether a term is in some pair, one per term: nearly all are in none.
    some: Vec<bool>,
}

impl Opposites {
    pub(super) fn new(terms: &mut Terms) -> Self {
        let mut pairs = HashMap::new();
        for (one, other, difference) in ComparisonLexicon::get().opposites() {
            let (one, other) = (terms.number(Space::Word, one), terms.number(Space::Word, other));
            pairs.insert((one, other), difference);
        }
        let mut some = vec![false; terms.len()];
        for (one, _) in pairs.keys() {
            if let Some(some) = some.get_mut(one.0 as usize) {
                *some = true;
            }
        }
        Self { pairs, some }
    }

    /// Whether any term excludes this one.
    pub(super) fn has(&self, term: Term) -> bool {
        self.some.get(term.0 as usize) == Some(&true)
    }

    /// In what two claims differ that say one and the other of the same thing.
    pub(super) fn of(&self, one: Term, other: Term) -> Option<Difference> {
        if !self.has(one) || !self.has(other) {
            return None;
        }
        self.pairs.get(&(one, other)).copied()
    }
}

/// The terms of classes that rules name.
pub(super) struct KnownTerms {
    pub(super) meeting: Term,
    pub(super) seeing: Term,
    pub(super) telephone: Term,
    pub(super) attending: Term,
    pub(super) responsibility: [Term; 5],
}

impl KnownTerms {
    pub(super) fn new(terms: &mut Terms) -> Self {
        let mut word = |word: &str| terms.number(Space::Word, word);
        Self {
            meeting: word("会談"),
            seeing: word("会う"),
            telephone: word("電話"),
            attending: word("参加"),
            responsibility: RESPONSIBILITY.map(word),
        }
    }
}

/// A difference that was found.
struct Finding {
    relation: Relation,
    difference: Difference,
    code: ReasonCode,
    a: Option<Evidence>,
    b: Option<Evidence>,
}

/// Two claims while they are judged.
struct ClaimCase<'c, 'a> {
    bench: &'c Bench<'c, 'a>,
    a: &'c Frame<'a>,
    b: &'c Frame<'a>,
    likeness: Likeness,
    meetings: Vec<Meeting<'c>>,
}

/// Claims at least so alike are about one thing if something in them differs.
const ALIKE_AND_DIFFERENT: f32 = 0.4;
/// Claims less alike are not looked at.
const LEAST: f32 = 0.1;
/// Between articles that seem to be about different events.
const LEAST_UNRELATED: f32 = 0.75;

/// Judges two claims of different articles; none when they are not about one thing.
pub(super) fn judge<'a>(bench: &Bench<'_, 'a>, a: &Frame<'a>, b: &Frame<'a>) -> Option<ClaimPair> {
    let likeness = likeness(a, b, bench.weights);
    let related = bench.related(a.at.article, b.at.article);
    if likeness.score < if related { LEAST } else { LEAST_UNRELATED } {
        return None;
    }
    let case = ClaimCase { bench, a, b, likeness, meetings: meetings(bench, a, b) };
    let similarity = (case.score().min(1.0) * 1000.0).round() / 1000.0;
    let pair = |relation, difference: Option<Difference>, reason: Reason| ClaimPair {
        a: a.at,
        b: b.at,
        relation,
        difference,
        differences: difference
            .map(|difference| SlotDifference { relation, difference, reason: reason.clone() })
            .into_iter()
            .collect(),
        shared: Vec::new(),
        reason,
        similarity,
        score: similarity,
        copied: false,
    };
    if let Some(finding) = case.gravest() {
        let Finding { relation, difference, code, a, b } = finding;
        return Some(pair(relation, Some(difference), reason(code, a, b)));
    }
    let agreement = case.agreement()?;
    Some(pair(Relation::Agree, None, agreement))
}

impl ClaimCase<'_, '_> {
    /// Whether both claims have names and share none; or people, and share none.
    fn names_apart(&self) -> bool {
        let apart = |of: &dyn Fn(&FrameName) -> bool| {
            let mut mine = self.a.names.iter().filter(|name| of(name)).peekable();
            let mut theirs = self.b.names.iter().filter(|name| of(name)).peekable();
            mine.peek().is_some() && theirs.peek().is_some() && mine.all(|name| !self.b.has(name.term))
        };
        apart(&|_| true) || apart(&|name| name.kind == EntityType::Person)
    }

    /// Whether the claims are so alike that a slot that differs tells of one thing; or a short claim about
    /// one telling event lies in a longer one.
    fn is_comparable(&self) -> bool {
        let Likeness { score, contained, shared } = self.likeness;
        let telling =
            |meeting: &Meeting<'_>| meeting.confirms() && self.bench.weights.of(meeting.event) >= 0.3;
        score >= ALIKE_AND_DIFFERENT || contained >= 0.7 && shared >= 1.0 && self.meetings.iter().any(telling)
    }

    fn gravest(&self) -> Option<Finding> {
        let mut gravest: Option<Finding> = None;
        let findings = [
            self.negated(),
            self.opposite(),
            self.other_form(),
            self.other_number(),
            self.other_date(),
            self.other_time(),
            self.other_place(),
            self.other_participants(),
            self.other_responsibility(),
            self.other_speaker(),
            self.planned_and_done(),
            self.other_certainty(),
        ];
        for finding in findings.into_iter().flatten() {
            if gravest.as_ref().is_none_or(|known| known.relation < finding.relation) {
                gravest = Some(finding);
            }
        }
        gravest
    }

    fn quote(&self, frame: &Frame<'_>) -> Option<Evidence> {
        self.evidence(frame, Some(frame.claim.span))
    }

    fn evidence(&self, frame: &Frame<'_>, span: Option<ByteSpan>) -> Option<Evidence> {
        let article = self.bench.articles.get(frame.at.article as usize)?;
        evidence(article.text, span)
    }

    /// The most telling words that both have, as they stand in the first.
    fn shared_words(&self) -> Option<Evidence> {
        let words = topic(self.bench, self.a, self.b);
        understood(&words.join("、"))
    }
}

/// The most telling words that two claims share, in the order of the first.
pub(super) fn topic(bench: &Bench<'_, '_>, a: &Frame<'_>, b: &Frame<'_>) -> Vec<String> {
    let mut shared: Vec<(Term, f32)> = a
        .features
        .iter()
        .filter(|feature| b.has(feature.term) && bench.terms.space(feature.term) != Some(Space::Value))
        .map(|feature| (feature.term, feature.weight * bench.weights.of(feature.term)))
        .collect();
    shared.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    shared.truncate(4);
    a.words
        .iter()
        .filter_map(|word| {
            let at = shared.iter().position(|(term, _)| Some(*term) == word.term)?;
            let (term, _) = shared.swap_remove(at);
            Some(match bench.terms.space(term) {
                Some(Space::Name) => bench.terms.text(term).to_owned(),
                _ => word.lemma.to_owned(),
            })
        })
        .collect()
}
