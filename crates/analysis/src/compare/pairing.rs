//! Which claims of two articles tell one thing, and which of those differ in it: candidates, then two learned
//! stages.
//!
//! 1. *Blocking.* Claims meet by words, pairs of letters and values that few others have ([`candidates`]); no
//!    claim meets more than a fixed number of others, so cost grows with the claims.
//! 2. *Each pair by itself* ([`super::pairs`]), with how far it is ahead of its rivals: the other pairs of
//!    either claim with the same article.
//! 3. *Each pair among the others*: what the first stage thinks of it, of its rivals, of the pairs beside it
//!    in both texts, and of both claims with a third one.
//!
//! A stage is the mean of the logits of a logistic model and of boosted trees. The result is a chance that a
//! reader would say the two tell one thing, and a chance that they differ in it, calibrated on events that
//! were left out of fitting.

mod rivals;

use super::amounts::AmountUnit;
use super::contents::Rarity;
use super::differences;
use super::frame::{ArticleContext, Frame};
use super::judge::Opposites;
use super::learned::{EVIDENCE, PairWeights};
use super::pairs::{self, CONTESTED, View};
use super::profile::{Profile, Surroundings};
use super::slots::{self, SlotPair};
use crate::learned::sigmoid;
use rivals::{Partners, Rivals};
use std::collections::HashMap;

/// A claim meets so many claims of one other article.
const MOST_IN_ONE_ARTICLE: usize = 12;
/// And so many in all.
const MOST_CANDIDATES: usize = 40;
/// What more claims than this have brings nobody together.
const MOST_CLAIMS_OF_A_KEY: usize = 300;
/// Whatever a difference rests on, less than this is no difference.
const LEAST_RAW: f32 = 0.05;
/// What two claims have less of a chance to tell is told by no third one with them.
const LEAST_PARTNER: f32 = 0.1;
/// Pairs that the first stage gives less are not looked at again (docs/decisions/comparison.md: what other
/// bounds give).
const LEAST: f32 = 0.02;

/// Two claims, as positions in the list of frames, the earlier article's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pairing {
    pub(super) a: u32,
    pub(super) b: u32,
}

/// What the models say of a pair.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opinion {
    pub(super) pair: Pairing,
    /// The chance that both tell one thing.
    pub(super) same: f32,
    /// The chance that they tell one thing and differ in it.
    pub(super) differs: f32,
}

/// Pairs with their numbers, all of one length.
pub(super) struct PairNumbers {
    pub(super) names: Vec<&'static str>,
    pairs: Vec<Pairing>,
    /// Who competes with whom; of the second stage, nobody.
    rivals: Rivals,
    rows: Vec<f32>,
}

impl PairNumbers {
    fn row(&self, number: usize) -> &[f32] {
        let width = self.names.len();
        self.rows.get(number * width..(number + 1) * width).unwrap_or_default()
    }

    /// Each pair with its numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Pairing, &[f32])> {
        self.pairs.iter().enumerate().map(|(row, pair)| (*pair, self.row(row)))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }
}

/// What pairs are read from.
pub(super) struct Field<'f, 'a> {
    pub(super) articles: &'f [ArticleContext<'a>],
    pub(super) frames: &'f [Frame<'a>],
    pub(super) opposites: &'f Opposites,
    profiles: Vec<Profile>,
    around: Vec<Surroundings>,
    /// For each amount of each claim, how many claims of its article count in its unit.
    units: Vec<Vec<u32>>,
}

impl<'f, 'a> Field<'f, 'a> {
    pub(super) fn new(
        articles: &'f [ArticleContext<'a>],
        frames: &'f [Frame<'a>],
        opposites: &'f Opposites,
        rarity: &Rarity,
    ) -> Self {
        let of = |frame: &Frame<'a>| articles.get(frame.at.article as usize);
        Self {
            articles,
            frames,
            opposites,
            profiles: frames
                .iter()
                .filter_map(|frame| Some(Profile::new(of(frame)?, frame, rarity)))
                .collect(),
            around: articles.iter().map(|article| Surroundings::new(article, rarity)).collect(),
            units: units(frames),
        }
    }

    pub(super) fn profile(&self, frame: u32) -> Option<&Profile> {
        self.profiles.get(frame as usize)
    }

    fn article_of(&self, frame: u32) -> Option<u32> {
        self.frames.get(frame as usize).map(|frame| frame.at.article)
    }

    /// The articles of a pair.
    pub(super) fn articles_of(&self, pair: Pairing) -> Option<(u32, u32)> {
        self.article_of(pair.a).zip(self.article_of(pair.b))
    }

    /// Everything that is known of a pair; `slots` is the room for its slots.
    pub(super) fn view<'v>(&'v self, pair: Pairing, slots: &'v mut Vec<SlotPair>) -> Option<View<'v, 'a>> {
        let (a, b) = (self.frames.get(pair.a as usize)?, self.frames.get(pair.b as usize)?);
        slots::compare(a, b, slots);
        Some(View {
            a,
            b,
            of_a: self.profiles.get(pair.a as usize)?,
            of_b: self.profiles.get(pair.b as usize)?,
            around_a: self.around.get(a.at.article as usize)?,
            around_b: self.around.get(b.at.article as usize)?,
            slots,
            opposites: self.opposites,
            unit: self.unit(pair, a, b),
        })
    }

    /// How telling the most telling unit is that both claims count in: 1 when each article has it in one
    /// claim only.
    fn unit(&self, pair: Pairing, a: &Frame<'_>, b: &Frame<'_>) -> f32 {
        let counts = |frame: u32| self.units.get(frame as usize).map(Vec::as_slice).unwrap_or_default();
        let mut most = 0.0_f32;
        for (x, &of_x) in a.amounts.iter().zip(counts(pair.a)).take(8) {
            let met = b.amounts.iter().zip(counts(pair.b)).find(|(y, _)| y.unit == x.unit);
            if let Some((_, &of_y)) = met {
                most = most.max(1.0 / (of_x as f32 * of_y as f32).sqrt());
            }
        }
        most
    }

    /// The candidates, those between the same two articles together.
    pub(super) fn candidates(&self) -> Vec<Vec<Pairing>> {
        let mut pairs = candidates(self);
        pairs.sort_unstable_by_key(|pair| (self.articles_of(*pair), *pair));
        let between = pairs.chunk_by(|one, other| self.articles_of(*one) == self.articles_of(*other));
        between.map(<[Pairing]>::to_vec).collect()
    }

    /// The numbers of the first stage for the candidates between two articles: their rivals are among them.
    pub(super) fn first(&self, pairs: &[Pairing]) -> PairNumbers {
        let mut names: Vec<&'static str> = Vec::new();
        let mut rows: Vec<f32> = Vec::with_capacity(pairs.len() * width(0));
        let mut kept = Vec::with_capacity(pairs.len());
        let mut found = Vec::new();
        for &pair in pairs {
            let Some(view) = self.view(pair, &mut found) else { continue };
            let is_first = kept.is_empty();
            pairs::tell(&view, &mut |name, value| {
                if is_first {
                    names.push(name);
                }
                rows.push(value);
            });
            // Room for what rivals say.
            rows.extend([0.0; 2 * CONTESTED.len()]);
            kept.push(pair);
        }
        names.extend(RIVALS);
        let mut numbers = PairNumbers { names, rivals: Rivals::new(self, &kept), pairs: kept, rows };
        for (at, name) in CONTESTED.iter().enumerate() {
            if let Some(column) = numbers.column(name) {
                let values: Vec<f32> = (0..numbers.pairs.len())
                    .map(|row| numbers.row(row).get(column).copied().unwrap_or(0.0))
                    .collect();
                let ahead = numbers.rivals.ahead(&values);
                let width = numbers.names.len();
                let to = width - 2 * CONTESTED.len() + 2 * at;
                for (row, (less, more)) in ahead.into_iter().enumerate() {
                    if let Some(cells) = numbers.rows.get_mut(row * width + to..row * width + to + 2) {
                        cells.copy_from_slice(&[less, more]);
                    }
                }
            }
        }
        numbers
    }

    /// The numbers of the second stage, for every two articles: those of the first with what the first stage
    /// thinks; `logit` is what that is of a row of its numbers. Pairs it rules out are left out, so that of a
    /// hundred articles the numbers of few pairs are held at once.
    pub(super) fn second(&self, logit: impl Fn(&[f32]) -> f32) -> Vec<PairNumbers> {
        let mut chances: Vec<(Pairing, f32)> = Vec::new();
        let mut all: Vec<PairNumbers> = Vec::new();
        for pairs in self.candidates() {
            let first = self.first(&pairs);
            let logits: Vec<f32> = (0..first.pairs.len()).map(|row| logit(first.row(row))).collect();
            all.push(worth_a_look(&first, &logits));
            chances.extend(first.pairs.iter().copied().zip(logits.into_iter().map(sigmoid)));
        }
        chances.sort_unstable_by_key(|(pair, _)| *pair);
        let partners = Partners::new(self.frames.len(), &chances);
        for numbers in &mut all {
            let width = numbers.names.len();
            for (pair, row) in numbers.pairs.iter().zip(numbers.rows.chunks_mut(width.max(1))) {
                let third = self.third(*pair, &partners);
                let (before, after) = self.beside(*pair, &partners);
                let told = [third.0, third.1, before.max(after), before + after];
                if let Some(cells) = row.last_chunk_mut() {
                    *cells = told;
                }
            }
        }
        all
    }

    /// Whether a claim of a third article goes with both: the best, and how many.
    fn third(&self, pair: Pairing, partners: &Partners) -> (f32, f32) {
        let (of_a, of_b) = (self.article_of(pair.a), self.article_of(pair.b));
        let mut best = 0.0_f32;
        let mut count = 0.0_f32;
        partners.shared(pair, |other, with_a, with_b| {
            let article = self.article_of(other);
            if article == of_a || article == of_b || with_a <= LEAST_PARTNER {
                return;
            }
            let both = with_a.min(with_b);
            best = best.max(both);
            if both > 0.3 {
                count += 1.0;
            }
        });
        (best, count.min(3.0))
    }

    /// The chances of the pairs before and after it in both texts.
    fn beside(&self, pair: Pairing, partners: &Partners) -> (f32, f32) {
        let step = |frame: u32, by: i64| {
            let other = u32::try_from(i64::from(frame) + by).ok()?;
            (self.article_of(other)? == self.article_of(frame)?).then_some(other)
        };
        let at = |by: i64| step(pair.a, by).zip(step(pair.b, by)).map_or(0.0, |(a, b)| partners.chance(a, b));
        (at(-1), at(1))
    }

    /// The kind of cue that a difference of a pair would rest on.
    pub(super) fn cue(&self, pair: Pairing, slots: &mut Vec<SlotPair>) -> usize {
        let Some(view) = self.view(pair, slots) else { return 0 };
        let text = |article: u32| self.articles.get(article as usize).map_or("", |article| article.text);
        let (text_a, text_b) = (text(view.a.at.article), text(view.b.at.article));
        differences::cue(&differences::find(&differences::FramePair { view: &view, text_a, text_b }))
    }

    /// What the models say of all candidates that are worth a look.
    pub(super) fn opinions(&self, weights: &PairWeights) -> Vec<Opinion> {
        let mut slots = Vec::new();
        let mut opinion = |pair: Pairing, numbers: &[f32]| {
            let raw = weights.raw_differing(numbers);
            let cue = if raw < LEAST_RAW { 0 } else { self.cue(pair, &mut slots) };
            Opinion { pair, same: weights.same.chance(numbers), differs: weights.differing(raw, cue) }
        };
        let second = self.second(|numbers| weights.first.logit(numbers));
        let rows = second.iter().flat_map(PairNumbers::rows);
        let mut opinions: Vec<Opinion> = rows.map(|(pair, numbers)| opinion(pair, numbers)).collect();
        opinions.sort_unstable_by_key(|opinion| opinion.pair);
        opinions
    }
}

/// The rows of the first stage that it does not rule out, with what it thinks of each and room for what is
/// told of the pairs of other articles.
fn worth_a_look(first: &PairNumbers, logits: &[f32]) -> PairNumbers {
    let chances: Vec<f32> = logits.iter().copied().map(sigmoid).collect();
    let ahead = first.rivals.ahead(&chances);
    let ranks = first.rivals.ranks(&chances);
    let kept = chances.iter().filter(|chance| **chance >= LEAST).count();
    let mut names = first.names.clone();
    names.extend(AMONG);
    let (pairs, rows) = (Vec::with_capacity(kept), Vec::with_capacity(kept * names.len()));
    let mut numbers = PairNumbers { names, pairs, rows, rivals: Rivals::default() };
    for (row, (pair, &chance)) in first.pairs.iter().zip(&chances).enumerate() {
        let (Some(&logit), Some(&(less, more)), Some(&(low, high))) =
            (logits.get(row), ahead.get(row), ranks.get(row))
        else {
            continue;
        };
        if chance >= LEAST {
            numbers.rows.extend_from_slice(first.row(row));
            numbers.rows.extend([logit, chance, less, more, low, high]);
            numbers.rows.extend([0.0; OTHERS]);
            numbers.pairs.push(*pair);
        }
    }
    numbers
}

/// How far the contested numbers are ahead, in their order.
const RIVALS: [&str; 2 * CONTESTED.len()] = [
    "al_ahead_min",
    "al_ahead_max",
    "ex_ahead_min",
    "ex_ahead_max",
    "shared_ahead_min",
    "shared_ahead_max",
    "slot_ahead_min",
    "slot_ahead_max",
    "bigram_ahead_min",
    "bigram_ahead_max",
    "sentence_ahead_min",
    "sentence_ahead_max",
    "context_ahead_min",
    "context_ahead_max",
    "run_ahead_min",
    "run_ahead_max",
];

/// How many of [`AMONG`], the last, are told of the pairs of other articles.
const OTHERS: usize = 4;

/// What the second stage looks at besides.
const AMONG: [&str; 10] = [
    "first_logit",
    "first_chance",
    "chance_ahead_min",
    "chance_ahead_max",
    "rank_min",
    "rank_max",
    "third_best",
    "third_count",
    "beside_best",
    "beside_both",
];

fn units(frames: &[Frame<'_>]) -> Vec<Vec<u32>> {
    let mut counts: HashMap<(u32, &AmountUnit), u32> = HashMap::new();
    for frame in frames {
        for (at, amount) in frame.amounts.iter().enumerate() {
            let repeats = frame.amounts.iter().take(at).any(|before| before.unit == amount.unit);
            *counts.entry((frame.at.article, &amount.unit)).or_default() += u32::from(!repeats);
        }
    }
    let of = |frame: &Frame<'_>, unit| counts.get(&(frame.at.article, unit)).copied().unwrap_or(1);
    frames.iter().map(|frame| frame.amounts.iter().map(|amount| of(frame, &amount.unit)).collect()).collect()
}

/// Whether the models look at the numbers there are, and what they say is finite.
pub(crate) fn weights_fit(weights: &PairWeights) -> bool {
    let (first, second) = (width(0), width(AMONG.len()));
    weights.first.is_sound(first)
        && [&weights.same, &weights.relation, &weights.differs].iter().all(|stage| stage.is_sound(second))
        && weights.calibration.is_sound(EVIDENCE)
        && [weights.shown, weights.joined].iter().all(|chance| (0.0..=1.0).contains(chance))
}

/// How many numbers a stage looks at, with so many besides those of the first.
fn width(besides: usize) -> usize {
    pairs::NUMBERS + RIVALS.len() + besides
}

/// The pairs of claims of different articles that share something telling, in order.
fn candidates(field: &Field<'_, '_>) -> Vec<Pairing> {
    let keys: Vec<Vec<(u64, f32)>> =
        field.frames.iter().enumerate().map(|(at, frame)| keys(field, at as u32, frame)).collect();
    let mut claims: HashMap<u64, Vec<u32>> = HashMap::new();
    for (number, own) in keys.iter().enumerate() {
        for &(key, _) in own {
            let list = claims.entry(key).or_default();
            if list.len() <= MOST_CLAIMS_OF_A_KEY {
                list.push(number as u32);
            }
        }
    }
    let worth = |count: usize| 1.0 / (1.0 + count as f32).sqrt();
    let mut scores = vec![0.0_f32; field.frames.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    for (number, own) in keys.iter().enumerate() {
        for (key, weight) in own {
            let Some(list) = claims.get(key).filter(|list| list.len() <= MOST_CLAIMS_OF_A_KEY) else {
                continue;
            };
            for &other in list {
                if let Some(score) = scores.get_mut(other as usize) {
                    if *score == 0.0 {
                        touched.push(other);
                    }
                    *score += weight * worth(list.len());
                }
            }
        }
        let article = field.article_of(number as u32);
        let mut met: Vec<(u32, f32)> = touched
            .drain(..)
            .filter_map(|other| {
                let score = std::mem::take(scores.get_mut(other as usize)?);
                (field.article_of(other) != article).then_some((other, score))
            })
            .collect();
        met.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut of_article: HashMap<Option<u32>, usize> = HashMap::new();
        let mut kept = 0;
        for (other, _) in met {
            let count = of_article.entry(field.article_of(other)).or_default();
            if *count >= MOST_IN_ONE_ARTICLE {
                continue;
            }
            *count += 1;
            kept += 1;
            let (a, b) = ((number as u32).min(other), (number as u32).max(other));
            found.push(Pairing { a, b });
            if kept >= MOST_CANDIDATES {
                break;
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What a claim can be met by, with what it counts: its words, its pairs of letters, its values; less its
/// single kanji and the words of its sentence, which bring together what two outlets tell in wholly other
/// words.
fn keys(field: &Field<'_, '_>, at: u32, frame: &Frame<'_>) -> Vec<(u64, f32)> {
    let key = |kind: u64, value: u64, weight: f32| (kind << 56 | value & 0x00ff_ffff_ffff_ffff, weight);
    let mut keys: Vec<(u64, f32)> =
        frame.contents.iter().map(|content| key(1, content.term.0.into(), 1.0)).collect();
    keys.extend(frame.amounts.iter().map(|amount| key(3, amount.value.to_bits() >> 8, 1.0)));
    keys.extend(frame.dates.iter().map(|date| key(4, u64::from(date.days.from.cast_unsigned()), 1.0)));
    keys.extend(frame.times.iter().map(|time| key(5, u64::from((time.minutes / 30).cast_unsigned()), 1.0)));
    if let Some(profile) = field.profile(at) {
        for &bigram in &profile.bigrams {
            keys.push(key(2, bigram.into(), 1.0));
            keys.push(key(6, u64::from(bigram >> 16), WEAK));
            keys.push(key(6, u64::from(bigram & 0xffff), WEAK));
        }
        let around = field.around.get(frame.at.article as usize);
        let sentence = around.map_or(&[][..], |around| around.sentence(Some(profile.sentence)));
        keys.extend(sentence.iter().map(|content| key(1, content.term.0.into(), WEAK)));
    }
    keys.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    keys.dedup_by_key(|(key, _)| *key);
    keys
}

/// What a weak key counts.
const WEAK: f32 = 0.3;
