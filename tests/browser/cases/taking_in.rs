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
