//! What a UIMA CAS says, in whichever way it is written: the text, feature structures with begin and end in
//! UTF-16 units, as Java counts. Marks are of a type of ours with features for what they say; INCEpTION makes
//! a layer of it.

use super::details::{Details, KEYS, flat, of_flat};
use super::documents::Document;
use super::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use super::intake::PART_OF;
use super::json;
use super::{Matter, OffsetUnit};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

pub(super) const MARK: &str = "webanno.custom.Shirushi";
pub(super) const LINK: &str = "webanno.custom.ShirushiRelation";
pub(super) const ORIGIN: &str = "shirushi.Origin";
pub(super) const ANNOTATION: &str = "uima.tcas.Annotation";
pub(super) const SOFA: &str = "uima.cas.Sofa";
pub(super) const VIEW: &str = "_InitialView";
const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";

/// A type of ours.
pub(super) struct CasType {
    pub(super) name: &'static str,
    pub(super) above: &'static str,
    /// Features with what they hold.
    pub(super) features: Vec<(&'static str, &'static str)>,
}

/// All types of ours.
pub(super) fn types() -> [CasType; 3] {
    const STRING: &str = "uima.cas.String";
    let texts = |names: &[&'static str]| names.iter().map(|name| (*name, STRING)).collect::<Vec<_>>();
    let keys = texts(&KEYS.map(|(key, _)| key));
    let with = |first: Vec<(&'static str, &'static str)>| first.into_iter().chain(keys.clone()).collect();
    let of_links = vec![("label", STRING), ("Governor", MARK), ("Dependent", MARK)];
    [
        CasType { name: MARK, above: ANNOTATION, features: with(texts(&["label", PART_OF])) },
        CasType { name: LINK, above: ANNOTATION, features: with(of_links) },
        CasType { name: ORIGIN, above: "uima.cas.TOP", features: texts(&json::ORIGIN) },
    ]
}

/// A feature structure of ours. The text itself has the number 1.
pub(super) struct CasRecord {
    pub(super) id: usize,
    pub(super) kind: &'static str,
    /// Where it stands, when it stands anywhere.
    pub(super) at: Option<(u32, u32)>,
    pub(super) texts: Vec<(String, String)>,
    /// Features that are other structures, by their numbers.
    pub(super) others: Vec<(&'static str, usize)>,
}

/// All that is said of a document.
pub(super) fn records(document: &Document<'_>) -> Vec<CasRecord> {
    let mut records: Vec<CasRecord> = Vec::new();
    let mut add = |kind, at, texts, others| {
        let id = records.len() + 2;
        records.push(CasRecord { id, kind, at, texts, others });
        id
    };
    let all = (0, document.ruler.article().index.utf16_units());
    add(DOCUMENT, Some(all), Vec::new(), Vec::new());
    add(ORIGIN, None, texts(&json::origin(document)), Vec::new());
    let labelled = |label: String, details: &Details| {
        let mut said = vec![("label".to_owned(), label)];
        said.extend(texts(details));
        said
    };
    let mut ids: HashMap<u32, (usize, (u32, u32))> = HashMap::new();
    for piece in document.pieces() {
        let at = document.ruler.measure(piece.span, OffsetUnit::Utf16);
        let said = labelled(piece.mark.label.write(), &piece.details());
        let id = add(MARK, Some(at), said, Vec::new());
        ids.entry(piece.mark.id).or_insert((id, at));
    }
    for link in &document.links {
        // A relation of INCEpTION stands on its dependent.
        let (Some((from, _)), Some((to, at))) = (ids.get(&link.from), ids.get(&link.to)) else { continue };
        let others = vec![("Governor", *from), ("Dependent", *to)];
        add(LINK, Some(*at), labelled(link.label.clone(), &link.details), others);
    }
    records
}

/// Details as features of strings.
fn texts(details: &Details) -> Vec<(String, String)> {
    details.iter().map(|(key, value)| (key.clone(), flat(value))).collect()
}

/// A feature structure as a file says it.
#[derive(Debug, Default)]
pub(super) struct CasGiven {
    /// Where it stands in the file, for messages.
    pub(super) record: String,
    pub(super) id: String,
    /// The name of its type.
    pub(super) kind: String,
    /// By name; other structures by their ids.
    pub(super) features: Map<String, Value>,
}

impl CasGiven {
    fn text(&self, name: &str) -> Option<&str> {
        self.features.get(name).and_then(Value::as_str)
    }

    /// A number, which XML has as a text.
    fn number(&self, name: &str) -> Option<u64> {
        let value = self.features.get(name)?;
        value.as_u64().or_else(|| value.as_str()?.parse().ok())
    }

    /// The type without its package.
    fn name(&self) -> &str {
        self.kind.rsplit('.').next().unwrap_or(&self.kind)
    }
}

/// Cuts and bookkeeping of INCEpTION and DKPro: no marks.
const CUTS: [&str; 12] = [
    "Token",
    "Sentence",
    "Lemma",
    "POS",
    "Paragraph",
    "DocumentAnnotation",
    "DocumentMetaData",
    "CASMetadata",
    "TagsetDescription",
    "TagDescription",
    "LayerDefinition",
    "FeatureDefinition",
];

/// The text of a CAS with everything said about it.
pub(super) fn text(file: &str, given: &[CasGiven]) -> Text {
    let of_kind = |kind: &str| given.iter().find(|one| one.kind == kind);
    let sofa = of_kind(SOFA);
    let origin = of_kind(ORIGIN).map(|one| Value::Object(one.features.clone()));
    let (mut meta, added) = json::read_origin(origin.as_ref());
    if origin.is_none()
        && let Some(title) = given.iter().find_map(|one| one.text("documentTitle"))
    {
        title.clone_into(&mut meta.title);
    }
    let words = sofa.and_then(|sofa| sofa.text("sofaString")).map(str::to_owned);
    let mut text = Text { record: file.to_owned(), text: words, meta, added, ..Text::default() };
    let is_first = |one: &CasGiven| sofa.is_some_and(|sofa| std::ptr::eq(sofa, one));
    let others = given.iter().filter(|one| one.kind == SOFA && !is_first(one));
    let others: HashSet<&str> = others.map(|sofa| sofa.id.as_str()).collect();
    for one in given {
        if one.kind != ORIGIN && !is_first(one) && !CUTS.contains(&one.name()) {
            structure(&mut text, one, &others);
        }
    }
    text
}

/// A feature structure, unless it stands in one of other texts of the same CAS: it has no place here.
fn structure(text: &mut Text, one: &CasGiven, others: &HashSet<&str>) {
    let label = one.text("label");
    let mut details = Details::new();
    // Where there is no label, the value of an entity of DKPro is one.
    for (key, _) in KEYS.into_iter().filter(|(key, _)| *key != "value" || label.is_some()) {
        details.extend(one.text(key).map(|value| (key.to_owned(), of_flat(key, value))));
    }
    details.extend(one.features.get(PART_OF).map(|group| (PART_OF.to_owned(), group.clone())));
    let key = |name: &str| json::key(one.features.get(name));
    let label = label.or_else(|| one.text("value"));
    let record = one.record.clone();
    let is_elsewhere = others.contains(key("sofa").as_str());
    if !is_elsewhere && one.features.contains_key("Governor") && one.features.contains_key("Dependent") {
        text.links.push(GivenLink {
            record,
            from: key("Governor"),
            to: key("Dependent"),
            label: label.unwrap_or(&one.kind).to_owned(),
            details,
        });
    } else if !is_elsewhere && one.features.contains_key("begin") {
        text.marks.push(Given {
            key: one.id.clone(),
            record,
            places: vec![GivenPlace::at(one.number("begin"), one.number("end"))],
            // What has neither is labelled by its type.
            label: label.unwrap_or_else(|| one.name()).to_owned(),
            details,
            ..Given::default()
        });
    } else {
        let mut said = one.features.clone();
        said.insert("%TYPE".to_owned(), json!(one.kind));
        let record = format!("{}, {record}", text.record);
        text.findings.push(not_understood(record, Matter::Record, &said.into()));
    }
}
