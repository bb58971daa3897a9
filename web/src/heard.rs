//! What comes in from the browser.

use crate::ports::storage::Storage;
use crate::ports::tabs::Tabs;
use shirushi_page::Act;
use shirushi_page::projects::SlotSummary;

/// What the skin hears: acts, and what of the browser comes along with some.
pub(crate) enum Heard {
    Act(Act),
    /// The storage is open and lists what it holds.
    Opened(Storage, Vec<SlotSummary>),
    /// A project was read or made, and the tabs on it were joined.
    Joined(Act, Option<Tabs>),
    /// Files were dropped or pasted.
    Files(Vec<web_sys::File>),
}
