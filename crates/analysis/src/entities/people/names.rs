//! The name that ends at a position: katakana with its ・, Latin words, and Japanese, Chinese and Korean
//! names in kanji.

use crate::entities::lexicon::{KnownAs, TitleKind};
use crate::entities::scene::{Scene, is_joint};
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Word;
use shirushi_model::{EntityType, PartOfSpeech};

/// The name that ends at a position, read as the title beside it allows.
pub(super) fn name_ending_at(scene: &Scene<'_>, end: usize, kind: TitleKind) -> Option<(usize, usize)> {
    // ウラジーミル・プーチン(Vladimir Putin)大統領: the name ends before the brackets.
    let end = scene.gloss_before(end).map_or(end, |gloss| gloss.start - 1);
    let last = scene.shadow().before(end);
    let start = if is_katakana(last) {
        katakana_name(scene, end, kind)?
    } else if is_latin(last) {
        latin_name(scene, end)?
    } else if is_kanji(last) || is_hiragana(last) {
        japanese_name(scene, end, kind)?
    } else {
        return None;
    };
    (start < end).then_some((start, end))
}

fn katakana_name(scene: &Scene<'_>, end: usize, kind: TitleKind) -> Option<usize> {
    let shadow = scene.shadow();
    let run = scene.run_at(end - 1).filter(|run| run.end == end)?;
    let mut start = run.start;
    // ウクライナ・コヴァレンコ大統領: the country is no part of the name.
    if run.is_joined {
        for (from, to) in scene.parts(run) {
            let is_place = scene.lexicon.names.get(shadow, from, to) == Some(KnownAs::Country);
            if from != start || !is_place || to == end {
                break;
            }
            start = to + 1;
        }
    }
    let is_honorific = matches!(kind, TitleKind::Honorific | TitleKind::Familiar);
    let hit = scene.lexicon.names.get(shadow, start, end);
    let is_whole_word = !run.is_joined || start > run.start;
    match hit {
        Some(KnownAs::Country) => return None,
        Some(_) if !is_honorific => return None,
        _ => {}
    }
    if is_whole_word {
        let is_common = scene.is_common(start, end);
        let is_generic = scene.lexicon.generic.get(shadow, start, end).is_some()
            || scene.lexicon.title_modifiers.get(shadow, start, end).is_some()
            || scene.lexicon.titles.get(shadow, start, end).is_some();
        // ガゼットタイムズ特派員: the name of a body before a post.
        let is_body = kind == TitleKind::Post
            && scene
                .lexicon
                .heads
                .ending(shadow, end)
                .any(|(head, what)| head > start && what.kind == EntityType::Organization);
        let is_place = scene.word_before(end).is_some_and(|word| word.pos == PartOfSpeech::PlaceName);
        // グレイ代表: an ordinary word may be a name where a body is named just before.
        let is_owned = shadow.before(start) == 'の' && end - start >= 2;
        if is_generic
            || is_body
            || end - start < 2
            || is_common && matches!(kind, TitleKind::Familiar | TitleKind::Circle)
            || is_common && kind == TitleKind::Post && !is_owned
            || is_place && !is_honorific && kind != TitleKind::Office
        {
            return None;
        }
        if is_common && is_kanji(shadow.before(start)) && !is_honorific {
            return None;
        }
    }
    // J・D・バンス, J.D.バンス
    while is_joint(shadow.before(start)) || shadow.before(start) == '.' {
        let mut letter = start - 1;
        while is_latin(shadow.before(letter)) {
            letter -= 1;
        }
        if letter == start - 1 {
            break;
        }
        start = letter;
    }
    Some(start)
}

/// One or more capitalised words with blanks between: John Smith.
fn latin_name(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let shadow = scene.shadow();
    let mut start = end;
    loop {
        let mut word = start;
        while is_latin(shadow.before(word)) || matches!(shadow.before(word), '-' | '.' | '\'') && word < start
        {
            word -= 1;
        }
        if word == start || !shadow.at(word).is_uppercase() {
            break;
        }
        start = word;
        if shadow.before(word) == ' ' && is_latin(shadow.at(word.saturating_sub(2))) {
            start = word - 1;
        } else {
            break;
        }
    }
    if shadow.at(start) == ' ' {
        start += 1;
    }
    let is_acronym = shadow.slice(start, end).iter().all(char::is_ascii_uppercase);
    (end - start >= 3 && !is_acronym).then_some(start)
}

/// Words before 氏 that make a pronoun of it.
const NOT_NAMES: &str = "同両各某本諸当此貴華其彼我全";

fn japanese_name(scene: &Scene<'_>, end: usize, kind: TitleKind) -> Option<usize> {
    let shadow = scene.shadow();
    let last = scene.word_before(end)?;
    if let Some(start) = from_name_words(scene, last, kind) {
        return Some(start);
    }
    if let Some(start) = east_asian_name(scene, end) {
        return Some(start);
    }
    if let Some(start) = surname_with_rest(scene, end) {
        return Some(start);
    }
    // 韓国の朴外相: a family name of one kanji that stands free before an office.
    if kind == TitleKind::Office
        && let Some(start) = end.checked_sub(1)
        && scene.lexicon.east_asian_surnames.contains(&scene.shadow().at(start))
        && !is_kanji(scene.shadow().before(start))
        && scene.words().starts_at(start)
        && !scene.is_short(start)
    {
        return Some(start);
    }
    if !matches!(kind, TitleKind::Honorific | TitleKind::Familiar) {
        return None;
    }
    // Before 氏 any short run of kanji is a name unless it is a word for somebody (同氏, 彼氏).
    let start = kanji_run_start(scene, end);
    let length = end - start;
    let first = scene.word_from(start)?;
    let is_word =
        words_between(scene, start, end).all(|word| word.known && !may_name(word.pos)) && length >= 2;
    let is_pronoun = length == 1 && NOT_NAMES.contains(shadow.at(start));
    let fits = (1..=5).contains(&length) && first.pos != PartOfSpeech::Pronoun;
    let is_list = scene.hit_before(end).is_some() && length >= 4;
    (fits && !is_word && !is_pronoun && !is_list).then_some(start)
}

fn may_name(pos: PartOfSpeech) -> bool {
    pos.is_proper_noun()
}

pub(super) fn words_between<'s>(
    scene: &'s Scene<'_>,
    start: usize,
    end: usize,
) -> impl Iterator<Item = Word> + 's {
    let first = scene.words().index_at(start).unwrap_or(usize::MAX);
    (first..).map_while(|index| scene.words().get(index)).take_while(move |word| word.start < end)
}

/// The longest Japanese name, in characters.
const LONGEST_NAME: usize = 6;

/// 岸田文雄, 石破, 小池百合子: words the dictionary has as names.
fn from_name_words(scene: &Scene<'_>, last: Word, kind: TitleKind) -> Option<usize> {
    if last.pos.is_person_name() {
        if let Some(start) = chain_of_names(scene, last) {
            return Some(start);
        }
        // 岩屋毅: a given name after a word the dictionary has for something else.
        let run = kanji_run_start(scene, last.end);
        let whole = run < last.start
            && (3..=5).contains(&(last.end - run))
            && !is_kanji(scene.shadow().before(run))
            && scene.word_from(run).is_some_and(|word| {
                word.pos != PartOfSpeech::PlaceName || last.pos == PartOfSpeech::GivenName
            });
        if whole {
            return Some(run);
        }
        let is_letters = last.end - last.start == 1 && is_hiragana(scene.shadow().at(last.start));
        return (!is_letters).then_some(last.start);
    }
    // 福島氏, 千葉さん: places that are surnames as well.
    let is_place = last.pos == PartOfSpeech::PlaceName || last.pos == PartOfSpeech::OrganizationName;
    let stands_alone = !is_kanji(scene.shadow().before(last.start));
    let is_short = last.end - last.start <= 3;
    // 川崎重工の橋本社長: clubs and cities have 監督 and 市長, but no 社長 and no 教授.
    let is_beside_post = || {
        let shadow = scene.shadow();
        let begins = matches!(shadow.before(last.start), 'の' | '、' | '。' | '\n' | '\0' | '」' | ')');
        kind == TitleKind::Post
            && begins
            && PERSONAL_POSTS.iter().any(|post| shadow.has(last.end, post))
            && last.pos == PartOfSpeech::PlaceName
            && (last.start..last.end).all(|p| is_kanji(shadow.at(p)))
    };
    ((kind == TitleKind::Honorific || is_beside_post())
        && is_place
        && is_short
        && stands_alone
        && last.known
        && !is_country(scene, last))
    .then_some(last.start)
}

/// Posts that a place has not, only who holds them.
const PERSONAL_POSTS: &[&str] = &[
    "社長",
    "副社長",
    "会長",
    "専務",
    "常務",
    "頭取",
    "教授",
    "准教授",
    "名誉教授",
    "弁護士",
    "裁判長",
    "医師",
    "記者",
    "議員",
];

/// Where a chain of names that ends with this word begins, if it begins with a surname: 茂木 + 敏 + 充.
fn chain_of_names(scene: &Scene<'_>, last: Word) -> Option<usize> {
    let mut start = None;
    let mut first = last;
    while let Some(word) = scene.word_before(first.start)
        && word.pos.is_person_name()
        && last.end - word.start <= LONGEST_NAME
        && !is_country(scene, word)
    {
        if word.pos == PartOfSpeech::Surname {
            start = Some(word.start);
        }
        first = word;
    }
    start
}

pub(super) fn is_country(scene: &Scene<'_>, word: Word) -> bool {
    word.pos == PartOfSpeech::CountryName
        || scene.lexicon.names.get(scene.shadow(), word.start, word.end) == Some(KnownAs::Country)
}

/// Characters a given name does not end in, but words about a person or a place do.
pub(super) const NOT_GIVEN: &str = "家氏側派系宅邸城駅町村市県区郡国軍藩流式線川山島港寺会社部店版杯賞号組党的性者人語様君殿公卿戦案法省庁院校館園場所室課局署署長相官員医士師選議発着用型製産後前中内外上下線談";

/// 三浦春馬, 寺岡真三: a surname the dictionary has and a given name it has not.
pub(super) fn surname_with_rest(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let shadow = scene.shadow();
    for length in 2..=6 {
        let start = end.checked_sub(length)?;
        if !is_kanji(shadow.at(start)) {
            return None;
        }
        let Some(surname) = scene.word_from(start).filter(|word| word.pos == PartOfSpeech::Surname) else {
            continue;
        };
        let rest = end.saturating_sub(surname.end);
        if surname.end > end
            || surname.end - start < 2
            || !(1..=3).contains(&rest)
            || is_kanji(shadow.before(start))
                && scene
                    .word_before(start)
                    .is_some_and(|w| w.pos.is_proper_noun() && scene.hit_before(start).is_none())
        {
            return None;
        }
        // 悠|人: 人 after a given name of one kanji is a part of it.
        let is_written_with_people = shadow.before(end) == '人'
            && scene
                .word_before(end - 1)
                .is_some_and(|w| w.start == surname.end && w.pos == PartOfSpeech::GivenName);
        let fits = (is_written_with_people || !NOT_GIVEN.contains(shadow.before(end)))
            && words_between(scene, surname.end, end).all(|word| {
                word.end <= end && (!word.known || word.pos.is_person_name() || word.end - word.start == 1)
            });
        return fits.then_some(start);
    }
    None
}

/// Where the run of kanji that ends at a position begins, after what is no part of a name: countries, titles,
/// trades.
fn kanji_run_start(scene: &Scene<'_>, end: usize) -> usize {
    let shadow = scene.shadow();
    let mut start = end;
    while end - start < 8 && is_kanji(shadow.before(start)) {
        let is_boundary = scene.hit_before(start).is_some()
            || start < end
                && (scene.lexicon.titles.ending(shadow, start).any(|(from, _)| start - from >= 2)
                    || scene.lexicon.trades.ending(shadow, start).any(|(from, ())| start - from >= 2));
        if is_boundary {
            break;
        }
        start -= 1;
    }
    start
}

/// 習近平, 李在明: a surname of one kanji and a name of one or two.
fn east_asian_name(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let shadow = scene.shadow();
    let start = kanji_run_start(scene, end);
    let is_name = matches!(end - start, 2 | 3)
        && scene.lexicon.east_asian_surnames.contains(&shadow.at(start))
        && !scene
            .words()
            .at(start)
            .is_some_and(|word| word.known && word.end >= end && !word.pos.is_proper_noun())
        && !scene.words().at(end - 1).is_some_and(|word| {
            word.known && word.end - word.start >= 2 && !word.pos.is_proper_noun() && word.start > start
        });
    is_name.then_some(start)
}
