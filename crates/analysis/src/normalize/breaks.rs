//! Breaks that cut a word or a phrase, which the shape of the lines alone does not tell: 述⏎べた,
//! 高橋⏎誠知事, 120平方⏎メートル.
//!
//! The lines before and after a break are read as one and each by itself. Where the words of both differ
//! in a way that only a cut explains, the break is proven. A headline above a paragraph never is: it ends
//! with a word of its own, and the paragraph begins with one.

use super::characters::fold;
use crate::shadow::{is_hiragana, is_katakana};
use crate::tokenize::Tokenizer;
use shirushi_model::{ByteSpan, OpenBreak, PartOfSpeech, WordClass, Wrap, Wrapping};

/// The breaks of a text that are read through, in order.
pub(crate) fn find(text: &str, tokenizer: &mut Tokenizer) -> Vec<Wrap> {
    if !text.contains(['\n', '\r']) {
        return Vec::new();
    }
    let mut wrapping = Wrapping::of(text);
    let is_proven = |open: &OpenBreak<'_>| match evidence(tokenizer, open.before, open.after) {
        Some(Evidence::Word) => true,
        Some(Evidence::Phrase) => !open.is_verse,
        None => false,
    };
    let most = FEW + text.len() / BYTES_A_BREAK;
    let cut: Vec<usize> = wrapping.open().take(most).filter(is_proven).map(|open| open.number).collect();
    wrapping.prove(&cut);
    wrapping.wraps()
}

/// Of open breaks so many are looked at, and one more for so many bytes: articles have fewer, and endless
/// lists shall not take longer than text.
const FEW: usize = 200;
const BYTES_A_BREAK: usize = 300;

/// So many characters before a break are looked at, and so many after it.
const BEFORE: usize = 24;
const AFTER: usize = 16;

/// Behind a comma a sentence goes on, but so do the lines of a poem; those are shorter, in characters.
const LONGER_THAN_VERSE: usize = 10;
/// の at the end of a line asks for a noun; a line of it alone is no line.
const LONGER_THAN_A_WORD: usize = 4;

/// The longest predicate that is a line's whole sentence, in characters with its full stop.
const PREDICATE: usize = 8;

/// What speaks for a break inside a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// It cuts a word, a number, a word from what depends on it.
    Word,
    /// It cuts a phrase, as the author of short lines may do.
    Phrase,
}

fn evidence(tokenizer: &mut Tokenizer, before: &str, after: &str) -> Option<Evidence> {
    if before.ends_with(['、', '，', '､']) {
        return (before.chars().count() >= LONGER_THAN_VERSE).then_some(Evidence::Phrase);
    }
    let (tail, head) = (fold(last_clause(before)), fold(first_clause(after)));
    if cuts_number(&tail, &head) {
        return Some(Evidence::Word);
    }
    let whole = format!("{tail}{head}");
    let joined = words(tokenizer, &whole);
    let at = joined.iter().position(|word| word.end > tail.len())?;
    let (alone, apart) = (words(tokenizer, &tail), words(tokenizer, &head));
    let (right, last, first) = (joined.get(at)?, alone.last()?, apart.first()?);
    if right.start < tail.len() {
        return cuts_word(right, last, &apart).then_some(Evidence::Word);
    }
    let left = joined.get(at.checked_sub(1)?)?;
    let seam = Seam {
        tail: &tail,
        left,
        last,
        right,
        first,
        after_right: joined.get(at + 1),
        is_predicate: head.ends_with('。') && head.chars().count() <= PREDICATE,
        is_same: first.end == right.end - tail.len(),
        is_apart: head.get(first.end..).is_some_and(|rest| rest.starts_with('、')),
    };
    if seam.depends() { Some(Evidence::Word) } else { seam.asks_for_more() }
}

/// Whether a number goes on behind the break: 3⏎5歳 behind a particle, 1兆2⏎000億円, 12月1⏎4日. A headline
/// can end with a number too (W杯2026).
fn cuts_number(tail: &str, head: &str) -> bool {
    let bare = tail.trim_end_matches(char::is_numeric);
    if !head.starts_with(char::is_numeric) || bare.len() == tail.len() {
        // 1,⏎234
        let group = tail.strip_suffix([',', '，']).is_some_and(|number| number.ends_with(char::is_numeric));
        return group && head.chars().take_while(|c| c.is_numeric()).count() == 3;
    }
    let before = bare.chars().next_back();
    head.starts_with(['0', '０'])
        || before.is_some_and(|c| {
            is_hiragana(c) || matches!(c, '約' | '兆' | '億' | '万' | '千' | '月' | '時' | '分' | '.' | '．')
        })
}

/// The words on both sides of a break that cuts none.
struct Seam<'t> {
    tail: &'t str,
    /// The word before the break, read together with what follows, and read without it.
    left: &'t BreakWord<'t>,
    last: &'t BreakWord<'t>,
    /// The word after the break, read together with what stands before, and read without it.
    right: &'t BreakWord<'t>,
    first: &'t BreakWord<'t>,
    after_right: Option<&'t BreakWord<'t>>,
    /// Whether that word is as long without what stands before.
    is_same: bool,
    /// Whether no more than a predicate stands after the break, up to its full stop.
    is_predicate: bool,
    /// Whether a comma stands behind it.
    is_apart: bool,
}

impl Seam<'_> {
    /// What a line that cannot end here asks for.
    fn asks_for_more(&self) -> Option<Evidence> {
        let (evidence, is_unfinished) = match self.left.pos {
            // これは父の⏎家です。
            PartOfSpeech::AdnominalParticle => {
                (Evidence::Phrase, self.tail.chars().count() > LONGER_THAN_A_WORD)
            }
            // この⏎計画
            PartOfSpeech::Adnominal => (Evidence::Phrase, true),
            // 会場に⏎集まった。 No sentence begins with its verb, but for one inside a noun phrase.
            PartOfSpeech::CaseParticle => (Evidence::Phrase, self.begins_with_verb()),
            // 彼は⏎言った。 は ends headlines too (原因は), and 亡くなった男性は… begins sentences.
            PartOfSpeech::TopicParticle => (Evidence::Phrase, self.is_predicate && self.begins_with_verb()),
            // 同⏎県; but …は初 and …人超 end headlines, and are no prefixes there
            PartOfSpeech::NounPrefix | PartOfSpeech::NumberPrefix => {
                (Evidence::Word, self.last.pos == self.left.pos)
            }
            // 高橋⏎誠知事は
            PartOfSpeech::Surname => (Evidence::Word, self.right.pos == PartOfSpeech::GivenName),
            _ => return None,
        };
        is_unfinished.then_some(evidence)
    }

    fn begins_with_verb(&self) -> bool {
        let is_suru = self.after_right.is_some_and(|word| word.is_suru);
        self.right.pos == PartOfSpeech::Verb || self.right.pos == PartOfSpeech::VerbalNoun && is_suru
    }

    /// Whether the line after cannot begin here, because its first word depends on the one before.
    fn depends(&self) -> bool {
        let Self { left, right, first, .. } = self;
        let is_loose = |word: &BreakWord<'_>| {
            matches!(word.pos.class(), WordClass::Particle | WordClass::AuxiliaryVerb)
                || word.pos == PartOfSpeech::VerbSuffix
        };
        // だが、 and で、 begin sentences; でも始める and すると発表した do not.
        let is_opener = first.pos == PartOfSpeech::Conjunction && self.is_apart;
        match right.pos {
            // 発表⏎した, 閉鎖⏎すると発表した
            PartOfSpeech::Verb => left.pos == PartOfSpeech::VerbalNoun && right.is_suru && !is_opener,
            // 市長⏎は, 重要⏎な, 行わ⏎れた
            _ if is_loose(right) && self.is_same => {
                is_loose(first) || first.text.chars().count() == 1 && !is_opener
            }
            _ if !self.is_same => false,
            // 調べて⏎いる
            PartOfSpeech::DependentVerb => left.pos == PartOfSpeech::ConjunctiveParticle,
            // 3⏎時間, およそ120平方⏎メートル
            PartOfSpeech::Counter => {
                left.pos == PartOfSpeech::Number || self.tail.chars().rev().take(6).any(char::is_numeric)
            }
            // 高橋誠⏎氏
            PartOfSpeech::PersonSuffix => left.pos.is_proper_noun() && first.pos.is_noun_suffix(),
            // 安全⏎性が
            pos if pos.is_noun_suffix() => {
                left.pos.class() == WordClass::Noun
                    && first.pos.is_noun_suffix()
                    && !BODIES.contains(right.text)
            }
            _ => false,
        }
    }
}

/// A word of a line.
struct BreakWord<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    pos: PartOfSpeech,
    known: bool,
    is_suru: bool,
}

fn words<'t>(tokenizer: &mut Tokenizer, text: &'t str) -> Vec<BreakWord<'t>> {
    let table = tokenizer.tokenize(text, &[ByteSpan::new(0, text.len())]);
    table
        .iter()
        .filter_map(|token| {
            Some(BreakWord {
                start: token.span.start as usize,
                end: token.span.end as usize,
                text: token.span.slice(text)?,
                pos: token.pos,
                known: !token.word.is_unknown(),
                is_suru: token.lemma == "する",
            })
        })
        .collect()
}

/// Whether a word that reaches over the break was cut there, and is not made of two words that met by
/// chance: 会議を発表⏎会社は has 発表会 in it.
fn cuts_word(whole: &BreakWord<'_>, last: &BreakWord<'_>, apart: &[BreakWord<'_>]) -> bool {
    let Some(first) = apart.first() else { return false };
    let letters = |word: &BreakWord<'_>| word.text.chars().count();
    let Some(begins) = first.text.chars().next() else { return false };
    if !whole.known {
        // Names in katakana that the dictionary lacks run together: ゼレンスキー⏎ウクライナ. A splinter of
        // one is short: サンド⏎ラ, ド⏎ネツク.
        let is_splinter = |word: &BreakWord<'_>, most: usize| !word.known && letters(word) <= most;
        return is_katakana(begins) && (is_splinter(first, 2) || letters(last) == 1 && is_splinter(first, 8));
    }
    // 述⏎べた, 見通⏎しは, コンピュ⏎ータ, 平方⏎メートル
    if is_hiragana(begins) || is_katakana(begins) {
        return !last.text.ends_with(|c: char| c.is_ascii_digit());
    }
    // Of kanji, what is left over is a splinter: 首⏎相は, 選⏎挙で. 県は and 市は are none, whatever stands
    // before them.
    let follows = apart.get(1).is_some_and(|next| next.pos.class() == WordClass::Particle);
    let begins_sentence = first.pos.class() == WordClass::Prefix || follows && BODIES.contains(first.text);
    letters(first) == 1 && !begins_sentence
}

/// What one letter names at the beginning of a sentence: 県は15日、…, 男は調べに対し…, 車が…
const BODIES: &str = "県市町村都府道区国党州局署社軍駅校院省庁課部郡店寺氏男女人車船火水米英仏独露中韓伊豪印父母夫妻子兄姉弟妹娘客雨雪風波雷\
     今昨朝昼夜春夏秋冬街家店山川海空橋道";

/// What of a line stands behind its last full stop, as much as is looked at.
fn last_clause(line: &str) -> &str {
    let from = line.char_indices().rev().take(BEFORE).take_while(|&(_, c)| !ends_clause(c)).last();
    from.and_then(|(at, _)| line.get(at..)).unwrap_or_default()
}

/// What of a line stands before its first full stop or comma, that included.
fn first_clause(line: &str) -> &str {
    let mut to = 0;
    for c in line.chars().take(AFTER) {
        to += c.len_utf8();
        if ends_clause(c) || c == '、' {
            break;
        }
    }
    line.get(..to).unwrap_or_default()
}

fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

#[cfg(test)]
mod tests;
