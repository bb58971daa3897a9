//! Dates, times of day and lengths of time compared with those of ja-timex (MIT), the parser of such
//! expressions for Python.
//!
//! The expressions stand in `ja_timex.txt`. Those under a line `≠ reason` are expected to differ, for that
//! reason, and all others to agree; what differs unexpectedly fails the test, and so does an expected
//! difference that is there no longer.
//!
//! It needs Python with pip, which fetches ja-timex into a folder below the target folder when it is not
//! there. Where that is not possible the test is reported as ignored, with the reason in its name.
//!
//! *Agreeing* is having the same values in the same order over the same characters. Apart from ways of
//! writing (`T15-30-XX` and `T15:30`, `P2.5Y` and `P2Y6M`) two things are no difference: what ja-timex leaves
//! open (`XXXX-08-15`) where we name it, and a word of degree that ja-timex has inside its span (3時間近く)
//! and we have outside.

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use shirushi_analysis::{Analyzer, Options};
use shirushi_dictionary::build::workspace_dictionary;
use shirushi_interop::{Software, Weight, python};
use shirushi_model::{Date, Entity, Normalized, QuantityKind};
use std::io::Write as _;
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;

/// In the version the expected differences are those of.
const SOFTWARE: Software =
    Software { packages: &["ja-timex==0.2.8"], modules: "ja_timex", weight: Weight::Light };
/// The day of the article.
const DAY: &str = "2025-08-16";
/// So many expressions there are at least.
const LEAST_EXPRESSIONS: usize = 150;

const EXPRESSIONS: &str = include_str!("ja_timex.txt");

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    match SOFTWARE.ready() {
        Ok(folder) => vec![Trial::test("values are those of ja-timex, or differ for a reason", move || {
            compare(&folder).map_err(|error| Failed::from(format!("{error:#}")))
        })],
        Err(reason) => {
            let name = format!("ja-timex ({reason:#})");
            vec![Trial::test(name, || Ok(())).with_ignored_flag(true)]
        }
    }
}

/// A value with the characters it stands on.
#[derive(Debug, Clone, PartialEq)]
struct Value {
    surface: String,
    value: String,
}

fn compare(folder: &Path) -> Result<()> {
    let expressions = expressions();
    ensure!(expressions.len() >= LEAST_EXPRESSIONS, "only {} expressions", expressions.len());
    let theirs = theirs(folder, &expressions)?;
    let mut analyzer = Analyzer::new(Arc::new(workspace_dictionary()?));
    let options = Options { date: Some(DAY.parse::<Date>()?), ..Options::default() };
    let (mut agreed, mut differed) = (0, 0);
    let mut failures = Vec::new();
    for ((expression, reason), theirs) in expressions.iter().zip(theirs) {
        let entities = analyzer.analyze(expression, &options).entities;
        let ours: Vec<Value> = entities.iter().filter_map(|entity| our_value(expression, entity)).collect();
        let agree = ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(o, t)| same(o, t));
        match (agree, reason) {
            (true, None) => agreed += 1,
            (false, Some(_)) => differed += 1,
            (true, Some(_)) => failures.push(format!("{expression}: no longer differs")),
            (false, None) => {
                failures.push(format!("{expression}: ours {}, theirs {}", show(&ours), show(&theirs)));
            }
        }
    }
    println!("ja-timex: {agreed} agree, {differed} differ for a reason, {} unexpected", failures.len());
    ensure!(failures.is_empty(), "\n{}", failures.join("\n"));
    Ok(())
}

/// The expressions with the reason why they differ.
fn expressions() -> Vec<(&'static str, Option<&'static str>)> {
    let mut reason = None;
    let mut expressions = Vec::new();
    for line in EXPRESSIONS.lines().filter(|line| !line.starts_with('#')) {
        if let Some(why) = line.strip_prefix("≠ ") {
            reason = Some(why);
        } else if line.is_empty() {
            reason = None;
        } else {
            expressions.push((line, reason));
        }
    }
    expressions
}

fn show(values: &[Value]) -> String {
    let list: Vec<String> = values.iter().map(|v| format!("{}={}", v.surface, v.value)).collect();
    format!("[{}]", list.join(", "))
}

/// Dates, times of day and lengths of time; what else is counted is no business of ja-timex.
fn our_value(text: &str, entity: &Entity) -> Option<Value> {
    let value = match entity.normalized.as_ref()? {
        Normalized::Calendar(value) => value.value.clone(),
        Normalized::Quantity(value) if value.kind == QuantityKind::Duration => value.iso.clone()?,
        Normalized::Quantity(_) => return None,
    };
    Some(Value { surface: entity.span.slice(text)?.to_owned(), value })
}

fn theirs(folder: &Path, expressions: &[(&str, Option<&str>)]) -> Result<Vec<Vec<Value>>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("ask_ja_timex.py");
    let mut child = python(&[folder.to_path_buf()])?
        .arg(script)
        .arg(DAY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("Python takes no input")?;
    let lines: Vec<&str> = expressions.iter().map(|(expression, _)| *expression).collect();
    let sent = lines.join("\n");
    let writer = std::thread::spawn(move || input.write_all(sent.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().ok().context("Python stopped reading")??;
    let answers = String::from_utf8(output.stdout)?;
    let answers: Vec<Vec<Value>> =
        answers.lines().map(|line| line.split('\x1e').filter_map(their_value).collect()).collect();
    ensure!(answers.len() == expressions.len(), "{} answers", answers.len());
    Ok(answers)
}

fn their_value(fields: &str) -> Option<Value> {
    let (surface, value) = fields.split_once('\t')?;
    let year_after = |prefix| value.strip_prefix(prefix).and_then(|year: &str| year.parse::<i32>().ok());
    if let Some(year) = year_after("BC") {
        // ISO 8601 has a year 0.
        return Some(Value { surface: surface.to_owned(), value: format!("{:05}", 1 - year) });
    }
    let value = match year_after("FY") {
        Some(year) => format!("{year:04}-04/{:04}-03", year + 1),
        None if value.starts_with('T') => {
            let parts: Vec<&str> = value.trim_start_matches('T').split('-').collect();
            let known = parts.iter().copied().filter(|part| *part != "XX").collect::<Vec<_>>().join(":");
            if known.len() == 2 { format!("T{known}:00") } else { format!("T{known}") }
        }
        None => value.trim_end_matches("-XX").to_owned(),
    };
    Some(Value { surface: surface.to_owned(), value })
}

fn same(ours: &Value, theirs: &Value) -> bool {
    is_same_span(&ours.surface, &theirs.surface) && is_same_value(&ours.value, &theirs.value)
}

/// Words of degree that ja-timex has inside its span.
const OF_DEGREE: &[&str] = &[
    "以上",
    "以下",
    "以内",
    "以降",
    "以前",
    "近く",
    "未満",
    "前後",
    "程度",
    "ほど",
    "ごろ",
    "頃",
    "余り",
    "弱",
    "強",
    "超",
    "ぶり",
    "くらい",
    "ぐらい",
    "あまり",
    "すぎ",
    "過ぎ",
];

fn is_same_span(ours: &str, theirs: &str) -> bool {
    // ja-timex gives kanji numerals and full-width digits back as digits.
    let ours: String = ours.chars().map(half_width).collect();
    let ours = ours.as_str();
    let length = |text: &str| text.chars().count();
    let is_kanji = ours.chars().any(|c| "〇一二三四五六七八九十百千".contains(c));
    ours == theirs
        || theirs.strip_prefix(ours).is_some_and(|rest| OF_DEGREE.contains(&rest))
        || is_kanji && length(theirs) <= length(ours) + 2 && ours.chars().last() == theirs.chars().last()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

fn is_same_value(ours: &str, theirs: &str) -> bool {
    let ours = match (theirs.starts_with('T'), ours.split_once('T')) {
        (true, Some((day, time))) if !day.is_empty() => format!("T{time}"),
        _ => ours.to_owned(),
    };
    let is_wild =
        ours.len() == theirs.len() && ours.chars().zip(theirs.chars()).all(|(o, t)| o == t || t == 'X');
    let lengths = || Some(length(&ours)? == length(theirs)?);
    is_wild || is_open(&ours, theirs) || lengths() == Some(true)
}

/// `XXXX-WXX-5` leaves everything open but the weekday.
fn is_open(ours: &str, theirs: &str) -> bool {
    let weekday = theirs.strip_prefix("XXXX-WXX-").and_then(|day| day.parse::<i32>().ok());
    let monday = "2025-08-11".parse::<Date>();
    match (weekday, ours.parse::<Date>(), monday) {
        (Some(weekday), Ok(ours), Ok(monday)) => monday.days_until(ours).rem_euclid(7) + 1 == weekday,
        _ => false,
    }
}

/// Months and seconds of an ISO 8601 duration.
fn length(iso: &str) -> Option<(f64, f64)> {
    let (mut months, mut seconds) = (0.0, 0.0);
    let mut number = String::new();
    let mut in_day = false;
    for c in iso.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() || c == '.' {
            number.push(c);
            continue;
        }
        if c == 'T' {
            in_day = true;
            continue;
        }
        let value = std::mem::take(&mut number).parse::<f64>().ok()?;
        match (c, in_day) {
            ('Y', false) => months += 12.0 * value,
            ('M', false) => months += value,
            ('W', false) => seconds += 7.0 * 86_400.0 * value,
            ('D', false) => seconds += 86_400.0 * value,
            ('H', true) => seconds += 3_600.0 * value,
            ('M', true) => seconds += 60.0 * value,
            ('S', true) => seconds += value,
            _ => return None,
        }
    }
    number.is_empty().then_some((months, seconds))
}
