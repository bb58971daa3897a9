//! Acts on formats: state and act in, state and effects out.

use super::{Carried, Destination, ErrandProgress, ExchangeAct, FindingsListed, Way};
use crate::act::Act;
use crate::effect::{Effect, FileKind};
use crate::fixtures::{Bench, FIRST, ONE, acts, span};
use crate::focus::FocusTarget;
use crate::intake::{DocumentEvent, Incoming, Pasted};
use crate::notices::Notice;
use crate::scene::{Panel, Scene};
use shirushi_exchange::formats::{Format, OffsetUnit, Sheet};
use shirushi_model::{Body, Creator};
use shirushi_session::Focus;
use std::collections::BTreeSet;

fn asked(act: ExchangeAct) -> Act {
    Act::Exchange(act)
}

fn file(name: &str, content: &str) -> Incoming {
    Incoming { name: name.to_owned(), content: Ok(content.as_bytes().to_vec()), file: None }
}

fn dropped(name: &str, content: &str) -> Act {
    Act::Arrived(vec![file(name, content)])
}

/// The first article with one mark of somebody else, as doccano has it.
fn doccano() -> String {
    let (text, start) = (ONE, ONE.chars().position(|c| c == '港').unwrap_or_default());
    format!(r#"{{"text":"{text}","label":[[{start},{},"LOCATION"]]}}"#, start + 1)
}

fn arrived() -> Bench {
    Bench::read().then(dropped("kuroda.jsonl", &doccano()))
}

fn marks(page: &Bench) -> Vec<&Creator> {
    page.session.project.annotations.values().map(|mark| &mark.creator).collect()
}

fn kuroda() -> Creator {
    Creator::Person { name: "kuroda".to_owned() }
}

fn saved(page: &Bench, name: &str, holds: &str) -> bool {
    page.asks(|effect| match effect {
        Effect::Download { name: called, content, .. } => {
            called.ends_with(name) && String::from_utf8_lossy(content).contains(holds)
        }
        _ => false,
    })
}

fn marked() -> Bench {
    Bench::read().then(dropped("kuroda.jsonl", &doccano())).then(asked(ExchangeAct::Take(Destination::Here)))
}

/// The same articles with somebody else's mark, brought to where files come in.
fn colleague() -> Bench {
    Bench::read()
        .then(asked(ExchangeAct::Way(Way::In)))
        .then(dropped("b.json", &marked().with_versions().text))
}

fn format(format: Format) -> Act {
    asked(ExchangeAct::Format(format))
}

acts! {
    a_format_is_turned_to: Bench::read(), format(Format::Doccano) => |page|
        page.ui.scene == Scene::Exchange, page.project.exchange.format == Format::Doccano,
        page.keys_go(FocusTarget::Result);
    the_other_way_is_turned_to: Bench::read().then(format(Format::Brat)), asked(ExchangeAct::Way(Way::In)) => |page|
        page.project.exchange.way == Way::In, page.project.exchange.format == Format::Brat;
    a_choice_is_of_one_format: Bench::read().then(format(Format::Doccano)),
        asked(ExchangeAct::Choose("shape", "labels".to_owned())) => |page|
        page.project.exchange.choice(Format::Doccano, "shape") == "labels",
        page.project.exchange.choice(Format::Doccano, "unit") == "auto",
        page.project.exchange.choice(Format::Conll, "scheme") == "iob2";
    it_is_written_as_chosen: marked().then(format(Format::Doccano)).then(asked(
        ExchangeAct::Choose("shape", "labels".to_owned()))), asked(ExchangeAct::Save) => |page|
        saved(&page, "-doccano.jsonl", r#""label":[["#);
    what_stays_is_not_written: marked().then(format(Format::Doccano)).then(asked(
        ExchangeAct::Carry(Carried { entities: false, ..Carried::default() }))), asked(ExchangeAct::Save) => |page|
        saved(&page, "-doccano.jsonl", ONE), !saved(&page, "-doccano.jsonl", "LOCATION");
    nor_are_articles_that_stay: marked().then(format(Format::Doccano)).then(asked(
        ExchangeAct::Carry(Carried { without: BTreeSet::from([FIRST]), ..Carried::default() }))),
        asked(ExchangeAct::Save) => |page| !saved(&page, "-doccano.jsonl", ONE), saved(&page, "-doccano.jsonl", "text");
    tokens_are_the_dictionarys: marked().then(format(Format::Conll)), asked(ExchangeAct::Save) => |page|
        saved(&page, "-conll.conll", "B-LOC");
    several_files_are_saved_each: marked().then(format(Format::Tables)), asked(ExchangeAct::Save) => |page|
        saved(&page, "-tables-claims.csv", ""), saved(&page, "-tables-mentions.csv", "kuroda");
    one_text_goes_to_the_clipboard: marked().then(format(Format::Doccano)), asked(ExchangeAct::Copy) => |page|
        page.asks(|effect| matches!(effect, Effect::Copy(text) if text.contains("LOCATION")));
    a_zip_does_not: marked().then(format(Format::Brat)), asked(ExchangeAct::Copy) => |page|
        !page.asks(|effect| matches!(effect, Effect::Copy(_)));

    files_are_chosen: Bench::read(), asked(ExchangeAct::Pick) => |page|
        page.effects == [Effect::Pick(FileKind::Foreign)];
    a_file_is_known_by_what_is_in_it: Bench::read(), dropped("x.txt", &doccano()) => |page|
        page.ui.scene == Scene::Exchange, page.project.exchange.way == Way::In,
        page.ui.arrivals[0].format == Some(Format::Doccano), !page.appends();
    nothing_chosen_is_nothing: Bench::read(), asked(ExchangeAct::Arrived(Vec::new())) => |page| page.effects.is_empty();
    what_is_pasted_too: Bench::read(),
        Act::PastedAnywhere(Pasted { text: doccano(), ..Pasted::default() }) => |page| page.ui.arrivals.len() == 1,
        page.ui.draft.text.is_empty();
    a_line_of_place_and_agency_is_no_json: Bench::read(),
        Act::PastedAnywhere(Pasted { text: "[浜野 1日 通信] 港で火災。".to_owned(), ..Pasted::default() }) => |page|
        page.ui.arrivals.is_empty(), page.ui.panel == Panel::Intake;
    nor_is_a_sentence_a_row_of_cells: Bench::read(), dropped("x.txt", "港、駅、空港で、火災があった,と市は言う。") => |page|
        page.ui.arrivals.is_empty(), page.session.project.articles.len() == 3;
    bytes_of_no_text_are_none: Bench::read(), Act::Arrived(vec![Incoming { name: "a.txt".to_owned(),
        content: Ok(vec![0x8f, b',', 0x81, b',', 0x00, b',', 0xff, 0xfe, 1, 2, 3]), file: None }]) => |page|
        page.ui.arrivals.is_empty(), page.ui.scene == Scene::Reading;
    rows_of_no_tool_are_a_text: Bench::read(), dropped("x.csv", "港,駅,空港\n1,2,3\n") => |page|
        page.ui.arrivals.is_empty(), page.session.project.articles.len() == 3;
    what_is_of_no_kind_is_told: Bench::read(), dropped("x.json", r#"{"a":1}"#) => |page|
        page.ui.arrivals[0].read.is_err(), page.ui.arrivals[0].format.is_none(), page.ui.scene == Scene::Exchange;
    a_truncated_file_too: Bench::read(), dropped("x.jsonl", r#"{"text":"#) => |page|
        page.ui.arrivals[0].read.is_err(), !page.appends();
    texts_and_their_marks_belong_together: Bench::read(), Act::Arrived(vec![file("a.txt", "港で火災。"),
        file("b.txt", "駅で火災。"), file("a.ann", "T1\tLOCATION 0 1\t港\n")]) => |page|
        page.ui.arrivals.len() == 1, page.ui.arrivals[0].names().eq(["a.txt", "a.ann"]),
        page.session.project.articles.len() == 3;
    so_do_those_of_recogito: Bench::read(), Act::Arrived(vec![
        file("a.txt", include_str!("../../../exchange/tests/corpus/recogito/a.txt")),
        file("a.json", include_str!("../../../exchange/tests/corpus/recogito/a.json"))]) => |page|
        page.ui.arrivals.len() == 1, page.ui.arrivals[0].format == Some(Format::Recogito),
        page.ui.arrivals[0].placed().exact > 0, page.session.project.articles.len() == 2;
    files_of_two_tools_are_looked_at_one_by_one: Bench::read(),
        Act::Arrived(vec![file("a.jsonl", &doccano()), file("b.json", r#"{"a":1}"#)]) => |page|
        page.ui.arrivals.len() == 2;
    a_table_becomes_a_workbook: Bench::read(), asked(ExchangeAct::SaveWorkbook { name: "表".to_owned(),
        sheets: vec![Sheet { title: "表".to_owned(), ..Sheet::default() }] }) => |page|
        page.asks(|effect| matches!(effect, Effect::Download { name, content, .. }
            if name == "表.xlsx" && content.starts_with(b"PK")));
    so_does_the_project: marked().then(format(Format::Workbook)), asked(ExchangeAct::Save) => |page|
        page.asks(|effect| matches!(effect, Effect::Download { name, content, .. }
            if name.ends_with("-xlsx.xlsx") && content.starts_with(b"PK")));
    what_is_under_way_is_told: marked().worker_rests().then(format(Format::Brat)).then(asked(ExchangeAct::Save)),
        Act::Document(DocumentEvent::Step { number: 0, done: 1, of: 2 }) => |page|
        page.errand() == Some(ErrandProgress::default()), !saved(&page, "-brat.zip", "");
    it_is_stopped: marked().worker_rests().then(format(Format::Brat)).then(asked(ExchangeAct::Save)),
        asked(ExchangeAct::Stop) => |page| page.errand().is_none(),
        page.asks(|effect| matches!(effect, Effect::EndFile(_)));
    so_are_files_that_came: Bench::read().worker_rests().then(dropped("x.jsonl", &doccano())),
        Act::Document(DocumentEvent::Ended) => |page| page.ui.arrivals.is_empty(),
        page.asks(|effect| matches!(effect, Effect::EndFile(_))),
        !page.says(|notice| matches!(notice, Notice::ReadingDocument { .. }));
    a_project_of_ours_waits_for_no_worker: Bench::read().worker_rests(), dropped("b.json", &marked().with_versions().text) => |page|
        page.store(|job| matches!(job, crate::effect::StoreJob::Create { .. }));
    it_is_read_in_another_unit: arrived(), asked(ExchangeAct::ReadAs(Format::Doccano, Some(OffsetUnit::Bytes))) => |page|
        page.ui.arrivals[0].unit == Some(OffsetUnit::Bytes), page.ui.arrivals.len() == 1;
    and_as_another_format: arrived(), asked(ExchangeAct::ReadAs(Format::Prodigy, None)) => |page|
        page.ui.arrivals[0].format == Some(Format::Prodigy);
    somebody_is_named: arrived(), asked(ExchangeAct::Person("黒田".to_owned())) => |page|
        page.ui.arrivals[0].person == "黒田",
        page.ui.arrivals[0].read.as_ref().is_ok_and(|read| read.project.annotations.values()
            .all(|mark| mark.creator == Creator::Person { name: "黒田".to_owned() }));
    all_findings_are_listed: arrived(), asked(ExchangeAct::List(FindingsListed::All)) => |page|
        page.project.exchange.findings == FindingsListed::All;
    it_is_taken_in: arrived(), asked(ExchangeAct::Take(Destination::Here)) => |page|
        marks(&page) == [&kuroda()], page.session.project.articles.len() == 2, page.ui.arrivals.is_empty(),
        page.session.project.annotations.values().all(|mark| mark.extent() == Some(span(ONE, "港"))),
        page.says(|notice| matches!(notice, Notice::TakenIn { .. })), page.ui.scene == Scene::Reading;
    once: marked().then(dropped("kuroda.jsonl", &doccano())), asked(ExchangeAct::Take(Destination::Here)) => |page|
        page.session.project.annotations.len() == 1, !page.appends(),
        page.says(|notice| matches!(notice, Notice::NothingNew { .. }));
    it_becomes_a_project: arrived(), asked(ExchangeAct::Take(Destination::NewProject)) => |page|
        page.store(|job| matches!(job, crate::effect::StoreJob::Create { .. })), page.ui.arrivals.is_empty();
    it_is_put_away: arrived(), asked(ExchangeAct::Refuse) => |page| page.ui.arrivals.is_empty(), !page.appends(),
        page.ui.scene == Scene::Reading;
    a_colleagues_project_is_merged_there: colleague(), asked(ExchangeAct::Take(Destination::Here)) => |page|
        page.session.project.articles.len() == 2, marks(&page) == [&kuroda()], page.appends(),
        page.says(|notice| matches!(notice, Notice::TakenIn { .. }));
    and_seen_before: Bench::read().then(asked(ExchangeAct::Way(Way::In))), dropped("b.json", &marked().with_versions().text) => |page|
        page.ui.arrivals[0].states.is_some(), !page.appends();
    elsewhere_it_is_opened: Bench::read(), dropped("b.json", &marked().with_versions().text) => |page|
        page.store(|job| matches!(job, crate::effect::StoreJob::Create { .. })), page.ui.arrivals.is_empty();
    nothing_is_there_to_be_taken: Bench::read(), asked(ExchangeAct::Take(Destination::Here)) => |page| !page.appends();
}

#[test]
fn marks_are_counted_by_how_they_stand() {
    let line = r#"{"text":"港で火災。","label":[[0,1,"LOCATION"],[40,41,"LOCATION"]]}"#;
    let page = Bench::read().then(dropped("x.jsonl", line));
    let placed = page.ui.arrivals[0].placed();
    assert_eq!((placed.exact, placed.unplaced), (1, 1));
    let page = page.then(asked(ExchangeAct::Take(Destination::Here)));
    let unplaced = page.session.project.annotations.values().filter(|mark| mark.extent().is_none());
    let unplaced: Vec<_> = unplaced.map(|mark| (mark.article, mark.id)).collect();
    let [(article, mark)] = *unplaced else { panic!("nothing is dropped: {unplaced:?}") };
    // Whoever took it in is where it can be given its place.
    assert_eq!(page.session.selection.article, Some(article));
    assert_eq!(page.session.selection.focus, Focus::Annotation(mark));
    assert_eq!(page.ui.scene, Scene::Reading);
    assert!(page.session.project.annotations.values().all(|mark| matches!(mark.body, Body::Entity(_))));
}

/// What a worker says of what was asked last.
fn told(page: &Bench, event: impl Fn(u32) -> DocumentEvent) -> Act {
    let number = page.effects.iter().find_map(|effect| match effect {
        Effect::DoFile { number, .. } => Some(*number),
        _ => None,
    });
    Act::Document(event(number.unwrap()))
}

#[test]
fn how_far_a_worker_is_is_shown_and_that_it_failed() {
    let page = Bench::read().worker_rests().then(dropped("x.jsonl", &doccano()));
    let (step, failed) = (
        told(&page, |number| DocumentEvent::Step { number, done: 1, of: 2 }),
        told(&page, |number| DocumentEvent::Failed { number }),
    );
    let page = page.then(step);
    assert!(page.says(|notice| matches!(notice, Notice::ReadingDocument { done: 1, of: 2, .. })));
    let page = page.then(failed);
    assert!(page.says(|notice| matches!(notice, Notice::DocumentFailed { name } if name == "x.jsonl")));
    assert!(!page.says(|notice| matches!(notice, Notice::ReadingDocument { .. })));

    let page = marked().worker_rests().then(asked(ExchangeAct::Save));
    let step = told(&page, |number| DocumentEvent::Step { number, done: 1, of: 2 });
    let garbled = told(&page, |number| DocumentEvent::Answered { number, answer: vec![1] });
    let page = page.then(step);
    assert_eq!(page.errand(), Some(ErrandProgress { done: 1, of: 2 }));
    let page = page.then(garbled);
    assert!(page.errand().is_none() && page.says(|notice| matches!(notice, Notice::DocumentFailed { .. })));
}
