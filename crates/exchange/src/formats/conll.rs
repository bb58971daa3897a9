//! CoNLL-2003 in IOB2 or BIOES: a token a line with its tag, and where it begins and ends, because tokens
//! alone do not make a text again. Columns are separated by tabs: `.split()` of other tools would cut a token
//! at U+3000. The text stands in a comment before its tokens, as in CoNLL-U.

use super::cover;
use super::documents::{Document, Documents};
use super::given::{Given, GivenPlace, Text};
use super::intake::{Counting, Intake};
use super::json;
use super::label::Label;
use super::{FormatError, InputFile, Layer, OffsetUnit, Options, OutputFile, Scheme};
use serde_json::{Value, json};
use shirushi_model::{ByteSpan, in_order};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// What the comment with the text begins with; JSON follows.
const ARTICLE: &str = "# article = ";

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    let mut lines = String::new();
    for document in documents.each() {
        article(&mut lines, document, options);
    }
    vec![OutputFile { part: String::new(), ending: "conll".into(), bytes: lines.into_bytes() }]
}

fn article(lines: &mut String, document: &Document<'_>, options: &Options) {
    let text = document.ruler.text();
    let marks = cover::disjoint(document, |mark| {
        matches!(
            (&mark.label, options.layer),
            (Label::Entity(_), Layer::Entities)
                | (Label::Claim(..), Layer::Claims)
                | (Label::Tag(_), Layer::Highlights)
        )
    });
    let mut columns = Columns::default();
    let spans: Vec<ByteSpan> = marks.iter().map(|(span, _)| *span).collect();
    let names: Vec<String> = marks.iter().map(|(_, mark)| columns.name(mark.label.write())).collect();
    let mut head = json::origin(document);
    head.insert("text".to_owned(), json!(text));
    if !columns.labels.is_empty() {
        head.insert(LABELS.to_owned(), json!(columns.labels));
    }
    lines.push_str("-DOCSTART-\tO\t-\t-\n");
    lines.push_str(ARTICLE);
    lines.push_str(&json::escaped(Value::from(head).to_string()));
    lines.push_str("\n\n");
    let given = options.tokens.get(&document.ruler.article().id).map_or(&[][..], Vec::as_slice);
    let mut marks = spans.iter().zip(&names).peekable();
    let mut before = 0;
    for token in tokens(text, given, &spans) {
        while marks.next_if(|(span, _)| span.end <= token.start).is_some() {}
        let mark = marks.peek().filter(|(span, _)| span.contains(token));
        let goes_on = mark.is_some_and(|(span, _)| span.start < token.start);
        let between = ByteSpan { start: before, end: token.start }.slice(text).unwrap_or_default();
        if between.contains('\n') && before > 0 && !goes_on {
            // A line of the text is a sentence here.
            lines.push('\n');
        }
        before = token.end;
        let tag = match mark {
            Some((span, name)) => {
                let (first, last) = (token.start == span.start, token.end == span.end);
                let part = match (options.scheme, first, last) {
                    (Scheme::Bioes, true, true) => 'S',
                    (Scheme::Bioes, false, true) => 'E',
                    (_, true, _) => 'B',
                    _ => 'I',
                };
                format!("{part}-{name}")
            }
            None => "O".to_owned(),
        };
        let (start, end) = document.ruler.measure(token, OffsetUnit::CodePoints);
        // Writing to a string does not fail.
        let _ = writeln!(lines, "{}\t{tag}\t{start}\t{end}", written(document.words(token)));
    }
    lines.push('\n');
}

/// The key of labels that are not what their column says: `{"要_確認": "要 確認"}`.
const LABELS: &str = "labels";

/// Labels as columns: a label may have blanks, a column may not, because other tools split there.
#[derive(Default)]
struct Columns {
    /// Columns that are not their labels.
    labels: BTreeMap<String, String>,
    by_label: HashMap<String, String>,
}

impl Columns {
    fn name(&mut self, label: String) -> String {
        if let Some(name) = self.by_label.get(&label) {
            return name.clone();
        }
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        let plain = label.replace(is_blank, "_");
        let mut name = plain.clone();
        let mut number = 1;
        while self.by_label.values().any(|taken| *taken == name) {
            number += 1;
            name = format!("{plain}_{number}");
        }
        if name != label {
            self.labels.insert(name.clone(), label.clone());
        }
        self.by_label.insert(label, name.clone());
        name
    }
}

/// A token in one column: blanks, which other tools would split at, are ␣. Offsets say what it is exactly.
fn written(token: &str) -> String {
    token.replace(|c: char| c.is_whitespace() || c.is_control(), "\u{2423}")
}

/// The given tokens, cut where marks begin and end and filled up where there are none, so that every
/// character of a mark is in one. Without given ones every character is a token, as is usual for Japanese
/// without a dictionary.
fn tokens(text: &str, given: &[ByteSpan], marks: &[ByteSpan]) -> Vec<ByteSpan> {
    let mut edges: Vec<u32> = vec![0, text.len() as u32];
    edges.extend(given.iter().chain(marks).flat_map(|span| [span.start, span.end]));
    if given.is_empty() {
        edges.extend(text.grapheme_indices(true).map(|(at, _)| at as u32));
    }
    edges.extend(text.match_indices('\n').flat_map(|(at, _)| [at as u32, at as u32 + 1]));
    edges.retain(|&edge| text.is_char_boundary(edge as usize));
    let edges = in_order(edges, |&edge| [edge.into(), 0, 0]);
    let pieces = edges.iter().zip(edges.iter().skip(1)).map(|(&start, &end)| ByteSpan { start, end });
    let is_marked = |span: &ByteSpan| {
        let place = marks.partition_point(|mark| mark.end <= span.start);
        marks.get(place).is_some_and(|mark| mark.contains(*span))
    };
    let is_blank = |span: &ByteSpan| span.slice(text).is_none_or(|words| words.trim().is_empty());
    pieces.filter(|span| !span.is_empty() && (!is_blank(span) || is_marked(span))).collect()
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for file in files {
        let mut reading = ConllReading::new(file.name.clone());
        for (number, line) in json::text(file)?.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if begins_text(line) {
                texts.extend(reading.finish());
                reading = ConllReading::new(format!("{}, line {}", file.name, number + 1));
            } else if let Some(head) = line.strip_prefix(ARTICLE) {
                let head = serde_json::from_str(head).map_err(|error| {
                    FormatError::malformed(&file.name, format!("line {}", number + 1), error.to_string())
                })?;
                reading.head = Some(head);
            } else if line.trim().is_empty() {
                reading.sentence_ends();
            } else if !is_comment(line) {
                reading.token(line).ok_or_else(|| {
                    FormatError::malformed(&file.name, format!("line {}", number + 1), "it has one column")
                })?;
            }
        }
        texts.extend(reading.finish());
    }
    intake.take(texts, Counting::Always(OffsetUnit::CodePoints))
}

/// A token may be `-DOCSTART-` as well, with numbers behind it.
fn begins_text(line: &str) -> bool {
    let is_number = |column: &str| column.parse::<u32>().is_ok();
    line.starts_with("-DOCSTART-") && !line.rsplit('\t').next().is_some_and(is_number)
}

/// A token may be `#`; a comment has one column.
fn is_comment(line: &str) -> bool {
    line.starts_with("# ") && !line.contains('\t')
}

struct ConllReading {
    record: String,
    head: Option<Value>,
    /// The text as tokens make it, when no comment has it.
    words: String,
    chars: u32,
    marks: Vec<Given>,
    /// The label and the place of the mark that the next token may go on with.
    open: Option<(String, u32, u32)>,
    begins: bool,
}

impl ConllReading {
    fn new(record: String) -> Self {
        let (words, marks) = (String::new(), Vec::new());
        Self { record, head: None, words, chars: 0, marks, open: None, begins: true }
    }

    fn push(&mut self, words: &str) {
        self.words.push_str(words);
        self.chars += words.chars().count() as u32;
    }

    fn sentence_ends(&mut self) {
        self.close();
        if !self.begins {
            self.push("\n");
            self.begins = true;
        }
    }

    fn close(&mut self) {
        if let Some((label, start, end)) = self.open.take() {
            let labels = self.head.as_ref().and_then(|head| head.get(LABELS));
            let said = labels.and_then(|labels| labels.get(&label)).and_then(Value::as_str);
            self.marks.push(Given {
                record: format!("{start}-{end}"),
                places: vec![GivenPlace::at(Some(start.into()), Some(end.into()))],
                label: said.map_or(label, str::to_owned),
                ..Given::default()
            });
        }
    }

    /// Our four columns, or those of others: the token first and its tag last.
    fn token(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> =
            if line.contains('\t') { line.split('\t').collect() } else { line.split(' ').collect() };
        let number = |place: usize| columns.get(place).and_then(|column| column.parse::<u32>().ok());
        let word = columns.first()?;
        let (tag, start, end) = match (number(2), number(3)) {
            (Some(start), Some(end)) if columns.len() == 4 => (*columns.get(1)?, start, end),
            _ => {
                let tag = columns.get(1..)?.last()?;
                // Words of letters stand apart, those of Japanese do not.
                let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if !self.begins && is_latin(self.words.chars().next_back()) && is_latin(word.chars().next()) {
                    self.push(" ");
                }
                let start = self.chars;
                self.push(word);
                (*tag, start, self.chars)
            }
        };
        self.begins = false;
        let (part, label) = tag.split_once('-').unwrap_or((tag, ""));
        let goes_on = matches!(part, "I" | "E") && self.open.as_ref().is_some_and(|(open, ..)| open == label);
        match part {
            "B" | "I" | "E" | "S" if !label.is_empty() => {
                if !goes_on {
                    self.close();
                }
                let begun = self.open.as_ref().map_or(start, |(_, begun, _)| *begun);
                self.open = Some((label.to_owned(), begun, end));
                if matches!(part, "E" | "S") {
                    self.close();
                }
            }
            _ => self.close(),
        }
        Some(())
    }

    fn finish(mut self) -> Option<Text> {
        self.close();
        if self.head.is_none() && self.words.is_empty() {
            return None;
        }
        let (meta, added) = json::read_origin(self.head.as_ref());
        let said = self.head.as_ref().and_then(|head| head.get("text")).and_then(Value::as_str);
        let text = Some(said.map_or(self.words, str::to_owned));
        Some(Text { record: self.record, text, meta, added, marks: self.marks, ..Text::default() })
    }
}
