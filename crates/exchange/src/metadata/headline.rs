//! Which of the first lines is the title: not the links above it, not the line with date and author, not a
//! caption.

use super::rules;
use super::{Finding, Findings, LONGEST_TITLE, MetadataLine, naming};

/// What is in brackets before what is no title.
const NO_TITLES: &[&str] = &["写真", "画像", "動画", "図", "地図", "PR", "ＰＲ", "広告", "関連", "おすすめ"];

/// The title among the first lines; nothing when no line is one without doubt.
pub(super) fn find(lines: &[MetadataLine<'_>], found: &Findings) -> Option<Finding> {
    let head = lines.iter().position(MetadataLine::is_prose)?;
    let mut best: Option<(u32, Finding)> = None;
    for line in lines.get(..head)? {
        let text = rules::without_outlet(line.text);
        if is_taken(line, found) || !is_title(text) {
            continue;
        }
        let weight = weight(text);
        // Of two that are as good, the first: a second heading stands below.
        if weight > 0 && best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, line.finding(text, text)));
        }
    }
    best.map(|(_, title)| title)
}

/// Whether a line is mostly another field. A title may end with its outlet.
fn is_taken(line: &MetadataLine<'_>, found: &Findings) -> bool {
    let fields = [&found.outlet, &found.url, &found.author, &found.published];
    fields.into_iter().flatten().any(|finding| {
        let rest = line.text.len().saturating_sub(finding.span.len() as usize);
        let inside = finding.span.start as usize >= line.start
            && finding.span.end as usize <= line.start + line.text.len();
        inside && (rest < line.text.len() / 2 || Some(finding) == found.published.as_ref())
    })
}

fn is_title(text: &str) -> bool {
    let characters = text.chars().count();
    let remark = text.strip_prefix(['【', '［', '[', '<', '＜', '〈', '（', '(']);
    let quotes_all = text.starts_with('「') && text.ends_with('」') && text.matches('「').count() == 1;
    (4..=LONGEST_TITLE).contains(&characters)
        && !text.ends_with(['、', '，', '：', ':'])
        && !text.starts_with(['・', '●', '#', '＃', '※', '▽', '▼', '▶', '©'])
        && !remark
            .is_some_and(|inner| NO_TITLES.iter().any(|word| inner.starts_with(word)) || is_enclosed(text))
        && !quotes_all
        && rules::address_at_start(text).is_none()
        && !rules::is_credit(text)
        && !rules::is_outlet(text)
        && !naming::is_way(text)
        && !naming::is_people(text)
}

/// Whether one pair of brackets holds all of a line: （共同）.
fn is_enclosed(text: &str) -> bool {
    let inner = text.strip_suffix(['】', '］', ']', '>', '＞', '〉', '）', ')']);
    inner.is_some_and(|inner| !inner.contains(['】', '］', ']', '>', '＞', '〉', '）', ')']))
}

/// How much a line is like a headline: as long as one, put together of phrases, with the particles of a
/// sentence.
fn weight(text: &str) -> u32 {
    let characters = text.chars().count();
    let length = match characters {
        0..=5 => 0,
        6..=9 => 1,
        _ => 2,
    };
    let phrases =
        text.contains(['、', '　', ' ', '「', '“', '…', '！', '!', '？', '?', '―', '～']) && characters > 5;
    let particles =
        text.chars().any(|c| matches!(c, 'が' | 'を' | 'に' | 'は' | 'で' | 'の' | 'と' | 'も' | 'へ'));
    length + 2 * u32::from(phrases) + u32::from(particles)
}
