//! Checks and scales of verdicts as they stand in a file, and what they become.
//!
//! A check is work of days: whatever does not fit in it is put right or left as words, with a [`Notice`], and
//! never refuses the file. Only what is no record at all does, as everywhere.

use super::file::{PlacementName, SpanRecord};
use super::{Notice, write};
use serde::{Deserialize, Serialize};
use shirushi_model::{
    Check, CheckAct, CheckId, CheckStep, Degree, Exhibit, Medium, Project, Question, Saying, Signature,
    Stage, Stance, Target, Timestamp, VerdictScale, VerdictStep, Wording, is_calendar_date, is_web_address,
};

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

/// A check as a file has it.
pub(super) fn check_record(project: &Project, check: &Check) -> CheckRecord {
    let signature = |signature: &Option<Signature>| {
        signature.as_ref().map(|one| SignatureRecord { by: one.by.clone(), at: write::time(one.at) })
    };
    CheckRecord {
        id: check.id.to_string(),
        wording: check.wording.clone(),
        sayings: check
            .sayings
            .iter()
            .map(|saying| {
                let (placement, spans) = write::place(project, saying.article, &saying.target);
                SayingRecord {
                    article: saying.article.to_string(),
                    placement,
                    spans,
                    outlet: saying.outlet.clone(),
                }
            })
            .collect(),
        questions: check
            .questions
            .iter()
            .map(|question| QuestionRecord {
                asked: question.asked.clone(),
                answer: question.answer.clone(),
                waiting: question.waiting.clone(),
                exhibits: question.exhibits.iter().map(exhibit_record).collect(),
            })
            .collect(),
        scale: check.scale.clone(),
        verdict: check.verdict.clone(),
        grounds: check.grounds.clone(),
        stage: check.stage,
        drafted: signature(&check.drafted),
        confirmed: signature(&check.confirmed),
        created: write::time(check.created),
        modified: write::time(check.modified),
        history: check
            .history
            .iter()
            .map(|step| StepRecord {
                at: write::time(step.at),
                by: step.by.clone(),
                act: step.act,
                from: step.from.clone(),
                to: step.to.clone(),
            })
            .collect(),
    }
}

fn exhibit_record(exhibit: &Exhibit) -> ExhibitRecord {
    let Exhibit { stance, medium, source, quotation, address, published, read_on, fingerprint } =
        exhibit.clone();
    ExhibitRecord { stance, medium, source, quotation, address, published, read_on, fingerprint }
}

/// A scale as a file has it.
pub(super) fn scale_record(scale: &VerdictScale) -> ScaleRecord {
    let wording = |words: &Wording| WordingRecord { ja: words.ja.clone(), en: words.en.clone() };
    ScaleRecord {
        key: scale.key.clone(),
        name: wording(&scale.name),
        steps: scale
            .steps
            .iter()
            .map(|step| VerdictRecord {
                key: step.key.clone(),
                name: wording(&step.name),
                meaning: wording(&step.meaning),
                degree: step.degree,
            })
            .collect(),
    }
}

/// A scale from a file.
pub(super) fn scale(record: ScaleRecord) -> VerdictScale {
    let wording = |WordingRecord { ja, en }| Wording { ja, en };
    let steps = record.steps.into_iter().map(|step| VerdictStep {
        key: step.key,
        name: wording(step.name),
        meaning: wording(step.meaning),
        degree: step.degree,
    });
    VerdictScale { key: record.key, name: wording(record.name), steps: steps.collect() }
}

/// A check from a file, but for its places and its times, which are read where those of all records are.
pub(super) struct Read<'r> {
    pub(super) id: CheckId,
    pub(super) record: &'r CheckRecord,
    pub(super) sayings: Vec<Saying>,
    pub(super) drafted: Option<Signature>,
    pub(super) confirmed: Option<Signature>,
    pub(super) created: Timestamp,
    pub(super) modified: Timestamp,
    pub(super) history: Vec<CheckStep>,
}

impl Read<'_> {
    /// The check, and what had to be put right.
    pub(super) fn check(self, scales: &[VerdictScale], notices: &mut Vec<Notice>) -> Check {
        let Self { id, record, sayings, drafted, mut confirmed, created, modified, history } = self;
        let (mut stage, mut adjusted) = (record.stage, false);
        let mut wording = record.wording.clone();
        if wording.trim().is_empty() {
            wording = sayings.first().map_or_else(|| id.to_string(), words);
            adjusted = true;
        }
        if let Some(verdict) = &record.verdict {
            let scale = scales.iter().find(|scale| scale.key == record.scale);
            if scale.and_then(|scale| scale.step(verdict)).is_none() {
                notices.push(Notice::VerdictUnknown { check: id, verdict: verdict.clone() });
            }
        } else if confirmed.take().is_some() {
            adjusted = true;
        }
        if stage.is_final() && confirmed.is_none() {
            stage = Stage::Review;
            adjusted = true;
        }
        if adjusted {
            notices.push(Notice::CheckAdjusted { check: id });
        }
        let questions = record.questions.iter().map(|question| Question {
            asked: question.asked.clone(),
            answer: question.answer.clone(),
            waiting: question.waiting.clone(),
            exhibits: question.exhibits.iter().map(|one| exhibit(one, id, notices)).collect(),
        });
        Check {
            id,
            wording,
            sayings,
            questions: questions.collect(),
            scale: record.scale.clone(),
            verdict: record.verdict.clone(),
            grounds: record.grounds.clone(),
            stage,
            drafted,
            confirmed,
            created,
            modified,
            history,
        }
    }
}

/// The words a saying stands on, or stood on.
fn words(saying: &Saying) -> String {
    match &saying.target {
        Target::Unplaced(quotes) => quotes.iter().map(|quote| quote.exact.as_str()).collect(),
        Target::Placed(_) => saying.outlet.clone(),
    }
}

fn exhibit(record: &ExhibitRecord, check: CheckId, notices: &mut Vec<Notice>) -> Exhibit {
    let mut day = |written: &String| {
        if written.is_empty() || is_calendar_date(written) {
            return written.clone();
        }
        notices.push(Notice::EvidenceDateUnreadable { check, value: written.clone() });
        String::new()
    };
    let (published, read_on) = (day(&record.published), day(&record.read_on));
    if record.address.contains(':') && !is_web_address(&record.address) {
        notices.push(Notice::AddressNotLinked { check, address: record.address.clone() });
    }
    Exhibit {
        stance: record.stance,
        medium: record.medium,
        source: record.source.clone(),
        quotation: record.quotation.clone(),
        address: record.address.clone(),
        published,
        read_on,
        fingerprint: record.fingerprint.clone(),
    }
}
