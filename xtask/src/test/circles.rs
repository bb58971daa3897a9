//! Modules of a crate know each other one way: among the children of a module, each taken with all below it,
//! there is no circle. Parent and child may know each other. In the page, whose state holds that of every
//! feature, this is asked of modules by themselves.
//!
//! What a module knows is read off its paths. Re-exports are followed to where a thing is defined.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::modules::{Crate, Grain, MOST_STEPS, Place, Tree};

/// Checks every crate.
pub(super) fn check(crates: &[Crate]) -> Result<()> {
    let mut circles = Vec::new();
    for Crate { root, grain, tree, .. } in crates {
        circles.extend(circles_of(tree, *grain).into_iter().map(|circle| format!("{root}: {circle}")));
    }
    if circles.is_empty() {
        Ok(())
    } else {
        bail!("modules know each other in a circle\n{}", circles.join("\n"))
    }
}

/// Every arrow of this grain, with the innermost modules it was drawn from.
fn arrows(tree: &Tree, grain: Grain) -> BTreeMap<(usize, usize), (usize, usize)> {
    let mut arrows = BTreeMap::new();
    for (from, module) in tree.modules.iter().enumerate() {
        for path in &module.paths {
            let Some(Place::Module(to) | Place::Inside(to)) = tree.resolve(from, path, MOST_STEPS) else {
                continue;
            };
            let (above, below) = (tree.line(from), tree.line(to));
            let pairs = above.iter().rev().zip(below.iter().rev());
            // Where both lines part there are two siblings; one line that ends first is an ancestor's.
            if let Some((&from_branch, &to_branch)) = pairs.into_iter().find(|(a, b)| a != b) {
                let arrow = match grain {
                    Grain::Branches => (from_branch, to_branch),
                    Grain::Modules => (from, to),
                };
                arrows.entry(arrow).or_insert((from, to));
            }
        }
    }
    arrows
}

/// Every circle, told by the arrows it is made of.
fn circles_of(tree: &Tree, grain: Grain) -> Vec<String> {
    let arrows = arrows(tree, grain);
    let mut reached: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &(from, _) in arrows.keys() {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            let next = arrows.range((module, 0)..=(module, usize::MAX)).map(|(&(_, to), _)| to);
            open.extend(next.filter(|&to| seen.insert(to)));
        }
        reached.insert(from, seen);
    }
    let leads = |from: usize, to: usize| reached.get(&from).is_some_and(|seen| seen.contains(&to));
    arrows
        .iter()
        .filter(|&(&(from, to), _)| leads(to, from))
        .map(|(_, &(from, to))| format!("{} -> {}", tree.path(from), tree.path(to)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn circles(code: &str) -> Vec<String> {
        circles_by(code, Grain::Branches)
    }

    fn circles_by(code: &str, grain: Grain) -> Vec<String> {
        let mut tree = Tree::default();
        tree.add("crate", None, syn::parse_file(code).unwrap().items, Path::new("none")).unwrap();
        circles_of(&tree, grain)
    }

    #[test]
    fn siblings_that_know_each_other_are_told() {
        let code =
            "mod a { use super::b::Thing; pub struct Own; } mod b { pub struct Thing(crate::a::Own); }";
        assert_eq!(circles(code), ["crate::a -> crate::b", "crate::b -> crate::a"]);
    }

    #[test]
    fn a_circle_may_go_through_what_is_below() {
        let code =
            "mod a { mod inner { use crate::b::f; } pub fn g() {} } mod b { pub fn f() { super::a::g() } }";
        assert_eq!(circles(code), ["crate::a::inner -> crate::b", "crate::b -> crate::a"]);
    }

    #[test]
    fn by_themselves_modules_of_two_branches_may_know_each_other() {
        let code = "mod state { pub struct All(crate::part::state::Own); } \
            mod part { pub mod state { pub struct Own; } mod update { use crate::state::All; } }";
        assert_eq!(circles_by(code, Grain::Branches).len(), 2);
        assert!(circles_by(code, Grain::Modules).is_empty());
    }

    #[test]
    fn a_circle_of_modules_by_themselves_is_told() {
        let code = "mod state { pub struct All(crate::part::Own); } \
            mod part { pub struct Own; fn f(all: crate::state::All) {} }";
        assert_eq!(circles_by(code, Grain::Modules).len(), 2);
    }

    #[test]
    fn parent_and_child_may_know_each_other() {
        assert!(circles("struct Top; mod a { use super::Top; pub fn f() {} } fn g() { a::f() }").is_empty());
    }

    #[test]
    fn reexports_and_globs_are_followed() {
        let code = "pub use b::Thing; mod a { use crate::Thing; pub struct Own; } \
            mod b { use super::a::*; pub struct Thing(Own); }";
        assert_eq!(circles(code), ["crate::a -> crate::b", "crate::b -> crate::a"]);
    }

    #[test]
    fn tests_may_know_everything() {
        let code = "mod a { pub struct Own; #[cfg(test)] mod tests { use crate::b::Thing; } } \
            mod b { pub struct Thing(super::a::Own); }";
        assert!(circles(code).is_empty());
    }

    #[test]
    fn macros_are_read_too() {
        let code = "mod a { fn f() { vec![super::b::g()]; } pub fn h() {} } \
            mod b { pub fn g() { drop(super::a::h()) } }";
        assert_eq!(circles(code).len(), 2);
    }
}
