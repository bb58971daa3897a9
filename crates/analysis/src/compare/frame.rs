//! A claim as comparison sees it: its words as terms with weights, its clauses, and its slots: dates, times,
//! quantities, people, places, speakers.

use super::amounts::{self, Amount};
use super::clauses::{self, Clause, Mood};
use super::contents::{self, Content, Rarity};
use super::dating::Borrowed;
use super::days::{DateSlot, TimeSlot};
use super::forms::{self, MeetingForm};
use super::terms::{Space, Term, Terms};
use super::words::{ComparedWord, ComparedWords, WordKind, is_value};
use shirushi_model::{
    Analysis, ByteSpan, CalendarValue, Certainty, Claim, ClaimRef, ClaimType, Entity, EntityType, Normalized,
    Quotation, SpeakerKind,
};

/// One claim.
pub(super) struct Frame<'a> {
    pub(super) at: ClaimRef,
    pub(super) claim: &'a Claim,
    pub(super) words: &'a [ComparedWord<'a>],
    pub(super) clauses: Vec<Clause>,
    /// What it says, ascending, each once, with the weight it has by itself.
    pub(super) features: Vec<Feature>,
    pub(super) dates: Vec<DateSlot>,
    pub(super) times: Vec<TimeSlot>,
    pub(super) amounts: Vec<Amount>,
    pub(super) names: Vec<FrameName>,
    pub(super) speaker: Speakers,
    pub(super) forms: Vec<MeetingForm>,
    /// Its content words with what they are worth among these articles.
    pub(super) contents: Vec<Content>,
}

/// A term of a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature {
    pub(super) term: Term,
    pub(super) weight: f32,
}

/// Classes of words that say who is to decide.
pub(super) const RESPONSIBILITY: [&str; 5] = ["責任", "決定", "次第", "委ねる", "依存"];

/// A name in a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct FrameName {
    pub(super) term: Term,
    pub(super) kind: EntityType,
    pub(super) span: ByteSpan,
    /// Position of its first word in the claim.
    pub(super) word: usize,
}

/// Who says a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Speakers {
    /// Those who are entities, ascending; two for 両氏.
    pub(super) names: Vec<Term>,
    /// Whether somebody is described who is no entity.
    pub(super) described: bool,
    /// Whether several speak with one voice: 両首脳.
    pub(super) several: bool,
}

/// What frames of one article have in common.
pub(super) struct ArticleContext<'a> {
    pub(super) number: u32,
    pub(super) text: &'a str,
    pub(super) analysis: &'a Analysis,
    pub(super) words: &'a ComparedWords<'a>,
    /// The two people named most often: who 両首脳 are.
    pub(super) principals: Vec<Term>,
    /// The values of dates that the article by itself leaves open.
    pub(super) borrowed: &'a Borrowed,
}

impl ArticleContext<'_> {
    /// The value of a date or a time of day, among these articles.
    pub(super) fn calendar<'e>(&'e self, entity: &'e Entity) -> Option<&'e CalendarValue> {
        match &entity.normalized {
            Some(Normalized::Calendar(value)) => Some(self.borrowed.get(&entity.span).unwrap_or(value)),
            _ => None,
        }
    }
}

impl<'a> Frame<'a> {
    /// What happens around a quantity; in 3時間に及んだ会談, what the clause describes.
    pub(super) fn events_around(&self, amount: &Amount) -> Vec<Term> {
        let mut clauses = self.clauses.iter().skip_while(|clause| amount.word >= clause.after);
        let Some(clause) = clauses.next().filter(|clause| clause.first <= amount.word) else {
            return Vec::new();
        };
        let mut events: Vec<Term> = clause.event.map(|event| event.term).into_iter().collect();
        if clause.relative
            && let Some(described) = clauses.next()
        {
            let first = described.arguments.first().map(|argument| argument.term);
            events.extend(first.or(described.event.map(|event| event.term)));
        }
        events
    }

    /// Reads one claim of an article.
    pub(super) fn read(
        article: &ArticleContext<'a>,
        claim: &'a Claim,
        number: u32,
        terms: &mut Terms,
        rarity: &Rarity,
    ) -> Self {
        let words = article.words.inside(claim.span);
        let mut frame = Self {
            at: ClaimRef { article: article.number, claim: number },
            claim,
            words,
            clauses: clauses::split(words),
            features: Vec::new(),
            dates: Vec::new(),
            times: Vec::new(),
            amounts: Vec::new(),
            names: Vec::new(),
            speaker: speakers(article, claim),
            forms: forms::read(words),
            contents: contents::contents(words, rarity),
        };
        frame.told();
        let denied = frame.denied(article);
        frame.read_entities(article);
        frame.read_features(article, terms, denied);
        frame
    }

    /// How the claim as a whole is told holds for its last clause.
    fn told(&mut self) {
        let after = |first: usize| self.words.get(first..).unwrap_or_default();
        let Some(last) = self.clauses.last_mut().filter(|clause| clause.mood == Mood::Fact) else { return };
        // 合意をまとめるように, 約束を守ることだ: a demand without a verb of demanding.
        let ending: String = after(last.first).iter().map(|word| word.surface).collect();
        let is_demand =
            ["ように", "こと", "ことだ", "べき", "べきだ"].iter().any(|end| ending.ends_with(end));
        match self.claim.certainty {
            _ if is_demand || self.claim.kind == ClaimType::Plan && !last.past => {
                last.mood = if is_demand { Mood::Wanted } else { Mood::Planned };
            }
            Certainty::Possible => last.mood = Mood::Possible,
            Certainty::Predicted => last.mood = Mood::Planned,
            Certainty::Asserted | Certainty::Reported | Certainty::Denied => {}
        }
    }

    /// 〜とする報道に触れ、「そのような事実はない」: what is denied stands before, in the same sentence. Its
    /// clauses become the claim's own, negated; gives its words.
    fn denied(&mut self, article: &ArticleContext<'a>) -> &'a [ComparedWord<'a>] {
        let points_back = |pair: &[ComparedWord<'_>]| {
            let [first, second] = pair else { return false };
            second.surface == "事実"
                && matches!(first.surface, "その" | "な" | "そうした" | "こうした" | "そんな")
        };
        let is_denial = self.clauses.last().is_some_and(|clause| clause.negative)
            && self.words.windows(2).any(points_back);
        let sentence = article.analysis.sentences.get(self.claim.sentence as usize);
        let Some(sentence) = sentence.filter(|_| is_denial) else { return &[] };
        let before =
            article.words.inside(ByteSpan { start: sentence.span.start, end: self.claim.span.start });
        let whole = self.words.len();
        let denied =
            clauses::split(before).into_iter().filter(|clause| clause.event.is_some()).map(|clause| Clause {
                first: 0,
                after: whole,
                event: clause.event.map(|event| clauses::ClauseEvent { word: 0, ..event }),
                negative: !clause.negative,
                ..clause
            });
        self.clauses.splice(0..0, denied);
        before
    }

    /// How its last clause is told.
    pub(super) fn mood(&self) -> Mood {
        self.clauses.last().map_or(Mood::Fact, |clause| clause.mood)
    }

    fn read_entities(&mut self, article: &ArticleContext<'a>) {
        let mut before = None;
        for (position, word) in self.words.iter().enumerate() {
            let Some(index) = word.entity.filter(|_| word.entity != before) else {
                before = word.entity;
                continue;
            };
            before = word.entity;
            let Some(entity) = article.analysis.entities.get(index as usize) else { continue };
            let span = entity.span;
            match &entity.normalized {
                Some(Normalized::Calendar(_)) => {
                    let Some(value) = article.calendar(entity) else { continue };
                    if entity.kind == EntityType::Date {
                        self.dates.extend(DateSlot::read(
                            article.text,
                            span,
                            self.claim.span,
                            position,
                            value,
                        ));
                    }
                    self.times.extend(TimeSlot::read(article.text, span, value));
                }
                Some(Normalized::Quantity(value)) => {
                    let surface = span.slice(article.text).unwrap_or_default();
                    let after = article.text.get(span.end as usize..).unwrap_or_default();
                    if let Some(reading) = amounts::read(surface, after, value) {
                        let amounts::AmountReading { least, most, likely, value, unit, exact } = reading;
                        let (near, part) = self.beside(position, index);
                        let before = article.text.get(..span.start as usize).unwrap_or_default();
                        let property = amounts::property(before, &unit);
                        self.amounts.push(Amount {
                            span,
                            least,
                            most,
                            likely,
                            value,
                            unit,
                            exact,
                            near,
                            word: position,
                            part,
                            property,
                        });
                    }
                }
                None => {}
            }
            if !is_value(entity.kind)
                && let Some(&term) = article.words.entities.get(index as usize)
            {
                self.names.push(FrameName { term, kind: entity.kind, span, word: position });
            }
        }
    }

    /// The nouns right beside a quantity (乗客41人, 41人の乗客), and whether it is a part of another one
    /// (7人のうち2人).
    fn beside(&self, position: usize, entity: u32) -> (Vec<Term>, bool) {
        let mut near = Vec::new();
        let before = self.words.get(..position).unwrap_or_default();
        let mut part = counts_a_list(before);
        for word in before.iter().rev().take(4) {
            match word.kind {
                WordKind::Noun | WordKind::VerbalNoun | WordKind::OtherNoun | WordKind::DependentNoun
                    if word.surface == "うち" =>
                {
                    part = true;
                    break;
                }
                WordKind::Noun | WordKind::VerbalNoun | WordKind::OtherNoun if word.term.is_some() => {
                    near.extend(word.term);
                    break;
                }
                // 乗客は合わせて38人, 高さは最大45メートル
                WordKind::TopicParticle
                | WordKind::CaseParticle
                | WordKind::Adverb
                | WordKind::Adnominal
                | WordKind::OtherNoun => {}
                WordKind::Noun
                | WordKind::VerbalNoun
                | WordKind::Auxiliary
                | WordKind::ConjunctiveParticle
                | WordKind::Other => {}
                WordKind::Verb if word.surface == "合わせ" => {}
                _ => break,
            }
        }
        let behind = self.words.get(position..).unwrap_or_default();
        let mut behind = behind.iter().skip_while(|word| word.entity == Some(entity)).take(4);
        while let Some(word) = behind.next() {
            match word.kind {
                WordKind::Adnominal => {
                    if let Some(next) = behind.next() {
                        part |= next.surface == "うち";
                        near.extend(next.term);
                    }
                    break;
                }
                WordKind::OtherNoun | WordKind::Noun | WordKind::VerbalNoun => {
                    near.extend(word.term);
                    if word.term.is_some() {
                        break;
                    }
                }
                _ => break,
            }
        }
        (near, part)
    }

    fn read_features(
        &mut self,
        article: &ArticleContext<'a>,
        terms: &mut Terms,
        denied: &[ComparedWord<'_>],
    ) {
        let mut features: Vec<Feature> = self
            .words
            .iter()
            .chain(denied)
            .filter_map(|word| {
                let weight = match word.kind {
                    WordKind::Verb => 0.8,
                    WordKind::Adjective => 0.6,
                    _ => 1.0,
                };
                word.term.map(|term| Feature { term, weight })
            })
            .collect();
        // 国民が決める and 責任は国会にある share no word, but both say who is to decide.
        let leaves = self.clauses.iter().filter_map(|clause| clause.event);
        if leaves.clone().any(|event| RESPONSIBILITY.contains(&terms.text(event.term))) {
            features.push(Feature { term: terms.number(Space::Value, "responsibility"), weight: 0.8 });
        }
        features
            .extend(self.words.iter().filter_map(|word| word.also).map(|term| Feature { term, weight: 1.0 }));
        if self.words.iter().any(|word| matches!(word.surface, "両" | "両氏" | "両者" | "両国")) {
            features.extend(article.principals.iter().map(|&term| Feature { term, weight: 0.5 }));
        }
        for date in &self.dates {
            let term = terms.number(Space::Value, &format!("{}/{}", date.days.from, date.days.to));
            features.push(Feature { term, weight: 0.8 });
        }
        for amount in &self.amounts {
            let term = terms.number(Space::Value, &format!("{} {:?}", amount.value, amount.unit));
            features.push(Feature { term, weight: 0.9 });
        }
        features.sort_by(|one, other| one.term.cmp(&other.term).then(other.weight.total_cmp(&one.weight)));
        features.dedup_by_key(|feature| feature.term);
        self.features = features;
    }

    /// Whether somebody's words are given.
    pub(super) fn is_quoted(&self) -> bool {
        matches!(self.claim.quotation, Quotation::Direct | Quotation::Mixed)
    }

    /// Whether the outlet itself stands for it.
    pub(super) fn is_outlets(&self) -> bool {
        self.claim.source == SpeakerKind::Outlet
    }

    /// The weight of a term in this claim; none when it does not have it.
    pub(super) fn weight_of(&self, term: Term) -> Option<f32> {
        let position = self.features.binary_search_by(|feature| feature.term.cmp(&term)).ok()?;
        self.features.get(position).map(|feature| feature.weight)
    }

    /// Whether it says this.
    pub(super) fn has(&self, term: Term) -> bool {
        self.weight_of(term).is_some()
    }

    /// The names inside a clause.
    pub(super) fn names_in(&self, clause: &Clause) -> impl Iterator<Item = &FrameName> {
        let (first, after) = (clause.first, clause.after);
        self.names.iter().filter(move |name| first <= name.word && name.word < after)
    }

    /// The extent of some words of the claim.
    pub(super) fn extent(&self, first: usize, after: usize) -> Option<ByteSpan> {
        let start = self.words.get(first)?.span.start;
        let end = self.words.get(after.checked_sub(1)?)?.span.end;
        (start < end).then_some(ByteSpan { start, end })
    }
}

/// 英仏独の3カ国: as many as are named.
fn counts_a_list(before: &[ComparedWord<'_>]) -> bool {
    let mut back = before.iter().rev();
    let is_linked = back.next().is_some_and(|word| word.kind == WordKind::Adnominal);
    let Some(last) = back.next().and_then(|word| word.entity).filter(|_| is_linked) else { return false };
    back.take(2).any(|word| word.entity.is_some_and(|other| other != last))
}

fn speakers(article: &ArticleContext<'_>, claim: &Claim) -> Speakers {
    let Some(speaker) = &claim.speaker else { return Speakers::default() };
    let mut names: Vec<Term> = speaker
        .entities
        .iter()
        .filter_map(|&index| article.words.entities.get(index as usize).copied())
        .collect();
    let several = names.len() > 1 || speaker.name.starts_with('両');
    if several && names.is_empty() {
        names.clone_from(&article.principals);
    }
    names.sort_unstable();
    names.dedup();
    Speakers { described: names.is_empty() && !speaker.name.is_empty(), names, several }
}

/// The two people an article names most often, if it names two.
pub(super) fn principals(analysis: &Analysis, words: &ComparedWords<'_>, terms: &Terms) -> Vec<Term> {
    let mut counts: Vec<(Term, u32)> = Vec::new();
    for (entity, &term) in analysis.entities.iter().zip(&words.entities) {
        if entity.kind == EntityType::Person && terms.space(term) == Some(Space::Name) {
            if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == term) {
                *count += 1;
            } else if counts.len() < 64 {
                counts.push((term, 1));
            }
        }
    }
    counts.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    counts.into_iter().take(2).map(|(term, _)| term).collect()
}
