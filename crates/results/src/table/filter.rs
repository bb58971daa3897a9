//! Which rows are shown, and in what order. Looks at every row once, and at no text.

use super::{Judged, Row, RowKind, Table};
use shirushi_model::Difference;
use std::collections::BTreeSet;

/// How far checks of a row's claims are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckState {
    /// 検証していない
    #[default]
    None,
    /// 検証中・確認待ち
    UnderWay,
    /// 決定・公開
    Decided,
}

impl CheckState {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::None, Self::UnderWay, Self::Decided];
}

/// In what order rows are shown. Each keeps to the order of the story among what it takes for equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// 不一致を先に
    #[default]
    Disagreements,
    /// 話の順: as the first article tells them.
    Story,
    /// 検証の順: the worthiest first, and of those what most articles tell.
    Worthiest,
}

impl Order {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Disagreements, Self::Story, Self::Worthiest];
}

/// What is asked of a row to be shown. An empty set asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableFilter {
    /// One of these articles speaks, as places in [`Table::columns`].
    pub columns: BTreeSet<usize>,
    /// Those who speak stand so to each other. Without any, everything but [`RowKind::Unsure`].
    pub kinds: BTreeSet<RowKind>,
    /// They differ in one of these.
    pub differences: BTreeSet<Difference>,
    /// One of these speaks, as places in [`Table::speakers`].
    pub speakers: BTreeSet<u32>,
    /// One of these is named, as places in [`Table::entities`].
    pub entities: BTreeSet<u32>,
    /// One of these judged something of it, as places in [`Table::people`].
    pub people: BTreeSet<u32>,
    /// A check of it is so far.
    pub checks: BTreeSet<CheckState>,
    /// Whether it is judged fully, or not.
    pub judged: Option<bool>,
    /// Whether what was set aside is shown, and nothing else.
    pub set_aside: bool,
}

impl TableFilter {
    fn takes(&self, row: &Row) -> bool {
        let of = |wanted: &BTreeSet<u32>, has: &[u32]| {
            wanted.is_empty() || has.iter().any(|one| wanted.contains(one))
        };
        let kind = if self.kinds.is_empty() {
            row.kind != RowKind::Unsure || self.set_aside
        } else {
            self.kinds.contains(&row.kind)
        };
        kind && (self.differences.is_empty()
            || row.differences.iter().any(|difference| self.differences.contains(difference)))
            && (self.columns.is_empty() || row.cells.iter().any(|cell| self.columns.contains(&cell.column)))
            && of(&self.speakers, &row.speakers)
            && of(&self.entities, &row.entities)
            && of(&self.people, &row.people)
            && (self.checks.is_empty() || self.checks.contains(&row.check))
            && self.judged.is_none_or(|judged| judged == (row.judged == Judged::Fully))
    }
}

impl Table {
    /// The rows that a filter takes, as places in [`Table::rows`], in this order.
    pub fn select(&self, filter: &TableFilter, order: Order) -> Vec<u32> {
        let (first, last) =
            if filter.set_aside { (self.standing, self.rows.len()) } else { (0, self.standing) };
        let rows = self.rows.get(first..last).unwrap_or_default();
        let mut taken: Vec<u32> = (0u32..)
            .skip(first)
            .zip(rows)
            .filter(|(_, row)| filter.takes(row))
            .map(|(number, _)| number)
            .collect();
        let row = |number: &u32| self.rows.get(*number as usize);
        match order {
            Order::Story => {}
            Order::Disagreements => taken.sort_by_key(|number| row(number).map(|row| row.kind)),
            Order::Worthiest => taken.sort_by_key(|number| {
                row(number).map(|row| {
                    (std::cmp::Reverse(row.worthiness), row.kind, std::cmp::Reverse(row.cells.len()))
                })
            }),
        }
        taken
    }

    /// The row with a claim at this place: the first, if a claim says several things.
    pub fn row_of(&self, place: crate::Place) -> Option<usize> {
        self.rows.iter().position(|row| row.claims().any(|claim| claim.place == place))
    }
}
