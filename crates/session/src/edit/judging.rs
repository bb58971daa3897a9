//! Judging what the machine suggests: yes, no, or yes but otherwise.

use super::{Numbers, Plan, count};
use crate::suggestions::Suggestion;
use crate::{Analysed, Focus, Label, Operation, Refusal, Session, Verdict, values};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, Entity, EntityMark, Status, Target,
    Timestamp,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub(super) fn judge(
    session: &Session,
    places: Vec<(ArticleId, ByteSpan)>,
    verdict: Verdict,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let status = match verdict {
        Verdict::Accept => Status::Accepted,
        Verdict::Reject => Status::Rejected,
    };
    let mut by_article: BTreeMap<ArticleId, BTreeSet<ByteSpan>> = BTreeMap::new();
    for (article, span) in places {
        by_article.entry(article).or_default().insert(span);
    }
    let mut numbers = Numbers::of(session);
    let mut operations = Vec::new();
    let mut selection = session.selection;
    for (article, spans) in by_article {
        let suggested = Open::of(session, article)?;
        let settled: HashMap<ByteSpan, &Arc<Annotation>> = session.settled(article).collect();
        for &span in &spans {
            if let Some(&earlier) = settled.get(&span) {
                operations.extend(judge_again(earlier, status, by, at));
                continue;
            }
            let (entity, creator) = suggested.at(span)?;
            let id = AnnotationId(numbers.next()?);
            let judgement = Judgement { mark: mark_of(entity), creator, status, by };
            operations.push(suggested.judged(id, span, judgement, at));
        }
        if let Focus::Suggestion(span) = selection.focus
            && selection.article == Some(article)
            && spans.contains(&span)
        {
            selection.focus = next_suggestion(session, article, span, &spans);
        }
    }
    Ok(Plan { label: Label::Judge { verdict, count: count(&operations) }, operations, selection })
}

/// Accepts a suggestion as something else than it says, which becomes the focus.
pub(super) fn correct(
    session: &Session,
    article: ArticleId,
    span: ByteSpan,
    mark: EntityMark,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let suggested = Open::of(session, article)?;
    let (_, creator) = suggested.at(span)?;
    if !values::fits(&mark) {
        return Err(Refusal::NotAValue);
    }
    let id = AnnotationId(Numbers::of(session).next()?);
    let mut selection = session.selection;
    if selection.focus == Focus::Suggestion(span) && selection.article == Some(article) {
        selection.focus = Focus::Annotation(id);
    }
    let mark = EntityMark { value: mark.value.map(values::kept), ..mark };
    let judgement = Judgement { mark, creator, status: Status::Accepted, by };
    let operations = vec![suggested.judged(id, span, judgement, at)];
    Ok(Plan { label: Label::Judge { verdict: Verdict::Accept, count: 1 }, operations, selection })
}

/// What can be judged in an article.
struct Open<'s> {
    article: ArticleId,
    analysed: Option<&'s Analysed>,
    suggested: HashMap<ByteSpan, &'s Suggestion>,
}

impl<'s> Open<'s> {
    fn of(session: &'s Session, article: ArticleId) -> Result<Self, Refusal> {
        session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
        let suggested = session.suggestions(article).chain(session.withdrawn(article));
        Ok(Self {
            article,
            analysed: session.analysed(article).map(AsRef::as_ref),
            suggested: suggested.map(|suggestion| (suggestion.entity.span, suggestion)).collect(),
        })
    }

    /// What is suggested on exactly this span, and by whom.
    fn at(&self, span: ByteSpan) -> Result<(&'s Entity, &'s Creator), Refusal> {
        match (self.suggested.get(&span), self.analysed) {
            (Some(suggestion), Some(analysed)) => Ok((&suggestion.entity, &analysed.model)),
            _ => Err(Refusal::NotSuggested(span)),
        }
    }

    fn judged(&self, id: AnnotationId, span: ByteSpan, judgement: Judgement, at: Timestamp) -> Operation {
        let Judgement { mark, creator, status, by } = judgement;
        let annotation = Annotation {
            id,
            article: self.article,
            target: Target::Placed(vec![span]),
            body: Body::Entity(mark),
            note: String::new(),
            creator: creator.clone(),
            judged_by: Some(by.to_owned()),
            status,
            created: at,
            modified: at,
        };
        Operation::PutAnnotation { before: None, after: Some(Arc::new(annotation)) }
    }
}

/// What a person says of a suggestion.
struct Judgement<'s> {
    mark: EntityMark,
    creator: &'s Creator,
    status: Status,
    by: &'s str,
}

fn mark_of(entity: &Entity) -> EntityMark {
    EntityMark {
        kind: entity.kind,
        canonical: entity.canonical.clone(),
        value: entity.normalized.clone().filter(|value| entity.kind.takes(value)).map(values::kept),
    }
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

/// The suggestion to look at when those on `judged` are done with: the next one in the text, else the first.
pub(crate) fn next_suggestion(
    session: &Session,
    article: ArticleId,
    after: ByteSpan,
    judged: &BTreeSet<ByteSpan>,
) -> Focus {
    let mut first = None;
    let pending = session.suggestions(article).map(|suggestion| suggestion.entity.span);
    for span in pending.filter(|span| !judged.contains(span)) {
        if span.start >= after.start {
            return Focus::Suggestion(span);
        }
        first.get_or_insert(Focus::Suggestion(span));
    }
    first.unwrap_or_default()
}
