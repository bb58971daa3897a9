//! The analysis as files and other programs get it: one JSON object per article, all offsets in Unicode code
//! points.
//!
//! Field names are a promise to others and never change; fields may be added. The tools that print or send it
//! serialise [`Document`] or [`ComparisonDocument`] and nothing else. It knows what was found
//! (`shirushi-model`), not how: the analysis does not know it, and what is printed cannot change what is
//! found.
//!
//! ```
//! use shirushi_contract::{TokenList, document};
//! use shirushi_model::{Analysis, Provenance};
//!
//! let (analysis, provenance) = (Analysis::default(), Provenance::default());
//! let found = document("a.txt", "白波港へ", &analysis, &provenance, TokenList::LeftOut);
//! assert_eq!(found.offsets, "code-points");
//! ```

mod compare;

pub use compare::{
    ClaimName, ComparisonDocument, Copies, Differs, Group, NamedArticle, Pair, Shares, TextPlace, Words,
    comparison_document,
};

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use shirushi_model::{
    Analysis, ByteSpan, Certainty, ClaimRule, ClaimType, DaySource, EntityType, Facet, Modifier, Normalized,
    Polarity, Provenance, QuantityKind, Quotation, Section, SpeakerKind, Tense, TextIndex, Tokens,
};

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
    pub engine: Provenance,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens, when they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Token>>,
    /// Entities in order, disjoint.
    pub entities: Vec<Entity>,
    /// Claims in order of their first character; one may lie in another.
    pub claims: Vec<Claim>,
    /// What could not be done.
    pub problems: Vec<Problem>,
    /// The day relative dates are counted from; null when none is known.
    pub day: Option<Day>,
}

/// The day of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub value: String,
    /// What it was read from: `given`, `dateline`, `metadata`, `text`.
    pub source: DaySource,
    /// First code point of where it stands; null when it was given.
    pub start: Option<u32>,
    /// Code point after the last.
    pub end: Option<u32>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// `c1`, `c2` …, in order.
    pub id: String,
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text itself.
    pub exact: String,
    /// The sentence it stands in, counted from 0.
    pub sentence: u32,
    /// What kind of thing is claimed.
    #[serde(rename = "type")]
    pub kind: ClaimType,
    /// What in it can be compared.
    pub facets: Vec<Facet>,
    /// Who claims it; null when the outlet itself speaks or no word says who does. Those who are only
    /// described (捜査関係者, 住民) have the kind `unnamed`.
    pub speaker: Option<Speaker>,
    /// What the source is.
    pub source_kind: SpeakerKind,
    /// The words that describe a source without a name: 政府高官.
    pub source: Option<Part>,
    /// Whether and how somebody is quoted.
    pub quotation: Quotation,
    /// The words that attribute it.
    pub cue: Option<Part>,
    /// How surely its source holds it.
    pub certainty: Certainty,
    /// The words that say so.
    pub modality: Option<Part>,
    /// Whether its main predicate is negated.
    pub polarity: Polarity,
    /// The time of its main predicate.
    pub tense: Tense,
    /// The ids of the entities inside.
    pub entities: Vec<String>,
    /// Its main predicate.
    pub predicate: Option<Predicate>,
    /// How much it is worth checking, 0 to 3.
    pub worthiness: u8,
    /// The rules that made it.
    pub rules: Vec<ClaimRule>,
}

/// Who makes a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// As the text calls them.
    pub surface: String,
    /// First code point of where it does.
    pub start: Option<u32>,
    /// Code point after the last.
    pub end: Option<u32>,
    /// One string for the same speaker in all articles of one call.
    pub canonical: String,
    /// What they are.
    pub kind: SpeakerKind,
    /// Whether the sentence leaves them out.
    pub implicit: bool,
}

/// Words inside or beside a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text itself.
    pub surface: String,
}

/// The word a claim turns on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Predicate {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text itself.
    pub surface: String,
    /// Dictionary form.
    pub lemma: String,
}

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
    provenance: &Provenance,
    tokens: TokenList,
) -> Document {
    let index = TextIndex::new(text);
    let chars = |span: ByteSpan| index.char_span(text, span);
    let surface = |span: ByteSpan| span.slice(text).unwrap_or_default().to_owned();
    Document {
        article: article.to_owned(),
        text_sha256: sha256(text),
        offsets: "code-points",
        engine: provenance.clone(),
        sentences: analysis
            .sentences
            .iter()
            .map(|s| {
                let span = chars(s.span);
                Sentence { start: span.start, end: span.end, section: s.section }
            })
            .collect(),
        tokens: (tokens == TokenList::Included).then(|| token_list(text, &analysis.tokens, &index)),
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
        claims: claim_list(text, analysis, &index),
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
        day: analysis.day.as_ref().map(|day| {
            let span = day.span.map(chars);
            Day {
                value: day.value.clone(),
                source: day.source,
                start: span.map(|s| s.start),
                end: span.map(|s| s.end),
            }
        }),
    }
}

/// The tokens of a text in the form of the contract.
pub fn token_list(text: &str, tokens: &Tokens, index: &TextIndex) -> Vec<Token> {
    (0..tokens.len())
        .filter_map(|number| {
            let token = tokens.get(number, text)?;
            let span = index.char_span(text, token.span);
            Some(Token {
                start: span.start,
                end: span.end,
                surface: token.surface.to_owned(),
                pos: token.pos.names().iter().map(|&name| name.to_owned()).collect(),
                lemma: token.lemma.to_owned(),
                reading: token.reading.map(str::to_owned),
            })
        })
        .collect()
}

fn claim_list(text: &str, analysis: &Analysis, index: &TextIndex) -> Vec<Claim> {
    let surface = |span: ByteSpan| span.slice(text).unwrap_or_default().to_owned();
    let part = |span: ByteSpan| {
        let chars = index.char_span(text, span);
        Part { start: chars.start, end: chars.end, surface: surface(span) }
    };
    analysis
        .claims
        .iter()
        .enumerate()
        .map(|(number, claim)| {
            let Part { start, end, surface: exact } = part(claim.span);
            let described = claim.speaker.as_ref().filter(|speaker| speaker.kind == SpeakerKind::Unnamed);
            Claim {
                id: format!("c{}", number + 1),
                start,
                end,
                exact,
                sentence: claim.sentence,
                kind: claim.kind,
                facets: claim.facets.clone(),
                speaker: claim.speaker.as_ref().map(|speaker| {
                    let span = speaker.span.map(|span| index.char_span(text, span));
                    Speaker {
                        surface: speaker.span.map_or_else(|| speaker.name.clone(), surface),
                        start: span.map(|span| span.start),
                        end: span.map(|span| span.end),
                        canonical: speaker.canonical(&analysis.entities).into_owned(),
                        kind: speaker.kind,
                        implicit: speaker.implicit,
                    }
                }),
                source_kind: claim.source,
                source: described.and_then(|speaker| speaker.span).map(part),
                quotation: claim.quotation,
                cue: claim.cue.map(part),
                certainty: claim.certainty,
                modality: claim.modality.map(part),
                polarity: claim.polarity,
                tense: claim.tense,
                entities: claim.entities.iter().map(|&entity| format!("e{}", entity + 1)).collect(),
                predicate: claim.predicate.as_ref().map(|predicate| {
                    let Part { start, end, surface } = part(predicate.span);
                    Predicate { start, end, surface, lemma: predicate.lemma.clone() }
                }),
                worthiness: claim.worthiness,
                rules: claim.rules.clone(),
            }
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
