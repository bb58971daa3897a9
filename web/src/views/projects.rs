//! The projects in this browser: the open one and its files, the others, those put away, and how much room
//! there is.

use crate::ports::clock;
use crate::views::kit::{Writable, input_value, sheet};
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_page::projects::{Listing, Persistence, ProjectAct};
use shirushi_page::projects::{Room, Slot, SlotSummary};
use shirushi_page::scene::Scene;
use shirushi_page::words::{Language, Words};
use shirushi_session::Edit;
use std::collections::HashMap;
use yew::prelude::*;

/// What the panel shows.
pub(crate) struct Projects<'a> {
    pub(crate) words: &'static Words,
    pub(crate) title: &'a str,
    /// How the open project stands; `None` where there is no storage.
    pub(crate) open: Option<SlotSummary>,
    pub(crate) slots: &'a [SlotSummary],
    pub(crate) current: Option<&'a Slot>,
    pub(crate) room: Room,
    /// About how many bytes each project takes.
    pub(crate) sizes: &'a HashMap<String, f64>,
    pub(crate) writable: Writable,
    pub(crate) on: &'a Callback<Act>,
}

pub(crate) fn projects(shown: &Projects<'_>) -> Html {
    let (words, on) = (shown.words, shown.on);
    let others = || shown.slots.iter().filter(|summary| Some(&summary.slot) != shown.current);
    let away = || others().filter(|summary| summary.shelf.archived);
    let rename =
        on.reform(|event: Event| Act::Edit(Edit::RenameProject(input_value(&event)), KeysAfter::Stay));
    sheet(
        words,
        words.projects,
        on,
        html! {
            <>
                <label class="field"><span>{ words.project_title }</span>
                    <input type="text" lang="ja" data-part="project-title" disabled={shown.writable == Writable::No} value={shown.title.to_owned()} onchange={rename} />
                </label>
                <p class="small quiet" data-part="last-file">{ for shown.open.as_ref().map(|summary| last_file(words, summary)) }</p>
                <div class="row">
                    <button class="button" data-part="save-project" aria-keyshortcuts="Control+S" onclick={ask(on, || ProjectAct::Save)}>{ words.save_project }{ " " }<kbd aria-hidden="true">{ "Ctrl S" }</kbd></button>
                    <button class="button" data-part="copy-project" onclick={ask(on, || ProjectAct::Copy)}>{ words.copy_project }</button>
                </div>
                <hr class="divider" />
                <div class="row">
                    <button class="button" data-part="new-project" onclick={on.reform(|_| Act::NewProject)}>{ words.new_project }</button>
                    <button class="button" data-part="open-file" onclick={on.reform(|_| Act::PickProject)}>{ words.open_file }</button>
                    <button class="button" data-part="open-sample" onclick={on.reform(|_| Act::OpenSample(Scene::Reading))}>{ words.open_sample }</button>
                </div>
                <hr class="divider" />
                <h3 class="section-title">{ words.other_projects }</h3>
                { for others().filter(|summary| !summary.shelf.archived).map(|summary| slot(shown, summary)) }
                <details hidden={away().next().is_none()} data-part="archived">
                    <summary class="section-title">{ words.archived }{ " " }<span class="number">{ away().count() }</span></summary>
                    <div class="sheet">{ for away().map(|summary| slot(shown, summary)) }</div>
                </details>
                <hr class="divider" />
                <p class="small quiet">{ words.storage_note }</p>
                { room(shown) }
            </>
        },
    )
}

fn ask(on: &Callback<Act>, make: fn() -> ProjectAct) -> Callback<MouseEvent> {
    on.reform(move |_| Act::Project(make()))
}

/// When a file was saved last, and how much no file has.
fn last_file(words: &'static Words, summary: &SlotSummary) -> String {
    let when = summary.shelf.file.as_ref().map(|file| {
        let (day, time) = clock::told(file.at, Language::of(words).tag());
        format!("{day} {time}")
    });
    (words.last_file)(when, summary.unsaved())
}

fn slot(shown: &Projects<'_>, summary: &SlotSummary) -> Html {
    let (words, on) = (shown.words, shown.on);
    let opened = summary.slot.clone();
    let act = |make: fn(Slot) -> ProjectAct| {
        let slot = summary.slot.clone();
        on.reform(move |_: MouseEvent| Act::Project(make(slot.clone())))
    };
    let named = |what: &str| format!("{what}: {}", summary.title);
    let size = shown.sizes.get(&summary.slot.0).map(|bytes| format!(" ・ {}", (words.bytes)(*bytes)));
    let (part, name, turn): (_, _, fn(Slot) -> ProjectAct) = if summary.shelf.archived {
        ("unarchive-project", words.unarchive, |slot| ProjectAct::Archive(slot, Listing::Shown))
    } else {
        ("archive-project", words.archive, |slot| ProjectAct::Archive(slot, Listing::Away))
    };
    html! {
        <div class="slot" key={summary.slot.0.clone()}>
            <button class="slot-open" data-part="slot" onclick={on.reform(move |_| Act::SwitchTo(opened.clone()))}>
                <span class="headline" lang="ja">{ summary.title.clone() }</span>
                <span class="quiet small number">{ (words.articles_and_marks)(summary.articles, summary.annotations) }{ size.unwrap_or_default() }</span>
                <span class="quiet small number">{ last_file(words, summary) }</span>
            </button>
            <div class="slot-acts">
                <button class="button" data-part="copy-of" aria-label={named(words.copy_project)} onclick={act(ProjectAct::CopyOf)}>{ words.copy_short }</button>
                <button class="button" data-part={part} aria-label={named(name)} onclick={act(turn)}>{ name }</button>
                <button class="icon danger" data-part="delete-project" title={words.delete_project} aria-label={named(words.delete_project)} onclick={act(ProjectAct::Delete)}>{ "✕" }</button>
            </div>
        </div>
    }
}

fn room(shown: &Projects<'_>) -> Html {
    let (words, room) = (shown.words, shown.room);
    let kept = match room.kept {
        Some(true) => words.storage_kept,
        Some(false) => words.storage_not_kept,
        None => words.storage_unknown,
    };
    let used = room.used.map(|used| (words.storage_used)(used, room.quota));
    let this = shown.current.and_then(|slot| shown.sizes.get(&slot.0));
    html! {
        <div class="sheet" data-part="room">
            <p class="small quiet number">{ for this.map(|bytes| (words.storage_this)(*bytes)) }{ " " }{ used.unwrap_or_default() }</p>
            <p class="small quiet" role="status" data-part="storage-promise">{ kept }</p>
            <div class="row" hidden={room.kept != Some(false)}>
                <button class="button" data-part="ask-promise" onclick={ask(shown.on, || ProjectAct::Measure(Persistence::Asked))}>{ words.ask_promise }</button>
            </div>
        </div>
    }
}
