//! What people do to checks: from the wording to a verdict that a second person confirmed, and the scales
//! they decide on.
//!
//! A confirmation is of one wording, one verdict and its grounds: when one of them changes, it is gone, and
//! what was decided waits for confirmation again.

use super::{Numbers, Plan, placed};
use crate::{CheckChange, Label, Operation, Refusal, Session};
use shirushi_model::{
    ArticleId, ByteSpan, Check, CheckAct, CheckId, CheckStep, Exhibit, Project, Question, Quote, Saying,
    Signature, Stage, Target, Timestamp, VerdictScale, is_calendar_date, set_of,
};
use std::sync::Arc;

/// A check on what is claimed at these places.
pub(super) fn begin(
    session: &Session,
    places: Vec<(ArticleId, ByteSpan)>,
    wording: &str,
    by: String,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let wording = worded(wording)?;
    let mut sayings = Vec::with_capacity(places.len());
    for (article, span) in places {
        sayings.push(saying(session, article, span)?);
    }
    let id = CheckId(Numbers::of(session).next()?);
    let begun = CheckStep { at, by, act: CheckAct::Begun, from: String::new(), to: wording.clone() };
    let check = Check {
        id,
        wording,
        sayings,
        questions: Vec::new(),
        scale: VerdictScale::DEFAULT.to_owned(),
        verdict: None,
        grounds: String::new(),
        stage: Stage::Begun,
        drafted: None,
        confirmed: None,
        created: at,
        modified: at,
        history: vec![begun],
    };
    let operations = vec![Operation::PutCheck { before: None, after: Some(Arc::new(check)) }];
    Ok(plan(session, Label::Check { act: CheckAct::Begun }, operations))
}

/// Removes a check.
pub(super) fn remove(session: &Session, id: CheckId) -> Result<Plan, Refusal> {
    let before = session.project.checks.get(&id).ok_or(Refusal::NoSuchCheck(id))?;
    let operations = vec![Operation::PutCheck { before: Some(before.clone()), after: None }];
    Ok(plan(session, Label::RemoveCheck, operations))
}

/// Changes one thing about a check.
pub(super) fn change(
    session: &Session,
    id: CheckId,
    change: CheckChange,
    by: String,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let before = session.project.checks.get(&id).ok_or(Refusal::NoSuchCheck(id))?;
    let mut after = Check::clone(before);
    let (act, from, to) = apply(session, &mut after, change, &by, at)?;
    let mut operations = Vec::new();
    if after != **before {
        after.modified = at;
        after.history.push(CheckStep { at, by, act, from, to });
        operations.push(Operation::PutCheck { before: Some(before.clone()), after: Some(Arc::new(after)) });
    }
    Ok(plan(session, Label::Check { act }, operations))
}

/// What was done, what it was before and what it is then.
type Done = (CheckAct, String, String);

fn apply(
    session: &Session,
    check: &mut Check,
    change: CheckChange,
    by: &str,
    at: Timestamp,
) -> Result<Done, Refusal> {
    let done = |act, from: &str, to: &str| Ok((act, from.to_owned(), to.to_owned()));
    match change {
        CheckChange::Reword(wording) => {
            let from = std::mem::replace(&mut check.wording, worded(&wording)?);
            if from != check.wording {
                unconfirm(check);
            }
            done(CheckAct::Reworded, &from, &check.wording)
        }
        CheckChange::AddSaying(article, span) => {
            let saying = saying(session, article, span)?;
            let outlet = saying.outlet.clone();
            let known = |one: &Saying| (one.article, &one.target) == (saying.article, &saying.target);
            if !check.sayings.iter().any(known) {
                check.sayings.push(saying);
            }
            done(CheckAct::Sayings, "", &outlet)
        }
        CheckChange::RemoveSaying(number) => {
            let gone = take(&mut check.sayings, number)?;
            done(CheckAct::Sayings, &gone.outlet, "")
        }
        CheckChange::PutQuestion { at: number, asked, answer, waiting } => {
            let asked = worded(&asked)?;
            let from = match number {
                Some(number) => {
                    let question = check.questions.get_mut(number).ok_or(Refusal::NoSuchPart(number))?;
                    let from = std::mem::replace(&mut question.asked, asked.clone());
                    (question.answer, question.waiting) = (answer, waiting);
                    from
                }
                None => {
                    let exhibits = Vec::new();
                    check.questions.push(Question { asked: asked.clone(), answer, waiting, exhibits });
                    String::new()
                }
            };
            check.stage = check.stage.max(Stage::Gathering);
            done(CheckAct::Questions, &from, &asked)
        }
        CheckChange::RemoveQuestion(number) => {
            let gone = take(&mut check.questions, number)?;
            done(CheckAct::Questions, &gone.asked, "")
        }
        CheckChange::PutExhibit { question, at: number, exhibit } => {
            let exhibit = kept(exhibit)?;
            let question = check.questions.get_mut(question).ok_or(Refusal::NoSuchPart(question))?;
            let source = exhibit.source.clone();
            let from = match number {
                Some(number) => {
                    let place = question.exhibits.get_mut(number).ok_or(Refusal::NoSuchPart(number))?;
                    std::mem::replace(place, exhibit).source
                }
                None => {
                    question.exhibits.push(exhibit);
                    String::new()
                }
            };
            check.stage = check.stage.max(Stage::Gathering);
            done(CheckAct::Exhibits, &from, &source)
        }
        CheckChange::RemoveExhibit { question, at: number } => {
            let question = check.questions.get_mut(question).ok_or(Refusal::NoSuchPart(question))?;
            let gone = take(&mut question.exhibits, number)?;
            done(CheckAct::Exhibits, &gone.source, "")
        }
        CheckChange::Rule { scale, verdict, grounds } => {
            let from = check.verdict.clone().unwrap_or_default();
            let to = verdict.clone().unwrap_or_default();
            let known = session.project.all_scales().into_iter().find(|one| one.key == scale);
            // What is unknown may stay as it is, but nobody can choose it.
            if (&check.scale, &check.verdict) != (&scale, &verdict) {
                let known = known.ok_or_else(|| Refusal::NoSuchScale(scale.clone()))?;
                if verdict.as_ref().is_some_and(|key| known.step(key).is_none()) {
                    return Err(Refusal::NoSuchScale(to));
                }
                check.drafted = verdict.is_some().then(|| Signature { by: by.to_owned(), at });
                unconfirm(check);
            } else if check.grounds != grounds {
                unconfirm(check);
            }
            (check.scale, check.verdict, check.grounds) = (scale, verdict, grounds);
            done(CheckAct::Ruled, &from, &to)
        }
        CheckChange::MoveTo(stage) => {
            if stage.is_final() && !check.is_confirmed() {
                return Err(Refusal::NotConfirmed);
            }
            let from = std::mem::replace(&mut check.stage, stage);
            if !stage.is_final() {
                check.confirmed = None;
            }
            done(CheckAct::Moved, from.name(), stage.name())
        }
        CheckChange::Confirm => {
            let drafted = check.drafted.as_ref().filter(|_| check.verdict.is_some());
            let drafter = &drafted.ok_or(Refusal::NotConfirmed)?.by;
            if !by.is_empty() && by == drafter {
                return Err(Refusal::SamePerson);
            }
            if check.confirmed.is_none() {
                check.confirmed = Some(Signature { by: by.to_owned(), at });
            }
            check.stage = check.stage.max(Stage::Decided);
            done(CheckAct::Confirmed, "", &check.verdict.clone().unwrap_or_default())
        }
        CheckChange::SendBack(why) => {
            check.confirmed = None;
            check.stage = Stage::Gathering;
            done(CheckAct::SentBack, "", &why)
        }
    }
}

fn unconfirm(check: &mut Check) {
    check.confirmed = None;
    if check.stage.is_final() {
        check.stage = Stage::Review;
    }
}

fn worded(wording: &str) -> Result<String, Refusal> {
    let wording = wording.trim();
    if wording.is_empty() { Err(Refusal::EmptyName) } else { Ok(wording.to_owned()) }
}

fn take<T>(list: &mut Vec<T>, number: usize) -> Result<T, Refusal> {
    if number < list.len() { Ok(list.remove(number)) } else { Err(Refusal::NoSuchPart(number)) }
}

fn saying(session: &Session, article: ArticleId, span: ByteSpan) -> Result<Saying, Refusal> {
    let found = session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
    let target = Target::Placed(placed(found, vec![span])?);
    Ok(Saying { article, target, outlet: found.meta.outlet.clone() })
}

/// Evidence as it is kept: days are days, a fingerprint is one. An address may be anything.
fn kept(exhibit: Exhibit) -> Result<Exhibit, Refusal> {
    for day in [&exhibit.published, &exhibit.read_on] {
        if !day.is_empty() && !is_calendar_date(day) {
            return Err(Refusal::NotADate(day.clone()));
        }
    }
    let fingerprint = exhibit.fingerprint.trim().to_ascii_lowercase();
    let is_one = fingerprint.len() == 64 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !fingerprint.is_empty() && !is_one {
        return Err(Refusal::NotAFingerprint);
    }
    if exhibit.source.trim().is_empty() && exhibit.address.trim().is_empty() {
        return Err(Refusal::EmptyName);
    }
    Ok(Exhibit { fingerprint, ..exhibit })
}

/// Adds a scale of the project's own, or changes the one with its key. Steps that checks were decided on
/// cannot go.
pub(super) fn put_scale(session: &Session, scale: VerdictScale) -> Result<Plan, Refusal> {
    let keys: Vec<&str> = scale.steps.iter().map(|step| step.key.as_str()).collect();
    let blank = scale.key.trim().is_empty()
        || scale.name.japanese().trim().is_empty()
        || scale.steps.is_empty()
        || scale.steps.iter().any(|step| step.key.is_empty() || step.name.japanese().trim().is_empty());
    if blank {
        return Err(Refusal::EmptyName);
    }
    if set_of(keys.iter().copied()).len() != keys.len()
        || VerdictScale::built_in().iter().any(|one| one.key == scale.key)
    {
        return Err(Refusal::NameTaken(scale.name.japanese().to_owned()));
    }
    let used = session.project.checks.values().filter(|check| check.scale == scale.key);
    if let Some(gone) =
        used.filter_map(|check| check.verdict.as_ref()).find(|step| scale.step(step).is_none())
    {
        return Err(Refusal::ScaleInUse(gone.clone()));
    }
    let scales = &session.project.scales;
    let at = scales.iter().position(|one| one.key == scale.key).unwrap_or(scales.len());
    let before = scales.get(at).cloned();
    let index = u32::try_from(at).unwrap_or(u32::MAX);
    let changes = before.as_ref() != Some(&scale);
    let operations = changes.then_some(Operation::PutScale { index, before, after: Some(scale) });
    Ok(plan(session, Label::ChangeScales, operations.into_iter().collect()))
}

/// Takes a scale away that no check is decided on.
pub(super) fn remove_scale(session: &Session, key: &str) -> Result<Plan, Refusal> {
    let found = (0u32..).zip(&session.project.scales).find(|(_, scale)| scale.key == key);
    let (index, before) = found.ok_or_else(|| Refusal::NoSuchScale(key.to_owned()))?;
    if session.project.checks.values().any(|check| check.scale == key) {
        return Err(Refusal::ScaleInUse(key.to_owned()));
    }
    let operations = vec![Operation::PutScale { index, before: Some(before.clone()), after: None }];
    Ok(plan(session, Label::ChangeScales, operations))
}

/// What becomes of checks when an article goes: what was claimed in it stays, with its words and its outlet.
pub(super) fn article_goes(project: &Project, id: ArticleId) -> Vec<Operation> {
    let Some(article) = project.article(id) else { return Vec::new() };
    sayings_change(project, id, |saying| {
        saying.outlet.clone_from(&article.meta.outlet);
        if let Target::Placed(spans) = &saying.target {
            let quotes = spans.iter().filter_map(|span| Quote::of(article, *span)).collect();
            saying.target = Target::Unplaced(quotes);
        }
    })
}

/// What becomes of checks when the text of an article is replaced: the same words, where they stand nearest
/// to where they were, or else no place.
pub(super) fn text_changes(project: &Project, id: ArticleId, text: &str) -> Vec<Operation> {
    let Some(article) = project.article(id) else { return Vec::new() };
    sayings_change(project, id, |saying| {
        let quotes: Vec<Quote> = match &saying.target {
            Target::Placed(spans) => spans.iter().filter_map(|span| Quote::of(article, *span)).collect(),
            Target::Unplaced(quotes) => quotes.clone(),
        };
        let nearest = |quote: &Quote| {
            let was = quote.start as usize;
            let words = Some(quote.exact.as_str()).filter(|exact| !exact.is_empty())?;
            let mut near: Option<(usize, ByteSpan)> = None;
            let (mut from, mut characters) = (0, 0);
            for (at, found) in text.match_indices(words) {
                characters += text.get(from..at).map_or(0, |between| between.chars().count());
                from = at;
                let distance = characters.abs_diff(was);
                if near.is_none_or(|(nearest, _)| distance < nearest) {
                    near = Some((distance, ByteSpan::new(at, at + found.len())));
                }
            }
            near.map(|(_, span)| shirushi_model::grapheme_span(text, span))
        };
        let found: Option<Vec<ByteSpan>> = quotes.iter().map(nearest).collect();
        saying.target = match found.filter(|found| !found.is_empty()) {
            Some(spans) => Target::Placed(shirushi_model::joined(spans)),
            None => Target::Unplaced(quotes),
        };
    })
}

/// What becomes of checks when a claim moves in its article.
pub(super) fn claim_moves(project: &Project, id: ArticleId, from: ByteSpan, to: &Target) -> Vec<Operation> {
    sayings_change(project, id, |saying| {
        if saying.target.extent() == Some(from) {
            saying.target = to.clone();
        }
    })
}

fn sayings_change(project: &Project, id: ArticleId, change: impl Fn(&mut Saying)) -> Vec<Operation> {
    let mut operations = Vec::new();
    for before in project.checks.values() {
        let mut after = Check::clone(before);
        after.sayings.iter_mut().filter(|saying| saying.article == id).for_each(&change);
        if after != **before {
            operations
                .push(Operation::PutCheck { before: Some(before.clone()), after: Some(Arc::new(after)) });
        }
    }
    operations
}

fn plan(session: &Session, label: Label, operations: Vec<Operation>) -> Plan {
    Plan { label, operations, selection: session.selection }
}

#[cfg(test)]
mod tests;
