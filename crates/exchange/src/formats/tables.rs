//! Tables as CSV and TSV (RFC 4180): texts, mentions and relations, which can be read again, and claims and
//! entities for people. No cell begins like a formula: a spreadsheet would compute it.

use super::details::{Details, KEYS, flat, of_flat};
use super::documents::{Document, Documents, Link, Mark};
use super::given::{Given, GivenLink, Place, Text};
use super::intake::{Counting, Intake};
use super::json::{self, ORIGIN};
use super::label::Label;
use super::{ByteOrderMark, FormatError, InputFile, OffsetUnit, Options, OutputFile, Separator, TableKind};
use csv::{ReaderBuilder, Terminator, WriterBuilder};
use serde_json::{Value, json};
use shirushi_model::Quote;
use std::collections::{BTreeMap, HashMap};

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    let tables: &[TableKind] = match options.table {
        TableKind::All => &[
            TableKind::Texts,
            TableKind::Mentions,
            TableKind::Relations,
            TableKind::Claims,
            TableKind::Entities,
        ],
        TableKind::Texts => &[TableKind::Texts],
        TableKind::Mentions => &[TableKind::Mentions],
        TableKind::Relations => &[TableKind::Relations],
        TableKind::Claims => &[TableKind::Claims],
        TableKind::Entities => &[TableKind::Entities],
    };
    let file = |&table: &TableKind| {
        let (part, rows) = match table {
            TableKind::All | TableKind::Texts => ("texts", texts(documents)),
            TableKind::Mentions => ("mentions", mentions(documents)),
            TableKind::Relations => ("relations", relations(documents)),
            TableKind::Claims => ("claims", claims(documents)),
            TableKind::Entities => ("entities", entities(documents)),
        };
        let ending = if options.separator == Separator::Tab { "tsv" } else { "csv" };
        OutputFile { part: part.to_owned(), ending, bytes: written(&rows, options) }
    };
    tables.iter().map(file).collect()
}

type Rows = Vec<Vec<String>>;

fn written(rows: &Rows, options: &Options) -> Vec<u8> {
    let mut bytes = match options.bom {
        ByteOrderMark::WrittenFiles => "\u{FEFF}".as_bytes().to_vec(),
        ByteOrderMark::LeftOut => Vec::new(),
    };
    let delimiter = if options.separator == Separator::Tab { b'\t' } else { b',' };
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(&mut bytes);
    for row in rows {
        // Memory cannot fail to be written, and all rows of a table have as many cells.
        let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
    }
    let _ = writer.flush();
    drop(writer);
    bytes
}

/// What begins a formula in Excel, LibreOffice or Google Sheets, in full width as well.
fn begins_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell that is text everywhere: an apostrophe stands before what would be a formula. So that it can be
/// taken off again one more stands before apostrophes that are there already.
fn safe(cell: &str) -> String {
    if begins_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

fn unsafe_again(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn head(columns: impl IntoIterator<Item = &'static str>) -> Vec<String> {
    columns.into_iter().map(str::to_owned).collect()
}

fn cell(details: &Details, key: &str) -> String {
    details.get(key).map(flat).unwrap_or_default()
}

/// A cell of details. One that says nothing is empty; a judge without a name is `""`, and so is whatever
/// would look like that.
fn detail(details: &Details, key: &str) -> String {
    match details.get(key) {
        Some(Value::String(text)) if text.is_empty() || text.starts_with('"') => json!(text).to_string(),
        _ => cell(details, key),
    }
}

fn of_detail(key: &str, cell: &str) -> Value {
    let quoted = cell.starts_with('"').then(|| serde_json::from_str::<String>(cell).ok()).flatten();
    quoted.map_or_else(|| of_flat(key, cell), Value::String)
}

fn article(document: &Document<'_>) -> String {
    document.ruler.article().id.to_string()
}

fn texts(documents: &Documents<'_>) -> Rows {
    let row = |document: &Document<'_>| {
        let origin = json::origin(document);
        let mut row = vec![article(document)];
        row.extend(ORIGIN.map(|key| cell(&origin, key)));
        row.push(document.ruler.text().to_owned());
        row
    };
    let first = head(["article"].into_iter().chain(ORIGIN).chain(["text"]));
    [first].into_iter().chain(documents.texts.iter().map(row)).collect()
}

/// The columns that say where a part of a mark stands.
const PLACE: [&str; 7] = ["id", "article", "placement", "start", "end", "prefix", "suffix"];

fn mentions(documents: &Documents<'_>) -> Rows {
    let columns = ["outlet", "title", "url"].into_iter().chain(PLACE).chain(["quote", "label"]);
    let mut rows = vec![head(columns.chain(KEYS.map(|(key, _)| key)))];
    for document in &documents.texts {
        for mark in &document.marks {
            let placed = mark.spans.iter().filter_map(|&span| Quote::of(document.ruler.article(), span));
            let placed = placed.map(|quote| ("placed", quote));
            let unplaced = mark.quotes.iter().map(|quote| ("unplaced", quote.clone()));
            for (placement, quote) in placed.chain(unplaced) {
                rows.push(mention(document, mark, placement, quote));
            }
        }
    }
    rows
}

fn mention(document: &Document<'_>, mark: &Mark<'_>, placement: &str, quote: Quote) -> Vec<String> {
    let meta = &document.ruler.article().meta;
    let mut row = vec![meta.outlet.clone(), meta.title.clone(), meta.url.clone()];
    row.extend([format!("a{}", mark.id), article(document), placement.to_owned()]);
    row.extend([quote.start.to_string(), quote.end.to_string(), quote.prefix, quote.suffix]);
    row.extend([quote.exact, mark.label.write()]);
    row.extend(KEYS.map(|(key, _)| detail(&mark.details, key)));
    row
}

fn relations(documents: &Documents<'_>) -> Rows {
    let names: HashMap<u32, String> = documents
        .texts
        .iter()
        .flat_map(|document| {
            document.marks.iter().map(|mark| {
                let words: Vec<&str> = mark.spans.iter().map(|&span| document.words(span)).collect();
                (mark.id, words.join(" … "))
            })
        })
        .collect();
    let words = |id: u32| names.get(&id).cloned().unwrap_or_default();
    let row = |link: &Link| {
        let mut row = vec![format!("a{}", link.id), format!("a{}", link.from), format!("a{}", link.to)];
        row.extend([words(link.from), words(link.to), link.label.clone()]);
        row.extend(KEYS.map(|(key, _)| detail(&link.details, key)));
        row
    };
    let columns = ["id", "from", "to", "from_quote", "to_quote", "relation"].into_iter();
    let first = head(columns.chain(KEYS.map(|(key, _)| key)));
    let inside = documents.texts.iter().flat_map(|document| &document.links);
    [first].into_iter().chain(inside.chain(&documents.across).map(row)).collect()
}

fn claims(documents: &Documents<'_>) -> Rows {
    let columns = ["outlet", "speaker", "speaker_kind", "claim", "certainty", "quotation", "polarity"];
    let mut rows = vec![head(columns.into_iter().chain(["quote", "note", "title", "published", "id"]))];
    for document in &documents.texts {
        let meta = &document.ruler.article().meta;
        for mark in &document.marks {
            let Label::Claim(kind, certainty) = &mark.label else { continue };
            let speaker = |key: &str| {
                let value = mark.details.get("speaker").and_then(|speaker| speaker.get(key));
                value.map(flat).unwrap_or_default()
            };
            let words: Vec<&str> = mark.spans.iter().map(|&span| document.words(span)).collect();
            rows.push(vec![
                meta.outlet.clone(),
                speaker("name"),
                speaker("kind"),
                super::label::word(kind),
                super::label::word(certainty),
                cell(&mark.details, "quotation"),
                cell(&mark.details, "polarity"),
                words.join(" … "),
                cell(&mark.details, "note"),
                meta.title.clone(),
                meta.published.clone(),
                format!("a{}", mark.id),
            ]);
        }
    }
    rows
}

/// One row for each entity by its type and name, with how often each outlet marks it.
fn entities(documents: &Documents<'_>) -> Rows {
    let mut counts: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for (place, document) in documents.texts.iter().enumerate() {
        for mark in &document.marks {
            let Label::Entity(kind) = mark.label else { continue };
            let mut name = cell(&mark.details, "canonical");
            if name.is_empty() {
                name = mark.spans.iter().map(|&span| document.words(span)).collect();
            }
            let counts = counts.entry((kind.name(), name)).or_insert_with(|| vec![0; documents.texts.len()]);
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }
    let mut first = head(["type", "name", "all"]);
    first.extend(documents.texts.iter().map(|document| document.name.clone()));
    let row = |((kind, name), counts): ((&str, String), Vec<usize>)| {
        let mut row = vec![kind.to_owned(), name, counts.iter().sum::<usize>().to_string()];
        row.extend(counts.iter().map(usize::to_string));
        row
    };
    [first].into_iter().chain(counts.into_iter().map(row)).collect()
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    let mut reading = TableReading { texts: Vec::new(), places: HashMap::new(), links: Vec::new() };
    let mut mentions = Vec::new();
    let mut read_any = false;
    for file in files {
        let table = table(file)?;
        let has = |name: &str| table.columns.iter().any(|column| column == name);
        if has("text") {
            reading.texts(&table);
        } else if has("start") || has("quote") && has("label") {
            mentions.push(table);
        } else if has("from") && has("to") {
            reading.relations(&table);
        } else if has("claim") || has("all") {
            continue;
        } else {
            let problem = "its columns are none that are known: text; start, end, quote, label; from, to";
            return Err(FormatError::malformed(&file.name, "line 1", problem));
        }
        read_any = true;
    }
    if let (false, Some(file)) = (read_any, files.first()) {
        let problem = "a table for people; mentions, texts and relations can be read";
        return Err(FormatError::malformed(&file.name, "line 1", problem));
    }
    // Whichever came first: marks stand in texts.
    for table in &mentions {
        reading.mentions(table);
    }
    intake.take(reading.texts, Counting::Always(OffsetUnit::CodePoints))?;
    intake.across(reading.links)
}

struct Cells {
    file: String,
    columns: Vec<String>,
    /// With their lines.
    rows: Vec<(u64, Vec<String>)>,
}

impl Cells {
    fn get<'c>(&self, row: &'c [String], column: &str) -> &'c str {
        let place = self.columns.iter().position(|other| other == column);
        place.and_then(|place| row.get(place)).map_or("", |cell| unsafe_again(cell))
    }

    fn details(&self, row: &[String]) -> Details {
        let mut details = Details::new();
        for (key, _) in KEYS {
            let cell = self.get(row, key);
            if !cell.is_empty() {
                details.insert(key.to_owned(), of_detail(key, cell));
            }
        }
        details
    }
}

fn table(file: &InputFile) -> Result<Cells, FormatError> {
    let text = json::text(file)?;
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    let delimiter = if first.contains('\t') && !first.contains(',') { b'\t' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let malformed = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        FormatError::malformed(&file.name, format!("line {line}"), error.to_string())
    };
    let columns = reader.headers().map_err(malformed)?.iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(Cells { file: file.name.clone(), columns, rows })
}

struct TableReading {
    texts: Vec<Text>,
    places: HashMap<String, usize>,
    links: Vec<GivenLink>,
}

impl TableReading {
    fn texts(&mut self, table: &Cells) {
        for (line, row) in &table.rows {
            let origin: Details =
                ORIGIN.map(|key| (key.to_owned(), json!(table.get(row, key)))).into_iter().collect();
            let (meta, added) = json::read_origin(Some(&Value::from(origin)));
            let text = Some(table.get(row, "text").to_owned());
            self.places.insert(table.get(row, "article").to_owned(), self.texts.len());
            let record = format!("{}, line {line}", table.file);
            self.texts.push(Text { record, text, meta, added, ..Text::default() });
        }
    }

    fn mentions(&mut self, table: &Cells) {
        let mut begun: HashMap<(usize, String), usize> = HashMap::new();
        for (line, row) in &table.rows {
            let get = |column: &str| table.get(row, column);
            let article = [get("article"), get("url"), get("title"), get("outlet")];
            let key = article.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned();
            let place = *self.places.entry(key).or_insert_with(|| {
                let mut meta = shirushi_model::ArticleMeta::default();
                (meta.outlet, meta.title, meta.url) =
                    (get("outlet").to_owned(), get("title").to_owned(), get("url").to_owned());
                self.texts.push(Text { record: table.file.clone(), meta, ..Text::default() });
                self.texts.len() - 1
            });
            let Some(text) = self.texts.get_mut(place) else { continue };
            let has_place = !get("start").is_empty();
            let at = has_place.then(|| Place::at(get("start").parse().ok(), get("end").parse().ok()).at);
            let part = Place {
                at: at.flatten(),
                exact: (!get("quote").is_empty()).then(|| get("quote").to_owned()),
                prefix: get("prefix").to_owned(),
                suffix: get("suffix").to_owned(),
                is_unplaced: get("placement") == "unplaced",
            };
            let id = get("id").to_owned();
            if let Some(mark) = begun.get(&(place, id.clone())).and_then(|&mark| text.marks.get_mut(mark))
                && !id.is_empty()
            {
                mark.places.push(part);
                continue;
            }
            begun.insert((place, id.clone()), text.marks.len());
            text.marks.push(Given {
                key: id,
                record: format!("line {line}"),
                places: vec![part],
                label: get("label").to_owned(),
                details: table.details(row),
                ..Given::default()
            });
        }
    }

    fn relations(&mut self, table: &Cells) {
        for (line, row) in &table.rows {
            self.links.push(GivenLink {
                record: format!("{}, line {line}", table.file),
                from: table.get(row, "from").to_owned(),
                to: table.get(row, "to").to_owned(),
                label: table.get(row, "relation").to_owned(),
                details: table.details(row),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_comes_back() {
        for cell in ["=1+1", "+81", "-5", "@x", "＝A1", "'=1", "''-", "'quoted'", "3万人", "", "\tx", "\rx"]
        {
            let written = safe(cell);
            assert!(!begins_formula(&written), "{written}");
            assert_eq!(unsafe_again(&written), cell);
        }
    }
}
