//! What people judge, and what is suggested after it. Texts are marked: ［…］ is what the machine finds, `・`
//! is not a token.

use crate::{Analysed, Edit, Influence, Msg, NewArticle, Session, Standing, Verdict, update};
use proptest::prelude::*;
use shirushi_model::{
    Analysis, ArticleId, ArticleMeta, Body, ByteSpan, Creator, Entity, EntityMark, EntityType, ProjectId,
    Section, Sentence, Timestamp, Tokens,
};
use std::sync::Arc;

/// An article, with its tokens between bars and what the machine finds in it.
struct Text {
    text: String,
    tokens: Tokens,
    entities: Vec<(String, EntityType)>,
}

fn text(barred: &str, entities: &[(&str, EntityType)]) -> Text {
    let (mut text, mut tokens) = (String::new(), Tokens::default());
    for token in barred.split('|') {
        tokens.starts.push(text.len() as u32);
        text.push_str(token);
        tokens.ends.push(text.len() as u32);
    }
    let entities = entities.iter().map(|(of, kind)| ((*of).to_owned(), *kind)).collect();
    Text { text, tokens, entities }
}

fn span(text: &str, of: &str) -> ByteSpan {
    let start = text.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

/// A session on these articles, all analysed.
fn session(texts: &[Text]) -> (Session, Vec<ArticleId>) {
    let session = Session::new(ProjectId::from_random(7), "試し".to_owned(), Timestamp(0));
    let articles =
        texts.iter().map(|one| NewArticle { text: one.text.clone(), meta: ArticleMeta::default() }).collect();
    let edit = Msg::Edit { edit: Edit::AddArticles(articles), at: Timestamp(1) };
    let mut session = update(session, edit).0;
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    for (article, one) in ids.iter().zip(texts) {
        let entities = one.entities.iter().map(|(of, kind)| Entity {
            span: span(&one.text, of),
            kind: *kind,
            canonical: of.clone(),
            normalized: None,
            score: 0.6,
        });
        // Short ones, so that names stand across their boundaries.
        let pairs = one.tokens.starts.chunks(2).zip(one.tokens.ends.chunks(2));
        let sentences = pairs.filter_map(|(starts, ends)| {
            let span = ByteSpan { start: *starts.first()?, end: *ends.last()? };
            Some(Sentence { span, section: Section::Body })
        });
        let analysis = Analysis {
            entities: entities.collect(),
            tokens: one.tokens.clone(),
            sentences: sentences.collect(),
            ..Analysis::default()
        };
        let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
        let analysed = Arc::new(Analysed { analysis, model });
        session = update(session, Msg::Analysed { article: *article, analysed }).0;
    }
    (session, ids)
}

fn judge(session: Session, at: i64, article: ArticleId, of: &str, verdict: Verdict) -> Session {
    let text = session.project.article(article).unwrap().text.clone();
    let places = vec![(article, span(&text, of))];
    let edit = Edit::Judge { places, verdict, by: String::new() };
    update(session, Msg::Edit { edit, at: Timestamp(at) }).0
}

fn mark(session: Session, at: i64, article: ArticleId, of: &str, kind: EntityType) -> Session {
    let text = session.project.article(article).unwrap().text.clone();
    let body = Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
    let spans = vec![span(&text, of)];
    let edit = Edit::Mark { article, spans, body, note: String::new(), by: String::new() };
    update(session, Msg::Edit { edit, at: Timestamp(at) }).0
}

/// What is suggested and what is withdrawn, in words.
fn told(session: &Session, article: ArticleId) -> Vec<(String, EntityType, Influence)> {
    let text = session.project.article(article).unwrap().text.clone();
    let all = session.suggestions(article).iter().chain(session.withdrawn(article));
    all.map(|one| {
        let surface = one.entity.span.slice(&text).unwrap().to_owned();
        (surface, one.entity.kind, one.influence)
    })
    .collect()
}

use EntityType::{Facility, Location, Organization, Person, Quantity};

#[test]
fn what_was_accepted_is_surer_everywhere() {
    let (session, ids) =
        session(&[text("浜崎|の|港", &[("浜崎", Location)]), text("浜崎|に|着く", &[("浜崎", Location)])]);
    let session = judge(session, 2, ids[0], "浜崎", Verdict::Accept);
    assert_eq!(told(&session, ids[0]), []);
    assert_eq!(told(&session, ids[1]), [("浜崎".to_owned(), Location, Influence::Confirmed { times: 1 })]);
    let score = session.suggestions(ids[1]).head().unwrap().entity.score;
    assert!((score - 0.8).abs() < 1e-6, "{score}");
    let (session, _) = update(session, Msg::Undo { at: Timestamp(3) });
    assert_eq!(told(&session, ids[1]), [("浜崎".to_owned(), Location, Influence::None)]);
}

#[test]
fn what_was_rejected_is_withdrawn_and_comes_back_with_one_yes() {
    let found = || text("一部|が|残る", &[("一部", Quantity)]);
    let (session, ids) = session(&[found(), found(), found()]);
    let session = judge(session, 2, ids[0], "一部", Verdict::Reject);
    assert_eq!(session.suggestions(ids[1]).len(), 0);
    assert_eq!(told(&session, ids[1]), [("一部".to_owned(), Quantity, Influence::Withdrawn { times: 1 })]);
    // It can still be judged, and then the place decides.
    let session = judge(session, 3, ids[1], "一部", Verdict::Accept);
    assert_eq!(told(&session, ids[2]), [("一部".to_owned(), Quantity, Influence::None)]);
    let pieces = session.knowledge().pieces();
    assert_eq!(pieces.iter().map(|piece| piece.standing()).collect::<Vec<_>>(), [Standing::Undecided]);
    assert_eq!(pieces.first().map(|piece| (piece.accepted(), piece.rejected())), Some((1, 1)));
}

#[test]
fn another_type_goes_where_the_string_goes() {
    let (session, ids) = session(&[
        text("浜崎水産|は|言う", &[("浜崎水産", Location)]),
        text("浜崎水産|が|出した", &[("浜崎水産", Location)]),
    ]);
    let edit = Edit::Correct {
        article: ids[0],
        span: span("浜崎水産は言う", "浜崎水産"),
        to: None,
        body: Body::Entity(EntityMark { kind: Organization, canonical: String::new(), value: None }),
        by: String::new(),
    };
    let (session, _) = update(session, Msg::Edit { edit, at: Timestamp(2) });
    let retyped = Influence::Retyped { from: Location, times: 1 };
    assert_eq!(told(&session, ids[1]), [("浜崎水産".to_owned(), Organization, retyped)]);
}

#[test]
fn a_type_that_was_accepted_too_is_left_alone_and_of_two_the_last_goes_elsewhere() {
    let (session, ids) = session(&[
        text("浜崎|と|会う", &[("浜崎", Location)]),
        text("浜崎|で|会う", &[("浜崎", Person)]),
        text("浜崎|へ|行く", &[("浜崎", Location)]),
        text("浜崎|丸", &[("浜崎", Facility)]),
    ]);
    let session = judge(session, 2, ids[0], "浜崎", Verdict::Accept);
    assert_eq!(told(&session, ids[1])[0].1, Location, "nobody has said person yet");
    let session = mark(session, 3, ids[1], "浜崎", Person);
    assert_eq!(told(&session, ids[2]), [("浜崎".to_owned(), Location, Influence::Confirmed { times: 1 })]);
    let retyped = Influence::Retyped { from: Facility, times: 1 };
    assert_eq!(told(&session, ids[3]), [("浜崎".to_owned(), Person, retyped)]);
}

#[test]
fn what_the_machine_missed_is_found_on_whole_tokens() {
    let (session, ids) = session(&[
        text("汐見|が|丘", &[]),
        text("汐見|が|丘|へ|、|ｼｵﾐ|汐見|が|丘陵", &[]),
        text("汐見|が|丘|公園|の|汐見", &[("汐見が丘公園", Facility), ("汐見", Person)]),
    ]);
    let session = mark(session, 2, ids[0], "汐見が丘", Location);
    assert_eq!(told(&session, ids[1]), [("汐見が丘".to_owned(), Location, Influence::Missed { times: 1 })]);
    let machines: Vec<EntityType> = told(&session, ids[2]).into_iter().map(|one| one.1).collect();
    assert_eq!(machines, [Facility, Person], "the longer one the machine found stays");
    // Accepting what was missed is one more judgement of the same.
    let session = judge(session, 3, ids[1], "汐見が丘", Verdict::Accept);
    assert_eq!(session.knowledge().pieces().first().map(|piece| piece.accepted()), Some(2));
}

#[test]
fn a_longer_string_takes_the_place_of_what_lies_in_it() {
    let (session, ids) = session(&[
        text("浜崎|中央|市場", &[]),
        text("浜崎|中央|市場|で", &[("浜崎", Location), ("市場", Organization)]),
    ]);
    let session = mark(session, 2, ids[0], "浜崎中央市場", Facility);
    assert_eq!(
        told(&session, ids[1]),
        [("浜崎中央市場".to_owned(), Facility, Influence::Missed { times: 1 })]
    );
}

#[test]
fn one_character_and_values_are_not_looked_for() {
    let (session, ids) = session(&[text("米|と|三日", &[]), text("米|と|三日", &[])]);
    let session = mark(session, 2, ids[0], "米", Location);
    let session = mark(session, 3, ids[0], "三日", EntityType::Date);
    assert_eq!(told(&session, ids[1]), []);
}

#[test]
fn a_mark_keeps_its_place_and_a_rejection_exactly_its_own() {
    let found = || text("汐見|が|丘", &[]);
    let (session, ids) = session(&[found(), found(), found()]);
    let session = mark(session, 2, ids[0], "汐見が丘", Location);
    let session = mark(session, 3, ids[1], "汐見", Person);
    assert_eq!(told(&session, ids[1]), []);
    let session = judge(session, 4, ids[2], "汐見が丘", Verdict::Reject);
    assert_eq!(told(&session, ids[2]), [("汐見".to_owned(), Person, Influence::Missed { times: 1 })]);
}

#[test]
fn widths_do_not_matter() {
    let (session, ids) = session(&[text("ＮＡＴＯ|は", &[]), text("NATO|が|ｶﾞﾄｰ", &[])]);
    let session = mark(session, 2, ids[0], "ＮＡＴＯ", Organization);
    assert_eq!(told(&session, ids[1]), [("NATO".to_owned(), Organization, Influence::Missed { times: 1 })]);
}

#[test]
fn a_judgement_does_not_lead_to_what_it_withdrew() {
    let (session, ids) = session(&[text("一部|と|二部|と|一部", &[("一部", Quantity), ("二部", Quantity)])]);
    let (session, _) = update(session, Msg::Focus(crate::Focus::Suggestion(span("一部と二部", "一部"))));
    let session = judge(session, 2, ids[0], "一部", Verdict::Reject);
    assert_eq!(session.selection.focus, crate::Focus::Suggestion(span("一部と二部", "二部")));
}

#[test]
fn names_of_linked_mentions_stay_when_suggestions_are_made_anew() {
    let (session, ids) =
        session(&[text("佐伯|は", &[("佐伯", Person)]), text("佐伯|が|来た", &[("佐伯", Person)])]);
    let named = shirushi_model::Named {
        span: span("佐伯が来た", "佐伯"),
        kind: Person,
        canonical: "佐伯真理子".to_owned(),
    };
    let (session, _) = update(session, Msg::Linked { names: vec![(ids[1], vec![named.clone()])] });
    assert_eq!(session.suggestions(ids[1]).head().unwrap().entity.canonical, "佐伯真理子");
    let again = update(session.clone(), Msg::Linked { names: vec![(ids[1], vec![named.clone()])] }).0;
    assert_eq!(again.names_turn(), session.names_turn(), "the same names change nothing");
    let session = judge(session, 2, ids[0], "佐伯", Verdict::Accept);
    assert_eq!(session.suggestions(ids[1]).head().unwrap().entity.canonical, "佐伯真理子");
    assert_eq!(session.mentions(ids[0]).len(), 1, "what was accepted is linked too");
    let each: Vec<_> = ids.iter().map(|id| (*id, session.mentions(*id))).collect();
    assert_eq!(session.all_mentions(), each, "all at once are those of each");
    assert_eq!(session.name_of(ids[1], named.span, Person), Some("佐伯真理子"));
}

const TEXTS: [(&str, &[(&str, EntityType)]); 4] = [
    ("浜崎|市|の|汐見|が|丘|で|一部|が|焼け|た", &[("浜崎", Location), ("一部", Quantity)]),
    ("汐見|が|丘|の|浜崎|水産|は|一部|を|直し|た", &[("浜崎", Person), ("一部", Quantity)]),
    ("浜崎|水産|の|浜崎|氏", &[("浜崎水産", Organization)]),
    (
        "港|は|浜崎|市|だ|一部|の|船|が|汐見|が|丘|へ|浜崎|浜崎|水産|市|に|戻る|汐見|が|丘|の|市|浜崎|で|一部|だ",
        &[("浜崎市", Location), ("一部", Quantity), ("丘へ", Facility), ("浜崎浜崎", Person)],
    ),
];

/// One judgement: in which article, of which string, as what.
fn judgements() -> impl Strategy<Value = Vec<(usize, usize, u8)>> {
    prop::collection::vec((0usize..4, 0usize..5, 0u8..6), 1..40)
}

proptest! {
    /// What follows from the annotations follows from them alone: whatever was done, taken back and brought
    /// back, the session knows and suggests what a session opened on the same project does.
    #[test]
    fn knowledge_is_a_function_of_the_annotations(moves in judgements()) {
        let texts = TEXTS.map(|(barred, entities)| text(barred, entities));
        let (session, ids) = session(&texts);
        let analysed: Vec<_> = ids.iter().map(|&id| session.analysed(id).unwrap().clone()).collect();
        // Without a history, so that the articles stay.
        let opened = |project| {
            let mut opened = Session::open(project);
            for (&article, analysed) in ids.iter().zip(&analysed) {
                opened = update(opened, Msg::Analysed { article, analysed: analysed.clone() }).0;
            }
            opened
        };
        let mut session = opened(session.project);
        for (at, (article, string, what)) in (2..).zip(moves) {
            let of = ["浜崎", "汐見が丘", "一部", "浜崎水産", "市"][string];
            let article = ids[article];
            if !session.project.article(article).unwrap().text.contains(of) {
                continue;
            }
            session = match what {
                0 => judge(session, at, article, of, Verdict::Accept),
                1 => judge(session, at, article, of, Verdict::Reject),
                2 => mark(session, at, article, of, Person),
                3 => update(session, Msg::Undo { at: Timestamp(at) }).0,
                4 => update(session, Msg::Redo { at: Timestamp(at) }).0,
                _ => {
                    let first = session.project.annotations.keys().next().copied();
                    let edit = Edit::Delete(first.into_iter().collect());
                    update(session, Msg::Edit { edit, at: Timestamp(at) }).0
                }
            };
            let anew = opened(session.project.clone());
            prop_assert_eq!(session.knowledge(), anew.knowledge());
            for &article in &ids {
                prop_assert_eq!(told(&session, article), told(&anew, article));
                prop_assert_eq!(session.suggestions(article), anew.suggestions(article));
                prop_assert_eq!(session.withdrawn(article), anew.withdrawn(article));
                let spans: Vec<ByteSpan> = session.suggestions(article).iter().map(|one| one.entity.span).collect();
                prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", spans);
            }
        }
    }
}
