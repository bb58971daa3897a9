//! What people have marked, in one form for both kinds of files: corpora as JSON Lines with the six types of
//! names, and folders of articles with an `entities.json` in all nine types, with extents and types that
//! count as right too.

use crate::corpus::{self, CorpusError};
use serde::Deserialize;
use serde_json::Value;
use shirushi_model::EntityType;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The name a folder of articles has its marks under.
const MARKS: &str = "entities.json";

/// The types of names.
const NAMES: &[EntityType] = &[
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Facility,
    EntityType::Event,
    EntityType::Product,
];

/// A stretch of a text with a type, in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Typed {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: EntityType,
}

impl Typed {
    pub(crate) fn overlaps(self, start: usize, end: usize) -> bool {
        self.start < end && start < self.end
    }
}

/// A name someone has marked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GoldMention {
    pub(crate) at: Typed,
    /// What counts as right instead: other limits, other types.
    pub(crate) also: Vec<Typed>,
    /// What its value should be.
    pub(crate) value: Option<Value>,
}

impl GoldMention {
    /// All that counts as right.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = Typed> {
        std::iter::once(self.at).chain(self.also.iter().copied())
    }
}

/// One marked text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Gold {
    /// The file's name, with the line.
    pub(crate) place: String,
    pub(crate) text: String,
    /// In order.
    pub(crate) mentions: Vec<GoldMention>,
    /// Stretches where what is found is neither right nor wrong.
    pub(crate) open: Vec<(usize, usize)>,
    /// Found exactly so, these are neither right nor wrong.
    pub(crate) nested: Vec<Typed>,
}

/// The marked texts of one file or folder.
#[derive(Debug)]
pub(crate) struct GoldTexts {
    pub(crate) name: String,
    /// The types that are marked in it; what is found of others does not count.
    pub(crate) types: &'static [EntityType],
    pub(crate) texts: Vec<Gold>,
}

/// Reads what the paths stand for, in their order. Everything that is wrong in any line is in the error.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<GoldTexts>, CorpusError> {
    let is_articles = |path: &Path| path.join(MARKS).is_file();
    let mut sources = Vec::new();
    for path in paths {
        if is_articles(path) {
            sources.push(path.clone());
        } else {
            sources.extend(corpus::files(path)?);
        }
    }
    let corpora: Vec<PathBuf> = sources.iter().filter(|path| !is_articles(path)).cloned().collect();
    let mut records = corpus::read_files(&corpora)?.into_iter();
    let read = |path: &PathBuf| match is_articles(path) {
        true => articles(path),
        false => Ok(corpus_texts(path, records.next().unwrap_or_default())),
    };
    sources.iter().map(read).collect()
}

/// The records of a corpus. A name whose type has no counterpart among ours leaves its stretch open.
fn corpus_texts(path: &Path, records: Vec<corpus::CorpusRecord>) -> GoldTexts {
    let name = path.display().to_string();
    let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
    let mut types = NAMES;
    let mut texts = Vec::with_capacity(records.len());
    for record in records {
        let mut gold = Gold { place: format!("{file}:{}", record.line), ..Gold::default() };
        for marking in &record.entities {
            let (start, end) = (marking.start, marking.end);
            match marking.kind.as_deref().and_then(corpus::entity_type) {
                Some(kind) => {
                    if !NAMES.contains(&kind) {
                        types = &EntityType::ALL;
                    }
                    let at = Typed { start, end, kind };
                    gold.mentions.push(GoldMention { at, also: Vec::new(), value: None });
                }
                None => gold.open.push((start, end)),
            }
        }
        gold.text = record.text;
        texts.push(gold);
    }
    GoldTexts { name, types, texts }
}

#[derive(Deserialize)]
struct GoldArticle {
    mentions: Vec<GoldMark>,
    #[serde(default)]
    inner: Vec<Extent>,
}

#[derive(Deserialize)]
struct GoldMark {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: EntityType,
    #[serde(default)]
    alts: Vec<Extent>,
    #[serde(default)]
    alt_types: Vec<EntityType>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    norm: Option<Value>,
}

#[derive(Deserialize)]
struct Extent {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: EntityType,
}

impl Extent {
    fn typed(&self) -> Typed {
        Typed { start: self.start, end: self.end, kind: self.kind }
    }
}

fn articles(folder: &Path) -> Result<GoldTexts, CorpusError> {
    let unreadable = |path: &Path| {
        let path = path.to_path_buf();
        move |source| CorpusError::Unreadable { path, source }
    };
    let marks = folder.join(MARKS);
    let bytes = fs::read(&marks).map_err(unreadable(&marks))?;
    let wrong = |reason: String| CorpusError::Marks { path: marks.clone(), reason };
    let articles: BTreeMap<String, GoldArticle> =
        serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    let mut texts = Vec::with_capacity(articles.len());
    for (place, article) in articles {
        // A name with a way in it could lead anywhere.
        if Path::new(&place).file_name() != Some(place.as_ref()) {
            return Err(wrong(format!("{place} is no file of the folder")));
        }
        let path = folder.join(&place);
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        let length = text.chars().count();
        let mut gold = Gold { place, text, ..Gold::default() };
        for marked in &article.mentions {
            let kinds = || std::iter::once(marked.kind).chain(marked.alt_types.iter().copied());
            let at = Typed { start: marked.start, end: marked.end, kind: marked.kind };
            if at.start >= at.end || at.end > length {
                let reason =
                    format!("{}: a name from {} to {} in a text of {length}", gold.place, at.start, at.end);
                return Err(wrong(reason));
            }
            // Other limits go with the types of the mention as well as with their own.
            let mut also: Vec<Typed> = kinds().skip(1).map(|kind| Typed { kind, ..at }).collect();
            for other in marked.alts.iter().map(Extent::typed) {
                also.extend(kinds().chain([other.kind]).map(|kind| Typed { kind, ..other }));
            }
            if marked.optional {
                gold.open.push((at.start, at.end));
                // With other limits than those marked it is right, too, so it is not to be counted.
                gold.nested.extend(also);
            } else {
                gold.mentions.push(GoldMention {
                    at,
                    also,
                    value: marked.norm.clone().filter(|norm| !norm.is_null()),
                });
            }
        }
        gold.nested.extend(article.inner.iter().map(Extent::typed));
        gold.mentions.sort_by_key(|mention| mention.at);
        texts.push(gold);
    }
    Ok(GoldTexts { name: folder.display().to_string(), types: &EntityType::ALL, texts })
}
