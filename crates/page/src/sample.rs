//! What the program finds in the sample, in short: the rows of its table in which outlets disagree first, and
//! two of their sentences. The first screen shows it before anything is analysed.
//!
//! It is a file of the sources (`samples/table.json`). A test across crates (`tests/suite/first_screen.rs`)
//! makes it anew from the sample and fails where it says something else than the program finds.

use serde::{Deserialize, Serialize};
use shirushi_model::{ByteSpan, Certainty, Difference, Relation, SpeakerKind};
use shirushi_results::table::{Cell, CellClaim, Order, Row, RowKind, Table, TableFilter};
use shirushi_results::{Claims, Place};

/// The file.
pub const SAMPLE_TABLE: &str = include_str!("../samples/table.json");
/// How `shirushi analyze --format table` begins for the first article; a test of the command line compares.
pub const SAMPLE_TERMINAL: &str = include_str!("../samples/terminal.txt");

/// So many rows stand in it.
const ROWS: usize = 4;
/// So many characters of a claim are told before and after the words that differ, at most to a comma.
const AROUND: usize = 10;

/// The sample's table, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleTable {
    /// What the sample is called.
    pub title: String,
    /// One for each column: name and stamp.
    pub outlets: Vec<SampleOutlet>,
    /// The sentences of the first row, at most two.
    pub sentences: Vec<SampleSentence>,
    pub rows: Vec<SampleRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleOutlet {
    pub name: String,
    pub stamp: String,
}

/// A sentence of an outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleSentence {
    pub outlet: usize,
    pub words: Vec<SampleRun>,
}

/// Words that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRun(pub RunOf, pub String);

/// What words of a sentence are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunOf {
    Plain,
    Claim,
    /// What another outlet says otherwise.
    Differing,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRow {
    pub title: Vec<String>,
    pub relation: Relation,
    pub difference: Option<Difference>,
    /// Those who speak.
    pub cells: Vec<SampleCell>,
}

/// What one outlet says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleCell {
    pub outlet: usize,
    /// The letters of its sides; none where it has none.
    pub side: String,
    pub speaker: String,
    pub source: SpeakerKind,
    pub certainty: Certainty,
    pub words: Vec<SampleRun>,
}

impl SampleTable {
    /// What stands in the file. It is read by a test, so that it is never `None`.
    pub fn read() -> Option<Self> {
        serde_json::from_str(SAMPLE_TABLE).ok()
    }

    /// The first rows of a table, those that disagree before the others.
    pub fn of(claims: &Claims, table: &Table) -> Self {
        let shown = table.select(&TableFilter::default(), Order::Disagreements);
        let rows: Vec<&Row> =
            shown.iter().filter_map(|&row| table.rows.get(row as usize)).take(ROWS).collect();
        let first = rows.first().into_iter().flat_map(|row| &row.cells).take(2);
        let outlet = |column: &shirushi_results::table::Column| SampleOutlet {
            name: column.outlet.name.clone(),
            stamp: column.outlet.stamp.clone(),
        };
        Self {
            title: claims.project().title.clone(),
            outlets: table.columns.iter().map(outlet).collect(),
            sentences: first.filter_map(|cell| sentence(claims, cell)).collect(),
            rows: rows.iter().map(|row| row_of(claims, row)).collect(),
        }
    }
}

/// The claim of a cell that says what others say otherwise.
fn telling(cell: &Cell) -> Option<&CellClaim> {
    cell.claims.iter().find(|claim| !claim.differing.is_empty()).or_else(|| cell.claims.first())
}

fn differing(claim: &CellClaim) -> Vec<ByteSpan> {
    claim.differing.iter().filter_map(|one| one.words.span).collect()
}

fn sentence(claims: &Claims, cell: &Cell) -> Option<SampleSentence> {
    let claim = telling(cell)?;
    let words = runs(claims, claim, claim.sentence.span);
    Some(SampleSentence { outlet: cell.column, words })
}

fn row_of(claims: &Claims, row: &Row) -> SampleRow {
    let cell = |cell: &Cell| {
        let claim = telling(cell)?;
        let (told, whole) = (around(claims, claim), claim.place.span);
        let mut words = runs(claims, claim, told);
        words.iter_mut().filter(|run| run.0 == RunOf::Claim).for_each(|run| run.0 = RunOf::Plain);
        let cut = || SampleRun(RunOf::Plain, "…".to_owned());
        if told.start > whole.start {
            words.insert(0, cut());
        }
        words.extend((told.end < whole.end).then(cut));
        Some(SampleCell {
            outlet: cell.column,
            side: claim.sides.letters(),
            speaker: claim.speaker.clone(),
            source: claim.source,
            certainty: claim.certainty,
            words,
        })
    };
    SampleRow {
        title: row.title.iter().take(3).cloned().collect(),
        relation: match row.kind {
            RowKind::Contradict => Relation::Contradict,
            RowKind::Differ | RowKind::Unsure => Relation::Differ,
            RowKind::Agree | RowKind::Only => Relation::Agree,
        },
        difference: row.difference,
        cells: row.cells.iter().filter_map(cell).collect(),
    }
}

/// The part of a claim around the words that differ, so that these are seen in a narrow cell.
fn around(claims: &Claims, claim: &CellClaim) -> ByteSpan {
    let whole = claim.place.span;
    let differing = differing(claim);
    let (Some(first), Some(last)) = (differing.first(), differing.last()) else { return whole };
    let text = |start, end| claims.text(Place { span: ByteSpan { start, end }, ..claim.place });
    let before = text(whole.start, first.start.max(whole.start));
    let after = text(last.end.min(whole.end), whole.end);
    let near = |c: &char| *c != '、';
    let left: usize = before.chars().rev().take(AROUND).take_while(near).map(char::len_utf8).sum();
    let right: usize = after.chars().take(AROUND).take_while(near).map(char::len_utf8).sum();
    ByteSpan { start: first.start - left as u32, end: last.end + right as u32 }
}

/// A stretch of an article as runs.
fn runs(claims: &Claims, claim: &CellClaim, whole: ByteSpan) -> Vec<SampleRun> {
    let differing = differing(claim);
    let mut cuts: Vec<u32> =
        differing.iter().chain([&claim.place.span, &whole]).flat_map(|span| [span.start, span.end]).collect();
    cuts.retain(|at| (whole.start..=whole.end).contains(at));
    cuts.sort_unstable();
    cuts.dedup();
    let run = |ends: &[u32]| {
        let &[start, end] = ends else { return None };
        let inside = |span: &ByteSpan| span.start <= start && end <= span.end;
        let of = match differing.iter().any(inside) {
            true => RunOf::Differing,
            false if inside(&claim.place.span) => RunOf::Claim,
            false => RunOf::Plain,
        };
        let words = claims.text(Place { span: ByteSpan { start, end }, ..claim.place });
        Some(SampleRun(of, words.trim_matches(['\n', '　']).to_owned()))
    };
    cuts.windows(2).filter_map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let table = SampleTable::read().expect("it is a table");
        assert!(table.rows.len() == ROWS && table.outlets.len() == 3 && table.sentences.len() == 2);
        assert!(table.rows.iter().all(|row| row.relation != Relation::Agree));
        let inside = |cell: &SampleCell| cell.outlet < table.outlets.len();
        assert!(table.rows.iter().flat_map(|row| &row.cells).all(inside));
    }
}
