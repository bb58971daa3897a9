//! Acts of taking articles in: state and act in, state and effects out.

use super::{Afterwards, DraftLines, DraftTwin, Drafts, FileError, Incoming, MetaField, NewText, Pasted};
use crate::act::Act;
use crate::effect::{Effect, FileKind};
use crate::fixtures::{Bench, FIRST, ONE, acts};
use crate::focus::FocusTarget;
use crate::marking::KeysAfter;
use crate::notices::{NoText, Notice};
use crate::scene::{Panel, Scene};
use shirushi_model::TagColor;
use shirushi_model::limits::{MOST_TAGS, Measure};
use shirushi_session::{Edit, Refusal};
use std::rc::Rc;

fn pasted(text: &str) -> Act {
    Act::PastedAnywhere(Pasted { text: text.to_owned(), ..Pasted::default() })
}

fn file(name: &str, content: &[u8]) -> Incoming {
    Incoming { name: name.to_owned(), content: Ok(content.to_vec()), file: None }
}

fn arrived(name: &str, content: &[u8]) -> Act {
    Act::Arrived(vec![file(name, content)])
}

fn typed(text: &str) -> Bench {
    Bench::read().then(Act::Panel(Panel::Intake)).then(Act::DraftText(text.to_owned()))
}

fn articles(page: &Bench) -> usize {
    page.session.project.articles.len()
}

/// Lines that were cut inside sentences, as text out of a mail is.
const CUT: &str = "浜崎市の中央市場で火災があり、従業員二人が\nけがをして、近くの病院に運ばれたと消防が\n発表した。火は約二時間後に消し止められた。\n市場は当面、休業する見通しだと組合の代表\nは記者団に説明し、再開の時期を探っている。\n";

fn cut() -> Bench {
    typed(CUT)
}

acts! {
    a_pasted_text_is_a_draft: Bench::empty(), pasted("港で火災。") => |page|
        page.ui.panel == Panel::Intake, &*page.ui.draft.text == "港で火災。",
        page.asks(|effect| matches!(effect, Effect::KeepDrafts(drafts) if drafts.article.is_some()));
    a_second_paste_goes_below: Bench::empty().then(pasted("港で火災。")), pasted("けが人なし。") => |page|
        &*page.ui.draft.text == "港で火災。\nけが人なし。";
    html_becomes_text: Bench::empty(), Act::PastedAnywhere(Pasted { html: Some("<p>港で<b>火災</b>。</p>".to_owned()),
        text: "x".to_owned(), ..Pasted::default() }) => |page| page.ui.draft.text.trim() == "港で火災。";
    html_without_text_leaves_the_plain_text: Bench::empty(), Act::PastedAnywhere(Pasted {
        html: Some("<img>".to_owned()), text: "港".to_owned(), ..Pasted::default() }) => |page|
        &*page.ui.draft.text == "港";
    nothing_pasted_is_said: Bench::empty(), pasted(" ") => |page|
        page.says(|notice| matches!(notice, Notice::NoText(NoText::Nothing))), page.ui.panel == Panel::Inspector;
    a_picture_is_no_text: Bench::empty(), Act::PastedAnywhere(Pasted { has_image: true, ..Pasted::default() }) => |page|
        page.says(|notice| matches!(notice, Notice::NoText(NoText::Image)));
    an_address_goes_where_it_belongs: Bench::empty(), pasted("https://example.jp/1") => |page|
        page.ui.draft.meta.url == "https://example.jp/1", page.ui.panel == Panel::Intake,
        page.says(|notice| matches!(notice, Notice::NoText(NoText::Address)));
    halves_of_characters_are_said: Bench::empty(), Act::PastedAnywhere(Pasted { text: "港".to_owned(), repaired: true,
        ..Pasted::default() }) => |page| page.says(|notice| matches!(notice, Notice::Surrogates));
    a_pasted_project_is_opened: Bench::empty(), pasted(&Bench::read().with_versions().text) => |page|
        page.ui.draft.text.is_empty(), page.store(|job| matches!(job, crate::effect::StoreJob::Create { .. }));

    typing_is_kept: Bench::empty(), Act::DraftText("港".to_owned()) => |page|
        page.asks(|effect| matches!(effect, Effect::KeepDrafts(_)));
    very_much_is_kept_when_the_page_is_left: Bench::empty(), Act::DraftText("港".repeat(50_000)) => |page|
        page.effects.is_empty();
    the_page_is_left: typed("港"), Act::Leaving => |page|
        page.asks(|effect| matches!(effect, Effect::KeepDrafts(drafts) if drafts.article.is_some()));
    what_is_odd_is_found_as_it_is_typed: Bench::empty(), Act::DraftText("港\u{202e}火災".to_owned()) => |page|
        !page.ui.draft.odd.is_empty();
    an_empty_draft_is_not_odd: typed("港\u{202e}火災"), Act::DraftText(String::new()) => |page|
        page.ui.draft.odd.is_empty();
    what_the_text_says_of_itself_is_found: Bench::empty(),
        Act::DraftText("港で火災\n2025年4月1日 10時00分\n\n　港で火災があった。\n".to_owned()) => |page|
        page.ui.draft.meta.title == page.ui.found.title;
    what_a_person_wrote_stays: Bench::empty().then(Act::DescribeDraft(MetaField::Outlet, "港湾新聞".to_owned())),
        Act::DraftText("港で火災。".to_owned()) => |page| page.ui.draft.meta.outlet == "港湾新聞";
    every_field_is_described: Bench::empty(), Act::DescribeDraft(MetaField::Author, "佐藤".to_owned()) => |page|
        page.ui.draft.meta.author == "佐藤";
    cut_lines_are_seen: Bench::empty(), Act::DraftText(CUT.to_owned()) => |page|
        matches!(page.ui.draft.lines, DraftLines::Cut(_));
    lines_are_joined: cut(), Act::JoinLines => |page|
        matches!(page.ui.draft.lines, DraftLines::Joined { .. }), page.ui.draft.text.contains("従業員二人がけがをして");
    and_cut_again: cut().then(Act::JoinLines), Act::CutLines => |page| &*page.ui.draft.text == CUT;
    what_is_meant_is_not_joined: typed("港で火災。"), Act::JoinLines => |page| &*page.ui.draft.text == "港で火災。";
    what_is_not_joined_is_not_cut: typed("港で火災。"), Act::CutLines => |page| &*page.ui.draft.text == "港で火災。";

    a_draft_becomes_an_article: typed("別の話。"), Act::AddDraft(Afterwards::Read) => |page|
        articles(&page) == 3, page.text() == "別の話。", page.ui.panel == Panel::Inspector,
        page.keys_go(FocusTarget::Text), page.ui.draft.text.is_empty();
    another_one_can_be_pasted: typed("別の話。"), Act::AddDraft(Afterwards::PasteAnother) => |page|
        articles(&page) == 3, page.ui.panel == Panel::Intake, page.keys_go(FocusTarget::IntakeText);
    another_tab_writes_and_the_draft_stays: typed("別の話。").reader(), Act::AddDraft(Afterwards::Read) => |page|
        articles(&page) == 2, &*page.ui.draft.text == "別の話。", page.says(|notice| matches!(notice, Notice::ReadOnly));
    a_draft_is_given_up: typed("別の話。"), Act::CancelDraft => |page|
        page.ui.draft.text.is_empty(), page.ui.panel == Panel::Inspector,
        page.asks(|effect| matches!(effect, Effect::KeepDrafts(drafts) if drafts.article.is_none()));
    the_same_article_is_known: Bench::read(), Act::DraftText(ONE.to_owned()) => |page|
        page.ui.draft.twin == DraftTwin::Same(FIRST);
    it_is_opened: typed(ONE), Act::OpenTwin => |page|
        page.ui.panel == Panel::Inspector, page.text() == ONE, page.ui.draft.text.is_empty(),
        page.keys_go(FocusTarget::Text);
    without_a_twin_none_is_opened: typed("別の話。"), Act::OpenTwin => |page| page.ui.panel == Panel::Intake;
    what_is_not_newer_replaces_nothing: typed("別の話。"), Act::DraftAsNewer => |page| page.ui.panel == Panel::Intake;

    files_are_picked: Bench::read(), Act::PickFiles => |page| page.effects == [Effect::Pick(FileKind::Articles)];
    a_text_arrives: Bench::read(), arrived("別の話.txt", "別の話。".as_bytes()) => |page|
        articles(&page) == 3, page.session.article().is_some_and(|article| article.meta.title == "別の話");
    several_arrive_in_one_change: Bench::empty(), Act::Arrived(vec![file("一.txt", "一。".as_bytes()),
        file("二.txt", "二。".as_bytes())]) => |page| articles(&page) == 2, page.session.seq() == 1;
    a_page_arrives: Bench::empty(), arrived("頁.html", "<p>港で火災。</p>".as_bytes()) => |page|
        page.text().trim() == "港で火災。";
    the_form_has_done_its_work: Bench::read().then(Act::Panel(Panel::Intake)),
        arrived("別の話.txt", "別の話。".as_bytes()) => |page| page.ui.panel == Panel::Inspector;
    unless_something_was_written_into_it: typed("下書き"), arrived("別の話.txt", "別の話。".as_bytes()) => |page|
        page.ui.panel == Panel::Intake;
    what_is_there_already_is_said: Bench::read(), arrived("同じ.txt", ONE.as_bytes()) => |page|
        articles(&page) == 3, page.says(|notice| matches!(notice, Notice::AlreadyThere { .. }));
    another_encoding_is_told: Bench::empty(),
        arrived("古い.txt", b"\x8d\x60\x82\xc5\x89\xce\x8d\xd0\x82\xaa\x82\xa0\x82\xc1\x82\xbd\x81\x42") => |page|
        page.text() == "港で火災があった。",
        page.says(|notice| matches!(notice, Notice::Decoded { .. } | Notice::Ambiguous { .. }));
    a_file_that_cannot_be_read_is_said: Bench::empty(), Act::Arrived(vec![Incoming { name: "x".to_owned(),
        content: Err(FileError::TooLarge { size: 9, limit: 1 }), file: None }]) => |page|
        articles(&page) == 0, page.says(|notice| matches!(notice, Notice::File { .. }));
    a_picture_is_refused: Bench::empty(), arrived("x.txt", b"\x89PNG\r\n\x1a\n\0\0\0\0") => |page|
        articles(&page) == 0, page.says(|notice| matches!(notice, Notice::TextRefused { .. }));
    a_file_of_another_program_is_known: Bench::empty(), arrived("x.json", br#"{"text":"x","label":[[0,1,"LOC"]]}"#) =>
        |page| page.ui.arrivals.len() == 1, articles(&page) == 0;
    a_damaged_project_is_refused: Bench::empty(),
        Act::ProjectFile(file("x.json", br#"{"format":"shirushi-project","version":1}"#)) => |page|
        page.says(|notice| matches!(notice, Notice::OpenRefused { .. }));
    a_project_is_picked: Bench::read(), Act::PickProject => |page| page.effects == [Effect::Pick(FileKind::Project)];
    nothing_was_ambiguous: Bench::read(), Act::ReadOtherwise => |page| !page.appends();
    something_is_over_the_page: Bench::read(), Act::Dragging(true) => |page| page.ui.dragging;
    and_no_longer: Bench::read().then(Act::Dragging(true)), Act::Dragging(false) => |page| !page.ui.dragging;
}

#[test]
fn a_project_goes_out_and_comes_in_again() {
    let page = Bench::marked();
    let bytes = page.with_versions().text.into_bytes();
    let same = page.then(Act::Panel(Panel::Projects)).then(Act::ProjectFile(file("x.json", &bytes)));
    assert_eq!(same.ui.panel, Panel::Inspector, "the very same project is only shown");
    let opened = Bench::empty().then(Act::ProjectFile(file("x.json", &bytes))).created();
    assert_eq!((opened.text(), opened.annotations().len()), (ONE, 1));
}

#[test]
fn a_draft_is_there_after_a_reload() {
    let left = NewText { text: "書きかけ".into(), meta: shirushi_model::ArticleMeta::default().into() };
    let mut page = Bench::begun(Drafts { article: Some(left), newer: None });
    assert_eq!((&*page.ui.draft.text, page.ui.panel), ("書きかけ", Panel::Intake));
    page.act(Act::StorageOpened(Ok(Vec::new())));
    assert_eq!(&*page.created().ui.draft.text, "書きかけ");
}

/// Eight megabytes are neither copied nor looked at again by a redraw: what a view is given is the text
/// itself.
#[test]
fn a_long_draft_is_shared_with_the_views() {
    let page = typed(&"港で火災があった。\n".repeat(300_000));
    let (drawn, again) = (page.ui.draft.clone(), page.ui.draft.clone());
    assert!(Rc::ptr_eq(&drawn.text, &again.text) && Rc::ptr_eq(&drawn.odd, &again.odd));
    let hovered = page.then(Act::Scene(Scene::Reading)).then(Act::Hover(Some(3)));
    assert!(Rc::ptr_eq(&drawn.odd, &hovered.ui.draft.odd), "it is inspected when it changes, and only then");
}

#[test]
fn limits_are_told_before_they_are_reached_and_refuse_what_goes_beyond() {
    let one_more = |tags: usize| {
        let mut page = Bench::read();
        let tagset = &mut page.page.session.project.tagset;
        let tag = tagset.tags[0].clone();
        tagset.tags.resize(tags, tag);
        let edit = Edit::AddTag { name: "争点".to_owned(), color: TagColor::Rose };
        let page = page.then(Act::Edit(edit, KeysAfter::Stay));
        let near = page.says(|notice| matches!(notice, Notice::NearLimit(Measure::Tags)));
        let refused = page.says(|notice| matches!(notice, Notice::Refused(Refusal::TooMuch(Measure::Tags))));
        (near, refused, page.session.project.tagset.tags.len())
    };
    assert_eq!(one_more(MOST_TAGS / 10 * 9 - 1), (false, false, MOST_TAGS / 10 * 9));
    assert_eq!(one_more(MOST_TAGS / 10 * 9), (true, false, MOST_TAGS / 10 * 9 + 1));
    assert_eq!(one_more(MOST_TAGS), (false, true, MOST_TAGS));
}
