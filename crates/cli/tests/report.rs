//! `shirushi report` as others run it: the golden report of the sample project, and how it ends.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod running;

use running::{file, printed, said, shirushi};
use std::fs;
use std::path::PathBuf;

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/reports").join(name)
}

#[test]
fn it_is_the_report_of_the_page() {
    let project = golden("sample.shirushi.json");
    let project = project.to_str().unwrap();
    for (arguments, name) in [
        (&["report", project][..], "sample.html"),
        (&["report", "--format", "markdown", project], "sample.md"),
        (
            &["report", "--for", "research", "--format", "markdown", "--language", "en", project],
            "sample-research.md",
        ),
    ] {
        let output = shirushi(arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(printed(&output) == fs::read_to_string(golden(name)).unwrap(), "{name} differs");
    }
    let bytes = fs::read(project).unwrap();
    let piped = shirushi(&["report", "--format", "markdown", "--threads", "1", "-"], &bytes);
    assert!(printed(&piped) == fs::read_to_string(golden("sample.md")).unwrap());
}

#[test]
fn what_is_no_project_is_refused_with_a_reason() {
    let other = file("other.json", b"{\"format\": \"other\"}");
    let output = shirushi(&["report", other.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("not a Shirushi project"), "{}", said(&output));
    assert!(printed(&output).is_empty());
    assert_eq!(shirushi(&["report"], b"").status.code(), Some(2));
    assert_eq!(shirushi(&["report", "--for", "nobody", "x"], b"").status.code(), Some(2));
    let missing = other.with_file_name("no-such-project.json");
    assert_eq!(shirushi(&["report", missing.to_str().unwrap()], b"").status.code(), Some(1));
}
