//! How sure a claim is.

use shirushi_model::Certainty;
use shirushi_page::words::Words;
use yew::prelude::*;

/// A certainty as a chip: a word in a border of its own kind.
pub(crate) fn chip(words: &Words, certainty: Certainty) -> Html {
    let class = match certainty {
        Certainty::Asserted => "asserted",
        Certainty::Reported => "reported",
        Certainty::Possible => "possible",
        Certainty::Predicted => "predicted",
        Certainty::Denied => "denied",
    };
    html! { <span class={classes!("chip", class)}>{ (words.certainty)(certainty) }</span> }
}
