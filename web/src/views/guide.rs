//! What a tag is for, beside the work: its description and examples, folded when they are long.

use crate::words::Words;
use shirushi_model::Tag;
use yew::prelude::*;

/// So many characters are shown unfolded.
const SHORT: usize = 160;

/// Whether a tag says when it is given.
pub(crate) fn is_explained(tag: &Tag) -> bool {
    !tag.guide.is_empty() || !tag.examples.is_empty()
}

/// Description and examples.
pub(crate) fn guide(words: &'static Words, tag: &Tag) -> Html {
    let inside = html! {
        <>
            <p lang="ja" hidden={tag.guide.is_empty()}>{ &tag.guide }</p>
            <ul class="examples" lang="ja" aria-label={words.examples} hidden={tag.examples.is_empty()}>
                { for tag.examples.iter().map(|example| html! { <li>{ example }</li> }) }
            </ul>
        </>
    };
    let long = tag.examples.iter().chain([&tag.guide]).map(|text| text.chars().count()).sum::<usize>();
    if !is_explained(tag) {
        Html::default()
    } else if long > SHORT {
        html! { <details class="guide small" data-part="guide"><summary>{ words.tag_guide }</summary>{ inside }</details> }
    } else {
        html! { <div class="guide small" data-part="guide">{ inside }</div> }
    }
}
