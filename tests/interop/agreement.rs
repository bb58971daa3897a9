//! How far people agree, as other people's software measures it: Cohen's κ of scikit-learn, Krippendorff's α
//! of `krippendorff`, on generated projects that each side reads from the same files. The published examples
//! stand beside the formulas in `crates/agreement`; no software on PyPI has α_u.
//!
//! It needs Python with pip, which fetches both into a folder below the target folder with
//! `SHIRUSHI_INTEROP=all`: they are hundreds of megabytes. Elsewhere the test is reported as ignored, with
//! the reason in its name.

#![allow(clippy::indexing_slicing, reason = "what fails here fails the test")]

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use shirushi_agreement::measure::{Agreement, agreement};
use shirushi_agreement::{Category, in_frame};
use shirushi_exchange::native;
use shirushi_interop::{Software, Weight, interop, python};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, Certainty, CharSpan, ClaimMark,
    ClaimType, Creator, EntityMark, EntityType, Project, ProjectId, Status, Target, Timestamp, grapheme_span,
    joined,
};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;

const SCRIPT: &str = include_str!("ask_agreement.py");
const SOFTWARE: Software = Software {
    packages: &["krippendorff==0.8.1", "scikit-learn==1.7.2"],
    modules: "krippendorff, sklearn",
    weight: Weight::Heavy,
};
/// So many examples are measured by both.
const EXAMPLES: u32 = 60;
/// Figures are the same when they differ by less.
const WITHIN: f64 = 1e-9;

const TEXTS: [&str; 3] = [
    "市は3日、市役所で会見した。👩‍🚒が辻\u{E0100}市へ 三隻で。\n港は封鎖。",
    "港まつりに四万人。\n𠮷野家前で市は「人出は四万人」と述べた。",
    "雨。か\u{3099}終わり。",
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let name = "agreement by scikit-learn and krippendorff";
    let trial = match SOFTWARE.ready() {
        Ok(folder) => {
            Trial::test(name, move || compare(&folder).map_err(|error| Failed::from(format!("{error:#}"))))
        }
        Err(reason) => Trial::test(format!("{name} ({reason:#})"), || Ok(())).with_ignored_flag(true),
    };
    libtest_mimic::run(&arguments, vec![trial]).exit_code()
}

fn compare(software: &Path) -> Result<()> {
    let folder = interop()?.join("files");
    std::fs::create_dir_all(&folder)?;
    let (mut ours, mut questions) = (Vec::new(), String::new());
    for example in 0..EXAMPLES {
        // Two people, or three of whom the last has not read everything.
        let people = 2 + example % 2;
        let projects: Vec<Project> = (0..people).map(|who| project(example, who)).collect();
        let named: Vec<(String, &Project)> =
            (0..).zip(&projects).map(|(who, project): (u32, _)| (who.to_string(), project)).collect();
        let (frame, layers, moved) = in_frame(&named)?;
        ensure!(moved.is_empty(), "the texts are the same");
        ours.push(agreement(&frame, &BTreeMap::new(), &layers));
        let mut paths = Vec::new();
        for (who, project) in projects.iter().enumerate() {
            let path = folder.join(format!("agreement-{example}-{who}.json"));
            std::fs::write(&path, native::write(project))?;
            paths.push(path.display().to_string());
        }
        questions.push_str(&serde_json::to_string(&paths)?);
        questions.push('\n');
    }
    let mut child = python(&[software.to_path_buf()])?
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("no standard input")?.write_all(questions.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: Vec<Value> =
        String::from_utf8(output.stdout)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    ensure!(theirs.len() == ours.len(), "{} answers to {} questions", theirs.len(), ours.len());
    let mut compared = 0;
    for (example, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        compared += same(ours, theirs).with_context(|| format!("example {example}"))?;
    }
    ensure!(compared > 200, "only {compared} figures are defined");
    Ok(())
}

/// Compares all figures of an example; gives how many were numbers.
fn same(ours: &Agreement, theirs: &Value) -> Result<usize> {
    let pair = &ours.pairs[0];
    let mut all = vec![
        ("kappa".to_owned(), pair.kappa.value, &theirs["kappa"]),
        ("alpha".to_owned(), ours.alpha.value, &theirs["alpha"]),
        ("f1".to_owned(), pair.exact.value, &theirs["f1"]),
    ];
    for of in &ours.categories {
        let name = match of.category {
            Category::Entity(kind) => kind.name(),
            _ => "claim",
        };
        all.push((format!("alpha of {name}"), of.alpha, &theirs["inside"][name]));
    }
    for (name, ours, theirs) in &all {
        let is_same = match (ours, theirs.as_f64()) {
            (Some(ours), Some(theirs)) => (ours - theirs).abs() < WITHIN,
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        ensure!(is_same, "{name}: {ours:?} here, {theirs} there");
    }
    Ok(all.iter().filter(|(_, ours, _)| ours.is_some()).count())
}

/// Numbers that are the same everywhere (Knuth's constants for a linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit.max(1))) as u32
    }
}

/// What one person marked of an example: most of it alike, some of it not, nested, overlapping, in parts.
fn project(example: u32, who: u32) -> Project {
    let id = ProjectId::from_random(u128::from(example) << 8 | u128::from(who));
    let mut project = Project::new(id, "会見".to_owned(), Timestamp(0));
    let read = if who == 2 { 1 + example as usize % 2 } else { TEXTS.len() };
    for (number, text) in (1..).zip(TEXTS.iter().take(read)) {
        let article = Article::new(ArticleId(number), text, ArticleMeta::default(), Timestamp(0));
        project.articles.push_back(Arc::new(article));
    }
    let (mut shared, mut own) = (Chance(u64::from(example)), Chance(u64::from(example * 7 + who) << 20));
    for number in 10..10 + example % 9 {
        // Everybody draws the same mark, and some then another.
        let mut drawn = [shared.below(3), shared.below(40), 1 + shared.below(7), shared.below(4)];
        if own.below(3) == 0 {
            let at = own.below(4) as usize;
            drawn[at] = [own.below(3), own.below(40), 1 + own.below(7), own.below(4)][at];
        }
        let [article, start, long, kind] = drawn;
        let id = ArticleId(article + 1);
        let Some(article) = project.article(id).cloned() else { continue };
        let chars = article.index.chars();
        let start = start % chars;
        let span = |start: u32, long: u32| {
            let span = CharSpan { start: start.min(chars - 1), end: (start + long).min(chars) };
            article.index.byte_span(&article.text, span)
        };
        let parts =
            [span(start, long), (number % 4 == 0).then(|| span((start + long + 2) % chars, 2)).flatten()];
        let whole = |span| grapheme_span(&article.text, span);
        let spans = joined(parts.into_iter().flatten().map(whole).filter(|span| !span.is_empty()).collect());
        let body = match kind {
            0 => entity(EntityType::Person),
            1 => entity(EntityType::Facility),
            2 => entity(EntityType::Location),
            _ => claim(),
        };
        let mark = Annotation {
            id: AnnotationId(number),
            article: id,
            target: Target::Placed(spans),
            body,
            note: String::new(),
            creator: Creator::Person { name: who.to_string() },
            judged_by: None,
            status: Status::Accepted,
            created: Timestamp(i64::from(number)),
            modified: Timestamp(i64::from(number)),
        };
        project.annotations.insert(mark.id, Arc::new(mark));
    }
    project.next_number = 100;
    project
}

fn entity(kind: EntityType) -> Body {
    Body::Entity(EntityMark { kind, canonical: String::new(), value: None })
}

fn claim() -> Body {
    let (kind, certainty) = (ClaimType::Event, Certainty::Asserted);
    Body::Claim(ClaimMark { kind, speaker: None, certainty, quotation: None, polarity: None, when: None })
}
