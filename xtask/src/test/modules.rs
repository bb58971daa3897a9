//! The modules of a crate as its sources tell them: what each defines, imports, and names in its code.
//!
//! Tests are left out: they may know everything.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Item, UseTree};

/// What may not know each other in a circle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// The children of a module, each taken with all below it.
    Branches,
    /// Modules by themselves. The state of the page holds that of every feature, and every feature changes
    /// the state of the page: as branches they know each other, as files of state and of change they need
    /// not.
    Modules,
}

/// The crates whose modules are looked at, by the file of their root.
const CRATES: &[(&str, Grain)] = &[
    ("crates/model/src/lib.rs", Grain::Branches),
    ("crates/dictionary/src/lib.rs", Grain::Branches),
    ("crates/contract/src/lib.rs", Grain::Branches),
    ("crates/analysis/src/lib.rs", Grain::Branches),
    ("crates/session/src/lib.rs", Grain::Branches),
    ("crates/exchange/src/lib.rs", Grain::Branches),
    ("crates/agreement/src/lib.rs", Grain::Branches),
    ("crates/documents/src/lib.rs", Grain::Branches),
    ("crates/results/src/lib.rs", Grain::Branches),
    ("crates/page/src/lib.rs", Grain::Modules),
    ("crates/engine/src/lib.rs", Grain::Branches),
    ("crates/cli/src/main.rs", Grain::Branches),
    ("web/src/main.rs", Grain::Branches),
];

/// A chain of re-exports is not longer; a glob may lead back to itself.
pub(super) const MOST_STEPS: usize = 16;

/// A crate with its modules.
pub(super) struct Crate {
    /// The file of its root.
    pub(super) root: &'static str,
    pub(super) grain: Grain,
    pub(super) tree: Tree,
}

/// Reads the crates of the list, which stand below this folder.
pub(super) fn read_all(workspace: &Path) -> Result<Vec<Crate>> {
    let read = |&(root, grain)| {
        let tree = Tree::read(&workspace.join(root)).with_context(|| format!("the modules of {root}"))?;
        Ok(Crate { root, grain, tree })
    };
    CRATES.iter().map(read).collect()
}

/// The modules of a crate; the root is the first.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) modules: Vec<Module>,
}

#[derive(Default)]
pub(super) struct Module {
    name: String,
    parent: Option<usize>,
    /// The types it defines.
    pub(super) types: Vec<String>,
    /// What its names stand for.
    names: BTreeMap<String, Meaning>,
    /// The paths of `use …::*`.
    globs: Vec<Vec<String>>,
    /// Every path in its code.
    pub(super) paths: BTreeSet<Vec<String>>,
}

impl Module {
    /// Takes a name in. Functions may be called like a module, whose paths are the ones that lead on.
    fn learn(&mut self, name: String, meaning: Meaning) {
        match self.names.entry(name) {
            Entry::Occupied(known) if matches!(known.get(), Meaning::Module(_)) => {}
            Entry::Occupied(mut known) => {
                known.insert(meaning);
            }
            Entry::Vacant(new) => {
                new.insert(meaning);
            }
        }
    }
}

/// What a name in a module stands for.
enum Meaning {
    /// A module below it.
    Module(usize),
    /// Something that stands elsewhere.
    Imported(Vec<String>),
    /// Something that is defined here.
    Own,
}

/// Where a path leads.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Module(usize),
    /// Something that this module defines.
    Inside(usize),
}

impl Tree {
    /// Reads the crate with this root file.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut tree = Self::default();
        let folder = root.parent().context("a crate's root stands in a folder")?;
        let text = fs::read_to_string(root)?;
        tree.add("crate", None, syn::parse_file(&text)?.items, folder)?;
        Ok(tree)
    }

    /// Adds a module with all below it. Files of its children stand in `folder`.
    pub(super) fn add(
        &mut self,
        name: &str,
        parent: Option<usize>,
        items: Vec<Item>,
        folder: &Path,
    ) -> Result<usize> {
        let number = self.modules.len();
        self.modules.push(Module::default());
        let mut module = Module { name: name.to_owned(), parent, ..Module::default() };
        for item in items {
            if is_test(&item) {
                continue;
            }
            let meaning = match &item {
                Item::Mod(below_here) => {
                    let name = below_here.ident.to_string();
                    let below = folder.join(&name);
                    let items = match &below_here.content {
                        Some((_, items)) => items.clone(),
                        None => syn::parse_file(&fs::read_to_string(file_of(&below)?)?)?.items,
                    };
                    Some((name.clone(), Meaning::Module(self.add(&name, Some(number), items, &below)?)))
                }
                Item::Use(import) => {
                    let mut found = Imports::default();
                    found.gather(&import.tree, &[]);
                    module.paths.extend(found.names.iter().map(|(_, path)| path.clone()));
                    module.paths.extend(found.globs.iter().cloned());
                    for (name, path) in found.names {
                        module.learn(name, Meaning::Imported(path));
                    }
                    module.globs.extend(found.globs);
                    None
                }
                other => name_of(other).map(|name| (name, Meaning::Own)),
            };
            if let Some((name, meaning)) = meaning {
                module.learn(name, meaning);
            }
            module.types.extend(type_of(&item));
            if !matches!(item, Item::Mod(_) | Item::Use(_)) {
                gather_paths(item.to_token_stream(), &mut module.paths);
            }
        }
        if let Some(slot) = self.modules.get_mut(number) {
            *slot = module;
        }
        Ok(number)
    }

    /// Where a path that stands in a module leads; nowhere when it leaves the crate.
    pub(super) fn resolve(&self, from: usize, path: &[String], steps: usize) -> Option<Place> {
        if steps == 0 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let mut place = match first.as_str() {
            "crate" => Place::Module(0),
            "self" => Place::Module(from),
            "super" => Place::Module(self.modules.get(from)?.parent?),
            name => self.lookup(from, name, steps)?,
        };
        for name in rest {
            let Place::Module(module) = place else { break };
            place = match name.as_str() {
                "super" => Place::Module(self.modules.get(module)?.parent?),
                "self" => place,
                name => self.lookup(module, name, steps)?,
            };
        }
        Some(place)
    }

    fn lookup(&self, module: usize, name: &str, steps: usize) -> Option<Place> {
        if steps == 0 {
            return None;
        }
        let here = self.modules.get(module)?;
        match here.names.get(name) {
            Some(Meaning::Module(below)) => Some(Place::Module(*below)),
            Some(Meaning::Own) => Some(Place::Inside(module)),
            Some(Meaning::Imported(path)) if path.as_slice() == [name] => None,
            Some(Meaning::Imported(path)) => self.resolve(module, path, steps - 1),
            None => here.globs.iter().find_map(|glob| {
                let Place::Module(other) = self.resolve(module, glob, steps - 1)? else { return None };
                if other == module { None } else { self.lookup(other, name, steps - 1) }
            }),
        }
    }

    /// A module and those above it, the root last.
    pub(super) fn line(&self, module: usize) -> Vec<usize> {
        std::iter::successors(Some(module), |&module| self.modules.get(module)?.parent).collect()
    }

    /// Its path: `crate::values::calendar`.
    pub(super) fn path(&self, module: usize) -> String {
        let mut names: Vec<&str> = self
            .line(module)
            .into_iter()
            .filter_map(|at| Some(self.modules.get(at)?.name.as_str()))
            .collect();
        names.reverse();
        names.join("::")
    }
}

/// The names that a `use` brings, with their paths.
#[derive(Default)]
struct Imports {
    names: Vec<(String, Vec<String>)>,
    globs: Vec<Vec<String>>,
}

impl Imports {
    fn gather(&mut self, tree: &UseTree, before: &[String]) {
        let with =
            |name: &syn::Ident| -> Vec<String> { before.iter().cloned().chain([name.to_string()]).collect() };
        match tree {
            UseTree::Path(path) => self.gather(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.gather(tree, before)),
            UseTree::Glob(_) => self.globs.push(before.to_vec()),
            UseTree::Name(name) if name.ident == "self" => {
                self.names.extend(before.last().map(|last| (last.clone(), before.to_vec())));
            }
            UseTree::Name(name) => self.names.push((name.ident.to_string(), with(&name.ident))),
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.names.push((rename.rename.to_string(), before.to_vec()));
            }
            UseTree::Rename(rename) => self.names.push((rename.rename.to_string(), with(&rename.ident))),
        }
    }
}

/// The paths in some code: names joined by `::`. Macros are read like everything else.
fn gather_paths(tokens: TokenStream, into: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if colons != 2 {
                    into.insert(std::mem::take(&mut path));
                }
                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            other => {
                into.insert(std::mem::take(&mut path));
                colons = 0;
                if let TokenTree::Group(group) = other {
                    gather_paths(group.stream(), into);
                }
            }
        }
    }
    into.insert(path);
}

fn file_of(below: &Path) -> Result<PathBuf> {
    let files = [below.with_extension("rs"), below.join("mod.rs")];
    files
        .iter()
        .find(|file| file.is_file())
        .cloned()
        .with_context(|| format!("no file for {}", below.display()))
}

fn attributes(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_test(item: &Item) -> bool {
    attributes(item).iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.meta.to_token_stream().to_string() == "cfg (test)"
    })
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn type_of(item: &Item) -> Option<String> {
    let is_type = matches!(item, Item::Enum(_) | Item::Struct(_) | Item::Trait(_) | Item::Type(_));
    name_of(item).filter(|_| is_type)
}
