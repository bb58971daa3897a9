//! Taking the project out, as a file or by the clipboard.

use crate::views::kit::sheet;
use shirushi_page::Act;
use shirushi_page::scene::Outcome;
use shirushi_page::words::Words;
use yew::prelude::*;

pub(crate) fn export(
    words: &'static Words,
    articles: usize,
    copied: Option<Outcome>,
    on: &Callback<Act>,
) -> Html {
    let said = match copied {
        Some(Outcome::Done) => words.copied,
        Some(Outcome::Failed) => words.copied_failed,
        None => "",
    };
    sheet(
        words,
        words.export,
        on,
        html! {
            <>
                <p class="teach">{ words.export_lead }</p>
                <p class="quiet" hidden={articles > 0}>{ words.export_empty }</p>
                <button class="button primary" data-part="export-file" onclick={on.reform(|_| Act::ExportFile)}>{ words.export_file }</button>
                <button class="button" data-part="export-clipboard" onclick={on.reform(|_| Act::ExportClipboard)}>{ words.export_clipboard }</button>
                <p role="status" data-part="copied">{ said }</p>
                <hr class="divider" />
                <p class="teach">{ words.open_file_lead }</p>
                <button class="button" data-part="open-file" onclick={on.reform(|_| Act::PickProject)}>{ words.open_file }</button>
            </>
        },
    )
}
