//! JSON Lines, one text a line, as doccano, spaCy, Prodigy and our own training files are. A file with one
//! JSON list of the same things, or with one thing alone, is read as well: doccano and spaCy write them.

use super::given::Text;
use super::json;
use super::{FormatError, InputFile};
use serde_json::Value;

/// One thing of a file.
pub(super) struct JsonLine<'f> {
    pub(super) file: &'f str,
    /// Where it stands: `line 3`, or `[2]` of a list.
    pub(super) place: String,
    pub(super) value: Value,
}

/// The texts of files, each as `read` understands its line.
pub(super) fn texts(
    files: &[InputFile],
    read: impl Fn(&JsonLine<'_>) -> Result<Text, FormatError>,
) -> Result<Vec<Text>, FormatError> {
    let mut texts = Vec::new();
    for file in files {
        for (place, value) in values(file)? {
            texts.push(read(&JsonLine { file: &file.name, place, value })?);
        }
    }
    Ok(texts)
}

/// The values of a file with their places; blank lines are none.
fn values(file: &InputFile) -> Result<Vec<(String, Value)>, FormatError> {
    if let Ok(value) = json::document(file) {
        return Ok(match value {
            Value::Array(values) => {
                values.into_iter().enumerate().map(|(place, value)| (format!("[{place}]"), value)).collect()
            }
            value => vec![("line 1".to_owned(), value)],
        });
    }
    let mut values = Vec::new();
    for (number, line) in json::text(file)?.split('\n').enumerate() {
        if !line.trim().is_empty() {
            let value =
                serde_json::from_str(line).map_err(|error| json::not_json(&file.name, number, &error))?;
            values.push((format!("line {}", number + 1), value));
        }
    }
    Ok(values)
}

impl JsonLine<'_> {
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.value.get(key)
    }

    /// The things of a list; none when it is no list.
    pub(super) fn list(&self, key: &str) -> impl Iterator<Item = &Value> {
        self.get(key).and_then(Value::as_array).into_iter().flatten()
    }

    /// A text with where it is from, and nothing marked in it.
    ///
    /// # Errors
    /// When there are no words.
    pub(super) fn begun(&self, words: Option<&Value>, origin: Option<&Value>) -> Result<Text, FormatError> {
        let Some(words) = words.and_then(Value::as_str) else {
            return Err(FormatError::malformed(self.file, &*self.place, "it has no text"));
        };
        let (meta, added) = json::read_origin(origin);
        let record = format!("{}, {}", self.file, self.place);
        Ok(Text { record, text: Some(words.to_owned()), meta, added, ..Text::default() })
    }
}
