//! Claims of drafts: what is said in them, how surely, of what kind, by which rules.

use super::cues;
use super::draft::Draft;
use super::kinds::KnownClaim;
use super::modality::{Modality, Voice};
use super::nodes::{Node, Tokens};
use super::speakers::{EntityPlace, FoundSpeaker, SpeakerGround};
use super::stream::Stream;
use super::sureness::{self, Asked};
use crate::claim_model::ClaimWeights;
use crate::shadow::Shadow;
use shirushi_model::{
    Certainty, Claim, ClaimRule, ClaimSpeaker, PartOfSpeech, Polarity, Predicate, SpeakerKind, WordClass,
};

/// What makes claims of drafts.
pub(super) struct Finish<'f> {
    pub(super) ground: &'f SpeakerGround<'f>,
    pub(super) tokens: &'f Tokens<'f>,
    pub(super) modality: &'f Modality,
}

impl Finish<'_> {
    /// The claim that a draft is.
    pub(super) fn claim(
        &self,
        draft: &Draft,
        learned: Option<(&ClaimWeights, &Stream<'_>)>,
    ) -> Option<Claim> {
        let shadow = self.ground.shadow;
        let Draft { start, end, attribution, .. } = draft;
        let (start, end) = (*start, *end);
        let ending = self.tokens.between(shadow, start, draft.held_to);
        let nodes = ending.get(..ending.partition_point(|node| node.start < end))?;
        let held = self.modality.of(&ending);
        let is_outlet = attribution.source == SpeakerKind::Outlet;
        let plain = if is_outlet { Certainty::Asserted } else { Certainty::Reported };
        let by_cue = attribution.certainty;
        let by_rules = rank(held.certainty, by_cue.map(|(certainty, ..)| certainty)).unwrap_or(plain);
        let certainty = learned.map_or(by_rules, |(weights, stream)| {
            let has_speaker = attribution.speaker.is_some();
            let asked = Asked { draft, has_speaker, held: &held };
            sureness::certainty(&weights.certainty, &sureness::features(stream, self.ground, &asked))
        });
        let modality = match by_cue {
            Some((by_cue, from, to)) if by_cue == certainty && held.certainty != Some(certainty) => {
                Some((from, to))
            }
            _ => held.words.filter(|_| held.certainty.is_some()),
        };
        let places: Vec<EntityPlace> = self.ground.places.inside(start, end).collect();
        let opinion = match self.modality.voice(&ending) {
            Voice::Judges(rule) if is_outlet => Some(rule),
            _ => None,
        };
        let known = KnownClaim {
            nodes,
            places: &places,
            is_attributed: !is_outlet,
            is_request: attribution.rule == ClaimRule::Request,
            is_opinion: opinion.is_some(),
            certainty,
            tense: held.tense,
        };
        let mut rules = vec![attribution.rule];
        rules.extend(held.rule);
        rules.extend(opinion);
        rules.dedup();
        Some(Claim {
            span: shadow.span(start, end),
            sentence: u32::try_from(draft.sentence).unwrap_or(u32::MAX),
            kind: known.kind(),
            facets: known.facets(),
            speaker: attribution.speaker.as_ref().map(|speaker| self.named(speaker)),
            source: attribution.source,
            quotation: attribution.quotation,
            cue: attribution.cue.map(|(from, to)| shadow.span(from, to)),
            certainty,
            modality: modality.map(|(from, to)| shadow.span(from, to)),
            polarity: if by_cue.is_some_and(|(c, ..)| c == Certainty::Denied) {
                Polarity::Negative
            } else {
                held.polarity
            },
            tense: held.tense,
            entities: places.iter().filter_map(|place| u32::try_from(place.number).ok()).collect(),
            worthiness: known.worthiness(),
            rules,
            predicate: predicate(&ending, shadow),
        })
    }

    fn named(&self, speaker: &FoundSpeaker) -> ClaimSpeaker {
        ClaimSpeaker {
            span: Some(self.ground.shadow.span(speaker.start, speaker.end)),
            entities: speaker.entities.iter().filter_map(|&number| u32::try_from(number).ok()).collect(),
            name: self.ground.slice(speaker.start, speaker.end).to_owned(),
            kind: speaker.kind,
            implicit: speaker.is_implicit,
        }
    }
}

/// Possible before predicted before denied.
fn rank(a: Option<Certainty>, b: Option<Certainty>) -> Option<Certainty> {
    let order = [Certainty::Possible, Certainty::Predicted, Certainty::Denied];
    order.into_iter().find(|&certainty| a == Some(certainty) || b == Some(certainty))
}

/// The word a claim turns on.
fn predicate(nodes: &[Node<'_>], shadow: &Shadow) -> Option<Predicate> {
    let mut at = nodes.iter().rposition(|node| {
        let is_bare = !node.is_light() && !node.is_negation();
        let carries = node.is_noun() || matches!(node.class(), WordClass::Verb | WordClass::Adjective);
        let helps = matches!(
            node.pos,
            PartOfSpeech::DependentVerb
                | PartOfSpeech::VerbSuffix
                | PartOfSpeech::DependentNoun
                | PartOfSpeech::DependentAuxiliaryStem
        );
        is_bare && carries && !helps
    })?;
    if nodes.get(at)?.lemma == "する"
        && let Some(before) = at.checked_sub(1)
        && nodes.get(before)?.is_noun()
    {
        at = before;
    }
    let node = nodes.get(at)?;
    let end = nodes.get(cues::inflected(nodes, at).checked_sub(1)?).map_or(node.end, |last| last.end);
    Some(Predicate { span: shadow.span(node.start, end), lemma: node.lemma.to_owned() })
}
