//! In: what a file was taken for, how its marks stand in the texts, and what a person should look at before
//! any of it is taken in.

use super::{ExchangeProps, parted, words};
use crate::views::kit::{Choice, Field, Room, Writable};
use shirushi_exchange::formats::{FilesRead, Format, RecordFinding, UnitFit};
use shirushi_model::{Annotation, ByteSpan, Project, Target};
use shirushi_page::Act;
use shirushi_page::exchanging::{Destination, ExchangeAct, FindingsListed, ForeignFiles};
use yew::prelude::*;

/// So many findings are listed at first; the rest is told and comes when asked for.
const RUN: usize = 200;
/// So many code points of a text are shown before and after a mark.
const AROUND: usize = 24;

#[component]
pub(super) fn IncomingFiles(props: &ExchangeProps) -> Html {
    let first = props.arrivals.first();
    let most = use_state_eq(|| RUN);
    {
        let most = most.clone();
        use_effect_with(first.cloned(), move |_| most.set(RUN));
    }
    let waiting = props.arrivals.iter().enumerate().map(|(at, files)| {
        html! {
            <li class="x-waiting" aria-current={(at == 0).then_some("true")}>
                <b>{ names(files) }</b>
                <span class="quiet small">{ kind(props, files) }</span>
            </li>
        }
    });
    let readable = Format::ALL.into_iter().filter(|format| format.is_read());
    let mut readable: Vec<&str> = readable.map(|format| parted(props.name(format.name())).0).collect();
    readable.dedup();
    html! {
        <div class="x-split">
            <nav class="x-list" aria-label={props.say(words::CAME)} tabindex="0" data-result="focus">
                <div class="x-drop">
                    <p>{ props.say(words::DROP) }</p>
                    <button class="button" data-part="exchange-pick" onclick={props.press(|| ExchangeAct::Pick)}>{ props.say(words::PICK) }</button>
                </div>
                <ol class="plain" hidden={props.arrivals.is_empty()}>{ for waiting }</ol>
                <h2 class="section-title x-group">{ props.say(words::READABLE) }</h2>
                <p class="quiet small x-foot">{ readable.join(props.language().of("、", ", ")) }</p>
                <p class="quiet small x-foot">{ props.say(words::TEXTS_TOO) }</p>
            </nav>
            { match first {
                Some(files) => arrived(props, files, *most, &Callback::from(move |_: MouseEvent| most.set(usize::MAX))),
                None => html! { <section class="x-main"><p class="quiet">{ props.say(words::NOTHING_CAME) }</p></section> },
            } }
        </div>
    }
}

fn names(files: &ForeignFiles) -> String {
    let mut names = files.names();
    let first = names.next().unwrap_or_default().to_owned();
    match names.count() {
        0 => first,
        more => format!("{first} +{more}"),
    }
}

fn kind(props: &ExchangeProps, files: &ForeignFiles) -> String {
    if files.states.is_some() {
        return "Shirushi".to_owned();
    }
    files.format.map_or_else(
        || props.say(words::UNKNOWN).to_owned(),
        |format| parted(props.name(format.name())).0.to_owned(),
    )
}

fn arrived(props: &ExchangeProps, files: &ForeignFiles, most: usize, on_more: &Callback<MouseEvent>) -> Html {
    let formats: Vec<Format> = Format::ALL.into_iter().filter(|format| format.is_read()).collect();
    let chosen = formats.iter().position(|format| Some(*format) == files.format);
    let format_names =
        formats.iter().map(|format| AttrValue::from(props.name(format.name()))).collect::<Vec<_>>();
    let on_format = {
        let (on, formats) = (props.on.clone(), formats.clone());
        Callback::from(move |at: usize| {
            if let Some(format) = formats.get(at) {
                on.emit(Act::Exchange(ExchangeAct::ReadAs(*format, None)));
            }
        })
    };
    let bytes: usize = files.files.iter().map(|file| file.bytes.len()).sum();
    html! {
        <>
            <section class="x-main" aria-labelledby="x-name">
                <h2 id="x-name" class="x-name">{ names(files) }<span class="quiet small">{ words::size(props.language(), bytes) }</span></h2>
                <label class="x-inline" hidden={files.states.is_some()}>{ props.say(words::READ_AS) }{ " " }<Choice part="read-as" names={format_names} {chosen} on={on_format} /></label>
                { match &files.read {
                    Err(error) => html! {
                        <div class="x-refused" role="alert" data-part="exchange-refused">
                            <p><b>{ words::refused(props.language(), error) }</b></p>
                            <p class="quiet">{ props.say(words::UNTOUCHED) }</p>
                        </div>
                    },
                    Ok(_) if files.states.is_some() => html! { <MergedProject ..props.clone() /> },
                    Ok(read) => came(props, files, read, most, on_more),
                } }
            </section>
            <aside class="x-side x-take">
                { for files.read.as_ref().ok().map(|read| take(props, files, read)) }
                <button class="button" data-part="exchange-refuse" onclick={props.press(|| ExchangeAct::Refuse)}>{ props.say(words::REFUSE) }</button>
            </aside>
        </>
    }
}

/// What merging a colleague's project with the open one comes to.
#[component]
fn MergedProject(props: &ExchangeProps) -> Html {
    let first = props.arrivals.first().cloned();
    let merged = use_memo((props.made.clone(), first), {
        let session = props.session.clone();
        move |(_, first)| first.as_ref().and_then(|files| files.merged(&session))
    });
    let merged = match &*merged {
        Some(Ok(merged)) => merged,
        Some(Err(error)) => {
            let said = error.said();
            return html! { <p class="x-refused" role="alert" data-part="merge-refused">{ props.language().of(&said.ja, &said.en).to_owned() }</p> };
        }
        None => return Html::default(),
    };
    let count = |part: &'static str, name, count: usize| {
        html! { <div class="x-number" data-part={part}><span>{ props.say(name) }</span><b>{ count }</b></div> }
    };
    let conflict = |one: &shirushi_agreement::Conflict| {
        let article = one.article.and_then(|id| merged.project.article(id));
        let title = article.map_or_else(|| one.name.clone(), |article| article.meta.title.clone());
        let quoted = article.zip(one.place).and_then(|(article, place)| place.slice(&article.text));
        let said = one.what.said();
        html! {
            <li>
                <span class="x-found" lang="ja">{ quoted.map_or(title, str::to_owned) }</span>
                <span>{ props.language().of(&said.ja, &said.en).to_owned() }</span>
                <span class="quiet small" lang="ja">{ one.who.join(props.language().of("、", ", ")) }</span>
            </li>
        }
    };
    html! {
        <>
            <p class="quiet">{ props.say(words::MERGES) }</p>
            <div class="x-numbers">
                { count("merge-added", words::ADDED, merged.added) }
                { count("merge-changed", words::CHANGES, merged.changed) }
                { count("merge-removed", words::REMOVED, merged.removed) }
                { count("merge-conflicts", words::CONFLICTS, merged.conflicts.len()) }
            </div>
            <ul class="plain x-findings">{ for merged.conflicts.iter().take(RUN).map(conflict) }</ul>
        </>
    }
}

fn came(
    props: &ExchangeProps,
    files: &ForeignFiles,
    read: &FilesRead,
    most: usize,
    on_more: &Callback<MouseEvent>,
) -> Html {
    let placed = files.placed();
    let count = |part: &'static str, sign: &'static str, name, count: usize, lead| {
        html! {
            <div class="x-number" data-part={part}>
                <span><span class="x-sign" aria-hidden="true">{ sign }</span>{ props.say(name) }</span>
                <b>{ count }</b>
                <span class="quiet small">{ props.say(lead) }</span>
            </div>
        }
    };
    html! {
        <>
            { units(props, files, read) }
            { articles(props, files, read) }
            <div class="x-numbers">
                { count("placed-exact", "●", words::EXACT, placed.exact, words::EXACT_LEAD) }
                { count("placed-moved", "◐", words::MOVED, placed.moved, words::MOVED_LEAD) }
                { count("placed-near", "◐", words::NEAR, placed.near, words::NEAR_LEAD) }
                { count("placed-not", "○", words::UNPLACED, placed.unplaced, words::UNPLACED_LEAD) }
            </div>
            { findings(props, read, most, on_more) }
        </>
    }
}

/// How well each unit fits, where positions may be counted in several.
fn units(props: &ExchangeProps, files: &ForeignFiles, read: &FilesRead) -> Html {
    let Some(format) = files.format.filter(|_| read.fits.iter().any(|fit| fit.of > 0)) else {
        return Html::default();
    };
    let row = |fit: &UnitFit| {
        let unit = fit.unit;
        let taken = read.unit == Some(unit);
        let share = (fit.fitting * 100).checked_div(fit.of).unwrap_or_default();
        html! {
            <button class="x-unit" role="radio" aria-checked={taken.to_string()} data-part={format!("unit-{}", unit.code())} onclick={props.press(move || ExchangeAct::ReadAs(format, Some(unit)))}>
                <span>{ props.say(words::value("unit", unit.code())) }</span>
                <meter min="0" max="100" value={share.to_string()} aria-hidden="true"></meter>
                <span class="x-count">{ format!("{} / {}", fit.fitting, fit.of) }</span>
                <span class="quiet small">{ if taken { props.say(words::TAKEN) } else { "" } }</span>
            </button>
        }
    };
    html! {
        <div class="x-choice" role="radiogroup" aria-label={props.say(words::choice("unit"))}>
            <h3 class="section-title">{ props.say(words::choice("unit")) }<span class="quiet small">{ props.say(words::UNITS_LEAD) }</span></h3>
            { for read.fits.iter().map(row) }
        </div>
    }
}

/// Which of its articles are there already.
fn articles(props: &ExchangeProps, files: &ForeignFiles, read: &FilesRead) -> Html {
    let same = files.same(&props.session.project);
    let title = |project: &Project, id| {
        let meta = project.article(id).map(|article| article.meta.clone()).unwrap_or_default();
        let parts: Vec<String> =
            [meta.outlet, meta.title].into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            let text = project.article(id).map(|article| article.text.chars().take(24).collect::<String>());
            return text.unwrap_or_default();
        }
        parts.join(" ")
    };
    let row = |article: &std::sync::Arc<shirushi_model::Article>| {
        let ours = same.get(&article.id);
        let marks = read.project.annotations_of(article.id).count();
        html! {
            <li>
                <span class="r-cut">{ title(&read.project, article.id) }</span>
                <span class="quiet small">{ words::marks(props.language(), marks) }</span>
                <span class="small">{ match ours {
                    Some(_) => props.say(words::SAME_TEXT),
                    None => props.say(words::NEW_ARTICLE),
                } }</span>
            </li>
        }
    };
    let listed = read.project.articles.iter().take(RUN);
    let more = read.project.articles.len().saturating_sub(RUN);
    html! {
        <div class="x-choice">
            <h3 class="section-title">{ props.say(words::ARTICLES) }</h3>
            <ul class="plain x-matched">{ for listed.map(row) }</ul>
            <p class="quiet small" hidden={more == 0}>{ words::and_more(props.language(), more) }</p>
        </div>
    }
}

/// What a person should look at, each with its words and, where it stands, what is around them.
fn findings(props: &ExchangeProps, read: &FilesRead, most: usize, on_more: &Callback<MouseEvent>) -> Html {
    let to_check = |finding: &&RecordFinding| {
        props.ui.findings == FindingsListed::All || words::is_to_check(&finding.what)
    };
    let all = read.findings.len();
    let check = read.findings.iter().filter(|finding| words::is_to_check(&finding.what)).count();
    if all == 0 {
        return html! { <p class="quiet">{ props.say(words::ALL_WELL) }</p> };
    }
    let tab = |listed: FindingsListed, name, count: usize| {
        html! {
            <button aria-pressed={(props.ui.findings == listed).to_string()} onclick={props.press(move || ExchangeAct::List(listed))}>{ format!("{} {count}", props.say(name)) }</button>
        }
    };
    let listed: Vec<&RecordFinding> = read.findings.iter().filter(to_check).collect();
    let more = listed.len().saturating_sub(most);
    html! {
        <div class="x-choice">
            <div class="x-head">
                <h3 class="section-title">{ props.say(words::FINDINGS) }</h3>
                <span class="r-segments" role="group">
                    { tab(FindingsListed::ToCheck, words::TO_CHECK, check) }
                    { tab(FindingsListed::All, words::ALL, all) }
                </span>
            </div>
            <ul class="plain x-findings">{ for listed.into_iter().take(most).map(|finding| finding_row(props, read, finding)) }</ul>
            <p class="row" hidden={more == 0}><button class="button" onclick={on_more.clone()}>{ words::and_more(props.language(), more) }</button></p>
        </div>
    }
}

fn finding_row(props: &ExchangeProps, read: &FilesRead, finding: &RecordFinding) -> Html {
    let mark = finding.annotation.and_then(|id| read.project.annotations.get(&id));
    html! {
        <li>
            <span class="x-found" lang="ja">{ for mark.map(|mark| around(&read.project, mark)) }</span>
            <span>{ words::finding(props.language(), &finding.what) }</span>
            <span class="quiet small">{ finding.record.clone() }</span>
        </li>
    }
}

/// The words of a mark with what stands around them, or those it had where it stands nowhere.
fn around(project: &Project, mark: &Annotation) -> Html {
    let text = project.article(mark.article).map(|article| &*article.text).unwrap_or_default();
    match &mark.target {
        Target::Placed(_) => {
            let Some(span) = mark.extent() else { return Html::default() };
            let ByteSpan { start, end } = span;
            let before = text.get(..start as usize).unwrap_or_default();
            let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
            let after: String = text.get(end as usize..).unwrap_or_default().chars().take(AROUND).collect();
            html! {
                <><span class="quiet">{ before.get(from..).unwrap_or_default().replace('\n', " ") }</span><mark class="hit">{ span.slice(text).unwrap_or_default().to_owned() }</mark><span class="quiet">{ after.replace('\n', " ") }</span></>
            }
        }
        Target::Unplaced(quotes) => {
            let quoted = quotes.iter().map(|quote| quote.exact.clone()).collect::<Vec<_>>().join(" … ");
            html! { <s class="x-lost">{ quoted }</s> }
        }
    }
}

/// Where it goes.
fn take(props: &ExchangeProps, files: &ForeignFiles, read: &FilesRead) -> Html {
    let reads_only = props.writable == Writable::No;
    let on_person = props.on.reform(|person| Act::Exchange(ExchangeAct::Person(person)));
    html! {
        <>
            <label hidden={files.states.is_some()}>
                <span class="section-title">{ props.say(words::WHOSE) }</span>
                <Field part="exchange-person" value={AttrValue::from(files.person.clone())} room={Room::Line} on={on_person} />
                <span class="quiet small">{ props.say(words::WHOSE_LEAD) }</span>
            </label>
            <p class="quiet small">{ props.say(words::NOTHING_DROPPED) }</p>
            <button class="button primary" data-part="exchange-take" disabled={reads_only || read.project.articles.is_empty()} onclick={props.press(|| ExchangeAct::Take(Destination::Here))}>{ props.say(words::TAKE) }</button>
            <button class="button" data-part="exchange-take-apart" disabled={read.project.articles.is_empty()} onclick={props.press(|| ExchangeAct::Take(Destination::NewProject))}>{ props.say(words::TAKE_APART) }</button>
        </>
    }
}
