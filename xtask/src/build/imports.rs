//! Short names for what a module imports from its glue.
//!
//! wasm-bindgen names an import after what it is and adds sixteen digits of a hash, which gzip cannot make
//! smaller, twice: in the module and in the glue. Nobody else sees these names. The page has 366 of them,
//! which are an eightieth of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{Import, ImportSection, Imports, Module};
use wasmparser::{Parser, Payload, TypeRef};

/// The module and its glue with other names for what one takes from the other.
///
/// # Errors
/// When `wasm` is no module.
pub(super) fn shortened(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(imports) = payload? else { continue };
        for import in imports.into_imports() {
            let import = import?;
            if matches!(import.ty, TypeRef::Func(_)) {
                names.insert(import.name, String::new());
            }
        }
    }
    for (number, short) in names.values_mut().enumerate() {
        write!(short, "_{number}")?;
    }
    let mut renamed = Renamed { names: &names };
    let mut module = Module::new();
    reencode::utils::parse_core_module(&mut renamed, &mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the imports of a module cannot be named: {error}"))?;
    Ok((module.finish(), renamed_glue(glue, &names)))
}

/// Short names by the long ones.
struct Renamed<'a> {
    names: &'a BTreeMap<&'a str, String>,
}

impl Reencode for Renamed<'_> {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: wasmparser::Imports<'_>,
    ) -> Result<(), reencode::Error> {
        match imports {
            wasmparser::Imports::Single(_, import) => {
                let name = self.names.get(import.name).map_or(import.name, String::as_str);
                let ty = self.entity_type(import.ty)?;
                section.imports(Imports::Single(Import { module: import.module, name, ty }));
                Ok(())
            }
            compact => reencode::utils::parse_imports(self, section, compact),
        }
    }
}

/// The glue with every word that is such a name exchanged, and its lines without what they are set in by.
fn renamed_glue(glue: &str, names: &BTreeMap<&str, String>) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(glue.len());
    for line in glue.lines() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let inside = is_word(first);
            let end = rest.find(|c| is_word(c) != inside).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            out.push_str(names.get(part).map_or(part, String::as_str));
            rest = after;
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    #[test]
    fn module_and_glue_agree_on_short_names() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./page_bg.js", "__wbg_then_656f253a5dd7d8ea", EntityType::Function(0));
        imports.import("./page_bg.js", "__wbg_log_609b0cea6429d7bb", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        let glue = "{\n    __wbg_then_656f253a5dd7d8ea: function() {},\n    __wbg_log_609b0cea6429d7bb: f,\n    a__wbg_log_609b0cea6429d7bb: g,\n}";
        let (wasm, glue) = shortened(&module.finish(), glue).unwrap();
        assert_eq!(glue, "{\n_1: function() {},\n_0: f,\na__wbg_log_609b0cea6429d7bb: g,\n}\n");
        let mut named = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            if let Payload::ImportSection(imports) = payload.unwrap() {
                named.extend(imports.into_imports().map(|import| import.unwrap().name.to_owned()));
            }
        }
        assert_eq!(named, ["_1", "_0"]);
    }

    #[test]
    fn a_module_that_is_none_is_refused() {
        assert!(shortened(b"no module", "").is_err());
    }
}
