//! Quotations and their speakers: in the sentence, in a frame beside it (こう述べた。「…」), in the sentences
//! before.

use super::cues::{self, Cue};
use super::lexicon::CueMark;
use super::narration::{self, Ending};
use super::nodes::Node;
use super::speakers::{FoundSpeaker, Phrase};
use super::{Attribution, ClaimScene};
use shirushi_model::{ClaimRule, EntityType, PartOfSpeech, Quotation, Section, SpeakerKind, WordClass};

/// A sentence, or the end of one, that only introduces or closes a quotation.
pub(super) struct Frame {
    pub(super) speaker: Option<FoundSpeaker>,
    /// The node before which the outlet may tell something itself.
    pub(super) told_before: usize,
    /// Whether it does.
    pub(super) tells: bool,
    /// Whether the quotation stands before it: そう述べた.
    looks_back: bool,
    /// The characters of the cue.
    cue: (usize, usize),
}

impl<'s> ClaimScene<'s> {
    /// A sentence that is one quotation.
    pub(super) fn lone_quotation(&mut self, number: usize, quote: Node<'s>) {
        let before = number.checked_sub(1).and_then(|n| self.frame_of(n)).filter(|frame| !frame.looks_back);
        let frame = before.or_else(|| self.frame_of(number + 1).filter(|frame| frame.looks_back));
        let last = self.heard.last.as_ref().map(FoundSpeaker::implicit);
        let framed = frame.as_ref().and_then(|frame| frame.speaker.clone());
        let speaker = framed.or_else(|| self.named_in_brackets(&quote)).or(last);
        if let Some(speaker) = &speaker {
            self.heard.hear(speaker);
        }
        let rule = if frame.is_some() { ClaimRule::SplitQuote } else { ClaimRule::QuoteGoesOn };
        let attribution = Attribution {
            source: speaker.as_ref().map_or(SpeakerKind::Unnamed, |speaker| speaker.kind),
            speaker,
            cue: frame.map(|frame| frame.cue),
            quotation: Quotation::Direct,
            certainty: None,
            rule,
        };
        self.quoted(quote, &attribution);
    }

    /// Quotations of a sentence that no cue has opened and that hold a proposition: 「…」と目を真っ赤にした,
    /// 監督は「…」。, 「…」(監督)。 Whatever verb follows, what somebody said in a whole clause is a claim.
    /// Drafts from number `made` on are those of the sentence.
    pub(super) fn open_rest(&mut self, nodes: &[Node<'s>], made: usize) {
        let mut starts: Vec<usize> = self.drafts.iter().skip(made).map(|draft| draft.start).collect();
        starts.sort_unstable();
        for (at, quote) in nodes.iter().enumerate().filter(|(_, node)| node.is_quote()) {
            let inside = starts.partition_point(|&start| start <= quote.start);
            let is_open = starts.get(inside).is_some_and(|&start| start < quote.end);
            if is_open || !self.tokens.holds_claim(self.ground.shadow, quote) || is_name(nodes, at) {
                continue;
            }
            let by = self.heard.by.as_ref().filter(|(_, sentence)| *sentence == self.sentence);
            let by = by.map(|(speaker, _)| speaker.clone());
            let speaker = self.beside(nodes, at).or(by);
            let attribution = Attribution {
                source: speaker.as_ref().map_or(SpeakerKind::Unnamed, |speaker| speaker.kind),
                speaker,
                cue: None,
                quotation: Quotation::Direct,
                certainty: None,
                rule: ClaimRule::Quotation,
            };
            if let Some(speaker) = &attribution.speaker {
                self.heard.hear(speaker);
            }
            self.quoted(*quote, &attribution);
        }
    }

    /// Who stands beside a quotation without a verb of saying: 「…」と大橋監督, 「…」(大橋監督),
    /// 大橋監督は「…」.
    fn beside(&self, nodes: &[Node<'s>], at: usize) -> Option<FoundSpeaker> {
        if let Some(speaker) = self.named_in_brackets(nodes.get(at)?) {
            return Some(speaker);
        }
        if nodes.get(at + 1).is_some_and(|node| node.is_particle("と")) {
            let rest = nodes.get(at + 2..).unwrap_or_default();
            let length = rest.iter().take(BESIDE).take_while(|node| !node.is_stop()).count();
            let is_phrase = length < BESIDE
                && rest.iter().take(length).all(|node| {
                    node.is_noun()
                        || node.class() == WordClass::Prefix
                        || node.is_particle("の")
                        || node.surface == "・"
                });
            if is_phrase
                && let Some((speaker, _)) =
                    self.ground.phrase_before(nodes, at + 2, at + 2 + length, &self.heard)
            {
                return Some(speaker);
            }
        }
        let from = at.saturating_sub(BEFORE);
        self.topic(nodes, from, at).or_else(|| self.ground.any_phrase(nodes, from, at))
    }

    /// Who stands in round brackets right behind a quotation: 「…」(大橋監督).
    fn named_in_brackets(&self, quote: &Node<'s>) -> Option<FoundSpeaker> {
        let shadow = self.ground.shadow;
        let bracket = self.tokens.first_from(quote.end);
        let close = self.tokens.partner(bracket).filter(|_| shadow.at(quote.end) == '(')?;
        let inside = self.tokens.nodes(shadow, bracket + 1, close);
        let (speaker, _) = self.ground.phrase_before(&inside, 0, inside.len(), &self.heard)?;
        Some(speaker)
    }

    /// The claims of a quotation: one for each of its sentences that is no question.
    pub(super) fn quoted(&mut self, quote: Node<'s>, attribution: &Attribution) {
        let Some((first, after)) = quote.inside else { return };
        let nodes = self.tokens.nodes(self.ground.shadow, first, after);
        for part in nodes.split_inclusive(Node::is_stop) {
            let mut part = part.to_vec();
            let ending = narration::drop_stop(&mut part);
            let opening = part
                .first()
                .and_then(|node| self.tokens.opening_aside(self.ground.shadow, first, node.start));
            let start = opening.or(part.first().map(|node| node.start)).unwrap_or(0);
            let length = part.last().map_or(0, |last| last.end - start);
            if ending == Ending::Asks || length < SHORTEST_SAYING {
                continue;
            }
            let made = self.drafts.len();
            self.emit(&part, attribution.clone());
            // Nodes leave out round brackets; those that open what is said belong to it: 「（合意は）近い」.
            if let Some((draft, opening)) = self.drafts.get_mut(made).zip(opening) {
                draft.start = opening;
            }
        }
    }

    /// The frame that a sentence is, if it is one.
    pub(super) fn frame_of(&self, number: usize) -> Option<Frame> {
        let line = self.line(number)?;
        self.frame(number, &line.nodes)
    }

    /// The frame that a sentence with these nodes ends with.
    pub(super) fn frame(&self, number: usize, nodes: &[Node<'s>]) -> Option<Frame> {
        let verb = (nodes.len().saturating_sub(8)..nodes.len()).rev().find(|&at| {
            let node = nodes.get(at);
            let is = node.is_some_and(|n| {
                n.pos == PartOfSpeech::Verb && n.lemma != "する" || n.is_noun() && n.has(CueMark::SayNoun)
            });
            is && nodes.get(cues::inflected(nodes, at)..).unwrap_or_default().iter().all(Node::is_light)
        })?;
        let says = nodes.get(verb)?.marks.any(&[CueMark::Say, CueMark::SayNoun, CueMark::Ask]);
        let window = verb.saturating_sub(FRAME_REACH);
        let points = (window..verb).rev().find(|&at| {
            nodes.get(at).is_some_and(|n| n.has(CueMark::Frame))
                && (!matches!(nodes.get(at).map(|n| n.surface), Some("次" | "以下"))
                    || nodes.get(at + 2).is_some_and(|n| n.surface == "よう"))
        });
        let has_content = |from: usize| {
            nodes
                .get(from..verb)
                .unwrap_or_default()
                .iter()
                .any(|n| n.pos == PartOfSpeech::QuotativeParticle || n.is_quote() && from > 0)
        };
        let next_is_quote = || self.is_lone_quotation(number + 1);
        let last_was_quote = || number.checked_sub(1).is_some_and(|before| self.is_lone_quotation(before));
        let cue = |from: usize| Some((nodes.get(from)?.start, nodes.last()?.end));
        let speaker = || self.topic(nodes, 0, verb);
        if let Some(points) = points.filter(|&at| !has_content(at)) {
            let looks_back = matches!(nodes.get(points)?.surface, "そう" | "そのように");
            let is_beside = || if looks_back { last_was_quote() } else { next_is_quote() };
            if !says && !is_beside() {
                return None;
            }
            let split = (0..points).rev().find(|&at| {
                at > 0
                    && nodes.get(at).is_some_and(Node::is_comma)
                    && nodes
                        .get(at - 1)
                        .is_some_and(|n| n.is_predicative() || n.pos == PartOfSpeech::ConjunctiveParticle)
            });
            let topic_before = split.is_some_and(|split| self.topic(nodes, 0, split).is_some());
            return Some(Frame {
                speaker: speaker(),
                told_before: split.unwrap_or(0),
                tells: topic_before,
                looks_back,
                cue: cue(points)?,
            });
        }
        if says && next_is_quote() && cues::find(nodes, 0).is_none() {
            return Some(Frame {
                speaker: speaker(),
                told_before: 0,
                tells: false,
                looks_back: false,
                cue: cue(verb)?,
            });
        }
        None
    }

    fn is_lone_quotation(&self, number: usize) -> bool {
        // Cheap tests first: this is asked of many sentences.
        let Some(extent) = self.text.sentences.get(number).filter(|e| e.section == Section::Body) else {
            return false;
        };
        if !matches!(self.ground.shadow.at(extent.start), '「' | '『' | '“') {
            return false;
        }
        self.line(number).is_some_and(|line| matches!(line.nodes.as_slice(), [only] if only.is_quote()))
    }

    /// The last phrase with は or も that can speak, else the last with が.
    fn topic(&self, nodes: &[Node<'s>], from: usize, to: usize) -> Option<FoundSpeaker> {
        let phrases = self.ground.phrases(nodes, from, to, &self.heard);
        self.last_of(&phrases)
    }

    fn last_of(&self, phrases: &[Phrase]) -> Option<FoundSpeaker> {
        let last = |accept: &dyn Fn(&Phrase) -> bool| {
            phrases.iter().rev().find(|phrase| accept(phrase)).map(|phrase| phrase.speaker.clone())
        };
        last(&|phrase| phrase.particle == 'は')
            .or_else(|| last(&|phrase| phrase.particle == 'も' && !self.is_place(&phrase.speaker)))
            .or_else(|| last(&|phrase| phrase.particle == 'が' && !self.is_place(&phrase.speaker)))
    }

    /// Whether a speaker is named by a place: ウクライナが is more often what is spoken about.
    fn is_place(&self, speaker: &FoundSpeaker) -> bool {
        let entities = self.text.entities;
        speaker
            .entities
            .first()
            .and_then(|&number| entities.get(number))
            .is_some_and(|entity| entity.kind == EntityType::Location)
    }

    /// The speaker whom the sentence names for a cue, and the node at which the content begins. What is
    /// before `start` belongs to an earlier part of the sentence.
    pub(super) fn speaker_of(
        &self,
        nodes: &[Node<'s>],
        start: usize,
        cue: &Cue,
    ) -> (Option<FoundSpeaker>, usize) {
        let heard = &self.heard;
        let after_particle = if cue.rule == ClaimRule::TranslatedQuote { cue.start } else { cue.start + 1 };
        let after = self.ground.phrases(nodes, after_particle, cue.verb, heard);
        if let Some(phrase) = after.last() {
            return (Some(phrase.speaker.clone()), start);
        }
        if let Some(speaker) = self.ground.any_subject(nodes, after_particle, cue.verb) {
            return (Some(speaker), start);
        }
        let earlier = || self.topic(nodes, 0, start).filter(|_| start > 0);
        if let Some(quote) = cue.quote {
            let topic = self.topic(nodes, start, quote);
            return (topic.or_else(|| self.ground.any_phrase(nodes, start, quote)).or_else(earlier), start);
        }
        let phrases = self.ground.phrases(nodes, start, cue.content_end, heard);
        let topic = phrases.iter().find(|phrase| phrase.particle == 'は').or_else(|| {
            let first = phrases.first()?;
            let goes_on = phrases.len() > 1
                || nodes.get(first.after.wrapping_sub(1)).is_some_and(Node::is_comma)
                || self.heard.last.is_none();
            let at_start = nodes.get(start..first.first)?.iter().all(|n| !n.is_predicative());
            (at_start && goes_on && !self.is_place(&first.speaker)).then_some(first)
        });
        // 団体は計画に反対し、政府は…と主張した: the first topic speaks, whatever it is.
        let before = topic.and_then(|phrase| {
            let joined = (start..phrase.first).find(|&at| {
                at > start
                    && nodes.get(at).is_some_and(Node::is_comma)
                    && nodes.get(at - 1).is_some_and(|n| n.is_verb() && n.surface != n.lemma)
            })?;
            let (speaker, _) = self.ground.any_topic(nodes, start, cue.content_end)?;
            (speaker.end <= nodes.get(joined)?.start).then_some((speaker, joined + 1))
        });
        if let Some((speaker, content)) = before {
            return (Some(speaker), content);
        }
        match topic {
            Some(phrase) => {
                let from = after_adjunct(nodes, phrase.after, cue.content_end);
                (Some(phrase.speaker.clone()), new_topic(nodes, from, cue.content_end).unwrap_or(from))
            }
            None => match self.ground.any_topic(nodes, start, cue.content_end) {
                Some((speaker, after)) => (Some(speaker), after_adjunct(nodes, after, cue.content_end)),
                None => (earlier(), start),
            },
        }
    }

    /// Where what the outlet tells ends and the attribution begins, when a sentence has both in this order.
    pub(super) fn told_before(&self, nodes: &[Node<'s>], from: usize, cue: &Cue) -> Option<usize> {
        let limit = cue.quote.unwrap_or(cue.content_end);
        (from + 2..limit).rev().find(|&at| {
            let is_comma = nodes.get(at).is_some_and(Node::is_comma);
            let Some(before) = nodes.get(at - 1).filter(|_| is_comma) else { return false };
            let contrasts = narration::is_contrast(nodes, at - 1);
            // In 「Aは反対し、Bは…すべきだと主張した」 A speaks; only a quotation makes the one before it the
            // speaker.
            let goes_on =
                cue.quote.is_some() && (before.is_verb() || before.lemma == "ぬ" || before.surface == "て");
            if !contrasts && !goes_on {
                return false;
            }
            let rest = self.ground.phrases(nodes, at + 1, limit, &self.heard);
            let has_topic = rest.iter().any(|phrase| phrase.particle == 'は');
            has_topic || contrasts && cue.quote.is_some()
        })
    }

    /// Yによると at the beginning: who, and the node after it.
    pub(super) fn source_phrase(&self, nodes: &[Node<'s>]) -> Option<(FoundSpeaker, usize)> {
        let reach = nodes.len().min(SOURCE_REACH);
        let (end, after) = (1..reach).find_map(|at| {
            let node = nodes.get(at)?;
            let next = nodes.get(at + 1)?;
            if node.is_particle("に") && next.lemma == "よる" {
                let polite = usize::from(nodes.get(at + 2).is_some_and(|n| n.lemma == "ます"));
                let last = nodes.get(at + 2 + polite)?;
                return matches!(last.surface, "と" | "ば").then_some((at, at + 3 + polite));
            }
            if matches!(node.surface, "によると" | "によれば" | "いわく" | "曰く") {
                return Some((at, at + 1));
            }
            let tells = node.is_particle("の")
                && matches!(
                    next.surface,
                    "話" | "発表" | "調べ" | "まとめ" | "説明" | "集計" | "調査" | "報道"
                );
            let tells = tells
                && nodes.get(at + 2).is_some_and(|n| n.surface == "で")
                && nodes.get(at + 3).is_some_and(|n| n.surface == "は");
            tells.then_some((at, at + 4))
        })?;
        let comma = usize::from(nodes.get(after).is_some_and(Node::is_comma));
        let found = self.ground.phrase_before(nodes, 0, end, &self.heard);
        let speaker = match found {
            Some((speaker, _)) => speaker,
            None => {
                let word = nodes.get(end.checked_sub(1)?)?;
                // The text's own first words tell of whom: 市の発表によると.
                let of = (0..end).rev().find(|&at| nodes.get(at).is_some_and(|n| n.is_particle("の")));
                let owner = of.and_then(|at| self.ground.phrase_before(nodes, 0, at, &self.heard));
                match (owner, &self.heard.by) {
                    (Some((speaker, _)), _) => speaker,
                    (None, Some((by, _))) if matches!(word.surface, "それ" | "これ") => by.implicit(),
                    _ => FoundSpeaker {
                        start: word.start,
                        end: word.end,
                        entities: Vec::new(),
                        kind: SpeakerKind::Unnamed,
                        is_implicit: false,
                    },
                }
            }
        };
        Some((speaker, after + comma))
    }

    /// The source of によると that という goes on with.
    pub(super) fn still_by(&self, cue: &Cue) -> Option<FoundSpeaker> {
        let (speaker, sentence) = self.heard.by.as_ref()?;
        (cue.rule == ClaimRule::Hearsay && self.sentence - sentence <= BY_REACH).then(|| speaker.implicit())
    }
}

/// Whether a quotation is a name or a title: 「…」と題した, 「…」という大会, 「…」として知られる.
fn is_name(nodes: &[Node<'_>], at: usize) -> bool {
    let behind = |n: usize| nodes.get(at + n);
    let names = |node: &Node<'_>| node.has(CueMark::Naming) && !node.has(CueMark::Say);
    let is_called =
        behind(1).is_some_and(|n| n.is_particle("と")) && (2..5).any(|n| behind(n).is_some_and(names));
    let is_noun_of = |n: usize| {
        behind(n).is_some_and(|n| n.is_noun() && !n.has(CueMark::Stance) && !n.has(CueMark::SayNoun))
    };
    let is_that = behind(1).is_some_and(|n| n.surface == "という") && is_noun_of(2)
        || behind(1).is_some_and(|n| n.is_particle("の")) && is_noun_of(2);
    let is_known =
        behind(1).is_some_and(|n| n.surface == "として") && behind(2).is_some_and(|n| n.lemma == "知る");
    is_called
        || is_that
        || is_known
        || behind(1).is_some_and(|n| n.is_noun() && n.pos != PartOfSpeech::DependentNoun)
}

/// After 記者会見で、 and 記者団に対し、 between the speaker and the content.
fn after_adjunct(nodes: &[Node<'_>], from: usize, to: usize) -> usize {
    let comma = (from..to.min(from + ADJUNCT)).find(|&at| nodes.get(at).is_some_and(Node::is_comma));
    let Some(comma) = comma.filter(|&comma| comma > from) else { return from };
    let is_adjunct =
        nodes.get(from..comma).unwrap_or_default().iter().all(|n| !n.is_predicative() && !n.is_quote())
            && nodes.get(comma - 1).is_some_and(|n| {
                n.class() == WordClass::Particle
                    && matches!(n.surface, "で" | "に" | "へ" | "に対し" | "に対して" | "にて")
                    || n.class() == WordClass::Adverb
            });
    if is_adjunct { comma + 1 } else { from }
}

/// In 「計画に反対し、政府は…」 the content begins with the new topic.
fn new_topic(nodes: &[Node<'_>], from: usize, to: usize) -> Option<usize> {
    (from + 1..to).rev().find_map(|at| {
        let is_joined = nodes.get(at).is_some_and(Node::is_comma)
            && nodes.get(at - 1).is_some_and(|n| n.is_verb() && n.surface != n.lemma);
        let begins = nodes
            .get(at + 1..to)?
            .iter()
            .take_while(|n| !n.is_comma() && !n.is_verb())
            .any(|n| n.pos == PartOfSpeech::TopicParticle && n.surface == "は");
        (is_joined && begins).then_some(at + 1)
    })
}

/// Shorter quotations say nothing that could be checked.
const SHORTEST_SAYING: usize = 3;
/// How many nodes a name behind a quotation has, and how far before one its speaker stands.
const BESIDE: usize = 16;
const BEFORE: usize = 60;
/// How many nodes before the verb こう may stand.
const FRAME_REACH: usize = 6;
/// Within how many nodes によると stands.
const SOURCE_REACH: usize = 30;
/// How many sentences later という still means the source of によると.
const BY_REACH: usize = 3;
/// How many nodes 記者会見で、 may have.
const ADJUNCT: usize = 10;
