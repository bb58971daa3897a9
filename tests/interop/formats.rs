//! Our files of other formats, read by the software of those formats and by Python, and theirs read by us.
//!
//! A project with whatever makes trouble is written as everything. Other people's software (`ask_formats.py`)
//! finds the words of every mark by its own indices: they are those of the project. spaCy and dkpro-cassis
//! write what they read, and it is read here as what it was.
//!
//! It needs Python with pip, which fetches each piece of software into a folder below the target folder when
//! it is not there; the large ones (spaCy, seqeval, openpyxl, medkit, label-studio-sdk) only with
//! `SHIRUSHI_INTEROP=all`. Where that is not possible the test is reported as ignored, with the reason in its
//! name. Formats without software on PyPI that is light enough (brat, doccano, Label Studio, Prodigy,
//! Recogito, TEI, HTML) are read by what Python has.

#![allow(clippy::indexing_slicing, reason = "what fails here fails the test")]

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use shirushi_exchange::formats::{Arrival, FilesRead, Format, InputFile, Options};
use shirushi_exchange::native;
use shirushi_interop::{Software, Weight, all_is_wanted, interop, python};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, Certainty, ClaimMark,
    ClaimType, Creator, Difference, EntityMark, EntityType, Highlight, Project, ProjectId, Quote, Relation,
    RelationMark, Speaker, SpeakerKind, Status, Tag, TagColor, TagId, Target, Timestamp,
};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::sync::Arc;

const SCRIPT: &str = include_str!("ask_formats.py");
const ANNOTATOR: &str = include_str!("ask_annotator.mjs");
/// What reads W3C annotations in a browser, and a document for it.
const NODE_PACKAGES: [&str; 3] =
    ["@apache-annotator/dom@0.2.0", "@apache-annotator/selector@0.2.0", "jsdom@26.1.0"];

/// Two articles: emoji, variation selectors, combining marks, half-width kana, line breaks of all kinds.
const TEXTS: [&str; 2] = [
    "=港の\r\n火災\u{2028}👩‍🚒が辻\u{E0100}港へ。 ｶﾞｽを　止め\u{85}た。\0\tか\u{3099}終わり\n市は「出火は2日」と発表した。",
    "-𠮷野家 前で  🇯🇵の旗。\re\u{301}tat は「出火は3日」と述べた。\"引用\",'記号'",
];

/// Which article, the parts, the label.
const MARKS: [(usize, &[&str], &str); 15] = [
    (0, &["港の\r\n火災"], "EVENT"),
    (0, &["👩‍🚒"], "PERSON"),
    (0, &["👩‍🚒が辻\u{E0100}港へ"], "claim:event:reported"),
    (0, &["辻\u{E0100}港"], "FACILITY"),
    (0, &["港へ"], "LOCATION"),
    (0, &["ｶﾞｽ", "止め\u{85}た", "終わり"], "claim:state:asserted"),
    (0, &["か\u{3099}終"], "要 確認"),
    (0, &["出火は2日"], "claim:event:asserted"),
    (0, &["2日"], "DATE"),
    (0, &["\t"], "要 確認"),
    (1, &["-𠮷野家"], "ORGANIZATION"),
    (1, &["𠮷野家", "🇯🇵"], "PERSON"),
    (1, &["  🇯🇵"], "要 確認"),
    (1, &["出火は3日"], "claim:event:reported"),
    (1, &["\"引用\",'記号'"], "PRODUCT"),
];

/// Relations between two of the marks.
const RELATIONS: [(usize, usize, &str); 2] = [(7, 2, "agree"), (7, 13, "contradict:date")];

/// The relation within one article, between the labels of its ends.
const RELATIONS_OF_BRAT: [(usize, &str, &str); 1] =
    [(0, "claim-event-asserted > claim-event-reported", "agree")];

const fn light(modules: &'static str, packages: &'static [&'static str]) -> Option<Software> {
    Some(Software { packages, modules, weight: Weight::Light })
}

const fn heavy(modules: &'static str, packages: &'static [&'static str]) -> Option<Software> {
    Some(Software { packages, modules, weight: Weight::Heavy })
}

/// Every format with what reads it beside Python: the module, the package, whether it is fetched unasked.
const SOFTWARE: [(&str, Option<Software>); 19] = [
    ("project", light("jsonschema", &["jsonschema==4.26.0"])),
    ("web-annotation", light("pyld", &["PyLD==2.0.4"])),
    ("cas-json", light("cassis", &["dkpro-cassis==0.12.0"])),
    ("cas-xmi", light("cassis", &["dkpro-cassis==0.12.0"])),
    ("spacy", heavy("spacy", &["spacy==3.8.18"])),
    ("conll", heavy("seqeval", &["seqeval==1.2.2"])),
    ("xlsx", heavy("openpyxl", &["openpyxl==3.1.5"])),
    ("markdown", light("markdown_it", &["markdown-it-py==4.0.0"])),
    ("html", None),
    ("tei", None),
    ("recogito", None),
    ("tables", None),
    ("brat", None),
    ("brat", heavy("medkit", &["medkit-lib==0.17.0"])),
    ("doccano", None),
    ("label-studio", None),
    ("label-studio", heavy("label_studio_sdk", &["label-studio-sdk==2.1.2"])),
    ("prodigy", None),
    ("training", None),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    let trial = |(format, software): (&'static str, Option<Software>)| {
        let with = software.and_then(|software| software.packages.first().copied()).unwrap_or("Python");
        match ready(software) {
            Ok(folders) => Trial::test(format!("{format} by {with}"), move || {
                check(format, software, &folders).map_err(|error| Failed::from(format!("{error:#}")))
            }),
            Err(reason) => {
                Trial::test(format!("{format} by {with} ({reason:#})"), || Ok(())).with_ignored_flag(true)
            }
        }
    };
    SOFTWARE.into_iter().map(trial).chain([annotator()]).collect()
}

/// W3C annotations by Apache Annotator, which runs in Node.
fn annotator() -> Trial {
    let name = format!("web-annotation by {}", NODE_PACKAGES[0]);
    match node_ready() {
        Ok(folder) => Trial::test(name, move || {
            by_annotator(&folder).map_err(|error| Failed::from(format!("{error:#}")))
        }),
        Err(reason) => Trial::test(format!("{name} ({reason:#})"), || Ok(())).with_ignored_flag(true),
    }
}

/// The folder with what npm has, fetched first if need be and wanted.
fn node_ready() -> Result<PathBuf> {
    let folder = interop()?.join("apache-annotator");
    if !folder.join("node_modules/@apache-annotator/selector/package.json").is_file() {
        ensure!(all_is_wanted(), "large; SHIRUSHI_INTEROP=all fetches it");
        std::fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(&folder);
        let output = npm.args(NODE_PACKAGES).output().context("there is no npm")?;
        ensure!(output.status.success(), "npm cannot fetch it");
    }
    Ok(folder)
}

fn by_annotator(installed: &Path) -> Result<()> {
    let folder = interop()?.join("files");
    put("web-annotation", &project()?, &folder)?;
    let script = installed.join("ask.mjs");
    std::fs::write(&script, ANNOTATOR)?;
    let output = Command::new("node").arg(script).arg(folder.join("web-annotation.jsonld")).output()?;
    same(output, wanted("web-annotation"))
}

/// The folder with the software, or none where Python is enough.
fn ready(software: Option<Software>) -> Result<Vec<PathBuf>> {
    let Some(software) = software else {
        let is_there = python(&[])?.args(["-c", ""]).status().is_ok_and(|status| status.success());
        ensure!(is_there, "no Python");
        return Ok(Vec::new());
    };
    Ok(vec![software.ready()?])
}

fn check(format: &str, software: Option<Software>, installed: &[PathBuf]) -> Result<()> {
    let project = project()?;
    let folder = interop()?.join("files");
    put(format, &project, &folder)?;
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/project-2.json");
    let modules = software.map_or("", |software| software.modules);
    let mut command = python(installed)?;
    let output = command.args(["-c", SCRIPT, format]).arg(&folder).arg(schema).arg(modules).output()?;
    let mut wanted = wanted(format);
    if modules == "medkit" {
        // A mark on nothing but a blank is no entity to it.
        wanted.retain(|(_, words, _)| !words.trim().is_empty());
        wanted.extend(
            RELATIONS_OF_BRAT.map(|(article, ends, label)| (article, ends.to_owned(), label.to_owned())),
        );
    }
    same(output, wanted)?;
    theirs(format, &folder, &project)
}

/// Writes the files of a format.
fn put(format: &str, project: &Project, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let Some(format) = Format::of_code(format) else {
        return Ok(std::fs::write(folder.join("project.json"), native::write(project))?);
    };
    for file in format.write(project, &Options::default()).files {
        let part = if file.part.is_empty() { String::new() } else { format!(".{}", file.part) };
        std::fs::write(folder.join(format!("{}{part}.{}", format.code(), file.ending)), file.bytes)?;
    }
    Ok(())
}

/// Whether a program printed what is to be found.
fn same(output: Output, mut wanted: Vec<(usize, String, String)>) -> Result<()> {
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found: Vec<(usize, String, String)> =
        String::from_utf8(output.stdout)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    found.sort();
    wanted.sort();
    ensure!(found == wanted, "found {found:#?}\nwanted {wanted:#?}");
    Ok(())
}

/// What is to be found: one entry for each part, or for each mark where a format has them whole.
fn wanted(format: &str) -> Vec<(usize, String, String)> {
    let mut wanted = Vec::new();
    let mut say =
        |article: usize, words: &str, label: &str| wanted.push((article, words.to_owned(), label.to_owned()));
    let is_entity = |label: &str| label.chars().all(|c| c.is_ascii_uppercase());
    // Entities that lie in none that begins before them, in one part.
    let alone = || {
        let is_alone = |(_, parts, label): &&(usize, &[&str], &str)| {
            is_entity(label) && parts.len() == 1 && !["港へ"].contains(&parts[0])
        };
        MARKS.iter().filter(is_alone)
    };
    match format {
        "conll" | "training" => alone().for_each(|(article, parts, label)| say(*article, parts[0], label)),
        "brat" => {
            for (article, parts, label) in MARKS {
                let label = label.replace([':', ' '], "-");
                say(article, &parts.join("|").replace("\r\n", "|"), &label);
            }
        }
        "project" => {
            for (article, parts, label) in MARKS {
                let kind = match label {
                    label if label.starts_with("claim:") => "claim",
                    label if is_entity(label) => "entity",
                    _ => "highlight",
                };
                parts.iter().for_each(|part| say(article, part, kind));
            }
        }
        _ => {
            for (article, parts, label) in MARKS {
                // Tokens of spaCy own a blank behind them: no span begins with it there.
                let owned = |part: &str| format == "spacy" && part.starts_with("  ");
                for part in parts {
                    let part = &part[usize::from(owned(part))..];
                    match format {
                        // Excel has line breaks of one kind.
                        "xlsx" => say(article, &part.replace("\r\n", "\n"), label),
                        // Lines are elements there.
                        "html" => say(article, &without_breaks(part), label),
                        "markdown" => say(article, "", label),
                        _ => say(article, part, label),
                    }
                }
            }
            if format == "spacy" {
                alone().for_each(|(article, parts, label)| say(*article, parts[0], &format!("ent:{label}")));
            }
            if format == "markdown" {
                for (article, text) in TEXTS.iter().enumerate() {
                    say(article, &without_breaks(text).replace('\0', "\u{FFFD}"), "text");
                }
            }
            if matches!(format, "cas-json" | "cas-xmi") {
                say(0, "出火は2日 > 👩‍🚒が辻\u{E0100}港へ", "agree");
            }
        }
    }
    wanted
}

fn without_breaks(words: &str) -> String {
    words.split(['\r', '\n', '\u{85}', '\u{2028}', '\u{2029}']).collect()
}

/// What spaCy and dkpro-cassis wrote, as what it was.
fn theirs(format: &str, folder: &Path, project: &Project) -> Result<()> {
    let (format, names): (Format, &[&str]) = match format {
        "spacy" => (Format::Spacy, &["spacy-theirs.jsonl"]),
        "cas-json" => (Format::CasJson, &["cas-theirs-0.json", "cas-theirs-1.json"]),
        "cas-xmi" => (Format::CasXmi, &["cas-theirs-0.xmi", "cas-theirs-1.xmi"]),
        _ => return Ok(()),
    };
    let read = |name: &&str| -> Result<InputFile> {
        Ok(InputFile { name: (*name).to_owned(), bytes: std::fs::read(folder.join(name))? })
    };
    let files: Vec<InputFile> = names.iter().map(read).collect::<Result<_>>()?;
    let ours: Vec<InputFile> = format
        .write(project, &Options::default())
        .files
        .into_iter()
        .map(|file| InputFile { name: file.ending.into_owned(), bytes: file.bytes })
        .collect();
    let (theirs, ours) = (read_by_us(format, &files)?, read_by_us(format, &ours)?);
    ensure!(theirs.findings.is_empty(), "{:#?}", theirs.findings);
    let texts = |read: &FilesRead| {
        read.project.articles.iter().map(|article| article.text.clone()).collect::<Vec<_>>()
    };
    ensure!(texts(&theirs) == texts(&ours), "the texts are not the same");
    let marks = |read: &FilesRead| {
        let mark = |mark: &Arc<Annotation>| {
            let body = match &mark.body {
                Body::Highlight(_) => "highlight".to_owned(),
                body => format!("{body:?}"),
            };
            format!(
                "{} {:?} {body} {} {:?} {:?}",
                mark.article, mark.target, mark.note, mark.creator, mark.created
            )
        };
        let mut marks: Vec<String> = read.project.annotations.values().map(mark).collect();
        marks.sort();
        marks
    };
    ensure!(marks(&theirs) == marks(&ours), "theirs {:#?}\nours {:#?}", marks(&theirs), marks(&ours));
    Ok(())
}

fn read_by_us(format: Format, files: &[InputFile]) -> Result<FilesRead> {
    let arrival =
        Arrival { id: ProjectId("p".to_owned()), at: Timestamp(0), person: String::new(), known: &[] };
    Ok(format.read(files, &Options::default(), &arrival)?)
}

fn project() -> Result<Project> {
    let mut project = Project::new(ProjectId("interop".to_owned()), "港の火災".to_owned(), Timestamp(0));
    for (number, text) in TEXTS.iter().enumerate() {
        let meta = ArticleMeta {
            outlet: ["浜野新聞", "=辻日報"].get(number).copied().unwrap_or_default().to_owned(),
            url: format!("https://example.com/{number}"),
            ..ArticleMeta::default()
        };
        project.articles.push_back(Arc::new(Article::new(
            ArticleId(number as u32),
            text,
            meta,
            Timestamp(0),
        )));
    }
    project.tagset.tags.push(Tag {
        id: TagId(90),
        name: "要 確認".to_owned(),
        color: TagColor::Rose,
        guide: String::new(),
        examples: Vec::new(),
        key: None,
    });
    for (number, (article, parts, label)) in MARKS.iter().enumerate() {
        let target = Target::Placed(spans(*article, parts)?);
        add(&mut project, 10 + number as u32, *article, target, body(label));
    }
    for (number, (from, to, label)) in RELATIONS.iter().enumerate() {
        let (from, to) = (MARKS[*from], MARKS[*to]);
        let (relation, difference) = match *label {
            "agree" => (Relation::Agree, None),
            _ => (Relation::Contradict, Some(Difference::Date)),
        };
        let place = Target::Placed(spans(to.0, to.1)?);
        let mark = RelationMark { relation, difference, other: ArticleId(to.0 as u32), place };
        let target = Target::Placed(spans(from.0, from.1)?);
        add(&mut project, 50 + number as u32, from.0, target, Body::Relation(mark));
    }
    let gone = Quote { exact: "消えた".to_owned(), start: 90, end: 93, ..Quote::default() };
    add(&mut project, 60, 0, Target::Unplaced(vec![gone]), body("PERSON"));
    project.next_number = 100;
    Ok(project)
}

/// Where the words stand, each part behind the one before.
fn spans(article: usize, parts: &[&str]) -> Result<Vec<ByteSpan>> {
    let text = TEXTS[article];
    let mut from = 0;
    let mut spans = Vec::new();
    for part in parts {
        let at = text[from..].find(part).with_context(|| format!("no {part:?}"))? + from;
        from = at + part.len();
        spans.push(ByteSpan::new(at, from));
    }
    Ok(spans)
}

fn body(label: &str) -> Body {
    let kind = EntityType::ALL.into_iter().find(|kind| kind.name() == label);
    if let Some(kind) = kind {
        return Body::Entity(EntityMark { kind, canonical: "正式".to_owned(), value: None });
    }
    let (kind, certainty) = match label {
        "claim:event:reported" => (ClaimType::Event, Certainty::Reported),
        "claim:event:asserted" => (ClaimType::Event, Certainty::Asserted),
        "claim:state:asserted" => (ClaimType::State, Certainty::Asserted),
        _ => return Body::Highlight(Highlight { tag: TagId(90) }),
    };
    let speaker = Some(Speaker { name: "市".to_owned(), kind: SpeakerKind::Organization });
    Body::Claim(ClaimMark { kind, speaker, certainty, quotation: None, polarity: None, when: None })
}

fn add(project: &mut Project, number: u32, article: usize, target: Target, body: Body) {
    let annotation = Annotation {
        id: AnnotationId(number),
        article: ArticleId(article as u32),
        target,
        body,
        note: "一行\n\u{2028}二行".to_owned(),
        creator: Creator::Person { name: "佐藤".to_owned() },
        judged_by: None,
        status: Status::Accepted,
        created: Timestamp(1_000),
        modified: Timestamp(2_000),
    };
    project.annotations.insert(annotation.id, Arc::new(annotation));
}
