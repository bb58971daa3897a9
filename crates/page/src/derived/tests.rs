//! What the views are given, after acts.

use crate::act::Act;
use crate::effect::{Effect, Timer};
use crate::fixtures::{Bench, FIRST, ONE, SECOND, acts, span};
use crate::preferences::{Layers, Preferences};
use crate::sureness::Trust;
use shirushi_session::Focus;

fn preferring(change: impl Fn(&mut Preferences)) -> Act {
    let mut preferences = Preferences { annotator: "佐藤".to_owned(), ..Preferences::default() };
    change(&mut preferences);
    Act::Prefer(preferences)
}

acts! {
    the_open_article_has_its_suggestions: Bench::read(), Act::Hover(None) => |page|
        page.derived.suggestions.iter().count() == 2, page.derived.proposed.len() == 2,
        page.derived.counts.suggestions == 2, page.derived.counts.proposed == 2;
    another_article_has_others: Bench::read(), Act::OpenArticle(SECOND) => |page|
        page.derived.proposed.len() == 1, page.derived.counts.proposed == 1;
    what_is_judged_is_suggested_no_more: Bench::read().then(Act::Focus(Focus::Suggestion(span(ONE, "港")))),
        Act::Command(crate::keys::Command::Accept) => |page| page.derived.suggestions.iter().count() == 1,
        page.derived.counts.entities == 1;
    what_is_less_sure_is_hidden: Bench::read(), preferring(|them| them.trust = Trust::Sure) => |page|
        page.derived.hidden + page.derived.suggestions.iter().count() >= 2;
    claims_are_hidden: Bench::read(), preferring(|them| them.layers = Layers { proposed: false, ..Layers::default() }) =>
        |page| page.derived.proposed.is_empty(), page.derived.counts.proposed == 2;
    articles_are_listed: Bench::read(), Act::Hover(None) => |page| page.derived.entries.len() == 2,
        page.derived.entries.iter().all(|entry| entry.suggestions == Some(2));
    what_waits_has_no_count: Bench::unanalysed(), Act::Hover(None) => |page|
        page.derived.entries.iter().all(|entry| entry.suggestions.is_none());
    marks_are_counted: Bench::marked(), Act::Hover(None) => |page|
        page.derived.entries.iter().any(|entry| entry.id == FIRST && entry.marks == 1);
    names_are_offered: Bench::read(), Act::Hover(None) => |page|
        page.derived.names.iter().any(|name| name.contains("佐伯"));
    what_is_known_is_shown: Bench::read().then(Act::Focus(Focus::Suggestion(span(ONE, "港")))),
        Act::Command(crate::keys::Command::Reject) => |page| page.derived.known.len() == 1;
    few_entities_are_gathered_with_the_change: Bench::read(), Act::OpenArticle(SECOND) => |page|
        !page.effects.contains(&Effect::Wait(Timer::Gather, 200));
}
