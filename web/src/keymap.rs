//! The keys as a person has them: the table of [`crate::keys`] with what they changed in it, and the keys of the project's tags.
//!
//! Pure. What is refused is refused here, so that no key ever means two things.

use crate::act::MarkAs;
use crate::keys::{BINDINGS, Binding, Command, Control, Phrase, sign};
use serde::{Deserialize, Serialize};
use shirushi_model::{EntityType, TagId, Tagset};

/// What a person changed. Every other command has the key of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Keymap(Vec<Changed>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Changed {
    command: Command,
    chord: Chord,
}

/// One key, with or without Ctrl.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Chord {
    /// As `KeyboardEvent.key` names it, letters in lower case.
    pub(crate) key: String,
    pub(crate) control: Control,
}

/// Why something cannot have a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyRefusal {
    /// A command has it.
    Command(Command),
    /// A tag has it.
    Tag(String),
    /// It makes one of the marks that have a number.
    Number,
    /// The text, the browser or every field needs it.
    Reserved,
}

/// The text moves by these, forms are walked by them, and Escape always leads out.
const RESERVED: [&str; 14] = [
    "Escape",
    "Tab",
    " ",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Shift",
    "Control",
    "Alt",
];
/// With Ctrl, what browsers and text fields need: copying, closing, new windows, and so on.
const RESERVED_HELD: [&str; 13] = ["a", "c", "v", "x", "w", "t", "n", "q", "r", "l", "0", "+", "-"];

impl Chord {
    pub(crate) fn new(key: &str, control: Control) -> Self {
        let one = key.chars().count() == 1;
        Self { key: if one { key.to_lowercase() } else { key.to_owned() }, control }
    }

    fn is_reserved(&self) -> bool {
        let named = self.key.chars().count() > 1;
        let known = ["Enter", "Backspace", "Delete", "Insert"].contains(&self.key.as_str())
            || self.key.strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
        RESERVED.contains(&self.key.as_str())
            || (named && !known)
            || (self.control != Control::No && RESERVED_HELD.contains(&self.key.as_str()))
    }

    fn of(binding: &Binding) -> Self {
        Self { key: binding.key.to_owned(), control: binding.control }
    }

    /// For a person, one part after another.
    pub(crate) fn written(&self) -> Vec<String> {
        let held: &[&str] = match self.control {
            Control::No => &[],
            Control::Yes => &["Ctrl"],
            Control::YesWithShift => &["Ctrl", "Shift"],
        };
        held.iter().map(|part| (*part).to_owned()).chain([sign(&self.key)]).collect()
    }

    /// For `aria-keyshortcuts`.
    fn shortcut(&self) -> String {
        let held = match self.control {
            Control::No => "",
            Control::Yes => "Control+",
            Control::YesWithShift => "Control+Shift+",
        };
        format!(
            "{held}{}",
            self.key.to_ascii_uppercase().replace("ENTER", "Enter").replace("BACKSPACE", "Backspace")
        )
    }
}

impl Keymap {
    /// The key of a command.
    pub(crate) fn chord(&self, command: Command) -> Option<Chord> {
        let changed = self.0.iter().find(|changed| changed.command == command);
        changed
            .map(|changed| changed.chord.clone())
            .or_else(|| BINDINGS.iter().find(|binding| binding.command == command).map(Chord::of))
    }

    /// Whether a command has another key than the table gives it.
    pub(crate) fn is_changed(&self, command: Command) -> bool {
        self.0.iter().any(|changed| changed.command == command)
    }

    /// What a key asks for, if anything.
    pub(crate) fn command(&self, key: &str, control: Control) -> Option<Command> {
        let chord = Chord::new(key, control);
        let changed = self.0.iter().find(|changed| changed.chord == chord).map(|changed| changed.command);
        changed.or_else(|| {
            let binding = BINDINGS.iter().find(|binding| Chord::of(binding) == chord)?;
            let freed = binding.name.is_some() && self.is_changed(binding.command);
            (!freed).then_some(binding.command)
        })
    }

    /// The key as it is shown to a person.
    pub(crate) fn written(&self, command: Command) -> Vec<String> {
        self.chord(command).map(|chord| chord.written()).unwrap_or_default()
    }

    /// The same in one piece.
    pub(crate) fn told(&self, command: Command) -> String {
        self.written(command).join(" ")
    }

    /// For `aria-keyshortcuts`.
    pub(crate) fn shortcut(&self, command: Command) -> Option<String> {
        self.chord(command).map(|chord| chord.shortcut())
    }

    /// The same keys with another one for a command, unless something else has it.
    pub(crate) fn with(&self, command: Command, chord: Chord, tagset: &Tagset) -> Result<Self, KeyRefusal> {
        if chord.is_reserved() {
            return Err(KeyRefusal::Reserved);
        }
        match self.command(&chord.key, chord.control) {
            Some(Command::Tag(_)) => return Err(KeyRefusal::Number),
            Some(other) if other != command => return Err(KeyRefusal::Command(other)),
            _ => {}
        }
        let of_tag = tagset.tags.iter().find(|tag| {
            chord.control == Control::No && tag.key.is_some_and(|key| chord.key == key.to_string())
        });
        if let Some(tag) = of_tag {
            return Err(KeyRefusal::Tag(tag.name.clone()));
        }
        let mut keys = self.without(command);
        if keys.chord(command).as_ref() != Some(&chord) {
            keys.0.push(Changed { command, chord });
        }
        Ok(keys)
    }

    /// The same keys with that of the table for a command, if nothing got it meanwhile.
    pub(crate) fn reset(&self, command: Command) -> Result<Self, KeyRefusal> {
        let keys = self.without(command);
        let chord = keys.chord(command);
        let other =
            self.0.iter().find(|other| other.command != command && Some(&other.chord) == chord.as_ref());
        other.map_or(Ok(keys), |other| Err(KeyRefusal::Command(other.command)))
    }

    fn without(&self, command: Command) -> Self {
        Self(self.0.iter().filter(|changed| changed.command != command).cloned().collect())
    }

    /// Whether a tag can have this key of its own.
    pub(crate) fn tag_key(&self, key: char, id: TagId, tagset: &Tagset) -> Result<(), KeyRefusal> {
        let chord = Chord::new(&key.to_string(), Control::No);
        if chord.is_reserved() || key.is_control() || key.is_whitespace() {
            return Err(KeyRefusal::Reserved);
        }
        match self.command(&chord.key, Control::No) {
            Some(Command::Tag(number)) if usize::from(number) > FIXED.len() => {}
            Some(Command::Tag(_)) => return Err(KeyRefusal::Number),
            Some(other) => return Err(KeyRefusal::Command(other)),
            None => {}
        }
        let other = tagset.tags.iter().find(|tag| tag.id != id && tag.key == Some(key));
        other.map_or(Ok(()), |other| Err(KeyRefusal::Tag(other.name.clone())))
    }

    /// The marks that have a key: a claim and the three commonest entities by number, then the project's tags, each by its own key
    /// or, when it has none or a command has it, by the next number that is free.
    pub(crate) fn marks(&self, tagset: &Tagset) -> Vec<(char, MarkAs)> {
        let mut marks: Vec<(char, MarkAs)> = ('1'..).zip(FIXED).collect();
        let mut own: Vec<(TagId, char)> = Vec::new();
        for tag in &tagset.tags {
            let free = |key: &char| {
                self.tag_key(*key, tag.id, &Tagset::default()).is_ok()
                    && own.iter().all(|(_, other)| other != key)
            };
            if let Some(key) = tag.key.filter(free) {
                own.push((tag.id, key));
            }
        }
        let taken: Vec<char> = own.iter().map(|(_, key)| *key).collect();
        let mut numbers = ('5'..='9').filter(|number| !taken.contains(number));
        for tag in &tagset.tags {
            let key =
                own.iter().find(|(id, _)| *id == tag.id).map(|(_, key)| *key).or_else(|| numbers.next());
            if let Some(key) = key {
                marks.push((key, MarkAs::Highlight(tag.id)));
            }
        }
        marks
    }
}

/// The marks whose numbers are always the same.
const FIXED: [MarkAs; 4] = [
    MarkAs::Claim,
    MarkAs::Entity(EntityType::Person),
    MarkAs::Entity(EntityType::Organization),
    MarkAs::Entity(EntityType::Location),
];

/// The commands whose keys can be changed, with their names.
pub(crate) fn changeable() -> impl Iterator<Item = (Command, Phrase)> {
    BINDINGS
        .iter()
        .filter(|binding| binding.command != Command::Escape)
        .filter_map(|binding| Some((binding.command, binding.name?.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{Tag, TagColor};

    fn tagset(keys: &[Option<char>]) -> Tagset {
        let tag = |(number, key): (u32, &Option<char>)| Tag {
            id: TagId(number),
            name: format!("札{number}"),
            color: TagColor::Amber,
            guide: String::new(),
            key: *key,
        };
        Tagset { tags: (1..).zip(keys).map(tag).collect() }
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
        assert_eq!(keys.reset(Command::Judge), Err(KeyRefusal::Command(Command::Compare)));
        let keys = keys.reset(Command::Compare).and_then(|keys| keys.reset(Command::Judge)).unwrap();
        assert_eq!(keys, Keymap::default());
    }

    #[test]
    fn no_key_means_two_things() {
        let keys = Keymap::default();
        for (chord, refusal) in [
            (plain("v"), KeyRefusal::Command(Command::Compare)),
            (plain("?"), KeyRefusal::Command(Command::Help)),
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
        assert_eq!(keys.tag_key('n', TagId(1), &tags), Err(KeyRefusal::Command(Command::NewArticle)));
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
}
