//! Two claims slot by slot: which numbers, lengths of time, dates and hours are equal, fit, or clash.
//!
//! A value of one claim is set beside every value of the same unit of the other. It clashes only when neither
//! side has another value that fits: in 死者2人、けが3人 and けが3人 nothing clashes.

use super::amounts::{Amount, AmountUnit};
use super::contents::Content;
use super::frame::Frame;
use super::terms::Term;
use shirushi_model::{ByteSpan, Difference};

/// How two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// They are the same.
    Equal,
    /// They can be the same: one is rounded, coarser, a limit.
    Fits,
    /// They cannot be the same.
    Clash,
}

/// Two values of one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct SlotPair {
    pub(super) kind: Difference,
    pub(super) fit: Fit,
    /// The values in the text.
    pub(super) a: ByteSpan,
    pub(super) b: ByteSpan,
    /// How near they are, 0 to 1: the smaller over the larger; of days and minutes, falling with their
    /// distance.
    pub(super) near: f32,
    /// Whether nothing loosens either.
    pub(super) exact: bool,
    /// How alike the nouns beside them are, 0 to 1; half when one has none.
    pub(super) noun: f32,
    /// How alike what happens around them is, 0 to 1.
    pub(super) event: f32,
    /// Whether one of them fits another value of the other side.
    pub(super) taken: bool,
    /// Whether one is told of an earlier time (昨年, 前回) and the other is not.
    pub(super) past: bool,
    /// Whether the rounder one may stand for the other: 4万2千 and 4万2180.
    pub(super) round: bool,
    /// How telling an equal value is: a round or small number is often equal by chance.
    pub(super) telling: f32,
}

/// All of them. `word` looks up the content word of a term in a claim.
pub(super) fn compare(a: &Frame<'_>, b: &Frame<'_>, pairs: &mut Vec<SlotPair>) {
    pairs.clear();
    amounts(a, b, pairs);
    dates(a, b, pairs);
    times(a, b, pairs);
    mark_taken(pairs);
}

/// No claim has more values worth comparing.
const MOST_VALUES: usize = 10;

fn amounts(a: &Frame<'_>, b: &Frame<'_>, pairs: &mut Vec<SlotPair>) {
    for x in a.amounts.iter().take(MOST_VALUES) {
        for y in b.amounts.iter().take(MOST_VALUES).filter(|y| y.unit == x.unit && x.may_measure_one_thing(y))
        {
            if matches!(x.unit, AmountUnit::Label(_)) {
                continue;
            }
            let (less, more) = (x.value.abs().min(y.value.abs()), x.value.abs().max(y.value.abs()));
            let near = if more > 0.0 { (less / more) as f32 } else { 1.0 };
            let fit = if x.value == y.value {
                Fit::Equal
            } else if x.is_likely(y) {
                Fit::Fits
            } else {
                Fit::Clash
            };
            let (near_a, near_b) = (nouns(a, x), nouns(b, y));
            pairs.push(SlotPair {
                kind: if x.unit == AmountUnit::Duration { Difference::Duration } else { Difference::Number },
                fit,
                a: x.span,
                b: y.span,
                near,
                exact: x.exact && y.exact,
                noun: alike(&near_a, &near_b),
                event: best(a, b, &a.events_around(x), &b.events_around(y)),
                taken: false,
                past: is_past(a, x.word) != is_past(b, y.word),
                round: x.rounds_to(y),
                telling: telling(x.value).min(telling(y.value)),
            });
        }
    }
}

fn dates(a: &Frame<'_>, b: &Frame<'_>, pairs: &mut Vec<SlotPair>) {
    for x in a.dates.iter().take(MOST_VALUES) {
        for y in b.dates.iter().take(MOST_VALUES) {
            let apart = (x.days.from - y.days.from).abs().min((x.days.to - y.days.to).abs());
            let fit = match x.days.meets(y.days) {
                true if x.days == y.days => Fit::Equal,
                true => Fit::Fits,
                false => Fit::Clash,
            };
            let length = |days: super::days::Days| (days.to.saturating_sub(days.from)) as f32;
            pairs.push(SlotPair {
                kind: Difference::Date,
                fit,
                a: x.span,
                b: y.span,
                near: 1.0 / (1.0 + apart as f32 / 3.0),
                exact: x.days.is_day() && y.days.is_day(),
                noun: if x.role == y.role { 1.0 } else { 0.0 },
                event: best(a, b, &events_at(a, x.word), &events_at(b, y.word)),
                taken: false,
                past: x.clock != y.clock,
                round: false,
                telling: 1.0 / (1.0 + length(x.days).max(length(y.days)) / 10.0),
            });
        }
    }
}

fn times(a: &Frame<'_>, b: &Frame<'_>, pairs: &mut Vec<SlotPair>) {
    for x in a.times.iter().take(MOST_VALUES) {
        for y in b.times.iter().take(MOST_VALUES) {
            let apart = (x.minutes - y.minutes).abs();
            let fit = match x.fits(*y) {
                true if apart == 0 => Fit::Equal,
                true => Fit::Fits,
                false => Fit::Clash,
            };
            pairs.push(SlotPair {
                kind: Difference::Time,
                fit,
                a: x.span,
                b: y.span,
                near: 1.0 / (1.0 + apart as f32 / 30.0),
                exact: x.most - x.least <= 8 && y.most - y.least <= 8,
                noun: 0.5,
                event: best(a, b, &events_at(a, word_at(a, x.span)), &events_at(b, word_at(b, y.span))),
                taken: false,
                past: false,
                round: false,
                telling: 1.0,
            });
        }
    }
}

/// A value that fits another one of the other side clashes with none.
fn mark_taken(pairs: &mut [SlotPair]) {
    let fitting: Vec<(Difference, ByteSpan, ByteSpan)> =
        pairs.iter().filter(|pair| pair.fit != Fit::Clash).map(|pair| (pair.kind, pair.a, pair.b)).collect();
    for pair in pairs.iter_mut().filter(|pair| pair.fit == Fit::Clash) {
        pair.taken = fitting.iter().any(|&(kind, a, b)| kind == pair.kind && (a == pair.a || b == pair.b));
    }
}

/// How seldom a number is met by chance: 41 more than 40, 4 little.
fn telling(value: f64) -> f32 {
    let mut digits = 0;
    let mut rest = value.abs();
    while rest >= 10.0 && rest % 10.0 == 0.0 {
        rest /= 10.0;
    }
    while rest >= 1.0 && digits < 8 {
        rest /= 10.0;
        digits += 1;
    }
    if value.fract() != 0.0 {
        digits += 1;
    }
    digits as f32 / 3.0
}

fn word_at(frame: &Frame<'_>, span: ByteSpan) -> usize {
    frame.words.partition_point(|word| word.span.start < span.start)
}

/// What happens in the clause of a word.
fn events_at(frame: &Frame<'_>, word: usize) -> Vec<Term> {
    let clause = frame.clauses.iter().find(|clause| clause.first <= word && word < clause.after);
    clause.and_then(|clause| clause.event).map(|event| event.term).into_iter().collect()
}

/// The content words right beside a quantity.
fn nouns<'f>(frame: &'f Frame<'_>, amount: &Amount) -> Vec<&'f Content> {
    frame.contents.iter().filter(|content| amount.near.contains(&content.term)).collect()
}

fn alike(a: &[&Content], b: &[&Content]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.5;
    }
    let pairs = a.iter().flat_map(|one| b.iter().map(|other| one.alike(other)));
    pairs.fold(0.0, f32::max)
}

fn best(a: &Frame<'_>, b: &Frame<'_>, of_a: &[Term], of_b: &[Term]) -> f32 {
    let find = |frame: &'_ Frame<'_>, term: &Term| frame.contents.iter().find(|c| c.term == *term).copied();
    let mut most = 0.0_f32;
    for one in of_a {
        for other in of_b {
            let alike = match (find(a, one), find(b, other)) {
                _ if one == other => 1.0,
                (Some(one), Some(other)) => one.alike(&other),
                _ => 0.0,
            };
            most = most.max(alike);
        }
    }
    most
}

/// Words that put a number in an earlier time.
const PAST: &[&str] = &[
    "昨年",
    "前年",
    "前回",
    "昨季",
    "昨シーズン",
    "一昨年",
    "同期",
    "去年",
    "過去",
    "前期",
    "当初",
    "従来",
    "先月",
    "前月",
    "前日",
];

/// Whether such a word stands before it, in its clause or right before that.
fn is_past(frame: &Frame<'_>, word: usize) -> bool {
    let from = word.saturating_sub(8);
    frame.words.get(from..word).unwrap_or_default().iter().any(|word| PAST.contains(&word.surface))
}
