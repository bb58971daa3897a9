//! The places a person has been at: which article, which part of the page, which panel. Each is an entry in
//! the history of the tab.

use super::Spot;
use crate::effect::Effect;
use crate::outside::Outside;
use crate::scene::{Panel, Scene};
use crate::state::Page;
use shirushi_model::ArticleId;

impl Page {
    fn spot(&self) -> Spot {
        let article = self.session.selection.article.map_or(0, |id| id.0);
        Spot { article, scene: self.ui.scene, panel: self.ui.panel, view: self.project.results.view }
    }

    /// Enters into the history where a person has turned to. What only became known, such as the first
    /// article of a project that was opened, is no step of theirs.
    pub(crate) fn follow_place(&mut self, out: &mut Outside) {
        let spot = self.spot();
        let before = self.ui.spot.replace((self.session.project.id.clone(), spot));
        let Ok(told) = serde_json::to_string(&spot) else { return };
        match before {
            Some((_, before)) if before == spot => {}
            Some((project, before)) if project == self.session.project.id && before.article != 0 => {
                out.ask(Effect::PushPlace(told));
            }
            _ => out.ask(Effect::ReplacePlace(told)),
        }
    }

    /// Back or Forward came to a place. What is not there any more is passed over.
    pub(crate) fn walk_to_place(&mut self, told: &str, out: &mut Outside) {
        let Ok(spot) = serde_json::from_str::<Spot>(told) else { return };
        let there = ArticleId(spot.article);
        if self.session.selection.article != Some(there) && self.session.project.article(there).is_some() {
            self.open_article(there, out);
        }
        self.project.results.view = spot.view;
        // What changed in an article is not looked at any more once it was left.
        let scene = match spot.scene {
            Scene::Changed if self.project.changed.texts.is_none() => self.ui.scene,
            scene => scene,
        };
        if self.ui.scene != scene {
            self.turn_scene(scene, out);
        }
        if self.ui.panel != spot.panel {
            match spot.panel {
                Panel::Inspector => self.close_panel(out),
                panel => self.open_panel(panel, out),
            }
        }
        // It is the entry that is there already.
        self.ui.spot = Some((self.session.project.id.clone(), self.spot()));
    }
}
