//! The paragraphs of an old text beside those of the new one, so that two columns stay level: a paragraph
//! that came in pushes nothing out of its row.
//!
//! A paragraph becomes another when enough of its words do: that both have は and の is chance. Paragraphs
//! that were joined, or cut in two, stand in one row.

use shirushi_model::ByteSpan;

/// A row: what became of a stretch of the old text. One of the two is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Where it stood; `None` when it came.
    pub old: Option<ByteSpan>,
    /// Where it stands; `None` when it went.
    pub new: Option<ByteSpan>,
    /// Whether both say the same, blanks and line breaks aside.
    pub same: bool,
}

/// So large a part of the words of the shorter of two paragraphs has to be the other's, in hundredths.
const ENOUGH: usize = 30;

/// `partners` says which word of the new text each word of the old one is; it grows with the words.
pub(super) fn passages(
    (old, old_words): (&str, &[ByteSpan]),
    (new, new_words): (&str, &[ByteSpan]),
    partners: &[Option<usize>],
) -> Vec<Passage> {
    let (olds, news) = (paragraphs(old), paragraphs(new));
    let (old_of, old_counts) = homes(&olds, old_words);
    let (new_of, new_counts) = homes(&news, new_words);
    let mut passages = Vec::with_capacity(olds.len().max(news.len()));
    let (mut a, mut b) = (0, 0);
    // Partners never cross, so neither do the paragraphs that become each other.
    for tie in ties(&old_of, &new_of, partners, (&old_counts, &new_counts)) {
        alone(&olds, &mut a, tie.olds.0, |span| passages.push(went(span)));
        alone(&news, &mut b, tie.news.0, |span| passages.push(came(span)));
        let (from, to) = (stretch(&olds, tie.olds), stretch(&news, tie.news));
        let words = |text, span: Option<ByteSpan>| span.and_then(|span| span.slice(text)).unwrap_or_default();
        passages.push(Passage { old: from, new: to, same: is_same(words(old, from), words(new, to)) });
        (a, b) = (tie.olds.1 + 1, tie.news.1 + 1);
    }
    alone(&olds, &mut a, olds.len(), |span| passages.push(went(span)));
    alone(&news, &mut b, news.len(), |span| passages.push(came(span)));
    passages
}

/// Paragraphs that stand in one row, from the first to the last of each text.
struct Tie {
    olds: (usize, usize),
    news: (usize, usize),
}

fn ties(
    old_of: &[Option<usize>],
    new_of: &[Option<usize>],
    partners: &[Option<usize>],
    (old_counts, new_counts): (&[usize], &[usize]),
) -> Vec<Tie> {
    // Words that two paragraphs have in common; the pairs come in order.
    let mut common: Vec<((usize, usize), usize)> = Vec::new();
    for (home, partner) in old_of.iter().zip(partners) {
        let there = partner.and_then(|at| new_of.get(at).copied().flatten());
        let (Some(a), Some(b)) = (*home, there) else { continue };
        match common.last_mut() {
            Some((pair, count)) if *pair == (a, b) => *count += 1,
            _ => common.push(((a, b), 1)),
        }
    }
    let size = |counts: &[usize], at: usize| counts.get(at).copied().unwrap_or(1);
    let mut ties: Vec<Tie> = Vec::new();
    for ((a, b), count) in common {
        if count * 100 < size(old_counts, a).min(size(new_counts, b)) * ENOUGH {
            continue;
        }
        match ties.last_mut() {
            Some(tie) if tie.olds.1 >= a || tie.news.1 >= b => {
                (tie.olds.1, tie.news.1) = (tie.olds.1.max(a), tie.news.1.max(b));
            }
            _ => ties.push(Tie { olds: (a, a), news: (b, b) }),
        }
    }
    ties
}

/// The lines of a text that are not blank, without the break at their end.
fn paragraphs(text: &str) -> Vec<ByteSpan> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line.trim_end())
    });
    let spoken = lines.filter(|(_, line)| !line.trim().is_empty());
    spoken.map(|(start, line)| ByteSpan::new(start, start + line.len())).collect()
}

/// In which paragraph each word stands, and how many words each paragraph has.
fn homes(paragraphs: &[ByteSpan], words: &[ByteSpan]) -> (Vec<Option<usize>>, Vec<usize>) {
    let (mut at, mut counts) = (0, vec![0; paragraphs.len()]);
    let home = |word: &ByteSpan| {
        while paragraphs.get(at).is_some_and(|paragraph| paragraph.end <= word.start) {
            at += 1;
        }
        let there = paragraphs.get(at).filter(|paragraph| paragraph.start <= word.start).map(|_| at);
        if let Some(count) = there.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
        there
    };
    let homes = words.iter().map(home).collect();
    (homes, counts)
}

fn alone(paragraphs: &[ByteSpan], at: &mut usize, until: usize, mut put: impl FnMut(ByteSpan)) {
    paragraphs.get(*at..until).unwrap_or_default().iter().for_each(|span| put(*span));
    *at = until.max(*at);
}

fn went(span: ByteSpan) -> Passage {
    Passage { old: Some(span), new: None, same: false }
}

fn came(span: ByteSpan) -> Passage {
    Passage { old: None, new: Some(span), same: false }
}

fn stretch(paragraphs: &[ByteSpan], (first, last): (usize, usize)) -> Option<ByteSpan> {
    let (first, last) = (paragraphs.get(first)?, paragraphs.get(last)?);
    Some(ByteSpan { start: first.start, end: last.end })
}

fn is_same(old: &str, new: &str) -> bool {
    let spoken = |text: &'_ str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
    old == new || spoken(old) == spoken(new)
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, changed};
    use proptest::prelude::*;
    use shirushi_model::Analysis;

    /// The rows of two texts, as `old|new`, with ＝ where they are the same.
    fn rows(old: &str, new: &str) -> Vec<String> {
        let empty = Analysis::default();
        let found = changed(Reading { text: old, analysis: &empty }, Reading { text: new, analysis: &empty });
        let words = |text: &str, span: Option<shirushi_model::ByteSpan>| {
            span.and_then(|span| span.slice(text)).unwrap_or_default().replace('\n', "/")
        };
        let row = |passage: &super::Passage| {
            let sign = if passage.same { "＝" } else { "|" };
            format!("{}{sign}{}", words(old, passage.old), words(new, passage.new))
        };
        found.passages.iter().map(row).collect()
    }

    #[test]
    fn paragraphs_stay_level() {
        let old = "甲は来た。\n\n乙は三人で港へ行った。\n丙は黙った。\n";
        let new = "甲は来た。\n速報が入った\n乙は四人で港へ行った。\n";
        assert_eq!(
            rows(old, new),
            [
                "甲は来た。＝甲は来た。",
                "|速報が入った",
                "乙は三人で港へ行った。|乙は四人で港へ行った。",
                "丙は黙った。|",
            ]
        );
    }

    #[test]
    fn what_was_joined_or_cut_stands_in_one_row() {
        let (two, one) = ("甲は来た。\n乙は去った。", "甲は来た。乙は去った。");
        assert_eq!(rows(two, one), ["甲は来た。/乙は去った。＝甲は来た。乙は去った。"]);
        assert_eq!(rows(one, two), ["甲は来た。乙は去った。＝甲は来た。/乙は去った。"]);
    }

    #[test]
    fn blanks_alone_are_no_change() {
        assert_eq!(rows("　甲は 来た。\n", "\n甲は来た。"), ["　甲は 来た。＝甲は来た。"]);
    }

    proptest! {
        #[test]
        fn every_paragraph_stands_in_one_row(old in "[甲乙は。\\n ]{0,60}", new in "[甲乙は。\\n ]{0,60}") {
            let empty = Analysis::default();
            let found =
                changed(Reading { text: &old, analysis: &empty }, Reading { text: &new, analysis: &empty });
            let spoken = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let told = |spans: Vec<shirushi_model::ByteSpan>, text: &str| {
                spans.iter().map(|span| spoken(span.slice(text).unwrap_or_default())).collect::<String>()
            };
            let olds = found.passages.iter().filter_map(|passage| passage.old).collect();
            let news = found.passages.iter().filter_map(|passage| passage.new).collect();
            prop_assert_eq!(told(olds, &old), spoken(&old));
            prop_assert_eq!(told(news, &new), spoken(&new));
        }
    }
}
