//! A predicate with its endings: 発生した, 開かれる, 目指している, 会見し.
//!
//! A verb or an adjective and all that conjugates behind it is one predicate; its last endings tell the time.

use super::Outlook;
use super::words_ahead::{AHEAD, BACK, CONTENTS, FUNCTIONAL, HEARSAY, PLANS, STATES};
use crate::shadow::Shadow;
use crate::words::{Word, Words};
use shirushi_model::{PartOfSpeech, WordClass};

/// When a predicate holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// 発生した, 開いていた
    Past,
    /// 開く, 発表される, 開かない, 開こう
    Nonpast,
    /// 上昇している
    Lasting,
    /// 会見し, 集まって, 開けば: the sentence goes on and tells later.
    Chain,
    /// 寒い, 休みだ
    State,
}

/// Where a predicate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PredicatePlace {
    /// 開く予定, 開く方針: before a noun of a plan.
    Planned,
    /// 開く大会: before any other noun, of which it says no time of its own.
    BeforeNoun,
    /// 会見し、: before a pause.
    BeforePause,
    /// 開くと, 開くことが, and at the end.
    Elsewhere,
}

/// A predicate that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TensedPredicate {
    pub(super) time: Time,
    /// Where its verb looks, whatever its ending.
    pub(super) leans: Outlook,
    /// What follows it.
    pub(super) place: PredicatePlace,
    /// Whether it only says that something is said: 〜という.
    pub(super) is_hearsay: bool,
}

impl TensedPredicate {
    pub(super) fn outlook(self) -> Outlook {
        match (self.time, self.leans) {
            (Time::Chain | Time::State, _) => Outlook::Open,
            // 予定した is over and 3月に延期された is not.
            (_, Outlook::Ahead) => Outlook::Ahead,
            (Time::Past | Time::Lasting, _) => Outlook::Past,
            (Time::Nonpast, _) => Outlook::Ahead,
        }
    }
}

/// How many words a predicate may have.
const LONGEST: usize = 12;

/// The predicate that begins with the word of this number, and the number of the word after it.
pub(super) fn read_predicate(
    shadow: &Shadow,
    words: &Words,
    index: usize,
) -> Option<(TensedPredicate, usize)> {
    let head = words.get(index)?;
    let is_copula = head.pos == PartOfSpeech::AuxiliaryVerb;
    let is_adjective = head.pos.class() == WordClass::Adjective;
    if head.pos.class() != WordClass::Verb && !is_adjective && !is_copula || is_functional(shadow, head) {
        return None;
    }
    let mut is_past = is_copula && is_past_ending(shadow, words, index, head);
    let mut is_lasting = false;
    let mut last = head;
    let mut end = index + 1;
    while end - index < LONGEST
        && let Some(word) = words.get(end)
    {
        let goes_on = match word.pos {
            PartOfSpeech::DependentVerb | PartOfSpeech::VerbSuffix | PartOfSpeech::AuxiliaryVerb => true,
            PartOfSpeech::DependentAdjective | PartOfSpeech::AdjectiveSuffix => true,
            // て belongs to it where いる and the like follow.
            PartOfSpeech::ConjunctiveParticle => {
                let next = words.get(end + 1).map(|next| next.pos);
                matches!(shadow.at(word.start), 'て' | 'で')
                    && word.end - word.start == 1
                    && next == Some(PartOfSpeech::DependentVerb)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        is_past |= is_past_ending(shadow, words, end, word);
        is_lasting |= word.pos == PartOfSpeech::DependentVerb && is_lasting_verb(shadow, word);
        last = word;
        end += 1;
    }
    let time = match () {
        () if is_past => Time::Past,
        () if is_adjective || is_copula => Time::State,
        () if end == index + 1 && begins(shadow, head.start, STATES) => Time::State,
        () if !is_final(shadow, last) => Time::Chain,
        () if is_lasting => Time::Lasting,
        () => Time::Nonpast,
    };
    let follows = words.get(end);
    let was = ["だった", "でした", "であった"];
    let is_over = follows.is_some_and(|noun| was.iter().any(|was| shadow.has(noun.end, was)));
    // 開く予定だった, 開くはずだった: what came of it is not told.
    let time = if time == Time::Nonpast && is_over { Time::State } else { time };
    let predicate = TensedPredicate {
        time,
        leans: leans(shadow, words, index, head, time),
        place: place(shadow, follows, is_over),
        is_hearsay: shadow.before(head.start) == 'と'
            && time != Time::Past
            && begins(shadow, head.start, HEARSAY)
            || shadow.has(head.start, "という"),
    };
    Some((predicate, end))
}

fn place(shadow: &Shadow, follows: Option<Word>, is_over: bool) -> PredicatePlace {
    match follows {
        Some(noun) if begins(shadow, noun.start, PLANS) && !is_over => PredicatePlace::Planned,
        Some(noun) if noun.pos.class() == WordClass::Noun && !begins(shadow, noun.start, CONTENTS) => {
            PredicatePlace::BeforeNoun
        }
        Some(word) if word.pos == PartOfSpeech::Comma => PredicatePlace::BeforePause,
        _ => PredicatePlace::Elsewhere,
    }
}

/// Whether a verb is rather a particle: 失言をめぐる, 計画に関する.
fn is_functional(shadow: &Shadow, head: Word) -> bool {
    matches!(shadow.before(head.start), 'を' | 'に' | 'と')
        && FUNCTIONAL.iter().any(|verb| shadow.has(head.start, verb))
        && !shadow.has_before(head.start, "こと") // 延期することにする
        && head.end - head.start >= 2
}

/// た, and the だ of 飲んだ and 泳いだ; the だ of 休みだ is none. たら is a condition.
fn is_past_ending(shadow: &Shadow, words: &Words, index: usize, word: Word) -> bool {
    if word.pos != PartOfSpeech::AuxiliaryVerb || word.end - word.start != 1 {
        return false;
    }
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    let follows_verb = || {
        before.is_some_and(|before| before.pos.class() == WordClass::Verb)
            && matches!(shadow.before(word.start), 'ん' | 'い')
    };
    match shadow.at(word.start) {
        'た' => true,
        'だ' => follows_verb(),
        _ => false,
    }
}

/// 開いている, 開いております
fn is_lasting_verb(shadow: &Shadow, word: Word) -> bool {
    matches!(shadow.at(word.start), 'い' | 'お') && word.end - word.start <= 2
        || begins(shadow, word.start, &["いる", "おる", "おり"])
}

/// Whether a predicate may end with this word: 開く, 開かれる, 開かない, 開きます, 開こう.
fn is_final(shadow: &Shadow, last: Word) -> bool {
    let c = shadow.before(last.end);
    match last.pos {
        PartOfSpeech::AuxiliaryVerb => {
            matches!(c, 'い' | 'す' | 'う' | 'ん' | 'ぬ' | 'る' | 'だ' | 'き')
                || shadow.has_before(last.end, "まい")
        }
        PartOfSpeech::DependentAdjective | PartOfSpeech::AdjectiveSuffix => c == 'い',
        _ => matches!(c, 'う' | 'く' | 'ぐ' | 'す' | 'つ' | 'ぬ' | 'ぶ' | 'む' | 'る'),
    }
}

/// Where a verb looks by what it means.
fn leans(shadow: &Shadow, words: &Words, index: usize, head: Word, time: Time) -> Outlook {
    let noun = index.checked_sub(1).and_then(|before| words.get(before));
    let stem = noun
        .filter(|noun| noun.pos == PartOfSpeech::VerbalNoun && noun.end == head.start)
        .map_or(head.start, |noun| noun.start);
    if begins(shadow, stem, AHEAD) {
        // 3月に予定された and 3月に予定していた may be over.
        let is_plan = begins(shadow, stem, PLANS);
        return if is_plan && time == Time::Past { Outlook::Open } else { Outlook::Ahead };
    }
    // 3月に比べ, 3月に続き, but not 3月まで続き.
    let is_back =
        time == Time::Chain && matches!(shadow.before(stem), 'に' | 'と') && begins(shadow, stem, BACK);
    if is_back { Outlook::Past } else { Outlook::Open }
}

fn begins(shadow: &Shadow, start: usize, words: &[&str]) -> bool {
    words.iter().any(|word| shadow.has(start, word))
}
