//! News-like text of any length for measuring: our own sentences with changing names, places and numbers, in
//! a fixed order.
//!
//! No two articles are alike, so that no contender lives off what it saw a moment before, and the same call
//! gives the same text on every machine.

/// Bytes of one article, roughly: what people paste.
pub(super) const ARTICLE_BYTES: usize = 10_000;

const PEOPLE: [&str; 16] = [
    "北沢真理子",
    "大森健",
    "須藤",
    "アレクサンドル・ペトレンコ",
    "森下",
    "ハンナ・リンドクヴィスト",
    "石動",
    "長谷部一成",
    "黒川",
    "マルコ・ベルッチ",
    "早乙女",
    "仁科明日香",
    "ジョナサン・ウェルズ",
    "岩倉",
    "李",
    "小田切",
];
const ROLES: [&str; 12] = [
    "市長",
    "知事",
    "外相",
    "教授",
    "社長",
    "報道官",
    "監督",
    "議員",
    "事務局長",
    "大統領",
    "警部補",
    "研究員",
];
const PLACES: [&str; 16] = [
    "霧沢町",
    "北嶺市",
    "東京都",
    "湾岸地区",
    "札幌",
    "大阪府",
    "ヘルシンキ",
    "南部の港町",
    "国境の川",
    "県立体育館",
    "中央駅",
    "ベトナム",
    "第三埠頭",
    "欧州",
    "山間の集落",
    "ニューヨーク",
];
const BODIES: [&str; 14] = [
    "気象庁",
    "国土交通省",
    "市議会",
    "霧沢観光開発",
    "国連安全保障理事会",
    "北嶺大学",
    "警視庁",
    "東和電機",
    "医師会",
    "連盟",
    "経済産業省",
    "全国漁業協同組合連合会",
    "第二管区海上保安本部",
    "与党",
];
const THINGS: [&str; 14] = [
    "停戦の条件",
    "橋の補強工事",
    "新型の観測衛星",
    "来年度の予算案",
    "料金の値上げ",
    "決勝戦",
    "避難所の運営",
    "半導体の輸出規制",
    "ワクチンの接種",
    "水力発電所",
    "空き家の活用",
    "人工知能の利用指針",
    "鉄道の高架化",
    "選挙の日程",
];

/// `P` a person, `R` a role, `L` a place, `B` a body, `T` a thing, `#` a number.
const SENTENCES: [&str; 28] = [
    "PRは#日、Lで記者会見し、「Tについては、関係者の合意を得たうえで判断したい」と述べた。",
    "Bによると、Lでは#日午後#時ごろから激しい雨が降り、#世帯に避難指示が出された。",
    "一方、PRは「説明は不十分だ」と批判し、Tの見直しを求めている。",
    "Tをめぐっては、#年に約#億円の費用が見込まれることが明らかになり、議論が続いていた。",
    "Bの調査では、賛成が#・#％、反対が#・#％だった。",
    "負傷した#人のうち、#人は病院に運ばれたが、命に別条はないという。",
    "BとBは#月#日、Lで協議し、Tに関する覚書に署名する見通しだ。",
    "Pさん（#）は「こんなに早く決まるとは思っていなかった」と驚いた様子で話した。",
    "同社は#年#月期の連結売上高が前年同期比#％増の#億#千万円になったと発表した。",
    "専門家の間では、Tが地域の経済に与える影響は限定的だとの見方が強い。",
    "Lの住民からは、なぜ知らせるのに#日もかかったのかと疑問の声が上がっている。",
    "会談は約#時間に及び、両者はTの早期実現に向けて協力することで一致したとされる。",
    "PR率いる代表団は#日から#日間の日程でLを訪れ、Bの幹部らと意見を交わした。",
    "気温は#度まで上がり、#月としては観測史上#番目の高さを記録した。",
    "しかし、BはTの公表を見送っており、詳しい理由は分かっていない。",
    "#対#で敗れたものの、P監督は「若い選手が力を出し切ってくれた」と笑顔を見せた。",
    "政府は#日の閣議で、Tに関する法律の改正案を決定した。",
    "Lと結ぶ路線は#日から運休しており、再開の見通しは立っていない。",
    "PRはSNSへの投稿で、Lへの訪問を#週間延期すると明らかにした。",
    "現場はLから北西に#キロ離れた、畑や住宅が点在する一帯だ。",
    "Bは、Tに必要な資材が#トン不足しているとして、各国に支援を呼びかけた。",
    "開会式にはPRら約#人が出席し、#分間の黙とうがささげられた。",
    "関係者によると、Tの実施は早くても#年以降になるという。",
    "「今の段階では何も決まっていない。臆測に基づく報道は控えてほしい」。PRはそう繰り返した。",
    "BがまとめたTの報告書は、全#ページにわたって課題を列挙している。",
    "Lでは#年前にも同じような事故があり、当時の教訓が生かされなかったのではないかとの指摘もある。",
    "株価は一時#円安まで下落したが、午後に入って値を戻した。",
    "PRとPRが直接顔を合わせるのは、#年#月以来、#回目となる。",
];

/// Articles of about [`ARTICLE_BYTES`], `bytes` in all.
pub(super) fn articles(bytes: usize) -> Vec<String> {
    let mut chance = Chance(0x5eed);
    let mut articles = Vec::new();
    let mut written = 0;
    while written < bytes {
        let mut article = String::new();
        let mut sentences = 0;
        while article.len() < ARTICLE_BYTES && written + article.len() < bytes {
            let sentence = chance.one_of(&SENTENCES);
            for letter in sentence.chars() {
                match letter {
                    'P' => article.push_str(chance.one_of(&PEOPLE)),
                    'R' => article.push_str(chance.one_of(&ROLES)),
                    'L' => article.push_str(chance.one_of(&PLACES)),
                    'B' => article.push_str(chance.one_of(&BODIES)),
                    'T' => article.push_str(chance.one_of(&THINGS)),
                    '#' => article.push_str(&(1 + chance.below(99)).to_string()),
                    _ => article.push(letter),
                }
            }
            sentences += 1;
            if sentences % 4 == 0 {
                article.push_str("\n\n　");
            }
        }
        written += article.len();
        articles.push(article);
    }
    articles
}

/// Numbers without rhyme, the same every time (a linear congruential generator, Knuth's MMIX constants).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let choice = self.below(choices.len());
        choices.get(choice).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_as_long_as_asked_and_always_the_same() {
        let text = articles(50_000);
        assert_eq!(text, articles(50_000));
        let length: usize = text.iter().map(String::len).sum();
        assert!((50_000..51_000).contains(&length));
        assert_ne!(text.first(), text.get(1));
        assert!(text.iter().all(|article| !article.contains(['P', 'R', 'L', 'B', '#'])));
    }
}
