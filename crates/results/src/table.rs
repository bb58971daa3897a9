//! The table (表): what every outlet says of the same thing. Propositions down, articles across.
//!
//! A row is a topic that comparing found, or that people made by setting claims side by side, or a claim that
//! one article alone makes. Cells are kept only where an article speaks, so the table grows with the claims
//! and not with rows times articles. What people set aside leaves its row and every count.

mod build;
mod detail;
mod filter;
pub mod leaves;
mod naming;
mod sides;

pub use build::table;
pub use detail::{Axis, AxisUnit, Detail, DetailGround, Mark, MatrixCell, QuotedClaim, detail};
pub use filter::{CheckState, Order, TableFilter};
pub use naming::name;
pub use sides::{Sides, side_letter};

use crate::{Outlet, Place};
use shirushi_model::{
    AnnotationId, Certainty, Difference, Evidence, Quotation, ReasonCode, Relation, SpeakerKind,
};
use std::collections::BTreeMap;

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// One for each article, in the order of the project.
    pub columns: Vec<Column>,
    /// In the order of the story. Rows that were set aside are the last.
    pub rows: Vec<Row>,
    /// How many of the rows, from the first, stand. The others were set aside.
    pub standing: usize,
    /// Whoever says something, each once, in the order of how often.
    pub speakers: Vec<Named>,
    /// What is named in the claims, each once, in the order of how often.
    pub entities: Vec<Named>,
    /// Whoever judged how claims stand to each other, each once, in the order of how often.
    pub people: Vec<Named>,
    /// How many rows there are of everything one can filter by.
    pub counts: Counts,
}

/// An article across the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Which.
    pub outlet: Outlet,
    /// In how many rows it speaks.
    pub speaks: usize,
    /// In how many of these nobody else does.
    pub alone: usize,
}

/// A speaker, an entity or somebody who judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is called; empty for narration, sources that nobody describes and people without a name.
    pub name: String,
    /// As what it speaks; of an entity and of somebody who judged nothing.
    pub kind: Option<SpeakerKind>,
    /// How many rows have it.
    pub rows: usize,
}

/// One proposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its first claim: the same as long as that stands, whatever else changes.
    pub key: Place,
    /// Words by which comparing knows its topic, the most telling first; empty where one article alone speaks
    /// and where people set its claims side by side. What it is called is told by [`name`].
    pub title: Vec<String>,
    /// How those who speak stand to each other.
    pub kind: RowKind,
    /// In what they differ most gravely.
    pub difference: Option<Difference>,
    /// Everything in which they differ, the gravest first.
    pub differences: Vec<Difference>,
    /// Where articles speak, in their order.
    pub cells: Vec<Cell>,
    /// How many articles say nothing of it.
    pub silent: usize,
    /// How many sides there are on what they differ in; 0 where they do not differ.
    pub sides: u8,
    /// Its pairs, those set aside too.
    pub pairs: Vec<RowPair>,
    /// How far it is judged.
    pub judged: Judged,
    /// How many articles do not repeat another one here.
    pub independent: u32,
    /// How much its claims are worth checking: the most of them, 0 to 3.
    pub worthiness: u8,
    /// The furthest that a check of one of its claims is.
    pub check: CheckState,
    /// Whoever speaks in it, as places in [`Table::speakers`].
    pub speakers: Vec<u32>,
    /// What is named in it, as places in [`Table::entities`].
    pub entities: Vec<u32>,
    /// Whoever judged or set aside one of its pairs, as places in [`Table::people`].
    pub people: Vec<u32>,
}

/// How those who speak in a row stand to each other: graver first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKind {
    /// 矛盾: not both can be true.
    Contradict,
    /// 相違: both could be true, and a reader should know.
    Differ,
    /// 不確かな相違: the machine suspects a difference, and nobody has judged it.
    Unsure,
    /// 一致: they say the same.
    Agree,
    /// 一紙のみ: only one article says it.
    Only,
}

impl RowKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Contradict, Self::Differ, Self::Unsure, Self::Agree, Self::Only];
}

/// What one article says in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Which article, as a place in [`Table::columns`].
    pub column: usize,
    /// Its claims, in the order of its text; at least one.
    pub claims: Vec<CellClaim>,
}

/// One claim in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CellClaim {
    /// Where it stands.
    pub place: Place,
    /// The sentence it stands in.
    pub sentence: Place,
    /// Who says it; empty for the outlet and for sources without a name.
    pub speaker: String,
    /// What the source is.
    pub source: SpeakerKind,
    /// How surely.
    pub certainty: Certainty,
    /// Whether and how somebody is quoted.
    pub quotation: Quotation,
    /// The mark, once a person judged the claim.
    pub judged: Option<AnnotationId>,
    /// All words that set it apart from others in the row, in the order of the text.
    pub differing: Vec<Differing>,
    /// Which sides it is on; none where the row has no sides, or it says nothing of what they differ in.
    pub sides: Sides,
    /// Whether it stands in a sentence that another article of the row has nearly word for word.
    pub copied: bool,
}

/// Words of a claim that set it apart from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The words, and where they stand if they stand in one place.
    pub words: Evidence,
    /// In what they differ.
    pub difference: Difference,
    /// How gravely.
    pub relation: Relation,
}

/// Two claims of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowPair {
    /// The claim of the earlier article.
    pub a: Place,
    /// The other.
    pub b: Place,
    /// How they stand to each other: as a person judged it, or else as the machine thinks.
    pub relation: Relation,
    /// In what they differ most gravely.
    pub difference: Option<Difference>,
    /// What was decided by a person.
    pub verdict: PairVerdict,
    /// Whether a difference is only suspected.
    pub unsure: bool,
    /// Whether they stand in sentences that are shared nearly word for word.
    pub copied: bool,
    /// Why the machine thinks so: code, words of the first, words of the second; none for what a person set
    /// side by side.
    pub grounds: Vec<PairGround>,
    /// What both tell and was found equal.
    pub shares: Vec<Difference>,
}

/// Why the machine sets two claims side by side as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairGround {
    /// In what they differ by this; `None` when they agree.
    pub difference: Option<Difference>,
    /// How gravely.
    pub relation: Relation,
    /// What was found.
    pub code: ReasonCode,
    /// The words of the first claim.
    pub a: Option<Evidence>,
    /// The words of the second.
    pub b: Option<Evidence>,
}

/// What a person decided on two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairVerdict {
    /// Nothing yet.
    Open,
    /// That they stand so to each other.
    Judged,
    /// That they are not to be compared (除外).
    SetAside,
}

/// How far a row is judged, by its pairs that are not set aside and that differ; where none differs, by all
/// of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judged {
    /// Nobody has looked.
    Open,
    /// Some pairs are judged.
    Partly,
    /// All of them are, or there is nothing to judge.
    Fully,
}

/// How many rows that stand have something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By kind.
    pub kinds: BTreeMap<RowKind, usize>,
    /// By what they differ in.
    pub differences: BTreeMap<Difference, usize>,
    /// By how far a check of theirs is.
    pub checks: BTreeMap<CheckState, usize>,
    /// Rows that differ, and how many of them are judged.
    pub progress: Progress,
}

/// How far judging is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What there is to judge.
    pub of: usize,
    /// What is judged of it.
    pub judged: usize,
}

impl Row {
    /// The claims in it, in the order of the articles and their texts.
    pub fn claims(&self) -> impl Iterator<Item = &CellClaim> {
        self.cells.iter().flat_map(|cell| &cell.claims)
    }

    /// The pairs that hold a claim in the row, where others go on without it; none where the row is these
    /// pairs. When all of them are set aside, the claim has left the row.
    pub fn holding(&self, place: Place) -> Vec<&RowPair> {
        let standing = self.pairs.iter().filter(|pair| pair.verdict != PairVerdict::SetAside);
        let (holding, rest): (Vec<_>, Vec<_>) = standing.partition(|pair| pair.a == place || pair.b == place);
        if rest.is_empty() { Vec::new() } else { holding }
    }

    /// Whether somebody says otherwise in it, surely or not.
    pub fn differs(&self) -> bool {
        matches!(self.kind, RowKind::Contradict | RowKind::Differ | RowKind::Unsure)
    }

    /// The cell of an article.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|at| self.cells.get(at))
    }
}

#[cfg(test)]
mod tests;
