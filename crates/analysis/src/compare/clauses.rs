//! The clauses of a claim: what happens in each, whether it is negated, and whether it is told as a fact.
//!
//! A clause ends where its predicate's endings end. With a verb that only carries its noun (合意に至る) what
//! happens is the noun. It goes by parts of speech and dictionary forms; there is no parser, so which noun
//! belongs to which verb is told by order alone.

mod ending;

use super::lexicon::ComparisonLexicon;
use super::terms::Term;
use super::words::{ComparedWord, WordKind};
use ending::{Ending, mood_of};

/// How a clause is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// As a fact.
    Fact,
    /// As something that may be.
    Possible,
    /// As something that will be or is meant to be.
    Planned,
    /// As something that should be.
    Wanted,
    /// As a condition, or as true under one.
    Conditional,
    /// As a question: 何を達成したのか.
    Asked,
}

/// One clause.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Position of its first word in the claim.
    pub(super) first: usize,
    /// Position after its last word.
    pub(super) after: usize,
    /// What happens in it.
    pub(super) event: Option<ClauseEvent>,
    /// The verb, when it carries the event of a noun: 中止 has an opposite in 開催, whatever is held.
    pub(super) verb: Option<Term>,
    /// What its nouns say, in order; the event's noun is not among them.
    pub(super) arguments: Vec<Argument>,
    pub(super) negative: bool,
    pub(super) mood: Mood,
    pub(super) past: bool,
    /// Whether a noun follows that the clause describes: 演台を降りた(大統領).
    pub(super) relative: bool,
}

/// What happens in a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClauseEvent {
    pub(super) term: Term,
    /// Position of the word in the claim.
    pub(super) word: usize,
}

/// A noun in a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Argument {
    pub(super) term: Term,
    /// Position of the word in the claim.
    pub(super) word: usize,
    pub(super) role: Role,
}

/// What a noun is in its clause, as its particle tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// は, が, も
    Subject,
    /// を, に, で, と …
    Object,
    /// の, な, nothing
    Other,
}

/// Cuts the words of a claim into clauses.
pub(super) fn split(words: &[ComparedWord<'_>]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut open = OpenClause::default();
    let mut position = 0;
    while let Some(word) = words.get(position) {
        let next = words.get(position + 1);
        let is_predicate = match word.kind {
            WordKind::Verb | WordKind::Adjective => true,
            // けが人はいない: the verb itself, whatever the dictionary says.
            WordKind::DependentVerb => {
                matches!(word.lemma, "いる" | "ある" | "おる") && follows_particle(words, position)
            }
            WordKind::VerbalNoun | WordKind::Noun | WordKind::OtherNoun if word.entity.is_none() => {
                match next {
                    Some(next) => {
                        next.kind == WordKind::Verb && matches!(next.lemma, "する" | "できる" | "いたす")
                            || next.kind == WordKind::Auxiliary
                                && matches!(next.lemma, "だ" | "です")
                                && next.surface != "な"
                            || next.kind == WordKind::Comma
                                && word.kind == WordKind::VerbalNoun
                                && follows_argument(words, position)
                    }
                    None => word.kind == WordKind::VerbalNoun,
                }
            }
            _ => word.surface == "なし",
        };
        if !is_predicate {
            open.take(words, position);
            position += 1;
            continue;
        }
        let ending = Ending::read(words, position);
        if let Some(clause) = open.close(words, position, &ending, &mut clauses)
            && !joins(words, &clause, clauses.last_mut())
        {
            clauses.push(clause);
        }
        position = ending.after.max(position + 1);
    }
    if let Some(rest) = open.rest(words.len()) {
        clauses.push(rest);
    }
    conditions(words, &mut clauses);
    lend(&mut clauses);
    clauses
}

fn follows_particle(words: &[ComparedWord<'_>], position: usize) -> bool {
    position
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|before| matches!(before.kind, WordKind::CaseParticle | WordKind::TopicParticle))
}

/// 〜を訪問、〜: a verbal noun with its object before it.
fn follows_argument(words: &[ComparedWord<'_>], position: usize) -> bool {
    position.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| {
        matches!(before.kind, WordKind::CaseParticle | WordKind::TopicParticle)
            || matches!(before.kind, WordKind::VerbalNoun | WordKind::Noun) && position >= 2
    })
}

/// Verbs whose subject is what is there or comes about; others carry their object.
const IS_THERE: &[&str] = &[
    "ある",
    "いる",
    "おる",
    "出る",
    "生じる",
    "生まれる",
    "起きる",
    "発生",
    "始まる",
    "続く",
    "まとまる",
    "成立",
    "及ぶ",
];

/// Nouns that say that something is to come.
const OUTLOOKS: &[&str] = &["見通し", "めど", "目途", "メド", "見込み"];

/// Verbs that say that the event of their noun is going to be.
const ANNOUNCES: &[&str] = &["表明", "発表", "公表"];

/// The clause that is being read.
#[derive(Default)]
struct OpenClause {
    first: usize,
    arguments: Vec<Argument>,
}

impl OpenClause {
    fn take(&mut self, words: &[ComparedWord<'_>], position: usize) {
        if let Some(term) = words.get(position).and_then(|word| word.term) {
            self.arguments.push(Argument { term, word: position, role: role(words, position) });
        }
    }

    fn close(
        &mut self,
        words: &[ComparedWord<'_>],
        predicate: usize,
        ending: &Ending,
        before: &mut [Clause],
    ) -> Option<Clause> {
        let lexicon = ComparisonLexicon::get();
        let word = words.get(predicate)?;
        let noun_before = self.arguments.last().copied();
        let is_absence = matches!(word.lemma, "ない" | "無い" | "なし") || word.surface == "なし";
        if is_absence && let Some(clause) = before.last_mut().filter(|_| stands_for_clause(words, predicate))
        {
            // 答えることなく, 合意したわけではない: the clause before is negated, and this one is none of its
            // own.
            clause.negative = !clause.negative;
            clause.relative = false;
            clause.after = ending.after;
            self.first = ending.after;
            return None;
        }
        let is_verb = matches!(word.kind, WordKind::Verb | WordKind::DependentVerb);
        // 会談を実施した carries its object; in 大会が開催された, 開催 is what happens.
        let is_with_object = word.kind == WordKind::VerbalNoun
            && ending.after > predicate + 1
            && self.arguments.iter().any(|argument| {
                particle(words, argument.word)
                    .is_some_and(|word| word.surface == "を" || word.surface == "と")
            });
        let carries = is_absence || (is_verb || is_with_object) && lexicon.is_support(word.lemma);
        let event = match (carries, noun_before) {
            (true, Some(last)) => {
                let of_being = is_absence || IS_THERE.contains(&word.lemma);
                let noun = self.carried(words, of_being).unwrap_or(last);
                self.arguments.retain(|argument| argument.word != noun.word);
                Some(ClauseEvent { term: noun.term, word: noun.word })
            }
            _ => word.term.map(|term| ClauseEvent { term, word: predicate }),
        };
        // 再開の見通しは立っていない: there is no plan for what stands before.
        let outlook = self
            .arguments
            .iter()
            .position(|argument| words.get(argument.word).is_some_and(|word| OUTLOOKS.contains(&word.lemma)));
        let is_open = ending.negative && matches!(word.lemma, "立つ" | "たつ" | "つく");
        let event = match outlook.and_then(|at| at.checked_sub(1)).filter(|_| is_open) {
            Some(before) => {
                let noun = self.arguments.remove(before);
                Some(ClauseEvent { term: noun.term, word: noun.word })
            }
            None => event,
        };
        let is_open = is_open && outlook.is_some();
        let clause = Clause {
            first: self.first,
            after: ending.after,
            event,
            verb: word.term.filter(|_| carries),
            arguments: std::mem::take(&mut self.arguments),
            negative: ending.negative != is_absence && !has_only(words, self.first, predicate),
            // 辞任を表明した tells of something to come.
            mood: if is_open || carries && ANNOUNCES.contains(&word.lemma) {
                Mood::Planned
            } else {
                ending.mood
            },
            past: ending.past,
            relative: ending.relative,
        };
        self.first = ending.after;
        Some(clause)
    }

    /// The noun whose event a verb carries: 責任は大統領にある, 会談を行う, 合意に至る,
    /// 式典は青嶺市で開かれる. Names are what takes part.
    fn carried(&self, words: &[ComparedWord<'_>], of_being: bool) -> Option<Argument> {
        let order: [&[&str]; 3] = match of_being {
            true => [&["は", "が", "も"], &["を"], &["に"]],
            false => [&["を"], &["に", "と"], &["は", "が", "も"]],
        };
        order.iter().find_map(|particles| {
            self.arguments.iter().rev().copied().find(|argument| {
                let is_name = words.get(argument.word).is_some_and(|word| word.entity.is_some());
                !is_name
                    && particle(words, argument.word).is_some_and(|word| particles.contains(&word.surface))
            })
        })
    }

    /// What stands after the last predicate: nouns without a verb.
    fn rest(self, end: usize) -> Option<Clause> {
        let last = self.arguments.last().copied()?;
        let arguments = self.arguments.split_last().map(|(_, rest)| rest.to_vec()).unwrap_or_default();
        Some(Clause {
            first: self.first,
            after: end,
            event: Some(ClauseEvent { term: last.term, word: last.word }),
            verb: None,
            arguments,
            negative: false,
            mood: Mood::Fact,
            past: false,
            relative: false,
        })
    }
}

/// 会談する予定だ, 再開する可能性はない: the noun only says how the clause before it is told.
fn joins(words: &[ComparedWord<'_>], clause: &Clause, before: Option<&mut Clause>) -> bool {
    let (Some(before), Some(event)) = (before, clause.event) else { return false };
    let lemma = words.get(event.word).map_or("", |word| word.lemma);
    let Some(mood) = mood_of(lemma).filter(|_| before.relative && clause.arguments.is_empty()) else {
        return false;
    };
    before.after = clause.after;
    before.relative = clause.relative;
    before.mood = mood;
    before.negative ^= clause.negative;
    true
}

/// The first particle after a noun and what belongs to it.
fn particle<'w, 'a>(words: &'w [ComparedWord<'a>], noun: usize) -> Option<&'w ComparedWord<'a>> {
    let mut after = words.get(noun + 1..).unwrap_or_default().iter();
    after.find(|word| {
        !matches!(word.kind, WordKind::OtherNoun | WordKind::Noun | WordKind::VerbalNoun | WordKind::Bracket)
    })
}

fn role(words: &[ComparedWord<'_>], noun: usize) -> Role {
    let Some(particle) = particle(words, noun) else { return Role::Other };
    match particle.surface {
        "は" | "が" | "も" => Role::Subject,
        "で" => {
            // 建設的な会談で、…: the clause goes on.
            let next = words.iter().find(|word| word.span.start >= particle.span.end);
            if next.is_some_and(|word| word.kind == WordKind::Comma) { Role::Other } else { Role::Object }
        }
        _ if particle.kind == WordKind::CaseParticle => Role::Object,
        _ => Role::Other,
    }
}

/// Whether the noun before a predicate stands for the clause before it: こと, わけ, の.
fn stands_for_clause(words: &[ComparedWord<'_>], predicate: usize) -> bool {
    (predicate.saturating_sub(3)..predicate).rev().filter_map(|position| words.get(position)).find_map(
        |word| match word.kind {
            WordKind::DependentNoun => Some(true),
            WordKind::CaseParticle
            | WordKind::TopicParticle
            | WordKind::OtherParticle
            | WordKind::Auxiliary => None,
            _ => Some(false),
        },
    ) == Some(true)
}

/// 3人しか参加しなかった says that three did.
fn has_only(words: &[ComparedWord<'_>], first: usize, predicate: usize) -> bool {
    words.get(first..predicate).unwrap_or_default().iter().any(|word| word.surface == "しか")
}

/// 滑走路に敷かれた赤いカーペット上で合流した: what describes a noun belongs to what happens to it.
fn lend(clauses: &mut [Clause]) {
    let mut lent: Vec<Argument> = Vec::new();
    for clause in clauses.iter_mut() {
        clause.arguments.splice(0..0, lent.drain(..));
        if clause.relative && clause.arguments.len() < MOST_LENT {
            lent =
                clause.arguments.iter().map(|&argument| Argument { role: Role::Other, ..argument }).collect();
        }
    }
}

/// Longer chains of describing clauses say too many things.
const MOST_LENT: usize = 12;

/// まとまるまでは まとまらない, しない限り しない, した時にのみ する: neither clause is told as a fact.
fn conditions(words: &[ComparedWord<'_>], clauses: &mut [Clause]) {
    let mut conditional = false;
    for clause in clauses.iter_mut() {
        if conditional {
            clause.mood = Mood::Conditional;
        }
        let after = words.get(clause.after).map_or("", |word| word.surface);
        let is_until = matches!(after, "まで" | "までは")
            && words.get(clause.after).is_some_and(|word| word.entity.is_none());
        let is_condition = clause.mood == Mood::Conditional || is_until;
        if is_condition {
            clause.mood = Mood::Conditional;
        }
        conditional = is_condition;
    }
}
