//! Fields of a file that this version does not know: found by comparing each record with what was understood of it.

use super::{Notice, Record};
use serde::Serialize;
use serde_json::{Value, value::RawValue};

/// Collects one notice per unknown field, however many records have it.
#[derive(Default)]
pub(super) struct Extras {
    notices: Vec<Notice>,
}

impl Extras {
    /// Compares a record with what was read of it. `field` is its path with `[]` for its place in a list.
    pub(super) fn compare(&mut self, field: &str, record: &Record, given: &RawValue, known: &impl Serialize) {
        let (Ok(given), Ok(known)) = (serde_json::from_str(given.get()), serde_json::to_value(known)) else {
            return;
        };
        self.walk(&mut field.to_owned(), record, &given, &known);
    }

    fn walk(&mut self, field: &mut String, record: &Record, given: &Value, known: &Value) {
        let length = field.len();
        match (given, known) {
            (Value::Object(given), Value::Object(known)) => {
                for (name, given) in given {
                    field.push('.');
                    field.push_str(name);
                    match known.get(name) {
                        Some(known) => self.walk(field, record, given, known),
                        // Null says nothing, so nothing is lost with it.
                        None if given.is_null() => {}
                        None => self.note(field, record),
                    }
                    field.truncate(length);
                }
            }
            (Value::Array(given), Value::Array(known)) => {
                field.push_str("[]");
                for (given, known) in given.iter().zip(known) {
                    self.walk(field, record, given, known);
                }
                field.truncate(length);
            }
            _ => {}
        }
    }

    /// Takes note of an unknown field.
    pub(super) fn note(&mut self, unknown: &str, record: &Record) {
        for notice in &mut self.notices {
            if let Notice::UnknownField { field, count, .. } = notice
                && field == unknown
            {
                *count = count.saturating_add(1);
                return;
            }
        }
        if self.notices.len() < MOST {
            let field = unknown.to_owned();
            self.notices.push(Notice::UnknownField { field, first: record.clone(), count: 1 });
        }
    }

    /// The notices, in the order the fields were first met.
    pub(super) fn into_notices(self) -> Vec<Notice> {
        self.notices
    }
}

/// Whoever fills a file with fields of many names need not be told of each.
const MOST: usize = 100;
