//! What a project has, and which format carries it. The table of `docs/FORMATS.md` is this one; a test
//! compares them.

use super::{Format, Layer, Name, Options, TableKind};
use shirushi_model::{Annotation, ArticleId, Body, ByteSpan, Creator, Project, Status, Target};
use std::collections::HashMap;

/// Something a project has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // Named after what they are.
pub enum Feature {
    /// The texts of articles, exactly.
    Text,
    /// Outlet, headline, address, author and day of articles, and when they came.
    Origin,
    EntityType,
    /// Type and certainty of claims.
    ClaimType,
    /// Highlights by the name of their tag.
    Tag,
    /// Marks in several parts.
    Discontinuous,
    /// Marks that share characters with another.
    Overlapping,
    Canonical,
    Value,
    Speaker,
    Quotation,
    Polarity,
    /// The day somebody gave a claim by hand.
    When,
    Note,
    /// Relations inside of an article.
    Relations,
    RelationsAcross,
    /// Marks that were rejected, or that nobody judged.
    Unjudged,
    /// Marks without a place.
    Unplaced,
    /// Who made and who judged.
    Authorship,
    /// When marks were made and changed.
    Times,
    /// Colours, keys and guides of tags and types.
    Guides,
    /// What was decided on entities: aliases, notes, identifiers elsewhere.
    Entities,
    /// What was checked, and the scales of verdicts.
    Checks,
    /// Title and id of the project.
    Project,
}

impl Feature {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 24] = [
        Self::Text,
        Self::Origin,
        Self::EntityType,
        Self::ClaimType,
        Self::Tag,
        Self::Discontinuous,
        Self::Overlapping,
        Self::Canonical,
        Self::Value,
        Self::Speaker,
        Self::Quotation,
        Self::Polarity,
        Self::When,
        Self::Note,
        Self::Relations,
        Self::RelationsAcross,
        Self::Unjudged,
        Self::Unplaced,
        Self::Authorship,
        Self::Times,
        Self::Guides,
        Self::Entities,
        Self::Checks,
        Self::Project,
    ];

    /// What people call it.
    pub fn name(self) -> Name {
        let (ja, en) = match self {
            Self::Text => ("本文", "texts"),
            Self::Origin => {
                ("媒体・見出し・アドレス・執筆者・日付", "outlet, headline, address, author, days")
            }
            Self::EntityType => ("固有表現の種類", "types of entities"),
            Self::ClaimType => ("主張の種類と確かさ", "type and certainty of claims"),
            Self::Tag => ("ハイライトとタグの名前", "highlights by tag"),
            Self::Discontinuous => ("離れた部分をもつマーク", "marks in several parts"),
            Self::Overlapping => ("重なるマーク", "overlapping marks"),
            Self::Canonical => ("正式名称", "canonical forms"),
            Self::Value => ("値", "values of dates and quantities"),
            Self::Speaker => ("発言者", "speakers"),
            Self::Quotation => ("引用の形", "quotation"),
            Self::Polarity => ("肯定・否定", "polarity"),
            Self::When => ("主張に付けた日時", "days given to claims"),
            Self::Note => ("メモ", "notes"),
            Self::Relations => ("記事内の関係", "relations inside of an article"),
            Self::RelationsAcross => ("記事をまたぐ関係", "relations across articles"),
            Self::Unjudged => ("却下・未判断のマーク", "rejected and unjudged marks"),
            Self::Unplaced => ("位置不明のマーク", "unplaced marks"),
            Self::Authorship => ("作成者と判断者", "who made and who judged"),
            Self::Times => ("作成と変更の時刻", "times"),
            Self::Guides => ("タグの色・キー・指針", "colours, keys and guides of tags and types"),
            Self::Entities => ("固有表現の別名・識別子", "what was decided on entities"),
            Self::Checks => ("検証と評価の段階", "checks and scales"),
            Self::Project => ("プロジェクトの題名と識別子", "title and id of the project"),
        };
        Name { ja, en }
    }

    /// How many marks, articles or records of a project have it.
    pub fn count(self, project: &Project) -> usize {
        count(project, self)
    }

    /// A stable name, by which the page finds its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Origin => "origin",
            Self::EntityType => "entity-type",
            Self::ClaimType => "claim-type",
            Self::Tag => "tag",
            Self::Discontinuous => "discontinuous",
            Self::Overlapping => "overlapping",
            Self::Canonical => "canonical",
            Self::Value => "value",
            Self::Speaker => "speaker",
            Self::Quotation => "quotation",
            Self::Polarity => "polarity",
            Self::When => "when",
            Self::Note => "note",
            Self::Relations => "relations",
            Self::RelationsAcross => "relations-across",
            Self::Unjudged => "unjudged",
            Self::Unplaced => "unplaced",
            Self::Authorship => "authorship",
            Self::Times => "times",
            Self::Guides => "guides",
            Self::Entities => "entities",
            Self::Checks => "checks",
            Self::Project => "project",
        }
    }
}

/// How a format carries something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carriage {
    /// It comes back as it was.
    Whole,
    /// It is there in another shape: a mark of three parts as three marks.
    Changed,
    /// It is not there.
    Lost,
}

/// Something of a project that a format does not carry as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCarried {
    /// What.
    pub feature: Feature,
    /// How the format has it instead.
    pub carriage: Carriage,
    /// How many marks, articles or records it concerns.
    pub count: usize,
}

/// How a format carries a feature.
pub(super) fn carriage(format: Format, feature: Feature, options: &Options) -> Carriage {
    use Carriage::{Changed, Lost, Whole};
    use Feature as F;
    if format == Format::Workbook {
        // People read it; nothing comes back of it.
        return carriage(Format::Tables, feature, options).max(Changed);
    }
    if matches!(feature, F::Guides | F::Entities | F::Checks) && format != Format::ClaimReview {
        return Lost;
    }
    match format {
        Format::ClaimReview if feature == F::Checks => Changed,
        Format::ClaimReview => Lost,
        Format::WebAnnotation => Whole,
        Format::Tables => match options.table {
            TableKind::All if feature == F::Project => Lost,
            TableKind::All => Whole,
            TableKind::Mentions => match feature {
                F::Text | F::Relations | F::RelationsAcross | F::Project => Lost,
                _ => Whole,
            },
            TableKind::Texts => {
                if matches!(feature, F::Text | F::Origin) {
                    Whole
                } else {
                    Lost
                }
            }
            TableKind::Claims => match feature {
                F::ClaimType | F::Speaker | F::Quotation | F::Polarity | F::Note | F::Origin => Changed,
                _ => Lost,
            },
            TableKind::Entities => match feature {
                F::EntityType | F::Canonical => Changed,
                _ => Lost,
            },
            TableKind::Relations => match feature {
                F::Relations | F::RelationsAcross => Changed,
                _ => Lost,
            },
        },
        Format::CasJson
        | Format::CasXmi
        | Format::Spacy
        | Format::Prodigy
        | Format::LabelStudio
        | Format::Brat
        | Format::Recogito => match feature {
            F::Project | F::Unplaced | F::RelationsAcross => Lost,
            // They lie beside bare texts.
            F::Origin if matches!(format, Format::Brat | Format::Recogito) => Lost,
            _ => Whole,
        },
        Format::Tei => match feature {
            F::Unplaced => Lost,
            // Its title alone.
            F::Project => Changed,
            _ => Whole,
        },
        Format::Doccano => match feature {
            F::Text | F::Origin | F::EntityType | F::ClaimType | F::Tag | F::Overlapping => Whole,
            F::Relations | F::Discontinuous if options.shape == super::DoccanoShape::Relations => Whole,
            F::Discontinuous => Changed,
            _ => Lost,
        },
        Format::Conll => match (feature, options.layer) {
            (F::Text | F::Origin, _)
            | (F::EntityType, Layer::Entities)
            | (F::ClaimType, Layer::Claims)
            | (F::Tag, Layer::Highlights) => Whole,
            _ => Lost,
        },
        // For people: nothing comes back of it.
        Format::Html | Format::Markdown => match feature {
            F::Times => Lost,
            _ => Changed,
        },
        Format::Training => match feature {
            F::Text | F::EntityType => Whole,
            _ => Lost,
        },
        // Answered above.
        Format::Workbook => Lost,
    }
}

/// What a format does not carry of this project.
pub(super) fn not_carried(format: Format, project: &Project, options: &Options) -> Vec<NotCarried> {
    let carriages = Feature::ALL.map(|feature| (feature, carriage(format, feature, options)));
    let mut lacking: Vec<NotCarried> = carriages
        .into_iter()
        .filter(|(_, carriage)| *carriage != Carriage::Whole)
        .map(|(feature, carriage)| NotCarried { feature, carriage, count: count(project, feature) })
        .collect();
    lacking.retain(|lack| lack.count > 0);
    lacking
}

/// How much of it a project has.
fn count(project: &Project, feature: Feature) -> usize {
    let marks = |is: &dyn Fn(&Annotation) -> bool| {
        project.annotations.values().filter(|annotation| is(annotation)).count()
    };
    let claims = |is: &dyn Fn(&shirushi_model::ClaimMark) -> bool| {
        marks(&|annotation| matches!(&annotation.body, Body::Claim(claim) if is(claim)))
    };
    match feature {
        // Every article came at some time.
        Feature::Text | Feature::Origin => project.articles.len(),
        Feature::EntityType => marks(&|annotation| matches!(annotation.body, Body::Entity(_))),
        Feature::ClaimType => claims(&|_| true),
        Feature::Tag => marks(&|annotation| matches!(annotation.body, Body::Highlight(_))),
        Feature::Discontinuous => {
            marks(&|annotation| matches!(&annotation.target, Target::Placed(spans) if spans.len() > 1))
        }
        Feature::Overlapping => overlapping(project),
        Feature::Canonical => {
            marks(&|annotation| matches!(&annotation.body, Body::Entity(mark) if !mark.canonical.is_empty()))
        }
        Feature::Value => {
            marks(&|annotation| matches!(&annotation.body, Body::Entity(mark) if mark.value.is_some()))
        }
        Feature::Speaker => claims(&|claim| claim.speaker.is_some()),
        Feature::Quotation => claims(&|claim| claim.quotation.is_some()),
        Feature::Polarity => claims(&|claim| claim.polarity.is_some()),
        Feature::When => claims(&|claim| claim.when.is_some()),
        Feature::Note => marks(&|annotation| !annotation.note.is_empty()),
        Feature::Relations => marks(&|annotation| is_relation(annotation, false)),
        Feature::RelationsAcross => marks(&|annotation| is_relation(annotation, true)),
        Feature::Unjudged => marks(&|annotation| annotation.status != Status::Accepted),
        Feature::Unplaced => marks(&|annotation| match &annotation.body {
            Body::Relation(mark) if matches!(mark.place, Target::Unplaced(_)) => true,
            _ => matches!(annotation.target, Target::Unplaced(_)),
        }),
        Feature::Authorship => marks(&|annotation| {
            let named = |name: &str| !name.is_empty();
            annotation.judged_by.is_some()
                || !matches!(&annotation.creator, Creator::Person { name } if !named(name))
        }),
        Feature::Times => project.annotations.len(),
        Feature::Guides => project.tagset.tags.len() + project.tagset.types.len(),
        Feature::Entities => project.entities.len(),
        Feature::Checks => project.checks.len() + project.scales.len(),
        Feature::Project => 1,
    }
}

fn is_relation(annotation: &Annotation, across: bool) -> bool {
    matches!(&annotation.body, Body::Relation(mark) if (mark.other != annotation.article) == across)
}

/// How many marks share characters with one that begins before them.
fn overlapping(project: &Project) -> usize {
    let mut spans: HashMap<ArticleId, Vec<ByteSpan>> = HashMap::new();
    for annotation in project.annotations.values() {
        if let (Target::Placed(_), Some(extent)) = (&annotation.target, annotation.extent()) {
            spans.entry(annotation.article).or_default().push(extent);
        }
    }
    let mut count = 0;
    for spans in spans.values_mut() {
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        for span in spans {
            count += usize::from(span.start < end);
            end = end.max(span.end);
        }
    }
    count
}
