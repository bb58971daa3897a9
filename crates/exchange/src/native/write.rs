//! From a project to the text of a native file.

use super::checks::{check_record, scale_record};
use super::file::{
    AnnotationRecord, ArticleRecord, BodyRecord, CalendarRecord, CanonicalRecord, ClaimRecord, CreatorRecord,
    EntityRecord, File, FormatName, HighlightRecord, ModelRecord, OffsetUnit, PersonRecord, ProjectRecord,
    QuantityRecord, RelationRecord, SpeakerRecord, TagRecord, TypeRecord, ValueRecord, VersionHead,
    VersionRecord,
};
use super::span::{place, time};
use super::{NamedState, VERSION};
use serde::Serialize;
use sha2::{Digest, Sha256};
use shirushi_model::{Annotation, Article, Body, CalendarValue, Creator, Normalized, Project, QuantityValue};
use std::fmt::Write as _;

/// The project as a native file, pretty-printed, with a line break at the end. The same project always gives
/// the same bytes.
///
/// The characters U+2028, U+2029 and U+0085 are escaped, because some tools take them for line breaks. A span
/// that does not fit its article, which a session never makes, is written as unplaced with an empty quote.
pub fn write(project: &Project) -> String {
    written(&file(project))
}

/// The SHA-256 of a project as [`write()`] writes it, in lower-case hexadecimal: by it a report says of which
/// state it is.
pub fn fingerprint(project: &Project) -> String {
    checksum(&write(project))
}

/// A project's file with the states that were given names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithVersions {
    /// The file.
    pub text: String,
    /// How many of the states, from the first, did not fit into it.
    pub left_out: usize,
}

/// As [`write`], with states of the project that were given names: from the last back to the first, as many
/// as a file of at most `most` bytes takes. The project itself is written whatever its size.
pub fn write_with_versions(project: &Project, versions: &[NamedState], most: usize) -> WithVersions {
    let mut file = file(project);
    let mut room = most.saturating_sub(size(&file));
    for version in versions.iter().rev() {
        let record = version_record(version);
        let Some(left) = room.checked_sub(size(&record)) else { break };
        room = left;
        file.versions.push(record);
    }
    file.versions.reverse();
    WithVersions { text: written(&file), left_out: versions.len() - file.versions.len() }
}

/// How many bytes a record takes in a file at most, as deep in it as a version stands.
fn size(record: &impl Serialize) -> usize {
    let json = serde_json::to_string_pretty(record).unwrap_or_default();
    let lines = json.bytes().filter(|byte| *byte == b'\n').count();
    // What is escaped becomes six bytes.
    let escaped: usize = SEPARATORS.iter().map(|(separator, _)| json.matches(*separator).count()).sum();
    json.len() + lines * INDENT + escaped * 4 + AROUND
}

/// Blanks that are before a line of a version in a file and not before one of the version alone.
const INDENT: usize = 4;
/// Bytes around a version in a file: comma, line break and blanks, and the list's own.
const AROUND: usize = 64;

/// What some tools take for line breaks. Outside of strings it cannot occur in JSON.
const SEPARATORS: [(char, &str); 3] =
    [('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029"), ('\u{85}', "\\u0085")];

fn written(file: &File) -> String {
    // Records of strings and numbers cannot fail to become JSON.
    let mut json = serde_json::to_string_pretty(file).unwrap_or_default();
    json.push('\n');
    for (separator, escaped) in SEPARATORS {
        if json.contains(separator) {
            json = json.replace(separator, escaped);
        }
    }
    json
}

fn version_record(version: &NamedState) -> VersionRecord {
    let (number, name, by) = (version.number, version.name.clone(), version.by.clone());
    VersionRecord {
        head: VersionHead { number, name, at: time(version.at), by },
        state: file(&version.project),
    }
}

fn file(project: &Project) -> File {
    File {
        format: FormatName::Project,
        version: VERSION,
        offsets: OffsetUnit::CodePoints,
        project: ProjectRecord {
            id: project.id.0.clone(),
            title: project.title.clone(),
            created: time(project.created),
            modified: time(project.modified),
            next_number: project.next_number,
        },
        tags: project
            .tagset
            .tags
            .iter()
            .map(|tag| TagRecord {
                id: tag.id.to_string(),
                name: tag.name.clone(),
                color: tag.color,
                guide: tag.guide.clone(),
                examples: tag.examples.clone(),
                key: tag.key,
            })
            .collect(),
        types: project.tagset.types.iter().map(TypeRecord::of).collect(),
        articles: project.articles.iter().map(|article| article_record(article)).collect(),
        annotations: records(project, |body| !matches!(body, Body::Relation(_))),
        relations: records(project, |body| matches!(body, Body::Relation(_))),
        entities: project
            .entities
            .values()
            .map(|entity| CanonicalRecord {
                id: entity.id.to_string(),
                kind: entity.kind,
                name: entity.name.clone(),
                aliases: entity.aliases.clone(),
                note: entity.note.clone(),
                external_id: entity.external_id.clone(),
            })
            .collect(),
        checks: project.checks.values().map(|check| check_record(project, check)).collect(),
        scales: project.scales.iter().map(scale_record).collect(),
        versions: Vec::new(),
    }
}

/// SHA-256 of a text in UTF-8, in lower-case hexadecimal.
pub(super) fn checksum(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn article_record(article: &Article) -> ArticleRecord {
    let meta = article.meta.clone();
    ArticleRecord {
        id: article.id.to_string(),
        outlet: meta.outlet,
        title: meta.title,
        url: meta.url,
        author: meta.author,
        published: meta.published,
        added: time(article.added),
        sha256: checksum(&article.text),
        text: article.text.to_string(),
    }
}

fn records(project: &Project, wanted: fn(&Body) -> bool) -> Vec<AnnotationRecord> {
    let annotations = project.annotations.values().filter(|annotation| wanted(&annotation.body));
    annotations.map(|annotation| annotation_record(project, annotation)).collect()
}

fn annotation_record(project: &Project, annotation: &Annotation) -> AnnotationRecord {
    let (placement, spans) = place(project, annotation.article, &annotation.target);
    AnnotationRecord {
        id: annotation.id.to_string(),
        article: annotation.article.to_string(),
        placement,
        spans,
        body: body_record(project, &annotation.body),
        note: annotation.note.clone(),
        creator: match annotation.creator.clone() {
            Creator::Person { name } => CreatorRecord::Person(PersonRecord { name }),
            Creator::Model { name, version } => CreatorRecord::Model(ModelRecord { name, version }),
        },
        judged_by: annotation.judged_by.clone(),
        status: annotation.status,
        created: time(annotation.created),
        modified: time(annotation.modified),
    }
}

fn body_record(project: &Project, body: &Body) -> BodyRecord {
    match body {
        Body::Claim(claim) => BodyRecord::Claim(ClaimRecord {
            kind: claim.kind,
            speaker: claim
                .speaker
                .as_ref()
                .map(|speaker| SpeakerRecord { name: speaker.name.clone(), kind: speaker.kind }),
            certainty: claim.certainty,
            quotation: claim.quotation,
            polarity: claim.polarity,
            when: claim.when.clone().map(calendar_record),
        }),
        Body::Entity(mark) => BodyRecord::Entity(EntityRecord {
            kind: mark.kind,
            canonical: mark.canonical.clone(),
            value: mark.value.clone().map(value_record),
        }),
        Body::Highlight(highlight) => {
            BodyRecord::Highlight(HighlightRecord { tag: highlight.tag.to_string() })
        }
        Body::Relation(mark) => {
            let (placement, spans) = place(project, mark.other, &mark.place);
            BodyRecord::Relation(RelationRecord {
                relation: mark.relation,
                difference: mark.difference,
                article: mark.other.to_string(),
                placement,
                spans,
            })
        }
    }
}

fn calendar_record(CalendarValue { value, modifier, anchor }: CalendarValue) -> CalendarRecord {
    CalendarRecord { value, r#mod: modifier, anchor }
}

fn value_record(value: Normalized) -> ValueRecord {
    match value {
        Normalized::Calendar(value) => ValueRecord::Calendar(calendar_record(value)),
        Normalized::Quantity(QuantityValue { value, unit, kind, iso, modifier }) => {
            ValueRecord::Quantity(QuantityRecord { value, unit, kind, iso, r#mod: modifier })
        }
    }
}
