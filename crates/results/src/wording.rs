//! Two sentences word by word (語): what is the same, what is said in other words, and which values differ.
//!
//! By words and not by characters, because Japanese puts the same words in another order and most characters
//! would differ; by `imara-diff`, which the program has for newer texts already. Words that are the same but
//! stand elsewhere are joined afterwards, and what rests on a reason is told as another value.

use crate::{Claims, Place};
use imara_diff::{Algorithm, Diff, InternedInput};
use shirushi_model::ByteSpan;
use std::collections::HashMap;

/// Two passages, cut into runs of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordByWord {
    /// The runs of the first, in its order; together they are the whole passage.
    pub a: Vec<Run>,
    /// The runs of the second.
    pub b: Vec<Run>,
}

/// A run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where in its article.
    pub span: ByteSpan,
    /// How it stands to the other passage.
    pub kind: RunKind,
    /// The run of the other passage that it answers to, if it answers to one.
    pub partner: Option<usize>,
}

/// How a run of words stands to the other passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// The other has it too, here or elsewhere.
    Same,
    /// The other says it in other words, or says less.
    Reworded,
    /// A value that clashes with one of the other.
    Value,
}

/// So many words of a passage are compared; what goes beyond is told as reworded.
const MOST: usize = 4_000;

/// Compares two passages. `a_values` and `b_values` are the words in them that clash (see
/// [`crate::table::Differing`]).
pub fn word_by_word(
    claims: &Claims,
    (a, a_values): (Place, &[ByteSpan]),
    (b, b_values): (Place, &[ByteSpan]),
) -> WordByWord {
    let (a_words, b_words) = (words(claims, a, a_values), words(claims, b, b_values));
    let texts = |place: Place, words: &[WordingWord]| -> Vec<String> {
        words.iter().map(|word| fold(claims.text(Place { span: word.span, ..place }))).collect()
    };
    let (a_texts, b_texts) = (texts(a, &a_words), texts(b, &b_words));
    let mut partners: Vec<Option<usize>> = vec![None; a_words.len()];
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(a_texts.iter().map(String::as_str));
    input.update_after(b_texts.iter().map(String::as_str));
    let diff = Diff::compute(Algorithm::Myers, &input);
    let (mut one, mut other) = (0usize, 0usize);
    let mut taken = vec![false; b_words.len()];
    let end = (a_words.len(), a_words.len(), b_words.len(), b_words.len());
    let hunks = diff.hunks().map(|hunk| {
        (
            hunk.before.start as usize,
            hunk.before.end as usize,
            hunk.after.start as usize,
            hunk.after.end as usize,
        )
    });
    for (a_from, a_until, b_from, b_until) in hunks.chain([end]) {
        for (x, y) in (one..a_from).zip(other..b_from) {
            join(&mut partners, &mut taken, x, y);
        }
        (one, other) = (a_until, b_until);
    }
    // The same word elsewhere: the first that is free, but no particle, which stands everywhere.
    let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in b_texts.iter().enumerate().rev() {
        if taken.get(at) == Some(&false) && is_telling(text) {
            free.entry(text).or_default().push(at);
        }
    }
    for (at, text) in a_texts.iter().enumerate() {
        if partners.get(at) == Some(&None)
            && let Some(found) = free.get_mut(text.as_str()).and_then(Vec::pop)
        {
            join(&mut partners, &mut taken, at, found);
        }
    }
    let mut back: Vec<Option<usize>> = vec![None; b_words.len()];
    for (at, partner) in partners.iter().enumerate() {
        if let Some(place) = partner.and_then(|partner| back.get_mut(partner)) {
            *place = Some(at);
        }
    }
    let (a_runs, a_of) = runs(&a_words, &partners, a.span);
    let (b_runs, b_of) = runs(&b_words, &back, b.span);
    let point = |runs: Vec<WordingDraft>, of: &[usize]| -> Vec<Run> {
        let partner = |draft: &WordingDraft| draft.partner.and_then(|word| of.get(word)).copied();
        runs.iter().map(|draft| Run { span: draft.span, kind: draft.kind, partner: partner(draft) }).collect()
    };
    let mut found = WordByWord { a: point(a_runs, &b_of), b: point(b_runs, &a_of) };
    pair_values(&mut found);
    found
}

fn join(partners: &mut [Option<usize>], taken: &mut [bool], a: usize, b: usize) {
    if let (Some(partner), Some(taken)) = (partners.get_mut(a), taken.get_mut(b)) {
        (*partner, *taken) = (Some(b), true);
    }
}

/// Clashing values answer to each other in order.
fn pair_values(found: &mut WordByWord) {
    let values = |runs: &[Run]| -> Vec<usize> {
        runs.iter().enumerate().filter(|(_, run)| run.kind == RunKind::Value).map(|(at, _)| at).collect()
    };
    for (a, b) in values(&found.a).into_iter().zip(values(&found.b)) {
        if let (Some(one), Some(other)) = (found.a.get_mut(a), found.b.get_mut(b)) {
            (one.partner, other.partner) = (Some(b), Some(a));
        }
    }
}

struct WordingWord {
    span: ByteSpan,
    is_value: bool,
}

/// The words of a passage: its tokens, or its characters where nothing is analysed. Words of a value are one.
fn words(claims: &Claims, place: Place, values: &[ByteSpan]) -> Vec<WordingWord> {
    let mut cuts: Vec<ByteSpan> = Vec::new();
    let analysis = claims.session().analysed(place.article).map(|analysed| &analysed.analysis);
    let tokens = analysis.map(|analysis| &analysis.tokens).filter(|tokens| !tokens.is_empty());
    match tokens {
        Some(tokens) => {
            let first = tokens.ends.partition_point(|&end| end <= place.span.start);
            let spans = (first..tokens.len()).map_while(|at| tokens.span(at));
            for span in spans.take_while(|span| span.start < place.span.end).take(MOST) {
                cuts.push(ByteSpan {
                    start: span.start.max(place.span.start),
                    end: span.end.min(place.span.end),
                });
            }
        }
        None => {
            let text = claims.text(place);
            for (at, c) in text.char_indices().take(MOST) {
                let start = place.span.start + at as u32;
                cuts.push(ByteSpan { start, end: start + c.len_utf8() as u32 });
            }
        }
    }
    let inside = |value: &&ByteSpan| place.span.start <= value.start && value.end <= place.span.end;
    let mut words: Vec<WordingWord> = Vec::with_capacity(cuts.len());
    for cut in cuts {
        let value = values.iter().filter(inside).find(|value| value.overlaps(cut));
        match (value, words.last_mut()) {
            (Some(value), Some(last)) if last.is_value && last.span.overlaps(*value) => {
                last.span = last.span.cover(cut);
            }
            (value, _) => words.push(WordingWord {
                span: value.map_or(cut, |value| value.cover(cut)),
                is_value: value.is_some(),
            }),
        }
    }
    words
}

/// A run while words are gathered; its partner is a word of the other passage.
struct WordingDraft {
    span: ByteSpan,
    kind: RunKind,
    partner: Option<usize>,
}

/// Neighbours of one kind whose partners are neighbours too, as one; and which run each word went to. Blanks
/// between words belong to the word before.
fn runs(
    words: &[WordingWord],
    partners: &[Option<usize>],
    whole: ByteSpan,
) -> (Vec<WordingDraft>, Vec<usize>) {
    let mut runs: Vec<WordingDraft> = Vec::new();
    let mut of = Vec::with_capacity(words.len());
    let mut last_partner: Option<usize> = None;
    for (word, partner) in words.iter().zip(partners) {
        let kind = match partner {
            _ if word.is_value => RunKind::Value,
            Some(_) => RunKind::Same,
            None => RunKind::Reworded,
        };
        let follows = match (last_partner, partner) {
            (Some(last), Some(partner)) => last + 1 == *partner,
            (None, None) => true,
            _ => false,
        };
        match runs.last_mut() {
            Some(run) if run.kind == kind && follows && kind != RunKind::Value => {
                run.span = run.span.cover(word.span);
            }
            before => {
                if let Some(run) = before {
                    run.span.end = run.span.end.max(word.span.start);
                }
                let start = if runs.is_empty() { whole.start } else { word.span.start };
                let span = ByteSpan { start, end: word.span.end };
                runs.push(WordingDraft { span, kind, partner: *partner });
            }
        }
        last_partner = *partner;
        of.push(runs.len() - 1);
    }
    match runs.last_mut() {
        Some(last) if last.kind == RunKind::Reworded || last.span.end == whole.end => {
            last.span.end = whole.end
        }
        Some(last) => {
            // Words beyond what is compared.
            let span = ByteSpan { start: last.span.end, end: whole.end };
            runs.push(WordingDraft { span, kind: RunKind::Reworded, partner: None });
        }
        None => {}
    }
    (runs, of)
}

/// A word as it is compared: of half width, digits alike.
fn fold(word: &str) -> String {
    shirushi_session::search::fold(word)
}

/// Whether a word says something by itself wherever it stands: no particle, no mark, no ending.
fn is_telling(word: &str) -> bool {
    word.chars().any(|c| c.is_alphanumeric() && !matches!(c, '\u{3040}'..='\u{309F}'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

    use super::*;
    use crate::staging::{place, session};
    use proptest::prelude::*;

    fn told(a: &str, b: &str, values: (&[&str], &[&str])) -> (String, String) {
        let session = session(&[("甲", "", a), ("乙", "", b)]);
        let claims = Claims::of(&session);
        let spans = |article, words: &[&str]| -> Vec<ByteSpan> {
            words.iter().map(|words| place(&session, article, words).span).collect()
        };
        let (one, other) = (place(&session, 0, a), place(&session, 1, b));
        let found = word_by_word(&claims, (one, &spans(0, values.0)), (other, &spans(1, values.1)));
        let show = |place: Place, runs: &[Run]| -> String {
            let shown = runs.iter().map(|run| {
                let text = claims.text(Place { span: run.span, ..place });
                match run.kind {
                    RunKind::Same => text.to_owned(),
                    RunKind::Reworded => format!("[{text}]"),
                    RunKind::Value => format!("<{text}>"),
                }
            });
            shown.collect()
        };
        (show(one, &found.a), show(other, &found.b))
    }

    #[test]
    fn the_same_other_words_and_other_values() {
        assert_eq!(
            told("乗客38人が残った", "乗客４１人が取り残された", (&["38人"], &["４１人"])),
            ("乗客<38人>が残[っ]た".to_owned(), "乗客<４１人>が[取り]残[され]た".to_owned())
        );
    }

    #[test]
    fn words_in_another_order_are_the_same() {
        let (a, b) = told("病院で会見", "会見は病院", (&[], &[]));
        assert_eq!(b.replace(['[', ']'], ""), "会見は病院");
        assert!(!a.contains("[病") && !a.contains("[会"), "{a}");
        assert!(b.contains("[は]"), "{b}");
    }

    proptest! {
        #[test]
        fn the_runs_are_the_whole_passage(a in "[\\PCあいう12、 ]{1,40}", b in "[\\PCあいう12、 ]{1,40}") {
            let (one, other) = told(&a, &b, (&[], &[]));
            let plain = |text: &str| text.replace(['[', ']'], "");
            prop_assert_eq!(plain(&one), plain(&a));
            prop_assert_eq!(plain(&other), plain(&b));
        }
    }
}
