//! English, in short plain sentences.

mod notices;

use super::Words;
use crate::sureness::{Sureness, Trust};
use notices::{notice, odd};
use shirushi_model::{Certainty, ClaimType, EntityType, SpeakerKind, TagColor};
use shirushi_session::{Influence, Label, MarkKind, Verdict};

pub(super) static WORDS: Words = Words {
    display: "Show",
    selection: "Selection",
    entities: "Entities",
    this_word: "This word",
    settings: "Settings",
    help: "Keys",
    about: "About Shirushi",
    export: "Export",
    projects: "Projects",
    search: "Search",
    close: "Close",
    add_article: "Paste an article",
    no_articles_title: "Begin by pasting an article",
    no_articles_text: "Paste a few articles about one event: words, entities, dates and quantities are found on the spot. Then select what matters and mark it as a claim, or simply highlight it. The text never leaves this machine.",
    open_sample: "Open the sample",
    sample_hint: "Three short articles by three outlets about an invented event",
    remove_article: "Remove the article",
    edit_article: "Edit the article's details",
    untitled: "Untitled article",
    undated: "No date",
    unknown_outlet: "No outlet",
    intake_title: "Add an article",
    intake_lead: "Paste the text or drop files. What you copy from a web page becomes plain text with its paragraphs kept.",
    intake_text: "Text",
    intake_placeholder: "Paste here",
    choose_files: "Choose files",
    outlet: "Outlet",
    title: "Title",
    url: "URL",
    author: "Author",
    published: "Date",
    add: "Add",
    add_another: "Add and paste another",
    cancel: "Cancel",
    found_in_text: "from the text",
    layer_claims: "Claims",
    layer_highlights: "Highlights",
    layer_entities: "Entities, judged",
    layer_suggestions: "Entities, suggested",
    layer_tokens: "Word boundaries",
    layer_cards: "Cards in the margin",
    claim_word: "Claim",
    highlight_word: "Highlight",
    more: "More",
    mark_as: "Mark the selection as",
    kind: "Type",
    speaker: "Speaker",
    speaker_is: "The speaker is",
    certainty_word: "Certainty",
    note: "Note",
    note_placeholder: "Write a note",
    tag: "Tag",
    new_tag: "Name of a new tag",
    add_tag: "Add a tag",
    delete: "Delete",
    accept: "Accept",
    reject: "Reject",
    accept_all: "Accept all",
    reject_all: "Reject all",
    accepted: "Accepted",
    rejected: "Rejected",
    suggested: "Suggested",
    by_machine: "Suggested by the machine",
    by_person: "Marked by a person",
    canonical: "Full name",
    normalized: "Value",
    score: "Confidence",
    nobody: "Not given",
    not_given: "None",
    unplaced: "Marks without a place",
    unplaced_lead: "These marks were not found in the text that was opened. They are kept.",
    restore: "Restore",
    nothing_selected_title: "What you select appears here",
    nothing_selected_text: "Drag over the text, or move with the arrow keys and extend with Shift: tags to mark it with appear. Click an underlined word to accept or reject it.",
    entities_empty: "No entities were found in this article",
    entities_waiting: "People, organizations, places and dates are listed here once the dictionary has arrived",
    filter: "Filter",
    stack: "Marks here",
    marks: "Marks",
    clipboard: "clipboard",
    surface: "As written",
    lemma: "Lemma",
    reading: "Reading",
    pos: "Part of speech",
    no_reading: "Not in the dictionary",
    undo: "Undo",
    redo: "Redo",
    saved: "Saved",
    saving: "Saving",
    not_saved: "Not saved",
    save_as_file: "Save as a file",
    read_only: "Open in another tab. This tab only reads",
    offline_ready: "Works offline",
    dictionary_loading: "Loading the dictionary",
    dictionary_ready: "The dictionary is ready",
    analysing: "Analysing",
    no_network: "No network used",
    retry: "Try again",
    problem: "Notice",
    analysis_waiting: "Waiting for the dictionary",
    export_lead: "The whole project, with its texts, marks and tags, as one JSON file. Opened again it is the same project, byte for byte.",
    export_file: "Save as a file",
    export_clipboard: "Copy to the clipboard",
    copied: "Copied",
    copied_failed: "Could not copy. Save it as a file instead",
    open_file: "Open a file",
    open_file_lead: "Opens a JSON file that was exported before. The present project stays as it is.",
    export_empty: "No articles yet",
    project_title: "Name of the project",
    new_project: "New project",
    new_project_title: "Untitled project",
    other_projects: "Other projects",
    storage_note: "Your work is kept in this browser. Save what matters as a file from time to time.",
    delete_project: "Delete this project",
    restore_project: "Bring it back",
    language_word: "Language",
    theme_word: "Theme",
    theme_auto: "Auto",
    theme_light: "Light",
    theme_dark: "Dark",
    annotator: "Your name",
    annotator_hint: "Noted beside your marks. May be left empty",
    update_now: "Switch to it",
    help_lead: "Keys rest while you type in a field or use an input method.",
    keys_reading: "Reading",
    keys_marking: "Marking",
    keys_page: "Page",
    key_move: "Move by word",
    key_extend: "Extend the selection",
    key_char: "Move by character",
    key_sentence: "Move by sentence",
    key_snap: "While held, do not snap to words (mouse)",
    key_marks: "Next mark, previous mark",
    key_next_suggestion: "Next suggestion, previous suggestion",
    key_edit: "Edit the selected mark",
    key_tag: "Mark with the tag of that number",
    key_escape: "Leave the selection, close the panel",
    key_accept: "Accept the suggestion",
    key_reject: "Reject the suggestion",
    key_new: "Paste an article",
    key_search: "Search",
    key_help: "This list",
    key_undo: "Undo",
    key_redo: "Redo",
    key_tokens: "Show or hide word boundaries",
    key_delete: "Delete the selected mark",
    mouse_lead: "Drag to select, then press a tag. Where marks overlap, each click goes one further out. Fingers work the same way.",
    about_lead: "Shirushi is a workbench for reading Japanese news articles side by side and noting who claims what, and how surely.",
    about_private: "All analysis happens in this page. Once open it makes no connection, and no text is sent anywhere.",
    about_shared_origin: "Other pages at the same place (the same user's github.io, for one) and other pages opened from disk can see the same storage.",
    about_dictionary: "Dictionary and licence",
    about_waiting: "Its origin and licence appear here once the dictionary has arrived.",
    about_version: "Version",
    search_placeholder: "Search all articles",
    search_none: "Nothing found",
    forms: "Written as",
    unit: "Unit",
    value_bad_date: "That cannot be read. Write a day as 2025-08-15, a month as 2025-08, a time as 15:30, a range as 2025-08-15/2025-08-17. The value has not changed.",
    value_bad_number: "That is not a number. Write 3, 1.5 or 3.5万. The value has not changed.",
    knowledge: "What this project knows",
    knowledge_lead: "What you judge counts for suggestions in all articles. Taking a piece back deletes the judgements behind it and makes them suggestions again (which can be undone).",
    place_decides: "depends on the place",
    forget: "Take back",
    forget_hint: "Deletes the judgements behind it",
    bring_back: "Suggest it again",
    correct_hint: "changing its type, value or name accepts it as changed",
    key_list: "In the list: move, accept, reject",
    region_articles: "Articles",
    region_text: "Text",
    region_inspector: "Selection and entities",
    region_status: "Status",
    region_cards: "Claims in the margin",
    skip_to_text: "Skip to the text",
    menu: "Open the list of articles",
    hidden_by_trust: |n| format!("{n} hidden"),
    times_accepted: |n| times("accepted", n),
    times_rejected: |n| times("rejected", n),
    count_in_articles: |n| count(n, "article"),
    influence: |influence| match influence {
        Influence::None => String::new(),
        Influence::Confirmed { times: n } => format!("Already {} elsewhere", times("accepted", n as usize)),
        Influence::Retyped { from, times: n } => format!(
            "The machine says {}; as this type it was {} elsewhere",
            entity(from).to_ascii_lowercase(),
            times("accepted", n as usize)
        ),
        Influence::Missed { times: n } => {
            format!("Missed by the machine; {} elsewhere", times("accepted", n as usize))
        }
        Influence::Withdrawn { times: n } => {
            format!("{} elsewhere, so not suggested", capital(times("rejected", n as usize)))
        }
    },
    count_articles: |n| format!("Articles {n}"),
    count_mentions: |n| if n == 1 { "1 mention".to_owned() } else { format!("{n} mentions") },
    count_tokens: |n| format!("{} tokens", super::grouped(n)),
    analysed_in: |ms| format!("analysed in {ms:.0} ms"),
    status_counts: |claims, highlights, suggestions| {
        format!(
            "{} · {} · {}",
            count(claims, "claim"),
            count(highlights, "highlight"),
            count(suggestions, "suggestion")
        )
    },
    dictionary_progress: |percent| format!("Dictionary {percent}%"),
    date: english_date,
    search_hits: |n| if n == 1 { "1 hit".to_owned() } else { format!("{n} hits") },
    search_more: |n| format!("Showing the first {n}"),
    file_name: |title| format!("{title}.shirushi.json"),
    articles_and_marks: |articles, marks| {
        format!("{} · {}", count(articles, "article"), count(marks, "mark"))
    },
    entity,
    sureness: |sureness| match sureness {
        Sureness::Sure => "Confidence high",
        Sureness::Likely => "Confidence medium",
        Sureness::Unsure => "Confidence low",
    },
    trust: |trust| match trust {
        Trust::All => "All",
        Trust::Likely => "Medium up",
        Trust::Sure => "High only",
    },
    claim: |kind| match kind {
        ClaimType::Event => "Event",
        ClaimType::Participation => "Participation",
        ClaimType::Quantity => "Quantity",
        ClaimType::Precedent => "Precedent",
        ClaimType::Statement => "Statement",
        ClaimType::Plan => "Plan or demand",
        ClaimType::Prediction => "Prediction",
        ClaimType::Evaluation => "Evaluation",
        ClaimType::Causal => "Cause",
        ClaimType::State => "State",
    },
    certainty: |certainty| match certainty {
        Certainty::Asserted => "Asserted",
        Certainty::Reported => "Reported",
        Certainty::Possible => "Possible",
        Certainty::Predicted => "Predicted",
        Certainty::Denied => "Denied",
    },
    speaker_kind: |kind| match kind {
        SpeakerKind::Person => "Person",
        SpeakerKind::Organization => "Organization",
        SpeakerKind::Unnamed => "Unnamed source",
        SpeakerKind::Outlet => "The outlet itself",
    },
    notice,
    label,
    odd,
    first_tags: &[("To check", TagColor::Amber), ("Important", TagColor::Rose), ("Doubtful", TagColor::Sky)],
};

fn entity(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organization => "Organization",
        EntityType::Location => "Location",
        EntityType::Facility => "Facility",
        EntityType::Event => "Event",
        EntityType::Product => "Product",
        EntityType::Date => "Date",
        EntityType::Time => "Time",
        EntityType::Quantity => "Quantity",
    }
}

fn times(what: &str, n: usize) -> String {
    match n {
        1 => format!("{what} once"),
        2 => format!("{what} twice"),
        n => format!("{what} {n} times"),
    }
}

fn capital(text: String) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(chars).collect())
}

fn count(n: usize, of: &str) -> String {
    if n == 1 { format!("1 {of}") } else { format!("{} {of}s", super::grouped(n)) }
}

fn english_date(iso: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts: Vec<&str> = iso.split('-').collect();
    match parts.as_slice() {
        [year, month, day] => match month.parse::<usize>().ok().and_then(|m| MONTHS.get(m.wrapping_sub(1))) {
            Some(name) => format!("{} {name} {year}", day.trim_start_matches('0')),
            None => iso.to_owned(),
        },
        _ => iso.to_owned(),
    }
}

fn label(label: &Label) -> &'static str {
    match label {
        Label::RenameProject => "rename the project",
        Label::AddArticles { .. } => "add articles",
        Label::RemoveArticle => "remove an article",
        Label::SetMeta => "change an article's details",
        Label::Mark { kind: MarkKind::Claim } => "mark a claim",
        Label::Mark { kind: MarkKind::Entity } => "mark an entity",
        Label::Mark { kind: MarkKind::Highlight } => "highlight",
        Label::Judge { verdict: Verdict::Accept, .. } => "accept a suggestion",
        Label::Judge { verdict: Verdict::Reject, .. } => "reject a suggestion",
        Label::Change => "change a mark",
        Label::Delete { .. } => "delete a mark",
        Label::AddTag => "add a tag",
        Label::ChangeTag => "change a tag",
        Label::Other => "a change",
    }
}
