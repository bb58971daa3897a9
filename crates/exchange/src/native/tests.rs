//! Projects through the file and back, and files that are not as they should be.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use shirushi_model::limits::LARGEST_FILE;
use shirushi_model::*;
use std::sync::Arc;

const TEXT: &str = "👩‍🚒が辻\u{E0100}港へ。\r\n市は「ｶﾞｽを\u{2028}止めた」と\u{85}発表した。\0終わりに、長い一文を加えておく。港は静かだった。";

fn project() -> Project {
    let mut project =
        Project::new(ProjectId::from_random(7), "港の\u{2029}火災".to_owned(), Timestamp(1_700_000_000_123));
    let meta = ArticleMeta {
        outlet: "港日報".to_owned(),
        title: "辻港で火災".to_owned(),
        url: "https://example.com/1".to_owned(),
        author: String::new(),
        published: "2024-02-29".to_owned(),
    };
    project.articles.push_back(Arc::new(Article::new(ArticleId(1), TEXT, meta, Timestamp(-1))));
    project.articles.push_back(Arc::new(Article::new(
        ArticleId(2),
        "",
        ArticleMeta::default(),
        Timestamp(0),
    )));
    project.tagset.tags.push(Tag {
        id: TagId(3),
        name: "要確認".to_owned(),
        color: TagColor::Rose,
        guide: "裏づけのない数字".to_owned(),
        examples: vec!["およそ3万人".to_owned(), "「多数」".to_owned()],
        key: Some('k'),
    });
    for (of, guide, examples) in [
        (MarkType::Entity(EntityType::Person), "個人の名前", vec!["岸田氏".to_owned()]),
        (MarkType::Claim(ClaimType::Quantity), "", vec!["人出は約4万人だった".to_owned()]),
    ] {
        project.tagset.set_guide(TypeGuide { of, guide: guide.to_owned(), examples });
    }
    let speaker = Speaker { name: "市".to_owned(), kind: SpeakerKind::Organization };
    let bodies = [
        Body::Claim(ClaimMark {
            kind: ClaimType::Statement,
            speaker: Some(speaker),
            certainty: Certainty::Reported,
            quotation: Some(Quotation::Direct),
            polarity: Some(Polarity::Negative),
            when: None,
        }),
        Body::Claim(ClaimMark {
            kind: ClaimType::Event,
            speaker: None,
            certainty: Certainty::Denied,
            quotation: None,
            polarity: None,
            when: None,
        }),
        Body::Entity(EntityMark { kind: EntityType::Location, canonical: "辻港".to_owned(), value: None }),
        Body::Highlight(Highlight { tag: TagId(3) }),
        Body::Relation(RelationMark {
            relation: Relation::Differ,
            difference: Some(Difference::Number),
            other: ArticleId(1),
            place: Target::Placed(vec![span("発表した")]),
        }),
    ];
    let targets = [
        Target::Placed(vec![span("👩‍🚒"), span("発表した")]),
        Target::Placed(vec![span("ｶﾞｽを\u{2028}止めた")]),
        Target::Placed(vec![span("辻\u{E0100}港")]),
        Target::Unplaced(vec![Quote {
            exact: "消えた文".to_owned(),
            start: 900,
            end: 904,
            ..Quote::default()
        }]),
        Target::Placed(vec![span("ｶﾞｽを\u{2028}止めた")]),
    ];
    for ((number, body), target) in (4..).zip(bodies).zip(targets) {
        let person = number % 2 == 0;
        let annotation = Annotation {
            id: AnnotationId(number),
            article: ArticleId(1),
            target,
            body,
            note: "\"注\"\n".to_owned(),
            creator: if person {
                Creator::Person { name: String::new() }
            } else {
                Creator::Model { name: "rules".to_owned(), version: "1".to_owned() }
            },
            judged_by: (!person).then(|| "佐藤".to_owned()),
            status: if person { Status::Accepted } else { Status::Rejected },
            created: Timestamp(1),
            modified: Timestamp(2),
        };
        project.annotations.insert(annotation.id, Arc::new(annotation));
    }
    project.next_number = 14;
    project.scales.push(VerdictScale {
        key: "own".to_owned(),
        name: Wording::new("社内の段階", ""),
        steps: vec![VerdictStep {
            key: "ok".to_owned(),
            name: Wording::new("よし", "fine"),
            meaning: Wording::default(),
            degree: Degree::Apart,
        }],
    });
    project.checks.insert(CheckId(12), Arc::new(check()));
    let harbour = CanonicalEntity {
        id: EntityId(11),
        kind: EntityType::Location,
        name: "辻\u{E0100}港".to_owned(),
        aliases: vec!["辻港".to_owned()],
        note: "市の\u{2028}北".to_owned(),
        external_id: "Q42".to_owned(),
    };
    project.entities.insert(harbour.id, Arc::new(harbour));
    project
}

fn check() -> Check {
    let quote = Quote { exact: "消えた".to_owned(), start: 4, end: 7, ..Quote::default() };
    let signature = |by: &str| Some(Signature { by: by.to_owned(), at: Timestamp(3) });
    Check {
        id: CheckId(12),
        wording: "ガスは\u{2028}止まった".to_owned(),
        sayings: vec![
            Saying {
                article: ArticleId(1),
                target: Target::Placed(vec![span("ｶﾞｽを\u{2028}止めた")]),
                outlet: "港日報".to_owned(),
            },
            Saying {
                article: ArticleId(9),
                target: Target::Unplaced(vec![quote]),
                outlet: "\u{202E}放送".to_owned(),
            },
        ],
        questions: vec![Question {
            asked: "いつ止めたか".to_owned(),
            answer: String::new(),
            waiting: "市に照会、8日まで".to_owned(),
            exhibits: vec![Exhibit {
                stance: Stance::Opposes,
                medium: Medium::Primary,
                source: "市「第2報」".to_owned(),
                quotation: "止めていない".to_owned(),
                address: "https://example.com/2".to_owned(),
                published: "2024-02-29".to_owned(),
                read_on: "2024-03-01".to_owned(),
                fingerprint: "ab".repeat(32),
            }],
        }],
        scale: "own".to_owned(),
        verdict: Some("ok".to_owned()),
        grounds: "発表と違う".to_owned(),
        stage: Stage::Decided,
        drafted: signature("早瀬"),
        confirmed: signature("黒田"),
        created: Timestamp(1),
        modified: Timestamp(2),
        history: vec![CheckStep {
            at: Timestamp(1),
            by: "早瀬".to_owned(),
            act: CheckAct::Begun,
            from: String::new(),
            to: "ガスは止まった".to_owned(),
        }],
    }
}

fn span(of: &str) -> ByteSpan {
    let start = TEXT.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn open(json: &str) -> Result<Opened, NativeError> {
    read(json.as_bytes(), Limits::default())
}

/// The file of the project with a change made to it.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Opened, NativeError> {
    let mut file: Value = serde_json::from_str(&write(&project())).unwrap();
    change(&mut file);
    open(&file.to_string())
}

fn target(opened: &Opened, id: u32) -> &Target {
    &opened.project.annotations.get(&AnnotationId(id)).unwrap().target
}

#[test]
fn a_file_read_and_written_is_the_same_file() {
    let file = write(&project());
    let opened = open(&file).unwrap();
    assert_eq!(opened.notices, []);
    assert_eq!(opened.project, project());
    assert_eq!(write(&opened.project), file);
    assert!(!file.contains(['\u{2028}', '\u{2029}', '\u{85}', '\0', '\r']));
}

/// The project with its entity saying another thing.
fn valued(kind: EntityType, value: Normalized) -> Project {
    let mut project = project();
    let id = AnnotationId(6);
    let mark = EntityMark { kind, canonical: String::new(), value: Some(value) };
    let before = project.annotations.get(&id).unwrap();
    let after = Annotation { body: Body::Entity(mark), ..Annotation::clone(before) };
    project.annotations.insert(id, Arc::new(after));
    project
}

#[test]
fn files_of_version_1_open_and_become_version_2() {
    let mut plain = project();
    plain.checks.clear();
    plain.scales.clear();
    let mut file: Value = serde_json::from_str(&write(&plain)).unwrap();
    file["version"] = json!(1);
    let opened = open(&file.to_string()).unwrap();
    assert_eq!((opened.notices, &opened.project), (vec![], &plain));
    assert!(write(&opened.project).contains("\"version\": 2"));
}

#[test]
fn a_broken_check_is_kept_and_told() {
    let broken = |change: fn(&mut Value)| {
        let opened = changed(|file| change(&mut file["checks"][0])).unwrap();
        let codes: Vec<&str> = opened.notices.iter().map(Notice::code).collect();
        assert!(opened.notices.iter().all(|notice| notice.record().as_deref() == Some("k12")));
        let check = opened.project.checks.get(&CheckId(12)).unwrap();
        let again = write(&opened.project);
        assert_eq!(write(&open(&again).unwrap().project), again);
        (codes, Check::clone(check))
    };
    let (codes, check) = broken(|check| check["sayings"][0]["article"] = json!("t8"));
    assert_eq!(codes, ["saying-unplaced"]);
    assert!(matches!(&check.sayings[0].target, Target::Unplaced(quotes) if !quotes[0].exact.is_empty()));
    for address in ["javascript:alert(1)", "https://", "https://a b", "ht!tp://x"] {
        let opened =
            changed(|file| file["checks"][0]["questions"][0]["exhibits"][0]["address"] = json!(address));
        let opened = opened.unwrap();
        assert_eq!(opened.notices.iter().map(Notice::code).collect::<Vec<_>>(), ["address-not-linked"]);
        let check = opened.project.checks.get(&CheckId(12)).unwrap();
        assert_eq!(check.exhibits().next().unwrap().address, address);
    }
    let (codes, check) = broken(|check| check["questions"][0]["exhibits"][0]["read_on"] = json!("きのう"));
    assert_eq!(
        (codes, check.exhibits().next().unwrap().read_on.as_str()),
        (vec!["evidence-date-unreadable"], "")
    );
    let (codes, check) = broken(|check| check["verdict"] = json!("shady"));
    assert_eq!((codes, check.verdict.as_deref()), (vec!["verdict-unknown"], Some("shady")));
    let (codes, check) = broken(|check| check["confirmed"] = Value::Null);
    assert_eq!((codes, check.stage), (vec!["check-adjusted"], Stage::Review));
    let (codes, check) = broken(|check| check["wording"] = json!(" "));
    assert_eq!((codes, check.wording.as_str()), (vec!["check-adjusted"], "港日報"));
    for change in [
        (|file| file["checks"][0]["id"] = json!("a1")) as fn(&mut Value),
        |file| file["checks"][0]["stage"] = json!("done"),
        |file| file["checks"][0] = json!([]),
    ] {
        assert_eq!(changed(change).unwrap_err().code(), "malformed");
    }
    let twice = changed(|file| {
        let check = file["checks"][0].clone();
        file["checks"].as_array_mut().unwrap().push(check);
    });
    assert_eq!(twice.unwrap_err().code(), "duplicate");
    let built_in = changed(|file| file["scales"][0]["key"] = json!("fij"));
    assert_eq!(built_in.unwrap_err().code(), "duplicate");
}

#[test]
fn a_date_put_by_hand_goes_through_the_file() {
    let mut project = project();
    let before = project.annotations.get(&AnnotationId(4)).unwrap();
    let mut after = Annotation::clone(before);
    if let Body::Claim(mark) = &mut after.body {
        mark.when =
            Some(CalendarValue { value: "2025-08".to_owned(), modifier: Some(Modifier::End), anchor: None });
    }
    project.annotations.insert(AnnotationId(4), Arc::new(after));
    let opened = open(&write(&project)).unwrap();
    assert_eq!((opened.notices, opened.project), (vec![], project));
}

#[test]
fn values_go_through_the_file() {
    let date = Normalized::Calendar(CalendarValue {
        value: "2025-08/2025-10".to_owned(),
        modifier: Some(Modifier::Start),
        anchor: None,
    });
    let length = |value| {
        Normalized::Quantity(QuantityValue {
            value,
            unit: "時間".to_owned(),
            kind: QuantityKind::Duration,
            iso: Some("PT3H".to_owned()),
            modifier: None,
        })
    };
    for (kind, value) in [
        (EntityType::Date, date),
        (EntityType::Quantity, length(3.0)),
        (EntityType::Quantity, length(0.333333333333333)),
    ] {
        let project = valued(kind, value);
        let file = write(&project);
        let opened = open(&file).unwrap();
        assert_eq!((opened.notices, &opened.project), (vec![], &project));
        assert_eq!(write(&opened.project), file);
    }
    // A value its kind cannot have is a record nobody can make sense of.
    let project = valued(EntityType::Person, length(3.0));
    assert_eq!(open(&write(&project)).unwrap_err().code(), "malformed");
    // Null is as good as nothing, and nothing to speak of.
    let opened = changed(|file| file["annotations"][2]["body"]["value"] = Value::Null).unwrap();
    assert_eq!((opened.notices, opened.project), (vec![], self::project()));
}

#[test]
fn spans_count_code_points_and_carry_their_quote() {
    let file: Value = serde_json::from_str(&write(&project())).unwrap();
    let harbour = &file["annotations"][2]["spans"][0];
    assert_eq!(harbour["start"], 4);
    assert_eq!(harbour["end"], 7);
    assert_eq!(harbour["exact"], "辻\u{E0100}港");
    assert_eq!(harbour["prefix"], "👩‍🚒が");
    assert_eq!(harbour["suffix"].as_str().unwrap().chars().count(), 32);
    assert_eq!(file["project"]["created"], "2023-11-14T22:13:20.123Z");
    assert_eq!(file["articles"][0]["added"], "1969-12-31T23:59:59.999Z");
}

#[test]
fn times_no_calendar_holds_are_written_as_the_last_it_does() {
    for extreme in [i64::MIN, i64::MAX] {
        let mut project = project();
        project.created = Timestamp(extreme);
        let file = write(&project);
        assert_eq!(write(&open(&file).unwrap().project), file);
    }
}

#[test]
fn a_byte_order_mark_does_not_count() {
    assert_eq!(open(&format!("\u{FEFF}{}", write(&project()))).unwrap().project, project());
}

#[test]
fn what_is_not_a_project_is_refused() {
    #[track_caller]
    fn check(file: &[u8], code: &str) {
        assert_eq!(
            read(file, Limits::default()).unwrap_err().code(),
            code,
            "{}",
            String::from_utf8_lossy(file)
        );
    }
    check(b"", "not-json");
    check(b"\xFF\xFE", "not-utf8");
    check(b"{\"format\": \"shirushi-project\", ", "not-json");
    check(b"[]", "not-a-project");
    check(b"\"shirushi-project\"", "not-a-project");
    check(b"{}", "not-a-project");
    check(br#"{"format":"shirushi-project"}"#, "unknown-version");
    check(br#"{"format":"shirushi-project","version":3}"#, "unknown-version");
    check(br#"{"format":"shirushi-project","version":"1"}"#, "unknown-version");
    check(br#"{"format":"shirushi-project","version":1}"#, "malformed");
    check(br#"{"format":"shirushi-project","version":2}"#, "malformed");
    check(
        br#"{"format":"shirushi-project","version":1,"tags":0,"articles":[],"annotations":[]}"#,
        "malformed",
    );
    check(br#"{"format":"shirushi-project","version":1,"version":1}"#, "not-a-project");
    check("[".repeat(100_000).as_bytes(), "too-deep");
    let escaped = format!(r#"{{"format":"\\\"{}"}}"#, "[".repeat(1000));
    check(escaped.as_bytes(), "not-a-project");
}

#[test]
fn an_error_says_where() {
    let error = open("{\n  \"format\": ,\n}").unwrap_err();
    assert!(matches!(error, NativeError::NotJson { line: 2, column: 13, .. }), "{error:?}");
    let error = open(&write(&project()).replacen("辻", "\\ud800", 1)).unwrap_err();
    let NativeError::Malformed { record, .. } = error else { panic!("{error:?}") };
    assert_eq!(record.to_string(), "t1 (articles[0])");

    let error = changed(|file| file["annotations"][3]["body"]["type"] = json!("rumour")).unwrap_err();
    let NativeError::Malformed { record, problem } = error else { panic!("{error:?}") };
    assert_eq!(record.to_string(), "a7 (annotations[3])");
    assert!(problem.contains("rumour"), "{problem}");

    let error = changed(|file| file["articles"][0]["added"] = json!("yesterday")).unwrap_err();
    assert_eq!(error.to_string(), "t1 (articles[0]) cannot be read: a time in it is not RFC 3339");
    let error = changed(|file| file["offsets"] = json!("utf-16")).unwrap_err();
    assert!(matches!(error, NativeError::Malformed { record, .. } if record.path == "offsets"));
}

#[test]
fn a_type_may_stand_anywhere_in_its_record() {
    let written = write(&project());
    let mut last = written.clone();
    for (kind, field) in [("highlight", r#""tag": "g3""#), ("person", r#""name": """#)] {
        let kind = format!(r#""type": "{kind}""#);
        assert!(last.contains(&kind) && last.contains(field), "{last}");
        last = last.replace(&format!("{kind},"), "").replace(field, &format!("{field}, {kind}"));
    }
    assert_ne!(last, written);
    assert_eq!(open(&last).unwrap(), open(&written).unwrap());
}

#[test]
fn an_unknown_field_that_stands_twice_is_told_too() {
    let written =
        write(&project()).replacen(r#""name": "要確認","#, r#""name": "要確認", "x": 1, "x": 2,"#, 1);
    let notices = open(&written).unwrap().notices;
    let told = |notice: &Notice| matches!(notice, Notice::UnknownField { field, .. } if field == "tags[]");
    assert!(notices.iter().any(told), "{notices:?}");
}

#[test]
fn a_list_of_values_is_no_record() {
    let code = |change: fn(&mut Value)| changed(change).unwrap_err().code();
    let values = |record: &Value| json!(record.as_object().unwrap().values().collect::<Vec<_>>());
    assert_eq!(code(|file| file["project"] = json!(["p", "題", "", "", 1])), "malformed");
    assert_eq!(code(|file| file["tags"][0] = json!(["g1", "大事", "amber"])), "malformed");
    assert_eq!(code(|file| file["types"][0]["of"] = json!({ "entity": "person" })), "malformed");
    let error = changed(|file| file["articles"][0] = values(&file["articles"][0])).unwrap_err();
    assert!(error.to_string().contains("expected an object"), "{error}");
    let error = changed(|file| file["annotations"][0]["body"] = json!(["claim"])).unwrap_err();
    assert!(matches!(error, NativeError::Malformed { .. }), "{error}");
}

#[test]
fn records_that_contradict_each_other_are_refused() {
    let code = |change: fn(&mut Value)| changed(change).unwrap_err().code();
    assert_eq!(code(|file| file["articles"][1]["id"] = json!("t1")), "duplicate");
    assert_eq!(code(|file| file["annotations"][1]["id"] = json!("a4")), "duplicate");
    assert_eq!(code(|file| file["types"][1]["of"] = file["types"][0]["of"].clone()), "duplicate");
    assert_eq!(code(|file| file["annotations"][1]["article"] = json!("t9")), "no-such-article");
    assert_eq!(code(|file| file["annotations"][1]["article"] = json!("a1")), "malformed");
    assert_eq!(code(|file| file["annotations"][1]["spans"] = json!([])), "malformed");
    assert_eq!(code(|file| file["annotations"][1]["spans"][0]["start"] = json!(-1)), "malformed");
    assert_eq!(code(|file| file["annotations"][1]["spans"][0]["start"] = json!(1e99)), "malformed");
    assert_eq!(code(|file| file["project"]["id"] = json!("")), "malformed");
}

#[test]
fn entities_may_be_left_out_and_must_have_a_name() {
    let mut plain = project();
    plain.entities.clear();
    let written = write(&plain);
    assert!(!written.contains("\"entities\""), "{written}");
    assert_eq!(open(&written).unwrap().project, plain);
    for (field, value) in
        [("name", json!(" ")), ("id", json!("a11")), ("kind", json!("PLANET")), ("aliases", json!([1]))]
    {
        let refused = changed(|file| file["entities"][0][field] = value.clone()).unwrap_err();
        assert_eq!(refused.code(), "malformed", "{field}");
    }
    let twice = changed(|file| {
        let first = file["entities"][0].clone();
        file["entities"].as_array_mut().unwrap().push(first);
    });
    assert_eq!(twice.unwrap_err().code(), "duplicate");
    let raised = changed(|file| file["entities"][0]["id"] = json!("e90")).unwrap();
    assert_eq!(raised.project.next_number, 91);
}

#[test]
fn relations_have_a_list_of_their_own() {
    let file: Value = serde_json::from_str(&write(&project())).unwrap();
    assert_eq!(file["annotations"].as_array().unwrap().len(), 4);
    assert_eq!(file["relations"][0]["id"], json!("a8"));
    assert_eq!(file["relations"][0]["body"]["spans"][0]["exact"], json!("発表した"));
    // A file of a program that knows none, and of claims of which nobody said how they are quoted.
    let opened = changed(|file| {
        file.as_object_mut().unwrap().retain(|name, _| name != "relations" && name != "checks");
        file["annotations"][0]["body"].as_object_mut().unwrap().retain(|name, _| name != "quotation");
    })
    .unwrap();
    assert_eq!((opened.project.annotations.len(), opened.notices), (4, Vec::new()));
    let written = write(&opened.project);
    assert!(!written.contains("relations") && !written.contains("quotation"), "{written}");
    // The other claim is found again by its quote, kept unplaced, or refused with its article.
    let place = |change: fn(&mut Value)| {
        let opened = changed(|file| change(&mut file["relations"][0]["body"])).unwrap();
        let Body::Relation(mark) = opened.project.annotations[&AnnotationId(8)].body.clone() else {
            panic!()
        };
        (mark.place, opened.notices.len())
    };
    assert_eq!(
        place(|body| body["spans"][0]["start"] = json!(0)),
        (Target::Placed(vec![span("発表した")]), 1)
    );
    let (lost, notices) = place(|body| body["spans"][0]["exact"] = json!("一度も書かれなかった一文"));
    assert!(matches!(lost, Target::Unplaced(_)) && notices == 1, "{lost:?}");
    let code = |change: fn(&mut Value)| {
        changed(|file| change(&mut file["relations"][0]["body"])).unwrap_err().code()
    };
    assert_eq!(code(|body| body["article"] = json!("t9")), "no-such-article");
    assert_eq!(code(|body| body["article"] = json!("")), "malformed");
    assert_eq!(code(|body| body["relation"] = json!("rhymes")), "malformed");
    assert_eq!(code(|body| body["spans"] = json!([])), "malformed");
}

#[test]
fn hostile_sizes_are_refused() {
    let file = write(&project());
    let code = |limits| read(file.as_bytes(), limits).unwrap_err().code();
    let limits = Limits::default();
    assert_eq!(code(Limits { bytes: file.len() - 1, ..limits }), "too-large");
    assert_eq!(code(Limits { annotations: 3, ..limits }), "too-many");
    assert_eq!(code(Limits { articles: 1, ..limits }), "too-many");
    assert_eq!(code(Limits { tags: 0, ..limits }), "too-many");
    assert_eq!(code(Limits { nesting: 4, ..limits }), "too-deep");
}

#[test]
fn a_span_that_is_off_is_put_back_by_its_quote() {
    for (start, end) in [(0, 3), (5, 5), (7, 4), (9_999, 10_002), (u32::MAX, u32::MAX)] {
        let opened = changed(|file| {
            file["annotations"][2]["spans"][0]["start"] = json!(start);
            file["annotations"][2]["spans"][0]["end"] = json!(end);
        });
        let opened = opened.unwrap();
        assert_eq!(target(&opened, 6), &Target::Placed(vec![span("辻\u{E0100}港")]));
        let placement = Placement::Quote;
        assert_eq!(opened.notices, [Notice::Reanchored { annotation: AnnotationId(6), placement }]);
        assert_eq!(opened.notices[0].record().as_deref(), Some("a6"));
    }
}

#[test]
fn marks_in_what_is_no_character_stay_unplaced() {
    let marks = |accents: usize| {
        changed(|file| {
            let text = format!("か{}", "\u{301}".repeat(accents));
            file["articles"][0]["text"] = json!(text);
            let spans = json!([{ "start": 1, "end": 2, "exact": "\u{301}", "prefix": "", "suffix": "" }]);
            file["annotations"][1]["spans"] = spans;
        })
    };
    let widened = marks(20).unwrap();
    let id = widened.project.annotations.values().nth(1).unwrap().id.0;
    assert!(matches!(target(&widened, id), Target::Placed(spans) if spans[0].len() == 43));
    assert!(matches!(target(&marks(2_000).unwrap(), id), Target::Unplaced(_)));
}

#[test]
fn named_versions_go_through_the_file() {
    let mut before = project();
    before.title = "港の火災 第一報".to_owned();
    let named = |number, name: &str| NamedState {
        number,
        name: name.to_owned(),
        at: Timestamp(1_700_000_000_000),
        by: "記録係".to_owned(),
        project: before.clone(),
    };
    let versions = [named(1, "第一報"), named(4, "照合前")];
    let WithVersions { text: file, left_out } = write_with_versions(&project(), &versions, LARGEST_FILE);
    assert_eq!(left_out, 0);
    let opened = open(&file).unwrap();
    assert_eq!(opened.versions, versions);
    assert_eq!((opened.project, opened.notices.len()), (project(), 0));
    let again = open(&file).unwrap();
    assert_eq!(write_with_versions(&again.project, &again.versions, LARGEST_FILE).text, file);
    // Twice the same number, or no state.
    let twice = file.replace("\"number\": 4", "\"number\": 1");
    assert!(matches!(open(&twice), Err(NativeError::Duplicate { .. })));
    let empty = file.replace("\"state\": {", "\"other\": {");
    assert!(matches!(open(&empty), Err(NativeError::Malformed { .. })));
}

#[test]
fn of_too_many_versions_the_last_are_written() {
    let mut before = project();
    before.title = "行\u{2028}と\u{85}段".to_owned();
    let named = |number| NamedState {
        number,
        name: format!("第{number}報"),
        at: Timestamp(1_700_000_000_000),
        by: String::new(),
        project: before.clone(),
    };
    let versions: Vec<NamedState> = (1..=6).map(named).collect();
    let alone = write(&project()).len();
    let whole = write_with_versions(&project(), &versions, LARGEST_FILE).text.len();
    for most in (alone..whole + 2_000).step_by(500) {
        let WithVersions { text, left_out } = write_with_versions(&project(), &versions, most);
        assert!(text.len() <= most.max(alone), "{} of {most}", text.len());
        assert_eq!(open(&text).unwrap().versions, versions[left_out..]);
    }
    // What is counted is hardly more than what is written.
    assert_eq!(write_with_versions(&project(), &versions, whole + 2_000).left_out, 0);
    assert_eq!(write_with_versions(&project(), &versions, 0).text, write(&project()));
}

#[test]
fn a_quote_that_is_gone_stays_unplaced() {
    let opened =
        changed(|file| file["annotations"][0]["spans"][1]["exact"] = json!("全部知らないことだった"))
            .unwrap();
    assert_eq!(opened.notices, [Notice::Unplaced { annotation: AnnotationId(4) }]);
    let Target::Unplaced(quotes) = target(&opened, 4) else { panic!("placed") };
    assert_eq!((quotes.len(), quotes[1].exact.as_str()), (2, "全部知らないことだった"));
    let file = write(&opened.project);
    assert_eq!(
        open(&file).unwrap(),
        Opened { project: opened.project, versions: Vec::new(), notices: Vec::new() }
    );
}

#[test]
fn a_changed_text_is_said_and_its_annotations_follow() {
    let opened = changed(|file| {
        let text = TEXT.replace("市は", "市の消防は").replace("発表した", "発表しました");
        file["articles"][0]["text"] = json!(text);
    })
    .unwrap();
    let text = opened.project.articles[0].text.clone();
    assert_eq!(opened.notices[0], Notice::TextChanged { article: ArticleId(1) });
    let Target::Placed(spans) = target(&opened, 5) else { panic!("unplaced") };
    assert_eq!(spans[0].slice(&text), Some("ｶﾞｽを\u{2028}止めた"));
    let Target::Placed(spans) = target(&opened, 4) else { panic!("unplaced") };
    assert!(spans[1].slice(&text).unwrap().starts_with("発表し"));
}

#[test]
fn spans_are_widened_joined_and_put_in_order() {
    let opened = changed(|file| {
        let part = |start, end, exact: &str| json!({"start": start, "end": end, "exact": exact, "prefix": "", "suffix": ""});
        file["annotations"][0]["spans"] = json!([part(5, 7, "\u{E0100}港"), part(0, 1, "👩"), part(6, 8, "港へ")]);
    })
    .unwrap();
    assert_eq!(target(&opened, 4), &Target::Placed(vec![span("👩‍🚒"), span("辻\u{E0100}港へ")]));
    assert_eq!(opened.notices, [Notice::SpansAdjusted { annotation: AnnotationId(4) }]);
}

#[test]
fn small_faults_are_repaired_and_said() {
    let opened = changed(|file| {
        file["annotations"][3]["body"]["tag"] = json!("g20");
        file["articles"][0]["published"] = json!("2023-02-29");
        file["project"]["next_number"] = json!(2);
    })
    .unwrap();
    assert_eq!(opened.project.next_number, 21);
    assert_eq!(opened.project.tagset.get(TagId(20)).unwrap().name, "g20");
    assert_eq!(
        opened.notices,
        [
            Notice::DateUnreadable { article: ArticleId(1), value: "2023-02-29".to_owned() },
            Notice::TagMissing { annotation: AnnotationId(7), tag: TagId(20) },
            Notice::NumberRaised { found: 2, raised: 21 },
        ]
    );
}

#[test]
fn unknown_fields_are_said_once_each() {
    let opened = changed(|file| {
        file["generator"] = json!("other");
        for number in [1, 3] {
            file["annotations"][number]["body"]["colour"] = json!([1, 2]);
        }
    })
    .unwrap();
    assert_eq!(opened.project, project());
    let record = |path: &str, id: Option<&str>| Record { path: path.to_owned(), id: id.map(str::to_owned) };
    let colour = Notice::UnknownField {
        field: "annotations[].body.colour".to_owned(),
        first: record("annotations[1]", Some("a5")),
        count: 2,
    };
    let generator =
        Notice::UnknownField { field: "generator".to_owned(), first: record("generator", None), count: 1 };
    assert_eq!(opened.notices, [generator, colour]);
}

/// The example in the documentation is a file this version reads without a word, and writes the same.
#[test]
fn the_documented_example_is_a_file() {
    let documentation = include_str!("../../../../docs/FORMAT.md");
    let (_, example) = documentation.split_once("```json\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let opened = open(example).unwrap();
    assert_eq!(opened.notices, []);
    assert_eq!(write(&opened.project), example);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, Limits::default());
    }

    #[test]
    fn a_damaged_file_is_refused_or_gives_a_whole_project(at in 0usize..6000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut file = write(&project()).into_bytes();
        let at = at % file.len();
        if cut { file.truncate(at) } else { file[at] = byte }
        if let Ok(opened) = read(&file, Limits::default()) {
            let again = write(&opened.project);
            prop_assert_eq!(write(&open(&again).unwrap().project), again);
        }
    }

    #[test]
    fn any_placed_span_comes_back(starts in prop::collection::vec((0usize..40, 1usize..10), 1..20)) {
        let mut project = project();
        project.annotations.clear();
        let positions: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
        for (number, (start, length)) in (0..).zip(starts) {
            let start = start.min(positions.len() - 2);
            let end = (start + length).min(positions.len() - 1);
            let span = grapheme_span(TEXT, ByteSpan::new(positions[start], positions[end]));
            let annotation = Annotation {
                id: AnnotationId(number),
                article: ArticleId(1),
                target: Target::Placed(vec![span]),
                body: Body::Highlight(Highlight { tag: TagId(3) }),
                note: String::new(),
                creator: Creator::Person { name: String::new() },
                judged_by: None,
                status: Status::Suggested,
                created: Timestamp(0),
                modified: Timestamp(0),
            };
            project.annotations.insert(annotation.id, Arc::new(annotation));
        }
        project.next_number = 100;
        let opened = open(&write(&project)).unwrap();
        prop_assert_eq!(opened.project, project);
        prop_assert_eq!(opened.notices, vec![]);
    }
}
