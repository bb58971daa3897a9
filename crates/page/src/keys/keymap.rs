//! The keys as a person has them: the table of [`crate::keys`] with what they changed in it, and the keys of
//! the project's tags.
//!
//! Pure. What is refused is refused here, so that no key ever means two things.

use crate::keys::{
    BINDINGS, Binding, Command, Control, Phrase, STROKES, Stroke, StrokeBinding, retype, sign,
};
use crate::marking::MarkAs;
use serde::{Deserialize, Serialize};
use shirushi_model::{EntityType, TagId, Tagset};

/// Something that can have another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Command(Command),
    Stroke(Stroke),
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Command(command)
    }
}

impl From<Stroke> for Action {
    fn from(stroke: Stroke) -> Self {
        Self::Stroke(stroke)
    }
}

impl Action {
    /// The key of the table.
    fn given(self) -> Option<Chord> {
        match self {
            Self::Command(command) => {
                BINDINGS.iter().find(|binding| binding.command == command).map(Chord::of)
            }
            Self::Stroke(stroke) => {
                STROKES.iter().find(|binding| binding.stroke == stroke).map(Chord::of_stroke)
            }
        }
    }

    /// Its name for those who look for it on the page.
    pub fn part(self) -> String {
        let (place, name) = match self {
            Self::Command(command) => ("", serde_json::to_string(&command)),
            Self::Stroke(stroke) => ("judge-", serde_json::to_string(&stroke)),
        };
        place.to_owned() + name.unwrap_or_default().trim_matches('"')
    }

    /// Whether one key cannot be both where both would be obeyed.
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Command(command), Self::Stroke(_)) | (Self::Stroke(_), Self::Command(command)) => {
                command.is_page_wide() || command.leads_on()
            }
            _ => true,
        }
    }
}

/// What a person changed. Everything else has the key of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keymap(Vec<Changed>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Changed {
    /// One of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    command: Option<Command>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stroke: Option<Stroke>,
    chord: Chord,
}

impl Changed {
    fn new(action: Action, chord: Chord) -> Self {
        let (command, stroke) = match action {
            Action::Command(command) => (Some(command), None),
            Action::Stroke(stroke) => (None, Some(stroke)),
        };
        Self { command, stroke, chord }
    }

    fn is_of(&self, action: Action) -> bool {
        match action {
            Action::Command(command) => self.command == Some(command),
            Action::Stroke(stroke) => self.stroke == Some(stroke),
        }
    }

    fn action(&self) -> Option<Action> {
        self.command.map(Action::Command).or(self.stroke.map(Action::Stroke))
    }
}

/// One key, with or without Ctrl.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chord {
    /// As `KeyboardEvent.key` names it, letters in lower case.
    pub key: String,
    pub control: Control,
}

/// Why something cannot have a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyRefusal {
    /// A command or a stroke has it.
    Taken(Action),
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
    pub fn new(key: &str, control: Control) -> Self {
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

    fn of_stroke(binding: &StrokeBinding) -> Self {
        Self { key: binding.key.to_owned(), control: Control::No }
    }

    /// For a person, one part after another.
    pub fn written(&self) -> Vec<String> {
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
    /// The key of a command or a stroke.
    pub fn chord(&self, action: impl Into<Action>) -> Option<Chord> {
        let action = action.into();
        self.changed(action).cloned().or_else(|| action.given())
    }

    fn changed(&self, action: Action) -> Option<&Chord> {
        self.0.iter().find(|changed| changed.is_of(action)).map(|changed| &changed.chord)
    }

    /// Whether something has another key than the table gives it.
    pub fn is_changed(&self, action: impl Into<Action>) -> bool {
        self.changed(action.into()).is_some()
    }

    /// What a key asks for, if anything.
    pub fn command(&self, key: &str, control: Control) -> Option<Command> {
        let chord = Chord::new(key, control);
        let changed =
            self.0.iter().filter(|changed| changed.chord == chord).find_map(|changed| changed.command);
        changed.or_else(|| {
            let binding = BINDINGS.iter().find(|binding| Chord::of(binding) == chord)?;
            let freed = binding.name.is_some() && self.is_changed(binding.command);
            (!freed).then_some(binding.command)
        })
    }

    /// What a key asks for where suggestions are judged one after another. Whoever gives a stroke another key
    /// frees all that it had.
    pub fn stroke(&self, key: &str, control: Control) -> Option<Stroke> {
        let chord = Chord::new(key, control);
        let changed =
            self.0.iter().filter(|changed| changed.chord == chord).find_map(|changed| changed.stroke);
        let given = || {
            let binding = STROKES.iter().find(|binding| Chord::of_stroke(binding) == chord)?;
            (!self.is_changed(binding.stroke)).then_some(binding.stroke)
        };
        changed.or_else(given).or_else(|| retype(key).filter(|_| control == Control::No))
    }

    /// All keys of a stroke, each as it is shown to a person.
    pub fn struck_by(&self, stroke: Stroke) -> Vec<String> {
        match self.changed(stroke.into()) {
            Some(chord) => vec![chord.written().join(" ")],
            None => STROKES
                .iter()
                .filter(|binding| binding.stroke == stroke && binding.key != "Delete")
                .map(|binding| sign(binding.key))
                .collect(),
        }
    }

    /// The key as it is shown to a person.
    pub fn written(&self, action: impl Into<Action>) -> Vec<String> {
        self.chord(action).map(|chord| chord.written()).unwrap_or_default()
    }

    /// The same in one piece.
    pub fn told(&self, action: impl Into<Action>) -> String {
        self.written(action).join(" ")
    }

    /// For `aria-keyshortcuts`.
    pub fn shortcut(&self, action: impl Into<Action>) -> Option<String> {
        self.chord(action).map(|chord| chord.shortcut())
    }

    /// The same keys with another one for a command or a stroke, unless something else has it.
    pub fn with(&self, action: impl Into<Action>, chord: Chord, tagset: &Tagset) -> Result<Self, KeyRefusal> {
        let action = action.into();
        // What the table gives it is always its own.
        let own = action.given().as_ref() == Some(&chord);
        if chord.is_reserved() && !own {
            return Err(KeyRefusal::Reserved);
        }
        self.is_free(action, &chord)?;
        let of_tag = tagset.tags.iter().find(|tag| {
            let key =
                tag.key.filter(|_| chord.control == Control::No && matches!(action, Action::Command(_)));
            key.is_some_and(|key| chord.key == key.to_string())
        });
        if let Some(tag) = of_tag {
            return Err(KeyRefusal::Tag(tag.name.clone()));
        }
        let mut keys = self.without(action);
        if !own {
            keys.0.push(Changed::new(action, chord));
        }
        Ok(keys)
    }

    /// Whether a key means nothing else where this is obeyed. Which of the page's own keys the table gives to
    /// strokes is no matter.
    fn is_free(&self, action: Action, chord: &Chord) -> Result<(), KeyRefusal> {
        let own = action.given().as_ref() == Some(chord);
        let command = self.command(&chord.key, chord.control).map(Action::Command);
        let stroke = self.stroke(&chord.key, chord.control).map(Action::Stroke);
        for other in [command, stroke].into_iter().flatten().filter(|other| *other != action) {
            match other {
                Action::Command(Command::Tag(_)) if matches!(action, Action::Command(_)) => {
                    return Err(KeyRefusal::Number);
                }
                Action::Command(Command::Tag(_)) => {}
                Action::Stroke(Stroke::Retype(_)) if matches!(action, Action::Stroke(_)) => {
                    return Err(KeyRefusal::Number);
                }
                _ if own && !self.is_changed(other) => {}
                _ if action.meets(other) => return Err(KeyRefusal::Taken(other)),
                _ => {}
            }
        }
        Ok(())
    }

    /// The same keys with that of the table for a command or a stroke, if nothing got it meanwhile.
    pub fn reset(&self, action: impl Into<Action>) -> Result<Self, KeyRefusal> {
        let action = action.into();
        let keys = self.without(action);
        let chord = keys.chord(action);
        let others = self.0.iter().filter(|other| Some(&other.chord) == chord.as_ref());
        let mut others = others.filter_map(Changed::action);
        let other = others.find(|other| *other != action && other.meets(action));
        other.map_or(Ok(keys), |other| Err(KeyRefusal::Taken(other)))
    }

    fn without(&self, action: Action) -> Self {
        Self(self.0.iter().filter(|changed| !changed.is_of(action)).cloned().collect())
    }

    /// Whether a tag can have this key of its own.
    pub fn tag_key(&self, key: char, id: TagId, tagset: &Tagset) -> Result<(), KeyRefusal> {
        let chord = Chord::new(&key.to_string(), Control::No);
        if chord.is_reserved() || key.is_control() || key.is_whitespace() {
            return Err(KeyRefusal::Reserved);
        }
        match self.command(&chord.key, Control::No) {
            Some(Command::Tag(number)) if usize::from(number) > FIXED.len() => {}
            Some(Command::Tag(_)) => return Err(KeyRefusal::Number),
            Some(other) => return Err(KeyRefusal::Taken(other.into())),
            None => {}
        }
        let other = tagset.tags.iter().find(|tag| tag.id != id && tag.key == Some(key));
        other.map_or(Ok(()), |other| Err(KeyRefusal::Tag(other.name.clone())))
    }

    /// The marks that have a key: a claim and the three commonest entities by number, then the project's
    /// tags, each by its own key or, when it has none or a command has it, by the next number that is free.
    pub fn marks(&self, tagset: &Tagset) -> Vec<(char, MarkAs)> {
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
pub fn changeable_commands() -> impl Iterator<Item = (Action, Phrase)> {
    BINDINGS
        .iter()
        .filter(|binding| binding.command != Command::Escape)
        .filter_map(|binding| Some((binding.command.into(), binding.name?.1)))
}

/// The strokes whose keys can be changed, with their names.
pub fn changeable_strokes() -> impl Iterator<Item = (Action, Phrase)> {
    STROKES.iter().filter_map(|binding| Some((binding.stroke.into(), binding.name?)))
}

#[cfg(test)]
mod tests;
