//! Naming versions, going back to them, and comparing them.

use super::VersionAct;
use crate::effect::{Effect, StoreJob};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::scene::Panel;
use crate::state::Page;
use shirushi_session::{Edit, Msg, Version};
use std::sync::Arc;

impl Page {
    pub(crate) fn version(&mut self, act: VersionAct, out: &mut Outside) {
        match act {
            VersionAct::Name(name) => {
                let by = self.preferences.annotator.clone();
                self.change(Msg::NameVersion { name, by, at: out.now }, out);
            }
            VersionAct::Return(number) => {
                self.edit(Edit::ReturnTo(number), out);
            }
            VersionAct::Forget(number) => self.change(Msg::ForgetVersion(number), out),
            VersionAct::Restore => {
                let forgotten = |notice: &Notice| matches!(notice, Notice::VersionForgotten(_));
                let at = self.ui.notices.iter().position(|(_, notice)| forgotten(notice));
                if let Some(at) = at
                    && let (_, Notice::VersionForgotten(version)) = self.ui.notices.remove(at)
                {
                    self.change(Msg::RestoreVersion(version), out);
                }
            }
            VersionAct::Compare(compared) => {
                self.project.compared = compared;
                self.open_panel(Panel::Changes, out);
            }
        }
    }

    /// A version was forgotten: it can be taken back while the notice is shown.
    pub(crate) fn version_forgotten(&mut self, version: Arc<Version>, out: &mut Outside) {
        if let Some(slot) = self.keeping.slot().cloned() {
            out.ask(Effect::Store(StoreJob::DeleteVersion(slot, version.number)));
        }
        self.tell(Notice::VersionForgotten(version));
    }
}
