//! `cargo xtask build`: from the sources to `dist/`, a folder any static host can serve as it is.
//!
//! Files named by their content lie in `assets/` and may be cached for ever; the page, the service worker
//! and the manifest keep their names. Every address is relative, so the folder works under any sub-path.
//! Beside it lies `shirushi.html`, which is all of it in one file.

pub(crate) mod compressed;
mod dense;
mod fill;
pub(crate) mod folder;
mod imports;
pub(crate) mod licences;
mod order;
mod portable;
pub(crate) mod sizes;
mod split;
pub(crate) mod wasm;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

pub(crate) use self::wasm::ensure_target;

use self::compressed::CompressedFiles;
use self::fill::fill;
use self::folder::Folder;
use self::wasm::Glue;
use crate::dictionary;
use crate::progress::step;
use crate::workspace::Workspace;

/// How the interface is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageProfile {
    /// Small and fast, as it is published.
    Published,
    /// Compiled quickly, for looking at a change. Larger and slower, and the size budget is not checked.
    Quick,
}

impl PageProfile {
    fn cargo_name(self) -> &'static str {
        match self {
            Self::Published => "page",
            Self::Quick => "dev",
        }
    }
}

/// Addresses the app asks for while it runs, relative to the page. It reads them from the element
/// `<script type="application/json" id="assets">`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Assets<'a> {
    /// Changes whenever any file of the site changes.
    version: &'a str,
    page_wasm: &'a str,
    /// The parts of it that come when asked for, by name.
    parts: &'a BTreeMap<String, String>,
    /// Their style sheets.
    part_styles: &'a BTreeMap<&'static str, String>,
    worker: &'a str,
    engine_glue: &'a str,
    engine_wasm: &'a str,
    dictionary: &'a str,
    /// Bytes of the dictionary file.
    dictionary_size: usize,
    entity_model: &'a str,
    /// What reads documents.
    documents: &'a DocumentFiles,
    /// What takes in what the system hands to the installed app.
    arrivals: &'a str,
    service_worker: &'a str,
}

/// The module that reads documents, and the worker it runs in.
#[derive(Serialize)]
struct DocumentFiles {
    worker: String,
    glue: String,
    wasm: String,
}

/// What the service worker is told about the build it belongs to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shell<'a> {
    version: &'a str,
    files: Vec<&'a str>,
    /// What the engine needs besides its code: the dictionary and the entity model.
    engine_files: [&'a str; 2],
}

/// Builds the site into `dist/`.
pub(crate) fn run(workspace: &Workspace, profile: PageProfile) -> Result<()> {
    step("Rust target for WebAssembly", || wasm::ensure_target(workspace))?;
    let page = step("page", || wasm::build(workspace, &wasm::PAGE, profile.cargo_name(), Glue::Classic))?;
    let engine = step("engine", || wasm::build(workspace, &wasm::ENGINE, "engine", Glue::Classic))?;
    let documents =
        step("documents", || wasm::build(workspace, &wasm::DOCUMENTS, profile.cargo_name(), Glue::Classic))?;
    step("dictionary", || dictionary::run(workspace))?;
    step("site", || {
        let mut folder = Folder::default();
        let placed = assemble(workspace, &mut folder, Modules { page, engine, documents })?;
        let mut compressed = CompressedFiles::remembered(workspace);
        // In a hurry nothing is compressed and the portable file is left as it was.
        if profile == PageProfile::Published {
            compressed.place_beside(&mut folder, &placed.dictionary)?;
        }
        let dist = workspace.dist();
        fs::create_dir_all(&dist)?;
        folder.lay_down(&dist)?;
        if profile == PageProfile::Published {
            let portable = portable::make(workspace, &folder, &placed, &mut compressed);
            // A site that is too large can still be looked at.
            sizes::report(&mut compressed, &folder, &placed.dictionary)?;
            portable?;
            compressed.forget_others()?;
        }
        Ok(())
    })
}

/// The modules of the site.
struct Modules {
    page: wasm::Bound,
    engine: wasm::Bound,
    documents: wasm::Bound,
}

/// Where the files of the site were placed, relative to the page.
struct Placed {
    version: String,
    page_wasm: String,
    /// Parts of the page's module that come when asked for, by name.
    parts: BTreeMap<String, String>,
    /// Their style sheets.
    part_styles: BTreeMap<&'static str, String>,
    page_glue: String,
    styles: String,
    icon: String,
    worker: String,
    engine_glue: String,
    engine_wasm: String,
    dictionary: String,
    entity_model: String,
    documents: DocumentFiles,
}

/// Gathers every file of the site and returns where they are.
fn assemble(workspace: &Workspace, folder: &mut Folder, modules: Modules) -> Result<Placed> {
    let Modules { page, engine, documents } = modules;
    let sources = workspace.root.join("web/static");
    let page_wasm = folder.place_hashed("page", "wasm", page.wasm);
    let parts: BTreeMap<String, String> = page
        .parts
        .into_iter()
        .map(|(name, bytes)| (name.clone(), folder.place_hashed(&format!("part-{name}"), "wasm", bytes)))
        .collect();
    let page_glue = folder.place_hashed("page", "js", page.glue);
    let boot = folder.place_hashed("boot", "js", read(&sources.join("boot.js"))?);
    let [page_styles, late_styles] = styles(workspace)?;
    let styles = folder.place_hashed("styles", "css", page_styles);
    let part_styles = BTreeMap::from([("late", folder.place_hashed("part-late", "css", late_styles))]);
    let icon = folder.place_hashed("icon", "svg", read(&sources.join("icon.svg"))?);
    let worker = folder.place_hashed("worker", "js", read(&sources.join("worker.js"))?);
    let engine_wasm = folder.place_hashed("engine", "wasm", engine.wasm);
    let engine_glue = folder.place_hashed("engine", "js", engine.glue);
    let reader =
        folder.place_hashed("part-documents-reader", "js", read(&sources.join("documents-worker.js"))?);
    let documents = DocumentFiles {
        worker: reader,
        glue: folder.place_hashed("part-documents", "js", documents.glue),
        wasm: folder.place_hashed("part-documents", "wasm", documents.wasm),
    };
    let arrivals = folder.place_hashed("part-arrivals", "js", read(&sources.join("arrivals.js"))?);
    let shell: Vec<String> = folder.files().map(|(path, _)| path.to_owned()).collect();

    let small_icon = folder.place_hashed("icon-192", "png", read(&sources.join("icon-192.png"))?);
    let large_icon = folder.place_hashed("icon-512", "png", read(&sources.join("icon-512.png"))?);
    let manifest = fill(
        &read_text(&sources.join("manifest.webmanifest"))?,
        &[("icon", &icon), ("icon192", &small_icon), ("icon512", &large_icon)],
    )?;
    folder.place("manifest.webmanifest", manifest);

    let pack = read(&dictionary::path(workspace))?;
    let dictionary_size = pack.len();
    let dictionary = folder.place_hashed("ipadic", "shirushi", pack);
    let entity_model = folder.place_hashed("entities", "shirushi-model", read(&workspace.entity_model())?);
    licences::place(workspace, folder)?;

    let not_started = not_started(workspace, "not-started-site.html")?;
    let template = read_text(&workspace.root.join("index.html"))?;
    // In place before the version is taken, which follows from all the page says.
    let template = template.replace("{{notStarted}}", &not_started);
    let service_worker = read_text(&sources.join("service-worker.js"))?;
    // The version stands inside the page and the service worker, so it is taken from all they are made of.
    let mut versioned = Folder::default();
    versioned.place("files", folder.version());
    versioned.place("index.html", template.clone());
    versioned.place("service-worker.js", service_worker.clone());
    let version = versioned.version();

    let assets = Assets {
        version: &version,
        page_wasm: &page_wasm,
        parts: &parts,
        part_styles: &part_styles,
        worker: &worker,
        engine_glue: &engine_glue,
        engine_wasm: &engine_wasm,
        dictionary: &dictionary,
        dictionary_size,
        entity_model: &entity_model,
        documents: &documents,
        arrivals: &arrivals,
        service_worker: "service-worker.js",
    };
    let index = fill(
        &template,
        &[
            ("assets", &serde_json::to_string(&assets)?),
            ("boot", &boot),
            ("icon", &icon),
            ("pageGlue", &page_glue),
            ("pageWasm", &page_wasm),
            ("styles", &styles),
        ],
    )?;
    folder.place("index.html", index);

    let mut files: Vec<&str> = shell.iter().map(String::as_str).collect();
    files.push("manifest.webmanifest");
    let shell = Shell { version: &version, files, engine_files: [&dictionary, &entity_model] };
    let build = serde_json::to_string(&shell)?;
    folder.place("service-worker.js", format!("const BUILD = {build};\n{service_worker}"));
    Ok(Placed {
        version,
        page_wasm,
        parts,
        part_styles,
        page_glue,
        styles,
        icon,
        worker,
        engine_glue,
        engine_wasm,
        dictionary,
        entity_model,
        documents,
    })
}

/// What a page says instead of starting, with the reasons that only it can have.
fn not_started(workspace: &Workspace, reasons: &str) -> Result<String> {
    let sources = workspace.root.join("web/static");
    let reasons = read_text(&sources.join(reasons))?;
    fill(&read_text(&sources.join("not-started.html"))?, &[("reasons", reasons.trim_end())])
}

/// Style sheets with this before their name are those of the late part.
const LATE_STYLES: char = '8';

/// Every style sheet in order of its name, as two: that of the page, and that of its late part.
fn styles(workspace: &Workspace) -> Result<[String; 2]> {
    let folder = workspace.root.join("web/styles");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    paths.sort();
    let mut sheets = [String::new(), String::new()];
    let [page, late] = &mut sheets;
    for path in paths {
        let is_late = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(LATE_STYLES));
        let sheet = if is_late { &mut *late } else { &mut *page };
        sheet.push_str(read_text(&path)?.trim_end());
        sheet.push('\n');
    }
    Ok(sheets)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_the_policy_of_the_page() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let page = read_text(&root.join("index.html")).unwrap();
        let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1;
        let header = format!("{}; frame-ancestors 'none'", policy.split_once('"').unwrap().0);
        let told = read_text(&root.join("docs/HOSTING.md")).unwrap();
        assert_eq!(told.matches(&header).count(), 3, "docs/HOSTING.md should have {header}");
    }
}
