//! A project as Markdown (CommonMark), for people. Markdown has no marks of its own: they are the inline HTML
//! `<mark>`, with the type behind in `<sup>`, so that it is seen also where the element is not known.

use super::documents::Documents;
use super::marked::{MarkedRun, lines};
use super::reading_copy::{heading, label, marks, origin, pieces, relations};
use super::{Options, OutputFile};
use shirushi_sheet::{Sheet, SheetCell, markdown_text, markdown_words};
use std::fmt::Write as _;

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    // Writing to a string does not fail.
    let mut out = format!("# {}\n", markdown_text(&documents.project.title));
    for (number, document) in documents.each().enumerate() {
        let _ = writeln!(out, "\n## {}\n", markdown_text(&heading(number, document)));
        for line in origin(document) {
            let _ = writeln!(out, "- {}", markdown_text(&line));
        }
        let pieces = pieces(document);
        let mut is_inside = false;
        for line in lines(document, &pieces) {
            let line = written(&line);
            if line.is_empty() {
                is_inside = false;
                continue;
            }
            // A line inside of a paragraph ends in a break.
            out.push_str(if is_inside { "\\\n" } else { "\n\n" });
            out.push_str(&line);
            is_inside = true;
        }
        out.push('\n');
        table(&mut out, &marks(document, options));
    }
    table(&mut out, &relations(documents, options));
    vec![OutputFile { part: String::new(), ending: "md".into(), bytes: out.into_bytes() }]
}

fn written(line: &[MarkedRun<'_, '_>]) -> String {
    let mut out = String::new();
    // Blanks at the ends of a line would go, and four before it make it code.
    let first = line.iter().position(|run| matches!(run, MarkedRun::Words(_)));
    let last = line.iter().rposition(|run| matches!(run, MarkedRun::Words(_)));
    for (number, run) in line.iter().enumerate() {
        match run {
            MarkedRun::Open(_) => out.push_str("<mark>"),
            MarkedRun::Words(words) => {
                let (is_first, is_last) = (first == Some(number), last == Some(number));
                out.push_str(&markdown_words(words, is_first, is_last));
            }
            MarkedRun::Close(marked) if marked.is_edge => {
                let _ = write!(out, "</mark><sup>{}</sup>", markdown_text(&label(marked.piece)));
            }
            MarkedRun::Close(_) => out.push_str("</mark>"),
        }
    }
    out
}

fn table(out: &mut String, sheet: &Sheet) {
    if sheet.rows.is_empty() {
        return;
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let _ = writeln!(out, "\n### {}\n", markdown_text(&sheet.title));
    out.push_str(&row(sheet.head.iter().map(|text| markdown_text(text)).collect()));
    out.push_str(&row(vec!["---".to_owned(); sheet.head.len()]));
    for cells in &sheet.rows {
        let cell = |cell: &SheetCell| match cell {
            SheetCell::Text(text) => text.split('\n').map(markdown_text).collect::<Vec<_>>().join("<br>"),
            SheetCell::Number(number) => number.to_string(),
            SheetCell::Silent => "—".to_owned(),
        };
        out.push_str(&row(cells.iter().map(cell).collect()));
    }
}
