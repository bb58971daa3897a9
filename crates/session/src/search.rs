//! Full text search over the articles of a project.
//!
//! Half-width and full-width forms, upper and lower case, composed and decomposed kana count as the same, as do a character
//! with and without a variation selector. Nothing else does: hiragana is not katakana, 竜 is not 龍. This module
//! knows no tokens and no ranking; hits come in the order of the articles and of their text.

use memchr::memmem::Finder;
use shirushi_model::{ArticleId, ByteSpan, Project, grapheme_span};

/// The most hits [`find`] gives: more than anyone steps through, few enough to be drawn at once.
pub const LIMIT: usize = 1000;

/// One place where the query was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// In which article.
    pub article: ArticleId,
    /// Where in its text; whole graphemes.
    pub span: ByteSpan,
}

/// Finds a query in the texts of a project. Blanks around the query do not count; an empty query is found nowhere.
/// Takes time linear in the length of the texts, and gives at most [`LIMIT`] hits.
///
/// ```
/// use shirushi_model::{ArticleMeta, Project, ProjectId, Timestamp};
/// use shirushi_session::{Edit, Msg, NewArticle, Session, search, update};
///
/// let session = Session::new(ProjectId::from_random(7), "会談".to_owned(), Timestamp(0));
/// let article = NewArticle { text: "ＮＡＴＯは、ｶﾞｲﾄﾞを出した。".to_owned(), meta: ArticleMeta::default() };
/// let (session, _) = update(session, Msg::Edit { edit: Edit::AddArticles(vec![article]), at: Timestamp(1) });
/// assert_eq!(search::find(&session.project, "nato").len(), 1);
/// assert_eq!(search::find(&session.project, "ガイド").len(), 1);
/// ```
pub fn find(project: &Project, query: &str) -> Vec<Hit> {
    let query = Folded::of(query.trim(), Variants::default()).text;
    let mut hits = Vec::new();
    if query.is_empty() {
        return hits;
    }
    let finder = Finder::new(&query);
    for article in &project.articles {
        let folded = Folded::of(&article.text, Variants::default());
        for at in finder.find_iter(folded.text.as_bytes()) {
            let span = grapheme_span(&article.text, folded.origin(at, at + query.len()));
            let hit = Hit { article: article.id, span };
            if hits.last() != Some(&hit) {
                hits.push(hit);
            }
            if hits.len() == LIMIT {
                return hits;
            }
        }
    }
    hits
}

/// A text as a search sees it: two texts that fold to the same are found by the same query.
pub(crate) fn fold(text: &str) -> String {
    Folded::of(text, Variants::default()).text
}

/// What is typed to find a name, as a search that does not look at kana sees it.
pub fn loose(text: &str) -> String {
    Folded::of(text, Variants { kana: Sameness::Same, ..Variants::default() }).text
}

/// What counts as the same, besides widths and cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Variants {
    /// Hiragana and katakana, and a word in katakana with and without the long mark at its end (サーバー, サーバ). As in JIS
    /// Z 8301 that is only so from three sounds on: コピー is not コピ. A mark inside a word counts: ビール is not ビル.
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
struct Folded {
    text: String,
    /// For each character of `text`: where it starts there, and the span of the original it stands for.
    units: Vec<(u32, ByteSpan)>,
}

impl Folded {
    fn of(original: &str, variants: Variants) -> Self {
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

    /// The span of the original for a range of bytes of the folded text.
    fn origin(&self, start: usize, end: usize) -> ByteSpan {
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

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{Article, ArticleMeta, ProjectId, Timestamp};
    use std::sync::Arc;

    /// Expects the query to be found exactly where brackets stand in the marked text.
    #[track_caller]
    fn check(query: &str, marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let mut project = Project::new(ProjectId::from_random(1), String::new(), Timestamp(0));
        project.articles.push_back(Arc::new(Article::new(
            ArticleId(1),
            &text,
            ArticleMeta::default(),
            Timestamp(0),
        )));
        let mut found = text.clone();
        for hit in find(&project, query).iter().rev() {
            found.insert(hit.span.end as usize, ']');
            found.insert(hit.span.start as usize, '[');
        }
        assert_eq!(found, marked, "{query}");
    }

    #[test]
    fn widths_and_cases_are_the_same() {
        check("nhk", "[ＮＨＫ]と[NHK]と[nhk]");
        check("ＮＨＫ", "[NHK]");
        check("１２%", "[12％]増");
        check("ガイド", "[ｶﾞｲﾄﾞ]と[ガイド]と[カ\u{3099}イト\u{3099}]");
        check("ｳﾞｧｲｵﾘﾝ", "[ヴァイオリン]");
        check("ぱ", "[は\u{309A}]と[ぱ]とば");
        check("日 本", "[日　本]");
    }

    #[test]
    fn a_kana_with_a_sound_mark_is_another_kana() {
        check("カ", "ｶﾞと[ｶ]と[カ]とガ");
    }

    #[test]
    fn hits_are_whole_graphemes() {
        check("辻", "[辻\u{E0100}]と[辻]");
        check("👩", "[👩‍🚒]");
        check("が", "[か\u{3099}]");
    }

    #[test]
    fn nothing_is_found_nowhere() {
        check("", "あ");
        check(" 　", "あ　い");
        check("\u{3099}", "か\u{3099}");
    }

    #[test]
    fn hits_do_not_overlap_and_are_limited() {
        check("ああ", "[ああ][ああ]あ");
        let mut project = Project::new(ProjectId::from_random(1), String::new(), Timestamp(0));
        let text = "あ".repeat(LIMIT + 1);
        project.articles.push_back(Arc::new(Article::new(
            ArticleId(1),
            &text,
            ArticleMeta::default(),
            Timestamp(0),
        )));
        assert_eq!(find(&project, "あ").len(), LIMIT);
    }
}
