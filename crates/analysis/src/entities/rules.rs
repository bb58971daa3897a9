//! The first tagger: rules over parts of speech, tables and company. What each rule knows stands in its own file; here they
//! are asked in turn and their proposals settled.

use super::lexicon::Lexicon;
use super::scene::{self, Scene};
use super::{EntityTagger, Mention, TaggedText};
use super::{compounds, latin, people, places, products, propagation};

/// The tagger of rules.
pub(crate) struct RuleTagger {
    lexicon: Lexicon,
}

impl RuleTagger {
    /// Builds the tables, once.
    pub(crate) fn new() -> Self {
        Self { lexicon: Lexicon::new() }
    }
}

impl EntityTagger for RuleTagger {
    fn name(&self) -> &str {
        "rules-1"
    }

    fn tag(&mut self, text: &TaggedText<'_>) -> Vec<Mention> {
        let characters = text.shadow.len();
        let scene = Scene::new(text, &self.lexicon);
        let mut proposals = Vec::new();
        people::propose(&scene, &mut proposals);
        compounds::propose(&scene, &mut proposals);
        places::propose(&scene, &mut proposals);
        latin::propose(&scene, &mut proposals);
        products::propose(&scene, &mut proposals);
        let settled = scene::settle(proposals, characters);
        let mut proposals = settled.clone();
        propagation::propose(&scene, &settled, &mut proposals);
        scene::to_mentions(&scene::settle(proposals, characters))
    }
}
