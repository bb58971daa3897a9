//! A project as one page of HTML, for people: nothing is fetched, no script runs. Marks are `<mark>` with
//! their type in `data-type`, which the style sheet shows; the words of a line are those of the text.

use super::documents::Documents;
use super::label::Label;
use super::marked::{MarkedPiece, MarkedRun, lines};
use super::reading_copy::{heading, label, marks, origin, pieces, relations, said};
use super::{Options, OutputFile, ReaderLanguage};
use shirushi_sheet::{html_table, html_text};
use std::fmt::Write as _;

const STYLES: &str = include_str!("marked_html.css");

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    let language = match options.language {
        ReaderLanguage::Japanese => "ja",
        ReaderLanguage::English => "en",
    };
    let title = html_text(&documents.project.title);
    // Writing to a string does not fail.
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLES}</style>\n</head>\n<body>\n<h1><bdi>{title}</bdi></h1>\n"
    );
    for (number, document) in documents.each().enumerate() {
        let _ = writeln!(html, "<article>\n<h2><bdi>{}</bdi></h2>", html_text(&heading(number, document)));
        for line in origin(document) {
            let _ = writeln!(html, "<p class=\"origin\"><bdi>{}</bdi></p>", html_text(&line));
        }
        let pieces = pieces(document);
        html.push_str("<div class=\"text\" lang=\"ja\">\n");
        for line in lines(document, &pieces) {
            html.push_str("<p>");
            for run in line {
                match run {
                    MarkedRun::Open(piece) => open(&mut html, piece, options.language),
                    MarkedRun::Words(words) => html.push_str(&html_text(words)),
                    MarkedRun::Close(_) => html.push_str("</mark>"),
                }
            }
            html.push_str("</p>\n");
        }
        html.push_str("</div>\n");
        if !document.marks.is_empty() {
            let table = html_table(&marks(document, options));
            let _ =
                write!(html, "<details>\n<summary>{}</summary>\n{table}</details>\n", document.marks.len());
        }
        html.push_str("</article>\n");
    }
    let relations = relations(documents, options);
    if !relations.rows.is_empty() {
        html.push_str(&html_table(&relations));
    }
    html.push_str("</body>\n</html>\n");
    vec![OutputFile { part: String::new(), ending: "html".into(), bytes: html.into_bytes() }]
}

fn open(html: &mut String, marked: MarkedPiece<'_, '_>, language: ReaderLanguage) {
    let MarkedPiece { piece, is_edge } = marked;
    let class = match piece.mark.label {
        Label::Entity(_) => "entity",
        Label::Claim(..) => "claim",
        Label::Tag(_) => "highlight",
        Label::Place => "place",
    };
    let label = html_text(&label(piece));
    let mut title = label.clone();
    for (name, said) in said(&piece.mark.details, language) {
        let _ = write!(title, "&#10;{name}: {}", html_text(&said));
    }
    let id = if is_edge { format!(" id=\"m{}\"", piece.key()) } else { String::new() };
    let _ = write!(
        html,
        "<mark{id} class=\"{class}\" data-mark=\"{}\" data-type=\"{label}\" title=\"{title}\">",
        piece.key()
    );
}
