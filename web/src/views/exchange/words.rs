//! What the views of formats say, in both languages. They are loaded with these views, and not with the page.

use crate::views::results::Pair;
use shirushi_exchange::formats::{FormatError, Matter, What};
use shirushi_results::Language;

pub(super) const TITLE: Pair = Pair("ほかの道具とのやりとり", "Exchange with other tools");
pub(super) const OTHER_LEAD: Pair = Pair(
    "doccano、brat、Label Studio、INCEpTION、spaCy など。何が残り、何が失われるかを先に示します。",
    "doccano, brat, Label Studio, INCEpTION, spaCy and others. What is kept and what is lost is told first.",
);
pub(super) const OTHER_OUT: Pair = Pair("形式を選んで書き出す", "Choose a format");
pub(super) const OTHER_IN: Pair = Pair("ほかの道具から読み込む", "Import from other tools");
pub(super) const OUT: Pair = Pair("書き出す", "Export");
pub(super) const IN: Pair = Pair("読み込む", "Import");
pub(super) const HERE_ONLY: Pair =
    Pair("ファイルはこのブラウザーの中だけで作ります", "Files are made inside this browser only");
pub(super) const FORMATS: Pair = Pair("形式", "Formats");
pub(super) const AS_IT_IS: Pair = Pair("そのまま", "As it is");
pub(super) const TO_TOOLS: Pair = Pair("ほかの道具へ", "For other tools");
pub(super) const TO_SHOW: Pair = Pair("見せる", "To show");
pub(super) const KEPT: Pair = Pair("残るもの", "Kept");
pub(super) const BAR: Pair = Pair(
    "棒は、残るもの（濃い）と形を変えて残るもの（淡い）の割合です。",
    "Bars: how much is kept (dark) and kept in another shape (light).",
);
pub(super) const EMPTY: Pair = Pair("記事がまだありません。", "There are no articles yet.");
pub(super) const MARKS: Pair = Pair("書き出すもの", "What goes out");
pub(super) const ENTITIES: Pair = Pair("固有表現", "Entities");
pub(super) const CLAIMS: Pair = Pair("主張", "Claims");
pub(super) const HIGHLIGHTS: Pair = Pair("ハイライト", "Highlights");
pub(super) const RELATIONS: Pair = Pair("主張どうしの関係", "Relations of claims");
pub(super) const ARTICLES: Pair = Pair("記事", "Articles");
pub(super) const ACCOUNT: Pair = Pair("残るもの、失われるもの", "What is kept, what is lost");
pub(super) const HOW: Pair = Pair("どうなるか", "How");
pub(super) const WHAT: Pair = Pair("何が", "What");
pub(super) const COUNT: Pair = Pair("件数", "Count");
pub(super) const LOST: Pair = Pair("失われる", "Lost");
pub(super) const CHANGED: Pair = Pair("形を変える", "Changed");
pub(super) const WHOLE: Pair = Pair("残る", "Kept");
pub(super) const COMMAND: Pair = Pair("コマンドでも同じものを作れます。", "The same from the command line:");
pub(super) const BEGINNING: Pair = Pair("はじめの部分", "How it begins");
pub(super) const COPY: Pair = Pair("コピー", "Copy");
pub(super) const SAVE: Pair = Pair("保存する", "Save");

pub(super) const CAME: Pair = Pair("読み込んだファイル", "Files that came in");
pub(super) const DROP: Pair =
    Pair("ファイルをこのページに落とすか、選んでください。", "Drop files on this page, or choose them.");
pub(super) const PICK: Pair = Pair("ファイルを選ぶ", "Choose files");
pub(super) const READABLE: Pair = Pair("読める形式", "Formats that are read");
pub(super) const TEXTS_TOO: Pair = Pair(
    "本文だけのファイル（テキスト、HTML）は、記事として加わります。",
    "Files of text alone (plain, HTML) become articles.",
);
pub(super) const NOTHING_CAME: Pair = Pair(
    "doccano や brat など、ほかの道具のファイルを開くと、加える前にここで確かめられます。",
    "Files of other tools (doccano, brat …) are shown here before anything is taken in.",
);
pub(super) const MERGES: Pair = Pair(
    "同じ記事に付けた別の人のプロジェクトです。あなたのマークは変えず、その人の名前のまま加えます。食い違いは「突き合わせ」で一つずつ決められます。",
    "Another person’s project on the same articles. It is added under their name beside your marks; what differs is decided one by one in Adjudication.",
);
pub(super) const ADDED: Pair = Pair("加わるマーク", "Marks added");
pub(super) const CHANGES: Pair = Pair("変わるマーク", "Marks changed");
pub(super) const REMOVED: Pair = Pair("消えるマーク", "Marks removed");
pub(super) const CONFLICTS: Pair = Pair("両方が変えたもの", "Changed by both");
pub(super) const UNKNOWN: Pair = Pair("不明な形式", "of no known kind");
pub(super) const READ_AS: Pair = Pair("形式", "Read as");
pub(super) const UNTOUCHED: Pair =
    Pair("いまのプロジェクトはそのままです。", "The present project is as it was.");
pub(super) const EXACT: Pair = Pair("そのまま置けた", "Placed");
pub(super) const EXACT_LEAD: Pair = Pair("記された位置のまま", "where they were said to stand");
pub(super) const MOVED: Pair = Pair("ずらして置けた", "Shifted");
pub(super) const MOVED_LEAD: Pair = Pair("引用の言葉で見つけた", "found by their words");
pub(super) const NEAR: Pair = Pair("近い言葉に置けた", "On near words");
pub(super) const NEAR_LEAD: Pair = Pair("確かめてください", "please check");
pub(super) const AT_WORK: Pair = Pair("処理中…", "At work…");
pub(super) const STOP: Pair = Pair("中止", "Stop");
pub(super) const UNPLACED: Pair = Pair("置けなかった", "Not placed");
pub(super) const UNPLACED_LEAD: Pair = Pair("「位置不明のマーク」として残る", "kept as unplaced marks");
pub(super) const TAKEN: Pair = Pair("これで読んだ", "read so");
pub(super) const UNITS_LEAD: Pair =
    Pair("四通りに読み、合う数を比べました", "read in all four, and compared");
pub(super) const SAME_TEXT: Pair = Pair("本文が同じ記事に加える", "on the article with the same text");
pub(super) const NEW_ARTICLE: Pair = Pair("新しい記事", "a new article");
pub(super) const ALL_WELL: Pair =
    Pair("すべて記されたとおりに読めました。", "Everything was read as it was written.");
pub(super) const FINDINGS: Pair = Pair("読み込みの記録", "What was found");
pub(super) const TO_CHECK: Pair = Pair("確かめるもの", "To check");
pub(super) const ALL: Pair = Pair("すべて", "All");
pub(super) const WHOSE: Pair = Pair("マークを付けた人", "Annotator");
pub(super) const WHOSE_LEAD: Pair =
    Pair("ファイルに作成者が書かれていないマークに付けます。", "For marks whose maker is not in the file.");
pub(super) const NOTHING_DROPPED: Pair = Pair(
    "何も捨てません。あなたのマークも変わりません。元に戻せます。",
    "Nothing is dropped, and your marks stay as they are. It can be undone.",
);
pub(super) const TAKE: Pair = Pair("このプロジェクトに加える", "Add to this project");
pub(super) const TAKE_APART: Pair = Pair("別のプロジェクトとして開く", "Open as a project of its own");
pub(super) const REFUSE: Pair = Pair("やめる", "Do not take in");

/// What a choice is called, by its key.
pub(super) fn choice(key: &str) -> Pair {
    match key {
        "unit" => Pair("位置の数え方", "Unit of offsets"),
        "shape" => Pair("形", "Shape"),
        "scheme" => Pair("タグの付け方", "Scheme"),
        "layer" => Pair("書き出す層", "Layer"),
        "table" => Pair("表", "Table"),
        "separator" => Pair("区切り", "Separator"),
        "bom" => Pair("BOM", "Byte order mark"),
        "language" => Pair("言語", "Language"),
        "address" => Pair("公開するページの番地", "Address of the page it is published on"),
        _ => Pair("選択", "Choice"),
    }
}

/// What a person must know to choose.
pub(super) fn choice_lead(key: &str) -> Pair {
    match key {
        "unit" => Pair(
            "相手の数え方と違うと、絵文字や異体字のあとで一字ずつずれます。",
            "Where it is not the other tool’s, marks shift by one after each emoji or variant character.",
        ),
        "shape" => Pair(
            "関係を持つプロジェクトは entities / relations、系列ラベルだけなら label です。",
            "entities / relations for projects with relations, label for sequence labels alone.",
        ),
        "bom" => Pair("Excel で開くなら付けます。", "With it Excel reads UTF-8."),
        "address" => Pair("空でも書き出せます。", "It may stay empty."),
        _ => Pair("", ""),
    }
}

/// What a value of a choice is called.
pub(super) fn value(key: &str, value: &str) -> Pair {
    match (key, value) {
        ("unit", "auto") => Pair("道具の既定", "The tool’s own"),
        ("unit", "code-points") => Pair("コードポイント", "Code points"),
        ("unit", "utf-16") => Pair("UTF-16", "UTF-16"),
        ("unit", "graphemes") => Pair("書記素", "Graphemes"),
        ("unit", "bytes") => Pair("バイト", "Bytes"),
        ("shape", "relations") => Pair("entities / relations", "entities / relations"),
        ("shape", "labels") => Pair("label", "label"),
        ("scheme", "iob2") => Pair("IOB2", "IOB2"),
        ("scheme", "bioes") => Pair("BIOES", "BIOES"),
        ("layer", "entities") | ("table", "entities") => ENTITIES,
        ("layer", "claims") | ("table", "claims") => CLAIMS,
        ("layer", "highlights") => HIGHLIGHTS,
        ("table", "all") => Pair("すべて", "All"),
        ("table", "mentions") => Pair("マーク", "Marks"),
        ("table", "relations") => RELATIONS,
        ("table", "texts") => Pair("本文", "Texts"),
        ("separator", "comma") => Pair("コンマ（CSV）", "Commas (CSV)"),
        ("separator", "tab") => Pair("タブ（TSV）", "Tabs (TSV)"),
        ("language", "ja") => Pair("日本語", "Japanese"),
        ("language", "en") => Pair("英語", "English"),
        ("bom", "yes") => Pair("付ける", "With"),
        ("bom", "no") => Pair("付けない", "Without"),
        _ => Pair("ほか", "Other"),
    }
}

pub(super) fn kept_of(language: Language, whole: usize, changed: usize, all: usize) -> String {
    match language {
        Language::Japanese => format!("{all}項目のうち、残る{whole}、形を変える{changed}"),
        Language::English => format!("Of {all} things {whole} are kept, {changed} in another shape"),
    }
}

pub(super) fn size(language: Language, bytes: usize) -> String {
    let kilobytes = bytes.div_ceil(1000);
    match language {
        Language::Japanese | Language::English => format!("{kilobytes} kB"),
    }
}

pub(super) fn marks(language: Language, count: usize) -> String {
    match language {
        Language::Japanese => format!("マーク{count}"),
        Language::English => format!("{count} marks"),
    }
}

pub(super) fn and_more(language: Language, count: usize) -> String {
    match language {
        Language::Japanese => format!("ほか{count}件"),
        Language::English => format!("{count} more"),
    }
}

/// Whether a person should look at it.
pub(super) fn is_to_check(what: &What) -> bool {
    !matches!(what, What::Moved | What::Widened)
}

/// What was found, in words.
pub(super) fn finding(language: Language, what: &What) -> String {
    let (ja, en) = match what {
        What::Moved => ("引用の言葉がある場所に置きました", "placed where its words are"),
        What::Nearly => ("ほぼ同じ言葉に置きました", "placed on words that are nearly its own"),
        What::Widened => ("文字の途中を避けて広げました", "widened to whole characters"),
        What::PastTheEnd => ("本文の終わりより後ろを指しています", "its end is past the end of the text"),
        What::Nothing => ("範囲が空です", "it covers nothing"),
        What::NotFound => ("言葉が本文にありません", "its words are not in the text"),
        What::NoText => ("本文が一緒に来ていません", "its text did not come with it"),
        What::WholeText => (
            "記事全体に付いたラベルです。本文全体に付けました",
            "a label of the whole text: put on all of it",
        ),
        What::NotUnderstood(Matter::Attribute, _) => (
            "置き場所のない属性です。メモに残しました",
            "an attribute there is no place for: kept in the note",
        ),
        What::NotUnderstood(Matter::Record, _) => ("知らない種類の記録です", "a record of an unknown kind"),
        What::NotUnderstood(Matter::Relation, _) => (
            "知らない種類の関係です。ハイライトとして残しました",
            "a relation of another kind: kept as a highlight",
        ),
        What::NoSuchRecord(_) => ("つなぎ先の記録がありません", "what it is linked to is not there"),
        What::SameId(_) => ("同じ番号の記録がほかにもあります", "another record has the same id"),
        _ => ("確かめてください", "please check"),
    };
    let told = language.of(ja, en);
    what.said()
        .filter(|said| !said.is_empty())
        .map_or_else(|| told.to_owned(), |said| format!("{told}: {said}"))
}

/// Why files cannot be read, and what to do.
pub(super) fn refused(language: Language, error: &FormatError) -> String {
    let ja = match error {
        FormatError::TooLarge { file, bytes, limit } => {
            format!(
                "「{file}」は{}MBあります。{}MBまで読めます。分けて読み込んでください。",
                bytes / 1_000_000,
                limit / 1_000_000
            )
        }
        FormatError::TooMany { file, limit, .. } => {
            format!("「{file}」の記録が多すぎます（{limit}件まで）。分けて読み込んでください。")
        }
        FormatError::TooDeep { file, limit } => format!("「{file}」は入れ子が深すぎます（{limit}段まで）。"),
        FormatError::NotUtf8 { file, at } => {
            format!("「{file}」はUTF-8ではありません（{at}バイト目）。UTF-8で保存し直してください。")
        }
        FormatError::Malformed { file, record, problem } => {
            format!("「{file}」の{record}が読めません: {problem}")
        }
        FormatError::Entities { file, at } => {
            format!(
                "「{file}」の{at}バイト目に文書型か実体の宣言があります。安全のため読みません。取り除いて読み込んでください。"
            )
        }
        FormatError::Zip { file, problem } => format!("「{file}」を展開できません: {problem}"),
        FormatError::UnsafePath { file, path } => {
            format!("「{file}」の中に、外を指す名前があります（{path}）。安全のため読みません。")
        }
        FormatError::UnknownVersion { file, found, known } => {
            format!("「{file}」は版{found}です。読めるのは{known}です。")
        }
        FormatError::UnknownKind { file, .. } => {
            format!(
                "「{file}」は知っている形式のどれでもありません。左の形式なら読めます。形式が分かっていれば、上で選んでください。"
            )
        }
        FormatError::WrittenOnly { file, format } => {
            format!("「{file}」は{format}です。書き出すだけの形式で、読めません。")
        }
        FormatError::Empty { file } => format!("「{file}」は空です。"),
        _ => format!("読めません: {error}"),
    };
    match language {
        Language::Japanese => ja,
        Language::English => format!("{error}."),
    }
}
