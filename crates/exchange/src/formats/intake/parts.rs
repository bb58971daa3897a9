//! Marks whose parts came one by one, made whole: for tools whose spans have one part.

use crate::formats::details::flat;
use crate::formats::given::{Given, GivenLink};
use std::collections::HashMap;

/// The label of a link from the first part of a mark to another, and the key of details by which parts know
/// each other.
pub(in crate::formats) const PART: &str = "part";
pub(in crate::formats) const PART_OF: &str = "part_of";

/// Marks whose parts came one by one, made whole, in the order of their first parts.
pub(super) fn merged(marks: Vec<Given>, links: Vec<GivenLink>) -> (Vec<Given>, Vec<GivenLink>) {
    let labels: HashMap<&str, &str> =
        marks.iter().map(|mark| (mark.key.as_str(), mark.label.as_str())).collect();
    // Parts of one mark have one label. Anything else is a link somebody happened to name so.
    let is_part = |link: &GivenLink| {
        let (from, to) = (labels.get(link.from.as_str()), labels.get(link.to.as_str()));
        link.label == PART && from.is_some() && from == to && link.from != link.to
    };
    let (parts, links): (Vec<_>, Vec<_>) = links.into_iter().partition(is_part);
    let first: HashMap<String, String> = parts.into_iter().map(|link| (link.to, link.from)).collect();
    let mut whole: Vec<Given> = Vec::with_capacity(marks.len());
    let mut groups: HashMap<(PartGroup, String), usize> = HashMap::new();
    for mut mark in marks {
        let group = match (mark.details.remove(PART_OF), first.get(&mark.key)) {
            (Some(name), _) => PartGroup::Named(flat(&name)),
            (None, Some(first)) if !mark.key.is_empty() => PartGroup::Of(first.clone()),
            _ if mark.key.is_empty() => {
                whole.push(mark);
                continue;
            }
            _ => PartGroup::Of(mark.key.clone()),
        };
        let is_head = group == PartGroup::Of(mark.key.clone());
        let key = (group, mark.label.clone());
        match groups.get(&key).and_then(|&place| whole.get_mut(place)) {
            // A second record with the same id is a mark of its own.
            Some(known) if is_head && (known.key == mark.key || known.keys.contains(&mark.key)) => {
                whole.push(mark);
            }
            Some(known) => {
                known.places.append(&mut mark.places);
                known.keys.push(std::mem::take(&mut mark.key));
                for (key, value) in mark.details {
                    known.details.entry(key).or_insert(value);
                }
            }
            None => {
                groups.insert(key, whole.len());
                whole.push(mark);
            }
        }
    }
    (whole, links)
}

/// What the parts of one mark have in common.
#[derive(PartialEq, Eq, Hash)]
enum PartGroup {
    /// A name that each part says.
    Named(String),
    /// The id of the part the others are linked from.
    Of(String),
}
