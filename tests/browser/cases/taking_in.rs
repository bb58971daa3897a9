//! Texts as they come: pasted, dropped, in old encodings, and texts that are no texts.

use anyhow::{Result, ensure};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

use crate::articles::{MARKET, long_text};

async fn drop(stage: &Stage, name: &str, bytes: &[u8]) -> Result<()> {
    stage.drop_files(&[GivenFile { name, bytes }]).await
}

pub(crate) async fn a_web_page_becomes_clean_text(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    let page = "<h1>市場で火災</h1><script>alert(1)</script><p>浜崎市の<b>市場</b>で<ruby>火災<rt>かさい</rt></ruby>。</p><p>けが人は2人。</p>";
    stage.paste(Some(page), "市場で火災 …").await?;
    stage.press("add").await?;
    stage.has_articles(1).await?;
    let text = stage.article_text().await?;
    for expected in ["市場で火災", "浜崎市の市場で火災。", "けが人は2人。"] {
        ensure!(text.lines().any(|line| line.trim() == expected), "{expected} is not a line of {text:?}");
    }
    ensure!(!text.contains("alert") && !text.contains("かさい"), "the text is {text:?}");
    Ok(())
}

pub(crate) async fn details_are_found_and_can_be_given(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste(None, MARKET).await?;
    stage.fill("outlet", "浜崎新報").await?;
    stage.fill("published", "2025-04-02").await?;
    stage.press("add").await?;
    stage.has_articles(1).await?;
    stage.hears("article", "浜崎新報").await?;
    stage.hears("article", "2025年4月2日").await
}

/// As a PDF has it: every line but the last of a paragraph ends inside a sentence.
const CUT: &str = "市場で火災\n\n浜崎市の中央市場で2日朝、火災があった。火は約3時\n間後に消し止められた。市によると、けが人はおらず、\n市場は3日に再開する見込みである。浜崎消防署は「出\n火の原因を調べている」と述べた。";

pub(crate) async fn cut_lines_are_joined_and_cut_again(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste(None, CUT).await?;
    stage.hears("joined-preview", "約3時間後").await?;
    // By keyboard: the button keeps the focus, and the same key takes it back.
    stage.press("join-lines").await?;
    stage.part("cut-lines").await?;
    stage.keys(&["Enter"]).await?;
    stage.part("join-lines").await?;
    stage.keys(&["Enter"]).await?;
    stage.part("cut-lines").await?;
    stage.press("add").await?;
    stage.has_articles(1).await?;
    let text = stage.article_text().await?;
    ensure!(text.contains("約3時間後に消し止められた。市によると"), "the text is {text:?}");
    ensure!(text.contains("市場で火災\n"), "the headline is {text:?}");
    Ok(())
}

pub(crate) async fn dropped_files_become_articles(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let files = [
        GivenFile { name: "1.txt", bytes: MARKET.as_bytes() },
        GivenFile { name: "2.txt", bytes: "市場は3日に再開する。".as_bytes() },
    ];
    stage.drop_files(&files).await?;
    stage.has_articles(2).await
}

pub(crate) async fn old_encodings_are_read_and_said(stage: &Stage) -> Result<()> {
    stage.open().await?;
    // 「浜崎市の市場で火災があり、けが人が出た。」
    let shift_jis: &[u8] = b"\x95\x6c\x8d\xe8\x8e\x73\x82\xcc\x8e\x73\x8f\xea\x82\xc5\x89\xce\x8d\xd0\x82\xaa\x82\xa0\x82\xe8\x81\x41\x82\xaf\x82\xaa\x90\x6c\x82\xaa\x8f\x6f\x82\xbd\x81\x42";
    drop(stage, "sjis.txt", shift_jis).await?;
    stage.has_articles(1).await?;
    stage.notice("sjis.txt」をshift_jis").await?;
    until("the text is readable", || async {
        Ok(stage.article_text().await?.contains("浜崎市の市場で火災があり、けが人が出た。").then_some(()))
    })
    .await?;
    let euc_jp: &[u8] = b"\xc9\xcd\xba\xea\xbb\xd4\xa4\xce\xbb\xd4\xbe\xec\xa4\xc7\xb2\xd0\xba\xd2\xa4\xac\xa4\xa2\xa4\xea\xa1\xa2\xa4\xb1\xa4\xac\xbf\xcd\xa4\xac\xbd\xd0\xa4\xbf\xa1\xa3";
    drop(stage, "euc.txt", euc_jp).await?;
    stage.has_articles(2).await?;
    stage.notice("euc.txt」をeuc-jp").await
}

pub(crate) async fn what_is_no_text_is_refused(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let binary: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    drop(stage, "photo.txt", &binary).await?;
    stage.notice("photo.txt").await?;
    drop(stage, "nothing.txt", b"").await?;
    stage.notice("nothing.txt").await?;
    drop(stage, "broken.json", b"{\"format\": \"shirushi-project\", ").await?;
    stage.notice("broken.json").await?;
    drop(stage, "other.json", b"{\"format\": \"shirushi-project\", \"version\": 99}").await?;
    stage.notice("99").await?;
    stage.has_articles(0).await
}

pub(crate) async fn odd_characters_are_kept_and_said(stage: &Stage) -> Result<()> {
    stage.open().await?;
    let odd = "市場\0で\u{202e}火災\u{202c}\u{7}。\u{1f468}\u{200d}\u{1f692}が辻\u{e0100}さんを助けた。ｶﾞｽの漏れ。\r\nけが人は2人。";
    drop(stage, "odd.txt", odd.as_bytes()).await?;
    stage.has_articles(1).await?;
    stage.notice("制御文字").await?;
    stage.notice("向きを変える符号").await?;
    stage.analysed().await?;
    // A selection never cuts a character: from the middle of the family to the middle of the name.
    stage.select("が辻\u{e0100}").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["が辻\u{e0100}"]).await
}

pub(crate) async fn half_a_character_is_replaced_and_said(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste_literal("'市場\\ud83dで火災があり、けが人が出た。'").await?;
    stage.notice("符号がありました").await?;
    stage.press("add").await?;
    stage.has_articles(1).await?;
    ensure!(stage.article_text().await?.contains("市場\u{fffd}で火災"), "the text is not as said");
    Ok(())
}

pub(crate) async fn ten_thousand_emoji(stage: &Stage) -> Result<()> {
    stage.open().await?;
    drop(stage, "emoji.txt", "\u{1f468}\u{200d}\u{1f692}".repeat(10_000).as_bytes()).await?;
    stage.has_articles(1).await?;
    stage.notice("日本語の文章ではないようです").await?;
    stage.analysed().await
}

pub(crate) async fn a_line_of_a_million_bytes(stage: &Stage) -> Result<()> {
    stage.open().await?;
    drop(stage, "line.txt", long_text(1_000_000).replace('\n', "").as_bytes()).await?;
    stage.has_articles(1).await?;
    stage.notice("長い行").await?;
    stage.analysed().await?;
    stage.select("浜崎水産の久我健一社長").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["浜崎水産の久我健一社長"]).await
}

pub(crate) async fn five_million_bytes(stage: &Stage) -> Result<()> {
    stage.open().await?;
    drop(stage, "long.txt", long_text(5_000_000).as_bytes()).await?;
    stage.has_articles(1).await?;
    stage.analysed().await?;
    stage.select("浜崎水産の久我健一社長").await?;
    stage.press("mark-claim").await?;
    stage.shows_as("claim", &["浜崎水産の久我健一社長"]).await
}

pub(crate) async fn too_much_is_refused(stage: &Stage) -> Result<()> {
    stage.open().await?;
    drop(stage, "huge.txt", long_text(9_000_000).as_bytes()).await?;
    stage.notice("huge.txt").await?;
    stage.has_articles(0).await
}

pub(crate) async fn what_is_no_article_gets_a_sentence(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.paste(None, "").await?;
    stage.notice("クリップボードに文字がありません").await?;
    stage.paste_files(&[GivenFile { name: "image.png", bytes: b"x" }]).await?;
    stage.notice("クリップボードにあるのは画像です").await?;
    stage.paste(None, "https://example.com/news/1\n").await?;
    stage.notice("このページは何も取り寄せません").await?;
    let url = stage.part("url").await?.prop("value").await?;
    ensure!(url.as_deref() == Some("https://example.com/news/1"), "the address is {url:?}");
    stage.paste(None, MARKET).await?;
    stage.press("add").await?;
    stage.has_articles(1).await?;
    let give = |name: &'static str, bytes: &'static [u8]| async move {
        stage.drop_files(&[GivenFile { name, bytes }]).await
    };
    give("記事.docx", b"PK\x03\x04[Content_Types].xml").await?;
    stage.notice("「記事.docx」は読めません。壊れているか").await?;
    give("記事.pdf", b"%PDF-1.7").await?;
    stage.notice("「記事.pdf」（PDF）は読めません。壊れているか").await?;
    give("export.json", r#"[{"id":1,"data":{"text":"a"},"annotations":[{"result":[]}]}]"#.as_bytes()).await?;
    stage.hears("exchange", "Label Studio").await?;
    stage.press("exchange-refuse").await?;
    stage.gone("exchange").await?;
    give("other.json", b"{\"a\":1}").await?;
    stage.hears("exchange-refused", "「other.json」は知っている形式のどれでもありません").await?;
    stage.has_articles(1).await
}

pub(crate) async fn the_same_article_and_a_newer_one_are_noticed(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.select("再開を急ぎたい").await?;
    stage.press("mark-claim").await?;
    stage.keys(&["Escape", "n"]).await?;
    stage.part("intake-text").await?;
    stage.paste(None, &MARKET.replace("\n\n　", "\n")).await?;
    stage.hears("twin", "同じ本文の記事がもうあります").await?;
    stage.press("open-twin").await?;
    stage.gone("intake").await?;
    stage.has_articles(1).await?;
    stage.drop_files(&[GivenFile { name: "again.txt", bytes: MARKET.as_bytes() }]).await?;
    stage.notice("「again.txt」と同じ本文の記事がもうあります").await?;
    stage.has_articles(2).await?;
    stage.press("undo").await?;
    stage.has_articles(1).await?;
    stage.open_article(0).await?;
    // A corrected text is offered as the newer one of the same article, and its marks go along.
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste(None, &MARKET.replace("2人", "3人")).await?;
    stage.hears("twin", "新しい版かもしれません").await?;
    stage.press("as-newer").await?;
    stage.hears("fates", "そのまま 1").await?;
    stage.press("newer-put").await?;
    stage.has_articles(1).await?;
    stage.shows_as("claim", &["再開を急ぎたい"]).await?;
    // Another outlet on the same event is another article.
    stage.keys(&["n"]).await?;
    stage.part("intake-text").await?;
    stage.paste(None, crate::articles::MARKET_AGAIN).await?;
    ensure!(stage.part_now("twin").await?.is_none(), "another article is taken for the same");
    stage.press("add").await?;
    stage.has_articles(2).await
}

pub(crate) async fn a_drop_is_shown_and_a_removal_taken_back(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    let drag = "const transfer = new DataTransfer(); transfer.items.add(new File(['x'], 'a.txt'));
      document.querySelector('main').dispatchEvent(new DragEvent(arguments[0],
        { dataTransfer: transfer, bubbles: true, cancelable: true }));";
    let _: Option<()> = stage.browser.run(drag, vec![serde_json::json!("dragover")]).await?;
    stage.part("drop-here").await?;
    let _: Option<()> = stage.browser.run(drag, vec![serde_json::json!("dragleave")]).await?;
    stage.gone("drop-here").await?;

    stage.press("edit-details").await?;
    stage.press("remove-article").await?;
    stage.has_articles(0).await?;
    stage.notice("プロジェクトから除きました").await?;
    stage.press("remedy").await?;
    stage.has_articles(1).await?;
    stage.gone("notice").await
}

#[allow(clippy::indexing_slicing, reason = "a member that is missing fails the test")]
pub(crate) async fn files_that_are_slow_on_purpose_open(stage: &Stage) -> Result<()> {
    stage.open().await?;
    // Nested a hundred thousand levels deep.
    let deep = format!("{}港で火災{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    stage.drop_files(&[GivenFile { name: "deep.html", bytes: deep.as_bytes() }]).await?;
    stage.notice("要素が何千段も入れ子になっていて").await?;
    stage.add_article(MARKET).await?;
    stage.select("再開を急ぎたい").await?;
    stage.part("action-bar").await?;
    stage.keys(&["1"]).await?;
    stage.saved().await?;
    let file: serde_json::Value = serde_json::from_slice(&stage.exported().await?)?;
    let open = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut file = file.clone();
        change(&mut file);
        file.to_string().into_bytes()
    };
    let mark = |file: &serde_json::Value, number: usize, spans: serde_json::Value| {
        let mut mark = file["annotations"][0].clone();
        mark["id"] = serde_json::json!(format!("a{}", 1_000 + number));
        mark["spans"] = spans;
        mark
    };
    // A great many marks on one place.
    let heap = open(&|file| {
        file["project"]["title"] = serde_json::json!("積み重なり");
        let spans = file["annotations"][0]["spans"].clone();
        let marks: Vec<_> = (0..15_000).map(|number| mark(file, number, spans.clone())).collect();
        file["annotations"] = serde_json::json!(marks);
    });
    stage.drop_files(&[GivenFile { name: "heap.json", bytes: &heap }]).await?;
    stage.hears("projects", "積み重なり").await?;
    stage.has_articles(1).await?;
    // A great many marks inside what is one character.
    let giant = open(&|file| {
        file["project"]["title"] = serde_json::json!("一文字");
        file["articles"][0]["text"] = serde_json::json!(format!("か{}", "\u{301}".repeat(300_000)));
        let span = |at: usize| serde_json::json!([{ "start": at, "end": at + 1, "exact": "\u{301}", "prefix": "", "suffix": "" }]);
        let marks: Vec<_> = (0..2_000).map(|number| mark(file, number, span(1 + number * 100))).collect();
        file["annotations"] = serde_json::json!(marks);
    });
    stage.drop_files(&[GivenFile { name: "giant.json", bytes: &giant }]).await?;
    stage.hears("projects", "一文字").await?;
    stage.has_articles(1).await
}

#[allow(clippy::indexing_slicing, reason = "a member that is missing fails the test")]
pub(crate) async fn a_project_of_many_articles_opens_again(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.saved().await?;
    let mut file: serde_json::Value = serde_json::from_slice(&stage.exported().await?)?;
    let one = file["articles"][0].clone();
    let many: Vec<_> = (0..1_005)
        .map(|number| {
            let mut article = one.clone();
            article["id"] = serde_json::json!(format!("t{}", 100 + number));
            article["text"] = serde_json::json!(format!("第{number}報。"));
            article
        })
        .collect();
    file["articles"] = serde_json::json!(many);
    file["project"]["title"] = serde_json::json!("千本");
    stage.drop_files(&[GivenFile { name: "many.json", bytes: file.to_string().as_bytes() }]).await?;
    stage.has_articles(1_005).await
}

pub(crate) async fn of_two_encodings_a_person_says_which(stage: &Stage) -> Result<()> {
    stage.open().await?;
    // ﾆｭｰｽ ﾃﾚﾋﾞ in Shift_JIS, which is four kanji in EUC-JP.
    drop(stage, "kana.txt", b"\xC6\xAD\xB0\xBD \xC3\xDA\xCB\xDE").await?;
    stage.notice("ふたつの文字コードのどちらでも読めます").await?;
    stage.has_articles(1).await?;
    stage.press("remedy").await?;
    until("it is read the other way", || async {
        let text = stage.article_text().await?;
        ensure!(text.contains("ﾆｭｰｽ ﾃﾚﾋﾞ"), "the text is {text:?}");
        Ok(Some(()))
    })
    .await?;
    stage.has_articles(1).await?;
    // And back again.
    stage.press("remedy").await?;
    until("it is read as it was", || async {
        let text = stage.article_text().await?;
        ensure!(!text.is_empty() && !text.contains("ﾆｭｰｽ"), "the text is {text:?}");
        Ok(Some(()))
    })
    .await
}
