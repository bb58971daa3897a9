//! The built site in a real Chromium.
//!
//! A test has an origin and a window to itself in a browser that others use before and after it, or, where
//! its table says so, a browser of its own with a fresh profile. Needs `dist/` and Chromium with its
//! driver; `cargo xtask test` prepares both and sets `SHIRUSHI_BROWSER=1`. Without that every test is
//! listed as ignored, so that a plain `cargo test` says what it did not run.

mod accessible;
mod adjudicating;
mod agreeing;
mod arrivals;
mod articles;
mod changed;
mod checks;
mod claims;
mod comparing;
mod documents;
mod engines;
mod entities;
mod everywhere;
mod exchange;
mod finding;
mod first;
mod hands;
mod hosting;
mod judging;
mod keeping;
mod keys;
mod killed;
mod languages;
mod lasting;
mod late;
mod lines;
mod marking;
mod npm;
mod pages;
mod portable;
mod projects;
mod reading;
mod replacing;
mod responding;
mod shaping;
mod tags;
mod taking_in;
mod touring;
mod versions;

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Error, Result};
use libtest_mimic::{Arguments, Failed, Trial};
use shirushi_browser_tests::network::NetworkRequest;
use shirushi_browser_tests::stage::{axe, npm_project};
use shirushi_browser_tests::{Device, Engine, Language, Pool, Stage, Theme, stage};
use tokio::runtime::Runtime;

/// A test: what it is called, whom it is shown to, and what is done.
#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    engine: Engine,
    device: Device,
    language: Language,
    company: Company,
    household: Household,
    needs: Needs,
    run: for<'a> fn(&'a Stage) -> Performance<'a>,
}

/// A test under way.
type Performance<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// Whether other tests may run beside one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    Welcome,
    /// Time is measured.
    Alone,
}

/// Whose browser a test is shown in. Where a test asks for a second one (`Stage::beside`, `Stage::again`)
/// that is always its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Household {
    /// That of others before and after it: it has an origin and a window of its own there.
    Shared,
    /// One with a fresh profile: pages from disk share one origin, and measured time is not to hang on what
    /// was shown before.
    Own,
}

/// What must be on this machine besides the site and the browser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// The rules of axe-core. Without a network they cannot be fetched, and the test is listed as ignored.
    Axe,
    /// The project with the npm package, bundled. Without Node or a network it cannot be made; likewise.
    Package,
}

impl Needs {
    fn are_met(self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Axe => axe().is_file(),
            Self::Package => npm_project().join("dist/index.html").is_file(),
        }
    }
}

impl Case {
    /// At a desk with a mouse, in Japanese.
    const fn new(name: &'static str, run: for<'a> fn(&'a Stage) -> Performance<'a>) -> Self {
        let device = Device::Desktop(1280, 800);
        Self {
            name,
            engine: Engine::Chromium,
            device,
            language: Language::Japanese,
            company: Company::Welcome,
            household: Household::Shared,
            needs: Needs::Nothing,
            run,
        }
    }
}

impl Case {
    /// What it is called where engines are told apart.
    fn title(&self) -> String {
        match self.engine {
            Engine::Chromium => self.name.to_owned(),
            Engine::Firefox => format!("firefox::{}", self.name),
            Engine::WebKit => format!("webkit::{}", self.name),
        }
    }

    /// What its pictures and folders are called.
    fn file_name(&self) -> String {
        self.title().replace("::", "-")
    }
}

macro_rules! case {
    ($module:ident :: $name:ident) => {
        Case::new(concat!(stringify!($module), "::", stringify!($name)), |stage| {
            Box::pin($module::$name(stage))
        })
    };
}

fn cases() -> Vec<Case> {
    vec![
        case!(hosting::opens_under_a_sub_path),
        case!(hosting::the_second_visit_works_offline),
        case!(hosting::dictionary_and_model_cross_the_network_once),
        case!(hosting::a_new_version_waits_for_the_person),
        case!(hosting::a_damaged_dictionary_is_told_and_fetched_anew),
        case!(hosting::a_truncated_dictionary_is_told),
        case!(hosting::a_missing_dictionary_is_told_and_fetched_again),
        case!(hosting::a_missing_model_is_told_and_fetched_again),
        case!(hosting::a_damaged_model_is_told_and_fetched_anew),
        case!(hosting::a_truncated_model_is_told),
        case!(hosting::a_model_of_another_version_is_told),
        case!(hosting::a_damaged_copy_of_the_model_is_replaced),
        case!(hosting::a_host_that_sends_plain_text_is_told_of),
        case!(hosting::opened_from_disk_it_says_what_it_needs),
        case!(hosting::it_does_not_run_in_a_foreign_frame),
        case!(hosting::what_lies_compressed_beside_a_file_is_sent),
        Case {
            company: Company::Alone,
            household: Household::Own,
            ..case!(portable::it_opens_from_disk_and_keeps_what_is_done)
        },
        Case { household: Household::Own, ..case!(portable::a_file_that_is_cut_or_damaged_says_so) },
        Case { household: Household::Own, ..case!(portable::its_licences_stand_in_it) },
        case!(arrivals::what_is_shared_is_taken_in),
        case!(arrivals::a_share_of_fifty_megabytes_gets_a_sentence),
        case!(arrivals::it_waits_until_the_project_may_be_written),
        case!(arrivals::files_that_it_is_to_open_are_opened),
        case!(arrivals::a_bookmark_takes_a_page_along),
        case!(late::it_opens_offline_after_the_first_visit),
        case!(late::where_it_is_missing_the_page_goes_on_and_asks_again),
        case!(late::where_it_is_damaged_it_is_fetched_anew),
        case!(documents::they_become_drafts),
        case!(documents::a_large_project_is_read_beside_the_page_and_ended),
        case!(documents::they_are_read_offline_after_the_first_visit),
        case!(taking_in::a_web_page_becomes_clean_text),
        case!(taking_in::details_are_found_and_can_be_given),
        case!(taking_in::cut_lines_are_joined_and_cut_again),
        case!(taking_in::dropped_files_become_articles),
        case!(taking_in::old_encodings_are_read_and_said),
        case!(taking_in::what_is_no_text_is_refused),
        case!(taking_in::odd_characters_are_kept_and_said),
        case!(taking_in::half_a_character_is_replaced_and_said),
        case!(taking_in::ten_thousand_emoji),
        case!(taking_in::a_line_of_a_million_bytes),
        case!(taking_in::five_million_bytes),
        case!(taking_in::too_much_is_refused),
        case!(taking_in::of_two_encodings_a_person_says_which),
        case!(taking_in::what_is_no_article_gets_a_sentence),
        case!(taking_in::the_same_article_and_a_newer_one_are_noticed),
        case!(taking_in::a_drop_is_shown_and_a_removal_taken_back),
        case!(taking_in::files_that_are_slow_on_purpose_open),
        case!(taking_in::a_project_of_many_articles_opens_again),
        case!(marking::a_claim_by_mouse),
        case!(marking::a_highlight_and_an_entity_by_mouse),
        case!(marking::an_analysis_in_mid_drag_waits_for_the_release),
        case!(marking::an_analysis_waits_for_the_handles),
        case!(marking::the_bar_never_covers_the_selection),
        case!(marking::a_selection_snaps_to_tokens),
        case!(marking::marks_nest_and_overlap),
        case!(marking::everything_by_keyboard),
        Case { device: Device::Touch(360, 740), ..case!(marking::a_claim_by_touch) },
        case!(marking::suggestions_are_only_suggestions),
        case!(marking::edits_and_deletions_are_undone),
        case!(everywhere::every_occurrence_in_one_step),
        case!(tags::a_tag_is_renamed_and_explained),
        case!(tags::examples_stand_beside_the_work),
        case!(tags::types_have_guides_and_examples),
        case!(tags::no_mark_goes_with_its_tag),
        case!(tags::a_tag_has_a_key_of_its_own),
        case!(tags::a_tagset_goes_to_another_project),
        case!(keys::a_command_gets_another_key),
        case!(keys::a_key_of_judging_is_another),
        case!(touring::done_by_doing_with_keys_alone),
        case!(touring::ones_own_project_stays_as_it_was),
        case!(touring::it_goes_on_in_the_one_sample),
        Case { device: Device::Touch(360, 740), ..case!(touring::with_a_thumb) },
        case!(reading::set_as_it_is_from_the_first_frame),
        case!(reading::marks_are_made_in_vertical_lines),
        case!(reading::arrows_follow_vertical_lines),
        case!(reading::readings_are_no_text),
        case!(reading::what_is_read_stays_when_the_text_is_set_anew),
        case!(entities::a_rejection_counts_in_every_article),
        case!(entities::what_the_machine_missed_is_found_elsewhere),
        case!(entities::another_type_goes_everywhere),
        case!(entities::values_are_told_and_can_be_put_right),
        case!(entities::one_entity_in_all_articles),
        case!(entities::the_filter_by_confidence_is_remembered),
        case!(pages::what_is_known_of_an_entity_is_kept),
        case!(pages::two_that_are_one_stay_one),
        case!(pages::a_mention_goes_to_another),
        Case { device: Device::Touch(360, 740), ..case!(pages::with_a_thumb) },
        case!(claims::a_suggestion_says_why_and_becomes_a_claim),
        case!(shaping::a_handle_draws_a_boundary_elsewhere),
        case!(shaping::keys_draw_a_boundary_elsewhere),
        case!(shaping::a_suggestion_is_accepted_with_other_boundaries),
        case!(shaping::parts_are_added_split_and_merged),
        case!(shaping::the_same_mark_again),
        case!(shaping::a_sentence_in_four_keys),
        case!(shaping::layers_of_values_are_hidden_and_shown),
        case!(reading::lines_break_between_phrases),
        case!(finding::what_is_found_is_judged_next),
        case!(claims::cards_stand_at_their_lines_after_another_place),
        case!(claims::walked_along_and_judged_by_keys),
        case!(claims::arrows_walk_in_either_order),
        case!(claims::putting_right_accepts),
        case!(claims::many_at_once),
        Case { device: Device::Touch(360, 740), ..case!(claims::a_tap_that_reads_brings_no_sheet) },
        case!(claims::shown_or_hidden_and_judged_in_the_margin),
        case!(comparing::a_discrepancy_says_why_and_leads_to_both_texts),
        case!(comparing::judgements_are_kept_undone_and_exported),
        case!(comparing::by_keys_alone),
        case!(comparing::a_relation_by_hand),
        case!(comparing::what_was_judged_is_there_after_a_reload),
        case!(comparing::side_by_side_word_by_word),
        case!(comparing::figures_turn_over_and_leave),
        case!(comparing::the_report_leaves),
        case!(languages::the_results_in_japanese),
        Case { language: Language::English, ..case!(languages::the_results_in_english) },
        Case { device: Device::Touch(360, 740), ..case!(languages::on_a_phone_in_japanese) },
        Case {
            language: Language::English,
            device: Device::Touch(360, 740),
            ..case!(languages::on_a_phone_in_english)
        },
        case!(adjudicating::from_a_colleagues_file_to_one_set_of_marks),
        case!(exchange::what_is_lost_is_told_before_it_is_saved),
        case!(exchange::marks_of_another_tool_are_seen_then_taken_in),
        case!(exchange::a_file_of_no_known_kind_is_told),
        case!(checks::from_a_claim_to_a_confirmed_verdict),
        case!(checks::walked_and_begun_by_keys),
        case!(checks::decided_on_a_scale_of_ones_own),
        case!(lines::an_event_leads_to_its_text_and_back),
        case!(lines::a_parked_event_is_dated_by_hand),
        case!(lines::a_parked_event_is_dragged_to_its_line),
        case!(lines::a_square_leads_to_its_claim),
        case!(judging::one_key_each_and_nothing_moves),
        case!(judging::the_same_string_everywhere_in_one_step),
        case!(judging::by_name_from_the_list_of_commands),
        case!(judging::filters_narrow_what_is_shown),
        Case { device: Device::Touch(360, 740), ..case!(judging::claims_with_a_thumb) },
        case!(hands::what_is_typed_stays_in_the_field),
        case!(hands::panels_take_the_keys_and_give_them_back),
        case!(hands::enter_judges_after_a_press),
        case!(hands::a_press_inside_a_selection_begins_another),
        case!(hands::two_clicks_take_the_token_and_three_the_paragraph),
        case!(hands::the_whole_bar_covers_nothing_either),
        Case { device: Device::Touch(360, 740), ..case!(hands::the_bar_comes_over_an_open_sheet) },
        case!(hands::back_and_forward_walk_the_places),
        case!(judging::put_right_by_keys_and_come_back_to),
        case!(judging::a_name_is_asked_for_once),
        case!(comparing::rows_set_aside_count_no_more_and_filters_sift),
        case!(versions::what_only_moved_is_no_change),
        case!(entities::the_list_takes_the_height_there_is),
        case!(finding::every_command_by_name),
        case!(finding::words_marks_and_speakers),
        case!(finding::back_and_forward_to_any_point),
        case!(keeping::what_is_done_at_once_is_kept),
        case!(keeping::a_reload_keeps_everything),
        case!(keeping::a_closed_tab_is_found_again),
        case!(keeping::a_second_tab_does_no_harm),
        case!(keeping::an_export_opens_byte_for_byte),
        case!(keeping::an_export_goes_to_the_clipboard),
        case!(engines::written_with_an_input_method),
        Case { needs: Needs::Axe, ..case!(accessible::every_screen_by_the_rules) },
        Case { needs: Needs::Axe, ..case!(accessible::vertical_lines_by_the_rules) },
        Case {
            needs: Needs::Axe,
            device: Device::Touch(360, 740),
            ..case!(accessible::a_narrow_screen_by_the_rules)
        },
        case!(accessible::marks_are_told_in_reading_order),
        case!(accessible::nothing_moves_where_that_is_preferred),
        Case { device: Device::Desktop(640, 400), ..case!(accessible::nothing_is_cut_at_twice_the_size) },
        case!(accessible::marks_are_told_apart_in_forced_colours),
        case!(changed::from_the_notice_and_back_by_keys),
        Case { language: Language::English, ..case!(changed::from_the_versions_after_a_reload) },
        case!(changed::blanks_and_line_breaks_are_no_change),
        Case { device: Device::Touch(360, 740), ..case!(changed::stacked_on_a_phone) },
        case!(first::its_table_is_the_sample_s),
        case!(first::a_press_on_the_table_opens_it),
        case!(first::nothing_jumps_when_the_table_comes),
        case!(first::pasting_works_at_once),
        case!(first::those_who_come_back_find_their_projects),
        Case { language: Language::English, ..case!(first::in_english) },
        Case { device: Device::Touch(390, 844), ..case!(first::on_a_phone) },
        case!(replacing::marks_go_along_to_a_newer_text),
        case!(replacing::both_ends_of_a_relation_can_be_placed_again),
        Case { needs: Needs::Package, ..case!(npm::the_package_works_in_a_page) },
        case!(versions::a_version_is_named_gone_back_to_and_kept),
        case!(versions::what_two_versions_differ_in),
        case!(versions::versions_go_along_in_the_file),
        case!(projects::copied_put_away_and_deleted_with_a_way_back),
        case!(projects::saved_in_place_or_as_a_download),
        case!(projects::a_file_is_written_in_place_after_a_reload),
        case!(projects::a_reminder_comes_once_and_goes),
        case!(lasting::a_deleted_database_is_written_again),
        case!(lasting::a_cleared_origin_is_written_again),
        case!(lasting::emptied_stores_are_written_again),
        case!(lasting::a_gap_is_written_again),
        case!(lasting::a_lost_snapshot_is_written_again),
        case!(lasting::what_is_lost_is_told_as_it_is),
        case!(lasting::what_is_opened_first_stays),
        case!(lasting::an_article_added_first_is_kept),
        case!(lasting::drafts_are_there_after_a_reload),
        case!(lasting::a_full_disk_is_told_and_saved_to_once_there_is_room),
        case!(lasting::without_locks_a_second_tab_reads_along),
        case!(killed::in_a_burst_of_two_hundred_marks),
        case!(agreeing::with_the_command_line),
        case!(responding::before_the_dictionary),
        case!(responding::tokens_on_demand),
        case!(responding::search_finds_other_widths),
        Case { language: Language::English, ..case!(responding::in_english) },
        Case {
            language: Language::English,
            device: Device::Touch(360, 740),
            ..case!(responding::in_english_on_a_phone)
        },
        Case {
            company: Company::Alone,
            household: Household::Own,
            ..case!(responding::while_a_megabyte_is_analysed)
        },
    ]
}

/// What other engines may do otherwise, once for each of them.
fn cases_of_engines() -> Vec<Case> {
    let of_both = [
        case!(taking_in::a_web_page_becomes_clean_text),
        case!(marking::a_claim_by_mouse),
        case!(marking::everything_by_keyboard),
        case!(judging::one_key_each_and_nothing_moves),
        case!(comparing::a_discrepancy_says_why_and_leads_to_both_texts),
        case!(keeping::a_reload_keeps_everything),
        case!(engines::an_export_opens_byte_for_byte),
        case!(engines::it_works_while_the_host_is_away),
        case!(engines::it_opens_from_disk),
        case!(engines::copied_and_pasted),
        case!(engines::written_with_an_input_method),
        case!(reading::marks_are_made_in_vertical_lines),
    ];
    let of_firefox = [
        // WebKitGTK's driver has stopped answering in the second window, for good.
        case!(keeping::a_second_tab_does_no_harm),
        Case { device: Device::Touch(500, 740), ..case!(marking::a_claim_by_touch) },
    ];
    // In turn, so that each engine has mostly one browser.
    let in_both = of_both
        .into_iter()
        .flat_map(|case| [Engine::Firefox, Engine::WebKit].map(|engine| Case { engine, ..case }));
    in_both.chain(of_firefox.map(|case| Case { engine: Engine::Firefox, ..case })).collect()
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Two browsers at a time are as many as a small machine carries without one waiting for the other.
    arguments.test_threads.get_or_insert(2);
    let prepared = std::env::var_os("SHIRUSHI_BROWSER").is_some_and(|value| value == "1");
    if !prepared && !arguments.list {
        println!("the browser tests are skipped: `cargo xtask test` builds the site and runs them");
    }
    let theatre = match Theatre::new() {
        Ok(theatre) => Arc::new(theatre),
        Err(error) => {
            println!("the browser tests cannot be run: {error:?}");
            return ExitCode::FAILURE;
        }
    };
    let there: Vec<Engine> = [Engine::Chromium, Engine::Firefox, Engine::WebKit]
        .into_iter()
        .filter(|engine| prepared && engine.is_there())
        .collect();
    let trials = |company: Company| {
        cases()
            .into_iter()
            .chain(cases_of_engines())
            .filter(move |case| case.company == company)
            .map(|case| {
                let lacking = !there.contains(&case.engine) || !case.needs.are_met();
                let theatre = Arc::clone(&theatre);
                Trial::test(case.title(), move || theatre.play(&case)).with_ignored_flag(lacking)
            })
            .collect()
    };
    let together = libtest_mimic::run(&arguments, trials(Company::Welcome));
    let kept = theatre.close();
    arguments.test_threads = Some(1);
    let alone = libtest_mimic::run(&arguments, trials(Company::Alone));
    if let Err(error) = kept {
        println!("after the tests: {error:?}");
        return ExitCode::FAILURE;
    }
    if together.has_failed() { together.exit_code() } else { alone.exit_code() }
}

/// No test takes longer, on a busy machine either: where one waits in vain it says so long before.
const LONGEST: Duration = Duration::from_secs(600);

/// What all tests are played in: one runtime, because a driver's client lives in the one it was made in, and
/// the browsers they share.
struct Theatre {
    runtime: Runtime,
    pool: Pool,
}

impl Theatre {
    fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { runtime, pool: Pool::default() })
    }

    fn play(&self, case: &Case) -> Result<(), Failed> {
        let mut result = self.runtime.block_on(self.perform(case));
        if let Err(error) = &result
            && is_lost_answer(error)
        {
            println!(
                "{}: the driver lost an answer of a page that lives; played again\n{error:?}",
                case.title()
            );
            result = self.runtime.block_on(self.perform(case));
        }
        result.map_err(|error| Failed::from(format!("{error:?}")))
    }

    /// Plays it to its end. A driver that answers nothing any more would be waited for without one.
    async fn perform(&self, case: &Case) -> Result<()> {
        match tokio::time::timeout(LONGEST, self.perform_whole(case)).await {
            Ok(result) => result,
            Err(_) => Err(Error::msg(format!("{} has not ended after {LONGEST:?}", case.title()))),
        }
    }

    async fn perform_whole(&self, case: &Case) -> Result<()> {
        let name = case.file_name();
        match case.household {
            Household::Own => {
                let stage = stage(&name, case.device, Theme::Light, case.language).await?;
                let result = (case.run)(&stage).await;
                let stage = held(stage, result).await?;
                let home = stage.origin();
                nothing_strange(&stage.browser.end().await?, &home)
            }
            Household::Shared => {
                let loan = self.pool.lend(&name, case.engine, case.device, case.language).await?;
                let result = (case.run)(&loan.stage).await;
                let loan = match result {
                    Ok(()) => loan,
                    failed => return held(loan.stage, failed).await.map(|_| ()),
                };
                let home = loan.stage.origin();
                nothing_strange(&self.pool.take_back(loan).await?, &home)
            }
        }
    }

    /// Ends the browsers that were shared. Nothing may have been asked of another origin by what was to be
    /// over.
    fn close(&self) -> Result<()> {
        let late = self.runtime.block_on(self.pool.end())?;
        let told: Vec<String> =
            late.iter().map(|(name, request)| format!("{name}: {}", request.url)).collect();
        if told.is_empty() { Ok(()) } else { Err(strangers(&told)) }
    }
}

/// Whether the driver waited in vain for an answer although the page could still be pictured afterwards. That
/// is a fault of the driver (seen once in some thousand cases); a page that hangs leaves no picture and
/// fails.
fn is_lost_answer(error: &Error) -> bool {
    let told = format!("{error:?}");
    told.contains("Timed out receiving message from renderer") && told.contains(EVIDENCE)
}

/// How a failure begins that left a picture.
const EVIDENCE: &str = "see target/browser/";

/// The stage of a test that held. That of one that failed leaves its evidence, and its browser ends.
async fn held(stage: Stage, result: Result<()>) -> Result<Stage> {
    let Err(error) = result else { return Ok(stage) };
    let told = match stage.leave_evidence().await {
        Ok(()) => format!("{EVIDENCE}{}.png and .log", stage.name()),
        Err(evidence) => format!("and no picture could be left: {evidence:#}"),
    };
    stage.browser.end().await.ok();
    Err(error.context(told))
}

/// Whatever a test does, nothing may have been asked of another origin.
fn nothing_strange(requests: &[NetworkRequest], home: &str) -> Result<()> {
    let found: Vec<String> = requests
        .iter()
        .filter(|request| !request.stays_at(home))
        .map(|request| format!("{} by {}", request.url, request.initiator))
        .collect();
    if found.is_empty() { Ok(()) } else { Err(strangers(&found)) }
}

fn strangers(found: &[String]) -> Error {
    Error::msg(format!("other origins were asked: {}", found.join(", ")))
}
