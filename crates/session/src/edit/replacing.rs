//! A newer version of an article's text takes the place of the one it has, and every mark goes along.
//!
//! Where marks stand in the newer text is found elsewhere. Here it is made sure that none is left behind.

use super::{Plan, checking, placed};
use crate::{Focus, Label, Operation, Refusal, Selection, Session};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, ByteSpan, Quote, Target, Timestamp,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One change: the article, and every annotation whose place or words are others now.
pub(super) fn replace_text(
    session: &Session,
    id: ArticleId,
    text: &str,
    marks: &BTreeMap<AnnotationId, Target>,
    ends: &BTreeMap<AnnotationId, Target>,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let found = (0..).zip(&session.project.articles).find(|(_, article)| article.id == id);
    let (index, before) = found.ok_or(Refusal::NoSuchArticle(id))?;
    let selection = Selection { article: Some(id), focus: Focus::None };
    if *before.text == *text {
        return Ok(Plan { label: Label::ReplaceText, operations: Vec::new(), selection });
    }
    let article = Article::new(id, text, before.meta.clone(), before.added);
    let turn = ReplacingTurn { before, after: &article };
    let mut annotations = Vec::new();
    for annotation in session.project.annotations.values() {
        let mut next = Annotation::clone(annotation);
        let mut reworded = false;
        if annotation.article == id {
            (next.target, reworded) = turn.of(&annotation.target, marks.get(&annotation.id))?;
        }
        if let Body::Relation(mark) = &mut next.body
            && mark.other == id
        {
            let (place, other) = turn.of(&mark.place, ends.get(&annotation.id))?;
            mark.place = place;
            reworded |= other;
        }
        // What is known of a string follows from annotations: one whose words are others counts as changed.
        if reworded || next != **annotation {
            next.modified = at;
            annotations.push(Operation::PutAnnotation {
                before: Some(annotation.clone()),
                after: Some(Arc::new(next)),
            });
        }
    }
    let put = Operation::PutArticle { index, before: Some(before.clone()), after: Some(Arc::new(article)) };
    let checks = checking::text_changes(&session.project, id, text);
    let operations = [put].into_iter().chain(annotations).chain(checks).collect();
    Ok(Plan { label: Label::ReplaceText, operations, selection })
}

/// The article as it was and as it becomes.
struct ReplacingTurn<'a> {
    before: &'a Article,
    after: &'a Article,
}

impl ReplacingTurn<'_> {
    /// A place in the newer text, and whether its words are others.
    fn of(&self, target: &Target, given: Option<&Target>) -> Result<(Target, bool), Refusal> {
        let next = match (given, target) {
            (Some(Target::Placed(spans)), _) => Target::Placed(placed(self.after, spans.clone())?),
            (Some(unplaced), _) => unplaced.clone(),
            (None, Target::Placed(spans)) => {
                Target::Unplaced(spans.iter().filter_map(|span| Quote::of(self.before, *span)).collect())
            }
            (None, Target::Unplaced(_)) => target.clone(),
        };
        let said = |article: &Article, target: &Target| match target {
            Target::Placed(spans) => said(&article.text, spans),
            Target::Unplaced(_) => None,
        };
        let reworded = said(self.before, target) != said(self.after, &next);
        Ok((next, reworded))
    }
}

fn said(text: &str, spans: &[ByteSpan]) -> Option<Vec<String>> {
    spans.iter().map(|span| span.slice(text).map(str::to_owned)).collect()
}
