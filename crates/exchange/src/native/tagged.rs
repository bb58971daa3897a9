//! Reading the records that say by their `type` what they are, wherever in the record it stands.
//!
//! A record is read twice: once for its type, once as what that says. As `serde` derives it, every such
//! record would be collected before it is read, and all of its parts compiled once more for what was
//! collected.

use super::file::{BodyRecord, CreatorRecord, ValueRecord};
use super::json::object;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Typed<T> {
    r#type: T,
}

/// The type of a record, and the whole of it unread.
fn typed<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<(T, &'de RawValue), D::Error> {
    let raw = <&RawValue>::deserialize(deserializer)?;
    let Typed { r#type } = read::<Typed<T>, D::Error>(raw)?;
    Ok((r#type, raw))
}

fn read<T: DeserializeOwned, E: Error>(raw: &RawValue) -> Result<T, E> {
    object(raw).map_err(E::custom)
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum BodyType {
    Claim,
    Entity,
    Highlight,
    Relation,
}

impl<'de> Deserialize<'de> for BodyRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, raw) = typed(deserializer)?;
        match kind {
            BodyType::Claim => read(raw).map(Self::Claim),
            BodyType::Entity => read(raw).map(Self::Entity),
            BodyType::Highlight => read(raw).map(Self::Highlight),
            BodyType::Relation => read(raw).map(Self::Relation),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ValueType {
    Calendar,
    Quantity,
}

impl<'de> Deserialize<'de> for ValueRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, raw) = typed(deserializer)?;
        match kind {
            ValueType::Calendar => read(raw).map(Self::Calendar),
            ValueType::Quantity => read(raw).map(Self::Quantity),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum CreatorType {
    Person,
    Model,
}

impl<'de> Deserialize<'de> for CreatorRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, raw) = typed(deserializer)?;
        match kind {
            CreatorType::Person => read(raw).map(Self::Person),
            CreatorType::Model => read(raw).map(Self::Model),
        }
    }
}
