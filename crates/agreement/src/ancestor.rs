//! The state two projects have in common before they part, as far as their files tell: a state that was given
//! a name in both, or one that is the other as it is. The log of changes stays in the browser that wrote it,
//! and is no part of a file.

use shirushi_model::Project;

/// The latest state that both have been in. `ours` and `theirs` are each the named states of a project,
/// oldest first, and the project as it is at the end.
pub fn common_ancestor<'a>(ours: &[&'a Project], theirs: &[&Project]) -> Option<&'a Project> {
    let is_there = |state: &Project| {
        theirs
            .iter()
            .any(|other| state.modified == other.modified && state.id == other.id && is_same(state, other))
    };
    ours.iter().rev().copied().filter(|state| is_there(state)).max_by_key(|state| state.modified)
}

fn is_same(one: &Project, other: &Project) -> bool {
    one.articles == other.articles && one.annotations == other.annotations && one.tagset == other.tagset
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ProjectId, Timestamp};

    fn state(title: &str, modified: i64) -> Project {
        let project = Project::new(ProjectId::from_random(1), title.to_owned(), Timestamp(0));
        Project { modified: Timestamp(modified), ..project }
    }

    #[test]
    fn the_latest_state_in_both_is_taken() {
        let (first, second) = (state("初稿", 1), state("配布", 2));
        let (ours, theirs) = (state("早瀬", 3), state("黒田", 4));
        let of = common_ancestor(&[&first, &second, &ours], &[&first, &second, &theirs]);
        assert_eq!(of.map(|state| &*state.title), Some("配布"));
        let of = common_ancestor(&[&first], &[&first, &theirs]);
        assert_eq!(of.map(|state| &*state.title), Some("初稿"), "one that did not change since");
        assert_eq!(common_ancestor(&[&ours], &[&theirs]), None);
        let other = Project { id: ProjectId::from_random(2), ..first.clone() };
        assert_eq!(common_ancestor(&[&first], &[&other]), None);
    }
}
