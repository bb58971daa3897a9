//! Acts of projects: state and act in, state and effects out.

use super::{
    Created, Keeping, Listing, Persistence, ProjectAct, Role, Room, Safety, SaveState, Since, Slot,
    SlotSummary, StorageError, StorageEvent, Stored, TabEvent,
};
use crate::act::Act;
use crate::effect::{Effect, EngineJob, StoreJob, Timer};
use crate::fixtures::{Bench, FIRST, ONE, SECOND, acts, span};
use crate::handle::Handle;
use crate::intake::Drafts;
use crate::keys::Command;
use crate::marking::MarkAs;
use crate::notices::{Deleted, Notice};
use crate::palette::Run;
use crate::scene::{Panel, Scene};
use crate::state::Page;
use shirushi_model::{EntityType, Timestamp};
use shirushi_session::Focus;
use shirushi_session::search::Query;

fn slot(name: &str) -> Slot {
    Slot(name.to_owned())
}

fn summary(name: &str) -> SlotSummary {
    SlotSummary::of(slot(name), &Bench::unanalysed().session.project, 2)
}

fn begun() -> Bench {
    Bench::begun(Drafts::default())
}

fn opened(slots: Vec<SlotSummary>) -> Act {
    Act::StorageOpened(Ok(slots))
}

fn failed(error: StorageError) -> Act {
    Act::StorageOpened(Err(error))
}

fn project(act: ProjectAct) -> Act {
    Act::Project(act)
}

/// No storage: all is in memory.
fn memory() -> Bench {
    begun().then(failed(StorageError::Unavailable))
}

/// In memory, one project waits and an empty one is open.
fn parked() -> Bench {
    let new = shirushi_session::NewArticle { text: ONE.to_owned(), meta: Default::default() };
    let edit = shirushi_session::Edit::AddArticles(vec![new]);
    memory().then(Act::Edit(edit, crate::marking::KeysAfter::Stay)).then(Act::NewProject)
}

fn waiting(page: &Bench) -> Vec<Slot> {
    page.keeping.slots().0.into_iter().map(|summary| summary.slot).collect()
}

/// Another project, read from its slot.
fn turned(page: Bench) -> Bench {
    let other = Bench::unanalysed().stored();
    page.loaded(Some(slot("other")), Role::Writer, other)
}

fn holds(page: &Bench, writes: bool) -> bool {
    page.store(|job| matches!(job, StoreJob::Hold { writes: numbers, .. } if numbers.is_some() == writes))
}

fn loads(page: &Bench, name: &str) -> bool {
    page.store(|job| matches!(job, StoreJob::Load { slot: of, .. } if *of == slot(name)))
}

fn creates(page: &Bench) -> bool {
    page.store(|job| matches!(job, StoreJob::Create { .. }))
}

fn listed() -> Bench {
    Bench::read().then(Act::Listed(vec![summary("other")]))
}

fn save_failed(error: StorageError, pending: usize) -> Act {
    Act::Save(SaveState::Failed { error, pending })
}

acts! {
    the_storage_is_opened_again: begun(), Act::OpenStorage => |page| page.effects.contains(&Effect::Store(StoreJob::Open));
    an_empty_storage_gets_the_project: begun(), opened(Vec::new()) => |page| creates(&page);
    what_was_left_is_read: begun(), opened(vec![summary("one"), summary("two")]) => |page| loads(&page, "one");
    what_was_put_away_is_not: begun(), { let mut away = summary("one"); away.shelf.archived = true;
        opened(vec![away, summary("two")]) } => |page| loads(&page, "two");
    work_done_meanwhile_is_kept: begun().then(Act::Edit(shirushi_session::Edit::RenameProject("港".to_owned()),
        crate::marking::KeysAfter::Stay)), opened(vec![summary("one")]) => |page| creates(&page), !loads(&page, "one");
    without_storage_all_is_in_memory: begun(), failed(StorageError::Unavailable) => |page|
        page.safety() == Safety::Failed, page.writes(), page.says(|notice| matches!(notice, Notice::Storage(_))),
        page.store(|job| *job == StoreJob::Leave);
    a_full_disk_is_tried_again: begun(), failed(StorageError::Quota) => |page|
        page.effects.contains(&Effect::Wait(Timer::OpenStorage, 10_000));
    what_waited_in_memory_is_kept_once_there_is_storage: parked(), opened(Vec::new()) => |page|
        page.store(|job| matches!(job, StoreJob::CreateParked(parked) if parked.len() == 1)),
        !page.says(|notice| matches!(notice, Notice::Storage(_)));
    an_older_tab_is_in_the_way: begun(), Act::Storage(StorageEvent::Waiting) => |page|
        page.says(|notice| matches!(notice, Notice::StorageWaiting));
    a_newer_tab_took_the_storage: Bench::read(), Act::Storage(StorageEvent::Outdated) => |page|
        page.says(|notice| matches!(notice, Notice::Storage(StorageError::Outdated)));
    the_storage_is_gone: Bench::read(), Act::Storage(StorageEvent::Gone) => |page|
        page.effects.contains(&Effect::Store(StoreJob::Check));

    a_new_project_has_a_slot: Bench::read(), Act::NewProject => |page| creates(&page);
    it_is_turned_to_once_it_is_there: Bench::read().then(Act::NewProject).created(), Act::Hover(None) => |page|
        page.session.project.articles.is_empty(), page.safety() == Safety::Saved;
    a_slot_that_is_not_made_leaves_all_in_memory: Bench::empty().then(Act::NewProject), { let beginning =
        Box::new(super::Beginning { session: Bench::empty().page.session, of: super::NewSlot::Elsewhere, since: Since(9) });
        Act::Created(Box::new(Created { slot: slot("x"), role: Role::Writer, beginning, result: Err(StorageError::Quota) })) }
        => |page| matches!(page.keeping, Keeping::Memory { .. }), page.store(|job| *job == StoreJob::Leave);
    in_memory_the_open_one_waits: parked(), Act::Hover(None) => |page|
        waiting(&page).len() == 1, page.session.project.articles.is_empty();
    and_is_turned_back_to: parked(), Act::SwitchTo(waiting(&parked())[0].clone()) => |page| page.text() == ONE;
    one_that_does_not_wait_is_not: parked(), Act::SwitchTo(slot("none")) => |page| page.text().is_empty();
    another_project_is_read: listed(), Act::SwitchTo(slot("other")) => |page| loads(&page, "other"), page.text() == ONE;
    it_is_turned_to: turned(Bench::read()), Act::Hover(None) => |page|
        page.keeping.slot() == Some(&slot("other")), page.writes();
    what_cannot_be_saved_is_not_left: Bench::read().then(save_failed(StorageError::Quota, 1)),
        Act::SwitchTo(slot("other")) => |page| !loads(&page, "other"), page.says(|notice| matches!(notice, Notice::Storage(_)));
    nor_for_a_new_one: Bench::read().then(save_failed(StorageError::Quota, 1)), Act::NewProject => |page| !creates(&page);

    every_change_goes_to_the_log: Bench::read().select("港"), Act::MarkAs(MarkAs::Claim) => |page| page.appends();
    what_is_saved_is_listed: Bench::read(), Act::Save(SaveState::Saved) => |page|
        page.store(|job| *job == StoreJob::TellTabs(page.session.seq())),
        page.store(|job| *job == StoreJob::List { persist: true });
    the_browser_is_asked_once_to_keep_it: Bench::read().then(Act::Save(SaveState::Saved)), Act::Save(SaveState::Saved) =>
        |page| page.store(|job| *job == StoreJob::List { persist: false });
    saving_is_shown: Bench::read(), Act::Save(SaveState::Saving { pending: 1 }) => |page| page.safety() == Safety::Saving;
    a_failure_is_shown: Bench::read(), save_failed(StorageError::Quota, 1) => |page|
        page.safety() == Safety::Failed, page.says(|notice| matches!(notice, Notice::Storage(StorageError::Quota)));
    and_is_over_when_it_is: Bench::read().then(save_failed(StorageError::Quota, 1)), Act::Save(SaveState::Saved) => |page|
        page.safety() == Safety::Saved, !page.says(|notice| matches!(notice, Notice::Storage(_)));
    what_is_lost_is_written_anew: Bench::marked(), save_failed(StorageError::Lost, 1) => |page|
        page.store(|job| matches!(job, StoreJob::WriteWhole { whole, .. } if whole.log.len() == 2));
    what_nobody_changed_since_may_stay_lost: Bench::marked(), save_failed(StorageError::Lost, 0) => |page|
        !page.store(|job| matches!(job, StoreJob::WriteWhole { .. }));

    another_tab_writes: Bench::read().reader(), Act::Hover(None) => |page|
        page.safety() == Safety::ReadOnly, page.says(|notice| matches!(notice, Notice::ReadOnly));
    what_another_tab_wrote_is_read: Bench::read().reader(), Act::Tab(TabEvent::Appended { seq: 9 }) => |page|
        page.store(|job| matches!(job, StoreJob::Reload { .. }));
    the_writer_reads_nothing_again: Bench::read(), Act::Tab(TabEvent::Appended { seq: 9 }) => |page|
        !page.store(|job| matches!(job, StoreJob::Reload { .. }));
    a_tab_that_may_write_reads_first: Bench::read().reader(), Act::Tab(TabEvent::Promoted) => |page|
        page.store(|job| matches!(job, StoreJob::Reload { .. })), !page.writes();
    a_project_deleted_elsewhere_is_told: Bench::read(), Act::Tab(TabEvent::Deleted) => |page|
        page.says(|notice| matches!(notice, Notice::Storage(StorageError::Missing)));

    a_copy_is_begun: Bench::read(), project(ProjectAct::Copy) => |page| creates(&page);
    a_copy_of_another_is_read: listed(), project(ProjectAct::CopyOf(slot("other"))) => |page|
        page.effects.contains(&Effect::Store(StoreJob::ReadCopy(slot("other"))));
    and_begun: listed(), project(ProjectAct::Copied(Box::new(Bench::read().page.session.project))) => |page| creates(&page);
    a_copy_in_memory: parked(), project(ProjectAct::CopyOf(waiting(&parked())[0].clone())) => |page| page.text() == ONE;
    a_project_is_put_away: listed(), project(ProjectAct::Archive(slot("other"), Listing::Away)) => |page|
        page.store(|job| matches!(job, StoreJob::PutShelf(summary) if summary.shelf.archived));
    and_brought_back: listed(), project(ProjectAct::Archive(slot("other"), Listing::Shown)) => |page|
        page.store(|job| matches!(job, StoreJob::PutShelf(summary) if !summary.shelf.archived));
    a_project_is_deleted: listed(), project(ProjectAct::Delete(slot("other"))) => |page|
        page.store(|job| matches!(job, StoreJob::Delete { .. }));
    in_memory_too: parked(), project(ProjectAct::Delete(waiting(&parked())[0].clone())) => |page|
        waiting(&page).is_empty(), page.says(|notice| matches!(notice, Notice::Deleted(..)));
    and_taken_back: parked().then(project(ProjectAct::Delete(waiting(&parked())[0].clone()))), project(ProjectAct::Restore)
        => |page| page.text() == ONE;
    what_was_stored_is_put_back: listed().then(Act::Told(Notice::Deleted("港".to_owned(),
        Deleted::Stored(Handle::new(()))))), project(ProjectAct::Restore) => |page|
        page.store(|job| matches!(job, StoreJob::PutBack { .. })), !page.says(|notice| matches!(notice, Notice::Deleted(..)));
    nothing_deleted_is_not_taken_back: listed(), project(ProjectAct::Restore) => |page| page.effects.is_empty();
    a_file_is_saved: Bench::read(), project(ProjectAct::Save) => |page|
        page.store(|job| matches!(job, StoreJob::SaveFile { name, .. } if name.ends_with(".json")));
    a_download_is_saved: Bench::read(), Act::ExportFile => |page|
        page.asks(|effect| matches!(effect, Effect::Download { saved: Some(_), .. }));
    that_it_was_saved_is_noted: listed(), project(ProjectAct::Saved(Some(slot("other")), 2, "港".to_owned(), Timestamp(9)))
        => |page| page.ui.announced.ends_with("港"), page.ui.kept == 1,
        page.store(|job| matches!(job, StoreJob::PutShelf(summary) if summary.shelf.file.is_some()));
    a_file_that_was_opened_is_noted: listed(), project(ProjectAct::Opened(slot("other"), Timestamp(9))) => |page|
        page.store(|job| matches!(job, StoreJob::PutShelf(_)));
    room_is_asked_for: Bench::read(), project(ProjectAct::Measure(Persistence::Asked)) => |page|
        page.effects.contains(&Effect::Store(StoreJob::Measure { persist: true }));
    and_told: Bench::read(), project(ProjectAct::Measured(Room { used: Some(1.0), ..Room::default() }, Default::default()))
        => |page| page.ui.room.used == Some(1.0);
    other_tabs_hear_of_a_version: Bench::read(), project(ProjectAct::Stored) => |page|
        page.effects.contains(&Effect::Store(StoreJob::TellTabs(page.session.seq())));
    the_sample_is_looked_for: Bench::read(), Act::OpenSample(Scene::Reading) => |page|
        page.store(|job| matches!(job, StoreJob::FindSample(_)));
    the_one_there_is_is_opened: listed(), project(ProjectAct::Sample(Some(slot("other")))) => |page| loads(&page, "other");
    or_one_is_made: Bench::read(), project(ProjectAct::Sample(None)) => |page| creates(&page);
    the_open_one_is_only_shown: Bench::empty().then(project(ProjectAct::Sample(None))).created()
        .then(Act::Scene(Scene::Comparing)), Act::OpenSample(Scene::Reading) => |page| page.ui.scene == Scene::Reading, !creates(&page);
    a_notice_is_told_once: Bench::read().then(Act::Told(Notice::ProjectBusy)), Act::Told(Notice::ProjectBusy) => |page|
        page.ui.notices.len() == 1;
    and_put_away: Bench::read().then(Act::Told(Notice::ProjectBusy)), Act::Dismiss(1) => |page| page.ui.notices.is_empty();
    a_reminder_put_away_is_remembered: Bench::read().then(Act::Told(Notice::BackupDue(200))), Act::Dismiss(1) => |page|
        page.saves_preferences(), page.preferences.reminded > 0;
}

/// A project of which this many changes are in no file.
fn unsaved(changes: u64) -> Stored {
    let mut stored = Bench::unanalysed().stored();
    stored.snapshot.seq = changes;
    stored
}

#[test]
fn a_reminder_comes_once_a_day() {
    let page = Bench::read().loaded(Some(slot("other")), Role::Writer, unsaved(300));
    let page = page.then(Act::Listed(vec![summary("other")])).next_day();
    let due = |page: &Bench| page.says(|notice| matches!(notice, Notice::BackupDue(_)));
    let page = page.then(Act::Save(SaveState::Saved));
    assert!(due(&page));
    let number = page.ui.notices.iter().find(|(_, one)| matches!(one, Notice::BackupDue(_))).map(|(n, _)| *n);
    let page = page.then(Act::Dismiss(number.expect("it is shown"))).then(Act::Save(SaveState::Saved));
    assert!(!due(&page), "it was put away today");
    assert!(due(&page.next_day().then(Act::Save(SaveState::Saved))));
}

#[test]
fn a_damaged_project_goes_on_in_a_slot_of_its_own() {
    let stored = Stored { broken: Some(3), ..Bench::unanalysed().stored() };
    let page = Bench::read().loaded(Some(slot("other")), Role::Writer, stored);
    assert!(creates(&page) && page.says(|notice| matches!(notice, Notice::Storage(StorageError::Damaged))));
    assert!(!page.store(|job| matches!(job, StoreJob::Hold { .. })), "its lock is left again");
}

/// The storage is making the slot of the first project; the person does not wait for it.
fn hurried(role: Role, meanwhile: impl FnOnce(Bench) -> Bench) -> (Slot, Bench) {
    let page = begun().then(opened(Vec::new()));
    let asked = page.effects.iter().find_map(|effect| match effect {
        Effect::Store(StoreJob::Create { slot, beginning, .. }) => Some((slot.clone(), beginning.clone())),
        _ => None,
    });
    let (slot, beginning) = asked.expect("a slot was asked for");
    let created = Created { slot: slot.clone(), role, beginning, result: Ok(()) };
    (slot, meanwhile(page).then(Act::Created(Box::new(created))))
}

fn adds_one(page: Bench) -> Bench {
    let new = shirushi_session::NewArticle { text: ONE.to_owned(), meta: Default::default() };
    let edit = shirushi_session::Edit::AddArticles(vec![new]);
    page.then(Act::Edit(edit, crate::marking::KeysAfter::Stay))
}

/// The fault itself: the project got another slot, and the first stayed behind, empty, for the next tab.
#[test]
fn what_is_done_while_the_slot_is_made_goes_into_that_slot() {
    let rename = |title: &str| {
        Act::Edit(shirushi_session::Edit::RenameProject(title.to_owned()), crate::marking::KeysAfter::Stay)
    };
    let (slot, page) = hurried(Role::Unguarded, |page| adds_one(page).then(rename("港")));
    assert!(!creates(&page) && page.keeping.slot() == Some(&slot) && page.writes());
    let appended: Vec<(u64, &str, usize)> = page
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Store(StoreJob::Append(step)) => {
                Some((step.0.seq, &*step.1.title, step.1.articles.len()))
            }
            _ => None,
        })
        .collect();
    let before = page.words().new_project_title;
    assert_eq!(appended, [(1, before, 1), (2, "港", 1)], "each with what it led to");
    let held = page.effects.iter().position(|effect| matches!(effect, Effect::Store(StoreJob::Hold { .. })));
    let first = page.effects.iter().position(|effect| matches!(effect, Effect::Store(StoreJob::Append(_))));
    assert!(held < first, "who writes is told before what is written");
    let page = page.then(Act::Command(Command::Undo)).then(Act::Command(Command::Undo));
    assert!(page.session.project.articles.is_empty(), "it can be taken back");
}

#[test]
fn what_was_done_before_there_was_storage_can_be_taken_back_too() {
    let page = adds_one(begun()).then(opened(Vec::new())).created();
    assert!(page.store(|job| matches!(job, StoreJob::Hold { writes: Some((1, 1)), .. })), "its log goes on");
    assert!(!page.appends(), "the slot was made with it");
    assert!(page.then(Act::Command(Command::Undo)).session.project.articles.is_empty());
}

#[test]
fn a_slot_that_another_tab_writes_by_now_takes_nothing_in() {
    let (slot, page) = hurried(Role::Reader, adds_one);
    assert!(creates(&page) && page.keeping.slot() != Some(&slot));
    assert!(!page.store(|job| matches!(job, StoreJob::Hold { .. })) && page.text() == ONE);
    let (slot, page) = hurried(Role::Reader, |page| page);
    assert!(page.keeping.slot() == Some(&slot) && page.safety() == Safety::ReadOnly);
}

#[test]
fn a_project_that_was_left_while_its_slot_was_made_is_not_turned_back_to() {
    let (slot, page) =
        hurried(Role::Writer, |page| adds_one(page).then(project(ProjectAct::Sample(None))).created());
    assert!(page.session.project.articles.len() > 1 && page.keeping.slot() != Some(&slot));
}

#[test]
fn an_empty_project_makes_room_unless_something_was_done_to_it_meanwhile() {
    let discards = |page: &Bench, slot: &Slot| page.store(|job| *job == StoreJob::Discard(slot.clone()));
    let asked = Bench::empty().then(Act::NewProject);
    let former = asked.keeping.slot().cloned().expect("it is kept");
    assert!(!asked.effects.iter().any(|effect| matches!(effect, Effect::Store(StoreJob::Discard(_)))));
    assert!(discards(&asked.created(), &former));
    // The other is still being made.
    let asked = Bench::empty().then(Act::NewProject);
    let (slot, beginning) = (slot("new"), Box::new(asked_for(&asked)));
    let created = Created { slot, role: Role::Writer, beginning, result: Ok(()) };
    let page = adds_one(asked).then(Act::Created(Box::new(created)));
    assert!(!discards(&page, &former) && page.session.project.articles.is_empty(), "it stays in its slot");
}

/// What a slot was asked for.
fn asked_for(page: &Bench) -> super::Beginning {
    let asked = page.effects.iter().find_map(|effect| match effect {
        Effect::Store(StoreJob::Create { beginning, .. }) => Some(super::Beginning::clone(beginning)),
        _ => None,
    });
    asked.expect("a slot was asked for")
}

#[test]
fn a_project_without_a_slot_is_kept_when_another_takes_its_place() {
    let page = adds_one(begun().then(opened(Vec::new()))).then(project(ProjectAct::Sample(None))).created();
    assert!(page.store(|job| matches!(job, StoreJob::CreateParked(of) if of[0].1.articles.len() == 1)));
}

#[test]
fn a_project_that_came_while_another_tab_wrote_is_read_again() {
    let mut page = Bench::read();
    let (stored, since) = (Bench::unanalysed().stored(), Since(page.ui.opened));
    let (role, role_now) = (Role::Reader, Role::Writer);
    let loaded =
        super::Loaded { slot: slot("other"), joined: true, role, role_now, since, stored: Ok(stored) };
    page.act(Act::Loaded(Box::new(loaded)));
    assert!(holds(&page, false) && !page.writes());
    assert!(page.store(|job| matches!(job, StoreJob::Reload { .. })));
}

#[test]
fn what_was_opened_since_stays_open() {
    let page = Bench::read();
    let (stored, since) = (Bench::unanalysed().stored(), Since(page.ui.opened));
    let mut page = page.then(Act::Command(Command::Settings));
    let role = Role::Writer;
    let loaded =
        super::Loaded { slot: slot("other"), joined: true, role, role_now: role, since, stored: Ok(stored) };
    page.act(Act::Loaded(Box::new(loaded)));
    assert_eq!(page.ui.panel, Panel::Settings);
}

/// A number of a mark, a tag or an article means something else in another project: whatever was chosen,
/// hovered, drawn or found in the one is gone in the other.
#[test]
fn nothing_of_a_project_stays_in_the_next() {
    let tag = Bench::read().session.project.tagset.tags[0].id;
    let busy = || {
        Bench::marked()
            .then(Act::Search(Query { text: "港".to_owned(), ..Query::default() }))
            .then(Act::EntityPage(EntityType::Person, "佐伯真理子".to_owned()))
            .then(Act::LeaveTag(Some(tag)))
            .then(Act::TickEverywhere((FIRST, span(ONE, "港"))))
            .then(Act::MoreHistory)
            .then(Act::Command(Command::NextMark))
            .then(Act::Command(Command::Boundary))
            .then(Act::Explain(Some(MarkAs::Claim)))
            .then(Act::Hover(Some(3)))
    };
    let is_empty = |page: &Page| {
        let of = &page.project;
        of.last_mark.is_none()
            && of.last_as.is_none()
            && of.reshaping.is_none()
            && of.entity.is_none()
            && of.leaving.is_none()
            && of.everywhere.left_out.is_empty()
            && of.walking.is_none()
            && of.explained.is_none()
            && of.caret.is_none()
            && of.hover.is_none()
            && of.scroll.is_none()
            && of.more_history == 0
            && of.replacing.article.is_none()
            && of.judging.current.is_none()
    };
    let (before, after) = (busy(), turned(busy()));
    assert!(!is_empty(&before) && is_empty(&after));
    assert!(after.engine(|job| *job == EngineJob::Forget(vec![FIRST, SECOND])));
    assert!(after.effects.contains(&Effect::Cancel(Timer::Link)));
}

/// The fault itself: a further part went to the mark of the project before, which has the same number here.
#[test]
fn a_mark_of_one_project_is_not_changed_in_another() {
    let marked = || Bench::marked().stored();
    let page = Bench::marked().loaded(Some(slot("other")), Role::Writer, marked());
    let before = page.last().clone();
    let page = page.select("港").then(Act::Command(Command::AddPart));
    assert_eq!(*page.last(), before);
    let page = page.then(Act::Command(Command::Repeat));
    assert_eq!(page.annotations().len(), 1, "nor is repeated what was done there");
}

#[test]
fn offers_of_the_page_are_made_anew_for_the_next_project() {
    let page = Bench::read().then(Act::Run(Run::Article(FIRST))).then(Act::Run(Run::Command(Command::Help)));
    let page = turned(page.then(Act::Palette));
    assert_eq!(*page.ui.lately, [Run::Command(Command::Help)]);
    assert!(page.ui.palette.is_some(), "the list stays open, with what there is now");
    // A draft outlives the project, and is compared with the articles of this one.
    let page = Bench::empty().then(Act::DraftText(ONE.to_owned()));
    assert_eq!(page.ui.draft.twin, crate::intake::DraftTwin::None);
    let page = turned(page);
    assert_eq!((&*page.ui.draft.text, page.ui.draft.twin), (ONE, crate::intake::DraftTwin::Same(FIRST)));
}

#[test]
fn a_search_that_stays_open_finds_in_the_next_project() {
    let page = Bench::empty();
    let since = Since(page.ui.opened);
    let page = page
        .then(Act::Command(Command::Search))
        .then(Act::Search(Query { text: "港".to_owned(), ..Query::default() }));
    assert!(page.project.hits.is_empty());
    let (role, stored) = (Role::Writer, Ok(Bench::unanalysed().stored()));
    let loaded = super::Loaded { slot: slot("other"), joined: true, role, role_now: role, since, stored };
    let page = page.then(Act::Loaded(Box::new(loaded)));
    assert!(page.ui.panel == Panel::Search && !page.project.hits.is_empty());
}

#[test]
fn what_a_person_looks_at_stays_when_another_tab_has_written() {
    let page = Bench::marked().then(Act::Command(Command::NextMark)).reader();
    assert!(matches!(page.focused_on(), Focus::Annotation(_)) && page.project.last_mark.is_some());
}
