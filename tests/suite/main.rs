//! The analysis as a whole: golden texts, the reference articles, and texts nobody should send.
//!
//! Golden texts are news of several kinds, all invented, and one ugly text. What is found in `texts/NAME.txt`
//! stands in `texts/NAME.found`; `UPDATE_GOLDEN=1 cargo test -p shirushi-tests` writes it anew, and the
//! change is read in the diff.

mod comparison;
mod first_screen;
mod golden;
mod hostile;
mod hostile_comparison;
mod linking;
mod reference;
mod report;

use libtest_mimic::Arguments;
use shirushi_dictionary::Dictionary;
use shirushi_dictionary::build::{BuildError, workspace_dictionary};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> Result<ExitCode, BuildError> {
    let arguments = Arguments::from_args();
    let dictionary: Arc<Dictionary> = Arc::new(workspace_dictionary()?);
    let mut trials = golden::trials(&dictionary);
    trials.extend(comparison::trials(&dictionary));
    trials.extend(hostile::trials(&dictionary));
    trials.extend(hostile_comparison::trials(&dictionary));
    trials.extend(reference::trials(&dictionary));
    trials.extend(linking::trials(&dictionary));
    trials.extend(report::trials(&dictionary));
    trials.extend(first_screen::trials(&dictionary));
    Ok(libtest_mimic::run(&arguments, trials).exit_code())
}
