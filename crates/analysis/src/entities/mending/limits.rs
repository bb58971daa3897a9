//! Where names begin and end: titles, honorifics and what only stands beside a name are no part of it
//! (木下健|氏, 沢田祐哉|投手, 岩手県|沖, 国民新党|代表).

mod people;
mod places;

use crate::entities::lexicon::{Needs, TitleKind, lexicon};
use crate::entities::people::wrestlers::RANKS;
use crate::entities::{Mention, TaggedText};
use crate::shadow::{is_kanji, is_katakana};
use shirushi_model::{EntityType, PartOfSpeech, WordClass};

/// Takes off mentions what is no part of them. A mention of which nothing is left goes.
pub(super) fn limit(text: &TaggedText<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let limited = |mention: Mention| {
        let mention = without_particle(text, without_ours(text, mention));
        if let Some(start) = behind_rank(text, &mention) {
            return people::limited(text, Mention { start, kind: EntityType::Person, ..mention });
        }
        of_kind(text, mention)
    };
    found.into_iter().map(limited).filter(|mention| mention.start < mention.end).collect()
}

fn of_kind(text: &TaggedText<'_>, mention: Mention) -> Mention {
    match mention.kind {
        EntityType::Person => match places::with_land(text, &mention) {
            Some(end) if places::is_prefecture(text, mention.start, end) => {
                Mention { end, kind: EntityType::Location, ..mention }
            }
            _ if let Some(end) = places::land_behind(text, &mention) => {
                Mention { end, kind: EntityType::Location, ..mention }
            }
            _ => match with_head(text, &mention) {
                Some(end) => Mention { end, kind: EntityType::Organization, ..mention },
                None => people::limited(text, mention),
            },
        },
        // 新宿区内: the land, whatever stands there.
        EntityType::Facility if places::is_inside(text, &mention) => {
            places::limited(text, Mention { kind: EntityType::Location, ..mention })
        }
        EntityType::Location => places::limited(text, mention),
        EntityType::Organization => match places::prefecture_of_office(text, &mention) {
            Some(end) => Mention { end, kind: EntityType::Location, ..mention },
            None => body(text, mention),
        },
        _ => mention,
    }
}

/// 岡本氏|は: no name that ends in kanji or katakana before it has a particle.
fn without_particle(text: &TaggedText<'_>, mention: Mention) -> Mention {
    let shadow = text.shadow;
    let is_particle = mention.end > mention.start + 2
        && matches!(shadow.before(mention.end), 'は' | 'が' | 'を' | 'に' | 'も' | 'へ')
        && (is_kanji(shadow.before(mention.end - 1)) || is_katakana(shadow.before(mention.end - 1)))
        && text
            .words
            .at(mention.end - 1)
            .is_some_and(|word| word.start + 1 == mention.end && word.pos.class() == WordClass::Particle);
    Mention { end: mention.end - usize::from(is_particle), ..mention }
}

/// 当社|綿津工場: whose it is, from where the writer stands.
fn without_ours(text: &TaggedText<'_>, mention: Mention) -> Mention {
    let is_ours = ["当社", "弊社", "同社", "両社", "当行", "当校"]
        .iter()
        .any(|word| text.shadow.has(mention.start, word) && mention.end - mention.start > 3);
    Mention { start: mention.start + if is_ours { 2 } else { 0 }, ..mention }
}

/// 大関|琴春日, 新大関|霧島: where a wrestler's name begins behind the rank, whatever the whole was taken
/// for. 大関健太 is a family name and a given one.
fn behind_rank(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    let shadow = text.shadow;
    let first = mention.start + usize::from("新元前".contains(shadow.at(mention.start)));
    let rank = RANKS.iter().find(|rank| shadow.has(first, rank))?;
    let start = first + rank.chars().count();
    let is_name = (2..=5).contains(&mention.end.saturating_sub(start)) && is_kanji(shadow.at(start));
    let is_given = *rank == "大関"
        && text.words.at(start).is_some_and(|word| {
            word.start == start && word.end == mention.end && word.pos == PartOfSpeech::GivenName
        });
    (is_name && !is_given && mention.kind != EntityType::Event).then_some(start)
}

/// 瀬良|化成, 北瀬|放送, 民和|党: a surname for who sees a part of a body's name. What people have too
/// (事務所, グループ) does not count, nor does a name that is all but certain.
fn with_head(text: &TaggedText<'_>, mention: &Mention) -> Option<usize> {
    const OF_PEOPLE: &[&str] = &[
        "会",
        "会社",
        "事務所",
        "グループ",
        "集団",
        "団体",
        "委員会",
        "本部",
        "支部",
        "チーム",
        "局",
        "財団",
        "基金",
        "組合",
        "党派",
    ];
    let shadow = text.shadow;
    if mention.is_sure_as_titled() || !is_kanji(shadow.before(mention.end)) {
        return None;
    }
    let (end, head) = lexicon().heads.starting(shadow, mention.end).next()?;
    let is_body = head.kind == EntityType::Organization
        && head.needs == Needs::Name
        && !OF_PEOPLE
            .iter()
            .any(|word| shadow.has(mention.end, word) && word.chars().count() == end - mention.end);
    let is_party = shadow.at(mention.end) == '党' && end == mention.end + 1;
    let ends = text.words.ends_at(end) && text.words.starts_at(mention.end) && !is_kanji(shadow.at(end));
    (is_party || is_body && end - mention.end >= 2 && ends).then_some(end)
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
