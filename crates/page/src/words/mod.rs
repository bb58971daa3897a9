//! Every word the page says, in each language: a struct with one field per phrase, so that a phrase missing
//! in a language does not compile.
//!
//! Words about things of the core (entity types, certainties) are found by matching on their enums.

mod en;
mod ja;
pub mod quoting;
mod when;

use crate::intake::MetaField;
use crate::keys::keymap::{Action, KeyRefusal, changeable_commands, changeable_strokes};
use crate::sureness::{Sureness, Trust};
use serde::{Deserialize, Serialize};
use shirushi_exchange::intake::IntakeNotice;
use shirushi_model::{
    Certainty, ClaimType, Difference, EntityType, Polarity, Quotation, ReasonCode, Relation, SpeakerKind,
    TagColor,
};
use shirushi_session::{Influence, Verdict};

/// The languages of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 日本語
    Ja,
    /// English
    #[default]
    En,
}

impl Language {
    /// The one a browser asks for: Japanese when its first language is, English otherwise.
    pub fn of_browser(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("ja") { Self::Ja } else { Self::En }
    }

    /// For the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language of these words.
    pub fn of(words: &Words) -> Self {
        if *words == ja::WORDS { Self::Ja } else { Self::En }
    }

    /// The phrases.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Ja => &ja::WORDS,
            Self::En => &en::WORDS,
        }
    }
}

macro_rules! words {
    ($($name:ident),* $(; $($phrase:ident($($argument:ident: $kind:ty),*)),* $(,)?)?) => {
        /// All phrases of one language.
        pub struct Words {
            $(pub $name: &'static str,)*
            $($(pub $phrase: fn($($kind),*) -> String,)*)?
            pub entity: fn(EntityType) -> &'static str,
            pub claim: fn(ClaimType) -> &'static str,
            pub certainty: fn(Certainty) -> &'static str,
            pub color: fn(TagColor) -> &'static str,
            pub sureness: fn(Sureness) -> &'static str,
            pub trust: fn(Trust) -> &'static str,
            pub quotation: fn(Quotation) -> &'static str,
            pub polarity: fn(Polarity) -> &'static str,
            pub relation: fn(Relation) -> &'static str,
            pub difference: fn(Difference) -> &'static str,
            /// Why two claims are thought to stand so to each other.
            pub reason: fn(ReasonCode) -> &'static str,
            /// A rule that makes claims, by its name.
            pub rule: fn(&str) -> &'static str,
            pub speaker_kind: fn(SpeakerKind) -> &'static str,
            pub notice: fn(&crate::notices::Notice) -> crate::notices::Worded,
            /// What is odd about a text.
            pub odd: fn(&IntakeNotice) -> String,
            /// The tags a new project begins with.
            pub first_tags: &'static [(&'static str, TagColor)],
            /// What a step of the tour is called, and what to do.
            pub tour_step: fn(crate::tour::Step) -> [&'static str; 2],
            pub label: fn(&shirushi_session::Label) -> &'static str,
        }

        impl PartialEq for Words {
            // There is one static value per language.
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self, other)
            }
        }
    };
}

words! {
    // Places and panels
    display, selection, entities, this_word, settings, help, about, export, projects, search, close, done,
    // Articles
    add_article, start_title, start_lead, start_own, start_here, start_slots, start_note, start_trust, open_sample, remove_article, edit_article,
    untitled, undated, unknown_outlet,
    // Taking an article in
    intake_title, intake_lead, intake_text, intake_placeholder, choose_files, outlet, title, url, author, published,
    add, add_another, cancel, found_in_text, lines, join_lines, lines_preview,
    twin, twin_open, twin_replace, drop_here, read_otherwise,
    // Layers
    layer_claims, layer_highlights, layer_entities, layer_suggestions, layer_tokens, layer_cards, layer_every_card,
    // Marking
    claim_word, highlight_word, more, mark_as, kind, speaker, speaker_is, certainty_word, note,
    note_placeholder, tag, new_tag, add_tag, delete, accept, reject, accept_all, reject_all, accepted, rejected, suggested,
    by_machine, by_person, canonical, normalized, score, nobody, not_given, unplaced, unplaced_lead, restore,
    // Selection pane when nothing is selected
    nothing_selected_title, nothing_selected_text, entities_empty, entities_waiting, filter,
    stack, marks, clipboard,
    // Tokens
    surface, lemma, reading, pos, no_reading,
    // History
    undo, redo, history, history_lead, beginning, taken_back,
    // All commands
    commands, commands_placeholder, commands_lead, articles, show, hide,
    // Status
    saved, saving, not_saved, save_as_file, read_only, offline_ready, dictionary_loading, dictionary_ready,
    analysing, no_network, retry, problem, analysis_waiting, late_coming,
    // Export
    export_lead, export_file, export_clipboard, copied, copied_failed, open_file, open_file_lead, export_empty,
    // Projects
    project_title, new_project, new_project_title, other_projects, storage_note, delete_project, restore_project,
    // Newer texts, versions, files, room
    replace_text, replace_lead, newer_text, replace_do, same_text, fate_lost, fate_lost_lead, fate_changed,
    fate_changed_lead, fate_moved, fate_stays, place_here, place_here_hint, versions, version_name, name_version,
    return_to, compare_version, forget_version, version_changes, from_version, to_version, present, no_versions,
    no_changes, other_changes, former_text, read_changed, turn_added, turn_removed, turn_changed, save_project, file_saved, copy_project,
    copy_short, archive, unarchive, archived, storage_kept, storage_not_kept, storage_unknown, ask_promise,
    // Settings
    language_word, theme_word, theme_auto, theme_light, theme_dark, annotator, annotator_ask, annotator_hint, update_now,
    // Help
    help_lead, keys_reading, keys_marking, keys_page, key_move, key_extend, key_char, key_sentence, key_snap, key_next_mark, key_previous_mark,
    key_next_suggestion, key_previous_suggestion, key_edit, key_tag, key_escape, key_accept, key_reject, key_new, key_tokens,
    key_delete, mouse_lead,
    // About
    about_lead, about_private, about_shared_origin, about_dictionary, about_waiting, about_version,
    // Search
    search_placeholder, search_none, search_marks, search_within, search_same, same_kana, same_small, any, stand, judged, marked_by,
    // Confidence, values, what the project knows
    forms, unit, value_bad_date, value_bad_number, knowledge, knowledge_lead, place_decides, forget, forget_hint, bring_back,
    correct_hint, key_list,
    // Places and comparing
    places, read, compare, checks, figures, exchange, adjudicate, comparing, compare_needs_two,
    others, relate, relate_as, relate_lead, key_compare,
    // Judging one after another
    judge, found_only, skip, judge_done, judge_none_here, judge_nothing, clear_filter, to_text, back, order_word, order_reading, order_unsure, order_worth,
    articles_word, key_judge, key_skip, key_retype, key_same, key_back, key_text, key_certainty, key_speaker, key_flag, key_note, key_moves, recent, boundary_first, boundary_last, outward, inward, flag,
    // Suggested claims
    layer_proposed, key_claim, key_worthiest, worthiness, this_paragraph, rule_word, quotation_word, polarity_word,
    // Every occurrence
    key_repeat, key_boundary, key_split, key_merge, key_part, boundary, boundary_lead, boundary_here, boundary_other, add_part, split, merge, key_paragraph, layer_values, layer_others, every, every_all, every_here, every_none, every_elsewhere,
    // The page of an entity
    entity_page, entity_nowhere, entity_decided, mentions, mark_word, retype_hint, external_id, external_hint, external_odd, aliases, aliases_lead,
    add_alias, tick_form, merge_entities, merge_lead, move_lead, move_word, move_name,
    // The tour
    tour, tour_again, tour_keys, tour_back, tour_next, tour_end, tour_stay, tour_over, tour_over_text,
    // Keys
    keys_judge_lead, keys_change, keys_change_lead, press_key, key_reset, tag_key, tags_export, tags_import,
    // The tagset
    comma, tags, tags_lead, types, types_lead, tag_color, tag_guide, tag_guide_placeholder, tag_replace, examples, add_example, add_example_placeholder, add_selected, add_this, remove_example,
    // How the text is set
    setting, writing, horizontal, vertical, typeface, mincho, gothic, text_size, measure, line_breaks, breaks_anywhere, breaks_phrases, ruby, ruby_none, ruby_rare, ruby_all, key_vertical, key_ruby, key_larger, key_smaller,
    // Accessible names of regions
    region_articles, region_text, region_inspector, region_status, region_cards, skip_to_text, menu;
    lines_cut(n: usize), lines_joined(n: usize), twin_same(title: &str), twin_newer(title: &str),
    key_refused(refusal: &KeyRefusal), tagset_file(title: &str), tour_home(title: &str), move_some(n: usize), remember_strings(strings: &str),
    judge_found(n: usize), mark_every(n: usize), times_used(n: usize), tag_replaced(n: usize),
    hidden_by_trust(n: usize), times_accepted(n: usize), times_rejected(n: usize), count_in_articles(n: usize),
    influence(influence: Influence),
    count_articles(n: usize), count_mentions(n: usize), count_tokens(n: usize), analysed_in(ms: f64),
    status_counts(claims: usize, highlights: usize, suggestions: usize), dictionary_progress(percent: u32),
    date(iso: &str), when(noted: &str), search_hits(n: usize), search_more(n: usize),
    file_name(title: &str), mark_with(name: &str),
    fates(counts: [usize; 4]), copy_of(title: &str), last_file(when: Option<String>, unsaved: u64),
    bytes(n: f64), storage_used(used: f64, quota: Option<f64>), storage_this(n: f64),
    remaining(n: usize), skipped(n: usize), same_string(verdict: Verdict, string: &str, n: usize), same_done(verdict: Verdict, string: &str, n: usize), pace(n: usize),
    articles_and_marks(articles: usize, marks: usize)
}

impl MetaField {
    /// What it is called.
    pub fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Outlet => words.outlet,
            Self::Title => words.title,
            Self::Published => words.published,
            Self::Author => words.author,
            Self::Url => words.url,
        }
    }
}

/// Whether a file is an office document, which inside is an archive as any other.
fn is_office(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let endings =
        [".docx", ".doc", ".xlsx", ".xls", ".pptx", ".ppt", ".odt", ".ods", ".odp", ".pages", ".jtdc"];
    endings.iter().any(|ending| name.ends_with(ending))
}

/// What a command or a stroke is called.
fn action_name(language: Language, action: Action) -> &'static str {
    let mut all = changeable_commands().chain(changeable_strokes());
    all.find(|(other, _)| *other == action).map_or("", |(_, name)| name(language.words()))
}

/// A size in bytes as people read it.
fn size(bytes: f64) -> String {
    let (unit, divisor) = match bytes {
        _ if bytes < 1e6 => ("kB", 1e3),
        _ if bytes < 1e9 => ("MB", 1e6),
        _ => ("GB", 1e9),
    };
    format!("{:.1} {unit}", bytes / divisor)
}

/// A number with its thousands set apart.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            ["0", "999", "1,000", "1,234,567"],
            [0, 999, 1000, 1_234_567].map(super::grouped).each_ref().map(String::as_str)
        );
    }
}
