//! A character where it stands on a page.

/// A rectangle of a page: in points, from the upper left corner, downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// The smallest that holds both.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// One shown code.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its characters: mostly one, more for a ligature, U+FFFD where nothing tells.
    pub(super) text: String,
    pub(super) area: Area,
    /// Its size in points.
    pub(super) size: f64,
    /// What its font says of the line it stands in; the places of its neighbours may say otherwise.
    pub(super) told: Setting,
}

/// How a font sets its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Along the letters' feet, to the right on the page.
    Across,
    /// Downwards: a font of vertical writing.
    Down,
    /// Along the letters' feet, downwards: turned by a quarter, as Latin words are in vertical lines.
    TurnedDown,
    /// Any other way: stamps across the page.
    Askew,
}

impl Glyph {
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}
