//! The analysis for people: a heading, counts, and one line for each entity with its type, how often it is
//! named, its value and how it is written. Knows the contract's document and the width of the page, nothing
//! else.

use console::{Alignment, Style, Term, pad_str, truncate_str};
use shirushi_contract::{Document, Entity, Token, Value};
use std::collections::HashMap;
use std::io::{self, IsTerminal};
use std::{env, iter};

/// What is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TablePage {
    /// In columns; a kanji takes two.
    width: usize,
    colours: Colours,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colours {
    Shown,
    LeftOut,
}

/// The width of a page that is no terminal.
const ORDINARY_WIDTH: usize = 100;
/// Columns are not squeezed below this.
const LEAST_WIDTH: usize = 60;

impl TablePage {
    /// Standard output as it is. Colours only on a terminal, and not when the person has set `NO_COLOR`.
    pub(super) fn of_terminal() -> Self {
        let width = Term::stdout().size_checked().map_or(ORDINARY_WIDTH, |(_, columns)| usize::from(columns));
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
        let shown = io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb;
        let colours = if shown { Colours::Shown } else { Colours::LeftOut };
        Self { width: width.max(LEAST_WIDTH), colours }
    }

    fn styled(self, style: Style, text: &str) -> String {
        style.force_styling(self.colours == Colours::Shown).apply_to(text).to_string()
    }
}

/// Columns of the type's name, the longest being ORGANIZATION.
const TYPE: usize = 12;
/// Columns of the number of mentions.
const COUNT: usize = 4;
/// Blanks between columns.
const GAP: usize = 2;

/// The mentions of one entity.
struct TableGroup<'d> {
    first: &'d Entity,
    mentions: usize,
    /// As they are written, each once, in order.
    forms: Vec<&'d str>,
    /// Their values, each once; times and quantities of one form may have several.
    values: Vec<String>,
}

impl TableGroup<'_> {
    /// Its values, unless that is what it is called by already.
    fn value(&self) -> String {
        let values = self.values.join(" / ");
        if values == self.first.canonical { String::new() } else { values }
    }

    /// Its forms, unless the only one is what it is called by already.
    fn written(&self) -> String {
        let forms = self.forms.join("、");
        if forms == self.first.canonical { String::new() } else { forms }
    }
}

/// The article as a table. `tokens` is how many there are, whether they are listed or not.
pub(super) fn render(document: &Document, tokens: usize, page: TablePage) -> String {
    let groups = groups(&document.entities);
    let mut lines = vec![page.styled(Style::new().bold(), &plain(&document.article))];
    let characters = document.sentences.last().map_or(0, |sentence| sentence.end);
    lines.push(
        [
            counted(characters as usize, "character", "characters"),
            counted(document.sentences.len(), "sentence", "sentences"),
            counted(tokens, "token", "tokens"),
            counted(document.entities.len(), "mention", "mentions"),
            counted(groups.len(), "entity", "entities"),
        ]
        .join(", "),
    );
    if !groups.is_empty() {
        lines.push(String::new());
        lines.extend(table(&groups, page));
    }
    if let Some(tokens) = &document.tokens {
        lines.push(String::new());
        lines.extend(tokens.iter().map(|token| token_line(token, page)));
    }
    for problem in &document.problems {
        lines.push(page.styled(Style::new().yellow(), &format!("! {}", plain(&problem.message))));
    }
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// By type, then by first mention.
fn groups(entities: &[Entity]) -> Vec<TableGroup<'_>> {
    let mut groups: Vec<TableGroup<'_>> = Vec::new();
    let mut numbers = HashMap::new();
    for entity in entities {
        let number = *numbers.entry((entity.kind, entity.canonical.as_str())).or_insert_with(|| {
            groups.push(TableGroup { first: entity, mentions: 0, forms: Vec::new(), values: Vec::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(number) else { continue };
        group.mentions += 1;
        if !group.forms.contains(&entity.surface.as_str()) {
            group.forms.push(&entity.surface);
        }
        let value = entity.normalized.as_ref().map(value);
        if let Some(value) = value.filter(|value| !group.values.contains(value)) {
            group.values.push(value);
        }
    }
    groups.sort_by_key(|group| (group.first.kind, group.first.start));
    groups
}

fn table(groups: &[TableGroup<'_>], page: TablePage) -> Vec<String> {
    let names = || groups.iter().map(|group| plain(&group.first.canonical));
    let values = || groups.iter().map(|group| plain(&group.value()));
    // Names and values take what they need, up to a third and a fifth of the page; what is written takes the
    // rest.
    let name = widest(names()).clamp(4, page.width / 3);
    let value = widest(values()).min(page.width / 5);
    let before = TYPE + COUNT + name + value + GAP * if value == 0 { 3 } else { 4 };
    let forms = page.width.saturating_sub(before);
    let mut lines = Vec::with_capacity(groups.len());
    let mut kind = None;
    for ((group, shown), valued) in groups.iter().zip(names()).zip(values()) {
        // The type stands once, at the first of its entities.
        let is_new = kind.replace(group.first.kind) != Some(group.first.kind);
        let label = pad(if is_new { group.first.kind.name() } else { "" }, TYPE, Alignment::Left);
        let count = pad(&format!("{}×", group.mentions), COUNT, Alignment::Right);
        let mut line = [
            page.styled(Style::new().cyan(), &label),
            pad(&shown, name, Alignment::Left),
            page.styled(Style::new().dim(), &count),
        ]
        .join(&" ".repeat(GAP));
        if value > 0 {
            line.push_str(&" ".repeat(GAP));
            line.push_str(&page.styled(Style::new().green(), &pad(&valued, value, Alignment::Left)));
        }
        line.push_str(&" ".repeat(GAP));
        line.push_str(&truncate_str(&plain(&group.written()), forms, "…"));
        lines.push(line);
    }
    lines
}

fn token_line(token: &Token, page: TablePage) -> String {
    let column = |text: &str, width| pad(&plain(text), width, Alignment::Left);
    let line = [
        pad(&token.start.to_string(), 7, Alignment::Right),
        column(&token.surface, 20),
        column(token.reading.as_deref().unwrap_or("-"), 20),
        column(&token.lemma, 16),
        plain(&token.pos.join("-")),
    ]
    .join(&" ".repeat(GAP));
    truncate_str(&line, page.width, "…").into_owned()
}

fn widest(texts: impl Iterator<Item = String>) -> usize {
    texts.map(|text| console::measure_text_width(&text)).max().unwrap_or(0)
}

fn pad(text: &str, width: usize, alignment: Alignment) -> String {
    pad_str(text, width, alignment, Some("…")).into_owned()
}

/// A text from outside, without what would move the cursor or speak to the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// 2025-08-15, PT3H (approx), 4 人 (or more).
fn value(value: &Value) -> String {
    let (shown, modifier) = match value {
        Value::Calendar { value, r#mod, .. } => (value.clone(), r#mod),
        Value::Quantity { iso: Some(iso), r#mod, .. } => (iso.clone(), r#mod),
        Value::Quantity { value, unit, r#mod, .. } => {
            (format!("{value} {unit}").trim_end().to_owned(), r#mod)
        }
    };
    let modifier = modifier.map(|modifier| format!("({})", words(&format!("{modifier:?}"))));
    iter::once(shown).chain(modifier).collect::<Vec<_>>().join(" ")
}

/// `OrMore` as `or more`.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_contract::{Problem, Sentence};
    use shirushi_model::{EntityType, Modifier, Provenance, QuantityKind, Section};

    fn entity(start: u32, surface: &str, kind: EntityType, canonical: &str) -> Entity {
        Entity {
            id: format!("e{start}"),
            start,
            end: start + surface.chars().count() as u32,
            surface: surface.to_owned(),
            kind,
            canonical: canonical.to_owned(),
            normalized: None,
            score: 0.9,
        }
    }

    fn document() -> Document {
        let full = "クレール・モロー";
        let hours = Value::Quantity {
            value: 3.0,
            unit: "時間".to_owned(),
            kind: QuantityKind::Duration,
            iso: Some("PT3H".to_owned()),
            r#mod: Some(Modifier::OrMore),
        };
        Document {
            article: "白波.txt".to_owned(),
            text_sha256: String::new(),
            offsets: "code-points",
            engine: Provenance {
                version: String::new(),
                dictionary: String::new(),
                entity_model: String::new(),
            },
            sentences: vec![Sentence { start: 0, end: 40, section: Section::Body }],
            tokens: None,
            entities: vec![
                Entity { normalized: Some(hours), ..entity(0, "3時間", EntityType::Quantity, "3時間") },
                entity(5, full, EntityType::Person, full),
                entity(14, "モロー", EntityType::Person, full),
                entity(20, "モロー", EntityType::Person, full),
                entity(30, "白波港\u{1b}[31m", EntityType::Facility, "白波港\u{1b}[31m"),
            ],
            claims: Vec::new(),
            problems: vec![Problem {
                code: "x".to_owned(),
                start: None,
                end: None,
                message: "Cut short.".to_owned(),
            }],
            day: None,
        }
    }

    const PLAIN: TablePage = TablePage { width: 80, colours: Colours::LeftOut };

    #[test]
    fn entities_stand_by_type_with_their_forms_and_values() {
        let expected = "\
白波.txt
40 characters, 1 sentence, 30 tokens, 5 mentions, 3 entities

PERSON        クレール・モロー    3×                  クレール・モロー、モロー
FACILITY      白波港�[31m         1×
QUANTITY      3時間               1×  PT3H (or more)
! Cut short.
";
        assert_eq!(render(&document(), 30, PLAIN), expected);
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut document = document();
        let long = "長い名前の会議".repeat(20);
        document.entities.push(entity(40, &long, EntityType::Event, &long));
        for width in [60, 61, 80, 133] {
            for line in render(&document, 30, TablePage { width, ..PLAIN }).lines().skip(2) {
                assert!(console::measure_text_width(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let coloured = render(&document(), 30, TablePage { colours: Colours::Shown, ..PLAIN });
        assert!(coloured.contains('\u{1b}'));
        let stripped: Vec<String> =
            coloured.lines().map(|l| console::strip_ansi_codes(l).trim_end().to_owned()).collect();
        let plain = render(&document(), 30, PLAIN);
        assert_eq!(stripped, plain.lines().collect::<Vec<_>>());
    }
}
