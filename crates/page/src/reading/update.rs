//! Going about the texts: the caret, clicks, and from mark to mark.

use super::caret::{Caret, Direction};
use super::claims::{ClaimOrder, neighbour, worthiest};
use crate::effect::{Effect, EngineJob};
use crate::focus::FocusTarget;
use crate::marking::shaping::placed;
use crate::outside::Outside;
use crate::scene::{Panel, Scene};
use crate::state::Page;
use shirushi_model::{ArticleId, Body, ByteSpan, Status, in_order};
use shirushi_session::{Focus, Msg};

impl Page {
    pub(crate) fn open_article(&mut self, id: ArticleId, out: &mut Outside) {
        self.send(Msg::OpenArticle(id), out);
        self.project.caret = None;
        self.project.hover = None;
        self.ui.library_out = false;
        self.ui.scene = Scene::Reading;
        if matches!(self.ui.panel, Panel::Intake | Panel::Projects | Panel::Details | Panel::Replace) {
            self.ui.panel = Panel::Inspector;
        }
        out.ask(Effect::Engine(EngineJob::Prefer(id)));
        self.remember_place(out);
        self.derive();
    }

    pub(crate) fn go_to(&mut self, article: ArticleId, span: ByteSpan, focus: Focus, out: &mut Outside) {
        self.ui.scene = Scene::Reading;
        if self.session.selection.article != Some(article) {
            self.open_article(article, out);
        }
        self.project.caret = Some(match focus {
            Focus::Text(span) => Caret { anchor: span.start, focus: span.end },
            _ => Caret::at(span.start),
        });
        // The word the pointer was on is no longer what is looked at.
        self.project.hover = None;
        // Arrows go on from a suggested claim to the next, until the caret is put elsewhere.
        self.project.reshaping = None;
        self.project.walking =
            matches!(focus, Focus::Claim(_)).then(|| self.project.walking.unwrap_or_default());
        self.send(Msg::Focus(focus), out);
        self.announce_focus();
        self.scroll_to(span);
        self.ui.library_out = false;
        self.ui.inspector_out = false;
        self.show_selected();
        out.focus(FocusTarget::Text);
    }

    /// Turns to something in the lists. Whoever looks at what was found goes on looking.
    pub(crate) fn go_to_found(
        &mut self,
        article: ArticleId,
        span: ByteSpan,
        focus: Focus,
        out: &mut Outside,
    ) {
        let panel = self.ui.panel;
        self.go_to(article, span, focus, out);
        if matches!(panel, Panel::Search | Panel::Entity | Panel::Changes) {
            self.ui.panel = panel;
            self.ui.inspector_out = false;
        }
    }

    pub(crate) fn move_caret(&mut self, caret: Option<Caret>, out: &mut Outside) {
        self.project.caret = caret;
        self.project.walking = None;
        // At the end of a selection the word that was selected last is meant, not the one after it.
        self.project.hover = caret.map(|caret| caret.focus - u32::from(caret.focus > caret.anchor));
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
            self.send(Msg::Focus(focus), out);
        }
    }

    /// Turns to the innermost mark at a position, or, clicked again, to the one around it.
    pub(crate) fn click(&mut self, position: u32, out: &mut Outside) {
        let here = self.marks_at(position);
        let now = here.iter().position(|(_, focus)| *focus == self.session.selection.focus);
        let next = match now {
            Some(at) => here.get((at + 1) % here.len().max(1)),
            None => here.first(),
        };
        let focus = next.map_or(Focus::None, |(_, focus)| *focus);
        self.project.caret = Some(Caret::at(position));
        self.project.walking = None;
        self.project.reshaping = None;
        self.ui.library_out = false;
        let was_out = self.ui.inspector_out;
        self.focus(focus, out);
        // Most of a text is some suggested claim: a first tap on one brings no sheet over what is being read.
        // A second does, and so does its marker in the margin.
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
    pub(crate) fn look_into(&mut self, (article, span): (ArticleId, ByteSpan), out: &mut Outside) {
        self.ui.panel = Panel::Inspector;
        self.ui.scene = Scene::Reading;
        if self.session.selection.article != Some(article) {
            self.open_article(article, out);
        }
        let stops = self.mark_stops().into_iter().chain(self.proposed_stops());
        let claims = stops.filter(|(place, focus)| *place == span && self.is_claim(*focus));
        let focus = claims.map(|(_, focus)| focus).next().unwrap_or(Focus::Text(span));
        self.go_to(article, span, focus, out);
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

    /// Goes through the suggested claims in an order: on from the one that is selected, or else to where it
    /// begins.
    pub(crate) fn walk_by(&mut self, order: ClaimOrder, out: &mut Outside) {
        let under_way = self.project.walking == Some(order) && self.proposed().is_some();
        self.project.walking = Some(order);
        if under_way || self.proposed().is_some() && order == ClaimOrder::Text {
            self.walk_claims(Direction::Forward, out);
            return;
        }
        match order {
            ClaimOrder::Text => self.walk(Self::proposed_stops, true, out),
            ClaimOrder::Worth => {
                if let (Some(span), Some(article)) =
                    (worthiest(&self.derived.proposed), self.session.selection.article)
                {
                    self.go_to(article, span, Focus::Claim(span), out);
                }
            }
        }
    }

    /// On to the next suggested claim, or back to the one before.
    pub(crate) fn walk_claims(&mut self, direction: Direction, out: &mut Outside) {
        let order = self.project.walking.unwrap_or_default();
        let Focus::Claim(span) = self.session.selection.focus else { return };
        let next = neighbour(&self.derived.proposed, order, span, direction);
        if let (Some(span), Some(article)) = (next, self.session.selection.article) {
            self.go_to(article, span, Focus::Claim(span), out);
        }
    }

    pub(crate) fn mark_stops(&self) -> Vec<(ByteSpan, Focus)> {
        let standing =
            self.derived.annotations.iter().filter(|annotation| annotation.status != Status::Rejected);
        standing
            .filter_map(|annotation| Some((annotation.extent()?, Focus::Annotation(annotation.id))))
            .collect()
    }

    pub(crate) fn proposed_stops(&self) -> Vec<(ByteSpan, Focus)> {
        self.derived.proposed.iter().map(|one| (one.span, Focus::Claim(one.span))).collect()
    }

    /// Whoever walks along suggested claims goes on to claims.
    pub(crate) fn suggestion_stops(&self) -> Vec<(ByteSpan, Focus)> {
        if matches!(self.session.selection.focus, Focus::Claim(_)) {
            return self.proposed_stops();
        }
        self.derived
            .suggestions
            .iter()
            .map(|one| (one.entity.span, Focus::Suggestion(one.entity.span)))
            .collect()
    }

    /// Goes to the next or previous stop in reading order, from what is selected or the caret, round the
    /// ends.
    pub(crate) fn walk(
        &mut self,
        stops: fn(&Self) -> Vec<(ByteSpan, Focus)>,
        forward: bool,
        out: &mut Outside,
    ) {
        let stops = in_order(stops(self), |(span, _)| [u64::from(span.start), !u64::from(span.end), 0]);
        let now = stops.iter().position(|(_, focus)| *focus == self.session.selection.focus);
        let caret = self.project.caret.map_or(0, |caret| caret.focus);
        let next = match (now, forward) {
            (Some(at), true) => stops.get(at + 1).or(stops.first()),
            (Some(at), false) => at.checked_sub(1).and_then(|at| stops.get(at)).or(stops.last()),
            (None, true) => stops.iter().find(|(span, _)| span.start >= caret).or(stops.first()),
            (None, false) => stops.iter().rev().find(|(span, _)| span.start < caret).or(stops.last()),
        };
        if let (Some(&(span, focus)), Some(article)) = (next, self.session.selection.article) {
            self.go_to(article, span, focus, out);
        }
    }
}
