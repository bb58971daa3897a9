//! A transaction: one change of a project, complete and invertible. It is what the log stores.

use crate::{Misfit, Operation};
use serde::{Deserialize, Serialize};
use shirushi_model::{Annotation, Body, ByteSpan, CheckAct, Creator, Project, Target, Timestamp};
use std::sync::Arc;

/// One change of a project.
///
/// As JSON its enums are internally tagged, the tag first, and unknown fields are ignored, so that a log
/// written by a later version with added fields can be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// Its place in the project's log; the first is 1.
    pub seq: u64,
    /// How it came about.
    pub origin: Origin,
    /// What it does, for a person.
    pub label: Label,
    /// When it was made.
    pub at: Timestamp,
    /// What it does, in order.
    pub operations: Vec<Operation>,
}

impl Transaction {
    /// Makes the change. The project given is not touched: either every operation fits or none is applied.
    ///
    /// # Errors
    /// [`Misfit`] when an operation does not fit the project it is applied to.
    pub fn apply(&self, project: &Project) -> Result<Project, Misfit> {
        let mut next = project.clone();
        for operation in &self.operations {
            operation.apply(&mut next)?;
        }
        next.modified = self.at;
        Ok(next)
    }

    /// The person who made it, where the change itself says so: of a mark, a judgement, a relation or a
    /// decision between marks. `None`
    /// when they gave no name.
    pub fn by(&self) -> Option<&str> {
        let annotation = match self.label {
            Label::Mark { .. } | Label::Judge { .. } => self.annotations().next(),
            Label::Adjudicate { .. } => self.annotations().find(|one| one.is_ruling()),
            _ => None,
        }?;
        let name = match (&annotation.judged_by, &annotation.creator) {
            (Some(name), _) | (None, Creator::Person { name }) => name,
            _ => return None,
        };
        Some(name.as_str()).filter(|name| !name.is_empty())
    }

    /// The annotations it is about: as they are after it, or as they were before they were deleted.
    pub fn annotations(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.operations.iter().filter_map(|operation| match operation {
            Operation::PutAnnotation { before, after } => after.as_ref().or(before.as_ref()),
            _ => None,
        })
    }

    /// The operations that take this change back, in the order they are to be applied.
    pub fn inverse(&self) -> Vec<Operation> {
        self.operations.iter().rev().map(Operation::invert).collect()
    }
}

/// How a transaction came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Origin {
    /// A person made a change.
    Person,
    /// A person took a change back.
    Undo {
        /// The transaction of [`Origin::Person`] that was taken back.
        of: u64,
    },
    /// A person brought a change back.
    Redo {
        /// The transaction of [`Origin::Person`] that was brought back.
        of: u64,
    },
}

/// What a transaction does, for a person. The page finds the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Label {
    /// The project got another title.
    RenameProject,
    /// Articles came in.
    AddArticles {
        /// How many.
        count: u32,
    },
    /// What somebody else marked came in.
    TakeIn {
        /// How many marks.
        count: u32,
    },
    /// An article was removed.
    RemoveArticle,
    /// What is known about an article changed.
    SetMeta,
    /// A newer version took the place of an article's text.
    ReplaceText,
    /// The project was made what a named version is.
    ReturnTo,
    /// A person marked a passage.
    Mark {
        /// As what.
        kind: MarkKind,
    },
    /// A person judged suggestions.
    Judge {
        /// How.
        verdict: Verdict,
        /// How many.
        count: u32,
    },
    /// An annotation changed.
    Change,
    /// A mark was cut in two.
    Split,
    /// Marks became one.
    Merge,
    /// Annotations were deleted.
    Delete {
        /// How many.
        count: u32,
    },
    /// A tag was added.
    AddTag,
    /// A tag changed.
    ChangeTag,
    /// A tag was taken out of the tagset.
    RemoveTag,
    /// The tags of another tagset came in.
    ImportTags,
    /// Something else is said about a type.
    Explain,
    /// What is known of an entity changed.
    ChangeEntity,
    /// Two entities became one.
    MergeEntities,
    /// Mentions went from one entity to another.
    MoveMentions {
        /// How many.
        count: u32,
    },
    /// The project became what merging it with those of other people gave.
    MergeProject,
    /// It was decided between the marks of several people.
    Adjudicate {
        /// In how many places.
        count: u32,
    },
    /// A check was begun or changed.
    Check {
        /// What was done to it.
        #[serde(rename = "done")]
        act: CheckAct,
    },
    /// A check was removed.
    RemoveCheck,
    /// The project's own scales of verdicts changed.
    ChangeScales,
    /// A change made by a later version of the program.
    Other,
}

/// As what a passage was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// As a claim.
    Claim,
    /// As an entity.
    Entity,
    /// With a tag.
    Highlight,
    /// As standing so to another claim.
    Relation,
}

impl MarkKind {
    /// The span on which something of this kind was marked or judged.
    pub(crate) fn settled(self, annotation: &Annotation) -> Option<ByteSpan> {
        match &annotation.target {
            Target::Placed(spans) if Self::of(&annotation.body) == self => match spans.as_slice() {
                [span] => Some(*span),
                _ => None,
            },
            _ => None,
        }
    }

    /// The kind of a body.
    pub fn of(body: &Body) -> Self {
        match body {
            Body::Claim(_) => Self::Claim,
            Body::Entity(_) => Self::Entity,
            Body::Highlight(_) => Self::Highlight,
            Body::Relation(_) => Self::Relation,
        }
    }
}

/// What a person decides about a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It stands.
    Accept,
    /// It does not stand, and is not suggested again.
    Reject,
}
