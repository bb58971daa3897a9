//! The operations a transaction is made of. Each says what was there before and what is there after, and so
//! carries its own inverse.

use serde::Serialize;
use shirushi_model::{
    Annotation, Article, ArticleId, ArticleMeta, CanonicalEntity, Check, Project, Tag, TypeGuide,
    VerdictScale,
};
use std::sync::Arc;

/// One step of a change.
///
/// `before` and `after` of `None` mean that the thing is not there: an operation with only `after` adds, one
/// with only `before` removes, one with both replaces. Both name the same id.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Operation {
    /// The title of the project.
    SetTitle {
        /// The title that was there.
        before: String,
        /// The title from now on.
        after: String,
    },
    /// An article at a place in the list.
    PutArticle {
        /// Its place, counted from 0.
        index: u32,
        /// The article that was there.
        before: Option<Arc<Article>>,
        /// The article from now on.
        after: Option<Arc<Article>>,
    },
    /// What is known about an article.
    SetMeta {
        /// Which one.
        article: ArticleId,
        /// What was known.
        before: ArticleMeta,
        /// What is known from now on.
        after: ArticleMeta,
    },
    /// An annotation.
    PutAnnotation {
        /// The annotation that was there.
        before: Option<Arc<Annotation>>,
        /// The annotation from now on.
        after: Option<Arc<Annotation>>,
    },
    /// A tag at a place in the tagset.
    PutTag {
        /// Its place, counted from 0.
        index: u32,
        /// The tag that was there.
        before: Option<Tag>,
        /// The tag from now on.
        after: Option<Tag>,
    },
    /// What is said about a type; empty when nothing is.
    SetGuide {
        /// What was said.
        before: TypeGuide,
        /// What is said from now on.
        after: TypeGuide,
    },
    /// What people decided on an entity.
    PutEntity {
        /// What was decided.
        before: Option<Arc<CanonicalEntity>>,
        /// What is decided from now on.
        after: Option<Arc<CanonicalEntity>>,
    },
    /// A check.
    PutCheck {
        /// The check that was there.
        before: Option<Arc<Check>>,
        /// The check from now on.
        after: Option<Arc<Check>>,
    },
    /// A scale of verdicts at a place among the project's own.
    PutScale {
        /// Its place, counted from 0.
        index: u32,
        /// The scale that was there.
        before: Option<VerdictScale>,
        /// The scale from now on.
        after: Option<VerdictScale>,
    },
}

/// An operation does not fit the project it is applied to: what it says was there before was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operation does not fit the project: {0}")]
pub struct Misfit(pub(crate) &'static str);

impl Operation {
    /// The operation that takes this one back.
    pub fn invert(&self) -> Self {
        match self.clone() {
            Self::SetTitle { before, after } => Self::SetTitle { before: after, after: before },
            Self::PutArticle { index, before, after } => {
                Self::PutArticle { index, before: after, after: before }
            }
            Self::SetMeta { article, before, after } => {
                Self::SetMeta { article, before: after, after: before }
            }
            Self::PutAnnotation { before, after } => Self::PutAnnotation { before: after, after: before },
            Self::PutTag { index, before, after } => Self::PutTag { index, before: after, after: before },
            Self::SetGuide { before, after } => Self::SetGuide { before: after, after: before },
            Self::PutEntity { before, after } => Self::PutEntity { before: after, after: before },
            Self::PutCheck { before, after } => Self::PutCheck { before: after, after: before },
            Self::PutScale { index, before, after } => Self::PutScale { index, before: after, after: before },
        }
    }

    /// Changes the project. What the operation says was there before must be there.
    ///
    /// # Errors
    /// [`Misfit`], with the project as it was.
    pub fn apply(&self, project: &mut Project) -> Result<(), Misfit> {
        match self {
            Self::SetTitle { before, after } => {
                fits(project.title == *before, "another title")?;
                project.title.clone_from(after);
            }
            Self::PutArticle { index, before, after } => put_article(project, *index, before, after)?,
            Self::SetMeta { article, before, after } => set_meta(project, *article, before, after)?,
            Self::PutAnnotation { before, after } => put_annotation(project, before, after)?,
            Self::PutTag { index, before, after } => put_tag(project, *index, before, after)?,
            Self::SetGuide { before, after } => {
                fits(before.of == after.of, "one type for another")?;
                fits(project.tagset.guide(before.of) == *before, "another guide")?;
                project.tagset.set_guide(after.clone());
            }
            Self::PutEntity { before, after } => put_entity(project, before, after)?,
            Self::PutCheck { before, after } => put_check(project, before, after)?,
            Self::PutScale { index, before, after } => put_scale(project, *index, before, after)?,
        }
        Ok(())
    }
}

fn fits(fits: bool, otherwise: &'static str) -> Result<(), Misfit> {
    if fits { Ok(()) } else { Err(Misfit(otherwise)) }
}

/// Keeps `next_number` above every number that was ever given out, in this project or one its log came from.
fn count(project: &mut Project, number: u32) {
    project.next_number = project.next_number.max(number.saturating_add(1));
}

fn put_article(
    project: &mut Project,
    index: u32,
    before: &Option<Arc<Article>>,
    after: &Option<Arc<Article>>,
) -> Result<(), Misfit> {
    let index = index as usize;
    match (before, after) {
        (None, None) => {}
        (None, Some(article)) => {
            fits(index <= project.articles.len(), "no such place among the articles")?;
            fits(project.article(article.id).is_none(), "the article is there already")?;
            count(project, article.id.0);
            project.articles.insert(index, article.clone());
        }
        (Some(article), after) => {
            let found = project.articles.get(index).is_some_and(|found| found.id == article.id);
            fits(found, "another article in this place")?;
            match after {
                Some(next) => {
                    fits(next.id == article.id, "one article for another")?;
                    project.articles.set(index, next.clone());
                }
                None => {
                    project.articles.remove(index);
                }
            }
        }
    }
    Ok(())
}

fn set_meta(
    project: &mut Project,
    id: ArticleId,
    before: &ArticleMeta,
    after: &ArticleMeta,
) -> Result<(), Misfit> {
    let index = project.articles.iter().position(|article| article.id == id);
    let article = index.and_then(|index| project.articles.get_mut(index)).ok_or(Misfit("no such article"))?;
    fits(article.meta == *before, "other facts about the article")?;
    // The text and its index are shared, so the copy is small.
    *article = Arc::new(Article { meta: after.clone(), ..Article::clone(article) });
    Ok(())
}

fn put_annotation(
    project: &mut Project,
    before: &Option<Arc<Annotation>>,
    after: &Option<Arc<Annotation>>,
) -> Result<(), Misfit> {
    let Some(id) = after.as_ref().or(before.as_ref()).map(|annotation| annotation.id) else { return Ok(()) };
    fits(before.as_ref().is_none_or(|before| before.id == id), "one annotation for another")?;
    fits(project.annotations.get(&id) == before.as_ref(), "another annotation")?;
    match after {
        Some(annotation) => {
            fits(annotation.articles().all(|id| project.article(id).is_some()), "no such article")?;
            count(project, id.0);
            project.annotations.insert(id, annotation.clone());
        }
        None => {
            project.annotations.remove(&id);
        }
    }
    Ok(())
}

fn put_entity(
    project: &mut Project,
    before: &Option<Arc<CanonicalEntity>>,
    after: &Option<Arc<CanonicalEntity>>,
) -> Result<(), Misfit> {
    let Some(id) = after.as_ref().or(before.as_ref()).map(|entity| entity.id) else { return Ok(()) };
    fits(before.as_ref().is_none_or(|before| before.id == id), "one entity for another")?;
    fits(project.entities.get(&id) == before.as_ref(), "another entity")?;
    match after {
        Some(entity) => {
            count(project, id.0);
            project.entities.insert(id, entity.clone());
        }
        None => {
            project.entities.remove(&id);
        }
    }
    Ok(())
}

/// A check stands whatever became of the articles it names.
fn put_check(
    project: &mut Project,
    before: &Option<Arc<Check>>,
    after: &Option<Arc<Check>>,
) -> Result<(), Misfit> {
    let Some(id) = after.as_ref().or(before.as_ref()).map(|check| check.id) else { return Ok(()) };
    fits(before.as_ref().is_none_or(|before| before.id == id), "one check for another")?;
    fits(project.checks.get(&id) == before.as_ref(), "another check")?;
    match after {
        Some(check) => {
            count(project, id.0);
            project.checks.insert(id, check.clone());
        }
        None => {
            project.checks.remove(&id);
        }
    }
    Ok(())
}

fn put_scale(
    project: &mut Project,
    index: u32,
    before: &Option<VerdictScale>,
    after: &Option<VerdictScale>,
) -> Result<(), Misfit> {
    let (index, scales) = (index as usize, &mut project.scales);
    match before {
        Some(before) => {
            fits(scales.get(index) == Some(before), "another scale in this place")?;
            scales.remove(index);
        }
        None => fits(index <= scales.len(), "no such place among the scales")?,
    }
    if let Some(after) = after {
        fits(scales.iter().all(|other| other.key != after.key), "the scale is there already")?;
        scales.insert(index, after.clone());
    }
    Ok(())
}

fn put_tag(
    project: &mut Project,
    index: u32,
    before: &Option<Tag>,
    after: &Option<Tag>,
) -> Result<(), Misfit> {
    let index = index as usize;
    let tags = &mut project.tagset.tags;
    match (before, after) {
        (None, None) => {}
        (None, Some(tag)) => {
            fits(index <= tags.len(), "no such place in the tagset")?;
            fits(tags.iter().all(|other| other.id != tag.id), "the tag is there already")?;
            tags.insert(index, tag.clone());
            count(project, tag.id.0);
        }
        (Some(tag), after) => {
            fits(tags.get(index) == Some(tag), "another tag in this place")?;
            match (after, tags.get_mut(index)) {
                (Some(next), Some(place)) => {
                    fits(next.id == tag.id, "one tag for another")?;
                    place.clone_from(next);
                }
                _ => {
                    tags.remove(index);
                }
            }
        }
    }
    Ok(())
}
