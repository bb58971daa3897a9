//! What can be asked of a session, and what it answers. All of it is data; the page finds the words.

use crate::analysed::Analysed;
use crate::selection::Focus;
use crate::{Label, Transaction, Verdict, Version};
use shirushi_model::limits::Measure;
use shirushi_model::{
    AnnotationId, ArticleId, ArticleMeta, Body, ByteSpan, CheckId, Creator, Difference, EntityType, Exhibit,
    Named, NewTagset, Project, Relation, Stage, Tag, TagColor, TagId, Target, Timestamp, TypeGuide,
    VerdictScale,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that can happen to a session.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A person changes the project.
    Edit {
        /// What they change.
        edit: Edit,
        /// When.
        at: Timestamp,
    },
    /// A person takes back the last change that still stands.
    Undo {
        /// When.
        at: Timestamp,
    },
    /// A person brings back the last change that was taken back.
    Redo {
        /// When.
        at: Timestamp,
    },
    /// A person goes back, or forward again, to where the project was after a change: with as many undos or
    /// redos as that takes, all or none. Refused when the change neither stands nor can be brought back.
    GoTo {
        /// The number of the change; 0 for the beginning.
        seq: u64,
        /// When.
        at: Timestamp,
    },
    /// A person gives the present state a name. It is no change of the project: undo does not take it back.
    NameVersion {
        /// What it is called; an empty name is refused.
        name: String,
        /// The person, as they call themselves; may be empty.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// A person forgets a named version.
    ForgetVersion(u32),
    /// A person takes back that a version was forgotten.
    RestoreVersion(Arc<Version>),
    /// The analysis of an article has arrived. Ignored when the article is no longer there.
    Analysed {
        /// Of which article.
        article: ArticleId,
        /// What was found.
        analysed: Arc<Analysed>,
    },
    /// The mentions of all articles were linked (see [`Session::mentions`](crate::Session::mentions)).
    /// Articles that are no longer there are ignored.
    Linked {
        /// The canonical forms of each article's mentions.
        names: Vec<(ArticleId, Vec<Named>)>,
    },
    /// A person turns to an article. Ignored when it is not there.
    OpenArticle(ArticleId),
    /// A person turns to something within the open article, or within the article of the annotation named.
    Focus(Focus),
}

/// Two claims, and how a person says they stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimPair {
    /// The one claim.
    pub a: (ArticleId, ByteSpan),
    /// The other.
    pub b: (ArticleId, ByteSpan),
    /// How they stand to each other.
    pub relation: Relation,
    /// In what; ignored where they agree.
    pub difference: Option<Difference>,
}

/// A change of the project, as a person means it.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives the project another title. An empty one is refused.
    RenameProject(String),
    /// Takes texts in, after the articles already there, and opens the first of them.
    AddArticles(Vec<NewArticle>),
    /// Takes in what somebody else marked, with articles, tags and entities, and opens the first of the
    /// articles. Nothing that is there changes.
    TakeIn {
        /// It all, with ids of its own.
        from: Box<Project>,
        /// Its articles that are there already, with the same text: which of ours each is.
        same: BTreeMap<ArticleId, ArticleId>,
    },
    /// Removes an article and every annotation in it.
    RemoveArticle(ArticleId),
    /// Makes the project what merging it with those of other people has given, in one change.
    MergeProject(Box<Project>),
    /// A person decides between the marks of several people. Whatever they marked is kept as they made it, as
    /// what they propose; what is decided are marks of the person who decides. Decided once more, the same
    /// mark is not made twice.
    Adjudicate {
        /// What is decided, one disagreement after the other.
        rulings: Vec<Ruling>,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// Makes the project what it was when a version was named, in one change.
    ReturnTo(u32),
    /// Says where an article came from.
    SetMeta(ArticleId, ArticleMeta),
    /// Puts a newer version of an article's text in the place of the one it has. Marks it is not told of are
    /// kept without a place, with the words they stood on.
    ReplaceText {
        /// Which article.
        article: ArticleId,
        /// The newer text, exactly as it came.
        text: String,
        /// Where its marks stand in the newer text.
        marks: BTreeMap<AnnotationId, Target>,
        /// Where the other claims of relations stand in the newer text.
        ends: BTreeMap<AnnotationId, Target>,
    },
    /// A person marks a passage, which becomes the focus. Spans are widened to whole graphemes, put in order,
    /// and joined where they touch or overlap.
    Mark {
        /// In which article.
        article: ArticleId,
        /// One span, or several for one mark in parts.
        spans: Vec<ByteSpan>,
        /// What the mark says.
        body: Body,
        /// Free words.
        note: String,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person marks the same in many places, as one change. Where the machine suggests an entity on exactly
    /// this span, it is accepted as what `body` says, with the name and the value the machine gave it.
    MarkAll {
        /// The articles and the spans.
        places: Vec<(ArticleId, ByteSpan)>,
        /// What the marks say.
        body: Body,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person accepts or rejects entities the machine suggests, each named by its exact span. Judging one
    /// again changes the earlier verdict.
    Judge {
        /// The articles and the spans of the suggested entities, those that were withdrawn included.
        places: Vec<(ArticleId, ByteSpan)>,
        /// What is decided.
        verdict: Verdict,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person accepts or rejects claims the machine suggests, each named by its exact span. Judging one
    /// again changes the earlier verdict.
    JudgeClaims {
        /// The articles and the spans of the suggested claims.
        places: Vec<(ArticleId, ByteSpan)>,
        /// What is decided.
        verdict: Verdict,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person says how claims stand to each other, or that they are not to be compared. What was said of
    /// the same two places before is changed.
    Relate {
        /// The claims, two by two.
        pairs: Vec<ClaimPair>,
        /// Whether it stands; a rejected relation is kept so that it is not suggested again.
        verdict: Verdict,
        /// Who found it: the model, or the person themselves.
        creator: Creator,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person accepts an entity or a claim the machine suggests, but not all it says of it: another type,
    /// another name, another value, other boundaries.
    Correct {
        /// In which article.
        article: ArticleId,
        /// The span of what is suggested.
        span: ByteSpan,
        /// Where the mark stands, when that is not where it is suggested.
        to: Option<ByteSpan>,
        /// What it is: an entity or a claim, as was suggested.
        body: Body,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// Cuts a mark in two, which say the same. The first keeps its number, and the focus. Refused where one
    /// of them would cover nothing.
    Split {
        /// Which one.
        id: AnnotationId,
        /// Where the second begins.
        at: u32,
    },
    /// Makes one mark of several of the same kind in one article: the first in the text stays, and covers
    /// what the others did. Their notes are added to its own.
    Merge(Vec<AnnotationId>),
    /// Changes an annotation; `None` leaves a part as it is. Relations of a claim that moves go with it.
    Change {
        /// Which one.
        id: AnnotationId,
        /// Where it stands from now on.
        target: Option<Vec<ByteSpan>>,
        /// What it says from now on.
        body: Option<Body>,
        /// The note from now on.
        note: Option<String>,
    },
    /// Deletes annotations. Suggestions of the machine that stood behind them are pending again.
    Delete(Vec<AnnotationId>),
    /// A person says something about an entity, which has a record from then on.
    DescribeEntity {
        /// Its type and its name so far, or an alias of it.
        entity: (EntityType, String),
        /// What they say.
        change: EntityChange,
    },
    /// A person says that two entities of a type are one: what linking takes for the one is the other from
    /// then on. The record of the first, if there is one, goes into that of the second.
    MergeEntities {
        /// Their type.
        kind: EntityType,
        /// The name of the one that goes.
        from: String,
        /// The name of the one that stays.
        into: String,
    },
    /// A person says that these mentions are of another entity, known or new. What is marked gets its name;
    /// what is suggested is accepted with it.
    MoveMentions {
        /// The type they are mentions of so far, with the articles and the spans.
        from: EntityType,
        /// See `from`.
        places: Vec<(ArticleId, ByteSpan)>,
        /// The type and the name of the other entity.
        to: (EntityType, String),
        /// Strings that mean it from now on, in every article, where no mark says otherwise.
        strings: Vec<String>,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person says that an entity is of another type. What is marked gets it; what is suggested is accepted
    /// with it. When there is one of that type with its name, the two become one.
    RetypeEntity {
        /// Its type and its name so far.
        entity: (EntityType, String),
        /// Its type from now on.
        to: EntityType,
        /// Its mentions: the articles and the spans.
        places: Vec<(ArticleId, ByteSpan)>,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person begins to check what is claimed at these places. An empty wording is refused.
    BeginCheck {
        /// Where it is claimed; may be empty.
        places: Vec<(ArticleId, ByteSpan)>,
        /// What is claimed, in the person's words.
        wording: String,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// A person changes one thing about a check.
    ChangeCheck {
        /// Which one.
        id: CheckId,
        /// What they change.
        change: CheckChange,
        /// The person, as they call themselves; may be empty.
        by: String,
    },
    /// Removes a check.
    RemoveCheck(CheckId),
    /// Adds a scale of verdicts of the project's own, or changes the one with its key. Refused when a verdict
    /// that checks have would go, and for the keys of the scales that come with the program.
    PutScale(VerdictScale),
    /// Takes one of the project's own scales away. Refused when checks are decided on it.
    RemoveScale(String),
    /// Adds a tag at the end of the tagset. An empty name is refused.
    AddTag {
        /// What it is called.
        name: String,
        /// How it is drawn.
        color: TagColor,
    },
    /// Takes another tagset in, as one change: tags of the same name are changed, the others come after those
    /// already there. No tag goes, and no guide.
    ImportTags(NewTagset),
    /// Says something else about a type.
    Explain(TypeGuide),
    /// Changes the name, the colour, the guide, the examples and the key of the tag with this id. The key of
    /// another tag is refused.
    ChangeTag(Tag),
    /// Takes a tag out of the tagset. Refused for a tag in use when no other is named.
    RemoveTag {
        /// Which one.
        id: TagId,
        /// The tag its highlights have from then on.
        into: Option<TagId>,
    },
}

/// What is decided where people differ.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ruling {
    /// The marks it is about, which are proposals from then on
    /// ([`Status::Suggested`](shirushi_model::Status)).
    pub aside: Vec<AnnotationId>,
    /// What stands instead, or is not to stand.
    pub marks: Vec<RuledMark>,
}

/// A mark that is decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct RuledMark {
    /// In which article.
    pub article: ArticleId,
    /// Where, as for [`Edit::Mark`].
    pub spans: Vec<ByteSpan>,
    /// What it says.
    pub body: Body,
    /// Free words.
    pub note: String,
    /// Whether it stands. One that does not is kept, so that it is known who decided so.
    pub verdict: Verdict,
}

/// What is said about an entity. Applied to what is known of it by then, so that two things said at once do
/// not undo each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityChange {
    /// It has another name; the one it had becomes an alias. An empty one, or one of another entity, is
    /// refused.
    Rename(String),
    /// This string means it too, and no other entity of its type. The name of another entity is refused.
    AddAlias(String),
    /// This string does not mean it any more.
    RemoveAlias(String),
    /// The note from now on.
    Note(String),
    /// What it is elsewhere.
    ExternalId(String),
}

/// What a person does to a check. Applied to what it is by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckChange {
    /// It is worded otherwise. What was confirmed waits for confirmation again.
    Reword(String),
    /// It is claimed here as well.
    AddSaying(ArticleId, ByteSpan),
    /// It is not claimed in that place, counted from 0.
    RemoveSaying(usize),
    /// A question is added, or asked, answered or waited for otherwise. Its evidence stays.
    PutQuestion {
        /// Which one, counted from 0; a new one without.
        at: Option<usize>,
        /// What is asked; an empty question is refused.
        asked: String,
        /// What was found out; may be empty.
        answer: String,
        /// Whom one waits for and until when; may be empty.
        waiting: String,
    },
    /// A question goes, with its evidence.
    RemoveQuestion(usize),
    /// Evidence is added to a question, or changed. Days that are none are refused; an address may be
    /// anything.
    PutExhibit {
        /// Which question, counted from 0.
        question: usize,
        /// Which piece, counted from 0; a new one without.
        at: Option<usize>,
        /// What it is.
        exhibit: Exhibit,
    },
    /// Evidence goes.
    RemoveExhibit {
        /// Which question, counted from 0.
        question: usize,
        /// Which piece, counted from 0.
        at: usize,
    },
    /// A person proposes a verdict, or another, or says why. Another verdict or other grounds wait for
    /// confirmation again.
    Rule {
        /// The key of the scale.
        scale: String,
        /// The key of the step; none takes the verdict back.
        verdict: Option<String>,
        /// Why.
        grounds: String,
    },
    /// It goes to another stage. Without a confirmed verdict it cannot be decided or published.
    MoveTo(Stage),
    /// A second person confirms the verdict, which is decided then. Whoever drafted it is refused.
    Confirm,
    /// A second person sends it back, and says why.
    SendBack(String),
}

/// A text that comes in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewArticle {
    /// Exactly as it came.
    pub text: String,
    /// What is known about where it came from.
    pub meta: ArticleMeta,
}

/// What is to be done outside, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write this transaction to the end of the project's log.
    Append(Transaction),
    /// Keep this version beside the project.
    StoreVersion(Arc<Version>),
    /// This version is to be kept no longer.
    ForgetVersion(Arc<Version>),
    /// Analyse this article and answer with [`Msg::Analysed`].
    Analyze(ArticleId),
    /// Tell the person what was done.
    Announce(Announcement),
    /// Tell the person why nothing was done. The session is unchanged.
    Refused(Refusal),
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// A change was made.
    Done(Label),
    /// A change was taken back.
    Undone(Label),
    /// A change was brought back.
    Redone(Label),
}

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The article is not in the project.
    NoSuchArticle(ArticleId),
    /// The article has another text than the one that was taken for it.
    OtherText(ArticleId),
    /// The annotation is not in the project.
    NoSuchAnnotation(AnnotationId),
    /// The tag is not in the tagset.
    NoSuchTag(TagId),
    /// Highlights have the tag, and no other was named for them.
    TagInUse(TagId),
    /// The machine suggests nothing of this kind on exactly this span.
    NotSuggested(ByteSpan),
    /// There was no span, or one that covers nothing.
    EmptySpan,
    /// The span reaches past the end of the text, or is reversed.
    OutsideText(ByteSpan),
    /// The span starts or ends inside a character.
    InsideCharacter(ByteSpan),
    /// A title or a name was empty.
    EmptyName,
    /// Another tag has the key.
    KeyTaken(char),
    /// Another entity of the type has the name.
    NameTaken(String),
    /// A day of publication was neither empty nor a calendar date `YYYY-MM-DD`.
    NotADate(String),
    /// A value that an entity of this type cannot have, or that is no value at all.
    NotAValue,
    /// The check is not in the project.
    NoSuchCheck(CheckId),
    /// The check has no question, no evidence or no place with this number.
    NoSuchPart(usize),
    /// There is no scale of verdicts, or no step of it, with this key.
    NoSuchScale(String),
    /// Checks are decided on the scale, or on the step, with this key.
    ScaleInUse(String),
    /// The check has no verdict, or nobody has confirmed it.
    NotConfirmed,
    /// Whoever drafted a verdict cannot confirm it.
    SamePerson,
    /// A fingerprint is 64 hexadecimal digits.
    NotAFingerprint,
    /// These marks are not of the same kind in the same article, or there are not two of them.
    NotAlike,
    /// A claim does not stand in any relation to itself.
    SameClaim,
    /// No change is left to take back.
    NothingToUndo,
    /// No change is left to bring back.
    NothingToRedo,
    /// The change neither stands nor can be brought back.
    NoSuchChange(u64),
    /// There is no version with this number.
    NoSuchVersion(u32),
    /// All numbers for articles, annotations and tags have been given out.
    NumbersExhausted,
    /// The project would have more of something than a project may have.
    TooMuch(Measure),
    /// The history does not fit the project; the change can be neither taken back nor brought back.
    HistoryDamaged,
}

impl Refusal {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchArticle(_) => "no-such-article",
            Self::OtherText(_) => "other-text",
            Self::NoSuchAnnotation(_) => "no-such-annotation",
            Self::NoSuchTag(_) => "no-such-tag",
            Self::TagInUse(_) => "tag-in-use",
            Self::NotSuggested(_) => "not-suggested",
            Self::EmptySpan => "empty-span",
            Self::OutsideText(_) => "outside-text",
            Self::InsideCharacter(_) => "inside-character",
            Self::EmptyName => "empty-name",
            Self::KeyTaken(_) => "key-taken",
            Self::NameTaken(_) => "name-taken",
            Self::NotADate(_) => "not-a-date",
            Self::NotAValue => "not-a-value",
            Self::SameClaim => "same-claim",
            Self::NothingToUndo => "nothing-to-undo",
            Self::NothingToRedo => "nothing-to-redo",
            Self::NoSuchChange(_) => "no-such-change",
            Self::NoSuchVersion(_) => "no-such-version",
            Self::NumbersExhausted => "numbers-exhausted",
            Self::NotAlike => "not-alike",
            Self::NoSuchCheck(_) => "no-such-check",
            Self::NoSuchPart(_) => "no-such-part",
            Self::NoSuchScale(_) => "no-such-scale",
            Self::ScaleInUse(_) => "scale-in-use",
            Self::NotConfirmed => "not-confirmed",
            Self::SamePerson => "same-person",
            Self::NotAFingerprint => "not-a-fingerprint",
            Self::TooMuch(_) => "too-much",
            Self::HistoryDamaged => "history-damaged",
        }
    }
}
