//! Acts of marking: state and act in, state and effects out.

use super::{Amendment, KeysAfter, MarkAs};
use crate::act::Act;
use crate::effect::{Effect, StoreJob};
use crate::fixtures::{Bench, FIRST, ONE, SECOND, acts, span};
use crate::focus::FocusTarget;
use crate::intake::MetaField;
use crate::keys::{Command, Stroke};
use crate::notices::Notice;
use crate::preferences::Preferences;
use crate::reading::{Caret, claims::ClaimOrder};
use crate::scene::{Panel, Scene};
use shirushi_exchange::carry::End;
use shirushi_model::{AnnotationId, Body, Certainty, ClaimType, EntityType, Polarity, SpeakerKind, Status};
use shirushi_session::{Edit, Focus, Verdict};

const PERSON: MarkAs = MarkAs::Entity(EntityType::Person);
const EVENT: MarkAs = MarkAs::Entity(EntityType::Event);

fn tag(page: &Bench) -> MarkAs {
    MarkAs::Highlight(page.session.project.tagset.tags[0].id)
}

/// Words of the first article are marked as something.
fn as_this(of: &str, mark: MarkAs) -> Bench {
    Bench::read().select(of).then(Act::MarkAs(mark))
}

fn highlighted() -> Bench {
    let page = Bench::read().select("港を訪れた");
    let mark = tag(&page);
    page.then(Act::MarkAs(mark))
}

fn suggested() -> Bench {
    Bench::read().then(Act::Focus(Focus::Suggestion(span(ONE, "港"))))
}

fn claimed() -> Bench {
    Bench::read().then(Act::Focus(Focus::Claim(span(ONE, "急ぐ"))))
}

fn reshaping() -> Bench {
    Bench::marked().then(Act::Command(Command::Boundary))
}

/// Two persons marked by hand.
fn two() -> Bench {
    as_this("佐伯", PERSON).select("市長は「").then(Act::MarkAs(PERSON))
}

fn kind(page: &Bench) -> EntityType {
    match &page.last().body {
        Body::Entity(mark) => mark.kind,
        _ => EntityType::Product,
    }
}

fn body(page: &Bench) -> &Body {
    &page.last().body
}

fn amended(amendment: Amendment) -> Bench {
    let page = as_this("急ぐ", MarkAs::Claim);
    let id = page.last().id;
    page.then(Act::Amend(id, amendment))
}

/// Whether the claim that was marked last says this.
fn claims(page: &Bench, is: impl Fn(&shirushi_model::ClaimMark) -> bool) -> bool {
    matches!(body(page), Body::Claim(claim) if is(claim))
}

acts! {
    a_selection_is_marked: Bench::read().select("港"), Act::MarkAs(EVENT) => |page|
        page.last().extent() == Some(span(ONE, "港")), kind(&page) == EntityType::Event, page.appends(),
        page.keys_go(FocusTarget::TextNow);
    a_mark_is_told_with_its_words: Bench::read().select("港"), Act::MarkAs(EVENT) => |page|
        page.ui.announced.ends_with(": 港");
    the_caret_goes_behind_the_mark: Bench::read().select("港"), Act::MarkAs(EVENT) => |page|
        page.project.caret == Some(Caret::at(span(ONE, "港").end));
    nothing_selected_is_not_marked: Bench::read(), Act::MarkAs(EVENT) => |page|
        page.annotations().is_empty(), page.effects.is_empty();
    a_claim_is_marked: Bench::read().select("急ぐ"), Act::MarkAs(MarkAs::Claim) => |page| claims(&page, |_| true);
    another_tab_writes: Bench::read().select("港").reader(), Act::MarkAs(EVENT) => |page|
        page.annotations().is_empty(), page.says(|notice| matches!(notice, Notice::ReadOnly)), !page.appends();

    what_was_marked_last_is_marked_again: as_this("港", EVENT).select("市長"), Act::Command(Command::Repeat) => |page|
        kind(&page) == EntityType::Event, page.annotations().len() == 2;
    the_word_at_the_caret_is_marked: as_this("港", EVENT).then(Act::Caret(Some(Caret::at(0)))),
        Act::Command(Command::Repeat) => |page| page.last().extent() == Some(span(ONE, "佐"));
    nothing_is_repeated_before_anything_is_done: Bench::read().select("港"), Act::Command(Command::Repeat) => |page|
        page.annotations().is_empty();
    a_key_marks_text: Bench::read().select("港"), Act::MarkKey('2') => |page| page.annotations().len() == 1;
    a_key_of_nothing_marks_nothing: Bench::read().select("港"), Act::MarkKey('x') => |page|
        page.annotations().is_empty();
    a_number_marks_text: Bench::read().select("港"), Act::Command(Command::Tag(3)) => |page|
        page.annotations().len() == 1;
    a_key_marks_nothing_where_one_judges: Bench::judging(), Act::MarkKey('2') => |page| page.annotations().is_empty();

    an_accepted_suggestion_is_a_mark: suggested(), Act::Command(Command::Accept) => |page|
        page.last().status == Status::Accepted, page.keys_go(FocusTarget::Text), page.appends();
    a_rejected_one_is_kept_as_rejected: suggested(), Act::Command(Command::Reject) => |page|
        page.last().status == Status::Rejected;
    a_judgement_asks_for_no_name_that_is_there: suggested(), Act::Command(Command::Accept) => |page| !page.ui.naming;
    deleting_a_suggestion_rejects_it: suggested(), Act::Command(Command::Delete) => |page|
        page.last().status == Status::Rejected;
    a_claim_is_accepted: claimed(), Act::Command(Command::Accept) => |page| claims(&page, |_| true);
    nothing_selected_is_not_judged: Bench::read(), Act::Command(Command::Accept) => |page| page.annotations().is_empty();
    a_judgement_is_changed: suggested().then(Act::Command(Command::Accept)).then(Act::Click(span(ONE, "港").start)),
        Act::Command(Command::Reject) => |page| page.last().status == Status::Rejected, page.annotations().len() == 1;
    whoever_goes_by_worth_goes_on_by_worth: Bench::read().then(Act::Command(Command::WorthiestClaim)),
        Act::Command(Command::Accept) => |page|
        page.focused_on() == Focus::Claim(span(ONE, "佐伯真理子市長は港を訪れた")),
        page.project.walking == Some(ClaimOrder::Worth);
    a_claim_is_judged_from_the_margin: Bench::read(), Act::JudgeClaim(FIRST, span(ONE, "急ぐ"), Verdict::Reject) => |page|
        page.last().status == Status::Rejected, page.keys_go(FocusTarget::Text);
    a_key_accepts_a_suggestion_as_this: suggested(), Act::MarkKey('2') => |page|
        page.last().status == Status::Accepted;

    keys_stay_after_a_change: Bench::read(),
        Act::Edit(Edit::RenameProject("港".to_owned()), KeysAfter::Stay) => |page|
        page.session.project.title == "港", !page.asks(|effect| matches!(effect, Effect::Focus(_)));
    keys_go_to_the_text: Bench::marked(), Act::Edit(Edit::Delete(vec![]), KeysAfter::ToText) => |page|
        page.keys_go(FocusTarget::Text);
    keys_stay_in_a_list_unless_they_are_lost: Bench::marked(),
        Act::Edit(Edit::RenameProject("港".to_owned()), KeysAfter::ToTextIfLost) => |page|
        page.keys_go(FocusTarget::TextIfLost);
    a_refusal_is_said: Bench::read(), Act::Edit(Edit::RenameProject(String::new()), KeysAfter::Stay) => |page|
        page.says(|notice| matches!(notice, Notice::Refused(_))), !page.appends();
    an_article_is_removed_with_a_way_back: Bench::read().then(Act::Panel(Panel::Details)),
        Act::RemoveArticle(SECOND) => |page|
        page.session.project.articles.len() == 1, page.ui.panel == Panel::Inspector,
        page.says(|notice| matches!(notice, Notice::ArticleRemoved(_)));
    what_is_done_next_ends_that_way_back: Bench::read().then(Act::RemoveArticle(SECOND)),
        Act::Edit(Edit::RenameProject("港".to_owned()), KeysAfter::Stay) => |page|
        !page.says(|notice| matches!(notice, Notice::ArticleRemoved(_)));

    undo_takes_back: Bench::marked(), Act::Undo => |page|
        page.annotations().is_empty(), page.ui.announced.starts_with(page.words().undo), page.appends();
    redo_brings_back: Bench::marked().then(Act::Undo), Act::Redo => |page| page.annotations().len() == 1;
    nothing_is_left_to_take_back: Bench::empty(), Act::Undo => |page| !page.appends();
    history_goes_to_a_point: Bench::marked(), Act::TravelTo(1) => |page| page.annotations().is_empty();
    more_of_the_history_is_listed: Bench::read(), Act::MoreHistory => |page| page.history_listed() == 400;
    undo_in_the_text_judges_nothing_again: suggested().then(Act::Command(Command::Accept)), Act::Undo => |page|
        !page.keys_go(FocusTarget::Judged), page.ui.scene == Scene::Reading;

    an_entity_gets_another_type: Bench::marked(), Act::Amend(AnnotationId(0), Amendment::EntityType(EntityType::Event)) =>
        |page| kind(&page) == EntityType::Person;
    a_type_is_amended: { let page = Bench::marked(); let id = page.last().id;
        page.then(Act::Amend(id, Amendment::EntityType(EntityType::Event))) }, Act::Caret(None) => |page|
        kind(&page) == EntityType::Event;
    a_name_is_amended: { let page = Bench::marked(); let id = page.last().id;
        page.then(Act::Amend(id, Amendment::Canonical("市長".to_owned()))) }, Act::Caret(None) => |page|
        matches!(body(&page), Body::Entity(mark) if mark.canonical == "市長");
    a_value_is_taken_away: { let page = Bench::marked(); let id = page.last().id;
        page.then(Act::Amend(id, Amendment::Value(None))) }, Act::Caret(None) => |page|
        matches!(body(&page), Body::Entity(mark) if mark.value.is_none());
    the_type_of_a_claim_is_amended: amended(Amendment::ClaimType(ClaimType::Statement)), Act::Caret(None) => |page|
        claims(&page, |claim| claim.kind == ClaimType::Statement);
    a_certainty_is_amended: amended(Amendment::Certainty(Certainty::Denied)), Act::Caret(None) => |page|
        claims(&page, |claim| claim.certainty == Certainty::Denied);
    a_polarity_is_amended: amended(Amendment::Polarity(Some(Polarity::Negative))), Act::Caret(None) => |page|
        claims(&page, |claim| claim.polarity == Some(Polarity::Negative));
    a_quotation_is_amended: amended(Amendment::Quotation(None)), Act::Caret(None) => |page|
        claims(&page, |claim| claim.quotation.is_none());
    a_speaker_gets_a_name: amended(Amendment::SpeakerName("市長".to_owned())), Act::Caret(None) => |page|
        claims(&page, |claim| claim.speaker.as_ref().is_some_and(|one| one.name == "市長"));
    an_outlet_speaks_without_a_name: amended(Amendment::SpeakerKind(Some(SpeakerKind::Outlet))), Act::Caret(None) =>
        |page| claims(&page, |claim| claim.speaker.as_ref().is_some_and(|one| one.kind == SpeakerKind::Outlet));
    nobody_speaks: amended(Amendment::SpeakerName(String::new())), Act::Caret(None) => |page|
        claims(&page, |claim| claim.speaker.is_none());
    a_field_of_another_kind_changes_nothing: amended(Amendment::Canonical("市長".to_owned())), Act::Caret(None) => |page|
        claims(&page, |_| true);
    a_suggested_claim_is_accepted_as_amended: Bench::read(),
        Act::AmendProposed(FIRST, span(ONE, "急ぐ"), Amendment::Certainty(Certainty::Denied)) => |page|
        claims(&page, |claim| claim.certainty == Certainty::Denied);
    a_claim_that_is_not_suggested_is_not_amended: Bench::read(),
        Act::AmendProposed(FIRST, span(ONE, "港"), Amendment::Certainty(Certainty::Denied)) => |page|
        page.annotations().is_empty();
    an_article_is_described: Bench::read(), Act::Describe(FIRST, MetaField::Outlet, "市民日報".to_owned()) => |page|
        page.session.project.article(FIRST).is_some_and(|article| article.meta.outlet == "市民日報");
    a_new_tag_is_given_to_a_highlight: { let page = highlighted(); let id = page.last().id;
        page.then(Act::AddTag(id, "争点".to_owned())) }, Act::Caret(None) => |page|
        page.session.project.tagset.tags.iter().any(|tag| tag.name == "争点");
    a_tag_that_is_there_is_that_tag: { let page = highlighted(); let id = page.last().id;
        let name = page.session.project.tagset.tags[1].name.clone(); page.then(Act::AddTag(id, name)) },
        Act::Caret(None) => |page| matches!(body(&page), Body::Highlight(mark)
            if mark.tag == page.session.project.tagset.tags[1].id);
    a_tag_is_about_to_go: highlighted(), Act::LeaveTag(Some(shirushi_model::TagId(1))) => |page|
        page.project.leaving == Some(shirushi_model::TagId(1));
    what_a_mark_is_for_is_told: Bench::read(), Act::Explain(Some(PERSON)) => |page|
        page.project.explained == Some(PERSON);
    it_is_told_no_more_after_anything_else: Bench::read().then(Act::Explain(Some(PERSON))),
        Act::Focus(Focus::None) => |page| page.project.explained.is_none();

    boundaries_are_drawn_anew: Bench::marked(), Act::Command(Command::Boundary) => |page|
        page.project.reshaping.is_some(), page.focused_on() == Focus::Text(span(ONE, "佐伯真理子")),
        page.keys_go(FocusTarget::Text);
    asked_again_the_caret_turns_round: reshaping(), Act::Command(Command::Boundary) => |page|
        page.project.caret.is_some_and(|caret| caret.focus < caret.anchor);
    boundaries_are_put_where_the_selection_is: reshaping().select("佐伯"), Act::Command(Command::Accept) => |page|
        page.last().extent() == Some(span(ONE, "佐伯")), page.project.reshaping.is_none();
    boundaries_are_left_as_they_are: reshaping().select("佐伯"), Act::Command(Command::Reject) => |page|
        page.last().extent() == Some(span(ONE, "佐伯真理子")), page.project.reshaping.is_none();
    escape_leaves_them_too: reshaping(), Act::Command(Command::Escape) => |page|
        page.project.reshaping.is_none(), page.focused_on() == Focus::Annotation(page.last().id);
    nothing_selected_has_no_boundaries: Bench::read(), Act::Command(Command::Boundary) => |page|
        page.project.reshaping.is_none();
    boundaries_in_another_tab_s_project_stay: Bench::marked().reader(), Act::Command(Command::Boundary) => |page|
        page.project.reshaping.is_none(), page.says(|notice| matches!(notice, Notice::ReadOnly));
    a_suggestion_is_accepted_elsewhere: Bench::read(),
        Act::Reshape(Focus::Suggestion(span(ONE, "佐伯真理子")), span(ONE, "佐伯真理子"), span(ONE, "佐伯")) => |page|
        page.last().extent() == Some(span(ONE, "佐伯")), page.last().status == Status::Accepted;
    a_claim_is_accepted_elsewhere: claimed(),
        Act::Reshape(Focus::Claim(span(ONE, "急ぐ")), span(ONE, "急ぐ"), span(ONE, "急")) => |page|
        page.last().extent() == Some(span(ONE, "急"));
    a_mark_is_cut_at_the_caret: Bench::marked().then(Act::Caret(Some(Caret::at(6)))), Act::Command(Command::Split) =>
        |page| page.annotations().len() == 2;
    no_mark_here_is_said: Bench::read().then(Act::Caret(Some(Caret::at(6)))), Act::Command(Command::Split) => |page|
        page.says(|notice| matches!(notice, Notice::NoMarkHere));
    marks_in_a_selection_become_one: two().then(Act::Caret(Some(Caret { anchor: 0, focus: ONE.len() as u32 }))),
        Act::Command(Command::Merge) => |page| page.annotations().len() == 1;
    a_mark_and_the_next_become_one: two().then(Act::Command(Command::NextMark)), Act::Command(Command::Merge) => |page|
        page.annotations().len() == 1;
    what_is_not_alike_stays: Bench::marked(), Act::Command(Command::Merge) => |page|
        page.says(|notice| matches!(notice, Notice::Refused(_)));
    a_selection_becomes_a_part_of_the_last_mark: Bench::marked().select("市長は「"), Act::Command(Command::AddPart) =>
        |page| page.annotations().len() == 1, page.focused_on() == Focus::Annotation(page.last().id),
        page.last().extent().is_some_and(|extent| extent.end == span(ONE, "市長は「").end);
    without_a_last_mark_there_is_no_part: Bench::read().select("港"), Act::Command(Command::AddPart) => |page|
        page.annotations().is_empty();
    a_mark_is_deleted: Bench::marked().then(Act::Command(Command::NextMark)), Act::Command(Command::Delete) => |page|
        page.annotations().is_empty(), page.keys_go(FocusTarget::Text);
    a_mark_has_its_place: Bench::marked().select("港"), Act::PlaceHere(AnnotationId(99), End::Own) => |page|
        page.annotations().len() == 1;
    a_lost_mark_is_placed_here: { let page = Bench::marked().select("港"); let id = page.last().id;
        page.then(Act::PlaceHere(id, End::Own)) }, Act::Hover(None) => |page|
        page.last().extent() == Some(span(ONE, "港"));

    fields_get_the_keys: Bench::marked(), Act::Command(Command::Edit) => |page|
        page.ui.inspector_out, page.keys_go(FocusTarget::Fields);
    the_same_string_elsewhere_is_listed: suggested(), Act::Command(Command::Everywhere) => |page|
        page.ui.panel == Panel::Everywhere;
    without_a_string_nothing_is_listed: Bench::read(), Act::Command(Command::Everywhere) => |page|
        page.ui.panel == Panel::Inspector;
    one_looks_in_this_article_only: suggested(), Act::Everywhere(true) => |page| page.project.everywhere.here_only;
    a_place_is_left_out: suggested(), Act::TickEverywhere((FIRST, span(ONE, "港"))) => |page|
        page.project.everywhere.left_out.len() == 1;
    a_place_is_taken_in_again: suggested().then(Act::TickEverywhere((FIRST, span(ONE, "港")))),
        Act::TickEverywhere((FIRST, span(ONE, "港"))) => |page| page.project.everywhere.left_out.is_empty();
    what_was_rejected_is_suggested_again: { let page = Bench::read();
        let places = vec![(FIRST, span(ONE, "港"))];
        page.then(Act::Edit(Edit::Judge { places, verdict: Verdict::Reject, by: String::new() }, KeysAfter::Stay)) },
        Act::BringBack(SECOND, span(crate::fixtures::TWO, "港")) => |page|
        page.annotations().is_empty(), page.keys_go(FocusTarget::TextIfLost);
    a_stroke_is_nothing_where_one_reads: suggested(), Act::Stroke(Stroke::Accept) => |page|
        page.annotations().is_empty();
}

#[test]
fn a_name_is_asked_for_once() {
    let mut page = Bench::with(Preferences::default(), Default::default())
        .then(Act::StorageOpened(Ok(Vec::new())))
        .created()
        .ready();
    page.act(Act::PastedAnywhere(crate::intake::Pasted { text: ONE.to_owned(), ..Default::default() }));
    page.act(Act::AddDraft(crate::intake::Afterwards::Read));
    page.act(Act::Caret(Some(Caret { anchor: 0, focus: 15 })));
    page.act(Act::MarkAs(PERSON));
    assert!(page.ui.naming && page.preferences.asked_name && page.saves_preferences());
    page.act(Act::Named);
    assert!(!page.ui.naming && page.keys_go(FocusTarget::Middle));
    page.act(Act::Undo);
    page.act(Act::Redo);
    assert!(!page.ui.naming);
}

#[test]
fn a_transaction_goes_to_the_log_with_what_it_led_to() {
    let page = Bench::marked();
    assert!(page.store(|job| match job {
        StoreJob::Append(append) => append.1.annotations.len() == 1,
        _ => false,
    }));
}
