//! The endings of a predicate: negation, time, and how it is told, with what the nouns after it make of it.

use super::Mood;
use crate::compare::words::{ComparedWord, WordKind};

/// The endings of a predicate.
pub(super) struct Ending {
    pub(super) after: usize,
    pub(super) negative: bool,
    pub(super) mood: Mood,
    pub(super) past: bool,
    pub(super) relative: bool,
}

impl Ending {
    pub(super) fn read(words: &[ComparedWord<'_>], predicate: usize) -> Self {
        let mut ending =
            Self { after: predicate + 1, negative: false, mood: Mood::Fact, past: false, relative: false };
        let mut position = predicate + 1;
        while let Some(word) = words.get(position) {
            match word.kind {
                WordKind::Auxiliary | WordKind::DependentVerb | WordKind::DependentAdjective => {
                    ending.auxiliary(word)
                }
                // する after a verbal noun, and なる, いける after なければ.
                WordKind::Verb
                    if position == predicate + 1 && matches!(word.lemma, "する" | "できる" | "いたす") =>
                    {}
                WordKind::Verb if ending.is_must(words, position) => {
                    ending.mood = Mood::Wanted;
                    ending.negative = false;
                    position += 2;
                    ending.after = position.min(words.len());
                    continue;
                }
                WordKind::Adjective if matches!(word.lemma, "ない" | "無い") => {
                    ending.negative = !ending.negative
                }
                WordKind::ConjunctiveParticle if matches!(word.surface, "て" | "で" | "ちゃ") => {}
                // 早ければ20日にも: when, not whether.
                WordKind::ConjunctiveParticle
                    if word.surface == "ば" && is_of_speed(words.get(predicate)) => {}
                WordKind::ConjunctiveParticle if matches!(word.surface, "ば" | "なら" | "と") => {
                    ending.mood = Mood::Conditional;
                }
                WordKind::TopicParticle | WordKind::OtherParticle
                    if matches!(word.surface, "は" | "も") && continues(words.get(position + 1)) => {}
                _ => break,
            }
            position += 1;
            ending.after = position;
        }
        ending.look_ahead(words, position);
        if asks(words, position) {
            ending.mood = Mood::Asked;
        }
        ending
    }

    fn auxiliary(&mut self, word: &ComparedWord<'_>) {
        match word.lemma {
            "ない" | "ぬ" | "ん" | "まい" | "ず" => self.negative = !self.negative,
            "た" => self.past = true,
            "たら" => self.mood = Mood::Conditional,
            "う" | "よう" | "つもり" => self.mood = Mood::Planned,
            "べし" | "たい" => self.mood = Mood::Wanted,
            "らしい" => self.mood = Mood::Possible,
            _ => {}
        }
        if word.surface == "たら" || word.surface == "だら" {
            self.mood = Mood::Conditional;
        }
    }

    /// なければならない, なくてはいけない
    fn is_must(&self, words: &[ComparedWord<'_>], position: usize) -> bool {
        self.negative
            && words.get(position).is_some_and(|word| matches!(word.lemma, "なる" | "いける" | "成る"))
            && words.get(position + 1).is_some_and(|word| matches!(word.lemma, "ない" | "ぬ" | "ん" | "ます"))
    }

    /// What the nouns after a predicate make of it: 可能性, 予定, 場合.
    fn look_ahead(&mut self, words: &[ComparedWord<'_>], position: usize) {
        let noun = |word: &ComparedWord<'_>| {
            matches!(
                word.kind,
                WordKind::Noun | WordKind::VerbalNoun | WordKind::DependentNoun | WordKind::OtherNoun
            )
        };
        let follows = words.get(position);
        self.relative = follows.is_some_and(|word| {
            noun(word) || word.kind == WordKind::Adjective || word.kind == WordKind::Number
        });
        for word in words.get(position..).unwrap_or_default().iter().take(4) {
            let mood = match word.lemma {
                "かも" => Mood::Possible,
                "場合" | "限り" | "うち" | "時" | "とき" if self.relative => Mood::Conditional,
                _ if word.kind == WordKind::Comma => return,
                lemma => match mood_of(lemma) {
                    Some(mood) => mood,
                    None => continue,
                },
            };
            // 合意が成立した時、双方は…: a time, unless only then.
            let is_time = matches!(word.lemma, "時" | "とき" | "うち");
            if !is_time || only_follows(words, position) {
                self.mood = mood;
            }
            return;
        }
    }
}

fn is_of_speed(word: Option<&ComparedWord<'_>>) -> bool {
    word.is_some_and(|word| matches!(word.lemma, "早い" | "速い" | "遅い"))
}

/// 達成したのか, 合意したかどうか: nothing is told.
fn asks(words: &[ComparedWord<'_>], position: usize) -> bool {
    let mut after = words.get(position..).unwrap_or_default().iter();
    let next = after.find(|word| word.kind != WordKind::DependentNoun && word.surface != "の");
    next.is_some_and(|word| {
        matches!(word.surface, "か" | "かどうか" | "のか") && word.kind == WordKind::OtherParticle
    })
}

/// のみ, だけ, 初めて within a few words.
fn only_follows(words: &[ComparedWord<'_>], position: usize) -> bool {
    words
        .get(position..)
        .unwrap_or_default()
        .iter()
        .take(4)
        .any(|word| matches!(word.surface, "のみ" | "だけ" | "初めて" | "はじめて" | "限り"))
}

fn continues(word: Option<&ComparedWord<'_>>) -> bool {
    word.is_some_and(|word| {
        matches!(word.kind, WordKind::Auxiliary | WordKind::DependentVerb | WordKind::DependentAdjective)
            || matches!(word.lemma, "ない" | "無い") && word.kind == WordKind::Adjective
    })
}

/// How a noun says that the clause before it is told.
pub(super) fn mood_of(lemma: &str) -> Option<Mood> {
    Some(match lemma {
        "可能" | "可能性" | "恐れ" | "おそれ" | "もよう" | "模様" => Mood::Possible,
        "予定" | "見通し" | "見込み" | "計画" | "方針" | "意向" | "考え" | "つもり" | "はず" | "構え" => {
            Mood::Planned
        }
        "必要" | "べき" => Mood::Wanted,
        _ => return None,
    })
}
