//! Finding claims: what a text says happened, is or will be, who stands for it and how surely.
//!
//! The way of a sentence: what is no claim is left out (headings, captions, questions, frames such as
//! 次のように述べた); cues split it into what is attributed and what the outlet tells itself; the end of each
//! part says how surely it is held; its words say what kind it is and what it is worth. Every step is rules
//! with names, and every claim says which made it. What sentences leave out (who went on speaking) comes from
//! the sentences before. Time grows with the text.
//!
//! It needs words, sentences and entities, and knows no other article and no page.

mod candidates;
mod commas;
mod cues;
mod draft;
mod finish;
mod kinds;
mod lexicon;
mod modality;
mod narration;
mod nodes;
mod pattern;
mod quotations;
mod ranking;
mod refine;
mod speakers;
mod stream;
mod sureness;
#[cfg(any(test, feature = "train"))]
pub mod training;
mod trims;
mod voices;

#[cfg(test)]
mod tests;

use crate::claim_model::ClaimModel;
use crate::sentences::Extent;
use crate::shadow::Shadow;
use crate::tokenize::TokenTable;
use crate::words::Words;
use cues::{Cue, CueKind};
use draft::{Attribution, Draft};
use finish::Finish;
use lexicon::ClaimLexicon;
use modality::Modality;
use narration::Ending;
use nodes::{Node, Tokens};
use shirushi_model::{Claim, ClaimRule, Entity, Quotation, Section, SpeakerKind, WordClass};
use speakers::{Discourse, FoundSpeaker, Places, SpeakerGround};
use std::sync::Arc;
use stream::Stream;

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
    lexicon: ClaimLexicon,
    modality: Modality,
    model: Option<Arc<ClaimModel>>,
}

impl ClaimFinder {
    pub(crate) fn new(model: Option<Arc<ClaimModel>>) -> Self {
        Self { lexicon: ClaimLexicon::new(), modality: Modality::new(), model }
    }

    /// The claims of a text in order. Takes time in proportion to the text.
    pub(crate) fn find(&self, text: &ClaimText<'_>) -> Vec<Claim> {
        let weights = self.model.as_ref().and_then(|model| model.claims.as_ref());
        let places = Places::new(text.shadow, text.entities);
        let tokens = Tokens::new(text.shadow, text.words, text.table, &self.lexicon);
        let ground =
            SpeakerGround { text: text.text, shadow: text.shadow, lexicon: &self.lexicon, places: &places };
        let drafts = self.drafts(text, &tokens, &ground);
        let mut drafts = ordered(refine::limits(drafts, &tokens, &ground, refine::by_model(weights)));
        let stream = weights.map(|_| Stream::new(text.shadow, &tokens, text.sentences));
        let learned = weights.zip(stream.as_ref());
        if let Some((weights, stream)) = learned {
            refine::speakers(&mut drafts, stream, &ground, weights);
            drafts = ordered(drafts);
        }
        let finish = Finish { ground: &ground, tokens: &tokens, modality: &self.modality };
        let mut claims: Vec<Claim> = drafts.iter().filter_map(|draft| finish.claim(draft, learned)).collect();
        if let Some((weights, stream)) = learned {
            refine::voices(&mut claims, &drafts, text.sentences, stream, &ground, weights);
        }
        claims
    }

    /// What rules find: limits and sources, not yet cut at commas.
    fn drafts(&self, text: &ClaimText<'_>, tokens: &Tokens<'_>, ground: &SpeakerGround<'_>) -> Vec<Draft> {
        let mut scene = ClaimScene {
            text,
            ground,
            tokens,
            modality: &self.modality,
            heard: Discourse::default(),
            drafts: Vec::new(),
            sentence: 0,
        };
        for number in 0..text.sentences.len() {
            scene.sentence = number;
            scene.read(number);
        }
        ordered(scene.drafts)
    }
}

/// In the order of their first characters, each place once.
fn ordered(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by_key(|draft| (draft.start, std::cmp::Reverse(draft.end)));
    drafts.dedup_by_key(|draft| (draft.start, draft.end));
    drafts
}

/// Where a text is being read.
struct ClaimScene<'s> {
    text: &'s ClaimText<'s>,
    ground: &'s SpeakerGround<'s>,
    tokens: &'s Tokens<'s>,
    modality: &'s Modality,
    heard: Discourse,
    drafts: Vec<Draft>,
    /// The number of the sentence.
    sentence: usize,
}

/// A sentence in nodes, without its final 。
struct SentenceNodes<'s> {
    nodes: Vec<Node<'s>>,
    ending: Ending,
}

impl<'s> ClaimScene<'s> {
    /// The nodes of a sentence of running text.
    fn line(&self, number: usize) -> Option<SentenceNodes<'s>> {
        let extent = self.text.sentences.get(number).filter(|extent| extent.section == Section::Body)?;
        let first = self.tokens.first_from(extent.start);
        let after = self.tokens.first_from(extent.end);
        let mut nodes = self.tokens.nodes(self.ground.shadow, first, after);
        let ending = narration::drop_stop(&mut nodes);
        (!nodes.is_empty()).then_some(SentenceNodes { nodes, ending })
    }

    /// Finds the claims of one sentence.
    fn read(&mut self, number: usize) {
        let Some(line) = self.line(number) else { return };
        let made = self.drafts.len();
        self.told(number, &line);
        self.open_rest(&line.nodes, made);
    }

    /// What a sentence attributes and tells.
    fn told(&mut self, number: usize, line: &SentenceNodes<'s>) {
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
    fn attributed(&mut self, nodes: &[Node<'s>], from: usize, cue: &Cue, by: Option<&FoundSpeaker>) {
        let mut start = from;
        // In 「Xが、Yは「…」と述べた」 the outlet tells X.
        if let Some(split) = self.told_before(nodes, from, cue) {
            self.narrate(nodes.get(..split).unwrap_or_default(), from, None, from == 0);
            start = split;
            while nodes.get(start).is_some_and(|n| n.is_comma() || n.class() == WordClass::Particle) {
                start += 1;
            }
        }
        let (speaker, after_topic) = self.speaker_of(nodes, start, cue);
        // In 会長は辞意を固めたという the topic is whom it is about: nobody is named as the one who says so.
        let content_start = if cue.kind == CueKind::Nobody { start } else { after_topic };
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
            _ => speaker
                .or_else(|| by.cloned())
                .or_else(|| self.heard.last.as_ref().map(FoundSpeaker::implicit)),
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
        if cue.rule == ClaimRule::Hearsay && narration::is_cleft(content) {
            // 明らかなのは、…ということだ: nobody is heard.
            attribution = Attribution::outlet();
        } else if content.iter().any(Node::is_quote) {
            attribution.quotation = Quotation::Mixed;
        }
        let made = self.drafts.len();
        self.emit(content, attribution);
        if content_start > start
            && let Some(draft) = self.drafts.get_mut(made)
        {
            draft.topic = nodes.get(start).map(|node| node.start);
        }
    }

    /// Adds a claim over `nodes`.
    fn emit(&mut self, nodes: &[Node<'s>], attribution: Attribution) {
        let kept = match attribution.quotation {
            Quotation::Direct => nodes,
            _ => narration::trimmed(nodes, self.ground),
        };
        let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return };
        let held_to = nodes.last().map_or(last.end, |node| node.end);
        let sentence = self.sentence;
        let topic = None;
        self.drafts.push(Draft { start: first.start, end: last.end, held_to, topic, sentence, attribution });
    }
}
