//! What is in a project beside articles and marks: what is known of articles, tags, guides, entities, checks,
//! scales. Where both changed one of them differently the first's stands and the conflict is told; a check
//! holds days of work, so both stand.

use super::marks::part;
use super::{Conflict, Disputed, Parts};
use crate::frame::FreeNumbers;
use shirushi_model::{
    ArticleMeta, Body, CanonicalEntity, Check, CheckId, EntityId, EntityType, Project, Tag, Tagset,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of an article.
pub(super) struct MergedMeta {
    pub(super) meta: ArticleMeta,
    pub(super) is_disputed: bool,
}

/// Field by field. Without a state in common, what is empty counts as what was there before.
pub(super) fn merged_meta(
    ours: &ArticleMeta,
    theirs: &ArticleMeta,
    base: Option<&ArticleMeta>,
) -> MergedMeta {
    let nothing = ArticleMeta::default();
    let before = base.unwrap_or(&nothing);
    let mut is_disputed = false;
    let mut field = |of: fn(&ArticleMeta) -> &String| {
        let merged = part(of(before), of(ours), of(theirs));
        is_disputed |= merged.is_none();
        merged.unwrap_or(of(ours)).clone()
    };
    let meta = ArticleMeta {
        outlet: field(|meta| &meta.outlet),
        title: field(|meta| &meta.title),
        url: field(|meta| &meta.url),
        author: field(|meta| &meta.author),
        published: field(|meta| &meta.published),
    };
    MergedMeta { meta, is_disputed }
}

/// Takes in what the other has beside articles and marks. `None` when the numbers run out.
pub(super) fn merge_records(
    project: &mut Project,
    parts: &Parts<'_>,
    numbers: &mut FreeNumbers,
    conflicts: &mut Vec<Conflict>,
) -> Option<()> {
    title(project, parts, conflicts);
    tags(project, parts, conflicts);
    guides(project, parts, conflicts);
    entities(project, parts, numbers, conflicts)?;
    checks(project, parts, numbers, conflicts)?;
    for scale in &parts.theirs.scales {
        match project.all_scales().iter().find(|ours| ours.key == scale.key) {
            Some(ours) if ours == scale => {}
            Some(_) => conflicts.push(Conflict::named(Disputed::Scale, &scale.key)),
            None => project.scales.push(scale.clone()),
        }
    }
    Some(())
}

/// Two projects have two titles, and that is no conflict; one that both renamed is.
fn title(project: &mut Project, parts: &Parts<'_>, conflicts: &mut Vec<Conflict>) {
    let Some(base) = parts.base else { return };
    match part(&base.title, &parts.ours.title, &parts.theirs.title) {
        Some(title) => project.title.clone_from(title),
        None => conflicts.push(Conflict::named(Disputed::Title, &parts.theirs.title)),
    }
}

fn tags(project: &mut Project, parts: &Parts<'_>, conflicts: &mut Vec<Conflict>) {
    let used: BTreeSet<_> = parts
        .theirs
        .annotations
        .values()
        .filter_map(|mark| match &mark.body {
            Body::Highlight(highlight) => Some(highlight.tag),
            _ => None,
        })
        .collect();
    for theirs in &parts.theirs.tagset.tags {
        let before = parts.base.and_then(|base| base.tagset.get(theirs.id));
        let at = project.tagset.tags.iter().position(|tag| tag.id == theirs.id);
        let Some(ours) = at.and_then(|at| project.tagset.tags.get(at).cloned()) else {
            // One that we took out comes back with the marks that have it.
            if before != Some(theirs) || used.contains(&theirs.id) {
                let taken = |key: &char| project.tagset.tags.iter().any(|tag| tag.key == Some(*key));
                let key = theirs.key.filter(|key| !taken(key));
                project.tagset.tags.push(Tag { key, ..theirs.clone() });
            }
            continue;
        };
        let of = |tag: &Tag| Tag { key: None, ..tag.clone() };
        match part(before.map(of), Some(of(&ours)), Some(of(theirs))).flatten() {
            Some(merged) => {
                if let Some(tag) = at.and_then(|at| project.tagset.tags.get_mut(at)) {
                    *tag = Tag { key: ours.key, ..merged };
                }
            }
            None => conflicts.push(Conflict::named(Disputed::Tag, &ours.name)),
        }
    }
}

fn guides(project: &mut Project, parts: &Parts<'_>, conflicts: &mut Vec<Conflict>) {
    let none = Tagset::default();
    let base = parts.base.map_or(&none, |base| &base.tagset);
    let all = parts.theirs.tagset.types.iter().chain(&base.types).map(|guide| guide.of);
    for of in all.collect::<BTreeSet<_>>() {
        let (before, ours, theirs) =
            (base.guide(of), project.tagset.guide(of), parts.theirs.tagset.guide(of));
        match part(before, ours, theirs) {
            Some(guide) => project.tagset.set_guide(guide),
            None => conflicts.push(Conflict::named(Disputed::Guide, &format!("{of:?}"))),
        }
    }
}

/// Entities are the same by type and name.
fn entities(
    project: &mut Project,
    parts: &Parts<'_>,
    numbers: &mut FreeNumbers,
    conflicts: &mut Vec<Conflict>,
) -> Option<()> {
    fn by_name(of: &Project) -> BTreeMap<(EntityType, String), Arc<CanonicalEntity>> {
        of.entities.values().map(|one| ((one.kind, one.name.clone()), one.clone())).collect()
    }
    let ours_by_name = by_name(parts.ours);
    let base_by_name = parts.base.map(by_name).unwrap_or_default();
    for theirs in parts.theirs.entities.values() {
        let name = (theirs.kind, theirs.name.clone());
        let before = base_by_name.get(&name);
        let Some(ours) = ours_by_name.get(&name) else {
            let is_unchanged = before.is_some_and(|before| before.aliases == theirs.aliases);
            if !is_unchanged {
                let is_free = parts.ours.id == parts.theirs.id && !project.entities.contains_key(&theirs.id);
                let id = if is_free { theirs.id } else { EntityId(numbers.next()?) };
                let entity = CanonicalEntity { id, ..CanonicalEntity::clone(theirs) };
                project.entities.insert(id, Arc::new(entity));
            }
            continue;
        };
        let mut merged = CanonicalEntity::clone(ours);
        merged.aliases.extend(theirs.aliases.iter().filter(|alias| !ours.aliases.contains(alias)).cloned());
        let dropped = |alias: &String| {
            let was_there = before.is_some_and(|before| before.aliases.contains(alias));
            was_there && !(ours.aliases.contains(alias) && theirs.aliases.contains(alias))
        };
        merged.aliases.retain(|alias| !dropped(alias));
        let nothing = String::new();
        let words = |of: fn(&CanonicalEntity) -> &String| {
            part(before.map_or(&nothing, |before| of(before)), of(ours), of(theirs)).cloned()
        };
        let (note, external_id) = (words(|one| &one.note), words(|one| &one.external_id));
        if note.is_none() || external_id.is_none() {
            conflicts.push(Conflict::named(Disputed::Entity, &theirs.name));
        }
        merged.note = note.unwrap_or(merged.note);
        merged.external_id = external_id.unwrap_or(merged.external_id);
        if merged != **ours {
            project.entities.insert(ours.id, Arc::new(merged));
        }
    }
    for (name, before) in &base_by_name {
        let there = parts.theirs.entities.values().any(|one| (one.kind, &one.name) == (name.0, &name.1));
        if let Some(ours) = ours_by_name.get(name).filter(|ours| !there && *ours == before) {
            project.entities.remove(&ours.id);
        }
    }
    Some(())
}

fn checks(
    project: &mut Project,
    parts: &Parts<'_>,
    numbers: &mut FreeNumbers,
    conflicts: &mut Vec<Conflict>,
) -> Option<()> {
    let is_one_history = parts.ours.id == parts.theirs.id;
    let same = |one: &Check, other: &Check| {
        Check { id: other.id, modified: other.modified, ..one.clone() } == *other
    };
    for theirs in parts.theirs.checks.values() {
        let find = |project: &Project| {
            let found = project.checks.get(&theirs.id).filter(|one| one.created == theirs.created);
            found.filter(|_| is_one_history).cloned()
        };
        let (ours, before) = (find(parts.ours), parts.base.and_then(find));
        let is_before = |one: &Check| before.as_ref().is_some_and(|before| same(before, one));
        match ours {
            Some(ours) if same(&ours, theirs) || is_before(theirs) => {}
            Some(ours) if is_before(&ours) => {
                project.checks.insert(ours.id, theirs.clone());
            }
            None if is_before(theirs) => {}
            None if project.checks.values().any(|one| same(one, theirs)) => {}
            ours => {
                if ours.is_some() {
                    conflicts.push(Conflict::named(Disputed::Check, &theirs.wording));
                }
                let is_free = is_one_history && !project.checks.contains_key(&theirs.id);
                let id = if is_free { theirs.id } else { CheckId(numbers.next()?) };
                project.checks.insert(id, Arc::new(Check { id, ..Check::clone(theirs) }));
            }
        }
    }
    let base = parts.base.into_iter().flat_map(|base| base.checks.values());
    for before in base.filter(|before| !parts.theirs.checks.contains_key(&before.id)) {
        if parts.ours.checks.get(&before.id).is_some_and(|ours| same(ours, before)) {
            project.checks.remove(&before.id);
        }
    }
    Some(())
}
