//! What the views of formats say, in both languages. They are loaded with these views, and not with the page.

use crate::views::results::Bilingual;
use shirushi_exchange::formats::{FormatError, Matter, What};
use shirushi_results::Language;

pub(super) const TITLE: Bilingual = Bilingual("ほかの道具とのやりとり", "Exchange with other tools");
pub(super) const OTHER_LEAD: Bilingual = Bilingual(
    "doccano、brat、Label Studio、INCEpTION、spaCy など。何が残り、何が失われるかを先に示します。",
    "doccano, brat, Label Studio, INCEpTION, spaCy and others. What is kept and what is lost is told first.",
);
pub(super) const OTHER_OUT: Bilingual = Bilingual("形式を選んで書き出す", "Choose a format");
pub(super) const OTHER_IN: Bilingual = Bilingual("ほかの道具から読み込む", "Import from other tools");
pub(super) const OUT: Bilingual = Bilingual("書き出す", "Export");
pub(super) const IN: Bilingual = Bilingual("読み込む", "Import");
pub(super) const HERE_ONLY: Bilingual =
    Bilingual("ファイルはこのブラウザーの中だけで作ります", "Files are made inside this browser only");
pub(super) const FORMATS: Bilingual = Bilingual("形式", "Formats");
pub(super) const AS_IT_IS: Bilingual = Bilingual("そのまま", "As it is");
pub(super) const TO_TOOLS: Bilingual = Bilingual("ほかの道具へ", "For other tools");
pub(super) const TO_SHOW: Bilingual = Bilingual("見せる", "To show");
pub(super) const KEPT: Bilingual = Bilingual("残るもの", "Kept");
pub(super) const BAR: Bilingual = Bilingual(
    "棒は、残るもの（濃い）と形を変えて残るもの（淡い）の割合です。",
    "Bars: how much is kept (dark) and kept in another shape (light).",
);
pub(super) const EMPTY: Bilingual = Bilingual("記事がまだありません。", "There are no articles yet.");
pub(super) const MARKS: Bilingual = Bilingual("書き出すもの", "What goes out");
pub(super) const ENTITIES: Bilingual = Bilingual("固有表現", "Entities");
pub(super) const CLAIMS: Bilingual = Bilingual("主張", "Claims");
pub(super) const HIGHLIGHTS: Bilingual = Bilingual("ハイライト", "Highlights");
pub(super) const RELATIONS: Bilingual = Bilingual("主張どうしの関係", "Relations of claims");
pub(super) const ARTICLES: Bilingual = Bilingual("記事", "Articles");
pub(super) const ACCOUNT: Bilingual = Bilingual("残るもの、失われるもの", "What is kept, what is lost");
pub(super) const HOW: Bilingual = Bilingual("どうなるか", "How");
pub(super) const WHAT: Bilingual = Bilingual("何が", "What");
pub(super) const COUNT: Bilingual = Bilingual("件数", "Count");
pub(super) const LOST: Bilingual = Bilingual("失われる", "Lost");
pub(super) const CHANGED: Bilingual = Bilingual("形を変える", "Changed");
pub(super) const WHOLE: Bilingual = Bilingual("残る", "Kept");
pub(super) const COMMAND: Bilingual =
    Bilingual("コマンドでも同じものを作れます。", "The same from the command line:");
pub(super) const BEGINNING: Bilingual = Bilingual("はじめの部分", "How it begins");
pub(super) const COPY: Bilingual = Bilingual("コピー", "Copy");
pub(super) const SAVE: Bilingual = Bilingual("保存する", "Save");

pub(super) const CAME: Bilingual = Bilingual("読み込んだファイル", "Files that came in");
pub(super) const DROP: Bilingual =
    Bilingual("ファイルをこのページに落とすか、選んでください。", "Drop files on this page, or choose them.");
pub(super) const PICK: Bilingual = Bilingual("ファイルを選ぶ", "Choose files");
pub(super) const READABLE: Bilingual = Bilingual("読める形式", "Formats that are read");
pub(super) const TEXTS_TOO: Bilingual = Bilingual(
    "本文だけのファイル（テキスト、HTML）は、記事として加わります。",
    "Files of text alone (plain, HTML) become articles.",
);
pub(super) const NOTHING_CAME: Bilingual = Bilingual(
    "doccano や brat など、ほかの道具のファイルを開くと、加える前にここで確かめられます。",
    "Files of other tools (doccano, brat …) are shown here before anything is taken in.",
);
pub(super) const MERGES: Bilingual = Bilingual(
    "同じ記事に付けた別の人のプロジェクトです。あなたのマークは変えず、その人の名前のまま加えます。食い違いは「突き合わせ」で一つずつ決められます。",
    "Another person’s project on the same articles. It is added under their name beside your marks; what differs is decided one by one in Adjudication.",
);
pub(super) const ADDED: Bilingual = Bilingual("加わるマーク", "Marks added");
pub(super) const CHANGES: Bilingual = Bilingual("変わるマーク", "Marks changed");
pub(super) const REMOVED: Bilingual = Bilingual("消えるマーク", "Marks removed");
pub(super) const CONFLICTS: Bilingual = Bilingual("両方が変えたもの", "Changed by both");
pub(super) const UNKNOWN: Bilingual = Bilingual("不明な形式", "of no known kind");
pub(super) const READ_AS: Bilingual = Bilingual("形式", "Read as");
pub(super) const UNTOUCHED: Bilingual =
    Bilingual("いまのプロジェクトはそのままです。", "The present project is as it was.");
pub(super) const EXACT: Bilingual = Bilingual("そのまま置けた", "Placed");
pub(super) const EXACT_LEAD: Bilingual = Bilingual("記された位置のまま", "where they were said to stand");
pub(super) const MOVED: Bilingual = Bilingual("ずらして置けた", "Shifted");
pub(super) const MOVED_LEAD: Bilingual = Bilingual("引用の言葉で見つけた", "found by their words");
pub(super) const NEAR: Bilingual = Bilingual("近い言葉に置けた", "On near words");
pub(super) const NEAR_LEAD: Bilingual = Bilingual("確かめてください", "please check");
pub(super) const AT_WORK: Bilingual = Bilingual("処理中…", "At work…");
pub(super) const STOP: Bilingual = Bilingual("中止", "Stop");
pub(super) const UNPLACED: Bilingual = Bilingual("置けなかった", "Not placed");
pub(super) const UNPLACED_LEAD: Bilingual =
    Bilingual("「位置不明のマーク」として残る", "kept as unplaced marks");
pub(super) const TAKEN: Bilingual = Bilingual("これで読んだ", "read so");
pub(super) const UNITS_LEAD: Bilingual =
    Bilingual("四通りに読み、合う数を比べました", "read in all four, and compared");
pub(super) const SAME_TEXT: Bilingual =
    Bilingual("本文が同じ記事に加える", "on the article with the same text");
pub(super) const NEW_ARTICLE: Bilingual = Bilingual("新しい記事", "a new article");
pub(super) const ALL_WELL: Bilingual =
    Bilingual("すべて記されたとおりに読めました。", "Everything was read as it was written.");
pub(super) const FINDINGS: Bilingual = Bilingual("読み込みの記録", "What was found");
pub(super) const TO_CHECK: Bilingual = Bilingual("確かめるもの", "To check");
pub(super) const ALL: Bilingual = Bilingual("すべて", "All");
pub(super) const WHOSE: Bilingual = Bilingual("マークを付けた人", "Annotator");
pub(super) const WHOSE_LEAD: Bilingual = Bilingual(
    "ファイルに作成者が書かれていないマークに付けます。",
    "For marks whose maker is not in the file.",
);
pub(super) const NOTHING_DROPPED: Bilingual = Bilingual(
    "何も捨てません。あなたのマークも変わりません。元に戻せます。",
    "Nothing is dropped, and your marks stay as they are. It can be undone.",
);
pub(super) const TAKE: Bilingual = Bilingual("このプロジェクトに加える", "Add to this project");
pub(super) const TAKE_APART: Bilingual =
    Bilingual("別のプロジェクトとして開く", "Open as a project of its own");
pub(super) const REFUSE: Bilingual = Bilingual("やめる", "Do not take in");

/// What a choice is called, by its key.
pub(super) fn choice(key: &str) -> Bilingual {
    match key {
        "unit" => Bilingual("位置の数え方", "Unit of offsets"),
        "shape" => Bilingual("形", "Shape"),
        "scheme" => Bilingual("タグの付け方", "Scheme"),
        "layer" => Bilingual("書き出す層", "Layer"),
        "table" => Bilingual("表", "Table"),
        "separator" => Bilingual("区切り", "Separator"),
        "bom" => Bilingual("BOM", "Byte order mark"),
        "language" => Bilingual("言語", "Language"),
        "address" => Bilingual("公開するページの番地", "Address of the page it is published on"),
        _ => Bilingual("選択", "Choice"),
    }
}

/// What a person must know to choose.
pub(super) fn choice_lead(key: &str) -> Bilingual {
    match key {
        "unit" => Bilingual(
            "相手の数え方と違うと、絵文字や異体字のあとで一字ずつずれます。",
            "Where it is not the other tool’s, marks shift by one after each emoji or variant character.",
        ),
        "shape" => Bilingual(
            "関係を持つプロジェクトは entities / relations、系列ラベルだけなら label です。",
            "entities / relations for projects with relations, label for sequence labels alone.",
        ),
        "bom" => Bilingual("Excel で開くなら付けます。", "With it Excel reads UTF-8."),
        "address" => Bilingual("空でも書き出せます。", "It may stay empty."),
        _ => Bilingual("", ""),
    }
}

/// What a value of a choice is called.
pub(super) fn value(key: &str, value: &str) -> Bilingual {
    match (key, value) {
        ("unit", "auto") => Bilingual("道具の既定", "The tool’s own"),
        ("unit", "code-points") => Bilingual("コードポイント", "Code points"),
        ("unit", "utf-16") => Bilingual("UTF-16", "UTF-16"),
        ("unit", "graphemes") => Bilingual("書記素", "Graphemes"),
        ("unit", "bytes") => Bilingual("バイト", "Bytes"),
        ("shape", "relations") => Bilingual("entities / relations", "entities / relations"),
        ("shape", "labels") => Bilingual("label", "label"),
        ("scheme", "iob2") => Bilingual("IOB2", "IOB2"),
        ("scheme", "bioes") => Bilingual("BIOES", "BIOES"),
        ("layer", "entities") | ("table", "entities") => ENTITIES,
        ("layer", "claims") | ("table", "claims") => CLAIMS,
        ("layer", "highlights") => HIGHLIGHTS,
        ("table", "all") => Bilingual("すべて", "All"),
        ("table", "mentions") => Bilingual("マーク", "Marks"),
        ("table", "relations") => RELATIONS,
        ("table", "texts") => Bilingual("本文", "Texts"),
        ("separator", "comma") => Bilingual("コンマ（CSV）", "Commas (CSV)"),
        ("separator", "tab") => Bilingual("タブ（TSV）", "Tabs (TSV)"),
        ("language", "ja") => Bilingual("日本語", "Japanese"),
        ("language", "en") => Bilingual("英語", "English"),
        ("bom", "yes") => Bilingual("付ける", "With"),
        ("bom", "no") => Bilingual("付けない", "Without"),
        _ => Bilingual("ほか", "Other"),
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
