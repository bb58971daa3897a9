//! What becomes of mentions: the same text marked as found and as it must be. All nine types may be written;
//! only names are.

use super::mend;
use crate::entities::Mention;
use crate::entities::ground::Ground;
use crate::entities::tests::look;
use shirushi_model::EntityType;

/// The text of marked text, and its mentions.
fn unmark(marked: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut open = None;
    for (index, piece) in marked.split(['<', '>']).enumerate() {
        let at = text.chars().count();
        match (index % 2, piece.strip_prefix('/')) {
            (0, _) => text.push_str(piece),
            (_, None) => open = Some((at, piece)),
            (_, Some(_)) => {
                let (start, name) = open.take().unwrap();
                let kind =
                    EntityType::ALL.into_iter().find(|k| k.name().to_lowercase().starts_with(name)).unwrap();
                mentions.push(Mention { start, end: at, kind, ground: Ground::Model, score: 0.6 });
            }
        }
    }
    (text, mentions)
}

#[track_caller]
fn check(found: &str, expected: &str) {
    let (text, mentions) = unmark(found);
    let (same, expected) = unmark(expected);
    assert_eq!(text, same);
    let show = |mentions: &[Mention]| {
        let letters: Vec<char> = text.chars().collect();
        mentions
            .iter()
            .map(|m| (letters[m.start..m.end].iter().collect::<String>(), m.kind))
            .collect::<Vec<_>>()
    };
    let mended = look(&text, |tagged| mend(tagged, mentions.clone()));
    assert_eq!(show(&mended), show(&expected), "{text}");
}

/// What must not change.
#[track_caller]
fn stays(marked: &str) {
    check(marked, marked);
}

#[test]
fn titles_are_outside() {
    check("<per>木下健氏</per>が当選した", "<per>木下健</per>氏が当選した");
    check("<per>佐々木正氏</per>は", "<per>佐々木正</per>氏は");
    check("<per>上杉隆氏</per>は", "<per>上杉隆</per>氏は");
    check("<per>沢田祐哉投</per>手が完投した", "<per>沢田祐哉</per>投手が完投した");
    check("<per>鈴木誠也外</per>野手が", "<per>鈴木誠也</per>外野手が");
    check("<per>モロー夫人</per>と", "<per>モロー</per>夫人と");
    check("<per>アグネスさん</per>と", "<per>アグネス</per>さんと");
    check("<org>国民新党代表</org>が", "<org>国民新党</org>代表が");
    check("<org>東浜銀行頭取</org>は", "<org>東浜銀行</org>頭取は");
    stays("<per>足利尊氏</per>は幕府を開いた");
    stays("<per>畠山持氏</per>の子");
    stays("<org>日本代表</org>は");
    check("<per>水野博士</per>の家", "<per>水野</per>博士の家");
    stays("<per>昭和天皇</per>が");
    stays("<per>ディアナ</per>は");
}

#[test]
fn what_belongs_to_an_office_is_outside() {
    check("<per>石田前</per>知事が", "<per>石田</per>前知事が");
    check("<per>森下幸二元</per>騎手が", "<per>森下幸二</per>元騎手が");
    check("<per>倉田新</per>社長は", "<per>倉田</per>新社長は");
    check("<per>故大橋誠</per>元首相の", "故<per>大橋誠</per>元首相の");
    check("元<per>大関朝霧</per>は", "元大関<per>朝霧</per>は");
    check("<per>李元</per>首相は", "<per>李</per>元首相は");
    stays("<per>前田新</per>さんは");
    stays("<per>元木大介</per>は");
    stays("<per>佐伯元</per>は");
}

#[test]
fn a_person_before_the_head_of_a_body_is_a_part_of_its_name() {
    check("<per>瀬良</per>化成は", "<org>瀬良化成</org>は");
    check("<per>北瀬</per>放送の", "<org>北瀬放送</org>の");
    check("<per>民和</per>党内で", "<org>民和党</org>内で");
    stays("<per>佐伯</per>内閣と<per>佐伯</per>会長と<per>佐伯</per>グループと<per>佐伯</per>氏");
}

#[test]
fn ranks_of_the_ring_are_outside() {
    check("<per>大関琴春日</per>が<fac>新大関霧島</fac>を", "大関<per>琴春日</per>が新大関<per>霧島</per>を");
    check("<per>小結若元春</per>は", "小結<per>若元春</per>は");
    stays("<per>大関健太</per>は");
}

#[test]
fn what_only_a_place_has() {
    check("<per>豊田</per>市内で", "<loc>豊田市</loc>内で");
    check(
        "<loc>豊田</loc>市内で、<fac>当社綿津工場</fac>の",
        "<loc>豊田市</loc>内で、当社<fac>綿津工場</fac>の",
    );
    check("<per>千葉</per>市長は", "<loc>千葉市</loc>長は");
    stays("<per>豊田</per>市長は<per>豊田</per>町議と");
}

#[test]
fn a_family_name_cut_behind_its_first_kanji() {
    check("市の高<per>島宗一郎</per>市長と", "市の<per>高島宗一郎</per>市長と");
    stays("最高<per>島宗一郎</per>と");
    check("投手<per>コーチ</per>と<per>アナウンサー</per>は", "投手コーチとアナウンサーは");
}

#[test]
fn desks_are_outside() {
    check("（<per>倉田誠東京社会部</per>）", "（<per>倉田誠</per>東京社会部）");
    check("（<per>村松千尋仙台支局</per>）", "（<per>村松千尋</per>仙台支局）");
    check("【<per>曽我部圭運動部</per>】", "【<per>曽我部圭</per>運動部】");
    stays("<per>服部</per>は");
}

#[test]
fn lands_of_governors() {
    check("<per>宮城</per>県知事は", "<loc>宮城県</loc>知事は");
    check("<loc>北嶺</loc>県知事は", "<loc>北嶺県</loc>知事は");
    check("<loc>川崎</loc>市長は", "<loc>川崎市</loc>長は");
    stays("<per>小池</per>都知事は");
    stays("<per>田所</per>市長は");
}

#[test]
fn surroundings_are_outside() {
    check("<loc>岩手県沖</loc>で地震", "<loc>岩手県</loc>沖で地震");
    check("<loc>千葉市内</loc>の病院", "<loc>千葉市</loc>内の病院");
    check("<loc>白波地区</loc>で", "<loc>白波</loc>地区で");
    check("<loc>三陸沿岸</loc>を", "<loc>三陸</loc>沿岸を");
    check("<loc>関東地方</loc>は", "<loc>関東</loc>地方は");
    check("<fac>新宿区内</fac>と<loc>新港両</loc>地区", "<loc>新宿区</loc>内と<loc>新港</loc>両地区");
    check("<loc>都内</loc>で、<loc>同町</loc>と<loc>区内</loc>の", "都内で、同町と区内の");
    check(
        "<loc>生駒市東部</loc>と<loc>西アフリカ諸国</loc>",
        "<loc>生駒市</loc>東部と<loc>西アフリカ</loc>諸国",
    );
    stays("<loc>ガザ地区</loc>と<loc>中国地方</loc>と<loc>河内</loc>と<loc>稚内</loc>");
}

#[test]
fn addresses_are_one_place() {
    check("<loc>東京都江東区</loc><loc>豊洲</loc>で", "<loc>東京都江東区豊洲</loc>で");
    check("<loc>東京都江東区</loc>豊洲で", "<loc>東京都江東区豊洲</loc>で");
    check("<loc>六本木</loc>7丁目の", "<loc>六本木7丁目</loc>の");
    check("<loc>横浜市中区山下町</loc>1丁目2番3号に", "<loc>横浜市中区山下町1丁目2番3号</loc>に");
    check("<loc>群馬県</loc><loc>利根</loc><loc>沢市</loc>に", "<loc>群馬県利根沢市</loc>に");
    stays("<loc>アラスカ州</loc><loc>アンカレジ</loc>");
    stays("<loc>福島県</loc><loc>宮城県</loc>");
    stays("<loc>長野</loc>2区、<loc>霧沢町</loc>2人");
}

#[test]
fn a_place_and_what_lies_in_it() {
    check("<loc>ドイツ・ハノーバー</loc>で", "<loc>ドイツ</loc>・<loc>ハノーバー</loc>で");
    check("<fac>築地・新喜楽</fac>で", "<loc>築地</loc>・<fac>新喜楽</fac>で");
    check("<loc>長野・松本市</loc>で", "<loc>長野</loc>・<loc>松本市</loc>で");
    check("<org>白波・青波両党</org>は", "<org>白波</org>・<org>青波</org>両党は");
    stays("<loc>ボスニア・ヘルツェゴビナ</loc>と<loc>サン・パウロ</loc>と<org>ニューヨーク・タイムズ</org>");
    stays("<org>日本・ウクライナ協会</org>と<org>東京・千葉連合会</org>");
}

#[test]
fn readings_are_no_names() {
    check(
        "<per>佐藤花子</per>（さとう・<per>はなこ</per>）さん",
        "<per>佐藤花子</per>（さとう・はなこ）さん",
    );
    check(
        "<per>小鳥遊</per>（たかなし）涼（<per>りょう</per>）さんが",
        "<per>小鳥遊（たかなし）涼</per>（りょう）さんが",
    );
    check("<org>東雲</org>（しののめ）薫さんが", "<per>東雲（しののめ）薫</per>さんが");
    check("王偉民（<per>ワン・ウェイミン</per>）外相", "<per>王偉民</per>（ワン・ウェイミン）外相");
    check(
        "脚本家森下圭（もりした・けい、本名<per>森下圭子</per>）",
        "脚本家<per>森下圭</per>（もりした・けい、本名<per>森下圭子</per>）",
    );
    check(
        "<per>高橋健一郎</per>氏（<per>たかはし・けんいちろう</per>＝俳優）",
        "<per>高橋健一郎</per>氏（たかはし・けんいちろう＝俳優）",
    );
    check(
        "<per>朝光</per>龍（<per>あさこうりゅう</per>、本名<per>中村健太</per>）",
        "<per>朝光龍</per>（あさこうりゅう、本名<per>中村健太</per>）",
    );
    check("<per>五十嵐</per>（いがらし）けんじさんは", "<per>五十嵐（いがらし）けんじ</per>さんは");
    check("<per>尾崎</per>（おざき）<per>放哉</per>の句", "<per>尾崎（おざき）放哉</per>の句");
    check("<per>吉本</per>ばなな（よしもとばなな）さん", "<per>吉本ばなな</per>（よしもとばなな）さん");
    check(
        "<per>金子みす</per>ゞ（<per>かねこ・みす</per>ゞ）は",
        "<per>金子みすゞ</per>（かねこ・みすゞ）は",
    );
    check("<loc>白波町</loc>（<loc>しらなみちょう</loc>）", "<loc>白波町</loc>（しらなみちょう）");
    stays("会派（<org>みらい</org>）の<loc>白波町</loc>（<per>佐伯和也</per>）");
    stays("<per>ハムレット</per>（<per>佐伯和也</per>）、<per>ベルク</per>（<per>Johan Berg</per>）");
    stays("<loc>白波</loc>（しらなみ）町長は");
}

#[test]
fn what_is_no_name() {
    check("<org>info@example-news.jp</org>まで", "info@example-news.jpまで");
    check(
        "<org>選挙管理委員会</org>は、<org>市選挙管理委員会</org>は",
        "選挙管理委員会は、市選挙管理委員会は",
    );
    check("<org>©白波新聞社</org>", "©<org>白波新聞社</org>");
    check(
        "<org>© 2025 白波新聞社 All rights reserved</org>.",
        "© 2025 <org>白波新聞社</org> All rights reserved.",
    );
    check(
        "（C）<org>2025 青空出版社</org>／<per>山田太郎</per>",
        "（C）2025 <org>青空出版社</org>／<per>山田太郎</per>",
    );
    check(
        "<org>Copyright © Aozora Press. All rights reserved</org>.",
        "Copyright © <org>Aozora Press</org>. All rights reserved.",
    );
    check("<org>@example_news</org>の", "@example_newsの");
    check("<org>共産</org>党員と<org>自民党</org>員と<per>共産党員</per>", "共産党員と自民党員と共産党員");
    check("<per>いじめ</per>は", "いじめは");
    stays("<org>霧沢市選挙管理委員会</org>は<org>国会</org>で<org>上院</org>と");
    stays("<org>自民党</org>幹部と「<pro>ささやき</pro>」と<org>NODE.js社</org>");
}
