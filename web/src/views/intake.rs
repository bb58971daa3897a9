//! Taking an article in: the text, what is known about it, and what is odd about it, in the place of the
//! text.

use crate::ports::clipboard;
use crate::views::kit::input_value;
use shirushi_exchange::reflow::Reflowed;
use shirushi_model::ArticleMeta;
use shirushi_page::Act;
use shirushi_page::intake::{Afterwards, Draft, DraftLines, DraftTwin, MetaField};
use shirushi_page::words::Words;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct IntakeProps {
    pub(crate) words: &'static Words,
    pub(crate) draft: Draft,
    /// What the article is called that the draft is like.
    pub(crate) twin: String,
    /// What was read from the text by itself: shown as such while it stands.
    pub(crate) found: ArticleMeta,
    /// What is odd about the text, in words.
    pub(crate) warnings: Vec<String>,
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn Intake(props: &IntakeProps) -> Html {
    let words = props.words;
    let area = use_node_ref();
    {
        let area = area.clone();
        use_effect_with((), move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                // Focus fails only for an element that is not on the page.
                let _ = area.focus();
            }
        });
    }
    let onpaste = {
        let (on, draft) = (props.on.clone(), props.draft.clone());
        Callback::from(move |event: Event| {
            // Clipboard HTML and the exact line ends of plain text are lost in a text area: an empty one is
            // filled by us instead.
            let pasted = clipboard::pasted(&event);
            // What is no text is told of, even with nothing in it; files are heard of by the page.
            if draft.text.is_empty() && clipboard::files(&event).is_empty() {
                event.prevent_default();
                on.emit(Act::PastedAnywhere(pasted));
            }
        })
    };
    let oninput = props.on.reform(|event: InputEvent| {
        let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        Act::DraftText(area.map(|area| area.value()).unwrap_or_default())
    });
    let empty = props.draft.text.trim().is_empty();
    let add = |after: Afterwards| props.on.reform(move |_: MouseEvent| Act::AddDraft(after));
    html! {
        <section class="intake" data-enter="add" aria-label={words.intake_title} data-part="intake">
            <h1>{ words.intake_title }</h1>
            <p class="quiet">{ words.intake_lead }</p>
            <label class="field wide"><span>{ words.intake_text }</span>
                <textarea ref={area} data-part="intake-text" lang="ja" placeholder={words.intake_placeholder} value={props.draft.text.clone()} {onpaste} {oninput} />
            </label>
            { warnings(&props.warnings) }
            <div>{ twin(props) }</div>
            { lines(props) }
            <div class="grid">
                { field(props, MetaField::Outlet) }
                { field(props, MetaField::Published) }
                <div class="wide">{ field(props, MetaField::Title) }</div>
                { field(props, MetaField::Author) }
                { field(props, MetaField::Url) }
            </div>
            <div class="row end">
                <button class="button" data-part="choose-files" onclick={props.on.reform(|_| Act::PickFiles)}>{ words.choose_files }</button>
                <span class="spring"></span>
                <button class="button" data-part="cancel-article" onclick={props.on.reform(|_| Act::CancelDraft)}>{ words.cancel }</button>
                <button class="button" data-part="add-another" disabled={empty} onclick={add(Afterwards::PasteAnother)}>{ words.add_another }</button>
                <button class="button primary" data-part="add" disabled={empty} onclick={add(Afterwards::Read)}>{ words.add }</button>
            </div>
        </section>
    }
}

/// The article the draft is once more, or is a newer version of, and what can be done about it.
fn twin(props: &IntakeProps) -> Html {
    let words = props.words;
    let (told, part, name, act) = match props.draft.twin {
        DraftTwin::None => return html! {},
        DraftTwin::Same(_) => {
            ((words.twin_same)(&props.twin), "open-twin", words.twin_open, (|| Act::OpenTwin) as fn() -> Act)
        }
        DraftTwin::Newer(_) => (
            (words.twin_newer)(&props.twin),
            "as-newer",
            words.twin_replace,
            (|| Act::DraftAsNewer) as fn() -> Act,
        ),
    };
    html! {
        <section class="broken-lines" data-part="twin" aria-label={words.twin}>
            <div class="row">
                <p role="status">{ told }</p>
                <button class="button" data-part={part} onclick={props.on.reform(move |_: MouseEvent| act())}>{ name }</button>
            </div>
        </section>
    }
}

/// The offer to join lines that are cut inside sentences, with what would come of it; once it was taken,
/// the way back. One button does both, so that the focus stays on it.
fn lines(props: &IntakeProps) -> Html {
    let words = props.words;
    let (told, joined) = match &props.draft.lines {
        DraftLines::Meant => return html! {},
        DraftLines::Cut(joined) => ((words.lines_cut)(joined.seams.len()), Some(joined)),
        DraftLines::Joined { count, .. } => ((words.lines_joined)(*count), None),
    };
    let is_cut = joined.is_some();
    let (part, name) = if is_cut { ("join-lines", words.join_lines) } else { ("cut-lines", words.undo) };
    let onclick = props.on.reform(move |_: MouseEvent| if is_cut { Act::JoinLines } else { Act::CutLines });
    html! {
        <section class="broken-lines" data-part="lines" aria-label={words.lines}>
            <div class="row">
                <p role="status">{ told }</p>
                <button class="button" data-part={part} {onclick}>{ name }</button>
            </div>
            // One node whether there is a preview or not, so that the button stays the element that has the
            // keys.
            <div>{ for joined.map(|joined| preview(words, joined)) }</div>
        </section>
    }
}

/// So many bytes of the joined text are shown before it is taken.
const PREVIEW: usize = 4000;

/// The joined text with its seams marked; their marks are drawn by the style sheet and are no text.
fn preview(words: &Words, joined: &Reflowed) -> Html {
    let text = joined.text.as_str();
    let longest = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= PREVIEW);
    let end = longest.last().unwrap_or(0);
    let mut parts: Vec<Html> = Vec::new();
    let mut from = 0;
    for seam in joined.seams.iter().copied().take_while(|&seam| seam < end) {
        let piece = text.get(from..seam).unwrap_or_default().to_owned();
        parts.push(html! { <>{ piece }<span class="seam"></span></> });
        from = seam;
    }
    let rest = text.get(from..end).unwrap_or_default();
    let rest = if end < text.len() { format!("{rest}…") } else { rest.to_owned() };
    html! {
        <>
            <p class="quiet" id="joined-preview">{ words.lines_preview }</p>
            <div
                class="preview"
                data-part="joined-preview"
                lang="ja"
                role="group"
                tabindex="0"
                aria-labelledby="joined-preview"
            >
                { for parts.into_iter() }
                { rest }
            </div>
        </>
    }
}

fn field(props: &IntakeProps, field: MetaField) -> Html {
    let onchange = props.on.reform(move |event: Event| Act::DescribeDraft(field, input_value(&event)));
    let value = field.read(&props.draft.meta).to_owned();
    let found = !value.is_empty() && value == field.read(&props.found);
    let (part, kind) = field.input();
    html! {
        <label class="field"><span>{ field.name(props.words) }{ " " }<span class="found">{ if found { props.words.found_in_text } else { "" } }</span></span>
            <input type={kind} lang="ja" autocomplete="off" data-part={part} {value} {onchange} />
        </label>
    }
}

/// What is odd about a text that is to come in, told as it is found.
pub(crate) fn warnings(warnings: &[String]) -> Html {
    html! { <div role="status"><ul class="warnings">{ for warnings.iter().map(|warning| html! { <li>{ warning.clone() }</li> }) }</ul></div> }
}
