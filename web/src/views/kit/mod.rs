//! What many views are made of.

mod by_id;
mod chip;
mod choice;
mod field;
mod key;
mod quote;
mod sheet;
mod writable;

pub(crate) use by_id::ById;
pub(crate) use chip::chip;
pub(crate) use choice::{Choice, at_or, names, position};
pub(crate) use field::{Field, Room, input_value, text_area_value};
pub(crate) use key::{CommandButton, Key, use_keys};
pub(crate) use quote::quote;
pub(crate) use sheet::{panel_button, sheet};
pub(crate) use writable::Writable;
