//! What tests of several rooms begin with.

use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, Status, Target, Timestamp,
};

/// A mark that somebody without a name made in the first article.
pub(crate) fn mark(id: u32, spans: Vec<ByteSpan>, body: Body) -> Annotation {
    Annotation {
        id: AnnotationId(id),
        article: ArticleId(1),
        target: Target::Placed(spans),
        body,
        note: String::new(),
        creator: Creator::Person { name: String::new() },
        judged_by: None,
        status: Status::Accepted,
        created: Timestamp(0),
        modified: Timestamp(0),
    }
}
