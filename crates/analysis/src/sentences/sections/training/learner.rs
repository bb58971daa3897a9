//! The weights while they are learned.

use super::super::chain::{LABELS, Pairs, SectionLabel};
use super::super::features::{Page, ROW_BITS};
use super::super::weights::{SCALE, Weights};
use super::{MarkedLine, Settings};
use crate::chance::Chance;
use crate::sentences::lines;
use crate::shadow::Shadow;

type FeatureRow = [f32; LABELS];

/// A page in numbers.
pub(super) struct Sample {
    /// The rows of all lines, one after the other, and where those of each line end.
    rows: Vec<u32>,
    ends: Vec<usize>,
    gaps: Vec<bool>,
    labels: Vec<usize>,
}

impl Sample {
    /// Of marked lines.
    pub(super) fn new(marked: &[MarkedLine]) -> Self {
        let text: String = marked.iter().map(|line| format!("{}\n", line.text)).collect();
        let shadow = Shadow::new(&text);
        let lines = lines(&shadow);
        let page = Page::new(&shadow, &lines);
        let filled = marked.iter().filter(|line| !line.text.trim().is_empty());
        let mut sample = Self { rows: Vec::new(), ends: Vec::new(), gaps: Vec::new(), labels: Vec::new() };
        for (number, line) in filled.enumerate().take(page.len()) {
            page.features(number, &mut |row| sample.rows.push(row));
            sample.ends.push(sample.rows.len());
            sample.gaps.push(page.look(number).gap);
            sample.labels.push(SectionLabel::of(line.section) as usize);
        }
        sample
    }

    fn rows(&self, line: usize) -> &[u32] {
        let from = line.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.rows.get(from..self.ends.get(line).copied().unwrap_or(from)).unwrap_or_default()
    }
}

/// What a row of weights follows from, and the weights as of the last page that had it.
#[derive(Clone, Copy)]
struct Sums {
    gradient: FeatureRow,
    squares: FeatureRow,
    weights: FeatureRow,
}

const NOTHING: Sums = Sums { gradient: [0.0; LABELS], squares: [0.0; LABELS], weights: [0.0; LABELS] };

struct Learner {
    settings: Settings,
    chance: Chance,
    rows: Vec<Sums>,
    /// For lines that follow at once, and after an empty line: by the label before.
    pairs: [[Sums; LABELS]; 2],
    steps: f32,
}

/// Goes through the pages again and again, in another order each time.
pub(super) fn learn(pages: &[Vec<MarkedLine>], settings: Settings) -> Weights {
    let samples: Vec<Sample> = pages.iter().map(|page| Sample::new(page)).collect();
    let mut learner = Learner {
        settings,
        chance: Chance::new(settings.seed),
        rows: vec![NOTHING; 1 << ROW_BITS],
        pairs: [[NOTHING; LABELS]; 2],
        steps: 1.0,
    };
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for _ in 0..settings.epochs {
        for last in (1..order.len()).rev() {
            let other = learner.chance.below(last + 1);
            order.swap(last, other);
        }
        for sample in order.iter().filter_map(|&number| samples.get(number)) {
            learner.learn(sample);
        }
    }
    learner.finish()
}

impl Learner {
    fn pair_weights(&self) -> [[FeatureRow; LABELS]; 2] {
        self.pairs.map(|table| table.map(|sums| sums.weights))
    }

    /// Learns from one page.
    fn learn(&mut self, sample: &Sample) {
        let keep = 1.0 - self.settings.dropout;
        let mut kept: Vec<Vec<u32>> = Vec::with_capacity(sample.labels.len());
        let mut emissions: Vec<FeatureRow> = Vec::with_capacity(sample.labels.len());
        for line in 0..sample.labels.len() {
            let rows: Vec<u32> =
                sample.rows(line).iter().copied().filter(|_| self.chance.fraction() < keep).collect();
            let mut emission = [0.0; LABELS];
            for sums in rows.iter().filter_map(|&row| self.rows.get(row as usize)) {
                emission.iter_mut().zip(sums.weights).for_each(|(sum, weight)| *sum += weight / keep);
            }
            emissions.push(emission);
            kept.push(rows);
        }
        let pairs = self.pair_weights();
        let (singles, doubles) = marginals(&emissions, &sample.gaps, &pairs);
        self.steps += 1.0;
        let (settings, steps) = (self.settings, self.steps);
        for ((rows, single), &label) in kept.iter().zip(&singles).zip(&sample.labels) {
            let gradient = difference(single, label);
            for &row in rows {
                if let Some(sums) = self.rows.get_mut(row as usize) {
                    sums.add(&gradient, settings, steps);
                }
            }
        }
        let truth = sample.labels.iter().zip(sample.labels.iter().skip(1));
        for ((double, (&from, &to)), &gap) in doubles.iter().zip(truth).zip(sample.gaps.iter().skip(1)) {
            let Some(table) = self.pairs.get_mut(usize::from(gap)) else { continue };
            for (number, (sums, expected)) in table.iter_mut().zip(double).enumerate() {
                let mut gradient = *expected;
                if let Some(slot) = gradient.get_mut(to).filter(|_| number == from) {
                    *slot -= 1.0;
                }
                sums.add(&gradient, settings, steps);
            }
        }
    }

    /// The weights in whole numbers, those rows that say most.
    fn finish(self) -> Weights {
        let whole = |weight: f32| (weight * SCALE).round().clamp(-127.0, 127.0);
        let [close, apart] = self.pair_weights().map(|table| table.map(|row| row.map(|w| whole(w) as i32)));
        let mut rows: Vec<(u32, [i8; LABELS])> = (0u32..)
            .zip(&self.rows)
            .map(|(number, sums)| {
                let weights = sums.amount(self.settings, self.steps);
                // Only differences between sections count: the mean goes, so that what a row says is seen.
                let mean = weights.iter().sum::<f32>() / LABELS as f32;
                (number, weights.map(|weight| whole(weight - mean) as i8))
            })
            .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
            .collect();
        let says = |row: &[i8; LABELS]| row.iter().map(|&weight| u32::from(weight.unsigned_abs())).max();
        rows.sort_by(|(a, first), (b, second)| says(second).cmp(&says(first)).then(a.cmp(b)));
        rows.truncate(self.settings.rows);
        rows.sort_unstable_by_key(|&(number, _)| number);
        Weights::new(Pairs { close, apart }, rows)
    }
}

fn difference(expected: &FeatureRow, label: usize) -> FeatureRow {
    let mut gradient = *expected;
    if let Some(slot) = gradient.get_mut(label) {
        *slot -= 1.0;
    }
    gradient
}

impl Sums {
    fn add(&mut self, gradient: &FeatureRow, settings: Settings, steps: f32) {
        for ((sum, square), &slope) in self.gradient.iter_mut().zip(&mut self.squares).zip(gradient) {
            *sum += slope;
            *square += slope * slope;
        }
        self.weights = self.amount(settings, steps);
    }

    /// The weights that the sums of the gradients amount to.
    fn amount(&self, Settings { l1, l2, rate, .. }: Settings, steps: f32) -> FeatureRow {
        let mut weights = [0.0; LABELS];
        for ((weight, &gradient), &squares) in weights.iter_mut().zip(&self.gradient).zip(&self.squares) {
            let beyond = (gradient.abs() - l1 * steps).max(0.0);
            *weight = -beyond.copysign(gradient) / (l2 * steps + (1e-4 + squares.sqrt()) / rate);
        }
        weights
    }
}

/// How likely each section is for each line, and each pair of sections for each two lines, by forward and
/// backward sums.
pub(super) fn marginals(
    emissions: &[FeatureRow],
    gaps: &[bool],
    pairs: &[[FeatureRow; LABELS]; 2],
) -> (Vec<FeatureRow>, Vec<[FeatureRow; LABELS]>) {
    let exponentials = pairs.map(|table| table.map(|row| row.map(f32::exp)));
    let [close, apart] = &exponentials;
    let table = |line: usize| if gaps.get(line).copied().unwrap_or(false) { apart } else { close };
    let own: Vec<FeatureRow> = emissions.iter().map(softmax).collect();
    let mut forward: Vec<FeatureRow> = Vec::with_capacity(own.len());
    for (line, own) in own.iter().enumerate() {
        let reached = match forward.last() {
            None => [1.0; LABELS],
            Some(before) => along(before, table(line)),
        };
        forward.push(normal(product(&reached, own)));
    }
    let mut backward: Vec<FeatureRow> = vec![[1.0; LABELS]; own.len()];
    for line in (1..own.len()).rev() {
        let (Some(later), Some(own)) = (backward.get(line), own.get(line)) else { continue };
        let onward = normal(against(&product(later, own), table(line)));
        if let Some(slot) = backward.get_mut(line - 1) {
            *slot = onward;
        }
    }
    let singles = forward.iter().zip(&backward).map(|(f, b)| normal(product(f, b))).collect();
    let nexts = own.iter().zip(&backward).skip(1).enumerate();
    let doubles = forward.iter().zip(nexts).map(|(f, (line, (own, b)))| {
        let mut joint = *table(line + 1);
        let after = product(own, b);
        for (row, f) in joint.iter_mut().zip(f) {
            row.iter_mut().zip(after).for_each(|(value, after)| *value *= f * after);
        }
        let sum: f32 = joint.iter().flatten().sum();
        joint.map(|row| row.map(|value| value / sum.max(f32::MIN_POSITIVE)))
    });
    (singles, doubles.collect())
}

fn softmax(scores: &FeatureRow) -> FeatureRow {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    normal(scores.map(|score| (score - most).max(-60.0).exp()))
}

fn product(a: &FeatureRow, b: &FeatureRow) -> FeatureRow {
    let mut product = *a;
    product.iter_mut().zip(b).for_each(|(value, b)| *value *= b);
    product
}

fn normal(row: FeatureRow) -> FeatureRow {
    let sum: f32 = row.iter().sum();
    row.map(|value| value / sum.max(f32::MIN_POSITIVE))
}

fn along(before: &FeatureRow, table: &[FeatureRow; LABELS]) -> FeatureRow {
    let mut reached = [0.0; LABELS];
    for (before, row) in before.iter().zip(table) {
        reached.iter_mut().zip(row).for_each(|(sum, way)| *sum += before * way);
    }
    reached
}

fn against(later: &FeatureRow, table: &[FeatureRow; LABELS]) -> FeatureRow {
    table.map(|row| row.iter().zip(later).map(|(way, later)| way * later).sum())
}
