//! What a mark says beside its label, as a flat object that every format can put somewhere: a JSON property,
//! a feature, a column, a note. Keys and values are those of the native file's records.

use super::label::{of_word, word};
use super::{Feature, Matter, What};
use crate::native::written_time;
use serde_json::{Map, Value, json};
use shirushi_model::{
    Annotation, Body, CalendarValue, Creator, Modifier, Normalized, Polarity, QuantityValue, Quotation,
    Speaker, SpeakerKind, Status, Timestamp,
};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Keys and values.
pub(super) type Details = Map<String, Value>;

/// The keys in the order of columns, and what each is.
pub(super) const KEYS: [(&str, Feature); 12] = [
    ("canonical", Feature::Canonical),
    ("value", Feature::Value),
    ("speaker", Feature::Speaker),
    ("quotation", Feature::Quotation),
    ("polarity", Feature::Polarity),
    ("when", Feature::When),
    ("status", Feature::Unjudged),
    ("note", Feature::Note),
    ("creator", Feature::Authorship),
    ("judged_by", Feature::Authorship),
    ("created", Feature::Times),
    ("modified", Feature::Times),
];

/// What an annotation says beside its label. Nothing stands there that goes without saying.
pub(super) fn of(annotation: &Annotation) -> Details {
    let mut details = Details::new();
    let mut say = |key: &str, value: Value| {
        details.insert(key.to_owned(), value);
    };
    match &annotation.body {
        Body::Entity(mark) => {
            if !mark.canonical.is_empty() {
                say("canonical", json!(mark.canonical));
            }
            if let Some(value) = &mark.value {
                say("value", written_value(value));
            }
        }
        Body::Claim(mark) => {
            if let Some(speaker) = &mark.speaker {
                say("speaker", json!({ "name": speaker.name, "kind": word(&speaker.kind) }));
            }
            if let Some(quotation) = mark.quotation {
                say("quotation", json!(word(&quotation)));
            }
            if let Some(polarity) = mark.polarity {
                say("polarity", json!(word(&polarity)));
            }
            if let Some(CalendarValue { value, modifier, anchor }) = &mark.when {
                say("when", json!({ "value": value, "mod": modifier, "anchor": anchor }));
            }
        }
        Body::Highlight(_) | Body::Relation(_) => {}
    }
    if annotation.status != Status::Accepted {
        say("status", json!(word(&annotation.status)));
    }
    if !annotation.note.is_empty() {
        say("note", json!(annotation.note));
    }
    match &annotation.creator {
        Creator::Person { name } => say("creator", json!({ "type": "person", "name": name })),
        Creator::Model { name, version } => {
            say("creator", json!({ "type": "model", "name": name, "version": version }));
        }
    }
    if let Some(judge) = &annotation.judged_by {
        say("judged_by", json!(judge));
    }
    say("created", json!(written_time(annotation.created)));
    say("modified", json!(written_time(annotation.modified)));
    details
}

pub(super) fn written_value(value: &Normalized) -> Value {
    match value {
        Normalized::Calendar(CalendarValue { value, modifier, anchor }) => {
            json!({ "type": "calendar", "value": value, "mod": modifier, "anchor": anchor })
        }
        Normalized::Quantity(QuantityValue { value, unit, kind, iso, modifier }) => {
            json!({
                "type": "quantity", "value": value, "unit": unit, "kind": kind, "iso": iso, "mod": modifier
            })
        }
    }
}

fn read_value(value: &Value) -> Option<Normalized> {
    match value.get("type")?.as_str()? {
        "calendar" => read_calendar(value).map(Normalized::Calendar),
        "quantity" => Some(Normalized::Quantity(QuantityValue {
            value: value.get("value")?.as_f64().filter(|number| number.is_finite())?,
            unit: text_of(value, "unit")?,
            kind: of_word(value.get("kind")?.as_str()?)?,
            iso: text_of(value, "iso"),
            modifier: read_modifier(value)?,
        })),
        _ => None,
    }
}

fn read_calendar(value: &Value) -> Option<CalendarValue> {
    let modifier = read_modifier(value)?;
    Some(CalendarValue { value: text_of(value, "value")?, modifier, anchor: text_of(value, "anchor") })
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// `None` for a modifier that is none.
fn read_modifier(value: &Value) -> Option<Option<Modifier>> {
    match value.get("mod") {
        None | Some(Value::Null) => Some(None),
        Some(given) => serde_json::from_value(given.clone()).ok(),
    }
}

/// What details say, read.
#[derive(Debug, Clone, Default)]
pub(super) struct DetailTold {
    pub(super) canonical: String,
    pub(super) value: Option<Normalized>,
    pub(super) speaker: Option<Speaker>,
    pub(super) quotation: Option<Quotation>,
    pub(super) polarity: Option<Polarity>,
    pub(super) when: Option<CalendarValue>,
    pub(super) status: Option<Status>,
    pub(super) note: String,
    pub(super) creator: Option<Creator>,
    pub(super) judged_by: Option<String>,
    pub(super) created: Option<Timestamp>,
    pub(super) modified: Option<Timestamp>,
    /// What could not be understood, as `key=value`.
    pub(super) unknown: Vec<String>,
}

/// What the details are those of: a mark has no use for what only marks of another kind say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Entity,
    Claim,
    Other,
}

impl Of {
    fn says(self, key: &str) -> bool {
        match key {
            "canonical" | "value" => self == Self::Entity,
            "speaker" | "quotation" | "polarity" | "when" => self == Self::Claim,
            _ => true,
        }
    }
}

impl DetailTold {
    pub(super) fn read(details: &Details, of: Of) -> Self {
        let mut told = Self::default();
        for (key, value) in details {
            if !of.says(key) || told.take(key, value).is_none() {
                told.unknown.push(format!("{key}={}", flat(value)));
            }
        }
        told
    }

    /// Puts what could not be understood into the note, and says that it is there.
    pub(super) fn keep_unknown(&mut self) -> Vec<What> {
        let mut found = Vec::with_capacity(self.unknown.len());
        for said in self.unknown.drain(..) {
            if !self.note.is_empty() {
                self.note.push('\n');
            }
            self.note.push_str(&said);
            let said = said.chars().take(1_000).collect();
            found.push(What::NotUnderstood(Matter::Attribute, said));
        }
        found
    }

    fn take(&mut self, key: &str, value: &Value) -> Option<()> {
        let text = || value.as_str().map(str::to_owned);
        match key {
            "canonical" => self.canonical = text()?,
            "value" => self.value = Some(read_value(value)?),
            "speaker" => {
                self.speaker = Some(match value {
                    Value::String(name) => Speaker { name: name.clone(), kind: SpeakerKind::Person },
                    _ => Speaker {
                        name: value.get("name")?.as_str()?.to_owned(),
                        kind: of_word(value.get("kind")?.as_str()?)?,
                    },
                });
            }
            "quotation" => self.quotation = Some(of_word(value.as_str()?)?),
            "polarity" => self.polarity = Some(of_word(value.as_str()?)?),
            "when" => self.when = Some(read_calendar(value)?),
            "status" => self.status = Some(of_word(value.as_str()?)?),
            "note" => self.note = text()?,
            "creator" => self.creator = Some(read_creator(value)?),
            "judged_by" => self.judged_by = Some(text()?),
            "created" => self.created = Some(read_time(value.as_str()?)?),
            "modified" => self.modified = Some(read_time(value.as_str()?)?),
            _ => return None,
        }
        Some(())
    }
}

fn read_creator(value: &Value) -> Option<Creator> {
    if let Value::String(name) = value {
        return Some(Creator::Person { name: name.clone() });
    }
    let name = value.get("name")?.as_str()?.to_owned();
    match value.get("type")?.as_str()? {
        "person" => Some(Creator::Person { name }),
        "model" => Some(Creator::Model { name, version: value.get("version")?.as_str()?.to_owned() }),
        _ => None,
    }
}

/// A time in RFC 3339.
pub(super) fn read_time(written: &str) -> Option<Timestamp> {
    let time = OffsetDateTime::parse(written, &Rfc3339).ok()?;
    i64::try_from(time.unix_timestamp_nanos() / 1_000_000).ok().map(Timestamp)
}

/// A value where only strings fit: strings as they are, everything else as JSON.
pub(super) fn flat(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value from where only strings fit. Keys whose values are objects are read as JSON.
pub(super) fn of_flat(key: &str, text: &str) -> Value {
    let is_object = matches!(key, "value" | "speaker" | "when" | "creator") && text.starts_with('{');
    let object = is_object.then(|| serde_json::from_str(text).ok()).flatten();
    object.unwrap_or_else(|| Value::String(text.to_owned()))
}
