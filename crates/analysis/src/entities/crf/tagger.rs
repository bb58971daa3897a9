//! The model behind the seam of taggers: rules first, then the model with the rules' names before its eyes,
//! then both put together.

use super::decoding;
use super::features::Features;
use super::known::KnownWords;
use super::labels::{self, LabelSet};
use super::lattice::{self, Exponentials, LabelledName, Lattice, Row};
use super::model::EntityModel;
use crate::entities::ground::Ground;
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
    hashes: Vec<u32>,
    names: Vec<LabelledName>,
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
            lattice: Lattice::for_finding(),
            emissions: Vec::new(),
            hashes: Vec::new(),
            names: Vec::new(),
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
                self.read(text, rules, first, (begin, end), &mut found);
            }
        }
        found
    }

    /// Reads the words of a sentence from `begin` to before `end`, all that lie between two words which are
    /// in no name. Those two are read with them: what follows what has a weight.
    fn read(
        &mut self,
        text: &TaggedText<'_>,
        rules: &[Mention],
        first: usize,
        (begin, end): (usize, usize),
        found: &mut Vec<Mention>,
    ) {
        let from = begin.saturating_sub(1);
        let to = (end + 1).min(self.features.len());
        self.emissions.clear();
        for word in from..to {
            self.emissions.push(if (begin..end).contains(&word) {
                let company = self.features.company(word);
                let places = self.features.places(word, &company);
                let (mut sums, units) = self.known.around(&self.features, &self.model, text.shadow, &places);
                self.hashes.clear();
                self.features.in_company(text.shadow, word, &company, |hash| self.hashes.push(hash));
                self.model.add(&self.hashes, &mut sums);
                let mut emission = self.model.emission(&sums);
                self.model.network().add(&units, &mut emission);
                emission
            } else {
                lattice::ONLY_OUTSIDE
            });
        }
        let holds_none = self.exponentials.make_no_name_of(&self.emissions);
        if holds_none
            || self.lattice.marginals(&self.emissions, &self.exponentials, |_| LabelSet::ALL).is_none()
        {
            return;
        }
        self.names.clear();
        self.lattice.names(&self.exponentials, decoding::LEAST, |name| self.names.push(name));
        decoding::choose(&mut self.names);
        for name in &self.names {
            let word = |offset: usize| text.words.get(first + from + offset);
            let (Some(opening), Some(closing)) = (word(name.first), word(name.last)) else { continue };
            let Some(&kind) = labels::TYPES.get(name.kind) else { continue };
            let (start, end) = (opening.start, closing.end);
            let rule = rules.get(rules.partition_point(|rule| rule.end < end));
            let is_agreed = rule.is_some_and(|rule| (rule.start, rule.end, rule.kind) == (start, end, kind));
            let score = self.model.calibration().score(name.kind, name.likelihood, is_agreed);
            found.push(Mention { start, end, kind, ground: Ground::Model, score });
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

/// A name of the model at least so sure is not cut by a rule that sees a part of it (a club named after its
/// city).
const WHOLE: f32 = 0.5;

/// What the rules are firm about; besides, Latin names the tables know: models type them at random (Getty
/// Images).
fn is_firm(shadow: &Shadow, mention: &Mention) -> bool {
    mention.ground.is_firm_for(mention.kind)
        || mention.ground.is_listed() && is_latin(shadow.at(mention.start))
}

/// Puts the two together: first what rules are firm about, then the model, then what rules found where
/// nothing stands yet.
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
    let rows: Vec<Mention> =
        model.iter().filter(|mention| is_row_of_places(rules, mention)).copied().collect();
    let is_sure = |mention: &&Mention| mention.ground.is_listed() || is_taken(&rows, mention);
    let sure: Vec<Mention> = rules.iter().filter(is_sure).copied().collect();
    for list in [model, &sure] {
        let added: Vec<Mention> = list
            .iter()
            .filter(|mention| !is_taken(&kept, mention) && !rows.contains(mention))
            .copied()
            .collect();
        kept.extend(added);
        kept.sort_unstable_by_key(|mention| mention.start);
    }
    kept
}

/// Whether the model is sure enough of a longer name around this one: rules see the end of a name beside a
/// title, or the part of it that the tables know.
fn is_part_of_more(model: &[Mention], mention: &Mention) -> bool {
    let from = model.partition_point(|other| other.end < mention.end);
    model.get(from).is_some_and(|other| {
        let is_more = other.start <= mention.start && other.end - other.start > mention.end - mention.start;
        let is_same_end = other.end == mention.end && other.kind == mention.kind;
        is_more && (other.score >= WHOLE || is_same_end)
    })
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
    use crate::entities::ground::Weight;

    fn mention(start: usize, end: usize, score: f32) -> Mention {
        Mention { start, end, kind: EntityType::Person, ground: Ground::Model, score }
    }

    fn rule(start: usize, end: usize, weight: Weight) -> Mention {
        Mention { ground: Ground::Rule(weight), ..mention(start, end, weight.probability()) }
    }

    #[test]
    fn firm_rules_then_the_model_then_other_rules() {
        let titled = rule(0, 3, Weight::Titled);
        let (guess, other) = (rule(5, 7, Weight::Guess), rule(20, 22, Weight::Table));
        let (overruled, longer) = (mention(1, 4, 0.99), mention(5, 9, 0.6));
        assert_eq!(
            together(&[titled, guess, other], &[overruled, longer], |m| m.ground.is_firm()),
            [titled, longer, other]
        );
    }

    #[test]
    fn a_rule_cuts_no_longer_name_the_model_is_sure_of() {
        let part = rule(2, 4, Weight::Countries);
        let (sure, doubted) = (mention(2, 8, 0.6), mention(0, 7, 0.4));
        assert_eq!(together(&[part], &[sure], |m| m.ground.is_firm()), [sure]);
        assert_eq!(together(&[part], &[doubted], |m| m.ground.is_firm()), [part]);
    }

    #[test]
    fn a_state_and_a_city_are_two() {
        let place = |start, end| Mention { kind: EntityType::Location, ..mention(start, end, 0.8) };
        let rules = [(0, 3), (3, 6)]
            .map(|(start, end)| Mention { kind: EntityType::Location, ..rule(start, end, Weight::Compound) });
        assert_eq!(together(&rules, &[place(0, 6)], |_| false), rules);
        assert_eq!(together(&rules, &[place(0, 7)], |_| false), [place(0, 7)]);
    }
}
