use super::*;
use shirushi_dictionary::build::workspace_dictionary;
use std::sync::{Arc, LazyLock, Mutex};

static TOKENIZER: LazyLock<Mutex<Tokenizer>> =
    LazyLock::new(|| Mutex::new(Tokenizer::new(Arc::new(workspace_dictionary().unwrap()))));

/// Breaks that are read through are written ⏎, the others stay line breaks.
fn check(marked: &str) {
    let text = marked.replace('⏎', "\n");
    let mut shown = String::new();
    let mut from = 0;
    for wrap in find(&text, &mut TOKENIZER.lock().unwrap()) {
        shown.push_str(&text[from..wrap.span.start as usize]);
        shown.push('⏎');
        from = wrap.span.end as usize;
    }
    assert_eq!(shown + &text[from..], marked);
}

#[test]
fn words_are_read_over_the_break() {
    check("会見で高橋⏎誠知事は「県民の安全を最優先にした」と述⏎べた。");
    check("焼けたのはおよそ120平方⏎メートルで、けが人はいなかった。");
    check("政府は新しい制度を来年度から始める方⏎針を固めた。");
    check("同社は来年度の売上高を約1兆2⏎000億円と見込んでいる。");
    check("けがをしたのは3⏎5歳の男性会社員だった。");
    check("総選挙は12月1⏎4日に投開票された。");
    check("県警は15日、詐欺の疑いで会社役員の男を逮⏎捕した。");
    check("首⏎相は15日、記者団に語った。");
    check("避難所には約3⏎時間で200人が集まった。");
    check("新しいコンピュ⏎ータを導入する。");
    check("警察は原因を調べて⏎いる。");
    check("会社は来年3月までに工場を閉鎖⏎すると発表した。");
}

#[test]
fn phrases_are_read_over_the_break() {
    check("これは父の⏎家です。");
    check("市議会は18日の本会議で、この⏎計画を認めた。");
    check("先日ご依頼いただいた件ですが、⏎来週の水曜日までにお送りいたします。");
    check("価格は前の型と同じで、⏎全国の店で販売する。");
    check("会場には多くの人が⏎集まった。");
    check("さようなら、と彼は⏎言った。");
    check("市長は「まだ決めていない」⏎と述べた。");
    check("霧沢市⏎は15日、計画を発表した。");
}

#[test]
fn a_headline_is_no_part_of_the_paragraph() {
    check("港で火災、けが人なし\n4日朝、港の倉庫が燃えた。消防が出動した。");
    check("市民会館の建て替えを発表\n会社は15日、計画を明らかにした。");
    check("熊の目撃、過去最多は岩手\n県は15日、注意を呼びかけた。");
    check("火災の原因は\n亡くなった男性は一人で暮らしていた。");
    check("首相が訪米\n国会は15日、閉会した。");
    check("首相、来月にも訪米へ\n首相は15日、記者団に語った。");
    check("ワールドカップ2026\n15日、日本代表が会場に入った。");
    check("お問い合わせは経営企画室\n本資料の記述は実際と異なる場合があります。");
    check("会社員を逮捕\n男は調べに対し、容疑を認めているという。");
    check("ワールドカップ2025\n日本代表は15日、会場に入った。");
    check("原因は何か\nでも、答えはまだない。");
    check("「まだ決めていない」\nところが、市長は翌日に認めた。");
    check("霧沢市の会見\nだが、市長は来なかった。");
}

#[test]
fn verses_and_lists_stay() {
    check("海は青く、\n空は高く、\n鳥は歌う。");
    check("古池や\n蛙飛び込む\n水の音");
    check("会場\n市民会館大ホール\n電話で申し込むこと。");
    check("けさ早く\n大阪市北区の\n繁華街で\n火事がありました。");
    check("けさ早く東京都内で\n住宅が焼ける火事がありました");
}
