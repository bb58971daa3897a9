//! `shirushi evaluate`: figures, errors, calibration, and both kinds of marked texts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod running;

use running::{file, folder, lines, printed, said, shirushi};
use serde_json::{Value, json};
use std::fs;

/// Rules alone, so that no training changes what is found: 岸本 and 霧島 before a title, nothing in between.
const CORPUS: &str = concat!(
    r#"{"text": "岸本首相は会見した。", "entities": [{"start": 0, "end": 2, "type": "PERSON"}]}"#,
    "\n",
    r#"{"text": "霧島首相は会見した。", "entities": [{"start": 0, "end": 4, "type": "ORG"}]}"#,
    "\n",
    r#"{"text": "岸本首相は空を見た。", "entities": [{"start": 5, "end": 6, "type": "PRODUCT"}]}"#,
    "\n",
    r#"{"text": "岸本首相は空を見た。", "entities": [{"start": 0, "end": 2, "type": null, "orig": "OPTIONAL"}]}"#,
    "\n",
);

fn json_of(arguments: &[&str]) -> Value {
    let output = shirushi(&[&["evaluate", "--model", "none", "--format", "json"], arguments].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn names_are_measured_against_marked_texts() {
    let path = file("marked.jsonl", CORPUS.as_bytes());
    let report = json_of(&["--errors", "--calibration", "--entities", path.to_str().unwrap()]);
    assert_eq!(report["entity_model"], "rules-1");
    let file = &report["files"][0];
    assert_eq!(file["texts"], 4);
    let exact = &file["exact"]["all"];
    assert_eq!([&exact["right"], &exact["too_much"], &exact["missing"], &exact["marked"]], [1, 2, 2, 3]);
    assert_eq!(file["exact"]["by_type"]["PERSON"]["too_much"], 2);
    assert_eq!(file["overlap"]["all"]["right"], 1);
    assert_eq!(
        file["confusion"],
        json!({"PERSON": {"PERSON": 1}, "ORGANIZATION": {"PERSON": 1}, "PRODUCT": {"MISSED": 1}, "SPURIOUS": {"PERSON": 1}})
    );
    assert_eq!(
        file["reasons"],
        json!({"missed": 1, "spurious": 1, "limits": 0, "type": 0, "limits and type": 1})
    );
    let both = file["errors"].as_array().unwrap().iter().find(|e| e["reason"] == "limits-and-type").unwrap();
    assert_eq!((&both["marked"]["surface"], &both["found"]["surface"]), (&json!("霧島首相"), &json!("霧島")));
    assert_eq!((&both["place"], &both["after"]), (&json!("marked.jsonl:2"), &json!("は会見した。")));
    let names: u64 = file["calibration"]["bins"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bin| bin["names"].as_u64().unwrap())
        .sum();
    assert_eq!(names, 3);
}

#[test]
fn a_table_shows_the_same() {
    let path = file("table.jsonl", CORPUS.lines().next().unwrap().as_bytes());
    let path = path.to_str().unwrap();
    let table =
        printed(&shirushi(&["evaluate", "--model", "none", "--calibration", "--entities", path], b""));
    assert!(table.contains("PERSON              1    1.000  1.000  1.000    1.000  1.000  1.000"), "{table}");
    assert!(table.contains("expected calibration error 0.0"), "{table}");
    let path = file("errors.jsonl", CORPUS.as_bytes());
    let path = path.to_str().unwrap();
    let table = printed(&shirushi(&["evaluate", "--model", "none", "--errors", "--entities", path], b""));
    let expected =
        "limits and type ORGANIZATION 霧島首相 → PERSON 霧島\t【霧島首相】は会見した。\terrors.jsonl:2";
    assert!(table.lines().any(|line| line == expected), "{table}");
}

/// A folder as reference articles lie in it: nine types, other limits and types that count, optional marks,
/// values.
#[test]
fn a_folder_of_articles_is_measured_in_nine_types() {
    let folder = folder("articles");
    let text = "霧島首相は2025年8月15日、岸本知事と約3時間話した。";
    fs::write(folder.join("a.txt"), text).unwrap();
    let mentions = json!([
        {"start": 0, "end": 4, "type": "ORGANIZATION", "optional": false,
         "alts": [{"start": 0, "end": 2, "type": "LOCATION"}], "alt_types": ["PERSON"]},
        {"start": 5, "end": 15, "type": "DATE", "optional": false, "norm": "2025-08-15"},
        {"start": 16, "end": 18, "type": "PERSON", "optional": true},
        {"start": 22, "end": 25, "type": "QUANTITY", "optional": false, "norm": "PT4H"},
    ]);
    fs::write(
        folder.join("entities.json"),
        json!({"a.txt": {"mentions": mentions, "inner": []}}).to_string(),
    )
    .unwrap();
    let corpus = file("beside-articles.jsonl", CORPUS.as_bytes());
    let [folder_path, corpus] = [&folder, &corpus].map(|path| path.to_str().unwrap());
    let report = json_of(&["--entities", corpus, folder_path]);
    assert_eq!((&report["files"][0]["file"], &report["files"][0]["texts"]), (&json!(corpus), &json!(4)));
    let file = &report["files"][1];
    let exact = &file["exact"]["all"];
    assert_eq!([&exact["right"], &exact["too_much"], &exact["missing"]], [3, 0, 0], "{report}");
    assert_eq!(file["values"], json!({"DATE": {"right": 1, "of": 1}, "QUANTITY": {"right": 0, "of": 1}}));
    fs::write(folder.join("entities.json"), r#"{"../a.txt": {"mentions": []}}"#).unwrap();
    let output = shirushi(&["evaluate", "--entities", folder.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no file of the folder"));
}

#[test]
fn bad_texts_are_all_named_and_nothing_is_measured() {
    let good = file("good.jsonl", CORPUS.as_bytes());
    let wrong = file("wrong.jsonl", CORPUS.replace("\"end\": 2", "\"end\": 200").as_bytes());
    let [good, wrong] = [&good, &wrong].map(|path| path.to_str().unwrap());
    let output = shirushi(&["evaluate", "--entities", good, wrong], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(printed(&output), "");
    let said = said(&output);
    assert!(said.contains("wrong.jsonl, line 1:") && said.contains("wrong.jsonl, line 4:"), "{said}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let path = file("threads.jsonl", CORPUS.repeat(40).as_bytes());
    let of = |threads: &str| {
        json_of(&["--errors", "--calibration", "--threads", threads, "--entities", path.to_str().unwrap()])
    };
    assert_eq!(of("1"), of("5"));
}

/// The strict figures are those of the reference's own program, when both are there.
#[test]
fn the_reference_program_counts_the_same() {
    let Some(reference) = std::env::var_os("SHIRUSHI_REFERENCE") else {
        eprintln!("SHIRUSHI_REFERENCE is not set: figures are not compared with the reference's program");
        return;
    };
    let articles = std::path::PathBuf::from(reference).join("articles");
    let texts: Vec<String> = fs::read_dir(&articles)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    let arguments: Vec<&str> = ["analyze"].into_iter().chain(texts.iter().map(String::as_str)).collect();
    let analyses = shirushi(&arguments, b"");
    assert_eq!(lines(&analyses).len(), texts.len());
    let analyses = file("reference.jsonl", &analyses.stdout);
    let scored = std::process::Command::new("python3")
        .args([articles.join("score.py"), articles.clone(), analyses])
        .output()
        .unwrap();
    let scored: Value = serde_json::from_slice(&scored.stdout).unwrap();
    let measured = shirushi(&["evaluate", "--format", "json", "--entities", articles.to_str().unwrap()], b"");
    let measured: Value = serde_json::from_slice(&measured.stdout).unwrap();
    let counts = |ours: &Value| [ours["right"].clone(), ours["too_much"].clone(), ours["missing"].clone()];
    let theirs = |theirs: &Value| [theirs["tp"].clone(), theirs["fp"].clone(), theirs["fn"].clone()];
    let (ours, scored) = (&measured["files"][0]["exact"], &scored["entities"]);
    assert_eq!(counts(&ours["all"]), theirs(&scored["strict"]));
    for (kind, figures) in scored["by_type"].as_object().unwrap() {
        assert_eq!(counts(&ours["by_type"][kind]), theirs(figures), "{kind}");
    }
}

/// Two cases of our own in the form of Recognizers-Text.
#[test]
fn values_are_measured_against_specifications() {
    let folder = folder("recognizers");
    let case = |input: &str, text: &str, kind: &str, values: Value| {
        json!({
            "Input": input,
            "Context": {"ReferenceDateTime": "2025-11-20T00:00:00"},
            "Results": [{"Text": text, "TypeName": kind, "Resolution": {"values": values}}],
        })
    };
    let cases = json!([
        case(
            "8日に戻る。",
            "8日",
            "date",
            json!([{"timex": "XXXX-XX-08", "value": "2025-11-08"}, {"value": "2025-12-08"}])
        ),
        case(
            "9月3日から12日の間、休む。",
            "9月3日から12日の間",
            "daterange",
            json!([{"start": "2025-09-03", "end": "2025-09-12"}, {"start": "2026-09-03", "end": "2026-09-12"}])
        ),
        case(
            "2015年3月は不在だ。",
            "2015年3月",
            "daterange",
            json!([{"start": "2015-03-01", "end": "2015-04-01"}])
        ),
        case("3時間かかる。", "3時間", "duration", json!([{"timex": "PT4H", "value": "14400"}])),
    ]);
    fs::write(folder.join("DateTimeModel.json"), cases.to_string()).unwrap();
    let output = shirushi(&["evaluate", "--recognizers", folder.to_str().unwrap(), "--list"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let rows: Vec<Vec<String>> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    let row = |name: &str| rows.iter().find(|row| row[0] == name && row.len() == 4).unwrap()[1..].to_vec();
    assert_eq!(row("date"), ["1", "1", "1"]);
    assert_eq!(row("daterange"), ["2", "2", "2"], "{rows:?}");
    assert_eq!(row("duration"), ["1", "1", "0"]);
    let output = shirushi(&["evaluate", "--recognizers", "nowhere"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("nowhere"), "{}", said(&output));
}
