//! What a line looks like: how long it is, of which characters, how it begins and ends. Knows no other line.

use super::PageLine;
use super::forms::{self, Forms, LineForm};
use crate::sentences::{is_blank, is_line_break};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};

/// At most this many characters of a line are counted.
const SEEN: usize = 300;

/// The shortest line that is prose, and the shortest that is long without a stop.
const PROSE: usize = 20;
const LONG: usize = 30;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// 。
    Stop,
    /// ？ ！
    Mark,
    /// 」 』
    Quote,
    /// ） 】 ］
    Bracket,
    /// 、
    Comma,
    /// … ―
    Dots,
    Hiragana,
    Katakana,
    Kanji,
    Latin,
    Digit,
    Other,
}

/// What kind of line it is at first sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookKind {
    /// Sentences: 市は4日、再開を発表した。
    Prose,
    /// A short sentence: 雨だった。
    Sentence,
    /// 「もう限界だ」
    Quote,
    /// A line that asks or calls: なぜ起きたのか？
    Asked,
    /// A line with the mark of an item before it.
    Item,
    /// A line with a day or an hour in it that is no sentence.
    Dated,
    /// 【関連記事】, （佐藤花子）
    Bracketed,
    /// A long line without a stop.
    Long,
    /// A few words: 印刷, 次のページ
    Short,
    /// More than a few, and no sentence: 桟橋の腐食、点検表に記載なし
    Phrase,
}

/// What a line looks like.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) length: usize,
    pub(super) hiragana: usize,
    pub(super) katakana: usize,
    pub(super) kanji: usize,
    pub(super) latin: usize,
    pub(super) digits: usize,
    /// Characters that were counted.
    pub(super) seen: usize,
    /// は, が, を: what hardly any name or label has.
    pub(super) particles: usize,
    pub(super) commas: usize,
    pub(super) stops: usize,
    pub(super) end: LineEnd,
    pub(super) kind: LookKind,
    pub(super) forms: Forms,
    /// Whether blanks stand before it in its line.
    pub(super) indented: bool,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    /// The same for lines that differ in blanks and digits alone.
    pub(super) digest: u64,
}

impl Look {
    /// Looks at a line. `before` is where the line before it ends.
    pub(super) fn at(shadow: &Shadow, line: PageLine, before: usize) -> Self {
        let PageLine { first, last } = line;
        let mut look = Self {
            length: last - first,
            hiragana: 0,
            katakana: 0,
            kanji: 0,
            latin: 0,
            digits: 0,
            seen: (last - first).clamp(1, SEEN),
            particles: 0,
            commas: 0,
            stops: 0,
            end: end(shadow.before(last)),
            kind: LookKind::Phrase,
            forms: forms::of(shadow, first, last),
            indented: first > 0 && is_blank(shadow.before(first)) && !is_line_break(shadow.before(first)),
            gap: (before..first).filter(|&p| breaks(shadow, p)).take(2).count() > 1,
            digest: 0xCBF2_9CE4_8422_2325,
        };
        for &c in shadow.slice(first, last.min(first + SEEN)) {
            look.count(c);
        }
        look.kind = look.kind(shadow, line);
        look
    }

    fn count(&mut self, c: char) {
        match c {
            'は' | 'が' | 'を' => self.particles += 1,
            '、' | ',' => self.commas += 1,
            '。' => self.stops += 1,
            _ => {}
        }
        let counter = match c {
            _ if is_hiragana(c) => Some(&mut self.hiragana),
            _ if is_kanji(c) => Some(&mut self.kanji),
            _ if is_katakana(c) => Some(&mut self.katakana),
            _ if is_latin(c) => Some(&mut self.latin),
            _ if c.is_ascii_digit() => Some(&mut self.digits),
            _ => None,
        };
        if let Some(counter) = counter {
            *counter += 1;
        }
        if !is_blank(c) && !c.is_ascii_digit() {
            self.digest = (self.digest ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn kind(&self, shadow: &Shadow, line: PageLine) -> LookKind {
        let first = shadow.at(line.first);
        let quotes = matches!(first, '「' | '『') && self.end == LineEnd::Quote;
        let long = self.length >= PROSE && 5 * self.hiragana >= self.seen;
        match self.end {
            _ if self.stops > 0 && long => LookKind::Prose,
            _ if quotes => LookKind::Quote,
            _ if self.stops > 0 => LookKind::Sentence,
            _ if self.forms.is_marked() => LookKind::Item,
            LineEnd::Mark => LookKind::Asked,
            LineEnd::Bracket if matches!(first, '(' | '[' | '【' | '〔' | '『' | '<') => {
                LookKind::Bracketed
            }
            _ if self.forms.has(LineForm::Day) || self.forms.has(LineForm::Clock) => LookKind::Dated,
            _ if self.length >= LONG => LookKind::Long,
            _ if self.length <= 8 => LookKind::Short,
            _ => LookKind::Phrase,
        }
    }

    /// Whether it is as long as a title and of such words.
    pub(super) fn could_be_title(&self) -> bool {
        matches!(self.kind, LookKind::Phrase | LookKind::Long | LookKind::Asked)
            && (12..=80).contains(&self.length)
            && self.hiragana + self.kanji > self.seen / 2
    }

    /// Whether it is text that only an article has much of.
    pub(super) fn is_prose(&self) -> bool {
        self.kind == LookKind::Prose
    }
}

/// Whether a line ends at a character. The \r\n of one line break counts once.
fn breaks(shadow: &Shadow, position: usize) -> bool {
    is_line_break(shadow.at(position)) && !(shadow.at(position) == '\n' && shadow.before(position) == '\r')
}

fn end(last: char) -> LineEnd {
    match last {
        '。' => LineEnd::Stop,
        '?' | '!' => LineEnd::Mark,
        '」' | '』' | '”' | '"' => LineEnd::Quote,
        ')' | '】' | ']' | '〕' | '>' => LineEnd::Bracket,
        '、' | ',' => LineEnd::Comma,
        '…' | '-' | '‥' | '─' => LineEnd::Dots,
        c if is_hiragana(c) => LineEnd::Hiragana,
        c if is_katakana(c) => LineEnd::Katakana,
        c if is_kanji(c) => LineEnd::Kanji,
        c if is_latin(c) => LineEnd::Latin,
        c if c.is_ascii_digit() => LineEnd::Digit,
        _ => LineEnd::Other,
    }
}
