//! In what two marks differ.

use crate::category::Category;
use shirushi_model::{Annotation, Body, ClaimMark};

/// In what two people differ, in the order in which a disagreement is named after one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// 範囲: both marked it, and it begins or ends elsewhere: 「患者さんの情報」 and 「情報」.
    Range,
    /// 種類: an entity of another type, a highlight with another tag: 市役所 as a facility and as a place.
    Type,
    /// 有無: only one of them marked it.
    Existence,
    /// 確かさ of a claim.
    Certainty,
    /// 発言者 of a claim; that nobody was filled in is an answer too.
    Speaker,
    /// 主張の種類: an event or a plan.
    ClaimType,
    /// 正式名称 of an entity, where both gave one.
    Name,
    /// 引用, 肯定・否定 or 日付 of a claim, the value of an entity, where both said something.
    Details,
    /// メモ, where both wrote one.
    Note,
}

impl Aspect {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Range,
        Self::Type,
        Self::Existence,
        Self::Certainty,
        Self::Speaker,
        Self::ClaimType,
        Self::Name,
        Self::Details,
        Self::Note,
    ];

    /// A stable name, by which words are found.
    pub fn code(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Type => "type",
            Self::Existence => "existence",
            Self::Certainty => "certainty",
            Self::Speaker => "speaker",
            Self::ClaimType => "claim-type",
            Self::Name => "name",
            Self::Details => "details",
            Self::Note => "note",
        }
    }
}

/// In what two marks differ, and in what they do not. With one of them alone it is their existence.
pub(super) fn compare(left: Option<&Annotation>, right: Option<&Annotation>) -> (Vec<Aspect>, Vec<Aspect>) {
    let (Some(left), Some(right)) = (left, right) else { return (vec![Aspect::Existence], Vec::new()) };
    let mut found = FoundAspects::default();
    found.say(Aspect::Range, left.target == right.target);
    match (&left.body, &right.body) {
        (Body::Claim(one), Body::Claim(other)) => found.claims(one, other),
        (Body::Entity(one), Body::Entity(other)) => {
            found.say(Aspect::Type, one.kind == other.kind);
            let said = |name: &str| !name.trim().is_empty();
            if said(&one.canonical) && said(&other.canonical) {
                found.say(Aspect::Name, one.canonical == other.canonical);
            }
            if one.kind == other.kind {
                found.details(&[both_or_same(&one.value, &other.value)]);
            }
        }
        _ => found.say(Aspect::Type, Category::of(&left.body) == Category::of(&right.body)),
    }
    if !left.note.is_empty() && !right.note.is_empty() {
        found.say(Aspect::Note, left.note == right.note);
    }
    found.differing.sort_unstable();
    (found.differing, found.same)
}

#[derive(Default)]
struct FoundAspects {
    differing: Vec<Aspect>,
    same: Vec<Aspect>,
}

impl FoundAspects {
    fn say(&mut self, aspect: Aspect, is_same: bool) {
        if is_same { &mut self.same } else { &mut self.differing }.push(aspect);
    }

    fn claims(&mut self, one: &ClaimMark, other: &ClaimMark) {
        self.say(Aspect::Certainty, one.certainty == other.certainty);
        self.say(Aspect::Speaker, one.speaker == other.speaker);
        self.say(Aspect::ClaimType, one.kind == other.kind);
        self.details(&[
            both_or_same(&one.quotation, &other.quotation),
            both_or_same(&one.polarity, &other.polarity),
            both_or_same(&one.when, &other.when),
        ]);
    }

    /// What is filled in by one of them alone is no difference.
    fn details(&mut self, same: &[bool]) {
        if same.contains(&false) {
            self.say(Aspect::Details, false);
        }
    }
}

fn both_or_same<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.as_ref().zip(other.as_ref()).is_none_or(|(one, other)| one == other)
}
