//! Story curves: across, the order of telling; down, the order of happening. Thick where the story turns
//! back in time.

use super::super::words::Bilingual;
use super::Drawn;
use crate::views::results::kit::stamp;
use shirushi_results::timeline::Timeline;
use yew::prelude::*;

const TITLE: Bilingual = Bilingual("語る順と起きた順", "Told and happened");
const LEAD: Bilingual = Bilingual(
    "横が語る順、縦が起きた順（下ほど後）。太い線は、時をさかのぼるところ。",
    "Across the order of telling, down the order of happening. Thick lines turn back in time.",
);

/// So many articles have a curve.
const MOST_CURVES: usize = 8;
/// So many events a curve has.
const MOST_POINTS: usize = 200;
/// How wide and high a curve is, in its own units.
const SIDE: f64 = 100.0;

pub(super) fn curves(of: &Drawn<'_>, line: &Timeline) -> Html {
    let outlets = of.held.claims.outlets.iter().enumerate();
    let all = outlets.filter_map(|(lane, outlet)| {
        let mut story = line.story(lane);
        story.truncate(MOST_POINTS);
        (story.len() > 2).then(|| {
            let back = story.windows(2).filter(|two| turns_back(two)).count();
            let told = of.language.of(format!("過去へ{back}度もどる"), format!("turns back {back} times"));
            html! {
                <figure class="t-curve">
                    <figcaption class="small quiet">{ stamp(outlet, false) }{ " " }{ told }</figcaption>
                    { curve(&story, line.lines.len()) }
                </figure>
            }
        })
    });
    let all: Vec<Html> = all.take(MOST_CURVES).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <section class="t-curves">
            <h2 class="section-title">{ of.say(TITLE) }</h2>
            <p class="small quiet">{ of.say(LEAD) }</p>
            <div class="t-curve-grid">{ for all }</div>
        </section>
    }
}

fn turns_back(two: &[usize]) -> bool {
    matches!(two, [before, after] if after < before)
}

fn curve(story: &[usize], lines: usize) -> Html {
    let across = |at: usize| 5.0 + (SIDE - 10.0) * at as f64 / story.len().saturating_sub(1).max(1) as f64;
    let down = |line: usize| 5.0 + (SIDE - 10.0) * line as f64 / lines.saturating_sub(1).max(1) as f64;
    let x = |value: f64| format!("{value:.1}");
    let steps = story.windows(2).enumerate().filter_map(|(at, two)| {
        let &[before, after] = two else { return None };
        let class = if turns_back(two) { "t-back" } else { "t-on" };
        Some(html! { <line {class} x1={x(across(at))} y1={x(down(before))} x2={x(across(at + 1))} y2={x(down(after))} /> })
    });
    let dots = story.iter().enumerate().map(|(at, line)| {
        html! { <circle cx={x(across(at))} cy={x(down(*line))} r="2.4" /> }
    });
    html! {
        <svg viewBox={format!("0 0 {SIDE} {SIDE}")} aria-hidden="true" focusable="false">{ for steps }{ for dots }</svg>
    }
}
