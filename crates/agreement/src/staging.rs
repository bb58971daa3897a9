//! Projects for tests, written as marked text: `<facility>市役所</facility>で<claim/denied/市>…</claim>`.

use proptest::prelude::*;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, Certainty, ClaimMark,
    ClaimType, Creator, EntityMark, EntityType, Highlight, Project, ProjectId, Speaker, SpeakerKind, Status,
    Tag, TagColor, TagId, Target, Timestamp,
};
use std::sync::Arc;

/// The tag of highlights.
pub(crate) const TAG: TagId = TagId(1);

/// A project of one person: articles t1, t2, …, marks in the order in which they end.
pub(crate) fn project(id: u128, by: &str, articles: &[&str]) -> Project {
    let mut project = Project::new(ProjectId::from_random(id), "会見".to_owned(), Timestamp(0));
    let (guide, examples) = (String::new(), Vec::new());
    let tag =
        Tag { id: TAG, name: "要確認".to_owned(), color: TagColor::Rose, guide, examples, key: None };
    project.tagset.tags.push(tag);
    project.next_number = 100;
    for (number, marked) in (1..).zip(articles) {
        let (text, marks) = read(marked);
        let meta = ArticleMeta { title: format!("記事{number}"), ..ArticleMeta::default() };
        let article = ArticleId(number);
        project.articles.push_back(Arc::new(Article::new(
            article,
            &text,
            meta,
            Timestamp(i64::from(number)),
        )));
        for (span, name) in marks {
            add(&mut project, article, span, body(&name), by);
        }
    }
    project
}

/// Adds a mark.
pub(crate) fn add(project: &mut Project, article: ArticleId, span: ByteSpan, body: Body, by: &str) {
    let id = AnnotationId(project.next_number);
    project.next_number += 1;
    let at = Timestamp(1_000 + i64::from(id.0));
    let mark = Annotation {
        id,
        article,
        target: Target::Placed(vec![span]),
        body,
        note: String::new(),
        creator: Creator::Person { name: by.to_owned() },
        judged_by: None,
        status: Status::Accepted,
        created: at,
        modified: at,
    };
    project.annotations.insert(id, Arc::new(mark));
}

fn read(marked: &str) -> (String, Vec<(ByteSpan, String)>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (name, after) = after.split_once('>').unwrap();
        match name.strip_prefix('/') {
            Some(_) => {
                let (start, name): (usize, String) = open.pop().unwrap();
                marks.push((ByteSpan::new(start, text.len()), name));
            }
            None => open.push((text.len(), name.to_owned())),
        }
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// What a mark of this name says: a type, `tag`, `claim/denied/市`.
pub(crate) fn body(name: &str) -> Body {
    let kind = EntityType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name));
    if let Some(kind) = kind {
        return Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
    }
    let mut parts = name.split('/');
    if parts.next() != Some("claim") {
        return Body::Highlight(Highlight { tag: TAG });
    }
    let certainty = match parts.next() {
        Some("denied") => Certainty::Denied,
        Some("reported") => Certainty::Reported,
        _ => Certainty::Asserted,
    };
    let speaker = parts.next().map(|name| Speaker { name: name.to_owned(), kind: SpeakerKind::Organization });
    let (kind, quotation, polarity, when) = (ClaimType::Event, None, None, None);
    Body::Claim(ClaimMark { kind, speaker, certainty, quotation, polarity, when })
}

const TEXTS: [&str; 3] = [
    "市役所で院長が会見した。👩‍🚒が辻󠄀市へ三隻で。\n港は封鎖。",
    "港まつりに四万人。\n市は「人出は四万人」と述べた。",
    "雨。",
];

const BODIES: [&str; 7] =
    ["facility", "location", "person", "claim/asserted/市", "claim/denied", "claim/reported/市", "tag"];

/// Any marks of one person in the same three articles, nested, overlapping, twice on one place.
pub(crate) fn any_project(id: u128, by: &'static str) -> impl Strategy<Value = Project> {
    let mark = (0usize..TEXTS.len(), any::<u16>(), 1usize..8, 0usize..BODIES.len());
    prop::collection::vec(mark, 0..14).prop_map(move |marks| {
        let mut made = project(id, by, &TEXTS);
        for (article, start, long, kind) in marks {
            let text = TEXTS[article];
            let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = usize::from(start) % (edges.len() - 1);
            let to = (from + long).min(edges.len() - 1);
            let span = shirushi_model::grapheme_span(text, ByteSpan::new(edges[from], edges[to]));
            add(&mut made, ArticleId(article as u32 + 1), span, body(BODIES[kind]), by);
        }
        made
    })
}
