//! The cases of `cases/`: one marked text a line. `<date 2025-08-15>15日</date>` is a DATE with that value,
//! `<time T15:00 NEARLY>午後3時</time>` a TIME with a modifier,
//! `<quantity 3 時間 duration PT3H APPROX>3時間</quantity>` a QUANTITY with its number, unit, kind, ISO form
//! and modifier; what is not marked must not be found. Lines that begin with `#` are for people, and
//! `@ 2026-01-05` sets the day of the article for the lines below.

use super::*;
use crate::sentences;
use crate::tokenize::Tokenizer;
use shirushi_dictionary::build::workspace_dictionary;
use shirushi_model::Modifier;
use std::sync::Arc;

const CASES: &[(&str, &str)] = &[
    ("dates", include_str!("cases/dates.txt")),
    ("relative", include_str!("cases/relative.txt")),
    ("times", include_str!("cases/times.txt")),
    ("lengths", include_str!("cases/lengths.txt")),
    ("quantities", include_str!("cases/quantities.txt")),
    ("no_values", include_str!("cases/no_values.txt")),
    ("clothes", include_str!("cases/clothes.txt")),
    ("blanks", include_str!("cases/blanks.txt")),
    ("hours", include_str!("cases/hours.txt")),
    ("ranges", include_str!("cases/ranges.txt")),
    ("weekdays", include_str!("cases/weekdays.txt")),
    ("eras", include_str!("cases/eras.txt")),
    ("tense", include_str!("cases/tense.txt")),
];

/// A case is a marked value, or a line without one.
const LEAST_CASES: usize = 300;

#[test]
fn every_case_has_its_values() {
    let mut tokenizer = Tokenizer::new(Arc::new(workspace_dictionary().unwrap()));
    let finder = ValueFinder::new();
    let mut cases = 0;
    let mut failures = Vec::new();
    for (file, list) in CASES {
        let mut date = crate::Date::new(2025, 8, 16);
        for (number, line) in (1..).zip(list.lines()) {
            if let Some(day) = line.strip_prefix("@ ") {
                date = Some(day.parse().unwrap());
            } else if !line.is_empty() && !line.starts_with('#') {
                let text = unmarked(line);
                let found = mark(&text, &finder, &mut tokenizer, date);
                cases += line.matches("</").count().max(1);
                if found != line {
                    failures.push(format!("{file}.txt:{number}\n  expected {line}\n  found    {found}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} lines differ:\n{}", failures.len(), failures.join("\n"));
    assert!(cases >= LEAST_CASES, "only {cases} cases");
    println!("{cases} cases");
}

/// With `SHIRUSHI_VALUES=FILE` every line of that file is printed with the marks it gets, to be read and kept
/// as a case. `\n` in a line stands for a line break, `@ -` for a text whose day is not given.
#[test]
fn lines_of_a_file_are_marked_for_a_reader() {
    let Some(path) = std::env::var_os("SHIRUSHI_VALUES") else { return };
    let mut tokenizer = Tokenizer::new(Arc::new(workspace_dictionary().unwrap()));
    let finder = ValueFinder::new();
    let mut date = crate::Date::new(2025, 8, 16);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        match line.strip_prefix("@ ") {
            Some(day) => date = day.parse().ok(),
            None => {
                let text = unmarked(line).replace("\\n", "\n");
                println!("{}", mark(&text, &finder, &mut tokenizer, date).replace('\n', "\\n"));
            }
        }
    }
}

/// The text without its marks.
fn unmarked(line: &str) -> String {
    line.split('<')
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) })
        .collect()
}

/// The text with marks around what is found.
fn mark(text: &str, finder: &ValueFinder, tokenizer: &mut Tokenizer, date: Option<crate::Date>) -> String {
    let shadow = Shadow::new(text);
    let extents = sentences::split(&shadow);
    let pieces: Vec<_> = extents.iter().map(|e| shadow.span(e.start, e.end)).collect();
    let words = Words::from_tokens(&shadow, &tokenizer.tokenize(text, &pieces));
    let mut marked = String::new();
    let mut end = 0;
    let piece = |from, to| shadow.span(from, to).slice(text).unwrap();
    for mention in finder.find(&shadow, &words, &extents, date).0 {
        let name = mention.kind.name().to_lowercase();
        let value = describe(&mention.value);
        marked.push_str(piece(end, mention.start));
        marked.push_str(&format!("<{name} {value}>{}</{name}>", piece(mention.start, mention.end)));
        end = mention.end;
    }
    marked.push_str(piece(end, shadow.len()));
    marked
}

fn describe(value: &Normalized) -> String {
    match value {
        Normalized::Calendar(value) => [Some(value.value.clone()), value.modifier.map(name)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        Normalized::Quantity(value) => {
            let kind = format!("{:?}", value.kind).to_lowercase();
            let number = quantity::number(value.value);
            [Some(number), Some(value.unit.clone()), Some(kind), value.iso.clone(), value.modifier.map(name)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

/// A modifier as the contract spells it.
fn name(modifier: Modifier) -> String {
    match modifier {
        Modifier::Approx => "APPROX",
        Modifier::Nearly => "NEARLY",
        Modifier::Max => "MAX",
        Modifier::OrMore => "OR_MORE",
        Modifier::OrLess => "OR_LESS",
        Modifier::Vague => "VAGUE",
        Modifier::Start => "START",
        Modifier::End => "END",
        Modifier::OnOrAfter => "ON_OR_AFTER",
    }
    .to_owned()
}
