//! Names run together, taken apart by rules of the language: a country and the company after it
//! (米製薬大手メディクス社), a state and its city (テキサス州ボカチカ), a region and a town in it
//! (ウクライナ東部ドネツク州).
//!
//! It looks at mentions wherever they come from; what the corpora have as one name and news as two is cut
//! here.

use crate::entities::lexicon::{KnownAs, lexicon};
use crate::entities::{Mention, TaggedText};
use crate::shadow::{Shadow, is_kanji, is_katakana, is_latin};
use shirushi_model::{EntityType, PartOfSpeech};

/// Takes mentions apart. In order and disjoint before and after.
pub(crate) fn split(text: &TaggedText<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let shadow = text.shadow;
    let mut split = Vec::with_capacity(found.len());
    for mut mention in found {
        if mention.kind == EntityType::Organization
            && let Some(counter) = counter(shadow, &mention)
        {
            mention.end = counter;
            while let Some(joint) = (mention.start + 2..mention.end - 1).find(|p| shadow.at(*p) == '・') {
                split.push(Mention { end: joint, ..mention });
                mention.start = joint + 1;
            }
        }
        if let Some((country, rest)) = owner(shadow, &mention) {
            split.push(Mention { end: country, kind: EntityType::Location, ..mention });
            mention.start = rest;
            if matches!(mention.kind, EntityType::Location | EntityType::Facility)
                && !has_place_ending(shadow, &mention)
            {
                mention.kind = EntityType::Organization;
            }
        }
        while let Some(joint) = joint_of_places(text, &mention) {
            split.push(Mention { end: joint, kind: EntityType::Location, ..mention });
            mention.start = joint + 1;
        }
        if mention.kind == EntityType::Location {
            while let Some((end, start)) = inner_border(shadow, &mention) {
                split.push(Mention { end, ..mention });
                mention.start = start;
            }
        }
        split.push(mention);
    }
    split
}

/// The end of a country in one kanji before a company or a paper, and where their name begins: 米|ナルダ,
/// 英|科学誌|ネイチャー.
fn owner(shadow: &Shadow, mention: &Mention) -> Option<(usize, usize)> {
    let is_thing = matches!(
        mention.kind,
        EntityType::Organization | EntityType::Facility | EntityType::Location | EntityType::Product
    );
    let country = mention.start + 1;
    let is_country = is_known_place(shadow, mention.start, mention.end);
    if !is_thing || is_country || !OWNERS.contains(shadow.at(mention.start)) {
        return None;
    }
    let is_name = |position: usize| {
        position + 2 <= mention.end && (is_katakana(shadow.at(position)) || is_latin(shadow.at(position)))
    };
    if is_name(country) {
        return Some((country, country));
    }
    let limit = mention.end.min(country + LONGEST_DESCRIPTION);
    let end = (country + 1..limit)
        .find(|p| DESCRIBED.iter().any(|word| shadow.has_before(*p, word)) && is_name(*p))?;
    (country..end).all(|p| is_kanji(shadow.at(p)) || is_katakana(shadow.at(p))).then_some((country, end))
}

/// Where a word begins that counts names: 白波・青波|両党, 国民|両党.
fn counter(shadow: &Shadow, mention: &Mention) -> Option<usize> {
    let counted = ["党", "社", "行", "校"].iter().find(|word| shadow.has_before(mention.end, word))?;
    let counter = mention.end.checked_sub(counted.chars().count() + 1)?;
    (shadow.at(counter) == '両' && counter >= mention.start + 2).then_some(counter)
}

/// Where a ・ stands between a place and what lies in it: ドイツ|・|ハノーバー, 築地|・|新喜楽. A name of
/// several parts has no place before the first (サン・パウロ), and what the tables have is one
/// (ボスニア・ヘルツェゴビナ, 大阪・関西万博).
fn joint_of_places(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let lies_somewhere =
        matches!(mention.kind, EntityType::Organization | EntityType::Facility | EntityType::Location);
    if !lies_somewhere || lexicon().names.get(shadow, mention.start, mention.end).is_some() {
        return None;
    }
    let joint = (mention.start + 2..mention.end.saturating_sub(1)).find(|p| shadow.at(*p) == '・')?;
    let word = text.words.at(mention.start).filter(|word| word.start == mention.start)?;
    let is_place = word.end == joint && word.pos == PartOfSpeech::PlaceName
        || is_known_place(shadow, mention.start, joint)
        || "都道府県市区町村".contains(shadow.before(joint));
    let is_japanese = is_place && is_kanji(shadow.at(mention.start));
    // 日本・ウクライナ協会, 東京・千葉連合会: two places before a body are its name.
    let is_named_after_both = mention.kind == EntityType::Organization
        && (!is_kanji(shadow.at(joint + 1)) || has_place_start(text, joint + 1));
    let is_known = mention.kind == EntityType::Location && is_known_place(shadow, mention.start, joint);
    (is_japanese && !is_named_after_both || is_known).then_some(joint)
}

/// Whether the dictionary has a place that begins here.
fn has_place_start(text: &TaggedText<'_>, position: usize) -> bool {
    text.words.at(position).is_some_and(|word| word.start == position && word.pos == PartOfSpeech::PlaceName)
}

/// Countries in one kanji that are rarely anything else at the beginning of a name; 西ドイツ and 日テレ are
/// one.
const OWNERS: &str = "米英仏独露豪韓";

/// The longest description between a country and a company, in characters.
const LONGEST_DESCRIPTION: usize = 12;

/// What descriptions of companies and papers end in: 米半導体大手, 英科学誌, 米紙.
const DESCRIBED: &[&str] = &["大手", "最大手", "誌", "紙", "新興", "老舗", "メーカー", "企業"];

fn has_place_ending(shadow: &Shadow, mention: &Mention) -> bool {
    "州県市郡島町村港川山湾海湖駅".contains(shadow.before(mention.end))
        || is_known_place(shadow, mention.start, mention.end)
}

/// Where a place inside another ends and where the rest begins: テキサス州|ボカチカ,
/// ウクライナ|東部|ドネツク州.
fn inner_border(shadow: &Shadow, mention: &Mention) -> Option<(usize, usize)> {
    let is_foreign = |position: usize| position + 2 <= mention.end && is_katakana(shadow.at(position));
    (mention.start + 2..mention.end.saturating_sub(1)).find_map(|position| {
        let region =
            REGIONS.iter().find(|region| shadow.has(position, region)).map_or(0, |r| r.chars().count());
        let rest = position + region;
        let ends_state = STATES.iter().any(|state| shadow.has_before(position, state));
        let is_whole = is_known_place(shadow, mention.start, position);
        (is_foreign(rest) && (ends_state || region > 0 && is_whole)).then_some((position, rest))
    })
}

const STATES: &[&str] = &["州", "地区", "自治区", "共和国", "諸島"];

const REGIONS: &[&str] = &[
    "北東部",
    "北西部",
    "南東部",
    "南西部",
    "中東部",
    "中西部",
    "中南部",
    "中北部",
    "東部",
    "西部",
    "南部",
    "北部",
    "中部",
];

/// Whether the tables have this range as a country, a state or a city.
fn is_known_place(shadow: &Shadow, start: usize, end: usize) -> bool {
    matches!(lexicon().names.get(shadow, start, end), Some(KnownAs::Country | KnownAs::Place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ground::Ground;
    use crate::entities::tests::look;

    #[track_caller]
    fn check(name: &str, kind: EntityType, expected: &[(&str, EntityType)]) {
        let text = format!("今日は{name}が");
        let found = look(&text, |tagged| {
            let mention =
                Mention { start: 3, end: 3 + name.chars().count(), kind, ground: Ground::Model, score: 0.8 };
            split(tagged, vec![mention])
        });
        let letters: Vec<char> = text.chars().collect();
        let found: Vec<(String, EntityType)> =
            found.iter().map(|m| (letters[m.start..m.end].iter().collect(), m.kind)).collect();
        let expected: Vec<(String, EntityType)> =
            expected.iter().map(|(s, k)| ((*s).to_owned(), *k)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_country_and_its_company() {
        use EntityType::{Facility, Location, Organization};
        check("米ナルダ", Location, &[("米", Location), ("ナルダ", Organization)]);
        check("独ベルク社", Facility, &[("独", Location), ("ベルク社", Organization)]);
        check("英科学誌ミストラル", Organization, &[("英", Location), ("ミストラル", Organization)]);
        check("米製薬大手メディクス社", Organization, &[("米", Location), ("メディクス社", Organization)]);
        check("米カリフォルニア州", Location, &[("米", Location), ("カリフォルニア州", Location)]);
        check("米空軍", Organization, &[("米空軍", Organization)]);
        check("西ドイツ", Location, &[("西ドイツ", Location)]);
        check("日本銀行", Organization, &[("日本銀行", Organization)]);
    }

    #[test]
    fn a_state_and_its_city() {
        use EntityType::Location;
        check("テキサス州ボカチカ", Location, &[("テキサス州", Location), ("ボカチカ", Location)]);
        check("ウクライナ東部ドネツク州", Location, &[("ウクライナ", Location), ("ドネツク州", Location)]);
        check("ガザ地区南部ナダル", Location, &[("ガザ地区", Location), ("ナダル", Location)]);
        check("北嶺県霧沢町", Location, &[("北嶺県霧沢町", Location)]);
        check("アラスカ州", Location, &[("アラスカ州", Location)]);
    }
}
