//! What an edit means: checks it against the session and turns it into operations. Applies nothing.

use crate::{
    Analysed, Edit, Focus, Label, MarkKind, NewArticle, Operation, Refusal, Selection, Session, Verdict,
};
use shirushi_model::is_calendar_date;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, Creator, Entity, EntityMark,
    Status, Tag, TagColor, TagId, Target, Timestamp, grapheme_span,
};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// An edit that can be done. Without operations it changes nothing, and nothing is recorded.
pub(crate) struct Plan {
    pub(crate) label: Label,
    pub(crate) operations: Vec<Operation>,
    pub(crate) selection: Selection,
}

/// Turns an edit into a plan.
pub(crate) fn plan(session: &Session, edit: Edit, at: Timestamp) -> Result<Plan, Refusal> {
    match edit {
        Edit::RenameProject(title) => rename(session, title),
        Edit::AddArticles(articles) => add_articles(session, articles, at),
        Edit::RemoveArticle(id) => remove_article(session, id),
        Edit::SetMeta(id, meta) => set_meta(session, id, meta),
        Edit::Mark { article, spans, body, note, by } => {
            let mark = Mark { article, spans, body, note, by };
            mark.plan(session, at)
        }
        Edit::Judge { article, spans, verdict, by } => judge(session, article, &spans, verdict, &by, at),
        Edit::Change { id, target, body, note } => change(session, id, target, body, note, at),
        Edit::Delete(ids) => delete(session, ids),
        Edit::AddTag { name, color } => add_tag(session, name, color),
        Edit::ChangeTag(tag) => change_tag(session, tag),
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
    let annotations = session.project.annotations_of(id);
    let mut operations: Vec<Operation> = annotations
        .map(|annotation| Operation::PutAnnotation { before: Some(annotation.clone()), after: None })
        .collect();
    operations.push(Operation::PutArticle { index, before: Some(article.clone()), after: None });
    Ok(Plan { label: Label::RemoveArticle, operations, selection: session.selection })
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
    whole.sort_unstable();
    let mut joined: Vec<ByteSpan> = Vec::with_capacity(whole.len());
    for span in whole {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    if joined.is_empty() { Err(Refusal::EmptySpan) } else { Ok(joined) }
}

fn check_body(session: &Session, body: &Body) -> Result<(), Refusal> {
    match body {
        Body::Highlight(highlight) if session.project.tagset.get(highlight.tag).is_none() => {
            Err(Refusal::NoSuchTag(highlight.tag))
        }
        _ => Ok(()),
    }
}

struct Mark {
    article: ArticleId,
    spans: Vec<ByteSpan>,
    body: Body,
    note: String,
    by: String,
}

impl Mark {
    fn plan(self, session: &Session, at: Timestamp) -> Result<Plan, Refusal> {
        let article = session.project.article(self.article).ok_or(Refusal::NoSuchArticle(self.article))?;
        check_body(session, &self.body)?;
        let spans = placed(article, self.spans)?;
        let id = AnnotationId(Numbers::of(session).next()?);
        let label = Label::Mark { kind: MarkKind::of(&self.body) };
        let annotation = Annotation {
            id,
            article: self.article,
            target: Target::Placed(spans),
            body: self.body,
            note: self.note,
            creator: Creator::Person { name: self.by },
            judged_by: None,
            status: Status::Accepted,
            created: at,
            modified: at,
        };
        Ok(Plan {
            label,
            operations: vec![Operation::PutAnnotation { before: None, after: Some(Arc::new(annotation)) }],
            selection: Selection { article: Some(self.article), focus: Focus::Annotation(id) },
        })
    }
}

fn judge(
    session: &Session,
    article: ArticleId,
    spans: &[ByteSpan],
    verdict: Verdict,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
    let status = match verdict {
        Verdict::Accept => Status::Accepted,
        Verdict::Reject => Status::Rejected,
    };
    let settled: HashMap<ByteSpan, &Arc<Annotation>> = session.settled(article).collect();
    let mut numbers = Numbers::of(session);
    let mut operations = Vec::new();
    let spans: BTreeSet<ByteSpan> = spans.iter().copied().collect();
    for &span in &spans {
        if let Some(&earlier) = settled.get(&span) {
            operations.extend(judge_again(earlier, status, by, at));
            continue;
        }
        let (analysed, entity) = suggested(session, article, span).ok_or(Refusal::NotSuggested(span))?;
        let mark = EntityMark { kind: entity.kind, canonical: entity.canonical.clone() };
        let annotation = Annotation {
            id: AnnotationId(numbers.next()?),
            article,
            target: Target::Placed(vec![span]),
            body: Body::Entity(mark),
            note: String::new(),
            creator: analysed.model.clone(),
            judged_by: Some(by.to_owned()),
            status,
            created: at,
            modified: at,
        };
        operations.push(Operation::PutAnnotation { before: None, after: Some(Arc::new(annotation)) });
    }
    let mut selection = session.selection;
    if let Focus::Suggestion(span) = selection.focus
        && spans.contains(&span)
    {
        selection.focus = next_suggestion(session, article, span, &spans);
    }
    Ok(Plan { label: Label::Judge { verdict, count: count(&operations) }, operations, selection })
}

/// A verdict on what was judged before. What a person marked is theirs and takes no verdict.
fn judge_again(earlier: &Arc<Annotation>, status: Status, by: &str, at: Timestamp) -> Option<Operation> {
    let judged = matches!(earlier.creator, Creator::Model { .. });
    (judged && earlier.status != status).then(|| {
        let mut after = Annotation::clone(earlier);
        after.status = status;
        after.judged_by = Some(by.to_owned());
        after.modified = at;
        Operation::PutAnnotation { before: Some(earlier.clone()), after: Some(Arc::new(after)) }
    })
}

fn suggested(session: &Session, article: ArticleId, span: ByteSpan) -> Option<(&Analysed, &Entity)> {
    let analysed = session.analysed(article)?;
    let entity = analysed.analysis.entities.iter().find(|entity| entity.span == span)?;
    Some((analysed, entity))
}

/// The suggestion to look at when those on `judged` are done with: the next one in the text, else the first.
fn next_suggestion(
    session: &Session,
    article: ArticleId,
    after: ByteSpan,
    judged: &BTreeSet<ByteSpan>,
) -> Focus {
    let mut first = None;
    for entity in session.suggestions(article).filter(|entity| !judged.contains(&entity.span)) {
        if entity.span.start >= after.start {
            return Focus::Suggestion(entity.span);
        }
        first.get_or_insert(Focus::Suggestion(entity.span));
    }
    first.unwrap_or_default()
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
        after.body = body;
    }
    if let Some(note) = note {
        after.note = note;
    }
    let operations = if after == **before {
        Vec::new()
    } else {
        after.modified = at;
        vec![Operation::PutAnnotation { before: Some(before.clone()), after: Some(Arc::new(after)) }]
    };
    Ok(Plan { label: Label::Change, operations, selection: session.selection })
}

fn delete(session: &Session, ids: Vec<AnnotationId>) -> Result<Plan, Refusal> {
    let ids: BTreeSet<AnnotationId> = ids.into_iter().collect();
    let mut operations = Vec::with_capacity(ids.len());
    for id in ids {
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
    let tag = Tag { id: TagId(Numbers::of(session).next()?), name, color };
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
    let operations = if *before == tag {
        Vec::new()
    } else {
        vec![Operation::PutTag { index, before: Some(before.clone()), after: Some(tag) }]
    };
    Ok(Plan { label: Label::ChangeTag, operations, selection: session.selection })
}
