//! What lines are, in pages that the model has not seen. A line of a page begins with a letter: T running
//! text, H heading, B item, P caption, M none of the article's.

use crate::sentences::{split, to_model};
use crate::shadow::Shadow;
use shirushi_model::Section;

fn section(letter: &str) -> Section {
    match letter {
        "T" => Section::Body,
        "H" => Section::Heading,
        "B" => Section::Bullet,
        "P" => Section::Caption,
        _ => Section::Metadata,
    }
}

/// Expects of each line what its letter says.
#[track_caller]
fn check(page: &str) {
    let lines: Vec<(&str, &str)> =
        page.lines().map(|line| line.split_once(' ').unwrap_or(("", ""))).collect();
    let text: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    let found = sections(&text);
    let wrong: Vec<String> = lines
        .iter()
        .filter(|(letter, _)| !letter.is_empty())
        .filter_map(|(letter, line)| {
            let (_, is) = found.iter().find(|(sentence, _)| line.trim().starts_with(sentence.as_str()))?;
            (*is != section(letter)).then(|| format!("{letter} {line}: {is:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn sections(text: &str) -> Vec<(String, Section)> {
    let shadow = Shadow::new(text);
    to_model(&shadow, &split(&shadow))
        .into_iter()
        .map(|sentence| (sentence.span.slice(text).unwrap().to_owned(), sentence.section))
        .collect()
}

const BODY: &str = "T 　灘浜市は4日、老朽化した市民会館を2027年度末で閉館すると発表した。建て替えの費用が当初の見込みの1.7倍に膨らんだためだ。
T 　市によると、会館は1971年の開館。耐震改修も検討したが、約38億円かかることが分かった。大ホールは3月から使えなくなる。";

/// A line above the text, and one below it.
#[track_caller]
fn check_around(head: &str, tail: &str) {
    check(&format!("H 灘浜市民会館、27年度末で閉館へ　建て替え費膨らむ\n{head}\n\n{BODY}\n\n{tail}"));
}

#[test]
fn bylines() {
    check_around("M 2026年2月4日 18時20分 灘浜支局・水原楓", "M （水原楓）");
    check_around("M 水原楓", "M 【水原楓、小暮岳】");
    check_around("M 社会部　小暮岳", "M （灘浜支局　小暮岳）");
    check_around("M 文・小暮岳　写真・水原楓", "M 聞き手・水原楓");
    check_around("M 編集委員・小暮岳", "M 小暮岳記者");
}

#[test]
fn bylines_behind_the_last_sentence() {
    let of = |text: &str| sections(text).last().map(|(sentence, section)| (sentence.clone(), *section));
    let text = |end: &str| format!("灘浜市は4日、会館を閉じると発表した。市長が会見で明らかにした。{end}\n");
    for end in [
        "（水原楓）",
        "【水原楓】",
        "（灘浜支局・小暮岳）",
        "（共同）",
        "［時事］",
        "残り418文字（全文822文字）",
    ] {
        assert_eq!(of(&text(end)), Some((end.to_owned(), Section::Metadata)));
    }
    for end in ["（次回は5日に開く）", "（会館は市が所有する。）"] {
        assert_eq!(of(&text(end)), Some((end.to_owned(), Section::Body)));
    }
}

#[test]
fn paywalls() {
    check_around(
        "M 有料会員限定記事",
        "M この記事は有料記事です。残り873文字有料会員になると続きをお読みいただけます。",
    );
    check_around("M 会員記事", "M 残り：351文字／全文：790文字");
    check_around(
        "M [会員限定]",
        "M 残り1,204文字（全文2,011文字）\nM ログインする\nM 会員登録（無料）はこちら",
    );
    check_around(
        "M この記事は会員限定です",
        "M 続きを読むには会員登録が必要です\nM すでに会員の方はログイン",
    );
    check_around(
        "M 有料記事",
        "M ここから先は有料会員限定です。\nM 月額980円で全ての記事が読めます\nM ログイン",
    );
}

#[test]
fn buttons() {
    check_around("M シェア\nM ツイート\nM ブックマーク\nM メール\nM 印刷", "M この記事をシェア");
    check_around("M Xでシェア\nM Facebookでシェア\nM LINEで送る", "M メール\nM 印刷");
    check_around("M 保存\nM コメント 12\nM リンクをコピー", "M シェアする");
    check_around("M 文字サイズ\nM 小\nM 中\nM 大", "M コメントを書く");
    check_around("M 記事をスクラップ", "M この記事が気に入ったらシェア\nM はてなブックマーク");
}

#[test]
fn other_articles_and_advertisements() {
    check_around(
        "M 2026年2月4日",
        "M 【関連記事】\nM 市民会館の利用、10年で3割減　音響に不満も\nM 「最後の卒業式はここで」高校生が署名活動\nM 公共施設の統廃合、住民投票へ",
    );
    check_around(
        "M 2026年2月4日",
        "M あわせて読みたい\nM ・耐震不足の公共施設、県内に47棟\nM ・県立劇場、命名権を売却\nM 【PR】終活の相談は「みらい会館」へ",
    );
    check_around(
        "M 2026年2月4日",
        "M ▼関連ニュース\nM 市長「苦渋の決断」　市議会で説明\nM アクセスランキング\nM 1\nM 給食のパンから針金　児童が軽いけが\nM 2\nM 地元出身力士が初の三役",
    );
    check_around("M 2026年2月4日", "M [PR]\nM おすすめ記事\nM 市民会館の緞帳、行き先決まらず\nM もっと見る");
    check_around("M 2026年2月4日", "M ▶関連：図書館も移転　駅前に複合施設\nM ＞＞「市民会館」の記事一覧");
}

#[test]
fn topics_and_writers() {
    check_around(
        "M 2026年2月4日",
        "M この記事を書いた人\nM 水原楓\nM 灘浜支局\nM 専門・関心分野\nM まちづくり、教育",
    );
    check_around(
        "M 2026年2月4日",
        "M 筆者プロフィール\nM 水原　楓（みずはら・かえで）\nM 1988年、灘浜市生まれ。地方紙記者を経てフリーライター。著書に『閉じる町』など。",
    );
    check_around(
        "M 2026年2月4日",
        "\nM 老朽化した公共施設の統廃合をめぐる最新のニュースや解説をお届けします。[もっと見る]",
    );
    check_around("M 2026年2月4日", "M 水原楓\nM 本紙記者。専門は地方行政と財政。2012年入社。");
}

#[test]
fn navigation() {
    check(&format!(
        "M 灘浜新報 電子版\nM ログイン\nM 会員登録\nM トップ\nM 社会\nM 政治\nM 経済\nM スポーツ\nM 文化\nH 灘浜市民会館、27年度末で閉館へ　建て替え費膨らむ\nM 2026年2月4日 18:20\n\n{BODY}\n\nM トップへ戻る\nM 会社概要\nM 個人情報の取り扱い\nM 広告掲載のご案内\nM © 2026 灘浜新報社"
    ));
    check(&format!(
        "M ホーム＞ニュース＞地域\nM エントランスへ\nH 灘浜市民会館、27年度末で閉館へ　建て替え費膨らむ\n{BODY}\nM 前の記事\nM 次の記事\nM 記事一覧へ\nM サイトマップ\nM お問い合わせ"
    ));
}

#[test]
fn captions() {
    check_around("P 閉館が決まった市民会館＝2026年2月4日午後1時12分、灘浜市", "M 2026年2月4日");
    check_around("P 会見で頭を下げる市長＝4日、灘浜市役所", "P 【写真】1971年の開館式の様子");
    check_around("P 写真・図版閉館が決まった市民会館＝灘浜市栄町、小暮岳撮影", "P （写真）大ホールの緞帳");
    check_around("P 建て替えが見送られた会館（灘浜市提供）", "P 写真：市民会館の大ホール");
    check_around("P 取材に応じる館長（4日、灘浜市で）", "P 大ホールの舞台裏＝小暮岳撮影");
}

#[test]
fn answers_of_an_interview_are_text() {
    check(
        "H 館長に聞く　最後の2年でやりたいこと
M 聞き手・水原楓
T ――閉館を聞いた時の気持ちは。
T ◆正直、ほっとしました。雨漏りの音を聞きながら眠れない夜が続いていたので。
T ――最後の催しは決まっていますか。
T ◆まだです。市民から1200件の案が寄せられています。
T ――一番の思い出は。
T ◆2011年の春、避難所になった時です。楽屋で赤ちゃんが生まれました。
T ――ありがとうございました。",
    );
    check(
        "H 漁協の組合長に聞く
T Q　赤潮の被害はどれくらいですか。
T A　カキの6割が死にました。去年の同じ時期は1割です。
T Q　国の支援は。
T A　来週、農水省の担当者が現地に入ります。",
    );
    check(
        "H 監督は何を語ったか
T 　――後半の交代の意図は。
T 　「前線に高さが欲しかった。結果として裏目に出ました」
T 　――次の試合は。
T 　「勝つしかない」",
    );
}

#[test]
fn sentences_about_furniture_are_text() {
    check(
        "H 電子版の不具合、原因は更新作業
T 新聞社の電子版で4日、関連記事が表示されない不具合があった。
T 印刷の工程には影響がなかったという。
T 担当者は「会員記事の一部が誰でも読める状態だった」と説明する。
T 記者はメールで質問を送った。
T 同社はメールで回答した。
T 広告を出していた企業からは苦情が相次いだ。
T ログインできない会員は3万人に上った。
T ランキングの集計も止まり、配信先の2社が謝罪した。
T 筆者もその一人だ。
T シェアを伸ばしていた矢先の障害だった。",
    );
}

#[test]
fn short_lines_of_speech_and_verse_are_text() {
    check(
        "H 島の学校、最後の運動会
T 　午前8時、島に花火が上がった。最後の運動会が始まる合図だ。
T 「よーい」
T 「どん！」
T 　児童は3人。走るのは島の大人たち全員である。
T 「負けるなー」
T 「じいちゃん、転ぶよ」
T 　綱引きでは、東と西に分かれた52人が綱を引いた。勝負はつかず、校長は引き分けを宣言した。
T 「またやりたい」
T 　6年の児童はそう言って泣いた。",
    );
    check(
        "H 灯台のある町の歌
T 　町の歌が作られたのは1954年。歌詞は当時の灯台守が書いたという。
T みさきの風に
T あさひはのぼり
T われらの舟は
T きょうもゆく
T 　いま、この歌を最後まで歌えるのは7人だけだ。町は来年、録音を始める。",
    );
}

#[test]
fn a_last_line_needs_no_stop() {
    check(&format!(
        "H 灘浜市民会館、27年度末で閉館へ\n{BODY}\nT 　市は6月の市議会に条例の改正案を提出する方針だという"
    ));
    check(&format!("H 灘浜市民会館、27年度末で閉館へ\n{BODY}\nT 市民からは「寂しい」との声が上がっている"));
}

#[test]
fn headings_and_items() {
    check(
        "H 【図解】市民会館の閉館、何が変わる？
M 2026.02.04 12:00
H ■なぜ閉館するの？
T 建て替えの費用が膨らんだためです。市の試算では、当初の1.7倍になりました。
B ・当初の見込み：62億円
B ・現在の見込み：105億円
H ■いつまで使える？
T 大ホールは2026年3月まで、小ホールは2028年3月まで使えます。
H ■代わりの施設は？
T 市は近隣の3市町と、ホールの共同利用を協議しています。",
    );
}

#[test]
fn any_text_ends() {
    for text in ["", "\n\n", "。", "・", "＝", "残り", "残り1", "©", "【", "（", "http://", "\u{0}", "　"]
    {
        let _ = sections(text);
        let _ = sections(&text.repeat(3000));
        let _ = sections(&format!("{text}\n").repeat(3000));
    }
}
