//! What is read off texts, and above all what is not.

use super::*;

/// Expects fields in the order outlet, title, url, author, published; empty for those not found.
#[track_caller]
fn check(text: &str, expected: [&str; 5]) {
    let found = find(text);
    let meta = found.meta();
    assert_eq!(
        [&*meta.outlet, &*meta.title, &*meta.url, &*meta.author, &*meta.published],
        expected,
        "{text}"
    );
    for finding in [&found.outlet, &found.title, &found.url, &found.author].into_iter().flatten() {
        assert_eq!(finding.span.slice(text), Some(finding.value.as_str()));
    }
    if let Some(finding) = found.published {
        assert!(finding.span.slice(text).is_some());
    }
}

const BODY: &str =
    "辻市の港で三日、倉庫が焼ける火災があった。けが人はいなかった。市は「原因を調べている」と発表した。";

#[test]
fn a_headline_and_a_line_with_dates() {
    check(
        &format!("港の倉庫で火災 けが人なし\n\n2025/08/16 更新: 2025/08/17\n\n{BODY}"),
        ["", "港の倉庫で火災 けが人なし", "", "", "2025-08-16"],
    );
    check(
        &format!("港の倉庫で火災 けが人なし\n更新: 2025/08/17 公開: 2025/08/16\n{BODY}"),
        ["", "港の倉庫で火災 けが人なし", "", "", ""],
    );
}

#[test]
fn a_caption_with_a_date_is_no_title() {
    check(
        &format!(
            " date 2025-08-16 焼けた倉庫の前に並ぶ消防車と港の作業員ら（右）と、その奥に見える市の庁舎/Hanako Sato/港通信\n\n辻（ＣＮＮ）{BODY}"
        ),
        ["ＣＮＮ", "", "", "", "2025-08-16"],
    );
}

#[test]
fn named_fields() {
    check(
        &format!(
            "媒体：港日報\nタイトル： 倉庫が焼けた\nURL: https://example.com/news/1?a=b\n著者： 佐藤 花子記者\n公開日：令和7年8月16日\n\n{BODY}"
        ),
        ["港日報", "倉庫が焼けた", "https://example.com/news/1?a=b", "佐藤 花子", "2025-08-16"],
    );
}

#[test]
fn a_page_title_with_its_outlet() {
    check(
        &format!(
            "港の倉庫で火災 | 辻新聞デジタル\n2025年8月16日 18時30分\n\n{BODY}\n\nhttps://example.com/a"
        ),
        ["辻新聞デジタル", "港の倉庫で火災", "https://example.com/a", "", "2025-08-16"],
    );
}

#[test]
fn datelines_name_their_agency() {
    check(&format!("【ロンドン共同】{BODY}"), ["共同", "", "", "", ""]);
    check(&format!("［東京　１６日　ロイター］ - {BODY}"), ["ロイター", "", "", "", ""]);
    check(&format!("（港通信）{BODY}"), ["港通信", "", "", "", ""]);
    check(&format!("倉庫（木造）が焼けた。{BODY}"), ["", "", "", "", ""]);
}

#[test]
fn reporters_at_the_end() {
    check(&format!("{BODY}（佐藤花子記者）"), ["", "", "", "佐藤花子", ""]);
    check(&format!("{BODY}\n\n佐藤花子記者"), ["", "", "", "佐藤花子", ""]);
    check(&format!("{BODY}\n\n文・佐藤花子"), ["", "", "", "佐藤花子", ""]);
    check(&format!("{BODY}（ロンドン＝佐藤花子特派員）"), ["", "", "", "佐藤花子", ""]);
    check(
        &format!("{BODY}\n{BODY}\n1\n2\n3\n4\n5\n6\n港タイムズ特派員。専門は港。"),
        ["港タイムズ", "", "", "", ""],
    );
    check(&format!("{BODY}\n\n© 2025 港日報社 無断転載を禁じる"), ["港日報", "", "", "", ""]);
}

#[test]
fn running_text_says_nothing_about_the_article() {
    check(BODY, ["", "", "", "", ""]);
    check("", ["", "", "", "", ""]);
    check(&format!("2025年8月16日、港で火災があった。\n\n{BODY}"), ["", "", "", "", ""]);
    check(&format!("2025年8月16日に開港\n\n{BODY}"), ["", "2025年8月16日に開港", "", "", ""]);
    check(&format!("政治部記者\n{BODY}"), ["", "", "", "", ""]);
    check(&format!("{BODY}（政治部）"), ["", "", "", "", ""]);
    check(&format!("{BODY}と本紙記者に話した"), ["", "", "", "", ""]);
    check("見出しだけ", ["", "", "", "", ""]);
    check(&format!("・一つ目\n・二つ目\n{BODY}"), ["", "", "", "", ""]);
    check("佐藤氏は新聞\n毎日のニュース", ["", "", "", "", ""]);
}

#[test]
fn links_above_a_title_are_no_title() {
    let title = "港の倉庫で火災　けが人なし";
    for way in [
        "エントランスへ",
        "トップページへ",
        "ホーム ＞ 社会 ＞ 事件",
        "記事一覧",
        "本文へスキップ",
        "ログイン",
        "社会 政治 経済 国際",
        "有料会員限定記事",
        "社会",
        "速報",
        "前の記事を読む",
    ] {
        check(&format!("{way}\n{title}\n{BODY}"), ["", title, "", "", ""]);
        check(&format!("{way}\n\n{BODY}"), ["", "", "", "", ""]);
    }
    for title in [
        "首相、来月に訪米へ",
        "首相退陣へ",
        "港の倉庫、解体へ",
        "「もう戻れない」　港の倉庫で火災",
        "【速報】港の倉庫で火災　けが人なし",
        "市長が謝罪「弁解の余地ない」",
    ] {
        check(&format!("{title}\n{BODY}"), ["", title, "", "", ""]);
    }
}

#[test]
fn the_name_of_who_wrote_it_is_no_title() {
    let title = "港の倉庫で火災　けが人なし";
    for (line, author) in [
        ("佐藤花子記者", "佐藤花子"),
        ("社会部　佐藤花子", "佐藤花子"),
        ("辻支局・佐藤花子", "佐藤花子"),
        ("文＝佐藤花子（本誌）", "佐藤花子"),
        ("取材・文　佐藤花子", "佐藤花子"),
        ("編集委員・佐藤花子", "佐藤花子"),
        ("聞き手・佐藤花子", "佐藤花子"),
        ("記者 佐藤 花子", "佐藤 花子"),
        ("佐藤花子、鈴木一郎記者", "佐藤花子、鈴木一郎"),
        ("佐藤 花子", ""),
        ("佐藤花子", ""),
    ] {
        check(&format!("{line}\n{title}\n{BODY}"), ["", title, "", author, ""]);
        check(&format!("{line}\n\n{BODY}"), ["", "", "", author, ""]);
    }
}

#[test]
fn names_in_brackets_at_the_end_are_of_who_wrote_it() {
    for (end, author) in [
        ("（佐藤花子）", "佐藤花子"),
        ("【佐藤花子、鈴木一郎】", "佐藤花子、鈴木一郎"),
        ("（辻支局・佐藤花子）", "佐藤花子"),
        ("（社会部　佐藤花子）", "佐藤花子"),
        ("（敬称略）", ""),
        ("（年齢は当時）", ""),
        ("（社会部）", ""),
        ("【写真説明】", ""),
        ("（佐藤花子氏の話）", ""),
    ] {
        check(&format!("{BODY}{end}"), ["", "", "", author, ""]);
    }
}

#[test]
fn any_text_ends() {
    for text in [
        "\u{0}\n\r\n",
        "（（（（",
        "］［",
        "：：",
        "date",
        "date ",
        "https://",
        "https://.",
        "© ©",
        "記者",
        "（記者）",
    ] {
        let _ = find(text);
        let _ = find(&text.repeat(1000));
    }
}

proptest::proptest! {
    #[test]
    fn spans_fit_any_text(text in "[（）【】。、\n 0-9０-９年月日/:：a-z港新聞記者文date©]{0,120}") {
        let found = find(&text);
        for finding in [found.outlet, found.title, found.url, found.author, found.published].into_iter().flatten() {
            proptest::prop_assert!(finding.span.slice(&text).is_some_and(|part| !part.is_empty()));
        }
    }
}
