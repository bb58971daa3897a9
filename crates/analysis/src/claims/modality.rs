//! How surely a claim is held, by the predicate it ends with: possible before predicted before denied, and
//! what is left is asserted by the outlet or reported of a source.
//!
//! The values are those of FactBank (Saurí & Pustejovsky 2009) in the order this project uses; the
//! expressions are those of extended modality for Japanese (松吉ほか 2010). The table is
//! `tables/modality.txt`.

use super::nodes::Node;
use super::pattern::{Rule, rules};
use shirushi_model::{Certainty, ClaimRule, Polarity, Tense};

/// The tables in searchable form.
pub(super) struct Modality {
    possible: Vec<Rule>,
    predicted: Vec<Rule>,
    affirmed: Vec<Rule>,
    denied: Vec<Rule>,
    judges: Vec<Rule>,
    rhetoric: Vec<Rule>,
}

/// What the end of a claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// `None` when it is plainly said.
    pub(super) certainty: Option<Certainty>,
    /// The characters that say so.
    pub(super) words: Option<(usize, usize)>,
    pub(super) polarity: Polarity,
    pub(super) tense: Tense,
    pub(super) rule: Option<ClaimRule>,
}

/// How the outlet speaks in its own voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// It tells.
    Tells,
    /// It judges.
    Judges(ClaimRule),
    /// It does neither in a way one could check.
    Rhetoric,
}

impl Modality {
    pub(super) fn new() -> Self {
        let of = |table: &'static str, name: &str| -> Vec<Rule> {
            rules(table).filter(|(section, _)| *section == name).map(|(_, rule)| rule).collect()
        };
        let modality = include_str!("tables/modality.txt");
        let opinion = include_str!("tables/opinion.txt");
        Self {
            possible: of(modality, "possible"),
            predicted: of(modality, "predicted"),
            affirmed: of(modality, "affirmed"),
            denied: of(modality, "denied"),
            judges: of(opinion, "judges"),
            rhetoric: of(opinion, "rhetoric"),
        }
    }

    /// How a claim that ends with these nodes is held.
    pub(super) fn of(&self, nodes: &[Node<'_>]) -> Held {
        let nodes = tail(nodes);
        let is_negated = |nodes: &[Node<'_>]| {
            self.denied.first().is_some_and(|not| not.find_at_end(nodes).is_some())
                && first(&self.affirmed, nodes).is_none()
        };
        let tense = match nodes.iter().rev().take(4).any(|node| node.lemma == "た") {
            true => Tense::Past,
            false => Tense::NonPast,
        };
        let held = |certainty, found: Option<(&Rule, usize, usize)>, polarity| Held {
            certainty,
            words: found
                .and_then(|(_, from, to)| Some((nodes.get(from)?.start, nodes.get(to.checked_sub(1)?)?.end))),
            polarity,
            tense,
            rule: found.and_then(|(rule, ..)| rule.claim_rule),
        };
        if let Some(found) = first(&self.possible, nodes) {
            return held(Some(Certainty::Possible), Some(found), Polarity::Positive);
        }
        if let Some(found) = first(&self.predicted, nodes) {
            let before = nodes.get(..found.1).unwrap_or_default();
            let polarity = if is_negated(before) { Polarity::Negative } else { Polarity::Positive };
            return held(Some(Certainty::Predicted), Some(found), polarity);
        }
        if let Some(found) = first(&self.affirmed, nodes) {
            return held(None, Some(found), Polarity::Positive);
        }
        if let Some(found) = first(&self.denied, nodes) {
            return held(Some(Certainty::Denied), Some(found), Polarity::Negative);
        }
        held(None, None, Polarity::Positive)
    }

    /// How the outlet speaks in a sentence that ends with these nodes.
    pub(super) fn voice(&self, nodes: &[Node<'_>]) -> Voice {
        let nodes = tail(nodes);
        if first(&self.rhetoric, nodes).is_some() {
            return Voice::Rhetoric;
        }
        first(&self.judges, nodes).and_then(|(rule, ..)| rule.claim_rule).map_or(Voice::Tells, Voice::Judges)
    }
}

/// As much of the end as any rule looks at.
const TAIL: usize = 24;

fn tail<'n, 'a>(nodes: &'n [Node<'a>]) -> &'n [Node<'a>] {
    nodes.get(nodes.len().saturating_sub(TAIL)..).unwrap_or_default()
}

fn first<'r>(rules: &'r [Rule], nodes: &[Node<'_>]) -> Option<(&'r Rule, usize, usize)> {
    rules.iter().find_map(|rule| {
        let (from, to) = rule.find_at_end(nodes)?;
        Some((rule, from, to))
    })
}
