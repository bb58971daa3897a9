//! The browser behind typed functions: one port, one file.
//!
//! A port knows the browser and the vocabulary of the core; it knows no views and no words. What can fail
//! returns a closed enum that the page puts into words. Whatever a port registers with the browser is held by
//! the value it returns and taken back when that value is dropped.

pub(crate) mod assets;
pub(crate) mod charset;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod disk;
pub(crate) mod documents;
pub(crate) mod drafts;
pub(crate) mod engine;
pub(crate) mod files;
pub(crate) mod html;
mod js;
pub(crate) mod line_step;
pub(crate) mod listener;
pub(crate) mod parts;
pub(crate) mod picture;
pub(crate) mod places;
pub(crate) mod preferences;
pub(crate) mod saver;
pub(crate) mod selection;
pub(crate) mod storage;
pub(crate) mod tabs;
pub(crate) mod theme;
pub(crate) mod updates;
