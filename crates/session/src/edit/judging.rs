//! Judging what the machine suggests: yes, no, or yes but otherwise.

use super::{EditedMark, Numbers, Plan, check_body, count, kept, placed};
use crate::{Analysed, Focus, Label, MarkKind, Operation, Refusal, Session, Verdict};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Claim, Creator, EntityMark, Status, Target,
    Timestamp,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// `kind` says whether the places are those of suggested entities or claims.
pub(super) fn judge(
    session: &Session,
    kind: MarkKind,
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
        let suggested = Open::of(session, article, kind)?;
        let settled: HashMap<ByteSpan, &Arc<Annotation>> = session.settled(article, kind).collect();
        for &span in &spans {
            if let Some(&earlier) = settled.get(&span) {
                operations.extend(judge_again(earlier, status, by, at));
                continue;
            }
            let (body, creator) = suggested.at(span)?;
            let id = AnnotationId(numbers.next()?);
            let judgement = Judgement { body, creator, status, by };
            operations.push(suggested.judged(id, span, judgement, at));
        }
        match (selection.focus, kind) {
            _ if selection.article != Some(article) => {}
            (Focus::Suggestion(span), MarkKind::Entity) if spans.contains(&span) => {
                selection.focus = next_suggestion(session, article, span, &spans);
            }
            (Focus::Claim(span), MarkKind::Claim) if spans.contains(&span) => {
                let pending = session.suggested_claims(article).into_iter().map(|claim| claim.span);
                selection.focus = next(pending, span, &spans).map_or(Focus::None, Focus::Claim);
            }
            _ => {}
        }
    }
    Ok(Plan { label: Label::Judge { verdict, count: count(&operations) }, operations, selection })
}

/// Accepts a suggestion as something else than it says, or elsewhere, which becomes the focus.
pub(super) fn correct(
    session: &Session,
    (article, span): (ArticleId, ByteSpan),
    to: Option<ByteSpan>,
    body: Body,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let suggested = Open::of(session, article, MarkKind::of(&body))?;
    let (_, creator) = suggested.at(span)?;
    check_body(session, &body)?;
    let id = AnnotationId(Numbers::of(session).next()?);
    let mut selection = session.selection;
    let focused = [Focus::Suggestion(span), Focus::Claim(span)].contains(&selection.focus);
    if focused && selection.article == Some(article) {
        selection.focus = Focus::Annotation(id);
    }
    let judgement = Judgement { body: kept(body), creator, status: Status::Accepted, by };
    let text = session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
    let place = match placed(text, vec![to.unwrap_or(span)])?.as_slice() {
        [place] => *place,
        _ => return Err(Refusal::EmptySpan),
    };
    let operations = vec![suggested.judged(id, place, judgement, at)];
    Ok(Plan { label: Label::Judge { verdict: Verdict::Accept, count: 1 }, operations, selection })
}

/// Marks the same in many places. What is suggested there is accepted as that.
pub(super) fn mark_all(
    session: &Session,
    places: Vec<(ArticleId, ByteSpan)>,
    body: Body,
    by: String,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    check_body(session, &body)?;
    let kind = MarkKind::of(&body);
    let mut by_article: BTreeMap<ArticleId, BTreeSet<ByteSpan>> = BTreeMap::new();
    for (article, span) in places {
        by_article.entry(article).or_default().insert(span);
    }
    let mut numbers = Numbers::of(session);
    let mut operations = Vec::new();
    for (id, spans) in by_article {
        let article = session.project.article(id).ok_or(Refusal::NoSuchArticle(id))?;
        let suggested = Open::of(session, id, kind)?;
        for span in spans {
            let whole = placed(article, vec![span])?;
            let number = AnnotationId(numbers.next()?);
            operations.push(match (suggested.at(span), &body) {
                (Ok((Body::Entity(found), creator)), Body::Entity(mark)) => {
                    let body = Body::Entity(found.retyped(mark.kind));
                    let judgement = Judgement { body, creator, status: Status::Accepted, by: &by };
                    suggested.judged(number, span, judgement, at)
                }
                _ => {
                    let (spans, body, note, by) = (Vec::new(), body.clone(), String::new(), by.clone());
                    EditedMark { article: id, spans, body, note, by }.by_hand(number, whole, at)
                }
            });
        }
    }
    Ok(Plan { label: Label::Mark { kind }, operations, selection: session.selection })
}

/// What can be judged in an article.
pub(super) struct Open<'s> {
    session: &'s Session,
    article: ArticleId,
    analysed: Option<&'s Analysed>,
    kind: MarkKind,
    claims: Vec<&'s Claim>,
}

impl<'s> Open<'s> {
    pub(super) fn of(session: &'s Session, article: ArticleId, kind: MarkKind) -> Result<Self, Refusal> {
        session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
        let analysed = session.analysed(article).map(AsRef::as_ref);
        let claims = if kind == MarkKind::Claim { session.suggested_claims(article) } else { Vec::new() };
        Ok(Self { session, article, analysed, kind, claims })
    }

    /// What is suggested on exactly this span, as a mark says it, and by whom.
    pub(super) fn at(&self, span: ByteSpan) -> Result<(Body, &'s Creator), Refusal> {
        let entity = || {
            let found = self.session.suggestion(self.article, span);
            let found = found.or_else(|| self.session.withdrawn_suggestion(self.article, span));
            let found = found.filter(|_| self.kind == MarkKind::Entity)?;
            Some(kept(Body::Entity(EntityMark::of(&found.entity))))
        };
        let claim = || {
            let claim = self.claims.iter().find(|claim| claim.span == span)?;
            Some(Body::Claim(self.session.claim_mark(self.article, claim)))
        };
        let body = entity().or_else(claim);
        body.zip(self.analysed.map(|analysed| &analysed.model)).ok_or(Refusal::NotSuggested(span))
    }

    /// What is suggested on a span, accepted as this.
    pub(super) fn accepted(
        &self,
        id: AnnotationId,
        span: ByteSpan,
        body: Body,
        creator: &Creator,
        by: &str,
        at: Timestamp,
    ) -> Operation {
        self.judged(id, span, Judgement { body, creator, status: Status::Accepted, by }, at)
    }

    fn judged(&self, id: AnnotationId, span: ByteSpan, judgement: Judgement, at: Timestamp) -> Operation {
        let Judgement { body, creator, status, by } = judgement;
        let annotation = Annotation {
            id,
            article: self.article,
            target: Target::Placed(vec![span]),
            body,
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
    body: Body,
    creator: &'s Creator,
    status: Status,
    by: &'s str,
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
    let pending = session.suggestions(article).iter().map(|suggestion| suggestion.entity.span);
    next(pending, after, judged).map_or(Focus::None, Focus::Suggestion)
}

/// The next of what is pending that was not judged, round the end.
fn next(
    pending: impl Iterator<Item = ByteSpan>,
    after: ByteSpan,
    judged: &BTreeSet<ByteSpan>,
) -> Option<ByteSpan> {
    let mut first = None;
    for span in pending.filter(|span| !judged.contains(span)) {
        if span.start >= after.start {
            return Some(span);
        }
        first.get_or_insert(span);
    }
    first
}
