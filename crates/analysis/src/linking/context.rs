//! What stands beside a person's name and tells one person from another of that name: a title, a country.

use crate::entities::{clans, tables};
use crate::shadow::{fold, is_katakana};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What is said of a person beside the name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// The title, without 前 and 元.
    pub(super) title: Option<String>,
    /// The country, when a title stands with it (ロシアのモロー大統領).
    pub(super) country: Option<String>,
    /// What the title says the person is.
    pub(super) walk: Option<Walk>,
}

/// Walks of life nobody is in two of, as far as one day's news go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Walk {
    Office,
    Crime,
    Sport,
}

const CRIME: &[&str] = &["容疑者", "被告", "受刑者", "死刑囚"];

const SPORT: &[&str] = &[
    "選手",
    "投手",
    "捕手",
    "内野手",
    "外野手",
    "コーチ",
    "ヘッドコーチ",
    "主将",
    "横綱",
    "大関",
    "親方",
    "騎手",
    "調教師",
    "棋士",
    "九段",
    "八段",
    "七段",
    "六段",
    "五段",
    "四段",
    "名人",
    "竜王",
    "王将",
];

const OFFICE: &[&str] = &[
    "大統領",
    "副大統領",
    "首相",
    "副首相",
    "総理",
    "総理大臣",
    "外相",
    "国防相",
    "防衛相",
    "財務相",
    "国務長官",
    "国防長官",
    "財務長官",
    "官房長官",
    "国家主席",
    "主席",
    "総書記",
    "上院議員",
    "下院議員",
    "衆院議員",
    "参院議員",
    "知事",
    "市長",
    "町長",
    "村長",
    "区長",
    "特使",
    "報道官",
    "補佐官",
    "大統領補佐官",
    "事務総長",
    "大使",
];

impl Context {
    /// Sets the walk of life by the title. Foreign leaders stand before courts while they are in office, or
    /// run for it; in Japan who is 容疑者 is no longer called by his office.
    pub(super) fn with_walk(mut self, name: &str) -> Self {
        let walks = [(CRIME, Walk::Crime), (SPORT, Walk::Sport), (OFFICE, Walk::Office)];
        let title = self.title.as_deref().unwrap_or_default();
        self.walk = walks.into_iter().find(|(titles, _)| titles.contains(&title)).map(|(_, walk)| walk);
        if name.starts_with(is_katakana) {
            self.walk = self.walk.filter(|walk| *walk != Walk::Crime);
        }
        self
    }

    /// What a reader would put in brackets to tell the person from others.
    pub(super) fn label(&self) -> Option<String> {
        match (&self.country, &self.title) {
            (Some(country), Some(title)) => Some(format!("{country}・{title}")),
            (country, title) => title.clone().or_else(|| country.clone()),
        }
    }
}

/// Titles that say who somebody is; 氏 and さん do not.
static TITLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    tables::sections(tables::TITLES)
        .filter(|(section, title)| matches!(*section, "office" | "post") || CRIME.contains(&title.as_str()))
        .map(|(_, title)| title)
        .collect()
});

/// Titles that may be a part of a mention's surface.
static ATTACHED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    tables::sections(tables::TITLES)
        .filter(|(section, title)| {
            matches!(*section, "honorific" | "familiar" | "office" | "post")
                && (title.chars().count() >= 2 || matches!(title.as_str(), "氏" | "様"))
        })
        .map(|(_, title)| title)
        .collect()
});

/// The longest title, in characters.
const LONGEST: usize = 12;

/// What stands between a name and its title: トランプ前大統領.
const BEFORE_TITLES: [char; 6] = ['前', '元', '新', '次', '現', '副'];

/// The title that a text begins with.
pub(super) fn title_from(text: &str) -> Option<String> {
    let mut folded: String = text.chars().take(LONGEST + 2).map(fold).collect();
    while let Some(rest) = folded.strip_prefix(BEFORE_TITLES) {
        if longest_prefix(&folded).is_some() {
            break;
        }
        folded = rest.to_owned();
    }
    longest_prefix(&folded).map(|title| title.trim_start_matches(['前', '元', '新']).to_owned())
}

fn longest_prefix(folded: &str) -> Option<&str> {
    let ends = folded.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.filter_map(|end| folded.get(..end)).filter(|part| TITLES.contains(*part)).last()
}

/// The title a text ends with.
pub(super) fn title_before(text: &str) -> Option<String> {
    let mut letters: Vec<char> = text.chars().rev().take(LONGEST).map(fold).collect();
    letters.reverse();
    (0..letters.len())
        .filter_map(|start| letters.get(start..))
        .map(|part| part.iter().collect::<String>())
        .find(|part| TITLES.contains(part))
        .map(|title| title.trim_start_matches(['前', '元', '新']).to_owned())
}

/// The name without a title that was taken into the mention: トランプ of トランプ大統領.
pub(super) fn without_title(form: &str) -> &str {
    let starts = form.char_indices().skip(2).map(|(at, _)| at);
    for start in starts {
        if let Some((name, title)) = form.split_at_checked(start)
            && ATTACHED.contains(title)
            && !(title == "氏" && clans::is_of_clan(form))
        {
            return name;
        }
    }
    form
}

/// Whether a form is nothing but a title: 大統領 names nobody.
pub(super) fn is_title(form: &str) -> bool {
    ATTACHED.contains(form)
}
