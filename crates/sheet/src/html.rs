//! Tables as HTML.

use crate::{Sheet, SheetCell, html_text};
use std::fmt::Write as _;

/// As an HTML table with a caption, without styles: to be pasted into a document, or set into a page.
pub fn html_table(sheet: &Sheet) -> String {
    let mut html = String::from("<table>\n");
    let _ = writeln!(html, "<caption>{}</caption>", html_text(&sheet.title));
    html.push_str("<thead><tr>");
    for head in &sheet.head {
        let _ = write!(html, "<th scope=\"col\">{}</th>", html_text(head));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in &sheet.rows {
        html.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let (open, close) = if column == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
            let _ = match cell {
                SheetCell::Text(text) => {
                    write!(html, "{open}{}{close}", html_text(text).replace('\n', "<br>"))
                }
                SheetCell::Number(number) => write!(html, "{open}{number}{close}"),
                SheetCell::Silent => write!(html, "{open}—{close}"),
            };
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_a_table_with_heads() {
        let html = html_table(&crate::table::invented());
        assert!(html.contains("<caption>表 &lt;1&gt;</caption>"));
        assert!(html.contains("<th scope=\"row\">=HYPERLINK(&quot;"));
        assert!(html.contains("<td>一行<br>「二」行</td><td>-3.5</td>"));
        assert!(html.contains("<td>—</td>"));
    }
}
