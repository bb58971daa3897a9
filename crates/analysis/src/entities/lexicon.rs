//! The tables in searchable form. Built once for a tagger.

use super::table::Table;
use super::tables::bodies::{BODIES, MINISTRIES, NOT_BODIES};
use super::tables::cities::CITIES;
use super::tables::countries::{ABBREVIATION_HEADS, COUNTRIES, REGIONS};
use super::tables::heads::{BETWEEN_PARTIES, GENERIC, HEADS, Head, INSTITUTIONAL};
use super::tables::products::{
    BODY_KINDS, EVENT_KINDS, EVENTS, FACILITIES, FACILITY_KINDS, PLAIN, PRODUCT_KINDS, PRODUCTS,
};
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
    Facility,
    /// A place's name without its suffix, learned from this text (白波 of 白波県): a part of names, no mention itself.
    Stem,
    /// Something that holds a name and is none: 日経平均.
    Plain,
}

impl Known {
    /// The type of a mention of it, if it is one.
    pub(crate) fn kind(self) -> Option<EntityType> {
        Some(match self {
            Self::Country | Self::Place => EntityType::Location,
            Self::Body => EntityType::Organization,
            Self::Event => EntityType::Event,
            Self::Product => EntityType::Product,
            Self::Facility => EntityType::Facility,
            Self::Stem | Self::Plain => return None,
        })
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
    /// Kinds of things whose name follows in brackets.
    pub(crate) bracket_kinds: Table<EntityType>,
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
        let facilities = FACILITIES.iter().map(|name| (*name, Known::Facility));
        let plain = PLAIN.iter().map(|name| (*name, Known::Plain));
        let products = PRODUCTS.iter().map(|name| (*name, Known::Product));
        Self {
            names: Table::new(
                countries
                    .chain(places)
                    .chain(bodies)
                    .chain(events)
                    .chain(products)
                    .chain(facilities)
                    .chain(plain),
            ),
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
            bracket_kinds: Table::new(
                kinds(PRODUCT_KINDS, EntityType::Product)
                    .chain(kinds(BODY_KINDS, EntityType::Organization))
                    .chain(kinds(FACILITY_KINDS, EntityType::Facility))
                    .chain(kinds(EVENT_KINDS, EntityType::Event)),
            ),
            not_bodies: set(NOT_BODIES),
        }
    }
}

fn set(strings: &'static [&'static str]) -> Table<()> {
    Table::new(strings.iter().map(|string| (*string, ())))
}

fn kinds(
    strings: &'static [&'static str],
    kind: EntityType,
) -> impl Iterator<Item = (&'static str, EntityType)> {
    strings.iter().map(move |string| (*string, kind))
}
