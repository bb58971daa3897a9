//! What only the late part can do: reading files of any kind and pages that were pasted, having documents
//! read, writing files, and carrying marks over to a newer text. Together that is a twelfth of the page's
//! code, and nobody does either in the first minute.

use crate::adjudicating::AdjudicateAct;
use crate::changed::ChangedAct;
use crate::exchanging::ExchangeAct;
use crate::intake::{Because, Brought, DocumentEvent, Incoming, Pasted};
use crate::replacing::Replace;

/// One of these things.
#[derive(Debug)]
pub enum LateAct {
    /// Read what was pasted as a page.
    Pasted(Pasted),
    /// Take files in that hold a text each.
    Texts(Vec<Incoming>),
    /// Open a project file.
    OpenFile(Incoming, Because),
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
    /// Find shorter names for speakers.
    ShortenNames,
    /// Look anew at what becomes of the marks of an article that gets a newer text.
    CarryAgain,
}
