//! The figures as tables for people.

use console::{Alignment, pad_str};
use shirushi_agreement::Category;
use shirushi_agreement::measure::{Agreement, Estimate, MarkField, PairAgreement, Pieces};
use shirushi_model::Project;
use shirushi_results::{Language, words};

/// Columns of names, and of figures.
const NAMES: usize = 26;
const FIGURES: usize = 8;

pub(super) fn text(project: &Project, found: &Agreement, language: Language) -> String {
    let mut lines = Vec::new();
    let (articles, characters) = (found.articles, found.characters);
    lines.push(language.of(
        format!("二人以上が手を入れた記事 {articles}（{characters}字）"),
        format!("{articles} articles that two people and more worked on ({characters} characters)"),
    ));
    for person in &found.people {
        let (name, marks) = (name(&person.name, language), person.marks);
        lines.push(language.of(
            format!("  {name}：マーク {marks}、記事 {}", person.articles),
            format!("  {name}: {marks} marks, {} articles", person.articles),
        ));
    }
    for pair in &found.pairs {
        lines.push(String::new());
        lines.extend(of_pair(project, found, pair, language));
    }
    lines.push(String::new());
    lines.extend(of_all(project, found, language));
    lines.push(String::new());
    lines.push(intervals(found, language));
    lines.push(language.of(
        "数え方は docs/AGREEMENT.md にあります。".to_owned(),
        "How this is counted stands in docs/AGREEMENT.md.".to_owned(),
    ));
    lines.join("\n") + "\n"
}

fn of_pair(project: &Project, found: &Agreement, pair: &PairAgreement, language: Language) -> Vec<String> {
    let person = |at: usize| found.people.get(at).map_or("", |person| person.name.as_str());
    let (left, right) = (name(person(pair.left), language), name(person(pair.right), language));
    let mut lines = vec![language.of(format!("{left} と {right}"), format!("{left} and {right}"))];
    let mut figure = |ja: &str, en: &str, of: Estimate| {
        lines.push(format!("  {}{}", padded(language.of(ja, en), NAMES), with_interval(of)));
    };
    figure("F1 完全一致", "F1 exact", pair.exact);
    figure("F1 部分一致", "F1 overlapping", pair.overlapping);
    figure("語ごとのκ", "κ per token", pair.kappa);
    let tokens = pair.tokens;
    lines.push(language.of(format!("  語 {tokens}"), format!("  {tokens} tokens")));
    lines.push(row(
        language.of("種類", "type"),
        &[&short(&left), &short(&right), language.of("同", "same"), "F1", "κ"],
    ));
    for of in &pair.categories {
        let [left, right, same] =
            [of.counts.left, of.counts.right, of.counts.exact].map(|count| count.to_string());
        let figures = [left, right, same, number(of.exact.value), number(of.kappa)];
        lines.push(row(&category(project, of.category, language), &figures.each_ref().map(String::as_str)));
    }
    if !pair.mistaken.is_empty() {
        lines.push(language.of("  種類の取り違え", "  types taken for each other").to_owned());
    }
    for one in &pair.mistaken {
        let of = |of: Category| category(project, of, language);
        lines.push(format!("    {left} {}  {right} {}  {}", of(one.left), of(one.right), one.count));
    }
    if !pair.fields.is_empty() {
        lines.push(row(
            language.of("範囲が同じマークの中身", "said of the same span"),
            &[language.of("件", "marks"), language.of("同じ", "same"), "κ"],
        ));
    }
    for of in &pair.fields {
        let figures = [of.marks.to_string(), number(of.observed), number(of.kappa)];
        lines.push(row(field(of.field, language), &figures.each_ref().map(String::as_str)));
    }
    lines
}

fn of_all(project: &Project, found: &Agreement, language: Language) -> Vec<String> {
    let mut lines = vec![language.of("全員", "all of them").to_owned()];
    let alpha = language.of("Krippendorffのα（語）", "Krippendorff's α (tokens)");
    lines.push(format!("  {}{}", padded(alpha, NAMES), with_interval(found.alpha)));
    let unitizing = language.of("α_u（範囲）", "α_u (spans)");
    lines.push(format!("  {}{}", padded(unitizing, NAMES), number(found.unitizing)));
    lines.push(row(language.of("種類", "type"), &["α", "α_u"]));
    for of in &found.categories {
        let figures = [number(of.alpha), number(of.unitizing)];
        lines.push(row(&category(project, of.category, language), &figures.each_ref().map(String::as_str)));
    }
    lines
}

fn intervals(found: &Agreement, language: Language) -> String {
    let (pieces, draws) = (found.piece_count, found.draws);
    if draws == 0 {
        return language.of("区間を出すには少なすぎます。", "There is too little for intervals.").to_owned();
    }
    let of = match found.pieces {
        Pieces::Articles => language.of("記事", "articles"),
        Pieces::Sentences => language.of("文", "sentences"),
    };
    language.of(
        format!("区間は95%、{pieces} の{of}から {draws} 回引いたブートストラップ。"),
        format!("Intervals are of 95 %, by {draws} bootstrap draws of {pieces} {of}."),
    )
}

fn name(of: &str, language: Language) -> String {
    if of.is_empty() { language.of("（名なし）", "(no name)").to_owned() } else { visible(of) }
}

/// What nobody can hide control characters of a terminal in.
fn visible(of: &str) -> String {
    of.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn short(name: &str) -> String {
    console::truncate_str(name, FIGURES - 1, "…").into_owned()
}

fn category(project: &Project, of: Category, language: Language) -> String {
    match of {
        Category::Entity(kind) => words::entity_type(language, kind).to_owned(),
        Category::Claim => language.of("主張", "claim").to_owned(),
        Category::Highlight(id) => {
            project.tagset.get(id).map_or_else(|| id.to_string(), |tag| visible(&tag.name))
        }
    }
}

fn field(of: MarkField, language: Language) -> &'static str {
    let (ja, en) = match of {
        MarkField::ClaimType => ("主張の種類", "claim type"),
        MarkField::Speaker => ("発言者", "speaker"),
        MarkField::Certainty => ("確かさ", "certainty"),
        MarkField::Quotation => ("引用", "quotation"),
        MarkField::Polarity => ("肯定・否定", "polarity"),
        MarkField::Name => ("正式名称", "canonical form"),
    };
    language.of(ja, en)
}

fn row(name: &str, figures: &[&str]) -> String {
    let mut line = format!("  {}", padded(name, NAMES));
    for figure in figures {
        line.push_str(&pad_str(figure, FIGURES, Alignment::Right, None));
    }
    line
}

fn padded(text: &str, width: usize) -> String {
    pad_str(text, width, Alignment::Left, Some("…")).into_owned()
}

fn with_interval(of: Estimate) -> String {
    match of.interval {
        Some(interval) => format!("{}  {:.2}–{:.2}", number(of.value), interval.low, interval.high),
        None => number(of.value),
    }
}

/// Two places; a dash where a figure is not defined.
fn number(of: Option<f64>) -> String {
    of.map_or_else(|| "—".to_owned(), |value| format!("{value:.2}"))
}
