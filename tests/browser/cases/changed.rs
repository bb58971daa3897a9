//! An article that changed: what changed in its words and its claims, from the notice and from the versions.

use anyhow::{Result, ensure};
use shirushi_browser_tests::{Stage, until};

use crate::articles::MARKET;

/// The article as it was corrected later: a number and an hour are others, a remark went, a sentence came.
const CORRECTED: &str = "中央市場で火災、3人けが\n\n　4月1日午前9時ごろ、浜崎市の中央市場で火災があり、従業員3人がけがをした。市場を運営する浜崎水産は「原因を調べている」と説明した。\n\n　けがをした従業員は、いずれも軽症という。";

async fn replace(stage: &Stage, newer: &str) -> Result<()> {
    stage.keys(&["Escape"]).await?;
    stage.keys(&["u"]).await?;
    stage.fill("newer-text", newer).await?;
    stage.press("newer-put").await
}

/// The words of everything that a CSS path finds.
async fn all(stage: &Stage, path: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)";
    stage.browser.run(script, vec![serde_json::json!(path)]).await
}

/// Which part has the keys.
async fn keys_are_on(stage: &Stage, part: &str) -> Result<()> {
    until(&format!("the keys are on {part}"), || async {
        let script = "return document.activeElement?.dataset.part ?? document.activeElement?.tagName ?? ''";
        let active: String = stage.browser.run(script, vec![]).await?;
        ensure!(active == part, "they are on {active}");
        Ok(Some(()))
    })
    .await
}

/// Old words and new ones, and what became of claims, in the language of the page.
async fn word_by_word(stage: &Stage, [value, gone, new]: [&str; 3]) -> Result<()> {
    stage.hears("changed-texts", "けがをした").await?;
    let (went, came) =
        (all(stage, ".c-text del").await?.join("|"), all(stage, ".c-text ins").await?.join("|"));
    ensure!(went.contains('2') && went.contains("再開を急ぎ"), "gone are {went}");
    ensure!(came.contains('3') && came.contains("軽症"), "new are {came}");
    ensure!(!went.contains("原因を調べている") && !came.contains("原因を調べている"), "{went} {came}");
    let claims = all(stage, "[data-part=claim-change]").await?;
    let of =
        |what: &str, words: &str| claims.iter().any(|claim| claim.starts_with(what) && claim.contains(words));
    ensure!(of(value, "従業員3人がけがをした"), "{claims:#?}");
    ensure!(of(gone, "再開を急ぎたい") && of(new, "軽症"), "{claims:#?}");
    ensure!(!claims.iter().any(|claim| claim.contains("原因を調べている")), "{claims:#?}");
    let values = all(stage, "[data-part=claim-change] .hit").await?.join("|");
    ensure!(values.contains("2人") && values.contains("3人"), "marked are {values}");
    Ok(())
}

pub(crate) async fn from_the_notice_and_back_by_keys(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    replace(stage, CORRECTED).await?;
    stage.notice("新しい版に替えました").await?;
    stage
        .browser
        .run::<bool>("document.querySelector('[data-part=remedy]').focus(); return true", vec![])
        .await?;
    stage.keys(&["Enter"]).await?;
    word_by_word(stage, ["値が変わった", "なくなった", "加わった"]).await?;
    // The list is walked by keys, and Enter leads to the claim as it is now.
    keys_are_on(stage, "changed").await?;
    stage.keys(&["Down"]).await?;
    let second = "return [...document.querySelectorAll('[data-part=claim-change]')].findIndex((one) => one.matches('[aria-current]'))";
    until("the second is turned to", || async {
        let at: i64 = stage.browser.run(second, vec![]).await?;
        Ok((at == 1).then_some(()))
    })
    .await?;
    stage.keys(&["Escape"]).await?;
    stage.gone("changed").await?;
    keys_are_on(stage, "remedy").await?;
    stage.keys(&["Enter"]).await?;
    stage.part("open-changed").await?;
    stage.press("open-changed").await?;
    stage.part("text").await?;
    ensure!(stage.article_text().await? == CORRECTED, "another text is open");
    // Back in the history of the tab leads to what changed again.
    stage.browser.run::<bool>("history.back(); return true", vec![]).await?;
    stage.part("changed").await?;
    // Taken back, there is nothing to be told of.
    stage.press("leave-changed").await?;
    stage.press("undo").await?;
    stage.gone("notice").await
}

pub(crate) async fn from_the_versions_after_a_reload(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    stage.press("history").await?;
    stage.part("version-name").await?.send_keys("初校").await?;
    stage.press("name-version").await?;
    stage.hears("versions", "初校").await?;
    replace(stage, CORRECTED).await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.has_articles(1).await?;
    stage.analysed().await?;
    stage.press("history").await?;
    stage.press("compare-version").await?;
    stage.press("read-changed").await?;
    word_by_word(stage, ["Other value", "Gone", "New"]).await?;
    let states = all(stage, ".c-table th").await?;
    ensure!(states == ["初校", "Now"], "{states:?}");
    // The list of what differs stays beside it, and the keys come back to it.
    stage.part("changes").await?;
    stage.keys(&["Escape"]).await?;
    stage.gone("changed").await?;
    until("the keys are in the list of what differs", || async {
        let script = "const here = document.activeElement; return !!here?.closest('.inspector')?.querySelector('[data-part=changes]')";
        Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn blanks_and_line_breaks_are_no_change(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    replace(stage, &MARKET.replace("\n\n　", "\n").replace("。市場を", "。\n市場を")).await?;
    stage.press("remedy").await?;
    stage.hears("nothing-changed", "変わったのは空白と改行だけです").await?;
    ensure!(all(stage, ".c-text del, .c-text ins").await?.is_empty(), "words are marked");
    Ok(())
}

pub(crate) async fn stacked_on_a_phone(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.add_article(MARKET).await?;
    stage.analysed().await?;
    replace(stage, CORRECTED).await?;
    stage.press("remedy").await?;
    stage.part("changed-texts").await?;
    let script = "const [old, young] = document.querySelectorAll('.c-table tr:not(.is-same):not(.c-fold) td:has(.c-text)');
      const [a, b] = [old.getBoundingClientRect(), young.getBoundingClientRect()];
      return b.top >= a.bottom - 1 && document.documentElement.scrollWidth <= innerWidth";
    ensure!(stage.browser.run::<bool>(script, vec![]).await?, "the texts are not stacked");
    stage.tap("leave-changed").await?;
    stage.part("text").await.map(|_| ())
}
