//! The proper nouns of SudachiDict: surnames, given names, places, countries, others.
//!
//! The dictionary file is binary. Its form is described in the `sudachi` source (`lexicon` and `grammar` of
//! its binary dictionary, system version 2); only what is needed to list words with their parts of speech is
//! read here.

use super::ResourceError;
use super::wheel::Wheel;
use shirushi_analysis::NameClasses;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const ATTRIBUTION: &str = "SudachiDict core 20250825, Works Applications Co., Ltd. (Apache-2.0; \
    with UniDic, BSD-3-Clause, and parts of NEologd, Apache-2.0)";

const FILE: &str = "system.dic";
/// The first eight bytes: a system dictionary, version 2.
const VERSION_2: u64 = 0xce9f_011a_9239_4434;
const HEADER_BYTES: usize = 272;

/// Names shorter or longer are not taken, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=16;
/// Places longer than this are addresses, unless they are foreign.
const LONGEST_JAPANESE_PLACE: usize = 6;

/// Reads the proper nouns out of the package, sorted.
pub(super) fn read(path: &Path) -> Result<Vec<(String, NameClasses)>, ResourceError> {
    let bytes = Wheel::open(path)?.read(FILE)?;
    let mut names = BTreeMap::<String, NameClasses>::new();
    list(&bytes, |word, pos| {
        if let Some(class) = class(pos).filter(|_| is_useful(word)) {
            let known = names.entry(word.to_owned()).or_default();
            *known = known.and(class);
        }
    })
    .ok_or_else(|| super::form(path, FILE, "the list of words"))?;
    Ok(names.into_iter().collect())
}

fn class(pos: &[String]) -> Option<NameClasses> {
    let levels: Vec<&str> = pos.iter().map(String::as_str).collect();
    match levels.as_slice() {
        ["名詞", "固有名詞", "人名", "姓", ..] => Some(NameClasses::SURNAME),
        ["名詞", "固有名詞", "人名", "名", ..] => Some(NameClasses::GIVEN),
        ["名詞", "固有名詞", "人名", ..] => Some(NameClasses::PERSON),
        ["名詞", "固有名詞", "地名", "国", ..] => Some(NameClasses::COUNTRY),
        ["名詞", "固有名詞", "地名", ..] => Some(NameClasses::PLACE),
        ["名詞", "固有名詞", ..] => Some(NameClasses::OTHER),
        _ => None,
    }
}

/// Whether a name tells anything: not a single character, not an address.
fn is_useful(word: &str) -> bool {
    let length = word.chars().count();
    let is_foreign = word.chars().next().is_some_and(|c| matches!(c, 'ァ'..='ヴ') || c.is_ascii_alphabetic());
    let is_address = length > LONGEST_JAPANESE_PLACE
        || word.char_indices().any(|(byte, c)| {
            matches!(c, '県' | '府' | '都' | '道' | '市' | '郡' | '町' | '村' | '区')
                && byte > 3
                && byte + c.len_utf8() < word.len()
        });
    LENGTHS.contains(&length) && (is_foreign || !is_address)
}

/// Gives every word with its part of speech; `None` when the bytes are in another form.
fn list(bytes: &[u8], mut word: impl FnMut(&str, &[String])) -> Option<()> {
    let mut reader = NameReader { bytes, at: 0 };
    if reader.u64()? != VERSION_2 {
        return None;
    }
    reader.at = HEADER_BYTES;
    let count = reader.u16()?;
    let mut parts_of_speech = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        parts_of_speech.push((0..6).map(|_| reader.string()).collect::<Option<Vec<_>>>()?);
    }
    let (left, right) = (usize::from(reader.u16()?), usize::from(reader.u16()?));
    reader.skip(left.checked_mul(right)?.checked_mul(2)?)?;
    let trie = reader.u32()? as usize;
    reader.skip(trie.checked_mul(4)?)?;
    let identifiers = reader.u32()? as usize;
    reader.skip(identifiers)?;
    let words = reader.u32()? as usize;
    reader.skip(words.checked_mul(6)?)?;
    let offsets: Vec<u32> = (0..words).map(|_| reader.u32()).collect::<Option<_>>()?;
    for offset in offsets {
        reader.at = offset as usize;
        let surface = reader.string()?;
        reader.length()?;
        let pos = usize::from(reader.u16()?);
        word(&surface, parts_of_speech.get(pos)?);
    }
    Some(())
}

struct NameReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl NameReader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let taken = self.bytes.get(self.at..)?.first_chunk::<N>()?;
        self.at += N;
        Some(*taken)
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.at = self.at.checked_add(bytes).filter(|&at| at <= self.bytes.len())?;
        Some(())
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    /// One byte, or two with the first bit set, the high one first.
    fn length(&mut self) -> Option<usize> {
        let [first] = self.take()?;
        if first & 0x80 == 0 {
            return Some(usize::from(first));
        }
        let [second] = self.take()?;
        Some(usize::from(first & 0x7F) << 8 | usize::from(second))
    }

    /// UTF-16, its length in units before it.
    fn string(&mut self) -> Option<String> {
        let length = self.length()?;
        let units: Vec<u16> = (0..length).map(|_| self.u16()).collect::<Option<_>>()?;
        String::from_utf16(&units).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(string: &str, into: &mut Vec<u8>) {
        let units: Vec<u16> = string.encode_utf16().collect();
        into.push(units.len() as u8);
        units.iter().for_each(|unit| into.extend_from_slice(&unit.to_le_bytes()));
    }

    /// A dictionary of this form with two parts of speech and no connections.
    fn dictionary(words: &[(&str, u16)]) -> Vec<u8> {
        let mut bytes = VERSION_2.to_le_bytes().to_vec();
        bytes.resize(HEADER_BYTES, 0);
        bytes.extend_from_slice(&2u16.to_le_bytes());
        for pos in [["名詞", "固有名詞", "人名", "姓", "*", "*"], ["動詞", "一般", "*", "*", "*", "*"]]
        {
            pos.iter().for_each(|level| text(level, &mut bytes));
        }
        bytes.extend_from_slice(&[0; 4 + 4 + 4]);
        bytes.extend_from_slice(&(words.len() as u32).to_le_bytes());
        bytes.resize(bytes.len() + words.len() * 6, 0);
        let mut infos = Vec::new();
        let first = bytes.len() + words.len() * 4;
        for (surface, pos) in words {
            bytes.extend_from_slice(&((first + infos.len()) as u32).to_le_bytes());
            text(surface, &mut infos);
            infos.push(surface.len() as u8);
            infos.extend_from_slice(&pos.to_le_bytes());
        }
        bytes.extend_from_slice(&infos);
        bytes
    }

    #[test]
    fn words_are_listed_with_their_parts_of_speech() {
        let bytes = dictionary(&[("霧沢", 0), ("走る", 1)]);
        let mut found = Vec::new();
        list(&bytes, |word, pos| found.push((word.to_owned(), class(pos)))).unwrap();
        assert_eq!(found, [("霧沢".to_owned(), Some(NameClasses::SURNAME)), ("走る".to_owned(), None)]);
        for length in 0..bytes.len() {
            assert_eq!(list(&bytes[..length], |_, _| {}), None);
        }
    }

    #[test]
    fn addresses_and_single_characters_are_left_out() {
        assert!(["霧沢", "霧沢市", "市川", "ノースランドシティ"].into_iter().all(is_useful));
        assert!(["林", "北嶺県霧沢", "霧沢市中央町東通三条"].into_iter().all(|word| !is_useful(word)));
    }
}
