//! Checks and scales of verdicts as they stand in a file, and what they become.
//!
//! A check is work of days: whatever does not fit in it is put right or left as words, with a [`Notice`], and
//! never refuses the file. Only what is no record at all does, as everywhere.

use super::Notice;
use super::check_records::{
    CheckRecord, ExhibitRecord, QuestionRecord, SayingRecord, ScaleRecord, SignatureRecord, StepRecord,
    VerdictRecord, WordingRecord,
};
use super::span::{place, time};
use shirushi_model::{
    Check, CheckId, CheckStep, Exhibit, Project, Question, Saying, Signature, Stage, Target, Timestamp,
    VerdictScale, VerdictStep, Wording, is_calendar_date, is_web_address,
};

/// A check as a file has it.
pub(super) fn check_record(project: &Project, check: &Check) -> CheckRecord {
    let signature = |signature: &Option<Signature>| {
        signature.as_ref().map(|one| SignatureRecord { by: one.by.clone(), at: time(one.at) })
    };
    CheckRecord {
        id: check.id.to_string(),
        wording: check.wording.clone(),
        sayings: check
            .sayings
            .iter()
            .map(|saying| {
                let (placement, spans) = place(project, saying.article, &saying.target);
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
        created: time(check.created),
        modified: time(check.modified),
        history: check
            .history
            .iter()
            .map(|step| StepRecord {
                at: time(step.at),
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
pub(super) struct ChecksRead<'r> {
    pub(super) id: CheckId,
    pub(super) record: &'r CheckRecord,
    pub(super) sayings: Vec<Saying>,
    pub(super) drafted: Option<Signature>,
    pub(super) confirmed: Option<Signature>,
    pub(super) created: Timestamp,
    pub(super) modified: Timestamp,
    pub(super) history: Vec<CheckStep>,
}

impl ChecksRead<'_> {
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
