//! What was found in the copy, brought back into the text.

use super::NormalizedText;
use shirushi_model::{Analysis, ByteSpan, Tokens};

/// Moves an analysis of the copy into the text. Names and lemmas stay as they were read: without the
/// breaks, in the dictionary's letters.
pub(crate) fn restore(normalized: &NormalizedText<'_>, analysis: &mut Analysis) {
    if normalized.alignment.is_identity() {
        return;
    }
    let back = |span: &mut ByteSpan| *span = normalized.alignment.to_original(*span);
    restore_tokens(normalized, &mut analysis.tokens);
    for sentence in &mut analysis.sentences {
        back(&mut sentence.span);
    }
    for entity in &mut analysis.entities {
        back(&mut entity.span);
    }
    if let Some(span) = analysis.day.as_mut().and_then(|day| day.span.as_mut()) {
        back(span);
    }
    for claim in &mut analysis.claims {
        back(&mut claim.span);
        for span in claim.cue.iter_mut().chain(&mut claim.modality) {
            back(span);
        }
        if let Some(predicate) = &mut claim.predicate {
            back(&mut predicate.span);
        }
        if let Some(span) = claim.speaker.as_mut().and_then(|speaker| speaker.span.as_mut()) {
            back(span);
        }
    }
}

/// Moves tokens of the copy into the text. A token whose letters differ there has as lemma what was read:
/// 述⏎べ is 述べる, 宮﨑 is 宮崎.
pub(crate) fn restore_tokens(normalized: &NormalizedText<'_>, tokens: &mut Tokens) {
    let alignment = &normalized.alignment;
    if alignment.is_identity() {
        return;
    }
    let columns = tokens.starts.iter_mut().zip(&mut tokens.ends).zip(&mut tokens.lemma);
    for ((start, end), lemma) in columns {
        let read = ByteSpan { start: *start, end: *end };
        let span = alignment.to_original(read);
        (*start, *end) = (span.start, span.end);
        let (word, surface) = (read.slice(&normalized.text), span.slice(normalized.original));
        if *lemma == Tokens::SURFACE
            && let Some(word) = word.filter(|_| word != surface)
        {
            *lemma = u32::try_from(tokens.strings.len()).unwrap_or(Tokens::SURFACE);
            tokens.strings.push(word.to_owned());
        }
    }
}
