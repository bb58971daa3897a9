//! How sure a suggestion is, in the three steps a person can tell apart at a glance, and from which step on
//! suggestions are shown.

use serde::{Deserialize, Serialize};

/// A step of confidence. The later one is the surer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Worth a look.
    Unsure,
    /// More likely right than wrong.
    Likely,
    /// Rarely wrong.
    Sure,
}

/// From here on a suggestion is likely, and from there on sure.
const LIKELY: f32 = 0.6;
const SURE: f32 = 0.85;

impl Sureness {
    /// The step of a score between 0 and 1.
    pub fn of(score: f32) -> Self {
        match score {
            score if score >= SURE => Self::Sure,
            score if score >= LIKELY => Self::Likely,
            _ => Self::Unsure,
        }
    }

    /// As dots, of which a person reads the number without reading.
    pub fn dots(self) -> &'static str {
        match self {
            Self::Unsure => "●○○",
            Self::Likely => "●●○",
            Self::Sure => "●●●",
        }
    }
}

/// Which suggestions are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// All of them.
    #[default]
    All,
    /// Those that are likely or sure.
    Likely,
    /// Those that are sure.
    Sure,
}

impl Trust {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::All, Self::Likely, Self::Sure];

    /// What its button is called on the page.
    pub fn part(self) -> &'static str {
        match self {
            Self::All => "trust-all",
            Self::Likely => "trust-likely",
            Self::Sure => "trust-sure",
        }
    }

    /// Whether a suggestion with this score is shown.
    pub fn shows(self, score: f32) -> bool {
        Sureness::of(score)
            >= match self {
                Self::All => Sureness::Unsure,
                Self::Likely => Sureness::Likely,
                Self::Sure => Sureness::Sure,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_the_filter_shows_less() {
        let shown = |trust: Trust| [0.3, 0.6, 0.84, 0.85, 1.0].map(|score| trust.shows(score));
        assert_eq!(shown(Trust::All), [true; 5]);
        assert_eq!(shown(Trust::Likely), [false, true, true, true, true]);
        assert_eq!(shown(Trust::Sure), [false, false, false, true, true]);
    }
}
