//! Reading what a log holds. Its enums are internally tagged JSON, and reading those as `serde` derives it
//! collects every object before it knows its kind: all that a project is made of would be compiled once more
//! for what is collected, which was a tenth of the page's code. Here the tag stands first, where writing puts
//! it, and an object is read as it comes.

use crate::{Label, MarkKind, Operation, Origin, Verdict};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use shirushi_model::{ArticleId, ArticleMeta, CheckAct};
use std::fmt;
use std::marker::PhantomData;

/// An enum whose records say first which variant they are.
trait Tagged: Sized {
    /// The name of the field that says it.
    const TAG: &'static str;
    /// The variants.
    type Kind: DeserializeOwned;

    /// Reads what comes after the tag.
    fn rest<'de, A: MapAccess<'de>>(kind: Self::Kind, map: A) -> Result<Self, A::Error>;
}

/// Reads an enum by its tag.
fn tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Reader<T>(PhantomData<T>);
    impl<'de, T: Tagged> Visitor<'de> for Reader<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object that begins with its {}", T::TAG)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            match map.next_key::<String>()? {
                Some(name) if name == T::TAG => T::rest(map.next_value()?, map),
                _ => Err(A::Error::missing_field(T::TAG)),
            }
        }
    }
    deserializer.deserialize_map(Reader(PhantomData))
}

/// Reads the fields of a variant.
fn fields<'de, T: Deserialize<'de>, A: MapAccess<'de>>(map: A) -> Result<T, A::Error> {
    T::deserialize(MapAccessDeserializer::new(map))
}

/// Passes over what a variant without fields may have got in a later version.
fn nothing<'de, A: MapAccess<'de>>(map: A) -> Result<(), A::Error> {
    IgnoredAny.visit_map(map).map(|_| ())
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OperationKind {
    SetTitle,
    PutArticle,
    SetMeta,
    PutAnnotation,
    PutTag,
    SetGuide,
    PutEntity,
    PutCheck,
    PutScale,
}

/// A thing before and after.
#[derive(Deserialize)]
struct LoggedChange<T> {
    before: T,
    after: T,
}

#[derive(Deserialize)]
struct Placed<T> {
    index: u32,
    before: Option<T>,
    after: Option<T>,
}

#[derive(Deserialize)]
struct Meta {
    article: ArticleId,
    before: ArticleMeta,
    after: ArticleMeta,
}

impl Tagged for Operation {
    const TAG: &'static str = "type";
    type Kind = OperationKind;

    fn rest<'de, A: MapAccess<'de>>(kind: OperationKind, map: A) -> Result<Self, A::Error> {
        Ok(match kind {
            OperationKind::SetTitle => {
                let LoggedChange { before, after } = fields(map)?;
                Self::SetTitle { before, after }
            }
            OperationKind::PutArticle => {
                let Placed { index, before, after } = fields(map)?;
                Self::PutArticle { index, before, after }
            }
            OperationKind::SetMeta => {
                let Meta { article, before, after } = fields(map)?;
                Self::SetMeta { article, before, after }
            }
            OperationKind::PutAnnotation => {
                let LoggedChange { before, after } = fields(map)?;
                Self::PutAnnotation { before, after }
            }
            OperationKind::PutTag => {
                let Placed { index, before, after } = fields(map)?;
                Self::PutTag { index, before, after }
            }
            OperationKind::SetGuide => {
                let LoggedChange { before, after } = fields(map)?;
                Self::SetGuide { before, after }
            }
            OperationKind::PutEntity => {
                let LoggedChange { before, after } = fields(map)?;
                Self::PutEntity { before, after }
            }
            OperationKind::PutCheck => {
                let LoggedChange { before, after } = fields(map)?;
                Self::PutCheck { before, after }
            }
            OperationKind::PutScale => {
                let Placed { index, before, after } = fields(map)?;
                Self::PutScale { index, before, after }
            }
        })
    }
}

impl<'de> Deserialize<'de> for Operation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tagged(deserializer)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OriginKind {
    Person,
    Undo,
    Redo,
}

#[derive(Deserialize)]
struct Of {
    of: u64,
}

impl Tagged for Origin {
    const TAG: &'static str = "type";
    type Kind = OriginKind;

    fn rest<'de, A: MapAccess<'de>>(kind: OriginKind, map: A) -> Result<Self, A::Error> {
        Ok(match kind {
            OriginKind::Person => nothing(map).map(|()| Self::Person)?,
            OriginKind::Undo => fields(map).map(|Of { of }| Self::Undo { of })?,
            OriginKind::Redo => fields(map).map(|Of { of }| Self::Redo { of })?,
        })
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tagged(deserializer)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LabelKind {
    RenameProject,
    AddArticles,
    TakeIn,
    RemoveArticle,
    SetMeta,
    ReplaceText,
    ReturnTo,
    Mark,
    Judge,
    Change,
    Split,
    Merge,
    Delete,
    AddTag,
    ChangeTag,
    RemoveTag,
    ImportTags,
    Explain,
    ChangeEntity,
    MergeEntities,
    MoveMentions,
    MergeProject,
    Adjudicate,
    Check,
    RemoveCheck,
    ChangeScales,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Many {
    count: u32,
}

#[derive(Deserialize)]
struct Marked {
    kind: MarkKind,
}

#[derive(Deserialize)]
struct Checked {
    done: CheckAct,
}

#[derive(Deserialize)]
struct LoggedJudgement {
    verdict: Verdict,
    count: u32,
}

impl Tagged for Label {
    const TAG: &'static str = "act";
    type Kind = LabelKind;

    fn rest<'de, A: MapAccess<'de>>(kind: LabelKind, map: A) -> Result<Self, A::Error> {
        let plain = match kind {
            LabelKind::AddArticles => return fields(map).map(|Many { count }| Self::AddArticles { count }),
            LabelKind::TakeIn => return fields(map).map(|Many { count }| Self::TakeIn { count }),
            LabelKind::Mark => return fields(map).map(|Marked { kind }| Self::Mark { kind }),
            LabelKind::Judge => {
                return fields(map).map(|LoggedJudgement { verdict, count }| Self::Judge { verdict, count });
            }
            LabelKind::Delete => return fields(map).map(|Many { count }| Self::Delete { count }),
            LabelKind::Check => return fields(map).map(|Checked { done }| Self::Check { act: done }),
            LabelKind::Adjudicate => return fields(map).map(|Many { count }| Self::Adjudicate { count }),
            LabelKind::MergeProject => Self::MergeProject,
            LabelKind::RemoveCheck => Self::RemoveCheck,
            LabelKind::ChangeScales => Self::ChangeScales,
            LabelKind::MoveMentions => return fields(map).map(|Many { count }| Self::MoveMentions { count }),
            LabelKind::RenameProject => Self::RenameProject,
            LabelKind::RemoveArticle => Self::RemoveArticle,
            LabelKind::SetMeta => Self::SetMeta,
            LabelKind::ReplaceText => Self::ReplaceText,
            LabelKind::ReturnTo => Self::ReturnTo,
            LabelKind::Change => Self::Change,
            LabelKind::Split => Self::Split,
            LabelKind::Merge => Self::Merge,
            LabelKind::AddTag => Self::AddTag,
            LabelKind::ChangeTag => Self::ChangeTag,
            LabelKind::RemoveTag => Self::RemoveTag,
            LabelKind::ImportTags => Self::ImportTags,
            LabelKind::Explain => Self::Explain,
            LabelKind::ChangeEntity => Self::ChangeEntity,
            LabelKind::MergeEntities => Self::MergeEntities,
            LabelKind::Other => Self::Other,
        };
        nothing(map).map(|()| plain)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tagged(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn every_kind_is_read_as_it_was_written() {
        for label in [
            Label::RenameProject,
            Label::AddArticles { count: 2 },
            Label::TakeIn { count: 6 },
            Label::RemoveArticle,
            Label::SetMeta,
            Label::ReplaceText,
            Label::ReturnTo,
            Label::Mark { kind: MarkKind::Highlight },
            Label::Judge { verdict: Verdict::Reject, count: 3 },
            Label::Change,
            Label::Delete { count: 4 },
            Label::AddTag,
            Label::Split,
            Label::Merge,
            Label::ChangeTag,
            Label::RemoveTag,
            Label::ImportTags,
            Label::Explain,
            Label::ChangeEntity,
            Label::MergeEntities,
            Label::MoveMentions { count: 5 },
            Label::MergeProject,
            Label::Adjudicate { count: 6 },
            Label::Check { act: CheckAct::Ruled },
            Label::RemoveCheck,
            Label::ChangeScales,
            Label::Other,
        ] {
            assert_eq!(read(&serde_json::to_string(&label).unwrap()), Some(label));
        }
        for origin in [Origin::Person, Origin::Undo { of: 1 }, Origin::Redo { of: 2 }] {
            assert_eq!(read(&serde_json::to_string(&origin).unwrap()), Some(origin));
        }
    }

    #[test]
    fn what_a_later_version_adds_is_passed_over() {
        assert_eq!(read(r#"{"act":"braid","kind":"new","at":[{"a":1}]}"#), Some(Label::Other));
        assert_eq!(read(r#"{"act":"change","why":{"a":[1]}}"#), Some(Label::Change));
        assert_eq!(read(r#"{"act":"delete","why":"","count":2}"#), Some(Label::Delete { count: 2 }));
        assert_eq!(read(r#"{"type":"person","name":"y"}"#), Some(Origin::Person));
    }

    #[test]
    fn what_lacks_its_tag_or_a_field_is_refused() {
        for json in [
            r#"{}"#,
            r#"{"count":2,"act":"delete"}"#,
            r#"{"act":"delete"}"#,
            r#"{"act":"mark","kind":"?"}"#,
            "3",
        ] {
            assert_eq!(read::<Label>(json), None, "{json}");
        }
        for json in [r#"{"type":"undo"}"#, r#"{"type":"split"}"#, "[]"] {
            assert_eq!(read::<Origin>(json), None, "{json}");
        }
        for json in [
            r#"{"type":"set-title","before":"a"}"#,
            r#"{"type":"put-tag","before":null}"#,
            r#"{"before":null}"#,
        ] {
            assert_eq!(read::<Operation>(json), None, "{json}");
        }
    }
}
