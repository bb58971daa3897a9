//! What a pasted text itself says about where it came from: outlet, title, address, day and author, each with
//! the place it was read off. Only the first and the last lines are looked at, and only forms that leave
//! little doubt: an empty field costs a person a moment, a wrong one may go unseen.
//!
//! The rules are tables in `rules`. This module knows no dictionary and fetches nothing.

mod date;
mod headline;
pub(crate) mod naming;
mod rules;

use rules::{AUTHOR_LABELS, DATE_LABELS, LATER_LABELS, OUTLET_LABELS, TITLE_LABELS, URL_LABELS};
use shirushi_model::{ArticleMeta, ByteSpan};

/// How many lines with text are looked at from either end.
const HEAD: usize = 8;
const TAIL: usize = 6;

/// The longest line, in characters, that can be a title.
const LONGEST_TITLE: usize = 70;

/// The longest line, in characters, that a date can stand in the middle of and still be about the article.
const LONGEST_DATELINE: usize = 40;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Who published it.
    pub outlet: Option<Finding>,
    /// Its headline.
    pub title: Option<Finding>,
    /// Where it was found.
    pub url: Option<Finding>,
    /// Who wrote it.
    pub author: Option<Finding>,
    /// The day it was published, as `YYYY-MM-DD`.
    pub published: Option<Finding>,
}

/// One field and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was read, in the form the field has.
    pub value: String,
    /// Where.
    pub span: ByteSpan,
}

impl Findings {
    /// The fields alone; empty where nothing was found.
    pub fn meta(&self) -> ArticleMeta {
        let value = |finding: &Option<Finding>| {
            finding.as_ref().map(|finding| finding.value.clone()).unwrap_or_default()
        };
        ArticleMeta {
            outlet: value(&self.outlet),
            title: value(&self.title),
            url: value(&self.url),
            author: value(&self.author),
            published: value(&self.published),
        }
    }
}

/// Reads off a text what it says about itself.
///
/// ```
/// use shirushi_exchange::metadata;
///
/// let text = "港で火災、けが人なし\n\n2025年8月16日 港日報\n\n辻港で火災があった。（佐藤花子記者）";
/// let found = metadata::find(text).meta();
/// assert_eq!(found.title, "港で火災、けが人なし");
/// assert_eq!(found.published, "2025-08-16");
/// assert_eq!(found.outlet, "港日報");
/// assert_eq!(found.author, "佐藤花子");
/// ```
pub fn find(text: &str) -> Findings {
    let lines = ends_of(text);
    let mut found = Findings::default();
    for line in &lines {
        labelled(*line, &mut found);
    }
    for line in &lines {
        found.published = found.published.or_else(|| day(*line));
        found.url = found.url.or_else(|| address_in(*line));
        found.author = found.author.or_else(|| author(*line));
        found.outlet = found.outlet.or_else(|| outlet(*line));
    }
    if found.title.is_none() {
        found.title = headline::find(&lines, &found);
    }
    found
}

/// The fields of the first, and where it says nothing those of the second: what a page says about itself goes
/// before what is read off its text.
pub fn together(first: ArticleMeta, second: ArticleMeta) -> ArticleMeta {
    let either = |first: String, second: String| if first.is_empty() { second } else { first };
    ArticleMeta {
        outlet: either(first.outlet, second.outlet),
        title: either(first.title, second.title),
        url: either(first.url, second.url),
        author: either(first.author, second.author),
        published: either(first.published, second.published),
    }
}

/// A line with text, blanks trimmed.
#[derive(Debug, Clone, Copy)]
struct MetadataLine<'a> {
    start: usize,
    text: &'a str,
    /// Which line with text it is, counted from the start; the last lines count on from [`HEAD`].
    number: usize,
}

impl<'a> MetadataLine<'a> {
    /// A part of this line, with its place in the whole text.
    fn finding(&self, part: &str, value: impl Into<String>) -> Finding {
        let start = self.start + place_in(self.text, part);
        Finding { value: value.into(), span: ByteSpan::new(start, start + part.len()) }
    }

    fn is_longer_than(&self, characters: usize) -> bool {
        self.text.chars().nth(characters).is_some()
    }

    /// Whether it is running text and not a heading or a line about the article.
    fn is_prose(&self) -> bool {
        self.text.contains('。')
    }

    /// Whether brackets enclose all of it.
    fn is_bracketed(&self) -> bool {
        self.text.starts_with(['（', '(', '【', '［'])
    }

    /// The line without one of these labels before it, and whether there was one.
    fn without_label(&self, labels: &[&str]) -> Option<&'a str> {
        labels.iter().find_map(|label| {
            let start = self.text.get(..label.len())?;
            let rest = start.eq_ignore_ascii_case(label).then(|| self.text.get(label.len()..)).flatten()?;
            let value = rest.trim_start_matches([':', '：', '=', '＝', '・', '|', '｜', ' ', '　', '\t']);
            (value.len() < rest.len() && !value.is_empty()).then_some(value)
        })
    }
}

/// Where a slice of a text starts in it. Of something that is no slice of it, some place within.
fn place_in(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize).min(text.len())
}

/// The first and the last lines of a text.
fn ends_of(text: &str) -> Vec<MetadataLine<'_>> {
    let filled = |line: &str| !line.trim().is_empty();
    let place = |line: &str| place_in(text, line);
    let head: Vec<&str> = text.lines().filter(|line| filled(line)).take(HEAD).collect();
    let after = head.last().map_or(0, |line| place(line) + line.len());
    let mut tail: Vec<&str> =
        text.get(after..).unwrap_or_default().lines().rev().filter(|line| filled(line)).take(TAIL).collect();
    tail.reverse();
    let line = |(number, line): (usize, &'_ str)| -> MetadataLine<'_> {
        let trimmed = line.trim();
        let start = place(line) + line.len() - line.trim_start().len();
        let text = text.get(start..start + trimmed.len()).unwrap_or_default();
        MetadataLine { start, text, number }
    };
    let tail = tail.into_iter().enumerate().map(|(number, text)| (HEAD + number, text));
    head.into_iter().enumerate().chain(tail).map(line).collect()
}

/// Fields that are named: `媒体：港日報`.
fn labelled(line: MetadataLine<'_>, found: &mut Findings) {
    if line.is_longer_than(300) {
        return;
    }
    if let Some(value) = line.without_label(TITLE_LABELS) {
        found.title.get_or_insert_with(|| line.finding(value, value));
    } else if let Some(value) = line.without_label(OUTLET_LABELS) {
        found.outlet.get_or_insert_with(|| line.finding(value, value));
    } else if let Some(value) = line.without_label(AUTHOR_LABELS) {
        let name = rules::without_role(value);
        if rules::is_name(name) {
            found.author.get_or_insert_with(|| line.finding(name, name));
        }
    } else if let Some(address) = line.without_label(URL_LABELS).and_then(rules::address_at_start) {
        found.url.get_or_insert_with(|| line.finding(address, address));
    }
}

/// The day of publication: named by a label, alone, or in a short line that is no sentence.
fn day(line: MetadataLine<'_>) -> Option<Finding> {
    let label = line.without_label(DATE_LABELS);
    let part = label.unwrap_or(line.text);
    let (before, written, value) = date::first(part)?;
    // A date of an update is not that of the article; it may follow on the same line.
    let later =
        LATER_LABELS.iter().any(|label| before.trim_end_matches([':', '：', ' ', '　']).ends_with(label));
    let leads = before.trim_matches(['(', '（', '[', '［', '【', ' ', '　']).is_empty();
    let sure = (label.is_some() && leads)
        || (!line.is_longer_than(LONGEST_DATELINE) && !line.is_prose() && !goes_on(part, written));
    (sure && !later).then(|| line.finding(written, value))
}

/// Whether the text goes on after a date as only a sentence or a headline does: 2025年8月16日に…
fn goes_on(line: &str, date: &str) -> bool {
    let after = place_in(line, date) + date.len();
    line.get(after..).is_some_and(|rest| {
        rest.starts_with([
            '、', 'に', 'の', 'か', 'ま', 'は', 'も', 'よ', 'を', 'が', 'で', 'と', '～', '〜', '-', '－',
            '~',
        ])
    })
}

/// An address that a line consists of or starts with.
fn address_in(line: MetadataLine<'_>) -> Option<Finding> {
    let address = rules::address_at_start(line.text.trim_start_matches(['(', '（', '<', '＜', '[']))?;
    Some(line.finding(address, address))
}

/// A reporter's name in a line of its own, or in brackets at the end of the text: （佐藤花子記者）,
/// 【佐藤花子】.
fn author(line: MetadataLine<'_>) -> Option<Finding> {
    let alone = (!line.is_prose() && !line.is_longer_than(30)).then_some(line.text);
    let last = rules::in_brackets_at_end(line.text);
    let signed = || {
        let signs = line.is_prose() || (line.number >= HEAD && line.is_bracketed());
        last.filter(|_| signs).and_then(rules::signature)
    };
    let name = [last, alone].into_iter().flatten().find_map(rules::named_reporter).or_else(signed)?;
    Some(line.finding(name, name))
}

/// The outlet: in a line of its own, beside the date, after the title, in a dateline, or behind a copyright
/// sign.
fn outlet(line: MetadataLine<'_>) -> Option<Finding> {
    let dateline = rules::dateline(line.text);
    let copyright = || rules::copyright_holder(line.text);
    let reporter = || (line.number >= HEAD).then(|| rules::outlet_of_reporter(line.text)).flatten();
    let part = || {
        let short = !line.is_prose() && !line.is_longer_than(LONGEST_TITLE);
        let parts = line.text.split(['|', '｜', ' ', '　', '(', ')', '（', '）', '\t']);
        if short { parts.rev().find(|part| rules::is_outlet(part)) } else { None }
    };
    let name = dateline.or_else(copyright).or_else(reporter).or_else(part)?;
    Some(line.finding(name, name))
}

/// The day a date in a page's data stands for, as `YYYY-MM-DD`. A time of the whole world (`…Z`) is told by
/// the clock of Japan, where such pages are read; any other by its own.
pub(crate) fn day_of(written: &str) -> Option<String> {
    date::day_of(written)
}

/// The address a string starts with.
pub(crate) fn address(text: &str) -> Option<&str> {
    rules::address_at_start(text)
}

#[cfg(test)]
mod tests;
