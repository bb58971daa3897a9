//! The form in which people met: words that exclude each other, found once per claim.

use super::words::ComparedWord;
use shirushi_model::ByteSpan;

/// A form a claim names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MeetingForm {
    /// Position in [`FORMS`].
    pub(super) question: usize,
    /// Position among its answers.
    pub(super) answer: usize,
    pub(super) span: ByteSpan,
}

/// Questions of form, each with the answers that exclude each other.
const FORMS: &[&[&[&str]]] = &[
    &[&["対面"], &["電話"], &["オンライン", "ウェブ", "テレビ"], &["書面", "書簡"]],
    &[&["単独"], &["共同", "合同"]],
    &[&["公開"], &["非公開"]],
];

/// All forms the words name, in order.
pub(super) fn read(words: &[ComparedWord<'_>]) -> Vec<MeetingForm> {
    let mut found = Vec::new();
    for word in words.iter().filter(|word| word.term.is_some()) {
        for (question, answers) in FORMS.iter().enumerate() {
            if let Some(answer) = answers.iter().position(|words| words.contains(&word.surface)) {
                found.push(MeetingForm { question, answer, span: word.span });
            }
        }
    }
    found
}
