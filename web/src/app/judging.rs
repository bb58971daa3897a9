//! Judging one suggestion after another: which one is shown, what a stroke does to it, and what comes next.

use super::App;
use super::announcing::told;
use super::keyboard::{Scroll, element, focus_on};
use crate::act::{Panel, Scene};
use crate::comparing::Place;
use crate::judging::{Filter, Item, Queue, What, found, sentences};
use crate::keys::Stroke;
use crate::ports::clock;
use crate::views::cards::speaker;
use gloo_timers::callback::Timeout;
use shirushi_model::{AnnotationId, Body, ClaimType, EntityMark, EntityType, Status};
use shirushi_session::{Edit, Focus, Label, Msg, Verdict};
use std::collections::BTreeSet;
use yew::Context;

/// Where a person has come to.
#[derive(Default)]
pub(super) struct Judging {
    pub(super) filter: Filter,
    pub(super) queue: Queue,
    pub(super) current: Option<Item>,
    pub(super) skipped: Vec<Place>,
    /// What a search found, to be judged by itself.
    found: BTreeSet<Place>,
    /// The judgement that was made last, and where the same can be said of the same string.
    last: Option<AnnotationId>,
    pub(super) alike: Vec<Place>,
    /// On a narrow screen the filters are shown when asked for.
    pub(super) filters_out: bool,
}

impl App {
    /// Follows the session and the filter. Whoever is at one that still waits stays there.
    pub(super) fn rejudge(&mut self) {
        if self.ui.scene != Scene::Judging {
            return;
        }
        let words = self.words();
        let judging = &mut self.ui.judging;
        let queue = Queue::of(&self.session, words, &judging.filter, &judging.found);
        let order = judging.filter.order;
        let same = judging.current.and_then(|now| queue.at(now.place));
        let after = judging.current.map(|now| now.key);
        judging.current = same.or_else(|| queue.next(order, after, &mut judging.skipped));
        judging.alike = judging.last.map(|last| self.session.suggested_alike(last)).unwrap_or_default();
        judging.queue = queue;
    }

    /// Comes to the place of judging: at the suggestion that is selected, or where one was before.
    pub(super) fn begin_judging(&mut self) {
        self.judge_selected();
        self.rejudge();
        self.ui.announced = self.current_told();
        show_current();
    }

    /// Judges what the search found.
    pub(super) fn judge_found(&mut self, ctx: &Context<Self>) {
        let (what, found) = found(&self.session, &self.ui.hits);
        self.ui.judging.found = found;
        self.ui.judging.current = None;
        self.ui.judging.filter = Filter { what, found: true, ..Filter::default() };
        self.send(ctx, Msg::Focus(Focus::None));
        self.turn_scene(Scene::Judging);
    }

    /// Goes on with the selected suggestion. What the filter leaves out is shown without it.
    fn judge_selected(&mut self) {
        let selection = self.session.selection;
        let (what, span) = match selection.focus {
            Focus::Suggestion(span) => (What::Entities, span),
            Focus::Claim(span) => (What::Claims, span),
            _ => return,
        };
        let Some(place) = selection.article.map(|article| (article, span)) else { return };
        let (words, filter) = (self.words(), self.ui.judging.filter);
        let wide = Filter { what, order: filter.order, ..Filter::default() };
        for filter in [Filter { what, ..filter }, wide] {
            if let Some(item) = Queue::of(&self.session, words, &filter, &self.ui.judging.found).at(place) {
                let judging = &mut self.ui.judging;
                (judging.filter, judging.current) = (filter, Some(item));
                judging.skipped.retain(|skipped| *skipped != place);
                return;
            }
        }
    }

    /// After a judgement was taken back: the one that was judged is shown again.
    pub(super) fn judge_again(&mut self) {
        if self.ui.scene == Scene::Judging && matches!(self.session.can_redo(), Some(Label::Judge { .. })) {
            self.judge_selected();
            self.rejudge();
            self.tell_current();
            show_current();
        }
    }

    /// Shows others.
    pub(super) fn sift(&mut self, filter: Filter) {
        self.ui.judging.filter = filter;
        self.ui.judging.skipped.clear();
        self.rejudge();
        self.ui.announced = (self.words().remaining)(self.ui.judging.queue.pending.len());
        self.tell_current();
        center_current();
    }

    pub(super) fn stroke(&mut self, ctx: &Context<Self>, stroke: Stroke) {
        if self.ui.scene != Scene::Judging || self.ui.panel == Panel::Intake {
            return;
        }
        let current = self.ui.judging.current;
        match (stroke, current) {
            (Stroke::Accept, Some(item)) => self.pronounce(ctx, vec![item.place], Verdict::Accept),
            (Stroke::Reject, Some(item)) => self.pronounce(ctx, vec![item.place], Verdict::Reject),
            (Stroke::Retype(at), Some(item)) => self.retype(ctx, item.place, at),
            (Stroke::Skip, Some(item)) => {
                let judging = &mut self.ui.judging;
                judging.skipped.push(item.place);
                let order = judging.filter.order;
                judging.current = judging.queue.next(order, Some(item.key), &mut judging.skipped);
                self.ui.announced = self.words().skip.to_owned();
                self.tell_current();
            }
            (Stroke::Text, Some(Item { place: (article, span), .. })) => {
                let focus = match self.ui.judging.filter.what {
                    What::Entities => Focus::Suggestion(span),
                    What::Claims => Focus::Claim(span),
                };
                return self.go_to(ctx, article, span, focus);
            }
            (Stroke::Back, _) => {
                self.change(ctx, Msg::Undo { at: clock::now() });
                self.judge_again();
            }
            (Stroke::Same, _) => {
                let last = self.ui.judging.last;
                let judged = last.and_then(|last| self.session.project.annotations.get(&last));
                let rejected = judged.is_some_and(|judged| judged.status == Status::Rejected);
                let places = self.ui.judging.alike.clone();
                if !places.is_empty() {
                    self.pronounce(ctx, places, if rejected { Verdict::Reject } else { Verdict::Accept });
                    // Taken back, the same is offered again.
                    self.ui.judging.last = last;
                }
            }
            (Stroke::Filters, _) => self.ui.judging.filters_out = !self.ui.judging.filters_out,
            _ => {}
        }
        show_current();
    }

    fn pronounce(&mut self, ctx: &Context<Self>, places: Vec<Place>, verdict: Verdict) {
        let by = self.preferences.annotator.clone();
        self.judged(
            ctx,
            match self.ui.judging.filter.what {
                What::Entities => Edit::Judge { places, verdict, by },
                What::Claims => Edit::JudgeClaims { places, verdict, by },
            },
        );
    }

    /// Accepts as the type at this place among all types.
    fn retype(&mut self, ctx: &Context<Self>, (article, span): Place, at: usize) {
        let body = match self.ui.judging.filter.what {
            What::Entities => {
                let suggested = self.session.suggestion(article, span);
                let (Some(one), Some(&kind)) = (suggested, EntityType::ALL.get(at)) else { return };
                Body::Entity(EntityMark::of(&one.entity).retyped(kind))
            }
            What::Claims => {
                let mut suggested = self.session.suggested_claims(article).into_iter();
                let claim = suggested.find(|claim| claim.span == span);
                let (Some(claim), Some(&kind)) = (claim, ClaimType::ALL.get(at)) else { return };
                let mut mark = self.session.claim_mark(article, claim);
                mark.kind = kind;
                Body::Claim(mark)
            }
        };
        self.judged(
            ctx,
            Edit::Correct { article, span, to: None, body, by: self.preferences.annotator.clone() },
        );
    }

    fn judged(&mut self, ctx: &Context<Self>, edit: Edit) {
        let seq = self.session.seq();
        self.change(ctx, Msg::Edit { edit, at: clock::now() });
        if self.session.seq() != seq {
            self.ui.judging.last = self.session.project.annotations.get_max().map(|(id, _)| *id);
            self.rejudge();
            self.tell_current();
        }
    }

    /// Tells those who hear the page what is shown now, after what was done.
    fn tell_current(&mut self) {
        let told = self.current_told();
        self.ui.announced = format!("{} ・ {told}", self.ui.announced);
    }

    fn current_told(&self) -> String {
        let words = self.words();
        let Some(Item { place: (id, span), .. }) = self.ui.judging.current else {
            return words.judge_done.to_owned();
        };
        let Some(article) = self.session.project.article(id) else { return String::new() };
        let mut said = match self.ui.judging.filter.what {
            What::Entities => {
                let one = self.session.suggestion(id, span);
                one.map(|one| told(words, &article.text, one)).unwrap_or_default()
            }
            What::Claims => {
                let claim = self.session.suggested_claims(id).into_iter().find(|claim| claim.span == span);
                let mark = claim.map(|claim| self.session.claim_mark(id, claim));
                let named = |mark| {
                    [words.claim_word, &speaker(words, mark), (words.certainty)(mark.certainty)].join(" ・ ")
                };
                mark.as_ref().map(named).unwrap_or_default()
            }
        };
        let [_, sentence, _] = sentences(&self.session, (id, span));
        said.push_str(" ・ ");
        said.push_str(sentence.slice(&article.text).unwrap_or_default());
        said
    }
}

/// Once it has been drawn: the keys go to what is shown, whose middle is brought to sight.
fn show_current() {
    Timeout::new(0, || focus_on("[data-part=\"judged\"]", Scroll::Stays)).forget();
    center_current();
}

fn center_current() {
    Timeout::new(0, || {
        if let (Some(stage), Some(mark)) = (element(".judged"), element(".judged .focused")) {
            stage.set_scroll_top(mark.offset_top() + mark.offset_height() / 2 - stage.client_height() / 2);
        }
    })
    .forget();
}
