//! What only the late part can do: reading files of any kind and pages that were pasted, having documents
//! read, writing files, and carrying marks over to a newer text. Together that is a twelfth of the page's
//! code, and nobody does either in the first minute.

use super::Late;
use crate::adjudicating::AdjudicateAct;
use crate::changed::ChangedAct;
use crate::exchanging::ExchangeAct;
use crate::intake::{Brought, DocumentEvent, Incoming, Pasted};
use crate::outside::{Outside, Readers};
use crate::replacing::Replace;
use crate::state::Page;

/// One of these things.
#[derive(Debug)]
pub enum LateAct {
    /// Read what was pasted as a page.
    Pasted(Pasted),
    /// Take files in that hold a text each.
    Texts(Vec<Incoming>),
    /// Open a project file.
    OpenFile(Incoming),
    /// Take the draft for a newer text of the article it is like.
    DraftAsNewer,
    Replace(Replace),
    /// Anything about files of other tools.
    Exchange(ExchangeAct),
    /// Anything about where two people marked differently.
    Adjudicate(AdjudicateAct),
    /// Have a document read.
    ReadDocument(Brought),
    /// Take what is told of one.
    Document(DocumentEvent),
    /// Look at an article that changed.
    Changed(ChangedAct),
    /// Look anew at what becomes of the marks of an article that gets a newer text.
    CarryAgain,
}

/// What does them: [`act`] with the browser's readers or, where the late part is a module of its own, the way
/// there.
pub type LateActs = fn(&mut Page, LateAct, &mut Outside);

/// Does what only the late part can do.
// Invariant: `Page` comes here by its `late_acts` alone. A direct call would bring all of this into the part
// that every visit begins with.
pub fn act(page: &mut Page, act: LateAct, out: &mut Outside, readers: &'static dyn Readers) {
    page.readers = Some(readers);
    match act {
        LateAct::Pasted(pasted) => page.take_pasted(&pasted, out),
        LateAct::Texts(files) => page.take_texts(files, out),
        LateAct::OpenFile(file) => page.open_file(file, out),
        LateAct::DraftAsNewer => page.draft_as_newer(out),
        LateAct::Adjudicate(adjudicate) => page.adjudicate(adjudicate, out),
        LateAct::Exchange(exchange) => page.exchange(exchange, out),
        LateAct::Replace(replace) => page.replace(replace, out),
        LateAct::ReadDocument(brought) => page.read_document(brought, out),
        LateAct::Document(event) => page.document_event(event, out),
        LateAct::Changed(act) => page.act_changed(act, out),
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
