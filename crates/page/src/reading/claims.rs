//! The claims suggested in the open article, as views need them. Pure.

use crate::reading::caret::Direction;
use crate::words::Words;
use shirushi_model::{ArticleId, ByteSpan, Certainty, ClaimMark, ClaimRule, Polarity, SpeakerKind, in_order};
use shirushi_session::Session;
use std::rc::Rc;

/// A suggested claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    pub span: ByteSpan,
    /// What it says once it is accepted.
    pub mark: ClaimMark,
    /// What its speaker is called in the margin, where the name is long and the article has a shorter one.
    /// The late part finds it.
    pub short: Option<String>,
    /// How much it is worth checking, 0 to 3.
    pub worthiness: u8,
    /// The rules that made it.
    pub rules: Vec<ClaimRule>,
}

impl Proposed {
    /// Whether it is no more than what an outlet itself asserts (橋が完成した。): most of a text is, and the
    /// margin only marks it.
    pub fn is_plain(&self) -> bool {
        let by_outlet = self.mark.speaker.as_ref().is_some_and(|one| one.kind == SpeakerKind::Outlet);
        let denied = self.mark.polarity == Some(Polarity::Negative);
        by_outlet && self.mark.certainty == Certainty::Asserted && !denied && self.worthiness < WORTHIEST
    }

    /// How firm its line is: the less it is worth checking, the fainter.
    pub fn line(&self) -> u8 {
        if self.is_plain() { 0 } else { self.worthiness.max(1) }
    }
}

/// What is most worth checking.
const WORTHIEST: u8 = 3;

/// In which order suggested claims are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimOrder {
    /// As they stand in the text.
    #[default]
    Text,
    /// Those most worth checking first.
    Worth,
}

/// Every claim the machine found in an article, as it would be suggested.
pub fn found(session: &Session, article: ArticleId) -> Vec<Rc<Proposed>> {
    let analysed = session.analysed(article).into_iter();
    let claims = analysed.flat_map(|analysed| &analysed.analysis.claims);
    claims
        .map(|claim| {
            Rc::new(Proposed {
                span: claim.span,
                mark: session.claim_mark(article, claim),
                short: None,
                worthiness: claim.worthiness,
                rules: claim.rules.clone(),
            })
        })
        .collect()
}

/// The claim after one, or before it, as they are gone through; round the ends.
pub fn neighbour(
    proposed: &[Rc<Proposed>],
    order: ClaimOrder,
    of: ByteSpan,
    direction: Direction,
) -> Option<ByteSpan> {
    let spans: Vec<(u8, ByteSpan)> = proposed.iter().map(|one| (one.worthiness, one.span)).collect();
    let spans = in_order(spans, |(worth, span)| match order {
        ClaimOrder::Text => [u64::from(span.start), !u64::from(span.end), 0],
        ClaimOrder::Worth => [!u64::from(*worth), u64::from(span.start), 0],
    });
    let spans: Vec<ByteSpan> = spans.into_iter().map(|(_, span)| span).collect();
    let now = spans.iter().position(|span| *span == of)?;
    match direction {
        Direction::Forward => spans.get(now + 1).or(spans.first()).copied(),
        Direction::Back => now.checked_sub(1).and_then(|at| spans.get(at)).or(spans.last()).copied(),
    }
}

/// The claim most worth checking, and of several the first.
pub fn worthiest(proposed: &[Rc<Proposed>]) -> Option<ByteSpan> {
    let best = proposed.iter().map(|one| one.worthiness).max()?;
    proposed.iter().filter(|one| one.worthiness == best).map(|one| one.span).min_by_key(|span| span.start)
}

/// What has something in common with a suggested claim, itself included, and can be accepted with it.
pub struct Alike {
    pub part: &'static str,
    pub name: String,
    pub spans: Vec<ByteSpan>,
}

/// The claims of the same paragraph, of the same speaker, of the same rules.
pub fn alike(words: &Words, text: &str, all: &[Rc<Proposed>], one: &Proposed) -> Vec<Alike> {
    let spans = |shared: &dyn Fn(&Proposed) -> bool| -> Vec<ByteSpan> {
        all.iter().filter(|other| shared(other)).map(|other| other.span).collect()
    };
    let line = line_at(text, one.span.start);
    let speaker = crate::words::quoting::speaker(words, &one.mark);
    let mut alike = vec![
        Alike {
            part: "accept-paragraph",
            name: words.this_paragraph.to_owned(),
            spans: spans(&|other| line.start <= other.span.start && other.span.start < line.end),
        },
        Alike {
            part: "accept-speaker",
            name: format!("{} {speaker}", words.speaker),
            spans: spans(&|other| other.mark.speaker == one.mark.speaker),
        },
    ];
    alike.extend(one.rules.iter().map(|rule| Alike {
        part: "accept-rule",
        name: format!("{} {}", words.rule_word, (words.rule)(rule.name())),
        spans: spans(&|other| other.rules.contains(rule)),
    }));
    alike
}

fn line_at(text: &str, position: u32) -> ByteSpan {
    let position = position as usize;
    let start = text.get(..position).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(position..).and_then(|after| after.find('\n')).map_or(text.len(), |at| position + at);
    ByteSpan::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use shirushi_model::{ClaimType, Speaker};

    const TEXT: &str = "甲は言う。乙は言う。\n甲はまた言う。";

    fn claim(start: usize, speaker: &str, rule: ClaimRule, worthiness: u8) -> Rc<Proposed> {
        let speaker = Some(Speaker { name: speaker.to_owned(), kind: SpeakerKind::Person });
        let (kind, certainty) = (ClaimType::Statement, Certainty::Asserted);
        Rc::new(Proposed {
            span: ByteSpan::new(start, start + 3),
            mark: ClaimMark { kind, speaker, certainty, quotation: None, polarity: None, when: None },
            short: None,
            worthiness,
            rules: vec![rule],
        })
    }

    #[test]
    fn what_an_outlet_asserts_is_plain_unless_it_is_worth_most() {
        let by = |kind, certainty, worthiness| {
            let mut one = Proposed::clone(&claim(0, "", ClaimRule::Narration, worthiness));
            one.mark.speaker = Some(Speaker { name: String::new(), kind });
            one.mark.certainty = certainty;
            (one.is_plain(), one.line())
        };
        assert_eq!(by(SpeakerKind::Outlet, Certainty::Asserted, 2), (true, 0));
        assert_eq!(by(SpeakerKind::Outlet, Certainty::Asserted, 3), (false, 3));
        assert_eq!(by(SpeakerKind::Outlet, Certainty::Possible, 0), (false, 1));
        assert_eq!(by(SpeakerKind::Person, Certainty::Asserted, 2), (false, 2));
    }

    #[test]
    fn claims_are_alike_by_paragraph_speaker_and_rule() {
        let all = [
            claim(0, "甲", ClaimRule::Indirect, 1),
            claim(15, "乙", ClaimRule::Stance, 3),
            claim(31, "甲", ClaimRule::Stance, 1),
        ];
        let words = Language::Ja.words();
        let spans = |one: &Proposed| -> Vec<usize> {
            alike(words, TEXT, &all, one).iter().map(|alike| alike.spans.len()).collect()
        };
        assert_eq!(spans(&all[0]), [2, 2, 1]);
        assert_eq!(spans(&all[2]), [1, 2, 2]);
    }

    #[test]
    fn claims_are_gone_through_as_they_stand_or_by_worth_round_the_ends() {
        let all = [
            claim(0, "甲", ClaimRule::Indirect, 1),
            claim(15, "乙", ClaimRule::Stance, 3),
            claim(31, "甲", ClaimRule::Stance, 1),
        ];
        let next = |order, at: usize, direction| {
            let found = neighbour(&all, order, all[at].span, direction);
            all.iter().position(|one| Some(one.span) == found)
        };
        let forward = |order| [0, 1, 2].map(|at| next(order, at, Direction::Forward));
        assert_eq!(forward(ClaimOrder::Text), [Some(1), Some(2), Some(0)]);
        assert_eq!(forward(ClaimOrder::Worth), [Some(2), Some(0), Some(1)]);
        for order in [ClaimOrder::Text, ClaimOrder::Worth] {
            for at in 0..3 {
                let there = next(order, at, Direction::Forward);
                assert_eq!(there.and_then(|there| next(order, there, Direction::Back)), Some(at));
            }
        }
        assert_eq!(worthiest(&all), Some(all[1].span));
        assert_eq!(neighbour(&all, ClaimOrder::Text, ByteSpan::new(1, 2), Direction::Forward), None);
    }
}
