//! What is typed in the forms for texts outlives the page: it is kept in the tab and is there again after a
//! reload.

use serde::{Deserialize, Serialize};
use shirushi_model::{ArticleMeta, ProjectId};
use std::rc::Rc;

/// What is typed in the forms for texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drafts {
    /// An article that is about to be added.
    pub article: Option<NewText>,
    /// A newer text for an article.
    pub newer: Option<NewerText>,
}

/// A text with what is known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewText {
    pub text: Rc<str>,
    pub meta: Meta,
}

/// [`ArticleMeta`] as it is written down here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    outlet: String,
    title: String,
    url: String,
    author: String,
    published: String,
}

/// A newer text for an article, which is told by its project and its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewerText {
    pub project: ProjectId,
    pub article: u32,
    pub text: Rc<str>,
}

impl From<ArticleMeta> for Meta {
    fn from(meta: ArticleMeta) -> Self {
        let ArticleMeta { outlet, title, url, author, published } = meta;
        Self { outlet, title, url, author, published }
    }
}

impl From<Meta> for ArticleMeta {
    fn from(meta: Meta) -> Self {
        let Meta { outlet, title, url, author, published } = meta;
        Self { outlet, title, url, author, published }
    }
}
