//! Quotations, speakers and values as a person reads them.

use super::Words;
use shirushi_model::{Article, ClaimMark, Modifier, Normalized, SpeakerKind};

/// The beginning of a quotation, enough to know it by.
pub fn shortened(quote: &str) -> String {
    const LONGEST: usize = 60;
    let line: String =
        quote.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST + 1).collect();
    if line.chars().count() > LONGEST { line.chars().take(LONGEST).chain(['…']).collect() } else { line }
}

/// Who makes a claim, in words.
pub fn speaker(words: &Words, claim: &ClaimMark) -> String {
    match &claim.speaker {
        None => words.nobody.to_owned(),
        Some(speaker)
            if speaker.name.is_empty()
                && matches!(speaker.kind, SpeakerKind::Outlet | SpeakerKind::Unnamed) =>
        {
            (words.speaker_kind)(speaker.kind).to_owned()
        }
        Some(speaker) if speaker.name.is_empty() => words.nobody.to_owned(),
        Some(speaker) => speaker.name.clone(),
    }
}

/// Who makes a claim in an article: the outlet by its name when it speaks itself.
pub fn who(words: &Words, article: &Article, claim: &ClaimMark) -> String {
    let outlet = &article.meta.outlet;
    let speaks_itself = claim
        .speaker
        .as_ref()
        .is_some_and(|speaker| speaker.name.is_empty() && speaker.kind == SpeakerKind::Outlet);
    if speaks_itself && !outlet.is_empty() { outlet.clone() } else { speaker(words, claim) }
}

/// A value as a person reads it.
pub fn value(words: &Words, normalized: &Normalized) -> String {
    let (body, modifier) = match normalized {
        Normalized::Calendar(calendar) => ((words.when)(&calendar.value), calendar.modifier),
        Normalized::Quantity(quantity) => {
            let number = quantity.value;
            // A length of time says it already.
            let iso = quantity.iso.as_ref().filter(|iso| !iso.starts_with('P'));
            let iso = iso.map(|iso| format!(" ({iso})")).unwrap_or_default();
            (format!("{number} {}{iso}", quantity.unit), quantity.modifier)
        }
    };
    let sign = match modifier {
        None => "",
        Some(Modifier::Approx | Modifier::Vague) => "≈ ",
        Some(Modifier::Nearly) => "≲ ",
        Some(Modifier::Max | Modifier::OrLess) => "≤ ",
        Some(Modifier::OrMore | Modifier::OnOrAfter) => "≥ ",
        Some(Modifier::Start) => "▹ ",
        Some(Modifier::End) => "◃ ",
    };
    format!("{sign}{body}")
}
