//! What gets the keys.

/// What gets the keys. Once the page has been drawn, but for those that say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FocusTarget {
    /// The text of the article.
    Text,
    /// The same, at once.
    TextNow,
    /// The text, unless something on the page has the keys.
    TextIfLost,
    /// The text, as soon as it is there, unless something has the keys by then.
    TextOnceThere,
    /// What has the keys now is noted, for [`Self::Former`].
    Note,
    /// What had the keys before a panel was opened, or the middle of the page.
    Former,
    /// What stands in the middle of the page.
    Middle,
    /// The panel, or its first field.
    Panel,
    /// The fields of what is selected.
    Fields,
    /// The field for a new article.
    IntakeText,
    /// The field for a newer text.
    NewerText,
    /// What was looked into last among the results.
    Result,
    /// What is judged, brought to the middle.
    Judged,
    /// The same, but whoever goes through a list with the keys stays in it.
    JudgedByPointer,
    /// The field for who makes the claim that is judged, at once; or the one for a note.
    JudgeSpeaker,
    JudgeNote,
    /// The button of this name is pressed.
    Press(String),
}
