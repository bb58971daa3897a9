//! What entities are called in all articles, and which of them people decided on.

use super::Session;
use shirushi_model::{
    Annotation, ArticleId, Body, ByteSpan, CanonicalEntity, Entity, EntityType, Status, in_order,
};
use std::collections::HashMap;
use std::sync::Arc;

impl Session {
    /// Every mention of an entity in an article that is suggested or stands accepted, in the order of the
    /// text: what is to be linked with the mentions of the other articles. The answer comes back as
    /// [`crate::Msg::Linked`].
    pub fn mentions(&self, article: ArticleId) -> Vec<Entity> {
        self.mentions_among(article, self.project.annotations_of(article))
    }

    /// The mentions of every article, in the order of the project. Goes through the annotations once, and not
    /// once for each article.
    pub fn all_mentions(&self) -> Vec<(ArticleId, Vec<Entity>)> {
        let mut marks: HashMap<ArticleId, Vec<&Arc<Annotation>>> = HashMap::new();
        for annotation in self.project.annotations.values() {
            if matches!(annotation.body, Body::Entity(_)) {
                marks.entry(annotation.article).or_default().push(annotation);
            }
        }
        let of = |id: ArticleId| {
            let marked = marks.get(&id).map_or(&[][..], Vec::as_slice);
            (id, self.mentions_among(id, marked.iter().copied()))
        };
        self.project.articles.iter().map(|article| of(article.id)).collect()
    }

    /// The mentions of an article for whoever has its marks at hand.
    fn mentions_among<'a>(
        &self,
        article: ArticleId,
        marks: impl Iterator<Item = &'a Arc<Annotation>>,
    ) -> Vec<Entity> {
        let suggested = self.suggestions(article).iter().map(|suggestion| suggestion.entity.clone());
        let marked = marks.filter_map(|annotation| match &annotation.body {
            Body::Entity(mark) if annotation.status == Status::Accepted => Some(Entity {
                span: annotation.extent()?,
                kind: mark.kind,
                canonical: mark.canonical.clone(),
                normalized: mark.value.clone(),
                score: 1.0,
            }),
            _ => None,
        });
        let mut mentions: Vec<Entity> = in_order(suggested.chain(marked).collect(), |mention| {
            [u64::from(mention.span.start), u64::from(mention.span.end), mention.kind as u64]
        });
        mentions.dedup_by_key(|mention| (mention.span, mention.kind));
        mentions
    }

    /// The one name of the entity that is mentioned here: as people decided, or once the articles have been
    /// linked.
    pub fn name_of(&self, article: ArticleId, span: ByteSpan, kind: EntityType) -> Option<&str> {
        let linked = self.names.get(article, span, kind);
        let decided = (!self.project.entities.is_empty()).then(|| {
            let surface = span.slice(&self.project.article(article)?.text)?;
            self.decisions.of(kind, surface, linked.unwrap_or_default())
        });
        decided.flatten().map(|decided| decided.name.as_str()).or(linked)
    }

    /// The entity that people decided on and that has this name or alias.
    pub fn entity(&self, kind: EntityType, name: &str) -> Option<&Arc<CanonicalEntity>> {
        self.decisions.called(kind, name)
    }
}
