//! Claims as the machine finds them: a proposition, who stands for it and how surely. Suggestions, like
//! everything in an [`crate::Analysis`]; what a person decides is a [`crate::ClaimMark`]. Types and
//! certainties are the same for both.

use crate::{ByteSpan, ClaimRule, Entity};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A claim found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The proposition: without its attribution (と述べた), without a hedge that can be taken off
    /// (とみられる), without the brackets around a quotation, without the final 。
    pub span: ByteSpan,
    /// The sentence it stands in, in [`crate::Analysis::sentences`].
    pub sentence: u32,
    /// What kind of thing is claimed.
    pub kind: ClaimType,
    /// What in it can be compared, in the order of [`Facet`].
    pub facets: Vec<Facet>,
    /// Who claims it, if the text names or describes anyone. `None` when the outlet itself speaks, and for
    /// sources nobody describes (とみられる).
    pub speaker: Option<ClaimSpeaker>,
    /// What the source is; the outlet when nobody is quoted.
    pub source: SpeakerKind,
    /// Whether and how somebody is quoted.
    pub quotation: Quotation,
    /// The words that attribute it: と述べた, によると.
    pub cue: Option<ByteSpan>,
    /// How surely its source holds it.
    pub certainty: Certainty,
    /// The words that say so: かもしれない, 予定, なかった.
    pub modality: Option<ByteSpan>,
    /// Whether its main predicate is negated.
    pub polarity: Polarity,
    /// The time of its main predicate.
    pub tense: Tense,
    /// The entities inside, as positions in [`crate::Analysis::entities`], ascending.
    pub entities: Vec<u32>,
    /// How much it is worth checking, 0 to 3.
    pub worthiness: u8,
    /// The rules that made it, in the order in which they did.
    pub rules: Vec<ClaimRule>,
    /// Its main predicate; none in a noun phrase.
    pub predicate: Option<Predicate>,
}

/// Who claims something, as the text tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSpeaker {
    /// Where the text names them, title included: in this sentence, or in an earlier one when `implicit`.
    pub span: Option<ByteSpan>,
    /// The entities they are, as positions in [`crate::Analysis::entities`]: two for 両氏, none for 政府高官.
    pub entities: Vec<u32>,
    /// As the text calls them; stands for those who are no entity.
    pub name: String,
    /// What they are.
    pub kind: SpeakerKind,
    /// Whether the sentence leaves them out and the speaker before goes on.
    pub implicit: bool,
}

impl ClaimSpeaker {
    /// One string for the same speaker everywhere: the canonical names of their entities, joined by ・ when
    /// there are several. `entities` are those of the analysis the claim is from.
    pub fn canonical<'a>(&'a self, entities: &'a [Entity]) -> Cow<'a, str> {
        let mut names = self
            .entities
            .iter()
            .filter_map(|&number| entities.get(number as usize))
            .map(|entity| entity.canonical.as_str());
        match (names.next(), names.next()) {
            (None, _) => Cow::Borrowed(&self.name),
            (Some(only), None) => Cow::Borrowed(only),
            (Some(first), Some(second)) => {
                let mut joined = format!("{first}・{second}");
                for name in names {
                    joined.push('・');
                    joined.push_str(name);
                }
                Cow::Owned(joined)
            }
        }
    }
}

/// The word a claim turns on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    /// From its first character to the end of its inflection.
    pub span: ByteSpan,
    /// Its dictionary form; with a verbal noun the noun alone (合意 for 合意した).
    pub lemma: String,
}

/// Whether and how somebody is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotation {
    /// The claim is somebody's own words in brackets.
    Direct,
    /// A report that has some of somebody's own words in brackets.
    Mixed,
    /// A report in the outlet's words.
    Indirect,
    /// Nobody is quoted.
    None,
}

impl Quotation {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Indirect, Self::None];
}

/// Whether a main predicate is negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is not.
    Positive,
    /// It is.
    Negative,
}

impl Polarity {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Positive, Self::Negative];
}

/// The time of a main predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tense {
    /// た
    Past,
    /// Everything else: Japanese does not tell present from future.
    NonPast,
}

/// Something in a claim that another claim can agree or disagree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// When.
    Date,
    /// How long.
    Duration,
    /// How many, how much.
    Number,
    /// Where.
    Place,
    /// Who took part.
    Participants,
    /// In what form: １対１, 共同, 電話で.
    Format,
    /// 初めて, 以来, 前回: compared with an earlier time.
    FirstSince,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A person with a name.
    Person,
    /// An organization.
    Organization,
    /// A source without a name (関係者).
    Unnamed,
    /// The outlet itself.
    Outlet,
}

impl SpeakerKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organization, Self::Unnamed, Self::Outlet];
}

/// What kind of thing a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimType {
    /// 出来事
    Event,
    /// 出席者・形式
    Participation,
    /// 数量
    Quantity,
    /// 経緯・前例
    Precedent,
    /// 発言・立場
    Statement,
    /// 方針・要求
    Plan,
    /// 予測
    Prediction,
    /// 評価
    Evaluation,
    /// 因果
    Causal,
    /// 状態
    State,
}

impl ClaimType {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 10] = [
        Self::Event,
        Self::Participation,
        Self::Quantity,
        Self::Precedent,
        Self::Statement,
        Self::Plan,
        Self::Prediction,
        Self::Evaluation,
        Self::Causal,
        Self::State,
    ];
}

/// How surely a claim is made, by its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// 断定
    Asserted,
    /// 伝聞
    Reported,
    /// 可能性
    Possible,
    /// 予測
    Predicted,
    /// 否定
    Denied,
}

impl Certainty {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Asserted, Self::Reported, Self::Possible, Self::Predicted, Self::Denied];
}
