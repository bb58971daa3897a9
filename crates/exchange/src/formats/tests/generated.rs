//! Projects made of whatever makes trouble: emoji, variation selectors, combining marks, half-width kana,
//! line breaks of all kinds, blanks, what begins a formula or a record; nested, overlapping and discontinuous
//! marks; relations inside of articles and across.

use proptest::prelude::*;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, CalendarValue,
    CanonicalEntity, Certainty, ClaimMark, ClaimType, Creator, Difference, EntityId, EntityMark, EntityType,
    Highlight, Modifier, Normalized, Polarity, Project, ProjectId, QuantityKind, QuantityValue, Quotation,
    Quote, Relation, RelationMark, Speaker, SpeakerKind, Status, Tag, TagColor, TagId, Target, Timestamp,
};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

const WORDS: [&str; 40] = [
    "港",
    "火災",
    "が",
    "。",
    "👩‍🚒",
    "🇯🇵",
    "辻\u{E0100}",
    "か\u{3099}",
    "ｶﾞｽ",
    "e\u{301}",
    "☔\u{FE0F}",
    "𠮷",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    " ",
    "  ",
    "\u{3000}",
    "\t",
    "\u{b}",
    "\u{FEFF}",
    "\u{200B}",
    "\0",
    "=1",
    "'",
    "\"",
    ",",
    ";",
    "\\n",
    "-DOCSTART-",
    "# article = {}",
    "T1\tPERSON 0 1",
    "B-X",
    "A",
    "b",
    "12",
    "\u{1c}",
];

const NAMES: [&str; 20] = [
    "要確認",
    "要 確認",
    "PERSON",
    "ORG",
    "claim:event",
    "claim:x",
    "claim-event-asserted",
    "tag:a",
    "relation:place",
    "",
    " ",
    "a\tb",
    "a\nb",
    "a_b",
    "a b",
    "=x",
    "part",
    "一・二",
    "{}",
    "👩‍🚒",
];

const PHRASES: [&str; 13] = [
    "",
    "港",
    "佐藤",
    "浜野 新聞",
    "=1+1",
    "'x",
    "\"",
    "\"\"",
    "{\"a\":1}",
    "一行\n二行\r\n",
    "👩‍🚒\u{2028}",
    "- 注意",
    "null",
];

/// Numbers that decide everything, zeros when they are used up: so a failure shrinks to little.
pub(super) struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % limit.max(1)
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    fn phrase(&mut self) -> String {
        self.of(&PHRASES).to_owned()
    }

    fn time(&mut self) -> Timestamp {
        Timestamp(1_700_000_000_000 + self.below(60_000) as i64 * 1_234_567)
    }

    fn text(&mut self) -> String {
        (0..self.below(40)).map(|_| self.of(&WORDS)).collect()
    }
}

/// Any project.
pub(super) fn project() -> impl Strategy<Value = Project> {
    prop::collection::vec(any::<u16>(), 0..700).prop_map(|numbers| made(&mut Choices(numbers.into_iter())))
}

fn made(choices: &mut Choices) -> Project {
    let mut project = Project::new(ProjectId("p1".to_owned()), choices.phrase(), choices.time());
    project.modified = choices.time();
    for _ in 0..=choices.below(3) {
        let published = choices.of(&["", "2025-08-03", "2024-02-29"]).to_owned();
        let meta = ArticleMeta {
            outlet: choices.phrase(),
            title: choices.phrase(),
            url: choices
                .of(&["", "https://example.com/1", "https://example.com/2", "urn:x", "a b"])
                .to_owned(),
            author: choices.phrase(),
            published,
        };
        let id = ArticleId(next(&mut project));
        let article = Article::new(id, &choices.text(), meta, choices.time());
        project.articles.push_back(Arc::new(article));
    }
    let first = choices.below(NAMES.len());
    for number in 0..choices.below(8) {
        let tag = Tag {
            id: TagId(next(&mut project)),
            name: NAMES[(first + number) % NAMES.len()].to_owned(),
            color: TagColor::Rose,
            guide: String::new(),
            examples: Vec::new(),
            key: None,
        };
        project.tagset.tags.push(tag);
    }
    if choices.below(8) == 7 {
        let id = EntityId(next(&mut project));
        let name = "浜野港".to_owned();
        let (aliases, note, external_id) = (Vec::new(), String::new(), String::new());
        let kind = EntityType::Facility;
        let entity = CanonicalEntity { id, kind, name, aliases, note, external_id };
        project.entities.insert(id, Arc::new(entity));
    }
    for _ in 0..choices.below(16) {
        let id = AnnotationId(next(&mut project));
        let article = choices.below(project.articles.len());
        let article = project.articles[article].clone();
        let annotation = Annotation {
            id,
            article: article.id,
            target: target(choices, &article),
            body: body(choices, &project),
            note: choices.phrase(),
            creator: match choices.below(3) {
                0 => Creator::Person { name: choices.phrase() },
                1 => Creator::Person { name: "佐藤".to_owned() },
                _ => Creator::Model { name: choices.phrase(), version: choices.phrase() },
            },
            judged_by: choices.often().then(|| choices.phrase()),
            status: choices.of(&[Status::Accepted, Status::Accepted, Status::Rejected, Status::Suggested]),
            created: choices.time(),
            modified: choices.time(),
        };
        project.annotations.insert(id, Arc::new(annotation));
    }
    project
}

fn next(project: &mut Project) -> u32 {
    project.next_number += 1;
    project.next_number - 1
}

fn target(choices: &mut Choices, article: &Article) -> Target {
    let edges: Vec<usize> =
        article.text.grapheme_indices(true).map(|(at, _)| at).chain([article.text.len()]).collect();
    if edges.len() < 2 || choices.below(6) == 5 {
        let quote = |choices: &mut Choices| Quote {
            exact: choices.phrase(),
            prefix: choices.phrase(),
            suffix: choices.phrase(),
            start: choices.below(50) as u32,
            end: 50 + choices.below(50) as u32,
        };
        return Target::Unplaced((0..=choices.below(2)).map(|_| quote(choices)).collect());
    }
    let mut spans: Vec<ByteSpan> = Vec::new();
    let mut from = choices.below(edges.len() - 1);
    for _ in 0..=choices.below(3) {
        if from + 1 >= edges.len() {
            break;
        }
        let to = (from + 1 + choices.below(5)).min(edges.len() - 1);
        spans.push(ByteSpan::new(edges[from], edges[to]));
        from = to + choices.below(3);
    }
    Target::Placed(spans)
}

fn calendar(choices: &mut Choices) -> CalendarValue {
    CalendarValue {
        value: choices.of(&["2025-08-15", "2025-XX-XX", "2025-SU", ""]).to_owned(),
        modifier: choices.often().then(|| choices.of(&Modifier::ALL)),
        anchor: choices.often().then(|| choices.phrase()),
    }
}

fn value(choices: &mut Choices, kind: EntityType) -> Option<Normalized> {
    match kind {
        EntityType::Date | EntityType::Time => Some(Normalized::Calendar(calendar(choices))),
        EntityType::Quantity => Some(Normalized::Quantity(QuantityValue {
            value: choices.of(&[3.0, -0.25, 40_000.0, 1e15]),
            unit: choices.phrase(),
            kind: choices.of(&QuantityKind::ALL),
            iso: choices.often().then(|| choices.phrase()),
            modifier: choices.often().then(|| choices.of(&Modifier::ALL)),
        })),
        _ => None,
    }
}

fn body(choices: &mut Choices, project: &Project) -> Body {
    match choices.below(5) {
        0 => {
            let kind = choices.of(&EntityType::ALL);
            let value = if choices.often() { value(choices, kind) } else { None };
            Body::Entity(EntityMark { kind, canonical: choices.phrase(), value })
        }
        1 => Body::Claim(ClaimMark {
            kind: choices.of(&ClaimType::ALL),
            speaker: choices
                .often()
                .then(|| Speaker { name: choices.phrase(), kind: choices.of(&SpeakerKind::ALL) }),
            certainty: choices.of(&Certainty::ALL),
            quotation: choices.often().then(|| choices.of(&Quotation::ALL)),
            polarity: choices.often().then(|| choices.of(&Polarity::ALL)),
            when: choices.often().then(|| calendar(choices)),
        }),
        2 | 3 => {
            let other = choices.below(project.articles.len());
            let other = project.articles[other].clone();
            Body::Relation(RelationMark {
                relation: choices.of(&Relation::ALL),
                difference: choices.often().then(|| choices.of(&Difference::ALL)),
                other: other.id,
                // Often where a mark is already.
                place: match project.annotations.values().rfind(|mark| mark.article == other.id) {
                    Some(mark) if choices.often() => mark.target.clone(),
                    _ => target(choices, &other),
                },
            })
        }
        _ if project.tagset.tags.is_empty() => {
            let (kind, canonical) = (EntityType::Person, String::new());
            Body::Entity(EntityMark { kind, canonical, value: None })
        }
        _ => Body::Highlight(Highlight { tag: choices.of(&project.tagset.tags).id }),
    }
}
