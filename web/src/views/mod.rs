//! What is on the screen: each view a function of what it is given, asking for changes with an [`Act`](crate::act::Act).

pub(crate) mod about;
pub(crate) mod action_bar;
pub(crate) mod cards;
pub(crate) mod choice;
pub(crate) mod chunk;
pub(crate) mod claim;
pub(crate) mod comparison;
pub(crate) mod details;
pub(crate) mod entities;
pub(crate) mod export;
pub(crate) mod field;
pub(crate) mod help;
pub(crate) mod inspector;
pub(crate) mod intake;
pub(crate) mod judging;
pub(crate) mod knowledge;
pub(crate) mod library;
pub(crate) mod notices;
pub(crate) mod projects;
pub(crate) mod reading;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod status;
pub(crate) mod top;
pub(crate) mod value;
pub(crate) mod welcome;
