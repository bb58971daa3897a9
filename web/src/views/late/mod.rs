//! What the late part of the page draws, and what stands in its place until it is there.
//!
//! `split` is the only way from here into `drawn`: all that only `drawn` leads to is put into a module of its
//! own by the build (`xtask/src/build/split.rs`), and is not fetched before it is wanted.

mod drawn;
mod split;

use shirushi_page::late::{Late, LateAct};
use shirushi_page::{Act, Outside, Page};
use yew::prelude::*;

/// A place of the page that the late part draws something in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Region {
    Middle,
    Panel,
    /// The end of the panel that takes the project out.
    Report,
    /// The first screen: beside what it says, and below.
    Beside,
    Below,
}

/// The middle of the page, where something else stands than an article.
pub(crate) fn middle(app: &Page, on: &Callback<Act>) -> Html {
    match app.ui.late {
        Late::Here => split::draw(Region::Middle, app, on),
        Late::Absent | Late::Coming | Late::Failed { .. } => html! {
            <main class="text" id="text" tabindex="-1" key="late">{ awaited(app, on) }</main>
        },
    }
}

/// The panel beside it.
pub(crate) fn panel(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    match app.ui.late {
        Late::Here => split::draw(Region::Panel, app, on),
        Late::Absent | Late::Coming | Late::Failed { .. } => html! {
            <section class="sheet" tabindex="-1" aria-label={words.late_coming} key="late">
                <div class="panel-head">
                    { awaited(app, on) }
                    <button class="button icon" data-part="close-panel" aria-label={words.close} title={words.close} onclick={on.reform(|_| Act::ClosePanel)}>{ "✕" }</button>
                </div>
            </section>
        },
    }
}

/// The form for a report. It stands last in its panel, so nothing jumps when it comes.
pub(crate) fn report(app: &Page, on: &Callback<Act>) -> Html {
    when_here(Region::Report, app, on)
}

/// What stands on the first screen beside what it says. Its place is kept, so nothing jumps when it comes.
pub(crate) fn beside(app: &Page, on: &Callback<Act>) -> Html {
    when_here(Region::Beside, app, on)
}

/// What stands below.
pub(crate) fn below(app: &Page, on: &Callback<Act>) -> Html {
    when_here(Region::Below, app, on)
}

fn when_here(region: Region, app: &Page, on: &Callback<Act>) -> Html {
    match app.ui.late {
        Late::Here => split::draw(region, app, on),
        Late::Absent | Late::Coming | Late::Failed { .. } => Html::default(),
    }
}

/// What is done by the late part is done there.
pub(crate) fn act(page: &mut Page, act: LateAct, out: &mut Outside) {
    split::act(page, act, out);
}

/// Says that something is coming, or did not come. The style sheet shows it only when that takes a while.
fn awaited(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    match app.ui.late {
        Late::Failed { .. } => html! {
            <button class="button" data-part="retry-late" onclick={on.reform(|_| Act::RetryLate)}>{ words.retry }</button>
        },
        Late::Absent | Late::Coming | Late::Here => html! {
            <p class="awaited quiet" role="status" data-part="late-coming">{ words.late_coming }</p>
        },
    }
}
