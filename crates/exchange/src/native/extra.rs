//! Fields of a file that this version does not know: found by comparing the file with what was understood of it.

use super::file::File;
use super::{Notice, Record};
use serde_json::Value;

/// One notice per unknown field, however many records have it.
pub(super) fn unknown_fields(json: &str, file: &File) -> Vec<Notice> {
    let (Ok(given), Ok(known)) = (serde_json::from_str::<Value>(json), serde_json::to_value(file)) else {
        return Vec::new();
    };
    let mut notices = Vec::new();
    let mut place = Place { field: String::new(), record: Record { path: String::new(), id: None } };
    compare(&given, &known, &mut place, &mut notices);
    notices
}

/// Where the comparison stands.
struct Place {
    /// With `[]` for any place in a list.
    field: String,
    /// The record it is in.
    record: Record,
}

fn compare(given: &Value, known: &Value, place: &mut Place, notices: &mut Vec<Notice>) {
    let length = place.field.len();
    match (given, known) {
        (Value::Object(given), Value::Object(known)) => {
            for (name, given) in given {
                if length > 0 {
                    place.field.push('.');
                }
                place.field.push_str(name);
                match known.get(name) {
                    Some(known) => compare(given, known, place, notices),
                    None => note(place, notices),
                }
                place.field.truncate(length);
            }
        }
        (Value::Array(given), Value::Array(known)) => {
            let outermost = place.record.path.is_empty();
            place.field.push_str("[]");
            for (number, (given, known)) in given.iter().zip(known).enumerate() {
                if outermost {
                    let list = place.field.trim_end_matches("[]");
                    let id = known.get("id").and_then(Value::as_str).map(str::to_owned);
                    place.record = Record { path: format!("{list}[{number}]"), id };
                }
                compare(given, known, place, notices);
            }
            if outermost {
                place.record = Record { path: String::new(), id: None };
            }
            place.field.truncate(length);
        }
        _ => {}
    }
}

fn note(place: &Place, notices: &mut Vec<Notice>) {
    for notice in notices.iter_mut() {
        if let Notice::UnknownField { field, count, .. } = notice
            && *field == place.field
        {
            *count = count.saturating_add(1);
            return;
        }
    }
    if notices.len() < MOST_FIELDS {
        let mut first = place.record.clone();
        if first.path.is_empty() {
            first.path.clone_from(&place.field);
        }
        notices.push(Notice::UnknownField { field: place.field.clone(), first, count: 1 });
    }
}

/// Whoever fills a file with fields of many names need not be told of each.
const MOST_FIELDS: usize = 100;
