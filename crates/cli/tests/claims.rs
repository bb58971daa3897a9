//! `shirushi evaluate --claims`: on invented articles with marked claims, and beside the reference's own
//! script.
//!
//! The articles lie in `tests/suite/claims/*.marked`: one sentence a line after its label, an empty line for
//! a new line, and claims as `{type certainty speaker|…}`. Speaker: as the text calls them, `~` before it
//! when the sentence leaves them out, `-` for none.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod running;

use running::{folder, printed, said, shirushi};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The invented articles in the layout of the reference.
fn invented(name: &str) -> PathBuf {
    let made = folder(name);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/claims");
    let (mut claims, mut sentences, mut entities) = (Map::new(), Map::new(), Map::new());
    for entry in fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{}.txt", path.file_stem().unwrap().to_str().unwrap());
        let article = Article::read(&fs::read_to_string(&path).unwrap());
        fs::write(made.join(&name), article.text.iter().collect::<String>()).unwrap();
        claims.insert(name.clone(), json!({ "claims": article.claims }));
        sentences.insert(name.clone(), Value::Array(article.sentences));
        entities.insert(name, json!({"mentions": [], "inner": []}));
    }
    assert!(claims.len() >= 10, "{} articles", claims.len());
    let write = |file: &str, value: Value| fs::write(made.join(file), value.to_string()).unwrap();
    write("claims.json", json!({"files": claims, "groups": []}));
    write("sentences.json", json!({ "files": sentences }));
    write("entities.json", Value::Object(entities));
    made
}

#[derive(Default)]
struct Article {
    text: Vec<char>,
    sentences: Vec<Value>,
    claims: Vec<Value>,
}

impl Article {
    fn read(marked: &str) -> Self {
        let mut article = Self::default();
        for line in marked.lines() {
            match line.split_once("| ") {
                Some((label, sentence)) => article.sentence(label, sentence),
                None => article.text.extend("\n\n".chars()),
            }
        }
        for claim in &mut article.claims {
            place_speaker(claim, &article.sentences, &article.text);
        }
        article
    }

    fn sentence(&mut self, label: &str, marked: &str) {
        let start = self.text.len();
        let number = self.sentences.len();
        let mut open = Vec::new();
        let mut rest = marked;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '{' => {
                    let (head, after) = rest.split_once('|').unwrap();
                    open.push((head.to_owned(), self.text.len()));
                    rest = after;
                }
                '}' => {
                    let (head, start) = open.pop().unwrap();
                    let mut words = head.splitn(3, ' ');
                    let mut word = || words.next().unwrap();
                    self.claims.push(json!({
                        "id": format!("m{}", self.claims.len()), "start": start, "end": self.text.len(),
                        "type": word(), "certainty": word(), "speaker": word(), "sentence": number,
                    }));
                }
                c => self.text.push(c),
            }
        }
        self.sentences.push(json!({"label": label, "start": start, "end": self.text.len()}));
    }
}

/// Where the speaker is named: in the sentence outside the claim, in the next one, before, after.
fn place_speaker(claim: &mut Value, sentences: &[Value], text: &[char]) {
    let at = |value: &Value, key: &str| value[key].as_u64().unwrap() as usize;
    let written = claim["speaker"].as_str().unwrap().to_owned();
    let name: Vec<char> = written.trim_start_matches('~').chars().collect();
    if written == "-" {
        claim["speaker"] = Value::Null;
        claim["speaker_canonical"] = Value::Null;
        return;
    }
    let (start, end, number) = (at(claim, "start"), at(claim, "end"), at(claim, "sentence"));
    let places: Vec<usize> = (0..text.len()).filter(|&place| text[place..].starts_with(&name)).collect();
    let within = |number: usize| {
        let sentence = sentences.get(number);
        let inside = |place: usize| sentence.is_some_and(|s| at(s, "start") <= place && place < at(s, "end"));
        places.iter().copied().find(|&place| inside(place) && !(start <= place && place < end))
    };
    let place = within(number)
        .or_else(|| if written.starts_with('~') { None } else { within(number + 1) })
        .or_else(|| places.iter().copied().rfind(|&place| place < start))
        .or_else(|| places.first().copied())
        .unwrap_or_else(|| panic!("{written} is not in the text"));
    let fields = json!({
        "speaker": name.iter().collect::<String>(), "speaker_canonical": name.iter().collect::<String>(),
        "speaker_implicit": written.starts_with('~'), "speaker_start": place, "speaker_end": place + name.len(),
    });
    claim.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
}

fn figures(folder: &Path) -> Value {
    let arguments = ["evaluate", "--format", "json", "--claims", folder.to_str().unwrap()];
    let output = shirushi(&arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What the invented articles must not fall below.
#[test]
fn invented_articles_are_read_well() {
    let found = figures(&invented("invented"));
    println!("{found:#}");
    let at_least = |what: &str, least: f64| {
        let value = found.pointer(what).and_then(Value::as_f64).unwrap();
        assert!(value >= least, "{what} is {value}, less than {least}");
    };
    at_least("/sentences_opinion_ignored/F1", 0.97);
    at_least("/sentences_opinion_negative/F1", 0.95);
    at_least("/precision_of_upper_half", 0.97);
    at_least("/claim_recall", 0.97);
    at_least("/speaker/explicit", 0.84);
    at_least("/speaker/implicit", 0.8);
    at_least("/speaker/none", 0.95);
    at_least("/certainty", 0.86);
}

/// The reference's figures by its own script are ours. Says so when there is no reference or no Python.
#[test]
fn the_figures_are_those_of_the_references_script() {
    let Some(reference) = env::var_os("SHIRUSHI_REFERENCE") else {
        println!("left out: SHIRUSHI_REFERENCE is not set");
        return;
    };
    let articles = Path::new(&reference).join("articles");
    for folder in [articles.clone(), invented("beside-the-script")] {
        let texts: Vec<PathBuf> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
            .filter(|path| path.file_stem().is_some())
            .collect();
        let mut arguments = vec!["analyze", "--format", "jsonl"];
        arguments.extend(texts.iter().map(|path| path.to_str().unwrap()));
        let analyses = running::folder("analyses").join("analyses.jsonl");
        fs::write(&analyses, shirushi(&arguments, b"").stdout).unwrap();
        let script =
            Command::new("python3").arg(articles.join("score.py")).arg(&folder).arg(&analyses).output();
        let Ok(script) = script else {
            println!("left out: there is no python3");
            return;
        };
        let theirs: Value = serde_json::from_str(&printed(&script)).unwrap();
        let mut ours = figures(&folder);
        ours.as_object_mut().unwrap().remove("rules");
        assert_eq!(ours, theirs["claims"], "{}", folder.display());
    }
}

#[test]
fn what_cannot_be_measured_is_said() {
    let empty = folder("no-claims");
    let output = shirushi(&["evaluate", "--claims", empty.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("claims.json"), "{}", said(&output));
    fs::write(empty.join("claims.json"), r#"{"files": {"a.txt": {"claims": []}}}"#).unwrap();
    fs::write(empty.join("sentences.json"), r#"{"files": {}}"#).unwrap();
    fs::write(empty.join("a.txt"), "晴れた。").unwrap();
    let output = shirushi(&["evaluate", "--claims", empty.to_str().unwrap()], b"");
    assert!(said(&output).contains("no sentences of a.txt"), "{}", said(&output));
}
