//! What the views need that follows from the session: made anew when the session changes, shared with the views.

use super::App;
use crate::act::Act;
use crate::claims::{Proposed, found};
use crate::groups::{Group, groups};
use crate::layers::{is_of, is_value};
use crate::marks::{Marks, Suggestions};
use crate::shared::Shared;
use crate::sureness::Trust;
use crate::views::knowledge::{Known, known};
use crate::views::library::{Counts, Entry};
use crate::views::unplaced::is_lost;
use gloo_timers::callback::Timeout;
use imbl::ordmap::DiffItem;
use imbl::{OrdMap, Vector};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, ByteSpan, ClaimMark, EntityType, ProjectId, Status,
};
use shirushi_session::{Analysed, Focus, Knowledge, Suggestion, search::Hit};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;
use yew::{AttrValue, Context};

/// So many names are offered to choose from.
const NAMES: usize = 300;

/// More mentions than this are gathered into entities only once the hands rest.
const MANY: usize = 5_000;
/// So long, in milliseconds.
const REST: u32 = 200;

#[derive(Default)]
pub(super) struct Derived {
    from: Option<From>,
    followed: Option<Followed>,
    tally: Tally,
    /// The marks of the open article.
    pub(super) annotations: Marks,
    /// The suggestions of the open article that are sure enough to be shown.
    pub(super) suggestions: Suggestions,
    /// How many they are, and how many of them are values.
    suggested: (usize, usize),
    /// The suggested claims of the open article, while they are shown.
    pub(super) proposed: Shared<Vec<Rc<Proposed>>>,
    /// What was rejected elsewhere.
    pub(super) withdrawn: Suggestions,
    /// How many suggestions of all articles are not shown.
    pub(super) hidden: usize,
    pub(super) groups: Shared<Vec<Group>>,
    pub(super) known: Shared<Vec<Known>>,
    pub(super) articles: Shared<Vec<Arc<Article>>>,
    knowledge: Option<Arc<Knowledge>>,
    gathered: Option<Gathered>,
    /// The entities wait for the hands to rest.
    waiting: Option<Waiting>,
    found: Found,
    claimed: Option<Claimed>,
    pub(super) names: Shared<Vec<String>>,
    pub(super) hits: Shared<Vec<ByteSpan>>,
    pub(super) entries: Vec<Entry>,
    pub(super) counts: Counts,
}

enum Waiting {
    Begins,
    Rests { _timer: Timeout },
}

/// The annotations that marks and counts were followed to last, and for whom.
struct Followed {
    project: ProjectId,
    open: Option<ArticleId>,
    me: String,
    annotations: OrdMap<AnnotationId, Arc<Annotation>>,
}

/// What is counted, kept up with every change: nobody who makes one mark waits until twenty thousand are counted.
#[derive(Default)]
struct Tally {
    /// The marks that stand, by article.
    marks: HashMap<ArticleId, usize>,
    /// Who makes claims, and how many.
    speakers: BTreeMap<String, usize>,
    /// The marks of the open article.
    open: Counts,
    /// Those of claims among them, with those that were rejected.
    claims: BTreeSet<AnnotationId>,
    /// The annotations of which a place is lost, in any article.
    lost: BTreeSet<AnnotationId>,
}

impl Tally {
    /// Counts an annotation in, or out again.
    fn count(&mut self, annotation: &Annotation, followed: &Followed, turn: Turn) {
        let step = |count: &mut usize| match turn {
            Turn::In => *count += 1,
            Turn::Out => *count = count.saturating_sub(1),
        };
        match turn {
            Turn::In if is_lost(annotation) => drop(self.lost.insert(annotation.id)),
            _ => drop(self.lost.remove(&annotation.id)),
        }
        if let Body::Claim(ClaimMark { speaker: Some(speaker), .. }) = &annotation.body {
            let claims = self.speakers.entry(speaker.name.clone()).or_default();
            step(claims);
            if *claims == 0 {
                self.speakers.remove(&speaker.name);
            }
        }
        if followed.open == Some(annotation.article) && matches!(annotation.body, Body::Claim(_)) {
            match turn {
                Turn::In => drop(self.claims.insert(annotation.id)),
                Turn::Out => drop(self.claims.remove(&annotation.id)),
            }
        }
        if annotation.status == Status::Rejected || !is_mark(annotation) {
            return;
        }
        step(self.marks.entry(annotation.article).or_default());
        if followed.open != Some(annotation.article) {
            return;
        }
        if !is_of(annotation, &followed.me) {
            step(&mut self.open.others);
        }
        match &annotation.body {
            Body::Claim(_) => step(&mut self.open.claims),
            Body::Entity(mark) => {
                step(&mut self.open.entities);
                if is_value(mark.kind) {
                    step(&mut self.open.values);
                }
            }
            Body::Highlight(_) => step(&mut self.open.highlights),
            Body::Relation(_) => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Turn {
    In,
    Out,
}

/// What the groups follow from: they are gathered from all articles, so not for every claim.
#[derive(Clone, PartialEq)]
struct Gathered {
    project: ProjectId,
    articles: usize,
    entities_turn: u64,
    trust: Trust,
}

/// What the suggested claims of the open article and the names on offer follow from.
#[derive(PartialEq)]
struct Claimed {
    open: Option<ArticleId>,
    analysed: Option<*const Analysed>,
    names_turn: u64,
    claims_turn: u64,
    shown: bool,
}

/// All claims that were found in the open article, and what they follow from.
#[derive(Default)]
struct Found {
    from: Option<(ArticleId, *const Analysed, u64)>,
    all: Vec<Rc<Proposed>>,
}

/// What everything here follows from. Projects are told apart by what was done to them.
#[derive(PartialEq)]
struct From {
    project: ProjectId,
    seq: u64,
    open: Option<ArticleId>,
    analyses: usize,
    analysed: Option<*const Analysed>,
    entities_turn: u64,
    trust: Trust,
    me: String,
    proposed: bool,
    hits: Shared<Vec<Hit>>,
}

impl Derived {
    /// Makes everything anew the next time.
    pub(super) fn forget(&mut self) {
        self.from = None;
        self.gathered = None;
        self.followed = None;
        self.claimed = None;
    }
}

impl App {
    /// Follows the session. Values that came out the same stay the same, so that nothing is drawn anew for them.
    pub(super) fn derive(&mut self) {
        let session = &self.session;
        let open = session.selection.article;
        let from = From {
            project: session.project.id.clone(),
            seq: session.seq(),
            open,
            analyses: session.project.articles.len() - session.unanalysed().count(),
            analysed: open.and_then(|id| session.analysed(id)).map(Arc::as_ptr),
            entities_turn: session.entities_turn(),
            trust: self.preferences.trust,
            me: self.preferences.annotator.clone(),
            proposed: self.preferences.layers.proposed,
            hits: self.ui.hits.clone(),
        };
        if self.derived.from.as_ref() == Some(&from) {
            return;
        }
        self.follow_entities();
        let (session, trust) = (&self.session, self.preferences.trust);
        let none = Vector::new();
        let of = |all: Option<&Vector<Suggestion>>, trust| Suggestions::new(all.unwrap_or(&none), trust);
        let suggestions = of(open.map(|id| session.suggestions(id)), trust);
        if suggestions != self.derived.suggestions {
            let values = suggestions.iter().filter(|one| is_value(one.entity.kind)).count();
            self.derived.suggested = (suggestions.iter().count(), values);
            self.derived.suggestions = suggestions;
        }
        self.derived.withdrawn = of(open.map(|id| session.withdrawn(id)), Trust::All);
        let articles = session.project.articles.iter();
        keep(&mut self.derived.articles, articles.cloned().collect());
        let hits: Vec<ByteSpan> = self
            .ui
            .hits
            .iter()
            .filter(|hit| hit.focus == Focus::Text(hit.span) && Some(hit.article) == open)
            .map(|hit| hit.span)
            .collect();
        keep(&mut self.derived.hits, hits);
        self.follow_annotations();
        let claimed = Claimed {
            open,
            analysed: from.analysed,
            names_turn: self.session.names_turn(),
            claims_turn: self.session.claims_turn(),
            shown: from.proposed,
        };
        if self.derived.claimed.as_ref() != Some(&claimed) {
            let all = open.map(|id| self.proposals(id)).unwrap_or_default();
            self.derived.counts.proposed = all.len();
            let shown = if from.proposed { all } else { Vec::new() };
            // The same claims are the same ones.
            let former = &self.derived.proposed;
            let same =
                former.len() == shown.len() && former.iter().zip(&shown).all(|(a, b)| Rc::ptr_eq(a, b));
            if !same {
                self.derived.proposed = Shared::new(shown);
            }
            self.derived.claimed = Some(claimed);
        }
        let names = self.names();
        keep(&mut self.derived.names, names);
        self.derived.counts = self.counts();
        self.derived.entries = self.entries();
        self.derived.from = Some(from);
        self.rejudge();
    }

    /// The claims that are suggested in an article, in the order of the text.
    fn proposals(&mut self, id: ArticleId) -> Vec<Rc<Proposed>> {
        let session = &self.session;
        let from = session.analysed(id).map(|analysed| (id, Arc::as_ptr(analysed), session.names_turn()));
        let found_before = &mut self.derived.found;
        if found_before.from != from {
            *found_before = Found { from, all: found(session, id) };
        }
        let marks = self.derived.tally.claims.iter().filter_map(|id| session.project.annotations.get(id));
        let standing = session.suggested_claims_among(id, marks).into_iter();
        standing.filter_map(|(number, _)| found_before.all.get(number).cloned()).collect()
    }

    /// Gathers the entities of all articles, if there are others: now, or of very many once the hands rest.
    fn follow_entities(&mut self) {
        let (now, former) = (self.gathering(), self.derived.gathered.as_ref());
        if former == Some(&now) {
            return;
        }
        let alike =
            |former: &Gathered| Gathered { entities_turn: now.entities_turn, ..former.clone() } == now;
        let project = &self.session.project;
        let suggested = project.articles.iter().map(|article| self.session.suggestions(article.id).len());
        if former.is_some_and(alike) && suggested.sum::<usize>() + project.annotations.len() > MANY {
            // While analyses arrive there is no rest, and what has come is shown in between.
            let arriving = self.engine.as_ref().is_some_and(|engine| engine.pending() > 0);
            let waiting = &mut self.derived.waiting;
            *waiting =
                if arriving { waiting.take().or(Some(Waiting::Begins)) } else { Some(Waiting::Begins) };
        } else {
            self.gather();
        }
    }

    fn gathering(&self) -> Gathered {
        Gathered {
            project: self.session.project.id.clone(),
            articles: self.session.project.articles.len(),
            entities_turn: self.session.entities_turn(),
            trust: self.preferences.trust,
        }
    }

    /// Waits for the hands to rest, if entities are to be gathered then.
    pub(super) fn gather_later(&mut self, ctx: &Context<Self>) {
        if let Some(Waiting::Begins) = self.derived.waiting {
            let link = ctx.link().clone();
            let rest = Timeout::new(REST, move || link.send_message(Act::Gather));
            self.derived.waiting = Some(Waiting::Rests { _timer: rest });
        }
    }

    /// Gathers the entities of all articles, and what is known of their strings.
    pub(super) fn gather(&mut self) {
        self.derived.waiting = None;
        let session = &self.session;
        let same = |former: &Arc<Knowledge>| Arc::ptr_eq(former, session.knowledge());
        if !self.derived.knowledge.as_ref().is_some_and(same) {
            self.derived.known = Shared::new(known(session));
            self.derived.knowledge = Some(session.knowledge().clone());
        }
        let trust = self.preferences.trust;
        let shown = |one: &Suggestion| trust.shows(one.entity.score);
        let articles = session.project.articles.iter();
        self.derived.hidden = articles
            .map(|article| session.suggestions(article.id).iter().filter(|one| !shown(one)).count())
            .sum();
        keep(&mut self.derived.groups, groups(session, shown));
        self.derived.gathered = Some(self.gathering());
    }

    /// The annotations of which a place is lost, in any article.
    pub(super) fn lost(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let annotations = &self.session.project.annotations;
        self.derived.tally.lost.iter().filter_map(|id| annotations.get(id))
    }

    /// Brings marks and counts to the annotations as they are, change by change.
    fn follow_annotations(&mut self) {
        let (project, open) = (&self.session.project, self.session.selection.article);
        let me = &self.preferences.annotator;
        let derived = &mut self.derived;
        let same = |of: &&mut Followed| of.project == project.id && of.open == open && of.me == *me;
        if derived.followed.as_mut().filter(same).is_none() {
            derived.tally = Tally::default();
            derived.annotations = Marks::default();
            let (project, annotations) = (project.id.clone(), OrdMap::new());
            derived.followed = Some(Followed { project, open, me: me.clone(), annotations });
        }
        let Some(followed) = &mut derived.followed else { return };
        for change in followed.annotations.diff(&project.annotations) {
            let (before, after) = match change {
                DiffItem::Add(_, after) => (None, Some(after)),
                DiffItem::Update { old: (_, before), new: (_, after) } => (Some(before), Some(after)),
                DiffItem::Remove(_, before) => (Some(before), None),
            };
            if let Some(before) = before {
                derived.tally.count(before, followed, Turn::Out);
                derived.annotations.remove(before.id);
            }
            if let Some(after) = after {
                derived.tally.count(after, followed, Turn::In);
                if Some(after.article) == open && is_mark(after) {
                    derived.annotations.put(after);
                }
            }
        }
        followed.annotations = project.annotations.clone();
    }

    /// Those who speak, and then the people and organizations that are mentioned most.
    fn names(&self) -> Vec<String> {
        let mut passed: HashSet<&str> = HashSet::from([""]);
        let speakers = self.derived.tally.speakers.keys().map(String::as_str);
        let groups = self.derived.groups.iter().filter(|group| is_name(group.kind));
        let names = speakers.chain(groups.map(|group| group.canonical.as_str()));
        names.filter(|name| passed.insert(name)).take(NAMES).map(str::to_owned).collect()
    }

    fn counts(&self) -> Counts {
        let derived = &self.derived;
        let (suggestions, values) = (derived.suggested.0, derived.suggested.1 + derived.tally.open.values);
        let analysed = self.session.selection.article.and_then(|id| self.session.analysed(id));
        let tokens = analysed.map_or(0, |analysed| analysed.analysis.tokens.len());
        Counts { suggestions, values, tokens, proposed: derived.counts.proposed, ..derived.tally.open }
    }

    fn entries(&self) -> Vec<Entry> {
        let project = &self.session.project;
        let marks = &self.derived.tally.marks;
        project
            .articles
            .iter()
            .map(|article| Entry {
                id: article.id,
                outlet: AttrValue::from(article.meta.outlet.clone()),
                title: AttrValue::from(article.meta.title.clone()),
                published: AttrValue::from(article.meta.published.clone()),
                marks: marks.get(&article.id).copied().unwrap_or_default(),
                suggestions: self
                    .session
                    .analysed(article.id)
                    .map(|_| self.session.suggestions(article.id).len()),
            })
            .collect()
    }
}

/// Whether an annotation is a mark on its text. A relation is one only while an end of it is lost, so that nothing is lost
/// from sight.
fn is_mark(annotation: &Annotation) -> bool {
    shirushi_session::ends(annotation).is_none()
}

fn is_name(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Organization)
}

fn keep<T: PartialEq>(slot: &mut Shared<T>, value: T) {
    if **slot != value {
        *slot = Shared::new(value);
    }
}
