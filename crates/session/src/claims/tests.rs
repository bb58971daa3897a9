//! Suggested claims, judged and judged again, and relations between claims.

use super::ends;
use crate::{Analysed, ClaimPair, Edit, Effect, Focus, Msg, NewArticle, Refusal, Session, Verdict, update};
use shirushi_model::*;
use std::sync::Arc;

const ONE: &str = "市長は「急ぐ」と述べた。雨で延期される恐れがある。";
const TWO: &str = "市長は「急がない」と話した。";

fn span(text: &str, of: &str) -> ByteSpan {
    let start = text.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn claim(text: &str, of: &str, source: SpeakerKind) -> Claim {
    let speaker = ClaimSpeaker {
        span: None,
        entities: Vec::new(),
        name: "市長".to_owned(),
        kind: source,
        implicit: false,
    };
    Claim {
        span: span(text, of),
        sentence: 0,
        kind: ClaimType::Statement,
        facets: Vec::new(),
        speaker: (source == SpeakerKind::Person).then_some(speaker),
        source,
        quotation: Quotation::Direct,
        cue: None,
        certainty: Certainty::Possible,
        modality: None,
        polarity: Polarity::Negative,
        tense: Tense::NonPast,
        entities: Vec::new(),
        worthiness: 1,
        rules: vec![ClaimRule::DirectQuote],
        predicate: None,
    }
}

fn analysed(claims: Vec<Claim>) -> Arc<Analysed> {
    let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
    Arc::new(Analysed { analysis: Analysis { claims, ..Analysis::default() }, model })
}

fn first_analysis() -> Arc<Analysed> {
    let [quoted, told] = [("急ぐ", SpeakerKind::Person), ("雨で延期される", SpeakerKind::Outlet)]
        .map(|(of, s)| claim(ONE, of, s));
    // A second reading of one span is not suggested beside the first.
    analysed(vec![quoted.clone(), Claim { worthiness: 3, ..quoted }, told])
}

fn edit(session: Session, edit: Edit) -> (Session, Vec<Effect>) {
    update(session, Msg::Edit { edit, at: Timestamp(1) })
}

fn session() -> (Session, ArticleId, ArticleId) {
    let session = Session::new(ProjectId::from_random(1), "雨".to_owned(), Timestamp(0));
    let new = |text: &str| NewArticle { text: text.to_owned(), meta: ArticleMeta::default() };
    let (session, _) = edit(session, Edit::AddArticles(vec![new(ONE), new(TWO)]));
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    let (session, _) = update(session, Msg::Analysed { article: ids[0], analysed: first_analysis() });
    let second = analysed(vec![claim(TWO, "急がない", SpeakerKind::Person)]);
    let (session, _) = update(session, Msg::Analysed { article: ids[1], analysed: second });
    (session, ids[0], ids[1])
}

fn pending(session: &Session, article: ArticleId) -> Vec<ByteSpan> {
    session.suggested_claims(article).iter().map(|claim| claim.span).collect()
}

fn judge(session: Session, place: (ArticleId, ByteSpan), verdict: Verdict) -> Session {
    edit(session, Edit::JudgeClaims { places: vec![place], verdict, by: "佐藤".to_owned() }).0
}

#[test]
fn what_is_judged_is_not_suggested_again() {
    let (session, one, _) = session();
    let (quoted, told) = (span(ONE, "急ぐ"), span(ONE, "雨で延期される"));
    assert_eq!(pending(&session, one), [quoted, told]);
    let (session, _) = update(session, Msg::Focus(Focus::Claim(quoted)));
    let session = judge(session, (one, quoted), Verdict::Accept);
    assert_eq!(session.selection.focus, Focus::Claim(told), "the next one is looked at");
    let session = judge(session, (one, told), Verdict::Reject);
    assert_eq!((pending(&session, one).len(), session.selection.focus), (0, Focus::None));
    // Another analysis of the same text brings neither back.
    let (session, _) = update(session, Msg::Analysed { article: one, analysed: first_analysis() });
    assert!(pending(&session, one).is_empty());
    let marks: Vec<_> = session.project.annotations.values().map(|a| (a.status, a.body.clone())).collect();
    let speaker = Speaker { name: "市長".to_owned(), kind: SpeakerKind::Person };
    let mark = |speaker| {
        Body::Claim(ClaimMark {
            kind: ClaimType::Statement,
            speaker: Some(speaker),
            certainty: Certainty::Possible,
            quotation: Some(Quotation::Direct),
            polarity: Some(Polarity::Negative),
            when: None,
        })
    };
    let outlet = Speaker { name: String::new(), kind: SpeakerKind::Outlet };
    assert_eq!(marks, [(Status::Accepted, mark(speaker)), (Status::Rejected, mark(outlet))]);
    // Undo brings the suggestion back, and looks at it.
    let (session, _) = update(session, Msg::Undo { at: Timestamp(2) });
    assert_eq!((pending(&session, one), session.selection.focus), (vec![told], Focus::Claim(told)));
}

#[test]
fn a_suggested_claim_is_accepted_as_it_is_put_right() {
    let (session, one, _) = session();
    let place = span(ONE, "急ぐ");
    let (session, _) = update(session, Msg::Focus(Focus::Claim(place)));
    let said = session.claim_mark(one, session.suggested_claims(one)[0]);
    let body = Body::Claim(ClaimMark { kind: ClaimType::Plan, ..said });
    let correct =
        Edit::Correct { article: one, span: place, to: None, body: body.clone(), by: String::new() };
    let (session, _) = edit(session, correct.clone());
    let Focus::Annotation(id) = session.selection.focus else { panic!("{:?}", session.selection) };
    assert_eq!(session.project.annotations[&id].body, body);
    let (_, effects) = edit(session, correct);
    assert_eq!(effects, [Effect::Refused(Refusal::NotSuggested(place))]);
}

#[test]
fn one_relation_between_two_claims_whoever_comes_first() {
    let (session, one, two) = session();
    let (a, b) = ((one, span(ONE, "急ぐ")), (two, span(TWO, "急がない")));
    let relate = |a, b, relation, verdict, creator: &Creator| Edit::Relate {
        pairs: vec![ClaimPair { a, b, relation, difference: Some(Difference::Existence) }],
        verdict,
        creator: creator.clone(),
        by: "佐藤".to_owned(),
    };
    let model = first_analysis().model.clone();
    let looked_at = session.selection;
    let (session, _) = edit(session, relate(a, b, Relation::Contradict, Verdict::Accept, &model));
    assert_eq!(session.selection, looked_at);
    let (session, _) = edit(session, relate(b, a, Relation::Agree, Verdict::Accept, &model));
    let only = session.relation_between(a, b).unwrap().clone();
    assert_eq!(session.project.annotations.len(), 1);
    assert_eq!(ends(&only), Some((a, b)));
    let Body::Relation(mark) = &only.body else { panic!("{only:?}") };
    assert_eq!((mark.relation, mark.difference), (Relation::Agree, None), "what agrees differs in nothing");
    assert_eq!(only.judged_by.as_deref(), Some("佐藤"));
    let (session, effects) = edit(session, relate(a, a, Relation::Agree, Verdict::Accept, &model));
    assert_eq!(effects, [Effect::Refused(Refusal::SameClaim)]);
    let nowhere = (two, ByteSpan::new(0, 9999));
    let (session, effects) = edit(session, relate(a, nowhere, Relation::Agree, Verdict::Accept, &model));
    assert_eq!(effects, [Effect::Refused(Refusal::OutsideText(nowhere.1))]);
    // Taking it back twice leaves no relation, and with its other article it goes and comes back.
    let (dismissed, _) = edit(session, relate(a, b, Relation::Agree, Verdict::Reject, &model));
    assert_eq!(dismissed.relation_between(a, b).unwrap().status, Status::Rejected);
    let (removed, _) = edit(dismissed, Edit::RemoveArticle(two));
    assert!(removed.project.annotations.is_empty());
    let (back, _) = update(removed, Msg::Undo { at: Timestamp(3) });
    assert_eq!(back.relation_between(b, a).unwrap().status, Status::Rejected);
    let undone = (0..3).fold(back, |session, _| update(session, Msg::Undo { at: Timestamp(4) }).0);
    assert_eq!(undone.relation_between(a, b), None);
}
