//! The one way anything changes.

use crate::edit::{Plan, fits, next_suggestion, plan};
use crate::history::Way;
use crate::{
    Announcement, Edit, Effect, Focus, Label, Msg, Operation, Origin, Refusal, Selection, Session,
    Transaction, focus,
};
use shirushi_model::{ArticleId, Timestamp};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The session after a message, and what is to be done outside. Pure: the same arguments give the same
/// result. Whatever is in the message, this does not panic; what cannot be done is refused, with the session
/// as it was.
pub fn update(mut session: Session, msg: Msg) -> (Session, Vec<Effect>) {
    let effects = match msg {
        Msg::Edit { edit, at } => do_edit(&mut session, edit, at),
        Msg::Undo { at } => step(&mut session, Step::Undo, at),
        Msg::Redo { at } => step(&mut session, Step::Redo, at),
        Msg::GoTo { seq, at } => go_to(&mut session, seq, at),
        Msg::NameVersion { name, by, at } => session.name_version(&name, by, at),
        Msg::ForgetVersion(number) => session.forget_version(number),
        Msg::RestoreVersion(version) => session.restore_version(version),
        Msg::Analysed { article, analysed } => {
            if session.project.article(article).is_some() {
                session.analyses.insert(article, analysed);
                session.suggest(article);
            }
            Ok(Vec::new())
        }
        Msg::Linked { names } => {
            for (article, names) in names {
                // All names come back after every change of an entity; few of them are others.
                if session.project.article(article).is_some() && session.names.put(article, names) {
                    session.give_names(article);
                }
            }
            Ok(Vec::new())
        }
        Msg::OpenArticle(id) => {
            if session.project.article(id).is_some() && session.selection.article != Some(id) {
                session.selection = Selection { article: Some(id), focus: Focus::None };
            }
            Ok(Vec::new())
        }
        Msg::Focus(focus) => {
            session.selection = focus::turn(session.selection, focus, &session);
            Ok(Vec::new())
        }
    };
    let effects = effects.unwrap_or_else(|refusal| vec![Effect::Refused(refusal)]);
    (session, effects)
}

fn do_edit(session: &mut Session, edit: Edit, at: Timestamp) -> Result<Vec<Effect>, Refusal> {
    let Plan { label, operations, selection } = plan(session, edit, at)?;
    if operations.is_empty() {
        return Ok(Vec::new());
    }
    fits(&session.project, &operations)?;
    let transaction = Transaction { seq: session.seq() + 1, origin: Origin::Person, label, at, operations };
    commit(session, transaction, selection, Announcement::Done(label))
}

#[derive(Clone, Copy)]
enum Step {
    Undo,
    Redo,
}

fn step(session: &mut Session, step: Step, at: Timestamp) -> Result<Vec<Effect>, Refusal> {
    let found = match step {
        Step::Undo => session.history.to_undo().ok_or(Refusal::NothingToUndo)?,
        Step::Redo => session.history.to_redo().ok_or(Refusal::NothingToRedo)?,
    };
    let (of, label) = (found.seq, found.label);
    let (origin, operations, announcement) = match step {
        Step::Undo => (Origin::Undo { of }, found.inverse(), Announcement::Undone(label)),
        Step::Redo => (Origin::Redo { of }, found.operations.clone(), Announcement::Redone(label)),
    };
    let selection = focus::after_step(&operations, session.selection);
    let transaction = Transaction { seq: session.seq() + 1, origin, label, at, operations };
    commit(session, transaction, selection, announcement)
}

/// Takes back or brings back as many changes as there are until the one with this number is the last that
/// stands. What is announced is the last step alone.
fn go_to(session: &mut Session, seq: u64, at: Timestamp) -> Result<Vec<Effect>, Refusal> {
    let (direction, steps) = match session.history.way_to(seq).ok_or(Refusal::NoSuchChange(seq))? {
        Way::Back(steps) => (Step::Undo, steps),
        Way::Forward(steps) => (Step::Redo, steps),
    };
    // On a copy: a step that does not fit leaves everything as it was.
    let mut there = session.clone();
    let mut effects = Vec::new();
    for _ in 0..steps {
        effects.pop_if(|last| matches!(last, Effect::Announce(_)));
        effects.extend(step(&mut there, direction, at)?);
    }
    *session = there;
    Ok(effects)
}

/// Applies a transaction and says what follows from it.
fn commit(
    session: &mut Session,
    transaction: Transaction,
    selection: Selection,
    announcement: Announcement,
) -> Result<Vec<Effect>, Refusal> {
    let project = transaction.apply(&session.project).map_err(|_| Refusal::HistoryDamaged)?;
    let before = std::mem::replace(&mut session.project, project);
    for operation in &transaction.operations {
        if let Operation::PutArticle { before: Some(article), after, .. } = operation
            && after.as_ref().is_none_or(|after| after.text != article.text)
        {
            session.analyses.remove(&article.id);
            session.suggested.remove(&article.id);
            session.names.remove(article.id);
        }
    }
    session.learn(&transaction.operations, &before);
    session.selection = focus::settle(selection, &before, session);
    step_off_withdrawn(session, &transaction);
    let analyze: Vec<ArticleId> = transaction.operations.iter().filter_map(needs_analysis).collect();
    session.history.record(&Arc::new(transaction.clone()));

    let mut effects = vec![Effect::Append(transaction)];
    effects.extend(analyze.into_iter().map(Effect::Analyze));
    effects.push(Effect::Announce(announcement));
    Ok(effects)
}

/// After a judgement, what a person was to look at next may have been withdrawn by it: then the one after.
fn step_off_withdrawn(session: &mut Session, transaction: &Transaction) {
    let Selection { article: Some(article), focus: Focus::Suggestion(span) } = session.selection else {
        return;
    };
    let judged = matches!(transaction.label, Label::Judge { .. }) && transaction.origin == Origin::Person;
    if judged && session.withdrawn(article).iter().any(|one| one.entity.span == span) {
        session.selection.focus = next_suggestion(session, article, span, &BTreeSet::new());
    }
}

/// The article whose analysis an operation makes necessary. The day of publication counts: relative dates in
/// the text are resolved against it.
fn needs_analysis(operation: &Operation) -> Option<ArticleId> {
    match operation {
        Operation::PutArticle { after: Some(article), .. } => Some(article.id),
        Operation::SetMeta { article, before, after } if before.published != after.published => {
            Some(*article)
        }
        _ => None,
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
