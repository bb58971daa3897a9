//! `shirushi convert` and `shirushi validate` as others run them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod running;

use running::{file, folder, printed, said, shirushi};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const FORMATS: [&str; 10] = [
    "web-annotation",
    "doccano",
    "label-studio",
    "brat",
    "cas-json",
    "spacy",
    "prodigy",
    "conll",
    "tables",
    "training",
];

fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/reports/sample.shirushi.json")
}

fn files(folder: &Path) -> Vec<String> {
    let mut files: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path().to_str().unwrap().to_owned()).collect();
    files.sort();
    files
}

fn texts(project: &[u8]) -> Vec<String> {
    let project: Value = serde_json::from_slice(project).unwrap();
    let text = |article: &Value| article["text"].as_str().unwrap().to_owned();
    project["articles"].as_array().unwrap().iter().map(text).collect()
}

#[test]
fn every_format_goes_into_every_other() {
    let project = sample();
    let wanted = texts(&fs::read(&project).unwrap());
    for from in FORMATS {
        let first = folder(&format!("from-{from}"));
        let first_name = first.to_str().unwrap();
        let output =
            shirushi(&["convert", "--to", from, "--output", first_name, project.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains("Shirushi project, "), "{}", said(&output));
        let written = files(&first);
        for to in FORMATS.into_iter().chain(["project"]) {
            let second = folder(&format!("{from}-to-{to}"));
            let mut arguments = vec!["convert", "--to", to, "--output", second.to_str().unwrap()];
            arguments.extend(written.iter().map(String::as_str));
            let output = shirushi(&arguments, b"");
            assert_eq!(output.status.code(), Some(0), "{from} to {to}: {}", said(&output));
            assert!(!files(&second).is_empty(), "{from} to {to}");
            if to == "project" {
                let project = fs::read(&files(&second)[0]).unwrap();
                assert!(texts(&project) == wanted, "texts by {from}");
            }
        }
    }
}

#[test]
fn one_file_goes_to_standard_output() {
    let line = file("one.jsonl", r#"{"text": "👩‍🚒 港へ", "label": [[6, 7, "LOC"]]}"#.as_bytes());
    let line = line.to_str().unwrap();
    let output = shirushi(&["convert", "--to", "training", line], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let converted: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(converted["entities"][0]["start"], 4);
    assert_eq!(converted["entities"][0]["type"], "LOCATION");
    let reasons = said(&output);
    assert!(reasons.contains("doccano (JSONL), 1 articles, 1 marks"), "{reasons}");
    assert!(reasons.contains("positions count utf-16: 1 of 1 fit"), "{reasons}");
    assert!(reasons.contains("training leaves out times (1)"), "{reasons}");
    // The same file is the same project.
    let project = || printed(&shirushi(&["convert", "--to", "project", line], b""));
    assert_eq!(project(), project());
    // Another unit, when asked.
    let output = shirushi(&["convert", "--to", "training", "--set", "unit=code-points", line], b"");
    assert!(said(&output).contains("past-the-end"), "{}", said(&output));
}

#[test]
fn tokens_of_conll_are_words_or_characters() {
    let line = file("tokens.jsonl", r#"{"text": "東京都で会談した", "label": [[0, 2, "LOC"]]}"#.as_bytes());
    let line = line.to_str().unwrap();
    let tokens = |arguments: &[&str]| {
        let output = shirushi(&[&["convert", "--to", "conll"], arguments, &[line]].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let lines = printed(&output);
        lines
            .lines()
            .filter(|line| line.contains('\t') && !line.starts_with('-'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(tokens(&[])[..2], ["東京\tB-LOCATION\t0\t2", "都\tO\t2\t3"]);
    assert_eq!(tokens(&["--characters"])[..2], ["東\tB-LOCATION\t0\t1", "京\tI-LOCATION\t1\t2"]);
}

#[test]
fn marks_of_brat_find_their_texts() {
    let folder = folder("brat");
    for (name, content) in [
        ("a.txt", "港の火災"),
        ("a.ann", "T1\tLOC 0 1\t港\nT2\t出来事 2 9\t火災\n"),
        ("b.txt", "二つめ"),
        ("b.ann", ""),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    let name = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let output = shirushi(&["convert", "--to", "project", &name("a.ann")], b"");
    assert_eq!(texts(&output.stdout), ["港の火災"], "{}", said(&output));
    // Its words are there, its end is not.
    let validated = shirushi(&["validate", &name("a.txt"), &name("a.ann")], b"");
    assert_eq!(validated.status.code(), Some(1));
    assert!(printed(&validated).contains("line 2: moved"), "{}", printed(&validated));
    let out = name("out");
    let output = shirushi(
        &[
            "convert",
            "--from",
            "brat",
            "--to",
            "spacy",
            "--output",
            &out,
            &name("a.txt"),
            &name("a.ann"),
            &name("b.ann"),
        ],
        b"",
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(files(Path::new(&out)).len(), 2);
    // What is there is not replaced unasked.
    let again = ["convert", "--to", "spacy", "--output", &out, &name("a.ann")];
    let output = shirushi(&again, b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("--force"), "{}", said(&output));
    assert_eq!(shirushi(&[&again[..], &["--force"]].concat(), b"").status.code(), Some(0));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_converted() {
    let folder = folder("mixed");
    let name = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::write(name("unknown.json"), "{\"a\": 1}").unwrap();
    fs::write(name("cut.jsonl"), "{\"text\": \"港\", \"label\": []}\n{\"text\":").unwrap();
    fs::write(name("good.jsonl"), "{\"text\": \"港\", \"label\": []}\n").unwrap();
    let (unknown, cut, good, out) =
        (name("unknown.json"), name("cut.jsonl"), name("good.jsonl"), name("out"));
    let output =
        shirushi(&["convert", "--to", "brat", "--output", &out, &unknown, &cut, &good, "missing.json"], b"");
    assert_eq!(output.status.code(), Some(1));
    let reasons = said(&output);
    for reason in
        ["of no known kind of json; known are W3C Web Annotation", "cut.jsonl, line 2", "missing.json: "]
    {
        assert!(reasons.contains(reason), "{reason}: {reasons}");
    }
    assert_eq!(files(Path::new(&out)), [Path::new(&out).join("good.zip").to_str().unwrap()]);
    let validated = shirushi(&["validate", &unknown, &cut, &good], b"");
    assert_eq!(validated.status.code(), Some(1));
    assert!(printed(&validated).contains("good.jsonl: doccano (JSONL), 1 articles, 0 marks"));
    assert_eq!(shirushi(&["validate", &good, sample().to_str().unwrap()], b"").status.code(), Some(0));
}

#[test]
fn wrong_usage_is_told() {
    let line = file("usage.jsonl", b"{\"text\": \"a\", \"label\": []}");
    let line = line.to_str().unwrap();
    for arguments in [
        &["convert", "--to", "word", line][..],
        &["convert", line],
        &["convert", "--to", "doccano"],
        &["convert", "--to", "doccano", line, line],
        &["convert", "--to", "doccano", "--set", "shape=round", line],
        &["validate"],
    ] {
        let output = shirushi(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(printed(&output).is_empty());
    }
    let tables = shirushi(&["convert", "--to", "tables", line], b"");
    assert_eq!(tables.status.code(), Some(1));
    assert!(said(&tables).contains("--output"), "{}", said(&tables));
    let help = printed(&shirushi(&["convert", "--help"], b""));
    assert!(FORMATS.iter().all(|format| help.contains(format)), "{help}");
}
