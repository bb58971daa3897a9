//! Boosted trees: logistic loss, Newton leaves, splits by histogram, leaf by leaf (Friedman 2001; Chen and
//! Guestrin 2016; Ke et al. 2017).

use super::logistic::FitTable;
use shirushi_analysis::learned::{Forest, Node, Tree, sigmoid};

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growth {
    pub(crate) trees: usize,
    pub(crate) leaves: usize,
    /// How much of each tree is taken.
    pub(crate) rate: f32,
    /// Smaller leaves are not made.
    pub(crate) least_rows: usize,
    /// Added to the curvature of each leaf.
    pub(crate) l2: f64,
    /// Of the columns, each tree sees every so-manieth, in turn.
    pub(crate) column_share: usize,
}

/// Values of a column are told apart into so many bins at most.
const BINS: usize = 64;

/// A leaf that can still be split.
struct Leaf {
    rows: Vec<u32>,
    node: usize,
    split: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    column: usize,
    /// The last bin that goes low.
    bin: u8,
}

/// The limits between bins of every column, and the bin of every cell.
struct Binned {
    limits: Vec<Vec<f32>>,
    /// By column, then by row.
    bins: Vec<Vec<u8>>,
}

impl Binned {
    fn new(table: &FitTable, use_rows: &[usize]) -> Self {
        let mut limits = Vec::with_capacity(table.width());
        let mut bins = Vec::with_capacity(table.width());
        for column in 0..table.width() {
            let mut values: Vec<f32> = use_rows.iter().map(|&row| table.row(row)[column]).collect();
            let of_rows = values.clone();
            values.sort_by(f32::total_cmp);
            let mut own: Vec<f32> = Vec::new();
            let distinct: Vec<f32> = {
                let mut distinct = values.clone();
                distinct.dedup();
                distinct
            };
            if distinct.len() <= BINS {
                own.extend(distinct.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0));
            } else {
                for bin in 1..BINS {
                    own.push(values[bin * values.len() / BINS]);
                }
                own.dedup();
            }
            bins.push(of_rows.iter().map(|value| own.partition_point(|limit| limit < value) as u8).collect());
            limits.push(own);
        }
        Self { limits, bins }
    }
}

/// Fits the chance of `true` on the rows named.
pub(crate) fn fit_forest(
    table: &FitTable,
    use_rows: &[usize],
    labels: &[bool],
    weights: Option<&[f64]>,
    growth: Growth,
) -> Forest {
    let binned = Binned::new(table, use_rows);
    let weight = |at: usize| weights.map_or(1.0, |weights| weights[use_rows[at]]);
    let whole: f64 = (0..use_rows.len()).map(weight).sum::<f64>().max(1.0);
    let yes: f64 = (0..use_rows.len()).filter(|&at| labels[use_rows[at]]).map(weight).sum();
    let base = (yes / whole).clamp(1e-6, 1.0 - 1e-6);
    let bias = (base / (1.0 - base)).ln() as f32;
    let mut logits = vec![bias; use_rows.len()];
    let mut trees = Vec::with_capacity(growth.trees);
    for number in 0..growth.trees {
        let slopes: Vec<(f64, f64)> = logits
            .iter()
            .enumerate()
            .map(|(at, &logit)| {
                let chance = f64::from(sigmoid(logit));
                let label = if labels[use_rows[at]] { 1.0 } else { 0.0 };
                (weight(at) * (label - chance), weight(at) * chance * (1.0 - chance))
            })
            .collect();
        let columns: Vec<usize> =
            (0..table.width()).filter(|column| (column * 7 + number) % growth.column_share == 0).collect();
        let (tree, leaves) = grow(&binned, &slopes, &columns, growth);
        for (rows, value) in leaves {
            rows.iter().for_each(|&row| logits[row as usize] += value);
        }
        trees.push(tree);
    }
    Forest { bias, trees }
}

fn grow(
    binned: &Binned,
    slopes: &[(f64, f64)],
    columns: &[usize],
    growth: Growth,
) -> (Tree, Vec<(Vec<u32>, f32)>) {
    let root: Vec<u32> = (0..slopes.len() as u32).collect();
    let split = best_split(binned, slopes, &root, columns, growth);
    let mut open = vec![Leaf { rows: root, node: 0, split }];
    let mut nodes = vec![Node::Leaf(0.0)];
    while open.len() < growth.leaves {
        let best = (0..open.len())
            .filter_map(|at| open[at].split.map(|split| (at, split)))
            .max_by(|x, y| x.1.gain.total_cmp(&y.1.gain));
        let Some((at, split)) = best else { break };
        let leaf = open.remove(at);
        let bins = &binned.bins[split.column];
        let (low, high): (Vec<u32>, Vec<u32>) =
            leaf.rows.iter().partition(|&&row| bins[row as usize] <= split.bin);
        let first = nodes.len();
        nodes[leaf.node] = Node::Split {
            number: split.column as u16,
            limit: binned.limits[split.column][usize::from(split.bin)],
            low: first as u16,
            high: first as u16 + 1,
        };
        for (offset, rows) in [low, high].into_iter().enumerate() {
            nodes.push(Node::Leaf(0.0));
            let split = best_split(binned, slopes, &rows, columns, growth);
            open.push(Leaf { rows, node: first + offset, split });
        }
    }
    let mut leaves = Vec::with_capacity(open.len());
    for leaf in open {
        let (slope, bend) = sums(slopes, &leaf.rows);
        let value = growth.rate * (slope / (bend + growth.l2)) as f32;
        nodes[leaf.node] = Node::Leaf(value);
        leaves.push((leaf.rows, value));
    }
    (Tree { nodes }, leaves)
}

fn sums(slopes: &[(f64, f64)], rows: &[u32]) -> (f64, f64) {
    rows.iter().fold((0.0, 0.0), |(slope, bend), &row| {
        let (s, b) = slopes[row as usize];
        (slope + s, bend + b)
    })
}

fn best_split(
    binned: &Binned,
    slopes: &[(f64, f64)],
    rows: &[u32],
    columns: &[usize],
    growth: Growth,
) -> Option<Split> {
    if rows.len() < 2 * growth.least_rows {
        return None;
    }
    let (slope, bend) = sums(slopes, rows);
    let score = |slope: f64, bend: f64| slope * slope / (bend + growth.l2);
    let whole = score(slope, bend);
    let mut best: Option<Split> = None;
    for &column in columns {
        let count = binned.limits[column].len() + 1;
        if count < 2 {
            continue;
        }
        let mut histogram = [(0.0_f64, 0.0_f64, 0_usize); BINS + 1];
        let bins = &binned.bins[column];
        for &row in rows {
            let cell = &mut histogram[usize::from(bins[row as usize])];
            let (s, b) = slopes[row as usize];
            *cell = (cell.0 + s, cell.1 + b, cell.2 + 1);
        }
        let (mut low_slope, mut low_bend, mut low_rows) = (0.0, 0.0, 0);
        for (bin, cell) in histogram.iter().take(count - 1).enumerate() {
            low_slope += cell.0;
            low_bend += cell.1;
            low_rows += cell.2;
            if low_rows < growth.least_rows || rows.len() - low_rows < growth.least_rows {
                continue;
            }
            let gain = score(low_slope, low_bend) + score(slope - low_slope, bend - low_bend) - whole;
            if gain > 1e-6 && best.is_none_or(|best| gain > best.gain) {
                best = Some(Split { gain, column, bin: bin as u8 });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_line_parts_is_parted() {
        let mut table = FitTable::new(2);
        let mut labels = Vec::new();
        for n in 0..800_u32 {
            let (x, y) = ((n * 7919 % 101) as f32 / 101.0, (n * 104_729 % 97) as f32 / 97.0);
            table.push(&[x, y]);
            labels.push((x > 0.5) != (y > 0.5));
        }
        let rows: Vec<usize> = (0..800).collect();
        let growth = Growth { trees: 60, leaves: 6, rate: 0.3, least_rows: 10, l2: 1.0, column_share: 1 };
        let forest = fit_forest(&table, &rows, &labels, None, growth);
        assert!(forest.is_sound(2));
        let right = rows.iter().filter(|&&row| (forest.logit(table.row(row)) > 0.0) == labels[row]).count();
        assert!(right > 760, "{right}");
    }
}
