//! Dates, times of day and quantities: found by patterns on the folded text, then given a value.
//!
//! Patterns see characters and word edges only; names are the business of `entities`. First everything is found as it is
//! written, then it is resolved in reading order, because 同日 and 翌年 point back.

mod calendar;
mod calendar_words;
mod clock;
mod clock_words;
mod duration;
mod labels;
mod length_words;
mod modifiers;
mod numeral;
mod quantity;
mod ratio;
mod reading;
mod resolve;
mod tight;
mod units;
mod zones;

use crate::date::Date;
use crate::sentences::Extent;
use crate::shadow::{Shadow, is_latin};
use crate::words::Words;
use calendar::{Calendar, Field};
use clock::{Clock, Place};
use shirushi_model::{EntityType, Normalized, QuantityValue};
use tight::Tight;

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
    /// What the fixed phrases begin with.
    fixed: Starters,
}

impl ValueFinder {
    pub(crate) fn new() -> Self {
        Self {
            units: quantity::Units::new(),
            starters: Starters::of_values(),
            fixed: Starters::new(units::FIXED.iter().filter_map(|phrase| phrase.chars().next())),
        }
    }

    /// All values in order, disjoint. `date` is the day of the article; without it the first full date serves.
    pub(crate) fn find(
        &self,
        shadow: &Shadow,
        words: &Words,
        sentences: &[Extent],
        date: Option<Date>,
    ) -> Vec<ValueMention> {
        let Some(tight) = Tight::of(shadow, words, sentences, &self.units) else {
            return self.find_in(shadow, words, sentences, date);
        };
        let mut mentions = self.find_in(&tight.shadow, &tight.words, &tight.sentences, date);
        for mention in &mut mentions {
            (mention.start, mention.end) = tight.original(mention.start, mention.end);
        }
        mentions
    }

    fn find_in(
        &self,
        shadow: &Shadow,
        words: &Words,
        sentences: &[Extent],
        date: Option<Date>,
    ) -> Vec<ValueMention> {
        let found = self.scan(shadow, words);
        let article = date.or_else(|| found.iter().find_map(full_date));
        reading::read(shadow, words, sentences, article, found)
    }

    fn scan(&self, shadow: &Shadow, words: &Words) -> Vec<Found> {
        let mut found = Vec::new();
        let mut position = 0;
        while position < shadow.len() {
            let c = shadow.at(position);
            if is_latin(c) {
                position = match read_latin(shadow, words, position) {
                    Some((end, written)) => {
                        found.push(Found { start: position, end, written });
                        end
                    }
                    None => after_latin(shadow, position),
                };
                continue;
            }
            if !self.starters.has(c) {
                position += 1;
                continue;
            }
            if self.fixed.has(c)
                && let Some(phrase) = units::FIXED.iter().find(|phrase| shadow.has(position, phrase))
            {
                position += phrase.chars().count();
                continue;
            }
            match self.read(shadow, words, position, place(shadow, found.last(), position)) {
                Some((end, written)) if end > position => {
                    found.push(Found { start: position, end, written });
                    position = end;
                }
                _ => position = after_number(shadow, position),
            }
        }
        found
    }

    fn read(&self, shadow: &Shadow, words: &Words, start: usize, place: Place) -> Option<(usize, Written)> {
        if let Some((end, clock)) = clock::read_stamp(shadow, start) {
            return Some((end, Written::Clock(clock)));
        }
        if let Some((end, calendar)) = calendar::read(shadow, words, start) {
            return Some((end, Written::Calendar(calendar)));
        }
        if let Some((end, clock)) = clock::read(shadow, words, start, place) {
            return Some((end, Written::Clock(clock)));
        }
        let (end, quantity) = quantity::read(shadow, words, &self.units, start)?;
        Some((end, Written::Quantity(quantity)))
    }
}

/// Whether a position follows a date: 15日夜, 15日の夜.
fn place(shadow: &Shadow, last: Option<&Found>, position: usize) -> Place {
    let end = if shadow.before(position) == 'の' { position - 1 } else { position };
    match last {
        Some(Found { end: found, written: Written::Calendar(_), .. }) if *found == end => Place::AfterDate,
        _ => Place::Elsewhere,
    }
}

/// What begins with a Latin letter and is a value: R7.8.15, M7.3, PM3:20.
fn read_latin(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Written)> {
    if let Some((end, calendar)) = calendar::read_era_letter(shadow, start) {
        return Some((end, Written::Calendar(calendar)));
    }
    if let Some((end, clock)) = clock::read_after_letters(shadow, words, start) {
        return Some((end, Written::Clock(clock)));
    }
    let (end, quantity) = quantity::read_magnitude(shadow, start)?;
    Some((end, Written::Quantity(quantity)))
}

fn full_date(found: &Found) -> Option<Date> {
    match &found.written {
        Written::Clock(Clock { day: Some(clock::Day::On(day)), .. }) => Some(*day),
        Written::Calendar(Calendar {
            year: Some(Field::Is(year)),
            month: Some(Field::Is(month)),
            day: Some(Field::Is(day)),
            ..
        }) => Date::new(*year, *month, *day),
        _ => None,
    }
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

/// The characters a value may begin with, one bit each of the basic plane.
struct Starters {
    bits: Vec<u64>,
}

impl Starters {
    fn new(firsts: impl IntoIterator<Item = char>) -> Self {
        let mut found = Self { bits: vec![0; 1024] };
        for first in firsts {
            found.add(first);
        }
        found
    }

    fn of_values() -> Self {
        let numbers = "0123456789.数何十百千〇零一二三四五六七八九壱弐参伍壹貳參拾佰仟阡'’第半正紀".chars();
        let relative = calendar_words::RELATIVE.iter().map(|(word, _)| *word);
        let eras = calendar_words::ERAS.iter().map(|(word, _)| *word);
        let named = calendar_words::NAMED_DAYS.iter().map(|(word, _)| *word);
        let parts = clock_words::DAY_PARTS.iter().map(|(word, _)| *word);
        let halves = clock_words::HALVES.iter().map(|(word, _)| *word);
        let days = clock_words::PARTS_OF_DAYS.iter().map(|(word, _)| *word);
        let leading = units::LEADING.iter().map(|(word, _)| *word);
        let currency = units::CURRENCY.iter().map(|(word, _)| *word);
        let signs = units::SIGNS.iter().map(|(word, _)| *word);
        let words = relative.chain(eras).chain(named).chain(parts).chain(halves).chain(days);
        let words = words.chain(leading).chain(currency).chain(signs);
        let weekdays = calendar_words::WEEKDAYS.iter().map(|&(weekday, _)| weekday);
        Self::new(numbers.chain(weekdays).chain(words.filter_map(|word| word.chars().next())))
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
