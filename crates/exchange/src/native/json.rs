//! Records as JSON has them, unread: objects by field, lists by entry, and what is said of one that is not as
//! it should be.

use super::{Collection, NativeError, Record};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// The record that is a field of the file itself.
pub(super) fn field(name: &str) -> Record {
    Record { path: name.to_owned(), id: None }
}

/// Reads a record, and names it when it is not as it should be.
pub(super) fn parse<T: DeserializeOwned>(
    raw: &RawValue,
    record: impl FnOnce() -> Record,
) -> Result<T, NativeError> {
    serde_json::from_str(raw.get()).map_err(|error| malformed(&error, record()))
}

/// Reads a record that is an object, and names it when it is not as it should be.
pub(super) fn parse_object<T: DeserializeOwned>(
    raw: &RawValue,
    record: impl FnOnce() -> Record,
) -> Result<T, NativeError> {
    object(raw).map_err(|error| malformed(&error, record()))
}

/// Kept apart from what is compiled for every kind of record.
#[inline(never)]
fn malformed(error: &serde_json::Error, record: Record) -> NativeError {
    NativeError::Malformed { record, problem: problem(error) }
}

/// What is wrong with a record. Line and column would count from its start.
pub(crate) fn problem(error: &serde_json::Error) -> String {
    let problem = error.to_string();
    problem.split(" at line ").next().unwrap_or(&problem).to_owned()
}

/// Reads a record that must be an object. As `serde` derives it, a record might also be a list of its values:
/// which the format does not allow, and which would be compiled for nothing.
pub(crate) fn object<T: DeserializeOwned>(raw: &RawValue) -> Result<T, serde_json::Error> {
    struct Object<T>(T);
    struct Reader<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
        type Value = Object<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Object)
        }
    }
    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Reader(PhantomData))
        }
    }
    serde_json::from_str(raw.get()).map(|Object(record)| record)
}

/// Names and unread values of an object.
pub(crate) struct Fields<'a>(pub(super) Vec<(String, &'a RawValue)>);

impl<'a> Fields<'a> {
    pub(crate) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let place = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(place).1)
    }

    pub(super) fn require(&mut self, name: &str) -> Result<&'a RawValue, NativeError> {
        let missing = || NativeError::Malformed { record: field(name), problem: "it is missing".to_owned() };
        self.take(name).ok_or_else(missing)
    }

    /// The unread entries of a list that may be left out.
    pub(super) fn list_if_any(
        &mut self,
        collection: Collection,
        limit: usize,
    ) -> Result<Vec<&'a RawValue>, NativeError> {
        let name = collection.to_string();
        let any = self.0.iter().any(|(other, _)| *other == name);
        if any { self.list(collection, limit) } else { Ok(Vec::new()) }
    }

    /// The unread entries of a list, counted before they are collected.
    pub(super) fn list(
        &mut self,
        collection: Collection,
        limit: usize,
    ) -> Result<Vec<&'a RawValue>, NativeError> {
        let name = collection.to_string();
        let raw = self.require(&name)?;
        let Count(count) = parse(raw, || field(&name))?;
        if count > limit {
            return Err(NativeError::TooMany { collection, count, limit });
        }
        serde_json::from_str(raw.get())
            .map_err(|error| NativeError::Malformed { record: field(&name), problem: error.to_string() })
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collector;
        impl<'de> Visitor<'de> for Collector {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields: Vec<(String, &'de RawValue)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    // The file has twelve. Whoever writes thousands, or one twice, has something else in
                    // mind.
                    if fields.len() == MOST_FIELDS || fields.iter().any(|(other, _)| *other == name) {
                        return Err(serde::de::Error::custom("fields are repeated, or far too many"));
                    }
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Collector)
    }
}

const MOST_FIELDS: usize = 100;

struct Count(usize);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counter;
        impl<'de> Visitor<'de> for Counter {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Count, A::Error> {
                let mut count = 0;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Count(count))
            }
        }
        deserializer.deserialize_seq(Counter)
    }
}
