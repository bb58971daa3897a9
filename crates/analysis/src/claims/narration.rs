//! What the outlet tells in its own voice: its clauses, and what in it is no claim.

use super::modality::Voice;
use super::nodes::Node;
use super::speakers::{FoundSpeaker, SpeakerGround};
use super::{Attribution, ClaimScene};
use shirushi_model::{ClaimRule, PartOfSpeech, Quotation, WordClass};

/// How a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Plain,
    /// It asks.
    Asks,
    /// It asks and means yes: ではないか.
    Suggests,
}

/// Takes the final 。 off and says how the sentence ends.
pub(super) fn drop_stop(nodes: &mut Vec<Node<'_>>) -> Ending {
    let mut asks = false;
    while let Some(last) = nodes.last() {
        if !last.is_stop() && !last.is_comma() {
            break;
        }
        asks |= last.surface.contains(['?', '？']);
        nodes.pop();
    }
    let ends_in_ka = nodes
        .last()
        .is_some_and(|n| n.class() == WordClass::Particle && matches!(n.surface, "か" | "かな" | "かしら"));
    let denies = nodes.iter().rev().nth(1).is_some_and(Node::is_negation);
    match (asks || ends_in_ka, denies && ends_in_ka && !asks) {
        (_, true) => Ending::Suggests,
        (true, _) => Ending::Asks,
        _ => Ending::Plain,
    }
}

/// Whether a sentence only points to what follows: 要点は以下の通り.
pub(super) fn is_signpost(nodes: &[Node<'_>]) -> bool {
    let points = |n: &Node<'_>| matches!(n.surface, "以下" | "次" | "下記");
    let last = nodes.iter().rev().find(|n| !n.is_light());
    let lists = last.is_some_and(|n| {
        matches!(n.lemma, "通り" | "とおり" | "まとめる" | "まとめ" | "挙げる" | "列挙" | "する" | "紹介")
    });
    let is_short = nodes.len() <= SIGNPOST;
    let so =
        nodes.iter().rev().take(4).any(points) && last.is_some_and(|n| matches!(n.lemma, "通り" | "とおり"));
    is_short && (so || nodes.first().is_some_and(points) && lists)
}

/// Longer sentences tell something besides.
const SIGNPOST: usize = 30;

/// Whether it says what something is: …のは、….
pub(super) fn is_cleft(nodes: &[Node<'_>]) -> bool {
    nodes.windows(2).any(|pair| {
        matches!(pair, [that, is] if that.pos == PartOfSpeech::DependentNoun && that.surface == "の" && is.is_particle("は"))
    })
}

/// Whether the node joins two clauses that oppose: が, けれど, ものの.
pub(super) fn is_contrast(nodes: &[Node<'_>], at: usize) -> bool {
    nodes.get(at).is_some_and(|n| {
        n.pos == PartOfSpeech::ConjunctiveParticle
            && matches!(n.surface, "が" | "けれど" | "けれども" | "ものの" | "けど")
            || n.surface == "ものの"
    })
}

/// Without words that only join it to what is before, and without commas at its ends.
pub(super) fn trimmed<'n, 's>(nodes: &'n [Node<'s>], ground: &SpeakerGround<'_>) -> &'n [Node<'s>] {
    let mut nodes = nodes;
    loop {
        let before = nodes.len();
        if let Some((first, rest)) = nodes.split_first()
            && (first.is_comma()
                || first.is_stop()
                || first.class() == WordClass::Particle
                || LEADERS.contains(&first.surface))
        {
            nodes = rest;
        }
        for length in (1..=OPENER).rev() {
            let Some((head, rest)) = nodes.split_at_checked(length) else { continue };
            let (Some(first), Some(last)) = (head.first(), head.last()) else { continue };
            let is_apart = rest.first().is_some_and(Node::is_comma) || last.pos == PartOfSpeech::Conjunction;
            if is_apart && ground.lexicon.is_opener(ground.slice(first.start, last.end)) {
                nodes = rest;
                break;
            }
        }
        while let Some((last, rest)) = nodes.split_last()
            && (last.is_comma()
                || last.is_stop()
                || is_contrast(nodes, nodes.len() - 1)
                || last.pos == PartOfSpeech::ConjunctiveParticle && last.surface == "し")
        {
            nodes = rest;
        }
        if nodes.len() == before {
            return nodes;
        }
    }
}

/// Marks between a dateline or a heading and the text.
const LEADERS: &[&str] = &["-", "‐", "―", "—", "－", "＝", "=", "◇", "◆", "▽", "▼", "○", "●", "■"];

/// The most tokens of an opener.
const OPENER: usize = 4;

/// The fewest characters of a clause that stands by itself.
const SHORTEST: usize = 6;

impl<'s> ClaimScene<'s> {
    /// The claims of what the outlet tells from node `from` on. A source named with によると stands for them.
    pub(super) fn narrate(
        &mut self,
        nodes: &[Node<'s>],
        from: usize,
        source: Option<&(FoundSpeaker, usize)>,
        is_whole: bool,
    ) {
        let all = nodes.get(from..).unwrap_or_default();
        let rest = trimmed(all, self.ground);
        let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return };
        let tells =
            rest.iter().any(Node::is_predicative) || rest.iter().any(|n| n.pos == PartOfSpeech::VerbalNoun);
        let has_subject = rest
            .iter()
            .any(|n| n.class() == WordClass::Particle && matches!(n.surface, "は" | "が" | "も" | "を"));
        let stands = is_whole || tells && has_subject;
        if last.end - first.start < SHORTEST || !stands {
            return;
        }
        if source.is_none() && self.modality.voice(rest) == Voice::Rhetoric {
            return;
        }
        let attribution = match source {
            Some((speaker, after)) => Attribution {
                source: speaker.kind,
                speaker: Some(speaker.clone()),
                cue: nodes.first().zip(nodes.get(after.wrapping_sub(1))).map(|(a, b)| (a.start, b.end)),
                quotation: Quotation::Indirect,
                certainty: None,
                rule: ClaimRule::SourcePhrase,
            },
            None => Attribution::outlet(),
        };
        for part in self.clauses(rest) {
            self.emit(part, attribution.clone());
        }
        let topics = self.ground.phrases(nodes, from, nodes.len(), &self.heard);
        if let Some(topic) = topics.iter().find(|phrase| phrase.particle == 'は') {
            self.heard.hear(&topic.speaker);
        }
    }

    /// The clauses of a sentence that claim something each: on both sides of が、 and where a new topic
    /// begins.
    fn clauses<'n>(&self, nodes: &'n [Node<'s>]) -> Vec<&'n [Node<'s>]> {
        let mut parts = Vec::new();
        let mut start = 0;
        for at in 1..nodes.len() {
            let is_comma = nodes.get(at).is_some_and(Node::is_comma);
            let Some(before) = nodes.get(at - 1).filter(|_| is_comma) else { continue };
            let (Some(head), Some(tail)) = (nodes.get(start..at), nodes.get(at + 1..)) else { continue };
            let length =
                |part: &[Node<'_>]| part.first().zip(part.last()).map_or(0, |(a, b)| b.end - a.start);
            if length(head) < 2 * SHORTEST || length(tail) < 2 * SHORTEST {
                continue;
            }
            let contrasts = is_contrast(nodes, at - 1);
            let goes_on = before.is_verb() && before.surface != before.lemma
                || matches!(before.surface, "で" | "ず")
                    && matches!(before.class(), WordClass::AuxiliaryVerb);
            let has_topic = |part: &[Node<'_>]| {
                part.iter().any(|n| n.pos == PartOfSpeech::TopicParticle && n.surface == "は")
            };
            let begins_anew = goes_on && has_topic(head) && self.new_topic(tail);
            if contrasts || begins_anew {
                parts.push(trimmed(head, self.ground));
                start = at + 1;
            }
        }
        parts.push(trimmed(nodes.get(start..).unwrap_or_default(), self.ground));
        parts
    }

    /// Whether は or が stands before the first verb.
    fn new_topic(&self, nodes: &[Node<'_>]) -> bool {
        nodes
            .iter()
            .take_while(|n| !n.is_comma() || n.start == 0)
            .take_while(|n| !n.is_verb())
            .any(|n| n.is_particle("は") || n.pos == PartOfSpeech::CaseParticle && n.surface == "が")
    }
}
