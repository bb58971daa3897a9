//! A pair of claims as numbers for the learned models: what they share, what they lack of each other, which
//! slots fit and which clash, how each is told.
//!
//! The numbers were chosen in a study by leaving one event out (docs/decisions/comparison.md has the
//! ablations). Each is given with its name, so that tables for fitting say what is in them; at run time names
//! cost nothing.

use super::contents::{Alignment, Content, align, common};
use super::frame::Frame;
use super::judge::Opposites;
use super::profile::{Case, Marker, NAMED, Profile, Surroundings};
use super::slots::{Fit, SlotPair};
use shirushi_model::{Certainty, ClaimType, Difference, EntityType, SpeakerKind};

/// Two claims with all that is known of them.
pub(super) struct View<'v, 'a> {
    pub(super) a: &'v Frame<'a>,
    pub(super) b: &'v Frame<'a>,
    pub(super) of_a: &'v Profile,
    pub(super) of_b: &'v Profile,
    pub(super) around_a: &'v Surroundings,
    pub(super) around_b: &'v Surroundings,
    pub(super) slots: &'v [SlotPair],
    pub(super) opposites: &'v Opposites,
    /// How telling the most telling unit is that both count in, 0 to 1.
    pub(super) unit: f32,
}

/// The numbers that are compared with those of rivals: the other pairs of either claim with the same article.
pub(super) const CONTESTED: [&str; 8] =
    ["al_mean", "ex_mean", "shared", "slot_same", "bigram_jaccard", "sentence_mean", "context_mean", "run"];

/// How many numbers [`tell`] tells.
pub(super) const NUMBERS: usize = 150;

/// Tells all numbers of a pair, always in the same order.
pub(super) fn tell(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let words = align(&view.a.contents, &view.b.contents);
    alignment(&words, put);
    around(view, put);
    letters(view, put);
    predicates(view, put);
    arguments(view, put);
    names(view, put);
    speakers(view, put);
    slots(view, put);
    manner(view, put);
    position(view, put);
}

fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

fn alignment(words: &Alignment, put: &mut impl FnMut(&'static str, f32)) {
    let Alignment { of_a, of_b, exact_a, exact_b, shared, top, soft, lone_a, lone_b } = *words;
    put("al_mean", (of_a + of_b) / 2.0);
    put("al_min", of_a.min(of_b));
    put("al_max", of_a.max(of_b));
    put("ex_mean", (exact_a + exact_b) / 2.0);
    put("ex_min", exact_a.min(exact_b));
    put("ex_max", exact_a.max(exact_b));
    put("shared", shared);
    let [first, second, third] = top;
    put("top_1", first);
    put("top_2", second);
    put("top_3", third);
    let [first, second, _] = soft;
    put("soft_1", first);
    put("soft_2", second);
    put("lone_min", lone_a.min(lone_b));
    put("lone_max", lone_a.max(lone_b));
}

/// The claim's words in the other's sentence, the sentences, and those beside them.
fn around(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let (one, other) = (Some(view.of_a.sentence), Some(view.of_b.sentence));
    let sentence_a = view.around_a.sentence(one);
    let sentence_b = view.around_b.sentence(other);
    let whole = align(sentence_a, sentence_b);
    put("sentence_mean", (whole.of_a + whole.of_b) / 2.0);
    put("sentence_max", whole.of_a.max(whole.of_b));
    put("sentence_shared", whole.shared);
    let inside_b = align(&view.a.contents, sentence_b).of_a;
    let inside_a = align(sentence_a, &view.b.contents).of_b;
    put("in_sentence_min", inside_a.min(inside_b));
    put("in_sentence_max", inside_a.max(inside_b));
    let context = align(&view.of_a.context, &view.of_b.context);
    put("context_mean", (context.of_a + context.of_b) / 2.0);
    put("context_min", context.of_a.min(context.of_b));
    put("context_max", context.of_a.max(context.of_b));
    put("context_shared", context.shared);
    let claim_in = align(&view.a.contents, &view.of_b.context).of_a;
    let in_claim = align(&view.of_a.context, &view.b.contents).of_b;
    put("in_context_min", claim_in.min(in_claim));
    put("in_context_max", claim_in.max(in_claim));
    let next = |number: usize, step: isize| number.checked_add_signed(step);
    let beside = |step: isize| {
        let mine = view.around_a.sentence(next(view.of_a.sentence, step));
        let theirs = view.around_b.sentence(next(view.of_b.sentence, step));
        let found = align(mine, theirs);
        (found.of_a + found.of_b) / 2.0
    };
    let (before, after) = (beside(-1), beside(1));
    put("beside_max", before.max(after));
    put("beside_sum", before + after);
}

fn letters(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let (a, b) = (&view.of_a.bigrams, &view.of_b.bigrams);
    let both = common(a, b) as f32;
    let (less, more) = (a.len().min(b.len()) as f32, (a.len() + b.len()) as f32 - both);
    put("bigram_jaccard", if more > 0.0 { both / more } else { 0.0 });
    put("bigram_contained", if less > 0.0 { both / less } else { 0.0 });
    put("bigrams", (1.0 + both).ln());
    let run = longest_run(&view.of_a.letters, &view.of_b.letters) as f32;
    let (less, more) =
        (view.of_a.characters.min(view.of_b.characters), view.of_a.characters.max(view.of_b.characters));
    put("run", run);
    put("run_share", run / less.max(1.0));
    put("run_share_of_longer", run / more.max(1.0));
}

/// The length of the longest run of characters that both have.
fn longest_run(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    let mut most = 0;
    for x in a {
        let mut before = 0;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = if x == y { before + 1 } else { 0 };
            most = most.max(*cell);
            before = above;
        }
    }
    most
}

fn predicates(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let (one, other) = (view.of_a.event, view.of_b.event);
    let alike = one.zip(other).map_or(0.0, |(one, other)| one.alike(&other));
    put("event_same", flag(alike >= 1.0));
    put("event_alike", alike);
    put(
        "event_weight",
        one.map_or(0.0, |c| c.weight).min(other.map_or(0.0, |c| c.weight)) * flag(alike >= 1.0),
    );
    put("event_missing", flag(one.is_none()) + flag(other.is_none()));
    let held = |event: Option<Content>, frame: &Frame<'_>| {
        event.map_or(0.0, |event| frame.contents.iter().map(|c| c.alike(&event)).fold(0.0, f32::max))
    };
    let (in_b, in_a) = (held(one, view.b), held(other, view.a));
    put("event_held_min", in_a.min(in_b));
    put("event_held_max", in_a.max(in_b));
    // Any clause of one with any of the other.
    let (mut meet, mut crossed, mut opposed) = (0.0_f32, 0.0_f32, 0.0_f32);
    for x in &view.a.clauses {
        for y in &view.b.clauses {
            let (Some(event), Some(met)) = (x.event, y.event) else { continue };
            if event.term == met.term {
                meet += 1.0;
                if x.negative != y.negative {
                    crossed += 1.0;
                }
            }
            let words = [Some(event.term), x.verb];
            let others = [Some(met.term), y.verb];
            let excludes = words
                .iter()
                .flatten()
                .any(|&one| others.iter().flatten().any(|&other| view.opposites.of(one, other).is_some()));
            if excludes {
                opposed += 1.0;
            }
        }
    }
    put("clauses_meet", meet.min(3.0));
    put("clauses_crossed", crossed.min(2.0));
    put("clauses_opposed", opposed.min(2.0));
    put("clauses", (view.a.clauses.len() + view.b.clauses.len()) as f32);
    let mut with_opposites = view.a.contents.iter().filter(|one| view.opposites.has(one.term));
    let opposite_words = with_opposites
        .any(|one| view.b.contents.iter().any(|other| view.opposites.of(one.term, other.term).is_some()));
    put("opposite_words", flag(opposite_words));
}

/// What stands in the same place: nouns before the same particle.
fn arguments(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    const NAMES: [(&str, &str); 6] = [
        ("topic_alike", "topic_apart"),
        ("object_alike", "object_apart"),
        ("goal_alike", "goal_apart"),
        ("stage_alike", "stage_apart"),
        ("source_alike", "source_apart"),
        ("company_alike", "company_apart"),
    ];
    for (case, (name_alike, name_apart)) in Case::ALL.into_iter().zip(NAMES) {
        let (mut alike, mut best) = (0.0_f32, 0.0_f32);
        for x in view.of_a.arguments_of(case) {
            for y in view.of_b.arguments_of(case) {
                let likeness = x.alike(y);
                alike = alike.max(likeness * x.weight.min(y.weight));
                best = best.max(likeness);
            }
        }
        // Of a side that has none it is 0.
        let weight = |profile: &Profile| profile.arguments_of(case).map(|c| c.weight).fold(0.0, f32::max);
        put(name_alike, alike);
        put(name_apart, if best < 0.3 { weight(view.of_a).min(weight(view.of_b)) } else { 0.0 });
    }
}

fn names(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    const NAMES: [(&str, &str, &str); NAMED.len()] = [
        ("person_shared", "person_apart", "person_only"),
        ("body_shared", "body_apart", "body_only"),
        ("place_shared", "place_apart", "place_only"),
    ];
    let mut all_shared = 0.0_f32;
    for ((mine, theirs), (shared, apart, only)) in view.of_a.names.iter().zip(&view.of_b.names).zip(NAMES) {
        let both = common(mine, theirs);
        all_shared += both as f32;
        put(shared, (both as f32).min(3.0));
        put(apart, flag(both == 0 && !mine.is_empty() && !theirs.is_empty()));
        put(only, flag(mine.is_empty() != theirs.is_empty()));
    }
    put("names_shared", all_shared.min(4.0));
    let products = |frame: &Frame<'_>| {
        frame.names.iter().filter(|n| matches!(n.kind, EntityType::Product | EntityType::Event)).count()
    };
    put("things", flag(products(view.a) > 0 && products(view.b) > 0));
}

fn speakers(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let (one, other) = (&view.a.claim.speaker, &view.b.claim.speaker);
    let (mine, theirs) = (&view.a.speaker.names, &view.b.speaker.names);
    let same = match (one, other) {
        (Some(one), Some(other)) => {
            mine.iter().any(|name| theirs.contains(name))
                || one.name == other.name
                || one.name.ends_with(&other.name)
                || other.name.ends_with(&one.name)
        }
        _ => false,
    };
    put("speakers_none", flag(one.is_none() && other.is_none()));
    put("speakers_one", flag(one.is_some() != other.is_some()));
    put("speakers_same", flag(same));
    put("speakers_apart", flag(one.is_some() && other.is_some() && !same));
    put("quoted_both", flag(view.a.is_quoted() && view.b.is_quoted()));
    put("quoted_one", flag(view.a.is_quoted() != view.b.is_quoted()));
    // 町長は辞任を表明した, and the remark of the mayor.
    let told = |said: &Frame<'_>, told: &Frame<'_>| {
        told.speaker.names.is_empty() && said.speaker.names.iter().any(|&name| told.has(name))
    };
    put("speaker_told", flag(told(view.a, view.b) || told(view.b, view.a)));
    let unnamed = |frame: &Frame<'_>| frame.claim.source == SpeakerKind::Unnamed;
    put("unnamed_one", flag(unnamed(view.a) != unnamed(view.b)));
}

/// The kinds of values with the names of their numbers.
const SLOTS: [(Difference, [&str; 6]); 4] = [
    (
        Difference::Number,
        ["number_equal", "number_fits", "number_clash", "number_near", "number_bound", "number_lone"],
    ),
    (
        Difference::Duration,
        [
            "duration_equal",
            "duration_fits",
            "duration_clash",
            "duration_near",
            "duration_bound",
            "duration_lone",
        ],
    ),
    (Difference::Date, ["date_equal", "date_fits", "date_clash", "date_near", "date_bound", "date_lone"]),
    (Difference::Time, ["time_equal", "time_fits", "time_clash", "time_near", "time_bound", "time_lone"]),
];

/// How surely a clash is one of the same thing.
pub(super) fn bound(slot: &SlotPair) -> f32 {
    let whole = 0.2 + 0.35 * slot.near + 0.25 * slot.event + 0.2 * slot.noun;
    if slot.taken { whole / 2.0 } else { whole }
}

fn slots(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let (mut same, mut worst) = (0.0_f32, 0.0_f32);
    for (kind, [equal, fits, clash, near, bound_name, lone]) in SLOTS {
        let of_kind = || view.slots.iter().filter(move |slot| slot.kind == kind);
        let telling =
            of_kind().filter(|slot| slot.fit == Fit::Equal).map(|slot| slot.telling).fold(0.0, f32::max);
        let fitting =
            of_kind().filter(|slot| slot.fit == Fit::Fits).map(|slot| slot.near).fold(0.0, f32::max);
        let clashes = || of_kind().filter(|slot| slot.fit == Fit::Clash && !slot.taken);
        let most = clashes().map(bound).fold(0.0, f32::max);
        same = same.max(telling).max(0.5 * fitting);
        worst = worst.max(most);
        put(equal, telling);
        put(fits, fitting);
        put(clash, (clashes().count() as f32).min(3.0));
        put(near, clashes().map(|slot| slot.near).fold(0.0, f32::max));
        put(bound_name, most);
        let count = |frame: &Frame<'_>| match kind {
            Difference::Date => frame.dates.len(),
            Difference::Time => frame.times.len(),
            Difference::Duration => {
                frame.amounts.iter().filter(|a| a.unit == super::amounts::AmountUnit::Duration).count()
            }
            _ => frame.amounts.iter().filter(|a| a.unit != super::amounts::AmountUnit::Duration).count(),
        };
        put(lone, flag((count(view.a) > 0) != (count(view.b) > 0)));
    }
    put("unit_shared", view.unit);
    let days = view.of_a.day.zip(view.of_b.day);
    put("day_same", flag(days.is_some_and(|(x, y)| x == y)));
    put("day_fits", flag(days.is_some_and(|(x, y)| x.meets(y))));
    put("day_apart", flag(days.is_some_and(|(x, y)| !x.meets(y))));
    put("slot_same", same);
    put("slot_worst", worst);
    let clashes = || view.slots.iter().filter(|slot| slot.fit == Fit::Clash && !slot.taken);
    put("clash_past", flag(clashes().any(|slot| slot.past)));
    put("clash_round", flag(clashes().any(|slot| slot.round)));
    put("clash_exact", flag(clashes().any(|slot| slot.exact)));
    let noun = clashes().filter(|slot| slot.kind != Difference::Date).map(|slot| slot.noun * slot.near);
    put("clash_noun", noun.fold(0.0, f32::max));
    let event = clashes().map(|slot| slot.event * slot.near);
    put("clash_event", event.fold(0.0, f32::max));
    let labels = |frame: &Frame<'_>| -> Vec<(String, i64)> {
        let label = |amount: &super::amounts::Amount| match &amount.unit {
            super::amounts::AmountUnit::Label(unit) => Some((unit.clone(), amount.value as i64)),
            _ => None,
        };
        frame.amounts.iter().filter_map(label).collect()
    };
    let (mine, theirs) = (labels(view.a), labels(view.b));
    let apart = mine
        .iter()
        .any(|one| theirs.iter().any(|other| one.0 == other.0 && one.1 != other.1) && !theirs.contains(one));
    put("labels_apart", flag(apart));
}

fn manner(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    const NAMES: [(&str, &str); 9] = [
        ("past_one", "past_both"),
        ("stage_one", "stage_both"),
        ("cause_one", "cause_both"),
        ("plan_one", "plan_both"),
        ("part_one", "part_both"),
        ("whole_one", "whole_both"),
        ("compared_one", "compared_both"),
        ("condition_one", "condition_both"),
        ("first_one", "first_both"),
    ];
    let (a, b) = (view.of_a, view.of_b);
    for (marker, (one, both)) in Marker::ALL.into_iter().zip(NAMES) {
        put(one, flag(a.has(marker) != b.has(marker)));
        put(both, flag(a.has(marker) && b.has(marker)));
    }
    put("denied_one", flag(a.denies != b.denies));
    put("denied_both", flag(a.denies && b.denies));
    let certain = |certainty: Certainty, one: &Frame<'_>| one.claim.certainty == certainty;
    let split = |certainty| flag(certain(certainty, view.a) != certain(certainty, view.b));
    put("certainty_same", flag(a.certainty == b.certainty));
    put("possible_one", split(Certainty::Possible));
    put("predicted_one", split(Certainty::Predicted));
    put("reported_one", split(Certainty::Reported));
    let hedged = |certainty: usize| matches!(certainty, 2 | 3);
    put("hedged_both", flag(hedged(a.certainty) && hedged(b.certainty)));
    put("tense_one", flag(a.past != b.past));
    put("mood_same", flag(a.mood == b.mood));
    put("kind_same", flag(a.kind == b.kind));
    let split = |kind: ClaimType| flag((a.kind == kind) != (b.kind == kind));
    put("quantity_one", split(ClaimType::Quantity));
    put("plan_kind_one", split(ClaimType::Plan));
    put("statement_one", split(ClaimType::Statement));
    put("evaluation_one", split(ClaimType::Evaluation));
    put("causal_one", split(ClaimType::Causal));
}

fn position(view: &View<'_, '_>, put: &mut impl FnMut(&'static str, f32)) {
    let (a, b) = (view.of_a, view.of_b);
    put("place_apart_in_text", (a.place - b.place).abs());
    put("place_sum", a.place + b.place);
    put("length_log", (a.characters.min(b.characters).max(1.0)).ln());
    put("length_ratio", a.characters.min(b.characters) / a.characters.max(b.characters).max(1.0));
    put("weight_min", a.weight.min(b.weight));
    let early = |profile: &Profile| flag(profile.sentence < 5);
    put("early", early(a) + early(b));
}
