//! What was done, newest first; a press goes back or forward to any point of it.

use crate::act::Act;
use crate::ports::clock;
use crate::views::cards::shortened;
use crate::views::inspector::{Writable, sheet};
use crate::words::{Language, Words};
use shirushi_session::{Label, Session, Transaction};
use std::sync::Arc;
use yew::prelude::*;

/// So many that still stand are listed until more are asked for.
pub(crate) const LISTED: usize = 200;

#[derive(Clone, Copy, PartialEq)]
enum State {
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
    let taken_back = history.taken_back().map(|one| (one, State::TakenBack));
    let present = |n| if n == 0 { State::Present } else { State::Past };
    let past = history.standing().take(listed).enumerate().map(|(n, one)| (one, present(n)));
    let tag = Language::of(words).tag();
    let mut day = String::new();
    let rows = taken_back.chain(past).map(|(one, state)| {
        let (today, time) = clock::told(one.at, tag);
        let head = if day == today { "" } else { today.as_str() };
        let row = row(words, session, one, (head, &time), state, on);
        day = today;
        row
    });
    let beginning = if standing == 0 { State::Present } else { State::Past };
    sheet(
        words,
        words.history,
        on,
        html! {
            <>
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

fn row(
    words: &'static Words,
    session: &Session,
    one: &Arc<Transaction>,
    (day, time): (&str, &str),
    state: State,
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
    let passage = one.annotations().next().and_then(|annotation| {
        let article = session.project.article(annotation.article)?;
        Some(format!("「{}」", shortened(annotation.extent()?.slice(&article.text)?)))
    });
    let content = html! {
        <>
            <span class="what">{ (words.label)(&one.label) }{ count }</span>
            <span class="number small">{ time.to_owned() }</span>
            <span class="quoting small" lang="ja">{ passage.unwrap_or_default() }</span>
            <span class="small quiet">{ one.by().unwrap_or_default().to_owned() }</span>
            <span class="small chip" hidden={state != State::TakenBack}>{ words.taken_back }</span>
        </>
    };
    html! {
        <li key={one.seq}>
            <h3 class="section-title" hidden={day.is_empty()}>{ day.to_owned() }</h3>
            { point(one.seq, state, on, content) }
        </li>
    }
}

fn point(seq: u64, state: State, on: &Callback<Act>, content: Html) -> Html {
    let class = classes!("point", (state == State::TakenBack).then_some("is-undone"));
    html! {
        <button {class} data-part="point" data-seq={seq.to_string()} aria-current={(state == State::Present).then_some("step")}
            onclick={on.reform(move |_| Act::TravelTo(seq))}>{ content }</button>
    }
}
