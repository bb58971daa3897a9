//! Outlet, title, date and so on of the open article, to be put right; and a way to remove it.

use crate::views::kit::{Field, Room, input_value, sheet};
use shirushi_model::Article;
use shirushi_page::Act;
use shirushi_page::intake::MetaField;
use shirushi_page::replacing::Replace;
use shirushi_page::words::Words;
use yew::prelude::*;

pub(crate) fn details(words: &'static Words, article: &Article, on: &Callback<Act>) -> Html {
    let id = article.id;
    let field = |field: MetaField| {
        let (part, kind) = field.input();
        let value = field.read(&article.meta).to_owned();
        if kind == "date" {
            // A date changes with every digit: what stands there when the field is left counts.
            let onblur = on.reform(move |event: FocusEvent| Act::Describe(id, field, input_value(&event)));
            return html! {
                <label class="field"><span>{ field.name(words) }</span>
                    <input type={kind} lang="ja" data-part={part} {value} {onblur} />
                </label>
            };
        }
        html! {
            <label class="field"><span>{ field.name(words) }</span>
                <Field {part} first={field == MetaField::Outlet} room={Room::Line} {value} on={on.reform(move |value: String| Act::Describe(id, field, value))} />
            </label>
        }
    };
    sheet(
        words,
        words.edit_article,
        on,
        html! {
            <div class="sheet" data-enter="details-done">
                { field(MetaField::Outlet) }
                { field(MetaField::Title) }
                { field(MetaField::Published) }
                { field(MetaField::Author) }
                { field(MetaField::Url) }
                <hr class="divider" />
                <div class="row">
                    <button class="button" data-part="replace-text" aria-keyshortcuts="U" onclick={on.reform(|_| Act::Replace(Replace::Begin))}>{ words.replace_text }</button>
                    <button class="button danger" data-part="remove-article" onclick={on.reform(move |_| Act::RemoveArticle(id))}>{ words.remove_article }</button>
                    <span class="spring"></span>
                    <button class="button primary" data-part="details-done" onclick={on.reform(|_: MouseEvent| Act::ClosePanel)}>{ words.done }</button>
                </div>
            </div>
        },
    )
}
