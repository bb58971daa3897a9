//! How two claims stand to each other, as a person says it: of what the machine found, or of two claims of
//! their choice.

use super::{Numbers, Plan, placed};
use crate::{Label, MarkKind, Operation, Refusal, Session, Verdict};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, Difference, Relation, RelationMark, Status,
    Target, Timestamp,
};
use std::sync::Arc;

/// What a person says of two claims.
pub(super) struct Said {
    pub(super) a: (ArticleId, ByteSpan),
    pub(super) b: (ArticleId, ByteSpan),
    pub(super) relation: Relation,
    pub(super) difference: Option<Difference>,
    pub(super) verdict: Verdict,
    pub(super) creator: Creator,
    pub(super) by: String,
}

pub(super) fn relate(session: &Session, said: Said, at: Timestamp) -> Result<Plan, Refusal> {
    let Said { a, b, relation, difference, verdict, creator, by } = said;
    if a == b {
        return Err(Refusal::SameClaim);
    }
    let (target, place) = (whole(session, a)?, whole(session, b)?);
    let status = match verdict {
        Verdict::Accept => Status::Accepted,
        Verdict::Reject => Status::Rejected,
    };
    let label = match creator {
        Creator::Person { .. } => Label::Mark { kind: MarkKind::Relation },
        Creator::Model { .. } => Label::Judge { verdict, count: 1 },
    };
    let before = session.relation_between(a, b).cloned();
    let after = match &before {
        Some(earlier) => {
            let mut after = Annotation::clone(earlier);
            if let Body::Relation(mark) = &mut after.body {
                (mark.relation, mark.difference) = (relation, difference);
            }
            after.status = status;
            if after == **earlier {
                return Ok(Plan { label, operations: Vec::new(), selection: session.selection });
            }
            if matches!(after.creator, Creator::Model { .. }) {
                after.judged_by = Some(by);
            }
            after.modified = at;
            after
        }
        None => Annotation {
            id: AnnotationId(Numbers::of(session).next()?),
            article: a.0,
            target,
            body: Body::Relation(RelationMark { relation, difference, other: b.0, place }),
            note: String::new(),
            judged_by: matches!(creator, Creator::Model { .. }).then_some(by),
            creator,
            status,
            created: at,
            modified: at,
        },
    };
    let operations = vec![Operation::PutAnnotation { before, after: Some(Arc::new(after)) }];
    Ok(Plan { label, operations, selection: session.selection })
}

/// A place as a mark stands on it.
fn whole(session: &Session, (article, span): (ArticleId, ByteSpan)) -> Result<Target, Refusal> {
    let article = session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
    placed(article, vec![span]).map(Target::Placed)
}
