//! What people have decided about names elsewhere in a project: this is one, of this type; that is none.

use super::borders;
use super::ground::Ground;
use super::trie::Trie;
use super::{Mention, TaggedText};
use crate::normalize::fold_name;
use shirushi_model::EntityType;

/// What was decided about a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is a name of this type wherever it stands.
    Name,
    /// It is no name of this type. As another type it may be one.
    NotAName,
}

/// A decision about a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The string as it stands in texts; widths do not matter (`ＮＡＴＯ` is `NATO`).
    pub surface: String,
    /// The type that was given or refused.
    pub kind: EntityType,
    /// What was decided.
    pub standing: Standing,
}

/// How sure a name is that a person has given.
const SCORE: f32 = 0.99;

/// Decisions, ready to be looked up. Make it once for as long as they stay the same; analyses with it take
/// time in proportion to the text, however many there are.
///
/// A name is found at the borders of words and of scripts, not inside a longer word or inside a longer name
/// the analysis finds. Where two overlap the one that begins first counts, of two that begin together the
/// longer. For one string the last decision of a type counts, and the last type that was given. Empty strings
/// and those of more than 64 characters are left out.
///
/// ```no_run
/// # use shirushi_analysis::{Analyzer, KnownName, KnownNames, Options, Standing};
/// # use shirushi_model::EntityType;
/// # fn f(analyzer: &mut Analyzer) {
/// let known = KnownNames::new([
///     KnownName { surface: "霧笛".into(), kind: EntityType::Product, standing: Standing::Name },
///     KnownName { surface: "灯台守".into(), kind: EntityType::Person, standing: Standing::NotAName },
/// ]);
/// analyzer.analyze("霧笛を聞いた。", &Options { known: Some(&known), ..Options::default() });
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct KnownNames {
    decisions: Trie<Decision>,
}

#[derive(Debug, Clone, Default)]
struct Decision {
    given: Option<EntityType>,
    refused: Vec<EntityType>,
}

impl KnownNames {
    /// Takes decisions in, older ones first.
    pub fn new(names: impl IntoIterator<Item = KnownName>) -> Self {
        let mut known = Self::default();
        for name in names {
            let letters: Vec<char> = fold_name(name.surface.trim()).chars().collect();
            let Some(slot) = known.decisions.entry(&letters) else { continue };
            let decision = slot.get_or_insert_default();
            decision.refused.retain(|kind| *kind != name.kind);
            match name.standing {
                Standing::Name => decision.given = Some(name.kind),
                Standing::NotAName => {
                    decision.given = decision.given.filter(|kind| *kind != name.kind);
                    decision.refused.push(name.kind);
                }
            }
        }
        known
    }

    /// Whether a string of folded characters was refused as this type, or given another.
    pub(crate) fn refuses(&self, letters: &[char], kind: EntityType) -> bool {
        self.decisions.get(letters).is_some_and(|decision| {
            decision.refused.contains(&kind) || decision.given.is_some_and(|given| given != kind)
        })
    }

    /// Lets decisions count over what was found: refused mentions go, given ones come.
    pub(crate) fn decide(&self, text: &TaggedText<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
        if self.decisions.is_empty() {
            return found;
        }
        let shadow = text.shadow;
        found.retain(|mention| !self.refuses(shadow.slice(mention.start, mention.end), mention.kind));
        let mut given = Vec::new();
        let mut position = 0;
        while position < shadow.len() {
            let name = self
                .decisions
                .starting(shadow, position)
                .filter_map(|(end, decision)| Some((end, decision.given?)))
                .find(|(end, kind)| {
                    super::is_name(*kind)
                        && borders::are_clear(text, position, *end)
                        && !is_part(&found, position, *end)
                });
            match name {
                Some((end, kind)) => {
                    given.push(Mention { start: position, end, kind, ground: Ground::Decided, score: SCORE });
                    position = end;
                }
                None => position += 1,
            }
        }
        super::put_over(given, found)
    }
}

/// Whether a range is a part of a longer name that was found.
fn is_part(found: &[Mention], start: usize, end: usize) -> bool {
    let from = found.partition_point(|mention| mention.end <= start);
    found.get(from).is_some_and(|mention| {
        mention.start <= start && end <= mention.end && end - start < mention.end - mention.start
    })
}
