//! What somebody else marked comes in: articles, tags, entities and marks of a project of its own, as one
//! change of this one.

use super::{Numbers, Plan, check_meta, count_articles};
use crate::{Focus, Label, Operation, Refusal, Selection, Session};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, CanonicalEntity, Creator, EntityId, Project, Tag,
    TagId, Target, Timestamp,
};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// Takes `from` in. An article named in `same` is one that is there already and has the same text; the others
/// come after those. A tag or an entity of a name that is there is that one. A mark that says the same at the
/// same place by the same maker is there already, and does not come twice.
pub(super) fn take_in(
    session: &Session,
    from: Project,
    same: &BTreeMap<ArticleId, ArticleId>,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let mut numbers = Numbers::of(session);
    let mut operations = Vec::new();
    let mut selection = None;
    let mut articles = HashMap::new();
    let mut index = count_articles(session);
    for article in &from.articles {
        if let Some(ours) = same.get(&article.id) {
            let held = session.project.article(*ours).ok_or(Refusal::NoSuchArticle(*ours))?;
            if held.text != article.text {
                return Err(Refusal::OtherText(*ours));
            }
            articles.insert(article.id, *ours);
            selection.get_or_insert(*ours);
            continue;
        }
        check_meta(&article.meta)?;
        let id = ArticleId(numbers.next()?);
        let new = Article::new(id, &article.text, article.meta.clone(), at);
        operations.push(Operation::PutArticle { index, before: None, after: Some(Arc::new(new)) });
        articles.insert(article.id, id);
        selection.get_or_insert(id);
        index += 1;
    }
    let tags = tags(session, &from, &mut numbers, &mut operations)?;
    entities(session, &from, &mut numbers, &mut operations)?;
    let mut held = MarksHeld::default();
    for annotation in session.project.annotations.values() {
        held.add(annotation);
    }
    let mut count = 0;
    for annotation in from.annotations.values() {
        let Some(article) = articles.get(&annotation.article) else { continue };
        let mut next = Annotation { article: *article, ..Annotation::clone(annotation) };
        match &mut next.body {
            Body::Relation(mark) => {
                let Some(other) = articles.get(&mark.other) else { continue };
                mark.other = *other;
            }
            Body::Highlight(highlight) => {
                let Some(tag) = tags.get(&highlight.tag) else { continue };
                highlight.tag = *tag;
            }
            Body::Claim(_) | Body::Entity(_) => {}
        }
        next.id = AnnotationId(numbers.0);
        let next = Arc::new(next);
        if held.add(&next) {
            numbers.next()?;
            operations.push(Operation::PutAnnotation { before: None, after: Some(next) });
            count += 1;
        }
    }
    let selection = selection.map(|article| Selection { article: Some(article), focus: Focus::None });
    Ok(Plan { label: Label::TakeIn { count }, operations, selection: selection.unwrap_or(session.selection) })
}

/// The number each tag of `from` has here.
fn tags(
    session: &Session,
    from: &Project,
    numbers: &mut Numbers,
    operations: &mut Vec<Operation>,
) -> Result<HashMap<TagId, TagId>, Refusal> {
    let held = &session.project.tagset.tags;
    let mut index = u32::try_from(held.len()).unwrap_or(u32::MAX);
    let mut known: HashMap<&str, TagId> = held.iter().map(|tag| (tag.name.as_str(), tag.id)).collect();
    let mut numbered = HashMap::new();
    for tag in &from.tagset.tags {
        let id = match known.get(tag.name.as_str()) {
            Some(id) => *id,
            None => {
                let id = TagId(numbers.next()?);
                // A key means one tag; that of a tag that is there stays with it.
                let key = tag.key.filter(|key| held.iter().all(|other| other.key != Some(*key)));
                let after = Some(Tag { id, key, ..tag.clone() });
                operations.push(Operation::PutTag { index, before: None, after });
                known.insert(&tag.name, id);
                index += 1;
                id
            }
        };
        numbered.insert(tag.id, id);
    }
    Ok(numbered)
}

/// Entities whose name nobody has decided on here. What was decided here stays.
fn entities(
    session: &Session,
    from: &Project,
    numbers: &mut Numbers,
    operations: &mut Vec<Operation>,
) -> Result<(), Refusal> {
    for entity in from.entities.values() {
        if session.entity(entity.kind, &entity.name).is_none() {
            let id = EntityId(numbers.next()?);
            let after = Arc::new(CanonicalEntity { id, ..CanonicalEntity::clone(entity) });
            operations.push(Operation::PutEntity { before: None, after: Some(after) });
        }
    }
    Ok(())
}

/// Marks by a hash of what they say and where, to find those that are the same.
#[derive(Default)]
struct MarksHeld(HashMap<u64, Vec<Arc<Annotation>>>);

impl MarksHeld {
    /// Adds a mark; `false` when one is there that says the same at the same place by the same maker.
    fn add(&mut self, mark: &Arc<Annotation>) -> bool {
        let held = self.0.entry(said(mark)).or_default();
        let is_new = !held.iter().any(|other| is_same(other, mark));
        if is_new {
            held.push(mark.clone());
        }
        is_new
    }
}

/// A hash that is the same for marks that are.
fn said(mark: &Annotation) -> u64 {
    let mut hasher = DefaultHasher::new();
    (mark.article.0, &mark.note).hash(&mut hasher);
    match &mark.target {
        Target::Placed(spans) => spans.iter().for_each(|span| (span.start, span.end).hash(&mut hasher)),
        Target::Unplaced(quotes) => {
            quotes.iter().for_each(|quote| (quote.start, &quote.exact).hash(&mut hasher));
        }
    }
    match &mark.creator {
        Creator::Person { name } | Creator::Model { name, .. } => name.hash(&mut hasher),
    }
    match &mark.body {
        Body::Claim(claim) => claim.speaker.as_ref().map(|speaker| &speaker.name).hash(&mut hasher),
        Body::Entity(entity) => (entity.kind as u8, &entity.canonical).hash(&mut hasher),
        Body::Highlight(highlight) => highlight.tag.0.hash(&mut hasher),
        Body::Relation(relation) => {
            (relation.other.0, relation.place.extent().map(|span| (span.start, span.end))).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn is_same(a: &Annotation, b: &Annotation) -> bool {
    a.status == b.status
        && a.target == b.target
        && a.body == b.body
        && a.note == b.note
        && a.creator == b.creator
}

#[cfg(test)]
mod tests;
