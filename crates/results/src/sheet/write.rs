//! Sheets as files.

use super::{Sheet, SheetCell};
use crate::escape::html_text;
use std::fmt::Write as _;

/// Whether a CSV file begins with a byte order mark: Excel takes one without it for Shift_JIS, other programs
/// take it for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ByteOrderMark {
    /// For Excel.
    Written,
    /// For other programs.
    LeftOut,
}

/// As CSV (RFC 4180) in UTF-8, lines ended by CRLF.
pub fn csv(sheet: &Sheet, mark: ByteOrderMark) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(sheet.head.iter().map(|text| harmless(text)));
    for row in &sheet.rows {
        let _ = writer.write_record(row.iter().map(|cell| match cell {
            SheetCell::Text(text) => harmless(text),
            SheetCell::Number(number) => number.to_string(),
            SheetCell::Silent => String::new(),
        }));
    }
    let written = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8(written).unwrap_or_default();
    match mark {
        ByteOrderMark::Written => format!("\u{FEFF}{text}"),
        ByteOrderMark::LeftOut => text,
    }
}

/// A text that no spreadsheet takes for a formula. Those of full width count as well: Excel folds them.
fn harmless(text: &str) -> String {
    let begins = text.chars().next();
    let formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if begins.is_some_and(formula) { format!("'{text}") } else { text.to_owned() }
}

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

/// A workbook could not be written.
#[cfg(feature = "xlsx")]
#[derive(Debug)]
pub struct SheetError(rust_xlsxwriter::XlsxError);

#[cfg(feature = "xlsx")]
impl std::fmt::Display for SheetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the workbook cannot be written")
    }
}

#[cfg(feature = "xlsx")]
impl std::error::Error for SheetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// As a workbook with one sheet: head and first column stay in sight, lines are wrapped, texts are texts.
///
/// # Errors
/// [`SheetError`] when the sheet has more rows or columns than a workbook may have.
#[cfg(feature = "xlsx")]
pub fn xlsx(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};
    let written = || -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        let mut book = Workbook::new();
        // The same sheet gives the same bytes, and no clock is read.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let page = book.add_worksheet();
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for (column, text) in (0u16..).zip(&sheet.head) {
            page.write_string_with_format(0, column, cut(text), &head)?;
            page.set_column_width(column, 24)?;
        }
        for (row, cells) in (1u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    SheetCell::Text(text) => {
                        page.write_string_with_format(row, column, cut(text), &wrapped)?
                    }
                    SheetCell::Number(number) => {
                        page.write_number_with_format(row, column, *number, &wrapped)?
                    }
                    SheetCell::Silent => page.write_string_with_format(row, column, "—", &wrapped)?,
                };
            }
        }
        page.set_freeze_panes(1, 1)?;
        book.save_to_buffer()
    };
    written().map_err(SheetError)
}

/// A cell of a workbook holds 32,767 characters.
#[cfg(feature = "xlsx")]
fn cut(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    match plain.char_indices().nth(30_000) {
        Some((at, _)) => format!("{}…", plain.get(..at).unwrap_or_default()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            title: "表 <1>".to_owned(),
            head: vec!["題".to_owned(), "＝媒体".to_owned(), "数".to_owned()],
            rows: vec![
                vec![
                    SheetCell::text("=HYPERLINK(\"http://evil.example\")"),
                    SheetCell::text("一行\n「二」行"),
                    SheetCell::Number(-3.5),
                ],
                vec![SheetCell::text("@x"), SheetCell::Silent, SheetCell::count(4)],
            ],
        }
    }

    #[test]
    fn no_text_is_a_formula() {
        let written = csv(&sheet(), ByteOrderMark::LeftOut);
        let expected = "題,'＝媒体,数\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"一行\n「二」行\",-3.5\r\n'@x,,4\r\n";
        assert_eq!(written, expected);
        assert_eq!(csv(&sheet(), ByteOrderMark::Written), format!("\u{FEFF}{expected}"));
    }

    #[test]
    fn html_is_a_table_with_heads() {
        let html = html_table(&sheet());
        assert!(html.contains("<caption>表 &lt;1&gt;</caption>"));
        assert!(html.contains("<th scope=\"row\">=HYPERLINK(&quot;"));
        assert!(html.contains("<td>一行<br>「二」行</td><td>-3.5</td>"));
        assert!(html.contains("<td>—</td>"));
    }

    #[cfg(feature = "xlsx")]
    #[test]
    fn a_workbook_is_the_same_twice() {
        let first = xlsx(&sheet()).unwrap();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, xlsx(&sheet()).unwrap());
        let wide = Sheet { head: vec![String::new(); 20_000], ..Sheet::default() };
        assert!(xlsx(&wide).is_err());
    }
}
