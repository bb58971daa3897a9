//! What the schema says of values that are text in files: times, and the names of enumerations.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use shirushi_model::{
    Certainty, CheckAct, ClaimType, Degree, Difference, EntityType, Medium, Modifier, Polarity, QuantityKind,
    Quotation, Relation, SpeakerKind, Stage, Stance, Status, TagColor,
};

pub(super) fn time(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date-time" })
}

/// The names of an enumeration as files write them.
fn names(all: impl IntoIterator<Item = impl Serialize>) -> Schema {
    let names: Vec<_> = all.into_iter().filter_map(|one| serde_json::to_value(one).ok()).collect();
    json_schema!({ "type": "string", "enum": names })
}

pub(super) fn tag_color(_: &mut SchemaGenerator) -> Schema {
    names(TagColor::ALL)
}

pub(super) fn claim_type(_: &mut SchemaGenerator) -> Schema {
    names(ClaimType::ALL)
}

pub(super) fn certainty(_: &mut SchemaGenerator) -> Schema {
    names(Certainty::ALL)
}

pub(super) fn entity_type(_: &mut SchemaGenerator) -> Schema {
    names(EntityType::ALL)
}

/// An object with one field, which says of what the type is.
pub(super) fn mark_type(_: &mut SchemaGenerator) -> Schema {
    let one = |name: &str, kinds: Schema| json_schema!({ "type": "object", "properties": { name: kinds }, "required": [name], "additionalProperties": false });
    json_schema!({ "oneOf": [one("entity", names(EntityType::ALL)), one("claim", names(ClaimType::ALL))] })
}

pub(super) fn speaker_kind(_: &mut SchemaGenerator) -> Schema {
    names(SpeakerKind::ALL)
}

pub(super) fn quantity_kind(_: &mut SchemaGenerator) -> Schema {
    names(QuantityKind::ALL)
}

/// The names of an enumeration, or null.
fn names_or_null(all: impl IntoIterator<Item = impl Serialize>) -> Schema {
    let names = names(all);
    json_schema!({ "anyOf": [names, { "type": "null" }] })
}

pub(super) fn modifier(_: &mut SchemaGenerator) -> Schema {
    names_or_null(Modifier::ALL)
}

pub(super) fn quotation(_: &mut SchemaGenerator) -> Schema {
    names_or_null(Quotation::ALL)
}

pub(super) fn polarity(_: &mut SchemaGenerator) -> Schema {
    names_or_null(Polarity::ALL)
}

pub(super) fn relation(_: &mut SchemaGenerator) -> Schema {
    names(Relation::ALL)
}

pub(super) fn difference(_: &mut SchemaGenerator) -> Schema {
    names_or_null(Difference::ALL)
}

pub(super) fn stage(_: &mut SchemaGenerator) -> Schema {
    names(Stage::ALL)
}

pub(super) fn stance(_: &mut SchemaGenerator) -> Schema {
    names(Stance::ALL)
}

pub(super) fn medium(_: &mut SchemaGenerator) -> Schema {
    names(Medium::ALL)
}

pub(super) fn check_act(_: &mut SchemaGenerator) -> Schema {
    names(CheckAct::ALL)
}

pub(super) fn degree(_: &mut SchemaGenerator) -> Schema {
    names(Degree::ALL)
}

pub(super) fn status(_: &mut SchemaGenerator) -> Schema {
    names([Status::Suggested, Status::Accepted, Status::Rejected])
}
