//! What was done, newest first; a press goes back or forward to any point of it.

use crate::ports::clock;
use crate::views::kit::{Writable, sheet};
use crate::views::unplaced::quoted;
use crate::views::versions::versions;
use shirushi_model::ArticleId;
use shirushi_page::Act;
use shirushi_page::words::quoting::shortened;
use shirushi_page::words::{Language, Words};
use shirushi_session::{Label, Operation, Session, Transaction};
use std::collections::HashMap;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Clone, Copy, PartialEq)]
enum HistoryState {
    TakenBack,
    Present,
    Past,
}

pub(crate) fn history(
    words: &'static Words,
    session: &Session,
    listed: usize,
    writable: Writable,
    on: &Callback<Act>,
) -> Html {
    let history = &session.history;
    let standing = history.standing().len();
    let taken_back = history.taken_back().map(|one| (one, HistoryState::TakenBack));
    let present = |n| if n == 0 { HistoryState::Present } else { HistoryState::Past };
    let past = history.standing().take(listed).enumerate().map(|(n, one)| (one, present(n)));
    let tag = Language::of(words).tag();
    let passages = passages(session, listed);
    let mut day = String::new();
    let rows = taken_back.chain(past).map(|(one, state)| {
        let (today, time) = clock::told(one.at, tag);
        let head = if day == today { "" } else { today.as_str() };
        let row = row(words, passages.get(&one.seq), one, (head, &time), state, on);
        day = today;
        row
    });
    let beginning = if standing == 0 { HistoryState::Present } else { HistoryState::Past };
    sheet(
        words,
        words.history,
        on,
        html! {
            <>
                { versions(words, session, writable, on) }
                <h3 class="section-title">{ words.history }</h3>
                <p class="quiet small">{ words.history_lead }</p>
                <fieldset disabled={writable == Writable::No}>
                    <ol class="history" data-part="history">
                        { for rows }
                        <li hidden={standing <= listed}><button class="button" data-part="history-more" onclick={on.reform(|_| Act::MoreHistory)}>{ format!("{} {}", words.more, standing.saturating_sub(listed)) }</button></li>
                        <li key="0">{ point(0, beginning, on, html! { <span class="what">{ words.beginning }</span> }) }</li>
                    </ol>
                </fieldset>
            </>
        },
    )
}

/// The words each change is about, by its number, in the text as it was then.
fn passages(session: &Session, listed: usize) -> HashMap<u64, String> {
    let present: HashMap<ArticleId, Arc<str>> =
        session.project.articles.iter().map(|article| (article.id, article.text.clone())).collect();
    let mut passages = HashMap::new();
    let mut tell = |one: &Transaction, texts: &HashMap<ArticleId, Arc<str>>| {
        // Whoever puts a newer text in place is not about one of its marks.
        let about = one.annotations().next().filter(|_| one.label != Label::ReplaceText);
        if let Some(annotation) = about {
            let text = texts.get(&annotation.article).map_or("", |text| text);
            let words = quoted(&annotation.target, text);
            if !words.is_empty() {
                passages.insert(one.seq, format!("「{}」", shortened(&words)));
            }
        }
    };
    let mut texts = present.clone();
    for one in session.history.taken_back().rev() {
        for operation in &one.operations {
            if let Operation::PutArticle { after: Some(article), .. } = operation {
                texts.insert(article.id, article.text.clone());
            }
        }
        tell(one, &texts);
    }
    let mut texts = present;
    for one in session.history.standing().take(listed) {
        // What was deleted stood in the text as it was before.
        if matches!(one.label, Label::RemoveArticle | Label::Delete { .. }) {
            former(one, &mut texts);
            tell(one, &texts);
        } else {
            tell(one, &texts);
            former(one, &mut texts);
        }
    }
    passages
}

/// The texts as they were before a change.
fn former(one: &Transaction, texts: &mut HashMap<ArticleId, Arc<str>>) {
    for operation in &one.operations {
        if let Operation::PutArticle { before: Some(article), .. } = operation {
            texts.insert(article.id, article.text.clone());
        }
    }
}

fn row(
    words: &'static Words,
    passage: Option<&String>,
    one: &Arc<Transaction>,
    (day, time): (&str, &str),
    state: HistoryState,
    on: &Callback<Act>,
) -> Html {
    let count = match one.label {
        Label::AddArticles { count }
        | Label::Judge { count, .. }
        | Label::Delete { count }
        | Label::MoveMentions { count }
            if count > 1 =>
        {
            format!(" ×{count}")
        }
        _ => String::new(),
    };
    let content = html! {
        <>
            <span class="what">{ (words.label)(&one.label) }{ count }</span>
            <span class="number small">{ time.to_owned() }</span>
            <span class="quoting small" lang="ja">{ passage.cloned().unwrap_or_default() }</span>
            <span class="small quiet">{ one.by().unwrap_or_default().to_owned() }</span>
            <span class="small chip" hidden={state != HistoryState::TakenBack}>{ words.taken_back }</span>
        </>
    };
    html! {
        <li key={one.seq}>
            <h3 class="section-title" hidden={day.is_empty()}>{ day.to_owned() }</h3>
            { point(one.seq, state, on, content) }
        </li>
    }
}

fn point(seq: u64, state: HistoryState, on: &Callback<Act>, content: Html) -> Html {
    let class = classes!("point", (state == HistoryState::TakenBack).then_some("is-undone"));
    html! {
        <button {class} data-part="point" data-seq={seq.to_string()} aria-current={(state == HistoryState::Present).then_some("step")}
            onclick={on.reform(move |_| Act::TravelTo(seq))}>{ content }</button>
    }
}
