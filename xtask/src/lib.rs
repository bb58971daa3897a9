//! What the task runner and the browser tests share: a small static server for a folder of files.

pub mod site;
