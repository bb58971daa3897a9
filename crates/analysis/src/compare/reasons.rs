//! Why, in a sentence of Japanese that a reader understands, from a code and the two places it rests on.

use shirushi_model::{ByteSpan, Evidence, Reason, ReasonCode};

/// Words of an article as evidence.
pub(super) fn evidence(text: &str, span: Option<ByteSpan>) -> Option<Evidence> {
    let span = span?;
    let text = span.slice(text)?.to_owned();
    Some(Evidence { span: Some(span), text })
}

/// What was understood, without a place in the text.
pub(super) fn understood(text: &str) -> Option<Evidence> {
    (!text.is_empty()).then(|| Evidence { span: None, text: text.to_owned() })
}

/// The reason with its sentence.
pub(super) fn reason(code: ReasonCode, a: Option<Evidence>, b: Option<Evidence>) -> Reason {
    let text = sentence(code, a.as_ref(), b.as_ref());
    Reason { code, a, b, text }
}

fn sentence(code: ReasonCode, a: Option<&Evidence>, b: Option<&Evidence>) -> String {
    let explanation = explanation(code);
    match (a, b) {
        (Some(a), Some(b)) if a.text == b.text => format!("どちらも「{}」：{explanation}", short(&a.text)),
        (Some(a), Some(b)) => format!("「{}」と「{}」：{explanation}", short(&a.text), short(&b.text)),
        (Some(one), None) | (None, Some(one)) => format!("「{}」：{explanation}", short(&one.text)),
        (None, None) => explanation.to_owned(),
    }
}

/// The longest evidence that is quoted whole, in characters.
const LONGEST: usize = 40;

fn short(text: &str) -> String {
    let mut characters = text.chars();
    let mut shortened: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        shortened.push('…');
    }
    shortened.replace('\n', " ")
}

fn explanation(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::SameContent => "同じ内容を述べている",
        ReasonCode::SameRemark => "同じ人の同じ発言",
        ReasonCode::SameDate => "書き方は違うが同じ日時",
        ReasonCode::SameNumber => "書き方や丸め方は違うが同じ数量",
        ReasonCode::TimeZone => "現地時間と日本時間の差で説明がつく1日違い",
        ReasonCode::Attributed => "一方は自社の記述、他方は発言として伝えている",
        ReasonCode::OtherDate => "日付が両立しない",
        ReasonCode::OtherTime => "時刻が両立しない",
        ReasonCode::OtherNumber => "数が両立しない",
        ReasonCode::NearNumber => "数が近いが、概数としても一致しない",
        ReasonCode::OtherParticipants => "参加者として挙げる名が違う",
        ReasonCode::OtherPlace => "場所が両立しない",
        ReasonCode::OtherSpelling => "同じ名の表記が違う",
        ReasonCode::OtherTitle => "同じ人物の肩書が違う",
        ReasonCode::OtherSpeaker => "同じ発言の発言者が違う",
        ReasonCode::Negated => "一方は肯定し、他方は否定している",
        ReasonCode::Opposite => "互いに両立しない語で伝えている",
        ReasonCode::OtherFormat => "形式が違う",
        ReasonCode::PlannedAndDone => "一方は予定、他方は実施済みとして伝えている",
        ReasonCode::OtherCertainty => "一方は断定し、他方は可能性や伝聞として伝えている",
        ReasonCode::OtherVerdict => "評価の向きが違う",
        ReasonCode::OtherResponsibility => "誰に委ねるかが違う",
        ReasonCode::OtherDuration => "期間が両立しない",
        ReasonCode::OtherCause => "原因として挙げるものが違う",
        ReasonCode::OtherStage => "数えた時点や段階が違う",
        ReasonCode::OtherWording => "同じ発言の言葉が違う",
        ReasonCode::OtherWord => "同じところに違う言葉がある",
        ReasonCode::SameEvent => "同じ出来事を伝えている（細かな点は比べていない）",
        ReasonCode::Unlike => "同じ出来事だが、伝える内容が違う",
    }
}
