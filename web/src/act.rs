//! Everything a view can ask of the page, and everything the browser can answer.

use crate::app::comparing::Shown;
use crate::app::keeping::{Created, Loaded};
use crate::app::projects::ProjectAct;
use crate::app::replacing::Replace;
use crate::app::touring::TourAct;
use crate::app::versions::VersionAct;
use crate::caret::{Caret, Direction};
use crate::comparing::Place;
use crate::judging::Filter;
use crate::keymap::{Action, Chord};
use crate::keys::{Command, Stroke};
use crate::notice::Notice;
use crate::palette::Run;
use crate::ports::clipboard::Pasted;
use crate::ports::disk::DiskFile;
use crate::ports::engine::EngineEvent;
use crate::ports::files::{Dropped, FileError};
use crate::ports::preferences::Preferences;
use crate::ports::saver::SaveState;
use crate::ports::storage::{Slot, SlotSummary, Storage, StorageError, StorageEvent};
use crate::ports::tabs::TabEvent;
use crate::ports::updates::UpdateEvent;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use shirushi_exchange::carry::End;
use shirushi_exchange::reflow::Reflowed;
use shirushi_model::{
    AnnotationId, ArticleId, ArticleMeta, Body, ByteSpan, Certainty, ClaimMark, ClaimType, Difference,
    EntityMark, EntityType, Highlight, Normalized, Polarity, Quotation, Relation, Speaker, SpeakerKind,
    TagId,
};
use shirushi_session::search::Query;
use shirushi_session::{Edit, Focus, Verdict};

/// One thing that happened or was asked for.
pub(crate) enum Act {
    /// Change the project.
    Edit(Edit),
    /// Change the project from a list, where the keys stay.
    JudgedInList(Edit),
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
    Dropped(Dropped),
    Arrived(Vec<Incoming>),
    AddDraft(Afterwards),

    ExportFile,
    ExportClipboard,
    Copied(Outcome),
    PickProject,
    ProjectFile(Incoming),
    OpenSample,
    NewProject,
    SwitchTo(Slot),
    Project(ProjectAct),

    /// Try again to open the storage.
    OpenStorage,
    /// The storage is open and lists what it holds.
    StorageOpened(Box<Result<(Storage, Vec<SlotSummary>), StorageError>>),
    Storage(StorageEvent),
    Listed(Vec<SlotSummary>),
    Loaded(Box<Loaded>),
    Created(Box<Created>),
    Told(Notice),
    Engine(EngineEvent),
    /// The mentions of all articles are to be linked anew.
    Link,
    /// There is time to make ready what a search will need.
    PrepareSearch,
    /// The hands rest: entities are gathered anew.
    Gather,
    /// Say how two claims stand to each other.
    Relate((Place, Place), (Relation, Option<Difference>), Verdict, Maker),
    /// Look for another claim to relate this one to, or do not.
    Relating(Option<Place>),
    /// Show other pairs.
    Compare(Shown),
    /// Go from a pair to one of its claims.
    LookInto((Place, Place), Place),
    Save(SaveState),
    Tab(TabEvent),
    /// Back or Forward came to this place.
    Place(String),
    /// The device turned light or dark.
    Scheme,
    Update(UpdateEvent),
}

/// Who set two claims side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Maker {
    Machine,
    Person,
}

/// As what a selection is marked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MarkAs {
    Claim,
    Entity(EntityType),
    Highlight(TagId),
}

impl MarkAs {
    /// What a new mark of this kind says.
    pub(crate) fn body(&self) -> Body {
        match *self {
            Self::Claim => Body::Claim(ClaimMark {
                kind: ClaimType::Event,
                speaker: None,
                certainty: Certainty::Asserted,
                quotation: None,
                polarity: None,
            }),
            Self::Entity(kind) => Body::Entity(EntityMark { kind, canonical: String::new(), value: None }),
            Self::Highlight(tag) => Body::Highlight(Highlight { tag }),
        }
    }
}

/// What stands in the middle of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Scene {
    /// The open article.
    #[default]
    Reading,
    /// One suggestion after another.
    Judging,
    /// What the articles say of the same things.
    Comparing,
}

/// What stands in the panel at the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Panel {
    /// What is selected, and the entities.
    #[default]
    Inspector,
    /// A new article, in the place of the text.
    Intake,
    Export,
    Projects,
    Search,
    History,
    Help,
    About,
    Settings,
    /// Outlet, title and so on of the open article.
    Details,
    /// A newer text for it.
    Replace,
    /// What two named versions differ in.
    Changes,
    /// The project's tags.
    Tags,
    /// Where else the string of a mark stands.
    Everywhere,
    /// Every command with its key, to be changed.
    Keys,
    /// One entity, with all its mentions.
    Entity,
}

/// An article that is about to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) meta: ArticleMeta,
    pub(crate) lines: DraftLines,
    pub(crate) twin: DraftTwin,
}

/// How a draft stands to the articles of the project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum DraftTwin {
    /// It is another one, for all one can tell.
    #[default]
    None,
    /// This one, once more.
    Same(ArticleId),
    /// Most of its sentences stand in this one.
    Newer(ArticleId),
}

/// How the lines of a draft stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum DraftLines {
    /// As they were meant, for all one can tell.
    #[default]
    Meant,
    /// Cut inside sentences, with the text in which they are joined.
    Cut(Reflowed),
    /// Joined by the person; the text before and how many were joined, for the way back.
    Joined { before: String, count: usize },
}

/// What to do once the draft has been added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Afterwards {
    Read,
    PasteAnother,
}

/// Whether something worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    Failed,
}

/// A file that was dropped or chosen.
pub(crate) struct Incoming {
    pub(crate) name: String,
    pub(crate) content: Result<Vec<u8>, FileError>,
    /// The file on the disk, where it can be written in place.
    pub(crate) file: Option<DiskFile>,
}

/// One field of an annotation, changed. It is applied to what the annotation says by then, so that two fields
/// changed at once do not undo each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Amendment {
    ClaimType(ClaimType),
    SpeakerName(String),
    SpeakerKind(Option<SpeakerKind>),
    Certainty(Certainty),
    Quotation(Option<Quotation>),
    Polarity(Option<Polarity>),
    EntityType(EntityType),
    Canonical(String),
    Value(Option<Normalized>),
    Tag(TagId),
}

impl Amendment {
    /// Changes a claim; what is no field of a claim changes nothing.
    pub(crate) fn apply(self, claim: &mut ClaimMark) {
        match self {
            Self::ClaimType(kind) => claim.kind = kind,
            Self::Certainty(certainty) => claim.certainty = certainty,
            Self::SpeakerName(name) => {
                let kind = claim.speaker.as_ref().map_or(SpeakerKind::Person, |speaker| speaker.kind);
                let nameless = matches!(kind, SpeakerKind::Outlet | SpeakerKind::Unnamed);
                claim.speaker = (!name.is_empty() || nameless).then_some(Speaker { name, kind });
            }
            Self::SpeakerKind(kind) => {
                let name = claim.speaker.take().map(|speaker| speaker.name).unwrap_or_default();
                claim.speaker = kind.map(|kind| Speaker { name, kind });
            }
            Self::Quotation(quotation) => claim.quotation = quotation,
            Self::Polarity(polarity) => claim.polarity = polarity,
            _ => {}
        }
    }
}

/// One field of what is known about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MetaField {
    Outlet,
    Title,
    Published,
    Author,
    Url,
}

impl MetaField {
    /// The field's place.
    pub(crate) fn of(self, meta: &mut ArticleMeta) -> &mut String {
        match self {
            Self::Outlet => &mut meta.outlet,
            Self::Title => &mut meta.title,
            Self::Published => &mut meta.published,
            Self::Author => &mut meta.author,
            Self::Url => &mut meta.url,
        }
    }

    /// What the field says.
    pub(crate) fn read(self, meta: &ArticleMeta) -> &str {
        match self {
            Self::Outlet => &meta.outlet,
            Self::Title => &meta.title,
            Self::Published => &meta.published,
            Self::Author => &meta.author,
            Self::Url => &meta.url,
        }
    }

    /// The name of its input, and the kind of input it is.
    pub(crate) fn input(self) -> (&'static str, &'static str) {
        match self {
            Self::Outlet => ("outlet", "text"),
            Self::Title => ("title", "text"),
            Self::Published => ("published", "date"),
            Self::Author => ("author", "text"),
            Self::Url => ("url", "text"),
        }
    }

    /// What it is called.
    pub(crate) fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Outlet => words.outlet,
            Self::Title => words.title,
            Self::Published => words.published,
            Self::Author => words.author,
            Self::Url => words.url,
        }
    }
}
