//! From the records of a file to a project: every id, time, reference and position is checked against the
//! rest.

use super::check_records::{CheckRecord, SayingRecord, ScaleRecord, SignatureRecord};
use super::checks;
use super::effort::Effort;
use super::extra::Extras;
use super::file::{
    AnnotationRecord, ArticleRecord, BodyRecord, CalendarRecord, CanonicalRecord, CreatorRecord,
    EntityRecord, HighlightRecord, ModelRecord, PersonRecord, ProjectRecord, QuantityRecord, RelationRecord,
    TagRecord, TypeRecord, ValueRecord, VersionHead,
};
use super::json::{Fields, object, parse_object};
use super::named_state::NamedState;
use super::sections::{Limits, Sections};
use super::span::{PlacementName, SpanRecord};
use super::write::checksum;
use super::{Collection, NativeError, Notice, Placement, Record};
use crate::anchor::{Anchor, Found};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, CalendarValue,
    CanonicalEntity, CheckId, CheckStep, ClaimMark, Creator, EntityId, EntityMark, Graphemes, Highlight,
    Normalized, Project, ProjectId, QuantityValue, Quote, RelationMark, Saying, Signature, Speaker, Tag,
    TagColor, TagId, Target, Timestamp, TypeGuide, grapheme_span, in_order, is_calendar_date,
    is_plain_boundary,
};
use std::collections::HashMap;
use std::sync::Arc;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The project of a file, and what was repaired in it.
pub(super) fn project(
    file: &Sections<'_>,
    effort: &mut Effort<'_>,
) -> Result<(Project, Vec<Notice>), NativeError> {
    let mut extras = Extras::default();
    for name in &file.unknown {
        extras.note(name, &Record { path: name.clone(), id: None });
    }
    let place = Record { path: "project".to_owned(), id: None };
    let given: ProjectRecord = parse_object(file.project, || place.clone())?;
    extras.compare("project", &place, file.project, &given);
    let mut reading = RecordReading {
        project: header(&given)?,
        notices: Vec::new(),
        articles: HashMap::with_capacity(file.articles.len()),
        graphemes: HashMap::new(),
        extras,
        effort,
    };
    for (number, raw) in file.tags.iter().enumerate() {
        let (tag, record) = reading.record(Collection::Tags, number, raw)?;
        reading.tag(&tag, record)?;
    }
    for (number, raw) in file.types.iter().enumerate() {
        let (guide, record) = reading.record(Collection::Types, number, raw)?;
        reading.guide(guide, record)?;
    }
    for (number, raw) in file.articles.iter().enumerate() {
        let (article, record) = reading.record(Collection::Articles, number, raw)?;
        reading.article(&article, record)?;
    }
    for (number, raw) in file.annotations.iter().enumerate() {
        let (annotation, record) = reading.record(Collection::Annotations, number, raw)?;
        reading.annotation(&annotation, record)?;
    }
    for (number, raw) in file.entities.iter().enumerate() {
        let (entity, record) = reading.record(Collection::Entities, number, raw)?;
        reading.entity(&entity, record)?;
    }
    for (number, raw) in file.scales.iter().enumerate() {
        let (scale, record) = reading.record(Collection::Scales, number, raw)?;
        reading.scale(scale, record)?;
    }
    for (number, raw) in file.checks.iter().enumerate() {
        let (check, record) = reading.record(Collection::Checks, number, raw)?;
        reading.check(&check, &record)?;
    }
    for (number, raw) in file.relations.iter().enumerate() {
        let (relation, record) = reading.record(Collection::Relations, number, raw)?;
        reading.annotation(&relation, record)?;
    }
    let (found, raised) = (given.next_number, reading.project.next_number);
    if raised > found {
        reading.notices.push(Notice::NumberRaised { found, raised });
    }
    reading.notices.extend(reading.extras.into_notices());
    Ok((reading.project, reading.notices))
}

/// A state of the project with a name, and what was repaired in it.
pub(super) fn version(
    raw: &RawValue,
    limits: Limits,
    record: &Record,
    effort: &mut Effort<'_>,
) -> Result<(NamedState, Vec<Notice>), NativeError> {
    let mut fields: Fields<'_> =
        serde_json::from_str(raw.get()).map_err(|_| malformed(record.clone(), "it is no version"))?;
    let state = fields.take("state").ok_or_else(|| malformed(record.clone(), "it has no state"))?;
    let VersionHead { number, name, at, by } = parse_object(raw, || record.clone())?;
    let sections = Sections::of(state.get(), limits)?;
    let (project, notices) = project(&sections, effort)?;
    let at = time(&at, || record.clone())?;
    Ok((NamedState { number, name, at, by, project }, notices))
}

struct RecordReading<'s, 't> {
    project: Project,
    notices: Vec<Notice>,
    articles: HashMap<ArticleId, Arc<Article>>,
    /// Those of articles with marks where they have to be looked at.
    graphemes: HashMap<ArticleId, Graphemes>,
    extras: Extras,
    effort: &'s mut Effort<'t>,
}

fn malformed(record: Record, problem: &str) -> NativeError {
    NativeError::Malformed { record, problem: problem.to_owned() }
}

fn header(record: &ProjectRecord) -> Result<Project, NativeError> {
    let named = |field: &str| Record { path: format!("project.{field}"), id: None };
    let plain = !record.id.is_empty() && record.id.len() <= 128 && !record.id.contains(char::is_control);
    if !plain {
        return Err(malformed(named("id"), "it is empty, longer than 128 bytes, or has control characters"));
    }
    let created = time(&record.created, || named("created"))?;
    let mut project = Project::new(ProjectId(record.id.clone()), record.title.clone(), created);
    project.modified = time(&record.modified, || named("modified"))?;
    project.next_number = record.next_number.max(1);
    Ok(project)
}

fn time(written: &str, record: impl FnOnce() -> Record) -> Result<Timestamp, NativeError> {
    match OffsetDateTime::parse(written, &Rfc3339) {
        // A year of four digits in milliseconds fits by far.
        Ok(time) => Ok(Timestamp((time.unix_timestamp_nanos() / 1_000_000) as i64)),
        Err(_) => Err(malformed(record(), "a time in it is not RFC 3339")),
    }
}

impl RecordReading<'_, '_> {
    fn count(&mut self, number: u32) {
        self.project.next_number = self.project.next_number.max(number.saturating_add(1));
    }

    /// One entry of a list, and what it is called.
    fn record<T: DeserializeOwned + Serialize>(
        &mut self,
        collection: Collection,
        number: usize,
        raw: &RawValue,
    ) -> Result<(T, Record), NativeError> {
        let record = Record { path: format!("{collection}[{number}]"), id: id_of(raw) };
        let read = parse_object(raw, || record.clone())?;
        self.extras.compare(&format!("{collection}[]"), &record, raw, &read);
        self.effort.read(raw.get().len());
        Ok((read, record))
    }

    fn tag(&mut self, given: &TagRecord, record: Record) -> Result<(), NativeError> {
        let Some(id) = TagId::parse(&given.id) else {
            return Err(malformed(record, "its id is not g and a number"));
        };
        if self.project.tagset.get(id).is_some() {
            return Err(NativeError::Duplicate { record });
        }
        self.project.tagset.tags.push(Tag {
            id,
            name: given.name.clone(),
            color: given.color,
            guide: given.guide.clone(),
            examples: given.examples.clone(),
            key: given.key,
        });
        self.count(id.0);
        Ok(())
    }

    fn guide(&mut self, given: TypeRecord, record: Record) -> Result<(), NativeError> {
        let TypeRecord { of, guide, examples } = given;
        if !self.project.tagset.guide(of).is_empty() {
            return Err(NativeError::Duplicate { record });
        }
        self.project.tagset.set_guide(TypeGuide { of, guide, examples });
        Ok(())
    }

    fn entity(&mut self, given: &CanonicalRecord, record: Record) -> Result<(), NativeError> {
        let Some(id) = EntityId::parse(&given.id) else {
            return Err(malformed(record, "its id is not e and a number"));
        };
        if self.project.entities.contains_key(&id) {
            return Err(NativeError::Duplicate { record });
        }
        if given.name.trim().is_empty() {
            return Err(malformed(record, "its name is empty"));
        }
        let entity = CanonicalEntity {
            id,
            kind: given.kind,
            name: given.name.clone(),
            aliases: given.aliases.clone(),
            note: given.note.clone(),
            external_id: given.external_id.clone(),
        };
        self.project.entities.insert(id, Arc::new(entity));
        self.count(id.0);
        Ok(())
    }

    fn scale(&mut self, given: ScaleRecord, record: Record) -> Result<(), NativeError> {
        let scale = checks::scale(given);
        if self.project.all_scales().iter().any(|other| other.key == scale.key) {
            return Err(NativeError::Duplicate { record });
        }
        self.project.scales.push(scale);
        Ok(())
    }

    fn check(&mut self, given: &CheckRecord, record: &Record) -> Result<(), NativeError> {
        let Some(id) = CheckId::parse(&given.id) else {
            return Err(malformed(record.clone(), "its id is not k and a number"));
        };
        if self.project.checks.contains_key(&id) {
            return Err(NativeError::Duplicate { record: record.clone() });
        }
        let at = |written: &String| time(written, || record.clone());
        let signed = |signature: &Option<SignatureRecord>| -> Result<Option<Signature>, NativeError> {
            let Some(SignatureRecord { by, at: written }) = signature else { return Ok(None) };
            Ok(Some(Signature { by: by.clone(), at: at(written)? }))
        };
        let mut history = Vec::with_capacity(given.history.len());
        for step in &given.history {
            let (by, from, to) = (step.by.clone(), step.from.clone(), step.to.clone());
            history.push(CheckStep { at: at(&step.at)?, by, act: step.act, from, to });
        }
        let mut sayings = Vec::with_capacity(given.sayings.len());
        for saying in &given.sayings {
            sayings.push(self.saying(id, saying, record)?);
        }
        let read = checks::ChecksRead {
            id,
            record: given,
            sayings,
            drafted: signed(&given.drafted)?,
            confirmed: signed(&given.confirmed)?,
            created: at(&given.created)?,
            modified: at(&given.modified)?,
            history,
        };
        let check = read.check(&self.project.all_scales(), &mut self.notices);
        self.project.checks.insert(id, Arc::new(check));
        self.count(id.0);
        Ok(())
    }

    /// Where something is claimed that is checked. A check outlives its articles.
    fn saying(&mut self, id: CheckId, given: &SayingRecord, record: &Record) -> Result<Saying, NativeError> {
        let Some(article) = ArticleId::parse(&given.article) else {
            return Err(malformed(record.clone(), "the article of a place is not t and a number"));
        };
        self.count(article.0);
        let outlet = given.outlet.clone();
        let quotes: Vec<Quote> = given.spans.iter().map(quote).collect();
        let unplaced = |quotes| Saying { article, target: Target::Unplaced(quotes), outlet: outlet.clone() };
        if matches!(given.placement, PlacementName::Unplaced) {
            return Ok(unplaced(quotes));
        }
        let found: Option<Vec<(ByteSpan, Found)>> = self.articles.get(&article).and_then(|article| {
            let anchor = Anchor { text: &article.text, index: &article.index };
            quotes.iter().map(|quote| anchor.find(quote, &mut self.effort.budget)).collect()
        });
        let Some((found, article_there)) =
            found.filter(|found| !found.is_empty()).zip(self.articles.get(&article))
        else {
            self.notices.push(Notice::SayingUnplaced { check: id, outlet: given.outlet.clone() });
            return Ok(unplaced(quotes));
        };
        let whole = found.iter().map(|(span, _)| grapheme_span(&article_there.text, *span)).collect();
        if found.iter().any(|(_, found)| *found != Found::InPlace) {
            self.notices.push(Notice::CheckAdjusted { check: id });
        }
        Ok(Saying { article, target: Target::Placed(disjoint(whole)), outlet })
    }

    fn article(&mut self, given: &ArticleRecord, record: Record) -> Result<(), NativeError> {
        let Some(id) = ArticleId::parse(&given.id) else {
            return Err(malformed(record, "its id is not t and a number"));
        };
        if self.articles.contains_key(&id) {
            return Err(NativeError::Duplicate { record });
        }
        let added = time(&given.added, || record)?;
        if given.sha256 != checksum(&given.text) {
            self.notices.push(Notice::TextChanged { article: id });
        }
        let mut published = given.published.clone();
        if !published.is_empty() && !is_calendar_date(&published) {
            self.notices.push(Notice::DateUnreadable { article: id, value: std::mem::take(&mut published) });
        }
        let meta = ArticleMeta {
            outlet: given.outlet.clone(),
            title: given.title.clone(),
            url: given.url.clone(),
            author: given.author.clone(),
            published,
        };
        let article = Arc::new(Article::new(id, &given.text, meta, added));
        self.articles.insert(id, article.clone());
        self.project.articles.push_back(article);
        self.count(id.0);
        Ok(())
    }

    fn annotation(&mut self, given: &AnnotationRecord, record: Record) -> Result<(), NativeError> {
        let Some(id) = AnnotationId::parse(&given.id) else {
            return Err(malformed(record, "its id is not a and a number"));
        };
        let Some(article) = ArticleId::parse(&given.article) else {
            return Err(malformed(record, "its article is not t and a number"));
        };
        if self.project.annotations.contains_key(&id) {
            return Err(NativeError::Duplicate { record });
        }
        let target = self.target(id, article, given.placement, &given.spans, &record)?;
        let annotation = Annotation {
            id,
            article,
            target,
            body: self.body(id, &given.body, &record)?,
            note: given.note.clone(),
            creator: match &given.creator {
                CreatorRecord::Person(PersonRecord { name }) => Creator::Person { name: name.clone() },
                CreatorRecord::Model(ModelRecord { name, version }) => {
                    Creator::Model { name: name.clone(), version: version.clone() }
                }
            },
            judged_by: given.judged_by.clone(),
            status: given.status,
            created: time(&given.created, || record.clone())?,
            modified: time(&given.modified, || record)?,
        };
        self.project.annotations.insert(id, Arc::new(annotation));
        self.count(id.0);
        Ok(())
    }

    /// Where an annotation stands, or the other claim of a relation.
    fn target(
        &mut self,
        id: AnnotationId,
        article: ArticleId,
        placement: PlacementName,
        spans: &[SpanRecord],
        record: &Record,
    ) -> Result<Target, NativeError> {
        if spans.is_empty() {
            return Err(malformed(record.clone(), "it has no spans"));
        }
        let Some(article) = self.articles.get(&article).cloned() else {
            return Err(NativeError::NoSuchArticle { record: record.clone(), article });
        };
        let quotes: Vec<Quote> = spans.iter().map(quote).collect();
        if matches!(placement, PlacementName::Unplaced) {
            return Ok(Target::Unplaced(quotes));
        }
        let anchor = Anchor { text: &article.text, index: &article.index };
        let found: Option<Vec<(ByteSpan, Found)>> =
            quotes.iter().map(|quote| anchor.find(quote, &mut self.effort.budget)).collect();
        let Some(found) = found else {
            self.notices.push(Notice::Unplaced { annotation: id });
            return Ok(Target::Unplaced(quotes));
        };
        let worst = found.iter().filter_map(|(_, found)| match found {
            Found::InPlace => None,
            Found::Quote => Some(Placement::Quote),
            Found::Fuzzy => Some(Placement::Fuzzy),
        });
        if let Some(placement) = worst.max() {
            self.notices.push(Notice::Reanchored { annotation: id, placement });
        }
        let spans: Vec<ByteSpan> = found.into_iter().map(|(span, _)| span).collect();
        let is_plain = |at| is_plain_boundary(&article.text, at);
        let whole = if spans.iter().all(|span| is_plain(span.start) && is_plain(span.end)) {
            disjoint(spans.clone())
        } else {
            let graphemes = self.graphemes.entry(article.id).or_insert_with(|| Graphemes::new(&article.text));
            let whole: Vec<ByteSpan> = spans.iter().map(|&span| graphemes.widen(span)).collect();
            let grown: u32 = whole.iter().zip(&spans).map(|(whole, span)| whole.len() - span.len()).sum();
            if grown > MOST_GROWN {
                self.notices.push(Notice::Unplaced { annotation: id });
                return Ok(Target::Unplaced(quotes));
            }
            disjoint(whole)
        };
        if whole != spans {
            self.notices.push(Notice::SpansAdjusted { annotation: id });
        }
        Ok(Target::Placed(whole))
    }

    fn body(&mut self, id: AnnotationId, given: &BodyRecord, record: &Record) -> Result<Body, NativeError> {
        Ok(match given {
            BodyRecord::Claim(claim) => Body::Claim(ClaimMark {
                kind: claim.kind,
                speaker: claim
                    .speaker
                    .as_ref()
                    .map(|speaker| Speaker { name: speaker.name.clone(), kind: speaker.kind }),
                certainty: claim.certainty,
                quotation: claim.quotation,
                polarity: claim.polarity,
                when: claim.when.as_ref().map(calendar),
            }),
            BodyRecord::Relation(RelationRecord { relation, difference, article, placement, spans }) => {
                let Some(other) = ArticleId::parse(article) else {
                    return Err(malformed(record.clone(), "its other article is not t and a number"));
                };
                let place = self.target(id, other, *placement, spans, record)?;
                Body::Relation(RelationMark { relation: *relation, difference: *difference, other, place })
            }
            BodyRecord::Entity(EntityRecord { kind, canonical, value }) => {
                let value = value.as_ref().map(normalized);
                if value.as_ref().is_some_and(|value| !kind.takes(value)) {
                    return Err(malformed(record.clone(), "its value is not one its kind can have"));
                }
                Body::Entity(EntityMark { kind: *kind, canonical: canonical.clone(), value })
            }
            BodyRecord::Highlight(HighlightRecord { tag }) => {
                let tag = TagId::parse(tag)
                    .ok_or_else(|| malformed(record.clone(), "its tag is not g and a number"))?;
                if self.project.tagset.get(tag).is_none() {
                    let added = Tag {
                        id: tag,
                        name: tag.to_string(),
                        color: TagColor::Slate,
                        guide: String::new(),
                        examples: Vec::new(),
                        key: None,
                    };
                    self.project.tagset.tags.push(added);
                    self.count(tag.0);
                    self.notices.push(Notice::TagMissing { annotation: id, tag });
                }
                Body::Highlight(Highlight { tag })
            }
        })
    }
}

/// A mark that would grow by more bytes than this to hold whole characters stands in what is no character
/// people write: a million accents on one letter. It would cover all of it, and so would thousands of others.
const MOST_GROWN: u32 = 1_000;

/// The id of a record, whatever else is wrong with it.
fn id_of(raw: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    let Named { id } = object(raw).ok()?;
    Some(id.chars().take(40).collect())
}

fn calendar(CalendarRecord { value, r#mod, anchor }: &CalendarRecord) -> CalendarValue {
    CalendarValue { value: value.clone(), modifier: *r#mod, anchor: anchor.clone() }
}

fn normalized(value: &ValueRecord) -> Normalized {
    match value {
        ValueRecord::Calendar(value) => Normalized::Calendar(calendar(value)),
        ValueRecord::Quantity(QuantityRecord { value, unit, kind, iso, r#mod }) => {
            Normalized::Quantity(QuantityValue {
                value: *value,
                unit: unit.clone(),
                kind: *kind,
                iso: iso.clone(),
                modifier: *r#mod,
            })
        }
    }
}

fn quote(span: &SpanRecord) -> Quote {
    Quote {
        exact: span.exact.clone(),
        prefix: span.prefix.clone(),
        suffix: span.suffix.clone(),
        start: span.start,
        end: span.end,
    }
}

/// The spans as the model wants them: in order, disjoint.
fn disjoint(whole: Vec<ByteSpan>) -> Vec<ByteSpan> {
    let whole = in_order(whole, |span| [u64::from(span.start), u64::from(span.end), 0]);
    let mut joined: Vec<ByteSpan> = Vec::with_capacity(whole.len());
    for span in whole {
        match joined.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}
