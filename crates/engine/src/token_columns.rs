//! The tokens of a text in columns, as they cross to JavaScript: four numbers, a part of speech and no object
//! for each. `crates/engine/npm/tokens.js` reads them.

use shirushi_model::Tokens;

/// Tokens in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenColumns {
    /// One column behind the other, each with a number for every token: starts and ends in UTF-16 units of
    /// the text; lemmas and readings as numbers of strings, [`Tokens::SURFACE`] and [`Tokens::UNKNOWN`] where
    /// they have none. Behind them, for every string, where it ends in `strings`, in UTF-16 units.
    pub numbers: Vec<u32>,
    /// Numbers of `shirushi_model::PartOfSpeech`.
    pub parts_of_speech: Vec<u8>,
    /// Lemmas and readings, each once, with nothing between them.
    pub strings: String,
}

impl TokenColumns {
    /// The columns of the tokens of `text`.
    pub fn new(text: &str, tokens: Tokens) -> Self {
        let Tokens { starts, ends, pos, lemma, reading, strings } = tokens;
        let mut numbers = Vec::with_capacity(4 * starts.len() + strings.len());
        for column in [starts, ends] {
            let mut units = Utf16Cursor::new(text);
            numbers.extend(column.into_iter().map(|byte| units.at(byte)));
        }
        numbers.extend(lemma);
        numbers.extend(reading);
        let mut end = 0;
        numbers.extend(strings.iter().map(|string| {
            end += string.chars().map(char::len_utf16).sum::<usize>() as u32;
            end
        }));
        let parts_of_speech = pos.into_iter().map(u8::from).collect();
        Self { numbers, parts_of_speech, strings: strings.concat() }
    }
}

/// Bytes of a text as UTF-16 units, for bytes asked in order.
struct Utf16Cursor<'t> {
    text: &'t [u8],
    byte: usize,
    units: u32,
}

impl<'t> Utf16Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self { text: text.as_bytes(), byte: 0, units: 0 }
    }

    fn at(&mut self, byte: u32) -> u32 {
        let passed = self.text.get(self.byte..byte as usize).unwrap_or_default();
        // Every character begins with a byte that continues none; those of four bytes are two units.
        let units = |byte: &u8| u32::from(byte & 0xC0 != 0x80) + u32::from(*byte >= 0xF0);
        self.units += passed.iter().map(units).sum::<u32>();
        self.byte += passed.len();
        self.units
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::PartOfSpeech;

    #[test]
    fn positions_are_units_and_strings_stand_once() {
        let text = "👩‍🚒が𠮷野へ";
        let (starts, ends) = (vec![0, 11, 14, 21], vec![11, 14, 21, 24]);
        let pos = vec![PartOfSpeech::Surname; 4];
        let lemma = vec![Tokens::SURFACE, 0, 1, 0];
        let reading = vec![Tokens::UNKNOWN, 1, Tokens::UNKNOWN, Tokens::UNKNOWN];
        let strings = vec!["が".to_owned(), "𠮷ノ".to_owned()];
        let columns = TokenColumns::new(text, Tokens { starts, ends, pos, lemma, reading, strings });
        let units: Vec<u16> = text.encode_utf16().collect();
        let (starts, rest) = columns.numbers.split_at(4);
        let (ends, rest) = rest.split_at(4);
        let surfaces: Vec<String> = starts
            .iter()
            .zip(ends)
            .map(|(&start, &end)| String::from_utf16(&units[start as usize..end as usize]).unwrap())
            .collect();
        assert_eq!(surfaces, ["👩‍🚒", "が", "𠮷野", "へ"]);
        assert_eq!(rest[..4], [Tokens::SURFACE, 0, 1, 0]);
        assert_eq!(rest[8..], [1, 4]);
        assert_eq!((columns.strings.as_str(), columns.parts_of_speech.len()), ("が𠮷ノ", 4));
    }
}
