//! Tables as CSV and TSV (RFC 4180): texts, mentions and relations, which can be read again, and claims and
//! entities for people. No cell begins like a formula: a spreadsheet would compute it.

use super::details::{Details, KEYS, of_flat};
use super::documents::Documents;
use super::given::{Given, GivenLink, GivenPlace, Text};
use super::intake::{Counting, Intake};
use super::json::{self, ORIGIN};
use super::sheets::sheets;
use super::{FormatError, InputFile, OffsetUnit, Options, OutputFile, Separator};
use csv::ReaderBuilder;
use serde_json::{Value, json};
use shirushi_sheet::{delimited, of_harmless};
use std::collections::HashMap;

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    let ending = match options.separator {
        Separator::Tab => "tsv",
        Separator::Comma => "csv",
    };
    let file = |sheet: shirushi_sheet::Sheet| {
        let bytes = delimited(&sheet, options.bom, options.separator).into_bytes();
        OutputFile { part: sheet.title, ending: ending.into(), bytes }
    };
    sheets(documents, options.table).into_iter().map(file).collect()
}

fn of_detail(key: &str, cell: &str) -> Value {
    let quoted = cell.starts_with('"').then(|| serde_json::from_str::<String>(cell).ok()).flatten();
    quoted.map_or_else(|| of_flat(key, cell), Value::String)
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
        place.and_then(|place| row.get(place)).map_or("", |cell| of_harmless(cell))
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
            let at = has_place.then(|| GivenPlace::at(get("start").parse().ok(), get("end").parse().ok()).at);
            let part = GivenPlace {
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
