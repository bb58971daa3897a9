//! From what a file says to a project: places are found and made whole, labels become bodies, and what has no
//! place is kept.

mod parts;
mod placing;
mod unit;

pub(super) use parts::{PART, PART_OF};
pub(super) use unit::Counting;

use super::details::{DetailTold, Of, written_value};
use super::given::{Given, GivenLink, Text};
use super::label::{Label, read_link};
use super::ruler::Ruler;
use super::{Arrival, FilesRead, FormatError, Matter, OffsetUnit, RecordFinding, Telling, UnitFit, What};
use parts::merged;
use placing::Placing;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ClaimMark, Creator, EntityMark,
    Highlight, Project, RelationMark, Status, Tag, TagColor, TagId, Target, is_calendar_date, limits,
};
use std::collections::HashMap;
use std::sync::Arc;
use unit::fit;

/// A project in the making.
pub(super) struct Intake<'a> {
    arrival: &'a Arrival<'a>,
    /// Is told whose marks are placed.
    tell: Telling<'a>,
    project: Project,
    findings: Vec<RecordFinding>,
    placing: Placing,
    tags: HashMap<String, TagId>,
    unit: Option<OffsetUnit>,
    fits: Vec<UnitFit>,
    /// Where marks stand, by their ids in the file; for links from text to text.
    ends: HashMap<String, MarkEnd>,
    bytes: usize,
}

#[derive(Debug, Clone)]
struct MarkEnd {
    article: ArticleId,
    target: Target,
}

impl<'a> Intake<'a> {
    pub(super) fn new(arrival: &'a Arrival<'a>, tell: Telling<'a>) -> Self {
        Self {
            arrival,
            tell,
            project: Project::new(arrival.id.clone(), String::new(), arrival.at),
            findings: Vec::new(),
            placing: Placing::default(),
            tags: HashMap::new(),
            unit: None,
            fits: Vec::new(),
            ends: HashMap::new(),
            bytes: 0,
        }
    }

    pub(super) fn project(&mut self) -> &mut Project {
        &mut self.project
    }

    pub(super) fn finish(self) -> FilesRead {
        FilesRead { project: self.project, findings: self.findings, unit: self.unit, fits: self.fits }
    }

    /// Takes texts in with all their marks.
    pub(super) fn take(&mut self, texts: Vec<Text>, counting: Counting) -> Result<(), FormatError> {
        let prepared: Vec<(Text, Ruler, bool)> =
            texts.into_iter().map(|text| self.article(text)).collect::<Result<_, _>>()?;
        let unit = match counting {
            Counting::Always(unit) => unit,
            Counting::Guessed(usual) => {
                self.fits = OffsetUnit::ALL.map(|unit| fit(&prepared, unit)).into();
                let best = self.fits.iter().max_by_key(|fit| (fit.fitting, fit.unit == usual));
                let unit = best.map_or(usual, |fit| fit.unit);
                self.unit = Some(unit);
                unit
            }
        };
        let of = prepared.len();
        for (done, (text, ruler, is_there)) in prepared.into_iter().enumerate() {
            (self.tell)(done, of);
            self.text(text, &ruler, is_there, unit)?;
        }
        Ok(())
    }

    /// Takes in links between texts that were taken in before.
    pub(super) fn across(&mut self, links: Vec<GivenLink>) -> Result<(), FormatError> {
        for link in links {
            let ends = (self.ends.get(&link.from).cloned(), self.ends.get(&link.to).cloned());
            self.link(link, ends, "")?;
        }
        Ok(())
    }

    fn too_many(what: &'static str, limit: usize, record: &str) -> FormatError {
        FormatError::TooMany { file: record.to_owned(), what: what.into(), limit }
    }

    fn number(&mut self) -> u32 {
        let number = self.project.next_number;
        self.project.next_number = number.saturating_add(1);
        number
    }

    /// The article of a text, and whether its words are known.
    fn article(&mut self, mut text: Text) -> Result<(Text, Ruler, bool), FormatError> {
        if self.project.articles.len() >= limits::MOST_ARTICLES {
            return Err(Self::too_many("articles", limits::MOST_ARTICLES, &text.record));
        }
        let mut meta = std::mem::take(&mut text.meta);
        if !meta.published.is_empty() && !is_calendar_date(&meta.published) {
            let said = format!("published={}", std::mem::take(&mut meta.published));
            self.find(&text.record, None, What::NotUnderstood(Matter::Attribute, said));
        }
        let known = text.text.is_none().then(|| known(self.arrival.known, &meta)).flatten();
        let words = match (&text.text, known) {
            (Some(words), _) => Some(words.as_str()),
            (None, Some(article)) => {
                meta = article.meta.clone();
                Some(&*article.text)
            }
            (None, None) => None,
        };
        self.bytes += words.map_or(0, str::len);
        if self.bytes > limits::MOST_TEXT {
            return Err(Self::too_many("bytes of text", limits::MOST_TEXT, &text.record));
        }
        let id = ArticleId(self.number());
        let added = text.added.unwrap_or(self.arrival.at);
        let article = Arc::new(Article::new(id, words.unwrap_or_default(), meta, added));
        self.project.articles.push_back(article.clone());
        let is_there = words.is_some();
        Ok((text, Ruler::new(article), is_there))
    }

    fn text(
        &mut self,
        text: Text,
        ruler: &Ruler,
        is_there: bool,
        unit: OffsetUnit,
    ) -> Result<(), FormatError> {
        let mut ends: HashMap<String, MarkEnd> = HashMap::new();
        self.findings.extend(text.findings);
        let (marks, links) = merged(text.marks, text.links);
        for mark in marks {
            let record = joined_record(&text.record, &mark.record);
            let keys: Vec<String> = [mark.key.clone()].into_iter().chain(mark.keys.iter().cloned()).collect();
            let end = self.mark(mark, ruler, is_there, unit, &record)?;
            for key in keys.into_iter().filter(|key| !key.is_empty()) {
                if ends.contains_key(&key) {
                    self.find(&record, None, What::SameId(key));
                    continue;
                }
                self.ends.entry(key.clone()).or_insert_with(|| end.clone());
                ends.insert(key, end.clone());
            }
        }
        for link in links {
            let found = (ends.get(&link.from).cloned(), ends.get(&link.to).cloned());
            self.link(link, found, &text.record)?;
        }
        Ok(())
    }

    fn find(&mut self, record: &str, annotation: Option<AnnotationId>, what: What) {
        self.findings.push(RecordFinding { record: record.to_owned(), annotation, what });
    }

    fn mark(
        &mut self,
        mark: Given,
        ruler: &Ruler,
        is_there: bool,
        unit: OffsetUnit,
        record: &str,
    ) -> Result<MarkEnd, FormatError> {
        let (target, mut found) = self.placing.target(&mark, ruler, is_there, unit);
        let article = ruler.article().id;
        let end = MarkEnd { article, target };
        let label = Label::read(&mark.label);
        if label == Label::Place {
            return Ok(end);
        }
        let of = match label {
            Label::Entity(_) => Of::Entity,
            Label::Claim(..) => Of::Claim,
            Label::Tag(_) | Label::Place => Of::Other,
        };
        let mut told = DetailTold::read(&mark.details, of);
        let body = match label {
            Label::Entity(kind) => {
                if let Some(value) = told.value.take_if(|value| !kind.takes(value)) {
                    told.unknown.push(format!("value={}", written_value(&value)));
                }
                let canonical = std::mem::take(&mut told.canonical);
                Body::Entity(EntityMark { kind, canonical, value: told.value.take() })
            }
            Label::Claim(kind, certainty) => Body::Claim(ClaimMark {
                kind,
                speaker: told.speaker.take(),
                certainty,
                quotation: told.quotation,
                polarity: told.polarity,
                when: told.when.take(),
            }),
            Label::Tag(name) => Body::Highlight(Highlight { tag: self.tag(name, record)? }),
            // Taken above.
            Label::Place => return Ok(end),
        };
        found.extend(told.keep_unknown());
        let id = self.annotation(article, end.target.clone(), body, told, record)?;
        for what in found {
            self.find(record, Some(id), what);
        }
        Ok(end)
    }

    fn annotation(
        &mut self,
        article: ArticleId,
        target: Target,
        body: Body,
        told: DetailTold,
        record: &str,
    ) -> Result<AnnotationId, FormatError> {
        if self.project.annotations.len() >= limits::MOST_ANNOTATIONS {
            return Err(Self::too_many("marks", limits::MOST_ANNOTATIONS, record));
        }
        let id = AnnotationId(self.number());
        let annotation = Annotation {
            id,
            article,
            target,
            body,
            note: told.note,
            creator: told.creator.unwrap_or_else(|| Creator::Person { name: self.arrival.person.clone() }),
            judged_by: told.judged_by,
            status: told.status.unwrap_or(Status::Accepted),
            created: told.created.unwrap_or(self.arrival.at),
            modified: told.modified.or(told.created).unwrap_or(self.arrival.at),
        };
        self.project.annotations.insert(id, Arc::new(annotation));
        Ok(id)
    }

    fn tag(&mut self, name: String, record: &str) -> Result<TagId, FormatError> {
        if let Some(id) = self.tags.get(&name) {
            return Ok(*id);
        }
        let tags = self.project.tagset.tags.len();
        if tags >= limits::MOST_TAGS {
            return Err(Self::too_many("labels", limits::MOST_TAGS, record));
        }
        let id = TagId(self.number());
        let color = TagColor::ALL.into_iter().cycle().nth(tags % TagColor::ALL.len());
        self.project.tagset.tags.push(Tag {
            id,
            name: name.clone(),
            color: color.unwrap_or(TagColor::Slate),
            guide: String::new(),
            examples: Vec::new(),
            key: None,
        });
        self.tags.insert(name, id);
        Ok(id)
    }

    fn link(
        &mut self,
        link: GivenLink,
        ends: (Option<MarkEnd>, Option<MarkEnd>),
        text: &str,
    ) -> Result<(), FormatError> {
        let record = joined_record(text, &link.record);
        let (from, to) = match ends {
            (Some(from), Some(to)) => (from, to),
            (None, _) => {
                self.find(&record, None, What::NoSuchRecord(link.from));
                return Ok(());
            }
            (_, None) => {
                self.find(&record, None, What::NoSuchRecord(link.to));
                return Ok(());
            }
        };
        let mut told = DetailTold::read(&link.details, Of::Other);
        let (body, strange) = match read_link(&link.label) {
            Some((relation, difference)) => {
                let place = to.target;
                (Body::Relation(RelationMark { relation, difference, other: to.article, place }), None)
            }
            // A link of another tool: kept where it begins, with the words it leads to.
            None => {
                let tag = self.tag(link.label.clone(), &record)?;
                let led = format!("→ {}", self.words(&to));
                told.note = if told.note.is_empty() { led } else { format!("{}\n{led}", told.note) };
                let strange = What::NotUnderstood(Matter::Relation, link.label);
                (Body::Highlight(Highlight { tag }), Some(strange))
            }
        };
        let unknown = told.keep_unknown();
        let id = self.annotation(from.article, from.target, body, told, &record)?;
        for what in strange.into_iter().chain(unknown) {
            self.find(&record, Some(id), what);
        }
        Ok(())
    }

    /// The words an end stands on, not too many of them.
    fn words(&self, end: &MarkEnd) -> String {
        let words = match &end.target {
            Target::Unplaced(quotes) => quotes.iter().map(|quote| quote.exact.clone()).collect::<String>(),
            Target::Placed(spans) => {
                let article = self.project.article(end.article);
                let words = spans.iter().filter_map(|span| span.slice(&article?.text));
                words.collect::<Vec<_>>().join(" … ")
            }
        };
        words.chars().take(200).collect()
    }
}

fn joined_record(text: &str, record: &str) -> String {
    match (text.is_empty(), record.is_empty()) {
        (true, _) => record.to_owned(),
        (_, true) => text.to_owned(),
        _ => format!("{text}, {record}"),
    }
}
/// The article a text without words is: by address, else by outlet and headline.
fn known<'a>(known: &'a [Arc<Article>], meta: &ArticleMeta) -> Option<&'a Arc<Article>> {
    let same_address = |article: &&Arc<Article>| !meta.url.is_empty() && article.meta.url == meta.url;
    let same_name = |article: &&Arc<Article>| {
        !meta.title.is_empty() && article.meta.title == meta.title && article.meta.outlet == meta.outlet
    };
    known.iter().find(same_address).or_else(|| known.iter().find(same_name))
}
