//! How the page changes: one act, one feature that takes it. What follows from any change is brought up to
//! date at the end.

use crate::act::Act;
use crate::effect::{Effect, FileKind, StoreJob};
use crate::focus::FocusTarget;
use crate::intake::Because;
use crate::late::LateAct;
use crate::marking::announcing::{announced, quoted};
use crate::notices::Notice;
use crate::outside::{Now, Outside};
use crate::projects::{NewSlot, new_session};
use crate::reading::ScrollTo;
use crate::scene::{Outcome, Panel, Scene};
use crate::search::no_query;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_model::ByteSpan;
use shirushi_session::{Edit, Effect as SessionEffect, Focus, Label, Msg, update};

/// So many more changes are listed each time.
const HISTORY_LISTED: usize = 200;

impl Page {
    /// Takes an act, changes the state, and returns what the browser is to do.
    pub fn update(&mut self, act: Act, now: Now) -> Vec<Effect> {
        let mut out = Outside::new(now);
        self.act(act, &mut out);
        self.follow_changed();
        self.follow_tour(&mut out);
        self.follow_place(&mut out);
        self.follow_late(&mut out);
        self.follow_meaning();
        self.gather_later(&mut out);
        out.into_effects()
    }

    /// One act, without what follows from any change.
    pub(crate) fn act(&mut self, act: Act, out: &mut Outside) {
        match act {
            Act::Edit(edit, keys) => self.edit_then(edit, keys, out),
            Act::RemoveArticle(id) => self.remove_article(id, out),
            Act::Amend(id, amendment) => self.amend(id, amendment, out),
            Act::JudgeClaim(article, span, verdict) => self.judge_claim(article, span, verdict, out),
            Act::AmendProposed(article, span, amendment) => {
                self.amend_proposed(article, span, amendment, out)
            }
            Act::Describe(id, field, value) => self.describe(id, field, value, out),
            Act::Undo => self.undo(out),
            Act::Redo => self.change(Msg::Redo { at: out.now }, out),
            Act::OpenArticle(id) => self.open_article(id, out),
            Act::Focus(focus) => self.focus(focus, out),
            Act::GoTo(article, span, focus) => self.go_to_found(article, span, focus, out),
            Act::Caret(caret) => self.move_caret(caret, out),
            Act::Click(position) => self.click(position, out),
            Act::Walk(direction) => self.walk_claims(direction, out),
            Act::Hover(position) => self.project.hover = position,
            Act::MarkAs(mark) => self.mark_as(&mark, out),
            Act::Reshape(what, part, to) => self.reshape(what, part, to, out),
            Act::Command(command) => self.command(command, out),
            Act::Tour(act) => self.tour(act, out),
            Act::Explain(mark) => self.project.explained = mark,
            Act::MarkKey(key) => self.mark_by_key(key, out),
            Act::SetKey(action, chord) => self.set_key(action, chord, out),
            Act::ResetKey(action) => self.reset_key(action, out),
            Act::TagKey(id, key) => self.set_tag_key(id, &key, out),
            Act::ExportTags => self.export_tags(out),
            Act::PickTags => out.ask(Effect::Pick(FileKind::Tagset)),
            Act::TagsetFile(incoming) => self.import_tags(incoming, out),
            Act::Stroke(stroke) => self.stroke(stroke, out),
            Act::JudgedSpeaker(name) => self.judged_speaker(name),
            Act::JudgedNote(note) => self.judged_note(note, out),
            Act::Sift(filter) => self.sift(filter, out),
            Act::Enter(part) => out.focus(FocusTarget::Press(part)),
            Act::Palette => self.turn_palette(),
            Act::ClosePalette => self.ui.palette = None,
            Act::Run(run) => self.run(run, out),
            Act::TravelTo(seq) => self.change(Msg::GoTo { seq, at: out.now }, out),
            Act::MoreHistory => self.project.more_history += HISTORY_LISTED,
            Act::Scene(scene) => self.turn_scene(scene, out),
            Act::EntityPage(kind, name) => self.open_entity(kind, name, out),
            Act::Version(act) => self.version(act, out),
            Act::Replace(replace) => self.act_late(LateAct::Replace(replace), out),
            Act::Changed(act) => self.act_late(LateAct::Changed(act), out),
            Act::PlaceHere(id, end) => self.place_here(id, end, out),
            Act::Panel(panel) => {
                self.open_panel(panel, out);
                if panel == Panel::Projects {
                    out.ask(Effect::Store(StoreJob::Measure { persist: false }));
                }
            }
            Act::ClosePanel => self.close_panel(out),
            Act::CancelDraft => self.cancel_draft(out),
            Act::AddTag(id, name) => self.add_tag(id, name, out),
            Act::LeaveTag(tag) => self.project.leaving = tag,
            Act::Everywhere(here_only) => self.project.everywhere.here_only = here_only,
            Act::TickEverywhere(place) => self.project.everywhere.tick(place),
            Act::ToggleLibrary => self.ui.library_out = !self.ui.library_out,
            Act::Search(query) => self.search(query),
            Act::JudgeFound => self.judge_found(out),
            Act::Prefer(preferences) => self.prefer(preferences, out),
            Act::Named => {
                self.ui.naming = false;
                out.focus(FocusTarget::Middle);
            }
            Act::Dismiss(number) => self.dismiss(number, out),
            Act::RetryDictionary => self.retry_dictionary(out),
            Act::RetryModel => self.retry_model(out),
            Act::RetryLate => self.retry_late(out),
            Act::ActivateUpdate => out.ask(Effect::ActivateUpdate),

            Act::Leaving => self.keep_drafts(out),
            Act::DraftText(text) => self.set_draft_text(text.into(), out),
            Act::JoinLines => self.join_lines(out),
            Act::CutLines => self.cut_lines(out),
            Act::ReadOtherwise => self.read_otherwise(out),
            Act::DraftAsNewer => self.act_late(LateAct::DraftAsNewer, out),
            Act::OpenTwin => self.open_twin(out),
            Act::Dragging(over) => self.ui.dragging = over,
            Act::DescribeDraft(field, value) => {
                *field.of(&mut self.ui.draft.meta) = value;
                self.keep_drafts_at_once(out);
            }
            Act::PastedAnywhere(pasted) => self.pasted(pasted, out),
            Act::PickFiles => out.ask(Effect::Pick(FileKind::Articles)),
            Act::Arrived(incoming) => self.arrived(incoming, out),
            Act::Document(event) => self.act_late(LateAct::Document(event), out),
            Act::AddDraft(afterwards) => self.add_draft(afterwards, out),
            Act::Adjudicate(act) => self.act_late(LateAct::Adjudicate(act), out),
            Act::Exchange(act) => self.act_late(LateAct::Exchange(act), out),
            Act::ExportFile => self.export_file(out),
            Act::ExportClipboard => {
                let text = self.written();
                out.ask(Effect::Copy(text));
            }
            Act::Copied(outcome) => {
                self.ui.copied = Some(outcome);
                self.ui.kept += usize::from(outcome == Outcome::Done);
            }
            Act::PickProject => out.ask(Effect::Pick(FileKind::Project)),
            Act::ProjectFile(incoming) => self.act_late(LateAct::OpenFile(incoming, Because::Chosen), out),
            Act::OpenSample(scene) => self.open_sample(scene, out),
            Act::NewProject => {
                let session = new_session(self.words(), out);
                self.begin(session, NewSlot::Elsewhere, out);
            }
            Act::Project(act) => self.project_act(act, out),
            Act::SwitchTo(slot) => self.switch_to(slot, out),

            Act::OpenStorage => out.ask(Effect::Store(StoreJob::Open)),
            Act::StorageOpened(opened) => self.storage_opened(opened, out),
            Act::Storage(event) => self.storage_said(event, out),
            Act::Listed(slots) => self.keeping.set_slots(slots),
            Act::Loaded(loaded) => self.loaded(*loaded, out),
            Act::Created(created) => self.created(*created, out),
            Act::Told(notice) => self.tell(notice),
            Act::Engine(event) => self.engine_said(event, out),
            Act::Late(event) => self.late_said(event, out),
            Act::Link => {
                self.link(out);
                self.compare(out);
            }
            Act::NotLinked => self.project.linking.not_taken(),
            Act::NotCompared => self.project.comparing.question.not_taken(),
            Act::Gather => self.gather(),
            Act::PrepareSearch => self.prepare_search(out),
            Act::Relate(pairs, verdict, maker) => self.relate(pairs, verdict, maker, out),
            Act::Relating(place) => self.project.comparing.relating = place,
            Act::Results(act) => self.results(act, out),
            Act::BringBack(article, span) => self.bring_back(article, span, out),
            Act::Save(state) => self.save_said(state, out),
            Act::Tab(event) => self.tab_said(event, out),
            Act::Scheme => self.show_preferences(out),
            Act::Place(place) => self.walk_to_place(&place, out),
            Act::Update(event) => self.update_said(event, out),
        }
    }

    /// So many changes are listed.
    pub fn history_listed(&self) -> usize {
        HISTORY_LISTED + self.project.more_history
    }

    /// Hands a message to the session and does what it asks for.
    pub(crate) fn send(&mut self, msg: Msg, out: &mut Outside) {
        let open = self.session.selection.article;
        self.project.explained = None;
        // Nothing is found elsewhere because somebody looks at something.
        let stays = matches!(msg, Msg::Focus(_) | Msg::OpenArticle(_));
        let linked = matches!(msg, Msg::Linked { .. }).then(|| self.session.names_turn());
        let before = self.session.project.clone();
        let (session, effects) = update(self.session.clone(), msg);
        self.session = session;
        // Names that came back the same change nothing.
        if !stays && linked != Some(self.session.names_turn()) {
            self.project.results.made = Shared::default();
        }
        if let Focus::Annotation(id) = self.session.selection.focus {
            self.project.last_mark = Some(id);
        }
        if self.session.selection.article != open {
            self.project.reshaping = None;
            self.project.caret = None;
            self.project.hover = None;
            self.project.scroll = None;
            self.remember_place(out);
        }
        let mut marked = String::new();
        if effects.iter().any(|effect| matches!(effect, SessionEffect::Append(_))) {
            self.warn_of_limits(&before);
        }
        for effect in effects {
            match effect {
                SessionEffect::Append(transaction) => {
                    self.told_of_removal(&transaction, &before);
                    if transaction.label == Label::ReplaceText {
                        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::TextReplaced(_)));
                    }
                    if transaction.annotations().next().is_some() {
                        self.ask_name(out);
                    }
                    marked = quoted(&self.session, &transaction);
                    self.keep(transaction, out);
                }
                SessionEffect::StoreVersion(version) => self.keep_version(version, out),
                SessionEffect::ForgetVersion(version) => self.version_forgotten(version, out),
                SessionEffect::Analyze(article) => self.analyze(article, out),
                SessionEffect::Announce(announcement) => {
                    self.ui.announced = announced(self.words(), announcement) + &marked;
                }
                SessionEffect::Refused(refusal) => self.tell(Notice::Refused(refusal)),
            }
        }
        if !stays && self.ui.query != no_query() {
            self.search(self.ui.query.clone());
        }
        if !stays && self.ui.panel == Panel::Replace {
            self.act_late(LateAct::CarryAgain, out);
        }
        self.link_later(out);
        self.follow_entity();
        self.derive();
    }

    /// Changes the project, where this tab may.
    pub(crate) fn change(&mut self, msg: Msg, out: &mut Outside) {
        if self.writes() {
            self.send(msg, out);
        } else {
            self.tell(Notice::ReadOnly);
        }
    }

    /// Changes the project by an edit made now, where this tab may.
    pub(crate) fn edit(&mut self, edit: Edit, out: &mut Outside) {
        self.change(Msg::Edit { edit, at: out.now }, out);
    }

    /// Takes the last change back. Where suggestions are judged one after another, what was judged is shown
    /// again.
    pub(crate) fn undo(&mut self, out: &mut Outside) {
        self.change(Msg::Undo { at: out.now }, out);
        self.judge_again(out);
    }

    /// Shows a notice, once: the same one again takes the place of the former.
    pub(crate) fn tell(&mut self, notice: Notice) {
        self.ui.turn += 1;
        self.ui.notices.retain(|(_, shown)| !shown.same_kind(&notice));
        self.ui.notices.push((self.ui.turn, notice));
    }

    pub(crate) fn open_panel(&mut self, panel: Panel, out: &mut Outside) {
        if self.ui.panel == Panel::Inspector {
            out.focus(FocusTarget::Note);
        }
        if panel != Panel::Inspector {
            out.focus(FocusTarget::Panel);
        }
        self.ui.panel = panel;
        self.ui.opened = self.ui.opened.wrapping_add(1);
        // The form for a new article stands in the place of the text.
        if panel == Panel::Intake {
            self.ui.scene = Scene::Reading;
        }
        self.ui.inspector_out = panel != Panel::Intake;
        self.ui.library_out = false;
        self.ui.copied = None;
    }

    pub(crate) fn close_panel(&mut self, out: &mut Outside) {
        if self.ui.panel == Panel::Search {
            self.end_search();
        }
        if self.ui.panel != Panel::Inspector {
            out.focus(FocusTarget::Former);
        }
        self.ui.panel = Panel::Inspector;
        self.ui.inspector_out = false;
    }

    /// A scroll to a span, once more even when it is the same as the last.
    pub(crate) fn scroll_to(&mut self, span: ByteSpan) {
        self.ui.turn += 1;
        self.project.scroll = Some(ScrollTo { span, turn: self.ui.turn });
    }

    pub(crate) fn focus(&mut self, focus: Focus, out: &mut Outside) {
        self.send(Msg::Focus(focus), out);
        self.show_selected();
        self.announce_focus();
    }

    /// Lets the inspector show a mark that was turned to, whatever panel was open.
    pub(crate) fn show_selected(&mut self) {
        if matches!(
            self.session.selection.focus,
            Focus::Annotation(_) | Focus::Suggestion(_) | Focus::Claim(_)
        ) {
            if self.ui.panel != Panel::Intake {
                self.ui.panel = Panel::Inspector;
            }
            self.ui.inspector_out = true;
        }
    }
}
