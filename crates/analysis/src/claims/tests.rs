//! Every rule by its own sentences; what sentences leave out; what must not be a claim.

use crate::{Analyzer, Options};
use shirushi_dictionary::build::workspace_dictionary;
use shirushi_model::{Analysis, Certainty, Claim};
use std::sync::Arc;

const CASES: &str = include_str!("tests/rules.txt");

fn analyzer() -> Analyzer {
    Analyzer::new(Arc::new(workspace_dictionary().unwrap()))
}

fn cases() -> impl Iterator<Item = [&'static str; 4]> {
    CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        fields.try_into().unwrap_or_else(|_| panic!("four fields: {line}"))
    })
}

fn certainty(name: &str) -> Certainty {
    let serde_name = |c: &Certainty| format!("{c:?}").to_lowercase();
    *Certainty::ALL.iter().find(|c| serde_name(c) == name).unwrap_or_else(|| panic!("a certainty: {name}"))
}

fn exact<'t>(text: &'t str, claim: &Claim) -> &'t str {
    claim.span.slice(text).unwrap()
}

/// As the text calls whoever stands for a claim, ~ before it when another sentence does.
fn speaks(claim: &Claim) -> String {
    let name = |speaker: &shirushi_model::ClaimSpeaker| {
        format!("{}{}", if speaker.implicit { "~" } else { "" }, speaker.name)
    };
    claim.speaker.as_ref().map_or("-".to_owned(), name)
}

fn shown(text: &str, analysis: &Analysis) -> String {
    let mut lines = String::new();
    for claim in &analysis.claims {
        let speaker = claim.speaker.as_ref().map_or("-", |s| &s.name);
        lines += &format!("\n  {} {:?} {speaker} {:?}", exact(text, claim), claim.certainty, claim.rules);
    }
    lines
}

/// What rules find by themselves, without what is learned.
#[test]
fn every_rule_finds_its_claims() {
    let mut analyzer = analyzer().with_claim_model(Ok(Arc::default()));
    let mut wrong = Vec::new();
    for [rule, sure, speaker, marked] in cases() {
        let text = marked.replace(['‹', '›'], "");
        let analysis = analyzer.analyze(&text, &Options::default());
        if rule == "none" {
            if !analysis.claims.is_empty() {
                wrong.push(format!("{text}: no claim{}", shown(&text, &analysis)));
            }
            continue;
        }
        for wanted in marked.split('‹').skip(1).filter_map(|rest| rest.split('›').next()) {
            let found = analysis.claims.iter().find(|claim| exact(&text, claim) == wanted);
            let is_right = found.is_some_and(|claim| {
                let name = speaks(claim);
                // A quotation that goes on is made by another rule than its first part.
                let rules_fit =
                    claim.rules.iter().any(|r| r.name() == rule) || marked.matches('‹').count() > 1;
                claim.certainty == certainty(sure)
                    && (name == speaker || marked.matches('‹').count() > 1)
                    && rules_fit
            });
            if !is_right {
                wrong.push(format!("{rule}, {sure}, {speaker}: {marked}{}", shown(&text, &analysis)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The example on a rule's own documentation.
#[test]
fn every_rule_makes_a_claim_of_its_example() {
    let mut analyzer = analyzer().with_claim_model(Ok(Arc::default()));
    let mut wrong = Vec::new();
    for &rule in shirushi_model::ClaimRule::ALL {
        let analysis = analyzer.analyze(rule.example(), &Options::default());
        if !analysis.claims.iter().any(|claim| claim.rules.contains(&rule)) {
            wrong.push(format!("{rule}: {}{}", rule.example(), shown(rule.example(), &analysis)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let rules: Vec<&str> = shirushi_model::ClaimRule::ALL.iter().map(|rule| rule.name()).collect();
    let without: Vec<_> = rules.iter().filter(|rule| !cases().any(|[name, ..]| name == **rule)).collect();
    assert_eq!(without, Vec::<&&str>::new(), "rules without a case");
    let unknown: Vec<_> =
        cases().map(|[name, ..]| name).filter(|name| *name != "none" && !rules.contains(name)).collect();
    assert_eq!(unknown, Vec::<&str>::new(), "cases of no rule");
}

/// Kinds of sentences with all their claims: speaker | text. What is learned and what rules find must both be
/// right.
#[test]
fn kinds_of_sentences_have_their_claims() {
    let rules = analyzer().with_claim_model(Ok(Arc::default()));
    let mut wrong = Vec::new();
    for (mode, mut analyzer) in [("learned", analyzer()), ("rules", rules)] {
        for line in include_str!("tests/kinds.txt").lines() {
            let Some((wanted_speaker, marked)) = line.split_once('|').filter(|_| !line.starts_with('#'))
            else {
                continue;
            };
            let (wanted_speaker, marked) = (wanted_speaker.trim(), marked.trim());
            let text = marked.replace(['‹', '›'], "");
            let analysis = analyzer.analyze(&text, &Options::default());
            let wanted: Vec<&str> =
                marked.split('‹').skip(1).filter_map(|rest| rest.split('›').next()).collect();
            let found: Vec<&str> = analysis.claims.iter().map(|claim| exact(&text, claim)).collect();
            let is_speaker = analysis.claims.last().is_none_or(|claim| speaks(claim) == wanted_speaker);
            if wanted != found || !is_speaker {
                wrong.push(format!("{mode}: {line}{}", shown(&text, &analysis)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
