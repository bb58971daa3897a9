//! How long files take that are legal and made to cost:
//! `cargo run --release -p shirushi-exchange --example slow_files`.
//!
//! Each is made twice, the second time twice as large: what is near linear takes about twice as long. Prints
//! megabytes and milliseconds.

#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use shirushi_exchange::html::{self, NativeParser};
use shirushi_exchange::native::{self, Limits};
use std::time::Instant;

/// A file in so many halves.
type Made = fn(usize) -> String;

fn main() {
    let files: [(&str, Made); 6] = [
        ("200,000 marks without a place", |part| {
            file(&"港で火災があった。".repeat(200), part * 100_000, |at| {
                span(9_000 + at % 7, &format!("一度も書かれていない文{at}"), "")
            })
        }),
        ("5,000 marks on one giant grapheme", |part| {
            let text = format!("港{}で火災。", "\u{301}".repeat(1_000_000));
            file(&text, part * 2_500, |_| span(1, "\u{301}", ""))
        }),
        ("20,000 marks whose prefix stands everywhere", |part| {
            let around = "の".repeat(5_000);
            file(&"の".repeat(50_000), part * 10_000, |at| span(60_000 + at, "のの", &around))
        }),
        ("100,000 relations", |part| relations(part * 50_000)),
        ("190,000 marks on one place", |part| {
            file("港で火災があった。", part * 95_000, |_| span(0, "港", ""))
        }),
        ("5,000 long quotes with differences", |part| {
            let text = "港で火災があった。市は「原因を調べている」と説明した。".repeat(2_000);
            let quote = "港で火事があった。市は「原因を調べている」と説明した。".repeat(30);
            file(&text, part * 2_500, |at| span(at, &quote, ""))
        }),
    ];
    for (name, make) in files {
        for part in [1, 2] {
            let file = make(part);
            let (read, took) = timed(|| native::read(file.as_bytes(), Limits::default()));
            let what = match read {
                Ok(opened) => format!("{} notices", opened.notices.len()),
                Err(error) => error.to_string(),
            };
            println!("{name:44} {part}/2 {:6.1} MB {took:7.0} ms  {what}", file.len() as f64 / 1e6);
        }
    }
    for levels in [50_000, 100_000] {
        let page = format!("{}港{}", "<div>".repeat(levels), "</div>".repeat(levels));
        let (read, took) = timed(|| html::to_text(&page, &NativeParser));
        let what = read.unwrap_or_else(|error| error.to_string());
        println!("HTML nested {levels} levels: {took:.0} ms  {what}");
    }
}

fn timed<T>(make: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let made = make();
    (made, start.elapsed().as_secs_f64() * 1000.0)
}

const TIME: &str = "2025-08-03T01:00:00.000Z";

fn span(start: usize, exact: &str, prefix: &str) -> String {
    let end = start + exact.chars().count();
    format!(r#"{{"start":{start},"end":{end},"exact":"{exact}","prefix":"{prefix}","suffix":""}}"#)
}

/// A mark, or a relation when its body is one.
fn mark(id: usize, span: &str, body: &str) -> String {
    format!(
        r#"{{"id":"a{id}","article":"t1","placement":"placed","spans":[{span}],"body":{body},"note":"","creator":{{"type":"person","name":"佐藤"}},"judged_by":null,"status":"accepted","created":"{TIME}","modified":"{TIME}"}}"#
    )
}

fn project(text: &str, marks: &[String], relations: &[String]) -> String {
    format!(
        r#"{{"format":"shirushi-project","version":2,"offsets":"code-points","project":{{"id":"p","title":"測定","created":"{TIME}","modified":"{TIME}","next_number":1}},"tags":[],"articles":[{{"id":"t1","outlet":"","title":"","url":"","author":"","published":"","added":"{TIME}","sha256":"","text":"{text}"}}],"annotations":[{}],"relations":[{}]}}"#,
        marks.join(","),
        relations.join(",")
    )
}

const ENTITY: &str = r#"{"type":"entity","kind":"LOCATION","canonical":"港","value":null}"#;

fn file(text: &str, marks: usize, span: impl Fn(usize) -> String) -> String {
    let marks: Vec<String> = (0..marks).map(|at| mark(at + 2, &span(at), ENTITY)).collect();
    project(text, &marks, &[])
}

fn relations(count: usize) -> String {
    let one = span(0, "港", "");
    let body = format!(
        r#"{{"type":"relation","relation":"agree","difference":null,"article":"t1","placement":"placed","spans":[{one}]}}"#
    );
    let relations: Vec<String> = (0..count).map(|at| mark(at + 2, &one, &body)).collect();
    project("港で火災があった。", &[], &relations)
}
