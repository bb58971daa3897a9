//! The page in the browser. The state and all that changes it are [`shirushi_page`]; here [`app`] hands it
//! acts, [`perform`] carries out its effects, [`views`] draw it, [`input`] hears keys and other events, and
//! [`ports`] are the browser.

mod app;
#[cfg(test)]
mod colours;
mod heard;
mod input;
mod perform;
mod ports;
mod views;

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
