//! One text as the rules see it: words, katakana runs, and the names the tables know, found before any rule
//! asks.

use super::ground::{Ground, Weight};
use super::lexicon::{KnownAs, Lexicon};
use super::{Mention, TaggedText};
use crate::shadow::{Shadow, is_kanji, is_katakana, is_latin};
use crate::words::{Word, Words};
use shirushi_model::{EntityType, PartOfSpeech};
use std::ops::Range;

/// A name the tables know, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) known: KnownAs,
}

/// A run of katakana, with the ・ and ＝ inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TokenRun {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it has ・ or ＝ inside.
    pub(crate) is_joined: bool,
}

/// A name somebody proposes. Where proposals overlap the heavier one stays, of two as heavy the longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: EntityType,
    pub(crate) weight: Weight,
}

/// The longest gloss, in characters.
const LONGEST_GLOSS: usize = 40;

/// One text.
pub(crate) struct Scene<'t> {
    pub(crate) text: &'t TaggedText<'t>,
    pub(crate) lexicon: &'t Lexicon,
    pub(crate) hits: Vec<Hit>,
    pub(crate) runs: Vec<TokenRun>,
}

impl<'t> Scene<'t> {
    pub(crate) fn new(text: &'t TaggedText<'t>, lexicon: &'t Lexicon) -> Self {
        let runs = katakana_runs(text.shadow);
        let mut scene = Self { text, lexicon, hits: Vec::new(), runs };
        scene.hits = scene.find_hits();
        scene
    }

    pub(crate) fn shadow(&self) -> &'t Shadow {
        self.text.shadow
    }

    pub(crate) fn words(&self) -> &'t Words {
        self.text.words
    }

    /// The word that ends at a position.
    pub(crate) fn word_before(&self, end: usize) -> Option<Word> {
        self.words().at(end.checked_sub(1)?).filter(|word| word.end == end)
    }

    /// The word that starts at a position.
    pub(crate) fn word_from(&self, start: usize) -> Option<Word> {
        self.words().at(start).filter(|word| word.start == start)
    }

    /// The known name that ends at a position.
    pub(crate) fn hit_before(&self, end: usize) -> Option<Hit> {
        let index = self.hits.partition_point(|hit| hit.end < end);
        self.hits.get(index).copied().filter(|hit| hit.end == end)
    }

    /// The known name that starts at a position.
    pub(crate) fn hit_from(&self, start: usize) -> Option<Hit> {
        let index = self.hits.partition_point(|hit| hit.start < start);
        self.hits.get(index).copied().filter(|hit| hit.start == start)
    }

    /// The known name that covers a character.
    pub(crate) fn hit_at(&self, character: usize) -> Option<Hit> {
        let index = self.hits.partition_point(|hit| hit.end <= character);
        self.hits.get(index).copied().filter(|hit| hit.start <= character)
    }

    /// The katakana run that covers a character.
    pub(crate) fn run_at(&self, character: usize) -> Option<TokenRun> {
        let index = self.runs.partition_point(|run| run.end <= character);
        self.runs.get(index).copied().filter(|run| run.start <= character)
    }

    /// The parts of a run between its ・.
    pub(crate) fn parts(&self, run: TokenRun) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut start = run.start;
        for position in run.start..=run.end {
            if position == run.end || is_joint(self.shadow().at(position)) {
                parts.push((start, position));
                start = position + 1;
            }
        }
        parts
    }

    /// The Latin letters in brackets that begin at a position: (ICC), (Vladimir Putin).
    pub(crate) fn gloss_after(&self, open: usize) -> Option<Range<usize>> {
        let shadow = self.shadow();
        let start = open + 1;
        let is_letter = |c: char| is_latin(c) || matches!(c, ' ' | '-' | '.' | '\'' | '’');
        let length = (0..LONGEST_GLOSS).take_while(|i| is_letter(shadow.at(start + i))).count();
        let is_gloss = shadow.at(open) == '(' && shadow.at(start + length) == ')';
        (is_gloss && length >= 2 && shadow.at(start).is_uppercase()).then_some(start..start + length)
    }

    /// The Latin letters in brackets that end at a position.
    pub(crate) fn gloss_before(&self, after: usize) -> Option<Range<usize>> {
        let close = after.checked_sub(1).filter(|&p| self.shadow().at(p) == ')')?;
        let open =
            (close.saturating_sub(LONGEST_GLOSS + 1)..close).rev().find(|&p| self.shadow().at(p) == '(')?;
        self.gloss_after(open).filter(|gloss| gloss.end == close)
    }

    /// Whether the tables know a name in a run.
    pub(crate) fn hits_in(&self, run: TokenRun) -> bool {
        let index = self.hits.partition_point(|hit| hit.end <= run.start);
        self.hits.get(index).is_some_and(|hit| hit.start < run.end)
    }

    /// Whether a katakana stretch is a word everybody knows, no name: リムジン, インタビュー. Words the
    /// dictionary lacks may be names, and so may those it lists as names.
    pub(crate) fn is_common(&self, start: usize, end: usize) -> bool {
        let mut position = start;
        let mut common = false;
        while position < end {
            let Some(word) = self.words().at(position) else { return false };
            let is_name = word.pos.is_proper_noun();
            if !word.known || is_name || word.end > end && word.start <= start {
                return false;
            }
            common = common || !matches!(word.pos, PartOfSpeech::Symbol);
            position = word.end.max(position + 1);
        }
        common
    }

    /// Adds names learned from the text where the tables know nothing.
    pub(crate) fn learn(&mut self, names: &super::table::Table<KnownAs>) {
        let shadow = self.shadow();
        let mut learned = Vec::new();
        let mut position = 0;
        while position < shadow.len() {
            let found = names.starting(shadow, position).find(|(end, _)| self.is_bounded(position, *end));
            match found {
                Some((end, known)) if self.hit_at(position).is_none() && self.hit_at(end - 1).is_none() => {
                    learned.push(Hit { start: position, end, known });
                    position = end;
                }
                _ => position += 1,
            }
        }
        let mut hits = Vec::with_capacity(self.hits.len() + learned.len());
        let mut learned = learned.into_iter().peekable();
        for hit in self.hits.drain(..) {
            while let Some(before) = learned.next_if(|l| l.start < hit.start) {
                hits.push(before);
            }
            hits.push(hit);
        }
        hits.extend(learned);
        self.hits = hits;
    }

    /// Whether a word for a kind of product stands at a position: 戦闘機, 映画.
    pub(crate) fn is_product_kind(&self, position: usize) -> bool {
        let mut kinds = self.lexicon.bracket_kinds.starting(self.shadow(), position);
        kinds.any(|(_, kind)| kind == EntityType::Product)
    }

    /// Whether a short form of a country stands at a position.
    pub(crate) fn is_short(&self, position: usize) -> bool {
        self.lexicon.shorts.contains(&self.shadow().at(position))
    }

    fn find_hits(&self) -> Vec<Hit> {
        let shadow = self.shadow();
        let mut hits: Vec<Hit> = Vec::new();
        let mut position = 0;
        while position < shadow.len() {
            let found = self
                .lexicon
                .names
                .starting(shadow, position)
                .find(|(end, known)| self.is_bounded(position, *end) && !self.is_language(*end, *known));
            match found {
                Some((end, known)) => {
                    hits.push(Hit { start: position, end, known });
                    position = end;
                }
                None => position += 1,
            }
        }
        // Inside a run with ・ a known name counts only when all parts are known: パリ・ヒルトン is no city.
        let keep: Vec<bool> = hits.iter().map(|hit| self.fits_its_run(*hit, &hits)).collect();
        let mut keep = keep.into_iter();
        hits.retain(|_| keep.next().unwrap_or(false));
        hits
    }

    /// ロシア語 is no mention of the country.
    fn is_language(&self, end: usize, known: KnownAs) -> bool {
        known.kind() == Some(EntityType::Location) && self.shadow().at(end) == '語'
    }

    /// Whether a name of the tables may stand here by its edges.
    pub(crate) fn is_bounded(&self, start: usize, end: usize) -> bool {
        let shadow = self.shadow();
        let (first, last) = (shadow.at(start), shadow.before(end));
        let (before, after) = (shadow.before(start), shadow.at(end));
        let left = if is_katakana(first) {
            !is_katakana(before)
        } else if is_latin(first) {
            !is_latin(before) && !before.is_ascii_digit()
        } else if is_kanji(first) {
            !is_kanji(before) || self.words().starts_at(start) || end - start >= 4
        } else {
            true
        };
        let right = if is_katakana(last) {
            !is_katakana(after)
        } else if is_latin(last) || last.is_ascii_digit() {
            let is_numbered = after == '-' && shadow.at(end + 1).is_ascii_digit();
            !is_latin(after) && !after.is_ascii_digit() && !is_numbered
        } else if is_kanji(last) {
            !is_kanji(after) || self.words().ends_at(end) || end - start >= 4
        } else {
            true
        };
        left && right
    }

    fn fits_its_run(&self, hit: Hit, hits: &[Hit]) -> bool {
        let Some(run) = self.run_at(hit.start).filter(|run| run.is_joined) else { return true };
        if hit.start <= run.start && hit.end >= run.end {
            return true;
        }
        self.parts(run).into_iter().all(|(start, end)| {
            let index = hits.partition_point(|h| h.end <= start);
            hits.get(index).is_some_and(|h| h.start <= start && end <= h.end)
        })
    }
}

/// What joins the parts of a foreign name.
pub(crate) fn is_joint(c: char) -> bool {
    matches!(c, '・' | '=')
}

fn katakana_runs(shadow: &Shadow) -> Vec<TokenRun> {
    let mut runs = Vec::new();
    let mut position = 0;
    while position < shadow.len() {
        if !is_katakana(shadow.at(position)) || shadow.at(position) == 'ー' {
            position += 1;
            continue;
        }
        let start = position;
        let mut is_joined = false;
        while is_katakana(shadow.at(position))
            || is_joint(shadow.at(position)) && position > start && is_katakana(shadow.at(position + 1))
        {
            is_joined |= is_joint(shadow.at(position));
            position += 1;
        }
        runs.push(TokenRun { start, end: position, is_joined });
    }
    runs
}

/// Settles overlaps: the heavier proposal stays, of two as heavy the longer, of two as long the first.
pub(crate) fn settle(mut proposals: Vec<Proposal>, characters: usize) -> Vec<Proposal> {
    proposals.retain(|p| p.start < p.end && p.end <= characters);
    // Sorting in place, and by the whole order: what is equal by it is equal.
    proposals.sort_unstable_by_key(|p| (std::cmp::Reverse((p.weight, p.end - p.start)), p.start, p.kind));
    let mut taken = vec![false; characters];
    let mut settled: Vec<Proposal> = Vec::new();
    for proposal in proposals {
        let Some(range) = taken.get_mut(proposal.start..proposal.end) else { continue };
        // Disjoint stretches that are not longer than what overlaps them cover one of its ends or lie inside
        // it.
        if range.iter().any(|&t| t) {
            continue;
        }
        range.fill(true);
        settled.push(proposal);
    }
    settled.sort_unstable_by_key(|p| p.start);
    settled
}

/// The mentions of settled proposals.
pub(crate) fn to_mentions(settled: &[Proposal]) -> Vec<Mention> {
    settled
        .iter()
        .map(|p| Mention {
            start: p.start,
            end: p.end,
            kind: p.kind,
            ground: Ground::Rule(p.weight),
            score: p.weight.probability(),
        })
        .collect()
}
