//! What tests of several features begin with: a page in a state that is told in a word, and tables of acts.

use crate::act::Act;
use crate::begin::Start;
use crate::effect::{Effect, EngineJob, FileTask, StoreJob};
use crate::engine::EngineEvent;
use crate::focus::FocusTarget;
use crate::intake::{DocumentEvent, Drafts};
use crate::late::{self, Late};
use crate::marking::{KeysAfter, MarkAs};
use crate::notices::Notice;
use crate::outside::{Now, Readers};
use crate::preferences::Preferences;
use crate::projects::{Created, Loaded, Role, Since, Slot, Stored};
use crate::reading::Caret;
use crate::scene::Scene;
use crate::state::Page;
use crate::words::Language;
use shirushi_exchange::formats::remote;
use shirushi_exchange::html::{self, HtmlError, NativeParser};
use shirushi_exchange::text::{self, Decoded, EncodingRs, TextError};
use shirushi_model::{
    Analysis, AnalysisId, Annotation, AnnotationId, ArticleId, ArticleMeta, Body, ByteSpan, Certainty, Claim,
    ClaimRule, ClaimType, Creator, Entity, EntityType, PartOfSpeech, Polarity, Quotation, Section, Sentence,
    SpeakerKind, Status, Target, Tense, Timestamp, Tokens,
};
use shirushi_session::{Edit, Focus, NewArticle};
use std::ops::Deref;

/// A mark that somebody without a name made in the first article.
pub(crate) fn mark(id: u32, spans: Vec<ByteSpan>, body: Body) -> Annotation {
    Annotation {
        id: AnnotationId(id),
        article: ArticleId(1),
        target: Target::Placed(spans),
        body,
        note: String::new(),
        creator: Creator::Person { name: String::new() },
        judged_by: None,
        status: Status::Accepted,
        created: Timestamp(0),
        modified: Timestamp(0),
    }
}

/// What comes in from the outside, read as natively as the command line reads it.
#[derive(Debug)]
struct NativeReaders;

impl Readers for NativeReaders {
    fn decode(&self, bytes: &[u8]) -> Result<Decoded, TextError> {
        text::decode(bytes, &EncodingRs)
    }

    fn html_text(&self, html: &str) -> Result<String, HtmlError> {
        html::to_text(html, &NativeParser)
    }

    fn html_origin(&self, html: &str) -> ArticleMeta {
        html::origin(html, &NativeParser).meta
    }
}

/// Two articles about one thing, each with a name, and with what somebody says.
pub(crate) const ONE: &str = "佐伯真理子市長は港を訪れた。市長は「急ぐ」と述べた。";
pub(crate) const TWO: &str = "佐伯市長が港で「急がない」と話した。";
pub(crate) const FIRST: ArticleId = ArticleId(4);
pub(crate) const SECOND: ArticleId = ArticleId(5);
/// That of their analyses, while no other project and no other model came.
pub(crate) const GENERATION: u32 = 0;

/// Where words stand in a text.
pub(crate) fn span(text: &str, of: &str) -> ByteSpan {
    let start = text.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

/// A page to act on, with what the last act asked for.
#[derive(Debug)]
pub(crate) struct Bench {
    pub(crate) page: Page,
    pub(crate) effects: Vec<Effect>,
    at: i64,
    /// Whether what a worker does for formats is done at once.
    worker_rests: bool,
}

impl Deref for Bench {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Bench {
    /// The page as it begins, in Japanese, before the storage has opened.
    pub(crate) fn begun(drafts: Drafts) -> Self {
        let preferences = Preferences { annotator: "佐藤".to_owned(), ..Preferences::default() };
        Self::with(preferences, drafts)
    }

    pub(crate) fn with(preferences: Preferences, drafts: Drafts) -> Self {
        let (browser, version) = (Language::Ja, Some("1".to_owned()));
        let start = Start {
            preferences,
            drafts,
            browser,
            version,
            late_acts: |page, act, out| late::act(page, act, out, &NativeReaders),
        };
        let (mut page, effects) = Page::new(start, Now { at: Timestamp(0), bits: 1 });
        page.ui.late = Late::Here;
        Self { page, effects, at: 0, worker_rests: false }
    }

    /// The late part of the page has not come yet.
    pub(crate) fn without_late_part(mut self) -> Self {
        self.page.ui.late = Late::Absent;
        self
    }

    /// An empty project in a slot that this tab writes.
    pub(crate) fn empty() -> Self {
        Self::begun(Drafts::default()).then(Act::StorageOpened(Ok(Vec::new()))).created()
    }

    /// The two articles, kept and not analysed yet.
    pub(crate) fn unanalysed() -> Self {
        let new = |text: &str, outlet: &str| {
            let meta = ArticleMeta {
                outlet: outlet.to_owned(),
                title: text.chars().take(4).collect(),
                ..ArticleMeta::default()
            };
            NewArticle { text: text.to_owned(), meta }
        };
        let edit = Edit::AddArticles(vec![new(ONE, "港湾新聞"), new(TWO, "市民日報")]);
        Self::empty().then(Act::Edit(edit, KeysAfter::Stay))
    }

    /// The two articles, analysed: the names, the port, and what is said are suggested.
    pub(crate) fn read() -> Self {
        Self::unanalysed().ready().then(analysed(FIRST)).then(analysed(SECOND))
    }

    /// The same, judged one after another.
    pub(crate) fn judging() -> Self {
        Self::read().then(Act::Scene(Scene::Judging))
    }

    /// The same, with the first name marked as a person by hand; it is the mark that was made last.
    pub(crate) fn marked() -> Self {
        Self::read().select("佐伯真理子").then(Act::MarkAs(MarkAs::Entity(EntityType::Person)))
    }

    /// The engine is ready.
    pub(crate) fn ready(self) -> Self {
        let [engine, dictionary, about] = ["1", "2", "IPADIC"].map(str::to_owned);
        self.then(Act::Engine(EngineEvent::Ready { engine, dictionary, about }))
    }

    /// Words of the first article are selected.
    pub(crate) fn select(self, of: &str) -> Self {
        let ByteSpan { start, end } = span(ONE, of);
        self.then(Act::Caret(Some(Caret { anchor: start, focus: end })))
    }

    /// The storage made the slot that was asked for last.
    pub(crate) fn created(self) -> Self {
        let asked = self.effects.iter().find_map(|effect| match effect {
            Effect::Store(StoreJob::Create { slot, beginning, .. }) => {
                Some((slot.clone(), beginning.clone()))
            }
            _ => None,
        });
        let (slot, beginning) = asked.expect("a slot was asked for");
        self.then(Act::Created(Box::new(Created { slot, role: Role::Writer, beginning, result: Ok(()) })))
    }

    /// Another tab writes the project: this one has just read it again, and follows.
    pub(crate) fn reader(self) -> Self {
        let stored = self.stored();
        self.loaded(None, Role::Reader, stored)
    }

    /// The open project as it is in store.
    pub(crate) fn stored(&self) -> Stored {
        Stored { snapshot: self.session.snapshot(), log: Vec::new(), broken: None, versions: Vec::new() }
    }

    /// A project was read: that of another slot, or the open one again.
    pub(crate) fn loaded(self, other: Option<Slot>, role: Role, stored: Stored) -> Self {
        let joined = other.is_some();
        let slot = other.or_else(|| self.keeping.slot().cloned()).expect("it is kept");
        let since = Since(self.ui.opened);
        let loaded = Loaded { slot, joined, role, role_now: role, since, stored: Ok(stored) };
        self.then(Act::Loaded(Box::new(loaded)))
    }

    pub(crate) fn then(mut self, act: Act) -> Self {
        self.act(act);
        self
    }

    pub(crate) fn act(&mut self, act: Act) {
        self.at += 1000;
        self.effects = self.page.update(act, Now { at: Timestamp(self.at), bits: self.at as u128 });
        while !self.worker_rests
            && let Some((at, number, answer)) = self.formats_done()
        {
            self.effects.remove(at);
            let answered = Act::Document(DocumentEvent::Answered { number, answer });
            let now = Now { at: Timestamp(self.at), bits: self.at as u128 + 1 };
            let more = self.page.update(answered, now);
            self.effects.extend(more);
        }
    }

    /// The first thing that formats are asked, done as the worker does it.
    fn formats_done(&self) -> Option<(usize, u32, Vec<u8>)> {
        self.effects.iter().enumerate().find_map(|(at, effect)| match effect {
            Effect::DoFile { number, task: FileTask::Formats, bytes } => {
                Some((at, *number, remote::answer(bytes, &|_, _| {}).expect("it is a request")))
            }
            _ => None,
        })
    }

    /// The worker takes its time: a test tells what comes of it.
    pub(crate) fn worker_rests(mut self) -> Self {
        self.worker_rests = true;
        self
    }

    /// A day has gone by.
    pub(crate) fn next_day(mut self) -> Self {
        self.at += 25 * 60 * 60 * 1000;
        self
    }

    /// Where the keys are to go, in the order it was asked for.
    pub(crate) fn keys_go(&self, to: FocusTarget) -> bool {
        self.effects.contains(&Effect::Focus(to))
    }

    pub(crate) fn engine(&self, is: impl Fn(&EngineJob) -> bool) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Engine(job) if is(job)))
    }

    pub(crate) fn store(&self, is: impl Fn(&StoreJob) -> bool) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Store(job) if is(job)))
    }

    pub(crate) fn asks(&self, is: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(is)
    }

    /// Whether a transaction went to the log.
    pub(crate) fn appends(&self) -> bool {
        self.store(|job| matches!(job, StoreJob::Append(_)))
    }

    pub(crate) fn saves_preferences(&self) -> bool {
        self.asks(|effect| matches!(effect, Effect::SavePreferences(_)))
    }

    /// Whether a notice is shown.
    pub(crate) fn says(&self, is: impl Fn(&Notice) -> bool) -> bool {
        self.page.ui.notices.iter().any(|(_, notice)| is(notice))
    }

    pub(crate) fn focused_on(&self) -> Focus {
        self.page.session.selection.focus
    }

    pub(crate) fn annotations(&self) -> Vec<&Annotation> {
        self.page.session.project.annotations.values().map(AsRef::as_ref).collect()
    }

    /// The mark that was made last.
    pub(crate) fn last(&self) -> &Annotation {
        self.annotations().pop().expect("there is a mark")
    }

    /// The open article's text.
    pub(crate) fn text(&self) -> &str {
        self.page.session.article().map_or("", |article| &article.text)
    }
}

/// The identity of the analysis of one of the two articles.
pub(crate) fn identity(article: ArticleId, generation: u32) -> AnalysisId {
    let text = if article == FIRST { ONE } else { TWO };
    crate::engine::identity(article, (text, ""), generation)
}

/// An article's analysis arrived, of the first project and the first model.
pub(crate) fn analysed(article: ArticleId) -> Act {
    analysed_in(article, GENERATION)
}

/// The same after other projects or models.
pub(crate) fn analysed_in(article: ArticleId, generation: u32) -> Act {
    let (text, names, said) = match article {
        FIRST => (ONE, ["佐伯真理子", "港"], vec![("佐伯真理子市長は港を訪れた", 1), ("急ぐ", 3)]),
        _ => (TWO, ["佐伯", "港"], vec![("急がない", 2)]),
    };
    let entity = |(of, kind): (&str, EntityType)| Entity {
        span: span(text, of),
        kind,
        canonical: of.to_owned(),
        normalized: None,
        score: 0.9,
    };
    let kinds = [EntityType::Person, EntityType::Location];
    let claim = |(of, worthiness): (&str, u8)| Claim {
        span: span(text, of),
        sentence: 0,
        kind: ClaimType::Statement,
        facets: Vec::new(),
        speaker: None,
        source: SpeakerKind::Outlet,
        quotation: Quotation::Direct,
        cue: None,
        certainty: Certainty::Asserted,
        modality: None,
        polarity: Polarity::Positive,
        tense: Tense::Past,
        entities: Vec::new(),
        worthiness,
        rules: vec![ClaimRule::DirectQuote],
        predicate: None,
    };
    let ends: Vec<u32> = text.char_indices().map(|(at, c)| (at + c.len_utf8()) as u32).collect();
    let tokens = Tokens {
        starts: text.char_indices().map(|(at, _)| at as u32).collect(),
        pos: vec![PartOfSpeech::CommonNoun; ends.len()],
        lemma: vec![Tokens::SURFACE; ends.len()],
        reading: vec![Tokens::UNKNOWN; ends.len()],
        strings: Vec::new(),
        ends,
    };
    let end = text.len();
    let analysis = Analysis {
        sentences: vec![Sentence { span: ByteSpan::new(0, end), section: Section::Body }],
        tokens,
        entities: names.into_iter().zip(kinds).map(entity).collect(),
        claims: said.into_iter().map(claim).collect(),
        ..Analysis::default()
    };
    let id = identity(article, generation);
    Act::Engine(EngineEvent::Analysed { id, analysis: Box::new(analysis), milliseconds: 5.0 })
}

/// A table of acts: a page, an act, and what must hold of the page and of what it asks for afterwards.
macro_rules! acts {
    ($($name:ident: $before:expr, $act:expr => |$after:ident| $($check:expr),+;)*) => {
        $(
            #[test]
            fn $name() {
                let mut $after = $before;
                let act = $act;
                $after.act(act);
                $(assert!($check, "{}\n{:#?}", stringify!($check), $after.effects);)+
            }
        )*
    };
}
pub(crate) use acts;

#[test]
fn the_articles_have_the_numbers_that_tables_name() {
    let page = Bench::read();
    let ids: Vec<ArticleId> = page.session.project.articles.iter().map(|article| article.id).collect();
    assert_eq!(ids, [FIRST, SECOND]);
}
