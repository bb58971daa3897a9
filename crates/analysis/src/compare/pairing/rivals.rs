//! Pairs beside other pairs: the rivals of a pair, the claims that go with both of its claims.
//!
//! Everything is a list by number, so that a look-up costs neither a hash nor a search through all pairs.

use super::{Field, Pairing};
use std::collections::HashMap;

/// Of each pair, the two contests it stands in: all pairs of its first claim with the second one's article,
/// and the other way round.
#[derive(Debug, Default)]
pub(super) struct Rivals {
    contests: Vec<[u32; 2]>,
    count: usize,
}

impl Rivals {
    pub(super) fn new(field: &Field<'_, '_>, pairs: &[Pairing]) -> Self {
        let mut numbers: HashMap<(u32, u32), u32> = HashMap::new();
        let contests = pairs
            .iter()
            .map(|pair| {
                let (of_a, of_b) = field.articles_of(*pair).unwrap_or_default();
                [(pair.a, of_b), (pair.b, of_a)].map(|contest| {
                    let next = numbers.len() as u32;
                    *numbers.entry(contest).or_insert(next)
                })
            })
            .collect();
        Self { contests, count: numbers.len() }
    }

    /// How far each pair's value is ahead of its best rival in either contest: the lesser and the greater of
    /// the two. Without a rival a pair is ahead by all it has.
    pub(super) fn ahead(&self, values: &[f32]) -> Vec<(f32, f32)> {
        let mut best = vec![[f32::NEG_INFINITY; 2]; self.count];
        for (contests, &value) in self.contests.iter().zip(values) {
            for &contest in contests {
                let Some([first, second]) = best.get_mut(contest as usize) else { continue };
                if value > *first {
                    (*first, *second) = (value, *first);
                } else if value > *second {
                    *second = value;
                }
            }
        }
        let margin = |contest: u32, value: f32| {
            let [first, second] = best.get(contest as usize).copied().unwrap_or([f32::NEG_INFINITY; 2]);
            let rival = if value >= first { second } else { first };
            if rival.is_finite() { value - rival } else { value }
        };
        let of = |(contests, &value): (&[u32; 2], &f32)| {
            let [one, other] = contests.map(|contest| margin(contest, value));
            (one.min(other), one.max(other))
        };
        self.contests.iter().zip(values).map(of).collect()
    }

    /// How many rivals have a higher value in either contest, five at most: the lesser and the greater of the
    /// two.
    pub(super) fn ranks(&self, values: &[f32]) -> Vec<(f32, f32)> {
        let mut lists: Vec<Vec<f32>> = vec![Vec::new(); self.count];
        for (contests, &value) in self.contests.iter().zip(values) {
            for &contest in contests {
                if let Some(list) = lists.get_mut(contest as usize) {
                    list.push(value);
                }
            }
        }
        let rank = |contest: u32, value: f32| {
            let list = lists.get(contest as usize).map(Vec::as_slice).unwrap_or_default();
            (list.iter().filter(|&&other| other > value).count() as f32).min(5.0)
        };
        let of = |(contests, &value): (&[u32; 2], &f32)| {
            let [one, other] = contests.map(|contest| rank(contest, value));
            (one.min(other), one.max(other))
        };
        self.contests.iter().zip(values).map(of).collect()
    }
}

/// For each claim, the claims it has been paired with, ascending, with the chance that both tell one thing.
pub(super) struct Partners {
    lists: Vec<Vec<(u32, f32)>>,
}

impl Partners {
    /// `claims` is how many claims there are; `pairs`, each with its chance, ascend.
    pub(super) fn new(claims: usize, pairs: &[(Pairing, f32)]) -> Self {
        let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); claims];
        let mut put = |claim: u32, other: u32, chance: f32| {
            if let Some(list) = lists.get_mut(claim as usize) {
                list.push((other, chance));
            }
        };
        // Invariant: of a claim, those before it come first and ascend, and so do those after it.
        for &(pair, chance) in pairs {
            put(pair.b, pair.a, chance);
        }
        for &(pair, chance) in pairs {
            put(pair.a, pair.b, chance);
        }
        Self { lists }
    }

    fn of(&self, claim: u32) -> &[(u32, f32)] {
        self.lists.get(claim as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The chance that two claims tell one thing; 0 where they have not been paired.
    pub(super) fn chance(&self, a: u32, b: u32) -> f32 {
        let list = self.of(a);
        let at = list.binary_search_by_key(&b, |(other, _)| *other);
        at.ok().and_then(|at| list.get(at)).map_or(0.0, |(_, chance)| *chance)
    }

    /// Every claim that has been paired with both, with its two chances.
    pub(super) fn shared(&self, pair: Pairing, mut each: impl FnMut(u32, f32, f32)) {
        let (mut of_a, mut of_b) = (self.of(pair.a).iter().peekable(), self.of(pair.b).iter().peekable());
        while let (Some(&&(x, with_a)), Some(&&(y, with_b))) = (of_a.peek(), of_b.peek()) {
            if x == y {
                each(x, with_a, with_b);
            }
            if x <= y {
                of_a.next();
            }
            if y <= x {
                of_b.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(u32, u32)]) -> Vec<Pairing> {
        list.iter().map(|&(a, b)| Pairing { a, b }).collect()
    }

    #[test]
    fn claims_that_go_with_both() {
        let pairs = pairs(&[(0, 2), (0, 4), (1, 4), (2, 4), (2, 5)]);
        let pairs: Vec<(Pairing, f32)> = pairs.into_iter().zip([0.9, 0.8, 0.7, 0.6, 0.5]).collect();
        let partners = Partners::new(6, &pairs);
        let mut found = Vec::new();
        partners.shared(Pairing { a: 2, b: 4 }, |other, a, b| found.push((other, a, b)));
        assert_eq!(found, [(0, 0.9, 0.8)]);
        assert_eq!((partners.chance(4, 1), partners.chance(1, 4), partners.chance(1, 5)), (0.7, 0.7, 0.0));
    }

    #[test]
    fn ahead_of_the_best_rival_and_behind_the_better_ones() {
        // Two contests: the pairs 0 and 1 in one, 1 and 2 in the other.
        let rivals = Rivals { contests: vec![[0, 2], [0, 1], [3, 1]], count: 4 };
        let ahead = rivals.ahead(&[0.75, 0.5, 0.25]);
        assert_eq!(ahead, [(0.25, 0.75), (-0.25, 0.25), (-0.25, 0.25)]);
        assert_eq!(rivals.ranks(&[0.75, 0.5, 0.25]), [(0.0, 0.0), (0.0, 1.0), (0.0, 1.0)]);
    }
}
