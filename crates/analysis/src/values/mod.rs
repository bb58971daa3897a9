//! Dates, times of day and quantities: found by patterns on the folded text, then given a value.
//!
//! Patterns see characters and word edges only; names are the business of `entities`. First everything is found as it is
//! written, then it is resolved in reading order, because 同日 and 翌年 point back.

mod calendar;
mod calendar_words;
mod clock;
mod numeral;
mod quantity;
mod resolve;
mod units;

use crate::date::Date;
use crate::sentences::Extent;
use crate::shadow::{Shadow, is_latin};
use crate::words::Words;
use calendar::{Calendar, Field};
use clock::Clock;
use resolve::Context;
use shirushi_model::{CalendarValue, EntityType, Modifier, Normalized, QuantityValue};

/// A value with its place in the shadow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValueMention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: EntityType,
    pub(crate) value: Normalized,
}

enum Written {
    Calendar(Calendar),
    Clock(Clock),
    Quantity(QuantityValue),
}

struct Found {
    start: usize,
    end: usize,
    written: Written,
}

/// Finds values. Made once; holds the tables in searchable form.
pub(crate) struct ValueFinder {
    units: quantity::Units,
    starters: Starters,
}

impl ValueFinder {
    pub(crate) fn new() -> Self {
        Self { units: quantity::Units::new(), starters: Starters::new() }
    }

    /// All values in order, disjoint. `date` is the day of the article; without it the first full date serves.
    pub(crate) fn find(
        &self,
        shadow: &Shadow,
        words: &Words,
        sentences: &[Extent],
        date: Option<Date>,
    ) -> Vec<ValueMention> {
        let found = self.scan(shadow, words);
        let article = date.or_else(|| found.iter().find_map(full_date));
        let mut context = Context::new(article);
        let mut sentences = sentences.iter().peekable();
        let mut sentence_start = 0;
        let mut last_date_end = None;
        found
            .into_iter()
            .map(|Found { start, end, written }| {
                while let Some(sentence) = sentences.next_if(|sentence| sentence.start <= start) {
                    context.begin_sentence();
                    sentence_start = sentence.start;
                }
                let (kind, value) = match written {
                    Written::Calendar(calendar) => {
                        let calendar = match is_quoted(shadow, sentence_start, start) {
                            true => context.as_said(calendar),
                            false => calendar,
                        };
                        let mut value = context.resolve(&calendar);
                        value.modifier = value.modifier.or_else(|| modifier(shadow, words, start, end));
                        last_date_end = Some(end);
                        (EntityType::Date, Normalized::Calendar(value))
                    }
                    Written::Clock(clock) => {
                        let day = context.day().filter(|_| last_date_end == Some(start));
                        let mut value = time_value(clock, day);
                        value.modifier = modifier(shadow, words, start, end);
                        (EntityType::Time, Normalized::Calendar(value))
                    }
                    Written::Quantity(mut value) => {
                        let vague = numeral::read(shadow, start).filter(|n| n.vague).map(|_| Modifier::Vague);
                        value.modifier = vague.or_else(|| modifier(shadow, words, start, end));
                        (EntityType::Quantity, Normalized::Quantity(value))
                    }
                };
                ValueMention { start, end, kind, value }
            })
            .collect()
    }

    fn scan(&self, shadow: &Shadow, words: &Words) -> Vec<Found> {
        let mut found = Vec::new();
        let mut position = 0;
        while position < shadow.len() {
            let c = shadow.at(position);
            if is_latin(c) {
                position = after_latin(shadow, position);
                continue;
            }
            if !self.starters.has(c) {
                position += 1;
                continue;
            }
            match self.read(shadow, words, position) {
                Some((end, written)) if end > position => {
                    found.push(Found { start: position, end, written });
                    position = end;
                }
                _ => position = after_number(shadow, position),
            }
        }
        found
    }

    fn read(&self, shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Written)> {
        if let Some((end, calendar)) = calendar::read(shadow, words, start) {
            return Some((end, Written::Calendar(calendar)));
        }
        if let Some((end, clock)) = clock::read(shadow, words, start) {
            return Some((end, Written::Clock(clock)));
        }
        let (end, quantity) = quantity::read(shadow, words, &self.units, start)?;
        Some((end, Written::Quantity(quantity)))
    }
}

/// How far back a quotation may have begun, in characters.
const LONGEST_QUOTATION: usize = 400;

/// Whether a position lies inside 「」 of its sentence.
fn is_quoted(shadow: &Shadow, sentence: usize, position: usize) -> bool {
    let from = sentence.max(position.saturating_sub(LONGEST_QUOTATION));
    (from..position).rev().find_map(|p| match shadow.at(p) {
        '「' => Some(true),
        '」' => Some(false),
        _ => None,
    }) == Some(true)
}

fn full_date(found: &Found) -> Option<Date> {
    match &found.written {
        Written::Calendar(Calendar {
            year: Some(Field::Is(year)),
            month: Some(Field::Is(month)),
            day: Some(Field::Is(day)),
            ..
        }) => Date::new(*year, *month, *day),
        _ => None,
    }
}

fn time_value(clock: Clock, day: Option<Date>) -> CalendarValue {
    let on = |iso: String| day.map_or_else(|| iso.clone(), |day| format!("{day}{iso}"));
    let from = on(clock.from.iso());
    let value = match clock.until {
        Some(until) => format!("{from}/{}", on(until.iso())),
        None => from,
    };
    CalendarValue { value, modifier: None, anchor: day.map(|d| d.to_string()) }
}

/// The position after a Latin word with its digits (F-35, iPhone16, an address). Digits right after two capitals are read
/// on their own: EU27カ国.
fn after_latin(shadow: &Shadow, start: usize) -> usize {
    let mut end = start;
    while is_latin(shadow.at(end)) {
        end += 1;
    }
    let is_acronym = end - start >= 2 && shadow.slice(start, end).iter().all(char::is_ascii_uppercase);
    if is_acronym && shadow.at(end).is_ascii_digit() {
        return end;
    }
    loop {
        let c = shadow.at(end);
        let joins = matches!(c, '-' | '.' | '_' | '/' | ':' | '?' | '=' | '&' | '%' | '#' | '@')
            && (shadow.at(end + 1).is_ascii_alphanumeric() || shadow.at(end + 1) == '/')
            && (c == '-' || c == '.' || is_address(shadow, start));
        if is_latin(c) || c.is_ascii_digit() || joins {
            end += 1;
        } else {
            return end;
        }
    }
}

fn is_address(shadow: &Shadow, start: usize) -> bool {
    shadow.has(start, "http") || shadow.has(start, "www.")
}

/// After a number nothing was found for: its digits are not tried again.
fn after_number(shadow: &Shadow, start: usize) -> usize {
    let mut end = start;
    while shadow.at(end).is_ascii_digit()
        || end > start && matches!(shadow.at(end), ',' | '.') && shadow.at(end + 1).is_ascii_digit()
    {
        end += 1;
    }
    end.max(start + 1)
}

/// Words right before a value that qualify it.
const BEFORE: &[(&str, Modifier)] = &[
    ("約", Modifier::Approx),
    ("およそ", Modifier::Approx),
    ("ほぼ", Modifier::Approx),
    ("推定", Modifier::Approx),
    ("最大で", Modifier::Max),
    ("最大", Modifier::Max),
    ("最高", Modifier::Max),
    ("最多", Modifier::Max),
    ("少なくとも", Modifier::OrMore),
    ("最低でも", Modifier::OrMore),
    ("最低", Modifier::OrMore),
];

/// Words right after a value that qualify it.
const AFTER: &[(&str, Modifier)] = &[
    ("以降", Modifier::OnOrAfter),
    ("以後", Modifier::OnOrAfter),
    ("以上", Modifier::OrMore),
    ("を超え", Modifier::OrMore),
    ("を上回", Modifier::OrMore),
    ("超", Modifier::OrMore),
    ("余り", Modifier::OrMore),
    ("余", Modifier::OrMore),
    ("強", Modifier::OrMore),
    ("以下", Modifier::OrLess),
    ("以内", Modifier::OrLess),
    ("未満", Modifier::OrLess),
    ("足らず", Modifier::OrLess),
    ("を下回", Modifier::OrLess),
    ("近く", Modifier::Nearly),
    ("弱", Modifier::Nearly),
    ("ほど", Modifier::Approx),
    ("程度", Modifier::Approx),
    ("前後", Modifier::Approx),
    ("くらい", Modifier::Approx),
    ("ぐらい", Modifier::Approx),
    ("内外", Modifier::Approx),
    ("ごろ", Modifier::Vague),
    ("頃", Modifier::Vague),
    ("過ぎ", Modifier::Vague),
    ("すぎ", Modifier::Vague),
];

fn modifier(shadow: &Shadow, words: &Words, start: usize, end: usize) -> Option<Modifier> {
    if let Some((_, modifier)) = shadow.first(end, AFTER) {
        return Some(*modifier);
    }
    let start = if shadow.before(start) == ' ' { start - 1 } else { start };
    // 条約第5条 has no 約 of its own.
    BEFORE
        .iter()
        .find(|(word, _)| {
            shadow.has_before(start, word) && words.starts_at(start.saturating_sub(word.chars().count()))
        })
        .map(|&(_, modifier)| modifier)
}

/// The characters a value may begin with, one bit each of the basic plane.
struct Starters {
    bits: Vec<u64>,
}

impl Starters {
    fn new() -> Self {
        let mut found = Self { bits: vec![0; 1024] };
        for c in "0123456789数十百千〇零一二三四五六七八九壱弐参'第半正午".chars() {
            found.add(c);
        }
        let words = calendar_words::RELATIVE.iter().map(|(word, _)| *word);
        let eras = calendar_words::ERAS.iter().map(|(word, _)| *word);
        let leading = units::LEADING.iter().map(|(word, _)| *word);
        let currency = units::CURRENCY.iter().map(|(word, _)| *word);
        for first in words.chain(eras).chain(leading).chain(currency).filter_map(|word| word.chars().next()) {
            found.add(first);
        }
        for (weekday, _) in calendar_words::WEEKDAYS {
            found.add(*weekday);
        }
        found
    }

    fn add(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    fn has(&self, c: char) -> bool {
        self.bits.get(c as usize / 64).is_some_and(|word| word & (1 << (c as usize % 64)) != 0)
    }
}

#[cfg(test)]
mod tests;
