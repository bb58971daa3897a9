//! Several people's marks (突き合わせ): made one project ([`merge()`]), put side by side where they differ
//! ([`disagreements`]), decided between ([`Decision`]), and measured ([`measure`]).
//!
//! ```
//! use shirushi_agreement::measure::{CodedUnit, Confusion, Unitized};
//!
//! // 早瀬 and 黒田 on the words 院長 は 会見 し た: inside a claim (1) or not (0).
//! let mut table = Confusion::default();
//! for (hayase, kuroda) in [(0, 0), (0, 0), (1, 1), (1, 1), (1, 0)] {
//!     table.count(hayase, kuroda);
//! }
//! assert!((table.kappa().unwrap() - 0.615).abs() < 0.001);
//! let claims = [vec![CodedUnit { start: 3, end: 7 }], vec![CodedUnit { start: 3, end: 6 }]];
//! assert!(Unitized::of(&claims, 7).alpha().unwrap() < 1.0);
//! ```
//!
//! This crate knows projects, the session's edits and where moved texts lead. It reads no clock and no file,
//! draws numbers from a fixed seed only, knows no page, and words nothing but its errors.

mod ancestor;
mod articles;
mod category;
mod decision;
mod disagreement;
mod frame;
mod layer;
pub mod measure;
mod merge;
#[cfg(test)]
mod staging;

pub use ancestor::common_ancestor;
pub use articles::{ArticlePair, Sameness, pair_articles};
pub use category::Category;
pub use decision::{Decision, decide, settle_alike};
pub use disagreement::{Aspect, Differences, Disagreement, Likeness, disagreements};
pub use frame::Moved;
pub use layer::{Layer, in_frame};
pub use merge::{Conflict, Disputed, MergeError, Merged, merge};
