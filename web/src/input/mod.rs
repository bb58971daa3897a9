//! What hands do: keys on their way to acts, what the browser tells wherever it happens, and which element
//! has the keys.

pub(crate) mod focus;
pub(crate) mod keyboard;
pub(crate) mod listening;
