//! The entities of a project: every mention in every article, gathered by what it names. Pure.
//!
//! Mentions are one entity when the linking says so. A person who gave a mark another full name has the last
//! word: the mark belongs to the entity of that name. Which names are one entity is also theirs to decide
//! (`Session::entity`).

use shirushi_model::{Annotation, AnnotationId, ArticleId, Body, ByteSpan, EntityType, Status, in_order};
use shirushi_session::{Focus, Influence, Session, Suggestion};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// All mentions of one entity in the project.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityGroup {
    pub kind: EntityType,
    /// The one name for all mentions.
    pub canonical: String,
    /// How it is written, the commonest form first, each with how often.
    pub forms: Vec<(String, usize)>,
    /// In the order of the articles and their texts.
    pub mentions: Vec<Mention>,
}

/// One mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    pub article: ArticleId,
    pub span: ByteSpan,
    pub state: State,
}

/// What became of a mention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum State {
    Judged(AnnotationId, Status),
    Suggested { score: f32, influence: Influence },
}

impl Mention {
    /// What is turned to by going there.
    pub fn focus(&self) -> Focus {
        match self.state {
            State::Judged(id, _) => Focus::Annotation(id),
            State::Suggested { .. } => Focus::Suggestion(self.span),
        }
    }

    /// Whether it waits for a judgement. What was rejected elsewhere does not.
    pub fn is_pending(&self) -> bool {
        matches!(self.state, State::Suggested { influence, .. } if !is_withdrawn(influence))
    }

    /// Whether it stands: accepted, or suggested and not rejected elsewhere.
    pub fn stands(&self) -> bool {
        self.is_pending() || matches!(self.state, State::Judged(_, Status::Accepted | Status::Suggested))
    }
}

fn is_withdrawn(influence: Influence) -> bool {
    matches!(influence, Influence::Withdrawn { .. })
}

impl EntityGroup {
    /// How many mentions wait for a judgement.
    pub fn pending(&self) -> usize {
        self.mentions.iter().filter(|mention| mention.is_pending()).count()
    }

    /// How many mentions were accepted.
    pub fn accepted(&self) -> usize {
        let accepted = |mention: &&Mention| matches!(mention.state, State::Judged(_, Status::Accepted));
        self.mentions.iter().filter(accepted).count()
    }

    /// How many articles mention it.
    pub fn articles(&self) -> usize {
        let mut articles: Vec<ArticleId> = self.mentions.iter().map(|mention| mention.article).collect();
        articles.dedup();
        articles.len()
    }

    /// The surest score among what is suggested.
    pub fn score(&self) -> Option<f32> {
        let scores = self.mentions.iter().filter_map(|mention| match mention.state {
            State::Suggested { score, .. } => Some(score),
            State::Judged(..) => None,
        });
        scores.reduce(f32::max)
    }

    /// Whether any mention stands. A group of which none does is shown apart.
    pub fn stands(&self) -> bool {
        self.mentions.iter().any(Mention::stands)
    }

    /// Whether an article mentions it.
    pub fn is_in(&self, article: ArticleId) -> bool {
        self.mentions.iter().any(|mention| mention.article == article)
    }
}

/// The groups of a project, by type and then by how often they are mentioned. `shown` says which suggestions
/// count.
pub fn groups(session: &Session, shown: impl Fn(&Suggestion) -> bool) -> Vec<EntityGroup> {
    let mut marks: HashMap<ArticleId, Vec<&Arc<Annotation>>> = HashMap::new();
    for annotation in session.project.annotations.values() {
        if matches!(annotation.body, Body::Entity(_)) {
            marks.entry(annotation.article).or_default().push(annotation);
        }
    }
    let mut gathering = Gathering::default();
    let mut given: Vec<(EntityType, String, String, Mention)> = Vec::new();
    for article in &session.project.articles {
        let id = article.id;
        let suggested = session.suggestions(id).iter().chain(session.withdrawn(id)).filter(|one| shown(one));
        for Suggestion { entity, influence } in suggested {
            let surface = entity.span.slice(&article.text).unwrap_or_default();
            let state = State::Suggested { score: entity.score, influence: *influence };
            let mention = Mention { article: id, span: entity.span, state };
            gathering.add(entity.kind, &entity.canonical, surface, mention);
        }
        for annotation in marks.get(&id).into_iter().flatten() {
            let (Body::Entity(mark), Some(span)) = (&annotation.body, annotation.extent()) else { continue };
            let surface = span.slice(&article.text).unwrap_or_default();
            let linked = session.name_of(id, span, mark.kind);
            let state = State::Judged(annotation.id, annotation.status);
            let mention = Mention { article: id, span, state };
            let decided = session.entity(mark.kind, &mark.canonical).map(|entity| entity.name.as_str());
            match (linked, decided.unwrap_or(&mark.canonical)) {
                (_, name) if decided.is_some() => gathering.add(mark.kind, name, surface, mention),
                (Some(linked), "") => gathering.add(mark.kind, linked, surface, mention),
                (None, "") => gathering.add(mark.kind, surface, surface, mention),
                (Some(linked), name) if linked == name => gathering.add(mark.kind, name, surface, mention),
                (linked, name) => {
                    if let Some(linked) = linked {
                        gathering.form(mark.kind, linked, surface);
                    }
                    given.push((mark.kind, name.to_owned(), surface.to_owned(), mention));
                }
            }
        }
    }
    // A name that was given may be another form of an entity that is known by now.
    for (kind, name, surface, mention) in given {
        let known = gathering.by_form.get(&(kind, name.clone())).cloned().unwrap_or(name);
        gathering.add(kind, &known, &surface, mention);
    }
    gathering.finish(session)
}

#[derive(Default)]
struct Gathering {
    found: BTreeMap<(EntityType, String), FoundGroup>,
    /// The name of the entity that is written like this.
    by_form: HashMap<(EntityType, String), String>,
}

/// What is found of one entity.
#[derive(Default)]
struct FoundGroup {
    forms: BTreeMap<String, usize>,
    mentions: Vec<Mention>,
}

impl Gathering {
    fn form(&mut self, kind: EntityType, canonical: &str, surface: &str) {
        for form in [canonical, surface] {
            self.by_form.entry((kind, form.to_owned())).or_insert_with(|| canonical.to_owned());
        }
    }

    fn add(&mut self, kind: EntityType, canonical: &str, surface: &str, mention: Mention) {
        self.form(kind, canonical, surface);
        let FoundGroup { forms, mentions } = self.found.entry((kind, canonical.to_owned())).or_default();
        *forms.entry(surface.to_owned()).or_default() += 1;
        mentions.push(mention);
    }

    fn finish(self, session: &Session) -> Vec<EntityGroup> {
        let order: HashMap<ArticleId, u64> =
            (0..).zip(&session.project.articles).map(|(at, article)| (article.id, at)).collect();
        let place = |mention: &Mention| {
            let article = order.get(&mention.article).copied().unwrap_or(u64::MAX);
            [article, u64::from(mention.span.start), u64::from(mention.span.end)]
        };
        let mut found = self.found;
        // What people decided on an entity stays in sight when nothing mentions it any more.
        for entity in session.project.entities.values() {
            found.entry((entity.kind, entity.name.clone())).or_default();
        }
        let groups: Vec<EntityGroup> = found
            .into_iter()
            .map(|((kind, canonical), FoundGroup { forms, mentions })| {
                let mentions = in_order(mentions, place);
                let forms = in_order(forms.into_iter().collect(), |(_, times)| [!(*times as u64), 0, 0]);
                EntityGroup { kind, canonical, forms, mentions }
            })
            .collect();
        // By type, the one with most mentions first; what stands nowhere last.
        in_order(groups, |group| {
            let rank = u64::from(!group.stands()) << 8 | group.kind as u64;
            let [article, start, _] = group.mentions.first().map_or([u64::MAX; 3], place);
            [rank, !(group.mentions.len() as u64), article << 32 | start]
        })
    }
}

#[cfg(test)]
mod tests;
