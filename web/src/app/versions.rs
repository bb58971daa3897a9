//! Named versions of the project: named, gone back to, compared, forgotten and taken back.

use super::App;
use crate::act::Panel;
use crate::notice::Notice;
use crate::ports::clock;
use shirushi_session::{Edit, Msg, Version};
use std::sync::Arc;
use yew::Context;

/// What is done about versions.
#[derive(Debug, Clone)]
pub(crate) enum VersionAct {
    /// Give the present state a name.
    Name(String),
    /// Make the project what it was.
    Return(u32),
    Forget(u32),
    /// Take back that one was forgotten, while the notice says so.
    Restore,
    Compare(Compared),
}

/// Which two states are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    /// A version.
    pub(crate) from: u32,
    /// Another one, or the present state.
    pub(crate) to: Option<u32>,
}

impl App {
    pub(super) fn version(&mut self, ctx: &Context<Self>, act: VersionAct) {
        match act {
            VersionAct::Name(name) => {
                let by = self.preferences.annotator.clone();
                self.change(ctx, Msg::NameVersion { name, by, at: clock::now() });
            }
            VersionAct::Return(number) => {
                self.change(ctx, Msg::Edit { edit: Edit::ReturnTo(number), at: clock::now() });
            }
            VersionAct::Forget(number) => self.change(ctx, Msg::ForgetVersion(number)),
            VersionAct::Restore => {
                let forgotten = |notice: &Notice| matches!(notice, Notice::VersionForgotten(_));
                let at = self.ui.notices.iter().position(|(_, notice)| forgotten(notice));
                if let Some(at) = at
                    && let (_, Notice::VersionForgotten(version)) = self.ui.notices.remove(at)
                {
                    self.change(ctx, Msg::RestoreVersion(version));
                }
            }
            VersionAct::Compare(compared) => {
                self.ui.compared = compared;
                self.open_panel(Panel::Changes);
            }
        }
    }

    /// A version was forgotten: it can be taken back while the notice is shown.
    pub(super) fn version_forgotten(&mut self, ctx: &Context<Self>, version: Arc<Version>) {
        self.drop_version(ctx, version.number);
        self.tell(Notice::VersionForgotten(version));
    }
}
