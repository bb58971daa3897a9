//! Acts of replacing a text: state and act in, state and effects out.

use super::{Replace, Replacing};
use crate::act::Act;
use crate::effect::{Effect, FileKind};
use crate::fixtures::{Bench, FIRST, ONE, SECOND, acts};
use crate::focus::FocusTarget;
use crate::intake::{Incoming, Pasted};
use crate::notices::Notice;
use crate::scene::Panel;
use shirushi_exchange::carry::Fate;

fn begun() -> Bench {
    Bench::marked().then(Act::Replace(Replace::Begin))
}

fn written(text: &str) -> Bench {
    begun().then(Act::Replace(Replace::Text(text.to_owned())))
}

fn newer(page: &Bench) -> &Replacing {
    &page.project.replacing
}

/// The article, with a sentence more before it.
fn longer() -> String {
    format!("　続報。{ONE}")
}

fn file(content: &[u8]) -> Act {
    let (name, content) = ("続報.txt".to_owned(), Ok(content.to_vec()));
    Act::Replace(Replace::Arrived(vec![Incoming { name, content, file: None }]))
}

acts! {
    a_newer_text_is_asked_for: Bench::marked(), Act::Replace(Replace::Begin) => |page|
        page.ui.panel == Panel::Replace, newer(&page).article == Some(FIRST), page.keys_go(FocusTarget::NewerText);
    without_an_article_there_is_none: Bench::empty(), Act::Replace(Replace::Begin) => |page|
        page.ui.panel == Panel::Inspector;
    marks_are_carried_along: begun(), Act::Replace(Replace::Text(longer())) => |page|
        newer(&page).carried.len() == 1, newer(&page).carried[0].fate != Fate::Lost,
        page.asks(|effect| matches!(effect, Effect::KeepDrafts(drafts) if drafts.newer.is_some()));
    marks_that_are_lost_are_told: begun(), Act::Replace(Replace::Text("別の話。".to_owned())) => |page|
        newer(&page).carried[0].fate == Fate::Lost;
    a_blank_text_carries_nothing: written("続報。"), Act::Replace(Replace::Text(" ".to_owned())) => |page|
        newer(&page).carried.is_empty();
    what_is_pasted_is_cleaned: begun(), Act::Replace(Replace::Pasted(Pasted {
        html: Some("<p>続報。</p><p>港</p>".to_owned()), text: "x".to_owned(), ..Pasted::default() })) => |page|
        newer(&page).text.starts_with("続報。"), !newer(&page).text.contains('<');
    halves_of_characters_are_said: begun(), Act::Replace(Replace::Pasted(Pasted {
        text: "続報。".to_owned(), repaired: true, ..Pasted::default() })) => |page|
        page.says(|notice| matches!(notice, Notice::Surrogates));
    a_file_is_picked: begun(), Act::Replace(Replace::Pick) => |page|
        page.effects == [Effect::Pick(FileKind::NewerText)];
    a_file_arrives: begun(), file("続報。".as_bytes()) => |page| &*newer(&page).text == "続報。";
    a_file_that_is_no_text_is_refused: begun(), file(b"PK\x03\x04\x00\x00\x00\x00\x00\x00") => |page|
        newer(&page).text.is_empty(), page.says(|notice| matches!(notice, Notice::TextRefused { .. }));
    no_file_is_none: begun(), Act::Replace(Replace::Arrived(Vec::new())) => |page| newer(&page).text.is_empty();
    it_takes_its_place: written(&longer()), Act::Replace(Replace::Do) => |page|
        page.text() == longer(), page.ui.panel == Panel::Inspector, page.annotations().len() == 1,
        page.keys_go(FocusTarget::Text), !page.ui.inspector_out;
    what_lost_its_place_is_listed: written("別の話。"), Act::Replace(Replace::Do) => |page|
        page.ui.inspector_out, page.last().extent().is_none(), page.lost().count() == 1;
    a_blank_text_does_not_take_its_place: written(" "), Act::Replace(Replace::Do) => |page| page.text() == ONE;
    it_is_given_up: written(&longer()), Act::Replace(Replace::Cancel) => |page|
        newer(&page).text.is_empty(), page.ui.panel == Panel::Inspector, page.text() == ONE,
        page.asks(|effect| matches!(effect, Effect::KeepDrafts(drafts) if drafts.newer.is_none()));
    another_article_has_another_text: written(&longer()).then(Act::OpenArticle(SECOND)),
        Act::Replace(Replace::Begin) => |page| newer(&page).text.is_empty(), newer(&page).article == Some(SECOND);
    the_same_article_keeps_what_was_written: written(&longer()).then(Act::ClosePanel), Act::Replace(Replace::Begin) =>
        |page| *newer(&page).text == longer();
    marks_that_change_are_carried_as_they_are: written(&longer()), Act::Undo => |page| newer(&page).carried.is_empty();
    another_tab_writes: written(&longer()).reader(), Act::Replace(Replace::Do) => |page| page.text() == ONE;
}
