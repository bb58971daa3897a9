//! From sentences to tokens, with lindera's lattice over the IPADIC pack.
//!
//! What MeCab does with the same dictionary, this does too, but for three things: a run of unknown katakana
//! is cut at ・; no token ends inside a grapheme; and a very long sentence is cut into pieces first.
//! Sentences come from outside: nothing here knows where one ends. No memory is taken per token but for the
//! columns themselves.

use rustc_hash::FxHashMap as HashMap;
use shirushi_dictionary::{Dictionary, Lattice, WordId};
use shirushi_model::{ByteSpan, PartOfSpeech, Tokens};
use std::collections::hash_map::Entry;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Longer sentences are cut into pieces of at most this many bytes. News sentences have 50 to 400.
const MAX_PIECE_BYTES: usize = 4096;

/// The dot between the parts of a foreign name. IPADIC counts it as katakana, so it does not end an unknown
/// word.
const NAME_DOT: &str = "・";

/// Cuts text into tokens. Make one and keep it: its memory is used again and again.
pub struct Tokenizer {
    dictionary: Arc<Dictionary>,
    lattice: Lattice,
    /// For the parts of a name, while `lattice` holds the whole.
    inner: Lattice,
    /// The word the dictionary has for [`NAME_DOT`].
    dot: Option<WordId>,
}

impl Tokenizer {
    /// A tokenizer with this dictionary.
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        let mut lattice = Lattice::default();
        let dot = dictionary.segment(&mut lattice, NAME_DOT).next().map(|(_, word)| word);
        Self { dictionary, lattice, inner: Lattice::default(), dot }
    }

    /// The dictionary it uses.
    pub fn dictionary(&self) -> &Arc<Dictionary> {
        &self.dictionary
    }

    /// The tokens of the given pieces of a text: sentences, or whatever no token should cross. Pieces come in
    /// order and disjoint; between them and where there are only blanks there are no tokens. A piece that
    /// does not fit the text is passed over. Takes time in proportion to the text, whatever it is.
    ///
    /// ```no_run
    /// # use shirushi_analysis::Tokenizer;
    /// # use shirushi_model::ByteSpan;
    /// # fn show(mut tokenizer: Tokenizer) {
    /// let text = "首相が述べた。";
    /// let table = tokenizer.tokenize(text, &[ByteSpan::new(0, text.len())]);
    /// let surfaces: Vec<_> = table.iter().map(|token| token.surface).collect();
    /// assert_eq!(surfaces, ["首相", "が", "述べ", "た", "。"]);
    /// # }
    /// ```
    pub fn tokenize<'t>(&mut self, text: &'t str, pieces: &[ByteSpan]) -> TokenTable<'t> {
        let bytes: usize = pieces.iter().map(|piece| piece.len() as usize).sum();
        let mut table = TokenTable::new(text, Arc::clone(&self.dictionary), bytes / 4);
        for piece in pieces {
            let Some(sentence) = piece.slice(text) else { continue };
            let first = table.len();
            let mut start = piece.start as usize;
            let mut rest = sentence;
            while !rest.is_empty() {
                let (head, tail) = rest.split_at(cut(rest));
                self.tokenize_piece(head, start, &mut table);
                start += head.len();
                rest = tail;
            }
            if !sentence.chars().all(is_plain) {
                table.join_within_graphemes(first, sentence, piece.start);
            }
        }
        table
    }

    /// Appends the tokens of one piece that starts at `offset`.
    fn tokenize_piece(&mut self, piece: &str, offset: usize, table: &mut TokenTable<'_>) {
        let mut found = self.dictionary.segment(&mut self.lattice, piece).peekable();
        while let Some((start, word)) = found.next() {
            let end = found.peek().map_or(piece.len(), |&(next, _)| next);
            let Some(surface) = piece.get(start..end) else { continue };
            match self.dot {
                Some(dot) if word.is_unknown() && surface.contains(NAME_DOT) => {
                    push_parts(&self.dictionary, &mut self.inner, surface, offset + start, dot, table);
                }
                _ => table.push(surface, offset + start, word),
            }
        }
    }
}

/// Appends the parts of an unknown word between dots, each cut by itself, and the dots.
fn push_parts(
    dictionary: &Dictionary,
    lattice: &mut Lattice,
    surface: &str,
    offset: usize,
    dot: WordId,
    table: &mut TokenTable<'_>,
) {
    let mut start = offset;
    for part in surface.split_inclusive(NAME_DOT) {
        let name = part.strip_suffix(NAME_DOT).unwrap_or(part);
        let mut found = dictionary.segment(lattice, name).peekable();
        while let Some((from, word)) = found.next() {
            let to = found.peek().map_or(name.len(), |&(next, _)| next);
            table.push(name.get(from..to).unwrap_or_default(), start + from, word);
        }
        if name.len() < part.len() {
            table.push(NAME_DOT, start + name.len(), dot);
        }
        start += part.len();
    }
}

/// Where to cut a text so that the head has at most [`MAX_PIECE_BYTES`]: after the last comma or other mark
/// in the second half of what fits, else where hiragana ends, else anywhere between two characters.
fn cut(text: &str) -> usize {
    if text.len() <= MAX_PIECE_BYTES {
        return text.len();
    }
    let mut after_mark = None;
    let mut after_hiragana = None;
    let mut anywhere = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices().take_while(|&(at, _)| at <= MAX_PIECE_BYTES) {
        if at > MAX_PIECE_BYTES / 2 {
            if is_plain(c) && is_mark(before) && !is_mark(c) {
                after_mark = Some(at);
            }
            if is_plain(c) && is_hiragana(before) && !is_hiragana(c) {
                after_hiragana = Some(at);
            }
        }
        anywhere = at;
        before = c;
    }
    after_mark.or(after_hiragana).unwrap_or(anywhere)
}

fn is_mark(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | '！' | '？' | '」' | '』' | '）' | '】' | ',' | ';')
        || c.is_whitespace()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Characters each of which is a grapheme by itself beside any other of them. Of all others, graphemes are
/// looked up.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '、'..='〩' | '〰'..='ゖ' | '゛'..='ヿ' | '㐀'..='鿿' | '！'..='ﾝ' | '‐'..='‧')
}

/// The tokens of one text in columns, with the dictionary to ask about them.
#[derive(Debug, Clone)]
pub struct TokenTable<'t> {
    text: &'t str,
    dictionary: Arc<Dictionary>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    words: Vec<WordId>,
    pos: Vec<PartOfSpeech>,
}

/// One token of a [`TokenTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its extent in bytes.
    pub span: ByteSpan,
    /// The text itself.
    pub surface: &'a str,
    /// Its part of speech; of an unknown word, a guess.
    pub pos: PartOfSpeech,
    /// The word in the dictionary.
    pub word: WordId,
    /// The dictionary form; the surface for words the dictionary lacks.
    pub lemma: &'a str,
    /// The reading in katakana, if the dictionary has one.
    pub reading: Option<&'a str>,
}

impl<'t> TokenTable<'t> {
    fn new(text: &'t str, dictionary: Arc<Dictionary>, capacity: usize) -> Self {
        Self {
            text,
            dictionary,
            starts: Vec::with_capacity(capacity),
            ends: Vec::with_capacity(capacity),
            words: Vec::with_capacity(capacity),
            pos: Vec::with_capacity(capacity),
        }
    }

    /// Appends a token unless it is blank.
    fn push(&mut self, surface: &str, start: usize, word: WordId) {
        let pos = self.dictionary.part_of_speech(word);
        if surface.chars().all(char::is_whitespace) {
            return;
        }
        let span = ByteSpan::new(start, start + surface.len());
        self.starts.push(span.start);
        self.ends.push(span.end);
        self.words.push(word);
        self.pos.push(pos);
    }

    /// Joins tokens from `first` on that share a grapheme (辻󠄀, emoji sequences, half-width dakuten): the
    /// first one's word stands for all. They lie in `sentence`, which starts at `offset`.
    fn join_within_graphemes(&mut self, first: usize, sentence: &str, offset: u32) {
        let mut boundaries = sentence.grapheme_indices(true).map(|(at, _)| offset + at as u32).peekable();
        let mut kept = first;
        for token in first..self.len() {
            let (Some(&start), Some(&end)) = (self.starts.get(token), self.ends.get(token)) else { return };
            while boundaries.next_if(|&boundary| boundary < start).is_some() {}
            let starts_inside = boundaries.peek() != Some(&start);
            match kept.checked_sub(1).and_then(|before| self.ends.get_mut(before)) {
                Some(before) if starts_inside && kept > first => *before = end,
                _ => {
                    self.starts.swap(kept, token);
                    self.ends.swap(kept, token);
                    self.words.swap(kept, token);
                    self.pos.swap(kept, token);
                    kept += 1;
                }
            }
        }
        self.starts.truncate(kept);
        self.ends.truncate(kept);
        self.words.truncate(kept);
        self.pos.truncate(kept);
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The text the tokens lie in.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The extent of one token in bytes.
    pub fn span(&self, token: usize) -> Option<ByteSpan> {
        Some(ByteSpan { start: *self.starts.get(token)?, end: *self.ends.get(token)? })
    }

    /// The text of one token.
    pub fn surface(&self, token: usize) -> Option<&'t str> {
        self.span(token)?.slice(self.text)
    }

    /// The part of speech of one token.
    pub fn pos(&self, token: usize) -> Option<PartOfSpeech> {
        self.pos.get(token).copied()
    }

    /// The word of one token.
    pub fn word(&self, token: usize) -> Option<WordId> {
        self.words.get(token).copied()
    }

    /// The dictionary form of one token; its text for words the dictionary lacks.
    pub fn lemma(&self, token: usize) -> Option<&str> {
        self.dictionary.lemma(self.word(token)?).or_else(|| self.surface(token))
    }

    /// The reading of one token in katakana, if the dictionary has one.
    pub fn reading(&self, token: usize) -> Option<&str> {
        self.dictionary.reading(self.word(token)?)
    }

    /// One token with all that is known of it. Nothing is allocated.
    pub fn get(&self, token: usize) -> Option<Token<'_>> {
        Some(Token {
            span: self.span(token)?,
            surface: self.surface(token)?,
            pos: self.pos(token)?,
            word: self.word(token)?,
            lemma: self.lemma(token)?,
            reading: self.reading(token),
        })
    }

    /// All tokens in order.
    pub fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        (0..self.len()).filter_map(|token| self.get(token))
    }

    /// The first token that ends after a position in bytes; the number of tokens when none does.
    pub fn first_after(&self, position: u32) -> usize {
        self.ends.partition_point(|&end| end <= position)
    }

    /// The tokens with their strings, each string once, for those who have no dictionary.
    pub fn to_tokens(&self) -> Tokens {
        let mut tokens = Tokens {
            starts: self.starts.clone(),
            ends: self.ends.clone(),
            pos: self.pos.clone(),
            ..Tokens::default()
        };
        let mut strings = Strings::default();
        let mut words: HashMap<WordId, (u32, u32)> = HashMap::default();
        for &word in &self.words {
            let (lemma, reading) = *words.entry(word).or_insert_with(|| {
                let lemma =
                    self.dictionary.lemma(word).map_or(Tokens::SURFACE, |lemma| strings.number(lemma));
                let reading = self.dictionary.reading(word);
                (lemma, reading.map_or(Tokens::UNKNOWN, |reading| strings.number(reading)))
            });
            tokens.lemma.push(lemma);
            tokens.reading.push(reading);
        }
        tokens.strings = strings.list;
        tokens
    }
}

/// Strings that occur, each once.
#[derive(Default)]
struct Strings<'d> {
    list: Vec<String>,
    numbers: HashMap<&'d str, u32>,
}

impl<'d> Strings<'d> {
    fn number(&mut self, string: &'d str) -> u32 {
        match self.numbers.entry(string) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let number = self.list.len() as u32;
                self.list.push(string.to_owned());
                *new.insert(number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_dictionary::build::workspace_dictionary;
    use shirushi_model::TokenView;
    use std::sync::LazyLock;

    static DICTIONARY: LazyLock<Arc<Dictionary>> =
        LazyLock::new(|| Arc::new(workspace_dictionary().expect("the dictionary can be made")));

    fn tokenizer() -> Tokenizer {
        Tokenizer::new(Arc::clone(&DICTIONARY))
    }

    /// Tokens are written between strokes; the text is what remains without them.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let mut tokenizer = tokenizer();
        let table = tokenizer.tokenize(&text, &[ByteSpan::new(0, text.len())]);
        let found: Vec<_> = table.iter().map(|token| token.surface).collect();
        let expected: Vec<_> = marked.split('|').map(str::trim).filter(|token| !token.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_become_words() {
        check("市長|は|7|日|、|「|橋|を|直す|」|と|述べ|た|。");
        check("令和|7|年度|の|予算");
    }

    #[test]
    fn unknown_katakana_is_cut_at_the_dot() {
        check("ゾルタン|・|ペレシュ|氏");
        check("・|ゾルタン|・");
    }

    #[test]
    fn blanks_are_no_tokens() {
        check("市長| |は|　|\n|述べ|た");
        let table_is_empty =
            |text: &str| tokenizer().tokenize(text, &[ByteSpan::new(0, text.len())]).is_empty();
        assert!(table_is_empty(""));
        assert!(table_is_empty(" \t\r\n　"));
    }

    #[test]
    fn no_token_ends_inside_a_grapheme() {
        check("辻󠄀|市長|は|👩‍🚒|だ");
        check("か\u{3099}");
        check("👩‍🚒|が|e\u{301}|を");
    }

    #[test]
    fn nothing_is_found_between_the_pieces() {
        let text = "一つ。二つ。三つ。";
        let pieces = [ByteSpan::new(0, 9), ByteSpan::new(18, 27), ByteSpan::new(26, 900)];
        let mut tokenizer = tokenizer();
        let table = tokenizer.tokenize(text, &pieces);
        assert_eq!(table.iter().map(|token| token.surface).collect::<String>(), "一つ。三つ。");
    }

    #[test]
    fn tokens_know_their_lemma_and_reading() {
        let text = "彼は「来なかった」と述べたゾルタン";
        let mut tokenizer = tokenizer();
        let table = tokenizer.tokenize(text, &[ByteSpan::new(0, text.len())]);
        let come = table.iter().find(|token| token.surface == "来").unwrap();
        assert_eq!((come.pos, come.lemma, come.reading), (PartOfSpeech::Verb, "来る", Some("コ")));
        let last = table.iter().last().unwrap();
        assert_eq!((last.lemma, last.reading, last.word.is_unknown()), ("ゾルタン", None, true));

        let tokens = table.to_tokens();
        assert_eq!(tokens.len(), table.len());
        for (index, token) in table.iter().enumerate() {
            let view = tokens.get(index, text).unwrap();
            let TokenView { span, surface, lemma, reading, .. } = view;
            assert_eq!(
                (span, surface, lemma, reading),
                (token.span, token.surface, token.lemma, token.reading)
            );
            assert_eq!(view.pos, token.pos);
        }
    }

    #[test]
    fn endless_lines_are_cut_and_nothing_is_lost() {
        for unit in ["あ", "市長は、", "ア・", "👩‍🚒", "🇯🇵", "\u{301}", "x", "\0", "市長は述べた"]
        {
            let text = unit.repeat(40_000);
            let mut tokenizer = tokenizer();
            let table = tokenizer.tokenize(&text, &[ByteSpan::new(0, text.len())]);
            assert!(!table.is_empty(), "{unit:?}");
            let mut end = 0;
            for token in table.iter() {
                assert_eq!(token.span.start, end, "{unit:?}");
                end = token.span.end;
            }
            assert_eq!(end as usize, text.len(), "{unit:?}");
        }
    }
}
