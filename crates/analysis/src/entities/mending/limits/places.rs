//! Places without what is only near them or a part of them: 岩手県|沖, 千葉市|内, 白波|地区, 三陸|沿岸.

use crate::entities::lexicon::{KnownAs, lexicon};
use crate::entities::{Mention, TaggedText, tables};
use crate::shadow::is_kanji;
use shirushi_model::PartOfSpeech;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words behind a place that say where by it, or which part of it.
const SURROUNDINGS: &[&str] = &[
    "沖",
    "沿岸",
    "地区",
    "地方",
    "周辺",
    "付近",
    "近辺",
    "近海",
    "近郊",
    "郊外",
    "全域",
    "全土",
    "一帯",
    "流域",
    "方面",
    "市街地",
    "沿線",
    "海域",
    "上空",
    "諸国",
    "側",
    "選挙区",
    "両",
    "北東部",
    "北西部",
    "南東部",
    "南西部",
    "東部",
    "西部",
    "南部",
    "北部",
    "中部",
    "中心部",
];

/// What has an inside of its own: 市内, 区内, 県内.
const LANDS: &str = "市区町村県都府道州国島郡";

pub(super) fn limited(text: &TaggedText<'_>, mut mention: Mention) -> Mention {
    let shadow = text.shadow;
    if let Some(end) = with_land(text, &mention).or_else(|| land_behind(text, &mention)) {
        mention.end = end;
        return mention;
    }
    // ガザ地区 is called so; 中国 without 地方 is another place.
    while !is_known(text, &mention) {
        let inside = is_inside(text, &mention);
        let near = SURROUNDINGS.iter().find(|word| shadow.has_before(mention.end, word));
        let length = if inside { 1 } else { near.map_or(0, |word| word.chars().count()) };
        let end = mention.end - length;
        if length == 0 || end < mention.start + 2 && !(inside && end == mention.start + 1) {
            break;
        }
        // 都内, 区内: no place has a name there.
        mention.end = if end == mention.start + 1 { mention.start } else { end };
        if mention.start == mention.end {
            break;
        }
    }
    mention
}

/// 宮城|県知事, 川崎|市長: the dictionary has the kind of land in one word with the office, so that no tagger
/// sees that it belongs to the place.
pub(super) fn with_land(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let word =
        text.words.at(mention.end).filter(|word| word.start == mention.end && word.end - word.start >= 2)?;
    let is_land = "都道府県市区町村".contains(shadow.at(word.start)) && is_kanji(shadow.before(word.start));
    let is_office = lexicon().titles.starting(shadow, word.start + 1).any(|(end, _)| end == word.end)
        || shadow.at(word.start + 1) == '長' && word.end - word.start == 2;
    (is_land && is_office).then_some(word.start + 1)
}

/// 豊田|市内で, 千葉|市長: a person's name before the kind of land, which only a place has. Before 市長 and
/// 町長 it may be the mayor's own name, unless it is a prefecture's.
pub(super) fn land_behind(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let is_land = "市県町村区郡".contains(shadow.at(mention.end)) && is_kanji(shadow.before(mention.end));
    if !is_land {
        return None;
    }
    if shadow.at(mention.end + 1) == '長' {
        let is_place = || {
            text.words.at(mention.start).is_some_and(|word| {
                (word.start, word.end) == (mention.start, mention.end) && word.pos == PartOfSpeech::PlaceName
            })
        };
        let is_stem = STEMS.contains(&shadow.string(mention.start, mention.end)) || is_place();
        return (is_stem && shadow.at(mention.end) == '市').then_some(mention.end + 1);
    }
    let word = text.words.at(mention.end).filter(|word| word.start == mention.end)?;
    let is_suffix = word.end == mention.end + 1 && word.pos == PartOfSpeech::PlaceSuffix
        || shadow.at(mention.end + 1) == '内' && word.end <= mention.end + 2;
    let is_office = lexicon().titles.starting(shadow, mention.end).next().is_some();
    (is_suffix && !is_office).then_some(mention.end + 1)
}

/// Prefectures without what they are: the city in each is often called so too.
static STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let stem = |name: String| name.strip_suffix(['県', '府', '都']).map(str::to_owned);
    tables::words(tables::PREFECTURES).filter_map(stem).collect()
});

/// Whether a range is a prefecture: 宮城県知事 has no person in it.
pub(super) fn is_prefecture(text: &TaggedText<'_>, start: usize, end: usize) -> bool {
    lexicon().prefectures.get(text.shadow, start, end).is_some()
}

/// 京都府|知事: where the prefecture ends whose office a mention is.
pub(super) fn prefecture_of_office(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let is_office =
        |end: usize| lexicon().titles.starting(text.shadow, end).any(|(end, _)| end == mention.end);
    [mention.start + 3, mention.start + 4]
        .into_iter()
        .find(|&end| end < mention.end && is_prefecture(text, mention.start, end) && is_office(end))
}

/// Whether a mention is the inside of a land.
pub(super) fn is_inside(text: &TaggedText<'_>, mention: &Mention) -> bool {
    let shadow = text.shadow;
    shadow.before(mention.end) == '内'
        && LANDS.contains(shadow.before(mention.end - 1))
        && text.words.ends_at(mention.end)
}

fn is_known(text: &TaggedText<'_>, mention: &Mention) -> bool {
    let known = lexicon().names.get(text.shadow, mention.start, mention.end);
    matches!(known, Some(KnownAs::Country | KnownAs::Place | KnownAs::Plain))
}
