//! What the page keeps for the browser.

use std::any::Any;
use std::fmt;
use std::rc::Rc;

/// Something of the browser's that the page keeps for it and hands back unread: the handle of a file, records
/// of a deleted project.
#[derive(Clone)]
pub struct Handle(Rc<dyn Any>);

impl Handle {
    /// Wraps it.
    pub fn new(of: impl Any) -> Self {
        Self(Rc::new(of))
    }

    /// What was wrapped, if it is of this type.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}
