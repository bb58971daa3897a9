//! What the articles come to: which of the results is open, and how it is looked at. The results themselves
//! are `shirushi_results`', made anew by the views that draw them.

mod update;

#[cfg(test)]
mod tests;

use crate::shared::Shared;
use serde::{Deserialize, Serialize};
use shirushi_model::{ArticleId, CheckId};
use shirushi_results::figures::FigureKey;
use shirushi_results::report::{Audience, Part};
use shirushi_results::table::{Order, Table, TableFilter};
use shirushi_results::timeline::{EventFilter, Spacing};
use shirushi_results::{Claims, Findings, Place};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// How results are looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResultsUi {
    /// Another one whenever the project, an analysis or what comparing found has changed: results are made
    /// anew then, and only then.
    pub made: Shared<Made>,
    /// What comparing found, in places.
    pub findings: Shared<Findings>,
    /// Which view of the comparison is open.
    pub view: View,
    pub table: TableUi,
    pub side: SideUi,
    pub timeline: TimelineUi,
    pub sources: SourcesUi,
    pub checks: ChecksUi,
    /// The figures that are turned over to their tables.
    pub turned: BTreeSet<FigureKey>,
    pub report: ReportUi,
}

/// What follows from the session and what comparing found.
#[derive(Debug)]
pub struct Held {
    pub claims: Claims,
    pub table: Table,
}

/// The results, once somebody has looked at them.
#[derive(Debug, Default)]
pub struct Made(OnceCell<Rc<Held>>);

impl Made {
    /// The results; made by `make` where they are not there yet.
    pub fn held(&self, make: impl FnOnce() -> Held) -> Rc<Held> {
        self.0.get_or_init(|| Rc::new(make())).clone()
    }
}

/// A view of the comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// 表
    #[default]
    Table,
    /// 並べて読む
    Side,
    /// 年表
    Timeline,
    /// 誰が誰を
    Sources,
}

impl View {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Table, Self::Side, Self::Timeline, Self::Sources];

    /// The one after it, and after the last the first.
    pub fn next(self) -> Self {
        match self {
            Self::Table => Self::Side,
            Self::Side => Self::Timeline,
            Self::Timeline => Self::Sources,
            Self::Sources => Self::Table,
        }
    }
}

/// How the table is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableUi {
    pub filter: TableFilter,
    pub order: Order,
    pub density: Density,
    /// The row that has the keys, by its key; none is the first.
    pub row: Option<Place>,
    /// The article among the columns that has them.
    pub column: usize,
    /// The row that is open.
    pub open: Option<Place>,
    /// Whether the filters are out where they cover the table.
    pub filters_out: bool,
}

/// How high a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Density {
    /// Whole sentences.
    Wide,
    /// Two lines.
    #[default]
    Medium,
    /// One line: what differs alone.
    Dense,
}

impl Density {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Medium, Self::Dense];

    /// The one after it, and after the last the first.
    pub fn next(self) -> Self {
        match self {
            Self::Wide => Self::Medium,
            Self::Medium => Self::Dense,
            Self::Dense => Self::Wide,
        }
    }
}

/// How articles are read side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideUi {
    /// Which, from the left; the first two or three of the project where none are named.
    pub articles: Vec<ArticleId>,
    /// The link that is looked at, by the key of its row.
    pub row: Option<Place>,
    /// Whether the texts scroll together.
    pub linked: bool,
    /// The passage for which another is looked for, to join the two by hand.
    pub joining: Option<Place>,
}

impl Default for SideUi {
    fn default() -> Self {
        Self { articles: Vec::new(), row: None, linked: true, joining: None }
    }
}

/// How the time line is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimelineUi {
    /// In the order of this article's telling; none is that of happening.
    pub telling: Option<usize>,
    /// All articles in one lane.
    pub together: bool,
    pub spacing: Spacing,
    /// Only events that are dated differently.
    pub clashing_only: bool,
    pub filter: EventFilter,
    /// The event that is looked at.
    pub event: Option<Place>,
    /// The event whose date is written, and what is written so far.
    pub dating: Option<(Place, String)>,
}

/// How the sources are looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourcesUi {
    pub shown: Amounts,
    /// The claim that is looked at.
    pub claim: Option<Place>,
}

/// How much a cell of the sources says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amounts {
    /// 一つずつ
    #[default]
    Each,
    /// 数
    Counts,
    /// 割合
    Shares,
}

impl Amounts {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Each, Self::Counts, Self::Shares];
}

/// How checks are looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChecksUi {
    /// The claim of the list that is looked at.
    pub place: Option<Place>,
    /// The check that is looked at.
    pub check: Option<CheckId>,
    pub listed: Listed,
}

/// Which claims are listed to be checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Listed {
    /// すべて
    #[default]
    All,
    /// 未着手
    NotBegun,
    /// 進行
    UnderWay,
    /// 決定
    Decided,
}

impl Listed {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::NotBegun, Self::UnderWay, Self::Decided];
}

/// What goes into the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportUi {
    pub audience: Audience,
    pub parts: BTreeSet<Part>,
}

impl Default for ReportUi {
    fn default() -> Self {
        let audience = Audience::Editor;
        Self { audience, parts: audience.parts() }
    }
}

/// What is asked of the results.
#[derive(Debug)]
pub enum ResultsAct {
    View(View),
    Table(Box<TableUi>),
    Side(SideUi),
    Timeline(TimelineUi),
    Sources(SourcesUi),
    Checks(ChecksUi),
    /// Turn a figure over.
    Turn(FigureKey),
    Report(ReportUi),
    /// Go from a result to a place in an article; whoever comes back comes back to it.
    LookInto(Place),
    /// Begin a check on these claims, or turn to the one there is.
    Check(Vec<Place>, String),
    /// Save what was written, under this name.
    Save {
        name: String,
        media: &'static str,
        bytes: Vec<u8>,
    },
    /// Save a drawing as a picture of points.
    SavePicture {
        name: String,
        svg: String,
    },
    /// Put it on the clipboard.
    Copy(String),
}
