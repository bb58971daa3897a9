//! The storage, the saver of the open project, and the tabs on it: held here, because the page knows of them
//! only what they tell.

use super::{Answers, answer, files};
use crate::heard::Heard;
use crate::ports::disk::{self, DiskFile};
use crate::ports::saver::Saver;
use crate::ports::storage::beside::Bundle;
use crate::ports::storage::{self, Record, Storage, Whole};
use crate::ports::tabs::{self, Tabs};
use crate::ports::{clock, updates};
use shirushi_model::Timestamp;
use shirushi_page::effect::{FileSaved, JSON, StoreJob, WholeProject};
use shirushi_page::intake::is_sample;
use shirushi_page::notices::{Deleted, Notice};
use shirushi_page::projects::{
    Beginning, Created, Loaded, ProjectAct, Role, Since, Slot, SlotSummary, StorageError, replayed,
};
use shirushi_page::{Act, Handle};
use std::collections::HashMap;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// What is held of the storage.
pub(crate) struct Store {
    on: Callback<Heard>,
    storage: Option<Storage>,
    /// While this tab writes the open project.
    saver: Option<Saver>,
    tabs: Option<Tabs>,
    /// What came with the act that is being taken: kept if the page turns to that project, else left again.
    pub(crate) arrived: Option<Tabs>,
}

/// What a tab may do that has heard of these others.
fn role_of(tabs: Option<&Tabs>) -> Role {
    tabs.map_or(Role::Unguarded, Tabs::role)
}

/// What is told of something that was written beside a project.
fn stored(result: Result<(), StorageError>) -> Vec<Act> {
    vec![match result {
        Ok(()) => Act::Project(ProjectAct::Stored),
        Err(error) => Act::Told(Notice::Storage(error)),
    }]
}

async fn listed(storage: &Storage) -> Option<Act> {
    storage.list().await.ok().map(Act::Listed)
}

impl Store {
    pub(super) fn new(on: Callback<Heard>) -> Self {
        Self { on, storage: None, saver: None, tabs: None, arrived: None }
    }

    /// The storage has opened, maybe anew.
    pub(crate) fn opened(&mut self, storage: Storage) {
        (self.storage, self.saver, self.tabs) = (Some(storage), None, None);
    }

    /// What this tab may do by now with the project that was read.
    pub(crate) fn role(&self, joined: bool) -> Role {
        role_of(if joined { self.arrived.as_ref() } else { self.tabs.as_ref() })
    }

    fn answer(&self, answers: Answers) {
        answer(&self.on, answers);
    }

    pub(super) fn perform(&mut self, job: StoreJob) {
        match job {
            StoreJob::Open => self.open(),
            StoreJob::Leave => (self.storage, self.saver, self.tabs) = (None, None, None),
            StoreJob::Append(append) => {
                if let Some(saver) = &self.saver {
                    saver.push(&append.0, &append.1);
                }
            }
            StoreJob::Check => {
                if let Some(saver) = &self.saver {
                    saver.check();
                }
            }
            StoreJob::TellTabs(seq) => {
                if let Some(tabs) = &self.tabs {
                    tabs.appended(seq);
                }
            }
            StoreJob::ReloadPage => self.reload_page(),
            StoreJob::Measure { persist } => self.measure(persist),
            StoreJob::SaveFile { name, content, saved, last } => self.save_file(name, content, saved, last),
            job => {
                if let Some(storage) = self.storage.clone() {
                    self.stored(job, storage);
                }
            }
        }
    }

    /// What needs the storage to be open.
    fn stored(&mut self, job: StoreJob, storage: Storage) {
        match job {
            StoreJob::Create { slot, beginning } => self.create(storage, slot, beginning),
            StoreJob::Discard(slot) => self.answer(Box::pin(async move {
                // An empty project that stays in the list does no harm.
                drop(storage.delete(&slot).await);
                listed(&storage).await.into_iter().collect()
            })),
            StoreJob::Load { slot, since } => self.load(storage, slot, since),
            StoreJob::Reload { slot, since } => self.reload(storage, slot, since),
            StoreJob::Hold { slot, role, writes } => {
                if let Some(tabs) = self.arrived.take() {
                    self.tabs = Some(tabs);
                }
                let on_state = self.on.reform(|state| Heard::Act(Act::Save(state)));
                self.saver = writes
                    .map(|(snapshot, last)| Saver::new(storage, (slot, snapshot, last), role, on_state));
            }
            StoreJob::WriteWhole { slot, whole, before } => self.write_whole(storage, slot, *whole, before),
            StoreJob::CreateParked(parked) => self.answer(Box::pin(async move {
                let mut told = Vec::new();
                for (slot, project) in parked {
                    let created = storage.create(&slot, &project, 0).await;
                    told.extend(created.err().map(|error| Act::Told(Notice::Storage(error))));
                }
                told.extend(listed(&storage).await);
                told
            })),
            StoreJob::List { persist } => self.answer(Box::pin(async move {
                if persist {
                    storage::room(true).await;
                }
                listed(&storage).await.into_iter().collect()
            })),
            StoreJob::ReadCopy(slot) => self.answer(Box::pin(async move {
                vec![match storage.load(&slot).await {
                    Ok(stored) => Act::Project(ProjectAct::Copied(Box::new(replayed(stored).0.project))),
                    Err(error) => Act::Told(Notice::Storage(error)),
                }]
            })),
            StoreJob::PutShelf(summary) => self.answer(Box::pin(async move {
                let put = storage.put_shelf(&summary.slot, &summary.shelf).await;
                let failed = put.err().map(|error| Act::Told(Notice::Storage(error)));
                failed.into_iter().chain(listed(&storage).await).collect()
            })),
            StoreJob::Delete { slot, title } => {
                let heard = self.on.reform(|event| Heard::Act(Act::Tab(event)));
                self.answer(Box::pin(async move {
                    if !tabs::is_free(&slot).await {
                        return vec![Act::Told(Notice::ProjectBusy)];
                    }
                    let deleted = storage.delete(&slot).await;
                    Tabs::join(&slot, heard).await.deleted();
                    let told = match deleted {
                        Ok(bundle) => Notice::Deleted(title, Deleted::Stored(Handle::new(bundle))),
                        Err(error) => Notice::Storage(error),
                    };
                    [Act::Told(told)].into_iter().chain(listed(&storage).await).collect()
                }));
            }
            StoreJob::PutBack { title, bundle } => self.answer(Box::pin(async move {
                let Some(records) = bundle.get::<Bundle>() else { return Vec::new() };
                if let Err(error) = storage.put_back(records).await {
                    let again = Notice::Deleted(title, Deleted::Stored(bundle));
                    return vec![Act::Told(Notice::Storage(error)), Act::Told(again)];
                }
                let opened = Act::SwitchTo(records.slot.clone());
                listed(&storage).await.into_iter().chain([opened]).collect()
            })),
            StoreJob::PutVersion(slot, version) => {
                self.answer(Box::pin(async move { stored(storage.put_version(&slot, &version).await) }));
            }
            StoreJob::DeleteVersion(slot, number) => {
                self.answer(Box::pin(async move { stored(storage.delete_version(&slot, number).await) }));
            }
            StoreJob::PutFile(slot, file) => self.answer(Box::pin(async move {
                let Some(file) = file.get::<DiskFile>() else { return Vec::new() };
                // One that cannot be remembered is asked for when it is saved.
                let kept = storage.put_file(&slot, Some(file.handle())).await.ok();
                let at = file.modified().await.filter(|_| kept.is_some());
                at.map(|at| Act::Project(ProjectAct::Opened(slot.clone(), at))).into_iter().collect()
            })),
            StoreJob::FindSample(slots) => self.answer(Box::pin(async move {
                for summary in slots {
                    let stored = storage.load(&summary.slot).await;
                    if stored.is_ok_and(|stored| is_sample(&replayed(stored).0.project)) {
                        return vec![Act::Project(ProjectAct::Sample(Some(summary.slot)))];
                    }
                }
                vec![Act::Project(ProjectAct::Sample(None))]
            })),
            _ => {}
        }
    }

    fn open(&self) {
        let (on, heard) = (self.on.clone(), self.on.reform(|event| Heard::Act(Act::Storage(event))));
        spawn_local(async move {
            let opened = match Storage::open(heard).await {
                Ok(storage) => storage.list().await.map(|slots| (storage, slots)),
                Err(error) => Err(error),
            };
            on.emit(match opened {
                Ok((storage, slots)) => Heard::Opened(storage, slots),
                Err(error) => Heard::Act(Act::StorageOpened(Err(error))),
            });
        });
    }

    fn create(&self, storage: Storage, slot: Slot, beginning: Box<Beginning>) {
        let (on, heard) = (self.on.clone(), self.on.reform(|event| Heard::Act(Act::Tab(event))));
        spawn_local(async move {
            // Before others can find it in the list.
            let tabs = Tabs::found(&slot, heard).await;
            let result = storage.create(&slot, &beginning.session.project, beginning.session.seq()).await;
            let tabs = result.is_ok().then_some(tabs);
            if let Some(act) = listed(&storage).await {
                on.emit(Heard::Act(act));
            }
            let role = role_of(tabs.as_ref());
            let created = Act::Created(Box::new(Created { slot, role, beginning, result }));
            on.emit(Heard::Joined(created, tabs));
        });
    }

    fn load(&self, storage: Storage, slot: Slot, since: Since) {
        let (on, heard) = (self.on.clone(), self.on.reform(|event| Heard::Act(Act::Tab(event))));
        let saver = self.saver.clone();
        spawn_local(async move {
            if let Some(saver) = saver {
                // A failure is told by the saver itself, which keeps what it could not write.
                let _ = saver.flush().await;
            }
            let tabs = Tabs::join(&slot, heard).await;
            let role = tabs.role();
            let stored = storage.load(&slot).await;
            let loaded = Loaded { slot, joined: true, role, role_now: role, since, stored };
            on.emit(Heard::Joined(Act::Loaded(Box::new(loaded)), Some(tabs)));
        });
    }

    fn reload(&self, storage: Storage, slot: Slot, since: Since) {
        let role = role_of(self.tabs.as_ref());
        self.answer(Box::pin(async move {
            let stored = storage.load(&slot).await;
            let loaded = Loaded { slot, joined: false, role, role_now: role, since, stored };
            vec![Act::Loaded(Box::new(loaded))]
        }));
    }

    fn write_whole(&self, storage: Storage, slot: Slot, whole: WholeProject, before: Vec<SlotSummary>) {
        let Some(saver) = self.saver.clone() else { return };
        let WholeProject { log, snapshot, versions } = whole;
        // A transaction is JSON, or it would not have been stored before.
        let records = log.iter().filter_map(|transaction| Record::new(transaction).ok()).collect();
        let whole = Whole { records, snapshot, versions };
        self.answer(Box::pin(async move {
            if saver.write_whole(whole).await != Some(Ok(())) {
                // What else is wrong is told by the saver.
                return Vec::new();
            }
            if let Some(summary) = before.iter().find(|summary| summary.slot == slot) {
                // Where it stood among the others is no work.
                let _ = storage.put_shelf(&slot, &summary.shelf).await;
            }
            let slots = storage.list().await.unwrap_or_default();
            let is_gone = |was: &&SlotSummary| slots.iter().all(|now| now.slot != was.slot);
            let others = before.iter().filter(is_gone).count();
            vec![Act::Listed(slots), Act::Told(Notice::Rewritten { others })]
        }));
    }

    fn measure(&self, persist: bool) {
        let storage = self.storage.clone();
        self.answer(Box::pin(async move {
            let room = storage::room(persist).await;
            let sizes = match storage {
                Some(storage) => storage.sizes().await.unwrap_or_default(),
                None => HashMap::new(),
            };
            vec![Act::Project(ProjectAct::Measured(room, sizes))]
        }));
    }

    fn save_file(&self, name: String, content: String, saved: FileSaved, last: Option<Timestamp>) {
        if !disk::is_offered() {
            if let Some(act) = files::download(name, JSON, content.as_bytes(), Some(saved)) {
                self.on.emit(Heard::Act(act));
            }
            return;
        }
        let place = self.storage.clone().zip(saved.slot.clone());
        self.answer(Box::pin(async move {
            let known = match &place {
                Some((storage, slot)) => storage.file(slot).await.ok().flatten(),
                None => None,
            };
            let known = known.map(DiskFile::of);
            let written = files::write_in_place(known, last, &name, content.as_bytes()).await;
            if let Some((storage, slot)) = &place
                && !matches!(written, Ok(None))
            {
                // A file that cannot be written is asked for anew the next time; one that cannot be
                // remembered, too.
                let file = written.as_ref().ok().and_then(Option::as_ref);
                let _ = storage.put_file(slot, file.map(DiskFile::handle)).await;
            }
            match written {
                Ok(Some(file)) => {
                    let at = file.modified().await.unwrap_or_else(clock::now);
                    vec![files::told_saved(saved, file.name(), at)]
                }
                Ok(None) => Vec::new(),
                Err(notice) => vec![Act::Told(notice)],
            }
        }));
    }

    /// Goes over to the new version of the page once everything is on the disk.
    fn reload_page(&self) {
        let (saver, kept) = (self.saver.clone(), self.storage.is_some());
        spawn_local(async move {
            let safe = match saver {
                Some(saver) => saver.flush().await.is_ok(),
                None => kept,
            };
            if safe {
                updates::reload();
            }
        });
    }
}
