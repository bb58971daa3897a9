//! What is said about a document to a person, in Japanese and in English.
//!
//! It stands here and not with the page's other words because it comes with the readers, when it is needed.

use crate::{DocumentError, DocumentKind, LeftOut};
use shirushi_model::Wording;

fn said(ja: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording { ja: ja.into(), en: en.into() }
}

impl DocumentKind {
    /// What a file of this kind is called.
    pub fn name(self) -> Wording {
        match self {
            Self::WebPage => said("保存したウェブページ（MHTML）", "saved web page (MHTML)"),
            Self::Word => said("Word 文書", "Word document"),
            Self::Epub => said("電子書籍（EPUB）", "EPUB"),
            Self::Pdf => said("PDF", "PDF"),
        }
    }
}

impl LeftOut {
    /// What is not in the texts, in a few words; empty when all is.
    pub fn said(&self) -> Wording {
        let (mut ja, mut en) = (Vec::new(), Vec::new());
        for (code, count) in self.counts() {
            let (written, one, many) = match code {
                "pages-without-text" => ("文字のないページ", "page without text", "pages without text"),
                "unknown-letters" => ("判読できない文字", "unknown letter", "unknown letters"),
                "pictures" => ("画像", "picture", "pictures"),
                "table-rows" => (
                    "表の行（タブ区切りにしました）",
                    "table row (now a line with tabs)",
                    "table rows (now lines with tabs)",
                ),
                "notes" => ("注", "note", "notes"),
                "comments" => ("コメント", "comment", "comments"),
                "deletions" => ("削除された部分", "deleted passage", "deleted passages"),
                "readings" => ("ルビ", "reading (ruby)", "readings (ruby)"),
                "running-heads" => {
                    ("ページ番号・柱", "page number or running head", "page numbers and running heads")
                }
                _ => ("本文のない部分", "part without text", "parts without text"),
            };
            ja.push(format!("{written} {count}"));
            en.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
        said(ja.join("、"), en.join(", "))
    }
}

impl DocumentError {
    /// What a person is told, with what can be done about it.
    pub fn said(&self) -> Wording {
        let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(1 << 20));
        let ja = match self {
            Self::Unknown => "保存したウェブページ、Word 文書、EPUB、PDF のいずれでもありません".to_owned(),
            Self::TooLarge { bytes, limit } => format!(
                "{}あります。読めるのは {} までです",
                megabytes(*bytes as u64),
                megabytes(*limit as u64)
            ),
            Self::UnpacksTooLarge { limit, .. } => {
                format!(
                    "展開すると {} を超えます。文書ではありえない大きさなので読みません",
                    megabytes(*limit)
                )
            }
            Self::TooManyEntries { entries, limit } => {
                format!("中に {entries} 個のファイルがあります。読めるのは {limit} 個までです")
            }
            Self::TooManyPages { pages, limit } => {
                format!("{pages} ページあります。読めるのは {limit} ページまでです。分割してください")
            }
            Self::TooMuchText { limit } => format!("{limit} 字を超えます。分割してください"),
            Self::Encrypted => {
                "パスワードなどで保護されています。保護を外した写しを保存してください".to_owned()
            }
            Self::NoTextLayer { pages } => format!(
                "{pages} ページすべてが画像で、文字の情報がありません。先に文字認識（OCR）をかけてください"
            ),
            Self::UnknownLetters { unknown, letters } => format!(
                "{letters} 字のうち {unknown} 字が何の文字か記録されていません。閲覧ソフトから文章をコピーしてください"
            ),
            Self::Empty => "文章がありません".to_owned(),
            Self::OtherOffice => {
                "この種類のオフィス文書は読めません。.docx で保存し直してください".to_owned()
            }
            Self::UnsafePath { path } => format!("文書の外を指す名前があります: {path}"),
            Self::XmlEntities => "XML が独自の定義を含んでいます。安全のため読みません".to_owned(),
            Self::Damaged { .. } => "壊れているか、途中で切れています".to_owned(),
            Self::Ended => "読み取りを中止しました".to_owned(),
        };
        said(ja, self.to_string())
    }
}
