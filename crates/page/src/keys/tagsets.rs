//! Tagsets out of a project and into it, as files.

use crate::effect::{Effect, JSON};
use crate::intake::Incoming;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::projects::file_name;
use crate::state::Page;
use shirushi_exchange::tagset;
use shirushi_model::{NewTag, NewTagset};
use shirushi_session::Edit;

impl Page {
    pub(crate) fn export_tags(&self, out: &mut Outside) {
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
        let content = tagset::write(&NewTagset { tags, types: tagset.types.clone() });
        out.ask(Effect::Download { name, media: JSON, content: content.into_bytes(), saved: None });
    }

    pub(crate) fn import_tags(&mut self, Incoming { name, content, .. }: Incoming, out: &mut Outside) {
        match content.map(|bytes| tagset::read(&bytes)) {
            Ok(Ok(tagset)) => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::TagsetRefused { .. }));
                self.edit(Edit::ImportTags(tagset), out);
            }
            Ok(Err(error)) => self.tell(Notice::TagsetRefused { name, error }),
            Err(error) => self.tell(Notice::File { name, error }),
        }
    }
}
