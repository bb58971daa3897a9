//! Searching while a person types.

use super::no_query;
use crate::effect::Timer;
use crate::outside::Outside;
use crate::scene::Panel;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_session::search::{Index, Query};

impl Page {
    pub(crate) fn search(&mut self, query: Query) {
        let hits = self.project.index.find(&self.session, &query);
        self.project.hits = Shared::new(hits);
        self.ui.query = query;
        self.derive();
    }

    /// What was looked for is forgotten, with what was made ready for it.
    pub(crate) fn end_search(&mut self) {
        self.search(no_query());
        self.project.index = Index::default();
    }

    /// Makes one text ready to be searched while the search is open, and asks for time for the next: so the
    /// first letter need not wait for all of them. Nothing of it is to be seen.
    pub(crate) fn prepare_search(&mut self, out: &mut Outside) {
        if self.ui.panel == Panel::Search && self.project.index.prepare(&self.session, self.ui.query.variants)
        {
            out.wait(Timer::PrepareSearch, 0);
        }
    }
}
