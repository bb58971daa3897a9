use super::{Agreement, agreement};
use crate::category::Category;
use crate::layer::{Layer, in_frame};
use crate::measure::{Cut, MarkField, Pieces};
use crate::staging::{any_project, project};
use proptest::prelude::*;
use shirushi_model::{EntityType, Project};
use std::collections::BTreeMap;

fn measured(projects: &[&Project]) -> Agreement {
    let named: Vec<(String, &Project)> =
        projects.iter().enumerate().map(|(at, project)| (format!("人{at}"), *project)).collect();
    let (frame, layers, _) = in_frame(&named).unwrap();
    agreement(&frame, &BTreeMap::new(), &layers)
}

#[track_caller]
fn near(found: Option<f64>, wanted: f64) {
    assert!(found.is_some_and(|found| (found - wanted).abs() < 1e-9), "{found:?} is not {wanted}");
}

#[test]
fn figures_of_two_people_are_those_of_the_pencil() {
    // Ten characters that are no blank: あいうえおかきくけこ.
    let ours = project(
        1,
        "早瀬",
        &["<person>あい</person>う<claim/asserted/市>え<facility>おか</facility></claim>きくけこ"],
    );
    let theirs = project(
        2,
        "黒田",
        &[
            "<person>あい</person>う<claim/denied/市>え<location>おか</location></claim>き<person>く</person>けこ",
        ],
    );
    let found = measured(&[&ours, &theirs]);
    let pair = &found.pairs[0];
    assert_eq!((pair.counts.left, pair.counts.right, pair.counts.exact), (3.0, 4.0, 2.0));
    near(pair.exact.value, 4.0 / 7.0);
    near(pair.overlapping.value, 4.0 / 7.0);
    assert_eq!(pair.tokens, 10);
    // Tokens: あい person; え claim; おか claim with facility or location; く nothing or person. Seven of ten
    // are the same; by chance (2·3 + 5·4 + 1·1) of a hundred are.
    near(pair.kappa.value, (0.7 - 0.27) / (1.0 - 0.27));
    let mistaken = &pair.mistaken[0];
    let of = |kind| Category::Entity(kind);
    assert_eq!(
        (mistaken.left, mistaken.right, mistaken.count),
        (of(EntityType::Facility), of(EntityType::Location), 1)
    );
    let field = |field| pair.fields.iter().find(|of| of.field == field).unwrap();
    near(field(MarkField::Certainty).observed, 0.0);
    near(field(MarkField::Speaker).observed, 1.0);
    assert_eq!(field(MarkField::Speaker).marks, 1);
    assert!(pair.fields.iter().all(|of| of.field != MarkField::Name), "nobody gave a name");
    assert_eq!((found.pieces, found.piece_count), (Pieces::Sentences, 1));
    assert_eq!(pair.exact.interval, None, "one line is too little to draw from");
    // α: twenty values (5 person, 2 claim, 2 and 2 claim with a type, 9 nothing), three units that differ.
    near(found.alpha.value, 1.0 - 19.0 * 6.0 / (400.0 - 118.0));
}

#[test]
fn a_mark_counts_once_and_an_overlap_is_one() {
    let ours = project(1, "早瀬", &["<claim>患者さんの情報が流出</claim>した。"]);
    let theirs = project(2, "黒田", &["患者さんの<claim>情報が流出</claim>した。"]);
    let pair = &measured(&[&ours, &theirs]).pairs[0];
    near(pair.exact.value, 0.0);
    near(pair.overlapping.value, 1.0);
    let of_claims = &pair.categories[0];
    assert_eq!(of_claims.category, Category::Claim);
}

#[test]
fn only_articles_of_both_are_counted() {
    let ours = project(1, "早瀬", &["<person>院長</person>。", "<person>助役</person>。"]);
    let theirs = project(2, "黒田", &["<person>院長</person>。"]);
    let found = measured(&[&ours, &theirs]);
    assert_eq!((found.articles, found.pairs[0].counts.left), (1, 1.0));
    near(found.pairs[0].exact.value, 1.0);
    assert_eq!((found.people[0].marks, found.people[0].articles), (1, 1));
}

#[test]
fn three_people_are_measured_two_by_two_and_together() {
    let texts =
        ["<person>院長</person>が会見。", "<facility>院長</facility>が会見。", "院長が<claim>会見</claim>。"];
    let all: Vec<Project> = (1..).zip(texts).map(|(id, text)| project(id, "", &[text])).collect();
    let found = measured(&all.iter().collect::<Vec<_>>());
    let pairs: Vec<_> = found.pairs.iter().map(|pair| (pair.left, pair.right)).collect();
    assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
    // Six characters and a stop of which three have two answers: 院長 person, facility, none; 会見 claim,
    // none twice.
    assert!(found.alpha.value.unwrap() < 0.3);
    assert_eq!(found.categories.len(), 3);
}

#[test]
fn makers_of_one_project_are_layers() {
    let ours = project(1, "早瀬", &["<person>院長</person>が会見。"]);
    let theirs = project(2, "黒田", &["<person>院長</person>が<claim>会見</claim>。"]);
    let merged = crate::merge(&ours, &theirs, None).unwrap().project;
    let layers = Layer::by_maker(&merged);
    let names: Vec<_> = layers.iter().map(|layer| (layer.name.as_str(), layer.marks.len())).collect();
    assert_eq!(names, [("早瀬", 1), ("黒田", 2)]);
    let found = agreement(&merged, &BTreeMap::new(), &layers);
    near(found.pairs[0].exact.value, 2.0 / 3.0);
}

#[test]
fn twenty_articles_are_drawn_whole() {
    let texts = vec!["<person>院長</person>が会見。\n港。"; 20];
    let ours = project(1, "早瀬", &texts);
    let theirs =
        project(2, "黒田", &texts[..19].iter().copied().chain(["院長が会見。\n港。"]).collect::<Vec<_>>());
    let found = measured(&[&ours, &theirs]);
    assert_eq!((found.pieces, found.piece_count, found.draws), (Pieces::Articles, 20, 1_000));
    let interval = found.pairs[0].exact.interval.unwrap();
    assert!(interval.low < found.pairs[0].exact.value.unwrap() && interval.high == 1.0);
}

proptest! {
    // A draw of a thousand for each: a few dozen cases are enough.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whoever_agrees_with_themselves_agrees(project in any_project(1, "早瀬")) {
        let found = measured(&[&project, &project]);
        let pair = &found.pairs[0];
        for figure in [pair.exact, pair.overlapping, pair.kappa, found.alpha] {
            prop_assert!(figure.value.is_none_or(|value| (value - 1.0).abs() < 1e-9), "{figure:?}");
        }
        prop_assert!(found.unitizing.is_none_or(|value| value == 1.0));
        prop_assert_eq!(pair.exact.value.is_some(), !project.annotations.is_empty());
        prop_assert!(pair.fields.iter().all(|of| of.observed == Some(1.0)));
        prop_assert!(pair.mistaken.is_empty());
    }

    #[test]
    fn it_does_not_matter_who_is_the_truth(ours in any_project(1, "早瀬"), theirs in any_project(2, "黒田")) {
        let (one, other) = (measured(&[&ours, &theirs]), measured(&[&theirs, &ours]));
        let (pair, turned) = (&one.pairs[0], &other.pairs[0]);
        prop_assert_eq!(pair.exact.value, turned.exact.value);
        prop_assert_eq!(pair.overlapping.value, turned.overlapping.value);
        let same = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (one, other) => one == other,
        };
        prop_assert!(same(pair.kappa.value, turned.kappa.value));
        prop_assert!(same(one.alpha.value, other.alpha.value) && same(one.unitizing, other.unitizing));
        for value in [pair.kappa.value, one.alpha.value, one.unitizing].into_iter().flatten() {
            prop_assert!(value <= 1.0 && value.is_finite());
        }
        prop_assert!(pair.counts.exact <= pair.counts.overlapping);
    }
}

#[test]
fn tokens_of_an_analysis_count_when_they_are_there() {
    let ours = project(1, "早瀬", &["<person>院長</person>が会見。"]);
    let layers = [Layer::of_all("早瀬".to_owned(), &ours), Layer::of_all("黒田".to_owned(), &ours)];
    let article = &ours.articles[0];
    let cut = Cut {
        tokens: vec![shirushi_model::ByteSpan::new(0, 6), shirushi_model::ByteSpan::new(6, 9)],
        sentences: vec![shirushi_model::ByteSpan::new(0, article.text.len())],
    };
    let found = agreement(&ours, &BTreeMap::from([(article.id, cut)]), &layers);
    assert_eq!(found.pairs[0].tokens, 2);
}
