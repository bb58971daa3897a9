//! As what a person marks, and how a mark is changed.

use shirushi_model::{
    Body, Certainty, ClaimMark, ClaimType, EntityMark, EntityType, Highlight, Normalized, Polarity,
    Quotation, Speaker, SpeakerKind, TagId,
};

/// As what a selection is marked.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkAs {
    Claim,
    Entity(EntityType),
    Highlight(TagId),
}

impl MarkAs {
    /// What a new mark of this kind says.
    pub fn body(&self) -> Body {
        match *self {
            Self::Claim => Body::Claim(ClaimMark {
                kind: ClaimType::Event,
                speaker: None,
                certainty: Certainty::Asserted,
                quotation: None,
                polarity: None,
                when: None,
            }),
            Self::Entity(kind) => Body::Entity(EntityMark { kind, canonical: String::new(), value: None }),
            Self::Highlight(tag) => Body::Highlight(Highlight { tag }),
        }
    }
}

/// One field of an annotation, changed. It is applied to what the annotation says by then, so that two fields
/// changed at once do not undo each other.
#[derive(Debug, Clone, PartialEq)]
pub enum Amendment {
    ClaimType(ClaimType),
    SpeakerName(String),
    SpeakerKind(Option<SpeakerKind>),
    Certainty(Certainty),
    Quotation(Option<Quotation>),
    Polarity(Option<Polarity>),
    EntityType(EntityType),
    Canonical(String),
    Value(Option<Normalized>),
    Tag(TagId),
}

impl Amendment {
    /// Changes a claim; what is no field of a claim changes nothing.
    pub fn apply(self, claim: &mut ClaimMark) {
        match self {
            Self::ClaimType(kind) => claim.kind = kind,
            Self::Certainty(certainty) => claim.certainty = certainty,
            Self::SpeakerName(name) => {
                let kind = claim.speaker.as_ref().map_or(SpeakerKind::Person, |speaker| speaker.kind);
                let nameless = matches!(kind, SpeakerKind::Outlet | SpeakerKind::Unnamed);
                claim.speaker = (!name.is_empty() || nameless).then_some(Speaker { name, kind });
            }
            Self::SpeakerKind(kind) => {
                let name = claim.speaker.take().map(|speaker| speaker.name).unwrap_or_default();
                claim.speaker = kind.map(|kind| Speaker { name, kind });
            }
            Self::Quotation(quotation) => claim.quotation = quotation,
            Self::Polarity(polarity) => claim.polarity = polarity,
            _ => {}
        }
    }
}

/// Where the keys go after a change: whoever asks for it knows what becomes of what was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysAfter {
    /// They stay where they are.
    Stay,
    /// Back to the text: what was pressed may be gone.
    ToText,
    /// They stay, unless what had them is gone.
    ToTextIfLost,
}
