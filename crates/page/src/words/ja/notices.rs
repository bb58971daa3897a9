//! お知らせの文: 何が起きたか、何が無事か、どうすればよいか。

use super::super::{Language, action_name, is_office};
use crate::engine::{EngineFailure, ModelFailure};
use crate::intake::FileError;
use crate::keys::keymap::KeyRefusal;
use crate::notices::{NoText, Notice, Remedy, Weight, Worded};
use crate::projects::StorageError;
use shirushi_exchange::html::HtmlError;
use shirushi_exchange::intake::{IntakeNotice, Severity};
use shirushi_exchange::native::{self, NativeError, Placement};
use shirushi_exchange::tagset::TagsetError;
use shirushi_exchange::text::{BinaryKind, TextError};
use shirushi_model::limits::Measure;
use shirushi_session::Refusal;

fn news(what: impl Into<String>, then: &str) -> Worded {
    Worded { what: what.into(), then: then.to_owned(), ..Worded::default() }
}

fn trouble(what: impl Into<String>, then: &str) -> Worded {
    Worded { weight: Weight::Trouble, ..news(what, then) }
}

pub(super) fn notice(notice: &Notice) -> Worded {
    match notice {
        Notice::PageIncomplete => trouble(
            "ページの一部が欠けています。",
            "マークは付けられます。解析するには、ページ一式を置き直してから読み込み直してください。",
        ),
        Notice::Engine(failure) => Worded {
            remedy: Remedy::RetryDictionary,
            ..trouble(
                match failure {
                    EngineFailure::DictionaryFetch => "辞書が届きませんでした。",
                    EngineFailure::DictionaryDamaged => "辞書が壊れています。",
                    EngineFailure::DictionaryVersion => "辞書の版がこのページと合いません。",
                    EngineFailure::EngineLoad => "解析の部品が届きませんでした。",
                    EngineFailure::NoSimd => {
                        "このブラウザーは古く、解析を動かせません（WebAssembly の SIMD がありません）。2023年以降のものを使ってください。"
                    }
                    EngineFailure::NoWorker => "このブラウザーでは解析を動かせませんでした。",
                    EngineFailure::Crashed => "解析が繰り返し止まりました。",
                    EngineFailure::UnreadableAnswer => "解析の結果を読めませんでした。",
                },
                "読むこととマークを付けることはできます。もう一度試すと、新しく取り寄せます。",
            )
        },
        Notice::RulesOnly(failure) => Worded {
            remedy: Remedy::RetryModel,
            ..trouble(
                match failure {
                    ModelFailure::Fetch => "名前を見つけるモデルが届きませんでした。",
                    ModelFailure::Damaged => "名前を見つけるモデルが壊れています。",
                    ModelFailure::Version => "名前を見つけるモデルの版がこのページと合いません。",
                },
                "規則だけで見つけるので、見落としが増えます。マークには影響ありません。もう一度試すと、新しく取り寄せます。",
            )
        },
        Notice::LateMissing => Worded {
            remedy: Remedy::RetryLate,
            ..trouble(
                "この画面を出す部品が届きませんでした。",
                "プロジェクトはそのままで、読むこととマークを付けることはできます。もう一度試すと、新しく取り寄せます。",
            )
        },
        Notice::EngineRestarted => {
            news("解析が止まったので、動かし直しました。", "マークには影響ありません。")
        }
        Notice::EngineAbandoned(title) => trouble(
            format!("「{title}」は解析できませんでした。"),
            "本文はそのままで、マークも付けられます。",
        ),
        Notice::Storage(error) => storage(error),
        Notice::NotLoaded(error) => not_loaded(error),
        Notice::Rewritten { others } => news(
            "このブラウザーに保存してあったものが消えていたので、開いているプロジェクトを履歴ごと書き直しました。",
            &match others {
                0 => "このプロジェクトに失われたものはありません。".to_owned(),
                others => format!(
                    "このプロジェクトに失われたものはありません。ほかのプロジェクト{others}件は戻せません。ファイルがあれば開いてください。"
                ),
            },
        ),
        Notice::VersionsLeftOut(count) => news(
            format!("古い版{count}件は、書き出したファイルに入っていません。"),
            "ファイルに入るのは256 MBまでです。版はこのブラウザーに残っています。その版に戻してから書き出すと、別のファイルにできます。",
        ),
        Notice::StorageWaiting => news(
            "古い版のタブが保存場所を使っています。",
            "Shirushiを開いているほかのタブを閉じると続けられます。",
        ),
        Notice::ReadOnly => news(
            "このプロジェクトはほかのタブで開いています。",
            "ここでは読むだけです。あちらを閉じると、ここで書けるようになります。",
        ),
        Notice::NoMarkHere => {
            news("ここに分割できるマークがありません。", "マークの中の、分割したい位置を押してからもう一度。")
        }
        Notice::Refused(refusal) => trouble(refused(refusal), "何も変わっていません。"),
        Notice::Surrogates => news(
            "貼り付けた文章に、文字になっていない符号がありました。",
            "その箇所は「\u{FFFD}」に置き換えました。",
        ),
        Notice::Odd { name, odd: found } => Worded {
            details: found.iter().map(odd).collect(),
            ..if found.iter().any(|odd| odd.severity() == Severity::Refuse) {
                trouble(
                    format!("「{name}」は記事として加えられません。"),
                    "ほかの記事とマークはそのままです。",
                )
            } else {
                news(
                    format!("「{name}」を加えました。気づいたことがあります。"),
                    "本文は一字も変えていません。",
                )
            }
        },
        Notice::ReadingDocument { name, done, of } => Worded {
            remedy: Remedy::EndDocuments,
            ..news(format!("「{name}」を読んでいます…"), &parts(*done, *of, "／"))
        },
        Notice::DocumentRead { name, kind, left_out, texts } => Worded {
            details: if left_out.ja.is_empty() {
                Vec::new()
            } else {
                vec![format!("本文に含めなかったもの: {}", left_out.ja)]
            },
            ..news(format!("「{name}」を{}として読みました。", kind.ja), &several(*texts))
        },
        Notice::DocumentRefused { name, kind, why } => {
            let kind = if kind.ja.is_empty() { String::new() } else { format!("（{}）", kind.ja) };
            trouble(
                format!("「{name}」{kind}は読めません。{}。", why.ja),
                "いまのプロジェクトはそのままです。",
            )
        }
        Notice::DocumentFailed { name } => trouble(
            format!("「{name}」を扱う部品が届かないか、途中で止まりました。"),
            "もう一度入れてみてください。いまのプロジェクトはそのままです。",
        ),
        Notice::Decoded { name, charset } => news(
            format!("「{name}」を{}として読みました。", charset.label()),
            "文字が化けていないか確かめてください。",
        ),
        Notice::Ambiguous { name, charset, text, other, other_text, .. } => Worded {
            remedy: Remedy::ReadOtherwise,
            ..news(
                format!("「{name}」は、ふたつの文字コードのどちらでも読めます。どちらですか。"),
                &format!(
                    "いまは{}「{text}」。もう一方は{}「{other_text}」。",
                    charset.label(),
                    other.label()
                ),
            )
        },
        Notice::TextRefused { name, error } => trouble(
            format!("「{name}」を文章として読めませんでした。"),
            match error {
                TextError::Binary { kind: BinaryKind::Pdf } => {
                    "PDFです。開いて本文を選び、コピーして貼り付けてください。折り返しの改行はつなげます。"
                }
                TextError::Binary { kind: BinaryKind::Archive } if is_office(name) => {
                    "ワープロや表計算の文書です。開いて本文をコピーし、貼り付けるか、テキストとして保存し直してください。"
                }
                TextError::Binary { kind: BinaryKind::Archive } => {
                    "圧縮されたファイルです。展開してから、中の文章のファイルを加えてください。"
                }
                TextError::Binary { kind: BinaryKind::Picture } => {
                    "画像です。画像の文字は読めません。本文を文字としてコピーし、貼り付けてください。"
                }
                TextError::Binary { .. } => {
                    "文字のファイルではないようです。テキストかHTMLのファイルを選んでください。"
                }
                TextError::TooLarge { .. } => "大きすぎます。分けてから加えてください。",
                _ => "文字コードが分かりません。UTF-8で保存し直してから加えてください。",
            },
        ),
        Notice::File { name, error } => match error {
            FileError::TooLarge { .. } => {
                trouble(format!("「{name}」は大きすぎます。"), "分けてから加えてください。")
            }
            FileError::Unreadable(_) => trouble(
                format!("「{name}」を読めませんでした。"),
                "ファイルがまだそこにあるか、フォルダーでないかを確かめてください。",
            ),
            FileError::Unwritable(_) => trouble(
                format!("「{name}」に書き込めませんでした。"),
                "もう一度保存すると、保存先を選び直せます。仕事はこのタブに残っています。",
            ),
            FileError::Unsaved => trouble(
                "ファイルに保存できませんでした。",
                "「クリップボードにコピー」をお使いください。仕事はこのタブに残っています。",
            ),
        },
        Notice::OpenRefused { name, error } => trouble(
            format!("「{name}」を開けませんでした。{}", open_error(error)),
            "いまのプロジェクトはそのままです。",
        ),
        Notice::PageRefused { name, error } => trouble(
            format!("「{name}」は加えられません。"),
            match error {
                HtmlError::TooDeep { .. } => {
                    "要素が何千段も入れ子になっていて、文章のページではないようです。本文をコピーして貼り付けてください。"
                }
                _ => "ページとして大きすぎます。本文をコピーして貼り付けてください。",
            },
        ),
        Notice::NearLimit(measure) => news(
            format!("このプロジェクトの{}が上限の9割を超えました({})。", measured(*measure), limit(*measure)),
            "上限を超えると加えられません。続きは新しいプロジェクトに分けてください。",
        ),
        Notice::TagsetRefused { name, error } => trouble(
            format!("「{name}」からタグを読み込めませんでした。{}", tagset_problem(error)),
            "いまのタグはそのままです。",
        ),
        Notice::NoText(NoText::Nothing) => news(
            "クリップボードに文字がありません。",
            "記事の本文を選んでコピーしてから、もう一度貼り付けてください。",
        ),
        Notice::NoText(NoText::Image) => news(
            "クリップボードにあるのは画像です。",
            "画像の文字は読めません。本文を文字として選び、コピーして貼り付けてください。",
        ),
        Notice::NoText(NoText::Address) => news(
            "貼り付けられたのは番地だけです。このページは何も取り寄せません。",
            "番地は「URL」に入れました。その記事を開いて本文を選び、コピーして貼り付けてください。",
        ),
        Notice::AlreadyThere { name, title } => news(
            format!("「{name}」と同じ本文の記事がもうあります: {title}"),
            "これも加えました。二度目なら、元に戻してください。",
        ),
        Notice::TakenIn { name } => Worded {
            remedy: Remedy::Undo,
            ..news(
                format!("「{name}」を取り込みました。"),
                "マークは作った人の名前のまま加わりました。元に戻せます。",
            )
        },
        Notice::NothingNew { name } => {
            news(format!("「{name}」のマークは、もうすべてここにあります。"), "何も変わっていません。")
        }
        Notice::ArticleRemoved(title) => Worded {
            remedy: Remedy::Undo,
            ..news(
                format!("「{title}」をプロジェクトから除きました。"),
                "その記事のマークも一緒に削除しました。元に戻せます。",
            )
        },
        Notice::TextReplaced(before) => Worded {
            remedy: Remedy::ShowChanged,
            ..news(
                format!("「{}」の本文を新しい版に替えました。", before.meta.title),
                "どこが変わったかを、語ごとに読めます。",
            )
        },
        Notice::KeyRefused(refusal) => {
            news(format!("{}。", key_refused(refusal)), "キーは変わっていません。別のキーを選んでください。")
        }
        Notice::Opened { name, notices } => Worded {
            details: notices.iter().map(opened).collect(),
            ..news(format!("「{name}」を開きました。直したところ、確かめてほしいところがあります。"), "")
        },
        Notice::Deleted(title, _) => Worded {
            remedy: Remedy::RestoreProject,
            ..news(
                format!("「{title}」を消しました。"),
                "このお知らせが出ている間は、履歴も版も元どおりに戻せます。",
            )
        },
        Notice::VersionForgotten(version) => Worded {
            remedy: Remedy::RestoreVersion,
            ..news(format!("版「{}」を消しました。", version.name), "このお知らせが出ている間は戻せます。")
        },
        Notice::BackupDue(changes) => Worded {
            remedy: Remedy::SaveProject,
            ..news(
                format!("ファイルに保存していない変更が{changes}あります。"),
                "仕事はこのブラウザーに残っています。閉じると一日は出ません。",
            )
        },
        Notice::ProjectBusy => {
            news("そのプロジェクトはほかのタブで開いています。", "あちらを閉じてから消してください。")
        }
        Notice::UpdateWaiting => Worded {
            remedy: Remedy::Update,
            ..news("新しい版の用意ができました。", "切り替えても仕事はそのまま残ります。")
        },
    }
}

/// 開こうとしたものが、保存されたとおりにはない。
fn not_loaded(error: &StorageError) -> Worded {
    let (what, then) = match error {
        StorageError::Missing => (
            "前に開いていたプロジェクトは、このブラウザーにもうありません。",
            "ほかのタブで消されたか、ブラウザーの保存領域が空にされました。保存したファイルがあれば開いてください。",
        ),
        StorageError::Lost => (
            "プロジェクトの中身が、このブラウザーから失われています。",
            "ブラウザーの保存領域が空にされたためです。保存したファイルがあれば開いてください。",
        ),
        StorageError::Damaged => (
            "プロジェクトの保存された内容を読めませんでした。",
            "元のものには触れていません。保存したファイルがあれば開いてください。",
        ),
        other => return storage(other),
    };
    trouble(what, then)
}

fn storage(error: &StorageError) -> Worded {
    let (what, then) = match error {
        StorageError::Unavailable => (
            "このブラウザーは保存を許していません。",
            "仕事はこのタブの中だけにあります。閉じる前にファイルに保存してください。",
        ),
        StorageError::Quota => (
            "保存する場所がいっぱいです。",
            "仕事はこのタブに残っています。場所が空けば、自動で保存します。ファイルにも保存できます。",
        ),
        StorageError::Outdated => (
            "ほかのタブで新しい版が開かれました。",
            "ファイルに保存してから、このページを読み込み直してください。",
        ),
        StorageError::Closed => {
            ("保存場所との接続が切れました。", "まもなくもう一度試します。仕事はこのタブに残っています。")
        }
        StorageError::Missing => (
            "このプロジェクトはほかのタブで消されました。",
            "ここにはまだ残っています。要るならファイルに保存してください。",
        ),
        StorageError::Lost => (
            "このブラウザーに保存してあったものが消えました。",
            "仕事はこのタブに残っています。次に変更すると全体を書き直します。残さなくてよければ、このまま閉じてください。",
        ),
        StorageError::Conflict => (
            "ほかで書き換えられたため、続きを保存できません。",
            "仕事はこのタブに残っています。ファイルに保存してください。",
        ),
        StorageError::Damaged => (
            "保存されていたものの一部を読めませんでした。",
            "読めたところまでを新しいプロジェクトとして開きました。元のものには触れていません。",
        ),
        StorageError::Refused(_) => (
            "ブラウザーが保存を断りました。",
            "ディスクがいっぱいか、ブラウザーの保存領域が壊れているのかもしれません。仕事はこのタブに残っています。ときどき自動でもう一度試します。ファイルにも保存できます。",
        ),
    };
    let details = match error {
        StorageError::Refused(reason) => vec![format!("({reason})")],
        _ => Vec::new(),
    };
    Worded { remedy: Remedy::SaveFile, details, ..trouble(what, then) }
}

fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::Articles => "記事",
        Measure::Text => "本文",
        Measure::Annotations => "マーク",
        Measure::Tags => "タグ",
        Measure::Entities => "まとめた固有表現",
        Measure::Checks => "検証",
        Measure::Scales => "検証の段階",
    }
}

fn limit(measure: Measure) -> String {
    match measure {
        Measure::Text => format!("{} MB", measure.limit() >> 20),
        _ => format!("{}件", measure.limit()),
    }
}

fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooMuch(measure) => format!(
            "ひとつのプロジェクトに入る{}は{}までです。続きは新しいプロジェクトに分けてください。",
            measured(*measure),
            limit(*measure)
        ),
        other => refused_plainly(other).to_owned(),
    }
}

fn refused_plainly(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoSuchArticle(_) => "その記事はもうありません。",
        Refusal::OtherText(_) => {
            "その記事の本文は、照らし合わせたときと違っています。もう一度読み込んでください。"
        }
        Refusal::NoSuchAnnotation(_) => "そのマークはもうありません。",
        Refusal::NoSuchTag(_) => "そのタグはもうありません。",
        Refusal::TagInUse(_) => "このタグの付いたマークがあります。付け替えるタグを選んでください。",
        Refusal::NotSuggested(_) => "その候補はもうありません。",
        Refusal::EmptySpan => "選んだ範囲に文字がありません。",
        Refusal::OutsideText(_) => "選んだ範囲が本文の外に出ています。",
        Refusal::InsideCharacter(_) => "選んだ範囲が文字の途中で切れています。",
        Refusal::EmptyName => "名が空です。",
        Refusal::KeyTaken(_) => "別のタグのキーです。",
        Refusal::NameTaken(_) => "同じ種類の別の固有表現の名です。同じものなら「結合」を使ってください。",
        Refusal::NotADate(_) => "日付は「2025-04-01」のように書いてください。",
        Refusal::NotAValue => "この種類には付けられない値です。",
        Refusal::NotAlike => {
            "結合できるのは、同じ記事の、同じ種類のマークどうしです。結合したいマークを含む範囲を選んでください。"
        }
        Refusal::SameClaim => "ひとつの主張と、それ自身の関係は記せません。",
        Refusal::NothingToUndo => "元に戻すものがありません。",
        Refusal::NoSuchVersion(_) => "その版はもうありません。",
        Refusal::NoSuchChange(_) => "その変更は履歴にありません。",
        Refusal::NothingToRedo => "やり直すものがありません。",
        Refusal::NumbersExhausted => "番号を使い切りました。新しいプロジェクトを作ってください。",
        Refusal::TooMuch(_) => "プロジェクトが大きすぎます。",
        Refusal::NoSuchCheck(_) => "その検証はもうありません。",
        Refusal::NoSuchPart(_) => "その問い、証拠、箇所はもうありません。",
        Refusal::NoSuchScale(_) => "その判定の段階はありません。",
        Refusal::ScaleInUse(_) => "この段階で判定した検証があります。",
        Refusal::NotConfirmed => "判定がないか、まだ確認されていません。",
        Refusal::SamePerson => "判定を起案した人は、自分で確認できません。",
        Refusal::NotAFingerprint => "指紋は16進数64桁です。",
        Refusal::HistoryDamaged => "履歴が合わないため、元に戻せません。",
    }
}

fn open_error(error: &NativeError) -> String {
    match error {
        NativeError::TooLarge { bytes, limit } => {
            format!("{bytes}バイトあり、読める大きさ({limit}バイト)を超えています。")
        }
        NativeError::NotUtf8 { at } => format!("{at}バイト目がUTF-8ではありません。"),
        NativeError::TooDeep { limit } => format!("入れ子が{limit}段を超えています。"),
        NativeError::NotJson { line, column, .. } => {
            format!("{line}行{column}桁でJSONとして読めません。途中で切れているかもしれません。")
        }
        NativeError::NotAProject => "Shirushiのプロジェクトではありません。".to_owned(),
        NativeError::UnknownVersion { found, known } => {
            format!("書式の版は{found}ですが、このページが読めるのは版{known}です。")
        }
        NativeError::TooMany { count, limit, collection } => {
            format!("{collection}が{count}件あり、上限の{limit}件を超えています。")
        }
        NativeError::Malformed { record, problem } => format!("{record}を読めません({problem})。"),
        NativeError::Duplicate { record } => format!("{record}の番号が重なっています。"),
        NativeError::NoSuchArticle { record, article } => {
            format!("{record}の記事{article}がファイルにありません。")
        }
        other => other.to_string(),
    }
}

fn opened(notice: &native::Notice) -> String {
    match notice {
        native::Notice::TextChanged { article } => {
            format!("{article}: 本文が書き出したときと違います。マークをひとつずつ確かめました。")
        }
        native::Notice::Reanchored { annotation, placement: Placement::Quote } => {
            format!("{annotation}: 同じ文が別の所にあったので、そこへ移しました。")
        }
        native::Notice::Reanchored { annotation, placement: Placement::Fuzzy } => {
            format!("{annotation}: よく似た文へ移しました。確かめてください。")
        }
        native::Notice::Unplaced { annotation } => {
            format!("{annotation}: 本文に見つかりません。位置不明のマークとして残しました。")
        }
        native::Notice::SpansAdjusted { annotation } => {
            format!("{annotation}: 文字の途中で切れていた範囲をそろえました。")
        }
        native::Notice::TagMissing { annotation, tag } => {
            format!("{annotation}: タグ{tag}がなかったので作りました。")
        }
        native::Notice::DateUnreadable { article, value } => {
            format!("{article}: 日付「{value}」を読めず、空にしました。")
        }
        native::Notice::NumberRaised { found, raised } => {
            format!("次の番号を{found}から{raised}に改めました。")
        }
        native::Notice::UnknownField { field, count, .. } => {
            format!("{field}: 知らない項目です({count}件)。読み飛ばしました。")
        }
        other => other.code().to_owned(),
    }
}

pub(super) fn odd(notice: &IntakeNotice) -> String {
    match notice {
        IntakeNotice::Empty => "文字がありません。".to_owned(),
        IntakeNotice::TooLarge { bytes, limit } => {
            format!("{}バイトあり、上限の{}バイトを超えています。分けて加えてください。", bytes, limit)
        }
        IntakeNotice::Control { count, .. } => format!("目に見えない制御文字が{count}個あります。"),
        IntakeNotice::Bidi { count, .. } => format!(
            "文字の並ぶ向きを変える符号が{count}個あります。見えている順と実際の順が違うかもしれません。"
        ),
        IntakeNotice::Replacement { count, .. } => format!("読めなかった文字(\u{FFFD})が{count}個あります。"),
        IntakeNotice::NotJapanese => {
            "日本語の文章ではないようです。解析は日本語のためのものです。".to_owned()
        }
        IntakeNotice::LongLine { .. } => "たいへん長い行があります。画面では分けて示します。".to_owned(),
        other => other.code().to_owned(),
    }
}

pub(super) fn key_refused(refusal: &KeyRefusal) -> String {
    match refusal {
        KeyRefusal::Taken(action) => format!("「{}」のキーです", action_name(Language::Ja, *action)),
        KeyRefusal::Tag(name) => format!("タグ「{name}」のキーです"),
        KeyRefusal::Number => "番号で付けるマークのキーです".to_owned(),
        KeyRefusal::Reserved => "本文の移動やブラウザーが使うキーです".to_owned(),
    }
}

fn tagset_problem(error: &TagsetError) -> String {
    match error {
        TagsetError::TooLarge { .. } => "大きすぎます。".to_owned(),
        TagsetError::NotJson { line, column } => format!("JSON として読めません（{line}行{column}文字目）。"),
        TagsetError::UnknownVersion => "この版では読めない形式です。".to_owned(),
        TagsetError::TooMany { count } => format!("タグが多すぎます（{count}）。"),
        TagsetError::Malformed { list, number, problem } => {
            let what = if *list == "tag" { "タグ" } else { "種類" };
            format!("{number}番目の{what}が読めません: {problem}")
        }
        _ => "タグのファイルではありません。「タグをファイルに書き出す」で作ったものを選んでください。"
            .to_owned(),
    }
}

/// `3 of 12`, once they are counted.
fn parts(done: u32, of: u32, between: &str) -> String {
    if of > 1 { format!("{done}{between}{of}") } else { String::new() }
}

/// How many articles came out of a document, where it is more than one.
fn several(texts: usize) -> String {
    if texts > 1 { format!("{texts}件の記事を加えました。") } else { String::new() }
}
