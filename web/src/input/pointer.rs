//! Where the pointer rests, told to the few views that look at it: a move of the mouse draws these anew, and
//! not the page.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// A position in the open article, in bytes, and whoever wants to know of another one.
#[derive(Clone, Default)]
pub(crate) struct Pointer(Rc<Watched>);

#[derive(Default)]
struct Watched {
    position: Cell<Option<u32>>,
    watchers: RefCell<BTreeMap<u32, Callback<Option<u32>>>>,
    /// The number of the next watcher.
    next: Cell<u32>,
}

/// As long as this is there, its watcher is told.
pub(crate) struct Watch {
    of: Pointer,
    number: u32,
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Pointer {
    pub(crate) fn position(&self) -> Option<u32> {
        self.0.position.get()
    }

    /// It rests here now.
    pub(crate) fn rest(&self, position: Option<u32>) {
        if self.0.position.replace(position) != position {
            let watchers: Vec<_> = self.0.watchers.borrow().values().cloned().collect();
            watchers.iter().for_each(|watcher| watcher.emit(position));
        }
    }

    /// Tells `watcher` of every other position.
    pub(crate) fn watch(&self, watcher: Callback<Option<u32>>) -> Watch {
        let number = self.0.next.replace(self.0.next.get().wrapping_add(1));
        self.0.watchers.borrow_mut().insert(number, watcher);
        Watch { of: self.clone(), number }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.of.0.watchers.borrow_mut().remove(&self.number);
    }
}

/// Where the pointer rests; the component is drawn anew when it rests elsewhere.
#[hook]
pub(crate) fn use_pointer() -> Option<u32> {
    let pointer = use_context::<Pointer>().unwrap_or_default();
    let position = use_state_eq(|| pointer.position());
    {
        let position = position.clone();
        use_effect_with(pointer, move |pointer| {
            // It may have moved between drawing and watching.
            position.set(pointer.position());
            let watch = pointer.watch(Callback::from(move |now| position.set(now)));
            move || drop(watch)
        });
    }
    *position
}
