//! What keys, clicks and the action bar do to the selection and the marks.

use super::App;
use crate::act::{Act, Amendment, MarkAs, MetaField, Panel, Scene};
use crate::caret::Caret;
use crate::claims::{Proposed, worthiest};
use crate::keys::{self, Command, Control, Stroke};
use crate::notice::Notice;
use crate::palette::{Run, entries};
use crate::ports::clock;
use crate::ports::listener::Listener;
use crate::ports::preferences::{self, Place, Ruby, Typesetting};
use crate::shared::Shared;
use crate::views::action_bar::numbered;
use crate::views::everywhere::{Everywhere, has_pattern};
use gloo_timers::callback::Timeout;
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Certainty, ClaimMark, ClaimType, Creator,
    EntityMark, Highlight, Status, TagColor, in_order,
};
use shirushi_session::{Edit, Focus, Msg, Verdict};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::Context;

impl App {
    pub(super) fn edit(&mut self, ctx: &Context<Self>, edit: Edit) {
        // What was pressed may be gone afterwards: the keys go back to the text.
        let leaves_text = matches!(
            edit,
            Edit::Judge { .. } | Edit::JudgeClaims { .. } | Edit::RemoveArticle(_) | Edit::Delete(_)
        );
        if matches!(edit, Edit::RemoveArticle(_)) {
            self.close_panel();
        }
        self.change(ctx, Msg::Edit { edit, at: clock::now() });
        if leaves_text {
            focus_text_later();
        }
    }

    /// Changes the project from a list: the keys stay there, unless what had them is gone.
    pub(super) fn judged_in_list(&mut self, ctx: &Context<Self>, edit: Edit) {
        self.change(ctx, Msg::Edit { edit, at: clock::now() });
        Timeout::new(0, || {
            if !has_keys() {
                focus_text();
            }
        })
        .forget();
    }

    /// What was rejected elsewhere is suggested again everywhere.
    pub(super) fn bring_back(&mut self, ctx: &Context<Self>, article: ArticleId, span: ByteSpan) {
        let found = self.session.withdrawn(article).find(|one| one.entity.span == span);
        let text = self.session.project.article(article).and_then(|article| span.slice(&article.text));
        let piece =
            found.zip(text).and_then(|(one, text)| self.session.knowledge().piece(text, one.entity.kind));
        if let Some(ids) = piece.map(|piece| piece.judgements().collect()) {
            self.judged_in_list(ctx, Edit::Delete(ids));
        }
    }

    /// Changes the project, where this tab may.
    pub(super) fn change(&mut self, ctx: &Context<Self>, msg: Msg) {
        if self.writes() {
            self.send(ctx, msg);
        } else {
            self.tell(Notice::ReadOnly);
        }
    }

    /// Makes a tag and gives it to a highlight. A name there is already is that tag.
    pub(super) fn add_tag(&mut self, ctx: &Context<Self>, id: AnnotationId, name: String) {
        let tags = &self.session.project.tagset.tags;
        if !tags.iter().any(|tag| tag.name == name) {
            let color =
                TagColor::ALL.get(tags.len() % TagColor::ALL.len()).copied().unwrap_or(TagColor::Amber);
            self.edit(ctx, Edit::AddTag { name: name.clone(), color });
        }
        let made = self.session.project.tagset.tags.iter().find(|tag| tag.name == name).map(|tag| tag.id);
        if let Some(tag) = made {
            self.amend(ctx, id, Amendment::Tag(tag));
        }
    }

    /// Changes one field of an annotation as it is now.
    pub(super) fn amend(&mut self, ctx: &Context<Self>, id: AnnotationId, amendment: Amendment) {
        let Some(annotation) = self.session.project.annotations.get(&id) else { return };
        let mut body = annotation.body.clone();
        match (&mut body, amendment) {
            (Body::Claim(claim), amendment) => amendment.apply(claim),
            (Body::Entity(mark), Amendment::EntityType(kind)) => {
                mark.kind = kind;
                mark.value = mark.value.take().filter(|value| kind.takes(value));
            }
            (Body::Entity(mark), Amendment::Value(value)) => mark.value = value,
            (Body::Entity(mark), Amendment::Canonical(name)) => mark.canonical = name,
            (Body::Highlight(highlight), Amendment::Tag(tag)) => highlight.tag = tag,
            _ => return,
        }
        self.edit(ctx, Edit::Change { id, target: None, body: Some(body), note: None });
    }

    /// Accepts a suggested claim with one field changed.
    pub(super) fn amend_proposed(
        &mut self,
        ctx: &Context<Self>,
        article: ArticleId,
        span: ByteSpan,
        amendment: Amendment,
    ) {
        let suggested = self.session.suggested_claims(article);
        let Some(claim) = suggested.into_iter().find(|claim| claim.span == span) else { return };
        let mut mark = self.session.claim_mark(article, claim);
        amendment.apply(&mut mark);
        let by = self.preferences.annotator.clone();
        self.edit(ctx, Edit::Correct { article, span, body: Body::Claim(mark), by });
    }

    /// The suggested claim that is selected.
    pub(super) fn proposed(&self) -> Option<&Proposed> {
        let Focus::Claim(span) = self.session.selection.focus else { return None };
        self.derived.proposed.iter().find(|one| one.span == span)
    }

    /// Changes one field of what is known about an article as it is now.
    pub(super) fn describe(&mut self, ctx: &Context<Self>, id: ArticleId, field: MetaField, value: String) {
        if let Some(article) = self.session.project.article(id) {
            let mut meta = article.meta.clone();
            *field.of(&mut meta) = value;
            self.edit(ctx, Edit::SetMeta(id, meta));
        }
    }

    pub(super) fn open_article(&mut self, ctx: &Context<Self>, id: ArticleId) {
        self.send(ctx, Msg::OpenArticle(id));
        self.ui.caret = None;
        self.ui.hover = None;
        self.ui.library_out = false;
        self.ui.scene = Scene::Reading;
        if matches!(self.ui.panel, Panel::Intake | Panel::Projects | Panel::Details) {
            self.ui.panel = Panel::Inspector;
        }
        if let Some(engine) = &self.engine {
            engine.prefer(id);
        }
        self.preferences.place = Some(Place { project: self.session.project.id.0.clone(), article: id.0 });
        preferences::save(&self.preferences);
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
        // At the end of a selection the word that was selected last is meant, not the one after it.
        self.ui.hover = caret.map(|caret| caret.focus - u32::from(caret.focus > caret.anchor));
        let focus = match caret.map(Caret::span) {
            Some(span) if !span.is_empty() => Focus::Text(span),
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
        let annotations = self.derived.annotations.iter().filter(|annotation| {
            annotation.status != Status::Rejected
                && match annotation.body {
                    Body::Claim(_) => layers.claims,
                    Body::Entity(_) => layers.entities,
                    Body::Highlight(_) => layers.highlights,
                    Body::Relation(_) => false,
                }
        });
        let mut here: Vec<(ByteSpan, Focus)> = annotations
            .filter_map(|annotation| Some((annotation.extent()?, Focus::Annotation(annotation.id))))
            .filter(|(span, _)| covers(*span))
            .collect();
        if layers.suggestions {
            let suggestions = self.derived.suggestions.iter().map(|one| one.entity.span);
            here.extend(suggestions.filter(|span| covers(*span)).map(|span| (span, Focus::Suggestion(span))));
        }
        here.extend(self.proposed_stops().into_iter().filter(|(span, _)| covers(*span)));
        in_order(here, |(span, _)| [u64::from(span.len()), 0, 0])
    }

    pub(super) fn mark_as(&mut self, ctx: &Context<Self>, mark: &MarkAs) {
        let Focus::Text(span) = self.session.selection.focus else { return };
        let Some(article) = self.session.selection.article else { return };
        let body = match *mark {
            MarkAs::Claim => Body::Claim(ClaimMark {
                kind: ClaimType::Event,
                speaker: None,
                certainty: Certainty::Asserted,
                quotation: None,
                polarity: None,
            }),
            MarkAs::Entity(kind) => Body::Entity(EntityMark { kind, canonical: String::new(), value: None }),
            MarkAs::Highlight(tag) => Body::Highlight(Highlight { tag }),
        };
        let by = self.preferences.annotator.clone();
        self.edit(ctx, Edit::Mark { article, spans: vec![span], body, note: String::new(), by });
        self.ui.caret = Some(Caret::at(span.end));
        self.show_selected();
        self.scroll_to(span);
        focus_text();
    }

    /// Sets the text in another way; what is read stays in view.
    fn set(&mut self, ctx: &Context<Self>, change: impl FnOnce(&mut Typesetting)) {
        let mut preferences = self.preferences.clone();
        change(&mut preferences.setting);
        ctx.link().send_message(Act::Prefer(preferences));
    }

    pub(super) fn command(&mut self, ctx: &Context<Self>, command: Command) {
        // While a form covers the text, keys that act on the text rest.
        let page_wide = matches!(
            command,
            Command::Escape
                | Command::Undo
                | Command::Redo
                | Command::Help
                | Command::Search
                | Command::Palette
                | Command::History
                | Command::Settings
                | Command::Export
                | Command::Projects
        );
        let goes_back = matches!(command, Command::Compare | Command::Judge | Command::NewArticle);
        if self.ui.scene != Scene::Reading && !page_wide && !goes_back {
            return;
        }
        if self.ui.panel == Panel::Intake && !page_wide {
            return;
        }
        match command {
            Command::Tag(number) => {
                let mark = numbered(&self.session.project.tagset)
                    .into_iter()
                    .nth(usize::from(number).saturating_sub(1));
                if let Some(mark) = mark {
                    self.mark_as(ctx, &mark);
                }
            }
            Command::Accept => self.judge(ctx, Verdict::Accept),
            Command::Reject => self.judge(ctx, Verdict::Reject),
            Command::Delete => match self.focused() {
                Some(annotation) => {
                    let id = annotation.id;
                    self.edit(ctx, Edit::Delete(vec![id]));
                }
                None => self.judge(ctx, Verdict::Reject),
            },
            Command::Edit => {
                self.ui.panel = Panel::Inspector;
                self.ui.inspector_out = true;
                // The field is there once the page has been drawn.
                Timeout::new(0, focus_fields).forget();
            }
            Command::NextMark => self.walk(ctx, Self::mark_stops, true),
            Command::PreviousMark => self.walk(ctx, Self::mark_stops, false),
            Command::NextSuggestion => self.walk(ctx, Self::suggestion_stops, true),
            Command::PreviousSuggestion => self.walk(ctx, Self::suggestion_stops, false),
            Command::NextClaim => self.walk(ctx, Self::proposed_stops, true),
            Command::WorthiestClaim => self.go_to_worthiest(ctx),
            Command::ToggleTokens => {
                let mut preferences = self.preferences.clone();
                preferences.layers.tokens = !preferences.layers.tokens;
                ctx.link().send_message(Act::Prefer(preferences));
            }
            Command::TurnLines => self.set(ctx, |setting| setting.vertical = !setting.vertical),
            Command::TurnReadings => self.set(ctx, |setting| {
                setting.ruby = match setting.ruby {
                    Ruby::None => Ruby::Rare,
                    Ruby::Rare => Ruby::All,
                    Ruby::All => Ruby::None,
                };
            }),
            Command::Larger => self.set(ctx, |setting| *setting = setting.resized(1)),
            Command::Smaller => self.set(ctx, |setting| *setting = setting.resized(-1)),
            Command::Compare => self.turn_to_or_back(Scene::Comparing),
            Command::Judge => self.turn_to_or_back(Scene::Judging),
            Command::NewArticle => self.open_panel(Panel::Intake),
            Command::Search => self.open_panel(Panel::Search),
            Command::Palette => self.turn_palette(),
            Command::Everywhere => {
                if has_pattern(&self.session) {
                    self.ui.everywhere = Everywhere::default();
                    self.open_panel(Panel::Everywhere);
                }
            }
            Command::History => self.open_panel(Panel::History),
            Command::Settings => self.open_panel(Panel::Settings),
            Command::Export => self.open_panel(Panel::Export),
            Command::Projects => self.open_panel(Panel::Projects),
            Command::Help => self.open_panel(Panel::Help),
            Command::Undo => ctx.link().send_message(Act::Undo),
            Command::Redo => ctx.link().send_message(Act::Redo),
            Command::Escape => self.escape(ctx),
        }
    }

    fn turn_to_or_back(&mut self, scene: Scene) {
        self.turn_scene(if self.ui.scene == scene { Scene::Reading } else { scene });
    }

    /// Opens the list of commands, or closes it.
    pub(super) fn turn_palette(&mut self) {
        self.ui.palette = match self.ui.palette {
            Some(_) => None,
            None => Some(Shared::new(entries(self.words(), &self.session, &self.preferences))),
        };
    }

    /// Does what was chosen in the list of commands, once the keys are back where they were.
    pub(super) fn run(&mut self, ctx: &Context<Self>, run: Run) {
        self.ui.palette = None;
        let mut lately: Vec<Run> =
            self.ui.lately.iter().filter(|one| **one != run).take(4).cloned().collect();
        // What stands for a choice is another the next time.
        if !matches!(run, Run::Prefer(_)) {
            lately.insert(0, run.clone());
        }
        self.ui.lately = Shared::new(lately);
        ctx.link().send_message(run.act());
    }

    /// Goes back or forward to a point of the history.
    pub(super) fn travel_to(&mut self, ctx: &Context<Self>, seq: u64) {
        self.change(ctx, Msg::GoTo { seq, at: clock::now() });
    }

    /// Turns to the text, to judging, or to the comparison and there to the pair that was looked into last.
    pub(super) fn turn_scene(&mut self, scene: Scene) {
        self.close_panel();
        self.ui.library_out = false;
        self.ui.scene = scene;
        match scene {
            Scene::Reading => focus_text_later(),
            Scene::Judging => self.begin_judging(),
            Scene::Comparing => {
                Timeout::new(0, || focus_on(".pair.is-last", Scroll::Along)).forget();
            }
        }
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

    fn escape(&mut self, ctx: &Context<Self>) {
        if self.ui.palette.take().is_some() {
            return;
        }
        if self.ui.library_out {
            self.ui.library_out = false;
        } else if self.ui.panel != Panel::Inspector {
            self.close_panel();
        } else if self.ui.scene != Scene::Reading {
            self.ui.scene = Scene::Reading;
            focus_text_later();
        } else if self.session.selection.focus != Focus::None {
            self.ui.inspector_out = false;
            self.ui.caret = self.ui.caret.map(|caret| Caret::at(caret.focus));
            self.send(ctx, Msg::Focus(Focus::None));
        } else {
            self.ui.inspector_out = false;
        }
        focus_text();
    }

    fn judge(&mut self, ctx: &Context<Self>, verdict: Verdict) {
        // A judged suggestion can be judged again.
        let again = self.focused().filter(|one| matches!(one.creator, Creator::Model { .. }));
        let is_claim = again.is_some_and(|one| matches!(one.body, Body::Claim(_)));
        let (span, is_claim) = match (self.session.selection.focus, again.and_then(Annotation::extent)) {
            (Focus::Suggestion(span), _) => (span, false),
            (Focus::Claim(span), _) => (span, true),
            (Focus::Annotation(_), Some(span)) => (span, is_claim),
            _ => return,
        };
        if let Some(article) = self.session.selection.article {
            let (places, by) = (vec![(article, span)], self.preferences.annotator.clone());
            let edit = if is_claim {
                Edit::JudgeClaims { places, verdict, by }
            } else {
                Edit::Judge { places, verdict, by }
            };
            self.edit(ctx, edit);
            if let Some(next) = self.proposed().map(|one| one.span) {
                self.announce_focus();
                self.scroll_to(next);
            }
        }
    }

    /// Goes to the suggested claim that is most worth checking, and from there to the next.
    fn go_to_worthiest(&mut self, ctx: &Context<Self>) {
        let order = worthiest(&self.derived.proposed);
        let now = self.proposed().and_then(|one| order.iter().position(|span| *span == one.span));
        let next = now.and_then(|at| order.get(at + 1)).or(order.first()).copied();
        if let (Some(span), Some(article)) = (next, self.session.selection.article) {
            self.go_to(ctx, article, span, Focus::Claim(span));
        }
    }

    fn focused(&self) -> Option<&Annotation> {
        match self.session.selection.focus {
            Focus::Annotation(id) => self.session.project.annotations.get(&id).map(AsRef::as_ref),
            _ => None,
        }
    }

    fn mark_stops(&self) -> Vec<(ByteSpan, Focus)> {
        let standing =
            self.derived.annotations.iter().filter(|annotation| annotation.status != Status::Rejected);
        standing
            .filter_map(|annotation| Some((annotation.extent()?, Focus::Annotation(annotation.id))))
            .collect()
    }

    fn proposed_stops(&self) -> Vec<(ByteSpan, Focus)> {
        self.derived.proposed.iter().map(|one| (one.span, Focus::Claim(one.span))).collect()
    }

    /// Whoever walks along suggested claims goes on to claims.
    fn suggestion_stops(&self) -> Vec<(ByteSpan, Focus)> {
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
    fn walk(&mut self, ctx: &Context<Self>, stops: fn(&Self) -> Vec<(ByteSpan, Focus)>, forward: bool) {
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

/// What a key asks for, where it is pressed. Text fields and input methods keep their keys, and so do buttons.
pub(super) fn of_key(event: &KeyboardEvent) -> Option<Act> {
    if event.is_composing() || event.key_code() == 229 || event.alt_key() {
        return None;
    }
    let control = match (event.ctrl_key() || event.meta_key(), event.shift_key()) {
        (true, true) => Control::YesWithShift,
        (true, false) => Control::Yes,
        _ => Control::No,
    };
    // The list of commands opens from everywhere.
    if keys::command(&event.key(), control) == Some(Command::Palette) {
        return Some(Act::Command(Command::Palette));
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let pressable = || {
        let target = target.as_ref();
        target.is_some_and(|target| matches!(target.tag_name().as_str(), "BUTTON" | "SUMMARY" | "A"))
    };
    // Where suggestions are judged one after another, keys have a table of their own.
    let judging = element("[data-part=\"judging\"]").is_some();
    let editable = is_editable(event);
    let inside = target.as_ref().and_then(|target| target.closest("[data-part=\"judging\"]").ok().flatten());
    if editable && inside.is_some() && event.key() == "Escape" {
        // Leaving a list leads back to what is judged, and not out of the place.
        return Some(Act::Stroke(Stroke::Stage));
    }
    if let Some(stroke) = keys::stroke(&event.key(), control).filter(|_| judging && !editable) {
        let presses = matches!(event.key().as_str(), "Enter" | " ") && pressable();
        return (!presses).then_some(Act::Stroke(stroke));
    }
    let command = keys::command(&event.key(), control)?;
    if editable {
        // A list has no undo of its own.
        let list = target.is_some_and(|target| target.tag_name() == "SELECT");
        return (command == Command::Escape || (list && control != Control::No))
            .then_some(Act::Command(command));
    }
    (!(pressable() && command == Command::Accept)).then_some(Act::Command(command))
}

/// Whether an event happens where a person types.
pub(super) fn is_editable(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Ends the typing in a field, which makes a change of it: a field that goes away while it is typed in would take
/// the words along.
pub(super) fn finish_typing() {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|d| d.active_element());
    if let Some(field) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only for an element that is not on the page.
        let _ = field.blur();
    }
}

/// Makes a change of what is being typed whenever the typing rests, in fields that ask for it by `data-live`.
pub(super) fn commit_pauses(document: &web_sys::Document) -> Listener {
    const REST: u32 = 700;
    let resting: Cell<Option<Timeout>> = Cell::new(None);
    Listener::passive(document, "input", move |event| {
        let composing = event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(field) = field.filter(|field| field.has_attribute("data-live")) else { return };
        // Setting it ends the rest that was waited for.
        resting.set((!composing).then(|| {
            Timeout::new(REST, move || {
                let init = web_sys::EventInit::new();
                init.set_bubbles(true);
                if let Ok(change) = Event::new_with_event_init_dict("change", &init) {
                    // Fails only for an event that is under way already.
                    let _ = field.dispatch_event(&change);
                }
            })
        }));
    })
}

/// Once the page has been drawn.
pub(super) fn focus_text_later() {
    Timeout::new(0, focus_text).forget();
}

fn focus_text() {
    focus_on("[data-part=\"text\"]", Scroll::Stays);
}

/// Whether something on the page has the keys.
fn has_keys() -> bool {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|d| d.active_element());
    active.is_some_and(|element| element.tag_name() != "BODY")
}

fn focus_fields() {
    focus_on(
        "[data-part=\"annotation\"] select, [data-part=\"annotation\"] input, [data-part=\"suggestion\"] button, [data-part=\"proposed\"] select",
        Scroll::Stays,
    );
}

/// Whether what gets the keys is brought into view.
pub(super) enum Scroll {
    Stays,
    Along,
}

/// The first element of the page that fits.
pub(super) fn element(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

pub(super) fn focus_on(selector: &str, scroll: Scroll) {
    if let Some(element) = element(selector) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(matches!(scroll, Scroll::Stays));
        // Focus fails only for an element that is not on the page.
        let _ = element.focus_with_options(&options);
    }
}
