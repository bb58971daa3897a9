//! Analyzers for as many threads as are wanted, which keep their memory from call to call.
//!
//! No thread lives longer than a call, so that a process may fork between two.

use crate::articles::AskedArticle;
use crate::refusal::Refusal;
use shirushi_analysis::{Analyzer, ClaimModel, Claims, EntityModel, EntityModelError, Options, parallel};
use shirushi_contract::{Document, TokenList, document};
use shirushi_dictionary::{Dictionary, DictionaryError};
use shirushi_model::{Analysis, Provenance};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The dictionary the library was built with.
static DICTIONARY: &[u8] = include_bytes!(env!("SHIRUSHI_PACK"));
/// The entity model the library was built with; `docs/MODEL.md` says how it is made.
static ENTITY_MODEL: &[u8] = include_bytes!("../../analysis/model/entities.shirushi-model");

/// What is asked of every article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WantedParts {
    pub(crate) tokens: TokenList,
    pub(crate) claims: Claims,
}

impl WantedParts {
    pub(crate) fn new(tokens: bool, claims: bool) -> Self {
        Self {
            tokens: if tokens { TokenList::Included } else { TokenList::LeftOut },
            claims: if claims { Claims::Found } else { Claims::LeftOut },
        }
    }
}

/// An article that has been analysed.
pub(crate) struct AnalysedArticle {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) analysis: Analysis,
}

/// The analyzers.
pub(crate) struct Workers {
    /// The one the others are made from.
    original: Mutex<Analyzer>,
    idle: Mutex<Vec<Analyzer>>,
    threads: NonZeroUsize,
    provenance: Provenance,
}

impl Workers {
    /// Loads dictionary and models.
    ///
    /// # Errors
    /// When the dictionary in this library cannot be used.
    pub(crate) fn new(threads: Option<NonZeroUsize>) -> Result<Self, Unusable> {
        let dictionary = Arc::new(Dictionary::load(DICTIONARY.to_vec())?);
        let model = Arc::new(EntityModel::load(ENTITY_MODEL)?);
        let analyzer = Analyzer::with_model(dictionary, Ok(model));
        Ok(Self {
            provenance: analyzer.provenance(),
            original: Mutex::new(analyzer),
            idle: Mutex::default(),
            threads: threads.unwrap_or_else(parallel::all_cores),
        })
    }

    /// At most so many articles are worked on at once.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// What makes the analyses, for records.
    pub(crate) fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// What is learned about claims and pairs of them.
    pub(crate) fn claim_model(&self) -> Option<Arc<ClaimModel>> {
        locked(&self.original).claim_model().cloned()
    }

    /// Does the work on every item, several at once.
    pub(crate) fn map<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&mut Analyzer, &T) -> R + Sync,
    ) -> Vec<R> {
        let wanted = self.threads.get().min(items.len());
        let mut workers = {
            let mut idle = locked(&self.idle);
            let first = idle.len().saturating_sub(wanted);
            idle.split_off(first)
        };
        let missing = wanted.saturating_sub(workers.len());
        if missing > 0 {
            let original = locked(&self.original);
            workers.extend((0..missing).map(|_| original.another()));
        }
        let results = match workers.as_mut_slice() {
            // One does not need a thread of its own.
            [one] => items.iter().map(|item| work(one, item)).collect(),
            several => parallel::map(several, items, work, || ()),
        };
        let mut idle = locked(&self.idle);
        idle.extend(workers);
        idle.truncate(self.threads.get());
        results
    }

    /// The document of every article, each for itself.
    pub(crate) fn documents(
        &self,
        asked: &[AskedArticle],
        wanted: WantedParts,
    ) -> Vec<Result<Document, Refusal>> {
        self.map(asked, |analyzer, asked| {
            let text = asked.text.as_ref().map_err(Clone::clone)?;
            let options = Options { date: asked.date, claims: wanted.claims, ..Options::default() };
            let analysis = analyzer.analyze(text, &options);
            Ok(document(&asked.article, text, &analysis, &self.provenance, wanted.tokens))
        })
    }

    /// Articles with their analyses, not linked yet.
    ///
    /// # Errors
    /// The name of the first article that is refused, and why.
    pub(crate) fn analysed(
        &self,
        asked: Vec<AskedArticle>,
        claims: Claims,
    ) -> Result<Vec<AnalysedArticle>, (String, Refusal)> {
        let analyses = self.map(&asked, |analyzer, asked| {
            let text = asked.text.as_ref().map_err(Clone::clone)?;
            Ok(analyzer.analyze(text, &Options { date: asked.date, claims, ..Options::default() }))
        });
        asked
            .into_iter()
            .zip(analyses)
            .map(|(AskedArticle { article: name, text, .. }, analysis)| match (text, analysis) {
                (Ok(text), Ok(analysis)) => Ok(AnalysedArticle { name, text, analysis }),
                (Err(refusal), _) | (_, Err(refusal)) => Err((name, refusal)),
            })
            .collect()
    }
}

/// Why there are no analyzers.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unusable {
    #[error("the dictionary of this library cannot be used: {0}")]
    Dictionary(#[from] DictionaryError),
    #[error("the entity model of this library cannot be used: {0}")]
    EntityModel(#[from] EntityModelError),
}

/// What a thread that failed has left is as good as before: analyzers keep no state between texts.
fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
