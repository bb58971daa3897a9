//! What part of an article each line is: running text, a heading, an item of a list, a caption, or what is
//! not the article's own text (dates, authors, links, what a page sells).
//!
//! A small linear model reads the lines of a text as a chain: what a line looks like, how it begins and ends,
//! what stands around it. Where the form of a line leaves no doubt (nothing but a date, an address) the form
//! decides. The weights are a file that `shirushi train --sections` makes; a text is read in time linear in
//! its length.

mod chain;
mod features;
mod forms;
mod look;
mod tail;
#[cfg(any(test, feature = "train"))]
pub mod training;
mod weights;

use crate::shadow::Shadow;
use chain::{LABELS, SectionLabel};
use features::Page;
use forms::LineForm;
use look::{LineEnd, Look};
use shirushi_model::Section;
use std::sync::LazyLock;
pub(super) use tail::of_sentence;
use weights::Weights;

/// A line of a text, in characters of the shadow: without the blanks around it, and not empty. It may go on
/// over line breaks where a sentence does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageLine {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The weights that go with the program.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let shipped = Weights::read(include_bytes!("../../model/sections.weights"));
    debug_assert!(shipped.is_some(), "the weights in model/sections.weights are of another version");
    shipped.unwrap_or_default()
});

/// What part of an article each line is. Lines come in order.
pub(super) fn of_lines(shadow: &Shadow, lines: &[PageLine]) -> Vec<Section> {
    decide(&WEIGHTS, &Page::new(shadow, lines))
}

/// The sections of a page by these weights.
fn decide(weights: &Weights, page: &Page<'_>) -> Vec<Section> {
    let score = |number: usize| {
        let possible = possible(page.look(number));
        let mut scores = weights.score(page, number);
        for (score, label) in scores.iter_mut().zip(SectionLabel::ALL) {
            if !possible.contains(&label.section()) {
                *score = chain::NEVER;
            }
        }
        scores
    };
    let scores: Vec<[i32; LABELS]> = (0..page.len()).map(score).collect();
    chain::best(&scores, &weights.pairs, |number| page.look(number).gap)
}

/// What a line may be by its form: one thing alone where the form leaves no doubt.
fn possible(look: &Look) -> &'static [Section] {
    use Section::{Body, Bullet, Caption, Heading, Metadata};
    let has = |wanted: &[LineForm]| wanted.iter().any(|&form| look.forms.has(form));
    if has(&[LineForm::Calendar, LineForm::Address, LineForm::Copyright, LineForm::Opener]) {
        &[Metadata]
    } else if has(&[LineForm::Scene, LineForm::Camera, LineForm::Picture]) {
        &[Caption]
    } else if has(&[LineForm::Item]) {
        &[Bullet, Body, Metadata]
    } else if has(&[LineForm::Turn]) && matches!(look.end, LineEnd::Stop | LineEnd::Mark) {
        &[Body, Heading]
    } else {
        &[Body, Heading, Bullet, Caption, Metadata]
    }
}

#[cfg(test)]
mod tests;
