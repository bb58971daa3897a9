//! Acts about large projects' files: state and act in, state and effects out.

use crate::act::Act;
use crate::effect::{Effect, FileTask, StoreJob};
use crate::exchanging::{ExchangeAct, Way};
use crate::fixtures::Bench;
use crate::intake::{DocumentEvent, Incoming, Pasted};
use crate::notices::Notice;
use crate::scene::Panel;
use shirushi_exchange::native::{self, Limits};

/// A project with an article so long that its file is not read at once.
fn large() -> Vec<u8> {
    let text = "港で火災があった。市は「原因を調べている」と説明した。\n".repeat(5_000);
    let page = Bench::marked()
        .then(Act::PastedAnywhere(Pasted { text, ..Pasted::default() }))
        .then(Act::AddDraft(crate::intake::Afterwards::Read));
    page.with_versions().text.into_bytes()
}

fn file(bytes: &[u8]) -> Incoming {
    Incoming { name: "大.json".to_owned(), content: Ok(bytes.to_vec()), file: None }
}

fn number(page: &Bench) -> u32 {
    let asked = page.effects.iter().find_map(|effect| match effect {
        Effect::DoFile { number, task: FileTask::Project, .. } => Some(*number),
        _ => None,
    });
    asked.expect("it is read by a worker")
}

/// What the worker says of a file.
fn answered(number: u32, bytes: &[u8]) -> Act {
    let answer = serde_json::to_vec(&native::read(bytes, Limits::default())).unwrap();
    Act::Document(DocumentEvent::Answered { number, answer })
}

fn is_reading(page: &Bench) -> bool {
    page.says(|notice| matches!(notice, Notice::ReadingDocument { .. }))
}

fn begins(page: &Bench) -> bool {
    page.store(|job| matches!(job, StoreJob::Create { .. }))
}

#[test]
fn a_large_project_is_read_by_a_worker_and_then_opened() {
    let bytes = large();
    let page = Bench::read().then(Act::ProjectFile(file(&bytes)));
    let number = number(&page);
    assert!(!begins(&page) && !is_reading(&page), "what is quick shows nothing");
    let step = |done| Act::Document(DocumentEvent::Step { number, done, of: 100 });
    let page = page.then(step(30));
    assert!(page.says(|notice| matches!(notice, Notice::ReadingDocument { done: 30, of: 100, .. })));
    let page = page.then(step(40));
    assert!(page.says(|notice| matches!(notice, Notice::ReadingDocument { done: 40, of: 100, .. })));
    let page = page.then(answered(number, &bytes));
    assert!(begins(&page) && !is_reading(&page));
    assert_eq!(page.created().session.project.articles.len(), 3);
}

#[test]
fn it_is_ended_and_what_is_open_stays() {
    let bytes = large();
    let page = Bench::read().then(Act::ProjectFile(file(&bytes)));
    let number = number(&page);
    let page = page.then(Act::Document(DocumentEvent::Step { number, done: 30, of: 100 }));
    let page = page.then(Act::Document(DocumentEvent::Ended));
    assert_eq!(page.effects, [Effect::EndFile(number)]);
    let page = page.then(answered(number, &bytes));
    assert!(!begins(&page) && !is_reading(&page));
    assert_eq!(page.session.project.articles.len(), 2);
}

#[test]
fn what_is_opened_meanwhile_is_not_closed() {
    let bytes = large();
    let page = Bench::read().then(Act::ProjectFile(file(&bytes)));
    let number = number(&page);
    let page = page.then(Act::Panel(Panel::Intake)).then(Act::DraftText("書きかけ".to_owned()));
    let page = page.then(answered(number, &bytes)).created();
    assert_eq!((page.ui.panel, &*page.ui.draft.text), (Panel::Intake, "書きかけ"));
    assert_eq!(page.session.project.articles.len(), 3);
}

#[test]
fn what_is_wrong_with_it_is_told_as_of_a_small_one() {
    let mut bytes = large();
    bytes.truncate(bytes.len() - 10);
    let page = Bench::read().then(Act::ProjectFile(file(&bytes)));
    let number = number(&page);
    let page = page.then(answered(number, &bytes));
    assert!(
        page.says(|notice| matches!(notice, Notice::OpenRefused { error, .. } if error.code() == "not-json"))
    );
    let page = page.then(Act::ProjectFile(file(&bytes)));
    let number = self::number(&page);
    let page = page.then(Act::Document(DocumentEvent::Failed { number }));
    assert!(page.says(|notice| matches!(notice, Notice::DocumentFailed { .. })) && !begins(&page));
    let page = page.then(Act::ProjectFile(file(&bytes)));
    let number = self::number(&page);
    let page = page.then(Act::Document(DocumentEvent::Answered { number, answer: b"{".to_vec() }));
    assert!(page.says(|notice| matches!(notice, Notice::DocumentFailed { .. })) && !begins(&page));
}

#[test]
fn a_large_file_of_another_tool_is_read_as_such() {
    let line = r#"{"text":"港で火災。","label":[[0,1,"LOCATION"]]}"#;
    let bytes = format!("{line}\n").repeat(6_000).into_bytes();
    let page = Bench::read().then(Act::ProjectFile(file(&bytes)));
    let number = number(&page);
    let answer = br#"{"Err":"NotAProject"}"#.to_vec();
    let page = page.then(Act::Document(DocumentEvent::Answered { number, answer }));
    assert_eq!(page.ui.arrivals.len(), 1);
}

#[test]
fn a_colleagues_is_shown_where_files_come_in() {
    let bytes = large();
    let page = Bench::read().then(Act::Exchange(ExchangeAct::Way(Way::In)));
    let page = page.then(Act::Arrived(vec![file(&bytes)]));
    let number = number(&page);
    let page = page.then(answered(number, &bytes));
    assert!(!begins(&page) && page.ui.arrivals.first().is_some_and(|first| first.states.is_some()));
}
