//! Checks and scales of verdicts as they stand in a file.

use super::span::{PlacementName, SpanRecord};
use serde::{Deserialize, Serialize};
use shirushi_model::{CheckAct, Degree, Medium, Stage, Stance};

#[cfg(any(test, feature = "schema"))]
use super::schema_terms as schema;

/// A check.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Check"))]
pub(super) struct CheckRecord {
    /// Unique among the checks.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^k[0-9]+$")))]
    pub(super) id: String,
    /// What is claimed, as a person puts it.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1)))]
    pub(super) wording: String,
    /// Where it is claimed.
    pub(super) sayings: Vec<SayingRecord>,
    /// What has to be found out, in order.
    pub(super) questions: Vec<QuestionRecord>,
    /// The key of the scale it is decided on: `fij`, `ifcn`, `three`, or one of `scales`.
    pub(super) scale: String,
    /// The key of the step it was decided on; null while nobody has.
    pub(super) verdict: Option<String>,
    /// Why.
    pub(super) grounds: String,
    /// How far it is.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::stage"))]
    pub(super) stage: Stage,
    /// Who proposed the verdict; null while there is none.
    pub(super) drafted: Option<SignatureRecord>,
    /// Who confirmed it; null while nobody has.
    pub(super) confirmed: Option<SignatureRecord>,
    /// When it was begun.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) created: String,
    /// When it last changed.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) modified: String,
    /// What was done to it, oldest first.
    pub(super) history: Vec<StepRecord>,
}

/// A place where somebody claims what is checked.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Saying"))]
pub(super) struct SayingRecord {
    /// The article; it may not be in the file any more.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^t[0-9]+$")))]
    pub(super) article: String,
    /// Whether the spans are known to stand in its text.
    pub(super) placement: PlacementName,
    /// Where the words stand, or stood.
    pub(super) spans: Vec<SpanRecord>,
    /// The outlet, as the article named it when it was last there.
    pub(super) outlet: String,
}

/// Something that has to be found out.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Question"))]
pub(super) struct QuestionRecord {
    /// What is asked.
    pub(super) asked: String,
    /// What was found out; empty while nothing was.
    pub(super) answer: String,
    /// Whom one waits for and until when; may be empty.
    pub(super) waiting: String,
    /// What bears the answer out, or speaks against it.
    pub(super) exhibits: Vec<ExhibitRecord>,
}

/// A piece of evidence.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Exhibit"))]
pub(super) struct ExhibitRecord {
    /// Whether it bears the claim out.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::stance"))]
    pub(super) stance: Stance,
    /// What it is.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::medium"))]
    pub(super) medium: Medium,
    /// Whose it is and what it is called.
    pub(super) source: String,
    /// Its words.
    pub(super) quotation: String,
    /// Where it was found: an address, or words. Only `http` and `https` may be followed.
    pub(super) address: String,
    /// The day it was published, `YYYY-MM-DD`, or empty.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")))]
    pub(super) published: String,
    /// The day it was read, `YYYY-MM-DD`, or empty.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")))]
    pub(super) read_on: String,
    /// The SHA-256 of a copy that was kept, in lower-case hexadecimal; empty when none was.
    #[cfg_attr(any(test, feature = "schema"), schemars(regex(pattern = "^([0-9a-f]{64})?$")))]
    pub(super) fingerprint: String,
}

/// Who said so, and when.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Signature"))]
pub(super) struct SignatureRecord {
    /// As they call themselves; may be empty.
    pub(super) by: String,
    /// When.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) at: String,
}

/// One thing that was done to a check.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "CheckStep"))]
pub(super) struct StepRecord {
    /// When.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::time"))]
    pub(super) at: String,
    /// Who; may be empty.
    pub(super) by: String,
    /// What.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::check_act"))]
    pub(super) act: CheckAct,
    /// What it was before; may be empty.
    pub(super) from: String,
    /// What it is from then on; may be empty.
    pub(super) to: String,
}

/// A scale of verdicts of the project's own.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "VerdictScale"))]
pub(super) struct ScaleRecord {
    /// Unique among the scales, and none of `fij`, `ifcn`, `three`.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1)))]
    pub(super) key: String,
    /// What it is called.
    pub(super) name: WordingRecord,
    /// Its steps, in the order they are shown.
    pub(super) steps: Vec<VerdictRecord>,
}

/// One step of a scale.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "VerdictStep"))]
pub(super) struct VerdictRecord {
    /// Unique in its scale.
    #[cfg_attr(any(test, feature = "schema"), schemars(length(min = 1)))]
    pub(super) key: String,
    /// What it is called.
    pub(super) name: WordingRecord,
    /// When it is given.
    pub(super) meaning: WordingRecord,
    /// `graded` for what is more or less true, `apart` for what is no degree.
    #[cfg_attr(any(test, feature = "schema"), schemars(schema_with = "schema::degree"))]
    pub(super) degree: Degree,
}

/// The same words in two languages; one may be empty.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Wording"))]
pub(super) struct WordingRecord {
    /// 日本語
    pub(super) ja: String,
    /// English
    pub(super) en: String,
}
