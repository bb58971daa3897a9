//! Tables as a workbook of Excel.

use crate::{Sheet, SheetCell};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// A workbook could not be written.
#[derive(Debug)]
pub struct SheetError(XlsxError);

impl std::fmt::Display for SheetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the workbook cannot be written")
    }
}

impl std::error::Error for SheetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// A sheet of Excel has 1,048,576 rows; what is more goes on on another one.
const MOST_ROWS: usize = 1_000_000;

/// As a workbook (.xlsx): head and first column of each sheet stay in sight, lines are wrapped, texts are
/// texts. The same sheets give the same bytes. A cell holds 32,767 characters; a longer text ends in "…".
///
/// # Errors
/// [`SheetError`] when a sheet has more columns than a workbook may have, 16,384.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, SheetError> {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // No clock is read.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        for sheet in sheets {
            let mut rows = sheet.rows.chunks(MOST_ROWS);
            let mut part = rows.next().unwrap_or_default();
            let mut number = 1;
            loop {
                let page = book.add_worksheet();
                // Two sheets of one name, or one that Excel does not take, have the names Excel gives.
                let _ = page.set_name(name(&sheet.title, number));
                fill(page, &sheet.head, part)?;
                let Some(more) = rows.next() else { break };
                (part, number) = (more, number + 1);
            }
        }
        book.save_to_buffer()
    };
    written().map_err(SheetError)
}

/// A name that Excel takes: at most 31 characters, none of them `[]:*?/\`.
fn name(title: &str, number: usize) -> String {
    let plain = title.chars().filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c));
    let plain: String = plain.take(14).collect();
    if number == 1 { plain } else { format!("{plain} {number}") }
}

fn fill(page: &mut Worksheet, head: &[String], rows: &[Vec<SheetCell>]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, text) in (0u16..).zip(head) {
        page.write_string_with_format(0, column, shown(text), &bold)?;
        page.set_column_width(column, 24)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                SheetCell::Text(text) => page.write_string_with_format(row, column, shown(text), &wrapped)?,
                SheetCell::Number(number) => page.write_number_with_format(row, column, *number, &wrapped)?,
                SheetCell::Silent => page.write_string_with_format(row, column, "—", &wrapped)?,
            };
        }
    }
    page.set_freeze_panes(1, 1)?;
    Ok(())
}

/// Excel counts UTF-16 units.
const MOST_UNITS: usize = 32_000;

/// A text as a cell has it: with line breaks of one kind, without characters XML does not have.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut units = 0;
    let mut before = ' ';
    for c in text.chars() {
        let c = match c {
            '\n' if before == '\r' => {
                before = c;
                continue;
            }
            c => c,
        };
        before = c;
        let c = if c == '\r' { '\n' } else { c };
        if c < ' ' && !matches!(c, '\n' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
            continue;
        }
        units += c.len_utf16();
        if units > MOST_UNITS {
            shown.push('…');
            break;
        }
        shown.push(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::invented;

    #[test]
    fn a_workbook_is_the_same_twice() {
        let sheets = [invented(), Sheet { title: "二つめ".to_owned(), ..invented() }];
        let first = workbook(&sheets).unwrap();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, workbook(&sheets).unwrap());
        let wide = Sheet { head: vec![String::new(); 20_000], ..Sheet::default() };
        assert!(workbook(&[wide]).is_err());
    }

    #[test]
    fn a_cell_holds_what_excel_takes() {
        assert_eq!(shown("一\r\n二\r三\n四\0\u{b}"), "一\n二\n三\n四");
        let long = shown(&"👩".repeat(40_000));
        assert_eq!(long.chars().map(char::len_utf16).sum::<usize>(), MOST_UNITS + 1);
        assert!(long.ends_with('…'));
        assert_eq!(name("a[b]:*?/\\'c", 2), "abc 2");
    }
}
