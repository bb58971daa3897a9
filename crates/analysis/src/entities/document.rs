//! The text as a whole: a name that rules or model found once with good ground is found wherever it stands
//! alone, a name they doubted takes the type it has elsewhere in the text, and what the text shows of a name
//! beyond doubt counts for it everywhere: that it is somebody's, by a title (三菱剛さん), that it is a
//! place's, by what follows (北瀬県).
//!
//! It knows the mentions and the words, not where a mention came from.

mod alone;
mod shown;

use super::ground::Ground;
use super::known::KnownNames;
use super::lexicon::{Needs, TitleKind, lexicon};
use super::trie::Trie;
use super::{Mention, TaggedText, borders, put_over};
use crate::shadow::{Shadow, is_kanji, is_katakana, is_latin};
use shirushi_model::{EntityType, PartOfSpeech};

/// Names at least so sure count elsewhere in the text.
const GOOD: f32 = 0.7;
/// Where a dictionary has the word as an ordinary one, only such names do.
const CERTAIN: f32 = 0.9;
/// Names at most so sure may take another type.
const DOUBTFUL: f32 = 0.7;
/// What a mention found because of another keeps of its score.
const KEPT: f32 = 0.9;

/// What the text says of a string.
#[derive(Debug, Clone, Copy, Default)]
struct SaidName {
    /// Sum and maximum of the scores of each type of names.
    types: [(f32, f32); TYPES.len()],
    /// Whether it stands beside a title, alone or as the surname of a whole name.
    is_persons: bool,
    /// Whether it is a part of a whole name, by which people are called later.
    is_of_longer: bool,
    /// Whether it is more than the given name of somebody: 正義 of 孫正義 is a word as well.
    is_more_than_given: bool,
    /// Whether it stands before 県, 市, 町 as a place's name.
    is_lands: bool,
    /// Whether it begins the name of a company, or stands in brackets as one's.
    is_bodys: bool,
}

const TYPES: [EntityType; 6] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Facility,
    EntityType::Event,
    EntityType::Product,
];

impl SaidName {
    fn add(&mut self, kind: EntityType, score: f32) {
        for (_, (sum, most)) in TYPES.iter().zip(&mut self.types).filter(|(of, _)| **of == kind) {
            *sum += score;
            *most = most.max(score);
        }
    }

    fn forget(&mut self, kind: EntityType) {
        for (_, said) in TYPES.iter().zip(&mut self.types).filter(|(of, _)| **of == kind) {
            *said = (0.0, 0.0);
        }
    }

    /// The type with most weight, that weight, and the best score it has.
    fn majority(&self) -> Option<(EntityType, f32, f32)> {
        let types = TYPES.iter().zip(&self.types).map(|(kind, (sum, most))| (*kind, *sum, *most));
        types.filter(|(_, sum, _)| *sum > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn weight(&self, kind: EntityType) -> f32 {
        TYPES.iter().zip(&self.types).find(|(of, _)| **of == kind).map_or(0.0, |(_, (sum, _))| *sum)
    }
}

/// Completes the mentions of a text from each other; what people refused of a string stays refused. Takes and
/// gives mentions in order and disjoint; takes time in proportion to the text.
pub(crate) fn complete(
    text: &TaggedText<'_>,
    mut found: Vec<Mention>,
    known: Option<&KnownNames>,
) -> Vec<Mention> {
    let shadow = text.shadow;
    let mut said = said_of(text, &found);
    if said.is_empty() {
        return found;
    }
    let mut has_changed = false;
    for mention in &mut found {
        has_changed |= shown::agree(mention, &said, shadow, known);
    }
    if has_changed {
        said = said_of(text, &found);
    }
    for mention in &mut found {
        agree(mention, &said, shadow, known);
    }
    let mut unsupported = Vec::new();
    found.retain(|mention| {
        let is_unsupported = alone::is_unsupported(text, &said, mention);
        unsupported.extend(is_unsupported.then_some(*mention));
        !is_unsupported
    });
    for mention in unsupported {
        if let Some(Some(said)) = said.entry(shadow.slice(mention.start, mention.end)) {
            said.forget(mention.kind);
        }
    }
    let mut added = Vec::new();
    let mut next = found.iter().peekable();
    let mut position = 0;
    while position < shadow.len() {
        while next.next_if(|mention| mention.end <= position).is_some() {}
        let limit = match next.peek() {
            Some(mention) if mention.start <= position => {
                position = mention.end;
                continue;
            }
            Some(mention) => mention.start,
            None => shadow.len(),
        };
        let here =
            said.starting(shadow, position).filter(|(end, _)| *end <= limit).find_map(|(end, said)| {
                let (kind, _, score) = said.majority().filter(|(_, _, score)| *score >= GOOD)?;
                let mention =
                    Mention { start: position, end, kind, ground: Ground::Namesake, score: score * KEPT };
                let is_word = !said.is_more_than_given && is_ordinary(text, position, end);
                let is_refused =
                    is_word || known.is_some_and(|known| known.refuses(shadow.slice(position, end), kind));
                let is_beside = added.last().is_some_and(|m: &Mention| m.end == position)
                    || found_ends_at(&found, position);
                (!is_refused && stands(text, &mention, score, is_beside)).then_some(mention)
            });
        match here {
            Some(mention) => {
                position = mention.end;
                added.push(mention);
            }
            None => position += 1,
        }
    }
    put_over(added, found)
}

/// What the mentions of a text say of the strings they are made of.
fn said_of(text: &TaggedText<'_>, found: &[Mention]) -> Trie<SaidName> {
    let shadow = text.shadow;
    let mut said: Trie<SaidName> = Trie::default();
    for mention in found {
        let is_shown = mention.kind == EntityType::Person && has_title(text, mention);
        let is_quoted = mention.kind == EntityType::Organization
            && mention.score >= CERTAIN
            && matches!((shadow.before(mention.start), shadow.at(mention.end)), ('「', '」') | ('『', '』'));
        for (part, start, end) in forms(text, mention, is_shown) {
            let Some(slot) = said.entry(shadow.slice(start, end)) else { continue };
            let said = slot.get_or_insert_default();
            said.add(mention.kind, mention.score);
            said.is_persons |= is_shown;
            said.is_bodys |= is_quoted;
            said.is_of_longer |= part != NamePart::Whole && mention.kind == EntityType::Person;
            said.is_more_than_given |= part != NamePart::Given;
        }
        if let Some(slot) =
            land_of(shadow, mention).and_then(|(start, end)| said.entry(shadow.slice(start, end)))
        {
            slot.get_or_insert_default().is_lands = true;
        }
        if let Some(slot) =
            without_head(text, mention).and_then(|end| said.entry(shadow.slice(mention.start, end)))
        {
            slot.get_or_insert_default().is_bodys = true;
        }
    }
    said
}

fn found_ends_at(found: &[Mention], position: usize) -> bool {
    let index = found.partition_point(|mention| mention.end < position);
    found.get(index).is_some_and(|mention| mention.end == position)
}

/// A doubted name takes the type most of its namesakes have, when they weigh twice as much and one of them is
/// surer.
fn agree(mention: &mut Mention, said: &Trie<SaidName>, shadow: &Shadow, known: Option<&KnownNames>) {
    let letters = shadow.slice(mention.start, mention.end);
    let Some((kind, weight, score)) = said.get(letters).and_then(SaidName::majority) else { return };
    let own = said.get(letters).map_or(0.0, |said| said.weight(mention.kind));
    let is_refused = known.is_some_and(|known| known.refuses(letters, kind));
    if kind != mention.kind && mention.score < DOUBTFUL && score >= GOOD && weight >= 2.0 * own && !is_refused
    {
        *mention = Mention { kind, ground: Ground::Namesake, score: score * KEPT, ..*mention };
    }
}

/// Whether a title says that a mention is a person. A post is also one of a club or a company (高尾台監督),
/// so it counts only beside a whole name; and the heads of towns are called by the town as well (北瀬知事).
fn has_title(text: &TaggedText<'_>, mention: &Mention) -> bool {
    let shadow = text.shadow;
    let mut titles = lexicon().titles.starting(shadow, mention.end);
    !shown::is_municipal(shadow, mention.end)
        && titles.any(|(_, kind)| match kind {
            TitleKind::Honorific | TitleKind::Familiar | TitleKind::Office => true,
            TitleKind::Post => is_whole(text, mention),
            TitleKind::Circle | TitleKind::Several => false,
        })
}

/// Whether a person's name seems to have two parts.
fn is_whole(text: &TaggedText<'_>, mention: &Mention) -> bool {
    let is_joined = (mention.start..mention.end).any(|p| matches!(text.shadow.at(p), '・' | '=' | ' '));
    let last = mention.end.checked_sub(1).and_then(|last| text.words.at(last));
    is_joined
        || last.is_some_and(|word| {
            word.start > mention.start
                && (!word.known || matches!(word.pos, PartOfSpeech::GivenName | PartOfSpeech::PersonName))
        })
}

/// 北瀬 of 北瀬県: what a place is called without the kind of land.
fn land_of(shadow: &Shadow, mention: &Mention) -> Option<(usize, usize)> {
    let is_land =
        mention.kind == EntityType::Location && "県市町村区郡島".contains(shadow.before(mention.end));
    (is_land && mention.end - mention.start >= 3).then_some((mention.start, mention.end - 1))
}

/// What of a name a form of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NamePart {
    Whole,
    Surname,
    Given,
}

/// A mention and what it may be called later: the last part of a foreign name, the surname of a Japanese one,
/// its given name. A surname that the dictionary has as something else (三菱剛) counts where a title shows
/// whose it is.
fn forms(text: &TaggedText<'_>, mention: &Mention, is_shown: bool) -> Vec<(NamePart, usize, usize)> {
    let shadow = text.shadow;
    let (start, end) = (mention.start, mention.end);
    let mut forms = vec![(NamePart::Whole, start, end)];
    if mention.kind == EntityType::Organization {
        forms.extend(without_trade(text, mention).map(|end| (NamePart::Surname, start, end)));
    }
    if mention.kind != EntityType::Person {
        return forms;
    }
    let is_joint = |c: char| matches!(c, '・' | '=');
    if let Some(joint) = (start..end).rev().find(|p| is_joint(shadow.at(*p))) {
        if end - joint > 3 && is_katakana(shadow.at(joint + 1)) {
            forms.push((NamePart::Surname, joint + 1, end));
        }
    } else if let Some(first) = text.words.at(start).filter(|word| word.start == start)
        && first.end < end
        && first.end - start >= 2
        && (first.pos == PartOfSpeech::Surname
            || is_shown && first.pos.is_proper_noun() && end - first.end <= 3)
    {
        forms.push((NamePart::Surname, start, first.end));
        let given = end - first.end;
        if (2..=3).contains(&given)
            && (first.end..end).all(|p| is_kanji(shadow.at(p)))
            && first.pos == PartOfSpeech::Surname
        {
            forms.push((NamePart::Given, first.end, end));
        }
    }
    forms
}

/// 久遠 of 久遠精機: what a body's name begins with before a head that says its trade.
fn without_head(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let name = mention.end.min(mention.start + LONGEST_HEADED);
    let bare = LEGAL_FORMS
        .iter()
        .find(|form| shadow.has_before(name, form))
        .map_or(name, |form| name - form.chars().count());
    let mut heads = lexicon().heads.ending(shadow, bare);
    let (start, _) = heads.find(|(start, head)| {
        head.kind == EntityType::Organization
            && head.needs == Needs::Name
            && bare - start >= 2
            && *start >= mention.start + 2
            && text.words.starts_at(*start)
    })?;
    let is_plain = lexicon().names.get(shadow, mention.start, start).is_some()
        || text
            .words
            .at(mention.start)
            .is_some_and(|word| word.end == start && word.pos == PartOfSpeech::PlaceName);
    (mention.kind == EntityType::Organization && !is_plain).then_some(start)
}

/// The longest name of a body that is looked at for its head, in characters.
const LONGEST_HEADED: usize = 24;

const LEGAL_FORMS: &[&str] = &["株式会社", "有限会社", "合同会社"];

/// ライゼン of ライゼン電子: a company is called by the katakana its name begins with, when that is no word
/// and no place.
fn without_trade(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let end = (mention.start..mention.end).find(|p| !is_katakana(shadow.at(*p)))?;
    let word = text.words.at(mention.start).filter(|word| word.start == mention.start)?;
    let is_word = word.end == end && word.known && word.pos != PartOfSpeech::OrganizationName;
    let is_trade = lexicon().heads.get(shadow, end, mention.end).is_some_and(|head| {
        head.kind == EntityType::Organization && matches!(head.needs, Needs::Name) && is_kanji(shadow.at(end))
    });
    let is_known = lexicon().names.get(shadow, mention.start, end).is_some();
    (end - mention.start >= 3 && is_trade && !is_word && !is_known).then_some(end)
}

/// Whether a string that is a name elsewhere is one here.
fn stands(text: &TaggedText<'_>, mention: &Mention, score: f32, is_beside: bool) -> bool {
    let shadow = text.shadow;
    let (start, end) = (mention.start, mention.end);
    let (first, last) = (shadow.at(start), shadow.before(end));
    let (before, after) = (shadow.before(start), shadow.at(end));
    let length = end - start;
    let is_long_enough = match first {
        c if is_kanji(c) => length >= 2,
        c if is_katakana(c) => length >= 3,
        c if is_latin(c) => length >= 2,
        _ => length >= 4,
    };
    if !is_long_enough
        || mention.kind == EntityType::Event && length < 4
        || !borders::are_clear(text, start, end)
        || is_ordinary(text, start, end) && score < CERTAIN
    {
        return false;
    }
    let goes_on_joined =
        |mark: char, beyond: char| matches!(mark, '・' | '=') && (is_katakana(beyond) || is_latin(beyond));
    let goes_on_latin = |mark: char, beyond: char| {
        matches!(mark, '-' | '.' | '\'' | '&' | '@') && beyond.is_ascii_alphanumeric() && !is_kanji(last)
    };
    if goes_on_joined(before, shadow.before(start.saturating_sub(1)))
        || goes_on_joined(after, shadow.at(end + 1))
        || goes_on_latin(after, shadow.at(end + 1))
        || is_latin(first) && goes_on_latin(before, shadow.before(start.saturating_sub(1)))
        || mention.kind == EntityType::Location && after == '語'
    {
        return false;
    }
    if is_kanji(first) && is_kanji(before) && !is_beside {
        return false;
    }
    let has_title = lexicon().titles.starting(shadow, end).next().is_some();
    let has_head = lexicon().heads.starting(shadow, end).next().is_some();
    if mention.kind == EntityType::Person {
        return has_title || !(has_head || is_kanji(last) && is_kanji(after));
    }
    let goes_on = is_kanji(after) || is_katakana(after) && !is_katakana(last);
    let is_followed =
        AFTER_NAMES.contains(&after) || text.words.at(end).is_some_and(|word| is_suffix(word.pos));
    !goes_on || !has_head && (is_followed || has_title || is_katakana(last) && is_kanji(after))
}

fn is_suffix(pos: PartOfSpeech) -> bool {
    matches!(pos, PartOfSpeech::NounSuffix | PartOfSpeech::AdverbialSuffix | PartOfSpeech::VerbalNounSuffix)
}

/// Kanji after a name that begin no part of it: アンカレジ入り, 東浜発.
const AFTER_NAMES: [char; 14] =
    ['側', '内', '外', '産', '製', '発', '着', '行', '沖', '入', '出', '在', '両', '間'];

/// Whether the dictionary has the whole range as one ordinary word.
fn is_ordinary(text: &TaggedText<'_>, start: usize, end: usize) -> bool {
    text.words.at(start).is_some_and(|word| {
        word.start == start && word.end == end && word.known && !word.pos.is_proper_noun()
    })
}

#[cfg(test)]
mod tests;
