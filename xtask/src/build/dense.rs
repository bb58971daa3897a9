//! Bytes as text of sixteen bits a character: 1.6 % longer than they were, in a file that is UTF-16.
//!
//! Sixty-three bits become four characters of the 55,136 from U+00A0 to U+D7FF, whose fourth power is just
//! over that. Among these are no ASCII, no controls, no surrogates, nothing that HTML, JavaScript or UTF-16
//! gives a meaning: a text is safe between single quotes and cannot end an element. What is left at the end
//! becomes as few as hold it. `web/static/portable.js` reads it.

/// The first of the characters, and how many there are.
const FIRST: u32 = 0xA0;
const CHARACTERS: u32 = 0xD800 - FIRST;
/// Bits in four characters.
const BITS: u32 = 63;

/// The text of `bytes`.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 63 * 96 + 12);
    let (mut bits, mut count) = (0_u128, 0_u32);
    for &byte in bytes {
        bits |= u128::from(byte) << count;
        count += 8;
        if count >= BITS {
            push(&mut text, bits & ((1 << BITS) - 1), 4);
            bits >>= BITS;
            count -= BITS;
        }
    }
    // One character holds 15 bits, two 31, three 47.
    push(&mut text, bits, (count + 1).div_ceil(16) * u32::from(count > 0));
    text
}

fn push(text: &mut String, mut value: u128, characters: u32) {
    for _ in 0..characters {
        text.extend(character(value % u128::from(CHARACTERS)));
        value /= u128::from(CHARACTERS);
    }
}

fn character(digit: u128) -> Option<char> {
    char::from_u32(FIRST + u32::try_from(digit).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `web/static/portable.js` reads it.
    fn decode(text: &str, length: usize) -> Vec<u8> {
        let digits: Vec<u128> = text.chars().map(|one| u128::from(u32::from(one) - FIRST)).collect();
        let (mut bits, mut count, mut bytes) = (0_u128, 0, Vec::new());
        for four in digits.chunks(4) {
            let value = four.iter().rev().fold(0, |value, digit| value * u128::from(CHARACTERS) + digit);
            bits |= value << count;
            count += BITS;
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
                assert!(text.chars().all(|one| ('\u{A0}'..='\u{D7FF}').contains(&one)), "{text:?}");
                assert!(text.chars().count() <= (length * 8).div_ceil(63) * 4, "{length}");
            }
        }
    }

    #[test]
    fn a_text_is_what_it_was() {
        assert_eq!(encode("印".as_bytes()), "\u{B925}\u{171}");
    }
}
