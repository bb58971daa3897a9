//! The words of a TEI text as plain text, while they are read: blanks that only lay out the XML go, lines
//! begin where paragraphs do.

/// A text in the making. Positions count code points.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    length: u32,
    /// A blank that counts if words follow on the same line; whether the XML breaks its line there.
    blank: Option<bool>,
    /// How many elements are open in which every blank counts.
    preserved: usize,
}

impl Prose {
    /// Where the next character stands, for what begins here.
    pub(super) fn start(&mut self) -> u32 {
        match self.blank.take() {
            Some(breaks) if !(breaks && self.is_wide()) => self.blank(),
            _ => {}
        }
        self.length
    }

    /// Where the last character ends, for what ends here.
    pub(super) fn end(&self) -> u32 {
        self.length
    }

    /// Every blank counts until the same is said with `is_open` false.
    pub(super) fn preserve(&mut self, is_open: bool) {
        self.preserved = if is_open { self.preserved + 1 } else { self.preserved.saturating_sub(1) };
    }

    /// A new line, unless one has just begun.
    pub(super) fn block(&mut self) {
        self.blank = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.put('\n');
        }
    }

    /// A new line in any case.
    pub(super) fn line(&mut self) {
        self.blank = None;
        self.put('\n');
    }

    /// A character as it is.
    pub(super) fn put(&mut self, c: char) {
        self.text.push(c);
        self.length = self.length.saturating_add(1);
    }

    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            if self.preserved > 0 {
                self.put(c);
            } else if matches!(c, ' ' | '\t' | '\n' | '\r') {
                let breaks = self.blank.unwrap_or(false) || c == '\n';
                self.blank = Some(breaks);
            } else {
                // Where the XML breaks a line of Japanese there is no blank.
                match self.blank.take() {
                    Some(breaks) if !(breaks && !c.is_ascii() && self.is_wide()) => self.blank(),
                    _ => {}
                }
                self.put(c);
            }
        }
    }

    /// Whether the last character is none of ASCII's.
    fn is_wide(&self) -> bool {
        self.text.chars().next_back().is_some_and(|c| !c.is_ascii())
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.put(' ');
        }
    }

    /// The text, without the line break that only its last paragraph has.
    pub(super) fn finish(mut self, is_exact: bool) -> String {
        if !is_exact && self.text.ends_with('\n') {
            self.text.pop();
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_lay_out_go() {
        let mut prose = Prose::default();
        prose.words("\n  浜野港で\n  火災が ");
        assert_eq!((prose.start(), prose.end()), (8, 8));
        prose.words("Fire  broke\nout");
        prose.block();
        prose.words("  二行目\n");
        prose.block();
        assert_eq!(prose.finish(false), "浜野港で火災が Fire broke out\n二行目");
    }
}
