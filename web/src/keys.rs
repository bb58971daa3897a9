//! Which key means what, as one table: the page obeys it, and the help shows it.

use crate::words::Words;

/// What a key asks for anywhere on the page. Moving the caret is the reading pane's own affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    /// Mark the selection with the tag of this number, 1 to 9.
    Tag(u8),
    Accept,
    Reject,
    Edit,
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
    Undo,
    Redo,
    Help,
    Escape,
}

/// Where in the help a binding is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Marking,
    Page,
}

/// One key and what it asks for.
pub(crate) struct Binding {
    /// As `KeyboardEvent.key` names it, letters in lower case.
    pub(crate) key: &'static str,
    pub(crate) control: Control,
    pub(crate) command: Command,
    /// `None` for a second key of the same command.
    pub(crate) help: Option<(Group, Phrase)>,
}

/// Finds a phrase.
type Phrase = fn(&Words) -> &'static str;

/// Whether Ctrl (or Command) is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    No,
    Yes,
    YesWithShift,
}

const fn plain(
    key: &'static str,
    command: Command,
    group: Group,
    words: fn(&Words) -> &'static str,
) -> Binding {
    Binding { key, control: Control::No, command, help: Some((group, words)) }
}

const fn also(key: &'static str, control: Control, command: Command) -> Binding {
    Binding { key, control, command, help: None }
}

/// The table.
pub(crate) static BINDINGS: [Binding; 35] = [
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
    plain("]", Command::NextMark, Group::Marking, |w| w.key_marks),
    also("[", Control::No, Command::PreviousMark),
    plain(".", Command::NextSuggestion, Group::Marking, |w| w.key_next_suggestion),
    also(",", Control::No, Command::PreviousSuggestion),
    plain("c", Command::NextClaim, Group::Marking, |w| w.key_claim),
    plain("w", Command::WorthiestClaim, Group::Marking, |w| w.key_worthiest),
    plain("t", Command::ToggleTokens, Group::Page, |w| w.key_tokens),
    plain("g", Command::TurnLines, Group::Page, |w| w.key_vertical),
    plain("r", Command::TurnReadings, Group::Page, |w| w.key_ruby),
    plain("+", Command::Larger, Group::Page, |w| w.key_size),
    also("-", Control::No, Command::Smaller),
    plain("n", Command::NewArticle, Group::Page, |w| w.key_new),
    plain("j", Command::Judge, Group::Page, |w| w.key_judge),
    plain("v", Command::Compare, Group::Page, |w| w.key_compare),
    plain("/", Command::Search, Group::Page, |w| w.key_search),
    plain("?", Command::Help, Group::Page, |w| w.key_help),
    Binding {
        key: "z",
        control: Control::Yes,
        command: Command::Undo,
        help: Some((Group::Page, |w| w.key_undo)),
    },
    Binding {
        key: "z",
        control: Control::YesWithShift,
        command: Command::Redo,
        help: Some((Group::Page, |w| w.key_redo)),
    },
    also("y", Control::Yes, Command::Redo),
    plain("Escape", Command::Escape, Group::Page, |w| w.key_escape),
    also("？", Control::No, Command::Help),
    also("・", Control::No, Command::Search),
];

/// What a key asks for, if anything.
pub(crate) fn command(key: &str, control: Control) -> Option<Command> {
    let lower = if key.chars().count() == 1 { key.to_ascii_lowercase() } else { key.to_owned() };
    BINDINGS
        .iter()
        .find(|binding| binding.key == lower && binding.control == control)
        .map(|binding| binding.command)
}

/// What a key asks for where suggestions are judged one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stroke {
    Accept,
    Reject,
    Skip,
    /// Accept as the type at this place among all types.
    Retype(usize),
    /// Take back the last judgement.
    Back,
    /// Say the same of the same string everywhere.
    Same,
    /// Look at it in its text.
    Text,
    /// Show the filters, or hide them.
    Filters,
    /// Back from a field to what is judged.
    Stage,
}

/// What a key asks for there. Everything else is as on the whole page.
pub(crate) fn stroke(key: &str, control: Control) -> Option<Stroke> {
    let stroke = match key {
        "Enter" | "a" | "A" => Stroke::Accept,
        "Backspace" | "Delete" | "x" | "X" => Stroke::Reject,
        " " => Stroke::Skip,
        "z" | "Z" => Stroke::Back,
        "s" | "S" => Stroke::Same,
        "b" | "B" => Stroke::Text,
        "0" => Stroke::Retype(9),
        digit => Stroke::Retype(digit.parse::<usize>().ok().filter(|at| (1..=9).contains(at))? - 1),
    };
    (control == Control::No).then_some(stroke)
}

/// How a binding is written for a person: also how the second key of a pair is shown beside the first.
pub(crate) fn written(binding: &Binding) -> Vec<&'static str> {
    let key = match binding.key {
        "Backspace" => "⌫",
        "Enter" => "↵",
        "Escape" => "Esc",
        "z" => "Z",
        "e" => "E",
        "c" => "C",
        "w" => "W",
        "v" => "V",
        "j" => "J",
        "t" => "T",
        "g" => "G",
        "r" => "R",
        "n" => "N",
        other => other,
    };
    match binding.control {
        Control::No => match binding.key {
            "]" => vec!["]", "["],
            "." => vec![".", ","],
            "+" => vec!["+", "-"],
            _ => vec![key],
        },
        Control::Yes => vec!["Ctrl", key],
        Control::YesWithShift => vec!["Ctrl", "Shift", key],
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
    fn strokes_leave_the_keys_of_the_page_alone() {
        assert_eq!(stroke("1", Control::No), Some(Stroke::Retype(0)));
        assert_eq!(stroke("0", Control::No), Some(Stroke::Retype(9)));
        assert_eq!(stroke("z", Control::Yes), None, "Ctrl Z is what it is everywhere");
        for key in ["j", "v", "n", "/", "?", "Escape", "10", "ArrowDown"] {
            assert_eq!(stroke(key, Control::No), None, "{key}");
        }
    }

    #[test]
    fn capitals_are_the_same_key() {
        assert_eq!(command("N", Control::No), Some(Command::NewArticle));
        assert_eq!(command("Z", Control::YesWithShift), Some(Command::Redo));
        assert_eq!(command("n", Control::Yes), None);
    }
}
