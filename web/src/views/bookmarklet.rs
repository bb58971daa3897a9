//! The bookmark that takes the page one reads in another tab to the clipboard, for pasting here.

use crate::views::results::Bilingual;
use crate::views::start::language;
use shirushi_page::words::Words;
use yew::prelude::*;

/// What it does, as a script.
const SCRIPT: &str = include_str!("../../static/bookmarklet.js");

const TITLE: Bilingual = Bilingual("読んでいるページを写す", "Taking a page along");
const LEAD: Bilingual = Bilingual(
    "下のリンクをブックマークバーへドラッグしておきます。記事のページでそれを押すと、見出し、アドレス、筆者、日付と本文がクリップボードに写り、ここに貼り付けられます。どこにも送信しません。",
    "Drag the link below to the bookmarks bar. Pressed on the page of an article it copies title, address, author, date and text, for pasting here. Nothing is sent anywhere.",
);
const NAME: Bilingual = Bilingual("印へ写す", "To Shirushi");

pub(crate) fn bookmarklet(words: &'static Words) -> Html {
    let say = |pair: Bilingual| pair.told(language(words));
    let address = format!("javascript:{}", js_sys::encode_uri_component(SCRIPT));
    // The page lets nothing of it be dragged but this. Pressed here it would copy the help.
    let dragged = Callback::from(|event: DragEvent| event.stop_propagation());
    let pressed = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <>
            <h3 class="section-title">{ say(TITLE) }</h3>
            <p class="quiet small">{ say(LEAD) }</p>
            <p class="row"><a class="button" data-part="bookmarklet" href={address} draggable="true" ondragstart={dragged} onclick={pressed}>{ say(NAME) }</a></p>
        </>
    }
}
