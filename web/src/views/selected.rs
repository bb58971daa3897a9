//! What the fields of everything that can be selected need.

use crate::views::guide::guide;
use crate::views::kit::{ById, CommandButton, Writable};
use shirushi_model::{Article, ByteSpan, MarkType, Tagset, TypeGuide, with_example};
use shirushi_page::Act;
use shirushi_page::derived::marks::{Marks, Suggestions};
use shirushi_page::keys::Command;
use shirushi_page::marking::KeysAfter;
use shirushi_page::reading::claims::{ClaimOrder, Proposed};
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use shirushi_session::{Edit, Focus};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, Clone, PartialEq)]
pub(crate) struct SelectedProps {
    pub(crate) words: &'static Words,
    pub(crate) article: ById<Arc<Article>>,
    pub(crate) annotations: Marks,
    pub(crate) suggestions: Suggestions,
    /// What was rejected elsewhere.
    pub(crate) withdrawn: Suggestions,
    pub(crate) proposed: Shared<Vec<Rc<Proposed>>>,
    /// In which order suggested claims are gone through, while they are.
    pub(crate) walking: Option<ClaimOrder>,
    pub(crate) tagset: Tagset,
    pub(crate) focus: Focus,
    /// Names people have been given as speakers or entities, to choose from.
    pub(crate) names: Shared<Vec<String>>,
    pub(crate) by: AttrValue,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

/// A button for what can be done to the shape of a mark.
pub(crate) fn shape(props: &SelectedProps, command: Command, part: &'static str, name: &'static str) -> Html {
    html! { <CommandButton {command} {part} {name} onclick={props.on.reform(move |_: MouseEvent| Act::Command(command))} /> }
}

/// What is said about a type, and the way for a mark to become an example of it.
pub(crate) fn type_guide(props: &SelectedProps, of: MarkType, extent: Option<ByteSpan>) -> Html {
    let said = props.tagset.guide(of);
    let shown = guide(props.words, &said.guide, &said.examples);
    let add = exemplary(props, extent, &said.examples.clone(), move |examples| {
        Edit::Explain(TypeGuide { examples, ..said.clone() })
    });
    html! { <>{ shown }{ for add.map(|add| html! { <p class="row">{ add }</p> }) }</> }
}

/// The button that makes an example of a mark, unless it is one.
pub(crate) fn exemplary(
    props: &SelectedProps,
    extent: Option<ByteSpan>,
    examples: &[String],
    edit: impl Fn(Vec<String>) -> Edit + 'static,
) -> Option<Html> {
    let more = with_example(examples, extent?.slice(&props.article.text)?);
    (more.len() > examples.len()).then(|| {
        let onclick = props.on.reform(move |_: MouseEvent| Act::Edit(edit(more.clone()), KeysAfter::Stay));
        html! { <button class="button" data-part="add-this" {onclick}>{ props.words.add_this }</button> }
    })
}
