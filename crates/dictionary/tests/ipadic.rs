//! The pack of IPADIC itself: what is in it, how big it is, and that nothing wrong with it does harm.

// All of this file is test code, of which clippy only knows the functions marked as tests.
#![allow(clippy::unwrap_used)]

use shirushi_dictionary::build::{default_pack_path, ensure, make, workspace_dictionary};
use shirushi_dictionary::{Dictionary, Lattice};
use shirushi_model::PartOfSpeech;
use std::io::{Read as _, Write as _};

fn words<'d>(dictionary: &'d Dictionary, text: &'d str) -> Vec<(&'d str, PartOfSpeech, &'d str, &'d str)> {
    let mut lattice = Lattice::default();
    let found: Vec<_> = dictionary.segment(&mut lattice, text).collect();
    let ends = found.iter().skip(1).map(|&(start, _)| start).chain([text.len()]);
    found
        .iter()
        .zip(ends)
        .map(|(&(start, word), end)| {
            let surface = &text[start..end];
            (
                surface,
                dictionary.part_of_speech(word),
                dictionary.lemma(word).unwrap_or(surface),
                dictionary.reading(word).unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn words_have_part_of_speech_lemma_and_reading() {
    let dictionary = workspace_dictionary().unwrap();
    use PartOfSpeech::*;
    assert_eq!(
        words(&dictionary, "令和の首相が「来なかった」と述べた。"),
        [
            ("令和", ProperNoun, "令和", "レイワ"),
            ("の", AdnominalParticle, "の", "ノ"),
            ("首相", CommonNoun, "首相", "シュショウ"),
            ("が", CaseParticle, "が", "ガ"),
            ("「", OpeningBracket, "「", "「"),
            ("来", Verb, "来る", "コ"),
            ("なかっ", AuxiliaryVerb, "ない", "ナカッ"),
            ("た", AuxiliaryVerb, "た", "タ"),
            ("」", ClosingBracket, "」", "」"),
            ("と", QuotativeParticle, "と", "ト"),
            ("述べ", Verb, "述べる", "ノベ"),
            ("た", AuxiliaryVerb, "た", "タ"),
            ("。", FullStop, "。", "。"),
        ]
    );
}

#[test]
fn making_it_twice_gives_the_same_bytes_within_the_limit() {
    let pack = make().unwrap();
    assert!(pack == make().unwrap());
    assert!(pack.len() <= 7_000_000, "{} bytes", pack.len());
}

/// The code of what is wrong with these bytes.
fn refused(bytes: Vec<u8>) -> &'static str {
    Dictionary::load(bytes).map(|_| "nothing").unwrap_or_else(|error| error.code())
}

fn workspace_pack() -> Vec<u8> {
    let path = default_pack_path();
    ensure(&path).unwrap();
    std::fs::read(path).unwrap()
}

fn inflated(pack: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(pack).read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn compressed_and_inflated_bytes_are_the_same_dictionary() {
    let pack = workspace_pack();
    let about = Dictionary::load(pack.clone()).unwrap().about().clone();
    assert_eq!(Dictionary::load(inflated(&pack)).unwrap().about(), &about);
    assert!(about.words > 392_126);
    assert!(about.licence.contains("Nara Institute of Science and Technology"));
    assert!(about.name.starts_with("ipadic-2.7.0"));
}

#[test]
fn whatever_is_missing_is_noticed() {
    let pack = workspace_pack();
    let plain = inflated(&pack);
    assert_eq!(refused(Vec::new()), "dictionary-unrecognized");
    for bytes in [&pack, &plain] {
        for length in [2, 7, 9, 11, 19, 23, 30, 100, 10_000, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(refused(bytes[..length].to_vec()), "dictionary-truncated", "{length} bytes");
        }
    }
}

#[test]
fn whatever_is_changed_is_noticed() {
    let pack = workspace_pack();
    let plain = inflated(&pack);
    for (bytes, step) in [(&pack, 90_007), (&plain, 400_009)] {
        for place in (20..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
            let mut bytes = bytes.clone();
            bytes[place] ^= 1 << (place % 8);
            let code = refused(bytes);
            assert!(["dictionary-damaged", "dictionary-truncated"].contains(&code), "byte {place}: {code}");
        }
    }
}

#[test]
fn other_files_and_other_versions_are_told_apart() {
    let mut plain = inflated(&workspace_pack());
    assert_eq!(refused(b"<!doctype html><title>404</title>".to_vec()), "dictionary-unrecognized");
    assert_eq!(refused(vec![0; 1000]), "dictionary-unrecognized");
    plain[8] += 1;
    assert_eq!(refused(plain), "dictionary-version");
}

#[test]
fn what_inflates_without_end_is_refused_before_it_fills_the_memory() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..80 {
        encoder.write_all(&zeros).unwrap();
    }
    assert_eq!(refused(encoder.finish().unwrap()), "dictionary-too-large");
    // A lie about the size in the last four bytes changes nothing.
    let mut pack = workspace_pack();
    let end = pack.len();
    pack[end - 4..].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(refused(pack), "dictionary-damaged");
}
