//! Puts the dictionary into the library, so that a wheel needs nothing beside it, and tells the linker of
//! macOS that Python brings its symbols along.

use shirushi_dictionary::build::{default_pack_path, ensure};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    pyo3_build_config::add_extension_module_link_args();
    let pack = default_pack_path();
    ensure(&pack)?;
    println!("cargo::rerun-if-changed={}", pack.display());
    println!("cargo::rustc-env=SHIRUSHI_PACK={}", pack.display());
    Ok(())
}
