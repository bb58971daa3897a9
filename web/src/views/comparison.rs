//! What the articles say of the same things: topics with the pairs of claims that stand against each other,
//! to be confirmed, changed or set aside; and, beside a selected claim, what other articles say of it.

use crate::views::cards::chip;
use crate::views::choice::Choice;
use crate::views::field::{Field, Room};
use crate::views::inspector::{Writable, names, position};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Difference, Evidence, Relation, Status, in_order,
};
use shirushi_page::Act;
use shirushi_page::comparing::Maker;
use shirushi_page::comparing::{ComparedPairs, Pair, Place, Said, Topic, gravity};
use shirushi_page::comparing::{Shown, TOPICS, What};
use shirushi_page::marking::KeysAfter;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::{shortened, who};
use shirushi_session::{Edit, Session, Verdict};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// What the comparison is drawn from.
pub(crate) struct Compared<'a> {
    pub(crate) words: &'static Words,
    pub(crate) session: &'a Session,
    pub(crate) found: &'a ComparedPairs,
    pub(crate) said: Said<'a>,
    /// The answer has not come yet.
    pub(crate) under_way: bool,
    pub(crate) shown: Shown,
    /// The pair that was looked into last.
    pub(crate) last: Option<(Place, Place)>,
    /// The claim for which another is looked for.
    pub(crate) relating: Option<Place>,
    pub(crate) writable: Writable,
    pub(crate) on: &'a Callback<Act>,
}

impl Compared<'_> {
    fn is_dismissed(&self, pair: &Pair) -> bool {
        self.said.judged(pair).is_some_and(|judged| judged.status == Status::Rejected)
    }

    /// Whether a pair belongs to what is shown. What was judged stays where it was found, so that nothing
    /// moves under the hand.
    fn belongs(&self, pair: &Pair, what: What) -> bool {
        let now = self.said.relation(pair).map(|(relation, _)| relation);
        let is = |wanted: fn(Relation) -> bool| wanted(pair.relation) || now.is_some_and(wanted);
        self.said.counts(pair)
            && self.passes(pair)
            && match what {
                What::Apart => is(|relation| relation != Relation::Agree) && !self.is_unsure(pair),
                What::Unsure => self.is_unsure(pair),
                What::Agreeing => is(|relation| relation == Relation::Agree),
                What::Dismissed => self.is_dismissed(pair),
                What::Copies => false,
            }
    }

    /// Whether a pair counts among what is shown: what was set aside stays where it stood, and counts no
    /// more.
    fn counts(&self, pair: &Pair, what: What) -> bool {
        self.belongs(pair, what) && (what == What::Dismissed || !self.is_dismissed(pair))
    }

    /// Whether a pair passes the filters.
    fn passes(&self, pair: &Pair) -> bool {
        let Shown { article, difference, judged, .. } = self.shown;
        let differs = || self.said.relation(pair).and_then(|(_, difference)| difference);
        article.is_none_or(|wanted| pair.a.0 == wanted || pair.b.0 == wanted)
            && difference.is_none_or(|wanted| pair.difference == Some(wanted) || differs() == Some(wanted))
            && judged.is_none_or(|wanted| self.said.judged(pair).is_some() == wanted)
    }

    /// Whether the machine alone says that a pair differs, and is not sure of it.
    fn is_unsure(&self, pair: &Pair) -> bool {
        pair.unsure && self.said.judged(pair).is_none_or(|judged| judged.status == Status::Rejected)
    }

    fn words_at(&self, (article, span): Place) -> String {
        let article = self.session.project.article(article);
        article.and_then(|article| span.slice(&article.text)).unwrap_or_default().to_owned()
    }

    fn outlet(&self, place: Place) -> String {
        let Some(article) = self.session.project.article(place.0) else { return String::new() };
        let meta = &article.meta;
        match (meta.outlet.is_empty(), meta.title.is_empty()) {
            (false, _) => meta.outlet.clone(),
            (true, false) => shortened(&meta.title),
            _ => self.words.unknown_outlet.to_owned(),
        }
    }
}

/// The place where articles are compared.
pub(crate) fn comparison(of: &Compared<'_>) -> Html {
    let (words, shown) = (of.words, of.shown);
    let by_hand = of.said.by_hand(of.found);
    let count = |what: What| match what {
        What::Copies => of.found.copies.len(),
        _ => {
            let machine = of.found.topics.iter().flat_map(|topic| &topic.pairs);
            machine.chain(&by_hand).filter(|pair| of.counts(pair, what)).count()
        }
    };
    let machine = of.found.topics.iter().flat_map(|topic| &topic.pairs);
    let all: Vec<&Pair> = machine.chain(&by_hand).filter(|pair| of.belongs(pair, shown.what)).collect();
    let judged = all.iter().filter(|pair| of.said.judged(pair).is_some()).count();
    let tab = |what: What, part: &'static str, name: &'static str| {
        let told = html! { <>{ name }{ " " }<span class="number">{ count(what) }</span></> };
        let press = Press::Show(Shown { what, topics: TOPICS, ..shown });
        button(of, part, "", Some(shown.what == what), press, told)
    };
    let wanted = |topic: &&Topic| topic.pairs.iter().any(|pair| of.belongs(pair, shown.what));
    let topics: Vec<&Topic> = of.found.topics.iter().filter(wanted).collect();
    let topics = in_order(topics, |topic| {
        let gravest = topic.pairs.iter().map(|pair| gravity(Some(pair.relation))).min();
        [gravest.unwrap_or_default(), 0, 0]
    });
    let hidden = topics.len().saturating_sub(shown.topics);
    let handmade: Vec<&Pair> = by_hand.iter().filter(|pair| of.belongs(pair, shown.what)).collect();
    let copies = if shown.what == What::Copies { of.found.copies.as_slice() } else { &[] };
    let nothing = topics.is_empty() && handmade.is_empty() && copies.is_empty();
    let told = match (of.under_way, of.session.project.articles.len()) {
        (true, _) => words.comparing,
        (false, 0 | 1) => words.compare_needs_two,
        _ if of.session.unanalysed().next().is_some() => words.comparing,
        _ if nothing => words.compare_nothing,
        _ => "",
    };
    let more = (hidden > 0).then(|| {
        let press = Press::Show(Shown { topics: shown.topics + TOPICS, ..shown });
        button(of, "more-topics", "button", None, press, html! { format!("{} {hidden}", words.more) })
    });
    html! {
        <div class="comparison" data-part="comparison">
            <h1>{ words.compare }</h1>
            <p class="small quiet">{ words.compare_lead }</p>
            <div class="entity-filter" role="group" aria-label={words.compare}>
                { tab(What::Apart, "show-apart", words.pairs_apart) }
                { tab(What::Unsure, "show-unsure", words.pairs_unsure) }
                { tab(What::Agreeing, "show-agreeing", words.pairs_agreeing) }
                { tab(What::Copies, "show-copies", words.copies) }
                { tab(What::Dismissed, "show-dismissed", words.pairs_dismissed) }
            </div>
            { filters(of) }
            <p class="how-far" hidden={all.is_empty()}>
                <progress max={all.len().max(1).to_string()} value={judged.to_string()} aria-label={words.judged_by_person}></progress>
                <span class="number" data-part="pairs-judged">{ format!("{judged} / {}", all.len()) }</span>
            </p>
            <p class="quiet" role="status" data-part="comparison-state" hidden={told.is_empty()}>{ told }</p>
            <section hidden={handmade.is_empty()}>
                <h2 class="section-title">{ words.made_by_hand }</h2>
                { for handmade.iter().map(|one| pair(of, one)) }
            </section>
            { for topics.into_iter().take(shown.topics).enumerate().map(|(at, one)| topic(of, at, one)) }
            <div>{ for copies.iter().map(|(a, b, similarity)| html! {
                <article class="pair" data-part="copy">
                    <p class="stand"><span class="chip copied">{ words.copies }</span><span class="small quiet number">{ format!("{:.0} %", similarity * 100.0) }</span></p>
                    <div class="sides">{ side(of, (*a, *b), *a, &[]) }{ side(of, (*a, *b), *b, &[]) }</div>
                </article>
            }) }</div>
            <div>{ for more }</div>
        </div>
    }
}

/// Which pairs are shown of those there are.
fn filters(of: &Compared<'_>) -> Html {
    let (words, shown) = (of.words, of.shown);
    let articles: Vec<ArticleId> = of.session.project.articles.iter().map(|article| article.id).collect();
    let named = articles.iter().map(|id| AttrValue::from(of.outlet((*id, ByteSpan::default()))));
    let list = |part: &'static str,
                name: &'static str,
                names: Vec<AttrValue>,
                chosen: Option<usize>,
                with: Choose| {
        let names: Vec<AttrValue> = [AttrValue::from(words.any)].into_iter().chain(names).collect();
        let on = of.on.reform(move |at: usize| Act::Compare(with(at.checked_sub(1))));
        html! { <label class="field"><span>{ name }</span><Choice {part} {names} chosen={Some(chosen.map_or(0, |at| at + 1))} {on} /></label> }
    };
    let article = shown.article.and_then(|wanted| articles.iter().position(|id| *id == wanted));
    let difference = shown.difference.and_then(|wanted| position(&Difference::ALL, wanted));
    let states = [words.pairs_open, words.judged_by_person].map(AttrValue::from).to_vec();
    let names = names(&Difference::ALL, words.difference);
    html! {
        <div class="pair-filters" role="group" aria-label={words.filter}>
            { list("pairs-outlet", words.outlet, named.collect(), article, Box::new({
                let articles = articles.clone();
                move |at| Shown { article: at.and_then(|at| articles.get(at)).copied(), ..shown }
            })) }
            { list("pairs-difference", words.kind, names, difference, Box::new(move |at| {
                Shown { difference: at.and_then(|at| Difference::ALL.get(at)).copied(), ..shown }
            })) }
            { list("pairs-judged-only", words.stand, states, shown.judged.map(usize::from), Box::new(move |at| {
                Shown { judged: at.map(|at| at == 1), ..shown }
            })) }
        </div>
    }
}

/// What is shown once an entry of a list was chosen; none is all.
type Choose = Box<dyn Fn(Option<usize>) -> Shown>;

fn topic(of: &Compared<'_>, at: usize, topic: &Topic) -> Html {
    let pairs = topic.pairs.iter().filter(|pair| of.belongs(pair, of.shown.what)).collect();
    let pairs: Vec<&Pair> = in_order(pairs, |pair: &&Pair| [gravity(Some(pair.relation)), 0, 0]);
    let mut articles: Vec<ArticleId> = Vec::new();
    for (article, _) in topic.pairs.iter().flat_map(|pair| [pair.a, pair.b]) {
        if !articles.contains(&article) {
            articles.push(article);
        }
    }
    let repeats = (topic.independent as usize) < articles.len();
    html! {
        <section key={format!("{:?}{at}", of.shown.what)} data-part="topic">
            <h2 class="topic"><span lang="ja">{ topic.words.join("・") }</span><span class="small quiet" hidden={!repeats}>{ (of.words.independent)(topic.independent as usize) }</span></h2>
            { for pairs.into_iter().map(|one| pair(of, one)) }
        </section>
    }
}

/// What a press asks for: plain values, so that all buttons share one kind of callback.
#[derive(Clone, Copy)]
enum Press {
    Say((Place, Place), (Relation, Option<Difference>), Verdict, Maker),
    Relating(Option<Place>),
    Show(Shown),
    TakeBack(AnnotationId),
    LookInto((Place, Place), Place),
}

impl From<Press> for Act {
    fn from(press: Press) -> Self {
        match press {
            Press::Say(places, stands, verdict, maker) => Self::Relate(places, stands, verdict, maker),
            Press::Relating(place) => Self::Relating(place),
            Press::Show(shown) => Self::Compare(shown),
            Press::TakeBack(id) => Self::Edit(Edit::Delete(vec![id]), KeysAfter::ToTextIfLost),
            Press::LookInto(places, place) => Self::LookInto(places, place),
        }
    }
}

/// A button; `pressed` is none where it is not one of several.
fn button(
    of: &Compared<'_>,
    part: &'static str,
    class: &'static str,
    pressed: Option<bool>,
    press: Press,
    content: Html,
) -> Html {
    let on = of.on.reform(move |_: MouseEvent| press.into());
    html! { <button {class} data-part={part} aria-pressed={pressed.map(|pressed| pressed.to_string())} onclick={on}>{ content }</button> }
}

/// A word and the key that stands for it.
fn keyed(name: &'static str, key: &'static str) -> Html {
    html! { <>{ name }{ " " }<kbd aria-hidden="true">{ key }</kbd></> }
}

/// The part, the class and the key of the button of a relation.
fn relation_button(relation: Relation) -> [&'static str; 4] {
    match relation {
        Relation::Agree => ["say-agree", "relate-agree", "button agree", "1"],
        Relation::Differ => ["say-differ", "relate-differ", "button differ", "2"],
        Relation::Contradict => ["say-contradict", "relate-contradict", "button contradict", "3"],
    }
}

/// How a pair stands: the word, in what, and why.
fn stand(of: &Compared<'_>, pair: &Pair) -> Html {
    let words = of.words;
    let badge = match of.said.relation(pair) {
        Some((relation, difference)) => relation_badge(words, relation, difference),
        None => html! { <span class="chip dismissed">{ words.pairs_dismissed }</span> },
    };
    let mut why: Vec<&str> = pair.reasons.iter().map(|ground| (words.reason)(ground.code)).collect();
    why.dedup();
    let state = match of.said.judged(pair) {
        Some(judged) if judged.judged_by.is_some() => words.judged_by_person,
        Some(_) => words.made_by_hand,
        None => words.by_machine,
    };
    html! {
        <p class="stand">{ badge }<span data-part="reason">{ why.join(words.reasons_joined) }</span><span class="chip copied" hidden={!pair.copied}>{ words.copies }</span>
            <span class="small quiet">{ state }</span></p>
    }
}

fn relation_badge(words: &Words, relation: Relation, difference: Option<Difference>) -> Html {
    let mut told = (words.relation)(relation).to_owned();
    if let Some(difference) = difference {
        told.push_str(" ・ ");
        told.push_str((words.difference)(difference));
    }
    html! { <span class={classes!("chip", relation_class(relation))} data-part="relation">{ told }</span> }
}

fn relation_class(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "agree",
        Relation::Differ => "differ",
        Relation::Contradict => "contradict",
    }
}

fn pair(of: &Compared<'_>, pair: &Pair) -> Html {
    let words = of.words;
    let places = (pair.a, pair.b);
    let judged = of.said.judged(pair);
    let standing = of.said.relation(pair);
    let evidence = |at: usize| -> Vec<&Evidence> {
        pair.reasons.iter().filter_map(|ground| ground.evidence.get(at)?.as_ref()).collect()
    };
    let maker = if pair.reasons.is_empty() { Maker::Person } else { Maker::Machine };
    let (relation, difference) = (pair.relation, pair.difference);
    // What agrees differs in nothing; what stands against each other does so in what was found.
    let say = move |relation: Relation, verdict: Verdict| {
        Press::Say(places, (relation, difference), verdict, maker)
    };
    let relation_of = |one: Relation| {
        let [part, _, class, key] = relation_button(one);
        let is = standing.is_some_and(|(relation, _)| relation == one) && judged.is_some();
        button(of, part, class, Some(is), say(one, Verdict::Accept), keyed((words.relation)(one), key))
    };
    let confirm = judged.is_none().then(|| {
        let press = say(relation, Verdict::Accept);
        button(of, "confirm", "button", None, press, keyed(words.confirm, "↵"))
    });
    let dismiss = {
        let press = say(relation, Verdict::Reject);
        button(of, "dismiss", "button", Some(of.is_dismissed(pair)), press, keyed(words.dismiss, "⌫"))
    };
    let take_back = judged.map(|judged| {
        button(of, "take-back", "button", None, Press::TakeBack(judged.id), html! { words.forget })
    });
    let kinds = judged.and_then(|judged| {
        let (id, (relation, chosen)) = (judged.id, standing.filter(|(is, _)| *is != Relation::Agree)?);
        let chosen = Some(chosen.and_then(|one| position(&Difference::ALL, one)).map_or(0, |at| at + 1));
        let Body::Relation(mark) = judged.body.clone() else { return None };
        let on = of.on.reform(move |at: usize| {
            let difference = at.checked_sub(1).and_then(|at| Difference::ALL.get(at)).copied();
            let mut mark = mark.clone();
            (mark.relation, mark.difference) = (relation, difference);
            Act::Edit(Edit::Change { id, target: None, body: Some(Body::Relation(mark)), note: None }, KeysAfter::ToTextIfLost)
        });
        let all = [AttrValue::from(words.not_given)].into_iter().chain(names(&Difference::ALL, words.difference));
        Some(html! { <label class="kind-of-difference"><span class="visually-hidden">{ words.kind }</span><Choice part="difference" names={all.collect::<Vec<_>>()} {chosen} on={on} /></label> })
    });
    let last = of.last == Some(places);
    // Whoever judges by a press goes on to the next pair with the keys; nothing moves under the pointer.
    let pressed = Callback::from(|event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let verdict = target.and_then(|target| target.closest(VERDICTS).ok()?);
        if let Some(pair) = verdict.and_then(|button| button.closest("[data-part='pair']").ok()?) {
            let scroll = if event.detail() == 0 { Scroll::Along } else { Scroll::Stays };
            go(&pair, 1, scroll);
        }
    });
    let keys = {
        let on = of.on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if pair_of(&event).is_none() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let act = match event.key().as_str() {
                "Enter" => say(relation, Verdict::Accept),
                "Backspace" | "Delete" => say(relation, Verdict::Reject),
                "1" => say(Relation::Agree, Verdict::Accept),
                "2" => say(Relation::Differ, Verdict::Accept),
                "3" => say(Relation::Contradict, Verdict::Accept),
                "ArrowDown" => return step(&event, 1),
                "ArrowUp" => return step(&event, -1),
                _ => return,
            };
            event.prevent_default();
            // The next pair has the keys after a verdict; the last one keeps them.
            step(&event, 1);
            on.emit(act.into());
        })
    };
    let class = classes!(
        "pair",
        standing.is_none().then_some("is-dismissed"),
        judged.is_some().then_some("is-judged"),
        last.then_some("is-last")
    );
    html! {
        <article {class} tabindex="0" data-part="pair" onkeydown={keys} onclick={pressed}>
            { stand(of, pair) }
            <div class="sides">{ side(of, places, pair.a, &evidence(0)) }{ side(of, places, pair.b, &evidence(1)) }</div>
            <fieldset class="row" disabled={of.writable == Writable::No}>
                { for confirm }
                { for Relation::ALL.into_iter().map(relation_of) }
                { dismiss }
                <span>{ for kinds }</span><span>{ for take_back }</span>
            </fieldset>
            <fieldset class="sheet" disabled={of.writable == Writable::No}>{ for judged.map(|judged| note(of, judged)) }</fieldset>
        </article>
    }
}

/// What a person adds to what they said of a pair.
fn note(of: &Compared<'_>, judged: &Annotation) -> Html {
    let id = judged.id;
    let on = of.on.reform(move |note: String| {
        Act::Edit(Edit::Change { id, target: None, body: None, note: Some(note) }, KeysAfter::ToTextIfLost)
    });
    html! {
        <label class="field"><span>{ of.words.note }</span>
            <Field part="relation-note" room={Room::Line} placeholder={of.words.note_placeholder} value={judged.note.clone()} on={on} />
        </label>
    }
}

/// The pair that has the keys itself, and not one of its buttons.
fn pair_of(event: &KeyboardEvent) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    (target.get_attribute("data-part")? == "pair").then_some(target)
}

/// Moves the keys to the next pair or the one before.
fn step(event: &KeyboardEvent, by: i32) {
    if let Some(here) = pair_of(event)
        && go(&here, by, Scroll::Along)
    {
        event.prevent_default();
    }
}

/// The buttons that say how a pair stands.
const VERDICTS: &str = "[data-part='confirm'], [data-part^='say-'], [data-part='dismiss']";

/// Whether the pair that gets the keys is brought into view.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scroll {
    Along,
    Stays,
}

/// Gives the keys to the pair so many further on, if there is one.
fn go(here: &Element, by: i32, scroll: Scroll) -> bool {
    let found = || -> Option<web_sys::HtmlElement> {
        let document = web_sys::window()?.document()?;
        let pairs = document.query_selector_all("[data-part='pair']").ok()?;
        let here: &web_sys::Node = here;
        let at = (0..pairs.length()).find(|&at| pairs.item(at).as_ref() == Some(here))?;
        pairs.item(at.checked_add_signed(by)?)?.dyn_into().ok()
    };
    let next = found();
    if let Some(next) = &next {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(scroll == Scroll::Stays);
        // Focus fails only for an element that is not on the page.
        let _ = next.focus_with_options(&options);
    }
    next.is_some()
}

/// One claim of a pair: who says it where, in its own words; a press leads to it.
fn side(of: &Compared<'_>, places: (Place, Place), place: Place, evidence: &[&Evidence]) -> Html {
    let words = of.words;
    let article = of.session.project.article(place.0);
    let date = article.map(|article| article.meta.published.as_str()).filter(|date| !date.is_empty());
    let mark = of.said.claim(place);
    let certainty = mark.as_ref().map(|mark| chip(words, mark.certainty));
    // An outlet that speaks itself is named once.
    let source = mark.zip(article).map(|(mark, article)| who(words, article, &mark)).unwrap_or_default();
    let source = if source == of.outlet(place) { String::new() } else { source };
    let (quote, asides) = quote(of, place, evidence);
    let told = html! {
        <>
            <span class="who"><b lang="ja">{ of.outlet(place) }</b><span class="quiet number">{ date.map(words.date).unwrap_or_default() }</span>
                <span class="spring"></span><span>{ source }</span>{ for certainty }</span>
            <span class="quote" lang="ja">{ quote }</span>
            <span class="small quiet" lang="ja" hidden={asides.is_empty()}>{ "→ " }{ asides.join("・") }</span>
        </>
    };
    button(of, "side", "side", None, Press::LookInto(places, place), told)
}

/// The words of a claim with all that a judgement rests on set bold; and what of it stands elsewhere, or is
/// understood rather than written.
fn quote(of: &Compared<'_>, place: Place, evidence: &[&Evidence]) -> (Html, Vec<String>) {
    let is_inside = |span: &ByteSpan| place.1.start <= span.start && span.end <= place.1.end;
    let mut bold: Vec<ByteSpan> = evidence.iter().filter_map(|one| one.span).filter(is_inside).collect();
    bold.sort_by_key(|span| (span.start, span.end));
    let asides = evidence.iter().filter(|one| !one.span.as_ref().is_some_and(is_inside));
    let mut asides: Vec<String> = asides.map(|one| one.text.clone()).collect();
    asides.dedup();
    let cut = |start, end| of.words_at((place.0, ByteSpan { start, end }));
    let mut pieces = Vec::new();
    let mut from = place.1.start;
    for span in bold {
        let start = span.start.max(from);
        if start < span.end {
            pieces.push(html! { <>{ cut(from, start) }<b>{ cut(start, span.end) }</b></> });
            from = span.end;
        }
    }
    pieces.push(html! { { cut(from, place.1.end) } });
    (html! { <>{ for pieces }</> }, asides)
}

/// Beside a selected claim: what other articles say of it, and the way to relate it to another.
pub(crate) fn others(of: &Compared<'_>, place: Place) -> Html {
    let words = of.words;
    let by_hand = of.said.by_hand(of.found);
    let pairs = of.found.topics.iter().flat_map(|topic| &topic.pairs).chain(&by_hand);
    let here = pairs.filter(|pair| (pair.a == place || pair.b == place) && of.said.relation(pair).is_some());
    let here = in_order(here.filter(|pair| of.said.counts(pair)).collect(), |pair: &&Pair| {
        [gravity(of.said.relation(pair).map(|(relation, _)| relation)), 0, 0]
    });
    let offer = |one: Relation, other: Place| {
        let [_, part, class, _] = relation_button(one);
        let press = Press::Say((other, place), (one, None), Verdict::Accept, Maker::Person);
        button(of, part, class, None, press, html! { (words.relation)(one) })
    };
    let begin = match of.relating {
        None => button(of, "relate", "button", None, Press::Relating(Some(place)), html! { words.relate }),
        Some(_) => button(of, "relate-cancel", "button", None, Press::Relating(None), html! { words.cancel }),
    };
    let other = of.relating.filter(|other| *other != place);
    html! {
        <section data-part="others" aria-label={words.others}>
            <h2 class="section-title" hidden={here.is_empty()}>{ words.others }</h2>
            { for here.into_iter().map(|pair| {
                let (places, there) = ((pair.a, pair.b), if pair.a == place { pair.b } else { pair.a });
                let told = html! {
                    <>
                        <span class="who"><b lang="ja">{ of.outlet(there) }</b>{ for of.said.relation(pair).map(|(is, difference)| relation_badge(words, is, difference)) }</span>
                        <span class="quote" lang="ja">{ shortened(&of.words_at(there)) }</span>
                    </>
                };
                button(of, "other", "other", None, Press::LookInto(places, there), told)
            }) }
            <fieldset class="row" disabled={of.writable == Writable::No}>
                <span class="sheet" hidden={other.is_none()}>
                    <span class="small">{ words.relate_as }{ " " }<span lang="ja">{ other.map(|other| format!("「{}」", shortened(&of.words_at(other)))).unwrap_or_default() }</span></span>
                    <span class="row">{ for other.into_iter().flat_map(|other| Relation::ALL.map(|one| offer(one, other))) }</span>
                </span>
                { begin }
            </fieldset>
            <p class="small quiet" role="status" hidden={of.relating != Some(place)}>{ words.relate_lead }</p>
        </section>
    }
}
