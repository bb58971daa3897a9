//! Acts of entities: state and act in, state and effects out.

use crate::act::Act;
use crate::fixtures::{Bench, ONE, acts, span};
use crate::focus::FocusTarget;
use crate::keys::Command;
use crate::marking::KeysAfter;
use crate::scene::Panel;
use shirushi_model::EntityType;
use shirushi_session::{Edit, EntityChange, Focus};

fn opened() -> Bench {
    Bench::read().then(Act::EntityPage(EntityType::Person, "佐伯真理子".to_owned()))
}

fn renamed(page: Bench, name: &str) -> Bench {
    let entity = (EntityType::Person, "佐伯真理子".to_owned());
    let change = EntityChange::Rename(name.to_owned());
    page.then(Act::Edit(Edit::DescribeEntity { entity, change }, KeysAfter::Stay))
}

acts! {
    an_entity_has_a_page: Bench::read(), Act::EntityPage(EntityType::Person, "佐伯真理子".to_owned()) => |page|
        page.ui.panel == Panel::Entity, page.looked() == Some((EntityType::Person, "佐伯真理子")),
        page.keys_go(FocusTarget::Panel);
    nobody_has_no_page: Bench::read(), Act::Hover(None) => |page| page.looked().is_none();
    what_is_selected_has_its_page: Bench::read().then(Act::Focus(Focus::Suggestion(span(ONE, "港")))),
        Act::Command(Command::Entity) => |page| page.ui.panel == Panel::Entity,
        page.looked().is_some_and(|(kind, _)| kind == EntityType::Location);
    what_is_no_entity_has_none: Bench::read().then(Act::Focus(Focus::Claim(span(ONE, "急ぐ")))),
        Act::Command(Command::Entity) => |page| page.ui.panel == Panel::Inspector;
    a_marked_one_has_its_page: Bench::marked().then(Act::Command(Command::NextMark)), Act::Command(Command::Entity) => |page|
        page.looked().is_some_and(|(kind, _)| kind == EntityType::Person);
    a_renamed_entity_keeps_its_page: renamed(opened(), "佐伯市長"), Act::Hover(None) => |page|
        page.looked() == Some((EntityType::Person, "佐伯市長"));
    and_taken_back_it_is_what_it_was: renamed(opened(), "佐伯市長"), Act::Undo => |page|
        page.looked() == Some((EntityType::Person, "佐伯真理子"));
    other_tabs_rename_it_too: renamed(opened(), "佐伯市長").reader(), Act::Hover(None) => |page|
        page.looked() == Some((EntityType::Person, "佐伯市長"));
}
