//! `shirushi compare` as others run it: what it prints and how it ends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod running;

use running::{file, said, shirushi};
use serde_json::{Value, json};
use std::process::Output;

fn comparison_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_contract_is_kept_to_the_letter() {
    let first = file("ropeway-1.txt", "👩‍🚒鷹羽山のロープウェイで12日、乗客38人が取り残された。".as_bytes());
    let second = file("ropeway-2.txt", "鷹羽山のロープウェーで１２日、乗客４１人が取り残された。".as_bytes());
    let names = [&first, &second].map(|path| path.to_str().unwrap().to_owned());
    let output = shirushi(&["compare", "--date", "2025-10-13", &names[0], &names[1]], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let comparison = comparison_of(&output);
    let fields: Vec<&str> = comparison.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["articles", "copies", "groups"]);
    assert_eq!(comparison["articles"][1]["article"], names[1]);
    let group = &comparison["groups"][0];
    let claim = |article: &str| json!({"article": article, "id": "c1"});
    assert_eq!(group["id"], "g1");
    assert_eq!(group["claims"], json!([claim(&names[0]), claim(&names[1])]));
    let pair = &group["pairs"][0];
    assert_eq!((&pair["a"], &pair["b"]), (&claim(&names[0]), &claim(&names[1])));
    assert_eq!((&pair["relation"], &pair["kind"]), (&json!("contradict"), &json!("number")));
    assert_eq!(pair["reason"], "「38人」と「４１人」：数が両立しない");
    assert_eq!(pair["reason_code"], "other-number");
    assert_eq!(pair["a_value"], json!({"text": "38人", "start": 20, "end": 23}));
    assert_eq!(pair["b_value"], json!({"text": "４１人", "start": 17, "end": 20}));
}

#[test]
fn it_ends_as_analyze_does() {
    let first = file("alone.txt", "鷹羽山のロープウェイが停止した。".as_bytes());
    let missing = first.with_file_name("no-such-file.txt");
    let output = shirushi(&["compare", first.to_str().unwrap(), missing.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no-such-file.txt"));
    let comparison = comparison_of(&output);
    assert_eq!((comparison["articles"].as_array().unwrap().len(), &comparison["groups"]), (1, &json!([])));
    assert_eq!(shirushi(&["compare"], b"").status.code(), Some(2));
    assert_eq!(shirushi(&["compare", "--tokens", "-"], "".as_bytes()).status.code(), Some(0));
}
