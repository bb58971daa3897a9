//! `shirushi analyze` as others run it: what it prints, in which order, and how it ends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod running;

use running::{command, file, folder, lines, printed, said, shirushi};
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

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
    let claim = &document["claims"][0];
    assert_eq!((claim["id"].as_str(), claim["type"].as_str()), (Some("c1"), Some("event")));
    assert_eq!((claim["start"].as_u64(), claim["end"].as_u64()), (Some(0), Some(24)));
    assert_eq!(
        (claim["certainty"].as_str(), claim["source_kind"].as_str()),
        (Some("asserted"), Some("outlet"))
    );
    assert_eq!((&claim["speaker"], &claim["entities"][0]), (&serde_json::Value::Null, &"e1".into()));
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
fn claims_can_be_left_out() {
    let text = "市長は「来年に始める」と述べた。";
    let with = lines(&shirushi(&["analyze", "-"], text.as_bytes())).remove(0);
    let mut without = lines(&shirushi(&["analyze", "--no-claims", "-"], text.as_bytes())).remove(0);
    assert!(!with["claims"].as_array().unwrap().is_empty());
    assert_eq!(without["claims"], serde_json::json!([]));
    without["claims"] = with["claims"].clone();
    assert_eq!(without, with, "all else is the same");
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
    assert_eq!(name(&output), "crf-5+rules-1");
    assert!(lines(&output)[0]["entities"].as_array().unwrap().len() >= 2);
    assert_eq!(name(&shirushi(&["analyze", "--model", "none", "-"], text)), "rules-1");
}

#[test]
fn rules_go_on_alone_without_a_model_and_say_so() {
    let path = file("damaged.shirushi-model", b"SHIRUENT\x04\0\0\0damaged");
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
fn what_is_piped_in_needs_no_name() {
    let text = "岸本首相は会見した。".as_bytes();
    let output = shirushi(&["analyze"], text);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(printed(&output), printed(&shirushi(&["analyze", "-"], text)));
    // Nothing at all came in: that is no text but a forgotten name.
    let nothing = command(&["analyze"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(nothing.status.code(), Some(2));
    assert!(said(&nothing).contains("no FILE"));
}

#[test]
fn a_folder_is_refused_with_advice_and_the_rest_is_printed() {
    let folder = folder("refused");
    let text = file("beside.txt", "岸本首相は会見した。".as_bytes());
    let output = shirushi(&["analyze", folder.to_str().unwrap(), text.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("a folder; name the files in it"));
    assert_eq!(lines(&output).len(), 1);
}

/// Invented articles, no two alike, of very different lengths, so that they are not finished in the order
/// they were begun.
fn write_articles(folder: &Path, count: usize) -> Vec<String> {
    let surnames = ["霧島", "岸本", "白川", "石動", "早乙女"];
    (0..count)
        .map(|number| {
            let surname = surnames[number % surnames.len()];
            let line =
                format!("{surname}首相は{}日、白波港で約{}時間会談した。", number % 28 + 1, number % 9 + 1);
            let path = folder.join(format!("{number:05}.txt"));
            fs::write(&path, line.repeat(if number % 50 == 0 { 60 } else { 1 })).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn many_files_keep_their_order_whatever_the_number_of_threads() {
    let paths = write_articles(&folder("many"), 1_200);
    let run = |threads: &str| {
        let mut arguments = vec!["analyze", "--model", "none", "--threads", threads];
        arguments.extend(paths.iter().map(String::as_str));
        let output = shirushi(&arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(said(&output), "", "a bar is drawn although nobody watches");
        output
    };
    let output = run("4");
    let names: Vec<_> =
        lines(&output).iter().map(|line| line["article"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, paths);
    assert!(output.stdout == run("1").stdout, "the number of threads changes what is printed");
}

#[test]
fn tokens_are_the_same_beside_other_files() {
    let paths = write_articles(&folder("tokens"), 60);
    let mut arguments = vec!["analyze", "--tokens", "--threads", "3"];
    arguments.extend(paths.iter().map(String::as_str));
    let together = lines(&shirushi(&arguments, b""));
    let alone = lines(&shirushi(&["analyze", "--tokens", &paths[7]], b"")).remove(0);
    assert_eq!(together[7]["tokens"], alone["tokens"]);
    assert!(alone["tokens"].as_array().unwrap().len() > 10);
}

#[test]
fn a_table_is_for_people() {
    let first = file("table-1.txt", "クレール・モロー氏は15日、モロー氏の家で約3時間話した。".as_bytes());
    let second = file("table-2.txt", "霧島首相が来た。".as_bytes());
    let [first, second] = [&first, &second].map(|path| path.to_str().unwrap());
    let output = shirushi(
        &["analyze", "--format", "table", "--model", "none", "--date", "2025-08-16", first, second],
        b"",
    );
    let table = printed(&output);
    assert!(!table.contains('\u{1b}'), "no colours outside a terminal");
    let row: Vec<&str> =
        table.lines().find(|l| l.starts_with("PERSON")).unwrap().split_whitespace().collect();
    assert_eq!(row, ["PERSON", "クレール・モロー", "2×", "クレール・モロー、モロー"]);
    assert!(table.lines().any(|l| l.starts_with("QUANTITY") && l.contains("PT3H (approx)")), "{table}");
    let headings: Vec<&str> = table.lines().filter(|line| line.ends_with(".txt")).collect();
    assert_eq!(headings, [first, second]);
}

/// On a terminal, which `script` plays, a table is the default, in colours unless the person wants none.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_a_table_is_printed() {
    let path = file("terminal.txt", "霧島首相が15日に来た。".as_bytes());
    let line = format!("{} analyze --model none {}", env!("CARGO_BIN_EXE_shirushi"), path.display());
    let on_a_terminal = |no_color: &str| {
        let mut script = std::process::Command::new("script");
        script
            .args(["-qec", &line, "/dev/null"])
            .stdin(Stdio::null())
            .env("NO_COLOR", no_color)
            .env("TERM", "xterm");
        script.output().ok().map(|output| printed(&output))
    };
    let Some(coloured) = on_a_terminal("") else {
        eprintln!("there is no script(1) here: the table on a terminal was not tried");
        return;
    };
    assert!(coloured.contains("PERSON") && coloured.contains("\u{1b}["), "{coloured}");
    let plain = on_a_terminal("1").unwrap();
    assert!(plain.contains("PERSON") && !plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn the_table_is_the_one_that_the_page_shows() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../page/samples");
    let mut command = command(&["analyze", "--format", "table", "1.txt"]);
    let output = command.current_dir(&samples).output().unwrap();
    let shown = fs::read_to_string(samples.join("terminal.txt")).unwrap();
    assert!(shown.lines().count() > 5 && printed(&output).starts_with(&shown), "{}", printed(&output));
}
