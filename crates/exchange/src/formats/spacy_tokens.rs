//! The tokens of a text as spaCy wants them in a file: it takes a blank behind a word for the word's own, and
//! what is left of a run of blanks for one token.

use shirushi_model::{ByteSpan, in_order};

/// Tokens in order: what is no blank is cut where marks begin and end.
pub(super) struct SpacyTokens(Vec<ByteSpan>);

impl SpacyTokens {
    pub(super) fn of(text: &str, marks: impl Iterator<Item = ByteSpan>) -> Self {
        let mut edges: Vec<u32> = marks.flat_map(|span| [span.start, span.end]).collect();
        let mut runs: Vec<(ByteSpan, TokenRun)> = Vec::new();
        for (at, c) in text.char_indices() {
            let kind = if is_blank(c) { TokenRun::Blanks } else { TokenRun::Word };
            match runs.last_mut() {
                Some((run, known)) if *known == kind => run.end += c.len_utf8() as u32,
                _ => runs.push((ByteSpan::new(at, at + c.len_utf8()), kind)),
            }
        }
        edges.extend(runs.iter().map(|(run, _)| run.start));
        let edges = in_order(edges, |&edge| [edge.into(), 0, 0]);
        let mut tokens = Vec::with_capacity(edges.len());
        for (run, kind) in runs {
            if kind == TokenRun::Word {
                let inside = edges.iter().skip(edges.partition_point(|&edge| edge <= run.start));
                let mut from = run.start;
                for &edge in inside.take_while(|&&edge| edge < run.end) {
                    if from < edge {
                        tokens.push(ByteSpan { start: from, end: edge });
                    }
                    from = edge;
                }
                tokens.push(ByteSpan { start: from, end: run.end });
                continue;
            }
            // The first blank belongs to the word before it.
            let is_owned = run.start > 0 && run.slice(text).is_some_and(|blanks| blanks.starts_with(' '));
            let rest = ByteSpan { start: run.start + u32::from(is_owned), end: run.end };
            if !rest.is_empty() {
                tokens.push(rest);
            }
        }
        Self(tokens)
    }

    pub(super) fn spans(&self) -> &[ByteSpan] {
        &self.0
    }

    /// The span of whole tokens nearest to this one: those inside of it, or those it touches when none is.
    pub(super) fn fit(&self, span: ByteSpan) -> ByteSpan {
        self.inside(span).or_else(|| self.around(span)).unwrap_or(span)
    }

    /// The tokens inside of a span, as one.
    pub(super) fn inside(&self, span: ByteSpan) -> Option<ByteSpan> {
        let first = self.0.get(self.0.partition_point(|token| token.start < span.start))?;
        let last = self.0.get(self.0.partition_point(|token| token.end <= span.end).checked_sub(1)?)?;
        (first.start <= last.start).then(|| first.cover(*last))
    }

    fn around(&self, span: ByteSpan) -> Option<ByteSpan> {
        let first = self.0.partition_point(|token| token.start <= span.start).saturating_sub(1);
        let last = self.0.partition_point(|token| token.start < span.end).saturating_sub(1);
        Some(self.0.get(first)?.cover(*self.0.get(last)?))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum TokenRun {
    Word,
    Blanks,
}

/// What Python takes for a blank.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_marks_and_blanks_belong_to_words() {
        let text = "港の  火災 \t。";
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            ByteSpan::new(at, at + words.len())
        };
        let marks = [span("港"), span("  火災"), span(" \t")];
        let tokens = SpacyTokens::of(text, marks.into_iter());
        let words: Vec<&str> = tokens.spans().iter().map(|token| token.slice(text).unwrap()).collect();
        assert_eq!(words, ["港", "の", " ", "火災", "\t", "。"]);
        let fitted = marks.map(|mark| tokens.fit(mark).slice(text).unwrap());
        assert_eq!(fitted, ["港", " 火災", "\t"]);
        // The blank alone is no token: the word before it stands for it.
        assert_eq!(tokens.fit(ByteSpan::new(6, 7)).slice(text), Some("の"));
        assert_eq!(tokens.inside(ByteSpan::new(6, 7)), None);
    }
}
