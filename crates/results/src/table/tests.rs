//! Rows, sides, filters and what leaves, on a project small enough to be read.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

use super::*;
use crate::staging::{apart, edit, findings, place, relate, ropeway, session};
use crate::{Claims, Language, sheet};
use shirushi_model::Creator;
use shirushi_session::{Edit, Verdict};

fn kinds(table: &Table) -> Vec<RowKind> {
    table.rows.iter().map(|row| row.kind).collect()
}

#[test]
fn rows_are_topics_and_what_one_alone_says() {
    let (session, findings) = ropeway();
    let table = table(&Claims::of(&session), &findings);
    assert_eq!(kinds(&table), [RowKind::Contradict, RowKind::Differ, RowKind::Only]);
    let row = &table.rows[0];
    assert_eq!((row.cells.len(), row.silent, row.sides), (3, 0, 2));
    let letters: Vec<String> = row.claims().map(|claim| claim.sides.letters()).collect();
    assert_eq!(letters, ["ア", "イ", "ア・イ"]);
    let words: Vec<&str> =
        row.claims().flat_map(|one| &one.differing).map(|d| d.words.text.as_str()).collect();
    assert_eq!(words, ["38人", "41人"]);
    assert_eq!(leaves::stand(row, &table), "ア日放 ≠ イ東放");
    assert_eq!(table.rows[1].silent, 1);
    assert_eq!(table.columns[1].alone, 1);
    assert_eq!(table.counts.progress, Progress { of: 2, judged: 0 });
}

#[test]
fn orders_and_filters() {
    let (session, findings) = ropeway();
    let table = table(&Claims::of(&session), &findings);
    assert_eq!(table.select(&TableFilter::default(), Order::Disagreements), [0, 1, 2]);
    let by = |change: fn(&mut TableFilter)| {
        let mut filter = TableFilter::default();
        change(&mut filter);
        table.select(&filter, Order::Story)
    };
    assert_eq!(by(|filter| filter.columns = [2].into()), [0]);
    assert_eq!(by(|filter| filter.kinds = [RowKind::Only].into()), [2]);
    assert_eq!(by(|filter| filter.differences = [Difference::Existence].into()), [1]);
    assert_eq!(
        by(|filter| filter.judged = Some(true)),
        [2],
        "there is nothing to judge in what one alone says"
    );
    assert_eq!(by(|filter| filter.checks = [CheckState::Decided].into()), [] as [u32; 0]);
    let source =
        (0..).zip(&table.speakers).find(|(_, named)| named.name == "関係者").map(|(at, _)| at).unwrap();
    let filter = TableFilter { speakers: [source].into(), ..TableFilter::default() };
    assert_eq!(table.select(&filter, Order::Worthiest), [1]);
}

#[test]
fn rows_are_found_by_who_judged_them() {
    let (session, findings) = ropeway();
    let said = |topic: usize, name: &str| match relate(
        &findings.topics[topic].pairs[0],
        Relation::Differ,
        Verdict::Accept,
    ) {
        Edit::Relate { pairs, verdict, .. } => {
            let creator = Creator::Person { name: name.to_owned() };
            Edit::Relate { pairs, verdict, creator, by: name.to_owned() }
        }
        other => other,
    };
    let session = edit(edit(session, said(0, "早瀬")), said(1, "黒田"));
    let table = table(&Claims::of(&session), &findings);
    let names: Vec<(&str, usize)> =
        table.people.iter().map(|person| (person.name.as_str(), person.rows)).collect();
    assert_eq!(names, [("早瀬", 1), ("黒田", 1)]);
    let of = |person: u32| {
        table.select(&TableFilter { people: [person].into(), ..TableFilter::default() }, Order::Story)
    };
    assert_eq!((of(0), of(1)), (vec![0], vec![1]));
}

#[test]
fn a_person_has_the_last_word_and_what_is_set_aside_leaves_the_counts() {
    let (session, findings) = ropeway();
    let pairs = &findings.topics[0].pairs;
    let agreed = edit(session.clone(), relate(&pairs[0], Relation::Agree, Verdict::Accept));
    let judged = table(&Claims::of(&agreed), &findings);
    assert_eq!((judged.rows[0].kind, judged.rows[0].sides), (RowKind::Agree, 0));
    assert_eq!(judged.rows[0].judged, Judged::Partly);
    assert!(judged.rows[0].claims().all(|claim| claim.differing.is_empty()));

    let aside = edit(session, relate(&findings.topics[1].pairs[0], Relation::Differ, Verdict::Reject));
    let table = table(&Claims::of(&aside), &findings);
    assert_eq!(table.standing + 1, table.rows.len());
    assert_eq!(table.counts.kinds.get(&RowKind::Differ), None);
    assert_eq!(table.counts.kinds.get(&RowKind::Only), Some(&3), "what was set apart each says alone");
    let filter = TableFilter { set_aside: true, ..TableFilter::default() };
    let rows = table.select(&filter, Order::Disagreements);
    assert_eq!(rows.len(), 1);
    assert_eq!(table.rows[rows[0] as usize].cells.len(), 2);
}

#[test]
fn what_people_set_side_by_side_is_a_row() {
    let (session, findings) = ropeway();
    let pair = apart(
        &session,
        (1, "ロープが外れた", "外れた"),
        (2, "およそ40人が取り残された", "取り残された"),
        Relation::Contradict,
        Difference::Cause,
    );
    let session = edit(session, relate(&pair, Relation::Contradict, Verdict::Accept));
    let claims = Claims::of(&session);
    let table = table(&claims, &findings);
    let row = &table.rows[table.row_of(pair.a).unwrap()];
    assert_eq!(row.kind, RowKind::Contradict);
    assert!(
        row.claims().any(|claim| claim.place == pair.a) && row.claims().any(|claim| claim.place == pair.b)
    );
}

#[test]
fn behind_a_row_stand_its_numbers_on_a_line() {
    let (session, findings) = ropeway();
    let claims = Claims::of(&session);
    let table = table(&claims, &findings);
    let detail = detail(&table.rows[0], &claims);
    let axis = &detail.axes[0];
    assert_eq!((axis.unit.clone(), axis.gap), (AxisUnit::Quantity("人".to_owned()), 3.0));
    let pairs: Vec<(usize, usize, Option<Relation>)> =
        detail.matrix.iter().map(|cell| (cell.a, cell.b, cell.relation)).collect();
    let (agree, contradict) = (Some(Relation::Agree), Some(Relation::Contradict));
    assert_eq!(pairs, [(0, 1, contradict), (0, 2, agree), (1, 2, agree)]);
    assert_eq!(detail.quotations[0].sentence.text(&session.project), "12日、乗客38人が取り残された。");
    assert_eq!(detail.grounds[0].ground.relation, Relation::Contradict);
}

#[test]
fn it_leaves_as_a_sheet() {
    let (session, findings) = ropeway();
    let claims = Claims::of(&session);
    let table = table(&claims, &findings);
    let rows = table.select(&TableFilter::default(), Order::Disagreements);
    let written =
        sheet::csv(&leaves::sheet(&table, &rows, &claims, Language::Japanese), sheet::ByteOrderMark::LeftOut);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "番号,題,関係,相違の種類,側,判定,独立した記事,北嶺日報,東都新聞,北嶺放送");
    assert_eq!(
        lines[1],
        "1,乗客,矛盾,数,ア日放 ≠ イ東放,機械の候補,2,ア 地の文（断定）乗客38人が取り残された,\
         イ 地の文（断定）乗客41人が取り残された,ア・イ 地の文（断定）およそ40人が取り残された"
    );
    assert_eq!(lines[3], "3,ロープが外れた,一紙のみ,,,,1,,地の文（断定）ロープが外れた,");
}

#[test]
fn one_article_none_and_no_claims_do_no_harm() {
    for articles in [&[][..], &[("", "", "文。")], &[("甲", "0000-01-01", ""), ("甲", "9999-12-31", "文。")]]
    {
        let session = session(articles);
        let claims = Claims::of(&session);
        let table = table(&claims, &findings(Vec::new()));
        assert_eq!((table.columns.len(), table.rows.len()), (articles.len(), 0));
        assert!(table.select(&TableFilter::default(), Order::Worthiest).is_empty());
        assert_eq!(leaves::sheet(&table, &[0, 7], &claims, Language::English).rows.len(), 0);
    }
}

#[test]
fn a_rejected_claim_leaves_its_rows() {
    let (session, findings) = ropeway();
    let places = vec![place(&session, 1, "2人が搬送された").pair()];
    let reject = shirushi_session::Edit::JudgeClaims { places, verdict: Verdict::Reject, by: String::new() };
    let session = edit(session, reject);
    let table = table(&Claims::of(&session), &findings);
    assert_eq!(kinds(&table), [RowKind::Contradict, RowKind::Only, RowKind::Only]);
}

/// Sets pairs aside, as a person does.
fn aside(session: shirushi_session::Session, pairs: &[&RowPair]) -> shirushi_session::Session {
    let said = |pair: &&RowPair| shirushi_session::ClaimPair {
        a: pair.a.pair(),
        b: pair.b.pair(),
        relation: pair.relation,
        difference: pair.difference,
    };
    let creator = Creator::Person { name: "早瀬".to_owned() };
    let pairs = pairs.iter().map(said).collect();
    edit(session, Edit::Relate { pairs, verdict: Verdict::Reject, creator, by: "早瀬".to_owned() })
}

#[test]
fn a_claim_is_taken_out_of_a_row_and_comes_back() {
    let (session, findings) = ropeway();
    let before = table(&Claims::of(&session), &findings);
    let out = place(&session, 2, "およそ40人が取り残された");
    let holding = before.rows[0].holding(out);
    assert_eq!(holding.len(), 2);
    assert!(before.rows[1].holding(before.rows[1].key).is_empty(), "two claims are the row");
    let session = aside(session, &holding);
    let after = table(&Claims::of(&session), &findings);
    assert_eq!(kinds(&after), [RowKind::Contradict, RowKind::Differ, RowKind::Only, RowKind::Only]);
    assert!(after.rows[0].claims().all(|claim| claim.place != out) && after.rows[0].silent == 1);
    assert!(after.rows.iter().any(|row| row.kind == RowKind::Only && row.key == out));
    let back = shirushi_session::update(session, shirushi_session::Msg::Undo { at: Default::default() }).0;
    assert_eq!(table(&Claims::of(&back), &findings), before);
}

/// Four claims: when the first two and the last two are no longer compared, they are two rows.
#[test]
fn a_row_is_parted_where_no_pair_holds_it_together() {
    let texts = ["5人が来た", "6人が来た", "7人が帰った", "8人が帰った"];
    let articles: Vec<(&str, &str, String)> =
        texts.iter().map(|text| ("紙", "", format!("{text}。"))).collect();
    let given: Vec<_> = articles.iter().map(|(outlet, day, text)| (*outlet, *day, text.as_str())).collect();
    let mut session = session(&given);
    for (article, text) in texts.iter().enumerate() {
        let claim = [(*text, "", SpeakerKind::Outlet, Certainty::Asserted)];
        session = crate::staging::analysed(session, article, &claim, &[]);
    }
    let pair = |a: usize, b: usize| {
        let relation = Relation::Contradict;
        apart(&session, (a, texts[a], "人"), (b, texts[b], "人"), relation, Difference::Number)
    };
    let all = vec![pair(0, 1), pair(0, 2), pair(0, 3), pair(1, 2), pair(1, 3), pair(2, 3)];
    let findings = findings(vec![("人", all)]);
    let whole = table(&Claims::of(&session), &findings);
    assert_eq!(whole.rows.len(), 1);
    let crossing = |pair: &&RowPair| {
        let early = |place: Place| whole.rows[0].claims().take(2).any(|claim| claim.place == place);
        early(pair.a) != early(pair.b)
    };
    let crossing: Vec<&RowPair> = whole.rows[0].pairs.iter().filter(crossing).collect();
    assert_eq!(crossing.len(), 4);
    let session = aside(session, &crossing);
    let parted = table(&Claims::of(&session), &findings);
    let told: Vec<(usize, usize, &[String], u32)> =
        parted.rows.iter().map(|row| (row.cells.len(), row.silent, &*row.title, row.independent)).collect();
    assert_eq!(told, [(2, 2, &["人".to_owned()][..], 2), (2, 2, &[][..], 2)]);
    assert_eq!(parted.counts.progress, Progress { of: 2, judged: 0 });
    // One pair that is compared again holds all of it together.
    let again = relate(&findings.topics[0].pairs[1], Relation::Contradict, Verdict::Accept);
    let joined = table(&Claims::of(&edit(session, again)), &findings);
    assert_eq!((joined.rows.len(), joined.rows[0].cells.len()), (1, 4));
}
