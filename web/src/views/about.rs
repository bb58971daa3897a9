//! What this is, what it does with texts, and whose dictionary it uses.

use crate::views::kit::{panel_button, sheet};
use shirushi_page::Act;
use shirushi_page::scene::Panel;
use shirushi_page::words::Words;
use yew::prelude::*;

pub(crate) fn about(
    words: &'static Words,
    version: &str,
    dictionary: Option<&str>,
    on: &Callback<Act>,
) -> Html {
    sheet(
        words,
        words.about,
        on,
        html! {
            <>
                <p class="teach">{ words.about_lead }</p>
                <p class="teach">{ words.about_private }</p>
                <p class="teach small">{ words.about_shared_origin }</p>
                <p class="quiet small number">{ format!("{} {} ({version})", words.about_version, env!("CARGO_PKG_VERSION")) }</p>
                <div class="row">{ panel_button(words.settings, Panel::Settings, on) }{ panel_button(words.help, Panel::Help, on) }</div>
                <h3 class="section-title">{ words.about_dictionary }</h3>
                <p class="quiet small" hidden={dictionary.is_some()}>{ words.about_waiting }</p>
                <pre class="licence" data-part="licence" tabindex="0" hidden={dictionary.is_none()}>{ dictionary.unwrap_or_default().to_owned() }</pre>
            </>
        },
    )
}
