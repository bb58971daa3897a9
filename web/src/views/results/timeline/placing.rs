//! An event without a date takes that of another: it is dragged to its line, or the line is chosen by keys or
//! by touch. Between two lines nothing is guessed; whoever knows a date of its own writes it.

use super::super::words::Bilingual;
use super::dating::dated;
use super::{Drawn, LineProps};
use crate::views::kit::Writable;
use shirushi_page::Act;
use shirushi_page::results::{ResultsAct, TimelineUi};
use shirushi_results::Place;
use shirushi_results::timeline::Timeline;
use std::rc::Rc;
use web_sys::DragEvent;
use yew::prelude::*;

pub(super) const PUT: Bilingual = Bilingual("年表に置く", "Put on the line");
const WHERE: Bilingual = Bilingual(
    "同じときの出来事を選んでください。やめるときは Esc。",
    "Choose the event that was at the same time. Esc gives up.",
);
const GIVE_UP: Bilingual = Bilingual("やめる", "Cancel");
/// What is dragged is no text: dropped anywhere else it becomes nothing.
const CARRIED: &str = "application/x-shirushi-event";

/// The claim that is looking for its place on the line, and what becomes of it.
#[derive(Clone)]
pub(super) struct Placing {
    pub(super) claim: Option<Place>,
    /// Begins with a claim, or gives up.
    pub(super) turn: Callback<Option<Place>>,
    /// Puts it on a line, by its place among [`Timeline::lines`].
    pub(super) put: Callback<usize>,
}

impl Placing {
    pub(super) fn of(props: &LineProps, line: &Rc<Timeline>, claim: UseStateHandle<Option<Place>>) -> Self {
        let turn = {
            let (claim, writes) = (claim.clone(), props.writable == Writable::Yes);
            Callback::from(move |next: Option<Place>| claim.set(next.filter(|_| writes)))
        };
        let put = {
            let (props, line, claim) = (props.clone(), line.clone(), claim.clone());
            Callback::from(move |number: usize| {
                let (Some(place), Some(one)) = (*claim, line.lines.get(number)) else { return };
                claim.set(None);
                if let Some(act) = dated(&props.held.claims, place, Some(one.noted()), &props.by) {
                    props.on.emit(act);
                    let ui = TimelineUi { event: Some(place), dating: None, ..props.ui.timeline.clone() };
                    props.on.emit(Act::Results(ResultsAct::Timeline(ui)));
                }
            })
        };
        Self { claim: *claim, turn, put }
    }

    /// A parked claim is taken up with the mouse.
    pub(super) fn carry(&self, place: Place) -> Callback<DragEvent> {
        self.turn.reform(move |event: DragEvent| {
            if let Some(carried) = event.data_transfer() {
                // A drag without anything to carry does not begin everywhere.
                let _ = carried.set_data(CARRIED, "1");
                carried.set_effect_allowed("move");
            }
            Some(place)
        })
    }

    /// Over a line: it can be put here.
    pub(super) fn over(&self) -> Callback<DragEvent> {
        let any = self.claim.is_some();
        Callback::from(move |event: DragEvent| {
            if any {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    }

    /// Dropped on a line.
    pub(super) fn dropped(&self, number: usize) -> Callback<DragEvent> {
        let (any, put) = (self.claim.is_some(), self.put.clone());
        Callback::from(move |event: DragEvent| {
            if any {
                event.prevent_default();
                event.stop_propagation();
                put.emit(number);
            }
        })
    }

    /// A line was pressed.
    pub(super) fn pressed(&self, number: usize) -> Option<Callback<MouseEvent>> {
        self.claim.map(|_| self.put.reform(move |_| number))
    }

    /// What is to be done now, said where it is seen and heard.
    pub(super) fn told(&self, of: &Drawn<'_>) -> Html {
        let give_up = self.turn.reform(|_: MouseEvent| None);
        let told = if self.claim.is_some() { of.say(WHERE) } else { "" };
        html! {
            <p class="t-placing" role="status" data-part="placing">
                { told }
                <button class="button small" hidden={self.claim.is_none()} onclick={give_up}>{ of.say(GIVE_UP) }</button>
            </p>
        }
    }
}
