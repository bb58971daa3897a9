//! Files as other tools write them.
