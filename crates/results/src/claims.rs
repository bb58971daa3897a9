//! The claims of a project as they stand: what people marked or judged, and what is suggested besides. Looked
//! up by place, read once for a state of the project; all results start from it.

use crate::outlets::{Outlet, outlets};
use crate::place::{Place, in_line};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, ClaimMark, Entity, EntityType, Normalized, Project,
    SpeakerKind, Status,
};
use shirushi_session::{Session, ends};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A claim as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Where.
    pub place: Place,
    /// The article, by its place in the project.
    pub column: usize,
    /// What it says: by whom, how surely.
    pub mark: ClaimMark,
    /// The annotation, once a person marked or judged it.
    pub judged: Option<AnnotationId>,
    /// How much it is worth checking, 0 to 3; 0 for what the machine did not find.
    pub worthiness: u8,
    /// The sentence it stands in, or itself where none is known.
    pub sentence: ByteSpan,
}

impl Told {
    /// What the source is: the outlet when nobody is named.
    pub fn source(&self) -> SpeakerKind {
        self.mark.speaker.as_ref().map_or(SpeakerKind::Outlet, |speaker| speaker.kind)
    }

    /// The name of whoever says it; empty for the outlet and for those without a name.
    pub fn speaker(&self) -> &str {
        self.mark.speaker.as_ref().map_or("", |speaker| speaker.name.as_str())
    }
}

/// The claims of a project, and what people said of them.
#[derive(Debug)]
pub struct Claims {
    session: Session,
    /// The articles, in the order of the project.
    pub outlets: Vec<Outlet>,
    /// In the order of the articles and their texts.
    pub all: Vec<Told>,
    by_place: HashMap<Place, usize>,
    rejected: HashSet<Place>,
    relations: HashMap<(Place, Place), Arc<Annotation>>,
    columns: HashMap<ArticleId, usize>,
    mentions: Vec<Vec<Entity>>,
}

impl Claims {
    /// The claims of a session's project. Takes time linear in what was found and marked.
    pub fn of(session: &Session) -> Self {
        let project = &session.project;
        let outlets = outlets(project);
        let columns: HashMap<ArticleId, usize> =
            outlets.iter().enumerate().map(|(column, outlet)| (outlet.article, column)).collect();
        let mut marks: BTreeMap<ArticleId, Vec<&Arc<Annotation>>> = BTreeMap::new();
        let mut rejected = HashSet::default();
        let mut relations = HashMap::default();
        for annotation in project.annotations.values() {
            if let (Body::Claim(_), Some(span)) = (&annotation.body, annotation.extent()) {
                marks.entry(annotation.article).or_default().push(annotation);
                if annotation.status == Status::Rejected {
                    rejected.insert(Place::new(annotation.article, span));
                }
            }
            if let Some((a, b)) = ends(annotation) {
                relations.insert(in_line(a.into(), b.into()), annotation.clone());
            }
        }
        let mut all = Vec::new();
        for (column, article) in project.articles.iter().enumerate() {
            let id = article.id;
            let marked = marks.get(&id).map_or(&[][..], Vec::as_slice);
            all.extend(of_article(session, id, column, marked));
        }
        let mentions = session.all_mentions().into_iter().map(|(_, mentions)| mentions).collect();
        let by_place = all.iter().enumerate().map(|(number, told)| (told.place, number)).collect();
        Self { session: session.clone(), outlets, all, by_place, rejected, relations, columns, mentions }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.session.project
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The claim at a place: `None` when there is none, or it was rejected.
    pub fn at(&self, place: Place) -> Option<&Told> {
        self.by_place.get(&place).and_then(|&number| self.all.get(number))
    }

    /// Whether a person said that this is no claim.
    pub fn is_rejected(&self, place: Place) -> bool {
        self.rejected.contains(&place)
    }

    /// What a person said of how two claims stand to each other.
    pub fn relation(&self, a: Place, b: Place) -> Option<&Arc<Annotation>> {
        self.relations.get(&in_line(a, b))
    }

    /// Everything people said of how claims stand to each other, in the order of places.
    pub fn relations(&self) -> Vec<((Place, Place), &Arc<Annotation>)> {
        let mut all: Vec<_> = self.relations.iter().map(|(places, one)| (*places, one)).collect();
        all.sort_by_key(|(places, _)| *places);
        all
    }

    /// Which of the articles this is, by its place in the project.
    pub fn column(&self, article: ArticleId) -> Option<usize> {
        self.columns.get(&article).copied()
    }

    /// The text of a claim, or of any other place.
    pub fn text(&self, place: Place) -> &str {
        let article = self.column(place.article).and_then(|at| self.session.project.articles.get(at));
        article.and_then(|article| place.span.slice(&article.text)).unwrap_or_default()
    }

    /// The entities inside a place that have names: no dates and numbers.
    pub fn names_in(&self, place: Place) -> impl Iterator<Item = (EntityType, &str)> {
        let named = |entity: &&Entity| {
            !matches!(entity.kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
        };
        self.inside(place).filter(named).map(move |entity| {
            let decided = self.session.name_of(place.article, entity.span, entity.kind);
            (entity.kind, decided.unwrap_or(&entity.canonical))
        })
    }

    /// The mentions inside a place, in the order of the text.
    pub fn inside(&self, place: Place) -> impl Iterator<Item = &Entity> {
        let all = self.mentions_of(place.article);
        let first = all.partition_point(|entity| entity.span.start < place.span.start);
        let rest = all.get(first..).unwrap_or_default();
        rest.iter()
            .take_while(move |entity| entity.span.start < place.span.end)
            .filter(move |entity| entity.span.end <= place.span.end)
    }

    /// All mentions of an article, in the order of its text.
    pub fn mentions_of(&self, article: ArticleId) -> &[Entity] {
        let found = self.column(article).and_then(|column| self.mentions.get(column));
        found.map_or(&[], Vec::as_slice)
    }

    /// What a date, a time or a quantity amounts to that stands at a place or overlaps it.
    pub fn value_at(&self, place: Place, wanted: impl Fn(EntityType) -> bool) -> Option<&Normalized> {
        let all = self.mentions_of(place.article);
        let first = all.partition_point(|entity| entity.span.end <= place.span.start);
        let rest = all.get(first..).unwrap_or_default();
        let near = rest.iter().take_while(|entity| entity.span.start < place.span.end);
        near.filter(|entity| wanted(entity.kind)).find_map(|entity| entity.normalized.as_ref())
    }
}

/// The claims of one article: marked ones and those suggested besides, in the order of the text.
fn of_article(session: &Session, id: ArticleId, column: usize, marked: &[&Arc<Annotation>]) -> Vec<Told> {
    let analysis = session.analysed(id).map(|analysed| &analysed.analysis);
    let sentence_at = |span: ByteSpan| {
        let sentences = analysis.map_or(&[][..], |analysis| analysis.sentences.as_slice());
        let after = sentences.partition_point(|sentence| sentence.span.start <= span.start);
        let found = after.checked_sub(1).and_then(|at| sentences.get(at));
        found.map_or(span, |sentence| sentence.span.cover(span))
    };
    let found: HashMap<ByteSpan, u8> = analysis
        .map(|analysis| analysis.claims.iter().map(|claim| (claim.span, claim.worthiness)).collect())
        .unwrap_or_default();
    let mut all: Vec<Told> = Vec::new();
    for annotation in marked {
        let (Body::Claim(mark), Some(span)) = (&annotation.body, annotation.extent()) else { continue };
        if annotation.status == Status::Rejected {
            continue;
        }
        all.push(Told {
            place: Place::new(id, span),
            column,
            mark: mark.clone(),
            judged: Some(annotation.id),
            worthiness: found.get(&span).copied().unwrap_or_default(),
            sentence: sentence_at(span),
        });
    }
    for (_, claim) in session.suggested_claims_among(id, marked.iter().copied()) {
        all.push(Told {
            place: Place::new(id, claim.span),
            column,
            mark: session.claim_mark(id, claim),
            judged: None,
            worthiness: claim.worthiness,
            sentence: sentence_at(claim.span),
        });
    }
    all.sort_by_key(|told| (told.place.span.start, told.place.span.end, told.judged.is_none()));
    // Of two marks on one span the first that was made speaks.
    all.dedup_by_key(|told| told.place);
    all
}
