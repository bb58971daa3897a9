//! What can go wrong when projects are kept in the browser, as a closed set.

/// Why a project could not be kept or read. Whatever it is, what is in memory is untouched and can be saved
/// as a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser offers no storage here: a private window, or storage switched off.
    #[error("the browser offers no storage here")]
    Unavailable,
    /// There is no room left.
    #[error("there is no room left")]
    Quota,
    /// A newer version of the program has taken the database; reloading the page helps.
    #[error("a newer version of the program has taken the database")]
    Outdated,
    /// The browser closed the database; trying again helps.
    #[error("the browser closed the database")]
    Closed,
    /// There is no such project any more.
    #[error("there is no such project")]
    Missing,
    /// What was stored of the project is gone, or a part of it, though nobody deleted the project: the
    /// browser has cleared its storage.
    #[error("what was stored of the project is gone")]
    Lost,
    /// The stored project has moved on without this tab.
    #[error("the stored project has moved on without this tab")]
    Conflict,
    /// What is stored cannot be read.
    #[error("what is stored cannot be read")]
    Damaged,
    /// The browser refused for a reason of its own.
    #[error("the browser refused: {0}")]
    Refused(String),
}
