//! Acts of searching: state and act in, state and effects out.

use super::no_query;
use crate::act::Act;
use crate::effect::{Effect, Timer};
use crate::fixtures::{Bench, SECOND, acts};
use crate::keys::Command;
use crate::marking::KeysAfter;
use crate::scene::Panel;
use shirushi_session::Edit;
use shirushi_session::search::Query;

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), ..no_query() }
}

fn found() -> Bench {
    Bench::read().then(Act::Command(Command::Search)).then(Act::Search(query("港")))
}

const AGAIN: Effect = Effect::Wait(Timer::PrepareSearch, 0);

acts! {
    a_search_opens_and_makes_texts_ready: Bench::read(), Act::Command(Command::Search) => |page|
        page.ui.panel == Panel::Search, page.effects.contains(&AGAIN);
    a_text_is_made_ready_at_a_time: Bench::read().then(Act::Command(Command::Search)), Act::PrepareSearch => |page|
        page.effects.contains(&AGAIN);
    when_all_are_ready_it_ends: Bench::read().then(Act::Command(Command::Search)).then(Act::PrepareSearch),
        Act::PrepareSearch => |page| !page.effects.contains(&AGAIN);
    nothing_is_made_ready_elsewhere: Bench::read(), Act::PrepareSearch => |page| page.effects.is_empty();
    what_is_typed_is_found: Bench::read(), Act::Search(query("港")) => |page|
        page.project.hits.len() >= 2, page.derived.hits.len() == 1;
    what_is_not_there_is_not: Bench::read(), Act::Search(query("空港長")) => |page| page.project.hits.is_empty();
    hits_follow_the_project: found(), Act::RemoveArticle(SECOND) => |page|
        page.project.hits.iter().all(|hit| hit.article != SECOND);
    a_search_that_is_closed_is_forgotten: found(), Act::ClosePanel => |page|
        page.project.hits.is_empty(), page.ui.query == no_query(), page.derived.hits.is_empty();
    looking_at_a_hit_finds_nothing_anew: found(), Act::OpenArticle(SECOND) => |page|
        !page.project.hits.is_empty(), page.ui.query == query("港");
    a_change_finds_anew: found(), Act::Edit(Edit::RenameProject("港".to_owned()), KeysAfter::Stay) => |page|
        page.ui.query == query("港");
}
