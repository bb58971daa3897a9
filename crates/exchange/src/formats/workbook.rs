//! Tables as one workbook of Excel, for people; CSV is what is read again.

use super::documents::Documents;
use super::sheets::sheets;
use super::{Options, OutputFile};

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    let sheets = sheets(documents, options.table);
    // There are fewer articles in a project than columns in a sheet, and memory does not fail.
    let bytes = shirushi_sheet::workbook(&sheets).unwrap_or_default();
    vec![OutputFile { part: String::new(), ending: "xlsx".into(), bytes }]
}
