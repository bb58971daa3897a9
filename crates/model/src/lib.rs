//! The vocabulary every other room speaks: positions in a text, articles, what the machine found in
//! them, what people marked in them, and the project that holds it all.
//!
//! This crate does no I/O, knows no clock, no file format and no DOM. Everything in it is a value.
//!
//! ```
//! use shirushi_model::{ByteSpan, CharSpan, TextIndex};
//!
//! let text = "👩‍🚒が辻󠄀市へ";
//! let index = TextIndex::new(text);
//! let span = index.byte_span(text, CharSpan { start: 3, end: 4 }).unwrap();
//! assert_eq!(span.slice(text), Some("が"));
//! assert_eq!(index.utf16_span(text, span).start, 5);
//! ```

mod analysis;
mod annotation;
mod article;
mod canonical;
mod check;
mod claim;
mod claim_rule;
mod comparison;
mod date;
mod entity;
mod ids;
pub mod limits;
mod order;
mod part_of_speech;
mod position;
mod project;
mod questions;
mod scale;
mod tagset;
mod time;
mod wrapping;

pub use analysis::{
    Analysis, ArticleDay, DaySource, Problem, Provenance, Section, Sentence, TokenView, Tokens,
};
pub use annotation::{
    Annotation, Body, ClaimMark, Creator, EntityMark, Highlight, Quote, RelationMark, Speaker, Status, Target,
};
pub use article::{Article, ArticleMeta};
pub use canonical::CanonicalEntity;
pub use check::{
    Check, CheckAct, CheckStep, Exhibit, Medium, Question, Saying, Signature, Stage, Stance, is_web_address,
};
pub use claim::{
    Certainty, Claim, ClaimSpeaker, ClaimType, Facet, Polarity, Predicate, Quotation, SpeakerKind, Tense,
};
pub use claim_rule::{ClaimRule, UnknownClaimRule};
pub use comparison::{
    ArticleSpan, ClaimGroup, ClaimPair, ClaimRef, Comparison, Difference, Evidence, PlacedComparison, Reason,
    ReasonCode, Relation, SentenceRef, SharedSentence, SharedValue, SlotDifference,
};
pub use date::{Date, NoDate, Week, is_calendar_date};
pub use entity::{CalendarValue, Entity, EntityType, Modifier, Normalized, QuantityKind, QuantityValue};
pub use ids::{AnnotationId, ArticleId, CheckId, EntityId, ProjectId, TagId};
pub use order::{in_order, set_of};
pub use part_of_speech::{PartOfSpeech, UnknownPartOfSpeech, WordClass};
pub use position::{
    ByteSpan, CharSpan, Graphemes, TextIndex, Utf16Span, grapheme_span, is_plain_boundary, joined,
};
pub use project::Project;
pub use questions::{AnalysisId, ArticleMentions, EngineAnswer, EngineQuestion, MentionToLink, Named};
pub use scale::{Degree, VerdictScale, VerdictStep, Wording};
pub use tagset::{MarkType, NewTag, NewTagset, Tag, TagColor, Tagset, TypeGuide, with_example};
pub use time::Timestamp;
pub use wrapping::{Joint, OpenBreak, Wrap, Wrapping};
