//! A TEI file, read part by part.

use super::APPLICATION;
use super::prose::Prose;
use crate::formats::details::{Details, of_flat, read_time};
use crate::formats::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use crate::formats::xml::{XmlElement, XmlPart, XmlReading, of_spelled};
use crate::formats::{FormatError, InputFile, Matter};
use serde_json::json;
use std::collections::HashMap;

/// What a file says.
#[derive(Default)]
pub(super) struct TeiReading {
    pub(super) title: String,
    pub(super) texts: Vec<Text>,
    pub(super) across: Vec<GivenLink>,
    /// For each text what its words are so far; `None` once it ended.
    prose: Option<Prose>,
    /// What is open, from the outside.
    open: Vec<TeiRole>,
    /// The words of the element that is asked for its words.
    words: String,
    /// Whether the file is one of ours, whose blanks all count.
    is_ours: bool,
    /// In which text, and from where to where, something with an id stands.
    ids: HashMap<String, (usize, u32, u32)>,
    spans: Vec<TeiSpan>,
    relations: Vec<TeiRelation>,
    features: HashMap<String, Details>,
}

/// What an open element is to us.
enum TeiRole {
    /// Nothing in itself.
    Plain,
    /// Its words are asked for.
    Words(TeiAsked),
    /// Nothing in it is read.
    Skipped,
    /// A paragraph.
    Block {
        preserved: bool,
    },
    /// Something with an id or a mark: where it begins, the id, the mark's label and details.
    Inline {
        start: u32,
        id: Option<String>,
        mark: Option<(String, Details)>,
    },
    /// One reading of several: the first is taken.
    Choice {
        is_taken: bool,
    },
    /// A text.
    Body,
    /// A feature structure with its id, and one of its features.
    Features {
        id: String,
        said: Details,
    },
    Feature(String),
}

/// Whose words are asked for.
enum TeiAsked {
    Title,
    Author,
    Publisher,
    Address,
    Day,
    Added,
    /// The span that began last.
    Span,
    /// The value of the feature that is open.
    Value,
    /// A note, which is not part of the text.
    Note,
}

struct TeiSpan {
    text: usize,
    id: String,
    element: XmlElement,
    words: String,
}

struct TeiRelation {
    text: Option<usize>,
    element: XmlElement,
}

/// Elements that are marks of ours.
const NAMES: [(&str, &str); 14] = [
    ("persName", "PERSON"),
    ("orgName", "ORGANIZATION"),
    ("placeName", "LOCATION"),
    ("settlement", "LOCATION"),
    ("region", "LOCATION"),
    ("country", "LOCATION"),
    ("district", "LOCATION"),
    ("geogName", "LOCATION"),
    ("date", "DATE"),
    ("time", "TIME"),
    ("num", "QUANTITY"),
    ("measure", "QUANTITY"),
    ("eventName", "EVENT"),
    ("objectName", "PRODUCT"),
];

/// Types of `name` and `rs` that are types of ours.
const TYPES: [(&str, &str); 5] = [
    ("person", "PERSON"),
    ("org", "ORGANIZATION"),
    ("organization", "ORGANIZATION"),
    ("place", "LOCATION"),
    ("event", "EVENT"),
];

impl TeiReading {
    pub(super) fn read(file: &InputFile) -> Result<Self, FormatError> {
        let mut xml = XmlReading::of(file)?;
        let mut reading = Self::default();
        let mut is_first = true;
        while let Some(part) = xml.next()? {
            match part {
                XmlPart::Open(root) if std::mem::take(&mut is_first) => {
                    if ![super::CORPUS, super::TEXT].contains(&root.local()) {
                        return Err(xml.malformed(format!("<{}> is not the root of a TEI file", root.name)));
                    }
                    let role = reading.role(root, file);
                    reading.open.push(role);
                }
                XmlPart::Open(element) => {
                    let role = reading.role(element, file);
                    reading.open.push(role);
                }
                XmlPart::Words(words) => reading.take_words(&words),
                XmlPart::Close => reading.close(),
            }
        }
        if reading.texts.is_empty() {
            return Err(xml.malformed("there is no <TEI>"));
        }
        reading.resolve();
        Ok(reading)
    }

    fn is_in(&self, wanted: impl Fn(&TeiRole) -> bool) -> bool {
        self.open.iter().any(wanted)
    }

    fn text(&mut self) -> Option<&mut Text> {
        self.texts.last_mut()
    }

    fn role(&mut self, element: XmlElement, file: &InputFile) -> TeiRole {
        if self.is_in(|role| matches!(role, TeiRole::Skipped)) {
            return TeiRole::Plain;
        }
        if let Some(TeiRole::Choice { is_taken }) = self.open.last_mut()
            && std::mem::replace(is_taken, true)
        {
            return TeiRole::Skipped;
        }
        if self.is_in(|role| matches!(role, TeiRole::Body)) {
            return self.inside(&element);
        }
        let asks = |asked| TeiRole::Words(asked);
        let role = match element.local() {
            super::TEXT => {
                let record = format!("{}, text {}", file.name, self.texts.len() + 1);
                self.texts.push(Text { record, text: Some(String::new()), ..Text::default() });
                TeiRole::Plain
            }
            "text" if !self.texts.is_empty() => {
                self.prose = Some(Prose::default());
                TeiRole::Body
            }
            "application" => {
                self.is_ours |= element.get("ident") == Some(APPLICATION);
                TeiRole::Plain
            }
            "title" => asks(TeiAsked::Title),
            "author" => asks(TeiAsked::Author),
            "publisher" => asks(TeiAsked::Publisher),
            "idno" if element.get("type") == Some("URI") => asks(TeiAsked::Address),
            "date" if element.get("type") == Some("added") => asks(TeiAsked::Added),
            "date" => {
                if let (Some(day), Some(text)) = (element.get("when"), self.text()) {
                    day.clone_into(&mut text.meta.published);
                }
                asks(TeiAsked::Day)
            }
            "span" => {
                let (text, id) = (self.texts.len().saturating_sub(1), id_of(&element));
                self.spans.push(TeiSpan { text, id, element, words: String::new() });
                asks(TeiAsked::Span)
            }
            "relation" => {
                let text = self.texts.len().checked_sub(1);
                self.relations.push(TeiRelation { text, element });
                TeiRole::Plain
            }
            "fs" => TeiRole::Features { id: id_of(&element), said: Details::new() },
            "f" => TeiRole::Feature(element.get("name").unwrap_or_default().to_owned()),
            "string" => asks(TeiAsked::Value),
            "symbol" | "numeric" | "binary" => {
                self.value(element.get("value").unwrap_or_default().to_owned());
                TeiRole::Plain
            }
            _ => TeiRole::Plain,
        };
        if let TeiRole::Words(_) = role {
            self.words.clear();
        }
        role
    }

    /// An element inside of a text.
    fn inside(&mut self, element: &XmlElement) -> TeiRole {
        let Some(prose) = &mut self.prose else { return TeiRole::Plain };
        let id = Some(id_of(element)).filter(|id| !id.is_empty());
        match element.local() {
            "p" | "ab" | "head" | "div" | "l" | "lg" | "item" | "list" | "sp" | "row" => {
                let preserved = element.get("space") == Some("preserve");
                prose.block();
                if preserved {
                    prose.preserve(true);
                }
                TeiRole::Block { preserved }
            }
            "lb" => {
                prose.line();
                TeiRole::Plain
            }
            "g" => {
                let number = element.get("n").and_then(|number| number.strip_prefix("U+"));
                let c = number.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
                c.into_iter().for_each(|c| prose.put(c));
                TeiRole::Plain
            }
            "note" => {
                self.words.clear();
                TeiRole::Words(TeiAsked::Note)
            }
            // The reading of a character stands beside it.
            "rt" | "fw" => TeiRole::Skipped,
            "choice" | "app" => TeiRole::Choice { is_taken: false },
            name => {
                let mark = mark_of(name, element);
                if id.is_none() && mark.is_none() {
                    return TeiRole::Plain;
                }
                TeiRole::Inline { start: prose.start(), id, mark }
            }
        }
    }

    fn take_words(&mut self, words: &str) {
        if self.is_in(|role| matches!(role, TeiRole::Skipped)) {
            return;
        }
        if self.is_in(|role| matches!(role, TeiRole::Words(_))) {
            self.words.push_str(words);
        } else if let Some(prose) = &mut self.prose {
            prose.words(words);
        }
    }

    /// Words of a header: as they are in files of ours, without what lays out XML in others.
    fn said(&self) -> String {
        if self.is_ours || self.words.starts_with('"') {
            return of_spelled(&self.words);
        }
        self.words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(TeiRole::Words(asked)) => self.asked(&asked),
            Some(TeiRole::Block { preserved }) => {
                if let Some(prose) = &mut self.prose {
                    if preserved {
                        prose.preserve(false);
                    }
                    if !self.is_ours {
                        prose.block();
                    }
                }
            }
            Some(TeiRole::Inline { start, id, mark }) => {
                let Some(end) = self.prose.as_ref().map(Prose::end) else { return };
                let place = self.texts.len().saturating_sub(1);
                if let Some(id) = &id {
                    self.ids.entry(id.clone()).or_insert((place, start, end));
                }
                if let (Some((label, details)), Some(text)) = (mark, self.texts.last_mut()) {
                    let record = format!("mark {}", text.marks.len() + 1);
                    let places = vec![GivenPlace::at(Some(start.into()), Some(end.into()))];
                    let key = id.unwrap_or_default();
                    text.marks.push(Given { key, record, places, label, details, ..Given::default() });
                }
            }
            Some(TeiRole::Body) => {
                let is_ours = self.is_ours;
                if let (Some(prose), Some(text)) = (self.prose.take(), self.text()) {
                    text.text = Some(prose.finish(is_ours));
                }
            }
            Some(TeiRole::Features { id, said }) => {
                self.features.insert(id, said);
            }
            Some(TeiRole::Plain | TeiRole::Skipped | TeiRole::Choice { .. } | TeiRole::Feature(_)) | None => {
            }
        }
    }

    fn asked(&mut self, asked: &TeiAsked) {
        let said = self.said();
        self.words.clear();
        match asked {
            TeiAsked::Value => return self.value(said),
            TeiAsked::Span => {
                if let Some(span) = self.spans.last_mut() {
                    span.words = said;
                }
                return;
            }
            TeiAsked::Title if self.texts.is_empty() => {
                self.title = said;
                return;
            }
            _ => {}
        }
        let Some(text) = self.texts.last_mut() else { return };
        match asked {
            TeiAsked::Title if text.meta.title.is_empty() => text.meta.title = said,
            TeiAsked::Author if text.meta.author.is_empty() => text.meta.author = said,
            TeiAsked::Publisher if text.meta.outlet.is_empty() => text.meta.outlet = said,
            TeiAsked::Address if text.meta.url.is_empty() => text.meta.url = said,
            TeiAsked::Day if text.meta.published.is_empty() => text.meta.published = said,
            TeiAsked::Added => text.added = read_time(&said),
            TeiAsked::Note => {
                let record = format!("{}, note", text.record);
                text.findings.push(not_understood(record, Matter::Record, &json!(said)));
            }
            _ => {}
        }
    }

    /// The value of the feature that is open.
    fn value(&mut self, said: String) {
        let name = self.open.iter().rev().find_map(|role| match role {
            TeiRole::Feature(name) => Some(name.clone()),
            _ => None,
        });
        let features = self.open.iter_mut().rev().find_map(|role| match role {
            TeiRole::Features { said, .. } => Some(said),
            _ => None,
        });
        if let (Some(name), Some(features)) = (name, features) {
            let value = of_flat(&name, &said);
            features.insert(name, value);
        }
    }

    /// Spans and relations, once all anchors are known.
    fn resolve(&mut self) {
        // Where the mark of a span is: in which text and which of its marks.
        let mut marks: HashMap<String, (usize, usize)> = HashMap::new();
        for (number, span) in std::mem::take(&mut self.spans).into_iter().enumerate() {
            let (text, place) = self.place(&span);
            let head = span.element.get("prev").and_then(|id| marks.get(target(id))).copied();
            if let Some((of, at)) = head
                && let Some(mark) = self.texts.get_mut(of).and_then(|text| text.marks.get_mut(at))
            {
                mark.places.push(place);
                mark.keys.push(span.id.clone());
                marks.entry(span.id).or_insert((of, at));
                continue;
            }
            let mut details = self.analysis(&span.element);
            let label = details.remove("label").and_then(|label| label.as_str().map(str::to_owned));
            let kind = span.element.get("type").map(str::to_owned);
            let mut words = span.words;
            let label = label.or(kind).unwrap_or_else(|| std::mem::take(&mut words));
            if !words.is_empty() && !details.contains_key("note") {
                details.insert("note".to_owned(), words.into());
            }
            let label = if label.is_empty() { "span".to_owned() } else { label };
            let Some(into) = self.texts.get_mut(text) else { continue };
            marks.entry(span.id.clone()).or_insert((text, into.marks.len()));
            into.marks.push(Given {
                key: span.id,
                record: format!("span {}", number + 1),
                places: vec![place],
                label,
                details,
                ..Given::default()
            });
        }
        for (number, relation) in std::mem::take(&mut self.relations).into_iter().enumerate() {
            let end = |name: &str| relation.element.get(name).map(|id| target(id).to_owned());
            let (from, to) = (end("active").unwrap_or_default(), end("passive").unwrap_or_default());
            let in_text = |id: &str| marks.get(id).map(|(text, _)| *text);
            let same = in_text(&from).filter(|text| in_text(&to) == Some(*text)).or_else(|| {
                let is_inline = in_text(&from).is_none() && in_text(&to).is_none();
                relation.text.filter(|_| is_inline)
            });
            let mut details = self.analysis(&relation.element);
            details.remove("label");
            let label = relation.element.get("name").unwrap_or("relation").to_owned();
            let record = format!("relation {}", number + 1);
            let link = GivenLink { record, from, to, label, details };
            match same.and_then(|text| self.texts.get_mut(text)) {
                Some(text) => text.links.push(link),
                None => self.across.push(link),
            }
        }
    }

    /// What the feature structures say that an element names.
    fn analysis(&self, element: &XmlElement) -> Details {
        let names = element.get("ana").unwrap_or_default().split_whitespace();
        let said = names.filter_map(|name| self.features.get(target(name)));
        said.flat_map(|said| said.iter().map(|(key, value)| (key.clone(), value.clone()))).collect()
    }

    /// In which text a span stands, and where.
    fn place(&self, span: &TeiSpan) -> (usize, GivenPlace) {
        let at = |name: &str| span.element.get(name).and_then(|id| self.ids.get(target(id))).copied();
        let (from, to) = (at("from").or_else(|| at("target")), at("to"));
        match (from, to.or(from)) {
            (Some((text, start, _)), Some((_, _, end))) => {
                (text, GivenPlace::at(Some(start.into()), Some(end.into())))
            }
            // It is kept, without a place.
            _ => (span.text, GivenPlace::default()),
        }
    }
}

fn id_of(element: &XmlElement) -> String {
    let id = element.attributes.iter().find(|(name, _)| name == "xml:id");
    id.map(|(_, id)| id.clone()).unwrap_or_default()
}

/// The id that `#id` leads to.
fn target(pointer: &str) -> &str {
    let first = pointer.split_whitespace().next().unwrap_or_default();
    first.rsplit('#').next().unwrap_or(first)
}

/// What an element of others marks.
fn mark_of(name: &str, element: &XmlElement) -> Option<(String, Details)> {
    let kind = element.get("type").or_else(|| element.get("ana").map(target));
    let known = NAMES.iter().find(|(other, _)| *other == name).map(|(_, label)| (*label).to_owned());
    let label = known.or_else(|| match (name, kind) {
        ("name" | "rs", Some(kind)) => {
            let ours = TYPES.iter().find(|(other, _)| *other == kind);
            Some(ours.map_or_else(|| kind.to_owned(), |(_, label)| (*label).to_owned()))
        }
        ("name" | "rs", None) => Some(name.to_owned()),
        ("seg" | "said" | "quote" | "q", Some(kind)) => Some(kind.to_owned()),
        _ => None,
    })?;
    let mut details = Details::new();
    if let Some(key) = element.get("key") {
        details.insert("canonical".to_owned(), key.into());
    }
    if let (Some(when), "date" | "time") = (element.get("when"), name) {
        details.insert("value".to_owned(), json!({ "type": "calendar", "value": when }));
    }
    Some((label, details))
}
