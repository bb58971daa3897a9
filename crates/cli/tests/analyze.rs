//! `shirushi analyze` as others run it: what it prints, in which order, and how it ends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

use serde_json::Value;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::{env, fs, process};

fn shirushi(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shirushi"))
        .args(arguments)
        .env_remove("SHIRUSHI_DICTIONARY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    output
        .stdout
        .split(|b| *b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect()
}

/// A file of this test's own.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = env::temp_dir().join(format!("shirushi-cli-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn the_contract_is_kept_to_the_letter() {
    let text = "👩‍🚒15日、クレール・モロー氏は約3時間話した。";
    let output = shirushi(&["analyze", "--tokens", "--date", "2025-08-16", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let document = lines(&output).remove(0);
    assert_eq!(document["article"], "-");
    assert_eq!(document["offsets"], "code-points");
    assert_eq!(document["text_sha256"].as_str().unwrap().len(), 64);
    assert!(document["engine"]["dictionary"].as_str().unwrap().starts_with("ipadic"));
    assert_eq!(document["sentences"][0]["section"], "body");
    assert_eq!(document["sentences"][0]["end"], text.chars().count());
    assert_eq!(document["claims"], serde_json::json!([]));
    assert_eq!(document["problems"], serde_json::json!([]));
    let expected = serde_json::json!([
        {"id": "e1", "start": 3, "end": 6, "surface": "15日", "type": "DATE", "canonical": "2025-08-15", "score": 0.95,
         "normalized": {"value": "2025-08-15", "mod": null, "anchor": "2025-08-16"}},
        {"id": "e2", "start": 7, "end": 15, "surface": "クレール・モロー", "type": "PERSON", "canonical": "クレール・モロー",
         "score": 0.93, "normalized": null},
        {"id": "e3", "start": 18, "end": 21, "surface": "3時間", "type": "QUANTITY", "canonical": "3時間", "score": 0.95,
         "normalized": {"value": 3, "unit": "時間", "kind": "duration", "iso": "PT3H", "mod": "APPROX"}},
    ]);
    assert_eq!(document["entities"], expected);
    let token = &document["tokens"][1];
    assert_eq!(
        *token,
        serde_json::json!({"start": 3, "end": 5, "surface": "15", "pos": ["名詞", "数"], "lemma": "15", "reading": null})
    );
}

#[test]
fn files_come_in_their_order_and_share_canonical_forms() {
    let first = file("first.txt", "\u{FEFF}モロー氏が来た。".as_bytes());
    let second = file("second.txt", "クレール・モロー氏だ。".as_bytes());
    let missing = first.with_file_name("missing.txt");
    let paths = [&second, &missing, &first].map(|p| p.to_str().unwrap().to_owned());
    let output = shirushi(&["analyze", &paths[0], &paths[1], &paths[2]], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr.clone()).unwrap().contains("missing.txt"));
    let documents = lines(&output);
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0]["article"], paths[0]);
    assert_eq!(documents[1]["article"], paths[2]);
    assert_eq!(documents[1]["entities"][0]["start"], 0);
    assert_eq!(documents[1]["entities"][0]["canonical"], "クレール・モロー");
    assert!(documents[1].get("tokens").is_none());
}

#[test]
fn what_is_no_utf8_is_refused_with_advice() {
    let path = file("shift_jis.txt", &[0x93, 0xFA, 0x96, 0x7B]);
    let output = shirushi(&["analyze", path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("UTF-8"));
}

#[test]
fn wrong_usage_is_status_two() {
    for arguments in [
        vec![],
        vec!["analyze"],
        vec!["analyze", "--date", "2025-8-1", "-"],
        vec!["analyze", "--date", "2025-02-30", "-"],
        vec!["analyse", "-"],
    ] {
        assert_eq!(shirushi(&arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_dictionary_that_is_none_is_named() {
    let path = file("broken.shirushi", b"no dictionary");
    let output = shirushi(&["analyze", "--dictionary", path.to_str().unwrap(), "-"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("broken.shirushi"));
}

#[test]
fn an_empty_text_is_an_analysis_too() {
    let output = shirushi(&["analyze", "-"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output)[0]["problems"][0]["code"], "empty");
}

#[test]
fn names_beyond_the_rules_are_the_models() {
    let text = "作家の霧島千鶴が書いた『白波の灯』は、澄空社から出た。".as_bytes();
    let name = |output: &Output| lines(output)[0]["engine"]["entity_model"].clone();
    let output = shirushi(&["analyze", "-"], text);
    assert_eq!(name(&output), "crf-1+rules-1");
    assert!(lines(&output)[0]["entities"].as_array().unwrap().len() >= 2);
    assert_eq!(name(&shirushi(&["analyze", "--model", "none", "-"], text)), "rules-1");
}

#[test]
fn rules_go_on_alone_without_a_model_and_say_so() {
    let path = file("damaged.shirushi-model", b"SHIRUENT\x01\0\0\0damaged");
    for (model, code) in
        [(path.to_str().unwrap(), "entity-model-truncated"), ("no-such-file", "entity-model-unreadable")]
    {
        let output = shirushi(&["analyze", "--model", model, "-"], "岸本首相は15日に会見した。".as_bytes());
        assert_eq!(output.status.code(), Some(0));
        let article = &lines(&output)[0];
        assert_eq!(article["problems"][0]["code"], code);
        assert_eq!(article["entities"][0]["surface"], "岸本");
        assert!(String::from_utf8_lossy(&output.stderr).contains("rules alone"));
    }
}

#[test]
fn names_are_measured_against_marked_texts() {
    let marked = "{\"text\": \"岸本首相は会見した。\", \"entities\": [{\"start\": 0, \"end\": 2, \"type\": \"PERSON\"}]}\n";
    let path = file("marked.jsonl", marked.as_bytes());
    let output = shirushi(&["evaluate", "--model", "none", "--entities", path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("  1.000  1.000  1.000 "));
    let wrong = file("wrong.jsonl", marked.replace("\"end\": 2", "\"end\": 200").as_bytes());
    let output = shirushi(&["evaluate", "--entities", wrong.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1"));
}
