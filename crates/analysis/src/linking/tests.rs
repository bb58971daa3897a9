//! Marked text: `<person ドナルド・トランプ>トランプ</person>` is a PERSON with that canonical form; several texts are
//! linked at once.

use super::*;
use shirushi_model::ByteSpan;

fn check(marked: &[&str]) {
    let mut texts: Vec<(String, Vec<Entity>, Vec<String>)> = marked.iter().map(|m| unmark(m)).collect();
    let mut linked: Vec<Linked<'_>> =
        texts.iter_mut().map(|(text, entities, _)| Linked { text, entities }).collect();
    link(&mut linked);
    for (_, entities, expected) in &texts {
        let found: Vec<&String> = entities.iter().map(|e| &e.canonical).collect();
        assert_eq!(found, expected.iter().collect::<Vec<_>>());
    }
}

fn unmark(marked: &str) -> (String, Vec<Entity>, Vec<String>) {
    let (mut text, mut entities, mut expected) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let (name, canonical) = tag.split_once(' ').unwrap();
        let (surface, after) = after.split_once(&format!("</{name}>")).unwrap();
        let kind = EntityType::ALL.into_iter().find(|k| k.name().to_lowercase().starts_with(name)).unwrap();
        let span = ByteSpan::new(text.len(), text.len() + surface.len());
        text.push_str(surface);
        entities.push(Entity { span, kind, canonical: String::new(), normalized: None, score: 1.0 });
        expected.push(canonical.to_owned());
        rest = after;
    }
    text.push_str(rest);
    (text, entities, expected)
}

#[test]
fn a_surname_joins_its_full_name_across_texts() {
    check(&[
        "<person クレール・モロー>モロー</person>外相は",
        "<person クレール・モロー>クレール・モロー</person>氏が、<person 岸本健太郎>岸本健太郎</person>首相と",
        "<person 岸本健太郎>岸本</person>首相は",
    ]);
}

#[test]
fn two_of_one_surname_stay_apart() {
    check(&[
        "<person アンナ・モロー>アンナ・モロー</person>氏と<person クレール・モロー>クレール・モロー</person>氏。<person モロー>モロー</person>氏は",
        "<person 山田太郎>山田太郎</person>と<person 山田花子>山田花子</person>。<person 山田>山田</person>さんは",
    ]);
}

#[test]
fn spellings_meet() {
    check(&[
        "<location アンカレッジ>アンカレジ</location>、<location アンカレッジ>アンカレッジ</location>",
        "<person ジョー・ヴァンス>ジョー・ヴァンス</person>と<person ジョー・ヴァンス>バンス</person>",
        "<organization CNN>ＣＮＮ</organization>と<organization CNN>CNN</organization>",
        "<person John Smith>JOHN SMITH</person>と<person John Smith>John Smith</person>",
    ]);
}

#[test]
fn countries_and_bodies_have_one_name() {
    check(&[
        "<loc アメリカ>米</loc>と<loc アメリカ>米国</loc>と<loc アメリカ>アメリカ合衆国</loc>",
        "<org 北大西洋条約機構>NATO</org>と<org 北大西洋条約機構>北大西洋条約機構</org>",
        "<org アメリカ空軍>米空軍</org>と<org アメリカ空軍>アメリカ空軍</org>",
    ]);
}

#[test]
fn glosses_and_suffixes_join() {
    check(&[
        "<org 東都測量機構>東都測量機構</org>（<org 東都測量機構>ＴＳＫ</org>）は。<org 東都測量機構>ＴＳＫ</org>も",
        "<loc アラスカ州>アラスカ</loc>の<loc アラスカ州>アラスカ州</loc>で。<loc ニューヨーク>ニューヨーク</loc>と<loc ニューヨーク州>ニューヨーク州</loc>",
        "<fac 東浜国際空港>東浜空港</fac>と<fac 東浜国際空港>東浜国際空港</fac>",
        "<org 光洋電子社>光洋電子</org>、<org 光洋電子社>光洋電子社</org>",
    ]);
}
