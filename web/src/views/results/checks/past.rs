//! What was done to a check, the newest first.

use super::super::Drawn;
use super::told;
use shirushi_model::{Check, CheckStep, VerdictScale};
use shirushi_results::words as results_words;
use yew::prelude::*;

/// So many steps are told; the others are behind a line.
const MOST: usize = 12;
/// What one person does to the same thing within so many milliseconds is told as one step: words that are
/// written in one go are kept every time the typing rests.
const ONE_GO: i64 = 5 * 60 * 1000;

pub(super) fn past(of: &Drawn<'_>, check: &Check, scales: &[VerdictScale]) -> Html {
    let steps = told_steps(&check.history);
    let line = |step: &CheckStep| {
        let in_words = |key: &str| told::in_history(of.language, scales, check, step.act, key);
        let (from, to) = (in_words(&step.from), in_words(&step.to));
        html! {
            <li data-part="check-step">
                <span class="number quiet">{ told::moment(of.language, step.at) }</span>{ " " }
                <span class="check-name" hidden={step.by.is_empty()}>{ step.by.clone() }</span>{ " " }
                <span>{ results_words::check_act(of.language, step.act) }</span>{ " " }
                <span class="quiet" lang="ja" hidden={from.is_empty()}>{ from }</span>
                { if step.from.is_empty() || step.to.is_empty() { "" } else { " → " } }
                <b lang="ja">{ to }</b>
            </li>
        }
    };
    let (newest, older) = steps.split_at(steps.len().min(MOST));
    html! {
        <section class="check-past small" aria-label={of.say(told::HISTORY)} data-part="check-history">
            <h3 class="section-title">{ of.say(told::HISTORY) }{ " " }<span class="number">{ steps.len() }</span></h3>
            <ol>{ for newest.iter().map(line) }</ol>
            { if older.is_empty() { Html::default() } else {
                html! {
                    <details>
                        <summary>{ of.say(told::MORE) }{ " " }<span class="number">{ format!("＋{}", older.len()) }</span></summary>
                        <ol>{ for older.iter().map(line) }</ol>
                    </details>
                }
            } }
        </section>
    }
}

/// The steps to be told, the newest first: what went on from what the step before left is one with it.
fn told_steps(history: &[CheckStep]) -> Vec<CheckStep> {
    let mut told: Vec<CheckStep> = Vec::new();
    for step in history {
        match told.last_mut() {
            Some(last)
                if (last.act, &last.by) == (step.act, &step.by)
                    && !last.from.is_empty()
                    && last.to == step.from
                    && step.at.0 - last.at.0 <= ONE_GO =>
            {
                last.to.clone_from(&step.to);
                last.at = step.at;
            }
            _ => told.push(step.clone()),
        }
    }
    told.reverse();
    told
}
