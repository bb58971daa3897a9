//! What people say about entities: their names, who is who, and what belongs to whom.

use super::judging::Open;
use super::{Numbers, Plan, count};
use crate::folded::fold;
use crate::{EntityChange, Label, MarkKind, Operation, Refusal, Session};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, CanonicalEntity, EntityId, EntityMark, EntityType,
    Status, Timestamp,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records of a project while an edit changes them. Each gives at most one operation in the end.
struct Records<'s> {
    session: &'s Session,
    numbers: Numbers,
    changed: BTreeMap<EntityId, Option<CanonicalEntity>>,
}

impl<'s> Records<'s> {
    fn of(session: &'s Session) -> Self {
        Self { session, numbers: Numbers::of(session), changed: BTreeMap::new() }
    }

    /// The record of the entity with this name or alias; a new one when there is none.
    fn take(&mut self, kind: EntityType, name: &str) -> Result<CanonicalEntity, Refusal> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Refusal::EmptyName);
        }
        match self.session.entity(kind, name) {
            Some(entity) => Ok(CanonicalEntity::clone(entity)),
            None => Ok(CanonicalEntity::new(EntityId(self.numbers.next()?), kind, name.to_owned())),
        }
    }

    fn put(&mut self, entity: CanonicalEntity) {
        self.changed.insert(entity.id, Some(entity));
    }

    fn remove(&mut self, id: EntityId) {
        self.changed.insert(id, None);
    }

    /// Makes a string an alias of an entity, and of no other of its type.
    fn give_alias(&mut self, entity: &mut CanonicalEntity, string: &str) {
        let folded = fold(string);
        let others = self.session.project.entities.values();
        let others: Vec<CanonicalEntity> = others
            .filter(|other| other.id != entity.id && other.kind == entity.kind)
            .filter(|other| other.aliases.iter().any(|alias| fold(alias) == folded))
            .filter_map(|other| match self.changed.get(&other.id) {
                Some(changed) => changed.clone(),
                None => Some(CanonicalEntity::clone(other)),
            })
            .collect();
        for mut other in others {
            other.aliases.retain(|alias| fold(alias) != folded);
            self.put(other);
        }
        if entity.aliases.iter().all(|alias| fold(alias) != folded) {
            entity.aliases.push(string.to_owned());
        }
    }

    /// All that is known of one entity, taken into another.
    fn absorb(&mut self, entity: &mut CanonicalEntity, other: &CanonicalEntity) {
        for string in std::iter::once(&other.name).chain(&other.aliases) {
            if fold(string) != fold(&entity.name) {
                self.give_alias(entity, string);
            }
        }
        if !other.note.is_empty() && entity.note != other.note {
            let apart = if entity.note.is_empty() { "" } else { "\n" };
            entity.note.push_str(&format!("{apart}{}", other.note));
        }
        if entity.external_id.is_empty() {
            entity.external_id.clone_from(&other.external_id);
        }
        self.remove(other.id);
    }

    fn operations(self) -> Vec<Operation> {
        let entities = &self.session.project.entities;
        let changed = self.changed.into_iter().map(|(id, after)| {
            let (before, after) = (entities.get(&id).cloned(), after.map(Arc::new));
            (before != after).then_some(Operation::PutEntity { before, after })
        });
        changed.flatten().collect()
    }
}

pub(super) fn describe(
    session: &Session,
    (kind, name): (EntityType, String),
    change: EntityChange,
) -> Result<Plan, Refusal> {
    let mut records = Records::of(session);
    let mut entity = records.take(kind, &name)?;
    let taken = |name: &str, id: EntityId| {
        let other = session.entity(kind, name).filter(|other| other.id != id);
        other.filter(|other| fold(&other.name) == fold(name)).is_some()
    };
    match change {
        EntityChange::Rename(name) => {
            let name = name.trim();
            if name.is_empty() {
                return Err(Refusal::EmptyName);
            }
            if session.entity(kind, name).is_some_and(|other| other.id != entity.id) {
                return Err(Refusal::NameTaken(name.to_owned()));
            }
            let former = std::mem::replace(&mut entity.name, name.to_owned());
            if fold(&former) != fold(name) {
                records.give_alias(&mut entity, &former);
            }
        }
        EntityChange::AddAlias(string) => {
            let string = string.trim();
            if string.is_empty() {
                return Err(Refusal::EmptyName);
            }
            if taken(string, entity.id) {
                return Err(Refusal::NameTaken(string.to_owned()));
            }
            records.give_alias(&mut entity, string);
        }
        EntityChange::RemoveAlias(string) => entity.aliases.retain(|alias| *alias != string),
        EntityChange::Note(note) => entity.note = note,
        EntityChange::ExternalId(id) => id.trim().clone_into(&mut entity.external_id),
    }
    records.put(entity);
    Ok(plan(session, Label::ChangeEntity, records.operations()))
}

pub(super) fn merge(session: &Session, kind: EntityType, from: &str, into: &str) -> Result<Plan, Refusal> {
    let mut records = Records::of(session);
    let mut entity = records.take(kind, into)?;
    match session.entity(kind, from) {
        // They are one already.
        Some(other) if other.id == entity.id => {
            return Ok(plan(session, Label::MergeEntities, Vec::new()));
        }
        Some(other) => {
            let other = other.clone();
            records.absorb(&mut entity, &other);
        }
        None if from.trim().is_empty() => return Err(Refusal::EmptyName),
        None if fold(from) == fold(into) => return Ok(plan(session, Label::MergeEntities, Vec::new())),
        None => records.give_alias(&mut entity, from.trim()),
    }
    records.put(entity);
    Ok(plan(session, Label::MergeEntities, records.operations()))
}

pub(super) fn move_mentions(
    session: &Session,
    from: EntityType,
    places: Vec<(ArticleId, ByteSpan)>,
    (kind, name): (EntityType, String),
    strings: Vec<String>,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let mut records = Records::of(session);
    let mut entity = records.take(kind, &name)?;
    for string in strings.iter().filter(|string| !string.trim().is_empty()) {
        records.give_alias(&mut entity, string.trim());
    }
    let name = entity.name.clone();
    records.put(entity);
    let mut operations = mentions(session, &mut records.numbers, from, places, (kind, &name), by, at)?;
    let label = Label::MoveMentions { count: count(&operations) };
    operations.extend(records.operations());
    Ok(plan(session, label, operations))
}

pub(super) fn retype(
    session: &Session,
    (kind, name): (EntityType, String),
    to: EntityType,
    places: Vec<(ArticleId, ByteSpan)>,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    if kind == to {
        return Ok(plan(session, Label::ChangeEntity, Vec::new()));
    }
    let mut records = Records::of(session);
    let mut entity = records.take(kind, &name)?;
    entity.kind = to;
    let name = match session.entity(to, &entity.name) {
        Some(other) => {
            let mut other = CanonicalEntity::clone(other);
            records.absorb(&mut other, &entity);
            let name = other.name.clone();
            records.put(other);
            name
        }
        None => {
            for alias in std::mem::take(&mut entity.aliases) {
                records.give_alias(&mut entity, &alias);
            }
            let name = entity.name.clone();
            records.put(entity);
            name
        }
    };
    let mut operations = mentions(session, &mut records.numbers, kind, places, (to, &name), by, at)?;
    operations.extend(records.operations());
    Ok(plan(session, Label::ChangeEntity, operations))
}

/// Gives mentions their entity: a mark its type and its name, a suggestion a mark.
fn mentions(
    session: &Session,
    numbers: &mut Numbers,
    from: EntityType,
    places: Vec<(ArticleId, ByteSpan)>,
    (kind, name): (EntityType, &str),
    by: &str,
    at: Timestamp,
) -> Result<Vec<Operation>, Refusal> {
    let mut by_article: BTreeMap<ArticleId, BTreeSet<ByteSpan>> = BTreeMap::new();
    for (article, span) in places {
        by_article.entry(article).or_default().insert(span);
    }
    let mut operations = Vec::new();
    for (article, spans) in by_article {
        let open = Open::of(session, article, MarkKind::Entity)?;
        let marks: Vec<&Arc<Annotation>> = session.project.annotations_of(article).collect();
        for span in spans {
            let is_meant = |annotation: &&&Arc<Annotation>| {
                let of_kind = matches!(&annotation.body, Body::Entity(mark) if mark.kind == from);
                of_kind && annotation.extent() == Some(span) && annotation.status != Status::Rejected
            };
            let body = |value| {
                let canonical = name.to_owned();
                Body::Entity(EntityMark { kind, canonical, value })
            };
            if let Some(&before) = marks.iter().find(is_meant) {
                let mut after = Annotation::clone(before);
                if let Body::Entity(mark) = &before.body {
                    after.body = body(mark.value.clone().filter(|value| kind.takes(value)));
                }
                if after.body != before.body {
                    after.modified = at;
                    let (before, after) = (Some(before.clone()), Some(Arc::new(after)));
                    operations.push(Operation::PutAnnotation { before, after });
                }
                continue;
            }
            let (found, creator) = open.at(span)?;
            let value = match found {
                Body::Entity(mark) => mark.value.filter(|value| kind.takes(value)),
                _ => None,
            };
            let id = AnnotationId(numbers.next()?);
            operations.push(open.accepted(id, span, body(value), creator, by, at));
        }
    }
    Ok(operations)
}

fn plan(session: &Session, label: Label, operations: Vec<Operation>) -> Plan {
    Plan { label, operations, selection: session.selection }
}
