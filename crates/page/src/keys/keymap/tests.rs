//! Which keys may be given, and what they do then.

use super::*;
use shirushi_model::{Tag, TagColor};

fn tagset(keys: &[Option<char>]) -> Tagset {
    let tag = |(number, key): (u32, &Option<char>)| Tag {
        id: TagId(number),
        name: format!("札{number}"),
        color: TagColor::Amber,
        guide: String::new(),
        examples: Vec::new(),
        key: *key,
    };
    Tagset { tags: (1..).zip(keys).map(tag).collect(), ..Tagset::default() }
}

fn plain(key: &str) -> Chord {
    Chord::new(key, Control::No)
}

#[test]
fn another_key_takes_the_place_of_the_first() {
    let none = Tagset::default();
    let keys = Keymap::default().with(Command::Judge, plain("Q"), &none).unwrap();
    assert_eq!(keys.command("q", Control::No), Some(Command::Judge));
    assert_eq!(keys.command("j", Control::No), None, "the former is free");
    assert_eq!(keys.told(Command::Judge), "Q");
    // What is free can be given away; then the first key does not come back over it.
    let keys = keys.with(Command::Compare, plain("j"), &none).unwrap();
    assert_eq!(keys.reset(Command::Judge), Err(KeyRefusal::Taken(Command::Compare.into())));
    let keys = keys.reset(Command::Compare).and_then(|keys| keys.reset(Command::Judge)).unwrap();
    assert_eq!(keys, Keymap::default());
}

#[test]
fn no_key_means_two_things() {
    let keys = Keymap::default();
    for (chord, refusal) in [
        (plain("v"), KeyRefusal::Taken(Command::Compare.into())),
        (plain("?"), KeyRefusal::Taken(Command::Help.into())),
        (plain("5"), KeyRefusal::Number),
        (plain("k"), KeyRefusal::Tag("札1".to_owned())),
        (plain(" "), KeyRefusal::Reserved),
        (plain("ArrowLeft"), KeyRefusal::Reserved),
        (plain("Process"), KeyRefusal::Reserved),
        (Chord::new("c", Control::Yes), KeyRefusal::Reserved),
    ] {
        assert_eq!(
            keys.with(Command::Judge, chord.clone(), &tagset(&[Some('k')])),
            Err(refusal),
            "{chord:?}"
        );
    }
    for chord in [plain("F2"), Chord::new("j", Control::Yes), plain("ん")] {
        assert!(keys.with(Command::Judge, chord, &Tagset::default()).is_ok());
    }
}

#[test]
fn strokes_get_other_keys_too() {
    let none = Tagset::default();
    let keys = Keymap::default();
    assert_eq!(keys.stroke("a", Control::No), Some(Stroke::Accept));
    assert_eq!(keys.stroke("z", Control::Yes), None, "Ctrl Z is what it is everywhere");
    assert_eq!(keys.stroke("0", Control::No), Some(Stroke::Retype(9)));
    assert_eq!(keys.struck_by(Stroke::Reject), ["⌫", "X"]);
    assert_eq!(keys.struck_by(Stroke::Skip), ["Space"]);
    // A key that acts on the text only is free where suggestions are judged, even one that a tag has.
    let changed = keys.with(Stroke::Accept, plain("k"), &tagset(&[Some('k')])).unwrap();
    assert_eq!(changed.stroke("k", Control::No), Some(Stroke::Accept));
    assert_eq!(changed.command("k", Control::No), None, "and means nothing elsewhere");
    for freed in ["Enter", "a"] {
        assert_eq!(changed.stroke(freed, Control::No), None, "{freed}");
    }
    assert_eq!(changed.command("Enter", Control::No), Some(Command::Accept), "the page keeps its own");
    assert_eq!(changed.struck_by(Stroke::Accept), ["K"]);
    assert_eq!(changed.reset(Stroke::Accept), Ok(keys.clone()));
    // The table's own key is always given back.
    assert_eq!(changed.with(Stroke::Skip, plain(" "), &none), Ok(changed.clone()));
    let json = serde_json::to_string(&changed).unwrap();
    assert_eq!(json, r#"[{"stroke":"accept","chord":{"key":"k","control":"no"}}]"#);
    assert_eq!(serde_json::from_str::<Keymap>(&json).unwrap(), changed);
}

#[test]
fn no_stroke_takes_what_is_needed_beside_it() {
    let none = Tagset::default();
    let keys = Keymap::default();
    for (chord, refusal) in [
        (plain("z"), KeyRefusal::Taken(Stroke::Back.into())),
        (plain("v"), KeyRefusal::Taken(Command::Compare.into())),
        (plain("/"), KeyRefusal::Taken(Command::Search.into())),
        (Chord::new("z", Control::Yes), KeyRefusal::Taken(Command::Undo.into())),
        (plain("3"), KeyRefusal::Number),
        (plain("0"), KeyRefusal::Number),
        (plain("Tab"), KeyRefusal::Reserved),
    ] {
        assert_eq!(keys.with(Stroke::Accept, chord.clone(), &none), Err(refusal), "{chord:?}");
    }
    // Nor does a command that is obeyed there take a stroke's; one of the text may.
    assert_eq!(keys.with(Command::Search, plain("z"), &none), Err(KeyRefusal::Taken(Stroke::Back.into())));
    assert!(keys.with(Command::Split, plain("z"), &none).is_ok());
    let moved = keys.with(Stroke::Back, plain("q"), &none).unwrap();
    let taken = moved.with(Command::Search, plain("z"), &none).unwrap();
    assert_eq!(taken.reset(Stroke::Back), Err(KeyRefusal::Taken(Command::Search.into())));
}

#[test]
fn tags_have_their_own_keys_or_the_next_number() {
    let told = |keys: &Keymap, of: &[Option<char>]| {
        keys.marks(&tagset(of)).into_iter().skip(4).map(|(key, _)| key).collect::<String>()
    };
    let keys = Keymap::default();
    assert_eq!(told(&keys, &[None, None, None]), "567");
    assert_eq!(told(&keys, &[Some('k'), None, Some('5')]), "k65");
    // A command's key, and one that a tag before it has, do not count.
    assert_eq!(told(&keys, &[Some('j'), Some('q'), Some('q')]), "5q6");
    assert_eq!(told(&keys, &[None; 7]), "56789");
    let tags = tagset(&[Some('k'), None]);
    assert_eq!(keys.tag_key('k', TagId(2), &tags), Err(KeyRefusal::Tag("札1".to_owned())));
    assert_eq!(keys.tag_key('k', TagId(1), &tags), Ok(()));
    assert_eq!(keys.tag_key('2', TagId(1), &tags), Err(KeyRefusal::Number));
    assert_eq!(keys.tag_key('n', TagId(1), &tags), Err(KeyRefusal::Taken(Command::NewArticle.into())));
}

#[test]
fn capitals_are_the_same_key() {
    let keys = Keymap::default();
    assert_eq!(keys.command("N", Control::No), Some(Command::NewArticle));
    assert_eq!(keys.command("Z", Control::YesWithShift), Some(Command::Redo));
    assert_eq!(keys.command("n", Control::Yes), None);
    assert_eq!(keys.shortcut(Command::Redo).as_deref(), Some("Control+Shift+Z"));
}

#[test]
fn what_is_changed_is_saved() {
    let keys =
        Keymap::default().with(Command::Undo, Chord::new("u", Control::Yes), &Tagset::default()).unwrap();
    let json = serde_json::to_string(&keys).unwrap();
    assert_eq!(json, r#"[{"command":"undo","chord":{"key":"u","control":"yes"}}]"#);
    assert_eq!(serde_json::from_str::<Keymap>(&json).unwrap(), keys);
}
