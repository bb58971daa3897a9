//! Places and bodies: what the tables and the dictionary know, countries in one kanji, places shown by their
//! company.

use super::ground::Weight;
use super::lexicon::{KnownAs, TitleKind};
use super::scene::{Proposal, Scene};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use shirushi_model::{EntityType, PartOfSpeech};

/// Proposes places, and bodies known by name.
pub(crate) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    known_names(scene, proposals);
    dictionary_names(scene, proposals);
    short_countries(scene, proposals);
    by_company(scene, proposals);
    datelines(scene, proposals);
    place_and_brand(scene, proposals);
}

fn known_names(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    for hit in &scene.hits {
        let Some(kind) = hit.known.kind() else { continue };
        let is_institution = hit.end - hit.start >= 4 && hit.known == KnownAs::Body;
        let weight = match hit.known {
            KnownAs::Event | KnownAs::Facility => Weight::Institution,
            _ if is_institution || is_ministry(scene, hit.start, hit.end) => Weight::Institution,
            _ => Weight::Table,
        };
        proposals.push(Proposal { start: hit.start, end: hit.end, kind, weight });
    }
}

/// 厚労省, 国交省: short, but nothing else.
fn is_ministry(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    end - start == 3
        && matches!(scene.shadow().before(end), '省' | '庁')
        && is_kanji(scene.shadow().at(start))
}

/// Words the dictionary has as places or organizations and that are none in the news.
const NOT_PLACES: &[&str] = &[
    "本部",
    "中央",
    "大会",
    "平和",
    "総社",
    "本町",
    "国府",
    "有明",
    "大手",
    "東部",
    "西部",
    "南部",
    "北部",
    "中部",
    "新町",
    "三国",
    "近江",
    "上手",
    "下手",
    "日本橋",
    "大和",
    "公庄",
    "向こう",
    "一口",
    "左右",
    "大井",
    "宮内",
    "大臣",
    "内閣",
    "外資",
    "自社",
];

fn dictionary_names(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let words = scene.words();
    for index in 0..words.len() {
        let Some(word) = words.get(index) else { continue };
        if !word.known || word.end - word.start < 2 || scene.hit_at(word.start).is_some() {
            continue;
        }
        let kind = match word.pos {
            PartOfSpeech::PlaceName | PartOfSpeech::CountryName => EntityType::Location,
            PartOfSpeech::OrganizationName => EntityType::Organization,
            PartOfSpeech::ProperNoun => match scene.lexicon.heads.ending(shadow, word.end).next() {
                Some((start, head)) if start > word.start + 1 => head.kind,
                _ => continue,
            },
            _ => continue,
        };
        let is_written_out =
            (word.start..word.end).any(|p| is_kanji(shadow.at(p)) || is_katakana(shadow.at(p)));
        let is_refused = NOT_PLACES
            .iter()
            .any(|name| shadow.has(word.start, name) && name.chars().count() == word.end - word.start);
        let is_language = shadow.at(word.end) == '語';
        // A part of a joined foreign name is no place.
        let in_name = scene
            .run_at(word.start)
            .is_some_and(|run| run.is_joined || run.start < word.start || run.end > word.end);
        if is_written_out && !is_refused && !is_language && !in_name {
            proposals.push(Proposal { start: word.start, end: word.end, kind, weight: Weight::Dictionary });
        }
    }
}

/// 米ロ, 日米韓: each a country. 米 alone before what the tables list, or before a name in another script
/// (米アップル).
fn short_countries(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let mut position = 0;
    while position < shadow.len() {
        if !scene.is_short(position) || scene.hit_at(position).is_some() {
            position += 1;
            continue;
        }
        let start = position;
        while position < shadow.len() && scene.is_short(position) && scene.hit_at(position).is_none() {
            position += 1;
        }
        let before = shadow.before(start);
        let count = position - start;
        let counts = match count {
            1 => is_single_country(scene, start),
            _ => is_row_of_countries(scene, start, position),
        };
        if counts && !(is_katakana(before) && is_katakana(shadow.at(start))) {
            let weight = Weight::Countries;
            for country in start..position {
                proposals.push(Proposal {
                    start: country,
                    end: country + 1,
                    kind: EntityType::Location,
                    weight,
                });
            }
            if count == 1 {
                company_of(scene, position, proposals);
            }
        }
    }
}

/// 米アップレイ, 独ベルク: a katakana word nobody knows, right after a country and with no title behind it,
/// is a company.
fn company_of(scene: &Scene<'_>, start: usize, proposals: &mut Vec<Proposal>) {
    let Some(run) = scene.run_at(start).filter(|run| run.start == start && run.end - run.start >= 3) else {
        return;
    };
    let shadow = scene.shadow();
    let after = shadow.at(run.end);
    let goes_on = is_kanji(after) || is_latin(after);
    if !goes_on && !scene.hits_in(run) && !scene.is_common(run.start, run.end) && !is_place(scene, run.start)
    {
        let kind = EntityType::Organization;
        proposals.push(Proposal { start, end: run.end, kind, weight: Weight::Dictionary });
    }
}

fn is_place(scene: &Scene<'_>, start: usize) -> bool {
    scene.word_from(start).is_some_and(|word| word.known && word.pos == PartOfSpeech::PlaceName)
}

/// Short forms that are a common word or a part of many; they need more than a place in a row.
const COMMON_SHORTS: &str = "日中西加比台越印朝伯ソ";

fn is_row_of_countries(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let shadow = scene.shadow();
    let after = shadow.at(end);
    let before = shadow.before(start);
    let distinct = (start..end).all(|p| (start..p).all(|q| shadow.at(q) != shadow.at(p)));
    let all_common = (start..end).all(|p| COMMON_SHORTS.contains(shadow.at(p)));
    let bounded =
        (!is_kanji(before) || scene.hit_before(start).is_some() || matches!(before, '対' | '駐' | '在'))
            && !is_katakana(before) | !is_katakana(shadow.at(start));
    let followed = scene.lexicon.after_short.starting(shadow, end).next().is_some();
    let one_word = scene.words().at(start).is_some_and(|word| {
        word.known && word.end >= end && !word.pos.is_proper_noun() && word.pos != PartOfSpeech::NounPrefix
    });
    let goes_on_in_kana = is_hiragana(after) || matches!(after, '、' | '。' | '・' | '(' | '\n' | '\0');
    if end - start > 6 || !distinct || !bounded || is_katakana(shadow.before(end)) && is_katakana(after) {
        return false;
    }
    // 日米豪印4カ国
    let goes_on_in_kana = goes_on_in_kana || end - start >= 3 && after.is_ascii_digit();
    // 日中 is also daytime: only with 首脳, 関係 and the like.
    if all_common { followed } else { followed || goes_on_in_kana || !one_word && is_kanji(after) }
}

/// 英|元|首相, 米|前|国務長官: an office of a state behind a word for when it was held.
fn is_of_state(scene: &Scene<'_>, position: usize) -> bool {
    let mut titles = scene.lexicon.titles.starting(scene.shadow(), position);
    titles.any(|(end, kind)| matches!(kind, TitleKind::Office | TitleKind::Post) && end - position >= 2)
}

fn is_single_country(scene: &Scene<'_>, position: usize) -> bool {
    let shadow = scene.shadow();
    let c = shadow.at(position);
    // 対米投資, 駐日大使, 対ロ制裁
    let toward = matches!(shadow.before(position), '対' | '駐')
        && scene.words().starts_at(position - 1)
        && (is_kanji(shadow.at(position + 1)) || is_hiragana(shadow.at(position + 1)));
    if toward && !matches!(c, '比' | '台' | '印' | '西' | '越' | '伯' | '加') {
        return true;
    }
    let (before, after) = (shadow.before(position), shadow.at(position + 1));
    if is_katakana(c) || scene.hit_at(position).is_some() {
        return false;
    }
    let free =
        !is_kanji(before) && before != '\u{0}' || position == 0 || scene.hit_before(position).is_some();
    let starts_word = scene.words().starts_at(position);
    let in_longer_word = scene
        .words()
        .at(position)
        .is_some_and(|word| word.known && word.end > position + 1 && !word.pos.is_proper_noun());
    if !free || !starts_word {
        return false;
    }
    let is_rare = COMMON_SHORTS.contains(c);
    let followed = scene
        .lexicon
        .after_short
        .starting(shadow, position + 1)
        .any(|(end, ())| end - position > 2 || shadow.at(end) != '\0')
        || "元前新現".contains(after) && is_of_state(scene, position + 2);
    let named_body = scene.word_from(position + 1).is_some_and(|word| {
        word.known && word.pos == PartOfSpeech::OrganizationName && word.end - word.start >= 2
    });
    let named = (is_katakana(after) || is_latin(after) || named_body) && !is_rare;
    let place = scene.hit_from(position + 1).is_some() && !is_rare;
    if is_rare {
        let long =
            scene.lexicon.after_short.starting(shadow, position + 1).any(|(end, ())| end - position > 2);
        return long
            && !in_longer_word
            && scene.words().at(position).is_some_and(|w| w.end == position + 1 && w.pos.is_proper_noun());
    }
    (followed || named || place) && (!in_longer_word || c == '米' && followed)
}

/// 北嶺県霧沢町, 東京都港区, 横浜市中区: a Japanese address is one place, as all the corpora have it. A
/// foreign state and its city (アラスカ州アンカレジ) stay two.
pub(super) fn with_rows_joined(shadow: &Shadow, settled: Vec<Proposal>) -> Vec<Proposal> {
    let mut joined: Vec<Proposal> = Vec::with_capacity(settled.len());
    for proposal in settled {
        let is_part = |last: &&mut Proposal| {
            last.kind == EntityType::Location
                && proposal.kind == EntityType::Location
                && last.end == proposal.start
                && "都道府県市郡".contains(shadow.before(last.end))
                && last.end - last.start >= 2
                && is_kanji(shadow.at(last.start))
                && "市区町村郡".contains(shadow.before(proposal.end))
        };
        match joined.last_mut().filter(is_part) {
            Some(last) => {
                last.end = proposal.end;
                last.weight = last.weight.max(Weight::Compound);
            }
            None => joined.push(proposal),
        }
    }
    joined
}

/// Words right before a place.
const BEFORE_PLACES: &[&str] = &[
    "首都",
    "州都",
    "県都",
    "東部",
    "西部",
    "南部",
    "北部",
    "中部",
    "北東部",
    "北西部",
    "南東部",
    "南西部",
    "中心都市",
    "中心部",
    "港湾都市",
    "都市",
    "要衝",
    "港町",
    "古都",
    "避暑地",
    "景勝地",
    "激戦地",
    "拠点都市",
    "保養地",
];

/// Words right after a place.
const AFTER_PLACES: &[&str] = &[
    "在住",
    "出身",
    "近郊",
    "郊外",
    "周辺",
    "市内",
    "州内",
    "市民",
    "市街",
    "中心部",
    "北部",
    "南部",
    "東部",
    "西部",
    "沖",
    "入り",
    "発の",
    "着の",
    "方面",
    "地方",
];

fn by_company(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for &run in scene.runs.iter().filter(|run| run.end - run.start >= 3) {
        if scene.hits_in(run) || run.is_joined || scene.is_common(run.start, run.end) {
            continue;
        }
        let before = BEFORE_PLACES.iter().any(|word| shadow.has_before(run.start, word));
        let after = AFTER_PLACES.iter().any(|word| shadow.has(run.end, word));
        let goes_on = is_kanji(shadow.at(run.end)) && !after;
        if before && !goes_on || after {
            proposals.push(Proposal {
                start: run.start,
                end: run.end,
                kind: EntityType::Location,
                weight: Weight::Company,
            });
        }
    }
}

/// アンカレジ(CNN) and 【ワシントン=…】 and [モスクワ 15日 ロイター] at the head of a paragraph.
fn datelines(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for sentence in scene.text.sentences {
        let opening = matches!(shadow.at(sentence.start), '【' | '[' | '(' | '〔');
        let start = sentence.start + usize::from(opening);
        let end = match scene.run_at(start).filter(|run| run.start == start) {
            Some(run) => run.end,
            None => match scene.word_from(start) {
                Some(word) if word.pos == PartOfSpeech::PlaceName => word.end,
                _ => continue,
            },
        };
        let c = shadow.at(end);
        let is_dateline = if opening {
            matches!(c, '=' | ' ' | '・')
                || scene.hit_from(end).is_some_and(|hit| hit.known == KnownAs::Body)
                || shadow.has(end, "共同")
                || shadow.has(end, "時事")
        } else {
            c == '('
                && scene
                    .hit_from(end + 1)
                    .is_some_and(|hit| hit.known == KnownAs::Body && shadow.at(hit.end) == ')')
        };
        // 【ロサンゼルス共同】: the agency follows.
        let agency = ["共同", "時事"].into_iter().find(|name| opening && shadow.has(end, name));
        if let Some(name) = agency {
            let weight = Weight::Titled;
            let kind = EntityType::Organization;
            proposals.push(Proposal { start: end, end: end + name.chars().count(), kind, weight });
        }
        if is_dateline {
            proposals.push(Proposal { start, end, kind: EntityType::Location, weight: Weight::Titled });
        }
    }
}

/// 東京エレクトロン: a place right before a katakana word nobody knows is a part of that name.
fn place_and_brand(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for &run in scene.runs.iter().filter(|run| run.end - run.start >= 4 && !run.is_joined) {
        let Some(place) = scene.word_before(run.start) else { continue };
        let is_place =
            place.pos == PartOfSpeech::PlaceName && place.known && is_kanji(shadow.at(place.start));
        let is_new = scene.word_from(run.start).is_some_and(|word| !word.known && word.end == run.end);
        let ends = !is_kanji(shadow.at(run.end)) || shadow.at(run.end) == '社';
        let kind = EntityType::Organization;
        if is_place
            && is_new
            && ends
            && scene.hit_before(place.end).is_none_or(|hit| hit.known != KnownAs::Country)
        {
            proposals.push(Proposal { start: place.start, end: run.end, kind, weight: Weight::Company });
        }
    }
}
