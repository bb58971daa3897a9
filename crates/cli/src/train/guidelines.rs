//! What the guideline of a corpus means for our types: where corpora draw the lines elsewhere, a mark is a
//! set of types. Stands here and nowhere else.

use crate::corpus::{CorpusRecord, entity_type};
use shirushi_analysis::training::{Allowed, Example, MarkedStretch};
use shirushi_model::EntityType;

/// What a type of a guideline may be for us: the corpus (a part of its source), its type, our types, and
/// whether it may be no name.
type GuidelineReading = (&'static str, &'static str, &'static [EntityType], bool);

const WAC: &str = "WikipediaAnnotatedCorpus";
const GSD: &str = "GSD";

/// Types that are read in another way than written in `type`.
const READINGS: &[GuidelineReading] = {
    use EntityType::{Event, Facility, Location, Organization, Product};
    &[
        (WAC, "LOCATION", &[Location, Facility], false),
        (WAC, "ORGANIZATION", &[Organization, Facility], false),
        (WAC, "ARTIFACT", &[Product, Event, Organization], true),
        (GSD, "FAC", &[Facility, Organization], true),
        (GSD, "PRODUCT", &[Product], true),
        (GSD, "EVENT", &[Event], true),
        (GSD, "NORP", &[Organization], true),
    ]
};

/// The record as an example to learn from.
pub(crate) fn example(record: &CorpusRecord) -> Example {
    let is_wac = record.source.contains(WAC);
    let marked = record
        .entities
        .iter()
        .filter_map(|marking| {
            let reading = READINGS
                .iter()
                .find(|(corpus, orig, ..)| record.source.contains(corpus) && marking.orig == *orig);
            let allowed = match (reading, marking.kind.as_deref().and_then(entity_type)) {
                (Some((_, _, types, outside)), _) => {
                    Allowed { types: types.to_vec(), outside: *outside, anything: false }
                }
                (None, Some(kind)) => Allowed { types: vec![kind], outside: false, anything: false },
                (None, None) if marking.orig == "OPTIONAL" => {
                    Allowed { types: Vec::new(), outside: true, anything: true }
                }
                (None, None) => return None,
            };
            Some(MarkedStretch { start: marking.start, end: marking.end, allowed })
        })
        .collect();
    Example {
        text: record.text.clone(),
        marked,
        unmarked: if is_wac { vec![EntityType::Event] } else { Vec::new() },
        weight: if is_wac { 0.35 } else { 1.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guidelines_are_read_as_sets() {
        let record: CorpusRecord = serde_json::from_str(
            r#"{"text": "白波港", "source": "ku-nlp/WikipediaAnnotatedCorpus",
                "entities": [{"start": 0, "end": 3, "type": "LOCATION", "orig": "LOCATION"}]}"#,
        )
        .unwrap();
        let example = example(&record);
        assert_eq!(example.marked[0].allowed.types, [EntityType::Location, EntityType::Facility]);
        assert_eq!(example.unmarked, [EntityType::Event]);
    }
}
