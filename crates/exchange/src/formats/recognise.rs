//! What kind of file something is, by what is in it: names lie.

use super::{Format, FormatError, InputFile, cas_xmi, json, tei, xml, zipped};
use crate::{native, tagset};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};

/// A kind of file that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A project of ours.
    Project,
    /// Tags of ours.
    Tagset,
    /// A format of other tools.
    Format(Format),
}

/// What a file is.
///
/// # Errors
/// When it is nothing that is known; plain texts are not, and neither is JSON of another kind.
pub fn recognise(file: &InputFile) -> Result<Kind, FormatError> {
    let unknown =
        |looks: &'static str| FormatError::UnknownKind { file: file.name.clone(), looks: looks.into() };
    if file.bytes.is_empty() {
        return Err(FormatError::Empty { file: file.name.clone() });
    }
    if file.bytes.starts_with(zipped::MAGIC) {
        let files = zipped::unpacked(std::slice::from_ref(file))?;
        if files.iter().any(|file| file.name.ends_with(".ann")) {
            return Ok(Kind::Format(Format::Brat));
        }
        if files.iter().any(|file| file.name.ends_with(".xmi")) {
            return Ok(Kind::Format(Format::CasXmi));
        }
        return of_pairs(&files).or_else(|| of_tei(&files)).map(Kind::Format).ok_or_else(|| unknown("zip"));
    }
    let text = json::text(file)?;
    let begins = text.trim_start();
    if begins.starts_with(['{', '[']) {
        return of_json(file, text)?.ok_or_else(|| unknown("json"));
    }
    if begins.starts_with('<') {
        return of_xml(text).map(Kind::Format).ok_or_else(|| unknown("xml"));
    }
    of_lines(text).map(Kind::Format).ok_or_else(|| unknown(""))
}

/// Whether a file is one of ours, by its first bytes alone: both begin with what they are. One that somebody
/// wrote in another order is known by [`recognise`].
pub fn is_ours(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let head: String = String::from_utf8_lossy(head).chars().filter(|c| !c.is_whitespace()).collect();
    let begins = |format: &str| {
        let rest = head.trim_start_matches('\u{FEFF}').strip_prefix("{\"format\":\"");
        rest.and_then(|rest| rest.strip_prefix(format)).is_some_and(|rest| rest.starts_with('"'))
    };
    match () {
        () if begins(native::FORMAT) => Some(Kind::Project),
        () if begins(tagset::FORMAT) => Some(Kind::Tagset),
        () => None,
    }
}

/// What the JSON in a zip is: lists of annotations lie beside their texts, where nothing is marked they are
/// empty.
fn of_pairs(files: &[InputFile]) -> Option<Format> {
    let texts: HashSet<&str> = files.iter().filter_map(|file| file.name.strip_suffix(".txt")).collect();
    let mut of_json = files.iter().filter(|file| file.name.ends_with(".json")).peekable();
    of_json.peek()?;
    let has_text = |file: &InputFile| texts.contains(file.name.strip_suffix(".json").unwrap_or_default());
    if of_json.clone().all(has_text) {
        return Some(Format::Recogito);
    }
    match recognise(of_json.next()?) {
        Ok(Kind::Format(format)) => Some(format),
        _ => None,
    }
}

/// Whether a zip holds files of TEI. The types of a CAS, which lie beside JSON as well, tell nothing.
fn of_tei(files: &[InputFile]) -> Option<Format> {
    let mut of_xml = files.iter().filter(|file| file.name.ends_with(".xml"));
    let is_tei = |file: &InputFile| json::text(file).ok().and_then(self::of_xml) == Some(Format::Tei);
    of_xml.any(is_tei).then_some(Format::Tei)
}

/// The fields of an object, unread: a file may be large, and a few of its keys tell what it is.
type Fields<'a> = HashMap<String, &'a RawValue>;

fn fields(text: &str) -> Option<Fields<'_>> {
    serde_json::from_str(text).ok()
}

/// The first of a list; `None` when it is none.
fn first_of(text: &str) -> Option<Option<&str>> {
    let list: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    Some(list.first().map(|first| first.get()))
}

fn of_json(file: &InputFile, text: &str) -> Result<Option<Kind>, FormatError> {
    let whole: Result<&RawValue, _> = serde_json::from_str(text);
    let value = match whole {
        Ok(whole) => whole.get(),
        // One value a line, or a damaged file.
        Err(error) => {
            let line = text.split('\n').find(|line| !line.trim().is_empty()).unwrap_or_default();
            let first: Result<&RawValue, _> = serde_json::from_str(line);
            first.map_err(|_| json::not_json(&file.name, 0, &error))?.get()
        }
    };
    Ok(of_value(value))
}

fn of_value(value: &str) -> Option<Kind> {
    let first = match first_of(value) {
        Some(first) => fields(first?)?,
        None => fields(value)?,
    };
    let text = |key: &str| first.get(key).and_then(|value| serde_json::from_str::<String>(value.get()).ok());
    match text("format").as_deref() {
        Some(native::FORMAT) => return Some(Kind::Project),
        Some(tagset::FORMAT) => return Some(Kind::Tagset),
        _ => {}
    }
    let has = |key: &str| first.contains_key(key);
    let begins = |key: &str, c: char| first.get(key).is_some_and(|value| value.get().starts_with(c));
    let is_text = begins("text", '"');
    let first_in = |key: &str| first_of(first.get(key)?.get()).map(|first| first.and_then(fields));
    let list_with =
        |key: &str, of: &str| first_in(key).is_some_and(|first| first.is_none_or(|f| f.contains_key(of)));
    let is_annotation = has("target") || has("items") || has("first");
    // Annotations in a list that name no source are on the one text beside them.
    let is_on_one_text = first_of(value).is_some()
        && first
            .get("target")
            .map(|target| target.get())
            .is_some_and(|target| target.contains("\"selector\"") && !target.contains("\"source\""));
    let format = if has("%FEATURE_STRUCTURES") {
        Format::CasJson
    } else if has("target") && (has("bodies") || is_on_one_text) {
        Format::Recogito
    } else if has("@context") && is_annotation {
        Format::WebAnnotation
    } else if has("data") && (has("annotations") || has("predictions") || has("completions")) {
        Format::LabelStudio
    } else if is_text && (has("ents") || has("tokens") && begins("spans", '{')) {
        Format::Spacy
    } else if is_text && begins("spans", '[') {
        Format::Prodigy
    } else if is_text && list_with("entities", "start_offset") && has("relations") {
        Format::Doccano
    } else if is_text && list_with("entities", "start") {
        Format::Training
    } else if is_text && (list_with("entities", "start_offset") || has("label") || has("labels")) {
        Format::Doccano
    } else {
        return None;
    };
    Some(Kind::Format(format))
}

fn of_xml(text: &str) -> Option<Format> {
    match xml::root(text)?.rsplit(':').next()? {
        cas_xmi::ROOT | cas_xmi::TYPES_ROOT => Some(Format::CasXmi),
        tei::CORPUS | tei::TEXT => Some(Format::Tei),
        _ => None,
    }
}

fn of_lines(text: &str) -> Option<Format> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.starts_with("-DOCSTART-") {
        return Some(Format::Conll);
    }
    let columns: Vec<&str> = first.split([',', '\t']).map(|column| column.trim_matches('"')).collect();
    let has = |name: &str| columns.contains(&name);
    let is_ours = has("article") && has("text")
        || has("label") && (has("start") || has("quote"))
        || has("from") && has("to") && has("relation")
        // For people, beside the others.
        || has("claim") && has("certainty")
        || has("type") && has("name") && has("all");
    if is_ours {
        return Some(Format::Tables);
    }
    if is_standoff(first) {
        return Some(Format::Brat);
    }
    let tag = first.split(['\t', ' ']).collect::<Vec<_>>();
    let is_tagged = |column: &&str| *column == "O" || column.starts_with("B-") || column.starts_with("S-");
    (tag.len() > 1 && tag.iter().skip(1).any(is_tagged)).then_some(Format::Conll)
}

/// `T1`, `PERSON 0 3` and `words`, between tabs
fn is_standoff(line: &str) -> bool {
    let mut fields = line.split('\t');
    let (id, place) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    id.strip_prefix('T').is_some_and(|number| number.parse::<u32>().is_ok()) && place.split(' ').count() >= 3
}
