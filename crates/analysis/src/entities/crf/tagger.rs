//! The model behind the seam of taggers: rules first, then the model with the rules' names before its eyes, then both put together.

use super::features::Features;
use super::known::KnownWords;
use super::labels::{self, LabelSet, OUTSIDE, Place};
use super::lattice::{self, Exponentials, Lattice, Row};
use super::model::EntityModel;
use crate::entities::{EntityTagger, Mention, RuleTagger, TaggedText};
use crate::sentences::Extent;
use crate::shadow::{Shadow, is_latin};
use crate::words::Words;
use shirushi_model::EntityType;
use std::sync::Arc;

/// Longer sentences are looked at in pieces, so that memory stays bounded. In words.
const LONGEST_PIECE: usize = 1000;

/// The pieces of the sentences as numbers of words: first, and the one after the last.
pub(super) fn pieces(words: &Words, sentences: &[Extent]) -> Vec<(usize, usize)> {
    let mut pieces = Vec::with_capacity(sentences.len());
    let mut index = 0;
    for sentence in sentences {
        while words.get(index).is_some_and(|word| word.end <= sentence.start) {
            index += 1;
        }
        while words.get(index).is_some_and(|word| word.start < sentence.end) {
            let first = index;
            while index - first < LONGEST_PIECE
                && words.get(index).is_some_and(|word| word.start < sentence.end)
            {
                index += 1;
            }
            pieces.push((first, index));
        }
    }
    pieces
}

/// The tagger of a trained model, with the rules beside it.
pub(crate) struct ModelTagger {
    rules: RuleTagger,
    model: Arc<EntityModel>,
    exponentials: Exponentials,
    features: Features,
    known: KnownWords,
    lattice: Lattice,
    emissions: Vec<Row>,
    name: String,
}

impl ModelTagger {
    pub(crate) fn new(model: Arc<EntityModel>) -> Self {
        let rules = RuleTagger::new();
        let name = format!("{}+{}", model.about().name, rules.name());
        Self {
            rules,
            exponentials: Exponentials::new(model.transitions()),
            features: Features::new(),
            known: KnownWords::new(),
            lattice: Lattice::default(),
            emissions: Vec::new(),
            name,
            model,
        }
    }

    /// What the model finds by itself, the rules' names being one thing it looks at.
    fn proposed(&mut self, text: &TaggedText<'_>, rules: &[Mention]) -> Vec<Mention> {
        let mut found = Vec::new();
        for (first, after) in pieces(text.words, text.sentences) {
            let resources = self.model.resources();
            self.features.look(text.shadow, text.words, first, after, rules, resources);
            let runs: Vec<_> = self.features.runs().collect();
            for (begin, end) in runs {
                self.read(text, first, begin, end, &mut found);
            }
        }
        found
    }

    /// Reads the words of a sentence from `begin` to before `end`, all that lie between two words which are in no name. Those two
    /// are read with them: what follows what has a weight.
    fn read(
        &mut self,
        text: &TaggedText<'_>,
        first: usize,
        begin: usize,
        end: usize,
        found: &mut Vec<Mention>,
    ) {
        let from = begin.saturating_sub(1);
        let to = (end + 1).min(self.features.len());
        self.emissions.clear();
        for word in from..to {
            self.emissions.push(if (begin..end).contains(&word) {
                let mut sums = self.known.around(&self.features, &self.model, text.shadow, word);
                self.features.in_company(text.shadow, word, |hash| self.model.add(hash, &mut sums));
                self.model.emission(&sums)
            } else {
                lattice::ONLY_OUTSIDE
            });
        }
        self.lattice.best(&self.emissions, self.model.transitions());
        if self.lattice.path.iter().all(|&label| usize::from(label) == OUTSIDE) {
            return;
        }
        let sure = self.lattice.marginals(&self.emissions, &self.exponentials, |_| LabelSet::ALL);
        let mut begun = None;
        for (offset, &label) in self.lattice.path.iter().enumerate() {
            let label = usize::from(label);
            let Some((kind, place)) = labels::parts(label) else { continue };
            let word = text.words.get(first + from + offset);
            let (Some(word), Some(kind)) = (word, labels::TYPES.get(kind)) else { continue };
            let row = self.lattice.marginals.get(offset);
            let likely = match sure {
                Some(_) => row.and_then(|row| row.get(label)).copied().unwrap_or(0.0),
                None => 0.5,
            };
            let (start, score) = match (place, begun) {
                (Place::Begin | Place::Single, _) | (_, None) => (word.start, likely),
                (_, Some((start, score))) => (start, likely.min(score)),
            };
            begun = Some((start, score));
            if matches!(place, Place::End | Place::Single) {
                found.push(Mention { start, end: word.end, kind: *kind, score });
                begun = None;
            }
        }
    }
}

impl EntityTagger for ModelTagger {
    fn name(&self) -> &str {
        &self.name
    }

    fn tag(&mut self, text: &TaggedText<'_>) -> Vec<Mention> {
        let rules = self.rules.tag(text);
        let proposed = self.proposed(text, &rules);
        together(&rules, &proposed, |mention| is_firm(text.shadow, mention))
    }
}

/// Names of rules at least so sure are not overruled by the model: a person beside a title.
const FIRM: f32 = 0.93;

/// Nor are meetings at least so sure, which is those named after their parties or counted (米ロ首脳会談).
const FIRM_MEETING: f32 = 0.85;

/// Nor Latin names the tables know: models type them at random (Getty Images).
const FIRM_LATIN: f32 = 0.9;

/// Names of rules less sure than this are mere guesses (any acronym): they count only as something the model looks at.
const GUESS: f32 = 0.6;

/// What the rules are firm about.
fn is_firm(shadow: &Shadow, mention: &Mention) -> bool {
    mention.score >= FIRM
        || mention.score >= FIRM_MEETING && mention.kind == EntityType::Event
        || mention.score >= FIRM_LATIN && is_latin(shadow.at(mention.start))
}

/// Puts the two together: first what rules are firm about, then the model, then what rules found where nothing stands yet.
fn together(rules: &[Mention], model: &[Mention], is_firm: impl Fn(&Mention) -> bool) -> Vec<Mention> {
    let is_taken = |taken: &[Mention], mention: &Mention| {
        let from = taken.partition_point(|other| other.end <= mention.start);
        taken.get(from).is_some_and(|other| other.start < mention.end)
    };
    let mut kept: Vec<Mention> = rules
        .iter()
        .filter(|mention| is_firm(mention) && !is_part_of_more(model, mention))
        .copied()
        .collect();
    let sure: Vec<Mention> = rules.iter().filter(|mention| mention.score >= GUESS).copied().collect();
    for list in [model, &sure] {
        let added: Vec<Mention> = list
            .iter()
            .filter(|mention| !is_taken(&kept, mention) && !is_row_of_places(rules, mention))
            .copied()
            .collect();
        kept.extend(added);
        kept.sort_unstable_by_key(|mention| mention.start);
    }
    kept
}

/// Whether the model has a longer name that ends with this one: rules see the end of a name beside a title, or the part of it that
/// the tables know.
fn is_part_of_more(model: &[Mention], mention: &Mention) -> bool {
    let from = model.partition_point(|other| other.end < mention.end);
    let is_more = |other: &Mention| other.start < mention.start && other.end == mention.end;
    model.get(from).is_some_and(|other| is_more(other) && other.kind == mention.kind)
}

/// ハリソン州ベルデ: one place for the corpora, two for us. The rules must have found places from end to end.
fn is_row_of_places(rules: &[Mention], mention: &Mention) -> bool {
    let is_place = |mention: &Mention| mention.kind == EntityType::Location;
    let from = rules.partition_point(|rule| rule.end <= mention.start);
    let mut end = mention.start;
    let mut count = 0;
    for rule in rules.iter().skip(from).take_while(|rule| rule.start < mention.end) {
        if !is_place(rule) || rule.start != end {
            return false;
        }
        end = rule.end;
        count += 1;
    }
    is_place(mention) && count > 1 && end == mention.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(start: usize, end: usize, score: f32) -> Mention {
        Mention { start, end, kind: EntityType::Person, score }
    }

    #[test]
    fn firm_rules_then_the_model_then_other_rules() {
        let titled = mention(0, 3, 0.93);
        let (guess, other) = (mention(5, 7, 0.5), mention(20, 22, 0.7));
        let (overruled, longer) = (mention(1, 4, 0.99), mention(5, 9, 0.6));
        assert_eq!(
            together(&[titled, guess, other], &[overruled, longer], |m| m.score >= FIRM),
            [titled, longer, other]
        );
    }

    #[test]
    fn a_state_and_a_city_are_two() {
        let place = |start, end| Mention { kind: EntityType::Location, ..mention(start, end, 0.8) };
        let rules = [place(0, 3), place(3, 6)];
        assert_eq!(together(&rules, &[place(0, 6)], |_| false), rules);
        assert_eq!(together(&rules, &[place(0, 7)], |_| false), [place(0, 7)]);
    }
}
