//! Values against the specifications of Recognizers-Text: its `…Model.json` files, which whoever wants to
//! measure fetches from its repository (MIT licence; they are not part of this project).
//!
//! A value is right when one of ours lies in the words of theirs and is among the values they allow: a day, a
//! month, a time, a length (`P3D`), the two ends of a range. Their ranges end on the day after ours where
//! they are of whole days, and 8月から has an open end there; both are allowed for.

use serde::Deserialize;
use serde_json::Value;
use shirushi_analysis::{Analyzer, Claims, Options};
use shirushi_model::{Analysis, ByteSpan, Date, EntityType, Normalized};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// Why specifications cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoSpecs {
    #[error("{path}: {reason}", path = path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{path}: {reason}", path = path.display())]
    NotJson { path: PathBuf, reason: serde_json::Error },
    #[error("{path}: no file in it is named …Model.json", path = path.display())]
    Nothing { path: PathBuf },
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SpecCase {
    input: String,
    #[serde(default)]
    context: SpecContext,
    #[serde(default)]
    results: Vec<WantedValue>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SpecContext {
    reference_date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WantedValue {
    text: String,
    type_name: String,
    #[serde(default)]
    resolution: Option<Value>,
}

/// Of one type of theirs: how many there are, of how many we have a value in their words, how many of those
/// are right.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct RecognizerTally {
    pub(super) wanted: usize,
    pub(super) found: usize,
    pub(super) right: usize,
}

/// Measures all files of a folder by type of value, and prints every one that is not right when `list` says
/// so.
pub(super) fn measure(
    analyzer: &mut Analyzer,
    folder: &Path,
    mut list: Option<&mut dyn Write>,
) -> Result<BTreeMap<String, RecognizerTally>, NoSpecs> {
    let mut tallies: BTreeMap<String, RecognizerTally> = BTreeMap::new();
    for case in cases(folder)? {
        let reference = case.context.reference_date_time.as_deref();
        let date = reference.and_then(|time| time.get(..10)).and_then(|day| day.parse::<Date>().ok());
        let options = Options { date, claims: Claims::LeftOut, ..Options::default() };
        let analysis = analyzer.analyze(&case.input, &options);
        let mut from = 0;
        for wanted in &case.results {
            let Some(at) = case.input.get(from..).and_then(|rest| rest.find(&wanted.text)) else { continue };
            let span = ByteSpan::new(from + at, from + at + wanted.text.len());
            from = span.end as usize;
            let ours = values(&analysis, span);
            let allowed = allowed(wanted.resolution.as_ref());
            let tally = tallies.entry(wanted.type_name.clone()).or_default();
            tally.wanted += 1;
            tally.found += usize::from(!ours.is_empty());
            let is_right = ours.iter().any(|value| allowed.contains(value));
            tally.right += usize::from(is_right);
            if let Some(out) = list.as_mut().filter(|_| !is_right) {
                // Whoever reads the list may stop when it has enough.
                let _ = writeln!(
                    out,
                    "{}\t{}\t{}\t{ours:?}\t{allowed:?}",
                    wanted.type_name, case.input, wanted.text
                );
            }
        }
    }
    Ok(tallies)
}

fn cases(folder: &Path) -> Result<Vec<SpecCase>, NoSpecs> {
    let unreadable = |path: &Path, reason| NoSpecs::Unreadable { path: path.to_owned(), reason };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|reason| unreadable(folder, reason))? {
        let path = entry.map_err(|reason| unreadable(folder, reason))?.path();
        let is_model =
            path.file_name().and_then(|name| name.to_str()).is_some_and(|n| n.ends_with("Model.json"));
        paths.extend(is_model.then_some(path));
    }
    paths.sort();
    let mut cases: Vec<SpecCase> = Vec::new();
    for path in &paths {
        let text = fs::read_to_string(path).map_err(|reason| unreadable(path, reason))?;
        let read: Vec<SpecCase> = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
            .map_err(|reason| NoSpecs::NotJson { path: path.clone(), reason })?;
        cases.extend(read);
    }
    if cases.is_empty() {
        return Err(NoSpecs::Nothing { path: folder.to_owned() });
    }
    Ok(cases)
}

/// The values of ours that lie in a span, each alone, and of a day with a time behind it only the time.
fn values(analysis: &Analysis, span: ByteSpan) -> Vec<String> {
    let inside =
        analysis.entities.iter().filter(|one| span.start < one.span.end && one.span.start < span.end);
    inside
        .filter(|one| matches!(one.kind, EntityType::Date | EntityType::Time | EntityType::Quantity))
        .filter_map(|one| match one.normalized.as_ref()? {
            Normalized::Calendar(value) => Some(value.value.clone()),
            Normalized::Quantity(value) => Some(value.iso.clone().unwrap_or_else(|| value.value.to_string())),
        })
        .collect()
}

/// All values that theirs allow, in our form.
fn allowed(resolution: Option<&Value>) -> Vec<String> {
    let Some(resolution) = resolution else { return Vec::new() };
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    // Numbers: their units are words of their own and are not compared.
    let single = text(resolution, "value").into_iter();
    let several = resolution.get("values").and_then(Value::as_array).into_iter().flatten();
    single
        .chain(several.flat_map(|value| {
            let timex = text(value, "timex").filter(|timex| !timex.contains(['X', '(']));
            let plain = text(value, "value");
            let ends = text(value, "start").zip(text(value, "end"));
            let ranges = ends.into_iter().flat_map(|(start, end)| range(&iso(&start), &iso(&end)));
            let open = text(value, "start").filter(|_| value.get("end").is_none());
            // 8月から is the month in ours.
            let month = open.as_deref().and_then(|day| day.strip_suffix("-01")).map(str::to_owned);
            let known = timex.into_iter().chain(plain).chain(open).chain(month).map(|value| iso(&value));
            known.chain(ranges).collect::<Vec<_>>()
        }))
        .collect()
}

/// `2016-10-14 08:00:31` as `2016-10-14T08:00:31`, `08:00:00` as `T08:00`.
fn iso(value: &str) -> String {
    let value = value.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(value);
    match value.split_once(' ') {
        Some((day, time)) => format!("{day}T{time}"),
        None if value.contains(':') && !value.contains(['T', '-']) => format!("T{value}"),
        None => value.to_owned(),
    }
}

/// A range by its ends: as they are, and where they are days with the last day inside it; also a month, a
/// year or a decade by its name.
fn range(start: &str, end: &str) -> Vec<String> {
    let mut forms = vec![format!("{start}/{end}")];
    if let (Ok(first), Ok(after)) = (start.parse::<Date>(), end.parse::<Date>()) {
        let last = iter::successors(Some(first), |day| day.plus_days(1))
            .take_while(|day| *day < after)
            .last()
            .unwrap_or(first);
        forms.push(format!("{first}/{last}"));
        if first == last {
            forms.push(first.to_string());
        }
        let is_first = first.day() == 1 && after.day() == 1;
        let months = (after.year() - first.year()) * 12 + after.month() - first.month();
        match months {
            1 if is_first => forms.push(format!("{:04}-{:02}", first.year(), first.month())),
            12 if is_first && first.month() == 1 => forms.push(format!("{:04}", first.year())),
            120 if is_first && first.month() == 1 => forms.push(format!("{:03}X", first.year() / 10)),
            _ => {}
        }
    }
    forms
}
