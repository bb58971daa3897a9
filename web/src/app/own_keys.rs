//! The keys of the page as they are now: those of commands as the person has them, and those of the project's tags.

use super::{App, keyboard};
use crate::act::{Act, Panel, Scene};
use crate::keymap::{Action, Chord, KeyRefusal, Keymap};
use crate::keys::{Command, Control, Stroke};
use crate::notice::Notice;
use crate::ports::listener::{Attention, Listener};
use crate::ports::preferences::Preferences;
use shirushi_model::{Tag, TagId};
use shirushi_session::Edit;
use wasm_bindgen::JsCast;
use yew::{Callback, Context};

/// What a key means.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Meaning {
    keys: Keymap,
    /// The keys that mark.
    marks: Vec<char>,
}

impl Meaning {
    pub(super) fn command(&self, key: &str, control: Control) -> Option<Command> {
        self.keys.command(key, control)
    }

    /// What is asked for where suggestions are judged one after another.
    pub(super) fn stroke(&self, key: &str, control: Control) -> Option<Stroke> {
        self.keys.stroke(key, control)
    }

    /// Whether a tag has this key of its own.
    pub(super) fn mark(&self, key: &str, control: Control) -> Option<char> {
        let mut characters = key.chars().flat_map(char::to_lowercase);
        let (only, rest) = (characters.next()?, characters.next());
        (control == Control::No && rest.is_none() && self.marks.contains(&only)).then_some(only)
    }
}

/// The listener for keys, which obeys one meaning of them.
#[derive(Default)]
pub(super) struct Keyboard {
    meaning: Meaning,
    listener: Option<Listener>,
}

impl App {
    /// Listens for the keys as they are now.
    pub(super) fn follow_keys(&mut self, on: &Callback<Act>) {
        let keys = self.preferences.keys.clone();
        let marks = keys.marks(&self.session.project.tagset).into_iter().map(|(key, _)| key).collect();
        let meaning = Meaning { keys, marks };
        let document = web_sys::window().and_then(|window| window.document());
        let Some(document) =
            document.filter(|_| self.keyboard.listener.is_none() || self.keyboard.meaning != meaning)
        else {
            return;
        };
        self.keyboard.meaning = meaning.clone();
        let on = on.clone();
        self.keyboard.listener = Some(Listener::new(&document, "keydown", Attention::Active, move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>()
                && let Some(act) = keyboard::of_key(event, &meaning)
            {
                event.prevent_default();
                // The list of commands gives the keys back to the field.
                if keyboard::is_editable(event) && !matches!(act, Act::Command(Command::Palette)) {
                    keyboard::finish_typing();
                }
                on.emit(act);
            }
        }));
    }

    /// Marks what is selected with the mark that has this key.
    pub(super) fn mark_by_key(&mut self, ctx: &Context<Self>, key: char) {
        if self.ui.scene != Scene::Reading || self.ui.panel == Panel::Intake {
            return;
        }
        let marks = self.preferences.keys.marks(&self.session.project.tagset);
        if let Some((_, mark)) = marks.into_iter().find(|(of, _)| *of == key) {
            self.tag_selected(ctx, mark);
        }
    }

    pub(super) fn set_key(&mut self, ctx: &Context<Self>, action: Action, chord: Chord) {
        let keys = self.preferences.keys.with(action, chord, &self.session.project.tagset);
        self.take_keys(ctx, keys);
    }

    pub(super) fn reset_key(&mut self, ctx: &Context<Self>, action: Action) {
        let keys = self.preferences.keys.reset(action);
        self.take_keys(ctx, keys);
    }

    fn take_keys(&mut self, ctx: &Context<Self>, keys: Result<Keymap, KeyRefusal>) {
        match keys {
            Ok(keys) => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::KeyRefused(_)));
                ctx.link().send_message(Act::Prefer(Preferences { keys, ..self.preferences.clone() }));
            }
            Err(refusal) => self.tell(Notice::KeyRefused(refusal)),
        }
    }

    /// Gives a tag a key of its own, or takes it away.
    pub(super) fn set_tag_key(&mut self, ctx: &Context<Self>, id: TagId, typed: &str) {
        let tagset = &self.session.project.tagset;
        let Some(tag) = tagset.get(id) else { return };
        let key = typed.chars().flat_map(char::to_lowercase).next();
        match key.map_or(Ok(()), |key| self.preferences.keys.tag_key(key, id, tagset)) {
            Ok(()) => {
                let tag = Tag { key, ..tag.clone() };
                self.edit(ctx, Edit::ChangeTag(tag));
            }
            Err(refusal) => self.tell(Notice::KeyRefused(refusal)),
        }
    }
}
