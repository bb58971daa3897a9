//! Everything that can be asked for by name: what the list of commands offers, and how what is typed finds
//! it.
//!
//! Commands of the table of keys come from there, so that a command with a key is in the list; what has no
//! key (articles, entity types, layers, themes) follows from the state. This module knows neither the page
//! nor the session's insides.

mod synonyms;

use crate::judging::What;
use crate::keys::keymap::Keymap;
use crate::keys::{BINDINGS, Command, Group, Phrase, STROKES, Stroke};
use crate::marking::MarkAs;
use crate::preferences::{Layers, Preferences, Ruby, Theme, Typesetting};
use crate::scene::{Panel, Scene};
use crate::words::{Language, Words};
use shirushi_model::{ArticleId, ClaimType, EntityType, in_order};
use shirushi_session::{Focus, Session, search};

/// One thing to ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// Under what it stands.
    pub group: &'static str,
    /// The keys that do the same.
    pub keys: Vec<String>,
    /// Whether it would do something now.
    pub ready: Ready,
    pub run: Run,
    /// Name and group in both languages and other words for them, as a search sees them.
    found_by: String,
}

/// Whether a command would do something now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    Yes,
    No,
}

/// What is done when it is chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    Command(Command),
    Stroke(Stroke),
    Scene(Scene),
    Panel(Panel),
    Article(ArticleId),
    Mark(MarkAs),
    Prefer(Box<Preferences>),
    NewProject,
    PickProject,
}

impl Run {
    /// Whether it means the same in another project: numbers of articles and tags do not.
    pub(crate) fn outlives_project(&self) -> bool {
        !matches!(self, Self::Article(_) | Self::Mark(MarkAs::Highlight(_)))
    }
}

struct List {
    words: &'static Words,
    other: &'static Words,
    entries: Vec<Entry>,
}

impl List {
    fn push(&mut self, group: Phrase, names: [String; 2], keys: Vec<String>, ready: bool, run: Run) {
        let [name, other] = names;
        let others = synonyms::other_words(&format!("{name}\n{other}"));
        let found_by =
            search::loose(&format!("{name}\n{other}\n{}\n{}{others}", group(self.words), group(self.other)));
        let ready = if ready { Ready::Yes } else { Ready::No };
        self.entries.push(Entry { name, group: group(self.words), keys, ready, run, found_by });
    }

    fn named(&mut self, group: Phrase, name: Phrase, run: Run) {
        let names = [name(self.words), name(self.other)].map(str::to_owned);
        self.push(group, names, Vec::new(), true, run);
    }

    /// A choice of something named.
    fn choice(&mut self, group: Phrase, what: Phrase, name: Phrase, preferences: Preferences) {
        let both = |words: &Words| format!("{}: {}", what(words), name(words));
        let names = [both(self.words), both(self.other)];
        self.push(group, names, Vec::new(), true, Run::Prefer(Box::new(preferences)));
    }
}

/// Everything there is, in the order it is listed before anything is typed. `place` is where a person is, and
/// what is judged there.
pub fn entries(
    words: &'static Words,
    session: &Session,
    preferences: &Preferences,
    place: (Scene, What),
) -> Vec<Entry> {
    let scene = place.0;
    let other = if words == Language::Ja.words() { Language::En.words() } else { Language::Ja.words() };
    let mut list = List { words, other, entries: Vec::new() };
    let focus = session.selection.focus;
    let (mut marking, mut page) = (Vec::new(), Vec::new());
    for binding in &BINDINGS {
        if let Some((group, name)) = binding.name
            && !matches!(binding.command, Command::Palette | Command::Escape)
        {
            if group == Group::Marking { &mut marking } else { &mut page }.push((binding, name));
        }
    }
    strokes(&mut list, &preferences.keys, place);
    marks(&mut list, session, &preferences.keys, scene);
    for (group, bindings) in [(MARKING, marking), (PAGE, page)] {
        for (binding, name) in bindings {
            let names = [name(words), name(other)].map(str::to_owned);
            let obeyed = binding.command.is_page_wide() || binding.command.leads_on();
            let ready = match binding.command {
                _ if scene != Scene::Reading && !obeyed => false,
                Command::Accept | Command::Reject => {
                    matches!(focus, Focus::Suggestion(_) | Focus::Claim(_) | Focus::Annotation(_))
                }
                Command::Entity => matches!(focus, Focus::Suggestion(_) | Focus::Annotation(_)),
                Command::Edit | Command::Delete => matches!(focus, Focus::Annotation(_)),
                Command::Undo => session.can_undo().is_some(),
                Command::Redo => session.can_redo().is_some(),
                _ => true,
            };
            let keys = preferences.keys.written(binding.command);
            list.push(group, names, keys, ready, Run::Command(binding.command));
        }
    }
    list.named(PLACES, |w| w.read, Run::Scene(Scene::Reading));
    list.named(PLACES, |w| w.checks, Run::Scene(Scene::Checking));
    list.named(PLACES, |w| w.figures, Run::Scene(Scene::Figures));
    list.named(PLACES, |w| w.exchange, Run::Scene(Scene::Exchange));
    list.named(PLACES, |w| w.adjudicate, Run::Scene(Scene::Adjudicating));
    list.named(PLACES, |w| w.tags, Run::Panel(Panel::Tags));
    list.named(PLACES, |w| w.keys_change, Run::Panel(Panel::Keys));
    list.named(PLACES, |w| w.edit_article, Run::Panel(Panel::Details));
    list.named(PLACES, |w| w.versions, Run::Panel(Panel::History));
    list.named(PLACES, |w| w.version_changes, Run::Panel(Panel::Changes));
    list.named(PLACES, |w| w.about, Run::Panel(Panel::About));
    list.named(PLACES, |w| w.new_project, Run::NewProject);
    list.named(PLACES, |w| w.open_file, Run::PickProject);
    layers(&mut list, preferences);
    choices(&mut list, preferences);
    articles(&mut list, session);
    list.entries
}

const JUDGING: Phrase = |w| w.judge;
const MARKING: Phrase = |w| w.keys_marking;
const PAGE: Phrase = |w| w.keys_page;
const PLACES: Phrase = |w| w.places;

/// What can be done where suggestions are judged one after another.
fn strokes(list: &mut List, keys: &Keymap, (scene, what): (Scene, What)) {
    let ready = scene == Scene::Judging;
    for (stroke, name) in STROKES.iter().filter_map(|binding| Some((binding.stroke, binding.name?))) {
        let names = [name(list.words), name(list.other)].map(str::to_owned);
        list.push(JUDGING, names, keys.struck_by(stroke), ready, Run::Stroke(stroke));
    }
    let kinds = match what {
        What::Entities => EntityType::ALL.len(),
        What::Claims => ClaimType::ALL.len(),
    };
    for at in 0..kinds {
        let names = [list.words, list.other].map(|words| {
            let kind = match what {
                What::Entities => EntityType::ALL.get(at).map(|kind| (words.entity)(*kind)),
                What::Claims => ClaimType::ALL.get(at).map(|kind| (words.claim)(*kind)),
            };
            format!("{}: {}", words.key_accept, kind.unwrap_or_default())
        });
        let key = vec![((at + 1) % 10).to_string()];
        list.push(JUDGING, names, key, ready, Run::Stroke(Stroke::Retype(at)));
    }
}

/// Marks of every kind, with the keys that make them.
fn marks(list: &mut List, session: &Session, keys: &Keymap, scene: Scene) {
    let keyed = keys.marks(&session.project.tagset);
    let entities = EntityType::ALL.into_iter().map(MarkAs::Entity);
    let tags = session.project.tagset.tags.iter().map(|tag| MarkAs::Highlight(tag.id));
    let has_key = |mark: &MarkAs| keyed.iter().any(|(_, other)| other == mark);
    let rest: Vec<MarkAs> = entities.chain(tags).filter(|mark| !has_key(mark)).collect();
    let ready = scene == Scene::Reading && matches!(session.selection.focus, Focus::Text(_));
    for (key, mark) in keyed {
        let names = [list.words, list.other].map(|words| mark_name(words, session, &mark));
        list.push(MARKING, names, vec![key.to_uppercase().to_string()], ready, Run::Mark(mark));
    }
    for mark in rest {
        let names = [list.words, list.other].map(|words| mark_name(words, session, &mark));
        list.push(MARKING, names, Vec::new(), ready, Run::Mark(mark));
    }
}

fn mark_name(words: &Words, session: &Session, mark: &MarkAs) -> String {
    let name = match mark {
        MarkAs::Claim => words.claim_word,
        MarkAs::Entity(kind) => (words.entity)(*kind),
        MarkAs::Highlight(id) => {
            session.project.tagset.get(*id).map_or(words.highlight_word, |tag| &tag.name)
        }
    };
    (words.mark_with)(name)
}

fn layers(list: &mut List, preferences: &Preferences) {
    type Layer = fn(&mut Layers) -> &mut bool;
    let fields: [(Phrase, Layer); 7] = [
        (|w| w.layer_claims, |l| &mut l.claims),
        (|w| w.layer_proposed, |l| &mut l.proposed),
        (|w| w.layer_highlights, |l| &mut l.highlights),
        (|w| w.layer_entities, |l| &mut l.entities),
        (|w| w.layer_suggestions, |l| &mut l.suggestions),
        (|w| w.layer_cards, |l| &mut l.cards),
        (|w| w.layer_every_card, |l| &mut l.every_card),
    ];
    for (name, field) in fields {
        let mut changed = preferences.clone();
        let shown = field(&mut changed.layers);
        *shown = !*shown;
        let verb: Phrase = if *shown { |w| w.show } else { |w| w.hide };
        list.choice(|w| w.display, verb, name, changed);
    }
}

fn choices(list: &mut List, preferences: &Preferences) {
    const GROUP: Phrase = |w| w.settings;
    let languages: [(Phrase, Language); 2] = [(|_| "日本語", Language::Ja), (|_| "English", Language::En)];
    for (name, language) in languages {
        let with = Preferences { language: Some(language), ..preferences.clone() };
        list.choice(GROUP, |w| w.language_word, name, with);
    }
    let themes: [(Phrase, Theme); 3] = [
        (|w| w.theme_auto, Theme::System),
        (|w| w.theme_light, Theme::Light),
        (|w| w.theme_dark, Theme::Dark),
    ];
    for (name, theme) in themes {
        list.choice(GROUP, |w| w.theme_word, name, Preferences { theme, ..preferences.clone() });
    }
    let now = preferences.setting;
    let settings: [(Phrase, Phrase, Typesetting); 9] = [
        (|w| w.writing, |w| w.horizontal, Typesetting { vertical: false, ..now }),
        (|w| w.writing, |w| w.vertical, Typesetting { vertical: true, ..now }),
        (|w| w.typeface, |w| w.mincho, Typesetting { gothic: false, ..now }),
        (|w| w.typeface, |w| w.gothic, Typesetting { gothic: true, ..now }),
        (|w| w.line_breaks, |w| w.breaks_anywhere, Typesetting { phrases: false, ..now }),
        (|w| w.line_breaks, |w| w.breaks_phrases, Typesetting { phrases: true, ..now }),
        (|w| w.ruby, |w| w.ruby_none, Typesetting { ruby: Ruby::None, ..now }),
        (|w| w.ruby, |w| w.ruby_rare, Typesetting { ruby: Ruby::Rare, ..now }),
        (|w| w.ruby, |w| w.ruby_all, Typesetting { ruby: Ruby::All, ..now }),
    ];
    for (what, name, setting) in settings {
        list.choice(GROUP, what, name, Preferences { setting, ..preferences.clone() });
    }
}

fn articles(list: &mut List, session: &Session) {
    for article in &session.project.articles {
        let meta = &article.meta;
        let title = if meta.title.is_empty() { list.words.untitled } else { &meta.title };
        let name = [title, &meta.outlet, &meta.published].into_iter().filter(|part| !part.is_empty());
        let name = name.collect::<Vec<_>>().join(" ・ ");
        let names = [name, String::new()];
        list.push(|w| w.articles, names, Vec::new(), true, Run::Article(article.id));
    }
}

/// Those that contain every word of what was typed, whatever its kana, widths and language: names that begin
/// with it first, and what would do nothing now last. With nothing typed what was chosen lately comes first.
pub fn matching(entries: Vec<Entry>, typed: &str, lately: &[Run]) -> Vec<Entry> {
    let typed = search::loose(typed);
    let parts: Vec<&str> = typed.split_whitespace().collect();
    let kept = entries.into_iter().filter(|entry| parts.iter().all(|part| entry.found_by.contains(part)));
    in_order(kept.collect(), |entry| {
        let late = lately.iter().position(|run| *run == entry.run).map_or(u64::MAX, |at| at as u64);
        let begins = entry.found_by.split('\n').take(2).any(|name| name.starts_with(typed.trim()));
        let ready = u64::from(entry.ready == Ready::No);
        if typed.trim().is_empty() { [ready, late, 0] } else { [ready, u64::from(!begins), late] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ArticleMeta, ProjectId, TagColor, Timestamp};
    use shirushi_session::{Edit, Msg, NewArticle, update};

    fn names(typed: &str, lately: &[Run]) -> Vec<String> {
        found(typed, lately, Scene::Reading).into_iter().map(|entry| entry.name).collect()
    }

    fn found(typed: &str, lately: &[Run], scene: Scene) -> Vec<Entry> {
        let tags = vec![("要確認".to_owned(), TagColor::Amber)];
        let session = Session::new(ProjectId::from_random(1), String::new(), Timestamp(0)).with_tags(tags);
        let meta = ArticleMeta { title: "サーバー室の火災".to_owned(), ..ArticleMeta::default() };
        let edit = Edit::AddArticles(vec![NewArticle { text: "本文".to_owned(), meta }]);
        let (session, _) = update(session, Msg::Edit { edit, at: Timestamp(1) });
        let all = entries(Language::Ja.words(), &session, &Preferences::default(), (scene, What::Claims));
        matching(all, typed, lately)
    }

    #[test]
    fn names_are_found_in_both_languages_and_any_kana_or_width() {
        assert_eq!(names("ダーク", &[]), ["テーマ: ダーク"]);
        assert_eq!(names("dark", &[]), ["テーマ: ダーク"]);
        assert_eq!(names("ＤＡＲＫ", &[]), ["テーマ: ダーク"]);
        assert_eq!(names("テーマ ダーク", &[]).last().map(String::as_str), Some("テーマ: ダーク"));
        assert_eq!(names("さーば", &[]), ["サーバー室の火災"]);
        assert_eq!(names("ｻｰﾊﾞｰ", &[]), ["サーバー室の火災"]);
        assert_eq!(names("やりなおす", &[]), ["やり直す"]);
        for typed in ["たてがき", "tategaki", "ﾀﾃｶﾞｷ"] {
            assert!(names(typed, &[]).contains(&"文字の向き: 縦書き".to_owned()), "{typed}");
        }
        for (typed, name) in [("けんさく", "検索"), ("kensaku", "検索"), ("エクスポート", "書き出す")]
        {
            assert!(names(typed, &[]).contains(&name.to_owned()), "{typed}");
        }
        assert!(names("ルビ", &[]).contains(&"ふりがな: すべて".to_owned()));
        assert_eq!(names("要確認", &[]), ["「要確認」をマーク"]);
    }

    #[test]
    fn every_named_command_is_offered() {
        let all = names("", &[]);
        for (_, name) in BINDINGS.iter().filter_map(|binding| binding.name) {
            let name = name(Language::Ja.words());
            let own = [Language::Ja.words().commands, Language::Ja.words().key_escape];
            assert!(own.contains(&name) || all.iter().any(|one| one == name), "{name} is not offered");
        }
    }

    #[test]
    fn strokes_are_offered_and_ready_where_one_judges() {
        for (scene, ready) in [(Scene::Reading, Ready::No), (Scene::Judging, Ready::Yes)] {
            let all = found("", &[], scene);
            for binding in STROKES.iter().filter(|binding| binding.name.is_some()) {
                let one = all.iter().find(|one| one.run == Run::Stroke(binding.stroke)).unwrap();
                assert_eq!((one.ready, one.keys.is_empty()), (ready, false), "{}", one.name);
            }
            let kinds = all.iter().filter(|one| matches!(one.run, Run::Stroke(Stroke::Retype(_))));
            let keys: Vec<&str> = kinds.clone().map(|one| one.keys[0].as_str()).collect();
            assert_eq!(keys, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]);
            assert!(kinds.clone().all(|one| one.ready == ready));
            // What the page does not do where one judges is not offered as if it did.
            let accept = all.iter().find(|one| one.run == Run::Command(Command::NextSuggestion)).unwrap();
            assert_eq!(accept.ready == Ready::Yes, scene == Scene::Reading);
        }
    }

    #[test]
    fn lately_chosen_first_and_what_does_nothing_last() {
        let all = names("", &[Run::Command(Command::Help)]);
        assert_eq!(all.first().map(String::as_str), Some(Language::Ja.words().help));
        let marks = all.iter().position(|name| name.contains("要確認"));
        assert!(marks > all.iter().position(|name| name.contains("火災")));
    }
}
