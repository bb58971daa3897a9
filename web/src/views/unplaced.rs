//! Marks whose text is not in the article: each with the words it stood on, and a way to give it a place by
//! hand.

use crate::views::kit::Writable;
use shirushi_exchange::carry::End;
use shirushi_model::{Annotation, AnnotationId, ArticleId, Body, Project, Target};
use shirushi_page::Act;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::shortened;
use shirushi_session::{Focus, Session};
use std::sync::Arc;
use yew::prelude::*;

/// So many are listed at once: who gives them places sees the others come.
const LISTED: usize = 200;

/// The list for the open article, of `lost` in all articles.
pub(crate) fn unplaced<'a>(
    words: &'static Words,
    session: &'a Session,
    lost: impl Iterator<Item = &'a Arc<Annotation>>,
    article: ArticleId,
    writable: Writable,
    on: &Callback<Act>,
) -> Html {
    let lost: Vec<(&Annotation, End)> = lost.flat_map(|annotation| ends(annotation, article)).collect();
    let (count, more) = (lost.len(), lost.len().checked_sub(LISTED + 1));
    let selected = matches!(session.selection.focus, Focus::Text(_));
    html! {
        <section aria-label={words.unplaced} hidden={lost.is_empty()} data-part="unplaced">
            <h2 class="section-title">{ words.unplaced }{ " " }<span class="number">{ count }</span></h2>
            <p class="small quiet">{ words.unplaced_lead }</p>
            <ul class="changes">
                { for lost.into_iter().take(LISTED).map(|(annotation, end)| {
                    let id = annotation.id;
                    let place = match (&annotation.body, end) {
                        (Body::Relation(mark), End::Other) => &mark.place,
                        _ => &annotation.target,
                    };
                    let words_of = quoted(place, "");
                    html! {
                        <li key={format!("{}/{end:?}", id.0)}>
                            <button class="mention" data-part="lost-mark" onclick={focus(id, on)}>
                                <span class="small quiet">{ kind_of(words, &session.project, annotation) }</span>{ " " }
                                <span class="quoting" lang="ja">{ shortened(&words_of) }</span>
                            </button>
                            <button class="button" data-part="place-here" disabled={!selected || writable == Writable::No} title={words.place_here_hint}
                                aria-label={format!("{} {}", words.place_here, shortened(&words_of))}
                                onclick={on.reform(move |_: MouseEvent| Act::PlaceHere(id, end))}>{ words.place_here }</button>
                        </li>
                    }
                }) }
                { for more.map(|more| html! { <li key="more">{ format!("{} {}", words.more, more + 1) }</li> }) }
            </ul>
        </section>
    }
}

fn focus(id: AnnotationId, on: &Callback<Act>) -> Callback<MouseEvent> {
    on.reform(move |_| Act::Focus(Focus::Annotation(id)))
}

/// The places of an annotation in an article that are lost.
fn ends(annotation: &Annotation, article: ArticleId) -> impl Iterator<Item = (&Annotation, End)> {
    let is_lost = |target: &Target| matches!(target, Target::Unplaced(_));
    let own = annotation.article == article && is_lost(&annotation.target);
    let other =
        matches!(&annotation.body, Body::Relation(mark) if mark.other == article && is_lost(&mark.place));
    own.then_some((annotation, End::Own)).into_iter().chain(other.then_some((annotation, End::Other)))
}

/// What kind of mark it is, in words.
pub(crate) fn kind_of(words: &Words, project: &Project, annotation: &Annotation) -> String {
    match &annotation.body {
        Body::Claim(_) => words.claim_word.to_owned(),
        Body::Entity(mark) => (words.entity)(mark.kind).to_owned(),
        Body::Highlight(highlight) => {
            let tag = project.tagset.get(highlight.tag).map(|tag| tag.name.clone());
            tag.unwrap_or_else(|| words.highlight_word.to_owned())
        }
        Body::Relation(mark) => (words.relation)(mark.relation).to_owned(),
    }
}

/// The words a mark stands on, or stood on.
pub(crate) fn quoted(target: &Target, text: &str) -> String {
    let parts: Vec<&str> = match target {
        Target::Placed(spans) => spans.iter().filter_map(|span| span.slice(text)).collect(),
        Target::Unplaced(quotes) => quotes.iter().map(|quote| quote.exact.as_str()).collect(),
    };
    parts.join(" … ")
}
