//! The projects of this browser as a whole: copies, what is put away, deleting with a way back, files, and
//! how much room there is.

use super::Listing;
use super::Persistence;
use super::ProjectAct;
use super::{Keeping, LastFile, NewSlot, Shelf, Slot, SlotSummary};
use crate::effect::{Effect, FileSaved, JSON, StoreJob};
use crate::notices::{Deleted, Notice};
use crate::outside::Outside;
use crate::state::Page;
use crate::words::Words;
use shirushi_exchange::native::{NamedState, WithVersions, write_with_versions};
use shirushi_model::limits::LARGEST_FILE;
use shirushi_model::{Project, ProjectId, in_order};
use shirushi_session::{Session, Version};
use std::rc::Rc;
use std::sync::Arc;

/// So many changes that no file has are worth a word.
const MANY: u64 = 200;
/// A reminder that was put away does not come again for so long, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

impl Page {
    pub(crate) fn project_act(&mut self, act: ProjectAct, out: &mut Outside) {
        match act {
            ProjectAct::Copy => self.begin_copy(self.session.project.clone(), out),
            ProjectAct::CopyOf(slot) => self.copy_of(slot, out),
            ProjectAct::Copied(project) => self.begin_copy(*project, out),
            ProjectAct::Archive(slot, place) => self.archive(slot, place, out),
            ProjectAct::Delete(slot) => self.delete_project(slot, out),
            ProjectAct::Restore => self.restore_project(out),
            ProjectAct::Save => self.save_project(out),
            ProjectAct::Saved(slot, seq, name, at) => self.file_saved(slot, LastFile { at, seq }, &name, out),
            ProjectAct::Opened(slot, at) => {
                self.put_shelf(slot, |shelf| shelf.file = Some(LastFile { at, seq: 0 }), out);
            }
            ProjectAct::Measure(promise) => {
                let persist = promise == Persistence::Asked;
                out.ask(Effect::Store(StoreJob::Measure { persist }));
            }
            ProjectAct::Measured(room, sizes) => (self.ui.room, self.ui.sizes) = (room, sizes),
            ProjectAct::Stored => out.ask(Effect::Store(StoreJob::TellTabs(self.session.seq()))),
            ProjectAct::Sample(Some(slot)) => self.switch_to(slot, out),
            ProjectAct::Sample(None) => self.begin_sample(out),
        }
    }

    fn begin_copy(&mut self, project: Project, out: &mut Outside) {
        let id = ProjectId::from_random(out.bits());
        let title = (self.words().copy_of)(&project.title);
        let at = out.now;
        let project = Project { id, title, created: at, modified: at, ..project };
        self.begin(Session::open(project), NewSlot::Elsewhere, out);
    }

    fn copy_of(&mut self, slot: Slot, out: &mut Outside) {
        match &self.keeping {
            Keeping::Opening => {}
            Keeping::Memory { parked } => {
                let found = parked.iter().find(|(parked, _)| *parked == slot);
                if let Some(project) = found.map(|(_, session)| session.project.clone()) {
                    self.begin_copy(project, out);
                }
            }
            Keeping::Kept(_) => out.ask(Effect::Store(StoreJob::ReadCopy(slot))),
        }
    }

    fn archive(&mut self, slot: Slot, place: Listing, out: &mut Outside) {
        self.put_shelf(slot, |shelf| shelf.archived = place == Listing::Away, out);
    }

    /// Changes what is known of where a project stands.
    fn put_shelf(&mut self, slot: Slot, change: impl FnOnce(&mut Shelf), out: &mut Outside) {
        let Keeping::Kept(kept) = &mut self.keeping else { return };
        let Some(summary) = kept.slots.iter_mut().find(|summary| summary.slot == slot) else { return };
        change(&mut summary.shelf);
        out.ask(Effect::Store(StoreJob::PutShelf(summary.clone())));
    }

    /// Deletes a project that is not open anywhere. It can be brought back, as a whole, while the notice is
    /// shown.
    fn delete_project(&mut self, slot: Slot, out: &mut Outside) {
        let (slots, _) = self.keeping.slots();
        let summary = slots.iter().find(|summary| summary.slot == slot);
        let title = summary.map(|summary| summary.title.clone()).unwrap_or_default();
        match &mut self.keeping {
            Keeping::Opening => {}
            Keeping::Memory { parked } => {
                if let Some(at) = parked.iter().position(|(parked, _)| *parked == slot) {
                    let (_, session) = parked.swap_remove(at);
                    self.tell(Notice::Deleted(title, Deleted::Session(Rc::new(session))));
                }
            }
            Keeping::Kept(_) => out.ask(Effect::Store(StoreJob::Delete { slot, title })),
        }
    }

    fn restore_project(&mut self, out: &mut Outside) {
        let deleted = self.ui.notices.iter().position(|(_, notice)| matches!(notice, Notice::Deleted(..)));
        let Some(at) = deleted else { return };
        let (_, Notice::Deleted(title, deleted)) = self.ui.notices.remove(at) else { return };
        match deleted {
            Deleted::Session(session) => self.begin(Session::clone(&session), NewSlot::Elsewhere, out),
            Deleted::Stored(bundle) => out.ask(Effect::Store(StoreJob::PutBack { title, bundle })),
        }
    }

    /// Saves the project as a file: in place where that can be.
    fn save_project(&mut self, out: &mut Outside) {
        let last = self.summary().and_then(|summary| Some(summary.shelf.file?.at));
        let (name, content, saved) = self.as_file();
        out.ask(Effect::Store(StoreJob::SaveFile { name, content, saved, last }));
    }

    /// Saves the project the way a download is saved.
    pub(crate) fn export_file(&mut self, out: &mut Outside) {
        let (name, content, saved) = self.as_file();
        out.ask(Effect::Download { name, media: JSON, content: content.into_bytes(), saved: Some(saved) });
    }

    /// The open project as a file: its name, its text, and what is noted once it is saved.
    fn as_file(&mut self) -> (String, String, FileSaved) {
        let name = (self.words().file_name)(&file_name(&self.session.project.title));
        let (_, slot) = self.keeping.slots();
        let saved = FileSaved { slot, seq: self.session.seq() };
        (name, self.written(), saved)
    }

    /// The text of the project's file. Of versions that do not fit into it is told.
    pub(crate) fn written(&mut self) -> String {
        let WithVersions { text, left_out } = self.with_versions();
        if left_out > 0 {
            self.tell(Notice::VersionsLeftOut(left_out));
        }
        text
    }

    /// The open project with its named versions, as a file holds them.
    pub(crate) fn with_versions(&self) -> WithVersions {
        let named = |version: &Arc<Version>| NamedState {
            number: version.number,
            name: version.name.clone(),
            at: version.at,
            by: version.by.clone(),
            project: version.project.clone(),
        };
        let versions: Vec<NamedState> = self.session.versions().map(named).collect();
        write_with_versions(&self.session.project, &versions, LARGEST_FILE)
    }

    fn file_saved(&mut self, slot: Option<Slot>, file: LastFile, name: &str, out: &mut Outside) {
        self.ui.announced = format!("{} {name}", self.words().file_saved);
        self.ui.kept += 1;
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::BackupDue(_)));
        if let Some(slot) = slot {
            self.put_shelf(slot, |shelf| shelf.file = Some(file), out);
        }
    }

    /// How the open project stands in the list of all.
    pub fn summary(&self) -> Option<SlotSummary> {
        let (slots, slot) = self.keeping.slots();
        let summary = slots.into_iter().find(|summary| Some(&summary.slot) == slot.as_ref())?;
        Some(SlotSummary { seq: self.session.seq(), ..summary })
    }

    /// The other projects that were not put away, what was worked on last before the others.
    pub fn other_projects(&self) -> Vec<SlotSummary> {
        let (mut slots, open) = self.keeping.slots();
        slots.retain(|summary| Some(&summary.slot) != open.as_ref() && !summary.shelf.archived);
        in_order(slots, |summary| [u64::MAX.wrapping_sub(summary.modified.0.max(0).unsigned_abs()), 0, 0])
    }

    /// Says, once a day at most, that no file has the last many changes.
    pub(crate) fn remind(&mut self, out: &mut Outside) {
        let said = self.ui.notices.iter().any(|(_, notice)| matches!(notice, Notice::BackupDue(_)));
        let lately = out.now.0.saturating_sub(self.preferences.reminded) < DAY;
        if said || lately {
            return;
        }
        let unsaved = self.summary().map_or(0, |summary| summary.unsaved());
        if unsaved >= MANY {
            self.tell(Notice::BackupDue(unsaved));
        }
    }

    /// Puts a notice away.
    pub(crate) fn dismiss(&mut self, number: u32, out: &mut Outside) {
        let at = self.ui.notices.iter().position(|(n, _)| *n == number);
        if let Some((_, Notice::BackupDue(_))) = at.map(|at| self.ui.notices.remove(at)) {
            self.preferences.reminded = out.now.0;
            self.save_preferences(out);
        }
    }

    /// Keeps a version beside the project.
    pub(crate) fn keep_version(&self, version: Arc<Version>, out: &mut Outside) {
        if let Some(slot) = self.keeping.slot().cloned() {
            out.ask(Effect::Store(StoreJob::PutVersion(slot, version)));
        }
    }
}

/// A title as a file's name: without what file systems refuse.
pub(crate) fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c })
        .take(80)
        .collect();
    if name.trim().is_empty() { "shirushi".to_owned() } else { name }
}

/// A project with nothing in it but the tags everybody begins with.
pub(crate) fn new_session(words: &Words, out: &mut Outside) -> Session {
    let id = ProjectId::from_random(out.bits());
    let tags = words.first_tags.iter().map(|(name, color)| ((*name).to_owned(), *color)).collect();
    Session::new(id, words.new_project_title.to_owned(), out.now).with_tags(tags)
}
