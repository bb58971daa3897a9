//! Whether there is anything to be changed here.

use shirushi_page::Page;

/// Whether this tab may change the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writable {
    Yes,
    No,
}

impl Writable {
    pub(crate) fn of(app: &Page) -> Self {
        if app.writes() { Self::Yes } else { Self::No }
    }
}
