//! The tables in searchable form. Built once for a tagger.

use super::table::Table;
use super::tables::bodies::{BODIES, MINISTRIES, NOT_BODIES};
use super::tables::cities::CITIES;
use super::tables::countries::{ABBREVIATION_HEADS, COUNTRIES, REGIONS};
use super::tables::heads::{BETWEEN_PARTIES, GENERIC, HEADS, Head, INSTITUTIONAL};
use super::tables::products::{EVENTS, PRODUCT_KINDS, PRODUCTS};
use super::tables::titles::{TITLE_MODIFIERS, TITLES, TRADES, TitleKind};
use shirushi_model::EntityType;

/// What a name the tables know is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Country,
    Place,
    Body,
    Event,
    Product,
}

impl Known {
    pub(crate) fn kind(self) -> EntityType {
        match self {
            Self::Country | Self::Place => EntityType::Location,
            Self::Body => EntityType::Organization,
            Self::Event => EntityType::Event,
            Self::Product => EntityType::Product,
        }
    }
}

/// All tables.
pub(crate) struct Lexicon {
    pub(crate) names: Table<Known>,
    /// One-kanji countries.
    pub(crate) shorts: Vec<char>,
    pub(crate) after_short: Table<()>,
    pub(crate) titles: Table<TitleKind>,
    pub(crate) title_modifiers: Table<()>,
    pub(crate) trades: Table<()>,
    pub(crate) heads: Table<Head>,
    pub(crate) between_parties: Table<()>,
    pub(crate) generic: Table<()>,
    pub(crate) institutional: Table<()>,
    pub(crate) product_kinds: Table<()>,
    pub(crate) not_bodies: Table<()>,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        let countries = COUNTRIES
            .iter()
            .flat_map(|c| std::iter::once(c.name).chain(c.others.iter().copied()))
            .map(|name| (name, Known::Country));
        let places = REGIONS.iter().chain(CITIES).map(|name| (*name, Known::Place));
        let bodies = BODIES
            .iter()
            .chain(MINISTRIES)
            .flat_map(|(name, others)| std::iter::once(*name).chain(others.iter().copied()))
            .map(|name| (name, Known::Body));
        let events = EVENTS.iter().map(|name| (*name, Known::Event));
        let products = PRODUCTS.iter().map(|name| (*name, Known::Product));
        Self {
            names: Table::new(countries.chain(places).chain(bodies).chain(events).chain(products)),
            shorts: COUNTRIES.iter().flat_map(|c| c.short.iter().copied()).collect(),
            after_short: set(ABBREVIATION_HEADS),
            titles: Table::new(TITLES.iter().copied()),
            title_modifiers: set(TITLE_MODIFIERS),
            trades: set(TRADES),
            heads: Table::new(HEADS.iter().copied()),
            between_parties: set(BETWEEN_PARTIES),
            generic: set(GENERIC),
            institutional: set(INSTITUTIONAL),
            product_kinds: set(PRODUCT_KINDS),
            not_bodies: set(NOT_BODIES),
        }
    }
}

fn set(strings: &'static [&'static str]) -> Table<()> {
    Table::new(strings.iter().map(|string| (*string, ())))
}
