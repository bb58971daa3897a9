//! Making suggestions anew only where something has changed: a judgement in a long article is about a few of
//! its sentences.

use super::{
    MOST_TOKENS, MarkedEntities, Suggested, Suggestion, SuggestionSource, Wanted, missed_at, suggest,
};
use crate::analysed::Analysed;
use crate::folded::fold;
use imbl::Vector;
use memchr::memmem::Finder;
use shirushi_model::{Annotation, Article, ByteSpan, Target};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An article as a search sees it, cut into units: each is a sentence with what stands between it and the
/// next.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SuggestionGround {
    folded: String,
    units: Vec<GroundUnit>,
    /// Bytes of the text.
    length: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct GroundUnit {
    /// Where it begins in the text.
    start: u32,
    /// And in the folded text.
    folded: u32,
}

impl SuggestionGround {
    pub(crate) fn of(article: &Article, analysed: &Analysed) -> Self {
        let length = article.text.len() as u32;
        let mut ground =
            Self { folded: String::with_capacity(article.text.len()), units: Vec::new(), length };
        let starts = analysed.analysis.sentences.iter().map(|sentence| sentence.span.start);
        let mut from = 0;
        for end in starts.filter(|&start| start > 0).chain([length]) {
            let unit = ByteSpan { start: from, end }.slice(&article.text);
            if let Some(unit) = unit.filter(|unit| !unit.is_empty()) {
                ground.units.push(GroundUnit { start: from, folded: ground.folded.len() as u32 });
                ground.folded.push_str(&fold(unit));
                from = end;
            }
        }
        ground
    }

    /// The units that any of these spans touches and those in which any of these strings stands, in order.
    pub(crate) fn units(&self, spans: &[ByteSpan], strings: &[Finder<'_>]) -> Vec<usize> {
        let mut units = BTreeSet::new();
        for span in spans {
            units.extend(self.at(span.start)..=self.at(span.end.saturating_sub(1).max(span.start)));
        }
        for string in strings {
            let length = string.needle().len().max(1);
            for at in string.find_iter(self.folded.as_bytes()) {
                let unit = |at: usize| {
                    self.units.partition_point(|unit| unit.folded as usize <= at).saturating_sub(1)
                };
                units.extend(unit(at)..=unit(at + length - 1));
            }
        }
        units.into_iter().filter(|&unit| unit < self.units.len()).collect()
    }

    /// The unit a position is in.
    fn at(&self, position: u32) -> usize {
        self.units.partition_point(|unit| unit.start <= position).saturating_sub(1)
    }

    fn start(&self, unit: usize) -> u32 {
        self.units.get(unit).map_or(self.length, |unit| unit.start)
    }

    /// The whole units around a part of the text.
    fn around(&self, span: ByteSpan) -> ByteSpan {
        let last = self.at(span.end.saturating_sub(1).max(span.start));
        ByteSpan { start: self.start(self.at(span.start)), end: self.start(last + 1) }
    }
}

impl Suggested {
    /// Makes anew what is suggested in these units, with as much around them as it hangs together with.
    pub(crate) fn renew(
        &mut self,
        source: SuggestionSource<'_>,
        units: &[usize],
        marks: &[&Arc<Annotation>],
        wanted: &mut Wanted<'_>,
    ) {
        let ground = self.ground.clone();
        let mut regions: Vec<ByteSpan> = Vec::new();
        for &unit in units {
            let region = ByteSpan { start: ground.start(unit), end: ground.start(unit + 1) };
            if regions.last().is_some_and(|last| last.end > region.start) {
                continue;
            }
            let mut region = self.closed(source, region, wanted);
            while let Some(last) = regions.pop_if(|last| last.end >= region.start) {
                region = last.cover(region);
            }
            regions.push(region);
        }
        let touches = |span: &ByteSpan| {
            let after = regions.partition_point(|region| region.end <= span.start);
            regions.get(after).is_some_and(|region| region.start < span.end)
        };
        let near = |mark: &&&Arc<Annotation>| match &mark.target {
            Target::Placed(spans) => spans.iter().any(touches) || mark.extent().as_ref().is_some_and(touches),
            Target::Unplaced(_) => false,
        };
        let marked = MarkedEntities::of(&marks.iter().filter(near).copied().collect::<Vec<_>>());
        for &region in &regions {
            let (standing, withdrawn) = suggest(source, region, &marked, wanted);
            replace(&mut self.standing, region, standing);
            replace(&mut self.withdrawn, region, withdrawn);
        }
    }

    /// The region with all units into which anything reaches out of it, or could by what is known now.
    fn closed(
        &self,
        source: SuggestionSource<'_>,
        mut region: ByteSpan,
        wanted: &mut Wanted<'_>,
    ) -> ByteSpan {
        while let Some(across) =
            [region.start, region.end].into_iter().find_map(|at| self.across(source, at, wanted))
        {
            region = self.ground.around(across).cover(region);
        }
        region
    }

    /// What stands across a position: found by the machine, suggested, or a string that is wanted.
    fn across(
        &self,
        source: SuggestionSource<'_>,
        position: u32,
        wanted: &mut Wanted<'_>,
    ) -> Option<ByteSpan> {
        if position == 0 || position >= self.ground.length {
            return None;
        }
        let reaches = |span: &ByteSpan| span.start < position && position < span.end;
        let entities = &source.analysed.analysis.entities;
        let before = entities.partition_point(|entity| entity.span.start < position);
        let found = before.checked_sub(1).and_then(|at| entities.get(at)).map(|entity| entity.span);
        let suggested = [&self.standing, &self.withdrawn]
            .into_iter()
            .map(|all| all.get(place(all, position).checked_sub(1)?).map(|one| one.entity.span));
        if let Some(span) = suggested.chain([found]).flatten().find(reaches) {
            return Some(span);
        }
        let tokens = &source.analysed.analysis.tokens;
        let next = tokens.starts.partition_point(|&start| start < position);
        let starts = next.saturating_sub(MOST_TOKENS)..next;
        let runs = starts.filter_map(|first| missed_at(source.article, tokens, first, wanted));
        let mut spans = runs.map(|run| run.entity.span);
        spans.find(reaches)
    }
}

/// How many suggestions begin before a position.
fn place(all: &Vector<Suggestion>, position: u32) -> usize {
    let side = |one: &Suggestion| {
        if one.entity.span.start < position { Ordering::Less } else { Ordering::Greater }
    };
    all.binary_search_by(side).unwrap_or_else(|at| at)
}

/// Puts suggestions in the place of those in a region.
fn replace(all: &mut Vector<Suggestion>, region: ByteSpan, by: Vec<Suggestion>) {
    let (from, to) = (place(all, region.start), place(all, region.end));
    if to - from == by.len() {
        for (at, one) in (from..).zip(by) {
            if all.get(at) != Some(&one) {
                all.set(at, one);
            }
        }
        return;
    }
    let after = all.split_off(to);
    all.truncate(from);
    all.extend(by);
    all.append(after);
}
