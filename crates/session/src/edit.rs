//! What an edit means: checks it against the session and turns it into operations. Applies nothing.

mod adjudicating;
mod checking;
mod entities;
mod judging;
mod relating;
mod replacing;
mod shaping;
mod taking_in;

pub(crate) use judging::next_suggestion;

use crate::{
    Edit, Focus, Label, MarkKind, NewArticle, Operation, Refusal, Selection, Session, difference, values,
};
use shirushi_model::is_calendar_date;
use shirushi_model::limits::Measure;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, ClaimMark, Creator,
    EntityMark, Highlight, NewTag, NewTagset, Project, Status, Tag, TagColor, TagId, Target, Timestamp,
    TypeGuide, grapheme_span, joined, set_of, with_example,
};
use std::sync::Arc;

/// An edit that can be done. Without operations it changes nothing, and nothing is recorded.
pub(crate) struct Plan {
    pub(crate) label: Label,
    pub(crate) operations: Vec<Operation>,
    pub(crate) selection: Selection,
}

/// Refuses what would make a project larger than one that can be opened again.
pub(crate) fn fits(project: &Project, operations: &[Operation]) -> Result<(), Refusal> {
    // By how much each measure grows.
    let mut growth = [0_i64; Measure::ALL.len()];
    let mut count = |measure: Measure, before: Option<usize>, after: Option<usize>| {
        let change = after.unwrap_or(0) as i64 - before.unwrap_or(0) as i64;
        if let Some(sum) = growth.get_mut(measure as usize) {
            *sum += change;
        }
    };
    for operation in operations {
        match operation {
            Operation::PutArticle { before, after, .. } => {
                count(Measure::Articles, before.as_ref().map(|_| 1), after.as_ref().map(|_| 1));
                let bytes = |article: &Arc<Article>| article.text.len();
                count(Measure::Text, before.as_ref().map(bytes), after.as_ref().map(bytes));
            }
            Operation::PutAnnotation { before, after } => {
                count(Measure::Annotations, before.as_ref().map(|_| 1), after.as_ref().map(|_| 1));
            }
            Operation::PutTag { before, after, .. } => {
                count(Measure::Tags, before.as_ref().map(|_| 1), after.as_ref().map(|_| 1));
            }
            Operation::PutEntity { before, after } => {
                count(Measure::Entities, before.as_ref().map(|_| 1), after.as_ref().map(|_| 1));
            }
            Operation::PutCheck { before, after } => {
                count(Measure::Checks, before.as_ref().map(|_| 1), after.as_ref().map(|_| 1));
            }
            Operation::PutScale { before, after, .. } => {
                count(Measure::Scales, before.as_ref().map(|_| 1), after.as_ref().map(|_| 1));
            }
            _ => {}
        }
    }
    let grows = |&measure: &Measure| growth.get(measure as usize).is_some_and(|&sum| sum > 0);
    let over = |&measure: &Measure| {
        let sum = growth.get(measure as usize).copied().unwrap_or_default();
        measure.of(project) as i64 + sum > measure.limit() as i64
    };
    let over = Measure::ALL.into_iter().filter(grows).find(over);
    over.map_or(Ok(()), |measure| Err(Refusal::TooMuch(measure)))
}

/// Turns an edit into a plan.
pub(crate) fn plan(session: &Session, edit: Edit, at: Timestamp) -> Result<Plan, Refusal> {
    match edit {
        Edit::RenameProject(title) => rename(session, title),
        Edit::AddArticles(articles) => add_articles(session, articles, at),
        Edit::TakeIn { from, same } => taking_in::take_in(session, *from, &same, at),
        Edit::RemoveArticle(id) => remove_article(session, id),
        Edit::ReturnTo(number) => return_to(session, number),
        Edit::MergeProject(merged) => {
            let operations = difference(&session.project, &merged);
            Ok(Plan { label: Label::MergeProject, operations, selection: session.selection })
        }
        Edit::Adjudicate { rulings, by } => adjudicating::adjudicate(session, rulings, &by, at),
        Edit::SetMeta(id, meta) => set_meta(session, id, meta),
        Edit::ReplaceText { article, text, marks, ends } => {
            replacing::replace_text(session, article, &text, &marks, &ends, at)
        }
        Edit::Mark { article, spans, body, note, by } => {
            let mark = EditedMark { article, spans, body, note, by };
            mark.plan(session, at)
        }
        Edit::MarkAll { places, body, by } => judging::mark_all(session, places, body, by, at),
        Edit::Judge { places, verdict, by } => {
            judging::judge(session, MarkKind::Entity, places, verdict, &by, at)
        }
        Edit::JudgeClaims { places, verdict, by } => {
            judging::judge(session, MarkKind::Claim, places, verdict, &by, at)
        }
        Edit::Correct { article, span, to, body, by } => {
            judging::correct(session, (article, span), to, body, &by, at)
        }
        Edit::Split { id, at: position } => shaping::split(session, id, position, at),
        Edit::Merge(ids) => shaping::merge(session, ids, at),
        Edit::Relate { pairs, verdict, creator, by } => {
            relating::relate(session, relating::SaidOfPair { pairs, verdict, creator, by }, at)
        }
        Edit::Change { id, target, body, note } => change(session, id, target, body, note, at),
        Edit::Delete(ids) => delete(session, ids),
        Edit::DescribeEntity { entity, change } => entities::describe(session, entity, change),
        Edit::MergeEntities { kind, from, into } => entities::merge(session, kind, &from, &into),
        Edit::MoveMentions { from, places, to, strings, by } => {
            entities::move_mentions(session, from, places, to, strings, &by, at)
        }
        Edit::RetypeEntity { entity, to, places, by } => {
            entities::retype(session, entity, to, places, &by, at)
        }
        Edit::BeginCheck { places, wording, by } => checking::begin(session, places, &wording, by, at),
        Edit::ChangeCheck { id, change, by } => checking::change(session, id, change, by, at),
        Edit::RemoveCheck(id) => checking::remove(session, id),
        Edit::PutScale(scale) => checking::put_scale(session, scale),
        Edit::RemoveScale(key) => checking::remove_scale(session, &key),
        Edit::AddTag { name, color } => add_tag(session, name, color),
        Edit::ImportTags(tagset) => import_tags(session, tagset),
        Edit::Explain(after) => {
            let before = session.project.tagset.guide(after.of);
            let changes = (before != after).then_some(Operation::SetGuide { before, after });
            let operations = changes.into_iter().collect();
            Ok(Plan { label: Label::Explain, operations, selection: session.selection })
        }
        Edit::ChangeTag(tag) => change_tag(session, tag),
        Edit::RemoveTag { id, into } => remove_tag(session, id, into, at),
    }
}

/// Gives out numbers for ids, from the project's next one upwards.
struct Numbers(u32);

impl Numbers {
    fn of(session: &Session) -> Self {
        Self(session.project.next_number)
    }

    fn next(&mut self) -> Result<u32, Refusal> {
        let number = self.0;
        self.0 = number.checked_add(1).ok_or(Refusal::NumbersExhausted)?;
        Ok(number)
    }
}

fn count(operations: &[Operation]) -> u32 {
    u32::try_from(operations.len()).unwrap_or(u32::MAX)
}

fn rename(session: &Session, title: String) -> Result<Plan, Refusal> {
    if title.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    let before = session.project.title.clone();
    let operations =
        if before == title { Vec::new() } else { vec![Operation::SetTitle { before, after: title }] };
    Ok(Plan { label: Label::RenameProject, operations, selection: session.selection })
}

fn add_articles(session: &Session, articles: Vec<NewArticle>, at: Timestamp) -> Result<Plan, Refusal> {
    let mut numbers = Numbers::of(session);
    let mut operations = Vec::with_capacity(articles.len());
    let mut selection = None;
    for (index, new) in (count_articles(session)..).zip(articles) {
        check_meta(&new.meta)?;
        let id = ArticleId(numbers.next()?);
        selection.get_or_insert(Selection { article: Some(id), focus: Focus::None });
        let article = Arc::new(Article::new(id, &new.text, new.meta, at));
        operations.push(Operation::PutArticle { index, before: None, after: Some(article) });
    }
    let label = Label::AddArticles { count: count(&operations) };
    Ok(Plan { label, operations, selection: selection.unwrap_or(session.selection) })
}

fn count_articles(session: &Session) -> u32 {
    u32::try_from(session.project.articles.len()).unwrap_or(u32::MAX)
}

fn remove_article(session: &Session, id: ArticleId) -> Result<Plan, Refusal> {
    let found = (0..).zip(&session.project.articles).find(|(_, article)| article.id == id);
    let (index, article) = found.ok_or(Refusal::NoSuchArticle(id))?;
    // Undo applies the inverses backwards: the article comes back first, then its annotations.
    let annotations = session.project.annotations.values();
    let mut operations: Vec<Operation> = annotations
        .filter(|annotation| annotation.articles().any(|article| article == id))
        .map(|annotation| Operation::PutAnnotation { before: Some(annotation.clone()), after: None })
        .collect();
    operations.extend(checking::article_goes(&session.project, id));
    operations.push(Operation::PutArticle { index, before: Some(article.clone()), after: None });
    Ok(Plan { label: Label::RemoveArticle, operations, selection: session.selection })
}

fn return_to(session: &Session, number: u32) -> Result<Plan, Refusal> {
    let version = session.version(number).ok_or(Refusal::NoSuchVersion(number))?;
    let operations = difference(&session.project, &version.project);
    Ok(Plan { label: Label::ReturnTo, operations, selection: session.selection })
}

fn set_meta(session: &Session, id: ArticleId, meta: ArticleMeta) -> Result<Plan, Refusal> {
    check_meta(&meta)?;
    let article = session.project.article(id).ok_or(Refusal::NoSuchArticle(id))?;
    let before = article.meta.clone();
    let operations = if before == meta {
        Vec::new()
    } else {
        vec![Operation::SetMeta { article: id, before, after: meta }]
    };
    Ok(Plan { label: Label::SetMeta, operations, selection: session.selection })
}

fn check_meta(meta: &ArticleMeta) -> Result<(), Refusal> {
    if meta.published.is_empty() || is_calendar_date(&meta.published) {
        Ok(())
    } else {
        Err(Refusal::NotADate(meta.published.clone()))
    }
}

/// The spans of a mark, whole graphemes each, in order and disjoint.
fn placed(article: &Article, spans: Vec<ByteSpan>) -> Result<Vec<ByteSpan>, Refusal> {
    let text = &*article.text;
    let mut whole = Vec::with_capacity(spans.len());
    for span in spans {
        if span.start > span.end || span.end as usize > text.len() {
            return Err(Refusal::OutsideText(span));
        }
        let inside = span.slice(text).ok_or(Refusal::InsideCharacter(span))?;
        if inside.is_empty() {
            return Err(Refusal::EmptySpan);
        }
        whole.push(grapheme_span(text, span));
    }
    let joined = joined(whole);
    if joined.is_empty() { Err(Refusal::EmptySpan) } else { Ok(joined) }
}

fn check_body(session: &Session, body: &Body) -> Result<(), Refusal> {
    match body {
        Body::Relation(mark) => {
            let other = session.project.article(mark.other).ok_or(Refusal::NoSuchArticle(mark.other))?;
            match &mark.place {
                Target::Placed(spans) => placed(other, spans.clone()).map(|_| ()),
                Target::Unplaced(_) => Ok(()),
            }
        }
        Body::Entity(mark) if !values::fits(mark) => Err(Refusal::NotAValue),
        Body::Claim(ClaimMark { when: Some(when), .. }) if !values::is_calendar(when) => {
            Err(Refusal::NotAValue)
        }
        Body::Highlight(highlight) if session.project.tagset.get(highlight.tag).is_none() => {
            Err(Refusal::NoSuchTag(highlight.tag))
        }
        _ => Ok(()),
    }
}

/// A body as annotations keep it.
fn kept(body: Body) -> Body {
    match body {
        Body::Entity(mark) => Body::Entity(EntityMark { value: mark.value.map(values::kept), ..mark }),
        other => other,
    }
}

struct EditedMark {
    article: ArticleId,
    spans: Vec<ByteSpan>,
    body: Body,
    note: String,
    by: String,
}

impl EditedMark {
    fn plan(mut self, session: &Session, at: Timestamp) -> Result<Plan, Refusal> {
        let article = session.project.article(self.article).ok_or(Refusal::NoSuchArticle(self.article))?;
        check_body(session, &self.body)?;
        let spans = placed(article, std::mem::take(&mut self.spans))?;
        let id = AnnotationId(Numbers::of(session).next()?);
        let label = Label::Mark { kind: MarkKind::of(&self.body) };
        let selection = Selection { article: Some(self.article), focus: Focus::Annotation(id) };
        Ok(Plan { label, operations: vec![self.by_hand(id, spans, at)], selection })
    }

    fn by_hand(self, id: AnnotationId, spans: Vec<ByteSpan>, at: Timestamp) -> Operation {
        let annotation = Annotation {
            id,
            article: self.article,
            target: Target::Placed(spans),
            body: kept(self.body),
            note: self.note,
            creator: Creator::Person { name: self.by },
            judged_by: None,
            status: Status::Accepted,
            created: at,
            modified: at,
        };
        Operation::PutAnnotation { before: None, after: Some(Arc::new(annotation)) }
    }
}

fn change(
    session: &Session,
    id: AnnotationId,
    target: Option<Vec<ByteSpan>>,
    body: Option<Body>,
    note: Option<String>,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let before = session.project.annotations.get(&id).ok_or(Refusal::NoSuchAnnotation(id))?;
    let mut after = Annotation::clone(before);
    if let Some(spans) = target {
        let article = session.project.article(before.article);
        let article = article.ok_or(Refusal::NoSuchArticle(before.article))?;
        after.target = Target::Placed(placed(article, spans)?);
    }
    if let Some(body) = body {
        check_body(session, &body)?;
        after.body = kept(body);
    }
    if let Some(note) = note {
        after.note = note;
    }
    let mut operations = Vec::new();
    if after != **before {
        after.modified = at;
        operations.extend(shaping::relations_follow(session, before, &after, at));
        if let Some(from) = before.extent().filter(|from| after.extent().is_some_and(|to| to != *from)) {
            operations.extend(checking::claim_moves(&session.project, before.article, from, &after.target));
        }
        operations
            .push(Operation::PutAnnotation { before: Some(before.clone()), after: Some(Arc::new(after)) });
    }
    Ok(Plan { label: Label::Change, operations, selection: session.selection })
}

fn delete(session: &Session, ids: Vec<AnnotationId>) -> Result<Plan, Refusal> {
    let mut operations = Vec::with_capacity(ids.len());
    for id in set_of(ids) {
        let before = session.project.annotations.get(&id).ok_or(Refusal::NoSuchAnnotation(id))?;
        operations.push(Operation::PutAnnotation { before: Some(before.clone()), after: None });
    }
    let label = Label::Delete { count: count(&operations) };
    Ok(Plan { label, operations, selection: session.selection })
}

fn add_tag(session: &Session, name: String, color: TagColor) -> Result<Plan, Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    let (id, guide, examples) = (TagId(Numbers::of(session).next()?), String::new(), Vec::new());
    let tag = Tag { id, name, color, guide, examples, key: None };
    let index = u32::try_from(session.project.tagset.tags.len()).unwrap_or(u32::MAX);
    let operations = vec![Operation::PutTag { index, before: None, after: Some(tag) }];
    Ok(Plan { label: Label::AddTag, operations, selection: session.selection })
}

fn change_tag(session: &Session, tag: Tag) -> Result<Plan, Refusal> {
    if tag.name.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    let found = (0..).zip(&session.project.tagset.tags).find(|(_, other)| other.id == tag.id);
    let (index, before) = found.ok_or(Refusal::NoSuchTag(tag.id))?;
    if let Some(key) = tag.key
        && session.project.tagset.tags.iter().any(|other| other.id != tag.id && other.key == Some(key))
    {
        return Err(Refusal::KeyTaken(key));
    }
    let operations = if *before == tag {
        Vec::new()
    } else {
        vec![Operation::PutTag { index, before: Some(before.clone()), after: Some(tag) }]
    };
    Ok(Plan { label: Label::ChangeTag, operations, selection: session.selection })
}

/// Takes a tagset in. A tag of a name that is there already changes that tag and loses nothing of it: what it
/// says comes beside what was said, and so does what is said about a type. A key that another tag has stays
/// with that.
fn import_tags(session: &Session, NewTagset { tags, types }: NewTagset) -> Result<Plan, Refusal> {
    let mut numbers = Numbers::of(session);
    let mut now: Vec<Tag> = session.project.tagset.tags.clone();
    for NewTag { name, color, guide, examples, key } in tags {
        if name.trim().is_empty() {
            return Err(Refusal::EmptyName);
        }
        let place = now.iter().position(|tag| tag.name == name);
        let is_free = |key: &char| {
            now.iter().enumerate().all(|(at, other)| Some(at) == place || other.key != Some(*key))
        };
        let key = key.filter(is_free);
        match place.and_then(|at| now.get_mut(at)) {
            Some(tag) => {
                tag.color = color;
                tag.key = key.or(tag.key);
                say_too((&mut tag.guide, &mut tag.examples), &guide, &examples);
            }
            None => now.push(Tag { id: TagId(numbers.next()?), name, color, guide, examples, key }),
        }
    }
    let before = session.project.tagset.tags.iter().map(Some).chain(std::iter::repeat(None));
    let operations = (0..).zip(before.zip(now)).filter(|(_, (before, after))| *before != Some(after));
    let mut operations: Vec<Operation> = operations
        .map(|(index, (before, after))| Operation::PutTag {
            index,
            before: before.cloned(),
            after: Some(after),
        })
        .collect();
    for TypeGuide { of, guide, examples } in types {
        let before = session.project.tagset.guide(of);
        let mut after = before.clone();
        say_too((&mut after.guide, &mut after.examples), &guide, &examples);
        if before != after {
            operations.push(Operation::SetGuide { before, after });
        }
    }
    Ok(Plan { label: Label::ImportTags, operations, selection: session.selection })
}

/// Adds a guide and examples to what was said, unless it says so already.
fn say_too((said, shown): (&mut String, &mut Vec<String>), guide: &str, examples: &[String]) {
    if !said.contains(guide) {
        let apart = if said.is_empty() { "" } else { "\n" };
        said.push_str(&format!("{apart}{guide}"));
    }
    *shown = examples.iter().fold(std::mem::take(shown), |shown, example| with_example(&shown, example));
}

/// Takes a tag out of the tagset. Highlights that have it get another one: no mark goes with its tag.
fn remove_tag(session: &Session, id: TagId, into: Option<TagId>, at: Timestamp) -> Result<Plan, Refusal> {
    let tags = &session.project.tagset.tags;
    let (index, tag) = (0..).zip(tags).find(|(_, tag)| tag.id == id).ok_or(Refusal::NoSuchTag(id))?;
    let into = into.filter(|into| *into != id);
    if let Some(into) = into
        && session.project.tagset.get(into).is_none()
    {
        return Err(Refusal::NoSuchTag(into));
    }
    let mut operations = Vec::new();
    for before in session.project.annotations.values() {
        let Body::Highlight(highlight) = &before.body else { continue };
        if highlight.tag != id {
            continue;
        }
        let mut after = Annotation::clone(before);
        after.body = Body::Highlight(Highlight { tag: into.ok_or(Refusal::TagInUse(id))? });
        after.modified = at;
        operations
            .push(Operation::PutAnnotation { before: Some(before.clone()), after: Some(Arc::new(after)) });
    }
    operations.push(Operation::PutTag { index, before: Some(tag.clone()), after: None });
    Ok(Plan { label: Label::RemoveTag, operations, selection: session.selection })
}
