//! Opening a project's file. A small one is read at once. A large one may take seconds: it is read and
//! checked by a worker, while the project that is open stays and can be worked on, and it can be ended.

use super::brought::{Because, BroughtKind, ProjectFile, Underway};
use super::{Incoming, update};
use crate::effect::{Effect, FileTask};
use crate::exchanging::ExchangeAct;
use crate::handle::Handle;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::projects::{NewSlot, Since};
use crate::state::Page;
use shirushi_exchange::native::{self, Limits, NativeError, Opened};
use shirushi_session::Session;
use std::rc::Rc;
use std::sync::Arc;

/// Bytes of a file that is read at once: that takes no longer than a worker needs to begin.
const AT_ONCE: usize = 256 << 10;

impl Page {
    /// Opens a file as a project.
    pub(crate) fn open_file(&mut self, file: Incoming, because: Because, out: &mut Outside) {
        let Incoming { name, content, file } = file;
        let bytes = match content {
            Ok(bytes) => Rc::new(bytes),
            Err(error) => return self.tell(Notice::File { name, error }),
        };
        let since = Since(self.ui.opened);
        let project = ProjectFile { bytes: bytes.clone(), file, because, since };
        if bytes.len() <= AT_ONCE {
            let opened = native::read(&bytes, Limits::default());
            drop(bytes);
            return self.project_read(name, project, opened, out);
        }
        let number = self.next_reading();
        // That it is read is said once that takes a moment, by the first step.
        let told = false;
        self.ui.documents.push(Underway { number, name, what: BroughtKind::Project(project), told });
        out.ask(Effect::DoFile { number, task: FileTask::Project, bytes });
    }

    /// What a file comes to.
    pub(super) fn project_read(
        &mut self,
        name: String,
        file: ProjectFile,
        opened: Result<Opened, NativeError>,
        out: &mut Outside,
    ) {
        let ProjectFile { bytes, file, because, since } = file;
        match (opened, because) {
            (Err(NativeError::NotAProject), Because::Chosen) => {
                let content = Ok(Rc::unwrap_or_clone(bytes));
                let arrived = ExchangeAct::Arrived(vec![Incoming { name, content, file }]);
                self.exchange(arrived, out);
            }
            (Ok(opened), Because::Recognised) if self.is_colleagues(&opened.project) => {
                self.show_colleagues(name, Rc::unwrap_or_clone(bytes), opened, out);
            }
            (Ok(opened), _) => self.open_project(name, opened, file, since, out),
            (Err(error), _) => self.tell(Notice::OpenRefused { name, error: Rc::new(error) }),
        }
    }

    fn open_project(
        &mut self,
        name: String,
        opened: Opened,
        file: Option<Handle>,
        since: Since,
        out: &mut Outside,
    ) {
        if !opened.notices.is_empty() {
            self.tell(Notice::Opened { name, notices: opened.notices });
        }
        if opened.project == self.session.project {
            if since == Since(self.ui.opened) {
                self.close_panel(out);
            }
            return;
        }
        let from = file.map_or(NewSlot::Elsewhere, NewSlot::OfFile);
        let versions = opened.versions.into_iter().map(update::named).map(Arc::new);
        self.begin_since(Session::open(opened.project).with_versions(versions), from, since, out);
    }
}

#[cfg(test)]
mod tests;
