//! Which of the other places where a string stands are to be marked the same.

use shirushi_model::{ArticleId, Body, ByteSpan, Status};
use shirushi_session::{Focus, Session};

/// What is looked at, and which of it is left out.
#[derive(Debug, Clone, Default)]
pub struct Everywhere {
    /// In this article only.
    pub here_only: bool,
    /// Places that are not to be marked.
    pub left_out: Vec<(ArticleId, ByteSpan)>,
}

impl Everywhere {
    /// Leaves a place out, or takes it in again.
    pub fn tick(&mut self, place: (ArticleId, ByteSpan)) {
        match self.left_out.iter().position(|other| *other == place) {
            Some(at) => drop(self.left_out.remove(at)),
            None => self.left_out.push(place),
        }
    }
}

/// Whether what is selected is a mark that other places can be like.
pub fn has_pattern(session: &Session) -> bool {
    match session.selection.focus {
        Focus::Suggestion(_) => true,
        Focus::Annotation(id) => session.project.annotations.get(&id).is_some_and(|mark| {
            mark.status != Status::Rejected && matches!(mark.body, Body::Entity(_) | Body::Highlight(_))
        }),
        _ => false,
    }
}
