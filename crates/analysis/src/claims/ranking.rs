//! Who speaks: of all noun phrases near a claim, or nobody, the one that a learned ranker finds likeliest.
//!
//! A conditional logit over candidates and *nobody*, as mention rankers for coreference have it (Denis and
//! Baldridge 2008): what is seen of a candidate is its particle, its head, its kind, its place beside the
//! claim or the quotation the claim lies in, and whether it spoke last. Claims of one quotation have one
//! speaker. Features are numbers mixed by [`feature`]; no strings are made.

use super::candidates::{Candidate, Follows};
use super::draft::Draft;
use super::lexicon::CueMark;
use super::nodes::Node;
use super::stream::{Quote, Stream};
use crate::learned::{HashedLinear, feature, softmax, word_value};
use shirushi_model::{PartOfSpeech, SpeakerKind, WordClass};

/// How many lines before a claim a speaker may stand.
const LINES_BEFORE: usize = 4;
/// How many candidates before and behind a claim are looked at: the nearest.
const MOST_BEFORE: usize = 56;
const MOST_BEHIND: usize = 16;
/// How many things are seen of a candidate, and of nobody.
const CANDIDATE: usize = 56;
const NOBODY: usize = 23;

/// A claim, or the quotation it lies in, as the ranker sees it.
pub(super) struct ClaimContext {
    /// Its first token and the one after its last; brackets are part of a quotation.
    first: usize,
    after: usize,
    /// The first character of the claim.
    start: usize,
    line: usize,
    last_line: usize,
    quote: u32,
    /// The kind of a quotation: stands alone, begins its line, what the lines beside it do.
    kind: u32,
    is_quote: u32,
    follows: u32,
    verb: u32,
    says: u32,
    hears: u32,
    by: u32,
    tail: u32,
    me: u32,
    first_lemma: u32,
    line_end: (u32, u32),
    claim_end: (u32, u32),
    length: u32,
    /// Whom the rules name, and by which rule they do or do not.
    told: Option<(usize, usize)>,
    rule: u32,
    source: u32,
}

/// Who spoke last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) who: u32,
}

impl ClaimContext {
    /// The context of a claim.
    pub(super) fn of(stream: &Stream<'_>, draft: &Draft) -> Option<Self> {
        let (start, end) = (draft.start, draft.end);
        let token = stream.first_from(start);
        let quote = stream.quote_of(token).filter(|quote| {
            stream.get(quote.open).is_some_and(|m| m.node.start < start)
                && stream.get(quote.close).is_some_and(|m| m.node.start >= end)
        });
        let (first, after) = match quote {
            Some(Quote { open, close }) => (open, close + 1),
            None => (token, stream.first_from(end)),
        };
        let line = stream.line_of(first);
        let extent = *stream.lines.get(line)?;
        let last_line = stream.line_of(after.saturating_sub(1)).max(line);
        let line_after = stream.lines.get(last_line)?.after;
        let inside = |at: usize| stream.get(at).filter(|_| at < line_after);
        let stands =
            quote.is_some() && (after..line_after).all(|at| inside(at).is_some_and(|m| m.node.is_stop()));
        let begins = quote.is_some() && first == extent.first;
        let beside = if !stands {
            0
        } else if stream
            .lines
            .get(last_line + 1)
            .is_some_and(|next| looks_back(stream, next.first, next.after))
        {
            1
        } else if line
            .checked_sub(1)
            .and_then(|n| stream.lines.get(n))
            .is_some_and(|l| points(stream, l.first, l.after))
        {
            2
        } else {
            3
        };
        let is_quote = u32::from(quote.is_some());
        let kind = is_quote + 2 * u32::from(stands) + 4 * u32::from(begins) + 8 * beside;
        let verb_at = (after..line_after.min(after + 14)).find(|&at| {
            inside(at).is_some_and(|m| {
                m.quote == 0
                    && (m.node.pos == PartOfSpeech::Verb && m.node.lemma != "する"
                        || m.node.pos == PartOfSpeech::VerbalNoun)
            })
        });
        let verb = verb_at.and_then(inside);
        let line_tokens = stream.range(extent.first, line_after);
        let content: Vec<u32> =
            line_tokens.iter().rev().filter(|m| !m.node.is_stop()).take(2).map(|m| m.lemma).collect();
        let last = |tokens: &[u32], n: usize| tokens.get(n).copied().unwrap_or(0);
        let claim: Vec<u32> = stream
            .range(first, after)
            .iter()
            .rev()
            .filter(|m| m.node.surface != "」")
            .take(2)
            .map(|m| m.lemma)
            .collect();
        let number = stream.get(first).map_or(0, |m| m.quote);
        Some(Self {
            first,
            after,
            start,
            line,
            last_line,
            quote: if quote.is_some() { number } else { 0 },
            kind,
            is_quote,
            follows: inside(after).map_or(1, |m| m.surface),
            verb: verb.map_or(0, |m| m.lemma),
            says: verb.map_or(0, |m| 1 + u32::from(m.node.marks.any(&[CueMark::Say, CueMark::SayNoun]))),
            hears: u32::from(hears(line_tokens.iter().map(|m| &m.node))),
            by: by(stream, extent.first, line_after),
            tail: tail(stream, after, line_after),
            me: u32::from(stream.range(first, after).iter().any(|m| FIRST_PERSON.contains(&m.node.surface))),
            first_lemma: stream
                .range(after, line_after.min(after + 4))
                .iter()
                .fold(0, |sum, m| feature(&[sum, m.lemma])),
            line_end: (last(&content, 0), last(&content, 1)),
            claim_end: (last(&claim, 0), last(&claim, 1)),
            length: ((end - start) / 8).min(9) as u32,
            told: draft.attribution.speaker.as_ref().map(|speaker| (speaker.start, speaker.end)),
            rule: word_value(draft.attribution.rule.name()),
            source: match (&draft.attribution.speaker, draft.attribution.source) {
                (Some(speaker), _) => 2 + u32::from(speaker.is_implicit),
                (None, SpeakerKind::Outlet) => 0,
                (None, _) => 1,
            },
        })
    }

    /// The number of the quotation it is, plus one; 0 outside of quotations.
    pub(super) fn quotation(&self) -> u32 {
        self.quote
    }

    /// The candidates it could have.
    pub(super) fn candidates<'c>(&self, all: &'c [Candidate]) -> Vec<&'c Candidate> {
        let at = all.partition_point(|candidate| candidate.first < self.first);
        let lowest = self.line.saturating_sub(LINES_BEFORE);
        let before = all.get(at.saturating_sub(MOST_BEFORE)..at).unwrap_or_default();
        let behind = all.get(at..).unwrap_or_default();
        let apart =
            |candidate: &&Candidate| (self.quote == 0 || candidate.quote != self.quote) && !candidate.happens;
        let mut near: Vec<&Candidate> =
            before.iter().filter(|candidate| candidate.line >= lowest).filter(apart).collect();
        let inside = behind.partition_point(|candidate| candidate.first < self.after);
        let own = if self.quote == 0 { inside.min(MOST_BEHIND) } else { 0 };
        near.extend(behind.iter().take(own).filter(apart));
        let after = behind.get(inside..).unwrap_or_default();
        let reach =
            after.iter().take(MOST_BEHIND).take_while(|candidate| candidate.line <= self.last_line + 1);
        near.extend(reach.filter(apart));
        near
    }

    /// What holds of a candidate; `rank` is how many topics stand between it and the claim.
    fn features(
        &self,
        stream: &Stream<'_>,
        candidate: &Candidate,
        rank: u32,
        last: Option<Before>,
    ) -> [u32; CANDIDATE] {
        let side = if candidate.after <= self.first {
            0
        } else if candidate.first >= self.after {
            2
        } else {
            1
        };
        let away = if side == 2 {
            5 + candidate.line.saturating_sub(self.last_line).min(1) as u32
        } else {
            self.line.saturating_sub(candidate.line).min(4) as u32
        };
        let quoted = u32::from(candidate.quote != 0);
        let loc = side + 3 * away + 30 * quoted;
        let p = candidate.particle as u32
            + if stream.get(self.first).is_some_and(|m| m.node.start == candidate.then) { 64 } else { 0 };
        let q = self.is_quote;
        let kind = self.kind;
        let toq = self.follows;
        let (e, hc, hd) = (candidate.kind, candidate.last_character, candidate.head);
        let hb = candidate.role;
        let is_same_line = side == 0 && away == 0;
        let paragraph = |line: usize| stream.lines.get(line).map_or(0, |line| line.paragraph);
        let par = u32::from(paragraph(candidate.line) == paragraph(self.line));
        let adj = u32::from(
            side == 0
                && stream.get(self.first).is_some_and(|m| m.node.start.saturating_sub(candidate.end) <= 2),
        );
        let ft = u32::from(candidate.is_first_topic);
        let same = match last {
            Some(last) if last.start < candidate.end && candidate.start < last.end => 2,
            Some(last) if last.who == candidate.who => 1,
            Some(_) => 0,
            None => 3,
        };
        let leads = candidate.leads as u32;
        let says = u32::from(candidate.says);
        let (say, iu, by, att, verb) = (self.says, self.hears, self.by, self.tail, self.verb);
        let between = if is_same_line {
            stream.range(candidate.after, self.first.min(candidate.after + 40)).iter().fold(
                (0, 0),
                |(commas, quotes), m| {
                    (
                        commas + u32::from(m.node.is_comma() && m.quote == 0),
                        quotes + u32::from(m.node.surface == "「"),
                    )
                },
            )
        } else {
            (9, 9)
        };
        let told = match self.told {
            Some((start, end)) if start < candidate.end && candidate.start < end => 1,
            Some(_) => 2,
            None => 0,
        };
        let (rule, source) = (self.rule, self.source);
        let starts = u32::from(side == 1 && candidate.start == self.start);
        [
            feature(&[101, loc]),
            feature(&[102, p]),
            feature(&[103, hb]),
            feature(&[104, e]),
            feature(&[105, hd]),
            feature(&[106, hc]),
            feature(&[107, rank]),
            feature(&[108, par]),
            feature(&[109, adj]),
            feature(&[110, ft]),
            feature(&[111, same]),
            feature(&[112, leads]),
            feature(&[113, u32::from(candidate.length > 6)]),
            feature(&[114, between.0.min(3)]),
            feature(&[115, between.1.min(2)]),
            feature(&[116, starts]),
            feature(&[117, loc, p]),
            feature(&[118, kind, toq, loc, p]),
            feature(&[119, hb, p]),
            feature(&[120, hb, loc, q]),
            feature(&[121, e, p, q]),
            feature(&[122, e, loc]),
            feature(&[123, hc, p]),
            feature(&[124, rank, kind]),
            feature(&[125, rank, p, toq]),
            feature(&[126, par, kind]),
            feature(&[127, adj, p, q]),
            feature(&[128, ft, loc, kind]),
            feature(&[129, ft, p, toq, hb]),
            feature(&[130, same, kind]),
            feature(&[131, same, loc, toq]),
            feature(&[132, say, loc, p]),
            feature(&[133, iu, away, side, p, same]),
            feature(&[134, by, p, away, q]),
            feature(&[135, iu, p, hb]),
            feature(&[136, self.me, e, q]),
            feature(&[137, verb, p, side]),
            feature(&[138, say, hb, p, loc]),
            feature(&[139, att, loc, p]),
            feature(&[140, att, hb, p, q]),
            feature(&[141, att, same, loc, q]),
            feature(&[142, att, ft, loc, q]),
            feature(&[143, says, p, loc]),
            feature(&[144, says, p, kind, side]),
            feature(&[145, leads, loc, q]),
            feature(&[146, leads, p, side, toq]),
            feature(&[147, says, hb, side, q]),
            feature(&[148, between.0.min(3), p, q, toq]),
            feature(&[149, starts, p, hb, att]),
            feature(&[150, loc, p, kind]),
            feature(&[151, att, says, p, loc]),
            feature(&[152, told, rule]),
            feature(&[153, told, source, loc]),
            feature(&[154, told, source, q]),
            feature(&[155, told, rule, loc, p]),
            feature(&[156, told, hb, p]),
        ]
    }

    /// What holds of nobody.
    fn nobody(&self, near: &[&Candidate], last: Option<Before>) -> [u32; NOBODY] {
        let q = self.is_quote;
        let can = near
            .iter()
            .filter(|c| c.line + 1 >= self.line && c.role != 0)
            .filter(|c| c.particle.is_topical() || c.particle == Follows::AccordingTo)
            .count()
            .min(3) as u32;
        let toq = self.follows;
        let has_last = u32::from(last.is_some());
        [
            feature(&[201, q]),
            feature(&[202, toq, q]),
            feature(&[203, self.kind, toq]),
            feature(&[204, self.hears, q]),
            feature(&[205, self.by, q]),
            feature(&[206, self.first_lemma]),
            feature(&[207, self.verb, toq]),
            feature(&[208, self.says, toq]),
            feature(&[209, has_last, q, self.hears]),
            feature(&[210, self.line_end.0]),
            feature(&[211, self.line_end.1, self.line_end.0]),
            feature(&[212, self.length, q]),
            feature(&[213, self.me, q]),
            feature(&[214, can, q]),
            feature(&[215, self.claim_end.0, q]),
            feature(&[216, self.claim_end.1, self.claim_end.0]),
            feature(&[217, self.tail, q]),
            feature(&[218, self.tail, self.by, has_last]),
            feature(&[219, self.tail, self.verb]),
            feature(&[221, self.rule, self.source]),
            feature(&[222, self.source, q]),
            feature(&[223, self.source, self.tail, q]),
            feature(&[220, can, self.tail, has_last]),
        ]
    }

    /// Every candidate with how many topics stand between it and the claim.
    fn ranked<'c>(&self, near: &[&'c Candidate]) -> Vec<(&'c Candidate, u32)> {
        let mut rank = 0;
        let mut ranked: Vec<(&Candidate, u32)> = near.iter().map(|candidate| (*candidate, 9)).collect();
        for (candidate, place) in ranked.iter_mut().rev() {
            if candidate.after <= self.first && candidate.quote == 0 && candidate.particle.is_topical() {
                *place = rank.min(3);
                rank += 1;
            }
        }
        ranked
    }

    /// The features of every candidate, and of nobody as the last.
    pub(super) fn choices(
        &self,
        stream: &Stream<'_>,
        near: &[&Candidate],
        last: Option<Before>,
    ) -> Vec<Vec<u32>> {
        let mut choices: Vec<Vec<u32>> = self
            .ranked(near)
            .into_iter()
            .map(|(candidate, rank)| self.features(stream, candidate, rank, last).to_vec())
            .collect();
        choices.push(self.nobody(near, last).to_vec());
        choices
    }

    /// Who is chosen: the number of the candidate, none for nobody, and how likely that is.
    pub(super) fn choose(
        &self,
        model: &HashedLinear,
        stream: &Stream<'_>,
        near: &[&Candidate],
        last: Option<Before>,
    ) -> (Option<usize>, f32) {
        let mut chances: Vec<f32> = self
            .ranked(near)
            .into_iter()
            .map(|(candidate, rank)| model.score(&self.features(stream, candidate, rank, last)))
            .collect();
        chances.push(model.score(&self.nobody(near, last)));
        softmax(&mut chances);
        let best = chances.iter().enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other));
        let (number, chance) = best.map_or((0, 0.0), |(number, &chance)| (number, chance));
        ((number < near.len()).then_some(number), chance)
    }
}

const FIRST_PERSON: &[&str] =
    &["私", "わたし", "僕", "俺", "我々", "われわれ", "私たち", "自分", "当社", "弊社"];

/// How many tokens この話 and the like may stand from the beginning of a line.
const POINTS: usize = 14;

/// そう話すのは, と振り返る at the beginning of a line: it says who spoke before.
fn looks_back(stream: &Stream<'_>, first: usize, after: usize) -> bool {
    let tokens = stream.range(first, after.min(first + POINTS));
    tokens.iter().enumerate().any(|(number, m)| {
        matches!(m.node.surface, "そう" | "こう" | "と" | "そのように")
            && m.quote == 0
            && stream
                .range(first + number + 1, after.min(first + number + 3))
                .iter()
                .any(|next| next.node.marks.any(&[CueMark::Say, CueMark::SayNoun]))
    })
}

/// こう話す, 次のように述べた: it says who speaks next.
fn points(stream: &Stream<'_>, first: usize, after: usize) -> bool {
    let tokens = stream.range(after.saturating_sub(POINTS).max(first), after);
    tokens.windows(2).any(|pair| {
        let [this, next] = pair else { return false };
        this.node.surface == "こう" && next.node.is_verb()
            || matches!(this.node.surface, "次" | "以下") && next.node.surface == "の"
    })
}

/// という, とのこと, そうだ at the end.
fn hears<'n>(line: impl DoubleEndedIterator<Item = &'n Node<'n>>) -> bool {
    line.rev().filter(|node| !node.is_stop()).take(4).any(|node| {
        matches!(node.surface, "という" | "とのこと" | "といいます")
            || matches!(node.lemma, "いう" | "言う")
            || node.pos == PartOfSpeech::SpecialAuxiliaryStem
    })
}

/// Whether a line holds によると.
fn by(stream: &Stream<'_>, first: usize, after: usize) -> u32 {
    let found = stream.range(first, after.min(first + 60)).iter().any(|m| {
        m.quote == 0
            && (m.node.lemma == "によると"
                || m.node.surface == "によれば"
                || m.node.lemma == "よる" && m.node.is_verb())
    });
    u32::from(found)
}

/// How many tokens behind a claim its attribution is looked for.
const TAIL: usize = 40;

/// What kind of attribution follows a claim.
fn tail(stream: &Stream<'_>, from: usize, line_after: usize) -> u32 {
    let mut found = 0;
    let mut quoting = None;
    for (number, m) in stream.range(from, line_after.min(from + TAIL)).iter().enumerate() {
        if m.quote != 0 {
            quoting = None;
            continue;
        }
        let node = &m.node;
        if matches!(node.surface, "という" | "とのこと") {
            let ends = stream
                .range(from + number + 1, line_after)
                .iter()
                .take(4)
                .all(|m| m.node.is_light() || m.node.surface == "こと");
            found = found.max(if ends { 9 } else { 2 });
        }
        if node.class() == WordClass::Particle && matches!(node.surface, "と" | "を" | "との") {
            quoting = Some(number);
        }
        let near = quoting.is_some_and(|at| number - at <= 8);
        if near && node.has(CueMark::Stance) {
            found = found.max(7);
        }
        if near && node.marks.any(&[CueMark::Say, CueMark::SayNoun]) {
            found = found.max(if number <= 8 { 8 } else { 6 });
        }
        if quoting.is_some_and(|at| number == at + 1) && node.lemma == "する" || node.surface == "として"
        {
            found = found.max(5);
        }
        if matches!(node.lemma, "分かる" | "わかる" | "明らか") {
            found = found.max(4);
        }
        if quoting.is_some_and(|at| number == at + 1) && matches!(node.lemma, "みる" | "見る") {
            found = found.max(3);
        }
    }
    found
}
