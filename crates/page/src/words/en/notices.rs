//! What happened, what is safe, what to do.

use super::super::{Language, action_name, is_office};
use crate::engine::{EngineFailure, ModelFailure};
use crate::intake::FileError;
use crate::keys::keymap::KeyRefusal;
use crate::notices::{NoText, Notice, Remedy, Weight, Worded};
use crate::projects::StorageError;
use shirushi_exchange::html::HtmlError;
use shirushi_exchange::intake::{IntakeNotice, Severity};
use shirushi_exchange::native::{self, Placement};
use shirushi_exchange::tagset::TagsetError;
use shirushi_exchange::text::{BinaryKind, TextError};
use shirushi_model::limits::Measure;
use shirushi_session::Refusal;

fn news(what: impl Into<String>, then: &str) -> Worded {
    Worded { what: what.into(), then: then.to_owned(), ..Worded::default() }
}

fn trouble(what: impl Into<String>, then: &str) -> Worded {
    Worded { weight: Weight::Trouble, ..news(what, then) }
}

pub(super) fn notice(notice: &Notice) -> Worded {
    match notice {
        Notice::PageIncomplete => trouble(
            "Part of the page is missing.",
            "You can still mark text. To analyse it, put the whole folder in place again and reload.",
        ),
        Notice::Engine(failure) => Worded {
            remedy: Remedy::RetryDictionary,
            ..trouble(
                match failure {
                    EngineFailure::DictionaryFetch => "The dictionary did not arrive.",
                    EngineFailure::DictionaryDamaged => "The dictionary is damaged.",
                    EngineFailure::DictionaryVersion => {
                        "The dictionary is of another version than this page."
                    }
                    EngineFailure::EngineLoad => "The analysis engine did not arrive.",
                    EngineFailure::NoSimd => {
                        "This browser is too old for the analysis (no SIMD in WebAssembly): use one of 2023 or later."
                    }
                    EngineFailure::NoWorker => "This browser did not let the analysis run.",
                    EngineFailure::Crashed => "The analysis stopped again and again.",
                    EngineFailure::UnreadableAnswer => "What the analysis found could not be read.",
                },
                "You can read and mark. Trying again fetches it anew.",
            )
        },
        Notice::RulesOnly(failure) => Worded {
            remedy: Remedy::RetryModel,
            ..trouble(
                match failure {
                    ModelFailure::Fetch => "The model that finds names did not arrive.",
                    ModelFailure::Damaged => "The model that finds names is damaged.",
                    ModelFailure::Version => {
                        "The model that finds names is of another version than this page."
                    }
                },
                "Names are found by rules alone, so more are missed. Your marks are not affected; trying again fetches the model anew.",
            )
        },
        Notice::LateMissing => Worded {
            remedy: Remedy::RetryLate,
            ..trouble(
                "The part of the page that shows this did not arrive.",
                "Your project is as it was, and you can read and mark. Trying again fetches the part anew.",
            )
        },
        Notice::EngineRestarted => {
            news("The analysis stopped and was started again.", "Your marks are not affected.")
        }
        Notice::EngineAbandoned(title) => {
            trouble(format!("“{title}” could not be analysed."), "Its text is as it was and can be marked.")
        }
        Notice::Storage(error) => storage(error),
        Notice::NotLoaded(error) => not_loaded(error),
        Notice::Rewritten { others } => news(
            "What this browser had stored was gone, so the open project was written again, with its history.",
            &match others {
                0 => "Nothing of this project is lost.".to_owned(),
                others => format!(
                    "Nothing of this project is lost. {others} other projects cannot be brought back; open their files if you have them."
                ),
            },
        ),
        Notice::VersionsLeftOut(count) => news(
            format!("The {count} oldest versions are not in the saved file."),
            "A file takes 256 MB. They stay in this browser; go back to one and save it to a file of its own.",
        ),
        Notice::StorageWaiting => news(
            "A tab with an older version is using the storage.",
            "Close the other tabs with Shirushi to go on.",
        ),
        Notice::ReadOnly => news(
            "This project is open in another tab.",
            "Here it can only be read. Close it there and you can write here.",
        ),
        Notice::NoMarkHere => {
            news("No mark can be split here.", "Press inside a mark, where it should be cut, and try again.")
        }
        Notice::Refused(refusal) => trouble(refused(refusal), "Nothing has changed."),
        Notice::Surrogates => {
            news("What you pasted held codes that are no characters.", "Each was replaced by “\u{FFFD}”.")
        }
        Notice::Odd { name, odd: found } => Worded {
            details: found.iter().map(odd).collect(),
            ..if found.iter().any(|odd| odd.severity() == Severity::Refuse) {
                trouble(
                    format!("“{name}” cannot be added as an article."),
                    "Your other articles and marks are as they were.",
                )
            } else {
                news(
                    format!("“{name}” was added. Something about it is unusual."),
                    "Not a character of it was changed.",
                )
            }
        },
        Notice::ReadingDocument { name, done, of } => Worded {
            remedy: Remedy::EndDocuments,
            ..news(format!("Reading “{name}” …"), &parts(*done, *of, " of "))
        },
        Notice::DocumentRead { name, kind, left_out, texts } => Worded {
            details: if left_out.en.is_empty() {
                Vec::new()
            } else {
                vec![format!("Left out: {}", left_out.en)]
            },
            ..news(format!("“{name}” was read as: {}.", kind.en), &several(*texts))
        },
        Notice::DocumentRefused { name, kind, why } => {
            let kind = if kind.en.is_empty() { String::new() } else { format!(" ({})", kind.en) };
            trouble(format!("“{name}”{kind} cannot be read: {}.", why.en), "The open project is as it was.")
        }
        Notice::DocumentFailed { name } => trouble(
            format!("What handles “{name}” did not arrive, or could not go on."),
            "Try it once more. The open project is as it was.",
        ),
        Notice::Decoded { name, charset } => {
            news(format!("“{name}” was read as {}.", charset.label()), "Check that its characters are right.")
        }
        Notice::Ambiguous { name, charset, text, other, other_text, .. } => Worded {
            remedy: Remedy::ReadOtherwise,
            ..news(
                format!("“{name}” reads as well in two encodings. Which is it?"),
                &format!(
                    "Now it is {} “{text}”. The other is {} “{other_text}”.",
                    charset.label(),
                    other.label()
                ),
            )
        },
        Notice::TextRefused { name, error } => trouble(
            format!("“{name}” could not be read as text."),
            match error {
                TextError::Binary { kind: BinaryKind::Pdf } => {
                    "It is a PDF. Open it, select the text, copy it and paste it here. Lines that were cut can be joined."
                }
                TextError::Binary { kind: BinaryKind::Archive } if is_office(name) => {
                    "It is an office document. Open it, copy the text and paste it, or save it as plain text."
                }
                TextError::Binary { kind: BinaryKind::Archive } => {
                    "It is an archive. Unpack it and add the texts in it."
                }
                TextError::Binary { kind: BinaryKind::Picture } => {
                    "It is a picture, and text in pictures cannot be read. Copy the text itself and paste it."
                }
                TextError::Binary { .. } => "It does not seem to be a text file. Choose a text or HTML file.",
                TextError::TooLarge { .. } => "It is too large. Split it first.",
                _ => "Its encoding is not known. Save it as UTF-8 and add it again.",
            },
        ),
        Notice::File { name, error } => match error {
            FileError::TooLarge { .. } => trouble(format!("“{name}” is too large."), "Split it first."),
            FileError::Unreadable(_) => trouble(
                format!("“{name}” could not be read."),
                "Check that the file is still there and is not a folder.",
            ),
            FileError::Unwritable(_) => trouble(
                format!("“{name}” could not be written."),
                "Save again to choose another place. Your work is still in this tab.",
            ),
            FileError::Unsaved => trouble(
                "The file could not be saved.",
                "Copy to the clipboard instead. Your work is still in this tab.",
            ),
        },
        Notice::OpenRefused { name, error } => {
            trouble(format!("“{name}” could not be opened: {error}."), "The present project is as it was.")
        }
        Notice::PageRefused { name, error } => trouble(
            format!("“{name}” cannot be added."),
            match error {
                HtmlError::TooDeep { .. } => {
                    "Its elements are nested thousands deep, so it is no page of text. Copy its text and paste that."
                }
                _ => "It is too large for a page. Copy its text and paste that.",
            },
        ),
        Notice::NearLimit(measure) => news(
            format!(
                "This project has nine tenths of the {} it can have ({}).",
                measured(*measure),
                limit(*measure)
            ),
            "Nothing can be added beyond that. Go on in a new project.",
        ),
        Notice::TagsetRefused { name, error } => trouble(
            format!("No tags were read from “{name}”. {}", tagset_problem(error)),
            "The present tags are as they were.",
        ),
        Notice::NoText(NoText::Nothing) => news(
            "There is no text in the clipboard.",
            "Select the text of the article, copy it and paste again.",
        ),
        Notice::NoText(NoText::Image) => news(
            "There is a picture in the clipboard.",
            "Text in pictures cannot be read. Select the text itself, copy it and paste it.",
        ),
        Notice::NoText(NoText::Address) => news(
            "Only an address was pasted, and this page fetches nothing.",
            "The address was put into “URL”. Open the article, select its text, copy it and paste it here.",
        ),
        Notice::AlreadyThere { name, title } => news(
            format!("An article with the text of “{name}” is here already: {title}"),
            "It was added all the same. If it is the same one, undo.",
        ),
        Notice::TakenIn { name } => Worded {
            remedy: Remedy::Undo,
            ..news(
                format!("“{name}” was taken in."),
                "Its marks stand beside yours under their makers’ names. It can be undone.",
            )
        },
        Notice::NothingNew { name } => {
            news(format!("Every mark of “{name}” is here already."), "Nothing has changed.")
        }
        Notice::ArticleRemoved(title) => Worded {
            remedy: Remedy::Undo,
            ..news(
                format!("“{title}” was taken out of the project."),
                "The marks in it went with it. It can be undone.",
            )
        },
        Notice::TextReplaced(before) => Worded {
            remedy: Remedy::ShowChanged,
            ..news(
                format!("“{}” has its newer text now.", before.meta.title),
                "What changed can be read word by word.",
            )
        },
        Notice::KeyRefused(refusal) => {
            news(format!("{}.", key_refused(refusal)), "No key has changed. Choose another one.")
        }
        Notice::Opened { name, notices } => Worded {
            details: notices.iter().map(opened).collect(),
            ..news(format!("“{name}” was opened. Some things were repaired or need a look."), "")
        },
        Notice::Deleted(title, _) => Worded {
            remedy: Remedy::RestoreProject,
            ..news(
                format!("“{title}” was deleted."),
                "It can be brought back whole, history and versions included, while this notice is shown.",
            )
        },
        Notice::VersionForgotten(version) => Worded {
            remedy: Remedy::RestoreVersion,
            ..news(
                format!("The version “{}” was forgotten.", version.name),
                "It can be brought back while this notice is shown.",
            )
        },
        Notice::BackupDue(changes) => Worded {
            remedy: Remedy::SaveProject,
            ..news(
                format!("{changes} changes are in no file."),
                "Your work is kept in this browser. Put away, this stays away for a day.",
            )
        },
        Notice::ProjectBusy => {
            news("That project is open in another tab.", "Close it there before you delete it.")
        }
        Notice::UpdateWaiting => Worded {
            remedy: Remedy::Update,
            ..news("A new version is ready.", "Your work stays as it is when you switch.")
        },
    }
}

/// What was to be opened is not in store as it was.
fn not_loaded(error: &StorageError) -> Worded {
    let (what, then) = match error {
        StorageError::Missing => (
            "The project that was open before is no longer in this browser.",
            "It was deleted in another tab, or the browser’s storage was cleared. Open its file if you saved one.",
        ),
        StorageError::Lost => (
            "The content of the project is gone from this browser.",
            "The browser’s storage was cleared. Open its file if you saved one.",
        ),
        StorageError::Damaged => (
            "What was stored of the project could not be read.",
            "It was not touched. Open its file if you saved one.",
        ),
        other => return storage(other),
    };
    trouble(what, then)
}

fn storage(error: &StorageError) -> Worded {
    let (what, then) = match error {
        StorageError::Unavailable => (
            "This browser does not allow storage.",
            "Your work is in this tab only. Save it as a file before you close it.",
        ),
        StorageError::Quota => (
            "There is no room left to save.",
            "Your work is still in this tab. It is saved by itself once there is room; you can save it as a file, too.",
        ),
        StorageError::Outdated => {
            ("A newer version was opened in another tab.", "Save as a file, then reload this page.")
        }
        StorageError::Closed => (
            "The connection to the storage was lost.",
            "It is tried again in a moment. Your work is still in this tab.",
        ),
        StorageError::Missing => (
            "This project was deleted in another tab.",
            "It is still here. Save it as a file if you need it.",
        ),
        StorageError::Lost => (
            "What this browser had stored is gone.",
            "Your work is still in this tab. The next change writes all of it again; to leave it gone, close the tab.",
        ),
        StorageError::Conflict => (
            "The project was changed elsewhere, so this cannot be saved on top.",
            "Your work is still in this tab. Save it as a file.",
        ),
        StorageError::Damaged => (
            "Part of what was stored could not be read.",
            "What could be read was opened as a new project. The old one was not touched.",
        ),
        StorageError::Refused(_) => (
            "The browser refused to save.",
            "The disk may be full, or the browser’s storage broken. Your work is still in this tab. It is tried again now and then; you can save it as a file, too.",
        ),
    };
    let details = match error {
        StorageError::Refused(reason) => vec![format!("({reason})")],
        _ => Vec::new(),
    };
    Worded { remedy: Remedy::SaveFile, details, ..trouble(what, then) }
}

fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::Articles => "articles",
        Measure::Text => "text",
        Measure::Annotations => "marks",
        Measure::Tags => "tags",
        Measure::Entities => "entities people decided on",
        Measure::Checks => "checks",
        Measure::Scales => "scales of verdicts",
    }
}

fn limit(measure: Measure) -> String {
    match measure {
        Measure::Text => format!("{} MB", measure.limit() >> 20),
        _ => measure.limit().to_string(),
    }
}

fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooMuch(measure) => format!(
            "One project holds at most this much: {} {}. Go on in a new project.",
            limit(*measure),
            measured(*measure)
        ),
        other => refused_plainly(other).to_owned(),
    }
}

fn refused_plainly(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoSuchArticle(_) => "That article is gone.",
        Refusal::OtherText(_) => "The text of that article is another one by now. Read the file again.",
        Refusal::NoSuchAnnotation(_) => "That mark is gone.",
        Refusal::NoSuchTag(_) => "That tag is gone.",
        Refusal::TagInUse(_) => "Marks have this tag. Choose the tag they are to have instead.",
        Refusal::NotSuggested(_) => "That suggestion is gone.",
        Refusal::EmptySpan => "The selection holds no characters.",
        Refusal::OutsideText(_) => "The selection reaches past the text.",
        Refusal::InsideCharacter(_) => "The selection cuts a character.",
        Refusal::EmptyName => "The name is empty.",
        Refusal::KeyTaken(_) => "Another tag has that key.",
        Refusal::NameTaken(_) => {
            "Another entity of this type has that name. If they are the same, merge them."
        }
        Refusal::NotADate(_) => "Write dates as in 2025-04-01.",
        Refusal::NotAValue => "Something of this type cannot have that value.",
        Refusal::NotAlike => {
            "Only marks of the same kind in the same article can be merged. Select a passage with those you mean."
        }
        Refusal::SameClaim => "A claim cannot be related to itself.",
        Refusal::NothingToUndo => "There is nothing to undo.",
        Refusal::NoSuchVersion(_) => "That version is no longer there.",
        Refusal::NoSuchChange(_) => "That change is not in the history.",
        Refusal::NothingToRedo => "There is nothing to redo.",
        Refusal::NumbersExhausted => "All numbers are used up. Begin a new project.",
        Refusal::TooMuch(_) => "The project is too large.",
        Refusal::NoSuchCheck(_) => "That check is gone.",
        Refusal::NoSuchPart(_) => "That question, evidence or place is gone.",
        Refusal::NoSuchScale(_) => "There is no such scale or verdict.",
        Refusal::ScaleInUse(_) => "Checks are decided on it.",
        Refusal::NotConfirmed => "There is no verdict, or nobody has confirmed it.",
        Refusal::SamePerson => "Whoever drafted a verdict cannot confirm it.",
        Refusal::NotAFingerprint => "A fingerprint has 64 hexadecimal digits.",
        Refusal::HistoryDamaged => "The history does not fit, so this cannot be undone.",
    }
}

fn opened(notice: &native::Notice) -> String {
    match notice {
        native::Notice::TextChanged { article } => {
            format!("{article}: the text differs from the one that was exported. Each mark was checked.")
        }
        native::Notice::Reanchored { annotation, placement: Placement::Quote } => {
            format!("{annotation}: the same text stands elsewhere; moved there.")
        }
        native::Notice::Reanchored { annotation, placement: Placement::Fuzzy } => {
            format!("{annotation}: moved to text that is nearly the same. Please check.")
        }
        native::Notice::Unplaced { annotation } => {
            format!("{annotation}: not found in the text. Kept among the marks without a place.")
        }
        native::Notice::SpansAdjusted { annotation } => {
            format!("{annotation}: its extent cut a character and was widened.")
        }
        native::Notice::TagMissing { annotation, tag } => {
            format!("{annotation}: tag {tag} was missing and was made.")
        }
        native::Notice::DateUnreadable { article, value } => {
            format!("{article}: the date “{value}” could not be read and was left empty.")
        }
        native::Notice::NumberRaised { found, raised } => {
            format!("The next number was raised from {found} to {raised}.")
        }
        native::Notice::UnknownField { field, count, .. } => {
            format!("{field}: an unknown field ({count} times). Left out.")
        }
        other => other.code().to_owned(),
    }
}

pub(super) fn odd(notice: &IntakeNotice) -> String {
    match notice {
        IntakeNotice::Empty => "There are no characters in it.".to_owned(),
        IntakeNotice::TooLarge { bytes, limit } => {
            format!("It has {bytes} bytes; at most {limit} are taken. Split it first.")
        }
        IntakeNotice::Control { count, .. } => format!("It holds {count} invisible control characters."),
        IntakeNotice::Bidi { count, .. } => format!(
            "It holds {count} codes that turn the direction of writing. What you see may be in another order than what is there."
        ),
        IntakeNotice::Replacement { count, .. } => {
            format!("{count} characters could not be read (\u{FFFD}).")
        }
        IntakeNotice::NotJapanese => {
            "It does not seem to be Japanese. The analysis is for Japanese.".to_owned()
        }
        IntakeNotice::LongLine { .. } => "It has a very long line, which is shown in pieces.".to_owned(),
        other => other.code().to_owned(),
    }
}

pub(super) fn key_refused(refusal: &KeyRefusal) -> String {
    match refusal {
        KeyRefusal::Taken(action) => {
            format!("That is the key of “{}”", action_name(Language::En, *action))
        }
        KeyRefusal::Tag(name) => format!("That is the key of the tag “{name}”"),
        KeyRefusal::Number => "That number makes a mark".to_owned(),
        KeyRefusal::Reserved => "The text or the browser needs that key".to_owned(),
    }
}

fn tagset_problem(error: &TagsetError) -> String {
    match error {
        TagsetError::TooLarge { .. } => "It is too large.".to_owned(),
        TagsetError::NotJson { line, column } => format!("It is not JSON at line {line}, column {column}."),
        TagsetError::UnknownVersion => "This version does not know its format.".to_owned(),
        TagsetError::TooMany { count } => format!("It has too many tags: {count}."),
        TagsetError::Malformed { list, number, problem } => {
            format!("The {list} with the number {number} cannot be read: {problem}")
        }
        _ => "It is not a file of tags. Choose one that “Save the tags as a file” made.".to_owned(),
    }
}

/// `3 of 12`, once they are counted.
fn parts(done: u32, of: u32, between: &str) -> String {
    if of > 1 { format!("{done}{between}{of}") } else { String::new() }
}

/// How many articles came out of a document, where it is more than one.
fn several(texts: usize) -> String {
    if texts > 1 { format!("{texts} articles were added.") } else { String::new() }
}
