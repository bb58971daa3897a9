//! Where learned models and the rules that go with them work on drafts: limits first, then who speaks.

use super::candidates::{self, Candidate};
use super::commas::{self, Comma};
use super::draft::Draft;
use super::narration::trimmed;
use super::nodes::{Node, Tokens};
use super::ranking::{Before, ClaimContext};
use super::speakers::{Discourse, SpeakerGround};
use super::stream::Stream;
use super::trims;
use super::voices::{self, Manner};
use crate::claim_model::ClaimWeights;
use crate::sentences::Extent;
use shirushi_model::{Claim, ClaimRule, EntityType, Quotation, SpeakerKind};

/// A piece of a claim has at least so many characters.
const SHORTEST_PIECE: usize = 3;

/// What the model says of a comma; without one every claim goes on.
pub(super) fn by_model(
    weights: Option<&ClaimWeights>,
) -> impl Fn(&[Node<'_>], &[usize], usize, &Draft) -> Comma + '_ {
    move |nodes, commas, which, draft| match weights {
        Some(weights) => Comma::by(&weights.commas, &commas::features(nodes, commas, which, draft)),
        None => Comma::Keep,
    }
}

/// Cuts drafts at the commas that are decided to be borders, and takes hedges off their ends.
pub(super) fn limits(
    drafts: Vec<Draft>,
    tokens: &Tokens<'_>,
    ground: &SpeakerGround<'_>,
    decide: impl Fn(&[Node<'_>], &[usize], usize, &Draft) -> Comma,
) -> Vec<Draft> {
    // Ascending, as drafts are.
    let opened: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.attribution.rule == ClaimRule::Quotation)
        .map(|draft| draft.start)
        .collect();
    let is_opened = |node: &Node<'_>| {
        let after = opened.partition_point(|&start| start <= node.start);
        node.is_quote() && opened.get(after).is_some_and(|&start| start < node.end)
    };
    let mut refined = Vec::with_capacity(drafts.len() + drafts.len() / 2);
    for draft in drafts {
        let nodes = tokens.between(ground.shadow, draft.start, draft.end);
        let before = refined.len();
        let mut has_frame = false;
        for (from, to) in pieces(&nodes, &draft, &decide) {
            let Some(piece) = nodes.get(from..to) else { continue };
            // What frames a quotation that is a claim of its own is none.
            let frames = draft.attribution.quotation != Quotation::Direct && piece.iter().any(is_opened);
            if frames {
                has_frame = true;
                continue;
            }
            let piece = match draft.attribution.quotation {
                Quotation::Direct if from == 0 && to == nodes.len() => piece,
                _ => trimmed(piece, ground),
            };
            let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
            let held_to = if to == nodes.len() { draft.held_to } else { last.end };
            let kept = piece.get(..trims::proposition(piece)).unwrap_or(piece);
            let end = kept.last().map_or(last.end, |node| node.end);
            // Round brackets that the nodes leave out, （合意は）近い, belong to the piece that begins with
            // them.
            let is_whole_front = from == 0 && nodes.first().is_some_and(|node| node.start == first.start);
            let start = if is_whole_front { draft.start } else { first.start };
            if end.saturating_sub(start) >= SHORTEST_PIECE {
                let topic = draft.topic.filter(|_| from == 0);
                refined.push(Draft { start, end, held_to, topic, ..draft.clone() });
            }
        }
        if refined.len() == before && !has_frame {
            refined.push(draft);
        }
    }
    refined
}

/// The runs of nodes that are claims of their own.
fn pieces(
    nodes: &[Node<'_>],
    draft: &Draft,
    decide: impl Fn(&[Node<'_>], &[usize], usize, &Draft) -> Comma,
) -> Vec<(usize, usize)> {
    let commas = commas::of(nodes);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut is_tail = false;
    for (which, &at) in commas.iter().enumerate() {
        match decide(nodes, &commas, which, draft) {
            Comma::Keep => continue,
            Comma::Split => {
                if !is_tail {
                    pieces.push((start, at - commas::joint(nodes, at)));
                }
                is_tail = false;
            }
            Comma::Preamble => is_tail = false,
            Comma::Tail => {
                if !is_tail {
                    pieces.push((start, at - commas::joint(nodes, at)));
                }
                is_tail = true;
            }
        }
        start = at + 1;
    }
    if !is_tail {
        pieces.push((start, nodes.len()));
    }
    pieces
}

/// Names the speakers of drafts, in order.
pub(super) fn speakers(
    drafts: &mut [Draft],
    stream: &Stream<'_>,
    ground: &SpeakerGround<'_>,
    weights: &ClaimWeights,
) {
    let all = candidates::find(stream, ground);
    let mut heard = Discourse::default();
    let mut last: Option<Before> = None;
    let mut quoted: Option<(u32, Option<Candidate>, bool)> = None;
    for draft in drafts {
        let token = stream.first_from(draft.start);
        let number = stream.get(token).map_or(0, |m| m.quote);
        let known = quoted.filter(|(known, ..)| number != 0 && *known == number);
        let (chosen, is_quote) = match known {
            Some((_, chosen, is_quote)) => (chosen, is_quote),
            None => {
                let Some(context) = ClaimContext::of(stream, draft) else { continue };
                let near = context.candidates(&all);
                let (number, chance) = context.choose(&weights.speakers, stream, &near, last);
                let chosen = number.and_then(|number| near.get(number)).map(|candidate| **candidate);
                let told = draft.attribution.speaker.as_ref().filter(|_| chance < SURE).and_then(|told| {
                    near.iter().find(|candidate| candidate.start < told.end && told.start < candidate.end)
                });
                let chosen = told.map(|candidate| **candidate).or(chosen);
                let is_quote = context.quotation() != 0;
                if is_quote {
                    quoted = Some((context.quotation(), chosen, is_quote));
                }
                (chosen, is_quote)
            }
        };
        name(draft, chosen.as_ref(), is_quote, stream, ground, &mut heard);
        if let Some(chosen) = chosen {
            last = Some(Before { start: chosen.start, end: chosen.end, who: chosen.who });
        }
    }
}

/// Whom rules name stays unless the ranker is surer than this of another.
const SURE: f32 = 0.6;

/// Enters the speaker into a draft.
fn name(
    draft: &mut Draft,
    chosen: Option<&Candidate>,
    is_quote: bool,
    stream: &Stream<'_>,
    ground: &SpeakerGround<'_>,
    heard: &mut Discourse,
) {
    let Some(chosen) = chosen else {
        if let Some(topic) = draft.topic {
            draft.start = topic;
        }
        let attribution = &mut draft.attribution;
        attribution.speaker = None;
        if attribution.source != SpeakerKind::Outlet {
            attribution.source = SpeakerKind::Unnamed;
        }
        return;
    };
    // 町は…と説明した: who speaks is no part of what is said; 会長は…という: whom it is about is.
    let is_front = chosen.start <= draft.start && draft.start < chosen.end && chosen.particle.is_topical();
    if is_front && chosen.then + SHORTEST_PIECE < draft.end && chosen.says {
        draft.start = chosen.then + usize::from(ground.shadow.at(chosen.then) == '、');
    }
    if let Some(topic) = draft.topic
        && !(topic <= chosen.start && chosen.end <= draft.start)
    {
        draft.start = topic;
    }
    let follows =
        chosen.particle.is_topical() && draft.start.checked_sub(chosen.end).is_some_and(|gap| gap <= 1);
    if follows && let Some(start) = past_day_of_saying(ground, draft) {
        draft.start = start;
    }
    let attribution = &mut draft.attribution;
    let line = stream.line_of(stream.first_from(draft.start));
    let mut speaker = ground.of_phrase(chosen.start, chosen.end, heard);
    speaker.is_implicit = chosen.line != line && !attribution.is_framed();
    heard.hear(&speaker);
    attribution.source = speaker.kind;
    attribution.speaker = Some(speaker);
    if is_quote {
        attribution.quotation = Quotation::Direct;
    } else if attribution.quotation == Quotation::None {
        attribution.quotation = Quotation::Indirect;
    }
}

/// 知事は18日、…増やす考えを示した: the day behind the topic that speaks is when it spoke. Gives the position
/// behind it.
fn past_day_of_saying(ground: &SpeakerGround<'_>, draft: &Draft) -> Option<usize> {
    let mut start = draft.start;
    for place in ground.places.inside(start, draft.end) {
        let is_when = matches!(place.kind, EntityType::Date | EntityType::Time);
        // 18日午後, 18日の会見で
        if place.start != start || !is_when {
            break;
        }
        start = place.end;
    }
    let end = OCCASIONS
        .iter()
        .find(|occasion| start > draft.start && ground.shadow.has(start, occasion))
        .map_or(start, |occasion| start + occasion.chars().count());
    (start > draft.start && ground.shadow.at(end) == '、' && end + SHORTEST_PIECE < draft.end)
        .then_some(end + 1)
}

/// Where somebody spoke on that day.
const OCCASIONS: &[&str] = &[
    "の会見で",
    "の記者会見で",
    "の定例会見で",
    "の取材に",
    "の答弁で",
    "の声明で",
    "の演説で",
    "に会見し",
    "に記者会見し",
];

/// Lowers the worth of what is likelier the outlet's opinion or no claim at all, and leaves out what surely
/// is its opinion.
pub(super) fn voices(
    claims: &mut Vec<Claim>,
    drafts: &[Draft],
    sentences: &[Extent],
    stream: &Stream<'_>,
    ground: &SpeakerGround<'_>,
    weights: &ClaimWeights,
) {
    let manner = Manner::of(stream);
    let mut known: Option<(usize, voices::HeardVoice)> = None;
    let mut drafts = drafts.iter();
    claims.retain_mut(|claim| {
        let Some(draft) = drafts.next() else { return true };
        let heard = match known {
            Some((sentence, heard)) if sentence == draft.sentence => heard,
            _ => {
                let Some(extent) = sentences.get(draft.sentence) else { return true };
                let features = voices::features(stream, ground, manner, extent.start, extent.end);
                let heard = voices::hear(&weights.sentences, &features);
                known = Some((draft.sentence, heard));
                heard
            }
        };
        claim.worthiness = match claim.source {
            SpeakerKind::Outlet if heard.judges > JUDGES => 0,
            _ if heard.claims < DOUBTFUL => 0,
            _ => claim.worthiness,
        };
        let is_surely = heard.judges >= JUDGES_SURELY && stream.lines.len() >= FEWEST_LINES;
        claim.source != SpeakerKind::Outlet || !is_surely
    });
}

/// A sentence judges when it is likelier than this.
const JUDGES: f32 = 0.5;
/// A sentence that is likelier to judge than this claims nothing.
const JUDGES_SURELY: f32 = 0.8;
/// In a shorter text its place says nothing of a sentence, and nothing is left out.
const FEWEST_LINES: usize = 5;
/// A sentence that is less likely to claim something is of little worth.
const DOUBTFUL: f32 = 0.7;
