//! Sessions driven by messages alone: what each message leads to.

use super::*;
use crate::{Analysed, Knowledge, Label, MarkKind, NewArticle, Verdict};
use shirushi_model::*;
use std::collections::BTreeMap;

pub(super) const TEXT: &str = "山田市長は三日、👩‍🚒の訓練を見た。辻󠄀氏は「ｶﾞｽは止めた」と話した。";

pub(super) fn session() -> Session {
    let tags = vec![("重要".to_owned(), TagColor::Amber), ("要確認".to_owned(), TagColor::Rose)];
    Session::new(ProjectId::from_random(1), "訓練".to_owned(), Timestamp(0)).with_tags(tags)
}

pub(super) fn new_article() -> NewArticle {
    NewArticle { text: TEXT.to_owned(), meta: ArticleMeta::default() }
}

fn edit(session: Session, edit: Edit) -> (Session, Vec<Effect>) {
    update(session, Msg::Edit { edit, at: Timestamp(1) })
}

fn with_article() -> (Session, ArticleId) {
    let (session, _) = edit(session(), Edit::AddArticles(vec![new_article()]));
    let id = session.selection.article.unwrap();
    (session, id)
}

pub(super) fn span(of: &str) -> ByteSpan {
    let start = TEXT.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn mark(article: ArticleId, spans: Vec<ByteSpan>) -> Edit {
    let kind = EntityType::Person;
    let body = Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
    Edit::Mark { article, spans, body, note: String::new(), by: "佐藤".to_owned() }
}

pub(super) fn judge(article: ArticleId, of: &[&str], verdict: Verdict) -> Edit {
    let places = of.iter().map(|of| (article, span(of))).collect();
    Edit::Judge { places, verdict, by: "佐藤".to_owned() }
}

pub(super) fn analysed() -> Arc<Analysed> {
    let entity = |of: &str, kind| Entity {
        span: span(of),
        kind,
        canonical: of.to_owned(),
        normalized: None,
        score: 0.9,
    };
    let entities = vec![
        entity("山田", EntityType::Person),
        entity("三日", EntityType::Date),
        entity("辻󠄀", EntityType::Person),
    ];
    Arc::new(Analysed {
        analysis: Analysis { entities, ..Analysis::default() },
        model: Creator::Model { name: "rules".to_owned(), version: "1".to_owned() },
    })
}

fn with_suggestions() -> (Session, ArticleId) {
    let (session, id) = with_article();
    (update(session, Msg::Analysed { article: id, analysed: analysed() }).0, id)
}

fn refusal(effects: &[Effect]) -> &Refusal {
    match effects {
        [Effect::Refused(refusal)] => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn an_article_that_comes_in_is_opened_stored_and_analysed() {
    let (session, effects) = edit(session(), Edit::AddArticles(vec![new_article(), new_article()]));
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    assert_eq!(session.selection.article, ids.first().copied());
    assert_eq!(session.article().unwrap().text.as_ref(), TEXT);
    assert_eq!(session.unanalysed().collect::<Vec<_>>(), ids);
    let label = Label::AddArticles { count: 2 };
    let [Effect::Append(transaction), Effect::Analyze(a), Effect::Analyze(b), Effect::Announce(announced)] =
        effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!((transaction.seq, transaction.origin, transaction.label), (1, Origin::Person, label));
    assert_eq!((vec![*a, *b], *announced), (ids, Announcement::Done(label)));
}

#[test]
fn a_mark_is_the_persons_own_and_becomes_the_focus() {
    let (session, id) = with_article();
    let (session, _) = edit(session, mark(id, vec![span("話した"), span("山田"), span("山田市長")]));
    let Focus::Annotation(made) = session.selection.focus else { panic!("{:?}", session.selection) };
    let annotation = session.project.annotations.get(&made).unwrap();
    assert_eq!(annotation.target, Target::Placed(vec![span("山田市長"), span("話した")]));
    assert_eq!(annotation.creator, Creator::Person { name: "佐藤".to_owned() });
    assert_eq!(annotation.status, Status::Accepted);
    assert_eq!(session.can_undo(), Some(Label::Mark { kind: MarkKind::Entity }));
}

#[test]
fn a_mark_never_cuts_a_grapheme() {
    let (session, id) = with_article();
    let woman = ByteSpan::new(span("👩‍🚒").start as usize, span("👩‍🚒").start as usize + 4);
    let (session, _) = edit(session, mark(id, vec![woman]));
    let annotation = session.project.annotations.values().next().unwrap();
    assert_eq!(annotation.target, Target::Placed(vec![span("👩‍🚒")]));
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let (session, id) = with_suggestions();
    let outside = ByteSpan::new(0, 10_000);
    let reversed = ByteSpan { start: 3, end: 0 };
    let inside = ByteSpan::new(1, 3);
    let gone = ArticleId(99);
    let highlight = Body::Highlight(Highlight { tag: TagId(99) });
    let day = ArticleMeta { published: "2025/8/1".to_owned(), ..ArticleMeta::default() };
    let tag = Tag { id: TagId(99), name: "新".to_owned(), ..session.project.tagset.tags[0].clone() };
    let cases = [
        (mark(id, vec![outside]), Refusal::OutsideText(outside)),
        (mark(id, vec![reversed]), Refusal::OutsideText(reversed)),
        (mark(id, vec![inside]), Refusal::InsideCharacter(inside)),
        (mark(id, vec![ByteSpan::new(3, 3)]), Refusal::EmptySpan),
        (mark(id, vec![]), Refusal::EmptySpan),
        (mark(gone, vec![span("山田")]), Refusal::NoSuchArticle(gone)),
        (
            Edit::Mark {
                article: id,
                spans: vec![span("山")],
                body: highlight,
                note: String::new(),
                by: String::new(),
            },
            Refusal::NoSuchTag(TagId(99)),
        ),
        (judge(id, &["山田", "市長"], Verdict::Accept), Refusal::NotSuggested(span("市長"))),
        (judge(gone, &["山田"], Verdict::Accept), Refusal::NoSuchArticle(gone)),
        (Edit::RemoveArticle(gone), Refusal::NoSuchArticle(gone)),
        (Edit::SetMeta(gone, ArticleMeta::default()), Refusal::NoSuchArticle(gone)),
        (Edit::SetMeta(id, day.clone()), Refusal::NotADate("2025/8/1".to_owned())),
        (
            Edit::AddArticles(vec![NewArticle { text: String::new(), meta: day }]),
            Refusal::NotADate("2025/8/1".to_owned()),
        ),
        (Edit::Delete(vec![AnnotationId(99)]), Refusal::NoSuchAnnotation(AnnotationId(99))),
        (
            Edit::Change { id: AnnotationId(99), target: None, body: None, note: None },
            Refusal::NoSuchAnnotation(AnnotationId(99)),
        ),
        (Edit::RenameProject("　".to_owned()), Refusal::EmptyName),
        (Edit::AddTag { name: " ".to_owned(), color: TagColor::Sky }, Refusal::EmptyName),
        (Edit::ChangeTag(tag), Refusal::NoSuchTag(TagId(99))),
        (Edit::RemoveTag { id: TagId(99), into: None }, Refusal::NoSuchTag(TagId(99))),
    ];
    for (asked, expected) in cases {
        let (after, effects) = edit(session.clone(), asked.clone());
        assert_eq!(refusal(&effects), &expected, "{asked:?}");
        assert_eq!((after.project, after.history.seq), (session.project.clone(), session.seq()));
    }
}

#[test]
fn no_mark_goes_with_its_tag() {
    let (mut session, id) = with_article();
    for (name, color) in [("古い", TagColor::Rose), ("新しい", TagColor::Sky)] {
        session = edit(session, Edit::AddTag { name: name.to_owned(), color }).0;
    }
    let ids = |session: &Session| session.project.tagset.tags.iter().map(|tag| tag.id).collect::<Vec<_>>();
    let [.., old, new] = ids(&session)[..] else { panic!("{:?}", session.project.tagset) };
    let body = Body::Highlight(Highlight { tag: old });
    let marked = Edit::Mark {
        article: id,
        spans: vec![span("話した")],
        body,
        note: String::new(),
        by: "佐藤".to_owned(),
    };
    let (session, _) = edit(session, marked);
    let (refused, effects) = edit(session.clone(), Edit::RemoveTag { id: old, into: None });
    assert_eq!(refusal(&effects), &Refusal::TagInUse(old));
    assert_eq!(refused.project, session.project);
    let (removed, _) = edit(session.clone(), Edit::RemoveTag { id: old, into: Some(new) });
    assert_eq!(ids(&removed).last(), Some(&new));
    assert!(!ids(&removed).contains(&old));
    let bodies: Vec<_> = removed.project.annotations.values().map(|mark| mark.body.clone()).collect();
    assert_eq!(bodies, [Body::Highlight(Highlight { tag: new })]);
    let (undone, _) = update(removed, Msg::Undo { at: Timestamp(9) });
    assert_eq!(undone.project.tagset, session.project.tagset);
    assert_eq!(undone.project.annotations, session.project.annotations);
}

#[test]
fn tags_that_come_in_lose_nothing_and_are_one_step() {
    let session = session();
    let tags = session.project.tagset.tags.clone();
    let (first, second) = (tags[0].clone(), tags[1].clone());
    let (session, _) = edit(
        session,
        Edit::ChangeTag(Tag {
            guide: "大事".to_owned(),
            key: Some('k'),
            examples: with_example(&first.examples, " 死者3人 "),
            ..first.clone()
        }),
    );
    let taken = edit(session.clone(), Edit::ChangeTag(Tag { key: Some('k'), ..second.clone() }));
    assert_eq!(refusal(&taken.1), &Refusal::KeyTaken('k'));
    let new = |name: &str, guide: &str, key| NewTag {
        name: name.to_owned(),
        color: TagColor::Moss,
        guide: guide.to_owned(),
        examples: vec!["死者3人".to_owned(), "全焼".to_owned()],
        key,
    };
    let before = session.project.tagset.clone();
    let given = vec![new("重要", "必ず", None), new("数字", "", Some('k')), new("引用", "", Some('q'))];
    let of = MarkType::Claim(ClaimType::Quantity);
    let guide = |guide: &str, examples: &[&str]| TypeGuide {
        of,
        guide: guide.to_owned(),
        examples: examples.iter().map(|&example| example.to_owned()).collect(),
    };
    let (session, _) = edit(session, Edit::Explain(guide("数", &["3万人"])));
    let before = Tagset { types: vec![guide("数", &["3万人"])], ..before };
    let types = vec![guide("数える", &["3万人", "2割"])];
    let given = NewTagset { tags: given, types };
    let (session, _) = edit(session, Edit::ImportTags(given.clone()));
    assert_eq!(session.project.tagset.types, [guide("数\n数える", &["3万人", "2割"])]);
    let told: Vec<(&str, &str, Option<char>)> = session
        .project
        .tagset
        .tags
        .iter()
        .map(|tag| (tag.name.as_str(), tag.guide.as_str(), tag.key))
        .collect();
    let right = [
        ("重要", "大事\n必ず", Some('k')),
        ("要確認", "", None),
        ("数字", "", None),
        ("引用", "", Some('q')),
    ];
    assert_eq!(told, right);
    assert_eq!(session.project.tagset.tags[0].id, first.id);
    assert_eq!(session.project.tagset.tags[0].examples, ["死者3人", "全焼"]);
    assert_eq!(session.project.tagset.tags[3].examples.len(), 2);
    // The same again changes nothing.
    assert_eq!(edit(session.clone(), Edit::ImportTags(given)).0.seq(), session.seq());
    assert_eq!(edit(session.clone(), Edit::Explain(session.project.tagset.guide(of))).0.seq(), session.seq());
    let (session, _) = update(session, Msg::Undo { at: Timestamp(9) });
    assert_eq!(session.project.tagset, before);
}

#[test]
fn nothing_left_to_undo_or_redo_is_said() {
    let (session, effects) = update(session(), Msg::Undo { at: Timestamp(5) });
    assert_eq!(refusal(&effects), &Refusal::NothingToUndo);
    assert_eq!(refusal(&update(session, Msg::Redo { at: Timestamp(5) }).1), &Refusal::NothingToRedo);
}

#[test]
fn numbers_run_out_without_a_panic() {
    let (mut session, id) = with_article();
    session.project.next_number = u32::MAX;
    assert_eq!(refusal(&edit(session, mark(id, vec![span("山田")])).1), &Refusal::NumbersExhausted);
}

#[test]
fn a_change_that_changes_nothing_leaves_no_trace() {
    let (session, _) = edit(session(), Edit::RenameProject("訓練".to_owned()));
    assert_eq!((session.seq(), session.can_undo()), (0, None));
}

#[test]
fn an_article_takes_its_annotations_along_and_brings_them_back_to_the_same_place() {
    let (session, _) = edit(session(), Edit::AddArticles(vec![new_article(), new_article(), new_article()]));
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    let (session, _) = update(session, Msg::OpenArticle(ids[1]));
    let (session, _) = edit(session, mark(ids[1], vec![span("山田")]));
    let (session, _) = edit(session, mark(ids[0], vec![span("辻󠄀")]));
    let before = session.project.clone();

    let (session, _) = update(session, Msg::OpenArticle(ids[1]));
    let (session, _) = edit(session, Edit::RemoveArticle(ids[1]));
    assert_eq!(session.selection.article, Some(ids[2]));
    assert_eq!(session.project.annotations.len(), 1);

    let (session, effects) = update(session, Msg::Undo { at: Timestamp(9) });
    assert_eq!(session.project.articles, before.articles);
    assert_eq!(session.project.annotations, before.annotations);
    assert_eq!(session.selection.article, Some(ids[1]));
    assert!(effects.contains(&Effect::Analyze(ids[1])));
}

#[test]
fn judging_makes_an_annotation_and_moves_on_to_the_next_suggestion() {
    let (session, id) = with_suggestions();
    let (session, _) = update(session, Msg::Focus(Focus::Suggestion(span("三日"))));
    let (session, _) = edit(session, judge(id, &["三日"], Verdict::Reject));
    assert_eq!(session.selection.focus, Focus::Suggestion(span("辻󠄀")));
    let annotation = session.project.annotations.values().next().unwrap();
    assert_eq!(annotation.status, Status::Rejected);
    assert_eq!(annotation.judged_by.as_deref(), Some("佐藤"));
    assert!(matches!(annotation.creator, Creator::Model { .. }));
    let pending: Vec<&str> =
        session.suggestions(id).iter().map(|one| one.entity.canonical.as_str()).collect();
    assert_eq!(pending, ["山田", "辻󠄀"]);

    let (session, _) = edit(session, judge(id, &["山田", "三日", "辻󠄀"], Verdict::Accept));
    assert_eq!(session.suggestions(id).len(), 0);
    assert_eq!(session.selection.focus, Focus::None);
    assert_eq!(session.project.annotations.len(), 3);
    assert!(session.project.annotations.values().all(|annotation| annotation.status == Status::Accepted));
    assert_eq!(session.can_undo(), Some(Label::Judge { verdict: Verdict::Accept, count: 3 }));

    let (session, _) = update(session, Msg::Undo { at: Timestamp(9) });
    assert_eq!(session.suggestions(id).len(), 2);
}

#[test]
fn what_a_person_marked_is_not_suggested_again_and_takes_no_verdict() {
    let (session, id) = with_suggestions();
    let (session, _) = edit(session, mark(id, vec![span("山田")]));
    assert_eq!(session.suggestions(id).len(), 2);
    let (after, effects) = edit(session.clone(), judge(id, &["山田"], Verdict::Reject));
    assert_eq!((after.project, effects), (session.project, Vec::new()));
}

#[test]
fn a_deleted_judgement_is_pending_again() {
    let (session, id) = with_suggestions();
    let (session, _) = edit(session, judge(id, &["山田"], Verdict::Accept));
    let made = *session.project.annotations.keys().next().unwrap();
    let (session, _) = update(session, Msg::Focus(Focus::Annotation(made)));
    let (session, _) = edit(session, Edit::Delete(vec![made, made]));
    assert_eq!(session.selection.focus, Focus::None);
    assert_eq!(session.suggestions(id).len(), 3);
    let (session, _) = update(session, Msg::Undo { at: Timestamp(9) });
    assert_eq!(session.selection.focus, Focus::Annotation(made));
    let (session, _) = update(session, Msg::Undo { at: Timestamp(9) });
    assert_eq!(session.selection.focus, Focus::Suggestion(span("山田")));
}

#[test]
fn the_analysis_of_an_article_that_is_gone_is_ignored() {
    let (session, _) = update(session(), Msg::Analysed { article: ArticleId(9), analysed: analysed() });
    assert!(session.analysed(ArticleId(9)).is_none());
}

#[test]
fn another_day_of_publication_asks_for_another_analysis() {
    let (session, id) = with_article();
    let meta = ArticleMeta { outlet: "港新聞".to_owned(), ..ArticleMeta::default() };
    let (session, effects) = edit(session, Edit::SetMeta(id, meta.clone()));
    assert!(!effects.contains(&Effect::Analyze(id)));
    let meta = ArticleMeta { published: "2024-02-29".to_owned(), ..meta };
    let (_, effects) = edit(session, Edit::SetMeta(id, meta));
    assert!(effects.contains(&Effect::Analyze(id)));
}

#[test]
fn a_focus_on_what_is_not_there_is_none() {
    let (session, id) = with_article();
    for focus in [
        Focus::Annotation(AnnotationId(99)),
        Focus::Text(ByteSpan::new(0, 0)),
        Focus::Text(ByteSpan::new(1, 3)),
        Focus::Suggestion(ByteSpan::new(0, 9999)),
    ] {
        let (session, effects) = update(session.clone(), Msg::Focus(focus));
        assert_eq!(session.selection, Selection { article: Some(id), focus: Focus::None });
        assert_eq!(effects, Vec::new());
    }
}

#[test]
fn a_log_with_a_gap_is_refused() {
    let (session, effects) = edit(session(), Edit::RenameProject("あ".to_owned()));
    let Some(Effect::Append(mut transaction)) = effects.first().cloned() else { panic!("{effects:?}") };
    transaction.seq = 3;
    let error = Session::replay(session.snapshot(), vec![transaction]).unwrap_err();
    assert_eq!(error, crate::ReplayError::Gap { expected: 2, found: 3 });
}

#[test]
fn a_transaction_of_a_later_version_can_be_read() {
    let later = r#"{"seq":1,"origin":{"type":"person","device":"x"},"label":{"act":"braid","n":2},"at":5,
        "operations":[{"type":"set-title","before":"a","after":"b","why":"c"}],"extra":[]}"#;
    let transaction: Transaction = serde_json::from_str(later).unwrap();
    assert_eq!(transaction.label, Label::Other);
}

#[test]
fn a_way_through_the_history_is_many_transactions_and_one_announcement() {
    let (session, article) = with_article();
    let (session, _) = edit(session, mark(article, vec![span("山田")]));
    let (session, _) = edit(session, mark(article, vec![span("三日")]));
    let (session, effects) = update(session, Msg::GoTo { seq: 0, at: Timestamp(5) });
    let appended = effects.iter().filter(|effect| matches!(effect, Effect::Append(_))).count();
    let announced = effects.iter().filter(|effect| matches!(effect, Effect::Announce(_))).count();
    assert_eq!((appended, announced), (3, 1));
    assert!(session.project.articles.is_empty());
    let listed: Vec<u64> = session.history.taken_back().map(|transaction| transaction.seq).collect();
    assert_eq!(listed, [3, 2, 1]);
    // What neither stands nor can be brought back is no place to go to: 4 is an undo.
    let (_, effects) = update(session, Msg::GoTo { seq: 4, at: Timestamp(6) });
    assert_eq!(effects, [Effect::Refused(Refusal::NoSuchChange(4))]);
}

#[test]
fn a_change_says_who_made_it_and_where() {
    let (session, article) = with_article();
    let (_, effects) = edit(session, mark(article, vec![span("山田")]));
    let Some(Effect::Append(transaction)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(transaction.by(), Some("佐藤"));
    let spans: Vec<_> = transaction.annotations().map(|annotation| annotation.extent()).collect();
    assert_eq!(spans, [Some(span("山田"))]);
}

#[test]
fn one_edit_on_a_large_project_shares_its_structure() {
    let (mut session, article) = with_article();
    let cost = |session: &Session| {
        let before = session.clone();
        allocation_counter::measure(|| drop(edit(before, mark(article, vec![span("訓練")])))).bytes_total
    };
    let small = cost(&session);
    for number in 0..4_000 {
        let (next, _) =
            edit(session, mark(article, vec![span(if number % 2 == 0 { "山田" } else { "三日" })]));
        session = next;
    }
    // Copied whole, 4,000 marks are more than a megabyte; with the structure shared an edit copies a path of
    // the tree.
    let large = cost(&session);
    assert!(large < 64 * 1024 && large < 32 * small, "{small} bytes among none, {large} among 4,000");
}

fn named(session: Session, name: &str) -> Session {
    update(session, Msg::NameVersion { name: name.to_owned(), by: "佐藤".to_owned(), at: Timestamp(7) }).0
}

#[test]
fn a_version_outlives_the_branch_it_was_named_on() {
    let (session, article) = with_article();
    let (session, _) = edit(session, mark(article, vec![span("山田")]));
    let session = named(session, " 初稿 ");
    let version = session.versions().next().unwrap().clone();
    assert_eq!((version.name.as_str(), version.seq, version.number), ("初稿", 2, 1));
    // The mark is taken back and another change ends what could be brought back.
    let (session, _) = update(session, Msg::Undo { at: Timestamp(8) });
    let (session, _) = edit(session, mark(article, vec![span("三日")]));
    let (session, effects) = edit(session, Edit::ReturnTo(1));
    assert!(matches!(effects.first(), Some(Effect::Append(one)) if one.label == Label::ReturnTo));
    assert_eq!(content(&session.project), content(&version.project));
    let (session, _) = update(session, Msg::Undo { at: Timestamp(9) });
    let there: Vec<_> = session.project.annotations.values().filter_map(|one| one.extent()).collect();
    assert_eq!(there, [span("三日")]);
}

#[test]
fn a_forgotten_version_can_be_taken_back() {
    let (session, _) = with_article();
    let session = named(named(session, "一"), "二");
    let version = session.version(1).unwrap().clone();
    let (session, effects) = update(session, Msg::ForgetVersion(1));
    assert_eq!(effects, [Effect::ForgetVersion(version.clone())]);
    let (session, _) = update(session, Msg::RestoreVersion(version.clone()));
    assert_eq!(session.version(1), Some(&version));
    let (_, effects) = update(session.clone(), Msg::ForgetVersion(9));
    assert_eq!(effects, [Effect::Refused(Refusal::NoSuchVersion(9))]);
    let (_, effects) = edit(session.clone(), Edit::ReturnTo(9));
    assert_eq!(effects, [Effect::Refused(Refusal::NoSuchVersion(9))]);
    let nameless = Msg::NameVersion { name: " ".to_owned(), by: String::new(), at: Timestamp(8) };
    assert_eq!(update(session, nameless).1, [Effect::Refused(Refusal::EmptyName)]);
}

#[test]
fn a_newer_text_takes_every_mark_along() {
    let (session, article) = with_suggestions();
    let (session, _) = edit(session, judge(article, &["山田"], Verdict::Accept));
    let (session, _) = edit(session, mark(article, vec![span("訓練")]));
    let ids: Vec<AnnotationId> = session.project.annotations.keys().copied().collect();
    let text = TEXT.replace("山田", "川田");
    let marks = BTreeMap::from([(ids[0], Target::Placed(vec![span("山田")]))]);
    let replaced = Edit::ReplaceText { article, text: text.clone(), marks, ends: BTreeMap::new() };
    let (session, effects) = edit(session.clone(), replaced.clone());
    assert!(effects.contains(&Effect::Analyze(article)));
    assert_eq!(session.article().unwrap().text.as_ref(), text);
    // The analysis of the former text says nothing of this one.
    assert!(session.analysed(article).is_none());
    let targets: Vec<&Target> = session.project.annotations.values().map(|one| &one.target).collect();
    assert_eq!(targets[0], &Target::Placed(vec![span("山田")]));
    let Target::Unplaced(quotes) = targets[1] else { panic!("{targets:?}") };
    assert_eq!(quotes[0].exact, "訓練");
    // What is known follows the words.
    assert_eq!(**session.knowledge(), Knowledge::of(&session.project));
    let (back, effects) = update(session.clone(), Msg::Undo { at: Timestamp(3) });
    assert!(effects.contains(&Effect::Analyze(article)));
    assert_eq!(back.article().unwrap().text.as_ref(), TEXT);
    assert!(back.project.annotations.values().all(|one| one.extent().is_some()));
    // The same text again changes nothing; places that are none in it are refused.
    assert_eq!(edit(session.clone(), replaced).1, []);
    let marks = BTreeMap::from([(ids[0], Target::Placed(vec![ByteSpan::new(0, 9_999)]))]);
    let nonsense = Edit::ReplaceText { article, text: "短い。".to_owned(), marks, ends: BTreeMap::new() };
    assert_eq!(refusal(&edit(session, nonsense).1), &Refusal::OutsideText(ByteSpan::new(0, 9_999)));
}

/// The project without what undo does not bring back.
pub(super) fn content(project: &Project) -> Project {
    Project { modified: Timestamp(0), next_number: 0, ..project.clone() }
}
