//! What things are called, in both languages: the words of docs/GLOSSARY.md.

use crate::Language;
use shirushi_model::{
    Certainty, CheckAct, ClaimType, Difference, EntityType, Medium, Quotation, ReasonCode, Relation,
    SpeakerKind, Stage, Stance,
};

/// How two claims stand to each other.
pub fn relation(language: Language, relation: Relation) -> &'static str {
    let (ja, en) = match relation {
        Relation::Agree => ("一致", "agree"),
        Relation::Differ => ("相違", "differ"),
        Relation::Contradict => ("矛盾", "contradict"),
    };
    language.of(ja, en)
}

/// The sign that stands for a relation: heavier the graver.
pub fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "＝",
        Relation::Differ => "≈",
        Relation::Contradict => "≠",
    }
}

/// In what claims differ.
pub fn difference(language: Language, difference: Difference) -> &'static str {
    let (ja, en) = match difference {
        Difference::Date => ("日付", "date"),
        Difference::Time => ("時刻", "time of day"),
        Difference::Duration => ("期間", "length of time"),
        Difference::Number => ("数", "number"),
        Difference::Participants => ("出席者", "participants"),
        Difference::Place => ("場所", "place"),
        Difference::Spelling => ("表記", "spelling"),
        Difference::Title => ("肩書", "title"),
        Difference::Speaker => ("発言者", "speaker"),
        Difference::Existence => ("有無", "existence"),
        Difference::Format => ("形式", "format"),
        Difference::Stage => ("時点", "stage"),
        Difference::Cause => ("原因", "cause"),
        Difference::Certainty => ("確かさ", "certainty"),
        Difference::Quote => ("発言の言葉", "wording of a quotation"),
        Difference::Attribute => ("属性", "attribute"),
        Difference::Framing => ("伝え方", "framing"),
        Difference::Other => ("その他", "other"),
    };
    language.of(ja, en)
}

/// How surely something is claimed.
pub fn certainty(language: Language, certainty: Certainty) -> &'static str {
    let (ja, en) = match certainty {
        Certainty::Asserted => ("断定", "asserted"),
        Certainty::Reported => ("伝聞", "reported"),
        Certainty::Possible => ("可能性", "possible"),
        Certainty::Predicted => ("予測", "predicted"),
        Certainty::Denied => ("否定", "denied"),
    };
    language.of(ja, en)
}

/// What kind of thing is claimed.
pub fn claim_type(language: Language, kind: ClaimType) -> &'static str {
    let (ja, en) = match kind {
        ClaimType::Event => ("出来事", "event"),
        ClaimType::Participation => ("出席者・形式", "participation"),
        ClaimType::Quantity => ("数量", "quantity"),
        ClaimType::Precedent => ("経緯・前例", "precedent"),
        ClaimType::Statement => ("発言・立場", "statement"),
        ClaimType::Plan => ("方針・要求", "plan or demand"),
        ClaimType::Prediction => ("見通し", "outlook"),
        ClaimType::Evaluation => ("評価", "evaluation"),
        ClaimType::Causal => ("因果", "cause"),
        ClaimType::State => ("状態", "state"),
    };
    language.of(ja, en)
}

/// What a speaker is.
pub fn speaker_kind(language: Language, kind: SpeakerKind) -> &'static str {
    let (ja, en) = match kind {
        SpeakerKind::Person => ("人", "person"),
        SpeakerKind::Organization => ("組織", "organization"),
        SpeakerKind::Unnamed => ("名を出さない出所", "source not named"),
        SpeakerKind::Outlet => ("地の文", "narration"),
    };
    language.of(ja, en)
}

/// Whether and how somebody is quoted.
pub fn quotation(language: Language, quotation: Quotation) -> &'static str {
    let (ja, en) = match quotation {
        Quotation::Direct => ("直接", "direct"),
        Quotation::Mixed => ("部分的に直接", "partly direct"),
        Quotation::Indirect => ("間接", "indirect"),
        Quotation::None => ("引用なし", "no quotation"),
    };
    language.of(ja, en)
}

/// What an entity is.
pub fn entity_type(language: Language, kind: EntityType) -> &'static str {
    let (ja, en) = match kind {
        EntityType::Person => ("人", "person"),
        EntityType::Organization => ("組織", "organization"),
        EntityType::Location => ("地名", "location"),
        EntityType::Facility => ("施設", "facility"),
        EntityType::Event => ("催し・事件", "event"),
        EntityType::Product => ("製品・作品", "product"),
        EntityType::Date => ("日付", "date"),
        EntityType::Time => ("時刻", "time"),
        EntityType::Quantity => ("数量", "quantity"),
    };
    language.of(ja, en)
}

/// How far a check is.
pub fn stage(language: Language, stage: Stage) -> &'static str {
    let (ja, en) = match stage {
        Stage::Begun => ("着手", "begun"),
        Stage::Gathering => ("証拠集め", "gathering evidence"),
        Stage::Review => ("確認待ち", "awaiting confirmation"),
        Stage::Decided => ("決定", "decided"),
        Stage::Published => ("公開", "published"),
    };
    language.of(ja, en)
}

/// How a piece of evidence stands to the claim.
pub fn stance(language: Language, stance: Stance) -> &'static str {
    let (ja, en) = match stance {
        Stance::Supports => ("裏づける", "supports"),
        Stance::Opposes => ("反する", "opposes"),
        Stance::Context => ("参考", "context"),
    };
    language.of(ja, en)
}

/// What a piece of evidence is.
pub fn medium(language: Language, medium: Medium) -> &'static str {
    let (ja, en) = match medium {
        Medium::Primary => ("一次資料", "primary source"),
        Medium::Article => ("記事", "article"),
        Medium::Interview => ("取材", "interview"),
        Medium::Recording => ("映像・音声", "recording"),
        Medium::Other => ("そのほか", "other"),
    };
    language.of(ja, en)
}

/// What was done to a check.
pub fn check_act(language: Language, act: CheckAct) -> &'static str {
    let (ja, en) = match act {
        CheckAct::Begun => ("着手", "begun"),
        CheckAct::Reworded => ("言い直し", "reworded"),
        CheckAct::Sayings => ("記事の箇所", "places"),
        CheckAct::Questions => ("問いと答え", "questions and answers"),
        CheckAct::Exhibits => ("証拠", "evidence"),
        CheckAct::Ruled => ("判定", "verdict"),
        CheckAct::Moved => ("段階", "stage"),
        CheckAct::Confirmed => ("確認", "confirmed"),
        CheckAct::SentBack => ("差し戻し", "sent back"),
    };
    language.of(ja, en)
}

/// Why two claims were judged so.
pub fn reason(language: Language, code: ReasonCode) -> &'static str {
    let (ja, en) = match code {
        ReasonCode::SameContent => ("言い方は違うが同じ内容", "the same in other words"),
        ReasonCode::SameRemark => ("同じ人の同じ発言", "the same remark by the same speaker"),
        ReasonCode::SameDate => ("同じ日時の別の書き方", "the same date or time, written differently"),
        ReasonCode::SameNumber => ("同じ数の別の書き方", "the same number, written differently"),
        ReasonCode::TimeZone => ("時差で日付がずれているだけ", "the days differ only by the time zone"),
        ReasonCode::Attributed => {
            ("一方は自ら述べ、他方は情報源を示している", "one says so itself, the other names a source")
        }
        ReasonCode::OtherDate => ("日付が食い違う", "the dates exclude each other"),
        ReasonCode::OtherTime => ("時刻が食い違う", "the times exclude each other"),
        ReasonCode::OtherNumber => ("数が食い違う", "the numbers exclude each other"),
        ReasonCode::NearNumber => ("数は近いが合わない", "the numbers are near but do not fit"),
        ReasonCode::OtherParticipants => ("加わった人が違う", "different participants"),
        ReasonCode::OtherPlace => ("場所が違う", "different places"),
        ReasonCode::OtherSpelling => ("同じ名の表記が違う", "one name in two spellings"),
        ReasonCode::OtherTitle => ("同じ人の肩書が違う", "different job title"),
        ReasonCode::OtherSpeaker => ("同じ発言の発言者が違う", "one remark by two speakers"),
        ReasonCode::Negated => ("肯定と否定が食い違う", "one says so, the other that it is not so"),
        ReasonCode::Opposite => ("反対の意味の語を使っている", "words of opposite meaning"),
        ReasonCode::OtherFormat => ("形式が違う", "different forms"),
        ReasonCode::PlannedAndDone => ("一方は予定、他方は実施済み", "planned in one, done in the other"),
        ReasonCode::OtherCertainty => {
            ("断定か、可能性・伝聞かが違う", "certain in one, possible or hearsay in the other")
        }
        ReasonCode::OtherVerdict => ("評価が分かれている", "they judge differently"),
        ReasonCode::OtherResponsibility => ("責任の帰し方が違う", "they hold different parties responsible"),
        ReasonCode::OtherDuration => ("期間が食い違う", "the lengths of time exclude each other"),
        ReasonCode::OtherCause => ("原因が違う", "different causes"),
        ReasonCode::OtherStage => ("数えた時点が違う", "counted at different times"),
        ReasonCode::OtherWording => ("同じ発言の言葉が違う", "one remark in different words"),
        ReasonCode::OtherWord => ("同じところの言葉が違う", "different words in the same place"),
        ReasonCode::SameEvent => {
            ("同じ出来事（細かな点は比べていない）", "one event; details are not compared")
        }
        ReasonCode::Unlike => ("同じ出来事だが、伝える内容が違う", "one event, told differently"),
    };
    language.of(ja, en)
}
