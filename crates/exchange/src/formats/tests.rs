//! Every format on generated projects: what comes back is what `Format::carries` says, no more and no less.

mod bad_input;
mod documented;
mod expected;
mod for_people;
mod foreign;
mod fuzz;
mod generated;
mod remote;
mod round_trips;

use super::*;
use shirushi_model::{ProjectId, Timestamp};

/// When everything came that says nothing itself.
const NOW: Timestamp = Timestamp(1_754_182_800_000);

fn arrival() -> Arrival<'static> {
    Arrival { id: ProjectId("arrival".to_owned()), at: NOW, person: "佐藤".to_owned(), known: &[] }
}

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile { name: name.to_owned(), bytes: bytes.into() }
}

/// What was written as what is read.
fn back(files: Vec<OutputFile>) -> Vec<InputFile> {
    let name = |file: &OutputFile| format!("{}.{}", file.part, file.ending);
    files.into_iter().map(|file| InputFile { name: name(&file), bytes: file.bytes }).collect()
}
