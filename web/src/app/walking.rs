//! Going about the texts: the caret, clicks, and from mark to mark.

use super::App;
use super::keyboard::focus_text_later;
use crate::act::{Panel, Scene};
use crate::caret::{Caret, Direction};
use crate::claims::{Order, neighbour, worthiest};
use crate::shaping::placed;
use shirushi_model::{ArticleId, Body, ByteSpan, Status, in_order};
use shirushi_session::{Focus, Msg};
use yew::Context;

impl App {
    pub(super) fn open_article(&mut self, ctx: &Context<Self>, id: ArticleId) {
        self.send(ctx, Msg::OpenArticle(id));
        self.ui.caret = None;
        self.ui.hover = None;
        self.ui.library_out = false;
        self.ui.scene = Scene::Reading;
        if matches!(self.ui.panel, Panel::Intake | Panel::Projects | Panel::Details | Panel::Replace) {
            self.ui.panel = Panel::Inspector;
        }
        if let Some(engine) = &self.engine {
            engine.prefer(id);
        }
        self.remember_place();
        self.derive();
    }

    pub(super) fn go_to(&mut self, ctx: &Context<Self>, article: ArticleId, span: ByteSpan, focus: Focus) {
        self.ui.scene = Scene::Reading;
        if self.session.selection.article != Some(article) {
            self.open_article(ctx, article);
        }
        self.ui.caret = Some(match focus {
            Focus::Text(span) => Caret { anchor: span.start, focus: span.end },
            _ => Caret::at(span.start),
        });
        // The word the pointer was on is no longer what is looked at.
        self.ui.hover = None;
        // Arrows go on from a suggested claim to the next, until the caret is put elsewhere.
        self.ui.reshaping = None;
        self.ui.walking = matches!(focus, Focus::Claim(_)).then(|| self.ui.walking.unwrap_or_default());
        self.send(ctx, Msg::Focus(focus));
        self.announce_focus();
        self.scroll_to(span);
        self.ui.library_out = false;
        self.ui.inspector_out = false;
        self.show_selected();
        focus_text_later();
    }

    pub(super) fn move_caret(&mut self, ctx: &Context<Self>, caret: Option<Caret>) {
        self.ui.caret = caret;
        self.ui.walking = None;
        // At the end of a selection the word that was selected last is meant, not the one after it.
        self.ui.hover = caret.map(|caret| caret.focus - u32::from(caret.focus > caret.anchor));
        let focus = match caret.map(Caret::span) {
            Some(span) if !span.is_empty() => {
                // On a narrow screen what lies over the text makes room for the bar.
                if self.ui.panel == Panel::Inspector {
                    self.ui.inspector_out = false;
                }
                Focus::Text(span)
            }
            _ => Focus::None,
        };
        if focus != self.session.selection.focus {
            self.send(ctx, Msg::Focus(focus));
        }
    }

    /// Turns to the innermost mark at a position, or, clicked again, to the one around it.
    pub(super) fn click(&mut self, ctx: &Context<Self>, position: u32) {
        let here = self.marks_at(position);
        let now = here.iter().position(|(_, focus)| *focus == self.session.selection.focus);
        let next = match now {
            Some(at) => here.get((at + 1) % here.len().max(1)),
            None => here.first(),
        };
        let focus = next.map_or(Focus::None, |(_, focus)| *focus);
        self.ui.caret = Some(Caret::at(position));
        self.ui.walking = None;
        self.ui.reshaping = None;
        self.ui.library_out = false;
        let was_out = self.ui.inspector_out;
        self.focus(ctx, focus);
        // Most of a text is some suggested claim: a first tap on one brings no sheet over what is being read. A second does, and so
        // does its marker in the margin.
        if matches!(focus, Focus::Claim(_)) && now.is_none() {
            self.ui.inspector_out = was_out;
        }
        if let Some((span, _)) = next {
            let span = *span;
            self.scroll_to(span);
        }
    }

    /// Everything drawn at a position, innermost first.
    fn marks_at(&self, position: u32) -> Vec<(ByteSpan, Focus)> {
        let layers = self.preferences.layers;
        let covers = |span: ByteSpan| span.start <= position && position < span.end;
        let me = &self.preferences.annotator;
        let around = ByteSpan { start: position, end: position };
        let annotations = self.derived.annotations.touching(around).into_iter();
        let annotations = annotations.filter(|annotation| layers.show(annotation, me));
        let mut here: Vec<(ByteSpan, Focus)> = annotations
            .flat_map(|one| {
                let focus = Focus::Annotation(one.id);
                placed(one).iter().map(move |&part| (part, focus))
            })
            .filter(|(span, _)| covers(*span))
            .collect();
        let suggestions =
            self.derived.suggestions.touching(around).filter(|one| layers.suggest(one.entity.kind));
        here.extend(suggestions.map(|one| one.entity.span).map(|span| (span, Focus::Suggestion(span))));
        here.extend(self.proposed_stops().into_iter().filter(|(span, _)| covers(*span)));
        in_order(here, |(span, _)| [u64::from(span.len()), 0, 0])
    }

    /// Leaves the comparison for one of its claims.
    pub(super) fn look_into(&mut self, ctx: &Context<Self>, (article, span): (ArticleId, ByteSpan)) {
        self.ui.panel = Panel::Inspector;
        self.ui.scene = Scene::Reading;
        if self.session.selection.article != Some(article) {
            self.open_article(ctx, article);
        }
        let stops = self.mark_stops().into_iter().chain(self.proposed_stops());
        let claims = stops.filter(|(place, focus)| *place == span && self.is_claim(*focus));
        let focus = claims.map(|(_, focus)| focus).next().unwrap_or(Focus::Text(span));
        self.go_to(ctx, article, span, focus);
    }

    fn is_claim(&self, focus: Focus) -> bool {
        match focus {
            Focus::Annotation(id) => {
                let annotation = self.session.project.annotations.get(&id);
                annotation.is_some_and(|annotation| matches!(annotation.body, Body::Claim(_)))
            }
            Focus::Claim(_) => true,
            _ => false,
        }
    }

    /// Goes through the suggested claims in an order: on from the one that is selected, or else to where it begins.
    pub(super) fn walk_by(&mut self, ctx: &Context<Self>, order: Order) {
        let under_way = self.ui.walking == Some(order) && self.proposed().is_some();
        self.ui.walking = Some(order);
        if under_way || self.proposed().is_some() && order == Order::Text {
            self.walk_claims(ctx, Direction::Forward);
            return;
        }
        match order {
            Order::Text => self.walk(ctx, Self::proposed_stops, true),
            Order::Worth => {
                if let (Some(span), Some(article)) =
                    (worthiest(&self.derived.proposed), self.session.selection.article)
                {
                    self.go_to(ctx, article, span, Focus::Claim(span));
                }
            }
        }
    }

    /// On to the next suggested claim, or back to the one before.
    pub(super) fn walk_claims(&mut self, ctx: &Context<Self>, direction: Direction) {
        let order = self.ui.walking.unwrap_or_default();
        let Focus::Claim(span) = self.session.selection.focus else { return };
        let next = neighbour(&self.derived.proposed, order, span, direction);
        if let (Some(span), Some(article)) = (next, self.session.selection.article) {
            self.go_to(ctx, article, span, Focus::Claim(span));
        }
    }

    pub(super) fn mark_stops(&self) -> Vec<(ByteSpan, Focus)> {
        let standing =
            self.derived.annotations.iter().filter(|annotation| annotation.status != Status::Rejected);
        standing
            .filter_map(|annotation| Some((annotation.extent()?, Focus::Annotation(annotation.id))))
            .collect()
    }

    pub(super) fn proposed_stops(&self) -> Vec<(ByteSpan, Focus)> {
        self.derived.proposed.iter().map(|one| (one.span, Focus::Claim(one.span))).collect()
    }

    /// Whoever walks along suggested claims goes on to claims.
    pub(super) fn suggestion_stops(&self) -> Vec<(ByteSpan, Focus)> {
        if matches!(self.session.selection.focus, Focus::Claim(_)) {
            return self.proposed_stops();
        }
        self.derived
            .suggestions
            .iter()
            .map(|one| (one.entity.span, Focus::Suggestion(one.entity.span)))
            .collect()
    }

    /// Goes to the next or previous stop in reading order, from what is selected or the caret, round the ends.
    pub(super) fn walk(
        &mut self,
        ctx: &Context<Self>,
        stops: fn(&Self) -> Vec<(ByteSpan, Focus)>,
        forward: bool,
    ) {
        let stops = in_order(stops(self), |(span, _)| [u64::from(span.start), !u64::from(span.end), 0]);
        let now = stops.iter().position(|(_, focus)| *focus == self.session.selection.focus);
        let caret = self.ui.caret.map_or(0, |caret| caret.focus);
        let next = match (now, forward) {
            (Some(at), true) => stops.get(at + 1).or(stops.first()),
            (Some(at), false) => at.checked_sub(1).and_then(|at| stops.get(at)).or(stops.last()),
            (None, true) => stops.iter().find(|(span, _)| span.start >= caret).or(stops.first()),
            (None, false) => stops.iter().rev().find(|(span, _)| span.start < caret).or(stops.last()),
        };
        if let (Some(&(span, focus)), Some(article)) = (next, self.session.selection.article) {
            self.go_to(ctx, article, span, focus);
        }
    }
}
