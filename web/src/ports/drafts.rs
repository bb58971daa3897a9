//! What a person has typed and not added yet, kept in this tab (`sessionStorage`): it is there after a reload and after the page went
//! over to a new version, and no other tab sees it. Storage that is blocked or full keeps nothing.

use serde::{Deserialize, Serialize};
use shirushi_model::{ArticleMeta, ProjectId};

const KEY: &str = "shirushi:drafts";

/// What is typed in the forms for texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Drafts {
    /// An article that is about to be added.
    pub(crate) article: Option<NewText>,
    /// A newer text for an article.
    pub(crate) newer: Option<NewerText>,
}

/// A text with what is known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewText {
    pub(crate) text: String,
    pub(crate) meta: Meta,
}

/// [`ArticleMeta`] as it is written down here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Meta {
    outlet: String,
    title: String,
    url: String,
    author: String,
    published: String,
}

/// A newer text for an article, which is told by its project and its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewerText {
    pub(crate) project: ProjectId,
    pub(crate) article: u32,
    pub(crate) text: String,
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

/// What this tab was left with.
pub(crate) fn load() -> Drafts {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps what is typed for when the tab comes back.
pub(crate) fn save(drafts: &Drafts) {
    let Some(storage) = storage() else { return };
    if *drafts == Drafts::default() {
        let _ = storage.remove_item(KEY);
    } else if let Ok(text) = serde_json::to_string(drafts) {
        let _ = storage.set_item(KEY, &text);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
