//! What is a headline, what a person's name, and what is neither: the words of navigation that stand above a
//! title, an outlet behind one.

use super::rules::{self, ROLES};

/// What the lines of a page that lead elsewhere end with.
const WAYS: &[&str] = &[
    "へ戻る",
    "に戻る",
    "へもどる",
    "へ移動",
    "へスキップ",
    "へ進む",
    "はこちら",
    "を見る",
    "を読む",
    "をみる",
    "をよむ",
    "一覧",
    "一覧へ",
    "ページへ",
    "サイトへ",
    "画面へ",
    "先頭へ",
    "本文へ",
    "目次へ",
    "次へ",
    "前へ",
    "ログイン",
    "ログインする",
    "会員登録",
    "新規登録",
    "メニュー",
    "メニューを開く",
    "検索",
    "ホーム",
    "トップ",
    "トップページ",
    "サイトマップ",
    "お問い合わせ",
    "購読申し込み",
    "シェアする",
    "ポストする",
    "印刷",
    "印刷する",
    "保存する",
    "フォローする",
    "HOME",
    "Home",
    "MENU",
    "Menu",
    "TOP",
    "Top",
];

/// The longest line that leads elsewhere, in characters.
const LONGEST_WAY: usize = 16;

/// What marks an article and stands alone beside its title.
const MARKS: &[&str] = &[
    "有料記事",
    "会員限定",
    "有料会員限定",
    "会員限定記事",
    "有料会員限定記事",
    "有料会員記事",
    "会員記事",
    "無料記事",
    "読者会員限定",
    "独自",
    "速報",
    "PR",
    "広告",
    "社説",
    "コラム",
    "連載",
    "特集",
    "新着",
    "ニュース",
];

/// Whether a line leads to another page rather than naming this one: エントランスへ, ホーム ＞ 社会,
/// 記事一覧.
pub(super) fn is_way(line: &str) -> bool {
    let line = line.trim();
    let characters = line.chars().count();
    if characters <= LONGEST_WAY && (WAYS.iter().any(|way| line.ends_with(way)) || MARKS.contains(&line)) {
        return true;
    }
    // ウクライナへ would be a strange headline by itself; 首相退陣へ is none.
    let before = line.strip_suffix('へ');
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    if before.is_some_and(|word| characters <= 12 && word.chars().all(is_katakana)) {
        return true;
    }
    let parts = |separators: &[char]| {
        let parts: Vec<usize> =
            line.split(separators).map(|part| part.trim().chars().count()).filter(|&part| part > 0).collect();
        (parts.len(), parts.into_iter().max().unwrap_or(0))
    };
    let (steps, longest) = parts(&['>', '＞', '›', '»', '≫']);
    let crumbs = line.contains(['>', '＞', '›', '»', '≫']) && longest <= 12 && steps <= 6;
    let (tabs, longest) = parts(&[' ', '　', '\t', '|', '｜', '・', '/']);
    crumbs || (tabs >= 3 && longest <= 6 && !line.contains(['、', '「', '!', '！', '?', '？']))
}

/// Whether a line is nothing but people's names, with or without what they are: 佐藤 花子, 社会部　槙原圭吾,
/// 佐藤花子記者.
pub(super) fn is_people(line: &str) -> bool {
    let whole = line.trim();
    let line = whole.trim_matches(['（', '）', '(', ')', '【', '】', '[', ']']);
    if rules::is_outlet(line) {
        return false;
    }
    if rules::named_reporter(whole).or_else(|| rules::byline(line)).is_some() {
        return true;
    }
    if ROLES.iter().any(|role| line.ends_with(role)) && line.chars().count() <= 12 {
        return true;
    }
    let is_kanji =
        |c: char| matches!(c, '一'..='鿿' | '々' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
    let parts: Vec<&str> =
        line.split([' ', '　', '、', '，', '・']).filter(|part| !part.is_empty()).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.chars().count()).collect();
    let all_kanji = parts.iter().all(|part| part.chars().all(is_kanji));
    match lengths.as_slice() {
        // 佐藤花子; four characters of kanji as a headline (大雪警報) cannot be told from a name and stay
        // out.
        [one] => all_kanji && (3..=5).contains(one),
        [surname, given] => {
            (all_kanji && *surname <= 3 && *given <= 3)
                || (all_kanji && (3..=5).contains(surname) && (3..=5).contains(given))
        }
        several => all_kanji && several.len() <= 4 && several.iter().all(|length| (3..=5).contains(length)),
    }
}

/// A title without the outlet and the section that pages put behind it; none when nothing is left that could
/// be a title. `outlets` are the names the page has for itself.
pub(crate) fn headline(title: &str, outlets: &[&str]) -> Option<String> {
    let is_outlet = |part: &str| {
        let part = part.trim().trim_matches(['（', '）', '(', ')', '【', '】', '[', ']', '｜', '|']).trim();
        !part.is_empty()
            && (rules::is_outlet(part)
                || outlets.iter().any(|outlet| {
                    !outlet.is_empty()
                        && (*outlet == part
                            || (part.chars().count() >= 3
                                && (outlet.contains(part) || part.contains(outlet))))
                }))
    };
    let mut title = without_sections(title.trim(), &is_outlet);
    loop {
        let cut = cut_outlet(title, &is_outlet);
        if cut.len() == title.len() {
            break;
        }
        title = cut;
    }
    let is_title = title.chars().count() >= 4 && !is_outlet(title) && !is_way(title);
    is_title.then(|| title.to_owned())
}

/// 見出し | 社会 | 港日報 | ニュース: what follows the outlet goes with it, and a short word before it.
fn without_sections<'t>(title: &'t str, is_outlet: &impl Fn(&str) -> bool) -> &'t str {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, bar) in title.match_indices(['|', '｜']) {
        parts.push((start, at));
        start = at + bar.len();
    }
    parts.push((start, title.len()));
    let part = |&(start, end): &(usize, usize)| title.get(start..end).unwrap_or_default().trim();
    let Some(outlet) = parts.iter().skip(1).position(|bounds| is_outlet(part(bounds))) else { return title };
    let mut last = outlet;
    while last > 0 && parts.get(last).is_some_and(|bounds| part(bounds).chars().count() <= 8) {
        last -= 1;
    }
    parts.get(last).and_then(|&(_, end)| title.get(..end)).unwrap_or(title).trim()
}

/// Cuts an outlet off the end: 見出し - 港日報, 見出し：港日報, 見出し（港日報）.
fn cut_outlet<'t>(title: &'t str, is_outlet: &impl Fn(&str) -> bool) -> &'t str {
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('《', '》')] {
        if let Some(inner) = title.strip_suffix(close)
            && let Some((before, inner)) = inner.rsplit_once(open)
            && is_outlet(inner)
        {
            return before.trim();
        }
    }
    for separator in [" | ", "｜", "|", " - ", " － ", "－", " — ", " – ", " : ", "：", ": ", " / ", "／"]
    {
        if let Some((before, after)) = title.rsplit_once(separator)
            && is_outlet(after)
        {
            return before.trim();
        }
    }
    title
}

/// A person's name as a field has it: without 記者, By and the like. None for what is no person: an outlet, a
/// desk, an address.
pub(crate) fn person(written: &str) -> Option<String> {
    let written = written.trim();
    let written = [
        "By ",
        "by ",
        "BY ",
        "文＝",
        "文・",
        "文:",
        "文／",
        "文/",
        "取材・文＝",
        "取材・文 ",
        "著者：",
        "著者:",
        "記者 ",
    ]
    .iter()
    .find_map(|label| written.strip_prefix(label))
    .unwrap_or(written);
    let name = rules::byline(written).unwrap_or_else(|| rules::without_role(written)).trim();
    let characters = name.chars().count();
    let latin_word =
        characters >= 3 && name.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '\''));
    let is_one = (rules::is_name(name) && !rules::is_nobody(name))
        || (latin_word && name.chars().next().is_some_and(|c| c.is_ascii_uppercase()));
    (is_one && characters >= 2).then(|| name.to_owned())
}
