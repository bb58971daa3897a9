//! The table of `docs/FORMATS.md` is that of the code.

use crate::formats::{Carriage, Feature, Format, Options};
use std::path::Path;

fn table() -> String {
    let codes = Format::ALL.map(Format::code).join(" | ");
    let mut table = format!("| | {codes} |\n|---|{}\n", ":-:|".repeat(Format::ALL.len()));
    for feature in Feature::ALL {
        let cells = Format::ALL.map(|format| match format.carries(feature, &Options::default()) {
            Carriage::Whole => "●",
            Carriage::Changed => "◐",
            Carriage::Lost => "–",
        });
        table.push_str(&format!("| {} | {} |\n", feature.name().en, cells.join(" | ")));
    }
    table
}

/// `SHIRUSHI_REFRESH=1 cargo test -p shirushi-exchange` writes the table anew; read it in the diff.
#[test]
fn the_documented_table_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/FORMATS.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- table -->\n").unwrap();
    let (documented, after) = rest.split_once("<!-- /table -->").unwrap();
    if std::env::var_os("SHIRUSHI_REFRESH").is_some() {
        let page = format!("{before}<!-- table -->\n{}<!-- /table -->{after}", table());
        std::fs::write(&path, page).unwrap();
        return;
    }
    assert_eq!(documented, table(), "refresh with SHIRUSHI_REFRESH=1");
}
