//! Texts that lie beside their marks, by name: `01.txt` and `01.ann` of brat, `01.txt` and `01.json` of
//! Recogito.

use super::documents::{Document, Documents};
use super::given::Text;
use super::{FormatError, InputFile, OutputFile, json, zipped};
use std::collections::BTreeMap;

/// A zip with the texts and what is said of each, in files that end in `ending`.
pub(super) fn written(
    documents: &Documents<'_>,
    ending: &str,
    said: impl Fn(&Document<'_>) -> Vec<u8>,
) -> Vec<OutputFile> {
    let mut files = Vec::with_capacity(documents.texts.len() * 2);
    for document in documents.each() {
        files.push((format!("{}.txt", document.name), document.ruler.text().as_bytes().to_vec()));
        files.push((format!("{}.{ending}", document.name), said(document)));
    }
    vec![OutputFile { part: String::new(), ending: "zip".into(), bytes: zipped::zipped(&files) }]
}

/// A text, when it is there, and the files about it.
#[derive(Default)]
pub(super) struct PairedFiles<'f> {
    text: Option<&'f InputFile>,
    pub(super) about: Vec<&'f InputFile>,
}

/// The files put together, in the order of their names.
pub(super) fn pairs(files: &[InputFile]) -> Vec<PairedFiles<'_>> {
    let mut pairs: BTreeMap<&str, PairedFiles<'_>> = BTreeMap::new();
    for file in files {
        let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        match ending {
            "txt" => pairs.entry(stem).or_default().text = Some(file),
            // What colours brat has.
            "conf" => {}
            _ => pairs.entry(stem).or_default().about.push(file),
        }
    }
    pairs.into_values().collect()
}

impl PairedFiles<'_> {
    /// The text, with nothing said about it. It may begin with a byte order mark, and positions count it.
    pub(super) fn begun(&self) -> Result<Text, FormatError> {
        let words = match self.text {
            Some(file) => {
                json::text(file)?;
                Some(String::from_utf8_lossy(&file.bytes).into_owned())
            }
            None => None,
        };
        let file = self.about.first().copied().or(self.text);
        let record = file.map_or_else(String::new, |file| file.name.clone());
        Ok(Text { record, text: words, ..Text::default() })
    }
}
