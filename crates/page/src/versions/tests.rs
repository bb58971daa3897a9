//! Acts of named versions: state and act in, state and effects out.

use super::{Compared, VersionAct};
use crate::act::Act;
use crate::effect::StoreJob;
use crate::fixtures::{Bench, acts};
use crate::notices::Notice;
use crate::scene::Panel;

fn named() -> Bench {
    Bench::marked().then(Act::Version(VersionAct::Name("第一稿".to_owned())))
}

fn number(page: &Bench) -> u32 {
    page.session.versions().next().map_or(0, |version| version.number)
}

fn version(page: Bench, act: impl Fn(u32) -> VersionAct) -> Bench {
    let number = number(&page);
    page.then(Act::Version(act(number)))
}

fn forgotten() -> Bench {
    version(named(), VersionAct::Forget)
}

acts! {
    a_version_is_named_and_kept: Bench::marked(), Act::Version(VersionAct::Name("第一稿".to_owned())) => |page|
        page.session.versions().count() == 1, page.store(|job| matches!(job, StoreJob::PutVersion(..)));
    an_empty_name_is_refused: Bench::marked(), Act::Version(VersionAct::Name(String::new())) => |page|
        page.session.versions().count() == 0, page.says(|notice| matches!(notice, Notice::Refused(_)));
    one_returns_to_it: version(named().then(Act::Undo), VersionAct::Return), Act::Hover(None) => |page|
        page.annotations().len() == 1;
    one_that_is_not_there_is_not_returned_to: named(), Act::Version(VersionAct::Return(9)) => |page| !page.appends();
    a_version_is_forgotten_with_a_way_back: forgotten(), Act::Hover(None) => |page|
        page.session.versions().count() == 0, page.says(|notice| matches!(notice, Notice::VersionForgotten(_)));
    it_is_taken_back: forgotten(), Act::Version(VersionAct::Restore) => |page|
        page.session.versions().count() == 1, !page.says(|notice| matches!(notice, Notice::VersionForgotten(_))),
        page.store(|job| matches!(job, StoreJob::PutVersion(..)));
    nothing_forgotten_is_not_taken_back: named(), Act::Version(VersionAct::Restore) => |page| page.effects.is_empty();
    two_are_compared: named(), Act::Version(VersionAct::Compare(Compared { from: 1, to: None })) => |page|
        page.ui.panel == Panel::Changes, page.project.compared == Compared { from: 1, to: None };
    another_tab_writes: Bench::marked().reader(), Act::Version(VersionAct::Name("第一稿".to_owned())) => |page|
        page.session.versions().count() == 0, page.says(|notice| matches!(notice, Notice::ReadOnly));
}

#[test]
fn what_is_forgotten_leaves_the_store() {
    assert!(forgotten().store(|job| matches!(job, StoreJob::DeleteVersion(..))));
}
