//! Brings another project into the frame of the first: its marks on the texts of the first, under the numbers
//! of the first's articles and tags. Whatever is compared or merged afterwards means the same by the same
//! number.
//!
//! Texts are moved by the session's own change of a text, on the places that re-anchoring finds.

use crate::articles::{ArticlePair, pair_articles};
use shirushi_exchange::carry::{End, Fate, carry};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, Check, Highlight, Project, RelationMark, Saying, Tag,
    TagId,
};
use shirushi_session::{Edit, Msg, Session, update};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Gives out numbers that nothing in any of the projects has.
#[derive(Debug)]
pub(crate) struct FreeNumbers(u32);

impl FreeNumbers {
    pub(crate) fn above<'a>(projects: impl IntoIterator<Item = &'a Project>) -> Self {
        Self(projects.into_iter().map(|project| project.next_number).max().unwrap_or(1))
    }

    /// `None` when all have been given out.
    pub(crate) fn next(&mut self) -> Option<u32> {
        let number = self.0;
        self.0 = number.checked_add(1)?;
        Some(number)
    }

    pub(crate) fn upcoming(&self) -> u32 {
        self.0
    }
}

/// A mark whose text is another in the frame of the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The mark, by its number in its own project.
    pub mark: AnnotationId,
    /// What became of its place: changed, or lost.
    pub fate: Fate,
}

/// A project in the frame of another.
#[derive(Debug)]
pub(crate) struct Framed {
    pub(crate) project: Project,
    /// Its articles that the other has too, under the numbers they had.
    pub(crate) pairs: Vec<ArticlePair>,
    /// Marks whose words are others now, or are not found.
    pub(crate) moved: Vec<Moved>,
}

/// Brings a project into the frame of another. `None` when the numbers run out.
///
/// What the first does not have keeps its number where the two have one history and nothing of the first has
/// it, and gets a new one elsewhere.
///
/// `shared` tells which numbers of tags mean the same tag in both: those of a state in common. A tag of one
/// number that has another name is another tag otherwise.
pub(crate) fn framed(
    ours: &Project,
    theirs: &Project,
    shared: &dyn Fn(TagId) -> bool,
    numbers: &mut FreeNumbers,
) -> Option<Framed> {
    let pairs = pair_articles(ours, theirs);
    let is_one_history = ours.id == theirs.id;
    let mut project = theirs.clone();
    let texts = pairs.iter().filter_map(|pair| Some((pair.theirs, &*ours.article(pair.ours)?.text)));
    let moved = retext(&mut project, texts);
    let mut articles: BTreeMap<ArticleId, ArticleId> =
        pairs.iter().map(|pair| (pair.theirs, pair.ours)).collect();
    let taken: BTreeSet<ArticleId> = ours.articles.iter().map(|article| article.id).collect();
    for article in &project.articles {
        if let Entry::Vacant(vacant) = articles.entry(article.id) {
            let keeps = is_one_history && !taken.contains(&article.id);
            vacant.insert(if keeps { article.id } else { ArticleId(numbers.next()?) });
        }
    }
    let tags = tags(ours, &project, shared, numbers)?;
    Some(Framed { project: renumbered(project, &articles, &tags), pairs, moved })
}

/// Puts other texts in the place of those of articles, with everything that stands on them. Gives the marks
/// whose words are others now.
pub(crate) fn retext<'a>(
    project: &mut Project,
    texts: impl Iterator<Item = (ArticleId, &'a str)>,
) -> Vec<Moved> {
    let mut moved = Vec::new();
    let is_other =
        |(id, text): &(ArticleId, &str)| project.article(*id).is_some_and(|article| *article.text != **text);
    let texts: Vec<(ArticleId, &str)> = texts.filter(is_other).collect();
    if !texts.is_empty() {
        let mut session = Session::open(project.clone());
        for (id, text) in texts {
            session = with_text(session, id, text, &mut moved);
        }
        *project = session.project;
    }
    moved
}

fn with_text(session: Session, id: ArticleId, text: &str, moved: &mut Vec<Moved>) -> Session {
    let (mut marks, mut ends) = (BTreeMap::new(), BTreeMap::new());
    for carried in carry(&session.project, id, text) {
        if matches!(carried.fate, Fate::Lost | Fate::Changed) {
            moved.push(Moved { mark: carried.annotation, fate: carried.fate });
        }
        match carried.end {
            End::Own => marks.insert(carried.annotation, carried.target),
            End::Other => ends.insert(carried.annotation, carried.target),
        };
    }
    let at = session.project.modified;
    update(
        session,
        Msg::Edit { edit: Edit::ReplaceText { article: id, text: text.to_owned(), marks, ends }, at },
    )
    .0
}

/// The tag of the first that each tag is: the one of the same name, then the one of the same number.
fn tags(
    ours: &Project,
    theirs: &Project,
    shared: &dyn Fn(TagId) -> bool,
    numbers: &mut FreeNumbers,
) -> Option<BTreeMap<TagId, TagId>> {
    let mut by_name: BTreeMap<&str, TagId> = BTreeMap::new();
    for tag in ours.tagset.tags.iter().rev() {
        by_name.insert(tag.name.trim(), tag.id);
    }
    let mut open: BTreeSet<TagId> = ours.tagset.tags.iter().map(|tag| tag.id).collect();
    let mut known: BTreeMap<TagId, TagId> = BTreeMap::new();
    for tag in &theirs.tagset.tags {
        let same = by_name.get(tag.name.trim()).copied();
        if let Some(same) = same.filter(|id| open.remove(id)) {
            known.insert(tag.id, same);
        }
    }
    for tag in &theirs.tagset.tags {
        if known.contains_key(&tag.id) {
            continue;
        }
        let is_one = shared(tag.id) && (open.remove(&tag.id) || ours.tagset.get(tag.id).is_none());
        known.insert(tag.id, if is_one { tag.id } else { TagId(numbers.next()?) });
    }
    Some(known)
}

/// The same project under other numbers.
fn renumbered(
    mut project: Project,
    articles: &BTreeMap<ArticleId, ArticleId>,
    tags: &BTreeMap<TagId, TagId>,
) -> Project {
    let article = |id: ArticleId| articles.get(&id).copied().unwrap_or(id);
    let tag = |id: TagId| tags.get(&id).copied().unwrap_or(id);
    project.articles = project
        .articles
        .iter()
        .map(|one| Arc::new(Article { id: article(one.id), ..Article::clone(one) }))
        .collect();
    project.tagset.tags = project.tagset.tags.into_iter().map(|one| Tag { id: tag(one.id), ..one }).collect();
    let mark = |one: &Arc<Annotation>| {
        let body = match &one.body {
            Body::Relation(mark) => {
                Body::Relation(RelationMark { other: article(mark.other), ..mark.clone() })
            }
            Body::Highlight(highlight) => Body::Highlight(Highlight { tag: tag(highlight.tag) }),
            other => other.clone(),
        };
        Arc::new(Annotation { article: article(one.article), body, ..Annotation::clone(one) })
    };
    project.annotations = project.annotations.iter().map(|(id, one)| (*id, mark(one))).collect();
    let check = |one: &Arc<Check>| {
        let saying = |saying: &Saying| Saying { article: article(saying.article), ..saying.clone() };
        Arc::new(Check { sayings: one.sayings.iter().map(saying).collect(), ..Check::clone(one) })
    };
    project.checks = project.checks.iter().map(|(id, one)| (*id, check(one))).collect();
    project
}
