//! What the machine offers for checks (検証), and no more: in which order claims are worth checking, with the
//! reasons, and a wording in which days and names are resolved. It proposes no verdict.

use crate::table::{CheckState, Row, RowKind, Table};
use crate::{Claims, Place};
use shirushi_model::{
    Certainty, Check, CheckId, ClaimType, EntityType, Normalized, SpeakerKind, is_calendar_date,
};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A claim that could be checked, or is.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its row in the table.
    pub row: usize,
    /// The claim to begin with: the worthiest of the row, and of those the first.
    pub place: Place,
    /// Why it stands where it stands, the weightiest first.
    pub reasons: Vec<RankReason>,
    /// The check there is of it, the furthest.
    pub check: Option<CheckId>,
    /// How far that is.
    pub state: CheckState,
}

/// Why a claim is worth checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankReason {
    /// Somebody contradicts it.
    Contradicted,
    /// Somebody tells it otherwise.
    Disputed,
    /// It says how many or how much.
    Number,
    /// It is said outright, or outright denied, by somebody who is named.
    Outright,
    /// So many articles repeat it: at least three.
    Repeated,
    /// The machine finds it worth checking by its words: 2 or 3 of 3.
    Worthy,
}

impl RankReason {
    /// How much it counts. A contradiction outweighs all that words alone say.
    fn weight(self) -> u32 {
        match self {
            Self::Contradicted => 8,
            Self::Disputed => 4,
            Self::Number | Self::Outright | Self::Repeated | Self::Worthy => 2,
        }
    }
}

/// The rows of a table in the order in which they are worth checking.
pub fn ranked(claims: &Claims, table: &Table) -> Vec<Candidate> {
    let mut checks: HashMap<Place, &Check> = HashMap::new();
    for check in claims.project().checks.values() {
        for saying in &check.sayings {
            let Some(span) = saying.target.extent() else { continue };
            let known = checks.entry(Place::new(saying.article, span)).or_insert(check);
            if check.stage > known.stage {
                *known = check;
            }
        }
    }
    let rows = table.rows.iter().take(table.standing).enumerate();
    let mut all: Vec<(u32, Candidate)> = rows
        .filter_map(|(number, row)| {
            let place = worthiest(claims, row)?;
            let reasons = reasons(claims, row);
            let weight = reasons.iter().map(|reason| reason.weight()).sum();
            let check =
                row.claims().filter_map(|claim| checks.get(&claim.place)).max_by_key(|check| check.stage);
            let (check, state) = (check.map(|check| check.id), row.check);
            Some((weight, Candidate { row: number, place, reasons, check, state }))
        })
        .collect();
    all.sort_by_key(|(weight, candidate)| (Reverse(*weight), candidate.row));
    all.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The first of the worthiest.
fn worthiest(claims: &Claims, row: &Row) -> Option<Place> {
    let worth = |place: Place| claims.at(place).map_or(0, |told| told.worthiness);
    row.claims().map(|claim| claim.place).min_by_key(|place| Reverse(worth(*place)))
}

fn reasons(claims: &Claims, row: &Row) -> Vec<RankReason> {
    let told = || row.claims().filter_map(|claim| claims.at(claim.place));
    let named = |kind| matches!(kind, SpeakerKind::Person | SpeakerKind::Organization);
    let outright = |certainty| matches!(certainty, Certainty::Asserted | Certainty::Denied);
    let found = [
        (row.kind == RowKind::Contradict, RankReason::Contradicted),
        (row.kind == RowKind::Differ, RankReason::Disputed),
        (told().any(|told| told.mark.kind == ClaimType::Quantity), RankReason::Number),
        (told().any(|told| named(told.source()) && outright(told.mark.certainty)), RankReason::Outright),
        (row.independent >= 3, RankReason::Repeated),
        (row.worthiness >= 2, RankReason::Worthy),
    ];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
}

/// A wording to begin with: the words of the claim, in which days have their year and their month and names
/// are whole. 12日に三枝社長が becomes 2025年10月12日に三枝康之社長が. What is in doubt stays as it is.
pub fn offered_wording(claims: &Claims, place: Place) -> String {
    let text = claims.text(place);
    let mut wording = String::with_capacity(text.len());
    let mut at = place.span.start;
    for entity in claims.inside(place) {
        let Some(written) = whole(claims, place, entity) else { continue };
        if entity.span.start < at {
            continue;
        }
        let before = shirushi_model::ByteSpan { start: at, end: entity.span.start };
        wording.push_str(claims.text(Place { span: before, ..place }));
        wording.push_str(&written);
        at = entity.span.end;
    }
    let rest = shirushi_model::ByteSpan { start: at, end: place.span.end };
    wording.push_str(claims.text(Place { span: rest, ..place }));
    wording.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a mention is written so that it stands by itself; `None` when it does already.
fn whole(claims: &Claims, place: Place, entity: &shirushi_model::Entity) -> Option<String> {
    let surface = claims.text(Place { span: entity.span, ..place });
    match (&entity.normalized, entity.kind) {
        (Some(Normalized::Calendar(noted)), EntityType::Date) if noted.modifier.is_none() => {
            noted.anchor.as_ref()?;
            let mut parts = noted.value.split('-');
            let (year, month) = (parts.next()?, parts.next()?.parse::<u8>().ok()?);
            let year = year.parse::<u16>().ok()?;
            match parts.next() {
                Some(day) if is_calendar_date(&noted.value) => {
                    Some(format!("{year}年{month}月{}日", day.parse::<u8>().ok()?))
                }
                None => Some(format!("{year}年{month}月")),
                _ => None,
            }
        }
        (None, EntityType::Person | EntityType::Organization | EntityType::Facility) => {
            let name = claims.session().name_of(place.article, entity.span, entity.kind);
            let name = name.unwrap_or(&entity.canonical);
            (name.len() > surface.len() && name.contains(surface)).then(|| name.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

    use super::*;
    use crate::staging::{analysed, edit, place, ropeway, session};
    use crate::table::table;
    use shirushi_model::CalendarValue;
    use shirushi_session::Edit;

    #[test]
    fn what_is_contradicted_comes_first_and_says_why() {
        let (session, findings) = ropeway();
        let claim = place(&session, 0, "けが人はいなかった");
        let begin = Edit::BeginCheck {
            places: vec![claim.pair()],
            wording: "けが人はいなかった".to_owned(),
            by: String::new(),
        };
        let session = edit(session, begin);
        let claims = Claims::of(&session);
        let table = table(&claims, &findings);
        let all = ranked(&claims, &table);
        let reasons: Vec<&[RankReason]> = all.iter().map(|one| one.reasons.as_slice()).collect();
        assert_eq!(reasons[0], [RankReason::Contradicted]);
        assert_eq!(reasons[1], [RankReason::Disputed, RankReason::Outright]);
        assert!(reasons[2].is_empty());
        assert_eq!((all[1].check.is_some(), all[1].state), (true, CheckState::UnderWay));
        assert_eq!(all[0].check, None);
    }

    #[test]
    fn days_are_resolved_in_what_is_offered() {
        let text = "12日に止まり、2025年8月に点検した。";
        let session = session(&[("甲", "2025-10-13", text)]);
        let value = |value: &str, anchor: Option<&str>| {
            Normalized::Calendar(CalendarValue {
                value: value.to_owned(),
                modifier: None,
                anchor: anchor.map(str::to_owned),
            })
        };
        let said = [("12日に止まり、2025年8月に点検した", "", SpeakerKind::Outlet, Certainty::Asserted)];
        let found =
            [("12日", value("2025-10-12", Some("2025-10-13"))), ("2025年8月", value("2025-08", None))];
        let session = analysed(session, 0, &said, &found);
        let claims = Claims::of(&session);
        let claim = place(&session, 0, said[0].0);
        assert_eq!(offered_wording(&claims, claim), "2025年10月12日に止まり、2025年8月に点検した");
    }
}
