//! The page's module in parts: the main one, which a visit begins with, and those that come when asked for.
//!
//! A part is all that only its split points lead to: functions, tables of functions and constant data
//! (`web/src/views/late/split.rs` writes one down). `wasm_split_cli_support` finds that out by what the
//! linker notes of who refers to whom (`--emit-relocs`). A part works on the main part's memory and tables,
//! which it imports; `web/static/boot.js` brings the two together. The splitter also writes a script that
//! would do that in module scripts; it is not used.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

/// What the linker has to be told of a module that is split.
pub(crate) const FLAG: &str = "-Clink-arg=--emit-relocs";

/// A module in parts.
pub(crate) struct Split {
    /// What `wasm-bindgen` is to bind.
    pub(crate) main: Vec<u8>,
    /// The others by name. They are finished but for the order of their functions.
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
}

/// Splits a module as the linker left it. `folder` is for the splitter's own files. `names` are the parts
/// there have to be: another one, or one too few, is an error, because whoever loads them knows these.
pub(crate) fn split(wasm: &[u8], folder: &Path, names: &[&str]) -> Result<Split> {
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    let main = folder.join("main.wasm");
    let mut options = Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    let written = transform(options).map_err(|error| anyhow!("the module cannot be split: {error:#}"))?;
    let mut parts = BTreeMap::new();
    for path in written.split_modules {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // What two parts share would be a part of its own, called a chunk.
        let Some(name) = file.strip_prefix("split_") else {
            bail!("{file}: what several parts share is not provided for");
        };
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        parts.insert(name.to_owned(), bytes);
    }
    if !parts.keys().map(String::as_str).eq(names.iter().copied()) {
        bail!("the parts are {:?}, but should be {names:?}", parts.keys());
    }
    Ok(Split { main: fs::read(&main)?, parts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    use crate::workspace::WASM_TARGET;

    const KEPT: &str = "最初から要る文。";
    const SPLIT_OFF: &str = "あとで要る文。";

    /// A module with one split point: the linker's own, because nobody writes relocations by hand.
    fn linked(folder: &Path, flags: &[&str]) -> Vec<u8> {
        let source = format!(
            r#"#![no_std]
            #[panic_handler]
            fn panic(_: &core::panic::PanicInfo<'_>) -> ! {{ loop {{}} }}
            #[link(wasm_import_module = "late")]
            unsafe extern "C" {{
                #[link_name = "__wasm_split_00late00_import_00000000000000000000000000000001_letter"]
                safe fn called(at: usize) -> u8;
            }}
            #[unsafe(export_name = "__wasm_split_00late00_export_00000000000000000000000000000001_letter")]
            extern "C" fn written(at: usize) -> u8 {{ *"{SPLIT_OFF}".as_bytes().get(at).unwrap_or(&0) }}
            #[unsafe(no_mangle)]
            pub extern "C" fn letter(at: usize) -> u8 {{ *"{KEPT}".as_bytes().get(at).unwrap_or(&called(at)) }}
            // A page has functions in its table; a part goes behind them.
            fn lower(of: u8) -> u8 {{ of.to_ascii_lowercase() }}
            fn upper(of: u8) -> u8 {{ of.to_ascii_uppercase() }}
            static ALL: [fn(u8) -> u8; 2] = [lower, upper];
            #[unsafe(no_mangle)]
            pub extern "C" fn turned(by: usize, of: u8) -> u8 {{ ALL.get(by).map_or(of, |turn| turn(of)) }}"#
        );
        fs::create_dir_all(folder).unwrap();
        let (from, to) = (folder.join("one.rs"), folder.join("one.wasm"));
        fs::write(&from, source).unwrap();
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        let done = Command::new(rustc)
            .args(["--edition=2024", "--crate-type=cdylib", "-Copt-level=s", "-Cpanic=abort"])
            .arg(format!("--target={WASM_TARGET}"))
            .args(flags)
            .arg(&from)
            .arg("-o")
            .arg(&to)
            .status()
            .unwrap();
        assert!(done.success(), "the compiler, or its target {WASM_TARGET}, is not there");
        fs::read(to).unwrap()
    }

    fn holds(wasm: &[u8], text: &str) -> bool {
        wasm.windows(text.len()).any(|piece| piece == text.as_bytes())
    }

    #[test]
    fn what_only_a_split_point_leads_to_is_split_off() {
        let folder = std::env::temp_dir().join(format!("shirushi-split-{}", std::process::id()));
        let wasm = linked(&folder, &[FLAG]);
        let split = split(&wasm, &folder.join("parts"), &["late"]).unwrap();
        let late = &split.parts["late"];
        assert!(holds(&split.main, KEPT) && !holds(late, KEPT));
        assert!(holds(late, SPLIT_OFF) && !holds(&split.main, SPLIT_OFF));
        // The order of functions may change in a part as in any module.
        assert!(holds(&crate::build::order::alike_together(late).unwrap(), SPLIT_OFF));
        assert!(super::split(&wasm, &folder.join("parts"), &["early"]).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
