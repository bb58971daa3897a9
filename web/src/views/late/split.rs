//! The seam between the two parts of the page's module.
//!
//! For the compiler the function that is called and the function that is written are two: an import and an
//! export. The build makes one of them again, across two modules, by their names: `__wasm_split_00`, the name
//! of the part, `00_import_` or `00_export_`, and 32 hexadecimal digits that name the pair. That is how the
//! splitter wants them (`xtask/src/build/split.rs`); its own macro would make every call wait for the part,
//! where a view must be drawn at once.

#![cfg_attr(
    target_family = "wasm",
    expect(unsafe_code, reason = "an import can be declared and a symbol named in no other way")
)]

use super::{Region, drawn};
use crate::ports::html::BrowserReaders;
use shirushi_page::late::LateAct;
use shirushi_page::{Act, Outside, Page};
use yew::prelude::*;

#[cfg(target_family = "wasm")]
#[link(wasm_import_module = "late")]
#[expect(improper_ctypes, reason = "both ends are of one compilation")]
unsafe extern "C" {
    #[link_name = "__wasm_split_00late00_import_00000000000000000000000000000001_draw"]
    safe fn draw_there(region: Region, app: &Page, on: &Callback<Act>) -> Html;
    #[link_name = "__wasm_split_00late00_import_00000000000000000000000000000002_act"]
    safe fn act_there(page: &mut Page, act: LateAct, out: &mut Outside);
}

/// Draws by the late part. Before it is there this traps, so it is called only when the page says that it is.
#[cfg(target_family = "wasm")]
pub(super) fn draw(region: Region, app: &Page, on: &Callback<Act>) -> Html {
    draw_there(region, app, on)
}

/// Acts by the late part, under the same condition.
#[cfg(target_family = "wasm")]
pub(super) fn act(page: &mut Page, act: LateAct, out: &mut Outside) {
    act_there(page, act, out);
}

/// Natively, for tests, there is one part.
#[cfg(not(target_family = "wasm"))]
pub(super) fn draw(region: Region, app: &Page, on: &Callback<Act>) -> Html {
    drawn::draw(region, app, on)
}

#[cfg(not(target_family = "wasm"))]
pub(super) fn act(page: &mut Page, act: LateAct, out: &mut Outside) {
    shirushi_page::late::act(page, act, out, &BrowserReaders);
}

#[cfg(target_family = "wasm")]
#[expect(improper_ctypes_definitions, reason = "both ends are of one compilation")]
#[unsafe(export_name = "__wasm_split_00late00_export_00000000000000000000000000000001_draw")]
extern "C" fn draw_here(region: Region, app: &Page, on: &Callback<Act>) -> Html {
    drawn::draw(region, app, on)
}

#[cfg(target_family = "wasm")]
#[expect(improper_ctypes_definitions, reason = "both ends are of one compilation")]
#[unsafe(export_name = "__wasm_split_00late00_export_00000000000000000000000000000002_act")]
extern "C" fn act_here(page: &mut Page, act: LateAct, out: &mut Outside) {
    shirushi_page::late::act(page, act, out, &BrowserReaders);
}
