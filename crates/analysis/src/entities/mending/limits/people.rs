//! People without their titles: 沢田祐哉|投手, 木下健|氏, 石田|前|知事, 故|大橋誠, 倉田誠|東京社会部.

use crate::entities::lexicon::{TitleKind, lexicon};
use crate::entities::{Mention, TaggedText, clans};
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use shirushi_model::PartOfSpeech;

/// The shortest name that is left when something is taken off, in characters.
const SHORTEST: usize = 2;

/// Titles are looked for so far into a mention, in characters.
const REACH: usize = 24;

pub(super) fn limited(text: &TaggedText<'_>, mut mention: Mention) -> Mention {
    if let Some(end) = before_title(text, &mention) {
        mention = Mention { end, ..mention.titled() };
    }
    mention.start = after_prefix(text, &mention);
    mention.start = with_first_kanji(text, &mention);
    mention.end = before_modifiers(text, &mention);
    if let Some(end) = before_department(text, &mention) {
        mention.end = end;
    }
    mention
}

/// Where a title begins that ends with the mention or reaches over its end: 木下健|氏, 鈴木誠也|外野手.
fn before_title(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let limit = mention.end.min(mention.start + REACH);
    (mention.start + SHORTEST..limit).find(|&position| {
        let before = shadow.before(position);
        let c = shadow.at(position);
        let goes_on = is_katakana(c) && is_katakana(before) || is_latin(c) && is_latin(before);
        // 水野|博士 may be the name's own second half.
        let is_given = text
            .words
            .at(position)
            .is_some_and(|word| word.start == position && word.pos == PartOfSpeech::GivenName);
        !goes_on
            && lexicon().titles.starting(shadow, position).any(|(end, kind)| {
                let length = end - position;
                let is_whole = end == mention.end || text.words.ends_at(end) || !is_kanji(shadow.at(end));
                let counts = match kind {
                    TitleKind::Honorific if c == '氏' && length == 1 => {
                        !clans::is_of_clan(&shadow.string(mention.start, mention.end))
                    }
                    // モエールちゃん: a figure is called so.
                    TitleKind::Familiar => length >= 2 && (c == 'さ' || is_kanji(before)),
                    TitleKind::Honorific | TitleKind::Several => length >= 2,
                    TitleKind::Office | TitleKind::Post => {
                        length >= 2 && !is_given && !is_royal(text, position, end)
                    }
                    TitleKind::Circle => length >= 2,
                };
                end >= mention.end && is_whole && counts
            })
    })
}

/// 昭和天皇, 文仁親王: with royalty the title is a part of what they are called.
fn is_royal(text: &TaggedText<'_>, start: usize, end: usize) -> bool {
    const ROYAL: &[&str] =
        &["天皇", "皇后", "皇帝", "国王", "女王", "法王", "教皇", "大公", "王子", "王女", "皇太子"];
    ROYAL.iter().any(|title| text.shadow.has(start, title) && end - start <= 3)
}

/// Where the name begins behind what is no part of it: 故|大橋誠, 元|大関|朝霧.
fn after_prefix(text: &TaggedText<'_>, mention: &Mention) -> usize {
    let shadow = text.shadow;
    let mut start = mention.start;
    loop {
        let Some(word) = text.words.at(start).filter(|word| word.start == start) else { return start };
        let is_word = word.end == start + 1 && "故元前現新同両".contains(shadow.at(start));
        let is_title = || {
            let fits = |(end, kind): &(usize, TitleKind)| {
                matches!(kind, TitleKind::Office | TitleKind::Post)
                    && end - start >= 2
                    && text.words.ends_at(*end)
                    && word.pos != PartOfSpeech::Surname
            };
            lexicon().titles.starting(shadow, start).find(fits).map(|(end, _)| end)
        };
        let after = if is_word { Some(start + 1) } else { is_title() };
        match after {
            Some(after) if after + SHORTEST <= mention.end && !is_joined(shadow.at(after)) => start = after,
            _ => return start,
        }
    }
}

/// 高|島宗一郎, 小|山田太郎: a family name the dictionary cuts behind its first kanji, where a new word
/// begins.
fn with_first_kanji(text: &TaggedText<'_>, mention: &Mention) -> usize {
    let shadow = text.shadow;
    let (start, before) = (mention.start, shadow.before(mention.start));
    let beyond = start.checked_sub(2).map_or('\0', |p| shadow.at(p));
    let is_cut = "高大小長古白黒赤青福".contains(before)
        && is_kanji(shadow.at(start))
        && !is_kanji(beyond)
        && !beyond.is_alphanumeric() | is_hiragana(beyond)
        && text.words.at(start - 1).is_some_and(|word| word.end == start && word.start + 1 == start);
    if start > 0 && is_cut { start - 1 } else { start }
}

fn is_joined(c: char) -> bool {
    matches!(c, '・' | '=' | 'ー')
}

/// 石田|前|知事, 倉田|新|社長, 森下幸二|元|騎手: such a word before a title belongs to the title.
fn before_modifiers(text: &TaggedText<'_>, mention: &Mention) -> usize {
    let shadow = text.shadow;
    let mut end = mention.end;
    let has_title = |end: usize| {
        let mut titles = lexicon().titles.starting(shadow, end);
        titles.any(|(_, kind)| matches!(kind, TitleKind::Office | TitleKind::Post))
    };
    while "前元新現副".contains(shadow.before(end)) && has_title(end) {
        let length = end - 1 - mention.start;
        let is_surname = length == 1 && lexicon().east_asian_surnames.contains(&shadow.at(mention.start));
        if length < SHORTEST && !is_surname {
            break;
        }
        end -= 1;
    }
    end
}

/// What the desks of a newsroom are called.
const DESKS: &[&str] = &[
    "社会部",
    "政治部",
    "経済部",
    "運動部",
    "文化部",
    "国際部",
    "外信部",
    "科学部",
    "報道部",
    "写真部",
    "編集部",
    "地域報道部",
    "生活部",
    "支局",
    "総局",
    "通信部",
    "支社",
    "本社",
    "報道センター",
];

/// 倉田誠|東京社会部: the desk of who wrote it.
fn before_department(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let desk = DESKS.iter().find(|desk| shadow.has_before(mention.end, desk))?;
    let mut start = mention.end.checked_sub(desk.chars().count())?;
    while let Some(word) = start.checked_sub(1).and_then(|last| text.words.at(last))
        && word.end == start
        && matches!(word.pos, PartOfSpeech::PlaceName | PartOfSpeech::PlaceSuffix)
        && word.start >= mention.start + SHORTEST
    {
        start = word.start;
    }
    (start >= mention.start + SHORTEST).then_some(start)
}
