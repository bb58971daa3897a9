//! Mentions of one entity in the two reference articles: pairs with one canonical form against pairs a reader
//! would make.
//!
//! `references/linking.reference` has for each article the first and last code point of a mention and the
//! number of its entity, no text. Mentions of people, organizations and places count; those the reference
//! calls optional do not.

use crate::reference::articles;
use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use shirushi_analysis::{Analyzer, Linked, Options, link};
use shirushi_dictionary::Dictionary;
use shirushi_model::{CharSpan, Entity, EntityType, TextIndex};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

const REFERENCE: &str = include_str!("references/linking.reference");

/// Pairwise F1 must not fall below this.
const LEAST_F1: f64 = 0.95;

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let Some(folder) = articles() else {
        return vec![
            Trial::test("reference linking (SHIRUSHI_REFERENCE is not set)", || Ok(()))
                .with_ignored_flag(true),
        ];
    };
    let mut analyzer = Analyzer::new(Arc::clone(dictionary));
    let failed = |error: anyhow::Error| Failed::from(format!("{error:#}"));
    let marked = folder.clone();
    vec![
        Trial::test("reference linking of marked mentions", move || of_marked(&marked).map_err(failed)),
        Trial::test("reference linking of found mentions", move || {
            of_found(&folder, &mut analyzer).map_err(failed)
        }),
    ]
}

/// An article of the reference.
struct Article {
    text: String,
    /// The mentions marked by hand.
    marked: Vec<Entity>,
    optional: Vec<CharSpan>,
    /// The number of the entity at each place.
    numbers: BTreeMap<(u32, u32), u32>,
}

fn read(folder: &Path) -> Result<Vec<Article>> {
    let gold: Value = serde_json::from_slice(&fs::read(folder.join("entities.json"))?)?;
    let mut articles = Vec::new();
    for (name, reference) in gold.as_object().context("an object of files")? {
        let text = fs::read_to_string(folder.join(name))?;
        let index = TextIndex::new(&text);
        let (mut marked, mut optional) = (Vec::new(), Vec::new());
        for mention in reference.get("mentions").and_then(Value::as_array).context("mentions")? {
            let number = |field: &str| mention.get(field).and_then(Value::as_u64).context("an offset");
            let span =
                CharSpan { start: u32::try_from(number("start")?)?, end: u32::try_from(number("end")?)? };
            let kind = mention.get("type").and_then(Value::as_str).unwrap_or_default();
            let kind = EntityType::ALL.into_iter().find(|k| k.name() == kind).context("a type")?;
            if mention.get("optional").and_then(Value::as_bool).unwrap_or(false) {
                optional.push(span);
            }
            let span = index.byte_span(&text, span).context("a span of the text")?;
            marked.push(Entity { span, kind, canonical: String::new(), normalized: None, score: 1.0 });
        }
        let numbers = numbers(name)?;
        articles.push(Article { text, marked, optional, numbers });
    }
    Ok(articles)
}

/// The numbers of an article, which is called by what its file's name begins with.
fn numbers(name: &str) -> Result<BTreeMap<(u32, u32), u32>> {
    let mut is_here = false;
    let mut numbers = BTreeMap::new();
    for line in REFERENCE.lines() {
        if let Some(article) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            is_here = name.starts_with(article);
        } else if is_here {
            let fields: Vec<u32> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
            let [start, end, number] = fields.as_slice() else { anyhow::bail!("{line}: three numbers") };
            numbers.insert((*start, *end), *number);
        }
    }
    ensure!(!numbers.is_empty(), "{name} is not in the reference");
    Ok(numbers)
}

fn of_marked(folder: &Path) -> Result<()> {
    let mut articles = read(folder)?;
    let mut linked: Vec<Linked<'_>> =
        articles.iter_mut().map(|a| Linked { text: &a.text, entities: &mut a.marked }).collect();
    link(&mut linked);
    let marked: Vec<Vec<Entity>> = articles.iter().map(|article| article.marked.clone()).collect();
    measure("marked mentions", &articles, &marked)
}

fn of_found(folder: &Path, analyzer: &mut Analyzer) -> Result<()> {
    let articles = read(folder)?;
    let mut found: Vec<Vec<Entity>> = articles
        .iter()
        .map(|article| analyzer.analyze(&article.text, &Options::default()).entities)
        .collect();
    let mut linked: Vec<Linked<'_>> = articles
        .iter()
        .zip(&mut found)
        .map(|(article, entities)| Linked { text: &article.text, entities })
        .collect();
    link(&mut linked);
    measure("found mentions", &articles, &found)
}

/// Counts pairs. A mention that is not in the reference is an entity of its own; one that is missing has no
/// pairs.
fn measure(what: &str, articles: &[Article], entities: &[Vec<Entity>]) -> Result<()> {
    let mut named: Vec<(Option<u32>, &str)> = Vec::new();
    let mut expected: BTreeMap<u32, u64> = BTreeMap::new();
    for (article, entities) in articles.iter().zip(entities) {
        let index = TextIndex::new(&article.text);
        for number in article.numbers.values() {
            *expected.entry(*number).or_default() += 1;
        }
        for entity in entities {
            let is_name =
                matches!(entity.kind, EntityType::Person | EntityType::Organization | EntityType::Location);
            let span = index.char_span(&article.text, entity.span);
            if is_name && !article.optional.iter().any(|o| o.start < span.end && span.start < o.end) {
                named.push((article.numbers.get(&(span.start, span.end)).copied(), &entity.canonical));
            }
        }
    }
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let in_reference: u64 = expected.values().copied().map(pairs).sum();
    let (mut together, mut right) = (BTreeMap::<&str, u64>::new(), BTreeMap::<(&str, u32), u64>::new());
    for (number, canonical) in &named {
        *together.entry(canonical).or_default() += 1;
        if let Some(number) = number {
            *right.entry((canonical, *number)).or_default() += 1;
        }
    }
    let made: u64 = together.values().copied().map(pairs).sum();
    let right: u64 = right.values().copied().map(pairs).sum();
    let f1 = (2 * right) as f64 / (made + in_reference) as f64;
    println!(
        "linking, {what}: pairwise P {:.4}, R {:.4}, F1 {f1:.4} ({right} pairs right of {made} made, {in_reference} in the reference)",
        right as f64 / made.max(1) as f64,
        right as f64 / in_reference as f64
    );
    ensure!(f1 >= LEAST_F1, "pairwise F1 {f1:.4} is below {LEAST_F1}");
    Ok(())
}
