//! What marked texts teach: the examples from which the claim models are fitted. Fitting itself is the
//! command line's.
//!
//! Commas are those of the claims that rules find, before they are cut; what each is follows from the marked
//! claims around it. Speakers, certainty and sentences are taught on marked claims and sentences, with the
//! marked speaker before each as the one who spoke last.

use super::candidates::{self, Candidate};
use super::commas::{self, Comma};
use super::draft::{Attribution, Draft};
use super::ranking::{Before, ClaimContext};
use super::refine;
use super::speakers::{Places, SpeakerGround};
use super::stream::Stream;
use super::sureness::{self, Asked};
use super::voices::{self, Manner};
use super::{ClaimFinder, ClaimText, Tokens};
use shirushi_model::{ByteSpan, Certainty, SpeakerKind};

pub use super::voices::Voice;

/// A claim that people marked.
#[derive(Debug, Clone)]
pub struct MarkedClaim {
    /// Where.
    pub span: ByteSpan,
    /// Who stands for it; `None` for the outlet and for nobody.
    pub speaker: Option<MarkedSpeaker>,
    /// How surely it is held.
    pub certainty: Certainty,
}

/// A speaker that people marked.
#[derive(Debug, Clone)]
pub struct MarkedSpeaker {
    /// The nearest mention.
    pub span: Option<ByteSpan>,
    /// What the speaker is called, here and elsewhere.
    pub names: Vec<String>,
}

/// What people marked in a text.
#[derive(Debug, Clone, Default)]
pub struct MarkedText {
    /// All claims, in order.
    pub claims: Vec<MarkedClaim>,
    /// All sentences.
    pub sentences: Vec<(ByteSpan, Voice)>,
}

/// Features with the number of the class.
pub type Lesson = (Vec<u32>, usize);

/// What a text teaches.
#[derive(Debug, Clone, Default)]
pub struct Lessons {
    /// Classes: goes on, border, end of a preamble, beginning of a tail.
    pub commas: Vec<Lesson>,
    /// Candidates of which some are right, nobody the last.
    pub speakers: Vec<(Vec<Vec<u32>>, Vec<bool>)>,
    /// Classes: those of [`Certainty`].
    pub certainty: Vec<Lesson>,
    /// Classes: those of [`Voice`].
    pub sentences: Vec<Lesson>,
}

/// The number of classes of commas.
pub const COMMA_CLASSES: u8 = Comma::ALL.len() as u8;
/// The number of classes of sentences.
pub const VOICE_CLASSES: u8 = 3;

/// A marked claim in characters.
struct MarkedChars<'m> {
    start: usize,
    end: usize,
    claim: &'m MarkedClaim,
}

impl ClaimFinder {
    /// What a marked text teaches.
    pub(crate) fn lessons(&self, text: &ClaimText<'_>, marked: &MarkedText) -> Lessons {
        let places = Places::new(text.shadow, text.entities);
        let tokens = Tokens::new(text.shadow, text.words, text.table, &self.lexicon);
        let ground =
            SpeakerGround { text: text.text, shadow: text.shadow, lexicon: &self.lexicon, places: &places };
        let stream = Stream::new(text.shadow, &tokens, text.sentences);
        let character = |byte: u32| text.shadow.char_from(0, byte);
        let mut claims: Vec<MarkedChars<'_>> = marked
            .claims
            .iter()
            .map(|claim| MarkedChars {
                start: character(claim.span.start),
                end: character(claim.span.end),
                claim,
            })
            .collect();
        claims.sort_by_key(|claim| (claim.start, claim.end));
        let drafts = self.drafts(text, &tokens, &ground);
        let manner = Manner::of(&stream);
        // As claims will be found when commas are decided rightly: with the ends that rules give them.
        let pieces = super::ordered(refine::limits(
            drafts.clone(),
            &tokens,
            &ground,
            |nodes, commas, which, draft| {
                let place = commas.get(which).and_then(|&at| nodes.get(at)).map_or(0, |node| node.start);
                marked_comma(&claims, draft, place).unwrap_or(Comma::Keep)
            },
        ));
        Lessons {
            commas: comma_lessons(&drafts, &tokens, &ground, &claims),
            speakers: speaker_lessons(&stream, &ground, &pieces, &claims),
            certainty: self.certainty_lessons(&stream, &tokens, &ground, &pieces, &claims),
            sentences: marked
                .sentences
                .iter()
                .map(|(span, voice)| {
                    let (start, end) = (character(span.start), character(span.end));
                    (voices::features(&stream, &ground, manner, start, end), *voice as usize)
                })
                .collect(),
        }
    }

    fn certainty_lessons(
        &self,
        stream: &Stream<'_>,
        tokens: &Tokens<'_>,
        ground: &SpeakerGround<'_>,
        drafts: &[Draft],
        claims: &[MarkedChars<'_>],
    ) -> Vec<Lesson> {
        let lesson = |draft: &Draft, claim: &MarkedClaim| {
            let held = self.modality.of(&tokens.between(ground.shadow, draft.start, draft.held_to));
            let asked = Asked { draft, has_speaker: claim.speaker.is_some(), held: &held };
            (sureness::features(stream, ground, &asked), claim.certainty as usize)
        };
        let mut lessons = Vec::with_capacity(claims.len() * 3 / 2);
        for marked in claims {
            let near = put_right(nearest(drafts, marked), marked);
            let is_exact = (near.start, near.end) == (marked.start, marked.end);
            if covers(&near, marked) {
                lessons.push(lesson(&near, marked.claim));
            }
            if !is_exact {
                let held_to = near.held_to.clamp(marked.end, marked.end + HEDGE);
                let draft = Draft { start: marked.start, end: marked.end, held_to, ..near };
                lessons.push(lesson(&draft, marked.claim));
            }
        }
        lessons
    }
}

/// A hedge behind a claim has at most so many characters.
const HEDGE: usize = 12;

/// Whether a draft covers at least half of a marked claim.
fn covers(draft: &Draft, marked: &MarkedChars<'_>) -> bool {
    2 * shared(draft, marked) >= marked.end - marked.start
}

fn shared(draft: &Draft, marked: &MarkedChars<'_>) -> usize {
    draft.end.min(marked.end).saturating_sub(draft.start.max(marked.start))
}

/// The draft that is most like a marked claim.
fn nearest(drafts: &[Draft], marked: &MarkedChars<'_>) -> Draft {
    // Overlap over union, in thousandths.
    let likeness = |draft: &Draft| {
        let both = shared(draft, marked);
        1000 * both / (draft.end - draft.start + marked.end - marked.start - both).max(1)
    };
    let best = drafts.iter().filter(|draft| shared(draft, marked) > 0).max_by_key(|draft| likeness(draft));
    best.cloned().unwrap_or(Draft {
        start: marked.start,
        end: marked.end,
        held_to: marked.end,
        topic: None,
        sentence: 0,
        attribution: Attribution::outlet(),
    })
}

/// The draft with the source that a marked claim has.
fn put_right(mut draft: Draft, marked: &MarkedChars<'_>) -> Draft {
    let has_speaker = marked.claim.speaker.is_some();
    draft.attribution.source = match draft.attribution.source {
        SpeakerKind::Outlet if has_speaker => SpeakerKind::Unnamed,
        source if has_speaker => source,
        SpeakerKind::Outlet => SpeakerKind::Outlet,
        _ => SpeakerKind::Unnamed,
    };
    draft
}

/// How many characters between a comma and a claim belong to neither.
const SLACK: usize = 5;

/// What the comma at a place is by the marked claims around it, when they tell.
fn marked_comma(claims: &[MarkedChars<'_>], draft: &Draft, place: usize) -> Option<Comma> {
    let across = claims.iter().any(|claim| claim.start < place && claim.end > place + 1);
    let left = claims.iter().any(|claim| {
        claim.start < place && claim.end <= place && claim.end + SLACK >= place && claim.end > draft.start
    });
    let right = claims
        .iter()
        .any(|claim| claim.start > place && claim.start <= place + SLACK && claim.start < draft.end);
    match (across, left, right) {
        (true, ..) => Some(Comma::Keep),
        (_, true, true) => Some(Comma::Split),
        (_, false, true) => Some(Comma::Preamble),
        (_, true, false) => Some(Comma::Tail),
        _ => None,
    }
}

fn comma_lessons(
    drafts: &[Draft],
    tokens: &Tokens<'_>,
    ground: &SpeakerGround<'_>,
    claims: &[MarkedChars<'_>],
) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for draft in drafts {
        let nodes = tokens.between(ground.shadow, draft.start, draft.end);
        let commas = commas::of(&nodes);
        for (which, at) in commas.iter().enumerate() {
            let Some(place) = nodes.get(*at).map(|node| node.start) else { continue };
            let Some(comma) = marked_comma(claims, draft, place) else { continue };
            lessons.push((commas::features(&nodes, &commas, which, draft), comma as usize));
        }
    }
    lessons
}

fn speaker_lessons(
    stream: &Stream<'_>,
    ground: &SpeakerGround<'_>,
    drafts: &[Draft],
    claims: &[MarkedChars<'_>],
) -> Vec<(Vec<Vec<u32>>, Vec<bool>)> {
    let all = candidates::find(stream, ground);
    let mut lessons = Vec::new();
    let mut last: Option<Before> = None;
    let mut quoted = 0;
    for marked in claims {
        let found = nearest(drafts, marked);
        let own = Draft { start: marked.start, end: marked.end, ..found.clone() };
        let Some(context) = ClaimContext::of(stream, &own) else { continue };
        let near = context.candidates(&all);
        let is_right: Vec<bool> =
            near.iter().map(|candidate| is_speaker(ground, candidate, marked.claim)).collect();
        let is_known = context.quotation() != 0 && context.quotation() == quoted;
        quoted = context.quotation();
        let speaker =
            near.iter().zip(&is_right).rev().find(|(_, right)| **right).map(|(candidate, _)| *candidate);
        if !is_known {
            let choices = context.choices(stream, &near, last);
            let mut right = is_right;
            right.push(marked.claim.speaker.is_none());
            if right.contains(&true) {
                lessons.push((choices, right));
            }
            if covers(&found, marked)
                && (found.start, found.end) != (marked.start, marked.end)
                && let Some(context) = ClaimContext::of(stream, &found)
            {
                let near = context.candidates(&all);
                let mut right: Vec<bool> =
                    near.iter().map(|candidate| is_speaker(ground, candidate, marked.claim)).collect();
                right.push(marked.claim.speaker.is_none());
                if right.contains(&true) {
                    lessons.push((context.choices(stream, &near, last), right));
                }
            }
        }
        if let Some(speaker) = speaker {
            last = Some(Before { start: speaker.start, end: speaker.end, who: speaker.who });
        }
    }
    lessons
}

/// Whether a candidate is the marked speaker: the same place, or a name of theirs.
fn is_speaker(ground: &SpeakerGround<'_>, candidate: &Candidate, claim: &MarkedClaim) -> bool {
    let Some(speaker) = &claim.speaker else { return false };
    let span = ground.shadow.span(candidate.start, candidate.end);
    if let Some(place) = speaker.span
        && place.start < span.end
        && span.start < place.end
    {
        return true;
    }
    let phrase = ground.slice(candidate.start, candidate.end);
    let entity = ground
        .places
        .inside(candidate.start, candidate.end)
        .last()
        .and_then(|place| ground.places.entity(place));
    let canonical = entity.map(|entity| entity.canonical.as_str());
    let is = |name: &str, one: &str| {
        one == name || one.chars().count() > 1 && name.contains(one) || one.contains(name)
    };
    speaker
        .names
        .iter()
        .filter(|name| name.chars().count() > 1)
        .any(|name| is(name, phrase) || canonical.is_some_and(|canonical| is(name, canonical)))
}
