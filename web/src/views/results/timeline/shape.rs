//! What an event looks like in its lane, and its date in words.

use super::super::words::Bilingual;
use super::Drawn;
use crate::views::results::kit::certainty_class;
use shirushi_model::Certainty;
use shirushi_results::timeline::{DateSource, Dated};
use shirushi_results::when::{Grain, Stretch, date};
use shirushi_results::{Language, words as results_words};
use yew::prelude::*;

const DAY_OR_TIME: Bilingual = Bilingual("日・時刻まで言う", "to the day or the time");
const WIDE: Bilingual = Bilingual("幅がある（下旬など）", "a stretch (late in the month)");
const ABOUT: Bilingual = Bilingual("およそ", "about");
const COMPUTED: Bilingual = Bilingual("記事の日から計算", "worked out from the article's day");
const HAND: Bilingual = Bilingual("人が書いた", "written by a person");
const LEGEND: Bilingual = Bilingual("図の見かた", "Legend");
const OUT: Bilingual = Bilingual("記事が出た", "the article came out");

/// The form of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkShape {
    /// A day or a time.
    Dot,
    /// A stretch: 下旬.
    Capsule,
    /// Worked out from the article's day: きのう.
    Lozenge,
    /// A person wrote it.
    Square,
}

impl MarkShape {
    fn of(dated: Dated) -> Self {
        match (dated.source, dated.grain) {
            (DateSource::Hand, _) => Self::Square,
            (_, Grain::Wide) => Self::Capsule,
            (DateSource::Computed, _) => Self::Lozenge,
            (DateSource::Said, _) => Self::Dot,
        }
    }
}

/// The mark of an event in its lane.
pub(super) fn shape(certainty: Certainty, dated: Dated) -> Html {
    drawn(certainty, MarkShape::of(dated), dated.about)
}

fn drawn(certainty: Certainty, form: MarkShape, about: bool) -> Html {
    let inside = match form {
        MarkShape::Dot => html! { <circle class="t-ink" cx="17" cy="11" r="4.5" /> },
        MarkShape::Capsule => html! { <rect class="t-ink" x="13" y="2.5" width="8" height="17" rx="4" /> },
        MarkShape::Lozenge => html! { <path class="t-ink" d="M17 5.5 22.5 11 17 16.5 11.5 11Z" /> },
        MarkShape::Square => html! { <rect class="t-ink" x="12.5" y="6.5" width="9" height="9" /> },
    };
    let ring = match (certainty, form) {
        (Certainty::Reported, MarkShape::Capsule) => {
            html! { <rect class="t-line" x="10.5" y="0.7" width="13" height="20.6" rx="6.5" /> }
        }
        (Certainty::Reported, _) => html! { <circle class="t-line" cx="17" cy="11" r="8.5" /> },
        (Certainty::Denied, _) => html! { <path class="t-line" d="M10 18 24 4" /> },
        _ => Html::default(),
    };
    let ticks = about.then(|| html! { <path class="t-line" d="M5 7V15M29 7V15" /> });
    html! {
        <svg class={classes!("t-shape", certainty_class(certainty))} width="34" height="22" viewBox="0 0 34 22" aria-hidden="true" focusable="false">
            { inside }{ ring }{ for ticks }
        </svg>
    }
}

/// What the marks mean.
pub(super) fn legend(of: &Drawn<'_>) -> Html {
    let plain = Certainty::Asserted;
    let forms = [
        (drawn(plain, MarkShape::Dot, false), of.say(DAY_OR_TIME)),
        (drawn(plain, MarkShape::Capsule, false), of.say(WIDE)),
        (drawn(plain, MarkShape::Dot, true), of.say(ABOUT)),
        (drawn(plain, MarkShape::Lozenge, false), of.say(COMPUTED)),
        (drawn(plain, MarkShape::Square, false), of.say(HAND)),
    ];
    let sure = [Certainty::Reported, Certainty::Possible, Certainty::Predicted, Certainty::Denied]
        .map(|one| (drawn(one, MarkShape::Dot, false), results_words::certainty(of.language, one)));
    let told = forms.into_iter().chain(sure).map(|(sign, name)| html! { <li>{ sign }{ name }</li> });
    html! {
        <section class="t-legend small quiet">
            <h2 class="section-title">{ of.say(LEGEND) }</h2>
            <ul>{ for told }<li><span class="t-out-sign" aria-hidden="true"></span>{ of.say(OUT) }</li></ul>
        </section>
    }
}

/// A day or a stretch of days in words: 10月3日, 2025年10月, 7月22–31日.
pub(super) fn day_told(language: Language, stretch: Stretch, with_year: bool) -> String {
    let (from, last) = (date(stretch.from), date(stretch.until - 1));
    let (next_year, next_month, next_day) = date(stretch.until);
    let ((year, month, day), (last_year, last_month, last_day)) = (from, last);
    let whole_months = day == 1 && next_day == 1 && stretch.until - stretch.from > 27 * 1440;
    if whole_months && month == 1 && next_month == 1 && next_year > year {
        return match year == last_year {
            true => language.of(format!("{year}年"), format!("{year}")),
            false => language.of(format!("{year}–{last_year}年"), format!("{year}–{last_year}")),
        };
    }
    let apart = year != last_year;
    let with = |told: String| match language {
        Language::Japanese if with_year || apart => format!("{year}年{told}"),
        Language::English if with_year && !apart => format!("{told} {year}"),
        _ => told,
    };
    let other_year = |told: String| match language {
        Language::Japanese if apart => format!("{last_year}年{told}"),
        Language::English if apart => format!("{told} {last_year}"),
        _ => told,
    };
    let first_year = |told: String| match language {
        Language::English if apart => format!("{told} {year}"),
        _ => told,
    };
    let name = |month: i64| month_name(language, month);
    let of_month =
        |month: i64, day: i64| language.of(format!("{month}月{day}日"), format!("{day} {}", name(month)));
    if from == last {
        return with(of_month(month, day));
    }
    let told = if whole_months {
        match (year, month) == (last_year, last_month) {
            true => name(month),
            false => format!("{}–{}", first_year(name(month)), other_year(name(last_month))),
        }
    } else if (year, month) == (last_year, last_month) {
        let days = format!("{day}–{last_day}");
        language.of(format!("{month}月{days}日"), format!("{days} {}", name(month)))
    } else {
        format!("{}–{}", first_year(of_month(month, day)), other_year(of_month(last_month, last_day)))
    };
    with(told)
}

fn month_name(language: Language, month: i64) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let at = usize::try_from(month - 1).ok();
    let english = at.and_then(|at| NAMES.get(at)).copied().unwrap_or_default();
    language.of(format!("{month}月"), english.to_owned())
}

/// The time of day in words: 4時20分; an hour that is told without minutes is 4時.
pub(super) fn clock_told(language: Language, stretch: Stretch) -> String {
    let (hour, minute) = (stretch.from.rem_euclid(1440) / 60, stretch.from.rem_euclid(60));
    match (stretch.length(), minute) {
        (60, 0) => language.of(format!("{hour}時"), format!("{hour} h")),
        (_, 0) => language.of(format!("{hour}時0分"), format!("{hour:02}:00")),
        _ => language.of(format!("{hour}時{minute}分"), format!("{hour:02}:{minute:02}")),
    }
}

/// A date as it is told, whole: 2025年10月3日 4時20分ごろ.
pub(super) fn told(language: Language, dated: Dated) -> String {
    let mut told = String::new();
    if dated.about {
        told.push_str(language.of("", "about "));
    }
    if dated.grain == Grain::Clock {
        let day = Stretch { from: dated.stretch.from, until: dated.stretch.from + 1 };
        told.push_str(&day_told(language, day, true));
        told.push(' ');
        told.push_str(&clock_told(language, dated.stretch));
    } else {
        told.push_str(&day_told(language, dated.stretch, true));
    }
    if dated.about {
        told.push_str(language.of("ごろ", ""));
    }
    told
}
