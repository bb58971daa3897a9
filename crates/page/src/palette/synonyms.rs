//! Other words by which things are looked for: how their names are read, and what people call them elsewhere.
//! Data: a row helps everything whose name in either language contains its first word.

/// Part of a name, and what else finds it. Readings are written in kana; romaji follow from them.
const SYNONYMS: [(&str, &str); 57] = [
    ("縦書き", "たてがき たて vertical"),
    ("横書き", "よこがき よこ horizontal"),
    ("検索", "けんさく さがす ファインド find"),
    ("書き出", "かきだす かきだし エクスポート しゅつりょく ほぞん export download"),
    ("ファイルに保存", "ほぞん セーブ ダウンロード save download"),
    ("ダーク", "くらい よる あんしょく dark night"),
    ("ライト", "あかるい ひる light day"),
    ("ふりがな", "ルビ よみがな フリガナ ruby furigana"),
    ("元に戻す", "もとにもどす とりけす アンドゥ undo"),
    ("やり直す", "やりなおす やりなおし リドゥ redo"),
    ("履歴", "りれき ヒストリー history"),
    ("設定", "せってい かんきょう オプション settings options preferences"),
    ("テーマ", "はいしょく がいかん せってい theme appearance"),
    ("言語", "げんご ことば にほんご えいご language"),
    ("キー", "ショートカット キーボード shortcut keyboard"),
    ("ヘルプ", "つかいかた help"),
    ("案内", "あんない チュートリアル ツアー tutorial"),
    ("記事", "きじ ニュース article news"),
    ("貼り付け", "はりつけ ペースト ついか paste add"),
    ("プロジェクト", "あんけん しごと project"),
    ("新しい", "あたらしい しんき new"),
    ("開く", "ひらく よみこむ インポート open import load"),
    ("読む", "よむ ほんぶん リーディング read"),
    ("判定", "はんてい さいひ レビュー judge review"),
    ("比較", "ひかく くらべる みくらべ compare diff"),
    ("候補", "こうほ サジェスト suggestion"),
    ("採用", "さいよう とる うけいれる accept approve"),
    ("却下", "きゃっか しりぞける はじく reject"),
    ("飛ばす", "とばす スキップ skip"),
    ("主張", "しゅちょう クレーム claim statement"),
    ("固有表現", "こゆうひょうげん エンティティ entity ner"),
    ("人名", "じんめい ひと なまえ person"),
    ("組織", "そしき かいしゃ だんたい organization"),
    ("地名", "ちめい ばしょ location place"),
    ("施設", "しせつ たてもの facility"),
    ("出来事", "できごと イベント event"),
    ("製品", "せいひん しょうひん product"),
    ("日付", "ひづけ にちじ date"),
    ("時刻", "じこく じかん time"),
    ("数量", "すうりょう かず すうち quantity number"),
    ("ハイライト", "けいこう マーカー せん highlight marker"),
    ("タグ", "ふだ ラベル tag label"),
    ("マーク", "しるし ちゅうしゃく アノテーション mark annotation"),
    ("境界", "きょうかい はんい boundary span"),
    ("分割", "ぶんかつ わける split"),
    ("結合", "けつごう まとめる つなぐ あわせる merge join"),
    ("削除", "さくじょ けす デリート delete remove"),
    ("版", "はん バージョン version"),
    ("本文", "ほんぶん テキスト text body"),
    ("文字", "もじ フォント サイズ font size zoom"),
    ("明朝", "みんちょう せりふ serif"),
    ("ゴシック", "ごしっく サンセリフ sans"),
    ("文節", "ぶんせつ おりかえし かいぎょう wrap"),
    ("語の境界", "ごのきょうかい けいたいそ トークン token"),
    ("余白", "よはく カード マージン margin card"),
    ("情報", "じょうほう しょし メタデータ みだし ばいたい metadata"),
    ("について", "バージョン ライセンス じょうほう about licence"),
];

/// All that finds a thing of this name besides the name itself.
pub(super) fn other_words(name: &str) -> String {
    let mut words = String::new();
    for (_, others) in SYNONYMS.iter().filter(|(part, _)| name.contains(part)) {
        for word in others.split(' ') {
            words.push('\n');
            words.push_str(word);
            words.push('\n');
            words.push_str(&romaji(word));
        }
    }
    words
}

/// The syllables by their vowels a i u e o, row by row.
const ROWS: [(&str, &str); 14] = [
    ("", "あいうえお"),
    ("k", "かきくけこ"),
    ("s", "さしすせそ"),
    ("t", "たちつてと"),
    ("n", "なにぬねの"),
    ("h", "はひふへほ"),
    ("m", "まみむめも"),
    ("r", "らりるれろ"),
    ("g", "がぎぐげご"),
    ("z", "ざじずぜぞ"),
    ("d", "だぢづでど"),
    ("b", "ばびぶべぼ"),
    ("p", "ぱぴぷぺぽ"),
    ("y", "や\0ゆ\0よ"),
];

/// Kana as they are typed in Latin letters, by Hepburn's rules; long marks are left out (しゅちょう:
/// shuchou).
fn romaji(kana: &str) -> String {
    let mut out = String::new();
    let mut doubled = false;
    for c in kana.chars().map(hiragana) {
        let syllable = match c {
            'ー' => continue,
            'っ' => {
                doubled = true;
                continue;
            }
            'ん' => "n".to_owned(),
            'わ' => "wa".to_owned(),
            'を' => "o".to_owned(),
            'ゃ' | 'ゅ' | 'ょ' | 'ぁ' | 'ぃ' | 'ぇ' => {
                out.pop();
                // しゃ is sha, きゃ is kya.
                let soft = out.ends_with("sh") || out.ends_with("ch") || out.ends_with('j');
                let y = if soft || matches!(c, 'ぁ' | 'ぃ' | 'ぇ') { "" } else { "y" };
                let vowel = match c {
                    'ゃ' | 'ぁ' => 'a',
                    'ゅ' => 'u',
                    'ょ' => 'o',
                    'ぃ' => 'i',
                    _ => 'e',
                };
                format!("{y}{vowel}")
            }
            c => syllable(c),
        };
        if std::mem::take(&mut doubled) {
            out.extend(syllable.chars().next());
        }
        out.push_str(&syllable);
    }
    out
}

fn syllable(c: char) -> String {
    match c {
        'し' => return "shi".to_owned(),
        'ち' => return "chi".to_owned(),
        'つ' => return "tsu".to_owned(),
        'ふ' => return "fu".to_owned(),
        'じ' | 'ぢ' => return "ji".to_owned(),
        'づ' => return "zu".to_owned(),
        _ => {}
    }
    for (consonant, row) in ROWS {
        if let Some((_, vowel)) = row.chars().zip("aiueo".chars()).find(|(kana, _)| *kana == c) {
            return format!("{consonant}{vowel}");
        }
    }
    c.to_string()
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_found_in_latin_letters() {
        for (kana, latin) in [
            ("たてがき", "tategaki"),
            ("けんさく", "kensaku"),
            ("きゃっか", "kyakka"),
            ("しゅちょう", "shuchou"),
            ("ルビ", "rubi"),
            ("プロジェクト", "purojekuto"),
            ("りれき", "rireki"),
            ("かきだす", "kakidasu"),
            ("vertical", "vertical"),
        ] {
            assert_eq!(romaji(kana), latin, "{kana}");
        }
    }

    #[test]
    fn no_row_stands_twice() {
        for (at, (part, _)) in SYNONYMS.iter().enumerate() {
            assert!(SYNONYMS[at + 1..].iter().all(|(other, _)| other != part), "{part} twice");
        }
    }
}
