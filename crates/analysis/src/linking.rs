//! One form for all mentions of one entity.

use shirushi_model::Entity;

/// The entities of one text, to be linked with those of others.
pub struct Linked<'a> {
    /// The text.
    pub text: &'a str,
    /// Its entities.
    pub entities: &'a mut [Entity],
}

/// Gives every entity its canonical form.
pub fn link(texts: &mut [Linked<'_>]) {
    for linked in texts {
        for entity in linked.entities.iter_mut() {
            entity.canonical = entity.span.slice(linked.text).unwrap_or_default().to_owned();
        }
    }
}
