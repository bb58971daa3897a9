//! What two versions of a text have in common: runs that stayed in their order, and sentences that stand
//! elsewhere.
//!
//! Sentences are compared first and the characters of what is left second, both by Myers' algorithm (1986) as
//! `imara-diff` has it, with the heuristics of GNU diff that keep time nearly linear. Knows nothing of marks.

use imara_diff::{Algorithm, Diff, Hunk, Token};
use shirushi_model::{ByteSpan, in_order};
use std::collections::HashMap;
use std::hash::Hash;

/// A run of bytes that both texts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CarriedRun {
    pub(super) old: u32,
    pub(super) new: u32,
    pub(super) len: u32,
}

impl CarriedRun {
    pub(super) fn old_end(self) -> u32 {
        self.old + self.len
    }

    pub(super) fn new_end(self) -> u32 {
        self.new + self.len
    }
}

/// What two texts have in common.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// In the order of both texts.
    pub(super) kept: Vec<CarriedRun>,
    /// In the order of the old text: what stands elsewhere in the new one.
    pub(super) moved: Vec<CarriedRun>,
    /// In order, disjoint: what the new text has and the old one has not.
    pub(super) inserted: Vec<ByteSpan>,
}

/// A sentence shorter than this many bytes says nothing of having been moved: 「はい。」 stands anywhere.
const TELLING: u32 = 18;

/// Up to so many pairs of characters are compared for the fewest differences; beyond, for few.
const SMALL: usize = 1_000_000;

/// A run of at most so many bytes is chance where much more than it differs on both sides of it.
const CHANCE: u32 = 6;

impl Runs {
    pub(super) fn of(old: &str, new: &str) -> Self {
        let (before, after) = (sentences(old), sentences(new));
        let texts = |text: &'_ str, units: &[ByteSpan]| -> Vec<String> {
            units.iter().map(|unit| unit.slice(text).unwrap_or_default().to_owned()).collect()
        };
        let (old_units, new_units) = (texts(old, &before), texts(new, &after));
        let hunks = hunks(&old_units, &new_units, Algorithm::Myers);
        let mut runs = Self::default();
        let moved = elsewhere(&hunks, &old_units, &new_units);
        let gone = |at: u32| moved.contains_key(&at);
        let come: std::collections::HashSet<u32> = moved.values().copied().collect();
        let (mut old_at, mut new_at) = (0, 0);
        for hunk in hunks
            .into_iter()
            .chain([Hunk { before: count(&before)..count(&before), after: count(&after)..count(&after) }])
        {
            for (a, b) in (old_at..hunk.before.start).zip(new_at..hunk.after.start) {
                if let (Some(a), Some(b)) = (before.get(a as usize), after.get(b as usize)) {
                    join(&mut runs.kept, CarriedRun { old: a.start, new: b.start, len: a.len() });
                }
            }
            let left = |range: std::ops::Range<u32>, units: &[ByteSpan], out: &dyn Fn(u32) -> bool| {
                let units: Vec<ByteSpan> =
                    range.filter(|at| !out(*at)).filter_map(|at| units.get(at as usize).copied()).collect();
                units
            };
            let old_left = left(hunk.before.clone(), &before, &gone);
            let new_left = left(hunk.after.clone(), &after, &|at| come.contains(&at));
            for run in by_character((old, &old_left), (new, &new_left)) {
                join(&mut runs.kept, run);
            }
            (old_at, new_at) = (hunk.before.end, hunk.after.end);
        }
        for (a, b) in in_order(moved.into_iter().collect(), numbers) {
            if let (Some(a), Some(b)) = (before.get(a as usize), after.get(b as usize)) {
                join(&mut runs.moved, CarriedRun { old: a.start, new: b.start, len: a.len() });
            }
        }
        runs.inserted = left_over(runs.kept.iter().chain(&runs.moved), new);
        runs
    }
}

fn count(units: &[ByteSpan]) -> u32 {
    u32::try_from(units.len()).unwrap_or(u32::MAX)
}

/// The text in pieces that end after a line break or 。, with nothing left out.
fn sentences(text: &str) -> Vec<ByteSpan> {
    let mut start = 0;
    text.split_inclusive(['\n', '。'])
        .map(|piece| {
            let span = ByteSpan::new(start, start + piece.len());
            start += piece.len();
            span
        })
        .collect()
}

/// Where two lists differ.
fn hunks<T: Eq + Hash>(before: &[T], after: &[T], algorithm: Algorithm) -> Vec<Hunk> {
    let mut numbers: HashMap<&T, u32> = HashMap::new();
    let mut number = |one| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        Token(*numbers.entry(one).or_insert(next))
    };
    let before: Vec<Token> = before.iter().map(&mut number).collect();
    let after: Vec<Token> = after.iter().map(&mut number).collect();
    let mut diff = Diff::default();
    diff.compute_with(algorithm, &before, &after, u32::try_from(numbers.len()).unwrap_or(u32::MAX));
    diff.hunks().collect()
}

/// Sentences that went in one place and came in another, each the only one of its kind.
fn elsewhere(hunks: &[Hunk], before: &[String], after: &[String]) -> HashMap<u32, u32> {
    let telling = |text: &&String| text.trim().len() >= TELLING as usize;
    let mut went: HashMap<&str, (u32, u32)> = HashMap::new();
    let mut came: HashMap<&str, (u32, u32)> = HashMap::new();
    for hunk in hunks {
        for (map, units, range) in
            [(&mut went, before, hunk.before.clone()), (&mut came, after, hunk.after.clone())]
        {
            for at in range {
                if let Some(text) = units.get(at as usize).filter(telling) {
                    map.entry(text).or_insert((at, 0)).1 += 1;
                }
            }
        }
    }
    let only = |&(at, times): &(u32, u32)| (times == 1).then_some(at);
    went.iter().filter_map(|(text, from)| Some((only(from)?, only(came.get(text)?)?))).collect()
}

/// What is common to the characters of two stretches.
fn by_character((old, before): (&str, &[ByteSpan]), (new, after): (&str, &[ByteSpan])) -> Vec<CarriedRun> {
    if before.is_empty() || after.is_empty() {
        return Vec::new();
    }
    let characters = |text: &str, units: &[ByteSpan]| -> (Vec<char>, Vec<u32>) {
        let placed = units.iter().flat_map(|unit| {
            let inside = unit.slice(text).unwrap_or_default();
            inside.char_indices().map(|(at, c)| (c, unit.start + at as u32)).collect::<Vec<_>>()
        });
        placed.unzip()
    };
    let ((before, old_places), (after, new_places)) = (characters(old, before), characters(new, after));
    let small = before.len().saturating_mul(after.len()) <= SMALL;
    let algorithm = if small { Algorithm::MyersMinimal } else { Algorithm::Myers };
    let mut runs = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let end = Hunk {
        before: before.len() as u32..before.len() as u32,
        after: after.len() as u32..after.len() as u32,
    };
    for hunk in hunks(&before, &after, algorithm).into_iter().chain([end]) {
        for (a, b) in (old_at..hunk.before.start).zip(new_at..hunk.after.start) {
            let places = (old_places.get(a as usize), new_places.get(b as usize), before.get(a as usize));
            if let (Some(&old), Some(&new), Some(c)) = places {
                join(&mut runs, CarriedRun { old, new, len: c.len_utf8() as u32 });
            }
        }
        (old_at, new_at) = (hunk.before.end, hunk.after.end);
    }
    without_chance(runs)
}

/// Leaves out short runs that stand alone in what differs: の and 、 are in every two sentences.
fn without_chance(runs: Vec<CarriedRun>) -> Vec<CarriedRun> {
    let far = |a: Option<&CarriedRun>, b: Option<&CarriedRun>, len: u32| match (a, b) {
        (Some(a), Some(b)) => (b.old - a.old_end()).max(b.new.abs_diff(a.new_end())) > len * 8,
        _ => true,
    };
    (0..runs.len())
        .filter_map(|at| {
            let run = runs.get(at)?;
            let before = at.checked_sub(1).and_then(|at| runs.get(at));
            let alone = far(before, Some(run), run.len) && far(Some(run), runs.get(at + 1), run.len);
            (run.len > CHANCE || !alone).then_some(*run)
        })
        .collect()
}

/// Adds a run, to the last one where it goes on from there in both texts.
fn join(runs: &mut Vec<CarriedRun>, run: CarriedRun) {
    match runs.last_mut() {
        Some(last) if last.old_end() == run.old && last.new_end() == run.new => last.len += run.len,
        _ => runs.push(run),
    }
}

fn numbers(pair: &(u32, u32)) -> [u64; 3] {
    [u64::from(pair.0), u64::from(pair.1), 0]
}

fn left_over<'a>(runs: impl Iterator<Item = &'a CarriedRun>, new: &str) -> Vec<ByteSpan> {
    let taken = in_order(runs.map(|run| (run.new, run.new_end())).collect(), numbers);
    let end = u32::try_from(new.len()).unwrap_or(u32::MAX);
    let mut left = Vec::new();
    let mut at = 0;
    for (start, stop) in taken.into_iter().chain([(end, end)]) {
        if at < start {
            left.push(ByteSpan { start: at, end: start });
        }
        at = at.max(stop);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept<'a>(old: &'a str, new: &str) -> Vec<&'a str> {
        let runs = Runs::of(old, new);
        let slice = |run: &CarriedRun, text: &'_ str, at: u32| {
            text.get(at as usize..(at + run.len) as usize).map(str::to_owned)
        };
        for run in runs.kept.iter().chain(&runs.moved) {
            assert_eq!(slice(run, old, run.old), slice(run, new, run.new));
        }
        runs.kept.iter().filter_map(|run| old.get(run.old as usize..run.old_end() as usize)).collect()
    }

    #[test]
    fn what_did_not_change_is_one_run() {
        let text = "港に船。\n沖に鳥。\n";
        assert_eq!(kept(text, text), [text]);
        assert!(Runs::of(text, text).inserted.is_empty());
        assert!(kept("", "港").is_empty());
        assert!(kept("港", "").is_empty());
    }

    #[test]
    fn one_character_is_told_from_the_rest() {
        assert_eq!(kept("市は三か所に開いた。", "市は四か所に開いた。"), ["市は", "か所に開いた。"]);
    }

    #[test]
    fn a_sentence_that_stands_elsewhere_was_moved() {
        let old = "一つ目の文はここにある。二つ目の文はここにある。三つ目の文もここ。";
        let new = "二つ目の文はここにある。三つ目の文もここ。一つ目の文はここにある。";
        let runs = Runs::of(old, new);
        assert_eq!(runs.moved.len(), 1);
        assert!(runs.inserted.is_empty());
    }

    #[test]
    fn characters_in_common_by_chance_are_none() {
        let old = "市長は、きのうの会見でその考えを初めて明らかにした。";
        let new = "鉄道の運休は、雪のため十日まで続く見通しだという。";
        assert!(kept(old, new).iter().all(|run| run.chars().count() < 3), "{:?}", kept(old, new));
    }
}
