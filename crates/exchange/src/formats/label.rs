//! What a mark says as one word, as other tools label spans: `PERSON`, `claim:quantity:reported`, the name of
//! a tag; and of a link: `contradict`, `differ:number`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shirushi_model::{Body, Certainty, ClaimType, Difference, EntityType, Relation, Tagset};

/// What a label of a span means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Entity(EntityType),
    Claim(ClaimType, Certainty),
    /// The name of a tag.
    Tag(String),
    /// No mark: where a link begins or ends when no mark stands there.
    Place,
}

/// Where a link begins or ends when no mark stands there.
pub(super) const PLACE: &str = "relation:place";
const CLAIM: &str = "claim:";
const TAG: &str = "tag:";

impl Label {
    /// Every word means something: what is none of ours is a tag of that name.
    pub(super) fn read(word: &str) -> Self {
        if word == PLACE {
            return Self::Place;
        }
        if let Some(name) = word.strip_prefix(TAG) {
            return Self::Tag(name.to_owned());
        }
        if let Some(claim) = word.strip_prefix(CLAIM) {
            let (kind, certainty) = claim.split_once(':').unwrap_or((claim, "asserted"));
            if let (Some(kind), Some(certainty)) = (of_word(kind), of_word(certainty)) {
                return Self::Claim(kind, certainty);
            }
        }
        entity(word).map_or_else(|| Self::Tag(word.to_owned()), Self::Entity)
    }

    /// The label of a body; `None` for a relation, which is a link.
    pub(super) fn of(body: &Body, tags: &Tagset) -> Option<Self> {
        match body {
            Body::Entity(mark) => Some(Self::Entity(mark.kind)),
            Body::Claim(mark) => Some(Self::Claim(mark.kind, mark.certainty)),
            Body::Highlight(mark) => {
                let name = tags.get(mark.tag).map_or_else(|| mark.tag.to_string(), |tag| tag.name.clone());
                Some(Self::Tag(name))
            }
            Body::Relation(_) => None,
        }
    }

    /// What the W3C calls the reason of an annotation with this label.
    pub(super) fn motivation(&self) -> &'static str {
        match self {
            Self::Entity(_) => "identifying",
            Self::Claim(..) => "assessing",
            Self::Tag(_) => "highlighting",
            Self::Place => "linking",
        }
    }

    pub(super) fn write(&self) -> String {
        match self {
            Self::Place => PLACE.to_owned(),
            Self::Entity(kind) => kind.name().to_owned(),
            Self::Claim(kind, certainty) => format!("{CLAIM}{}:{}", word(kind), word(certainty)),
            // A tag named PERSON must not come back as a type.
            Self::Tag(name) if Self::read(name) == *self && !name.is_empty() => name.clone(),
            Self::Tag(name) => format!("{TAG}{name}"),
        }
    }
}

/// Types as corpora and taggers name them.
const ALIASES: &[(&str, EntityType)] = &[
    ("PER", EntityType::Person),
    ("ORG", EntityType::Organization),
    ("LOC", EntityType::Location),
    ("GPE", EntityType::Location),
    ("FAC", EntityType::Facility),
];

fn entity(word: &str) -> Option<EntityType> {
    let ours = EntityType::ALL.into_iter().find(|kind| kind.name() == word);
    ours.or_else(|| ALIASES.iter().find(|(alias, _)| *alias == word).map(|&(_, kind)| kind))
}

/// The label of a link.
pub(super) fn link(relation: Relation, difference: Option<Difference>) -> String {
    match difference {
        Some(difference) => format!("{}:{}", word(&relation), difference.name()),
        None => word(&relation),
    }
}

/// What a label of a link means; `None` for links of other tools.
pub(super) fn read_link(label: &str) -> Option<(Relation, Option<Difference>)> {
    match label.split_once(':') {
        Some((relation, difference)) => Some((of_word(relation)?, Some(of_word(difference)?))),
        None => Some((of_word(label)?, None)),
    }
}

/// The word files use for a plain variant.
pub(super) fn word<T: Serialize>(variant: &T) -> String {
    match serde_json::to_value(variant) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The variant a word stands for.
pub(super) fn of_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_back() {
        let mut labels: Vec<Label> = EntityType::ALL.map(Label::Entity).into();
        for kind in ClaimType::ALL {
            labels.extend(Certainty::ALL.map(|certainty| Label::Claim(kind, certainty)));
        }
        let tags = ["要確認", "PERSON", "ORG", "claim:event", "claim:x", "tag:a", "relation:place", "", " "];
        labels.extend(tags.map(|name| Label::Tag(name.to_owned())));
        labels.push(Label::Place);
        for label in labels {
            assert_eq!(Label::read(&label.write()), label, "{}", label.write());
        }
        for relation in Relation::ALL {
            for difference in [None].into_iter().chain(Difference::ALL.map(Some)) {
                assert_eq!(read_link(&link(relation, difference)), Some((relation, difference)));
            }
        }
        assert_eq!(read_link("Part-of"), None);
        assert_eq!(Label::read("ORG"), Label::Entity(EntityType::Organization));
    }
}
