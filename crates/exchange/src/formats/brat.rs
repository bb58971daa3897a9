//! brat's standoff: for each text a `.txt` and an `.ann` with one record a line. Positions count code points,
//! and the parts of a mark are joined by `;`. Closed vocabularies are attributes, everything else is the
//! annotator's note.

use super::details::{Details, flat};
use super::documents::{Document, Documents};
use super::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use super::intake::{Counting, Intake};
use super::label::Label;
use super::{FormatError, InputFile, Matter, OffsetUnit, Options, OutputFile, json, pairs};
use serde_json::{Value, json};
use shirushi_model::{ByteSpan, CharSpan, TextIndex};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt::Write as _;

/// Details that are attributes of brat, with its name for each.
const ATTRIBUTES: [(&str, &str); 3] =
    [("quotation", "Quotation"), ("polarity", "Polarity"), ("status", "Status")];

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    pairs::written(documents, "ann", |document| standoff(document).into_bytes())
}

fn standoff(document: &Document<'_>) -> String {
    let mut lines = String::new();
    let mut attributes = 0;
    for mark in &document.marks {
        let mut rest = mark.details.clone();
        let fragments: Vec<ByteSpan> =
            mark.spans.iter().flat_map(|&span| fragments(document.ruler.text(), span)).collect();
        let at = |span: &ByteSpan| document.ruler.measure(*span, OffsetUnit::CodePoints);
        if fragments != mark.spans {
            let parts: Vec<(u32, u32)> = mark.spans.iter().map(at).collect();
            rest.insert(PARTS.to_owned(), json!(parts));
        }
        let places: Vec<String> =
            fragments.iter().map(at).map(|(start, end)| format!("{start} {end}")).collect();
        let words: Vec<String> = fragments.iter().map(|&span| one_line(document.words(span))).collect();
        let (label, id) = (mark.label.write(), mark.id);
        let name = type_name(&label);
        // Writing to a string does not fail.
        let _ = writeln!(lines, "T{id}\t{name} {}\t{}", places.join(";"), words.join(" "));
        for (key, name) in ATTRIBUTES {
            if let Some(value) = rest.remove(key) {
                attributes += 1;
                let _ = writeln!(lines, "A{attributes}\t{name} T{id} {}", flat(&value));
            }
        }
        if ours(&name) != label {
            rest.insert(LABEL.to_owned(), json!(label));
        }
        note(&mut lines, &format!("T{id}"), rest);
    }
    for link in &document.links {
        let label = type_name(&link.label);
        let _ = writeln!(lines, "R{}\t{label} Arg1:T{} Arg2:T{}", link.id, link.from, link.to);
        note(&mut lines, &format!("R{}", link.id), link.details.clone());
    }
    lines
}

/// The key of a label that no type of brat can be: the tag 「要 確認」.
const LABEL: &str = "label";
/// The key of the parts of a mark in code points, where line breaks cut it into more.
const PARTS: &str = "parts";

/// A part without its line breaks, which brat cannot have in a mark: 「港の\n火災」 is 「港の」 and
/// 「火災」.
/// A part of line breaks alone stays as it is.
fn fragments(text: &str, span: ByteSpan) -> Vec<ByteSpan> {
    let words = span.slice(text).unwrap_or_default();
    let mut fragments = Vec::new();
    let mut at = span.start;
    for line in words.split_inclusive('\n') {
        let kept = line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line);
        if !kept.is_empty() {
            fragments.push(ByteSpan { start: at, end: at + kept.len() as u32 });
        }
        at += line.len() as u32;
    }
    if fragments.is_empty() { vec![span] } else { fragments }
}

/// A record has one line, with tabs between its fields.
fn one_line(words: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    words.replace(is_break, " ")
}

/// brat's types have letters, digits, `-` and `_`.
fn type_name(label: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let name: String = label.chars().map(plain).collect();
    if name.is_empty() { "-".to_owned() } else { name }
}

fn note(lines: &mut String, of: &str, details: Details) {
    if details.is_empty() {
        return;
    }
    let words = json::escaped(Value::from(details).to_string());
    let _ = writeln!(lines, "#{}\tAnnotatorNotes {of}\t{words}", of.replace(['T', 'R'], ""));
}

pub(super) fn read(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for pair in pairs::pairs(files) {
        let mut text = pair.begun()?;
        for file in &pair.about {
            standoff_lines(&mut text, json::text(file)?);
        }
        texts.push(text);
    }
    intake.take(texts, Counting::asked(options.unit, OffsetUnit::CodePoints))
}

fn standoff_lines(text: &mut Text, lines: &str) {
    let mut marks: Vec<Given> = Vec::new();
    let mut links: Vec<(String, GivenLink)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut about: Vec<(usize, &str)> = Vec::new();
    for (number, line) in lines.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let record = format!("line {}", number + 1);
        let understood = match line.chars().next() {
            None => true,
            Some('T') => mark(line, &record)
                .map(|mark| {
                    places.entry(mark.key.clone()).or_insert(marks.len());
                    marks.push(mark);
                })
                .is_some(),
            Some('R') => link(line, &record).map(|link| links.push(link)).is_some(),
            Some('A' | 'M' | '#') => {
                about.push((number + 1, line));
                true
            }
            // Events, equivalences, normalizations: nothing of ours is like them.
            Some(_) => false,
        };
        if !understood {
            let record = format!("{}, {record}", text.record);
            text.findings.push(not_understood(record, Matter::Record, &json!(line)));
        }
    }
    let mut by_link: HashMap<String, usize> =
        links.iter().enumerate().map(|(place, (id, _))| (id.clone(), place)).collect();
    for (number, line) in about {
        let said = said(line).and_then(|(of, details)| {
            let found = match places.get(&of) {
                Some(&place) => marks.get_mut(place).map(|mark| &mut mark.details),
                None => by_link
                    .get_mut(&of)
                    .and_then(|place| links.get_mut(*place))
                    .map(|(_, link)| &mut link.details),
            };
            found.map(|found| add(found, details))
        });
        if said.is_none() {
            let record = format!("{}, line {number}", text.record);
            text.findings.push(not_understood(record, Matter::Record, &json!(line)));
        }
    }
    let words = text.text.as_deref().unwrap_or_default();
    let index = OnceCell::new();
    for mark in &mut marks {
        if let Some(Value::String(label)) = mark.details.remove(LABEL) {
            mark.label = label;
        }
        if let Some(parts) = mark.details.remove(PARTS)
            && let index = index.get_or_init(|| TextIndex::new(words))
            && let Some(parts) = parts_of(&parts, &mark.places, words, index)
        {
            mark.places = parts;
        }
    }
    text.marks.extend(marks);
    text.links.extend(links.into_iter().map(|(_, link)| link));
}

/// Several notes on one record become one.
fn add(known: &mut Details, said: Details) {
    for (key, value) in said {
        match known.get_mut(&key) {
            Some(Value::String(note)) if key == "note" => {
                note.push('\n');
                note.push_str(&flat(&value));
            }
            _ => {
                known.insert(key, value);
            }
        }
    }
}

/// `T1`, `PERSON 0 3;5 7` and `words`, between tabs
fn mark(line: &str, record: &str) -> Option<Given> {
    let mut fields = line.split('\t');
    let (key, place, words) = (fields.next()?, fields.next()?, fields.next());
    let (label, fragments) = place.split_once(' ')?;
    let mut places = Vec::new();
    for fragment in fragments.split(';') {
        let (start, end) = fragment.trim().split_once(' ')?;
        // More digits than a number has are far past the end.
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse::<u64>().unwrap_or(u64::MAX))
        };
        places.push(GivenPlace::at(Some(number(start)?), Some(number(end)?)));
    }
    quote(&mut places, words.unwrap_or_default());
    Some(Given {
        key: key.to_owned(),
        record: record.to_owned(),
        places,
        label: ours(label),
        ..Given::default()
    })
}

/// Gives each part its words. They stand in one field with blanks between; how long each is its numbers say,
/// in code points or, when another tool wrote them, in UTF-16 units.
fn quote(places: &mut [GivenPlace], words: &str) {
    let lengths: Vec<u64> = places
        .iter()
        .filter_map(|place| place.at)
        .map(|(start, end)| u64::from(end.saturating_sub(start)))
        .collect();
    let all = lengths.iter().sum::<u64>() + lengths.len().saturating_sub(1) as u64;
    let in_points = words.chars().count() as u64 == all;
    if let [only] = places {
        only.exact = Some(words.to_owned());
    } else if in_points || words.encode_utf16().count() as u64 == all {
        let mut rest = words;
        for (place, length) in places.iter_mut().zip(lengths) {
            let mut counted = 0;
            let end = rest.char_indices().find(|(_, c)| {
                let is_end = counted >= length;
                counted += if in_points { 1 } else { c.len_utf16() as u64 };
                is_end
            });
            let (part, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            place.exact = Some(part.to_owned());
            rest = after.strip_prefix(' ').unwrap_or(after);
        }
    }
}

/// The parts a note says, when they are still those that the record's fragments are cut from: somebody may
/// have moved the mark in brat.
fn parts_of(said: &Value, places: &[GivenPlace], text: &str, index: &TextIndex) -> Option<Vec<GivenPlace>> {
    let parts: Vec<(u32, u32)> = serde_json::from_value(said.clone()).ok()?;
    let mut cut = Vec::with_capacity(places.len());
    let mut whole = Vec::with_capacity(parts.len());
    for &(start, end) in &parts {
        let part = index.byte_span(text, CharSpan { start, end }).filter(|part| !part.is_empty())?;
        for fragment in fragments(text, part) {
            let CharSpan { start, end } = index.char_span(text, fragment);
            cut.push(Some((start, end)));
        }
        let place = GivenPlace::at(Some(start.into()), Some(end.into()));
        whole.push(place.quoting(part.slice(text)));
    }
    places.iter().map(|place| place.at).eq(cut).then_some(whole)
}

/// Our label for a type: `claim-event-asserted` is `claim:event:asserted`.
fn ours(label: &str) -> String {
    let label_with_colons = label.replace('-', ":");
    match Label::read(&label_with_colons) {
        Label::Claim(..) | Label::Place => label_with_colons,
        _ => label.to_owned(),
    }
}

/// `R1` and `contradict Arg1:T1 Arg2:T2`, between a tab
fn link(line: &str, record: &str) -> Option<(String, GivenLink)> {
    let (key, rest) = line.split_once('\t')?;
    let mut words = rest.split_whitespace();
    let label = words.next()?;
    let mut end = || words.next()?.split_once(':').map(|(_, id)| id.to_owned());
    let (from, to) = (end()?, end()?);
    let with_colons = label.replace('-', ":");
    let label = if super::label::read_link(&with_colons).is_some() { with_colons } else { label.to_owned() };
    Some((key.to_owned(), GivenLink { record: record.to_owned(), from, to, label, details: Details::new() }))
}

/// What an attribute or a note says, and of which record.
fn said(line: &str) -> Option<(String, Details)> {
    let (_, rest) = line.split_once('\t')?;
    let mut details = Details::new();
    if line.starts_with('#') {
        let (head, words) = rest.split_once('\t').unwrap_or((rest, ""));
        let of = head.split_whitespace().nth(1)?;
        match serde_json::from_str(words) {
            Ok(Value::Object(said)) => details = said,
            _ => {
                details.insert("note".to_owned(), json!(words));
            }
        }
        return Some((of.to_owned(), details));
    }
    let mut words = rest.split(' ');
    let (name, of) = (words.next()?, words.next()?);
    let value = words.collect::<Vec<_>>().join(" ");
    let key = ATTRIBUTES.iter().find(|(_, ours)| *ours == name).map_or(name, |(key, _)| key);
    let value = if value.is_empty() { "true".to_owned() } else { value };
    details.insert(key.to_owned(), json!(value));
    Some((of.to_owned(), details))
}
