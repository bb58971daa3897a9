//! Carries what stands on a text over to a newer version of it: by position where the text around stayed, by
//! the quote where it went elsewhere, by what is left of it where it was edited.
//!
//! Decides nothing: it says of every place what became of it, so that a person can look before anything is
//! done. Whatever is not found again is kept with its quote. Knows no session and changes nothing.

mod runs;

use crate::anchor::{Anchor, Budget};
use runs::{CarriedRun, Runs};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, ByteSpan, Project, Quote, Target, TextIndex,
    grapheme_span, joined,
};

/// What became of one place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Whose place it is.
    pub annotation: AnnotationId,
    /// Which of its places.
    pub end: End,
    /// What became of it.
    pub fate: Fate,
    /// Where it stands in the newer text.
    pub target: Target,
}

/// Which place of an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Where it stands.
    Own,
    /// Where the other claim of a relation stands.
    Other,
}

/// What became of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is not found in the newer text.
    Lost,
    /// Its text is another now.
    Changed,
    /// The same text stands elsewhere, or what was lost before is found again.
    Moved,
    /// The same text between the same neighbours.
    Stays,
}

/// In characters looked at: what finding quotes elsewhere may cost in all.
const BUDGET: u64 = 100_000_000;

/// A quote of fewer characters is found elsewhere only with neighbours that are the same.
const TELLING: usize = 4;

/// So many characters more than were taken away at an edge of a mark are taken for what replaced them.
const MORE: usize = 6;

/// What becomes of every place of the project in an article once its text is replaced. Each place is told of
/// exactly once, in the order of the annotations.
///
/// Takes time linear in both texts, but for texts that have little in common, and in the number of marks.
pub fn carry(project: &Project, article: ArticleId, text: &str) -> Vec<Carried> {
    let Some(article) = project.article(article) else { return Vec::new() };
    let index = TextIndex::new(text);
    let mut carrier = Carrier {
        article,
        runs: Runs::of(&article.text, text),
        anchor: Anchor { text, index: &index },
        budget: Budget::of(BUDGET),
    };
    let mut carried = Vec::new();
    for annotation in project.annotations.values() {
        for (end, target) in places(annotation, article.id) {
            let (fate, target) = carrier.target(target);
            carried.push(Carried { annotation: annotation.id, end, fate, target });
        }
    }
    carried
}

/// The places of an annotation in an article.
fn places(annotation: &Annotation, article: ArticleId) -> impl Iterator<Item = (End, &Target)> {
    let own = (annotation.article == article).then_some((End::Own, &annotation.target));
    let other = match &annotation.body {
        Body::Relation(mark) if mark.other == article => Some((End::Other, &mark.place)),
        _ => None,
    };
    own.into_iter().chain(other)
}

struct Carrier<'a> {
    article: &'a Article,
    runs: Runs,
    anchor: Anchor<'a>,
    budget: Budget,
}

impl Carrier<'_> {
    fn target(&mut self, target: &Target) -> (Fate, Target) {
        match target {
            Target::Placed(spans) => self.spans(spans),
            Target::Unplaced(quotes) => {
                let found: Option<Vec<ByteSpan>> =
                    quotes.iter().map(|quote| Some(self.anchor.find(quote, &mut self.budget)?.0)).collect();
                match found.filter(|found| !found.is_empty()) {
                    Some(found) => (Fate::Moved, Target::Placed(self.whole(found))),
                    None => (Fate::Lost, target.clone()),
                }
            }
        }
    }

    /// A mark in several parts stands as long as one of them does; what its other parts said is told as
    /// changed.
    fn spans(&mut self, spans: &[ByteSpan]) -> (Fate, Target) {
        let found: Vec<(Fate, Option<ByteSpan>)> = spans.iter().map(|span| self.span(*span)).collect();
        let placed: Vec<ByteSpan> = found.iter().filter_map(|(_, span)| *span).collect();
        if placed.is_empty() {
            let quotes = spans.iter().filter_map(|span| Quote::of(self.article, *span)).collect();
            return (Fate::Lost, Target::Unplaced(quotes));
        }
        let all = placed.len() == spans.len();
        let worst = found.iter().map(|(fate, _)| *fate).min().unwrap_or(Fate::Changed);
        let whole = self.whole(placed);
        let same =
            all && worst > Fate::Changed && said(self.anchor.text, &whole) == said(&self.article.text, spans);
        (if same { worst } else { Fate::Changed }, Target::Placed(whole))
    }

    /// Whole graphemes, in order, joined where they touch.
    fn whole(&self, spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
        joined(spans.into_iter().map(|span| grapheme_span(self.anchor.text, span)).collect())
    }

    fn span(&mut self, span: ByteSpan) -> (Fate, Option<ByteSpan>) {
        if let Some(there) = within(&self.runs.kept, span) {
            return (Fate::Stays, Some(there));
        }
        if let Some(there) = within(&self.runs.moved, span) {
            return (Fate::Moved, Some(there));
        }
        if let Some(there) = self.edited(span) {
            let same = there.slice(self.anchor.text) == span.slice(&self.article.text);
            return (if same { Fate::Stays } else { Fate::Changed }, Some(there));
        }
        let Some(quote) = Quote::of(self.article, span) else { return (Fate::Lost, None) };
        if let Some(there) = self.elsewhere(&quote, span) {
            return (Fate::Moved, Some(there));
        }
        match self.almost(quote, span) {
            Some(there) => (Fate::Changed, Some(there)),
            None => (Fate::Lost, None),
        }
    }

    /// What an edited passage has become, where more than half of it is left.
    fn edited(&self, span: ByteSpan) -> Option<ByteSpan> {
        for runs in [&self.runs.kept, &self.runs.moved] {
            let from = runs.partition_point(|run| run.old_end() <= span.start);
            let to = runs.partition_point(|run| run.old < span.end);
            let Some(inside) = runs.get(from..to).filter(|inside| !inside.is_empty()) else { continue };
            let kept: u32 =
                inside.iter().map(|run| run.old_end().min(span.end) - run.old.max(span.start)).sum();
            let in_order = inside.windows(2).all(|pair| match pair {
                [a, b] => a.new_end() <= b.new,
                _ => true,
            });
            if kept * 2 <= span.len() || !in_order {
                continue;
            }
            let before = from.checked_sub(1).and_then(|at| runs.get(at));
            let (first, last) = (inside.first()?, inside.last()?);
            let start = self.start(before, first, span.start);
            let end = self.end(last, runs.get(to), span.end);
            if end.saturating_sub(start) <= span.len() * 2 + 24 {
                return Some(ByteSpan { start, end }).filter(|there| !there.is_empty());
            }
        }
        None
    }

    /// Where a passage begins whose first characters may be others now: what took their place belongs to it.
    fn start(&self, before: Option<&CarriedRun>, first: &CarriedRun, start: u32) -> u32 {
        if start >= first.old {
            return first.new + (start - first.old);
        }
        let from = before.map_or(0, |run| run.new_end().min(first.new));
        let gone = self.characters(&self.article.text, start, first.old);
        let come = self.characters(self.anchor.text, from, first.new);
        let whole = before.map_or(0, |run| run.old_end()) == start;
        if whole && come <= gone + MORE {
            return from;
        }
        let inside = self.anchor.text.get(from as usize..first.new as usize).unwrap_or_default();
        let taken: usize = inside.chars().rev().take(gone).map(char::len_utf8).sum();
        first.new - taken as u32
    }

    /// Where a passage ends whose last characters may be others now.
    fn end(&self, last: &CarriedRun, after: Option<&CarriedRun>, end: u32) -> u32 {
        if end <= last.old_end() {
            return last.new + (end - last.old);
        }
        let length = u32::try_from(self.anchor.text.len()).unwrap_or(u32::MAX);
        let to = after.map_or(length, |run| run.new.max(last.new_end()));
        let gone = self.characters(&self.article.text, last.old_end(), end);
        let come = self.characters(self.anchor.text, last.new_end(), to);
        let old_end = u32::try_from(self.article.text.len()).unwrap_or(u32::MAX);
        let whole = after.map_or(old_end, |run| run.old) == end;
        if whole && come <= gone + MORE {
            return to;
        }
        let inside = self.anchor.text.get(last.new_end() as usize..to as usize).unwrap_or_default();
        let taken: usize = inside.chars().take(gone).map(char::len_utf8).sum();
        last.new_end() + taken as u32
    }

    /// How many characters stand between two places, as far as it matters.
    fn characters(&self, text: &str, from: u32, to: u32) -> usize {
        const FAR: usize = 1_000;
        text.get(from as usize..to as usize).unwrap_or_default().chars().take(FAR).count()
    }

    /// The same words in what is new.
    fn elsewhere(&mut self, quote: &Quote, span: ByteSpan) -> Option<ByteSpan> {
        let short = quote.exact.chars().nth(TELLING - 1).is_none();
        let near = self.near(span);
        let mut best: Option<(usize, std::cmp::Reverse<u32>, u32)> = None;
        for place in &self.runs.inserted {
            if place.len() < span.len() {
                continue;
            }
            self.budget.spend(place.len() as usize / 16 + 8)?;
            let inside = place.slice(self.anchor.text)?;
            for (at, _) in inside.match_indices(quote.exact.as_str()) {
                self.budget.spend(64)?;
                let start = place.start + at as u32;
                let around = self.anchor.around(quote, start as usize);
                if around > 0 || !short {
                    best = best.max(Some((around, std::cmp::Reverse(start.abs_diff(near)), start)));
                }
            }
        }
        best.map(|(_, _, start)| ByteSpan { start, end: start + span.len() })
    }

    /// Almost the same words, near where they were, in what is new for the most part.
    fn almost(&mut self, mut quote: Quote, span: ByteSpan) -> Option<ByteSpan> {
        let near = ByteSpan { start: 0, end: self.near(span) };
        quote.start = self.anchor.index.char_span(self.anchor.text, near).end;
        let there = self.anchor.almost(&quote, &mut self.budget)?;
        let from = self.runs.inserted.partition_point(|place| place.end <= there.start);
        let inserted = self.runs.inserted.get(from..)?.iter().take_while(|place| place.start < there.end);
        let new: u32 = inserted.map(|place| place.end.min(there.end) - place.start.max(there.start)).sum();
        (new * 2 > there.len()).then_some(there)
    }

    /// Where in the new text a place of the old one was.
    fn near(&self, span: ByteSpan) -> u32 {
        let at = self.runs.kept.partition_point(|run| run.old <= span.start);
        at.checked_sub(1).and_then(|at| self.runs.kept.get(at)).map_or(0, |run| run.new_end())
    }
}

/// Where a span that lies wholly inside a run stands now.
fn within(runs: &[CarriedRun], span: ByteSpan) -> Option<ByteSpan> {
    let run = runs.get(runs.partition_point(|run| run.old_end() < span.end))?;
    (run.old <= span.start && span.end <= run.old_end()).then(|| {
        let start = run.new + (span.start - run.old);
        ByteSpan { start, end: start + span.len() }
    })
}

fn said<'a>(text: &'a str, spans: &[ByteSpan]) -> Vec<&'a str> {
    spans.iter().filter_map(|span| span.slice(text)).collect()
}

#[cfg(test)]
mod tests;
