//! Names that articles write differently: one name in two spellings, one person with two titles. They are
//! told once for each name and two articles, by the first claims that have it.

use super::frame::{ArticleContext, Frame, FrameName};
use super::judge::Bench;
use super::reasons::{evidence, reason};
use super::terms::Term;
use crate::entities::tables;
use crate::linking;
use crate::shadow::{fold, is_kanji, is_katakana};
use shirushi_model::{
    ByteSpan, ClaimPair, ClaimRef, Difference, EntityType, ReasonCode, Relation, SlotDifference,
};
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// So many articles are compared with one another; beyond, only neighbours in the order given.
const MOST_ARTICLES: usize = 24;

/// A name as one article has it.
struct Written {
    kind: EntityType,
    term: Term,
    /// The fullest form, widths folded.
    form: String,
    /// Titles beside it.
    titles: Vec<Title>,
    /// The first claim that has this form.
    claim: ClaimRef,
    span: ByteSpan,
}

struct Title {
    text: String,
    claim: ClaimRef,
    span: ByteSpan,
}

/// The pairs that differ in a name.
pub(super) fn compare(bench: &Bench<'_, '_>, frames: &[&[Frame<'_>]]) -> Vec<ClaimPair> {
    let articles = bench.articles;
    let written: Vec<Vec<Written>> =
        articles.iter().zip(frames).map(|(article, frames)| names(article, frames)).collect();
    let mut found = Vec::new();
    for (at, mine) in written.iter().enumerate() {
        for (other, theirs) in written.iter().enumerate().skip(at + 1).take(MOST_ARTICLES) {
            let texts = (articles.get(at), articles.get(other));
            if let (Some(a), Some(b)) = texts
                && bench.related(a.number, b.number)
            {
                compare_articles(a, b, mine, theirs, &mut found);
            }
        }
    }
    found
}

fn compare_articles(
    a: &ArticleContext<'_>,
    b: &ArticleContext<'_>,
    mine: &[Written],
    theirs: &[Written],
    found: &mut Vec<ClaimPair>,
) {
    let pair = |code, difference, one: (ClaimRef, ByteSpan), other: (ClaimRef, ByteSpan)| ClaimPair {
        a: one.0,
        b: other.0,
        relation: Relation::Differ,
        difference: Some(difference),
        reason: reason(code, evidence(a.text, Some(one.1)), evidence(b.text, Some(other.1))),
        differences: vec![SlotDifference {
            relation: Relation::Differ,
            difference,
            reason: reason(code, evidence(a.text, Some(one.1)), evidence(b.text, Some(other.1))),
        }],
        shared: Vec::new(),
        similarity: 0.0,
        score: 0.5,
        copied: false,
    };
    for one in mine {
        let namesake = theirs.iter().find(|other| other.term == one.term);
        if let Some(other) = namesake {
            if is_respelt(&one.form, &other.form) {
                found.push(pair(
                    ReasonCode::OtherSpelling,
                    Difference::Spelling,
                    (one.claim, one.span),
                    (other.claim, other.span),
                ));
            }
            // Two people of one surname are not told apart by it.
            if (is_full(&one.form) || is_full(&other.form))
                && let Some((x, y)) = other_title(&one.titles, &other.titles)
            {
                found.push(pair(
                    ReasonCode::OtherTitle,
                    Difference::Title,
                    (x.claim, x.span),
                    (y.claim, y.span),
                ));
            }
            continue;
        }
        // Linking keeps 三枝康之 and 三枝泰之 apart; with one title in one story they are one person, one
        // outlet misspelt.
        let misspelt = theirs.iter().find(|other| {
            one.kind == EntityType::Person
                && other.kind == EntityType::Person
                && !mine.iter().any(|known| known.term == other.term)
                && is_one_kanji_off(&one.form, &other.form)
                && (one.titles.is_empty()
                    || other.titles.is_empty()
                    || one.titles.iter().any(|x| other.titles.iter().any(|y| fits(&x.text, &y.text))))
        });
        if let Some(other) = misspelt {
            found.push(pair(
                ReasonCode::OtherSpelling,
                Difference::Spelling,
                (one.claim, one.span),
                (other.claim, other.span),
            ));
        }
    }
}

/// The names of an article's claims, each with its fullest form.
fn names(article: &ArticleContext<'_>, frames: &[Frame<'_>]) -> Vec<Written> {
    let mut known: BTreeMap<Term, Written> = BTreeMap::new();
    for frame in frames {
        let speakers =
            frame.claim.speaker.iter().flat_map(|speaker| &speaker.entities).filter_map(|&index| {
                let entity = article.analysis.entities.get(index as usize)?;
                let &term = article.words.entities.get(index as usize)?;
                Some(FrameName { term, kind: entity.kind, span: entity.span, word: 0 })
            });
        for name in frame.names.iter().copied().chain(speakers) {
            let form: String = name.span.slice(article.text).unwrap_or_default().chars().map(fold).collect();
            let title = (name.kind == EntityType::Person).then(|| title(article, name.span)).flatten();
            let entry = known.entry(name.term).or_insert_with(|| Written {
                kind: name.kind,
                term: name.term,
                form: form.clone(),
                titles: Vec::new(),
                claim: frame.at,
                span: name.span,
            });
            if form.chars().count() > entry.form.chars().count() {
                (entry.form, entry.claim, entry.span) = (form, frame.at, name.span);
            }
            if let Some((text, span)) = title
                && entry.titles.len() < 8
                && !entry.titles.iter().any(|known| known.text == text)
            {
                entry.titles.push(Title { text, claim: frame.at, span });
            }
        }
    }
    known.into_values().collect()
}

/// The title right after or before a person's name, countries left out.
fn title(article: &ArticleContext<'_>, name: ByteSpan) -> Option<(String, ByteSpan)> {
    let words = &article.words.list;
    let first = words.partition_point(|word| word.span.start < name.start);
    let after = words.partition_point(|word| word.span.start < name.end);
    let behind = words.get(after..)?.iter().take(6);
    let mut end = name.end;
    for word in behind {
        if word.span.start != end || word.entity.is_some() || !is_part_of_title(word.surface) {
            break;
        }
        end = word.span.end;
    }
    let behind = ByteSpan { start: name.end, end };
    let mut start = name.start;
    for word in words.get(first.saturating_sub(6)..first)?.iter().rev() {
        if word.span.end != start || word.entity.is_some() || !is_part_of_title(word.surface) {
            break;
        }
        start = word.span.start;
    }
    let ahead = ByteSpan { start, end: name.start };
    [behind, ahead].into_iter().find_map(|span| {
        let text: String = span.slice(article.text)?.chars().map(fold).collect();
        is_title(&text).then_some((text, span))
    })
}

fn is_part_of_title(surface: &str) -> bool {
    surface.chars().all(|c| is_kanji(c) || is_katakana(c) || c.is_ascii_uppercase())
}

/// The offices and posts of the tables.
static TITLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    tables::sections(tables::TITLES)
        .filter(|(section, _)| matches!(*section, "office" | "post"))
        .map(|(_, word)| word)
        .collect()
});

fn is_title(text: &str) -> bool {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| text.get(at..)).any(|ending| TITLES.contains(ending))
}

/// Whether a form is more than a surname.
fn is_full(form: &str) -> bool {
    form.contains(['・', ' ']) || form.chars().any(is_kanji) && form.chars().count() >= 3
}

/// Two titles of one person, none of which fits any of the other article's.
fn other_title<'t>(mine: &'t [Title], theirs: &'t [Title]) -> Option<(&'t Title, &'t Title)> {
    let (x, y) = (mine.first()?, theirs.first()?);
    let some_fit = mine.iter().any(|one| theirs.iter().any(|other| fits(&one.text, &other.text)));
    (!some_fit).then_some((x, y))
}

/// Whether one person can have both: 特使 and 中東担当特使, 外相 and 外務大臣, but not 市長 and 前市長 or
/// 副市長.
fn fits(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let is_former = |title: &str| ["前", "元", "旧"].iter().any(|word| title.starts_with(word));
    if is_former(&one) != is_former(&other) {
        return false;
    }
    let extends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| !rest.ends_with(['副', '前', '元', '旧', '次']))
            || long.starts_with(short) && !long.ends_with("代理")
    };
    extends(&one, &other) || extends(&other, &one)
}

/// Names of one office in one form.
fn plain(title: &str) -> String {
    let mut plain = title.to_owned();
    for (long, short) in [
        ("内閣総理大臣", "首相"),
        ("総理大臣", "首相"),
        ("総理", "首相"),
        ("最高経営責任者", "CEO"),
        ("代表取締役", ""),
        ("国家主席", "主席"),
        ("衆議院", "衆院"),
        ("参議院", "参院"),
        ("厚生労働大臣", "厚労相"),
        ("経済産業大臣", "経産相"),
        ("国土交通大臣", "国交相"),
        ("農林水産大臣", "農相"),
        ("農水相", "農相"),
        ("文部科学大臣", "文科相"),
        ("内閣官房", "官房"),
    ] {
        plain = plain.replace(long, short);
    }
    match plain.strip_suffix("務大臣").or_else(|| plain.strip_suffix("大臣")) {
        // 外務大臣 is 外相, 環境大臣 is 環境相.
        Some(office) if !office.is_empty() => format!("{office}相"),
        _ => plain,
    }
}

/// アンカレジ and アンカレッジ, but not トランプ and ドナルド・トランプ.
fn is_respelt(one: &str, other: &str) -> bool {
    one != other
        && one.chars().any(is_katakana)
        && linking::katakana_key(one) == linking::katakana_key(other)
        && skeleton(one) != skeleton(other)
}

/// What is left when only the marks between parts differ.
fn skeleton(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == 'ー').collect()
}

/// 三枝康之 and 三枝泰之: so long that the rest tells who it is.
fn is_one_kanji_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let is_kanji_name =
        |name: &[char]| (3..=6).contains(&name.len()) && name.iter().all(|&c| !is_katakana(c));
    one.len() == other.len()
        && is_kanji_name(&one)
        && is_kanji_name(&other)
        && one.first() == other.first()
        && one.iter().zip(&other).filter(|(x, y)| x != y).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fit_when_one_person_can_have_both() {
        for (one, other, expected) in [
            ("特使", "中東担当特使", true),
            ("外相", "外務大臣", true),
            ("厚労相", "厚生労働大臣", true),
            ("総理大臣", "首相", true),
            ("社長", "代表取締役社長", true),
            ("市長", "前市長", false),
            ("補佐官", "顧問", false),
            ("市長", "副市長", false),
        ] {
            assert_eq!(fits(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn spellings() {
        assert!(is_respelt("アンカレジ", "アンカレッジ"));
        assert!(!is_respelt("クレール・モロー", "クレール=モロー"));
        assert!(!is_respelt("モロー", "クレール・モロー"));
        assert!(is_one_kanji_off("三枝康之", "三枝泰之"));
        assert!(!is_one_kanji_off("三枝康之", "三枝康之助"));
        assert!(!is_one_kanji_off("田中", "田辺"));
    }
}
