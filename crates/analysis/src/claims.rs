//! Finding claims: what a text says happened, is or will be, who stands for it and how surely.
//!
//! The way of a sentence: what is no claim is left out (headings, captions, questions, frames such as 次のように述べた); cues split
//! it into what is attributed and what the outlet tells itself; the end of each part says how surely it is held; its words say
//! what kind it is and what it is worth. Every step is rules with names, and every claim says which made it. What sentences
//! leave out (who went on speaking) comes from the sentences before. Time grows with the text.
//!
//! It needs words, sentences and entities, and knows no other article and no page.

mod cues;
mod kinds;
pub mod learned;
mod lexicon;
mod modality;
mod narration;
mod nodes;
mod pattern;
mod quotations;
mod rules;
mod speakers;

#[cfg(test)]
mod tests;

pub use rules::{RuleAbout, claim_rules};

use crate::ClaimModel;
use crate::sentences::Extent;
use crate::shadow::Shadow;
use crate::tokenize::TokenTable;
use crate::words::Words;
use cues::{Cue, CueKind};
use kinds::Known;
use lexicon::Lexicon;
use modality::Modality;
use narration::Ending;
use nodes::{Node, Tokens};
use shirushi_dictionary::{PartOfSpeech, WordClass};
use shirushi_model::{
    Certainty, Claim, ClaimSpeaker, Entity, Polarity, Predicate, Quotation, Section, SpeakerKind,
};
use speakers::{Discourse, Ground, Place, Places, Speaker};
use std::borrow::Cow;
use std::sync::Arc;

/// A text as claims are found in it.
pub(crate) struct ClaimText<'t> {
    pub(crate) text: &'t str,
    pub(crate) shadow: &'t Shadow,
    pub(crate) words: &'t Words,
    pub(crate) table: &'t TokenTable<'t>,
    pub(crate) sentences: &'t [Extent],
    pub(crate) entities: &'t [Entity],
}

/// Finds claims. Make one and keep it: its tables are built once.
pub(crate) struct ClaimFinder {
    lexicon: Lexicon,
    modality: Modality,
    model: Option<Arc<ClaimModel>>,
}

impl ClaimFinder {
    pub(crate) fn new(model: Option<Arc<ClaimModel>>) -> Self {
        Self { lexicon: Lexicon::new(), modality: Modality::new(), model }
    }

    /// The claims of a text in order. Takes time in proportion to the text.
    pub(crate) fn find(&self, text: &ClaimText<'_>) -> Vec<Claim> {
        let places = Places::new(text.shadow, text.entities);
        let tokens = Tokens::new(text.shadow, text.words, text.table, &self.lexicon);
        let ground = Ground { text: text.text, shadow: text.shadow, lexicon: &self.lexicon, places: &places };
        let mut scene = Scene {
            text,
            ground: &ground,
            tokens: &tokens,
            modality: &self.modality,
            heard: Discourse::default(),
            claims: Vec::new(),
            sentence: 0,
        };
        for number in 0..text.sentences.len() {
            scene.sentence = number;
            scene.read(number);
        }
        let mut claims = scene.claims;
        claims.sort_by_key(|claim| (claim.span.start, std::cmp::Reverse(claim.span.end)));
        claims.dedup_by_key(|claim| claim.span);
        claims
    }
}

/// Where a text is being read.
struct Scene<'s> {
    text: &'s ClaimText<'s>,
    ground: &'s Ground<'s>,
    tokens: &'s Tokens<'s>,
    modality: &'s Modality,
    heard: Discourse,
    claims: Vec<Claim>,
    /// The number of the sentence.
    sentence: usize,
}

/// A sentence in nodes, without its final 。
struct Line<'s> {
    nodes: Vec<Node<'s>>,
    ending: Ending,
}

/// Who stands for a claim and by which words.
#[derive(Debug, Clone)]
struct Attribution {
    source: SpeakerKind,
    speaker: Option<Speaker>,
    /// Characters of the cue.
    cue: Option<(usize, usize)>,
    quotation: Quotation,
    /// What the cue says about certainty, and the characters that do.
    certainty: Option<(Certainty, usize, usize)>,
    rule: &'static str,
}

impl Attribution {
    /// The outlet tells it.
    fn outlet() -> Self {
        Self {
            source: SpeakerKind::Outlet,
            speaker: None,
            cue: None,
            quotation: Quotation::None,
            certainty: None,
            rule: "narration",
        }
    }
}

impl<'s> Scene<'s> {
    /// The nodes of a sentence of running text.
    fn line(&self, number: usize) -> Option<Line<'s>> {
        let extent = self.text.sentences.get(number).filter(|extent| extent.section == Section::Body)?;
        let first = self.tokens.first_from(extent.start);
        let after = self.tokens.first_from(extent.end);
        let mut nodes = self.tokens.nodes(self.ground.shadow, first, after);
        let ending = narration::drop_stop(&mut nodes);
        (!nodes.is_empty()).then_some(Line { nodes, ending })
    }

    /// Finds the claims of one sentence.
    fn read(&mut self, number: usize) {
        let Some(line) = self.line(number) else { return };
        let nodes = &line.nodes;
        if let [only] = nodes.as_slice()
            && only.is_quote()
        {
            self.lone_quotation(number, *only);
            return;
        }
        if narration::is_signpost(nodes) {
            return;
        }
        let source = self.source_phrase(nodes);
        let mut position = source.as_ref().map_or(0, |(_, after)| *after);
        if let Some((speaker, _)) = &source {
            self.heard.by = Some((speaker.clone(), number));
        }
        let frame = self.frame(number, nodes);
        let limit = frame.as_ref().map_or(nodes.len(), |frame| frame.told_before);
        let told = nodes.get(..limit).unwrap_or_default();
        while let Some(cue) = cues::find(told, position) {
            self.attributed(told, position, &cue, source.as_ref().map(|(speaker, _)| speaker));
            position = cue.next.max(position + 1);
        }
        let is_first = position == source.as_ref().map_or(0, |(_, after)| *after);
        if let Some(frame) = frame {
            if let Some(speaker) = &frame.speaker {
                self.heard.hear(speaker);
            }
            if !is_first || frame.tells {
                self.narrate(told, position, source.as_ref(), is_first);
            }
            return;
        }
        if line.ending != Ending::Plain && is_first {
            return;
        }
        self.narrate(told, position, source.as_ref(), is_first);
    }

    /// The claims of one attribution, and what is told before it.
    fn attributed(&mut self, nodes: &[Node<'s>], from: usize, cue: &Cue, by: Option<&Speaker>) {
        let mut start = from;
        // In 「Xが、Yは「…」と述べた」 the outlet tells X.
        if let Some(split) = self.told_before(nodes, from, cue) {
            self.narrate(nodes.get(..split).unwrap_or_default(), from, None, from == 0);
            start = split;
            while nodes.get(start).is_some_and(|n| n.is_comma() || n.class() == WordClass::Particle) {
                start += 1;
            }
        }
        let (speaker, content_start) = self.speaker_of(nodes, start, cue);
        if cue.kind == CueKind::Asked {
            // The one asked goes on speaking; who asks is nobody's source here.
            return;
        }
        let cue_chars =
            nodes.get(cue.start).zip(nodes.get(cue.end.wrapping_sub(1))).map(|(a, b)| (a.start, b.end));
        let mut attribution = Attribution {
            source: SpeakerKind::Unnamed,
            speaker: None,
            cue: cue_chars,
            quotation: Quotation::Indirect,
            certainty: cue.certainty.and_then(|(certainty, from, to)| {
                Some((certainty, nodes.get(from)?.start, nodes.get(to.checked_sub(1)?)?.end))
            }),
            rule: cue.rule,
        };
        let speaker = match cue.kind {
            CueKind::Nobody => by.cloned().or_else(|| self.still_by(cue)),
            _ => speaker.or_else(|| by.cloned()).or_else(|| self.heard.last.as_ref().map(Speaker::implicit)),
        };
        if let Some(speaker) = speaker {
            if cue.kind != CueKind::Nobody {
                self.heard.hear(&speaker);
            }
            attribution.source = speaker.kind;
            attribution.speaker = Some(speaker);
        }
        if let Some(quote) = cue.quote.and_then(|quote| nodes.get(quote)) {
            attribution.quotation = Quotation::Direct;
            self.quoted(*quote, &attribution);
            return;
        }
        let content = nodes.get(content_start..cue.content_end).unwrap_or_default();
        if cue.rule == "hearsay" && narration::is_cleft(content) {
            // 明らかなのは、…ということだ: nobody is heard.
            attribution = Attribution::outlet();
        } else if content.iter().any(Node::is_quote) {
            attribution.quotation = Quotation::Mixed;
        }
        self.emit(content, content, attribution);
    }

    /// Adds a claim over `nodes`, whose end is that of `ending`.
    fn emit(&mut self, nodes: &[Node<'s>], ending: &[Node<'s>], attribution: Attribution) {
        let nodes = match attribution.quotation {
            Quotation::Direct => nodes,
            _ => narration::trimmed(nodes, self.ground),
        };
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return };
        let (start, end) = (first.start, last.end);
        let held = self.modality.of(ending);
        let is_outlet = attribution.source == SpeakerKind::Outlet;
        let plain = if is_outlet { Certainty::Asserted } else { Certainty::Reported };
        let by_cue = attribution.certainty;
        let certainty = rank(held.certainty, by_cue.map(|(certainty, ..)| certainty)).unwrap_or(plain);
        let shadow = self.ground.shadow;
        let modality = match by_cue {
            Some((by_cue, from, to)) if by_cue == certainty && held.certainty != Some(certainty) => {
                Some((from, to))
            }
            _ => held.words.filter(|_| held.certainty.is_some()),
        };
        let places: Vec<Place> = self.ground.places.inside(start, end).collect();
        let opinion = match self.modality.voice(ending) {
            modality::Voice::Judges(rule) if is_outlet => Some(rule),
            _ => None,
        };
        let known = Known {
            nodes,
            places: &places,
            is_attributed: !is_outlet,
            is_request: attribution.rule == "request",
            is_opinion: opinion.is_some(),
            certainty,
            tense: held.tense,
        };
        let mut rules = vec![Cow::Borrowed(attribution.rule)];
        rules.extend(held.rule.map(Cow::Borrowed));
        rules.extend(opinion.map(Cow::Borrowed));
        rules.dedup();
        let claim = Claim {
            span: shadow.span(start, end),
            sentence: u32::try_from(self.sentence).unwrap_or(u32::MAX),
            kind: known.kind(),
            facets: known.facets(),
            speaker: attribution.speaker.map(|speaker| self.named(&speaker)),
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
            predicate: predicate(ending, shadow),
        };
        self.claims.push(claim);
    }

    fn named(&self, speaker: &Speaker) -> ClaimSpeaker {
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
