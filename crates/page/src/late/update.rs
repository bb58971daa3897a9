//! When the late part is asked for, and what is done once it is there or is not.

use super::{Late, LateAct, LateEvent};
use crate::effect::Effect;
use crate::engine::Dictionary;
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::outside::Readers;
use crate::projects::Keeping;
use crate::scene::{Panel, Scene};
use crate::state::Page;

impl Page {
    /// Whether something is open that the late part draws, or waits for it.
    fn needs_late(&self) -> bool {
        // The form for a report stands below what takes the project out.
        let report = self.ui.panel == Panel::Export;
        report || self.ui.panel.is_late() || self.ui.scene.is_late() || !self.ui.waiting.is_empty()
    }

    /// Whether the first screen is shown, and not because the last project is still coming. The late part
    /// draws the sample on it: a thirtieth of what the dictionary is.
    fn shows_first_screen(&self) -> bool {
        let settled = match &self.keeping {
            Keeping::Opening => false,
            Keeping::Memory { .. } => true,
            Keeping::Kept(kept) => kept.slot.is_some(),
        };
        settled && self.ui.scene == Scene::Reading && self.session.article().is_none()
    }

    /// Asks for the late part: at once where it is needed, else when what the analysis needs has come, which
    /// must not share the connection with it.
    pub(crate) fn follow_late(&mut self, out: &mut Outside) {
        if self.ui.late == Late::Here && self.names_are_due() {
            (self.late_acts)(self, LateAct::ShortenNames, out);
        }
        let due = match self.ui.late {
            Late::Coming | Late::Here => false,
            Late::Failed { opened } => self.needs_late() && opened != self.ui.opened,
            Late::Absent => {
                self.needs_late()
                    || self.shows_first_screen()
                    || matches!(self.ui.dictionary, Dictionary::Ready { .. } | Dictionary::Failed)
            }
        };
        if due {
            self.ask_late(out);
        }
    }

    fn ask_late(&mut self, out: &mut Outside) {
        self.ui.late = Late::Coming;
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::LateMissing));
        out.ask(Effect::LoadLate);
    }

    pub(crate) fn retry_late(&mut self, out: &mut Outside) {
        if !matches!(self.ui.late, Late::Coming | Late::Here) {
            self.ask_late(out);
        }
    }

    pub(crate) fn late_said(&mut self, event: LateEvent, out: &mut Outside) {
        match event {
            LateEvent::Arrived => {
                self.ui.late = Late::Here;
                self.act_waiting(out);
                // What asked for the keys when it was opened was not there yet.
                if self.ui.panel.is_late() {
                    out.focus(FocusTarget::Panel);
                } else if self.ui.scene != Scene::Reading {
                    out.focus(self.ui.scene.focus());
                }
            }
            LateEvent::Missing => {
                self.ui.late = Late::Failed { opened: self.ui.opened };
                self.take_pages_plainly(out);
                // Nobody is told of what nobody asked for.
                if self.needs_late() {
                    self.tell(Notice::LateMissing);
                }
            }
        }
    }

    /// Takes the plain text of pages that waited to be read.
    fn take_pages_plainly(&mut self, out: &mut Outside) {
        let waiting = std::mem::take(&mut self.ui.waiting);
        for act in waiting {
            match act {
                LateAct::Pasted(pasted) => self.take_pasted(&pasted, out),
                other => self.ui.waiting.push(other),
            }
        }
    }
}

/// Does what only the late part can do.
// Invariant: `Page` comes here by its `late_acts` alone. A direct call would bring all of this into the part
// that every visit begins with.
pub fn act(page: &mut Page, act: LateAct, out: &mut Outside, readers: &'static dyn Readers) {
    page.readers = Some(readers);
    match act {
        LateAct::Pasted(pasted) => page.take_pasted(&pasted, out),
        LateAct::Texts(files) => page.take_texts(files, out),
        LateAct::OpenFile(file, because) => page.open_file(file, because, out),
        LateAct::DraftAsNewer => page.draft_as_newer(out),
        LateAct::Adjudicate(adjudicate) => page.adjudicate(adjudicate, out),
        LateAct::Exchange(exchange) => page.exchange(exchange, out),
        LateAct::Replace(replace) => page.replace(replace, out),
        LateAct::ReadDocument(brought) => page.read_document(brought, out),
        LateAct::Document(event) => page.document_event(event, out),
        LateAct::Changed(act) => page.act_changed(act, out),
        LateAct::ShortenNames => page.shorten_names(),
        LateAct::CarryAgain => page.carry_again(),
    }
}

impl Page {
    /// Does this by the late part: at once where it is there, else as soon as it is.
    pub(crate) fn act_late(&mut self, act: LateAct, out: &mut Outside) {
        match (self.ui.late, &act) {
            (Late::Here, _) => return (self.late_acts)(self, act, out),
            // Looking once is enough.
            (_, LateAct::CarryAgain) => {
                self.ui.waiting.retain(|waiting| !matches!(waiting, LateAct::CarryAgain));
            }
            // Whoever asks for something asks for the part again.
            (Late::Failed { .. }, _) => self.ui.late = Late::Absent,
            (Late::Absent | Late::Coming, _) => {}
        }
        self.ui.waiting.push(act);
    }

    /// Does what has waited.
    pub(super) fn act_waiting(&mut self, out: &mut Outside) {
        for act in std::mem::take(&mut self.ui.waiting) {
            (self.late_acts)(self, act, out);
        }
    }
}
