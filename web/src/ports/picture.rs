//! A drawing as a picture of points, by the browser's own hands.

use futures::channel::oneshot;
use js_sys::{ArrayBuffer, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// So many points of the picture are one pixel of the drawing: it is printed, too.
const POINTS: u32 = 2;

/// A PNG of an SVG that has a size, on white. `None` where the browser does not draw it.
pub(crate) async fn png(svg: &str) -> Option<Vec<u8>> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg)));
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = (image.natural_width() * POINTS, image.natural_height() * POINTS);
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    let (done, drawn) = oneshot::channel();
    let done = Rc::new(RefCell::new(Some(done)));
    let tell = Closure::<dyn FnMut(JsValue)>::new(move |blob: JsValue| {
        if let Some(done) = done.borrow_mut().take() {
            let _ = done.send(blob);
        }
    });
    canvas.to_blob(tell.as_ref().unchecked_ref()).ok()?;
    let blob: Blob = drawn.await.ok()?.dyn_into().ok()?;
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
