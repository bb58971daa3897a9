//! Reads what was found in order and gives it values: 同日 and 前年 point back, 17日 hangs on 15日から,
//! 午後3時 belongs to the day right before it, and what two dates with a stroke between them mean is one
//! interval.

use super::calendar::{Base, Calendar};
use super::clock::{Clock, Day, Moment, When};
use super::clock_words::Half;
use super::day::DayFound;
use super::resolve::{ResolvingContext, Tie};
use super::tense::{self, Outlook};
use super::zones::Zone;
use super::{FoundValue, ValueMention, Written, modifiers, numeral, zones};
use crate::sentences::Extent;
use crate::shadow::Shadow;
use crate::words::Words;
use shirushi_model::{CalendarValue, Date, EntityType, Modifier, Normalized, Section};

/// Values for everything found, in order.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    sentences: &[Extent],
    article: Option<DayFound>,
    found: Vec<FoundValue>,
) -> Vec<ValueMention> {
    let context = ResolvingContext::new(article);
    let sentence = Extent { start: 0, end: shadow.len(), section: Section::Body };
    let mut reader = ValueReader { shadow, words, context, last: None, moment: None, sentence };
    let mut mentions: Vec<ValueMention> = Vec::with_capacity(found.len());
    let mut sentences = sentences.iter().peekable();
    for FoundValue { start, end, written } in found {
        while let Some(sentence) = sentences.next_if(|sentence| sentence.start <= start) {
            reader.context.begin_sentence();
            reader.sentence = *sentence;
        }
        let mut mention = reader.mention(start, end, written);
        if let Some(before) = mentions.last_mut().filter(|before| is_apposed(shadow, before, &mention)) {
            before.value = mention.value.clone();
        }
        if mention.kind == EntityType::Date
            && let Some(before) = mentions.pop_if(|before| joins(shadow, before, &mention))
        {
            mention = joined(before, mention);
        }
        mentions.push(mention);
    }
    mentions
}

/// What was read last: times of day and bare days hang on it.
#[derive(Clone, Copy)]
struct Last {
    /// Where the date begins, or the time of day when no date stands before it.
    start: usize,
    end: usize,
    /// Whether it is a date.
    is_date: bool,
    day: Option<Date>,
    moment: Option<Moment>,
    /// The half of the day it names and that an hour after it is in: 15日夜、8時.
    half: Half,
}

struct ValueReader<'t> {
    shadow: &'t Shadow,
    words: &'t Words,
    context: ResolvingContext,
    last: Option<Last>,
    /// The moment said last and its day, wherever that was: 同8時.
    moment: Option<(Moment, Option<Date>)>,
    sentence: Extent,
}

impl ValueReader<'_> {
    fn mention(&mut self, start: usize, end: usize, written: Written) -> ValueMention {
        let (kind, value) = match written {
            Written::Calendar(calendar) => {
                (EntityType::Date, Normalized::Calendar(self.date(start, end, calendar)))
            }
            Written::Clock(clock) => (EntityType::Time, Normalized::Calendar(self.time(start, end, clock))),
            Written::Quantity(mut value) => {
                let is_vague = || numeral::read(self.shadow, start).is_some_and(|n| n.vague);
                value.modifier = value
                    .modifier
                    .or_else(|| is_vague().then_some(Modifier::Vague))
                    .or_else(|| modifiers::modifier(self.shadow, self.words, start, end));
                (EntityType::Quantity, Normalized::Quantity(value))
            }
        };
        ValueMention { start, end, kind, value }
    }

    fn date(&mut self, start: usize, end: usize, calendar: Calendar) -> CalendarValue {
        let calendar = if self.shadow.has_before(start, "その") {
            calendar.counted_from_mentioned()
        } else if is_quoted(self.shadow, self.sentence.start, start) {
            self.context.as_said(calendar)
        } else {
            calendar
        };
        let outlook = if calendar.is_open() {
            tense::outlook(self.shadow, self.words, self.sentence, (start, end), &calendar)
        } else {
            Outlook::Open
        };
        let mut value = self.context.resolve(&calendar, self.tie(start, end), outlook);
        let around = modifiers::modifier(self.shadow, self.words, start, end);
        // 年明け以降 is open at its end, whatever its beginning.
        value.modifier =
            around.filter(|m| *m == Modifier::OnOrAfter || value.modifier.is_none()).or(value.modifier);
        let day = self.context.day();
        self.last = Some(Last { start, end, is_date: true, day, moment: None, half: Half::Unsaid });
        value
    }

    /// How a date hangs on the one before it.
    fn tie(&self, start: usize, end: usize) -> Tie {
        // 3日後の9日 is the same kind of tie: the day is not before the date it follows.
        const RANGES: &[&str] = &["から", "~", "-", "より"];
        const LISTS: &[&str] = &["と", "、", "・", "および", "及び", "や", "か", "または"];
        if let Some(last) = self.last.filter(|last| last.end >= self.sentence.start) {
            let is_between = |words: &[&str]| {
                words
                    .iter()
                    .any(|word| last.end + word.chars().count() == start && self.shadow.has(last.end, word))
            };
            if is_between(RANGES) {
                return Tie::Until;
            }
            if is_between(&["の"]) {
                return Tie::Of;
            }
            if is_between(LISTS) {
                return Tie::Same;
            }
        }
        let is_news = self.shadow.at(end) == '、'
            || ["午前", "午後", "未明", "早朝", "朝", "昼", "夕", "夜", "深夜", "付"]
                .iter()
                .any(|word| self.shadow.has(end, word));
        let is_topic = matches!(self.shadow.before(start), 'は' | 'が' | 'も') && is_news;
        if is_topic { Tie::Article } else { Tie::Same }
    }

    fn time(&mut self, start: usize, end: usize, clock: Clock) -> CalendarValue {
        let named = clock.day.and_then(|day| match day {
            Day::From { base, by } => self.context.day_from(base, by),
            Day::AfterLast => self.last.filter(|last| last.end >= self.sentence.start)?.day?.plus_days(1),
            Day::On(day) => Some(day),
        });
        let date = self.last.filter(|last| self.is_day_before(*last, start));
        let time = self.last.filter(|last| self.is_time_before(*last, start));
        // 15日夜8時に始まり、同10時に終わった: the day is the same as well.
        let before = self.moment.filter(|_| matches!(clock.when, When::At(from, _) if from.is_same_half()));
        let day = named.or_else(|| date.or(time)?.day).or_else(|| before?.1);
        let chain = date.or(time).map_or(start, |last| last.start);
        let zone = zones::around(self.shadow, chain, end);
        let offset = clock.offset.map(zones::iso);
        let (mut moment, mut half) = (None, Half::Unsaid);
        let value = match clock.when {
            When::At(from, until) => {
                let said = before.map(|(moment, _)| moment).or_else(|| time?.moment);
                let is_listed = time.is_some_and(|last| self.shadow.at(last.end) == '、');
                let from = match (said, time.filter(|_| is_listed)) {
                    (Some(first), _) => from.after(first),
                    (None, Some(part)) => from.within(part.half),
                    (None, None) => from,
                };
                moment = Some(until.unwrap_or(from));
                self.moment = moment.map(|moment| (moment, day));
                let at = |moment: Moment| match &offset {
                    Some(offset) => self.at(moment, day, None) + offset,
                    None => self.at(moment, day, zone),
                };
                match until {
                    Some(until) => format!("{}/{}", at(from), at(until)),
                    None => at(from),
                }
            }
            When::Part(part) => {
                half = Half::of_part(part);
                let (code, _) = part;
                day.map_or_else(|| code.to_owned(), |day| format!("{day}{code}"))
            }
            When::Away(number, letter, until) => {
                let length = |number: Option<u32>| match number {
                    Some(number) => format!("PT{number}{letter}"),
                    None => format!("PTX{letter}"),
                };
                match until {
                    Some(_) => format!("{}/{}", length(number), length(until)),
                    None => length(number),
                }
            }
        };
        let said = match clock.when {
            When::Part((_, modifier)) => modifier,
            When::Away(None, _, _) => Some(Modifier::Vague),
            _ => None,
        };
        self.last = Some(Last { start: chain, end, is_date: false, day, moment, half });
        CalendarValue {
            value,
            modifier: said.or_else(|| modifiers::of_time(self.shadow, self.words, start, end)),
            anchor: day.map(|day| day.to_string()),
        }
    }

    /// 15日午後3時, 15日の夜, 15日、午後3時
    fn is_day_before(&self, last: Last, start: usize) -> bool {
        let gap = start - last.end.min(start);
        last.is_date
            && (gap == 0 || gap == 1 && matches!(self.shadow.at(last.end), 'の' | '、' | ' '))
            && last.end >= self.sentence.start
    }

    /// 午後1時から3時, 15日夜から未明
    fn is_time_before(&self, last: Last, start: usize) -> bool {
        const BETWEEN: &[&str] = &["から", "~", "、", "と", "・"];
        let is_between =
            |word: &&str| last.end + word.chars().count() == start && self.shadow.has(last.end, word);
        !last.is_date && last.end >= self.sentence.start && BETWEEN.iter().any(is_between)
    }

    fn at(&self, moment: Moment, day: Option<Date>, zone: Option<Zone>) -> String {
        // 今夜25時 is one o'clock of the next day.
        let (moment, day) = match (moment.within_one_day(), day.and_then(|day| day.plus_days(1))) {
            (Some(wrapped), Some(next)) => (wrapped, Some(next)),
            _ => (moment, day),
        };
        let time = moment.iso();
        let day_of_zone = day.or_else(|| self.context.day_from(Base::Article, 0));
        let zone = zone.and_then(|zone| zone.offset(day_of_zone)).unwrap_or_default();
        day.map_or_else(|| format!("{time}{zone}"), |day| format!("{day}{time}{zone}"))
    }
}

/// 翌日の18日, 前日の17日: two words for one day, of which the number says which.
fn is_apposed(shadow: &Shadow, before: &ValueMention, after: &ValueMention) -> bool {
    let is_day = |mention: &ValueMention| match &mention.value {
        Normalized::Calendar(value) => {
            mention.kind == EntityType::Date && value.value.parse::<Date>().is_ok()
        }
        Normalized::Quantity(_) => false,
    };
    let is_counted = |c: char| matches!(c, '翌' | '前' | '当' | '同');
    is_counted(shadow.at(before.start))
        && before.end + 1 == after.start
        && shadow.at(before.end) == 'の'
        && is_day(before)
        && is_day(after)
}

/// Whether two dates that are no ranges themselves are the ends of one: only a stroke stands between them, or
/// から, and what follows goes on about the whole (4月から6月の, まで, にかけて). 10日から12日に延期した has
/// two days.
fn joins(shadow: &Shadow, before: &ValueMention, after: &ValueMention) -> bool {
    const FROM: &str = "から";
    let value = |mention: &ValueMention| match &mention.value {
        Normalized::Calendar(value) if !value.value.contains(['/', 'P']) => Some(value.clone()),
        _ => None,
    };
    let (Some(first), Some(last)) = (value(before), value(after)) else { return false };
    let has_stroke = before.end + 1 == after.start && matches!(shadow.at(before.end), '~' | '-');
    let has_from = before.end + FROM.chars().count() == after.start && shadow.has(before.end, FROM);
    let is_whole = || {
        let has_parts = first.modifier.is_some() || last.modifier.is_some();
        first.value.len() == last.value.len() && first.value <= last.value && !has_parts
    };
    before.kind == EntityType::Date
        && (has_stroke || has_from && is_whole() && goes_on_about_range(shadow, after.end))
}

fn goes_on_about_range(shadow: &Shadow, end: usize) -> bool {
    const WORDS: &[&str] = &["まで", "にかけ", "にわた", "に渡", "に及", "にまたが", "いっぱい", "中"];
    matches!(
        shadow.at(end),
        'の' | 'は' | 'が' | 'も' | 'を' | 'で' | '、' | '。' | '」' | ')' | ' ' | '\n' | '\0'
    ) || WORDS.iter().any(|word| shadow.has(end, word))
}

/// One interval of two dates; of weekdays and days without a year the second is never before the first.
fn joined(before: ValueMention, after: ValueMention) -> ValueMention {
    let (Normalized::Calendar(first), Normalized::Calendar(last)) = (&before.value, &after.value) else {
        return after;
    };
    let later = match (first.value.parse::<Date>(), last.value.parse::<Date>()) {
        (Ok(from), Ok(until)) if until < from && until.days_until(from) < 7 => until.plus_days(7),
        (Ok(from), Ok(until)) if until < from => Date::new(until.year() + 1, until.month(), until.day()),
        _ => None,
    };
    let until = later.map_or_else(|| last.value.clone(), |day| day.to_string());
    let value = CalendarValue {
        value: format!("{}/{until}", first.value),
        modifier: last.modifier.or(first.modifier),
        anchor: first.anchor.clone().or_else(|| last.anchor.clone()),
    };
    ValueMention { start: before.start, value: Normalized::Calendar(value), ..after }
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
