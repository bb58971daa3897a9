//! What hands do: keys on their way to acts, what the browser tells wherever it happens, which element has
//! the keys, and where the pointer rests.

pub(crate) mod focus;
pub(crate) mod keyboard;
pub(crate) mod listening;
pub(crate) mod pointer;
