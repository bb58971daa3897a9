//! Where a mark stands: by its numbers, by its words, on whole characters; and what is to be said about that.

use crate::anchor::{Anchor, Budget, Found};
use crate::formats::given::{Given, GivenPlace};
use crate::formats::ruler::Ruler;
use crate::formats::{OffsetUnit, What};
use memchr::memmem;
use shirushi_model::{ByteSpan, Quote, Target, in_order};

/// A mark that would grow by more bytes than this to hold whole characters stands in what is no character
/// people write.
const MOST_GROWN: u32 = 1_000;

/// A quote without a position stands in at most so many places.
const MOST_PLACES: usize = 1_000;

/// Finds places. Looking for words costs, and all marks of one reading spend from one budget.
#[derive(Default)]
pub(super) struct Placing {
    budget: Budget,
}

impl Placing {
    /// Where a mark stands, and what is to be said about that.
    pub(super) fn target(
        &mut self,
        mark: &Given,
        ruler: &Ruler,
        is_there: bool,
        unit: OffsetUnit,
    ) -> (Target, Vec<What>) {
        let quotes = || match mark.places.as_slice() {
            // A mark without a place has a quote nevertheless, an empty one.
            [] => Target::Unplaced(vec![Quote::default()]),
            places => Target::Unplaced(places.iter().map(quote).collect()),
        };
        let unplaced = |what| (quotes(), vec![what]);
        if mark.places.iter().any(|place| place.is_unplaced) {
            return (quotes(), Vec::new());
        }
        if !is_there {
            return unplaced(What::NoText);
        }
        let mut found = Vec::new();
        let mut spans: Vec<ByteSpan> = Vec::with_capacity(mark.places.len());
        for place in &mark.places {
            match self.place(place, ruler, unit) {
                Ok((places, what)) => {
                    spans.extend(places);
                    found.extend(what.filter(|what| !found.contains(what)));
                }
                Err(what) => return unplaced(what),
            }
        }
        if mark.places.is_empty() {
            if ruler.text().is_empty() {
                return (Target::Unplaced(vec![Quote::default()]), vec![What::Nothing]);
            }
            return (Target::Placed(vec![ByteSpan::new(0, ruler.text().len())]), vec![What::WholeText]);
        }
        // Parts may come in any order.
        let spans = in_order(spans, |span| [u64::from(span.start), u64::from(span.end), 0]);
        let whole: Vec<ByteSpan> = spans.iter().map(|&span| ruler.widen(span)).collect();
        let grown: u32 = whole.iter().zip(&spans).map(|(whole, span)| whole.len() - span.len()).sum();
        if grown > MOST_GROWN {
            return unplaced(What::NotFound);
        }
        let whole = disjoint(whole);
        if whole != spans {
            found.push(What::Widened);
        }
        (Target::Placed(whole), found)
    }

    fn place(
        &mut self,
        place: &GivenPlace,
        ruler: &Ruler,
        unit: OffsetUnit,
    ) -> Result<(Vec<ByteSpan>, Option<What>), What> {
        let located = place.at.map(|(start, end)| ruler.locate(start, end, unit));
        let Some(exact) = place.exact.as_deref().filter(|exact| !exact.is_empty()) else {
            return match located.flatten() {
                None => Err(What::PastTheEnd),
                Some(span) if span.is_empty() => Err(What::Nothing),
                Some(span) => Ok((vec![span], None)),
            };
        };
        if let Some(span) = located.flatten()
            && span.slice(ruler.text()).is_some_and(|words| is_same(words, exact))
        {
            return Ok((vec![span], None));
        }
        if place.at.is_none() {
            // Without a position all places with these words and surroundings are meant.
            let all = self.everywhere(place, exact, ruler.text());
            if !all.is_empty() {
                return Ok((all, None));
            }
        }
        let mut quote = quote(place);
        if let Some(span) = located.flatten() {
            (quote.start, quote.end) = ruler.measure(span, OffsetUnit::CodePoints);
        }
        let anchor = Anchor { text: ruler.text(), index: &ruler.article().index };
        match anchor.find(&quote, &mut self.budget) {
            None => Err(What::NotFound),
            Some((span, Found::InPlace)) => Ok((vec![span], None)),
            Some((span, Found::Quote)) => Ok((vec![span], Some(What::Moved))),
            Some((span, Found::Fuzzy)) => Ok((vec![span], Some(What::Nearly))),
        }
    }

    fn everywhere(&mut self, place: &GivenPlace, exact: &str, text: &str) -> Vec<ByteSpan> {
        let wanted = format!("{}{exact}{}", place.prefix, place.suffix);
        if self.budget.spend(text.len() / 16 + 1).is_none() {
            return Vec::new();
        }
        let found: Vec<ByteSpan> = memmem::find_iter(text.as_bytes(), wanted.as_bytes())
            .map(|start| start + place.prefix.len())
            .map(|start| ByteSpan::new(start, start + exact.len()))
            .take(MOST_PLACES)
            .collect();
        // Each is kept, so each costs.
        if self.budget.spend(found.len() * 64).is_none() { Vec::new() } else { found }
    }
}

/// Whether words are those of a quote. Blanks of one kind may have become blanks of another: brat has one
/// line for a mark, 「港\n火災」 is 「港 火災」 there.
pub(super) fn is_same(words: &str, exact: &str) -> bool {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    words == exact
        || words.len() <= exact.len().saturating_mul(4) && {
            let (mut ours, mut theirs) = (words.chars(), exact.chars());
            loop {
                match (ours.next(), theirs.next()) {
                    (None, None) => break true,
                    (Some(a), Some(b)) if a == b || is_blank(a) && is_blank(b) => {}
                    _ => break false,
                }
            }
        }
}

fn quote(place: &GivenPlace) -> Quote {
    let (start, end) = place.at.unwrap_or_default();
    Quote {
        exact: place.exact.clone().unwrap_or_default(),
        prefix: place.prefix.clone(),
        suffix: place.suffix.clone(),
        start,
        end,
    }
}
/// In order; those that overlap are joined.
fn disjoint(spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    let spans = in_order(spans, |span| [u64::from(span.start), u64::from(span.end), 0]);
    let mut joined: Vec<ByteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}
