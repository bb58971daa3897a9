//! The first tagger: rules over parts of speech, tables and company. What each rule knows stands in its own
//! file; here they are asked in turn and their proposals settled.

use super::lexicon::{KnownAs, Lexicon, lexicon};
use super::scene::{self, Proposal, Scene};
use super::table::Table;
use super::{EntityTagger, Mention, TaggedText};
use super::{compounds, latin, parties, people, places, products, propagation, schools, widening};
use shirushi_model::{EntityType, PartOfSpeech};

/// The tagger of rules.
pub(crate) struct RuleTagger {
    lexicon: &'static Lexicon,
}

impl RuleTagger {
    /// The tables are built once for all of them.
    pub(crate) fn new() -> Self {
        Self { lexicon: lexicon() }
    }
}

impl EntityTagger for RuleTagger {
    fn name(&self) -> &str {
        "rules-1"
    }

    fn tag(&mut self, text: &TaggedText<'_>) -> Vec<Mention> {
        let characters = text.shadow.len();
        let mut scene = Scene::new(text, self.lexicon);
        let mut proposals = propose(&scene);
        let mut settled = scene::settle(proposals.clone(), characters);
        if let Some(stems) = stems(&scene, &settled) {
            scene.learn(&stems);
            proposals = propose(&scene);
            settled = scene::settle(proposals, characters);
        }
        let mut proposals = settled.clone();
        propagation::propose(&scene, &settled, &mut proposals);
        let settled = scene::settle(proposals, characters);
        scene::to_mentions(&places::with_rows_joined(text.shadow, settled))
    }
}

/// A rule looks at a text and at what the rules before it proposed, and adds its own.
type Rule = fn(&Scene<'_>, &mut Vec<Proposal>);

/// The rules in their order. Only the last depends on what the others propose: it widens that (県立白波高校).
const RULES: &[Rule] = &[
    people::propose,
    compounds::propose,
    places::propose,
    latin::propose,
    products::propose,
    parties::propose,
    schools::propose,
    widening::widen,
];

fn propose(scene: &Scene<'_>) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for rule in RULES {
        rule(scene, &mut proposals);
    }
    proposals
}

/// The names of places without 県, 市, 町, 村 that the dictionary has as common nouns: 白波 of 白波県 makes a
/// name of 白波空港.
fn stems(scene: &Scene<'_>, settled: &[Proposal]) -> Option<Table<KnownAs>> {
    let shadow = scene.shadow();
    let mut found: Vec<String> = settled
        .iter()
        .filter(|p| {
            p.kind == EntityType::Location
                && "県市町村".contains(shadow.before(p.end))
                && p.end - p.start >= 3
        })
        .filter(|p| scene.word_from(p.start).is_some_and(|word| word.pos == PartOfSpeech::CommonNoun))
        .map(|p| shadow.string(p.start, p.end - 1))
        .collect();
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then(|| Table::new(found.into_iter().map(|stem| (stem, KnownAs::Stem))))
}
