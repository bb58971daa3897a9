//! Figures of events as a table for people or as JSON for programs.

use super::score::{Miss, ScoreCounts};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// The figures by name, in the order in which they are printed.
fn figures(counts: &ScoreCounts) -> Vec<(&'static str, Option<f64>)> {
    vec![
        ("sentences_F1_opinion_ignored", Some(counts.sentences(false))),
        ("sentences_F1_opinion_wrong", Some(counts.sentences(true))),
        ("precision_upper_half", counts.upper_half.value()),
        ("claims_covered", counts.covered.value()),
        ("claims_exact", counts.exact.value()),
        ("speaker_explicit", counts.explicit.value()),
        ("speaker_implicit", counts.implicit.value()),
        ("speaker_none", counts.nobody.value()),
        ("certainty", counts.certainty.value()),
        ("discrepancies_found", counts.discrepancies.value()),
        ("discrepancies_found_easy", counts.easy.value()),
        ("agreements_joined", counts.agreements.value()),
        ("reported_differences_right", counts.reported.value()),
        ("joined_right", counts.joined.value()),
        ("traps_sprung", counts.traps.value()),
    ]
}

/// The figures of claims by name, without those of pairs.
pub(crate) fn claim_figures(counts: &ScoreCounts) -> Vec<(&'static str, f32)> {
    figures(counts).into_iter().take(9).filter_map(|(name, value)| Some((name, value? as f32))).collect()
}

/// One object: each event, then all together.
pub(crate) fn as_json(events: &[(String, ScoreCounts)], all: &ScoreCounts) -> Value {
    let of = |counts: &ScoreCounts| {
        let mut object: Map<String, Value> = figures(counts)
            .into_iter()
            .map(|(name, value)| {
                (name.to_owned(), value.map_or(Value::Null, |v| json!((v * 1000.0).round() / 1000.0)))
            })
            .collect();
        object.insert("reported_differences".to_owned(), json!(counts.reported.all));
        object.insert("discrepancies".to_owned(), json!(counts.discrepancies.all));
        let kinds: Map<String, Value> = counts
            .kinds
            .iter()
            .map(|(kind, share)| (kind.clone(), json!(format!("{} of {}", share.right, share.all))))
            .collect();
        object.insert("by_kind".to_owned(), Value::Object(kinds));
        Value::Object(object)
    };
    let each: Map<String, Value> = events.iter().map(|(name, counts)| (name.clone(), of(counts))).collect();
    json!({ "events": each, "all": of(all) })
}

/// For people: all events together, figure by figure, then each event in a line.
pub(crate) fn as_table(
    out: &mut impl Write,
    events: &[(String, ScoreCounts)],
    all: &ScoreCounts,
) -> io::Result<()> {
    for (name, value) in figures(all) {
        writeln!(out, "{name:<30} {}", shown(value))?;
    }
    let counted = [
        ("discrepancies", all.discrepancies),
        ("easy ones", all.easy),
        ("agreements", all.agreements),
        ("reported differences", all.reported),
        ("joined pairs", all.joined),
        ("traps sprung", all.traps),
    ];
    for (name, share) in counted {
        writeln!(out, "{name:<30} {} of {}", share.right, share.all)?;
    }
    let kinds = all.kinds.iter().map(|(kind, share)| format!("{kind} {} of {}", share.right, share.all));
    writeln!(out, "by kind: {}", kinds.collect::<Vec<_>>().join(", "))?;
    writeln!(out)?;
    let heads = ["found", "easy", "right", "joined", "explicit", "implicit", "certain", "exact"];
    writeln!(out, "{:<28} {}", "event", heads.map(|head| format!("{head:>8}")).join(" "))?;
    for (name, counts) in events {
        let values = [
            counts.discrepancies,
            counts.easy,
            counts.reported,
            counts.agreements,
            counts.explicit,
            counts.implicit,
            counts.certainty,
            counts.exact,
        ];
        writeln!(out, "{name:<28} {}", values.map(|share| format!("{:>8}", shown(share.value()))).join(" "))?;
    }
    Ok(())
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

/// Every miss in a line.
pub(crate) fn misses(out: &mut impl Write, event: &str, misses: &[Miss]) -> io::Result<()> {
    misses.iter().try_for_each(|miss| writeln!(out, "{event}\t{}\t{}", miss.what, miss.text))
}
