//! What the text shows of a name beyond doubt: a title beside a whole name makes its surname a person's (三菱
//! of 三菱剛さん), 県 or 市 behind a name makes it a place's (北瀬 of 北瀬県), a trade behind it a company's
//! (久遠 of 久遠精機). All go before what a tagger thinks of a mention without such company.

use super::{KEPT, SaidName};
use crate::entities::Mention;
use crate::entities::ground::Ground;
use crate::entities::known::KnownNames;
use crate::entities::lexicon::{TitleKind, lexicon};
use crate::entities::trie::Trie;
use crate::shadow::Shadow;
use shirushi_model::EntityType;

/// How sure a name is of what the text shows.
const SHOWN: f32 = 0.9;

/// Gives a mention the type the text shows its name to have, and tells whether that is another one.
pub(super) fn agree(
    mention: &mut Mention,
    said: &Trie<SaidName>,
    shadow: &Shadow,
    known: Option<&KnownNames>,
) -> bool {
    let letters = shadow.slice(mention.start, mention.end);
    let is_shown = |said: &&SaidName| said.is_persons || said.is_lands || said.is_bodys;
    let Some(said) = said.get(letters).filter(is_shown) else { return false };
    let kind = match mention.kind {
        EntityType::Organization | EntityType::Product
            if said.is_persons && is_somebody(shadow, mention.end) =>
        {
            EntityType::Person
        }
        EntityType::Location | EntityType::Facility
            if said.is_persons && !said.is_lands && does_something(shadow, mention.end) =>
        {
            EntityType::Person
        }
        EntityType::Person
            if said.is_lands
                && !(said.is_persons || said.is_of_longer)
                && (is_municipal(shadow, mention.end) || !has_title(shadow, mention.end)) =>
        {
            EntityType::Location
        }
        EntityType::Person | EntityType::Product
            if said.is_bodys && !(said.is_persons || said.is_of_longer) =>
        {
            EntityType::Organization
        }
        _ => return false,
    };
    let may_be = known.is_none_or(|known| !known.refuses(letters, kind));
    if may_be {
        // 鴇田|市長: the city with its 市.
        let is_headed = kind == EntityType::Location
            && shadow.at(mention.end + 1) == '長'
            && is_municipal(shadow, mention.end);
        let end = mention.end + usize::from(is_headed);
        *mention = Mention { kind, end, ground: Ground::Shown, score: SHOWN * KEPT, ..*mention };
    }
    may_be
}

/// 知事, 市長: who governs a land is called by its name as well as by his own.
pub(super) fn is_municipal(shadow: &Shadow, end: usize) -> bool {
    ["知事", "市長", "町長", "村長", "区長"].iter().any(|title| shadow.has(end, title))
}

fn has_title(shadow: &Shadow, end: usize) -> bool {
    lexicon().titles.starting(shadow, end).next().is_some()
}

/// Whether what follows lets a name be somebody's: 三菱は, 三菱容疑者; not 三菱社, 三菱製, 三菱グループ.
fn is_somebody(shadow: &Shadow, end: usize) -> bool {
    let goes_on = ["社", "製", "株", "系", "側", "グループ", "ブランド", "版"];
    !goes_on.iter().any(|word| shadow.has(end, word))
}

/// Whether what follows lets a name do something, as people do and places hardly: 松本は, 秋田選手. People
/// are where 松本で and 松本に say.
fn does_something(shadow: &Shadow, end: usize) -> bool {
    let is_person_title = lexicon().titles.starting(shadow, end).any(|(_, kind)| {
        matches!(kind, TitleKind::Honorific | TitleKind::Familiar)
            || shadow.has(end, "選手")
            || shadow.has(end, "投手")
    });
    is_person_title || matches!(shadow.at(end), 'は' | 'が' | 'も' | '「') && shadow.at(end + 1) != '、'
}
