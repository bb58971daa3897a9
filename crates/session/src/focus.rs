//! Where a person looks after something changed: never at what is no longer there.

use crate::{Focus, Operation, Selection, Session};
use shirushi_model::{Annotation, Body, ByteSpan, Creator, Project, grapheme_span};

/// What a person looks at after a change was taken back or brought back: what changed last, or the place
/// where it was.
pub(crate) fn after_step(operations: &[Operation], selection: Selection) -> Selection {
    let open = |article, focus| Selection { article: Some(article), focus };
    let mut place = None;
    for operation in operations {
        let next = match operation {
            // A relation stands between two places: whoever takes it back looks on where they are.
            Operation::PutAnnotation { after: Some(annotation), .. }
            | Operation::PutAnnotation { before: Some(annotation), .. }
                if matches!(annotation.body, Body::Relation(_)) =>
            {
                continue;
            }
            Operation::PutAnnotation { after: Some(annotation), .. } => {
                open(annotation.article, Focus::Annotation(annotation.id))
            }
            Operation::PutAnnotation { before: Some(annotation), after: None } => {
                open(annotation.article, vacated(annotation))
            }
            Operation::PutArticle { after: Some(article), .. } => open(article.id, Focus::None),
            Operation::SetMeta { article, .. } => open(*article, Focus::None),
            _ => continue,
        };
        // An article that comes back with its annotations is looked at as a whole.
        if matches!(operation, Operation::PutArticle { .. }) {
            return next;
        }
        place = Some(next);
    }
    place.unwrap_or(selection)
}

/// The focus on the place where an annotation was: the suggestion it came from, or the text it stood on.
fn vacated(annotation: &Annotation) -> Focus {
    match (annotation.extent(), &annotation.creator, &annotation.body) {
        (Some(span), Creator::Model { .. }, Body::Entity(_)) => Focus::Suggestion(span),
        (Some(span), Creator::Model { .. }, Body::Claim(_)) => Focus::Claim(span),
        (Some(span), _, _) => Focus::Text(span),
        (None, _, _) => Focus::None,
    }
}

/// The selection, as far as it is still there. When the open article went, its neighbour in the list as it
/// was opens.
pub(crate) fn settle(selection: Selection, before: &Project, session: &Session) -> Selection {
    let project = &session.project;
    let Some(id) = selection.article else {
        return Selection { article: project.articles.head().map(|article| article.id), focus: Focus::None };
    };
    if project.article(id).is_none() {
        let index = before.articles.iter().position(|article| article.id == id).unwrap_or(0);
        let neighbour = project.articles.get(index).or_else(|| project.articles.last());
        return Selection { article: neighbour.map(|article| article.id), focus: Focus::None };
    }
    turn(selection, selection.focus, session)
}

/// The selection after a person turned to something: unchanged when it is not there.
pub(crate) fn turn(selection: Selection, focus: Focus, session: &Session) -> Selection {
    let nothing = Selection { focus: Focus::None, ..selection };
    let article = selection.article.and_then(|id| session.project.article(id));
    let suits = |span: ByteSpan| {
        article.is_some_and(|article| span.slice(&article.text).is_some_and(|text| !text.is_empty()))
    };
    match focus {
        Focus::None => nothing,
        Focus::Annotation(id) => match session.project.annotations.get(&id) {
            Some(annotation) => Selection { article: Some(annotation.article), focus },
            None => nothing,
        },
        Focus::Text(span) => match article {
            Some(article) if suits(span) => {
                Selection { focus: Focus::Text(grapheme_span(&article.text, span)), ..selection }
            }
            _ => nothing,
        },
        Focus::Suggestion(span) | Focus::Claim(span) if suits(span) => Selection { focus, ..selection },
        Focus::Suggestion(_) | Focus::Claim(_) => nothing,
    }
}
