//! What pages say about themselves, and what is no saying.

use crate::html::{LIMIT, NativeParser, Origin, origin};

fn read(html: &str) -> Origin {
    origin(html, &NativeParser)
}

/// Expects outlet, title, address, author and day of publication; empty for what is not said.
#[track_caller]
fn check(html: &str, expected: [&str; 5]) {
    let meta = read(html).meta;
    assert_eq!(
        [&*meta.outlet, &*meta.title, &*meta.url, &*meta.author, &*meta.published],
        expected,
        "{html}"
    );
}

#[track_caller]
fn check_data(json: &str, expected: [&str; 5]) {
    check(&format!("<head><script type=\"application/ld+json\">{json}</script></head><p>本文。"), expected);
}

#[test]
fn metas_and_the_canonical_link() {
    check(
        "<html><head><title>港で火災、けが人なし：港日報デジタル</title>
         <meta name=\"author\" content=\"佐藤花子\"><link rel='alternate canonical' href='https://example.jp/a/1'>
         <meta property=\"og:title\" content=\"港で火災、けが人なし | 港日報デジタル\">
         <meta property=\"og:site_name\" content=\"港日報デジタル\"><meta property=\"og:url\" content=\"https://example.jp/b\">
         <meta property=\"article:published_time\" content=\"2025-08-16T05:00:00+09:00\">
         <meta property=\"article:modified_time\" content=\"2025-08-17T09:30:00+09:00\"></head><body><p>本文。</p></body></html>",
        ["港日報デジタル", "港で火災、けが人なし", "https://example.jp/a/1", "佐藤花子", "2025-08-16"],
    );
    assert_eq!(read("<meta name=LastMod content='2025/08/17 09:30'>").modified, "2025-08-17");
    check("<title>港で火災 - 辻新聞</title>", ["", "港で火災", "", "", ""]);
    check("<TITLE>港で&amp;火災\n  続報 | 社会 | 辻新聞</TITLE>", ["", "港で&火災 続報", "", "", ""]);
    check("<meta itemprop=datePublished content=2025-8-6><p>", ["", "", "", "", "2025-08-06"]);
}

#[test]
fn news_articles_in_json_ld() {
    check_data(
        r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "港で火災、けが人なし",
            "author": {"@type": "Person", "name": "佐藤 花子"}, "datePublished": "2025-08-16T05:00:00+09:00",
            "dateModified": "2025-08-17", "publisher": {"@type": "Organization", "name": "港日報"},
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.jp/a/1"}}"#,
        ["港日報", "港で火災、けが人なし", "https://example.jp/a/1", "佐藤 花子", "2025-08-16"],
    );
    check_data(
        r#"[{"@type": "BreadcrumbList", "itemListElement": [{"@type": "NewsArticle", "headline": "別の記事です"}]},
            {"@type": ["NewsArticle", "WebPage"], "headline": ["港で火災、けが人なし"], "url": "https://example.jp/a",
             "author": [{"@type": "Person", "name": "佐藤花子記者"}, "鈴木一郎", {"@type": "Organization", "name": "港通信社"}]}]"#,
        ["", "港で火災、けが人なし", "https://example.jp/a", "佐藤花子、鈴木一郎", ""],
    );
    check_data(
        r##"{"@graph": [{"@type": "Organization", "@id": "#org", "name": "港日報"}, {"@type": "Person", "@id": "#p", "name": "佐藤花子"},
             {"@type": "WebPage", "name": "トップ"}, {"@type": "schema:ReportageNewsArticle", "headline": "港で火災、けが人なし",
              "author": {"@id": "#p"}, "publisher": {"@id": "#org"}, "datePublished": {"@value": "2025-08-15T20:00:00Z"}}]}"##,
        ["港日報", "港で火災、けが人なし", "", "佐藤花子", "2025-08-16"],
    );
    check_data(
        r#"{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/NewsArticle", "headline": "港で火災、けが人なし"}}"#,
        ["", "港で火災、けが人なし", "", "", ""],
    );
    check_data(r#"{"@type": "Product", "name": "消火器", "author": "佐藤花子"}"#, [""; 5]);
}

#[test]
fn of_several_articles_the_one_of_the_page() {
    let data = r#"[{"@type": "NewsArticle", "headline": "先に並ぶ記事", "url": "https://example.jp/1", "author": "鈴木一郎"},
        {"@type": "NewsArticle", "headline": "港で火災、けが人なし", "url": "https://example.jp/2", "author": "佐藤花子"}]"#;
    let script = format!("<script type='application/ld+json; charset=utf-8'>{data}</script>");
    check(
        &format!("{script}<link rel=canonical href=https://example.jp/2>"),
        ["", "港で火災、けが人なし", "https://example.jp/2", "佐藤花子", ""],
    );
    check(
        &format!("<title>港で火災、けが人なし - 港日報</title>{script}"),
        ["", "港で火災、けが人なし", "https://example.jp/2", "佐藤花子", ""],
    );
    check(&script, ["", "先に並ぶ記事", "https://example.jp/1", "鈴木一郎", ""]);
}

#[test]
fn json_as_pages_write_it() {
    let article = r#"{"@type": "NewsArticle", "headline": "港で火災、けが人なし"}"#;
    let expected = ["", "港で火災、けが人なし", "", "", ""];
    check_data(&format!("<!-- {article} -->"), expected);
    check_data(&format!("//<![CDATA[\n{article}\n//]]>"), expected);
    check_data(&format!("\u{FEFF} {article};\n"), expected);
    check_data(
        "{\"@type\": \"NewsArticle\", \"headline\": \"港で火災、\nけが人なし\"}",
        ["", "港で火災、 けが人なし", "", "", ""],
    );
    check_data(r#"{"@type": "NewsArticle", "headline": "港で火災", }"#, [""; 5]);
    check_data("var x = 1;", [""; 5]);
    // A broken block does not take the others along.
    check(
        &format!(
            "<script type=application/ld+json>{{</script><script type=application/ld+json>{article}</script>"
        ),
        expected,
    );
}

#[test]
fn what_is_no_author_title_or_address() {
    check("<meta name=author content='港日報'><meta name=author content='https://example.jp/sns'>", [""; 5]);
    check(
        "<meta name=author content='社会部'><meta name=author content='佐藤花子、 鈴木一郎記者'>",
        ["", "", "", "佐藤花子、鈴木一郎", ""],
    );
    check("<meta property=article:author content='By Hanako Sato'>", ["", "", "", "Hanako Sato", ""]);
    check("<meta property=og:site_name content=港日報><title>港日報</title>", ["港日報", "", "", "", ""]);
    check(
        "<title>トップページ</title><link rel=canonical href=/a/1><link rel=stylesheet href=https://example.jp/c>",
        [""; 5],
    );
    check(
        "<link rel=canonical href='javascript:x()'><meta property=og:url content='https://example.jp/a b'>",
        [""; 5],
    );
    check(
        "<meta property=article:published_time content='きのう'><meta property=og:title content=''>",
        [""; 5],
    );
    check(
        "<body><p>&lt;meta name=author content=佐藤花子&gt;</p><textarea><meta name=author content=佐藤花子></textarea>",
        [""; 5],
    );
    check("<meta name=author content='佐\u{202E}藤\u{200B}花子'>", ["", "", "", "佐藤花子", ""]);
}

#[test]
fn days_are_those_of_japan_where_the_whole_world_is_meant() {
    let day = |written: &str| {
        read(&format!("<meta property=article:published_time content='{written}'>")).meta.published
    };
    assert_eq!(day("2025-12-31T15:00:00Z"), "2026-01-01");
    assert_eq!(day("2025-12-31T14:59:59.000Z"), "2025-12-31");
    assert_eq!(day("2025-12-31T23:00:00-05:00"), "2025-12-31");
    assert_eq!(day("2025-02-28T20:00:00+00:00"), "2025-03-01");
    assert_eq!(day("2025/08/16 05:00"), "2025-08-16");
    assert_eq!(day("2025年8月16日"), "2025-08-16");
    assert_eq!(day("2025-13-40"), "");
}

#[test]
fn hostile_pages_say_nothing_and_break_nothing() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    check_data(&deep, [""; 5]);
    check_data(&"{\"a\":".repeat(100_000), [""; 5]);
    let long = format!("{{\"@type\": \"NewsArticle\", \"headline\": \"{}\"}}", "港".repeat(1_000_000));
    check_data(&long, [""; 5]);
    assert_eq!(read(&"<meta>".repeat(LIMIT / 6 + 2)), Origin::default());
    let many = format!("[{}]", vec![r#"{"@type":"NewsArticle","author":[{"@id":"x"}]}"#; 20_000].join(","));
    check_data(&many, [""; 5]);
    let _ = read(&"<script type=application/ld+json>{}</script>".repeat(10_000));
    let _ = read("<script type=application/ld+json>{\"@type\":\"NewsArticle\"");
    let _ = read(&"<title>".repeat(10_000));
}

proptest::proptest! {
    #[test]
    fn any_page_is_read(html in "[<>a-z=\"'/ {}\\[\\]:,港。@]{0,200}") {
        let _ = read(&html);
        let _ = read(&format!("<script type=application/ld+json>{html}</script>"));
    }
}
