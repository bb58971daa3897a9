//! How many, how much, how long.

use super::{ClaimCase, Finding};
use crate::compare::amounts::{Amount, AmountUnit};
use crate::compare::frame::Frame;
use crate::compare::reasons::reason;
use crate::compare::terms::Term;
use shirushi_model::{Difference, Reason, ReasonCode, Relation};

/// Numbers that are near may be meant to be the same.
const NEAR: f64 = 1.5;
/// Numbers of one thing are seldom so many times as large.
const FAR: f64 = 3.0;
/// How alike claims have to be whose numbers are so far apart: 市内の避難所に2800人, 小学校に200人.
const LEAST_FAR: f32 = 0.5;
/// How alike claims have to be whose numbers differ.
const LEAST: f32 = 0.3;

impl ClaimCase<'_, '_> {
    /// Two numbers of one thing that cannot be the same.
    pub(super) fn other_number(&self) -> Option<Finding> {
        let (x, y) = self.unlike_numbers().into_iter().find(|(x, y)| self.is_worth_telling(x, y))?;
        let (less, more) = (x.value.abs().min(y.value.abs()), x.value.abs().max(y.value.abs()));
        let (relation, code) = if x.exact && y.exact || more > NEAR * less {
            (Relation::Contradict, ReasonCode::OtherNumber)
        } else {
            (Relation::Differ, ReasonCode::NearNumber)
        };
        let is_form = matches!(x.unit, AmountUnit::Ratio) && self.a.has(self.bench.known.meeting);
        Some(Finding {
            relation,
            difference: if is_form { Difference::Format } else { Difference::Number },
            code: if is_form { ReasonCode::OtherFormat } else { code },
            a: self.evidence(self.a, Some(self.with_modifier(self.a, x))),
            b: self.evidence(self.b, Some(self.with_modifier(self.b, y))),
        })
    }

    /// Pairs of numbers that seem to count one thing and do not fit, when neither claim has a number that
    /// fits.
    pub(super) fn unlike_numbers(&self) -> Vec<(&Amount, &Amount)> {
        let mut found = Vec::new();
        for x in self.a.amounts.iter().filter(|x| !x.part && !matches!(x.unit, AmountUnit::Label(_))) {
            for y in
                self.b.amounts.iter().filter(|y| !y.part && y.unit == x.unit && x.may_measure_one_thing(y))
            {
                let has_match = self.b.amounts.iter().any(|other| same(other, x))
                    || self.a.amounts.iter().any(|other| same(other, y));
                if !has_match && self.is_of_one_thing(x, y) {
                    found.push((x, y));
                }
            }
        }
        found
    }

    /// Whether it is likely enough that both count one thing.
    fn is_worth_telling(&self, x: &Amount, y: &Amount) -> bool {
        let is_far = x.value.abs().max(y.value.abs()) > FAR * x.value.abs().min(y.value.abs());
        let alike = self.likeness.score;
        (alike >= LEAST || self.is_count_of_one_noun(x, y))
            && !(is_far && (alike < LEAST_FAR || self.names_more()))
            && !self.tells_of_others()
            && !self.is_said_elsewhere(x, y)
    }

    /// The same number in other words.
    pub(super) fn same_number(&self) -> Option<Reason> {
        self.a.amounts.iter().find_map(|x| {
            let y = self.b.amounts.iter().find(|y| same(x, y) && self.is_of_one_thing(x, y))?;
            let a = self.evidence(self.a, Some(self.with_modifier(self.a, x)));
            let b = self.evidence(self.b, Some(self.with_modifier(self.b, y)));
            Some(reason(ReasonCode::SameNumber, a, b))
        })
    }

    /// Whether both count the same: the nouns beside them, or the event of their clause.
    fn is_of_one_thing(&self, x: &Amount, y: &Amount) -> bool {
        if common(&x.near, &y.near) {
            return true;
        }
        let (of_x, of_y) = (self.a.events_around(x), self.b.events_around(y));
        if common(&x.near, &of_y) || common(&of_x, &y.near) {
            return true;
        }
        let one_is_bare = x.near.is_empty() || y.near.is_empty();
        common(&of_x, &of_y) && (one_is_bare || self.likeness.score >= 0.6)
    }

    /// 乗客は38人だった and ゴンドラが停止し、乗客41人が宙づりになった: little is shared, but the noun beside
    /// both numbers, and they are so near that they hardly count two things.
    fn is_count_of_one_noun(&self, x: &Amount, y: &Amount) -> bool {
        let telling = |term: &&Term| y.near.contains(term) && self.bench.weights.of(**term) >= 0.3;
        let (less, more) = (x.value.abs().min(y.value.abs()), x.value.abs().max(y.value.abs()));
        x.near.iter().any(|term| telling(&term)) && more <= 1.5 * less && less >= 5.0
    }

    /// Whether one claim has a name that the other lacks.
    fn names_more(&self) -> bool {
        let lacks = |one: &Frame<'_>, other: &Frame<'_>| one.names.iter().any(|name| !other.has(name.term));
        lacks(self.a, self.b) || lacks(self.b, self.a)
    }

    /// Whether both claims name what they count by other names: 白波空港の18便, 那覇空港の120便; or by other
    /// numbers: 台風10号, 台風12号.
    fn tells_of_others(&self) -> bool {
        let is_label = |amount: &&Amount| matches!(&amount.unit, AmountUnit::Label(_));
        let labelled_apart = self.a.amounts.iter().filter(is_label).any(|x| {
            self.b
                .amounts
                .iter()
                .filter(is_label)
                .any(|y| y.unit == x.unit && y.value != x.value && common(&x.near, &y.near))
        });
        self.names_apart() || labelled_apart
    }

    /// Whether one of the articles has the other's number of this thing too, so that both tell of two things.
    fn is_said_elsewhere(&self, x: &Amount, y: &Amount) -> bool {
        let says = |frame: &Frame<'_>, of: &Frame<'_>, amount: &Amount| {
            let Some(book) = self.bench.books.get(frame.at.article as usize) else { return false };
            let around = of.events_around(amount);
            amount.near.iter().chain(&around).any(|&term| book.counts(term, amount))
        };
        says(self.b, self.a, x) || says(self.a, self.b, y)
    }

    /// A number with the word that loosens it: 約3時間, 3時間近く.
    fn with_modifier(&self, frame: &Frame<'_>, amount: &Amount) -> shirushi_model::ByteSpan {
        let mut span = amount.span;
        let words = frame.words;
        if let Some(before) = amount.word.checked_sub(1).and_then(|at| words.get(at))
            && ["約", "およそ", "ほぼ", "最大", "最大で", "少なくとも", "わずか"].contains(&before.surface)
        {
            span.start = before.span.start;
        }
        if let Some(after) = words.iter().find(|word| word.span.start >= span.end)
            && after.span.start == span.end
            && [
                "近く",
                "以上",
                "以下",
                "余り",
                "あまり",
                "余",
                "超",
                "弱",
                "強",
                "ほど",
                "程度",
                "前後",
                "未満",
                "以内",
            ]
            .contains(&after.surface)
        {
            span.end = after.span.end;
        }
        span
    }
}

fn common(one: &[Term], other: &[Term]) -> bool {
    one.iter().any(|term| other.contains(term))
}

fn same(x: &Amount, y: &Amount) -> bool {
    x.unit == y.unit && x.fits(y)
}
