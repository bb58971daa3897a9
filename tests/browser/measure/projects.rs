//! Projects to measure with: texts that came from outside, and marks at regular places in them.

use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, Certainty, ClaimMark,
    ClaimType, Creator, Difference, EntityMark, EntityType, Highlight, Project, ProjectId, Relation,
    RelationMark, Speaker, SpeakerKind, Status, Tag, TagColor, TagId, Target, Timestamp,
};
use std::sync::Arc;

/// When everything in the projects happened.
const THEN: Timestamp = Timestamp(1_764_288_000_000);

/// A project of these texts with so many marks in each, as a native file.
pub(crate) fn file(id: u128, title: &str, texts: &[(&str, usize)]) -> String {
    shirushi_exchange::native::write(&project(id, title, texts))
}

fn project(id: u128, title: &str, texts: &[(&str, usize)]) -> Project {
    let mut project = Project::new(ProjectId::from_random(id), title.to_owned(), THEN);
    for (name, color) in [("要確認", TagColor::Amber), ("数字", TagColor::Sky)] {
        let tag = Tag {
            id: TagId(number(&mut project)),
            name: name.to_owned(),
            color,
            guide: String::new(),
            examples: Vec::new(),
            key: None,
        };
        project.tagset.tags.push(tag);
    }
    for (at, (text, marks)) in texts.iter().enumerate() {
        let id = ArticleId(number(&mut project));
        let meta = ArticleMeta {
            outlet: format!("第{}新聞", at % 7 + 1),
            title: format!("{title}、その{}", at + 1),
            published: format!("2025-08-{:02}", at % 28 + 1),
            ..ArticleMeta::default()
        };
        project.articles.push_back(Arc::new(Article::new(id, text, meta, THEN)));
        mark(&mut project, id, text, *marks);
    }
    project
}

/// A project of so many articles and of so many groups of claims that people said stand to each other: each
/// group is told by eight articles, with one of three numbers. Its number of groups is exact.
pub(crate) fn compared(id: u128, title: &str, articles: usize, groups: usize) -> String {
    const TELLERS: usize = 8;
    let mut texts = vec![String::new(); articles];
    let mut told: Vec<Vec<(usize, ByteSpan)>> = vec![Vec::new(); groups];
    for (group, told) in told.iter_mut().enumerate() {
        for nth in 0..TELLERS {
            let article = (group + nth * articles / TELLERS) % articles;
            let Some(text) = texts.get_mut(article) else { continue };
            let start = text.len();
            text.push_str(&format!("第{group}駅で{}人が取り残されたと市は説明した", group + nth % 3));
            told.push((article, ByteSpan::new(start, text.len())));
            text.push_str("。\n");
        }
    }
    let texts: Vec<(&str, usize)> = texts.iter().map(|text| (text.as_str(), 0)).collect();
    let mut project = project(id, title, &texts);
    let ids: Vec<ArticleId> = project.articles.iter().map(|article| article.id).collect();
    for told in &told {
        for pair in told.windows(2) {
            let [(a, from), (b, to)] = pair else { continue };
            let (Some(&article), Some(&other)) = (ids.get(*a), ids.get(*b)) else { continue };
            let mark = RelationMark {
                relation: Relation::Contradict,
                difference: Some(Difference::Number),
                other,
                place: Target::Placed(vec![*to]),
            };
            put(&mut project, article, *from, Body::Relation(mark));
        }
    }
    shirushi_exchange::native::write(&project)
}

fn number(project: &mut Project) -> u32 {
    let number = project.next_number;
    project.next_number += 1;
    number
}

/// Three claims on whole sentences, five highlights and twelve entities of every twenty marks, spread over
/// the text.
fn mark(project: &mut Project, article: ArticleId, text: &str, marks: usize) {
    let sentences = spread(sentences(text), marks * 3 / 20);
    let names = spread(names(text), marks * 12 / 20);
    let passages = spread(passages(text), marks - sentences.len() - names.len());
    let tags: Vec<TagId> = project.tagset.tags.iter().map(|tag| tag.id).collect();
    let mut bodies: Vec<(ByteSpan, Body)> = Vec::new();
    for (at, span) in sentences.into_iter().enumerate() {
        let speaker = Speaker { name: format!("話し手{}", at % 40), kind: SpeakerKind::Person };
        let kind = *ClaimType::ALL.iter().cycle().nth(at).unwrap_or(&ClaimType::Event);
        let certainty = *Certainty::ALL.iter().cycle().nth(at).unwrap_or(&Certainty::Asserted);
        let claim = ClaimMark {
            kind,
            speaker: Some(speaker),
            certainty,
            quotation: None,
            polarity: None,
            when: None,
        };
        bodies.push((span, Body::Claim(claim)));
    }
    for (at, span) in names.into_iter().enumerate() {
        let kind = if at.is_multiple_of(3) { EntityType::Person } else { EntityType::Organization };
        bodies.push((span, Body::Entity(EntityMark { kind, canonical: String::new(), value: None })));
    }
    for (span, tag) in passages.into_iter().zip(tags.iter().cycle()) {
        bodies.push((span, Body::Highlight(Highlight { tag: *tag })));
    }
    for (span, body) in bodies {
        put(project, article, span, body);
    }
}

fn put(project: &mut Project, article: ArticleId, span: ByteSpan, body: Body) {
    let id = AnnotationId(number(project));
    let annotation = Annotation {
        id,
        article,
        target: Target::Placed(vec![span]),
        body,
        note: if id.0.is_multiple_of(50) { "後で確かめる".to_owned() } else { String::new() },
        creator: Creator::Person { name: String::new() },
        judged_by: None,
        status: Status::Accepted,
        created: THEN,
        modified: THEN,
    };
    project.annotations.insert(id, Arc::new(annotation));
}

/// So many of the spans, at even distances.
fn spread(spans: Vec<ByteSpan>, count: usize) -> Vec<ByteSpan> {
    let all = spans.len();
    (0..count.min(all)).filter_map(|at| spans.get(at * all / count).copied()).collect()
}

fn sentences(text: &str) -> Vec<ByteSpan> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, end) in text.match_indices('。') {
        let whole = text.get(start..at + end.len()).unwrap_or_default();
        let lead = whole.len() - whole.trim_start().len();
        spans.push(ByteSpan::new(start + lead, at + end.len()));
        start = at + end.len();
    }
    spans
}

/// Runs of kanji of two to six characters: words that mostly are names or could be.
fn names(text: &str) -> Vec<ByteSpan> {
    let is_kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (is_kanji(c), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                if (6..=18).contains(&(at - begun)) {
                    spans.push(ByteSpan::new(begun, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// Six characters out of every thirteen.
fn passages(text: &str) -> Vec<ByteSpan> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.windows(7).step_by(13).filter_map(|run| Some(ByteSpan::new(*run.first()?, *run.last()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_has_the_marks_asked_for_and_can_be_opened() {
        let text = "北沢市長は東和電機の工場を視察した。費用は国土交通省が出すという。".repeat(40);
        let file = file(1, "試し", &[(&text, 60), (&text, 20)]);
        let opened = shirushi_exchange::native::read(file.as_bytes(), Default::default()).unwrap();
        assert!(opened.notices.is_empty(), "{:?}", opened.notices);
        assert_eq!(opened.project.annotations.len(), 80);
        assert_eq!(opened.project.articles.len(), 2);
    }
}
