//! Writing the columns [`crate::structures`] and [`crate::words`] read.
//!
//! Each column puts like beside like so that deflate finds the repetitions: surfaces and readings only say
//! what differs from the one before, matrix rows what differs from a row that resembles them, lemmas which
//! rule of their context they follow.

use super::BuildError;
use super::source::{Source, Word};
use crate::columns::{push_string, push_varint, zigzag};
use crate::pack::Section;
use crate::structures::NO_PART_OF_SPEECH;
use crate::trie;
use crate::words::{FRONT_LIMIT, MAX_SHARED, READING_NONE, READING_SURFACE, katakana};
use std::collections::HashMap;

/// The sections in their order.
pub(super) fn sections(source: &Source) -> Result<Vec<Vec<u8>>, BuildError> {
    Section::ALL
        .iter()
        .map(|section| match section {
            Section::Contexts => Ok(contexts(source)),
            Section::Matrix => Ok(matrix(source)),
            Section::Characters => Ok(characters(source)),
            Section::Unknown => Ok(unknown(source)),
            Section::Surfaces => Ok(surfaces(source)),
            Section::Trie => {
                let surfaces: Vec<&str> = by_surface(source).map(|(surface, _)| surface).collect();
                trie::record(&surfaces)
                    .ok_or_else(|| BuildError::Source("the trie cannot be read".to_owned()))
            }
            Section::Homographs => homographs(source),
            Section::WordContexts => {
                Ok(source.words.iter().flat_map(|word| word.context.to_le_bytes()).collect())
            }
            Section::WordCosts => Ok(source.words.iter().flat_map(|word| word.cost.to_le_bytes()).collect()),
            Section::Lemmas => lemmas(source),
            Section::Readings => readings(source),
        })
        .collect()
}

fn contexts(source: &Source) -> Vec<u8> {
    let mut bytes = (source.contexts.len() as u16).to_le_bytes().to_vec();
    bytes.extend(source.contexts.iter().map(|pos| pos.map_or(NO_PART_OF_SPEECH, |pos| pos as u8)));
    bytes
}

fn matrix(source: &Source) -> Vec<u8> {
    let size = source.contexts.len();
    let rows: Vec<&[i16]> = source.matrix.chunks_exact(size).collect();
    let zeros = vec![0; size];
    let mut bytes = (size as u16).to_le_bytes().to_vec();
    for (number, row) in rows.iter().enumerate() {
        let earlier = rows.iter().take(number).enumerate().rev();
        let like = earlier.min_by_key(|(_, other)| row.iter().zip(**other).filter(|(a, b)| a != b).count());
        let (like, before) = like.map_or((0, zeros.as_slice()), |(like, before)| (like, before));
        bytes.extend_from_slice(&(like as u16).to_le_bytes());
        for (cost, before) in row.iter().zip(before) {
            push_varint(&mut bytes, u32::from(zigzag(cost.wrapping_sub(*before))));
        }
    }
    bytes
}

fn characters(source: &Source) -> Vec<u8> {
    let mut bytes = vec![source.classes.len() as u8];
    for class in &source.classes {
        push_string(&mut bytes, &class.name);
        bytes.push(u8::from(class.invoke) | u8::from(class.group) << 1);
        bytes.push(class.length);
    }
    push_varint(&mut bytes, source.ranges.len() as u32);
    let mut before = 0;
    for (start, classes) in &source.ranges {
        push_varint(&mut bytes, start - before);
        before = *start;
        bytes.push(classes.len() as u8);
        bytes.extend_from_slice(classes);
    }
    bytes
}

fn unknown(source: &Source) -> Vec<u8> {
    let mut bytes = vec![source.unknown.len() as u8];
    for unknown in &source.unknown {
        bytes.push(unknown.class);
        bytes.extend_from_slice(&unknown.context.to_le_bytes());
        bytes.extend_from_slice(&unknown.cost.to_le_bytes());
    }
    bytes
}

/// Words with the same surface, together.
fn by_surface(source: &Source) -> impl Iterator<Item = (&str, usize)> {
    source
        .words
        .chunk_by(|a, b| a.surface == b.surface)
        .filter_map(|words| Some((words.first()?.surface.as_str(), words.len())))
}

fn surfaces(source: &Source) -> Vec<u8> {
    let mut bytes = Vec::new();
    push_varint(&mut bytes, by_surface(source).count() as u32);
    let mut before = "";
    for (surface, _) in by_surface(source) {
        let (shared, rest) = shared(before, surface);
        bytes.push(shared);
        bytes.extend_from_slice(rest.as_bytes());
        before = surface;
    }
    bytes
}

/// How many characters the strings begin with together, and what follows them in the second.
fn shared<'a>(before: &str, string: &'a str) -> (u8, &'a str) {
    let mut rest = string.chars();
    let mut shared = 0;
    for letter in before.chars().take(usize::from(MAX_SHARED)) {
        let mut ahead = rest.clone();
        if ahead.next() != Some(letter) {
            break;
        }
        rest = ahead;
        shared += 1;
    }
    (shared, rest.as_str())
}

fn homographs(source: &Source) -> Result<Vec<u8>, BuildError> {
    let counts = by_surface(source).map(|(_, count)| u8::try_from(count));
    counts
        .collect::<Result<_, _>>()
        .map_err(|_| BuildError::Source("a surface has too many words".to_owned()))
}

/// What to take off a surface and what to put there to get the lemma.
fn lemma_rule(word: &Word) -> Result<(u8, &str), BuildError> {
    let lemma = if word.lemma == "*" { &word.surface } else { &word.lemma };
    let both = word.surface.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let strip = u8::try_from(word.surface.chars().count() - both);
    let ending = lemma.char_indices().nth(both).and_then(|(at, _)| lemma.get(at..)).unwrap_or_default();
    Ok((strip.map_err(|_| BuildError::Source(format!("{} is too long", word.surface)))?, ending))
}

fn lemmas(source: &Source) -> Result<Vec<u8>, BuildError> {
    let rules = source.words.iter().map(lemma_rule).collect::<Result<Vec<_>, _>>()?;
    // The rules of each context, those used most first.
    let mut counts: Vec<HashMap<(u8, &str), u32>> = vec![HashMap::new(); source.contexts.len()];
    for (word, &rule) in source.words.iter().zip(&rules) {
        if let Some(counts) = counts.get_mut(usize::from(word.context)) {
            *counts.entry(rule).or_default() += 1;
        }
    }
    let mut bytes = Vec::new();
    let mut places = Vec::with_capacity(counts.len());
    for counts in counts {
        let mut ranked: Vec<_> = counts.into_iter().collect();
        ranked.sort_unstable_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        push_varint(&mut bytes, ranked.len() as u32);
        for ((strip, ending), _) in &ranked {
            bytes.push(*strip);
            push_string(&mut bytes, ending);
        }
        places.push(
            ranked.into_iter().zip(0..).map(|((rule, _), place)| (rule, place)).collect::<HashMap<_, _>>(),
        );
    }
    for (word, rule) in source.words.iter().zip(&rules) {
        let Some(places) = places.get(usize::from(word.context)).filter(|places| places.len() > 1) else {
            continue;
        };
        push_varint(&mut bytes, places.get(rule).copied().unwrap_or_default());
    }
    Ok(bytes)
}

fn readings(source: &Source) -> Result<Vec<u8>, BuildError> {
    let mut counts: HashMap<char, u32> = HashMap::new();
    source
        .words
        .iter()
        .flat_map(|word| word.reading.chars())
        .for_each(|letter| *counts.entry(letter).or_default() += 1);
    let mut alphabet: Vec<char> = counts.keys().copied().collect();
    alphabet.sort_unstable();
    let codes: HashMap<char, u8> = alphabet.iter().copied().zip(FRONT_LIMIT..=u8::MAX).collect();
    if codes.len() < alphabet.len() {
        return Err(BuildError::Source(format!("readings have {} different letters", alphabet.len())));
    }
    let mut bytes = Vec::new();
    push_string(&mut bytes, &alphabet.iter().collect::<String>());
    let mut before = "";
    for word in &source.words {
        let reading = if word.reading == "*" { "" } else { word.reading.as_str() };
        if reading.is_empty() {
            bytes.push(READING_NONE);
        } else if reading.chars().eq(word.surface.chars().map(katakana)) {
            bytes.push(READING_SURFACE);
        } else {
            let (shared, rest) = shared(before, reading);
            bytes.push(shared);
            bytes.extend(rest.chars().filter_map(|letter| codes.get(&letter)));
        }
        before = reading;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(surface: &str, lemma: &str) -> Word {
        Word { surface: surface.into(), context: 1, cost: 0, lemma: lemma.into(), reading: String::new() }
    }

    #[test]
    fn a_lemma_is_what_remains_and_an_ending() {
        assert_eq!(lemma_rule(&word("述べ", "述べる")).unwrap(), (0, "る"));
        assert_eq!(lemma_rule(&word("語っ", "語る")).unwrap(), (1, "る"));
        assert_eq!(lemma_rule(&word("首相", "首相")).unwrap(), (0, ""));
        assert_eq!(lemma_rule(&word("な", "だ")).unwrap(), (1, "だ"));
        assert_eq!(lemma_rule(&word("…", "*")).unwrap(), (0, ""));
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(shared("トウキョウ", "トウホク"), (2, "ホク"));
        assert_eq!(shared("", "ア"), (0, "ア"));
        assert_eq!(shared("アア", "アア"), (2, ""));
    }
}
