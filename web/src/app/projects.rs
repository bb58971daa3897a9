//! The projects of this browser as a whole: copies, what is put away, deleting with a way back, files, and how much room there
//! is.

use super::App;
use super::keeping::{From, Keeping};
use crate::act::Act;
use crate::notice::{Deleted, Notice};
use crate::ports::disk::DiskFile;
use crate::ports::files::FileError;
use crate::ports::storage::beside::Bundle;
use crate::ports::storage::{self, LastFile, Room, Shelf, Slot, SlotSummary, Stored};
use crate::ports::tabs::{self, Tabs};
use crate::ports::{clock, disk, files, preferences};
use shirushi_exchange::native::{NamedState, write_with_versions};
use shirushi_model::{Project, ProjectId, Timestamp};
use shirushi_session::{Session, Version};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use yew::Context;

/// What is done about projects as a whole.
pub(crate) enum ProjectAct {
    /// Copy the open project.
    Copy,
    /// Copy one that is not open.
    CopyOf(Slot),
    Copied(Box<Project>),
    /// Put a project away, or bring it back.
    Archive(Slot, Place),
    Delete(Slot),
    /// Take back that one was deleted, while the notice says so.
    Restore,
    /// Save the open project as a file: in place where that can be, else as a download.
    Save,
    /// A file was saved: of what slot, up to which transaction, under what name, and when.
    Saved(Option<Slot>, u64, String, Timestamp),
    /// A project was opened from a file that was written then.
    Opened(Slot, Timestamp),
    /// Ask how much room there is, and maybe for a promise to keep what is stored.
    Measure(Promise),
    Measured(Room, HashMap<String, f64>),
    /// A version was stored: other tabs hear of it.
    Stored,
    /// The sample was looked for among the projects that are not open.
    Sample(Option<Slot>),
}

/// Where a project is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Shown,
    Away,
}

/// Whether the browser is asked for a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Promise {
    Asked,
    NotAsked,
}

/// So many changes that no file has are worth a word.
const MANY: u64 = 200;
/// A reminder that was put away does not come again for so long, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

impl App {
    pub(super) fn project(&mut self, ctx: &Context<Self>, act: ProjectAct) {
        match act {
            ProjectAct::Copy => self.begin_copy(ctx, self.session.project.clone()),
            ProjectAct::CopyOf(slot) => self.copy_of(ctx, slot),
            ProjectAct::Copied(project) => self.begin_copy(ctx, *project),
            ProjectAct::Archive(slot, place) => self.archive(ctx, slot, place),
            ProjectAct::Delete(slot) => self.delete_project(ctx, slot),
            ProjectAct::Restore => self.restore_project(ctx),
            ProjectAct::Save => self.save_project(ctx),
            ProjectAct::Saved(slot, seq, name, at) => self.file_saved(ctx, slot, LastFile { at, seq }, &name),
            ProjectAct::Opened(slot, at) => {
                self.put_shelf(ctx, slot, |shelf| shelf.file = Some(LastFile { at, seq: 0 }));
            }
            ProjectAct::Measure(promise) => self.measure(ctx, promise),
            ProjectAct::Measured(room, sizes) => (self.ui.room, self.ui.sizes) = (room, sizes),
            ProjectAct::Stored => self.keeping.appended(self.session.seq()),
            ProjectAct::Sample(Some(slot)) => self.switch_to(ctx, slot),
            ProjectAct::Sample(None) => self.begin_sample(ctx),
        }
    }

    fn begin_copy(&mut self, ctx: &Context<Self>, project: Project) {
        let id = ProjectId::from_random(clock::random_bits());
        let title = (self.words().copy_of)(&project.title);
        let at = clock::now();
        let project = Project { id, title, created: at, modified: at, ..project };
        self.begin(ctx, Session::open(project), From::Elsewhere);
    }

    fn copy_of(&mut self, ctx: &Context<Self>, slot: Slot) {
        match &self.keeping {
            Keeping::Opening => {}
            Keeping::Memory { parked } => {
                let found = parked.iter().find(|(parked, _)| *parked == slot);
                if let Some(project) = found.map(|(_, session)| session.project.clone()) {
                    self.begin_copy(ctx, project);
                }
            }
            Keeping::Kept(kept) => {
                let storage = kept.storage.clone();
                ctx.link().send_future(async move {
                    match storage.load(&slot).await {
                        Ok(stored) => Act::Project(ProjectAct::Copied(Box::new(project_of(stored)))),
                        Err(error) => Act::Told(Notice::Storage(error)),
                    }
                });
            }
        }
    }

    fn archive(&mut self, ctx: &Context<Self>, slot: Slot, place: Place) {
        self.put_shelf(ctx, slot, |shelf| shelf.archived = place == Place::Away);
    }

    /// Changes what is known of where a project stands.
    fn put_shelf(&mut self, ctx: &Context<Self>, slot: Slot, change: impl FnOnce(&mut Shelf)) {
        let Keeping::Kept(kept) = &mut self.keeping else { return };
        let Some(summary) = kept.slots.iter_mut().find(|summary| summary.slot == slot) else { return };
        change(&mut summary.shelf);
        let (storage, shelf) = (kept.storage.clone(), summary.shelf.clone());
        ctx.link().send_future_batch(async move {
            let put = storage.put_shelf(&slot, &shelf).await;
            let listed = storage.list().await.ok().map(Act::Listed);
            let failed = put.err().map(|error| Act::Told(Notice::Storage(error)));
            failed.into_iter().chain(listed).collect::<Vec<_>>()
        });
    }

    /// Deletes a project that is not open anywhere. It can be brought back, as a whole, while the notice is shown.
    fn delete_project(&mut self, ctx: &Context<Self>, slot: Slot) {
        let (slots, _) = self.keeping.slots();
        let summary = slots.iter().find(|summary| summary.slot == slot);
        let title = summary.map(|summary| summary.title.clone()).unwrap_or_default();
        let storage = match &mut self.keeping {
            Keeping::Opening => return,
            Keeping::Memory { parked } => {
                if let Some(at) = parked.iter().position(|(parked, _)| *parked == slot) {
                    let (_, session) = parked.swap_remove(at);
                    self.tell(Notice::Deleted(title, Deleted::Session(Rc::new(session))));
                }
                return;
            }
            Keeping::Kept(kept) => kept.storage.clone(),
        };
        let heard = ctx.link().callback(Act::Tab);
        ctx.link().send_future_batch(async move {
            if !tabs::is_free(&slot).await {
                return vec![Act::Told(Notice::ProjectBusy)];
            }
            let deleted = storage.delete(&slot).await;
            Tabs::join(&slot, heard).await.deleted();
            let told = match deleted {
                Ok(bundle) => Notice::Deleted(title, Deleted::Stored(Rc::new(bundle))),
                Err(error) => Notice::Storage(error),
            };
            let listed = storage.list().await.ok().map(Act::Listed);
            [Act::Told(told)].into_iter().chain(listed).collect()
        });
    }

    fn restore_project(&mut self, ctx: &Context<Self>) {
        let deleted = self.ui.notices.iter().position(|(_, notice)| matches!(notice, Notice::Deleted(..)));
        let Some(at) = deleted else { return };
        let (_, Notice::Deleted(title, deleted)) = self.ui.notices.remove(at) else { return };
        match deleted {
            Deleted::Session(session) => self.begin(ctx, Session::clone(&session), From::Elsewhere),
            Deleted::Stored(bundle) => self.put_back(ctx, title, bundle),
        }
    }

    fn put_back(&mut self, ctx: &Context<Self>, title: String, bundle: Rc<Bundle>) {
        let Keeping::Kept(kept) = &self.keeping else { return };
        let storage = kept.storage.clone();
        ctx.link().send_future_batch(async move {
            if let Err(error) = storage.put_back(&bundle).await {
                let again = Notice::Deleted(title, Deleted::Stored(bundle));
                return vec![Act::Told(Notice::Storage(error)), Act::Told(again)];
            }
            let opened = Act::SwitchTo(bundle.slot.clone());
            storage.list().await.ok().map(Act::Listed).into_iter().chain([opened]).collect()
        });
    }

    fn save_project(&mut self, ctx: &Context<Self>) {
        if !disk::is_offered() {
            self.export_file(ctx);
            return;
        }
        let (name, bytes, seq) = self.as_file();
        let (storage, slot) = match &self.keeping {
            Keeping::Kept(kept) => (Some(kept.storage.clone()), kept.slot.clone()),
            Keeping::Opening | Keeping::Memory { .. } => (None, None),
        };
        let last = self.summary().and_then(|summary| Some(summary.shelf.file?.at));
        ctx.link().send_future_batch(async move {
            let place = storage.zip(slot.clone());
            let known = match &place {
                Some((storage, slot)) => storage.file(slot).await.ok().flatten(),
                None => None,
            };
            let written = write_file(known.map(DiskFile::of), last, &name, bytes.as_bytes()).await;
            if let Some((storage, slot)) = &place
                && !matches!(written, Ok(None))
            {
                // A file that cannot be written is asked for anew the next time; one that cannot be remembered, too.
                let file = written.as_ref().ok().and_then(Option::as_ref);
                let _ = storage.put_file(slot, file.map(DiskFile::handle)).await;
            }
            match written {
                Ok(Some(file)) => {
                    let at = file.modified().await.unwrap_or_else(clock::now);
                    vec![Act::Project(ProjectAct::Saved(slot, seq, file.name(), at))]
                }
                Ok(None) => Vec::new(),
                Err(notice) => vec![Act::Told(notice)],
            }
        });
    }

    /// Saves the project the way a download is saved.
    pub(super) fn export_file(&mut self, ctx: &Context<Self>) {
        let (name, json, seq) = self.as_file();
        match files::save(&name, "application/json", json.as_bytes()) {
            Ok(()) => {
                let (_, slot) = self.keeping.slots();
                self.file_saved(ctx, slot, LastFile { at: clock::now(), seq }, &name);
            }
            Err(error) => self.tell(Notice::File { name, error }),
        }
    }

    /// The open project as a file: its name, its text, and the last transaction in it.
    fn as_file(&self) -> (String, String, u64) {
        let name = (self.words().file_name)(&super::file_name(&self.session.project.title));
        (name, self.as_json(), self.session.seq())
    }

    /// The open project with its named versions, as a file holds them.
    pub(super) fn as_json(&self) -> String {
        let named = |version: &Arc<Version>| NamedState {
            number: version.number,
            name: version.name.clone(),
            at: version.at,
            by: version.by.clone(),
            project: version.project.clone(),
        };
        let versions: Vec<NamedState> = self.session.versions().map(named).collect();
        write_with_versions(&self.session.project, &versions)
    }

    /// Remembers the file a project was opened from, to be written in place.
    pub(super) fn keep_file(&self, ctx: &Context<Self>, file: DiskFile) {
        let Keeping::Kept(kept) = &self.keeping else { return };
        let Some(slot) = kept.slot.clone() else { return };
        let storage = kept.storage.clone();
        ctx.link().send_future_batch(async move {
            // One that cannot be remembered is asked for when it is saved.
            let kept = storage.put_file(&slot, Some(file.handle())).await.ok();
            let at = file.modified().await.filter(|_| kept.is_some());
            at.map(|at| Act::Project(ProjectAct::Opened(slot, at))).into_iter().collect::<Vec<_>>()
        });
    }

    fn file_saved(&mut self, ctx: &Context<Self>, slot: Option<Slot>, file: LastFile, name: &str) {
        self.ui.announced = format!("{} {name}", self.words().file_saved);
        self.ui.kept += 1;
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::BackupDue(_)));
        if let Some(slot) = slot {
            self.put_shelf(ctx, slot, |shelf| shelf.file = Some(file));
        }
    }

    /// How the open project stands in the list of all.
    pub(super) fn summary(&self) -> Option<SlotSummary> {
        let (slots, slot) = self.keeping.slots();
        let summary = slots.into_iter().find(|summary| Some(&summary.slot) == slot.as_ref())?;
        Some(SlotSummary { seq: self.session.seq(), ..summary })
    }

    /// Says, once a day at most, that no file has the last many changes.
    pub(super) fn remind(&mut self) {
        let said = self.ui.notices.iter().any(|(_, notice)| matches!(notice, Notice::BackupDue(_)));
        let lately = clock::now().0.saturating_sub(self.preferences.reminded) < DAY;
        if said || lately {
            return;
        }
        let unsaved = self.summary().map_or(0, |summary| summary.unsaved());
        if unsaved >= MANY {
            self.tell(Notice::BackupDue(unsaved));
        }
    }

    /// Puts a notice away.
    pub(super) fn dismiss(&mut self, number: u32) {
        let at = self.ui.notices.iter().position(|(n, _)| *n == number);
        if let Some((_, Notice::BackupDue(_))) = at.map(|at| self.ui.notices.remove(at)) {
            self.preferences.reminded = clock::now().0;
            preferences::save(&self.preferences);
        }
    }

    /// Asks the browser how much room there is.
    pub(super) fn measure(&self, ctx: &Context<Self>, promise: Promise) {
        let storage = match &self.keeping {
            Keeping::Kept(kept) => Some(kept.storage.clone()),
            Keeping::Opening | Keeping::Memory { .. } => None,
        };
        ctx.link().send_future(async move {
            let room = storage::room(promise == Promise::Asked).await;
            let sizes = match storage {
                Some(storage) => storage.sizes().await.unwrap_or_default(),
                None => HashMap::new(),
            };
            Act::Project(ProjectAct::Measured(room, sizes))
        });
    }

    /// Keeps a version beside the project.
    pub(super) fn keep_version(&self, ctx: &Context<Self>, version: &Arc<Version>) {
        let Keeping::Kept(kept) = &self.keeping else { return };
        let Some(slot) = kept.slot.clone() else { return };
        let (storage, version) = (kept.storage.clone(), version.clone());
        ctx.link().send_future(async move { stored(storage.put_version(&slot, &version).await) });
    }

    /// Keeps a version no longer.
    pub(super) fn drop_version(&self, ctx: &Context<Self>, number: u32) {
        let Keeping::Kept(kept) = &self.keeping else { return };
        let Some(slot) = kept.slot.clone() else { return };
        let storage = kept.storage.clone();
        ctx.link().send_future(async move { stored(storage.delete_version(&slot, number).await) });
    }
}

/// Writes the file that is known, or one that the person chooses now; `None` when they choose none. What somebody else has written
/// since is not written over: the person says where.
async fn write_file(
    known: Option<DiskFile>,
    last: Option<Timestamp>,
    name: &str,
    bytes: &[u8],
) -> Result<Option<DiskFile>, Notice> {
    let told = |name: String| move |error: FileError| Notice::File { name, error };
    let known = match known {
        Some(file) if file.is_another(last).await.map_err(told(file.name()))? => None,
        known => known,
    };
    let file = match known {
        Some(file) => Some(file),
        None => DiskFile::choose(name).await.map_err(told(name.to_owned()))?,
    };
    if let Some(file) = &file {
        file.write(bytes).await.map_err(told(file.name()))?;
    }
    Ok(file)
}

/// The project as its log left it; one whose log does not fit, as it was before.
pub(super) fn project_of(stored: Stored) -> Project {
    let alone = stored.snapshot.project.clone();
    Session::replay(stored.snapshot, stored.log).map_or(alone, |session| session.project)
}

fn stored(result: Result<(), storage::StorageError>) -> Act {
    match result {
        Ok(()) => Act::Project(ProjectAct::Stored),
        Err(error) => Act::Told(Notice::Storage(error)),
    }
}
