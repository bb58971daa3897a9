//! Names found against names marked: exact limits and type, overlapping limits, what is taken for what, every
//! error with its reason, and the values of dates and quantities.
//!
//! *Exact*: limits and type are those marked, or others that count as right. *Overlap*: the type is, and the
//! limits have at least a character in common; each mark and each find counts once. A find in an open stretch
//! is neither right nor wrong.

use super::calibration::Calibration;
use super::gold::{Gold, GoldMention, GoldTexts, Typed};
use serde::Serialize;
use serde_json::Value;
use shirushi_analysis::{Analyzer, Options, Scores, parallel};
use shirushi_contract::{self as contract, TokenList};
use shirushi_model::EntityType;
use std::collections::BTreeMap;
use std::iter;

/// What was right, too much and missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) right: usize,
    pub(crate) too_much: usize,
    pub(crate) missing: usize,
}

impl Figures {
    pub(crate) fn precision(self) -> f32 {
        ratio(self.right, self.right + self.too_much)
    }

    pub(crate) fn recall(self) -> f32 {
        ratio(self.right, self.marked())
    }

    pub(crate) fn f1(self) -> f32 {
        ratio(2 * self.right, 2 * self.right + self.too_much + self.missing)
    }

    /// How many are marked: the support.
    pub(crate) fn marked(self) -> usize {
        self.right + self.missing
    }
}

pub(super) fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Figures of each type. What is right or missing counts for the type marked, what is too much for the type
/// found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally(pub(crate) BTreeMap<EntityType, Figures>);

impl Tally {
    fn of(&mut self, kind: EntityType) -> &mut Figures {
        self.0.entry(kind).or_default()
    }

    pub(crate) fn all(&self) -> Figures {
        self.0.values().fold(Figures::default(), |sum, f| Figures {
            right: sum.right + f.right,
            too_much: sum.too_much + f.too_much,
            missing: sum.missing + f.missing,
        })
    }
}

/// Why a find or a mark is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reason {
    /// Marked, and nothing is found there.
    Missed,
    /// Found, and nothing is marked there.
    Spurious,
    /// Found with other limits.
    Limits,
    /// Found with another type.
    Type,
    /// Found with other limits and another type.
    LimitsAndType,
}

impl Reason {
    pub(crate) const ALL: [Self; 5] =
        [Self::Missed, Self::Spurious, Self::Limits, Self::Type, Self::LimitsAndType];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Limits => "limits",
            Self::Type => "type",
            Self::LimitsAndType => "limits and type",
        }
    }
}

/// A stretch as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(rename = "type")]
    pub(crate) kind: EntityType,
    pub(crate) surface: String,
}

/// One error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mistake {
    pub(crate) place: String,
    pub(crate) reason: Reason,
    pub(crate) marked: Option<Stretch>,
    pub(crate) found: Option<Stretch>,
    /// What stands before and after it.
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Values of names that were found exactly, by type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) right: usize,
    pub(crate) of: usize,
}

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) texts: usize,
    pub(crate) exact: Tally,
    pub(crate) overlap: Tally,
    /// How often a type marked was found as a type; `None` stands for nothing marked and nothing found.
    pub(crate) confusion: BTreeMap<(Option<EntityType>, Option<EntityType>), usize>,
    pub(crate) mistakes: Vec<Mistake>,
    pub(crate) values: BTreeMap<EntityType, Values>,
    pub(crate) calibration: Calibration,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundNames {
    pub(super) at: Typed,
    pub(super) score: f64,
    pub(super) value: Option<Value>,
}

/// Analyses the texts with all the analyzers and counts; `done` is told of each text.
pub(crate) fn measure(workers: &mut [Analyzer], gold: &GoldTexts, done: impl FnMut()) -> Measured {
    let find = |analyzer: &mut Analyzer, gold: &Gold| find(analyzer, &gold.text);
    let all = parallel::map(workers, &gold.texts, find, done);
    let mut measured = Measured::default();
    for (text, mut found) in gold.texts.iter().zip(all) {
        found.retain(|found| gold.types.contains(&found.at.kind));
        measured.add(text, &found);
    }
    measured
}

/// What is found in a text, through the contract, so that what is measured is what others get.
fn find(analyzer: &mut Analyzer, text: &str) -> Vec<FoundNames> {
    let analysis = analyzer.analyze(text, &Options::default());
    let document = contract::document("", text, &analysis, &analyzer.provenance(), TokenList::LeftOut);
    document
        .entities
        .into_iter()
        .map(|entity| FoundNames {
            at: Typed { start: entity.start as usize, end: entity.end as usize, kind: entity.kind },
            score: entity.score,
            value: entity.normalized.map(|value| match value {
                contract::Value::Calendar { value, .. } => Value::from(value),
                contract::Value::Quantity { iso: Some(iso), .. } => Value::from(iso),
                contract::Value::Quantity { value, .. } => Value::from(value),
            }),
        })
        .collect()
}

impl Measured {
    /// Counts one text. Finds are in order and disjoint.
    pub(super) fn add(&mut self, gold: &Gold, found: &[FoundNames]) {
        self.texts += 1;
        let mut used = vec![false; found.len()];
        let mut left = Vec::new();
        for mention in &gold.mentions {
            let mut hits = found
                .iter()
                .zip(&mut used)
                .filter(|(found, _)| mention.accepted().any(|accepted| accepted == found.at));
            match hits.next() {
                Some((hit, used)) => {
                    *used = true;
                    self.calibration.add(hit.score, true);
                    self.right(mention, hit);
                }
                None => left.push(mention),
            }
            // A mark whose parts count as right, too, may have been found in several.
            hits.for_each(|(_, used)| *used = true);
        }
        let is_open =
            |found: &FoundNames| gold.open.iter().any(|&(start, end)| found.at.overlaps(start, end));
        let mut wrong: Vec<&FoundNames> = found
            .iter()
            .zip(used)
            .filter(|(found, used)| !used && !is_open(found) && !gold.nested.contains(&found.at))
            .map(|(found, _)| found)
            .collect();
        for found in &wrong {
            self.exact.of(found.at.kind).too_much += 1;
            self.calibration.add(found.score, false);
        }
        for mention in &left {
            self.exact.of(mention.at.kind).missing += 1;
        }
        self.count_overlaps(gold, left, &mut wrong);
    }

    fn right(&mut self, mention: &GoldMention, hit: &FoundNames) {
        let kind = mention.at.kind;
        self.exact.of(kind).right += 1;
        self.overlap.of(kind).right += 1;
        *self.confusion.entry((Some(kind), Some(kind))).or_default() += 1;
        if let Some(expected) = &mention.value {
            let values = self.values.entry(kind).or_default();
            values.of += 1;
            values.right += usize::from(hit.value.as_ref().is_some_and(|value| same(value, expected)));
        }
    }

    /// Pairs marks with finds that share a character with them: first those of its type, then the others,
    /// largest part first.
    fn count_overlaps(&mut self, gold: &Gold, left: Vec<&GoldMention>, wrong: &mut Vec<&FoundNames>) {
        let mut other = Vec::new();
        for mention in left {
            // Marks and finds being in order and disjoint, the first that fits leaves most for the rest.
            match wrong.iter().position(|found| fits(mention, found)) {
                Some(index) => {
                    let found = wrong.remove(index);
                    self.overlap.of(mention.at.kind).right += 1;
                    self.pair(gold, mention, found, Reason::Limits);
                }
                None => other.push(mention),
            }
        }
        for mention in other {
            self.overlap.of(mention.at.kind).missing += 1;
            let shared = |found: &FoundNames| {
                let end = found.at.end.min(mention.at.end);
                end.saturating_sub(found.at.start.max(mention.at.start))
            };
            let best =
                wrong.iter().enumerate().max_by_key(|(index, found)| (shared(found), usize::MAX - index));
            match best.filter(|(_, found)| shared(found) > 0).map(|(index, _)| index) {
                Some(index) => {
                    let found = wrong.remove(index);
                    self.overlap.of(found.at.kind).too_much += 1;
                    let limits_are_right = mention
                        .accepted()
                        .any(|accepted| (accepted.start, accepted.end) == (found.at.start, found.at.end));
                    let reason = if limits_are_right { Reason::Type } else { Reason::LimitsAndType };
                    self.pair(gold, mention, found, reason);
                }
                None => {
                    *self.confusion.entry((Some(mention.at.kind), None)).or_default() += 1;
                    self.mistakes.push(mistake(gold, Reason::Missed, Some(mention.at), None));
                }
            }
        }
        for found in wrong.iter() {
            self.overlap.of(found.at.kind).too_much += 1;
            *self.confusion.entry((None, Some(found.at.kind))).or_default() += 1;
            self.mistakes.push(mistake(gold, Reason::Spurious, None, Some(found.at)));
        }
    }

    fn pair(&mut self, gold: &Gold, mention: &GoldMention, found: &FoundNames, reason: Reason) {
        let found_as = if reason == Reason::Limits { mention.at.kind } else { found.at.kind };
        *self.confusion.entry((Some(mention.at.kind), Some(found_as))).or_default() += 1;
        self.mistakes.push(mistake(gold, reason, Some(mention.at), Some(found.at)));
    }

    /// How often each reason was one.
    pub(crate) fn reasons(&self) -> impl Iterator<Item = (Reason, usize)> {
        Reason::ALL
            .into_iter()
            .map(|reason| (reason, self.mistakes.iter().filter(|mistake| mistake.reason == reason).count()))
    }

    /// The figures as a model file keeps them: of all types together, then of each.
    pub(crate) fn scores(&self, texts: &str) -> Vec<Scores> {
        let of_types = self.exact.0.iter().map(|(kind, figures)| (kind.name(), *figures));
        iter::once(("ALL", self.exact.all()))
            .chain(of_types)
            .map(|(kind, figures)| Scores {
                texts: texts.to_owned(),
                kind: kind.to_owned(),
                precision: figures.precision(),
                recall: figures.recall(),
                f1: figures.f1(),
            })
            .collect()
    }
}

/// Whether the find has a type that counts as right and a character in common with limits that do.
fn fits(mention: &GoldMention, found: &FoundNames) -> bool {
    mention
        .accepted()
        .any(|accepted| accepted.kind == found.at.kind && accepted.overlaps(found.at.start, found.at.end))
}

/// Numbers are the same whether they are written with a fraction or not.
fn same(value: &Value, expected: &Value) -> bool {
    value == expected || value.as_f64().is_some() && value.as_f64() == expected.as_f64()
}

/// Characters shown on either side of an error.
const CONTEXT: usize = 16;

fn mistake(gold: &Gold, reason: Reason, marked: Option<Typed>, found: Option<Typed>) -> Mistake {
    let characters = |from: usize, to: usize| -> String {
        gold.text.chars().skip(from).take(to.saturating_sub(from)).collect()
    };
    let stretch = |at: Typed| Stretch {
        start: at.start,
        end: at.end,
        kind: at.kind,
        surface: characters(at.start, at.end),
    };
    let start = marked.iter().chain(&found).map(|at| at.start).min().unwrap_or(0);
    let end = marked.iter().chain(&found).map(|at| at.end).max().unwrap_or(0);
    Mistake {
        place: gold.place.clone(),
        reason,
        marked: marked.map(stretch),
        found: found.map(stretch),
        before: characters(start.saturating_sub(CONTEXT), start),
        after: characters(end, end + CONTEXT),
    }
}

#[cfg(test)]
mod tests;
