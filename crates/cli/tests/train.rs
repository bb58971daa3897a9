//! `shirushi train` with texts that are not as they should be: every line is named, and no file is made.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod running;

use running::{folder, said, shirushi};
use std::fs;

const GOOD: &str =
    r#"{"id": "1", "text": "白波港に着いた。", "entities": [{"start": 0, "end": 3, "type": "FACILITY"}]}"#;

/// What is said when this is one line of three; nothing may be written.
fn refused(line: &[u8]) -> String {
    let folder = folder("refused-line");
    let texts = folder.join("texts.jsonl");
    fs::write(&texts, [GOOD.as_bytes(), line, GOOD.as_bytes()].join(&b'\n')).unwrap();
    let model = folder.join("model");
    fs::write(&model, "the model of yesterday").unwrap();
    let output = shirushi(&["train", "--output", model.to_str().unwrap(), texts.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(&model).unwrap(), b"the model of yesterday");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "something was left behind");
    let said = said(&output);
    assert!(said.contains("1 lines cannot be used") && said.contains("texts.jsonl, line 2: "), "{said}");
    said
}

#[test]
fn every_kind_of_bad_line_is_named_and_nothing_is_written() {
    let marked = |entities: &str| format!(r#"{{"text": "白波港に着いた。", "entities": {entities}}}"#);
    let of = |entities: &str| refused(marked(entities).as_bytes());
    assert!(of(r#"[{"start": 0, "end": 9, "type": null}]"#).contains("in a text of 8 characters"));
    assert!(of(r#"[{"start": 3, "end": 3, "type": null}]"#).contains("holds nothing"));
    assert!(of(r#"[{"start": 3, "end": 1, "type": null}]"#).contains("holds nothing"));
    assert!(of(r#"[{"start": -1, "end": 1, "type": null}]"#).contains("invalid value: integer `-1`"));
    assert!(of(r#"[{"start": 0, "end": 1.5, "type": null}]"#).contains("invalid type: floating point"));
    assert!(of(r#"[{"start": 0, "end": 1, "type": "HARBOUR"}]"#).contains("unknown type \"HARBOUR\""));
    assert!(of(r#"[{"start": 0, "end": 1, "type": 3}]"#).contains("invalid type: integer `3`"));
    assert!(of(r#"{"start": 0}"#).contains("invalid type: map"));
    let overlap = r#"[{"start": 0, "end": 3, "type": null}, {"start": 2, "end": 4, "type": null}]"#;
    assert!(of(overlap).contains("the name from 2 to 4 overlaps the one that ends at 3"));
    assert!(refused(b"{\"text\": ").contains("EOF"));
    assert!(refused(b"no JSON").contains("expected ident"));
    assert!(refused(b"{\"entities\": []}").contains("missing field `text`"));
    assert!(refused(b"{\"text\": \"\xE7\x99\", \"entities\": []}").contains("not UTF-8 from byte 10"));
}

#[test]
fn all_bad_lines_are_said_in_one_go() {
    let folder = folder("many");
    let (first, second) = (folder.join("first.jsonl"), folder.join("second.jsonl"));
    fs::write(&first, format!("{GOOD}\nwrong\n{GOOD}\nwrong\n")).unwrap();
    fs::write(&second, "wrong\n".repeat(40)).unwrap();
    let model = folder.join("model");
    let paths = [&model, &first, &second].map(|path| path.to_str().unwrap());
    let output = shirushi(&["train", "--output", paths[0], paths[1], paths[2]], b"");
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("42 lines cannot be used") && said.contains("and 22 more"), "{said}");
    assert!(said.contains("first.jsonl, line 2:") && said.contains("first.jsonl, line 4:"));
    assert!(said.contains("second.jsonl, line 18:") && !said.contains("second.jsonl, line 19:"));
    assert!(!model.exists());
}

#[test]
fn bad_texts_to_measure_on_are_found_before_the_training() {
    let folder = folder("dev");
    let (texts, dev, model) = (folder.join("texts.jsonl"), folder.join("dev.jsonl"), folder.join("model"));
    fs::write(&texts, GOOD).unwrap();
    fs::write(&dev, "wrong").unwrap();
    let [texts, dev, path] = [&texts, &dev, &model].map(|path| path.to_str().unwrap());
    let output = shirushi(&["train", "--dev", dev, "--output", path, texts], b"");
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("dev.jsonl, line 1:") && !said.contains("epoch"), "{said}");
    assert!(!model.exists());
}

#[test]
fn what_does_no_harm_trains_a_model() {
    let folder = folder("harmless");
    let (texts, model) = (folder.join("texts.jsonl"), folder.join("model"));
    // The same id twice, blank lines, carriage returns, a byte order mark, fields nobody knows.
    fs::write(&texts, format!("\u{FEFF}{GOOD}\r\n\n{GOOD}\n{}", GOOD.replace("\"id\"", "\"name\""))).unwrap();
    let arguments = ["train", "--epochs", "1", "--output", model.to_str().unwrap(), texts.to_str().unwrap()];
    let output = shirushi(&arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("epoch 1 of 2"));
    let first = fs::read(&model).unwrap();
    // The same texts and the same seed give the same bytes, and the old file gives way to the new one.
    fs::write(&model, "the model of yesterday").unwrap();
    shirushi(&arguments, b"");
    assert!(fs::read(&model).unwrap() == first);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}
