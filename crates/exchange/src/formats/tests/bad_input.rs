//! Files that are damaged, hostile, or say what no format says: a clear error or a finding, never a panic,
//! and never a mark that is gone without a word.

use super::{arrival, back, generated, input};
use crate::formats::zipped::{unpacked, zipped};
use crate::formats::{FilesRead, Format, FormatError, InputFile, Options, What, recognise};
use crate::native;
use proptest::prelude::*;
use shirushi_model::{Body, Target};

fn read_formats() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.is_read())
}

fn read(format: Format, name: &str, content: &str) -> Result<FilesRead, FormatError> {
    format.read(&[input(name, content)], &Options::default(), &arrival())
}

/// The codes of what was found, and the words each mark stands on; `None` where it is unplaced.
fn found(read: &FilesRead) -> (Vec<&'static str>, Vec<Option<String>>) {
    let words = |mark: &shirushi_model::Annotation| match &mark.target {
        Target::Unplaced(_) => None,
        Target::Placed(spans) => {
            let text = &read.project.article(mark.article).unwrap().text;
            Some(spans.iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>().join("…"))
        }
    };
    let marks = read.project.annotations.values().map(|mark| words(mark)).collect();
    (read.findings.iter().map(|finding| finding.what.code()).collect(), marks)
}

/// One damage to the bytes of a file.
#[derive(Debug, Clone)]
enum Damage {
    Cut(usize),
    Byte(usize, u8),
    /// A line twice.
    Repeat(usize),
    /// A line that is not there.
    Drop(usize),
    /// A digit made another.
    Digit(usize, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<usize>();
    prop_oneof![
        at.prop_map(Damage::Cut),
        (at, any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        at.prop_map(Damage::Repeat),
        at.prop_map(Damage::Drop),
        (at, b'0'..=b'9').prop_map(|(at, digit)| Damage::Digit(at, digit)),
        (at, b'0'..=b'9').prop_map(|(at, digit)| Damage::Digit(at, digit)),
    ]
}

fn damaged(bytes: &[u8], damage: &Damage) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let lines = || bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    match *damage {
        _ if bytes.is_empty() => {}
        Damage::Cut(at) => bytes.truncate(at % bytes.len()),
        Damage::Byte(at, byte) => {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        Damage::Repeat(at) => {
            let mut lines = lines();
            let at = at % lines.len();
            lines.insert(at, lines[at].clone());
            bytes = lines.concat();
        }
        Damage::Drop(at) => {
            let mut lines = lines();
            lines.remove(at % lines.len());
            bytes = lines.concat();
        }
        Damage::Digit(at, digit) => {
            let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
            if let Some(&place) = digits.get(at % digits.len().max(1)) {
                bytes[place] = digit;
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = recognise(&input("a", bytes.clone()));
        for format in read_formats() {
            let _ = format.read(&[input("a", bytes.clone())], &Options::default(), &arrival());
        }
    }

    #[test]
    fn damaged_files_are_refused_or_give_a_whole_project(
        project in generated::project(),
        which in any::<prop::sample::Index>(),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        for format in read_formats() {
            let files = unpacked(&back(format.write(&project, &Options::default()).files)).unwrap();
            let which = which.index(files.len());
            let damage = |file: InputFile| InputFile {
                bytes: damages.iter().fold(file.bytes, |bytes, damage| damaged(&bytes, damage)),
                name: file.name,
            };
            let files: Vec<InputFile> = files
                .into_iter()
                .enumerate()
                .map(|(number, file)| if number == which { damage(file) } else { file })
                .collect();
            let _ = recognise(&files[which]);
            if let Ok(read) = format.read(&files, &Options::default(), &arrival()) {
                let file = native::write(&read.project);
                let opened = native::read(file.as_bytes(), native::Limits::default()).unwrap();
                prop_assert_eq!(opened.notices, vec![], "{:?}", format);
                prop_assert_eq!(opened.project, read.project, "{:?}", format);
            }
        }
    }
}

#[test]
fn what_has_no_place_is_kept_and_said() {
    let file = r#"{"text": "👩‍🚒が港へ", "label": [[0, 5, "A"], [0, 3, "B"], [6, 99, "C"], [8, 7, "D"], [6, 6, "E"], [6, 7, "F"]]}"#;
    let options = Options { unit: Some(crate::formats::OffsetUnit::Utf16), ..Options::default() };
    let read = Format::Doccano.read(&[input("a.jsonl", file)], &options, &arrival()).unwrap();
    let (codes, words) = found(&read);
    let place = |words: &str| Some(words.to_owned());
    // Inside of the emoji: widened to all of it.
    assert_eq!(words, [place("👩‍🚒"), place("👩‍🚒"), None, None, None, place("港")]);
    assert_eq!(codes, ["widened", "past-the-end", "past-the-end", "nothing"]);
    let first = &read.findings[0];
    assert_eq!(first.record, "a.jsonl, line 1, label[1]");
    assert!(first.annotation.is_some_and(|id| read.project.annotations.contains_key(&id)));
}

#[test]
fn truncated_files_name_the_line() {
    let error =
        read(Format::Doccano, "a.jsonl", "{\"text\": \"港\", \"label\": []}\n{\"text\": \"港").unwrap_err();
    assert_eq!(error.code(), "malformed");
    assert!(error.to_string().starts_with("a.jsonl, line 2"), "{error}");
    let error = read(Format::LabelStudio, "a.json", "[{\"data\": {\"text\": \"港\"}").unwrap_err();
    assert!(error.to_string().starts_with("a.json, line 1"), "{error}");
    let error = read(Format::Conll, "a.conll", "港\n").unwrap_err();
    assert!(error.to_string().starts_with("a.conll, line 1"), "{error}");
    for format in [Format::Spacy, Format::Prodigy, Format::Training, Format::Doccano] {
        let error = read(format, "a.jsonl", "{\"text\": \"港\"}\n{\"label\": []}\n").unwrap_err();
        assert_eq!(error.to_string(), "a.jsonl, line 2: it has no text", "{format:?}");
    }
    for format in read_formats() {
        assert_eq!(read(format, "a", "").unwrap_err().code(), "empty", "{format:?}");
        let error = format.read(&[input("a", b"\"\xff".to_vec())], &Options::default(), &arrival());
        assert_eq!(error.unwrap_err().code(), "not-utf8", "{format:?}");
    }
}

#[test]
fn deep_json_is_refused() {
    let deep = format!("{{\"text\": \"港\", \"spans\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let json = [
        Format::WebAnnotation,
        Format::Doccano,
        Format::LabelStudio,
        Format::CasJson,
        Format::Recogito,
        Format::Spacy,
        Format::Prodigy,
        Format::Training,
    ];
    for format in json {
        assert_eq!(read(format, "a", &deep).unwrap_err().code(), "too-deep", "{format:?}");
    }
    // In a note of brat it is a note.
    let lines = format!("T1\tA 0 1\t港\n#1\tAnnotatorNotes T1\t{}\n", "[".repeat(100_000));
    let files = [input("a.txt", "港"), input("a.ann", lines)];
    let read = Format::Brat.read(&files, &Options::default(), &arrival()).unwrap();
    assert_eq!(read.project.annotations.values().next().unwrap().note.len(), 100_000);
}

#[test]
fn xml_that_fetches_or_blows_up_is_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"港港港港\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
    for (format, root) in [(Format::CasXmi, "xmi:XMI"), (Format::Tei, "TEI")] {
        for (content, code) in [
            (format!("{bomb}<{root}>&c;</{root}>"), "xml-entities"),
            (format!("<!DOCTYPE {root} SYSTEM \"file:///etc/passwd\"><{root}/>"), "xml-entities"),
            (format!("<{root}>&nbsp;</{root}>"), "xml-entities"),
            (format!("<{root}>{}", "<a>".repeat(100_000)), "too-deep"),
            (format!("<{root}"), "malformed"),
            ("<html/>".to_owned(), "malformed"),
        ] {
            assert_eq!(read(format, "a.xml", &content).unwrap_err().code(), code, "{content:.80}");
        }
    }
    let error = read(Format::CasXmi, "TypeSystem.xml", "<typeSystemDescription/>").unwrap_err();
    assert!(error.to_string().contains("types alone"), "{error}");
}

#[test]
fn marks_of_xml_without_a_place_are_kept() {
    let cas = "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
               xmlns:c=\"http:///webanno/custom.ecore\"><cas:Sofa xmi:id=\"1\" sofaString=\"港\"/>\
               <c:A xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"9\"/><c:B xmi:id=\"3\" sofa=\"1\" begin=\"x\" end=\"1\"/>\
               <c:C xmi:id=\"4\"><list>一</list><list>二</list></c:C>\
               <c:R xmi:id=\"5\" sofa=\"1\" begin=\"0\" end=\"1\" Governor=\"2\" Dependent=\"99\"/></xmi:XMI>";
    let read = read(Format::CasXmi, "a.xmi", cas).unwrap();
    let (codes, words) = found(&read);
    assert_eq!(words, [None, None]);
    assert_eq!(codes, ["not-understood", "past-the-end", "past-the-end", "no-such-record"]);
    assert!(read.findings[0].what.said().unwrap().contains("\"list\":[\"一\",\"二\"]"));
    let tei = "<TEI><text><body><p>港</p></body></text><standOff><span from=\"#a\" to=\"#b\">火災</span>\
               <relation name=\"x\" active=\"#c\" passive=\"#d\"/></standOff></TEI>";
    let read = self::read(Format::Tei, "a.xml", tei).unwrap();
    assert_eq!(found(&read), (vec!["past-the-end", "no-such-record"], vec![None]));
}

#[test]
fn one_id_twice_is_two_marks_and_is_said() {
    let files = [
        input("a.txt", "港の火災"),
        input("a.ann", "T1\tA 0 1\t港\nT1\tB 2 4\t火災\nR1\tagree Arg1:T1 Arg2:T9\n"),
    ];
    let read = Format::Brat.read(&files, &Options::default(), &arrival()).unwrap();
    let (codes, words) = found(&read);
    assert_eq!(words, [Some("港".to_owned()), Some("火災".to_owned())]);
    assert_eq!(codes, ["same-id", "no-such-record"]);
    assert_eq!(read.findings[1].what, What::NoSuchRecord("T9".to_owned()));
}

#[test]
fn what_is_not_understood_stays_in_the_note() {
    let files = [
        input("a.txt", "港の火災"),
        input(
            "a.ann",
            "T1\tEVENT 2 4\t火災\nA1\tNegation T1\nA2\tPolarity T1 negative\n#1\tAnnotatorNotes T1\t確認\n\
             #2\tAnnotatorNotes T1\t二度目\nE1\tX:T1\n*\tEquiv T1 T2\n",
        ),
    ];
    let read = Format::Brat.read(&files, &Options::default(), &arrival()).unwrap();
    let mark = read.project.annotations.values().next().unwrap();
    // An event has no polarity among ours; claims have.
    assert_eq!(mark.note, "確認\n二度目\nNegation=true\npolarity=negative");
    let said: Vec<String> = read.findings.iter().map(|finding| format!("{:?}", finding.what)).collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said.iter().any(|what| what.contains("Equiv T1 T2")), "{said:?}");
}

#[test]
fn unknown_types_become_tags_and_unknown_links_highlights() {
    let file = r#"[{"data": {"text": "港の火災"}, "annotations": [{"result": [
        {"id": "a", "type": "labels", "value": {"start": 0, "end": 1, "text": "港", "labels": ["場所", "名詞"]}},
        {"id": "b", "type": "labels", "value": {"start": 2, "end": 4, "text": "火災", "labels": ["出来事"]}},
        {"id": "c", "type": "rectanglelabels", "value": {"x": 1}},
        {"type": "relation", "from_id": "b", "to_id": "a", "labels": ["に於いて"]}]}]}]"#;
    let read = read(Format::LabelStudio, "a.json", file).unwrap();
    let names: Vec<&str> = read.project.tagset.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["場所", "名詞", "出来事", "に於いて"]);
    assert_eq!(found(&read).0, ["not-understood", "not-understood"]);
    let link = read.project.annotations.values().next_back().unwrap();
    assert!(matches!(link.body, Body::Highlight(_)) && link.note == "→ 港", "{link:?}");
}

#[test]
fn a_mark_moves_to_its_words() {
    let file = r#"{"text": "👩‍🚒が浜野港へ向かった", "spans": [{"start": 5, "end": 8, "label": "FACILITY", "text": "浜野港"}]}"#;
    let options = Options { unit: Some(crate::formats::OffsetUnit::CodePoints), ..Options::default() };
    let read = Format::Prodigy.read(&[input("a.jsonl", file)], &options, &arrival()).unwrap();
    assert_eq!(found(&read), (vec!["moved"], vec![Some("浜野港".to_owned())]));
    assert_eq!(read.findings[0].what, What::Moved);
}

#[test]
fn zips_that_lead_out_or_blow_up_are_refused() {
    let read = |files: &[(&str, Vec<u8>)]| {
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
        Format::Brat.read(&[input("a.zip", zipped(&files))], &Options::default(), &arrival())
    };
    for path in ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:/a.txt"] {
        assert_eq!(read(&[(path, b"x".to_vec())]).unwrap_err().code(), "unsafe-path", "{path}");
    }
    let bomb = read(&[("a.txt", vec![b'a'; 129 << 20])]);
    assert_eq!(bomb.unwrap_err().code(), "too-large");
    let many: Vec<(String, Vec<u8>)> =
        (0..12_001).map(|number| (format!("{number}.txt"), Vec::new())).collect();
    let many = Format::Brat.read(&[input("a.zip", zipped(&many))], &Options::default(), &arrival());
    assert_eq!(many.unwrap_err().code(), "too-many");
    let mut cut = zipped(&[("a.txt".to_owned(), b"x".to_vec())]);
    cut.truncate(cut.len() / 2);
    let cut = Format::Brat.read(&[input("a.zip", cut)], &Options::default(), &arrival());
    assert_eq!(cut.unwrap_err().code(), "not-zip");
}

#[test]
fn an_unknown_json_is_refused_with_what_is_known() {
    for (content, looks) in [
        ("{\"a\": 1}", "of json"),
        ("[]", "of json"),
        ("{\"text\": \"港\"}", "of json"),
        ("<a/>", "of xml"),
        ("港の火災", "of no known kind;"),
    ] {
        let error = recognise(&input("a.json", content)).unwrap_err();
        assert_eq!(error.code(), "unknown-kind", "{content}");
        let said = error.to_string();
        assert!(said.contains(looks) && said.contains("Label Studio (JSON)"), "{said}");
    }
    assert_eq!(recognise(&input("a", "")).unwrap_err().code(), "empty");
    // A damaged file is no unknown one.
    let cut = recognise(&input("a.json", "[\n{\"data\": {")).unwrap_err();
    assert!(cut.to_string().starts_with("a.json, line 2, column 10: not JSON"), "{cut}");
}
