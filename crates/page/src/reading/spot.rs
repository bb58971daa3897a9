//! A place of the page, as the history of the tab holds it.

use crate::results::View;
use crate::scene::{Panel, Scene};
use serde::{Deserialize, Serialize};

/// Where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The article's number; none has 0.
    pub(super) article: u32,
    pub(super) scene: Scene,
    pub(super) panel: Panel,
    /// Which view of the comparison.
    #[serde(default)]
    pub(super) view: View,
}
