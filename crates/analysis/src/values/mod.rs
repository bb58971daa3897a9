//! Dates, times of day and quantities: found by patterns on the folded text, then given a value.
//!
//! Patterns see characters and word edges only; names are the business of `entities`. First everything is
//! found as it is written, then it is resolved in reading order, because 同日 and 翌年 point back.

mod calendar;
mod clock;
mod clock_words;
mod day;
mod eras;
mod labels;
mod length_words;
mod modifiers;
mod numeral;
mod quantity;
mod reading;
mod resolve;
mod starters;
mod tense;
mod tight;
mod units;
mod zones;

use crate::sentences::Extent;
use crate::shadow::{Shadow, is_latin};
use crate::words::Words;
use calendar::{Calendar, PlaceBefore};
use clock::Clock;
pub(crate) use day::DayFound;
use shirushi_model::{Analysis, ByteSpan, Date, EntityType, Normalized, QuantityValue};
use starters::Starters;
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

struct FoundValue {
    start: usize,
    end: usize,
    written: Written,
}

/// A text whose day is looked for.
#[derive(Clone, Copy)]
struct DatedText<'t> {
    shadow: &'t Shadow,
    words: &'t Words,
    sentences: &'t [Extent],
}

/// Finds values. Made once; holds the tables in searchable form.
pub(crate) struct ValueFinder {
    units: quantity::Units,
    starters: Starters,
    /// What the fixed phrases begin with.
    fixed: Starters,
    /// What the names of eras begin with: common characters, looked at closer only where a number follows.
    eras: Starters,
}

impl ValueFinder {
    pub(crate) fn new() -> Self {
        Self {
            units: quantity::Units::new(),
            starters: Starters::of_values(),
            fixed: Starters::new(units::FIXED.iter().filter_map(|phrase| phrase.chars().next())),
            eras: Starters::new(eras::ERAS.iter().filter_map(|era| era.name.chars().next())),
        }
    }

    /// All values in order, disjoint, and the day of the article they are counted from: `given`, or else what
    /// the text tells.
    pub(crate) fn find(
        &self,
        shadow: &Shadow,
        words: &Words,
        sentences: &[Extent],
        given: Option<Date>,
    ) -> (Vec<ValueMention>, Option<DayFound>) {
        self.find_as_of(shadow, words, sentences, |text, found| {
            given.map(DayFound::given).or_else(|| day::read(text.shadow, text.words, text.sentences, found))
        })
    }

    /// All values in order, disjoint, as of a day that is told from what was found.
    fn find_as_of(
        &self,
        shadow: &Shadow,
        words: &Words,
        sentences: &[Extent],
        day: impl Fn(DatedText<'_>, &[FoundValue]) -> Option<DayFound>,
    ) -> (Vec<ValueMention>, Option<DayFound>) {
        let read = |text: DatedText<'_>| {
            let found = self.scan(text.shadow, text.words);
            let day = day(text, &found);
            (reading::read(text.shadow, text.words, text.sentences, day, found), day)
        };
        let Some(tight) = Tight::of(shadow, words, sentences, &self.units) else {
            return read(DatedText { shadow, words, sentences });
        };
        let (shadow, words, sentences) = (&tight.shadow, &tight.words, tight.sentences.as_slice());
        let (mut mentions, mut day) = read(DatedText { shadow, words, sentences });
        for mention in &mut mentions {
            (mention.start, mention.end) = tight.original(mention.start, mention.end);
        }
        if let Some((start, end)) = day.as_mut().and_then(|day| day.place.as_mut()) {
            (*start, *end) = tight.original(*start, *end);
        }
        (mentions, day)
    }

    /// The values of a text that tells no day of its own, as of about the time of `near`; with their extents.
    pub(crate) fn find_near(
        &self,
        text: &str,
        analysis: &Analysis,
        near: Date,
    ) -> Vec<(ByteSpan, Normalized)> {
        let shadow = Shadow::new(text);
        let mut position = 0;
        let mut characters = |span: ByteSpan| {
            let start = shadow.char_from(position, span.start);
            let end = shadow.char_from(start, span.end);
            position = start;
            (start, end)
        };
        let sentences: Vec<Extent> = analysis
            .sentences
            .iter()
            .map(|sentence| (characters(sentence.span), sentence.section))
            .map(|((start, end), section)| Extent { start, end, section })
            .collect();
        let words = Words::of(&shadow, &analysis.tokens);
        let (mentions, _) = self.find_as_of(&shadow, &words, &sentences, |text, found| {
            Some(day::read_near(text.shadow, text.words, text.sentences, found, near))
        });
        mentions.into_iter().map(|found| (shadow.span(found.start, found.end), found.value)).collect()
    }

    fn scan(&self, shadow: &Shadow, words: &Words) -> Vec<FoundValue> {
        let mut found = Vec::new();
        let mut position = 0;
        while position < shadow.len() {
            let c = shadow.at(position);
            if is_latin(c) {
                position = match read_latin(shadow, words, position) {
                    Some((end, written)) => {
                        found.push(FoundValue { start: position, end, written });
                        end
                    }
                    None => after_latin(shadow, position),
                };
                continue;
            }
            if self.eras.has(c)
                && eras::number_follows(shadow, position)
                && let Some((end, calendar)) = calendar::read_era(shadow, words, position)
            {
                found.push(FoundValue { start: position, end, written: Written::Calendar(calendar) });
                position = end;
                continue;
            }
            if !self.starters.has(c) {
                position += 1;
                continue;
            }
            if c == '第'
                && let Some(end) = calendar::is_nth_weekday(shadow, position)
            {
                position = end;
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
                    found.push(FoundValue { start: position, end, written });
                    position = end;
                }
                _ => position = after_number(shadow, position),
            }
        }
        found
    }

    fn read(
        &self,
        shadow: &Shadow,
        words: &Words,
        start: usize,
        place: PlaceBefore,
    ) -> Option<(usize, Written)> {
        if let Some((end, clock)) = clock::read_stamp(shadow, start) {
            return Some((end, Written::Clock(clock)));
        }
        if let Some((end, calendar)) = calendar::read(shadow, words, start, place) {
            return Some((end, Written::Calendar(calendar)));
        }
        if let Some((end, clock)) = clock::read(shadow, words, start, place) {
            return Some((end, Written::Clock(clock)));
        }
        let (end, quantity) = quantity::read(shadow, words, &self.units, start)?;
        Some((end, Written::Quantity(quantity)))
    }
}

/// Whether a position follows a date: 15日夜, 15日の夜, 10日から12日.
fn place(shadow: &Shadow, last: Option<&FoundValue>, position: usize) -> PlaceBefore {
    let Some(FoundValue { end, written: Written::Calendar(calendar), .. }) = last else {
        return PlaceBefore::Elsewhere;
    };
    match position.checked_sub(*end) {
        Some(0) => PlaceBefore::AfterDate,
        Some(1) if shadow.at(*end) == 'の' => PlaceBefore::AfterDate,
        Some(1) if matches!(shadow.at(*end), '~' | '-') => PlaceBefore::AfterFrom(*calendar),
        Some(2) if shadow.has(*end, "から") || shadow.has(*end, "より") => {
            PlaceBefore::AfterFrom(*calendar)
        }
        _ => PlaceBefore::Elsewhere,
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

/// The position after a Latin word with its digits (F-35, iPhone16, an address). Digits right after two
/// capitals are read on their own: EU27カ国.
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

#[cfg(test)]
mod tests;
