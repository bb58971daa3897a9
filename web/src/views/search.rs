//! Finding text in all articles.

use crate::act::Act;
use crate::views::entities::context;
use crate::views::inspector::sheet;
use crate::words::Words;
use shirushi_model::Project;
use shirushi_session::{Focus, search::Hit};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// So many hits are listed.
pub(crate) const LISTED: usize = 200;

#[derive(Properties, Clone)]
pub(crate) struct SearchProps {
    pub(crate) words: &'static Words,
    pub(crate) project: Project,
    pub(crate) query: AttrValue,
    pub(crate) hits: crate::shared::Shared<Vec<Hit>>,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for SearchProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.query == other.query && self.hits == other.hits
    }
}

/// What stands in a field that is being typed in.
pub(crate) fn typed(event: &InputEvent) -> String {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let words = props.words;
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
            }
        });
    }
    let oninput = props.on.reform(|event: InputEvent| Act::Search(typed(&event)));
    let said = match (props.query.is_empty(), props.hits.len()) {
        (true, _) => String::new(),
        (false, 0) => words.search_none.to_owned(),
        (false, n) if n > LISTED => format!("{} ・ {}", (words.search_hits)(n), (words.search_more)(LISTED)),
        (false, n) => (words.search_hits)(n),
    };
    sheet(
        words,
        words.search,
        &props.on,
        html! {
            <>
                <input ref={field} type="search" lang="ja" data-part="search-field" aria-label={words.search_placeholder} placeholder={words.search_placeholder}
                    value={props.query.clone()} {oninput} />
                <p role="status" class="small quiet number">{ said }</p>
                <div class="search-results">
                    { for props.hits.iter().take(LISTED).map(|hit| {
                        let (article, span) = (hit.article, hit.span);
                        let found = props.project.article(article);
                        let outlet = found.map(|a| a.meta.outlet.clone()).unwrap_or_default();
                        let (before, inside, after) = found.map(|a| context(&a.text, span)).unwrap_or_default();
                        html! {
                            <button class="mention" lang="ja" onclick={props.on.reform(move |_| Act::GoTo(article, span, Focus::Text(span)))}>
                                { before }<span class="hit-text">{ inside }</span>{ after }<span class="quiet small">{ " " }{ outlet }</span>
                            </button>
                        }
                    }) }
                </div>
            </>
        },
    )
}
