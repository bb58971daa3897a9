//! The projects in this browser: rename the present one, open another, begin a new one.

use crate::act::Act;
use crate::ports::storage::{Slot, SlotSummary};
use crate::views::inspector::{input_value, sheet};
use crate::words::Words;
use shirushi_session::Edit;
use yew::prelude::*;

pub(crate) fn projects(
    words: &'static Words,
    title: &str,
    current: Option<&Slot>,
    slots: &[SlotSummary],
    on: &Callback<Act>,
) -> Html {
    let others = slots.iter().filter(|summary| Some(&summary.slot) != current);
    let rename = on.reform(|event: Event| Act::Edit(Edit::RenameProject(input_value(&event))));
    sheet(
        words,
        words.projects,
        on,
        html! {
            <>
                <label class="field"><span>{ words.project_title }</span>
                    <input type="text" lang="ja" data-part="project-title" value={title.to_owned()} onchange={rename} />
                </label>
                <div class="row">
                    <button class="button" data-part="new-project" onclick={on.reform(|_| Act::NewProject)}>{ words.new_project }</button>
                    <button class="button" data-part="open-file" onclick={on.reform(|_| Act::PickProject)}>{ words.open_file }</button>
                    <button class="button" data-part="open-sample" onclick={on.reform(|_| Act::OpenSample)}>{ words.open_sample }</button>
                </div>
                <hr class="divider" />
                <h3 class="section-title">{ words.other_projects }</h3>
                { for others.map(|summary| {
                let (opened, deleted) = (summary.slot.clone(), summary.slot.clone());
                html! {
                    <div class="slot" key={summary.slot.0.clone()}>
                        <button class="slot-open" data-part="slot" onclick={on.reform(move |_| Act::SwitchTo(opened.clone()))}>
                            <span class="headline" lang="ja">{ summary.title.clone() }</span>
                            <span class="quiet small number">{ (words.articles_and_marks)(summary.articles, summary.annotations) }</span>
                        </button>
                        <button class="icon danger" data-part="delete-project" title={words.delete_project} aria-label={format!("{}: {}", words.delete_project, summary.title)}
                            onclick={on.reform(move |_| Act::DeleteProject(deleted.clone()))}>{ "✕" }</button>
                    </div>
                }
            }) }
            <p class="small quiet">{ words.storage_note }</p>
            </>
        },
    )
}
