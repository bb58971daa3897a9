//! The records of a native file, as they stand in it. Nothing here is checked beyond its shape.
//!
//! These types are apart from the model on purpose: the model may change from version to version, the file
//! may not.

use super::check_records::{CheckRecord, ScaleRecord};
use super::span::{PlacementName, SpanRecord};
use serde::{Deserialize, Serialize};
use shirushi_model::{
    Certainty, ClaimType, Difference, EntityType, MarkType, Modifier, Polarity, QuantityKind, Quotation,
    Relation, SpeakerKind, Status, TagColor, TypeGuide,
};

#[cfg(any(test, feature = "schema"))]
use super::schema_terms as schema;

/// A project with everything in it. Written as a whole; read record by record.
#[derive(Serialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(title = "Shirushi project, version 2"))]
pub(super) struct File {
    /// Which format this is.
    pub(super) format: FormatName,
    /// Which version of it: 2.
    #[cfg_attr(any(test, feature = "schema"), schemars(range(min = 2, max = 2)))]
    pub(super) version: u32,
    /// What every `start` and `end` counts.
    pub(super) offsets: OffsetUnit,
    /// The project itself.
    pub(super) project: ProjectRecord,
    /// Its tags, in the order they are shown.
    pub(super) tags: Vec<TagRecord>,
    /// What it says about the types of entities and claims; left out when it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) types: Vec<TypeRecord>,
    /// Its articles, in the order they are listed.
    pub(super) articles: Vec<ArticleRecord>,
    /// Its annotations, in the order they were made.
    pub(super) annotations: Vec<AnnotationRecord>,
    /// How claims of different articles stand to each other, in the order they were made; left out when there
    /// are none. Annotations whose body is a relation, in a list of their own so that a program that knows
    /// none still reads the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) relations: Vec<AnnotationRecord>,
    /// What people decided on entities; left out when they decided nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) entities: Vec<CanonicalRecord>,
    /// What is checked, in the order it was begun; left out when nothing is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) checks: Vec<CheckRecord>,
    /// Scales of verdicts of the project's own; left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) scales: Vec<ScaleRecord>,
    /// States of the project that were given a name, oldest first; left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) versions: Vec<VersionRecord>,
}

/// A state of the project with a name.
#[derive(Serialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Version"))]
pub(super) struct VersionRecord {
    /// What it is.
    #[serde(flatten)]
    pub(super) head: VersionHead,
    /// The project as it was: a whole file, without versions of its own.
    pub(super) state: File,
}

/// What is said of a named state.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(super) struct VersionHead {
    /// Unique among the versions.
    pub(super) number: u32,
    /// What it is called.
    pub(super) name: String,
    /// When it was named.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) at: String,
    /// Who named it, as they call themselves; may be empty.
    pub(super) by: String,
}

#[derive(Serialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(super) enum FormatName {
    #[serde(rename = "shirushi-project")]
    Project,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(super) enum OffsetUnit {
    /// Unicode code points from the start of the article's text, half-open.
    #[serde(rename = "code-points")]
    CodePoints,
}

/// The project itself.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Project"))]
pub(super) struct ProjectRecord {
    /// Unique in the world.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1, max = 128)))]
    pub(super) id: String,
    /// What it is called.
    pub(super) title: String,
    /// When it was made.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) created: String,
    /// When it last changed.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) modified: String,
    /// Above every number that was ever part of an id in this project.
    pub(super) next_number: u32,
}

/// A tag.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Tag"))]
pub(super) struct TagRecord {
    /// Unique among the tags.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^g[0-9]+$")))]
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// How it is drawn.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::tag_color"))]
    pub(super) color: TagColor,
    /// When it is given; absent when nothing is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) guide: String,
    /// Passages it is given to; left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) examples: Vec<String>,
    /// The key that marks with it, one character; absent when it has the next number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<char>,
}

/// What is said about a type.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Type"))]
pub(crate) struct TypeRecord {
    /// Which one: the `kind` of an entity or of a claim. Unique among the types.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::mark_type"))]
    pub(crate) of: MarkType,
    /// When it is given; absent when nothing is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) guide: String,
    /// Passages it is given to; left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) examples: Vec<String>,
}

impl TypeRecord {
    pub(crate) fn of(guide: &TypeGuide) -> Self {
        Self { of: guide.of, guide: guide.guide.clone(), examples: guide.examples.clone() }
    }
}

/// An entity that people decided on.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "CanonicalEntity"))]
pub(super) struct CanonicalRecord {
    /// Unique among the entities.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^e[0-9]+$")))]
    pub(super) id: String,
    /// Its type.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::entity_type"))]
    pub(super) kind: EntityType,
    /// Its one name.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1)))]
    pub(super) name: String,
    /// Other strings that mean it; left out when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    /// Free words; left out when there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
    /// What it is elsewhere, such as a Wikidata id; left out when nobody has said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) external_id: String,
}

/// An article.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Article"))]
pub(super) struct ArticleRecord {
    /// Unique among the articles.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^t[0-9]+$")))]
    pub(super) id: String,
    /// Who published it; may be empty.
    pub(super) outlet: String,
    /// Its headline; may be empty.
    pub(super) title: String,
    /// Where it was found; may be empty.
    pub(super) url: String,
    /// Who wrote it; may be empty.
    pub(super) author: String,
    /// The day it was published, `YYYY-MM-DD`, or empty.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")))]
    pub(super) published: String,
    /// When it came into the project.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) added: String,
    /// SHA-256 of `text` in UTF-8, in lower-case hexadecimal.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub(super) sha256: String,
    /// The exact text.
    pub(super) text: String,
}

/// An annotation.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Annotation"))]
pub(super) struct AnnotationRecord {
    /// Unique among the annotations.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^a[0-9]+$")))]
    pub(super) id: String,
    /// The article it stands in.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^t[0-9]+$")))]
    pub(super) article: String,
    /// Whether its spans are known to stand in the text.
    pub(super) placement: PlacementName,
    /// Where it stands, or stood: in order, disjoint.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1)))]
    pub(super) spans: Vec<SpanRecord>,
    /// What it says.
    pub(super) body: BodyRecord,
    /// Free words.
    pub(super) note: String,
    /// Who first said it.
    pub(super) creator: CreatorRecord,
    /// Who judged it, when the creator was a model.
    pub(super) judged_by: Option<String>,
    /// What was decided.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::status"))]
    pub(super) status: Status,
    /// When it was made.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) created: String,
    /// When it last changed.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) modified: String,
}

/// What an annotation says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Body"))]
pub(super) enum BodyRecord {
    /// Someone claims something.
    Claim(ClaimRecord),
    /// This names an entity.
    Entity(EntityRecord),
    /// This is worth seeing again.
    Highlight(HighlightRecord),
    /// What is claimed here stands so to what is claimed in another article. In `relations` only.
    Relation(RelationRecord),
}

/// Someone claims something.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct ClaimRecord {
    /// What kind of thing is claimed.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::claim_type"))]
    pub(super) kind: ClaimType,
    /// Who claims it; null while nobody has said.
    pub(super) speaker: Option<SpeakerRecord>,
    /// How surely.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::certainty"))]
    pub(super) certainty: Certainty,
    /// Whether and how somebody is quoted; left out while nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::quotation"))]
    pub(super) quotation: Option<Quotation>,
    /// Whether its main predicate is negated; left out while nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::polarity"))]
    pub(super) polarity: Option<Polarity>,
    /// When what is claimed happened, in a person's word; left out while nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<CalendarRecord>,
}

/// How the claim it stands on stands to one of another article.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct RelationRecord {
    /// How they stand to each other.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::relation"))]
    pub(super) relation: Relation,
    /// In what they differ; null when they agree or nobody has said.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::difference"))]
    pub(super) difference: Option<Difference>,
    /// The article of the other claim.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^t[0-9]+$")))]
    pub(super) article: String,
    /// Whether the spans of the other claim are known to stand in its text.
    pub(super) placement: PlacementName,
    /// Where the other claim stands, or stood: in order, disjoint.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1)))]
    pub(super) spans: Vec<SpanRecord>,
}

/// This names an entity.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct EntityRecord {
    /// Its type.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::entity_type"))]
    pub(super) kind: EntityType,
    /// The entity's fullest name, or empty.
    pub(super) canonical: String,
    /// What a date, a time or a quantity amounts to; left out while nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<ValueRecord>,
}

/// This is worth seeing again.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct HighlightRecord {
    /// The id of a tag of this project.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^g[0-9]+$")))]
    pub(super) tag: String,
}

/// What a date, a time or a quantity amounts to.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Value"))]
pub(super) enum ValueRecord {
    /// Of a date or a time.
    Calendar(CalendarRecord),
    /// Of a quantity.
    Quantity(QuantityRecord),
}

/// Of a date or a time.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct CalendarRecord {
    /// ISO 8601, with X for digits that are not known.
    pub(super) value: String,
    /// How the text qualifies it.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::modifier"))]
    pub(super) r#mod: Option<Modifier>,
    /// The day it was resolved against.
    pub(super) anchor: Option<String>,
}

/// Of a quantity.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct QuantityRecord {
    /// The number.
    pub(super) value: f64,
    /// The counter or unit; may be empty.
    pub(super) unit: String,
    /// What is measured.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::quantity_kind"))]
    pub(super) kind: QuantityKind,
    /// ISO 8601 for durations, `3:1` for ratios.
    pub(super) iso: Option<String>,
    /// How the text qualifies it.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::modifier"))]
    pub(super) r#mod: Option<Modifier>,
}

/// Who makes a claim.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Speaker"))]
pub(super) struct SpeakerRecord {
    /// Their name; may be empty for an outlet or an unnamed source.
    pub(super) name: String,
    /// What they are.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::speaker_kind"))]
    pub(super) kind: SpeakerKind,
}

/// Who first said something.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Creator"))]
pub(super) enum CreatorRecord {
    /// A person.
    Person(PersonRecord),
    /// The analysis.
    Model(ModelRecord),
}

/// A person.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct PersonRecord {
    /// As they call themselves; may be empty.
    pub(super) name: String,
}

/// The analysis.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(inline))]
pub(super) struct ModelRecord {
    /// Which one.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
}
