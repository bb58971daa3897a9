//! Parts of speech: IPADIC's sixty-nine as one enum, so that rules name them without strings.

use serde::{Deserialize, Serialize};

/// The first level of a part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// 名詞
    Noun,
    /// 動詞
    Verb,
    /// 形容詞
    Adjective,
    /// 副詞
    Adverb,
    /// 連体詞
    Adnominal,
    /// 接続詞
    Conjunction,
    /// 感動詞
    Interjection,
    /// 助詞
    Particle,
    /// 助動詞
    AuxiliaryVerb,
    /// 接頭詞
    Prefix,
    /// 記号
    Symbol,
    /// フィラー
    Filler,
    /// その他
    Other,
}

macro_rules! parts_of_speech {
    ($($variant:ident: $class:ident = $($name:literal)-+;)*) => {
        /// A part of speech in IPADIC's system, up to four levels deep.
        ///
        /// ```
        /// use shirushi_model::{PartOfSpeech, WordClass};
        ///
        /// assert_eq!(PartOfSpeech::Surname.names(), ["名詞", "固有名詞", "人名", "姓"]);
        /// assert_eq!(PartOfSpeech::Surname.class(), WordClass::Noun);
        /// assert!(PartOfSpeech::Surname.is_proper_noun());
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "u8", try_from = "u8")]
        #[repr(u8)]
        pub enum PartOfSpeech {
            $(#[doc = concat!($($name, " "),+)] $variant,)*
        }

        impl PartOfSpeech {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// IPADIC's names, from the coarsest level down, without the `*` of empty levels: one to four
            /// strings.
            pub const fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($name),+],)* }
            }

            /// The first level.
            pub const fn class(self) -> WordClass {
                match self { $(Self::$variant => WordClass::$class,)* }
            }
        }
    };
}

parts_of_speech! {
    CommonNoun: Noun = "名詞"-"一般";
    VerbalNoun: Noun = "名詞"-"サ変接続";
    AdjectivalNoun: Noun = "名詞"-"形容動詞語幹";
    AdverbialNoun: Noun = "名詞"-"副詞可能";
    NaiAdjectiveStem: Noun = "名詞"-"ナイ形容詞語幹";
    VerbLikeNoun: Noun = "名詞"-"動詞非自立的";
    ConjunctionLikeNoun: Noun = "名詞"-"接続詞的";
    QuotedString: Noun = "名詞"-"引用文字列";
    SpecialAuxiliaryStem: Noun = "名詞"-"特殊"-"助動詞語幹";
    Number: Noun = "名詞"-"数";
    Pronoun: Noun = "名詞"-"代名詞"-"一般";
    ContractedPronoun: Noun = "名詞"-"代名詞"-"縮約";
    ProperNoun: Noun = "名詞"-"固有名詞"-"一般";
    PersonName: Noun = "名詞"-"固有名詞"-"人名"-"一般";
    Surname: Noun = "名詞"-"固有名詞"-"人名"-"姓";
    GivenName: Noun = "名詞"-"固有名詞"-"人名"-"名";
    OrganizationName: Noun = "名詞"-"固有名詞"-"組織";
    PlaceName: Noun = "名詞"-"固有名詞"-"地域"-"一般";
    CountryName: Noun = "名詞"-"固有名詞"-"地域"-"国";
    DependentNoun: Noun = "名詞"-"非自立"-"一般";
    DependentAdverbialNoun: Noun = "名詞"-"非自立"-"副詞可能";
    DependentAuxiliaryStem: Noun = "名詞"-"非自立"-"助動詞語幹";
    DependentAdjectivalNoun: Noun = "名詞"-"非自立"-"形容動詞語幹";
    NounSuffix: Noun = "名詞"-"接尾"-"一般";
    PersonSuffix: Noun = "名詞"-"接尾"-"人名";
    PlaceSuffix: Noun = "名詞"-"接尾"-"地域";
    VerbalNounSuffix: Noun = "名詞"-"接尾"-"サ変接続";
    Counter: Noun = "名詞"-"接尾"-"助数詞";
    AdverbialSuffix: Noun = "名詞"-"接尾"-"副詞可能";
    AuxiliaryStemSuffix: Noun = "名詞"-"接尾"-"助動詞語幹";
    AdjectivalSuffix: Noun = "名詞"-"接尾"-"形容動詞語幹";
    SpecialSuffix: Noun = "名詞"-"接尾"-"特殊";
    Verb: Verb = "動詞"-"自立";
    DependentVerb: Verb = "動詞"-"非自立";
    VerbSuffix: Verb = "動詞"-"接尾";
    Adjective: Adjective = "形容詞"-"自立";
    DependentAdjective: Adjective = "形容詞"-"非自立";
    AdjectiveSuffix: Adjective = "形容詞"-"接尾";
    Adverb: Adverb = "副詞"-"一般";
    ParticleLikeAdverb: Adverb = "副詞"-"助詞類接続";
    Adnominal: Adnominal = "連体詞";
    Conjunction: Conjunction = "接続詞";
    Interjection: Interjection = "感動詞";
    CaseParticle: Particle = "助詞"-"格助詞"-"一般";
    QuotativeParticle: Particle = "助詞"-"格助詞"-"引用";
    CompoundCaseParticle: Particle = "助詞"-"格助詞"-"連語";
    TopicParticle: Particle = "助詞"-"係助詞";
    AdnominalParticle: Particle = "助詞"-"連体化";
    ConjunctiveParticle: Particle = "助詞"-"接続助詞";
    ParallelParticle: Particle = "助詞"-"並立助詞";
    AdverbialParticle: Particle = "助詞"-"副助詞";
    AdverbialParallelFinalParticle: Particle = "助詞"-"副助詞／並立助詞／終助詞";
    AdverbializingParticle: Particle = "助詞"-"副詞化";
    FinalParticle: Particle = "助詞"-"終助詞";
    SpecialParticle: Particle = "助詞"-"特殊";
    AuxiliaryVerb: AuxiliaryVerb = "助動詞";
    NounPrefix: Prefix = "接頭詞"-"名詞接続";
    NumberPrefix: Prefix = "接頭詞"-"数接続";
    VerbPrefix: Prefix = "接頭詞"-"動詞接続";
    AdjectivePrefix: Prefix = "接頭詞"-"形容詞接続";
    Symbol: Symbol = "記号"-"一般";
    FullStop: Symbol = "記号"-"句点";
    Comma: Symbol = "記号"-"読点";
    OpeningBracket: Symbol = "記号"-"括弧開";
    ClosingBracket: Symbol = "記号"-"括弧閉";
    Blank: Symbol = "記号"-"空白";
    Letter: Symbol = "記号"-"アルファベット";
    Filler: Filler = "フィラー";
    OtherInterjection: Other = "その他"-"間投";
}

/// No part of speech has this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPartOfSpeech(pub u8);

impl std::fmt::Display for UnknownPartOfSpeech {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no part of speech has the number {}", self.0)
    }
}

impl std::error::Error for UnknownPartOfSpeech {}

impl From<PartOfSpeech> for u8 {
    fn from(pos: PartOfSpeech) -> Self {
        pos as Self
    }
}

impl TryFrom<u8> for PartOfSpeech {
    type Error = UnknownPartOfSpeech;

    fn try_from(number: u8) -> Result<Self, UnknownPartOfSpeech> {
        Self::from_number(number).ok_or(UnknownPartOfSpeech(number))
    }
}

impl PartOfSpeech {
    /// The part of speech with this number in [`PartOfSpeech::ALL`].
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The part of speech with these IPADIC names; `*` stands for an empty level.
    pub fn from_names(names: &[&str]) -> Option<Self> {
        let filled = names.iter().position(|&name| name == "*").unwrap_or(names.len());
        let names = names.get(..filled)?;
        Self::ALL.iter().copied().find(|pos| pos.names() == names)
    }

    /// 名詞,固有名詞 of any kind.
    pub fn is_proper_noun(self) -> bool {
        matches!(
            self,
            Self::ProperNoun
                | Self::PersonName
                | Self::Surname
                | Self::GivenName
                | Self::OrganizationName
                | Self::PlaceName
                | Self::CountryName
        )
    }

    /// 名詞,固有名詞,人名 of any kind.
    pub fn is_person_name(self) -> bool {
        matches!(self, Self::PersonName | Self::Surname | Self::GivenName)
    }

    /// 名詞,接尾 of any kind.
    pub fn is_noun_suffix(self) -> bool {
        matches!(
            self,
            Self::NounSuffix
                | Self::PersonSuffix
                | Self::PlaceSuffix
                | Self::VerbalNounSuffix
                | Self::Counter
                | Self::AdverbialSuffix
                | Self::AuxiliaryStemSuffix
                | Self::AdjectivalSuffix
                | Self::SpecialSuffix
        )
    }

    /// 名詞,非自立 of any kind: こと, とき, よう.
    pub fn is_dependent_noun(self) -> bool {
        matches!(
            self,
            Self::DependentNoun
                | Self::DependentAdverbialNoun
                | Self::DependentAuxiliaryStem
                | Self::DependentAdjectivalNoun
        )
    }

    /// Whether words of this kind change their endings: verbs, adjectives, auxiliary verbs.
    pub fn is_conjugated(self) -> bool {
        matches!(self.class(), WordClass::Verb | WordClass::Adjective | WordClass::AuxiliaryVerb)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_the_same_part_of_speech() {
        assert_eq!(PartOfSpeech::ALL.len(), 69);
        for (number, &pos) in PartOfSpeech::ALL.iter().enumerate() {
            assert_eq!(PartOfSpeech::from_names(pos.names()), Some(pos));
            assert_eq!(PartOfSpeech::from_number(number as u8), Some(pos));
        }
        assert_eq!(
            PartOfSpeech::from_names(&["名詞", "固有名詞", "組織", "*"]),
            Some(PartOfSpeech::OrganizationName)
        );
        assert_eq!(PartOfSpeech::from_names(&["名詞", "新種", "*", "*"]), None);
        assert_eq!(PartOfSpeech::from_number(69), None);
    }
}
