//! What a file says before anybody looks whether it can be so: texts, marks by places, links by names.

use super::details::Details;
use super::{Matter, RecordFinding, What};
use serde_json::Value;
use shirushi_model::{ArticleMeta, Timestamp};

/// One text of a file with everything said about it.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Where it stands in its file: `a.jsonl, line 3`.
    pub(super) record: String,
    /// `None` when the file speaks of a text it does not have.
    pub(super) text: Option<String>,
    pub(super) meta: ArticleMeta,
    pub(super) added: Option<Timestamp>,
    pub(super) marks: Vec<Given>,
    pub(super) links: Vec<GivenLink>,
    /// What there was no place for.
    pub(super) findings: Vec<RecordFinding>,
}

/// A mark as a file says it.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Its id in the file, for links.
    pub(super) key: String,
    /// The ids of its other parts, when they came one by one.
    pub(super) keys: Vec<String>,
    /// What to call it in messages, after the text's record.
    pub(super) record: String,
    /// Its parts. A mark without is on all of the text.
    pub(super) places: Vec<GivenPlace>,
    pub(super) label: String,
    pub(super) details: Details,
}

/// One part of a mark.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct GivenPlace {
    /// Start and end; `None` when only words are given.
    pub(super) at: Option<(u32, u32)>,
    pub(super) exact: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// Whether the file says itself that it has none.
    pub(super) is_unplaced: bool,
}

impl GivenPlace {
    /// A place by numbers. What is no number of ours lies past any end.
    pub(super) fn at(start: Option<u64>, end: Option<u64>) -> Self {
        let number = |number: Option<u64>| number.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
        Self { at: Some((number(start), number(end))), ..Self::default() }
    }

    pub(super) fn quoting(self, exact: Option<&str>) -> Self {
        Self { exact: exact.map(str::to_owned), ..self }
    }
}

/// A link as a file says it.
#[derive(Debug, Default)]
pub(super) struct GivenLink {
    pub(super) record: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) label: String,
    pub(super) details: Details,
}

/// A record that there is no place for, with its words, not too many of them.
pub(super) fn not_understood(record: String, matter: Matter, said: &Value) -> RecordFinding {
    let said = said.to_string().chars().take(1_000).collect();
    RecordFinding { record, annotation: None, what: What::NotUnderstood(matter, said) }
}
