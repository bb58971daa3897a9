//! What articles say of the same things: found in the worker, judged by a person, kept with the project.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::page::GivenFile;
use shirushi_browser_tests::{Stage, until};

/// The pair in which one outlet counts 38 passengers and another 41: a CSS path cannot look for words, so a
/// script does.
const PASSENGERS: &str = "const pair = [...document.querySelectorAll('[data-part=pair]')]
  .find((one) => one.textContent.includes('38人') && one.textContent.includes('４１人'));";

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    turn_to_comparison(stage).await
}

async fn turn_to_comparison(stage: &Stage) -> Result<()> {
    stage.press("compare").await?;
    until("the passengers are compared", || async {
        let script = format!("{PASSENGERS} return !!pair");
        Ok(stage.browser.run::<bool>(&script, vec![]).await?.then_some(()))
    })
    .await
}

/// Clicks the middle of something within the pair, as a mouse does.
async fn click_in_pair(stage: &Stage, selector: &str) -> Result<()> {
    let script = format!(
        "{PASSENGERS} const found = pair?.querySelector(arguments[0]);
         if (!found || found.hidden || found.disabled) return null;
         found.scrollIntoView({{ block: 'center' }});
         const box = found.getBoundingClientRect();
         return [box.left + box.width / 2, box.top + box.height / 2];"
    );
    let (x, y) = until(&format!("{selector} can be clicked"), || async {
        stage.browser.run::<Option<(f64, f64)>>(&script, vec![json!(selector)]).await
    })
    .await?;
    stage.browser.driver.action_chain().move_to(x as i64, y as i64).click().perform().await?;
    Ok(())
}

async fn pair_says(stage: &Stage, words: &str) -> Result<()> {
    until(&format!("the pair says {words}"), || async {
        let script = format!("{PASSENGERS} return pair?.querySelector('.stand').textContent ?? ''");
        let said: String = stage.browser.run(&script, vec![]).await?;
        ensure!(said.contains(words), "it says {said:?}");
        Ok(Some(()))
    })
    .await
}

/// The relations in the exported file.
async fn relations(stage: &Stage) -> Result<Vec<Value>> {
    let file: Value = serde_json::from_slice(&stage.exported().await?)?;
    Ok(file.get("relations").and_then(Value::as_array).cloned().unwrap_or_default())
}

pub(crate) async fn a_discrepancy_says_why_and_leads_to_both_texts(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    pair_says(stage, "矛盾 ・ 数").await?;
    pair_says(stage, "数が食い違う").await?;
    // Discrepancies come first, the gravest before the others.
    let first = "return document.querySelector('[data-part=pair] [data-part=relation]')?.textContent ?? ''";
    let first: String = stage.browser.run(first, vec![]).await?;
    ensure!(first.starts_with("矛盾"), "the first is {first:?}");
    click_in_pair(stage, ".side:last-child").await?;
    until("the second article is open at the claim", || async {
        let text = stage.article_text().await?;
        let focused = stage.drawn_as("focused").await?.join("");
        ensure!(text.starts_with("ロープウェー宙づり"), "another article is open");
        ensure!(focused.contains("４１人"), "looked at is {focused:?}");
        Ok(Some(()))
    })
    .await?;
    // What the others say stands beside it, and leads there.
    stage.hears("others", "矛盾 ・ 数").await?;
    stage.press("other").await?;
    until("the first article is open", || async {
        Ok(stage.article_text().await?.starts_with("鷹羽山ロープウェイ").then_some(()))
    })
    .await?;
    stage.keys(&["v"]).await?;
    let script = format!("{PASSENGERS} return !!pair && document.activeElement === pair");
    until("the keys are on the pair again", || async {
        Ok(stage.browser.run::<bool>(&script, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn judgements_are_kept_undone_and_exported(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    click_in_pair(stage, "[data-part=confirm]").await?;
    pair_says(stage, "確認済み").await?;
    let made = relations(stage).await?;
    let only = made.first().context("no relation")?;
    let of = |path: &str| only.pointer(path).cloned().unwrap_or_default();
    ensure!(made.len() == 1 && of("/body/relation") == json!("contradict"), "{made:?}");
    ensure!(of("/body/difference") == json!("number") && of("/creator/type") == json!("model"), "{only}");
    ensure!(of("/status") == json!("accepted"), "{only}");
    // A note of the person's own is kept with it, and one undo takes it away.
    stage.fill("relation-note", "紙面では確認済み").await?;
    let noted = relations(stage).await?;
    ensure!(noted.iter().any(|one| one.get("note") == Some(&json!("紙面では確認済み"))), "{noted:?}");
    stage.press("undo").await?;
    // Changed, dismissed, and back.
    click_in_pair(stage, "[data-part=say-differ]").await?;
    pair_says(stage, "相違 ・ 数").await?;
    click_in_pair(stage, "[data-part=dismiss]").await?;
    pair_says(stage, "除外").await?;
    stage.saved().await?;
    stage.reload().await?;
    stage.analysed().await?;
    turn_to_comparison(stage).await?;
    pair_says(stage, "除外").await?;
    stage.press("undo").await?;
    pair_says(stage, "相違 ・ 数").await?;
    stage.press("undo").await?;
    stage.press("undo").await?;
    pair_says(stage, "矛盾 ・ 数").await?;
    pair_says(stage, "機械の候補").await?;
    ensure!(relations(stage).await?.is_empty(), "a relation is left");
    Ok(())
}

pub(crate) async fn by_keys_alone(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let focus = format!("{PASSENGERS} pair.focus(); return true");
    let next_has_the_keys = format!(
        "{PASSENGERS} return document.activeElement?.dataset.part === 'pair' && document.activeElement !== pair"
    );
    // A verdict hands the keys to the next pair, whichever verdict it is.
    let verdicts = [("1", "一致"), ("3", "矛盾 ・ 数"), ("Backspace", "除外"), ("Enter", "確認済み")];
    for (key, said) in verdicts {
        stage.browser.run::<bool>(&focus, vec![]).await?;
        stage.keys(&[key]).await?;
        pair_says(stage, said).await?;
        until("the next pair has the keys", || async {
            Ok(stage.browser.run::<bool>(&next_has_the_keys, vec![]).await?.then_some(()))
        })
        .await?;
    }
    Ok(())
}

pub(crate) async fn a_relation_by_hand(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.open_article(0).await?;
    stage.select("観光への影響は避けられない").await?;
    stage.press("mark-claim").await?;
    stage.press("relate").await?;
    stage.open_article(2).await?;
    stage.analysed().await?;
    stage.click_text("年間およそ12万人").await?;
    // The number is innermost; the claim around it is one click further.
    stage.click_text("年間およそ12万人").await?;
    stage.press("relate-differ").await?;
    stage.hears("others", "相違").await?;
    let made = relations(stage).await?;
    let of = |path: &str| made.first().and_then(|one| one.pointer(path)).cloned().unwrap_or_default();
    ensure!(of("/creator/type") == json!("person") && of("/body/relation") == json!("differ"), "{made:?}");
    ensure!(of("/spans/0/exact") == json!("観光への影響は避けられない"), "{made:?}");
    stage.press("compare").await?;
    stage.hears("comparison", "手動の関係").await?;
    // The file opens with it, byte for byte.
    let bytes = stage.exported().await?;
    stage.press("read").await?;
    stage.press("projects").await?;
    stage.choose_file("open-file", &GivenFile { name: "again.shirushi.json", bytes: &bytes }).await?;
    stage.has_articles(3).await?;
    stage.analysed().await?;
    let again = stage.exported().await?;
    ensure!(again == bytes, "the file is another after it was opened");
    Ok(())
}

pub(crate) async fn shared_sentences_are_shown_as_such(stage: &Stage) -> Result<()> {
    stage.open().await?;
    const WIRE: &str =
        "霧沢町の鷹羽山ロープウェイで12日、ゴンドラが緊急停止し、乗客38人が山頂駅の手前で取り残された。";
    stage.add_article(&format!("{WIRE}町は原因を調べている。")).await?;
    stage.press("compare").await?;
    stage.hears("comparison-state", "記事が二つ以上").await?;
    stage.press("read").await?;
    stage.add_article(&format!("{WIRE}けが人はいなかった。")).await?;
    stage.analysed().await?;
    stage.press("compare").await?;
    stage.press("show-copies").await?;
    stage.hears("copy", "緊急停止").await?;
    let copies = stage.words("show-copies").await?;
    ensure!(copies.contains('1'), "the button says {copies:?}");
    Ok(())
}

pub(crate) async fn pairs_set_aside_count_no_more(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    let count = |part: &'static str| async move {
        let told = stage.words(part).await?;
        Ok::<usize, anyhow::Error>(told.chars().filter(char::is_ascii_digit).collect::<String>().parse()?)
    };
    let (apart, aside) = (count("show-apart").await?, count("show-dismissed").await?);
    stage.hears("pairs-judged", &format!("0 / {apart}")).await?;
    // A press hands the keys on, and moves nothing.
    click_in_pair(stage, "[data-part=dismiss]").await?;
    until("it counts no more", || async {
        let now = (count("show-apart").await?, count("show-dismissed").await?);
        ensure!(now == (apart - 1, aside + 1), "counted are {now:?}, before {apart} and {aside}");
        Ok(Some(()))
    })
    .await?;
    let next_has_the_keys = format!(
        "{PASSENGERS} return document.activeElement?.dataset.part === 'pair' && document.activeElement !== pair"
    );
    ensure!(stage.browser.run::<bool>(&next_has_the_keys, vec![]).await?, "the next pair has no keys");
    stage.hears("pairs-judged", &format!("1 / {apart}")).await?;
    // Only what was judged, only of one outlet, only of one kind.
    let pairs = |count: usize| async move {
        until(&format!("{count} pairs are shown"), || async {
            let shown = "return document.querySelectorAll('[data-part=pair]').length";
            let now: usize = stage.browser.run(shown, vec![]).await?;
            ensure!(now == count, "there are {now}");
            Ok(Some(()))
        })
        .await
    };
    stage.choose("pairs-judged-only", 2).await?;
    pairs(1).await?;
    stage.choose("pairs-judged-only", 1).await?;
    pairs(apart - 1).await?;
    stage.choose("pairs-outlet", 1).await?;
    until("there are fewer", || async {
        let shown = "return document.querySelectorAll('[data-part=pair]').length";
        Ok((stage.browser.run::<usize>(shown, vec![]).await? < apart - 1).then_some(()))
    })
    .await?;
    stage.choose("pairs-outlet", 0).await?;
    stage.choose("pairs-judged-only", 0).await?;
    pairs(apart).await
}
