//! From what a file says to a project: places are found and made whole, labels become bodies, and what has no
//! place is kept.

use super::details::{DetailTold, Details, Of, written_value};
use super::label::{Label, read_link};
use super::ruler::Ruler;
use super::{Arrival, FilesRead, FormatError, Matter, OffsetUnit, RecordFinding, UnitFit, What};
use crate::anchor::{Anchor, Budget, Found};
use memchr::memmem;
use serde_json::Value;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, ClaimMark, Creator,
    EntityMark, Highlight, Project, Quote, RelationMark, Status, Tag, TagColor, TagId, Target, Timestamp,
    in_order, is_calendar_date, limits,
};
use std::collections::HashMap;
use std::sync::Arc;

/// One text of a file with everything said about it.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Where it stands in its file: `a.jsonl, line 3`.
    pub(super) record: String,
    /// `None` when the file speaks of a text it does not have.
    pub(super) text: Option<String>,
    pub(super) meta: ArticleMeta,
    pub(super) added: Option<Timestamp>,
    pub(super) marks: Vec<Given>,
    pub(super) links: Vec<GivenLink>,
    /// What there was no place for.
    pub(super) findings: Vec<RecordFinding>,
}

/// A mark as a file says it.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Its id in the file, for links.
    pub(super) key: String,
    /// The ids of its other parts, when they came one by one.
    pub(super) keys: Vec<String>,
    /// What to call it in messages, after the text's record.
    pub(super) record: String,
    /// Its parts. A mark without is on all of the text.
    pub(super) places: Vec<Place>,
    pub(super) label: String,
    pub(super) details: Details,
}

/// One part of a mark.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Place {
    /// Start and end; `None` when only words are given.
    pub(super) at: Option<(u32, u32)>,
    pub(super) exact: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// Whether the file says itself that it has none.
    pub(super) is_unplaced: bool,
}

impl Place {
    /// A place by numbers. What is no number of ours lies past any end.
    pub(super) fn at(start: Option<u64>, end: Option<u64>) -> Self {
        let number = |number: Option<u64>| number.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
        Self { at: Some((number(start), number(end))), ..Self::default() }
    }

    pub(super) fn quoting(self, exact: Option<&str>) -> Self {
        Self { exact: exact.map(str::to_owned), ..self }
    }
}

/// A link as a file says it.
#[derive(Debug, Default)]
pub(super) struct GivenLink {
    pub(super) record: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) label: String,
    pub(super) details: Details,
}

/// How positions are to be read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counting {
    /// The format says it.
    Always(OffsetUnit),
    /// Nobody knows: the one that fits best, of equals the one given.
    Guessed(OffsetUnit),
}

impl Counting {
    /// As asked; found out when nothing was.
    pub(super) fn asked(unit: Option<OffsetUnit>, usual: OffsetUnit) -> Self {
        unit.map_or(Self::Guessed(usual), Self::Always)
    }
}

/// A project in the making.
pub(super) struct Intake<'a> {
    arrival: &'a Arrival<'a>,
    project: Project,
    findings: Vec<RecordFinding>,
    budget: Budget,
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

/// A mark that would grow by more bytes than this to hold whole characters stands in what is no character
/// people write.
const MOST_GROWN: u32 = 1_000;

impl<'a> Intake<'a> {
    pub(super) fn new(arrival: &'a Arrival<'a>) -> Self {
        Self {
            arrival,
            project: Project::new(arrival.id.clone(), String::new(), arrival.at),
            findings: Vec::new(),
            budget: Budget::default(),
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
        for (text, ruler, is_there) in prepared {
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
        FormatError::TooMany { file: record.to_owned(), what, limit }
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
        let (target, mut found) = self.target(&mark, ruler, is_there, unit);
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

    /// Where a mark stands, and what is to be said about that.
    fn target(
        &mut self,
        mark: &Given,
        ruler: &Ruler,
        is_there: bool,
        unit: OffsetUnit,
    ) -> (Target, Vec<What>) {
        let quotes = || match mark.places.as_slice() {
            // A mark without a place has a quote nevertheless, an empty one.
            [] => Target::Unplaced(vec![Quote::default()]),
            places => Target::Unplaced(places.iter().map(quote).collect()),
        };
        let unplaced = |what| (quotes(), vec![what]);
        if mark.places.iter().any(|place| place.is_unplaced) {
            return (quotes(), Vec::new());
        }
        if !is_there {
            return unplaced(What::NoText);
        }
        let mut found = Vec::new();
        let mut spans: Vec<ByteSpan> = Vec::with_capacity(mark.places.len());
        for place in &mark.places {
            match self.place(place, ruler, unit) {
                Ok((places, what)) => {
                    spans.extend(places);
                    found.extend(what.filter(|what| !found.contains(what)));
                }
                Err(what) => return unplaced(what),
            }
        }
        if mark.places.is_empty() {
            if ruler.text().is_empty() {
                return (Target::Unplaced(vec![Quote::default()]), vec![What::Nothing]);
            }
            return (Target::Placed(vec![ByteSpan::new(0, ruler.text().len())]), vec![What::WholeText]);
        }
        // Parts may come in any order.
        let spans = in_order(spans, |span| [u64::from(span.start), u64::from(span.end), 0]);
        let whole: Vec<ByteSpan> = spans.iter().map(|&span| ruler.widen(span)).collect();
        let grown: u32 = whole.iter().zip(&spans).map(|(whole, span)| whole.len() - span.len()).sum();
        if grown > MOST_GROWN {
            return unplaced(What::NotFound);
        }
        let whole = disjoint(whole);
        if whole != spans {
            found.push(What::Widened);
        }
        (Target::Placed(whole), found)
    }

    fn place(
        &mut self,
        place: &Place,
        ruler: &Ruler,
        unit: OffsetUnit,
    ) -> Result<(Vec<ByteSpan>, Option<What>), What> {
        let located = place.at.map(|(start, end)| ruler.locate(start, end, unit));
        let Some(exact) = place.exact.as_deref().filter(|exact| !exact.is_empty()) else {
            return match located.flatten() {
                None => Err(What::PastTheEnd),
                Some(span) if span.is_empty() => Err(What::Nothing),
                Some(span) => Ok((vec![span], None)),
            };
        };
        if let Some(span) = located.flatten()
            && span.slice(ruler.text()).is_some_and(|words| is_same(words, exact))
        {
            return Ok((vec![span], None));
        }
        if place.at.is_none() {
            // Without a position all places with these words and surroundings are meant.
            let all = self.everywhere(place, exact, ruler.text());
            if !all.is_empty() {
                return Ok((all, None));
            }
        }
        let mut quote = quote(place);
        if let Some(span) = located.flatten() {
            (quote.start, quote.end) = ruler.measure(span, OffsetUnit::CodePoints);
        }
        let anchor = Anchor { text: ruler.text(), index: &ruler.article().index };
        match anchor.find(&quote, &mut self.budget) {
            None => Err(What::NotFound),
            Some((span, Found::InPlace)) => Ok((vec![span], None)),
            Some((span, Found::Quote)) => Ok((vec![span], Some(What::Moved))),
            Some((span, Found::Fuzzy)) => Ok((vec![span], Some(What::Nearly))),
        }
    }

    fn everywhere(&mut self, place: &Place, exact: &str, text: &str) -> Vec<ByteSpan> {
        let wanted = format!("{}{exact}{}", place.prefix, place.suffix);
        if self.budget.spend(text.len() / 16 + 1).is_none() {
            return Vec::new();
        }
        let found: Vec<ByteSpan> = memmem::find_iter(text.as_bytes(), wanted.as_bytes())
            .map(|start| start + place.prefix.len())
            .map(|start| ByteSpan::new(start, start + exact.len()))
            .take(MOST_PLACES)
            .collect();
        // Each is kept, so each costs.
        if self.budget.spend(found.len() * 64).is_none() { Vec::new() } else { found }
    }
}

/// The label of a link from the first part of a mark to another, and the key of details by which parts know
/// each other: for tools whose spans have one part.
pub(super) const PART: &str = "part";
pub(super) const PART_OF: &str = "part_of";

/// Marks whose parts came one by one, made whole, in the order of their first parts.
fn merged(marks: Vec<Given>, links: Vec<GivenLink>) -> (Vec<Given>, Vec<GivenLink>) {
    let labels: HashMap<&str, &str> =
        marks.iter().map(|mark| (mark.key.as_str(), mark.label.as_str())).collect();
    // Parts of one mark have one label. Anything else is a link somebody happened to name so.
    let is_part = |link: &GivenLink| {
        let (from, to) = (labels.get(link.from.as_str()), labels.get(link.to.as_str()));
        link.label == PART && from.is_some() && from == to && link.from != link.to
    };
    let (parts, links): (Vec<_>, Vec<_>) = links.into_iter().partition(is_part);
    let first: HashMap<String, String> = parts.into_iter().map(|link| (link.to, link.from)).collect();
    let mut whole: Vec<Given> = Vec::with_capacity(marks.len());
    let mut groups: HashMap<(Group, String), usize> = HashMap::new();
    for mut mark in marks {
        let group = match (mark.details.remove(PART_OF), first.get(&mark.key)) {
            (Some(name), _) => Group::Named(super::details::flat(&name)),
            (None, Some(first)) if !mark.key.is_empty() => Group::Of(first.clone()),
            _ if mark.key.is_empty() => {
                whole.push(mark);
                continue;
            }
            _ => Group::Of(mark.key.clone()),
        };
        let is_head = group == Group::Of(mark.key.clone());
        let key = (group, mark.label.clone());
        match groups.get(&key).and_then(|&place| whole.get_mut(place)) {
            // A second record with the same id is a mark of its own.
            Some(known) if is_head && (known.key == mark.key || known.keys.contains(&mark.key)) => {
                whole.push(mark);
            }
            Some(known) => {
                known.places.append(&mut mark.places);
                known.keys.push(std::mem::take(&mut mark.key));
                for (key, value) in mark.details {
                    known.details.entry(key).or_insert(value);
                }
            }
            None => {
                groups.insert(key, whole.len());
                whole.push(mark);
            }
        }
    }
    (whole, links)
}

/// What the parts of one mark have in common.
#[derive(PartialEq, Eq, Hash)]
enum Group {
    /// A name that each part says.
    Named(String),
    /// The id of the part the others are linked from.
    Of(String),
}

/// Whether words are those of a quote. Blanks of one kind may have become blanks of another: brat has one
/// line for a mark, 「港\n火災」 is 「港 火災」 there.
fn is_same(words: &str, exact: &str) -> bool {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    words == exact
        || words.len() <= exact.len().saturating_mul(4) && {
            let (mut ours, mut theirs) = (words.chars(), exact.chars());
            loop {
                match (ours.next(), theirs.next()) {
                    (None, None) => break true,
                    (Some(a), Some(b)) if a == b || is_blank(a) && is_blank(b) => {}
                    _ => break false,
                }
            }
        }
}

/// A quote without a position stands in at most so many places.
const MOST_PLACES: usize = 1_000;

fn joined_record(text: &str, record: &str) -> String {
    match (text.is_empty(), record.is_empty()) {
        (true, _) => record.to_owned(),
        (_, true) => text.to_owned(),
        _ => format!("{text}, {record}"),
    }
}

fn quote(place: &Place) -> Quote {
    let (start, end) = place.at.unwrap_or_default();
    Quote {
        exact: place.exact.clone().unwrap_or_default(),
        prefix: place.prefix.clone(),
        suffix: place.suffix.clone(),
        start,
        end,
    }
}

/// In order; those that overlap are joined.
fn disjoint(spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    let spans = in_order(spans, |span| [u64::from(span.start), u64::from(span.end), 0]);
    let mut joined: Vec<ByteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// The article a text without words is: by address, else by outlet and headline.
fn known<'a>(known: &'a [Arc<Article>], meta: &ArticleMeta) -> Option<&'a Arc<Article>> {
    let same_address = |article: &&Arc<Article>| !meta.url.is_empty() && article.meta.url == meta.url;
    let same_name = |article: &&Arc<Article>| {
        !meta.title.is_empty() && article.meta.title == meta.title && article.meta.outlet == meta.outlet
    };
    known.iter().find(same_address).or_else(|| known.iter().find(same_name))
}

/// How many marks fit their texts in a unit. Where some have quotes only those are asked: the others would
/// fit nearly anywhere.
fn fit(texts: &[(Text, Ruler, bool)], unit: OffsetUnit) -> UnitFit {
    let (mut fitting, mut of) = (0, 0);
    let mut places = texts.iter().flat_map(|(text, ..)| &text.marks).flat_map(|mark| &mark.places);
    let some_are_quoted = places.any(|place| place.at.is_some() && place.exact.is_some());
    for (text, ruler, _) in texts {
        for place in text.marks.iter().flat_map(|mark| &mark.places) {
            let Some((start, end)) = place.at else { continue };
            if some_are_quoted && place.exact.is_none() {
                continue;
            }
            of += 1;
            let Some(span) = ruler.locate(start, end, unit).filter(|span| !span.is_empty()) else { continue };
            fitting += usize::from(match place.exact.as_deref() {
                Some(exact) => span.slice(ruler.text()).is_some_and(|words| is_same(words, exact)),
                None => {
                    // In bytes and UTF-16 a position may lie inside of a character.
                    ruler.measure(span, unit) == (start, end)
                        && ruler.is_whole(span)
                        && span.slice(ruler.text()).is_some_and(|words| words.trim() == words)
                }
            });
        }
    }
    UnitFit { unit, fitting, of }
}

/// A record that there is no place for, with its words, not too many of them.
pub(super) fn not_understood(record: String, matter: Matter, said: &Value) -> RecordFinding {
    let said = said.to_string().chars().take(1_000).collect();
    RecordFinding { record, annotation: None, what: What::NotUnderstood(matter, said) }
}
