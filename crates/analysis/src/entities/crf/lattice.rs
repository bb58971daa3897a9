//! Ways through a sentence: how likely each label of each word is, and each name with its limits. Time and
//! memory grow with the number of words.

use super::labels::{LABELS, LabelSet, OUTSIDE, PlaceInName, TYPES, label, may_begin, may_end, may_follow};

/// One number for each label.
pub(crate) type Row = [f32; LABELS];

/// What cannot be.
const NEVER: f32 = -1e30;

/// Odds of a name as a logarithm, turned round, from which on it is not worth looking for: under two in a
/// hundred.
const SURELY: f32 = 4.0;

/// Says of a word that it is in no name.
pub(crate) const ONLY_OUTSIDE: Row = {
    let mut row = [NEVER; LABELS];
    row[OUTSIDE] = 0.0;
    row
};

/// A name as numbers of words, both inside, with the number of its type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LabelledName {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) kind: usize,
    /// How likely it is with exactly these limits.
    pub(crate) likelihood: f32,
}

/// What follows what, with the labels that may stand before each.
#[derive(Debug, Clone)]
pub(crate) struct Transitions {
    /// `scores[after][before]`
    pub(crate) scores: [Row; LABELS],
}

impl Transitions {
    /// None weighs anything.
    pub(crate) fn new() -> Self {
        Self { scores: [[0.0; LABELS]; LABELS] }
    }

    fn masked(&self) -> [Row; LABELS] {
        let mut masked = self.scores;
        for (after, row) in masked.iter_mut().enumerate() {
            for (before, score) in row.iter_mut().enumerate() {
                if !may_follow(before, after) {
                    *score = NEVER;
                }
            }
        }
        masked
    }
}

/// Room for the ways through one sentence after another.
#[derive(Default)]
pub(crate) struct Lattice {
    forward: Vec<Row>,
    backward: Vec<Row>,
    /// The factors of the emissions and by what each word's sum was divided, as the last
    /// [`Lattice::marginals`] left them.
    factors: Vec<Row>,
    scales: Vec<f32>,
    /// Labels with less weight than this do not lead on. Nothing by default, since training asks for all of
    /// them.
    negligible: f32,
    /// How likely each label of each word is, after [`Lattice::marginals`].
    pub(crate) marginals: Vec<Row>,
}

impl Lattice {
    /// Room for finding names: labels that are next to impossible, which is most of most words, cost nothing.
    pub(crate) fn for_finding() -> Self {
        Self { negligible: 1e-10, ..Self::default() }
    }

    /// Finds how likely each label is (forward and backward), on the ways the sets allow; one set per word.
    /// Gives the logarithm of the sum over all these ways, `None` when there is no way.
    pub(crate) fn marginals(
        &mut self,
        emissions: &[Row],
        transitions: &Exponentials,
        allowed: impl Fn(usize) -> LabelSet,
    ) -> Option<f32> {
        let length = emissions.len();
        self.forward.clear();
        self.backward.clear();
        self.marginals.clear();
        let mut logarithm = 0.0f32;
        self.factors.clear();
        self.scales.clear();
        for (word, emission) in emissions.iter().enumerate() {
            let top = emission.iter().copied().fold(f32::MIN, larger);
            logarithm += top;
            let set = allowed(word);
            let mut row = [0.0f32; LABELS];
            for (label, (out, score)) in row.iter_mut().zip(emission).enumerate() {
                let edge = (word > 0 || may_begin(label)) && (word + 1 < length || may_end(label));
                *out = if edge && set.has(label) { larger(1e-30, (score - top).exp()) } else { 0.0 };
            }
            self.factors.push(row);
        }
        let mut current = [1.0f32; LABELS];
        for (word, emission) in self.factors.iter().enumerate() {
            let mut next = *emission;
            if word > 0 {
                let reached = through(&current, &transitions.out_of, self.negligible);
                next.iter_mut().zip(reached).for_each(|(next, reached)| *next *= reached);
            }
            let sum: f32 = next.iter().sum();
            if !(sum > 0.0 && sum.is_finite()) {
                return None;
            }
            next.iter_mut().for_each(|n| *n /= sum);
            logarithm += sum.ln();
            self.scales.push(sum);
            self.forward.push(next);
            current = next;
        }
        let mut after = [1.0f32; LABELS];
        self.backward.push(after);
        for (emission, scale) in self.factors.iter().zip(&self.scales).skip(1).rev() {
            let mut weighted = after;
            weighted.iter_mut().zip(emission).for_each(|(w, e)| *w *= e / scale);
            after = through(&weighted, &transitions.into, self.negligible);
            self.backward.push(after);
        }
        self.backward.reverse();
        for (forward, backward) in self.forward.iter().zip(&self.backward) {
            let mut row = *forward;
            row.iter_mut().zip(backward).for_each(|(f, b)| *f *= b);
            let sum: f32 = larger(1e-30, row.iter().sum());
            row.iter_mut().for_each(|f| *f /= sum);
            self.marginals.push(row);
        }
        Some(logarithm)
    }

    /// All names at least so likely, after [`Lattice::marginals`], those that begin earlier first.
    pub(crate) fn names(&self, transitions: &Exponentials, least: f32, mut into: impl FnMut(LabelledName)) {
        for (first, row) in self.marginals.iter().enumerate() {
            for kind in 0..TYPES.len() {
                let whole = cell(row, label(kind, PlaceInName::Single));
                if whole >= least {
                    into(LabelledName { first, last: first, kind, likelihood: whole });
                }
                if cell(row, label(kind, PlaceInName::Begin)) >= least {
                    self.longer_names(transitions, first, kind, least, &mut into);
                }
            }
        }
    }

    /// The names of more than one word that begin with a word.
    fn longer_names(
        &self,
        transitions: &Exponentials,
        first: usize,
        kind: usize,
        least: f32,
        into: &mut impl FnMut(LabelledName),
    ) {
        let mut before = label(kind, PlaceInName::Begin);
        // The sum over all ways up to a word that have the name open there, in the scale of `forward`.
        let mut open = self.forward.get(first).map_or(0.0, |row| cell(row, before));
        let words = self.forward.iter().zip(&self.marginals).zip(&self.factors).zip(&self.scales).enumerate();
        for (last, (((forward, marginals), factors), scale)) in words.skip(first + 1) {
            let reach = |after: usize| {
                let transition = transitions.out_of.get(before).map_or(0.0, |row| cell(row, after));
                open * transition * cell(factors, after) / scale
            };
            // Of all ways that have the label here, those that come from the name's beginning.
            let share = |after: usize| {
                let all = cell(forward, after);
                if all > 0.0 { reach(after) / all * cell(marginals, after) } else { 0.0 }
            };
            let (inside, end) = (label(kind, PlaceInName::Inside), label(kind, PlaceInName::End));
            let likelihood = share(end);
            if likelihood >= least {
                into(LabelledName { first, last, kind, likelihood });
            }
            if share(inside) < least {
                return;
            }
            (open, before) = (reach(inside), inside);
        }
    }

    /// Adds how often each pair of labels is expected, after [`Lattice::marginals`] with the same arguments.
    pub(crate) fn add_pairs(
        &self,
        emissions: &[Row],
        transitions: &Exponentials,
        allowed: impl Fn(usize) -> LabelSet,
        weight: f32,
        into: &mut [Row; LABELS],
    ) {
        for (word, (forward, (backward, emission))) in
            self.forward.iter().zip(self.backward.iter().zip(emissions).skip(1)).enumerate()
        {
            let top = emission.iter().copied().fold(f32::MIN, larger);
            let set = allowed(word + 1);
            let mut right = [0.0f32; LABELS];
            for (label, (out, (score, b))) in right.iter_mut().zip(emission.iter().zip(backward)).enumerate()
            {
                *out = if set.has(label) { larger(1e-30, (score - top).exp()) * b } else { 0.0 };
            }
            let mut total = 0.0f32;
            for (right, row) in right.iter().zip(&transitions.into) {
                total += right * dot(forward, row);
            }
            let factor = weight / total.max(1e-30);
            for ((into, right), row) in into.iter_mut().zip(&right).zip(&transitions.into) {
                if *right > 0.0 {
                    for ((into, forward), transition) in into.iter_mut().zip(forward).zip(row) {
                        *into += factor * right * forward * transition;
                    }
                }
            }
        }
    }
}

/// Transitions as factors, both ways round.
pub(crate) struct Exponentials {
    into: [Row; LABELS],
    out_of: [Row; LABELS],
    /// By how much the weightiest of them is ahead of staying outside of names.
    lead: f32,
}

impl Exponentials {
    pub(crate) fn new(transitions: &Transitions) -> Self {
        let mut into = transitions.masked();
        let mut out_of = [[0.0f32; LABELS]; LABELS];
        for (after, row) in into.iter_mut().enumerate() {
            for (score, out) in row.iter_mut().zip(&mut out_of) {
                *score = if *score <= NEVER { 0.0 } else { score.exp() };
                if let Some(cell) = out.get_mut(after) {
                    *cell = *score;
                }
            }
        }
        let staying = transitions.scores.get(OUTSIDE).map_or(0.0, |row| cell(row, OUTSIDE));
        let lead = transitions.scores.iter().flatten().fold(0.0f32, |lead, score| lead.max(score - staying));
        Self { into, out_of, lead }
    }

    /// Whether every word is so much more likely outside of names that no name can be likely, which saves
    /// adding up the ways. Being outside beats each label of a name by what the transitions before and after
    /// it can add, and more.
    pub(crate) fn make_no_name_of(&self, emissions: &[Row]) -> bool {
        let enough = 2.0 * self.lead + SURELY;
        emissions.iter().all(|row| {
            let (outside, names) = row.split_first().unwrap_or((&0.0, &[]));
            names.iter().all(|score| outside - score > enough)
        })
    }
}

/// The sums of the rows, each times its weight: whole rows at a time, which a processor does in few steps.
fn through(weights: &Row, rows: &[Row; LABELS], negligible: f32) -> Row {
    let mut sums = [0.0f32; LABELS];
    for (weight, row) in weights.iter().zip(rows).filter(|(weight, _)| **weight >= negligible) {
        sums.iter_mut().zip(row).for_each(|(sum, factor)| *sum += weight * factor);
    }
    sums
}

/// The second number if it is larger, else the first. `f32::max` asks besides whether one is none, which
/// WebAssembly has no instruction for.
fn larger(least: f32, number: f32) -> f32 {
    if number > least { number } else { least }
}

fn cell(row: &Row, label: usize) -> f32 {
    row.get(label).copied().unwrap_or(0.0)
}

fn dot(a: &Row, b: &Row) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::super::labels::{self, OUTSIDE};
    use super::*;

    fn emissions(best: &[usize]) -> Vec<Row> {
        best.iter().map(|&best| std::array::from_fn(|label| if label == best { 2.0 } else { 0.0 })).collect()
    }

    /// The likelihood of a name by its definition: the ways that have it, as a share of all ways.
    fn by_definition(emissions: &[Row], exponentials: &Exponentials, name: LabelledName) -> f32 {
        let with = |wanted: Option<LabelledName>| {
            let set = |word: usize| match wanted {
                Some(n) if (n.first..=n.last).contains(&word) => {
                    LabelSet(1 << label(n.kind, labels::place(word, n.first, n.last)))
                }
                _ => LabelSet::ALL,
            };
            Lattice::default().marginals(emissions, exponentials, set).unwrap()
        };
        (with(Some(name)) - with(None)).exp()
    }

    #[test]
    fn names_are_as_likely_as_the_ways_that_have_them() {
        let (begin, inside, end) =
            (label(1, PlaceInName::Begin), label(1, PlaceInName::Inside), label(1, PlaceInName::End));
        let emissions = emissions(&[OUTSIDE, begin, inside, end, label(4, PlaceInName::Single)]);
        let mut transitions = Transitions::new();
        transitions.scores[inside][begin] = 0.7;
        transitions.scores[end][begin] = -0.4;
        let exponentials = Exponentials::new(&transitions);
        let mut lattice = Lattice::for_finding();
        lattice.marginals(&emissions, &exponentials, |_| LabelSet::ALL).unwrap();
        let mut names = Vec::new();
        lattice.names(&exponentials, 0.001, |name| names.push(name));
        assert!(names.len() > 20);
        for name in &names {
            let wanted = by_definition(&emissions, &exponentials, *name);
            assert!((name.likelihood - wanted).abs() < 1e-4, "{name:?}: {wanted}");
        }
        let most = names.iter().max_by(|a, b| a.likelihood.total_cmp(&b.likelihood)).unwrap();
        assert_eq!((most.first, most.last, most.kind), (1, 3, 1));
    }

    #[test]
    fn where_no_name_is_likely_none_is_looked_for() {
        let mut transitions = Transitions::new();
        transitions.scores[OUTSIDE][label(2, PlaceInName::Single)] = 1.5;
        let exponentials = Exponentials::new(&transitions);
        let row = |outside: f32| std::array::from_fn(|label| if label == OUTSIDE { outside } else { 0.0 });
        assert!(exponentials.make_no_name_of(&[row(7.1), ONLY_OUTSIDE, row(9.0)]));
        assert!(!exponentials.make_no_name_of(&[row(7.1), row(6.9)]));
        let mut lattice = Lattice::default();
        lattice.marginals(&[row(7.1), row(7.1)], &exponentials, |_| LabelSet::ALL).unwrap();
        lattice.names(&exponentials, 0.05, |name| panic!("{name:?}"));
    }

    #[test]
    fn likelihoods_sum_to_one_and_keep_to_what_is_allowed() {
        let single = label(2, PlaceInName::Single);
        let emissions = emissions(&[single, OUTSIDE, single]);
        let exponentials = Exponentials::new(&Transitions::new());
        let mut lattice = Lattice::default();
        let all = lattice.marginals(&emissions, &exponentials, |_| LabelSet::ALL).unwrap();
        assert!(lattice.marginals.iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-4));
        let some = lattice.marginals(&emissions, &exponentials, |_| LabelSet::OUTSIDE).unwrap();
        assert!(some < all);
        assert!(lattice.marginals.iter().all(|row| row[OUTSIDE] > 0.999));
    }
}
