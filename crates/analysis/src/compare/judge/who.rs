//! Who: who took part, who said it, whom it is left to, and in what form they met.

use super::{ClaimCase, Finding};
use crate::compare::clauses::{Clause, Mood};
use crate::compare::frame::{Frame, FrameName};
use crate::compare::terms::Term;
use crate::compare::words::WordKind;
use shirushi_model::{Difference, EntityType, ReasonCode, Relation, Tense};

/// Who is named as attending.
struct Attendance<'f> {
    names: Vec<&'f FrameName>,
    /// Whether others were there too: ら, など.
    open: bool,
}

impl ClaimCase<'_, '_> {
    /// 田村氏と佐野氏が同席した and 田村氏と木原氏が同席した.
    pub(super) fn other_participants(&self) -> Option<Finding> {
        let (mine, theirs) = (self.attendance(self.a)?, self.attendance(self.b)?);
        let lacks = |one: &Attendance<'_>, other: &Attendance<'_>| {
            one.names.iter().any(|name| other.names.iter().all(|known| known.term != name.term))
        };
        let shares = mine.names.iter().any(|name| theirs.names.iter().any(|known| known.term == name.term));
        let (only_mine, only_theirs) = (lacks(&mine, &theirs), lacks(&theirs, &mine));
        // Whoever names fewer may only say less, unless the sentence is otherwise the same.
        let both = only_mine && only_theirs && !(mine.open && theirs.open);
        let one = (only_mine && !theirs.open || only_theirs && !mine.open) && self.likeness.score >= 0.5;
        if !shares || !(both || one) {
            return None;
        }
        Some(Finding {
            relation: Relation::Differ,
            difference: Difference::Participants,
            code: ReasonCode::OtherParticipants,
            a: self.evidence(self.a, run(&mine)),
            b: self.evidence(self.b, run(&theirs)),
        })
    }

    fn attendance<'f>(&self, frame: &'f Frame<'_>) -> Option<Attendance<'f>> {
        let clause = frame.clauses.iter().find(|clause| {
            clause.event.is_some_and(|event| event.term == self.bench.known.attending) && !clause.negative
        })?;
        let names: Vec<&FrameName> = frame
            .names_in(clause)
            .filter(|name| name.kind == EntityType::Person)
            .filter(|name| !is_owner(frame, clause, name))
            .collect();
        let open = frame
            .words
            .get(clause.first..clause.after)
            .unwrap_or_default()
            .iter()
            .any(|word| matches!(word.surface, "ら" | "など" | "ほか" | "たち" | "氏ら"));
        (!names.is_empty()).then_some(Attendance { names, open })
    }

    /// One remark, two speakers.
    pub(super) fn other_speaker(&self) -> Option<Finding> {
        let (mine, theirs) = (&self.a.speaker, &self.b.speaker);
        let is_remark = self.a.is_quoted() && self.b.is_quoted();
        let is_same = self.likeness.score >= 0.8
            || self.likeness.score >= 0.5
                && self.likeness.contained >= 0.95
                && (mine.several || theirs.several);
        if !is_remark || !is_same || self.likeness.shared < 0.8 {
            return None;
        }
        let both_named = !mine.names.is_empty() && !theirs.names.is_empty();
        if !both_named || mine.names == theirs.names {
            return None;
        }
        let name = |frame: &Frame<'_>| {
            let speaker = frame.claim.speaker.as_ref()?;
            match speaker.span {
                Some(span) => self.evidence(frame, Some(span)),
                None => crate::compare::reasons::understood(&speaker.name),
            }
        };
        Some(Finding {
            relation: Relation::Differ,
            difference: Difference::Speaker,
            code: ReasonCode::OtherSpeaker,
            a: name(self.a),
            b: name(self.b),
        })
    }

    /// Who decides, on whom it depends.
    pub(super) fn other_responsibility(&self) -> Option<Finding> {
        let left_to = |frame: &Frame<'_>| -> Option<(Vec<Term>, Clause)> {
            let clause = frame.clauses.iter().find(|clause| {
                clause.event.is_some_and(|event| self.bench.known.responsibility.contains(&event.term))
                    && clause.mood == Mood::Fact
                    && !clause.past
            })?;
            let holders: Vec<Term> =
                frame.names_in(clause).filter(|name| is_party(name.kind)).map(|name| name.term).collect();
            (!holders.is_empty() && frame.claim.tense == Tense::NonPast).then(|| (holders, clause.clone()))
        };
        let ((mine, one), (theirs, other)) = (left_to(self.a)?, left_to(self.b)?);
        let same_speaker = !self.a.speaker.names.is_empty() && self.a.speaker.names == self.b.speaker.names;
        let shares = mine.iter().any(|term| theirs.contains(term));
        let differ =
            mine.iter().any(|term| !theirs.contains(term)) || theirs.iter().any(|term| !mine.contains(term));
        if !same_speaker || !shares || !differ {
            return None;
        }
        Some(Finding {
            relation: Relation::Differ,
            difference: Difference::Participants,
            code: ReasonCode::OtherResponsibility,
            a: self.evidence(self.a, self.a.extent(one.first, one.after)),
            b: self.evidence(self.b, self.b.extent(other.first, other.after)),
        })
    }

    /// 対面で and 電話で; a meeting and a call.
    pub(super) fn other_form(&self) -> Option<Finding> {
        for x in &self.a.forms {
            let answers = self.b.forms.iter().filter(|y| y.question == x.question);
            if answers.clone().any(|y| y.answer == x.answer) || self.likeness.score < LEAST_WITH_FORM {
                continue;
            }
            if let Some(y) = answers.into_iter().next() {
                return Some(Finding {
                    relation: Relation::Contradict,
                    difference: Difference::Format,
                    code: ReasonCode::OtherFormat,
                    a: self.evidence(self.a, Some(x.span)),
                    b: self.evidence(self.b, Some(y.span)),
                });
            }
        }
        self.meeting_and_call()
    }

    /// To meet somebody is not to call them, unless one outlet calls the call a meeting by telephone.
    fn meeting_and_call(&self) -> Option<Finding> {
        let known = &self.bench.known;
        let meets = |frame: &Frame<'_>| {
            (frame.has(known.meeting) || frame.has(known.seeing)) && !frame.has(known.telephone)
        };
        // 電話会談 and 電話で会談 are meetings; a meeting named elsewhere in the claim is another.
        let calls = |frame: &Frame<'_>| {
            frame.words.iter().position(|word| word.term == Some(known.telephone)).is_some_and(|at| {
                let after = frame.words.get(at + 1..).unwrap_or_default();
                !after.iter().take(3).any(|word| word.surface == "会談")
            })
        };
        let is_so = meets(self.a) && calls(self.b) || calls(self.a) && meets(self.b);
        let same_speaker = !self.a.speaker.names.is_empty() && self.a.speaker.names == self.b.speaker.names;
        let shares = self.a.names.iter().any(|name| {
            is_party(name.kind)
                && self.b.names.iter().any(|other| other.term == name.term)
                && !self.a.speaker.names.contains(&name.term)
        });
        let both_ahead = self.a.claim.tense == Tense::NonPast && self.b.claim.tense == Tense::NonPast;
        if !is_so || !shares || !(same_speaker && both_ahead || self.likeness.score >= 0.5) {
            return None;
        }
        let word = |frame: &Frame<'_>| {
            let word = frame.words.iter().find(|word| {
                word.term.is_some_and(|term| {
                    term == known.telephone
                        || !frame.has(known.telephone) && (term == known.meeting || term == known.seeing)
                })
            });
            self.evidence(frame, word.map(|word| word.span))
        };
        Some(Finding {
            relation: Relation::Differ,
            difference: Difference::Format,
            code: ReasonCode::OtherFormat,
            a: word(self.a),
            b: word(self.b),
        })
    }
}

/// How alike claims have to be that name different forms.
const LEAST_WITH_FORM: f32 = 0.3;

fn is_party(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Organization | EntityType::Location)
}

/// トランプ氏の交渉チームにはルビオ氏が: the name only says whose, when の follows and another name is named
/// after it; in ルビオ氏とウィトコフ氏の側近2人, の says what they are.
fn is_owner(frame: &Frame<'_>, clause: &Clause, name: &FrameName) -> bool {
    let no_follows = frame
        .words
        .iter()
        .skip_while(|word| word.span.start < name.span.end)
        .find(|word| !matches!(word.kind, WordKind::Noun | WordKind::OtherNoun | WordKind::VerbalNoun))
        .is_some_and(|word| word.kind == WordKind::Adnominal);
    no_follows
        && frame.names_in(clause).any(|other| other.kind == EntityType::Person && other.word > name.word)
}

fn run(attendance: &Attendance<'_>) -> Option<shirushi_model::ByteSpan> {
    let (first, last) = (attendance.names.first()?, attendance.names.last()?);
    Some(first.span.cover(last.span))
}
