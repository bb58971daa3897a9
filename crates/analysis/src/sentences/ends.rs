//! What ends a sentence outside brackets: 。, ！ and ？ unless what was said goes on (なぜか？という疑問),
//! and marks of emotion behind a predicate (楽しかった♪次も, …ました（笑）今日は).

use super::brackets::is_closer;
use super::is_blank;
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};

/// Where the sentence that began at `start` ends, if the character at `position` ends it. Brackets left
/// over behind the mark belong to it.
pub(super) fn at(shadow: &Shadow, start: usize, position: usize, last: usize) -> Option<usize> {
    let c = shadow.at(position);
    if is_full(c) {
        let end = run(shadow, position, last, |c| is_full(c) || is_call(c));
        let after = run(shadow, end, last, is_closer);
        // Of a quotation whose opening bracket was lost, the closing one is left: …する。」と述べた.
        let mark = if after > end { EndMark::Call } else { EndMark::FullStop };
        return (!goes_on(shadow, after, last, mark)).then_some(after);
    }
    if is_call(c) {
        let end = run(shadow, position, last, |c| is_full(c) || is_call(c));
        let after = run(shadow, end, last, is_closer);
        let is_end = !is_in_name(shadow, position, end, last) && !goes_on(shadow, after, last, EndMark::Call);
        return is_end.then_some(after);
    }
    if c == ')' {
        let open = emotion_in_brackets(shadow, start, position)?;
        return (is_predicate(shadow, start, open) && begins(shadow, position + 1, last))
            .then_some(position + 1);
    }
    if is_emotion(c) && is_predicate(shadow, start, position) {
        let end = run(shadow, position, last, |c| is_emotion(c) || is_joiner(c));
        // つのだ☆ひろ: a star between two hiragana may be part of a name.
        let is_star = matches!(c, '☆' | '★') && is_hiragana(shadow.at(end));
        return (!is_star && begins(shadow, end, last)).then_some(end);
    }
    None
}

/// What a mark leaves open of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndMark {
    /// 。
    FullStop,
    /// ！ and ？
    Call,
}

fn is_full(c: char) -> bool {
    c == '。'
}

fn is_call(c: char) -> bool {
    matches!(c, '!' | '?' | '‼' | '⁇' | '⁈' | '⁉')
}

fn run(shadow: &Shadow, from: usize, last: usize, is_part: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    while end < last && is_part(shadow.at(end)) {
        end += 1;
    }
    end
}

/// `!` and `?` inside a name or an address: Yahoo!ニュース, Hey! Say! JUMP, ?id=3.
fn is_in_name(shadow: &Shadow, position: usize, end: usize, last: usize) -> bool {
    let before = shadow.before(position);
    if end >= last || !before.is_ascii_graphic() && !is_latin(before) {
        return false;
    }
    let after = shadow.at(end);
    let next = shadow.at(run(shadow, end, last, is_blank));
    after.is_ascii_alphanumeric()
        || is_latin(before) && (is_latin(next) || is_katakana(after) || is_kanji(after) || is_hiragana(after))
}

/// Whether the sentence goes on behind its mark, because what stands before the mark is what somebody
/// says or asks.
fn goes_on(shadow: &Shadow, after: usize, last: usize, mark: EndMark) -> bool {
    let from = if is_blank(shadow.at(after)) { after + 1 } else { after };
    if from >= last {
        return false;
    }
    let starts = |list: &[&str]| list.iter().any(|word| shadow.has(from, word));
    if starts(QUOTING) {
        return true;
    }
    // モーニング娘。の新曲, もう一度やる。と選手は話した
    if mark == EndMark::FullStop {
        let next = shadow.at(after + 1);
        return matches!(shadow.at(after), 'の' | 'と') && !is_hiragana(next) && next != '、';
    }
    if starts(OPENERS) {
        return false;
    }
    let (c, next) = (shadow.at(from), shadow.at(from + 1));
    starts(ASKING)
        || c == 'と' && !is_hiragana(next)
        || from == after && c == 'を'
        || from == after
            && matches!(c, 'の' | 'は' | 'が' | 'に' | 'も' | 'で' | 'へ')
            && !is_hiragana(next)
            && next != '、'
}

/// What tells that the words before were said or thought.
const QUOTING: &[&str] = &[
    "という",
    "といった",
    "といい",
    "と言",
    "と述",
    "と話",
    "と語",
    "と思",
    "と考",
    "と感じ",
    "と叫",
    "と訴",
    "と答",
    "と聞",
    "と問",
    "と書",
    "と呼",
    "とのこと",
    "との声",
    "との見",
    "との意",
    "との考",
    "って言",
    "って思",
];

/// The same behind ！ and ？, where it need not be a verb of saying: …か？との問い, …！などと.
const ASKING: &[&str] = &["との", "とか", "とは", "とも", "として", "とし", "とす", "って", "など", "なんて"];

/// Words that begin a sentence although they look like the above.
const OPENERS: &[&str] = &["とはいえ", "ともかく", "ともに", "ともあれ", "とかく", "として、", "などなど"];

/// Whether what stands before an emotion can end a sentence: 楽しかった, です, ました, さあ行くぞ. Names of
/// two or three kana cannot.
fn is_predicate(shadow: &Shadow, start: usize, end: usize) -> bool {
    end >= start + SHORTEST
        && is_hiragana(shadow.before(end))
        && !"はがをにへとでもやのっ".contains(shadow.before(end))
        || end > start && is_call(shadow.before(end))
}

/// The shortest sentence that ends with an emotion, in characters.
const SHORTEST: usize = 4;

/// Whether what follows an emotion begins a sentence rather than going on with the one before.
fn begins(shadow: &Shadow, after: usize, last: usize) -> bool {
    let c = shadow.at(after);
    after < last
        && !is_full(c)
        && !is_call(c)
        && !is_closer(c)
        && !matches!(c, '、' | ',' | '・')
        && !goes_on(shadow, after, last, EndMark::Call)
}

/// The opening bracket of （笑） and the like, if its closing one stands here.
fn emotion_in_brackets(shadow: &Shadow, start: usize, close: usize) -> Option<usize> {
    EMOTIONS.iter().find_map(|emotion| {
        let open = close.checked_sub(emotion.chars().count())?;
        (open >= start && shadow.has(open, emotion)).then_some(open)
    })
}

const EMOTIONS: &[&str] =
    &["(笑", "(笑い", "(爆笑", "(苦笑", "(大笑", "(泣", "(涙", "(汗", "(照", "(怒", "(拍手"];

/// Stars, notes, hearts and pictures that stand for a feeling.
fn is_emotion(c: char) -> bool {
    matches!(c, '☆' | '★' | '♪' | '♫' | '♬' | '♡' | '♥' | '❤' | '✨' | '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{2604}' | '\u{263A}')
}

/// What holds pictures together.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}')
}
