//! Comparing articles: pairs of sentences with the judgement they ask for, the sample project with its
//! planted disagreements, and the reference claims.
//!
//! `comparison.txt` has a pair in three or four lines: `# name`, the two sentences with the day of their
//! article before them, and what is expected: `agree`, `contradict number`, `none` (about different things)
//! and the like; `fits` stands for agree or none.

use anyhow::{Context as _, Result, bail, ensure};
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use shirushi_analysis::{Analyzer, ClaimModel, Compared, ComparisonSettings, Linked, Options, compare, link};
use shirushi_dictionary::Dictionary;
use shirushi_model::{
    Analysis, ByteSpan, Certainty, Claim, ClaimPair, ClaimSpeaker, ClaimType, Comparison, Difference,
    Polarity, Quotation, Relation, SpeakerKind, Tense,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for case in cases() {
        let dictionary = Arc::clone(dictionary);
        trials.push(Trial::test(format!("comparison {}", case.name), move || {
            case.check(&mut by_rules(&dictionary)).map_err(|error| Failed::from(format!("{error:#}")))
        }));
    }
    let mut analyzer = by_rules(dictionary);
    trials.push(Trial::test("comparison of the sample project", move || {
        samples(&mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    }));
    let mut analyzer = Analyzer::new(Arc::clone(dictionary));
    trials.push(Trial::test("learned comparison of the sample project", move || {
        learned_samples(&mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    }));
    let mut analyzer = Analyzer::new(Arc::clone(dictionary));
    trials.push(Trial::test("learned comparison of articles about different events", move || {
        learned_unrelated(&mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    }));
    let mut analyzer = by_rules(dictionary);
    trials.push(Trial::test("comparison of articles about different events", move || {
        unrelated(&mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    }));
    match std::env::var_os("SHIRUSHI_REFERENCE") {
        Some(folder) => {
            let mut analyzer = by_rules(dictionary);
            trials.push(Trial::test("comparison of the reference claims", move || {
                reference(&PathBuf::from(folder).join("articles"), &mut analyzer)
                    .map_err(|error| Failed::from(format!("{error:#}")))
            }));
        }
        None => trials.push(
            Trial::test("comparison of the reference claims (SHIRUSHI_REFERENCE is not set)", || Ok(()))
                .with_ignored_flag(true),
        ),
    }
    trials
}

/// What goes on when there is no claim model, or a damaged one.
fn by_rules(dictionary: &Arc<Dictionary>) -> Analyzer {
    Analyzer::new(Arc::clone(dictionary)).with_claim_model(Ok(Arc::new(ClaimModel::default())))
}

struct Case {
    name: String,
    articles: Vec<(String, String)>,
    expected: String,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut name = String::new();
    let mut articles = Vec::new();
    for line in include_str!("comparison.txt").lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(rest) = line.strip_prefix("# ") {
            name = rest.to_owned();
        } else if let Some(expected) = line.strip_prefix("= ") {
            cases.push(Case {
                name: std::mem::take(&mut name),
                articles: std::mem::take(&mut articles),
                expected: expected.to_owned(),
            });
        } else if let Some((day, text)) = line.split_once(' ').filter(|(day, _)| day.len() == 10) {
            articles.push((day.to_owned(), text.to_owned()));
        }
    }
    cases
}

impl Case {
    fn check(&self, analyzer: &mut Analyzer) -> Result<()> {
        let texts: Vec<&str> = self.articles.iter().map(|(_, text)| text.as_str()).collect();
        let mut analyses = Vec::new();
        for (day, text) in &self.articles {
            let date = day.parse().context("the day of an article")?;
            analyses.push(analyzer.analyze(text, &Options { date: Some(date), ..Options::default() }));
        }
        let comparison = compared(&texts, &mut analyses);
        let found: BTreeSet<String> =
            comparison.groups.iter().flat_map(|group| &group.pairs).map(judgement).collect();
        let as_expected = match self.expected.as_str() {
            "none" => found.is_empty(),
            "fits" => found.iter().all(|judgement| judgement == "agree"),
            "agree" => found.len() == 1 && found.contains("agree"),
            expected => {
                found.contains(expected)
                    && found.iter().all(|judgement| judgement == expected || judgement == "agree")
            }
        };
        if as_expected {
            return Ok(());
        }
        let claims: Vec<Vec<&str>> =
            texts.iter().zip(&analyses).map(|(text, a)| claims_of(text, a)).collect();
        bail!(
            "{} is expected, found is {found:?} between {claims:?}: {:?}",
            self.expected,
            reasons(&comparison)
        )
    }
}

fn judgement(pair: &ClaimPair) -> String {
    let relation = format!("{:?}", pair.relation).to_lowercase();
    match pair.difference {
        Some(difference) => format!("{relation} {}", format!("{difference:?}").to_lowercase()),
        None => relation,
    }
}

fn claims_of<'t>(text: &'t str, analysis: &Analysis) -> Vec<&'t str> {
    analysis.claims.iter().filter_map(|claim| claim.span.slice(text)).collect()
}

fn reasons(comparison: &Comparison) -> Vec<&str> {
    comparison.groups.iter().flat_map(|group| &group.pairs).map(|pair| pair.reason.text.as_str()).collect()
}

/// Links and compares.
pub(crate) fn compared(texts: &[&str], analyses: &mut [Analysis]) -> Comparison {
    let mut linked: Vec<Linked<'_>> = texts
        .iter()
        .zip(analyses.iter_mut())
        .map(|(text, analysis)| Linked { text, entities: &mut analysis.entities })
        .collect();
    link(&mut linked);
    let articles: Vec<Compared<'_>> =
        texts.iter().zip(&*analyses).map(|(text, analysis)| Compared { text, analysis }).collect();
    compare(&articles, &ComparisonSettings::default())
}

/// What is planted in the samples (`crates/page/samples/README.md`) and stands in claims: the two articles,
/// the judgement, and words of each side.
const PLANTED: &[(u32, u32, &str, &str, &str)] = &[
    (0, 1, "contradict number", "38人", "４１人"),
    (0, 1, "contradict existence", "けが人はいなかった", "軽症"),
    (0, 2, "contradict existence", "けが人はいなかった", "診断されていた"),
    (1, 2, "contradict existence", "軽症", "けが人はいない"),
    (0, 2, "contradict number", "秒速19メートル", "秒速22メートル"),
    (0, 2, "contradict existence", "注意報を出していた", "注意報は出ていなかった"),
    (0, 1, "contradict date", "2019年8月", "２０１８年"),
    (0, 2, "differ date", "午後2時10分", "午後2時半"),
    (1, 2, "contradict existence", "外れた", "そのような事実は確認していない"),
    (1, 2, "contradict existence", "再開の見通しは立っていない", "再開する"),
    (0, 1, "differ spelling", "三枝康之", "三枝泰之"),
    (0, 2, "differ spelling", "大槻芳江", "大槻芳枝"),
];

/// The texts of the sample project.
fn sample_texts() -> Result<(Vec<String>, [&'static str; 3])> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/page/samples");
    let texts = (1..=3).map(|number| fs::read_to_string(folder.join(format!("{number}.txt"))));
    Ok((texts.collect::<Result<_, _>>()?, ["2025-10-13", "2025-10-13", "2025-10-14"]))
}

/// What is planted in plain values is found by what is learned, too, which was fitted to other events.
fn learned_samples(analyzer: &mut Analyzer) -> Result<()> {
    let (texts, days) = sample_texts()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut analyses = Vec::new();
    for (text, day) in texts.iter().zip(days) {
        analyses.push(analyzer.analyze(text, &Options { date: Some(day.parse()?), ..Options::default() }));
    }
    let comparison = learned(analyzer, &texts, &mut analyses);
    let pairs = comparison.groups.iter().flat_map(|group| &group.pairs);
    let found: Vec<String> = pairs
        .filter(|pair| pair.relation != Relation::Agree)
        .flat_map(|pair| &pair.differences)
        .map(|one| {
            let words = |evidence: &Option<shirushi_model::Evidence>| {
                evidence.as_ref().map(|evidence| evidence.text.clone()).unwrap_or_default()
            };
            format!("{} | {}", words(&one.reason.a), words(&one.reason.b))
        })
        .collect();
    for wanted in ["38人 | ４１人", "秒速19メートル | 秒速22メートル"] {
        ensure!(found.iter().any(|one| one == wanted), "{wanted} is not among {found:?}");
    }
    Ok(())
}

/// In articles about different events little is set against each other. Most of what is comes from events of
/// one kind, two typhoons or two football matches, which what is learned has never seen side by side.
fn learned_unrelated(analyzer: &mut Analyzer) -> Result<()> {
    let texts = golden_texts()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut analyses: Vec<Analysis> =
        texts.iter().map(|text| analyzer.analyze(text, &Options::default())).collect();
    let comparison = learned(analyzer, &texts, &mut analyses);
    let claims: usize = analyses.iter().map(|analysis| analysis.claims.len()).sum();
    let pairs = comparison.groups.iter().flat_map(|group| &group.pairs);
    let reasons: Vec<&str> =
        pairs.filter(|pair| pair.relation != Relation::Agree).map(|pair| pair.reason.text.as_str()).collect();
    ensure!(reasons.len() * 8 <= claims, "{claims} claims make {} differences: {reasons:?}", reasons.len());
    Ok(())
}

fn learned(analyzer: &Analyzer, texts: &[&str], analyses: &mut [Analysis]) -> Comparison {
    let mut linked: Vec<Linked<'_>> = texts
        .iter()
        .zip(analyses.iter_mut())
        .map(|(text, analysis)| Linked { text, entities: &mut analysis.entities })
        .collect();
    link(&mut linked);
    let articles: Vec<Compared<'_>> =
        texts.iter().zip(&*analyses).map(|(text, analysis)| Compared { text, analysis }).collect();
    compare(&articles, &analyzer.comparison_settings())
}

/// All that is planted is found, and nothing else is set against each other.
fn samples(analyzer: &mut Analyzer) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/page/samples");
    let days = ["2025-10-13", "2025-10-13", "2025-10-14"];
    let mut texts = Vec::new();
    let mut analyses = Vec::new();
    for (number, day) in days.iter().enumerate() {
        let text = fs::read_to_string(folder.join(format!("{}.txt", number + 1)))?;
        let date = day.parse().context("a day")?;
        analyses.push(analyzer.analyze(&text, &Options { date: Some(date), ..Options::default() }));
        texts.push(text);
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let comparison = compared(&texts, &mut analyses);
    let words = |evidence: &Option<shirushi_model::Evidence>| {
        evidence.as_ref().map_or(String::new(), |evidence| evidence.text.clone())
    };
    let found: BTreeSet<(u32, u32, String, String, String)> = comparison
        .groups
        .iter()
        .flat_map(|group| &group.pairs)
        .filter(|pair| pair.relation != Relation::Agree)
        .map(|pair| {
            (pair.a.article, pair.b.article, judgement(pair), words(&pair.reason.a), words(&pair.reason.b))
        })
        .collect();
    let planted: BTreeSet<(u32, u32, String, String, String)> = PLANTED
        .iter()
        .map(|&(a, b, judgement, x, y)| (a, b, judgement.to_owned(), x.to_owned(), y.to_owned()))
        .collect();
    let missed: Vec<_> = planted.difference(&found).collect();
    let more: Vec<_> = found.difference(&planted).collect();
    ensure!(missed.is_empty() && more.is_empty(), "missed: {missed:?}\nbesides: {more:?}");
    Ok(())
}

fn golden_texts() -> Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/texts");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    Ok(paths.iter().map(fs::read_to_string).collect::<Result<_, _>>()?)
}

/// The golden texts are about different events: nothing in them is set against each other.
fn unrelated(analyzer: &mut Analyzer) -> Result<()> {
    let texts = golden_texts()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut analyses: Vec<Analysis> =
        texts.iter().map(|text| analyzer.analyze(text, &Options::default())).collect();
    let comparison = compared(&texts, &mut analyses);
    let claims: usize = analyses.iter().map(|analysis| analysis.claims.len()).sum();
    let pairs: Vec<_> = comparison.groups.iter().flat_map(|group| &group.pairs).collect();
    let words = |claim: shirushi_model::ClaimRef| {
        let analysis = analyses.get(claim.article as usize);
        let span =
            analysis.and_then(|analysis| analysis.claims.get(claim.claim as usize)).map(|claim| claim.span);
        span.zip(texts.get(claim.article as usize))
            .and_then(|(span, text)| span.slice(text))
            .unwrap_or_default()
    };
    let shown: Vec<_> =
        pairs.iter().map(|pair| (judgement(pair), words(pair.a), words(pair.b), &pair.reason.text)).collect();
    println!("{claims} claims about different events: {} pairs", pairs.len());
    // The texts lend one invented name to people of several offices.
    let is_fine =
        |pair: &&ClaimPair| pair.relation == Relation::Agree || pair.difference == Some(Difference::Title);
    ensure!(pairs.iter().all(is_fine), "{shown:#?}");
    ensure!(pairs.len() * 30 <= claims, "{claims} claims make {} pairs: {shown:#?}", pairs.len());
    Ok(())
}

/// Agreeing groups that must be joined, discrepancies that must be found, when every claim is given.
const LEAST_JOINED: f64 = 0.7;
const LEAST_FOUND: f64 = 0.75;

fn reference(folder: &Path, analyzer: &mut Analyzer) -> Result<()> {
    let gold: Value = serde_json::from_slice(&fs::read(folder.join("claims.json"))?)?;
    let files = gold.get("files").and_then(Value::as_object).context("files")?;
    let mut texts = Vec::new();
    let mut analyses = Vec::new();
    let mut ids = BTreeMap::new();
    for (number, (name, file)) in files.iter().enumerate() {
        let text = fs::read_to_string(folder.join(name))?;
        let mut analysis = analyzer.analyze(&text, &Options::default());
        analysis.claims =
            list(file, "claims").iter().map(|claim| given(claim, &text, &analysis)).collect::<Result<_>>()?;
        for (position, claim) in list(file, "claims").iter().enumerate() {
            ids.insert((number as u32, position as u32), string(claim, "id").to_owned());
        }
        texts.push(text);
        analyses.push(analysis);
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let comparison = compared(&texts, &mut analyses);
    let mut found: BTreeMap<(String, String), Vec<&ClaimPair>> = BTreeMap::new();
    for pair in comparison.groups.iter().flat_map(|group| &group.pairs) {
        let id = |claim: shirushi_model::ClaimRef| {
            ids.get(&(claim.article, claim.claim)).cloned().unwrap_or_default()
        };
        found.entry((id(pair.a), id(pair.b))).or_default().push(pair);
    }
    let (mut joined, mut agreeing, mut discrepancies, mut wanted) = (0, 0, 0, 0);
    let show = std::env::var_os("SHIRUSHI_SHOW").is_some();
    let mut expected = BTreeSet::new();
    for group in list(&gold, "groups") {
        let is_discrepancy = group.get("discrepancy").and_then(Value::as_bool).unwrap_or(false);
        let mut is_found = false;
        for pair in list(group, "pairs") {
            let key = (string(pair, "a").to_owned(), string(pair, "b").to_owned());
            let judged = found.get(&key).map(Vec::as_slice).unwrap_or_default();
            let differs = string(pair, "relation") != "agree";
            is_found |= match is_discrepancy {
                true => differs && judged.iter().any(|pair| pair.relation != Relation::Agree),
                false => !judged.is_empty(),
            };
            if show {
                let judged: Vec<_> = judged.iter().map(|pair| (judgement(pair), pair.similarity)).collect();
                println!("{} {} {key:?} {judged:?}", string(group, "id"), string(pair, "relation"));
            }
            expected.insert(key);
        }
        match is_discrepancy {
            true => (wanted, discrepancies) = (wanted + 1, discrepancies + i32::from(is_found)),
            false => (agreeing, joined) = (agreeing + 1, joined + i32::from(is_found)),
        }
    }
    if show {
        for (key, pairs) in found.iter().filter(|(key, _)| !expected.contains(*key)) {
            for pair in pairs {
                println!("outside {key:?} {} {} {}", judgement(pair), pair.similarity, pair.reason.text);
            }
        }
    }
    println!(
        "reference claims: {joined} of {agreeing} agreeing groups joined, {discrepancies} of {wanted} discrepancies found"
    );
    ensure!(f64::from(joined) >= LEAST_JOINED * f64::from(agreeing), "too few agreeing groups are joined");
    ensure!(f64::from(discrepancies) >= LEAST_FOUND * f64::from(wanted), "too few discrepancies are found");
    Ok(())
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn string<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A claim as the reference gives it.
fn given(claim: &Value, text: &str, analysis: &Analysis) -> Result<Claim> {
    let offset = |field: &str| -> Result<usize> {
        let characters = claim.get(field).and_then(Value::as_u64).context("an offset")? as usize;
        Ok(text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte))
    };
    let span = ByteSpan::new(offset("start")?, offset("end")?);
    let entities: Vec<u32> =
        (0_u32..).zip(&analysis.entities).filter(|(_, e)| span.contains(e.span)).map(|(at, _)| at).collect();
    let canonical = string(claim, "speaker_canonical");
    let speaker = claim.get("speaker").and_then(Value::as_str).map(|name| ClaimSpeaker {
        span: None,
        entities: (0_u32..)
            .zip(&analysis.entities)
            .filter(|(_, entity)| !canonical.is_empty() && canonical.contains(&entity.canonical))
            .map(|(at, _)| at)
            .collect(),
        name: name.to_owned(),
        kind: SpeakerKind::Person,
        implicit: false,
    });
    Ok(Claim {
        span,
        sentence: analysis.sentences.iter().position(|s| s.span.contains(span)).unwrap_or(0) as u32,
        kind: match string(claim, "type") {
            "plan" => ClaimType::Plan,
            "prediction" => ClaimType::Prediction,
            _ => ClaimType::Event,
        },
        facets: Vec::new(),
        source: if speaker.is_some() { SpeakerKind::Person } else { SpeakerKind::Outlet },
        speaker,
        quotation: match string(claim, "quote") {
            "direct" => Quotation::Direct,
            "mixed" => Quotation::Mixed,
            "indirect" => Quotation::Indirect,
            _ => Quotation::None,
        },
        cue: None,
        certainty: match string(claim, "certainty") {
            "reported" => Certainty::Reported,
            "possible" => Certainty::Possible,
            "predicted" => Certainty::Predicted,
            "denied" => Certainty::Denied,
            _ => Certainty::Asserted,
        },
        modality: None,
        polarity: if string(claim, "polarity") == "negative" {
            Polarity::Negative
        } else {
            Polarity::Positive
        },
        tense: if string(claim, "text").ends_with('た') { Tense::Past } else { Tense::NonPast },
        entities,
        worthiness: 1,
        rules: Vec::new(),
        predicate: None,
    })
}
