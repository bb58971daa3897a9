//! The places a person has been at: which article, which part of the page, which panel. Each is an entry in the history of the tab.

use super::App;
use crate::act::{Panel, Scene};
use crate::ports::places;
use serde::{Deserialize, Serialize};
use shirushi_model::ArticleId;
use yew::Context;

/// Where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spot {
    /// The article's number; none has 0.
    article: u32,
    scene: Scene,
    panel: Panel,
}

impl App {
    fn spot(&self) -> Spot {
        let article = self.session.selection.article.map_or(0, |id| id.0);
        Spot { article, scene: self.ui.scene, panel: self.ui.panel }
    }

    /// Enters into the history where a person has turned to. What only became known, such as the first article of a project that was
    /// opened, is no step of theirs.
    pub(super) fn follow_place(&mut self) {
        let spot = self.spot();
        let before = self.ui.spot.replace((self.session.project.id.clone(), spot));
        let Ok(told) = serde_json::to_string(&spot) else { return };
        match before {
            Some((_, before)) if before == spot => {}
            Some((project, before)) if project == self.session.project.id && before.article != 0 => {
                places::push(&told);
            }
            _ => places::replace(&told),
        }
    }

    /// Back or Forward came to a place. What is not there any more is passed over.
    pub(super) fn walk_to_place(&mut self, ctx: &Context<Self>, told: &str) {
        let Ok(spot) = serde_json::from_str::<Spot>(told) else { return };
        let there = ArticleId(spot.article);
        if self.session.selection.article != Some(there) && self.session.project.article(there).is_some() {
            self.open_article(ctx, there);
        }
        if self.ui.scene != spot.scene {
            self.turn_scene(spot.scene);
        }
        if self.ui.panel != spot.panel {
            match spot.panel {
                Panel::Inspector => self.close_panel(),
                panel => self.open_panel(panel),
            }
        }
        // It is the entry that is there already.
        self.ui.spot = Some((self.session.project.id.clone(), self.spot()));
    }
}
