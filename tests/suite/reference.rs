//! The reference articles: entities found against entities marked by hand.
//!
//! It needs `SHIRUSHI_REFERENCE`, a folder with `articles/entities.json` and the texts; without it the test
//! is reported as ignored, with the reason in its name. The articles are not ours and never come into this
//! repository.

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use shirushi_analysis::{Analyzer, Options};
use shirushi_contract::{self as contract, TokenList};
use shirushi_dictionary::Dictionary;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Strict F1 over the nine types must not fall below this.
const LEAST_F1: f64 = 0.95;
/// So many of the values of dates found must equal the reference's.
const LEAST_DATES: f64 = 0.95;
/// So many of the values of quantities found must equal the reference's.
const LEAST_QUANTITIES: f64 = 0.9;

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let Some(articles) = articles() else {
        return vec![
            Trial::test("reference (SHIRUSHI_REFERENCE is not set)", || Ok(())).with_ignored_flag(true),
        ];
    };
    let mut analyzer = Analyzer::new(Arc::clone(dictionary));
    vec![Trial::test("reference entities", move || {
        check(&articles, &mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    })]
}

/// The folder of the reference articles, when there is one.
pub(crate) fn articles() -> Option<PathBuf> {
    Some(PathBuf::from(std::env::var_os("SHIRUSHI_REFERENCE")?).join("articles"))
}

type Span = (u64, u64, String);

#[derive(Default)]
struct Score {
    found: u32,
    missed: u32,
    wrong: u32,
    dates: Values,
    quantities: Values,
}

/// Normalised values of one type.
#[derive(Default)]
struct Values {
    right: u32,
    of: u32,
    /// What differs, in words.
    wrong: Vec<String>,
}

impl Values {
    fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.of.max(1))
    }

    fn ensure(&self, name: &str, least: f64) -> Result<()> {
        println!("reference: values of {name} {:.3} ({} of {})", self.share(), self.right, self.of);
        ensure!(self.of > 0, "the reference has no values of {name}");
        let wrong = self.wrong.join("; ");
        ensure!(self.share() >= least, "values of {name} {:.3} are below {least}: {wrong}", self.share());
        Ok(())
    }
}

fn check(articles: &Path, analyzer: &mut Analyzer) -> Result<()> {
    let gold: Value = serde_json::from_slice(&fs::read(articles.join("entities.json"))?)?;
    let mut score = Score::default();
    for (name, reference) in gold.as_object().context("an object of files")? {
        let text = fs::read_to_string(articles.join(name))?;
        let analysis = analyzer.analyze(&text, &Options::default());
        let document = contract::document(name, &text, &analysis, &analyzer.provenance(), TokenList::LeftOut);
        compare(&serde_json::to_value(&document.entities)?, reference, &mut score)?;
    }
    let f1 = f64::from(2 * score.found) / f64::from(2 * score.found + score.missed + score.wrong);
    println!(
        "reference: strict F1 {f1:.4} ({} found, {} missed, {} wrong)",
        score.found, score.missed, score.wrong
    );
    ensure!(f1 >= LEAST_F1, "strict F1 {f1:.4} is below {LEAST_F1}");
    score.dates.ensure("dates", LEAST_DATES)?;
    score.quantities.ensure("quantities", LEAST_QUANTITIES)
}

fn span(value: &Value, kind: &str) -> Result<Span> {
    let number = |field: &str| value.get(field).and_then(Value::as_u64).context("an offset");
    Ok((number("start")?, number("end")?, kind.to_owned()))
}

fn kind(value: &Value) -> &str {
    value.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Exact span and type; accepted alternatives count as exact, nested and optional mentions neither way.
fn compare(entities: &Value, reference: &Value, score: &mut Score) -> Result<()> {
    let entities = entities.as_array().context("a list of entities")?;
    let found: BTreeSet<Span> = entities.iter().map(|e| span(e, kind(e))).collect::<Result<_>>()?;
    let mut left = found.clone();
    let mut optional = Vec::new();
    for mention in list(reference, "mentions") {
        let types: Vec<&str> =
            list(mention, "alt_types").iter().filter_map(Value::as_str).chain([kind(mention)]).collect();
        let mut accepted = Vec::new();
        for kind in &types {
            accepted.push(span(mention, kind)?);
        }
        for other in list(mention, "alts") {
            for kind in types.iter().copied().chain([kind(other)]) {
                accepted.push(span(other, kind)?);
            }
        }
        let hits: Vec<&Span> = accepted.iter().filter(|a| found.contains(*a)).collect();
        for hit in &hits {
            left.remove(*hit);
        }
        let is_optional = mention.get("optional").and_then(Value::as_bool).unwrap_or(false);
        match (is_optional, hits.first()) {
            (true, _) => optional.push(span(mention, "")?),
            (false, Some(hit)) => {
                score.found += 1;
                let entity = entities.iter().find(|e| span(e, kind(e)).is_ok_and(|s| s == **hit));
                compare_value(entity, mention, score);
            }
            (false, None) => score.missed += 1,
        }
    }
    for nested in list(reference, "inner") {
        left.remove(&span(nested, kind(nested))?);
    }
    let is_free = |s: &Span| !optional.iter().any(|o| s.0 < o.1 && o.0 < s.1);
    score.wrong += u32::try_from(left.iter().filter(|s| is_free(s)).count())?;
    Ok(())
}

fn compare_value(entity: Option<&Value>, mention: &Value, score: &mut Score) {
    let Some(expected) = mention.get("norm").filter(|norm| !norm.is_null()) else { return };
    let values = match kind(mention) {
        "QUANTITY" => &mut score.quantities,
        _ => &mut score.dates,
    };
    let normalized = entity.and_then(|e| e.get("normalized"));
    let field = |name: &str| normalized.and_then(|n| n.get(name)).filter(|v| !v.is_null());
    values.of += 1;
    let same =
        |found: &Value| found == expected || found.as_f64().is_some() && found.as_f64() == expected.as_f64();
    let found = field("iso").or(field("value"));
    if found.is_some_and(same) {
        values.right += 1;
    } else {
        let surface = mention.get("surface").and_then(Value::as_str).unwrap_or_default();
        values.wrong.push(format!("{surface} is {expected}, found {found:?}"));
    }
}
