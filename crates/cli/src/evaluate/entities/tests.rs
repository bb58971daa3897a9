//! Counting, case by case.

use super::*;
use EntityType::{Date, Event, Facility, Location, Organization, Person};

fn at(start: usize, end: usize, kind: EntityType) -> Typed {
    Typed { start, end, kind }
}

fn marked(start: usize, end: usize, kind: EntityType) -> GoldMention {
    GoldMention { at: at(start, end, kind), also: Vec::new(), value: None }
}

fn found(start: usize, end: usize, kind: EntityType) -> FoundNames {
    FoundNames { at: at(start, end, kind), score: 0.5, value: None }
}

fn gold(mentions: Vec<GoldMention>) -> Gold {
    Gold { text: "あ".repeat(100), mentions, ..Gold::default() }
}

fn count(gold: &Gold, found: &[FoundNames]) -> Measured {
    let mut measured = Measured::default();
    measured.add(gold, found);
    measured
}

fn figures(right: usize, too_much: usize, missing: usize) -> Figures {
    Figures { right, too_much, missing }
}

#[test]
fn every_reason_counts_once_and_the_sums_agree() {
    let marks = gold(vec![
        marked(0, 2, Person),
        marked(5, 8, Location),
        marked(10, 14, Organization),
        marked(20, 23, Facility),
        marked(30, 35, Event),
    ]);
    let finds = [
        found(0, 2, Person),
        found(6, 8, Location),
        found(10, 14, Facility),
        found(21, 25, Location),
        found(50, 52, Person),
    ];
    let measured = count(&marks, &finds);
    assert_eq!(measured.exact.all(), figures(1, 4, 4));
    assert_eq!(measured.overlap.all(), figures(2, 3, 3));
    let reasons: Vec<usize> = measured.reasons().map(|(_, count)| count).collect();
    assert_eq!(reasons, [1, 1, 1, 1, 1]);
    let cell = |a, b| measured.confusion.get(&(a, b)).copied().unwrap_or(0);
    assert_eq!(cell(Some(Organization), Some(Facility)), 1);
    assert_eq!(cell(Some(Facility), Some(Location)), 1);
    assert_eq!((cell(Some(Event), None), cell(None, Some(Person))), (1, 1));
    assert_eq!(measured.confusion.values().sum::<usize>(), 6);
}

#[test]
fn one_find_is_no_answer_to_two_marks() {
    let marks = gold(vec![marked(0, 3, Location), marked(3, 6, Location)]);
    let measured = count(&marks, &[found(0, 6, Location)]);
    assert_eq!(measured.overlap.all(), figures(1, 0, 1));
    let two = count(&gold(vec![marked(0, 6, Location)]), &[found(0, 3, Location), found(3, 6, Location)]);
    assert_eq!((two.exact.all(), two.overlap.all()), (figures(0, 2, 1), figures(1, 1, 0)));
}

#[test]
fn finds_are_given_to_marks_so_that_most_are_paired() {
    // The first find touches both marks, the second only the second.
    let marks = gold(vec![marked(0, 4, Person), marked(4, 9, Person)]);
    let measured = count(&marks, &[found(3, 5, Person), found(6, 8, Person)]);
    assert_eq!(measured.overlap.all(), figures(2, 0, 0));
}

#[test]
fn other_limits_and_types_that_count_as_right_are_right() {
    let mention =
        GoldMention { also: vec![at(2, 6, Date), at(0, 6, Event), at(0, 2, Person)], ..marked(0, 6, Date) };
    for find in [found(0, 6, Date), found(2, 6, Date), found(0, 6, Event)] {
        let measured = count(&gold(vec![mention.clone()]), &[find]);
        assert_eq!(measured.exact.0, BTreeMap::from([(Date, figures(1, 0, 0))]));
    }
    let both = count(&gold(vec![mention.clone()]), &[found(0, 2, Person), found(2, 6, Date)]);
    assert_eq!(both.exact.all(), figures(1, 0, 0));
    assert_eq!(count(&gold(vec![mention]), &[found(0, 5, Date)]).exact.all(), figures(0, 1, 1));
}

#[test]
fn open_stretches_and_nested_names_count_neither_way() {
    let marks =
        Gold { open: vec![(40, 45)], nested: vec![at(0, 2, Location)], ..gold(vec![marked(0, 6, Event)]) };
    let measured = count(&marks, &[found(0, 2, Location), found(44, 47, Person)]);
    assert_eq!(measured.exact.all(), figures(0, 0, 1));
    assert_eq!(measured.overlap.all(), figures(0, 0, 1));
    assert_eq!(measured.mistakes.len(), 1);
    assert_eq!(count(&marks, &[found(0, 2, Person)]).exact.all(), figures(0, 1, 1));
}

#[test]
fn values_are_compared_where_the_name_is_right() {
    let dated = |value| GoldMention { value: Some(value), ..marked(0, 3, Date) };
    let mut find = found(0, 3, Date);
    find.value = Some(Value::from(4.0));
    let values = |mention| count(&gold(vec![mention]), &[find.clone()]).values;
    assert_eq!(values(dated(Value::from(4))), BTreeMap::from([(Date, Values { right: 1, of: 1 })]));
    assert_eq!(values(dated(Value::from("4"))), BTreeMap::from([(Date, Values { right: 0, of: 1 })]));
    assert_eq!(values(marked(0, 3, Date)), BTreeMap::new());
    assert_eq!(values(GoldMention { value: Some(Value::from(4)), ..marked(0, 4, Date) }), BTreeMap::new());
}

#[test]
fn a_mistake_shows_what_stands_around_it() {
    let text = "昨日、白波港湾局が発表した。";
    let marks = Gold { text: text.to_owned(), ..gold(vec![marked(3, 8, Organization)]) };
    let measured = count(&marks, &[found(3, 6, Organization)]);
    let mistake = measured.mistakes.first().unwrap();
    assert_eq!((mistake.before.as_str(), mistake.after.as_str()), ("昨日、", "が発表した。"));
    assert_eq!(mistake.marked.as_ref().unwrap().surface, "白波港湾局");
    assert_eq!(mistake.found.as_ref().unwrap().surface, "白波港");
}
