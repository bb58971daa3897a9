//! Tagsets out of a project and into it, as files.

use super::{App, file_name, taking_in};
use crate::act::{Act, Incoming};
use crate::notice::Notice;
use crate::ports::files::{self, Choice};
use shirushi_exchange::tagset;
use shirushi_model::{NewTag, NewTagset};
use shirushi_session::Edit;
use yew::Context;

impl App {
    pub(super) fn export_tags(&mut self) {
        let name = (self.words().tagset_file)(&file_name(&self.session.project.title));
        let tagset = &self.session.project.tagset;
        let tags = tagset
            .tags
            .iter()
            .map(|tag| NewTag {
                name: tag.name.clone(),
                color: tag.color,
                guide: tag.guide.clone(),
                examples: tag.examples.clone(),
                key: tag.key,
            })
            .collect();
        let file = tagset::write(&NewTagset { tags, types: tagset.types.clone() });
        if let Err(error) = files::save(&name, "application/json", file.as_bytes()) {
            self.tell(Notice::File { name, error });
        }
    }

    /// Lets the person choose a tagset file.
    pub(super) fn pick_tags(ctx: &Context<Self>) {
        ctx.link().send_future_batch(async {
            let files = taking_in::read(files::pick(".json,application/json", Choice::One).await).await;
            files.into_iter().map(Act::TagsetFile).collect::<Vec<_>>()
        });
    }

    pub(super) fn import_tags(&mut self, ctx: &Context<Self>, Incoming { name, content, .. }: Incoming) {
        match content.map(|bytes| tagset::read(&bytes)) {
            Ok(Ok(tagset)) => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::TagsetRefused { .. }));
                self.edit(ctx, Edit::ImportTags(tagset));
            }
            Ok(Err(error)) => self.tell(Notice::TagsetRefused { name, error }),
            Err(error) => self.tell(Notice::File { name, error }),
        }
    }
}
