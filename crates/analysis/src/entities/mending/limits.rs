//! Where names begin and end: titles, honorifics and what only stands beside a name are no part of it (木下健|氏, 沢田祐哉|投手,
//! 岩手県|沖, 国民新党|代表).

mod people;
mod places;

use super::TITLED;
use crate::entities::lexicon::{TitleKind, lexicon};
use crate::entities::{Mention, TaggedText};
use shirushi_model::EntityType;

/// Takes off mentions what is no part of them. A mention of which nothing is left goes.
pub(super) fn limit(text: &TaggedText<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let limited = |mention: Mention| match mention.kind {
        EntityType::Person => match places::with_land(text, &mention) {
            Some(end) if places::is_prefecture(text, mention.start, end) => {
                Mention { end, kind: EntityType::Location, ..mention }
            }
            _ => people::limited(text, mention),
        },
        EntityType::Location => places::limited(text, mention),
        EntityType::Organization => body(text, mention),
        _ => mention,
    };
    found.into_iter().map(limited).filter(|mention| mention.start < mention.end).collect()
}

/// 国民新党|代表, 東浜銀行|頭取: the office behind a body. 日本代表 is a team.
fn body(text: &TaggedText<'_>, mention: Mention) -> Mention {
    let shadow = text.shadow;
    let is_office = |(start, kind): &(usize, TitleKind)| {
        matches!(kind, TitleKind::Office | TitleKind::Post)
            && mention.end - start >= 2
            && text.words.starts_at(*start)
            && lexicon()
                .heads
                .ending(shadow, *start)
                .any(|(head, what)| head > mention.start && what.kind == EntityType::Organization)
    };
    let office = lexicon().titles.ending(shadow, mention.end).find(is_office);
    office.map_or(mention, |(end, _)| Mention { end, ..mention })
}
