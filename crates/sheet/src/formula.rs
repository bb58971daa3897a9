//! What a spreadsheet would compute.

/// What begins a formula in Excel, LibreOffice or Google Sheets, in full width as well: Excel folds it.
fn begins_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell that is text everywhere: an apostrophe stands before what would be a formula. So that it can be
/// taken off again one more stands before apostrophes that are there already.
///
/// ```
/// use shirushi_sheet::{harmless, of_harmless};
///
/// assert_eq!(harmless("=1+1"), "'=1+1");
/// assert_eq!(harmless("'=1"), "''=1");
/// assert_eq!(harmless("3万人"), "3万人");
/// assert_eq!(of_harmless("'=1+1"), "=1+1");
/// ```
pub fn harmless(cell: &str) -> String {
    if begins_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// What a cell was before it was made harmless.
pub fn of_harmless(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_comes_back() {
        for cell in ["=1+1", "+81", "-5", "@x", "＝A1", "'=1", "''-", "'quoted'", "3万人", "", "\tx", "\rx"]
        {
            let written = harmless(cell);
            assert!(!begins_formula(&written), "{written}");
            assert_eq!(of_harmless(&written), cell);
        }
    }
}
