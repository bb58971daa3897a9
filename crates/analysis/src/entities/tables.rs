//! What the rules know of the world and of the language, as word lists; `_` is a blank inside a name. Each
//! file says at its head what it holds; adding a word needs no Rust.

use crate::word_list;

/// A name with what else it is called.
pub(crate) struct TableRow {
    /// What all mentions get.
    pub(crate) name: String,
    /// Other names.
    pub(crate) others: Vec<String>,
    /// The characters that stand for it in rows like 日米韓.
    pub(crate) shorts: Vec<char>,
}

impl TableRow {
    /// All names, the common one first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.others).map(String::as_str)
    }
}

/// Countries and territories.
pub(crate) fn countries() -> Vec<TableRow> {
    rows(include_str!("tables/countries.txt"))
}

/// Organizations, and the ministries of Japan.
pub(crate) fn bodies() -> Vec<TableRow> {
    let mut bodies = rows(include_str!("tables/bodies.txt"));
    bodies.append(&mut rows(include_str!("tables/ministries.txt")));
    bodies
}

/// Regions and cities.
pub(crate) fn places() -> impl Iterator<Item = String> {
    words(include_str!("tables/regions.txt")).chain(words(include_str!("tables/cities.txt")))
}

pub(crate) const AFTER_SHORT: &str = include_str!("tables/after_short.txt");
pub(crate) const BETWEEN_PARTIES: &str = include_str!("tables/between_parties.txt");
pub(crate) const BRACKET_KINDS: &str = include_str!("tables/bracket_kinds.txt");
pub(crate) const CLANS: &str = include_str!("tables/clans.txt");
pub(crate) const EAST_ASIAN_SURNAMES: &str = include_str!("tables/east_asian_surnames.txt");
pub(crate) const GENERIC: &str = include_str!("tables/generic.txt");
pub(crate) const HEADS: &str = include_str!("tables/heads.txt");
pub(crate) const NAMES: &str = include_str!("tables/names.txt");
pub(crate) const NOT_BODIES: &str = include_str!("tables/not_bodies.txt");
pub(crate) const OPENERS: &str = include_str!("tables/openers.txt");
pub(crate) const PREFECTURES: &str = include_str!("tables/prefectures.txt");
pub(crate) const TITLES: &str = include_str!("tables/titles.txt");
pub(crate) const TITLE_MODIFIERS: &str = include_str!("tables/title_modifiers.txt");
pub(crate) const TRADES: &str = include_str!("tables/trades.txt");

fn unescaped(word: &str) -> String {
    word.replace('_', " ")
}

/// The words of a table without sections.
pub(crate) fn words(table: &'static str) -> impl Iterator<Item = String> {
    word_list::words(table).map(unescaped)
}

/// The words of a table with their `[section]`.
pub(crate) fn sections(table: &'static str) -> impl Iterator<Item = (&'static str, String)> {
    word_list::sections(table).map(|(section, word)| (section, unescaped(word)))
}

fn rows(table: &'static str) -> Vec<TableRow> {
    word_list::lines(table)
        .filter_map(|line| {
            let (names, shorts) = line.split_once('|').unwrap_or((line, ""));
            let mut names = names.split_whitespace().map(unescaped);
            let name = names.next()?;
            let shorts = shorts.chars().filter(|c| !c.is_whitespace()).collect();
            Some(TableRow { name, others: names.collect(), shorts })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_sections_are_read() {
        let america = countries().into_iter().find(|row| row.name == "アメリカ").unwrap();
        assert_eq!(america.shorts, ['米']);
        assert!(america.others.contains(&"米国".to_owned()));
        assert!(bodies().iter().any(|row| row.name == "Getty Images"));
        assert!(sections(TITLES).any(|entry| entry == ("honorific", "氏".to_owned())));
        assert!(places().any(|place| place == "キーウ"));
    }
}
