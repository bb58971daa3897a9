//! What two people changed differently: where, who, what.

use shirushi_model::{AnnotationId, ArticleId, ByteSpan, Wording};

/// A conflict. Both versions of a mark are in the merged project; of everything else the first's is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub what: Disputed,
    /// In which article, by its number in the merged project; `None` for what is in none.
    pub article: Option<ArticleId>,
    /// Where in it.
    pub place: Option<ByteSpan>,
    /// The marks in the merged project: as the first has it, as the other has it. One of them where the mark
    /// was deleted by somebody.
    pub marks: Vec<AnnotationId>,
    /// Whose marks they are, one for each.
    pub who: Vec<String>,
    /// What it is called, of what has a name: a tag, an entity, the wording of a check.
    pub name: String,
}

/// What a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disputed {
    /// A mark was changed by both, differently. Both stand.
    Mark,
    /// A mark was changed by the one and deleted by the other. It stands as it was changed.
    DeletedMark,
    /// An article has two texts. The first's stands.
    Text,
    /// What is known of an article (title, outlet, date) is told differently.
    Facts,
    /// An article was removed by the one and worked on by the other. It stands.
    RemovedArticle,
    /// What is said of a tag is told differently.
    Tag,
    /// The guide of a type is told differently.
    Guide,
    /// What was decided on an entity is told differently.
    Entity,
    /// A check was changed by both. Both stand.
    Check,
    /// Two scales of verdicts have one key.
    Scale,
    /// The project has two titles.
    Title,
}

impl Disputed {
    /// A stable name, by which words are found.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::DeletedMark => "deleted-mark",
            Self::Text => "text",
            Self::Facts => "facts",
            Self::RemovedArticle => "removed-article",
            Self::Tag => "tag",
            Self::Guide => "guide",
            Self::Entity => "entity",
            Self::Check => "check",
            Self::Scale => "scale",
            Self::Title => "title",
        }
    }
}

impl Disputed {
    /// What it says to people.
    pub fn said(self) -> Wording {
        let (ja, en) = match self {
            Self::Mark => {
                ("同じマークを別々に変えた。両方を残した", "one mark was changed differently; both stand")
            }
            Self::DeletedMark => (
                "一方が消し、他方が変えた。変えたものを残した",
                "deleted by one and changed by the other; it stands",
            ),
            Self::Text => ("本文が違う。一つめの本文を残した", "the texts differ; the first's stands"),
            Self::Facts => (
                "記事の情報が違う。一つめを残した",
                "what is known of the article differs; the first's stands",
            ),
            Self::RemovedArticle => (
                "一方が外した記事に他方が手を入れた。残した",
                "an article was removed by one and worked on by the other; it stands",
            ),
            Self::Tag => ("タグの内容が違う。一つめを残した", "a tag differs; the first's stands"),
            Self::Guide => {
                ("種類の使い方が違う。一つめを残した", "the guide of a type differs; the first's stands")
            }
            Self::Entity => (
                "固有表現の内容が違う。一つめを残した",
                "what is said of an entity differs; the first's stands",
            ),
            Self::Check => ("検証を別々に変えた。両方を残した", "a check was changed by both; both stand"),
            Self::Scale => (
                "同じキーの判定の段階が違う。一つめを残した",
                "two scales of verdicts have one key; the first's stands",
            ),
            Self::Title => ("題が違う。一つめを残した", "the titles differ; the first's stands"),
        };
        Wording::new(ja, en)
    }
}

impl Conflict {
    /// One about an article, or about the project.
    pub(super) fn about(what: Disputed, article: Option<ArticleId>) -> Self {
        Self { what, article, place: None, marks: Vec::new(), who: Vec::new(), name: String::new() }
    }

    /// One about something with a name.
    pub(super) fn named(what: Disputed, name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::about(what, None) }
    }
}
