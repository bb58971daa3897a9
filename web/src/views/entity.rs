//! The page of one entity: its name, what else it is called, what is known of it, and every mention in every
//! article; where it is merged with another, and mentions are moved to another.

use crate::views::entities::{EntityPlace, key, mention_view};
use crate::views::kit::{Choice, Field, Room, Writable, at_or, input_value, names, position, sheet};
use crate::views::search::typed;
use shirushi_model::{Article, ArticleId, ByteSpan, CanonicalEntity, EntityType, set_of};
use shirushi_page::Act;
use shirushi_page::entities::groups::{EntityGroup, Mention};
use shirushi_page::marking::KeysAfter;
use shirushi_page::preferences::Preferences;
use shirushi_page::reading::paint::entity_class;
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use shirushi_session::{Edit, EntityChange, Focus};
use std::collections::BTreeSet;
use std::sync::Arc;
use yew::prelude::*;

/// So many mentions are shown until more are asked for.
const FIRST: usize = 120;
/// So many names are offered to choose from.
const NAMES: usize = 300;

#[derive(Properties, Clone)]
pub(crate) struct EntityProps {
    pub(crate) words: &'static Words,
    pub(crate) kind: EntityType,
    pub(crate) name: AttrValue,
    /// What people decided on it, if anything.
    pub(crate) record: Option<Arc<CanonicalEntity>>,
    pub(crate) groups: Shared<Vec<EntityGroup>>,
    pub(crate) articles: Shared<Vec<Arc<Article>>>,
    /// How many marked claims it makes.
    pub(crate) claims: usize,
    pub(crate) open: Option<ArticleId>,
    pub(crate) focus: Focus,
    pub(crate) preferences: Preferences,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for EntityProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
            && (self.kind, &self.name) == (other.kind, &other.name)
            && self.record == other.record
            && self.groups == other.groups
            && self.articles == other.articles
            && self.claims == other.claims
            && (self.open, self.focus) == (other.open, other.focus)
            && self.preferences == other.preferences
            && self.writable == other.writable
    }
}

impl EntityProps {
    fn group(&self) -> Option<&EntityGroup> {
        self.groups.iter().find(|group| group.kind == self.kind && group.canonical == *self.name)
    }

    fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == id)
    }

    fn surface(&self, mention: &Mention) -> &str {
        self.article(mention.article)
            .and_then(|article| mention.span.slice(&article.text))
            .unwrap_or_default()
    }

    /// Says something about it.
    fn says(&self, change: impl Fn(String) -> EntityChange + 'static) -> Callback<String> {
        let entity = (self.kind, self.name.to_string());
        self.on.reform(move |value: String| {
            Act::Edit(Edit::DescribeEntity { entity: entity.clone(), change: change(value) }, KeysAfter::Stay)
        })
    }
}

/// The place of a mention.
type Ticked = BTreeSet<(ArticleId, ByteSpan)>;

#[component]
pub(crate) fn EntityPage(props: &EntityProps) -> Html {
    let words = props.words;
    let ticked = use_state_eq(Ticked::new);
    let shown = use_state_eq(|| FIRST);
    let (target, remembered) = (use_state_eq(String::new), use_state_eq(|| true));
    let merged = use_state_eq(String::new);
    let group = props.group();
    let mentions: &[Mention] = group.map(|group| group.mentions.as_slice()).unwrap_or_default();
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + FIRST))
    };
    let (by, on) = (props.preferences.annotator.clone(), props.on.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| key(&event, &by, &on));
    let hidden = mentions.len().saturating_sub(*shown);
    let mut before = None;
    sheet(
        words,
        words.entity_page,
        &props.on,
        html! {
            <div class="sheet" data-part="entity" data-name={props.name.clone()}>
                <h3 class="entity-name" lang="ja"><span class={classes!("rule", entity_class(props.kind))} title={(words.entity)(props.kind)} aria-hidden="true"></span>{ " " }{ props.name.clone() }</h3>
                <p class="small quiet number" data-part="entity-count">{ count(props, group) }</p>
                { facts(props) }
                { strings(props, group, &ticked) }
                { merging(props, &merged) }
                <h3 class="section-title">{ words.mentions }{ " " }<span class="number">{ mentions.len() }</span></h3>
                <p class="small quiet" hidden={mentions.is_empty() || props.writable == Writable::No}>{ words.move_lead }{ " " }<kbd aria-hidden="true">{ "M" }</kbd></p>
                <ul class="mentions" data-part="mentions" {onkeydown}>
                    { for mentions.iter().take(*shown).filter_map(|mention| {
                        let article = props.article(mention.article)?;
                        let head = before.replace(mention.article) != Some(mention.article);
                        Some(row(props, article, mention, head, &ticked))
                    }) }
                </ul>
                <button class="button" hidden={hidden == 0} data-part="mentions-more" onclick={more}>{ format!("{} {hidden}", words.more) }</button>
                { moving(props, mentions, &ticked, &target, &remembered) }
                <datalist id="same-kind">{ for others(props).map(|name| html! { <option value={name} /> }) }</datalist>
            </div>
        },
    )
}

fn count(props: &EntityProps, group: Option<&EntityGroup>) -> String {
    let words = props.words;
    let Some(group) = group.filter(|group| !group.mentions.is_empty()) else {
        return words.entity_nowhere.to_owned();
    };
    let mut parts =
        vec![(words.count_in_articles)(group.articles()), (words.count_mentions)(group.mentions.len())];
    if group.accepted() > 0 {
        parts.push(format!("{} {}", words.accepted, group.accepted()));
    }
    if props.claims > 0 {
        parts.push(format!("{} {}", words.claim_word, props.claims));
    }
    parts.join(" ・ ")
}

/// The names of other entities of the type.
fn others(props: &EntityProps) -> impl Iterator<Item = String> {
    let groups =
        props.groups.iter().filter(|group| group.kind == props.kind && group.canonical != *props.name);
    groups.map(|group| group.canonical.clone()).take(NAMES)
}

/// What a person can write of it.
fn facts(props: &EntityProps) -> Html {
    let words = props.words;
    let (note, external) = match &props.record {
        Some(record) => (record.note.clone(), record.external_id.clone()),
        None => Default::default(),
    };
    let renamed = props.says(EntityChange::Rename);
    let rename = Callback::from(move |event: Event| renamed.emit(input_value(&event)));
    let retype = {
        let places: Vec<(ArticleId, ByteSpan)> = props
            .group()
            .map(|group| {
                group.mentions.iter().filter(|one| one.stands()).map(|one| (one.article, one.span)).collect()
            })
            .unwrap_or_default();
        let (kind, name, by) = (props.kind, props.name.to_string(), props.preferences.annotator.clone());
        let on = props.on.clone();
        Callback::from(move |at: usize| {
            let to = at_or(&EntityType::ALL, at, kind);
            let (entity, by) = ((kind, name.clone()), by.clone());
            on.emit(Act::Edit(
                Edit::RetypeEntity { entity, to, places: places.clone(), by },
                KeysAfter::Stay,
            ));
            on.emit(Act::EntityPage(to, name.clone()));
        })
    };
    html! {
        <fieldset class="sheet" disabled={props.writable == Writable::No}>
            <div class="two-fields">
                <label class="field"><span>{ words.canonical }</span>
                    <input type="text" lang="ja" autocomplete="off" data-part="entity-name" key={props.name.to_string()} value={props.name.clone()} onchange={rename} />
                </label>
                <label class="field" title={words.retype_hint}><span>{ words.kind }</span>
                    <Choice part="entity-kind" names={names(&EntityType::ALL, words.entity)} chosen={position(&EntityType::ALL, props.kind)} on={retype} />
                </label>
            </div>
            <label class="field"><span>{ words.external_id }</span>
                <Field part="entity-external" room={Room::Line} placeholder="Q1490" value={external.clone()} on={props.says(EntityChange::ExternalId)} />
                <span class="small" data-part="external-told">{ match External::of(&external) {
                    External::None => words.external_hint.to_owned(),
                    External::Wikidata => format!("Wikidata {external}"),
                    External::Odd => words.external_odd.to_owned(),
                    External::Other => String::new(),
                } }</span>
            </label>
            <label class="field"><span>{ words.note }</span>
                <Field part="entity-note" room={Room::Lines} placeholder={words.note_placeholder} value={note} on={props.says(EntityChange::Note)} />
            </label>
        </fieldset>
    }
}

/// What an external identifier looks like. Anything may be written; nothing is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum External {
    None,
    Wikidata,
    /// Nearly a Wikidata id.
    Odd,
    Other,
}

impl External {
    fn of(written: &str) -> Self {
        let number = written.strip_prefix(['Q', 'q', 'Ｑ', 'ｑ']);
        match number {
            _ if written.is_empty() => Self::None,
            Some(number) if number.starts_with(|c: char| c.is_numeric()) => {
                let right = written.starts_with('Q')
                    && !number.starts_with('0')
                    && number.len() <= 12
                    && number.bytes().all(|byte| byte.is_ascii_digit());
                if right { Self::Wikidata } else { Self::Odd }
            }
            _ => Self::Other,
        }
    }
}

/// How it is written in the texts, and which strings people decided mean it.
fn strings(props: &EntityProps, group: Option<&EntityGroup>, ticked: &UseStateHandle<Ticked>) -> Html {
    let words = props.words;
    let aliases = props.record.as_ref().map(|record| record.aliases.clone()).unwrap_or_default();
    let added = props.says(EntityChange::AddAlias);
    let add = Callback::from(move |event: Event| {
        let string = input_value(&event);
        if !string.is_empty() {
            added.emit(string);
        }
    });
    let forms = group.map(|group| group.forms.as_slice()).unwrap_or_default();
    html! {
        <>
            <p class="forms small" data-part="entity-forms" hidden={forms.is_empty()}><span class="quiet">{ words.forms }{ " " }</span>
                { for forms.iter().map(|(form, n)| {
                    let of_form = set_of(group.into_iter().flat_map(|group| &group.mentions)
                        .filter(|mention| props.surface(mention) == form).map(place));
                    let all = !of_form.is_empty() && of_form.is_subset(ticked);
                    let ticked = ticked.clone();
                    let onclick = Callback::from(move |_: MouseEvent| {
                        let mut now = (*ticked).clone();
                        if all { now.retain(|one| !of_form.contains(one)); } else { now.extend(of_form.iter().copied()); }
                        ticked.set(now);
                    });
                    html! { <button class="form" aria-pressed={all.to_string()} title={words.tick_form} data-form={form.clone()} {onclick}><span lang="ja">{ form.clone() }</span>{ " " }<span class="number quiet">{ *n }</span></button> }
                }) }
            </p>
            <div class="field"><span>{ words.aliases }</span>
                <ul class="aliases" data-part="aliases">
                    { for aliases.iter().map(|alias| {
                        let (remove, string) = (props.says(EntityChange::RemoveAlias), alias.clone());
                        html! {
                            <li key={alias.clone()}><span lang="ja">{ alias.clone() }</span>
                                <button class="icon" data-alias={alias.clone()} aria-label={format!("{} {alias}", words.forget)} title={words.forget} disabled={props.writable == Writable::No} onclick={Callback::from(move |_: MouseEvent| remove.emit(string.clone()))}>{ "✕" }</button>
                            </li>
                        }
                    }) }
                </ul>
                <input type="text" lang="ja" autocomplete="off" data-part="add-alias" key={format!("{:?}", aliases)} aria-label={words.add_alias} placeholder={words.add_alias} disabled={props.writable == Writable::No} onchange={add} />
                <span>{ words.aliases_lead }</span>
            </div>
        </>
    }
}

fn merging(props: &EntityProps, merged: &UseStateHandle<String>) -> Html {
    let words = props.words;
    let from = merged.trim().to_owned();
    let other = (!from.is_empty() && from != *props.name).then_some(from);
    let merge = {
        let (merged, other, on) = (merged.clone(), other.clone(), props.on.clone());
        let (kind, into) = (props.kind, props.name.to_string());
        Callback::from(move |_: MouseEvent| {
            if let Some(from) = other.clone() {
                on.emit(Act::Edit(Edit::MergeEntities { kind, from, into: into.clone() }, KeysAfter::Stay));
                merged.set(String::new());
            }
        })
    };
    let merged = merged.clone();
    let value = (*merged).clone();
    let oninput = Callback::from(move |event: InputEvent| merged.set(typed(&event)));
    html! {
        <fieldset class="field" data-enter="entity-merge" disabled={props.writable == Writable::No}><span>{ words.merge_lead }</span>
            <span class="with-button">
                <input type="text" lang="ja" autocomplete="off" list="same-kind" data-part="merge-name" aria-label={words.merge_lead} {value} {oninput} />
                <button class="button" data-part="entity-merge" disabled={other.is_none()} onclick={merge}>{ words.merge_entities }</button>
            </span>
        </fieldset>
    }
}

fn row(
    props: &EntityProps,
    article: &Article,
    mention: &Mention,
    head: bool,
    ticked: &UseStateHandle<Ticked>,
) -> Html {
    let words = props.words;
    let here = place(mention);
    let known = [&article.meta.outlet, &article.meta.title].into_iter().find(|name| !name.is_empty());
    let checked = ticked.contains(&here);
    let tick = {
        let ticked = ticked.clone();
        Callback::from(move |_: Event| {
            let mut now = (*ticked).clone();
            if !now.remove(&here) {
                now.insert(here);
            }
            ticked.set(now);
        })
    };
    let at = EntityPlace { open: props.open, focus: props.focus };
    html! {
        <li key={format!("{}-{}-{}", here.0, here.1.start, here.1.end)}>
            <h4 class="in-article small quiet" hidden={!head}><span lang="ja">{ known.map_or(words.unknown_outlet, String::as_str).to_owned() }</span></h4>
            <span class="with-tick">
                <input type="checkbox" data-part="tick" aria-label={format!("{} {}", words.mark_word, props.surface(mention))} {checked} disabled={props.writable == Writable::No} onchange={tick} />
                { mention_view(words, at, article, mention, &props.on) }
            </span>
        </li>
    }
}

fn place(mention: &Mention) -> (ArticleId, ByteSpan) {
    (mention.article, mention.span)
}

/// Where the ticked mentions go.
fn moving(
    props: &EntityProps,
    mentions: &[Mention],
    ticked: &UseStateHandle<Ticked>,
    target: &UseStateHandle<String>,
    remembered: &UseStateHandle<bool>,
) -> Html {
    let words = props.words;
    let chosen: Vec<&Mention> = mentions.iter().filter(|one| ticked.contains(&place(one))).collect();
    let strings = whole(props, mentions, ticked);
    let name = target.trim().to_owned();
    let ready = !chosen.is_empty() && !name.is_empty() && name != *props.name;
    let go = {
        let places: Vec<(ArticleId, ByteSpan)> = chosen.iter().map(|one| place(one)).collect();
        let strings = if **remembered { strings.clone() } else { Vec::new() };
        let (from, on, by) = (props.kind, props.on.clone(), props.preferences.annotator.clone());
        let (ticked, target, name) = (ticked.clone(), target.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            let (places, to, strings, by) =
                (places.clone(), (from, name.clone()), strings.clone(), by.clone());
            on.emit(Act::Edit(Edit::MoveMentions { from, places, to, strings, by }, KeysAfter::Stay));
            ticked.set(Ticked::new());
            target.set(String::new());
        })
    };
    let oninput = {
        let target = target.clone();
        Callback::from(move |event: InputEvent| target.set(typed(&event)))
    };
    let remember = {
        let remembered = remembered.clone();
        Callback::from(move |_: Event| remembered.set(!*remembered))
    };
    html! {
        <fieldset class="moving" data-enter="move" data-part="moving" hidden={chosen.is_empty()} disabled={props.writable == Writable::No}>
            <label class="field"><span>{ (words.move_some)(chosen.len()) }</span>
                <input type="text" lang="ja" autocomplete="off" list="same-kind" data-part="move-name" placeholder={words.move_name} value={(**target).clone()} {oninput} />
            </label>
            <label class="remember small" hidden={strings.is_empty()}>
                <input type="checkbox" data-part="remember" checked={**remembered} onchange={remember} />{ (words.remember_strings)(&strings.join("」「")) }
            </label>
            <button class="button primary" data-part="move" disabled={!ready} onclick={go}>{ words.move_word }</button>
        </fieldset>
    }
}

/// The strings of which every standing mention is ticked: they can go along as a whole. The entity's own name
/// cannot: all that linking takes for it would go along too.
fn whole(props: &EntityProps, mentions: &[Mention], ticked: &Ticked) -> Vec<String> {
    let stays = mentions.iter().filter(|one| one.stands() && !ticked.contains(&place(one)));
    let left = set_of(stays.map(|one| props.surface(one)));
    let goes = mentions.iter().filter(|one| ticked.contains(&place(one)));
    let gone = set_of(goes.map(|one| props.surface(one)));
    gone.difference(&left)
        .filter(|surface| ***surface != *props.name)
        .map(|surface| (*surface).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::External;

    #[test]
    fn identifiers_are_looked_at_but_never_refused() {
        for (written, is) in [
            ("", External::None),
            ("Q42", External::Wikidata),
            ("Q0042", External::Odd),
            ("q42", External::Odd),
            ("Ｑ４２", External::Odd),
            ("Q42a", External::Odd),
            ("Quarter", External::Other),
            ("https://example.com/Q42", External::Other),
            ("1234567890123", External::Other),
        ] {
            assert_eq!(External::of(written), is, "{written}");
        }
    }
}
