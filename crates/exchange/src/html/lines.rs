//! Builds lines and paragraphs from runs of text, folding blanks as a browser does. Knows no HTML.

/// What stands between the text so far and the text to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Break {
    #[default]
    None,
    /// The next cell of a row.
    Cell,
    Line,
    Paragraph,
}

/// A text being built.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    pending: Break,
    /// Blanks that come before the next character of the same line, if one comes.
    blank: Blank,
    /// The marker of a list item that has no text yet.
    marker: String,
    preformatted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Blank {
    #[default]
    None,
    /// Blanks within a line of the source.
    Space,
    /// Blanks with a line break of the source.
    SourceLine,
}

impl Lines {
    /// Text of the current line.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted => self.add_line(),
                '\n' | '\r' | '\x0C' if !self.preformatted => self.blank = Blank::SourceLine,
                ' ' | '\t' | '\u{A0}' if !self.preformatted => self.blank = self.blank.max(Blank::Space),
                '\r' => {}
                c => self.character(c),
            }
        }
    }

    fn character(&mut self, c: char) {
        let starts = self.text.is_empty();
        let blank = std::mem::take(&mut self.blank);
        match std::mem::take(&mut self.pending) {
            _ if starts => {}
            Break::Paragraph => self.text.push_str("\n\n"),
            Break::Line => self.text.push('\n'),
            Break::Cell => self.text.push('\t'),
            Break::None => {
                let written = self.text.chars().next_back().is_some_and(|last| last != '\n');
                if written && self.marker.is_empty() && shows(blank, self.text.chars().next_back(), c) {
                    self.text.push(' ');
                }
            }
        }
        self.text.push_str(&std::mem::take(&mut self.marker));
        self.text.push(c);
    }

    /// The next text stands in another line.
    pub(super) fn line(&mut self) {
        self.pending = self.pending.max(Break::Line);
        self.blank = Blank::None;
        self.marker.clear();
    }

    /// The next text stands one line further: twice makes an empty line, more does not.
    pub(super) fn add_line(&mut self) {
        self.pending = if self.pending >= Break::Line { Break::Paragraph } else { Break::Line };
        self.blank = Blank::None;
    }

    /// The next text stands in another paragraph.
    pub(super) fn paragraph(&mut self) {
        self.pending = Break::Paragraph;
        // In an item, a paragraph that starts goes on where the marker stands.
        if !self.marker.is_empty() {
            self.pending = Break::Line;
        }
        self.blank = Blank::None;
    }

    /// The next text stands in another cell of the row.
    pub(super) fn cell(&mut self) {
        self.pending = self.pending.max(Break::Cell);
        self.blank = Blank::None;
    }

    /// The next text stands after this marker, in the line that was started.
    pub(super) fn marker(&mut self, marker: &str) {
        self.marker = marker.to_owned();
    }

    /// Whether blanks and line breaks stand for themselves.
    pub(super) fn preformatted(&mut self, preformatted: bool) {
        self.preformatted = preformatted;
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Whether blanks between two characters show. Between characters of full width a line break of the source
/// does not, as CSS Text 3 (section 4.1.3) has it.
fn shows(blank: Blank, before: Option<char>, after: char) -> bool {
    match blank {
        Blank::None => false,
        Blank::Space => true,
        Blank::SourceLine => !(before.is_some_and(is_wide) && is_wide(after)),
    }
}

/// Whether a character has full width and its script no blanks between words.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}
