//! Every reader on damaged files: the small files of `tests/corpus`, changed at random, torn apart, mixed
//! with each other and with what means something in their formats.
//!
//! The ordinary test is over in a few seconds and always tries the same. For longer, with other damages each
//! time: `cargo test -p shirushi-exchange --lib fuzz -- --ignored --nocapture`, with
//! `SHIRUSHI_FUZZ_SECONDS=600`.

use super::{arrival, input};
use crate::formats::zipped::zipped;
use crate::formats::{Format, InputFile, OffsetUnit, Options, recognise};
use crate::native;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// What means something in one format or another.
const TOKENS: [&str; 44] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\\u0000",
    "\\ud800",
    "null",
    "-1",
    "4294967296",
    "1e999",
    "0",
    "\n",
    "\r\n",
    "\t",
    " ",
    ";",
    "#",
    "T1\t",
    "B-",
    "I-",
    "O",
    "-DOCSTART-",
    "# article = {",
    "👩‍🚒",
    "\u{301}",
    "\u{2028}",
    "<",
    ">",
    "</",
    "/>",
    "&#0;",
    "&#13;",
    "&lt;",
    "&a;",
    "<!DOCTYPE a>",
    "<![CDATA[",
    "]]>",
    "xml:id=\"a\"",
    "\"text\": \"港\"",
    "part",
    "part_of",
];

/// Numbers that look like chance and are the same for one seed (splitmix64).
struct DamageChance(u64);

impl DamageChance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(24)).min(length)
    }
}

/// The files of each format that belong together.
fn corpus() -> Vec<(Format, Vec<InputFile>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let seed = |format: Format| {
        let entries = std::fs::read_dir(folder.join(format.code())).unwrap();
        let mut files: Vec<InputFile> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| input(entry.file_name().to_str().unwrap(), std::fs::read(entry.path()).unwrap()))
            .collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        (format, files)
    };
    Format::ALL.into_iter().filter(|format| format.is_read()).map(seed).collect()
}

fn damaged(bytes: &mut Vec<u8>, other: &[u8], chance: &mut DamageChance) {
    let at = chance.below(bytes.len() + 1);
    match chance.below(9) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 => bytes.truncate(at),
        2 | 3 => {
            let token = TOKENS[chance.below(TOKENS.len())];
            bytes.splice(at..at, token.bytes());
        }
        4 => {
            let range = chance.range(bytes.len());
            bytes.drain(range);
        }
        5 => {
            let part = bytes[chance.range(bytes.len())].to_vec();
            bytes.splice(at..at, part.repeat(1 + chance.below(40)));
        }
        6 => {
            let part = other[chance.range(other.len())].to_vec();
            bytes.splice(at..at, part);
        }
        7 => {
            let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
            if let Some(&place) = digits.get(chance.below(digits.len())) {
                bytes[place] = b'0' + chance.below(10) as u8;
            }
        }
        _ => {
            let range = chance.range(bytes.len());
            let token = TOKENS[chance.below(TOKENS.len())];
            bytes.splice(range, token.bytes());
        }
    }
}

/// One damaged seed and who shall read it.
fn attempt(corpus: &[(Format, Vec<InputFile>)], chance: &mut DamageChance) -> (Format, Vec<InputFile>) {
    let (format, files) = &corpus[chance.below(corpus.len())];
    let mut files = files.clone();
    let (_, others) = &corpus[chance.below(corpus.len())];
    let other = &others[chance.below(others.len())].bytes;
    let which = chance.below(files.len());
    for _ in 0..=chance.below(6) {
        damaged(&mut files[which].bytes, other, chance);
    }
    if chance.below(8) == 0 {
        let named: Vec<(String, Vec<u8>)> = files.into_iter().map(|file| (file.name, file.bytes)).collect();
        let mut zip = zipped(&named);
        for _ in 0..chance.below(3) {
            damaged(&mut zip, other, chance);
        }
        files = vec![input("a.zip", zip)];
    }
    let reader = if chance.below(8) == 0 { corpus[chance.below(corpus.len())].0 } else { *format };
    (reader, files)
}

/// What is read is a whole project; everything else is refused in words. Returns whether it was read.
fn try_one(format: Format, files: &[InputFile], chance: &mut DamageChance) -> bool {
    for file in files {
        let _ = recognise(file);
    }
    let unit = (chance.below(4) == 0).then(|| OffsetUnit::ALL[chance.below(4)]);
    let read = match format.read(files, &Options { unit, ..Options::default() }, &arrival()) {
        Ok(read) => read,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return false;
        }
    };
    let opened = native::read(native::write(&read.project).as_bytes(), native::Limits::default()).unwrap();
    assert_eq!(opened.notices, vec![]);
    assert_eq!(opened.project, read.project);
    true
}

/// Goes on until it is told to stop, or something is found. Returns how many were tried and read, and which
/// took longest.
fn fuzz(seed: u64, goes_on: impl Fn(usize) -> bool) -> (usize, usize, (Duration, usize)) {
    let corpus = corpus();
    let mut chance = DamageChance(seed);
    let (mut tried, mut read, mut longest) = (0, 0, (Duration::ZERO, 0));
    while goes_on(tried) {
        let (format, files) = attempt(&corpus, &mut chance);
        let started = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| try_one(format, &files, &mut chance)));
        tried += 1;
        longest = longest.max((started.elapsed(), tried));
        match done {
            Ok(was_read) => read += usize::from(was_read),
            Err(_) => {
                let files: Vec<(String, String)> = files
                    .iter()
                    .map(|file| (file.name.clone(), file.bytes.escape_ascii().to_string()))
                    .collect();
                panic!("{} with seed {seed}, number {tried}: {files:#?}", format.code());
            }
        }
    }
    (tried, read, longest)
}

#[test]
fn damaged_files_of_the_corpus_end_in_words() {
    let (tried, read, longest) = fuzz(1, |tried| tried < 1_500);
    // Where nothing is read, nothing is tried.
    assert!(read * 10 > tried, "{read} of {tried}");
    assert!(longest.0 < Duration::from_secs(20), "{longest:?}");
}

#[test]
fn every_file_of_the_corpus_is_known_and_read() {
    for (format, files) in corpus() {
        let read = format.read(&files, &Options::default(), &arrival()).unwrap();
        assert!(!read.project.annotations.is_empty(), "{}", format.code());
    }
}

#[test]
#[ignore = "goes on for as long as SHIRUSHI_FUZZ_SECONDS says, ten minutes unless it does"]
#[allow(clippy::print_stdout, reason = "it prints what it tried")]
fn damaged_files_for_minutes() {
    let seconds = std::env::var("SHIRUSHI_FUZZ_SECONDS").ok().and_then(|said| said.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(600));
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64;
    let (tried, read, longest) = fuzz(seed, |_| Instant::now() < until);
    println!("seed {seed}: {tried} tried, {read} read, number {} took longest, {:?}", longest.1, longest.0);
}
