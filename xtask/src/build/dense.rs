//! Bytes as text of sixteen bits a character: 3 % longer than they were, in a file that is UTF-16.
//!
//! Thirty-one bits become two characters of the 55,040 from U+0100 to U+D7FF. Among these are no ASCII, no
//! surrogates, nothing that HTML, JavaScript or UTF-16 gives a meaning: a text is safe between single
//! quotes and cannot end an element. What is left at the end, fifteen bits or fewer, becomes one.
//! `web/static/portable.js` reads it.

/// The first of the characters, and how many there are.
const FIRST: u32 = 0x100;
const CHARACTERS: u32 = 0xD800 - FIRST;

/// The text of `bytes`.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 31 * 48 + 6);
    let (mut bits, mut count) = (0_u64, 0_u32);
    for &byte in bytes {
        bits |= u64::from(byte) << count;
        count += 8;
        if count >= 31 {
            push_pair(&mut text, bits & 0x7FFF_FFFF);
            bits >>= 31;
            count -= 31;
        }
    }
    match count {
        0 => {}
        1..=15 => text.extend(character(bits)),
        _ => push_pair(&mut text, bits),
    }
    text
}

fn push_pair(text: &mut String, value: u64) {
    text.extend(character(value % u64::from(CHARACTERS)));
    text.extend(character(value / u64::from(CHARACTERS)));
}

fn character(digit: u64) -> Option<char> {
    char::from_u32(FIRST + u32::try_from(digit).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `web/static/portable.js` reads it.
    fn decode(text: &str, length: usize) -> Vec<u8> {
        let digits: Vec<u64> = text.chars().map(|one| u64::from(u32::from(one) - FIRST)).collect();
        let (mut bits, mut count, mut bytes) = (0_u64, 0, Vec::new());
        for pair in digits.chunks(2) {
            let value = pair.get(1).map_or(0, |high| high * u64::from(CHARACTERS)) + pair.first().unwrap();
            bits |= value << count;
            count += 31;
            while count > 7 {
                bytes.push((bits & 255) as u8);
                bits >>= 8;
                count -= 8;
            }
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn every_length_comes_back() {
        for length in 0..200 {
            for bytes in [vec![255; length], (0..length).map(|at| (at * 151 % 256) as u8).collect()] {
                let text = encode(&bytes);
                assert_eq!(decode(&text, length), bytes);
                assert!(text.chars().all(|one| ('\u{100}'..='\u{D7FF}').contains(&one)), "{text:?}");
                assert!(text.chars().count() <= length.div_ceil(31) * 16, "{length}");
            }
        }
    }

    #[test]
    fn a_text_is_what_it_was() {
        assert_eq!(encode("印".as_bytes()), "\u{30E5}\u{1D2}");
    }
}
