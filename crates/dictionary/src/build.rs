//! Making the pack on the developer's machine: the registry's IPADIC and our own words in, one compressed
//! file out.
//!
//! The same sources give the same bytes. Nothing here runs in the page.

mod encode;
mod own_words;
mod source;

use crate::{About, Dictionary, DictionaryError, FORMAT_VERSION, pack};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use thiserror::Error;

/// Our own words, in the form the head of the file explains.
const OWN_WORDS: &str = include_str!("../words.csv");
const IPADIC_LICENCE: &str = include_str!("../NOTICE.ipadic.txt");
const NAME: &str = "ipadic-2.7.0-20070801+shirushi.1";
const SOURCE: &str = "mecab-ipadic 2.7.0-20070801 of the Nara Institute of Science and Technology, as carried by the \
     Rust crate lindera-ipadic 0.3.2, with words added by Shirushi (令和 and other words of recent years). Pronunciations were \
     left out.";

/// Why a pack could not be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The registry's IPADIC is not what it was when this program was written.
    #[error("the registry's IPADIC is not as expected: {0}")]
    Source(String),
    /// A line of our own words is wrong.
    #[error("words.csv, {word}: {problem}")]
    OwnWord {
        /// The word.
        word: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Our own words are not CSV.
    #[error("words.csv cannot be read")]
    Csv(#[from] csv::Error),
    /// The description could not be written.
    #[error("the description of the pack cannot be written")]
    Description(#[from] postcard::Error),
    /// The file system or the compressor failed.
    #[error("the pack cannot be written")]
    Io(#[from] std::io::Error),
    /// What was made cannot be loaded.
    #[error("the pack that was made cannot be loaded")]
    Load(#[from] DictionaryError),
}

/// Makes the pack: the compressed bytes.
///
/// # Errors
/// [`BuildError::Source`] and [`BuildError::OwnWord`] when the inputs do not fit together,
/// [`BuildError::Load`] when the result cannot be read back.
pub fn make() -> Result<Vec<u8>, BuildError> {
    let mut source = source::read()?;
    own_words::add(OWN_WORDS, &mut source)?;
    let about = About {
        name: NAME.to_owned(),
        source: SOURCE.to_owned(),
        licence: IPADIC_LICENCE.to_owned(),
        words: source.words.len() as u32,
    };
    let sections = encode::sections(&source)?;
    Ok(pack::compress(&pack::assemble(about, &sections)?)?)
}

/// Where the workspace keeps the pack: `dictionary/ipadic.shirushi` in cargo's target folder. That is found
/// from the running program, which lies in it; cargo marks it with a `CACHEDIR.TAG`.
pub fn default_pack_path() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let otherwise = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    target.map_or_else(otherwise, Path::to_path_buf).join("dictionary/ipadic.shirushi")
}

/// Everything the pack depends on in one number, kept beside it: when it changes, the pack is made again.
fn fingerprint() -> String {
    let encoder = [
        include_str!("build.rs"),
        include_str!("build/encode.rs"),
        include_str!("build/own_words.rs"),
        include_str!("build/source.rs"),
        include_str!("columns.rs"),
        include_str!("pack.rs"),
        include_str!("../../model/src/part_of_speech.rs"),
        include_str!("trie.rs"),
        OWN_WORDS,
        IPADIC_LICENCE,
    ];
    let hash = xxhash_rust::xxh3::xxh3_128(encoder.concat().as_bytes());
    format!("{FORMAT_VERSION} {hash:032x}")
}

/// What [`ensure`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// The pack was there and up to date.
    UpToDate,
    /// It was made.
    Made,
}

/// Makes the pack at `path` unless it is there and up to date. Safe to call from several processes at once: a
/// half-written pack is never seen.
///
/// # Errors
/// As [`make`], and [`BuildError::Io`] when the file cannot be written.
pub fn ensure(path: &Path) -> Result<Freshness, BuildError> {
    static TURN: AtomicU32 = AtomicU32::new(0);
    let stamp = path.with_extension("stamp");
    let fingerprint = fingerprint();
    if path.exists() && fs::read_to_string(&stamp).is_ok_and(|found| found == fingerprint) {
        return Ok(Freshness::UpToDate);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let turn = TURN.fetch_add(1, Ordering::Relaxed);
    let unfinished = path.with_extension(format!("{}-{turn}", std::process::id()));
    fs::write(&unfinished, make()?)?;
    fs::rename(&unfinished, path)?;
    fs::write(&unfinished, fingerprint)?;
    fs::rename(&unfinished, stamp)?;
    Ok(Freshness::Made)
}

/// The workspace's dictionary, made first if need be. For tests and tools.
///
/// # Errors
/// As [`ensure`].
pub fn workspace_dictionary() -> Result<Dictionary, BuildError> {
    let path = default_pack_path();
    ensure(&path)?;
    Ok(Dictionary::load(fs::read(path)?)?)
}

#[cfg(test)]
mod tests {
    use super::source::{Class, Source, Unknown, Word};
    use super::*;
    use crate::Lattice;
    use shirushi_model::PartOfSpeech;

    /// A dictionary of a dozen words.
    fn small() -> Source {
        let word = |surface: &str, context, lemma: &str, reading: &str| Word {
            surface: surface.into(),
            context,
            cost: 100,
            lemma: lemma.into(),
            reading: reading.into(),
        };
        let mut words = vec![
            word("ー", 1, "ー", "ー"),
            word("京", 1, "京", "キョウ"),
            word("京都", 2, "京都", "キョウト"),
            word("述べ", 3, "述べる", "ノベ"),
            word("述べよ", 3, "述べる", "ノベヨ"),
            word("都", 1, "都", "ト"),
            word("都", 2, "都", "ミヤコ"),
            word("を", 1, "を", "ヲ"),
            word("𠮷野", 2, "𠮷野", "*"),
        ];
        words.sort_by(|a, b| a.surface.cmp(&b.surface));
        let contexts =
            [None, Some(PartOfSpeech::CommonNoun), Some(PartOfSpeech::PlaceName), Some(PartOfSpeech::Verb)];
        Source {
            words,
            contexts: contexts.to_vec(),
            matrix: (0..16).map(|n| n * 10).collect(),
            classes: vec![
                Class { name: "DEFAULT".into(), invoke: false, group: false, length: 1 },
                Class { name: "KANJI".into(), invoke: true, group: false, length: 2 },
            ],
            ranges: vec![(0, vec![0]), (0x4e00, vec![1, 0]), (0xa000, vec![0])],
            unknown: vec![
                Unknown { class: 0, context: 1, cost: 500 },
                Unknown { class: 1, context: 2, cost: 600 },
            ],
        }
    }

    fn about() -> About {
        About { name: "small".into(), source: "ours".into(), licence: "none".into(), words: 9 }
    }

    /// Everything a program can ask of a dictionary.
    fn use_it<'d>(dictionary: &'d Dictionary, text: &str) -> Vec<(usize, Option<&'d str>, Option<&'d str>)> {
        let mut lattice = Lattice::default();
        dictionary
            .segment(&mut lattice, text)
            .map(|(start, word)| {
                let _ = dictionary.part_of_speech(word);
                (start, dictionary.lemma(word), dictionary.reading(word))
            })
            .collect()
    }

    #[test]
    fn what_goes_in_comes_out() {
        let sections = encode::sections(&small()).unwrap();
        let dictionary = Dictionary::load(pack::assemble(about(), &sections).unwrap()).unwrap();
        assert_eq!(dictionary.about(), &about());
        let found = use_it(&dictionary, "京都を述べよ𠮷野");
        assert_eq!(
            found,
            [
                (0, None, Some("キョウト")),
                (6, None, Some("ヲ")),
                (9, Some("述べる"), Some("ノベヨ")),
                (18, None, None), // 𠮷野 has no reading here.
            ]
        );
    }

    /// A pack that is wrong under a right checksum comes from a packer with a mistake or from someone
    /// hostile.
    #[test]
    fn no_byte_that_is_wrong_under_a_right_checksum_does_harm() {
        let sections = encode::sections(&small()).unwrap();
        let mut refused = 0;
        for (number, section) in sections.iter().enumerate() {
            for place in 0..section.len() {
                for change in [0x01, 0x10, 0x7f, 0x80, 0xff] {
                    let mut sections = sections.clone();
                    sections[number][place] ^= change;
                    match Dictionary::load(pack::assemble(about(), &sections).unwrap()) {
                        Ok(dictionary) => drop(use_it(&dictionary, "京都を述べよーabc𠮷野家都市\0")),
                        Err(DictionaryError::Inconsistent { .. }) => refused += 1,
                        Err(error) => panic!("{error}"),
                    }
                }
            }
            for length in 0..section.len() {
                let mut sections = sections.clone();
                sections[number].truncate(length);
                assert!(Dictionary::load(pack::assemble(about(), &sections).unwrap()).is_err());
            }
        }
        assert!(refused > 100);
    }

    #[test]
    fn our_own_words_say_what_they_are_like() {
        let add = |line: &str| {
            let mut source = small();
            own_words::add(&format!("surface,reading,like,part_of_speech\n{line}"), &mut source)
                .map(|()| source)
        };
        let source = add("京都市,キョウトシ,京都,名詞-固有名詞-地域-一般").unwrap();
        let added = source.words.iter().find(|word| word.surface == "京都市").unwrap();
        assert_eq!((added.context, added.cost, added.reading.as_str()), (2, 100, "キョウトシ"));
        assert!(source.words.is_sorted_by(|a, b| a.surface <= b.surface));
        for wrong in [
            "京都,キョウト,京,名詞-新種",
            "京都市,キョウトシ,京都,名詞-一般",
            "京都,キョウト,都,名詞-固有名詞-地域-一般",
        ] {
            assert!(matches!(add(wrong), Err(BuildError::OwnWord { .. })), "{wrong}");
        }
    }
}
