//! The first screen: what this is for in a sentence, the way to the sample, and the place for one's own
//! articles. The sample's table beside it, and what stands below, come with the late part
//! (`crate::views::start`); their place is kept.

use crate::views::late;
use shirushi_page::keys::Command;
use shirushi_page::scene::{Panel, Scene};
use shirushi_page::{Act, Page};
use yew::prelude::*;

pub(crate) fn welcome(app: &Page, on: &Callback<Act>) -> Html {
    let (words, keys) = (app.words(), &app.preferences.keys);
    let tour = if app.preferences.toured { words.tour_again } else { words.tour };
    let first = app.other_projects().is_empty();
    let add = on.reform(|_: MouseEvent| Act::Panel(Panel::Intake));
    html! {
        <div class="start" data-part="welcome">
            <div class="start-first">
                <div>
                    <h1>{ words.start_title }</h1>
                    <p class="lead">{ words.start_lead }</p>
                    <div class="start-ways">
                        <button class="button primary" data-part="open-sample" onclick={on.reform(|_| Act::OpenSample(Scene::Comparing))}>{ words.open_sample }{ " " }<kbd aria-hidden="true" hidden={!first}>{ keys.told(Command::Accept) }</kbd></button>
                        <button class="button only-narrow" data-part="welcome-add" onclick={add.clone()}>{ words.add_article }</button>
                        <button class="button" data-part="tour" aria-keyshortcuts={keys.shortcut(Command::Tour)} onclick={on.reform(|_| Act::Command(Command::Tour))}>{ tour }</button>
                    </div>
                    <div class="start-own only-wide">
                        <p class="row">
                            <b>{ words.start_own }</b>
                            <span class="small quiet">{ words.start_here }</span>
                            <button class="button" data-part="pick-files" onclick={on.reform(|_| Act::PickFiles)}>{ words.choose_files }</button>
                        </p>
                        <button class="start-slots" data-part="welcome-add" title={words.add_article} aria-keyshortcuts={keys.shortcut(Command::NewArticle)} onclick={add}>
                            { for words.start_slots.split('\n').map(|name| html! { <span>{ name }</span> }) }
                        </button>
                        <p class="small quiet">{ words.start_note }</p>
                    </div>
                    <p class="small quiet start-trust">{ words.start_trust }</p>
                    <button class="small quiet" data-part="open-file" onclick={on.reform(|_| Act::PickProject)}>{ words.open_file }</button>
                </div>
                <div class="start-beside" data-part="start-beside">{ late::beside(app, on) }</div>
            </div>
            { late::below(app, on) }
        </div>
    }
}
