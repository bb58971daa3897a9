//! Tables as CSV and TSV.

use crate::{Sheet, SheetCell, harmless};

/// Whether a file begins with a byte order mark: Excel takes one without it for Shift_JIS, other programs
/// take it for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ByteOrderMark {
    /// For Excel.
    Written,
    /// For other programs.
    LeftOut,
}

/// What stands between the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Separator {
    /// A comma.
    Comma,
    /// A tab.
    Tab,
}

/// As CSV (RFC 4180) in UTF-8, lines ended by CRLF.
pub fn csv(sheet: &Sheet, mark: ByteOrderMark) -> String {
    delimited(sheet, mark, Separator::Comma)
}

/// As CSV or TSV in UTF-8, lines ended by CRLF. No cell begins like a formula.
pub fn delimited(sheet: &Sheet, mark: ByteOrderMark, separator: Separator) -> String {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::invented;

    #[test]
    fn no_text_is_a_formula() {
        let written = csv(&invented(), ByteOrderMark::LeftOut);
        let expected = "題,'＝媒体,数\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"一行\n「二」行\",-3.5\r\n'@x,,4\r\n";
        assert_eq!(written, expected);
        assert_eq!(csv(&invented(), ByteOrderMark::Written), format!("\u{FEFF}{expected}"));
        let tabs = delimited(&invented(), ByteOrderMark::LeftOut, Separator::Tab);
        assert!(tabs.starts_with("題\t'＝媒体\t数\r\n"), "{tabs}");
    }
}
