//! Leaving for other tools, and arriving from them: which format is looked at, what was chosen for it, and
//! what came in and has not been taken in yet. The formats themselves are `shirushi_exchange`'s; files are
//! read and written by a worker. What is told of a format and how it begins is in the late part of the page,
//! so that all of these acts are [`crate::late::LateAct`]s.

mod arriving;
mod beside;
mod carried;
mod errands;
mod update;

#[cfg(test)]
mod tests;

pub use arriving::{ForeignFiles, MarksPlaced};
pub(crate) use arriving::{begins_as_json, foreign};
pub use carried::Carried;
pub(crate) use errands::Errand;
pub use errands::ErrandProgress;

use crate::intake::Incoming;
use shirushi_exchange::formats::{Format, OffsetUnit, Options, Sheet, UnknownChoice};
use std::collections::BTreeMap;

/// How formats are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct ExchangeUi {
    pub way: Way,
    /// The format that is written.
    pub format: Format,
    /// What was chosen where it is not the first of the choices.
    pub chosen: BTreeMap<(Format, &'static str), String>,
    /// What of the project goes out.
    pub carried: Carried,
    /// Which findings of what came in are listed.
    pub findings: FindingsListed,
}

impl Default for ExchangeUi {
    fn default() -> Self {
        Self {
            way: Way::default(),
            format: Format::WebAnnotation,
            chosen: BTreeMap::new(),
            carried: Carried::default(),
            findings: FindingsListed::default(),
        }
    }
}

impl ExchangeUi {
    /// What is asked of a format.
    ///
    /// # Errors
    /// When a choice is none of the format's.
    pub fn options(&self, format: Format) -> Result<Options, UnknownChoice> {
        let mut options = Options::default();
        for ((of, key), value) in &self.chosen {
            if *of == format {
                options.choose(key, value)?;
            }
        }
        Ok(options)
    }

    /// What is chosen of a choice: by a person, or the first of its values.
    pub fn choice(&self, format: Format, key: &'static str) -> &str {
        let first = || {
            let choice = format.choices().iter().find(|choice| choice.key == key);
            choice.and_then(|choice| choice.values.first().copied()).unwrap_or_default()
        };
        self.chosen.get(&(format, key)).map_or_else(first, String::as_str)
    }
}

/// Out or in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// 書き出す
    #[default]
    Out,
    /// 読み込む
    In,
}

/// Which findings of what came in are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FindingsListed {
    /// What a person should look at: marks without a place, marks on words that are nearly theirs, and what
    /// was not understood.
    #[default]
    ToCheck,
    /// All.
    All,
}

/// What is asked of formats.
#[derive(Debug)]
pub enum ExchangeAct {
    /// Turn to one way, or to one format of it.
    Way(Way),
    Format(Format),
    /// Choose a value for the format that is looked at.
    Choose(&'static str, String),
    /// What of the project goes out.
    Carry(Carried),
    /// Write the project in the format, as a file.
    Save,
    /// Write tables as a workbook, in a file of this name without its ending.
    SaveWorkbook {
        name: String,
        sheets: Vec<Sheet>,
    },
    /// Write it to the clipboard, where the format is one text.
    Copy,
    /// Stop what is written or read again.
    Stop,
    /// Let a person choose files of other tools.
    Pick,
    /// Files that may be of another tool were chosen, dropped or pasted. What turns out to be a text is taken
    /// in as one.
    Arrived(Vec<Incoming>),
    /// Read what came in as something else than it was taken for.
    ReadAs(Format, Option<OffsetUnit>),
    /// Whose marks they are, where the files do not say.
    Person(String),
    List(FindingsListed),
    Take(Destination),
    /// Put what came in away; nothing of it is in the project.
    Refuse,
}

/// Where what came in goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// Beside what the open project has.
    Here,
    /// Into a project of its own.
    NewProject,
}
