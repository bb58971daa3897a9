//! What a person has chosen for this browser, kept in `localStorage`: nothing of a project.
//!
//! Storage that is blocked or holds something unreadable means defaults, and saving that fails is forgotten
//! when the page closes: neither is worth a message.

use shirushi_page::preferences::Preferences;

const KEY: &str = "shirushi:preferences";

/// What was saved last, or defaults.
pub(crate) fn load() -> Preferences {
    storage()
        .and_then(|storage| storage.get_item(KEY).ok().flatten())
        .map_or_else(Default::default, |text| Preferences::parse(&text))
}

/// Saves for the next visit, if the browser lets us.
pub(crate) fn save(preferences: &Preferences) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(preferences)) {
        let _ = storage.set_item(KEY, &text);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
