//! What can go wrong when projects are kept in the browser, as a closed set.

use super::super::js;
use wasm_bindgen::JsValue;

/// Why a project could not be kept or read. Whatever it is, what is in memory is untouched and can be saved as
/// a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StorageError {
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
    /// What was stored of the project is gone, or a part of it, though nobody deleted the project: the browser has cleared its storage.
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

impl StorageError {
    /// Reads an exception of IndexedDB.
    pub(super) fn of_exception(exception: &JsValue) -> Self {
        let name = js::error_name(exception).unwrap_or_default();
        Self::of_name(&name).unwrap_or_else(|| {
            let text = js::error_text(exception);
            Self::Refused(if text.is_empty() || text == name { name } else { format!("{name}: {text}") })
        })
    }

    /// The names IndexedDB gives to what it throws.
    fn of_name(name: &str) -> Option<Self> {
        match name {
            "QuotaExceededError" => Some(Self::Quota),
            "VersionError" => Some(Self::Outdated),
            "ConstraintError" => Some(Self::Conflict),
            "InvalidStateError" => Some(Self::Closed),
            "SecurityError" | "NotSupportedError" => Some(Self::Unavailable),
            _ => None,
        }
    }
}

impl From<idb::Error> for StorageError {
    fn from(error: idb::Error) -> Self {
        use idb::Error::{
            AddFailed, DeleteFailed, DomException, GetAllFailed, GetAllKeysFailed, GetFailed,
            IndexedDbNotFound, IndexedDbOpenFailed, KeyRangeCreateFailed, ObjectStoreCreateFailed,
            ObjectStoreNotFound, UpdateFailed,
        };
        match &error {
            IndexedDbNotFound(_) => Self::Unavailable,
            DomException(exception) => Self::of_exception(exception),
            IndexedDbOpenFailed(exception)
            | AddFailed(exception)
            | DeleteFailed(exception)
            | GetAllFailed(exception)
            | GetAllKeysFailed(exception)
            | GetFailed(exception)
            | KeyRangeCreateFailed(exception)
            | ObjectStoreCreateFailed(exception)
            | ObjectStoreNotFound(exception)
            | UpdateFailed(exception) => Self::of_exception(exception),
            _ => Self::Refused(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_throws_is_told_apart() {
        assert_eq!(StorageError::of_name("QuotaExceededError"), Some(StorageError::Quota));
        assert_eq!(StorageError::of_name("VersionError"), Some(StorageError::Outdated));
        assert_eq!(StorageError::of_name("DataError"), None);
    }
}
