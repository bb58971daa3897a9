//! Why a mention stands, and how often such mentions are right.
//!
//! Rules and whoever puts their names beside a model's compare grounds. The probability beside a ground is
//! for what compares mentions of any origin, and for people.

use shirushi_model::EntityType;

/// Why a mention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// A rule proposed it.
    Rule(Weight),
    /// The model found it; its probability is calibrated.
    Model,
    /// A reading in brackets shows it: 朝光龍（あさこうりゅう）.
    Reading,
    /// Somebody decided it for the project.
    Decided,
    /// It is a name elsewhere in the text: 岸本 after 岸本健太郎.
    Namesake,
    /// What the text shows of its namesakes gives it its type: 三菱 after 三菱剛さん.
    Shown,
}

/// How strong the ground of a rule is: where proposals overlap, the heavier one stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// An acronym, a guess of the dictionary.
    Guess,
    /// Known from elsewhere in the text.
    Propagated,
    /// The dictionary's proper noun.
    Dictionary,
    /// Two parts of a person's name, joined.
    NameParts,
    /// A name of the tables.
    Table,
    /// A place shown by its company.
    Company,
    /// Countries in one kanji, side by side or before what only a country has.
    Countries,
    /// A name with a head: 大学, 空港.
    Compound,
    /// An institution of the tables, several words long, or an institution of a state.
    Institution,
    /// A person's name beside a title.
    Titled,
    /// A meeting named after its parties.
    Meeting,
}

impl Weight {
    /// How often such proposals are right, 0 to 1, as far as the development texts show.
    pub(crate) fn probability(self) -> f32 {
        match self {
            Self::Guess => 0.5,
            Self::Propagated => 0.85,
            Self::Dictionary => 0.7,
            Self::NameParts => 0.8,
            Self::Table => 0.9,
            Self::Company => 0.75,
            Self::Countries => 0.94,
            Self::Compound => 0.8,
            Self::Institution => 0.92,
            Self::Titled => 0.93,
            Self::Meeting => 0.85,
        }
    }
}

impl Ground {
    /// Whether a model does not overrule it: a person beside a title, countries side by side, whatever its
    /// type.
    pub(crate) fn is_firm(self) -> bool {
        matches!(self, Self::Rule(Weight::Titled | Weight::Countries))
    }

    /// Whether it counts where a model sees no name: of the names of weaker rules more are wrong than right
    /// there, so that they are only something the model looks at.
    pub(crate) fn is_listed(self) -> bool {
        self.is_firm() || matches!(self, Self::Rule(Weight::Table | Weight::Institution))
    }

    /// Whether a model does not overrule an event on it: meetings that are named after their parties
    /// (米ロ首脳会談), counted, listed, or known from elsewhere in the text.
    pub(crate) fn is_firm_for(self, kind: EntityType) -> bool {
        let is_meeting = matches!(self, Self::Rule(Weight::Meeting | Weight::Propagated)) || self.is_listed();
        self.is_firm() || kind == EntityType::Event && is_meeting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_are_firm_by_what_they_are() {
        let table: [(Weight, EntityType, [bool; 2]); 7] = [
            (Weight::Titled, EntityType::Person, [true, true]),
            (Weight::Countries, EntityType::Location, [true, true]),
            (Weight::Meeting, EntityType::Event, [true, false]),
            (Weight::Propagated, EntityType::Event, [true, false]),
            (Weight::Table, EntityType::Organization, [false, true]),
            (Weight::Institution, EntityType::Event, [true, true]),
            (Weight::Compound, EntityType::Event, [false, false]),
        ];
        for (weight, kind, [is_firm, is_listed]) in table {
            let ground = Ground::Rule(weight);
            assert_eq!((ground.is_firm_for(kind), ground.is_listed()), (is_firm, is_listed), "{weight:?}");
        }
    }
}
