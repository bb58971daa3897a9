//! Acts on an article that changed: state and act in, state and effects out.

use super::{ArticleThen, ChangedAct, FoundThen};
use crate::act::Act;
use crate::effect::{Effect, EngineJob};
use crate::engine::{EngineEvent, EngineFailure};
use crate::fixtures::{Bench, FIRST, ONE, acts};
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::replacing::Replace;
use crate::scene::{Panel, Scene};
use crate::versions::{Compared, VersionAct};
use shirushi_model::{Analysis, AnalysisId};

const NEWER: &str = "佐伯真理子市長は港を訪れた。市長は「急がない」と述べた。";
const SHOW: Act = Act::Changed(ChangedAct::ShowReplaced);
const LEAVE: Act = Act::Changed(ChangedAct::Leave);

/// A newer text has taken the place of the first one.
fn replaced() -> Bench {
    let newer = || Act::Replace(Replace::Text(NEWER.to_owned()));
    Bench::read().then(Act::Replace(Replace::Begin)).then(newer()).then(Act::Replace(Replace::Do))
}

fn shown() -> Bench {
    replaced().then(SHOW)
}

/// What the engine was asked to read.
fn asked(page: &Bench) -> Option<AnalysisId> {
    page.effects.iter().find_map(|effect| match effect {
        Effect::Engine(EngineJob::Put { id, .. }) => Some(*id),
        _ => None,
    })
}

fn read(id: AnalysisId) -> Act {
    Act::Engine(EngineEvent::Analysed { id, analysis: Box::new(Analysis::default()), milliseconds: 1.0 })
}

fn waits(page: &Bench) -> [bool; 2] {
    let texts = page.project.changed.texts.clone().expect("something is looked at");
    [0, 1].map(|at| matches!(texts[at].found, FoundThen::Awaited))
}

/// Both texts have been read.
fn compared() -> Bench {
    let page = shown();
    let former = asked(&page).expect("the former text is read");
    let now = page.session.article().cloned().expect("it is open");
    let present = crate::engine::identity(FIRST, (&now.text, &now.meta.published), former.generation);
    page.then(read(former)).then(read(present))
}

/// The versions are compared, and the first text is looked at from there.
fn from_versions() -> Bench {
    let page = Bench::read().then(Act::Version(VersionAct::Name("第一稿".to_owned())));
    let before = page.session.project.article(FIRST).cloned().expect("it is there");
    let newer = Act::Replace(Replace::Text(NEWER.to_owned()));
    let page = page.then(Act::Replace(Replace::Begin)).then(newer).then(Act::Replace(Replace::Do));
    let after = page.session.project.article(FIRST).cloned().expect("it is there");
    let then = |article, state: &str| ArticleThen { article, state: state.to_owned() };
    let texts = Box::new([then(before, "第一稿"), then(after, "いま")]);
    page.then(Act::Version(VersionAct::Compare(Compared { from: 1, to: None })))
        .then(Act::Changed(ChangedAct::Show(texts)))
}

acts! {
    a_newer_text_is_told_of: replaced(), Act::Hover(None) => |page|
        page.says(|notice| matches!(notice, Notice::TextReplaced(before) if *before.text == *ONE));
    the_same_text_is_not: Bench::read().then(Act::Replace(Replace::Begin)).then(Act::Replace(Replace::Text(ONE.to_owned()))),
        Act::Replace(Replace::Do) => |page| !page.says(|notice| matches!(notice, Notice::TextReplaced(_)));
    taken_back_it_is_told_no_more: replaced(), Act::Undo => |page|
        !page.says(|notice| matches!(notice, Notice::TextReplaced(_)));
    what_changed_is_looked_at: replaced(), SHOW => |page|
        page.ui.scene == Scene::Changed, page.keys_go(FocusTarget::Result), page.keys_go(FocusTarget::Note);
    the_former_text_is_read_under_a_free_number: replaced(), SHOW => |page|
        asked(&page).is_some_and(|id| page.session.project.article(id.article).is_none()), waits(&page) == [true, true];
    it_is_forgotten_once_it_was_read: shown(), read(asked(&shown()).expect("it is asked")) => |page|
        waits(&page) == [false, true], page.engine(|job| matches!(job, EngineJob::Forget(_)));
    the_present_text_is_read_anyway: compared(), Act::Hover(None) => |page| waits(&page) == [false, false];
    where_nothing_is_analysed_it_goes_on: shown(), Act::Engine(EngineEvent::Failed {
        failure: EngineFailure::Crashed, unread: None }) => |page| waits(&page) == [false, false];
    a_text_that_kills_the_engine_is_given_up: shown(), Act::Engine(EngineEvent::Abandoned {
        id: asked(&shown()).expect("it is asked") }) => |page|
        waits(&page) == [false, true], !page.says(|notice| matches!(notice, Notice::EngineAbandoned(_)));
    a_change_is_turned_to: compared(), Act::Changed(ChangedAct::Turn(1)) => |page| page.project.changed.at == Some(1);
    one_comes_back: compared(), LEAVE => |page|
        page.ui.scene == Scene::Reading, page.keys_go(FocusTarget::Former), page.project.changed.texts.is_none();
    escape_comes_back: compared(), Act::Command(crate::keys::Command::Escape) => |page|
        page.ui.scene == Scene::Reading, page.keys_go(FocusTarget::Former);
    the_versions_stay_open_beside_it: from_versions(), Act::Hover(None) => |page|
        page.ui.scene == Scene::Changed, page.ui.panel == Panel::Changes, !page.ui.inspector_out;
    one_comes_back_to_them: from_versions(), Act::Command(crate::keys::Command::Escape) => |page|
        page.ui.panel == Panel::Changes, page.ui.inspector_out, page.ui.scene == Scene::Reading;
    another_look_leads_back_as_far: from_versions().then(SHOW), LEAVE => |page| page.ui.scene == Scene::Reading;
    the_present_text_that_is_another_by_now_is_not_waited_for: shown(), Act::Undo => |page| !waits(&page)[1];
}

#[test]
fn another_project_is_read_from_its_beginning() {
    let page = compared().then(Act::NewProject).created();
    assert!(page.ui.scene == Scene::Reading && page.project.changed.texts.is_none());
}
