//! What a project knows of the strings in its texts, from what people judged: 浜崎 was accepted as a place
//! three times, 一部 was rejected as a quantity.
//!
//! A pure function of the annotations: nothing of it is stored, so undo, redo and a reload need no care of
//! their own. It knows no suggestions; what follows for them is the business of `suggestions`.

use crate::Operation;
use crate::folded::fold;
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, EntityType, Project, Status, Target, Timestamp,
    in_order,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What was judged of all strings of a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// By the string as a search sees it. Invariant: no list is empty, and no piece is without judgements.
    strings: BTreeMap<Arc<str>, Arc<Vec<Piece>>>,
}

/// What was judged of one string as one type.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The type it was judged as.
    pub kind: EntityType,
    accepted: Judgements,
    rejected: Judgements,
}

/// Annotations, those judged last at the end.
type Judgements = Vec<(Timestamp, AnnotationId)>;

/// What follows from the judgements of one string as one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was accepted wherever it was judged.
    Accepted,
    /// It was rejected wherever it was judged.
    Rejected,
    /// Sometimes the one, sometimes the other: the place decides, and nothing follows for other places.
    Undecided,
}

impl Piece {
    /// What follows from the judgements.
    pub fn standing(&self) -> Standing {
        match (self.accepted.is_empty(), self.rejected.is_empty()) {
            (false, true) => Standing::Accepted,
            (true, false) => Standing::Rejected,
            _ => Standing::Undecided,
        }
    }

    /// How often it was accepted: by a judged suggestion or by a mark made by hand.
    pub fn accepted(&self) -> u32 {
        u32::try_from(self.accepted.len()).unwrap_or(u32::MAX)
    }

    /// How often it was rejected.
    pub fn rejected(&self) -> u32 {
        u32::try_from(self.rejected.len()).unwrap_or(u32::MAX)
    }

    /// The annotations behind it.
    pub fn judgements(&self) -> impl Iterator<Item = AnnotationId> {
        self.accepted.iter().chain(&self.rejected).map(|&(_, id)| id)
    }

    /// When it was judged last.
    pub fn last(&self) -> Timestamp {
        let last = self.accepted.last().max(self.rejected.last());
        last.map_or(Timestamp::default(), |&(at, _)| at)
    }
}

impl Knowledge {
    /// What the judged entities of a project amount to.
    pub(crate) fn of(project: &Project) -> Self {
        let texts: HashMap<ArticleId, &str> =
            project.articles.iter().map(|article| (article.id, &*article.text)).collect();
        let mut knowledge = Self::default();
        for annotation in project.annotations.values() {
            if let Some(text) = texts.get(&annotation.article) {
                knowledge.take(annotation, text, KnowledgeTurn::In);
            }
        }
        knowledge
    }

    /// Follows a change from one state of the project to the next; gives the strings of which something else
    /// is known now.
    pub(crate) fn follow(
        &mut self,
        operations: &[Operation],
        from: &Project,
        to: &Project,
    ) -> BTreeSet<String> {
        let text = |project: &Project, id| project.article(id).map(|article| article.text.clone());
        let mut changed = BTreeSet::new();
        for operation in operations {
            let Operation::PutAnnotation { before, after } = operation else { continue };
            for (annotation, turn) in [(before, KnowledgeTurn::Out), (after, KnowledgeTurn::In)] {
                let Some(annotation) = annotation.as_ref().filter(|one| judged(one).is_some()) else {
                    continue;
                };
                // What goes out stood in the text as it was, what comes in stands in the text as it is.
                let text = match turn {
                    KnowledgeTurn::Out => text(from, annotation.article),
                    KnowledgeTurn::In => text(to, annotation.article),
                };
                changed.extend(text.and_then(|text| self.take(annotation, &text, turn)));
            }
        }
        changed
    }

    /// Takes the judgement of an annotation in, or out again; gives the string it is about.
    fn take(&mut self, annotation: &Annotation, text: &str, turn: KnowledgeTurn) -> Option<String> {
        let (kind, span) = judged(annotation)?;
        let folded = fold(span.slice(text)?);
        // Taken out rather than copied: a string may have been judged a hundred thousand times.
        let mut shared = self.strings.remove(&*folded).unwrap_or_default();
        let pieces = Arc::make_mut(&mut shared);
        // The order is that of the types, whatever was judged first.
        let at = pieces.partition_point(|piece| piece.kind < kind);
        if pieces.get(at).is_none_or(|piece| piece.kind != kind) {
            let (accepted, rejected) = (Judgements::new(), Judgements::new());
            pieces.insert(at, Piece { kind, accepted, rejected });
        }
        let piece = pieces.get_mut(at)?;
        let judgements = match annotation.status {
            Status::Rejected => &mut piece.rejected,
            _ => &mut piece.accepted,
        };
        let judgement = (annotation.modified, annotation.id);
        match (turn, judgements.binary_search(&judgement)) {
            (KnowledgeTurn::In, Err(at)) => judgements.insert(at, judgement),
            (KnowledgeTurn::Out, Ok(at)) => drop(judgements.remove(at)),
            _ => {}
        }
        pieces.retain(|piece| piece.judgements().next().is_some());
        if !pieces.is_empty() {
            self.strings.insert(folded.as_str().into(), shared);
        }
        Some(folded)
    }

    /// What was judged of a string as this type.
    pub fn piece(&self, surface: &str, kind: EntityType) -> Option<&Piece> {
        self.folded(&fold(surface)).iter().find(|piece| piece.kind == kind)
    }

    /// What was judged of a string, by type.
    pub(crate) fn folded(&self, folded: &str) -> &[Piece] {
        self.strings.get(folded).map(|pieces| pieces.as_slice()).unwrap_or_default()
    }

    /// The type a folded string has in the whole project: the one that stands accepted, of several the one
    /// that was accepted last.
    pub(crate) fn accepted(&self, folded: &str) -> Option<&Piece> {
        let standing = self.folded(folded).iter().filter(|piece| piece.standing() == Standing::Accepted);
        standing.max_by_key(|piece| piece.accepted.last().copied())
    }

    /// The folded strings that begin with a character and stand accepted as something.
    pub(crate) fn accepted_strings(&self, first: char) -> impl Iterator<Item = (&str, &Piece)> {
        let mut head = [0; 4];
        let from: Arc<str> = Arc::from(&*first.encode_utf8(&mut head));
        let begins = move |(folded, _): &(&Arc<str>, _)| folded.starts_with(first);
        self.strings
            .range(from..)
            .take_while(begins)
            .filter_map(|(folded, _)| Some((&**folded, self.accepted(folded)?)))
    }

    /// Every piece, those judged last first.
    pub fn pieces(&self) -> Vec<&Piece> {
        let pieces: Vec<&Piece> = self.strings.values().flat_map(|pieces| pieces.iter()).collect();
        in_order(pieces, |piece| {
            // Times before 1970 come before those after it also as numbers without a sign.
            let last = piece.last().0.cast_unsigned() ^ (1 << 63);
            [!last, piece.judgements().min().map_or(0, |id| u64::from(id.0)), 0]
        })
    }

    /// Whether nothing was judged.
    pub fn is_empty(&self) -> bool {
        self.strings.is_empty()
    }
}

/// Whether a judgement comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KnowledgeTurn {
    In,
    Out,
}

/// The type and the place of an annotation that says something about its string: an entity in one piece that
/// a person judged.
fn judged(annotation: &Annotation) -> Option<(EntityType, ByteSpan)> {
    match (&annotation.body, &annotation.target, annotation.status) {
        (Body::Entity(mark), Target::Placed(spans), Status::Accepted | Status::Rejected) => {
            match spans.as_slice() {
                [span] => Some((mark.kind, *span)),
                _ => None,
            }
        }
        _ => None,
    }
}
