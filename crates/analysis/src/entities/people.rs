//! People: names beside titles and honorifics, names in two parts, names after a trade.
//!
//! A title is found first; the name is what stands right before it (トランプ氏), perhaps with a country or
//! the rest of the title between (トランプ米大統領, ベルコフ中東担当特使), or right after it
//! (外相ノヴォトニーは).

mod bylines;
mod names;
pub(super) mod wrestlers;

use super::ground::Weight;
use super::lexicon::{KnownAs, TitleKind};
use super::scene::{Proposal, Scene, TokenRun, is_joint};
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Word;
use names::{is_country, name_ending_at, surname_with_rest, words_between};
use shirushi_model::{EntityType, PartOfSpeech};

/// Proposes people.
pub(crate) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    beside_titles(scene, proposals);
    after_trades(scene, proposals);
    japanese_full_names(scene, proposals);
    joined_names(scene, proposals);
    names_with_age(scene, proposals);
    wrestlers::propose(scene, proposals);
    bylines::propose(scene, proposals);
    monarchs(scene, proposals);
}

fn person(start: usize, end: usize, weight: Weight) -> Proposal {
    Proposal { start, end, kind: EntityType::Person, weight }
}

fn beside_titles(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let words = scene.words();
    let shadow = scene.shadow();
    let mut next = 0;
    for index in 0..words.len() {
        let Some(word) = words.get(index) else { continue };
        if word.start < next {
            continue;
        }
        let found =
            scene.lexicon.titles.starting(scene.shadow(), word.start).find(|(end, kind)| {
                words.ends_at(*end) || *kind == TitleKind::Office && *end - word.start >= 3
            });
        // 県知事 and 都知事 are words of the dictionary.
        let (title, found) = match found {
            None if "都道府県".contains(shadow.at(word.start)) => {
                (word.start + 1, of_prefecture(scene, word))
            }
            _ => (word.start, found),
        };
        let Some((end, kind)) = found else { continue };
        next = end;
        if title > word.start
            && let Some(start) = prefecture_before(scene, title)
        {
            let (kind, weight) = (EntityType::Location, Weight::Institution);
            proposals.push(Proposal { start, end: title, kind, weight });
            continue;
        }
        if kind == TitleKind::Several {
            listed(scene, word.start, proposals);
            continue;
        }
        if let Some((start, name_end)) = name_left_of(scene, title, kind) {
            // スンナ派, ハプスブルク家: schools and houses are called after more than people.
            let is_school = kind == TitleKind::Circle && end - title == 1;
            let weight = if is_school { Weight::Company } else { Weight::Titled };
            proposals.push(person(start, name_end, weight));
            country_joined(scene, start, proposals);
        } else if shadow.before(word.start).is_ascii_digit() && kind != TitleKind::Familiar {
            listed(scene, word.start - 1, proposals);
        }
        if matches!(kind, TitleKind::Office | TitleKind::Post)
            && let Some((start, name_end)) = name_right_of(scene, end)
        {
            proposals.push(person(start, name_end, Weight::Titled));
        }
    }
}

/// The title in a word that begins with the kind of land: 県|知事.
fn of_prefecture(scene: &Scene<'_>, word: Word) -> Option<(usize, TitleKind)> {
    scene.lexicon.titles.starting(scene.shadow(), word.start + 1).find(|(end, _)| *end == word.end)
}

/// Where a prefecture begins that ends with the kind of land of an office: 兵庫県|知事. 小池都知事 has a
/// person's name there.
fn prefecture_before(scene: &Scene<'_>, end: usize) -> Option<usize> {
    (3..=4)
        .filter_map(|length| end.checked_sub(length))
        .find(|&start| scene.lexicon.prefectures.get(scene.shadow(), start, end).is_some())
}

/// ウクライナ・コヴァレンコ大統領: the country joined to the name is a mention of its own.
fn country_joined(scene: &Scene<'_>, name: usize, proposals: &mut Vec<Proposal>) {
    let Some(run) = scene.run_at(name).filter(|run| run.start < name) else { return };
    let weight = Weight::Company;
    for (start, end) in scene.parts(run).into_iter().filter(|(_, end)| *end < name) {
        proposals.push(Proposal { start, end, kind: EntityType::Location, weight });
    }
}

/// カステロ、ベルコフ両氏, 甲と乙の各氏, 丙、丁の3氏: all the names before the word that counts them.
fn listed(scene: &Scene<'_>, counter: usize, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let mut end = counter - usize::from(shadow.before(counter) == 'の');
    for _ in 0..6 {
        let Some((start, name_end)) = name_ending_at(scene, end, TitleKind::Honorific) else { return };
        // 日米両首相: countries, not people.
        let parts = match scene
            .run_at(start)
            .filter(|run| run.is_joined && run.start == start && run.end == name_end)
        {
            Some(run) => scene.parts(run),
            None => vec![(start, name_end)],
        };
        let is_name = |(from, to): &(usize, usize)| {
            to - from >= 2 && scene.hit_before(*to).is_none() && !(*from..*to).all(|p| scene.is_short(p))
        };
        for (from, to) in parts.into_iter().filter(is_name) {
            proposals.push(person(from, to, Weight::Titled));
        }
        if !matches!(shadow.before(start), '、' | 'と' | '・') {
            return;
        }
        end = start - 1;
    }
}

/// How many words of a title may stand between a name and the title's head.
const TITLE_REACH: usize = 7;

/// The name before a title: right before it, or before what else belongs to the title.
fn name_left_of(scene: &Scene<'_>, title: usize, kind: TitleKind) -> Option<(usize, usize)> {
    // 石田前知事, 森下幸二元騎手: 前 could be the end of a given name, but before an office it hardly is.
    let modified = title.checked_sub(1).filter(|&modifier| {
        matches!(kind, TitleKind::Office | TitleKind::Post)
            && "前元新現".contains(scene.shadow().at(modifier))
    });
    if let Some(found) = modified.and_then(|modifier| name_ending_at(scene, modifier, kind)) {
        return Some(found);
    }
    if let Some(found) = name_ending_at(scene, title, kind) {
        return Some(found);
    }
    if matches!(kind, TitleKind::Honorific | TitleKind::Familiar | TitleKind::Circle) {
        return None;
    }
    let mut end = title;
    for _ in 0..TITLE_REACH {
        end = step_over(scene, end)?;
        if let Some(found) = name_ending_at(scene, end, kind) {
            return Some(found);
        }
    }
    None
}

/// Steps left over one part of a title: a modifier, a country in long or short form, a body.
fn step_over(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let shadow = scene.shadow();
    if let Some(hit) = scene.hit_before(end)
        && matches!(hit.known, KnownAs::Country | KnownAs::Place | KnownAs::Body)
    {
        let joined = shadow.before(hit.start) == '・';
        return Some(hit.start - usize::from(joined));
    }
    let modifier = scene.lexicon.title_modifiers.ending(shadow, end).find(|(start, ())| {
        scene.words().starts_at(*start) || !is_kanji(shadow.before(*start)) || end - *start >= 2
    });
    if let Some((start, ())) = modifier {
        return Some(start);
    }
    // 村井嘉男宮城県知事: the place of the office.
    if let Some((start, ())) = scene.lexicon.prefectures.ending(shadow, end).next() {
        return Some(start);
    }
    if let Some(suffix) = scene.word_before(end).filter(|word| word.pos == PartOfSpeech::PlaceSuffix)
        && let Some(place) =
            scene.word_before(suffix.start).filter(|word| word.pos == PartOfSpeech::PlaceName)
    {
        return Some(place.start);
    }
    let short = end.checked_sub(1)?;
    (scene.is_short(short) && short > 0 && !is_hiragana(shadow.before(short))).then_some(short)
}

/// 外相ノヴォトニーは, 国務長官アンドレ・カステロ: a katakana name right after a title.
fn name_right_of(scene: &Scene<'_>, start: usize) -> Option<(usize, usize)> {
    let run = scene.run_at(start).filter(|run| run.start == start)?;
    let is_known = scene.hits_in(run);
    let long_enough = run.end - run.start >= 3;
    (long_enough && !is_known && !is_ordinary(scene, run) && ends_like_a_name(scene, run.end))
        .then_some((run.start, run.end))
}

/// Whether the words of a run are ordinary ones: リーダーシップ, インタビュー.
fn is_ordinary(scene: &Scene<'_>, run: TokenRun) -> bool {
    scene.parts(run).into_iter().all(|(start, end)| scene.is_common(start, end))
}

/// What stands after a name: a particle, a mark, a title; not the rest of a longer word.
fn ends_like_a_name(scene: &Scene<'_>, end: usize) -> bool {
    let c = scene.shadow().at(end);
    is_hiragana(c)
        || matches!(c, '、' | '。' | ',' | '(' | ')' | '」' | '』' | ' ' | '/' | '\0' | '\n')
        || scene.lexicon.titles.starting(scene.shadow(), end).next().is_some()
        || c == '両'
}

/// 歌手マドンナ, 会社員山田太郎, 司会のフィンチリー is left to 氏.
fn after_trades(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    for &run in &scene.runs {
        let is_after_trade = scene
            .lexicon
            .trades
            .ending(scene.shadow(), run.start)
            .any(|(start, ())| run.start - start >= 2 && scene.words().starts_at(start));
        if is_after_trade && let Some((start, end)) = name_right_of(scene, run.start) {
            proposals.push(person(start, end, Weight::NameParts));
        }
    }
}

/// Surname and given name side by side, as the dictionary has them, or with a given name it has not.
fn japanese_full_names(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let words = scene.words();
    let shadow = scene.shadow();
    for index in 0..words.len() {
        let Some(surname) = words.get(index).filter(|word| word.pos == PartOfSpeech::Surname) else {
            continue;
        };
        let mut end = surname.end;
        for word in (index + 1..).map_while(|next| words.get(next)).take(3) {
            if word.start != end || word.pos != PartOfSpeech::GivenName {
                break;
            }
            end = word.end;
        }
        if end == surname.end || is_kanji(shadow.at(end)) {
            // The dictionary may lack the given name: then all kanji to the end of the run must make one.
            let mut run = surname.end;
            while is_kanji(shadow.at(run)) && run - surname.end < 4 {
                run += 1;
            }
            let goes_on = matches!(shadow.at(run), c if is_katakana(c) || is_latin(c) || c.is_ascii_digit());
            let whole = !goes_on && run > end && surname_with_rest(scene, run) == Some(surname.start);
            end = if whole { run } else { end };
        }
        let is_place = scene.word_from(end).is_some_and(|word| word.pos == PartOfSpeech::PlaceSuffix);
        if end > surname.end && (3..=7).contains(&(end - surname.start)) && !is_place {
            proposals.push(person(surname.start, end, Weight::NameParts));
        }
    }
    for index in 0..words.len() {
        let Some(word) = words.get(index) else { continue };
        let long_enough = word.end - word.start >= 3;
        let in_longer =
            scene.run_at(word.start).is_some_and(|run| run.start < word.start || run.end > word.end);
        if word.pos == PartOfSpeech::PersonName
            && word.known
            && long_enough
            && !in_longer
            && !is_country(scene, word)
        {
            proposals.push(person(word.start, word.end, Weight::Dictionary));
        }
    }
}

/// ジョー・バイデン without a title: names of persons the dictionary knows, or words it does not know at all.
fn joined_names(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    for &run in scene.runs.iter().filter(|run| run.is_joined) {
        let parts = scene.parts(run);
        if parts.len() > 4 || scene.hits_in(run) || !ends_a_person(scene, run.end) {
            continue;
        }
        let all_unknown = parts.iter().all(|&(start, end)| {
            end - start >= 2
                && words_between(scene, start, end).all(|word| !word.known || word.pos.is_proper_noun())
        });
        let first_is_given = parts.first().is_some_and(|&(start, end)| {
            words_between(scene, start, end)
                .all(|word| word.pos.is_person_name() && word.known && word.start >= start && word.end <= end)
        });
        if first_is_given && !parts.iter().skip(1).all(|&(start, end)| scene.is_common(start, end))
            || all_unknown
        {
            let start = with_initials(scene, run.start);
            proposals.push(person(start, run.end, Weight::NameParts));
        }
    }
}

fn with_initials(scene: &Scene<'_>, mut start: usize) -> usize {
    let shadow = scene.shadow();
    while start >= 2 && is_joint(shadow.before(start)) && is_latin(shadow.at(start - 2)) {
        start -= 2;
        while is_latin(shadow.before(start)) {
            start -= 1;
        }
    }
    start
}

/// Joined katakana that goes on in kanji is mostly a compound (グレンデール・ホワイトフィールド共同基地).
fn ends_a_person(scene: &Scene<'_>, end: usize) -> bool {
    let next = scene.shadow().at(end);
    !is_kanji(next) || matches!(next, '元' | '前' | '現' | '両') || ends_like_a_name(scene, end)
}

/// 山田太郎(42): a name with an age.
fn names_with_age(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for position in 1..shadow.len() {
        if shadow.at(position) != '(' || !shadow.at(position + 1).is_ascii_digit() {
            continue;
        }
        let digits = (1..=3).take_while(|i| shadow.at(position + i).is_ascii_digit()).count();
        let after = position + 1 + digits;
        let closes = shadow.at(after) == ')' || shadow.has(after, "歳)");
        if !closes {
            continue;
        }
        let Some(last) = scene.word_before(position) else { continue };
        let is_name = last.pos.is_person_name() || !last.known;
        let found = name_ending_at(scene, position, TitleKind::Post).filter(|_| is_name);
        if let Some((start, end)) = found
            && end - start >= 3
        {
            proposals.push(person(start, end, Weight::NameParts));
        }
    }
}

/// ヘンリー8世, ルイ十四世.
fn monarchs(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for run in &scene.runs {
        let number = (0..3)
            .take_while(|i| {
                let c = shadow.at(run.end + i);
                c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
            })
            .count();
        let end = run.end + number;
        if number > 0 && shadow.at(end) == '世' && shadow.at(end + 1) != '紀' && shadow.at(end + 1) != '代'
        {
            proposals.push(person(run.start, end + 1, Weight::Compound));
        }
    }
}
