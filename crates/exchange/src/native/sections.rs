//! The parts of a file, none of them read, and how much of each is taken on.

use super::file::OffsetUnit;
use super::json::{Fields, field, parse};
use super::{Collection, FORMAT, NativeError, READ, VERSION};
use serde_json::{error::Category, value::RawValue};
use shirushi_model::limits;

/// How much of a file is taken on. What goes beyond is refused before it costs time or memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Brackets within brackets. The format itself needs six.
    pub nesting: usize,
    /// Tags, and types that something is said about again.
    pub tags: usize,
    /// Articles.
    pub articles: usize,
    /// Annotations, and relations again.
    pub annotations: usize,
    /// Entities that people decided on.
    pub entities: usize,
    /// Checks.
    pub checks: usize,
    /// Scales of verdicts.
    pub scales: usize,
}

impl Default for Limits {
    /// Those of a project, so that what was made can be opened.
    fn default() -> Self {
        Self {
            bytes: limits::LARGEST_FILE,
            nesting: 32,
            tags: limits::MOST_TAGS,
            articles: limits::MOST_ARTICLES,
            annotations: limits::MOST_ANNOTATIONS,
            entities: limits::MOST_ENTITIES,
            checks: limits::MOST_CHECKS,
            scales: limits::MOST_SCALES,
        }
    }
}

/// So many named versions are read, which nobody makes: each is a whole project, and the bytes of a file are
/// limited.
const MOST_VERSIONS: usize = 10_000;

/// The fields of the file, each unread.
pub(super) struct Sections<'a> {
    pub(super) project: &'a RawValue,
    pub(super) tags: Vec<&'a RawValue>,
    /// None in files of programs that know none.
    pub(super) types: Vec<&'a RawValue>,
    pub(super) articles: Vec<&'a RawValue>,
    pub(super) annotations: Vec<&'a RawValue>,
    /// None in files of programs that know no relations.
    pub(super) relations: Vec<&'a RawValue>,
    /// None in files of programs that know none.
    pub(super) entities: Vec<&'a RawValue>,
    /// None in files of version 1.
    pub(super) checks: Vec<&'a RawValue>,
    /// None in files of version 1.
    pub(super) scales: Vec<&'a RawValue>,
    /// None in files of programs that know none, and in versions.
    pub(super) versions: Vec<&'a RawValue>,
    /// The names of fields that this version does not know.
    pub(super) unknown: Vec<String>,
}

impl<'a> Sections<'a> {
    /// Checks that the file is JSON, of this format and version, and within the limits.
    pub(super) fn of(json: &'a str, limits: Limits) -> Result<Self, NativeError> {
        let mut fields: Fields<'a> = serde_json::from_str(json).map_err(|error| match error.classify() {
            Category::Data => NativeError::NotAProject,
            _ => NativeError::NotJson { line: error.line(), column: error.column(), source: Some(error) },
        })?;
        let text = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).ok();
        if fields.take("format").and_then(text).as_deref() != Some(FORMAT) {
            return Err(NativeError::NotAProject);
        }
        let version = fields.take("version").map_or("null", RawValue::get);
        if !READ.iter().any(|known| version == known.to_string()) {
            let found = version.chars().take(40).collect();
            return Err(NativeError::UnknownVersion { found, known: VERSION });
        }
        let _: OffsetUnit = parse(fields.require("offsets")?, || field("offsets"))?;
        Ok(Self {
            project: fields.require("project")?,
            tags: fields.list(Collection::Tags, limits.tags)?,
            types: fields.list_if_any(Collection::Types, limits.tags)?,
            articles: fields.list(Collection::Articles, limits.articles)?,
            annotations: fields.list(Collection::Annotations, limits.annotations)?,
            relations: fields.list_if_any(Collection::Relations, limits.annotations)?,
            entities: fields.list_if_any(Collection::Entities, limits.entities)?,
            checks: fields.list_if_any(Collection::Checks, limits.checks)?,
            scales: fields.list_if_any(Collection::Scales, limits.scales)?,
            versions: fields.list_if_any(Collection::Versions, MOST_VERSIONS)?,
            unknown: fields.0.into_iter().map(|(name, _)| name).collect(),
        })
    }
}
