//! Projects: where they are kept in this browser, which one is open, files, copies, deleting with a way back.

mod events;
mod failure;
mod keeping;
mod room;
mod slot;
mod update;

#[cfg(test)]
mod tests;

pub use events::{Role, SaveState, StorageEvent, TabEvent};
pub use failure::StorageError;
pub use keeping::{Beginning, Created, Keeping, Kept, Loaded, NewSlot, Safety, Since, replayed};
pub use room::Room;
pub use slot::{LastFile, Shelf, Slot, SlotSummary, Stored};
pub use update::{Listing, Persistence, ProjectAct};
pub(crate) use update::{file_name, new_session};
