//! Acts of reading: state and act in, state and effects out.

use super::Caret;
use super::caret::Direction;
use super::claims::ClaimOrder;
use crate::act::Act;
use crate::effect::{Effect, EngineJob};
use crate::fixtures::{Bench, FIRST, ONE, SECOND, TWO, acts, span};
use crate::focus::FocusTarget;
use crate::keys::Command;
use crate::scene::{Panel, Scene};
use shirushi_model::{AnnotationId, ByteSpan};
use shirushi_session::Focus;

fn start(of: &str) -> u32 {
    span(ONE, of).start
}

fn claim(of: &str) -> Focus {
    Focus::Claim(span(ONE, of))
}

fn at(of: &str) -> Bench {
    Bench::read().then(Act::Caret(Some(Caret::at(start(of)))))
}

fn walking() -> Bench {
    Bench::read().then(Act::Command(Command::NextClaim))
}

acts! {
    another_article_is_opened_and_analysed_first: Bench::read(), Act::OpenArticle(SECOND) => |page|
        page.session.selection.article == Some(SECOND),
        page.text() == TWO,
        page.engine(|job| *job == EngineJob::Prefer(SECOND));
    an_opened_article_leaves_the_list_and_the_form: Bench::read().then(Act::Panel(Panel::Intake)),
        Act::OpenArticle(SECOND) => |page| page.ui.panel == Panel::Inspector, page.ui.scene == Scene::Reading;
    an_opened_article_has_no_caret_yet: at("港"), Act::OpenArticle(SECOND) => |page|
        page.project.caret.is_none(), page.project.hover.is_none(), page.project.scroll.is_none();
    where_one_is_is_remembered: Bench::read(), Act::OpenArticle(SECOND) => |page|
        page.saves_preferences(), page.preferences.place.as_ref().is_some_and(|place| place.article == 5);
    an_article_that_is_not_there_is_not_opened: Bench::read(), Act::OpenArticle(shirushi_model::ArticleId(9)) => |page|
        page.session.selection.article == Some(FIRST);
    a_step_of_a_person_is_entered_into_the_history: Bench::read(), Act::OpenArticle(SECOND) => |page|
        page.asks(|effect| matches!(effect, Effect::PushPlace(_)));
    a_caret_that_moves_is_no_step: Bench::read(), Act::Caret(Some(Caret::at(0))) => |page| page.effects.is_empty();

    a_selection_is_the_focus: Bench::read(), Act::Caret(Some(Caret { anchor: 0, focus: 15 })) => |page|
        page.focused_on() == Focus::Text(ByteSpan::new(0, 15)), page.project.hover == Some(14);
    a_selection_drawn_backwards_is_the_same: Bench::read(), Act::Caret(Some(Caret { anchor: 15, focus: 0 })) => |page|
        page.focused_on() == Focus::Text(ByteSpan::new(0, 15)), page.project.hover == Some(0);
    a_bare_caret_selects_nothing: Bench::read().select("港"), Act::Caret(Some(Caret::at(3))) => |page|
        page.focused_on() == Focus::None;
    no_caret_is_none: at("港"), Act::Caret(None) => |page| page.project.caret.is_none(), page.project.hover.is_none();
    the_pointer_rests_on_a_token: Bench::read(), Act::Hover(Some(3)) => |page|
        page.project.hover == Some(3), page.effects.is_empty();
    the_pointer_leaves: Bench::read().then(Act::Hover(Some(3))), Act::Hover(None) => |page| page.project.hover.is_none();

    a_click_turns_to_the_innermost: Bench::read(), Act::Click(start("真理子")) => |page|
        page.focused_on() == Focus::Suggestion(span(ONE, "佐伯真理子")), page.ui.inspector_out;
    a_second_click_turns_to_what_is_around: Bench::read().then(Act::Click(start("真理子"))),
        Act::Click(start("真理子")) => |page| page.focused_on() == claim("佐伯真理子市長は港を訪れた");
    a_third_click_begins_again: Bench::read().then(Act::Click(0)).then(Act::Click(0)), Act::Click(0) => |page|
        page.focused_on() == Focus::Suggestion(span(ONE, "佐伯真理子"));
    a_first_tap_on_a_claim_brings_no_sheet: Bench::read(), Act::Click(start("急ぐ")) => |page|
        page.focused_on() == claim("急ぐ"), !page.ui.inspector_out;
    a_click_beside_marks_turns_to_nothing: Bench::read().then(Act::Click(0)), Act::Click(start("と述べた")) => |page|
        page.focused_on() == Focus::None;
    a_click_ends_the_walk: walking(), Act::Click(0) => |page| page.project.walking.is_none();
    a_click_scrolls_to_the_mark: Bench::read(), Act::Click(0) => |page|
        page.project.scroll.is_some_and(|to| to.span == span(ONE, "佐伯真理子"));

    what_is_turned_to_is_shown: Bench::read(), Act::Focus(claim("急ぐ")) => |page|
        page.ui.inspector_out, page.ui.announced.contains("主張");
    what_is_gone_to_is_scrolled_to: Bench::read(), Act::GoTo(FIRST, span(ONE, "急ぐ"), claim("急ぐ")) => |page|
        page.project.scroll.is_some_and(|to| to.span == span(ONE, "急ぐ")), page.keys_go(FocusTarget::Text);
    going_to_another_article_opens_it: Bench::read(),
        Act::GoTo(SECOND, span(TWO, "急がない"), Focus::Claim(span(TWO, "急がない"))) => |page|
        page.text() == TWO, page.focused_on() == Focus::Claim(span(TWO, "急がない"));
    whoever_looks_at_hits_goes_on_looking: Bench::read().then(Act::Panel(Panel::Search)),
        Act::GoTo(FIRST, span(ONE, "港"), Focus::Text(span(ONE, "港"))) => |page| page.ui.panel == Panel::Search;
    a_mark_that_is_gone_to_has_the_inspector: Bench::read().then(Act::Panel(Panel::Settings)),
        Act::GoTo(FIRST, span(ONE, "急ぐ"), claim("急ぐ")) => |page| page.ui.panel == Panel::Inspector;

    claims_are_walked_in_the_order_of_the_text: Bench::read(), Act::Command(Command::NextClaim) => |page|
        page.focused_on() == claim("佐伯真理子市長は港を訪れた"), page.project.walking == Some(ClaimOrder::Text);
    the_walk_goes_on: walking(), Act::Walk(Direction::Forward) => |page| page.focused_on() == claim("急ぐ");
    the_walk_goes_back: walking().then(Act::Walk(Direction::Forward)), Act::Walk(Direction::Back) => |page|
        page.focused_on() == claim("佐伯真理子市長は港を訪れた");
    the_worthiest_claim_comes_first: Bench::read(), Act::Command(Command::WorthiestClaim) => |page|
        page.focused_on() == claim("急ぐ"), page.project.walking == Some(ClaimOrder::Worth);
    nobody_walks_from_nowhere: Bench::read(), Act::Walk(Direction::Forward) => |page| page.focused_on() == Focus::None;
    the_next_suggestion_is_the_one_after_the_caret: at("市長"), Act::Command(Command::NextSuggestion) => |page|
        page.focused_on() == Focus::Suggestion(span(ONE, "港"));
    the_one_before_the_caret: at("市長"), Act::Command(Command::PreviousSuggestion) => |page|
        page.focused_on() == Focus::Suggestion(span(ONE, "佐伯真理子"));
    suggestions_are_walked_round_the_end: Bench::read().then(Act::Click(start("港"))),
        Act::Command(Command::NextSuggestion) => |page|
        page.focused_on() == Focus::Suggestion(span(ONE, "佐伯真理子"));
    marks_are_walked: Bench::marked().then(Act::Caret(None)), Act::Command(Command::NextMark) => |page|
        page.focused_on() == Focus::Annotation(page.last().id);
    marks_are_walked_back: Bench::marked().then(Act::Caret(None)), Act::Command(Command::PreviousMark) => |page|
        matches!(page.focused_on(), Focus::Annotation(AnnotationId(_)));

    back_came_to_an_article: Bench::read().then(Act::OpenArticle(SECOND)),
        Act::Place(r#"{"article":4,"scene":"Reading","panel":"Inspector"}"#.to_owned()) => |page|
        page.text() == ONE, !page.asks(|effect| matches!(effect, Effect::PushPlace(_)));
    back_came_to_a_panel: Bench::read(),
        Act::Place(r#"{"article":4,"scene":"Reading","panel":"History"}"#.to_owned()) => |page|
        page.ui.panel == Panel::History;
    back_came_to_a_scene: Bench::read(),
        Act::Place(r#"{"article":4,"scene":"Comparing","panel":"Inspector"}"#.to_owned()) => |page|
        page.ui.scene == Scene::Comparing, page.keys_go(FocusTarget::Result);
    a_place_of_another_page_is_none: Bench::read(), Act::Place("{".to_owned()) => |page| page.text() == ONE;
    a_place_that_is_gone_is_passed_over: Bench::read(),
        Act::Place(r#"{"article":9,"scene":"Reading","panel":"Inspector"}"#.to_owned()) => |page| page.text() == ONE;
}
