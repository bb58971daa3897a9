//! Acts on results: state and act in, state and effects out.

use super::{
    Amounts, ChecksUi, Density, Listed, ReportUi, ResultsAct, SideUi, SourcesUi, TableUi, TimelineUi, View,
};
use crate::act::Act;
use crate::effect::Effect;
use crate::fixtures::{Bench, FIRST, ONE, SECOND, TWO, acts, span};
use crate::focus::FocusTarget;
use crate::keys::Command;
use crate::scene::{Panel, Scene};
use shirushi_results::Place;
use shirushi_results::figures::FigureKey;
use shirushi_results::report::Audience;
use shirushi_session::{CheckChange, Edit, Focus};

fn first() -> Place {
    Place::new(FIRST, span(ONE, "急ぐ"))
}

fn second() -> Place {
    Place::new(SECOND, span(TWO, "急がない"))
}

fn asked(act: ResultsAct) -> Act {
    Act::Results(act)
}

fn comparing() -> Bench {
    Bench::read().then(Act::Scene(Scene::Comparing))
}

fn begin() -> Act {
    asked(ResultsAct::Check(vec![first(), second()], "市長は急ぐと述べた".to_owned()))
}

fn report() -> ReportUi {
    let audience = Audience::Publication;
    ReportUi { audience, parts: audience.parts() }
}

acts! {
    a_view_is_opened: Bench::read(), asked(ResultsAct::View(View::Timeline)) => |page|
        page.ui.scene == Scene::Comparing, page.project.results.view == View::Timeline;
    v_leads_to_the_comparison: Bench::read(), Act::Command(Command::Compare) => |page|
        page.ui.scene == Scene::Comparing, page.project.results.view == View::Table,
        page.keys_go(FocusTarget::Result);
    and_there_to_the_next_view: comparing(), Act::Command(Command::Compare) => |page|
        page.ui.scene == Scene::Comparing, page.project.results.view == View::Side;
    a_view_is_a_place_of_the_history: comparing(), asked(ResultsAct::View(View::Sources)) => |page|
        page.asks(|effect| matches!(effect, Effect::PushPlace(place) if place.contains("Sources")));
    back_leads_to_the_view_before: comparing(),
        Act::Place(r#"{"article":4,"scene":"Comparing","panel":"Inspector","view":"Side"}"#.to_owned()) => |page|
        page.project.results.view == View::Side;
    the_table_is_looked_at_otherwise: comparing(),
        asked(ResultsAct::Table(Box::new(TableUi { density: Density::Dense, ..TableUi::default() }))) => |page|
        page.project.results.table.density == Density::Dense;
    texts_scroll_by_themselves: comparing(),
        asked(ResultsAct::Side(SideUi { linked: false, ..SideUi::default() })) => |page|
        !page.project.results.side.linked;
    lanes_are_one: comparing(),
        asked(ResultsAct::Timeline(TimelineUi { together: true, ..TimelineUi::default() })) => |page|
        page.project.results.timeline.together;
    sources_are_counted: comparing(),
        asked(ResultsAct::Sources(SourcesUi { shown: Amounts::Counts, ..SourcesUi::default() })) => |page|
        page.project.results.sources.shown == Amounts::Counts;
    fewer_checks_are_listed: comparing(),
        asked(ResultsAct::Checks(ChecksUi { listed: Listed::Decided, ..ChecksUi::default() })) => |page|
        page.project.results.checks.listed == Listed::Decided;
    a_figure_is_turned_over: Bench::read(), asked(ResultsAct::Turn(FigureKey::Kinds)) => |page|
        page.project.results.turned.contains(&FigureKey::Kinds);
    and_back: Bench::read().then(asked(ResultsAct::Turn(FigureKey::Kinds))), asked(ResultsAct::Turn(FigureKey::Kinds))
        => |page| page.project.results.turned.is_empty();
    a_report_is_for_others: Bench::read(), asked(ResultsAct::Report(report())) => |page|
        page.project.results.report == report();
    a_cell_leads_to_its_place: comparing(), asked(ResultsAct::LookInto(second())) => |page|
        page.ui.scene == Scene::Reading, page.ui.panel == Panel::Inspector,
        page.session.selection.article == Some(SECOND), page.focused_on() == Focus::Claim(second().span);
    a_place_without_a_claim_is_text: comparing(),
        asked(ResultsAct::LookInto(Place::new(FIRST, span(ONE, "市長は「")))) => |page|
        page.focused_on() == Focus::Text(span(ONE, "市長は「"));
    a_claim_becomes_a_check: comparing(), begin() => |page|
        page.ui.scene == Scene::Checking, page.session.project.checks.len() == 1,
        page.project.results.checks.check == page.session.project.checks.keys().next().copied(), page.appends();
    once: comparing().then(begin()), begin() => |page| page.session.project.checks.len() == 1;
    a_check_is_undone: comparing().then(begin()), Act::Undo => |page| page.session.project.checks.is_empty();
    another_tab_writes: comparing().reader(), begin() => |page| page.session.project.checks.is_empty();
    a_table_is_saved: comparing(),
        asked(ResultsAct::Save { name: "表.csv".to_owned(), media: "text/csv", bytes: vec![1] }) => |page|
        page.asks(|effect| matches!(effect, Effect::Download { name, media: "text/csv", content, .. }
            if name == "表.csv" && *content == [1]));
    a_figure_is_saved_as_a_picture: Bench::read(), asked(ResultsAct::SavePicture { name: "a.png".to_owned(), svg: "<svg/>".to_owned() }) => |page|
        page.asks(|effect| matches!(effect, Effect::SavePicture { name, .. } if name == "a.png"));
    a_table_is_copied: comparing(), asked(ResultsAct::Copy("甲\t乙".to_owned())) => |page|
        page.asks(|effect| *effect == Effect::Copy("甲\t乙".to_owned()));
    nothing_of_it_stays_in_the_next_project:
        comparing().then(asked(ResultsAct::View(View::Sources))).then(Act::NewProject).created(), Act::ClosePanel =>
        |page| page.project.results.view == View::Table;
}

#[test]
fn a_verdict_of_a_check_is_the_project_s() {
    let page = comparing().then(begin());
    let id = page.project.results.checks.check.unwrap();
    let change = CheckChange::Rule {
        scale: "fij".to_owned(),
        verdict: Some("inaccurate".to_owned()),
        grounds: String::new(),
    };
    let edit = Edit::ChangeCheck { id, change, by: "佐藤".to_owned() };
    let page = page.then(Act::Edit(edit, crate::marking::KeysAfter::Stay));
    let check = page.session.project.checks.get(&id).unwrap();
    assert_eq!(check.verdict.as_deref(), Some("inaccurate"));
}
