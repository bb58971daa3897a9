//! Where the project is kept: a slot of the browser's storage, written by one tab at a time, or memory alone
//! when there is no storage. Whatever fails, the session in memory stays and can be saved as a file.

use super::App;
use super::comparing::Comparing;
use super::judging::Judging;
use super::linking::Linking;
use super::replacing::Replacing;
use super::versions::Compared;
use crate::act::{Act, Panel, Scene};
use crate::notice::Notice;
use crate::ports::clock;
use crate::ports::disk::DiskFile;
use crate::ports::preferences::{self, Place};
use crate::ports::saver::{SaveState, Saver};
use crate::ports::storage::{
    self, Record, Slot, SlotSummary, Storage, StorageError, StorageEvent, Stored, Whole,
};
use crate::ports::tabs::{Role, TabEvent, Tabs};
use crate::ports::updates;
use crate::views::status::Safety;
use gloo_timers::callback::Timeout;
use shirushi_model::ArticleId;
use shirushi_session::{Analysed, Msg, Session, Transaction, Version, update};
use std::sync::Arc;
use yew::Context;

/// Where the present project is kept.
#[derive(Debug)]
pub(super) enum Keeping {
    /// The storage has not opened yet. What is done meanwhile is in memory and will be kept.
    Opening,
    /// There is no storage here. Projects that are not open wait in memory.
    Memory { parked: Vec<(Slot, Session)> },
    /// In a slot.
    Kept(Box<Kept>),
}

/// A project in a slot.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) storage: Storage,
    pub(super) slots: Vec<SlotSummary>,
    pub(super) slot: Option<Slot>,
    /// `None` while another tab writes.
    saver: Option<Saver>,
    tabs: Option<Tabs>,
    asked_to_persist: bool,
}

/// A project that was read from its slot.
#[derive(Debug)]
pub(crate) struct Loaded {
    slot: Slot,
    /// `None` when the tab had joined before.
    tabs: Option<Tabs>,
    /// What this tab could do when reading began.
    role: Role,
    /// What a person has opened since stays open.
    since: Since,
    stored: Result<Stored, StorageError>,
}

/// A project that was given a slot.
#[derive(Debug)]
pub(crate) struct Created {
    slot: Slot,
    tabs: Option<Tabs>,
    session: Session,
    from: From,
    since: Since,
    result: Result<(), StorageError>,
}

/// How often something had been opened when a project was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Since(u32);

impl Since {
    /// The page has just begun: nothing a person did asked for the project.
    const START: Self = Self(0);
}

/// Where a project that begins comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum From {
    /// It is the one on the page.
    ThePage,
    /// It was made, opened or read elsewhere.
    Elsewhere,
    /// It was read from a file that can be written in place.
    File(DiskFile),
}

impl Keeping {
    pub(super) fn set_slots(&mut self, slots: Vec<SlotSummary>) {
        if let Self::Kept(kept) = self {
            kept.slots = slots;
        }
    }

    /// Other tabs hear that the project is in store up to this transaction.
    pub(super) fn appended(&self, seq: u64) {
        if let Self::Kept(kept) = self
            && let Some(tabs) = &kept.tabs
        {
            tabs.appended(seq);
        }
    }

    /// Where the open project is kept.
    pub(super) fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Kept(kept) => kept.slot.as_ref(),
            Self::Opening | Self::Memory { .. } => None,
        }
    }

    /// The projects there are, and which of them is open.
    pub(super) fn slots(&self) -> (Vec<SlotSummary>, Option<Slot>) {
        match self {
            Self::Opening => (Vec::new(), None),
            Self::Memory { parked } => {
                let summary = |(slot, session): &(Slot, Session)| {
                    SlotSummary::of(slot.clone(), &session.project, session.seq())
                };
                (parked.iter().map(summary).collect(), None)
            }
            Self::Kept(kept) => (kept.slots.clone(), kept.slot.clone()),
        }
    }
}

/// After so long it is tried again to open the storage.
const AGAIN_MS: u32 = 10_000;

/// Gives projects that waited in memory their slots.
fn keep_parked(ctx: &Context<App>, storage: &Storage, parked: Vec<(Slot, Session)>) {
    let storage = storage.clone();
    ctx.link().send_future_batch(async move {
        let mut told = Vec::new();
        for (slot, session) in parked {
            let created = storage.create(&slot, &session.project).await;
            told.extend(created.err().map(|error| Act::Told(Notice::Storage(error))));
        }
        told.extend(storage.list().await.ok().map(Act::Listed));
        told
    });
}

/// What a tab may do that has heard of these others.
fn role_of(tabs: Option<&Tabs>) -> Role {
    tabs.map_or(Role::Unguarded, Tabs::role)
}

impl App {
    /// Whether this tab may change the project.
    pub(super) fn writes(&self) -> bool {
        match &self.keeping {
            Keeping::Opening | Keeping::Memory { .. } => true,
            // Until a slot has been found or made, and after another tab has left it to us but before it has
            // been read, nothing could be stored.
            Keeping::Kept(kept) => kept.saver.is_some() || kept.slot.is_none(),
        }
    }

    pub(super) fn safety(&self) -> Safety {
        match (&self.keeping, &self.ui.save) {
            (Keeping::Kept(_), _) if !self.writes() => Safety::ReadOnly,
            (Keeping::Memory { .. }, _) | (_, Some(SaveState::Failed { .. })) => Safety::Failed,
            (Keeping::Opening, _) | (_, Some(SaveState::Saving { .. })) => Safety::Saving,
            _ => Safety::Saved,
        }
    }

    pub(super) fn open_storage(&self, ctx: &Context<Self>) {
        let heard = ctx.link().callback(Act::Storage);
        ctx.link().send_future(async move {
            let opened = match Storage::open(heard).await {
                Ok(storage) => storage.list().await.map(|slots| (storage, slots)),
                Err(error) => Err(error),
            };
            Act::StorageOpened(Box::new(opened))
        });
    }

    pub(super) fn storage_opened(
        &mut self,
        ctx: &Context<Self>,
        opened: Result<(Storage, Vec<SlotSummary>), StorageError>,
    ) {
        match opened {
            Err(error) => self.without_storage(ctx, error),
            Ok((storage, slots)) => {
                // What was done while there was no storage is kept now.
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Storage(_)));
                if let Keeping::Memory { parked } = &mut self.keeping {
                    keep_parked(ctx, &storage, std::mem::take(parked));
                }
                let place = self.preferences.place.as_ref();
                let left =
                    slots.iter().find(|summary| place.is_some_and(|place| place.project == summary.slot));
                let shown = left.or_else(|| slots.iter().find(|summary| !summary.shelf.archived));
                let latest = shown.map(|summary| summary.slot.clone());
                let untouched = self.session.seq() == 0;
                if place.is_some_and(|place| place.article != 0) && left.is_none() {
                    self.tell(Notice::NotLoaded(StorageError::Missing));
                }
                self.keeping = Keeping::Kept(Box::new(Kept {
                    storage,
                    slots,
                    slot: None,
                    saver: None,
                    tabs: None,
                    asked_to_persist: false,
                }));
                match latest {
                    Some(slot) if untouched => self.switch_since(ctx, slot, Since::START),
                    _ => self.begin_since(ctx, self.session.clone(), From::ThePage, Since::START),
                }
            }
        }
    }

    pub(super) fn storage_said(&mut self, event: StorageEvent) {
        match event {
            StorageEvent::Waiting => self.tell(Notice::StorageWaiting),
            StorageEvent::Outdated => self.tell(Notice::Storage(StorageError::Outdated)),
            StorageEvent::Gone => {
                if let Keeping::Kept(kept) = &self.keeping
                    && let Some(saver) = &kept.saver
                {
                    saver.check();
                }
            }
        }
    }

    /// Writes the open project anew, snapshot, log and versions, because what was in store is lost.
    fn write_whole(&self, ctx: &Context<Self>) {
        let Keeping::Kept(kept) = &self.keeping else { return };
        let (Some(saver), Some(slot)) = (kept.saver.clone(), kept.slot.clone()) else { return };
        // A transaction is JSON, or it would not have been stored before.
        let records = self.session.history.log().filter_map(|transaction| Record::new(transaction).ok());
        let whole = Whole {
            records: records.collect(),
            snapshot: self.session.snapshot(),
            versions: self.session.versions().cloned().collect(),
        };
        let (storage, before) = (kept.storage.clone(), kept.slots.clone());
        ctx.link().send_future_batch(async move {
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
        });
    }

    /// There is no storage now; there may be some time. Until then all is in memory.
    fn without_storage(&mut self, ctx: &Context<Self>, error: StorageError) {
        if !matches!(self.keeping, Keeping::Memory { .. }) {
            self.keeping = Keeping::Memory { parked: Vec::new() };
        }
        if matches!(error, StorageError::Quota | StorageError::Closed | StorageError::Refused(_)) {
            let link = ctx.link().clone();
            Timeout::new(AGAIN_MS, move || link.send_message(Act::OpenStorage)).forget();
        }
        self.tell_of_storage(error);
    }

    /// Says what is wrong with the storage, once while it is.
    fn tell_of_storage(&mut self, error: StorageError) {
        let said = |notice: &Notice| matches!(notice, Notice::Storage(told) if *told == error);
        if !self.ui.notices.iter().any(|(_, notice)| said(notice)) {
            self.tell(Notice::Storage(error));
        }
    }

    /// Gives a project a slot of its own and turns to it.
    pub(super) fn begin(&mut self, ctx: &Context<Self>, session: Session, from: From) {
        self.begin_since(ctx, session, from, Since(self.ui.opened));
    }

    fn begin_since(&mut self, ctx: &Context<Self>, session: Session, from: From, since: Since) {
        if let Some(SaveState::Failed { error, .. }) = &self.ui.save {
            self.tell(Notice::Storage(error.clone()));
            return;
        }
        match &mut self.keeping {
            Keeping::Opening => self.turn_to(session, since),
            Keeping::Memory { parked } => {
                if !self.session.project.articles.is_empty() {
                    parked.push((Slot::from_random(clock::random_bits()), self.session.clone()));
                }
                self.turn_to(session, since);
            }
            Keeping::Kept(kept) => {
                let storage = kept.storage.clone();
                let usual = Slot::of(&session.project.id);
                let taken = kept.slots.iter().any(|summary| summary.slot == usual);
                let slot = if taken { Slot::from_random(clock::random_bits()) } else { usual };
                // A project nobody has touched makes room.
                let untouched = self.session.seq() == 0 && self.session.project.articles.is_empty();
                let left = kept.slot.clone().filter(|_| untouched && kept.saver.is_some());
                let heard = ctx.link().callback(Act::Tab);
                let link = ctx.link().clone();
                ctx.link().send_future(async move {
                    let result = storage.create(&slot, &session.project).await;
                    let tabs = if result.is_ok() { Some(Tabs::join(&slot, heard).await) } else { None };
                    if let (Some(left), true) = (left, result.is_ok()) {
                        // An empty project that stays in the list does no harm.
                        drop(storage.delete(&left).await);
                    }
                    if let Ok(slots) = storage.list().await {
                        link.send_message(Act::Listed(slots));
                    }
                    Act::Created(Box::new(Created { slot, tabs, session, from, since, result }))
                });
            }
        }
    }

    pub(super) fn created(&mut self, ctx: &Context<Self>, created: Created) {
        let Created { slot, tabs, session, from, since, result } = created;
        // In its slot the project begins a log of its own. What was done to it while the slot was made counts.
        let same = from == From::ThePage && self.session.project.id == session.project.id;
        let latest = if same { &self.session.project } else { &session.project };
        let behind = *latest != session.project;
        let versions = if same { self.session.versions() } else { session.versions() };
        let versions: Vec<Arc<Version>> = versions.cloned().collect();
        let session = Session::open(latest.clone()).with_versions(versions.iter().cloned());
        match result {
            Ok(()) => {
                let on_state = ctx.link().callback(Act::Save);
                if let Keeping::Kept(kept) = &mut self.keeping {
                    let role = role_of(tabs.as_ref());
                    let place = (slot.clone(), 0, 0);
                    kept.saver = Some(Saver::new(kept.storage.clone(), place, role, on_state));
                    kept.slot = Some(slot);
                    kept.tabs = tabs;
                }
                self.ui.save = Some(SaveState::Saved);
                for version in &versions {
                    self.keep_version(ctx, version);
                }
                if let From::File(file) = from {
                    self.keep_file(ctx, file);
                }
                if behind {
                    // The slot holds the project as it was: it gets another with the project as it is.
                    self.begin_since(ctx, session, From::ThePage, since);
                    return;
                }
            }
            Err(error) => self.without_storage(ctx, error),
        }
        if same {
            self.follow(session);
            self.remember_place();
        } else {
            self.turn_to(session, since);
        }
    }

    pub(super) fn switch_to(&mut self, ctx: &Context<Self>, slot: Slot) {
        self.switch_since(ctx, slot, Since(self.ui.opened));
    }

    fn switch_since(&mut self, ctx: &Context<Self>, slot: Slot, since: Since) {
        if let Some(SaveState::Failed { error, .. }) = &self.ui.save {
            self.tell(Notice::Storage(error.clone()));
            return;
        }
        match &mut self.keeping {
            Keeping::Opening => {}
            Keeping::Memory { parked } => {
                if let Some(at) = parked.iter().position(|(parked, _)| *parked == slot) {
                    let (slot, session) = parked.swap_remove(at);
                    parked.push((slot, self.session.clone()));
                    self.turn_to(session, since);
                }
            }
            Keeping::Kept(kept) => {
                let storage = kept.storage.clone();
                let heard = ctx.link().callback(Act::Tab);
                let saver = kept.saver.clone();
                ctx.link().send_future(async move {
                    if let Some(saver) = saver {
                        // A failure is told by the saver itself, and the project stays in its hands.
                        let _ = saver.flush().await;
                    }
                    let tabs = Tabs::join(&slot, heard).await;
                    let role = tabs.role();
                    let stored = storage.load(&slot).await;
                    Act::Loaded(Box::new(Loaded { slot, tabs: Some(tabs), role, since, stored }))
                });
            }
        }
    }

    /// Reads the open project again: another tab has written, or has left it to us.
    fn reload(&self, ctx: &Context<Self>) {
        if let Keeping::Kept(kept) = &self.keeping
            && let Some(slot) = kept.slot.clone()
        {
            let (storage, role) = (kept.storage.clone(), role_of(kept.tabs.as_ref()));
            let since = Since(self.ui.opened);
            ctx.link().send_future(async move {
                let stored = storage.load(&slot).await;
                Act::Loaded(Box::new(Loaded { slot, tabs: None, role, since, stored }))
            });
        }
    }

    pub(super) fn loaded(&mut self, ctx: &Context<Self>, loaded: Loaded) {
        let Loaded { slot, tabs, role: before, since, stored } = loaded;
        let Keeping::Kept(kept) = &mut self.keeping else { return };
        if kept.slot.is_none() && self.session.seq() > 0 {
            // The person has begun to work before the last project was there: that is kept, in a slot of its own.
            self.begin_since(ctx, self.session.clone(), From::ThePage, since);
            return;
        }
        if tabs.is_none() && kept.slot.as_ref() != Some(&slot) {
            return;
        }
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) => {
                // What was to be opened is not on the page; what another tab writes is.
                let opening = tabs.is_some();
                self.tell(if opening { Notice::NotLoaded(error) } else { Notice::Storage(error) });
                if self.session.project.articles.is_empty() && self.session.seq() == 0 {
                    self.begin_since(ctx, self.session.clone(), From::ThePage, since);
                }
                return;
            }
        };
        let (snapshot, seq, broken) = (stored.snapshot.clone(), stored.snapshot.seq, stored.broken.is_some());
        let versions = stored.versions.into_iter().map(Arc::new);
        let (session, whole) = match Session::replay(stored.snapshot, stored.log) {
            Ok(session) => (session, !broken),
            Err(_) => (Session::open(snapshot.project), false),
        };
        let session = session.with_versions(versions);
        if !whole {
            // The damaged slot stays as it is; what could be read goes on in a slot of its own.
            self.tell(Notice::Storage(StorageError::Damaged));
            self.begin_since(ctx, session, From::Elsewhere, since);
            return;
        }
        let same = kept.slot.as_ref() == Some(&slot);
        if let Some(tabs) = tabs {
            kept.tabs = Some(tabs);
        }
        let role = role_of(kept.tabs.as_ref());
        let writes = role.writes();
        // When another tab left the project to this one while it was read, what that one wrote last may be missing here.
        let late = writes && !before.writes();
        let on_state = ctx.link().callback(Act::Save);
        let saver = || Saver::new(kept.storage.clone(), (slot.clone(), seq, session.seq()), role, on_state);
        kept.saver = (writes && !late).then(saver);
        kept.slot = Some(slot);
        if late {
            self.reload(ctx);
        }
        self.ui.save = Some(SaveState::Saved);
        if same {
            self.follow(session)
        } else {
            self.turn_to(session, since)
        }
        if writes {
            self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::ReadOnly));
        } else {
            self.tell(Notice::ReadOnly);
        }
    }

    /// Turns to another project. What was opened since it was asked for stays open, unless it is about the former one.
    fn turn_to(&mut self, session: Session, since: Since) {
        for article in &self.session.project.articles {
            if let Some(engine) = &self.engine {
                engine.forget(article.id);
            }
        }
        self.session = session;
        self.ui.caret = None;
        self.ui.hover = None;
        self.ui.scroll = None;
        self.ui.milliseconds.clear();
        self.ui.notices.retain(|(_, notice)| notice.outlives_project());
        let opened_since = self.ui.opened != since.0;
        let about_former = matches!(
            self.ui.panel,
            Panel::Details | Panel::Replace | Panel::Changes | Panel::Everywhere | Panel::Entity
        );
        if !opened_since || about_former {
            self.close_panel();
        }
        self.return_to_place();
        self.remember_place();
        self.derived.forget();
        self.ui.linking = Linking::default();
        self.ui.comparing = Comparing::default();
        self.ui.judging = Judging::default();
        if !opened_since {
            self.ui.scene = Scene::Reading;
        }
        self.ui.replacing = Replacing::default();
        self.ui.compared = Compared::default();
        self.restore_newer();
        self.derive();
        self.analyze_all();
    }

    /// Opens the article that was open when the project was left.
    fn return_to_place(&mut self) {
        if let Some(place) = &self.preferences.place
            && self.keeping.slot() == Some(&place.project)
        {
            let article = ArticleId(place.article);
            self.session = update(self.session.clone(), Msg::OpenArticle(article)).0;
        }
    }

    /// Remembers which project and article are open, for the next visit.
    pub(super) fn remember_place(&mut self) {
        let article = self.session.selection.article.map_or(0, |article| article.0);
        let place = self.keeping.slot().map(|slot| Place { project: slot.clone(), article });
        if place.is_some() && place != self.preferences.place {
            self.preferences.place = place;
            preferences::save(&self.preferences);
        }
    }

    /// Takes over a newer state of the open project, keeping what the person is looking at.
    fn follow(&mut self, session: Session) {
        let known: Vec<(ArticleId, Arc<Analysed>)> = session
            .project
            .articles
            .iter()
            .filter_map(|article| Some((article.id, self.session.analysed(article.id)?.clone())))
            .collect();
        let selection = self.session.selection;
        let mut next = session;
        for (article, analysed) in known {
            next = update(next, Msg::Analysed { article, analysed }).0;
        }
        if let Some(article) = selection.article {
            next = update(next, Msg::OpenArticle(article)).0;
            next = update(next, Msg::Focus(selection.focus)).0;
        }
        self.session = next;
        self.derived.forget();
        self.ui.linking = Linking::default();
        self.ui.comparing = Comparing::default();
        self.derive();
        self.analyze_all();
    }

    /// Writes a transaction to the log.
    pub(super) fn keep(&self, transaction: &Transaction) {
        if let Keeping::Kept(kept) = &self.keeping
            && let Some(saver) = &kept.saver
        {
            saver.push(transaction, &self.session.project);
        }
    }

    pub(super) fn save_said(&mut self, ctx: &Context<Self>, state: SaveState) {
        match &state {
            SaveState::Saved => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Storage(_)));
                self.keeping.appended(self.session.seq());
                if let Keeping::Kept(kept) = &mut self.keeping {
                    let storage = kept.storage.clone();
                    let persist = !std::mem::replace(&mut kept.asked_to_persist, true);
                    ctx.link().send_future_batch(async move {
                        if persist {
                            storage::room(true).await;
                        }
                        storage.list().await.ok().map(Act::Listed).into_iter().collect::<Vec<_>>()
                    });
                }
            }
            // Whoever goes on working wants it kept. Where nothing was changed since, the person may have wanted it gone.
            SaveState::Failed { error: StorageError::Lost, pending: 1.. } => self.write_whole(ctx),
            SaveState::Failed { error, .. } => self.tell_of_storage(error.clone()),
            SaveState::Saving { .. } => {}
        }
        let saved = state == SaveState::Saved;
        self.ui.save = Some(state);
        if saved {
            self.remind();
        }
    }

    pub(super) fn tab_said(&mut self, ctx: &Context<Self>, event: TabEvent) {
        match event {
            TabEvent::Promoted => self.reload(ctx),
            TabEvent::Appended { .. } if !self.writes() => self.reload(ctx),
            TabEvent::Appended { .. } => {}
            TabEvent::Deleted => self.tell(Notice::Storage(StorageError::Missing)),
        }
    }

    /// Goes over to the new version of the page once everything is on the disk.
    pub(super) fn reload_when_saved(&self) {
        let saver = match &self.keeping {
            Keeping::Kept(kept) => kept.saver.clone(),
            Keeping::Opening | Keeping::Memory { .. } => None,
        };
        let kept = matches!(self.keeping, Keeping::Kept(_));
        wasm_bindgen_futures::spawn_local(async move {
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
