//! What holds for any sequence of messages.

use super::tests::{TEXT, analysed, content, judge, new_article, session, span};
use super::*;
use crate::{CheckChange, ClaimPair, Knowledge, Snapshot, Verdict, difference};
use proptest::prelude::*;
use shirushi_model::*;
use std::collections::BTreeMap;

/// One random step, chosen by numbers so that it can refer to whatever exists when it is taken.
#[derive(Debug, Clone)]
struct Move {
    kind: u8,
    pick: usize,
    from: usize,
    to: usize,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = (0u8..24, 0usize..50, 0usize..60, 0usize..60).prop_map(|(kind, pick, from, to)| Move {
        kind,
        pick,
        from,
        to,
    });
    prop::collection::vec(one, 1..60)
}

impl Move {
    fn msg(&self, session: &Session, at: Timestamp) -> Msg {
        let project = &session.project;
        let article = project.articles.get(self.pick % project.articles.len().max(1));
        let article = article.map_or(ArticleId(0), |article| article.id);
        let annotation = project.annotations.keys().nth(self.pick % project.annotations.len().max(1));
        let annotation = annotation.copied().unwrap_or(AnnotationId(0));
        let tag = TagId(1 + (self.pick % 3) as u32);
        // Every position, character boundary or not, and some past the end.
        let anywhere = ByteSpan::new(self.from * 2, self.to * 2);
        let boundary = |n: usize| TEXT.char_indices().nth(n % TEXT.chars().count()).map_or(0, |(at, _)| at);
        let (a, b) = (boundary(self.from), boundary(self.to));
        let here = ByteSpan::new(a.min(b), a.max(b));
        let claim = ClaimMark {
            kind: ClaimType::Event,
            speaker: None,
            certainty: Certainty::Asserted,
            quotation: None,
            polarity: None,
            when: None,
        };
        let name = format!("名{}", self.pick);
        let marked = |spans, body| Edit::Mark { article, spans, body, note: name.clone(), by: String::new() };
        let edit = match self.kind {
            0 => Edit::RenameProject(name),
            1 => Edit::AddArticles(vec![new_article(); self.pick % 3 + 1]),
            2 if self.pick.is_multiple_of(4) => Edit::RemoveArticle(article),
            2 | 3 => marked(vec![here], Body::Claim(claim)),
            4 => marked(vec![anywhere], Body::Claim(claim)),
            5 => marked(vec![here, anywhere], Body::Highlight(Highlight { tag })),
            6 => judge(article, &["山田", "辻󠄀"], Verdict::Accept),
            7 => judge(article, &["山田", "三日"], Verdict::Reject),
            8 => Edit::Change { id: annotation, target: Some(vec![here]), body: None, note: Some(name) },
            9 => Edit::Delete(vec![annotation]),
            10 => Edit::AddTag { name, color: TagColor::Moss },
            11 => Edit::ChangeTag(Tag {
                id: tag,
                name,
                color: TagColor::Slate,
                guide: String::new(),
                examples: Vec::new(),
                key: None,
            }),
            13 => Edit::Relate {
                pairs: vec![ClaimPair {
                    a: (article, here),
                    b: (project.articles.last().map_or(article, |last| last.id), span("話した")),
                    relation: Relation::ALL[self.pick % 3],
                    difference: Some(Difference::Number),
                }],
                verdict: if self.pick.is_multiple_of(2) { Verdict::Accept } else { Verdict::Reject },
                creator: Creator::Person { name },
                by: String::new(),
            },
            12 => return if self.pick.is_multiple_of(3) { Msg::Redo { at } } else { Msg::Undo { at } },
            15 => {
                // As long as the other, so that the analysis fits both.
                let reworded = TEXT.replace("山田", "川田");
                let stays = project
                    .annotations
                    .iter()
                    .filter(|(id, _)| (id.0 as usize + self.pick).is_multiple_of(2));
                let marks = stays.map(|(id, one)| (*id, one.target.clone())).collect();
                let text = if self.pick.is_multiple_of(2) { reworded } else { TEXT.to_owned() };
                Edit::ReplaceText { article, text, marks, ends: BTreeMap::new() }
            }
            16 if self.pick.is_multiple_of(3) => return Msg::NameVersion { name, by: String::new(), at },
            16 => Edit::ReturnTo(self.pick as u32 % 5),
            18 => Edit::Split { id: annotation, at: here.start },
            19 => Edit::Merge(project.annotations.keys().copied().skip(self.pick % 4).take(2).collect()),
            14 => Edit::Explain(TypeGuide {
                of: MarkType::Entity(EntityType::ALL[self.pick % EntityType::ALL.len()]),
                guide: if self.pick.is_multiple_of(3) { String::new() } else { name },
                examples: Vec::new(),
            }),
            20 => Edit::BeginCheck { places: vec![(article, here)], wording: name, by: String::new() },
            21 => Edit::ChangeCheck {
                id: project.checks.keys().next().copied().unwrap_or(CheckId(0)),
                change: match self.pick % 4 {
                    0 => CheckChange::Reword(name),
                    1 => CheckChange::AddSaying(article, here),
                    2 => CheckChange::Rule {
                        scale: "fij".to_owned(),
                        verdict: Some("wrong".to_owned()),
                        grounds: name,
                    },
                    _ => CheckChange::Confirm,
                },
                by: String::new(),
            },
            22 => Edit::RemoveCheck(project.checks.keys().next().copied().unwrap_or(CheckId(0))),
            17 => Edit::MergeEntities { kind: EntityType::Person, from: "山田".to_owned(), into: name },
            _ => Edit::SetMeta(article, ArticleMeta { outlet: name, ..ArticleMeta::default() }),
        };
        Msg::Edit { edit, at }
    }
}

/// Takes the moves and hands back the log; analyses arrive at once.
fn run(mut session: Session, moves: &[Move], log: &mut Vec<Transaction>) -> Session {
    for (at, taken) in (1..).zip(moves) {
        let msg = taken.msg(&session, Timestamp(at));
        session = drive(session, msg, log);
    }
    session
}

fn drive(session: Session, msg: Msg, log: &mut Vec<Transaction>) -> Session {
    let number = session.project.next_number;
    let (mut session, effects) = update(session, msg);
    assert!(session.project.next_number >= number);
    for effect in effects {
        match effect {
            Effect::Append(transaction) => {
                assert!(transaction.seq <= session.seq());
                log.push(transaction);
            }
            Effect::Analyze(article) => {
                session = update(session, Msg::Analysed { article, analysed: analysed() }).0;
            }
            _ => {}
        }
    }
    check_whole(&session);
    session
}

/// What holds of every session.
fn check_whole(session: &Session) {
    let project = &session.project;
    for (id, annotation) in &project.annotations {
        assert_eq!(*id, annotation.id);
        let article = project.article(annotation.article).unwrap();
        let spans = match &annotation.target {
            Target::Placed(spans) => spans,
            Target::Unplaced(quotes) => {
                assert!(quotes.iter().all(|quote| !quote.exact.is_empty()) && !quotes.is_empty());
                continue;
            }
        };
        assert!(!spans.is_empty());
        for span in spans {
            assert!(!span.slice(&article.text).unwrap().is_empty());
            assert_eq!(grapheme_span(&article.text, *span), *span);
        }
        assert!(spans.is_sorted_by(|a, b| a.end < b.start));
    }
    for saying in project.checks.values().flat_map(|check| &check.sayings) {
        if let Some(article) = project.article(saying.article)
            && let Target::Placed(spans) = &saying.target
        {
            assert!(spans.iter().all(|span| !span.slice(&article.text).unwrap().is_empty()));
        }
    }
    assert_eq!(**session.knowledge(), Knowledge::of(project));
    assert_eq!(session.selection.article.is_none(), project.articles.is_empty());
    assert_eq!(session.selection.article.is_some(), session.article().is_some());
    if let Focus::Annotation(id) = session.selection.focus {
        assert_eq!(
            project.annotations.get(&id).map(|found| Some(found.article)),
            Some(session.selection.article)
        );
    }
}

proptest! {
    #[test]
    fn undoing_everything_gives_the_beginning_and_redoing_everything_the_end(moves in moves()) {
        let start = session();
        let mut log = Vec::new();
        let end = run(start.clone(), &moves, &mut log);
        let mut session = end.clone();
        let mut steps = 0;
        while session.can_undo().is_some() {
            session = drive(session, Msg::Undo { at: Timestamp(100) }, &mut log);
            steps += 1;
        }
        prop_assert_eq!(content(&session.project), content(&start.project));
        for _ in 0..steps {
            prop_assert!(session.can_redo().is_some());
            session = drive(session, Msg::Redo { at: Timestamp(101) }, &mut log);
        }
        prop_assert_eq!(content(&session.project), content(&end.project));
        prop_assert!(session.project.next_number >= end.project.next_number);
    }

    #[test]
    fn any_point_of_the_history_is_reached_and_left_again(moves in moves(), pick in 0usize..60) {
        let mut log = Vec::new();
        let start = session();
        let end = run(start.clone(), &moves, &mut log);
        let standing: Vec<u64> = end.history.standing().map(|transaction| transaction.seq).collect();
        let newest = standing.first().copied().unwrap_or_default();
        let to = standing.get(pick % standing.len().max(1)).copied().unwrap_or_default();
        let there = drive(end.clone(), Msg::GoTo { seq: to, at: Timestamp(100) }, &mut log);
        prop_assert_eq!(there.history.to_undo().map_or(0, |last| last.seq), to);
        let beginning = drive(there.clone(), Msg::GoTo { seq: 0, at: Timestamp(101) }, &mut log);
        prop_assert_eq!(content(&beginning.project), content(&start.project));
        let again = drive(beginning, Msg::GoTo { seq: to, at: Timestamp(102) }, &mut log);
        prop_assert_eq!(content(&again.project), content(&there.project));
        let back = drive(again, Msg::GoTo { seq: newest, at: Timestamp(103) }, &mut log);
        prop_assert_eq!(content(&back.project), content(&end.project));
        prop_assert_eq!(back.history.taken_back().len(), end.history.taken_back().len());
        let opened = Session::replay(start.project, log).unwrap();
        prop_assert_eq!(&opened.project, &back.project);
    }

    #[test]
    fn the_log_leads_to_the_live_session(moves in moves(), cut in 0usize..60) {
        let start = session();
        let mut log = Vec::new();
        let cut = cut.min(moves.len());
        let middle = run(start.clone(), &moves[..cut], &mut log);
        let live = run(middle.clone(), &moves[cut..], &mut log);
        let stored = serde_json::to_string(&log).unwrap();
        let log: Vec<Transaction> = serde_json::from_str(&stored).unwrap();

        let snapshot: Snapshot = serde_json::from_str(&serde_json::to_string(&middle.snapshot()).unwrap()).unwrap();
        for opened in [Session::replay(start.project, log.clone()), Session::replay(snapshot, log)] {
            let opened = opened.unwrap();
            prop_assert_eq!(&opened.project, &live.project);
            prop_assert_eq!(opened.seq(), live.seq());
            prop_assert_eq!(opened.history.to_undo(), live.history.to_undo());
            prop_assert_eq!(opened.history.to_redo(), live.history.to_redo());
            let at = Timestamp(200);
            let (again, _) = update(opened, Msg::Undo { at });
            let (undone, _) = update(live.clone(), Msg::Undo { at });
            prop_assert_eq!(again.project, undone.project);
        }
    }

    #[test]
    fn any_state_leads_to_any_other(one in moves(), other in moves()) {
        let (mut log, start) = (Vec::new(), session());
        let middle = run(start.clone(), &one, &mut log);
        let end = run(middle.clone(), &other, &mut log);
        for (from, to) in [(&end, &middle), (&middle, &end), (&end, &start), (&start, &end), (&end, &end)] {
            let mut project = from.project.clone();
            let operations = difference(&from.project, &to.project);
            for operation in &operations {
                operation.apply(&mut project).unwrap();
            }
            prop_assert_eq!(content(&project), content(&to.project));
            for operation in operations.iter().rev() {
                operation.invert().apply(&mut project).unwrap();
            }
            prop_assert_eq!(content(&project), content(&from.project));
        }
    }

    #[test]
    fn a_transaction_then_its_inverse_changes_nothing(moves in moves()) {
        let mut log = Vec::new();
        let start = session();
        run(start.clone(), &moves, &mut log);
        let mut project = start.project;
        for transaction in log {
            let after = transaction.apply(&project).unwrap();
            let mut back = after.clone();
            for operation in transaction.inverse() {
                operation.apply(&mut back).unwrap();
                prop_assert_eq!(operation.invert().invert(), operation);
            }
            prop_assert_eq!(content(&back), content(&project));
            project = after;
        }
    }
}
