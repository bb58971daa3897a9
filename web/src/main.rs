//! The page. [`app`] holds the state and is the only place where it changes; [`views`] draw it; [`ports`] are
//! the browser.

mod act;
mod app;
mod caret;
mod claims;
#[cfg(test)]
mod colours;
mod comparing;
#[cfg(test)]
mod fixtures;
mod groups;
mod judging;
mod keymap;
mod keys;
mod layers;
mod lines;
mod marks;
mod notice;
mod paint;
mod palette;
mod phrases;
mod ports;
mod shaping;
mod shared;
mod sureness;
mod tour;
mod views;
mod words;

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    match root {
        Some(root) => {
            yew::Renderer::<app::App>::with_root(root).render();
        }
        // Without its element the page was put together wrongly; there is nowhere to say so but here.
        None => web_sys::console::error_1(&"no element #app".into()),
    }
}
