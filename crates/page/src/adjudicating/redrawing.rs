//! New limits for a mark two people drew differently: its ends go by characters as people see them. Pure.

use shirushi_model::{ByteSpan, Graphemes};

/// One of the two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Start,
    End,
}

/// One character forth or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneCharacter {
    Forth,
    Back,
}

/// The characters of a part of a text, as people see them: 👩‍🚒 is one.
pub fn characters(text: &str, shown: ByteSpan) -> Vec<ByteSpan> {
    let words = shown.slice(text).unwrap_or_default();
    let graphemes = Graphemes::new(words);
    let mut found: Vec<ByteSpan> = Vec::new();
    for (at, c) in words.char_indices() {
        if found.last().is_none_or(|last| last.end as usize <= at) {
            found.push(graphemes.widen(ByteSpan::new(at, at + c.len_utf8())));
        }
    }
    let from = shown.start;
    found.into_iter().map(|one| ByteSpan { start: one.start + from, end: one.end + from }).collect()
}

/// The span with one end moved; it keeps a character.
pub fn moved(characters: &[ByteSpan], span: ByteSpan, limit: Limit, by: OneCharacter) -> ByteSpan {
    let next = |at: u32| characters.iter().map(|one| one.end).find(|end| *end > at);
    let before = |at: u32| characters.iter().rev().map(|one| one.start).find(|start| *start < at);
    let to = |at: u32| match by {
        OneCharacter::Forth => next(at),
        OneCharacter::Back => before(at),
    };
    let moved = match limit {
        Limit::Start => ByteSpan { start: to(span.start).unwrap_or(span.start), ..span },
        Limit::End => ByteSpan { end: to(span.end).unwrap_or(span.end), ..span },
    };
    if moved.start < moved.end { moved } else { span }
}

/// The span with the end that is nearer moved to a character, which is in it then: 「患者さんの情報」,
/// pressed on 情, is 「情報」.
pub fn reaching(span: ByteSpan, to: ByteSpan) -> ByteSpan {
    let is_at_start = to.start.saturating_sub(span.start) <= span.end.saturating_sub(to.end);
    if to.start < span.start || to.end <= span.end && is_at_start {
        ByteSpan { start: to.start, ..span }
    } else {
        ByteSpan { end: to.end, ..span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the span in it.
    fn drawn(text: &str, span: ByteSpan) -> String {
        let (start, end) = (span.start as usize, span.end as usize);
        format!("{}[{}]{}", &text[..start], &text[start..end], &text[end..])
    }

    #[test]
    fn ends_go_by_characters() {
        let text = "「患者さんの👩‍🚒が";
        let all = characters(text, ByteSpan::new(3, text.len()));
        assert_eq!(all.len(), 7);
        let of = |words: &str| {
            let at = text.find(words).unwrap();
            ByteSpan::new(at, at + words.len())
        };
        for (from, limit, by, wanted) in [
            ("さんの", Limit::End, OneCharacter::Forth, "「患者[さんの👩‍🚒]が"),
            ("さんの", Limit::End, OneCharacter::Back, "「患者[さん]の👩‍🚒が"),
            ("さんの", Limit::Start, OneCharacter::Forth, "「患者さ[んの]👩‍🚒が"),
            ("さんの", Limit::Start, OneCharacter::Back, "「患[者さんの]👩‍🚒が"),
            ("患者", Limit::Start, OneCharacter::Back, "「[患者]さんの👩‍🚒が"),
            ("👩‍🚒が", Limit::End, OneCharacter::Forth, "「患者さんの[👩‍🚒が]"),
            ("👩‍🚒", Limit::End, OneCharacter::Back, "「患者さんの[👩‍🚒]が"),
        ] {
            assert_eq!(drawn(text, moved(&all, of(from), limit, by)), wanted);
        }
        for (from, to, wanted) in [
            ("者さん", "患", "「[患者さん]の👩‍🚒が"),
            ("者さん", "👩‍🚒", "「患[者さんの👩‍🚒]が"),
            ("患者さんの", "者", "「患[者さんの]👩‍🚒が"),
            ("患者さんの", "ん", "「[患者さん]の👩‍🚒が"),
        ] {
            assert_eq!(drawn(text, reaching(of(from), of(to))), wanted);
        }
    }
}
