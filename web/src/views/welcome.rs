//! Before there is an article: what this is for, and how it begins.

use shirushi_model::EntityType;
use shirushi_page::Act;
use shirushi_page::keys::Command;
use shirushi_page::preferences::Preferences;
use shirushi_page::reading::paint::entity_class;
use shirushi_page::scene::Panel;
use shirushi_page::words::Words;
use yew::prelude::*;

pub(crate) fn welcome(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let keys = &preferences.keys;
    let tour = |class: &'static str, name: &'static str| {
        let on = on.reform(|_: MouseEvent| Act::Command(Command::Tour));
        html! { <button {class} data-part="tour" aria-keyshortcuts={keys.shortcut(Command::Tour)} onclick={on}>{ name }{ " " }<kbd aria-hidden="true">{ keys.told(Command::Tour) }</kbd></button> }
    };
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
                <button class="button primary" data-part="welcome-add" onclick={on.reform(|_| Act::Panel(Panel::Intake))}>{ words.add_article }{ " " }<kbd aria-hidden="true">{ keys.told(Command::NewArticle) }</kbd></button>
                <button class="button" data-part="open-sample" onclick={on.reform(|_| Act::OpenSample)}>{ words.open_sample }</button>
                <button class="button" data-part="open-file" onclick={on.reform(|_| Act::PickProject)}>{ words.open_file }</button>
            </div>
            <p class="quiet small">{ words.sample_hint }</p>
            { if preferences.toured {
                html! { <p class="tour-offer">{ tour("small quiet", words.tour_again) }</p> }
            } else {
                html! { <p class="tour-offer">{ tour("button", words.tour) }<span class="quiet small">{ words.tour_hint }</span></p> }
            } }
        </section>
    }
}
