//! Names of speakers in the margin, made short by the late part.

use crate::reading::names::Called;
use crate::state::Page;
use std::rc::Rc;

impl Page {
    /// Whether there are claims whose speakers' names were not looked at yet.
    pub(crate) fn names_are_due(&self) -> bool {
        !self.derived.found.shortened && !self.derived.found.all.is_empty()
    }

    // Invariant: called by the late part alone.
    pub(crate) fn shorten_names(&mut self) {
        let found = &mut self.derived.found;
        found.shortened = true;
        let Some((article, ..)) = found.from else { return };
        let Some(analysed) = self.session.analysed(article) else { return };
        let called = Called::of(&self.session, article, &analysed.analysis.entities);
        let mut any = false;
        for one in &mut found.all {
            let name = one.mark.speaker.as_ref().map_or("", |speaker| speaker.name.as_str());
            if let Some(short) = called.shortest(name) {
                let short = Some(short.to_owned());
                Rc::make_mut(one).short = short;
                any = true;
            }
        }
        if any {
            self.derived.claimed = None;
            self.derived.from = None;
            self.derive();
        }
    }
}
