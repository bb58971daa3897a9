//! Marked text: `<person ドナルド・トランプ>トランプ</person>` is a PERSON with that canonical form; several
//! texts are linked at once.

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

#[test]
fn a_text_decides_by_its_own_full_names_first() {
    check(&[
        "<person 水野涼介>水野涼介</person>知事は。<person 水野涼介>水野</person>知事が",
        "<person 水野沙羅>水野沙羅</person>選手は。<person 水野沙羅>水野</person>選手が",
        "<person 水野>水野</person>さんは",
    ]);
}

#[test]
fn a_title_says_which_of_two() {
    check(&[
        "<person 田所一成>田所一成</person>市長と<person 田所二郎>田所二郎</person>容疑者。<person 田所二郎>田所</person>容疑者は黙り、<person 田所一成>田所</person>市長は謝った。<person 田所>田所</person>弁護士は",
        "<person 田所一成>田所</person>市長が",
    ]);
    check(&[
        "<person エリック・モルダー>エリック・モルダー</person>大統領と<person アンナ・モルダー>アンナ・モルダー</person>夫人。<person エリック・モルダー>モルダー</person>大統領は語り、<person エリック・モルダー>モルダー</person>氏は去った",
    ]);
}

#[test]
fn titles_and_countries_keep_bare_names_apart() {
    check(&[
        "<person 水野（知事）>水野</person>知事は",
        "<person 水野（容疑者）>水野</person>容疑者は",
        "<person 水野（知事）>水野</person>知事が",
    ]);
    check(&[
        "<loc フランス>フランス</loc>の<person モロー（フランス・外相）>モロー</person>外相は",
        "<person モロー（カナダ・外相）>モロー</person><loc カナダ>加</loc>外相は",
    ]);
    check(&["<person 佐伯航>佐伯航</person>投手は", "<person 佐伯>佐伯</person>容疑者は"]);
    // A charge beside an office: of foreign leaders both are said.
    check(&[
        "<person ヨハン・ベルク>ヨハン・ベルク</person>大統領",
        "<person ヨハン・ベルク>ベルク</person>被告",
    ]);
}

#[test]
fn what_begins_like_a_surname_need_not_be_one() {
    check(&[
        "<person 森下健>森下健</person>と<person 森>森</person>氏、<person 小野田航>小野田航</person>と<person 小野>小野</person>氏",
        "<person 長谷川光>長谷川光</person>と<person 長谷>長谷</person>氏、<person 金子>金子</person>と<person 金>金</person>氏",
        "<person 林健太郎>林健太郎</person>と<person 林健太郎>林</person>氏、<person 王毅>王毅</person>と<person 王毅>王</person>氏",
        "<person 首相>首相</person>と<person 大統領>大統領</person>",
    ]);
}

#[test]
fn longer_and_shorter_foreign_names() {
    check(&[
        "<person ドミトリ・ジョン・ハルム>ドミトリ・ジョン・ハルム</person>と<person ドミトリ・ジョン・ハルム>ドミトリ・ハルム</person>と<person ドミトリ・ジョン・ハルム>ハルム</person>",
        "<person ラウル・ガルシア・ベラ>ラウル・ガルシア・ベラ</person>、<person ラウル・ガルシア・ベラ>ガルシア・ベラ</person>、<person ラウル・ガルシア・ベラ>ベラ</person>",
        "<person J・D・ハーレン>J・D・ハーレン</person>と<person J・D・ハーレン>Ｊ．Ｄ．ハーレン</person>",
        "<person ユージ本田>ユージ本田</person>と<person ユージ本田>本田</person>",
    ]);
}

#[test]
fn titles_inside_a_mention_and_blanks_do_not_count() {
    check(&[
        "<person クレール・モロー>クレール・モロー</person>と<person クレール・モロー>モロー大統領</person>",
        "<person 佐伯 航>佐伯　航</person>と<person 佐伯 航>佐伯航</person>と<person 佐伯 航>佐伯</person>",
        "<person カール・ウント>カール・ウント</person>と<person カール・ウント>カール＝ウント</person>",
    ]);
}

#[test]
fn katakana_in_other_spellings() {
    check(&[
        "<loc ヴェルディーナ>ヴェルディーナ</loc>と<loc ヴェルディーナ>ベルジナ</loc>",
        "<person パーティン>パーティン</person>と<person パーティン>パーチン</person>",
        "<loc ラムリア>ラムリア</loc>と<loc ラムリア>ﾗﾑﾘﾔ</loc>",
        "<loc フィオーレ>フィオーレ</loc>と<loc フィオーレ>フイオレ</loc>",
        "<person 広沢渉>廣澤渉</person>と<person 広沢渉>広沢渉</person>",
    ]);
}

#[test]
fn abbreviations_introduced_in_both_orders() {
    check(&[
        "<org 東都測量機構>東都測量機構</org>（以下、<org 東都測量機構>ＴＳＫ</org>）は。<org 東都測量機構>ＴＳＫ</org>も",
        "<org 北辰海洋連盟>ＨＫＲ</org>（<org 北辰海洋連盟>北辰海洋連盟</org>）は。<org 北辰海洋連盟>ＨＫＲ</org>も",
        "<org 南海航路協会>NKK</org>＝<org 南海航路協会>南海航路協会</org>は",
        "<org 西浜地域振興財団>西浜地域振興財団</org>（以下「<org 西浜地域振興財団>振興財団</org>」と表記）は。<org 西浜地域振興財団>振興財団</org>の",
        "<org 日本深海開発機構>日本深海開発機構</org>（<org 日本深海開発機構>深海機構</org>）",
        "<org 東都測量機構>TSK</org>も",
    ]);
}

#[test]
fn two_bodies_with_one_abbreviation() {
    check(&[
        "<org 東都測量機構>東都測量機構</org>（<org 東都測量機構>TSK</org>）。<org 東都測量機構>TSK</org>は",
        "<org 高砂酒造組合>高砂酒造組合</org>（<org 高砂酒造組合>TSK</org>）。<org 高砂酒造組合>TSK</org>は",
        "<org TSK>TSK</org>は",
    ]);
    // The text's own introduction goes before the tables.
    check(&[
        "<org 国際商業会議所>国際商業会議所</org>（<org 国際商業会議所>ICC</org>）。<org 国際商業会議所>ICC</org>は",
        "<org 国際刑事裁判所>ICC</org>は",
        "<org ベルガ・スターズ>ベルガ・スターズ</org>（<org NBA>NBA</org>）は",
    ]);
}

#[test]
fn brackets_that_introduce_nothing() {
    check(&[
        "<loc アンカレッジ>アンカレッジ</loc>（<loc アラスカ州>アラスカ州</loc>）",
        "<person ハムレット>ハムレット</person>（<person 佐伯和也>佐伯和也</person>）",
        "<org 東浜学会>東浜学会</org>（<org 北辰大学>北辰大学</org>）",
    ]);
    check(&[
        "<person 尹相勲>尹相勲</person>（<person 尹相勲>ユン・サンフン</person>）氏と<person ベルク>ベルク</person>（<person ベルク>Johan Berg</person>）氏",
    ]);
}

#[test]
fn countries_in_every_dress() {
    check(&[
        "<loc アメリカ>アメリカ人</loc>と<loc ロシア>ロシア側</loc>と<org アメリカ>米国</org>",
        "<loc 日本>日</loc><loc アメリカ>米</loc>、<loc ロシア>ロ</loc>と<loc ロシア>露</loc>、<org アメリカ軍>米軍</org>と<org アメリカ軍>アメリカ軍</org>",
        "<event アメリカ・ロシア首脳会談>米ロ首脳会談</event>と<event アメリカ・ロシア首脳会談>アメリカ・ロシア首脳会談</event>と<event アメリカ・ロシア首脳会談>米露会談</event>",
    ]);
}

#[test]
fn companies_with_and_without_their_legal_form() {
    check(&[
        "<org 株式会社霧沢製作所>株式会社霧沢製作所</org>と<org 株式会社霧沢製作所>霧沢製作所</org>と<org 株式会社霧沢製作所>霧沢製作所（株）</org>",
        "<org ナルダ社>ナルダ</org>と<org ナルダ社>ナルダ社</org>",
    ]);
}

#[test]
fn towns_with_and_without_their_prefecture() {
    check(&[
        "<loc 北嶺県霧沢町>北嶺県霧沢町</loc>の<loc 北嶺県霧沢町>霧沢町</loc>、<loc 北嶺県霧沢町>霧沢</loc>",
        "<loc 甲県中央市>甲県中央市</loc>と<loc 乙県中央市>乙県中央市</loc>と<loc 中央市>中央市</loc>",
    ]);
}

#[test]
fn one_building_two_types() {
    check(&[
        "<org 紺碧館>紺碧館</org>は",
        "<fac 紺碧館>紺碧館</fac>で、<person ワシントン>ワシントン</person>と<loc ワシントン>ワシントン</loc>",
    ]);
}

#[test]
fn joining_again_changes_nothing_and_order_does_not_matter() {
    let texts =
        ["<person モロー>モロー</person>外相", "<person クレール・モロー>クレール・モロー</person>氏"];
    let run = |order: [usize; 2]| {
        let mut list: Vec<(String, Vec<Entity>, Vec<String>)> =
            order.iter().map(|i| unmark(texts[*i])).collect();
        for _ in 0..2 {
            let mut linked: Vec<Linked<'_>> =
                list.iter_mut().map(|(text, entities, _)| Linked { text, entities }).collect();
            link(&mut linked);
        }
        list.iter().map(|(_, entities, _)| entities[0].canonical.clone()).collect::<Vec<_>>()
    };
    assert_eq!(run([0, 1]), ["クレール・モロー"; 2]);
    assert_eq!(run([1, 0]), ["クレール・モロー"; 2]);
}

#[test]
fn many_mentions_take_time_in_proportion() {
    let of = |people: usize| {
        let marked: String = (0..people)
            .map(|n| {
                let full = char::from_u32(0x4E00 + n as u32 % 4000).unwrap();
                format!("<person x>水野{full}</person>市長と<person x>水野</person>知事、<org x>機構{n}</org>（<org x>A{n}</org>）")
            })
            .collect();
        let (text, mut entities, _) = unmark(&marked);
        let start = std::time::Instant::now();
        link(&mut [Linked { text: &text, entities: &mut entities }]);
        start.elapsed()
    };
    of(100);
    let (small, large) = (of(500), of(4000));
    println!("linking 16,000 mentions: {large:?}");
    assert!(large < small * 40, "{small:?} for 2,000 mentions, {large:?} for 16,000");
}

#[test]
fn places_and_the_land_around_them_stay_apart() {
    check(&[
        "<loc 長野>長野</loc>と<loc 長野県>長野県</loc>、<loc 淡路>淡路</loc>と<loc 淡路島>淡路島</loc>、<loc 広島市>広島市</loc>と<loc 広島>広島</loc>",
        "<loc 京都>京都</loc>と<loc 京都府>京都府</loc>、<loc 東京>東京</loc>と<loc 東京都>東京都</loc>",
    ]);
}

#[test]
fn short_forms_made_of_characters() {
    check(&[
        "<org 日本大学>日本大学</org>の<org 日本大学>日大</org>、<org 西日本鉄道>西日本鉄道</org>の<org 西日本鉄道>西鉄</org>",
        "<org 農林中央金庫>農林中金</org>は<org 農林中央金庫>農林中央金庫</org>、<org 奥羽国際大学>奥羽国際大</org>と<org 奥羽国際大学>奥羽国際大学</org>",
        "<org 日本大学>日大</org>が",
    ]);
    // Which of two is meant the text does not tell; and what a name begins with is no short form of it.
    check(&[
        "<org 東北大学>東北大学</org>と<org 東浜大学>東浜大学</org>と<org 東大>東大</org>、<org 三菱>三菱</org>と<org 三菱電機>三菱電機</org>",
    ]);
}

#[test]
fn a_whole_name_is_not_the_beginning_of_another() {
    check(&[
        "<person 森下圭>森下圭</person>、本名<person 森下圭子>森下圭子</person>、<person 佐藤健>佐藤健</person>と<person 佐藤健太>佐藤健太</person>",
        "<person 佐々木健>佐々木健</person>と<person 佐々木健>佐々木</person>、<person 土岐沢誠>土岐沢誠</person>と<person 土岐沢誠>土岐沢</person>、<person 足利尊氏>足利尊氏</person>",
    ]);
    check(&[
        "<org 大阪大学>阪大</org>と<org 大阪大学>大阪大学</org>、<org 日本原子力研究開発機構>日本原子力研究開発機構</org>と<org 日本原子力研究開発機構>原子力機構</org>",
    ]);
}

#[test]
fn authors_are_called_by_their_given_names() {
    check(&[
        "<person 若山牧水>若山牧水</person>は、<person 若山牧水>牧水</person>が",
        "<person 牧水太郎>牧水太郎</person>と<person 牧水太郎>牧水</person>と<person 若山牧水>若山牧水</person>",
    ]);
}

#[test]
fn readings_inside_a_name_do_not_count() {
    check(&["<person 小鳥遊涼>小鳥遊（たかなし）涼</person>さんは。<person 小鳥遊涼>小鳥遊</person>さんが"]);
}
