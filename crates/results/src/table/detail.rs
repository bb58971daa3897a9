//! What a row shows when it is opened: the sentences, why its claims are set against each other, a line on
//! which the times or numbers that clash stand, and every two articles by themselves.

use super::{PairGround, PairVerdict, Row, Sides};
use crate::when::when;
use crate::{Claims, Place};
use shirushi_model::{Difference, EntityType, Modifier, Normalized, QuantityValue, Relation};
use std::collections::BTreeMap;

/// Everything behind a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Each claim with its sentence.
    pub quotations: Vec<QuotedClaim>,
    /// Why the machine thinks so, the gravest first, each once.
    pub grounds: Vec<DetailGround>,
    /// Lines for times and numbers that clash.
    pub axes: Vec<Axis>,
    /// Every two articles that speak, the earlier first.
    pub matrix: Vec<MatrixCell>,
}

/// A claim with its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedClaim {
    /// Which article.
    pub column: usize,
    /// The claim.
    pub place: Place,
    /// The sentence around it.
    pub sentence: Place,
    /// Which side it is on.
    pub sides: Sides,
}

/// One reason.
#[derive(Debug, Clone, PartialEq)]
pub struct DetailGround {
    /// The first claim it is about.
    pub a: Place,
    /// The second.
    pub b: Place,
    /// The reason.
    pub ground: PairGround,
}

/// A line with marks on it, all in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What clashes.
    pub difference: Difference,
    /// What the numbers count.
    pub unit: AxisUnit,
    /// Where claims stand, lowest first.
    pub marks: Vec<Mark>,
    /// The widest stretch between two neighbours, in the unit; 0 when all meet.
    pub gap: f64,
}

/// What the numbers on a line count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AxisUnit {
    /// Minutes, as [`crate::when`] counts them.
    Moment,
    /// Minutes after midnight of a day that nobody names.
    Clock,
    /// What is counted, as written: 人.
    Quantity(String),
}

/// A claim on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Which article.
    pub column: usize,
    /// The claim.
    pub place: Place,
    /// Which side it is on.
    pub sides: Sides,
    /// Its words.
    pub words: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends; the same for a number.
    pub until: f64,
    /// Whether the text says about, at least or the like.
    pub about: bool,
}

/// Two articles of a row by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixCell {
    /// The earlier article.
    pub a: usize,
    /// The later one.
    pub b: usize,
    /// How they stand to each other: the gravest of their pairs. `None` when all were set aside.
    pub relation: Option<Relation>,
    /// In what.
    pub difference: Option<Difference>,
    /// What people decided of it.
    pub verdict: PairVerdict,
}

/// Looks behind a row.
pub fn detail(row: &Row, claims: &Claims) -> Detail {
    let quotations = row.cells.iter().flat_map(|cell| {
        cell.claims.iter().map(|claim| QuotedClaim {
            column: cell.column,
            place: claim.place,
            sentence: claim.sentence,
            sides: claim.sides,
        })
    });
    Detail {
        quotations: quotations.collect(),
        grounds: grounds(row),
        axes: axes(row, claims),
        matrix: matrix(row, claims),
    }
}

fn grounds(row: &Row) -> Vec<DetailGround> {
    let mut all: Vec<DetailGround> = Vec::new();
    for pair in row.pairs.iter().filter(|pair| pair.verdict != PairVerdict::SetAside) {
        for ground in &pair.grounds {
            let said = |other: &DetailGround| {
                (other.ground.code, other.ground.difference) == (ground.code, ground.difference)
            };
            if !all.iter().any(said) {
                all.push(DetailGround { a: pair.a, b: pair.b, ground: ground.clone() });
            }
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.ground.relation));
    all
}

/// What may stand on a line.
const MEASURED: [Difference; 4] =
    [Difference::Date, Difference::Time, Difference::Duration, Difference::Number];

fn axes(row: &Row, claims: &Claims) -> Vec<Axis> {
    let mut lines: BTreeMap<(Difference, AxisUnit), Vec<Mark>> = BTreeMap::new();
    for cell in &row.cells {
        for claim in &cell.claims {
            for differing in &claim.differing {
                let Some(span) = differing.words.span.filter(|_| MEASURED.contains(&differing.difference))
                else {
                    continue;
                };
                let place = Place { span, ..claim.place };
                let wanted = |kind| match differing.difference {
                    Difference::Date => matches!(kind, EntityType::Date),
                    Difference::Time => matches!(kind, EntityType::Time | EntityType::Date),
                    _ => matches!(kind, EntityType::Quantity),
                };
                let Some((unit, from, until, about)) = claims.value_at(place, wanted).and_then(measured)
                else {
                    continue;
                };
                let marks = lines.entry((differing.difference, unit)).or_default();
                marks.push(Mark {
                    column: cell.column,
                    place: claim.place,
                    sides: claim.sides,
                    words: differing.words.text.clone(),
                    from,
                    until,
                    about,
                });
            }
        }
    }
    let lines = lines.into_iter().filter(|(_, marks)| marks.len() > 1);
    lines
        .map(|((difference, unit), mut marks)| {
            marks.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.column.cmp(&b.column)));
            let (mut reached, mut gap) = (f64::INFINITY, 0.0_f64);
            for mark in &marks {
                gap = gap.max(mark.from - reached);
                reached = if reached.is_finite() { reached.max(mark.until) } else { mark.until };
            }
            Axis { difference, unit, marks, gap }
        })
        .collect()
}

fn measured(value: &Normalized) -> Option<(AxisUnit, f64, f64, bool)> {
    match value {
        Normalized::Calendar(noted) => {
            let read = when(noted)?;
            let unit = if read.dated { AxisUnit::Moment } else { AxisUnit::Clock };
            Some((unit, read.stretch.from as f64, read.stretch.until as f64, read.about))
        }
        Normalized::Quantity(QuantityValue { value, unit, modifier, .. }) => {
            let about = matches!(
                modifier,
                Some(
                    Modifier::Approx
                        | Modifier::Nearly
                        | Modifier::Vague
                        | Modifier::OrMore
                        | Modifier::OrLess
                        | Modifier::Max
                )
            );
            value.is_finite().then(|| (AxisUnit::Quantity(unit.clone()), *value, *value, about))
        }
    }
}

fn matrix(row: &Row, claims: &Claims) -> Vec<MatrixCell> {
    let mut cells: BTreeMap<(usize, usize), MatrixCell> = BTreeMap::new();
    for pair in &row.pairs {
        let (Some(a), Some(b)) = (claims.column(pair.a.article), claims.column(pair.b.article)) else {
            continue;
        };
        let (a, b) = (a.min(b), a.max(b));
        let relation = Some(pair.relation).filter(|_| pair.verdict != PairVerdict::SetAside);
        let new = MatrixCell { a, b, relation, difference: pair.difference, verdict: pair.verdict };
        let cell = cells.entry((a, b)).or_insert(new);
        if new.relation > cell.relation {
            *cell = new;
        }
    }
    cells.into_values().collect()
}
