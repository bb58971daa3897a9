//! The two languages in which results are told.

/// In which language something is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 日本語
    #[default]
    Japanese,
    /// English
    English,
}

impl Language {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// The words for this language.
    pub fn of<T>(self, japanese: T, english: T) -> T {
        match self {
            Self::Japanese => japanese,
            Self::English => english,
        }
    }

    /// As `lang` has it: `ja`.
    pub fn code(self) -> &'static str {
        self.of("ja", "en")
    }
}
