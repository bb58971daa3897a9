//! A newer version of the open article's text: pasted or opened, looked at beside the marks it carries along,
//! and put in the place of the old one. What a mark has lost its place by can be put right by hand.

use crate::intake::{Incoming, Pasted};
use crate::shared::Shared;
use shirushi_exchange::carry::Carried;
use shirushi_exchange::intake::IntakeNotice;
use shirushi_model::ArticleId;
use std::rc::Rc;

#[cfg(test)]
mod tests;
mod update;

/// What is done about a newer text.
#[derive(Debug)]
pub enum Replace {
    /// Ask for one.
    Begin,
    /// It was written.
    Text(String),
    Pasted(Pasted),
    /// Choose a file.
    Pick,
    Arrived(Vec<Incoming>),
    /// Put it in the place of the old one.
    Do,
    Cancel,
}

/// A newer text that has not taken its place yet.
#[derive(Debug, Clone, Default)]
pub struct Replacing {
    pub article: Option<ArticleId>,
    pub text: Rc<str>,
    /// What will become of the marks.
    pub carried: Shared<Vec<Carried>>,
    pub odd: Vec<IntakeNotice>,
}
