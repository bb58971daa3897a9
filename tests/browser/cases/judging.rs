//! Suggestions are judged one after another, by keys, mouse and thumb.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shirushi_browser_tests::{Stage, until};

async fn begin(stage: &Stage) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await
}

/// What is shown to be judged: the words, the type, and how many were judged of how many.
async fn shown(stage: &Stage) -> Result<(String, String, (usize, usize))> {
    let script = "const words = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent).join('');
        return [words('.judging-text .focused'), words('[data-part=is-kind]'), words('[data-part=judged-count]')];";
    let [words, kind, count]: [String; 3] = stage.browser.run(script, vec![]).await?;
    let (judged, all) = count.split_once(" / ").context("no count")?;
    Ok((words, kind, (judged.parse()?, all.parse()?)))
}

/// Waits until that many were judged.
async fn judged(stage: &Stage, count: usize) -> Result<(String, String, (usize, usize))> {
    until(&format!("{count} were judged"), || async {
        let now = shown(stage).await?;
        ensure!(now.2.0 == count, "it is {now:?}");
        Ok(Some(now))
    })
    .await
}

/// Waits until more than so many were judged: what is judged once may count for the same words elsewhere.
async fn more_judged(stage: &Stage, than: usize) -> Result<usize> {
    until(&format!("more than {than} were judged"), || async {
        let count = shown(stage).await?.2.0;
        Ok((count > than).then_some(count))
    })
    .await
}

async fn another_is_shown(stage: &Stage, than: &str) -> Result<String> {
    until("another is shown", || async {
        let (words, ..) = shown(stage).await?;
        Ok((words != than).then_some(words))
    })
    .await
}

async fn shows(stage: &Stage, wanted: &str) -> Result<()> {
    until(&format!("{wanted} is shown"), || async {
        let (words, ..) = shown(stage).await?;
        ensure!(words == wanted, "it is {words}");
        Ok(Some(()))
    })
    .await
}

/// Where the buttons are.
async fn buttons(stage: &Stage) -> Result<Value> {
    let script =
        "return ['judge-accept', 'judge-reject', 'judge-skip', 'retype-1', 'judge-back'].map((part) => {
        const box = document.querySelector(`[data-part=${part}]`).getBoundingClientRect();
        return [box.left, box.top, box.width, box.height];
    });";
    stage.browser.run(script, vec![]).await
}

/// The annotations in the exported file.
async fn annotations(stage: &Stage) -> Result<Vec<Value>> {
    let file: Value = serde_json::from_slice(&stage.exported().await?)?;
    Ok(file.get("annotations").and_then(Value::as_array).cloned().unwrap_or_default())
}

pub(crate) async fn one_key_each_and_nothing_moves(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.keys(&["j"]).await?;
    let (first, _, (_, all)) = judged(stage, 0).await?;
    ensure!(all > 50 && !first.is_empty(), "{all} wait, {first} is shown");
    let places = buttons(stage).await?;
    stage.keys(&["Enter"]).await?;
    let (second, ..) = judged(stage, 1).await?;
    ensure!(buttons(stage).await? == places, "the buttons moved");
    // What was rejected, or skipped, comes back by one key; it is told to those who hear the page.
    stage.keys(&["x"]).await?;
    let third = another_is_shown(stage, &second).await?;
    stage.hears("announcer", &third).await?;
    stage.keys(&["z"]).await?;
    shows(stage, &second).await?;
    judged(stage, 1).await?;
    stage.keys(&[" "]).await?;
    shows(stage, &third).await?;
    // Another type accepts.
    stage.keys(&["6"]).await?;
    let after = another_is_shown(stage, &third).await?;
    ensure!(buttons(stage).await? == places, "the buttons moved");
    stage.keys(&["Control", "z"]).await?;
    shows(stage, &third).await?;
    stage.keys(&["6"]).await?;
    shows(stage, &after).await?;
    // The text, and back to the same.
    stage.keys(&["b"]).await?;
    stage.shows_as("focused", &[&after]).await?;
    stage.keys(&["j"]).await?;
    shows(stage, &after).await?;
    stage.keys(&["Escape"]).await?;
    stage.part("text").await?;
    let made = annotations(stage).await?;
    ensure!(made.len() == 2, "{made:?}");
    ensure!(made.iter().all(|one| one.get("status") == Some(&json!("accepted"))), "{made:?}");
    ensure!(serde_json::to_string(&made)?.contains("PRODUCT"), "{made:?}");
    Ok(())
}

pub(crate) async fn the_same_string_everywhere_in_one_step(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("judge").await?;
    judged(stage, 0).await?;
    // Judges until the same string waits elsewhere.
    let mut count = 0;
    while stage.part_now("judge-same").await?.is_none() {
        count += 1;
        ensure!(count < 20, "nothing stands twice");
        stage.keys(&["a"]).await?;
        judged(stage, count).await?;
    }
    // It says of which string, and what: not of the one that is shown.
    let offered = stage.words("judge-same").await?;
    let (string, rest) = offered.split_once("」ほか").context("no string is named")?;
    let (more, verdict) = rest.split_once("か所も").context("nothing is counted")?;
    let more: usize = more.parse()?;
    ensure!(verdict.starts_with("採用"), "it would do {verdict}");
    stage.hears("judge-again-1", string.trim_start_matches('「')).await?;
    stage.keys(&["s"]).await?;
    judged(stage, count + more).await?;
    stage.hears("announcer", &format!("{string}」ほか{more}か所を採用しました")).await?;
    stage.hears("judge-again-1", &format!("×{more}")).await?;
    stage.gone("judge-same").await?;
    stage.keys(&["z"]).await?;
    judged(stage, count).await?;
    stage.press("judge-same").await?;
    judged(stage, count + more).await?;
    ensure!(annotations(stage).await?.len() == count + more, "not all were judged");
    Ok(())
}

pub(crate) async fn by_name_from_the_list_of_commands(stage: &Stage) -> Result<()> {
    let ask = |name: &'static str| async move {
        stage.keys(&["Control", "k"]).await?;
        let field = stage.part("palette-field").await?;
        field.send_keys(name).await?;
        let script = "const row = document.querySelector('.palette [aria-selected=true]');
          return [row?.textContent ?? '', row?.ariaDisabled ?? ''];";
        until(&format!("{name} is offered"), || async {
            let [told, disabled]: [String; 2] = stage.browser.run(script, vec![]).await?;
            Ok(told.contains(name).then_some((told, disabled)))
        })
        .await
    };
    begin(stage).await?;
    // In the text it is told with its key, and does nothing.
    let (told, disabled) = ask("飛ばす").await?;
    ensure!(told.contains("Space") && disabled == "true", "{told} {disabled}");
    stage.keys(&["Escape"]).await?;
    stage.press("judge").await?;
    let (first, ..) = judged(stage, 0).await?;
    let (_, disabled) = ask("飛ばす").await?;
    ensure!(disabled.is_empty(), "skipping is disabled");
    stage.keys(&["Enter"]).await?;
    let second = another_is_shown(stage, &first).await?;
    // The keys are back where they were, and go on from there.
    ask("候補を却下").await?;
    stage.keys(&["Enter"]).await?;
    let rejected = more_judged(stage, 0).await?;
    let (_, kind, _) = shown(stage).await?;
    let wanted = if kind == "組織" { "候補を採用: 人名" } else { "候補を採用: 組織" };
    ask(wanted).await?;
    stage.keys(&["Enter"]).await?;
    let retyped = more_judged(stage, rejected).await?;
    stage.keys(&["a"]).await?;
    more_judged(stage, retyped).await?;
    let made = annotations(stage).await?;
    let statuses: Vec<_> = made.iter().filter_map(|one| one.get("status").and_then(Value::as_str)).collect();
    ensure!(statuses == ["rejected", "accepted", "accepted"], "{statuses:?} after {second}");
    let retyped = made.get(1).and_then(|one| one.pointer("/body/kind")).and_then(Value::as_str);
    let right = if kind == "組織" { "PERSON" } else { "ORGANIZATION" };
    ensure!(retyped == Some(right), "it became {retyped:?}");
    Ok(())
}

pub(crate) async fn filters_narrow_what_is_shown(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("judge").await?;
    let (_, _, (_, all)) = judged(stage, 0).await?;
    // The seventh type is the date; the list begins with all.
    stage.choose("judge-kind", 7).await?;
    let dates = until("dates are shown", || async {
        let (_, kind, (_, dates)) = shown(stage).await?;
        Ok((kind == "日付" && dates < all).then_some(dates))
    })
    .await?;
    stage.choose("judge-article", 2).await?;
    until("fewer are shown", || async { Ok((shown(stage).await?.2.1 < dates).then_some(())) }).await?;
    let (.., (_, here)) = shown(stage).await?;
    for count in 1..=here {
        stage.press("judge-reject").await?;
        until("one less is left", || async {
            let (.., (judged, all)) = shown(stage).await?;
            Ok((judged >= count && judged <= all).then_some(()))
        })
        .await?;
        if stage.part_now("judge-nothing").await?.is_some() {
            break;
        }
    }
    stage.hears("judge-nothing", "この絞り込み").await?;
    stage.press("judge-clear").await?;
    stage.part("judge-accept").await?;
    Ok(())
}

pub(crate) async fn claims_with_a_thumb(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.tap("judge").await?;
    judged(stage, 0).await?;
    stage.tap("judge-filters").await?;
    stage.tap("judge-claims").await?;
    stage.tap("judge-filters").await?;
    stage.gone("judge-claims").await?;
    let (first, ..) = judged(stage, 0).await?;
    stage.tap("judge-accept").await?;
    let (second, ..) = judged(stage, 1).await?;
    ensure!(first != second, "the same is shown");
    stage.tap("judge-reject").await?;
    judged(stage, 2).await?;
    stage.tap("judge-back").await?;
    shows(stage, &second).await?;
    // Everything a thumb needs is on the screen.
    let script =
        "const parts = ['judge-accept', 'judge-reject', 'judge-skip', 'judge-back', 'retype-0', 'projects'];
        return parts.filter((part) => {
            const box = document.querySelector(`[data-part=${part}]`).getBoundingClientRect();
            return box.width < 34 || box.height < 34 || box.right > innerWidth || box.bottom > innerHeight;
        });";
    let out: Vec<String> = stage.browser.run(script, vec![]).await?;
    ensure!(out.is_empty(), "{out:?} are too small or outside");
    let made = annotations(stage).await?;
    ensure!(made.len() == 1 && serde_json::to_string(&made)?.contains("claim"), "{made:?}");
    Ok(())
}

pub(crate) async fn put_right_by_keys_and_come_back_to(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("judge").await?;
    let (first, ..) = judged(stage, 0).await?;
    // One key draws the boundary elsewhere, one more accepts.
    stage.keys(&["Right"]).await?;
    let longer = another_is_shown(stage, &first).await?;
    ensure!(longer.starts_with(&first), "{longer} is shown after {first}");
    stage.keys(&["Enter"]).await?;
    judged(stage, 1).await?;
    let made = annotations(stage).await?;
    let written = serde_json::to_string(&made)?;
    ensure!(made.len() == 1 && written.contains(&format!("\"exact\":\"{longer}\"")), "{longer}: {written}");
    // A flag with a note, which is no judgement.
    let (second, ..) = shown(stage).await?;
    stage.keys(&["m"]).await?;
    let script = "return document.activeElement?.dataset.part ?? ''";
    let there: String = stage.browser.run(script, vec![]).await?;
    ensure!(there == "judge-note", "{there} has the keys");
    stage.browser.devtools("Input.insertText", json!({ "text": "裏を取る" })).await?;
    stage.keys(&["Enter"]).await?;
    until("it is flagged", || async {
        let flag = stage.part("judge-flag").await?.attr("aria-pressed").await?;
        Ok((flag.as_deref() == Some("true")).then_some(()))
    })
    .await?;
    shows(stage, &second).await?;
    judged(stage, 1).await?;
    // The last ones, with the way back to each.
    stage.keys(&["a"]).await?;
    judged(stage, 2).await?;
    stage.keys(&["x"]).await?;
    more_judged(stage, 2).await?;
    stage.hears("judged-tally", "採用 2 ・ 却下 1").await?;
    stage.hears("judge-again-2", &second).await?;
    stage.press("judge-again-2").await?;
    shows(stage, &second).await?;
    stage.hears("judged-tally", "採用 1 ・ 却下 1").await?;
    // Claims: how surely, and who.
    stage.press("judge-claims").await?;
    judged(stage, 0).await?;
    let certainty = stage.words("judge-certainty").await?;
    stage.keys(&["c"]).await?;
    until("it is another certainty", || async {
        Ok((stage.words("judge-certainty").await? != certainty).then_some(()))
    })
    .await?;
    stage.keys(&["w"]).await?;
    let there: String = stage.browser.run(script, vec![]).await?;
    ensure!(there == "judge-speaker", "{there} has the keys");
    stage.browser.devtools("Input.insertText", json!({ "text": "乗客の一人" })).await?;
    stage.keys(&["Enter"]).await?;
    until("the keys are back", || async {
        Ok((stage.browser.run::<String>(script, vec![]).await? == "judged").then_some(()))
    })
    .await?;
    stage.keys(&["Enter"]).await?;
    judged(stage, 1).await?;
    let written = serde_json::to_string(&annotations(stage).await?)?;
    ensure!(written.contains("乗客の一人"), "{written}");
    Ok(())
}

pub(crate) async fn a_name_is_asked_for_once(stage: &Stage) -> Result<()> {
    begin(stage).await?;
    stage.press("judge").await?;
    judged(stage, 0).await?;
    ensure!(stage.part_now("naming").await?.is_none(), "a name is asked for before anything was judged");
    let places = buttons(stage).await?;
    stage.keys(&["Enter"]).await?;
    judged(stage, 1).await?;
    // It takes neither the keys nor the place of anything.
    stage.part("naming").await?;
    ensure!(buttons(stage).await? == places, "the buttons moved");
    stage.keys(&["x"]).await?;
    more_judged(stage, 1).await?;
    stage.fill("name-asked", "校閲の森").await?;
    stage.press("name-done").await?;
    stage.gone("naming").await?;
    stage.keys(&["a"]).await?;
    until("the name stands on the next one", || async {
        let last = annotations(stage).await?.pop().unwrap_or_default();
        let by = last.get("judgedBy").or(last.get("judged_by")).cloned().unwrap_or_default();
        ensure!(by == json!("校閲の森"), "it is {last}");
        Ok(Some(()))
    })
    .await?;
    stage.reload().await?;
    stage.analysed().await?;
    stage.press("judge").await?;
    stage.keys(&["a"]).await?;
    until("nobody asks again", || async { Ok(stage.part_now("naming").await?.is_none().then_some(())) }).await
}
