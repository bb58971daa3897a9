//! The licences that travel with the site and the Python wheel: our own, the dictionary's, and those of every
//! crate whose code is inside. The list is made from the dependency graph, never by hand.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use cargo_metadata::{DependencyKind, Metadata, Package, PackageId};

use super::folder::Folder;
use super::wasm::{DOCUMENTS, ENGINE, PAGE};
use crate::workspace::{WASM_TARGET, Workspace};

/// What carries code of others.
pub(crate) struct Carrier<'a> {
    /// As it is called in a sentence.
    pub(crate) what: &'a str,
    /// Our packages it is made of.
    pub(crate) packages: &'a [&'a str],
    /// What it is compiled for; with none, whatever it can be compiled for.
    pub(crate) platform: Option<&'a str>,
}

/// The modules of the site and of the npm package.
pub(crate) const MODULES: Carrier<'_> = Carrier {
    what: "The WebAssembly modules of Shirushi",
    packages: &[PAGE.package, ENGINE.package, DOCUMENTS.package],
    platform: Some(WASM_TARGET),
};

/// Places `licences/` in the site.
pub(crate) fn place(workspace: &Workspace, folder: &mut Folder) -> Result<()> {
    place_of(workspace, &MODULES, "licences", folder)
}

/// Places the licences of what `carrier` contains into the folder `under`.
pub(crate) fn place_of(
    workspace: &Workspace,
    carrier: &Carrier<'_>,
    under: &str,
    folder: &mut Folder,
) -> Result<()> {
    for entry in fs::read_dir(&workspace.root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") {
            folder.place(&format!("{under}/shirushi-{name}.txt"), fs::read(entry.path())?);
        }
    }
    let notice = workspace.root.join("crates/dictionary/NOTICE.ipadic.txt");
    let words = fs::read(&notice).with_context(|| format!("{} cannot be read", notice.display()))?;
    folder.place(&format!("{under}/ipadic.txt"), words);
    let model = workspace.root.join("crates/analysis/model/entities.shirushi-model.license");
    folder.place(&format!("{under}/entity-model.txt"), fs::read(model)?);
    let sections = workspace.root.join("crates/analysis/model/sections.weights.license");
    folder.place(&format!("{under}/sections.txt"), fs::read(sections)?);
    let metadata = workspace.metadata(carrier.platform)?;
    folder.place(&format!("{under}/third-party.txt"), third_party(&metadata, carrier)?);
    Ok(())
}

fn third_party(metadata: &Metadata, carrier: &Carrier<'_>) -> Result<String> {
    let what = carrier.what;
    let mut text = format!("{what} contain code from these packages, with thanks to their authors.\n");
    // Many packages share one licence text to the letter: it is printed once, under all their names.
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in linked(metadata, carrier.packages)? {
        let title = format!("{} {}", package.name, package.version);
        let licence = package.license.as_deref().unwrap_or("licence in its own file");
        let source = package.repository.as_deref().unwrap_or_default();
        writeln!(text, "\n{title}\n  {licence}\n  {source}")?;
        if !package.authors.is_empty() {
            writeln!(text, "  {}", package.authors.join(", "))?;
        }
        for words in licence_texts(package) {
            texts.entry(words).or_default().push(title.clone());
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (words, titles) in texts {
        write!(text, "\n{}\n{}\n\n{}\n", "=".repeat(100), titles.join(", "), words)?;
    }
    Ok(text)
}

/// Packages outside the workspace that some of ours link, by name and version.
pub(crate) fn linked<'m>(metadata: &'m Metadata, ours: &[&str]) -> Result<Vec<&'m Package>> {
    let graph = metadata.resolve.as_ref().context("cargo metadata holds no dependency graph")?;
    let members: BTreeSet<&PackageId> = metadata.workspace_members.iter().collect();
    let mut waiting: VecDeque<&PackageId> = metadata
        .packages
        .iter()
        .filter(|package| ours.contains(&package.name.as_str()))
        .map(|package| &package.id)
        .collect();
    let packages: BTreeMap<&PackageId, &Package> =
        metadata.packages.iter().map(|package| (&package.id, package)).collect();
    let (mut reached, mut passed_over) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = waiting.pop_front() {
        if passed_over.contains(id) || !reached.insert(id) {
            continue;
        }
        // A procedural macro runs in the compiler: neither it nor what it needs ends up in a module.
        if packages.get(id).is_some_and(|package| package.targets.iter().any(|target| target.is_proc_macro()))
        {
            reached.remove(id);
            passed_over.insert(id);
            continue;
        }
        let Some(node) = graph.nodes.iter().find(|node| node.id == *id) else { continue };
        for dependency in &node.deps {
            if dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal) {
                waiting.push_back(&dependency.pkg);
            }
        }
    }
    let mut linked: Vec<&Package> = reached
        .into_iter()
        .filter(|id| !members.contains(id))
        .filter_map(|id| packages.get(id).copied())
        .collect();
    linked.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(linked)
}

fn licence_texts(package: &Package) -> Vec<String> {
    let Some(folder) = package.manifest_path.parent() else { return Vec::new() };
    let mut texts = Vec::new();
    for entry in fs::read_dir(Path::new(folder.as_str())).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start));
        if !is_licence || !entry.path().is_file() {
            continue;
        }
        if let Ok(words) = fs::read_to_string(entry.path()) {
            texts.push(words.replace("\r\n", "\n").trim().to_owned());
        }
    }
    texts.sort();
    texts
}
