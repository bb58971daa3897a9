//! From a crate to a WebAssembly module with its JavaScript glue.
//!
//! `wasm-bindgen` runs as a library, at exactly the version the crates link, so nobody has to install
//! its command. The glue of the site is the classic-script kind: it works in a page, in a classic worker and
//! from a blob, which module scripts do not (a page opened from disk may not load them). The npm package's is
//! a module.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::folder::digest;
use super::split::{self, Split};
use super::{imports, order};
use crate::workspace::{self, BETWEEN_FLAGS, WASM_TARGET, Workspace, run};

/// One crate that becomes a module of the site.
pub(crate) struct Module {
    /// The cargo package.
    pub(crate) package: &'static str,
    /// What cargo names the file, without `.wasm`: the binary's name, or the library's.
    pub(crate) artifact: &'static str,
    /// What the files of the site are named after.
    pub(crate) name: &'static str,
    /// The one global the glue defines. Each module has its own, so that both can live in one realm.
    pub(crate) global: &'static str,
    /// What the compiler is told besides: processor features every supported browser has.
    pub(crate) flags: &'static [&'static str],
    /// What it is told when it links. Modules that differ in nothing else share what they depend on.
    pub(crate) link: &'static [&'static str],
    /// The parts that are split off, in order of their names.
    pub(crate) parts: &'static [&'static str],
}

/// The interface.
pub(crate) const PAGE: Module = Module {
    package: "shirushi-web",
    artifact: "shirushi-web",
    name: "page",
    global: "shirushiPage",
    flags: &[],
    link: &[split::FLAG],
    parts: &["late"],
};

/// The analysis. Its sums of weights are made for wide registers.
pub(crate) const ENGINE: Module = Module {
    package: "shirushi-engine",
    artifact: "shirushi_engine",
    name: "engine",
    global: "shirushiEngine",
    flags: &["-Ctarget-feature=+simd128"],
    link: &[],
    parts: &[],
};

/// The readers of documents. They come when somebody brings one.
pub(crate) const DOCUMENTS: Module = Module {
    package: "shirushi-documents-module",
    artifact: "shirushi_documents_module",
    name: "documents",
    global: "shirushiDocuments",
    flags: &[],
    link: &[],
    parts: &[],
};

/// What kind of script speaks with a module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glue {
    /// A classic script that defines the module's global.
    Classic,
    /// A module script that exports what the module has.
    Module,
}

/// A module ready to be placed in the site or in a package.
pub(crate) struct Bound {
    /// The script that speaks with it.
    pub(crate) glue: Vec<u8>,
    /// The module itself, or its main part.
    pub(crate) wasm: Vec<u8>,
    /// The other parts by name.
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
}

/// Makes sure the compiler can build for wasm.
pub(crate) fn ensure_target(workspace: &Workspace) -> Result<()> {
    workspace::ensure_target(workspace, WASM_TARGET)
}

/// Compiles `module` and binds it. Cargo decides whether to compile; binding is skipped when the compiled
/// bytes are those of the last time.
pub(crate) fn build(workspace: &Workspace, module: &Module, profile: &str, glue: Glue) -> Result<Bound> {
    let compiled = compile(workspace, module, profile)?;
    bind(workspace, module, &compiled, glue)
}

/// Compiles `module` and returns where cargo left it.
fn compile(workspace: &Workspace, module: &Module, profile: &str) -> Result<PathBuf> {
    run(workspace
        .cargo()
        .args(["rustc", "--target", WASM_TARGET, "--profile", profile, "--package", module.package, "--"])
        .args(module.link)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace, module)))?;
    // Cargo names the folder of the `dev` profile after history.
    let folder = if profile == "dev" { "debug" } else { profile };
    let path = workspace.target.join(WASM_TARGET).join(folder).join(module.artifact).with_extension("wasm");
    if !path.is_file() {
        bail!("cargo built {} but left no {}", module.package, path.display());
    }
    Ok(path)
}

/// Compiler flags: the module's own, and those that make the same bytes everywhere.
fn flags(workspace: &Workspace, module: &Module) -> String {
    let mut flags: Vec<String> = module.flags.iter().map(|&flag| flag.to_owned()).collect();
    flags.extend(workspace.remapping());
    flags.join(BETWEEN_FLAGS)
}

fn bind(workspace: &Workspace, module: &Module, compiled: &Path, glue: Glue) -> Result<Bound> {
    let bytes = fs::read(compiled).with_context(|| format!("{} cannot be read", compiled.display()))?;
    let kind = if glue == Glue::Module { "-module" } else { "" };
    let folder = workspace.notes().join("bound").join(format!("{}{kind}", module.name));
    let stamp_path = folder.join("stamp");
    let glue_path = folder.join(format!("{}.js", module.name));
    let wasm_path = folder.join(format!("{}_bg.wasm", module.name));
    let part_path = |name: &str| folder.join(format!("{}-{name}.wasm", module.name));
    let stamp = format!("{} {}", digest(&bytes), wasm_bindgen_shared_version());
    if fs::read_to_string(&stamp_path).is_ok_and(|old| old == stamp)
        && glue_path.is_file()
        && wasm_path.is_file()
        && module.parts.iter().all(|name| part_path(name).is_file())
    {
        println!("  {}: unchanged", module.name);
    } else {
        fs::create_dir_all(&folder)?;
        let split = match module.parts {
            [] => Split { main: bytes, parts: BTreeMap::new() },
            names => split::split(&bytes, &folder.join("split"), names)?,
        };
        for (name, part) in &split.parts {
            fs::write(part_path(name), order::alike_together(part)?)?;
        }
        let mut binding = Bindgen::new();
        match glue {
            Glue::Classic => binding.no_modules(true)?.no_modules_global(module.global)?,
            Glue::Module => binding.web(true)?,
        };
        binding
            .input_bytes(module.name, split.main)
            // The parts reach the main one's functions through its table.
            .keep_lld_exports(!module.parts.is_empty())
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .omit_default_module_path(true)
            .generate(&folder)
            .with_context(|| format!("wasm-bindgen could not bind {}", module.package))?;
        let bound = fs::read(&wasm_path)?;
        let (bound, glue) = imports::shortened(&bound, &fs::read_to_string(&glue_path)?)?;
        fs::write(&wasm_path, order::alike_together(&bound)?)?;
        fs::write(&glue_path, glue)?;
        fs::write(&stamp_path, &stamp)?;
    }
    let mut parts = BTreeMap::new();
    for name in module.parts {
        parts.insert((*name).to_owned(), fs::read(part_path(name))?);
    }
    Ok(Bound { glue: fs::read(&glue_path)?, wasm: fs::read(&wasm_path)?, parts })
}

/// What the binding depends on besides the module: how it is done here, and by which version.
fn wasm_bindgen_shared_version() -> &'static str {
    // Raise the number when the options in `bind` change.
    "options 4"
}
