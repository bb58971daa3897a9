//! From findings, claims and judgements to rows.

use super::sides::sides;
use super::{
    Cell, CellClaim, CheckState, Column, Counts, Differing, Judged, Named, PairGround, PairVerdict, Progress,
    Row, RowKind, RowPair, Sides, Table,
};
use crate::place::in_line;
use crate::{Claims, Findings, FoundPair, Place, Told};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use shirushi_model::{
    Annotation, Body, Difference, EntityType, Quotation, Relation, RelationMark, SpeakerKind, Stage, Status,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Makes the table of a project. Takes time in proportion to claims and pairs.
pub fn table(claims: &Claims, findings: &Findings) -> Table {
    let mut drafts = drafts(claims, findings);
    drafts.sort_by_key(|draft| (draft.is_set_aside(), draft.first(claims)));
    let checks = checks(claims);
    let mut names = Names::default();
    let mut table = Table {
        columns: claims
            .outlets
            .iter()
            .map(|outlet| Column { outlet: outlet.clone(), speaks: 0, alone: 0 })
            .collect(),
        ..Table::default()
    };
    for draft in drafts {
        let stands = !draft.is_set_aside();
        let Some(row) = row(draft, claims, &checks, &mut names) else { continue };
        if stands {
            table.standing += 1;
            count(&row, &mut table.counts, &mut table.columns);
        }
        table.rows.push(row);
    }
    (table.speakers, table.entities, table.people) = names.finish(&mut table.rows, table.standing);
    table
}

/// A row before its cells are filled.
struct RowDraft {
    title: Vec<String>,
    independent: u32,
    places: Vec<Place>,
    pairs: Vec<RowPair>,
}

impl RowDraft {
    /// Whether people said of everything in it that it is not to be compared.
    fn is_set_aside(&self) -> bool {
        !self.pairs.is_empty() && self.pairs.iter().all(|pair| pair.verdict == PairVerdict::SetAside)
    }

    /// Where the story comes to it.
    fn first(&self, claims: &Claims) -> Option<(usize, Place)> {
        self.places.iter().filter_map(|place| Some((claims.column(place.article)?, *place))).min()
    }

    /// The places that still have a pair. Where nothing stands, all of them, to be shown as what was set
    /// aside.
    fn kept(&self) -> Vec<Place> {
        if self.pairs.is_empty() || self.is_set_aside() {
            return self.places.clone();
        }
        let stand = self.pairs.iter().filter(|pair| pair.verdict != PairVerdict::SetAside);
        let kept: HashSet<Place> = stand.flat_map(|pair| [pair.a, pair.b]).collect();
        self.places.iter().copied().filter(|place| kept.contains(place)).collect()
    }
}

impl RowDraft {
    /// What people have parted: claims that no standing pair holds together any more are rows of their own. A
    /// pair that was set aside stays with the row of its earlier claim. A row that nobody parted is whole,
    /// whatever pairs comparing left out.
    fn parted(self) -> Vec<Self> {
        let is_aside = |pair: &RowPair| pair.verdict == PairVerdict::SetAside;
        if self.is_set_aside() || !self.pairs.iter().any(is_aside) {
            return vec![self];
        }
        let mut part_of: HashMap<Place, usize> = HashMap::default();
        for (number, pair) in self.pairs.iter().filter(|pair| !is_aside(pair)).enumerate() {
            let a = *part_of.entry(pair.a).or_insert(number);
            let b = *part_of.entry(pair.b).or_insert(a);
            if a != b {
                part_of.values_mut().filter(|part| **part == b).for_each(|part| *part = a);
            }
        }
        let mut numbers: Vec<usize> = Vec::new();
        for place in &self.places {
            numbers.extend(part_of.get(place).filter(|part| !numbers.contains(part)));
        }
        if numbers.len() < 2 {
            return vec![self];
        }
        let part =
            |place: Place| part_of.get(&place).and_then(|part| numbers.iter().position(|one| one == part));
        let empty = || Self { title: Vec::new(), independent: 0, places: Vec::new(), pairs: Vec::new() };
        let mut parts: Vec<Self> = numbers.iter().map(|_| empty()).collect();
        for place in self.places {
            if let Some(row) = part(place).and_then(|at| parts.get_mut(at)) {
                row.places.push(place);
            }
        }
        for pair in self.pairs {
            let at = part(pair.a).or_else(|| part(pair.b)).unwrap_or_default();
            if let Some(row) = parts.get_mut(at) {
                row.pairs.push(pair);
            }
        }
        for row in &mut parts {
            let articles: HashSet<_> = row.places.iter().map(|place| place.article).collect();
            row.independent = self.independent.min(u32::try_from(articles.len()).unwrap_or(u32::MAX));
        }
        // The words are those of the whole: the larger part keeps them, others are called by their own.
        let largest = (0..).zip(&parts).max_by_key(|(at, row)| (row.places.len(), std::cmp::Reverse(*at)));
        let largest: usize = largest.map_or(0, |(at, _)| at);
        if let Some(row) = parts.get_mut(largest) {
            row.title = self.title;
        }
        parts
    }
}

fn drafts(claims: &Claims, findings: &Findings) -> Vec<RowDraft> {
    let mut drafts: Vec<RowDraft> = Vec::new();
    let mut known: HashSet<(Place, Place)> = HashSet::default();
    let mut row_of: HashMap<Place, usize> = HashMap::default();
    for topic in &findings.topics {
        let pairs: Vec<RowPair> = topic.pairs.iter().filter_map(|pair| judged(pair, claims)).collect();
        if pairs.is_empty() {
            continue;
        }
        known.extend(pairs.iter().map(|pair| in_line(pair.a, pair.b)));
        let told: HashSet<Place> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        let places: Vec<Place> = topic.claims.iter().copied().filter(|place| told.contains(place)).collect();
        for place in &places {
            row_of.entry(*place).or_insert(drafts.len());
        }
        drafts.push(RowDraft { title: topic.words.clone(), independent: topic.independent, places, pairs });
    }
    for ((a, b), annotation) in claims.relations() {
        if known.contains(&(a, b)) || claims.column(a.article).is_none() || claims.column(b.article).is_none()
        {
            continue;
        }
        let Some(pair) = by_hand(a, b, annotation, claims) else { continue };
        let at = row_of.get(&a).or_else(|| row_of.get(&b)).copied().unwrap_or(drafts.len());
        if at == drafts.len() {
            drafts.push(RowDraft {
                title: Vec::new(),
                independent: 2,
                places: Vec::new(),
                pairs: Vec::new(),
            });
        }
        let Some(draft) = drafts.get_mut(at) else { continue };
        for place in [pair.a, pair.b] {
            row_of.entry(place).or_insert(at);
            if !draft.places.contains(&place) {
                draft.places.push(place);
            }
        }
        draft.pairs.push(pair);
    }
    let mut drafts: Vec<RowDraft> = drafts.into_iter().flat_map(RowDraft::parted).collect();
    let together: HashSet<Place> =
        drafts.iter().filter(|draft| !draft.is_set_aside()).flat_map(RowDraft::kept).collect();
    let alone = claims.all.iter().filter(|told| !together.contains(&told.place));
    drafts.extend(alone.map(|told| RowDraft {
        title: Vec::new(),
        independent: 1,
        places: vec![told.place],
        pairs: Vec::new(),
    }));
    drafts
}

/// A pair with what people said of it; `None` when one of its claims was rejected and nobody judged the pair.
fn judged(pair: &FoundPair, claims: &Claims) -> Option<RowPair> {
    let said = claims.relation(pair.a, pair.b);
    if said.is_none() && (claims.is_rejected(pair.a) || claims.is_rejected(pair.b)) {
        return None;
    }
    let differences = pair.differences.iter().map(|slot| PairGround {
        difference: Some(slot.difference),
        relation: slot.relation,
        code: slot.reason.code,
        a: slot.reason.a.clone(),
        b: slot.reason.b.clone(),
    });
    let mut grounds: Vec<PairGround> = differences.collect();
    if grounds.is_empty() {
        grounds.push(PairGround {
            difference: pair.difference,
            relation: pair.relation,
            code: pair.reason.code,
            a: pair.reason.a.clone(),
            b: pair.reason.b.clone(),
        });
    }
    let (relation, difference, verdict) = match said.map(|said| (said, &said.body)) {
        Some((said, Body::Relation(mark))) => (mark.relation, mark.difference, verdict(said)),
        _ => (pair.relation, pair.difference, PairVerdict::Open),
    };
    Some(RowPair {
        a: pair.a,
        b: pair.b,
        relation,
        difference,
        verdict,
        unsure: pair.unsure && verdict == PairVerdict::Open,
        copied: pair.copied,
        grounds,
        shares: pair.shared.iter().map(|shared| shared.kind).collect(),
    })
}

fn verdict(said: &Annotation) -> PairVerdict {
    if said.status == Status::Rejected { PairVerdict::SetAside } else { PairVerdict::Judged }
}

/// What a person set side by side, in the order of the articles.
fn by_hand(a: Place, b: Place, said: &Arc<Annotation>, claims: &Claims) -> Option<RowPair> {
    let Body::Relation(RelationMark { relation, difference, .. }) = said.body else { return None };
    let place = |one: Place| (claims.column(one.article), one);
    let (a, b) = if place(a) <= place(b) { (a, b) } else { (b, a) };
    let (verdict, grounds, shares) = (verdict(said), Vec::new(), Vec::new());
    Some(RowPair { a, b, relation, difference, verdict, unsure: false, copied: false, grounds, shares })
}

/// The checks of each place, as far as they are.
fn checks(claims: &Claims) -> HashMap<Place, CheckState> {
    let mut states: HashMap<Place, CheckState> = HashMap::default();
    for check in claims.project().checks.values() {
        let state = match check.stage {
            Stage::Decided | Stage::Published => CheckState::Decided,
            _ => CheckState::UnderWay,
        };
        for saying in &check.sayings {
            if let Some(span) = saying.target.extent() {
                let known = states.entry(Place::new(saying.article, span)).or_default();
                *known = state.max(*known);
            }
        }
    }
    states
}

fn row(
    draft: RowDraft,
    claims: &Claims,
    checks: &HashMap<Place, CheckState>,
    names: &mut Names,
) -> Option<Row> {
    let mut places = draft.kept();
    let RowDraft { title, independent, pairs, .. } = draft;
    places.sort_by_key(|place| (claims.column(place.article), *place));
    let standing: Vec<&RowPair> = pairs.iter().filter(|pair| pair.verdict != PairVerdict::SetAside).collect();
    let shown: Vec<&RowPair> = if standing.is_empty() { pairs.iter().collect() } else { standing };
    let (kind, difference) = kind(&shown);
    let differences = differences(&shown, difference);
    let (on, count) = match difference.filter(|_| kind != RowKind::Agree) {
        Some(slot) => sides(&places, &pairs, slot),
        None => (HashMap::default(), 0),
    };
    let words = differing(&shown);
    let copied: HashSet<Place> =
        shown.iter().filter(|pair| pair.copied).flat_map(|pair| [pair.a, pair.b]).collect();
    let mut cells: Vec<Cell> = Vec::new();
    let (mut speakers, mut entities) = (BTreeSet::new(), BTreeSet::new());
    let (mut worthiness, mut check) = (0, CheckState::None);
    for &place in &places {
        let column = claims.column(place.article)?;
        let told = claims.at(place);
        let claim = cell_claim(place, told, &words, &on, &copied);
        speakers.insert(names.speaker(claim.source, &claim.speaker));
        entities.extend(claims.names_in(place).map(|(kind, name)| names.entity(kind, name)));
        worthiness = worthiness.max(told.map_or(0, |told| told.worthiness));
        check = check.max(checks.get(&place).copied().unwrap_or_default());
        match cells.last_mut().filter(|cell| cell.column == column) {
            Some(cell) => cell.claims.push(claim),
            None => cells.push(Cell { column, claims: vec![claim] }),
        }
    }
    let judged = how_far(&shown);
    let people: BTreeSet<u32> = pairs
        .iter()
        .filter(|pair| pair.verdict != PairVerdict::Open)
        .filter_map(|pair| claims.relation(pair.a, pair.b)?.maker())
        .map(|name| names.person(name))
        .collect();
    Some(Row {
        key: *places.first()?,
        title,
        kind,
        difference,
        differences,
        silent: claims.outlets.len().saturating_sub(cells.len()),
        cells,
        sides: count,
        judged,
        independent,
        worthiness,
        check,
        speakers: speakers.into_iter().collect(),
        entities: entities.into_iter().collect(),
        people: people.into_iter().collect(),
        pairs,
    })
}

/// How a row stands as a whole, and in what: the gravest of its pairs, and of equally grave ones what most of
/// them differ in.
fn kind(pairs: &[&RowPair]) -> (RowKind, Option<Difference>) {
    let of = |pair: &RowPair| match pair.relation {
        Relation::Agree => RowKind::Agree,
        _ if pair.unsure => RowKind::Unsure,
        Relation::Differ => RowKind::Differ,
        Relation::Contradict => RowKind::Contradict,
    };
    let Some(kind) = pairs.iter().map(|pair| of(pair)).min() else { return (RowKind::Only, None) };
    let mut counts: BTreeMap<Difference, usize> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| of(pair) == kind) {
        if let Some(difference) = pair.difference {
            *counts.entry(difference).or_default() += 1;
        }
    }
    let most = counts.iter().max_by_key(|(difference, count)| (**count, std::cmp::Reverse(**difference)));
    (kind, most.map(|(difference, _)| *difference))
}

/// Everything a row differs in, what it is told by first.
fn differences(pairs: &[&RowPair], first: Option<Difference>) -> Vec<Difference> {
    let apart = pairs.iter().filter(|pair| pair.relation != Relation::Agree);
    let all: BTreeSet<Difference> = apart
        .flat_map(|pair| {
            let found = pair.grounds.iter().filter_map(|ground| ground.difference);
            found.filter(|_| pair.verdict != PairVerdict::Judged).chain(pair.difference)
        })
        .collect();
    first.into_iter().chain(all.into_iter().filter(|one| Some(*one) != first)).collect()
}

/// The words of each claim that set it apart from another one. What a person said agrees sets nothing apart.
fn differing(pairs: &[&RowPair]) -> HashMap<Place, Vec<Differing>> {
    let mut words: HashMap<Place, Vec<Differing>> = HashMap::default();
    for pair in pairs.iter().filter(|pair| pair.relation != Relation::Agree) {
        for ground in &pair.grounds {
            let Some(difference) = ground.difference else { continue };
            for (place, evidence) in [(pair.a, &ground.a), (pair.b, &ground.b)] {
                let Some(evidence) = evidence else { continue };
                let list = words.entry(place).or_default();
                let same = |one: &&mut Differing| one.words == *evidence && one.difference == difference;
                match list.iter_mut().find(same) {
                    Some(one) => one.relation = one.relation.max(ground.relation),
                    None => list.push(Differing {
                        words: evidence.clone(),
                        difference,
                        relation: ground.relation,
                    }),
                }
            }
        }
    }
    for list in words.values_mut() {
        list.sort_by_key(|one| (one.words.span.is_none(), one.words.span, one.difference));
    }
    words
}

fn cell_claim(
    place: Place,
    told: Option<&Told>,
    words: &HashMap<Place, Vec<Differing>>,
    on: &HashMap<Place, Sides>,
    copied: &HashSet<Place>,
) -> CellClaim {
    CellClaim {
        place,
        sentence: Place { span: told.map_or(place.span, |told| told.sentence), ..place },
        speaker: told.map_or_else(String::new, |told| told.speaker().to_owned()),
        source: told.map_or(SpeakerKind::Outlet, Told::source),
        certainty: told.map_or(shirushi_model::Certainty::Asserted, |told| told.mark.certainty),
        quotation: told.and_then(|told| told.mark.quotation).unwrap_or(Quotation::None),
        judged: told.and_then(|told| told.judged),
        differing: words.get(&place).cloned().unwrap_or_default(),
        sides: on.get(&place).copied().unwrap_or_default(),
        copied: copied.contains(&place),
    }
}

fn how_far(pairs: &[&RowPair]) -> Judged {
    let apart: Vec<&&RowPair> = pairs.iter().filter(|pair| pair.relation != Relation::Agree).collect();
    let (of, done) = if apart.is_empty() {
        (pairs.len(), pairs.iter().filter(|pair| pair.verdict != PairVerdict::Open).count())
    } else {
        (apart.len(), apart.iter().filter(|pair| pair.verdict != PairVerdict::Open).count())
    };
    match done {
        _ if done == of => Judged::Fully,
        0 => Judged::Open,
        _ => Judged::Partly,
    }
}

fn count(row: &Row, counts: &mut Counts, columns: &mut [Column]) {
    *counts.kinds.entry(row.kind).or_default() += 1;
    *counts.checks.entry(row.check).or_default() += 1;
    for difference in &row.differences {
        *counts.differences.entry(*difference).or_default() += 1;
    }
    if matches!(row.kind, RowKind::Contradict | RowKind::Differ) {
        let Progress { of, judged } = &mut counts.progress;
        *of += 1;
        *judged += usize::from(row.judged == Judged::Fully);
    }
    for cell in &row.cells {
        if let Some(column) = columns.get_mut(cell.column) {
            column.speaks += 1;
            column.alone += usize::from(row.cells.len() == 1);
        }
    }
}

/// Speakers, entities and people while rows are made: numbered as they come, and in the end by how often.
#[derive(Default)]
struct Names {
    speakers: HashMap<(SpeakerKind, String), u32>,
    entities: HashMap<(EntityType, String), u32>,
    people: HashMap<String, u32>,
}

impl Names {
    fn speaker(&mut self, kind: SpeakerKind, name: &str) -> u32 {
        let next = u32::try_from(self.speakers.len()).unwrap_or(u32::MAX);
        *self.speakers.entry((kind, name.to_owned())).or_insert(next)
    }

    fn entity(&mut self, kind: EntityType, name: &str) -> u32 {
        let next = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        *self.entities.entry((kind, name.to_owned())).or_insert(next)
    }

    /// Few people judge many pairs: their names are not copied for each.
    fn person(&mut self, name: &str) -> u32 {
        if let Some(number) = self.people.get(name) {
            return *number;
        }
        let next = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        self.people.insert(name.to_owned(), next);
        next
    }

    fn finish(self, rows: &mut [Row], standing: usize) -> (Vec<Named>, Vec<Named>, Vec<Named>) {
        let count = |of: usize, has: fn(&Row) -> &[u32]| {
            let mut counts = vec![0usize; of];
            for number in rows.iter().take(standing).flat_map(has) {
                if let Some(count) = counts.get_mut(*number as usize) {
                    *count += 1;
                }
            }
            counts
        };
        let speakers = count(self.speakers.len(), |row| &row.speakers);
        let entities = count(self.entities.len(), |row| &row.entities);
        let people = count(self.people.len(), |row| &row.people);
        let speakers = ranked(
            self.speakers.into_iter().map(|((kind, name), number)| (number, name, Some(kind))).collect(),
            &speakers,
        );
        let entities = ranked(
            self.entities.into_iter().map(|((_, name), number)| (number, name, None)).collect(),
            &entities,
        );
        let people =
            ranked(self.people.into_iter().map(|(name, number)| (number, name, None)).collect(), &people);
        for row in rows {
            let of_row = [
                (&mut row.speakers, &speakers.1),
                (&mut row.entities, &entities.1),
                (&mut row.people, &people.1),
            ];
            for (numbers, new) in of_row {
                for number in numbers.iter_mut() {
                    *number = new.get(*number as usize).copied().unwrap_or_default();
                }
                numbers.sort_unstable();
            }
        }
        (speakers.0, entities.0, people.0)
    }
}

/// The names by how often they are had, and the new number of each old one.
fn ranked(mut names: Vec<(u32, String, Option<SpeakerKind>)>, counts: &[usize]) -> (Vec<Named>, Vec<u32>) {
    let rows = |number: u32| counts.get(number as usize).copied().unwrap_or_default();
    names.sort_by_key(|(number, _, _)| (std::cmp::Reverse(rows(*number)), *number));
    let mut new = vec![0; names.len()];
    for (at, (number, _, _)) in (0..).zip(&names) {
        if let Some(place) = new.get_mut(*number as usize) {
            *place = at;
        }
    }
    let named = names.into_iter().map(|(number, name, kind)| Named { name, kind, rows: rows(number) });
    (named.collect(), new)
}
