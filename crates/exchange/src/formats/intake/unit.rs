//! What positions count, found out by which unit the marks fit.

use super::placing::is_same;
use crate::formats::given::Text;
use crate::formats::ruler::Ruler;
use crate::formats::{OffsetUnit, UnitFit};

/// How positions are to be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) enum Counting {
    /// The format says it.
    Always(OffsetUnit),
    /// Nobody knows: the one that fits best, of equals the one given.
    Guessed(OffsetUnit),
}

impl Counting {
    /// As asked; found out when nothing was.
    pub(in crate::formats) fn asked(unit: Option<OffsetUnit>, usual: OffsetUnit) -> Self {
        unit.map_or(Self::Guessed(usual), Self::Always)
    }
}

/// How many marks fit their texts in a unit. Where some have quotes only those are asked: the others would
/// fit nearly anywhere.
pub(super) fn fit(texts: &[(Text, Ruler, bool)], unit: OffsetUnit) -> UnitFit {
    let (mut fitting, mut of) = (0, 0);
    let mut places = texts.iter().flat_map(|(text, ..)| &text.marks).flat_map(|mark| &mark.places);
    let some_are_quoted = places.any(|place| place.at.is_some() && place.exact.is_some());
    for (text, ruler, _) in texts {
        for place in text.marks.iter().flat_map(|mark| &mark.places) {
            let Some((start, end)) = place.at else { continue };
            if some_are_quoted && place.exact.is_none() {
                continue;
            }
            of += 1;
            let Some(span) = ruler.locate(start, end, unit).filter(|span| !span.is_empty()) else { continue };
            fitting += usize::from(match place.exact.as_deref() {
                Some(exact) => span.slice(ruler.text()).is_some_and(|words| is_same(words, exact)),
                None => {
                    // In bytes and UTF-16 a position may lie inside of a character.
                    ruler.measure(span, unit) == (start, end)
                        && ruler.is_whole(span)
                        && span.slice(ruler.text()).is_some_and(|words| words.trim() == words)
                }
            });
        }
    }
    UnitFit { unit, fitting, of }
}
