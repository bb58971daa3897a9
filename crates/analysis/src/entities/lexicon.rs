//! The tables in searchable form, built once for a tagger, and what their sections mean.

use super::table::Table;
use super::tables;
use shirushi_model::EntityType;
use std::sync::LazyLock;

/// All tables, built when first asked for; every tagger and every step after it looks into the same.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
    &LEXICON
}

/// What a name the tables know is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownAs {
    Country,
    Place,
    Body,
    Event,
    Product,
    Facility,
    /// A place's name without its suffix, learned from this text (白波 of 白波県): a part of names, no
    /// mention itself.
    Stem,
    /// Something that holds a name and is none: 日経平均.
    Plain,
}

impl KnownAs {
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

    fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "event" => Self::Event,
            "product" => Self::Product,
            "facility" => Self::Facility,
            "plain" => Self::Plain,
            _ => return None,
        })
    }
}

/// How surely a word marks the name beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleKind {
    /// Only ever after a name: 氏, 容疑者.
    Honorific,
    /// After a name, and after what people are: 業者さん, お客様.
    Familiar,
    /// After a name as a rule; common katakana words may stand before it when they are names
    /// (トランプ大統領).
    Office,
    /// Also after common nouns and names of bodies: 会長, 監督, 記者.
    Post,
    /// Says that several names stand before it: カステロ、ベルコフ両氏.
    Several,
    /// What carries a person's name without being a title: 政権.
    Circle,
}

impl TitleKind {
    fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "honorific" => Self::Honorific,
            "familiar" => Self::Familiar,
            "office" => Self::Office,
            "post" => Self::Post,
            "several" => Self::Several,
            "circle" => Self::Circle,
            _ => return None,
        })
    }
}

/// A word that ends a compound name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) kind: EntityType,
    pub(crate) needs: Needs,
}

/// What must stand before a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// A proper noun, an unknown word or Latin letters somewhere: ラングフォード大学. Common nouns between
    /// are part of the name.
    Name,
    /// A name right before it: ハルキウ州, ボーイング社.
    NameBeside,
    /// A country or a place right before it: 米軍, ロシア政府. The whole is the name.
    Place,
    /// Any noun: 外務省, 金融庁.
    Noun,
    /// Only names and the words of the kind 首脳, 外相 between them and the head: 米ロ首脳会談.
    Parties,
}

impl Head {
    fn of_section(section: &str) -> Option<Self> {
        let (kind, needs) = section.split_once(' ')?;
        let needs = match needs {
            "name" => Needs::Name,
            "namebeside" => Needs::NameBeside,
            "place" => Needs::Place,
            "noun" => Needs::Noun,
            "parties" => Needs::Parties,
            _ => return None,
        };
        Some(Self { kind: type_of_section(kind)?, needs })
    }
}

fn type_of_section(section: &str) -> Option<EntityType> {
    EntityType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(section))
}

/// All tables.
pub(crate) struct Lexicon {
    pub(crate) names: Table<KnownAs>,
    /// One-kanji countries.
    pub(crate) shorts: Vec<char>,
    pub(crate) after_short: Table<()>,
    pub(crate) titles: Table<TitleKind>,
    pub(crate) title_modifiers: Table<()>,
    pub(crate) trades: Table<()>,
    /// Family names of one kanji.
    pub(crate) east_asian_surnames: Vec<char>,
    pub(crate) heads: Table<Head>,
    pub(crate) between_parties: Table<()>,
    pub(crate) generic: Table<()>,
    pub(crate) openers: Table<()>,
    /// Kinds of things whose name stands in brackets beside them.
    pub(crate) bracket_kinds: Table<EntityType>,
    pub(crate) not_bodies: Table<()>,
    pub(crate) prefectures: Table<()>,
}

impl Lexicon {
    fn new() -> Self {
        let countries = tables::countries();
        let bodies = tables::bodies();
        let country_names =
            countries.iter().flat_map(|row| row.names()).map(|name| (name.to_owned(), KnownAs::Country));
        let places = tables::places().map(|name| (name, KnownAs::Place));
        let body_names =
            bodies.iter().flat_map(|row| row.names()).map(|name| (name.to_owned(), KnownAs::Body));
        let others = sectioned(tables::NAMES, KnownAs::of_section);
        Self {
            names: Table::new(country_names.chain(places).chain(body_names).chain(others)),
            shorts: countries.iter().flat_map(|row| row.shorts.iter().copied()).collect(),
            after_short: set(tables::AFTER_SHORT),
            titles: Table::new(sectioned(tables::TITLES, TitleKind::of_section)),
            title_modifiers: set(tables::TITLE_MODIFIERS),
            trades: set(tables::TRADES),
            east_asian_surnames: tables::words(tables::EAST_ASIAN_SURNAMES)
                .flat_map(|w| w.chars().next())
                .collect(),
            heads: Table::new(sectioned(tables::HEADS, Head::of_section)),
            between_parties: set(tables::BETWEEN_PARTIES),
            generic: set(tables::GENERIC),
            openers: set(tables::OPENERS),
            bracket_kinds: Table::new(sectioned(tables::BRACKET_KINDS, type_of_section)),
            not_bodies: set(tables::NOT_BODIES),
            prefectures: set(tables::PREFECTURES),
        }
    }
}

fn set(table: &'static str) -> Table<()> {
    Table::new(tables::words(table).map(|word| (word, ())))
}

/// The words of the sections that mean something. That all do is tested.
fn sectioned<V>(table: &'static str, meaning: fn(&str) -> Option<V>) -> impl Iterator<Item = (String, V)> {
    tables::sections(table).filter_map(move |(section, word)| Some((word, meaning(section)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_means_something() {
        assert!(tables::sections(tables::NAMES).all(|(section, _)| KnownAs::of_section(section).is_some()));
        assert!(
            tables::sections(tables::TITLES).all(|(section, _)| TitleKind::of_section(section).is_some())
        );
        assert!(tables::sections(tables::HEADS).all(|(section, _)| Head::of_section(section).is_some()));
        assert!(
            tables::sections(tables::BRACKET_KINDS).all(|(section, _)| type_of_section(section).is_some())
        );
    }

    #[test]
    fn tables_are_folded() {
        let folded = |word: &str| word.chars().all(|c| crate::shadow::fold(c) == c);
        let names = tables::countries().into_iter().chain(tables::bodies());
        assert!(names.flat_map(|row| row.names().map(str::to_owned).collect::<Vec<_>>()).all(|n| folded(&n)));
        for table in [tables::NAMES, tables::TITLES, tables::HEADS] {
            assert!(tables::sections(table).all(|(_, word)| folded(&word)));
        }
    }
}
