//! What two states of the project differ in: articles and marks that came, went or changed, each with the way
//! to it.

use crate::views::guide::type_name;
use crate::views::kit::{Choice, sheet};
use crate::views::unplaced::{kind_of, quoted};
use shirushi_model::{Annotation, Article, ArticleId, Body, ByteSpan, Project, Status};
use shirushi_page::Act;
use shirushi_page::changed::{ArticleThen, ChangedAct};
use shirushi_page::versions::{Compared, VersionAct};
use shirushi_page::words::Words;
use shirushi_page::words::quoting::{shortened, speaker};
use shirushi_session::{Focus, Operation, Session, difference};
use std::sync::Arc;
use yew::prelude::*;

/// So many changes of each kind are listed.
const LISTED: usize = 200;

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Added,
    Removed,
    Changed,
}

impl Turn {
    fn of<T>(before: Option<&T>, after: Option<&T>) -> Self {
        match (before, after) {
            (None, _) => Self::Added,
            (_, None) => Self::Removed,
            _ => Self::Changed,
        }
    }

    fn name(self, words: &Words) -> &'static str {
        match self {
            Self::Added => words.turn_added,
            Self::Removed => words.turn_removed,
            Self::Changed => words.turn_changed,
        }
    }
}

/// One line of the list.
struct ChangeLine {
    turn: Turn,
    kind: String,
    told: String,
    to: Option<Act>,
    /// The texts of an article that has another one now.
    texts: Option<[Arc<Article>; 2]>,
}

pub(crate) fn changes(
    words: &'static Words,
    session: &Session,
    compared: Compared,
    on: &Callback<Act>,
) -> Html {
    let last = || session.versions().next_back();
    let content = match session.version(compared.from).or_else(last) {
        Some(from) => {
            let to = compared.to.and_then(|number| session.version(number)).map(|to| &to.project);
            let lists = lists(words, session, &from.project, to.unwrap_or(&session.project));
            let named = compared.to.and_then(|number| session.version(number));
            let states = [from.name.as_str(), named.map_or(words.present, |version| version.name.as_str())];
            let compared = Compared { from: from.number, ..compared };
            html! { <>{ choices(words, session, compared, on) }{ list(words, words.articles, lists.0, states, on) }{ list(words, words.marks, lists.1, states, on) }{ list(words, words.other_changes, lists.2, states, on) }</> }
        }
        None => html! { <p class="quiet">{ words.no_versions }</p> },
    };
    sheet(
        words,
        words.version_changes,
        on,
        html! { <div class="sheet" data-part="changes">{ content }</div> },
    )
}

fn choices(words: &'static Words, session: &Session, compared: Compared, on: &Callback<Act>) -> Html {
    let all: Vec<(u32, AttrValue)> =
        session.versions().map(|version| (version.number, AttrValue::from(version.name.clone()))).collect();
    let names: Vec<AttrValue> = all.iter().map(|(_, name)| name.clone()).collect();
    let place = |number: u32| all.iter().position(|(other, _)| *other == number);
    let chosen = |make: fn(Compared, u32) -> Compared| {
        let numbers: Vec<u32> = all.iter().map(|(number, _)| *number).collect();
        on.reform(move |at: usize| {
            // The one past the last is the present state.
            let number = numbers.get(at).copied().unwrap_or_default();
            Act::Version(VersionAct::Compare(make(compared, number)))
        })
    };
    let to_names: Vec<AttrValue> = names.iter().cloned().chain([AttrValue::from(words.present)]).collect();
    let to = compared.to.map_or(Some(all.len()), place);
    html! {
        <div class="two-fields">
            <label class="field"><span>{ words.from_version }</span><Choice part="compared-from" {names} chosen={place(compared.from)} on={chosen(|is, from| Compared { from, ..is })} /></label>
            <label class="field"><span>{ words.to_version }</span><Choice part="compared-to" names={to_names} chosen={to} on={chosen(|is, to| Compared { to: Some(to).filter(|to| *to > 0), ..is })} /></label>
        </div>
    }
}

fn list(
    words: &'static Words,
    name: &'static str,
    lines: Vec<ChangeLine>,
    states: [&str; 2],
    on: &Callback<Act>,
) -> Html {
    let more = lines.len().saturating_sub(LISTED);
    let total = lines.len();
    html! {
        <section aria-label={name} hidden={total == 0 && name == words.other_changes}>
            <h3 class="section-title">{ name }{ " " }<span class="number">{ total }</span></h3>
            <p class="quiet small" hidden={total > 0}>{ words.no_changes }</p>
            <ul class="changes">{ for lines.into_iter().take(LISTED).map(|line| row(words, line, states, on)) }</ul>
            <p class="quiet small" hidden={more == 0}>{ format!("{} {more}", words.more) }</p>
        </section>
    }
}

fn row(words: &'static Words, line: ChangeLine, states: [&str; 2], on: &Callback<Act>) -> Html {
    let ChangeLine { turn, kind, told, to, texts } = line;
    let read = texts.map(|texts| {
        let [before, after] = texts;
        let states = states.map(str::to_owned);
        let onclick = on.reform(move |_: MouseEvent| {
            let [a, b] = states.clone();
            let then = |article: &Arc<Article>, state| ArticleThen { article: article.clone(), state };
            Act::Changed(ChangedAct::Show(Box::new([then(&before, a), then(&after, b)])))
        });
        html! { <button class="button" data-part="read-changed" {onclick}>{ words.read_changed }</button> }
    });
    let class = classes!("turn", format!("is-{turn:?}").to_ascii_lowercase());
    let content = html! {
        <><span {class}>{ turn.name(words) }</span>{ " " }<span class="small quiet">{ kind }</span>{ " " }<span class="quoting" lang="ja">{ told }</span></>
    };
    match to {
        Some(Act::GoTo(article, span, focus)) => html! {
            <li><button class="mention" data-part="change" onclick={on.reform(move |_| Act::GoTo(article, span, focus))}>{ content }</button></li>
        },
        Some(Act::OpenArticle(id)) => html! {
            <li><button class="mention" data-part="change" onclick={on.reform(move |_| Act::OpenArticle(id))}>{ content }</button>{ for read }</li>
        },
        _ => html! { <li data-part="change">{ content }{ for read }</li> },
    }
}

/// Changes of articles, of marks, and of the rest.
fn lists(
    words: &Words,
    session: &Session,
    from: &Project,
    to: &Project,
) -> (Vec<ChangeLine>, Vec<ChangeLine>, Vec<ChangeLine>) {
    let (mut articles, mut marks, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for operation in difference(from, to) {
        match operation {
            Operation::PutArticle { before, after, .. } => {
                let turn = Turn::of(before.as_ref(), after.as_ref());
                if let Some(article) = after.as_deref().or(before.as_deref()) {
                    let reworded = matches!((&before, &after), (Some(a), Some(b)) if a.text != b.text);
                    let kind = if reworded { words.intake_text } else { "" };
                    articles.push(ChangeLine {
                        turn,
                        kind: kind.to_owned(),
                        told: told(words, article),
                        to: open(session, article.id),
                        texts: before.clone().zip(after.clone()).filter(|_| reworded).map(<[_; 2]>::from),
                    });
                }
            }
            Operation::PutAnnotation { before, after } => {
                if before.as_deref().zip(after.as_deref()).is_some_and(|(a, b)| is_same((from, a), (to, b))) {
                    continue;
                }
                let turn = Turn::of(before.as_ref(), after.as_ref());
                let (Some(one), project) = (match &after {
                    Some(after) => (Some(after), to),
                    None => (before.as_ref(), from),
                }) else {
                    continue;
                };
                let text =
                    project.article(one.article).map(|article| article.text.clone()).unwrap_or_default();
                let quote = shortened(&quoted(&one.target, &text)).clone();
                let became =
                    before.as_deref().zip(after.as_deref()).map(|(a, b)| became(words, (from, a), (to, b)));
                let told = match became {
                    Some(became) if !became.is_empty() => format!("{quote} ({became})"),
                    _ => quote,
                };
                marks.push(ChangeLine {
                    turn,
                    kind: kind_of(words, project, one),
                    told,
                    to: way(session, one, &text),
                    texts: None,
                });
            }
            Operation::SetTitle { before, after } => rest.push(ChangeLine {
                turn: Turn::Changed,
                kind: words.project_title.to_owned(),
                told: format!("{before} → {after}"),
                to: None,
                texts: None,
            }),
            Operation::PutTag { before, after, .. } => {
                let turn = Turn::of(before.as_ref(), after.as_ref());
                let name = after.or(before).map(|tag| tag.name).unwrap_or_default();
                rest.push(ChangeLine { turn, kind: words.tag.to_owned(), told: name, to: None, texts: None });
            }
            Operation::SetGuide { after, .. } => rest.push(ChangeLine {
                turn: Turn::Changed,
                kind: words.types.to_owned(),
                told: type_name(words, after.of).to_owned(),
                to: None,
                texts: None,
            }),
            Operation::PutEntity { before, after } => {
                let turn = Turn::of(before.as_ref(), after.as_ref());
                if let Some(entity) = after.or(before) {
                    let kind = (words.entity)(entity.kind).to_owned();
                    rest.push(ChangeLine { turn, kind, told: entity.name.clone(), to: None, texts: None });
                }
            }
            Operation::SetMeta { .. } | Operation::PutCheck { .. } | Operation::PutScale { .. } => {}
        }
    }
    (articles, marks, rest)
}

fn told(words: &Words, article: &Article) -> String {
    let title = if article.meta.title.is_empty() { words.untitled } else { &article.meta.title };
    format!("{} {title}", article.meta.outlet).trim().to_owned()
}

fn open(session: &Session, id: ArticleId) -> Option<Act> {
    session.project.article(id).map(|_| Act::OpenArticle(id))
}

/// Whether a mark says what it said, on the same words: one that only moved along with its text is no change.
fn is_same((from, before): (&Project, &Annotation), (to, after): (&Project, &Annotation)) -> bool {
    let words = |project: &Project, one: &Annotation| {
        let article = project.article(one.article)?;
        one.extent().map(|_| quoted(&one.target, &article.text))
    };
    before.status == after.status
        && before.note == after.note
        && says_same(&before.body, &after.body)
        && words(from, before) == words(to, after)
}

/// Whether two marks say the same, wherever the other end of a relation stands.
fn says_same(a: &Body, b: &Body) -> bool {
    match (a, b) {
        (Body::Relation(a), Body::Relation(b)) => (a.relation, a.difference) == (b.relation, b.difference),
        _ => a == b,
    }
}

/// In what a mark differs from what it was.
fn became(
    words: &Words,
    (from, before): (&Project, &Annotation),
    (to, after): (&Project, &Annotation),
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let text = |project: &Project, one: &Annotation| {
        project.article(one.article).map(|article| quoted(&one.target, &article.text)).unwrap_or_default()
    };
    let (was, is) = (text(from, before), text(to, after));
    if was != is {
        parts.push(format!("{} → {}", shortened(&was), shortened(&is)));
    }
    if before.status != after.status {
        let name = |status| match status {
            Status::Accepted => words.accepted,
            Status::Rejected => words.rejected,
            Status::Suggested => words.suggested,
        };
        parts.push(format!("{} → {}", name(before.status), name(after.status)));
    }
    if before.body != after.body {
        let (was, is) = (says(words, from, before), says(words, to, after));
        if was != is {
            parts.push(format!("{was} → {is}"));
        }
    }
    if before.note != after.note {
        parts.push(words.note.to_owned());
    }
    parts.join(" ・ ")
}

/// What a mark says, in short.
fn says(words: &Words, project: &Project, annotation: &Annotation) -> String {
    let kind = kind_of(words, project, annotation);
    match &annotation.body {
        Body::Claim(claim) => {
            [(words.claim)(claim.kind), &speaker(words, claim), (words.certainty)(claim.certainty)]
                .join(" ・ ")
        }
        Body::Entity(mark) if !mark.canonical.is_empty() => format!("{kind} ・ {}", mark.canonical),
        _ => kind,
    }
}

/// The way to where a mark is, or was as long as its text is the same.
fn way(session: &Session, one: &Annotation, text: &str) -> Option<Act> {
    let there = session.project.annotations.get(&one.id).filter(|now| now.status != Status::Rejected);
    if let Some(now) = there
        && let Some(span) = now.extent()
    {
        return Some(Act::GoTo(now.article, span, Focus::Annotation(now.id)));
    }
    let article = session.project.article(one.article)?;
    let span: ByteSpan = one.extent().filter(|_| *article.text == *text)?;
    Some(Act::GoTo(one.article, span, Focus::Text(span)))
}
