//! Acts of the engine: state and act in, state and effects out.

use super::{Dictionary, EngineEvent, EngineFailure, ModelFailure, Progress, UpdateEvent};
use crate::act::Act;
use crate::effect::{Effect, EngineJob, StoreJob, Timer};
use crate::fixtures::{
    Bench, FIRST, GENERATION, ONE, SECOND, TWO, acts, analysed, analysed_in, identity, span,
};
use crate::intake::MetaField;
use crate::marking::{KeysAfter, MarkAs};
use crate::notices::Notice;
use crate::scene::Scene;
use shirushi_model::{
    AnalysisId, ArticleMentions, ArticleSpan, EntityType, Named, PlacedComparison, SharedSentence,
};
use shirushi_session::Edit;
use std::collections::BTreeMap;

fn said(event: EngineEvent) -> Act {
    Act::Engine(event)
}

fn failed(failure: EngineFailure) -> Act {
    said(EngineEvent::Failed { failure, unread: None })
}

fn model(failure: Option<ModelFailure>) -> Act {
    said(EngineEvent::Model { name: "crf-5+rules-1".to_owned(), failure })
}

fn asked(page: &Bench, of: shirushi_model::ArticleId) -> bool {
    page.engine(|job| matches!(job, EngineJob::Put { id, .. } if id.article == of))
}

fn links(page: &Bench) -> bool {
    page.engine(|job| matches!(job, EngineJob::Link(_)))
}

/// What crossed to be linked.
fn mentions(page: &Bench) -> Vec<ArticleMentions> {
    let asked = page.effects.iter().find_map(|effect| match effect {
        Effect::Engine(EngineJob::Link(mentions)) => Some(mentions.clone()),
        _ => None,
    });
    asked.expect("it is linked")
}

fn compares(page: &Bench) -> bool {
    page.engine(|job| matches!(job, EngineJob::Compare(_)))
}

/// The identities of the analyses of both articles.
fn both(generation: u32) -> Vec<AnalysisId> {
    vec![identity(FIRST, generation), identity(SECOND, generation)]
}

/// Where `急ぐ` and `急がない` stand is compared.
fn comparison(generation: u32) -> Act {
    let at = |article, text, of| ArticleSpan { article, span: span(text, of) };
    let (a, b) = (at(FIRST, ONE, "急ぐ"), at(SECOND, TWO, "急がない"));
    let copies = vec![SharedSentence { a, b, similarity: 0.8 }];
    let comparison = PlacedComparison { copies, ..PlacedComparison::default() };
    said(EngineEvent::Compared { of: both(generation), comparison })
}

/// Linked and compared.
fn compared() -> Bench {
    Bench::read().then(Act::Link).then(comparison(GENERATION))
}

fn found(page: &Bench) -> usize {
    page.project.comparing.found.copies.len()
}

fn named(generation: u32) -> Act {
    let named = |text, of: &str, kind, canonical: &str| Named {
        span: span(text, of),
        kind,
        canonical: canonical.to_owned(),
    };
    said(EngineEvent::Linked(vec![
        (identity(FIRST, generation), vec![named(ONE, "佐伯真理子", EntityType::Person, "佐伯真理子")]),
        (identity(SECOND, generation), vec![named(TWO, "佐伯", EntityType::Person, "佐伯真理子")]),
    ]))
}

fn missing(ids: Vec<AnalysisId>) -> Act {
    said(EngineEvent::Missing(ids))
}

acts! {
    new_articles_are_analysed: Bench::empty(), Act::OpenSample(Scene::Reading) => |page|
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
        said(EngineEvent::Failed { failure: EngineFailure::UnreadableAnswer, unread: Some(identity(SECOND, GENERATION)) }) => |page|
        !page.project.analyses.are_awaited();
    the_engine_died: Bench::read(), said(EngineEvent::Restarted) => |page|
        page.says(|notice| matches!(notice, Notice::EngineRestarted));
    an_article_is_given_up: Bench::unanalysed().ready().then(analysed(FIRST)),
        said(EngineEvent::Abandoned { id: identity(SECOND, GENERATION) }) => |page|
        page.says(|notice| matches!(notice, Notice::EngineAbandoned(_))), page.progress() != Progress::Analysing;

    names_are_found_by_rules: Bench::read(), model(Some(ModelFailure::Fetch)) => |page|
        page.says(|notice| matches!(notice, Notice::RulesOnly(_))), !asked(&page, FIRST);
    the_model_is_fetched_again: Bench::read().then(model(Some(ModelFailure::Fetch))), Act::RetryModel => |page|
        page.engine(|job| *job == EngineJob::RetryModel), !page.says(|notice| matches!(notice, Notice::RulesOnly(_)));
    with_the_model_all_is_analysed_anew: Bench::read().then(model(Some(ModelFailure::Fetch))), model(None) => |page|
        asked(&page, FIRST), asked(&page, SECOND);
    a_model_that_was_there_changes_nothing: Bench::read(), model(None) => |page| !asked(&page, FIRST);

    mentions_are_linked_and_articles_compared: Bench::read(), Act::Link => |page|
        links(&page), page.engine(|job| *job == EngineJob::Compare(both(GENERATION))), page.project.comparing.under_way();
    nothing_is_linked_while_articles_wait: Bench::unanalysed().ready().then(analysed(FIRST)), Act::Link => |page|
        !links(&page), !compares(&page);
    the_same_is_not_linked_again: Bench::read().then(Act::Link), Act::Link => |page| !links(&page), !compares(&page);
    what_was_not_taken_is_linked_again: Bench::read().then(Act::Link).then(Act::NotLinked), Act::Link => |page|
        links(&page), !compares(&page);
    what_was_not_taken_is_compared_again: Bench::read().then(Act::Link).then(Act::NotCompared), Act::Link => |page|
        compares(&page), !links(&page);
    names_come_back: Bench::read().then(Act::Link), named(GENERATION) => |page|
        page.session.mentions(SECOND)[0].canonical == "佐伯真理子";
    names_of_another_project_are_not_taken: Bench::read().then(Act::Link), named(GENERATION + 1) => |page|
        page.session.mentions(SECOND)[0].canonical == "佐伯";
    of_what_was_found_nothing_crosses: Bench::read(), Act::Link => |page|
        mentions(&page).iter().all(|of| of.without.is_empty() && of.with.is_empty()),
        mentions(&page).iter().map(|of| of.of).eq(both(GENERATION));
    of_what_was_marked_the_mark_crosses: Bench::marked().select("市長").then(Act::MarkAs(
        MarkAs::Entity(EntityType::Organization))), Act::Link => |page|
        mentions(&page)[0].with.iter().map(|of| of.span.slice(ONE)).eq([Some("市長"); 2]),
        mentions(&page)[0].without.is_empty();
    a_comparison_comes_back: Bench::read().then(Act::Link), comparison(GENERATION) => |page|
        !page.project.comparing.under_way(), found(&page) == 1, page.project.comparing.found.of == both(GENERATION);
    after_a_judgement_nothing_is_compared_again: compared().select("佐伯真理子").then(Act::MarkAs(
        MarkAs::Entity(EntityType::Person))), Act::Link => |page| !compares(&page), found(&page) == 1;
    of_one_article_nothing_is_compared: compared().then(Act::RemoveArticle(SECOND)), Act::Link => |page|
        !compares(&page), found(&page) == 0, !page.project.comparing.under_way(),
        page.engine(|job| *job == EngineJob::Forget(vec![SECOND]));
    another_day_is_another_analysis: compared(),
        Act::Describe(FIRST, MetaField::Published, "2025-11-20".to_owned()) => |page|
        asked(&page, FIRST), !asked(&page, SECOND), found(&page) == 0;
    an_answer_about_the_day_before_is_stale: Bench::unanalysed().ready().then(
        Act::Describe(FIRST, MetaField::Published, "2025-11-20".to_owned())), analysed(FIRST) => |page|
        page.session.analysed(FIRST).is_none(), page.progress() == Progress::Analysing;
    an_answer_from_another_project_is_stale: Bench::unanalysed().ready(), analysed_in(FIRST, GENERATION + 1) => |page|
        page.session.analysed(FIRST).is_none(), page.progress() == Progress::Analysing;
    what_the_engine_lost_is_put_again: Bench::read().then(Act::Link), missing(both(GENERATION)) => |page|
        asked(&page, FIRST), asked(&page, SECOND), !page.project.comparing.under_way();
    what_is_not_wanted_any_more_is_not_put_again: Bench::read().then(Act::Link), missing(both(GENERATION + 1)) => |page|
        !asked(&page, FIRST), !asked(&page, SECOND);
    then_it_is_asked_again: Bench::read().then(Act::Link).then(missing(both(GENERATION))).then(analysed(FIRST))
        .then(analysed(SECOND)), Act::Link => |page| links(&page), compares(&page);
    what_was_put_again_changes_nothing: compared().then(missing(vec![identity(FIRST, GENERATION)])), analysed(FIRST) => |page|
        found(&page) == 1, page.effects.contains(&Effect::Wait(Timer::Link, 120));
    the_engine_that_died_is_asked_again: Bench::read().then(Act::Link).then(said(EngineEvent::Restarted)).ready(),
        Act::Link => |page| links(&page), compares(&page);
    but_not_a_third_time: Bench::read().then(Act::Link).then(said(EngineEvent::Restarted)).ready().then(Act::Link)
        .then(said(EngineEvent::Restarted)).ready(), Act::Link => |page|
        !links(&page), !compares(&page), !page.project.comparing.under_way();
    what_it_cannot_analyse_is_not_compared: Bench::unanalysed().ready().then(analysed(FIRST))
        .then(said(EngineEvent::Abandoned { id: identity(SECOND, GENERATION) })), Act::Link => |page|
        links(&page), !compares(&page);
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
    assert_eq!(found(&page), 1);
    page.act(model(None));
    assert_eq!(found(&page), 0, "the old one is dropped at once");
    page = page.then(analysed_in(FIRST, GENERATION + 1)).then(analysed_in(SECOND, GENERATION + 1));
    assert!(page.effects.contains(&Effect::Wait(Timer::Link, 120)));
    page.act(Act::Link);
    assert!(compares(&page) && page.project.comparing.under_way());
    page.act(comparison(GENERATION));
    assert_eq!(found(&page), 0, "what was made from the old ones is stale");
    page.act(comparison(GENERATION + 1));
    assert_eq!(found(&page), 1);
}

#[test]
fn a_comparison_that_is_stale_on_arrival_is_not_shown() {
    let mut page = Bench::read().then(model(Some(ModelFailure::Fetch))).then(Act::Link);
    page.act(model(None));
    page.act(comparison(GENERATION));
    assert_eq!(found(&page), 0);
    assert!(!page.project.comparing.under_way());
}

/// The text is replaced and the replacement taken back: the analysis is the one from before, and arrives.
#[test]
fn a_text_that_comes_back_is_analysed_again() {
    let mut page = compared();
    let (text, marks, ends) = (TWO.to_owned(), BTreeMap::new(), BTreeMap::new());
    let edit = Edit::ReplaceText { article: FIRST, text, marks, ends };
    page.act(Act::Edit(edit, KeysAfter::Stay));
    assert!(asked(&page, FIRST) && found(&page) == 0 && page.session.analysed(FIRST).is_none());
    page.act(Act::Undo);
    assert!(asked(&page, FIRST));
    page.act(analysed(FIRST));
    assert!(page.session.analysed(FIRST).is_some());
    page.act(Act::Link);
    assert!(compares(&page));
}
