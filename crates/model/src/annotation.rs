//! What people mark and judge. An annotation exists only because a person acted.

use crate::{
    AnnotationId, Article, ArticleId, ByteSpan, CalendarValue, Certainty, Claim, ClaimType, Difference,
    Entity, EntityType, Normalized, Polarity, Quotation, Relation, SpeakerKind, TagId, Timestamp,
};
use serde::{Deserialize, Serialize};

/// One mark on an article: a claim, an entity, a highlight, or how a claim stands to one of another article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// The annotation within its project.
    pub id: AnnotationId,
    /// The article it stands in.
    pub article: ArticleId,
    /// Where in the article.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Free words.
    pub note: String,
    /// Who first said it.
    pub creator: Creator,
    /// Who judged it, when the creator was a model; and who decided so between the marks of several people,
    /// when the creator is a person ([`Annotation::is_ruling`]).
    pub judged_by: Option<String>,
    /// What was decided.
    pub status: Status,
    /// When it was made.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
}

impl Annotation {
    /// The extent from the first to the last part; `None` while it is unplaced.
    pub fn extent(&self) -> Option<ByteSpan> {
        self.target.extent()
    }

    /// Who stands behind it: the person who made it, or who judged what a model found. `None` of what nobody
    /// has judged.
    pub fn maker(&self) -> Option<&str> {
        match &self.creator {
            Creator::Person { name } => Some(name),
            Creator::Model { .. } => self.judged_by.as_deref(),
        }
    }

    /// Whether it was decided between the marks of several people (突き合わせ), and not marked while reading:
    /// a person made it, and judged it.
    pub fn is_ruling(&self) -> bool {
        matches!(self.creator, Creator::Person { .. }) && self.judged_by.is_some()
    }

    /// The articles it is about: the one it stands in and, of a relation, the other.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> {
        let other = match &self.body {
            Body::Relation(mark) => Some(mark.other),
            _ => None,
        };
        [Some(self.article), other].into_iter().flatten()
    }
}

/// Where an annotation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// One or more spans in order, disjoint, none empty.
    Placed(Vec<ByteSpan>),
    /// The text it was made on cannot be found in the article: kept, shown apart, never dropped.
    Unplaced(Vec<Quote>),
}

impl Target {
    /// The extent from the first to the last part, if it stands anywhere.
    pub fn extent(&self) -> Option<ByteSpan> {
        match self {
            Self::Placed(spans) => spans.iter().copied().reduce(ByteSpan::cover),
            Self::Unplaced(_) => None,
        }
    }
}

/// A piece of text with what stood around it, by which a span can be found again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The text itself.
    pub exact: String,
    /// Up to 32 code points before it.
    pub prefix: String,
    /// Up to 32 code points after it.
    pub suffix: String,
    /// Where it was said to start and end, in code points.
    pub start: u32,
    /// See `start`.
    pub end: u32,
}

impl Quote {
    /// So many code points of what stands around are remembered on either side.
    const CONTEXT: usize = 32;

    /// The quote of a span of an article; `None` for what is no span of its text.
    pub fn of(article: &Article, span: ByteSpan) -> Option<Self> {
        let text = &*article.text;
        let exact = span.slice(text)?.to_owned();
        let before = text.get(..span.start as usize)?;
        let after = text.get(span.end as usize..)?;
        let prefix =
            before.char_indices().rev().take(Self::CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let position = article.index.char_span(text, span);
        Some(Self {
            exact,
            prefix: before.get(prefix..)?.to_owned(),
            suffix: after.chars().take(Self::CONTEXT).collect(),
            start: position.start,
            end: position.end,
        })
    }
}

/// What an annotation says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// Someone claims something.
    Claim(ClaimMark),
    /// This names an entity.
    Entity(EntityMark),
    /// This is worth seeing again.
    Highlight(Highlight),
    /// What is claimed here stands so to what is claimed elsewhere.
    Relation(RelationMark),
}

/// How two claims stand to each other, as a person sees it. The annotation stands on the one claim and names
/// the place of the other; a rejected one says that the two are not to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationMark {
    /// How they stand to each other.
    pub relation: Relation,
    /// In what; `None` when they agree or nobody has said.
    pub difference: Option<Difference>,
    /// The article of the other claim.
    pub other: ArticleId,
    /// Where the other claim stands in it.
    pub place: Target,
}

/// A claim as a person sees it: who says it and how surely.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimMark {
    /// What kind of thing is claimed.
    pub kind: ClaimType,
    /// Who claims it; `None` while nobody has said.
    pub speaker: Option<Speaker>,
    /// How surely.
    pub certainty: Certainty,
    /// Whether and how somebody is quoted; `None` while nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<Quotation>,
    /// Whether its main predicate is negated; `None` while nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// When what is claimed happened, in a person's word; `None` while nobody has said. The machine reads
    /// dates off the text instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<CalendarValue>,
}

impl ClaimMark {
    /// What a claim that the machine found says once a person accepts it. `speaker` is the one name of
    /// whoever makes it.
    pub fn of(claim: &Claim, speaker: String) -> Self {
        let named = matches!(claim.source, SpeakerKind::Person | SpeakerKind::Organization);
        let kind = claim.speaker.as_ref().map_or(claim.source, |speaker| speaker.kind);
        Self {
            kind: claim.kind,
            speaker: (!speaker.is_empty() || !named).then_some(Speaker { name: speaker, kind }),
            certainty: claim.certainty,
            quotation: Some(claim.quotation),
            polarity: Some(claim.polarity),
            when: None,
        }
    }
}

/// Who makes a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Their name as a person wrote or chose it; may be empty for [`SpeakerKind::Outlet`] and
    /// [`SpeakerKind::Unnamed`].
    pub name: String,
    /// What they are.
    pub kind: SpeakerKind,
}

/// A name, a date or a quantity in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityMark {
    /// Its type.
    pub kind: EntityType,
    /// The entity's fullest name, or empty when nobody has said.
    pub canonical: String,
    /// What a date, a time or a quantity amounts to: what the machine read when its suggestion was judged, or
    /// what a person wrote instead. None while nobody has said. The number of a quantity is finite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Normalized>,
}

impl EntityMark {
    /// What an entity that the machine found says once a person accepts it.
    pub fn of(entity: &Entity) -> Self {
        let mark =
            Self { kind: entity.kind, canonical: entity.canonical.clone(), value: entity.normalized.clone() };
        mark.retyped(entity.kind)
    }

    /// The same as another type. A value that this type cannot have is left out.
    #[must_use]
    pub fn retyped(self, kind: EntityType) -> Self {
        Self { kind, value: self.value.filter(|value| kind.takes(value)), ..self }
    }
}

/// A plain highlight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// Its tag, in the project's tagset.
    pub tag: TagId,
}

/// Who first said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Creator {
    /// A person; the name may be empty when only one works here.
    Person {
        /// As they call themselves.
        name: String,
    },
    /// The analysis.
    Model {
        /// Which one.
        name: String,
        /// Its version.
        version: String,
    },
}

/// What was decided about an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Proposed and not yet judged (by another person; the machine's own proposals are not stored).
    Suggested,
    /// Stands.
    Accepted,
    /// Does not stand; kept so that it is not proposed again.
    Rejected,
}
