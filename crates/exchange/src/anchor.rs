//! Finds the place of a quote in a text that may have changed: by position, then by the quote itself with
//! what stood around it, then by the nearest text that is almost the same. The order and the idea are those
//! of the Web Annotation selectors; the search for almost equal text is Sellers' algorithm (1980).
//!
//! Knows nothing of annotations and files. Work is bounded by a [`Budget`], because a file may be made to
//! cost.

use memchr::memmem;
use shirushi_model::{ByteSpan, CharSpan, Quote, TextIndex};

/// A text to find quotes in.
pub(crate) struct Anchor<'a> {
    pub(crate) text: &'a str,
    pub(crate) index: &'a TextIndex,
}

/// How a quote was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Where it said.
    InPlace,
    /// Elsewhere, the same text.
    Quote,
    /// Near where it said, almost the same text.
    Fuzzy,
}

/// How much searching a whole file may cost, in characters looked at. When it is used up, quotes that are not
/// in place are not found.
pub(crate) struct Budget(u64);

impl Default for Budget {
    /// About a second of work.
    fn default() -> Self {
        Self(300_000_000)
    }
}

impl Budget {
    /// So many characters.
    pub(crate) fn of(characters: u64) -> Self {
        Self(characters)
    }

    /// Takes what something costs; `None` when that is more than is left.
    pub(crate) fn spend(&mut self, cost: usize) -> Option<()> {
        self.0 = self.0.checked_sub(cost as u64)?;
        Some(())
    }
}

/// A quote shorter than this is found elsewhere only when something around it is the same too: 二 stands
/// anywhere.
const TELLING: usize = 4;

/// So many characters before and after a quote tell where it stands. Files of ours have fewer; others may
/// have a book there.
const AROUND: usize = 100;
/// How many characters before and after the stated position are searched for almost equal text.
const REACH: usize = 2_000;

/// The longest quote, in characters, that is searched for with differences.
const LONGEST: usize = 1_000;

/// One character in this many may differ.
const TOLERANCE: usize = 4;

impl Anchor<'_> {
    /// The place of a quote, or `None` when it is not there. Never an empty span.
    pub(crate) fn find(&self, quote: &Quote, budget: &mut Budget) -> Option<(ByteSpan, Found)> {
        if quote.exact.is_empty() {
            return None;
        }
        if let Some(span) = self.index.byte_span(self.text, CharSpan { start: quote.start, end: quote.end })
            && span.slice(self.text) == Some(&quote.exact)
        {
            return Some((span, Found::InPlace));
        }
        if let Some(span) = self.elsewhere(quote, budget) {
            return Some((span, Found::Quote));
        }
        self.almost(quote, budget).map(|span| (span, Found::Fuzzy))
    }

    /// The byte where the quote was said to start, or the end of the text.
    fn stated(&self, quote: &Quote) -> usize {
        let start = quote.start.min(self.index.chars());
        let span = self.index.byte_span(self.text, CharSpan { start, end: start });
        span.map_or(0, |span| span.start as usize)
    }

    /// The occurrence of the quote with the most of its surroundings, the nearest of several.
    fn elsewhere(&self, quote: &Quote, budget: &mut Budget) -> Option<ByteSpan> {
        budget.spend(self.text.len() / 16)?;
        let stated = self.stated(quote);
        let short = quote.exact.chars().nth(TELLING - 1).is_none();
        let bare = quote.prefix.is_empty() && quote.suffix.is_empty();
        let mut best: Option<(usize, std::cmp::Reverse<usize>, usize)> = None;
        for start in memmem::find_iter(self.text.as_bytes(), quote.exact.as_bytes()) {
            let around = self.around(quote, start);
            budget.spend(64 + around)?;
            if short && !bare && around == 0 {
                continue;
            }
            best = best.max(Some((around, std::cmp::Reverse(start.abs_diff(stated)), start)));
        }
        best.map(|(_, _, start)| ByteSpan::new(start, start + quote.exact.len()))
    }

    /// How many characters around an occurrence are as the quote says.
    pub(crate) fn around(&self, quote: &Quote, start: usize) -> usize {
        let before = self.text.get(..start).unwrap_or_default();
        let after = self.text.get(start + quote.exact.len()..).unwrap_or_default();
        let same = |pair: &(char, char)| pair.0 == pair.1;
        before.chars().rev().zip(quote.prefix.chars().rev()).take(AROUND).take_while(same).count()
            + after.chars().zip(quote.suffix.chars()).take(AROUND).take_while(same).count()
    }

    /// The text near the stated position with the fewest differences from the quote, if they are few enough.
    pub(crate) fn almost(&self, quote: &Quote, budget: &mut Budget) -> Option<ByteSpan> {
        // What is not to be had is not gathered either: there may be a great many quotes.
        budget.spend(REACH)?;
        let wanted: Vec<char> = quote.exact.chars().take(LONGEST + 1).collect();
        if !(TELLING..=LONGEST).contains(&wanted.len()) {
            return None;
        }
        let centre = quote.start.min(self.index.chars()) as usize;
        let first = centre.saturating_sub(REACH);
        let after = (centre + wanted.len() + REACH).min(self.index.chars() as usize);
        budget.spend(after.saturating_sub(first) * wanted.len())?;
        let window = self.bytes(first, after)?;
        let text: Vec<char> = window.slice(self.text)?.chars().collect();
        let (start, end) = nearest(&text, &wanted, centre - first)?;
        self.bytes(first + start, first + end)
    }

    fn bytes(&self, start: usize, end: usize) -> Option<ByteSpan> {
        let span = CharSpan { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? };
        self.index.byte_span(self.text, span)
    }
}

/// The run of `text` with the fewest insertions, deletions and replacements from `wanted`; the nearest to
/// `centre` of several.
fn nearest(text: &[char], wanted: &[char], centre: usize) -> Option<(usize, usize)> {
    let most = wanted.len() / TOLERANCE;
    // For each prefix of `wanted`: the differences of the best run that ends here, and where that run starts.
    let mut column: Vec<(usize, usize)> = (0..=wanted.len()).map(|row| (row, 0)).collect();
    let mut best: Option<(usize, usize, usize, usize)> = None;
    for (place, &c) in text.iter().enumerate() {
        let end = place + 1;
        let mut diagonal = (0, place);
        let mut above = (0, end);
        for (row, entry) in column.iter_mut().enumerate() {
            let Some(&expected) = row.checked_sub(1).and_then(|row| wanted.get(row)) else {
                *entry = above;
                continue;
            };
            let replaced = (diagonal.0 + usize::from(expected != c), diagonal.1);
            let inserted = (entry.0 + 1, entry.1);
            let deleted = (above.0 + 1, above.1);
            diagonal = *entry;
            *entry = [replaced, inserted, deleted].into_iter().min_by_key(|step| step.0).unwrap_or(replaced);
            above = *entry;
        }
        let Some(&(differences, start)) = column.last() else { continue };
        if differences <= most && start < end {
            let found = (differences, start.abs_diff(centre), start, end);
            best = Some(best.map_or(found, |best| best.min(found)));
        }
    }
    best.map(|(_, _, start, end)| (start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a quote of the bracketed run in the old text, and expects it in the brackets of the new one.
    #[track_caller]
    fn check(old: &str, new: &str, found: Found) {
        let (quote, _) = quote(old);
        let (expected, text) = super::tests::quote(new);
        let index = TextIndex::new(&text);
        let anchor = Anchor { text: &text, index: &index };
        let (span, how) = anchor.find(&quote, &mut Budget::default()).unwrap();
        assert_eq!((span.slice(&text).unwrap(), how), (expected.exact.as_str(), found));
        assert_eq!(index.char_span(&text, span).start, expected.start);
    }

    fn quote(marked: &str) -> (Quote, String) {
        let (before, rest) = marked.split_once('[').unwrap();
        let (exact, after) = rest.split_once(']').unwrap();
        let start = before.chars().count() as u32;
        let quote = Quote {
            exact: exact.to_owned(),
            prefix: before.chars().skip((start as usize).saturating_sub(32)).collect(),
            suffix: after.chars().take(32).collect(),
            start,
            end: start + exact.chars().count() as u32,
        };
        (quote, format!("{before}{exact}{after}"))
    }

    #[track_caller]
    fn nowhere(old: &str, text: &str) {
        let index = TextIndex::new(text);
        let found = Anchor { text, index: &index }.find(&quote(old).0, &mut Budget::default());
        assert_eq!(found, None);
    }

    #[test]
    fn a_quote_that_stands_where_it_says_is_left_there() {
        check("港に[三隻]の船。", "港に[三隻]の船。", Found::InPlace);
        check("👩‍🚒が[三隻]の船。", "👩‍🚒が[三隻]のボート。", Found::InPlace);
    }

    #[test]
    fn a_quote_that_moved_is_found_by_what_stands_around_it() {
        check("港に[三隻]の船。", "きのう、港に[三隻]の船。", Found::Quote);
        check("沖に三隻。港に[三隻]の船。", "三隻と三隻。沖に三隻。港に[三隻]の船。", Found::Quote);
        check(
            "港は[封鎖された]。",
            "市によると封鎖は未定。港は[封鎖された]。港は封鎖されたか。",
            Found::Quote,
        );
    }

    #[test]
    fn of_equal_places_the_nearest_is_taken() {
        check("ああああ[港の封鎖]", "港の封鎖あ[港の封鎖]", Found::Quote);
    }

    #[test]
    fn a_quote_that_was_edited_is_found_near() {
        check("市は[避難所を三か所に開いた]。", "市は[避難所を四か所に開いた]。", Found::Fuzzy);
        check("市は[避難所を三か所に開いた]。", "同日、市は[避難所三か所に開いた]。", Found::Fuzzy);
    }

    #[test]
    fn a_quote_that_is_gone_is_not_placed() {
        nowhere("市は[避難所を三か所に開いた]。", "市長は会見を取りやめた。");
        nowhere("港に[三]隻の船", "十三日に始まる");
        nowhere("港に[三隻]の船", "");
    }

    #[test]
    fn searching_ends_when_the_budget_does() {
        let text = "ああああ".repeat(1000);
        let index = TextIndex::new(&text);
        let (mut quote, _) = quote("い[ああああ]う");
        quote.start = 9_999_999;
        quote.end = u32::MAX;
        let anchor = Anchor { text: &text, index: &index };
        assert_eq!(anchor.find(&quote, &mut Budget(5_000)), None);
    }
}
