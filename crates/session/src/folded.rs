//! Texts as a search sees them, with the way back to where everything stands in the original.

use shirushi_model::{ByteSpan, Tokens};
use std::collections::HashMap;

/// A text as a search sees it: two texts that fold to the same are found by the same query.
pub fn fold(text: &str) -> String {
    if text.chars().all(is_plain) { text.to_owned() } else { Folded::of(text, Variants::default()).text }
}

/// Whether a character folds to itself, whatever stands around it. Most of any Japanese text does.
pub(crate) fn is_plain(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '0'..='9' | 'a'..='z' | '、' | '。' | '「' | '」')
}

/// What is typed to find a name, as a search that does not look at kana sees it.
pub fn loose(text: &str) -> String {
    Folded::of(text, Variants { kana: Sameness::Same, ..Variants::default() }).text
}

/// What counts as the same, besides widths and cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Variants {
    /// Hiragana and katakana, and a word in katakana with and without the long mark at its end (サーバー,
    /// サーバ). As in JIS Z 8301 that is only so from three sounds on: コピー is not コピ. A mark inside a
    /// word counts: ビール is not ビル.
    pub kana: Sameness,
    /// Small kana and large ones (キャノン, キヤノン).
    pub small: Sameness,
}

/// Whether two ways of writing are told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sameness {
    /// They are not the same.
    #[default]
    Apart,
    /// They count as the same.
    Same,
}

/// A text with everything folded away that a search does not look at.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// For each character of `text`: where it starts there, and the span of the original it stands for.
    units: Vec<(u32, ByteSpan)>,
}

impl Folded {
    pub(crate) fn of(original: &str, variants: Variants) -> Self {
        let kana = variants.kana == Sameness::Same;
        // The sounds of the katakana word that is being read.
        let mut sounds = 0;
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            units: Vec::with_capacity(original.len() / 3),
        };
        for (start, c) in original.char_indices() {
            let span = ByteSpan::new(start, start + c.len_utf8());
            if is_variation_selector(c) {
                folded.extend_last(span);
                continue;
            }
            let c = width(c);
            if kana && sound_mark(c).is_none() {
                if matches!(c, 'ァ'..='ヺ') || (c == 'ー' && sounds > 0) {
                    sounds += usize::from(!"ァィゥェォャュョヮ".contains(c));
                } else {
                    folded.end_word(sounds);
                    sounds = 0;
                }
            }
            let c = if kana { hiragana(c) } else { c };
            let c = if variants.small == Sameness::Same { large(c) } else { c };
            match sound_mark(c).and_then(|mark| mark.on(folded.text.chars().next_back()?)) {
                Some(voiced) => {
                    folded.text.pop();
                    folded.text.push(voiced);
                    folded.extend_last(span);
                }
                None => c.to_lowercase().for_each(|lower| folded.push(lower, span)),
            }
        }
        folded.end_word(sounds);
        folded
    }

    /// Leaves out the long mark at the end of a word in katakana of so many sounds, the mark included.
    fn end_word(&mut self, sounds: usize) {
        if sounds > 3 && self.text.ends_with('ー') {
            self.text.pop();
            if let Some((_, span)) = self.units.pop() {
                self.extend_last(span);
            }
        }
    }

    fn push(&mut self, c: char, span: ByteSpan) {
        self.units.push((u32::try_from(self.text.len()).unwrap_or(u32::MAX), span));
        self.text.push(c);
    }

    fn extend_last(&mut self, span: ByteSpan) {
        if let Some((_, last)) = self.units.last_mut() {
            *last = last.cover(span);
        }
    }

    /// A query, in which a word in hiragana counts as one in katakana: nobody turns さーばー into katakana to
    /// look for it.
    pub(crate) fn of_query(query: &str, variants: Variants) -> Self {
        let katakana = |c: char| match c {
            'ぁ'..='ゔ' if query.contains('ー') => char::from_u32(u32::from(c) + KATAKANA).unwrap_or(c),
            _ => c,
        };
        match variants.kana {
            Sameness::Same => Self::of(&query.chars().map(katakana).collect::<String>(), variants),
            Sameness::Apart => Self::of(query, variants),
        }
    }

    /// The lemmas of an article, each standing for the word it was found as.
    pub(crate) fn of_lemmas(tokens: &Tokens, text: &str, variants: Variants) -> Self {
        let mut folded = Self { text: String::new(), units: Vec::new() };
        let mut known: HashMap<&str, String> = HashMap::new();
        for token in (0..tokens.len()).filter_map(|token| tokens.get(token, text)) {
            let word = known.entry(token.lemma).or_insert_with(|| Self::of(token.lemma, variants).text);
            for c in word.chars() {
                folded.push(c, token.span);
            }
        }
        folded
    }

    /// Whether a range of bytes of the folded text starts and ends with what its characters stand for.
    pub(crate) fn is_whole(&self, start: usize, end: usize) -> bool {
        let differ = |at: usize| {
            at == 0 || at >= self.text.len() || self.origin(at - 1, at) != self.origin(at, at + 1)
        };
        differ(start) && differ(end)
    }

    /// The span of the original for a range of bytes of the folded text.
    pub(crate) fn origin(&self, start: usize, end: usize) -> ByteSpan {
        let unit = |position: usize| {
            let after = self.units.partition_point(|&(at, _)| at as usize <= position);
            self.units.get(after.saturating_sub(1)).map(|&(_, span)| span).unwrap_or_default()
        };
        unit(start).cover(unit(end.saturating_sub(1)))
    }
}

/// The katakana from U+FF61 on, in their full width.
const WIDE: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア',
    'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ',
    'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ',
    'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '\u{3099}', '\u{309A}',
];

/// A character in the width that is usual for its script.
fn width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{FF61}'..='\u{FF9F}' => WIDE.get((u32::from(c) - 0xFF61) as usize).copied().unwrap_or(c),
        _ => c,
    }
}

/// How far katakana stand behind hiragana in Unicode.
const KATAKANA: u32 = 0x60;

fn hiragana(c: char) -> char {
    if matches!(c, 'ァ'..='ヶ') { char::from_u32(u32::from(c) - KATAKANA).unwrap_or(c) } else { c }
}

/// A small kana as the large one, which in Unicode stands right behind it.
fn large(c: char) -> char {
    if "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ".contains(c) {
        char::from_u32(u32::from(c) + 1).unwrap_or(c)
    } else {
        c
    }
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[derive(Clone, Copy)]
enum SoundMark {
    Voiced,
    HalfVoiced,
}

fn sound_mark(c: char) -> Option<SoundMark> {
    match c {
        '\u{3099}' => Some(SoundMark::Voiced),
        '\u{309A}' => Some(SoundMark::HalfVoiced),
        _ => None,
    }
}

impl SoundMark {
    /// The kana with this mark as one character, if there is one.
    fn on(self, kana: char) -> Option<char> {
        let katakana = matches!(kana, 'ァ'..='ヺ');
        let hiragana = if katakana { char::from_u32(u32::from(kana) - KATAKANA)? } else { kana };
        // In Unicode a plain kana is followed by its voiced and then its half-voiced form.
        let step = match (self, hiragana) {
            (Self::Voiced, 'う') => 0x4E,
            (Self::Voiced, c) if "かきくけこさしすせそたちつてとはひふへほ".contains(c) => {
                1
            }
            (Self::HalfVoiced, c) if "はひふへほ".contains(c) => 2,
            _ => return None,
        };
        char::from_u32(u32::from(kana) + step)
    }
}
