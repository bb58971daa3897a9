//! Acts of keys and commands: state and act in, state and effects out.

use super::keymap::{Action, Chord};
use super::{Command, Control, Stroke};
use crate::act::Act;
use crate::effect::{Effect, FileKind, StoreJob};
use crate::fixtures::{Bench, ONE, SECOND, acts, span};
use crate::focus::FocusTarget;
use crate::intake::{FileError, Incoming};
use crate::marking::KeysAfter;
use crate::notices::Notice;
use crate::palette::Run;
use crate::preferences::{Preferences, Ruby, Theme};
use crate::scene::{Outcome, Panel, Scene};
use shirushi_session::{Edit, Focus};
use std::rc::Rc;

fn chord(key: &str, control: Control) -> Chord {
    Chord { key: key.to_owned(), control }
}

fn set(command: Command, key: &str) -> Act {
    Act::SetKey(Action::Command(command), chord(key, Control::No))
}

fn file(content: &str) -> Act {
    Act::TagsetFile(Incoming {
        name: "タグ.json".to_owned(),
        content: Ok(content.as_bytes().to_vec()),
        file: None,
    })
}

fn first_tag(page: &Bench) -> shirushi_model::TagId {
    page.session.project.tagset.tags[0].id
}

acts! {
    a_panel_opens_and_gets_the_keys: Bench::read(), Act::Command(Command::History) => |page|
        page.ui.panel == Panel::History, page.keys_go(FocusTarget::Note), page.keys_go(FocusTarget::Panel);
    a_panel_over_a_panel_notes_nothing_new: Bench::read().then(Act::Panel(Panel::History)),
        Act::Command(Command::Settings) => |page| page.ui.panel == Panel::Settings, !page.keys_go(FocusTarget::Note);
    a_panel_closes_and_gives_the_keys_back: Bench::read().then(Act::Panel(Panel::History)), Act::ClosePanel => |page|
        page.ui.panel == Panel::Inspector, page.keys_go(FocusTarget::Former);
    what_is_not_open_gives_no_keys_back: Bench::read(), Act::ClosePanel => |page|
        !page.keys_go(FocusTarget::Former);
    projects_ask_for_room: Bench::read(), Act::Command(Command::Projects) => |page|
        page.ui.panel == Panel::Projects, page.store(|job| *job == StoreJob::Measure { persist: false });
    a_new_article_has_its_form: Bench::read(), Act::Command(Command::NewArticle) => |page|
        page.ui.panel == Panel::Intake, !page.ui.inspector_out;
    the_form_stands_in_the_place_of_the_text: Bench::judging(), Act::Command(Command::NewArticle) => |page|
        page.ui.scene == Scene::Reading;
    a_command_of_the_text_waits_while_a_form_is_open: Bench::marked().then(Act::Panel(Panel::Intake)),
        Act::Command(Command::Delete) => |page| page.annotations().len() == 1;
    help_is_shown: Bench::read(), Act::Command(Command::Help) => |page| page.ui.panel == Panel::Help;
    export_is_shown: Bench::read(), Act::Command(Command::Export) => |page| page.ui.panel == Panel::Export;
    a_newer_text_is_asked_for: Bench::read(), Act::Command(Command::ReplaceText) => |page|
        page.ui.panel == Panel::Replace;
    what_is_saved_is_a_file: Bench::read(), Act::Command(Command::Save) => |page|
        page.store(|job| matches!(job, StoreJob::SaveFile { .. }));
    the_library_comes_out: Bench::read(), Act::ToggleLibrary => |page| page.ui.library_out;
    the_library_goes_in: Bench::read().then(Act::ToggleLibrary), Act::Command(Command::Escape) => |page|
        !page.ui.library_out, page.keys_go(FocusTarget::TextNow);
    the_comparison_is_turned_to: Bench::read(), Act::Command(Command::Compare) => |page|
        page.ui.scene == Scene::Comparing;
    and_left_by_the_same_key: Bench::read().then(Act::Scene(Scene::Judging)), Act::Command(Command::Judge) => |page|
        page.ui.scene == Scene::Reading, page.keys_go(FocusTarget::Text);

    escape_closes_a_panel: Bench::read().then(Act::Panel(Panel::Help)), Act::Command(Command::Escape) => |page|
        page.ui.panel == Panel::Inspector;
    escape_closes_the_list_of_commands_first: Bench::read().then(Act::Panel(Panel::Help)).then(Act::Palette),
        Act::Command(Command::Escape) => |page| page.ui.palette.is_none(), page.ui.panel == Panel::Help;
    escape_selects_nothing: Bench::read().then(Act::Focus(Focus::Claim(span(ONE, "急ぐ")))),
        Act::Command(Command::Escape) => |page| page.focused_on() == Focus::None, !page.ui.inspector_out;
    escape_leaves_a_scene: Bench::read().then(Act::Scene(Scene::Comparing)), Act::Command(Command::Escape) => |page|
        page.ui.scene == Scene::Reading, page.keys_go(FocusTarget::Text);
    escape_from_nothing_goes_to_the_text: Bench::read(), Act::Command(Command::Escape) => |page|
        page.keys_go(FocusTarget::TextNow);

    tokens_are_shown: Bench::read(), Act::Command(Command::ToggleTokens) => |page|
        page.preferences.layers.tokens, page.saves_preferences(), page.asks(|e| matches!(e, Effect::Show(..)));
    lines_are_turned: Bench::read(), Act::Command(Command::TurnLines) => |page| page.preferences.setting.vertical;
    readings_come_beside_rare_words: Bench::read(), Act::Command(Command::TurnReadings) => |page|
        page.preferences.setting.ruby == Ruby::Rare;
    readings_go_round: Bench::read().then(Act::Command(Command::TurnReadings))
        .then(Act::Command(Command::TurnReadings)), Act::Command(Command::TurnReadings) => |page|
        page.preferences.setting.ruby == Ruby::None;
    characters_grow: Bench::read(), Act::Command(Command::Larger) => |page| page.preferences.setting.size == 185;
    characters_shrink: Bench::read(), Act::Command(Command::Smaller) => |page| page.preferences.setting.size == 165;
    a_theme_is_chosen: Bench::read(), Act::Prefer(Preferences { theme: Theme::Dark, ..Preferences::default() }) => |page|
        page.asks(|e| matches!(e, Effect::Show(_, Theme::Dark))), page.saves_preferences();
    the_device_turned_dark: Bench::read(), Act::Scheme => |page| page.asks(|e| matches!(e, Effect::Show(..)));

    the_list_of_commands_opens: Bench::read(), Act::Command(Command::Palette) => |page| page.ui.palette.is_some();
    and_closes: Bench::read().then(Act::Palette), Act::Palette => |page| page.ui.palette.is_none();
    and_is_closed: Bench::read().then(Act::Palette), Act::ClosePalette => |page| page.ui.palette.is_none();
    what_was_chosen_is_done: Bench::read().then(Act::Palette), Act::Run(Run::Article(SECOND)) => |page|
        page.ui.palette.is_none(), page.session.selection.article == Some(SECOND),
        *page.ui.lately == vec![Run::Article(SECOND)];
    what_was_chosen_again_comes_first: Bench::read().then(Act::Run(Run::Command(Command::Help)))
        .then(Act::Run(Run::Command(Command::Settings))), Act::Run(Run::Command(Command::Help)) => |page|
        *page.ui.lately == vec![Run::Command(Command::Help), Run::Command(Command::Settings)];
    a_choice_is_not_chosen_again: Bench::read(), Act::Run(Run::Prefer(Box::default())) => |page|
        page.ui.lately.is_empty();
    a_button_is_pressed_for_enter: Bench::read(), Act::Enter("add".to_owned()) => |page|
        page.keys_go(FocusTarget::Press("add".to_owned()));

    a_command_gets_another_key: Bench::read(), set(Command::Merge, "q") => |page|
        page.derived.meaning.command("q", Control::No) == Some(Command::Merge), page.saves_preferences();
    a_stroke_gets_another_key: Bench::read(), Act::SetKey(Action::Stroke(Stroke::Skip), chord("q", Control::No)) => |page|
        page.derived.meaning.stroke("q", Control::No) == Some(Stroke::Skip);
    a_key_that_is_taken_is_refused: Bench::read(), set(Command::Merge, "Tab") => |page|
        page.says(|notice| matches!(notice, Notice::KeyRefused(_))), !page.saves_preferences();
    a_key_is_that_of_the_table_again: Bench::read().then(set(Command::Merge, "q")),
        Act::ResetKey(Action::Command(Command::Merge)) => |page|
        page.derived.meaning.command("q", Control::No).is_none();
    a_tag_gets_a_key: { let page = Bench::read(); let id = first_tag(&page); page.then(Act::TagKey(id, "Q".to_owned())) },
        Act::Hover(None) => |page| page.derived.meaning.mark("q", Control::No) == Some('q'),
        page.session.project.tagset.tags[0].key == Some('q');
    a_tag_gives_its_key_away: { let page = Bench::read(); let id = first_tag(&page);
        page.then(Act::TagKey(id, "q".to_owned())).then(Act::TagKey(id, String::new())) }, Act::Hover(None) => |page|
        page.session.project.tagset.tags[0].key.is_none();
    a_tag_gets_no_key_of_a_command: { let page = Bench::read(); let id = first_tag(&page);
        page.then(Act::TagKey(id, "n".to_owned())) }, Act::Hover(None) => |page|
        page.session.project.tagset.tags[0].key.is_none(), page.says(|notice| matches!(notice, Notice::KeyRefused(_)));

    tags_are_exported: Bench::read(), Act::ExportTags => |page|
        page.asks(|e| matches!(e, Effect::Download { content, saved: None, .. } if String::from_utf8_lossy(content).contains("要確認")));
    a_tagset_is_picked: Bench::read(), Act::PickTags => |page| page.effects == [Effect::Pick(FileKind::Tagset)];
    what_is_no_tagset_is_refused: Bench::read(), file("{}") => |page|
        page.says(|notice| matches!(notice, Notice::TagsetRefused { .. }));
    a_file_that_cannot_be_read_is_said: Bench::read(), Act::TagsetFile(Incoming { name: String::new(),
        content: Err(FileError::Unsaved), file: None }) => |page| page.says(|notice| matches!(notice, Notice::File { .. }));
    the_clipboard_gets_the_project: Bench::read(), Act::ExportClipboard => |page|
        page.asks(|e| matches!(e, Effect::Copy(json) if json.contains("佐伯真理子")));
    that_it_was_copied_is_shown: Bench::read(), Act::Copied(Outcome::Done) => |page|
        page.ui.copied == Some(Outcome::Done), page.ui.kept == 1;
    that_it_was_not_is_shown: Bench::read(), Act::Copied(Outcome::Failed) => |page|
        page.ui.copied == Some(Outcome::Failed), page.ui.kept == 0;
}

#[test]
fn a_tagset_goes_out_and_comes_in_again() {
    let page = Bench::read().then(Act::ExportTags);
    let Some(Effect::Download { content, .. }) = page.effects.first() else { panic!("nothing is saved") };
    let content = content.clone();
    let other = Bench::empty().then(Act::Edit(Edit::RenameProject("別".to_owned()), KeysAfter::Stay));
    let tags = other.session.project.tagset.tags.len();
    assert_eq!(
        other.then(file(std::str::from_utf8(&content).unwrap())).session.project.tagset.tags.len(),
        tags
    );
}

#[test]
fn the_meaning_of_keys_is_made_anew_only_when_it_changes() {
    let mut page = Bench::read();
    let before = page.derived.meaning.clone();
    page.act(Act::Hover(Some(3)));
    page.act(Act::OpenArticle(SECOND));
    assert!(Rc::ptr_eq(&before, &page.derived.meaning));
    page.act(set(Command::Merge, "q"));
    assert!(!Rc::ptr_eq(&before, &page.derived.meaning));
}
