use super::*;

/// Breaks that are read through are written ⏎, the others stay line breaks.
fn check(marked: &str) {
    let text = marked.replace('⏎', "\n");
    assert_eq!(shown(&text, &Wrapping::of(&text).wraps()), marked);
}

/// The same with the breaks between the sentences of a paragraph.
fn check_reflow(marked: &str) {
    let text = marked.replace('⏎', "\n");
    assert_eq!(shown(&text, &Wrapping::of(&text).reflow()), marked);
}

fn shown(text: &str, wraps: &[Wrap]) -> String {
    let mut shown = String::new();
    let mut from = 0;
    for wrap in wraps {
        shown.push_str(&text[from..wrap.span.start as usize]);
        shown.push('⏎');
        shown.push_str(wrap.span.slice(text).unwrap().trim_matches(['\n', '\r']));
        from = wrap.span.end as usize;
    }
    shown + &text[from..]
}

#[test]
fn lines_of_one_width_without_an_end_are_a_column() {
    check(
        "霧沢市は15日、老朽化した市民会館を来年度に建て⏎\
         替える方針を固めた。総事業費は約30億円を見込み、⏎\
         財源には国の交付金を充てる。市は12月の議会に関連⏎\
         する予算案を提出する。\n\
         新しい会館は地上4階建てで、図書館や子育て支援の⏎\
         窓口も入る。",
    );
}

#[test]
fn a_headline_above_a_column_stays_apart() {
    check(
        "市民会館、建て替えへ\n\
         霧沢市は15日、老朽化した市民会館を来年度に建て⏎\
         替える方針を固めた。総事業費は約30億円を見込み、⏎\
         財源には国の交付金を充てる。市は12月の議会に関連⏎\
         する予算案を提出する。",
    );
}

#[test]
fn the_columns_of_a_newspaper_are_narrow() {
    check(
        "霧沢市は十五日、老朽⏎化した市民会館を来年⏎度に建て替える方針を⏎固めた。総事業費は約⏎三十億円を見込む。",
    );
}

#[test]
fn quoted_mail_is_read_through_with_its_marks() {
    let text = "> 霧沢市は15日、老朽化した市民会館を来年度に建て\n> 替える方針を固めた。総事業費は約30億円を見込み、\n\
                > 財源には国の交付金を充てる。市は12月の議会に関連\n> する予算案を提出する。";
    let wraps = Wrapping::of(text).wraps();
    assert_eq!(wraps.iter().filter_map(|wrap| wrap.span.slice(text)).collect::<Vec<_>>(), ["\n> "; 3]);
}

#[test]
fn a_quotation_goes_on_in_the_next_line() {
    check("市長は会見で「再建には時間がかかる。⏎しかし必ずやり遂げる」と述べた。");
    check("「まだ調べている。⏎原因は分からない。⏎結果を待ってほしい」と署長は話した。");
    check("同社（本社・霧沢市、⏎社長・大橋誠）は否定した。");
}

#[test]
fn a_forgotten_bracket_joins_nothing() {
    check("彼は「来ると言った。\nだが来ない。\n知事は「待つ」と述べた。");
    check("「春の海\nひねもす\nのたりのたりかな」");
    check("終わった」と話した。\n次は「始まる");
}

#[test]
fn what_can_begin_no_line_goes_on() {
    check("火元は2階の寝室とみられる⏎。けが人はいない。");
    check("市内の小学校で給食のヨ⏎ーグルトが足りなくなった。");
}

#[test]
fn poems_lists_addresses_and_tables_stay() {
    check("からたちの花が咲く道を\nあなたと歩いたあの夏を\nいまも忘れずにいるのだ\n白い花が咲くころには");
    check("東京都千代田区霞が関1の1の1\n霧沢中央ビルディング8階\n総務部広報課");
    check("・出火は午前5時ごろの見込み\n・けが人はいない見込みです。\n・原因は警察が調べています。");
    check("1. 申込書に名前を書いて\n2. 窓口で番号の札を取り\n3. 呼ばれるまで待つこと。");
    check("市区町村　　世帯数　　人口\n霧沢市　　　12,000　　31,000\n白波町　　　3,000　　8,000。");
    check("大阪・関西万博が\nきょう開幕しました\n会場には朝から\n多くの人が訪れています");
}

#[test]
fn paragraphs_of_a_line_each_stay() {
    check(
        "港で火災、けが人なし\n4日朝、港の倉庫が燃えた。消防が出動し、約2時間後に消し止めた。\n原因は調査中\n\
         霧沢署によると、倉庫には人がいなかった。署は出火の原因を調べている。",
    );
}

#[test]
fn paragraphs_are_told_by_the_line_that_is_not_full() {
    check_reflow(
        "\u{3000}霧沢市は15日、老朽化した市民会館を来年度に建⏎\
         て替える方針を固めた。総事業費は約30億円である。⏎\
         財源には国の交付金を充てる。市は12月の議会に関⏎\
         連する予算案を出す。\n\
         \u{3000}新しい会館は地上4階建てで、図書館や子育て支⏎\
         援の窓口も入る。市は来年4月に着工する考えである。\n\
         \u{3000}反対する住民もいる。",
    );
}

#[test]
fn latin_words_keep_their_blank() {
    let text = "霧沢市は15日、老朽化した市民会館を the Kirisawa\nCitizens Hall として来年度に建て替える方針だという。";
    let mut wrapping = Wrapping::of(text);
    let open: Vec<usize> = wrapping.open().map(|open| open.number).collect();
    wrapping.prove(&open);
    assert_eq!(wrapping.wraps().iter().map(|wrap| wrap.joint).collect::<Vec<_>>(), [Joint::Blank]);
}

#[test]
fn a_proven_break_tells_the_width() {
    let text = "会見\n会見で記者の質問に対し、高橋\n誠知事は「県民の安全を最優\n先にした」と述べた。";
    let mut wrapping = Wrapping::of(text);
    wrapping.prove(&[2]);
    assert_eq!(
        shown(text, &wrapping.wraps()),
        "会見\n会見で記者の質問に対し、高橋⏎誠知事は「県民の安全を最優⏎先にした」と述べた。"
    );
}

#[test]
fn garbage_ends() {
    for unit in ["「", "」", "\n", "「\n", "あ\n", "\r", ">", "> \n", "（\n）", "\t", "。\n"] {
        let text = unit.repeat(20_000);
        Wrapping::of(&text).wraps();
    }
}
