//! Marked text with scores: `<person 9>岸本健太郎</person>` was found with 0.9, `<+person>岸本</person>` must
//! come of it.

use super::*;
use crate::entities::known::{KnownName, Standing};
use crate::entities::tests::look;

#[track_caller]
fn check_known(marked: &str, known: Option<&KnownNames>) {
    let (mut text, mut found, mut expected) = (String::new(), Vec::new(), Vec::new());
    for (index, piece) in marked.split(['<', '>']).enumerate() {
        if index % 2 == 0 {
            text.push_str(piece);
            continue;
        }
        let at = text.chars().count();
        if piece.starts_with('/') {
            let (start, kind, score): (usize, EntityType, f32) = expected.pop().unwrap();
            let mention = Mention { start, end: at, kind, ground: Ground::Model, score };
            if score > 0.0 {
                found.push(mention);
            }
            expected.push((start, kind, score));
            continue;
        }
        let (name, score) = piece.split_once(' ').unwrap_or((piece, "0"));
        let kind = |name: &str| {
            EntityType::ALL
                .into_iter()
                .find(|k| k.name().eq_ignore_ascii_case(name.trim_start_matches('+')))
                .unwrap()
        };
        expected.push((at, kind(name), score.parse::<f32>().unwrap() / 10.0));
    }
    let expected: Vec<(usize, EntityType)> =
        expected.iter().map(|(start, kind, _)| (*start, *kind)).collect();
    let got = look(&text, |tagged| {
        let found = known.map_or_else(|| found.clone(), |known| known.decide(tagged, found.clone()));
        complete(tagged, found, known)
    });
    assert!(got.windows(2).all(|pair| pair[0].end <= pair[1].start));
    let shown: Vec<(usize, EntityType)> = got.iter().map(|mention| (mention.start, mention.kind)).collect();
    assert_eq!(shown, expected, "{marked}");
}

#[track_caller]
fn check(marked: &str) {
    check_known(marked, None);
}

#[test]
fn names_found_once_are_found_again() {
    check(
        "<person 9>ヤコブ・ルンデル</person>は来た。<+person>ルンデル</person>は話し、<+person>ヤコブ・ルンデル</person>は去った。",
    );
    check(
        "<person 9>岸本健太郎</person>は来た。<+person>岸本</person>は話した。<+person>岸本</person>市長に。",
    );
    check(
        "<organization 8>ベルカ</organization>が買う。株主は<+organization>ベルカ</organization>に。<+organization>ベルカ</organization>側は",
    );
    check("<location 8>ラムザ</location>で。<+location>ラムザ</location>入りした。");
}

#[test]
fn not_where_they_are_a_part_of_something_else() {
    check("<location 9>ラムザ</location>で。ラムザ大学とラムザール、カン・ラムザ、ラムザ語。");
    check("<person 9>岸本健太郎</person>は来た。岸本町と岸本病院。");
    check("<organization 9>ARK</organization>は。ARKS、ARK-2、SHARK。");
}

#[test]
fn not_what_was_doubted_nor_ordinary_words() {
    check("<person 6.5>ルンデル</person>は来た。ルンデルは去った。");
    check("<organization 8>未来</organization>が勝つ。明るい未来を。");
    check("<organization 9.5>リムジン</organization>が勝つ。<+organization>リムジン</organization>は。");
}

#[test]
fn doubted_names_take_the_type_of_most() {
    check(
        "<organization 9>紺碧館</organization>は。<organization 9>紺碧館</organization>が。<organization 5>紺碧館</organization>も",
    );
    let agreed = look("紺碧館は。紺碧館が。", |tagged| {
        let mention =
            |start, kind, score| Mention { start, end: start + 3, kind, ground: Ground::Model, score };
        let found = vec![mention(0, EntityType::Organization, 0.9), mention(5, EntityType::Person, 0.4)];
        complete(tagged, found, None)
    });
    assert_eq!(agreed[1].kind, EntityType::Organization);
    assert!(agreed[1].score < agreed[0].score && agreed[1].score > 0.7);
}

fn known(list: &[(&str, EntityType, Standing)]) -> KnownNames {
    KnownNames::new(list.iter().map(|(surface, kind, standing)| KnownName {
        surface: (*surface).to_owned(),
        kind: *kind,
        standing: *standing,
    }))
}

#[test]
fn people_decide_over_what_is_found() {
    use EntityType::{Location, Organization, Person, Product};
    use Standing::{Name, NotAName};
    let decided = known(&[
        ("霧笛", Product, Name),
        ("灯台", Organization, NotAName),
        ("ラムザ", Location, Name),
        ("水野", Person, Name),
        ("", Person, Name),
        (" ", Person, Name),
    ]);
    check_known("<+product>霧笛</product>を聞く。灯台は", Some(&decided));
    check_known(
        "<+location>ラムザ</location>と<organization 9>ラムザ大学</organization>とラムザール",
        Some(&decided),
    );
    check_known("<person 9>水野涼介</person>と<+person>水野</person>は", Some(&decided));
    let refused = look("灯台は灯台だ。", |tagged| {
        let found =
            vec![Mention { start: 0, end: 2, kind: Organization, ground: Ground::Model, score: 0.99 }];
        let found = decided.decide(tagged, found);
        complete(tagged, found, Some(&decided))
    });
    assert_eq!(refused, []);
}

#[test]
fn the_last_decision_counts_and_widths_do_not() {
    use EntityType::{Organization, Person};
    use Standing::{Name, NotAName};
    let retyped =
        known(&[("ＮＡＲＤＡ", Person, Name), ("NARDA", Person, NotAName), ("NARDA", Organization, Name)]);
    check_known(
        "<+organization>ＮＡＲＤＡ</organization>と<+organization>NARDA</organization>",
        Some(&retyped),
    );
    let taken_back = known(&[("ナルダ", Person, Name), ("ナルダ", Person, NotAName)]);
    check_known("ナルダは", Some(&taken_back));
}

#[test]
fn hostile_decisions_do_no_harm() {
    use EntityType::{Date, Person, Product};
    let hostile = known(&[
        ("。", Person, Standing::Name),
        ("は\nが", Product, Standing::Name),
        ("昨日", Date, Standing::Name),
        ("霧", Person, Standing::Name),
        ("霧笛の", Product, Standing::Name),
        ("笛の音", Product, Standing::Name),
        (&"長".repeat(1000), Person, Standing::Name),
    ]);
    let got = look("昨日は\nが霧笛の音と長長長。", |tagged| hostile.decide(tagged, Vec::new()));
    assert!(got.windows(2).all(|pair| pair[0].end <= pair[1].start));
    assert!(got.iter().all(|mention| mention.end - mention.start <= 3 && mention.kind != Date));
}

#[test]
fn ten_thousand_decisions_take_no_longer_than_one() {
    let many = KnownNames::new((0..10_000).map(|n| KnownName {
        surface: format!("霧沢{n}"),
        kind: EntityType::Organization,
        standing: if n % 2 == 0 { Standing::Name } else { Standing::NotAName },
    }));
    let one = known(&[("霧沢0", EntityType::Organization, Standing::Name)]);
    look(&"霧沢4242は霧沢9と霧沢の".repeat(2000), |tagged| {
        let time = |known: &KnownNames| {
            let start = std::time::Instant::now();
            let found = known.decide(tagged, Vec::new());
            (start.elapsed(), found.len())
        };
        time(&one);
        let ((short, _), (long, found)) = (time(&one), time(&many));
        assert_eq!(found, 2000);
        assert!(long < short * 20, "{short:?} with one, {long:?} with ten thousand");
        Vec::new()
    });
}

#[test]
fn what_a_title_shows_counts_for_the_bare_name() {
    check(
        "<person 9>三菱剛</person>さんが辞めた。<+person>三菱</person>は黙った。<+person>三菱</person>氏は",
    );
    let kinds = |text: &str, found: Vec<Mention>| {
        let got = look(text, |tagged| complete(tagged, found, None));
        got.iter().map(|mention| mention.kind).collect::<Vec<_>>()
    };
    use EntityType::{Location, Organization, Person};
    let mention = |start, end, kind| Mention { start, end, kind, ground: Ground::Model, score: 0.9 };
    assert_eq!(
        kinds(
            "三菱剛さんが辞めた。三菱は黙った。",
            vec![mention(0, 3, Person), mention(10, 12, Organization)]
        ),
        [Person, Person]
    );
    assert_eq!(
        kinds("三菱剛さんが三菱社で", vec![mention(0, 3, Person), mention(6, 8, Organization)]),
        [Person, Organization]
    );
    assert_eq!(
        kinds(
            "松本健選手は松本で松本は",
            vec![mention(0, 3, Person), mention(6, 8, Location), mention(9, 11, Location)]
        ),
        [Person, Location, Person]
    );
    assert_eq!(
        kinds(
            "松本健選手は松本市で松本は",
            vec![mention(0, 3, Person), mention(6, 9, Location), mention(10, 12, Location)]
        ),
        [Person, Location, Location]
    );
    assert_eq!(
        kinds(
            "北瀬県で北瀬知事が北瀬と",
            vec![mention(0, 3, Location), mention(4, 6, Person), mention(9, 11, Person)]
        ),
        [Location, Location, Location]
    );
}

#[test]
fn a_company_is_called_by_its_first_word() {
    check("<organization 9>ゾルバン電子</organization>は。<+organization>ゾルバン</organization>の社長。");
    check("<organization 9>デジタル放送</organization>は。デジタルの時代。");
    check("<organization 9>ロシア銀行</organization>は。ロシアの首相。");
}

#[test]
fn given_names_are_found_again() {
    check("<person 9>若山牧水</person>は歌人だ。<+person>牧水</person>の歌。");
    check("<person 9.9>佐伯正義</person>は来た。正義を語り、平和を願う。");
}

#[test]
fn katakana_alone_is_nobody_unless_it_is_introduced() {
    let left = |text: &str, word: &str, score: f32| {
        let mention = |(byte, _)| {
            let start = text[..byte].chars().count();
            Mention {
                start,
                end: start + word.chars().count(),
                kind: EntityType::Person,
                ground: Ground::Model,
                score,
            }
        };
        let found = text.match_indices(word).map(mention).collect();
        look(text, |tagged| complete(tagged, found, None)).len()
    };
    let article = |sentence: &str| format!("{sentence}市長は話した。会議は続く。雨が降った。");
    // An ordinary word, and one the dictionary has not.
    assert_eq!([0.6, 0.8].map(|score| left("リムジンを待つ。", "リムジン", score)), [0, 1]);
    assert_eq!([0.55, 0.65].map(|score| left("ゾルバンは来た。", "ゾルバン", score)), [0, 1]);
    assert_eq!([0.8, 0.95].map(|score| left(&article("リムジンを待つ。"), "リムジン", score)), [0, 1]);
    assert_eq!([0.7, 0.8].map(|score| left(&article("ゾルバンは来た。"), "ゾルバン", score)), [0, 1]);
    assert_eq!(left(&article("ゾルバン氏は来た。ゾルバンは帰った。"), "ゾルバン", 0.6), 2);
    assert_eq!(left(&article("歌手ゾルバンは来た。"), "ゾルバン", 0.6), 1);
    assert_eq!(left(&article("ゾルバンの妻アンナは来た。"), "アンナ", 0.6), 1);
}
