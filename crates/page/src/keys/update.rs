//! What the keys of the page mean now: those of commands as the person has them, and those of the project's
//! tags.

use super::Meaning;
use super::Stage;
use super::keymap::{Action, Chord, KeyRefusal, Keymap};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::preferences::Preferences;
use crate::scene::{Panel, Scene};
use crate::state::Page;
use shirushi_model::{Tag, TagId};
use shirushi_session::Edit;
use std::rc::Rc;

impl Page {
    /// Brings the meaning of keys to the state as it is. It stays the same one until it changes, and is not
    /// made for every act.
    pub(crate) fn follow_meaning(&mut self) {
        let (keys, tagset, stage) = (&self.preferences.keys, &self.session.project.tagset, self.stage());
        let former = &self.derived.meaning;
        if former.keys == *keys && former.tagset == *tagset && former.stage == stage {
            return;
        }
        let marks = keys.marks(tagset).into_iter().map(|(key, _)| key).collect();
        self.derived.meaning = Rc::new(Meaning { keys: keys.clone(), tagset: tagset.clone(), marks, stage });
    }

    /// Whether suggestions are judged one after another now.
    pub fn stage(&self) -> Stage {
        if self.ui.scene != Scene::Judging
            || self.ui.panel == Panel::Intake
            || self.session.article().is_none()
        {
            return Stage::Elsewhere;
        }
        match self.project.judging.current {
            Some(_) => Stage::Judging,
            None => Stage::Empty,
        }
    }

    /// Marks what is selected with the mark that has this key.
    pub(crate) fn mark_by_key(&mut self, key: char, out: &mut Outside) {
        if self.ui.scene != Scene::Reading || self.ui.panel == Panel::Intake {
            return;
        }
        let marks = self.preferences.keys.marks(&self.session.project.tagset);
        if let Some((_, mark)) = marks.into_iter().find(|(of, _)| *of == key) {
            self.tag_selected(mark, out);
        }
    }

    pub(crate) fn set_key(&mut self, action: Action, chord: Chord, out: &mut Outside) {
        let keys = self.preferences.keys.with(action, chord, &self.session.project.tagset);
        self.take_keys(keys, out);
    }

    pub(crate) fn reset_key(&mut self, action: Action, out: &mut Outside) {
        let keys = self.preferences.keys.reset(action);
        self.take_keys(keys, out);
    }

    fn take_keys(&mut self, keys: Result<Keymap, KeyRefusal>, out: &mut Outside) {
        match keys {
            Ok(keys) => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::KeyRefused(_)));
                self.prefer(Preferences { keys, ..self.preferences.clone() }, out);
            }
            Err(refusal) => self.tell(Notice::KeyRefused(refusal)),
        }
    }

    /// Gives a tag a key of its own, or takes it away.
    pub(crate) fn set_tag_key(&mut self, id: TagId, typed: &str, out: &mut Outside) {
        let tagset = &self.session.project.tagset;
        let Some(tag) = tagset.get(id) else { return };
        let key = typed.chars().flat_map(char::to_lowercase).next();
        match key.map_or(Ok(()), |key| self.preferences.keys.tag_key(key, id, tagset)) {
            Ok(()) => {
                let tag = Tag { key, ..tag.clone() };
                self.edit(Edit::ChangeTag(tag), out);
            }
            Err(refusal) => self.tell(Notice::KeyRefused(refusal)),
        }
    }
}
