//! What a project is when numbers do not count, and what of it a format should bring back: written from
//! [`Format::carries`] and the words of `docs/FORMATS.md` alone, without a look at how a format does it.

use super::{NOW, arrival};
use crate::formats::{Carriage, DoccanoShape, Feature, Format, OffsetUnit, Options};
use shirushi_model::{
    Annotation, ArticleId, ArticleMeta, Body, ByteSpan, Creator, Project, Status, Target, Timestamp,
};

/// A project without numbers: its texts in order, and its marks in any.
#[derive(Debug, PartialEq)]
pub(super) struct Plain {
    pub(super) texts: Vec<(String, ArticleMeta, Timestamp)>,
    pub(super) marks: Vec<String>,
}

impl Plain {
    pub(super) fn of(project: &Project) -> Self {
        let texts = project
            .articles
            .iter()
            .map(|article| (article.text.to_string(), article.meta.clone(), article.added))
            .collect();
        let mut marks: Vec<String> = project.annotations.values().map(|mark| plain(project, mark)).collect();
        marks.sort();
        Self { texts, marks }
    }
}

fn place(project: &Project, id: ArticleId) -> usize {
    project.articles.iter().position(|article| article.id == id).unwrap()
}

fn plain(project: &Project, mark: &Annotation) -> String {
    let body = match &mark.body {
        Body::Highlight(highlight) => format!("{:?}", project.tagset.get(highlight.tag).unwrap().name),
        Body::Relation(relation) => format!(
            "{:?} {:?} {} {:?}",
            relation.relation,
            relation.difference,
            place(project, relation.other),
            relation.place
        ),
        body => format!("{body:?}"),
    };
    let Annotation { target, note, creator, judged_by, status, created, modified, .. } = mark;
    let article = place(project, mark.article);
    format!(
        "{article} {target:?} {body} {note:?} {creator:?} {judged_by:?} {status:?} {created:?} {modified:?}"
    )
}

/// What should come back of a project.
pub(super) fn expected(project: &Project, format: Format, options: &Options) -> Plain {
    let of = |feature| format.carries(feature, options);
    let keeps = |feature| of(feature) == Carriage::Whole;
    let mut kept = project.clone();
    kept.annotations.clear();
    let mut marks: Vec<Annotation> = Vec::new();
    for mark in project.annotations.values() {
        let mut mark = Annotation::clone(mark);
        let is_unplaced = matches!(&mark.target, Target::Unplaced(_))
            || matches!(&mark.body, Body::Relation(relation) if matches!(relation.place, Target::Unplaced(_)));
        let body = match &mut mark.body {
            Body::Entity(entity) => {
                if !keeps(Feature::Canonical) {
                    entity.canonical.clear();
                }
                entity.value = entity.value.take().filter(|_| keeps(Feature::Value));
                Feature::EntityType
            }
            Body::Claim(claim) => {
                claim.speaker = claim.speaker.take().filter(|_| keeps(Feature::Speaker));
                claim.quotation = claim.quotation.filter(|_| keeps(Feature::Quotation));
                claim.polarity = claim.polarity.filter(|_| keeps(Feature::Polarity));
                claim.when = claim.when.take().filter(|_| keeps(Feature::When));
                Feature::ClaimType
            }
            Body::Highlight(_) => Feature::Tag,
            Body::Relation(relation) if relation.other == mark.article => Feature::Relations,
            Body::Relation(_) => Feature::RelationsAcross,
        };
        if !keeps(body)
            || is_unplaced && !keeps(Feature::Unplaced)
            || mark.status != Status::Accepted && !keeps(Feature::Unjudged)
        {
            continue;
        }
        if !keeps(Feature::Note) {
            mark.note.clear();
        }
        if !keeps(Feature::Authorship) {
            mark.creator = Creator::Person { name: arrival().person };
            mark.judged_by = None;
        }
        if !keeps(Feature::Times) {
            (mark.created, mark.modified) = (NOW, NOW);
        }
        match (&mark.target, of(Feature::Discontinuous)) {
            (Target::Placed(spans), Carriage::Changed) if spans.len() > 1 => {
                let part =
                    |span: &ByteSpan| Annotation { target: Target::Placed(vec![*span]), ..mark.clone() };
                marks.extend(spans.iter().map(part).collect::<Vec<_>>());
            }
            (Target::Placed(spans), Carriage::Lost) if spans.len() > 1 => {}
            _ => marks.push(mark),
        }
    }
    if !keeps(Feature::Overlapping) {
        marks = disjoint(marks);
    }
    for article in kept.articles.iter_mut() {
        let mut new = shirushi_model::Article::clone(article);
        if !keeps(Feature::Origin) {
            (new.meta, new.added) = (ArticleMeta::default(), NOW);
        }
        *article = std::sync::Arc::new(new);
    }
    let mut plain = Plain::of(&kept);
    plain.marks = marks.iter().map(|mark| self::plain(project, mark)).collect();
    plain.marks.sort();
    plain
}

/// Of two marks on one character the one that begins first, of two that begin together the longer one.
fn disjoint(mut marks: Vec<Annotation>) -> Vec<Annotation> {
    marks.sort_by_key(|mark| {
        let extent = mark.extent().unwrap();
        (mark.article, extent.start, std::cmp::Reverse(extent.end), mark.id)
    });
    let mut kept: Vec<Annotation> = Vec::new();
    for mark in marks {
        let is_free = kept.iter().all(|other| {
            other.article != mark.article || !other.extent().unwrap().overlaps(mark.extent().unwrap())
        });
        if is_free {
            kept.push(mark);
        }
    }
    kept
}

/// Every format with every choice that changes what is carried.
pub(super) fn every_way() -> Vec<(Format, Options)> {
    let mut ways: Vec<(Format, Options)> = Vec::new();
    for format in Format::ALL.into_iter().filter(|format| format.is_read()) {
        // A file of doccano does not say what its positions count.
        let unit = (format == Format::Doccano).then_some(OffsetUnit::Utf16);
        ways.push((format, Options { unit, ..Options::default() }));
    }
    let mut add = |format, values: &[(&str, &str)]| {
        let mut options = Options::default();
        for (key, value) in values {
            options.choose(key, value).unwrap();
        }
        ways.push((format, options));
    };
    for unit in ["code-points", "utf-16", "graphemes", "bytes"] {
        add(Format::Doccano, &[("unit", unit), ("shape", "labels")]);
        add(Format::Doccano, &[("unit", unit), ("shape", "relations")]);
    }
    for scheme in ["iob2", "bioes"] {
        for layer in ["entities", "claims", "highlights"] {
            add(Format::Conll, &[("scheme", scheme), ("layer", layer)]);
        }
    }
    add(Format::Tables, &[("separator", "tab"), ("bom", "no")]);
    add(Format::Tables, &[("table", "texts")]);
    assert_eq!(Options::default().shape, DoccanoShape::Relations);
    ways
}
