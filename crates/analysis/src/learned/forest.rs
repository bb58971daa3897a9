//! Boosted regression trees over a fixed list of numbers (Friedman 2001), as they are applied.

use serde::{Deserialize, Serialize};

/// Trees whose leaves add up to a logit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    /// The logit before any tree.
    pub bias: f32,
    /// The trees, in the order they were fitted.
    pub trees: Vec<Tree>,
}

/// One tree: its nodes, the root first; both branches of a node stand after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    /// The nodes.
    pub nodes: Vec<Node>,
}

/// A question or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// Goes to `low` when the number is at most `limit`, else to `high`.
    Split {
        /// Which number.
        number: u16,
        /// Up to where.
        limit: f32,
        /// Position of the node for small numbers.
        low: u16,
        /// Position of the node for large ones.
        high: u16,
    },
    /// What is added to the logit.
    Leaf(f32),
}

impl Forest {
    /// Whether every branch leads on and ends, and no number past `numbers` is asked for.
    #[must_use]
    pub fn is_sound(&self, numbers: usize) -> bool {
        self.bias.is_finite() && self.trees.iter().all(|tree| tree.is_sound(numbers))
    }

    /// The logit of what the numbers say.
    #[must_use]
    pub fn logit(&self, numbers: &[f32]) -> f32 {
        self.trees.iter().map(|tree| tree.answer(numbers)).sum::<f32>() + self.bias
    }
}

impl Tree {
    fn is_sound(&self, numbers: usize) -> bool {
        !self.nodes.is_empty()
            && self.nodes.iter().enumerate().all(|(at, node)| match *node {
                Node::Leaf(value) => value.is_finite(),
                Node::Split { number, low, high, .. } => {
                    let leads_on = |to: u16| at < usize::from(to) && usize::from(to) < self.nodes.len();
                    usize::from(number) < numbers && leads_on(low) && leads_on(high)
                }
            })
    }

    /// What the tree adds. Ends because branches lead on only.
    fn answer(&self, numbers: &[f32]) -> f32 {
        let mut at = 0_usize;
        loop {
            match self.nodes.get(at) {
                Some(&Node::Split { number, limit, low, high }) => {
                    let value = numbers.get(usize::from(number)).copied().unwrap_or(0.0);
                    let next = usize::from(if value <= limit { low } else { high });
                    if next <= at {
                        return 0.0;
                    }
                    at = next;
                }
                Some(&Node::Leaf(value)) => return value,
                None => return 0.0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_followed() {
        let nodes = vec![
            Node::Split { number: 0, limit: 0.5, low: 1, high: 2 },
            Node::Leaf(-1.0),
            Node::Split { number: 1, limit: 2.0, low: 3, high: 4 },
            Node::Leaf(1.0),
            Node::Leaf(3.0),
        ];
        let forest = Forest { bias: 0.5, trees: vec![Tree { nodes }] };
        assert!(forest.is_sound(2));
        assert!(!forest.is_sound(1));
        for (numbers, expected) in [([0.0, 9.0], -0.5), ([1.0, 2.0], 1.5), ([1.0, 2.5], 3.5)] {
            assert!((forest.logit(&numbers) - expected).abs() < 1e-6);
        }
    }

    #[test]
    fn a_tree_that_leads_back_is_not_sound_and_still_ends() {
        let tree = Tree { nodes: vec![Node::Split { number: 0, limit: 0.0, low: 0, high: 0 }] };
        let forest = Forest { bias: 0.0, trees: vec![tree] };
        assert!(!forest.is_sound(1));
        assert_eq!(forest.logit(&[1.0]), 0.0);
    }
}
