//! Outlet, title, date and so on of the open article, to be put right; and a way to remove it.

use crate::act::Act;
use crate::views::inspector::{input_value, sheet};
use crate::words::Words;
use shirushi_model::{Article, ArticleMeta};
use shirushi_session::Edit;
use yew::prelude::*;

pub(crate) fn details(words: &'static Words, article: &Article, on: &Callback<Act>) -> Html {
    let id = article.id;
    let field = |name: &'static str, part: &'static str, get: fn(&mut ArticleMeta) -> &mut String| {
        let meta = article.meta.clone();
        let value = get(&mut meta.clone()).clone();
        let onchange = on.reform(move |event: Event| {
            let mut changed = meta.clone();
            *get(&mut changed) = input_value(&event);
            Act::Edit(Edit::SetMeta(id, changed))
        });
        let kind = if part == "published" { "date" } else { "text" };
        html! {
            <label class="field"><span>{ name }</span>
                <input type={kind} lang="ja" autocomplete="off" data-part={part} {value} {onchange} />
            </label>
        }
    };
    sheet(
        words,
        words.edit_article,
        on,
        html! {
            <>
                { field(words.outlet, "outlet", |m| &mut m.outlet) }
                { field(words.title, "title", |m| &mut m.title) }
                { field(words.published, "published", |m| &mut m.published) }
                { field(words.author, "author", |m| &mut m.author) }
                { field(words.url, "url", |m| &mut m.url) }
                <hr class="divider" />
                <div class="row end"><button class="button danger" data-part="remove-article" onclick={on.reform(move |_| Act::Edit(Edit::RemoveArticle(id)))}>{ words.remove_article }</button></div>
            </>
        },
    )
}
