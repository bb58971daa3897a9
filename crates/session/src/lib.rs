//! One project being worked on. [`update`] takes a [`Session`] and a [`Msg`] and gives the next session and
//! the [`Effect`]s to be done outside: it is the only way anything changes.
//!
//! Every change of the project is a [`Transaction`]: a list of invertible operations with an origin, a label
//! and an injected time. Undo applies the inverse as a transaction of its own, so the log of a project only
//! ever grows.
//!
//! This crate reads no clock, draws no random numbers and does no I/O. It does not know what a page, a file
//! or a database is, and it words nothing: labels, announcements and refusals are data.
//!
//! ```
//! use shirushi_model::{ArticleMeta, ProjectId, Timestamp};
//! use shirushi_session::{Edit, Effect, Msg, NewArticle, Session, update};
//!
//! let session = Session::new(ProjectId::from_random(7), "祭りの記事".to_owned(), Timestamp(0));
//! let article = NewArticle { text: "祭りは三日に始まった。".to_owned(), meta: ArticleMeta::default() };
//! let edit = Msg::Edit { edit: Edit::AddArticles(vec![article]), at: Timestamp(1) };
//! let (session, effects) = update(session, edit);
//! assert_eq!(session.article().map(|article| &*article.text), Some("祭りは三日に始まった。"));
//! assert!(matches!(effects.first(), Some(Effect::Append(transaction)) if transaction.seq == 1));
//!
//! let (session, _) = update(session, Msg::Undo { at: Timestamp(2) });
//! assert!(session.project.articles.is_empty());
//! ```

mod alike;
mod analysed;
mod claims;
mod difference;
mod edit;
mod entities;
mod focus;
mod folded;
mod history;
mod knowledge;
mod logged;
mod message;
mod names;
mod operation;
pub mod search;
mod selection;
mod session;
mod suggestions;
mod transaction;
mod update;
pub mod values;
mod version;

pub use alike::Occurrence;
pub use analysed::Analysed;
pub use claims::ends;
pub use difference::difference;
pub use history::History;
pub use knowledge::{Knowledge, Piece, Standing};
pub use message::{
    Announcement, CheckChange, ClaimPair, Edit, Effect, EntityChange, Msg, NewArticle, Refusal, RuledMark,
    Ruling,
};
pub use operation::{Misfit, Operation};
pub use selection::{Focus, Selection};
pub use session::{ReplayError, Session, Snapshot};
pub use suggestions::{Influence, Suggestion};
pub use transaction::{Label, MarkKind, Origin, Transaction, Verdict};
pub use update::update;
pub use version::Version;
