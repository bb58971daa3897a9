//! A report as Markdown, as GitHub and most editors read it. No HTML in it.

use super::{Backing, Badge, Block, Inline, ReportDocument, ReportLine, Section};
use crate::Language;
use crate::sheet::{Sheet, SheetCell};
use shirushi_sheet::markdown_text;
use std::fmt::Write as _;

/// Writes a report. What people wrote is text in it, whatever it is.
pub fn markdown(document: &ReportDocument) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(out, "# {}\n\n{}\n", markdown_text(&document.title), markdown_text(&document.kind));
    for line in &document.lines {
        let _ = writeln!(out, "{}  ", markdown_text(line));
    }
    for (number, section) in (1..).zip(&document.sections) {
        write_section(&mut out, number, section, document.language);
    }
    if !document.seals.is_empty() {
        let boxes: Vec<String> = document
            .seals
            .iter()
            .map(|seal| format!("{}{}＿＿＿＿", markdown_text(seal), document.language.of("：", ": ")))
            .collect();
        let _ = writeln!(out, "\n{}", boxes.join("　"));
    }
    out
}

fn write_section(out: &mut String, number: usize, section: &Section, language: Language) {
    let _ = writeln!(out, "\n## {number} {}\n", markdown_text(&section.title));
    if !section.lead.is_empty() {
        let _ = writeln!(out, "{}\n", markdown_text(&section.lead));
    }
    for block in &section.blocks {
        write_block(out, block, language);
    }
}

fn write_block(out: &mut String, block: &Block, language: Language) {
    match block {
        Block::Heading(text) => {
            let _ = writeln!(out, "### {}\n", markdown_text(text));
        }
        Block::Text(line) => {
            let _ = writeln!(out, "{}\n", inline(line));
        }
        Block::List(lines) => {
            for line in lines {
                let _ = writeln!(out, "- {}", inline(line));
            }
            out.push('\n');
        }
        Block::Points(points) => {
            for (number, line) in points {
                let _ = writeln!(out, "- **{number}** {}", inline(line));
            }
            out.push('\n');
        }
        Block::Facts(facts) => {
            for (name, line) in facts {
                let _ = writeln!(out, "- {}: {}", markdown_text(name), inline(line));
            }
            out.push('\n');
        }
        Block::Table { head, rows } => {
            write_head(out, head);
            for row in rows {
                let cells: Vec<String> =
                    row.iter().map(|cell| cell.iter().map(inline).collect::<Vec<_>>().join(" / ")).collect();
                let _ = writeln!(out, "| {} |", cells.join(" | "));
            }
            out.push('\n');
        }
        Block::Card { badge, title, blocks } => {
            let _ = write!(out, "#### {}", inline(title).trim());
            if let Some(Badge { text, by }) = badge {
                let text = markdown_text(text);
                let told = match by {
                    Backing::Machine => {
                        language.of(format!("（{text}、候補）"), format!("({text}, suggested)"))
                    }
                    Backing::Person => language.of(format!("（**{text}**）"), format!("(**{text}**)")),
                    Backing::Proposed => {
                        language.of(format!("〔{text}、案〕"), format!("\\[{text}, proposed\\]"))
                    }
                    Backing::Confirmed => language.of(format!("〔**{text}**〕"), format!("\\[**{text}**\\]")),
                };
                let _ = write!(out, " {told}");
            }
            out.push_str("\n\n");
            for block in blocks {
                write_block(out, block, language);
            }
        }
        Block::Figure { sentence, sheet, .. } => {
            let _ = writeln!(out, "### {}\n\n{}\n", markdown_text(&sheet.title), markdown_text(sentence));
            write_sheet(out, sheet);
        }
    }
}

fn write_head(out: &mut String, head: &[String]) {
    let names: Vec<String> = head.iter().map(|name| markdown_text(name)).collect();
    let _ = writeln!(out, "| {} |\n|{}", names.join(" | "), " --- |".repeat(head.len()));
}

fn write_sheet(out: &mut String, sheet: &Sheet) {
    write_head(out, &sheet.head);
    for row in &sheet.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                SheetCell::Text(text) => markdown_text(text),
                SheetCell::Number(number) => number.to_string(),
                SheetCell::Silent => "—".to_owned(),
            })
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn inline(line: &ReportLine) -> String {
    let mut out = String::new();
    for piece in line {
        let _ = match piece {
            Inline::Plain(text) | Inline::Said(text) | Inline::Small(text) => write!(out, "{}", spaced(text)),
            Inline::Marked(text) => write!(out, "**{}**", markdown_text(text)),
            Inline::Sign(text) => write!(out, "\\[{}\\]", markdown_text(text)),
            Inline::Address(text) => write!(out, "<{}>", text.replace(['<', '>', ' '], "")),
        };
    }
    out.trim().to_owned()
}

/// Blanks at the ends of a piece stand between it and the next.
fn spaced(text: &str) -> String {
    let blank = |end: Option<char>| if end.is_some_and(char::is_whitespace) { " " } else { "" };
    let (first, last) = (text.chars().next(), text.chars().next_back());
    match text.trim().is_empty() {
        true => blank(first).to_owned(),
        false => format!("{}{}{}", blank(first), markdown_text(text.trim()), blank(last)),
    }
}
