//! What the project knows of the strings in its texts, to be shown.

use shirushi_model::{AnnotationId, EntityType};
use shirushi_session::{Session, Standing};

/// A piece of knowledge, to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownString {
    /// The string, as it was written where it was judged first.
    pub surface: String,
    pub kind: EntityType,
    pub standing: Standing,
    pub accepted: u32,
    pub rejected: u32,
    /// What it rests on.
    pub judgements: Vec<AnnotationId>,
}

/// What a session knows, what was judged last first.
pub(super) fn known(session: &Session) -> Vec<KnownString> {
    let surface = |id: AnnotationId| {
        let annotation = session.project.annotations.get(&id)?;
        let article = session.project.article(annotation.article)?;
        annotation.extent()?.slice(&article.text).map(str::to_owned)
    };
    let pieces = session.knowledge().pieces();
    pieces
        .into_iter()
        .map(|piece| {
            let judgements: Vec<AnnotationId> = piece.judgements().collect();
            KnownString {
                surface: judgements.iter().min().copied().and_then(surface).unwrap_or_default(),
                kind: piece.kind,
                standing: piece.standing(),
                accepted: piece.accepted(),
                rejected: piece.rejected(),
                judgements,
            }
        })
        .collect()
}
