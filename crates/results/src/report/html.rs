//! A report as one HTML file: no script, nothing from elsewhere, prints on A4.

use super::{Backing, Badge, Block, Inline, ReportDocument, ReportLine, Section, style};
use crate::sheet::html_table;
use shirushi_sheet::html_text;
use std::fmt::Write as _;

/// Writes a report. What people wrote is text in it, whatever it is.
pub fn html(document: &ReportDocument) -> String {
    let mut out = String::from("<!DOCTYPE html>\n");
    let language = document.language.code();
    // Writing to a string does not fail.
    let _ = writeln!(out, "<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = writeln!(
        out,
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>",
        html_text(&document.title),
        style::CSS
    );
    let _ = writeln!(out, "<header>\n<p class=\"kind\">Shirushi ・ {}</p>", html_text(&document.kind));
    let _ = writeln!(out, "<h1><bdi>{}</bdi></h1>", html_text(&document.title));
    for line in &document.lines {
        let _ = writeln!(out, "<p class=\"about\"><bdi>{}</bdi></p>", html_text(line));
    }
    out.push_str("</header>\n<main>\n");
    for (number, section) in (1..).zip(&document.sections) {
        write_section(&mut out, number, section);
    }
    out.push_str("</main>\n");
    if !document.seals.is_empty() {
        out.push_str("<footer class=\"seals\">");
        for seal in &document.seals {
            let _ = write!(out, "<div><span>{}</span></div>", html_text(seal));
        }
        out.push_str("</footer>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write_section(out: &mut String, number: usize, section: &Section) {
    let _ = writeln!(out, "<section>\n<h2><span>{number}</span> {}</h2>", html_text(&section.title));
    if !section.lead.is_empty() {
        let _ = writeln!(out, "<p class=\"lead\">{}</p>", html_text(&section.lead));
    }
    for block in &section.blocks {
        write_block(out, block);
    }
    out.push_str("</section>\n");
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(text) => {
            let _ = writeln!(out, "<h3>{}</h3>", html_text(text));
        }
        Block::Text(line) => {
            let _ = writeln!(out, "<p>{}</p>", inline(line));
        }
        Block::List(lines) => {
            out.push_str("<ul>\n");
            for line in lines {
                let _ = writeln!(out, "<li>{}</li>", inline(line));
            }
            out.push_str("</ul>\n");
        }
        Block::Points(points) => {
            out.push_str("<table class=\"points\"><tbody>\n");
            for (number, line) in points {
                let _ = writeln!(out, "<tr><th scope=\"row\">{number}</th><td>{}</td></tr>", inline(line));
            }
            out.push_str("</tbody></table>\n");
        }
        Block::Facts(facts) => {
            out.push_str("<table class=\"facts\"><tbody>\n");
            for (name, line) in facts {
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                    html_text(name),
                    inline(line)
                );
            }
            out.push_str("</tbody></table>\n");
        }
        Block::Table { head, rows } => {
            out.push_str("<table class=\"list\"><thead><tr>");
            for name in head {
                let _ = write!(out, "<th scope=\"col\">{}</th>", html_text(name));
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in rows {
                out.push_str("<tr>");
                for cell in row {
                    let lines: Vec<String> =
                        cell.iter().map(|line| format!("<div>{}</div>", inline(line))).collect();
                    let _ = write!(out, "<td>{}</td>", lines.concat());
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody></table>\n");
        }
        Block::Card { badge, title, blocks } => {
            out.push_str("<article>\n<div class=\"head\">");
            let _ = write!(out, "<h4>{}</h4>", inline(title));
            if let Some(Badge { text, by }) = badge {
                let class = match by {
                    Backing::Machine => "badge machine",
                    Backing::Person => "badge person",
                    Backing::Proposed => "seal machine",
                    Backing::Confirmed => "seal person",
                };
                let _ = write!(out, "<span class=\"{class}\"><bdi>{}</bdi></span>", html_text(text));
            }
            out.push_str("</div>\n");
            for block in blocks {
                write_block(out, block);
            }
            out.push_str("</article>\n");
        }
        Block::Figure { svg, sentence, sheet } => {
            let _ = writeln!(
                out,
                "<figure>\n{svg}\n<figcaption>{}</figcaption>\n{}</figure>",
                html_text(sentence),
                html_table(sheet)
            );
        }
    }
}

fn inline(line: &ReportLine) -> String {
    let mut out = String::new();
    for piece in line {
        let _ = match piece {
            Inline::Plain(text) => write!(out, "{}", html_text(text)),
            Inline::Said(text) => write!(out, "<bdi>{}</bdi>", html_text(text)),
            Inline::Marked(text) => write!(out, "<mark><bdi>{}</bdi></mark>", html_text(text)),
            Inline::Small(text) => write!(out, "<small>{}</small>", html_text(text)),
            Inline::Sign(text) => write!(out, "<span class=\"sign\">{}</span>", html_text(text)),
            Inline::Address(text) => {
                let text = html_text(text);
                write!(out, "<a href=\"{text}\" rel=\"noopener noreferrer nofollow\">{text}</a>")
            }
        };
    }
    out
}
