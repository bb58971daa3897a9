//! How much room the browser gives.

/// What the browser says of its storage. It rounds and guesses, so these are no exact numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Room {
    /// Bytes that all pages of this origin use.
    pub used: Option<f64>,
    /// Bytes they may use.
    pub quota: Option<f64>,
    /// Whether it keeps what is stored when the disk gets full; `None` where that cannot be asked.
    pub kept: Option<bool>,
}

impl Room {
    /// Whether so little is left that nothing can be opened or written.
    pub fn is_full(self) -> bool {
        self.used.zip(self.quota).is_some_and(|(used, quota)| quota - used < LEAST)
    }
}

/// Bytes without which no database is opened.
const LEAST: f64 = 5_000_000.0;
