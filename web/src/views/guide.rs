//! What a tag or a type is for, beside the work: its description and examples, folded when they are long.

use shirushi_model::{MarkType, Tagset};
use shirushi_page::marking::MarkAs;
use shirushi_page::words::Words;
use yew::prelude::*;

/// So many characters are shown unfolded.
const SHORT: usize = 160;

/// What a type is called.
pub(crate) fn type_name(words: &Words, of: MarkType) -> &'static str {
    match of {
        MarkType::Entity(kind) => (words.entity)(kind),
        MarkType::Claim(kind) => (words.claim)(kind),
    }
}

/// Description and examples of what something can be marked as. A claim is of a type only once it is one.
pub(crate) fn guide_of(tagset: &Tagset, mark: &MarkAs) -> Option<(String, Vec<String>)> {
    let (guide, examples) = match mark {
        MarkAs::Claim => return None,
        MarkAs::Entity(kind) => {
            let said = tagset.guide(MarkType::Entity(*kind));
            (said.guide, said.examples)
        }
        MarkAs::Highlight(id) => tagset.get(*id).map(|tag| (tag.guide.clone(), tag.examples.clone()))?,
    };
    Some((guide, examples)).filter(|(guide, examples)| !guide.is_empty() || !examples.is_empty())
}

/// Description and examples.
pub(crate) fn guide(words: &'static Words, guide: &str, examples: &[String]) -> Html {
    let inside = html! {
        <>
            <p lang="ja" hidden={guide.is_empty()}>{ guide }</p>
            <ul class="examples" lang="ja" aria-label={words.examples} hidden={examples.is_empty()}>
                { for examples.iter().map(|example| html! { <li>{ example }</li> }) }
            </ul>
        </>
    };
    let long: usize = examples.iter().map(|text| text.chars().count()).sum();
    if guide.is_empty() && examples.is_empty() {
        Html::default()
    } else if long + guide.chars().count() > SHORT {
        html! { <details class="guide small" data-part="guide"><summary>{ words.tag_guide }</summary>{ inside }</details> }
    } else {
        html! { <div class="guide small" data-part="guide">{ inside }</div> }
    }
}
