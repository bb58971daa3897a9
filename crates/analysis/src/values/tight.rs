//! The text as the patterns want it: without the blanks that PDF, word processors and ministries set between
//! a number and what it counts (2025 年 11 月 7 日, 売上高 1,234 百万円, 午後 3時), and without the line
//! breaks inside a sentence.
//!
//! What is left out is left out of the shadow, the words and the sentences alike; positions of what is found
//! lead back to the text. A text without such a blank, and most have none, costs one look at each character.

use super::calendar::weekday_in_brackets;
use super::calendar::words::RELATIVE;
use super::eras::ERAS;
use super::numeral;
use super::quantity::Units;
use super::units::{CURRENCY, KanjiNumeral, LEADING, SIGNS, Sign};
use crate::sentences::{Extent, is_line_break};
use crate::shadow::{Shadow, is_kanji, is_latin};
use crate::words::{Word, Words};
use shirushi_model::QuantityKind;

/// A text with something left out.
pub(super) struct Tight {
    pub(super) shadow: Shadow,
    pub(super) words: Words,
    pub(super) sentences: Vec<Extent>,
    /// For each character that is kept its position in the text.
    kept: Vec<usize>,
}

/// More blanks in a row separate columns.
const MOST_BLANKS: usize = 2;

impl Tight {
    /// The text without what stands between numbers and their counters; `None` when nothing does.
    pub(super) fn of(shadow: &Shadow, words: &Words, sentences: &[Extent], units: &Units) -> Option<Self> {
        let gaps = Gaps { shadow, words, units }.find(sentences);
        if gaps.is_empty() {
            return None;
        }
        let mut kept = Vec::with_capacity(shadow.len());
        let mut from = 0;
        for &(start, end) in &gaps {
            kept.extend(from..start);
            from = end;
        }
        kept.extend(from..shadow.len());
        let moved = Self::moved(&kept, shadow.len());
        let moved = |position: usize| moved.get(position).copied().unwrap_or(kept.len());
        let moved_word = |word: Word| {
            let (start, end) = (moved(word.start), moved(word.end));
            (start < end).then_some(Word { start, end, ..word })
        };
        let list = (0..words.len()).filter_map(|index| words.get(index)).filter_map(moved_word).collect();
        let moved_sentence = |&Extent { start, end, section }: &Extent| Extent {
            start: moved(start),
            end: moved(end),
            section,
        };
        Some(Self {
            shadow: shadow.only(&kept),
            words: Words::new(list, kept.len()),
            sentences: sentences.iter().map(moved_sentence).collect(),
            kept,
        })
    }

    /// For each position of the text how many characters before it are kept.
    fn moved(kept: &[usize], characters: usize) -> Vec<usize> {
        let mut moved = Vec::with_capacity(characters + 1);
        for (count, &position) in kept.iter().enumerate() {
            moved.resize(position + 1, count);
        }
        moved.resize(characters + 1, kept.len());
        moved
    }

    /// Where a range of the tight text stands in the text.
    pub(super) fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |position: usize| self.kept.get(position).copied().unwrap_or_default();
        (at(start), end.checked_sub(1).map_or(0, |last| at(last) + 1))
    }
}

struct Gaps<'t> {
    shadow: &'t Shadow,
    words: &'t Words,
    units: &'t Units,
}

impl Gaps<'_> {
    /// What is to be left out, in order.
    fn find(&self, sentences: &[Extent]) -> Vec<(usize, usize)> {
        let mut gaps = Vec::new();
        for sentence in sentences {
            let mut position = sentence.start;
            while position < sentence.end {
                if !is_gap(self.shadow.at(position)) {
                    position += 1;
                    continue;
                }
                let start = position;
                while position < sentence.end && is_gap(self.shadow.at(position)) {
                    position += 1;
                }
                if self.is_left_out(sentence.start, start, position) {
                    gaps.push((start, position));
                }
            }
        }
        gaps
    }

    fn is_left_out(&self, sentence: usize, start: usize, end: usize) -> bool {
        if self.shadow.slice(start, end).iter().any(|&c| is_line_break(c)) {
            // The sentence runs through the break: two Latin words do not become one.
            return !(is_latin(self.shadow.before(start)) && is_latin(self.shadow.at(end)));
        }
        if end - start > MOST_BLANKS {
            return false;
        }
        let (before, after) = (self.shadow.before(start), self.shadow.at(end));
        if before == '~' || after == '~' {
            return self.is_stroke_of_range(start, end);
        }
        let is_number = after.is_ascii_digit() || numeral::kanji_digit(after).is_some();
        if is_number && self.leads_to_number(start) {
            return true;
        }
        // 7日 （金）
        let is_weekday = || before == '日' && weekday_in_brackets(self.shadow, end).is_some();
        is_of_number(before) && self.is_counter(sentence, start, end) || is_weekday()
    }

    /// 10 ～ 20 人: a number before the stroke, or what it counts, and a number after it.
    fn is_stroke_of_range(&self, start: usize, end: usize) -> bool {
        let before = if self.shadow.before(start) == '~' { start - 1 } else { start };
        let after = if self.shadow.at(end) == '~' { end + 1 } else { end };
        let is_blank = |position: usize| usize::from(is_gap(self.shadow.at(position)));
        let first = self.shadow.before(before);
        let first = if is_gap(first) { self.shadow.before(before - 1) } else { first };
        let last = self.shadow.at(after + is_blank(after));
        (is_of_number(first) || ENDS_OF_DATES.contains(first)) && last.is_ascii_digit()
    }

    /// Whether what ends here waits for a number: 11月 7日, 午後 3時, 令和 7年, 時速 60キロ, ▲ 3.5%.
    fn leads_to_number(&self, end: usize) -> bool {
        let leads = |word: &str| self.shadow.has_before(end, word);
        let before = self.shadow.before(end);
        // 3 時間 30 分
        let unit = if self.shadow.has_before(end, "時間") { 2 } else { 1 };
        let number = end.saturating_sub(unit);
        let number = number.saturating_sub(usize::from(is_gap(self.shadow.before(number))));
        (ENDS_OF_DATES.contains(before) || is_power(before) || before == '対')
            && is_of_number(self.shadow.before(number))
            || BEFORE_NUMBERS.iter().any(|word| leads(word))
            || ERAS.iter().any(|era| leads(era.name))
            || LEADING.iter().any(|(word, _)| leads(word))
            || SIGNS.iter().any(|(sign, kind)| matches!(kind, Sign::Word | Sign::Triangle) && leads(sign))
            || CURRENCY.iter().any(|(sign, _)| leads(sign))
            || matches!(before, '年' | '月') && RELATIVE.iter().any(|(word, _)| leads(word))
    }

    /// Whether what begins at `at` counts or multiplies the number before the blank at `gap`.
    fn is_counter(&self, sentence: usize, gap: usize, at: usize) -> bool {
        let after = self.shadow.at(at);
        if is_power(after) {
            return self.words.ends_at(at + 1) || is_power(self.shadow.at(at + 1));
        }
        if matches!(after, '年' | '月' | '日' | '時' | '分' | '秒') && self.words.ends_at(at + 1) {
            return true;
        }
        // 震度 5 強, 5 対 3
        if matches!(after, '強' | '弱') && self.words.ends_at(at + 1)
            || after == '対' && self.is_number_behind(at + 1)
        {
            return true;
        }
        if ["年度", "月期", "月末", "月分", "年間", "分の"].iter().any(|word| self.shadow.has(at, word))
        {
            return true;
        }
        let Some((end, unit)) = self.units.at(self.shadow, self.words, at) else { return false };
        let number = self.number_before(sentence, gap);
        if number == sentence {
            // 1　国の責務 and 3　本会議 are items with their numbers.
            let names_nothing = matches!(unit.kind, QuantityKind::Percent | QuantityKind::Age);
            return names_nothing || unit.kanji == KanjiNumeral::Counts && !is_kanji(self.shadow.at(end));
        }
        // iPhone 5 s, Model 3 W
        let name = number - usize::from(is_gap(self.shadow.before(number)));
        !(unit.surface.starts_with(is_latin) && is_latin(self.shadow.before(name)))
    }

    /// Whether a number stands at a position or behind a blank there.
    fn is_number_behind(&self, at: usize) -> bool {
        self.shadow.at(at + usize::from(is_gap(self.shadow.at(at)))).is_ascii_digit()
    }

    /// Where the number that ends before a blank begins.
    fn number_before(&self, sentence: usize, end: usize) -> usize {
        const MOST: usize = 20;
        let is_part = |&p: &usize| {
            let c = self.shadow.at(p);
            is_of_number(c) || matches!(c, ',' | '.' | '・')
        };
        (sentence..end).rev().take(MOST).take_while(is_part).last().unwrap_or(end)
    }
}

/// What stands at the end of a part of a date or time.
const ENDS_OF_DATES: &str = "年月日時分秒度期割間";

/// Words besides eras and units that a number follows.
const BEFORE_NUMBERS: &[&str] =
    &["午前", "午後", "正午", "第", "西暦", "紀元前", "分の", "同", "約", "およそ"];

/// A blank or a line break; the shadow has one character for most of them.
fn is_gap(c: char) -> bool {
    c == ' ' || is_line_break(c) || matches!(c, '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// A digit, or what multiplies one.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || is_power(c) || numeral::kanji_digit(c).is_some()
}

fn is_power(c: char) -> bool {
    matches!(c, '万' | '億' | '兆' | '千' | '百')
}
