//! The pack of IPADIC itself: what is in it, how big it is, and that nothing wrong with it does harm.

use shirushi_dictionary::build::{make, workspace_dictionary};
use shirushi_dictionary::{Dictionary, Lattice, PartOfSpeech};

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
