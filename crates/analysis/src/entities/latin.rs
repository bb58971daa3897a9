//! Names in Latin letters: credits under pictures, acronyms, designators of aircraft and weapons.

use super::ground::Weight;
use super::lexicon::KnownAs;
use super::scene::{Proposal, Scene};
use crate::shadow::{is_kanji, is_katakana, is_latin};
use shirushi_model::{EntityType, Section};

/// Proposes names in Latin letters.
pub(crate) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    katakana_credits(scene, proposals);
    let shadow = scene.shadow();
    for sentence in scene.text.sentences {
        let mut position = sentence.start;
        while position < sentence.end {
            if !is_latin(shadow.at(position)) || shadow.before(position).is_ascii_digit() {
                position += 1;
                continue;
            }
            let end = phrase_end(scene, position, sentence.end);
            let in_credit = is_credit(scene, position, end, sentence.section);
            phrase(scene, position, end, in_credit, proposals);
            position = end.max(position + 1);
        }
    }
}

/// 写真：Sputnik/ロイター/アフロ): agencies in katakana between strokes, up to a closing bracket or the end
/// of the line.
fn katakana_credits(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for run in &scene.runs {
        let before = run.start.checked_sub(2).map_or('\0', |p| shadow.at(p));
        let is_after_agency = shadow.before(run.start) == '/' && (is_katakana(before) || is_latin(before));
        let ends = matches!(shadow.at(run.end), ')' | '/' | '\n' | '\0');
        if is_after_agency && ends && !run.is_joined && run.end - run.start >= 3 {
            let kind = EntityType::Organization;
            proposals.push(Proposal { start: run.start, end: run.end, kind, weight: Weight::Titled });
        }
    }
}

/// The end of a phrase: words of letters, digits, - ' . & with single blanks between.
fn phrase_end(scene: &Scene<'_>, start: usize, limit: usize) -> usize {
    let shadow = scene.shadow();
    let mut end = start;
    while end < limit {
        let c = shadow.at(end);
        let inner = matches!(c, '-' | '\'' | '.' | '&' | '’') && shadow.at(end + 1).is_ascii_alphanumeric();
        let blank = c == ' ' && is_latin(shadow.at(end + 1)) && shadow.at(end + 1).is_uppercase();
        if is_latin(c) || c.is_ascii_digit() || inner || blank {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether a phrase stands in a credit: between ( and / or ), or after a stroke in a caption.
fn is_credit(scene: &Scene<'_>, start: usize, end: usize, section: Section) -> bool {
    let shadow = scene.shadow();
    let (before, after) = (shadow.before(start), shadow.at(end));
    let stroke = before == '/' || after == '/';
    stroke
        || section == Section::Caption && matches!(before, '(' | '=')
        || before == ' ' && shadow.has_before(start, "via ")
}

fn phrase(scene: &Scene<'_>, start: usize, end: usize, in_credit: bool, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let mut propose = |start, end, kind, weight| proposals.push(Proposal { start, end, kind, weight });
    let words = shadow.slice(start, end).split(|c| *c == ' ').count();
    if let Some(whole) = broadcaster_end(scene, start, end) {
        propose(start, whole, EntityType::Organization, Weight::Institution);
        return;
    }
    if let Some(known) = scene.lexicon.names.get(shadow, start, end) {
        if let Some(kind) = known.kind() {
            propose(start, end, kind, Weight::Institution);
        }
        return;
    }
    if in_credit && words >= 2 {
        // AFP via Getty Images: what stands before via is an agency, as is what ends like one.
        let is_agency = AGENCY_ENDS.iter().any(|word| shadow.has_before(end, word));
        let kind = if is_agency { EntityType::Organization } else { EntityType::Person };
        let all_capital = shadow
            .slice(start, end)
            .split(|c| *c == ' ')
            .all(|w| w.first().is_some_and(|c| c.is_uppercase()));
        if all_capital {
            propose(start, end, kind, Weight::Titled);
        }
        return;
    }
    // Sputnik/ロイター/アフロ: one word before or after a stroke is an agency.
    let is_word = words == 1 && end - start >= 4 && shadow.at(start).is_uppercase();
    if in_credit
        && is_word
        && (shadow.at(end) == '/' || shadow.before(start) == '/')
        && designator_end(scene, start).is_none()
    {
        propose(start, end, EntityType::Organization, Weight::Compound);
        return;
    }
    if let Some(designator) = designator_end(scene, start) {
        propose(start, designator, EntityType::Product, Weight::Compound);
        return;
    }
    let letters = shadow.slice(start, end);
    let is_acronym = (2..=6).contains(&letters.len()) && letters.iter().all(char::is_ascii_uppercase);
    if is_acronym
        && scene.lexicon.not_bodies.get(shadow, start, end).is_none()
        && !joins_katakana(scene, start, end)
    {
        propose(start, end, EntityType::Organization, Weight::Guess);
    }
}

/// ＦＯＸビジネス, CNNスポーツ: the channel of a broadcaster.
fn broadcaster_end(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let shadow = scene.shadow();
    let run = scene.run_at(end).filter(|run| run.start == end)?;
    let is_acronym =
        (2..=5).contains(&(end - start)) && shadow.slice(start, end).iter().all(char::is_ascii_uppercase);
    let channel = CHANNELS.iter().any(|name| shadow.has(end, name) && name.chars().count() == run.end - end);
    (is_acronym && channel && !is_kanji(shadow.at(run.end))).then_some(run.end)
}

/// What follows the name of a broadcaster in the name of its channel.
const CHANNELS: &[&str] = &["ニュース", "ビジネス", "スポーツ", "テレビ", "ラジオ", "インターナショナル"];

/// What names of picture agencies end in.
const AGENCY_ENDS: &[&str] = &[
    "Images", "News", "Press", "Photo", "Photos", "Pool", "Media", "Agency", "Times", "Post", "Sputnik",
    "Tass", "TASS",
];

/// FOXニュース is one name, not FOX and a word.
fn joins_katakana(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let shadow = scene.shadow();
    is_katakana(shadow.at(end))
        && scene.hit_at(start).is_some_and(|hit| hit.end > end && hit.known == KnownAs::Body)
}

/// F-35, MiG-29, Tu-95MS, S-400; without a hyphen only before what such things are (F35戦闘機).
fn designator_end(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let shadow = scene.shadow();
    let mut position = start;
    while is_latin(shadow.at(position)) {
        position += 1;
    }
    let letters = shadow.slice(start, position);
    if letters.len() > 4 || !letters.first().is_some_and(|c| c.is_uppercase()) {
        return None;
    }
    let hyphen = shadow.at(position) == '-';
    let digits = position + usize::from(hyphen);
    let mut end = digits;
    while shadow.at(end).is_ascii_digit() {
        end += 1;
    }
    if end == digits || end - digits > 4 {
        return None;
    }
    let mut suffix = end;
    while suffix - end < 3 && shadow.at(suffix).is_ascii_uppercase() {
        suffix += 1;
    }
    if is_latin(shadow.at(suffix)) || shadow.at(suffix) == '-' {
        return None;
    }
    let describes = scene.is_product_kind(suffix) || shadow.at(suffix) == '型';
    let is_disease = shadow.has(start, "COVID") || shadow.has(start, "H5N") || shadow.has(start, "H1N");
    let is_road_or_group =
        letters.len() == 1 && !hyphen && !describes || shadow.has(start, "G7") || shadow.has(start, "G20");
    (!is_disease && (hyphen || describes && !is_road_or_group)).then_some(suffix)
}

/// Whether a letter stands alone between Japanese: the X of Xに投稿.
pub(crate) fn is_lone_letter(scene: &Scene<'_>, position: usize) -> bool {
    let shadow = scene.shadow();
    let (before, after) = (shadow.before(position), shadow.at(position + 1));
    let is_word = |c: char| {
        is_latin(c)
            || c.is_ascii_digit()
            || is_kanji(c) && !matches!(c, '旧' | '上')
            || is_katakana(c)
            || matches!(c, '-' | '.' | '・')
    };
    !is_word(before) && !is_word(after)
}
