use super::*;
use proptest::prelude::*;
use shirushi_model::{ArticleMeta, Creator, Highlight, ProjectId, RelationMark, Status, TagId, Timestamp};
use shirushi_model::{Difference, Relation};
use std::sync::Arc;

const ARTICLE: ArticleId = ArticleId(1);

fn annotation(id: u32, target: Target, body: Body) -> Annotation {
    Annotation {
        id: AnnotationId(id),
        article: ARTICLE,
        target,
        body,
        note: String::new(),
        creator: Creator::Person { name: String::new() },
        judged_by: None,
        status: Status::Accepted,
        created: Timestamp(1),
        modified: Timestamp(1),
    }
}

fn project(text: &str, marks: Vec<Target>) -> Project {
    let mut project = Project::new(ProjectId("p".into()), "港".into(), Timestamp(0));
    project.articles.push_back(Arc::new(Article::new(ARTICLE, text, ArticleMeta::default(), Timestamp(0))));
    for (id, target) in (2..).zip(marks) {
        let mark = annotation(id, target, Body::Highlight(Highlight { tag: TagId(1) }));
        project.annotations.insert(mark.id, Arc::new(mark));
    }
    project
}

/// The bracketed runs of a marked text, and the text.
fn marked(marked: &str) -> (String, Vec<ByteSpan>) {
    let mut text = String::new();
    let (mut spans, mut start) = (Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => start = text.len(),
            ']' => spans.push(ByteSpan::new(start, text.len())),
            c => text.push(c),
        }
    }
    (text, spans)
}

/// Each bracketed run of the old text is a mark; the new text has brackets where they are expected, in their
/// order.
#[track_caller]
fn check(old: &str, new: &str, fates: &[Fate]) {
    let (old, marks) = marked(old);
    let (new, expected) = marked(new);
    let marks = marks.into_iter().map(|span| Target::Placed(vec![span])).collect();
    let carried = carry(&project(&old, marks), ARTICLE, &new);
    let said: Vec<Fate> = carried.iter().map(|one| one.fate).collect();
    let places: Vec<&str> = carried.iter().filter_map(|one| one.target.extent()?.slice(&new)).collect();
    assert_eq!(said, fates, "{places:?}");
    let mut spans: Vec<ByteSpan> = carried.iter().filter_map(|one| one.target.extent()).collect();
    spans.sort_unstable();
    assert_eq!(spans, expected, "{places:?}");
}

#[test]
fn what_stands_before_and_after_an_edit_stays() {
    check("港に[三隻]の船。[沖に鳥]。", "きのう、港に[三隻]の船。朝になった。[沖に鳥]。", &[Fate::Stays; 2]);
    check("👩‍🚒が[三隻]の船。", "👩‍🚒が[三隻]のボート。", &[Fate::Stays]);
}

#[test]
fn an_edited_passage_keeps_its_mark() {
    check("市は[避難所を三か所に開いた]。", "市は[避難所を四か所に開いた]。", &[Fate::Changed]);
    check("けが人は[三人だった]。", "けが人は[十四人だった]。", &[Fate::Changed]);
    check("[市は避難所を開いた]。夜も続く。", "[県は避難所を開いた]。夜も続く。", &[Fate::Changed]);
    check("夜も続く。[市は避難所を開く]。", "夜も続く。[市は避難所を開いた]。", &[Fate::Changed]);
    check("市は[避難所を三か所に]開いた。", "県は[避難所を三か所に]、開いた。", &[Fate::Stays]);
}

#[test]
fn what_was_inserted_beside_a_mark_is_not_taken_in() {
    check("市は[避難所]を開いた。", "市はきのう[避難所]をいくつか開いた。", &[Fate::Stays]);
    check("[三か所を開いた]。", "長い前書きがここに初めて入った。[四か所を開いた]。", &[Fate::Changed]);
}

#[test]
fn a_paragraph_that_moved_takes_its_marks_along() {
    check(
        "港は[朝から封鎖された]と市が発表した。\n船は三隻が沖で待っているという。\nけが人はいない。\n",
        "船は三隻が沖で待っているという。\nけが人はいない。\n港は[朝から封鎖された]と市が発表した。\n",
        &[Fate::Moved],
    );
    // Edited on its way, so that only the words of the mark are the same.
    check(
        "市は会見で[港の封鎖は一週間続く]と述べた。船は沖で待つ。鳥は島へ渡った。夜は静かだった。",
        "船は沖で待つ。鳥は島へ渡った。夜は静かだった。市長も夕方には「[港の封鎖は一週間続く]」とした。",
        &[Fate::Moved],
    );
}

#[test]
fn what_is_gone_is_kept_with_its_quote() {
    let (old, marks) = marked("市は[避難所を三か所に開いた]。夜も続く。");
    let carried = carry(&project(&old, vec![Target::Placed(marks)]), ARTICLE, "夜も続く。");
    let [one] = carried.as_slice() else { panic!("{carried:?}") };
    assert_eq!(one.fate, Fate::Lost);
    let Target::Unplaced(quotes) = &one.target else { panic!("{one:?}") };
    assert_eq!(quotes[0].exact, "避難所を三か所に開いた");
    assert_eq!((quotes[0].prefix.as_str(), quotes[0].start), ("市は", 2));
    // The words of another passage are not its words.
    check("市は[港を封鎖した]。県も港を封鎖した。", "県も港を封鎖した。", &[Fate::Lost]);
}

#[test]
fn what_was_lost_is_found_when_its_text_comes_back() {
    let (old, marks) = marked("市は[避難所を三か所に開いた]。夜も続く。");
    let lost = carry(&project(&old, vec![Target::Placed(marks)]), ARTICLE, "夜も続く。");
    let again = carry(&project("夜も続く。", vec![lost[0].target.clone()]), ARTICLE, &old);
    assert_eq!(again[0].fate, Fate::Moved);
    assert_eq!(again[0].target.extent().unwrap().slice(&old), Some("避難所を三か所に開いた"));
}

#[test]
fn a_mark_in_parts_stands_while_one_of_them_does() {
    let (old, marks) = marked("[港は封鎖]。船は三隻。[鳥は島へ]。");
    let target = vec![Target::Placed(marks)];
    let stays = carry(&project(&old, target.clone()), ARTICLE, &format!("朝。{old}"));
    assert_eq!(stays[0].fate, Fate::Stays);
    let new = "港は封鎖。船は三隻。";
    let changed = carry(&project(&old, target), ARTICLE, new);
    assert_eq!(changed[0].fate, Fate::Changed);
    assert_eq!(changed[0].target, Target::Placed(vec![ByteSpan::new(0, 12)]));
}

#[test]
fn both_ends_of_a_relation_are_carried() {
    let (old, marks) = marked("[港は封鎖]。船は三隻。[鳥は島へ]。");
    let mut project = project(&old, Vec::new());
    let body = Body::Relation(RelationMark {
        relation: Relation::Differ,
        difference: Some(Difference::Place),
        other: ARTICLE,
        place: Target::Placed(vec![marks[1]]),
    });
    let relation = annotation(2, Target::Placed(vec![marks[0]]), body);
    project.annotations.insert(relation.id, Arc::new(relation));
    let carried = carry(&project, ARTICLE, "きのう、港は封鎖。船は三隻。");
    let told: Vec<(End, Fate)> = carried.iter().map(|one| (one.end, one.fate)).collect();
    assert_eq!(told, [(End::Own, Fate::Stays), (End::Other, Fate::Lost)]);
}

/// Texts of few characters, where everything looks alike.
fn scrap() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof!["[港船の、]{1,6}", "。", "\n", "か\u{3099}", "👩‍🚒", "辻\u{e0100}"],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

fn spans(text: &str, places: &[(usize, usize)]) -> Vec<Target> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |(a, b): &(usize, usize)| {
        let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
        let span = grapheme_span(text, ByteSpan::new(a.min(b), a.max(b)));
        (!span.is_empty()).then(|| Target::Placed(vec![span]))
    };
    places.iter().filter_map(place).collect()
}

/// A sentence that no other number makes.
fn sentence(n: usize) -> String {
    format!("第{n}の港では朝から船が{}隻、沖へ出て行ったと{}番の係が述べた。", n * 7 + 1, n * 13 + 5)
}

#[derive(Debug, Clone)]
enum Change {
    Remove(usize),
    Insert(usize, usize),
    /// Another word in a sentence.
    Reword(usize),
    Move(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..40usize).prop_map(Change::Remove),
        (0..40usize, 100..999usize).prop_map(|(at, n)| Change::Insert(at, n)),
        (0..40usize).prop_map(Change::Reword),
        (0..40usize, 0..40usize).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

proptest! {
    #[test]
    fn no_mark_disappears(old in scrap(), new in scrap(), places in proptest::collection::vec((0..200usize, 0..200usize), 0..12)) {
        let marks = spans(&old, &places);
        let carried = carry(&project(&old, marks.clone()), ARTICLE, &new);
        prop_assert_eq!(carried.len(), marks.len());
        for (before, after) in marks.iter().zip(&carried) {
            let said = before.extent().unwrap().slice(&old).unwrap();
            match &after.target {
                Target::Placed(spans) => {
                    prop_assert!(!spans.is_empty() && after.fate != Fate::Lost);
                    for span in spans {
                        prop_assert!(!span.is_empty() && *span == grapheme_span(&new, *span));
                    }
                    let there = after.target.extent().unwrap().slice(&new).unwrap();
                    prop_assert!(after.fate == Fate::Changed || there == said, "{there} {said}");
                }
                Target::Unplaced(quotes) => {
                    prop_assert!(after.fate == Fate::Lost);
                    prop_assert_eq!(&quotes[0].exact, said);
                }
            }
        }
    }

    #[test]
    fn in_the_same_text_everything_stays(text in scrap(), places in proptest::collection::vec((0..200usize, 0..200usize), 0..12)) {
        let marks = spans(&text, &places);
        let carried = carry(&project(&text, marks.clone()), ARTICLE, &text);
        prop_assert!(carried.iter().all(|one| one.fate == Fate::Stays));
        prop_assert_eq!(carried.into_iter().map(|one| one.target).collect::<Vec<_>>(), marks);
    }

    #[test]
    fn a_mark_whose_text_is_untouched_lands_exactly(changes in proptest::collection::vec(change(), 1..12)) {
        let old: Vec<(usize, String)> = (0..30).map(|n| (n, sentence(n))).collect();
        let mut new = old.clone();
        let mut touched = std::collections::HashSet::new();
        for change in changes {
            let len = new.len().max(1);
            match change {
                Change::Remove(at) if !new.is_empty() => { touched.insert(new.remove(at % len).0); }
                Change::Insert(at, n) => new.insert(at % len, (n, sentence(n))),
                Change::Reword(at) if !new.is_empty() => {
                    let (n, text) = &mut new[at % len];
                    touched.insert(*n);
                    *text = text.replace("朝から", "きのう");
                }
                Change::Move(from, to) if !new.is_empty() => {
                    let one = new.remove(from % len);
                    new.insert(to % len, one);
                }
                _ => {}
            }
        }
        let joined = |all: &[(usize, String)]| all.iter().map(|(_, text)| text.as_str()).collect::<String>();
        let place = |all: &[(usize, String)], n: usize| {
            let at = all.iter().position(|(m, _)| *m == n)?;
            let start = joined(&all[..at]).len();
            // From the second character to the one before the last.
            Some(ByteSpan::new(start + 3, start + all[at].1.len() - 6))
        };
        let marks = (0..30).map(|n| Target::Placed(vec![place(&old, n).unwrap()])).collect();
        let carried = carry(&project(&joined(&old), marks), ARTICLE, &joined(&new));
        prop_assert_eq!(carried.len(), 30);
        for (n, one) in carried.iter().enumerate().filter(|(n, _)| !touched.contains(n)) {
            prop_assert!(one.fate >= Fate::Moved, "{n}: {one:?}");
            prop_assert_eq!(&one.target, &Target::Placed(vec![place(&new, n).unwrap()]));
        }
    }
}

/// Prints how long a megabyte takes:
/// `cargo test --release -p shirushi-exchange timing_of_carrying -- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
fn timing_of_carrying() {
    let old: Vec<String> = (0..12_000).map(sentence).collect();
    let text = old.concat();
    let step = text.len() / 20_000;
    let places: Vec<Target> = (0..20_000)
        .map(|n| {
            let start = text.floor_char_boundary(n * step);
            Target::Placed(vec![ByteSpan::new(start, text.floor_char_boundary(start + 40))])
        })
        .collect();
    let project = project(&text, places);
    let mut every_tenth = old.clone();
    for sentence in every_tenth.iter_mut().step_by(10) {
        *sentence = sentence.replace("朝から", "きのう");
    }
    let mut turned = old.clone();
    turned.rotate_left(3_000);
    let other: Vec<String> =
        (0..12_000).map(|n| format!("{n}日の雪で山の鉄道は止まり、客は{}人だった。", n * 3)).collect();
    let reworded: Vec<String> =
        old.iter().map(|one| one.replace('の', "が").replace("述べた", "話した")).collect();
    for (what, new) in [
        ("the same", old.concat()),
        ("every tenth sentence edited", every_tenth.concat()),
        ("a quarter moved to the end", turned.concat()),
        ("every sentence edited", reworded.concat()),
        ("another text", other.concat()),
    ] {
        let started = std::time::Instant::now();
        let carried = carry(&project, ARTICLE, &new);
        let lost = carried.iter().filter(|one| one.fate == Fate::Lost).count();
        println!("{what}: {} bytes, {:?}, {lost} lost", new.len(), started.elapsed());
    }
}
