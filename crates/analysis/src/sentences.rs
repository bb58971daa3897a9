//! Where sentences begin and end, and what part of an article each is: running text, a heading, an item of a list, a
//! caption, or what is not the article's own text (dates, authors, links).
//!
//! A new line ends a sentence, and so do 。！？ outside brackets. A bracket counts only when its partner stands on the
//! same line, so that a forgotten 」 cannot swallow the rest. Nothing here knows words.

mod sections;

use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use sections::section;
use shirushi_model::{Section, Sentence};

/// A sentence in characters of the shadow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) section: Section,
}

/// Splits a text. Sentences are in order and disjoint; blanks around them belong to none.
pub(crate) fn split(shadow: &Shadow) -> Vec<Extent> {
    let mut sentences = Vec::new();
    let mut brackets = Brackets::default();
    let mut start = 0;
    while start < shadow.len() {
        let mut end = start;
        while end < shadow.len() && !is_line_break(shadow.at(end)) {
            end += 1;
        }
        let (first, last) = trim(shadow, start, end);
        if first < last {
            let section = section(shadow, first, last, sentences.is_empty());
            split_line(shadow, first, last, section, &mut brackets, &mut sentences);
        }
        start = end + 1;
    }
    sentences
}

/// The model's sentences for the extents.
pub(crate) fn to_model(shadow: &Shadow, extents: &[Extent]) -> Vec<Sentence> {
    extents.iter().map(|e| Sentence { span: shadow.span(e.start, e.end), section: e.section }).collect()
}

fn split_line(
    shadow: &Shadow,
    first: usize,
    last: usize,
    section: Section,
    brackets: &mut Brackets,
    sentences: &mut Vec<Extent>,
) {
    brackets.match_line(shadow, first, last);
    let mut depth = 0usize;
    let mut start = first;
    let mut position = first;
    while position < last {
        match brackets.role(position - first) {
            Role::Open => depth += 1,
            Role::Close => depth = depth.saturating_sub(1),
            Role::None => {}
        }
        let mut next = position + 1;
        if depth == 0 && ends_sentence(shadow, position, last) {
            while next < last && is_final(shadow.at(next)) {
                next += 1;
            }
            push(shadow, start, next, section, sentences);
            start = next;
        }
        position = next;
    }
    push(shadow, start, last, section, sentences);
}

fn push(shadow: &Shadow, start: usize, end: usize, section: Section, sentences: &mut Vec<Extent>) {
    let (start, end) = trim(shadow, start, end);
    if start < end {
        sentences.push(Extent { start, end, section });
    }
}

fn trim(shadow: &Shadow, mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && is_blank(shadow.at(start)) {
        start += 1;
    }
    while start < end && is_blank(shadow.before(end)) {
        end -= 1;
    }
    (start, end)
}

pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_final(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Whether the mark at `position` ends a sentence. `!` and `?` do not inside a name or an address: Yahoo!ニュース, ?id=3.
fn ends_sentence(shadow: &Shadow, position: usize, last: usize) -> bool {
    match shadow.at(position) {
        '!' | '?' => {
            let after = shadow.at(position + 1);
            let inside_word = is_latin(shadow.before(position))
                && position + 1 < last
                && (is_katakana(after)
                    || is_kanji(after)
                    || after.is_ascii_alphanumeric()
                    || is_hiragana(after));
            let in_address = position + 1 < last && after.is_ascii_alphanumeric();
            !inside_word && !in_address
        }
        c => is_final(c),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    None,
    Open,
    Close,
}

/// Which brackets of a line have a partner.
#[derive(Default)]
struct Brackets {
    roles: Vec<Role>,
    open: Vec<(char, usize)>,
}

/// How many unclosed brackets a closing one may skip to find its own; it keeps garbage linear.
const MISNESTED: usize = 8;

impl Brackets {
    fn match_line(&mut self, shadow: &Shadow, first: usize, last: usize) {
        self.roles.clear();
        self.roles.resize(last - first, Role::None);
        self.open.clear();
        for position in first..last {
            let c = shadow.at(position);
            if let Some(close) = closing(c) {
                self.open.push((close, position - first));
            } else if let Some(depth) =
                self.open.iter().rev().take(MISNESTED).position(|&(close, _)| close == c)
            {
                self.open.truncate(self.open.len() - depth);
                if let Some((_, opened)) = self.open.pop() {
                    self.set(opened, Role::Open);
                    self.set(position - first, Role::Close);
                }
            }
        }
    }

    fn set(&mut self, at: usize, role: Role) {
        if let Some(slot) = self.roles.get_mut(at) {
            *slot = role;
        }
    }

    fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().unwrap_or(Role::None)
    }
}

/// The bracket that closes an opening one.
pub(crate) fn closing(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '〔' => '〕',
        '【' => '】',
        '“' => '”',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<(String, Section)> {
        let shadow = Shadow::new(text);
        to_model(&shadow, &split(&shadow))
            .into_iter()
            .map(|s| (s.span.slice(text).unwrap().to_owned(), s.section))
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        sentences(text).into_iter().map(|(s, _)| s).collect()
    }

    #[test]
    fn stops_inside_brackets_do_not_end_a_sentence() {
        assert_eq!(
            texts("知事は「急がない。まず聞く」と述べた。会見は終わった。"),
            ["知事は「急がない。まず聞く」と述べた。", "会見は終わった。"]
        );
        assert_eq!(
            texts("「もう遅い」。市長はそう話した（記録による。未公表）。"),
            ["「もう遅い」。", "市長はそう話した（記録による。未公表）。"]
        );
        assert_eq!(texts("本当か！？　そうだ。"), ["本当か！？", "そうだ。"]);
    }

    #[test]
    fn a_bracket_without_a_partner_counts_for_nothing() {
        assert_eq!(texts("彼は「来ると言った。だが来ない。"), ["彼は「来ると言った。", "だが来ない。"]);
        assert_eq!(texts("終わった。）次へ。"), ["終わった。", "）次へ。"]);
        assert_eq!(texts("（甲「乙）丙。丁。"), ["（甲「乙）丙。", "丁。"]);
    }

    #[test]
    fn marks_inside_names_and_addresses_end_nothing() {
        assert_eq!(texts("Yahoo!ニュースが伝えた。https://example.com/a?b=1を参照。").len(), 2);
    }

    #[test]
    fn sections_follow_the_form_of_the_line() {
        let text = "港で火災、けが人なし\n2025年3月4日 更新: 2025/03/05\n\n4日朝、港の倉庫が燃えた。消防が出動した。\n\n原因は調査中\n\n・出火は午前5時\n消火にあたる隊員（鈴木一郎撮影）\n燃えた倉庫/ＡＦＰ\n関連記事: 港の安全\n山田花子記者";
        let found: Vec<Section> = sentences(text).into_iter().map(|(_, s)| s).collect();
        use Section::*;
        assert_eq!(
            found,
            [Heading, Metadata, Body, Body, Heading, Bullet, Caption, Caption, Metadata, Metadata]
        );
    }

    #[test]
    fn blanks_belong_to_no_sentence() {
        assert_eq!(texts("\u{feff} 　雨だ。　 \r\n\r\n風だ。 "), ["雨だ。", "風だ。"]);
        assert_eq!(texts(" \n　\n"), Vec::<String>::new());
    }
}
