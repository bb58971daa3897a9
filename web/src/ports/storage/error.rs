//! What the browser throws when projects are kept in it, read as what the page knows of.

use super::super::js;
use shirushi_page::projects::StorageError;
use wasm_bindgen::JsValue;

/// Reads an exception of IndexedDB.
pub(super) fn of_exception(exception: &JsValue) -> StorageError {
    let name = js::error_name(exception).unwrap_or_default();
    of_name(&name).unwrap_or_else(|| {
        let text = js::error_text(exception);
        StorageError::Refused(if text.is_empty() || text == name { name } else { format!("{name}: {text}") })
    })
}

/// The names IndexedDB gives to what it throws.
fn of_name(name: &str) -> Option<StorageError> {
    match name {
        "QuotaExceededError" => Some(StorageError::Quota),
        "VersionError" => Some(StorageError::Outdated),
        "ConstraintError" => Some(StorageError::Conflict),
        "InvalidStateError" => Some(StorageError::Closed),
        "SecurityError" | "NotSupportedError" => Some(StorageError::Unavailable),
        _ => None,
    }
}

/// What an operation on the database said, in the page's terms.
pub(super) trait Said<T> {
    fn said(self) -> Result<T, StorageError>;
}

impl<T> Said<T> for Result<T, idb::Error> {
    fn said(self) -> Result<T, StorageError> {
        self.map_err(of_error)
    }
}

pub(super) fn of_error(error: idb::Error) -> StorageError {
    use idb::Error::{
        AddFailed, DeleteFailed, DomException, GetAllFailed, GetAllKeysFailed, GetFailed, IndexedDbNotFound,
        IndexedDbOpenFailed, KeyRangeCreateFailed, ObjectStoreCreateFailed, ObjectStoreNotFound,
        UpdateFailed,
    };
    match &error {
        IndexedDbNotFound(_) => StorageError::Unavailable,
        DomException(exception) => of_exception(exception),
        IndexedDbOpenFailed(exception)
        | AddFailed(exception)
        | DeleteFailed(exception)
        | GetAllFailed(exception)
        | GetAllKeysFailed(exception)
        | GetFailed(exception)
        | KeyRangeCreateFailed(exception)
        | ObjectStoreCreateFailed(exception)
        | ObjectStoreNotFound(exception)
        | UpdateFailed(exception) => of_exception(exception),
        _ => StorageError::Refused(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_throws_is_told_apart() {
        assert_eq!(of_name("QuotaExceededError"), Some(StorageError::Quota));
        assert_eq!(of_name("VersionError"), Some(StorageError::Outdated));
        assert_eq!(of_name("DataError"), None);
    }
}
