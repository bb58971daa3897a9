//! What the engine and the service worker tell the page.

use shirushi_model::{Analysis, AnalysisId, Named, PlacedComparison};

/// What the engine has to say.
#[derive(Debug, Clone)]
pub enum EngineEvent {
    /// The dictionary is coming.
    Progress {
        /// Bytes that have arrived.
        received: u32,
        /// Bytes in all.
        total: u32,
    },
    /// Texts can be analysed.
    Ready {
        /// Version of the engine.
        engine: String,
        /// Version of the dictionary.
        dictionary: String,
        /// Where the dictionary comes from, and its licence.
        about: String,
    },
    /// Nothing is analysed until a retry. What was asked for still waits.
    Failed {
        /// What went wrong.
        failure: EngineFailure,
        /// The analysis that could not be read, when it is that.
        unread: Option<AnalysisId>,
    },
    /// Whether there is a model for names; told before [`EngineEvent::Ready`] and after a retry.
    Model {
        /// What names are found by.
        name: String,
        /// Why names are found by rules alone.
        failure: Option<ModelFailure>,
    },
    /// A text was analysed.
    Analysed {
        /// What was asked for.
        id: AnalysisId,
        /// What was found.
        analysis: Box<Analysis>,
        /// Time the engine took.
        milliseconds: f64,
    },
    /// Mentions were linked: the canonical form of each, article by article.
    Linked(Vec<(AnalysisId, Vec<Named>)>),
    /// Articles were compared.
    Compared {
        /// The analyses it was made from, in the order they were named.
        of: Vec<AnalysisId>,
        /// What was found.
        comparison: PlacedComparison,
    },
    /// The engine does not remember these analyses, about which it was asked.
    Missing(Vec<AnalysisId>),
    /// The engine died and was started again. The job it died of is tried once more; this is told once per
    /// job.
    Restarted,
    /// The engine died of this text again: it is not analysed.
    Abandoned {
        /// What was asked for.
        id: AnalysisId,
    },
}

/// Why nothing is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineFailure {
    /// The dictionary did not arrive.
    DictionaryFetch,
    /// The dictionary that arrived is not whole.
    DictionaryDamaged,
    /// The dictionary is of another version than the engine.
    DictionaryVersion,
    /// The engine itself did not arrive or did not start.
    EngineLoad,
    /// The browser's WebAssembly lacks the wide registers (SIMD) that the engine is made for.
    NoSimd,
    /// The browser starts no worker here.
    NoWorker,
    /// The engine died again and again without a text to blame.
    Crashed,
    /// The engine's answer cannot be read: page and engine are of different versions.
    UnreadableAnswer,
}

impl EngineFailure {
    /// A name that never changes, for the console; those the worker knows are its own.
    pub fn code(self) -> &'static str {
        match self {
            Self::DictionaryFetch => "dictionary-fetch",
            Self::DictionaryDamaged => "dictionary-damaged",
            Self::DictionaryVersion => "dictionary-version",
            Self::EngineLoad => "engine-load",
            Self::NoSimd => "no-simd",
            Self::NoWorker => "no-worker",
            Self::Crashed => "crashed",
            Self::UnreadableAnswer => "unreadable-answer",
        }
    }
}

/// Why names are found by rules alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelFailure {
    /// The model did not arrive.
    Fetch,
    /// What arrived is not a whole model.
    Damaged,
    /// The model is of another version than the engine.
    Version,
}

impl ModelFailure {
    /// The worker's name for it, which never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fetch => "model-fetch",
            Self::Damaged => "model-damaged",
            Self::Version => "model-version",
        }
    }
}

/// News about versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateEvent {
    /// The page works without a network from now on.
    OfflineReady,
    /// A new version is here and waits for being let in.
    Waiting,
    /// The new version has taken over, as asked for here or in another tab. Reload the page when the work is
    /// saved.
    Activated,
}
