//! What the page has to say: what happened, what is safe, what to do.

use shirushi_page::Act;
use shirushi_page::changed::ChangedAct;
use shirushi_page::intake::DocumentEvent;
use shirushi_page::notices::{Remedy, Weight, Worded};
use shirushi_page::projects::ProjectAct;
use shirushi_page::versions::VersionAct;
use shirushi_page::words::Words;
use yew::prelude::*;

/// A notice on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) number: u32,
    pub(crate) worded: Worded,
}

pub(crate) fn notices(words: &'static Words, shown: &[Shown], on: &Callback<Act>) -> Html {
    html! {
        <div class="notices" role="region" aria-label={words.problem} aria-live="polite" data-part="notices">
            { for shown.iter().map(|notice| one(words, notice, on)) }
        </div>
    }
}

/// So many details of one notice are listed. A file may have a hundred thousand marks that were repaired.
const LISTED: usize = 100;

fn one(words: &'static Words, notice: &Shown, on: &Callback<Act>) -> Html {
    let number = notice.number;
    let Worded { what, then, details, weight, remedy } = &notice.worded;
    // One reason needs no folding.
    let alone = match details.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    let remedy = match remedy {
        Remedy::None => None,
        Remedy::RetryDictionary => Some((words.retry, (|| Act::RetryDictionary) as fn() -> Act)),
        Remedy::RetryModel => Some((words.retry, (|| Act::RetryModel) as fn() -> Act)),
        Remedy::RetryLate => Some((words.retry, (|| Act::RetryLate) as fn() -> Act)),
        Remedy::SaveFile => Some((words.save_as_file, (|| Act::ExportFile) as fn() -> Act)),
        Remedy::RestoreProject => {
            Some((words.restore_project, (|| Act::Project(ProjectAct::Restore)) as fn() -> Act))
        }
        Remedy::RestoreVersion => {
            Some((words.restore_project, (|| Act::Version(VersionAct::Restore)) as fn() -> Act))
        }
        Remedy::SaveProject => Some((words.save_project, (|| Act::Project(ProjectAct::Save)) as fn() -> Act)),
        Remedy::ShowChanged => {
            Some((words.read_changed, (|| Act::Changed(ChangedAct::ShowReplaced)) as fn() -> Act))
        }
        Remedy::ReadOtherwise => Some((words.read_otherwise, (|| Act::ReadOtherwise) as fn() -> Act)),
        Remedy::EndDocuments => Some((words.cancel, (|| Act::Document(DocumentEvent::Ended)) as fn() -> Act)),
        Remedy::Undo => Some((words.undo, (|| Act::Undo) as fn() -> Act)),
        Remedy::Update => Some((words.update_now, (|| Act::ActivateUpdate) as fn() -> Act)),
    };
    html! {
        <div key={number} class={classes!("notice", (*weight == Weight::Trouble).then_some("trouble"))} data-part="notice">
            <div class="spring">
                <p><span class="what">{ what.clone() }</span>{ " " }{ alone.unwrap_or_default() }{ " " }{ then.clone() }</p>
                <details hidden={details.len() < 2}>
                    <summary>{ format!("{} ({})", words.more, details.len()) }</summary>
                    <ul>
                        { for details.iter().take(LISTED).map(|detail| html! { <li>{ detail.clone() }</li> }) }
                        { for details.len().checked_sub(LISTED + 1).map(|more| html! { <li>{ format!("{} {}", words.more, more + 1) }</li> }) }
                    </ul>
                </details>
            </div>
            <span>{ for remedy.map(|(name, act)| html! { <button class="button" data-part="remedy" onclick={on.reform(move |_| act())}>{ name }</button> }) }</span>
            <button class="icon" aria-label={words.close} title={words.close} onclick={on.reform(move |_| Act::Dismiss(number))}>{ "✕" }</button>
        </div>
    }
}
