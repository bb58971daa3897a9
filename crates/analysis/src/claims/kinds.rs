//! What kind of thing is claimed, what in it can be compared, and how much it is worth checking.
//!
//! Worth follows what fact checkers look for (Konstantinovskiy et al. 2021; ClaimBuster, Hassan et al. 2017):
//! numbers, dates, names, firsts, and what changes something.

use super::lexicon::CueMark;
use super::nodes::Node;
use super::speakers::EntityPlace;
use shirushi_model::{Certainty, ClaimType, EntityType, Facet, PartOfSpeech, Tense, WordClass};

/// What is known of a claim before its kind.
pub(super) struct KnownClaim<'n, 'a> {
    pub(super) nodes: &'n [Node<'a>],
    pub(super) places: &'n [EntityPlace],
    pub(super) is_attributed: bool,
    pub(super) is_request: bool,
    pub(super) is_opinion: bool,
    pub(super) certainty: Certainty,
    pub(super) tense: Tense,
}

impl KnownClaim<'_, '_> {
    fn any(&self, mark: CueMark) -> bool {
        self.nodes.iter().any(|node| node.has(mark))
    }

    fn count(&self, kinds: &[EntityType]) -> usize {
        self.places.iter().filter(|place| kinds.contains(&place.kind)).count()
    }

    fn ends_in(&self, marks: &[CueMark]) -> bool {
        self.nodes.iter().rev().take(6).any(|node| node.marks.any(marks))
    }

    /// The kind of the claim.
    pub(super) fn kind(&self) -> ClaimType {
        let has_number = self.count(&[EntityType::Quantity]) > 0;
        if self.is_opinion {
            ClaimType::Evaluation
        } else if self.is_request || self.ends_in(&[CueMark::Deontic, CueMark::Intent]) {
            ClaimType::Plan
        } else if self.any(CueMark::Precedent) {
            ClaimType::Precedent
        } else if self.certainty == Certainty::Predicted {
            if self.ends_in(&[CueMark::Future]) || self.ends_with_guess() {
                ClaimType::Prediction
            } else {
                ClaimType::Plan
            }
        } else if self.any(CueMark::Participation) {
            ClaimType::Participation
        } else if has_number && self.any(CueMark::Change) {
            ClaimType::Quantity
        } else if self.ends_in(&[CueMark::Cause]) {
            ClaimType::Causal
        } else if self.ends_in(&[CueMark::Judgement]) {
            ClaimType::Evaluation
        } else if self.is_attributed {
            ClaimType::Statement
        } else if self.is_state() {
            ClaimType::State
        } else {
            ClaimType::Event
        }
    }

    fn ends_with_guess(&self) -> bool {
        self.nodes.iter().rev().take(3).any(|node| node.surface == "う")
    }

    /// Without a verb of doing at the end, or ongoing without た.
    fn is_state(&self) -> bool {
        let last = self.nodes.iter().rev().find(|node| !node.is_light());
        let Some(last) = last else { return true };
        match last.class() {
            WordClass::Adjective => true,
            WordClass::Noun => last.pos != PartOfSpeech::VerbalNoun,
            _ => self.tense == Tense::NonPast && matches!(last.lemma, "いる" | "ある" | "おる"),
        }
    }

    /// What in it can be compared, in order.
    pub(super) fn facets(&self) -> Vec<Facet> {
        let lengths = self.nodes.iter().any(|node| {
            matches!(node.surface, "時間" | "分間" | "日間" | "週間" | "か月" | "カ月" | "年間" | "分" | "秒")
        });
        let checks = [
            (Facet::Date, self.count(&[EntityType::Date, EntityType::Time]) > 0),
            (Facet::Duration, lengths && self.count(&[EntityType::Quantity]) > 0),
            (Facet::Number, self.count(&[EntityType::Quantity]) > 0),
            (Facet::Place, self.count(&[EntityType::Location, EntityType::Facility]) > 0),
            (Facet::Participants, self.any(CueMark::Participation)),
            (Facet::Format, self.any(CueMark::Format)),
            (Facet::FirstSince, self.any(CueMark::Precedent)),
        ];
        checks.into_iter().filter_map(|(facet, is)| is.then_some(facet)).collect()
    }

    /// How much it is worth checking, 0 to 3.
    pub(super) fn worthiness(&self) -> u8 {
        if self.is_opinion {
            return 0;
        }
        let names = self.count(&[
            EntityType::Person,
            EntityType::Organization,
            EntityType::Location,
            EntityType::Facility,
            EntityType::Event,
        ]);
        let signs = [
            self.is_attributed,
            self.count(&[EntityType::Quantity]) > 0,
            self.count(&[EntityType::Date, EntityType::Time]) > 0,
            names >= 2,
            self.any(CueMark::Precedent),
            self.any(CueMark::Agreement),
            self.certainty == Certainty::Denied,
        ];
        let found = signs.into_iter().filter(|&sign| sign).count();
        match (found, self.certainty) {
            (0, _) => 0,
            // What nobody stands for and nobody is sure of comes after what somebody does.
            (found, Certainty::Possible) if !self.is_attributed => (found as u8 - 1).min(2),
            (found, _) => (found as u8).min(3),
        }
    }
}
