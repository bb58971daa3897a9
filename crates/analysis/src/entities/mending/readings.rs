//! Readings in brackets behind the name they read: 佐藤花子（さとう・はなこ）,
//! 小鳥遊（たかなし）涼（りょう）, 王偉民（ワン・ウェイミン）, 白波町（しらなみちょう）. A reading is no name
//! beside the name; but it shows where the name ends, and one in two parts that it is a person's.

use crate::entities::ground::{Ground, Weight};
use crate::entities::lexicon::{TitleKind, lexicon};
use crate::entities::{Mention, TaggedText, put_over};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana};
use shirushi_model::{EntityType, PartOfSpeech};

/// A reading where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ReadingAside {
    /// The bracket that opens.
    open: usize,
    /// The character behind the reading: the other bracket, a comma.
    end: usize,
    form: ReadingForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadingForm {
    /// さとう・はなこ, ワン・ウェイミン: surname and given name.
    Parts,
    /// たかなし
    Whole,
}

/// The longest reading, in characters.
const LONGEST: usize = 24;

/// The longest name that is looked for before a reading, in characters.
const LONGEST_NAME: usize = 8;

/// Gives readings to the names they read.
pub(super) fn read(text: &TaggedText<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    let readings = readings(text.shadow);
    if readings.is_empty() {
        return found;
    }
    let mut shown: Vec<Mention> = Vec::new();
    let mut silent: Vec<(usize, usize)> = Vec::new();
    for reading in readings {
        let name = named(text, &found, reading);
        if let Some(name) = name
            && shown.last().is_none_or(|last| last.end <= name.start)
        {
            shown.push(name);
        }
        if name.is_some() || is_after_name(text, &found, reading.open) {
            silent.push((reading.open, reading.end));
        }
    }
    found.retain(|mention| {
        let next = silent.partition_point(|(_, end)| *end <= mention.start);
        silent.get(next).is_none_or(|(open, _)| *open >= mention.end)
    });
    put_over(shown, found)
}

/// All readings of a text, in order. Each bracket looks no further than the longest of them.
fn readings(shadow: &Shadow) -> Vec<ReadingAside> {
    (1..shadow.len()).filter(|p| shadow.at(*p) == '(').filter_map(|open| reading(shadow, open)).collect()
}

fn reading(shadow: &Shadow, open: usize) -> Option<ReadingAside> {
    let is_kana: fn(char) -> bool = match shadow.at(open + 1) {
        c if is_hiragana(c) => |c| is_hiragana(c) || c == 'ー',
        c if is_katakana(c) => is_katakana,
        _ => return None,
    };
    let is_joint = |position: usize| {
        matches!(shadow.at(position), '・' | ' ' | '=')
            && is_kana(shadow.at(position + 1))
            && position > open + 1
    };
    let length = (1..=LONGEST + 1).take_while(|i| is_kana(shadow.at(open + i)) || is_joint(open + i)).count();
    let end = open + 1 + length;
    let form = if (open + 1..end).any(is_joint) { ReadingForm::Parts } else { ReadingForm::Whole };
    let closes = matches!(shadow.at(end), ')' | '、' | ',' | '=' | ';' | '/' | '。');
    // Katakana may be anything but a name's two parts.
    let is_reading = form == ReadingForm::Parts || is_hiragana(shadow.at(open + 1)) && length >= 2;
    (closes && length <= LONGEST && is_reading).then_some(ReadingAside { open, end, form })
}

/// The name a reading shows, with its limits: a person of two parts, a name that the words cut short, or one
/// whose second half has its reading behind it.
fn named(text: &TaggedText<'_>, found: &[Mention], reading: ReadingAside) -> Option<Mention> {
    let shadow = text.shadow;
    let end = before_title(text, reading.open);
    if !is_kanji(shadow.before(end)) {
        return with_kana(shadow, found, reading, end);
    }
    let ends_here = ending_at(found, end);
    let person = |start: usize, end: usize| {
        let score = Weight::Titled.probability();
        (start < end).then_some(Mention {
            start,
            end,
            kind: EntityType::Person,
            ground: Ground::Reading,
            score,
        })
    };
    if reading.form == ReadingForm::Parts {
        let start = match ends_here {
            Some(mention) if mention.kind == EntityType::Person => mention.start,
            _ => name_start(text, end)?,
        };
        let length = end - start;
        let is_foreign = is_katakana(shadow.at(reading.open + 1));
        return person(start, end)
            .filter(|_| (2..=LONGEST_NAME).contains(&length) && (!is_foreign || length <= 4));
    }
    if let Some(name) = in_halves(text, found, reading) {
        return person(name.0, name.1);
    }
    // 朝光|龍（あさこうりゅう）: the name goes up to its reading.
    let run = kanji_start(shadow, end);
    let next = found.partition_point(|mention| mention.end <= run);
    let cut = found.get(next).copied().filter(|mention| mention.start >= run && mention.end < end)?;
    let is_rest = (cut.end..end).all(|p| {
        text.words
            .at(p)
            .is_some_and(|word| !word.known || word.pos.is_proper_noun() || word.end - word.start == 1)
    });
    let is_whole =
        matches!(cut.kind, EntityType::Person | EntityType::Location) && is_rest && end - cut.end <= 3;
    is_whole.then_some(Mention { end, ..cut })
}

/// 吉本|ばなな（よしもとばなな）, 金子みす|ゞ（かねこ・みすゞ）: the kana behind a name that its reading ends
/// in too.
fn with_kana(shadow: &Shadow, found: &[Mention], reading: ReadingAside, end: usize) -> Option<Mention> {
    let last = found.get(..found.partition_point(|mention| mention.start < end))?.last()?;
    let kana = shadow.slice(last.end, end);
    let is_short = last.end <= end && kana.len() <= 6 && kana.iter().all(|c| is_hiragana(*c));
    let is_read = shadow.slice(reading.open + 1, reading.end).ends_with(kana);
    (last.kind == EntityType::Person && is_short && is_read).then_some(Mention { end, ..*last })
}

/// Whether what stands before a bracket is a name, so that kana in it are its reading: not 会派（みらい）.
fn is_after_name(text: &TaggedText<'_>, found: &[Mention], open: usize) -> bool {
    let end = before_title(text, open);
    let is_kanji_name = is_kanji(text.shadow.before(end)) || ending_at(found, end).is_some();
    let is_proper = end
        .checked_sub(1)
        .and_then(|last| text.words.at(last))
        .is_some_and(|word| word.pos.is_proper_noun() || !word.known);
    is_kanji_name && (ending_at(found, end).is_some() || is_proper)
}

fn ending_at(found: &[Mention], end: usize) -> Option<&Mention> {
    found.get(found.partition_point(|mention| mention.end < end)).filter(|mention| mention.end == end)
}

/// 高橋健一郎|氏（たかはし…: before the title that stands between.
fn before_title(text: &TaggedText<'_>, open: usize) -> usize {
    let mut titles = lexicon().titles.ending(text.shadow, open);
    let title = titles.find(|(start, kind)| {
        text.words.starts_at(*start)
            && matches!(
                kind,
                TitleKind::Honorific | TitleKind::Familiar | TitleKind::Office | TitleKind::Post
            )
    });
    title.map_or(open, |(start, _)| start)
}

/// Where a run of kanji begins that ends at a position, with one blank inside at most: 大橋 雄二.
fn kanji_start(shadow: &Shadow, end: usize) -> usize {
    let mut start = end;
    let mut has_blank = false;
    while end - start < LONGEST_NAME {
        let c = shadow.before(start);
        let is_blank = c == ' ' && !has_blank && start >= 2 && is_kanji(shadow.at(start - 2)) && start < end;
        if !is_kanji(c) && !is_blank && !matches!(c, 'ケ' | 'ヶ' | 'ノ') {
            break;
        }
        has_blank |= is_blank;
        start -= 1;
    }
    start
}

/// Where a person's name begins that ends at a position: a run of kanji without the ordinary words it begins
/// with (作家|森下圭).
fn name_start(text: &TaggedText<'_>, end: usize) -> Option<usize> {
    let mut start = kanji_start(text.shadow, end);
    while let Some(word) = text.words.at(start).filter(|word| word.start == start && word.end + 2 <= end) {
        let is_surname_ahead = text
            .words
            .at(word.end)
            .is_some_and(|next| matches!(next.pos, PartOfSpeech::Surname | PartOfSpeech::PersonName));
        let is_common = word.known && !word.pos.is_proper_noun();
        let is_other = is_common && (word.end - start >= 2 || is_surname_ahead);
        if !is_other {
            break;
        }
        start = word.end;
    }
    (text.words.starts_at(start) && end - start >= 2).then_some(start)
}

/// 小鳥遊（たかなし）涼（りょう）, 東雲（しののめ）薫さん, 五十嵐（いがらし）けんじさん: one name, its second
/// half with a reading or a title behind it, or somebody's name by itself as the first is.
fn in_halves(text: &TaggedText<'_>, found: &[Mention], reading: ReadingAside) -> Option<(usize, usize)> {
    let shadow = text.shadow;
    if shadow.at(reading.end) != ')' {
        return None;
    }
    let second = reading.end + 1;
    let is_person = |mention: &&Mention| mention.kind == EntityType::Person;
    let of_both = found
        .get(found.partition_point(|mention| mention.start < second))
        .filter(is_person)
        .filter(|mention| mention.start == second && mention.end - second <= 3)
        .filter(|_| ending_at(found, reading.open).is_some_and(|mention| is_person(&mention)))
        .map(|mention| mention.end);
    let end = of_both.or_else(|| second_half(shadow, second))?;
    // 白波（しらなみ）町長: what goes on is no given name.
    let is_given = !"都道府県市区町村郡駅港川山島党社氏様".contains(shadow.at(second));
    let first = ending_at(found, reading.open).filter(is_person).map(|mention| mention.start);
    let first = first.or_else(|| name_start(text, reading.open)).or_else(|| {
        let run = kanji_start(shadow, reading.open);
        (reading.open - run <= 3).then_some(run)
    })?;
    (is_given && reading.open - first <= 4).then_some((first, end))
}

/// Where the second half of a name ends: kanji with a reading, kanji or kana with a title behind.
fn second_half(shadow: &Shadow, second: usize) -> Option<usize> {
    let of = |is_letter: fn(char) -> bool, most: usize| {
        (0..most).take_while(|i| is_letter(shadow.at(second + i))).count()
    };
    let has_title = |end: usize| {
        let mut titles = lexicon().titles.starting(shadow, end);
        titles.any(|(_, kind)| matches!(kind, TitleKind::Honorific | TitleKind::Familiar))
    };
    let has_reading = |end: usize| {
        shadow.at(end) == '(' && reading(shadow, end).is_some_and(|second| second.form == ReadingForm::Whole)
    };
    let kanji = (1..=of(is_kanji, 3)).map(|length| second + length);
    let kana = (2..=of(is_hiragana, 5)).map(|length| second + length);
    kanji
        .clone()
        .find(|end| has_reading(*end) || end - second <= 2 && has_title(*end))
        .or_else(|| kana.clone().find(|end| has_title(*end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_reading() {
        let found = |text: &str| {
            let shadow = Shadow::new(text);
            readings(&shadow).iter().map(|r| (shadow.string(r.open + 1, r.end), r.form)).collect::<Vec<_>>()
        };
        assert_eq!(found("佐藤花子（さとう・はなこ）"), [("さとう・はなこ".to_owned(), ReadingForm::Parts)]);
        assert_eq!(found("小鳥遊（たかなし）涼"), [("たかなし".to_owned(), ReadingForm::Whole)]);
        assert_eq!(
            found("王偉民（ワン・ウェイミン、外相）"),
            [("ワン・ウェイミン".to_owned(), ReadingForm::Parts)]
        );
        assert_eq!(found("大橋（おおはし　ゆうじ）"), [("おおはし ゆうじ".to_owned(), ReadingForm::Parts)]);
        assert_eq!(found("首相（プーチン）と（これは例だ）と（あ）"), []);
    }
}
