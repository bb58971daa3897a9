//! Fitting what is learned about pairs of claims, by leaving each event out in turn.
//!
//! Every figure comes from models that have not seen the event. The second stage looks at what the first says
//! of pairs of events that it was not fitted on; thresholds are read off the same left-out chances.

use super::fit::{FitTable, Growth, fit_forest, fit_logistic};
use crate::events::{self, Event};
use crate::progress;
use shirushi_analysis::Compared;
use shirushi_analysis::learned::Logistic;
use shirushi_analysis::pair_training::{PairTable, first_table, second_table};
use shirushi_analysis::pairs::{EVIDENCE, PairStage, PairWeights};
use shirushi_analysis::parallel;
use shirushi_contract::{Document, TokenList, document};
use shirushi_model::{Analysis, ClaimRef, Provenance, Relation};

/// An event with the analyses of its articles, linked with one another.
pub(crate) struct Read<'e> {
    pub(crate) event: &'e Event,
    pub(crate) analyses: &'e [Analysis],
}

impl Read<'_> {
    /// As it is compared.
    pub(crate) fn compared(&self) -> Vec<Compared<'_>> {
        let articles = self.event.articles.iter().zip(self.analyses);
        articles.map(|(article, analysis)| Compared { text: &article.text, analysis }).collect()
    }

    fn documents(&self, provenance: &Provenance) -> Vec<Document> {
        let articles = self.event.articles.iter().zip(self.analyses);
        articles
            .map(|(article, analysis)| {
                document(&article.name, &article.text, analysis, provenance, TokenList::LeftOut)
            })
            .collect()
    }
}

/// What people marked of a pair of found claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PairLabel {
    same: bool,
    differs: bool,
}

/// One event's pairs with their labels.
struct Rows {
    table: PairTable,
    labels: Vec<PairLabel>,
}

impl Rows {
    fn row(&self, number: usize) -> &[f32] {
        let width = self.table.names.len();
        self.table.rows.get(number * width..(number + 1) * width).unwrap_or_default()
    }
}

/// How trees are grown and how strongly weights are held down; chosen on the same left-out events, so they
/// count as seen.
const SAME: Growth = Growth { trees: 150, leaves: 8, rate: 0.06, least_rows: 30, l2: 5.0, column_share: 2 };
const RELATION: Growth =
    Growth { trees: 100, leaves: 5, rate: 0.05, least_rows: 20, l2: 5.0, column_share: 2 };
const C_FIRST: f64 = 0.03;
const C_SAME: f64 = 0.01;
const C_RELATION: f64 = 0.003;
const C_CALIBRATION: f64 = 0.1;
const ITERATIONS: usize = 120;
/// Differences that are shown unasked are right so often, by left-out events.
const WANTED_RIGHT: f32 = 0.605;
/// And so are the pairs that are joined.
const WANTED_JOINED: f32 = 0.74;

/// What fitting gives.
pub(crate) struct Fitted {
    /// Fitted on all events.
    pub(crate) weights: PairWeights,
    /// For each event, what is fitted on all others, with the thresholds of `weights`.
    pub(crate) left_out: Vec<PairWeights>,
}

/// Fits everything. Events are left out in `folds` parts, one each when that is none.
pub(crate) fn fit(events: &[Read<'_>], folds: Option<usize>, provenance: &Provenance) -> Fitted {
    let bar = progress::bar_of_few("fitting pairs", 4);
    let step = |what: &str| progress::step(&bar, what);
    let first: Vec<Rows> =
        events.iter().map(|read| labelled(read, provenance, first_table(&read.compared()))).collect();
    step("first stage");
    let all: Vec<usize> = (0..events.len()).collect();
    let folds = folds.unwrap_or(events.len()).clamp(2, events.len().max(2));
    let parts: Vec<Vec<usize>> =
        (0..folds).map(|part| all.iter().copied().filter(|event| event % folds != part).collect()).collect();
    let of_part = |event: usize| event % folds;
    let firsts = each(&parts, |fold| stage(&first, fold, |label| label.same, |_| true, C_FIRST, SAME));
    step("second stage");
    let second: Vec<Rows> = events
        .iter()
        .enumerate()
        .filter_map(|(event, read)| Some((read, firsts.get(of_part(event))?)))
        .map(|(read, stage)| {
            labelled(read, provenance, second_table(&read.compared(), |numbers| stage.logit(numbers)))
        })
        .collect();
    let seconds = each(&parts, |fold| {
        let same = stage(&second, fold, |label| label.same, |_| true, C_SAME, SAME);
        let relation = stage(&second, fold, |label| label.differs, |label| label.same, C_RELATION, RELATION);
        let differs = stage(&second, fold, |label| label.differs, |_| true, C_RELATION, SAME);
        (same, relation, differs)
    });
    step("fitting all");
    let whole_first = stage(&first, &all, |label| label.same, |_| true, C_FIRST, SAME);
    let of_parts: Vec<PairWeights> = firsts
        .into_iter()
        .zip(seconds)
        .map(|(first, (same, relation, differs))| PairWeights {
            first,
            same,
            relation,
            differs,
            calibration: Logistic::new(0.0, vec![0.0; EVIDENCE]),
            shown: 0.5,
            joined: 0.5,
        })
        .collect();
    let mut left_out: Vec<PairWeights> =
        all.iter().filter_map(|&event| of_parts.get(of_part(event)).cloned()).collect();
    let mut weights = PairWeights {
        first: whole_first,
        same: stage(&second, &all, |label| label.same, |_| true, C_SAME, SAME),
        relation: stage(&second, &all, |label| label.differs, |label| label.same, C_RELATION, RELATION),
        differs: stage(&second, &all, |label| label.differs, |_| true, C_RELATION, SAME),
        calibration: Logistic::new(0.0, vec![0.0; EVIDENCE]),
        shown: 0.5,
        joined: 0.5,
    };
    let mut same = Vec::new();
    let (mut evidence, mut differs) = (FitTable::new(EVIDENCE), Vec::new());
    for (rows, weights) in second.iter().zip(&left_out) {
        for ((number, label), &cue) in rows.labels.iter().enumerate().zip(&rows.table.cues) {
            let numbers = rows.row(number);
            same.push((weights.same.chance(numbers), label.same));
            evidence.push(&PairWeights::evidence(weights.raw_differing(numbers), cue));
            differs.push(label.differs);
        }
    }
    let all_rows: Vec<usize> = (0..evidence.len()).collect();
    let calibration = fit_logistic(&evidence, &all_rows, &differs, C_CALIBRATION, ITERATIONS);
    let chances: Vec<(f32, bool)> =
        evidence.rows().map(|row| calibration.chance(row)).zip(differs.iter().copied()).collect();
    let shown = threshold(chances, WANTED_RIGHT);
    let joined = threshold(same, WANTED_JOINED);
    for weights in left_out.iter_mut().chain([&mut weights]) {
        weights.calibration = calibration.clone();
        weights.shown = shown;
        weights.joined = joined;
    }
    bar.finish_and_clear();
    Fitted { weights, left_out }
}

/// The same work for every fold, on all cores.
fn each<R: Send>(folds: &[Vec<usize>], work: impl Fn(&[usize]) -> R + Sync) -> Vec<R> {
    let mut workers = vec![(); parallel::all_cores().get()];
    parallel::map(&mut workers, folds, |(), fold| work(fold), || ())
}

fn labelled(read: &Read<'_>, provenance: &Provenance, table: PairTable) -> Rows {
    let documents = read.documents(provenance);
    let relations = events::relations(read.event);
    let linked = |claim: ClaimRef| -> Vec<&str> {
        let article = read.event.articles.get(claim.article as usize);
        let found = documents.get(claim.article as usize).and_then(|d| d.claims.get(claim.claim as usize));
        let (Some(article), Some(found)) = (article, found) else { return Vec::new() };
        let covered = article.claims.iter().filter(|marked| events::score::covers(found, marked));
        covered.map(|marked| marked.id.as_str()).collect()
    };
    let labels = table
        .pairs
        .iter()
        .map(|&(a, b)| {
            let mut label = PairLabel { same: false, differs: false };
            for one in linked(a) {
                for other in linked(b) {
                    if let Some(relation) = relations.get(&(one.min(other), one.max(other))) {
                        label.same = true;
                        label.differs |= *relation != Relation::Agree;
                    }
                }
            }
            label
        })
        .collect();
    Rows { table, labels }
}

/// Fits one stage on the rows of some events.
fn stage(
    rows: &[Rows],
    events: &[usize],
    is: impl Fn(PairLabel) -> bool,
    counts: impl Fn(PairLabel) -> bool,
    c: f64,
    growth: Growth,
) -> PairStage {
    let width = rows.first().map_or(0, |rows| rows.table.names.len());
    let mut table = FitTable::new(width);
    let mut labels = Vec::new();
    for rows in events.iter().filter_map(|&event| rows.get(event)) {
        for (number, &label) in rows.labels.iter().enumerate() {
            if counts(label) {
                table.push(rows.row(number));
                labels.push(is(label));
            }
        }
    }
    let used: Vec<usize> = (0..table.len()).collect();
    PairStage {
        line: fit_logistic(&table, &used, &labels, c, ITERATIONS),
        trees: fit_forest(&table, &used, &labels, None, growth),
        calibration: (1.0, 0.0),
    }
}

/// The least chance from which on so many are right.
fn threshold(mut chances: Vec<(f32, bool)>, wanted: f32) -> f32 {
    chances.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut right, mut best) = (0.0_f32, 0.9_f32);
    for (number, (chance, label)) in chances.iter().enumerate() {
        right += if *label { 1.0 } else { 0.0 };
        if number >= FEWEST && right / (number + 1) as f32 >= wanted {
            best = *chance;
        }
    }
    best
}

/// Fewer pairs tell nothing of how often they are right.
const FEWEST: usize = 30;
