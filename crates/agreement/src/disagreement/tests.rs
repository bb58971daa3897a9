use super::{Aspect, Differences, disagreements};
use crate::layer::in_frame;
use crate::staging::{any_project, project};
use proptest::prelude::*;
use shirushi_model::Project;
use std::collections::BTreeMap;

fn differences(ours: &Project, theirs: &Project) -> (Project, Differences) {
    let (frame, layers, _) = in_frame(&[("早瀬".to_owned(), ours), ("黒田".to_owned(), theirs)]).unwrap();
    let found = disagreements(&frame, &BTreeMap::new(), &layers[0], &layers[1]);
    (frame, found)
}

/// The words of each disagreement with what it is shown as.
#[track_caller]
fn check(ours: &str, theirs: &str, alike: usize, wanted: &[(&str, &str)]) {
    let (frame, found) = differences(&project(1, "早瀬", &[ours]), &project(2, "黒田", &[theirs]));
    let text = &frame.articles[0].text;
    let queue: Vec<(&str, String)> = found
        .queue
        .iter()
        .map(|one| {
            let aspects: Vec<_> = one.aspects.iter().map(|aspect| aspect.code()).collect();
            (one.place.slice(text).unwrap(), aspects.join(" "))
        })
        .collect();
    let queue: Vec<(&str, &str)> = queue.iter().map(|(words, aspects)| (*words, aspects.as_str())).collect();
    assert_eq!((found.alike.len(), queue.as_slice()), (alike, wanted));
}

#[test]
fn every_kind_of_difference_is_told() {
    check(
        "院長は「<claim>患者さんの情報が流出</claim>」と述べた。",
        "院長は「患者さんの<claim>情報が流出</claim>」と述べた。",
        0,
        &[("患者さんの情報が流出", "range")],
    );
    check("<facility>市役所</facility>で", "<location>市役所</location>で", 0, &[("市役所", "type")]);
    check(
        "<person>院長</person>は<person>助役</person>と",
        "院長は<person>助役</person>と",
        1,
        &[("院長", "existence")],
    );
    check(
        "<claim/denied/市>封鎖</claim>。",
        "<claim/asserted/県>封鎖</claim>。",
        0,
        &[("封鎖", "certainty speaker")],
    );
    check("<claim/denied/市>封鎖</claim>。", "<claim/denied>封鎖</claim>。", 0, &[("封鎖", "speaker")]);
    check("<facility>市役所</facility>で", "<location>市</location>役所で", 0, &[("市役所", "range type")]);
    check(
        "<facility>市役所</facility>で",
        "<claim>市役所</claim>で",
        0,
        &[("市役所", "existence"), ("市役所", "existence")],
    );
    check("<tag>市役所</tag>で", "<tag>市役所</tag>で", 1, &[]);
    check("市役所で", "市役所で", 0, &[]);
}

#[test]
fn what_shares_most_is_paired() {
    check(
        "<person>院長</person><person>槙野</person>",
        "<person>院長槙</person>野",
        0,
        &[("院長槙", "range"), ("槙野", "existence")],
    );
    // Of one type first, though another shares more.
    check(
        "<facility>市役所前</facility>",
        "<facility>市</facility><location>役所前</location>",
        0,
        &[("市役所前", "range"), ("役所前", "existence")],
    );
}

#[test]
fn the_sentence_and_what_is_the_same_are_told() {
    let (frame, found) = differences(
        &project(1, "早瀬", &["雨。\n<claim/denied/市>封鎖</claim>。\n港。"]),
        &project(2, "黒田", &["雨。\n<claim/reported/市>封鎖</claim>。\n港。"]),
    );
    let one = &found.queue[0];
    assert_eq!(one.sentence.slice(&frame.articles[0].text), Some("封鎖。\n"));
    assert_eq!(one.same, [Aspect::Range, Aspect::Speaker, Aspect::ClaimType]);
    assert!(one.is_open());
}

#[test]
fn alike_is_what_the_same_decision_does_for() {
    let ours = "<facility>港</facility>と<facility>市役所</facility>と<person>町</person>、\
        <claim>患者さんの流出</claim>、<claim>患者さんの停止</claim>、\
        <person>槙野</person>、<person>槙野</person>、<person>志村</person>";
    let theirs = "<location>港</location>と<location>市役所</location>と<location>町</location>、\
        患者さんの<claim>流出</claim>、患者さんの<claim>停止</claim>、槙野、槙野、志村";
    let (frame, found) = differences(&project(1, "早瀬", &[ours]), &project(2, "黒田", &[theirs]));
    let kinds: Vec<_> = found.queue.iter().map(|one| one.likeness(&frame).unwrap()).collect();
    let like = |at: usize| (0..kinds.len()).filter(|other| kinds[*other] == kinds[at]).collect::<Vec<_>>();
    assert_eq!(found.queue.len(), 8);
    assert_eq!(like(0), [0, 1], "a facility that is a place for the other");
    assert_eq!(like(2), [2], "a person");
    assert_eq!(like(3), [3, 4], "the same words are in or out");
    assert_eq!(like(5), [5, 6], "the same words, marked by the same one");
}

#[test]
fn a_great_many_marks_on_one_place_end() {
    let many = |id, by| {
        let mut project = project(id, by, &["市役所で会見した。"]);
        for _ in 0..3_000 {
            let span = shirushi_model::ByteSpan::new(0, 9);
            crate::staging::add(
                &mut project,
                shirushi_model::ArticleId(1),
                span,
                crate::staging::body("person"),
                by,
            );
        }
        project
    };
    let (_, found) = differences(&many(1, "早瀬"), &many(2, "黒田"));
    assert_eq!((found.alike.len(), found.queue.len()), (3_000, 0));
}

proptest! {
    #[test]
    fn every_mark_is_in_one_place(ours in any_project(1, "早瀬"), theirs in any_project(2, "黒田")) {
        let (_, found) = differences(&ours, &theirs);
        let in_queue: usize = found.queue.iter().map(|one| one.marks().count()).sum();
        let all = ours.annotations.len() + theirs.annotations.len();
        prop_assert_eq!(found.alike.len() * 2 + in_queue, all);
        prop_assert!(found.queue.iter().all(|one| !one.aspects.is_empty() && one.marks().count() > 0));
        let (_, turned) = differences(&theirs, &ours);
        prop_assert_eq!(turned.alike.len(), found.alike.len());
        let (_, alone) = differences(&ours, &ours);
        prop_assert!(alone.queue.is_empty());
    }
}
