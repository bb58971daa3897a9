//! Makes one project of those of several people. Nobody's mark is overwritten: each keeps its maker, and
//! where two changed one mark differently, both stand and the conflict is told.
//!
//! With the state they have in common before they parted ([`crate::common_ancestor`]) it is known what each
//! of them changed, and what somebody deleted goes. Without it nothing is known to be deleted, and all stays.
//! What two people marked alike is two marks, one of each: a mark has one maker.

mod conflict;
mod marks;
mod records;

pub use conflict::{Conflict, Disputed};

use crate::articles::{ArticlePair, pair_articles};
use crate::frame::{Framed, FreeNumbers, Moved, framed, retext};
use marks::MergeTally;
use shirushi_model::limits::Measure;
use shirushi_model::{Article, ArticleId, Project, TagId, Wording};
use shirushi_session::{Edit, Msg, Session, update};
use std::sync::Arc;

/// What became of several projects.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Everything of all of them. It has the identity of the first.
    pub project: Project,
    /// What two people changed differently, in the order of the articles, what is about none last.
    pub conflicts: Vec<Conflict>,
    /// The articles that are one, by their numbers before.
    pub pairs: Vec<ArticlePair>,
    /// Marks of the others whose words are others in the texts of the first, or are not found there, by their
    /// numbers before. Those are kept without a place.
    pub moved: Vec<Moved>,
    /// Marks that came in.
    pub added: usize,
    /// Marks of the first that somebody else changed.
    pub changed: usize,
    /// Marks of the first that somebody else deleted.
    pub removed: usize,
}

/// Why projects cannot be merged. Nothing was done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// They are two projects, and no article of the one is in the other.
    #[error("the projects have no article in common: none has the same text, address, or outlet and title")]
    NoCommonArticle,
    /// What is given for their common state is a state of another project.
    #[error("the base is not an earlier state of both projects: its id is another")]
    OtherAncestor,
    /// Together they would have more of something than a project may have.
    #[error("together they have more than {} {}", .0.limit(), word(*.0).en)]
    TooMuch(Measure),
    /// There are no numbers left for articles, marks and tags.
    #[error("all numbers for articles, marks and tags have been given out")]
    NumbersExhausted,
}

fn word(measure: Measure) -> Wording {
    let (ja, en) = match measure {
        Measure::Articles => ("記事", "articles"),
        Measure::Text => ("本文のバイト数", "bytes of text"),
        Measure::Annotations => ("マーク", "marks"),
        Measure::Tags => ("タグ", "tags"),
        Measure::Entities => ("固有表現", "entities"),
        Measure::Checks => ("検証", "checks"),
        Measure::Scales => ("判定の段階", "scales of verdicts"),
    };
    Wording::new(ja, en)
}

impl MergeError {
    /// What it says to people.
    pub fn said(&self) -> Wording {
        let ja = match self {
            Self::NoCommonArticle => {
                "共通の記事がありません（本文、アドレス、媒体と題のどれも一致しません）".to_owned()
            }
            Self::OtherAncestor => {
                "共通の元が両方のプロジェクトの以前の版ではありません（IDが違います）".to_owned()
            }
            Self::TooMuch(measure) => {
                format!("合わせると上限（{}）を超えます：{}", measure.limit(), word(*measure).ja)
            }
            Self::NumbersExhausted => "記事、マーク、タグの番号を使い切りました".to_owned(),
        };
        Wording { ja, en: self.to_string() }
    }

    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCommonArticle => "no-common-article",
            Self::OtherAncestor => "other-ancestor",
            Self::TooMuch(_) => "too-much",
            Self::NumbersExhausted => "numbers-exhausted",
        }
    }
}

/// Merges another person's project into the first. `base` is a state that both have been in.
///
/// Where both changed the same record (a tag, a check, what is known of an article), the first's stands and
/// the conflict is told. Merging a project with itself gives the project.
///
/// # Errors
/// [`MergeError`]; neither project is touched.
pub fn merge(ours: &Project, theirs: &Project, base: Option<&Project>) -> Result<Merged, MergeError> {
    if base.is_some_and(|base| base.id != ours.id || base.id != theirs.id) {
        return Err(MergeError::OtherAncestor);
    }
    let pairs = pair_articles(ours, theirs);
    if pairs.is_empty() && ours.id != theirs.id {
        return Err(MergeError::NoCommonArticle);
    }
    let mut conflicts = Vec::new();
    let ours = &on_newer_texts(ours, theirs, base, &pairs, &mut conflicts);
    let mut numbers = FreeNumbers::above([ours, theirs]);
    let exhausted = MergeError::NumbersExhausted;
    let shared = |tag: TagId| base.is_some_and(|base| base.tagset.get(tag).is_some());
    let Framed { project: theirs, moved, .. } =
        framed(ours, theirs, &shared, &mut numbers).ok_or_else(|| exhausted.clone())?;
    let base = match base {
        Some(base) => {
            Some(framed(ours, base, &|_| true, &mut numbers).ok_or_else(|| exhausted.clone())?.project)
        }
        None => None,
    };
    let parts = Parts { ours, theirs: &theirs, base: base.as_ref() };
    let mut project = ours.clone();
    let gone = articles(&mut project, &parts, &mut conflicts);
    records::merge_records(&mut project, &parts, &mut numbers, &mut conflicts)
        .ok_or_else(|| exhausted.clone())?;
    let tally =
        marks::merge_marks(&mut project, &parts, &gone, &mut numbers, &mut conflicts).ok_or(exhausted)?;
    if !gone.ours.is_empty() {
        let at = project.modified;
        let mut session = Session::open(project);
        for id in gone.ours {
            session = update(session, Msg::Edit { edit: Edit::RemoveArticle(id), at }).0;
        }
        project = session.project;
    }
    project.modified = ours.modified.max(theirs.modified);
    project.next_number = project.next_number.max(numbers.upcoming());
    let too_much = |measure: &Measure| measure.of(&project) > measure.limit();
    if let Some(measure) = Measure::ALL.into_iter().find(too_much) {
        return Err(MergeError::TooMuch(measure));
    }
    let order = |conflict: &Conflict| {
        let article = conflict.article?;
        project.articles.iter().position(|one| one.id == article)
    };
    conflicts.sort_by_key(|conflict| (order(conflict).unwrap_or(usize::MAX), conflict.place));
    let MergeTally { added, changed, removed } = tally;
    Ok(Merged { project, conflicts, pairs, moved, added, changed, removed })
}

/// The three states, in one frame.
struct Parts<'a> {
    ours: &'a Project,
    theirs: &'a Project,
    base: Option<&'a Project>,
}

/// Ours on the texts that stand: an article that only they put on a newer text gets it; where both did, or
/// nobody can tell, ours stands and the conflict is told.
fn on_newer_texts(
    ours: &Project,
    theirs: &Project,
    base: Option<&Project>,
    pairs: &[ArticlePair],
    conflicts: &mut Vec<Conflict>,
) -> Project {
    let mut result = ours.clone();
    let mut newer = Vec::new();
    for pair in pairs {
        let (Some(one), Some(other)) = (ours.article(pair.ours), theirs.article(pair.theirs)) else {
            continue;
        };
        if one.text == other.text {
            continue;
        }
        let before = base.and_then(|base| base.article(pair.ours)).filter(|before| before.added == one.added);
        match before {
            Some(before) if before.text == one.text => {
                newer.push((pair.ours, &*other.text));
            }
            Some(before) if before.text == other.text => {}
            _ => conflicts.push(Conflict::about(Disputed::Text, Some(pair.ours))),
        }
    }
    retext(&mut result, newer.into_iter());
    result.modified = ours.modified;
    result
}

/// Articles that one of them removed.
#[derive(Debug, Default)]
struct Gone {
    /// Removed by them, and untouched by us: they go.
    ours: Vec<ArticleId>,
    /// Removed by us, and untouched by them: they do not come back.
    theirs: Vec<ArticleId>,
}

/// Takes in articles that the first does not have, and what is known of those it has.
fn articles(project: &mut Project, parts: &Parts<'_>, conflicts: &mut Vec<Conflict>) -> Gone {
    let mut gone = Gone::default();
    let by_us = marks::touched(parts.ours, parts.base);
    let by_them = marks::touched(parts.theirs, parts.base);
    for theirs in &parts.theirs.articles {
        let before = parts.base.and_then(|base| base.article(theirs.id));
        let at = project.articles.iter().position(|one| one.id == theirs.id);
        match (at.and_then(|at| project.articles.get_mut(at)), before) {
            (Some(ours), before) => {
                let merged =
                    records::merged_meta(&ours.meta, &theirs.meta, before.map(|before| &before.meta));
                if merged.is_disputed {
                    conflicts.push(Conflict::about(Disputed::Facts, Some(theirs.id)));
                }
                if merged.meta != ours.meta {
                    *ours = Arc::new(Article { meta: merged.meta, ..Article::clone(ours) });
                }
            }
            (None, Some(_)) if !by_them.contains(&theirs.id) => {
                gone.theirs.push(theirs.id);
            }
            (None, before) => {
                if before.is_some() {
                    conflicts.push(Conflict::about(Disputed::RemovedArticle, Some(theirs.id)));
                }
                project.articles.push_back(theirs.clone());
            }
        }
    }
    let ours = parts.ours.articles.iter().map(|article| article.id);
    for id in ours.filter(|id| parts.theirs.article(*id).is_none()) {
        if parts.base.is_some_and(|base| base.article(id).is_some()) {
            if by_us.contains(&id) {
                conflicts.push(Conflict::about(Disputed::RemovedArticle, Some(id)));
            } else {
                gone.ours.push(id);
            }
        }
    }
    gone
}

#[cfg(test)]
mod tests;
