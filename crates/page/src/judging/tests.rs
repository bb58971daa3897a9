//! Acts of judging: state and act in, state and effects out.

use super::{Filter, Judging, What};
use crate::act::Act;
use crate::fixtures::{Bench, FIRST, ONE, SECOND, TWO, acts, span};
use crate::focus::FocusTarget;
use crate::keys::{Command, Stage, Stroke, moves};
use crate::scene::{Panel, Scene};
use shirushi_model::{Body, Certainty, EntityType, Status};
use shirushi_session::{Focus, search::Query};

/// Claims are judged.
fn claims() -> Bench {
    Bench::judging().then(Act::Sift(Filter { what: What::Claims, ..Filter::default() }))
}

fn one(page: Bench) -> Bench {
    page.then(Act::Stroke(Stroke::Accept))
}

fn current(page: &Bench) -> Option<(shirushi_model::ArticleId, shirushi_model::ByteSpan)> {
    page.project.judging.current.map(|item| item.place)
}

fn state(page: &Bench) -> &Judging {
    &page.project.judging
}

fn moved(key: &str, shift: bool, alt: bool) -> Act {
    Act::Stroke(moves(key, shift, alt).expect("an arrow moves a boundary"))
}

acts! {
    one_comes_to_the_first: Bench::read(), Act::Scene(Scene::Judging) => |page|
        current(&page) == Some((FIRST, span(ONE, "佐伯真理子"))), page.keys_go(FocusTarget::Judged),
        page.ui.announced.contains("佐伯真理子");
    one_comes_to_what_was_selected: Bench::read().then(Act::Focus(Focus::Suggestion(span(ONE, "港")))),
        Act::Command(Command::Judge) => |page| current(&page) == Some((FIRST, span(ONE, "港")));
    one_comes_to_the_claim_that_was_selected: Bench::read().then(Act::Focus(Focus::Claim(span(ONE, "急ぐ")))),
        Act::Command(Command::Judge) => |page|
        current(&page) == Some((FIRST, span(ONE, "急ぐ"))), state(&page).filter.what == What::Claims;
    the_same_key_leads_back: Bench::judging(), Act::Command(Command::Judge) => |page|
        page.ui.scene == Scene::Reading, page.keys_go(FocusTarget::Text);
    without_articles_there_is_nothing: Bench::empty(), Act::Scene(Scene::Judging) => |page|
        current(&page).is_none(), page.stage() == Stage::Elsewhere;
    keys_judge_where_one_is_shown: Bench::read(), Act::Scene(Scene::Judging) => |page|
        page.derived.meaning.stage == Stage::Judging;
    keys_read_where_one_reads: Bench::judging(), Act::Scene(Scene::Reading) => |page|
        page.derived.meaning.stage == Stage::Elsewhere;
    keys_type_where_an_article_comes_in: Bench::judging(), Act::Panel(Panel::Intake) => |page|
        page.derived.meaning.stage == Stage::Elsewhere;

    accepting_goes_on: Bench::judging(), Act::Stroke(Stroke::Accept) => |page|
        page.last().status == Status::Accepted, current(&page) == Some((FIRST, span(ONE, "港"))),
        page.keys_go(FocusTarget::Judged), page.recent().len() == 1;
    rejecting_goes_on: Bench::judging(), Act::Stroke(Stroke::Reject) => |page|
        page.last().status == Status::Rejected, current(&page) == Some((FIRST, span(ONE, "港")));
    skipping_judges_nothing: Bench::judging(), Act::Stroke(Stroke::Skip) => |page|
        page.annotations().is_empty(), current(&page) == Some((FIRST, span(ONE, "港"))), state(&page).skipped.len() == 1;
    a_type_is_told_by_its_number: Bench::judging(), Act::Stroke(Stroke::Retype(1)) => |page|
        matches!(&page.last().body, Body::Entity(mark) if mark.kind == EntityType::ALL[1]);
    a_number_without_a_type_does_nothing: Bench::judging(), Act::Stroke(Stroke::Retype(99)) => |page|
        page.annotations().is_empty();
    a_claim_gets_its_type: claims(), Act::Stroke(Stroke::Retype(1)) => |page|
        matches!(page.last().body, Body::Claim(_));
    one_leads_to_the_text: Bench::judging(), Act::Stroke(Stroke::Text) => |page|
        page.ui.scene == Scene::Reading, page.focused_on() == Focus::Suggestion(span(ONE, "佐伯真理子"));
    a_claim_leads_to_the_text: claims(), Act::Stroke(Stroke::Text) => |page|
        matches!(page.focused_on(), Focus::Claim(_));
    back_takes_back_and_shows_it_again: one(Bench::judging()), Act::Stroke(Stroke::Back) => |page|
        page.annotations().is_empty(), current(&page) == Some((FIRST, span(ONE, "佐伯真理子")));
    undo_is_that_very_way: one(Bench::judging()), Act::Undo => |page|
        page.annotations().is_empty(), current(&page) == Some((FIRST, span(ONE, "佐伯真理子"))),
        page.keys_go(FocusTarget::Judged);
    the_command_undoes_alike: one(Bench::judging()), Act::Command(Command::Undo) => |page|
        current(&page) == Some((FIRST, span(ONE, "佐伯真理子")));
    a_speaker_is_typed: claims(), Act::Stroke(Stroke::Speaker) => |page| page.keys_go(FocusTarget::JudgeSpeaker);
    a_note_is_typed: Bench::judging(), Act::Stroke(Stroke::Note) => |page| page.keys_go(FocusTarget::JudgeNote);
    a_speaker_is_taken_with_the_verdict: claims().then(Act::JudgedSpeaker("市長".to_owned())),
        Act::Stroke(Stroke::Accept) => |page|
        matches!(&page.last().body, Body::Claim(claim) if claim.speaker.as_ref().is_some_and(|one| one.name == "市長"));
    a_speaker_of_no_claim_is_none: Bench::judging(), Act::JudgedSpeaker("市長".to_owned()) => |page|
        state(&page).repair.mark.is_none();
    a_certainty_is_turned: claims(), Act::Stroke(Stroke::Certainty) => |page|
        state(&page).repair.mark.as_ref().is_some_and(|mark| mark.certainty != Certainty::Asserted);
    a_flag_is_a_highlight: Bench::judging(), Act::Stroke(Stroke::Flag) => |page|
        matches!(page.last().body, Body::Highlight(_)), current(&page) == Some((FIRST, span(ONE, "佐伯真理子")));
    a_flag_is_taken_away: Bench::judging().then(Act::Stroke(Stroke::Flag)), Act::Stroke(Stroke::Flag) => |page|
        page.annotations().is_empty();
    a_note_is_a_flag_with_words: Bench::judging(), Act::JudgedNote("要確認".to_owned()) => |page|
        page.last().note == "要確認";
    an_empty_note_is_none: Bench::judging(), Act::JudgedNote(" ".to_owned()) => |page| page.annotations().is_empty();
    a_note_is_changed: Bench::judging().then(Act::JudgedNote("要確認".to_owned())), Act::JudgedNote("済".to_owned()) =>
        |page| page.last().note == "済", page.annotations().len() == 1;
    a_boundary_is_moved: Bench::judging(), moved("ArrowLeft", false, false) => |page|
        state(&page).repair.to.is_some(), page.annotations().is_empty();
    what_was_moved_is_accepted_there: Bench::judging().then(moved("ArrowLeft", false, false)),
        Act::Stroke(Stroke::Accept) => |page| page.last().extent() == Some(span(ONE, "佐伯真理"));
    what_is_put_right_is_forgotten_with_the_next: Bench::judging().then(moved("ArrowLeft", false, false)),
        Act::Stroke(Stroke::Skip) => |page| state(&page).repair.to.is_none();
    the_same_string_waits_elsewhere: one(Bench::judging().then(Act::Stroke(Stroke::Skip))), Act::Hover(None) => |page|
        state(&page).alike == vec![(SECOND, span(TWO, "港"))];
    the_same_is_said_of_the_same: one(Bench::judging().then(Act::Stroke(Stroke::Skip))), Act::Stroke(Stroke::Same) => |page|
        page.annotations().len() == 2, page.last().article == SECOND;
    nothing_alike_is_nothing_to_do: Bench::judging(), Act::Stroke(Stroke::Same) => |page| page.annotations().is_empty();
    one_of_the_last_steps_is_taken_back: one(one(Bench::judging())), Act::Stroke(Stroke::Again(1)) => |page|
        page.annotations().len() == 1, current(&page) == Some((FIRST, span(ONE, "佐伯真理子")));
    a_step_that_is_not_there_is_not_taken_back: one(Bench::judging()), Act::Stroke(Stroke::Again(3)) => |page|
        page.annotations().len() == 1;
    filters_come_out: Bench::judging(), Act::Stroke(Stroke::Filters) => |page| state(&page).filters_out;
    filters_go_in: Bench::judging().then(Act::Stroke(Stroke::Filters)), Act::Stroke(Stroke::Filters) => |page|
        !state(&page).filters_out;
    others_are_shown: Bench::judging(), Act::Sift(Filter { article: Some(SECOND), ..Filter::default() }) => |page|
        current(&page).is_some_and(|(article, _)| article == SECOND), page.keys_go(FocusTarget::JudgedByPointer);
    claims_are_shown: Bench::judging(), Act::Sift(Filter { what: What::Claims, ..Filter::default() }) => |page|
        state(&page).queue.pending.len() == 3;
    the_stage_gets_the_keys: Bench::judging(), Act::Stroke(Stroke::Stage) => |page| page.keys_go(FocusTarget::Judged);
    strokes_wait_while_an_article_comes_in: Bench::judging().then(Act::Panel(Panel::Intake)),
        Act::Stroke(Stroke::Accept) => |page| page.annotations().is_empty();
    what_was_found_is_judged: Bench::read().then(Act::Search(Query { text: "港".to_owned(), ..Query::default() })),
        Act::JudgeFound => |page|
        page.ui.scene == Scene::Judging, state(&page).filter.found, state(&page).queue.pending.len() == 2;
    a_command_of_reading_is_none_here: Bench::judging(), Act::Command(Command::NextMark) => |page|
        page.ui.scene == Scene::Judging;
    escape_leads_back_to_the_text: Bench::judging(), Act::Command(Command::Escape) => |page|
        page.ui.scene == Scene::Reading, page.keys_go(FocusTarget::TextNow);
    one_who_reads_hears_nothing_of_judging: Bench::read(), Act::JudgedNote("要確認".to_owned()) => |page|
        page.annotations().is_empty();
}

#[test]
fn pace_is_that_of_the_last_judgements() {
    let mut page = Bench::judging();
    assert_eq!(page.pace(), None);
    for _ in 0..3 {
        page.act(Act::Stroke(Stroke::Accept));
    }
    page = page.then(Act::Sift(Filter { what: What::Claims, ..Filter::default() }));
    for _ in 0..3 {
        page.act(Act::Stroke(Stroke::Accept));
    }
    // Each act comes a second after the former; one of seven was none.
    assert_eq!(page.pace(), Some(50));
}

#[test]
fn when_all_is_judged_it_is_said() {
    let mut page = Bench::judging();
    for _ in 0..4 {
        page.act(Act::Stroke(Stroke::Accept));
    }
    assert_eq!((current(&page), page.derived.meaning.stage), (None, Stage::Empty));
    assert!(page.ui.announced.contains(page.words().judge_done));
}
