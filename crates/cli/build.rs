//! Puts the dictionary into the program, so that `shirushi` is one file and needs nothing beside it.

use shirushi_dictionary::build::{default_pack_path, ensure};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let pack = default_pack_path();
    ensure(&pack)?;
    println!("cargo::rerun-if-changed={}", pack.display());
    println!("cargo::rustc-env=SHIRUSHI_PACK={}", pack.display());
    Ok(())
}
