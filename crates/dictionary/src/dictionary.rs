//! The dictionary as the analysis sees it: cut a sentence, then ask about the words.

use crate::DictionaryError;
use crate::columns::Column;
use crate::pack::{About, Pack, Section};
use crate::structures::{self, Values};
use crate::words::{self, Lemmas, Pool};
use lindera_dictionary::dictionary::character_definition::CharacterDefinition;
use lindera_dictionary::dictionary::connection_cost_matrix::ConnectionCostMatrix;
use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;
use lindera_dictionary::mode::Mode;
use lindera_dictionary::viterbi;
use shirushi_model::PartOfSpeech;

/// A word of the dictionary, or a kind of word it does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl WordId {
    const UNKNOWN: u32 = 1 << 31;

    /// Whether the dictionary lacks the word and only guesses its part of speech.
    pub fn is_unknown(self) -> bool {
        self.0 & Self::UNKNOWN != 0
    }

    /// A number that stands for this word in this dictionary and no other, for tables kept beside it.
    pub fn number(self) -> u32 {
        self.0
    }

    fn from_lindera(id: viterbi::WordId) -> Self {
        Self(if id.is_unknown() { id.id() | Self::UNKNOWN } else { id.id() })
    }
}

/// Room for finding the best way through a sentence. Kept from one sentence to the next, it makes cutting
/// free of allocations.
#[derive(Default)]
pub struct Lattice {
    lattice: viterbi::Lattice,
    offsets: Vec<(usize, viterbi::WordId)>,
}

/// A loaded dictionary. It never changes; share it.
pub struct Dictionary {
    about: About,
    prefixes: PrefixDictionary,
    matrix: ConnectionCostMatrix,
    characters: CharacterDefinition,
    unknown: UnknownDictionary,
    contexts: Vec<Option<PartOfSpeech>>,
    word_contexts: Vec<u16>,
    unknown_contexts: Vec<u16>,
    lemmas: Lemmas,
    readings: Pool,
}

impl Dictionary {
    /// The longest text [`Dictionary::segment`] accepts, in bytes.
    pub const MAX_SEGMENT_BYTES: usize = 32 << 10;

    /// Loads a pack, compressed or already inflated.
    ///
    /// Memory: about 25 MB stay in use; while loading about 20 MB more.
    ///
    /// # Errors
    /// Whatever is wrong with the bytes, as a [`DictionaryError`]; no bytes make this panic or take more
    /// memory than [`crate::MAX_INFLATED_BYTES`] allows.
    pub fn load(bytes: Vec<u8>) -> Result<Self, DictionaryError> {
        let pack = Pack::open(bytes)?;
        let column = |section: Section| Column::new(pack.section(section), section.name());
        let contexts = structures::read_contexts(column(Section::Contexts))?;
        let characters = structures::read_characters(column(Section::Characters))?;
        let (unknown, unknown_contexts) =
            structures::read_unknown(column(Section::Unknown), characters.categories().len(), &contexts)?;
        let matrix = structures::read_matrix(column(Section::Matrix), contexts.len())?;
        let surfaces = words::read_surfaces(column(Section::Surfaces))?;
        let mut values = structures::read_values(
            surfaces.len(),
            &contexts,
            column(Section::Homographs),
            column(Section::WordContexts),
            column(Section::WordCosts),
        )?;
        let prefixes = structures::build_prefixes(column(Section::Trie), &surfaces, &mut values)?;
        let Values { contexts: word_contexts, homographs, .. } = values;
        let of_words = || {
            surfaces
                .iter()
                .zip(&homographs)
                .flat_map(|(surface, &count)| std::iter::repeat_n(surface, usize::from(count)))
        };
        let lemmas = Lemmas::read(
            column(Section::Lemmas),
            contexts.len(),
            of_words().zip(word_contexts.iter().copied()),
        )?;
        let readings = words::read_readings(column(Section::Readings), of_words())?;
        Ok(Self {
            about: pack.about,
            prefixes,
            matrix,
            characters,
            unknown,
            contexts,
            word_contexts,
            unknown_contexts,
            lemmas,
            readings,
        })
    }

    /// Where it comes from and under which terms.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Cuts a sentence into words: the byte each starts at, and the word. A word ends where the next begins,
    /// the last one with the text; blanks are words of their own ([`PartOfSpeech::Blank`]).
    ///
    /// Nothing is found in a text longer than [`Dictionary::MAX_SEGMENT_BYTES`]: cut it first.
    pub fn segment<'l>(
        &self,
        lattice: &'l mut Lattice,
        text: &str,
    ) -> impl ExactSizeIterator<Item = (usize, WordId)> + 'l {
        lattice.offsets.clear();
        if !text.is_empty() && text.len() <= Self::MAX_SEGMENT_BYTES {
            let mode = Mode::Normal;
            lattice.lattice.set_text_with_options(
                &self.prefixes,
                &None,
                &self.characters,
                &self.unknown,
                &self.matrix,
                text,
                &viterbi::LatticeOptions::new(&mode),
            );
            lattice.lattice.tokens_offset_into(&mut lattice.offsets);
        }
        lattice.offsets.iter().map(|&(start, word)| (start, WordId::from_lindera(word)))
    }

    /// The part of speech; of an unknown word, the one its characters suggest.
    pub fn part_of_speech(&self, word: WordId) -> PartOfSpeech {
        let context = if word.is_unknown() {
            self.unknown_contexts.get((word.0 & !WordId::UNKNOWN) as usize)
        } else {
            self.word_contexts.get(word.0 as usize)
        };
        // Invariant: loading has checked that every word has a context and every such context a part of
        // speech.
        context
            .and_then(|&context| self.contexts.get(usize::from(context)).copied().flatten())
            .unwrap_or(PartOfSpeech::CommonNoun)
    }

    /// The dictionary form; `None` when the surface is its own, as of every unknown word.
    pub fn lemma(&self, word: WordId) -> Option<&str> {
        self.lemmas.get(word.0 as usize)
    }

    /// The reading in katakana; `None` when the dictionary has none, as for every unknown word.
    pub fn reading(&self, word: WordId) -> Option<&str> {
        self.readings.get(word.0 as usize).filter(|reading| !reading.is_empty())
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").field("name", &self.about.name).finish_non_exhaustive()
    }
}
