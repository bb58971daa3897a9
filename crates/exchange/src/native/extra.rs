//! Fields of a file that this version does not know: found by comparing each record with what was understood
//! of it.

use super::json::Fields;
use super::{Notice, Record};
use serde::Serialize;
use serde_json::value::RawValue;

/// Collects one notice per unknown field, however many records have it.
#[derive(Default)]
pub(super) struct Extras {
    notices: Vec<Notice>,
}

impl Extras {
    /// Compares a record with what was read of it. `field` is its path with `[]` for its place in a list.
    pub(super) fn compare(&mut self, field: &str, record: &Record, given: &RawValue, known: &impl Serialize) {
        // Written as the file is, which is compiled for every kind of record anyway.
        let known = serde_json::to_string_pretty(known).unwrap_or_default();
        // A file of ours has every record as it would be written: nothing is looked at field by field.
        if !significant(given.get()).eq(significant(&known)) {
            self.walk(&mut field.to_owned(), record, given.get(), &known);
        }
    }

    fn walk(&mut self, field: &mut String, record: &Record, given: &str, known: &str) {
        let length = field.len();
        match (given.as_bytes().first(), known.as_bytes().first()) {
            (Some(b'{'), Some(b'{')) => {
                let (Ok(given), Ok(mut known)) = (fields(given), fields(known)) else {
                    // It has a field twice, or far too many: one of them is not known.
                    self.note(field, record);
                    return;
                };
                for (name, given) in given.0 {
                    field.push('.');
                    field.push_str(&name);
                    match known.take(&name) {
                        Some(known) => self.walk(field, record, given.get(), known.get()),
                        // Null says nothing, so nothing is lost with it.
                        None if given.get() == "null" => {}
                        None => self.note(field, record),
                    }
                    field.truncate(length);
                }
            }
            (Some(b'['), Some(b'[')) => {
                let list = |json| serde_json::from_str::<Vec<&RawValue>>(json).unwrap_or_default();
                field.push_str("[]");
                for (given, known) in list(given).into_iter().zip(list(known)) {
                    self.walk(field, record, given.get(), known.get());
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

/// The bytes of JSON that mean something: without the blanks between its values.
fn significant(json: &str) -> impl Iterator<Item = u8> {
    let (mut inside, mut escaped) = (false, false);
    json.bytes().filter(move |&byte| {
        if inside {
            (inside, escaped) = match byte {
                _ if escaped => (true, false),
                b'\\' => (true, true),
                b'"' => (false, false),
                _ => (true, false),
            };
            return true;
        }
        inside = byte == b'"';
        !byte.is_ascii_whitespace()
    })
}

/// Whoever fills a file with fields of many names need not be told of each.
const MOST: usize = 100;

fn fields(json: &str) -> Result<Fields<'_>, serde_json::Error> {
    serde_json::from_str(json)
}
