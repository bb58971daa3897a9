//! What the guideline says of the types and tags that people gave differently, and a line more of it: what
//! was decided and why. It is the guide of the tagset, which everybody sees beside the text and which leaves
//! with the project.

use crate::notices::Notice;
use crate::outside::Outside;
use crate::state::Page;
use shirushi_agreement::Disagreement;
use shirushi_model::{Body, MarkType, Tag, TagId, Tagset, TypeGuide};
use shirushi_session::Edit;

/// What a guide is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideOf {
    Type(MarkType),
    Tag(TagId),
}

impl GuideOf {
    /// The types and tags of a disagreement, each once.
    pub fn of(one: &Disagreement) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for mark in one.marks() {
            let of = match &mark.body {
                Body::Entity(entity) => Self::Type(MarkType::Entity(entity.kind)),
                Body::Claim(claim) => Self::Type(MarkType::Claim(claim.kind)),
                Body::Highlight(highlight) => Self::Tag(highlight.tag),
                Body::Relation(_) => continue,
            };
            if !found.contains(&of) {
                found.push(of);
            }
        }
        found
    }

    /// What is said.
    pub fn said(self, tagset: &Tagset) -> String {
        match self {
            Self::Type(of) => tagset.guide(of).guide,
            Self::Tag(id) => tagset.get(id).map(|tag| tag.guide.clone()).unwrap_or_default(),
        }
    }

    /// The edit that says more.
    fn with(self, tagset: &Tagset, entry: &str) -> Option<Edit> {
        let said = self.said(tagset);
        let guide = if said.is_empty() { entry.to_owned() } else { format!("{said}\n{entry}") };
        Some(match self {
            Self::Type(of) => Edit::Explain(TypeGuide { guide, ..tagset.guide(of) }),
            Self::Tag(id) => Edit::ChangeTag(Tag { guide, ..tagset.get(id)?.clone() }),
        })
    }
}

impl Page {
    /// Adds a line to a guide. It can be undone like every other edit.
    pub(super) fn write_guide(&mut self, of: GuideOf, entry: &str, out: &mut Outside) {
        if !self.writes() {
            return self.tell(Notice::ReadOnly);
        }
        let entry = entry.trim();
        let edit = of.with(&self.session.project.tagset, entry).filter(|_| !entry.is_empty());
        if let Some(edit) = edit {
            self.edit(edit, out);
        }
    }
}
