//! The contract's documents as rows of Arrow: the same fields by the same names, but that positions are
//! signed (no engine for tables wants others) and `normalized` has its number in a column of its own.

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, FieldRef, Fields};
use serde::Serialize;
use shirushi_contract::{Claim, Day, Document, Entity, Problem, Sentence, Token, TokenList, Value};
use shirushi_model::{EntityType, Modifier, Provenance, QuantityKind};
use std::sync::Arc;

use crate::refusal::Refusal;

/// The columns of a table of analyses.
pub(crate) fn fields(tokens: TokenList) -> Vec<FieldRef> {
    let part = |name: &str| group(name, vec![number("start"), number("end"), string("surface")]);
    let calendar = ["value", "mod", "anchor"].map(string);
    let quantity = ["unit", "kind", "iso"].map(string);
    let normalized = [&calendar[..], &[float("number")], &quantity[..]].concat();
    let mut fields = vec![
        string("article"),
        string("text_sha256"),
        string("offsets"),
        group("engine", vec![string("version"), string("dictionary"), string("entity_model")]),
        list("sentences", vec![number("start"), number("end"), string("section")]),
    ];
    if tokens == TokenList::Included {
        let pos = strings("pos");
        let token =
            vec![number("start"), number("end"), string("surface"), pos, string("lemma"), string("reading")];
        fields.push(list("tokens", token));
    }
    fields.push(list(
        "entities",
        vec![
            string("id"),
            number("start"),
            number("end"),
            string("surface"),
            string("type"),
            string("canonical"),
            group("normalized", normalized),
            float("score"),
        ],
    ));
    fields.push(list(
        "claims",
        vec![
            string("id"),
            number("start"),
            number("end"),
            string("exact"),
            number("sentence"),
            string("type"),
            strings("facets"),
            group(
                "speaker",
                vec![
                    string("surface"),
                    number("start"),
                    number("end"),
                    string("canonical"),
                    string("kind"),
                    field("implicit", DataType::Boolean),
                ],
            ),
            string("source_kind"),
            part("source"),
            string("quotation"),
            part("cue"),
            string("certainty"),
            part("modality"),
            string("polarity"),
            string("tense"),
            strings("entities"),
            group("predicate", vec![number("start"), number("end"), string("surface"), string("lemma")]),
            number("worthiness"),
            strings("rules"),
        ],
    ));
    fields.push(list("problems", vec![string("code"), number("start"), number("end"), string("message")]));
    fields.push(group("day", vec![string("value"), string("source"), number("start"), number("end")]));
    fields
}

fn field(name: &str, kind: DataType) -> FieldRef {
    Arc::new(Field::new(name, kind, true))
}

fn string(name: &str) -> FieldRef {
    field(name, DataType::Utf8)
}

fn number(name: &str) -> FieldRef {
    field(name, DataType::Int32)
}

fn float(name: &str) -> FieldRef {
    field(name, DataType::Float64)
}

fn strings(name: &str) -> FieldRef {
    field(name, DataType::List(string("item")))
}

fn group(name: &str, fields: Vec<FieldRef>) -> FieldRef {
    field(name, DataType::Struct(Fields::from(fields)))
}

fn list(name: &str, fields: Vec<FieldRef>) -> FieldRef {
    field(name, DataType::List(group("item", fields)))
}

/// The rows of some documents, in their order. An article without one has a row with its name and its problem
/// alone.
///
/// # Errors
/// When something has no place in its column.
pub(crate) fn batch(
    fields: &[FieldRef],
    documents: &[(&str, &Result<Document, Refusal>)],
) -> Result<RecordBatch, serde_arrow::Error> {
    let rows: Vec<AnalysisRow<'_>> =
        documents.iter().map(|(name, document)| AnalysisRow::new(name, document)).collect();
    serde_arrow::to_record_batch(fields, &rows)
}

#[derive(Serialize)]
struct AnalysisRow<'d> {
    article: &'d str,
    text_sha256: Option<&'d str>,
    offsets: Option<&'static str>,
    engine: Option<&'d Provenance>,
    sentences: Option<&'d [Sentence]>,
    tokens: Option<&'d [Token]>,
    entities: Option<Vec<EntityRow<'d>>>,
    claims: Option<&'d [Claim]>,
    problems: Vec<ProblemRow<'d>>,
    day: Option<&'d Day>,
}

impl<'d> AnalysisRow<'d> {
    fn new(article: &'d str, document: &'d Result<Document, Refusal>) -> Self {
        match document {
            Ok(found) => Self {
                article,
                text_sha256: Some(&found.text_sha256),
                offsets: Some(found.offsets),
                engine: Some(&found.engine),
                sentences: Some(&found.sentences),
                tokens: found.tokens.as_deref(),
                entities: Some(found.entities.iter().map(EntityRow::new).collect()),
                claims: Some(&found.claims),
                problems: found.problems.iter().map(ProblemRow::new).collect(),
                day: found.day.as_ref(),
            },
            Err(refusal) => Self {
                article,
                text_sha256: None,
                offsets: None,
                engine: None,
                sentences: None,
                tokens: None,
                entities: None,
                claims: None,
                problems: vec![ProblemRow {
                    code: refusal.code(),
                    start: None,
                    end: None,
                    message: refusal.to_string(),
                }],
                day: None,
            },
        }
    }
}

#[derive(Serialize)]
struct ProblemRow<'d> {
    code: &'d str,
    start: Option<u32>,
    end: Option<u32>,
    message: String,
}

impl<'d> ProblemRow<'d> {
    fn new(problem: &'d Problem) -> Self {
        Self { code: &problem.code, start: problem.start, end: problem.end, message: problem.message.clone() }
    }
}

#[derive(Serialize)]
struct EntityRow<'d> {
    id: &'d str,
    start: u32,
    end: u32,
    surface: &'d str,
    r#type: EntityType,
    canonical: &'d str,
    normalized: Option<ValueRow<'d>>,
    score: f64,
}

impl<'d> EntityRow<'d> {
    fn new(entity: &'d Entity) -> Self {
        Self {
            id: &entity.id,
            start: entity.start,
            end: entity.end,
            surface: &entity.surface,
            r#type: entity.kind,
            canonical: &entity.canonical,
            normalized: entity.normalized.as_ref().map(ValueRow::new),
            score: entity.score,
        }
    }
}

#[derive(Default, Serialize)]
struct ValueRow<'d> {
    value: Option<&'d str>,
    r#mod: Option<Modifier>,
    anchor: Option<&'d str>,
    number: Option<f64>,
    unit: Option<&'d str>,
    kind: Option<QuantityKind>,
    iso: Option<&'d str>,
}

impl<'d> ValueRow<'d> {
    fn new(value: &'d Value) -> Self {
        match value {
            Value::Calendar { value, r#mod, anchor } => {
                Self { value: Some(value), r#mod: *r#mod, anchor: anchor.as_deref(), ..Self::default() }
            }
            Value::Quantity { value, unit, kind, iso, r#mod } => Self {
                number: Some(*value),
                unit: Some(unit),
                kind: Some(*kind),
                iso: iso.as_deref(),
                r#mod: *r#mod,
                ..Self::default()
            },
        }
    }
}
