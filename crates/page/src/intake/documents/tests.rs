//! Acts about documents: state and act in, state and effects out.

use super::DocumentEvent;
use crate::act::Act;
use crate::effect::{Effect, FileTask};
use crate::fixtures::Bench;
use crate::intake::Incoming;
use crate::notices::Notice;
use crate::scene::Panel;
use shirushi_exchange::document::{Answer, ReadText};
use shirushi_model::ArticleMeta;
use shirushi_model::Wording;

const PDF: &[u8] = b"%PDF-1.7\n";

fn file(name: &str) -> Incoming {
    Incoming { name: name.to_owned(), content: Ok(PDF.to_vec()), file: None }
}

/// Files that were dropped, and the numbers under which they are read.
fn dropped(page: Bench, names: &[&str]) -> (Bench, Vec<u32>) {
    let page = page.then(Act::Arrived(names.iter().map(|name| file(name)).collect()));
    let number = |effect: &Effect| match effect {
        Effect::DoFile { number, task: FileTask::Document, bytes } if **bytes == PDF => Some(*number),
        _ => None,
    };
    let numbers = page.effects.iter().filter_map(number).collect();
    (page, numbers)
}

fn words(of: &str) -> Wording {
    Wording { ja: of.to_owned(), en: of.to_owned() }
}

fn answered(number: u32, texts: &[&str]) -> Act {
    let meta = ArticleMeta { author: "佐藤花子".to_owned(), ..ArticleMeta::default() };
    let texts = texts.iter().map(|text| ReadText { meta: meta.clone(), text: (*text).to_owned() }).collect();
    let answer = Answer { kind: Some(words("PDF")), texts, left_out: words("ルビ 1"), refused: None };
    let answer = serde_json::to_vec(&answer).unwrap();
    Act::Document(DocumentEvent::Answered { number, answer })
}

fn is_reading(page: &Bench) -> bool {
    page.says(|notice| matches!(notice, Notice::ReadingDocument { .. }))
}

#[test]
fn a_document_is_read_and_its_text_is_a_draft() {
    let (page, numbers) = dropped(Bench::read(), &["港.txt"]);
    let &[number] = numbers.as_slice() else { panic!("{numbers:?}") };
    assert!(is_reading(&page));
    let page = page.then(Act::Document(DocumentEvent::Step { number, done: 3, of: 12 }));
    assert!(page.says(|notice| matches!(notice, Notice::ReadingDocument { done: 3, of: 12, .. })));
    let page = page.then(answered(number, &["港で火災\n\n　4日朝、港の倉庫が燃えた。"]));
    assert!(!is_reading(&page));
    assert_eq!((page.ui.panel, page.session.project.articles.len()), (Panel::Intake, 2));
    assert_eq!(&*page.ui.draft.text, "港で火災\n\n　4日朝、港の倉庫が燃えた。");
    assert_eq!((&*page.ui.draft.meta.title, &*page.ui.draft.meta.author), ("港で火災", "佐藤花子"));
    assert!(
        page.says(|notice| matches!(notice, Notice::DocumentRead { kind, texts: 1, .. } if kind.ja == "PDF"))
    );
}

#[test]
fn several_texts_are_added_and_called_after_their_file() {
    let (page, numbers) = dropped(Bench::read(), &["本.epub"]);
    let page = page.then(answered(numbers[0], &["一。", "二。"]));
    assert_eq!(page.session.project.articles.len(), 4);
    assert!(page.session.project.articles.last().is_some_and(|article| article.meta.title == "本"));
    let (page, numbers) = dropped(page, &["一.pdf", "二.pdf"]);
    assert_eq!(numbers.len(), 2, "each in a worker of its own");
    let page = page.then(answered(numbers[1], &["三。"])).then(answered(numbers[0], &["四。"]));
    assert_eq!(page.session.project.articles.len(), 6);
    assert!(page.ui.draft.text.is_empty());
}

#[test]
fn what_is_written_in_the_form_stays() {
    let writing = Bench::read().then(Act::Panel(Panel::Intake)).then(Act::DraftText("下書き".to_owned()));
    let (page, numbers) = dropped(writing, &["港.pdf"]);
    let page = page.then(answered(numbers[0], &["港で火災。"]));
    assert_eq!((&*page.ui.draft.text, page.session.project.articles.len()), ("下書き", 3));
}

#[test]
fn a_document_without_text_says_why_and_changes_nothing() {
    let (page, numbers) = dropped(Bench::read(), &["絵.pdf"]);
    let answer =
        Answer { kind: Some(words("PDF")), refused: Some(words("画像だけです")), ..Answer::default() };
    let answer = serde_json::to_vec(&answer).unwrap();
    let page = page.then(Act::Document(DocumentEvent::Answered { number: numbers[0], answer }));
    let refused =
        |notice: &Notice| matches!(notice, Notice::DocumentRefused { why, .. } if why.ja == "画像だけです");
    assert!(page.says(refused) && !is_reading(&page));
    assert_eq!(page.session.project.articles.len(), 2);
    let (page, numbers) = dropped(page, &["港.pdf"]);
    let page = page.then(Act::Document(DocumentEvent::Failed { number: numbers[0] }));
    assert!(page.says(|notice| matches!(notice, Notice::DocumentFailed { .. })));
    let (page, numbers) = dropped(page, &["港.pdf"]);
    let garbage = Act::Document(DocumentEvent::Answered { number: numbers[0], answer: b"{".to_vec() });
    assert!(page.then(garbage).says(|notice| matches!(notice, Notice::DocumentFailed { .. })));
}

#[test]
fn reading_is_ended_and_what_comes_after_is_not_taken() {
    let (page, numbers) = dropped(Bench::read(), &["一.pdf", "二.pdf"]);
    let page = page.then(Act::Document(DocumentEvent::Ended));
    assert_eq!(page.effects, [Effect::EndFile(numbers[0]), Effect::EndFile(numbers[1])]);
    assert!(!is_reading(&page));
    let page = page.then(answered(numbers[0], &["一。"]));
    assert_eq!((page.session.project.articles.len(), page.ui.panel), (2, Panel::Inspector));
}

#[test]
fn a_document_waits_for_the_late_part() {
    let (page, numbers) = dropped(Bench::read().without_late_part(), &["港.pdf"]);
    assert!(numbers.is_empty());
    let page = page.then(Act::Late(crate::late::LateEvent::Arrived));
    assert!(page.asks(|effect| matches!(effect, Effect::DoFile { .. })));
}
