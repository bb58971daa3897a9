//! What stands on pages for finding one's way: numbers, running heads and feet.

use super::lines::PageLine;
use std::collections::HashMap;

/// The part of a page's height at either end where they stand.
const MARGIN: f64 = 0.11;
/// What stands at one place on so many pages is no text.
const PAGES: usize = 3;
/// A running head is no longer, in characters.
const LONGEST: usize = 80;

/// A line of a margin: what it says but for its numbers, and where.
type MarginLine = (String, i64);

/// Takes them out of the pages of a document; tells how many.
pub(super) fn remove(pages: &mut [(f64, Vec<PageLine>)]) -> usize {
    let mut seen: HashMap<MarginLine, usize> = HashMap::new();
    for (height, lines) in pages.iter() {
        let mut marks: Vec<MarginLine> = lines.iter().filter_map(|line| mark(line, *height)).collect();
        marks.sort();
        marks.dedup();
        for mark in marks {
            *seen.entry(mark).or_default() += 1;
        }
    }
    let mut removed = 0;
    for (height, lines) in pages {
        let before = lines.len();
        lines.retain(|line| {
            let repeated = mark(line, *height).is_some_and(|mark| seen.get(&mark) >= Some(&PAGES));
            !(repeated || is_in_margin(line, *height) && is_page_number(&line.text))
        });
        removed += before - lines.len();
    }
    removed
}

fn is_in_margin(line: &PageLine, height: f64) -> bool {
    line.area.bottom < MARGIN * height || line.area.top > (1.0 - MARGIN) * height
}

fn mark(line: &PageLine, height: f64) -> Option<MarginLine> {
    let is_short = line.text.chars().nth(LONGEST).is_none();
    (is_short && is_in_margin(line, height)).then(|| {
        let mut said = String::new();
        for c in line.text.chars().filter(|c| !c.is_whitespace()) {
            let c = if c.is_numeric() { '#' } else { c };
            if !(c == '#' && said.ends_with('#')) {
                said.push(c);
            }
        }
        (said, (line.area.top / 4.0) as i64)
    })
}

/// `3`, `- 3 -`, `3/12`, `3ページ`, `P.3`, `（３）`
fn is_page_number(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let letters = letters.trim_start_matches(['p', 'P', 'ｐ', 'Ｐ', '第']).trim_end_matches("ページ");
    let letters = letters.trim_end_matches('頁');
    let is_mark = |c: char| matches!(c, '-' | '－' | '–' | '—' | '―' | '−' | '‐' | '/' | '／' | '.' | '・');
    let digits = letters.chars().filter(|c| c.is_numeric()).count();
    let is_bracket = |c: char| matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '〔' | '〕');
    (1..=8).contains(&digits) && letters.chars().all(|c| c.is_numeric() || is_mark(c) || is_bracket(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_known() {
        for text in ["3", "- 3 -", "３／１２", "12ページ", "P.3", "―4―", "（５）"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "3月", "第3部", "2025年", "港で火災", "-"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
