//! Acts of the engine: state and act in, state and effects out.

use super::{Dictionary, EngineEvent, EngineFailure, ModelFailure, Progress, UpdateEvent};
use crate::act::Act;
use crate::effect::{Effect, EngineJob, StoreJob, Timer};
use crate::fixtures::{Bench, FIRST, SECOND, acts, analysed};
use crate::notices::Notice;
use crate::scene::Scene;
use shirushi_model::Comparison;

fn said(event: EngineEvent) -> Act {
    Act::Engine(event)
}

fn failed(failure: EngineFailure) -> Act {
    said(EngineEvent::Failed { failure, unread: None })
}

fn model(failure: Option<ModelFailure>) -> Act {
    said(EngineEvent::Model { failure })
}

fn asked(page: &Bench, of: shirushi_model::ArticleId) -> bool {
    page.engine(|job| matches!(job, EngineJob::Analyze { article, .. } if *article == of))
}

fn links(page: &Bench) -> bool {
    page.engine(|job| matches!(job, EngineJob::Link(_)))
}

fn compares(page: &Bench) -> bool {
    page.engine(|job| matches!(job, EngineJob::Compare(_)))
}

/// Linked and compared, with nothing found.
fn compared() -> Bench {
    Bench::read().then(Act::Link).then(said(EngineEvent::Compared { comparison: Comparison::default() }))
}

acts! {
    new_articles_are_analysed: Bench::empty(), Act::OpenSample => |page|
        page.store(|job| matches!(job, StoreJob::FindSample(_)));
    the_dictionary_is_coming: Bench::unanalysed(), said(EngineEvent::Progress { received: 1, total: 4 }) => |page|
        page.progress() == Progress::Dictionary(25);
    more_than_all_is_all: Bench::unanalysed(), said(EngineEvent::Progress { received: 9, total: 0 }) => |page|
        page.progress() == Progress::Dictionary(100);
    articles_wait: Bench::unanalysed().ready(), Act::Hover(None) => |page| page.progress() == Progress::Analysing;
    an_analysis_arrives: Bench::unanalysed().ready().then(analysed(SECOND)), analysed(FIRST) => |page|
        page.progress() == Progress::Done(Some(5.0)), page.session.analysed(FIRST).is_some(),
        page.effects.contains(&Effect::Wait(Timer::Link, 120));
    an_analysis_of_nobody_is_none: Bench::unanalysed(), analysed(FIRST) => |page| page.session.analysed(FIRST).is_none();
    the_dictionary_does_not_come: Bench::unanalysed(), failed(EngineFailure::DictionaryFetch) => |page|
        page.progress() == Progress::Unavailable, page.says(|notice| matches!(notice, Notice::Engine(_)));
    it_is_fetched_again: Bench::unanalysed().then(failed(EngineFailure::DictionaryFetch)), Act::RetryDictionary => |page|
        page.engine(|job| *job == EngineJob::Retry), page.ui.dictionary == Dictionary::Waiting,
        !page.says(|notice| matches!(notice, Notice::Engine(_)));
    an_answer_that_cannot_be_read_is_not_waited_for: Bench::unanalysed().ready().then(analysed(FIRST)),
        said(EngineEvent::Failed { failure: EngineFailure::UnreadableAnswer, unread: Some(SECOND) }) => |page|
        page.project.analysing.is_empty();
    the_engine_died: Bench::read(), said(EngineEvent::Restarted) => |page|
        page.says(|notice| matches!(notice, Notice::EngineRestarted));
    an_article_is_given_up: Bench::unanalysed().ready().then(analysed(FIRST)),
        said(EngineEvent::Abandoned { article: SECOND }) => |page|
        page.says(|notice| matches!(notice, Notice::EngineAbandoned(_))), page.progress() != Progress::Analysing;

    names_are_found_by_rules: Bench::read(), model(Some(ModelFailure::Fetch)) => |page|
        page.says(|notice| matches!(notice, Notice::RulesOnly(_))), !asked(&page, FIRST);
    the_model_is_fetched_again: Bench::read().then(model(Some(ModelFailure::Fetch))), Act::RetryModel => |page|
        page.engine(|job| *job == EngineJob::RetryModel), !page.says(|notice| matches!(notice, Notice::RulesOnly(_)));
    with_the_model_all_is_analysed_anew: Bench::read().then(model(Some(ModelFailure::Fetch))), model(None) => |page|
        asked(&page, FIRST), asked(&page, SECOND);
    a_model_that_was_there_changes_nothing: Bench::read(), model(None) => |page| !asked(&page, FIRST);

    mentions_are_linked_and_articles_compared: Bench::read(), Act::Link => |page|
        links(&page), compares(&page), page.project.comparing.under_way;
    nothing_is_linked_while_articles_wait: Bench::unanalysed().ready().then(analysed(FIRST)), Act::Link => |page|
        !links(&page), !compares(&page);
    the_same_is_not_linked_again: Bench::read().then(Act::Link), Act::Link => |page| !links(&page), !compares(&page);
    what_was_not_taken_is_linked_again: Bench::read().then(Act::Link).then(Act::NotLinked), Act::Link => |page|
        links(&page), !compares(&page);
    what_was_not_taken_is_compared_again: Bench::read().then(Act::Link).then(Act::NotCompared), Act::Link => |page|
        compares(&page), !links(&page);
    names_come_back: Bench::read().then(Act::Link), said(EngineEvent::Linked { names: vec![
        vec!["佐伯真理子".to_owned(), "港".to_owned()], vec!["佐伯真理子".to_owned(), "港".to_owned()]] }) => |page|
        page.session.mentions(SECOND)[0].canonical == "佐伯真理子";
    a_comparison_comes_back: Bench::read().then(Act::Link), said(EngineEvent::Compared {
        comparison: Comparison::default() }) => |page| !page.project.comparing.under_way;
    many_mentions_are_gathered: Bench::read(), Act::Gather => |page| page.derived.groups.len() >= 2, page.derived.groups.len() <= 3;

    it_works_offline: Bench::read(), Act::Update(UpdateEvent::OfflineReady) => |page|
        page.ui.announced.contains(page.words().offline_ready);
    a_new_version_waits: Bench::read(), Act::Update(UpdateEvent::Waiting) => |page|
        page.says(|notice| matches!(notice, Notice::UpdateWaiting));
    it_is_let_in: Bench::read(), Act::ActivateUpdate => |page| page.effects == [Effect::ActivateUpdate];
    it_took_over: Bench::read(), Act::Update(UpdateEvent::Activated) => |page|
        page.store(|job| *job == StoreJob::ReloadPage);
}

/// After the model is fetched again what was compared by rules alone is dropped and compared again.
#[test]
fn a_comparison_goes_with_the_analyses_it_was_made_from() {
    let mut page = compared().then(model(Some(ModelFailure::Fetch)));
    let before = page.project.comparing.found.clone();
    page.act(model(None));
    assert!(!std::rc::Rc::ptr_eq(&before, &page.project.comparing.found), "the old one is dropped at once");
    page = page.then(analysed(FIRST)).then(analysed(SECOND));
    assert!(page.effects.contains(&Effect::Wait(Timer::Link, 120)));
    page.act(Act::Link);
    assert!(compares(&page) && page.project.comparing.under_way);
}

#[test]
fn a_comparison_that_is_stale_on_arrival_is_not_shown() {
    let mut page = Bench::read().then(model(Some(ModelFailure::Fetch))).then(Act::Link);
    page.act(model(None));
    let dropped = page.project.comparing.found.clone();
    page.act(said(EngineEvent::Compared { comparison: Comparison::default() }));
    assert!(std::rc::Rc::ptr_eq(&dropped, &page.project.comparing.found));
}

#[test]
fn an_article_that_is_analysed_anew_is_compared_anew() {
    let mut page = compared().then(Act::Scene(Scene::Comparing));
    page.act(analysed(FIRST));
    page.act(Act::Link);
    assert!(compares(&page));
}
