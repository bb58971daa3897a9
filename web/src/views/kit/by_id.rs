//! Values that views compare by identity: made anew, they are another.

use std::ops::Deref;

/// A shared value, `Arc` or `Rc`, that is the same only where it is the very same one.
#[derive(Debug, Clone)]
pub(crate) struct ById<P>(P);

impl<P: Clone> From<&P> for ById<P> {
    fn from(of: &P) -> Self {
        Self(of.clone())
    }
}

impl<P: Deref> PartialEq for ById<P> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(&*self.0, &*other.0)
    }
}

impl<P> Deref for ById<P> {
    type Target = P;

    fn deref(&self) -> &P {
        &self.0
    }
}
