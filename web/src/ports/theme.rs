//! How the device and the person like the page to look, and how `<html>` says it to the styles.

use super::listener::Listener;
use yew::Callback;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Dark on light paper.
    Light,
    /// Light on dark.
    Dark,
}

const DARK: &str = "(prefers-color-scheme: dark)";

/// What the device prefers now; light when it does not say.
pub(crate) fn scheme() -> Scheme {
    scheme_of(matches(DARK))
}

/// Tells every change of [`scheme`] while the listener is held.
pub(crate) fn watch_scheme(changed: Callback<Scheme>) -> Option<Listener> {
    watch(DARK, move |dark| changed.emit(scheme_of(dark)))
}

/// Puts `data-theme` on `<html>`: `light` or `dark`.
pub(crate) fn show_scheme(scheme: Scheme) {
    set_on_root(
        "data-theme",
        match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        },
    );
}

/// Puts `lang` on `<html>`: the BCP 47 tag of the interface's language.
pub(crate) fn show_language(tag: &str) {
    set_on_root("lang", tag);
}

/// The first language the browser asks for, as a BCP 47 tag.
pub(crate) fn browser_language() -> Option<String> {
    web_sys::window()?.navigator().language()
}

fn scheme_of(dark: bool) -> Scheme {
    if dark { Scheme::Dark } else { Scheme::Light }
}

fn query(condition: &str) -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(condition).ok()?
}

fn matches(condition: &str) -> bool {
    query(condition).is_some_and(|list| list.matches())
}

fn watch(condition: &'static str, changed: impl Fn(bool) + 'static) -> Option<Listener> {
    let list = query(condition)?;
    let heard = list.clone();
    Some(Listener::passive(&list, "change", move |_| changed(heard.matches())))
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn set_on_root(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for a name that is none.
        let _ = root.set_attribute(name, value);
    }
}
