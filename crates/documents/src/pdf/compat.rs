//! Characters that only stand for others in a PDF.
//!
//! A font has one glyph for the radical ⼈ (U+2F08) and the kanji 人, and one for the bracket of a vertical
//! line; programs that write PDFs take the first character they find for it. Nobody typed the radical. What
//! a person may have typed, such as ㈱ or １, stays.

/// The kanji of the radicals U+2F00 to U+2FD5, in order (Unicode's compatibility decompositions).
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕\
     大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日\
     曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
     目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
     衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
     頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement that Japanese fonts share with kanji (Unicode's EquivalentUnifiedIdeograph).
const SUPPLEMENT: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻑', '長'),
    ('⻘', '青'),
    ('⻝', '食'),
    ('⻤', '鬼'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻭', '歯'),
    ('⻯', '竜'),
    ('⻲', '亀'),
];

/// Forms of vertical lines, with what they are in any line of Japanese.
const VERTICAL: &[(char, char)] = &[
    ('︐', '，'),
    ('︑', '、'),
    ('︒', '。'),
    ('︓', '：'),
    ('︔', '；'),
    ('︕', '！'),
    ('︖', '？'),
    ('︗', '〖'),
    ('︘', '〗'),
    ('︙', '…'),
    ('︰', '‥'),
    ('︱', '―'),
    ('︲', '–'),
    ('︵', '（'),
    ('︶', '）'),
    ('︷', '｛'),
    ('︸', '｝'),
    ('︹', '〔'),
    ('︺', '〕'),
    ('︻', '【'),
    ('︼', '】'),
    ('︽', '《'),
    ('︾', '》'),
    ('︿', '〈'),
    ('﹀', '〉'),
    ('﹁', '「'),
    ('﹂', '」'),
    ('﹃', '『'),
    ('﹄', '』'),
    ('﹇', '［'),
    ('﹈', '］'),
];

/// What a character stands for.
fn meant(c: char) -> char {
    let known =
        |table: &[(char, char)]| table.iter().find(|(form, _)| *form == c).map_or(c, |(_, meant)| *meant);
    match c {
        '\u{2F00}'..='\u{2FD5}' => {
            let number = u32::from(c) - 0x2F00;
            RADICALS.chars().nth(number as usize).unwrap_or(c)
        }
        '\u{2E80}'..='\u{2EF3}' => known(SUPPLEMENT),
        '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE48}' => known(VERTICAL),
        // A soft hyphen shows nothing but at a line's end, where the word goes on.
        _ => c,
    }
}

/// A text with every such character replaced; control characters and marks of byte order go.
pub(super) fn resolved(text: &str) -> String {
    let is_text =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}' | '\u{AD}' | '\u{FEFF}');
    text.chars().filter(is_text).map(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_stands_there() {
        assert_eq!(RADICALS.chars().count(), 0x2FD5 - 0x2F00 + 1);
        assert_eq!(resolved("⽇本⼈﹁⻑野﹂︒"), "日本人「長野」。");
        assert_eq!(resolved("㈱１⑴"), "㈱１⑴");
    }
}
