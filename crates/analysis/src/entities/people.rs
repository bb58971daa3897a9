//! People: names beside titles and honorifics, names in two parts, names after a trade.
//!
//! A title is found first; the name is what stands right before it (トランプ氏), perhaps with a country or the rest of the title
//! between (トランプ米大統領, ウィトコフ中東担当特使), or right after it (外相リパフスキーは).

use super::lexicon::Known;
use super::scene::{Proposal, Run, Scene, Weight, is_joint};
use super::tables::titles::{EAST_ASIAN_SURNAMES, TitleKind};
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Word;
use shirushi_dictionary::PartOfSpeech;
use shirushi_model::EntityType;

/// Proposes people.
pub(crate) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    beside_titles(scene, proposals);
    after_trades(scene, proposals);
    japanese_full_names(scene, proposals);
    joined_names(scene, proposals);
    names_with_age(scene, proposals);
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
        let Some((end, kind)) = found else { continue };
        next = end;
        if kind == TitleKind::Several {
            listed(scene, word.start, proposals);
            continue;
        }
        if let Some((start, name_end)) = name_left_of(scene, word.start, kind) {
            proposals.push(person(start, name_end, Weight::Titled));
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

/// ルビオ、ウィトコフ両氏, 甲と乙の各氏, 丙、丁の3氏: all the names before the word that counts them.
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
        for (from, to) in parts.into_iter().filter(|(from, to)| to - from >= 2) {
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
        && matches!(hit.known, Known::Country | Known::Place | Known::Body)
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
    let short = end.checked_sub(1)?;
    (scene.is_short(short) && short > 0 && !is_hiragana(shadow.before(short))).then_some(short)
}

/// The name that ends at a position, read as the title beside it allows.
fn name_ending_at(scene: &Scene<'_>, end: usize, kind: TitleKind) -> Option<(usize, usize)> {
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
    // ウクライナ・ゼレンスキー大統領: the country is no part of the name.
    if run.is_joined {
        for (from, to) in scene.parts(run) {
            let is_place = scene.lexicon.names.get(shadow, from, to) == Some(Known::Country);
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
        Some(Known::Country) => return None,
        Some(_) if !is_honorific => return None,
        _ => {}
    }
    if is_whole_word {
        let is_common = scene.is_common(start, end);
        let is_generic = scene.lexicon.generic.get(shadow, start, end).is_some()
            || scene.lexicon.title_modifiers.get(shadow, start, end).is_some()
            || scene.lexicon.titles.get(shadow, start, end).is_some();
        // エポックタイムズ特派員: the name of a body before a post.
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
            || is_common && (kind == TitleKind::Familiar || kind == TitleKind::Post && !is_owned)
            || is_place && !is_honorific
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

fn words_between<'s>(scene: &'s Scene<'_>, start: usize, end: usize) -> impl Iterator<Item = Word> + 's {
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
    (kind == TitleKind::Honorific
        && is_place
        && is_short
        && stands_alone
        && last.known
        && !is_country(scene, last))
    .then_some(last.start)
}

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

fn is_country(scene: &Scene<'_>, word: Word) -> bool {
    word.pos == PartOfSpeech::CountryName
        || scene.lexicon.names.get(scene.shadow(), word.start, word.end) == Some(Known::Country)
}

/// Characters a given name does not end in, but words about a person or a place do.
const NOT_GIVEN: &str = "家氏側派系宅邸城駅町村市県区郡国軍藩流式線川山島港寺会社部店版杯賞号組党的性者人語様君殿公卿戦案法省庁院校館園場所室課局署署長相官員医士師選議発着行用型製産後前中内外上下線談";

/// 三浦春馬, 寺岡真三: a surname the dictionary has and a given name it has not.
fn surname_with_rest(scene: &Scene<'_>, end: usize) -> Option<usize> {
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
        let fits = !NOT_GIVEN.contains(shadow.before(end))
            && words_between(scene, surname.end, end).all(|word| {
                word.end <= end && (!word.known || word.pos.is_person_name() || word.end - word.start == 1)
            });
        return fits.then_some(start);
    }
    None
}

/// Where the run of kanji that ends at a position begins, after what is no part of a name: countries, titles, trades.
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
        && EAST_ASIAN_SURNAMES.contains(shadow.at(start))
        && !scene
            .words()
            .at(start)
            .is_some_and(|word| word.known && word.end >= end && !word.pos.is_proper_noun())
        && !scene.words().at(end - 1).is_some_and(|word| {
            word.known && word.end - word.start >= 2 && !word.pos.is_proper_noun() && word.start > start
        });
    is_name.then_some(start)
}

/// 外相リパフスキーは, 国務長官マルコ・ルビオ: a katakana name right after a title.
fn name_right_of(scene: &Scene<'_>, start: usize) -> Option<(usize, usize)> {
    let run = scene.run_at(start).filter(|run| run.start == start)?;
    let is_known = scene.hits_in(run);
    let long_enough = run.end - run.start >= 3;
    (long_enough && !is_known && !is_ordinary(scene, run) && ends_like_a_name(scene, run.end))
        .then_some((run.start, run.end))
}

/// Whether the words of a run are ordinary ones: リーダーシップ, インタビュー.
fn is_ordinary(scene: &Scene<'_>, run: Run) -> bool {
    scene.parts(run).into_iter().any(|(start, end)| scene.is_common(start, end))
}

/// What stands after a name: a particle, a mark, a title; not the rest of a longer word.
fn ends_like_a_name(scene: &Scene<'_>, end: usize) -> bool {
    let c = scene.shadow().at(end);
    is_hiragana(c)
        || matches!(c, '、' | '。' | ',' | '(' | ')' | '」' | '』' | ' ' | '/' | '\0' | '\n')
        || scene.lexicon.titles.starting(scene.shadow(), end).next().is_some()
        || c == '両'
}

/// 歌手マドンナ, 会社員山田太郎, 司会のハニティー is left to 氏.
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

/// Joined katakana that goes on in kanji is mostly a compound (エルメンドルフ・リチャードソン共同基地).
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
