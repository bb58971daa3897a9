//! Claims against claims marked by hand: the figures of the reference's own script, and how often each rule
//! is right.
//!
//! A folder holds texts, `sentences.json` (a label for every sentence) and `claims.json` (selected claims
//! with span, speaker and certainty). A sentence is suggested when a claim covers at least half of it or lies
//! at least half inside it; speaker and certainty are counted on marked claims that the nearest found claim
//! covers at least half.

use super::EvaluationFormat;
use serde::{Deserialize, Serialize};
use shirushi_analysis::{Analyzer, Linked, Options, link};
use shirushi_contract::{self as contract, Claim, TokenList};
use shirushi_model::{Analysis, Certainty};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a folder cannot be measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoClaims {
    #[error("{}: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{}: {reason}", path.display())]
    Malformed { path: PathBuf, reason: serde_json::Error },
    #[error("sentences.json has no sentences of {0}")]
    WithoutSentences(String),
}

#[derive(Deserialize)]
struct Files<T> {
    files: BTreeMap<String, T>,
}

#[derive(Deserialize)]
struct MarkedClaims {
    claims: Vec<MarkedClaim>,
}

/// A claim somebody marked, in code points.
#[derive(Deserialize)]
struct MarkedClaim {
    start: u32,
    end: u32,
    certainty: Certainty,
    speaker: Option<String>,
    speaker_canonical: Option<String>,
    #[serde(default)]
    speaker_implicit: bool,
    speaker_start: Option<u32>,
    speaker_end: Option<u32>,
}

#[derive(Deserialize)]
struct MarkedSentence {
    start: u32,
    end: u32,
    label: SentenceLabel,
}

/// What a sentence is, as far as it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
enum SentenceLabel {
    Claim,
    Opinion,
    Frame,
    Other,
}

impl From<String> for SentenceLabel {
    fn from(letter: String) -> Self {
        match letter.as_str() {
            "C" => Self::Claim,
            "O" => Self::Opinion,
            "F" => Self::Frame,
            _ => Self::Other,
        }
    }
}

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct Figures {
    sentences_opinion_ignored: Rate,
    sentences_opinion_negative: Rate,
    precision_of_upper_half: Option<f64>,
    claim_recall: f64,
    speaker: BTreeMap<&'static str, f64>,
    certainty: Option<f64>,
    /// Not in the reference's script.
    rules: BTreeMap<String, RuleCount>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
struct Rate {
    #[serde(rename = "P")]
    precision: f64,
    #[serde(rename = "R")]
    recall: f64,
    #[serde(rename = "F1")]
    f1: f64,
    tp: u32,
    fp: u32,
    r#fn: u32,
}

/// How the claims of one rule fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
struct RuleCount {
    /// In sentences that claim something.
    right: u32,
    /// In the outlet's opinions.
    opinion: u32,
    /// Anywhere else but in frames.
    wrong: u32,
    /// `right` of all three.
    precision: Option<f64>,
}

/// Analyses the texts of a folder and counts.
pub(crate) fn measure(analyzer: &mut Analyzer, folder: &Path) -> Result<Figures, NoClaims> {
    let claims: Files<MarkedClaims> = read(&folder.join("claims.json"))?;
    let sentences: Files<Vec<MarkedSentence>> = read(&folder.join("sentences.json"))?;
    let mut articles: Vec<(&String, String, Analysis)> = Vec::new();
    for name in claims.files.keys() {
        let path = folder.join(name);
        let raw = fs::read_to_string(&path).map_err(|reason| NoClaims::Unreadable { path, reason })?;
        let text = raw.strip_prefix('\u{feff}').unwrap_or(&raw).to_owned();
        let analysis = analyzer.analyze(&text, &Options::default());
        articles.push((name, text, analysis));
    }
    let mut linked: Vec<Linked<'_>> = articles
        .iter_mut()
        .map(|(_, text, analysis)| Linked { text, entities: &mut analysis.entities })
        .collect();
    link(&mut linked);
    let mut count = Count::default();
    for (name, text, analysis) in &articles {
        let document = contract::document(name, text, analysis, &analyzer.provenance(), TokenList::LeftOut);
        let labels = sentences.files.get(*name).ok_or_else(|| NoClaims::WithoutSentences((*name).clone()))?;
        count.sentences(&document.claims, labels);
        if let Some(marked) = claims.files.get(*name) {
            count.claims(&document.claims, &marked.claims);
        }
    }
    Ok(count.figures())
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, NoClaims> {
    let path = path.to_owned();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(reason) => return Err(NoClaims::Unreadable { path, reason }),
    };
    serde_json::from_slice(&bytes).map_err(|reason| NoClaims::Malformed { path, reason })
}

#[derive(Default)]
struct ClaimTally {
    right: u32,
    all: u32,
}

#[derive(Default)]
struct Count {
    ignored: Rate,
    negative: Rate,
    /// Worthiness of each suggested sentence, and whether it claims something.
    ranked: Vec<(u8, bool)>,
    covered: ClaimTally,
    speaker: BTreeMap<&'static str, ClaimTally>,
    certainty: ClaimTally,
    rules: BTreeMap<String, RuleCount>,
}

fn overlap(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn hits(claim: &Claim, sentence: &MarkedSentence) -> bool {
    let shared = overlap((claim.start, claim.end), (sentence.start, sentence.end));
    shared > 0 && (2 * shared >= sentence.end - sentence.start || 2 * shared >= claim.end - claim.start)
}

impl Count {
    fn sentences(&mut self, found: &[Claim], labels: &[MarkedSentence]) {
        for sentence in labels {
            let inside: Vec<&Claim> = found.iter().filter(|claim| hits(claim, sentence)).collect();
            let is_suggested = !inside.is_empty();
            match (sentence.label, is_suggested) {
                (SentenceLabel::Claim, true) => {
                    self.ignored.tp += 1;
                    self.negative.tp += 1;
                }
                (SentenceLabel::Claim, false) => {
                    self.ignored.r#fn += 1;
                    self.negative.r#fn += 1;
                }
                (SentenceLabel::Opinion, true) => self.negative.fp += 1,
                (SentenceLabel::Other, true) => {
                    self.ignored.fp += 1;
                    self.negative.fp += 1;
                }
                _ => {}
            }
            if sentence.label == SentenceLabel::Frame {
                continue;
            }
            if let Some(worth) = inside.iter().map(|claim| claim.worthiness).max() {
                self.ranked.push((worth, sentence.label == SentenceLabel::Claim));
            }
            for rule in inside.iter().flat_map(|claim| &claim.rules) {
                let count = self.rules.entry(rule.to_string()).or_default();
                match sentence.label {
                    SentenceLabel::Claim => count.right += 1,
                    SentenceLabel::Opinion => count.opinion += 1,
                    _ => count.wrong += 1,
                }
            }
        }
    }

    fn claims(&mut self, found: &[Claim], marked: &[MarkedClaim]) {
        for wanted in marked {
            self.covered.all += 1;
            let at = (wanted.start, wanted.end);
            let Some(nearest) = nearest(found, at) else { continue };
            if 2 * overlap((nearest.start, nearest.end), at) < wanted.end - wanted.start {
                continue;
            }
            self.covered.right += 1;
            let kind = match (&wanted.speaker, wanted.speaker_implicit) {
                (None, _) => "none",
                (Some(_), true) => "implicit",
                (Some(_), false) => "explicit",
            };
            let speaker = self.speaker.entry(kind).or_default();
            speaker.all += 1;
            speaker.right += u32::from(is_speaker(nearest, wanted));
            self.certainty.all += 1;
            self.certainty.right += u32::from(nearest.certainty == wanted.certainty);
        }
    }

    fn figures(mut self) -> Figures {
        // The sort is stable, as in the reference's script: of equal worth, the earlier comes first.
        self.ranked.sort_by_key(|&(worth, _)| std::cmp::Reverse(worth));
        let half = (self.ranked.len() / 2).max(1);
        let top = self.ranked.iter().take(half);
        let right = top.clone().filter(|&&(_, is_claim)| is_claim).count();
        Figures {
            sentences_opinion_ignored: rated(self.ignored),
            sentences_opinion_negative: rated(self.negative),
            precision_of_upper_half: (!self.ranked.is_empty())
                .then(|| share(right as u32, top.count() as u32)),
            claim_recall: share(self.covered.right, self.covered.all.max(1)),
            speaker: self.speaker.iter().map(|(kind, part)| (*kind, share(part.right, part.all))).collect(),
            certainty: (self.certainty.all > 0).then(|| share(self.certainty.right, self.certainty.all)),
            rules: self
                .rules
                .into_iter()
                .map(|(rule, count)| {
                    let all = count.right + count.opinion + count.wrong;
                    (rule, RuleCount { precision: (all > 0).then(|| share(count.right, all)), ..count })
                })
                .collect(),
        }
    }
}

/// The claim that shares most of both with a stretch of the text, the first of those that share as much.
fn nearest(found: &[Claim], at: (u32, u32)) -> Option<&Claim> {
    let mut best: Option<(&Claim, f64)> = None;
    for claim in found {
        let shared = overlap((claim.start, claim.end), at);
        let both = (claim.end - claim.start) + (at.1 - at.0) - shared;
        let likeness = f64::from(shared) / f64::from(both);
        if best.is_none_or(|(_, most)| likeness > most) {
            best = Some((claim, likeness));
        }
    }
    best.map(|(claim, _)| claim)
}

fn is_speaker(found: &Claim, wanted: &MarkedClaim) -> bool {
    let (Some(name), Some(found)) = (&wanted.speaker, &found.speaker) else {
        return wanted.speaker.is_none() && found.speaker.is_none();
    };
    if let (Some(start), Some(end), Some(from), Some(to)) =
        (wanted.speaker_start, wanted.speaker_end, found.start, found.end)
        && overlap((start, end), (from, to)) > 0
    {
        return true;
    }
    let wanted = wanted.speaker_canonical.as_ref().unwrap_or(name);
    let found = if found.canonical.is_empty() { &found.surface } else { &found.canonical };
    !found.is_empty()
        && (found == wanted
            || wanted.ends_with(&format!("・{found}"))
            || found.ends_with(&format!("・{wanted}")))
}

fn share(part: u32, all: u32) -> f64 {
    rounded(f64::from(part) / f64::from(all))
}

/// Four places, as the reference's script prints them.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round_ties_even() / 10_000.0
}

fn rated(counted: Rate) -> Rate {
    let of = |part: u32, other: u32| {
        if part + other == 0 { 0.0 } else { f64::from(part) / f64::from(part + other) }
    };
    let (precision, recall) = (of(counted.tp, counted.fp), of(counted.tp, counted.r#fn));
    let both = precision + recall;
    let f1 = if both == 0.0 { 0.0 } else { 2.0 * precision * recall / both };
    Rate { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1), ..counted }
}

/// Prints the figures.
pub(crate) fn print(figures: &Figures, format: EvaluationFormat) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if matches!(format, EvaluationFormat::Json) {
        serde_json::to_writer_pretty(&mut out, figures)?;
        return writeln!(out);
    }
    for (what, rate) in [
        ("sentences, opinion ignored", &figures.sentences_opinion_ignored),
        ("sentences, opinion wrong", &figures.sentences_opinion_negative),
    ] {
        writeln!(
            out,
            "{what:<28} F1 {:.4}  P {:.4}  R {:.4}  ({} right, {} too much, {} missed)",
            rate.f1, rate.precision, rate.recall, rate.tp, rate.fp, rate.r#fn
        )?;
    }
    let line = |out: &mut io::StdoutLock<'_>, what: &str, value: Option<f64>| match value {
        Some(value) => writeln!(out, "{what:<28} {value:.4}"),
        None => writeln!(out, "{what:<28} -"),
    };
    line(&mut out, "precision of the upper half", figures.precision_of_upper_half)?;
    line(&mut out, "marked claims covered", Some(figures.claim_recall))?;
    for (kind, value) in &figures.speaker {
        line(&mut out, &format!("speaker, {kind}"), Some(*value))?;
    }
    line(&mut out, "certainty", figures.certainty)?;
    writeln!(out, "\n{:<24} {:>6} {:>8} {:>6} {:>10}", "rule", "right", "opinion", "wrong", "precision")?;
    for (rule, count) in &figures.rules {
        let precision = count.precision.map_or("-".to_owned(), |value| format!("{value:.4}"));
        writeln!(
            out,
            "{rule:<24} {:>6} {:>8} {:>6} {precision:>10}",
            count.right, count.opinion, count.wrong
        )?;
    }
    Ok(())
}
