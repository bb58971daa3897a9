//! The time line and the sources: what happened when, and whose words carry it.

use anyhow::{Result, ensure};
use serde_json::json;
use shirushi_browser_tests::{Stage, until};

async fn begin(stage: &Stage, view: &str) -> Result<()> {
    stage.open().await?;
    stage.open_sample().await?;
    stage.analysed().await?;
    stage.press("compare").await?;
    stage.press(view).await
}

/// How many parts of a name there are.
async fn count(stage: &Stage, part: &str) -> Result<usize> {
    let script = "return document.querySelectorAll(`[data-part='${arguments[0]}']`).length";
    stage.browser.run(script, vec![json!(part)]).await
}

/// The words of all parts of a name.
async fn told(stage: &Stage, selector: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.trim())";
    stage.browser.run(script, vec![json!(selector)]).await
}

/// The keys are on what is shown of the results.
async fn result_has_the_keys(stage: &Stage) -> Result<()> {
    until("the keys are on the result", || async {
        let script = "return document.activeElement?.dataset.result === 'focus'";
        Ok(stage.browser.run::<bool>(script, vec![]).await?.then_some(()))
    })
    .await
}

pub(crate) async fn an_event_leads_to_its_text_and_back(stage: &Stage) -> Result<()> {
    begin(stage, "view-timeline").await?;
    stage.part("event").await?;
    let days = told(stage, "[data-part=event-row] .t-day").await?;
    ensure!(days.iter().any(|day| day.contains('月')), "no line has a day: {days:?}");
    ensure!(days.iter().all(|day| !day.is_empty()), "a line has no day: {days:?}");
    // An event that is looked at says when, and leads to its words.
    stage.press("event").await?;
    stage.hears("event-card", "年").await?;
    let quoted = told(stage, "[data-part=event-card] blockquote").await?.concat();
    ensure!(!quoted.is_empty(), "the card quotes nothing");
    stage.press("event-to-text").await?;
    until("the claim is looked at in its text", || async {
        let focused = stage.drawn_as("focused").await?.join("");
        Ok((!focused.is_empty() && quoted.contains(&focused)).then_some(()))
    })
    .await?;
    stage.keys(&["v"]).await?;
    stage.part("timeline").await?;
    result_has_the_keys(stage).await?;
    let again = told(stage, "[data-part=event-card] blockquote").await?.concat();
    ensure!(again == quoted, "another event is looked at: {again:?}");
    // By keys: down to the next, and into the table.
    stage.keys(&["Down"]).await?;
    until("another event is looked at", || async {
        let next = told(stage, "[data-part=event-card] blockquote").await?.concat();
        Ok((next != quoted).then_some(()))
    })
    .await?;
    stage.keys(&["Enter"]).await?;
    stage.part("row-open").await?;
    Ok(())
}

pub(crate) async fn a_parked_event_is_dated_by_hand(stage: &Stage) -> Result<()> {
    begin(stage, "view-timeline").await?;
    stage.part("parked").await?;
    let (lines, parked) = (count(stage, "event-row").await?, count(stage, "parked").await?);
    stage.press("parked").await?;
    stage.press("set-date").await?;
    // What is no date is refused, and stays.
    stage.fill("event-date", "きのうの夕方").await?;
    stage.hears("date-refused", "日付として読めません").await?;
    stage.press("write-date").await?;
    let script = "return document.querySelector('[data-part=event-date]')?.value ?? ''";
    let kept: String = stage.browser.run(script, vec![]).await?;
    ensure!(kept == "きのうの夕方", "the field holds {kept:?}");
    stage.fill("event-date", "1968-03-14T06:30").await?;
    stage.press("write-date").await?;
    stage.hears("event-card", "1968年3月14日 6時30分").await?;
    stage.gone("event-date").await?;
    result_has_the_keys(stage).await?;
    let now = (count(stage, "event-row").await?, count(stage, "parked").await?);
    ensure!(now == (lines + 1, parked - 1), "{lines} and {parked} became {now:?}");
    let first = told(stage, "[data-part=event-row] .t-day").await?;
    ensure!(first.first().is_some_and(|day| day == "1968年3月14日"), "the first day is {first:?}");
    stage.press("undo").await?;
    until("the event is parked again", || async {
        let now = (count(stage, "event-row").await?, count(stage, "parked").await?);
        Ok((now == (lines, parked)).then_some(()))
    })
    .await
}

pub(crate) async fn a_square_leads_to_its_claim(stage: &Stage) -> Result<()> {
    begin(stage, "view-sources").await?;
    stage.part("source").await?;
    let (speakers, squares) = (count(stage, "source").await?, count(stage, "claim-square").await?);
    ensure!(speakers > 1 && squares >= speakers, "{speakers} speakers have {squares} squares");
    let script = "return document.querySelector('.w-squares')?.getAttribute('aria-label') ?? ''";
    let label: String = stage.browser.run(script, vec![]).await?;
    ensure!(label.chars().any(|c| c.is_ascii_digit()), "a cell is called {label:?}");
    stage.press("claim-square").await?;
    stage.part("source-card").await?;
    let quoted = told(stage, "[data-part=source-card] blockquote").await?.concat();
    stage.press("source-to-text").await?;
    until("the claim is looked at in its text", || async {
        let focused = stage.drawn_as("focused").await?.join("");
        Ok((!focused.is_empty() && quoted.contains(&focused)).then_some(()))
    })
    .await?;
    stage.keys(&["v"]).await?;
    stage.part("source-card").await?;
    // Numbers instead of squares; whatever is shown, the copies say what they are.
    stage.press("show-counts").await?;
    stage.part("claim-count").await?;
    stage.hears("copies", "同文").await
}

pub(crate) async fn a_parked_event_is_dragged_to_its_line(stage: &Stage) -> Result<()> {
    begin(stage, "view-timeline").await?;
    stage.part("parked").await?;
    stage.part("event-row").await?;
    let (lines, waiting) = (count(stage, "event-row").await?, count(stage, "parked").await?);
    // The driver's mouse begins a drag and brings it nowhere: these are the events that a hand makes of it.
    let script = "const transfer = new DataTransfer();
      const tell = async (target, type) => {
        const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
        const stands = target.dispatchEvent(event);
        await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
        return stands;
      };
      const find = (part) => document.querySelector(`[data-part=${part}]`);
      const begins = await tell(find('parked'), 'dragstart');
      const refused = await tell(find('event-row'), 'dragover');
      await tell(find('event-row'), 'drop');
      return [begins, refused];";
    let (begins, refused): (bool, bool) = stage.browser.run_async(script, vec![]).await?;
    ensure!(begins && !refused, "it can be carried: {begins}, a line refuses it: {refused}");
    until("the event is on a line", || async {
        let now = (count(stage, "event-row").await?, count(stage, "parked").await?);
        ensure!(now.1 == waiting - 1, "{lines} and {waiting} became {now:?}");
        Ok(Some(()))
    })
    .await?;
    stage.part("event-card").await?;
    stage.keys(&["Control", "z"]).await?;
    until("the event is parked again", || async {
        let now = (count(stage, "event-row").await?, count(stage, "parked").await?);
        Ok((now == (lines, waiting)).then_some(()))
    })
    .await?;
    // Pressed instead, it waits for a line, and Escape gives up. The question for a name stands over it.
    stage.press("name-skip").await?;
    stage.press("parked").await?;
    stage.press("put-event").await?;
    stage.hears("placing", "選んでください").await?;
    stage.keys(&["Escape"]).await?;
    until("nothing is placed any more", || async {
        Ok((!stage.words("placing").await?.contains("選んでください")).then_some(()))
    })
    .await
}
