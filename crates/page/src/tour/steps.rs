//! The tour on the samples: its steps, which keys each names, and when a person has done what it asks for.
//! Pure.

use crate::keys::keymap::Keymap;
use crate::keys::{Command, Stroke, sign};
use crate::marking::MarkAs;
use crate::scene::Scene;
use shirushi_model::{Annotation, Body, Creator, Status, Tagset};

/// What a person is asked to do, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Select a sentence and mark it.
    Mark,
    /// Accept a suggested name.
    Accept,
    /// Judge a suggested claim.
    Claim,
    /// Take a change back.
    Undo,
    /// Judge a suggestion where they come one after another.
    Judge,
    /// Find something.
    Find,
    /// Look at the comparison.
    Compare,
    /// Put the project into a file.
    Keep,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Mark,
        Self::Accept,
        Self::Claim,
        Self::Undo,
        Self::Judge,
        Self::Find,
        Self::Compare,
        Self::Keep,
    ];

    /// Its name for the style sheet, which marks the place it speaks of.
    pub fn part(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Accept => "accept",
            Self::Claim => "claim",
            Self::Undo => "undo",
            Self::Judge => "judge",
            Self::Find => "find",
            Self::Compare => "compare",
            Self::Keep => "keep",
        }
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    pub fn previous(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }

    /// The keys that do it, as they are now: each with what is held, in the order they are pressed.
    pub fn keys(self, keys: &Keymap, tagset: &Tagset) -> Vec<Vec<String>> {
        let first = |stroke| keys.struck_by(stroke).into_iter().take(1).collect();
        match self {
            Self::Mark => {
                let tag = keys.marks(tagset).into_iter().find(|(_, of)| matches!(of, MarkAs::Highlight(_)));
                let sentence = ["Ctrl", "Shift", "→"].map(str::to_owned).to_vec();
                [sentence].into_iter().chain(tag.map(|(key, _)| vec![sign(&key.to_string())])).collect()
            }
            Self::Accept => [Command::NextSuggestion, Command::Accept].map(|one| keys.written(one)).to_vec(),
            Self::Claim => {
                [Command::NextClaim, Command::Accept, Command::Reject].map(|one| keys.written(one)).to_vec()
            }
            Self::Undo => vec![keys.written(Command::Undo)],
            Self::Judge => {
                vec![keys.written(Command::Judge), first(Stroke::Accept), first(Stroke::Reject)]
            }
            Self::Find => vec![keys.written(Command::Search)],
            // The search takes letters until it is left.
            Self::Compare => [Command::Escape, Command::Compare].map(|one| keys.written(one)).to_vec(),
            Self::Keep => [Command::Export, Command::Save].map(|one| keys.written(one)).to_vec(),
        }
    }

    /// Whether what it asks for was done between two looks at the page.
    pub fn is_done(self, before: &Seen, now: &Seen) -> bool {
        match self {
            Self::Mark => now.marked > before.marked,
            Self::Accept => now.accepted > before.accepted,
            Self::Claim => now.claims > before.claims,
            Self::Undo => now.taken_back > before.taken_back,
            Self::Judge => now.scene == Scene::Judging && now.judged > before.judged,
            Self::Find => now.found > before.found,
            Self::Compare => now.scene == Scene::Comparing && before.scene != Scene::Comparing,
            Self::Keep => now.kept > before.kept,
        }
    }
}

/// What can be seen of what a person has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    pub scene: Scene,
    /// Marks people made.
    pub marked: usize,
    /// Suggested names that were accepted, claims and suggestions of any kind that were judged.
    pub accepted: usize,
    pub claims: usize,
    pub judged: usize,
    /// Changes that could be brought back.
    pub taken_back: usize,
    /// What a search has found.
    pub found: usize,
    /// How often the project went into a file or to the clipboard.
    pub kept: usize,
}

impl Seen {
    pub fn of<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> Self {
        let mut seen = Self::default();
        for one in annotations {
            match (&one.creator, &one.body) {
                (Creator::Person { .. }, _) => seen.marked += 1,
                (Creator::Model { .. }, body) => {
                    seen.judged += 1;
                    let accepted = one.status == Status::Accepted;
                    seen.claims += usize::from(matches!(body, Body::Claim(_)));
                    seen.accepted += usize::from(accepted && matches!(body, Body::Entity(_)));
                }
            }
        }
        seen
    }

    /// What a later look is compared with: what was taken back can be done again, and what was judged
    /// elsewhere was not judged where suggestions come one after another.
    pub fn until(self, now: &Self) -> Self {
        let judging = now.scene == Scene::Judging && self.scene == Scene::Judging;
        Self {
            scene: now.scene,
            marked: self.marked.min(now.marked),
            accepted: self.accepted.min(now.accepted),
            claims: self.claims.min(now.claims),
            judged: if judging { self.judged.min(now.judged) } else { now.judged },
            taken_back: self.taken_back.min(now.taken_back),
            found: self.found.min(now.found),
            kept: self.kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::mark;
    use crate::keys::Control;
    use crate::keys::keymap::Chord;
    use shirushi_model::{EntityMark, EntityType, Tag, TagColor, TagId};

    fn annotation(creator: Creator, status: Status, body: Body) -> Annotation {
        Annotation { creator, status, ..mark(1, Vec::new(), body) }
    }

    fn machine(status: Status, body: Body) -> Annotation {
        annotation(Creator::Model { name: "rules".into(), version: "1".into() }, status, body)
    }

    fn seen(annotations: &[Annotation]) -> Seen {
        Seen::of(annotations.iter())
    }

    fn name() -> Body {
        Body::Entity(EntityMark { kind: EntityType::Person, canonical: String::new(), value: None })
    }

    #[test]
    fn steps_follow_each_other_there_and_back() {
        for pair in Step::ALL.windows(2) {
            assert_eq!(pair[0].next(), Some(pair[1]));
            assert_eq!(pair[1].previous(), Some(pair[0]));
        }
        assert_eq!(Step::Mark.previous(), None);
        assert_eq!(Step::Keep.next(), None);
    }

    #[test]
    fn a_step_is_done_by_what_it_asks_for_and_nothing_else() {
        let claim = MarkAs::Claim.body();
        let person = Creator::Person { name: String::new() };
        let none = Seen::default();
        let by = |one: Annotation| seen(&[one]);
        let at = |scene, judged: &[Annotation]| Seen { scene, ..seen(judged) };
        let rejected = machine(Status::Rejected, name());
        for (what, now, does) in [
            ("a mark", by(annotation(person, Status::Accepted, claim.clone())), vec![Step::Mark]),
            ("a name accepted", by(machine(Status::Accepted, name())), vec![Step::Accept]),
            ("a name rejected", by(rejected.clone()), vec![]),
            ("a claim rejected", by(machine(Status::Rejected, claim)), vec![Step::Claim]),
            ("judging", at(Scene::Judging, &[]), vec![]),
            ("judged there", at(Scene::Judging, &[rejected]), vec![Step::Judge]),
            ("undone", Seen { taken_back: 1, ..none }, vec![Step::Undo]),
            ("found", Seen { found: 3, ..none }, vec![Step::Find]),
            ("the comparison", at(Scene::Comparing, &[]), vec![Step::Compare]),
            ("a file", Seen { kept: 1, ..none }, vec![Step::Keep]),
        ] {
            let before =
                Seen { scene: if what == "judged there" { Scene::Judging } else { none.scene }, ..none };
            let done: Vec<Step> = Step::ALL.into_iter().filter(|step| step.is_done(&before, &now)).collect();
            assert_eq!(done, does, "{what}");
            assert!(Step::ALL.iter().all(|step| !step.is_done(&now, &now)), "{what} is old");
        }
    }

    #[test]
    fn what_was_taken_back_can_be_done_again() {
        let one = seen(&[machine(Status::Accepted, name())]);
        let before = one.until(&Seen::default());
        assert!(Step::Accept.is_done(&before, &one));
        // Where one has been already, one has to come anew.
        let there = Seen { scene: Scene::Comparing, ..Seen::default() };
        assert!(!Step::Compare.is_done(&there, &there));
        assert!(Step::Compare.is_done(&there.until(&Seen::default()), &there));
        // What was judged in the text does not count as judged in its place.
        let there = Seen { scene: Scene::Judging, ..one };
        assert!(!Step::Judge.is_done(&Seen::default().until(&one).until(&there), &there));
    }

    #[test]
    fn keys_are_told_as_they_are() {
        let tag = Tag {
            id: TagId(1),
            name: "要".into(),
            color: TagColor::Rose,
            guide: String::new(),
            examples: Vec::new(),
            key: Some('k'),
        };
        let tagset = Tagset { tags: vec![tag], ..Tagset::default() };
        let keys = Keymap::default();
        let sentence = vec!["Ctrl".to_owned(), "Shift".to_owned(), "→".to_owned()];
        assert_eq!(Step::Mark.keys(&keys, &tagset), [sentence.clone(), vec!["K".to_owned()]]);
        assert_eq!(Step::Mark.keys(&keys, &Tagset::default()), [sentence]);
        let keys = keys.with(Command::Accept, Chord::new("F2", Control::No), &tagset).unwrap();
        assert_eq!(Step::Accept.keys(&keys, &tagset), [["."], ["F2"]]);
        assert_eq!(Step::Judge.keys(&keys, &tagset), [["J"], ["↵"], ["⌫"]]);
        assert!(Step::ALL.iter().all(|step| !step.keys(&keys, &tagset).is_empty()));
    }
}
