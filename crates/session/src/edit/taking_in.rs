//! What somebody else marked comes in: articles, tags, entities and marks of a project of its own, as one
//! change of this one.

use super::{Numbers, Plan, check_meta, count_articles};
use crate::{Focus, Label, Operation, Refusal, Selection, Session};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, CanonicalEntity, EntityId, Project, Tag, TagId,
    Target, Timestamp,
};
use std::collections::{BTreeMap, HashMap, HashSet};
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
    let mut there: HashSet<String> = session.project.annotations.values().map(|one| said(one)).collect();
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
        if there.insert(said(&next)) {
            next.id = AnnotationId(numbers.next()?);
            operations.push(Operation::PutAnnotation { before: None, after: Some(Arc::new(next)) });
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

/// What a mark says and where, by which two are the same.
fn said(annotation: &Annotation) -> String {
    let Annotation { article, target, body, note, creator, status, .. } = annotation;
    let place = match target {
        Target::Placed(spans) => format!("{spans:?}"),
        Target::Unplaced(quotes) => format!("{quotes:?}"),
    };
    format!("{article:?} {place} {body:?} {note:?} {creator:?} {status:?}")
}

#[cfg(test)]
mod tests;
