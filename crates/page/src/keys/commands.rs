//! Which key means what, as one table. What a person changes in it is in [`crate::keys::keymap`], which the
//! page obeys, the help shows, and the list of commands offers.

use crate::judging::repair::{End, Move};
use crate::reading::caret::{Direction, Unit};
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// What a key asks for anywhere on the page. Moving the caret is the reading pane's own affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Mark the selection with the tag of this number, 1 to 9.
    Tag(u8),
    Accept,
    Reject,
    Edit,
    /// Marks the selection, or the word at the caret, as the last one was.
    Repeat,
    /// Draws the boundaries of a mark anew.
    Boundary,
    /// Makes the selection a further part of the last mark.
    AddPart,
    Split,
    Merge,
    /// Marks every occurrence of the string of a mark.
    Everywhere,
    /// The page of the entity that is selected.
    Entity,
    Delete,
    NextMark,
    PreviousMark,
    NextSuggestion,
    PreviousSuggestion,
    NextClaim,
    WorthiestClaim,
    ToggleTokens,
    /// Lines from top to bottom, or from left to right.
    TurnLines,
    /// Readings: none, of rare kanji, all.
    TurnReadings,
    Larger,
    Smaller,
    NewArticle,
    Judge,
    Compare,
    Search,
    /// The list of all commands.
    Palette,
    History,
    Settings,
    Export,
    /// The project as a file.
    Save,
    /// A newer text for the open article.
    ReplaceText,
    Projects,
    Undo,
    Redo,
    Help,
    /// The tour on the samples.
    Tour,
    Escape,
}

impl Command {
    /// Whether it is obeyed wherever one is: while a form covers the text, keys that act on the text rest.
    pub fn is_page_wide(self) -> bool {
        matches!(
            self,
            Self::Escape
                | Self::Undo
                | Self::Redo
                | Self::Help
                | Self::Tour
                | Self::Search
                | Self::Palette
                | Self::History
                | Self::Settings
                | Self::Export
                | Self::Save
                | Self::Projects
        )
    }

    /// Whether it leads from one place of the page to another.
    pub fn leads_on(self) -> bool {
        matches!(self, Self::Compare | Self::Judge | Self::NewArticle)
    }
}

/// Where a binding is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Marking,
    Page,
}

/// One key and what it asks for.
pub struct Binding {
    /// As `KeyboardEvent.key` names it, letters in lower case.
    pub key: &'static str,
    pub control: Control,
    pub command: Command,
    /// What the command is called, and where it is listed. `None` for a second key of the same command, and
    /// for the tags, which are the project's to name.
    pub name: Option<(Group, Phrase)>,
}

/// Finds a phrase.
pub type Phrase = fn(&Words) -> &'static str;

/// Whether Ctrl (or Command) is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Control {
    No,
    Yes,
    YesWithShift,
}

const fn plain(key: &'static str, command: Command, group: Group, name: Phrase) -> Binding {
    Binding { key, control: Control::No, command, name: Some((group, name)) }
}

const fn held(key: &'static str, control: Control, command: Command, name: Phrase) -> Binding {
    Binding { key, control, command, name: Some((Group::Page, name)) }
}

const fn also(key: &'static str, control: Control, command: Command) -> Binding {
    Binding { key, control, command, name: None }
}

/// The table.
pub static BINDINGS: [Binding; 50] = [
    also("1", Control::No, Command::Tag(1)),
    also("2", Control::No, Command::Tag(2)),
    also("3", Control::No, Command::Tag(3)),
    also("4", Control::No, Command::Tag(4)),
    also("5", Control::No, Command::Tag(5)),
    also("6", Control::No, Command::Tag(6)),
    also("7", Control::No, Command::Tag(7)),
    also("8", Control::No, Command::Tag(8)),
    also("9", Control::No, Command::Tag(9)),
    plain("Enter", Command::Accept, Group::Marking, |w| w.key_accept),
    plain("Backspace", Command::Reject, Group::Marking, |w| w.key_reject),
    plain("Delete", Command::Delete, Group::Marking, |w| w.key_delete),
    plain("e", Command::Edit, Group::Marking, |w| w.key_edit),
    plain(";", Command::Repeat, Group::Marking, |w| w.key_repeat),
    plain("b", Command::Boundary, Group::Marking, |w| w.key_boundary),
    plain("l", Command::AddPart, Group::Marking, |w| w.key_part),
    plain("d", Command::Split, Group::Marking, |w| w.key_split),
    plain("m", Command::Merge, Group::Marking, |w| w.key_merge),
    plain("a", Command::Everywhere, Group::Marking, |w| w.every),
    plain("i", Command::Entity, Group::Marking, |w| w.entity_page),
    plain("]", Command::NextMark, Group::Marking, |w| w.key_next_mark),
    plain("[", Command::PreviousMark, Group::Marking, |w| w.key_previous_mark),
    plain(".", Command::NextSuggestion, Group::Marking, |w| w.key_next_suggestion),
    plain(",", Command::PreviousSuggestion, Group::Marking, |w| w.key_previous_suggestion),
    plain("c", Command::NextClaim, Group::Marking, |w| w.key_claim),
    plain("w", Command::WorthiestClaim, Group::Marking, |w| w.key_worthiest),
    plain("t", Command::ToggleTokens, Group::Page, |w| w.key_tokens),
    plain("g", Command::TurnLines, Group::Page, |w| w.key_vertical),
    plain("r", Command::TurnReadings, Group::Page, |w| w.key_ruby),
    plain("+", Command::Larger, Group::Page, |w| w.key_larger),
    plain("-", Command::Smaller, Group::Page, |w| w.key_smaller),
    plain("n", Command::NewArticle, Group::Page, |w| w.key_new),
    plain("j", Command::Judge, Group::Page, |w| w.key_judge),
    plain("v", Command::Compare, Group::Page, |w| w.key_compare),
    plain("/", Command::Search, Group::Page, |w| w.search),
    held("k", Control::Yes, Command::Palette, |w| w.commands),
    plain("h", Command::History, Group::Page, |w| w.history),
    plain("p", Command::Projects, Group::Page, |w| w.projects),
    plain("x", Command::Export, Group::Page, |w| w.export),
    held("s", Control::Yes, Command::Save, |w| w.save_project),
    plain("u", Command::ReplaceText, Group::Page, |w| w.replace_text),
    plain("s", Command::Settings, Group::Page, |w| w.settings),
    plain("?", Command::Help, Group::Page, |w| w.help),
    plain("o", Command::Tour, Group::Page, |w| w.tour),
    held("z", Control::Yes, Command::Undo, |w| w.undo),
    held("z", Control::YesWithShift, Command::Redo, |w| w.redo),
    also("y", Control::Yes, Command::Redo),
    plain("Escape", Command::Escape, Group::Page, |w| w.key_escape),
    also("？", Control::No, Command::Help),
    also("・", Control::No, Command::Search),
];

/// What a key asks for where suggestions are judged one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stroke {
    Accept,
    Reject,
    Skip,
    /// Accept as the type at this place among all types.
    #[serde(skip)]
    Retype(usize),
    /// Take back the last judgement.
    Back,
    /// Say the same of the same string everywhere.
    Same,
    /// Look at it in its text.
    Text,
    /// Move one of its boundaries.
    #[serde(skip)]
    Move(Move),
    /// The next certainty of a claim.
    Certainty,
    /// Say who makes a claim.
    Speaker,
    /// Flag it with the first tag, or take the flag away.
    Flag,
    /// Write a note on it.
    Note,
    /// Come back to one of the last that were judged, counted from the last one.
    #[serde(skip)]
    Again(usize),
    /// Show the filters, or hide them.
    #[serde(skip)]
    Filters,
    /// Back from a field to what is judged.
    #[serde(skip)]
    Stage,
}

/// One key there, pressed without Ctrl, and what it asks for.
pub struct StrokeBinding {
    pub key: &'static str,
    pub stroke: Stroke,
    /// What the stroke is called; `None` for a further key of the same one.
    pub name: Option<Phrase>,
}

const fn strikes(key: &'static str, stroke: Stroke, name: Phrase) -> StrokeBinding {
    StrokeBinding { key, stroke, name: Some(name) }
}

const fn too(key: &'static str, stroke: Stroke) -> StrokeBinding {
    StrokeBinding { key, stroke, name: None }
}

/// Their table. They come before those of the page; everything else is as on the whole page. Numbers are the
/// types', always.
pub static STROKES: [StrokeBinding; 13] = [
    strikes("Enter", Stroke::Accept, |w| w.key_accept),
    too("a", Stroke::Accept),
    strikes("Backspace", Stroke::Reject, |w| w.key_reject),
    too("x", Stroke::Reject),
    too("Delete", Stroke::Reject),
    strikes(" ", Stroke::Skip, |w| w.key_skip),
    strikes("s", Stroke::Same, |w| w.key_same),
    strikes("z", Stroke::Back, |w| w.key_back),
    strikes("b", Stroke::Text, |w| w.key_text),
    strikes("c", Stroke::Certainty, |w| w.key_certainty),
    strikes("w", Stroke::Speaker, |w| w.key_speaker),
    strikes("f", Stroke::Flag, |w| w.key_flag),
    strikes("m", Stroke::Note, |w| w.key_note),
];

/// The type that a number stands for there.
pub fn retype(key: &str) -> Option<Stroke> {
    let digit = key.parse::<usize>().ok().filter(|digit| *digit < 10 && key.len() == 1)?;
    Some(Stroke::Retype(digit.checked_sub(1).unwrap_or(9)))
}

/// The boundary that an arrow moves there: the last one, or with Shift the first, by token, or with Alt by
/// character.
pub fn moves(key: &str, shift: bool, alt: bool) -> Option<Stroke> {
    let direction = match key {
        "ArrowLeft" => Direction::Back,
        "ArrowRight" => Direction::Forward,
        _ => return None,
    };
    let end = if shift { End::First } else { End::Last };
    let unit = if alt { Unit::Character } else { Unit::Token };
    Some(Stroke::Move(Move { end, unit, direction }))
}

/// How a key is written for a person.
pub fn sign(key: &str) -> String {
    match key {
        "Backspace" => "⌫".to_owned(),
        "Enter" => "↵".to_owned(),
        "Escape" => "Esc".to_owned(),
        " " => "Space".to_owned(),
        one if one.chars().count() == 1 => one.to_uppercase(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        for (i, a) in BINDINGS.iter().enumerate() {
            for b in &BINDINGS[i + 1..] {
                assert!(a.key != b.key || a.control != b.control, "{} twice", a.key);
            }
        }
    }

    #[test]
    fn no_stroke_has_the_key_of_another_or_a_number() {
        for (i, a) in STROKES.iter().enumerate() {
            assert!(STROKES[i + 1..].iter().all(|b| a.key != b.key), "{} twice", a.key);
            assert_eq!(retype(a.key), None, "{}", a.key);
            assert!(
                STROKES.iter().any(|b| b.stroke == a.stroke && b.name.is_some()),
                "{} has no name",
                a.key
            );
        }
        assert_eq!(retype("1"), Some(Stroke::Retype(0)));
        assert_eq!(retype("0"), Some(Stroke::Retype(9)));
        assert_eq!(retype("10"), None);
        assert_eq!(retype("j"), None);
    }

    #[test]
    fn every_command_has_a_name_or_a_number() {
        for binding in &BINDINGS {
            let named = BINDINGS.iter().any(|one| one.command == binding.command && one.name.is_some());
            assert!(named || matches!(binding.command, Command::Tag(_)), "{} has no name", binding.key);
        }
    }
}
