//! `shirushi agree` and `shirushi merge` as others run them.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod running;

use running::{file, printed, said, shirushi};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const TEXT: &str =
    "市は3日、市役所で会見した。槙野聡院長は「患者さんの情報が流出した事実はない」と述べた。\n";

/// A project file of one person with marks on these words.
fn project(name: &str, id: u32, by: &str, text: &str, marks: &[(&str, &str)]) -> String {
    let annotations: Vec<Value> = (10..)
        .zip(marks)
        .map(|(number, (words, kind))| {
            let at = text.find(words).unwrap();
            let start = text[..at].chars().count();
            let body = match *kind {
                "claim" => json!({
                    "type": "claim", "kind": "statement", "speaker": null, "certainty": "denied",
                }),
                kind => json!({"type": "entity", "kind": kind, "canonical": "", "value": null}),
            };
            json!({
                "id": format!("a{number}"),
                "article": "t2",
                "placement": "placed",
                "spans": [{
                    "start": start,
                    "end": start + words.chars().count(),
                    "exact": words,
                    "prefix": "",
                    "suffix": "",
                }],
                "body": body,
                "note": "",
                "creator": {"type": "person", "name": by},
                "judged_by": null,
                "status": "accepted",
                "created": format!("2025-10-04T01:05:{number}.000Z"),
                "modified": format!("2025-10-04T01:05:{number}.000Z"),
            })
        })
        .collect();
    let file_content = json!({
        "format": "shirushi-project",
        "version": 2,
        "offsets": "code-points",
        "project": {
            "id": format!("{id:032x}"),
            "title": "カルテ停止",
            "created": "2025-10-04T01:00:00.000Z",
            "modified": "2025-10-04T02:00:00.000Z",
            "next_number": 50,
        },
        "tags": [],
        "articles": [{
            "id": "t2", "outlet": "澄川新聞", "title": "", "url": "", "author": "", "published": "",
            "added": "2025-10-04T01:02:00.000Z", "sha256": "", "text": text,
        }],
        "annotations": annotations,
    });
    file(name, file_content.to_string().as_bytes()).to_str().unwrap().to_owned()
}

fn two(test: &str) -> [String; 2] {
    let ours =
        [("市役所", "FACILITY"), ("槙野聡", "PERSON"), ("患者さんの情報が流出した事実はない", "claim")];
    let theirs = [("市役所", "LOCATION"), ("槙野聡", "PERSON"), ("情報が流出した事実はない", "claim")];
    [
        project(&format!("{test}-a.json"), 1, "早瀬", TEXT, &ours),
        project(&format!("{test}-b.json"), 2, "黒田", TEXT, &theirs),
    ]
}

#[test]
fn two_files_are_measured() {
    let [ours, theirs] = two("measured");
    let output = shirushi(&["agree", "--format", "json", &ours, &theirs], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pair = &found["pairs"][0];
    assert_eq!((&pair["left"], &pair["right"]), (&json!("早瀬"), &json!("黒田")));
    assert_eq!(pair["f1_exact"]["value"], json!(1.0 / 3.0));
    assert_eq!(pair["f1_overlapping"]["value"], json!(2.0 / 3.0));
    assert_eq!(pair["confusions"], json!([{"left": "FACILITY", "right": "LOCATION", "count": 1}]));
    assert!(pair["tokens"].as_u64().unwrap() > 20);
    assert_eq!(found["bootstrap"]["of"], "sentences");
    for language in ["ja", "en"] {
        let output = shirushi(&["agree", "--language", language, "--characters", &ours, &theirs], b"");
        let printed = printed(&output);
        let wanted =
            if language == "ja" { ["早瀬 と 黒田", "主張"] } else { ["早瀬 and 黒田", "claim"] };
        assert!(wanted.iter().all(|words| printed.contains(words)), "{printed}");
    }
}

#[test]
fn merged_files_measure_the_same_and_keep_every_mark() {
    let [ours, theirs] = two("merged");
    let out = Path::new(&ours).with_file_name("merged-out.json");
    let out = out.to_str().unwrap();
    let output = shirushi(&["merge", "--force", &ours, &theirs, "-o", out], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("追加 3"), "{}", said(&output));
    let merged: Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
    assert_eq!(merged["annotations"].as_array().unwrap().len(), 6);
    let measured = |files: &[&str]| {
        let arguments: Vec<&str> =
            ["agree", "--format", "json"].into_iter().chain(files.iter().copied()).collect();
        let mut found: Value = serde_json::from_slice(&shirushi(&arguments, b"").stdout).unwrap();
        // People of one file come in the order of their names.
        let pair = &mut found["pairs"][0];
        (pair["f1_exact"].clone(), pair["kappa"].clone(), found["all"]["alpha_u"].clone())
    };
    assert_eq!(measured(&[&ours, &theirs]), measured(&[out]));
    let again = shirushi(&["merge", out, &ours], b"");
    assert_eq!(again.stdout, fs::read(out).unwrap(), "merging once more adds nothing");
    let there = shirushi(&["merge", &ours, &theirs, "-o", out, "--language", "en"], b"");
    assert_eq!(there.status.code(), Some(1));
    assert!(said(&there).contains("it is there already"));
}

#[test]
fn a_base_tells_what_was_deleted() {
    let base = project("base.json", 3, "早瀬", TEXT, &[("市役所", "FACILITY"), ("槙野聡", "PERSON")]);
    let mine = project("mine.json", 3, "早瀬", TEXT, &[("市役所", "FACILITY")]);
    let marks = |arguments: &[&str]| {
        let output = shirushi(arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        json_of(&output)["annotations"].as_array().unwrap().len()
    };
    assert_eq!(marks(&["merge", "--base", &base, &base, &mine]), 1);
    let output = shirushi(&["merge", &base, &mine], b"");
    assert!(said(&output).contains("共通の元が見つからない"), "{}", said(&output));
    assert_eq!(json_of(&output)["annotations"].as_array().unwrap().len(), 2);
    let other = project("other-id.json", 4, "早瀬", TEXT, &[]);
    let output = shirushi(&["merge", "--base", &other, &base, &mine], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("共通の元"), "{}", said(&output));
}

fn json_of(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_reason() {
    let [ours, _] = two("refused");
    let elsewhere = project("elsewhere.json", 5, "黒田", "港は封鎖された。\n", &[("港", "LOCATION")]);
    for command in ["agree", "merge"] {
        let output = shirushi(&[command, &ours, &elsewhere], b"");
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(said(&output).contains("共通の記事がありません"), "{}", said(&output));
        let output = shirushi(&[command, "--language", "en", &ours, &elsewhere], b"");
        assert!(said(&output).contains("no article in common"), "{}", said(&output));
        assert!(printed(&output).is_empty());
        let whole = fs::read(&ours).unwrap();
        let damaged = file("damaged.json", &whole[..whole.len() / 2]);
        let output = shirushi(&[command, &ours, damaged.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("damaged.json"), "{}", said(&output));
    }
    let output = shirushi(&["agree", &ours], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("二人以上"), "{}", said(&output));
    assert_eq!(shirushi(&["merge", &ours], b"").status.code(), Some(2));
    assert_eq!(shirushi(&["agree"], b"").status.code(), Some(2));
}
