//! Acts of comparing: state and act in, state and effects out.

use super::{Maker, Place, Shown, What};
use crate::act::Act;
use crate::effect::FocusTarget;
use crate::fixtures::{Bench, FIRST, ONE, SECOND, TWO, acts, span};
use crate::scene::{Panel, Scene};
use shirushi_model::{Body, Creator, Relation, Status};
use shirushi_session::{Focus, Verdict};

fn pair() -> (Place, Place) {
    ((FIRST, span(ONE, "急ぐ")), (SECOND, span(TWO, "急がない")))
}

fn relate(verdict: Verdict, maker: Maker) -> Act {
    Act::Relate(pair(), (Relation::Contradict, None), verdict, maker)
}

fn comparing() -> Bench {
    Bench::read().then(Act::Scene(Scene::Comparing))
}

acts! {
    two_claims_are_related: comparing(), relate(Verdict::Accept, Maker::Person) => |page|
        page.annotations().iter().any(|one| matches!(&one.body, Body::Relation(mark)
            if mark.relation == Relation::Contradict)), page.appends();
    a_relation_is_a_person_s: comparing(), relate(Verdict::Accept, Maker::Person) => |page|
        page.annotations().iter().any(|one| matches!(one.body, Body::Relation(_))
            && one.creator == Creator::Person { name: "佐藤".to_owned() });
    a_relation_is_the_machine_s: comparing(), relate(Verdict::Accept, Maker::Machine) => |page|
        page.annotations().iter().any(|one| matches!(one.body, Body::Relation(_))
            && matches!(one.creator, Creator::Model { .. }));
    a_relation_is_rejected: comparing(), relate(Verdict::Reject, Maker::Machine) => |page|
        page.annotations().iter().any(|one| matches!(one.body, Body::Relation(_)) && one.status == Status::Rejected);
    another_claim_is_looked_for: comparing(), Act::Relating(Some(pair().0)) => |page|
        page.project.comparing.relating == Some(pair().0);
    it_is_found: comparing().then(Act::Relating(Some(pair().0))), relate(Verdict::Accept, Maker::Person) => |page|
        page.project.comparing.relating.is_none();
    others_are_shown: comparing(), Act::Compare(Shown { what: What::Agreeing, ..Shown::default() }) => |page|
        page.project.comparing.shown.what == What::Agreeing;
    a_pair_leads_to_its_claim: comparing(), Act::LookInto(pair(), pair().1) => |page|
        page.ui.scene == Scene::Reading, page.ui.panel == Panel::Inspector,
        page.session.selection.article == Some(SECOND), page.focused_on() == Focus::Claim(span(TWO, "急がない"));
    a_place_without_a_claim_is_text: comparing(), Act::LookInto(pair(), (FIRST, span(ONE, "市長は「"))) => |page|
        page.focused_on() == Focus::Text(span(ONE, "市長は「"));
    a_place_with_a_mark_is_that_mark: comparing().then(relate(Verdict::Accept, Maker::Person)),
        Act::LookInto(pair(), pair().0) => |page| matches!(page.focused_on(), Focus::Annotation(_) | Focus::Claim(_));
    whoever_comes_back_comes_back_to_the_pair: comparing().then(Act::LookInto(pair(), pair().0)),
        Act::Scene(Scene::Comparing) => |page|
        page.project.comparing.last == Some(pair()), page.keys_go(FocusTarget::LastPair);
    another_tab_writes: comparing().reader(), relate(Verdict::Accept, Maker::Person) => |page|
        page.annotations().is_empty();
}
