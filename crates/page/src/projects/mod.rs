//! Projects: where they are kept in this browser, which one is open, files, copies, deleting with a way back.

mod act;
mod events;
mod failure;
mod keeping;
mod room;
mod slot;
mod state;
mod update;

#[cfg(test)]
mod tests;

pub use act::{Listing, Persistence, ProjectAct};
pub use events::{Role, SaveState, StorageEvent, TabEvent};
pub use failure::StorageError;
pub use keeping::replayed;
pub use room::Room;
pub use slot::{LastFile, Shelf, Slot, SlotSummary, Stored};
pub use state::{Beginning, Created, Keeping, Kept, Loaded, NewSlot, Safety, Since};
pub(crate) use update::{file_name, new_session};
