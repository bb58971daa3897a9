//! Whether a date lies behind the day of the article or ahead of it, as its clause tells: 3月に発生した地震,
//! 10日に辞任する, 3月に開催予定, 3日、…方針を明らかにした.
//!
//! Morphology decides: the predicate the date hangs on, its ending, and what the particle behind the date
//! ties it to. Words are asked for only where the ending says nothing of the time: nouns of plans (予定,
//! 見通し) and verbs that look ahead (目指す, 控える, 延期する). It knows no calendar.

mod predicates;
mod words_ahead;

use super::calendar::Calendar;
use crate::sentences::{Extent, closing};
use crate::shadow::Shadow;
use crate::words::{Word, Words};
use predicates::{PredicatePlace, TensedPredicate, Time, read_predicate};
use shirushi_model::{PartOfSpeech, Section, WordClass};
use words_ahead::{HABITS, PLANS};

/// Where a clause places a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Outlook {
    /// 3月に発生した地震, 3日に発表した.
    Past,
    /// 3月に開く, 10日に発表する予定.
    Ahead,
    /// 3月の選挙の準備を進めた: what is told is past, but the date is of something else in it.
    Told,
    /// The clause does not tell.
    #[default]
    Open,
}

/// How many words after a date are looked at.
const MOST_WORDS: usize = 120;

/// The outlook of a date from `start` to `end` in its sentence.
pub(super) fn outlook(
    shadow: &Shadow,
    words: &Words,
    sentence: Extent,
    (start, end): (usize, usize),
    calendar: &Calendar,
) -> Outlook {
    // 辞任したのは3日だ
    if ["たのは", "だのは", "たのが", "だのが"].iter().any(|cleft| shadow.has_before(start, cleft))
    {
        return Outlook::Past;
    }
    if HABITS.iter().any(|habit| shadow.has_before(start, habit)) {
        return Outlook::Open;
    }
    let clause = Clause::read(shadow, words, sentence, end);
    let is_day = calendar.month.is_none();
    match (clause.outlook(is_day), sentence.section) {
        // A picture shows what was.
        (Outlook::Open, Section::Caption) => Outlook::Told,
        (found, _) => found,
    }
}

/// What the particle behind a date ties it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tied {
    /// 3月に発生した, 3日まで開く: the next predicate.
    Next,
    /// 3日、…した, 3日は: the predicate of the whole sentence.
    Main,
    /// 3月の失業率は: a noun that is the subject or topic.
    Subject,
    /// 3月の選挙に, 3日の会見で: another noun.
    Noun,
}

/// What follows a date up to the end of its sentence or bracket.
struct Clause {
    tied: Tied,
    /// The first predicate.
    next: Option<TensedPredicate>,
    /// The second.
    second: Option<TensedPredicate>,
    /// The last one, without 〜という and the like.
    main: Option<TensedPredicate>,
    /// Whether a pause stands before the first predicate: 4日に機関が、…を加えると発表した.
    is_paused: bool,
    /// A noun of a plan before any predicate: 3月に開催予定.
    plan: Option<Time>,
}

impl Clause {
    fn read(shadow: &Shadow, words: &Words, sentence: Extent, end: usize) -> Self {
        let clause =
            Self { tied: Tied::Next, next: None, second: None, main: None, is_paused: false, plan: None };
        let mut reader = ClauseReader {
            shadow,
            words,
            clause,
            tied_by: None,
            is_noun_open: false,
            is_listed: false,
            depth: 0,
        };
        let first = words.index_at(end).unwrap_or(words.len());
        let mut index = first;
        let last = first.saturating_add(MOST_WORDS);
        while index < last
            && let Some(word) = words.get(index).filter(|word| word.start < sentence.end)
            && !reader.leaves(word)
        {
            index = if reader.depth > 0 { index + 1 } else { reader.step(index, word) };
        }
        reader.clause
    }

    fn outlook(&self, is_day: bool) -> Outlook {
        let main = self.main.map_or(Outlook::Open, |main| main.outlook());
        let next = self.of_next(is_day, main);
        match self.tied {
            Tied::Next => next,
            Tied::Main => main,
            // A day without a month is told of where it is near: 3日の会見で…した, 25日の会合で決める.
            Tied::Subject | Tied::Noun if is_day => main,
            Tied::Subject => self.of_noun(next, main),
            Tied::Noun => match self.of_noun(next, main) {
                Outlook::Past => Outlook::Told,
                other => other,
            },
        }
    }

    /// What the next predicate tells of a date that hangs on it.
    fn of_next(&self, is_day: bool, main: Outlook) -> Outlook {
        let next = match (self.plan, self.next) {
            (Some(Time::Past), _) | (None, None) => return Outlook::Open,
            (Some(_), _) => return Outlook::Ahead,
            (None, Some(next)) => next,
        };
        let is_past = main == Outlook::Past;
        match (next.time, next.leans, next.place) {
            (Time::Chain, Outlook::Open, place) => match self.second.map(TensedPredicate::outlook) {
                // 10月に会社を設けて統合すると発表した: the chain goes on in the next.
                Some(second) if place != PredicatePlace::BeforePause => second,
                // 3日に会見し、辞任すると表明した has the day of the main clause,
                // 10月に会社を設け、統合すると発表した need not.
                Some(Outlook::Ahead) if is_past && !is_day => Outlook::Told,
                _ => main,
            },
            (Time::Chain, leans, _) => leans,
            // 7月に被災地を訪れる人が減った
            (Time::Nonpast, Outlook::Open, PredicatePlace::BeforeNoun) if is_past => Outlook::Told,
            (Time::Nonpast, Outlook::Open, _) if is_past && self.is_paused => Outlook::Told,
            _ => next.outlook(),
        }
    }

    /// 3月の失業率は上昇した, 3月の選挙に立候補する意向: what is not over may be a state (10月の統計が示す),
    /// so that only a plan says that it lies ahead.
    fn of_noun(&self, next: Outlook, main: Outlook) -> Outlook {
        match next {
            Outlook::Ahead
                if self.plan.is_some()
                    || self.next.is_some_and(|next| next.place == PredicatePlace::Planned) =>
            {
                next
            }
            Outlook::Past => Outlook::Past,
            _ if main == Outlook::Past => Outlook::Told,
            _ => Outlook::Open,
        }
    }
}

struct ClauseReader<'t> {
    shadow: &'t Shadow,
    words: &'t Words,
    clause: Clause,
    /// The number of the word that ties the date to what follows.
    tied_by: Option<usize>,
    /// Whether the noun that の ties the date to still waits for its own particle.
    is_noun_open: bool,
    /// Whether another date may follow, to which what comes belongs: 3月期決算と2026年3月期の見通し.
    is_listed: bool,
    /// How many brackets were opened since.
    depth: usize,
}

impl ClauseReader<'_> {
    /// Whether a word closes the bracket the date stands in; brackets opened after the date are counted.
    fn leaves(&mut self, word: Word) -> bool {
        if word.pos.class() != WordClass::Symbol {
            return false;
        }
        for &c in self.shadow.slice(word.start, word.end) {
            if closing(c).is_some() {
                self.depth += 1;
            } else if matches!(c, '」' | '』' | ')' | ']' | '】' | '”' | '〕') {
                match self.depth.checked_sub(1) {
                    Some(depth) => self.depth = depth,
                    None => return true,
                }
            }
        }
        false
    }

    /// Reads the word with this number and gives the number of the next.
    fn step(&mut self, index: usize, word: Word) -> usize {
        if let Some((predicate, next)) = read_predicate(self.shadow, self.words, index) {
            self.tied_by = self.tied_by.or(Some(index));
            self.is_noun_open = false;
            match self.clause.next {
                None => self.clause.next = Some(predicate),
                Some(_) => self.clause.second = self.clause.second.or(Some(predicate)),
            }
            // 辞任するという: the words of hearsay are not what is told.
            if !(predicate.is_hearsay && self.clause.main.is_some()) {
                self.clause.main = Some(predicate);
            }
            return next;
        }
        match word.pos.class() {
            WordClass::Particle => self.particle(index, word),
            WordClass::Symbol if self.is_comma(word) => {
                if self.tied_by.is_none() {
                    self.clause.tied = Tied::Main;
                    self.tied_by = Some(index);
                } else if self.clause.next.is_none() {
                    self.clause.is_paused = true;
                }
            }
            WordClass::Noun => self.plan(index, word),
            _ => {}
        }
        index + 1
    }

    /// 、 by itself or behind a bracket that the dictionary joined to it.
    fn is_comma(&self, word: Word) -> bool {
        word.pos == PartOfSpeech::Comma || self.shadow.slice(word.start, word.end).contains(&'、')
    }

    fn particle(&mut self, index: usize, word: Word) {
        let is = |particle: &str| self.shadow.has(word.start, particle) && word.end - word.start == 1;
        let is_topic = is("は") || is("も");
        if self.tied_by.is_none() {
            self.tied_by = Some(index);
            let is_comma = |word: Word| word.pos == PartOfSpeech::Comma;
            let pauses = self.words.get(index + 1).is_some_and(is_comma);
            self.clause.tied = match () {
                () if is("の") => Tied::Noun,
                () if is_topic || pauses => Tied::Main,
                () => Tied::Next,
            };
            self.is_noun_open = is("の");
            self.is_listed = is("と") || is("や");
            if self.shadow.has(word.start, "を前に") {
                self.clause.plan = Some(Time::Nonpast);
            }
        } else if self.is_noun_open && !is("の") && !is("と") && !is("や") {
            self.is_noun_open = false;
            if is_topic || is("が") {
                self.clause.tied = Tied::Subject;
            }
        }
        // 3月に発表へ。
        let ends = |word: Word| word.pos.class() == WordClass::Symbol;
        if is("へ") && self.clause.next.is_none() && self.words.get(index + 1).is_none_or(ends) {
            self.clause.plan = Some(Time::Nonpast);
        }
    }

    /// 3月に開催予定, 3月に発表の見通し; 開催予定だった tells no more. 3月の予定 is what is planned for then
    /// or was.
    fn plan(&mut self, index: usize, word: Word) {
        let is_plan = PLANS
            .iter()
            .any(|plan| plan.chars().count() == word.end - word.start && self.shadow.has(word.start, plan));
        let hangs_on_date = self.is_noun_open && self.tied_by == index.checked_sub(1);
        if is_plan && self.clause.next.is_none() && !hangs_on_date && !self.is_listed {
            let was = ["だった", "でした", "であった", "だったが", "していた", "とした", "とされた"];
            let is_over = was.iter().any(|was| self.shadow.has(word.end, was));
            self.clause.plan = Some(if is_over { Time::Past } else { Time::Nonpast });
        }
    }
}
