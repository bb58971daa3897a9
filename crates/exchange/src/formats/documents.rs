//! A project as other tools see it: texts with labelled spans, and links between spans.

use super::details::{self, Details, KEYS};
use super::intake::PART_OF;
use super::label::{Label, link};
use super::ruler::Ruler;
use super::{Carriage, Feature, Telling};
use shirushi_model::{Annotation, ArticleId, Body, ByteSpan, Project, Quote, RelationMark, Status, Target};
use std::cmp::Reverse;
use std::collections::HashMap;

/// All of a project that a format has a place for.
pub(super) struct Documents<'a> {
    pub(super) project: &'a Project,
    /// In the order of the project.
    pub(super) texts: Vec<Document<'a>>,
    /// Links between texts.
    pub(super) across: Vec<Link>,
    /// Is told which text is written.
    tell: Telling<'a>,
}

/// One text with what is marked in it.
pub(super) struct Document<'a> {
    pub(super) ruler: Ruler,
    /// A name for files that no other document has.
    pub(super) name: String,
    /// By where they begin, the longer one first.
    pub(super) marks: Vec<Mark<'a>>,
    pub(super) links: Vec<Link>,
}

/// A labelled place.
pub(super) struct Mark<'a> {
    /// Unique in the project.
    pub(super) id: u32,
    /// Where it stands; empty when it is unplaced.
    pub(super) spans: &'a [ByteSpan],
    /// Where it stood, when it is unplaced.
    pub(super) quotes: &'a [Quote],
    pub(super) label: Label,
    pub(super) details: Details,
}

/// How one mark stands to another.
pub(super) struct Link {
    pub(super) id: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) label: String,
    pub(super) details: Details,
}

impl<'a> Documents<'a> {
    pub(super) fn of(project: &'a Project, carries: impl Fn(Feature) -> Carriage, tell: Telling<'a>) -> Self {
        let keeps = |feature| carries(feature) != Carriage::Lost;
        let mut making = Making {
            texts: project
                .articles
                .iter()
                .enumerate()
                .map(|(number, article)| Document {
                    ruler: Ruler::new(article.clone()),
                    name: file_name(number + 1, &article.meta.outlet),
                    marks: Vec::new(),
                    links: Vec::new(),
                })
                .collect(),
            places: HashMap::new(),
            by_id: project.articles.iter().enumerate().map(|(place, article)| (article.id, place)).collect(),
            next: project.next_number,
        };
        let kept = |annotation: &Annotation| {
            (annotation.status == Status::Accepted || keeps(Feature::Unjudged))
                && (matches!(annotation.target, Target::Placed(_)) || keeps(Feature::Unplaced))
        };
        let told = |annotation: &Annotation| {
            let mut details = details::of(annotation);
            details.retain(|key, _| KEYS.iter().any(|(name, feature)| name == key && keeps(*feature)));
            details
        };
        for annotation in project.annotations.values().filter(|annotation| kept(annotation)) {
            let Some(label) = Label::of(&annotation.body, &project.tagset) else { continue };
            let is_kept = match label {
                Label::Entity(_) => keeps(Feature::EntityType),
                Label::Claim(..) => keeps(Feature::ClaimType),
                Label::Tag(_) => keeps(Feature::Tag),
                Label::Place => false,
            };
            if is_kept {
                let details = told(annotation);
                making.mark(annotation.id.0, annotation.article, &annotation.target, label, details);
            }
        }
        let mut across = Vec::new();
        for annotation in project.annotations.values().filter(|annotation| kept(annotation)) {
            let Body::Relation(mark) = &annotation.body else { continue };
            let is_across = mark.other != annotation.article;
            let is_placed = matches!(mark.place, Target::Placed(_)) || keeps(Feature::Unplaced);
            let feature = if is_across { Feature::RelationsAcross } else { Feature::Relations };
            if !is_placed || !keeps(feature) {
                continue;
            }
            let Some(made) = making.link(annotation, mark, told(annotation)) else { continue };
            if is_across {
                across.push(made);
            } else if let Some(place) = making.by_id.get(&annotation.article)
                && let Some(text) = making.texts.get_mut(*place)
            {
                text.links.push(made);
            }
        }
        for text in &mut making.texts {
            let extent = |mark: &Mark<'_>| {
                let extent = mark.spans.iter().copied().reduce(ByteSpan::cover).unwrap_or_default();
                (extent.start, Reverse(extent.end), mark.id)
            };
            text.marks.sort_by_key(extent);
        }
        Self { project, texts: making.texts, across, tell }
    }

    /// One text after another, each told as it is reached: what takes the time of writing goes through them
    /// by this.
    pub(super) fn each(&self) -> impl Iterator<Item = &Document<'a>> {
        let of = self.texts.len();
        self.texts.iter().enumerate().map(move |(done, text)| {
            (self.tell)(done, of);
            text
        })
    }
}

struct Making<'a> {
    texts: Vec<Document<'a>>,
    /// The first mark on a place; claims before others.
    places: HashMap<PlaceKey<'a>, (u32, bool)>,
    by_id: HashMap<ArticleId, usize>,
    /// The next number for what has none in the project.
    next: u32,
}

impl<'a> Making<'a> {
    fn mark(&mut self, id: u32, article: ArticleId, target: &'a Target, label: Label, details: Details) {
        let (spans, quotes) = parts(target);
        let is_claim = matches!(label, Label::Claim(..));
        let key = place_key(article, target);
        let first = self.places.entry(key).or_insert((id, is_claim));
        if is_claim && !first.1 {
            *first = (id, true);
        }
        if let Some(text) = self.by_id.get(&article).and_then(|&place| self.texts.get_mut(place)) {
            text.marks.push(Mark { id, spans, quotes, label, details });
        }
    }

    /// The mark on a place, made when there is none.
    fn end(&mut self, article: ArticleId, target: &'a Target) -> Option<u32> {
        self.by_id.get(&article)?;
        let key = place_key(article, target);
        if let Some((id, _)) = self.places.get(&key) {
            return Some(*id);
        }
        let id = self.next;
        self.next = self.next.saturating_add(1);
        self.mark(id, article, target, Label::Place, Details::new());
        Some(id)
    }

    fn link(&mut self, annotation: &'a Annotation, mark: &'a RelationMark, details: Details) -> Option<Link> {
        let from = self.end(annotation.article, &annotation.target)?;
        let to = self.end(mark.other, &mark.place)?;
        let label = link(mark.relation, mark.difference);
        Some(Link { id: annotation.id.0, from, to, label, details })
    }
}

type PlaceKey<'a> = (ArticleId, &'a [ByteSpan], Vec<(&'a str, &'a str, &'a str, u32, u32)>);

fn place_key(article: ArticleId, target: &Target) -> PlaceKey<'_> {
    let (spans, quotes) = parts(target);
    let quotes = quotes.iter().map(|q| (&*q.exact, &*q.prefix, &*q.suffix, q.start, q.end)).collect();
    (article, spans, quotes)
}

fn parts(target: &Target) -> (&[ByteSpan], &[Quote]) {
    match target {
        Target::Placed(spans) => (spans, &[]),
        Target::Unplaced(quotes) => (&[], quotes),
    }
}

/// A file name that is one on every system and says which article it is: `02-浜野新聞`.
fn file_name(number: usize, outlet: &str) -> String {
    let plain: String = outlet.chars().filter(|c| c.is_alphanumeric()).take(20).collect();
    if plain.is_empty() { format!("{number:02}") } else { format!("{number:02}-{plain}") }
}

/// One part of a mark, for tools whose spans have one part.
pub(super) struct ArticlePiece<'d, 'a> {
    pub(super) mark: &'d Mark<'a>,
    pub(super) span: ByteSpan,
    /// Of how many.
    pub(super) of: usize,
    /// Whether it is the first.
    pub(super) is_first: bool,
}

impl ArticlePiece<'_, '_> {
    /// What the mark says beside its label, with what leads its parts to each other.
    pub(super) fn details(&self) -> Details {
        let mut details = if self.is_first { self.mark.details.clone() } else { Details::new() };
        if self.of > 1 {
            details.insert(PART_OF.to_owned(), self.mark.id.into());
        }
        details
    }

    /// Unique in the project, the mark's id for its first part.
    pub(super) fn key(&self) -> String {
        if self.is_first { self.mark.id.to_string() } else { format!("{}.{}", self.mark.id, self.span.start) }
    }
}

impl<'a> Document<'a> {
    /// All parts of its marks, by mark.
    pub(super) fn pieces(&self) -> impl Iterator<Item = ArticlePiece<'_, 'a>> {
        self.marks.iter().flat_map(|mark| {
            let of = mark.spans.len();
            let piece = move |(number, &span)| ArticlePiece { mark, span, of, is_first: number == 0 };
            mark.spans.iter().enumerate().map(piece)
        })
    }

    /// The words of a span.
    pub(super) fn words(&self, span: ByteSpan) -> &str {
        span.slice(self.ruler.text()).unwrap_or_default()
    }
}
