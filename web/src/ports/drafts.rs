//! What a person has typed and not added yet, kept in this tab (`sessionStorage`): it is there after a reload
//! and after the page went over to a new version, and no other tab sees it. Storage that is blocked or full
//! keeps nothing.

use shirushi_page::intake::Drafts;

const KEY: &str = "shirushi:drafts";

/// What this tab was left with.
pub(crate) fn load() -> Drafts {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps what is typed for when the tab comes back.
pub(crate) fn save(drafts: &Drafts) {
    let Some(storage) = storage() else { return };
    if *drafts == Drafts::default() {
        let _ = storage.remove_item(KEY);
    } else if let Ok(text) = serde_json::to_string(drafts) {
        let _ = storage.set_item(KEY, &text);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
