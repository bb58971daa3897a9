//! An article that changed: the old text beside the new one, word by word, and what became of its claims.
//! Only what really changed is told apart from what merely moved: 15日 that became 16日 is a change, the same
//! claim two paragraphs on is not.

mod passages;

pub use passages::Passage;

use imara_diff::{Algorithm, Diff, InternedInput};
use shirushi_model::{Analysis, ByteSpan, Normalized};
use shirushi_session::search::fold;
use std::borrow::Cow;
use std::collections::HashMap;

/// A text with what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its analysis.
    pub analysis: &'a Analysis,
}

/// What became of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changed {
    /// What stands in the old text only, in order; disjoint.
    pub gone: Vec<ByteSpan>,
    /// What stands in the new text only, in order; disjoint.
    pub come: Vec<ByteSpan>,
    /// The paragraphs of both texts, those that became each other side by side, in the order of the texts.
    pub passages: Vec<Passage>,
    /// What became of every claim, in the order of the new text; what went comes where it stood.
    pub claims: Vec<ClaimChange>,
}

/// What became of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimChange {
    /// Where it stood; `None` when it came.
    pub old: Option<ByteSpan>,
    /// Where it stands; `None` when it went.
    pub new: Option<ByteSpan>,
    /// What happened.
    pub fate: Fate,
    /// Values that are others now: where the old words stand, and where the new ones.
    pub values: Vec<(ByteSpan, ByteSpan)>,
}

/// What happened to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It says another date, time or number.
    Value,
    /// It went.
    Went,
    /// It came.
    Came,
    /// It says the same in other words, as far as values tell.
    Reworded,
    /// The same words stand elsewhere.
    Moved,
    /// Nothing.
    Stays,
}

impl Fate {
    /// Whether a reader has to know: what merely moved or was put in other words is listed apart.
    pub fn is_real(self) -> bool {
        matches!(self, Self::Value | Self::Went | Self::Came)
    }
}

/// Of the words of two claims so large a part has to be the same for one to have become the other, in
/// hundredths.
const ALIKE: usize = 50;

/// Compares an old text with the new one that took its place. Takes time nearly linear in both texts.
pub fn changed(old: Reading<'_>, new: Reading<'_>) -> Changed {
    let (old_words, new_words) = (words(old), words(new));
    let partners = partners(old.text, &old_words, new.text, &new_words);
    let mut back: Vec<bool> = vec![false; new_words.len()];
    for partner in partners.iter().flatten() {
        if let Some(has) = back.get_mut(*partner) {
            *has = true;
        }
    }
    let without = |words: &[ByteSpan], has: &dyn Fn(usize) -> bool| -> Vec<ByteSpan> {
        let alone = words.iter().enumerate().filter(|(at, _)| !has(*at));
        shirushi_model::joined(alone.map(|(_, span)| *span).collect())
    };
    Changed {
        gone: without(&old_words, &|at| partners.get(at).is_some_and(Option::is_some)),
        come: without(&new_words, &|at| back.get(at) == Some(&true)),
        passages: passages::passages((old.text, &old_words), (new.text, &new_words), &partners),
        claims: claims(old, new, &old_words, &new_words, &partners),
    }
}

/// The words of a text: tokens, and each character between them that is no blank.
fn words(of: Reading<'_>) -> Vec<ByteSpan> {
    let tokens = &of.analysis.tokens;
    let mut words = Vec::with_capacity(tokens.len());
    let mut at = 0u32;
    let end = of.text.len() as u32;
    let between = |words: &mut Vec<ByteSpan>, start: u32, end: u32| {
        let text = of.text.get(start as usize..end as usize).unwrap_or_default();
        let seen = text.char_indices().filter(|(_, c)| !c.is_whitespace());
        words.extend(seen.map(|(offset, c)| {
            let start = start as usize + offset;
            ByteSpan::new(start, start + c.len_utf8())
        }));
    };
    for span in (0..tokens.len()).filter_map(|token| tokens.span(token)) {
        if span.start < at {
            continue;
        }
        between(&mut words, at, span.start);
        words.push(span);
        at = span.end;
    }
    between(&mut words, at, end);
    words
}

/// Which word of the new text each word of the old one is.
fn partners(old: &str, old_words: &[ByteSpan], new: &str, new_words: &[ByteSpan]) -> Vec<Option<usize>> {
    let (before, after) = (spoken(old, old_words), spoken(new, new_words));
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(before.iter().map(AsRef::as_ref));
    input.update_after(after.iter().map(AsRef::as_ref));
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let mut partners = vec![None; old_words.len()];
    let (mut one, mut other) = (0usize, 0usize);
    let end = (old_words.len(), old_words.len(), new_words.len(), new_words.len());
    let hunks = diff.hunks().map(|hunk| {
        (
            hunk.before.start as usize,
            hunk.before.end as usize,
            hunk.after.start as usize,
            hunk.after.end as usize,
        )
    });
    for (from, until, new_from, new_until) in hunks.chain([end]) {
        for (a, b) in (one..from).zip(other..new_from) {
            if let Some(place) = partners.get_mut(a) {
                *place = Some(b);
            }
        }
        (one, other) = (until, new_until);
    }
    partners
}

/// Words without what is layout in them: a mail cuts 3時間 into 3時 and 間 of the next line.
fn spoken<'t>(text: &'t str, words: &[ByteSpan]) -> Vec<Cow<'t, str>> {
    let spoken = |span: &ByteSpan| {
        let word = span.slice(text).unwrap_or_default();
        if word.contains(char::is_whitespace) {
            Cow::Owned(word.chars().filter(|c| !c.is_whitespace()).collect())
        } else {
            Cow::Borrowed(word)
        }
    };
    words.iter().map(spoken).collect()
}

/// A claim by its words, however they are broken into lines.
fn key(text: &str, span: ByteSpan) -> String {
    fold(&span.slice(text).unwrap_or_default().replace(char::is_whitespace, ""))
}

fn claims(
    old: Reading<'_>,
    new: Reading<'_>,
    old_words: &[ByteSpan],
    new_words: &[ByteSpan],
    partners: &[Option<usize>],
) -> Vec<ClaimChange> {
    let of = |reading: Reading<'_>| -> Vec<ByteSpan> {
        let mut spans: Vec<ByteSpan> = reading.analysis.claims.iter().map(|claim| claim.span).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    };
    let (old_claims, new_claims) = (of(old), of(new));
    let mut free: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, span) in new_claims.iter().enumerate().rev() {
        free.entry(key(new.text, *span)).or_default().push(at);
    }
    let mut becomes: Vec<Option<usize>> = vec![None; old_claims.len()];
    let mut taken: Vec<bool> = vec![false; new_claims.len()];
    let mut take = |becomes: &mut Vec<Option<usize>>, a: usize, b: usize| {
        if let (Some(place), Some(taken)) = (becomes.get_mut(a), taken.get_mut(b)) {
            if *taken {
                return;
            }
            (*place, *taken) = (Some(b), true);
        }
    };
    // The same words first, then what has most of its words in common.
    for (at, span) in old_claims.iter().enumerate() {
        let same = free.get_mut(&key(old.text, *span)).and_then(Vec::pop);
        if let Some(found) = same {
            take(&mut becomes, at, found);
        }
    }
    for (at, span) in old_claims.iter().enumerate() {
        if becomes.get(at) == Some(&None)
            && let Some(found) = nearest(*span, old_words, new_words, partners, &new_claims)
        {
            take(&mut becomes, at, found);
        }
    }
    let mut changes: Vec<(u32, ClaimChange)> = Vec::new();
    let image = |span: ByteSpan| {
        let first = old_words.partition_point(|word| word.end <= span.start);
        let found = partners.get(first..).unwrap_or_default().iter().flatten().next();
        found.and_then(|at| new_words.get(*at)).map_or(new.text.len() as u32, |word| word.start)
    };
    for (span, becomes) in old_claims.iter().zip(&becomes) {
        let Some(next) = becomes.and_then(|at| new_claims.get(at)).copied() else {
            let change = ClaimChange { old: Some(*span), new: None, fate: Fate::Went, values: Vec::new() };
            changes.push((image(*span), change));
            continue;
        };
        let values = values((old, *span), (new, next));
        let same = key(old.text, *span) == key(new.text, next);
        let fate = match (same, values.is_empty()) {
            (_, false) => Fate::Value,
            (true, _) if image(*span) == next.start => Fate::Stays,
            (true, _) => Fate::Moved,
            (false, _) => Fate::Reworded,
        };
        changes.push((next.start, ClaimChange { old: Some(*span), new: Some(next), fate, values }));
    }
    for (span, taken) in new_claims.iter().zip(&taken) {
        if !taken {
            let change = ClaimChange { old: None, new: Some(*span), fate: Fate::Came, values: Vec::new() };
            changes.push((span.start, change));
        }
    }
    changes.sort_by_key(|(at, change)| (*at, change.new.is_none()));
    changes.into_iter().map(|(_, change)| change).collect()
}

/// The claim of the new text that has the most words of one of the old text.
fn nearest(
    span: ByteSpan,
    old_words: &[ByteSpan],
    new_words: &[ByteSpan],
    partners: &[Option<usize>],
    new_claims: &[ByteSpan],
) -> Option<usize> {
    let first = old_words.partition_point(|word| word.end <= span.start);
    let last = old_words.partition_point(|word| word.start < span.end);
    let mut common: HashMap<usize, usize> = HashMap::new();
    for word in partners.get(first..last)?.iter().flatten().filter_map(|at| new_words.get(*at)) {
        let after = new_claims.partition_point(|claim| claim.start <= word.start);
        // Claims may lie in one another, but hardly more than a few.
        let near = after.saturating_sub(4)..after;
        for at in near {
            if new_claims.get(at).is_some_and(|claim| claim.start <= word.start && word.end <= claim.end) {
                *common.entry(at).or_default() += 1;
            }
        }
    }
    let (at, count) = common.into_iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))?;
    let words = last.saturating_sub(first).max(1);
    (count * 100 >= words * ALIKE).then_some(at)
}

/// The values of two claims that are others, in order: 15日 and 16日.
fn values((old, a): (Reading<'_>, ByteSpan), (new, b): (Reading<'_>, ByteSpan)) -> Vec<(ByteSpan, ByteSpan)> {
    let of = |reading: Reading<'_>, span: ByteSpan| -> Vec<(ByteSpan, Normalized)> {
        let all = &reading.analysis.entities;
        let first = all.partition_point(|entity| entity.span.start < span.start);
        let inside = all.iter().skip(first).take_while(|entity| entity.span.end <= span.end);
        inside.filter_map(|entity| Some((entity.span, entity.normalized.clone()?))).collect()
    };
    let (old, new) = (of(old, a), of(new, b));
    let kind = |value: &Normalized| match value {
        Normalized::Calendar(_) => None,
        Normalized::Quantity(quantity) => Some((quantity.kind, quantity.unit.clone())),
    };
    let mut free: Vec<Option<&(ByteSpan, Normalized)>> = new.iter().map(Some).collect();
    let mut left = Vec::new();
    for one in &old {
        match free.iter_mut().find(|other| other.is_some_and(|other| other.1 == one.1)) {
            Some(found) => *found = None,
            None => left.push(one),
        }
    }
    let mut changes = Vec::new();
    for one in left {
        let alike = free.iter_mut().find(|other| other.is_some_and(|other| kind(&other.1) == kind(&one.1)));
        if let Some(found) = alike.and_then(Option::take) {
            changes.push((one.0, found.0));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

    use super::*;
    use crate::staging::{analysed, day, number, session};
    use proptest::prelude::*;
    use shirushi_model::{Certainty, SpeakerKind};

    fn of(text: &str, claims: &[&str], values: &[(&str, Normalized)]) -> Analysis {
        let session = session(&[("甲", "", text)]);
        let said: Vec<crate::staging::Said<'_>> =
            claims.iter().map(|claim| (*claim, "", SpeakerKind::Outlet, Certainty::Asserted)).collect();
        let session = analysed(session, 0, &said, values);
        let id = session.project.articles.head().unwrap().id;
        session.analysed(id).unwrap().analysis.clone()
    }

    #[test]
    fn what_merely_moved_is_told_apart_from_what_is_other() {
        let old = "15日に止まった。乗客は38人だった。会社は謝った。";
        let new = "速報。会社は謝った。16日に止まった。乗客は38人だった。けがはない。";
        let before = of(
            old,
            &["15日に止まった", "乗客は38人だった", "会社は謝った"],
            &[("15日", day("2025-10-15")), ("38人", number(38.0, "人"))],
        );
        let after = of(
            new,
            &["会社は謝った", "16日に止まった", "乗客は38人だった", "けがはない"],
            &[("16日", day("2025-10-16")), ("38人", number(38.0, "人"))],
        );
        let found =
            changed(Reading { text: old, analysis: &before }, Reading { text: new, analysis: &after });
        let told: Vec<(Fate, &str)> = found
            .claims
            .iter()
            .map(|change| (change.fate, change.new.map_or("", |span| span.slice(new).unwrap())))
            .collect();
        assert_eq!(
            told,
            [
                (Fate::Moved, "会社は謝った"),
                (Fate::Value, "16日に止まった"),
                (Fate::Stays, "乗客は38人だった"),
                (Fate::Came, "けがはない"),
            ]
        );
        let values = found.claims.iter().flat_map(|change| &change.values);
        let values: Vec<[&str; 2]> =
            values.map(|(a, b)| [a.slice(old).unwrap(), b.slice(new).unwrap()]).collect();
        assert_eq!(values, [["15日", "16日"]]);
        assert_eq!(found.claims.iter().filter(|change| change.fate.is_real()).count(), 2);
    }

    #[test]
    fn what_went_is_told_where_it_stood() {
        let (old, new) = ("甲は来た。乙は去った。", "甲は来た。");
        let before = of(old, &["甲は来た", "乙は去った"], &[]);
        let after = of(new, &["甲は来た"], &[]);
        let found =
            changed(Reading { text: old, analysis: &before }, Reading { text: new, analysis: &after });
        assert_eq!(found.claims.last().map(|change| (change.fate, change.new)), Some((Fate::Went, None)));
        let gone: Vec<&str> = found.gone.iter().filter_map(|span| span.slice(old)).collect();
        assert_eq!((gone, found.come.len()), (vec!["乙は去った。"], 0));
    }

    proptest! {
        #[test]
        fn any_two_texts_are_compared(old in "[\\PCあい1。 ]{0,60}", new in "[\\PCあい1。 ]{0,60}") {
            let empty = Analysis::default();
            let found = changed(Reading { text: &old, analysis: &empty }, Reading { text: &new, analysis: &empty });
            for (spans, text) in [(&found.gone, &old), (&found.come, &new)] {
                prop_assert!(spans.iter().all(|span| span.slice(text).is_some_and(|inside| !inside.is_empty())));
                prop_assert!(spans.is_sorted_by(|a, b| a.end < b.start));
            }
            let same = changed(Reading { text: &old, analysis: &empty }, Reading { text: &old, analysis: &empty });
            prop_assert!(same.gone.is_empty() && same.come.is_empty() && same.claims.is_empty());
            prop_assert!(same.passages.iter().all(|passage| passage.same));
        }
    }
}
