//! Line breaks that stand inside sentences, because a mail program or the columns of a PDF cut the lines
//! to a width.
//!
//! `…最優先にした」と述⏎べた。` is one sentence; a headline above a paragraph, the lines of a poem, of a
//! list, of an address or of a table are not. What is known here is the shape of the lines: their widths,
//! their marks, their brackets. Who knows words too asks for the breaks that the shape leaves open
//! ([`Wrapping::open`]) and says which of them cut a word ([`Wrapping::prove`]): from there the width of the
//! lines is known, and other lines of that width follow. The text itself is never changed.

mod line;

use crate::ByteSpan;
use line::{Head, LineKind, Tail, Width, WrappedLine};

/// A line break that is read through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrap {
    /// The break, with the blanks around it and the marks of quoted mail (`> `) that begin the next line.
    pub span: ByteSpan,
    /// What stands between the two lines once they are one.
    pub joint: Joint,
}

/// What stands between two lines once they are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Nothing, as between Japanese letters: 述⏎べた.
    Nothing,
    /// A blank, as between Latin words: Bank⏎of.
    Blank,
}

/// A break that can be one inside a sentence, for all the shape of the lines tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenBreak<'t> {
    /// Its number, for [`Wrapping::prove`].
    pub number: usize,
    /// The line before it, and the line after.
    pub before: &'t str,
    /// See `before`.
    pub after: &'t str,
    /// Whether short lines follow each other here, as in a poem or in the captions of television: what
    /// cuts no word is meant.
    pub is_verse: bool,
}

/// What is known of one break between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It stays: a blank line, a list, a table, the end of a sentence.
    Kept,
    /// Nothing speaks against reading through it, nothing for it.
    Open,
    /// It is read through.
    Wrapped,
}

/// The lines of a text and what is known of the breaks between them.
///
/// ```
/// use shirushi_model::Wrapping;
///
/// let text = "市長は会見で「再建には時間がかかる。\nしかし必ずやり遂げる」と述べた。";
/// let wraps = Wrapping::of(text).wraps();
/// assert_eq!(wraps.first().and_then(|wrap| wrap.span.slice(text)), Some("\n"));
/// assert!(Wrapping::of("港で火災\n\n4日朝、港の倉庫が燃えた。").wraps().is_empty());
/// ```
#[derive(Debug)]
pub struct Wrapping<'t> {
    text: &'t str,
    lines: Vec<WrappedLine>,
    /// Invariant: one for each line but the last, of the break after it.
    verdicts: Vec<Verdict>,
}

/// Lines of one width differ by so many columns at most: a mark that must not begin a line moves it by
/// one letter or two.
const SLACK: u32 = 4;
/// The narrowest column, in columns of half a kanji: a newspaper sets eleven kanji to a line.
const NARROWEST: u32 = 20;
/// So many unfinished lines of one width make a column; one or two can be chance.
const ENOUGH: usize = 3;
/// A quotation goes on over so many line breaks at most; behind that a bracket was forgotten.
const QUOTED_LINES: usize = 6;
/// A bracket of another kind goes on over so many.
const BRACKETED_LINES: usize = 2;
/// How many unclosed brackets a closing one may skip to find its own; it keeps garbage linear.
const MISNESTED: usize = 8;

impl<'t> Wrapping<'t> {
    /// Looks at the lines of a text. Takes time in proportion to the text, whatever it is.
    pub fn of(text: &'t str) -> Self {
        let lines = line::read(text);
        let mut verdicts: Vec<Verdict> =
            lines.iter().zip(lines.iter().skip(1)).map(|(one, next)| between(one, next)).collect();
        keep_what_never_stops(&lines, &mut verdicts);
        let mut wrapping = Self { text, lines, verdicts };
        wrapping.read_through_brackets();
        if let Some(column) = wrapping.column() {
            wrapping.follow(column);
        }
        wrapping
    }

    /// The breaks that the shape leaves open.
    pub fn open(&self) -> impl Iterator<Item = OpenBreak<'t>> + '_ {
        let text = self.text;
        let pairs = self.lines.iter().zip(self.lines.iter().skip(1));
        pairs.zip(&self.verdicts).enumerate().filter_map(move |(number, ((one, next), verdict))| {
            let (before, after) = (one.span.slice(text)?, next.span.slice(text)?);
            let is_verse = self.is_verse(number);
            (*verdict == Verdict::Open).then_some(OpenBreak { number, before, after, is_verse })
        })
    }

    /// Whether a break stands among others, all behind lines narrower than a column.
    fn is_verse(&self, number: usize) -> bool {
        let is_short = |at: usize| {
            let is_open = self.verdicts.get(at).is_some_and(|verdict| *verdict != Verdict::Kept);
            is_open && self.lines.get(at).is_some_and(|line| line.width.columns < NARROWEST)
        };
        is_short(number) && (is_short(number + 1) || number.checked_sub(1).is_some_and(is_short))
    }

    /// Takes in which of the open breaks cut a word or a phrase, and what follows for lines of the same
    /// width.
    pub fn prove(&mut self, breaks: &[usize]) {
        let mut widest: Option<Width> = None;
        for &number in breaks {
            if let (Some(verdict), Some(line)) = (self.verdicts.get_mut(number), self.lines.get(number)) {
                *verdict = Verdict::Wrapped;
                widest = widest.filter(|widest| widest.columns >= line.width.columns).or(Some(line.width));
            }
        }
        if let Some(width) = widest.filter(|width| width.columns >= NARROWEST) {
            self.follow(TextColumn { measure: Measure::Columns, width: width.columns });
        }
    }

    /// The breaks that stand inside sentences, in order.
    pub fn wraps(&self) -> Vec<Wrap> {
        self.collect(|verdict, _, _| verdict == Verdict::Wrapped)
    }

    /// The breaks inside paragraphs, in order: those inside sentences, and those behind a full line that
    /// ends with its sentence. Only where the lines were cut to one width can a paragraph be told; none
    /// otherwise.
    pub fn reflow(&self) -> Vec<Wrap> {
        let Some(column) = self.column() else { return Vec::new() };
        self.collect(|verdict, one, next| {
            let goes_on = one.tail == Tail::Stop && column.is_full(one) && may_follow(one, next);
            verdict == Verdict::Wrapped || goes_on
        })
    }

    fn collect(&self, is_wanted: impl Fn(Verdict, &WrappedLine, &WrappedLine) -> bool) -> Vec<Wrap> {
        let pairs = self.lines.iter().zip(self.lines.iter().skip(1)).zip(&self.verdicts);
        pairs
            .filter(|((one, next), verdict)| is_wanted(**verdict, one, next))
            .map(|((one, next), _)| Wrap {
                span: ByteSpan { start: one.span.end, end: next.span.start },
                joint: if one.ends_latin && next.begins_latin { Joint::Blank } else { Joint::Nothing },
            })
            .collect()
    }

    /// The width that the unfinished lines have in common, if they do: a fixed-width font counts columns,
    /// a program that cuts lines may count letters.
    fn column(&self) -> Option<TextColumn> {
        let [of_columns, of_letters] =
            [Measure::Columns, Measure::Letters].map(|measure| self.most_common(measure));
        let (count, column) = if of_letters.0 > of_columns.0 { of_letters } else { of_columns };
        let wider = self.lines.iter().filter(|line| column.is_narrower_than(line)).count();
        let is_column = count >= ENOUGH
            && count * 4 >= self.unfinished().count() * 3
            && wider * 10 <= self.lines.len().max(10)
            && column.width >= NARROWEST;
        is_column.then_some(column)
    }

    /// How many unfinished lines fill the column that most of them fill.
    fn most_common(&self, measure: Measure) -> (usize, TextColumn) {
        let mut widths: Vec<u32> = self.unfinished().map(|line| measure.of(line)).collect();
        widths.sort_unstable();
        let mut best = (0, 0);
        let mut first = 0;
        for (last, &width) in widths.iter().enumerate() {
            while widths.get(first).is_some_and(|&narrow| narrow + SLACK < width) {
                first += 1;
            }
            // Of two alike, the wider.
            best = best.max((last + 1 - first, width));
        }
        (best.0, TextColumn { measure, width: best.1 })
    }

    /// Lines that end before their sentence does.
    fn unfinished(&self) -> impl Iterator<Item = &WrappedLine> {
        let lines = self.lines.iter().zip(&self.verdicts);
        lines
            .filter(|(line, verdict)| **verdict != Verdict::Kept && line.tail != Tail::Stop)
            .map(|(line, _)| line)
    }

    /// Reads through the breaks behind full lines of a column.
    fn follow(&mut self, column: TextColumn) {
        for (number, (line, verdict)) in self.lines.iter().zip(&mut self.verdicts).enumerate() {
            // A headline can be as wide by chance.
            let is_headline = number == 0 && !line.has_clause;
            if *verdict == Verdict::Open && column.is_full(line) && !is_headline {
                *verdict = Verdict::Wrapped;
            }
        }
    }

    /// Reads through the breaks inside a quotation: 「時間がかかる。⏎しかし必ずやり遂げる」と述べた.
    fn read_through_brackets(&mut self) {
        let mut unclosed: Vec<(char, usize)> = Vec::new();
        for number in 0..self.lines.len() {
            let Some(line) = self.lines.get(number) else { return };
            if line.kind != LineKind::Prose || line.after_blank {
                unclosed.clear();
            }
            let text = line.span.slice(self.text).unwrap_or_default();
            for (at, c) in text.char_indices() {
                if let Some(close) = closing(c) {
                    unclosed.push((close, number));
                    continue;
                }
                let Some(depth) = unclosed.iter().rev().take(MISNESTED).position(|&(close, _)| close == c)
                else {
                    continue;
                };
                unclosed.truncate(unclosed.len() - depth);
                let Some((_, opened)) = unclosed.pop() else { continue };
                let reach = if matches!(c, '」' | '』') { QUOTED_LINES } else { BRACKETED_LINES };
                let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
                if opened < number && number - opened <= reach && self.is_quoted(opened, number, rest) {
                    self.wrap(opened, number);
                }
            }
        }
    }

    /// Whether what a bracket encloses over several lines is part of a sentence, not a verse that stands
    /// by itself: words stand around the brackets, or a sentence ends between them.
    fn is_quoted(&self, opened: usize, closed: usize, rest: &str) -> bool {
        let inside = self.lines.get(opened..closed).unwrap_or_default();
        let begins_inside = self.lines.get(opened).is_some_and(|line| !line.begins_bracket);
        let goes_on = !rest.trim_matches(['。', '．', '」', '』', '）', ')', ' ', '　']).is_empty();
        let goes_together = inside.iter().zip(inside.iter().skip(1)).all(|(one, next)| may_follow(one, next));
        goes_together
            && self
                .lines
                .get(closed)
                .is_some_and(|last| inside.last().is_some_and(|one| may_follow(one, last)))
            && (begins_inside || goes_on || inside.iter().any(|line| line.tail == Tail::Stop))
    }

    fn wrap(&mut self, from: usize, to: usize) {
        for verdict in self.verdicts.get_mut(from..to).unwrap_or_default() {
            *verdict = Verdict::Wrapped;
        }
    }
}

/// What the break between two lines is, seen by itself.
fn between(one: &WrappedLine, next: &WrappedLine) -> Verdict {
    if one.tail == Tail::Stop || !may_follow(one, next) {
        return Verdict::Kept;
    }
    // 、。っ and the like never begin a line of anything.
    if next.head == Head::Impossible { Verdict::Wrapped } else { Verdict::Open }
}

/// Whether the next line can go on with the sentence of this one.
fn may_follow(one: &WrappedLine, next: &WrappedLine) -> bool {
    let is_indented = next.indent > one.indent && next.indent > 0;
    one.kind != LineKind::Other
        && next.kind == LineKind::Prose
        && !next.after_blank
        && next.head != Head::Fresh
        && one.quoting == next.quoting
        && !(is_indented && one.kind == LineKind::Prose)
}

/// A run of lines that comes to no 。 is a poem, a list, an address: its breaks are kept.
fn keep_what_never_stops(lines: &[WrappedLine], verdicts: &mut [Verdict]) {
    let mut stops = false;
    for (verdict, next) in verdicts.iter_mut().zip(lines.iter().skip(1)).rev() {
        match verdict {
            Verdict::Kept => stops = false,
            Verdict::Open | Verdict::Wrapped => {
                stops |= next.has_stop;
                if !stops {
                    *verdict = Verdict::Kept;
                }
            }
        }
    }
}

/// How the width of a line is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// In columns of a fixed-width font, two to a kanji.
    Columns,
    /// In letters, each taken for a kanji.
    Letters,
}

impl Measure {
    fn of(self, line: &WrappedLine) -> u32 {
        match self {
            Self::Columns => line.width.columns,
            Self::Letters => line.width.letters * 2,
        }
    }
}

/// A width to which lines were cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct TextColumn {
    measure: Measure,
    width: u32,
}

impl TextColumn {
    /// Whether what stands in a line is as wide as in the others that were cut.
    fn is_full(self, line: &WrappedLine) -> bool {
        self.measure.of(line) + SLACK >= self.width && !self.is_narrower_than(line)
    }

    fn is_narrower_than(self, line: &WrappedLine) -> bool {
        self.measure.of(line) > self.width + SLACK
    }
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '(' => ')',
        '“' => '”',
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
