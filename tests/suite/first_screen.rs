//! What the first screen shows of the sample is what the program finds in it.
//!
//! `UPDATE_GOLDEN=1` writes the page's file anew; it is read in the diff.

use crate::report::{analyses, findings, opened, with_analyses};
use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Failed, Trial};
use shirushi_analysis::{Analyzer, EntityModel};
use shirushi_dictionary::Dictionary;
use shirushi_page::sample::{SAMPLE_TABLE, SampleTable};
use shirushi_results::{Claims, table::table};
use std::path::Path;
use std::sync::Arc;

pub(crate) fn trials(dictionary: &Arc<Dictionary>) -> Vec<Trial> {
    let dictionary = Arc::clone(dictionary);
    vec![Trial::test("the sample on the first screen", move || {
        let model = EntityModel::load(include_bytes!("../../crates/analysis/model/entities.shirushi-model"));
        let mut analyzer = Analyzer::with_model(dictionary, model.map(Arc::new));
        sample(&mut analyzer).map_err(|error| Failed::from(format!("{error:#}")))
    })]
}

fn sample(analyzer: &mut Analyzer) -> Result<()> {
    let session = opened()?;
    let analyses = analyses(&session, analyzer);
    let session = with_analyses(session, &analyses);
    let findings = findings(&session, analyses, analyzer);
    let claims = Claims::of(&session);
    let found = SampleTable::of(&claims, &table(&claims, &findings));
    let written = serde_json::to_string_pretty(&found)? + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/page/samples/table.json");
        return std::fs::write(path, written).context("the table can be written");
    }
    ensure!(written == SAMPLE_TABLE, "another table is found (UPDATE_GOLDEN=1 accepts it):\n{written}");
    Ok(())
}
