//! A colleague's project comes in: once, beside what is there, and back out by one undo.

use crate::{Edit, Effect, Label, Msg, NewArticle, Refusal, Session, update};
use shirushi_model::*;
use std::collections::BTreeMap;

const ONE: &str = "浜野港の倉庫で火災があり、2人がけがをした。";
const TWO: &str = "倉庫火災で3人が軽傷と市が発表した。";

fn send(session: Session, edit: Edit) -> Result<Session, Refusal> {
    let (session, effects) = update(session, Msg::Edit { edit, at: Timestamp(9) });
    let refused = effects.into_iter().find_map(|effect| match effect {
        Effect::Refused(refusal) => Some(refusal),
        _ => None,
    });
    refused.map_or(Ok(session), Err)
}

fn new(texts: &[&str]) -> Session {
    let session = Session::new(ProjectId::from_random(1), "題".to_owned(), Timestamp(0));
    let article = |text: &&str| NewArticle { text: (*text).to_owned(), meta: ArticleMeta::default() };
    let tags = vec![("重要".to_owned(), TagColor::Amber)];
    send(session.with_tags(tags), Edit::AddArticles(texts.iter().map(article).collect())).unwrap()
}

fn marked(session: Session, at: usize, words: &str, body: Body, by: &str) -> Session {
    let article = &session.project.articles[at];
    let start = article.text.find(words).unwrap();
    let spans = vec![ByteSpan::new(start, start + words.len())];
    let (article, note, by) = (article.id, String::new(), by.to_owned());
    send(session, Edit::Mark { article, spans, body, note, by }).unwrap()
}

fn place() -> Body {
    Body::Entity(EntityMark { kind: EntityType::Location, canonical: String::new(), value: None })
}

/// A colleague's project: both articles in the other order, a tag of ours and one more, a relation.
fn colleague() -> Session {
    let mut session = new(&[TWO, ONE]);
    session = send(session, Edit::AddTag { name: "確認".to_owned(), color: TagColor::Sky }).unwrap();
    let tags: Vec<TagId> = session.project.tagset.tags.iter().map(|tag| tag.id).collect();
    session = marked(session, 1, "浜野港", place(), "黒田");
    session = marked(session, 0, "軽傷", Body::Highlight(Highlight { tag: tags[0] }), "黒田");
    session = marked(session, 0, "3人", Body::Highlight(Highlight { tag: tags[1] }), "黒田");
    let mark = RelationMark {
        relation: Relation::Differ,
        difference: Some(Difference::Number),
        other: session.project.articles[1].id,
        place: Target::Placed(vec![ByteSpan::new(ONE.find("2人").unwrap(), ONE.find("がけが").unwrap())]),
    };
    marked(session, 0, "3人", Body::Relation(mark), "黒田")
}

fn same(ours: &Session, theirs: &Session) -> BTreeMap<ArticleId, ArticleId> {
    let twin = |text: &str| ours.project.articles.iter().find(|one| &*one.text == text).map(|one| one.id);
    theirs.project.articles.iter().filter_map(|one| Some((one.id, twin(&one.text)?))).collect()
}

fn taken(ours: Session, theirs: &Session) -> Result<Session, Refusal> {
    let same = same(&ours, theirs);
    send(ours, Edit::TakeIn { from: Box::new(theirs.project.clone()), same })
}

#[test]
fn marks_come_beside_those_that_are_there() {
    let ours = marked(new(&[ONE]), 0, "浜野港", place(), "早瀬");
    let after = taken(ours, &colleague()).unwrap();
    let project = &after.project;
    assert_eq!(project.articles.len(), 2);
    assert_eq!(project.articles.iter().map(|one| &*one.text).collect::<Vec<_>>(), [ONE, TWO]);
    assert_eq!(project.tagset.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["重要", "確認"]);
    let on_port: Vec<&Creator> = project
        .annotations
        .values()
        .filter(|mark| mark.article == project.articles[0].id && matches!(mark.body, Body::Entity(_)))
        .map(|mark| &mark.creator)
        .collect();
    let person = |name: &str| Creator::Person { name: name.to_owned() };
    assert_eq!(on_port, [&person("早瀬"), &person("黒田")]);
    let relation = project.annotations.values().find_map(|mark| match &mark.body {
        Body::Relation(relation) => Some((mark.article, relation.other)),
        _ => None,
    });
    assert_eq!(relation, Some((project.articles[1].id, project.articles[0].id)));
    for mark in project.annotations.values() {
        if let Body::Highlight(highlight) = &mark.body {
            let words = mark.extent().unwrap().slice(&project.article(mark.article).unwrap().text).unwrap();
            let name = &project.tagset.get(highlight.tag).unwrap().name;
            assert_eq!(name, if words == "軽傷" { "重要" } else { "確認" });
        }
    }
}

#[test]
fn what_came_once_does_not_come_twice() {
    let theirs = colleague();
    let once = taken(new(&[ONE]), &theirs).unwrap();
    let twice = taken(once.clone(), &theirs).unwrap();
    assert_eq!(twice.project, once.project);
}

#[test]
fn one_undo_takes_it_all_back() {
    let ours = new(&[ONE]);
    let before = ours.project.clone();
    let after = taken(ours, &colleague()).unwrap();
    assert_eq!(after.can_undo(), Some(Label::TakeIn { count: 4 }));
    let (back, _) = update(after, Msg::Undo { at: Timestamp(10) });
    let back = Project { modified: before.modified, next_number: before.next_number, ..back.project };
    assert_eq!(back, before);
}

#[test]
fn an_article_of_another_text_is_not_taken_for_it() {
    let (ours, theirs) = (new(&[ONE]), colleague());
    let id = ours.project.articles[0].id;
    let same = BTreeMap::from([(theirs.project.articles[0].id, id)]);
    let refused = send(ours, Edit::TakeIn { from: Box::new(theirs.project), same });
    assert_eq!(refused.err(), Some(Refusal::OtherText(id)));
}
