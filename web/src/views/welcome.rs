//! Before there is an article: what this is for, and how it begins.

use crate::act::{Act, Panel};
use crate::paint::entity_class;
use crate::words::Words;
use shirushi_model::EntityType;
use yew::prelude::*;

pub(crate) fn welcome(words: &'static Words, on: &Callback<Act>) -> Html {
    html! {
        <section class="welcome" data-part="welcome">
            <h1>{ words.no_articles_title }</h1>
            <p class="lead">{ words.no_articles_text }</p>
            <div class="legend" aria-hidden="true">
                { for EntityType::ALL.iter().map(|kind| html! { <span class={classes!("entity", "judged", entity_class(*kind))}>{ (words.entity)(*kind) }</span> }) }
                <span class="claim claim-start claim-end">{ words.claim_word }</span>
                <span class="band b-amber">{ words.highlight_word }</span>
            </div>
            <div class="row">
                <button class="button primary" data-part="welcome-add" onclick={on.reform(|_| Act::Panel(Panel::Intake))}>{ words.add_article }{ " " }<kbd aria-hidden="true">{ "N" }</kbd></button>
                <button class="button" data-part="open-sample" onclick={on.reform(|_| Act::OpenSample)}>{ words.open_sample }</button>
                <button class="button" data-part="open-file" onclick={on.reform(|_| Act::PickProject)}>{ words.open_file }</button>
            </div>
            <p class="quiet small">{ words.sample_hint }</p>
        </section>
    }
}
