//! The analysis as files and other programs get it: one JSON object per article, all offsets in Unicode code points.
//!
//! Field names are a promise to others and never change; fields may be added. The tools that print or send it serialise
//! [`Document`] and nothing else.

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use shirushi_model::{
    Analysis, ByteSpan, EntityType, Modifier, Normalized, QuantityKind, Section, TextIndex,
};

/// What made an analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Versions {
    /// Of the engine.
    pub version: String,
    /// The dictionary's name with its version.
    pub dictionary: String,
    /// The tagger's name with its version.
    pub entity_model: String,
}

/// The analysis of one article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// What the caller calls the article: a file's name as given.
    pub article: String,
    /// SHA-256 of the text as UTF-8, lower-case hexadecimal.
    pub text_sha256: String,
    /// Always `code-points`.
    pub offsets: &'static str,
    /// What made it.
    pub engine: Versions,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens, when they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Token>>,
    /// Entities in order, disjoint.
    pub entities: Vec<Entity>,
    /// Claims; none are found yet.
    pub claims: Vec<Claim>,
    /// What could not be done.
    pub problems: Vec<Problem>,
}

/// A claim. There is no way to make one yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Claim {}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What part of the article it is.
    pub section: Section,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text itself.
    pub surface: String,
    /// IPADIC's part of speech, one to four levels.
    pub pos: Vec<String>,
    /// Dictionary form.
    pub lemma: String,
    /// Reading in katakana; null when the dictionary has none.
    pub reading: Option<String>,
}

/// An entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entity {
    /// `e1`, `e2` …, in order.
    pub id: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text itself.
    pub surface: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// One string for all mentions of the same entity in all articles of one call.
    pub canonical: String,
    /// The value of a date, time or quantity.
    pub normalized: Option<Value>,
    /// How sure the tagger is, 0 to 1.
    pub score: f64,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Of a DATE or TIME.
    Calendar {
        /// ISO 8601.
        value: String,
        /// How the text qualifies it.
        r#mod: Option<Modifier>,
        /// The day it was resolved against.
        anchor: Option<String>,
    },
    /// Of a QUANTITY.
    Quantity {
        /// The number; whole numbers are written without a fraction.
        #[serde(serialize_with = "whole_or_decimal")]
        value: f64,
        /// The counter or unit.
        unit: String,
        /// What is measured.
        kind: QuantityKind,
        /// ISO 8601 for durations, `3:1` for ratios.
        iso: Option<String>,
        /// How the text qualifies it.
        r#mod: Option<Modifier>,
    },
}

/// Something that could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// A stable name.
    pub code: String,
    /// First code point, if it is somewhere.
    pub start: Option<u32>,
    /// Code point after the last.
    pub end: Option<u32>,
    /// What, in English.
    pub message: String,
}

/// Whether a document lists its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenList {
    /// It does.
    Included,
    /// It does not.
    LeftOut,
}

/// The document of one article. `analysis` must be of exactly this text.
pub fn document(
    article: &str,
    text: &str,
    analysis: &Analysis,
    versions: &Versions,
    tokens: TokenList,
) -> Document {
    let index = TextIndex::new(text);
    let chars = |span: ByteSpan| index.char_span(text, span);
    let surface = |span: ByteSpan| span.slice(text).unwrap_or_default().to_owned();
    Document {
        article: article.to_owned(),
        text_sha256: sha256(text),
        offsets: "code-points",
        engine: versions.clone(),
        sentences: analysis
            .sentences
            .iter()
            .map(|s| {
                let span = chars(s.span);
                Sentence { start: span.start, end: span.end, section: s.section }
            })
            .collect(),
        tokens: (tokens == TokenList::Included).then(|| token_list(text, analysis, &index)),
        entities: analysis
            .entities
            .iter()
            .enumerate()
            .map(|(number, e)| {
                let span = chars(e.span);
                Entity {
                    id: format!("e{}", number + 1),
                    start: span.start,
                    end: span.end,
                    surface: surface(e.span),
                    kind: e.kind,
                    canonical: e.canonical.clone(),
                    normalized: e.normalized.as_ref().map(value),
                    score: (f64::from(e.score) * 1000.0).round() / 1000.0,
                }
            })
            .collect(),
        claims: Vec::new(),
        problems: analysis
            .problems
            .iter()
            .map(|p| {
                let span = p.span.map(chars);
                Problem {
                    code: p.code.clone(),
                    start: span.map(|s| s.start),
                    end: span.map(|s| s.end),
                    message: p.message.clone(),
                }
            })
            .collect(),
    }
}

/// The tokens of an analysis in the form of the contract.
pub fn token_list(text: &str, analysis: &Analysis, index: &TextIndex) -> Vec<Token> {
    let tokens = &analysis.tokens;
    (0..tokens.len())
        .filter_map(|number| {
            let token = tokens.get(number, text)?;
            let span = index.char_span(text, token.span);
            Some(Token {
                start: span.start,
                end: span.end,
                surface: token.surface.to_owned(),
                pos: token.pos.split(',').map(str::to_owned).collect(),
                lemma: token.lemma.to_owned(),
                reading: token.reading.map(str::to_owned),
            })
        })
        .collect()
}

fn value(normalized: &Normalized) -> Value {
    match normalized {
        Normalized::Calendar(v) => {
            Value::Calendar { value: v.value.clone(), r#mod: v.modifier, anchor: v.anchor.clone() }
        }
        Normalized::Quantity(v) => Value::Quantity {
            value: v.value,
            unit: v.unit.clone(),
            kind: v.kind,
            iso: v.iso.clone(),
            r#mod: v.modifier,
        },
    }
}

/// The largest whole number a double holds with all below it.
const MOST_WHOLE: f64 = 9_007_199_254_740_991.0;

fn whole_or_decimal<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() <= MOST_WHOLE {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

fn sha256(text: &str) -> String {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
