//! Articles nobody should compare: whatever they are, the comparison ends, and what it gives grows with the
//! claims and not with their pairs.

use crate::comparison::compared;
use anyhow::{Result, ensure};
use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shirushi_analysis::{Analyzer, Options};
use shirushi_dictionary::Dictionary;
use shirushi_model::{Analysis, ClaimRef, Comparison, Relation};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let trial = |name: &str, run: fn(Analyzer) -> Result<()>| {
        let analyzer = Analyzer::new(Arc::clone(dictionary));
        Trial::test(format!("hostile comparison: {name}"), move || {
            run(analyzer).map_err(|error| Failed::from(format!("{error:#}")))
        })
    };
    vec![
        trial("an article with itself", itself),
        trial("with an empty article, and none at all", empty),
        trial("a thousand sentences that are nearly alike", nearly_alike),
        trial("many articles that say the same", many_articles),
        trial("any pieces of text hold the invariants", any_pieces),
    ]
}

const STORY: &str = "12日午後、霧沢町の鷹羽山ロープウェイが強風で緊急停止し、乗客38人が3時間余り取り残された。\
                     霧沢消防署によると、けが人はいなかった。運営する霧沢観光開発の三枝康之社長は「設備に異常はなかった」と述べた。\
                     同社は14日まで運休する。";

fn run(texts: &[&str], analyzer: &mut Analyzer) -> (Vec<Analysis>, Comparison) {
    let mut analyses: Vec<Analysis> =
        texts.iter().map(|text| analyzer.analyze(text, &Options::default())).collect();
    let comparison = compared(texts, &mut analyses);
    (analyses, comparison)
}

fn itself(mut analyzer: Analyzer) -> Result<()> {
    let (analyses, comparison) = run(&[STORY, STORY], &mut analyzer);
    hold(&analyses, &comparison)?;
    for pair in comparison.groups.iter().flat_map(|group| &group.pairs) {
        ensure!(pair.relation == Relation::Agree, "{pair:?}");
    }
    let claims = analyses.first().map_or(0, |analysis| analysis.claims.len());
    ensure!(claims > 2 && comparison.groups.len() >= claims / 2, "{} of {claims}", comparison.groups.len());
    let copied = comparison.copies.iter().filter(|copy| copy.a.sentence == copy.b.sentence).count();
    ensure!(copied >= 3, "{copied} sentences are shared");
    ensure!(
        comparison.groups.iter().all(|group| group.independent == 1 || group.pairs.iter().any(|p| !p.copied)),
        "copies count twice"
    );
    Ok(())
}

fn empty(mut analyzer: Analyzer) -> Result<()> {
    for texts in [&[STORY, ""][..], &["", ""], &["\n\n", STORY], &[STORY], &[]] {
        let (analyses, comparison) = run(texts, &mut analyzer);
        hold(&analyses, &comparison)?;
        ensure!(comparison == Comparison::default(), "{texts:?}: {comparison:?}");
    }
    Ok(())
}

/// Even an unoptimised build on a slow machine needs no longer.
const PATIENCE: Duration = Duration::from_secs(60);

fn nearly_alike(mut analyzer: Analyzer) -> Result<()> {
    let article = |first: usize, count: usize| -> String {
        (first..first + count)
            .map(|number| format!("霧沢町の鷹羽山で12日、乗客{number}人が取り残された。\n"))
            .collect()
    };
    let mut sizes = Vec::new();
    for count in [250, 500, 1000] {
        let (one, other) = (article(100, count), article(101, count));
        let (analyses, _) = run(&[&one, &other], &mut analyzer);
        let started = Instant::now();
        let mut analyses = analyses;
        let comparison = compared(&[&one, &other], &mut analyses);
        ensure!(started.elapsed() < PATIENCE, "{count} sentences took {:?}", started.elapsed());
        hold(&analyses, &comparison)?;
        let pairs: usize = comparison.groups.iter().map(|group| group.pairs.len()).sum();
        ensure!(pairs <= 8 * count, "{count} sentences make {pairs} pairs");
        sizes.push((count, pairs, comparison.copies.len()));
    }
    println!("nearly alike (sentences, pairs, copies): {sizes:?}");
    Ok(())
}

fn many_articles(mut analyzer: Analyzer) -> Result<()> {
    let texts: Vec<String> =
        (0..120).map(|number| STORY.replace("38人", &format!("{}人", 30 + number % 17))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (analyses, comparison) = run(&texts, &mut analyzer);
    hold(&analyses, &comparison)?;
    let claims: usize = analyses.iter().map(|analysis| analysis.claims.len()).sum();
    let pairs: usize = comparison.groups.iter().map(|group| group.pairs.len()).sum();
    ensure!(pairs <= 100 * claims, "{claims} claims make {pairs} pairs");
    Ok(())
}

/// What every comparison holds.
fn hold(analyses: &[Analysis], comparison: &Comparison) -> Result<()> {
    let exists = |claim: ClaimRef| {
        analyses
            .get(claim.article as usize)
            .is_some_and(|analysis| (claim.claim as usize) < analysis.claims.len())
    };
    for group in &comparison.groups {
        ensure!(group.claims.len() >= 2 && !group.pairs.is_empty(), "a group of one");
        ensure!(group.claims.is_sorted() && group.claims.iter().all(|&claim| exists(claim)), "{group:?}");
        let members: BTreeSet<ClaimRef> = group.claims.iter().copied().collect();
        let articles = group.claims.iter().map(|claim| claim.article).collect::<BTreeSet<_>>().len();
        ensure!((1..=articles).contains(&(group.independent as usize)), "{group:?}");
        for pair in &group.pairs {
            ensure!(pair.a.article < pair.b.article, "a pair of one article: {pair:?}");
            ensure!(members.contains(&pair.a) && members.contains(&pair.b), "{pair:?}");
            ensure!((pair.relation == Relation::Agree) == pair.difference.is_none(), "{pair:?}");
            ensure!(!pair.reason.text.is_empty() && (0.0..=1.0).contains(&pair.similarity), "{pair:?}");
        }
        let crossing = group
            .claims
            .iter()
            .flat_map(|a| group.claims.iter().filter(move |b| a < b && a.article != b.article))
            .count();
        ensure!(group.pairs.len() == crossing, "{} of {crossing} pairs are judged", group.pairs.len());
    }
    for copy in &comparison.copies {
        ensure!(copy.a.article < copy.b.article && (0.0..=1.0).contains(&copy.similarity), "{copy:?}");
    }
    Ok(())
}

const PIECES: &[&str] = &[
    "15日、",
    "16日、",
    "現地時間15日、",
    "2025年、",
    "10年前、",
    "前回、",
    "市長は",
    "田中一郎市長は",
    "三枝康之社長は",
    "三枝泰之社長は",
    "両首脳は",
    "米国で",
    "東京で",
    "北部で",
    "南部で",
    "会談し",
    "合意し",
    "合意には至らなかった",
    "合意した",
    "電話で",
    "1対1で",
    "3対3で",
    "「",
    "」と述べた",
    "約3時間",
    "3時間近く",
    "38人が",
    "41人が",
    "およそ40人が",
    "7人のうち2人が",
    "けがをした",
    "いなかった",
    "ない",
    "なければ",
    "なければならない",
    "しか",
    "まで",
    "予定だ",
    "可能性がある",
    "とみられる",
    "という",
    "責任は",
    "にある",
    "決める",
    "の",
    "は",
    "が",
    "を",
    "に",
    "、",
    "。",
    "\n",
    "なし",
    "ず、",
    "こと",
    "わけではない",
    "訪米",
    "0人",
    "99999999999999999999人",
    "P",
    "👩‍🚒",
    "か\u{3099}",
    "\0",
    "ー",
    "ッ",
    "0対0",
];

fn any_pieces(analyzer: Analyzer) -> Result<()> {
    let text =
        || prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    let analyzer = RefCell::new(analyzer);
    let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
    runner
        .run(&(text(), text(), text()), |(a, b, c)| {
            let check = || -> Result<()> {
                let texts = [a.as_str(), &b, &c];
                let (analyses, comparison) = run(&texts, &mut analyzer.borrow_mut());
                hold(&analyses, &comparison)?;
                let (_, again) = run(&texts, &mut analyzer.borrow_mut());
                ensure!(comparison == again, "the second time it is different");
                Ok(())
            };
            check().map_err(|error| TestCaseError::fail(format!("{error:#}")))
        })
        .map_err(|error| anyhow::anyhow!("{error}"))
}
