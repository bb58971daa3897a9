//! A name of a type means one thing: in more than two modules it stands with a reason, or not at all.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::modules::Crate;

/// More places than these need a reason.
const MOST_PLACES: usize = 2;

/// Names that stand in more places on purpose, and why.
const REASONS: &[(&str, &str)] =
    &[("Arguments", "what each command of a program is given, as clap calls it")];

/// Checks the types of every crate.
pub(super) fn check(crates: &[Crate]) -> Result<()> {
    let wrong = wrong(&places(crates), REASONS);
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// Where each name of a type stands.
fn places(crates: &[Crate]) -> BTreeMap<&str, Vec<String>> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for Crate { root, tree, .. } in crates {
        for (number, module) in tree.modules.iter().enumerate() {
            for name in &module.types {
                places.entry(name).or_default().push(format!("{root} {}", tree.path(number)));
            }
        }
    }
    places
}

fn wrong(places: &BTreeMap<&str, Vec<String>>, reasons: &[(&str, &str)]) -> Vec<String> {
    let has_reason = |name: &str| reasons.iter().any(|(with, _)| *with == name);
    let repeated = |name: &str| places.get(name).is_some_and(|at| at.len() > MOST_PLACES);
    let without = places.iter().filter(|(name, at)| at.len() > MOST_PLACES && !has_reason(name));
    let idle = reasons.iter().filter(|(name, _)| !repeated(name));
    without
        .map(|(name, at)| format!("{name} is the name of {} types: {}", at.len(), at.join(", ")))
        .chain(idle.map(|(name, _)| format!("{name} is not repeated any more and needs no reason")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_repeated_with_a_reason_alone() {
        let at = |count: usize| (0..count).map(|at| format!("crate::m{at}")).collect::<Vec<_>>();
        let places = BTreeMap::from([("Place", at(3)), ("Word", at(2)), ("Error", at(4))]);
        assert_eq!(wrong(&places, &[("Error", "the word of the language")]).len(), 1);
        assert_eq!(wrong(&places, &[("Error", ""), ("Place", ""), ("Word", "")]).len(), 1);
        assert!(wrong(&places, &[("Error", ""), ("Place", "")]).is_empty());
    }
}
