//! Acts of comparing: state and act in, state and effects out.

use super::{Maker, Place};
use crate::act::Act;
use crate::fixtures::{Bench, FIRST, ONE, SECOND, TWO, acts, span};
use crate::scene::Scene;
use shirushi_model::{Body, Creator, Relation, Status};
use shirushi_session::{ClaimPair, Verdict};

fn pair() -> (Place, Place) {
    ((FIRST, span(ONE, "急ぐ")), (SECOND, span(TWO, "急がない")))
}

fn relate(verdict: Verdict, maker: Maker) -> Act {
    let (a, b) = pair();
    Act::Relate(vec![ClaimPair { a, b, relation: Relation::Contradict, difference: None }], verdict, maker)
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
    another_tab_writes: comparing().reader(), relate(Verdict::Accept, Maker::Person) => |page|
        page.annotations().is_empty();
}
