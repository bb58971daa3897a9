//! Where the project is kept: a slot of the browser's storage, written by one tab at a time, or memory alone
//! when there is no storage. Whatever fails, the session in memory stays and can be saved as a file.

use super::Beginning;
use super::Created;
use super::Keeping;
use super::Kept;
use super::Loaded;
use super::NewSlot;
use super::Safety;
use super::Since;
use super::{Role, SaveState, Slot, SlotSummary, StorageError, StorageEvent, Stored, TabEvent};
use crate::effect::{Effect, EngineJob, StoreJob, Timer, WholeProject};
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::preferences::LastPlace;
use crate::scene::{Panel, Scene};
use crate::search::no_query;
use crate::shared::Shared;
use crate::state::{Page, ProjectUi};
use shirushi_model::{Article, ArticleId, Project};
use shirushi_session::{Analysed, Msg, Session, Transaction, Version, update};
use std::sync::Arc;

/// After so long it is tried again to open the storage.
const AGAIN_MS: u32 = 10_000;

fn store(job: StoreJob, out: &mut Outside) {
    out.ask(Effect::Store(job));
}

impl Page {
    /// Whether this tab may change the project.
    pub fn writes(&self) -> bool {
        match &self.keeping {
            Keeping::Opening | Keeping::Memory { .. } => true,
            // Until a slot has been found or made, and after another tab has left it to us but before it has
            // been read, nothing could be stored.
            Keeping::Kept(kept) => kept.writer || kept.slot.is_none(),
        }
    }

    pub fn safety(&self) -> Safety {
        match (&self.keeping, &self.ui.save) {
            (Keeping::Kept(_), _) if !self.writes() => Safety::ReadOnly,
            // What it will be is on its way, or is given a slot: nobody knows yet who writes.
            (Keeping::Kept(kept), None) if kept.slot.is_none() => Safety::Saving,
            (Keeping::Memory { .. }, _) | (_, Some(SaveState::Failed { .. })) => Safety::Failed,
            (Keeping::Opening, _) | (_, Some(SaveState::Saving { .. })) => Safety::Saving,
            _ => Safety::Saved,
        }
    }

    pub(crate) fn storage_opened(
        &mut self,
        opened: Result<Vec<SlotSummary>, StorageError>,
        out: &mut Outside,
    ) {
        let slots = match opened {
            Ok(slots) => slots,
            Err(error) => return self.without_storage(error, out),
        };
        // What was done while there was no storage is kept now.
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Storage(_)));
        if let Keeping::Memory { parked } = &mut self.keeping {
            let parked = std::mem::take(parked).into_iter();
            store(
                StoreJob::CreateParked(parked.map(|(slot, session)| (slot, session.project)).collect()),
                out,
            );
        }
        let place = self.preferences.place.as_ref();
        let left = slots.iter().find(|summary| place.is_some_and(|place| place.project == summary.slot));
        let shown = left.or_else(|| slots.iter().find(|summary| !summary.shelf.archived));
        let latest = shown.map(|summary| summary.slot.clone());
        let untouched = self.session.seq() == 0;
        if place.is_some_and(|place| place.article != 0) && left.is_none() {
            self.tell(Notice::NotLoaded(StorageError::Missing));
        }
        self.keeping = Keeping::Kept(Kept { slots, ..Kept::default() });
        match latest {
            Some(slot) if untouched => self.switch_since(slot, Since::START, out),
            _ => self.begin_since(self.session.clone(), NewSlot::OfThePage, Since::START, out),
        }
    }

    pub(crate) fn storage_said(&mut self, event: StorageEvent, out: &mut Outside) {
        match event {
            StorageEvent::Waiting => self.tell(Notice::StorageWaiting),
            StorageEvent::Outdated => self.tell(Notice::Storage(StorageError::Outdated)),
            StorageEvent::Gone => store(StoreJob::Check, out),
        }
    }

    /// Writes the open project anew, snapshot, log and versions, because what was in store is lost.
    fn write_whole(&self, out: &mut Outside) {
        let Keeping::Kept(Kept { slots, slot: Some(slot), writer: true, .. }) = &self.keeping else { return };
        let whole = WholeProject {
            log: self.session.history.log().cloned().collect(),
            snapshot: self.session.snapshot(),
            versions: self.session.versions().cloned().collect(),
        };
        let (slot, before) = (slot.clone(), slots.clone());
        store(StoreJob::WriteWhole { slot, whole: Box::new(whole), before }, out);
    }

    /// There is no storage now; there may be some time. Until then all is in memory.
    fn without_storage(&mut self, error: StorageError, out: &mut Outside) {
        if !matches!(self.keeping, Keeping::Memory { .. }) {
            self.keeping = Keeping::Memory { parked: Vec::new() };
            store(StoreJob::Leave, out);
        }
        if matches!(error, StorageError::Quota | StorageError::Closed | StorageError::Refused(_)) {
            out.wait(Timer::OpenStorage, AGAIN_MS);
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

    /// What cannot be saved is not left; the page says so.
    fn is_stuck(&mut self) -> bool {
        let Some(SaveState::Failed { error, .. }) = &self.ui.save else { return false };
        self.tell(Notice::Storage(error.clone()));
        true
    }

    /// Gives a project a slot of its own and turns to it.
    pub(crate) fn begin(&mut self, session: Session, of: NewSlot, out: &mut Outside) {
        self.begin_since(session, of, Since(self.ui.opened), out);
    }

    /// As [`Self::begin`], where a person may have opened something since it was asked for.
    pub(crate) fn begin_since(&mut self, session: Session, of: NewSlot, since: Since, out: &mut Outside) {
        if self.is_stuck() {
            return;
        }
        match &mut self.keeping {
            Keeping::Opening => self.turn_to(session, since, out),
            Keeping::Memory { parked } => {
                if !self.session.project.articles.is_empty() {
                    parked.push((Slot::from_random(out.bits()), self.session.clone()));
                }
                self.turn_to(session, since, out);
            }
            Keeping::Kept(kept) => {
                let usual = Slot::of(&session.project.id);
                let taken = kept.slots.iter().any(|summary| summary.slot == usual);
                let slot = if taken { Slot::from_random(out.bits()) } else { usual };
                // The project on the page goes on with its log; one from elsewhere begins a log of its own.
                let session = if of == NewSlot::OfThePage {
                    session
                } else {
                    let versions: Vec<Arc<Version>> = session.versions().cloned().collect();
                    Session::open(session.project).with_versions(versions)
                };
                let beginning = Box::new(Beginning { session, of, since });
                store(StoreJob::Create { slot, beginning }, out);
            }
        }
    }

    pub(crate) fn created(&mut self, created: Created, out: &mut Outside) {
        let Created { slot, role, beginning, result } = created;
        let Beginning { session, of, since } = *beginning;
        let open = self.session.project.id == session.project.id;
        match result {
            // The person has turned to another project meanwhile: this one waits in its slot.
            Ok(()) if of == NewSlot::OfThePage && !open => {}
            Ok(()) if of == NewSlot::OfThePage => self.go_on_in(slot, role, &session, since, out),
            Ok(()) => {
                self.park_what_has_no_slot(out);
                // A project nobody has touched makes room; whoever did so while the other was made keeps it.
                let untouched = self.session.seq() == 0 && self.session.project.articles.is_empty();
                let left = self.keeping.slot().cloned().filter(|_| untouched && self.writes());
                let (at, versions): (u64, Vec<_>) = (session.seq(), session.versions().cloned().collect());
                self.hold(slot, role, role.writes().then_some((at, at)), out);
                self.ui.save = Some(SaveState::Saved);
                self.keep_versions(versions, out);
                if let NewSlot::OfFile(file) = of
                    && let Some(slot) = self.keeping.slot()
                {
                    store(StoreJob::PutFile(slot.clone(), file), out);
                }
                if let Some(left) = left {
                    store(StoreJob::Discard(left), out);
                }
                self.turn_to(session, since, out);
            }
            Err(error) => {
                self.without_storage(error, out);
                if of != NewSlot::OfThePage {
                    self.turn_to(session, since, out);
                }
            }
        }
        if !self.writes() {
            self.tell(Notice::ReadOnly);
        }
    }

    /// The slot that the project on the page was to have is there, with the project as it was when it was
    /// asked for. What was done to it since is written after it.
    fn go_on_in(&mut self, slot: Slot, role: Role, kept: &Session, since: Since, out: &mut Outside) {
        let Some(done) = self.done_since(kept).filter(|done| done.is_empty() || role.writes()) else {
            // What another tab has for its own by now takes nothing in.
            return self.begin_since(self.session.clone(), NewSlot::OfThePage, since, out);
        };
        let (at, versions): (u64, Vec<_>) = (kept.seq(), self.session.versions().cloned().collect());
        self.hold(slot, role, role.writes().then_some((at, at)), out);
        self.ui.save = Some(SaveState::Saved);
        self.keep_versions(versions, out);
        for step in done {
            store(StoreJob::Append(Box::new(step)), out);
        }
        self.remember_place(out);
    }

    /// The transactions since the open project was as `kept`, each with what it led to. `None` where they do
    /// not lead from the one to the other.
    fn done_since(&self, kept: &Session) -> Option<Vec<(Transaction, Project)>> {
        let mut project = kept.project.clone();
        let mut done = Vec::new();
        for transaction in self.session.history.log().filter(|transaction| transaction.seq > kept.seq()) {
            project = transaction.apply(&project).ok()?;
            done.push((Transaction::clone(transaction), project.clone()));
        }
        (project == self.session.project).then_some(done)
    }

    /// The project that is left has no slot yet, or has one that is still being made: what was done to it is
    /// kept in another.
    fn park_what_has_no_slot(&self, out: &mut Outside) {
        if matches!(self.keeping, Keeping::Kept(Kept { slot: None, .. })) && self.session.seq() > 0 {
            let parked = (Slot::from_random(out.bits()), self.session.project.clone());
            store(StoreJob::CreateParked(vec![parked]), out);
        }
    }

    fn keep_versions(&self, versions: Vec<Arc<Version>>, out: &mut Outside) {
        for version in versions {
            self.keep_version(version, out);
        }
    }

    /// The open project is the one in this slot from now on.
    fn hold(&mut self, slot: Slot, role: Role, writes: Option<(u64, u64)>, out: &mut Outside) {
        if let Keeping::Kept(kept) = &mut self.keeping {
            kept.writer = writes.is_some();
            kept.slot = Some(slot.clone());
            store(StoreJob::Hold { slot, role, writes }, out);
        }
    }

    pub(crate) fn switch_to(&mut self, slot: Slot, out: &mut Outside) {
        self.switch_since(slot, Since(self.ui.opened), out);
    }

    fn switch_since(&mut self, slot: Slot, since: Since, out: &mut Outside) {
        if self.is_stuck() {
            return;
        }
        match &mut self.keeping {
            Keeping::Opening => {}
            Keeping::Memory { parked } => {
                if let Some(at) = parked.iter().position(|(parked, _)| *parked == slot) {
                    let (slot, session) = parked.swap_remove(at);
                    parked.push((slot, self.session.clone()));
                    self.turn_to(session, since, out);
                }
            }
            Keeping::Kept(_) => store(StoreJob::Load { slot, since }, out),
        }
    }

    /// Reads the open project again: another tab has written, or has left it to us.
    fn reload(&self, out: &mut Outside) {
        if let Some(slot) = self.keeping.slot().cloned() {
            store(StoreJob::Reload { slot, since: Since(self.ui.opened) }, out);
        }
    }

    pub(crate) fn loaded(&mut self, loaded: Loaded, out: &mut Outside) {
        let Loaded { slot, joined, role: before, role_now: role, since, stored } = loaded;
        let Keeping::Kept(kept) = &mut self.keeping else { return };
        if kept.slot.is_none() && self.session.seq() > 0 {
            // The person has begun to work before the last project was there: that is kept, in a slot of its
            // own.
            return self.begin_since(self.session.clone(), NewSlot::OfThePage, since, out);
        }
        if !joined && kept.slot.as_ref() != Some(&slot) {
            return;
        }
        let same = kept.slot.as_ref() == Some(&slot);
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) => {
                // What was to be opened is not on the page; what another tab writes is.
                self.tell(if joined { Notice::NotLoaded(error) } else { Notice::Storage(error) });
                if self.session.project.articles.is_empty() && self.session.seq() == 0 {
                    self.begin_since(self.session.clone(), NewSlot::OfThePage, since, out);
                }
                return;
            }
        };
        let seq = stored.snapshot.seq;
        let (session, whole) = replayed(stored);
        if !whole {
            // The damaged slot stays as it is; what could be read goes on in a slot of its own.
            self.tell(Notice::Storage(StorageError::Damaged));
            return self.begin_since(session, NewSlot::Elsewhere, since, out);
        }
        let writes = role.writes();
        // When another tab left the project to this one while it was read, what that one wrote last may be
        // missing here.
        let late = writes && !before.writes();
        self.hold(slot, role, (writes && !late).then_some((seq, session.seq())), out);
        if late {
            self.reload(out);
        }
        self.ui.save = Some(SaveState::Saved);
        if same {
            self.follow(session, out);
        } else {
            self.turn_to(session, since, out);
        }
        if writes {
            self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::ReadOnly));
        } else {
            self.tell(Notice::ReadOnly);
        }
    }

    /// Turns to another project: nothing of the former one stays. What was opened since it was asked for
    /// stays open, unless it is about the former one.
    fn turn_to(&mut self, session: Session, since: Since, out: &mut Outside) {
        let former: Vec<ArticleId> = self.session.project.articles.iter().map(|article| article.id).collect();
        if !former.is_empty() {
            out.ask(Effect::Engine(EngineJob::Forget(former)));
        }
        self.ui.generation = self.ui.generation.wrapping_add(1);
        out.ask(Effect::Cancel(Timer::Link));
        self.session = session;
        self.project = ProjectUi::default();
        self.ui.notices.retain(|(_, notice)| notice.outlives_project());
        let opened_since = self.ui.opened != since.0;
        let about_former = matches!(
            self.ui.panel,
            Panel::Details | Panel::Replace | Panel::Changes | Panel::Everywhere | Panel::Entity
        );
        if !opened_since || about_former {
            self.close_panel(out);
        }
        self.return_to_place();
        self.remember_place(out);
        self.derived.forget();
        let begins_at = std::mem::take(&mut self.ui.begins_at);
        if !opened_since || self.ui.scene == Scene::Changed {
            self.ui.scene = begins_at;
            if begins_at.is_late() {
                out.focus(FocusTarget::Result);
            }
        }
        self.forget_former();
        self.restore_newer(out);
        self.derive();
        self.analyze_all(out);
    }

    /// What the page itself holds of the former project: answers and offers that name its articles and tags
    /// are made anew or dropped.
    fn forget_former(&mut self) {
        if self.ui.query != no_query() {
            self.search(self.ui.query.clone());
        }
        self.meet_again();
        let lately = self.ui.lately.iter().filter(|run| run.outlives_project()).cloned().collect();
        self.ui.lately = Shared::new(lately);
        if self.ui.palette.is_some() {
            self.ui.palette = Some(self.offered());
        }
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
    pub(crate) fn remember_place(&mut self, out: &mut Outside) {
        let article = self.session.selection.article.map_or(0, |article| article.0);
        let place = self.keeping.slot().map(|slot| LastPlace { project: slot.clone(), article });
        if place.is_some() && place != self.preferences.place {
            self.preferences.place = place;
            self.save_preferences(out);
        }
    }

    /// Takes over a newer state of the open project, keeping what the person is looking at.
    fn follow(&mut self, session: Session, out: &mut Outside) {
        let known: Vec<(ArticleId, Arc<Analysed>)> = session
            .project
            .articles
            .iter()
            .filter(|article| self.session.project.article(article.id).is_some_and(|of| is_same(of, article)))
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
        out.ask(Effect::Cancel(Timer::Link));
        self.project.linking = Default::default();
        self.drop_compared_unless(|_| false);
        self.project.comparing = Default::default();
        self.derive();
        self.analyze_all(out);
    }

    /// Writes a transaction to the log.
    pub(crate) fn keep(&self, transaction: Transaction, out: &mut Outside) {
        if let Keeping::Kept(Kept { writer: true, .. }) = &self.keeping {
            store(StoreJob::Append(Box::new((transaction, self.session.project.clone()))), out);
        }
    }

    pub(crate) fn save_said(&mut self, state: SaveState, out: &mut Outside) {
        match &state {
            SaveState::Saved => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Storage(_)));
                if let Keeping::Kept(kept) = &mut self.keeping {
                    store(StoreJob::TellTabs(self.session.seq()), out);
                    let persist = !std::mem::replace(&mut kept.asked_to_persist, true);
                    store(StoreJob::List { persist }, out);
                }
            }
            // Whoever goes on working wants it kept. Where nothing was changed since, the person may have
            // wanted it gone.
            SaveState::Failed { error: StorageError::Lost, pending: 1.. } => self.write_whole(out),
            SaveState::Failed { error, .. } => self.tell_of_storage(error.clone()),
            SaveState::Saving { .. } => {}
        }
        let saved = state == SaveState::Saved;
        self.ui.save = Some(state);
        if saved {
            self.remind(out);
        }
    }

    pub(crate) fn tab_said(&mut self, event: TabEvent, out: &mut Outside) {
        match event {
            TabEvent::Promoted => self.reload(out),
            TabEvent::Appended { .. } if !self.writes() => self.reload(out),
            TabEvent::Appended { .. } => {}
            TabEvent::Deleted => self.tell(Notice::Storage(StorageError::Missing)),
        }
    }
}

/// Whether the same is found in both.
fn is_same(a: &Article, b: &Article) -> bool {
    a.text == b.text && a.meta.published == b.meta.published
}

/// The session as its log left it, and whether all of it could be read; one whose log does not fit is as it
/// was before.
pub fn replayed(stored: Stored) -> (Session, bool) {
    let (project, broken) = (stored.snapshot.project.clone(), stored.broken.is_some());
    let versions = stored.versions.into_iter().map(Arc::new);
    let (session, whole) = match Session::replay(stored.snapshot, stored.log) {
        Ok(session) => (session, !broken),
        Err(_) => (Session::open(project), false),
    };
    (session.with_versions(versions), whole)
}
