//! What the model sees of a line, as numbers of rows: what the line looks like, the characters it begins and
//! ends with, what stands around it and where in the page. Rows are hashes; a change here makes old weights
//! worthless, so [`VERSION`] goes up with it.

use super::PageLine;
use super::forms::LineForm;
use super::look::Look;
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use std::collections::HashMap;

/// Which features these are.
pub(super) const VERSION: u8 = 1;

/// How many rows there are, as a power of two.
pub(super) const ROW_BITS: u32 = 18;

/// A line of at most this many characters has all its pairs of characters seen; of a longer one, this many
/// from either end.
const WHOLE: usize = 24;
const EITHER: usize = 12;

/// How many lines below its opening something is taken for a part of a block: 関連記事 and the titles below
/// it.
const BLOCK: usize = 12;

/// A kind of feature. The numbers go into the hashes.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
enum FeatureName {
    Constant,
    End,
    Length,
    EndLength,
    Kind,
    KindZone,
    KindLengthZone,
    Form,
    FormZone,
    FormEnd,
    Scripts,
    Particles,
    Stops,
    Indented,
    Gaps,
    First,
    Starts,
    Ends,
    Whole,
    Pair,
    Run,
    Before,
    After,
    KindsAround,
    FormsBefore,
    FormsAfter,
    StartBefore,
    WholeBefore,
    StartAfter,
    Place,
    PlaceEnd,
    ProseBefore,
    ProseAfter,
    FromProse,
    Titles,
    Stretch,
    StretchFew,
    Few,
    Repeated,
    Block,
    BlockKind,
    Even,
}

/// A text as lines, with all that is seen of each.
pub(super) struct Page<'s> {
    shadow: &'s Shadow,
    lines: &'s [PageLine],
    looks: Vec<Look>,
    places: Vec<PlaceOnPage>,
}

/// Where a line stands among the others. Numbers stop counting where more makes no difference.
#[derive(Debug, Clone, Copy, Default)]
struct PlaceOnPage {
    prose_before: u8,
    prose_after: u8,
    /// Lines since the last prose and to the next.
    since_prose: u8,
    to_prose: u8,
    /// Lines in a row that are no prose, this one among them.
    few: u8,
    /// What these lines are made of: whether one has a form of a page's furniture or a day, how long they
    /// are, how much of them is hiragana. Verse is without the first and has much of the last.
    stretch: u8,
    /// Lines since something opened a block with no prose between; 0 for none.
    block: u8,
    /// Lines before it that could be the title.
    titles: u8,
    /// Whether the same line stood before, or stands again.
    seen: bool,
    again: bool,
}

impl<'s> Page<'s> {
    /// Looks at all lines of a text.
    pub(super) fn new(shadow: &'s Shadow, lines: &'s [PageLine]) -> Self {
        let mut before = 0;
        let look = |&line: &PageLine| {
            let look = Look::at(shadow, line, before);
            before = line.last;
            look
        };
        let looks: Vec<Look> = lines.iter().map(look).collect();
        let places = places(&looks);
        Self { shadow, lines, looks, places }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// What a line looks like. `number` is below [`Page::len`].
    #[allow(clippy::indexing_slicing, reason = "one look for each line, as the caller counts them")]
    pub(super) fn look(&self, number: usize) -> &Look {
        &self.looks[number]
    }

    fn line(&self, number: usize) -> PageLine {
        self.lines.get(number).copied().unwrap_or(PageLine { first: 0, last: 0 })
    }

    /// Tells the rows of a line.
    pub(super) fn features(&self, number: usize, tell: &mut impl FnMut(u32)) {
        let Some(look) = self.looks.get(number) else { return };
        let mut told = ToldOfLine { tell };
        let place = self.places.get(number).copied().unwrap_or_default();
        self.shape(look, place, &mut told);
        self.characters(self.line(number), &mut told);
        self.around(number, look, place, &mut told);
    }

    fn shape(&self, look: &Look, place: PlaceOnPage, told: &mut ToldOfLine<impl FnMut(u32)>) {
        let (end, kind) = (look.end as u32, look.kind as u32);
        let length = bucket(look.length, LENGTHS);
        let coarse = bucket(look.length, &[8, 20, 45]);
        let zone = zone(place);
        told.one(FeatureName::Constant, 0);
        told.one(FeatureName::End, end);
        told.one(FeatureName::Length, length);
        told.two(FeatureName::EndLength, end, length);
        told.one(FeatureName::Kind, kind);
        told.two(FeatureName::KindZone, kind, zone);
        told.three(FeatureName::KindLengthZone, kind, coarse, zone);
        for form in (0..32).filter(|form| look.forms.bits() & (1 << form) != 0) {
            told.one(FeatureName::Form, form);
            told.two(FeatureName::FormZone, form, zone);
            told.three(FeatureName::FormEnd, form, end, coarse);
        }
        let shares = [look.hiragana, look.katakana, look.kanji, look.latin, look.digits];
        let others = look.seen.saturating_sub(shares.iter().sum());
        for (script, &count) in (0..).zip(shares.iter().chain([&others])) {
            told.three(FeatureName::Scripts, script, bucket(20 * count / look.seen, SHARES), coarse);
        }
        told.two(FeatureName::Particles, bucket(look.particles, &[0, 1, 2]), coarse);
        told.two(FeatureName::Stops, bucket(look.stops, &[0, 1, 2]), bucket(look.commas, &[0, 1]));
        told.one(FeatureName::Indented, look.indented.into());
    }

    /// The characters at both ends, with all digits alike: lines of a page's furniture are few words again
    /// and again.
    fn characters(&self, PageLine { first, last }: PageLine, told: &mut ToldOfLine<impl FnMut(u32)>) {
        let at = |position: usize| folded(self.shadow.at(position));
        told.one(FeatureName::First, at(first));
        let mut start = 0;
        let mut end = 0;
        for length in 1..=4usize.min(last - first) {
            start = mixed(start, at(first + length - 1));
            end = mixed(end, at(last - length));
            told.two(FeatureName::Starts, length as u32, start);
            told.two(FeatureName::Ends, length as u32, end);
        }
        if last - first <= EITHER {
            told.one(FeatureName::Whole, self.hash(first, last));
        }
        let middle = if last - first <= WHOLE { last..last } else { first + EITHER..last - EITHER };
        let mut run = 0;
        let mut script = 0;
        for position in (first..middle.start).chain(middle.end..last) {
            let c = self.shadow.at(position);
            if position > first && position != middle.end {
                told.two(FeatureName::Pair, at(position - 1), at(position));
            }
            let next = script_of(c);
            if next != script && run != 0 {
                told.one(FeatureName::Run, std::mem::take(&mut run));
            }
            script = next;
            run = if script == 0 { 0 } else { mixed(run, folded(c)) };
        }
        if run != 0 {
            told.one(FeatureName::Run, run);
        }
    }

    fn around(&self, number: usize, look: &Look, place: PlaceOnPage, told: &mut ToldOfLine<impl FnMut(u32)>) {
        let kind = look.kind as u32;
        let neighbour = |other: Option<usize>| other.and_then(|other| self.looks.get(other));
        let (before, after) = (neighbour(number.checked_sub(1)), neighbour(Some(number + 1)));
        let kind_of = |look: Option<&Look>| look.map_or(99, |look| look.kind as u32);
        let gaps = u32::from(look.gap) * 2 + u32::from(after.is_none_or(|after| after.gap));
        told.two(FeatureName::Gaps, gaps, kind);
        told.two(FeatureName::Before, kind_of(before), kind);
        told.two(FeatureName::After, kind_of(after), kind);
        told.three(FeatureName::KindsAround, kind_of(before), kind_of(after), kind);
        for (name, look) in [(FeatureName::FormsBefore, before), (FeatureName::FormsAfter, after)] {
            let bits = look.map_or(0, |look| look.forms.bits());
            for form in (0..32).filter(|form| bits & (1 << form) != 0) {
                told.two(name, form, kind);
            }
        }
        if before.is_some() {
            let PageLine { first, last } = self.line(number - 1);
            told.two(FeatureName::StartBefore, self.hash(first, last.min(first + 3)), kind);
            if last - first <= EITHER {
                told.one(FeatureName::WholeBefore, self.hash(first, last));
            }
        }
        if after.is_some() {
            let PageLine { first, last } = self.line(number + 1);
            told.one(FeatureName::StartAfter, self.hash(first, last.min(first + 3)));
        }
        let (from_start, to_end) = (number.min(6) as u32, (self.len() - 1 - number).min(6) as u32);
        told.two(FeatureName::Place, from_start, kind);
        told.two(FeatureName::PlaceEnd, to_end, kind);
        told.two(FeatureName::ProseBefore, place.prose_before.into(), kind);
        told.two(FeatureName::ProseAfter, place.prose_after.into(), kind);
        let (since, to) = (u32::from(place.since_prose), u32::from(place.to_prose));
        told.three(FeatureName::FromProse, since, to, bucket(look.length, &[12, 30]));
        told.three(FeatureName::Titles, place.titles.into(), u32::from(look.could_be_title()), zone(place));
        told.three(FeatureName::Few, bucket(place.few.into(), &[1, 2, 4, 8]), zone(place), kind);
        told.three(FeatureName::Stretch, place.stretch.into(), zone(place), kind);
        told.three(
            FeatureName::StretchFew,
            place.stretch.into(),
            zone(place),
            bucket(place.few.into(), &[1, 2, 5]),
        );
        told.three(FeatureName::Repeated, place.seen.into(), place.again.into(), bucket(look.length, &[12]));
        if place.block > 0 {
            told.two(FeatureName::Block, bucket(place.block.into(), &[1, 3, 6]), look.gap.into());
            told.two(FeatureName::BlockKind, kind, zone(place));
        }
        // Lines that were broken at a width are as long as their neighbours.
        let same = |other: Option<&Look>| other.is_some_and(|other| other.length.abs_diff(look.length) <= 1);
        told.three(
            FeatureName::Even,
            same(before).into(),
            same(after).into(),
            bucket(look.length, &[12, 45]),
        );
    }

    fn hash(&self, first: usize, last: usize) -> u32 {
        self.shadow.slice(first, last).iter().fold(7, |hash, &c| mixed(hash, folded(c)))
    }
}

const LENGTHS: &[usize] = &[1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 32, 45, 60, 80, 120];
const SHARES: &[usize] = &[0, 2, 5, 8, 11, 15];

/// Before all prose, between it, after it, or in a page without any.
fn zone(place: PlaceOnPage) -> u32 {
    match (place.prose_before, place.prose_after) {
        (0, 0) => 0,
        (0, _) => 1,
        (_, 0) => 2,
        _ => 3,
    }
}

fn places(looks: &[Look]) -> Vec<PlaceOnPage> {
    let mut places = vec![PlaceOnPage::default(); looks.len()];
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let (mut prose, mut since, mut block, mut few, mut titles) = (0u8, 9u8, 0u8, 0u8, 0u8);
    for (place, look) in places.iter_mut().zip(looks) {
        let is_prose = look.is_prose();
        block = match block {
            _ if is_prose => 0,
            _ if look.forms.has(LineForm::Furniture) || look.forms.has(LineForm::Remainder) => 1,
            0 => 0,
            far => {
                if usize::from(far) < BLOCK {
                    far + 1
                } else {
                    0
                }
            }
        };
        few = if is_prose { 0 } else { few.saturating_add(1) };
        *place = PlaceOnPage {
            prose_before: prose,
            since_prose: since,
            block,
            few,
            titles,
            ..PlaceOnPage::default()
        };
        titles = (titles + u8::from(look.could_be_title())).min(3);
        let times = seen.entry(look.digest).or_default();
        place.seen = *times > 0;
        *times += 1;
        (prose, since) = if is_prose { ((prose + 1).min(3), 1) } else { (prose, (since + 1).min(9)) };
    }
    for (start, stretch) in stretches(looks) {
        let places = places.iter_mut().skip(start);
        places.take_while(|place| place.few > 0).for_each(|place| place.stretch = stretch);
    }
    let (mut prose, mut to, mut few) = (0u8, 9u8, 0u8);
    for (place, look) in places.iter_mut().zip(looks).rev() {
        let is_prose = look.is_prose();
        few = if is_prose { 0 } else { few.max(place.few) };
        place.few = few;
        place.prose_after = prose;
        place.to_prose = to;
        let times = seen.entry(look.digest).or_default();
        *times = times.saturating_sub(1);
        place.again = !place.seen && *times > 0;
        (prose, to) = if is_prose { ((prose + 1).min(3), 1) } else { (prose, (to + 1).min(9)) };
    }
    places
}

/// Where each stretch of lines that are no prose begins, and what it is made of.
fn stretches(looks: &[Look]) -> Vec<(usize, u8)> {
    let mut found = Vec::new();
    let mut start = 0;
    for stretch in looks.split(Look::is_prose) {
        let sum = |of: fn(&Look) -> usize| stretch.iter().map(of).sum::<usize>();
        let furnished = stretch.iter().any(|look| {
            [LineForm::Furniture, LineForm::Remainder, LineForm::Day, LineForm::Clock, LineForm::Pointer]
                .into_iter()
                .any(|form| look.forms.has(form))
        });
        if !stretch.is_empty() {
            let length = bucket(sum(|look| look.length) / stretch.len(), &[5, 9, 14, 24]);
            let hiragana =
                bucket(10 * sum(|look| look.hiragana) / sum(|look| look.seen).max(1), &[1, 2, 3, 4]);
            found.push((start, (u32::from(furnished) * 25 + length * 5 + hiragana) as u8));
        }
        start += stretch.len() + 1;
    }
    found
}

/// Hands rows on.
struct ToldOfLine<'t, T: FnMut(u32)> {
    tell: &'t mut T,
}

impl<T: FnMut(u32)> ToldOfLine<'_, T> {
    fn one(&mut self, name: FeatureName, a: u32) {
        self.three(name, a, 0, 0);
    }

    fn two(&mut self, name: FeatureName, a: u32, b: u32) {
        self.three(name, a, b, 0);
    }

    fn three(&mut self, name: FeatureName, a: u32, b: u32, c: u32) {
        let hash = [a, b, c].into_iter().fold(u64::from(name as u8) + 1, |hash, part| {
            (hash ^ u64::from(part)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        });
        let hash = (hash ^ hash >> 32).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (self.tell)((hash >> (64 - ROW_BITS)) as u32);
    }
}

/// The first of `limits` that a number does not exceed, counted from 0.
fn bucket(number: usize, limits: &[usize]) -> u32 {
    limits.iter().take_while(|&&limit| number > limit).count() as u32
}

/// A character with digits and cases alike.
fn folded(c: char) -> u32 {
    u32::from(if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() })
}

fn mixed(hash: u32, part: u32) -> u32 {
    (hash ^ part).wrapping_mul(0x9E37_79B1).rotate_left(13)
}

/// Scripts whose runs are words; 0 for what is in none.
fn script_of(c: char) -> u8 {
    match c {
        _ if is_kanji(c) => 1,
        _ if is_katakana(c) => 2,
        _ if is_latin(c) => 3,
        _ if is_hiragana(c) => 4,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, number: usize) -> Vec<u32> {
        let shadow = Shadow::new(text);
        let lines = super::super::super::lines(&shadow);
        let mut rows = Vec::new();
        Page::new(&shadow, &lines).features(number, &mut |row| rows.push(row));
        rows
    }

    #[test]
    fn what_differs_in_digits_alone_looks_the_same() {
        assert_eq!(rows("残り1234文字", 0), rows("残り5678文字", 0));
        assert_ne!(rows("残り1234文字", 0), rows("残り1234日分", 0));
    }

    #[test]
    fn a_line_of_any_length_has_few_features() {
        for text in ["あ".repeat(100_000), "港".to_owned(), "・".repeat(1000)] {
            assert!(rows(&text, 0).len() < 250);
        }
    }
}
