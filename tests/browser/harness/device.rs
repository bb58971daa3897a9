//! What a page is shown on and to whom.

/// The screen and hands a page is shown to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A window of this size in CSS pixels, with a mouse.
    Desktop(u32, u32),
    /// A screen of this size in CSS pixels, touched.
    Touch(u32, u32),
}

/// What the device prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
    /// Colours of the device's own instead of the page's.
    Forced,
}

/// What the browser says its person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `ja`
    Japanese,
    /// `en`
    English,
}

impl Language {
    /// Its tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// What the C library calls it, in a country where it is spoken.
    pub(crate) fn locale(self) -> &'static str {
        match self {
            Self::Japanese => "ja_JP",
            Self::English => "en_US",
        }
    }
}
