//! The forms in which outlets, authors and addresses are written, as tables and the few functions that read
//! them.

use super::place_in;

/// Before a title.
pub(super) const TITLE_LABELS: &[&str] = &["タイトル", "見出し", "題名", "title", "headline"];

/// Before an outlet.
pub(super) const OUTLET_LABELS: &[&str] = &[
    "媒体名",
    "媒体",
    "配信元",
    "配信社",
    "提供元",
    "出典",
    "発行元",
    "新聞社",
    "source",
    "outlet",
    "publisher",
];

/// Before an author.
pub(super) const AUTHOR_LABELS: &[&str] =
    &["取材・文", "著者", "筆者", "執筆者", "執筆", "記者名", "記者", "文責", "文", "author", "byline", "by"];

/// Before an address.
pub(super) const URL_LABELS: &[&str] = &["url", "リンク", "記事url", "元記事", "原文", "source", "link"];

/// Before a day of publication.
pub(super) const DATE_LABELS: &[&str] = &[
    "公開日時",
    "公開日",
    "公開",
    "配信日時",
    "配信日",
    "配信",
    "掲載日",
    "掲載",
    "発行日",
    "投稿日時",
    "投稿日",
    "投稿",
    "日付",
    "日時",
    "published",
    "posted",
    "date",
];

/// Before a day on which an article was changed.
pub(super) const LATER_LABELS: &[&str] = &[
    "最終更新日",
    "最終更新",
    "更新日時",
    "更新日",
    "更新",
    "改訂",
    "訂正",
    "閲覧",
    "アクセス",
    "updated",
    "modified",
    "accessed",
];

/// With what the names of outlets end.
const OUTLET_ENDINGS: &[&str] = &[
    "新聞",
    "新聞社",
    "新報",
    "日報",
    "時報",
    "通信",
    "通信社",
    "放送",
    "テレビ",
    "タイムズ",
    "ニュース",
    "タイムス",
    "ポスト",
    "オンライン",
    "新聞デジタル",
    "新聞電子版",
    "ジャーナル",
    "トリビューン",
];

/// Outlets that are written by a name alone.
const OUTLETS: &[&str] = &[
    "共同",
    "時事",
    "ロイター",
    "共同通信",
    "時事通信",
    "NHK",
    "ＮＨＫ",
    "CNN",
    "ＣＮＮ",
    "BBC",
    "ＢＢＣ",
    "AFP",
    "ＡＦＰ",
    "AFP時事",
    "ＡＦＰ時事",
    "AP",
    "ＡＰ",
    "CNN.co.jp",
    "ブルームバーグ",
    "聯合",
];

/// With what a line ends in which pictures are credited.
const CREDITS: &[&str] = &["撮影", "提供", "写真", "Images", "AFP", "AP", "Reuters", "ロイター", "REUTERS"];

/// What a reporter is called, longest first.
pub(super) const ROLES: &[&str] = &["編集委員", "論説委員", "特派員", "通信員", "支局長", "記者", "デスク"];

/// Whether a whole string names an outlet: one of the known ones, or a short name with the ending of one.
pub(super) fn is_outlet(name: &str) -> bool {
    if OUTLETS.contains(&name) {
        return true;
    }
    let characters = name.chars().count();
    let ending = OUTLET_ENDINGS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len());
    ending
        && (3..=16).contains(&characters)
        && name.chars().all(|c| is_name_character(c) || c.is_ascii_alphanumeric())
        && !name.chars().any(is_particle_like)
}

/// Hiragana that join words: a name with them is rather part of a sentence.
fn is_particle_like(c: char) -> bool {
    matches!(c, 'の' | 'が' | 'を' | 'に' | 'は' | 'で' | 'も' | 'へ')
}

fn is_name_character(c: char) -> bool {
    matches!(c, '一'..='鿿' | '々' | '〇' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | '＝' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{E0100}'..='\u{E01EF}' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether a whole string can be the name of a person.
pub(super) fn is_name(name: &str) -> bool {
    let characters = name.chars().filter(|c| !matches!(c, ' ' | '　')).count();
    let japanese = name.chars().all(|c| is_name_character(c) || matches!(c, ' ' | '　'));
    let latin = name.contains(' ')
        && name.chars().all(|c| c.is_alphabetic() && c.is_ascii() || matches!(c, ' ' | '.' | '-' | '\''));
    ((japanese && (2..=12).contains(&characters)) || (latin && characters <= 30))
        && !name.chars().any(is_particle_like)
        && !is_outlet(name)
}

/// A name without what the person is.
pub(super) fn without_role(name: &str) -> &str {
    let name = name.trim();
    ROLES.iter().find_map(|role| name.strip_suffix(role)).unwrap_or(name).trim()
}

/// What the desk of a reporter ends with, before the name: 社会部　槙原圭吾, 仙台支局・真壁遼.
const DESKS: &[&str] = &[
    "部",
    "局",
    "取材班",
    "担当",
    "編集委員",
    "論説委員",
    "特派員",
    "通信員",
    "支局長",
    "記者",
    "デスク",
    "編集部",
    "専門記者",
    "ライター",
    "論説副委員長",
    "論説委員長",
];

/// What stands before whoever wrote something.
const WRITERS: &[&str] =
    &["取材・文", "聞き手・構成", "構成・文", "聞き手", "構成", "文", "記者", "執筆", "筆者", "著者"];

/// What no name of a person ends with.
const NO_NAMES: &[&str] = &[
    "部", "局", "面", "刊", "号", "版", "社", "紙", "班", "略", "影", "供", "信", "聞", "室", "課", "会",
    "党", "県", "市", "町", "村", "区", "都", "府", "庁", "省", "記事", "委員", "員", "者", "更新", "公開",
    "配信", "掲載", "限定", "会員", "特集", "連載", "動画", "写真", "画像", "速報", "解説", "一覧", "図",
    "表", "説", "談", "回", "篇", "編", "話",
];

/// What no name of a person has in it.
const NO_NAMES_WITHIN: &[&str] = &[
    "写真",
    "動画",
    "画像",
    "記事",
    "関連",
    "更新",
    "速報",
    "解説",
    "説明",
    "会員",
    "限定",
    "特集",
    "連載",
    "編集",
    "敬称",
    "年齢",
    "文責",
    "情報",
    "一覧",
    "広告",
    "共同",
    "時事",
    "終わり",
    "つづく",
];

/// Whether a name is that of nobody: 本紙記者, 政治部記者, 同行記者.
pub(super) fn is_nobody(name: &str) -> bool {
    ["本紙", "本社", "本誌", "同行", "地元", "元", "女性", "男性", "外国人"].contains(&name)
        || NO_NAMES.iter().any(|ending| name.ends_with(ending))
        || NO_NAMES_WITHIN.iter().any(|word| name.contains(word))
}

/// The name in 佐藤花子記者, 記者 佐藤花子, 文・佐藤花子.
pub(super) fn named_reporter(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(name) = byline(text) {
        return Some(name);
    }
    let before = ROLES.iter().find_map(|role| text.strip_suffix(role));
    let after = || {
        WRITERS.iter().find_map(|label| {
            let rest = text.strip_prefix(label)?;
            let name = rest.trim_start_matches(['・', '＝', '=', '：', ':', ' ', '　', '/', '／']);
            (name.len() < rest.len()).then_some(name)
        })
    };
    let name = before.or_else(after)?.trim();
    // ロンドン支局・佐藤花子: what comes before the dot is the desk.
    let name = name.rsplit(['＝', '=']).next().unwrap_or(name);
    let whole = without_remark(name);
    let several =
        whole.split(['、', '，']).all(|one| is_name(one) && one.chars().count() >= 3 && !is_nobody(one));
    (several && !whole.is_empty()).then_some(whole)
}

/// A name without what is said of the person behind it: 永瀬透（本誌）.
fn without_remark(name: &str) -> &str {
    name.split(['（', '(']).next().unwrap_or(name).trim()
}

/// The name behind a desk: 社会部　槙原圭吾, 仙台支局・真壁遼, 編集委員・弓削朋子.
pub(super) fn byline(text: &str) -> Option<&str> {
    let text = text.trim();
    let (at, separator) =
        text.char_indices().rev().find(|(_, c)| matches!(c, '・' | '　' | ' ' | '＝' | '='))?;
    let desk = text.get(..at)?.trim();
    let name = without_remark(text.get(at + separator.len_utf8()..)?);
    // 論説委員 三浦 笙子: the blank within a name is not the one before it.
    let (desk, name) = match desk.rsplit_once([' ', '　']) {
        Some((before, surname)) if !is_desk(desk) && is_desk(before) => {
            let start = place_in(text, surname);
            (before.trim(), text.get(start..)?.trim())
        }
        _ => (desk, name),
    };
    let characters = name.chars().count();
    (is_desk(desk) && (3..=9).contains(&characters) && is_name(name) && !is_nobody(name)).then_some(name)
}

fn is_desk(text: &str) -> bool {
    let characters = text.chars().count();
    (2..=16).contains(&characters)
        && DESKS.iter().any(|desk| text.ends_with(desk))
        && !text.contains(['、', '。', '「', '」'])
        && !text.chars().any(|c| matches!(c, 'が' | 'を' | 'に' | 'は' | 'で' | 'も'))
}

/// A name alone in brackets, as reporters sign: （和久井悟）, 【曽我部圭】.
pub(super) fn signature(inner: &str) -> Option<&str> {
    let inner = inner.trim();
    let is_kanji =
        |c: char| matches!(c, '一'..='鿿' | '々' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
    let starts = inner.chars().take(2).all(is_kanji);
    let one = |name: &str| {
        let characters = name.chars().count();
        (3..=6).contains(&characters) && is_name(name) && !is_nobody(name)
    };
    (starts && inner.split(['、', '，']).all(one)).then_some(inner)
}

/// The text in brackets at the very end: …と話した。（佐藤花子）.
pub(super) fn in_brackets_at_end(line: &str) -> Option<&str> {
    let (closing, opening) = [('）', '（'), (')', '('), ('】', '【'), ('］', '［')]
        .into_iter()
        .find(|(closing, _)| line.ends_with(*closing))?;
    let inner = line.strip_suffix(closing)?;
    let start = inner.rfind(opening)?;
    inner.get(start + opening.len_utf8()..)
}

/// The outlet of a dateline: 辻市（港通信）…, 【ロンドン共同】, ［東京 16日 ロイター］.
pub(super) fn dateline(line: &str) -> Option<&str> {
    let (inner, after_place) = if let Some(rest) = line.strip_prefix(['【', '［', '[']) {
        (rest.get(..rest.find(['】', '］', ']'])?)?, false)
    } else {
        let start = line.find(['（', '('])?;
        let place = line.get(..start)?;
        let plain = place.chars().count() <= 12 && !place.contains(['、', '。', '「', ' ']);
        let rest = plain.then(|| line.get(start..)).flatten()?.trim_start_matches(['（', '(']);
        let end = rest.find(['）', ')'])?;
        // A bracket within a sentence explains a word; one of a dateline is followed by a sentence.
        let sentence = rest.get(end..)?.chars().nth(20).is_some();
        (rest.get(..end).filter(|_| sentence)?, true)
    };
    if is_outlet(inner) {
        // 市民（共同）is a dateline only where a place stands before; an empty place is a credit.
        return Some(inner);
    }
    if after_place {
        return None;
    }
    let last = inner.rsplit([' ', '　', '＝', '=', '・', '／', '/']).next()?;
    if is_outlet(last) {
        return Some(last);
    }
    OUTLETS
        .iter()
        .find_map(|outlet| inner.ends_with(outlet).then(|| inner.get(inner.len() - outlet.len()..)).flatten())
}

/// The outlet behind a copyright sign: © 2025 港日報社.
pub(super) fn copyright_holder(line: &str) -> Option<&str> {
    let signs = ["©", "(C)", "(c)", "（Ｃ）", "（C）", "Copyright", "copyright"];
    let mut rest = signs.iter().find_map(|sign| line.strip_prefix(sign))?;
    loop {
        let next = signs.iter().find_map(|sign| rest.strip_prefix(sign)).unwrap_or(rest);
        let next = next.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, ' ' | '　' | ',' | '-' | '.' | '年')
        });
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    let name = rest.split([' ', '　', ',', '.', '、', '。', '/']).next()?.trim_end_matches("社");
    is_outlet(name).then_some(name)
}

/// The outlet of a reporter without a name at the start of a line: 港日報特派員。
pub(super) fn outlet_of_reporter(line: &str) -> Option<&str> {
    ROLES.iter().find_map(|role| {
        let (name, rest) = line.split_once(role)?;
        (is_outlet(name) && (rest.is_empty() || rest.starts_with(['。', '、', ' ', '　', '）'])))
            .then_some(name)
    })
}

/// A title without the outlet that a page's title carries behind a bar: 見出し | 港日報.
pub(super) fn without_outlet(line: &str) -> &str {
    for separator in [" | ", "｜", " ｜ ", " - ", " － ", " — ", " – ", ": "] {
        if let Some((title, outlet)) = line.rsplit_once(separator)
            && is_outlet(outlet.trim())
        {
            return title.trim();
        }
    }
    line
}

/// Whether a line credits a picture.
pub(super) fn is_credit(line: &str) -> bool {
    let end = line.trim_end_matches([')', '）', '】', ']', '＝']);
    CREDITS.iter().any(|credit| end.ends_with(credit))
        && line.contains(['/', '＝', '=', '（', '(', '【', '：', ':'])
}

/// The address that a string starts with.
pub(super) fn address_at_start(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let end = rest
        .find(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '<' | '>' | '"' | '）' | '」' | '】' | '。' | '、')
        })
        .unwrap_or(rest.len());
    let host = rest.get(..end)?.split(['/', '?', '#']).next()?;
    let whole = host.contains('.') && !host.starts_with('.');
    whole
        .then(|| text.get(..text.len() - rest.len() + end))
        .flatten()
        .map(|address| address.trim_end_matches([')', '>', ']']))
}
