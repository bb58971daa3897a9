//! Everything a view can ask of the page, and everything the browser can answer.

use crate::adjudicating::AdjudicateAct;
use crate::changed::ChangedAct;
use crate::comparing::{Maker, Place};
use crate::effect::Timer;
use crate::engine::{EngineEvent, UpdateEvent};
use crate::exchanging::ExchangeAct;
use crate::intake::{Afterwards, DocumentEvent, Incoming, MetaField, Pasted};
use crate::judging::Filter;
use crate::keys::keymap::{Action, Chord};
use crate::keys::{Command, Stroke};
use crate::late::LateEvent;
use crate::marking::{Amendment, KeysAfter, MarkAs};
use crate::notices::Notice;
use crate::palette::Run;
use crate::preferences::Preferences;
use crate::projects::{
    Created, Loaded, ProjectAct, SaveState, Slot, SlotSummary, StorageError, StorageEvent, TabEvent,
};
use crate::reading::caret::{Caret, Direction};
use crate::replacing::Replace;
use crate::results::ResultsAct;
use crate::scene::{Outcome, Panel, Scene};
use crate::tour::TourAct;
use crate::versions::VersionAct;
use shirushi_exchange::carry::End;
use shirushi_model::{AnnotationId, ArticleId, ByteSpan, EntityType, TagId};
use shirushi_session::search::Query;
use shirushi_session::{ClaimPair, Edit, Focus, Verdict};

/// One thing that happened or was asked for.
#[derive(Debug)]
pub enum Act {
    /// Change the project; then the keys go where it says.
    Edit(Edit, KeysAfter),
    /// Take an article out of the project.
    RemoveArticle(ArticleId),
    /// Take back the rejections because of which this is not suggested.
    BringBack(ArticleId, ByteSpan),
    /// Change one field of an annotation.
    Amend(AnnotationId, Amendment),
    /// Judge a suggested claim from the margin.
    JudgeClaim(ArticleId, ByteSpan, Verdict),
    /// Accept a suggested claim with one field changed.
    AmendProposed(ArticleId, ByteSpan, Amendment),
    /// Change one field of what is known about an article.
    Describe(ArticleId, MetaField, String),
    Undo,
    Redo,
    OpenArticle(ArticleId),
    /// Turn to something in the open article.
    Focus(Focus),
    /// Turn to something and bring it into view.
    GoTo(ArticleId, ByteSpan, Focus),
    /// The caret or the selection moved.
    Caret(Option<Caret>),
    /// A click on the text without a selection: the innermost mark there, or the next one outwards.
    Click(u32),
    /// On to the next suggested claim, or back to the one before, in the order they are gone through.
    Walk(Direction),
    /// The pointer rests on the token at this position, or on none.
    Hover(Option<u32>),
    /// Mark what is selected.
    MarkAs(MarkAs),
    /// Draw the boundaries of a part of what is selected elsewhere.
    Reshape(Focus, ByteSpan, ByteSpan),
    Command(Command),
    Tour(TourAct),
    /// Tell what a tag or a type is for, while it is turned to.
    Explain(Option<MarkAs>),
    /// Mark what is selected with what has this key.
    MarkKey(char),
    /// Give a command or a stroke another key, or that of the table.
    SetKey(Action, Chord),
    ResetKey(Action),
    /// Give a tag a key of its own; an empty one takes it away.
    TagKey(TagId, String),
    ExportTags,
    PickTags,
    TagsetFile(Incoming),
    /// Judge what is shown, where suggestions are judged one after another.
    Stroke(Stroke),
    /// Say who makes the claim that is judged, or write a note on what is.
    JudgedSpeaker(String),
    JudgedNote(String),
    /// Show others to be judged.
    Sift(Filter),
    /// Press the button of this name, which is the obvious one of the form that was typed in.
    Enter(String),
    /// Open or close the list of all commands.
    Palette,
    ClosePalette,
    /// Do what was chosen in it.
    Run(Run),
    /// Go to where the project was after the change with this number.
    TravelTo(u64),
    /// List more of the history.
    MoreHistory,
    Version(VersionAct),
    /// A newer text for the open article.
    Replace(Replace),
    Changed(ChangedAct),
    /// Give a place of a mark that is lost the text that is selected.
    PlaceHere(AnnotationId, End),
    Panel(Panel),
    /// Show the page of the entity of this type and name.
    EntityPage(EntityType, String),
    ClosePanel,
    /// Turn to another place of the page.
    Scene(Scene),
    CancelDraft,
    /// Make a tag and give it to this highlight.
    AddTag(AnnotationId, String),
    /// A tag that highlights have is to be removed, or stays after all.
    LeaveTag(Option<TagId>),
    /// The places where a string stands are looked for in this article only, or in all.
    Everywhere(bool),
    /// One of these places is left out, or taken in again.
    TickEverywhere((ArticleId, ByteSpan)),
    ToggleLibrary,
    Search(Query),
    /// Judge what the search found.
    JudgeFound,
    Prefer(Preferences),
    /// The question for one's name was answered, or left.
    Named,
    Dismiss(u32),
    RetryDictionary,
    RetryModel,
    RetryLate,
    ActivateUpdate,

    /// The page is hidden or left.
    Leaving,
    /// The person edits what is about to become an article.
    DraftText(String),
    /// Joins the lines of the draft that are cut inside sentences.
    JoinLines,
    /// Takes that back.
    CutLines,
    /// Reads a file that was added in the other encoding it may be in.
    ReadOtherwise,
    /// Takes the draft for a newer text of the article it is like.
    DraftAsNewer,
    /// Opens the article the draft is.
    OpenTwin,
    /// Something is dragged over the page that could be dropped, or no longer.
    Dragging(bool),
    DescribeDraft(MetaField, String),
    PastedAnywhere(Pasted),
    PickFiles,
    Arrived(Vec<Incoming>),
    /// Something is told of a document that is read.
    Document(DocumentEvent),
    AddDraft(Afterwards),

    ExportFile,
    ExportClipboard,
    Copied(Outcome),
    PickProject,
    ProjectFile(Incoming),
    /// Open the sample, and there this place.
    OpenSample(Scene),
    NewProject,
    SwitchTo(Slot),
    Project(ProjectAct),

    /// Try again to open the storage.
    OpenStorage,
    /// The storage is open and lists what it holds.
    StorageOpened(Result<Vec<SlotSummary>, StorageError>),
    Storage(StorageEvent),
    Listed(Vec<SlotSummary>),
    Loaded(Box<Loaded>),
    Created(Box<Created>),
    Told(Notice),
    Engine(EngineEvent),
    Late(LateEvent),
    /// Nothing has changed for a while: the mentions of all articles are to be linked anew, and the articles
    /// compared.
    Link,
    /// The engine was not ready to link, or to compare.
    NotLinked,
    NotCompared,
    /// There is time to make ready what a search will need.
    PrepareSearch,
    /// The hands rest: entities are gathered anew.
    Gather,
    /// Say how claims stand to each other, two by two.
    Relate(Vec<ClaimPair>, Verdict, Maker),
    /// Look for another claim to relate this one to, or do not.
    Relating(Option<Place>),
    Results(ResultsAct),
    Exchange(ExchangeAct),
    Adjudicate(AdjudicateAct),
    Save(SaveState),
    Tab(TabEvent),
    /// Back or Forward came to this place.
    Place(String),
    /// The device turned light or dark.
    Scheme,
    Update(UpdateEvent),
}

impl Timer {
    /// What comes when it has run.
    pub fn act(self) -> Act {
        match self {
            Self::Link => Act::Link,
            Self::Gather => Act::Gather,
            Self::OpenStorage => Act::OpenStorage,
            Self::PrepareSearch => Act::PrepareSearch,
        }
    }
}

impl Run {
    /// What is asked for when it is chosen.
    pub fn act(self) -> Act {
        match self {
            Self::Command(command) => Act::Command(command),
            Self::Stroke(stroke) => Act::Stroke(stroke),
            Self::Scene(scene) => Act::Scene(scene),
            Self::Panel(panel) => Act::Panel(panel),
            Self::Article(id) => Act::OpenArticle(id),
            Self::Mark(mark) => Act::MarkAs(mark),
            Self::Prefer(preferences) => Act::Prefer(*preferences),
            Self::NewProject => Act::NewProject,
            Self::PickProject => Act::PickProject,
        }
    }
}
