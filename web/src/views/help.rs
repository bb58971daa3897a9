//! All keys, from the same table the page obeys.

use crate::views::bookmarklet::bookmarklet;
use crate::views::kit::sheet;
use shirushi_page::Act;
use shirushi_page::keys::keymap::Keymap;
use shirushi_page::keys::{BINDINGS, Command, Group, STROKES};
use shirushi_page::scene::Panel;
use shirushi_page::words::Words;
use yew::prelude::*;

pub(crate) fn help(words: &'static Words, keys: &Keymap, on: &Callback<Act>) -> Html {
    let listed = |group: Group| {
        BINDINGS.iter().filter_map(move |binding| {
            let (of, text) = binding.name?;
            (of == group).then(|| row(keys.written(binding.command), text(words)))
        })
    };
    sheet(
        words,
        words.help,
        on,
        html! {
            <>
                <p class="quiet small">{ words.help_lead }</p>
                <p class="row">
                    <button class="button" data-part="tour" onclick={on.reform(|_: MouseEvent| Act::Command(Command::Tour))}>{ words.tour }{ " " }<kbd aria-hidden="true">{ keys.told(Command::Tour) }</kbd></button>
                    <button class="button" data-part="keys-open" onclick={on.reform(|_: MouseEvent| Act::Panel(Panel::Keys))}>{ words.keys_change }</button>
                </p>
                <h3 class="section-title">{ words.keys_reading }</h3>
                <dl class="keys">
                    { row(["←", "→"], words.key_move) }
                    { row(["Shift", "← →"], words.key_extend) }
                    { row(["Alt", "← →"], words.key_char) }
                    { row(["Ctrl", "← →"], words.key_sentence) }
                    { row(["Ctrl", "↑ ↓"], words.key_paragraph) }
                    { row(["Alt"], words.key_snap) }
                </dl>
                <h3 class="section-title">{ words.keys_marking }</h3>
                <dl class="keys">
                    { row(["1", "…", "9"], words.key_tag) }
                    { for listed(Group::Marking) }
                    { row(["↑", "↓", "A", "⌫"], words.key_list) }
                </dl>
                <p class="quiet small">{ words.mouse_lead }</p>
                <h3 class="section-title">{ words.judge }</h3>
                <dl class="keys">
                    { for STROKES.iter().filter_map(|binding| Some(row(keys.struck_by(binding.stroke), binding.name?(words)))) }
                    { row(["1", "…", "9"], words.key_retype) }
                    { row(["←", "→"], words.key_moves) }
                </dl>
                <h3 class="section-title">{ words.keys_page }</h3>
                <dl class="keys">{ for listed(Group::Page) }</dl>
                { bookmarklet(words) }
            </>
        },
    )
}

fn row<T: Into<AttrValue>>(keys: impl IntoIterator<Item = T>, text: &'static str) -> Html {
    html! { <><dt>{ for keys.into_iter().map(|key| html! { <><kbd>{ key.into() }</kbd>{ " " }</> }) }</dt><dd>{ text }</dd></> }
}
