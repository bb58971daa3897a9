//! How two claims stand to each other, as a person says it: of what the machine found, or of two claims of
//! their choice.

use super::{Numbers, Plan, placed};
use crate::{ClaimPair, Label, MarkKind, Operation, Refusal, Session, Verdict};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, Relation, RelationMark, Status, Target,
    Timestamp,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a person says of claims.
pub(super) struct SaidOfPair {
    pub(super) pairs: Vec<ClaimPair>,
    pub(super) verdict: Verdict,
    pub(super) creator: Creator,
    pub(super) by: String,
}

pub(super) fn relate(session: &Session, said: SaidOfPair, at: Timestamp) -> Result<Plan, Refusal> {
    let SaidOfPair { pairs, verdict, creator, by } = said;
    let label = match creator {
        Creator::Person { .. } => Label::Mark { kind: MarkKind::Relation },
        Creator::Model { .. } => {
            Label::Judge { verdict, count: u32::try_from(pairs.len()).unwrap_or(u32::MAX) }
        }
    };
    let mut numbers = Numbers::of(session);
    let mut operations = Vec::with_capacity(pairs.len());
    let mut said = BTreeSet::new();
    for pair in pairs {
        let places = if pair.a <= pair.b { (pair.a, pair.b) } else { (pair.b, pair.a) };
        if !said.insert(places) {
            continue;
        }
        let difference = pair.difference.filter(|_| pair.relation != Relation::Agree);
        let pair = ClaimPair { difference, ..pair };
        let before = session.relation_between(pair.a, pair.b).cloned();
        let after = match &before {
            Some(earlier) => judged_again(earlier, pair, verdict, &by, at),
            None => Some(related(session, &mut numbers, pair, verdict, (&creator, &by), at)?),
        };
        if let Some(after) = after {
            operations.push(Operation::PutAnnotation { before, after: Some(Arc::new(after)) });
        }
    }
    Ok(Plan { label, operations, selection: session.selection })
}

/// What was said before, changed; `None` where nothing is new in it.
fn judged_again(
    earlier: &Annotation,
    pair: ClaimPair,
    verdict: Verdict,
    by: &str,
    at: Timestamp,
) -> Option<Annotation> {
    let mut after = earlier.clone();
    if let Body::Relation(mark) = &mut after.body {
        (mark.relation, mark.difference) = (pair.relation, pair.difference);
    }
    after.status = status(verdict);
    if after == *earlier {
        return None;
    }
    if matches!(after.creator, Creator::Model { .. }) {
        after.judged_by = Some(by.to_owned());
    }
    after.modified = at;
    Some(after)
}

/// Something new about two claims.
fn related(
    session: &Session,
    numbers: &mut Numbers,
    pair: ClaimPair,
    verdict: Verdict,
    (creator, by): (&Creator, &str),
    at: Timestamp,
) -> Result<Annotation, Refusal> {
    let ClaimPair { a, b, relation, difference } = pair;
    if a == b {
        return Err(Refusal::SameClaim);
    }
    let (target, place) = (whole(session, a)?, whole(session, b)?);
    Ok(Annotation {
        id: AnnotationId(numbers.next()?),
        article: a.0,
        target,
        body: Body::Relation(RelationMark { relation, difference, other: b.0, place }),
        note: String::new(),
        judged_by: matches!(creator, Creator::Model { .. }).then(|| by.to_owned()),
        creator: creator.clone(),
        status: status(verdict),
        created: at,
        modified: at,
    })
}

fn status(verdict: Verdict) -> Status {
    match verdict {
        Verdict::Accept => Status::Accepted,
        Verdict::Reject => Status::Rejected,
    }
}

/// A place as a mark stands on it.
fn whole(session: &Session, (article, span): (ArticleId, ByteSpan)) -> Result<Target, Refusal> {
    let article = session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
    placed(article, vec![span]).map(Target::Placed)
}
